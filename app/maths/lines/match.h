/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which wrong rule turns the line before into this one? Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_MATCH_H
#define LEMMA_MATHS_LINES_MATCH_H

#include "app/maths/exact.h"
#include "app/maths/lines.h"

struct match {
    enum line_mistake mistake;
    const struct tree *from, *right; /* at that place; may be NULL */
};

/* Expressions or conditions. The budget is taken from *steps. `solutions`: solutions were gained
 * or lost; slips do not explain that. */
struct match match_mistake(struct tree_arena *arena, uint64_t *steps, const struct tree *before,
                           const struct tree *after, bool solutions);

#endif
