/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Added tokens: their list in the file, and finding them in text that may hold them. The library
 * looks twice: first for those with normalized: false, then, in what is left, for the others; in
 * each pass leftmost-longest. The idea to read it by: a pass is an array sorted by content, and
 * the tokens that agree with the text so far are a range of it that shrinks byte by byte.
 */
#include "engine/tokenizer.h"

#include "engine/error.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

#define PLACE "tokenizer.json: added_tokens"

static const char *content_of(const struct eng_tokenizer *tok, size_t i)
{
    return tok->added_pool.data + tok->added[i].offset;
}

/* --- loading --------------------------------------------------------------------------------- */

/* Ids as the library gives them, whatever the file says: a text of the vocabulary keeps its id,
 * any other gets the next one behind both the number of entries and the highest id so far. */
static int64_t id_for(const struct eng_tokenizer *tok, const char *content, size_t len,
                      int64_t highest)
{
    int32_t known = tok_vocab_find(&tok->vocab, content, len);
    int64_t entries = (int64_t)tok->vocab.count;
    return known >= 0 ? known : highest >= entries ? highest + 1 : entries;
}

static enum eng_status read_content(struct eng_tokenizer *tok, struct json_reader *r, size_t base,
                                    struct tok_added *a, struct eng_error *error)
{
    if (!json_expect(r, JSON_STRING))
        return tok_json_fail(r, base, error);
    if (r->len == 0 || r->len > TOK_MAX_TAG || memchr(r->text, '\0', r->len))
        return eng_fail(error, ENG_UNSUPPORTED,
                        PLACE
                        "[%zu]: a content that is empty, holds NUL or is longer than %d bytes",
                        tok->n_added, TOK_MAX_TAG);
    a->offset = tok->added_pool.len;
    a->len = r->len;
    if (!tok_bytes_add(&tok->added_pool, r->text, r->len) ||
        !tok_bytes_add(&tok->added_pool, "", 1))
        return eng_fail_memory(error, "the added tokens");
    return ENG_OK;
}

static enum eng_status read_flag(struct json_reader *r, size_t base, bool *value,
                                 struct eng_error *error)
{
    enum json_type type = json_next(r);
    *value = type == JSON_TRUE;
    if (type != JSON_TRUE && type != JSON_FALSE)
        return tok_wrong_type(r, base, "expected true or false", error);
    return ENG_OK;
}

/* One object of the list, behind its brace. All keys must be there, as in the library. */
static enum eng_status read_token(struct eng_tokenizer *tok, struct json_reader *r, size_t base,
                                  struct tok_added *a, struct eng_error *error)
{
    struct {
        const char *key;
        bool *flag, seen;
    } keys[] = {{"special", &a->special, false},
                {"single_word", &a->single_word, false},
                {"lstrip", &a->lstrip, false},
                {"rstrip", &a->rstrip, false},
                {"normalized", &a->normalized, false},
                {"content", NULL, false},
                {"id", NULL, false}};
    const size_t n_keys = sizeof keys / sizeof *keys, content = n_keys - 2, id = n_keys - 1;
    while (json_next(r) == JSON_KEY) {
        size_t k = 0;
        while (k < n_keys && !json_is(r, keys[k].key))
            k++;
        if (k == n_keys || keys[k].seen)
            return eng_fail(error, ENG_BAD_MODEL, PLACE "[%zu]: the key %.*s is %s", tok->n_added,
                            (int)(r->len > 40 ? 40 : r->len), r->text,
                            k == n_keys ? "not known" : "there twice");
        keys[k].seen = true;
        enum eng_status status = ENG_OK;
        if (k == content)
            status = read_content(tok, r, base, a, error);
        else if (k == id) /* must be a number, but it is not believed: see id_for */
            status = json_expect(r, JSON_NUMBER) ? ENG_OK : tok_json_fail(r, base, error);
        else
            status = read_flag(r, base, keys[k].flag, error);
        if (status)
            return status;
    }
    if (r->type != JSON_OBJECT_END)
        return tok_json_fail(r, base, error);
    for (size_t k = 0; k < n_keys; k++)
        if (!keys[k].seen)
            return eng_fail(error, ENG_BAD_MODEL, PLACE "[%zu]: %s is missing", tok->n_added,
                            keys[k].key);
    return ENG_OK;
}

