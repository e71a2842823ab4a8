/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of trees at exact rational points as balls of Arb. OUT_DONE says two things: the tree
 * certainly has a value there, and the ball contains it. OUT_UNDEFINED: it certainly has none.
 */
#ifndef LEMMA_MATHS_EXACT_BALL_H
#define LEMMA_MATHS_EXACT_BALL_H

#include "app/maths/exact/room.h"

#include <acb.h>
#include <flint/fmpq.h>

struct place {
    size_t n;
    const struct tree *const *symbols;
    const fmpq *values;
};

/* place NULL: no variables. The tree should be prepared (exact_prepare). In real questions the
 * imaginary part is exactly zero. */
enum outcome ball_evaluate(struct exact *e, const struct tree *t, const struct place *place,
                           slong precision, acb_t out);

#endif
