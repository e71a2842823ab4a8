/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A condition as people write it (chains, ±, lists, sets, "or") brought into one shape: comparisons
 * of two expressions under "all" and "any". "Not" is moved into the comparisons, so that what has
 * no value satisfies neither a condition nor its opposite. Private to solve/.
 */
#ifndef LEMMA_MATHS_SOLVE_CLAIM_H
#define LEMMA_MATHS_SOLVE_CLAIM_H

#include "app/maths/solve/solver.h"

enum claim_kind {
    CLAIM_TRUE,
    CLAIM_FALSE,
    CLAIM_COMPARE, /* left relation right */
    CLAIM_FAMILY,  /* left = right + k·step for an integer k; relation ≠: for none */
    CLAIM_ALL,
    CLAIM_ANY
};

struct claim {
    enum claim_kind kind;
    enum tree_relation relation; /* COMPARE: EQUAL .. GREATER_EQUAL */
    const struct tree *left, *right, *step;
    const struct claim **part; /* ALL, ANY */
    size_t n;
};

enum claim_status { CLAIM_READ, CLAIM_NOT_KNOWN, CLAIM_NO_CONDITION };

/* The claim, in the arena; NULL with *status. A bare set speaks about the solver's unknown. */
const struct claim *claim_read(struct solver *s, const struct tree *t, enum claim_status *status);
/* The claim that the unknown is in the set. */
const struct claim *claim_read_set(struct solver *s, const struct tree *t);

/* The claim with a value for a symbol; NULL when that is too big. */
const struct claim *claim_substitute(struct solver *s, const struct claim *claim,
                                     const struct tree *symbol, const struct tree *value);

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };
/* Does the claim hold where the unknown is `at`? */
enum truth claim_at(struct solver *s, const struct claim *claim, ca_srcptr at, bool complex);
/* x = t with t free of x. */
bool claim_is_solved(const struct tree *t);

/* y = 2x, y = -2x: two lines, or the point where they meet? The solver's `alternatives` chooses. */
bool claim_has_two_readings(const struct solver *s, const struct tree *t);
/* n ∈ Z */
bool claim_says_integer(const struct tree *t);

#endif
