/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From trees to Calcium. Calcium answers every question with true, false or unknown; here an
 * unknown always ends the computation with OUT_UNKNOWN. Sizes are bounded before each call:
 * exponents, indices of roots, bits of rationals, number of irrational parts.
 */
#include "app/maths/exact/constant.h"

#include "app/maths/exact/measure.h"
#include "app/maths/exact/number.h"

#include <flint/fmpz.h>

enum {
    RATIONAL_BITS = 40000, /* of a rational that Calcium is given */
    ARGUMENT_BITS = 1500,  /* of one under a root or in a function */
    ROOT_INDEX_MAX = 40,
    POWER_RATIONAL_BITS = 40000,
    POWER_FIELD_MAX = 64, /* exponent for numbers that are not rational */
    FIELD_LENGTH_MAX = 7, /* irrational parts of one number */
    STEPS_NODE = 20,
    STEPS_FUNCTION = 200
};

static bool fits(const ca_t x, ca_ctx_struct *ctx)
{
    if (CA_IS_SPECIAL(x))
        return false;
    if (CA_IS_QQ(x, ctx))
        return number_bits(CA_FMPQ(x)) <= RATIONAL_BITS;
    return CA_FIELD_LENGTH(CA_FIELD(x, ctx)) <= FIELD_LENGTH_MAX;
}

/* Small enough for roots and functions. */
static bool light(const ca_t x, ca_ctx_struct *ctx)
{
    return !CA_IS_QQ(x, ctx) || number_bits(CA_FMPQ(x)) <= ARGUMENT_BITS;
}

/* 1 true, 0 false, -1 unknown */
static int known(truth_t truth)
{
    return truth == T_TRUE ? 1 : truth == T_FALSE ? 0 : -1;
}

static enum outcome divide(struct exact *e, const ca_t a, const ca_t b, ca_t out)
{
    int zero = measure_is_zero(e, b);
    if (zero)
        return zero > 0 ? OUT_UNDEFINED : OUT_UNKNOWN;
    ca_div(out, a, b, exact_constants(e));
    return OUT_DONE;
}

/* --- powers ----------------------------------------------------------------------------------- */

static enum outcome power_integer(struct exact *e, const ca_t base, const fmpz_t exponent, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    if (CA_IS_QQ(base, ctx)) {
        fmpq_t q;
        fmpq_init(q);
        bool fine =
            fmpz_cmpabs(exponent, (fmpz[]){POWER_RATIONAL_BITS}) <= 0 &&
            number_bits(CA_FMPQ(base)) * labs(fmpz_get_si(exponent)) <= POWER_RATIONAL_BITS &&
            number_power(e, CA_FMPQ(base), exponent, q);
        if (fine)
            ca_set_fmpq(out, q, ctx);
        fmpq_clear(q);
        return fine ? OUT_DONE : OUT_UNKNOWN;
    }
    if (fmpz_cmpabs(exponent, (fmpz[]){POWER_FIELD_MAX}) > 0) {
        ca_pow_fmpz(out, base, exponent, ctx);
        return OUT_DONE;
    }
    int64_t n = fmpz_get_si(exponent);
    if (!exact_spend(e, STEPS_NODE * (uint64_t)labs(n)))
        return OUT_UNKNOWN;
    if (CA_FIELD_IS_NF(CA_FIELD(base, ctx)))
        ca_pow_si_arithmetic(out, base, n, ctx);
    else
        ca_pow_fmpz(out, base, exponent, ctx);
    return OUT_DONE;
}

