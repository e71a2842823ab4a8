/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lesson is a stream of these events. Screen, pipe, JSON and later store and network all take
 * the same ones; none of them asks anything else of a lesson.
 */
#ifndef LEMMA_TUTOR_EVENT_H
#define LEMMA_TUTOR_EVENT_H

#include "app/tutor/prompt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* name, word in JSON, meaning */
#define EVENT_KINDS(X)                                                                     \
    X(STARTED, "started", "the problem as understood, and who answers it how")             \
    X(READING, "reading", "the speaker has read `tokens` of `total` tokens of the prompt") \
    X(THINK_BEGIN, "think_begin", "private reasoning begins")                              \
    X(THINK, "think", "a piece of reasoning (may be empty), `tokens` so far")              \
    X(THINK_END, "think_end", "reasoning is over; `forced` if its budget was spent")       \
    X(SECTION, "section", "one of the five parts begins")                                  \
    X(TEXT, "text", "a piece of text, whole characters")                                   \
    X(FORMULA, "formula", "a whole formula, LaTeX without its delimiters")                 \
    X(PENDING, "pending", "for a screen only: a formula that is still open, see below")    \
    X(ANSWER, "answer", "the final answer, LaTeX; at most once, before done")              \
    X(DONE, "done", "the lesson is over; `reason` says why, totals are final")             \
    X(FAILED, "failed", "the lesson is over because something broke; text is a sentence")

enum event_kind {
#define X(name, word, meaning) EVENT_##name,
    EVENT_KINDS(X)
#undef X
        EVENT_KIND_COUNT
};

const char *event_kind_word(enum event_kind kind);

/* The parts of a solution. name, word in JSON, heading in English, in Korean */
#define LESSON_PARTS(X)                               \
    X(UNDERSTAND, "understand", "Understand", "이해") \
    X(PLAN, "plan", "Plan", "계획")                   \
    X(STEPS, "steps", "Steps", "풀이")                \
    X(CHECK, "check", "Check", "검산")                \
    X(ANSWER, "answer", "Answer", "답")

enum lesson_part {
    PART_NONE, /* before the first heading, or an answer without headings */
#define X(name, word, english, korean) PART_##name,
    LESSON_PARTS(X)
#undef X
        PART_COUNT
};

const char *lesson_part_word(enum lesson_part part); /* NULL for PART_NONE */
const char *lesson_part_heading(enum lesson_part part, enum lang lang);

/* Why a lesson ended. name, word in JSON, meaning */
#define LESSON_REASONS(X)                                               \
    X(STOP, "stop", "the model finished")                               \
    X(LIMIT, "limit", "as many tokens as one answer may have")          \
    X(FULL, "full", "the model's context is full")                      \
    X(REPETITION, "repetition", "the model was going round in circles") \
    X(CANCELLED, "cancelled", "stopped by the learner")                 \
    X(FAILED, "failed", "something broke")

enum lesson_reason {
#define X(name, word, meaning) REASON_##name,
    LESSON_REASONS(X)
#undef X
        REASON_COUNT
};

const char *lesson_reason_word(enum lesson_reason reason);

/* Tokens and times of a lesson so far; the clock is the caller's (lesson.h), in nanoseconds. */
struct lesson_totals {
    int64_t prompt_tokens, think_tokens, tokens; /* tokens: all that were generated */
    int64_t first_ns;                            /* until the first generated text; 0: none yet */
    int64_t think_ns, total_ns;
};

/* What a lesson is about; the strings live as long as the lesson. */
struct lesson_setup {
    const char *problem;
    size_t problem_len;
    enum level level;
    enum lang lang;
    const char *model;   /* how the model is called in reports */
    const char *family;  /* prompt family, see engine.h */
    const char *letters; /* of a multiple choice, "A/B/C/D", for {{letters}}; or NULL */
    uint64_t seed;
    double temperature;
    int64_t budget;     /* most tokens of thinking; -1: no limit */
    int64_t max_tokens; /* most tokens of an answer; 0: no limit of our own */
};

/* PENDING is what a screen may show of a formula before it is known to be one: its source so far
 * with the white space before it. It is the last event of a step, stands for no bytes of the model
 * (they come again with the FORMULA or TEXT that replaces it) and holds until the next event of any
 * kind. Whoever keeps, counts or sends events leaves it out; a replay is the same without it. */

/* Pointers are valid until the lesson takes its next input. */
struct event {
    enum event_kind kind;
    int64_t t_ns; /* since the lesson began */
    /* THINK, TEXT, PENDING: what to show. FORMULA, ANSWER: LaTeX. STARTED: the problem. FAILED:
     * why. */
    const char *text;
    size_t len;
    /* The exact bytes of the model this event stands for, with delimiters, headings and the white
     * space before it: all sources of a lesson in order are the model's text again. */
    const char *source;
    size_t source_len;
    enum lesson_part part;            /* SECTION: which; TEXT, FORMULA, PENDING: in which */
    bool display;                     /* FORMULA: on a line of its own */
    bool forced;                      /* THINK_END */
    int64_t tokens, total;            /* READING, THINK, THINK_END */
    enum lesson_reason reason;        /* DONE, FAILED */
    struct lesson_totals totals;      /* DONE, FAILED */
    const struct lesson_setup *setup; /* always */
};

#endif
