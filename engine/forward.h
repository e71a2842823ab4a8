/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the engine: the network itself. A pass takes tokens of one session, or one token of
 * each of several, through the layers. The model is locked; pages are prepared.
 */
#ifndef LEMMA_ENGINE_FORWARD_H
#define LEMMA_ENGINE_FORWARD_H

#include "engine/state.h"

/* Fills the workspace's batch: `count` new tokens of one session, or one of each of n sessions
 * (then count = n and ids[i] belongs to sessions[i]). count <= workspace rows. */
void forward_batch_one(struct eng_model *m, struct eng_session *session, const int32_t *ids,
                       size_t count, struct kern_batch *batch);
void forward_batch_many(struct eng_model *m, struct eng_session *const *sessions,
                        const int32_t *ids, size_t n, struct kern_batch *batch);
/* The last token of a batch of one session as a batch of its own. */
void forward_batch_last(struct eng_model *m, const struct kern_batch *batch,
                        struct kern_batch *last);

/* Layers 0..L/2 and the keys and values of layer L/2+1, for every token of the batch. Polls
 * `cancel` between layers; false when it was set (the recurrent states are then half-way). */
bool write_memory(struct eng_model *m, const struct kern_batch *batch, const atomic_bool *cancel);
/* The rest, for the batch rows from `first_row` of the workspace on; leaves the final hidden rows,
 * normed, in workspace x. */
void read_memory(struct eng_model *m, const struct kern_batch *batch, size_t first_row);
/* Logits of rows first..first+n-1 that read_memory left, n <= logit_rows, into workspace logits. */
void read_logits(struct eng_model *m, size_t first, size_t n);

#endif