/* base^(p/q), q > 1. `real_root`: the odd root of a negative number is meant to be real. */
static enum outcome power_fraction(struct exact *e, const ca_t base, const fmpq_t exponent,
                                   bool real_root, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    if (!light(base, ctx) || fmpz_cmp_ui(fmpq_denref(exponent), ROOT_INDEX_MAX) > 0 ||
        fmpz_cmpabs(fmpq_numref(exponent), (fmpz[]){POWER_FIELD_MAX}) > 0 ||
        !exact_spend(e, STEPS_FUNCTION))
        return OUT_UNKNOWN;
    int negative = measure_is_negative(e, base);
    if (negative < 0)
        return OUT_UNKNOWN;
    if (!negative || fmpz_is_even(fmpq_denref(exponent))) {
        ca_pow_fmpq(out, base, exponent, ctx);
        return OUT_DONE;
    }
    /* -8^(1/3) as a power means two things where complex numbers are about */
    if (e->complex && !real_root)
        return OUT_UNKNOWN;
    ca_neg(out, base, ctx);
    ca_pow_fmpq(out, out, exponent, ctx);
    if (fmpz_is_odd(fmpq_numref(exponent)))
        ca_neg(out, out, ctx);
    return OUT_DONE;
}

static enum outcome power(struct exact *e, const struct tree *t, const ca_t base,
                          const ca_t exponent, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    if (tree_is_constant(t->child[0], CONSTANT_E)) {
        if (!light(exponent, ctx))
            return OUT_UNKNOWN;
        ca_exp(out, exponent, ctx);
        return OUT_DONE;
    }
    int zero = measure_is_zero(e, base);
    if (zero < 0)
        return OUT_UNKNOWN;
    if (zero) {
        int negative = measure_is_negative(e, exponent);
        int none = measure_is_zero(e, exponent);
        int real = known(ca_check_is_real(exponent, ctx));
        if (negative > 0)
            return OUT_UNDEFINED;
        if (negative != 0 || none != 0 || real != 1)
            return OUT_UNKNOWN; /* 0^0 */
        ca_zero(out, ctx);
        return OUT_DONE;
    }
    fmpq_t q;
    fmpq_init(q);
    enum outcome outcome = OUT_DONE;
    if (ca_get_fmpq(q, exponent, ctx)) {
        outcome = fmpz_is_one(fmpq_denref(q)) ? power_integer(e, base, fmpq_numref(q), out)
                                              : power_fraction(e, base, q, false, out);
    } else {
        int negative = measure_is_negative(e, base);
        if (negative < 0)
            outcome = OUT_UNKNOWN;
        else if (negative && !e->complex)
            outcome = known(ca_check_is_rational(exponent, ctx)) == 0 ? OUT_UNDEFINED : OUT_UNKNOWN;
        else
            ca_pow(out, base, exponent, ctx);
    }
    fmpq_clear(q);
    return outcome;
}

static enum outcome root(struct exact *e, const struct tree *t, const ca_t radicand, ca_t out)
{
    int64_t index = 2;
    if (t->n > 1 && !number_small(e, t->child[1], &index))
        return OUT_UNKNOWN;
    if (index < 1 || index > ROOT_INDEX_MAX)
        return index == 0 ? OUT_UNDEFINED : OUT_UNKNOWN;
    if (index == 1) {
        ca_set(out, radicand, exact_constants(e));
        return OUT_DONE;
    }
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, 1, (ulong)index);
    enum outcome outcome = power_fraction(e, radicand, q, true, out);
    fmpq_clear(q);
    return outcome;
}

/* --- functions -------------------------------------------------------------------------------- */

static enum outcome logarithm(struct exact *e, const ca_t x, ca_t out)
{
    int zero = measure_is_zero(e, x), negative = measure_is_negative(e, x);
    if (zero < 0 || negative < 0)
        return OUT_UNKNOWN;
    if (zero || (negative && !e->complex))
        return OUT_UNDEFINED;
    ca_log(out, x, exact_constants(e));
    return OUT_DONE;
}

/* x in [-1, 1]? Outside the real arcsine has no value. */
static int in_unit(struct exact *e, const ca_t x)
{
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t y;
    ca_init(y, ctx);
    ca_mul(y, x, x, ctx);
    ca_sub_ui(y, y, 1, ctx);
    int inside = known(ca_check_is_real(x, ctx));
    if (inside > 0) {
        ca_t zero;
        ca_init(zero, ctx);
        inside = known(ca_check_le(y, zero, ctx));
        ca_clear(zero, ctx);
    }
    ca_clear(y, ctx);
    return inside;
}

