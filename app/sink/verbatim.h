/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code: every character of every line where it stands. A line wider than there is room goes on in
 * the next row behind a sign that tells so.
 */
#ifndef LEMMA_SINK_VERBATIM_H
#define LEMMA_SINK_VERBATIM_H

#include "app/sink/margin.h"

/* Clean lines of code, each with its newline, and how far the source reaches with each. */
struct verbatim {
    struct str text;
    size_t *source; /* (lines), owned */
    size_t lines, cap;
};

void verbatim_init(struct verbatim *code);
void verbatim_release(struct verbatim *code);
void verbatim_clear(struct verbatim *code);
/* `source` is where the text ends. */
void verbatim_add(struct verbatim *code, const char *s, size_t len, size_t source);

/* Appends the rows. */
void verbatim_layout(const struct verbatim *code, struct margin *margin, struct rows *rows);

#endif
