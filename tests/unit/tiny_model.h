/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests: a model of a few kilobytes, built in memory, broken on purpose if wanted, and written
 * as a model directory. It knows the names and shapes of a checkpoint a second time, so that the
 * engine is not tested against itself. Included by one test program each: everything is static.
 */
#ifndef LEMMA_TEST_TINY_MODEL_H
#define LEMMA_TEST_TINY_MODEL_H

#include "app/base/random.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TINY_MAX_TENSORS 300
#define TINY_CHECK(x) ((x) ? (void)0 : tiny_stop(__FILE__, __LINE__, #x))

struct tiny_tensor {
    char name[96];
    char dtype[8];
    int rank;
    int64_t shape[4];
    unsigned char *bytes; /* owned */
    size_t n_bytes;
    int shard;
    int gap; /* bytes left unused before it; negative: shared with the tensor before it */
};

struct tiny_shape {
    int vocab, d_model, d_mlp, n_layer, n_head, n_kv, window, expand, d_state, d_conv, dt_rank;
    int max_position;
};

/* Odd sizes, all layer kinds, about 35 KB. */
static const struct tiny_shape tiny_default = {.vocab = 32,
                                               .d_model = 12,
                                               .d_mlp = 20,
                                               .n_layer = 8,
                                               .n_head = 4,
                                               .n_kv = 2,
                                               .window = 5,
                                               .expand = 2,
                                               .d_state = 3,
                                               .d_conv = 3,
                                               .dt_rank = 2,
                                               .max_position = 4096};

/* As little as the architecture allows: four layers, heads of one number. About 2 KB. */
static const struct tiny_shape tiny_smallest = {.vocab = 8,
                                                .d_model = 2,
                                                .d_mlp = 2,
                                                .n_layer = 4,
                                                .n_head = 2,
                                                .n_kv = 2,
                                                .window = 2,
                                                .expand = 1,
                                                .d_state = 1,
                                                .d_conv = 2,
                                                .dt_rank = 1,
                                                .max_position = 600};

struct tiny_model {
    struct tiny_shape shape;
    char config[4096];
    struct tiny_tensor list[TINY_MAX_TENSORS];
    int count;
    /* Applied while writing: in the header, the first `header_find` becomes `header_put`. */
    const char *header_find, *header_put;
};

/* Test set-up that fails ends the program: nothing can be said about the engine then. */
static inline void tiny_stop(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: the test itself failed: %s\n", file, line, what);
    abort();
}

/* From -1 to 1. */
static inline float tiny_noise(struct random_state *r)
{
    return (float)((double)(random_next(r) >> 11) * 0x1p-52 - 1);
}

/* --- building ------------------------------------------------------------------------------- */

static inline struct tiny_tensor *tiny_find(struct tiny_model *m, const char *name)
{
    for (int i = 0; i < m->count; i++)
        if (strcmp(m->list[i].name, name) == 0)
            return &m->list[i];
    tiny_stop(__FILE__, __LINE__, name);
    return NULL;
}

/* An F32 tensor named by the format; a size of 0 ends the shape; values are noise * scale + offset.
 */
__attribute__((format(printf, 7, 8))) static inline struct tiny_tensor *
tiny_add(struct tiny_model *m, int64_t a, int64_t b, int64_t c, float scale, float offset,
         const char *format, ...)
{
    TINY_CHECK(m->count < TINY_MAX_TENSORS);
    struct tiny_tensor *t = &m->list[m->count++];
    size_t n = (size_t)(a * (b ? b : 1) * (c ? c : 1));
    struct random_state random;
    va_list args;
    *t = (struct tiny_tensor){.dtype = "F32", .rank = b ? c ? 3 : 2 : 1, .shape = {a, b, c}};
    va_start(args, format);
    TINY_CHECK(vsnprintf(t->name, sizeof t->name, format, args) < (int)sizeof t->name);
    va_end(args);
    t->n_bytes = n * sizeof(float);
    t->bytes = malloc(t->n_bytes);
    TINY_CHECK(t->bytes);
    random_seed(&random, (uint64_t)m->count);
    for (size_t i = 0; i < n; i++) {
        float value = tiny_noise(&random) * scale + offset;
        memcpy(t->bytes + i * sizeof value, &value, sizeof value);
    }
    return t;
}

