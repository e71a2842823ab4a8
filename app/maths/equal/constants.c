/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers that are families: antiderivatives (2x + C) and general solutions (C e^x). A letter in
 * them stands for any number, so that its name does not count, nor what is added to it.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

/* --- which letters are arbitrary -------------------------------------------------------------- */

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

/* In a reference: only what everybody writes. In an attempt any letter that is new will do. */
static bool is_integration_constant(const struct tree *t)
{
    static const char *const names[] = {"C",        "c",    "K",        "const",
                                        "constant", "상수", "적분상수", NULL};
    return (t->kind == TREE_SYMBOL || t->kind == TREE_WORDS) && is_one_of(t->text, names);
}

/* The C of -C, 2C and C/2, which are any number as well. */
static const struct tree *without_factor(const struct tree *t)
{
    for (;;) {
        if (t->kind == TREE_NEGATE || (t->kind == TREE_DIVIDE && t->child[1]->kind == TREE_NUMBER &&
                                       !tree_is_number(t->child[1], "0")))
            t = t->child[0];
        else if (t->kind == TREE_MULTIPLY && t->n == 2 && t->child[0]->kind == TREE_NUMBER &&
                 !tree_is_number(t->child[0], "0"))
            t = t->child[1];
        else
            return t;
    }
}

/* t without its i-th term. */
static const struct tree *without_term(struct judge *judge, const struct tree *t, uint32_t i)
{
    if (t->n == 2)
        return t->child[1 - i];
    const struct tree **rest = tree_arena_alloc(judge->arena, t->n * sizeof *rest);
    size_t n = 0;
    for (uint32_t k = 0; k < t->n; k++)
        if (k != i)
            rest[n++] = t->child[k];
    return tree_node(judge->arena, TREE_ADD, 0, rest, n);
}

/* b = core + C: the core, or NULL when b is no family of that kind. With a small c, or beside
 * several letters, it is one only if there is a single other letter. */
static const struct tree *family_core(struct judge *judge, const struct tree *b)
{
    if (b->kind != TREE_ADD)
        return NULL;
    for (uint32_t i = 0; i < b->n; i++) {
        const struct tree *constant = without_factor(b->child[i]);
        if (!is_integration_constant(constant))
            continue;
        const struct tree *core = without_term(judge, b, i);
        const struct tree *next = core ? family_core(judge, core) : NULL; /* C_1 + C_2 */
        core = next ? next : core;
        if (!core || tree_mentions(core, constant))
            return NULL;
        size_t n;
        const struct tree *const *symbols = tree_symbols(judge->arena, core, &n);
        bool capitals = false;
        for (size_t k = 0; k < n; k++)
            capitals |= symbols[k]->text[0] >= 'A' && symbols[k]->text[0] <= 'Z';
        bool small = strcmp(constant->text, "c") == 0;
        return n == 0 || capitals || (small && n > 1) ? NULL : core;
    }
    return NULL;
}

/* --- antiderivatives -------------------------------------------------------------------------- */

/* The attempt as core and its own constant, a letter that does not occur in `like`. */
struct family {
    const struct tree *core;
    bool has_constant, linear;
};

enum { NEW_LETTERS_MAX = 4 };

/* The letters of a that stand for constants: those with the usual names, or the only new one. */
static size_t new_constants(struct judge *judge, const struct tree *a, const struct tree *like,
                            const struct tree **constants)
{
    size_t n, found = 0, new = 0;
    const struct tree *const *symbols = tree_symbols(judge->arena, a, &n), *other = NULL;
    for (size_t i = 0; i < n; i++) {
        if (tree_mentions(like, symbols[i]))
            continue;
        new ++;
        other = symbols[i];
        if (is_integration_constant(symbols[i]) && found < NEW_LETTERS_MAX)
            constants[found++] = symbols[i];
    }
    if (found == 0 && new == 1)
        constants[found++] = other;
    return found;
}

