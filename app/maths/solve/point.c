/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The value of an expression at a point, exact, in Calcium's fields. Over the reals an expression
 * has a value where all its parts have: no zero divisor, even roots of nonnegative numbers, odd
 * roots of all, logarithms of positive ones. Knows no conditions and searches nothing.
 */
#include "app/maths/exact/number.h"
#include "app/maths/solve/solver.h"

#include <stdlib.h>

struct point {
    struct solver *s;
    ca_srcptr at;
    bool complex;
};

static enum point_answer value(struct point *p, const struct tree *t, ca_t out);

static int sign(struct point *p, const ca_t v)
{
    return real_ca_sign(p->s, v);
}

static enum point_answer is_zero(struct point *p, const ca_t v, bool *zero)
{
    *zero = false;
    if (p->complex) {
        truth_t t = real_ca_is_zero(p->s, v);
        *zero = t == T_TRUE;
        return t == T_UNKNOWN ? POINT_UNKNOWN : POINT_KNOWN;
    }
    int known = sign(p, v);
    *zero = known == 0;
    return known == EXACT_SIGN_UNKNOWN ? POINT_UNKNOWN : POINT_KNOWN;
}

/* --- powers and roots ------------------------------------------------------------------------- */

/* base^n; the caller has bounded n. */
static enum point_answer integer_power(struct point *p, const ca_t base, slong n, ca_t out)
{
    bool zero = false;
    if (n <= 0) {
        enum point_answer answer = is_zero(p, base, &zero);
        if (answer != POINT_KNOWN)
            return answer;
        if (zero)
            return POINT_UNDEFINED;
    }
    if (!solver_charge(p->s, 5 + (uint64_t)labs(n)) ||
        (n < 0 && !CA_IS_QQ(base, p->s->ca) && !real_ca_is_light(p->s, base, 1)))
        return POINT_UNKNOWN;
    ca_pow_si(out, base, n, p->s->ca);
    return POINT_KNOWN;
}

/* The real root of index n >= 2. */
static enum point_answer real_root(struct point *p, const ca_t radicand, slong n, ca_t out)
{
    ca_ctx_struct *ca = p->s->ca;
    int known = sign(p, radicand);
    if (known == EXACT_SIGN_UNKNOWN || !real_ca_is_light(p->s, radicand, n))
        return POINT_UNKNOWN;
    if (known < 0 && n % 2 == 0)
        return POINT_UNDEFINED;
    if (known == 0) {
        ca_zero(out, ca);
        return POINT_KNOWN;
    }
    fmpq_t index;
    fmpq_init(index);
    fmpq_set_si(index, 1, (ulong)n);
    ca_set(out, radicand, ca);
    if (known < 0)
        ca_neg(out, out, ca);
    ca_pow_fmpq(out, out, index, ca);
    if (known < 0)
        ca_neg(out, out, ca);
    fmpq_clear(index);
    return POINT_KNOWN;
}

static enum point_answer root(struct point *p, const ca_t radicand, slong n, ca_t out)
{
    if (n < 2 || n > 24)
        return POINT_UNKNOWN;
    if (!p->complex)
        return real_root(p, radicand, n, out);
    if (!real_ca_is_light(p->s, radicand, n))
        return POINT_UNKNOWN;
    fmpq_t index;
    fmpq_init(index);
    fmpq_set_si(index, 1, (ulong)n);
    ca_pow_fmpq(out, radicand, index, p->s->ca);
    fmpq_clear(index);
    return POINT_KNOWN;
}

/* base^exponent for an exponent that is not rational, or not known to be. */
static enum point_answer general_power(struct point *p, const ca_t base, const ca_t exponent,
                                       ca_t out)
{
    if (p->complex || sign(p, base) == EXACT_SIGN_UNKNOWN || !solver_charge(p->s, 100))
        return POINT_UNKNOWN;
    if (sign(p, base) <= 0)
        return POINT_UNDEFINED;
    ca_log(out, base, p->s->ca);
    ca_mul(out, out, exponent, p->s->ca);
    ca_exp(out, out, p->s->ca);
    return POINT_KNOWN;
}

