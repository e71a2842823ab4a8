/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the engine: a model as forward.c walks it. Every tensor of the directory has found
 * its place and shape here; matrices stay in the mapped files, small vectors are f32 copies.
 */
#ifndef LEMMA_ENGINE_MODEL_H
#define LEMMA_ENGINE_MODEL_H

#include "engine/config.h"
#include "engine/safetensors.h"
#include "kernels/kernels.h"

#include <pthread.h>

struct norm {
    const float *weight, *bias; /* (d_model) */
};

struct mamba {
    struct kern_matrix in_proj, x_proj, dt_proj, out_proj;
    const float *conv_weight; /* (d_conv, d_inner) */
    const float *conv_bias, *dt_bias;
    struct kern_ssm_params scan;
    size_t conv_state, scan_state; /* offsets in a session's recurrent state, in floats */
};

struct gmu {
    struct kern_matrix in_proj, out_proj;
};

/* Wqkv in two parts, because a prompt needs the queries of layer L/2+1 for its last token only.
 * Cross layers have no wkv: they read the cache of layer L/2+1. */
struct attention {
    struct kern_matrix wq, wkv, out_proj;
    const float *q_bias, *kv_bias, *out_bias;
    struct kern_attn_params params;
    size_t cache; /* which K/V cache: 0..n_cache-1 */
};

struct layer {
    enum eng_layer_kind kind;
    struct norm input_norm, post_norm;
    union {
        struct mamba mamba;
        struct gmu gmu;
        struct attention attention;
    };
    struct kern_matrix fc1, fc2;
};

/* What the sampler works on: a logit, later a weight, and its token. */
struct candidate {
    float logit;
    int32_t id;
};

/* Element i of a tensor, widened. */
float tensor_element(const struct tensor *t, size_t i);

/* Scratch of one pass, in backend memory; rows = tokens of a chunk or sessions of a step. */
struct workspace {
    int rows;       /* 0 until the first session */
    int logit_rows; /* rows of logits computed at a time */
    float *h;       /* (rows, d_model) residual stream */
    float *x;       /* (rows, d_model) branch input and output */
    float *wide;    /* (rows, max(2*d_mlp, 2*d_inner, q + k + v)) */
    float *inner;   /* (rows, max(d_mlp, d_inner, q)) */
    float *conv;    /* (rows, d_inner) */
    float *dt;      /* (rows, d_inner) */
    float *xbc;     /* (rows, dt_rank + 2*d_state) */
    float *memory;  /* (rows, d_inner) of layer L/2 */
    float *logits;  /* (logit_rows, vocab_size) */
    void *batch;    /* the arrays of struct kern_batch, twice: all rows and the rows read */
    void *batch_host;
    struct candidate *candidates; /* host, (vocab_size) */
    size_t batch_bytes;
    float *backup; /* recurrent state before a chunk, for a cancel in the middle */
};

struct eng_model {
    const struct kern_ops *ops;
    struct kern_device *dev;
    struct config config;
    struct tensors tensors;
    const void **mapped; /* (n_shard) what ops->map made of the files */
    void **owned;        /* backend memory to free with the model */
    size_t n_owned, cap_owned;
    uint64_t owned_bytes;

    struct layer *layers;
    struct kern_matrix embed; /* (vocab_size, d_model), the output head as well */
    struct norm final_norm;

    enum eng_layer_kind *kinds;
    struct kern_kv_shape kv;
    size_t n_cache;      /* layers with a K/V cache of their own: L/4 sliding and one full */
    size_t full_cache;   /* index of the full one */
    size_t state_floats; /* recurrent state of a session */
    size_t max_pages;    /* pages of one cache at most */
    int64_t context;
    int chunk;
    uint64_t hash;
    char *dir;

    pthread_mutex_t lock; /* held while computing: device and workspace are one at a time */
    struct workspace workspace;

    pthread_mutex_t tokenizer_lock;
    struct eng_tokenizer *tokenizer; /* opened when first asked for */
    struct eng_error tokenizer_error;
    bool tokenizer_tried;
};

/* Binds every tensor of m->tensors to its place; config, tensors, ops and dev are set. */
enum eng_status model_bind(struct eng_model *m, struct eng_error *error);
/* A fingerprint of configuration and weights; large tensors are sampled. */
uint64_t model_fingerprint(const struct eng_model *m);
/* Takes the scratch memory if it is not there yet. */
enum eng_status workspace_ensure(struct eng_model *m, struct eng_error *error);
void workspace_release(struct eng_model *m);
uint64_t workspace_bytes(const struct eng_model *m);

#endif
