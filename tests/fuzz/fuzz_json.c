/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: the JSON reader and writer. A document that is read is written again; what comes
 * out must be read without fault and written the same. The skipping way must judge as the walking
 * way does.
 */
#include "engine/json.h"
#include "engine/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct text {
    char *bytes;
    size_t len, cap;
};

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void add(void *context, const char *bytes, size_t len)
{
    struct text *t = context;
    if (t->len + len > t->cap) {
        t->cap = 2 * (t->len + len);
        t->bytes = realloc(t->bytes, t->cap);
        check(t->bytes != NULL);
    }
    memcpy(t->bytes + t->len, bytes, len);
    t->len += len;
}

static void write_token(struct json_writer *w, const struct json_reader *r)
{
    switch (r->type) {
    case JSON_OBJECT_BEGIN:
        json_object_begin(w);
        break;
    case JSON_OBJECT_END:
        json_object_end(w);
        break;
    case JSON_ARRAY_BEGIN:
        json_array_begin(w);
        break;
    case JSON_ARRAY_END:
        json_array_end(w);
        break;
    case JSON_STRING:
        json_string(w, r->text, r->len);
        break;
    case JSON_NUMBER:
        if (r->is_integer && (r->integer != 0 || !signbit(r->number))) /* -0 has no integer */
            json_integer(w, r->integer);
        else
            json_number(w, r->number, 17);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        json_bool(w, r->type == JSON_TRUE);
        break;
    default:
        json_null(w);
    }
}

/* Reads all of it, writes it to out; false if it is no JSON. */
static bool copy(const char *bytes, size_t len, struct text *out)
{
    struct json_reader r;
    struct json_writer w;
    json_reader_init(&r, bytes, len);
    json_writer_init(&w, add, out);
    while (json_next(&r) != JSON_ERROR && r.type != JSON_END) {
        check(utf8_valid_prefix(r.text, r.len) == r.len);
        if (r.type == JSON_KEY) { /* keys are C strings for the writer */
            char *key = malloc(r.len + 1);
            check(key != NULL);
            memcpy(key, r.text, r.len);
            key[r.len] = '\0';
            json_key(&w, key);
            free(key);
        } else {
            write_token(&w, &r);
        }
    }
    bool ok = r.type == JSON_END;
    check(ok ? r.error == NULL : r.error != NULL && r.error_at <= len);
    check(json_next(&r) == r.type);
    json_reader_release(&r);
    return ok;
}

static bool skip_all(const char *bytes, size_t len)
{
    struct json_reader r;
    json_reader_init(&r, bytes, len);
    json_next(&r);
    bool ok = json_skip(&r) && json_next(&r) == JSON_END;
    json_reader_release(&r);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text once = {NULL, 0, 0}, twice = {NULL, 0, 0};
    bool ok = copy((const char *)data, size, &once);
    check(skip_all((const char *)data, size) == ok);
    if (ok) {
        check(memchr(once.bytes, '\n', once.len) == NULL);
        check(copy(once.bytes, once.len, &twice));
        check(once.len == twice.len && memcmp(once.bytes, twice.bytes, once.len) == 0);
    }
    free(once.bytes);
    free(twice.bytes);
    return 0;
}
