/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sessions as a user of the engine may handle them: cut anyhow, forked anywhere, stepped in
 * company, cancelled, filled to the brim, starved of memory. The yardstick is always a plain
 * session fed with the same tokens at once: the bits must be its bits.
 */
#include "engine/engine.h"
#include "tests/unit/faults.h"
#include "tests/unit/tiny_model.h"

#include <limits.h>
#include <math.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LONG_MODEL "tests/golden/g3_mixed_2shards_L12" /* window 70, context 4,096 */
enum { VOCAB = 64, WINDOW = 70, N_IDS = 700 };

static int32_t ids[N_IDS];
static struct random_state dice;

#define OK(call)                                                      \
    do {                                                              \
        enum eng_status status_ = (call);                             \
        if (status_ != ENG_OK)                                        \
            fail_msg("%s: %s", eng_status_name(status_), error.text); \
    } while (0)

static struct eng_model *open_model(const char *dir, int threads, int chunk, int64_t context)
{
    struct eng_error error;
    struct eng_model *m = NULL;
    const struct eng_options options = {
        .dir = dir, .threads = threads, .chunk = chunk, .context = context};
    OK(eng_model_open(&m, &options, &error));
    return m;
}

static struct eng_session *new_session(struct eng_model *m, size_t count)
{
    struct eng_error error;
    struct eng_session *s = NULL;
    OK(eng_session_new(&s, m, &error));
    OK(eng_session_feed(s, ids, count, NULL, NULL, &error));
    return s;
}

static void step(struct eng_session *s, int32_t id)
{
    struct eng_error error;
    OK(eng_step(&s, &id, 1, &error));
}

static size_t count_of(const struct eng_session *s)
{
    size_t n;
    eng_session_tokens(s, &n);
    return n;
}

/* The same tokens, the same logits. */
static void assert_same(const struct eng_session *a, const struct eng_session *b)
{
    size_t n, n_b;
    const int32_t *x = eng_session_tokens(a, &n), *y = eng_session_tokens(b, &n_b);
    assert_int_equal(n, n_b);
    if (n)
        assert_memory_equal(x, y, n * sizeof *x);
    const float *p = eng_session_logits(a), *q = eng_session_logits(b);
    assert_true((p == NULL) == (q == NULL));
    for (size_t i = 0; p && i < VOCAB; i++)
        if (memcmp(&p[i], &q[i], sizeof *p) != 0)
            fail_msg("after %zu tokens logit %zu: %.9g and %.9g", n, i, (double)p[i], (double)q[i]);
}

/* A fresh session fed at once with the tokens of s is like s, and stays so for a few tokens. */
static void assert_plain(struct eng_model *m, struct eng_session *s)
{
    struct eng_error error;
    size_t n;
    const int32_t *x = eng_session_tokens(s, &n);
    struct eng_session *plain = NULL;
    OK(eng_session_new(&plain, m, &error));
    OK(eng_session_feed(plain, x, n, NULL, NULL, &error));
    assert_same(s, plain);
    for (int i = 0; i < 3; i++) {
        step(s, ids[600 + i]);
        step(plain, ids[600 + i]);
        assert_same(s, plain);
    }
    eng_session_free(plain);
}

/* --- feeding --------------------------------------------------------------------------------- */

static void new__before_the_first_token__has_no_logits(void **state)
{
    (void)state;
    struct eng_model *m = open_model(LONG_MODEL, 1, 0, 0);
    struct eng_session *s = new_session(m, 0);
    assert_null(eng_session_logits(s));
    assert_int_equal(count_of(s), 0);
    step(s, 5);
    assert_non_null(eng_session_logits(s));
    assert_int_equal(count_of(s), 1);
    eng_session_free(s);
    eng_session_free(NULL);
    eng_model_close(m);
    eng_model_close(NULL);
}

