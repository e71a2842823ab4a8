/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader finds, this file counts and decides: budget of thinking, limit of tokens, circles,
 * and the one event that ends a lesson. Texts of a step are collected in `arena`; events keep
 * offsets into it until the step is complete.
 */
#include "app/tutor/lesson.h"

#include "app/base/die.h"
#include "app/tutor/reader.h"
#include "app/tutor/repeat.h"

#include <stdlib.h>
#include <string.h>

struct lesson {
    const struct lesson_setup *setup;
    const struct prompt *prompt;
    struct prompt_turns turns;
    struct reader *reader;
    struct repeat repeat;
    struct lesson_totals totals;
    struct lesson_output output;
    struct event *events; /* owned; text and source are offsets while a step runs */
    size_t cap;
    struct str arena;
    int64_t begin_ns, think_begin_ns, now_ns;
    bool forced, over;
};

static void on_find(void *context, const struct reader_find *find);

struct lesson *lesson_new(const struct lesson_setup *setup, const struct prompt *prompt)
{
    struct lesson *lesson = xcalloc(1, sizeof *lesson);
    lesson->setup = setup;
    lesson->prompt = prompt;
    lesson->reader = reader_new(on_find, lesson);
    repeat_init(&lesson->repeat);
    str_init(&lesson->arena);
    return lesson;
}

void lesson_free(struct lesson *lesson)
{
    if (!lesson)
        return;
    prompt_turns_release(&lesson->turns);
    reader_free(lesson->reader);
    str_release(&lesson->arena);
    free(lesson->events);
    free(lesson);
}

bool lesson_is_over(const struct lesson *lesson)
{
    return lesson->over;
}

/* --- events --------------------------------------------------------------------------------- */

/* Offsets wear the clothes of pointers until output_finish. */
static const char *keep_text(struct lesson *lesson, const char *text, size_t len)
{
    size_t at = lesson->arena.len;
    str_add(&lesson->arena, text, len);
    str_add_char(&lesson->arena, '\0');
    return (const char *)(uintptr_t)at;
}

static void emit(struct lesson *lesson, struct event event)
{
    if (lesson->output.count == lesson->cap) {
        lesson->cap = lesson->cap ? 2 * lesson->cap : 16;
        lesson->events = xrealloc(lesson->events, lesson->cap * sizeof *lesson->events);
    }
    event.t_ns = lesson->now_ns - lesson->begin_ns;
    event.setup = lesson->setup;
    event.text = keep_text(lesson, event.text, event.len);
    event.source = keep_text(lesson, event.source, event.source_len);
    lesson->events[lesson->output.count++] = event;
}

static void output_finish(struct lesson *lesson)
{
    for (size_t i = 0; i < lesson->output.count; i++) {
        struct event *event = &lesson->events[i];
        event->text = lesson->arena.data + (uintptr_t)event->text;
        event->source = lesson->arena.data + (uintptr_t)event->source;
    }
    lesson->output.events = lesson->events;
}

static void think_is_over(struct lesson *lesson)
{
    lesson->totals.think_ns += lesson->now_ns - lesson->think_begin_ns;
}

static void on_find(void *context, const struct reader_find *find)
{
    struct lesson *lesson = context;
    struct event event = {.kind = find->kind,
                          .text = find->text,
                          .len = find->len,
                          .source = find->source,
                          .source_len = find->source_len,
                          .part = find->part,
                          .display = find->display,
                          .tokens = lesson->totals.think_tokens};
    if (find->kind == EVENT_THINK_BEGIN)
        lesson->think_begin_ns = lesson->now_ns;
    if (find->kind == EVENT_THINK_END) {
        think_is_over(lesson);
        event.forced = lesson->forced;
    }
    emit(lesson, event);
}

/* --- ending --------------------------------------------------------------------------------- */

static void end(struct lesson *lesson, enum lesson_reason reason, const char *why, size_t len)
{
    reader_end(lesson->reader);
    const struct str *answer = reader_answer(lesson->reader);
    if (answer && reason != REASON_FAILED)
        emit(lesson,
             (struct event){.kind = EVENT_ANSWER, .text = answer->data, .len = answer->len});
    lesson->totals.total_ns = lesson->now_ns - lesson->begin_ns;
    emit(lesson, (struct event){.kind = reason == REASON_FAILED ? EVENT_FAILED : EVENT_DONE,
                                .text = why,
                                .len = len,
                                .reason = reason,
                                .totals = lesson->totals});
    lesson->over = true;
    lesson->output.request = LESSON_STOP;
}

