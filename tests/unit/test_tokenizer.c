/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tokenizer against exact ids, and its rules one by one on tokenizers made up for each. The
 * ids of tests/golden/tokenizer come from an oracle of our own (tests/oracle/make_tokenizer.py).
 * What a hostile or broken file meets is in test_tokenizer_files.c.
 */
#include "engine/engine.h"
#include "tests/unit/tokenizer_cases.h"

#include <pthread.h>

/* --- exact ids ------------------------------------------------------------------------------- */

static void check_text(const struct token_case *c, void *context)
{
    const struct eng_tokenizer *tok = context;
    if (!c->has_text)
        return;
    struct eng_tokens plain = case_tokenize(tok, c->text.bytes, c->text.len, false);
    struct eng_tokens tags = case_tokenize(tok, c->text.bytes, c->text.len, true);
    const char *name = c->name.bytes ? c->name.bytes : c->text.bytes;
    case_same(name, &plain, &c->ids);
    case_same(name, &tags, c->has_tags ? &c->ids_tags : c->has_special ? &c->ids_special : &c->ids);
    eng_tokens_release(&plain);
    eng_tokens_release(&tags);
}

static void tokenize__golden_texts__gives_the_ids_of_the_oracle(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = case_open(GOLDEN);
    assert_true(case_each(GOLDEN "/cases.jsonl", check_text, tok) > 40);
    eng_tokenizer_close(tok);
}

static void tokenize__gpt2_pattern_and_ignore_merges__gives_the_ids_of_the_oracle(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = case_open(GOLDEN "/gpt2");
    assert_true(case_each(GOLDEN "/gpt2/cases.jsonl", check_text, tok) > 40);
    eng_tokenizer_close(tok);
}

static void tokenize__the_models_own_file__gives_the_published_ids(void **state)
{
    (void)state;
#define SHARED "../shared/tokenizer"
    if (access(SHARED "/tokenizer.json.xz", R_OK) != 0) {
        print_message("note: test_tokenizer: no " SHARED ", the model's own file is not tested\n");
        return;
    }
    char command[160];
    snprintf(command, sizeof command, "xz -dc " SHARED "/tokenizer.json.xz >%s", made_up_path);
    if (system(command) != 0) {
        print_message("note: test_tokenizer: xz is missing, the model's own file is not tested\n");
        return;
    }
    struct eng_tokenizer *tok = case_open(made_up_dir);
    assert_int_equal(case_each(SHARED "/text.jsonl", check_text, tok), 150);
    assert_int_equal(eng_tag_id(tok, "<|user|>"), 200021);
    eng_tokenizer_close(tok);
}

static void token_bytes__of_every_text__join_to_the_text(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = case_open(GOLDEN);
    const char text[] = "한국어 <|end|>\0 \xF0\x9F\x98\x80 \\frac{1}{2}\r\n";
    struct eng_tokens ids = case_tokenize(tok, text, sizeof text - 1, false);
    char joined[64];
    size_t at = 0;
    for (size_t i = 0; i < ids.count; i++) {
        size_t len;
        bool special;
        const char *bytes = eng_token_bytes(tok, ids.ids[i], &len, &special);
        assert_non_null(bytes);
        assert_false(special);
        assert_true(at + len <= sizeof joined);
        memcpy(joined + at, bytes, len);
        at += len;
    }
    assert_int_equal(at, sizeof text - 1);
    assert_memory_equal(joined, text, at);
    eng_tokens_release(&ids);
    eng_tokenizer_close(tok);
}

/* --- rules, one by one ----------------------------------------------------------------------- */

#define TAG(content, more)                                                          \
    "{\"id\":1,\"content\":\"" content "\",\"single_word\":false,\"lstrip\":false," \
    "\"normalized\":false," more "}"
#define PLAIN_TAG(content) TAG(content, "\"rstrip\":false,\"special\":true")
#define RSTRIP_TAG(content) TAG(content, "\"rstrip\":true,\"special\":true")

static void tokenize__tag_in_user_text__stays_plain(void **state)
{
    (void)state;
    struct made_up m = {.added = "[" PLAIN_TAG("<|x|>") "]"};
    made_up_ids(&m, "<|x|>", false, "60 124 120 124 62");
    made_up_ids(&m, "<|x|>", true, "256");
    made_up_ids(&m, "", true, "");
    made_up_ids(&m, "", false, "");
}

