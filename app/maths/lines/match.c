/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The candidates of the wrong rules against the student's line, the closest likeness first:
 *
 *   sides    each side has the value of the student's side
 *   moved    left minus right is a multiple of the student's (terms were moved, numbers divided)
 *   slips    a rule that saw both lines claims it
 *   solved   the same solutions
 *
 * Within one likeness the order of the rules decides, so the most specific rule names the mistake.
 */
#include "app/maths/lines/match.h"

#include "app/base/die.h"
#include "app/maths/lines/fingerprint.h"
#include "app/maths/lines/rules.h"
#include "app/maths/solve.h"

#include <stdlib.h>

enum { EXACT_TRIES = 40, SOLVE_TRIES = 60, TRY_STEPS = 20000, PRINTS_SEEN = 512 };

struct matcher {
    struct tree_arena *arena;
    uint64_t *steps;
    int exact_tries, solve_tries;
    bool solutions; /* some were gained or lost */
    struct {
        const struct tree *t;
        struct print print;
    } seen[PRINTS_SEEN]; /* sides come again and again: by address */
};

static struct exact *borrow(struct matcher *m, uint64_t *given)
{
    *given = *m->steps < TRY_STEPS ? *m->steps : TRY_STEPS;
    return *given ? exact_new(m->arena, *given) : NULL;
}

static void give_back(struct matcher *m, struct exact *exact, uint64_t given)
{
    uint64_t left = exact_steps_left(exact);
    uint64_t used = left < given ? given - left : 0;
    *m->steps -= used < *m->steps ? used : *m->steps;
    exact_free(exact);
}

static struct print print_of(struct matcher *m, const struct tree *t)
{
    size_t slot = ((uintptr_t)t >> 4) % PRINTS_SEEN;
    if (m->seen[slot].t != t) {
        m->seen[slot].t = t;
        m->seen[slot].print = fingerprint(t);
    }
    return m->seen[slot].print;
}

static bool same_value(struct matcher *m, const struct tree *a, const struct tree *b)
{
    struct print p = print_of(m, a), q = print_of(m, b);
    if (!p.valid || !q.valid)
        return false;
    if (fingerprint_same(&p, &q))
        return true;
    if (!(p.atoms || q.atoms) || m->exact_tries-- <= 0)
        return false;
    uint64_t given;
    struct exact *exact = borrow(m, &given);
    if (!exact)
        return false;
    struct exact_finding finding;
    exact_compare(exact, a, b, &finding);
    give_back(m, exact, given);
    return finding.answer == EXACT_EQUAL || finding.answer == EXACT_EQUAL_IF;
}

static bool same_sides(struct matcher *m, const struct tree *a, const struct tree *b)
{
    if (a->n != b->n)
        return false;
    bool along = true, across = a->n == 2;
    for (uint32_t i = 0; i + 1 < a->n; i++) {
        along &= a->relations[i] == b->relations[i];
        across &= tree_mirrored(a->relations[i]) == b->relations[i];
    }
    for (uint32_t i = 0; i < a->n && along; i++)
        along = same_value(m, a->child[i], b->child[i]);
    return along || (across && same_value(m, a->child[0], b->child[1]) &&
                     same_value(m, a->child[1], b->child[0]));
}

static struct print difference(struct matcher *m, const struct tree *relation)
{
    struct print a = print_of(m, relation->child[0]), b = print_of(m, relation->child[1]);
    return fingerprint_subtract(&a, &b);
}

static bool multiples(struct matcher *m, const struct tree *a, const struct tree *b)
{
    if (a->n != 2 || b->n != 2)
        return false;
    struct print p = difference(m, a), q = difference(m, b);
    int ratio = p.valid && q.valid ? fingerprint_ratio(&p, &q) : 0;
    unsigned relation = ratio < 0 ? tree_mirrored(b->relations[0]) : b->relations[0];
    return ratio && a->relations[0] == relation;
}

enum likeness { LIKE_SIDES, LIKE_MOVED, LIKE_CLAIMED, LIKE_SOLVED, LIKE_COUNT };

static bool alike(struct matcher *m, const struct tree *a, const struct tree *b, bool moved);

/* Every member of one has its like in the other. */
static bool alike_sets(struct matcher *m, const struct tree *a, const struct tree *b, bool moved)
{
    if (a->n != b->n || a->n > 6)
        return false;
    for (uint32_t i = 0; i < a->n; i++) {
        bool found = false, back = false;
        for (uint32_t j = 0; j < a->n; j++) {
            found = found || alike(m, a->child[i], b->child[j], moved);
            back = back || alike(m, a->child[j], b->child[i], moved);
        }
        if (!found || !back)
            return false;
    }
    return true;
}

