/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A safetensors file is a 64-bit length, a JSON header and the data. The rules of the format are
 * all enforced: header inside the file, every tensor as large as its shape says, data contiguous
 * without overlap or hole, the file ending where the data ends. What breaks a rule is named.
 */
#include "engine/safetensors.h"

#include "engine/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_HEADER_BYTES (100u << 20) /* as the reference library */
#define MAX_TENSORS 1000000u
#define MAX_SHARDS 10000u

/* A tensor while its header entry is read. */
struct entry {
    char dtype[16];
    int64_t shape[TENSOR_MAX_RANK];
    int rank;
    uint64_t begin, end;
    bool has_dtype, has_shape, has_offsets;
};

static char *copy_text(const char *text, size_t len)
{
    char *copy = malloc(len + 1);
    if (copy) {
        memcpy(copy, text, len);
        copy[len] = '\0';
    }
    return copy;
}

static bool read_shape(struct json_reader *r, struct entry *e)
{
    if (!json_expect(r, JSON_ARRAY_BEGIN))
        return false;
    e->rank = 0;
    while (json_next(r) == JSON_NUMBER) {
        if (!r->is_integer || r->integer < 0 || e->rank == TENSOR_MAX_RANK)
            return false;
        e->shape[e->rank++] = r->integer;
    }
    return e->has_shape = r->type == JSON_ARRAY_END;
}

static bool read_offsets(struct json_reader *r, struct entry *e)
{
    uint64_t *to[2] = {&e->begin, &e->end};
    if (!json_expect(r, JSON_ARRAY_BEGIN))
        return false;
    for (int i = 0; i < 2; i++) {
        if (!json_expect(r, JSON_NUMBER) || !r->is_integer || r->integer < 0)
            return false;
        *to[i] = (uint64_t)r->integer;
    }
    return e->has_offsets = json_expect(r, JSON_ARRAY_END);
}

/* {"dtype": ..., "shape": [...], "data_offsets": [begin, end]} */
static bool read_entry(struct json_reader *r, struct entry *e)
{
    *e = (struct entry){.rank = 0};
    if (!json_expect(r, JSON_OBJECT_BEGIN))
        return false;
    while (json_next(r) == JSON_KEY) {
        if (json_is(r, "dtype")) {
            if (!json_expect(r, JSON_STRING) || r->len >= sizeof e->dtype)
                return false;
            memcpy(e->dtype, r->text, r->len);
            e->dtype[r->len] = '\0';
            e->has_dtype = true;
        } else if (json_is(r, "shape")) {
            if (!read_shape(r, e))
                return false;
        } else if (json_is(r, "data_offsets")) {
            if (!read_offsets(r, e))
                return false;
        } else if (!json_skip(r)) {
            return false;
        }
    }
    return r->type == JSON_OBJECT_END && e->has_dtype && e->has_shape && e->has_offsets;
}

static bool find_dtype(const char *name, enum kern_dtype *dtype)
{
    static const struct {
        const char *name;
        enum kern_dtype dtype;
    } known[] = {{"F32", KERN_F32}, {"BF16", KERN_BF16}, {"F16", KERN_F16}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) {
            *dtype = known[i].dtype;
            return true;
        }
    return false;
}

/* Bytes of a tensor, or UINT64_MAX when they do not fit. */
static uint64_t entry_bytes(const struct entry *e, enum kern_dtype dtype)
{
    uint64_t bytes = kern_dtype_size(dtype);
    for (int i = 0; i < e->rank; i++)
        if (__builtin_mul_overflow(bytes, (uint64_t)e->shape[i], &bytes))
            return UINT64_MAX;
    return bytes;
}

