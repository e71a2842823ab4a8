/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two lines side by side: values of expressions, solutions of conditions. What they say is looked
 * up in the exact rooms; this room adds what only a working has (rounding, antiderivatives up to a
 * constant). Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_COMPARE_H
#define LEMMA_MATHS_LINES_COMPARE_H

#include "app/maths/lines/known.h"
#include "app/maths/lines/messages.h"

enum relation_of_lines {
    LINES_SAME,
    LINES_SAME_IF,
    LINES_ROUNDED,     /* the second is the first rounded */
    LINES_GAINS,       /* the second has more solutions: it follows, and says less */
    LINES_LOSES,       /* the second has fewer */
    LINES_NO_CONSTANT, /* an antiderivative without its + C */
    LINES_DIFFERENT,
    LINES_UNKNOWN
};

struct comparison {
    enum relation_of_lines what;
    const struct tree *condition; /* SAME_IF */
    const struct tree *witness, *a_value, *b_value;
};

struct compare {
    struct tree_arena *arena;
    struct known *known;
    uint64_t steps; /* left for the whole working */
};

/* Scalars. `about`: written with ≈. */
struct comparison compare_values(struct compare *c, const struct tree *a, const struct tree *b,
                                 bool about);
/* Conditions, or an expression for each side. */
struct comparison compare_conditions(struct compare *c, const struct tree *a, const struct tree *b);
/* Lists of relations as OR or SYSTEM, x = 1, 2 and x = ±1 as OR, AND as SYSTEM. */
const struct tree *compare_normal(struct tree_arena *arena, const struct tree *t);

#endif
