/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `lemma model info`: what a model directory is and what running it takes, for people or as JSON.
 * It computes nothing but norms of embedding rows.
 */
#include "app/command/command.h"
#include "app/command/model_common.h"
#include "engine/json.h"

#include "app/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: lemma model info DIR [--json]\n"
    "\n"
    "Shows a model directory: layers, sizes, what a session takes, stop tokens, and for every\n"
    "turn tag its id and the norm of its embedding (near zero: never trained).\n"
    "\n"
    "  --json          one JSON object\n"
    "  --kv f32|f16    count the state for this type of keys and values (f32)\n"
    "  --context N     count for a context of N tokens (the model's own)\n"
    "  -h, --help      this text\n";

/* "mamba sliding mamba ..." as runs: count and kind */
static void print_layers(const struct eng_info *info)
{
    int count[5] = {0};
    for (int i = 0; i < info->n_layer; i++)
        count[info->layer_kinds[i]]++;
    printf("layers       %d:", info->n_layer);
    for (int k = 0; k < 5; k++)
        if (count[k])
            printf(" %d %s", count[k], eng_layer_kind_name((enum eng_layer_kind)k));
    putchar('\n');
}

static void print_bytes(const char *name, uint64_t bytes, const char *what)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    double value = (double)bytes;
    int unit = 0;
    while (value >= 1000 && unit < 4) {
        value /= 1000;
        unit++;
    }
    printf("%-12s %.*f %s %s\n", name, unit ? 2 : 0, value, units[unit], what);
}

static void print_tags(const struct eng_model *model)
{
    struct eng_error error;
    const struct eng_tokenizer *tok = eng_model_tokenizer(model, &error);
    if (!tok) {
        struct str clean = STR_EMPTY;
        text_clean_line(&clean, error.text, strlen(error.text));
        printf("tokenizer    none (%s)\n", clean.data);
        str_release(&clean);
        return;
    }
    printf("tokenizer    %" PRId32 " ids; tags:\n", eng_tokenizer_size(tok));
    const char *content;
    int32_t id;
    for (size_t i = 0; eng_tag_at(tok, i, &content, &id); i++) {
        struct str clean = STR_EMPTY;
        text_clean_line(&clean, content, strlen(content));
        double norm = eng_embedding_norm(model, id);
        printf("  %8" PRId32 "  %-20s ", id, clean.data);
        if (norm < 0)
            printf("no embedding\n");
        else
            printf("norm %.4f\n", norm);
        str_release(&clean);
    }
}

static void print_text(const struct eng_model *model, const struct eng_info *info)
{
    print_layers(info);
    printf("shape        vocab %d, d_model %d, d_mlp %d, heads %d/%d x %d, window %d\n",
           info->vocab_size, info->d_model, info->d_mlp, info->n_head, info->n_kv, info->head_dim,
           info->window);
    printf("mamba        d_inner %d, d_state %d, d_conv %d, dt_rank %d\n", info->d_inner,
           info->d_state, info->d_conv, info->dt_rank);
    printf("parameters   %" PRIu64 " in %" PRIu64 " tensors\n", info->parameters, info->n_tensor);
    print_bytes("weights", info->weight_bytes, "in the files");
    static const char *const types[] = {"f32", "bf16", "f16"};
    for (int i = 0; i < 3; i++)
        if (info->bytes_by_dtype[i])
            print_bytes("", info->bytes_by_dtype[i], types[i]);
    print_bytes("per token", info->step_bytes, "of weights read");
    print_bytes("state", info->state_bytes_fixed, "a session, fixed");
    print_bytes("", info->state_bytes_per_token, "a session, per token");
    print_bytes("workspace", info->workspace_bytes, "for all sessions together");
    print_bytes("constants", info->converted_bytes, "kept as f32");
    printf("context      %" PRId64 " tokens\n", info->context);
    printf("family       %s\n", info->prompt_family);
    printf("stops        ");
    for (size_t i = 0; i < info->n_stop; i++)
        printf("%s%" PRId32, i ? ", " : "", info->stop_tokens[i]);
    printf("%s\nfingerprint  %016" PRIx64 "\n", info->n_stop ? "" : "none", info->hash);
    printf("runs on      %s, %d thread%s\n", info->backend, info->threads,
           info->threads == 1 ? "" : "s");
    print_tags(model);
}

static void write_stdout(void *context, const char *bytes, size_t len)
{
    (void)context;
    fwrite(bytes, 1, len, stdout);
}

