/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Model directories that must be refused. A tiny valid model is built, one thing is broken, and the
 * engine must refuse it with the right status and a sentence that names that thing. One table row
 * is one test.
 */
#include "engine/engine.h"
#include "tests/unit/tiny_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct fault {
    const char *name;
    enum eng_status status;
    const char *says, *says_too;          /* parts of the sentence */
    const char *find, *put;               /* in config.json */
    const char *header_find, *header_put; /* in the safetensors header */
    const char *drop;                     /* a tensor */
    void (*edit)(struct tiny_model *m);   /* before it is written */
    void (*spoil)(const char *dir);       /* after it is written */
};

/* --- what can go wrong in a checkpoint ------------------------------------------------------- */

static void set_shape(struct tiny_model *m, const char *name, int rank, int64_t a, int64_t b)
{
    struct tiny_tensor *t = tiny_find(m, name);
    t->rank = rank;
    t->shape[0] = a;
    t->shape[1] = b;
}

static void transpose_fc1(struct tiny_model *m)
{
    set_shape(m, "model.layers.2.mlp.fc1.weight", 2, 12, 40);
}

static void flatten_fc1(struct tiny_model *m)
{
    set_shape(m, "model.layers.2.mlp.fc1.weight", 1, 480, 0);
}

static void flatten_conv(struct tiny_model *m)
{
    set_shape(m, "model.layers.0.attn.conv1d.weight", 2, 24, 3);
}

static void shorten_norm(struct tiny_model *m)
{
    struct tiny_tensor *t = tiny_find(m, "model.layers.5.post_attention_layernorm.bias");
    t->shape[0] = 11;
    t->n_bytes = 44;
}

static void overlap(struct tiny_model *m)
{
    struct tiny_tensor *t = tiny_find(m, "model.layers.1.attn.Wqkv.bias");
    t->gap = -8;
}

static void leave_hole(struct tiny_model *m)
{
    tiny_find(m, "model.layers.1.attn.Wqkv.bias")->gap = 16;
}

static void make_i8(struct tiny_model *m)
{
    tiny_set_dtype(m, "model.layers.4.attn.x_proj.weight", "I8");
}

static void make_f64(struct tiny_model *m)
{
    tiny_set_dtype(m, "model.layers.4.attn.x_proj.weight", "F64");
}

static void make_unheard_of(struct tiny_model *m)
{
    tiny_set_dtype(m, "model.layers.4.attn.x_proj.weight", "F4E2M1");
}

static void make_bf16_of_f32_size(struct tiny_model *m)
{
    tiny_set_dtype(m, "model.layers.4.attn.x_proj.weight", "BF16");
}

static void add_unknown_part(struct tiny_model *m)
{
    tiny_add(m, 4, 0, 0, 1, 0, "model.layers.0.attn.rotary.inv_freq");
}

static void add_layer_99(struct tiny_model *m)
{
    tiny_add(m, 4, 4, 0, 1, 0, "model.layers.99.mlp.fc1.weight");
}

static void add_untied_head(struct tiny_model *m)
{
    tiny_add(m, m->shape.vocab, m->shape.d_model, 0, 1, 3, "lm_head.weight");
}

static void repeat_tensor(struct tiny_model *m)
{
    tiny_add(m, 12, 0, 0, 1, 0, "model.final_layernorm.bias");
}

static void repeat_across_shards(struct tiny_model *m)
{
    tiny_add(m, 12, 0, 0, 1, 0, "model.final_layernorm.bias")->shard = 1;
}

/* --- what can go wrong with files ------------------------------------------------------------ */

static void remove_file(const char *dir, const char *name)
{
    char path[512];
    tiny_path(path, dir, name);
    TINY_CHECK(unlink(path) == 0);
}

/* Cuts (n < 0) or adds bytes at the end. */
static void resize_file(const char *dir, const char *name, int n)
{
    char path[512];
    struct stat s;
    tiny_path(path, dir, name);
    TINY_CHECK(stat(path, &s) == 0);
    TINY_CHECK(truncate(path, s.st_size + n) == 0);
}