static inline void tiny_drop(struct tiny_model *m, const char *name)
{
    struct tiny_tensor *t = tiny_find(m, name);
    free(t->bytes);
    memmove(t, t + 1, (size_t)(&m->list[m->count] - t - 1) * sizeof *t);
    m->count--;
}

static inline void tiny_add_norm(struct tiny_model *m, int layer, const char *name)
{
    tiny_add(m, m->shape.d_model, 0, 0, 0.2f, 1, "model.layers.%d.%s.weight", layer, name);
    tiny_add(m, m->shape.d_model, 0, 0, 0.1f, 0, "model.layers.%d.%s.bias", layer, name);
}

static inline void tiny_add_mixer(struct tiny_model *m, int layer)
{
    const struct tiny_shape *s = &m->shape;
    int half = s->n_layer / 2, d = s->d_model, wide = s->expand * d, head = d / s->n_head;
#define PART(leaf, a, b, c, scale, offset) \
    tiny_add(m, a, b, c, scale, offset, "model.layers.%d.attn." leaf, layer)
    if (layer % 2 == 0 && layer <= half) {
        PART("A_log", wide, s->d_state, 0, 0.5f, 0.5f);
        PART("D", wide, 0, 0, 0.3f, 1);
        PART("in_proj.weight", 2 * wide, d, 0, 0.5f, 0);
        PART("conv1d.weight", wide, 1, s->d_conv, 0.8f, 0);
        PART("conv1d.bias", wide, 0, 0, 0.2f, 0);
        PART("x_proj.weight", s->dt_rank + 2 * s->d_state, wide, 0, 0.4f, 0);
        PART("dt_proj.weight", wide, s->dt_rank, 0, 0.5f, 0);
        PART("dt_proj.bias", wide, 0, 0, 1, -1);
        PART("out_proj.weight", d, wide, 0, 0.4f, 0);
    } else if (layer % 2 == 0) {
        PART("in_proj.weight", wide, d, 0, 0.5f, 0);
        PART("out_proj.weight", d, wide, 0, 0.4f, 0);
    } else {
        int rows = layer > half + 1 ? d : d + 2 * s->n_kv * head;
        PART("Wqkv.weight", rows, d, 0, 0.8f, 0);
        PART("Wqkv.bias", rows, 0, 0, 0.2f, 0);
        PART("out_proj.weight", d, d, 0, 0.5f, 0);
        PART("out_proj.bias", d, 0, 0, 0.1f, 0);
        PART("inner_cross_attn.lambda_q1", head, 0, 0, 0.5f, 0);
        PART("inner_cross_attn.lambda_k1", head, 0, 0, 0.5f, 0);
        PART("inner_cross_attn.lambda_q2", head, 0, 0, 0.5f, 0);
        PART("inner_cross_attn.lambda_k2", head, 0, 0, 0.5f, 0);
        PART("inner_cross_attn.subln.weight", 2 * head, 0, 0, 0.2f, 1);
    }
#undef PART
}

