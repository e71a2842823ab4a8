/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums, limits and integrals that have a value in closed form by school methods: sums of
 * polynomials and geometric sequences, limits of rational functions, integrals of sums of powers,
 * exponentials, sines and cosines of linear arguments. NULL: none of these.
 */
#ifndef LEMMA_MATHS_EXACT_CLOSED_H
#define LEMMA_MATHS_EXACT_CLOSED_H

#include "app/maths/exact/room.h"

const struct tree *closed_sum(struct exact *e, const struct tree *t);
const struct tree *closed_limit(struct exact *e, const struct tree *t);
const struct tree *closed_integral(struct exact *e, const struct tree *t);

#endif
