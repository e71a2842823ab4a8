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

/* What is computed side by side in registers: dot products of each of two queries; vectors of a
 * value row. */
#if defined CPU_AVX512
#define KEYS_AT_ONCE 8
#define VALUES_AT_ONCE 8
#else
#define KEYS_AT_ONCE 2
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

/* What one tile gives for one query head: weights of its keys, factors and place of the merge. */
struct head {
    float p[KERN_TILE_KEYS];
    vf a, b;
    float *o;
};

/* Rows of the tile after this one, to be asked for while this one is worked on: the keys or values
 * of a tile are too short a run for the hardware to guess what comes next. */
struct later {
    const char *at, *end;
};

/* Asks for as many cache lines as n vectors are. */
INLINE void ask_later(struct later *later, int n, enum kern_dtype dtype)
{
    const char *to = later->at + (size_t)n * LANES * element_size(dtype);
    if (later->at >= later->end)
        return;
    for (; later->at < to; later->at += CACHE_LINE)
        __builtin_prefetch(later->at);
}

/* s[i] = the sums of dot16(q, key i, d) for KEYS_AT_ONCE keys and each of Q queries. */
INLINE void multiply_keys(vf s[2][LANES], const float *const q[2], const int Q, const char *keys,
                          enum kern_dtype dtype, size_t d, int at, struct later *later)
{
    vf sums[2][KEYS_AT_ONCE];
    size_t k = 0;
#pragma GCC unroll UNROLLED
    for (int i = 0; i < KEYS_AT_ONCE; i++)
        sums[0][i] = sums[1][i] = vf_zero();
    for (; k + LANES <= d; k += LANES) {
        vf q0 = vf_load(q[0] + k), q1 = Q > 1 ? vf_load(q[1] + k) : q0;
        ask_later(later, KEYS_AT_ONCE, dtype);
#pragma GCC unroll UNROLLED
        for (int i = 0; i < KEYS_AT_ONCE; i++) {
            vf key = load_stored(keys, dtype, (size_t)i * d + k);
            sums[0][i] = vf_fma(q0, key, sums[0][i]);
            if (Q > 1)
                sums[1][i] = vf_fma(q1, key, sums[1][i]);
        }
    }
    if (k < d) {
        size_t n = d - k;
        vf q0 = vf_load_n(q[0] + k, n), q1 = vf_load_n(q[Q - 1] + k, n);
#pragma GCC unroll UNROLLED
        for (int i = 0; i < KEYS_AT_ONCE; i++) {
            vf key = load_stored_n(keys, dtype, (size_t)i * d + k, n);
            sums[0][i] = vf_fma_n(q0, key, sums[0][i], n);
            if (Q > 1)
                sums[1][i] = vf_fma_n(q1, key, sums[1][i], n);
        }
    }
#pragma GCC unroll UNROLLED
    for (int i = 0; i < KEYS_AT_ONCE; i++) {
        s[0][at + i] = sums[0][i];
        if (Q > 1)
            s[1][at + i] = sums[1][i];
    }
}

/* Lanes of the sixteen keys from `at` that are in view. */
INLINE vm lanes_in_view(const struct tile *tile, int at)
{
    int from = tile->from - at, to = tile->to - at;
    return vm_range(from > 0 ? from : 0, to < LANES ? to : LANES);
}

/* score = dot16(q, k, d) * scale for the keys in view and Q query heads; -inf for the others. */
INLINE void score_keys(const struct attn_job *job, enum kern_dtype dtype, const struct tile *tile,
                       const float *const q[2], const int Q, const char *keys,
                       struct head *const heads[2], struct later *later)
{
    size_t d = (size_t)job->shape.head_dim, row_bytes = d * element_size(dtype);
    for (int at = tile->from / LANES * LANES; at < tile->to; at += LANES) {
        vf s[2][LANES];
        for (int i = 0; i < LANES; i += KEYS_AT_ONCE)
            multiply_keys(s, q, Q, keys + (size_t)(at + i) * row_bytes, dtype, d, i, later);
#pragma GCC unroll UNROLLED
        for (int i = 0; i < Q; i++) {
            vf score = vf_mul(vf_tree_16(s[i]), vf_set(job->scale));
            vf_store(heads[i]->p + at,
                     vf_select(lanes_in_view(tile, at), score, vf_set(-INFINITY)));
        }
    }
}