static void json_pair(struct json_writer *w, const char *key, uint64_t value)
{
    json_key(w, key);
    json_integer(w, (int64_t)value);
}

static void json_shape(struct json_writer *w, const struct eng_info *i)
{
    const struct {
        const char *key;
        int64_t value;
    } pairs[] = {
        {"vocab_size", i->vocab_size}, {"d_model", i->d_model}, {"d_mlp", i->d_mlp},
        {"n_layer", i->n_layer},       {"n_head", i->n_head},   {"n_kv", i->n_kv},
        {"head_dim", i->head_dim},     {"window", i->window},   {"d_inner", i->d_inner},
        {"d_state", i->d_state},       {"d_conv", i->d_conv},   {"dt_rank", i->dt_rank},
        {"context", i->context},       {"threads", i->threads},
    };
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        json_key(w, pairs[k].key);
        json_integer(w, pairs[k].value);
    }
}

static void json_tags(struct json_writer *w, const struct eng_model *model)
{
    const struct eng_tokenizer *tok = eng_model_tokenizer(model, NULL);
    const char *content;
    int32_t id;
    json_key(w, "tags");
    json_array_begin(w);
    for (size_t i = 0; tok && eng_tag_at(tok, i, &content, &id); i++) {
        double norm = eng_embedding_norm(model, id);
        json_object_begin(w);
        json_key(w, "content");
        json_text(w, content);
        json_pair(w, "id", (uint64_t)id);
        json_key(w, "norm");
        if (norm < 0)
            json_null(w);
        else
            json_number(w, norm, 9);
        json_object_end(w);
    }
    json_array_end(w);
}

static void print_json(const struct eng_model *model, const struct eng_info *info)
{
    struct json_writer w;
    char hash[17];
    json_writer_init(&w, write_stdout, NULL);
    json_object_begin(&w);
    json_shape(&w, info);
    json_key(&w, "layers");
    json_array_begin(&w);
    for (int i = 0; i < info->n_layer; i++)
        json_text(&w, eng_layer_kind_name(info->layer_kinds[i]));
    json_array_end(&w);
    json_pair(&w, "parameters", info->parameters);
    json_pair(&w, "tensors", info->n_tensor);
    json_pair(&w, "weight_bytes", info->weight_bytes);
    json_key(&w, "bytes_by_dtype");
    json_object_begin(&w);
    json_pair(&w, "f32", info->bytes_by_dtype[0]);
    json_pair(&w, "bf16", info->bytes_by_dtype[1]);
    json_pair(&w, "f16", info->bytes_by_dtype[2]);
    json_object_end(&w);
    json_pair(&w, "step_bytes", info->step_bytes);
    json_pair(&w, "state_bytes_fixed", info->state_bytes_fixed);
    json_pair(&w, "state_bytes_per_token", info->state_bytes_per_token);
    json_pair(&w, "workspace_bytes", info->workspace_bytes);
    json_pair(&w, "converted_bytes", info->converted_bytes);
    json_key(&w, "stop_tokens");
    json_array_begin(&w);
    for (size_t i = 0; i < info->n_stop; i++)
        json_integer(&w, info->stop_tokens[i]);
    json_array_end(&w);
    json_key(&w, "prompt_family");
    json_text(&w, info->prompt_family);
    json_key(&w, "backend");
    json_text(&w, info->backend);
    snprintf(hash, sizeof hash, "%016" PRIx64, info->hash);
    json_key(&w, "fingerprint");
    json_text(&w, hash);
    json_tags(&w, model);
    json_object_end(&w);
    putchar('\n');
}

int command_model_info(int argc, char **argv)
{
    static const struct option options[] = {
        {"json", no_argument, NULL, 'j'},
        {"context", required_argument, NULL, 'c'},
        {"help", no_argument, NULL, 'h'},
        MODEL_OPTIONS,
        {NULL, 0, NULL, 0},
    };
    struct eng_options open = {.threads = 0};
    bool json = false;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (c) {
        case 'j':
            json = true;
            break;
        case 'c':
            open.context = argument_integer("--context", optarg, 1, INT32_MAX);
            break;
        case 'h':
            argument_help(help);
        default:
            if (!model_take_option(&open, c))
                argument_usage("model info", argv);
        }
    }
    open.dir = model_dir(argc, argv, optind, help);
    struct eng_model *model = model_open_or_die(&open);
    struct eng_info info;
    eng_model_describe(model, &info);
    (json ? print_json : print_text)(model, &info);
    eng_model_close(model);
    return model_end_output();
}
