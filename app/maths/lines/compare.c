/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compares two lines. A difference is only reported when the exact rooms prove it; what they do
 * not know stays unknown unless both lines are the same sum of the same atoms.
 */
#include "app/maths/lines/compare.h"

#include "app/maths/lines/calculus.h"
#include "app/maths/lines/fingerprint.h"
#include "app/maths/solve.h"

#include <string.h>

static struct exact *borrow(struct compare *c, uint64_t *given)
{
    *given = c->steps < EXACT_STEPS_DEFAULT ? c->steps : EXACT_STEPS_DEFAULT;
    return exact_new(c->arena, *given ? *given : 1);
}

static void give_back(struct compare *c, struct exact *exact, uint64_t given)
{
    uint64_t left = exact_steps_left(exact), used = left < given ? given - left : 0;
    c->steps -= used < c->steps ? used : c->steps;
    exact_free(exact);
}

/* --- normal forms ------------------------------------------------------------------------------
 */

static const struct tree *with_sign(struct tree_arena *arena, const struct tree *t, bool lower)
{
    if (t->kind == TREE_PLUS_MINUS) {
        bool minus = lower != (t->detail == 1);
        const struct tree *last = with_sign(arena, t->child[t->n - 1], lower);
        if (t->n == 1)
            return minus ? term_minus(arena, last) : last;
        const struct tree *first = with_sign(arena, t->child[0], lower);
        return minus ? term_subtract(arena, first, last) : term_add(arena, first, last);
    }
    if (t->n == 0 || !tree_has(t, TREE_PLUS_MINUS))
        return t;
    const struct tree **child = tree_arena_alloc(arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = with_sign(arena, t->child[i], lower);
    return tree_with(arena, t, child);
}

static bool is_assignment(const struct tree *t)
{
    return tree_is_relation(t, RELATION_EQUAL) && t->child[0]->kind == TREE_SYMBOL;
}

/* x = 1, 2;  x = 1 or 2 */
static const struct tree *spread(struct tree_arena *arena, const struct tree *t)
{
    const struct tree *many = t->child[1];
    if (t->n != 2 || many->n > 16 || (many->kind != TREE_LIST && many->kind != TREE_OR))
        return t;
    const struct tree *one[16];
    for (uint32_t i = 0; i < many->n; i++)
        one[i] = many->child[i]->kind == TREE_RELATION
                     ? many->child[i]
                     : term_equation(arena, t->child[0], t->relations[0], many->child[i]);
    return tree_node(arena, TREE_OR, 0, one, many->n);
}

/* OR of ORs as one OR; members that are no relation borrow the left side before them. */
static const struct tree *flatten_or(struct tree_arena *arena, const struct tree *t)
{
    const struct tree *one[32];
    size_t n = 0;
    const struct tree *left = NULL;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *child = t->child[i];
        if (child->kind != TREE_RELATION && child->kind != TREE_OR && child->kind != TREE_SYSTEM &&
            left)
            child = term_equation(arena, left, RELATION_EQUAL, child);
        child = compare_normal(arena, child);
        if (!child)
            return NULL;
        uint32_t m = child->kind == TREE_OR ? child->n : 1;
        for (uint32_t j = 0; j < m; j++) {
            if (n == 32)
                return t;
            one[n] = child->kind == TREE_OR ? child->child[j] : child;
            if (is_assignment(one[n]))
                left = one[n]->child[0];
            n++;
        }
    }
    return n == 1 ? one[0] : tree_node(arena, TREE_OR, 0, one, n);
}

static const struct tree *normal_list(struct tree_arena *arena, const struct tree *t)
{
    bool alternatives = t->kind == TREE_LIST;
    if (t->n > 32)
        return t;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *child = t->child[i];
        bool value = child->kind != TREE_RELATION && i > 0;
        if (!value && child->kind != TREE_RELATION && child->kind != TREE_SYSTEM &&
            child->kind != TREE_OR)
            return t;
        alternatives &= value || (is_assignment(child) && is_assignment(t->child[0]) &&
                                  tree_same(child->child[0], t->child[0]->child[0]));
    }
    if (alternatives)
        return flatten_or(arena, t);
    const struct tree *one[32];
    for (uint32_t i = 0; i < t->n; i++)
        one[i] = compare_normal(arena, t->child[i]);
    return tree_node(arena, TREE_SYSTEM, 0, one, t->n);
}

