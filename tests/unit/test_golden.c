/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine against golden models: exact answers computed in float64 by an oracle of its own
 * (tests/oracle). One way of running is held against the answers; every other way, whatever the
 * instruction set, threads, chunks and company, must then give the very same bits.
 */
#include "engine/engine.h"
#include "engine/hash.h"
#include "engine/json.h"
#include "kernels/kernels.h"

#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define TOLERANCE 1e-3
#define MAX_GOLDENS 64
#define STRANGERS 8 /* sessions stepped together */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

struct golden {
    char dir[512], name[128];
    int32_t *ids; /* the prompt, then the greedy ids */
    size_t n_prompt, n_ids, vocab;
    double *logprobs; /* (n_prompt - 1) */
    size_t n_logprobs;
    float *expected; /* (n_ids - n_prompt + 1, vocab): after the prompt, then after each id */
    float *bits;     /* the same rows as the engine gives them the first time */
};

static struct golden goldens[MAX_GOLDENS];
static size_t n_goldens;

#define OK(call)                                                      \
    do {                                                              \
        enum eng_status status_ = (call);                             \
        if (status_ != ENG_OK)                                        \
            fail_msg("%s: %s", eng_status_name(status_), error.text); \
    } while (0)

/* --- reading goldens ------------------------------------------------------------------------- */

static char *slurp(const char *dir, const char *name, size_t *len)
{
    char path[700];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    *len = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*len + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *len, f), *len);
    bytes[*len] = '\0';
    fclose(f);
    return bytes;
}

/* Appends the array of numbers the reader stands before. */
static void read_ids(struct json_reader *r, struct golden *g)
{
    json_expect(r, JSON_ARRAY_BEGIN);
    while (json_next(r) == JSON_NUMBER) {
        g->ids = realloc(g->ids, (g->n_ids + 1) * sizeof *g->ids);
        assert_non_null(g->ids);
        g->ids[g->n_ids++] = (int32_t)r->integer;
    }
}

static void read_logprobs(struct json_reader *r, struct golden *g)
{
    json_expect(r, JSON_ARRAY_BEGIN);
    while (json_next(r) == JSON_NUMBER) {
        g->logprobs = realloc(g->logprobs, (g->n_logprobs + 1) * sizeof *g->logprobs);
        assert_non_null(g->logprobs);
        g->logprobs[g->n_logprobs++] = r->number;
    }
}

static void read_greedy(struct json_reader *r, struct golden *g)
{
    json_expect(r, JSON_OBJECT_BEGIN);
    while (json_next(r) == JSON_KEY) {
        if (json_is(r, "ids"))
            read_ids(r, g);
        else
            json_skip(r);
    }
}

static void read_golden(struct golden *g)
{
    size_t len, prefill, decode;
    char *text = slurp(g->dir, "golden.json", &len);
    struct json_reader r;
    json_reader_init(&r, text, len);
    json_expect(&r, JSON_OBJECT_BEGIN);
    while (json_next(&r) == JSON_KEY) {
        if (json_is(&r, "prompt")) {
            read_ids(&r, g);
            g->n_prompt = g->n_ids;
        } else if (json_is(&r, "prompt_logprobs")) {
            read_logprobs(&r, g);
        } else if (json_is(&r, "greedy")) {
            read_greedy(&r, g);
        } else {
            json_skip(&r);
        }
    }
    if (r.type != JSON_OBJECT_END || g->n_prompt < 2 || g->n_ids == g->n_prompt)
        fail_msg("%s/golden.json cannot be read: %s", g->dir, r.error ? r.error : "no ids");
    json_reader_release(&r);
    free(text);
    char *first = slurp(g->dir, "prefill_logits.f32", &prefill);
    char *others = slurp(g->dir, "decode_logits.f32", &decode);
    g->vocab = prefill / sizeof(float);
    assert_int_equal(decode, (g->n_ids - g->n_prompt) * prefill);
    g->expected = malloc(prefill + decode);
    assert_non_null(g->expected);
    memcpy(g->expected, first, prefill);
    memcpy((char *)g->expected + prefill, others, decode);
    free(first);
    free(others);
}

