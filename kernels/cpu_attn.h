/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Differential attention, written once on vf: scores, softmax sums of one span of keys, their
 * merge and the difference of the two softmaxes. Knows pages and positions, nothing of threads.
 *
 * The idea to read it by: keys are visited in tiles of 64 at fixed absolute positions. A tile
 * gives maximum, sum of exponentials and weighted values on its own; tiles and spans are merged in
 * ascending order with the same step, which always starts from (-inf, 0, 0).
 */
#ifndef LEMMA_CPU_ATTN_H
#define LEMMA_CPU_ATTN_H

#include "kernels/cpu_linear.h"
#include "kernels/cpu_math.h"

#if defined CPU_AVX512
#define KEYS_AT_ONCE 16  /* dot products side by side in registers */
#define VALUES_AT_ONCE 4 /* vectors of a value row side by side */
#else
#define KEYS_AT_ONCE 4
#define VALUES_AT_ONCE 2
#endif

/* One tile of keys as a query sees it: its page and the rows there, the first of the tile and
 * those in view, row + from .. row + to - 1. */
struct tile {
    const char *page;
    int row, from, to;
};

/* The rows of the tile in the page: keys of one head, values of one pair of heads. */
INLINE const char *key_rows(const struct attn_job *job, const struct tile *tile, size_t head)
{
    size_t row = head * KERN_PAGE_TOKENS + (size_t)tile->row;
    return tile->page + row * (size_t)job->shape.head_dim * element_size(job->shape.dtype);
}

INLINE const char *value_rows(const struct attn_job *job, const struct tile *tile, size_t pair)
{
    size_t d = (size_t)job->shape.head_dim;
    size_t keys = (size_t)job->shape.n_kv * KERN_PAGE_TOKENS * d;
    size_t row = pair * KERN_PAGE_TOKENS + (size_t)tile->row;
    return tile->page + (keys + row * 2 * d) * element_size(job->shape.dtype);
}

/* score of sixteen keys: dot16(q, k, d) * scale */
INLINE vf score_keys(const float *q, const char *keys, enum kern_dtype dtype, size_t d, float scale)
{
    vf s[LANES];
    for (int at = 0; at < LANES; at += KEYS_AT_ONCE) {
        vf sums[KEYS_AT_ONCE];
        const char *rows = keys + (size_t)at * d * element_size(dtype);
        size_t k = 0;

#pragma GCC unroll UNROLLED
        for (int i = 0; i < KEYS_AT_ONCE; i++)
            sums[i] = vf_zero();
        for (; k + LANES <= d; k += LANES) {
            vf query = vf_load(q + k);

#pragma GCC unroll UNROLLED
            for (int i = 0; i < KEYS_AT_ONCE; i++)
                sums[i] = vf_fma(query, load_stored(rows, dtype, (size_t)i * d + k), sums[i]);
        }
        if (k < d) {
            vf query = vf_load_n(q + k, d - k);

#pragma GCC unroll UNROLLED
            for (int i = 0; i < KEYS_AT_ONCE; i++) {
                vf key = load_stored_n(rows, dtype, (size_t)i * d + k, d - k);
                sums[i] = vf_fma_n(query, key, sums[i], d - k);
            }
        }

#pragma GCC unroll UNROLLED
        for (int i = 0; i < KEYS_AT_ONCE; i++)
            s[at + i] = sums[i];
    }
    return vf_mul(vf_tree_16(s), vf_set(scale));
}

INLINE float largest_lane(vf a)
{
    float lane[LANES], largest;
    vf_store(lane, a);
    largest = lane[0];
    for (int i = 1; i < LANES; i++)
        largest = lane[i] > largest ? lane[i] : largest;
    return largest;
}

/* Lanes of the sixteen keys from `at` that are in view. */
INLINE vm lanes_in_view(const struct tile *tile, int at)
{
    int from = tile->from - at, to = tile->to - at;
    return vm_range(from > 0 ? from : 0, to < LANES ? to : LANES);
}

