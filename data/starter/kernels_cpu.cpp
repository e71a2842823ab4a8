// SPDX-License-Identifier: GPL-3.0-or-later
//
// The training kernels for a CPU: every part of the network that is not a plain matrix product,
// forward and backward.  Called through a C ABI (kernels_cpu.py); knows nothing of Python or torch.
//
// The one idea to read it by: all documents of a step lie behind each other in one long row of
// tokens, and start[t] is the index of the first token of t's document.  Nothing ever looks past
// start[t], so there is no padding and no mask.  Vectors of 16 floats (one AVX-512 register; the
// compiler splits them where there is none) run over channels, or over queries in the attention.
// Activations are stored as bf16 and computed in f32; n_tok is the number of tokens.

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>
#ifdef __AVX512F__
#include <immintrin.h>
#endif
#ifdef _OPENMP
#include <omp.h>
#endif

typedef uint16_t bf16;
typedef float vec __attribute__((vector_size(64), aligned(4)));
typedef int32_t veci __attribute__((vector_size(64)));
typedef uint32_t vecu __attribute__((vector_size(64)));
typedef uint16_t vech __attribute__((vector_size(32), aligned(2)));

#define INLINE static inline __attribute__((always_inline))
#define EXPORT extern "C" __attribute__((visibility("default")))

enum { LANES = 16, SCAN_CHUNK = 16, BLOCK = 32 };

// ---------------------------------------------------------------------------- small vector helpers

INLINE vec splat(float x) { return x - vec{}; }
INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec v) { *(vec *)p = v; }

INLINE vec load(const bf16 *p) {
    vecu wide = __builtin_convertvector(*(const vech *)p, vecu) << 16;
    return (vec)wide;
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

INLINE float to_float(bf16 h) {
    uint32_t u = (uint32_t)h << 16;
    float f;
    memcpy(&f, &u, 4);
    return f;
}

INLINE vec vmax(vec a, vec b) { return a > b ? a : b; }
INLINE vec vmin(vec a, vec b) { return a < b ? a : b; }

INLINE float sum(vec v) {
#ifdef __AVX512F__
    return _mm512_reduce_add_ps((__m512)v);
#else
    float s = 0;
    for (int i = 0; i < LANES; i++) s += v[i];
    return s;
#endif
}

// 2^x; a polynomial on [-1/2, 1/2] with relative error 2e-7.
INLINE vec exp2v(vec x) {
#ifdef __AVX512F__
    x = (vec)_mm512_max_ps((__m512)x, _mm512_set1_ps(-126.0f));
    vec whole = (vec)_mm512_roundscale_ps((__m512)x, 0);
#else
    x = vmin(vmax(x, splat(-126.0f)), splat(126.0f));
    vec whole = (x + 12582912.0f) - 12582912.0f;
#endif
    vec f = x - whole;
    vec p = splat(0.0013400432f) * f + 0.009618344f;
    p = p * f + 0.055503275f;
    p = p * f + 0.24022651f;
    p = p * f + 0.6931472f;
    p = p * f + 1.0f;
#ifdef __AVX512F__
    return (vec)_mm512_scalef_ps((__m512)p, (__m512)whole);
#else
    veci e = __builtin_convertvector(whole, veci);
    return p * (vec)((e + 127) << 23);
#endif
}

static const float LOG2E = 1.44269504f;

INLINE vec expv(vec x) { return exp2v(x * LOG2E); }
INLINE vec sigmoid(vec x) { return 1.0f / (1.0f + expv(-x)); }

// log(1 + e^x) = max(x, 0) + log1p(e^-|x|), and log1p(u) = 2 atanh(u / (2 + u)).
INLINE vec softplus(vec x) {
    vec u = expv(x > 0.0f ? -x : x);
    vec w = u / (u + 2.0f), q = w * w;
    vec p = splat(2.0f / 11) * q + 2.0f / 9;
    p = p * q + 2.0f / 7;
    p = p * q + 2.0f / 5;
    p = p * q + 2.0f / 3;
    p = p * q + 2.0f;
    return vmax(x, vec{}) + p * w;
}

// In place: row r, lane c becomes row c, lane r.
INLINE void transpose16(vec *m) {
#define STAGE(dist, ...)                                                              \
    for (int i = 0; i < LANES; i++)                                                   \
        if (!(i & dist)) {                                                            \
            vec a = m[i], b = m[i + dist];                                            \
            m[i] = __builtin_shufflevector(a, b, __VA_ARGS__);                        \
            m[i + dist] = __builtin_shufflevector(HIGH(dist, a), HIGH(dist, b), __VA_ARGS__); \
        }
    // Each stage swaps the off-diagonal quarters of blocks of side 2*dist.
#undef STAGE
    static const int dists[4] = {8, 4, 2, 1};
    for (int s = 0; s < 4; s++) {
        int d = dists[s];
        veci lo, hi;
        for (int l = 0; l < LANES; l++) {
            lo[l] = (l & d) ? LANES + (l ^ d) : l;
            hi[l] = (l & d) ? LANES + l : (l ^ d);
        }
        for (int i = 0; i < LANES; i++)
            if (!(i & d)) {
                vec a = m[i], b = m[i + d];
                m[i] = __builtin_shuffle(a, b, lo);
                m[i + d] = __builtin_shuffle(a, b, hi);
            }
    }
}
