/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sixteen floats at a time: the vector type `vf` and its operations, once for each instruction
 * set. The including file defines CPU_AVX512 or CPU_AVX2 or neither; it knows no layer operation.
 *
 * The idea to read it by: an operation means the same on every set, bit for bit. AVX-512 holds vf
 * in one register, AVX2 in two, the scalar set in a plain array with loops and fmaf. The one-lane
 * type `mf` is what cpu_math.h is written on: a float for the scalar set, vf itself for the others.
 * NaNs stay NaNs everywhere, but which NaN comes out is not defined.
 */
#ifndef LEMMA_CPU_ISA_H
#define LEMMA_CPU_ISA_H

#include "kernels/kernels.h"

#include <math.h>
#include <string.h>

#define LANES 16

/* Vectors must not pass through memory between functions; where they live in memory anyway, the
 * compiler may choose, and the object is a quarter of the size. */
#if defined CPU_AVX512 || defined CPU_AVX2
#include <immintrin.h>
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

#if defined CPU_AVX512

typedef __m512 vf;
typedef __mmask16 vm;

INLINE __mmask16 first_lanes(size_t n)
{
    return (__mmask16)((1u << n) - 1u);
}

INLINE vf vf_zero(void)
{
    return _mm512_setzero_ps();
}

INLINE vf vf_set(float x)
{
    return _mm512_set1_ps(x);
}

INLINE vf vf_load(const float *p)
{
    return _mm512_loadu_ps(p);
}

INLINE vf vf_load_bf16(const uint16_t *p)
{
    __m256i half = _mm256_loadu_si256((const __m256i *)(const void *)p);
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(half), 16));
}

INLINE vf vf_load_f16(const uint16_t *p)
{
    return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(const void *)p));
}

/* The first n lanes, n < 16; zeros above; reads nothing beyond them. */
INLINE vf vf_load_n(const float *p, size_t n)
{
    return _mm512_maskz_loadu_ps(first_lanes(n), p);
}

INLINE vf vf_load_bf16_n(const uint16_t *p, size_t n)
{
    __m256i half = _mm256_maskz_loadu_epi16(first_lanes(n), p);
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(half), 16));
}

INLINE vf vf_load_f16_n(const uint16_t *p, size_t n)
{
    return _mm512_cvtph_ps(_mm256_maskz_loadu_epi16(first_lanes(n), p));
}

INLINE void vf_store(float *p, vf a)
{
    _mm512_storeu_ps(p, a);
}

INLINE void vf_store_n(float *p, vf a, size_t n)
{
    _mm512_mask_storeu_ps(p, first_lanes(n), a);
}

/* Rounded to nearest even; n <= 16. */
INLINE void vf_store_f16(uint16_t *p, vf a, size_t n)
{
    __m256i half = _mm512_cvtps_ph(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    _mm256_mask_storeu_epi16(p, first_lanes(n), half);
}

INLINE vf vf_add(vf a, vf b)
{
    return _mm512_add_ps(a, b);
}

INLINE vf vf_sub(vf a, vf b)
{
    return _mm512_sub_ps(a, b);
}

INLINE vf vf_mul(vf a, vf b)
{
    return _mm512_mul_ps(a, b);
}

INLINE vf vf_div(vf a, vf b)
{
    return _mm512_div_ps(a, b);
}

/* a * b + c with one rounding. */
INLINE vf vf_fma(vf a, vf b, vf c)
{
    return _mm512_fmadd_ps(a, b, c);
}

/* The same in the first n lanes; the others keep c. */
INLINE vf vf_fma_n(vf a, vf b, vf c, size_t n)
{
    return _mm512_mask3_fmadd_ps(a, b, c, first_lanes(n));
}

/* a > b ? a : b */
INLINE vf vf_max(vf a, vf b)
{
    return _mm512_max_ps(a, b);
}

INLINE vf vf_neg(vf a)
{
    return _mm512_xor_ps(a, _mm512_set1_ps(-0.0f));
}

/* -|a| */
INLINE vf vf_neg_abs(vf a)
{
    return _mm512_or_ps(a, _mm512_set1_ps(-0.0f));
}

INLINE vm vf_less(vf a, vf b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ);
}

INLINE vm vf_is_nan(vf a)
{
    return _mm512_cmp_ps_mask(a, a, _CMP_UNORD_Q);
}

/* Lanes from <= lane < to. */
INLINE vm vm_range(int from, int to)
{
    return (__mmask16)(((1u << to) - 1u) & ~((1u << from) - 1u));
}

