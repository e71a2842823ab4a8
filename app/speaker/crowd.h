/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many conversations with one model, computed together: a step of all of them reads the weights
 * once. Each has a seat; the caller pulls pieces, of whichever seat has one, as from a speaker
 * (speaker.h). What a seat says does not depend on the others: other sessions in a pass change no
 * bit of a logit, and each seat draws from its own seed.
 *
 * A crowd knows nothing of lessons. One thread; crowd_cancel from anywhere.
 */
#ifndef LEMMA_SPEAKER_CROWD_H
#define LEMMA_SPEAKER_CROWD_H

#include "app/speaker/speaker.h"

struct crowd;

/* At most `most` conversations at a time. The model outlives the crowd and has a tokenizer. */
struct crowd *crowd_new(struct eng_model *model, size_t most);
void crowd_free(struct crowd *crowd);

bool crowd_has_room(const struct crowd *crowd);
/* Begins a conversation and returns its seat, 0..most-1; needs room. Trouble shows as a piece. */
size_t crowd_join(struct crowd *crowd, const struct prompt_turns *turns,
                  const struct speaker_sampling *sampling);
/* Ends it, whether it is through or not, and gives its memory back. */
void crowd_leave(struct crowd *crowd, size_t seat);

/* Waits for the next piece of anybody; its text lives until the next call. False when nobody is
 * left who could speak: all seats are free or had their last piece. Prompts are read in slices
 * between the steps, so that a long one does not silence the others. */
bool crowd_next(struct crowd *crowd, size_t *seat, struct speaker_piece *piece);
/* As speaker_ops.force. Only right after a piece of this seat. */
void crowd_force(struct crowd *crowd, size_t seat, const char *text, size_t len);

/* Everybody who has not ended ends now, with REASON_CANCELLED. Any thread, any signal handler. */
void crowd_cancel(struct crowd *crowd);

#endif
