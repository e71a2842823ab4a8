/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A source of text for lessons: the built-in engine, a script for tests, later a remote server.
 * The caller pulls: every next() waits for one piece, so there are no threads and no callbacks.
 * A speaker knows nothing of lessons; it speaks the turns it is given until it ends.
 */
#ifndef LEMMA_SPEAKER_SPEAKER_H
#define LEMMA_SPEAKER_SPEAKER_H

#include "app/base/die.h"
#include "app/tutor/event.h"
#include "engine/engine.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum speaker_kind {
    SPEAKER_READING, /* `tokens` of `total` of the prompt are read */
    SPEAKER_TEXT,    /* text (seldom none), made of `tokens` generated tokens; whole characters */
    SPEAKER_END,     /* nothing more comes; `reason` */
    SPEAKER_FAILED   /* text is one sentence, `code` what the program should exit with */
};

struct speaker_piece {
    enum speaker_kind kind;
    const char *text; /* the speaker's, until its next call */
    size_t len;
    int64_t tokens, total;
    enum lesson_reason reason;
    enum exit_code code;
};

/* Temperature 0 takes the likeliest token; 0 turns the others off. */
struct speaker_sampling {
    double temperature, top_p;
    uint64_t seed;
};

struct speaker;

struct speaker_ops {
    /* Begins a new conversation with these turns; trouble shows at the next next(). */
    void (*start)(struct speaker *speaker, const struct prompt_turns *turns,
                  const struct speaker_sampling *sampling);
    void (*next)(struct speaker *speaker, struct speaker_piece *piece);
    /* Makes the speaker say this text as if it were its own; next() hands it out with no tokens
     * counted, and goes on from there. */
    void (*force)(struct speaker *speaker, const char *text, size_t len);
    /* Makes the running or next next() end within a token's work. Any thread, any signal handler.
     */
    void (*cancel)(struct speaker *speaker);
    void (*free)(struct speaker *speaker);
};

struct speaker {
    const struct speaker_ops *ops;
    const char *model;  /* a name for reports */
    const char *family; /* prompt family, see engine.h */
    int64_t context;    /* most tokens of a conversation; 0: not known */
};

struct speaker_engine_options {
    const char *dir; /* model directory */
    const char *isa; /* kernel name or NULL */
    int threads;     /* 0: one per core */
};

/* The built-in engine. NULL, with a sentence and an exit code, when the model cannot be used. */
struct speaker *speaker_engine_open(const struct speaker_engine_options *options, struct str *error,
                                    enum exit_code *code);

/* The model alone, for those who keep many conversations (crowd.h). It has a tokenizer. */
struct eng_model *speaker_model_open(const struct speaker_engine_options *options,
                                     struct str *error, enum exit_code *code);
/* How a model is called in reports: the last part of its path, without slashes behind it. */
void speaker_model_name(struct str *name, const char *dir);

/* The exit code that tells a failure of the engine. */
enum exit_code speaker_exit_code(enum eng_status status);

/* Plays a file, for tests. Its text is handed out in pieces, each counted as one token: words
 * with the space before them, or as set by lines of their own that begin with %%:
 *   %%piece N      pieces of N bytes from here on (0: words again)
 *   %%delay MS     wait before each piece from here on
 *   %%prompt N     tell that a prompt of N tokens is being read
 *   %%family NAME  the prompt family (only as the first line)
 *   %%end REASON   end with this reason (see LESSON_REASONS)
 *   %%fail TEXT    fail with this sentence */
struct speaker *speaker_script_open(const char *path, struct str *error, enum exit_code *code);

#endif