static slong bits_of(struct point *p, const ca_t v)
{
    if (CA_IS_QQ(v, p->s->ca))
        return (slong)(fmpz_bits(CA_FMPQ_NUMREF(v)) + fmpz_bits(CA_FMPQ_DENREF(v)));
    return 100;
}

static enum point_answer power(struct point *p, const struct tree *t, ca_t out)
{
    ca_ctx_struct *ca = p->s->ca;
    ca_t base, exponent;
    ca_init(base, ca);
    ca_init(exponent, ca);
    enum point_answer answer = value(p, t->child[0], base);
    if (answer == POINT_KNOWN)
        answer = value(p, t->child[1], exponent);
    if (answer != POINT_KNOWN)
        goto done;
    if (!CA_IS_QQ(exponent, ca)) {
        answer = general_power(p, base, exponent, out);
        goto done;
    }
    answer = POINT_UNKNOWN;
    const fmpz *n = CA_FMPQ_NUMREF(exponent), *d = CA_FMPQ_DENREF(exponent);
    if (!fmpz_fits_si(n) || !fmpz_fits_si(d) || labs(fmpz_get_si(n)) > 2000 ||
        labs(fmpz_get_si(n)) * bits_of(p, base) > 20000)
        goto done;
    slong times = fmpz_get_si(n), index = fmpz_get_si(d);
    if (index == 1) {
        answer = integer_power(p, base, times, out);
    } else {
        ca_t r;
        ca_init(r, ca);
        answer = root(p, base, index, r);
        if (answer == POINT_KNOWN)
            answer = integer_power(p, r, times, out);
        ca_clear(r, ca);
    }
done:
    ca_clear(base, ca);
    ca_clear(exponent, ca);
    return answer;
}

/* --- functions -------------------------------------------------------------------------------- */

static enum point_answer logarithm(struct point *p, ca_t v)
{
    int known = p->complex ? EXACT_SIGN_UNKNOWN : sign(p, v);
    if (known == EXACT_SIGN_UNKNOWN || !solver_charge(p->s, 50))
        return POINT_UNKNOWN;
    if (known <= 0)
        return POINT_UNDEFINED;
    ca_log(v, v, p->s->ca);
    return POINT_KNOWN;
}

/* ln of the first argument over ln of the base. */
static enum point_answer logarithm_to(struct point *p, const struct tree *t, ca_t v)
{
    ca_ctx_struct *ca = p->s->ca;
    ca_t base;
    ca_init(base, ca);
    enum point_answer answer = POINT_KNOWN;
    if (t->n == 2)
        answer = value(p, t->child[1], base);
    else
        ca_set_si(base, 10, ca);
    bool zero = false;
    if (answer == POINT_KNOWN)
        answer = logarithm(p, base);
    if (answer == POINT_KNOWN)
        answer = is_zero(p, base, &zero);
    if (answer == POINT_KNOWN && zero)
        answer = POINT_UNDEFINED;
    if (answer == POINT_KNOWN)
        answer = logarithm(p, v);
    if (answer == POINT_KNOWN)
        ca_div(v, v, base, ca);
    ca_clear(base, ca);
    return answer;
}

/* 1/v, where the divisor of a quotient of trigonometric functions may vanish. */
static enum point_answer reciprocal(struct point *p, ca_t v)
{
    bool zero = false;
    enum point_answer answer = is_zero(p, v, &zero);
    if (answer != POINT_KNOWN)
        return answer;
    if (zero)
        return POINT_UNDEFINED;
    if (!CA_IS_QQ(v, p->s->ca) && !real_ca_is_light(p->s, v, 1))
        return POINT_UNKNOWN; /* Calcium would prove once more that it is not zero */
    ca_inv(v, v, p->s->ca);
    return POINT_KNOWN;
}

