/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One table maps the keys of config.json to fields with their bounds; keys that would change the
 * mathematics if they held another value than ours are a second table. Everything else in the
 * file is training or library detail and is passed over. Bounds keep every later product of sizes
 * inside 64 bits.
 */
#include "engine/config.h"

#include "engine/json.h"
#include "kernels/kernels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As read; -1 means the key was absent. */
struct raw_config {
    int64_t vocab_size, hidden_size, intermediate_size, num_hidden_layers, num_attention_heads,
        num_key_value_heads, sliding_window, max_position_embeddings, mb_per_layer, mamba_d_state,
        mamba_d_conv, mamba_expand, mamba_dt_rank;
    double layer_norm_eps;
    bool has_model_type, dt_rank_auto;
};

#define REQUIRED (-2)
static const struct integer_key {
    const char *name;
    size_t offset;
    int64_t low, high, absent; /* absent: the default, or REQUIRED */
} integer_keys[] = {
#define KEY(name, low, high, absent)                                \
    {                                                               \
#name, offsetof(struct raw_config, name), low, high, absent \
    }
    KEY(vocab_size, 1, 1 << 24, REQUIRED),
    KEY(hidden_size, 1, 1 << 20, REQUIRED),
    KEY(intermediate_size, 1, 1 << 22, REQUIRED),
    KEY(num_hidden_layers, 4, 1024, REQUIRED),
    KEY(num_attention_heads, 2, 1 << 14, REQUIRED),
    KEY(num_key_value_heads, 2, 1 << 14, REQUIRED),
    KEY(sliding_window, 1, 1 << 24, REQUIRED),
    KEY(max_position_embeddings, 1, 1 << 24, 65536),
    KEY(mb_per_layer, 2, 2, 2),
    KEY(mamba_d_state, 1, 4096, 16),
    KEY(mamba_d_conv, 2, 64, 4),
    KEY(mamba_expand, 1, 64, 2),
#undef KEY
};

/* Keys whose other values this engine does not compute. */
static const struct fixed_key {
    const char *name, *value; /* as written in JSON, strings without quotes */
} fixed_keys[] = {
    {"hidden_act", "silu"},       {"tie_word_embeddings", "true"}, {"mamba_conv_bias", "true"},
    {"mamba_proj_bias", "false"}, {"mlp_bias", "false"},           {"lm_head_bias", "false"},
    {"model_type", "phi4flash"},
};

static const char *const file_name = "config.json";

static enum eng_status fail_json(const char *file, const struct json_reader *r,
                                 struct eng_error *error)
{
    return eng_fail(error, ENG_BAD_MODEL, "%s: byte %zu: %s", file, r->error_at,
                    r->error ? r->error : "not what this file should hold");
}

/* The reader stands on the value. */
static enum eng_status take_integer(struct json_reader *r, const struct integer_key *key,
                                    int64_t *to, struct eng_error *error)
{
    if (r->error)
        return fail_json(file_name, r, error);
    bool whole = r->type == JSON_NUMBER &&
                 (r->is_integer || (fabs(r->number) < 1e15 && r->number == floor(r->number)));
    int64_t value = !whole ? 0 : r->is_integer ? r->integer : (int64_t)r->number;
    if (key->low == key->high && (!whole || value != key->low))
        return eng_fail(error, ENG_UNSUPPORTED, "%s: %s: only %lld is supported", file_name,
                        key->name, (long long)key->low);
    if (!whole || value < key->low || value > key->high)
        return eng_fail(error, ENG_BAD_MODEL, "%s: %s: expected a whole number from %lld to %lld",
                        file_name, key->name, (long long)key->low, (long long)key->high);
    *to = value;
    return ENG_OK;
}