static enum eng_status add_tensor(struct tensors *t, size_t *cap, int shard, const struct entry *e,
                                  char *name, uint64_t data_start, struct eng_error *error)
{
    const struct tensor_shard *s = &t->shards[shard];
    uint64_t data_bytes = s->file.size - data_start;
    enum kern_dtype dtype;
    if (!find_dtype(e->dtype, &dtype))
        return eng_fail(error, ENG_UNSUPPORTED,
                        "%.100s: tensor %.120s: element type %s is not supported "
                        "(expected BF16, F16 or F32)",
                        s->name, name, e->dtype);
    uint64_t bytes = entry_bytes(e, dtype);
    if (e->begin > e->end || e->end - e->begin != bytes)
        return eng_fail(error, ENG_BAD_MODEL,
                        "%.100s: tensor %.120s: its shape needs %" PRIu64
                        " bytes, its offsets give %" PRIu64 "..%" PRIu64,
                        s->name, name, bytes, e->begin, e->end);
    if (e->end > data_bytes)
        return eng_fail(error, ENG_BAD_MODEL,
                        "%.100s: truncated: tensor %.120s ends at byte %" PRIu64
                        " of the data, the file holds %" PRIu64,
                        s->name, name, e->end, data_bytes);
    if (t->count == *cap) {
        size_t more = *cap ? *cap * 2 : 256;
        struct tensor *list = realloc(t->list, more * sizeof *list);
        if (!list)
            return eng_fail_memory(error, "the list of tensors");
        t->list = list;
        *cap = more;
    }
    struct tensor *new = &t->list[t->count++];
    *new = (struct tensor){.name = name,
                           .dtype = dtype,
                           .rank = e->rank,
                           .data = s->file.data + data_start + e->begin,
                           .bytes = bytes,
                           .shard = shard};
    memcpy(new->shape, e->shape, sizeof new->shape);
    return ENG_OK;
}

static enum eng_status header_span(const struct tensor_shard *s, uint64_t *header,
                                   struct eng_error *error)
{
    uint64_t n = 0;
    if (s->file.size < 8)
        return eng_fail(error, ENG_BAD_MODEL,
                        "%.200s: truncated: %zu bytes are no safetensors file", s->name,
                        s->file.size);
    for (int i = 7; i >= 0; i--)
        n = n << 8 | s->file.data[i];
    if (n > MAX_HEADER_BYTES || n > s->file.size - 8)
        return eng_fail(error, ENG_BAD_MODEL,
                        "%.200s: truncated or not a safetensors file: a header of %" PRIu64
                        " bytes does not fit",
                        s->name, n);
    *header = n;
    return ENG_OK;
}

static enum eng_status read_header(struct tensors *t, size_t *cap, int shard,
                                   struct eng_error *error)
{
    const struct tensor_shard *s = &t->shards[shard];
    uint64_t header;
    enum eng_status status = header_span(s, &header, error);
    if (status != ENG_OK)
        return status;
    struct json_reader r;
    json_reader_init(&r, (const char *)s->file.data + 8, header);
    char *name = NULL;
    if (!json_expect(&r, JSON_OBJECT_BEGIN))
        goto bad_json;
    while (json_next(&r) == JSON_KEY) {
        if (json_is(&r, "__metadata__")) {
            if (!json_skip(&r))
                goto bad_json;
            continue;
        }
        if (t->count >= MAX_TENSORS || memchr(r.text, 0, r.len))
            goto bad_json;
        name = copy_text(r.text, r.len);
        if (!name) {
            status = eng_fail_memory(error, "a tensor name");
            goto done;
        }
        struct entry e;
        if (!read_entry(&r, &e)) {
            status = eng_fail(error, ENG_BAD_MODEL,
                              "%.100s: header: tensor %.120s: expected dtype, shape (up to %d "
                              "sizes) and data_offsets",
                              s->name, name, TENSOR_MAX_RANK);
            goto done;
        }
        status = add_tensor(t, cap, shard, &e, name, 8 + header, error);
        if (status != ENG_OK)
            goto done;
        name = NULL; /* the table owns it now */
    }
    if (r.type == JSON_OBJECT_END && json_next(&r) == JSON_END)
        goto done;
bad_json:
    status = eng_fail(error, ENG_BAD_MODEL, "%.200s: header: byte %zu: %s", s->name, r.error_at,
                      r.error ? r.error : "not what a safetensors header holds");
done:
    free(name);
    json_reader_release(&r);
    return status;
}

static int by_place(const void *a, const void *b)
{
    const struct tensor *x = a, *y = b;
    if (x->shard != y->shard)
        return x->shard < y->shard ? -1 : 1;
    if (x->data != y->data)
        return x->data < y->data ? -1 : 1;
    return x->bytes < y->bytes ? -1 : x->bytes > y->bytes;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct tensor *)a)->name, ((const struct tensor *)b)->name);
}

