/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many conversations at once say what each says alone, in any company; the starter model speaks.
 */
#include "app/speaker/crowd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define STARTER "data/starter/model"
enum { JOBS = 9, MOST_PIECES = 160 };

static struct eng_model *model;
static struct prompt *prompt;

static const char *const problems[JOBS] = {"2x + 3 = 11",  "12 + 30 * 2", "x^2 - 5x + 6 = 0",
                                           "100 - 7 * 8",  "3x = 12",     "(2+3)*4",
                                           "5x - 10 = 15", "81 - 27 + 3", "differentiate x^3"};

static int setup(void **state)
{
    (void)state;
    static const char text[] = "[system]\nMaths tutor. Level: beginner.\n[user]\n{{problem}}\n";
    struct str error = STR_EMPTY;
    enum exit_code code;
    const struct speaker_engine_options options = {.dir = STARTER, .threads = 2};
    model = speaker_model_open(&options, &error, &code);
    prompt = prompt_parse("p", text, sizeof text - 1, &error);
    return model && prompt ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    prompt_free(prompt);
    eng_model_close(model);
    return 0;
}

static void fill(struct prompt_turns *turns, const char *problem, size_t len)
{
    struct str error = STR_EMPTY;
    const struct prompt_slot slot = {"problem", problem, len};
    assert_true(prompt_fill(prompt, &slot, 1, turns, &error));
}

static struct speaker_sampling sampling_of(size_t job)
{
    return (struct speaker_sampling){
        .temperature = job % 3 ? 0.9 : 0, .top_p = 0.95, .seed = 40 + job};
}

/* What each says, cut after MOST_PIECES pieces. Every third is forced to say something on the way.
 */
struct record {
    struct str said[JOBS];
    size_t pieces[JOBS];
    int64_t tokens[JOBS];
};

static const char forced[] = " 그래서 ";

/* Takes a piece of a job; true when the job goes on, `force` when it is to be forced now. */
static bool take(struct record *r, size_t job, const struct speaker_piece *piece, bool *force)
{
    *force = false;
    if (piece->kind == SPEAKER_READING)
        return true;
    if (piece->kind != SPEAKER_TEXT) {
        assert_int_equal(piece->kind, SPEAKER_END);
        str_printf(&r->said[job], "[%d]", (int)piece->reason);
        return false;
    }
    str_add(&r->said[job], piece->text, piece->len);
    r->tokens[job] += piece->tokens;
    *force = job % 3 == 1 && r->pieces[job] == 20;
    return ++r->pieces[job] < MOST_PIECES;
}

static void speak_alone(struct record *r)
{
    struct str error = STR_EMPTY;
    enum exit_code code;
    const struct speaker_engine_options options = {.dir = STARTER, .threads = 1};
    struct speaker *speaker = speaker_engine_open(&options, &error, &code);
    struct prompt_turns turns = {.count = 0};
    assert_non_null(speaker);
    for (size_t job = 0; job < JOBS; job++) {
        struct speaker_sampling sampling = sampling_of(job);
        struct speaker_piece piece;
        bool force, more = true;
        fill(&turns, problems[job], strlen(problems[job]));
        speaker->ops->start(speaker, &turns, &sampling);
        while (more) {
            speaker->ops->next(speaker, &piece);
            more = take(r, job, &piece, &force);
            if (force)
                speaker->ops->force(speaker, forced, sizeof forced - 1);
        }
    }
    prompt_turns_release(&turns);
    speaker->ops->free(speaker);
}

static void speak_together(struct record *r, size_t most)
{
    struct crowd *crowd = crowd_new(model, most);
    struct prompt_turns turns = {.count = 0};
    struct speaker_piece piece;
    size_t job_of[JOBS], next = 0, seat;
    bool force;
    for (;;) {
        while (next < JOBS && crowd_has_room(crowd)) {
            struct speaker_sampling sampling = sampling_of(next);
            fill(&turns, problems[next], strlen(problems[next]));
            seat = crowd_join(crowd, &turns, &sampling);
            assert_true(seat < most);
            job_of[seat] = next++;
        }
        if (!crowd_next(crowd, &seat, &piece))
            break;
        if (!take(r, job_of[seat], &piece, &force))
            crowd_leave(crowd, seat);
        if (force)
            crowd_force(crowd, seat, forced, sizeof forced - 1);
    }
    assert_int_equal(next, JOBS);
    prompt_turns_release(&turns);
    crowd_free(crowd);
}

static void record_init(struct record *r)
{
    *r = (struct record){.pieces = {0}};
    for (size_t i = 0; i < JOBS; i++)
        str_init(&r->said[i]);
}

static void record_release(struct record *r)
{
    for (size_t i = 0; i < JOBS; i++)
        str_release(&r->said[i]);
}

static void crowd__of_any_size__says_what_each_says_alone(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 2, 4, JOBS};
    struct record alone, together;
    record_init(&alone);
    speak_alone(&alone);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        record_init(&together);
        speak_together(&together, sizes[i]);
        for (size_t job = 0; job < JOBS; job++) {
            assert_string_equal(together.said[job].data, alone.said[job].data);
            assert_int_equal(together.tokens[job], alone.tokens[job]);
        }
        record_release(&together);
    }
    assert_non_null(strstr(alone.said[1].data, forced));
    record_release(&alone);
}

static void join__a_prompt_past_the_context__fails_alone(void **state)
{
    (void)state;
    struct crowd *crowd = crowd_new(model, 2);
    struct prompt_turns turns = {.count = 0};
    struct str long_problem = STR_EMPTY;
    struct speaker_sampling greedy = {.temperature = 0};
    struct speaker_piece piece;
    size_t seat, failures = 0, texts = 0;
    for (int i = 0; i < 5000; i++)
        str_add_text(&long_problem, "1 + 1 - ");
    fill(&turns, long_problem.data, long_problem.len);
    size_t bad = crowd_join(crowd, &turns, &greedy);
    fill(&turns, "1 + 1", 5);
    crowd_join(crowd, &turns, &greedy);
    assert_false(crowd_has_room(crowd));
    while (crowd_next(crowd, &seat, &piece)) {
        if (piece.kind == SPEAKER_FAILED) {
            assert_int_equal(seat, bad);
            failures++;
        }
        texts += piece.kind == SPEAKER_TEXT;
    }
    assert_int_equal(failures, 1);
    assert_true(texts > 10);
    crowd_free(crowd);
    prompt_turns_release(&turns);
    str_release(&long_problem);
}

static void cancel__in_the_middle__ends_everybody(void **state)
{
    (void)state;
    struct crowd *crowd = crowd_new(model, 3);
    struct prompt_turns turns = {.count = 0};
    struct speaker_sampling greedy = {.temperature = 0};
    struct speaker_piece piece;
    size_t seat, ended = 0;
    for (size_t i = 0; i < 3; i++) {
        fill(&turns, problems[i], strlen(problems[i]));
        crowd_join(crowd, &turns, &greedy);
    }
    for (int i = 0; i < 30; i++)
        assert_true(crowd_next(crowd, &seat, &piece));
    crowd_cancel(crowd);
    while (crowd_next(crowd, &seat, &piece)) {
        assert_int_equal(piece.kind, SPEAKER_END);
        assert_int_equal(piece.reason, REASON_CANCELLED);
        ended++;
    }
    assert_int_equal(ended, 3);
    crowd_free(crowd);
    prompt_turns_release(&turns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crowd__of_any_size__says_what_each_says_alone),
        cmocka_unit_test(join__a_prompt_past_the_context__fails_alone),
        cmocka_unit_test(cancel__in_the_middle__ends_everybody),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
