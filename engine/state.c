/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * New, fork, free and the pages between them. What a fork copies is the recurrent state, the
 * tokens and the last logits; what it shares is every page.
 */
#include "engine/state.h"

#include <stdlib.h>
#include <string.h>

static struct page *page_new(struct eng_model *m)
{
    struct page *p = malloc(sizeof *p);
    if (!p)
        return NULL;
    p->mem = m->ops->alloc(m->dev, kern_page_bytes(&m->kv));
    if (!p->mem) {
        free(p);
        return NULL;
    }
    atomic_init(&p->refs, 1);
    return p;
}

static void page_drop(struct eng_model *m, struct page *p)
{
    if (!p || atomic_fetch_sub(&p->refs, 1) > 1)
        return;
    m->ops->free(m->dev, p->mem);
    free(p);
}

static void page_place(struct eng_session *s, size_t at, struct page *p)
{
    void *mem = p ? p->mem : NULL;
    s->pages[at] = p;
    s->m->ops->upload(s->m->dev, &s->table[at], &mem, sizeof mem);
}

static void session_release(struct eng_session *s)
{
    struct eng_model *m = s->m;
    for (size_t i = 0; s->pages && i < m->n_cache * m->max_pages; i++)
        page_drop(m, s->pages[i]);
    if (s->state)
        m->ops->free(m->dev, s->state);
    if (s->table)
        m->ops->free(m->dev, s->table);
    free(s->pages);
    free(s->tokens);
    free(s->logits);
    free(s);
}

/* The model is locked. */
static enum eng_status session_make(struct eng_session **out, struct eng_model *m,
                                    struct eng_error *error)
{
    *out = NULL;
    enum eng_status status = workspace_ensure(m, error);
    if (status != ENG_OK)
        return status;
    struct eng_session *s = calloc(1, sizeof *s);
    if (!s)
        return eng_fail_memory(error, "a session");
    s->m = m;
    atomic_init(&s->cancel, false);
    size_t entries = m->n_cache * m->max_pages;
    s->tokens = malloc((size_t)m->context * sizeof *s->tokens);
    s->pages = calloc(entries, sizeof *s->pages);
    s->logits = malloc((size_t)m->config.vocab_size * sizeof *s->logits);
    s->table = m->ops->alloc(m->dev, entries * sizeof *s->table);
    s->state = m->ops->alloc(m->dev, m->state_floats * sizeof *s->state);
    if (!s->tokens || !s->pages || !s->logits || !s->table || !s->state) {
        session_release(s);
        return eng_fail_memory(error, "a session");
    }
    *out = s;
    return ENG_OK;
}

enum eng_status eng_session_new(struct eng_session **out, struct eng_model *m,
                                struct eng_error *error)
{
    pthread_mutex_lock(&m->lock);
    enum eng_status status = session_make(out, m, error);
    pthread_mutex_unlock(&m->lock);
    return status;
}

void eng_session_free(struct eng_session *s)
{
    if (!s)
        return;
    struct eng_model *m = s->m;
    pthread_mutex_lock(&m->lock);
    session_release(s);
    pthread_mutex_unlock(&m->lock);
}

const int32_t *eng_session_tokens(const struct eng_session *s, size_t *count)
{
    *count = s->n_tokens;
    return s->tokens;
}

const float *eng_session_logits(const struct eng_session *s)
{
    return s->has_logits ? s->logits : NULL;
}

void eng_session_cancel(struct eng_session *s)
{
    atomic_store(&s->cancel, true);
}

enum eng_status eng_session_fork(struct eng_session **out, const struct eng_session *from,
                                 struct eng_error *error)
{
    struct eng_model *m = from->m;
    pthread_mutex_lock(&m->lock);
    enum eng_status status = session_make(out, m, error);
    if (status == ENG_OK) {
        struct eng_session *s = *out;
        memcpy(s->tokens, from->tokens, from->n_tokens * sizeof *s->tokens);
        s->n_tokens = from->n_tokens;
        s->has_logits = from->has_logits;
        if (s->has_logits)
            memcpy(s->logits, from->logits, (size_t)m->config.vocab_size * sizeof *s->logits);
        m->ops->copy(m->dev, s->state, from->state, m->state_floats * sizeof *s->state);
        for (size_t i = 0; i < m->n_cache * m->max_pages; i++)
            if (from->pages[i]) {
                atomic_fetch_add(&from->pages[i]->refs, 1);
                page_place(s, i, from->pages[i]);
            }
    }
    pthread_mutex_unlock(&m->lock);
    return status;
}

/* New, or a copy of a shared one. */
bool session_own_page(struct eng_session *s, size_t at)
{
    struct page *old = s->pages[at];
    if (old && atomic_load(&old->refs) == 1)
        return true;
    struct page *p = page_new(s->m);
    if (!p)
        return false;
    if (old)
        s->m->ops->copy(s->m->dev, p->mem, old->mem, kern_page_bytes(&s->m->kv));
    page_place(s, at, p);
    page_drop(s->m, old);
    return true;
}

enum eng_status session_prepare(struct eng_session *s, size_t n, struct eng_error *error)
{
    size_t first = s->n_tokens / KERN_PAGE_TOKENS;
    size_t last = (s->n_tokens + n - 1) / KERN_PAGE_TOKENS;
    for (size_t cache = 0; cache < s->m->n_cache; cache++)
        for (size_t p = first; p <= last; p++)
            if (!session_own_page(s, cache * s->m->max_pages + p))
                return eng_fail_memory(error, "the next page of keys and values");
    return ENG_OK;
}

void session_pages(const struct eng_model *m, size_t cache, size_t n, size_t *first, size_t *last)
{
    size_t before = (size_t)m->config.window - 1; /* what a sliding query sees beside itself */
    bool all = cache == m->full_cache || n <= before;
    *first = all ? 0 : (n - before) / KERN_PAGE_TOKENS;
    *last = (n + KERN_PAGE_TOKENS - 1) / KERN_PAGE_TOKENS;
}

void session_commit(struct eng_session *s, const int32_t *ids, size_t n)
{
    struct eng_model *m = s->m;
    memcpy(s->tokens + s->n_tokens, ids, n * sizeof *ids);
    size_t before = s->n_tokens, first, keep, last;
    s->n_tokens += n;
    for (size_t cache = 0; cache < m->n_cache; cache++) {
        session_pages(m, cache, before, &first, &last);
        session_pages(m, cache, s->n_tokens, &keep, &last);
        for (size_t p = first; p < keep; p++) {
            size_t at = cache * m->max_pages + p;
            page_drop(m, s->pages[at]);
            page_place(s, at, NULL);
        }
    }
}
