/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See closed.h. Every result is a tree in the same variables; nothing is assumed about signs: a
 * rule that needs more than is known gives NULL.
 */
#include "app/maths/exact/closed.h"

#include "app/maths/exact/build.h"
#include "app/maths/exact/number.h"

#include <flint/arith.h>
#include <flint/fmpq_poly.h>

enum { DEGREE_MAX = 20, TERMS_MAX = 64, DERIVATIVES_MAX = 5 };

static const struct tree *substitute(struct exact *e, const struct tree *t, const struct tree *x,
                                     const struct tree *value)
{
    return t && exact_spend(e, t->size) ? tree_substitute(e->arena, t, x, value) : NULL;
}

static bool is_infinity(const struct tree *t, bool *minus)
{
    *minus = t->kind == TREE_NEGATE;
    return tree_is_constant(*minus ? t->child[0] : t, CONSTANT_INFINITY);
}

/* --- sums ------------------------------------------------------------------------------------- */

/* Bernoulli polynomial B_n at x, as a tree. */
static const struct tree *bernoulli(struct exact *e, slong n, const struct tree *x)
{
    fmpq_poly_t b;
    fmpq_t c;
    fmpq_poly_init(b);
    fmpq_init(c);
    arith_bernoulli_polynomial(b, (ulong)n);
    const struct tree *result = build_integer(e, 0);
    for (slong i = n; i >= 0; i--) {
        fmpq_poly_get_coeff_fmpq(c, b, i);
        if (fmpq_is_zero(c))
            continue;
        const struct tree *power =
            i == 0 ? build_integer(e, 1) : build_power(e, x, build_integer(e, i));
        result = build_add(e, result, build_multiply(e, number_tree(e, c), power));
    }
    fmpq_clear(c);
    fmpq_poly_clear(b);
    return result;
}

/* sum of k^p from a to b is (B_{p+1}(b+1) - B_{p+1}(a))/(p+1), for whole b >= a - 1 */
static const struct tree *polynomial_sum(struct exact *e, const struct tree *t)
{
    const struct tree *const *c;
    int degree;
    if (!exact_coefficients(e, t->child[0], t->child[1], &c, &degree) || degree > DEGREE_MAX)
        return NULL;
    const struct tree *result = build_integer(e, 0);
    const struct tree *end = build_add(e, t->child[3], build_integer(e, 1));
    for (int p = 0; p <= degree; p++) {
        if (tree_mentions(c[p], t->child[1]))
            return NULL;
        if (tree_is_number(c[p], "0"))
            continue;
        const struct tree *part = build_divide(
            e, build_subtract(e, bernoulli(e, p + 1, end), bernoulli(e, p + 1, t->child[2])),
            build_integer(e, p + 1));
        result = build_add(e, result, build_multiply(e, c[p], part));
    }
    return result;
}

/* first (q^n - 1)/(q - 1), where the next term over this one is q, free of the index */
static const struct tree *geometric_sum(struct exact *e, const struct tree *t)
{
    const struct tree *k = t->child[1], *one = build_integer(e, 1);
    const struct tree *next = substitute(e, t->child[0], k, build_add(e, k, one));
    const struct tree *q = next ? build_divide(e, next, t->child[0]) : NULL;
    q = q ? exact_ratio(e, q) : NULL;
    if (!q || tree_mentions(q, k))
        return NULL;
    const struct tree *first = substitute(e, t->child[0], k, t->child[2]);
    bool minus;
    if (is_infinity(t->child[3], &minus)) {
        const struct tree *size = tree_one(e->arena, TREE_ABSOLUTE, 0, q);
        if (minus || !exact_is_constant(q) || exact_order(e, size, one) != -1)
            return NULL;
        return build_divide(e, first, build_subtract(e, one, q));
    }
    if (exact_is_constant(q) && exact_order(e, q, one) != -1 && exact_order(e, q, one) != 1)
        return NULL;
    const struct tree *n = build_subtract(e, build_add(e, t->child[3], one), t->child[2]);
    return build_divide(e, build_multiply(e, first, build_subtract(e, build_power(e, q, n), one)),
                        build_subtract(e, q, one));
}