static void feed__cut_at_random__gives_the_bits_of_one_feed(void **state)
{
    (void)state;
    static const int chunks[] = {1, 5, 64, 0};
    struct eng_error error;
    for (int c = 0; c < 4; c++) {
        struct eng_model *m = open_model(LONG_MODEL, 1 + c % 2, chunks[c], 0);
        struct eng_session *whole = new_session(m, 300);
        for (int trial = 0; trial < 4; trial++) {
            struct eng_session *s = new_session(m, 0);
            for (size_t at = 0; at < 300;) {
                size_t most = 300 - at < 90 ? 300 - at : 90;
                size_t n = (size_t)random_range(&dice, 1, (int64_t)most);
                int way = (int)random_range(&dice, 0, 3);
                if (way == 0)
                    step(s, ids[at]);
                else if (way == 1)
                    OK(eng_session_feed_all(s, ids + at, n, NULL, NULL, &error));
                else
                    OK(eng_session_feed(s, ids + at, n, NULL, NULL, &error));
                at += way == 0 ? 1 : n;
            }
            assert_same(s, whole);
            assert_plain(m, s);
            eng_session_free(s);
        }
        eng_session_free(whole);
        eng_model_close(m);
    }
}

static void feed__half_precision_cache__is_near_and_as_reproducible(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = NULL, *wide = open_model(LONG_MODEL, 1, 0, 0);
    const struct eng_options options = {
        .dir = LONG_MODEL, .threads = 2, .chunk = 17, .kv = ENG_KV_F16};
    OK(eng_model_open(&m, &options, &error));
    struct eng_session *s = new_session(m, 290), *t = new_session(m, 120),
                       *exact = new_session(wide, 290);
    for (size_t i = 120; i < 290; i++)
        step(t, ids[i]);
    assert_same(s, t);
    double worst = 0;
    for (int i = 0; i < VOCAB; i++)
        worst = fmax(worst,
                     fabs((double)eng_session_logits(s)[i] - (double)eng_session_logits(exact)[i]));
    assert_true(worst > 0 && worst < 0.05);
    eng_session_free(s);
    eng_session_free(t);
    eng_session_free(exact);
    eng_model_close(m);
    eng_model_close(wide);
}

struct watch {
    size_t calls, last, stop_at;
    struct eng_session *cancel;
};

static bool watch_progress(void *context, size_t done, size_t total, const float *logits,
                           size_t first, size_t n_rows)
{
    struct watch *w = context;
    assert_true(done > w->last && done <= total);
    assert_null(logits);
    assert_int_equal(n_rows, 0);
    assert_int_equal(first, w->last);
    w->last = done;
    w->calls++;
    if (w->cancel && done >= w->stop_at)
        eng_session_cancel(w->cancel);
    return w->cancel || !w->stop_at || done < w->stop_at;
}

static void feed__progress__comes_once_a_chunk_and_may_stop(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 32, 0);
    struct eng_session *s = new_session(m, 0);
    struct watch w = {.calls = 0};
    OK(eng_session_feed(s, ids, 100, watch_progress, &w, &error));
    assert_int_equal(w.calls, 4);
    assert_int_equal(w.last, 100);
    w = (struct watch){.stop_at = 64};
    assert_int_equal(eng_session_feed(s, ids + 100, 200, watch_progress, &w, &error),
                     ENG_CANCELLED);
    assert_int_equal(error.status, ENG_CANCELLED);
    assert_int_equal(count_of(s), 164);
    OK(eng_session_feed(s, ids + 164, 20, NULL, NULL, &error));
    assert_plain(m, s);
    eng_session_free(s);
    eng_model_close(m);
}

/* --- refusals change nothing ----------------------------------------------------------------- */