/* --- running --------------------------------------------------------------------------------- */

struct way {
    const char *backend;
    int threads, chunk;
};

static const char *say_way(const struct way *w)
{
    static char text[96];
    snprintf(text, sizeof text, "%s, %d threads, chunks of %d", w->backend, w->threads, w->chunk);
    return text;
}

static struct eng_model *open_golden(const struct golden *g, const struct way *w)
{
    struct eng_error error;
    struct eng_model *model = NULL;
    const struct eng_options options = {
        .dir = g->dir, .backend = w->backend, .threads = w->threads, .chunk = w->chunk};
    OK(eng_model_open(&model, &options, &error));
    return model;
}

/* What a session says after token number `at - 1` (at tokens are in it) must be the first run. */
static void assert_bits(const struct golden *g, const struct eng_session *s, size_t at,
                        const struct way *w, const char *what)
{
    const float *want = g->bits + (at - g->n_prompt) * g->vocab, *got = eng_session_logits(s);
    assert_non_null(got);
    for (size_t i = 0; i < g->vocab; i++)
        if (memcmp(&got[i], &want[i], sizeof *got) != 0)
            fail_msg("%s: %s: after %zu tokens logit %zu is %.9g instead of %.9g", say_way(w), what,
                     at, i, (double)got[i], (double)want[i]);
}

static size_t largest(const float *row, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (row[i] > row[best])
            best = i;
    return best;
}

/* The first run: against the oracle. Its bits are kept for all others. */
static void run_reference(struct golden *g)
{
    const struct way w = {"auto", 1, 0};
    size_t rows = g->n_ids - g->n_prompt + 1;
    double worst = 0;
    struct eng_error error;
    struct eng_session *s = NULL;
    struct eng_model *model = open_golden(g, &w);
    struct eng_info info;
    eng_model_describe(model, &info);
    assert_int_equal(info.vocab_size, g->vocab);
    g->bits = malloc(rows * g->vocab * sizeof *g->bits);
    assert_non_null(g->bits);
    OK(eng_session_new(&s, model, &error));
    OK(eng_session_feed(s, g->ids, g->n_prompt, NULL, NULL, &error));
    for (size_t r = 0; r < rows; r++) {
        const float *got = eng_session_logits(s), *want = g->expected + r * g->vocab;
        memcpy(g->bits + r * g->vocab, got, g->vocab * sizeof *got);
        for (size_t i = 0; i < g->vocab; i++) {
            double off = fabs((double)got[i] - (double)want[i]);
            if (!(off <= TOLERANCE))
                fail_msg("row %zu, logit %zu: %.9g, the oracle says %.9g", r, i, (double)got[i],
                         (double)want[i]);
            worst = off > worst ? off : worst;
        }
        if (r + 1 == rows)
            break;
        int32_t id = -1;
        OK(eng_session_sample(s, &(struct eng_sampling){.temperature = 0}, 0, &id, &error));
        assert_int_equal(id, g->ids[g->n_prompt + r]);
        assert_int_equal(largest(got, g->vocab), id);
        OK(eng_step(&s, &id, 1, &error));
    }
    eng_session_free(s);
    eng_model_close(model);
    printf("note: %s: largest error %.1e over %zu rows of %zu logits\n", g->name, worst, rows,
           g->vocab);
}

/* The bits themselves are written down, so that other compilers and machines are held to them. A
 * changed definition of an operation changes them for everybody: then, and only then, bits.txt. */
static void assert_known_bits(const struct golden *g)
{
    static const char root[] = "tests/golden/";
    size_t len, rows = g->n_ids - g->n_prompt + 1;
    char line[256];
    if (strncmp(g->dir, root, sizeof root - 1) != 0)
        return;
    char *known = slurp(root, "bits.txt", &len);
    snprintf(line, sizeof line, "%.100s %016" PRIx64 "\n", g->dir + sizeof root - 1,
             eng_hash(0, g->bits, rows * g->vocab * sizeof *g->bits));
    bool found = strstr(known, line) != NULL;
    free(known);
    if (!found)
        fail_msg("not the bits in %sbits.txt, which should hold: %s", root, line);
}

