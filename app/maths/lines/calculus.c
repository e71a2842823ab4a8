/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of differentiation and of elementary integration, each with the ways in which people
 * get it wrong. A use of the rule that is to go wrong is a "site"; they are counted in the order
 * of the walk, so that one of them can be chosen.
 */
#include "app/maths/lines/calculus.h"

enum { NOT_WRONG = -1 };

static const struct tree *number(struct calculus *c, int64_t value)
{
    return tree_integer(c->arena, value);
}

/* The variant to use at this site of `rule`, or NOT_WRONG. */
static int wrong_here(struct calculus *c, enum calculus_rule rule)
{
    if (c->wrong != rule)
        return NOT_WRONG;
    int site = c->sites++;
    return c->site < 0 || c->site == site ? (int)c->variant : NOT_WRONG;
}

static const struct tree *choose(struct calculus *c, int variant, const struct tree *const *way,
                                 size_t n)
{
    if ((size_t)variant < n)
        return way[variant];
    c->missing = true;
    return way[0];
}
#define CHOOSE(c, variant, ...)                                   \
    choose(c, variant, (const struct tree *const[]){__VA_ARGS__}, \
           sizeof((const struct tree *const[]){__VA_ARGS__}) / sizeof(const struct tree *))

static bool constant(const struct calculus *c, const struct tree *t)
{
    return !tree_mentions(t, c->x);
}

static const struct tree *times(struct calculus *c, const struct tree *a, const struct tree *b)
{
    if (!a || !b)
        return NULL;
    if (term_is_zero(a) || term_is_zero(b))
        return number(c, 0);
    return term_times(c->arena, a, b);
}

/* outer' times inner', where inner' may be forgotten. */
static const struct tree *chain(struct calculus *c, const struct tree *outer,
                                const struct tree *inner)
{
    if (inner->kind == TREE_SYMBOL)
        return outer;
    const struct tree *below = calculus_derive(c, inner);
    const struct tree *right = times(c, outer, below);
    int wrong = wrong_here(c, CALCULUS_CHAIN);
    if (wrong == NOT_WRONG || !below)
        return right;
    return CHOOSE(c, wrong, outer, tree_substitute(c->arena, outer, inner, below),
                  term_add(c->arena, outer, below));
}

static const struct tree *derive_power(struct calculus *c, const struct tree *u,
                                       const struct tree *n)
{
    struct tree_arena *arena = c->arena;
    if (!constant(c, n) && !constant(c, u))
        return NULL;
    if (constant(c, n)) {
        const struct tree *less = term_subtract(arena, n, number(c, 1));
        int64_t e;
        if (term_integer(n, &e))
            less = number(c, e - 1);
        const struct tree *below =
            less && term_is_zero(less) ? number(c, 1) : term_power(arena, u, less);
        const struct tree *outer = times(c, n, below);
        int wrong = wrong_here(c, CALCULUS_POWER);
        if (wrong != NOT_WRONG)
            outer = CHOOSE(c, wrong, times(c, n, term_power(arena, u, n)), below, times(c, n, u),
                           times(c, n, term_power(arena, u, term_add(arena, n, number(c, 1)))),
                           times(c, less, below),
                           term_over(arena, term_power(arena, u, term_add(arena, n, number(c, 1))),
                                     term_add(arena, n, number(c, 1))),
                           term_power(arena, u, term_add(arena, n, number(c, 1))),
                           term_minus(arena, outer));
        return chain(c, outer, u);
    }
    bool natural = tree_is_constant(u, CONSTANT_E);
    const struct tree *power = term_power(arena, u, n);
    const struct tree *log = tree_one(arena, TREE_APPLY, FUNCTION_LN, u);
    const struct tree *outer = natural ? power : times(c, power, log);
    int wrong = wrong_here(c, CALCULUS_POWER);
    if (wrong != NOT_WRONG)
        return CHOOSE(c, wrong,
                      times(c, n, term_power(arena, u, term_subtract(arena, n, number(c, 1)))));
    wrong = natural ? NOT_WRONG : wrong_here(c, CALCULUS_FUNCTION);
    if (wrong != NOT_WRONG)
        outer = CHOOSE(c, wrong, power, term_over(arena, power, log));
    return chain(c, outer, n);
}

