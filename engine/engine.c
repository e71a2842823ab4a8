/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine's face: open and describe a model, feed and step sessions. A prompt goes through in
 * chunks; the model is locked for one chunk at a time, so that sessions on other threads get their
 * turn. Whatever can fail is tried before anything of a session changes.
 */
#include "engine/state.h"

#include "engine/forward.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define DEFAULT_CHUNK 256
#define MAX_CHUNK 4096
#define DEFAULT_CONTEXT 65536 /* as trained; the configuration may name a longer limit */

/* --- model ---------------------------------------------------------------------------------- */

const char *eng_layer_kind_name(enum eng_layer_kind kind)
{
    static const char *const names[] = {
        [ENG_LAYER_MAMBA] = "mamba", [ENG_LAYER_SLIDING] = "sliding", [ENG_LAYER_FULL] = "full",
        [ENG_LAYER_GMU] = "gmu",     [ENG_LAYER_CROSS] = "cross",
    };
    return names[kind];
}

static enum eng_status choose_sizes(struct eng_model *m, const struct eng_options *o,
                                    struct eng_error *error)
{
    const struct config *c = &m->config;
    int64_t longest = c->max_position;
    int64_t usual = longest < DEFAULT_CONTEXT ? longest : DEFAULT_CONTEXT;
    if (o->context < 0 || o->context > longest)
        return eng_fail(error, ENG_BAD_ARGUMENT, "context: expected 1 to %lld tokens",
                        (long long)longest);
    if (o->chunk < 0 || o->chunk > MAX_CHUNK)
        return eng_fail(error, ENG_BAD_ARGUMENT, "chunk: expected 1 to %d tokens", MAX_CHUNK);
    if (o->threads < 0 || o->threads > 1024)
        return eng_fail(error, ENG_BAD_ARGUMENT, "threads: expected 1 to 1024");
    if (o->kv != ENG_KV_F32 && o->kv != ENG_KV_F16)
        return eng_fail(error, ENG_BAD_ARGUMENT, "kv: expected f32 or f16");
    m->context = o->context ? o->context : usual;
    m->chunk = o->chunk ? o->chunk : DEFAULT_CHUNK;
    m->max_pages = ((size_t)m->context + KERN_PAGE_TOKENS - 1) / KERN_PAGE_TOKENS;
    m->kv = (struct kern_kv_shape){
        .n_kv = c->n_kv,
        .head_dim = c->head_dim,
        .dtype = o->kv == ENG_KV_F16 ? KERN_F16 : KERN_F32,
    };
    return ENG_OK;
}

static enum eng_status open_backend(struct eng_model *m, const struct eng_options *o,
                                    struct eng_error *error)
{
    bool known;
    m->ops = kern_find(o->backend, &known);
    if (!m->ops && known)
        return eng_fail(error, ENG_UNSUPPORTED, "this machine cannot run %.40s code", o->backend);
    if (!m->ops)
        return eng_fail(error, ENG_BAD_ARGUMENT,
                        "there is no backend named %.40s (auto, scalar, avx2, avx512)", o->backend);
    m->dev = m->ops->open(o->threads);
    return m->dev ? ENG_OK : eng_fail_memory(error, "the worker threads");
}

static enum eng_status map_files(struct eng_model *m, struct eng_error *error)
{
    m->mapped = calloc(m->tensors.n_shard, sizeof *m->mapped);
    for (size_t i = 0; m->mapped && i < m->tensors.n_shard; i++) {
        const struct eng_file *file = &m->tensors.shards[i].file;
        m->mapped[i] = m->ops->map(m->dev, file->data, file->size);
        if (!m->mapped[i])
            return eng_fail_memory(error, "the weights");
    }
    return m->mapped ? ENG_OK : eng_fail_memory(error, "the weights");
}

static enum eng_status check_directory(const char *dir, struct eng_error *error)
{
    struct stat st;
    if (stat(dir, &st) != 0)
        return eng_fail(error, ENG_IO, "%.300s: %s", dir, strerror(errno));
    if (!S_ISDIR(st.st_mode))
        return eng_fail(error, ENG_IO, "%.300s: not a directory", dir);
    return ENG_OK;
}

