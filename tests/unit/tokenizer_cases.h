/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests: files of texts with their exact ids, one JSON object a line, as tests/golden/tokenizer
 * holds them; and tokenizer.json files made up for one test. Included by one test program each.
 */
#ifndef LEMMA_TEST_TOKENIZER_CASES_H
#define LEMMA_TEST_TOKENIZER_CASES_H

#include "engine/tokenizer.h"
#include "engine/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define GOLDEN "tests/golden/tokenizer"
#define CASE_TURNS 8

struct case_text {
    char *bytes; /* owned */
    size_t len;
};

/* One line. Which ids mean what depends on the file. */
struct token_case {
    struct case_text name, text;
    struct case_text role[CASE_TURNS], content[CASE_TURNS], tools[CASE_TURNS];
    size_t n_turns;
    bool has_text, has_turns, generation_prompt;
    struct eng_tokens ids, ids_tags, ids_special, ids_plain; /* of the keys that are there */
    bool has_tags, has_special, has_plain;
};

static inline void case_copy(struct case_text *to, const struct json_reader *r)
{
    free(to->bytes);
    to->bytes = malloc(r->len + 1);
    assert_non_null(to->bytes);
    memcpy(to->bytes, r->text, r->len);
    to->bytes[r->len] = '\0';
    to->len = r->len;
}

static inline void case_unhex(struct case_text *to, const struct json_reader *r)
{
    free(to->bytes);
    to->len = r->len / 2;
    to->bytes = malloc(to->len + 1);
    assert_non_null(to->bytes);
    for (size_t i = 0; i < to->len; i++) {
        char digits[3] = {r->text[2 * i], r->text[2 * i + 1], '\0'};
        to->bytes[i] = (char)strtol(digits, NULL, 16);
    }
}

static inline void case_ids(struct eng_tokens *to, bool *has, struct json_reader *r)
{
    if (has)
        *has = true;
    assert_true(json_expect(r, JSON_ARRAY_BEGIN));
    while (json_next(r) == JSON_NUMBER)
        assert_int_equal(eng_tokens_add(to, (int32_t)r->integer, NULL), ENG_OK);
    assert_int_equal(r->type, JSON_ARRAY_END);
}

static inline void case_turns(struct token_case *c, struct json_reader *r)
{
    c->has_turns = true;
    assert_true(json_expect(r, JSON_ARRAY_BEGIN));
    for (; json_next(r) == JSON_OBJECT_BEGIN; c->n_turns++) {
        assert_true(c->n_turns < CASE_TURNS);
        while (json_next(r) == JSON_KEY) {
            struct case_text *to = json_is(r, "role")      ? &c->role[c->n_turns]
                                   : json_is(r, "content") ? &c->content[c->n_turns]
                                                           : &c->tools[c->n_turns];
            if (json_next(r) == JSON_STRING)
                case_copy(to, r);
        }
    }
    assert_int_equal(r->type, JSON_ARRAY_END);
}

static inline void case_release(struct token_case *c)
{
    free(c->name.bytes);
    free(c->text.bytes);
    for (int i = 0; i < CASE_TURNS; i++) {
        free(c->role[i].bytes);
        free(c->content[i].bytes);
        free(c->tools[i].bytes);
    }
    eng_tokens_release(&c->ids);
    eng_tokens_release(&c->ids_tags);
    eng_tokens_release(&c->ids_special);
    eng_tokens_release(&c->ids_plain);
}

/* Calls check for every line of the file; returns how many there were. */
static inline size_t case_each(const char *path, void (*check)(const struct token_case *c, void *),
                               void *context)
{
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s is missing", path);
    char *line = NULL;
    size_t cap = 0, count = 0;
    ssize_t len;
    while ((len = getline(&line, &cap, file)) > 0) {
        struct token_case c = {.generation_prompt = true};
        struct json_reader r;
        json_reader_init(&r, line, (size_t)len);
        assert_true(json_expect(&r, JSON_OBJECT_BEGIN));
        while (json_next(&r) == JSON_KEY) {
            if (json_is(&r, "name") && json_expect(&r, JSON_STRING)) {
                case_copy(&c.name, &r);
            } else if (json_is(&r, "text") && json_expect(&r, JSON_STRING)) {
                c.has_text = true;
                case_copy(&c.text, &r);
            } else if (json_is(&r, "hex") && json_expect(&r, JSON_STRING)) {
                c.has_text = true;
                case_unhex(&c.text, &r);
            } else if (json_is(&r, "messages")) {
                case_turns(&c, &r);
            } else if (json_is(&r, "add_generation_prompt")) {
                c.generation_prompt = json_next(&r) == JSON_TRUE;
            } else if (json_is(&r, "ids")) {
                case_ids(&c.ids, NULL, &r);
            } else if (json_is(&r, "ids_tags")) {
                case_ids(&c.ids_tags, &c.has_tags, &r);
            } else if (json_is(&r, "ids_special")) {
                case_ids(&c.ids_special, &c.has_special, &r);
            } else if (json_is(&r, "ids_content_plain")) {
                case_ids(&c.ids_plain, &c.has_plain, &r);
            } else {
                assert_true(json_skip(&r));
            }
        }
        assert_int_equal(r.type, JSON_OBJECT_END);
        json_reader_release(&r);
        check(&c, context);
        case_release(&c);
        count++;
    }
    free(line);
    fclose(file);
    return count;
}

