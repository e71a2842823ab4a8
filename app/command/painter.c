/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One mutex, one condition: "something is left to draw, or all is over".
 */
#include "app/command/painter.h"

#include "app/base/die.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

enum { WAIT_NS = 33 * 1000 * 1000 };

struct painter {
    struct sink *sink;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    bool running, left, over;
};

static void *paint(void *context)
{
    struct painter *painter = context;
    pthread_mutex_lock(&painter->lock);
    while (!painter->over) {
        if (!painter->left) {
            pthread_cond_wait(&painter->wake, &painter->lock);
            continue;
        }
        pthread_mutex_unlock(&painter->lock);
        nanosleep(&(struct timespec){.tv_nsec = WAIT_NS}, NULL);
        pthread_mutex_lock(&painter->lock);
        if (painter->left && !painter->over)
            painter->left = painter->sink->ops->settle(painter->sink, true);
    }
    pthread_mutex_unlock(&painter->lock);
    return NULL;
}

struct painter *painter_new(struct sink *sink)
{
    struct painter *painter = xcalloc(1, sizeof *painter);
    painter->sink = sink;
    pthread_mutex_init(&painter->lock, NULL);
    pthread_cond_init(&painter->wake, NULL);
    if (!sink->ops->settle)
        return painter;
    sigset_t all, before; /* signals are for the thread that waits for the speaker */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    painter->running = pthread_create(&painter->thread, NULL, paint, painter) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return painter;
}

void painter_lock(struct painter *painter)
{
    pthread_mutex_lock(&painter->lock);
}

void painter_unlock(struct painter *painter)
{
    if (painter->sink->ops->settle)
        painter->left = painter->sink->ops->settle(painter->sink, false);
    if (painter->left)
        pthread_cond_signal(&painter->wake);
    pthread_mutex_unlock(&painter->lock);
}

void painter_free(struct painter *painter)
{
    pthread_mutex_lock(&painter->lock);
    painter->over = true;
    pthread_cond_signal(&painter->wake);
    pthread_mutex_unlock(&painter->lock);
    if (painter->running)
        pthread_join(painter->thread, NULL);
    pthread_cond_destroy(&painter->wake);
    pthread_mutex_destroy(&painter->lock);
    free(painter);
}
