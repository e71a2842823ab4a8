/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Model directories that are fine though they look unusual, what a model tells about itself, and
 * opening one while memory and files fail. Refusals of broken directories: test_model_files.c.
 */
#include "engine/engine.h"
#include "tests/unit/faults.h"
#include "tests/unit/tiny_model.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static enum eng_status open_dir(struct eng_model **model, const char *dir, struct eng_error *error)
{
    const struct eng_options options = {.dir = dir, .backend = "scalar", .threads = 1};
    return eng_model_open(model, &options, error);
}

/* --- directories that are fine --------------------------------------------------------------- */

/* The logits after a few tokens, or a failed test. The caller frees. */
static float *logits_of(const char *dir)
{
    static const int32_t ids[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
    struct eng_model *model = NULL;
    struct eng_session *s = NULL;
    struct eng_error error;
    if (open_dir(&model, dir, &error) != ENG_OK)
        fail_msg("%s", error.text);
    struct eng_info info;
    eng_model_describe(model, &info);
    assert_int_equal(eng_session_new(&s, model, &error), ENG_OK);
    assert_int_equal(eng_session_feed(s, ids, sizeof ids / sizeof *ids, NULL, NULL, &error),
                     ENG_OK);
    size_t bytes = (size_t)info.vocab_size * sizeof(float);
    float *copy = malloc(bytes);
    TINY_CHECK(copy);
    memcpy(copy, eng_session_logits(s), bytes);
    eng_session_free(s);
    eng_model_close(model);
    return copy;
}

/* Whether the model, changed by `edit` and `spoil`, still gives the bits of the plain one. */
static void assert_same_logits(void (*edit)(struct tiny_model *), void (*spoil)(const char *),
                               const char *header_find, const char *header_put)
{
    static struct tiny_model m;
    char plain[TINY_PATH], changed[TINY_PATH];
    tiny_make(plain, NULL);
    tiny_build(&m, &tiny_default);
    if (edit)
        edit(&m);
    m.header_find = header_find;
    m.header_put = header_put;
    tiny_dir(changed);
    tiny_write(&m, changed);
    tiny_free(&m);
    if (spoil)
        spoil(changed);
    float *a = logits_of(plain), *b = logits_of(changed);
    assert_memory_equal(a, b, 32 * sizeof *a);
    assert_true(isfinite(a[0]) && a[0] != a[1]);
    free(a);
    free(b);
    tiny_remove_dir(plain);
    tiny_remove_dir(changed);
}

static void open__header_of_odd_length__gives_the_same_logits(void **state)
{
    (void)state;
    assert_same_logits(NULL, NULL, "\"pt\"}", "\"pt\" }");
    assert_same_logits(NULL, NULL, "\"pt\"}", "\"pt\"  }");
    assert_same_logits(NULL, NULL, "\"pt\"}", "\"pt\"   }");
}

static void open__two_shards__give_the_same_logits(void **state)
{
    (void)state;
    assert_same_logits(tiny_split, NULL, NULL, NULL);
}

static void reverse_order(struct tiny_model *m)
{
    for (int i = 0; i < m->count / 2; i++) {
        struct tiny_tensor t = m->list[i];
        m->list[i] = m->list[m->count - 1 - i];
        m->list[m->count - 1 - i] = t;
    }
}

static void open__tensors_in_another_order__give_the_same_logits(void **state)
{
    (void)state;
    assert_same_logits(reverse_order, NULL, NULL, NULL);
}

static void add_critic_and_head(struct tiny_model *m)
{
    tiny_add(m, 2, 12, 0, 1, 0, "critic_head.weight");
    tiny_add(m, 2, 0, 0, 1, 0, "critic_head.dense.bias");
    struct tiny_tensor *head = tiny_add(m, 32, 12, 0, 1, 0, "lm_head.weight");
    memcpy(head->bytes, tiny_find(m, "model.embed_tokens.weight")->bytes, head->n_bytes);
}

static void open__critic_head_and_tied_head__are_passed_over(void **state)
{
    (void)state;
    assert_same_logits(add_critic_and_head, NULL, NULL, NULL);
}

/* As a download cache keeps models: names that link to blobs elsewhere. */
static void link_files(const char *dir)
{
    static const char *const names[] = {"config.json", "model.safetensors"};
    char from[512], blob[600];
    for (int i = 0; i < 2; i++) {
        tiny_path(from, dir, names[i]);
        snprintf(blob, sizeof blob, "%s/blob%d", dir, i);
        TINY_CHECK(rename(from, blob) == 0);
        snprintf(blob, sizeof blob, "blob%d", i);
        TINY_CHECK(symlink(blob, from) == 0);
    }
}

static void open__files_that_are_links__are_followed(void **state)
{
    (void)state;
    assert_same_logits(NULL, link_files, NULL, NULL);
}

static void per_layer_window(struct tiny_model *m)
{
    tiny_config(m, "window\": 5", "window\": [null, 5, null, 5, null, null, null, null]");
    tiny_config(m, "{", "{\"rope_theta\": 10000.0, \"auto_map\": {\"a\": [1, {\"b\": null}]}, ");
}

static void open__window_per_layer_and_unknown_keys__give_the_same_logits(void **state)
{
    (void)state;
    assert_same_logits(per_layer_window, NULL, NULL, NULL);
}

/* Every value of a tensor that BF16 and F16 both hold exactly: the type must not matter. */
static void store_as(struct tiny_model *m, const char *name, const char *dtype)
{
    struct tiny_tensor *t = tiny_find(m, name);
    size_t n = t->n_bytes / 4;
    for (size_t i = 0; i < n; i++) {
        float value = (float)((int)(i % 7) - 3) * 0.25f;
        uint32_t bits;
        memcpy(&bits, &value, 4);
        uint16_t half = (uint16_t)(bits >> 16); /* BF16 */
        if (strcmp(dtype, "F16") == 0 && value != 0)
            half = (uint16_t)((bits >> 16 & 0x8000) | ((bits >> 23 & 255) - 112) << 10 |
                              (bits >> 13 & 1023));
        if (strcmp(dtype, "F32") == 0)
            memcpy(t->bytes + 4 * i, &bits, 4);
        else
            memcpy(t->bytes + 2 * i, &half, 2);
    }
    t->n_bytes = strcmp(dtype, "F32") == 0 ? t->n_bytes : t->n_bytes / 2;
    tiny_set_dtype(m, name, dtype);
}

static void open__element_types__give_the_same_logits(void **state)
{
    (void)state;
    static const char *const names[] = {
        "model.embed_tokens.weight",          "model.layers.0.attn.A_log",
        "model.layers.2.attn.in_proj.weight", "model.layers.1.attn.Wqkv.bias",
        "model.layers.5.attn.Wqkv.weight",    "model.layers.6.attn.in_proj.weight",
        "model.layers.0.attn.conv1d.weight",  "model.layers.7.attn.inner_cross_attn.lambda_q1",
        "model.layers.4.attn.dt_proj.weight",
    };
    static const char *const dtypes[] = {"F32", "BF16", "F16"};
    static struct tiny_model m;
    float *logits[3];
    for (int k = 0; k < 3; k++) {
        char dir[TINY_PATH];
        tiny_build(&m, &tiny_default);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            store_as(&m, names[i], dtypes[k]);
        tiny_dir(dir);
        tiny_write(&m, dir);
        tiny_free(&m);
        logits[k] = logits_of(dir);
        tiny_remove_dir(dir);
    }
    assert_memory_equal(logits[0], logits[1], 32 * sizeof(float));
    assert_memory_equal(logits[0], logits[2], 32 * sizeof(float));
    for (int k = 0; k < 3; k++)
        free(logits[k]);
}

static void status_name__each__is_the_word_in_lower_case(void **state)
{
    (void)state;
    assert_string_equal(eng_status_name(ENG_OK), "ok");
    assert_string_equal(eng_status_name(ENG_BAD_MODEL), "bad_model");
    assert_string_equal(eng_status_name(ENG_BAD_STATE), "bad_state");
}

static void open__missing_directory__is_named(void **state)
{
    (void)state;
    struct eng_model *model = NULL;
    struct eng_error error;
    assert_int_equal(open_dir(&model, "/nonexistent/model", &error), ENG_IO);
    assert_non_null(strstr(error.text, "/nonexistent/model"));
}

static void open__directory_is_a_file__is_named(void **state)
{
    (void)state;
    char dir[TINY_PATH], path[512];
    struct eng_model *model = NULL;
    struct eng_error error;
    tiny_make(dir, NULL);
    tiny_path(path, dir, "config.json");
    assert_int_equal(open_dir(&model, path, &error), ENG_IO);
    assert_non_null(strstr(error.text, "config.json"));
    tiny_remove_dir(dir);
}

static void describe__tiny_model__tells_its_shape(void **state)
{
    (void)state;
    static const enum eng_layer_kind kinds[] = {
        ENG_LAYER_MAMBA, ENG_LAYER_SLIDING, ENG_LAYER_MAMBA, ENG_LAYER_SLIDING,
        ENG_LAYER_MAMBA, ENG_LAYER_FULL,    ENG_LAYER_GMU,   ENG_LAYER_CROSS};
    char dir[TINY_PATH];
    struct eng_model *model = NULL;
    struct eng_error error;
    struct eng_info info;
    tiny_make(dir, NULL);
    tiny_write_text(dir, "generation_config.json", "{\"eos_token_id\": [7, 9]}");
    tiny_write_text(dir, "lemma.json", "{\"prompt_family\": \"starter\", \"skills\": [\"x\"]}");
    assert_int_equal(open_dir(&model, dir, &error), ENG_OK);
    eng_model_describe(model, &info);
    assert_int_equal(info.vocab_size, 32);
    assert_int_equal(info.d_model, 12);
    assert_int_equal(info.d_mlp, 20);
    assert_int_equal(info.n_layer, 8);
    assert_int_equal(info.n_head, 4);
    assert_int_equal(info.n_kv, 2);
    assert_int_equal(info.head_dim, 3);
    assert_int_equal(info.window, 5);
    assert_int_equal(info.d_inner, 24);
    assert_int_equal(info.d_state, 3);
    assert_int_equal(info.d_conv, 3);
    assert_int_equal(info.dt_rank, 2);
    assert_int_equal(info.context, 4096);
    assert_memory_equal(info.layer_kinds, kinds, sizeof kinds);
    assert_int_equal(info.n_stop, 2);
    assert_true(eng_is_stop(model, 7) && eng_is_stop(model, 9) && !eng_is_stop(model, 2));
    assert_string_equal(info.prompt_family, "starter");
    assert_string_equal(info.backend, "scalar");
    assert_int_equal(info.threads, 1);
    assert_int_equal(info.weight_bytes, 4 * info.parameters);
    assert_int_equal(info.bytes_by_dtype[0], info.weight_bytes);
    assert_int_equal(info.bytes_by_dtype[1] + info.bytes_by_dtype[2], 0);
    assert_true(info.step_bytes > info.weight_bytes / 2 && info.step_bytes <= info.weight_bytes);
    assert_int_equal(info.state_bytes_per_token, 2 * 2 * 3 * sizeof(float));
    assert_true(info.state_bytes_fixed >= 3 * (2 * 24 + 3 * 24) * sizeof(float));
    assert_null(eng_model_tokenizer(model, &error));
    assert_non_null(strstr(error.text, "tokenizer.json"));
    assert_true(eng_embedding_norm(model, 0) > 0);
    assert_true(eng_embedding_norm(model, 32) < 0 && eng_embedding_norm(model, -1) < 0);
    eng_model_close(model);
    tiny_remove_dir(dir);
}

static uint64_t hash_of(void (*edit)(struct tiny_model *))
{
    static struct tiny_model m;
    char dir[TINY_PATH];
    struct eng_model *model = NULL;
    struct eng_error error;
    struct eng_info info;
    tiny_build(&m, &tiny_default);
    if (edit)
        edit(&m);
    tiny_dir(dir);
    tiny_write(&m, dir);
    tiny_free(&m);
    if (open_dir(&model, dir, &error) != ENG_OK)
        fail_msg("%s", error.text);
    eng_model_describe(model, &info);
    eng_model_close(model);
    tiny_remove_dir(dir);
    return info.hash;
}

static void flip_a_bit(struct tiny_model *m)
{
    tiny_find(m, "model.layers.6.mlp.fc2.weight")->bytes[0] ^= 1;
}

static void widen_window(struct tiny_model *m)
{
    tiny_config(m, "window\": 5", "window\": 6");
}

static void change_eps(struct tiny_model *m)
{
    tiny_config(m, "1e-05", "1e-06");
}

static void add_critic(struct tiny_model *m)
{
    tiny_add(m, 2, 12, 0, 1, 0, "critic_head.weight");
}

static void describe__hash__tells_models_apart(void **state)
{
    (void)state;
    uint64_t plain = hash_of(NULL);
    assert_true(plain == hash_of(NULL));
    assert_true(plain == hash_of(tiny_split));
    assert_true(plain == hash_of(reverse_order));
    assert_true(plain == hash_of(add_critic));
    assert_true(plain != hash_of(flip_a_bit));
    assert_true(plain != hash_of(widen_window));
    assert_true(plain != hash_of(change_eps));
}

static void open__options_out_of_range__are_refused(void **state)
{
    (void)state;
    static const struct {
        struct eng_options options;
        enum eng_status status;
        const char *says;
    } rows[] = {
        {{.threads = -1}, ENG_BAD_ARGUMENT, "threads"},
        {{.threads = 1, .context = -5}, ENG_BAD_ARGUMENT, "context"},
        {{.threads = 1, .chunk = -1}, ENG_BAD_ARGUMENT, "chunk"},
        {{.threads = 1, .backend = "quantum"}, ENG_BAD_ARGUMENT, "quantum"},
        {{.threads = 1, .kv = (enum eng_kv)7}, ENG_BAD_ARGUMENT, "kv"},
    };
    char dir[TINY_PATH];
    tiny_make(dir, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct eng_options options = rows[i].options;
        struct eng_model *model = NULL;
        struct eng_error error = {.status = ENG_OK};
        options.dir = dir;
        enum eng_status status = eng_model_open(&model, &options, &error);
        if (status != rows[i].status || !strstr(error.text, rows[i].says))
            fail_msg("row %zu: %s: %s", i, eng_status_name(status), error.text);
    }
    tiny_remove_dir(dir);
}

/* --- faults ---------------------------------------------------------------------------------- */

static void use_once(const char *dir, enum eng_status *status, struct eng_error *error)
{
    static const int32_t ids[] = {1, 2, 3, 4, 5, 6, 7, 8};
    struct eng_model *model = NULL;
    struct eng_session *s = NULL;
    *status = open_dir(&model, dir, error);
    if (*status == ENG_OK)
        *status = eng_session_new(&s, model, error);
    if (*status == ENG_OK)
        *status = eng_session_feed(s, ids, 8, NULL, NULL, error);
    if (*status == ENG_OK)
        *status = eng_step(&s, ids, 1, error);
    eng_session_free(s);
    eng_model_close(model);
}

/* Fails the n-th call that can fail, for n = 1, 2, ... until the work succeeds; `wide` makes all
 * calls after it fail as well. */
static void fail_each_call(bool wide)
{
    char dir[TINY_PATH];
    enum eng_status status = ENG_OK;
    struct eng_error error;
    tiny_make(dir, NULL);
    use_once(dir, &status, &error); /* what the C library keeps for itself is taken now */
    assert_int_equal(status, ENG_OK);
    struct fault_counts before = fault_disarm();
    long n = 0;
    do {
        error = (struct eng_error){.status = ENG_OK};
        n++;
        fault_arm(n, wide ? LONG_MAX : n);
        use_once(dir, &status, &error);
        struct fault_counts after = fault_disarm();
        if (after.blocks != before.blocks || after.maps != before.maps)
            fail_msg("call %ld failed: %ld blocks, %ld maps leaked: %s", n,
                     after.blocks - before.blocks, after.maps - before.maps, error.text);
        if (status == ENG_OK) {
            if (after.calls < n)
                break; /* nothing was left to fail */
            continue;  /* a call that could be done without */
        }
        if ((status != ENG_NO_MEMORY && status != ENG_IO) || error.status != status ||
            !error.text[0])
            fail_msg("call %ld failed: %s: %s", n, eng_status_name(status), error.text);
    } while (n < 100000);
    assert_true(n > 50);
    printf("note: open, feed and step: each of %ld allocations and file calls failed%s\n", n - 1,
           wide ? " with all after it" : "");
    tiny_remove_dir(dir);
}

static void open__each_call_fails_once__reports_and_leaks_nothing(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    fail_each_call(false);
}

static void open__all_calls_fail_from_some_on__reports_and_leaks_nothing(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    fail_each_call(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(status_name__each__is_the_word_in_lower_case),
        cmocka_unit_test(open__missing_directory__is_named),
        cmocka_unit_test(open__directory_is_a_file__is_named),
        cmocka_unit_test(open__options_out_of_range__are_refused),
        cmocka_unit_test(open__header_of_odd_length__gives_the_same_logits),
        cmocka_unit_test(open__two_shards__give_the_same_logits),
        cmocka_unit_test(open__tensors_in_another_order__give_the_same_logits),
        cmocka_unit_test(open__critic_head_and_tied_head__are_passed_over),
        cmocka_unit_test(open__files_that_are_links__are_followed),
        cmocka_unit_test(open__window_per_layer_and_unknown_keys__give_the_same_logits),
        cmocka_unit_test(open__element_types__give_the_same_logits),
        cmocka_unit_test(describe__tiny_model__tells_its_shape),
        cmocka_unit_test(describe__hash__tells_models_apart),
        cmocka_unit_test(open__each_call_fails_once__reports_and_leaks_nothing),
        cmocka_unit_test(open__all_calls_fail_from_some_on__reports_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
