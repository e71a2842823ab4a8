/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dot products and the matrix multiplication, written once on vf. Knows nothing of threads.
 *
 * The idea to read it by: each output keeps its own sixteen sums in registers from the first k to
 * the last, so a tile of rows x tokens is only a way to use each loaded vector several times;
 * its shape cannot change a bit. While a tile computes, it asks for the weights of the rows after
 * it, in the order of memory: a few rows at a time are too short a run for the hardware to guess.
 */
#ifndef LEMMA_CPU_LINEAR_H
#define LEMMA_CPU_LINEAR_H

#include "kernels/cpu.h"
#include "kernels/cpu_isa.h"

/* The register tile: rows for one token; rows for two or three tokens. */
#if defined CPU_AVX512
#define ROWS_FOR_ONE 8
#define ROWS_FOR_MORE 8
#else
#define ROWS_FOR_ONE 4
#define ROWS_FOR_MORE 2
#endif
#define MOST_ROWS 8
#define MOST_TOKENS 3
#define CACHE_LINE 64

/* How far to unroll loops over the vectors of a tile: wholly, so that they live in registers. The
 * scalar set has none for them. */
#if defined CPU_AVX512 || defined CPU_AVX2
enum { UNROLLED = 32 };
#else
enum { UNROLLED = 1 };
#endif

INLINE size_t element_size(enum kern_dtype dtype)
{
    return dtype == KERN_F32 ? 4 : 2;
}

/* Sixteen values of a stored array from element i. */
INLINE vf load_stored(const char *p, enum kern_dtype dtype, size_t i)
{
    const void *at = p + i * element_size(dtype);
    return dtype == KERN_F32    ? vf_load(at)
           : dtype == KERN_BF16 ? vf_load_bf16(at)
                                : vf_load_f16(at);
}

INLINE vf load_stored_n(const char *p, enum kern_dtype dtype, size_t i, size_t n)
{
    const void *at = p + i * element_size(dtype);
    return dtype == KERN_F32    ? vf_load_n(at, n)
           : dtype == KERN_BF16 ? vf_load_bf16_n(at, n)
                                : vf_load_f16_n(at, n);
}

/* The sixteen partial sums of dot16(x, w, n) */
INLINE vf dot_lanes(const float *x, const float *w, size_t n)
{
    vf s = vf_zero();
    size_t k = 0;
    for (; k + LANES <= n; k += LANES)
        s = vf_fma(vf_load(x + k), vf_load(w + k), s);
    if (k < n)
        s = vf_fma_n(vf_load_n(x + k, n - k), vf_load_n(w + k, n - k), s, n - k);
    return s;
}

/* Weights that will be needed next and have not been asked for. Addresses, not pointers: asking is
 * not reading, any address will do. */
struct ahead {
    uintptr_t at, end;
};

/* At the end the last line is asked for again, which costs next to nothing. */
INLINE void ask_ahead(struct ahead *ahead, int lines)
{
#pragma GCC unroll UNROLLED
    for (int i = 0; i < lines; i++) {
        __builtin_prefetch((const void *)ahead->at);
        ahead->at += ahead->at + CACHE_LINE < ahead->end ? CACHE_LINE : 0;
    }
}

/* y[t][r] = dot16(x[t], w[r]) (+ bias[r]) for n_row <= R rows from r and T tokens from t. Rows
 * past the last are computed as copies of it and dropped. */