static void merges__as_strings_or_pairs__mean_the_same(void **state)
{
    (void)state;
    const char *vocab = "\"ab\":256,\"abc\":257,\"bc\":258,";
    made_up_ids(&(struct made_up){.vocab = vocab, .merges = "[\"a b\",\"ab c\",\"b c\"]"}, "abcbc",
                false, "257 258");
    made_up_ids(
        &(struct made_up){.vocab = vocab, .merges = "[[\"a\",\"b\"],[\"ab\",\"c\"],[\"b\",\"c\"]]"},
        "abcbc", false, "257 258");
    made_up_ids(&(struct made_up){.vocab = vocab, .merges = "[\"#version: 0.2\",\"b c\",\"a b\"]"},
                "abc", false, "97 258");
}

static void merges__lowest_rank__goes_first_and_leftmost_on_a_tie(void **state)
{
    (void)state;
    const char *vocab = "\"ab\":256,\"bc\":257,\"aa\":258,";
    made_up_ids(&(struct made_up){.vocab = vocab, .merges = "[\"b c\",\"a b\"]"}, "abc", false,
                "97 257");
    made_up_ids(&(struct made_up){.vocab = vocab, .merges = "[\"a a\"]"}, "aaaaa", false,
                "258 258 97");
    /* a pair that stands twice has its later rank */
    made_up_ids(&(struct made_up){.vocab = vocab, .merges = "[\"a b\",\"b c\",\"a b\"]"}, "abc",
                false, "97 257");
}

static void bytes__without_a_token__are_dropped(void **state)
{
    (void)state;
    struct made_up m = {.leave_out = 'x', .vocab = "\"ab\":256,", .merges = "[\"a b\"]"};
    made_up_ids(&m, "axb", false, "256");
    made_up_ids(&m, "x", false, "");
}

static void ids_of_added_tokens__follow_the_library_not_the_file(void **state)
{
    (void)state;
    struct made_up m = {.vocab = "\"<b>\":300,\"<c>\":256,",
                        .added = "[" PLAIN_TAG("<a>") "," PLAIN_TAG("<b>") "," PLAIN_TAG(
                            "<c>") "," PLAIN_TAG("<d>") "]"};
    struct eng_tokenizer *tok = made_up_open(&m);
    /* 258 entries; <b> is in the vocabulary with 300, so <d> comes behind that */
    assert_int_equal(eng_tag_id(tok, "<a>"), 258);
    assert_int_equal(eng_tag_id(tok, "<b>"), 300);
    assert_int_equal(eng_tag_id(tok, "<c>"), 256);
    assert_int_equal(eng_tag_id(tok, "<d>"), 301);
    assert_int_equal(eng_tag_id(tok, "<e>"), -1);
    assert_int_equal(eng_tag_id(tok, ""), -1);
    assert_int_equal(eng_tokenizer_size(tok), 302);
    const char *content;
    int32_t id;
    assert_true(eng_tag_at(tok, 1, &content, &id));
    assert_string_equal(content, "<b>");
    assert_int_equal(id, 300);
    assert_false(eng_tag_at(tok, 4, &content, &id));
    size_t len;
    bool special;
    assert_null(eng_token_bytes(tok, 257, &len, &special));
    assert_null(eng_token_bytes(tok, 299, &len, &special));
    assert_null(eng_token_bytes(tok, -1, &len, &special));
    assert_null(eng_token_bytes(tok, 302, &len, &special));
    assert_non_null(eng_token_bytes(tok, 301, &len, &special));
    assert_true(special);
    assert_int_equal(len, 3);
    eng_tokenizer_close(tok);
}

static void token_bytes__of_a_spelling_outside_the_alphabet__is_the_spelling(void **state)
{
    (void)state;
    struct made_up m = {.vocab = "\"a b\":256,\"\xED\x95\x9C\":257,\"\xC4\xA0\xC4\xA0z\":258,",
                        .added = "[" TAG("<t>", "\"rstrip\":false,\"special\":false") "]"};
    struct eng_tokenizer *tok = made_up_open(&m);
    static const char *const texts[] = {"a b", "\xED\x95\x9C", "  z", "<t>"};
    for (int32_t i = 0; i < 4; i++) {
        size_t len;
        bool special;
        const char *bytes = eng_token_bytes(tok, 256 + i, &len, &special);
        assert_int_equal(len, strlen(texts[i]));
        assert_memory_equal(bytes, texts[i], len);
        assert_false(special);
    }
    eng_tokenizer_close(tok);
}

static void tags__that_begin_alike__match_the_longest(void **state)
{
    (void)state;
    struct made_up m = {.added = "[" PLAIN_TAG("<a") "," PLAIN_TAG("<a>b") "," PLAIN_TAG(
                            "<") "," PLAIN_TAG("a>b>") "]"};
    /* "<" is a token of the vocabulary and keeps its id */
    made_up_ids(&m, "<a<a>b<a><x", true, "256 257 256 62 60 120");
    made_up_ids(&m, "a>b><a>b>", true, "258 257 62");
    made_up_ids(&m, "a>b", true, "97 62 98");
}