static bool split(struct judge *judge, const struct tree *a, const struct tree *like,
                  struct family *family)
{
    *family = (struct family){.core = a, .linear = true};
    for (uint32_t i = 0; a->kind == TREE_ADD && i < a->n; i++)
        if (a->child[i]->kind == TREE_WORDS && is_integration_constant(a->child[i])) {
            *family = (struct family){without_term(judge, a, i), true, true};
            return family->core != NULL;
        }
    const struct tree *constants[NEW_LETTERS_MAX];
    size_t n = new_constants(judge, a, like, constants);
    for (size_t i = 0; i < n; i++) {
        const struct tree *slope = exact_differentiate(judge->exact, a, constants[i]);
        if (!slope)
            return false;
        slope = exact_simplify(judge->exact, slope);
        size_t left;
        tree_symbols(judge->arena, slope, &left);
        family->linear &= left == 0 && exact_sign(judge->exact, slope) != 0;
    }
    family->has_constant = n > 0;
    for (size_t i = 0; i < n && family->linear && family->core; i++)
        family->core = tree_substitute(judge->arena, family->core, constants[i],
                                       tree_integer(judge->arena, 0));
    return family->core != NULL;
}

/* Does t stay the same when x changes? 1 proved, 0 proved not, -1 unknown. */
static int is_free_of(struct judge *judge, const struct tree *t, const struct tree *x)
{
    if (!tree_mentions(t, x))
        return 1;
    const struct tree *slope = exact_differentiate(judge->exact, t, x);
    if (!slope)
        return -1;
    struct opinion opinion = values_compare(judge, slope, tree_integer(judge->arena, 0));
    return opinion.kind == VERDICT_EQUAL || opinion.kind == VERDICT_EQUAL_IF ? 1
           : opinion.kind == VERDICT_DIFFERENT                               ? 0
                                                                             : -1;
}

/* Is the attempt defined wherever the reference is? If not, say where. */
static void look_at_domains(struct judge *judge, const struct tree *a, const struct tree *b,
                            struct opinion *opinion)
{
    const struct tree *mine, *theirs;
    if (!exact_domain(judge->exact, a, &mine) || !exact_domain(judge->exact, b, &theirs) || !mine ||
        (theirs && tree_same(mine, theirs)))
        return;
    if (theirs) {
        struct solve_finding finding = {.answer = SOLVE_UNKNOWN};
        solve_compare(judge->exact, theirs, mine, &finding);
        if (finding.answer == SOLVE_SAME || finding.answer == SOLVE_FEWER ||
            finding.answer == SOLVE_UNKNOWN)
            return;
    }
    *opinion = opinion_about(judge, VERDICT_EQUAL_IF, MESSAGE_IF, mine, NULL);
    opinion->condition = mine;
}

static struct opinion same_family(struct judge *judge, const struct family *family,
                                  const struct tree *b, enum message message)
{
    struct opinion opinion = opinion_of(VERDICT_EQUAL, message);
    if (!family->has_constant)
        return opinion_of(VERDICT_EQUAL_IF, MESSAGE_IF_CONSTANT);
    if (!family->linear)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    look_at_domains(judge, family->core, b, &opinion);
    return opinion;
}

static bool compare_families(struct judge *judge, const struct tree *a, const struct tree *core,
                             struct opinion *opinion)
{
    struct family family;
    if (!split(judge, a, core, &family))
        return false;
    struct exact_finding finding = {.answer = EXACT_UNKNOWN};
    exact_compare(judge->exact, family.core, core, &finding);
    if (finding.answer == EXACT_EQUAL) {
        *opinion = same_family(judge, &family, core, MESSAGE_SAME);
        return true;
    }
    const struct tree *difference = judge_minus(judge, family.core, core);
    if (!difference)
        return false;
    size_t n;
    const struct tree *const *symbols = tree_symbols(judge->arena, core, &n);
    bool some = false, none = true, unknown = false;
    for (size_t i = 0; i < n; i++) {
        int fixed = is_free_of(judge, difference, symbols[i]);
        unknown |= fixed < 0;
        none &= fixed == 0;
        some |= fixed == 0;
    }
    if (!unknown && !some) {
        *opinion = same_family(judge, &family, core, MESSAGE_SAME_CONSTANT);
    } else if (!unknown && none) {
        *opinion = values_compare(judge, family.core, core);
        if (opinion->kind != VERDICT_DIFFERENT)
            *opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT);
    } else {
        *opinion = opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    }
    return true;
}