/* Data must follow data without overlap or hole, from the header to the end of the file. */
static enum eng_status check_layout(struct tensors *t, struct eng_error *error)
{
    if (t->count)
        qsort(t->list, t->count, sizeof *t->list, by_place);
    size_t i = 0;
    for (size_t shard = 0; shard < t->n_shard; shard++) {
        const struct tensor_shard *s = &t->shards[shard];
        uint64_t header = 0;
        header_span(s, &header, NULL);
        const unsigned char *at = s->file.data + 8 + header;
        for (; i < t->count && t->list[i].shard == (int)shard; i++) {
            const struct tensor *x = &t->list[i];
            if (x->data != at)
                return eng_fail(error, ENG_BAD_MODEL, "%.100s: tensor %.120s: its data %s", s->name,
                                x->name,
                                x->data < at ? "overlaps the tensor before it"
                                             : "does not follow the tensor before it (a hole)");
            at += x->bytes;
        }
        if (at != s->file.data + s->file.size)
            return eng_fail(error, ENG_BAD_MODEL, "%.200s: %zu bytes after the last tensor",
                            s->name, (size_t)(s->file.data + s->file.size - at));
    }
    if (t->count)
        qsort(t->list, t->count, sizeof *t->list, by_name);
    for (i = 1; i < t->count; i++)
        if (strcmp(t->list[i - 1].name, t->list[i].name) == 0)
            return eng_fail(error, ENG_BAD_MODEL, "%.100s: tensor %.120s is there twice",
                            t->shards[t->list[i].shard].name, t->list[i].name);
    return ENG_OK;
}

static enum eng_status add_shard(struct tensors *t, const char *dir, const char *name, size_t len,
                                 struct eng_error *error)
{
    struct tensor_shard *shards = realloc(t->shards, (t->n_shard + 1) * sizeof *shards);
    if (!shards)
        return eng_fail_memory(error, "the list of shards");
    t->shards = shards;
    struct tensor_shard *s = &shards[t->n_shard];
    *s = (struct tensor_shard){.name = copy_text(name, len)};
    if (!s->name)
        return eng_fail_memory(error, "a file name");
    t->n_shard++;
    char *path = eng_join_path(dir, s->name);
    if (!path)
        return eng_fail_memory(error, "a file name");
    enum eng_status status = eng_file_map(&s->file, path, s->name, error);
    free(path);
    return status;
}

/* --- the index ------------------------------------------------------------------------------ */

#define INDEX_NAME "model.safetensors.index.json"

struct index_row {
    char *name;
    int shard;
};

static int rows_by_name(const void *a, const void *b)
{
    return strcmp(((const struct index_row *)a)->name, ((const struct index_row *)b)->name);
}

/* Finds or opens the shard that the reader's current string names. */
static enum eng_status shard_of(struct tensors *t, const char *dir, const struct json_reader *r,
                                int *shard, struct eng_error *error)
{
    for (size_t i = t->n_shard; i-- > 0;)
        if (json_is(r, t->shards[i].name)) {
            *shard = (int)i;
            return ENG_OK;
        }
    if (r->len == 0 || r->len > 255 || memchr(r->text, '/', r->len) || memchr(r->text, 0, r->len) ||
        r->text[0] == '.')
        return eng_fail(error, ENG_BAD_MODEL, INDEX_NAME ": %.*s is not a plain file name",
                        (int)(r->len < 200 ? r->len : 200), r->text);
    if (t->n_shard == MAX_SHARDS)
        return eng_fail(error, ENG_BAD_MODEL, INDEX_NAME ": more than %u files", MAX_SHARDS);
    *shard = (int)t->n_shard;
    return add_shard(t, dir, r->text, r->len, error);
}

static enum eng_status fail_index(const struct json_reader *r, struct eng_error *error)
{
    return eng_fail(error, ENG_BAD_MODEL, INDEX_NAME ": byte %zu: %s", r->error_at,
                    r->error ? r->error : "expected a weight_map of tensor names to file names");
}

static enum eng_status read_weight_map(struct tensors *t, const char *dir, struct json_reader *r,
                                       struct index_row **rows, size_t *n_row,
                                       struct eng_error *error)
{
    size_t cap = 0;
    if (!json_expect(r, JSON_OBJECT_BEGIN))
        return fail_index(r, error);
    while (json_next(r) == JSON_KEY) {
        if (*n_row == cap) {
            cap = cap ? cap * 2 : 256;
            struct index_row *more = realloc(*rows, cap * sizeof *more);
            if (!more)
                return eng_fail_memory(error, "the index");
            *rows = more;
        }
        if (*n_row >= MAX_TENSORS || memchr(r->text, 0, r->len))
            return fail_index(r, error);
        struct index_row *row = &(*rows)[*n_row];
        row->name = copy_text(r->text, r->len);
        if (!row->name)
            return eng_fail_memory(error, "the index");
        ++*n_row;
        if (!json_expect(r, JSON_STRING))
            return fail_index(r, error);
        enum eng_status status = shard_of(t, dir, r, &row->shard, error);
        if (status != ENG_OK)
            return status;
    }
    return r->type == JSON_OBJECT_END ? ENG_OK : fail_index(r, error);
}

