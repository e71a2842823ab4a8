/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers in, numbers out. A backend is one table of device calls and layer operations (struct
 * kern_ops); the engine's forward pass is written once on that table. This layer knows shapes and
 * element types, never a model, a file or a tokenizer.
 *
 * The idea to read it by, the numbers contract: every CPU backend (scalar, AVX2, AVX-512), thread
 * count, chunking and batch gives the same bits. So each output value has ONE definition, given
 * with each operation below and written out once in cpu_*.h:
 *   dot16(x, w, K)  16 partial sums; lane l takes k = l, l+16, l+32, ... ascending, each step one
 *                   fused multiply-add; lanes without a k left are untouched; then tree16.
 *   tree16(s)       for h = 8, 4, 2, 1: s[l] += s[l+h] for l < h; the result is s[0].
 *   kern_exp/log    own polynomials in a fixed order of fused steps; no libm but sqrt and fma.
 *   silu(x)         x / (1 + kern_exp(-x)).
 * A NaN is a NaN everywhere; which one, is not defined.
 * Work is cut between threads by output values only: no sum is ever split by a thread.
 *
 * Layout: matrices are row-major; `ld*` is the distance in elements between rows. Activations are
 * f32. Every pointer is backend memory unless it says host. Operations are queued in order;
 * results may be read after download or sync. A device is used by one thread at a time.
 */
#ifndef LEMMA_KERNELS_H
#define LEMMA_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KERN_PAGE_TOKENS 256   /* tokens of one K/V page */
#define KERN_TILE_KEYS 64      /* keys of one softmax tile, aligned to absolute position */
#define KERN_SPAN_KEYS 1024    /* keys summed by one worker: a fixed number of tiles, aligned */
#define KERN_HEAD_DIM_MAX 1024 /* the largest head_dim: sums of a head live in fixed buffers */

enum kern_dtype { KERN_F32, KERN_BF16, KERN_F16 };

/* Bytes of one element. */
size_t kern_dtype_size(enum kern_dtype type);

/* A weight matrix as stored, (n_out, n_in), aligned to its element size only. */
struct kern_matrix {
    const void *data;
    enum kern_dtype dtype;
    int n_out, n_in;
};

/* What one pass works on: n_tok tokens of n_seq sequences. The tokens of a sequence stand together
 * in ascending position. The counts are host values; the arrays are backend memory, so that a
 * captured graph can be replayed with new contents. */
struct kern_batch {
    int n_tok, n_seq;
    const int32_t *token;      /* (n_tok) vocabulary id, in range */
    const int32_t *pos;        /* (n_tok) absolute position in its sequence, from 0 */
    const int32_t *seq;        /* (n_tok) index of its sequence, 0..n_seq-1, ascending */
    const int32_t *first;      /* (n_seq + 1) first token of each sequence; first[n_seq] = n_tok */
    float *const *state;       /* (n_seq) recurrent state of each sequence, all layers */
    void *const *const *pages; /* (n_seq) page table of each sequence, all layers */
};

/* One K/V page holds KERN_PAGE_TOKENS tokens: first the keys, (n_kv, 256, d), then the values of
 * key/value head pairs side by side, (n_kv/2, 256, 2*d): heads 2m and 2m+1 make one row. */
struct kern_kv_shape {
    int n_kv, head_dim;
    enum kern_dtype dtype; /* KERN_F32 or KERN_F16 (rounded to nearest even when appended) */
};
size_t kern_page_bytes(const struct kern_kv_shape *shape);

struct kern_ssm_params {
    int d_inner, d_state;
    const float *a_neg; /* (d_state, d_inner): -exp(A_log), transposed */
    const float *d;     /* (d_inner) */
};

struct kern_attn_params {
    int n_head, n_kv, head_dim;
    int window;         /* keys a query sees, itself included; 0: all */
    float lambda;       /* weight of the second softmax */
    float out_scale;    /* 1 - lambda_init */
    float eps;          /* of the RMS norm over 2 * head_dim */
    const float *subln; /* (2 * head_dim) */
};