static enum point_answer trigonometric(struct point *p, enum tree_function which, ca_t v)
{
    ca_ctx_struct *ca = p->s->ca;
    if (!solver_charge(p->s, 250))
        return POINT_UNKNOWN;
    ca_t sine, cosine;
    ca_init(sine, ca);
    ca_init(cosine, ca);
    ca_sin_cos(sine, cosine, v, ca);
    enum point_answer answer = POINT_KNOWN;
    bool sine_below = which == FUNCTION_COT || which == FUNCTION_CSC;
    if (which == FUNCTION_SIN) {
        ca_set(v, sine, ca);
    } else if (which == FUNCTION_COS) {
        ca_set(v, cosine, ca);
    } else {
        ca_set(v, sine_below ? sine : cosine, ca);
        answer = reciprocal(p, v);
        if (answer == POINT_KNOWN && (which == FUNCTION_TAN || which == FUNCTION_COT))
            ca_mul(v, v, sine_below ? cosine : sine, ca);
    }
    ca_clear(sine, ca);
    ca_clear(cosine, ca);
    return answer;
}

static enum point_answer inverse(struct point *p, enum tree_function which, ca_t v)
{
    ca_ctx_struct *ca = p->s->ca;
    if (!solver_charge(p->s, 100))
        return POINT_UNKNOWN;
    if (which == FUNCTION_ARCTAN) {
        ca_atan(v, v, ca);
        return POINT_KNOWN;
    }
    ca_t margin;
    ca_init(margin, ca);
    ca_sqr(margin, v, ca);
    ca_ui_sub(margin, 1, margin, ca);
    int inside = sign(p, margin);
    ca_clear(margin, ca);
    if (inside == EXACT_SIGN_UNKNOWN)
        return POINT_UNKNOWN;
    if (inside < 0)
        return POINT_UNDEFINED;
    if (which == FUNCTION_ARCSIN)
        ca_asin(v, v, ca);
    else
        ca_acos(v, v, ca);
    return POINT_KNOWN;
}

static enum point_answer apply(struct point *p, const struct tree *t, ca_t out)
{
    enum point_answer answer = value(p, t->child[0], out);
    if (answer != POINT_KNOWN)
        return answer;
    if (p->complex)
        return POINT_UNKNOWN;
    switch (t->detail) {
    case FUNCTION_LN:
        return logarithm(p, out);
    case FUNCTION_LOG:
        return logarithm_to(p, t, out);
    case FUNCTION_EXP:
        if (!solver_charge(p->s, 50))
            return POINT_UNKNOWN;
        ca_exp(out, out, p->s->ca);
        return POINT_KNOWN;
    case FUNCTION_SIN:
    case FUNCTION_COS:
    case FUNCTION_TAN:
    case FUNCTION_COT:
    case FUNCTION_SEC:
    case FUNCTION_CSC:
        return trigonometric(p, t->detail, out);
    case FUNCTION_ARCSIN:
    case FUNCTION_ARCCOS:
    case FUNCTION_ARCTAN:
        return inverse(p, t->detail, out);
    default:
        return POINT_UNKNOWN;
    }
}

/* --- the rest --------------------------------------------------------------------------------- */

static enum point_answer absolute(struct point *p, const struct tree *t, ca_t out)
{
    enum point_answer answer = value(p, t->child[0], out);
    if (answer != POINT_KNOWN)
        return answer;
    int known = p->complex ? EXACT_SIGN_UNKNOWN : sign(p, out);
    if (known == EXACT_SIGN_UNKNOWN)
        return POINT_UNKNOWN;
    if (known < 0)
        ca_neg(out, out, p->s->ca);
    return POINT_KNOWN;
}

static enum point_answer constant(struct point *p, const struct tree *t, ca_t out)
{
    switch (t->detail) {
    case CONSTANT_PI:
        ca_pi(out, p->s->ca);
        return POINT_KNOWN;
    case CONSTANT_E:
        ca_one(out, p->s->ca);
        ca_exp(out, out, p->s->ca);
        return POINT_KNOWN;
    case CONSTANT_I:
        if (!p->complex)
            return POINT_UNKNOWN;
        ca_i(out, p->s->ca);
        return POINT_KNOWN;
    default:
        return POINT_UNKNOWN;
    }
}