static const struct tree *derive_function(struct calculus *c, const struct tree *t)
{
    struct tree_arena *arena = c->arena;
    const struct tree *u = t->child[0];
    if (t->detail == FUNCTION_LN &&
        u->kind == TREE_ABSOLUTE) /* like ln u, wherever it is defined */
        u = u->child[0];
    const struct tree *two = number(c, 2), *one = number(c, 1);
#define F(name) tree_one(arena, TREE_APPLY, FUNCTION_##name, u)
    const struct tree *outer, *often = NULL;
    switch (t->detail) {
    case FUNCTION_SIN:
        outer = F(COS), often = term_minus(arena, F(COS));
        break;
    case FUNCTION_COS:
        outer = term_minus(arena, F(SIN)), often = F(SIN);
        break;
    case FUNCTION_TAN:
        outer = term_over(arena, one, term_power(arena, F(COS), two));
        often = term_over(arena, one, term_power(arena, F(SIN), two));
        break;
    case FUNCTION_EXP:
        outer = t;
        break;
    case FUNCTION_LN:
        outer = term_over(arena, one, u), often = term_over(arena, one, t);
        break;
    case FUNCTION_SINH:
        outer = F(COSH), often = term_minus(arena, F(COSH));
        break;
    case FUNCTION_COSH:
        outer = F(SINH), often = term_minus(arena, F(SINH));
        break;
    case FUNCTION_ARCTAN:
        outer = term_over(arena, one, term_add(arena, one, term_power(arena, u, two)));
        break;
    case FUNCTION_ARCSIN:
        outer = term_over(
            arena, one,
            tree_one(arena, TREE_ROOT, 0, term_subtract(arena, one, term_power(arena, u, two))));
        break;
    case FUNCTION_LOG:
        if (t->n == 2 && !constant(c, t->child[1]))
            return NULL;
        outer = term_over(arena, one,
                          term_times(arena, u,
                                     tree_one(arena, TREE_APPLY, FUNCTION_LN,
                                              t->n == 2 ? t->child[1] : number(c, 10))));
        often = term_over(arena, one, u);
        break;
    default:
        return NULL;
    }
#undef F
    int wrong = often ? wrong_here(c, CALCULUS_FUNCTION) : NOT_WRONG;
    if (wrong != NOT_WRONG)
        outer = CHOOSE(c, wrong, often, t);
    return chain(c, outer, u);
}

static const struct tree *derive_product(struct calculus *c, const struct tree *t)
{
    struct tree_arena *arena = c->arena;
    const struct tree *still[TERMS_MAX] = {NULL}, *moving[TERMS_MAX] = {NULL};
    size_t n = 0, m = 0;
    if (t->n > TERMS_MAX)
        return NULL;
    for (uint32_t i = 0; i < t->n; i++)
        if (constant(c, t->child[i]))
            still[n++] = t->child[i];
        else
            moving[m++] = t->child[i];
    const struct tree *front = term_product(arena, still, n);
    const struct tree *u = moving[0], *v = term_product_without(arena, moving, m, 0);
    const struct tree *du = calculus_derive(c, u);
    if (m == 1)
        return times(c, front, du);
    const struct tree *dv = calculus_derive(c, v);
    const struct tree *left = times(c, du, v), *right = times(c, u, dv);
    const struct tree *whole = term_add(arena, left, right);
    int wrong = wrong_here(c, CALCULUS_PRODUCT);
    if (wrong != NOT_WRONG)
        whole = CHOOSE(c, wrong, times(c, du, dv), term_subtract(arena, left, right), left, right,
                       term_add(arena, du, dv), term_subtract(arena, right, left));
    return times(c, front, whole);
}

static const struct tree *derive_quotient(struct calculus *c, const struct tree *t)
{
    struct tree_arena *arena = c->arena;
    const struct tree *u = t->child[0], *v = t->child[1];
    if (constant(c, v))
        return term_over(arena, calculus_derive(c, u), v);
    const struct tree *du = constant(c, u) ? number(c, 0) : calculus_derive(c, u);
    const struct tree *dv = calculus_derive(c, v), *vv = term_power(arena, v, number(c, 2));
    const struct tree *a = times(c, du, v), *b = times(c, u, dv);
    const struct tree *right = term_over(arena, term_subtract(arena, a, b), vv);
    int wrong = wrong_here(c, CALCULUS_QUOTIENT);
    if (wrong == NOT_WRONG)
        return right;
    return CHOOSE(c, wrong, dv && !term_is_zero(dv) ? term_over(arena, du, dv) : right,
                  term_over(arena, term_subtract(arena, b, a), vv),
                  term_over(arena, term_add(arena, a, b), vv),
                  term_over(arena, term_subtract(arena, a, b), v), term_subtract(arena, a, b),
                  term_over(arena, u, dv));
}

