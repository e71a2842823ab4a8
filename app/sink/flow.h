/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph: words, spaces, breaks and formulas, laid out in lines of a width in cells. Lines
 * break at spaces; a word wider than a line breaks between characters. What stands next to a
 * formula without a space stays with it, and a formula of several rows makes its line as high.
 * Knows no Markdown and no cursor; gives rows that hold nothing but text and changes of style.
 */
#ifndef LEMMA_SINK_FLOW_H
#define LEMMA_SINK_FLOW_H

#include "app/base/str.h"
#include "app/maths/box.h"

#include <stdbool.h>
#include <stddef.h>

/* What the place where it will be shown can do. */
struct look {
    enum box_set set; /* for formulas, and for the few signs of our own */
    bool color;       /* styles are shown */
    bool linear;      /* nothing is laid out in two dimensions */
};

enum flow_style {
    STYLE_BOLD = 1,
    STYLE_DIM = 2,
    STYLE_ITALIC = 4,
    STYLE_STRIKE = 8,
    STYLE_CODE = 16
};

/* Appends the change to a style; nothing for 0, nothing without colour. */
void style_begin(struct str *out, const struct look *look, unsigned style);
void style_end(struct str *out, const struct look *look, unsigned style);

/* Finished lines. A row ends in no style and without spaces. */
struct row {
    struct str text;
    size_t width;  /* cells of its line; the same for all rows of a line */
    size_t shown;  /* cells up to the last visible one */
    size_t source; /* how far the source is shown for sure with this row and those before it */
    size_t reach;  /* how far it is with the rows of the same line that follow, too */
};

struct rows {
    struct row *row;
    size_t count, cap;
};

/* The text is copied; `shown` is the width, `reach` is `source`. */
void rows_add(struct rows *rows, const char *text, size_t len, size_t width, size_t source);
void rows_clear(struct rows *rows);
/* Takes the spaces at the end away. */
void row_trim(struct str *text);
void rows_release(struct rows *rows);

enum flow_kind { FLOW_TEXT, FLOW_SPACE, FLOW_BREAK, FLOW_FORMULA, FLOW_DISPLAY };

struct flow_item {
    enum flow_kind kind;
    unsigned style;
    size_t at, len; /* in the text of the flow: the characters, or LaTeX */
    size_t width, source;
    bool flat;
    struct box box; /* of a formula, owned */
};

struct flow {
    const struct look *look;
    struct str text;
    struct flow_item *item;
    size_t count, cap;
};

void flow_init(struct flow *flow, const struct look *look);
void flow_clear(struct flow *flow);
void flow_release(struct flow *flow);

/* Clean text (see text_clean) of any content. `source` is where it begins; each byte counts. */
void flow_text(struct flow *flow, unsigned style, const char *s, size_t len, size_t source);
void flow_break(struct flow *flow, size_t source);

/* LaTeX, cleaned here. FLOW_FORMULA stands in the line, FLOW_DISPLAY on lines of its own; `flat`
 * asks for a box of one row wherever that is clear. */
void flow_formula(struct flow *flow, enum flow_kind kind, bool flat, unsigned style,
                  const char *latex, size_t len, size_t source);

/* Cells of the longest line when nothing is wrapped, and of the widest part that should not be
 * broken. */
size_t flow_width(const struct flow *flow);
size_t flow_longest(const struct flow *flow);

/* What stands before the first row of text and before all others, with its cells; it may hold
 * changes of style. */
struct flow_frame {
    size_t width; /* cells of a line with what stands before it; 0: no limit */
    const char *first, *rest;
    size_t first_width, rest_width;
};

enum { FLOW_DISPLAY_INDENT = 4 };

/* Appends the rows; the flow's boxes may be laid out anew to fit. Returns which of them, from 0,
 * holds the first line's text. */
size_t flow_layout(struct flow *flow, const struct flow_frame *frame, struct rows *rows);

#endif