static enum eng_status model_load(struct eng_model *m, const struct eng_options *o,
                                  struct eng_error *error)
{
    enum eng_status status = check_directory(o->dir, error);
    if (status == ENG_OK)
        status = config_read(&m->config, o->dir, error);
    if (status == ENG_OK)
        status = choose_sizes(m, o, error);
    if (status == ENG_OK)
        status = tensors_open(&m->tensors, o->dir, error);
    if (status == ENG_OK)
        status = open_backend(m, o, error);
    if (status == ENG_OK)
        status = map_files(m, error);
    if (status != ENG_OK)
        return status;
    size_t n = (size_t)m->config.n_layer;
    m->dir = strdup(o->dir);
    m->layers = calloc(n, sizeof *m->layers);
    m->kinds = calloc(n, sizeof *m->kinds);
    if (!m->dir || !m->layers || !m->kinds)
        return eng_fail_memory(error, "the layers");
    for (size_t i = 0; i < n; i++)
        m->kinds[i] = config_layer_kind(&m->config, (int)i);
    status = model_bind(m, error);
    if (status == ENG_OK)
        m->hash = model_fingerprint(m);
    return status;
}

enum eng_status eng_model_open(struct eng_model **out, const struct eng_options *options,
                               struct eng_error *error)
{
    *out = NULL;
    struct eng_model *m = calloc(1, sizeof *m);
    if (!m)
        return eng_fail_memory(error, "the model");
    pthread_mutex_init(&m->lock, NULL);
    pthread_mutex_init(&m->tokenizer_lock, NULL);
    enum eng_status status = model_load(m, options, error);
    if (status == ENG_OK)
        *out = m;
    else
        eng_model_close(m);
    return status;
}

void eng_model_close(struct eng_model *m)
{
    if (!m)
        return;
    if (m->dev) {
        workspace_release(m);
        for (size_t i = 0; i < m->n_owned; i++)
            m->ops->free(m->dev, m->owned[i]);
        for (size_t i = 0; m->mapped && i < m->tensors.n_shard; i++)
            if (m->mapped[i])
                m->ops->unmap(m->dev, m->mapped[i]);
        m->ops->close(m->dev);
    }
    free(m->owned);
    free(m->mapped);
    free(m->layers);
    free(m->kinds);
    free(m->dir);
    tensors_close(&m->tensors);
    eng_tokenizer_close(m->tokenizer);
    pthread_mutex_destroy(&m->lock);
    pthread_mutex_destroy(&m->tokenizer_lock);
    free(m);
}

static void count_weights(const struct eng_model *m, struct eng_info *info)
{
    for (size_t i = 0; i < m->tensors.count; i++) {
        const struct tensor *t = &m->tensors.list[i];
        if (!t->used || strcmp(t->name, "lm_head.weight") == 0)
            continue;
        info->n_tensor++;
        info->parameters += t->bytes / kern_dtype_size(t->dtype);
        info->weight_bytes += t->bytes;
        info->bytes_by_dtype[t->dtype] += t->bytes;
    }
}

void eng_model_describe(const struct eng_model *m, struct eng_info *info)
{
    const struct config *c = &m->config;
    uint64_t page = kern_page_bytes(&m->kv);
    /* what a window and a chunk can touch at once */
    uint64_t window_pages =
        ((uint64_t)c->window - 1 + (uint64_t)m->chunk + KERN_PAGE_TOKENS - 1) / KERN_PAGE_TOKENS +
        1;
    if (window_pages > m->max_pages)
        window_pages = m->max_pages;
    *info = (struct eng_info){
        .vocab_size = c->vocab_size,
        .d_model = c->d_model,
        .d_mlp = c->d_mlp,
        .n_layer = c->n_layer,
        .n_head = c->n_head,
        .n_kv = c->n_kv,
        .head_dim = c->head_dim,
        .window = c->window,
        .d_inner = c->d_inner,
        .d_state = c->d_state,
        .d_conv = c->d_conv,
        .dt_rank = c->dt_rank,
        .layer_kinds = m->kinds,
        .context = m->context,
        .state_bytes_fixed =
            m->state_floats * sizeof(float) + (m->n_cache - 1) * window_pages * page,
        .state_bytes_per_token = page / KERN_PAGE_TOKENS,
        .workspace_bytes = workspace_bytes(m),
        .converted_bytes = m->owned_bytes,
        .hash = m->hash,
        .backend = m->ops->name,
        .threads = m->ops->threads(m->dev),
        .stop_tokens = c->stop,
        .n_stop = (size_t)c->n_stop,
        .prompt_family = c->prompt_family,
    };
    count_weights(m, info);
    info->step_bytes = info->weight_bytes; /* the embedding is read whole, as the output head */
}

const struct eng_tokenizer *eng_model_tokenizer(const struct eng_model *model,
                                                struct eng_error *error)
{
    struct eng_model *m = (struct eng_model *)model; /* opened late, then never changed */
    pthread_mutex_lock(&m->tokenizer_lock);
    if (!m->tokenizer_tried) {
        m->tokenizer_tried = true;
        eng_tokenizer_open(&m->tokenizer, m->dir, &m->tokenizer_error);
    }
    if (!m->tokenizer && error)
        *error = m->tokenizer_error;
    pthread_mutex_unlock(&m->tokenizer_lock);
    return m->tokenizer;
}