const struct tree *calculus_derive(struct calculus *c, const struct tree *t)
{
    if (!t)
        return NULL;
    if (constant(c, t)) {
        int wrong = wrong_here(c, CALCULUS_CONSTANT);
        return wrong == NOT_WRONG ? number(c, 0) : CHOOSE(c, wrong, t, number(c, 1));
    }
    switch (t->kind) {
    case TREE_SYMBOL:
        return number(c, 1);
    case TREE_NEGATE:
        return term_minus(c->arena, calculus_derive(c, t->child[0]));
    case TREE_ADD: {
        const struct tree *sum = number(c, 0);
        for (uint32_t i = 0; i < t->n; i++)
            sum = term_add(c->arena, sum, calculus_derive(c, t->child[i]));
        return sum;
    }
    case TREE_MULTIPLY:
        return derive_product(c, t);
    case TREE_DIVIDE:
        return derive_quotient(c, t);
    case TREE_POWER:
        return derive_power(c, t->child[0], t->child[1]);
    case TREE_ROOT:
        return derive_power(
            c, t->child[0],
            term_over(c->arena, number(c, 1), t->n == 2 ? t->child[1] : number(c, 2)));
    case TREE_APPLY:
        return derive_function(c, t);
    case TREE_INTEGRAL:
        return t->n == 2 && tree_same(t->child[1], c->x) ? t->child[0] : NULL;
    default:
        return NULL;
    }
}

/* --- integration ------------------------------------------------------------------------------ */

/* a where u = a·x + b, NULL otherwise. */
static const struct tree *slope(struct calculus *c, const struct tree *u)
{
    struct calculus right = {.arena = c->arena, .x = c->x};
    const struct tree *a = calculus_derive(&right, u);
    return a && constant(c, a) && !term_is_zero(a) ? a : NULL;
}

/* F(u)/a where u = a·x + b; the a may be forgotten or multiplied. */
static const struct tree *unchain(struct calculus *c, const struct tree *outer,
                                  const struct tree *u)
{
    const struct tree *a = slope(c, u);
    if (!a || u->kind == TREE_SYMBOL)
        return a ? outer : NULL;
    int wrong = wrong_here(c, CALCULUS_CHAIN);
    if (wrong != NOT_WRONG)
        return CHOOSE(c, wrong, outer, times(c, a, outer));
    return term_over(c->arena, outer, a);
}

static const struct tree *integrate_power(struct calculus *c, const struct tree *u,
                                          const struct tree *n)
{
    struct tree_arena *arena = c->arena;
    const struct tree *one = number(c, 1);
    int64_t e;
    if (!constant(c, n)) { /* a^(kx) */
        if (!constant(c, u) || !slope(c, n))
            return NULL;
        const struct tree *power = term_power(arena, u, n);
        const struct tree *outer =
            tree_is_constant(u, CONSTANT_E)
                ? power
                : term_over(arena, power, tree_one(arena, TREE_APPLY, FUNCTION_LN, u));
        int wrong = wrong_here(c, CALCULUS_POWER);
        if (wrong != NOT_WRONG)
            outer = CHOOSE(c, wrong,
                           term_over(arena, term_power(arena, u, term_add(arena, n, one)),
                                     term_add(arena, n, one)));
        return unchain(c, outer, n);
    }
    if (!slope(c, u))
        return NULL;
    const struct tree *more = term_add(arena, n, one);
    if (term_integer(n, &e))
        more = number(c, e + 1);
    const struct tree *up = term_power(arena, u, more);
    const struct tree *outer =
        term_integer(n, &e) && e == -1
            ? tree_one(arena, TREE_APPLY, FUNCTION_LN, tree_one(arena, TREE_ABSOLUTE, 0, u))
            : term_over(arena, up, more);
    int wrong = wrong_here(c, CALCULUS_POWER);
    if (wrong != NOT_WRONG)
        outer = CHOOSE(c, wrong, up, term_over(arena, up, n),
                       times(c, n, term_power(arena, u, term_subtract(arena, n, one))),
                       times(c, more, up), term_over(arena, term_power(arena, u, n), more),
                       term_over(arena, term_power(arena, u, n), n), times(c, n, up),
                       term_minus(arena, outer));
    return unchain(c, outer, u);
}

