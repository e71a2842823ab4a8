/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The block at the end of what is shown, drawn again and again on a terminal while it grows. Only
 * rows that differ are written, and only those that are still on the screen: what has scrolled
 * away stays as it was, and what follows is joined to it by how far the source was shown. Nothing
 * above the block is ever touched. In a pipe a block is drawn once, when it is over.
 */
#ifndef LEMMA_SINK_LIVE_H
#define LEMMA_SINK_LIVE_H

#include "app/sink/flow.h"
#include "app/sink/output.h"

struct live {
    struct output *output;
    size_t height; /* rows of the screen, set by the caller at any time */

    /* private */
    struct rows drawn; /* what stands there; the cursor is behind the last row, */
    bool below;        /* or at the start of the empty line below it */
    size_t fixed;      /* rows of it that are out of reach */
    size_t stale;      /* rows of these that the block has otherwise by now; the row behind them */
    size_t from;       /* is this one of the block */
};

void live_init(struct live *live, struct output *output);
void live_release(struct live *live);

/* The block looks like this now. */
void live_show(struct live *live, const struct rows *rows);
/* And this is how it stays; the line ends, the next block is a new one. */
void live_end(struct live *live, const struct rows *rows);
/* The screen may have changed under us: what is drawn is left alone, the rest goes below it. */
void live_disturbed(struct live *live);
bool live_is_open(const struct live *live);

#endif