static void edit_index(const char *dir, const char *find, const char *put)
{
    static const char name[] = "model.safetensors.index.json";
    char path[512], text[16384] = "";
    tiny_path(path, dir, name);
    FILE *f = fopen(path, "rb");
    TINY_CHECK(f && fread(text, 1, sizeof text - 1, f) > 0);
    fclose(f);
    tiny_replace(text, sizeof text, find, put);
    tiny_write_text(dir, name, text);
}

static void header_length(const char *dir, uint64_t length)
{
    char path[512];
    tiny_path(path, dir, "model.safetensors");
    FILE *f = fopen(path, "r+b");
    TINY_CHECK(f && fwrite(&length, 8, 1, f) == 1 && fclose(f) == 0);
}

static void header_only(const char *dir, const char *header)
{
    char text[512];
    uint64_t n = strlen(header);
    memcpy(text, &n, 8);
    memcpy(text + 8, header, n);
    tiny_write_file(dir, "model.safetensors", text, 8 + n);
}

static void no_config(const char *dir)
{
    remove_file(dir, "config.json");
}

static void empty_config(const char *dir)
{
    tiny_write_text(dir, "config.json", "");
}

static void cut_config(const char *dir)
{
    resize_file(dir, "config.json", -40);
}

static void config_is_a_list(const char *dir)
{
    tiny_write_text(dir, "config.json", "[1, 2]");
}

static void config_with_a_tail(const char *dir)
{
    resize_file(dir, "config.json", 3);
}

static void deep_config(const char *dir)
{
    enum { DEPTH = 200000 };
    char *text = malloc(DEPTH + 16);
    TINY_CHECK(text);
    size_t n = (size_t)sprintf(text, "{\"x\":");
    memset(text + n, '[', DEPTH);
    tiny_write_file(dir, "config.json", text, n + DEPTH);
    free(text);
}

static void config_is_a_directory(const char *dir)
{
    char path[512];
    remove_file(dir, "config.json");
    tiny_path(path, dir, "config.json");
    TINY_CHECK(mkdir(path, 0700) == 0);
}

static void config_is_a_fifo(const char *dir)
{
    char path[512];
    remove_file(dir, "config.json");
    tiny_path(path, dir, "config.json");
    TINY_CHECK(mkfifo(path, 0600) == 0);
}

static void bad_generation_config(const char *dir)
{
    tiny_write_text(dir, "generation_config.json", "{\"eos_token_id\": \"end\"}");
}

static void generation_config_is_a_directory(const char *dir)
{
    char path[512];
    tiny_path(path, dir, "generation_config.json");
    TINY_CHECK(mkdir(path, 0700) == 0);
}

static void unknown_prompt_family(const char *dir)
{
    tiny_write_text(dir, "lemma.json", "{\"prompt_family\": \"chatml\"}");
}

static void no_weights(const char *dir)
{
    remove_file(dir, "model.safetensors");
}

static void dangling_weights(const char *dir)
{
    char path[512];
    no_weights(dir);
    tiny_path(path, dir, "model.safetensors");
    TINY_CHECK(symlink("../blobs/0123abcd", path) == 0);
}

static void empty_weights(const char *dir)
{
    tiny_write_text(dir, "model.safetensors", "");
}

static void seven_bytes(const char *dir)
{
    tiny_write_text(dir, "model.safetensors", "1234567");
}

static void git_lfs_pointer(const char *dir)
{
    tiny_write_text(dir, "model.safetensors",
                    "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7705126000\n");
}

static void header_of_2_to_63(const char *dir)
{
    header_length(dir, (uint64_t)1 << 63);
}

static void header_of_all_ones(const char *dir)
{
    header_length(dir, UINT64_MAX);
}

static void header_over_the_end(const char *dir)
{
    header_length(dir, 1000000);
}

static void header_of_no_bytes(const char *dir)
{
    header_length(dir, 0);
}

static void header_of_half_its_length(const char *dir)
{
    header_length(dir, 1000);
}

