/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns into tokens, after the model's chat template:
 *   <|role|>content<|end|> for each turn, then <|assistant|> or, at the end of all, <|endoftext|>.
 * The idea to read it by: the tags come from here and only from here. What a learner types is
 * tokenized as plain text, so that an "<|end|>" in it stays seven ordinary characters and nobody
 * can forge a turn. Needs a tokenizer, knows no session and no lesson.
 */
#ifndef LEMMA_TUTOR_DIALOGUE_H
#define LEMMA_TUTOR_DIALOGUE_H

#include "engine/engine.h"

struct dialogue_turn {
    const char *role; /* "system", "user", "assistant"; <|role|> must be a token of the model */
    const char *content;
    size_t len;
    const char *tools; /* of a system turn: put between <|tool|> and <|/tool|>; NULL for none */
    size_t tools_len;
};

/* Appends the tokens of n turns. With generation_prompt they end in <|assistant|>, ready for the
 * answer; without, in <|endoftext|>. White space at the start of a content is swallowed where the
 * tag before it does so in the library. With parse_tags tags inside a content count, as the
 * library has it: never for text from outside. ENG_BAD_ARGUMENT names a role or tag the model
 * lacks, and those it has. On failure out is as before. */
enum eng_status dialogue_turns(const struct eng_tokenizer *tok, const struct dialogue_turn *turns,
                               size_t n, bool generation_prompt, bool parse_tags,
                               struct eng_tokens *out, struct eng_error *error);
/* One turn and nothing after its <|end|>, content always plain: for a prefix that others share. */
enum eng_status dialogue_turn(const struct eng_tokenizer *tok, const struct dialogue_turn *turn,
                              struct eng_tokens *out, struct eng_error *error);

#endif
