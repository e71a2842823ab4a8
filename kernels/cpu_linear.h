/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dot products and the matrix multiplication, written once on vf. Knows nothing of threads.
 *
 * The idea to read it by: each output keeps its own sixteen sums in registers from the first k to
 * the last, so a tile of rows x tokens is only a way to use each loaded vector several times;
 * its shape cannot change a bit.
 */
#ifndef LEMMA_CPU_LINEAR_H
#define LEMMA_CPU_LINEAR_H

#include "kernels/cpu.h"
#include "kernels/cpu_isa.h"

#define UNROLL _Pragma("GCC unroll 16")

/* The most rows and tokens of a register tile. */
#define TILE_ROWS 4
#if defined CPU_AVX512
#define TILE_TOKENS 6
#elif defined CPU_AVX2
#define TILE_TOKENS 1
#else
#define TILE_TOKENS 1
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

/* y[t][r] = dot16(x[t], w[r]) (+ bias[r]) for n_row <= TILE_ROWS rows from r and T tokens from t.
 * Rows past the last are computed as copies of it and dropped. */
INLINE void multiply_tile(const struct linear_job *job, enum kern_dtype dtype, size_t t, size_t r,
                          size_t n_row, const int T)
{
    size_t n_in = job->n_in, k = 0, row_bytes = n_in * element_size(dtype);
    const char *w[TILE_ROWS];
    const float *x[TILE_TOKENS];
    vf sums[TILE_TOKENS][TILE_ROWS];
    UNROLL for (size_t i = 0; i < TILE_ROWS; i++) w[i] =
        job->w + (r + (i < n_row ? i : n_row - 1)) * row_bytes;
    UNROLL for (int j = 0; j < T; j++)
    {
        x[j] = job->x + (t + (size_t)j) * job->ldx;
        UNROLL for (int i = 0; i < TILE_ROWS; i++) sums[j][i] = vf_zero();
    }
    for (; k + LANES <= n_in; k += LANES) {
        vf row[TILE_ROWS];
        UNROLL for (int i = 0; i < TILE_ROWS; i++) row[i] = load_stored(w[i], dtype, k);
        UNROLL for (int j = 0; j < T; j++)
        {
            vf token = vf_load(x[j] + k);
            UNROLL for (int i = 0; i < TILE_ROWS; i++) sums[j][i] =
                vf_fma(token, row[i], sums[j][i]);
        }
    }
    if (k < n_in) {
        size_t n = n_in - k;
        UNROLL for (int j = 0; j < T; j++)
        {
            vf token = vf_load_n(x[j] + k, n);
            UNROLL for (int i = 0; i < TILE_ROWS; i++) sums[j][i] =
                vf_fma_n(token, load_stored_n(w[i], dtype, k, n), sums[j][i], n);
        }
    }
    UNROLL for (int j = 0; j < T; j++)
    {
        float y[TILE_ROWS], *out = job->y + (t + (size_t)j) * job->ldy + r;
        vf_tree_4(y, sums[j][0], sums[j][1], sums[j][2], sums[j][3]);
        for (size_t i = 0; i < n_row; i++)
            out[i] = job->bias ? y[i] + job->bias[r + i] : y[i];
    }
}

/* All tokens t0..t1-1 of up to TILE_ROWS rows. */
INLINE void multiply_rows(const struct linear_job *job, enum kern_dtype dtype, size_t t0, size_t t1,
                          size_t r, size_t n_row)
{
    size_t t = t0;
    for (; t + TILE_TOKENS <= t1; t += TILE_TOKENS)
        multiply_tile(job, dtype, t, r, n_row, TILE_TOKENS);
#if TILE_TOKENS == 6
    switch (t1 - t) {
    case 1:
        multiply_tile(job, dtype, t, r, n_row, 1);
        break;
    case 2:
        multiply_tile(job, dtype, t, r, n_row, 2);
        break;
    case 3:
        multiply_tile(job, dtype, t, r, n_row, 3);
        break;
    case 4:
        multiply_tile(job, dtype, t, r, n_row, 4);
        break;
    case 5:
        multiply_tile(job, dtype, t, r, n_row, 5);
        break;
    }
#endif
}

static void linear(const struct linear_job *job, size_t t0, size_t t1, size_t r0, size_t r1)
{
    for (size_t r = r0; r < r1; r += TILE_ROWS) {
        size_t n_row = r1 - r < TILE_ROWS ? r1 - r : TILE_ROWS;
        if (job->dtype == KERN_F32)
            multiply_rows(job, KERN_F32, t0, t1, r, n_row);
        else if (job->dtype == KERN_BF16)
            multiply_rows(job, KERN_BF16, t0, t1, r, n_row);
        else
            multiply_rows(job, KERN_F16, t0, t1, r, n_row);
    }
}

#endif