const struct tree *closed_sum(struct exact *e, const struct tree *t)
{
    if (t->detail != BIG_SUM || t->n < 4 || tree_has(t->child[0], TREE_BIG) || !exact_spend(e, 50))
        return NULL;
    bool minus;
    const struct tree *result = is_infinity(t->child[3], &minus) ? NULL : polynomial_sum(e, t);
    return result ? result : geometric_sum(e, t);
}

/* --- limits ----------------------------------------------------------------------------------- */

/* Made of functions that are continuous, and have all derivatives, inside their domains. */
static bool smooth(const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
    case TREE_SYMBOL:
        return true;
    case TREE_CONSTANT:
        return t->detail != CONSTANT_INFINITY;
    case TREE_APPLY:
        if (t->n != 1 || t->detail == FUNCTION_SGN || t->detail >= FUNCTION_GCD)
            return false;
        break;
    case TREE_ADD:
    case TREE_NEGATE:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
    case TREE_POWER:
    case TREE_ROOT:
        break;
    default:
        return false;
    }
    for (uint32_t i = 0; i < t->n; i++)
        if (!smooth(t->child[i]))
            return false;
    return true;
}

/* Certainly defined and smooth around x = at: the value there is the limit. A root of zero or an
 * arcsine of one has no other side, so what is under them must be certainly inside. */
static bool inside(struct exact *e, const struct tree *t, const struct tree *x,
                   const struct tree *at)
{
    const struct tree *condition;
    bool complex = e->complex;
    bool known = exact_domain(e, t, &condition) && !e->complex;
    e->complex = complex;
    if (!known || !condition)
        return known;
    const struct tree *const *list = condition->kind == TREE_SYSTEM ? condition->child : &condition;
    size_t n = condition->kind == TREE_SYSTEM ? condition->n : 1;
    for (size_t i = 0; i < n; i++) {
        if (list[i]->kind != TREE_RELATION || list[i]->n != 2)
            return false;
        const struct tree *a = substitute(e, list[i]->child[0], x, at);
        const struct tree *b = substitute(e, list[i]->child[1], x, at);
        int order = a && b && exact_is_constant(a) && exact_is_constant(b) ? exact_order(e, a, b)
                                                                           : EXACT_SIGN_UNKNOWN;
        enum tree_relation relation = list[i]->relations[0];
        bool fine = (order == 1 || order == -1) && relation == RELATION_UNEQUAL;
        fine |= order == 1 && (relation == RELATION_GREATER || relation == RELATION_GREATER_EQUAL);
        fine |= order == -1 && (relation == RELATION_LESS || relation == RELATION_LESS_EQUAL);
        if (!fine)
            return false;
    }
    return true;
}

/* f/g at a point where both are zero: f'/g' there, as often as it takes. */
static const struct tree *by_derivatives(struct exact *e, const struct tree *t,
                                         const struct tree *x, const struct tree *at)
{
    if (!smooth(t) || !exact_is_constant(at))
        return NULL;
    if (inside(e, t, x, at))
        return substitute(e, t, x, at);
    if (t->kind != TREE_DIVIDE)
        return NULL;
    const struct tree *f = t->child[0], *g = t->child[1];
    for (int i = 0; f && g && i < DERIVATIVES_MAX && inside(e, f, x, at) && inside(e, g, x, at);
         i++) {
        const struct tree *above = substitute(e, f, x, at), *below = substitute(e, g, x, at);
        int sign = below ? exact_sign(e, below) : EXACT_SIGN_UNKNOWN;
        if (sign == 1 || sign == -1)
            return build_divide(e, above, below);
        if (sign != 0 || exact_sign(e, above) != 0)
            return NULL;
        f = exact_differentiate(e, f, x);
        g = exact_differentiate(e, g, x);
    }
    return NULL;
}

/* Rational functions: the value of the reduced quotient, or the quotient of the leading
 * coefficients at infinity. */
static const struct tree *rational_limit(struct exact *e, const struct tree *t)
{
    const struct tree *x = t->child[1], *at = t->child[2], *top, *bottom;
    if (!exact_quotient(e, t->child[0], &top, &bottom))
        return NULL;
    bool minus;
    if (is_infinity(at, &minus)) {
        const struct tree *const *a, *const *b;
        int m, n;
        if (!exact_coefficients(e, top, x, &a, &m) || !exact_coefficients(e, bottom, x, &b, &n))
            return NULL;
        if (m < n)
            return build_integer(e, 0);
        return m == n && m >= 0 ? build_divide(e, a[m], b[n]) : NULL;
    }
    const struct tree *below = substitute(e, bottom, x, at);
    if (!below || !exact_is_constant(below))
        return NULL;
    int sign = exact_sign(e, below);
    if (sign != 1 && sign != -1)
        return NULL;
    return build_divide(e, substitute(e, top, x, at), below);
}

