/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wraps a stream of text at a width in cells while it arrives. Lines break at spaces; a word that
 * is wider than a line breaks between characters. Only the last, still growing word is held back.
 * Spaces at the end of a line go.
 * Knows no terminal: marks (colour sequences) come in as bytes without width.
 */
#ifndef LEMMA_BASE_TEXT_WRAP_H
#define LEMMA_BASE_TEXT_WRAP_H

#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct text_wrap {
    struct str *out; /* the caller's: finished text is appended */
    size_t width;    /* cells of a line; 0: lines have no end */
    size_t column;   /* cells used in the line so far, the held word not counted */

    /* private: the held word, for each byte whether a line may start there, and spaces */
    struct str word, breaks;
    size_t word_width, spaces;
    bool in_wide_word; /* the start of the word is already out: it is wider than a line */
};

void text_wrap_init(struct text_wrap *wrap, struct str *out, size_t width);
void text_wrap_release(struct text_wrap *wrap);

/* Clean text (see text_clean): newlines are kept, tabs count as two spaces. */
void text_wrap_text(struct text_wrap *wrap, const char *s, size_t len);
/* Bytes that take no cells, such as a change of colour. */
void text_wrap_mark(struct text_wrap *wrap, const char *s);
/* Lets the held word go; call it at the end, and before anything else writes to `out`. */
void text_wrap_flush(struct text_wrap *wrap);

#endif