/* The reference is the integral itself: the attempt is differentiated. */
static bool compare_with_integral(struct judge *judge, const struct tree *a, const struct tree *b,
                                  struct opinion *opinion)
{
    if (b->kind != TREE_INTEGRAL || b->n != 2 || tree_has(a, TREE_INTEGRAL))
        return false;
    struct family family;
    if (!split(judge, a, b, &family))
        return false;
    const struct tree *slope = exact_differentiate(judge->exact, family.core, b->child[1]);
    if (!slope)
        return false;
    *opinion = values_compare(judge, slope, b->child[0]);
    if (opinion->kind == VERDICT_DIFFERENT)
        *opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_DERIVATIVE);
    else if (opinion->kind == VERDICT_EQUAL || opinion->kind == VERDICT_EQUAL_IF)
        *opinion = same_family(judge, &family, b->child[0], MESSAGE_SAME_DERIVATIVE);
    return true;
}

/* --- general solutions ------------------------------------------------------------------------ */

/* Letters that stand for any number, or (beside π) for any integer. */
static bool is_arbitrary(const struct tree *symbol, bool periodic)
{
    static const char *const constants[] = {"C", "c", "K", "A", "B", "D", "const", NULL};
    static const char *const integers[] = {"n", "k", "m", "l", "N", "K", "p", NULL};
    return is_one_of(symbol->text, constants) || (periodic && is_one_of(symbol->text, integers));
}

enum { ARBITRARY_MAX = 2 };

/* The arbitrary letters of t; more than ARBITRARY_MAX: none. */
static size_t arbitrary_letters(struct judge *judge, const struct tree *t,
                                const struct tree **letters)
{
    size_t n, found = 0;
    const struct tree *const *symbols = tree_symbols(judge->arena, t, &n);
    bool periodic = tree_has_constant(t, CONSTANT_PI), solution = tree_has_constant(t, CONSTANT_E);
    for (size_t i = 0; i < n; i++)
        solution |= symbols[i]->n > 0 && is_integration_constant(symbols[i]);
    if (!periodic && !solution)
        return 0; /* C V is a capacity times a voltage */
    for (size_t i = 0; i < n; i++) {
        if (!is_arbitrary(symbols[i], periodic))
            continue;
        if (found == ARBITRARY_MAX)
            return 0;
        letters[found++] = symbols[i];
    }
    return found < n || periodic ? found : 0;
}

/* The same without asking what kind of expression it is. */
static size_t plain_letters(struct judge *judge, const struct tree *t, const struct tree **letters)
{
    size_t n, found = 0;
    const struct tree *const *symbols = tree_symbols(judge->arena, t, &n);
    bool periodic = tree_has_constant(t, CONSTANT_PI);
    for (size_t i = 0; i < n; i++)
        if (is_arbitrary(symbols[i], periodic) && found++ < ARBITRARY_MAX)
            letters[found - 1] = symbols[i];
    return found;
}

static bool mentions_all(const struct tree *t, const struct tree *const *symbols, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!tree_mentions(t, symbols[i]))
            return false;
    return true;
}

