/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The remaining inner loops of the CPU backends, written once on vf and compiled for each
 * instruction set, and the table that hands them to cpu_ops.c. Knows nothing of threads.
 *
 * The idea to read it by: sixteen values at a time, then one last step with fewer; lanes past the
 * end are computed on zeros and never stored.
 */
#ifndef LEMMA_CPU_BODY_H
#define LEMMA_CPU_BODY_H

#include "kernels/cpu_attn.h"
#include "kernels/cpu_linear.h"
#include "kernels/cpu_math.h"

INLINE vf load_some(const float *p, size_t n)
{
    return n < LANES ? vf_load_n(p, n) : vf_load(p);
}

INLINE void store_some(float *p, vf a, size_t n)
{
    if (n < LANES)
        vf_store_n(p, a, n);
    else
        vf_store(p, a);
}

INLINE size_t lanes_left(size_t i, size_t end)
{
    return end - i < LANES ? end - i : LANES;
}

/* mean = tree16 of plain lane sums / n; var = tree16 of fused lane sums of squares / n */
static void layernorm(const struct norm_job *job, size_t t0, size_t t1)
{
    size_t n = job->n;
    for (size_t t = t0; t < t1; t++) {
        const float *x = job->x + t * n;
        float *out = job->out + t * n;
        vf sum = vf_zero(), squares = vf_zero();
        size_t i = 0;
        for (; i + LANES <= n; i += LANES)
            sum = vf_add(sum, vf_load(x + i));
        if (i < n) /* a sum that starts from +0 is never -0: adding zeros changes no bit */
            sum = vf_add(sum, vf_load_n(x + i, n - i));
        vf mean = vf_set(vf_tree(sum) / (float)n);
        for (i = 0; i + LANES <= n; i += LANES) {
            vf distance = vf_sub(vf_load(x + i), mean);
            squares = vf_fma(distance, distance, squares);
        }
        if (i < n) {
            vf distance = vf_sub(vf_load_n(x + i, n - i), mean);
            squares = vf_fma_n(distance, distance, squares, n - i);
        }
        /* fma((x - mean) * r, weight, bias), r = 1 / sqrt(var + eps) */
        vf r = vf_set(1.0f / sqrtf(vf_tree(squares) / (float)n + job->eps));
        for (i = 0; i < n; i += LANES) {
            size_t some = lanes_left(i, n);
            vf scaled = vf_mul(vf_sub(load_some(x + i, some), mean), r);
            scaled =
                vf_fma(scaled, load_some(job->weight + i, some), load_some(job->bias + i, some));
            store_some(out + i, scaled, some);
        }
    }
}

static void embed(const struct embed_job *job, size_t t0, size_t t1)
{
    size_t n = (size_t)job->table.n_in, size = element_size(job->table.dtype);
    for (size_t t = t0; t < t1; t++) {
        const char *row = (const char *)job->table.data + (size_t)job->token[t] * n * size;
        float *out = job->out + t * n;
        size_t i = 0;
        for (; i + LANES <= n; i += LANES)
            vf_store(out + i, load_stored(row, job->table.dtype, i));
        if (i < n)
            vf_store_n(out + i, load_stored_n(row, job->table.dtype, i, n - i), n - i);
    }
}

/* n values to a stored array: as they are or rounded to f16. */
INLINE void store_values(char *to, enum kern_dtype dtype, const float *from, size_t n)
{
    if (dtype == KERN_F32) {
        memcpy(to, from, n * sizeof *from);
        return;
    }
    for (size_t i = 0; i < n; i += LANES) {
        size_t some = lanes_left(i, n);
        vf_store_f16((uint16_t *)(void *)to + i, load_some(from + i, some), some);
    }
}

static void kv_append(const struct append_job *job, size_t t0, size_t t1)
{
    enum kern_dtype dtype = job->shape.dtype;
    size_t n_kv = (size_t)job->shape.n_kv, d = (size_t)job->shape.head_dim;
    size_t size = element_size(dtype);
    for (size_t t = t0; t < t1; t++) {
        size_t pos = (size_t)job->pos[t], row = pos % KERN_PAGE_TOKENS;
        char *page = job->pages[job->seq[t]][job->table_offset + pos / KERN_PAGE_TOKENS];
        char *values = page + n_kv * KERN_PAGE_TOKENS * d * size;
        const float *k = job->k + t * job->ld, *v = job->v + t * job->ld;
        for (size_t h = 0; h < n_kv; h++)
            store_values(page + (h * KERN_PAGE_TOKENS + row) * d * size, dtype, k + h * d, d);
        for (size_t m = 0; m < n_kv / 2; m++)
            store_values(values + (m * KERN_PAGE_TOKENS + row) * 2 * d * size, dtype, v + m * 2 * d,
                         2 * d);
    }
}

