/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tokenizer.json into the tables of struct eng_tokenizer. The file is as hostile as any download:
 * every value is checked, and what would change ids and is not known is refused by name. The idea
 * to read it by: a first walk only notes where the big lists begin, because they need each other
 * (merges name tokens, added tokens get ids behind the vocabulary) and a file may hold them in any
 * order; then each is read by itself.
 */
#include "engine/tokenizer.h"

#include "engine/error.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

#define FILE_NAME "tokenizer.json"

/* Where the value of a key lies in the document. */
struct span {
    const char *at; /* NULL: the key is absent */
    size_t len;
};

struct document {
    const char *json;
    struct span vocab, merges, added;
    bool pre_tokenizer, decoder, model; /* seen */
    bool needs_all_bytes;               /* unk_token or byte_fallback */
};

enum eng_status tok_json_fail(const struct json_reader *r, size_t base, struct eng_error *error)
{
    if (r->no_memory)
        return eng_fail_memory(error, FILE_NAME);
    return eng_fail(error, ENG_BAD_MODEL, FILE_NAME ": byte %zu: %s", base + r->error_at,
                    r->error ? r->error : "unexpected value");
}

enum eng_status tok_wrong_type(const struct json_reader *r, size_t base, const char *what,
                               struct eng_error *error)
{
    if (r->type == JSON_ERROR)
        return tok_json_fail(r, base, error);
    return eng_fail(error, ENG_BAD_MODEL, FILE_NAME ": byte %zu: %s",
                    base + (size_t)(r->token_at - r->start), what);
}

static int shown(size_t len)
{
    return (int)(len > 100 ? 100 : len);
}

/* --- vocabulary and merges ------------------------------------------------------------------- */

static struct json_reader reader_at(struct span span)
{
    struct json_reader r;
    json_reader_init(&r, span.at, span.len);
    return r;
}

static enum eng_status read_vocab(struct eng_tokenizer *tok, const struct document *doc,
                                  struct eng_error *error)
{
    size_t base = (size_t)(doc->vocab.at - doc->json);
    struct json_reader r = reader_at(doc->vocab);
    struct tok_vocab *v = &tok->vocab;
    enum eng_status status = ENG_OK;
    if (!json_expect(&r, JSON_OBJECT_BEGIN)) {
        status = tok_json_fail(&r, base, error);
        goto done;
    }
    while (json_next(&r) == JSON_KEY) {
        /* the id is not known yet, but the key's text lasts only until the next call */
        status = tok_vocab_add(v, r.text, r.len, 0, error);
        if (status)
            goto done;
        struct tok_entry *e = &v->entries[v->count - 1];
        if (!json_expect(&r, JSON_NUMBER)) {
            status = tok_json_fail(&r, base, error);
            goto done;
        }
        if (!r.is_integer || r.integer < 0 || r.integer > TOK_MAX_ID) {
            status =
                eng_fail(error, ENG_BAD_MODEL,
                         FILE_NAME ": model.vocab: token \"%.*s\": the id %.*s is not in 0..%d",
                         shown(e->len), v->pool.data + e->offset, shown(r.len), r.text, TOK_MAX_ID);
            goto done;
        }
        e->id = (int32_t)r.integer;
        if (e->id >= tok->size)
            tok->size = e->id + 1;
    }
    if (r.type != JSON_OBJECT_END)
        status = tok_json_fail(&r, base, error);
    else if (v->count == 0)
        status = eng_fail(error, ENG_BAD_MODEL, FILE_NAME ": model.vocab is empty");
done:
    json_reader_release(&r);
    return status;
}