const struct tree *compare_normal(struct tree_arena *arena, const struct tree *t)
{
    if (!t)
        return NULL;
    switch (t->kind) {
    case TREE_LIST:
    case TREE_AND:
    case TREE_SYSTEM:
        return normal_list(arena, t);
    case TREE_OR:
        return flatten_or(arena, t);
    case TREE_RELATION:
        if (tree_has(t, TREE_PLUS_MINUS)) {
            const struct tree *both[] = {with_sign(arena, t, false), with_sign(arena, t, true)};
            if (both[0] && both[1])
                return tree_node(arena, TREE_OR, 0, both, 2);
        }
        if (t->n == 2 && t->child[0]->kind == TREE_RATIO && t->child[1]->kind == TREE_RATIO &&
            t->child[0]->n == 2 && t->child[1]->n == 2)
            return term_equation(
                arena, term_over(arena, t->child[0]->child[0], t->child[0]->child[1]),
                t->relations[0], term_over(arena, t->child[1]->child[0], t->child[1]->child[1]));
        return spread(arena, t);
    default:
        return t;
    }
}

/* --- values ------------------------------------------------------------------------------------
 */

/* The places after the point of a written decimal; -1 for what is none. */
static int places(const struct tree *t)
{
    while (t->kind == TREE_NEGATE)
        t = t->child[0];
    const char *point = t->kind == TREE_NUMBER ? strchr(t->text, '.') : NULL;
    if (t->kind != TREE_NUMBER || strpbrk(t->text, "(e"))
        return -1;
    return point ? (int)strlen(point + 1) : 0;
}

/* Is b the number a, rounded? With ≈ the last digit may be off by one, with = it must be right. */
static bool rounded(struct compare *c, struct exact *exact, const struct tree *a,
                    const struct tree *b, bool about)
{
    int digits = places(b);
    if (digits < (about ? 0 : 2))
        return false;
    const struct tree *right = exact_round(exact, a, digits);
    if (!right)
        return false;
    if (exact_order(exact, right, b) == 0)
        return true;
    if (!about)
        return false;
    const struct tree *unit =
        term_power(c->arena, tree_integer(c->arena, 10), tree_integer(c->arena, -digits));
    const struct tree *off = tree_one(c->arena, TREE_ABSOLUTE, 0, term_subtract(c->arena, a, b));
    int order = off && unit ? exact_order(exact, off, unit) : EXACT_SIGN_UNKNOWN;
    return order == -1 || order == 0;
}

static struct comparison from_exact(const struct exact_finding *finding)
{
    struct comparison result = {.what = LINES_UNKNOWN,
                                .condition = finding->condition,
                                .witness = finding->witness,
                                .a_value = finding->a_value,
                                .b_value = finding->b_value};
    switch (finding->answer) {
    case EXACT_EQUAL:
    case EXACT_NUMERIC:
        result.what = LINES_SAME;
        break;
    case EXACT_EQUAL_IF:
        result.what = finding->inherent ? LINES_SAME : LINES_SAME_IF;
        break;
    case EXACT_DIFFERENT:
    case EXACT_A_UNDEFINED:
    case EXACT_B_UNDEFINED:
        result.what = LINES_DIFFERENT;
        break;
    default:
        break;
    }
    return result;
}

/* Two sides with matrices in them: entry by entry once they are computed, or two numbers such as
 * determinants. The first entry that differs is the witness. */
static struct comparison compare_matrices(struct exact *exact, const struct tree *a,
                                          const struct tree *b)
{
    struct exact_finding finding;
    const struct tree *p = exact_matrix(exact, a), *q = exact_matrix(exact, b);
    if (!p && !q) {
        exact_compare(exact, a, b, &finding);
        return from_exact(&finding);
    }
    struct comparison result = {.what = p && q ? LINES_SAME : LINES_UNKNOWN};
    if (!p || !q || p->rows != q->rows || p->n != q->n) {
        result.what = p && q ? LINES_DIFFERENT : LINES_UNKNOWN;
        return result;
    }
    for (uint32_t i = 0; i < p->n; i++) {
        exact_compare(exact, p->child[i], q->child[i], &finding);
        struct comparison entry = from_exact(&finding);
        if (entry.what == LINES_DIFFERENT)
            return entry;
        if (entry.what == LINES_UNKNOWN || result.what == LINES_SAME)
            result = entry;
    }
    return result;
}