static void feed__id_out_of_range__is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const int32_t wrong[] = {-1, VOCAB, INT32_MAX, INT32_MIN};
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 4, 0);
    struct eng_session *s = new_session(m, 20), *twin = new_session(m, 20);
    struct eng_session *both[] = {s, twin};
    for (int i = 0; i < 4; i++) {
        const int32_t list[6] = {1, 2, 3, 4, 5, wrong[i]}, pair[2] = {1, wrong[i]};
        char number[16];
        snprintf(number, sizeof number, "%d", wrong[i]);
        assert_int_equal(eng_session_feed(s, list, 6, NULL, NULL, &error), ENG_BAD_ARGUMENT);
        assert_non_null(strstr(error.text, number));
        assert_int_equal(eng_session_feed_all(s, list, 6, NULL, NULL, &error), ENG_BAD_ARGUMENT);
        assert_int_equal(eng_step(&s, &wrong[i], 1, &error), ENG_BAD_ARGUMENT);
        assert_int_equal(eng_step(both, pair, 2, &error), ENG_BAD_ARGUMENT);
        assert_int_equal(eng_step(both, pair, 2, NULL), ENG_BAD_ARGUMENT);
        assert_same(s, twin);
    }
    assert_int_equal(count_of(s), 20);
    assert_plain(m, s);
    eng_session_free(s);
    eng_session_free(twin);
    eng_model_close(m);
}

static void step__session_twice__is_refused_and_changes_nothing(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 0, 0), *other = open_model(LONG_MODEL, 1, 0, 0);
    struct eng_session *a = new_session(m, 20), *b = new_session(m, 21), *c = new_session(other, 3);
    struct eng_session *twice[] = {a, b, a}, *mixed[] = {a, c}, *pair[] = {b, a};
    const int32_t three[] = {1, 2, 3};
    assert_int_equal(eng_step(twice, three, 3, &error), ENG_BAD_ARGUMENT);
    assert_non_null(strstr(error.text, "twice"));
    assert_int_equal(eng_step(mixed, three, 2, &error), ENG_BAD_ARGUMENT);
    assert_int_equal(count_of(a), 20);
    assert_int_equal(count_of(b), 21);
    OK(eng_step(pair, three, 2, &error));
    OK(eng_step(pair, three, 0, &error));
    assert_plain(m, a);
    assert_plain(m, b);
    eng_session_free(a);
    eng_session_free(b);
    eng_session_free(c);
    eng_model_close(m);
    eng_model_close(other);
}

static void feed__past_context__returns_full_and_changes_nothing(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 8, 50),
                     *roomy = open_model(LONG_MODEL, 1, 8, 0);
    struct eng_session *s = new_session(m, 30), *empty = new_session(m, 0), *plain;
    struct eng_session *pair[] = {empty, s};
    assert_int_equal(eng_session_feed(s, ids, 21, NULL, NULL, &error), ENG_FULL);
    assert_int_equal(error.status, ENG_FULL);
    assert_int_equal(eng_session_feed_all(s, ids, 21, NULL, NULL, &error), ENG_FULL);
    assert_int_equal(eng_session_feed(empty, ids, 51, NULL, NULL, &error), ENG_FULL);
    assert_int_equal(count_of(s), 30);
    OK(eng_session_feed(s, ids + 30, 20, NULL, NULL, &error));
    assert_int_equal(eng_step(pair, ids, 2, &error), ENG_FULL);
    assert_int_equal(count_of(empty), 0);
    assert_int_equal(eng_step(pair + 1, ids, 1, &error), ENG_FULL);
    OK(eng_session_feed(s, ids, 0, NULL, NULL, &error));
    plain = new_session(roomy, 50);
    assert_same(s, plain);
    eng_session_free(plain);
    eng_session_free(s);
    eng_session_free(empty);
    eng_model_close(m);
    eng_model_close(roomy);
}

/* --- forks ----------------------------------------------------------------------------------- */