INLINE vf vf_select(vm m, vf yes, vf no)
{
    return _mm512_mask_blend_ps(m, no, yes);
}

/* p * 2^n for normal p and result; n stands in the low bits of t (see mf_exp). */
INLINE vf vf_scale(vf p, vf t)
{
    return _mm512_castsi512_ps(
        _mm512_add_epi32(_mm512_castps_si512(p), _mm512_slli_epi32(_mm512_castps_si512(t), 23)));
}

/* tree16 of a, b, c and d. */
INLINE void vf_tree_4(float out[4], vf a, vf b, vf c, vf d)
{
    const __m512i pick = _mm512_setr_epi32(0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
    vf ab = _mm512_add_ps(_mm512_shuffle_f32x4(a, b, 0x44), _mm512_shuffle_f32x4(a, b, 0xee));
    vf cd = _mm512_add_ps(_mm512_shuffle_f32x4(c, d, 0x44), _mm512_shuffle_f32x4(c, d, 0xee));
    vf s = _mm512_add_ps(_mm512_shuffle_f32x4(ab, cd, 0x88), _mm512_shuffle_f32x4(ab, cd, 0xdd));
    s = _mm512_add_ps(s, _mm512_permute_ps(s, 0x4e));
    s = _mm512_add_ps(s, _mm512_permute_ps(s, 0xb1));
    _mm_storeu_ps(out, _mm512_castps512_ps128(_mm512_permutexvar_ps(pick, s)));
}

/* Quarter q of the result is the half-done tree of a, b, c and d for q = 0, 1, 2, 3. */
INLINE vf fold_4(vf a, vf b, vf c, vf d)
{
    vf ab = _mm512_add_ps(_mm512_shuffle_f32x4(a, b, 0x44), _mm512_shuffle_f32x4(a, b, 0xee));
    vf cd = _mm512_add_ps(_mm512_shuffle_f32x4(c, d, 0x44), _mm512_shuffle_f32x4(c, d, 0xee));
    return _mm512_add_ps(_mm512_shuffle_f32x4(ab, cd, 0x88), _mm512_shuffle_f32x4(ab, cd, 0xdd));
}

/* Lane i is tree16 of s[i]. */
INLINE vf vf_tree_16(const vf s[LANES])
{
    vf a = fold_4(s[0], s[4], s[8], s[12]), b = fold_4(s[1], s[5], s[9], s[13]);
    vf c = fold_4(s[2], s[6], s[10], s[14]), d = fold_4(s[3], s[7], s[11], s[15]);
    vf ab = _mm512_add_ps(_mm512_shuffle_ps(a, b, 0x44), _mm512_shuffle_ps(a, b, 0xee));
    vf cd = _mm512_add_ps(_mm512_shuffle_ps(c, d, 0x44), _mm512_shuffle_ps(c, d, 0xee));
    return _mm512_add_ps(_mm512_shuffle_ps(ab, cd, 0x88), _mm512_shuffle_ps(ab, cd, 0xdd));
}

INLINE float vf_first(vf a)
{
    return _mm512_cvtss_f32(a);
}

/* The largest lane; any NaN may be passed over. */
INLINE float vf_largest(vf a)
{
    return _mm512_reduce_max_ps(a);
}

#elif defined CPU_AVX2

typedef struct {
    __m256 lo, hi;
} vf;
typedef vf vm; /* all bits of a chosen lane set */

INLINE vf vf_zero(void)
{
    return (vf){_mm256_setzero_ps(), _mm256_setzero_ps()};
}

INLINE vf vf_set(float x)
{
    return (vf){_mm256_set1_ps(x), _mm256_set1_ps(x)};
}

INLINE vf vf_load(const float *p)
{
    return (vf){_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)};
}

INLINE __m256 widen_bf16(const uint16_t *p)
{
    __m128i half = _mm_loadu_si128((const __m128i *)(const void *)p);
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(half), 16));
}

INLINE vf vf_load_bf16(const uint16_t *p)
{
    return (vf){widen_bf16(p), widen_bf16(p + 8)};
}

INLINE vf vf_load_f16(const uint16_t *p)
{
    return (vf){_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)p)),
                _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(const void *)(p + 8)))};
}