const struct tree *closed_limit(struct exact *e, const struct tree *t)
{
    bool complex = e->complex;
    const struct tree *result = exact_spend(e, 50) ? rational_limit(e, t) : NULL;
    if (!result && e->steps)
        result = by_derivatives(e, t->child[0], t->child[1], t->child[2]);
    e->complex = complex;
    return result;
}

/* --- integrals -------------------------------------------------------------------------------- */

/* u = a x + b with a free of x and certainly not zero: a; NULL otherwise */
static const struct tree *slope(struct exact *e, const struct tree *u, const struct tree *x)
{
    const struct tree *const *c;
    int degree;
    if (!exact_coefficients(e, u, x, &c, &degree) || degree != 1)
        return NULL;
    return c[1];
}

static const struct tree *integrate(struct exact *e, const struct tree *t, const struct tree *x);

/* (a x + b)^n for a number n other than -1 */
static const struct tree *integrate_power(struct exact *e, const struct tree *base,
                                          const struct tree *exponent, const struct tree *x)
{
    const struct tree *a = slope(e, base, x), *result = NULL;
    fmpq_t n;
    fmpq_init(n);
    if (a && number_evaluate(e, exponent, n) == OUT_DONE) {
        fmpq_add_si(n, n, 1);
        const struct tree *more = number_tree(e, n);
        if (!fmpq_is_zero(n) && more)
            result = build_divide(e, build_power(e, base, more), build_multiply(e, more, a));
        else if (more)
            result = build_divide(
                e, build_apply(e, FUNCTION_LN, tree_one(e->arena, TREE_ABSOLUTE, 0, base)), a);
    }
    fmpq_clear(n);
    return result;
}

static const struct tree *integrate_function(struct exact *e, const struct tree *t,
                                             const struct tree *x)
{
    static const struct {
        uint8_t function, integral;
        bool minus;
    } table[] = {{FUNCTION_SIN, FUNCTION_COS, true},
                 {FUNCTION_COS, FUNCTION_SIN, false},
                 {FUNCTION_SINH, FUNCTION_COSH, false},
                 {FUNCTION_COSH, FUNCTION_SINH, false}};
    const struct tree *u = t->child[0], *a = slope(e, u, x);
    for (size_t i = 0; a && i < sizeof table / sizeof table[0]; i++)
        if (t->detail == table[i].function) {
            const struct tree *f = build_divide(e, build_apply(e, table[i].integral, u), a);
            return table[i].minus ? build_negate(e, f) : f;
        }
    return NULL;
}

/* Factors free of x go in front; what is left must be one integrable thing, or a polynomial. */
static const struct tree *integrate_product(struct exact *e, const struct tree *t,
                                            const struct tree *x)
{
    const struct tree *front = build_integer(e, 1), *rest = NULL;
    for (uint32_t i = 0; i < t->n; i++)
        if (!tree_mentions(t->child[i], x))
            front = build_multiply(e, front, t->child[i]);
        else
            rest = rest ? build_multiply(e, rest, t->child[i]) : t->child[i];
    if (!rest || rest->size >= t->size)
        return NULL;
    const struct tree *inner = integrate(e, rest, x);
    return inner ? build_multiply(e, front, inner) : NULL;
}

static const struct tree *integrate_polynomial(struct exact *e, const struct tree *t,
                                               const struct tree *x)
{
    const struct tree *const *c;
    int degree;
    if (!exact_coefficients(e, t, x, &c, &degree) || degree > TERMS_MAX)
        return NULL;
    const struct tree *result = build_integer(e, 0);
    for (int i = degree; i >= 0; i--) {
        if (tree_mentions(c[i], x))
            return NULL;
        const struct tree *n = build_integer(e, i + 1);
        result =
            build_add(e, result, build_divide(e, build_multiply(e, c[i], build_power(e, x, n)), n));
    }
    return result;
}

