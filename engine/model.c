/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a table of tensors to a model. The names and shapes of the architecture stand here, once,
 * in the order of the paper; a tensor that is missing, of another shape or left over is named.
 * Constants derived from weights (-exp(A_log), lambda) are computed with the kernels' own exp, so
 * that they are the same on every machine.
 */
#include "engine/model.h"

#include "engine/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What binding needs at hand; the first failure stays in `status`, later calls do nothing. */
struct binder {
    struct eng_model *m;
    int layer; /* -1 outside the layers */
    enum eng_status status;
    struct eng_error *error;
};

static void shape_text(char *out, size_t size, int rank, const int64_t *shape)
{
    size_t at = 0;
    out[0] = '\0';
    for (int i = 0; i < rank && at < size; i++)
        at += (size_t)snprintf(out + at, size - at, "%s%lld", i ? "x" : "", (long long)shape[i]);
}

/* The tensor of that name with exactly that shape, or NULL after noting the fault. */
static struct tensor *take(struct binder *b, const char *suffix, int rank, const int64_t *shape)
{
    char name[160], expected[96], found[96];
    if (b->status != ENG_OK)
        return NULL;
    if (b->layer >= 0)
        snprintf(name, sizeof name, "model.layers.%d.%s", b->layer, suffix);
    else
        snprintf(name, sizeof name, "%s", suffix);
    const struct tensors *all = &b->m->tensors;
    struct tensor *t = tensors_find(all, name);
    if (!t) {
        b->status = eng_fail(b->error, ENG_BAD_MODEL, "%.100s: tensor %s is missing",
                             all->n_shard == 1 ? all->shards[0].name : "the model's files", name);
        return NULL;
    }
    if (t->rank != rank || memcmp(t->shape, shape, (size_t)rank * sizeof *shape) != 0) {
        shape_text(expected, sizeof expected, rank, shape);
        shape_text(found, sizeof found, t->rank, t->shape);
        b->status = eng_fail(b->error, ENG_BAD_MODEL, "%.100s: tensor %s: expected %s, found %s",
                             all->shards[t->shard].name, name, expected, found);
        return NULL;
    }
    t->used = true;
    return t;
}

static void *own(struct binder *b, size_t bytes)
{
    struct eng_model *m = b->m;
    if (m->n_owned == m->cap_owned) {
        size_t cap = m->cap_owned ? m->cap_owned * 2 : 64;
        void **owned = realloc(m->owned, cap * sizeof *owned);
        if (!owned)
            goto fail;
        m->owned = owned;
        m->cap_owned = cap;
    }
    void *p = m->ops->alloc(m->dev, bytes);
    if (!p)
        goto fail;
    m->owned[m->n_owned++] = p;
    m->owned_bytes += bytes;
    return p;
fail:
    b->status = eng_fail_memory(b->error, "the model's constants");
    return NULL;
}

/* (n_out, n_in) left in the file; copied only if the file does not align it. */
static struct kern_matrix matrix(struct binder *b, const char *suffix, int64_t n_out, int64_t n_in)
{
    const struct tensor *t = take(b, suffix, 2, (int64_t[]){n_out, n_in});
    if (!t)
        return (struct kern_matrix){.data = NULL};
    const struct tensor_shard *s = &b->m->tensors.shards[t->shard];
    const void *data = (const char *)b->m->mapped[t->shard] + (t->data - s->file.data);
    if ((uintptr_t)t->data % kern_dtype_size(t->dtype) != 0) {
        void *copy = own(b, t->bytes);
        if (copy)
            b->m->ops->upload(b->m->dev, copy, t->data, t->bytes);
        data = copy;
    }
    return (struct kern_matrix){data, t->dtype, (int)n_out, (int)n_in};
}

