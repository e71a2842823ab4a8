/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the engine: the memory of one session. The recurrent state (convolutions and scans)
 * is one block; K/V live in pages of 256 tokens that never change once they are full, are counted
 * by reference, and are shared by forks. Only a page that is still filling is copied, when one of
 * its sharers writes on. Sliding layers give pages back once no later token can see them.
 */
#ifndef LEMMA_ENGINE_STATE_H
#define LEMMA_ENGINE_STATE_H

#include "engine/model.h"

#include <stdatomic.h>

struct page {
    void *mem; /* backend memory, kern_page_bytes */
    atomic_int refs;
};

struct eng_session {
    struct eng_model *m;
    int32_t *tokens; /* room for the whole context: nothing is allocated while decoding */
    size_t n_tokens;
    float *state;        /* backend, (state_floats) */
    struct page **pages; /* (n_cache, max_pages); NULL: not there, or no longer */
    void **table;        /* backend, (n_cache, max_pages): the same as memory addresses */
    float *logits;       /* (vocab_size) */
    bool has_logits;
    atomic_bool cancel;
    bool in_step; /* only while a step checks for doubles */
};

/* Makes room in every cache for n more tokens; the caller checked the context. Model locked. */
enum eng_status session_prepare(struct eng_session *s, size_t n, struct eng_error *error);
/* n tokens have been computed: they belong to the session now. Model locked. */
void session_commit(struct eng_session *s, const int32_t *ids, size_t n);

/* The pages of a cache that hold what a session of n tokens can still see: *first..*last-1. */
void session_pages(const struct eng_model *m, size_t cache, size_t n, size_t *first, size_t *last);
/* A page of its own at index `at` of the session's pages. */
bool session_own_page(struct eng_session *s, size_t at);

#endif
