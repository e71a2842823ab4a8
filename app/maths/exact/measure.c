/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Degrees are multiplied along the extensions of a field; questions are put to balls first, and to
 * Calcium only when the field is one number field (arithmetic modulo one polynomial) or light.
 */
#include "app/maths/exact/measure.h"

#include <acb.h>

enum { EXTENSIONS_DEEP = 12, STEPS_BALL = 10, BALL_BITS_MAX = 512 };

ulong measure_times(ulong a, ulong b)
{
    return a * b > MEASURE_DEGREE_MAX ? MEASURE_DEGREE_MAX : a * b;
}

static ulong degree_of(ca_srcptr value, ca_ctx_struct *ctx, int deep)
{
    if (CA_IS_SPECIAL(value) || deep == EXTENSIONS_DEEP)
        return MEASURE_DEGREE_MAX;
    if (CA_IS_QQ(value, ctx))
        return 1;
    ulong degree = 1;
    const ca_field_struct *field = CA_FIELD(value, ctx);
    for (slong i = 0; i < CA_FIELD_LENGTH(field); i++) {
        ca_ext_struct *extension = CA_FIELD_EXT_ELEM(field, i);
        if (CA_EXT_IS_QQBAR(extension)) {
            degree = measure_times(degree, (ulong)qqbar_degree(CA_EXT_QQBAR(extension)));
            continue;
        }
        if (CA_EXT_HEAD(extension) == CA_Sqrt)
            degree = measure_times(degree, 2);
        for (slong k = 0; k < CA_EXT_FUNC_NARGS(extension); k++) {
            ca_srcptr argument = CA_EXT_FUNC_ARGS(extension) + k;
            if (k == 1 && CA_EXT_HEAD(extension) == CA_Pow && CA_IS_QQ(argument, ctx) &&
                fmpz_cmp_si(CA_FMPQ_DENREF(argument), MEASURE_DEGREE_MAX) < 0)
                degree = measure_times(degree, fmpz_get_ui(CA_FMPQ_DENREF(argument)));
            degree = measure_times(degree, degree_of(argument, ctx, deep + 1));
        }
    }
    return degree;
}

ulong measure_degree(ca_srcptr value, ca_ctx_struct *ctx)
{
    return degree_of(value, ctx, 0);
}

/* May Calcium be asked about it? */
static bool answerable(struct exact *e, ca_srcptr value)
{
    ca_ctx_struct *ctx = exact_constants(e);
    if (CA_IS_SPECIAL(value))
        return false;
    if (CA_IS_QQ(value, ctx) || CA_FIELD_IS_NF(CA_FIELD(value, ctx)))
        return exact_spend(e, STEPS_BALL);
    ulong degree = measure_degree(value, ctx);
    return degree <= MEASURE_DEGREE_LIGHT && exact_spend(e, STEPS_BALL + degree * degree / 4);
}

static int known(truth_t truth)
{
    return truth == T_TRUE ? 1 : truth == T_FALSE ? 0 : -1;
}

int measure_is_zero(struct exact *e, ca_srcptr value)
{
    ca_ctx_struct *ctx = exact_constants(e);
    int answer = -1;
    acb_t ball;
    acb_init(ball);
    if (!CA_IS_SPECIAL(value) && exact_spend(e, STEPS_BALL)) {
        ca_get_acb_raw(ball, value, 64, ctx);
        if (!acb_contains_zero(ball))
            answer = 0;
        else if (answerable(e, value))
            answer = known(ca_check_is_zero(value, ctx));
    }
    acb_clear(ball);
    return answer;
}

int measure_is_negative(struct exact *e, ca_srcptr value)
{
    ca_ctx_struct *ctx = exact_constants(e);
    int answer = -1;
    acb_t ball;
    acb_init(ball);
    for (slong bits = 64;
         answer < 0 && bits <= BALL_BITS_MAX && !CA_IS_SPECIAL(value) && exact_spend(e, STEPS_BALL);
         bits *= 2) {
        ca_get_acb_raw(ball, value, bits, ctx);
        if (arb_is_positive(acb_realref(ball)) || !arb_contains_zero(acb_imagref(ball)))
            answer = 0;
        else if (arb_is_negative(acb_realref(ball)) &&
                 (!e->complex || arb_is_zero(acb_imagref(ball))))
            answer = 1; /* in a real question every number is real */
    }
    if (answer < 0 && answerable(e, value))
        answer = known(ca_check_is_negative_real(value, ctx));
    acb_clear(ball);
    return answer;
}