float tensor_element(const struct tensor *t, size_t i)
{
    uint16_t half;
    float value;
    switch (t->dtype) {
    case KERN_F32:
        memcpy(&value, t->data + 4 * i, 4);
        return value;
    case KERN_BF16:
        memcpy(&half, t->data + 2 * i, 2);
        return kern_bf16_to_f32(half);
    case KERN_F16:
        memcpy(&half, t->data + 2 * i, 2);
        return kern_f16_to_f32(half);
    }
    return 0;
}

/* Backend copy of n host floats; frees the host copy. */
static const float *keep(struct binder *b, float *host, size_t n)
{
    float *p = host ? own(b, n * sizeof *host) : NULL;
    if (p)
        b->m->ops->upload(b->m->dev, p, host, n * sizeof *host);
    free(host);
    return p;
}

static float *host_floats(struct binder *b, size_t n)
{
    float *p = malloc(n * sizeof *p);
    if (!p)
        b->status = eng_fail_memory(b->error, "the model's constants");
    return p;
}

/* (n) as f32 on the host, or NULL. The caller frees. */
static float *host_vector(struct binder *b, const char *suffix, int64_t n)
{
    const struct tensor *t = take(b, suffix, 1, &n);
    float *v = t ? host_floats(b, (size_t)n) : NULL;
    for (size_t i = 0; v && i < (size_t)n; i++)
        v[i] = tensor_element(t, i);
    return v;
}

static const float *vector(struct binder *b, const char *suffix, int64_t n)
{
    return keep(b, host_vector(b, suffix, n), (size_t)n);
}

/* A checkpoint matrix (rows, cols) as f32 (cols, rows), each value through f. */
static const float *transposed(struct binder *b, const struct tensor *t, size_t rows, size_t cols,
                               float (*f)(float))
{
    float *v = t ? host_floats(b, rows * cols) : NULL;
    for (size_t r = 0; v && r < rows; r++)
        for (size_t c = 0; c < cols; c++)
            v[c * rows + r] = f(tensor_element(t, r * cols + c));
    return keep(b, v, rows * cols);
}

static float same(float x)
{
    return x;
}

static float minus_exp(float x)
{
    return -kern_exp(x);
}

static struct norm norm(struct binder *b, const char *name)
{
    char weight[64], bias[64];
    snprintf(weight, sizeof weight, "%s.weight", name);
    snprintf(bias, sizeof bias, "%s.bias", name);
    int d = b->m->config.d_model;
    return (struct norm){vector(b, weight, d), vector(b, bias, d)};
}

static size_t take_state(struct eng_model *m, size_t floats)
{
    size_t at = m->state_floats;
    m->state_floats = (at + floats + 15) / 16 * 16;
    return at;
}

static void bind_mamba(struct binder *b, struct mamba *x)
{
    const struct config *c = &b->m->config;
    int64_t inner = c->d_inner, state = c->d_state, rank = c->dt_rank;
    x->in_proj = matrix(b, "attn.in_proj.weight", 2 * inner, c->d_model);
    x->x_proj = matrix(b, "attn.x_proj.weight", rank + 2 * state, inner);
    x->dt_proj = matrix(b, "attn.dt_proj.weight", inner, rank);
    x->out_proj = matrix(b, "attn.out_proj.weight", c->d_model, inner);
    x->dt_bias = vector(b, "attn.dt_proj.bias", inner);
    x->conv_bias = vector(b, "attn.conv1d.bias", inner);
    x->conv_weight =
        transposed(b, take(b, "attn.conv1d.weight", 3, (int64_t[]){inner, 1, c->d_conv}),
                   (size_t)inner, (size_t)c->d_conv, same);
    x->scan = (struct kern_ssm_params){
        .d_inner = c->d_inner,
        .d_state = c->d_state,
        .a_neg = transposed(b, take(b, "attn.A_log", 2, (int64_t[]){inner, state}), (size_t)inner,
                            (size_t)state, minus_exp),
        .d = vector(b, "attn.D", inner),
    };
    x->conv_state = take_state(b->m, (size_t)(c->d_conv - 1) * (size_t)inner);
    x->scan_state = take_state(b->m, (size_t)state * (size_t)inner);
}

