/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions in one unknown: compared, and their solutions as a set for people. Private to solve/.
 */
#ifndef LEMMA_MATHS_SOLVE_ONE_H
#define LEMMA_MATHS_SOLVE_ONE_H

#include "app/maths/solve/claim.h"

/* How many of the points and pieces satisfy which of two claims. */
struct tally {
    long only_a, only_b, both, unknown;
    bool finite_a, finite_b;
    const struct tree *from_a, *from_b; /* one that only a, only b has; NULL: not expressible */
};

/* Cuts the line and counts; false when not known. */
bool one_tally(struct solver *s, const struct claim *a, const struct claim *b, struct tally *tally);
/* What the tally proves about unknown x. */
void tally_conclude(struct solver *s, const struct tally *tally, struct solve_finding *finding);

/* Over the reals, and over the complex numbers; the finding stays as it is when not known. */
void one_compare(struct solver *s, const struct claim *a, const struct claim *b,
                 struct solve_finding *finding);
void complex_compare(struct solver *s, const struct claim *a, const struct claim *b,
                     struct solve_finding *finding);

const struct tree *one_set(struct solver *s, const struct claim *claim);
const struct tree *complex_set(struct solver *s, const struct claim *claim);

#endif