static bool alike(struct matcher *m, const struct tree *a, const struct tree *b, bool moved)
{
    if (a->kind == TREE_RELATION && b->kind == TREE_RELATION)
        return moved ? multiples(m, a, b) : same_sides(m, a, b);
    if (a->kind == b->kind &&
        (a->kind == TREE_OR || a->kind == TREE_SYSTEM || a->kind == TREE_LIST))
        return alike_sets(m, a, b, moved);
    return a->kind != TREE_RELATION && b->kind != TREE_RELATION && !moved && same_value(m, a, b);
}

static bool is_condition(const struct tree *t)
{
    return t->kind == TREE_RELATION || t->kind == TREE_SYSTEM || t->kind == TREE_OR;
}

static bool same_solutions(struct matcher *m, const struct tree *a, const struct tree *b)
{
    uint64_t given;
    if (!is_condition(a) || !is_condition(b) || m->solve_tries-- <= 0)
        return false;
    struct exact *exact = borrow(m, &given);
    if (!exact)
        return false;
    struct solve_finding finding;
    solve_compare(exact, a, b, &finding);
    give_back(m, exact, given);
    return finding.answer == SOLVE_SAME;
}

/* A slip leaves its mark in the line; the same solutions by another way are an accident. */
static bool is_slip(enum line_mistake mistake)
{
    return mistake == MISTAKE_SIGN_LOST || mistake == MISTAKE_TERM_DROPPED ||
           mistake == MISTAKE_COEFFICIENTS || mistake == MISTAKE_ARITHMETIC;
}

/* Mistakes that lose or gain solutions by their nature; the others must stand in the line. */
static bool is_about_solutions(enum line_mistake mistake)
{
    return mistake == MISTAKE_ROOT_LOST || mistake == MISTAKE_ROOT_GAINED ||
           mistake == MISTAKE_DIVIDED_BY_ZERO || mistake == MISTAKE_ZERO_PRODUCT_SIGN ||
           mistake == MISTAKE_ZERO_PRODUCT_NONZERO || mistake == MISTAKE_INEQUALITY_NOT_FLIPPED ||
           mistake == MISTAKE_FORMULA_MISREMEMBERED;
}

static bool fits(struct matcher *m, const struct rules *rules, const struct candidate *c,
                 enum likeness likeness)
{
    if (m->solutions && likeness != LIKE_SIDES && !is_about_solutions(c->mistake))
        return false;
    bool claimed = c->line == rules->after;
    switch (likeness) {
    case LIKE_SIDES:
        return claimed ? c->mistake == MISTAKE_INEQUALITY_NOT_FLIPPED ||
                             c->mistake == MISTAKE_ONE_SIDE_ONLY ||
                             c->mistake == MISTAKE_FACTORED_WRONGLY
                       : alike(m, c->line, rules->after, false);
    case LIKE_MOVED:
        return !claimed && is_condition(c->line) && alike(m, c->line, rules->after, true);
    case LIKE_CLAIMED:
        return claimed;
    default:
        return !claimed && !is_slip(c->mistake) && same_solutions(m, c->line, rules->after);
    }
}

static struct match match_directly(struct tree_arena *arena, uint64_t *steps,
                                   const struct tree *before, const struct tree *after,
                                   bool solutions)
{
    struct match match = {.mistake = MISTAKE_NONE};
    struct rules rules = {.arena = arena, .before = before, .after = after};
    rules.candidate = xmalloc(CANDIDATES_MAX * sizeof *rules.candidate);
    rules_collect(&rules);
    struct matcher *matcher = xcalloc(1, sizeof *matcher);
    *matcher = (struct matcher){
        .arena = arena, .steps = steps, .solve_tries = SOLVE_TRIES, .solutions = solutions};
    /* what says the same as the line before is no mistake, whichever rule it came from */
    size_t n = 0;
    for (size_t i = 0; i < rules.n; i++) {
        struct candidate *c = &rules.candidate[i];
        bool right = c->line != after &&
                     (tree_same(c->line, before) || alike(matcher, c->line, before, false) ||
                      (is_condition(before) && alike(matcher, c->line, before, true)));
        if (!right && !(solutions && is_slip(c->mistake)))
            rules.candidate[n++] = *c;
    }
    rules.n = n;
    matcher->exact_tries = EXACT_TRIES;
    for (enum likeness like = LIKE_SIDES; like < LIKE_COUNT && !match.mistake; like++)
        for (size_t i = 0; i < rules.n && !match.mistake; i++)
            if (fits(matcher, &rules, &rules.candidate[i], like))
                match = (struct match){rules.candidate[i].mistake, rules.candidate[i].from,
                                       rules.candidate[i].right};
    free(rules.candidate);
    free(matcher);
    return match;
}