static void bind_gmu(struct binder *b, struct gmu *x)
{
    const struct config *c = &b->m->config;
    x->in_proj = matrix(b, "attn.in_proj.weight", c->d_inner, c->d_model);
    x->out_proj = matrix(b, "attn.out_proj.weight", c->d_model, c->d_inner);
}

/* exp(sum lambda_q * lambda_k) of one of the two streams */
static float lambda_part(struct binder *b, const char *q_name, const char *k_name)
{
    int d = b->m->config.head_dim;
    float *q = host_vector(b, q_name, d), *k = host_vector(b, k_name, d);
    double sum = 0;
    for (int i = 0; q && k && i < d; i++)
        sum += (double)q[i] * (double)k[i];
    free(q);
    free(k);
    return kern_exp((float)sum);
}

static struct kern_matrix rows_of(const struct kern_matrix *w, int first, int n)
{
    size_t skip = (size_t)first * (size_t)w->n_in * kern_dtype_size(w->dtype);
    return (struct kern_matrix){w->data ? (const char *)w->data + skip : NULL, w->dtype, n,
                                w->n_in};
}

static void bind_attention(struct binder *b, struct attention *x, enum eng_layer_kind kind)
{
#define INNER "attn.inner_cross_attn."
    const struct config *c = &b->m->config;
    int q = c->n_head * c->head_dim;
    int kv = kind == ENG_LAYER_CROSS ? 0 : 2 * c->n_kv * c->head_dim;
    struct kern_matrix wqkv = matrix(b, "attn.Wqkv.weight", q + kv, c->d_model);
    const float *bias = vector(b, "attn.Wqkv.bias", q + kv);
    x->wq = rows_of(&wqkv, 0, q);
    x->wkv = rows_of(&wqkv, q, kv);
    x->q_bias = bias;
    x->kv_bias = bias ? bias + q : NULL;
    x->out_proj = matrix(b, "attn.out_proj.weight", c->d_model, q);
    x->out_bias = vector(b, "attn.out_proj.bias", c->d_model);
    /* lambda_init = 0.8 - 0.6 exp(-0.3 i), i the layer's index */
    float init = 0.8f - 0.6f * kern_exp(-0.3f * (float)b->layer);
    float first = lambda_part(b, INNER "lambda_q1", INNER "lambda_k1");
    float second = lambda_part(b, INNER "lambda_q2", INNER "lambda_k2");
    x->params = (struct kern_attn_params){
        .n_head = c->n_head,
        .n_kv = c->n_kv,
        .head_dim = c->head_dim,
        .window = kind == ENG_LAYER_SLIDING ? c->window : 0,
        .lambda = first - second + init,
        .out_scale = 1.0f - init,
        .eps = 1e-5f, /* fixed in the architecture; not layer_norm_eps */
        .subln = vector(b, INNER "subln.weight", 2 * c->head_dim),
    };
    /* cross layers read the full cache, which was counted before them */
    x->cache = kind == ENG_LAYER_CROSS ? b->m->full_cache : b->m->n_cache++;
    if (kind == ENG_LAYER_FULL)
        b->m->full_cache = x->cache;
#undef INNER
}

static void bind_layer(struct binder *b, struct layer *layer)
{
    const struct config *c = &b->m->config;
    layer->kind = config_layer_kind(c, b->layer);
    layer->input_norm = norm(b, "input_layernorm");
    switch (layer->kind) {
    case ENG_LAYER_MAMBA:
        bind_mamba(b, &layer->mamba);
        break;
    case ENG_LAYER_GMU:
        bind_gmu(b, &layer->gmu);
        break;
    case ENG_LAYER_SLIDING:
    case ENG_LAYER_FULL:
    case ENG_LAYER_CROSS:
        bind_attention(b, &layer->attention, layer->kind);
        break;
    }
    layer->post_norm = norm(b, "post_attention_layernorm");
    layer->fc1 = matrix(b, "mlp.fc1.weight", 2 * (int64_t)c->d_mlp, c->d_model);
    layer->fc2 = matrix(b, "mlp.fc2.weight", c->d_model, c->d_mlp);
}