INLINE void multiply_tile(const struct linear_job *job, enum kern_dtype dtype, size_t t, size_t r,
                          size_t n_row, const int R, const int T, struct ahead *ahead, int lines)
{
    size_t n_in = job->n_in, k = 0, row_bytes = n_in * element_size(dtype);
    const char *w[MOST_ROWS];
    const float *x[MOST_TOKENS];
    vf sums[MOST_TOKENS * MOST_ROWS];
#pragma GCC unroll UNROLLED
    for (int i = 0; i < R; i++)
        w[i] = job->w + (r + ((size_t)i < n_row ? (size_t)i : n_row - 1)) * row_bytes;
#pragma GCC unroll UNROLLED
    for (int j = 0; j < T; j++)
        x[j] = job->x + (t + (size_t)j) * job->ldx;
#pragma GCC unroll UNROLLED
    for (int i = 0; i < R * T; i++)
        sums[i] = vf_zero();
    struct ahead asked = *ahead;
    for (; k + LANES <= n_in; k += LANES) {
        vf token[MOST_TOKENS];
        ask_ahead(&asked, lines);
#pragma GCC unroll UNROLLED
        for (int j = 0; j < T; j++)
            token[j] = vf_load(x[j] + k);
#pragma GCC unroll UNROLLED
        for (int i = 0; i < R; i++) {
            vf row = load_stored(w[i], dtype, k);
#pragma GCC unroll UNROLLED
            for (int j = 0; j < T; j++)
                sums[j * R + i] = vf_fma(token[j], row, sums[j * R + i]);
        }
    }
    *ahead = asked;
    if (k < n_in) {
        size_t n = n_in - k;
#pragma GCC unroll UNROLLED
        for (int i = 0; i < R; i++) {
            vf row = load_stored_n(w[i], dtype, k, n);
#pragma GCC unroll UNROLLED
            for (int j = 0; j < T; j++)
                sums[j * R + i] = vf_fma_n(vf_load_n(x[j] + k, n), row, sums[j * R + i], n);
        }
    }
    float y[MOST_TOKENS * MOST_ROWS + 3] = {0};
#pragma GCC unroll UNROLLED
    for (int i = 0; i < R * T; i += 4) { /* past the last: copies of it */
        const int last = R * T - 1;
        vf_tree_4(y + i, sums[i], sums[i + 1 < last ? i + 1 : last],
                  sums[i + 2 < last ? i + 2 : last], sums[i + 3 < last ? i + 3 : last]);
    }
    for (size_t j = 0; j < (size_t)T; j++) {
        float *out = job->y + (t + j) * job->ldy + r;
        for (size_t i = 0; i < n_row; i++) {
            float dot = y[j * (size_t)R + i];
            out[i] = job->bias ? dot + job->bias[r + i] : dot;
        }
    }
}

/* Two or more tokens in tiles of two or three; each tile asks for `lines` cache lines a step. */
INLINE void multiply_tokens(const struct linear_job *job, enum kern_dtype dtype, size_t t0,
                            size_t t1, size_t r, size_t n_row, struct ahead *ahead, int lines)
{
    for (size_t t = t0, step; t < t1; t += step) {
        step = t1 - t == 4 || t1 - t == 2 ? 2 : 3;
        if (step == 2)
            multiply_tile(job, dtype, t, r, n_row, ROWS_FOR_MORE, 2, ahead, lines);
        else
            multiply_tile(job, dtype, t, r, n_row, ROWS_FOR_MORE, 3, ahead, lines);
    }
}

INLINE void multiply(const struct linear_job *job, enum kern_dtype dtype, size_t t0, size_t t1,
                     size_t r0, size_t r1)
{
    size_t n_tok = t1 - t0, rows = n_tok == 1 ? ROWS_FOR_ONE : ROWS_FOR_MORE;
    size_t tile_bytes = rows * job->n_in * element_size(dtype);
    /* lines of a tile's weights in one step of k */
    const int one = ROWS_FOR_ONE * LANES * (int)element_size(dtype) / CACHE_LINE;
    const int more = ROWS_FOR_MORE * LANES * (int)element_size(dtype) / CACHE_LINE;
    for (size_t r = r0; r < r1; r += rows) {
        size_t n_row = r1 - r < rows ? r1 - r : rows;
        uintptr_t next = (uintptr_t)job->w + r * job->n_in * element_size(dtype) + tile_bytes;
        struct ahead ahead = {.at = next, .end = next + tile_bytes};
        if (n_tok == 1)
            multiply_tile(job, dtype, t0, r, n_row, ROWS_FOR_ONE, 1, &ahead, one);
        else if (n_tok <= 3)
            multiply_tokens(job, dtype, t0, t1, r, n_row, &ahead, more);
        else if (n_tok <= 9)
            multiply_tokens(job, dtype, t0, t1, r, n_row, &ahead, (more + 1) / 2);
        else
            multiply_tokens(job, dtype, t0, t1, r, n_row, &ahead, (more + 3) / 4);
    }
}

static void linear(const struct linear_job *job, size_t t0, size_t t1, size_t r0, size_t r1)
{
    if (t0 == t1)
        return;
    if (job->dtype == KERN_F32)
        multiply(job, KERN_F32, t0, t1, r0, r1);
    else if (job->dtype == KERN_BF16)
        multiply(job, KERN_BF16, t0, t1, r0, r1);
    else
        multiply(job, KERN_F16, t0, t1, r0, r1);
}

#endif
