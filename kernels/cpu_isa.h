/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sixteen floats at a time: the vector type `vf`, its lane mask `vm` and their operations, from
 * one of three files of the same contents. The including file defines CPU_AVX512 or CPU_AVX2 or
 * neither; nothing here knows a layer operation.
 *
 * The idea to read it by: an operation means the same on every set, bit for bit. AVX-512 holds vf
 * in one register, AVX2 in two, the scalar set in a plain array with loops and fmaf. The type `mf`
 * is what cpu_math.h is written on: one float for the scalar set, vf itself for the others.
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
#include "kernels/cpu_isa_avx512.h"
#elif defined CPU_AVX2
#include "kernels/cpu_isa_avx2.h"
#else
#include "kernels/cpu_isa_scalar.h"
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