/* A stored lm_head must be the embedding again, or the model is not tied and not ours. */
static void check_head(struct binder *b)
{
    const struct tensors *all = &b->m->tensors;
    struct tensor *head = tensors_find(all, "lm_head.weight");
    const struct tensor *embed = tensors_find(all, "model.embed_tokens.weight");
    if (!head || !embed || b->status != ENG_OK)
        return;
    take(b, "lm_head.weight", 2, embed->shape);
    size_t d = (size_t)b->m->config.d_model, n = (size_t)b->m->config.vocab_size;
    size_t step = n > 512 ? n / 512 : 1; /* rows spread over the vocabulary */
    for (size_t row = 0; b->status == ENG_OK && row < n; row += step)
        for (size_t i = row * d; i < (row + 1) * d; i++)
            if (tensor_element(head, i) != tensor_element(embed, i)) {
                b->status = eng_fail(b->error, ENG_UNSUPPORTED,
                                     "tensor lm_head.weight: differs from the embedding; only "
                                     "models that tie them are supported");
                return;
            }
}

static void check_all_used(struct binder *b)
{
    static const char passed_over[] = "critic_head.";
    const struct tensors *all = &b->m->tensors;
    for (size_t i = 0; b->status == ENG_OK && i < all->count; i++) {
        const struct tensor *t = &all->list[i];
        if (!t->used && strncmp(t->name, passed_over, sizeof passed_over - 1) != 0)
            b->status = eng_fail(b->error, ENG_BAD_MODEL, "%.100s: unexpected tensor %.200s",
                                 all->shards[t->shard].name, t->name);
    }
}

enum eng_status model_bind(struct eng_model *m, struct eng_error *error)
{
    const struct config *c = &m->config;
    struct binder b = {.m = m, .layer = -1, .status = ENG_OK, .error = error};
    m->embed = matrix(&b, "model.embed_tokens.weight", c->vocab_size, c->d_model);
    check_head(&b);
    for (b.layer = 0; b.layer < c->n_layer && b.status == ENG_OK; b.layer++)
        bind_layer(&b, &m->layers[b.layer]);
    b.layer = -1;
    m->final_norm = norm(&b, "model.final_layernorm");
    check_all_used(&b);
    return b.status;
}

uint64_t model_fingerprint(const struct eng_model *m)
{
    enum { WHOLE = 1 << 16, BLOCK = 64 };
    const struct config *c = &m->config;
    const int64_t shape[] = {c->vocab_size, c->d_model, c->d_mlp,
                             c->n_layer,    c->n_head,  c->n_kv,
                             c->window,     c->d_inner, c->d_state,
                             c->d_conv,     c->dt_rank, (int64_t)(c->layer_norm_eps * 1e12f)};
    uint64_t h = eng_hash(1, shape, sizeof shape), total = 0;
    for (size_t i = 0; i < m->tensors.count; i++)
        total += m->tensors.list[i].bytes;
    bool all = total <= 64u << 20;
    for (size_t i = 0; i < m->tensors.count; i++) {
        const struct tensor *t = &m->tensors.list[i];
        if (!t->used)
            continue;
        h = eng_hash(h, t->name, strlen(t->name));
        h = eng_hash(h ^ (uint64_t)t->dtype, t->shape, sizeof t->shape);
        if (all || t->bytes <= WHOLE) {
            h = eng_hash(h, t->data, t->bytes);
            continue;
        }
        /* two places a tensor: more would make opening a cold file slow */
        for (uint64_t k = 1; k <= 2; k++)
            h = eng_hash(h, t->data + t->bytes / 3 * k, BLOCK);
    }
    return h;
}

/* --- workspace ------------------------------------------------------------------------------ */

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* What the workspace consists of, as a table: where the pointer goes and how many bytes. */
struct piece {
    size_t field;
    size_t bytes;
};
enum { N_PIECE = 11 };

