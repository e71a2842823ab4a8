/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON as a stream: a pull reader over bytes in memory and a writer into a callback. No tree, no
 * recursion, no allocation but for one scratch buffer in the reader, so that a 10 MB
 * tokenizer.json costs its own size and a hostile file cannot exhaust the stack.
 * Follows RFC 8259; nesting deeper than JSON_MAX_DEPTH is an error.
 */
#ifndef LEMMA_ENGINE_JSON_H
#define LEMMA_ENGINE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_MAX_DEPTH 64

enum json_type {
    JSON_ERROR, /* r->error names the fault; stays so */
    JSON_END,   /* the document is complete and nothing but white space follows */
    JSON_OBJECT_BEGIN,
    JSON_OBJECT_END,
    JSON_ARRAY_BEGIN,
    JSON_ARRAY_END,
    JSON_KEY, /* text, len: the unescaped key; its value comes next */
    JSON_STRING,
    JSON_NUMBER, /* text, len: as written; also number (double) and, when is_integer, integer */
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL
};

/* A reader. Fields up to `error` may be read by the caller; the rest is private. */
struct json_reader {
    enum json_type type;
    const char *text; /* key, string or number; not NUL-terminated, valid until the next call */
    size_t len;       /* bytes of text; a string may hold NUL (from \u0000) */
    double number;
    int64_t integer;
    bool is_integer;   /* written without fraction or exponent, and fits int64_t */
    const char *error; /* static sentence, e.g. "expected a colon after the key"; NULL if fine */
    size_t error_at;   /* byte offset of the fault */
    bool no_memory;    /* the fault is a lack of memory, not of the document */

    const char *start, *at, *end;
    const char *token_at; /* where the current token begins */
    char *scratch;        /* owned */
    size_t scratch_cap;
    int depth;
    unsigned char nest[JSON_MAX_DEPTH]; /* 'o' or 'a' */
    unsigned char expect;               /* private state of the grammar */
};

/* bytes must outlive the reader. Release with json_reader_release, also after an error.
 * Strings are checked to be valid UTF-8 after unescaping; a lone surrogate escape becomes U+FFFD.
 */
void json_reader_init(struct json_reader *r, const char *bytes, size_t len);
void json_reader_release(struct json_reader *r);

/* Advances to the next token and returns its type (also in r->type). */
enum json_type json_next(struct json_reader *r);
/* Skips one whole value. With r->type == JSON_KEY: the value of that key; with *_BEGIN: to the
 * matching end; with a scalar: nothing. Returns false on error. */
bool json_skip(struct json_reader *r);
/* True if the current key or string equals the C string. */
bool json_is(const struct json_reader *r, const char *text);
/* json_next and a check of the type in one: false (with r->error set) if it is another. */
bool json_expect(struct json_reader *r, enum json_type type);

/* A writer: commas, colons and escapes are its business. Output is compact, one line, valid
 * UTF-8 (bad bytes become U+FFFD), control characters escaped. */
struct json_writer {
    void (*write)(void *context, const char *bytes, size_t len);
    void *context;
    int depth;
    bool first, after_key;
};

void json_writer_init(struct json_writer *w, void (*write)(void *, const char *, size_t),
                      void *context);
void json_object_begin(struct json_writer *w);
void json_object_end(struct json_writer *w);
void json_array_begin(struct json_writer *w);
void json_array_end(struct json_writer *w);
void json_key(struct json_writer *w, const char *key);
void json_string(struct json_writer *w, const char *text, size_t len);
void json_text(struct json_writer *w, const char *text); /* C string; NULL writes null */
void json_integer(struct json_writer *w, int64_t value);
/* Shortest of %.{digits}g; NaN and infinity, which JSON lacks, are written as null. */
void json_number(struct json_writer *w, double value, int digits);
void json_bool(struct json_writer *w, bool value);
void json_null(struct json_writer *w);

#endif
