/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a hostile or broken tokenizer.json meets: regexes that explode or mean something else to
 * PCRE2, parts that are not supported, damage, a lack of memory. Each ends with the right status
 * and a sentence that names the thing, and leaves nothing behind.
 */
#include "engine/engine.h"
#include "tests/unit/faults.h"
#include "tests/unit/tokenizer_cases.h"

#include <limits.h>

#define TAG(content, more)                                                          \
    "{\"id\":1,\"content\":\"" content "\",\"single_word\":false,\"lstrip\":false," \
    "\"normalized\":false," more "}"
#define PLAIN_TAG(content) TAG(content, "\"rstrip\":false,\"special\":true")
#define RSTRIP_TAG(content) TAG(content, "\"rstrip\":true,\"special\":true")

/* --- hostile regexes ------------------------------------------------------------------------- */

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

/* --- files that must be refused -------------------------------------------------------------- */

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
        made_up_ids(&files[i], "a b", false, "97 32 98");
    /* merges before the vocabulary, as a file with sorted keys has them */
    const char sorted[] = "{\"added_tokens\":[],\"decoder\":{\"type\":\"ByteLevel\"},\"model\":{"
                          "\"merges\":[\"a b\"],\"vocab\":{\"ab\":0,\"a\":1,\"b\":2}},"
                          "\"pre_tokenizer\":" MADE_UP_BYTE_LEVEL "}";
    made_up_write_bytes(sorted, strlen(sorted));
    struct eng_tokenizer *tok = case_open(made_up_dir);
    assert_string_equal(case_ids_of(tok, "abba", false), "0 2 1");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
    };
    return cmocka_run_group_tests(tests, made_up_setup, made_up_teardown);
}
