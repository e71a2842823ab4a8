/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A working as people write it, taken apart into statements: numbering, connecting words, remarks
 * in brackets and prose are told apart from mathematics. Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_READ_H
#define LEMMA_MATHS_LINES_READ_H

#include "app/maths/lines.h"

enum statement_role {
    ROLE_PLAIN,
    ROLE_DEFINES, /* let u = x^2;  x를 가로의 길이라 하자 */
    ROLE_SINCE,   /* a reason for what follows: since x > 0, ...이므로 */
    ROLE_IF,      /* a case: if x = 2, ...일 때 */
    ROLE_ANSWER,  /* the answer is 5;  답: 5 */
    ROLE_CHECK    /* a test of an answer: true or false, both are fine when the words say so */
};

struct statement {
    size_t line;             /* index of its line */
    const struct tree *tree; /* NULL: not understood */
    enum statement_role role;
    bool continues;    /* "= ...": the expression before goes on */
    unsigned relation; /* how: EQUAL or APPROX */
    bool labelled;     /* (1), ①: one of several given equations */
    bool explained;    /* words stand beside it: a case may be chosen for a reason */
    bool gap;          /* an empty line or words alone stand before its line */
    bool rejects;      /* words like "reject", "✗", "거짓" */
};

enum { STATEMENTS_MAX = 400 };

struct reading {
    struct tree_arena *arena;
    struct statement *statement; /* STATEMENTS_MAX of them, owned by the caller */
    size_t n;
};

struct line_slice {
    const char *s;
    size_t len;
    size_t number; /* from 1, as the lines stand in the text */
};

/* The lines of a text, empty ones left out; at most LINES_MAX. */
size_t read_lines(const char *text, size_t len, struct line_slice *out);
/* Appends the statements of a line; false: words only. An unreadable one has no tree. */
bool read_line(struct reading *reading, size_t line, const char *s, size_t len);

#endif
