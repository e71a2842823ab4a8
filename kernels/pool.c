/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread pool. It owns the workers and the hand-over between them and the caller.
 *
 * The idea to read it by: one 64-bit word, `gate`, holds the job's number, whether it is open and
 * how many workers are inside. A worker enters with compare-and-swap, so never after the caller
 * has closed the gate; the caller returns when the gate is closed and nobody is inside.
 */
#include "kernels/pool.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define GATE_OPEN ((uint64_t)1 << 31)
#define GATE_INSIDE (GATE_OPEN - 1)
#define GATE_JOB ((uint64_t)1 << 32) /* the number of the job counts in these units */
#define SPINS 2000                   /* pauses before sleep: some tens of microseconds */

struct worker {
    struct pool *pool;
    pthread_t thread;
    int index;
};

struct pool {
    int threads;            /* the caller included */
    struct worker *workers; /* threads - 1, owned */
    int started;            /* workers that run */

    _Alignas(64) _Atomic uint64_t gate;
    _Alignas(64) _Atomic size_t next; /* first item nobody has taken */
    /* The job; written while the gate is closed and nobody is inside. */
    size_t n_items;
    pool_work *work;
    void *arg;

    _Alignas(64) pthread_mutex_t mutex;
    pthread_cond_t opened; /* a job came, or quit */
    pthread_cond_t left;   /* the last worker left a closed gate */
    atomic_int sleepers;   /* workers that wait for `opened` */
    atomic_bool waiting;   /* the caller waits for `left` */
    atomic_bool quit;
};

static void pause_briefly(void)
{
#if defined __x86_64__ || defined __i386__
    __builtin_ia32_pause();
#endif
}

static void work_through(struct pool *pool, int worker)
{
    size_t n_items = pool->n_items;
    for (;;) {
        size_t item = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
        if (item >= n_items)
            return;
        pool->work(pool->arg, item, worker);
    }
}

/* Steps inside when job `seen` + 1 or a later one is open. */
static bool enter(struct pool *pool, uint64_t *seen)
{
    uint64_t gate = atomic_load(&pool->gate);
    while (gate / GATE_JOB != *seen) {
        if (!(gate & GATE_OPEN)) {
            *seen = gate / GATE_JOB;
            return false;
        }
        if (atomic_compare_exchange_weak(&pool->gate, &gate, gate + 1)) {
            *seen = gate / GATE_JOB;
            return true;
        }
    }
    return false;
}

static void leave(struct pool *pool)
{
    uint64_t gate = atomic_fetch_sub(&pool->gate, 1) - 1;
    if ((gate & (GATE_OPEN | GATE_INSIDE)) || !atomic_load(&pool->waiting))
        return;
    pthread_mutex_lock(&pool->mutex);
    pthread_cond_signal(&pool->left);
    pthread_mutex_unlock(&pool->mutex);
}

/* Spins, then sleeps, until there is a job newer than `seen` or the pool closes. */
static void wait_for_job(struct pool *pool, uint64_t seen)
{
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load_explicit(&pool->gate, memory_order_relaxed) / GATE_JOB != seen)
            return;
        pause_briefly();
    }
    pthread_mutex_lock(&pool->mutex);
    atomic_fetch_add(&pool->sleepers, 1);
    while (!atomic_load(&pool->quit) && atomic_load(&pool->gate) / GATE_JOB == seen)
        pthread_cond_wait(&pool->opened, &pool->mutex);
    atomic_fetch_sub(&pool->sleepers, 1);
    pthread_mutex_unlock(&pool->mutex);
}

static void *run_worker(void *arg)
{
    struct worker *self = arg;
    struct pool *pool = self->pool;
    uint64_t seen = 0;
    while (!atomic_load(&pool->quit)) {
        if (enter(pool, &seen)) {
            work_through(pool, self->index);
            leave(pool);
        }
        wait_for_job(pool, seen);
    }
    return NULL;
}

static int count_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return CPU_COUNT(&set);
    return 1;
}

/* Signals are for the threads of the program: a worker takes none but those it raises itself. */
static bool start_workers(struct pool *pool)
{
    static const int own[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    sigset_t others, before;
    sigfillset(&others);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        sigdelset(&others, own[i]);
    pthread_sigmask(SIG_SETMASK, &others, &before);
    bool ok = true;
    for (int i = 0; ok && i < pool->threads - 1; i++) {
        pool->workers[i] = (struct worker){.pool = pool, .index = i + 1};
        ok = pthread_create(&pool->workers[i].thread, NULL, run_worker, &pool->workers[i]) == 0;
        pool->started += ok;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}

struct pool *pool_open(int threads)
{
    if (threads <= 0)
        threads = count_cores();
    struct pool *pool = aligned_alloc(_Alignof(struct pool), sizeof *pool);
    if (!pool)
        return NULL;
    *pool = (struct pool){.threads = threads};
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->opened, NULL);
    pthread_cond_init(&pool->left, NULL);
    pool->workers = calloc((size_t)threads, sizeof *pool->workers);
    if (!pool->workers || !start_workers(pool)) {
        pool_close(pool);
        return NULL;
    }
    return pool;
}

void pool_close(struct pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->mutex);
    atomic_store(&pool->quit, true);
    pthread_cond_broadcast(&pool->opened);
    pthread_mutex_unlock(&pool->mutex);
    for (int i = 0; i < pool->started; i++)
        pthread_join(pool->workers[i].thread, NULL);
    pthread_cond_destroy(&pool->left);
    pthread_cond_destroy(&pool->opened);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->workers);
    free(pool);
}

int pool_threads(const struct pool *pool)
{
    return pool->threads;
}

/* Workers see the job through the gate; those asleep are woken. */
static void open_gate(struct pool *pool)
{
    uint64_t job = atomic_load_explicit(&pool->gate, memory_order_relaxed) / GATE_JOB + 1;
    atomic_store(&pool->gate, (job & UINT32_MAX) * GATE_JOB + GATE_OPEN);
    if (atomic_load(&pool->sleepers) == 0)
        return;
    pthread_mutex_lock(&pool->mutex);
    pthread_cond_broadcast(&pool->opened);
    pthread_mutex_unlock(&pool->mutex);
}

static void close_gate(struct pool *pool)
{
    uint64_t gate = atomic_fetch_and(&pool->gate, ~GATE_OPEN);
    for (int i = 0; (gate & GATE_INSIDE) && i < SPINS; i++) {
        pause_briefly();
        gate = atomic_load(&pool->gate);
    }
    if (!(gate & GATE_INSIDE))
        return;
    pthread_mutex_lock(&pool->mutex);
    atomic_store(&pool->waiting, true);
    while (atomic_load(&pool->gate) & GATE_INSIDE)
        pthread_cond_wait(&pool->left, &pool->mutex);
    atomic_store(&pool->waiting, false);
    pthread_mutex_unlock(&pool->mutex);
}

void pool_run(struct pool *pool, size_t n_items, pool_work *work, void *arg)
{
    if (pool->threads == 1 || n_items < 2) {
        for (size_t item = 0; item < n_items; item++)
            work(arg, item, 0);
        return;
    }
    pool->n_items = n_items;
    pool->work = work;
    pool->arg = arg;
    atomic_store_explicit(&pool->next, 0, memory_order_relaxed);
    open_gate(pool);
    work_through(pool, 0);
    close_gate(pool);
}
