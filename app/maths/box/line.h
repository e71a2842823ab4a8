/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one_line.c and one_line_shapes.c share: the line under construction and the calls that add
 * to it. The layout asks here whether a part of a formula has a form of one line. Private to this
 * room.
 */
#ifndef LEMMA_MATHS_BOX_LINE_H
#define LEMMA_MATHS_BOX_LINE_H

#include "app/base/str.h"
#include "app/maths/box.h"
#include "app/maths/box/tex.h"

#include <stdbool.h>
#include <stddef.h>

/* What a line ends with. */
enum line_last {
    LAST_NONE,
    LAST_DIGIT,
    LAST_LETTER,
    LAST_CLOSE,    /* a bracket, or anything complete that a factor may follow directly */
    LAST_TIGHT,    /* complete, but a factor behind it needs a space: x^q, √2 */
    LAST_FRACTION, /* a/b, bracketed when a factor follows */
    LAST_OPEN,
    LAST_OPERATOR,
    LAST_OPERATOR_COMMAND, /* its source space after it counts only if there was one before */
    LAST_WORD,             /* sin */
    LAST_BIG,              /* lim, a sum sign */
    LAST_MARK
};

/* What is about to be added. */
enum line_next {
    NEXT_ATOM,
    NEXT_OPEN,
    NEXT_CLOSE,
    NEXT_OPERATOR,
    NEXT_WORD,
    NEXT_MARK,
    NEXT_TEXT,  /* keeps the spaces of the source */
    NEXT_SCRIPT /* glued to what is there */
};

struct line {
    enum box_set set;
    struct str text;
    enum line_last last;
    bool pending;         /* the source had a space here */
    bool after_command;   /* ... which ended a command word and means nothing */
    bool operator_spaced; /* there was a space before the last thing added */
    bool bar_open;
    size_t fraction_at, number_at; /* where the last fraction, the last number begins */
    size_t root_at, root_end;      /* the last root, so that a power does not go under it */
    /* What the line is as an argument, brackets not counted. */
    unsigned atoms, brackets;
    bool sum, sign, fraction, words;
    bool named; /* holds a name of letters whose spaces must stay */
};

void line_init(struct line *line, enum box_set set);
void line_release(struct line *line);
/* Settles the space before the next thing. */
void line_lead(struct line *line, enum line_next next);
void line_put(struct line *line, enum line_next next, const char *text, size_t len,
              enum line_last last);
void line_put_text(struct line *line, enum line_next next, const char *text, enum line_last last);
void line_put_operator(struct line *line, const char *text, bool product, bool command);
/* A script behind what is there: x², x^(a+b). The argument loses its spaces. */
void line_put_script(struct line *line, struct line *argument, bool raised);

/* list: a TEX_LIST or TEX_TABLE, or NULL for nothing. */
void line_put_list(struct line *line, const struct tex_node *list);
/* One node; the nodes that follow it are only looked at. */
void line_put_node(struct line *line, const struct tex_node *node);
/* Everything that is more than a character, a script or a list (one_line_shapes.c). */
void line_put_shape(struct line *line, const struct tex_node *node);

/* Appends the line for what was read; blanks are single spaces, none at the end. */
void line_format(struct str *out, const struct tex_node *list, enum box_set set);
/* The same without the spaces that only cost room, as exponents and bounds are written. */
void line_format_tight(struct str *out, const struct tex_node *list, enum box_set set);
/* Raises or lowers a whole text; false, with nothing added, if one character has no such form. */
bool line_add_small(struct str *out, const struct str *text, bool raised);

#endif