static const struct tree *integrate(struct exact *e, const struct tree *t, const struct tree *x)
{
    const struct tree *result = NULL, *a;
    if (!exact_spend(e, 20))
        return NULL;
    if (!tree_mentions(t, x))
        return build_multiply(e, t, x);
    switch (t->kind) {
    case TREE_ADD:
        result = build_integer(e, 0);
        for (uint32_t i = 0; result && i < t->n; i++) {
            a = integrate(e, t->child[i], x);
            result = a ? build_add(e, result, a) : NULL;
        }
        break;
    case TREE_NEGATE:
        a = integrate(e, t->child[0], x);
        result = a ? build_negate(e, a) : NULL;
        break;
    case TREE_MULTIPLY:
        result = integrate_product(e, t, x);
        break;
    case TREE_DIVIDE:
        if (!tree_mentions(t->child[1], x)) {
            a = integrate(e, t->child[0], x);
            result = a ? build_divide(e, a, t->child[1]) : NULL;
        } else if (!tree_mentions(t->child[0], x)) {
            const struct tree *below = t->child[1];
            bool power = below->kind == TREE_POWER;
            const struct tree *n = power ? below->child[1] : build_integer(e, 1);
            a = integrate_power(e, power ? below->child[0] : below, build_negate(e, n), x);
            result = a ? build_multiply(e, t->child[0], a) : NULL;
        }
        break;
    case TREE_ROOT:
        result = integrate_power(
            e, t->child[0],
            build_divide(e, build_integer(e, 1), t->n > 1 ? t->child[1] : build_integer(e, 2)), x);
        break;
    case TREE_POWER:
        if (!tree_mentions(t->child[1], x)) {
            result = integrate_power(e, t->child[0], t->child[1], x);
        } else if (!tree_mentions(t->child[0], x) && (a = slope(e, t->child[1], x))) {
            if (!tree_is_constant(t->child[0], CONSTANT_E))
                a = build_multiply(e, a, build_apply(e, FUNCTION_LN, t->child[0]));
            result = build_divide(e, t, a);
        }
        break;
    case TREE_APPLY:
        result = t->n == 1 ? integrate_function(e, t, x) : NULL;
        break;
    default:
        break;
    }
    return result ? result : integrate_polynomial(e, t, x);
}

/* Is the integrand certainly without a gap between the ends? Only what is a polynomial, or
 * defined everywhere, or has constant ends on one side of its one gap would do; the ends of a
 * domain that is everything are the simple sure case, x > 0 with positive ends the other. */
static bool without_gap(struct exact *e, const struct tree *f, const struct tree *x,
                        const struct tree *from, const struct tree *to)
{
    const struct tree *condition;
    bool complex = e->complex;
    bool known = exact_domain(e, f, &condition);
    e->complex = complex;
    if (!known)
        return false;
    if (!condition)
        return true;
    if (condition->kind != TREE_RELATION || condition->n != 2 ||
        !tree_same(condition->child[0], x) || !exact_is_constant(from) || !exact_is_constant(to))
        return false;
    int a = exact_order(e, from, condition->child[1]), b = exact_order(e, to, condition->child[1]);
    switch (condition->relations[0]) {
    case RELATION_UNEQUAL:
        return (a == 1 && b == 1) || (a == -1 && b == -1);
    case RELATION_GREATER:
        return a == 1 && b == 1;
    case RELATION_LESS:
        return a == -1 && b == -1;
    case RELATION_GREATER_EQUAL:
        return (a == 0 || a == 1) && (b == 0 || b == 1);
    case RELATION_LESS_EQUAL:
        return (a == 0 || a == -1) && (b == 0 || b == -1);
    default:
        return false;
    }
}

const struct tree *closed_integral(struct exact *e, const struct tree *t)
{
    const struct tree *x = t->child[1];
    bool minus;
    if (t->n < 4 || !exact_spend(e, 50) || is_infinity(t->child[2], &minus) ||
        is_infinity(t->child[3], &minus))
        return NULL;
    const struct tree *primitive = integrate(e, t->child[0], x);
    if (!primitive || !without_gap(e, t->child[0], x, t->child[2], t->child[3]))
        return NULL;
    return build_subtract(e, substitute(e, primitive, x, t->child[3]),
                          substitute(e, primitive, x, t->child[2]));
}