/* One merge: the bytes of left and right stand in both.data, `split` apart. */
static enum eng_status add_merge(struct eng_tokenizer *tok, const struct tok_bytes *both,
                                 size_t split, struct eng_error *error)
{
    const char *right_text = both->data + split;
    size_t right_len = both->len - split;
    int32_t left = tok_vocab_find(&tok->vocab, both->data, split);
    int32_t right = tok_vocab_find(&tok->vocab, right_text, right_len);
    int32_t result = tok_vocab_find(&tok->vocab, both->data, both->len);
    if (left >= 0 && right >= 0 && result >= 0)
        return tok_merges_add(&tok->merges, left, right, result, error);
    const char *text = left >= 0 && right < 0 ? right_text : both->data;
    size_t len = left < 0 ? split : right < 0 ? right_len : both->len;
    return eng_fail(error, ENG_BAD_MODEL,
                    FILE_NAME ": model.merges[%zu]: \"%.*s\" is not in the vocabulary",
                    tok->merges.count, shown(len), text);
}

/* Reads "a b" or ["a", "b"], the reader standing on it, into both and split. *skip is set for the
 * version line of old merge files. */
static enum eng_status read_merge(struct json_reader *r, size_t base, struct tok_bytes *both,
                                  size_t *split, bool *skip, struct eng_error *error)
{
    static const char version[] = "#version";
    both->len = 0;
    *skip = false;
    if (r->type == JSON_ARRAY_BEGIN) {
        for (int side = 0; side < 2; side++) {
            *split = both->len;
            if (!json_expect(r, JSON_STRING))
                return tok_json_fail(r, base, error);
            if (!tok_bytes_add(both, r->text, r->len))
                return eng_fail_memory(error, "the merges");
        }
        return json_expect(r, JSON_ARRAY_END) ? ENG_OK : tok_json_fail(r, base, error);
    }
    if (r->type != JSON_STRING)
        return tok_wrong_type(r, base, "expected a merge, \"a b\" or [\"a\", \"b\"]", error);
    if (r->len >= strlen(version) && memcmp(r->text, version, strlen(version)) == 0) {
        *skip = true;
        return ENG_OK;
    }
    const char *space = memchr(r->text, ' ', r->len);
    size_t left = space ? (size_t)(space - r->text) : 0;
    if (!space || memchr(space + 1, ' ', r->len - left - 1))
        return tok_wrong_type(r, base, "expected two tokens and one space between them", error);
    *split = left;
    if (!tok_bytes_add(both, r->text, left) || !tok_bytes_add(both, space + 1, r->len - left - 1))
        return eng_fail_memory(error, "the merges");
    return ENG_OK;
}

static enum eng_status read_merges(struct eng_tokenizer *tok, const struct document *doc,
                                   struct eng_error *error)
{
    size_t base = (size_t)(doc->merges.at - doc->json), split = 0;
    struct json_reader r = reader_at(doc->merges);
    struct tok_bytes both = {0};
    bool skip;
    enum eng_status status = ENG_OK;
    if (!json_expect(&r, JSON_ARRAY_BEGIN)) {
        status = tok_json_fail(&r, base, error);
        goto done;
    }
    while (!status && json_next(&r) != JSON_ARRAY_END) {
        status = read_merge(&r, base, &both, &split, &skip, error);
        if (!status && !skip)
            status = add_merge(tok, &both, split, error);
    }
    if (!status)
        status = tok_merges_index(&tok->merges, error);
done:
    tok_bytes_release(&both);
    json_reader_release(&r);
    return status;
}

/* --- the document ---------------------------------------------------------------------------- */

static enum eng_status unsupported_value(const struct json_reader *r, const char *key,
                                         struct eng_error *error)
{
    if (r->type == JSON_ERROR)
        return tok_json_fail(r, 0, error);
    return eng_fail(error, ENG_UNSUPPORTED,
                    FILE_NAME ": %s: the value at byte %zu is not supported", key,
                    (size_t)(r->token_at - r->start));
}

