/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real line, cut where the truth of conditions in one unknown can change: at the zeros of the
 * differences of their sides, of divisors, radicands and arguments of logarithms. Between two cuts
 * nothing changes, so one point of each piece decides. More cuts than needed do no harm; a missing
 * one would, so whoever cannot find all of them fails. Private to solve/.
 */
#ifndef LEMMA_MATHS_SOLVE_LINE_H
#define LEMMA_MATHS_SOLVE_LINE_H

#include "app/maths/solve/solver.h"

enum { LINE_CUTS = 200, LINE_FAMILIES = 40 };

/* offset + k·step for all integers k; step is above/below times the unit, 1 or π. */
struct family {
    const struct tree *offset;
    slong above, below;
    bool pi;
};

struct line {
    struct solver *s;
    const struct real *cut[LINE_CUTS]; /* ascending, each once */
    size_t n;
    struct family family[LINE_FAMILIES];
    size_t families;
    /* After line_unroll of a line with families: everything happens between cuts first and last,
     * and beyond the inner part it repeats. NULL and the whole line without families. */
    const struct real *inner_low, *inner_high;
    size_t first, last;
};

/* Cuts at one point; false: order not known, or too many. */
bool line_cut(struct line *l, const struct real *at);
/* Cuts where the sign of left - right, or whether it has a value, can change. */
bool line_cut_difference(struct line *l, const struct tree *left, const struct tree *right);

/* Cuts at offset + k·step for all integers k, when all is cut that is not periodic. */
bool line_add_family(struct line *l, const struct tree *offset, const struct tree *step);
/* Writes out the families over the part where conditions are not periodic, and one period more on
 * both sides: whatever can be true together is true there somewhere. */
bool line_unroll(struct line *l);
/* The point lies where the conditions repeat for ever. */
bool line_is_outer(struct line *l, const struct real *point);

/* Pieces from left to right: 2 n + 1 of them, even ones open intervals, odd ones the cuts. A point
 * of the piece; NULL: the ends could not be told apart. */
const struct real *line_point(struct line *l, size_t piece);

#endif
