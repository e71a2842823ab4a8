/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rational numbers: from the digits of a NUMBER and from whole trees, and back. Bounded before it
 * is computed: integers up to NUMBER_BITS, fractions up to FRACTION_BITS.
 */
#ifndef LEMMA_MATHS_EXACT_NUMBER_H
#define LEMMA_MATHS_EXACT_NUMBER_H

#include "app/maths/exact/room.h"

#include <flint/fmpq.h>

enum { NUMBER_BITS = 8000000, FRACTION_BITS = 400000 };

/* Digits as tree.h defines them; false when too big. */
bool number_read(struct exact *e, const char *text, fmpq_t out);
/* Value of a tree that is made of rational numbers and operations that stay rational. */
enum outcome number_evaluate(struct exact *e, const struct tree *t, fmpq_t out);
/* The tree is an integer that fits. */
bool number_small(struct exact *e, const struct tree *t, int64_t *out);
/* 3, -3, 2/3, -(2/3). */
const struct tree *number_tree(struct exact *e, const fmpq_t value);
const struct tree *number_tree_integer(struct exact *e, const fmpz_t value);
int64_t number_bits(const fmpq_t value);
/* n! (step 1) or n!! (step 2); false when too big. */
bool number_factorial(struct exact *e, const fmpz_t n, unsigned step, fmpz_t out);
/* base^exponent; base is not 0 when the exponent is negative. False when too big. */
bool number_power(struct exact *e, const fmpq_t base, const fmpz_t exponent, fmpq_t out);

#endif
