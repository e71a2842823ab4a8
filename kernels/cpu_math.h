/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exp, silu and softplus in fixed orders of fused steps, written once on the lane type `mf` of
 * cpu_isa.h, so that sixteen lanes and one lane give the same bits. Knows no layer operation.
 *
 * The idea to read it by: a result is one polynomial on a short interval; special values are
 * chosen at the end, never branched to. The polynomials are minimax fits, rounded to float; the
 * errors stand with each function and tests/unit/test_kernels.c measures them.
 */
#ifndef LEMMA_CPU_MATH_H
#define LEMMA_CPU_MATH_H

#include "kernels/cpu_isa.h"

/* exp(x) = 2^n * exp(r), n = round(x / ln 2), |r| <= ln 2 / 2; exp(r) = 1 + r + r^2 * q(r).
 * Below 1 ulp. Results under the smallest normal number are 0, so that nothing depends on how
 * subnormals are treated; over the largest: inf; NaN stays. */
INLINE mf mf_exp(mf x)
{
    const mf round_bias = mf_set(0x1.8p23f); /* adding it leaves n in the low bits */
    mf t = mf_fma(x, mf_set(0x1.715476p+0f), round_bias);
    mf n = mf_sub(t, round_bias);
    mf r = mf_fma(n, mf_set(-0x1.62e4p-1f), x); /* exact: ln 2 in two parts */
    r = mf_fma(n, mf_set(-0x1.7f7d1cp-20f), r);
    mf q = mf_set(0x1.6a23cep-10f);
    q = mf_fma(q, r, mf_set(0x1.123a2p-7f));
    q = mf_fma(q, r, mf_set(0x1.5558f2p-5f));
    q = mf_fma(q, r, mf_set(0x1.555492p-3f));
    q = mf_fma(q, r, mf_set(0x1.fffffcp-2f));
    q = mf_fma(q, r, mf_set(1.0f));
    mf y = mf_scale(mf_fma(q, r, mf_set(1.0f)), t);
    y = mf_select(mf_less(x, mf_set(-0x1.5d589ep+6f)), mf_set(0.0f), y);
    y = mf_select(mf_less(mf_set(0x1.62e42ep+6f), x), mf_set(INFINITY), y);
    return mf_select(mf_is_nan(x), x, y);
}

/* log(1 + u) for 0 <= u <= 1: s = u / (2 + u), log(1 + u) = u - s * (u - s^2 * g(s^2)).
 * Below 1 ulp. */
INLINE mf mf_log1p(mf u)
{
    mf s = mf_div(u, mf_add(mf_set(2.0f), u));
    mf z = mf_mul(s, s);
    mf g = mf_set(0x1.f17654p-3f);
    g = mf_fma(g, z, mf_set(0x1.b6e60cp-3f));
    g = mf_fma(g, z, mf_set(0x1.2508bap-2f));
    g = mf_fma(g, z, mf_set(0x1.9996bp-2f));
    g = mf_fma(g, z, mf_set(0x1.555558p-1f));
    return mf_fma(mf_neg(s), mf_fma(mf_neg(z), g, u), u);
}

/* softplus(x) = max(x, 0) + log(1 + exp(-|x|)). Below 2 ulp. */
INLINE mf mf_softplus(mf x)
{
    return mf_add(mf_max(x, mf_set(0.0f)), mf_log1p(mf_exp(mf_neg_abs(x))));
}

/* silu(x) = x / (1 + exp(-x)) */
INLINE mf mf_silu(mf x)
{
    return mf_div(x, mf_add(mf_set(1.0f), mf_exp(mf_neg(x))));
}

#if defined CPU_AVX512 || defined CPU_AVX2
#define vf_exp mf_exp
#define vf_softplus mf_softplus
#define vf_silu mf_silu
#else
INLINE vf vf_exp(vf x)
{
    VF_EACH(r, mf_exp(x.lane[i]));
}

INLINE vf vf_softplus(vf x)
{
    VF_EACH(r, mf_softplus(x.lane[i]));
}

INLINE vf vf_silu(vf x)
{
    VF_EACH(r, mf_silu(x.lane[i]));
}
#endif

#endif
