/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vector type of cpu_isa.h for AVX2 with FMA and F16C: two registers, lanes 0-7 and 8-15.
 * What each operation means stands in cpu_isa_scalar.h as plain C.
 */
#ifndef LEMMA_CPU_ISA_AVX2_H
#define LEMMA_CPU_ISA_AVX2_H

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

#endif
