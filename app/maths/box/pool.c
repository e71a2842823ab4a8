/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chunks that double in size, each filled from its start; freed together.
 */
#include "app/maths/box/pool.h"

#include "app/base/die.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 4096 };

struct pool_chunk {
    struct pool_chunk *before;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

void *pool_take(struct pool *pool, size_t size)
{
    enum { STEP = alignof(max_align_t) };
    size = (size + STEP - 1) / STEP * STEP;
    struct pool_chunk *chunk = pool->last;
    if (!chunk || chunk->size - chunk->used < size) {
        size_t room = chunk ? 2 * chunk->size : FIRST_CHUNK;
        while (room < size)
            room *= 2;
        struct pool_chunk *more = xcalloc(1, sizeof *more + room);
        more->before = chunk;
        more->size = room;
        pool->last = chunk = more;
    }
    void *taken = chunk->bytes + chunk->used;
    chunk->used += size;
    return taken;
}

char *pool_copy(struct pool *pool, const char *bytes, size_t len)
{
    char *copy = pool_take(pool, len + 1);
    if (len)
        memcpy(copy, bytes, len);
    return copy;
}

void pool_release(struct pool *pool)
{
    while (pool->last) {
        struct pool_chunk *before = pool->last->before;
        free(pool->last);
        pool->last = before;
    }
}
