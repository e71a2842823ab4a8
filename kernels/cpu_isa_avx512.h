/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vector type of cpu_isa.h for AVX-512 (F, BW, DQ, VL): one register.
 * What each operation means stands in cpu_isa_scalar.h as plain C.
 */
#ifndef LEMMA_CPU_ISA_AVX512_H
#define LEMMA_CPU_ISA_AVX512_H

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

/* Quarter q of the result is the half-done tree of a, b, c and d for q = 0, 1, 2, 3. */
INLINE vf fold_4(vf a, vf b, vf c, vf d)
{
    vf ab = _mm512_add_ps(_mm512_shuffle_f32x4(a, b, 0x44), _mm512_shuffle_f32x4(a, b, 0xee));
    vf cd = _mm512_add_ps(_mm512_shuffle_f32x4(c, d, 0x44), _mm512_shuffle_f32x4(c, d, 0xee));
    return _mm512_add_ps(_mm512_shuffle_f32x4(ab, cd, 0x88), _mm512_shuffle_f32x4(ab, cd, 0xdd));
}

/* tree16 of a, b, c and d. */
INLINE void vf_tree_4(float out[4], vf a, vf b, vf c, vf d)
{
    const __m512i pick = _mm512_setr_epi32(0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
    vf s = fold_4(a, b, c, d);
    s = _mm512_add_ps(s, _mm512_permute_ps(s, 0x4e));
    s = _mm512_add_ps(s, _mm512_permute_ps(s, 0xb1));
    _mm_storeu_ps(out, _mm512_castps512_ps128(_mm512_permutexvar_ps(pick, s)));
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

#endif