/* Fails with both lists when they differ. */
static inline void case_same(const char *what, const struct eng_tokens *found,
                             const struct eng_tokens *wanted)
{
    if (found->count == wanted->count &&
        (found->count == 0 ||
         memcmp(found->ids, wanted->ids, found->count * sizeof *found->ids) == 0))
        return;
    const struct eng_tokens *lists[] = {found, wanted};
    for (int k = 0; k < 2; k++) {
        print_error("%s:", k ? "wanted" : "found");
        for (size_t i = 0; i < lists[k]->count && i < 60; i++)
            print_error(" %d", (int)lists[k]->ids[i]);
        print_error("\n");
    }
    fail_msg("%s: other ids", what);
}

static inline struct eng_tokenizer *case_open(const char *dir)
{
    struct eng_tokenizer *tok;
    struct eng_error error = {.text = ""};
    if (eng_tokenizer_open(&tok, dir, &error))
        fail_msg("%s", error.text);
    return tok;
}

/* Tokenizes from a block of exactly the size of the text. */
static inline struct eng_tokens case_tokenize(const struct eng_tokenizer *tok, const char *text,
                                              size_t len, bool tags)
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
static inline const char *case_ids_of(const struct eng_tokenizer *tok, const char *text, bool tags)
{
    static char line[4096];
    struct eng_tokens out = case_tokenize(tok, text, strlen(text), tags);
    size_t at = 0;
    line[0] = '\0';
    for (size_t i = 0; i < out.count; i++)
        at += (size_t)snprintf(line + at, sizeof line - at, i ? " %d" : "%d", (int)out.ids[i]);
    eng_tokens_release(&out);
    return line;
}

/* --- tokenizers made up for a test ------------------------------------------------------------ */

/* What differs from the plainest tokenizer there is: a token for every byte (id = byte), no
 * merges, no added tokens, pieces = the whole text. NULL keeps that. */
struct made_up {
    const char *pre_tokenizer, *vocab, *merges, *added, *model, *top; /* JSON; vocab, model and
                                                    top are further members, "\"k\": v," */
    const char *regex, *behavior; /* a Split with this regex (JSON string text), Removed inverted
                                     unless behavior says otherwise */
    bool not_inverted;
    const char *decoder;
    int leave_out; /* a byte that gets no token; 0: none */
};

static char made_up_dir[] = "/tmp/lemma-tokenizer-XXXXXX", made_up_path[64];

static inline int made_up_setup(void **state)
{
    (void)state;
    if (!mkdtemp(made_up_dir))
        return -1;
    snprintf(made_up_path, sizeof made_up_path, "%s/tokenizer.json", made_up_dir);
    return 0;
}

static inline int made_up_teardown(void **state)
{
    (void)state;
    unlink(made_up_path);
    return rmdir(made_up_dir);
}

static inline void made_up_write_bytes(const char *bytes, size_t len)
{
    FILE *f = fopen(made_up_path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

#define MADE_UP_BYTE_LEVEL                                                                    \
    "{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":" \
    "false}"

static inline void made_up_write(const struct made_up *m)
{
    FILE *f = fopen(made_up_path, "w");
    assert_non_null(f);
    fprintf(f,
            "{%s\"added_tokens\":%s,\"normalizer\":null,\"pre_tokenizer\":", m->top ? m->top : "",
            m->added ? m->added : "[]");
    if (m->regex)
        fprintf(f,
                "{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\",\"pattern\":"
                "{\"Regex\":\"%s\"},\"behavior\":\"%s\",\"invert\":%s}," MADE_UP_BYTE_LEVEL "]}",
                m->regex, m->behavior ? m->behavior : "Removed",
                m->not_inverted ? "false" : "true");
    else
        fputs(m->pre_tokenizer ? m->pre_tokenizer : MADE_UP_BYTE_LEVEL, f);
    fprintf(f, ",\"decoder\":%s,\"model\":{%s\"vocab\":{%s",
            m->decoder ? m->decoder : "{\"type\":\"ByteLevel\"}", m->model ? m->model : "",
            m->vocab ? m->vocab : "");
    const char *comma = "";
    for (int byte = 0; byte < 256; byte++) {
        char utf8[4];
        if (m->leave_out && byte == m->leave_out)
            continue;
        uint32_t c = tok_char_of_byte((unsigned char)byte);
        size_t n = utf8_encode(c, utf8);
        fprintf(f, "%s\"%s%.*s\":%d", comma, c == '"' || c == '\\' ? "\\" : "", (int)n, utf8, byte);
        comma = ",";
    }
    fprintf(f, "},\"merges\":%s}}", m->merges ? m->merges : "[]");
    assert_int_equal(fclose(f), 0);
}

static inline struct eng_tokenizer *made_up_open(const struct made_up *m)
{
    struct eng_tokenizer *tok;
    struct eng_error error = {.text = ""};
    made_up_write(m);
    if (eng_tokenizer_open(&tok, made_up_dir, &error))
        fail_msg("%s", error.text);
    return tok;
}

static inline void made_up_ids(const struct made_up *m, const char *text, bool tags,
                               const char *ids)
{
    struct eng_tokenizer *tok = made_up_open(m);
    assert_string_equal(case_ids_of(tok, text, tags), ids);
    eng_tokenizer_close(tok);
}

#endif