/* Notes where the value of the current key lies and passes over it. */
static enum eng_status note_span(struct span *span, struct json_reader *r, const char *key,
                                 enum json_type type, struct eng_error *error)
{
    if (span->at)
        return eng_fail(error, ENG_BAD_MODEL, FILE_NAME ": %s appears twice", key);
    if (!json_expect(r, type))
        return tok_json_fail(r, 0, error);
    span->at = r->token_at;
    if (!json_skip(r))
        return tok_json_fail(r, 0, error);
    span->len = (size_t)(r->at - span->at);
    return ENG_OK;
}

/* The value must be null, absent, or an object of the type `allowed` (NULL: none is). */
static enum eng_status read_component(struct json_reader *r, const char *key, const char *allowed,
                                      bool *seen, struct eng_error *error)
{
    enum json_type type = json_next(r);
    if (type == JSON_NULL)
        return ENG_OK;
    if (type != JSON_OBJECT_BEGIN)
        return unsupported_value(r, key, error);
    char name[64] = "without a type";
    bool fits = false;
    while (json_next(r) == JSON_KEY) {
        if (!json_is(r, "type")) {
            if (!json_skip(r))
                break;
            continue;
        }
        if (!json_expect(r, JSON_STRING))
            break;
        size_t n = r->len < sizeof name ? r->len : sizeof name - 1;
        memcpy(name, r->text, n);
        name[n] = '\0';
        fits = allowed && json_is(r, allowed);
    }
    if (r->type != JSON_OBJECT_END)
        return tok_json_fail(r, 0, error);
    if (!fits)
        return eng_fail(error, ENG_UNSUPPORTED, FILE_NAME ": the %s %s is not supported", key,
                        name);
    *seen = true;
    return ENG_OK;
}

/* A key of the model other than vocab and merges: what may stand there without changing an id. */
static enum eng_status read_model_option(struct eng_tokenizer *tok, struct document *doc,
                                         struct json_reader *r, struct eng_error *error)
{
    static const char *const keys[] = {"model.type",
                                       "model.dropout",
                                       "model.unk_token",
                                       "model.continuing_subword_prefix",
                                       "model.end_of_word_suffix",
                                       "model.fuse_unk",
                                       "model.byte_fallback",
                                       "model.ignore_merges"};
    enum { TYPE, DROPOUT, UNK, PREFIX, SUFFIX, FUSE, FALLBACK, IGNORE, N_KEYS };
    size_t k = 0;
    while (k < N_KEYS && !json_is(r, keys[k] + strlen("model.")))
        k++;
    if (k == N_KEYS)
        return eng_fail(error, ENG_UNSUPPORTED, FILE_NAME ": model: the key %.*s is not supported",
                        shown(r->len), r->text);
    enum json_type type = json_next(r);
    bool flag = type == JSON_TRUE || type == JSON_FALSE, ok = type == JSON_NULL;
    switch (k) {
    case TYPE:
        ok = json_is(r, "BPE");
        break;
    case DROPOUT:
        ok = ok || (type == JSON_NUMBER && r->number == 0);
        break;
    case UNK: /* never used while every byte has a token, which is checked later */
        doc->needs_all_bytes = doc->needs_all_bytes || type == JSON_STRING;
        ok = ok || type == JSON_STRING;
        break;
    case FALLBACK:
        doc->needs_all_bytes = doc->needs_all_bytes || type == JSON_TRUE;
        ok = flag;
        break;
    case IGNORE:
        tok->ignore_merges = type == JSON_TRUE;
        ok = flag;
        break;
    case FUSE:
        ok = flag;
        break;
    default:
        ok = ok || json_is(r, "");
    }
    return ok ? ENG_OK : unsupported_value(r, keys[k], error);
}