/* A number, or the per-layer list that a re-saved configuration holds: one value and nulls. */
static enum eng_status take_window(struct json_reader *r, const struct integer_key *key,
                                   int64_t *to, struct eng_error *error)
{
    if (r->type != JSON_ARRAY_BEGIN)
        return take_integer(r, key, to, error);
    *to = -1;
    while (json_next(r) == JSON_NUMBER || r->type == JSON_NULL) {
        if (r->type == JSON_NULL)
            continue;
        if (!r->is_integer || r->integer < key->low || r->integer > key->high ||
            (*to >= 0 && *to != r->integer))
            return eng_fail(error, ENG_UNSUPPORTED,
                            "%s: sliding_window: layers with different windows", file_name);
        *to = r->integer;
    }
    return r->type == JSON_ARRAY_END ? ENG_OK : fail_json(file_name, r, error);
}

static enum eng_status read_dt_rank(struct json_reader *r, struct raw_config *raw,
                                    struct eng_error *error)
{
    json_next(r);
    if (r->type == JSON_STRING && json_is(r, "auto")) {
        raw->dt_rank_auto = true;
        return ENG_OK;
    }
    if (r->type != JSON_NUMBER || !r->is_integer || r->integer < 1 || r->integer > 1 << 20)
        return eng_fail(error, ENG_BAD_MODEL,
                        "%s: mamba_dt_rank: expected \"auto\" or a positive whole number",
                        file_name);
    raw->dt_rank_auto = false;
    raw->mamba_dt_rank = r->integer;
    return ENG_OK;
}

static enum eng_status read_eps(struct json_reader *r, struct raw_config *raw,
                                struct eng_error *error)
{
    if (!json_expect(r, JSON_NUMBER) || !(r->number >= 0 && r->number < 1))
        return eng_fail(error, ENG_BAD_MODEL, "%s: layer_norm_eps: expected a number from 0 to 1",
                        file_name);
    raw->layer_norm_eps = r->number;
    return ENG_OK;
}

static enum eng_status check_fixed(struct json_reader *r, const struct fixed_key *key,
                                   struct raw_config *raw, struct eng_error *error)
{
    json_next(r);
    const char *got = r->type == JSON_TRUE    ? "true"
                      : r->type == JSON_FALSE ? "false"
                      : r->type == JSON_NULL  ? "null"
                                              : NULL;
    bool same =
        r->type == JSON_STRING ? json_is(r, key->value) : got && strcmp(got, key->value) == 0;
    if (!same && r->type == JSON_STRING)
        return eng_fail(error, ENG_UNSUPPORTED,
                        "%s: %s \"%.*s\" is not supported (this engine runs \"%s\")", file_name,
                        key->name, (int)(r->len < 80 ? r->len : 80), r->text, key->value);
    if (!same)
        return eng_fail(error, ENG_UNSUPPORTED, "%s: %s: only %s is supported", file_name,
                        key->name, key->value);
    raw->has_model_type |= strcmp(key->name, "model_type") == 0;
    return ENG_OK;
}

static int32_t stop_id(const struct json_reader *r)
{
    bool fits =
        r->type == JSON_NUMBER && r->is_integer && r->integer >= 0 && r->integer <= INT32_MAX;
    return fits ? (int32_t)r->integer : -1;
}

/* eos_token_id: one id, a list of ids, or null. */
static enum eng_status read_stop(struct json_reader *r, struct config *c, const char *file,
                                 struct eng_error *error)
{
    c->n_stop = 0;
    json_next(r);
    if (r->type == JSON_NULL)
        return ENG_OK;
    bool list = r->type == JSON_ARRAY_BEGIN;
    if (list)
        json_next(r);
    for (; r->type != JSON_ARRAY_END; json_next(r)) {
        int32_t id = stop_id(r);
        if (r->error)
            return fail_json(file, r, error);
        if (id < 0 || c->n_stop == CONFIG_MAX_STOP)
            return eng_fail(error, ENG_BAD_MODEL,
                            "%s: eos_token_id: expected a token id or up to %d of them", file,
                            CONFIG_MAX_STOP);
        c->stop[c->n_stop++] = id;
        if (!list)
            break;
    }
    return ENG_OK;
}

