/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tokenizer against exact ids, its rules one by one on tokenizers made up for each, and what
 * a hostile or broken tokenizer.json meets. The ids of tests/golden/tokenizer come from an oracle
 * of our own (tests/oracle/make_tokenizer.py).
 */
#include "engine/engine.h"
#include "tests/unit/faults.h"
#include "tests/unit/tokenizer_cases.h"

#include <limits.h>

static struct eng_tokenizer *open_or_fail(const char *dir)
{
    struct eng_tokenizer *tok;
    struct eng_error error = {.text = ""};
    if (eng_tokenizer_open(&tok, dir, &error))
        fail_msg("%s", error.text);
    return tok;
}

/* Tokenizes from a block of exactly the size of the text. */
static struct eng_tokens tokenize(const struct eng_tokenizer *tok, const char *text, size_t len,
                                  bool tags)
{
    struct eng_tokens out = {.ids = NULL};
    struct eng_error error = {.text = ""};
    char *exact = malloc(len ? len : 1);
    memcpy(exact, text, len);
    enum eng_status status = eng_tokenize(tok, exact, len, tags, &out, &error);
    free(exact);
    if (status)
        fail_msg("%s", error.text);
    return out;
}

/* The ids of a text as one line, or what went wrong. */
static const char *ids_of(const struct eng_tokenizer *tok, const char *text, bool tags)
{
    static char line[4096];
    struct eng_tokens out = tokenize(tok, text, strlen(text), tags);
    size_t at = 0;
    line[0] = '\0';
    for (size_t i = 0; i < out.count; i++)
        at += (size_t)snprintf(line + at, sizeof line - at, i ? " %d" : "%d", (int)out.ids[i]);
    eng_tokens_release(&out);
    return line;
}

static void check_ids(const struct made_up *m, const char *text, bool tags, const char *ids)
{
    struct eng_tokenizer *tok = made_up_open(m);
    assert_string_equal(ids_of(tok, text, tags), ids);
    eng_tokenizer_close(tok);
}

/* --- exact ids ---------------------------------------------------------------------------------
 */

static void check_text(const struct token_case *c, void *context)
{
    const struct eng_tokenizer *tok = context;
    if (!c->has_text)
        return;
    struct eng_tokens plain = tokenize(tok, c->text.bytes, c->text.len, false);
    struct eng_tokens tags = tokenize(tok, c->text.bytes, c->text.len, true);
    const char *name = c->name.bytes ? c->name.bytes : c->text.bytes;
    case_same(name, &plain, &c->ids);
    case_same(name, &tags, c->has_tags ? &c->ids_tags : c->has_special ? &c->ids_special : &c->ids);
    eng_tokens_release(&plain);
    eng_tokens_release(&tags);
}

static void tokenize__golden_texts__gives_the_ids_of_the_oracle(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = open_or_fail(GOLDEN);
    assert_true(case_each(GOLDEN "/cases.jsonl", check_text, tok) > 40);
    eng_tokenizer_close(tok);
}

static void tokenize__gpt2_pattern_and_ignore_merges__gives_the_ids_of_the_oracle(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = open_or_fail(GOLDEN "/gpt2");
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
    struct eng_tokenizer *tok = open_or_fail(made_up_dir);
    assert_int_equal(case_each(SHARED "/text.jsonl", check_text, tok), 150);
    assert_int_equal(eng_tag_id(tok, "<|user|>"), 200021);
    eng_tokenizer_close(tok);
}

