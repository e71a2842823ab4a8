/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real line cut at the roots of all polynomials of two domains: on each piece (a root, or an
 * open interval between two) every condition is true or false throughout, so that domains in one
 * variable can be compared exactly.
 */
#ifndef LEMMA_MATHS_EXACT_CELLS_H
#define LEMMA_MATHS_EXACT_CELLS_H

#include "app/maths/exact/domain.h"

struct cells;
/* NULL: other functions or more than one variable in it, or too big. */
struct cells *cells_new(const struct domain *a, const struct domain *b);
void cells_free(struct cells *cells); /* NULL is fine */
bool cells_same(const struct cells *cells);
bool cells_apart(const struct cells *cells);
/* Leaves out conditions that follow from the others and from the common ones. Returns how many
 * are left. */
size_t cells_prune(const struct cells *cells, const struct condition **list, size_t n,
                   const struct condition *const *common, size_t n_common);

#endif