static enum eng_status read_key(struct json_reader *r, struct config *c, struct raw_config *raw,
                                struct eng_error *error)
{
    for (size_t i = 0; i < sizeof integer_keys / sizeof *integer_keys; i++) {
        const struct integer_key *key = &integer_keys[i];
        if (!json_is(r, key->name))
            continue;
        int64_t *to = (int64_t *)((char *)raw + key->offset);
        json_next(r);
        bool window = to == &raw->sliding_window;
        return (window ? take_window : take_integer)(r, key, to, error);
    }
    for (size_t i = 0; i < sizeof fixed_keys / sizeof *fixed_keys; i++)
        if (json_is(r, fixed_keys[i].name))
            return check_fixed(r, &fixed_keys[i], raw, error);
    if (json_is(r, "mamba_dt_rank"))
        return read_dt_rank(r, raw, error);
    if (json_is(r, "layer_norm_eps"))
        return read_eps(r, raw, error);
    if (json_is(r, "eos_token_id"))
        return read_stop(r, c, file_name, error);
    return json_skip(r) ? ENG_OK : fail_json(file_name, r, error);
}

/* --- optional files ------------------------------------------------------------------------- */

/* Calls `key` for each key of the object in DIR/NAME; a missing file is fine if optional. */
static enum eng_status read_object(const char *dir, const char *name, bool optional,
                                   enum eng_status (*key)(struct json_reader *, void *,
                                                          struct eng_error *),
                                   void *context, struct eng_error *error)
{
    struct eng_file file = {.size = 0};
    char *path = eng_join_path(dir, name);
    if (!path)
        return eng_fail_memory(error, "a file name");
    bool absent = optional && eng_file_absent(path);
    enum eng_status status = absent ? ENG_OK : eng_file_map(&file, path, name, error);
    free(path);
    if (absent || status != ENG_OK)
        return status;
    struct json_reader r;
    json_reader_init(&r, (const char *)file.data, file.size);
    json_expect(&r, JSON_OBJECT_BEGIN);
    while (status == ENG_OK && !r.error && json_next(&r) == JSON_KEY)
        status = key(&r, context, error);
    if (status == ENG_OK && (r.type != JSON_OBJECT_END || json_next(&r) != JSON_END))
        status = fail_json(name, &r, error);
    json_reader_release(&r);
    eng_file_unmap(&file);
    return status;
}

struct config_context {
    struct config *c;
    struct raw_config *raw;
};

static enum eng_status config_key(struct json_reader *r, void *context, struct eng_error *error)
{
    struct config_context *x = context;
    return read_key(r, x->c, x->raw, error);
}

static enum eng_status generation_key(struct json_reader *r, void *context, struct eng_error *error)
{
    static const char name[] = "generation_config.json";
    if (json_is(r, "eos_token_id"))
        return read_stop(r, context, name, error);
    return json_skip(r) ? ENG_OK : fail_json(name, r, error);
}

static enum eng_status lemma_key(struct json_reader *r, void *context, struct eng_error *error)
{
    struct config *c = context;
    if (!json_is(r, "prompt_family"))
        return json_skip(r) ? ENG_OK : fail_json("lemma.json", r, error);
    if (!json_expect(r, JSON_STRING))
        return fail_json("lemma.json", r, error);
    if (!json_is(r, "phi4flash") && !json_is(r, "starter"))
        return eng_fail(error, ENG_UNSUPPORTED,
                        "lemma.json: prompt_family \"%.*s\" is not known (phi4flash or starter)",
                        (int)(r->len < 40 ? r->len : 40), r->text);
    memcpy(c->prompt_family, r->text, r->len);
    c->prompt_family[r->len] = '\0';
    return ENG_OK;
}

/* --- checks --------------------------------------------------------------------------------- */