static const struct tree *integrate_function(struct calculus *c, const struct tree *t)
{
    struct tree_arena *arena = c->arena;
    const struct tree *u = t->child[0], *outer, *often = NULL;
    switch (t->detail) {
    case FUNCTION_SIN:
        often = tree_one(arena, TREE_APPLY, FUNCTION_COS, u);
        outer = term_minus(arena, often);
        break;
    case FUNCTION_COS:
        outer = tree_one(arena, TREE_APPLY, FUNCTION_SIN, u);
        often = term_minus(arena, outer);
        break;
    case FUNCTION_EXP:
        outer = t;
        break;
    default:
        return NULL;
    }
    int wrong = often ? wrong_here(c, CALCULUS_FUNCTION) : NOT_WRONG;
    if (wrong != NOT_WRONG)
        outer = CHOOSE(c, wrong, often);
    return unchain(c, outer, u);
}

static const struct tree *integrate_product(struct calculus *c, const struct tree *t)
{
    const struct tree *still[TERMS_MAX] = {NULL}, *moving[TERMS_MAX] = {NULL};
    size_t n = 0, m = 0;
    if (t->n > TERMS_MAX)
        return NULL;
    for (uint32_t i = 0; i < t->n; i++)
        if (constant(c, t->child[i]))
            still[n++] = t->child[i];
        else
            moving[m++] = t->child[i];
    const struct tree *front = term_product(c->arena, still, n);
    if (m == 1)
        return times(c, front, calculus_integrate(c, moving[0]));
    int wrong = wrong_here(c, CALCULUS_PRODUCT);
    if (wrong == NOT_WRONG || m != 2)
        return NULL;
    const struct tree *u = calculus_integrate(c, moving[0]), *v = calculus_integrate(c, moving[1]);
    return times(c, front, CHOOSE(c, wrong, times(c, u, v), term_add(c->arena, u, v)));
}

const struct tree *calculus_integrate(struct calculus *c, const struct tree *t)
{
    if (!t)
        return NULL;
    if (constant(c, t)) {
        int wrong = wrong_here(c, CALCULUS_CONSTANT);
        const struct tree *right = term_times(c->arena, t, c->x);
        return wrong == NOT_WRONG ? right : CHOOSE(c, wrong, t, number(c, 0));
    }
    switch (t->kind) {
    case TREE_SYMBOL:
        return integrate_power(c, t, number(c, 1));
    case TREE_NEGATE:
        return term_minus(c->arena, calculus_integrate(c, t->child[0]));
    case TREE_ADD: {
        const struct tree *sum = number(c, 0);
        for (uint32_t i = 0; i < t->n; i++)
            sum = term_add(c->arena, sum, calculus_integrate(c, t->child[i]));
        return sum;
    }
    case TREE_MULTIPLY:
        return integrate_product(c, t);
    case TREE_DIVIDE:
        if (constant(c, t->child[1]))
            return term_over(c->arena, calculus_integrate(c, t->child[0]), t->child[1]);
        if (constant(c, t->child[0])) {
            const struct tree *u = t->child[1], *n = number(c, 1);
            if (u->kind == TREE_POWER) {
                n = u->child[1];
                u = u->child[0];
            }
            return times(c, t->child[0], integrate_power(c, u, term_minus(c->arena, n)));
        }
        return NULL;
    case TREE_POWER:
        return integrate_power(c, t->child[0], t->child[1]);
    case TREE_ROOT:
        return integrate_power(
            c, t->child[0],
            term_over(c->arena, number(c, 1), t->n == 2 ? t->child[1] : number(c, 2)));
    case TREE_APPLY:
        return integrate_function(c, t);
    default:
        return NULL;
    }
}