static enum eng_status push_token(struct eng_tokenizer *tok, size_t *cap, int64_t *highest,
                                  struct tok_added a, struct eng_error *error)
{
    int64_t id = id_for(tok, tok->added_pool.data + a.offset, a.len, *highest);
    if (id > TOK_MAX_ID || tok->n_added == TOK_MAX_ADDED)
        return eng_fail(error, ENG_UNSUPPORTED, PLACE "[%zu]: more than %d tokens or an id over %d",
                        tok->n_added, TOK_MAX_ADDED, TOK_MAX_ID);
    if (tok->n_added == *cap) {
        size_t room = *cap ? *cap * 2 : 32;
        struct tok_added *added = realloc(tok->added, room * sizeof *added);
        if (!added)
            return eng_fail_memory(error, "the added tokens");
        tok->added = added;
        *cap = room;
    }
    a.id = (int32_t)id;
    *highest = id > *highest ? id : *highest;
    if (a.id >= tok->size)
        tok->size = a.id + 1;
    tok->added[tok->n_added++] = a;
    return ENG_OK;
}

static int compare_contents(const void *left, const void *right, void *context)
{
    const struct eng_tokenizer *tok = context;
    uint32_t l = *(const uint32_t *)left, r = *(const uint32_t *)right;
    return strcmp(content_of(tok, l), content_of(tok, r));
}

/* Sorts the tokens of one pass and notes where each first byte begins. */
static enum eng_status build_pass(struct eng_tokenizer *tok, struct tok_pass *pass, bool normalized,
                                  struct eng_error *error)
{
    pass->order = malloc((tok->n_added ? tok->n_added : 1) * sizeof *pass->order);
    if (!pass->order)
        return eng_fail_memory(error, "the added tokens");
    uint32_t count = 0;
    for (size_t i = 0; i < tok->n_added; i++)
        if (tok->added[i].normalized == normalized)
            pass->order[count++] = (uint32_t)i;
    qsort_r(pass->order, count, sizeof *pass->order, compare_contents, tok);
    uint32_t at = 0;
    for (int byte = 0; byte <= 256; byte++) {
        while (at < count && (unsigned char)*content_of(tok, pass->order[at]) < byte)
            at++;
        pass->first[byte] = at;
    }
    return ENG_OK;
}

/* Two tokens of one content would have one id and perhaps two meanings. */
static enum eng_status check_duplicates(const struct eng_tokenizer *tok, struct eng_error *error)
{
    for (int p = 0; p < 2; p++) {
        const struct tok_pass *pass = &tok->passes[p], *other = &tok->passes[!p];
        uint32_t j = 0;
        for (uint32_t i = 0; i < pass->first[256]; i++) {
            const char *content = content_of(tok, pass->order[i]);
            bool twice = i > 0 && strcmp(content_of(tok, pass->order[i - 1]), content) == 0;
            while (j < other->first[256] && strcmp(content_of(tok, other->order[j]), content) < 0)
                j++;
            if (j < other->first[256] && strcmp(content_of(tok, other->order[j]), content) == 0)
                twice = true;
            if (twice)
                return eng_fail(error, ENG_BAD_MODEL, PLACE "[%u]: \"%.100s\" appears twice",
                                (unsigned)pass->order[i], content);
        }
    }
    return ENG_OK;
}

enum eng_status tok_read_added(struct eng_tokenizer *tok, const char *json, size_t len, size_t base,
                               struct eng_error *error)
{
    struct json_reader r;
    json_reader_init(&r, json, len);
    size_t cap = 0;
    int64_t highest = -1;
    bool any_single_word = false;
    enum eng_status status = ENG_OK;
    if (!json_expect(&r, JSON_ARRAY_BEGIN))
        status = tok_json_fail(&r, base, error);
    while (!status && json_next(&r) == JSON_OBJECT_BEGIN) {
        struct tok_added a = {0};
        status = read_token(tok, &r, base, &a, error);
        if (!status)
            status = push_token(tok, &cap, &highest, a, error);
        any_single_word = any_single_word || a.single_word;
    }
    if (!status && r.type != JSON_ARRAY_END)
        status = tok_wrong_type(&r, base, "expected an added token", error);
    for (int p = 0; p < 2 && !status; p++)
        status = build_pass(tok, &tok->passes[p], p == 1, error);
    if (!status)
        status = check_duplicates(tok, error);
    if (!status && any_single_word) {
        static const char word[] = "[\\w\\x{200c}\\x{200d}]"; /* as the library's regex has it */
        status = tok_regex_compile(&tok->word, word, strlen(word), false, PLACE, error);
    }
    json_reader_release(&r);
    return status;
}

