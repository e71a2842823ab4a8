/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing a token. A tiny model is built whose logits are chosen freely: its last norm gives the
 * same vector whatever was read, and the first column of its table is then the logits, exactly.
 * What the sampler does is compared with the definition in engine.h, written out in double.
 */
#include "engine/engine.h"
#include "tests/unit/tiny_model.h"

#include <float.h>
#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { MAX_VOCAB = 64 };

#define OK(call)                                                      \
    do {                                                              \
        enum eng_status status_ = (call);                             \
        if (status_ != ENG_OK)                                        \
            fail_msg("%s: %s", eng_status_name(status_), error.text); \
    } while (0)

struct speaker {
    struct eng_model *m;
    struct eng_session *s;
    char dir[TINY_PATH];
};

static void fill(struct tiny_model *m, const char *name, int column, const float *values, int n)
{
    struct tiny_tensor *t = tiny_find(m, name);
    int columns = (int)(t->n_bytes / sizeof(float)) / n;
    memset(t->bytes, 0, t->n_bytes);
    for (int i = 0; values && i < n; i++)
        memcpy(t->bytes + (size_t)(i * columns + column) * sizeof(float), &values[i],
               sizeof(float));
}

/* A session that has read `fed` and now offers exactly these logits. */
static struct speaker speak(const float *logits, int n, const int32_t *fed, size_t n_fed)
{
    static const float one = 1;
    static struct tiny_model tiny;
    struct tiny_shape shape = tiny_default;
    struct speaker k = {.m = NULL};
    struct eng_error error;
    shape.vocab = n;
    shape.n_layer = 4;
    tiny_build(&tiny, &shape);
    fill(&tiny, "model.embed_tokens.weight", 0, logits, n);
    fill(&tiny, "model.final_layernorm.weight", 0, NULL, shape.d_model);
    fill(&tiny, "model.final_layernorm.bias", 0, &one, 1);
    tiny_dir(k.dir);
    tiny_write(&tiny, k.dir);
    tiny_free(&tiny);
    const struct eng_options options = {.dir = k.dir, .threads = 1};
    OK(eng_model_open(&k.m, &options, &error));
    OK(eng_session_new(&k.s, k.m, &error));
    OK(eng_session_feed(k.s, fed, n_fed, NULL, NULL, &error));
    if (n_fed)
        for (int i = 0; i < n; i++)
            if (!isnan(logits[i]))
                assert_true(eng_session_logits(k.s)[i] == logits[i]);
    return k;
}

static void hush(struct speaker *k)
{
    eng_session_free(k->s);
    eng_model_close(k->m);
    tiny_remove_dir(k->dir);
}

static int32_t draw(const struct speaker *k, struct eng_sampling how, uint64_t random)
{
    struct eng_error error;
    int32_t id = -1;
    OK(eng_session_sample(k->s, &how, random, &id, &error));
    return id;
}

/* --- the definition -------------------------------------------------------------------------- */

/* The likeliest not yet taken; the lower id among equals. -1: none is left. */
static int next_best(const double *p, const bool *taken, int n)
{
    int best = -1;
    for (int i = 0; i < n; i++)
        if (!taken[i] && p[i] > 0 && (best < 0 || p[i] > p[best]))
            best = i;
    return best;
}

static void normalise(double *p, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += p[i];
    for (int i = 0; i < n; i++)
        p[i] /= sum;
}

/* Keeps the likeliest until there are `most` of them or they hold `share` of all. */
static void keep(double *p, int n, int most, double share)
{
    bool taken[MAX_VOCAB] = {false};
    double sum = 0;
    for (int kept = 0; kept < most && sum < share; kept++) {
        int best = next_best(p, taken, n);
        if (best < 0)
            break;
        taken[best] = true;
        sum += p[best];
    }
    for (int i = 0; i < n; i++)
        if (!taken[i])
            p[i] = 0;
    normalise(p, n);
}

static void define(double *p, const float *logits, int n, const int32_t *fed, size_t n_fed,
                   const struct eng_sampling *o)
{
    bool recent[MAX_VOCAB] = {false};
    double max = -INFINITY, most = 0;
    for (size_t t = 0; t < n_fed; t++)
        if (n_fed - t <= (size_t)o->repeat_window)
            recent[fed[t]] = true;
    for (int i = 0; i < n; i++) {
        double l = (double)logits[i], penalty = (double)o->repeat_penalty;
        if (recent[i] && penalty > 0)
            l = l > 0 ? l / penalty : l * penalty;
        p[i] = l / (double)o->temperature;
        max = fmax(max, p[i]);
    }
    for (int i = 0; i < n; i++)
        p[i] = exp(p[i] - max);
    normalise(p, n);
    if (o->top_k > 0)
        keep(p, n, o->top_k, 2);
    if (o->top_p > 0 && o->top_p < 1)
        keep(p, n, n, (double)o->top_p);
    for (int i = 0; i < n; i++)
        most = fmax(most, p[i]);
    for (int i = 0; i < n; i++)
        if (p[i] < (double)o->min_p * most)
            p[i] = 0;
    normalise(p, n);
}