struct kern_device; /* opaque; one per open model */

struct kern_ops {
    const char *name;     /* "scalar", "avx2", "avx512"; also what --isa takes */
    bool (*usable)(void); /* can this machine run it? */

    /* --- device calls ------------------------------------------------------------------- */
    /* threads: 0 = one per core available to the process. NULL when memory or threads lack. */
    struct kern_device *(*open)(int threads);
    void (*close)(struct kern_device *dev);
    int (*threads)(const struct kern_device *dev);
    /* 64-byte aligned, zeroed; NULL when there is no memory. */
    void *(*alloc)(struct kern_device *dev, size_t bytes);
    void (*free)(struct kern_device *dev, void *p);
    /* Makes host memory that stays valid and unchanged (an mmapped file) readable by operations.
     * CPU: the same pointer. NULL when there is no memory. unmap takes what map returned. */
    const void *(*map)(struct kern_device *dev, const void *host, size_t bytes);
    void (*unmap)(struct kern_device *dev, const void *p);
    void (*upload)(struct kern_device *dev, void *to, const void *host, size_t bytes);
    void (*download)(struct kern_device *dev, void *host, const void *from, size_t bytes);
    void (*copy)(struct kern_device *dev, void *to, const void *from, size_t bytes);
    void (*sync)(struct kern_device *dev);
    /* Reads the bytes with all threads and returns a sum of them: a bandwidth probe. */
    uint64_t (*read_sum)(struct kern_device *dev, const void *p, size_t bytes);

    /* --- layer operations --------------------------------------------------------------- */
    /* out (n_tok, n_in of table) = row token[t] of the table (vocab, d_model), widened to f32. */
    void (*embed)(struct kern_device *dev, float *out, const struct kern_matrix *table,
                  const struct kern_batch *batch);

    /* out = (x - mean) / sqrt(var + eps) * weight + bias over each row of n; biased variance.
     * mean = tree16 of 16 strided partial sums (plain adds, lane l takes i = l, l+16, ...) / n;
     * var = the same partial sums of (x-mean)^2 with fma / n; then fma((x-mean)*r, weight, bias)
     * with r = 1 / sqrtf(var + eps). out may be x. */
    void (*layernorm)(struct kern_device *dev, float *out, const float *x, const float *weight,
                      const float *bias, float eps, int n_tok, int n);

    /* y[t][o] = dot16(x[t], w[o], n_in) (+ bias[o] in one add, if bias). x and y do not overlap. */
    void (*linear)(struct kern_device *dev, float *y, int ldy, const float *x, int ldx,
                   const struct kern_matrix *w, const float *bias, int n_tok);

    /* out[t][i] = silu(y[t][i]) * y[t][n + i]: y is (n_tok, 2n), gate first; apart from out. */
    void (*swiglu)(struct kern_device *dev, float *out, const float *y, int n_tok, int n);
    /* out[t][i] = silu(g[t][i]) * m[t][i]; out may be m. */
    void (*gate)(struct kern_device *dev, float *out, int ldo, const float *g, int ldg,
                 const float *m, int ldm, int n_tok, int n);
    /* x[i] += y[i] */
    void (*add)(struct kern_device *dev, float *x, const float *y, size_t n);

    /* Causal depthwise convolution and silu: out[t][c] = silu(bias[c] + sum_{j<K} w[j][c] *
     * u[t-(K-1)+j][c]), taps ascending in one fma chain that starts from the bias. weight is
     * (d_conv, d_inner), transposed from the checkpoint. What lies before the batch's first token
     * of a sequence comes from its state + offset, (d_conv-1, d_inner), oldest first, which is then
     * replaced by the last d_conv-1 inputs. u has row distance ldu; out is (n_tok, d_inner). */
    void (*conv)(struct kern_device *dev, float *out, const float *u, int ldu, const float *weight,
                 const float *bias, int d_inner, int d_conv, const struct kern_batch *batch,
                 size_t state_offset);

