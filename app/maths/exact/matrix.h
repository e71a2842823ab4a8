/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Matrices of scalar trees: sums, products, integer powers, transposes, determinants and traces,
 * carried out on trees (entries stay as products and sums; they are not simplified here).
 */
#ifndef LEMMA_MATHS_EXACT_MATRIX_H
#define LEMMA_MATHS_EXACT_MATRIX_H

#include "app/maths/exact/room.h"

/* det M or tr M as a scalar tree; t itself when M is no matrix that can be computed. */
const struct tree *matrix_scalar(struct exact *e, const struct tree *t);

#endif
