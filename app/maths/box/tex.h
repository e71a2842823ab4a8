/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LaTeX read into small nodes, once, for every way of showing it (one_line.c, layout.c). The nodes
 * follow the source: a script is an item behind its base, white space is kept. What is not known,
 * or has not the arguments it needs, is a TEX_SOURCE and shown as it was written. Private to this
 * room.
 */
#ifndef LEMMA_MATHS_BOX_TEX_H
#define LEMMA_MATHS_BOX_TEX_H

#include "app/maths/box/pool.h"
#include "app/maths/box/symbols.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TEX_LENGTH_MAX = BOX_LATEX_MAX, /* longer formulas are one TEX_SOURCE */
    TEX_DEPTH_MAX = 64              /* and so are deeper groups and commands */
};

enum tex_kind {
    TEX_LIST,        /* first: the items, in order */
    TEX_TABLE,       /* first: rows; environment is NULL for lines that end with \\ alone */
    TEX_ROW,         /* first: cells, each a TEX_LIST */
    TEX_BLANK,       /* white space of the source */
    TEX_CHAR,        /* text: one character with the marks that combine with it */
    TEX_SYMBOL,      /* symbol */
    TEX_SCRIPT,      /* part[0], raised or lowered */
    TEX_PRIME,       /*  */
    TEX_FRACTION,    /* part[0] over part[1] */
    TEX_BINOMIAL,    /* part[0] over part[1] */
    TEX_ROOT,        /* part[0]: index or NULL, part[1] */
    TEX_TEXT,        /* text, its spaces count */
    TEX_PLAIN,       /* part[0], or NULL: nothing is to be shown, or a space if detail is 1 */
    TEX_NAME,        /* part[0] as the name of a function; starred or detail 1: takes limits */
    TEX_BLACKBOARD,  /* part[0] */
    TEX_ACCENT,      /* part[0]; detail: the combining mark */
    TEX_UNDERLINE,   /* part[0] */
    TEX_BRACE_OVER,  /* part[0] */
    TEX_BRACE_UNDER, /* part[0] */
    TEX_FRAME,       /* part[0] */
    TEX_CANCEL,      /* part[0]; detail: enum tex_cancel */
    TEX_STACK_OVER,  /* part[0] above part[1] */
    TEX_STACK_UNDER, /* part[0] below part[1] */
    TEX_ARROW,       /* part[0]: text below or NULL, part[1]: above; detail: enum tex_arrow */
    TEX_MODULO,      /* part[0] */
    TEX_TAG,         /* part[0] */
    TEX_NOT,         /* part[0]: one item */
    TEX_PHANTOM,     /* part[0] */
    TEX_FENCE,       /* part[0] between the delimiters part[1] and part[2] (NULL: none) */
    TEX_MIDDLE,      /* part[0]: a delimiter inside a fence */
    TEX_SOURCE       /* text as it stands */
};

enum tex_cancel {
    TEX_CANCEL_UP,
    TEX_CANCEL_DOWN,
    TEX_CANCEL_BOTH,
    TEX_CANCEL_TO /* the reader's */
};
enum tex_arrow {
    TEX_ARROW_RIGHT,
    TEX_ARROW_LEFT,
    TEX_ARROW_BOTH,
    TEX_ARROW_DOUBLE,
    TEX_ARROW_EQUAL
};

enum tex_table {
    TEX_TABLE_ALIGNED, /* columns in pairs, right and left aligned */
    TEX_TABLE_LINES,   /* left */
    TEX_TABLE_CENTRED,
    TEX_TABLE_MATRIX,
    TEX_TABLE_ARRAY, /* as its argument says */
    TEX_TABLE_CASES
};

struct tex_environment {
    const char *name;
    enum tex_table table;
    const char *open, *close; /* the delimiters that it draws; NULL: none */
    bool has_argument;        /* {cc} of an array */
};

struct tex_node {
    enum tex_kind kind;
    struct tex_node *next;
    struct tex_node *first, *last;
    struct tex_node *part[3];
    const char *text; /* the source, but for TEX_TEXT; where a kind says so it is what is shown */
    size_t len;
    const struct symbol *symbol;
    const struct tex_environment *environment;
    const char *columns; /* argument of an array, NUL-terminated, or NULL */
    uint32_t detail;
    bool raised, starred;
    bool rule; /* TEX_ROW: a line above it */
};

struct tex {
    struct pool pool;
    struct tex_node *root; /* TEX_LIST or TEX_TABLE */
    bool balanced;         /* every brace and environment is closed */
};

/* Reads the inside of a formula. The source must outlive the result. */
void tex_read(struct tex *tex, const char *source, size_t len);
void tex_release(struct tex *tex);

/* --- what is known (commands.c) --------------------------------------------------------------- */

struct tex_command {
    const char *name;
    enum tex_kind kind;
    /* in order: m argument, o optional argument in brackets, i the next item, t text,
     * x argument and y optional argument that are not shown, s an optional star */
    const char *arguments;
    uint32_t detail;
};

const struct tex_command *tex_command_find(const char *name, size_t len);
const struct tex_environment *tex_environment_find(const char *name, size_t len);

#endif