/* M = max score, p_i = exp(score_i - M), L = tree16 of lane sums; p is 0 outside the view. */
INLINE void weigh_keys(const struct attn_job *job, enum kern_dtype dtype, const struct tile *tile,
                       const float *q, const char *keys, float p[KERN_TILE_KEYS], float *max,
                       float *total)
{
    size_t d = (size_t)job->shape.head_dim, row_bytes = d * element_size(dtype);
    int begin = tile->from / LANES * LANES;
    vf largest = vf_set(-INFINITY), sum = vf_zero();
    for (int at = begin; at < tile->to; at += LANES) {
        vf s = score_keys(q, keys + (size_t)at * row_bytes, dtype, d, job->scale);
        s = vf_select(lanes_in_view(tile, at), s, vf_set(-INFINITY));
        largest = vf_max(s, largest);
        vf_store(p + at, s);
    }
    *max = largest_lane(largest);
    for (int at = begin; at < tile->to; at += LANES) {
        vf weight = vf_exp(vf_sub(vf_load(p + at), vf_set(*max)));
        weight = vf_select(lanes_in_view(tile, at), weight, vf_zero());
        sum = vf_add(sum, weight);
        vf_store(p + at, weight);
    }
    *total = vf_tree(sum);
}

/* M' = max(m, M), a = exp(m - M'), b = exp(M - M'), l = fma(l, a, L * b) */
INLINE void merge_totals(float *sums, float max, float total, float *a, float *b)
{
    float before = sums[SUMS_MAX], both = before > max ? before : max;
    float lane[LANES] = {before - both, max - both};
    vf_store(lane, vf_exp(vf_load(lane)));
    *a = lane[0];
    *b = lane[1];
    sums[SUMS_MAX] = both;
    sums[SUMS_TOTAL] = fmaf(sums[SUMS_TOTAL], *a, total * *b);
}

/* o = fma(o, a, O * b), padding included */
INLINE vf merge_values(vf o, float a, vf later, float b)
{
    return vf_fma(o, vf_set(a), vf_mul(later, vf_set(b)));
}

/* What one tile gives for one query head: weights of its keys, factors and place of the merge. */
struct head {
    float p[KERN_TILE_KEYS], a, b, *o;
};

/* O[e] = fma chain over the keys in view of p_i * v_i[e], merged into o, for E vectors from e of
 * both heads; n < 16: only n values of one vector. */
INLINE void sum_values(const struct tile *tile, enum kern_dtype dtype, const char *values,
                       size_t width, const struct head head[2], size_t e, const int E, size_t n)
{
    vf sums[2][VALUES_AT_ONCE];

#pragma GCC unroll UNROLLED
    for (int v = 0; v < E; v++)
        sums[0][v] = sums[1][v] = vf_zero();
    for (int i = tile->from; i < tile->to; i++) {
        size_t at = (size_t)i * width + e;
        vf p0 = vf_set(head[0].p[i]), p1 = vf_set(head[1].p[i]);

#pragma GCC unroll UNROLLED
        for (int v = 0; v < E; v++) {
            vf value = n < LANES ? load_stored_n(values, dtype, at, n)
                                 : load_stored(values, dtype, at + (size_t)v * LANES);
            sums[0][v] = vf_fma(p0, value, sums[0][v]);
            sums[1][v] = vf_fma(p1, value, sums[1][v]);
        }
    }

#pragma GCC unroll UNROLLED
    for (int h = 0; h < 2; h++) {

#pragma GCC unroll UNROLLED
        for (int v = 0; v < E; v++) {
            float *to = head[h].o + e + (size_t)v * LANES;
            vf_store(to, merge_values(vf_load(to), head[h].a, sums[h][v], head[h].b));
        }
    }
}

/* One tile for the two heads of a pair, merged into their sums. */
INLINE void attend_tile(const struct attn_job *job, enum kern_dtype dtype, const struct tile *tile,
                        const float *q, size_t pair, float *sums)
{
    size_t d = (size_t)job->shape.head_dim, width = 2 * d, e = 0;
    const char *values = value_rows(job, tile, pair);
    struct head head[2];
    for (size_t h = 0; h < 2; h++) {
        float max, total, *into = sums + h * job->sums_size;
        weigh_keys(job, dtype, tile, q + h * d, key_rows(job, tile, 2 * pair + h), head[h].p, &max,
                   &total);
        merge_totals(into, max, total, &head[h].a, &head[h].b);
        head[h].o = into + SUMS_VALUES;
    }
    for (; e + VALUES_AT_ONCE * LANES <= width; e += VALUES_AT_ONCE * LANES)
        sum_values(tile, dtype, values, width, head, e, VALUES_AT_ONCE, LANES);
    for (; e + LANES <= width; e += LANES)
        sum_values(tile, dtype, values, width, head, e, 1, LANES);
    if (e < width)
        sum_values(tile, dtype, values, width, head, e, 1, width - e);
}