/* Evenly spread random bits must meet each token as often as its probability says. */
static void assert_defined(const struct speaker *k, const float *logits, int n, const int32_t *fed,
                           size_t n_fed, const struct eng_sampling *how)
{
    enum { DRAWS = 4096 };
    double p[MAX_VOCAB];
    int count[MAX_VOCAB] = {0};
    define(p, logits, n, fed, n_fed, how);
    for (uint64_t i = 0; i < DRAWS; i++) {
        int32_t id = draw(k, *how, (2 * i + 1) * (UINT64_MAX / (2 * DRAWS)));
        assert_in_range(id, 0, n - 1);
        count[id]++;
    }
    for (int i = 0; i < n; i++)
        if (fabs(count[i] - p[i] * DRAWS) > 2 || (p[i] == 0 && count[i]))
            fail_msg("token %d came %d times of %d, its probability is %.6f (temperature %g, "
                     "top_k %d, top_p %g, min_p %g, penalty %g over %d)",
                     i, count[i], DRAWS, p[i], (double)how->temperature, how->top_k,
                     (double)how->top_p, (double)how->min_p, (double)how->repeat_penalty,
                     how->repeat_window);
}

/* --- tests ----------------------------------------------------------------------------------- */

static void sample__random_settings__meet_the_definition(void **state)
{
    (void)state;
    struct random_state r;
    random_seed(&r, 3);
    for (int model = 0; model < 6; model++) {
        float logits[40];
        int32_t fed[12];
        for (int i = 0; i < 40; i++)
            logits[i] = tiny_noise(&r) * (float)(1 + 2 * model);
        logits[7] = logits[21]; /* a tie */
        for (int i = 0; i < 12; i++)
            fed[i] = (int32_t)random_range(&r, 0, 39);
        struct speaker k = speak(logits, 40, fed, 12);
        for (int trial = 0; trial < 40; trial++) {
            struct eng_sampling how = {.temperature = 0.2f + 0.1f * (float)random_range(&r, 0, 20)};
            if (random_range(&r, 0, 1))
                how.top_k = (int)random_range(&r, 1, 45);
            if (random_range(&r, 0, 1))
                how.top_p = (float)random_range(&r, 1, 100) / 100;
            if (random_range(&r, 0, 1))
                how.min_p = (float)random_range(&r, 1, 99) / 100;
            if (random_range(&r, 0, 1)) {
                how.repeat_penalty = 0.7f + 0.1f * (float)random_range(&r, 0, 12);
                how.repeat_window = (int)random_range(&r, 0, 20);
            }
            assert_defined(&k, logits, 40, fed, 12, &how);
        }
        hush(&k);
    }
}

static void sample__greedy_tie__takes_the_lowest_id(void **state)
{
    (void)state;
    const float logits[] = {-1, 2, 5, 0, 5, 5, -0.0f};
    const int32_t fed[] = {3};
    struct speaker k = speak(logits, 7, fed, 1);
    assert_int_equal(draw(&k, (struct eng_sampling){.temperature = 0}, UINT64_MAX), 2);
    assert_int_equal(draw(&k, (struct eng_sampling){.temperature = 0, .top_k = 3}, 5), 2);
    assert_int_equal(draw(&k, (struct eng_sampling){.temperature = 1, .top_k = 1}, UINT64_MAX), 2);
    assert_int_equal(draw(&k, (struct eng_sampling){.temperature = 9, .top_p = 1e-6f}, 1), 2);
    hush(&k);
}

static void sample__all_logits_equal__every_token_has_its_turn(void **state)
{
    (void)state;
    const float logits[8] = {0};
    const int32_t fed[] = {3};
    struct speaker k = speak(logits, 8, fed, 1);
    const struct eng_sampling plain = {.temperature = 1}, two = {.temperature = 1, .top_k = 2},
                              half = {.temperature = 1, .top_p = 0.5f},
                              all = {.temperature = 1, .min_p = 1};
    assert_defined(&k, logits, 8, fed, 1, &plain);
    assert_defined(&k, logits, 8, fed, 1, &two);
    assert_defined(&k, logits, 8, fed, 1, &half);
    assert_defined(&k, logits, 8, fed, 1, &all);
    hush(&k);
}

