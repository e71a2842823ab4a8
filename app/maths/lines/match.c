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

enum { EXACT_TRIES = 40, SOLVE_TRIES = 60, TRY_STEPS = 20000 };

struct matcher {
    struct tree_arena *arena;
    uint64_t *steps;
    int exact_tries, solve_tries;
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

static bool same_value(struct matcher *m, const struct tree *a, const struct tree *b)
{
    struct print p = fingerprint(a), q = fingerprint(b);
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

static unsigned mirrored(unsigned relation)
{
    switch (relation) {
    case RELATION_LESS:
        return RELATION_GREATER;
    case RELATION_LESS_EQUAL:
        return RELATION_GREATER_EQUAL;
    case RELATION_GREATER:
        return RELATION_LESS;
    case RELATION_GREATER_EQUAL:
        return RELATION_LESS_EQUAL;
    default:
        return relation;
    }
}

static bool same_sides(struct matcher *m, const struct tree *a, const struct tree *b)
{
    if (a->n != b->n)
        return false;
    bool along = true, across = a->n == 2;
    for (uint32_t i = 0; i + 1 < a->n; i++) {
        along &= a->relations[i] == b->relations[i];
        across &= mirrored(a->relations[i]) == b->relations[i];
    }
    for (uint32_t i = 0; i < a->n && along; i++)
        along = same_value(m, a->child[i], b->child[i]);
    return along || (across && same_value(m, a->child[0], b->child[1]) &&
                     same_value(m, a->child[1], b->child[0]));
}

static struct print difference(const struct tree *relation)
{
    struct print a = fingerprint(relation->child[0]), b = fingerprint(relation->child[1]);
    return fingerprint_subtract(&a, &b);
}

static bool multiples(const struct tree *a, const struct tree *b)
{
    if (a->n != 2 || b->n != 2)
        return false;
    struct print p = difference(a), q = difference(b);
    int ratio = p.valid && q.valid ? fingerprint_ratio(&p, &q) : 0;
    unsigned relation = ratio < 0 ? mirrored(b->relations[0]) : b->relations[0];
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
        return moved ? multiples(a, b) : same_sides(m, a, b);
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

static bool fits(struct matcher *m, const struct rules *rules, const struct candidate *c,
                 enum likeness likeness)
{
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

struct match match_mistake(struct tree_arena *arena, uint64_t *steps, const struct tree *before,
                           const struct tree *after, bool solutions)
{
    struct match match = {.mistake = MISTAKE_NONE};
    if (!before || !after)
        return match;
    struct rules rules = {.arena = arena, .before = before, .after = after};
    rules.candidate = xmalloc(CANDIDATES_MAX * sizeof *rules.candidate);
    rules_collect(&rules);
    struct matcher matcher = {arena, steps, 0, SOLVE_TRIES};
    /* what says the same as the line before is no mistake, whichever rule it came from */
    size_t n = 0;
    for (size_t i = 0; i < rules.n; i++) {
        struct candidate *c = &rules.candidate[i];
        bool right = c->line != after &&
                     (tree_same(c->line, before) || alike(&matcher, c->line, before, false) ||
                      (is_condition(before) && alike(&matcher, c->line, before, true)));
        if (!right && !(solutions && is_slip(c->mistake)))
            rules.candidate[n++] = *c;
    }
    rules.n = n;
    matcher.exact_tries = EXACT_TRIES;
    for (enum likeness like = LIKE_SIDES; like < LIKE_COUNT && !match.mistake; like++)
        for (size_t i = 0; i < rules.n && !match.mistake; i++)
            if (fits(&matcher, &rules, &rules.candidate[i], like))
                match = (struct match){rules.candidate[i].mistake, rules.candidate[i].from,
                                       rules.candidate[i].right};
    free(rules.candidate);
    return match;
}
