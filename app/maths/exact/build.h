/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees for results: sums, products and quotients that leave out zeros and ones and put the sign
 * in front. Only for what is made here; what people wrote is never rebuilt by these.
 */
#ifndef LEMMA_MATHS_EXACT_BUILD_H
#define LEMMA_MATHS_EXACT_BUILD_H

#include "app/maths/exact/room.h"

const struct tree *build_integer(struct exact *e, int64_t value);
const struct tree *build_negate(struct exact *e, const struct tree *a);
const struct tree *build_add(struct exact *e, const struct tree *a, const struct tree *b);
const struct tree *build_subtract(struct exact *e, const struct tree *a, const struct tree *b);
const struct tree *build_multiply(struct exact *e, const struct tree *a, const struct tree *b);
const struct tree *build_divide(struct exact *e, const struct tree *a, const struct tree *b);
const struct tree *build_power(struct exact *e, const struct tree *a, const struct tree *b);
const struct tree *build_square(struct exact *e, const struct tree *a);
const struct tree *build_root(struct exact *e, const struct tree *a);
const struct tree *build_apply(struct exact *e, enum tree_function function, const struct tree *a);

#endif