/* Lanes from <= lane < to. */
INLINE vm vm_range(int from, int to)
{
    const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    const __m256i upper = _mm256_add_epi32(lane, _mm256_set1_epi32(8));
    const __m256i below = _mm256_set1_epi32(from - 1), end = _mm256_set1_epi32(to);
    return (vm){_mm256_castsi256_ps(_mm256_and_si256(_mm256_cmpgt_epi32(lane, below),
                                                     _mm256_cmpgt_epi32(end, lane))),
                _mm256_castsi256_ps(_mm256_and_si256(_mm256_cmpgt_epi32(upper, below),
                                                     _mm256_cmpgt_epi32(end, upper)))};
}

/* The first n lanes, n < 16; zeros above; reads nothing beyond them. */
INLINE vf vf_load_n(const float *p, size_t n)
{
    vm m = vm_range(0, (int)n);
    __m256 hi = _mm256_setzero_ps();
    if (n > 8)
        hi = _mm256_maskload_ps(p + 8, _mm256_castps_si256(m.hi));
    return (vf){_mm256_maskload_ps(p, _mm256_castps_si256(m.lo)), hi};
}

INLINE vf vf_load_bf16_n(const uint16_t *p, size_t n)
{
    uint16_t whole[LANES] = {0};
    memcpy(whole, p, n * sizeof *p);
    return vf_load_bf16(whole);
}

INLINE vf vf_load_f16_n(const uint16_t *p, size_t n)
{
    uint16_t whole[LANES] = {0};
    memcpy(whole, p, n * sizeof *p);
    return vf_load_f16(whole);
}

INLINE void vf_store(float *p, vf a)
{
    _mm256_storeu_ps(p, a.lo);
    _mm256_storeu_ps(p + 8, a.hi);
}

INLINE void vf_store_n(float *p, vf a, size_t n)
{
    vm m = vm_range(0, (int)n);
    _mm256_maskstore_ps(p, _mm256_castps_si256(m.lo), a.lo);
    if (n > 8)
        _mm256_maskstore_ps(p + 8, _mm256_castps_si256(m.hi), a.hi);
}

/* Rounded to nearest even; n <= 16. */
INLINE void vf_store_f16(uint16_t *p, vf a, size_t n)
{
    uint16_t whole[LANES];
    enum { NEAREST = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC };
    _mm_storeu_si128((__m128i *)(void *)whole, _mm256_cvtps_ph(a.lo, NEAREST));
    _mm_storeu_si128((__m128i *)(void *)(whole + 8), _mm256_cvtps_ph(a.hi, NEAREST));
    memcpy(p, whole, n * sizeof *p);
}

INLINE vf vf_add(vf a, vf b)
{
    return (vf){_mm256_add_ps(a.lo, b.lo), _mm256_add_ps(a.hi, b.hi)};
}

INLINE vf vf_sub(vf a, vf b)
{
    return (vf){_mm256_sub_ps(a.lo, b.lo), _mm256_sub_ps(a.hi, b.hi)};
}

INLINE vf vf_mul(vf a, vf b)
{
    return (vf){_mm256_mul_ps(a.lo, b.lo), _mm256_mul_ps(a.hi, b.hi)};
}

INLINE vf vf_div(vf a, vf b)
{
    return (vf){_mm256_div_ps(a.lo, b.lo), _mm256_div_ps(a.hi, b.hi)};
}

/* a * b + c with one rounding. */
INLINE vf vf_fma(vf a, vf b, vf c)
{
    return (vf){_mm256_fmadd_ps(a.lo, b.lo, c.lo), _mm256_fmadd_ps(a.hi, b.hi, c.hi)};
}

/* a > b ? a : b */
INLINE vf vf_max(vf a, vf b)
{
    return (vf){_mm256_max_ps(a.lo, b.lo), _mm256_max_ps(a.hi, b.hi)};
}

INLINE vf vf_neg(vf a)
{
    __m256 sign = _mm256_set1_ps(-0.0f);
    return (vf){_mm256_xor_ps(a.lo, sign), _mm256_xor_ps(a.hi, sign)};
}

/* -|a| */
INLINE vf vf_neg_abs(vf a)
{
    __m256 sign = _mm256_set1_ps(-0.0f);
    return (vf){_mm256_or_ps(a.lo, sign), _mm256_or_ps(a.hi, sign)};
}

INLINE vm vf_less(vf a, vf b)
{
    return (vm){_mm256_cmp_ps(a.lo, b.lo, _CMP_LT_OQ), _mm256_cmp_ps(a.hi, b.hi, _CMP_LT_OQ)};
}

INLINE vm vf_is_nan(vf a)
{
    return (vm){_mm256_cmp_ps(a.lo, a.lo, _CMP_UNORD_Q), _mm256_cmp_ps(a.hi, a.hi, _CMP_UNORD_Q)};
}