static void gate(const struct gate_job *job, size_t t, size_t i0, size_t i1)
{
    float *out = job->out + t * job->ldo;
    const float *g = job->g + t * job->ldg, *m = job->m + t * job->ldm;
    for (size_t i = i0; i < i1; i += LANES) {
        size_t some = lanes_left(i, i1);
        vf open = vf_silu(load_some(g + i, some));
        store_some(out + i, vf_mul(open, load_some(m + i, some)), some);
    }
}

static void add(float *x, const float *y, size_t n)
{
    for (size_t i = 0; i < n; i += LANES) {
        size_t some = lanes_left(i, n);
        store_some(x + i, vf_add(load_some(x + i, some), load_some(y + i, some)), some);
    }
}

/* The input that stands `back` steps before token t: from the batch or, before its first token,
 * from the kept inputs, (d_conv - 1, d_inner), oldest first. */
INLINE const float *conv_input(const struct conv_job *job, const float *kept, size_t t,
                               size_t first, size_t back)
{
    if (t >= first + back)
        return job->u + (t - back) * job->ldu;
    return kept + (job->d_conv - 1 + t - first - back) * job->d_inner;
}

/* out[t] = silu(bias + sum_j w[j] * u[t - (K-1) + j]), taps ascending */
static void conv(const struct conv_job *job, size_t s, size_t c0, size_t c1)
{
    size_t first = (size_t)job->first[s], end = (size_t)job->first[s + 1], K = job->d_conv;
    float *kept = job->state[s] + job->state_offset;
    if (first == end)
        return;
    for (size_t c = c0; c < c1; c += LANES) {
        size_t some = lanes_left(c, c1);
        for (size_t t = first; t < end; t++) {
            vf sum = load_some(job->bias + c, some);
            for (size_t j = 0; j < K; j++) {
                const float *u = conv_input(job, kept, t, first, K - 1 - j);
                sum = vf_fma(load_some(job->weight + j * job->d_inner + c, some),
                             load_some(u + c, some), sum);
            }
            store_some(job->out + t * job->d_inner + c, vf_silu(sum), some);
        }
        /* Ascending: what is read stands at or after what is written. */
        for (size_t j = 0; j + 1 < K; j++) {
            const float *u = conv_input(job, kept, end - 1, first, K - 2 - j);
            store_some(kept + j * job->d_inner + c, load_some(u + c, some), some);
        }
    }
}

/* dt = softplus(dt_raw); s = fma(s, exp(dt * a_neg), (dt * c) * B); y = D * c + sum_n s * C */
static void ssm_scan(const struct scan_job *job, size_t s, size_t c0, size_t c1)
{
    size_t first = (size_t)job->first[s], end = (size_t)job->first[s + 1];
    size_t d_inner = job->d_inner, N = job->d_state;
    float *state = job->state[s] + job->state_offset;
    for (size_t ch = c0; ch < c1; ch += LANES) {
        size_t some = lanes_left(ch, c1);
        vf d = load_some(job->d + ch, some);
        for (size_t t = first; t < end; t++) {
            const float *B = job->bc + t * job->ldbc, *C = B + N;
            vf c = load_some(job->c + t * d_inner + ch, some);
            vf dt = vf_softplus(load_some(job->dt_raw + t * d_inner + ch, some));
            vf dtc = vf_mul(dt, c), y = vf_mul(d, c);
            for (size_t n = 0; n < N; n++) {
                float *at = state + n * d_inner + ch;
                vf decay = vf_exp(vf_mul(dt, load_some(job->a_neg + n * d_inner + ch, some)));
                vf now = vf_fma(load_some(at, some), decay, vf_mul(dtc, vf_set(B[n])));
                y = vf_fma(now, vf_set(C[n]), y);
                store_some(at, now, some);
            }
            store_some(job->y + t * d_inner + ch, y, some);
        }
    }
}

/* The sum modulo 2^64 of the whole 8-byte words and of the bytes after them. */
static uint64_t read_sum(const void *p, size_t bytes)
{
    const char *at = p;
    uint64_t sums[8] = {0}, sum = 0;
    size_t i = 0;
    for (; i + 64 <= bytes; i += 64) {
        uint64_t words[8];
        memcpy(words, at + i, sizeof words);
        for (int j = 0; j < 8; j++)
            sums[j] += words[j];
    }
    for (; i + 8 <= bytes; i += 8) {
        uint64_t word;
        memcpy(&word, at + i, sizeof word);
        sum += word;
    }
    for (; i < bytes; i++)
        sum += (unsigned char)at[i];
    for (int j = 0; j < 8; j++)
        sum += sums[j];
    return sum;
}

/* The members of struct cpu_isa that are the same functions by name on every set. */
#define CPU_ISA_MEMBERS                                                                       \
    .tile_rows = ROWS_FOR_ONE, .tile_tokens = MOST_TOKENS, .linear = linear,                  \
    .layernorm = layernorm, .embed = embed, .kv_append = kv_append, .gate = gate, .add = add, \
    .conv = conv, .ssm_scan = ssm_scan, .attn_start = attn_start, .attn_span = attn_span,     \
    .attn_merge = attn_merge, .attn_finish = attn_finish, .read_sum = read_sum

#endif