static void token_bytes__of_every_text__join_to_the_text(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = open_or_fail(GOLDEN);
    const char text[] = "한국어 <|end|>\0 \xF0\x9F\x98\x80 \\frac{1}{2}\r\n";
    struct eng_tokens ids = tokenize(tok, text, sizeof text - 1, false);
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

/* --- rules, one by one --------------------------------------------------------------------------
 */

#define TAG(content, more)                                                          \
    "{\"id\":1,\"content\":\"" content "\",\"single_word\":false,\"lstrip\":false," \
    "\"normalized\":false," more "}"
#define PLAIN_TAG(content) TAG(content, "\"rstrip\":false,\"special\":true")
#define RSTRIP_TAG(content) TAG(content, "\"rstrip\":true,\"special\":true")

static void tokenize__tag_in_user_text__stays_plain(void **state)
{
    (void)state;
    struct made_up m = {.added = "[" PLAIN_TAG("<|x|>") "]"};
    check_ids(&m, "<|x|>", false, "60 124 120 124 62");
    check_ids(&m, "<|x|>", true, "256");
    check_ids(&m, "", true, "");
    check_ids(&m, "", false, "");
}

static void merges__as_strings_or_pairs__mean_the_same(void **state)
{
    (void)state;
    const char *vocab = "\"ab\":256,\"abc\":257,\"bc\":258,";
    check_ids(&(struct made_up){.vocab = vocab, .merges = "[\"a b\",\"ab c\",\"b c\"]"}, "abcbc",
              false, "257 258");
    check_ids(
        &(struct made_up){.vocab = vocab, .merges = "[[\"a\",\"b\"],[\"ab\",\"c\"],[\"b\",\"c\"]]"},
        "abcbc", false, "257 258");
    check_ids(&(struct made_up){.vocab = vocab, .merges = "[\"#version: 0.2\",\"b c\",\"a b\"]"},
              "abc", false, "97 258");
}

static void merges__lowest_rank__goes_first_and_leftmost_on_a_tie(void **state)
{
    (void)state;
    const char *vocab = "\"ab\":256,\"bc\":257,\"aa\":258,";
    check_ids(&(struct made_up){.vocab = vocab, .merges = "[\"b c\",\"a b\"]"}, "abc", false,
              "97 257");
    check_ids(&(struct made_up){.vocab = vocab, .merges = "[\"a a\"]"}, "aaaaa", false,
              "258 258 97");
    /* a pair that stands twice has its later rank */
    check_ids(&(struct made_up){.vocab = vocab, .merges = "[\"a b\",\"b c\",\"a b\"]"}, "abc",
              false, "97 257");
}

static void bytes__without_a_token__are_dropped(void **state)
{
    (void)state;
    struct made_up m = {.leave_out = 'x', .vocab = "\"ab\":256,", .merges = "[\"a b\"]"};
    check_ids(&m, "axb", false, "256");
    check_ids(&m, "x", false, "");
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
    check_ids(&m, "<a<a>b<a><x", true, "256 257 256 62 60 120");
    check_ids(&m, "a>b><a>b>", true, "258 257 62");
    check_ids(&m, "a>b", true, "97 62 98");
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
    check_ids(&m, "a \n<l> b", true, "97 256 32 98");
    check_ids(&m, "a <r>\xE3\x80\x80\xC2\x85 \t\r\nb", true, "97 32 257 98");
    check_ids(&m, "<r>\xE2\x80\x8B", true, "257 226 128 139"); /* zero width space is no space */
    check_ids(&m, "<r>\xE1\xA0\x8E", true, "257 225 160 142"); /* nor is U+180E */
    check_ids(&m, "<r>  <l>", true, "257 256");
    check_ids(&m, "<w> <w>", true, "258 32 258");
    check_ids(&m, "a<w>", true, "97 60 119 62");
    check_ids(&m, "<w>\xCC\x81", true, "60 119 62 204 129");         /* a mark is part of a word */
    check_ids(&m, "<w>\xC2\xB2", true, "258 194 178");               /* a superscript is not */
    check_ids(&m, "<w>\xE2\x80\x8D", true, "60 119 62 226 128 141"); /* a joiner is */
    check_ids(&m, "<n>", true, "259");
    check_ids(&m, "<n><x", true, "60 260 120"); /* the not normalized ones go first */
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
    check_ids(&m, "aabcaa", false, "97 97 98 97 97"); /* Removed, inverted: only matches */
    m.not_inverted = true;
    check_ids(&m, "aabcaa", false, "99"); /* Removed: only what lies between */
    m.behavior = "Isolated";
    check_ids(&m, "aabcaa", false, "97 97 98 99 97 97"); /* both */
    m.regex = "b";
    check_ids(&m, "aabaa", false, "256 98 256");
    m.regex = "b*"; /* an empty match cuts, and the search goes on */
    check_ids(&m, "aabbaa", false, "97 97 98 98 97 97");
    m.regex = "";
    check_ids(&m, "aaa\xED\x95\x9C", false, "97 97 97 237 149 156");
    m.regex = "(?i)x|B";
    check_ids(&m, "aabaa", false, "256 98 256");
    m.regex = "(?<=b)a";
    check_ids(&m, "aabaa", false, "256 98 97 97");
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
    check_ids(&m, "aaab.aaabx", false, "97 256 98 46 97 256 98 120");
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
    struct eng_tokens ids = tokenize(tok, text, len, false);
    assert_int_equal(ids.count, len / 8);
    for (size_t i = 0; i < ids.count; i++)
        assert_int_equal(ids.ids[i], 258);
    eng_tokens_release(&ids);
    /* white space without a line break makes the third alternative walk all the way back */
    memset(text, ' ', len);
    text[len - 1] = 'x';
    ids = tokenize(tok, text, len, false);
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

/* --- hostile regexes ----------------------------------------------------------------------------
 */

static void regex__that_explodes__ends_with_a_clear_error(void **state)
{
    (void)state;
    static const struct {
        const char *regex, *says;
    } rows[] = {
        {"(?:a+)+$", "too many steps"},
        {"(?:a|a)+$", "too many steps"},
        {"(?:a|aa)+[bc]", "too many steps"},
        {"(?:a*)*[bc]", "too many steps"},
        {"(?:a?){40}a{40}[bc]", "too many steps"},
        {"(?=(?:a+)+[bc])a", "too many steps"},
        {"(?:(?:a|x)(?:a|y))*[bc]", NULL}, /* deep, but it ends */
    };
    size_t len = 5000;
    char *text = malloc(len);
    memset(text, 'a', len);
    text[len - 1] = '!';
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct eng_tokenizer *tok = made_up_open(&(struct made_up){.regex = rows[i].regex});
        struct eng_tokens out = {.ids = NULL};
        struct eng_error error = {.text = ""};
        enum eng_status status = eng_tokenize(tok, text, len, false, &out, &error);
        if (rows[i].says && (status != ENG_BAD_MODEL || !strstr(error.text, rows[i].says)))
            fail_msg("%s: %d %s", rows[i].regex, (int)status, error.text);
        assert_true(status == ENG_OK || status == ENG_BAD_MODEL);
        eng_tokens_release(&out);
        eng_tokenizer_close(tok);
    }
    free(text);
}

static void regex__that_eats_memory__ends_with_a_clear_error(void **state)
{
    (void)state;
    struct eng_tokenizer *tok = made_up_open(&(struct made_up){.regex = "(?:a|b)*[cd]"});
    size_t len = 1 << 20;
    char *text = malloc(len);
    memset(text, 'a', len);
    struct eng_tokens out = {.ids = NULL};
    struct eng_error error = {.text = ""};
    assert_int_equal(eng_tokenize(tok, text, len, false, &out, &error), ENG_BAD_MODEL);
    assert_non_null(strstr(error.text, "too much memory"));
    eng_tokens_release(&out);
    free(text);
    eng_tokenizer_close(tok);
}

static void regex__constructs_with_another_meaning__are_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *regex, *says;
    } rows[] = {
        {"(?R)", "kind of group"},
        {"(?1)", "kind of group"},
        {"(?&x)", "kind of group"},
        {"(?P<n>a)", "kind of group"},
        {"(?<n>a)", "kind of group"},
        {"(?m)a", "kind of group"},
        {"(?x) a", "kind of group"},
        {"a(?i)b", "kind of group"},
        {"(?C1)a", "kind of group"},
        {"(?#c)a", "kind of group"},
        {"(?|a|b)", "kind of group"},
        {"(*UTF)a", "a verb"},
        {"(*LIMIT_MATCH=1)a", "a verb"},
        {"\\C", "this escape"},
        {"\\K", "this escape"},
        {"\\R", "this escape"},
        {"\\X", "this escape"},
        {"\\G", "this escape"},
        {"\\Z", "this escape"},
        {"\\b", "this escape"},
        {"\\1", "this escape"},
        {"\\0", "this escape"},
        {"\\g<1>", "this escape"},
        {"\\k<n>", "this escape"},
        {"\\Qa\\E", "this escape"},
        {"\\N", "this escape"},
        {"\\cA", "this escape"},
        {"\\", "this escape"},
        {"\\\xC3\xA9", "this escape"},
        {"[\\b]", "this escape"},
        {"[\\A]", "this escape"},
        {"[\\W]", "\\W in a class"},
        {"[[:alpha:]]", "class within"},
        {"[a[bc]]", "class within"},
        {"[a&&b]", "intersection"},
        {"[]a]", "empty class"},
        {"[^]a]", "empty class"},
        {"[a", "without its end"},
        {"[\\s-a]", "range from a set"},
        {"[a-\\s]", "this range"},
        {"[z-a]", "this range"},
        {"[a-c-e]", "hyphen"},
        {"a{2}+", "counted repetition"},
        {"a{2}?", "counted repetition"},
        {"a{,2}", "brace"},
        {"a{", "brace"},
        {"a{x}", "brace"},
        {"a{2", "brace"},
        {"a)", "closes nothing"},
        {"(a", "PCRE2: missing"},
        {"*a", "PCRE2: quantifier"},
        {"a**", "PCRE2: quantifier"},
        {"a{3,2}", "PCRE2: numbers"},
        {"a{99999}", "PCRE2: number"},
        {"(?<=a+)b", "PCRE2: lookbehind"},
        {"\\pL", "without braces"},
        {"\\p{}", "this property"},
        {"\\p{L&}", "this property"},
        {"\\p{Script=Greek}", "this property"},
        {"\\p{Nope}", "PCRE2: unknown property"},
        {"\\p{Alphabetic}", "PCRE2: unknown property"},
        {"\\x{110000}", "character number"},
        {"\\x{d800}", "character number"},
        {"\\x{", "character number"},
        {"\\xe9", "character number"},
        {"\\x4", "character number"},
        {"\\u12", "character number"},
        {"(?i:ss)", "without regard to case"},
        {"(?i:\xC3\xA9)", "without regard to case"},
        {"(?i:[\xC3\x9F])", "without regard to case"},
        {"(?i:\\p{Lu})", "without regard to case"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct eng_error error = {.text = "accepted"};
        pcre2_code *code = NULL;
        enum eng_status status =
            tok_regex_compile(&code, rows[i].regex, strlen(rows[i].regex), false, "test", &error);
        if (status != ENG_UNSUPPORTED || !strstr(error.text, rows[i].says))
            fail_msg("%s: %s", rows[i].regex, error.text);
        pcre2_code_free(code);
    }
    char deep[1000];
    memset(deep, '(', sizeof deep);
    struct eng_error error = {.text = ""};
    pcre2_code *code = NULL;
    assert_int_equal(tok_regex_compile(&code, deep, sizeof deep, false, "test", &error),
                     ENG_UNSUPPORTED);
    assert_non_null(strstr(error.text, "nesting this deep"));
    char *longest = malloc(TOK_MAX_PATTERN + 1);
    memset(longest, 'a', TOK_MAX_PATTERN + 1);
    assert_int_equal(tok_regex_compile(&code, longest, TOK_MAX_PATTERN + 1, false, "test", &error),
                     ENG_UNSUPPORTED);
    free(longest);
}