static inline void tiny_build(struct tiny_model *m, const struct tiny_shape *s)
{
    memset(m, 0, sizeof *m);
    m->shape = *s;
    snprintf(m->config, sizeof m->config,
             "{\"model_type\": \"phi4flash\", \"vocab_size\": %d, \"hidden_size\": %d,\n"
             "\"intermediate_size\": %d, \"num_hidden_layers\": %d, \"num_attention_heads\": %d,\n"
             "\"num_key_value_heads\": %d, \"sliding_window\": %d, \"mamba_expand\": %d,\n"
             "\"mamba_d_state\": %d, \"mamba_d_conv\": %d, \"mamba_dt_rank\": %d,\n"
             "\"layer_norm_eps\": 1e-05, \"max_position_embeddings\": %d, \"eos_token_id\": 2}\n",
             s->vocab, s->d_model, s->d_mlp, s->n_layer, s->n_head, s->n_kv, s->window, s->expand,
             s->d_state, s->d_conv, s->dt_rank, s->max_position);
    tiny_add(m, s->vocab, s->d_model, 0, 0.7f, 0, "model.embed_tokens.weight");
    for (int i = 0; i < s->n_layer; i++) {
        tiny_add_norm(m, i, "input_layernorm");
        tiny_add_mixer(m, i);
        tiny_add_norm(m, i, "post_attention_layernorm");
        tiny_add(m, 2 * s->d_mlp, s->d_model, 0, 0.5f, 0, "model.layers.%d.mlp.fc1.weight", i);
        tiny_add(m, s->d_model, s->d_mlp, 0, 0.4f, 0, "model.layers.%d.mlp.fc2.weight", i);
    }
    tiny_add(m, s->d_model, 0, 0, 0.2f, 1, "model.final_layernorm.weight");
    tiny_add(m, s->d_model, 0, 0, 0.1f, 0, "model.final_layernorm.bias");
}

static inline void tiny_free(struct tiny_model *m)
{
    for (int i = 0; i < m->count; i++)
        free(m->list[i].bytes);
    m->count = 0;
}

static inline void tiny_set_dtype(struct tiny_model *m, const char *name, const char *dtype)
{
    struct tiny_tensor *t = tiny_find(m, name);
    snprintf(t->dtype, sizeof t->dtype, "%s", dtype);
}

/* Every other tensor goes to a second file. */
static inline void tiny_split(struct tiny_model *m)
{
    for (int i = 0; i < m->count; i += 2)
        m->list[i].shard = 1;
}

/* The first `find` in text (of capacity cap) becomes `put`. */
static inline void tiny_replace(char *text, size_t cap, const char *find, const char *put)
{
    char *at = strstr(text, find);
    if (!at)
        tiny_stop(__FILE__, __LINE__, find);
    size_t rest = strlen(at + strlen(find)) + 1;
    TINY_CHECK((size_t)(at - text) + strlen(put) + rest <= cap);
    memmove(at + strlen(put), at + strlen(find), rest);
    memcpy(at, put, strlen(put));
}

static inline void tiny_config(struct tiny_model *m, const char *find, const char *put)
{
    tiny_replace(m->config, sizeof m->config, find, put);
}

/* --- writing -------------------------------------------------------------------------------- */

static inline void tiny_path(char out[512], const char *dir, const char *name)
{
    snprintf(out, 512, "%s/%s", dir, name);
}

static inline void tiny_write_file(const char *dir, const char *name, const void *bytes, size_t len)
{
    char path[512];
    tiny_path(path, dir, name);
    FILE *f = fopen(path, "wb");
    TINY_CHECK(f);
    TINY_CHECK(fwrite(bytes, 1, len, f) == len);
    TINY_CHECK(fclose(f) == 0);
}

static inline void tiny_write_text(const char *dir, const char *name, const char *text)
{
    tiny_write_file(dir, name, text, strlen(text));
}

/* The header text of one shard; the caller frees. */
static inline char *tiny_header(const struct tiny_model *m, int shard)
{
    size_t cap = 512 + (size_t)m->count * 256, at = 0;
    uint64_t offset = 0;
    char *text = malloc(cap);
    TINY_CHECK(text);
    at += (size_t)snprintf(text, cap, "{\"__metadata__\":{\"format\":\"pt\"}");
    for (int i = 0; i < m->count; i++) {
        const struct tiny_tensor *t = &m->list[i];
        if (t->shard != shard)
            continue;
        offset += (uint64_t)t->gap;
        at += (size_t)snprintf(text + at, cap - at, ",\"%s\":{\"dtype\":\"%s\",\"shape\":[",
                               t->name, t->dtype);
        for (int k = 0; k < t->rank; k++)
            at += (size_t)snprintf(text + at, cap - at, "%s%" PRId64, k ? "," : "", t->shape[k]);
        at += (size_t)snprintf(text + at, cap - at, "],\"data_offsets\":[%" PRIu64 ",%" PRIu64 "]}",
                               offset, offset + t->n_bytes);
        offset += t->n_bytes;
    }
    snprintf(text + at, cap - at, "}");
    if (m->header_find && shard == 0)
        tiny_replace(text, cap, m->header_find, m->header_put);
    return text;
}