static void header_is_a_list(const char *dir)
{
    header_only(dir, "[]");
}

static void header_is_empty(const char *dir)
{
    header_only(dir, "{}");
}

static void header_is_not_utf8(const char *dir)
{
    header_only(dir, "{\"a\xff\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
}

static void header_entry_is_a_number(const char *dir)
{
    header_only(dir, "{\"thing\":7}");
}

static void cut_weights(const char *dir)
{
    resize_file(dir, "model.safetensors", -1);
}

static void lengthen_weights(const char *dir)
{
    resize_file(dir, "model.safetensors", 5);
}

static void no_second_shard(const char *dir)
{
    remove_file(dir, "b.safetensors");
}

static void cut_second_shard(const char *dir)
{
    resize_file(dir, "b.safetensors", -7);
}

static void index_out_of_the_directory(const char *dir)
{
    edit_index(dir, "\"b.safetensors\"", "\"../b.safetensors\"");
}

static void index_with_a_folder(const char *dir)
{
    edit_index(dir, "\"b.safetensors\"", "\"part/b.safetensors\"");
}

static void index_with_an_absolute_path(const char *dir)
{
    edit_index(dir, "\"b.safetensors\"", "\"/etc/hostname\"");
}

static void index_with_a_number(const char *dir)
{
    edit_index(dir, "\"b.safetensors\"", "2");
}

static void index_with_the_wrong_shard(const char *dir)
{
    edit_index(dir, "\"model.layers.0.input_layernorm.weight\":\"a.",
               "\"model.layers.0.input_layernorm.weight\":\"b.");
}

static void index_with_a_stranger(const char *dir)
{
    edit_index(dir, "{\"weight_map\":{", "{\"weight_map\":{\"ghost\":\"a.safetensors\",");
}

static void index_without_a_row(const char *dir)
{
    edit_index(dir, "\"model.layers.0.input_layernorm.weight\":\"a.safetensors\",", "");
}

static void index_without_a_map(const char *dir)
{
    edit_index(dir, "\"weight_map\"", "\"weights\"");
}

static void cut_index(const char *dir)
{
    resize_file(dir, "model.safetensors.index.json", -9);
}

static void empty_directory(const char *dir)
{
    no_config(dir);
    no_weights(dir);
}

#define BAD ENG_BAD_MODEL
#define FOREIGN ENG_UNSUPPORTED

static const struct fault faults[] = {
    /* config.json */
    {"open__config_missing__is_named", ENG_IO, "config.json", .spoil = no_config},
    {"open__directory_empty__names_the_config", ENG_IO, "config.json", .spoil = empty_directory},
    {"open__config_empty__is_named", BAD, "config.json", .spoil = empty_config},
    {"open__config_cut_short__is_named", BAD, "config.json", .spoil = cut_config},
    {"open__config_is_a_list__is_named", BAD, "config.json", .spoil = config_is_a_list},
    {"open__config_with_bytes_after_the_end__is_named", BAD, "config.json",
     .spoil = config_with_a_tail},
    {"open__config_very_deep__is_refused", BAD, "config.json", "deep", .spoil = deep_config},
    {"open__config_is_a_directory__is_named", ENG_IO, "config.json",
     .spoil = config_is_a_directory},
    {"open__config_is_a_fifo__does_not_wait", ENG_IO, "config.json", .spoil = config_is_a_fifo},
    {"open__unknown_model_type__is_named", FOREIGN, "llama", .find = "phi4flash", .put = "llama"},
    {"open__model_type_missing__is_named", FOREIGN, "model_type", .find = "\"model_type\"",
     .put = "\"type\""},
    {"open__untied_embeddings__are_refused", FOREIGN, "tie_word_embeddings", .find = "{",
     .put = "{\"tie_word_embeddings\": false, "},
    {"open__another_activation__is_named", FOREIGN, "hidden_act", "gelu", .find = "{",
     .put = "{\"hidden_act\": \"gelu\", "},
    {"open__another_layer_pattern__is_refused", FOREIGN, "mb_per_layer", .find = "{",
     .put = "{\"mb_per_layer\": 4, "},
    {"open__6_layers__are_refused", BAD, "num_hidden_layers", "4", .find = "layers\": 8",
     .put = "layers\": 6"},
    {"open__0_layers__are_refused", BAD, "num_hidden_layers", .find = "layers\": 8",
     .put = "layers\": 0"},
    {"open__minus_4_layers__are_refused", BAD, "num_hidden_layers", .find = "layers\": 8",
     .put = "layers\": -4"},
    {"open__2_to_62_layers__are_refused", BAD, "num_hidden_layers", .find = "layers\": 8",
     .put = "layers\": 4611686018427387904"},
    {"open__1e300_layers__are_refused", BAD, "num_hidden_layers", .find = "layers\": 8",
     .put = "layers\": 1e300"},
    {"open__layers_missing__is_named", BAD, "num_hidden_layers", "missing",
     .find = "num_hidden_layers", .put = "n_layer"},
    {"open__3_heads__are_refused", BAD, "num_attention_heads", .find = "attention_heads\": 4",
     .put = "attention_heads\": 3"},
    {"open__0_heads__are_refused", BAD, "num_attention_heads", .find = "attention_heads\": 4",
     .put = "attention_heads\": 0"},
    {"open__8_heads_for_12__are_refused", BAD, "num_attention_heads",
     .find = "attention_heads\": 4", .put = "attention_heads\": 8"},
    {"open__1_kv_head__is_refused", BAD, "num_key_value_heads", .find = "value_heads\": 2",
     .put = "value_heads\": 1"},
    {"open__kv_heads_that_do_not_divide__are_refused", BAD, "num_key_value_heads",
     .find = "value_heads\": 2", .put = "value_heads\": 6"},
    {"open__vocabulary_0__is_refused", BAD, "vocab_size", .find = "vocab_size\": 32",
     .put = "vocab_size\": 0"},
    {"open__vocabulary_2_to_31__is_refused", BAD, "vocab_size", .find = "vocab_size\": 32",
     .put = "vocab_size\": 2147483648"},
    {"open__vocabulary_over_int64__is_refused", BAD, "vocab_size", .find = "vocab_size\": 32",
     .put = "vocab_size\": 99999999999999999999999"},
    {"open__vocabulary_a_half__is_refused", BAD, "vocab_size", .find = "vocab_size\": 32",
     .put = "vocab_size\": 32.5"},
    {"open__vocabulary_a_string__is_refused", BAD, "vocab_size", .find = "vocab_size\": 32",
     .put = "vocab_size\": \"32\""},
    {"open__vocabulary_null__is_refused", BAD, "vocab_size", .find = "vocab_size\": 32",
     .put = "vocab_size\": null"},
    {"open__vocabulary_an_object__is_refused", BAD, "vocab_size", .find = "vocab_size\": 32",
     .put = "vocab_size\": {\"a\": 32}"},
    {"open__hidden_size_huge__is_refused", BAD, "hidden_size", .find = "hidden_size\": 12",
     .put = "hidden_size\": 1073741824"},
    {"open__expand_huge__is_refused", BAD, "mamba_expand", .find = "mamba_expand\": 2",
     .put = "mamba_expand\": 2147483647"},
    {"open__d_state_0__is_refused", BAD, "mamba_d_state", .find = "mamba_d_state\": 3",
     .put = "mamba_d_state\": 0"},
    {"open__d_conv_0__is_refused", BAD, "mamba_d_conv", .find = "mamba_d_conv\": 3",
     .put = "mamba_d_conv\": 0"},
    {"open__dt_rank_a_word__is_refused", BAD, "mamba_dt_rank", .find = "mamba_dt_rank\": 2",
     .put = "mamba_dt_rank\": \"full\""},
    {"open__dt_rank_negative__is_refused", BAD, "mamba_dt_rank", .find = "mamba_dt_rank\": 2",
     .put = "mamba_dt_rank\": -2"},
    {"open__window_0__is_refused", BAD, "sliding_window", .find = "sliding_window\": 5",
     .put = "sliding_window\": 0"},
    {"open__windows_that_differ__are_refused", FOREIGN, "sliding_window",
     .find = "sliding_window\": 5", .put = "sliding_window\": [null, 5, null, 7]"},
    {"open__windows_all_null__are_refused", BAD, "sliding_window", .find = "sliding_window\": 5",
     .put = "sliding_window\": [null, null]"},
    {"open__eps_nan__is_refused", BAD, "config.json", .find = "1e-05", .put = "NaN"},
    {"open__eps_negative__is_refused", BAD, "layer_norm_eps", .find = "1e-05", .put = "-1e-05"},
    {"open__eps_infinite__is_refused", BAD, "layer_norm_eps", .find = "1e-05", .put = "1e999"},
    {"open__eps_a_string__is_refused", BAD, "layer_norm_eps", .find = "1e-05", .put = "\"1e-05\""},
    {"open__context_0__is_refused", BAD, "max_position_embeddings", .find = "embeddings\": 4096",
     .put = "embeddings\": 0"},
    {"open__stop_token_a_string__is_refused", BAD, "generation_config.json", "eos_token_id",
     .spoil = bad_generation_config},
    {"open__generation_config_is_a_directory__is_named", ENG_IO, "generation_config.json",
     .spoil = generation_config_is_a_directory},
    {"open__prompt_family_unknown__is_named", FOREIGN, "lemma.json", "chatml",
     .spoil = unknown_prompt_family},
    {"open__vocabulary_other_than_the_table__names_both", BAD, "model.embed_tokens.weight", "33x12",
     .find = "vocab_size\": 32", .put = "vocab_size\": 33"},
    /* tensors */
    {"open__tensor_missing__is_named", BAD, "model.layers.5.attn.out_proj.bias", "missing",
     .drop = "model.layers.5.attn.out_proj.bias"},
    {"open__embedding_missing__is_named", BAD, "model.embed_tokens.weight", "missing",
     .drop = "model.embed_tokens.weight"},
    {"open__lambda_missing__is_named", BAD, "inner_cross_attn.lambda_k2", "missing",
     .drop = "model.layers.7.attn.inner_cross_attn.lambda_k2"},
    {"open__final_norm_missing__is_named", BAD, "model.final_layernorm.weight", "missing",
     .drop = "model.final_layernorm.weight"},
    {"open__shape_transposed__names_both_shapes", BAD, "expected 40x12", "found 12x40",
     .edit = transpose_fc1},
    {"open__rank_1_for_2__names_both_shapes", BAD, "expected 40x12", "found 480",
     .edit = flatten_fc1},
    {"open__rank_2_for_3__names_both_shapes", BAD, "expected 24x1x3", "found 24x3",
     .edit = flatten_conv},
    {"open__norm_too_short__names_both_shapes", BAD, "expected 12", "found 11",
     .edit = shorten_norm},
    {"open__unexpected_tensor__is_named", BAD, "unexpected", "rotary.inv_freq",
     .edit = add_unknown_part},
    {"open__tensor_of_a_layer_too_many__is_named", BAD, "unexpected", "model.layers.99.",
     .edit = add_layer_99},
    {"open__head_of_its_own__is_refused", FOREIGN, "lm_head.weight", .edit = add_untied_head},
    {"open__I8__is_named", FOREIGN, "x_proj.weight", "I8", .edit = make_i8},
    {"open__F64__is_named", FOREIGN, "x_proj.weight", "F64", .edit = make_f64},
    {"open__type_never_heard_of__is_named", FOREIGN, "x_proj.weight", "F4E2M1",
     .edit = make_unheard_of},
    {"open__type_against_the_size__is_named", BAD, "x_proj.weight", .edit = make_bf16_of_f32_size},
    {"open__tensors_overlap__is_named", BAD, "Wqkv.bias", "overlap", .edit = overlap},
    {"open__hole_between_tensors__is_named", BAD, "Wqkv.bias", "hole", .edit = leave_hole},
    {"open__tensor_twice__is_named", BAD, "model.final_layernorm.bias", "twice",
     .edit = repeat_tensor},
    {"open__tensor_in_two_shards__is_named", BAD, "model.final_layernorm.bias",
     .edit = repeat_across_shards},
    /* the header of a safetensors file */
    {"open__weights_missing__are_named", ENG_IO, "model.safetensors", .spoil = no_weights},
    {"open__weights_a_dead_link__are_named", ENG_IO, "model.safetensors",
     .spoil = dangling_weights},
    {"open__weights_empty__are_named", BAD, "model.safetensors", .spoil = empty_weights},
    {"open__weights_of_7_bytes__are_named", BAD, "model.safetensors", .spoil = seven_bytes},
    {"open__git_lfs_pointer__is_refused", BAD, "model.safetensors", .spoil = git_lfs_pointer},
    {"open__header_of_2_to_63__is_refused", BAD, "model.safetensors", "header",
     .spoil = header_of_2_to_63},
    {"open__header_of_all_ones__is_refused", BAD, "model.safetensors", "header",
     .spoil = header_of_all_ones},
    {"open__header_over_the_end__is_refused", BAD, "model.safetensors", "header",
     .spoil = header_over_the_end},
    {"open__header_of_0_bytes__is_refused", BAD, "model.safetensors", "header",
     .spoil = header_of_no_bytes},
    {"open__header_cut__is_refused", BAD, "model.safetensors", "header",
     .spoil = header_of_half_its_length},
    {"open__header_a_list__is_refused", BAD, "model.safetensors", "header",
     .spoil = header_is_a_list},
    {"open__header_without_tensors__names_the_first", BAD, "model.embed_tokens.weight",
     .spoil = header_is_empty},
    {"open__header_not_utf8__is_refused", BAD, "model.safetensors", "header",
     .spoil = header_is_not_utf8},
    {"open__header_entry_a_number__is_named", BAD, "thing", .spoil = header_entry_is_a_number},
    {"open__offsets_reversed__are_named", BAD, "model.embed_tokens.weight", "offsets",
     .header_find = "[0,1536]", .header_put = "[1536,0]"},
    {"open__offset_beyond_the_file__is_named", BAD, "model.embed_tokens.weight", "truncated",
     .header_find = "[32,12],\"data_offsets\":[0,1536]",
     .header_put = "[32,12],\"data_offsets\":[1000000000000,1000000001536]"},
    {"open__offset_over_int64__is_named", BAD, "model.embed_tokens.weight",
     .header_find = "[0,1536]", .header_put = "[18446744073709550080,18446744073709551616]"},
    {"open__offset_negative__is_named", BAD, "model.embed_tokens.weight", .header_find = "[0,1536]",
     .header_put = "[-1536,0]"},
    {"open__offsets_three__are_named", BAD, "model.embed_tokens.weight", .header_find = "[0,1536]",
     .header_put = "[0,1536,1536]"},
    {"open__shape_negative__is_named", BAD, "model.embed_tokens.weight", "shape",
     .header_find = "[32,12]", .header_put = "[-32,-12]"},
    {"open__shape_product_over_64_bits__is_named", BAD, "model.embed_tokens.weight",
     .header_find = "[32,12]", .header_put = "[4294967296,4294967296]"},
    {"open__shape_product_wrapping_to_the_size__is_named", BAD, "model.embed_tokens.weight",
     .header_find = "[32,12]", .header_put = "[4611686018427387904,384]"},
    {"open__shape_of_9_sizes__is_named", BAD, "model.embed_tokens.weight", "shape",
     .header_find = "[32,12]", .header_put = "[1,1,1,1,1,1,1,32,12]"},
    {"open__dtype_missing__is_named", BAD, "model.embed_tokens.weight", "dtype",
     .header_find = "\"dtype\":\"F32\",\"shape\":[32,12]", .header_put = "\"shape\":[32,12]"},
    {"open__offsets_missing__are_named", BAD, "model.embed_tokens.weight", "data_offsets",
     .header_find = ",\"data_offsets\":[0,1536]", .header_put = ""},
    {"open__weights_cut_by_a_byte__names_the_last_tensor", BAD, "model.final_layernorm.bias",
     "truncated", .spoil = cut_weights},
    {"open__bytes_after_the_last_tensor__are_refused", BAD, "model.safetensors", "5 bytes",
     .spoil = lengthen_weights},
    /* shards */
    {"open__shard_missing__is_named", ENG_IO, "b.safetensors", .edit = tiny_split,
     .spoil = no_second_shard},
    {"open__shard_cut__is_named", BAD, "b.safetensors", "truncated", .edit = tiny_split,
     .spoil = cut_second_shard},
    {"open__index_out_of_the_directory__is_refused", BAD, "../b.safetensors", .edit = tiny_split,
     .spoil = index_out_of_the_directory},
    {"open__index_with_a_folder__is_refused", BAD, "part/b.safetensors", .edit = tiny_split,
     .spoil = index_with_a_folder},
    {"open__index_with_an_absolute_path__is_refused", BAD, "/etc/hostname", .edit = tiny_split,
     .spoil = index_with_an_absolute_path},
    {"open__index_with_a_number__is_refused", BAD, "index.json", .edit = tiny_split,
     .spoil = index_with_a_number},
    {"open__index_with_the_wrong_shard__names_the_tensor", BAD,
     "model.layers.0.input_layernorm.weight", "index.json", .edit = tiny_split,
     .spoil = index_with_the_wrong_shard},
    {"open__index_with_a_stranger__names_it", BAD, "ghost", "missing", .edit = tiny_split,
     .spoil = index_with_a_stranger},
    {"open__index_without_a_row__names_the_tensor", BAD, "model.layers.0.input_layernorm.weight",
     "unexpected", .edit = tiny_split, .spoil = index_without_a_row},
    {"open__index_without_a_map__is_refused", BAD, "weight_map", .edit = tiny_split,
     .spoil = index_without_a_map},
    {"open__index_cut__is_refused", BAD, "index.json", .edit = tiny_split, .spoil = cut_index},
};
enum { N_FAULT = sizeof faults / sizeof *faults };

static enum eng_status open_dir(struct eng_model **model, const char *dir, struct eng_error *error)
{
    const struct eng_options options = {.dir = dir, .backend = "scalar", .threads = 1};
    return eng_model_open(model, &options, error);
}

static void refuse_fault(void **state)
{
    const struct fault *f = *state;
    static struct tiny_model m;
    char dir[TINY_PATH];
    struct eng_model *model = NULL;
    struct eng_error error = {.status = ENG_OK};

    tiny_build(&m, &tiny_default);
    if (f->find)
        tiny_config(&m, f->find, f->put);
    if (f->drop)
        tiny_drop(&m, f->drop);
    if (f->edit)
        f->edit(&m);
    m.header_find = f->header_find;
    m.header_put = f->header_put;
    tiny_dir(dir);
    tiny_write(&m, dir);
    tiny_free(&m);
    if (f->spoil)
        f->spoil(dir);

    alarm(20); /* a hang is a failure */
    enum eng_status status = open_dir(&model, dir, &error);
    alarm(0);
    tiny_remove_dir(dir);
    if (status == ENG_OK)
        fail_msg("it was opened");
    assert_null(model);
    if (status != f->status || error.status != status || !strstr(error.text, f->says) ||
        (f->says_too && !strstr(error.text, f->says_too)) || strchr(error.text, '\n'))
        fail_msg("%s (%s): \"%s\"; expected %s, \"%s\", \"%s\"", eng_status_name(status),
                 eng_status_name(error.status), error.text, eng_status_name(f->status), f->says,
                 f->says_too ? f->says_too : "");
}

int main(void)
{
    static struct CMUnitTest tests[N_FAULT];
    static struct fault states[N_FAULT];
    memcpy(states, faults, sizeof faults);
    for (int i = 0; i < N_FAULT; i++)
        tests[i] = (struct CMUnitTest){
            .name = faults[i].name, .test_func = refuse_fault, .initial_state = &states[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