/* Whether the regex, in the library's dialect, matches the whole text. */
static bool matches(const char *regex, const char *text)
{
    char whole[256];
    struct eng_error error = {.text = ""};
    pcre2_code *code = NULL;
    snprintf(whole, sizeof whole, "\\A(?:%s)\\z", regex);
    if (tok_regex_compile(&code, whole, strlen(whole), false, "test", &error))
        fail_msg("%s: %s", regex, error.text);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int rc = pcre2_match(code, (PCRE2_SPTR)text, strlen(text), 0, 0, data, NULL);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    return rc >= 0;
}

static void regex__classes_of_characters__are_those_of_the_library(void **state)
{
    (void)state;
    static const struct {
        const char *regex, *text;
        bool matches;
    } rows[] = {
        {"\\s", " ", true},
        {"\\s", "\xC2\x85", true},
        {"\\s", "\xE3\x80\x80", true},
        {"\\s", "\xE1\xA0\x8E", false},
        {"\\S", "\xE1\xA0\x8E", true},
        {"[\\s]", "\xE1\xA0\x8E", false},
        {"[^\\s]", "\xE1\xA0\x8E", true},
        {"[\\S]", "\xE1\xA0\x8E", true},
        {"[\\S]", "\xE2\x80\x83", false},
        {"[^\\S\\n]", " ", true},
        {"[^\\S\\n]", "\n", false},
        {"[^\\S\\n]", "\xE1\xA0\x8E", false},
        {"\\S", "\xF4\x8F\xBF\xBF", true},
        {"[\\S]", "\xF4\x8F\xBF\xBF", true},
        {"[\\s\\-]", "-", true},
        {"[\\s-]", "-", true},
        {"[-\\s]", "-", true},
        {"(?i:'s)", "'\xC5\xBF", true},
        {"(?i:k)", "\xE2\x84\xAA", true},
        {"'s", "'S", false},
        {"(?i:a(?-i:b)c)", "AbC", true},
        {"(?i:a(?-i:b)c)", "ABC", false},
        {"(?i:a)b", "AB", false},
        {"\\w", "_", true},
        {"\\w", "\xC2\xB2", true},
        {"[\\w]", "\xC2\xB2", false},
        {"\\d", "\xD9\xA3", true},
        {"\\d", "\xC2\xB2", false},
        {"\\h", "f", true},
        {"\\h", " ", false},
        {"\\H", "g", true},
        {"[\\H]", "f", false},
        {"\\v", "\v", true},
        {"\\v", "\n", false},
        {"\\u00e9", "\xC3\xA9", true},
        {"\\x41", "A", true},
        {"\\x{1F600}", "\xF0\x9F\x98\x80", true},
        {"[\\u4e00-\\u9fff]", "\xE6\x95\xB8", true},
        {"[+--]", ",", true},
        {"\\p{Greek}", "\xCD\x82", false}, /* a script extension only */
        {"\\p{^L}", "1", true},
        {"\\P{^L}", "1", false},
        {"\\p{Han}", "\xE6\x95\xB8", true},
        {".", "\r", true},
        {".", "\n", false},
        {".", "\xE2\x80\xA8", true},
        {"a$\\n^b", "a\nb", true},
        {"]}", "]}", true},
        {"a++b", "aab", true},
        {"#a b", "#a b", true},
        {"[a-]|[\\]\\[^&]", "^", true},
        {"(a)|(b)", "b", true},
        {"(?>a|ab)c", "abc", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (matches(rows[i].regex, rows[i].text) != rows[i].matches)
            fail_msg("%s on \"%s\"", rows[i].regex, rows[i].text);
}

/* --- files that must be refused ------------------------------------------------------------------
 */

struct refused {
    struct made_up file;
    enum eng_status status;
    const char *says;
};

static void check_refused(const struct refused *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct eng_tokenizer *tok = NULL;
        struct eng_error error = {.text = "accepted"};
        made_up_write(&rows[i].file);
        enum eng_status status = eng_tokenizer_open(&tok, made_up_dir, &error);
        if (status != rows[i].status || !strstr(error.text, rows[i].says) || tok)
            fail_msg("row %zu (%s): status %d: %s", i, rows[i].says, (int)status, error.text);
        assert_non_null(strstr(error.text, "tokenizer.json"));
    }
}

#define SPLIT(rest) "{\"type\":\"Sequence\",\"pretokenizers\":[" rest "," MADE_UP_BYTE_LEVEL "]}"
#define B ENG_BAD_MODEL
#define U ENG_UNSUPPORTED

static void open__unsupported_parts__are_refused_by_name(void **state)
{
    (void)state;
    static const struct refused rows[] = {
        {{.top = "\"normalizer\":{\"type\":\"NFC\"},"}, U, "normalizer NFC"},
        {{.top = "\"normalizer\":{},"}, U, "normalizer without a type"},
        {{.top = "\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[]},"},
         U,
         "post_processor TemplateProcessing"},
        {{.top = "\"zzz\":1,"}, U, "the key zzz"},
        {{.decoder = "{\"type\":\"Metaspace\"}"}, U, "decoder Metaspace"},
        {{.decoder = "null"}, B, "decoder"},
        {{.pre_tokenizer = "null"}, U, "pre_tokenizer is null"},
        {{.pre_tokenizer = "{\"type\":\"Metaspace\"}"}, U, "the type Metaspace"},
        {{.pre_tokenizer = "{\"type\":\"Metaspace\",\"replacement\":\"_\"}"},
         U,
         "the type Metaspace"},
        {{.pre_tokenizer = "{\"type\":\"ByteLevel\",\"add_prefix_space\":true}"},
         U,
         "add_prefix_space true"},
        {{.pre_tokenizer = "{\"type\":\"ByteLevel\"}"}, B, "add_prefix_space is missing"},
        {{.pre_tokenizer = "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"x\":1}"},
         U,
         "the key x"},
        {{.pre_tokenizer = "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"a\"},\"behavior\":"
                           "\"Removed\",\"invert\":false}"},
         U,
         "Split without ByteLevel"},
        {{.pre_tokenizer = "{\"type\":\"Sequence\",\"pretokenizers\":[]}"},
         U,
         "must end with ByteLevel"},
        {{.pre_tokenizer = SPLIT(MADE_UP_BYTE_LEVEL)}, U, "follows ByteLevel"},
        {{.pre_tokenizer = SPLIT("{\"type\":\"Digits\",\"individual_digits\":true}")}, U, "Digits"},
        {{.pre_tokenizer = SPLIT("{\"type\":\"Sequence\",\"pretokenizers\":[]}")},
         U,
         "pretokenizers"},
        {{.pre_tokenizer = SPLIT("{\"type\":\"Split\",\"pattern\":{\"Regex\":\"a\"},\"behavior\":"
                                 "\"MergedWithNext\",\"invert\":false}")},
         U,
         "behavior MergedWithNext"},
        {{.pre_tokenizer = SPLIT("{\"type\":\"Split\",\"behavior\":\"Removed\",\"invert\":false}")},
         B,
         "pattern is missing"},
        {{.pre_tokenizer = SPLIT("{\"type\":\"Split\",\"pattern\":{\"Regex\":\"a\"},\"invert\":"
                                 "false}")},
         B,
         "behavior is missing"},
        {{.pre_tokenizer = SPLIT("{\"type\":\"Split\",\"pattern\":{\"Regex\":\"a\"},\"behavior\":"
                                 "\"Removed\"}")},
         B,
         "invert is missing"},
        {{.pre_tokenizer = SPLIT("{\"type\":\"Split\",\"pattern\":{\"Glob\":\"a\"},\"behavior\":"
                                 "\"Removed\",\"invert\":false}")},
         U,
         "expected Regex or String"},
        {{.regex = "\\\\X"}, U, "this escape"},
        {{.model = "\"type\":\"Unigram\","}, U, "model.type"},
        {{.model = "\"dropout\":0.1,"}, U, "dropout"},
        {{.model = "\"continuing_subword_prefix\":\"##\","}, U, "continuing_subword_prefix"},
        {{.model = "\"end_of_word_suffix\":\"</w>\","}, U, "end_of_word_suffix"},
        {{.model = "\"zzz\":1,"}, U, "the key zzz"},
        {{.model = "\"unk_token\":\"?\",", .leave_out = 'x'}, U, "byte 0x78"},
        {{.model = "\"byte_fallback\":true,", .leave_out = 'x'}, U, "byte 0x78"},
        {{.model = "\"ignore_merges\":1,"}, U, "ignore_merges"},
    };
    check_refused(rows, sizeof rows / sizeof *rows);
}

static void open__damaged_parts__are_refused_by_name(void **state)
{
    (void)state;
    static const struct refused rows[] = {
        {{.vocab = "\"a\":300,"}, B, "\"a\" appears twice"},
        {{.vocab = "\"zz\":97,"}, B, "the id 97 of"},
        {{.vocab = "\"zz\":-1,"}, B, "-1 is not in 0.."},
        {{.vocab = "\"zz\":4294967296,"}, B, "4294967296 is not in 0.."},
        {{.vocab = "\"zz\":1.5,"}, B, "1.5 is not in 0.."},
        {{.vocab = "\"zz\":99999999999999999999,"}, B, "is not in 0.."},
        {{.vocab = "\"zz\":\"1\","}, B, "expected a number"},
        {{.vocab = "\"zz\":{},"}, B, "expected a number"},
        {{.merges = "{}"}, B, "expected an array"},
        {{.merges = "[1]"}, B, "expected a merge"},
        {{.merges = "[\"ab\"]"}, B, "two tokens and one space"},
        {{.merges = "[\"a b c\"]"}, B, "two tokens and one space"},
        {{.merges = "[[\"a\"]]"}, B, "expected a string"},
        {{.merges = "[[\"a\",\"b\",\"c\"]]"}, B, "expected the end of the array"},
        {{.merges = "[[\"a\",1]]"}, B, "expected a string"},
        {{.merges = "[\"a zz\"]"}, B, "model.merges[0]: \"zz\" is not in the vocabulary"},
        {{.merges = "[\"zz a\"]"}, B, "model.merges[0]: \"zz\" is not"},
        {{.merges = "[\"a b\"]"}, B, "model.merges[0]: \"ab\" is not"},
        {{.added = "{}"}, B, "expected an array"},
        {{.added = "[1]"}, B, "expected an added token"},
        {{.added = "[{}]"}, B, "added_tokens[0]: special is missing"},
        {{.added = "[{\"content\":\"x\",\"content\":\"y\"}]"}, B, "there twice"},
        {{.added = "[{\"zzz\":1}]"}, B, "zzz is not known"},
        {{.added = "[{\"content\":5}]"}, B, "expected a string"},
        {{.added = "[{\"content\":\"\"}]"}, U, "added_tokens[0]: a content"},
        {{.added = "[{\"content\":\"a\\u0000b\"}]"}, U, "added_tokens[0]: a content"},
        {{.added = "[{\"rstrip\":1}]"}, B, "expected true or false"},
        {{.added = "[" PLAIN_TAG("<a>") "," PLAIN_TAG("<a>") "]"}, B, "\"<a>\" appears twice"},
        {{.added = "[" PLAIN_TAG(
              "<a>") ",{\"id\":1,\"content\":\"<a>\",\"single_word\":false,"
                     "\"lstrip\":false,\"rstrip\":false,\"normalized\":true,\"special\":true}]"},
         B,
         "\"<a>\" appears twice"},
        {{.vocab = "\"zz\":257,", .added = "[" PLAIN_TAG("<a>") "]"},
         B,
         "\"<a>\" would get the id 257"},
        {{.top = "\"added_tokens\":[],"}, B, "added_tokens appears twice"},
        {{.top = "\"model\":{\"vocab\":{},\"merges\":[]},"}, B, "model appears twice"},
        {{.top = "\"pre_tokenizer\":" MADE_UP_BYTE_LEVEL ","}, B, "pre_tokenizer appears twice"},
        {{.model = "\"vocab\":{},"}, B, "model.vocab appears twice"},
        {{.top =
              "\"version\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["},
         B,
         "nested too deeply"},
    };
    check_refused(rows, sizeof rows / sizeof *rows);
}

static void open__documents_that_lack_something__are_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *json, *says;
    } rows[] = {
        {"", "byte 0"},
        {"[]", "expected an object"},
        {"{}", "model is missing"},
        {"{\"model\":[]}", "expected an object"},
        {"{\"model\":{\"merges\":[]}}", "model.vocab is missing"},
        {"{\"model\":{\"vocab\":{}}}", "model.merges is missing"},
        {"{\"model\":{\"vocab\":{},\"merges\":[]}}", "pre_tokenizer is missing"},
        {"{\"model\":{\"vocab\":{},\"merges\":[]},\"pre_tokenizer\":" MADE_UP_BYTE_LEVEL "}",
         "decoder"},
        {"{\"model\":{\"vocab\":{},\"merges\":[]},\"pre_tokenizer\":" MADE_UP_BYTE_LEVEL
         ",\"decoder\":{\"type\":\"ByteLevel\"}}",
         "model.vocab is empty"},
        {"{}x", "something follows"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct eng_tokenizer *tok;
        struct eng_error error = {.text = "accepted"};
        made_up_write_bytes(rows[i].json, strlen(rows[i].json));
        enum eng_status status = eng_tokenizer_open(&tok, made_up_dir, &error);
        if (status != ENG_BAD_MODEL || !strstr(error.text, rows[i].says))
            fail_msg("%s: %s", rows[i].json, error.text);
    }
}

