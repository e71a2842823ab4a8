/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lessons as lists of events: golden lists for scripted texts, and what the lesson decides on its
 * own (budget, limit, circles, ends). The clock ticks one millisecond an input.
 */
#include "app/base/die.h"
#include "app/tutor/lesson.h"
#include "app/tutor/repeat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct played {
    struct lesson_setup setup;
    struct prompt *prompt;
    struct lesson *lesson;
    struct str log;   /* an event a line */
    struct str force; /* what was forced */
    enum lesson_request request;
    int64_t now_ns;
};

static void play_begin(struct played *p)
{
    static const char text[] = "[system]\nLevel: {{level}}.\n[user]\n{{problem}}\n";
    struct str error = STR_EMPTY;
    *p = (struct played){
        .setup =
            {.problem = "2+2", .problem_len = 3, .model = "m", .family = "starter", .budget = -1},
        .log = STR_EMPTY,
        .force = STR_EMPTY,
        .now_ns = 5000000,
    };
    p->prompt = prompt_parse("test.txt", text, sizeof text - 1, &error);
    assert_non_null(p->prompt);
    p->lesson = lesson_new(&p->setup, p->prompt);
}

static void play_end(struct played *p)
{
    lesson_free(p->lesson);
    prompt_free(p->prompt);
    str_release(&p->log);
    str_release(&p->force);
}

static void log_event(struct str *log, const struct event *e)
{
    str_printf(log, "%s%lld %s", log->len ? "\n" : "", (long long)(e->t_ns / 1000000),
               event_kind_word(e->kind));
    if (e->kind == EVENT_SECTION)
        str_printf(log, " %s", lesson_part_word(e->part));
    if (e->kind == EVENT_READING)
        str_printf(log, " %lld/%lld", (long long)e->tokens, (long long)e->total);
    if (e->kind == EVENT_THINK || e->kind == EVENT_THINK_END)
        str_printf(log, " %lld%s", (long long)e->tokens, e->forced ? " forced" : "");
    if (e->len)
        str_printf(log, " [%s]", e->text);
    if (e->kind == EVENT_DONE || e->kind == EVENT_FAILED)
        str_printf(log, " %s %lld+%lld/%lld", lesson_reason_word(e->reason),
                   (long long)e->totals.prompt_tokens, (long long)e->totals.think_tokens,
                   (long long)e->totals.tokens);
}

static const struct lesson_output *play(struct played *p, struct lesson_input input)
{
    input.now_ns = p->now_ns;
    p->now_ns += 1000000;
    const struct lesson_output *out = lesson_step(p->lesson, &input);
    for (size_t i = 0; i < out->count; i++)
        log_event(&p->log, &out->events[i]);
    p->request = out->request;
    if (out->request == LESSON_FORCE)
        str_add_text(&p->force, out->force);
    return out;
}

static void play_text(struct played *p, const char *text)
{
    play(p, (struct lesson_input){
                .kind = LESSON_TEXT, .text = text, .len = strlen(text), .tokens = 1});
}

static void lesson__the_problem__becomes_the_turns(void **state)
{
    (void)state;
    struct played p;
    play_begin(&p);
    p.setup.level = LEVEL_ADVANCED;
    p.setup.problem = "what is {{level}}?";
    p.setup.problem_len = strlen(p.setup.problem);
    const struct lesson_output *out = play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    assert_int_equal(out->request, LESSON_SAY);
    assert_int_equal(out->turns->count, 2);
    assert_string_equal(out->turns->turn[0].text, "Level: advanced.");
    assert_int_equal(out->turns->turn[1].role, ROLE_USER);
    assert_string_equal(out->turns->turn[1].text, "what is {{level}}?");
    play_end(&p);
}

