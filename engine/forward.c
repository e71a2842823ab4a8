/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SambaY, layer by layer (Ren et al. 2025, "Decoder-Hybrid-Decoder Architecture for Efficient
 * Reasoning with Long Generation"). The lower half writes: Mamba and sliding attention over every
 * token, ending in the memory of layer L/2 and the K/V of layer L/2+1. The upper half reads: full
 * and cross attention on that one cache, gated memory units on that memory; for a prompt only its
 * last token needs it. Each step has its formula above it; shapes stand behind.
 */
#include "engine/forward.h"

#include <string.h>

/* --- batches -------------------------------------------------------------------------------- */

/* Where the arrays of a batch lie in the workspace's batch block; half 0: all rows, 1: last. */
static void batch_arrays(struct eng_model *m, int half, char *base, int32_t **token, int32_t **pos,
                         int32_t **seq, int32_t **first, void ***state, void ****pages)
{
    struct workspace *w = &m->workspace;
    size_t rows = (size_t)w->rows;
    char *at = base + (size_t)half * (w->batch_bytes / 2);
    *state = (void **)at;
    *pages = (void ***)(at + rows * sizeof(void *));
    *token = (int32_t *)(at + 2 * rows * sizeof(void *));
    *pos = *token + rows;
    *seq = *pos + rows;
    *first = *seq + rows;
}

static void batch_send(struct eng_model *m, int half, size_t n_tok, size_t n_seq,
                       struct kern_batch *batch)
{
    struct workspace *w = &m->workspace;
    size_t offset = (size_t)half * (w->batch_bytes / 2);
    m->ops->upload(m->dev, (char *)w->batch + offset, (char *)w->batch_host + offset,
                   w->batch_bytes / 2);
    int32_t *token, *pos, *seq, *first;
    void **state, ***pages;
    batch_arrays(m, half, w->batch, &token, &pos, &seq, &first, &state, &pages);
    *batch = (struct kern_batch){
        .n_tok = (int)n_tok,
        .n_seq = (int)n_seq,
        .token = token,
        .pos = pos,
        .seq = seq,
        .first = first,
        .state = (float *const *)state,
        .pages = (void *const *const *)pages,
    };
}

void forward_batch_one(struct eng_model *m, struct eng_session *session, const int32_t *ids,
                       size_t count, struct kern_batch *batch)
{
    int32_t *token, *pos, *seq, *first;
    void **state, ***pages;
    batch_arrays(m, 0, m->workspace.batch_host, &token, &pos, &seq, &first, &state, &pages);
    for (size_t i = 0; i < count; i++) {
        token[i] = ids[i];
        pos[i] = (int32_t)(session->n_tokens + i);
        seq[i] = 0;
    }
    first[0] = 0;
    first[1] = (int32_t)count;
    state[0] = session->state;
    pages[0] = session->table;
    batch_send(m, 0, count, 1, batch);
}

void forward_batch_many(struct eng_model *m, struct eng_session *const *sessions,
                        const int32_t *ids, size_t n, struct kern_batch *batch)
{
    int32_t *token, *pos, *seq, *first;
    void **state, ***pages;
    batch_arrays(m, 0, m->workspace.batch_host, &token, &pos, &seq, &first, &state, &pages);
    for (size_t i = 0; i < n; i++) {
        token[i] = ids[i];
        pos[i] = (int32_t)sessions[i]->n_tokens;
        seq[i] = first[i] = (int32_t)i;
        state[i] = sessions[i]->state;
        pages[i] = sessions[i]->table;
    }
    first[n] = (int32_t)n;
    batch_send(m, 0, n, n, batch);
}

void forward_batch_last(struct eng_model *m, const struct kern_batch *batch,
                        struct kern_batch *last)
{
    int32_t *from_token, *from_pos, *from_seq, *from_first, *token, *pos, *seq, *first;
    void **from_state, ***from_pages, **state, ***pages;
    char *host = m->workspace.batch_host;
    batch_arrays(m, 0, host, &from_token, &from_pos, &from_seq, &from_first, &from_state,
                 &from_pages);
    batch_arrays(m, 1, host, &token, &pos, &seq, &first, &state, &pages);
    token[0] = from_token[batch->n_tok - 1];
    pos[0] = from_pos[batch->n_tok - 1];
    seq[0] = first[0] = 0;
    first[1] = 1;
    state[0] = from_state[0];
    pages[0] = from_pages[0];
    batch_send(m, 1, 1, 1, last);
}

/* --- layers --------------------------------------------------------------------------------- */

/* y = W x + b, rows closely packed on both sides */
static void project(struct eng_model *m, float *y, const float *x, const struct kern_matrix *w,
                    const float *bias, int n_tok)
{
    m->ops->linear(m->dev, y, w->n_out, x, w->n_in, w, bias, n_tok);
}

static void normalise(struct eng_model *m, float *out, const float *h, const struct norm *norm,
                      int n_tok)
{
    m->ops->layernorm(m->dev, out, h, norm->weight, norm->bias, m->config.layer_norm_eps, n_tok,
                      m->config.d_model);
}

/* Selective state space, Mamba-1 (Gu and Dao 2023). x -> x; `memory` takes y where asked. */
static void mamba_forward(struct eng_model *m, const struct mamba *l,
                          const struct kern_batch *batch, float *memory)
{
    const struct config *c = &m->config;
    struct workspace *w = &m->workspace;
    int n = batch->n_tok, inner = c->d_inner;
    float *y = memory ? memory : w->inner;
    /* [u, z] = in_proj x */
    project(m, w->wide, w->x, &l->in_proj, NULL, n); // (n_tok, 2 * d_inner)
    /* c = silu(conv(u) + bias) */
    m->ops->conv(m->dev, w->conv, w->wide, 2 * inner, l->conv_weight, l->conv_bias, inner,
                 c->d_conv, batch, l->conv_state); // (n_tok, d_inner)
    /* [dt_r, B, C] = x_proj c */
    project(m, w->xbc, w->conv, &l->x_proj, NULL, n); // (n_tok, dt_rank + 2 * d_state)
    /* dt = softplus(dt_proj dt_r + bias); the scan applies the softplus */
    m->ops->linear(m->dev, w->dt, inner, w->xbc, l->x_proj.n_out, &l->dt_proj, l->dt_bias,
                   n); // (n_tok, d_inner)
    /* s = exp(dt A) s + dt c B;  y = s C + D c */
    m->ops->ssm_scan(m->dev, y, w->conv, w->dt, w->xbc + c->dt_rank, l->x_proj.n_out, &l->scan,
                     batch, l->scan_state); // (n_tok, d_inner)
    /* x = out_proj (y * silu(z)) */
    m->ops->gate(m->dev, w->inner, inner, w->wide + inner, 2 * inner, y, inner, n, inner);
    project(m, w->x, w->inner, &l->out_proj, NULL, n); // (n_tok, d_model)
}

/* Gated memory unit: x = out_proj (silu(in_proj x) * memory) */
static void gmu_forward(struct eng_model *m, const struct gmu *l, const struct kern_batch *batch,
                        const float *memory)
{
    struct workspace *w = &m->workspace;
    int n = batch->n_tok, inner = m->config.d_inner;
    project(m, w->wide, w->x, &l->in_proj, NULL, n); // (n_tok, d_inner)
    m->ops->gate(m->dev, w->inner, inner, w->wide, inner, memory, inner, n, inner);
    project(m, w->x, w->inner, &l->out_proj, NULL, n); // (n_tok, d_model)
}

/* [k, v] = Wkv x + b, appended to the layer's own cache */
static void write_kv(struct eng_model *m, const struct attention *l, const struct kern_batch *batch)
{
    struct workspace *w = &m->workspace;
    int kv = l->wkv.n_out;
    project(m, w->wide, w->x, &l->wkv, l->kv_bias, batch->n_tok); // (n_tok, 2 * n_kv * head_dim)
    m->ops->kv_append(m->dev, w->wide, w->wide + kv / 2, kv, &m->kv, batch,
                      l->cache * m->max_pages);
}

/* Differential attention (Ye et al. 2024): x = out_proj (attention of Wq x + b) + b */
static void attention_forward(struct eng_model *m, const struct attention *l,
                              const struct kern_batch *batch)
{
    struct workspace *w = &m->workspace;
    int n = batch->n_tok, q = l->wq.n_out;
    project(m, w->wide, w->x, &l->wq, l->q_bias, n); // (n_tok, n_head * head_dim)
    m->ops->diff_attn(m->dev, w->inner, w->wide, q, &l->params, &m->kv, batch,
                      l->cache * m->max_pages);               // (n_tok, n_head * head_dim)
    project(m, w->x, w->inner, &l->out_proj, l->out_bias, n); // (n_tok, d_model)
}

/* h += x;  h += fc2 (silu(gate) * up), [gate, up] = fc1 LN(h) */
static void finish_layer(struct eng_model *m, const struct layer *l, float *h, int n_tok)
{
    const struct config *c = &m->config;
    struct workspace *w = &m->workspace;
    size_t size = (size_t)n_tok * (size_t)c->d_model;
    m->ops->add(m->dev, h, w->x, size);
    normalise(m, w->x, h, &l->post_norm, n_tok);
    project(m, w->wide, w->x, &l->fc1, NULL, n_tok);            // (n_tok, 2 * d_mlp)
    m->ops->swiglu(m->dev, w->inner, w->wide, n_tok, c->d_mlp); // (n_tok, d_mlp)
    project(m, w->x, w->inner, &l->fc2, NULL, n_tok);           // (n_tok, d_model)
    m->ops->add(m->dev, h, w->x, size);
}

bool write_memory(struct eng_model *m, const struct kern_batch *batch, const atomic_bool *cancel)
{
    struct workspace *w = &m->workspace;
    int half = m->config.n_layer / 2;
    m->ops->embed(m->dev, w->h, &m->embed, batch);
    for (int i = 0; i <= half; i++) {
        const struct layer *l = &m->layers[i];
        if (cancel && atomic_load_explicit(cancel, memory_order_relaxed))
            return false;
        normalise(m, w->x, w->h, &l->input_norm, batch->n_tok);
        if (l->kind == ENG_LAYER_MAMBA) {
            mamba_forward(m, &l->mamba, batch, i == half ? w->memory : NULL);
        } else {
            write_kv(m, &l->attention, batch);
            attention_forward(m, &l->attention, batch);
        }
        finish_layer(m, l, w->h, batch->n_tok);
    }
    const struct layer *full = &m->layers[half + 1];
    normalise(m, w->x, w->h, &full->input_norm, batch->n_tok);
    write_kv(m, &full->attention, batch);
    return true;
}

void read_memory(struct eng_model *m, const struct kern_batch *batch, size_t first_row)
{
    const struct config *c = &m->config;
    struct workspace *w = &m->workspace;
    float *h = w->h + first_row * (size_t)c->d_model;
    const float *memory = w->memory + first_row * (size_t)c->d_inner;
    for (int i = c->n_layer / 2 + 1; i < c->n_layer; i++) {
        const struct layer *l = &m->layers[i];
        normalise(m, w->x, h, &l->input_norm, batch->n_tok);
        if (l->kind == ENG_LAYER_GMU)
            gmu_forward(m, &l->gmu, batch, memory);
        else
            attention_forward(m, &l->attention, batch);
        finish_layer(m, l, h, batch->n_tok);
    }
    normalise(m, w->x, h, &m->final_norm, batch->n_tok);
}

void read_logits(struct eng_model *m, size_t first, size_t n)
{
    struct workspace *w = &m->workspace;
    project(m, w->logits, w->x + first * (size_t)m->config.d_model, &m->embed, NULL,
            (int)n); // (n, vocab_size)
}