static void sample__top_k_of_the_whole_vocabulary__is_off(void **state)
{
    (void)state;
    const float logits[] = {0.1f, 0.4f, -0.3f, 0.2f, 0};
    const int32_t fed[] = {1};
    struct speaker k = speak(logits, 5, fed, 1);
    for (int top_k = 4; top_k <= 1000; top_k += top_k < 8 ? 1 : 331) {
        const struct eng_sampling how = {.temperature = 1, .top_k = top_k};
        assert_defined(&k, logits, 5, fed, 1, &how);
    }
    hush(&k);
}

static void sample__repetition__counts_a_token_once_and_only_in_its_window(void **state)
{
    (void)state;
    const float logits[] = {2, 3, -1, 2.5f, -2};
    const int32_t fed[] = {1, 1, 1, 3, 4};
    struct speaker k = speak(logits, 5, fed, 5);
    struct eng_sampling how = {.repeat_penalty = 1.25f, .repeat_window = 2};
    assert_int_equal(draw(&k, how, 0), 1); /* 3 became 2; the ones lie before the window */
    how.repeat_window = 3;
    assert_int_equal(draw(&k, how, 0), 1); /* 3 / 1.25 = 2.4, once: still over 2 */
    how.repeat_penalty = 2;
    assert_int_equal(draw(&k, how, 0), 0); /* 1.5, 1.25 and 2 */
    how.repeat_window = 0;
    assert_int_equal(draw(&k, how, 0), 1);
    how = (struct eng_sampling){.temperature = 1, .repeat_penalty = 3, .repeat_window = 100};
    assert_defined(&k, logits, 5, fed, 5, &how); /* negative logits are multiplied */
    hush(&k);
}

static void sample__extreme_temperatures__stay_sane(void **state)
{
    (void)state;
    static const float cold[] = {FLT_TRUE_MIN, FLT_MIN, 1e-30f, 1e-3f};
    const float logits[] = {-5, 1, 1.5f, 80, 79, -FLT_MAX, 3};
    const int32_t fed[] = {0};
    struct speaker k = speak(logits, 7, fed, 1);
    for (int i = 0; i < 4; i++)
        for (uint64_t r = 0; r < 9; r++)
            assert_int_equal(
                draw(&k, (struct eng_sampling){.temperature = cold[i]}, r * (UINT64_MAX / 8)), 3);
    const struct eng_sampling hot = {.temperature = 1e30f};
    const float flat[] = {0, 0, 0, 0, 0, -FLT_MAX, 0};
    assert_defined(&k, flat, 7, fed, 1, &hot);
    hush(&k);
}

static void sample__logits_that_are_not_numbers__are_never_chosen(void **state)
{
    (void)state;
    const float logits[] = {0, NAN, 1, -INFINITY, 2, NAN, -NAN};
    const int32_t fed[] = {0};
    struct speaker k = speak(logits, 7, fed, 1);
    static const struct eng_sampling ways[] = {
        {.temperature = 0},
        {.temperature = 1},
        {.temperature = 50},
        {.temperature = 50, .top_k = 6},
        {.temperature = 50, .top_p = 0.99f, .min_p = 0.01f},
        {.temperature = 5, .repeat_penalty = 2, .repeat_window = 9},
    };
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
        for (uint64_t r = 0; r < 100; r++) {
            int32_t id = draw(&k, ways[w], r * (UINT64_MAX / 99));
            assert_true(id == 0 || id == 2 || id == 4);
        }
    assert_int_equal(draw(&k, ways[0], 0), 4);
    hush(&k);
}

static void sample__infinite_logit__is_chosen(void **state)
{
    (void)state;
    const float logits[] = {0, 1, INFINITY, 3};
    const int32_t fed[] = {0};
    struct speaker k = speak(logits, 4, fed, 1);
    for (uint64_t r = 0; r < 20; r++)
        assert_int_equal(
            draw(&k, (struct eng_sampling){.temperature = 1.5f}, r * (UINT64_MAX / 19)), 2);
    hush(&k);
}

static void sample__nothing_is_a_number__is_reported(void **state)
{
    (void)state;
    const float logits[] = {NAN, NAN, NAN, NAN};
    const int32_t fed[] = {0};
    struct speaker k = speak(logits, 4, fed, 1);
    struct eng_error error;
    int32_t id = 77;
    const struct eng_sampling ways[] = {{.temperature = 0}, {.temperature = 1, .top_k = 2}};
    for (int i = 0; i < 2; i++) {
        assert_int_not_equal(eng_session_sample(k.s, &ways[i], 5, &id, &error), ENG_OK);
        assert_non_null(strstr(error.text, "logits"));
    }
    hush(&k);
}

