/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One lesson as a pure state machine: what happened goes in, events and a request come out. No
 * file, no clock, no model: the caller pulls text from a speaker, does what is requested and
 * hands the events to sinks. The same inputs give the same events, which is what tests, replay
 * and storage live on.
 */
#ifndef LEMMA_TUTOR_LESSON_H
#define LEMMA_TUTOR_LESSON_H

#include "app/tutor/event.h"

enum lesson_input_kind {
    LESSON_BEGIN,   /* first of all */
    LESSON_READING, /* the speaker has read `tokens` of `total` tokens of the prompt */
    LESSON_TEXT,    /* the speaker said text[0..len), `tokens` tokens */
    LESSON_END,     /* the speaker is through, or was stopped; `reason` */
    LESSON_FAILED   /* text: one sentence */
};

struct lesson_input {
    enum lesson_input_kind kind;
    int64_t now_ns; /* any steady clock */
    const char *text;
    size_t len;
    int64_t tokens, total;
    enum lesson_reason reason;
};

enum lesson_request {
    LESSON_NOTHING,
    LESSON_SAY,   /* start the speaker with `turns` */
    LESSON_FORCE, /* put `force` into the speaker's mouth, then go on pulling */
    LESSON_STOP   /* the lesson is over; the speaker need not go on */
};

struct lesson_output {
    const struct event *events; /* (count) */
    size_t count;
    enum lesson_request request;
    const struct prompt_turns *turns; /* for LESSON_SAY; owned by the lesson */
    const char *force;                /* for LESSON_FORCE */
};

struct lesson;

/* The setup (with its strings) and the prompt must outlive the lesson. */
struct lesson *lesson_new(const struct lesson_setup *setup, const struct prompt *prompt);
void lesson_free(struct lesson *lesson);

/* Takes one input. The answer is valid until the next call. Once over, nothing comes any more. */
const struct lesson_output *lesson_step(struct lesson *lesson, const struct lesson_input *input);
/* DONE or FAILED has been emitted. */
bool lesson_is_over(const struct lesson *lesson);

/* What ends the thinking when its budget is spent. */
#define LESSON_THINK_CLOSE "\n</think>\n\n"

#endif