static enum eng_status read_model(struct eng_tokenizer *tok, struct document *doc,
                                  struct json_reader *r, struct eng_error *error)
{
    enum eng_status status = ENG_OK;
    if (doc->model)
        return eng_fail(error, ENG_BAD_MODEL, FILE_NAME ": model appears twice");
    doc->model = true;
    if (!json_expect(r, JSON_OBJECT_BEGIN))
        return tok_json_fail(r, 0, error);
    while (!status && json_next(r) == JSON_KEY) {
        if (json_is(r, "vocab"))
            status = note_span(&doc->vocab, r, "model.vocab", JSON_OBJECT_BEGIN, error);
        else if (json_is(r, "merges"))
            status = note_span(&doc->merges, r, "model.merges", JSON_ARRAY_BEGIN, error);
        else
            status = read_model_option(tok, doc, r, error);
    }
    if (!status && r->type != JSON_OBJECT_END)
        status = tok_json_fail(r, 0, error);
    return status;
}

static enum eng_status read_top_key(struct eng_tokenizer *tok, struct document *doc,
                                    struct json_reader *r, struct eng_error *error)
{
    bool ignored;
    if (json_is(r, "model"))
        return read_model(tok, doc, r, error);
    if (json_is(r, "added_tokens"))
        return note_span(&doc->added, r, "added_tokens", JSON_ARRAY_BEGIN, error);
    if (json_is(r, "pre_tokenizer")) {
        if (doc->pre_tokenizer)
            return eng_fail(error, ENG_BAD_MODEL, FILE_NAME ": pre_tokenizer appears twice");
        doc->pre_tokenizer = true;
        return tok_read_pre_tokenizer(tok, r, error);
    }
    if (json_is(r, "decoder"))
        return read_component(r, "decoder", "ByteLevel", &doc->decoder, error);
    if (json_is(r, "post_processor")) /* ByteLevel moves offsets only */
        return read_component(r, "post_processor", "ByteLevel", &ignored, error);
    if (json_is(r, "normalizer"))
        return read_component(r, "normalizer", NULL, &ignored, error);
    /* settings of a batch, not of the tokenizer */
    if (json_is(r, "version") || json_is(r, "truncation") || json_is(r, "padding"))
        return json_skip(r) ? ENG_OK : tok_json_fail(r, 0, error);
    return eng_fail(error, ENG_UNSUPPORTED, FILE_NAME ": the key %.*s is not supported",
                    shown(r->len), r->text);
}

static enum eng_status read_document(struct eng_tokenizer *tok, struct document *doc, size_t len,
                                     struct eng_error *error)
{
    struct json_reader r;
    json_reader_init(&r, doc->json, len);
    enum eng_status status = ENG_OK;
    if (!json_expect(&r, JSON_OBJECT_BEGIN)) {
        status = tok_json_fail(&r, 0, error);
        goto done;
    }
    while (!status && json_next(&r) == JSON_KEY)
        status = read_top_key(tok, doc, &r, error);
    if (!status && (r.type != JSON_OBJECT_END || !json_expect(&r, JSON_END)))
        status = tok_json_fail(&r, 0, error);
    if (status)
        goto done;
    const char *missing = !doc->model           ? "model"
                          : !doc->vocab.at      ? "model.vocab"
                          : !doc->merges.at     ? "model.merges"
                          : !doc->pre_tokenizer ? "pre_tokenizer"
                          : !doc->decoder       ? "a decoder of the type ByteLevel"
                                                : NULL;
    if (missing)
        status = eng_fail(error, ENG_BAD_MODEL, FILE_NAME ": %s is missing", missing);
done:
    json_reader_release(&r);
    return status;
}

/* --- what is derived ------------------------------------------------------------------------- */

static enum eng_status find_byte_ids(struct eng_tokenizer *tok, bool needs_all,
                                     struct eng_error *error)
{
    for (int byte = 0; byte < 256; byte++) {
        char utf8[4];
        size_t n = utf8_encode(tok_char_of_byte((unsigned char)byte), utf8);
        tok->byte_ids[byte] = tok_vocab_find(&tok->vocab, utf8, n);
        if (tok->byte_ids[byte] < 0 && needs_all)
            return eng_fail(error, ENG_UNSUPPORTED,
                            FILE_NAME ": unk_token and byte_fallback are not supported where a "
                                      "byte has no token (byte 0x%02X has none)",
                            byte);
    }
    return ENG_OK;
}

