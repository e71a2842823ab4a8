/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A session on disk, version 1: a header of 64-bit words, the tokens, the last logits, the
 * recurrent state, and of each cache the pages that are still in sight; then a checksum of it all.
 * Little-endian. The size follows from the header alone, so a loader knows it before it takes
 * memory. Writing goes to a file beside, then renames: there is never half a state.
 */
#include "engine/hash.h"
#include "engine/state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAGIC UINT64_C(0x3154415453414d4c) /* "LMASTAT1" */
#define VERSION 1

struct header {
    uint64_t magic, version, model, kv_dtype, n_tokens, vocab, state_floats, n_cache, page_bytes,
        has_logits;
};

static struct header header_of(const struct eng_session *s)
{
    const struct eng_model *m = s->m;
    return (struct header){
        .magic = MAGIC,
        .version = VERSION,
        .model = m->hash,
        .kv_dtype = (uint64_t)m->kv.dtype,
        .n_tokens = s->n_tokens,
        .vocab = (uint64_t)m->config.vocab_size,
        .state_floats = m->state_floats,
        .n_cache = m->n_cache,
        .page_bytes = kern_page_bytes(&m->kv),
        .has_logits = s->has_logits,
    };
}

/* Every block of a state in file order; `block` returns false to stop. Both directions use it. */
static bool each_block(struct eng_session *s,
                       bool (*block)(void *context, struct eng_session *s, void *host, void *device,
                                     size_t bytes),
                       void *context)
{
    struct eng_model *m = s->m;
    bool fine = block(context, s, s->tokens, NULL, s->n_tokens * sizeof *s->tokens);
    if (fine && s->has_logits)
        fine = block(context, s, s->logits, NULL, (size_t)m->config.vocab_size * sizeof *s->logits);
    fine = fine && block(context, s, NULL, s->state, m->state_floats * sizeof *s->state);
    for (size_t cache = 0; cache < m->n_cache && fine; cache++) {
        size_t first, last;
        session_pages(m, cache, s->n_tokens, &first, &last);
        for (size_t p = first; p < last && fine; p++)
            fine = block(context, s, NULL, s->pages[cache * m->max_pages + p]->mem,
                         kern_page_bytes(&m->kv));
    }
    return fine;
}

static uint64_t body_bytes(const struct eng_model *m, const struct header *h)
{
    uint64_t n = h->n_tokens * sizeof(int32_t) + h->state_floats * sizeof(float);
    if (h->has_logits)
        n += h->vocab * sizeof(float);
    for (size_t cache = 0; cache < m->n_cache; cache++) {
        size_t first, last;
        session_pages(m, cache, h->n_tokens, &first, &last);
        n += (last - first) * h->page_bytes;
    }
    return n;
}

/* --- save ----------------------------------------------------------------------------------- */

struct writer {
    FILE *file;
    uint64_t hash;
    void *bounce; /* for blocks in backend memory */
};

static bool write_block(void *context, struct eng_session *s, void *host, void *device,
                        size_t bytes)
{
    struct writer *w = context;
    if (device) {
        s->m->ops->download(s->m->dev, w->bounce, device, bytes);
        host = w->bounce;
    }
    w->hash = eng_hash(w->hash, host, bytes);
    return bytes == 0 || fwrite(host, bytes, 1, w->file) == 1;
}

static bool write_all(struct writer *w, struct eng_session *s)
{
    struct header h = header_of(s);
    return write_block(w, s, &h, NULL, sizeof h) && each_block(s, write_block, w) &&
           fwrite(&w->hash, sizeof w->hash, 1, w->file) == 1 && fflush(w->file) == 0 &&
           fsync(fileno(w->file)) == 0;
}

static size_t bounce_bytes(const struct eng_model *m)
{
    size_t page = kern_page_bytes(&m->kv), state = m->state_floats * sizeof(float);
    return page > state ? page : state;
}

enum eng_status eng_session_save(const struct eng_session *session, const char *path,
                                 struct eng_error *error)
{
    struct eng_session *s = (struct eng_session *)session; /* each_block serves both ways */
    static const char suffix[] = ".XXXXXX";
    enum eng_status status = ENG_OK;
    struct writer w = {.bounce = malloc(bounce_bytes(s->m))};
    char *beside = malloc(strlen(path) + sizeof suffix);
    if (!w.bounce || !beside) {
        status = eng_fail_memory(error, "saving the state");
        goto done;
    }
    sprintf(beside, "%s%s", path, suffix);
    int fd = mkstemp(beside); /* mode 0600 */
    w.file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!w.file) {
        status = eng_fail(error, ENG_IO, "%.300s: cannot write: %s", path, strerror(errno));
        if (fd >= 0) {
            close(fd);
            unlink(beside);
        }
        goto done;
    }
    pthread_mutex_lock(&s->m->lock);
    bool fine = write_all(&w, s);
    int why = errno;
    pthread_mutex_unlock(&s->m->lock);
    if (fclose(w.file) != 0 && fine) {
        fine = false;
        why = errno;
    }
    if (fine && rename(beside, path) != 0) {
        fine = false;
        why = errno;
    }
    if (!fine) {
        unlink(beside);
        status = eng_fail(error, ENG_IO, "%.300s: cannot write: %s", path, strerror(why));
    }