INLINE vf vf_select(vm m, vf yes, vf no)
{
    return (vf){_mm256_blendv_ps(no.lo, yes.lo, m.lo), _mm256_blendv_ps(no.hi, yes.hi, m.hi)};
}

/* a * b + c in the first n lanes; the others keep c. */
INLINE vf vf_fma_n(vf a, vf b, vf c, size_t n)
{
    return vf_select(vm_range(0, (int)n), vf_fma(a, b, c), c);
}

INLINE __m256 scale_half(__m256 p, __m256 t)
{
    return _mm256_castsi256_ps(
        _mm256_add_epi32(_mm256_castps_si256(p), _mm256_slli_epi32(_mm256_castps_si256(t), 23)));
}

/* p * 2^n for normal p and result; n stands in the low bits of t (see mf_exp). */
INLINE vf vf_scale(vf p, vf t)
{
    return (vf){scale_half(p.lo, t.lo), scale_half(p.hi, t.hi)};
}

/* Half-done trees: the lower four lanes belong to a, the upper four to b. */
INLINE __m256 fold_2(vf a, vf b)
{
    __m256 x = _mm256_add_ps(a.lo, a.hi), y = _mm256_add_ps(b.lo, b.hi);
    return _mm256_add_ps(_mm256_permute2f128_ps(x, y, 0x20), _mm256_permute2f128_ps(x, y, 0x31));
}

/* tree16 of a, b, c and d. */
INLINE void vf_tree_4(float out[4], vf a, vf b, vf c, vf d)
{
    __m256 x = fold_2(a, c), y = fold_2(b, d);
    __m256 s = _mm256_add_ps(_mm256_shuffle_ps(x, y, 0x44), _mm256_shuffle_ps(x, y, 0xee));
    s = _mm256_add_ps(_mm256_shuffle_ps(s, s, 0x08), _mm256_shuffle_ps(s, s, 0x0d));
    _mm_storel_pi((__m64 *)(void *)out, _mm256_castps256_ps128(s));
    _mm_storel_pi((__m64 *)(void *)(out + 2), _mm256_extractf128_ps(s, 1));
}

/* tree16 of eight vectors, in order. */
INLINE __m256 tree_8(const vf s[8])
{
    __m256 a = fold_2(s[0], s[4]), b = fold_2(s[1], s[5]);
    __m256 c = fold_2(s[2], s[6]), d = fold_2(s[3], s[7]);
    __m256 ab = _mm256_add_ps(_mm256_shuffle_ps(a, b, 0x44), _mm256_shuffle_ps(a, b, 0xee));
    __m256 cd = _mm256_add_ps(_mm256_shuffle_ps(c, d, 0x44), _mm256_shuffle_ps(c, d, 0xee));
    return _mm256_add_ps(_mm256_shuffle_ps(ab, cd, 0x88), _mm256_shuffle_ps(ab, cd, 0xdd));
}

/* Lane i is tree16 of s[i]. */
INLINE vf vf_tree_16(const vf s[LANES])
{
    return (vf){tree_8(s), tree_8(s + 8)};
}

INLINE float vf_first(vf a)
{
    return _mm256_cvtss_f32(a.lo);
}

/* The largest lane; any NaN may be passed over. */
INLINE float vf_largest(vf a)
{
    __m256 s = _mm256_max_ps(a.lo, a.hi);
    s = _mm256_max_ps(s, _mm256_permute2f128_ps(s, s, 1));
    s = _mm256_max_ps(s, _mm256_shuffle_ps(s, s, 0x4e));
    return _mm256_cvtss_f32(_mm256_max_ps(s, _mm256_shuffle_ps(s, s, 0xb1)));
}

#else /* scalar */

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

#if defined CPU_AVX512 || defined CPU_AVX2
/* cpu_math.h computes sixteen lanes at once. */
typedef vf mf;
#define mf_set vf_set
#define mf_add vf_add
#define mf_sub vf_sub
#define mf_mul vf_mul
#define mf_div vf_div
#define mf_fma vf_fma
#define mf_max vf_max
#define mf_neg vf_neg
#define mf_neg_abs vf_neg_abs
#define mf_less vf_less
#define mf_is_nan vf_is_nan
#define mf_select vf_select
#define mf_scale vf_scale
#endif

/* tree16 of one vector. */
INLINE float vf_tree(vf a)
{
    float out[4];
    vf_tree_4(out, a, a, a, a);
    return out[0];
}

#endif