static void fork__at_every_border__both_go_on_alone(void **state)
{
    (void)state;
    static const size_t borders[] = {0,   1,   WINDOW - 1, WINDOW, WINDOW + 1, 254, 255, 256,
                                     257, 325, 326,        327,    511,        512, 513};
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 0, 0);
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        struct eng_session *s = new_session(m, borders[i]), *fork = NULL, *second = NULL;
        OK(eng_session_fork(&fork, s, &error));
        assert_same(fork, s);
        OK(eng_session_fork(&second, fork, &error));
        for (int k = 0; k < 5; k++) { /* in turns, so that a shared page would show */
            step(s, ids[100 + k]);
            step(fork, ids[200 + k]);
            step(second, ids[300 + k]);
        }
        OK(eng_session_feed(second, ids, 80, NULL, NULL, &error));
        assert_plain(m, s);
        if (i % 2)
            eng_session_free(s); /* the parent first */
        assert_plain(m, fork);
        assert_plain(m, second);
        eng_session_free(fork);
        eng_session_free(second);
        if (i % 2 == 0)
            eng_session_free(s);
    }
    eng_model_close(m);
}

static void step__many_sessions_of_any_age__give_the_bits_of_single_steps(void **state)
{
    (void)state;
    enum { N = 70 }; /* more than one pass takes */
    static const int chunks[] = {4, 0};
    struct eng_error error;
    for (int c = 0; c < 2; c++) {
        struct eng_model *m = open_model(LONG_MODEL, 2, chunks[c], 0);
        struct eng_session *all[N];
        int32_t next[N];
        for (size_t k = 0; k < N; k++) {
            all[k] = new_session(m, (size_t)random_range(&dice, 0, 40) + (k % 9 == 0 ? 240 : 0));
        }
        for (int round = 0; round < 20; round++) {
            size_t n = (size_t)random_range(&dice, 1, N);
            for (size_t k = 0; k < n; k++) {
                next[k] = (int32_t)random_range(&dice, 0, VOCAB - 1);
                size_t other = (size_t)random_range(&dice, (int64_t)k, N - 1);
                struct eng_session *swap = all[k];
                all[k] = all[other];
                all[other] = swap;
            }
            OK(eng_step(all, next, n, &error));
        }
        for (size_t k = 0; k < N; k++) {
            if (k % 7 == 0 && count_of(all[k]))
                assert_plain(m, all[k]);
            eng_session_free(all[k]);
        }
        eng_model_close(m);
    }
}

/* --- cancel ---------------------------------------------------------------------------------- */

static void cancel__before_a_call__fails_that_call_only(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 16, 0);
    struct eng_session *s = new_session(m, 20), *other = new_session(m, 7);
    struct eng_session *pair[] = {other, s};
    eng_session_cancel(s);
    assert_int_equal(eng_session_feed(s, ids + 20, 50, NULL, NULL, &error), ENG_CANCELLED);
    assert_int_equal(count_of(s), 20);
    eng_session_cancel(s);
    assert_int_equal(eng_step(pair, ids, 2, &error), ENG_CANCELLED);
    assert_int_equal(count_of(s), 20);
    assert_int_equal(count_of(other), 7);
    OK(eng_step(pair, ids, 2, &error));
    assert_plain(m, s);
    assert_plain(m, other);
    eng_session_free(s);
    eng_session_free(other);
    eng_model_close(m);
}

static void cancel__in_a_progress_call__keeps_the_finished_chunks(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 16, 0);
    struct eng_session *s = new_session(m, 0);
    struct watch w = {.stop_at = 48, .cancel = s};
    assert_int_equal(eng_session_feed(s, ids, 300, watch_progress, &w, &error), ENG_CANCELLED);
    assert_int_equal(count_of(s), 48);
    OK(eng_session_feed(s, ids + 48, 252, NULL, NULL, &error));
    assert_plain(m, s);
    eng_session_free(s);
    eng_model_close(m);
}

static struct eng_session *signalled;
static struct timespec signal_time;

static void on_alarm(int number)
{
    (void)number;
    clock_gettime(CLOCK_MONOTONIC, &signal_time);
    eng_session_cancel(signalled);
}

static double seconds_since(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + 1e-9 * (double)(now.tv_nsec - from->tv_nsec);
}

