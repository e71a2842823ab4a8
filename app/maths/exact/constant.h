/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Constants (trees without variables) as Calcium's exact complex numbers. Principal
 * values, but odd roots of negative numbers are real while the question is real.
 */
#ifndef LEMMA_MATHS_EXACT_CONSTANT_H
#define LEMMA_MATHS_EXACT_CONSTANT_H

#include "app/maths/exact/room.h"

/* `out` belongs to exact_constants(e). OUT_UNDEFINED: proved to have no value. */
enum outcome constant_evaluate(struct exact *e, const struct tree *t, ca_t out);

#endif
