/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What satisfies a condition, and how two conditions compare. A condition is a RELATION, a SYSTEM,
 * AND, OR, membership (x in a set), or "no solution" (ELEMENTS without children). Used by verdicts
 * ("same solutions?") and by the line checker ("did a solution get lost?").
 *
 * One unknown: the solutions are a finite union of points and intervals with exact ends (FLINT's
 * qqbar, Calcium), or finitely many families a + b·n of a periodic equation. Several unknowns:
 * rational equations by their numerators, linear systems by elimination, polynomial systems by a
 * Gröbner basis within the budget; the rest is SOLVE_UNKNOWN, never guessed. Letters that are not
 * asked for are parameters. Real solutions, unless i occurs on either side, or two polynomial
 * equations have no real ones: x^2 = -4 and x^2 = -9 are not the same for that.
 *
 * What people mean: x = 1, 2 and x = 1 and x = 2 are alternatives; x = 1, y = 2 hold together; n, k
 * and m in x = π/6 + 2πn are any integers; a list of inequalities holds together where that says
 * anything. What has no value (1/0, ln(-1)) satisfies neither a condition nor its opposite.
 */
#ifndef LEMMA_MATHS_SOLVE_H
#define LEMMA_MATHS_SOLVE_H

#include "app/maths/exact.h"

enum solve_answer {
    SOLVE_SAME,    /* proved: the same solutions */
    SOLVE_SAME_IF, /* where `condition` holds: a divisor that must not be 0; letters of a formula,
                      other than x, y, z, that must not be negative */
    SOLVE_FEWER,   /* proved: every solution of a solves b, and b has `witness`, which a has not */
    SOLVE_MORE,    /* proved: every solution of b solves a; `witness` solves a and not b */
    SOLVE_OTHER,   /* proved: each has one that the other has not; witness: one of a, not of b */
    SOLVE_UNKNOWN,
    SOLVE_NOT_A_CONDITION
};

struct solve_finding {
    enum solve_answer answer;
    const struct tree *condition;
    const struct tree *witness; /* RELATION x = value, or SYSTEM of such; NULL: not expressible */
    /* UNKNOWN, but this much is proved: they are not the same. The witness, if any, solves just
     * one of them. */
    bool unequal;
    /* Finite solution sets: how many solutions a and b have, how many they share; else -1. */
    long a_count, b_count, common;
};

void solve_compare(struct exact *exact, const struct tree *a, const struct tree *b,
                   struct solve_finding *finding);

/* All solutions in one unknown x, for people and for the checks of generated problems: an
 * ELEMENTS, INTERVAL, UNION, NUMBERS tree with exact ends. NULL: not known. */
const struct tree *solve_set(struct exact *exact, const struct tree *condition,
                             const struct tree *x, bool complex);

/* Two sets of reals given as trees: ELEMENTS, INTERVAL, TUPLE of two (read as an open interval),
 * UNION, INTERSECTION, DIFFERENCE, NUMBERS, SUCH_THAT. Same answers as above. */
void solve_compare_sets(struct exact *exact, const struct tree *a, const struct tree *b,
                        struct solve_finding *finding);

/* n, k, m ...: letters that people use for "any integer". */
bool solve_is_integer_letter(const struct tree *t);

#endif
