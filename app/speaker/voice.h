/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One conversation with the engine, without the computing: turns become tokens, tokens become
 * text. A voice says what it needs next, a slice of tokens fed or its next token computed, and
 * whoever drives it does that, for one voice (engine.c) or for many in one pass (crowd.c). Text is
 * handed out before the next token is computed, so what is seen is never behind.
 */
#ifndef LEMMA_SPEAKER_VOICE_H
#define LEMMA_SPEAKER_VOICE_H

#include "app/base/random.h"
#include "app/speaker/speaker.h"

#include <signal.h>

struct voice {
    struct eng_model *model;
    const struct eng_tokenizer *tok;
    int64_t context;
    int32_t end_tags[2];

    struct eng_session *session;
    struct eng_sampling sampling;
    struct random_state random;
    struct eng_tokens waiting; /* to be fed: the prompt, then forced text */
    size_t fed;
    int64_t prompt_tokens; /* while the prompt is read, else 0 */
    struct str forced;     /* text to hand out before anything else */
    struct str said;       /* the current piece, and the start of a character behind it */
    size_t held;           /* bytes at the end of `said` that wait for the rest */
    int64_t tokens;        /* sampled for `said` and not handed out */
    int32_t next_id;       /* sampled and shown, not computed yet; -1: none */
    struct eng_error error;
    bool failed, over;
    bool handed;   /* `said` went out with the last piece */
    bool has_read; /* a slice of the prompt was fed and has not been told */
    volatile sig_atomic_t cancelled;
};

/* The model outlives the voice and has a tokenizer. */
void voice_init(struct voice *voice, struct eng_model *model);
void voice_release(struct voice *voice);

/* Begins a new conversation; trouble shows at the next voice_next. */
void voice_start(struct voice *voice, const struct prompt_turns *turns,
                 const struct speaker_sampling *sampling);
/* See speaker.h. */
void voice_force(struct voice *voice, const char *text, size_t len);
void voice_cancel(struct voice *voice);

enum voice_need {
    VOICE_PIECE, /* nothing: *piece is filled */
    VOICE_FEED,  /* voice_feed */
    VOICE_STEP   /* next_id must be computed: voice_step, or voice_stepped after doing so */
};
enum voice_need voice_next(struct voice *voice, struct speaker_piece *piece);
/* Returns how many tokens were fed. */
size_t voice_feed(struct voice *voice);
void voice_step(struct voice *voice);
void voice_stepped(struct voice *voice);

#endif