/* --- inputs --------------------------------------------------------------------------------- */

static void begin(struct lesson *lesson)
{
    const struct lesson_setup *setup = lesson->setup;
    lesson->begin_ns = lesson->now_ns;
    emit(lesson,
         (struct event){.kind = EVENT_STARTED, .text = setup->problem, .len = setup->problem_len});
    const char *level = level_word(setup->level, setup->lang);
    struct prompt_slot slots[] = {
        {"problem", setup->problem, setup->problem_len},
        {"level", level, strlen(level)},
        {"letters", setup->letters, setup->letters ? strlen(setup->letters) : 0},
    };
    size_t n = setup->letters ? 3 : 2;
    struct str error = STR_EMPTY;
    if (prompt_fill(lesson->prompt, slots, n, &lesson->turns, &error)) {
        lesson->output.request = LESSON_SAY;
        lesson->output.turns = &lesson->turns;
    } else {
        end(lesson, REASON_FAILED, error.data, error.len);
    }
    str_release(&error);
}

/* Thinking without a visible piece still counts up; sinks live on the number. */
static void report_thinking(struct lesson *lesson, size_t first_event)
{
    for (size_t i = first_event; i < lesson->output.count; i++)
        if (lesson->events[i].kind == EVENT_THINK || lesson->events[i].kind == EVENT_THINK_BEGIN)
            return;
    emit(lesson, (struct event){.kind = EVENT_THINK, .tokens = lesson->totals.think_tokens});
}

/* Goes last, so that whatever comes next takes its place. */
static void report_pending(struct lesson *lesson)
{
    struct str pending = STR_EMPTY;
    reader_pending(lesson->reader, &pending);
    if (pending.len)
        emit(lesson, (struct event){.kind = EVENT_PENDING,
                                    .text = pending.data,
                                    .len = pending.len,
                                    .part = reader_part(lesson->reader)});
    str_release(&pending);
}

static void take_text(struct lesson *lesson, const struct lesson_input *input)
{
    const struct lesson_setup *setup = lesson->setup;
    struct lesson_totals *totals = &lesson->totals;
    size_t first_event = lesson->output.count;
    bool was_thinking = reader_is_thinking(lesson->reader);
    if (!totals->first_ns)
        totals->first_ns = lesson->now_ns - lesson->begin_ns;
    totals->tokens += input->tokens;
    if (was_thinking)
        totals->think_tokens += input->tokens;
    reader_feed(lesson->reader, input->text, input->len);
    bool thinking = reader_is_thinking(lesson->reader);
    if (thinking && was_thinking)
        report_thinking(lesson, first_event);
    if (!thinking)
        lesson->forced = false;
    if (repeat_feed(&lesson->repeat, input->text, input->len)) {
        end(lesson, REASON_REPETITION, NULL, 0);
    } else if (setup->max_tokens > 0 && totals->tokens >= setup->max_tokens) {
        end(lesson, REASON_LIMIT, NULL, 0);
    } else if (thinking && !lesson->forced && setup->budget >= 0 &&
               totals->think_tokens >= setup->budget) {
        lesson->forced = true;
        lesson->output.request = LESSON_FORCE;
        lesson->output.force = LESSON_THINK_CLOSE;
    }
    if (!lesson->over)
        report_pending(lesson);
}

const struct lesson_output *lesson_step(struct lesson *lesson, const struct lesson_input *input)
{
    str_clear(&lesson->arena);
    lesson->output = (struct lesson_output){.request = LESSON_NOTHING};
    if (lesson->over)
        return &lesson->output;
    lesson->now_ns = input->now_ns;
    switch (input->kind) {
    case LESSON_BEGIN:
        begin(lesson);
        break;
    case LESSON_READING:
        lesson->totals.prompt_tokens = input->total;
        emit(lesson,
             (struct event){.kind = EVENT_READING, .tokens = input->tokens, .total = input->total});
        break;
    case LESSON_TEXT:
        take_text(lesson, input);
        break;
    case LESSON_END:
        end(lesson, input->reason, NULL, 0);
        break;
    case LESSON_FAILED:
        end(lesson, REASON_FAILED, input->text, input->len);
        break;
    }
    output_finish(lesson);
    return &lesson->output;
}