/* One long chunk, interrupted by a signal in the middle of its arithmetic. */
static void cancel__from_a_signal_within_a_chunk__takes_the_chunk_back(void **state)
{
    (void)state;
    enum { LONG = 4000 };
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 2, 4096, 0);
    int32_t *many = malloc(LONG * sizeof *many);
    assert_non_null(many);
    for (size_t i = 0; i < LONG; i++)
        many[i] = ids[i % N_IDS];
    int met = 0;
    for (int trial = 1; trial <= 40 && met < 3; trial++) {
        const struct itimerval soon = {.it_value = {.tv_usec = 700 * trial}}, never = {{0}, {0}};
        signalled = new_session(m, 90);
        signal(SIGALRM, on_alarm);
        setitimer(ITIMER_REAL, &soon, NULL);
        enum eng_status status = eng_session_feed(signalled, many, LONG, NULL, NULL, &error);
        setitimer(ITIMER_REAL, &never, NULL);
        signal(SIGALRM, SIG_DFL);
        if (status == ENG_CANCELLED) {
            met++;
            assert_true(seconds_since(&signal_time) < 2);
            assert_int_equal(count_of(signalled), 90);
            assert_plain(m, signalled);
        }
        eng_session_free(signalled);
    }
    assert_true(met > 0);
    free(many);
    eng_model_close(m);
}

struct feeder {
    struct eng_model *m;
    pthread_t thread;
    size_t from;
    struct eng_session *s;
    enum eng_status status;
    bool forever;
};

static void *feed_forever(void *context)
{
    struct feeder *f = context;
    struct eng_error error;
    while ((f->status = eng_session_feed(f->s, ids, 1, NULL, NULL, &error)) == ENG_OK)
        if (count_of(f->s) > 3000) {
            eng_session_free(f->s);
            f->s = NULL;
            break;
        }
    return NULL;
}

static void cancel__from_another_thread__is_obeyed(void **state)
{
    (void)state;
    struct eng_model *m = open_model(LONG_MODEL, 1, 0, 0);
    struct feeder f = {.m = m, .s = new_session(m, 1)};
    assert_int_equal(pthread_create(&f.thread, NULL, feed_forever, &f), 0);
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    eng_session_cancel(f.s);
    pthread_join(f.thread, NULL);
    assert_non_null(f.s);
    assert_int_equal(f.status, ENG_CANCELLED);
    step(f.s, 3);
    assert_plain(m, f.s);
    eng_session_free(f.s);
    eng_model_close(m);
}

/* --- threads --------------------------------------------------------------------------------- */

static void *use_model(void *context)
{
    struct feeder *f = context;
    struct eng_error error;
    struct eng_session *fork = NULL;
    f->status = eng_session_new(&f->s, f->m, &error);
    for (size_t i = f->from; i < f->from + 150 && f->status == ENG_OK; i += 15)
        f->status = eng_session_feed(f->s, ids + i, 15, NULL, NULL, &error);
    for (size_t i = 0; i < 20 && f->status == ENG_OK; i++) {
        int32_t id;
        f->status = eng_session_sample(f->s, &(struct eng_sampling){.temperature = 1}, i << 58, &id,
                                       &error);
        if (f->status == ENG_OK)
            f->status = eng_step(&f->s, &id, 1, &error);
    }
    if (f->status == ENG_OK)
        f->status = eng_session_fork(&fork, f->s, &error);
    eng_session_free(fork);
    return NULL;
}

static void threads__each_with_a_session__take_turns(void **state)
{
    (void)state;
    enum { N = 4 };
    struct eng_model *m = open_model(LONG_MODEL, 2, 8, 0);
    struct feeder all[N];
    for (size_t i = 0; i < N; i++) {
        all[i] = (struct feeder){.m = m, .from = i * 37};
        assert_int_equal(pthread_create(&all[i].thread, NULL, use_model, &all[i]), 0);
    }
    for (size_t i = 0; i < N; i++)
        pthread_join(all[i].thread, NULL);
    for (size_t i = 0; i < N; i++) {
        assert_int_equal(all[i].status, ENG_OK);
        assert_int_equal(count_of(all[i].s), 170);
        assert_plain(m, all[i].s);
        eng_session_free(all[i].s);
    }
    eng_model_close(m);
}

