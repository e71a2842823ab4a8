/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one_line.c, one_line_shapes.c and one_line_tables.c share: the line under construction and
 * the calls that add to it. Nobody else includes this.
 */
#ifndef LEMMA_MATHS_ONE_LINE_LINE_H
#define LEMMA_MATHS_ONE_LINE_LINE_H

#include "app/maths/box/one_line_symbols.h"
#include "app/maths/one_line.h"

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
    struct str text;
    enum line_last last;
    bool pending;         /* the source had a space here */
    bool after_command;   /* ... which ended a command word and means nothing */
    bool operator_spaced; /* there was a space before the last thing added */
    bool bar_open;
    size_t fraction_at, number_at; /* where the last fraction, the last number begins */
    /* What the line is as an argument, brackets not counted. */
    unsigned atoms, brackets;
    bool sum, sign, fraction, words;
    bool named; /* holds a name of letters whose spaces must stay */
};

struct job {
    const char *s;
    size_t *match;
    bool ascii;
    int depth;
    int bare; /* arguments without braces that are being read */
};

void line_init(struct line *line);
void line_release(struct line *line);
/* Settles the space before the next thing. */
void line_lead(struct line *line, enum line_next next);
void line_put(struct line *line, enum line_next next, const char *text, size_t len,
              enum line_last last);
void line_put_text(struct line *line, enum line_next next, const char *text, enum line_last last);
void line_put_operator(struct line *line, const char *text, bool product, bool command);

/* Each takes the range [i, to) of the source and returns where it stopped. */
size_t line_put_item(struct job *job, struct line *line, size_t i, size_t to);
size_t line_put_command(struct job *job, struct line *line, size_t i, size_t to);
void line_put_range(struct job *job, struct line *line, size_t from, size_t to);

size_t line_skip_spaces(const struct job *job, size_t i, size_t to);
/* Index of the brace that closes the one at `at`; 0 if there is no group in front of `to`. */
size_t line_group_end(const struct job *job, size_t at, size_t to);
/* Reads one argument into a new line, which the caller releases in any case. */
bool line_read_argument(struct job *job, size_t *i, size_t to, struct line *out);

/* What a put_* returns when its arguments are not what they should be. */
#define LINE_NONE SIZE_MAX

/* \begin{name} ... \end{name}; i is the place of {name}. LINE_NONE: not known or not closed. */
size_t line_put_environment(struct job *job, struct line *line, size_t i, size_t to);
/* Ends a row: no space at its end, then the separator unless it is the first. */
void line_end_row(struct line *line, bool first, const char *separator);

#endif
