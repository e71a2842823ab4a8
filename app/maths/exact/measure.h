/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How heavy a number of Calcium's is. Calcium decides whether a number is zero by factoring
 * resultants of all the algebraic numbers in it, which cannot be interrupted: whoever asks it must
 * know the degree before.
 */
#ifndef LEMMA_MATHS_EXACT_MEASURE_H
#define LEMMA_MATHS_EXACT_MEASURE_H

#include "app/maths/exact/room.h"

enum { MEASURE_DEGREE_LIGHT = 36, MEASURE_DEGREE_MAX = 10000 };

/* An upper bound of the algebraic degree of the field that `value` lives in, roots and functions
 * inside included; MEASURE_DEGREE_MAX: that or more, or no number. */
ulong measure_degree(ca_srcptr value, ca_ctx_struct *ctx);
ulong measure_times(ulong a, ulong b); /* a * b, at most MEASURE_DEGREE_MAX */

/* 1 proved, 0 disproved, -1 unknown or too heavy. Balls are asked first. */
int measure_is_zero(struct exact *e, ca_srcptr value);
int measure_is_negative(struct exact *e, ca_srcptr value);

#endif