/* --- memory ---------------------------------------------------------------------------------- */

static void step__within_a_page__allocates_nothing(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    enum { N = 8 };
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 2, 0, 0);
    struct eng_session *all[N];
    int32_t next[N];
    bool fine = true;
    for (size_t k = 0; k < N; k++) {
        all[k] = new_session(m, 257 + 3 * k);
        next[k] = (int32_t)k;
    }
    OK(eng_step(all, next, N, &error));
    fault_arm(0, 0);
    for (int i = 0; i < 200 && fine; i++) {
        fine = eng_step(all, next, N, &error) == ENG_OK;
        for (size_t k = 0; k < N && fine; k++)
            fine = eng_session_sample(all[k],
                                      &(struct eng_sampling){.temperature = 0.8f, .top_p = 0.9f},
                                      (uint64_t)i << 56, &next[k], &error) == ENG_OK;
    }
    struct fault_counts counts = fault_disarm();
    assert_true(fine);
    assert_int_equal(counts.calls, 0);
    for (size_t k = 0; k < N; k++)
        eng_session_free(all[k]);
    eng_model_close(m);
}

/* Three sessions before a page border; every allocation of the next step fails once. */
static void step__without_memory__changes_nothing(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 0, 0);
    struct eng_session *all[3] = {new_session(m, 255), new_session(m, 256), new_session(m, 512)};
    struct eng_session *twin = new_session(m, 256), *fork = NULL;
    const int32_t next[3] = {1, 2, 3};
    enum eng_status status;
    long n = 0;
    OK(eng_session_fork(&fork, all[0], &error)); /* its page will have to be copied */
    do {
        fault_arm(n + 1, n + 1);
        status = eng_step(all, next, 3, &error);
        fault_disarm();
        if (status == ENG_OK)
            break;
        n++;
        assert_int_equal(status, ENG_NO_MEMORY);
        assert_int_equal(count_of(all[0]), 255);
        assert_same(all[1], twin);
        assert_int_equal(count_of(all[2]), 512);
    } while (n < 1000);
    assert_true(n >= 3); /* what an attempt got stays for the next: fewer each time */
    n = 0;
    do {
        fault_arm(n + 1, LONG_MAX);
        status = eng_session_feed(twin, ids + 256, 10, NULL, NULL, &error);
        fault_disarm();
        n++;
        assert_true(status == ENG_OK || status == ENG_NO_MEMORY);
        assert_true(status == ENG_OK || count_of(twin) == 256);
    } while (status != ENG_OK && n < 1000);
    assert_plain(m, twin);
    for (int k = 0; k < 3; k++) {
        assert_plain(m, all[k]);
        eng_session_free(all[k]);
    }
    eng_session_free(fork);
    eng_session_free(twin);
    eng_model_close(m);
}

static void fork__without_memory__leaves_the_parent_alone(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    struct eng_error error;
    struct eng_model *m = open_model(LONG_MODEL, 1, 0, 0);
    struct eng_session *s = new_session(m, 300), *fork;
    enum eng_status status;
    struct fault_counts before = fault_disarm(), after;
    long n = 0;
    do {
        fork = NULL;
        fault_arm(n + 1, n + 1);
        status = eng_session_fork(&fork, s, &error);
        eng_session_free(fork);
        after = fault_disarm();
        n++;
        assert_true(status == ENG_OK || (status == ENG_NO_MEMORY && !fork));
        assert_int_equal(after.blocks, before.blocks);
        assert_int_equal(after.maps, before.maps);
    } while (status != ENG_OK && n < 1000);
    assert_true(n > 3);
    assert_plain(m, s);
    eng_session_free(s);
    eng_model_close(m);
}