/* Appends what the token stands for: bytes, or as in the library its own spelling if a character
 * of it is not of the byte alphabet. */
static bool add_decoded(struct tok_bytes *out, const char *spelling, size_t len)
{
    size_t begin = out->len;
    for (size_t at = 0; at < len;) {
        uint32_t c;
        at += utf8_decode(spelling + at, len - at, &c, NULL);
        int byte = tok_byte_of_char(c);
        if (byte < 0) {
            out->len = begin;
            return tok_bytes_add(out, spelling, len);
        }
        char b = (char)byte;
        if (!tok_bytes_add(out, &b, 1))
            return false;
    }
    return true;
}

/* The bytes of every id. Two texts of one id, or an added token on the id of another text, would
 * make decoding ambiguous: refused. */
static enum eng_status build_texts(struct eng_tokenizer *tok, struct eng_error *error)
{
    struct tok_bytes *pool = &tok->text_pool;
    tok->texts = malloc((size_t)tok->size * sizeof *tok->texts);
    if (!tok->texts || !tok_bytes_add(pool, "", 0))
        return eng_fail_memory(error, "the token texts");
    for (int32_t id = 0; id < tok->size; id++)
        tok->texts[id] = (struct tok_text){.offset = TOK_NO_TEXT};
    for (size_t i = 0; i < tok->vocab.count; i++) {
        const struct tok_entry *e = &tok->vocab.entries[i];
        const char *spelling = tok->vocab.pool.data + e->offset;
        struct tok_text *text = &tok->texts[e->id];
        if (text->offset != TOK_NO_TEXT)
            return eng_fail(error, ENG_BAD_MODEL,
                            FILE_NAME ": model.vocab: the id %d of \"%.*s\" appears twice", e->id,
                            shown(e->len), spelling);
        text->offset = (uint32_t)pool->len;
        if (!add_decoded(pool, spelling, e->len))
            return eng_fail_memory(error, "the token texts");
        text->len = (uint32_t)pool->len - text->offset;
    }
    for (size_t i = 0; i < tok->n_added; i++) {
        const struct tok_added *a = &tok->added[i];
        const char *content = tok->added_pool.data + a->offset;
        struct tok_text *text = &tok->texts[a->id];
        bool own = tok_vocab_find(&tok->vocab, content, a->len) == a->id;
        if (text->offset != TOK_NO_TEXT && !own)
            return eng_fail(error, ENG_BAD_MODEL,
                            FILE_NAME ": added_tokens[%zu]: \"%.*s\" would get the id %d, which a "
                                      "token of the vocabulary has",
                            i, shown(a->len), content, a->id);
        *text = (struct tok_text){
            .offset = (uint32_t)pool->len, .len = (uint32_t)a->len, .special = a->special};
        if (!tok_bytes_add(pool, content, a->len))
            return eng_fail_memory(error, "the token texts");
    }
    return ENG_OK;
}

enum eng_status tok_load(struct eng_tokenizer *tok, const char *json, size_t len,
                         struct eng_error *error)
{
    struct document doc = {.json = json};
    if (len > TOK_MAX_FILE)
        return eng_fail(error, ENG_UNSUPPORTED, FILE_NAME ": larger than %u MB",
                        TOK_MAX_FILE >> 20);
    enum eng_status status = read_document(tok, &doc, len, error);
    if (!status)
        status = read_vocab(tok, &doc, error);
    if (!status)
        status = read_merges(tok, &doc, error);
    if (!status && doc.added.at)
        status =
            tok_read_added(tok, doc.added.at, doc.added.len, (size_t)(doc.added.at - json), error);
    if (!status)
        status = find_byte_ids(tok, doc.needs_all_bytes, error);
    if (!status)
        status = build_texts(tok, error);
    if (!status && !tok->ignore_merges) /* only ignore_merges looks up whole pieces later */
        tok_vocab_release(&tok->vocab);
    return status;
}
