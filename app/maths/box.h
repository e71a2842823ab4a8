/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A formula laid out in two dimensions in the cells of a terminal: rows of text with one baseline.
 * Takes LaTeX as models write it (a tree is printed as LaTeX first, print.h), knows nothing of
 * what it means. What it does not know is shown as its source, never dropped.
 */
#ifndef LEMMA_MATHS_BOX_H
#define LEMMA_MATHS_BOX_H

#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum box_set {
    BOX_UNICODE,
    BOX_NARROW, /* Unicode, but nothing of ambiguous width: ASCII for bars, brackets and signs */
    BOX_ASCII   /* text in other scripts stays */
};

struct box_options {
    enum box_set set;
    bool one_line; /* never higher than a line: what one_line_format gives */
    bool flat;     /* inside running text: one line wherever it is clear (x², 1/2, √2) */
    size_t width;  /* cells; 0: no limit. A wider formula breaks between statements, then at
                      relations, then at + and - and between words; where that does not help it
                      is one line, the only box that is wider than asked */
};

enum { BOX_HEIGHT_MAX = 200, BOX_LATEX_MAX = 16384 };

struct box {
    size_t width, height; /* cells */
    size_t baseline;      /* index of the row that continues the text around it */
    struct str *row;      /* height of them, each exactly `width` cells; owned */
};

/* Lays out the inside of a formula (no delimiters). Always gives at least one row. */
void box_layout(struct box *out, const char *latex, size_t len, const struct box_options *options);
void box_release(struct box *box);

#endif
