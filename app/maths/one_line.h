/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A LaTeX formula as one readable line of text: \frac{x+1}{2} becomes (x+1)/2, x^{2} becomes x².
 * Nothing is evaluated and nothing is lost: what is not known is shown as its source. Pure.
 */
#ifndef LEMMA_MATHS_ONE_LINE_H
#define LEMMA_MATHS_ONE_LINE_H

#include "app/base/str.h"

#include <stddef.h>

enum one_line_set {
    ONE_LINE_UNICODE,
    ONE_LINE_ASCII /* for terminals without UTF-8; text in other scripts stays as it is */
};

enum {
    ONE_LINE_MAX = 16384, /* longer formulas are shown as their source */
    ONE_LINE_DEPTH = 64   /* and so are deeper groups and commands */
};

/* Appends the line for the inside of a formula (no delimiters). Newlines become spaces. The
 * result is not cleaned for a terminal: see text_clean. */
void one_line_format(struct str *out, const char *latex, size_t len, enum one_line_set set);

#endif
