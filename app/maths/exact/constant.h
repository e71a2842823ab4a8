/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Constants (trees without variables) as Calcium's exact complex numbers, and back. Principal
 * values, but odd roots of negative numbers are real while the question is real.
 */
#ifndef LEMMA_MATHS_EXACT_CONSTANT_H
#define LEMMA_MATHS_EXACT_CONSTANT_H

#include "app/maths/exact/room.h"

/* `out` belongs to exact_constants(e). OUT_UNDEFINED: proved to have no value. */
enum outcome constant_evaluate(struct exact *e, const struct tree *t, ca_t out);
/* True when OUT_DONE. */
bool constant_to_ca(struct exact *e, const struct tree *t, ca_t out);
/* An algebraic number of small degree. */
bool constant_to_qqbar(struct exact *e, const struct tree *t, qqbar_t out);
/* In radicals: rational, quadratic, roots of rationals, biquadratic; NULL when there is no short
 * form. */
const struct tree *constant_from_qqbar(struct exact *e, const qqbar_t value);

#endif