static void tags__swallow_space__as_their_flags_say(void **state)
{
    (void)state;
    struct made_up m = {
        .added = "[{\"id\":1,\"content\":\"<l>\",\"single_word\":false,\"lstrip\":true,\"rstrip\":"
                 "false,\"normalized\":false,\"special\":true}," RSTRIP_TAG(
                     "<r>") ","
                            "{\"id\":1,\"content\":\"<w>\",\"single_word\":true,\"lstrip\":false,"
                            "\"rstrip\":"
                            "false,\"normalized\":false,\"special\":true},"
                            "{\"id\":1,\"content\":\"<n>\",\"single_word\":false,\"lstrip\":false,"
                            "\"rstrip\":"
                            "false,\"normalized\":true,\"special\":true}," PLAIN_TAG("n><") "]"};
    made_up_ids(&m, "a \n<l> b", true, "97 256 32 98");
    made_up_ids(&m, "a <r>\xE3\x80\x80\xC2\x85 \t\r\nb", true, "97 32 257 98");
    made_up_ids(&m, "<r>\xE2\x80\x8B", true, "257 226 128 139"); /* zero width space is no space */
    made_up_ids(&m, "<r>\xE1\xA0\x8E", true, "257 225 160 142"); /* nor is U+180E */
    made_up_ids(&m, "<r>  <l>", true, "257 256");
    made_up_ids(&m, "<w> <w>", true, "258 32 258");
    made_up_ids(&m, "a<w>", true, "97 60 119 62");
    made_up_ids(&m, "<w>\xCC\x81", true, "60 119 62 204 129"); /* a mark is part of a word */
    made_up_ids(&m, "<w>\xC2\xB2", true, "258 194 178");       /* a superscript is not */
    made_up_ids(&m, "<w>\xE2\x80\x8D", true, "60 119 62 226 128 141"); /* a joiner is */
    made_up_ids(&m, "<n>", true, "259");
    made_up_ids(&m, "<n><x", true, "60 260 120"); /* the not normalized ones go first */
    struct eng_tokenizer *tok = made_up_open(&m);
    assert_false(eng_tag_strips_right(tok, eng_tag_id(tok, "<l>")));
    assert_true(eng_tag_strips_right(tok, eng_tag_id(tok, "<r>")));
    assert_false(eng_tag_strips_right(tok, 65));
    eng_tokenizer_close(tok);
}

static void split__each_behaviour__keeps_what_it_should(void **state)
{
    (void)state;
    /* pieces show by what may merge: "aa" merges inside a piece only */
    const char *vocab = "\"aa\":256,", *merges = "[\"a a\"]";
    struct made_up m = {.vocab = vocab, .merges = merges, .regex = "a|b"};
    made_up_ids(&m, "aabcaa", false, "97 97 98 97 97"); /* Removed, inverted: only matches */
    m.not_inverted = true;
    made_up_ids(&m, "aabcaa", false, "99"); /* Removed: only what lies between */
    m.behavior = "Isolated";
    made_up_ids(&m, "aabcaa", false, "97 97 98 99 97 97"); /* both */
    m.regex = "b";
    made_up_ids(&m, "aabaa", false, "256 98 256");
    m.regex = "b*"; /* an empty match cuts, and the search goes on */
    made_up_ids(&m, "aabbaa", false, "97 97 98 98 97 97");
    m.regex = "";
    made_up_ids(&m, "aaa\xED\x95\x9C", false, "97 97 97 237 149 156");
    m.regex = "(?i)x|B";
    made_up_ids(&m, "aabaa", false, "256 98 256");
    m.regex = "(?<=b)a";
    made_up_ids(&m, "aabaa", false, "256 98 97 97");
}

static void split__several_in_a_sequence__cut_one_after_another(void **state)
{
    (void)state;
    struct made_up m = {
        .vocab = "\"aa\":256,",
        .merges = "[\"a a\"]",
        .pre_tokenizer =
            "{\"pretokenizers\":[{\"type\":\"Split\",\"pattern\":{\"String\":\"b.\"},"
            "\"behavior\":\"Isolated\",\"invert\":false},{\"type\":\"Split\",\"pattern\":"
            "{\"Regex\":\"^a\"},\"behavior\":\"Isolated\",\"invert\":false}," MADE_UP_BYTE_LEVEL
            "],\"type\":\"Sequence\"}"};
    /* ^ is the start of what the first left over; a String is no regex */
    made_up_ids(&m, "aaab.aaabx", false, "97 256 98 46 97 256 98 120");
}