static void lesson__a_whole_answer__golden_events(void **state)
{
    (void)state;
    struct played p;
    play_begin(&p);
    play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    play(&p, (struct lesson_input){.kind = LESSON_READING, .tokens = 5, .total = 9});
    static const char *const pieces[] = {"<thi",         "nk>\n2",  "+2",          "=4\n</thi",
                                         "nk>\n\n## Pl", "an\nAdd", " them: ",     "\\(2+",
                                         "2\\)",         ".\n\n",   "## Answer\n", "\\boxed{4}"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        play_text(&p, pieces[i]);
    assert_int_equal(p.request, LESSON_NOTHING);
    play(&p, (struct lesson_input){.kind = LESSON_END, .reason = REASON_STOP});
    assert_int_equal(p.request, LESSON_STOP);
    assert_string_equal(p.log.data, "0 started [2+2]\n"
                                    "1 reading 5/9\n"
                                    "3 think_begin\n"
                                    "3 think 0 [2]\n"
                                    "4 think 1 [+2]\n"
                                    "5 think 2 [=4]\n"
                                    "6 think_end 3\n"
                                    "7 section plan\n"
                                    "7 text [Add]\n"
                                    "8 text [ them:]\n"
                                    "9 pending [ \\(2+]\n"
                                    "10 text [ ]\n"
                                    "10 formula [2+2]\n"
                                    "11 text [.]\n"
                                    "12 section answer\n"
                                    "13 formula [\\boxed{4}]\n"
                                    "14 answer [4]\n"
                                    "14 done stop 9+3/12");
    assert_true(lesson_is_over(p.lesson));
    size_t before = p.log.len;
    play_text(&p, "more");
    assert_int_equal(p.log.len, before);
    play_end(&p);
}

static void lesson__a_spent_budget__closes_the_thinking_once(void **state)
{
    (void)state;
    struct played p;
    play_begin(&p);
    p.setup.budget = 3;
    play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    static const char *const pieces[] = {"<think>", "a", " b", " c", " d"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        play_text(&p, pieces[i]);
        assert_int_equal(p.request, i == 3 ? LESSON_FORCE : LESSON_NOTHING);
    }
    assert_string_equal(p.force.data, "\n</think>\n\n");
    play(&p, (struct lesson_input){
                 .kind = LESSON_TEXT, .text = p.force.data, .len = p.force.len, .tokens = 0});
    play_text(&p, "so 4");
    play(&p, (struct lesson_input){.kind = LESSON_END, .reason = REASON_STOP});
    assert_non_null(strstr(p.log.data, "6 think_end 4 forced\n7 text [so 4]\n8 done stop 0+4/6"));
    play_end(&p);

    play_begin(&p);
    p.setup.budget = 0;
    play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    play_text(&p, "<think>");
    assert_int_equal(p.request, LESSON_FORCE);
    play_end(&p);
}

static void lesson__the_limit_of_tokens__ends_it(void **state)
{
    (void)state;
    struct played p;
    play_begin(&p);
    p.setup.max_tokens = 3;
    play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    play_text(&p, "\\boxed{1}");
    play_text(&p, " and");
    play_text(&p, " so \\(");
    assert_int_equal(p.request, LESSON_STOP);
    assert_non_null(
        strstr(p.log.data,
               "[ and]\n3 text [ so]\n3 text [ ]\n3 text [\\(]\n3 answer [1]\n3 done limit 0+0/3"));
    play_end(&p);
}

static void lesson__circles__end_it(void **state)
{
    (void)state;
    struct played p;
    play_begin(&p);
    play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    play_text(&p, "<think>");
    for (int i = 0; i < 100 && !lesson_is_over(p.lesson); i++)
        play_text(&p, "Wait, let me check that once more. ");
    assert_true(lesson_is_over(p.lesson));
    assert_non_null(strstr(p.log.data, "think_end"));
    assert_non_null(strstr(p.log.data, "done repetition"));
    play_end(&p);
}

static void lesson__ends_of_the_speaker__are_reported(void **state)
{
    (void)state;
    static const struct {
        struct lesson_input end;
        const char *last;
    } cases[] = {
        {{.kind = LESSON_END, .reason = REASON_CANCELLED},
         "\n2 answer [1]\n2 done cancelled 0+0/1"},
        {{.kind = LESSON_END, .reason = REASON_FULL}, "\n2 answer [1]\n2 done full 0+0/1"},
        {{.kind = LESSON_FAILED, .text = "it broke", .len = 8},
         "$\\boxed{1}\n2 failed [it broke] failed 0+0/1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct played p;
        play_begin(&p);
        play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
        play_text(&p, "\\boxed{1}");
        play(&p, cases[i].end);
        const char *last = cases[i].last[0] == '$' ? strchr(cases[i].last, '\n') : cases[i].last;
        size_t len = strlen(last);
        assert_string_equal(p.log.data + p.log.len - len, last);
        play_end(&p);
    }
}

static void lesson__cut_off_thinking__ends_before_the_end(void **state)
{
    (void)state;
    struct played p;
    play_begin(&p);
    play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    play_text(&p, "<think>a");
    play(&p, (struct lesson_input){.kind = LESSON_END, .reason = REASON_CANCELLED});
    assert_string_equal(p.log.data, "0 started [2+2]\n1 think_begin\n1 think 0 [a]\n2 think_end 0\n"
                                    "2 done cancelled 0+0/1");
    play_end(&p);
}

static void lesson__no_text_at_all__is_an_answer_too(void **state)
{
    (void)state;
    struct played p;
    play_begin(&p);
    play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
    play(&p, (struct lesson_input){.kind = LESSON_END, .reason = REASON_STOP});
    assert_string_equal(p.log.data, "0 started [2+2]\n1 done stop 0+0/0");
    play_end(&p);
}

/* All pieces have one token, so the events differ only in how text is cut. */
static void lesson__sources__are_the_models_text(void **state)
{
    (void)state;
    static const char text[] =
        "<think>\n a </think>\n\n## Steps\n\n\\[ x \\]\n\n**Answer:** $\\boxed{3}$ \n\n";
    for (size_t cut = 0; cut < sizeof text; cut++) {
        struct played p;
        struct str sources = STR_EMPTY;
        play_begin(&p);
        play(&p, (struct lesson_input){.kind = LESSON_BEGIN});
        size_t ends[] = {0, cut, sizeof text - 1};
        for (int i = 0; i < 3; i++) {
            struct lesson_input input = {.kind = i < 2 ? LESSON_TEXT : LESSON_END};
            if (i < 2) {
                input.text = text + ends[i];
                input.len = ends[i + 1] - ends[i];
            }
            const struct lesson_output *out = play(&p, input);
            for (size_t k = 0; k < out->count; k++)
                str_add(&sources, out->events[k].source, out->events[k].source_len);
        }
        assert_string_equal(sources.data, text);
        str_release(&sources);
        play_end(&p);
    }
}

/* --- circles -------------------------------------------------------------------------------- */

static bool goes_round(const char *text)
{
    static struct repeat r;
    repeat_init(&r);
    return repeat_feed(&r, text, strlen(text));
}

static void repeat__real_circles__are_seen(void **state)
{
    (void)state;
    static const char *const units[] = {
        "0",
        "ab",
        "So x = 2. ",
        "Wait, that is not right. Let me compute it again.\n",
        "A paragraph that is a good deal longer than a line, as models write them when they lose "
        "their way in a proof and begin again from the very start of the same long argument.\n\n",
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct str text = STR_EMPTY;
        str_add_text(&text, "An honest beginning of some length, not repeated. ");
        while (text.len < 4000)
            str_add_text(&text, units[i]);
        assert_true(goes_round(text.data));
        str_release(&text);
    }
    /* The same line between others. */
    struct str text = STR_EMPTY;
    for (int i = 0; i < 12; i++)
        str_printf(&text,
                   "Try number %d in a row of tries.\nHmm, but this still gives the wrong "
                   "sign in the end.\n",
                   i * 7919);
    assert_true(goes_round(text.data));
    str_release(&text);
}

static void repeat__honest_work__is_left_alone(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 1; i < 400; i++)
        str_printf(&text, "%d*7=%d\n", i, i * 7);
    assert_false(goes_round(text.data));
    str_clear(&text);
    for (int i = 1; i < 60; i++)
        str_printf(&text, "Step %d: we add %d on both sides.\n\nLet me check.\n", i, i * i);
    assert_false(goes_round(text.data));
    str_clear(&text);
    str_add_text(&text, "100000000000000000000000000000000000000000000000000000000000000\n");
    str_add_text(&text, "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    assert_false(goes_round(text.data));
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lesson__the_problem__becomes_the_turns),
        cmocka_unit_test(lesson__a_whole_answer__golden_events),
        cmocka_unit_test(lesson__a_spent_budget__closes_the_thinking_once),
        cmocka_unit_test(lesson__the_limit_of_tokens__ends_it),
        cmocka_unit_test(lesson__circles__end_it),
        cmocka_unit_test(lesson__ends_of_the_speaker__are_reported),
        cmocka_unit_test(lesson__cut_off_thinking__ends_before_the_end),
        cmocka_unit_test(lesson__no_text_at_all__is_an_answer_too),
        cmocka_unit_test(lesson__sources__are_the_models_text),
        cmocka_unit_test(repeat__real_circles__are_seen),
        cmocka_unit_test(repeat__honest_work__is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