static void open__what_does_not_matter__is_accepted(void **state)
{
    (void)state;
    static const struct made_up files[] = {
        {.top = "\"version\":\"1.0\",\"truncation\":{\"max_length\":5},\"padding\":null,"},
        {.top = "\"post_processor\":{\"type\":\"ByteLevel\",\"trim_offsets\":false},"},
        {.model = "\"type\":\"BPE\",\"dropout\":null,\"unk_token\":null,\"fuse_unk\":true,"
                  "\"byte_fallback\":false,\"continuing_subword_prefix\":\"\","
                  "\"end_of_word_suffix\":null,\"ignore_merges\":false,"},
        {.model = "\"dropout\":0.0,\"unk_token\":\"a\",\"byte_fallback\":true,"},
        {.pre_tokenizer =
             "{\"add_prefix_space\":false,\"use_regex\":false,\"type\":\"ByteLevel\"}"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        check_ids(&files[i], "a b", false, "97 32 98");
    /* merges before the vocabulary, as a file with sorted keys has them */
    const char sorted[] = "{\"added_tokens\":[],\"decoder\":{\"type\":\"ByteLevel\"},\"model\":{"
                          "\"merges\":[\"a b\"],\"vocab\":{\"ab\":0,\"a\":1,\"b\":2}},"
                          "\"pre_tokenizer\":" MADE_UP_BYTE_LEVEL "}";
    made_up_write_bytes(sorted, strlen(sorted));
    struct eng_tokenizer *tok = open_or_fail(made_up_dir);
    assert_string_equal(ids_of(tok, "abba", false), "0 2 1");
    eng_tokenizer_close(tok);
}

/* Reads a whole golden file; the caller frees. */
static char *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    char *bytes = malloc(1 << 20);
    *len = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

static void open__a_file_cut_short__is_refused(void **state)
{
    (void)state;
    size_t len;
    char *json = read_file(GOLDEN "/tokenizer.json", &len);
    while (len > 0 && json[len - 1] == '\n')
        len--;
    for (size_t cut = 0; cut < len; cut += cut < 3000 || cut + 300 > len ? 13 : 211) {
        struct eng_tokenizer *tok;
        struct eng_error error = {.text = "accepted"};
        made_up_write_bytes(json, cut);
        if (eng_tokenizer_open(&tok, made_up_dir, &error) != ENG_BAD_MODEL)
            fail_msg("cut at %zu: %s", cut, error.text);
    }
    free(json);
}

static void open__a_file_that_is_not_there__is_an_io_error(void **state)
{
    (void)state;
    struct eng_tokenizer *tok;
    struct eng_error error = {.text = ""};
    assert_int_equal(eng_tokenizer_open(&tok, "/nonexistent", &error), ENG_IO);
    assert_non_null(strstr(error.text, "tokenizer.json"));
    assert_null(tok);
    assert_int_equal(eng_tokenizer_open(&tok, "/nonexistent", NULL), ENG_IO);
    eng_tokenizer_close(NULL);
}

/* --- memory and threads
 * --------------------------------------------------------------------------- */

static void allocations__failing_one_by_one__leave_nothing_behind(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    static const char *const dirs[] = {GOLDEN, GOLDEN "/gpt2"};
    const char text[] = "We've <|word|> \xFF 한국어로 <|end|>  triangle's <|mark|>";
    for (int d = 0; d < 2; d++) {
        enum eng_status status = ENG_NO_MEMORY;
        for (long n = 1; status; n++) {
            struct eng_tokenizer *tok = NULL;
            struct eng_tokens out = {.ids = NULL};
            struct eng_error error = {.status = ENG_OK, .text = ""};
            fault_arm(n, n);
            long blocks = fault_disarm().blocks;
            fault_arm(n, n);
            status = eng_tokenizer_open(&tok, dirs[d], &error);
            if (!status)
                status = eng_tokenize(tok, text, sizeof text - 1, true, &out, &error);
            struct fault_counts after = fault_disarm();
            if (status == ENG_OK && after.calls >= n)
                fail_msg("failure %ld had no effect", n);
            if (status && status != ENG_NO_MEMORY && status != ENG_IO)
                fail_msg("failure %ld: %s", n, error.text);
            assert_int_equal(status, error.status);
            assert_true(status == ENG_OK || out.count == 0);
            eng_tokens_release(&out);
            eng_tokenizer_close(tok);
            fault_arm(0, 0);
            assert_int_equal(fault_disarm().blocks, blocks);
        }
    }
}

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
    struct eng_tokenizer *tok = open_or_fail(GOLDEN);
    const char text[] = "<|user|> 두 수의 합을 구하세요. <|word|> we've \\frac{1}{2}<|end|>";
    struct eng_tokens wanted = tokenize(tok, text, sizeof text - 1, true);
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
        cmocka_unit_test(regex__that_explodes__ends_with_a_clear_error),
        cmocka_unit_test(regex__that_eats_memory__ends_with_a_clear_error),
        cmocka_unit_test(regex__constructs_with_another_meaning__are_refused_by_name),
        cmocka_unit_test(regex__classes_of_characters__are_those_of_the_library),
        cmocka_unit_test(open__unsupported_parts__are_refused_by_name),
        cmocka_unit_test(open__damaged_parts__are_refused_by_name),
        cmocka_unit_test(open__documents_that_lack_something__are_refused_by_name),
        cmocka_unit_test(open__what_does_not_matter__is_accepted),
        cmocka_unit_test(open__a_file_cut_short__is_refused),
        cmocka_unit_test(open__a_file_that_is_not_there__is_an_io_error),
        cmocka_unit_test(allocations__failing_one_by_one__leave_nothing_behind),
        cmocka_unit_test(threads__sharing_one_tokenizer__get_the_same_ids),
    };
    return cmocka_run_group_tests(tests, made_up_setup, made_up_teardown);
}
