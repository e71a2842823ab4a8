/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inner loops compiled for any machine, one lane after the other, and the scalar functions of
 * kernels.h, which are the same source with one lane: hence the same bits as the vector loops.
 */
#include "kernels/cpu_body.h"

const struct cpu_isa cpu_isa_scalar = {.name = "scalar", CPU_ISA_MEMBERS};

float kern_exp(float x)
{
    return mf_exp(x);
}

float kern_sigmoid(float x)
{
    return 1.0f / (1.0f + mf_exp(mf_neg(x)));
}

float kern_softplus(float x)
{
    return mf_softplus(x);
}

/* x = m * 2^e with m in [sqrt(1/2), sqrt(2)); with f = m - 1 and s = f / (2 + f):
 * log(x) = e * ln 2 + f - s * (f - s^2 * g(s^2)), ln 2 in two parts. Below 1 ulp. */
float kern_log(float x)
{
    if (!(x > 0.0f))
        return x == 0.0f ? -INFINITY : NAN;
    if (x == INFINITY)
        return x;
    float e = 0.0f;
    if (x < 0x1p-126f) {
        x *= 0x1p24f;
        e = -24.0f;
    }
    uint32_t offset = float_bits(x) - 0x3f3504f4u; /* from about sqrt(1/2) */
    int32_t exponent = (int32_t)offset >> 23;
    e += (float)exponent;
    float f = float_of(float_bits(x) - (uint32_t)exponent * 0x800000u) - 1.0f;
    float s = f / (2.0f + f), z = s * s;
    float g = 0x1.e2f60cp-3f;
    g = fmaf(g, z, 0x1.2438dep-2f);
    g = fmaf(g, z, 0x1.999a7ap-2f);
    g = fmaf(g, z, 0x1.555554p-1f);
    float small = fmaf(-s, fmaf(-z, g, f), e * 0x1.7f7d1cp-20f);
    return fmaf(e, 0x1.62e4p-1f, f + small);
}

float kern_f16_to_f32(uint16_t bits)
{
    return f16_to_float(bits);
}

float kern_bf16_to_f32(uint16_t bits)
{
    return bf16_to_float(bits);
}

uint16_t kern_f32_to_f16(float x)
{
    return float_to_f16(x);
}

float kern_dot16(const float *x, const float *w, size_t n)
{
    return vf_tree(dot_lanes(x, w, n));
}
