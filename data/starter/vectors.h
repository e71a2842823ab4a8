// SPDX-License-Identifier: GPL-3.0-or-later
//
// Vectors of 16 floats for the CPU kernels: one AVX-512 register where there is one, split by the
// compiler where there is none.  Loads and stores for f32 and bf16, 2^x, sigmoid, softplus and a
// transpose.  Built by kernels_cpu.py with -march=native; no -ffast-math (rounding tricks inside).

#pragma once
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#ifdef __SSE3__
#include <immintrin.h>
#endif

typedef uint16_t bf16;
typedef float vec __attribute__((vector_size(64), aligned(4)));
typedef int32_t veci __attribute__((vector_size(64)));
typedef uint32_t vecu __attribute__((vector_size(64)));
typedef uint16_t vech __attribute__((vector_size(32), aligned(2)));

#define INLINE static inline __attribute__((always_inline))
#define EXPORT extern "C" __attribute__((visibility("default")))

enum { LANES = 16 };

INLINE vec splat(float x) { return x - vec{}; }
INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec v) { *(vec *)p = v; }

INLINE vec load(const bf16 *p) {
#ifdef __AVX512F__
    __m256i h = _mm256_loadu_si256((const __m256i *)p);
    return (vec)_mm512_slli_epi32(_mm512_cvtepu16_epi32(h), 16);
#else
    vecu wide = __builtin_convertvector(*(const vech *)p, vecu) << 16;
    return (vec)wide;
#endif
}

INLINE void store(bf16 *p, vec v) {
#ifdef __AVX512BF16__
    __m256bh h = _mm512_cvtneps_pbh((__m512)v);
    memcpy(p, &h, sizeof h);
#else
    vecu u = (vecu)v;                                   // round to nearest, ties to even
    u = (u + 0x7fffu + ((u >> 16) & 1u)) >> 16;
    *(vech *)p = __builtin_convertvector(u, vech);
#endif
}

INLINE vec vmax(vec a, vec b) {
#ifdef __AVX512F__
    return (vec)_mm512_max_ps((__m512)a, (__m512)b);
#else
    return a > b ? a : b;
#endif
}

INLINE float sum(vec v) {
#ifdef __AVX512F__
    return _mm512_reduce_add_ps((__m512)v);
#else
    float s = 0;
    for (int i = 0; i < LANES; i++) s += v[i];
    return s;
#endif
}

// 2^x for x up to 126: a polynomial on [-1/2, 1/2] with relative error 2e-7, then the exponent.
INLINE vec exp2v(vec x) {
#ifdef __AVX512F__
    vec whole = (vec)_mm512_roundscale_ps((__m512)x, 0);
#else
    x = vmax(x, splat(-126.0f));
    vec whole = (x + 12582912.0f) - 12582912.0f;        // rounds to an integer
#endif
    vec f = x - whole;
    vec p = f * 0.0013276469f + 0.0096755413f;
    p = p * f + 0.0555071328f;
    p = p * f + 0.2402211972f;
    p = p * f + 0.6931469671f;
    p = p * f + 1.0f;
#ifdef __AVX512F__
    return (vec)_mm512_scalef_ps((__m512)p, (__m512)whole);
#else
    veci e = __builtin_convertvector(whole, veci);
    return p * (vec)((e + 127) << 23);
#endif
}

static const float LOG2E = 1.44269504f;

INLINE vec sigmoid(vec x) {
    vec e = exp2v(vmax(x, splat(-80.0f)) * -LOG2E);
    return 1.0f / (1.0f + e);
}

// log(1 + e^x) = max(x, 0) + log1p(e^-|x|), and log1p(u) = 2 atanh(u / (2 + u)).
INLINE vec softplus(vec x) {
    vec u = exp2v(vmax(x, -x) * -LOG2E);
    vec w = u / (u + 2.0f), q = w * w;
    vec p = q * (2.0f / 11) + 2.0f / 9;
    p = p * q + 2.0f / 7;
    p = p * q + 2.0f / 5;
    p = p * q + 2.0f / 3;
    p = p * q + 2.0f;
    return vmax(x, vec{}) + p * w;
}

// One step of a transpose of 16 rows: swaps the off-diagonal quarters of all blocks of side 2*D.
template <int D> INLINE void transpose_step(vec *m) {
    veci low, high;
    for (int l = 0; l < LANES; l++) {
        low[l] = (l & D) ? LANES + (l ^ D) : l;
        high[l] = (l & D) ? LANES + l : (l ^ D);
    }
    for (int i = 0; i < LANES; i++)
        if (!(i & D)) {
            vec a = m[i], b = m[i + D];
            m[i] = __builtin_shuffle(a, b, low);
            m[i + D] = __builtin_shuffle(a, b, high);
        }
}

// In place: row r, lane c becomes row c, lane r.
INLINE void transpose16(vec *m) {
    transpose_step<8>(m);
    transpose_step<4>(m);
    transpose_step<2>(m);
    transpose_step<1>(m);
}