    /* Selective scan. c (n_tok, d_inner); dt_raw (n_tok, d_inner), bias already added; bc
     * (n_tok, ldbc): B in bc[0..N), C in bc[N..2N). dt = softplus(dt_raw);
     * s = fma(s, exp(dt*a_neg), (dt*c)*B); y = fma chain over n ascending of s*C, starting from
     * D*c. The state of a sequence at state_offset is (d_state, d_inner). */
    void (*ssm_scan)(struct kern_device *dev, float *y, const float *c, const float *dt_raw,
                     const float *bc, int ldbc, const struct kern_ssm_params *params,
                     const struct kern_batch *batch, size_t state_offset);

    /* Stores k and v of each token (rows of n_kv*head_dim floats, distance ld) in its page:
     * pages[seq][table_offset + pos / 256], row pos % 256. */
    void (*kv_append)(struct kern_device *dev, const float *k, const float *v, int ld,
                      const struct kern_kv_shape *shape, const struct kern_batch *batch,
                      size_t table_offset);

    /* Differential attention of every token over the keys at positions max(0, pos-window+1)..pos
     * of its sequence. out (n_tok, n_head*head_dim), q (n_tok, ldq). Pair j = query heads 2j and
     * 2j+1; m = j / (n_head/n_kv); keys 2m and 2m+1, values pair m.
     * score = dot16(q, k, d) * (1/sqrtf(d)). A tile of 64 keys (absolute position) gives its
     * maximum M, p_i = exp(score_i - M), L = tree16 of lane sums (lane i%16, ascending), and
     * O[e] = fma chain over keys ascending of p_i*v_i[e] starting at 0. Tiles of one span of 1,024
     * keys, then spans, are merged in ascending order, each time starting from m = -inf, l = 0,
     * o = 0: M' = max, a = exp(m-M'), b = exp(M-M'), l = fma(l, a, L*b), o = fma(o, a, O*b). Then
     * o = fma(-lambda, o2/l2, o1/l1), r = 1/sqrtf(dot16(o, o, 2d)/(2d) + eps) and
     * out = o * r * subln * out_scale from left to right. Keys outside the view of the query count
     * nowhere; pages that no query of the batch sees may be NULL. head_dim is at most
     * KERN_HEAD_DIM_MAX, n_kv even, n_head a multiple of n_kv. */
    void (*diff_attn)(struct kern_device *dev, float *out, const float *q, int ldq,
                      const struct kern_attn_params *params, const struct kern_kv_shape *shape,
                      const struct kern_batch *batch, size_t table_offset);
};

/* All backends compiled in, best first. */
const struct kern_ops *const *kern_list(size_t *count);
/* By name; NULL or "auto": the best one this machine can run. NULL if there is none such, or this
 * machine cannot run it (then *known, if not NULL, says whether the name exists). */
const struct kern_ops *kern_find(const char *name, bool *known);

/* Host scalar versions with the same bits as the vector ones: for constants made at load time. */
float kern_exp(float x);      /* below 1 ulp; exact at 0 and infinities; subnormal results are 0 */
float kern_log(float x);      /* below 1 ulp; 0 -> -inf; below 0 -> NaN */
float kern_sigmoid(float x);  /* 1 / (1 + exp(-x)), below 2.5 ulp */
float kern_softplus(float x); /* log(1 + exp(x)) without overflow, below 2 ulp */
float kern_f16_to_f32(uint16_t bits);
float kern_bf16_to_f32(uint16_t bits);
uint16_t kern_f32_to_f16(float x); /* nearest even; a NaN becomes quiet and keeps its top bits */
/* The one dot product, for tests and the sampler. */
float kern_dot16(const float *x, const float *w, size_t n);

#endif