/* --- size ------------------------------------------------------------------------------------ */

static void context__of_65536__fills_to_the_last_token(void **state)
{
    (void)state;
    enum { ALL = 65536, STEPS = 300 };
    static const struct tiny_shape shape = {.vocab = 16,
                                            .d_model = 8,
                                            .d_mlp = 8,
                                            .n_layer = 4,
                                            .n_head = 2,
                                            .n_kv = 2,
                                            .window = 4,
                                            .expand = 1,
                                            .d_state = 2,
                                            .d_conv = 2,
                                            .dt_rank = 1,
                                            .max_position = 262144};
    char dir[TINY_PATH];
    struct eng_error error;
    struct eng_session *s = NULL, *t = NULL;
    struct timespec start;
    int32_t *many = malloc(ALL * sizeof *many);
    assert_non_null(many);
    for (size_t i = 0; i < ALL; i++)
        many[i] = (int32_t)random_range(&dice, 0, 15);
    tiny_make(dir, &shape);
    struct eng_model *m = open_model(dir, 2, 0, ALL);
    clock_gettime(CLOCK_MONOTONIC, &start);
    OK(eng_session_new(&s, m, &error));
    OK(eng_session_feed(s, many, ALL - STEPS, NULL, NULL, &error));
    double prompt = seconds_since(&start);
    OK(eng_session_fork(&t, s, &error));
    for (size_t i = ALL - STEPS; i < ALL; i++)
        step(s, many[i]);
    OK(eng_session_feed(t, many + ALL - STEPS, STEPS, NULL, NULL, &error));
    assert_int_equal(count_of(s), ALL);
    assert_int_equal(eng_step(&s, many, 1, &error), ENG_FULL);
    assert_memory_equal(eng_session_logits(s), eng_session_logits(t), 16 * sizeof(float));
    assert_true(isfinite(eng_session_logits(s)[0]));
    printf("note: %d tokens of a tiny model fed in %.1f s, %d steps at the end of them in %.1f s\n",
           ALL - STEPS, prompt, STEPS, seconds_since(&start) - prompt);
    eng_session_free(s);
    eng_session_free(t);
    eng_model_close(m);
    tiny_remove_dir(dir);
    free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new__before_the_first_token__has_no_logits),
        cmocka_unit_test(feed__cut_at_random__gives_the_bits_of_one_feed),
        cmocka_unit_test(feed__half_precision_cache__is_near_and_as_reproducible),
        cmocka_unit_test(feed__progress__comes_once_a_chunk_and_may_stop),
        cmocka_unit_test(feed__id_out_of_range__is_refused_and_changes_nothing),
        cmocka_unit_test(step__session_twice__is_refused_and_changes_nothing),
        cmocka_unit_test(feed__past_context__returns_full_and_changes_nothing),
        cmocka_unit_test(fork__at_every_border__both_go_on_alone),
        cmocka_unit_test(step__many_sessions_of_any_age__give_the_bits_of_single_steps),
        cmocka_unit_test(cancel__before_a_call__fails_that_call_only),
        cmocka_unit_test(cancel__in_a_progress_call__keeps_the_finished_chunks),
        cmocka_unit_test(cancel__from_a_signal_within_a_chunk__takes_the_chunk_back),
        cmocka_unit_test(cancel__from_another_thread__is_obeyed),
        cmocka_unit_test(threads__each_with_a_session__take_turns),
        cmocka_unit_test(step__within_a_page__allocates_nothing),
        cmocka_unit_test(step__without_memory__changes_nothing),
        cmocka_unit_test(fork__without_memory__leaves_the_parent_alone),
        cmocka_unit_test(context__of_65536__fills_to_the_last_token),
    };
    random_seed(&dice, 20);
    for (size_t i = 0; i < N_IDS; i++)
        ids[i] = (int32_t)random_range(&dice, 0, VOCAB - 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