static enum outcome inverse_sine(struct exact *e, const ca_t x, bool cosine, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    if (!e->complex) {
        int inside = in_unit(e, x);
        if (inside <= 0)
            return inside == 0 ? OUT_UNDEFINED : OUT_UNKNOWN;
    }
    if (cosine)
        ca_acos(out, x, ctx);
    else
        ca_asin(out, x, ctx);
    return OUT_DONE;
}

static enum outcome trigonometric(struct exact *e, unsigned function, const ca_t x, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t s, c;
    ca_init(s, ctx);
    ca_init(c, ctx);
    ca_sin_cos(s, c, x, ctx);
    enum outcome outcome = OUT_DONE;
    ca_t one;
    ca_init(one, ctx);
    ca_one(one, ctx);
    switch (function) {
    case FUNCTION_SIN:
        ca_swap(out, s, ctx);
        break;
    case FUNCTION_COS:
        ca_swap(out, c, ctx);
        break;
    case FUNCTION_TAN:
        outcome = divide(e, s, c, out);
        break;
    case FUNCTION_COT:
        outcome = divide(e, c, s, out);
        break;
    case FUNCTION_SEC:
        outcome = divide(e, one, c, out);
        break;
    default:
        outcome = divide(e, one, s, out);
    }
    ca_clear(one, ctx);
    ca_clear(c, ctx);
    ca_clear(s, ctx);
    return outcome;
}

static enum outcome hyperbolic(struct exact *e, unsigned function, const ca_t x, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t up, down, s, c;
    ca_init(up, ctx);
    ca_init(down, ctx);
    ca_init(s, ctx);
    ca_init(c, ctx);
    ca_exp(up, x, ctx);
    ca_inv(down, up, ctx);
    ca_sub(s, up, down, ctx);
    ca_add(c, up, down, ctx);
    ca_set_ui(up, 2, ctx);
    enum outcome outcome = OUT_DONE;
    switch (function) {
    case FUNCTION_SINH:
        outcome = divide(e, s, up, out);
        break;
    case FUNCTION_COSH:
        outcome = divide(e, c, up, out);
        break;
    case FUNCTION_TANH:
        outcome = divide(e, s, c, out);
        break;
    case FUNCTION_COTH:
        outcome = divide(e, c, s, out);
        break;
    case FUNCTION_SECH:
        outcome = divide(e, up, c, out);
        break;
    default:
        outcome = divide(e, up, s, out);
    }
    ca_clear(c, ctx);
    ca_clear(s, ctx);
    ca_clear(down, ctx);
    ca_clear(up, ctx);
    return outcome;
}

/* arsinh x = ln(x + sqrt(x^2 + 1)), arcosh x = ln(x + sqrt(x^2 - 1)), artanh = ln((1+x)/(1-x))/2 */
static enum outcome inverse_hyperbolic(struct exact *e, unsigned function, const ca_t x, ca_t out)
{
    if (e->complex)
        return OUT_UNKNOWN;
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t y, z;
    ca_init(y, ctx);
    ca_init(z, ctx);
    enum outcome outcome = OUT_DONE;
    if (function == FUNCTION_ARTANH) {
        ca_add_ui(y, x, 1, ctx);
        ca_ui_sub(z, 1, x, ctx);
        outcome = divide(e, y, z, y);
        if (outcome == OUT_DONE)
            outcome = logarithm(e, y, out);
        if (outcome == OUT_DONE)
            ca_div_ui(out, out, 2, ctx);
    } else {
        if (function == FUNCTION_ARCOSH) {
            ca_one(z, ctx);
            int below = known(ca_check_lt(x, z, ctx));
            outcome = below > 0 ? OUT_UNDEFINED : below < 0 ? OUT_UNKNOWN : OUT_DONE;
        }
        if (outcome == OUT_DONE) {
            ca_mul(y, x, x, ctx);
            ca_add_si(y, y, function == FUNCTION_ARSINH ? 1 : -1, ctx);
            ca_sqrt(y, y, ctx);
            ca_add(y, y, x, ctx);
            outcome = logarithm(e, y, out);
        }
    }
    ca_clear(z, ctx);
    ca_clear(y, ctx);
    return outcome;
}