static inline void tiny_write_shard(const struct tiny_model *m, const char *dir, const char *name,
                                    int shard)
{
    char path[512];
    char *header = tiny_header(m, shard);
    uint64_t len = strlen(header);
    tiny_path(path, dir, name);
    FILE *f = fopen(path, "wb");
    TINY_CHECK(f);
    TINY_CHECK(fwrite(&len, 8, 1, f) == 1 && fwrite(header, 1, len, f) == len);
    for (int i = 0; i < m->count; i++) {
        const struct tiny_tensor *t = &m->list[i];
        if (t->shard != shard)
            continue;
        for (int k = 0; k < t->gap; k++)
            TINY_CHECK(fputc(0, f) == 0);
        size_t shared = t->gap < 0 ? (size_t)-t->gap : 0;
        TINY_CHECK(fwrite(t->bytes + shared, 1, t->n_bytes - shared, f) == t->n_bytes - shared);
    }
    TINY_CHECK(fclose(f) == 0);
    free(header);
}

/* Tensors with shard 1 go to a second file beside an index. */
static inline void tiny_write(const struct tiny_model *m, const char *dir)
{
    bool sharded = false;
    tiny_write_file(dir, "config.json", m->config, strlen(m->config));
    for (int i = 0; i < m->count; i++)
        sharded |= m->list[i].shard != 0;
    if (!sharded) {
        tiny_write_shard(m, dir, "model.safetensors", 0);
        return;
    }
    tiny_write_shard(m, dir, "a.safetensors", 0);
    tiny_write_shard(m, dir, "b.safetensors", 1);
    size_t cap = 64 + (size_t)m->count * 160, at = 0;
    char *text = malloc(cap);
    TINY_CHECK(text);
    at += (size_t)snprintf(text, cap, "{\"weight_map\":{");
    for (int i = 0; i < m->count; i++)
        at +=
            (size_t)snprintf(text + at, cap - at, "%s\"%s\":\"%s\"", i ? "," : "", m->list[i].name,
                             m->list[i].shard ? "b.safetensors" : "a.safetensors");
    at += (size_t)snprintf(text + at, cap - at, "}}");
    tiny_write_file(dir, "model.safetensors.index.json", text, at);
    free(text);
}

#define TINY_PATH 128

/* A fresh directory under TMPDIR, else in memory where the system offers that. */
static inline void tiny_dir(char path[TINY_PATH])
{
    const char *tmp = getenv("TMPDIR");
    if (!tmp || strlen(tmp) > 80)
        tmp = access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(path, TINY_PATH, "%s/lemma-test-XXXXXX", tmp);
    TINY_CHECK(mkdtemp(path));
}

/* Removes a directory and the files in it, one level of directories inside included. */
static inline void tiny_remove_dir(const char *path)
{
    char name[512];
    DIR *d = opendir(path);
    if (!d)
        return;
    for (struct dirent *e; (e = readdir(d));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(name, sizeof name, "%s/%s", path, e->d_name);
        if (unlink(name) != 0)
            rmdir(name);
    }
    closedir(d);
    rmdir(path);
}

/* The default model, or that of a shape, in a fresh directory. */
static inline void tiny_make(char path[TINY_PATH], const struct tiny_shape *shape)
{
    struct tiny_model *m = malloc(sizeof *m);
    TINY_CHECK(m);
    tiny_build(m, shape ? shape : &tiny_default);
    tiny_dir(path);
    tiny_write(m, path);
    tiny_free(m);
    free(m);
}

#endif
