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

enum { LINE_CUTS = 200 };

struct line {
    struct solver *s;
    const struct real *cut[LINE_CUTS]; /* ascending, each once */
    size_t n;
};

/* Cuts at one point; false: order not known, or too many. */
bool line_cut(struct line *l, const struct real *at);
/* Cuts where the sign of left - right, or whether it has a value, can change. */
bool line_cut_difference(struct line *l, const struct tree *left, const struct tree *right);

/* Pieces from left to right: 2 n + 1 of them, even ones open intervals, odd ones the cuts. A point
 * of the piece; NULL: the ends could not be told apart. */
const struct real *line_point(struct line *l, size_t piece);

#endif