static enum eng_status check_shape(const struct config *c, struct eng_error *error)
{
    const char *fault = NULL;
    if (c->n_layer % 4 != 0)
        fault = "num_hidden_layers must be a multiple of 4";
    else if (c->d_model % c->n_head != 0)
        fault = "hidden_size must be a multiple of num_attention_heads";
    else if (c->n_head % 2 != 0 || c->n_kv % 2 != 0)
        fault = "num_attention_heads and num_key_value_heads must be even";
    else if (c->n_head % c->n_kv != 0)
        fault = "num_attention_heads must be a multiple of num_key_value_heads";
    else if (c->head_dim > KERN_HEAD_DIM_MAX)
        fault = "hidden_size / num_attention_heads is too large";
    else if (c->d_inner > 1 << 22)
        fault = "mamba_expand * hidden_size is too large";
    if (fault)
        return eng_fail(error, ENG_BAD_MODEL, "%s: %s", file_name, fault);
    return ENG_OK;
}

static enum eng_status finish(struct config *c, const struct raw_config *raw,
                              struct eng_error *error)
{
    if (!raw->has_model_type)
        return eng_fail(error, ENG_UNSUPPORTED,
                        "%s: model_type is missing (this engine runs \"phi4flash\")", file_name);
    for (size_t i = 0; i < sizeof integer_keys / sizeof *integer_keys; i++) {
        const int64_t *value = (const int64_t *)((const char *)raw + integer_keys[i].offset);
        if (*value < 0)
            return eng_fail(error, ENG_BAD_MODEL, "%s: %s is missing", file_name,
                            integer_keys[i].name);
    }
    *c = (struct config){
        .vocab_size = (int)raw->vocab_size,
        .d_model = (int)raw->hidden_size,
        .d_mlp = (int)raw->intermediate_size,
        .n_layer = (int)raw->num_hidden_layers,
        .n_head = (int)raw->num_attention_heads,
        .n_kv = (int)raw->num_key_value_heads,
        .head_dim = (int)(raw->hidden_size / raw->num_attention_heads),
        .window = (int)raw->sliding_window,
        .d_inner = (int)(raw->mamba_expand * raw->hidden_size),
        .d_state = (int)raw->mamba_d_state,
        .d_conv = (int)raw->mamba_d_conv,
        .dt_rank = (int)(raw->dt_rank_auto ? (raw->hidden_size + 15) / 16 : raw->mamba_dt_rank),
        .max_position = raw->max_position_embeddings,
        .layer_norm_eps = (float)raw->layer_norm_eps,
        .n_stop = c->n_stop,
        .prompt_family = "phi4flash",
    };
    return check_shape(c, error);
}

enum eng_status config_read(struct config *c, const char *dir, struct eng_error *error)
{
    struct raw_config raw = {.layer_norm_eps = 1e-5, .dt_rank_auto = true};
    for (size_t i = 0; i < sizeof integer_keys / sizeof *integer_keys; i++) {
        int64_t *value = (int64_t *)((char *)&raw + integer_keys[i].offset);
        *value = integer_keys[i].absent;
    }
    *c = (struct config){.n_stop = 0};
    struct config_context context = {c, &raw};
    enum eng_status status = read_object(dir, file_name, false, config_key, &context, error);
    if (status != ENG_OK)
        return status;
    struct config stops = *c;
    status = finish(c, &raw, error);
    memcpy(c->stop, stops.stop, sizeof c->stop);
    if (status == ENG_OK)
        status = read_object(dir, "generation_config.json", true, generation_key, c, error);
    if (status == ENG_OK)
        status = read_object(dir, "lemma.json", true, lemma_key, c, error);
    return status;
}

enum eng_layer_kind config_layer_kind(const struct config *c, int layer)
{
    int half = c->n_layer / 2;
    if (layer % 2 == 0)
        return layer <= half ? ENG_LAYER_MAMBA : ENG_LAYER_GMU;
    if (layer < half)
        return ENG_LAYER_SLIDING;
    return layer == half + 1 ? ENG_LAYER_FULL : ENG_LAYER_CROSS;
}
