/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws what a sink has put off. A sink on a terminal draws a limited number of times a second; if
 * no event comes for a while after a quick one, somebody must still show the last words. That is a
 * thread of its own, which sleeps unless there is something to draw. Everybody else touches the
 * sink only between painter_lock and painter_unlock.
 */
#ifndef LEMMA_COMMAND_PAINTER_H
#define LEMMA_COMMAND_PAINTER_H

#include "app/sink/sink.h"

struct painter;

/* The sink must outlive the painter. Without a thread to be had, nothing is drawn late. */
struct painter *painter_new(struct sink *sink);
void painter_free(struct painter *painter);

void painter_lock(struct painter *painter);
/* The events of a step are through. */
void painter_unlock(struct painter *painter);

#endif