static void run_alone(const struct golden *g, const struct way *w)
{
    struct eng_error error;
    struct eng_session *s = NULL;
    struct eng_model *model = open_golden(g, w);
    OK(eng_session_new(&s, model, &error));
    OK(eng_session_feed(s, g->ids, g->n_prompt, NULL, NULL, &error));
    assert_bits(g, s, g->n_prompt, w, "prompt");
    for (size_t at = g->n_prompt; at < g->n_ids; at++) {
        OK(eng_step(&s, &g->ids[at], 1, &error));
        assert_bits(g, s, at + 1, w, "step");
    }
    eng_session_free(s);
    eng_model_close(model);
}

/* Eight sessions, each a few tokens behind the other, stepped as one until all are through. They
 * are forks of one that is fed a few tokens in between. */
static void run_together(const struct golden *g, const struct way *w)
{
    struct eng_error error;
    struct eng_session *all[STRANGERS], *now[STRANGERS];
    int32_t ids[STRANGERS];
    size_t at[STRANGERS], n, first = g->n_prompt > 3 * STRANGERS ? g->n_prompt - 3 * STRANGERS : 1;
    struct eng_model *model = open_golden(g, w);
    OK(eng_session_new(&all[0], model, &error));
    OK(eng_session_feed(all[0], g->ids, first, NULL, NULL, &error));
    at[0] = first;
    for (size_t k = 1; k < STRANGERS; k++) {
        OK(eng_session_fork(&all[k], all[0], &error));
        at[k] = at[0];
        if (at[0] + 3 <= g->n_prompt) {
            OK(eng_session_feed(all[0], g->ids + at[0], 3, NULL, NULL, &error));
            at[0] += 3;
        }
    }
    do {
        n = 0;
        for (size_t k = 0; k < STRANGERS; k++)
            if (at[k] < g->n_ids) {
                now[n] = all[k];
                ids[n++] = g->ids[at[k]++];
            }
        OK(eng_step(now, ids, n, &error));
        for (size_t k = 0; k < STRANGERS; k++)
            if (at[k] >= g->n_prompt)
                assert_bits(g, all[k], at[k], w, "eight sessions");
    } while (n);
    for (size_t k = 0; k < STRANGERS; k++)
        eng_session_free(all[k]);
    eng_model_close(model);
}

/* --- all rows -------------------------------------------------------------------------------- */

struct rows {
    const struct golden *g;
    const struct way *way;
    struct eng_session *steps; /* fed token by token beside, for the bits of the prompt's rows */
    size_t seen;
    double worst;
};

static double logprob(const float *row, size_t n, int32_t id)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += exp((double)row[i] - (double)row[id]);
    return -log(sum);
}

static bool check_rows(void *context, size_t done, size_t total, const float *logits, size_t first,
                       size_t n_rows)
{
    struct rows *r = context;
    const struct golden *g = r->g;
    struct eng_error error;
    assert_int_equal(first, r->seen);
    assert_int_equal(first + n_rows, done);
    assert_int_equal(total, g->n_ids);
    for (size_t i = 0; i < n_rows; i++) {
        const float *row = logits + i * g->vocab;
        size_t t = r->seen++;
        OK(eng_step(&r->steps, &g->ids[t], 1, &error));
        assert_memory_equal(row, eng_session_logits(r->steps), g->vocab * sizeof *row);
        if (t >= g->n_logprobs)
            continue;
        double off = fabs(logprob(row, g->vocab, g->ids[t + 1]) - g->logprobs[t]);
        r->worst = off > r->worst ? off : r->worst;
    }
    return true;
}

