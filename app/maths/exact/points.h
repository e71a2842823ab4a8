/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two trees at exact points: a proof that they differ, or evidence that they do not.
 */
#ifndef LEMMA_MATHS_EXACT_POINTS_H
#define LEMMA_MATHS_EXACT_POINTS_H

#include "app/maths/exact/ball.h"

enum { POINTS_WANTED = 64, POINTS_VARIABLES_MAX = 32 };

/* What was seen at the points that were tried. */
struct evidence {
    bool differ;             /* proved; the finding is filled */
    unsigned common;         /* points where both certainly have a value, and the balls overlap */
    unsigned a_only, b_only; /* points where certainly just one of them has a value */
    struct place lonely;     /* the first of these; its values are NULL when there is none */
};

/* Tries points until `wanted` common ones are found or a difference is proved, with precision up
 * to `precision`. The places it keeps live in the arena and are released by evidence_release. */
void evidence_collect(struct exact *e, const struct tree *a, const struct tree *b, unsigned wanted,
                      slong precision, struct evidence *out, struct exact_finding *finding);
void evidence_release(struct evidence *evidence);

/* Fills the finding's witness and values for a place; `lonely`: just one of the two has a value
 * there. */
void points_show(struct exact *e, const struct tree *a, const struct tree *b,
                 const struct place *place, bool lonely, struct exact_finding *finding);

/* a and b are equal real functions: does that rest on where they have values? True when they differ
 * over the complex numbers at a point where as real functions both have none: sqrt(1/n) and
 * 1/sqrt(n) at n = -1. */
bool points_lean(struct exact *e, const struct tree *a, const struct tree *b);

/* Could a difference hide below what numerical agreement can show (numbers too large or small,
 * steps, pieces)? */
bool points_may_hide(struct exact *e, const struct tree *t);
/* Are there points where no part of either is so small or large that it could? */
bool points_calm(struct exact *e, const struct tree *a, const struct tree *b);

#endif