static void text__of_one_letter_a_megabyte_long__is_merged_to_the_end(void **state)
{
    (void)state;
    struct made_up m = {.vocab = "\"aa\":256,\"aaaa\":257,\"aaaaaaaa\":258,",
                        .merges = "[\"a a\",\"aa aa\",\"aaaa aaaa\"]",
                        .regex = "[^\\\\s]+|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+"};
    struct eng_tokenizer *tok = made_up_open(&m);
    size_t len = 1 << 20;
    char *text = malloc(len);
    memset(text, 'a', len);
    struct eng_tokens ids = case_tokenize(tok, text, len, false);
    assert_int_equal(ids.count, len / 8);
    for (size_t i = 0; i < ids.count; i++)
        assert_int_equal(ids.ids[i], 258);
    eng_tokens_release(&ids);
    /* white space without a line break makes the third alternative walk all the way back */
    memset(text, ' ', len);
    text[len - 1] = 'x';
    ids = case_tokenize(tok, text, len, false);
    assert_int_equal(ids.count, len);
    eng_tokens_release(&ids);
    free(text);
    eng_tokenizer_close(tok);
}

static void tokenize__on_failure__leaves_the_list_as_it_was(void **state)
{
    (void)state;
    struct eng_tokenizer *tok =
        made_up_open(&(struct made_up){.regex = "b|(?:a+)+[cd]", .behavior = "Isolated"});
    struct eng_tokens out = {.ids = NULL};
    struct eng_error error = {.text = ""};
    assert_int_equal(eng_tokens_add(&out, 7, NULL), ENG_OK);
    const char text[] = "bbaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
    assert_int_equal(eng_tokenize(tok, text, strlen(text), false, &out, &error), ENG_BAD_MODEL);
    assert_non_null(strstr(error.text, "too many steps"));
    assert_int_equal(out.count, 1);
    assert_int_equal(out.ids[0], 7);
    eng_tokens_release(&out);
    eng_tokenizer_close(tok);
}

/* --- threads --------------------------------------------------------------------------------- */

struct worker {
    const struct eng_tokenizer *tok;
    const struct eng_tokens *wanted;
    const char *text;
    size_t len;
    bool same;
};

static void *tokenize_often(void *context)
{
    struct worker *w = context;
    w->same = true;
    for (int i = 0; i < 50; i++) {
        struct eng_tokens out = {.ids = NULL};
        w->same = w->same && eng_tokenize(w->tok, w->text, w->len, true, &out, NULL) == ENG_OK &&
                  out.count == w->wanted->count &&
                  memcmp(out.ids, w->wanted->ids, out.count * sizeof *out.ids) == 0;
        eng_tokens_release(&out);
    }
    return NULL;
}

static void threads__sharing_one_tokenizer__get_the_same_ids(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = case_open(GOLDEN);
    const char text[] = "<|user|> 두 수의 합을 구하세요. <|word|> we've \\frac{1}{2}<|end|>";
    struct eng_tokens wanted = case_tokenize(tok, text, sizeof text - 1, true);
    struct worker workers[4];
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        workers[i] = (struct worker){tok, &wanted, text, sizeof text - 1, false};
        assert_int_equal(pthread_create(&threads[i], NULL, tokenize_often, &workers[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        assert_true(workers[i].same);
    }
    eng_tokens_release(&wanted);
    eng_tokenizer_close(tok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokenize__golden_texts__gives_the_ids_of_the_oracle),
        cmocka_unit_test(tokenize__gpt2_pattern_and_ignore_merges__gives_the_ids_of_the_oracle),
        cmocka_unit_test(tokenize__the_models_own_file__gives_the_published_ids),
        cmocka_unit_test(token_bytes__of_every_text__join_to_the_text),
        cmocka_unit_test(tokenize__tag_in_user_text__stays_plain),
        cmocka_unit_test(merges__as_strings_or_pairs__mean_the_same),
        cmocka_unit_test(merges__lowest_rank__goes_first_and_leftmost_on_a_tie),
        cmocka_unit_test(bytes__without_a_token__are_dropped),
        cmocka_unit_test(ids_of_added_tokens__follow_the_library_not_the_file),
        cmocka_unit_test(token_bytes__of_a_spelling_outside_the_alphabet__is_the_spelling),
        cmocka_unit_test(tags__that_begin_alike__match_the_longest),
        cmocka_unit_test(tags__swallow_space__as_their_flags_say),
        cmocka_unit_test(split__each_behaviour__keeps_what_it_should),
        cmocka_unit_test(split__several_in_a_sequence__cut_one_after_another),
        cmocka_unit_test(text__of_one_letter_a_megabyte_long__is_merged_to_the_end),
        cmocka_unit_test(tokenize__on_failure__leaves_the_list_as_it_was),
        cmocka_unit_test(threads__sharing_one_tokenizer__get_the_same_ids),
    };
    return cmocka_run_group_tests(tests, made_up_setup, made_up_teardown);
}
