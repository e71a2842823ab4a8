/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units of measurement as exact multiples of base units: SI with prefixes, degrees, time, litres,
 * everyday imperial ones, currencies (each a base unit of its own: nothing is converted between
 * them). Source of factors: the SI brochure, 9th edition, and the international definitions of
 * inch, pound and gallon.
 */
#ifndef LEMMA_MATHS_UNIT_H
#define LEMMA_MATHS_UNIT_H

#include "app/base/audience.h"
#include "app/maths/tree.h"

/* Base dimensions; a currency or a counted thing (개, 명) is compared by name as well. */
enum { UNIT_DIMENSIONS = 9 }; /* m kg s A K mol cd rad money */

struct unit {
    int power[UNIT_DIMENSIONS];
    const char *money; /* canonical name when power of money is not 0 */
    /* value in base units = value * (numerator / denominator) * pi^pi_power [+ offset for °C] */
    const char *numerator, *denominator; /* decimal integers, in the arena */
    int pi_power;                        /* degrees: 1 */
    const struct tree *offset;           /* NULL, or a NUMBER added after scaling (°C, °F) */
};

/* Looks up a name as written ("km", "kilometers", "킬로미터", "㎝", "°", "원") and returns its
 * canonical name, or NULL. *sure: false for names that are as likely letters (m, s, g, ab). */
const char *unit_find(const char *name, size_t len, bool *sure);
/* Meaning of a unit tree; false when it holds something that is no unit, or powers too big. */
bool unit_resolve(struct tree_arena *arena, const struct tree *unit, struct unit *out);
/* How a unit is said: "centimetres", "센티미터". The canonical name when there is no word. */
const char *unit_spoken(const char *canonical, enum lang lang);
/* How it stands in a formula: "\mathrm{cm}", "^\circ", "\text{원}". */
void unit_write_latex(struct str *out, const char *canonical);

#endif
