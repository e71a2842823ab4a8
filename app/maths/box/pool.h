/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory for one layout: everything taken from a pool lives until the pool is released, so that
 * nodes and blocks need no owner of their own. Private to this room.
 */
#ifndef LEMMA_MATHS_BOX_POOL_H
#define LEMMA_MATHS_BOX_POOL_H

#include <stddef.h>

struct pool_chunk;
struct pool {
    struct pool_chunk *last; /* {0} is an empty pool */
};

/* Zeroed, aligned for anything. */
void *pool_take(struct pool *pool, size_t size);
/* NUL-terminated copy. */
char *pool_copy(struct pool *pool, const char *bytes, size_t len);
void pool_release(struct pool *pool);

#endif