bool eng_is_stop(const struct eng_model *m, int32_t id)
{
    for (int i = 0; i < m->config.n_stop; i++)
        if (m->config.stop[i] == id)
            return true;
    return false;
}

double eng_embedding_norm(const struct eng_model *m, int32_t id)
{
    if (id < 0 || id >= m->config.vocab_size)
        return -1;
    const struct tensor *t = tensors_find(&m->tensors, "model.embed_tokens.weight");
    size_t d = (size_t)m->config.d_model;
    double sum = 0;
    for (size_t i = 0; i < d; i++) {
        double x = (double)tensor_element(t, (size_t)id * d + i);
        sum += x * x;
    }
    return sqrt(sum);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double eng_read_bandwidth(const struct eng_model *m)
{
    enum { BYTES = 512 << 20, PIECE = 1 << 20, RUNS = 5 };
    char *block = m->ops->alloc(m->dev, BYTES), *piece = malloc(PIECE);
    double best = 0;
    /* written once: a page never written is one shared page of zeros */
    for (size_t i = 0; block && piece && i < BYTES; i += PIECE) {
        memset(piece, (int)(i / PIECE) + 1, PIECE);
        m->ops->upload(m->dev, block + i, piece, PIECE);
    }
    for (int i = 0; block && piece && i < RUNS; i++) {
        double from = seconds();
        m->ops->read_sum(m->dev, block, BYTES);
        double rate = BYTES / (seconds() - from) / 1e9;
        if (rate > best)
            best = rate;
    }
    free(piece);
    if (block)
        m->ops->free(m->dev, block);
    return best;
}

/* --- feed and step -------------------------------------------------------------------------- */

static enum eng_status check_ids(const struct eng_model *m, const int32_t *ids, size_t n,
                                 struct eng_error *error)
{
    for (size_t i = 0; i < n; i++)
        if (ids[i] < 0 || ids[i] >= m->config.vocab_size)
            return eng_fail(error, ENG_BAD_ARGUMENT, "token id %ld is outside 0..%d", (long)ids[i],
                            m->config.vocab_size - 1);
    return ENG_OK;
}

static enum eng_status check_room(const struct eng_session *s, size_t n, struct eng_error *error)
{
    size_t room = (size_t)s->m->context - s->n_tokens;
    if (n > room)
        return eng_fail(error, ENG_FULL,
                        "%zu tokens more do not fit: the context holds %lld, %zu are taken", n,
                        (long long)s->m->context, s->n_tokens);
    return ENG_OK;
}

static void logits_to_host(struct eng_model *m, float *to, size_t row)
{
    size_t vocab = (size_t)m->config.vocab_size;
    m->ops->download(m->dev, to, m->workspace.logits + row * vocab, vocab * sizeof *to);
}

/* What a feed wants beside the state. */
enum want { WANT_NOTHING, WANT_LAST, WANT_ALL };

/* One chunk through the network; with WANT_ALL the logits of all rows go to `rows`. */
static enum eng_status feed_chunk(struct eng_session *s, const int32_t *ids, size_t n,
                                  enum want want, float *rows, struct eng_error *error)
{
    struct eng_model *m = s->m;
    struct workspace *w = &m->workspace;
    struct kern_batch batch, last;
    enum eng_status status = session_prepare(s, n, error);
    if (status != ENG_OK)
        return status;
    size_t state_bytes = m->state_floats * sizeof(float);
    m->ops->copy(m->dev, w->backup, s->state, state_bytes);
    forward_batch_one(m, s, ids, n, &batch);
    if (!write_memory(m, &batch, &s->cancel)) {
        m->ops->copy(m->dev, s->state, w->backup, state_bytes);
        m->ops->sync(m->dev);
        atomic_store(&s->cancel, false);
        return eng_fail(error, ENG_CANCELLED, "stopped");
    }
    if (want == WANT_LAST) {
        forward_batch_last(m, &batch, &last);
        read_memory(m, &last, n - 1);
        read_logits(m, 0, 1);
        logits_to_host(m, s->logits, 0);
    } else if (want == WANT_ALL) {
        read_memory(m, &batch, 0);
        read_logits(m, 0, n);
        for (size_t i = 0; i < n; i++)
            logits_to_host(m, rows + i * (size_t)m->config.vocab_size, i);
        memcpy(s->logits, rows + (n - 1) * (size_t)m->config.vocab_size,
               (size_t)m->config.vocab_size * sizeof *rows);
    }
    m->ops->sync(m->dev);
    s->has_logits = want != WANT_NOTHING;
    session_commit(s, ids, n);
    return ENG_OK;
}

static enum eng_status feed(struct eng_session *s, const int32_t *ids, size_t count, bool all,
                            eng_progress *progress, void *context, struct eng_error *error)
{
    struct eng_model *m = s->m;
    float *rows = NULL;
    enum eng_status status = check_ids(m, ids, count, error);
    if (status == ENG_OK)
        status = check_room(s, count, error);
    if (status != ENG_OK)
        return status;
    size_t chunk = (size_t)(all ? m->workspace.logit_rows : m->workspace.rows);
    if (all) {
        rows = malloc(chunk * (size_t)m->config.vocab_size * sizeof *rows);
        if (!rows)
            return eng_fail_memory(error, "the logits of all positions");
    }
    for (size_t done = 0; done < count;) {
        size_t n = count - done < chunk ? count - done : chunk;
        enum want want = all ? WANT_ALL : done + n == count ? WANT_LAST : WANT_NOTHING;
        pthread_mutex_lock(&m->lock);
        status = feed_chunk(s, ids + done, n, want, rows, error);
        pthread_mutex_unlock(&m->lock);
        if (status != ENG_OK)
            break;
        size_t first = done;
        done += n;
        if (progress && !progress(context, done, count, rows, first, all ? n : 0)) {
            status = eng_fail(error, ENG_CANCELLED, "stopped");
            break;
        }
    }
    free(rows);
    return status;
}

enum eng_status eng_session_feed(struct eng_session *s, const int32_t *ids, size_t count,
                                 eng_progress *progress, void *context, struct eng_error *error)
{
    return feed(s, ids, count, false, progress, context, error);
}

enum eng_status eng_session_feed_all(struct eng_session *s, const int32_t *ids, size_t count,
                                     eng_progress *progress, void *context, struct eng_error *error)
{
    return feed(s, ids, count, true, progress, context, error);
}

static enum eng_status check_step(struct eng_session *const *sessions, const int32_t *ids, size_t n,
                                  struct eng_error *error)
{
    struct eng_model *m = sessions[0]->m;
    enum eng_status status = check_ids(m, ids, n, error);
    for (size_t i = 0; i < n && status == ENG_OK; i++) {
        if (sessions[i]->m != m)
            status = eng_fail(error, ENG_BAD_ARGUMENT, "sessions of different models in one step");
        else
            status = check_room(sessions[i], 1, error);
    }
    return status;
}

/* Marks every session of a step and gives it room; a second mark means it is there twice. */
static enum eng_status prepare_step(struct eng_session *const *sessions, size_t n,
                                    struct eng_error *error)
{
    enum eng_status status = ENG_OK;
    size_t marked = 0;
    for (; marked < n && status == ENG_OK; marked++) {
        struct eng_session *s = sessions[marked];
        if (s->in_step) {
            status = eng_fail(error, ENG_BAD_ARGUMENT, "a session twice in one step");
            break;
        }
        s->in_step = true;
        status = atomic_exchange(&s->cancel, false) ? eng_fail(error, ENG_CANCELLED, "stopped")
                                                    : session_prepare(s, 1, error);
    }
    for (size_t i = 0; i < marked; i++)
        sessions[i]->in_step = false;
    return status;
}

static void step_block(struct eng_model *m, struct eng_session *const *sessions, const int32_t *ids,
                       size_t n)
{
    struct kern_batch batch;
    size_t rows = (size_t)m->workspace.logit_rows;
    forward_batch_many(m, sessions, ids, n, &batch);
    write_memory(m, &batch, NULL);
    read_memory(m, &batch, 0);
    for (size_t first = 0; first < n; first += rows) {
        size_t some = n - first < rows ? n - first : rows;
        read_logits(m, first, some);
        for (size_t i = 0; i < some; i++)
            logits_to_host(m, sessions[first + i]->logits, i);
    }
    m->ops->sync(m->dev);
    for (size_t i = 0; i < n; i++) {
        sessions[i]->has_logits = true;
        session_commit(sessions[i], &ids[i], 1);
    }
}

enum eng_status eng_step(struct eng_session *const *sessions, const int32_t *ids, size_t n,
                         struct eng_error *error)
{
    if (n == 0)
        return ENG_OK;
    enum eng_status status = check_step(sessions, ids, n, error);
    if (status != ENG_OK)
        return status;
    struct eng_model *m = sessions[0]->m;
    size_t rows = (size_t)m->workspace.rows;
    pthread_mutex_lock(&m->lock);
    status = prepare_step(sessions, n, error);
    for (size_t first = 0; first < n && status == ENG_OK; first += rows)
        step_block(m, sessions + first, ids + first, n - first < rows ? n - first : rows);
    pthread_mutex_unlock(&m->lock);
    return status;
}