/* The index and the shards must tell the same. */
static enum eng_status check_index(const struct tensors *t, struct index_row *rows, size_t n_row,
                                   struct eng_error *error)
{
    if (n_row)
        qsort(rows, n_row, sizeof *rows, rows_by_name);
    for (size_t i = 0; i < n_row; i++) {
        const struct tensor *x = tensors_find(t, rows[i].name);
        if (!x || x->shard != rows[i].shard)
            return eng_fail(error, ENG_BAD_MODEL,
                            "%.100s: tensor %.120s is missing (" INDEX_NAME " says it is there)",
                            t->shards[rows[i].shard].name, rows[i].name);
    }
    for (size_t i = 0; i < t->count; i++) {
        struct index_row key = {.name = t->list[i].name};
        if (!n_row || !bsearch(&key, rows, n_row, sizeof *rows, rows_by_name))
            return eng_fail(error, ENG_BAD_MODEL,
                            "%.100s: unexpected tensor %.120s (" INDEX_NAME " does not list it)",
                            t->shards[t->list[i].shard].name, t->list[i].name);
    }
    return ENG_OK;
}

static enum eng_status read_shards(struct tensors *t, struct eng_error *error)
{
    size_t cap = 0;
    for (size_t i = 0; i < t->n_shard; i++) {
        enum eng_status status = read_header(t, &cap, (int)i, error);
        if (status != ENG_OK)
            return status;
    }
    return check_layout(t, error);
}

static enum eng_status open_index(struct tensors *t, const char *dir, struct eng_file *index,
                                  struct eng_error *error)
{
    struct index_row *rows = NULL;
    size_t n_row = 0;
    bool found = false;
    enum eng_status status = ENG_OK;
    struct json_reader r;
    json_reader_init(&r, (const char *)index->data, index->size);
    json_expect(&r, JSON_OBJECT_BEGIN);
    while (status == ENG_OK && !r.error && json_next(&r) == JSON_KEY) {
        if (json_is(&r, "weight_map") && !found) {
            found = true;
            status = read_weight_map(t, dir, &r, &rows, &n_row, error);
        } else {
            json_skip(&r);
        }
    }
    bool complete = !r.error && r.type == JSON_OBJECT_END && json_next(&r) == JSON_END && found;
    if (status == ENG_OK && !complete)
        status = fail_index(&r, error);
    if (status == ENG_OK)
        status = read_shards(t, error);
    if (status == ENG_OK)
        status = check_index(t, rows, n_row, error);
    json_reader_release(&r);
    for (size_t i = 0; i < n_row; i++)
        free(rows[i].name);
    free(rows);
    return status;
}

enum eng_status tensors_open(struct tensors *t, const char *dir, struct eng_error *error)
{
    static const char single[] = "model.safetensors";
    *t = (struct tensors){.count = 0};
    struct eng_file index;
    enum eng_status status;
    char *whole = eng_join_path(dir, single), *parts = eng_join_path(dir, INDEX_NAME);
    if (!whole || !parts) {
        status = eng_fail_memory(error, "a file name");
    } else if (!eng_file_absent(whole)) {
        status = add_shard(t, dir, single, sizeof single - 1, error);
        if (status == ENG_OK)
            status = read_shards(t, error);
    } else if (eng_file_absent(parts)) {
        status =
            eng_fail(error, ENG_IO,
                     "%.300s: no model.safetensors and no " INDEX_NAME " in this directory", dir);
    } else {
        status = eng_file_map(&index, parts, INDEX_NAME, error);
        if (status == ENG_OK) {
            status = open_index(t, dir, &index, error);
            eng_file_unmap(&index);
        }
    }
    free(whole);
    free(parts);
    return status;
}

void tensors_close(struct tensors *t)
{
    for (size_t i = 0; i < t->count; i++)
        free(t->list[i].name);
    free(t->list);
    for (size_t i = 0; i < t->n_shard; i++) {
        free(t->shards[i].name);
        eng_file_unmap(&t->shards[i].file);
    }
    free(t->shards);
    *t = (struct tensors){.count = 0};
}

struct tensor *tensors_find(const struct tensors *t, const char *name)
{
    struct tensor key = {.name = (char *)name};
    return t->count ? bsearch(&key, t->list, t->count, sizeof *t->list, by_name) : NULL;
}