static void run_all_rows(const struct golden *g, const struct way *w)
{
    struct eng_error error;
    struct eng_session *s = NULL;
    struct rows r = {.g = g, .way = w};
    struct eng_model *model = open_golden(g, w);
    OK(eng_session_new(&s, model, &error));
    OK(eng_session_new(&r.steps, model, &error));
    OK(eng_session_feed_all(s, g->ids, g->n_ids, check_rows, &r, &error));
    assert_int_equal(r.seen, g->n_ids);
    assert_bits(g, s, g->n_ids, w, "all rows");
    if (!(r.worst <= TOLERANCE))
        fail_msg("prompt log probabilities are off by %g", r.worst);
    eng_session_free(r.steps);
    eng_session_free(s);
    eng_model_close(model);
}

/* --- the tests ------------------------------------------------------------------------------- */

static void check_golden(void **state)
{
    struct golden *g = *state;
    size_t n_ops;
    const struct kern_ops *const *ops = kern_list(&n_ops);
    read_golden(g);
    run_reference(g);
    assert_known_bits(g);
    for (size_t i = 0; i < n_ops; i++) {
        if (!ops[i]->usable())
            continue;
        if (SANITIZED && g->n_ids > 300 && strcmp(ops[i]->name, "scalar") == 0) {
            run_alone(g, &(struct way){"scalar", 2, 50}); /* the rest would take minutes */
            continue;
        }
        run_alone(g, &(struct way){ops[i]->name, 1, 1});
        run_alone(g, &(struct way){ops[i]->name, 1, 7});
        run_alone(g, &(struct way){ops[i]->name, 2, 7});
        run_alone(g, &(struct way){ops[i]->name, 2, (int)g->n_prompt});
        run_together(g, &(struct way){ops[i]->name, 2, 7});
        run_all_rows(g, &(struct way){ops[i]->name, 2, 0});
    }
    free(g->ids);
    free(g->logprobs);
    free(g->expected);
    free(g->bits);
}

static void kernels__usable_here__are_all_compared(void **state)
{
    (void)state;
    char names[128] = "";
    size_t n_ops, usable = 0;
    const struct kern_ops *const *ops = kern_list(&n_ops);
    for (size_t i = 0; i < n_ops; i++) {
        if (!ops[i]->usable())
            continue;
        usable++;
        snprintf(names + strlen(names), sizeof names - strlen(names), " %s", ops[i]->name);
    }
    assert_true(usable >= 1);
#ifdef __x86_64__
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        assert_non_null(strstr(names, "avx2"));
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        assert_non_null(strstr(names, "avx512"));
#endif
    printf("note: goldens compared on:%s\n", names);
}

static void add_goldens(const char *root)
{
    struct dirent **list = NULL;
    int n = scandir(root, &list, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char path[sizeof goldens->dir + 16];
        struct golden *g = &goldens[n_goldens];
        snprintf(path, sizeof path, "%s/%.200s/golden.json", root, list[i]->d_name);
        FILE *f = fopen(path, "rb");
        if (f && n_goldens < MAX_GOLDENS) {
            snprintf(g->dir, sizeof g->dir, "%s/%.200s", root, list[i]->d_name);
            snprintf(g->name, sizeof g->name, "golden__%.80s__gives_these_logits", list[i]->d_name);
            n_goldens++;
        }
        if (f)
            fclose(f);
        free(list[i]);
    }
    free(list);
}

int main(void)
{
    static struct CMUnitTest tests[MAX_GOLDENS + 1];
    add_goldens("tests/golden");
    size_t own = n_goldens;
    add_goldens("../shared/golden");
    if (n_goldens > own)
        printf("note: %zu golden models of ../shared/golden as well\n", n_goldens - own);
    else
        printf("note: ../shared/golden is not there and was not used\n");
    if (own == 0) {
        fprintf(stderr, "tests/golden holds no model; run this from the top of the source tree\n");
        return 1;
    }
    tests[0] = (struct CMUnitTest)cmocka_unit_test(kernels__usable_here__are_all_compared);
    for (size_t i = 0; i < n_goldens; i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = goldens[i].name, .test_func = check_golden, .initial_state = &goldens[i]};
    return _cmocka_run_group_tests("goldens", tests, n_goldens + 1, NULL, NULL);
}
