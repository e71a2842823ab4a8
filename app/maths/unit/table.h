/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of units as data: what each measures, and every name it goes by. Knows no trees; unit.c
 * looks things up here and computes.
 */
#ifndef LEMMA_MATHS_UNIT_TABLE_H
#define LEMMA_MATHS_UNIT_TABLE_H

#include "app/maths/unit.h"

/* One thing to measure in: powers of the base units and its size in them. */
struct unit_measure {
    signed char power[UNIT_DIMENSIONS];
    const char *money; /* NULL unless it is a currency or a counted thing */
    const char *numerator, *denominator;
    int pi_power;
    const char *offset; /* a NUMBER's text, or NULL */
};

/* One name. The row whose name is its canonical one may carry words for speech. */
struct unit_name {
    const char *name, *canonical;
    const struct unit_measure *measure;
    int tens;  /* power of ten of its prefix */
    bool sure; /* false: as likely letters */
    const char *english, *korean;
};

extern const struct unit_name unit_names[];
extern const size_t unit_names_count;

#endif
