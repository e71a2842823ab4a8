/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vector type of cpu_isa.h for any machine: an array of sixteen floats, one operation a lane.
 * This is the definition that the vector sets reproduce bit for bit. fmaf is exact everywhere;
 * without hardware for it, it is slow.
 */
#ifndef LEMMA_CPU_ISA_SCALAR_H
#define LEMMA_CPU_ISA_SCALAR_H

typedef struct {
    float lane[LANES];
} vf;
typedef struct {
    bool lane[LANES];
} vm;

typedef float mf;
typedef bool mm;

INLINE mf mf_set(float x)
{
    return x;
}

INLINE mf mf_add(mf a, mf b)
{
    return a + b;
}

INLINE mf mf_sub(mf a, mf b)
{
    return a - b;
}

INLINE mf mf_mul(mf a, mf b)
{
    return a * b;
}

INLINE mf mf_div(mf a, mf b)
{
    return a / b;
}

/* a * b + c with one rounding. */
INLINE mf mf_fma(mf a, mf b, mf c)
{
    return fmaf(a, b, c);
}

/* a > b ? a : b, also for NaN and zeros of both signs */
INLINE mf mf_max(mf a, mf b)
{
    return a > b ? a : b;
}

INLINE uint32_t float_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

INLINE float float_of(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

INLINE mf mf_neg(mf a)
{
    return float_of(float_bits(a) ^ 0x80000000u);
}

/* -|a| */
INLINE mf mf_neg_abs(mf a)
{
    return float_of(float_bits(a) | 0x80000000u);
}

INLINE mm mf_less(mf a, mf b)
{
    return a < b;
}

INLINE mm mf_is_nan(mf a)
{
    return a != a;
}

INLINE mf mf_select(mm m, mf yes, mf no)
{
    return m ? yes : no;
}

/* p * 2^n for normal p and result; n stands in the low bits of t (see mf_exp). */
INLINE mf mf_scale(mf p, mf t)
{
    return float_of(float_bits(p) + (float_bits(t) << 23));
}

INLINE float bf16_to_float(uint16_t bits)
{
    return float_of((uint32_t)bits << 16);
}

/* Exact; a signalling NaN becomes quiet, as the hardware does it. */
INLINE float f16_to_float(uint16_t bits)
{
    uint32_t sign = (uint32_t)(bits & 0x8000u) << 16, rest = bits & 0x7fffu;
    if (rest >= 0x7c00u)
        return float_of(sign | 0x7f800000u | rest << 13 | (rest > 0x7c00u ? 0x400000u : 0));
    if (rest < 0x400u) /* subnormal: rest * 2^-24 */
        return float_of(sign | float_bits((float)rest * 0x1p-24f));
    return float_of(sign | ((rest << 13) + 0x38000000u));
}

/* Nearest even; a NaN keeps its sign and upper payload bits and becomes quiet. */
INLINE uint16_t float_to_f16(float x)
{
    uint32_t bits = float_bits(x), sign = bits >> 16 & 0x8000u, rest = bits & 0x7fffffffu;
    if (rest > 0x7f800000u)
        return (uint16_t)(sign | 0x7e00u | (rest >> 13 & 0x3ffu));
    if (rest >= 0x47800000u) /* 65536 and more */
        return (uint16_t)(sign | 0x7c00u);
    if (rest < 0x38800000u) /* subnormal: the sum with 1/2 has units of 2^-24 */
        return (uint16_t)(sign | (float_bits(float_of(rest) + 0.5f) - 0x3f000000u));
    return (uint16_t)(sign | (rest - 0x38000000u + 0xfffu + (rest >> 13 & 1u)) >> 13);
}

/* VF_EACH(r, value): vf r with lane i = value. Not unrolled: sixteen calls of fmaf each time would
 * make this the largest object by far. */
#define VF_EACH(r, value)                                                           \
    vf r;                                                                           \
    _Pragma("GCC unroll 1") for (size_t i = 0; i < LANES; i++) r.lane[i] = (value); \
    return r

INLINE vf vf_set(float x)
{
    VF_EACH(r, x);
}

INLINE vf vf_zero(void)
{
    return vf_set(0.0f);
}

/* The first n lanes; zeros above; reads nothing beyond them. */
INLINE vf vf_load_n(const float *p, size_t n)
{
    VF_EACH(r, i < n ? p[i] : 0.0f);
}

INLINE vf vf_load(const float *p)
{
    VF_EACH(r, p[i]);
}

INLINE vf vf_load_bf16_n(const uint16_t *p, size_t n)
{
    VF_EACH(r, i < n ? bf16_to_float(p[i]) : 0.0f);
}

INLINE vf vf_load_bf16(const uint16_t *p)
{
    VF_EACH(r, bf16_to_float(p[i]));
}

INLINE vf vf_load_f16_n(const uint16_t *p, size_t n)
{
    VF_EACH(r, i < n ? f16_to_float(p[i]) : 0.0f);
}

INLINE vf vf_load_f16(const uint16_t *p)
{
    return vf_load_f16_n(p, LANES);
}

INLINE void vf_store_n(float *p, vf a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        p[i] = a.lane[i];
}

INLINE void vf_store(float *p, vf a)
{
    vf_store_n(p, a, LANES);
}

/* Rounded to nearest even; n <= 16. */
INLINE void vf_store_f16(uint16_t *p, vf a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        p[i] = float_to_f16(a.lane[i]);
}

INLINE vf vf_add(vf a, vf b)
{
    VF_EACH(r, a.lane[i] + b.lane[i]);
}

INLINE vf vf_sub(vf a, vf b)
{
    VF_EACH(r, a.lane[i] - b.lane[i]);
}

INLINE vf vf_mul(vf a, vf b)
{
    VF_EACH(r, a.lane[i] * b.lane[i]);
}

INLINE vf vf_div(vf a, vf b)
{
    VF_EACH(r, a.lane[i] / b.lane[i]);
}

/* a * b + c in the first n lanes with one rounding; the others keep c. */
INLINE vf vf_fma_n(vf a, vf b, vf c, size_t n)
{
    VF_EACH(r, i < n ? mf_fma(a.lane[i], b.lane[i], c.lane[i]) : c.lane[i]);
}

INLINE vf vf_fma(vf a, vf b, vf c)
{
    VF_EACH(r, mf_fma(a.lane[i], b.lane[i], c.lane[i]));
}

INLINE vf vf_max(vf a, vf b)
{
    VF_EACH(r, mf_max(a.lane[i], b.lane[i]));
}

INLINE vf vf_neg(vf a)
{
    VF_EACH(r, mf_neg(a.lane[i]));
}

/* Lanes from <= lane < to. */
INLINE vm vm_range(int from, int to)
{
    vm m;
    for (int i = 0; i < LANES; i++)
        m.lane[i] = i >= from && i < to;
    return m;
}

INLINE vf vf_select(vm m, vf yes, vf no)
{
    VF_EACH(r, m.lane[i] ? yes.lane[i] : no.lane[i]);
}

INLINE float vf_first(vf a)
{
    return a.lane[0];
}

/* The largest lane; any NaN may be passed over. */
INLINE float vf_largest(vf a)
{
    for (int i = 1; i < LANES; i++)
        a.lane[0] = mf_max(a.lane[i], a.lane[0]);
    return a.lane[0];
}

INLINE float tree_1(vf a)
{
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int l = 0; l < half; l++)
            a.lane[l] += a.lane[l + half];
    return a.lane[0];
}

/* tree16 of a, b, c and d. */
INLINE void vf_tree_4(float out[4], vf a, vf b, vf c, vf d)
{
    out[0] = tree_1(a);
    out[1] = tree_1(b);
    out[2] = tree_1(c);
    out[3] = tree_1(d);
}

/* Lane i is tree16 of s[i]. */
INLINE vf vf_tree_16(const vf s[LANES])
{
    VF_EACH(r, tree_1(s[i]));
}

#endif
