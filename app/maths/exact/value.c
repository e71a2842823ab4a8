/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Questions about one number: sign, order, kind, rounding. Calcium first, because it decides;
 * balls where Calcium gives up, because disjoint balls prove as well.
 */
#include "app/maths/exact/value.h"

#include "app/maths/exact/ball.h"
#include "app/maths/exact/build.h"
#include "app/maths/exact/constant.h"
#include "app/maths/exact/number.h"

#include <arb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PRECISION_MAX = 4096, DECIMALS_MAX = 1000 };

static const struct tree *enter(struct exact *e, const struct tree *t)
{
    t = exact_prepare(e, t);
    e->complex = exact_needs_complex(e, t);
    return t;
}

/* A ball of the real t whose sign is certain; 2 if there is none. */
static int sign_by_balls(struct exact *e, const struct tree *t)
{
    acb_t x;
    acb_init(x);
    int sign = EXACT_SIGN_UNKNOWN;
    for (slong precision = 64; sign == EXACT_SIGN_UNKNOWN && precision <= PRECISION_MAX;
         precision *= 4) {
        if (ball_evaluate(e, t, NULL, precision, x) != OUT_DONE || e->steps == 0)
            continue;
        if (!arb_is_zero(acb_imagref(x)))
            break;
        if (acb_is_zero(x))
            sign = 0;
        else if (!arb_contains_zero(acb_realref(x)))
            sign = arb_is_positive(acb_realref(x)) ? 1 : -1;
    }
    acb_clear(x);
    return sign;
}

static int sign_by_calcium(struct exact *e, const struct tree *t)
{
    ca_ctx_struct *ctx = exact_constants(e);
    int sign = EXACT_SIGN_UNKNOWN;
    ca_t x, zero;
    ca_init(x, ctx);
    ca_init(zero, ctx);
    if (constant_evaluate(e, t, x) == OUT_DONE) {
        if (ca_check_is_zero(x, ctx) == T_TRUE)
            sign = 0;
        else if (ca_check_is_real(x, ctx) == T_TRUE) {
            if (ca_check_gt(x, zero, ctx) == T_TRUE)
                sign = 1;
            else if (ca_check_lt(x, zero, ctx) == T_TRUE)
                sign = -1;
        }
    }
    ca_clear(zero, ctx);
    ca_clear(x, ctx);
    return sign;
}

int exact_sign(struct exact *exact, const struct tree *a)
{
    if (!exact_is_constant(a = enter(exact, a)))
        return EXACT_SIGN_UNKNOWN;
    fmpq_t q;
    fmpq_init(q);
    int sign = EXACT_SIGN_UNKNOWN;
    enum outcome outcome = number_evaluate(exact, a, q);
    if (outcome == OUT_DONE)
        sign = fmpq_sgn(q);
    fmpq_clear(q);
    if (outcome != OUT_UNKNOWN)
        return sign;
    /* one look at low precision settles most; then the decision procedure; then precision */
    acb_t x;
    acb_init(x);
    if (ball_evaluate(exact, a, NULL, 64, x) == OUT_DONE && arb_is_zero(acb_imagref(x)) &&
        !arb_contains_zero(acb_realref(x)))
        sign = arb_is_positive(acb_realref(x)) ? 1 : -1;
    acb_clear(x);
    if (sign == EXACT_SIGN_UNKNOWN)
        sign = sign_by_calcium(exact, a);
    return sign == EXACT_SIGN_UNKNOWN ? sign_by_balls(exact, a) : sign;
}

int exact_order(struct exact *exact, const struct tree *a, const struct tree *b)
{
    if (a && b && tree_same(a, b) && exact_is_real(exact, a) == 1)
        return 0;
    return exact_sign(
        exact, tree_two(exact->arena, TREE_ADD, 0, a, tree_one(exact->arena, TREE_NEGATE, 0, b)));
}

static int check(struct exact *exact, const struct tree *a,
                 truth_t (*property)(const ca_t, ca_ctx_t))
{
    a = enter(exact, a);
    ca_ctx_struct *ctx = exact_constants(exact);
    int result = -1;
    ca_t x;
    ca_init(x, ctx);
    if (constant_evaluate(exact, a, x) == OUT_DONE) {
        truth_t truth = property(x, ctx);
        result = truth == T_TRUE ? 1 : truth == T_FALSE ? 0 : -1;
    }
    ca_clear(x, ctx);
    return result;
}

/* 1 if t is a rational number that was computed, and then whether it is an integer */
static bool plain_rational(struct exact *exact, const struct tree *t, bool *integer)
{
    fmpq_t q;
    fmpq_init(q);
    bool is = number_evaluate(exact, exact_prepare(exact, t), q) == OUT_DONE;
    *integer = is && fmpz_is_one(fmpq_denref(q));
    fmpq_clear(q);
    return is;
}