/* M' = max(m, M), a = exp(m - M'), b = exp(M - M'), l = fma(l, a, L * b) */
INLINE void merge_totals(float *sums, float max, float total, vf *a, vf *b)
{
    float before = sums[SUMS_MAX], both = before > max ? before : max;
    *a = vf_exp(vf_set(before - both));
    *b = vf_exp(vf_set(max - both));
    sums[SUMS_MAX] = both;
    sums[SUMS_TOTAL] = fmaf(sums[SUMS_TOTAL], vf_first(*a), total * vf_first(*b));
}

/* M = max score, p_i = exp(score_i - M), L = tree16 of lane sums; p is 0 outside the view. Merged
 * into the sums of the head. */
INLINE void weigh_keys(const struct tile *tile, struct head *head, float *sums)
{
    int begin = tile->from / LANES * LANES;
    vf largest = vf_set(-INFINITY), total = vf_zero();
    for (int at = begin; at < tile->to; at += LANES)
        largest = vf_max(vf_load(head->p + at), largest);
    float max = vf_largest(largest);
    for (int at = begin; at < tile->to; at += LANES) {
        vf weight = vf_exp(vf_sub(vf_load(head->p + at), vf_set(max)));
        weight = vf_select(lanes_in_view(tile, at), weight, vf_zero());
        total = vf_add(total, weight);
        vf_store(head->p + at, weight);
    }
    merge_totals(sums, max, vf_tree(total), &head->a, &head->b);
    head->o = sums + SUMS_VALUES;
}

/* o = fma(o, a, O * b), padding included */
INLINE void merge_values(float *o, vf a, vf later, vf b)
{
    vf_store(o, vf_fma(vf_load(o), a, vf_mul(later, b)));
}

/* O[e] = fma chain over the keys in view of p_i * v_i[e], merged into o, for E vectors from e of
 * both heads; n < 16: only n values of one vector. */
INLINE void sum_values(const struct tile *tile, enum kern_dtype dtype, const char *values,
                       size_t width, const struct head head[2], size_t e, const int E, size_t n,
                       struct later *later)
{
    vf sums[2][VALUES_AT_ONCE];
#pragma GCC unroll UNROLLED
    for (int v = 0; v < E; v++)
        sums[0][v] = sums[1][v] = vf_zero();
    for (int i = tile->from; i < tile->to; i++) {
        size_t at = (size_t)i * width + e;
        vf p0 = vf_set(head[0].p[i]), p1 = vf_set(head[1].p[i]);
        ask_later(later, E, dtype);
#pragma GCC unroll UNROLLED
        for (int v = 0; v < E; v++) {
            vf value = n < LANES ? load_stored_n(values, dtype, at, n)
                                 : load_stored(values, dtype, at + (size_t)v * LANES);
            sums[0][v] = vf_fma(p0, value, sums[0][v]);
            sums[1][v] = vf_fma(p1, value, sums[1][v]);
        }
    }
#pragma GCC unroll UNROLLED
    for (int v = 0; v < E; v++) {
        merge_values(head[0].o + e + v * LANES, head[0].a, sums[0][v], head[0].b);
        merge_values(head[1].o + e + v * LANES, head[1].a, sums[1][v], head[1].b);
    }
}

/* All values of both heads of a pair. */
INLINE void sum_pair(const struct tile *tile, enum kern_dtype dtype, const char *values,
                     size_t width, const struct head head[2], struct later *later)
{
    size_t e = 0;
    for (; e + VALUES_AT_ONCE * LANES <= width; e += VALUES_AT_ONCE * LANES)
        sum_values(tile, dtype, values, width, head, e, VALUES_AT_ONCE, LANES, later);
    for (; e + LANES <= width; e += LANES)
        sum_values(tile, dtype, values, width, head, e, 1, LANES, later);
    if (e < width)
        sum_values(tile, dtype, values, width, head, e, 1, width - e, later);
}

/* One tile for the heads of n pairs that share the key/value pair, merged into their sums: the
 * keys of the first heads, those of the second heads, the values. */
