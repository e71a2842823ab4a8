/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decimal numbers for people.
 */
#ifndef LEMMA_MATHS_EXACT_VALUE_H
#define LEMMA_MATHS_EXACT_VALUE_H

#include "app/maths/exact/room.h"

#include <flint/fmpq.h>

/* value / 10^decimals with all its places, as NUMBER or NEGATE; NULL: too long. */
const struct tree *value_decimal(struct exact *e, const fmpz_t value, int decimals);

#endif