static void workspace_plan(const struct eng_model *m, struct piece *pieces, int *logit_rows,
                           size_t *batch_bytes)
{
    const struct config *c = &m->config;
    size_t rows = (size_t)m->chunk, d = (size_t)c->d_model, inner = (size_t)c->d_inner;
    size_t q = (size_t)c->n_head * (size_t)c->head_dim;
    size_t kv = 2 * (size_t)c->n_kv * (size_t)c->head_dim;
    size_t wide = larger(larger(2 * (size_t)c->d_mlp, 2 * inner), q + kv);
    size_t mid = larger(larger((size_t)c->d_mlp, inner), q);
    size_t f = sizeof(float);
    *logit_rows = m->chunk < 32 ? m->chunk : 32;
    /* token, pos, seq (rows each), first (rows + 1), then state and pages (rows pointers) */
    size_t ints = 64 * ((4 * rows + 1) * sizeof(int32_t) / 64 + 1);
    *batch_bytes = 2 * (ints + 64 * (2 * rows * sizeof(void *) / 64 + 1));
    const struct piece plan[N_PIECE] = {
        {offsetof(struct workspace, h), rows * d * f},
        {offsetof(struct workspace, x), rows * d * f},
        {offsetof(struct workspace, wide), rows * wide * f},
        {offsetof(struct workspace, inner), rows * mid * f},
        {offsetof(struct workspace, conv), rows * inner * f},
        {offsetof(struct workspace, dt), rows * inner * f},
        {offsetof(struct workspace, xbc), rows * (size_t)(c->dt_rank + 2 * c->d_state) * f},
        {offsetof(struct workspace, memory), rows * inner * f},
        {offsetof(struct workspace, logits), (size_t)*logit_rows * (size_t)c->vocab_size * f},
        {offsetof(struct workspace, batch), *batch_bytes},
        {offsetof(struct workspace, backup), m->state_floats * f},
    };
    memcpy(pieces, plan, sizeof plan);
}

uint64_t workspace_bytes(const struct eng_model *m)
{
    struct piece pieces[N_PIECE];
    int logit_rows;
    size_t batch_bytes;
    uint64_t total = 0;
    workspace_plan(m, pieces, &logit_rows, &batch_bytes);
    for (int i = 0; i < N_PIECE; i++)
        total += pieces[i].bytes;
    return total + batch_bytes + (uint64_t)m->config.vocab_size * sizeof(struct candidate);
}

enum eng_status workspace_ensure(struct eng_model *m, struct eng_error *error)
{
    struct workspace *w = &m->workspace;
    if (w->rows)
        return ENG_OK;
    struct piece pieces[N_PIECE];
    workspace_plan(m, pieces, &w->logit_rows, &w->batch_bytes);
    w->batch_host = calloc(1, w->batch_bytes);
    w->candidates = malloc((size_t)m->config.vocab_size * sizeof *w->candidates);
    bool fine = w->batch_host && w->candidates;
    for (int i = 0; i < N_PIECE && fine; i++) {
        void *p = m->ops->alloc(m->dev, pieces[i].bytes);
        memcpy((char *)w + pieces[i].field, &p, sizeof p);
        fine = p != NULL;
    }
    if (!fine) {
        workspace_release(m);
        return eng_fail_memory(error, "the workspace of the model");
    }
    w->rows = m->chunk;
    return ENG_OK;
}

void workspace_release(struct eng_model *m)
{
    struct workspace *w = &m->workspace;
    struct piece pieces[N_PIECE];
    int logit_rows;
    size_t batch_bytes;
    workspace_plan(m, pieces, &logit_rows, &batch_bytes);
    for (int i = 0; i < N_PIECE; i++) {
        void *p;
        memcpy(&p, (char *)w + pieces[i].field, sizeof p);
        if (p)
            m->ops->free(m->dev, p);
    }
    free(w->batch_host);
    free(w->candidates);
    *w = (struct workspace){.rows = 0};
}
