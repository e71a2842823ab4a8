/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the CPU backends: the table of inner loops that each instruction set fills, and the
 * jobs they work on. cpu.c and cpu_ops.c know threads and shapes, not vectors; the inner loops
 * know vectors, not threads.
 *
 * The idea to read it by: every inner loop takes a range of output values and computes each of
 * them completely, so the ranges can be chosen freely without changing a bit.
 */
#ifndef LEMMA_CPU_H
#define LEMMA_CPU_H

#include "kernels/kernels.h"

#include "kernels/pool.h"

struct linear_job {
    float *y;
    const float *x;
    const float *bias; /* or NULL */
    const char *w;
    enum kern_dtype dtype;
    size_t ldy, ldx, n_in, n_out;
};

struct norm_job {
    float *out;
    const float *x, *weight, *bias;
    float eps;
    size_t n;
};

struct embed_job {
    float *out;
    struct kern_matrix table;
    const int32_t *token;
};

/* out[t][i] = silu(g[t][i]) * m[t][i] */
struct gate_job {
    float *out;
    const float *g, *m;
    size_t ldo, ldg, ldm;
};

struct conv_job {
    float *out;
    const float *u, *weight, *bias;
    size_t ldu, d_inner, d_conv;
    const int32_t *first;
    float *const *state;
    size_t state_offset;
};

struct scan_job {
    float *y;
    const float *c, *dt_raw, *bc, *a_neg, *d;
    size_t ldbc, d_inner, d_state;
    const int32_t *first;
    float *const *state;
    size_t state_offset;
};

struct append_job {
    const float *k, *v;
    size_t ld;
    struct kern_kv_shape shape;
    const int32_t *pos, *seq;
    void *const *const *pages;
    size_t table_offset;
};

/* The most pairs of query heads worked on together. */
#define ATTN_PAIRS 8

/* Softmax sums of one query head over some keys: a header of 16 floats (maximum, sum, unused),
 * then the weighted sum of the values, 2 * head_dim padded to whole vectors. */
enum { SUMS_MAX, SUMS_TOTAL, SUMS_VALUES = 16 };

struct attn_job {
    float *out;
    const float *q;
    size_t ldq;
    struct kern_attn_params params;
    struct kern_kv_shape shape;
    const int32_t *pos, *seq;
    void *const *const *pages;
    size_t table_offset;
    size_t sums_size; /* floats of one head's sums */
    float scale;      /* 1 / sqrtf(head_dim) */
};

struct cpu_isa {
    const char *name;
    size_t tile_rows, tile_tokens; /* the register tile of linear */

    /* y of tokens t0..t1-1 and rows r0..r1-1 */
    void (*linear)(const struct linear_job *job, size_t t0, size_t t1, size_t r0, size_t r1);
    /* tokens t0..t1-1 */
    void (*layernorm)(const struct norm_job *job, size_t t0, size_t t1);
    void (*embed)(const struct embed_job *job, size_t t0, size_t t1);
    void (*kv_append)(const struct append_job *job, size_t t0, size_t t1);
    /* values i0..i1-1 of token t */
    void (*gate)(const struct gate_job *job, size_t t, size_t i0, size_t i1);
    void (*add)(float *x, const float *y, size_t n);
    /* channels c0..c1-1 of all tokens of sequence s */
    void (*conv)(const struct conv_job *job, size_t s, size_t c0, size_t c1);
    void (*ssm_scan)(const struct scan_job *job, size_t s, size_t c0, size_t c1);
    /* Makes the sums of no keys. */
    void (*attn_start)(const struct attn_job *job, size_t n_heads, float *sums);
    /* Sums over the keys of one span for the query heads of pairs j0..j1-1, which share the
     * key/value pair; sums holds two heads a pair. */
    void (*attn_span)(const struct attn_job *job, size_t t, size_t span, size_t j0, size_t j1,
                      float *sums);
    /* Merges the sums of later keys into the sums of earlier ones, head by head. */
    void (*attn_merge)(const struct attn_job *job, size_t n_heads, float *sums, const float *later);
    /* The output of one pair of query heads from its two sums. */
    void (*attn_finish)(const struct attn_job *job, size_t t, size_t j, float *sums);
    uint64_t (*read_sum)(const void *p, size_t bytes);
};

extern const struct cpu_isa cpu_isa_scalar, cpu_isa_avx2, cpu_isa_avx512;
/* The backends on these tables, in cpu.c. */
extern const struct kern_ops cpu_ops_scalar, cpu_ops_avx2, cpu_ops_avx512;

struct kern_device {
    const struct cpu_isa *isa;
    struct pool *pool;
    float *attn_sums; /* softmax sums: a fixed part for each thread, then a shared part */
};

/* Fixed sizes of attn_sums, in floats. Pages of it that are never used cost no memory. */
#define ATTN_WORKER_SUMS ((size_t)1 << 14)
#define ATTN_SHARED_SUMS ((size_t)1 << 22)

/* The layer operations, in cpu_ops.c. */
void cpu_embed(struct kern_device *dev, float *out, const struct kern_matrix *table,
               const struct kern_batch *batch);
void cpu_layernorm(struct kern_device *dev, float *out, const float *x, const float *weight,
                   const float *bias, float eps, int n_tok, int n);
void cpu_linear(struct kern_device *dev, float *y, int ldy, const float *x, int ldx,
                const struct kern_matrix *w, const float *bias, int n_tok);
void cpu_swiglu(struct kern_device *dev, float *out, const float *y, int n_tok, int n);
void cpu_gate(struct kern_device *dev, float *out, int ldo, const float *g, int ldg, const float *m,
              int ldm, int n_tok, int n);
void cpu_add(struct kern_device *dev, float *x, const float *y, size_t n);
void cpu_conv(struct kern_device *dev, float *out, const float *u, int ldu, const float *weight,
              const float *bias, int d_inner, int d_conv, const struct kern_batch *batch,
              size_t state_offset);
void cpu_ssm_scan(struct kern_device *dev, float *y, const float *c, const float *dt_raw,
                  const float *bc, int ldbc, const struct kern_ssm_params *params,
                  const struct kern_batch *batch, size_t state_offset);
void cpu_kv_append(struct kern_device *dev, const float *k, const float *v, int ld,
                   const struct kern_kv_shape *shape, const struct kern_batch *batch,
                   size_t table_offset);
void cpu_diff_attn(struct kern_device *dev, float *out, const float *q, int ldq,
                   const struct kern_attn_params *params, const struct kern_kv_shape *shape,
                   const struct kern_batch *batch, size_t table_offset);

#endif
