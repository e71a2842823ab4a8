/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code: every character of every line where it stands. A line wider than there is room goes on in
 * the next row behind a sign that tells so.
 */
#ifndef LEMMA_SINK_VERBATIM_H
#define LEMMA_SINK_VERBATIM_H

#include "app/sink/margin.h"

/* Appends the rows of clean text; `source` is how far it reaches. */
void verbatim_add(struct rows *rows, struct margin *margin, const struct str *text, size_t source);

#endif