INLINE void attend_tile(const struct attn_job *job, enum kern_dtype dtype, const struct tile *tile,
                        const struct tile *next, const float *q, size_t pair, size_t n, float *sums)
{
    size_t d = (size_t)job->shape.head_dim, key_bytes = KERN_TILE_KEYS * d * element_size(dtype);
    struct head heads[ATTN_PAIRS][2];
    struct later later;
    for (size_t h = 0; h < 2; h++) {
        const char *keys = key_rows(job, tile, 2 * pair + h);
        later.at = key_rows(job, next, 2 * pair + h);
        later.end = later.at + key_bytes;
        for (size_t i = 0; i < n; i += 2) {
            const float *const two[2] = {q + (2 * i + h) * d, q + (2 * i + 2 + h) * d};
            struct head *const into[2] = {&heads[i][h], &heads[i + 1 < n ? i + 1 : i][h]};
            if (i + 1 < n)
                score_keys(job, dtype, tile, two, 2, keys, into, &later);
            else
                score_keys(job, dtype, tile, two, 1, keys, into, &later);
        }
        for (size_t i = 0; i < n; i++)
            weigh_keys(tile, &heads[i][h], sums + (2 * i + h) * job->sums_size);
    }
    later.at = value_rows(job, next, pair);
    later.end = later.at + 2 * key_bytes;
    for (size_t i = 0; i < n; i++)
        sum_pair(tile, dtype, value_rows(job, tile, pair), 2 * d, heads[i], &later);
}

static void attn_start(const struct attn_job *job, size_t n_heads, float *sums)
{
    memset(sums, 0, n_heads * job->sums_size * sizeof *sums);
    for (size_t h = 0; h < n_heads; h++)
        sums[h * job->sums_size + SUMS_MAX] = -INFINITY;
}

/* The tile at position `at` with the keys from..end-1 in view. */
INLINE struct tile find_tile(void *const *pages, int at, int from, int end)
{
    return (struct tile){.page = pages[at / KERN_PAGE_TOKENS],
                         .row = at % KERN_PAGE_TOKENS,
                         .from = from > at ? from - at : 0,
                         .to = end - at < KERN_TILE_KEYS ? end - at : KERN_TILE_KEYS};
}

static void attn_span(const struct attn_job *job, size_t t, size_t span, size_t j0, size_t j1,
                      float *sums)
{
    int last = job->pos[t], window = job->params.window, begin = (int)span * KERN_SPAN_KEYS;
    int from = window > 0 && last >= window ? last - window + 1 : 0;
    int end = last - begin < KERN_SPAN_KEYS ? last + 1 : begin + KERN_SPAN_KEYS;
    void *const *pages = job->pages[job->seq[t]] + job->table_offset;
    const float *q = job->q + t * job->ldq + 2 * j0 * (size_t)job->shape.head_dim;
    size_t pair = j0 / (size_t)(job->params.n_head / job->params.n_kv);
    attn_start(job, 2 * (j1 - j0), sums);
    from = from > begin ? from : begin;
    struct tile next = find_tile(pages, from / KERN_TILE_KEYS * KERN_TILE_KEYS, from, end);
    for (int at = from / KERN_TILE_KEYS * KERN_TILE_KEYS; at < end; at += KERN_TILE_KEYS) {
        struct tile tile = next;
        if (at + KERN_TILE_KEYS <= last) /* beyond the end of the span as well */
            next = find_tile(pages, at + KERN_TILE_KEYS, from, end);
        if (job->shape.dtype == KERN_F32)
            attend_tile(job, KERN_F32, &tile, &next, q, pair, j1 - j0, sums);
        else
            attend_tile(job, KERN_F16, &tile, &next, q, pair, j1 - j0, sums);
    }
}

static void attn_merge(const struct attn_job *job, size_t n_heads, float *sums, const float *later)
{
    for (size_t h = 0; h < n_heads; h++) {
        vf a, b;
        merge_totals(sums, later[SUMS_MAX], later[SUMS_TOTAL], &a, &b);
        for (size_t e = SUMS_VALUES; e < job->sums_size; e += LANES)
            merge_values(sums + e, a, vf_load(later + e), b);
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