/* The variable of an indefinite integral in t. */
static const struct tree *integration_variable(const struct tree *t)
{
    if (t->kind == TREE_INTEGRAL && t->n == 2)
        return t->child[1];
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *x = integration_variable(t->child[i]);
        if (x)
            return x;
    }
    return NULL;
}

/* Does b have a letter that a lacks, as "+ C" is? */
static bool has_constant(struct compare *c, const struct tree *a, const struct tree *b)
{
    size_t n;
    const struct tree *const *symbols = tree_symbols(c->arena, b, &n);
    for (size_t i = 0; i < n; i++)
        if (!tree_mentions(a, symbols[i]))
            return true;
    return false;
}

/* The value of a limit of a quotient of polynomials, or of what is defined at the point; the limit
 * itself where this is not enough. */
static const struct tree *limit_value(struct compare *c, struct exact *exact, const struct tree *t)
{
    const struct tree *x = t->child[1], *point = t->child[2], *top, *bottom;
    if (x->kind != TREE_SYMBOL || tree_mentions(point, x) ||
        !exact_quotient(exact, t->child[0], &top, &bottom))
        return t;
    if (tree_is_constant(point->kind == TREE_NEGATE ? point->child[0] : point, CONSTANT_INFINITY)) {
        const struct tree *const *a, *const *b;
        int m, n;
        if (!exact_coefficients(exact, top, x, &a, &m) ||
            !exact_coefficients(exact, bottom, x, &b, &n) || m > n || m < 0)
            return t;
        return m < n ? tree_integer(c->arena, 0) : term_over(c->arena, a[m], b[n]);
    }
    const struct tree *below = tree_substitute(c->arena, bottom, x, point);
    int sign = below ? exact_sign(exact, below) : EXACT_SIGN_UNKNOWN;
    if (sign != 1 && sign != -1)
        return t;
    const struct tree *value = term_over(c->arena, tree_substitute(c->arena, top, x, point), below);
    return value ? value : t;
}

