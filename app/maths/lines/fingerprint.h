/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of scalar expressions modulo a prime at chosen points: the quick way to throw away the
 * hundreds of candidates that a wrong rule gives. Private to the line checker.
 *
 * Functions, roots and the like are atoms: their value is a hash of the values inside. So equal
 * prints mean equal expressions (up to an accident of 1 in 10^17), and different prints mean
 * different ones only when no atom occurred.
 */
#ifndef LEMMA_MATHS_LINES_FINGERPRINT_H
#define LEMMA_MATHS_LINES_FINGERPRINT_H

#include "app/maths/tree.h"

enum { PRINT_POINTS = 3 };

struct print {
    uint64_t at[PRINT_POINTS];
    bool valid; /* defined at all points, and a scalar */
    bool atoms;
};

struct print fingerprint(const struct tree *t);
bool fingerprint_same(const struct print *a, const struct print *b);
struct print fingerprint_subtract(const struct print *a, const struct print *b);
bool fingerprint_is_zero(const struct print *a);
/* a = k * b at all points, k a fraction of small integers: its sign, or 0 when there is none. */
int fingerprint_ratio(const struct print *a, const struct print *b);
/* a is a fraction of small integers (the same at all points). */
bool fingerprint_rational(const struct print *a, int64_t *numerator, int64_t *denominator);
struct print fingerprint_divide(const struct print *a, const struct print *b);

#endif