static const struct tree *renamed(struct judge *judge, const struct tree *a,
                                  const struct tree *const *from, const struct tree *const *to,
                                  size_t n)
{
    /* by way of names that nobody writes, so that two letters can change places */
    const struct tree *between[ARBITRARY_MAX];
    for (size_t i = 0; i < n; i++) {
        between[i] = tree_symbol(judge->arena, i ? "second'''" : "first'''");
        a = tree_substitute(judge->arena, a, from[i], between[i]);
    }
    for (size_t i = 0; i < n; i++)
        a = tree_substitute(judge->arena, a, between[i], to[i]);
    return a;
}

/* u·C + r and v·C + s are one family when u : v is constant and so is (r - s) : v. */
static bool compare_lines(struct judge *judge, const struct tree *a, const struct tree *b,
                          const struct tree *c, struct opinion *opinion)
{
    const struct tree *zero = tree_integer(judge->arena, 0);
    const struct tree *u = a ? exact_differentiate(judge->exact, a, c) : NULL;
    const struct tree *v = exact_differentiate(judge->exact, b, c);
    const struct tree *r = a ? tree_substitute(judge->arena, a, c, zero) : NULL;
    const struct tree *s = tree_substitute(judge->arena, b, c, zero);
    size_t n, m;
    if (!u || !v || !r || !s || tree_mentions(exact_simplify(judge->exact, v), c))
        return false;
    if (tree_mentions(exact_simplify(judge->exact, u), c)) { /* e^(x + C) for C e^x */
        *opinion = opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
        return true;
    }
    tree_symbols(judge->arena, s, &m);
    const struct tree *const *symbols = tree_symbols(judge->arena, v, &n);
    if (n != 1 || m > 1 || values_equal(judge, u, zero) ||
        is_free_of(judge, judge_over(judge, u, v), symbols[0]) != 1 ||
        is_free_of(judge, judge_over(judge, judge_minus(judge, r, s), v), symbols[0]) != 1)
        return false;
    *opinion = opinion_of(VERDICT_EQUAL, MESSAGE_SAME_RENAMED);
    return true;
}

/* What t is, as f·first + g·second + rest. False: it is not of that kind. */
struct plane {
    const struct tree *f, *g, *rest;
};

static bool as_plane(struct judge *judge, const struct tree *t, const struct tree *const *letters,
                     struct plane *out)
{
    const struct tree *zero = tree_integer(judge->arena, 0);
    const struct tree *f = exact_differentiate(judge->exact, t, letters[0]);
    const struct tree *g = exact_differentiate(judge->exact, t, letters[1]);
    if (!f || !g)
        return false;
    out->f = exact_simplify(judge->exact, f);
    out->g = exact_simplify(judge->exact, g);
    out->rest = tree_substitute(judge->arena, t, letters[0], zero);
    out->rest = tree_substitute(judge->arena, out->rest, letters[1], zero);
    for (int i = 0; i < 2; i++)
        if (tree_mentions(out->f, letters[i]) || tree_mentions(out->g, letters[i]))
            return false;
    return out->rest != NULL;
}

/* u v' - u' v; NULL: not known */
static const struct tree *wronskian(struct judge *judge, const struct tree *u, const struct tree *v,
                                    const struct tree *x)
{
    const struct tree *du = exact_differentiate(judge->exact, u, x);
    const struct tree *dv = exact_differentiate(judge->exact, v, x);
    if (!du || !dv)
        return NULL;
    return judge_minus(judge, judge_times(judge, u, dv), judge_times(judge, du, v));
}

/* Is u a combination of the two functions of the plane? 1 proved, 0 proved not, -1 unknown. */
static int lies_in(struct judge *judge, const struct tree *u, const struct plane *plane,
                   const struct tree *x)
{
    const struct tree *both = wronskian(judge, plane->f, plane->g, x);
    const struct tree *with_g = wronskian(judge, u, plane->g, x);
    const struct tree *with_f = wronskian(judge, plane->f, u, x);
    const struct tree *zero = tree_integer(judge->arena, 0);
    if (!both || !with_f || !with_g || values_compare(judge, both, zero).kind != VERDICT_DIFFERENT)
        return -1;
    int first = is_free_of(judge, judge_over(judge, with_g, both), x);
    int second = first == 1 ? is_free_of(judge, judge_over(judge, with_f, both), x) : first;
    return first == 1 ? second : first;
}

