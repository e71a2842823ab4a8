/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rational values and decimal numbers of constants.
 */
#ifndef LEMMA_MATHS_EXACT_VALUE_H
#define LEMMA_MATHS_EXACT_VALUE_H

#include "app/maths/exact/room.h"

#include <flint/fmpq.h>

/* The value of t if it is proved to be rational. */
bool value_rational(struct exact *e, const struct tree *t, fmpq_t out);
/* value / 10^decimals with all its places, as NUMBER or NEGATE. */
const struct tree *value_decimal(struct exact *e, const fmpz_t value, int decimals);

#endif