int exact_is_integer(struct exact *exact, const struct tree *a)
{
    bool integer;
    if (plain_rational(exact, a, &integer))
        return integer;
    return check(exact, a, ca_check_is_integer);
}

/* A rational function of pi alone, or of one e^a or ln a with algebraic a: these are
 * transcendental (Lindemann), so what is not constant in them is not rational. */
static truth_t check_rational(const ca_t x, ca_ctx_t ctx)
{
    truth_t truth = ca_check_is_rational(x, ctx);
    if (truth != T_UNKNOWN || CA_IS_SPECIAL(x))
        return truth;
    ca_field_ptr field = CA_FIELD(x, ctx);
    if (!CA_FIELD_IS_GENERIC(field) || CA_FIELD_LENGTH(field) != 1)
        return truth;
    ca_ext_ptr part = CA_FIELD_EXT_ELEM(field, 0);
    bool transcendental = CA_EXT_HEAD(part) == CA_Pi;
    if (CA_EXT_HEAD(part) == CA_Exp || CA_EXT_HEAD(part) == CA_Log)
        transcendental = ca_check_is_algebraic(CA_EXT_FUNC_ARGS(part), ctx) == T_TRUE;
    bool varies = !fmpz_mpoly_q_is_fmpq(CA_MPOLY_Q(x), CA_FIELD_MCTX(field, ctx));
    return transcendental && varies ? T_FALSE : truth;
}

int exact_is_rational(struct exact *exact, const struct tree *a)
{
    bool integer;
    return plain_rational(exact, a, &integer) ? 1 : check(exact, a, check_rational);
}

int exact_is_real(struct exact *exact, const struct tree *a)
{
    a = enter(exact, a);
    acb_t x;
    acb_init(x);
    int result = -1;
    if (ball_evaluate(exact, a, NULL, 64, x) == OUT_DONE) {
        if (arb_is_zero(acb_imagref(x)))
            result = 1;
        else if (!arb_contains_zero(acb_imagref(x)))
            result = 0;
    }
    acb_clear(x);
    return result >= 0 ? result : check(exact, a, ca_check_is_real);
}

static bool rational(struct exact *e, const struct tree *t, fmpq_t out)
{
    t = enter(e, t);
    enum outcome outcome = number_evaluate(e, t, out);
    if (outcome != OUT_UNKNOWN)
        return outcome == OUT_DONE;
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t x;
    ca_init(x, ctx);
    bool fine = constant_evaluate(e, t, x) == OUT_DONE && ca_check_is_rational(x, ctx) == T_TRUE &&
                ca_get_fmpq(out, x, ctx);
    ca_clear(x, ctx);
    return fine;
}

double exact_approximate(struct exact *exact, const struct tree *a)
{
    a = enter(exact, a);
    acb_t x;
    acb_init(x);
    double result = 0;
    if (ball_evaluate(exact, a, NULL, 128, x) == OUT_DONE)
        result = arf_get_d(arb_midref(acb_realref(x)), ARF_RND_NEAR);
    acb_clear(x);
    return result;
}

/* --- rounding --------------------------------------------------------------------------------- */

/* floor(|x|·10^decimals + 1/2) and the sign of x, proved. */
static bool scaled(struct exact *e, const struct tree *t, int decimals, fmpz_t out)
{
    fmpq_t q;
    fmpz_t ten;
    fmpq_init(q);
    fmpz_init(ten);
    fmpz_set_ui(ten, 10);
    fmpz_pow_ui(ten, ten, (ulong)abs(decimals));
    bool fine = rational(e, t, q);
    if (fine) {
        int sign = fmpq_sgn(q);
        fmpq_abs(q, q);
        decimals >= 0 ? fmpq_mul_fmpz(q, q, ten) : fmpq_div_fmpz(q, q, ten);
        fmpz_mul_ui(fmpq_numref(q), fmpq_numref(q), 2);
        fmpz_add(fmpq_numref(q), fmpq_numref(q), fmpq_denref(q));
        fmpz_mul_ui(fmpq_denref(q), fmpq_denref(q), 2);
        fmpz_fdiv_q(out, fmpq_numref(q), fmpq_denref(q));
        if (sign < 0)
            fmpz_neg(out, out);
    } else {
        t = enter(e, t);
        acb_t x;
        arb_t size;
        acb_init(x);
        arb_init(size);
        for (slong precision = 128; !fine && precision <= 4 * PRECISION_MAX && e->steps;
             precision *= 2) {
            if (ball_evaluate(e, t, NULL, precision, x) != OUT_DONE ||
                !arb_is_zero(acb_imagref(x)) || arb_contains_zero(acb_realref(x)))
                continue;
            arb_abs(size, acb_realref(x));
            decimals >= 0 ? arb_mul_fmpz(size, size, ten, precision)
                          : arb_div_fmpz(size, size, ten, precision);
            arb_mul_2exp_si(size, size, 1);
            arb_add_ui(size, size, 1, precision);
            arb_mul_2exp_si(size, size, -1);
            arb_floor(size, size, precision);
            fine = arb_get_unique_fmpz(out, size);
            if (fine && arb_is_negative(acb_realref(x)))
                fmpz_neg(out, out);
        }
        arb_clear(size);
        acb_clear(x);
    }
    fmpz_clear(ten);
    fmpq_clear(q);
    return fine;
}