done:
    free(w.bounce);
    free(beside);
    return status;
}

/* --- load ----------------------------------------------------------------------------------- */

struct reader {
    const unsigned char *at;
    uint64_t hash;
};

static bool check_block(struct reader *r, size_t bytes)
{
    r->hash = eng_hash(r->hash, r->at, bytes);
    r->at += bytes;
    return true;
}

static bool read_block(void *context, struct eng_session *s, void *host, void *device, size_t bytes)
{
    struct reader *r = context;
    if (device)
        s->m->ops->upload(s->m->dev, device, r->at, bytes);
    else
        memcpy(host, r->at, bytes);
    return check_block(r, bytes);
}

/* Says why this header cannot be continued by this model, or ENG_OK. */
static enum eng_status check_header(const struct eng_model *m, const struct header *h,
                                    const char *path, struct eng_error *error)
{
    const char *why = NULL;
    if (h->magic != MAGIC)
        why = "not a saved state";
    else if (h->version != VERSION)
        why = "written by another version of lemma";
    else if (h->model != m->hash || h->vocab != (uint64_t)m->config.vocab_size ||
             h->state_floats != m->state_floats || h->n_cache != m->n_cache)
        why = "saved with another model";
    else if (h->kv_dtype != (uint64_t)m->kv.dtype || h->page_bytes != kern_page_bytes(&m->kv))
        why = "saved with another type of keys and values";
    else if (h->has_logits > 1 || h->n_tokens > (uint64_t)m->config.max_position)
        why = "damaged";
    else if (h->n_tokens > (uint64_t)m->context)
        why = "longer than the context this model was opened with";
    return why ? eng_fail(error, ENG_BAD_STATE, "%.300s: %s", path, why) : ENG_OK;
}

static enum eng_status fill(struct eng_session *s, const struct header *h,
                            const unsigned char *body, const char *path, struct eng_error *error)
{
    struct eng_model *m = s->m;
    struct reader r = {.at = body, .hash = eng_hash(0, h, sizeof *h)};
    s->n_tokens = h->n_tokens;
    s->has_logits = h->has_logits;
    for (size_t cache = 0; cache < m->n_cache; cache++) {
        size_t first, last;
        session_pages(m, cache, s->n_tokens, &first, &last);
        for (size_t p = first; p < last; p++)
            if (!session_own_page(s, cache * m->max_pages + p))
                return eng_fail_memory(error, "the saved keys and values");
    }
    each_block(s, read_block, &r);
    uint64_t stored;
    memcpy(&stored, r.at, sizeof stored);
    bool fine = stored == r.hash;
    for (size_t i = 0; i < s->n_tokens && fine; i++)
        fine = s->tokens[i] >= 0 && s->tokens[i] < m->config.vocab_size;
    return fine ? ENG_OK : eng_fail(error, ENG_BAD_STATE, "%.300s: damaged", path);
}

enum eng_status eng_session_load(struct eng_session **out, struct eng_model *m, const char *path,
                                 struct eng_error *error)
{
    struct eng_file file;
    struct eng_session *s = NULL;
    *out = NULL;
    enum eng_status status = eng_file_map(&file, path, path, error);
    if (status != ENG_OK)
        return status;
    struct header h = {.magic = 0};
    if (file.size >= sizeof h + sizeof(uint64_t))
        memcpy(&h, file.data, sizeof h);
    status = check_header(m, &h, path, error);
    if (status == ENG_OK && file.size != sizeof h + body_bytes(m, &h) + sizeof(uint64_t))
        status = eng_fail(error, ENG_BAD_STATE, "%.300s: truncated or damaged", path);
    if (status == ENG_OK)
        status = eng_session_new(&s, m, error);
    if (status == ENG_OK) {
        pthread_mutex_lock(&m->lock);
        status = fill(s, &h, file.data + sizeof h, path, error);
        pthread_mutex_unlock(&m->lock);
    }
    if (status == ENG_OK)
        *out = s;
    else
        eng_session_free(s);
    eng_file_unmap(&file);
    return status;
}