/* A side times a denominator, term by term. */
static const struct tree *multiplied(struct tree_arena *arena, const struct tree *t,
                                     const struct tree *by)
{
    struct term term[TERMS_MAX];
    size_t n = term_split(t, term);
    if (n == 0)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        bool under = term[i].t->kind == TREE_DIVIDE && tree_same(term[i].t->child[1], by);
        term[i].t = under ? term[i].t->child[0] : term_times(arena, by, term[i].t);
    }
    return term_sum(arena, term, n);
}

/* Both sides squared where there is a root, both multiplied by the first denominator, or tidied:
 * right steps that people take together with a wrong one. */
static const struct tree *right_step(struct tree_arena *arena, uint64_t *steps,
                                     const struct tree *t, int which)
{
    if (which < 2) {
        if (t->kind != TREE_RELATION || t->n != 2)
            return NULL;
        const struct tree *side[2], *two = tree_integer(arena, 2);
        const struct tree *by = NULL;
        for (int i = 0; i < 2 && !by; i++) {
            struct term term[TERMS_MAX];
            size_t n = term_split(t->child[i], term);
            for (size_t k = 0; k < n && !by; k++)
                by = term[k].t->kind == TREE_DIVIDE ? term[k].t->child[1] : NULL;
        }
        for (int i = 0; i < 2; i++) {
            const struct tree *a = t->child[i];
            if (which == 0 && !tree_has(t, TREE_ROOT))
                return NULL;
            if (which == 0)
                side[i] =
                    a->kind == TREE_ROOT && a->n == 1 ? a->child[0] : term_power(arena, a, two);
            else
                side[i] = by ? multiplied(arena, a, by) : NULL;
        }
        return term_equation(arena, side[0], t->relations[0], side[1]);
    }
    const struct tree *const *part = t->kind == TREE_RELATION ? t->child : &t;
    uint32_t n = t->kind == TREE_RELATION ? t->n : 1;
    if (n > 4 || *steps == 0)
        return NULL;
    const struct tree *tidy[4];
    for (uint32_t i = 0; i < n; i++) {
        struct exact *exact = exact_new(arena, TRY_STEPS);
        tidy[i] = exact_simplify(exact, part[i]);
        exact_free(exact);
        if (!tidy[i])
            return NULL;
    }
    return t->kind == TREE_RELATION ? tree_with(arena, t, tidy) : tidy[0];
}

/* One equation out of several: a mistake in one of them, or in the sum or difference of two. */
static struct match match_system(struct tree_arena *arena, uint64_t *steps,
                                 const struct tree *before, const struct tree *after)
{
    struct match match = {.mistake = MISTAKE_NONE};
    for (uint32_t i = 0; i < before->n && i < 4 && !match.mistake; i++)
        if (before->child[i]->kind == TREE_RELATION)
            match = match_directly(arena, steps, before->child[i], after, false);
    for (uint32_t i = 0; i + 1 < before->n && i < 3 && !match.mistake; i++)
        for (int minus = 0; minus < 2 && !match.mistake; minus++) {
            const struct tree *p = before->child[i], *q = before->child[i + 1], *side[2];
            if (p->kind != TREE_RELATION || q->kind != TREE_RELATION || p->n != 2 || q->n != 2)
                continue;
            for (int k = 0; k < 2; k++)
                side[k] = minus ? term_subtract(arena, p->child[k], q->child[k])
                                : term_add(arena, p->child[k], q->child[k]);
            const struct tree *both = term_equation(arena, side[0], RELATION_EQUAL, side[1]);
            if (both)
                match = match_directly(arena, steps, both, after, false);
            if (!is_slip(match.mistake)) /* for a rule, too much has been tried by now */
                match.mistake = MISTAKE_NONE;
        }
    return match;
}

struct match match_mistake(struct tree_arena *arena, uint64_t *steps, const struct tree *before,
                           const struct tree *after, bool solutions)
{
    struct match match = {.mistake = MISTAKE_NONE};
    if (!before || !after)
        return match;
    if (before->kind == TREE_SYSTEM && after->kind == TREE_RELATION)
        return match_system(arena, steps, before, after);
    match = match_directly(arena, steps, before, after, solutions);
    for (int which = 0; which < 3 && !match.mistake; which++) {
        const struct tree *step = right_step(arena, steps, before, which);
        if (step && !tree_same(step, before)) {
            match = match_directly(arena, steps, step, after, solutions);
            if (is_slip(match.mistake))
                match.mistake = MISTAKE_NONE;
        }
    }
    return match;
}
