/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The little Markdown that models put into running text: **bold** and "### headings". The marks
 * go and the text between them becomes bold, or plain where there is no bold. Only what is surely
 * a mark counts: x**2 and 2 ** 3 stay as they are. Lists and all else are readable as they come.
 */
#ifndef LEMMA_SINK_MARKDOWN_H
#define LEMMA_SINK_MARKDOWN_H

#include "app/base/text_wrap.h"

#include <stdbool.h>

struct markdown {
    struct text_wrap *wrap; /* where text and marks go */
    const char *on, *off;   /* what switches bold on and off; empty strings for nothing */

    /* private */
    bool bold, heading;
    bool inside_line; /* something visible stands before this in its line */
    bool after_word;  /* the last thing is part of a word, a number or a formula */
    bool after_space;
    unsigned stars, hashes; /* held until the next character tells what they are */
};

void markdown_init(struct markdown *m, struct text_wrap *wrap, const char *on, const char *off);
/* Clean text, in pieces of any size. */
void markdown_text(struct markdown *m, const char *s, size_t len);
/* A formula comes next, added by the caller. */
void markdown_before_formula(struct markdown *m);
/* The text is over: what was held is let go, bold ends. */
void markdown_end(struct markdown *m);

#endif