void tok_added_release(struct eng_tokenizer *tok)
{
    for (int p = 0; p < 2; p++)
        free(tok->passes[p].order);
    free(tok->added);
    tok_bytes_release(&tok->added_pool);
    pcre2_code_free(tok->word);
}

/* --- finding --------------------------------------------------------------------------------- */

/* White space as the library's regex has it: the White_Space property. */
static bool is_space(uint32_t c)
{
    return (c >= 0x9 && c <= 0xD) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static size_t space_after(const char *text, size_t len, size_t at)
{
    while (at < len) {
        uint32_t c;
        size_t n = utf8_decode(text + at, len - at, &c, NULL);
        if (!is_space(c))
            break;
        at += n;
    }
    return at;
}

/* Where the character before `at` begins; at > 0, valid UTF-8. */
static size_t character_before(const char *text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

static size_t space_before(const char *text, size_t at)
{
    while (at > 0) {
        uint32_t c;
        size_t before = character_before(text, at);
        utf8_decode(text + before, at - before, &c, NULL);
        if (!is_space(c))
            break;
        at = before;
    }
    return at;
}

/* The longest token of the pass at text, or NULL. */
static const struct tok_added *longest_at(const struct eng_tokenizer *tok,
                                          const struct tok_pass *pass, const char *text, size_t len)
{
    const struct tok_added *found = NULL;
    unsigned char first = (unsigned char)*text;
    uint32_t low = pass->first[first], high = pass->first[first + 1];
    for (size_t depth = 1; low < high; depth++) {
        const struct tok_added *a = &tok->added[pass->order[low]];
        if (a->len == depth) { /* the shortest of the range sorts first */
            found = a;
            low++;
        }
        if (depth == len)
            break;
        unsigned char next = (unsigned char)text[depth];
        /* the half of the range below `next`, then the half above it, by bisection */
        for (int side = 0; side < 2; side++) {
            uint32_t from = low, to = high;
            while (from < to) {
                uint32_t middle = from + (to - from) / 2;
                unsigned char c = (unsigned char)content_of(tok, pass->order[middle])[depth];
                if (side ? c <= next : c < next)
                    from = middle + 1;
                else
                    to = middle;
            }
            *(side ? &high : &low) = from;
        }
    }
    return found;
}

/* single_word: no word character may touch the token on either side. */
static enum eng_status stands_alone(struct tok_run *run, const char *text, size_t len, size_t begin,
                                    size_t end, bool *alone)
{
    bool word = false;
    enum eng_status status = ENG_OK;
    if (begin > 0)
        status =
            tok_match_here(run, run->tok->word, text, len, character_before(text, begin), &word);
    if (!status && !word && end < len)
        status = tok_match_here(run, run->tok->word, text, len, end, &word);
    *alone = !word;
    return status;
}

static enum eng_status segment(struct tok_run *run, size_t pass, const char *text, size_t len)
{
    return len == 0    ? ENG_OK
           : pass == 0 ? tok_tagged(run, 1, text, len)
                       : tok_split(run, 0, text, len);
}

/* The search goes on behind the token itself, not behind the space it swallowed: a token that
 * begins with space is still found there. So it is in the library, overlap included. */
enum eng_status tok_tagged(struct tok_run *run, size_t pass, const char *text, size_t len)
{
    const struct eng_tokenizer *tok = run->tok;
    const struct tok_pass *p = &tok->passes[pass];
    enum eng_status status = ENG_OK;
    size_t done = 0;
    for (size_t at = p->first[256] ? 0 : len; at < len && !status;) {
        const struct tok_added *a = longest_at(tok, p, text + at, len - at);
        if (!a) {
            at++;
            continue;
        }
        size_t begin = at, end = at + a->len;
        bool alone = true;
        at = end;
        if (a->single_word)
            status = stands_alone(run, text, len, begin, end, &alone);
        if (status || !alone)
            continue;
        if (a->lstrip) {
            begin = space_before(text, begin);
            begin = begin < done ? done : begin;
        }
        if (a->rstrip)
            end = space_after(text, len, end);
        if (done < begin)
            status = segment(run, pass, text + done, begin - done);
        if (!status && begin < end) /* nothing is left of it where another took all the space */
            status = eng_tokens_add(run->out, a->id, run->error);
        done = end;
    }
    if (status || done >= len)
        return status;
    return segment(run, pass, text + done, len - done);
}