static void sample__settings_out_of_range__are_refused(void **state)
{
    (void)state;
    const float logits[] = {0, 1, 2, 3};
    const int32_t fed[] = {0};
    static const struct eng_sampling wrong[] = {
        {.temperature = -1},
        {.temperature = NAN},
        {.temperature = INFINITY},
        {.temperature = 1, .top_k = -1},
        {.temperature = 1, .top_p = -0.1f},
        {.temperature = 1, .top_p = 1.1f},
        {.temperature = 1, .top_p = NAN},
        {.temperature = 1, .min_p = -0.1f},
        {.temperature = 1, .min_p = 2},
        {.temperature = 1, .min_p = NAN},
        {.temperature = 1, .repeat_penalty = -1, .repeat_window = 4},
        {.temperature = 1, .repeat_penalty = NAN, .repeat_window = 4},
        {.temperature = 1, .repeat_penalty = 1.1f, .repeat_window = -4},
    };
    struct speaker k = speak(logits, 4, fed, 1), silent = speak(logits, 4, NULL, 0);
    struct eng_error error;
    int32_t id;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(eng_session_sample(k.s, &wrong[i], 5, &id, &error), ENG_BAD_ARGUMENT);
    assert_int_equal(
        eng_session_sample(silent.s, &(struct eng_sampling){.temperature = 1}, 5, &id, &error),
        ENG_BAD_ARGUMENT);
    hush(&k);
    hush(&silent);
}

static void sample__any_bits__is_a_pure_function(void **state)
{
    (void)state;
    const float logits[] = {0.5f, 1, 2, 3, 2.5f};
    const int32_t fed[] = {0, 2, 2};
    struct speaker k = speak(logits, 5, fed, 3);
    const struct eng_sampling how = {
        .temperature = 2, .top_k = 4, .repeat_penalty = 1.3f, .repeat_window = 5};
    int32_t first[64];
    for (uint64_t i = 0; i < 64; i++)
        first[i] = draw(&k, how, i << 58);
    for (uint64_t i = 64; i-- > 0;) {
        assert_int_equal(draw(&k, how, i << 58), first[i]);
        assert_in_range(draw(&k, how, UINT64_MAX - i), 0, 4);
        assert_in_range(draw(&k, how, i), 0, 4);
    }
    for (int i = 0; i < 5; i++)
        assert_true(eng_session_logits(k.s)[i] == logits[i]);
    hush(&k);
}

/* The stream of one seed, written down: the same ids on every machine and in every version. */
static void sample__stream_of_one_seed__is_this(void **state)
{
    (void)state;
    static const int32_t expected[] = {23, 0,  16, 20, 20, 20, 28, 2,  7,  24, 28, 0,  28, 16,
                                       9,  20, 24, 24, 7,  23, 24, 0,  16, 0,  16, 24, 20, 23,
                                       20, 0,  7,  7,  0,  24, 0,  24, 9,  24, 9,  7};
    enum { N = sizeof expected / sizeof *expected };
    float logits[48];
    const int32_t fed[] = {1, 2, 3};
    struct random_state r;
    random_seed(&r, 48);
    for (int i = 0; i < 48; i++)
        logits[i] = tiny_noise(&r) * 4;
    struct speaker k = speak(logits, 48, fed, 3);
    random_seed(&r, 2026);
    for (int i = 0; i < N; i++) {
        const struct eng_sampling how = {.temperature = 0.6f + 0.1f * (float)(i % 8),
                                         .top_p = 0.95f,
                                         .top_k = i % 5 ? 0 : 20,
                                         .min_p = i % 3 ? 0 : 0.05f,
                                         .repeat_penalty = 1.1f,
                                         .repeat_window = 3};
        int32_t id = draw(&k, how, random_next(&r));
        if (id != expected[i])
            fail_msg("draw %d is %d, it was %d", i, id, expected[i]);
    }
    hush(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample__random_settings__meet_the_definition),
        cmocka_unit_test(sample__greedy_tie__takes_the_lowest_id),
        cmocka_unit_test(sample__all_logits_equal__every_token_has_its_turn),
        cmocka_unit_test(sample__top_k_of_the_whole_vocabulary__is_off),
        cmocka_unit_test(sample__repetition__counts_a_token_once_and_only_in_its_window),
        cmocka_unit_test(sample__extreme_temperatures__stay_sane),
        cmocka_unit_test(sample__logits_that_are_not_numbers__are_never_chosen),
        cmocka_unit_test(sample__infinite_logit__is_chosen),
        cmocka_unit_test(sample__nothing_is_a_number__is_reported),
        cmocka_unit_test(sample__settings_out_of_range__are_refused),
        cmocka_unit_test(sample__any_bits__is_a_pure_function),
        cmocka_unit_test(sample__stream_of_one_seed__is_this),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