/* value·10^-decimals as a decimal number with all its places */
const struct tree *value_decimal(struct exact *e, const fmpz_t value, int decimals)
{
    if (fmpz_bits(value) > TREE_DIGITS_MAX * 3)
        return NULL;
    struct str s = STR_EMPTY;
    fmpz_t size;
    fmpz_init(size);
    fmpz_abs(size, value);
    char *digits = fmpz_get_str(NULL, 10, size);
    size_t n = strlen(digits);
    if (decimals <= 0) {
        str_add(&s, digits, n);
        for (int i = 0; i < -decimals && fmpz_sgn(value); i++)
            str_add_char(&s, '0');
    } else {
        size_t places = (size_t)decimals;
        if (n <= places)
            str_add_text(&s, "0.");
        for (size_t i = n; i < places; i++)
            str_add_char(&s, '0');
        for (size_t i = 0; i < n; i++) {
            if (n > places && i == n - places)
                str_add_char(&s, '.');
            str_add_char(&s, digits[i]);
        }
    }
    const struct tree *t = tree_leaf(e->arena, TREE_NUMBER, s.data, s.len);
    if (fmpz_sgn(value) < 0)
        t = tree_one(e->arena, TREE_NEGATE, 0, t);
    flint_free(digits);
    fmpz_clear(size);
    str_release(&s);
    return t;
}

const struct tree *exact_round(struct exact *exact, const struct tree *a, int decimals)
{
    if (decimals > DECIMALS_MAX || decimals < -DECIMALS_MAX)
        return NULL;
    fmpz_t value;
    fmpz_init(value);
    const struct tree *t =
        scaled(exact, a, decimals, value) ? value_decimal(exact, value, decimals) : NULL;
    fmpz_clear(value);
    return t;
}

const struct tree *exact_round_significant(struct exact *exact, const struct tree *a, int digits)
{
    if (digits < 1 || digits > DECIMALS_MAX)
        return NULL;
    const struct tree *prepared = enter(exact, a);
    acb_t x;
    acb_init(x);
    const struct tree *result = NULL;
    slong exponent = 0;
    bool fine = ball_evaluate(exact, prepared, NULL, 256, x) == OUT_DONE;
    if (fine && acb_is_zero(x)) {
        fine = false;
        result = build_integer(exact, 0);
    }
    if (fine) {
        /* about log10 |x|, then the number of digits of the rounded value tells */
        fmpz_t two;
        fmpz_init(two);
        arf_abs_bound_lt_2exp_fmpz(two, arb_midref(acb_realref(x)));
        fine = fmpz_cmpabs(two, (fmpz[]){3 * DECIMALS_MAX}) < 0;
        exponent = fine ? (slong)(fmpz_get_si(two) * 30103 / 100000) : 0;
        fmpz_clear(two);
    }
    fmpz_t value, power;
    fmpz_init(value);
    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, (ulong)digits);
    for (slong guess = exponent - 2; fine && !result && guess <= exponent + 2; guess++) {
        /* 10^(guess - 1) <= |x| < 10^guess is right when this gives `digits` digits. From below,
         * because one too many decimals never look right, and 0.91 rounded to 1 does. */
        int decimals = digits - (int)guess;
        if (decimals > DECIMALS_MAX || decimals < -DECIMALS_MAX ||
            !scaled(exact, a, decimals, value))
            break;
        int order = fmpz_cmpabs(value, power);
        if (order < 0)
            result = value_decimal(exact, value, decimals);
        else if (order == 0) /* 9.99 -> 10.0 */
            fmpz_divexact_ui(value, value, 10), result = value_decimal(exact, value, decimals - 1);
    }
    fmpz_clear(power);
    fmpz_clear(value);
    acb_clear(x);
    return result;
}