static enum outcome inverse_tangent(struct exact *e, bool cotangent, const ca_t x, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    if (known(ca_check_is_real(x, ctx)) != 1)
        return OUT_UNKNOWN;
    ca_atan(out, x, ctx);
    if (cotangent) {
        /* arccot of negative numbers means two things */
        if (measure_is_negative(e, x) != 0)
            return OUT_UNKNOWN;
        ca_t quarter;
        ca_init(quarter, ctx);
        ca_pi(quarter, ctx);
        ca_div_ui(quarter, quarter, 2, ctx);
        ca_sub(out, quarter, out, ctx);
        ca_clear(quarter, ctx);
    }
    return OUT_DONE;
}

static enum outcome apply(struct exact *e, const struct tree *t, ca_t x, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    enum outcome outcome = OUT_DONE;
    if (!light(x, ctx) || !exact_spend(e, STEPS_FUNCTION))
        return OUT_UNKNOWN;
    switch (t->detail) {
    case FUNCTION_SIN:
    case FUNCTION_COS:
    case FUNCTION_TAN:
    case FUNCTION_COT:
    case FUNCTION_SEC:
    case FUNCTION_CSC:
        return trigonometric(e, t->detail, x, out);
    case FUNCTION_SINH:
    case FUNCTION_COSH:
    case FUNCTION_TANH:
    case FUNCTION_COTH:
    case FUNCTION_SECH:
    case FUNCTION_CSCH:
        return hyperbolic(e, t->detail, x, out);
    case FUNCTION_ARSINH:
    case FUNCTION_ARCOSH:
    case FUNCTION_ARTANH:
        return inverse_hyperbolic(e, t->detail, x, out);
    case FUNCTION_ARCSEC:
    case FUNCTION_ARCCSC: {
        ca_t one;
        ca_init(one, ctx);
        ca_one(one, ctx);
        outcome = divide(e, one, x, x);
        ca_clear(one, ctx);
        return outcome == OUT_DONE ? inverse_sine(e, x, t->detail == FUNCTION_ARCSEC, out)
                                   : outcome;
    }
    case FUNCTION_ARCSIN:
    case FUNCTION_ARCCOS:
        return inverse_sine(e, x, t->detail == FUNCTION_ARCCOS, out);
    case FUNCTION_ARCTAN:
    case FUNCTION_ARCCOT:
        return inverse_tangent(e, t->detail == FUNCTION_ARCCOT, x, out);
    case FUNCTION_LN:
        return logarithm(e, x, out);
    case FUNCTION_SGN:
        if (known(ca_check_is_real(x, ctx)) != 1)
            return OUT_UNKNOWN;
        ca_sgn(out, x, ctx);
        return OUT_DONE;
    case FUNCTION_RE:
        ca_re(out, x, ctx);
        return OUT_DONE;
    case FUNCTION_IM:
        ca_im(out, x, ctx);
        return OUT_DONE;
    case FUNCTION_CONJ:
        ca_conj(out, x, ctx);
        return OUT_DONE;
    case FUNCTION_ARG:
        if (measure_is_zero(e, x) != 0)
            return OUT_UNKNOWN;
        if (known(ca_check_is_real(x, ctx)) != 1)
            ca_arg(out, x, ctx);
        else if (measure_is_negative(e, x) < 0)
            return OUT_UNKNOWN;
        else if (measure_is_negative(e, x))
            ca_pi(out, ctx);
        else
            ca_zero(out, ctx);
        return OUT_DONE;
    default:
        return OUT_UNKNOWN;
    }
}

/* --- trees ------------------------------------------------------------------------------------ */

static enum outcome rational(struct exact *e, const struct tree *t, ca_t out)
{
    fmpq_t q;
    fmpq_init(q);
    enum outcome outcome = number_evaluate(e, t, q);
    if (outcome == OUT_DONE && number_bits(q) > RATIONAL_BITS)
        outcome = OUT_UNKNOWN;
    if (outcome == OUT_DONE)
        ca_set_fmpq(out, q, exact_constants(e));
    fmpq_clear(q);
    return outcome;
}

