/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown as rows of text: headings, lists, quotes, code, tables, bold and italic, laid out to a
 * width. What is no Markdown is shown as it stands; HTML is text. Formulas are those of the
 * passage, also in tables and headings; inside of code they are their source again.
 */
#ifndef LEMMA_SINK_MARKDOWN_H
#define LEMMA_SINK_MARKDOWN_H

#include "app/sink/flow.h"
#include "app/sink/passage.h"

struct markdown_options {
    const struct look *look;
    size_t width; /* cells of a line; 0: no limit */
    bool open;    /* the block may still grow: bold that is not closed counts */
};

/* Appends the rows of the first `len` bytes of the passage. *number is carried from block to
 * block, 0 at first: the number that the next item of an ordered list would have. */
void markdown_render(struct rows *rows, const struct passage *passage, size_t len,
                     const struct markdown_options *options, unsigned *number);

#endif