static void attn_start(const struct attn_job *job, size_t n_heads, float *sums)
{
    memset(sums, 0, n_heads * job->sums_size * sizeof *sums);
    for (size_t h = 0; h < n_heads; h++)
        sums[h * job->sums_size + SUMS_MAX] = -INFINITY;
}

static void attn_span(const struct attn_job *job, size_t t, size_t span, size_t j0, size_t j1,
                      float *sums)
{
    size_t d = (size_t)job->shape.head_dim;
    size_t pair = j0 / (size_t)(job->params.n_head / job->params.n_kv);
    int last = job->pos[t], window = job->params.window;
    int first = window > 0 && last >= window ? last - window + 1 : 0;
    int from = (int)span * KERN_SPAN_KEYS > first ? (int)span * KERN_SPAN_KEYS : first;
    int end = last - (int)span * KERN_SPAN_KEYS < KERN_SPAN_KEYS ? last + 1
                                                                 : ((int)span + 1) * KERN_SPAN_KEYS;
    void *const *pages = job->pages[job->seq[t]] + job->table_offset;
    attn_start(job, 2 * (j1 - j0), sums);
    for (int at = from / KERN_TILE_KEYS * KERN_TILE_KEYS; at < end; at += KERN_TILE_KEYS) {
        struct tile tile = {.page = pages[at / KERN_PAGE_TOKENS],
                            .row = at % KERN_PAGE_TOKENS,
                            .from = from > at ? from - at : 0,
                            .to = end - at < KERN_TILE_KEYS ? end - at : KERN_TILE_KEYS};
        for (size_t j = j0; j < j1; j++) {
            const float *q = job->q + t * job->ldq + 2 * j * d;
            float *to = sums + 2 * (j - j0) * job->sums_size;
            if (job->shape.dtype == KERN_F32)
                attend_tile(job, KERN_F32, &tile, q, pair, to);
            else
                attend_tile(job, KERN_F16, &tile, q, pair, to);
        }
    }
}

static void attn_merge(const struct attn_job *job, size_t n_heads, float *sums, const float *later)
{
    for (size_t h = 0; h < n_heads; h++) {
        float a, b;
        merge_totals(sums, later[SUMS_MAX], later[SUMS_TOTAL], &a, &b);
        for (size_t e = SUMS_VALUES; e < job->sums_size; e += LANES)
            vf_store(sums + e, merge_values(vf_load(sums + e), a, vf_load(later + e), b));
        sums += job->sums_size;
        later += job->sums_size;
    }
}

/* o = fma(-lambda, o2 / l2, o1 / l1); r = 1 / sqrtf(dot16(o, o) / (2d) + eps);
 * out = o * r * subln * out_scale, from left to right */
static void attn_finish(const struct attn_job *job, size_t t, size_t j, float *sums)
{
    const struct kern_attn_params *params = &job->params;
    size_t d = (size_t)params->head_dim, width = 2 * d, e;
    float *o = sums + SUMS_VALUES;
    const float *o2 = o + job->sums_size;
    float *out = job->out + t * (size_t)params->n_head * d + j * width;
    vf l1 = vf_set(sums[SUMS_TOTAL]), l2 = vf_set(sums[job->sums_size + SUMS_TOTAL]);
    vf lambda = vf_set(-params->lambda);
    for (e = 0; e < width; e += LANES) /* padding: zeros */
        vf_store(o + e, vf_fma(lambda, vf_div(vf_load(o2 + e), l2), vf_div(vf_load(o + e), l1)));
    float squares = vf_tree(dot_lanes(o, o, width));
    vf r = vf_set(1.0f / sqrtf(squares / (float)width + params->eps));
    vf scale = vf_set(params->out_scale);
    for (e = 0; e + LANES <= width; e += LANES) {
        vf scaled = vf_mul(vf_mul(vf_load(o + e), r), vf_load(params->subln + e));
        vf_store(out + e, vf_mul(scaled, scale));
    }
    if (e < width) {
        size_t n = width - e;
        vf scaled = vf_mul(vf_mul(vf_load(o + e), r), vf_load_n(params->subln + e, n));
        vf_store_n(out + e, vf_mul(scaled, scale), n);
    }
}

#endif