static enum outcome evaluate(struct exact *e, const struct tree *t, ca_t out);

static enum outcome several(struct exact *e, const struct tree *t, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t b, c;
    ca_init(b, ctx);
    ca_init(c, ctx);
    enum outcome outcome = evaluate(e, t->child[0], c);
    for (uint32_t i = 1; outcome == OUT_DONE && i < t->n; i++) {
        outcome = evaluate(e, t->child[i], b);
        if (outcome != OUT_DONE)
            break;
        if (t->kind == TREE_ADD)
            ca_add(c, c, b, ctx);
        else if (t->kind == TREE_MULTIPLY)
            ca_mul(c, c, b, ctx);
        else if (t->kind == TREE_DIVIDE)
            outcome = divide(e, c, b, c);
        else
            outcome = power(e, t, c, b, c);
        if (outcome == OUT_DONE && !fits(c, ctx))
            outcome = OUT_UNKNOWN;
    }
    ca_swap(out, c, ctx);
    ca_clear(c, ctx);
    ca_clear(b, ctx);
    return outcome;
}

/* Of a real number by its sign; Calcium's own way goes through resultants. */
static enum outcome absolute(struct exact *e, const ca_t x, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    int negative = e->complex ? -1 : measure_is_negative(e, x);
    if (negative >= 0)
        (negative ? ca_neg : ca_set)(out, x, ctx);
    else if (measure_degree(x, ctx) <= MEASURE_DEGREE_LIGHT)
        ca_abs(out, x, ctx);
    else
        return OUT_UNKNOWN;
    return OUT_DONE;
}

static enum outcome one(struct exact *e, const struct tree *t, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t x;
    ca_init(x, ctx);
    enum outcome outcome = evaluate(e, t->child[0], x);
    if (outcome == OUT_DONE) {
        switch (t->kind) {
        case TREE_NEGATE:
            ca_neg(out, x, ctx);
            break;
        case TREE_ROOT:
            outcome = root(e, t, x, out);
            break;
        case TREE_ABSOLUTE:
            outcome = absolute(e, x, out);
            break;
        case TREE_FLOOR:
            ca_floor(out, x, ctx);
            break;
        case TREE_CEILING:
            ca_ceil(out, x, ctx);
            break;
        default:
            outcome = apply(e, t, x, out);
        }
    }
    ca_clear(x, ctx);
    return outcome;
}

static enum outcome evaluate(struct exact *e, const struct tree *t, ca_t out)
{
    ca_ctx_struct *ctx = exact_constants(e);
    if (!exact_spend(e, STEPS_NODE))
        return OUT_UNKNOWN;
    enum outcome outcome = OUT_DONE;
    switch (t->kind) {
    case TREE_CONSTANT:
        if (t->detail == CONSTANT_PI)
            ca_pi(out, ctx);
        else if (t->detail == CONSTANT_E)
            ca_one(out, ctx), ca_exp(out, out, ctx);
        else if (t->detail == CONSTANT_I)
            ca_i(out, ctx);
        else
            return OUT_UNKNOWN;
        return OUT_DONE;
    case TREE_ADD:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
    case TREE_POWER:
        outcome = several(e, t, out);
        break;
    case TREE_NEGATE:
    case TREE_ROOT:
    case TREE_ABSOLUTE:
    case TREE_FLOOR:
    case TREE_CEILING:
        outcome = one(e, t, out);
        break;
    case TREE_APPLY:
        outcome = rational(e, t, out);
        if (outcome == OUT_UNKNOWN)
            outcome = one(e, t, out);
        break;
    case TREE_NUMBER:
    case TREE_FACTORIAL:
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        outcome = rational(e, t, out);
        break;
    default:
        return OUT_UNKNOWN;
    }
    return outcome == OUT_DONE && !fits(out, ctx) ? OUT_UNKNOWN : outcome;
}

enum outcome constant_evaluate(struct exact *e, const struct tree *t, ca_t out)
{
    return exact_is_constant(t) ? evaluate(e, t, out) : OUT_UNKNOWN;
}
