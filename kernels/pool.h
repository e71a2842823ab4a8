/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pool of worker threads that share out the items of one job at a time. Knows no numbers.
 *
 * The idea to read it by: the caller works too and waits only for workers that have begun. A
 * worker that wakes late finds the job closed and costs nothing, so small jobs stay cheap on a
 * busy machine. Idle workers spin for some microseconds, then sleep.
 */
#ifndef LEMMA_POOL_H
#define LEMMA_POOL_H

#include <stddef.h>

struct pool;

/* Does one item; worker is 0 (the caller) .. threads-1, each running one item at a time. */
typedef void pool_work(void *arg, size_t item, int worker);

/* threads: 0 = one per core available to the process. NULL when memory or threads lack. */
struct pool *pool_open(int threads);
void pool_close(struct pool *pool); /* NULL is fine */
int pool_threads(const struct pool *pool);
/* Calls work for every item 0..n_items-1, in any order and on any thread; returns when all are
 * done and their effects are visible. For one caller at a time; work must not call it again. */
void pool_run(struct pool *pool, size_t n_items, pool_work *work, void *arg);

#endif