static enum point_answer symbol(struct point *p, const struct tree *t, ca_t out)
{
    if (!p->at)
        return POINT_UNKNOWN;
    size_t i = 0;
    if (p->s->coordinates) {
        while (i < p->s->coordinates && !tree_same(t, p->s->coordinate[i]))
            i++;
        if (i == p->s->coordinates)
            return POINT_UNKNOWN;
    } else if (!p->s->unknown || !tree_same(t, p->s->unknown)) {
        return POINT_UNKNOWN;
    }
    ca_set(out, p->at + i, p->s->ca);
    return POINT_KNOWN;
}

/* Sums and products, the second and later children one after the other. */
static enum point_answer fold(struct point *p, const struct tree *t, ca_t out)
{
    ca_ctx_struct *ca = p->s->ca;
    ca_t next;
    ca_init(next, ca);
    enum point_answer answer = value(p, t->child[0], out);
    for (size_t i = 1; i < t->n && answer == POINT_KNOWN; i++) {
        answer = value(p, t->child[i], next);
        if (answer != POINT_KNOWN)
            break;
        if (t->kind == TREE_DIVIDE)
            answer = reciprocal(p, next);
        if (t->kind == TREE_ADD)
            ca_add(out, out, next, ca);
        else if (answer == POINT_KNOWN)
            ca_mul(out, out, next, ca);
        if (bits_of(p, out) > 40000)
            answer = POINT_UNKNOWN;
    }
    ca_clear(next, ca);
    return answer;
}

static enum point_answer root_at(struct point *p, const struct tree *t, ca_t out)
{
    fmpq_t index;
    fmpq_init(index);
    fmpq_set_si(index, 2, 1);
    bool fine = t->n == 1 || point_rational(p->s, t->child[1], index);
    fine = fine && fmpz_is_one(fmpq_denref(index)) && fmpz_cmp_si(fmpq_numref(index), 2) >= 0 &&
           fmpz_cmp_si(fmpq_numref(index), 24) <= 0;
    slong n = fine ? fmpz_get_si(fmpq_numref(index)) : 0;
    fmpq_clear(index);
    if (!fine)
        return POINT_UNKNOWN;
    ca_t radicand;
    ca_init(radicand, p->s->ca);
    enum point_answer answer = value(p, t->child[0], radicand);
    if (answer == POINT_KNOWN)
        answer = root(p, radicand, n, out);
    ca_clear(radicand, p->s->ca);
    return answer;
}

static enum point_answer value(struct point *p, const struct tree *t, ca_t out)
{
    if (!solver_charge(p->s, 1))
        return POINT_UNKNOWN;
    switch (t->kind) {
    case TREE_NUMBER:
    case TREE_MIXED:
    case TREE_PERCENT: {
        fmpq_t q;
        fmpq_init(q);
        bool known = point_rational(p->s, t, q);
        if (known)
            ca_set_fmpq(out, q, p->s->ca);
        fmpq_clear(q);
        return known ? POINT_KNOWN : POINT_UNKNOWN;
    }
    case TREE_SYMBOL:
        return symbol(p, t, out);
    case TREE_CONSTANT:
        return constant(p, t, out);
    case TREE_NEGATE: {
        enum point_answer answer = value(p, t->child[0], out);
        if (answer == POINT_KNOWN)
            ca_neg(out, out, p->s->ca);
        return answer;
    }
    case TREE_ADD:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
        return fold(p, t, out);
    case TREE_POWER:
        return power(p, t, out);
    case TREE_ROOT:
        return root_at(p, t, out);
    case TREE_ABSOLUTE:
        return absolute(p, t, out);
    case TREE_APPLY:
        return apply(p, t, out);
    default:
        return POINT_UNKNOWN;
    }
}

enum point_answer point_value(struct solver *s, const struct tree *t, ca_srcptr at, bool complex,
                              ca_t out)
{
    struct point p = {.s = s, .at = at, .complex = complex};
    return value(&p, t, out);
}
