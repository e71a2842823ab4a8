/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rational expressions modulo a prime of 61 bits: numbers like 9^(9^9) whose digits nobody can
 * write down still have residues, and two different residues prove two different numbers.
 */
#ifndef LEMMA_MATHS_EXACT_RESIDUE_H
#define LEMMA_MATHS_EXACT_RESIDUE_H

#include "app/maths/exact/ball.h"

/* Proved: both are rational numbers at this place (NULL: without variables), and not the same. */
bool residue_differ(struct exact *e, const struct tree *a, const struct tree *b,
                    const struct place *place);

#endif