/* C_1 e^x + C_2 e^-x and A cosh x + B sinh x: two planes of functions of one letter. */
static bool compare_planes(struct judge *judge, const struct tree *a,
                           const struct tree *const *mine, const struct tree *b,
                           const struct tree *const *theirs, struct opinion *opinion)
{
    struct plane p, q;
    *opinion = opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    if (!as_plane(judge, a, mine, &p) || !as_plane(judge, b, theirs, &q))
        return true; /* A sin(x + B) */
    size_t n;
    const struct tree *const *symbols =
        tree_symbols(judge->arena, tree_two(judge->arena, TREE_ADD, 0, q.f, q.g), &n);
    const struct tree *shift = judge_minus(judge, p.rest, q.rest);
    if (n != 1 || !shift)
        return true;
    const struct tree *turned = wronskian(judge, p.f, p.g, symbols[0]);
    const struct tree *parts[] = {p.f, p.g, shift};
    int lies = turned ? 1 : -1;
    for (int i = 0; i < 3 && lies == 1; i++)
        lies = lies_in(judge, parts[i], &q, symbols[0]);
    if (lies == 1) { /* the same plane, unless it is only a line: C_1 e^x + C_2 e^x */
        struct opinion flat = values_compare(judge, turned, tree_integer(judge->arena, 0));
        lies = flat.kind == VERDICT_EQUAL ? 0 : flat.kind == VERDICT_DIFFERENT ? 1 : -1;
    }
    if (lies == 1)
        *opinion = opinion_of(VERDICT_EQUAL, MESSAGE_SAME_RENAMED);
    return lies != 0;
}

static bool compare_solutions(struct judge *judge, const struct tree *a, const struct tree *b,
                              struct opinion *opinion)
{
    const struct tree *mine[ARBITRARY_MAX], *theirs[ARBITRARY_MAX];
    size_t n = arbitrary_letters(judge, b, theirs);
    if (n == 0)
        n = arbitrary_letters(judge, a, mine);
    if (n == 0 || plain_letters(judge, a, mine) != n || plain_letters(judge, b, theirs) != n)
        return false;
    /* A sin x + B cos x is not B sin x + A cos x when A and B were given */
    bool given = n > 1 && theirs[0]->n == 0 && mentions_all(a, theirs, n);
    bool unsure = false;
    for (size_t swap = 0; swap < (given ? 1 : n); swap++) {
        const struct tree *to[] = {theirs[swap], theirs[n - 1 - swap]};
        struct opinion as_one = values_compare(judge, renamed(judge, a, mine, to, n), b);
        unsure |= as_one.kind == VERDICT_UNDECIDED;
        if (!judge_agrees(as_one.kind))
            continue;
        *opinion = as_one;
        if (as_one.kind == VERDICT_EQUAL && !tree_same(mine[0], to[0]))
            opinion->message = MESSAGE_SAME_RENAMED;
        return true;
    }
    if (unsure) {
        *opinion = opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
        return true;
    }
    if (n == 2 && !given)
        return compare_planes(judge, a, mine, b, theirs, opinion);
    return n == 1 && !tree_has_constant(b, CONSTANT_PI) &&
           compare_lines(judge, renamed(judge, a, mine, theirs, 1), b, theirs[0], opinion);
}

bool constants_compare(struct judge *judge, const struct tree *a, const struct tree *b,
                       struct opinion *opinion)
{
    if (tree_same(a, b))
        return false;
    if (compare_with_integral(judge, a, b, opinion))
        return true;
    const struct tree *core = family_core(judge, b);
    if (core && compare_families(judge, a, core, opinion))
        return true;
    return compare_solutions(judge, a, b, opinion);
}