static const struct tree *without_limits(struct compare *c, const struct tree *t)
{
    if (!t || !tree_has(t, TREE_LIMIT))
        return t;
    const struct tree **child = tree_arena_alloc(c->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = without_limits(c, t->child[i]);
    t = tree_with(c->arena, t, child);
    if (!t || t->kind != TREE_LIMIT)
        return t;
    uint64_t given;
    struct exact *exact = borrow(c, &given);
    t = limit_value(c, exact, t);
    give_back(c, exact, given);
    return t;
}

struct comparison compare_values(struct compare *c, const struct tree *a, const struct tree *b,
                                 bool about)
{
    struct comparison result = {.what = LINES_UNKNOWN};
    if (!a || !b)
        return result;
    if (tree_has(a, TREE_PLUS_MINUS) || tree_has(b, TREE_PLUS_MINUS)) {
        for (int lower = 0; lower < 2; lower++) {
            const struct tree *p = with_sign(c->arena, a, lower),
                              *q = with_sign(c->arena, b, lower);
            result = p && q ? compare_values(c, p, q, about) : result;
            if (result.what != LINES_SAME)
                break;
        }
        return result;
    }
    bool bare = !tree_has(a, TREE_QUANTITY) || !tree_has(b, TREE_QUANTITY);
    a = known_replace(c->known, known_measures(c->known, known_expand(c->known, a), bare));
    b = known_replace(c->known, known_measures(c->known, known_expand(c->known, b), bare));
    a = without_limits(c, a);
    b = without_limits(c, b);
    if (!a || !b)
        return result;
    if (tree_same(a, b))
        return (struct comparison){.what = LINES_SAME};
    const struct tree *x = integration_variable(a);
    bool missing = false;
    x = x ? x : integration_variable(b);
    if (x) {
        struct calculus calculus = {.arena = c->arena, .x = x};
        missing = integration_variable(a) && !integration_variable(b) && !has_constant(c, a, b);
        a = calculus_derive(&calculus, a);
        b = calculus_derive(&calculus, b);
        if (!a || !b)
            return result;
    }
    uint64_t given;
    struct exact *exact = borrow(c, &given);
    struct exact_finding finding;
    if (tree_has(a, TREE_MATRIX) || tree_has(b, TREE_MATRIX)) {
        result = compare_matrices(exact, a, b);
        give_back(c, exact, given);
        return result;
    }
    exact_compare(exact, a, b, &finding);
    result = from_exact(&finding);
    if (result.what == LINES_DIFFERENT && finding.answer == EXACT_DIFFERENT &&
        term_is_numeric(c->arena, a) && rounded(c, exact, a, b, about))
        result.what = LINES_ROUNDED;
    else if (about && result.what == LINES_UNKNOWN && rounded(c, exact, a, b, about))
        result.what = LINES_ROUNDED;
    give_back(c, exact, given);
    if (result.what == LINES_UNKNOWN) {
        struct print p = fingerprint(a), q = fingerprint(b);
        if (fingerprint_same(&p, &q))
            result.what = LINES_SAME;
    }
    if (missing && (result.what == LINES_SAME || result.what == LINES_SAME_IF))
        result.what = LINES_NO_CONSTANT;
    if (x)
        result.witness = result.a_value = result.b_value = NULL;
    return result;
}

/* --- conditions --------------------------------------------------------------------------------
 */

static bool is_condition(const struct tree *t)
{
    return t->kind == TREE_RELATION || t->kind == TREE_SYSTEM || t->kind == TREE_OR ||
           (t->kind == TREE_ELEMENTS && t->n == 0);
}

/* y = A and y = B with y in neither: A and B decide. x = ... is left to the solver. */
static bool same_subject(const struct tree *a, const struct tree *b)
{
    return is_assignment(a) && is_assignment(b) && tree_same(a->child[0], b->child[0]) &&
           !tree_mentions(a->child[1], a->child[0]) && !tree_mentions(b->child[1], b->child[0]);
}

static bool sides_alike(const struct tree *a, const struct tree *b)
{
    if (a->kind != TREE_RELATION || b->kind != TREE_RELATION || a->n != 2 || b->n != 2 ||
        a->relations[0] != b->relations[0])
        return false;
    struct print p[2], q[2];
    for (int i = 0; i < 2; i++) {
        p[i] = fingerprint(a->child[i]);
        q[i] = fingerprint(b->child[i]);
    }
    if (fingerprint_same(&p[0], &q[0]) && fingerprint_same(&p[1], &q[1]))
        return true;
    struct print f = fingerprint_subtract(&p[0], &p[1]), g = fingerprint_subtract(&q[0], &q[1]);
    int ratio = f.valid && g.valid ? fingerprint_ratio(&f, &g) : 0;
    return ratio > 0 || (ratio < 0 && a->relations[0] == RELATION_EQUAL);
}

struct comparison compare_conditions(struct compare *c, const struct tree *a, const struct tree *b)
{
    struct comparison result = {.what = LINES_UNKNOWN};
    if (!a || !b)
        return result;
    bool bare = !tree_has(a, TREE_QUANTITY) || !tree_has(b, TREE_QUANTITY);
    a = known_replace(c->known, known_measures(c->known, known_expand(c->known, a), bare));
    b = known_replace(c->known, known_measures(c->known, known_expand(c->known, b), bare));
    if (!a || !b || !is_condition(a) || !is_condition(b))
        return result;
    if (tree_same(a, b))
        return (struct comparison){.what = LINES_SAME};
    if (same_subject(a, b) &&
        (!term_is_numeric(c->arena, a->child[1]) || !term_is_numeric(c->arena, b->child[1]))) {
        struct comparison values = compare_values(c, a->child[1], b->child[1], false);
        if (values.what == LINES_SAME || values.what == LINES_SAME_IF)
            return values;
    }
    uint64_t given;
    struct exact *exact = borrow(c, &given);
    struct solve_finding finding;
    solve_compare(exact, a, b, &finding);
    give_back(c, exact, given);
    result.witness = finding.witness;
    result.condition = finding.condition;
    switch (finding.answer) {
    case SOLVE_SAME:
        result.what = LINES_SAME;
        break;
    case SOLVE_SAME_IF:
        result.what = LINES_SAME_IF;
        break;
    case SOLVE_FEWER:
        result.what = LINES_GAINS;
        break;
    case SOLVE_MORE:
        result.what = LINES_LOSES;
        break;
    case SOLVE_OTHER:
        result.what = LINES_DIFFERENT;
        break;
    default:
        if (sides_alike(a, b))
            result.what = LINES_SAME;
    }
    return result;
}
