/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of a formula: atoms, each a block and what it is to its neighbours. That decides the cells
 * between them, what a minus is, how high an integral sign is, and where a line may end. Brackets
 * around something tall become one atom. Private to this room.
 */
#ifndef LEMMA_MATHS_BOX_ROW_H
#define LEMMA_MATHS_BOX_ROW_H

#include "app/maths/box/block.h"
#include "app/maths/box/signs.h"

enum atom_kind {
    ATOM_NONE, /* the end of the row */
    ATOM_LETTER,
    ATOM_DIGIT,
    ATOM_ORDINARY,
    ATOM_NAME,     /* a variable written as a word: pi */
    ATOM_FUNCTION, /* sin */
    ATOM_BIG,      /* a sum sign, lim */
    ATOM_BINARY,
    ATOM_SIGN, /* the minus of -1 */
    ATOM_RELATION,
    ATOM_OPEN,
    ATOM_CLOSE,
    ATOM_PUNCTUATION,
    ATOM_DOTS,
    ATOM_SPACED,    /* nothing may touch it: fractions, tables */
    ATOM_ROOT,      /* nothing may touch its end */
    ATOM_TEXT,      /* a word, with the spaces that the source gives it */
    ATOM_WIDE,      /* a letter of two cells: Hangul */
    ATOM_SOURCE,    /* a command as it was written */
    ATOM_AS_SOURCE, /* spaced as it was written: a colon, a bar */
    ATOM_REMARK     /* (mod 7) */
};

struct atom {
    enum atom_kind left, right; /* as the neighbour on that side sees it */
    struct block *block;
    size_t space;       /* cells that the source asks for in front of it */
    bool blank;         /* the source has white space in front of it */
    bool between_words; /* a space of a text is in front of it */
    bool edge;          /* ... and the text begins or ended there */
    bool word;          /* an operator made of letters */
    bool minor;         /* a sum or difference: a line may end before it */
    size_t depth;       /* open brackets around it */
    /* an integral sign that grows with what is behind it, and its bounds */
    const char *integral;
    struct block *above, *below;
    enum bracket middle; /* a delimiter that grows with the whole row */
};

struct row_bracket {
    size_t at;
    enum bracket kind;
    bool bar, tall;
};

struct row {
    struct canvas *canvas;
    bool tight;            /* exponents and bounds: no cells around operators */
    enum atom_kind before; /* what stands in front of the row */
    struct atom *atom;
    size_t count, room;
    struct row_bracket *bracket;
    size_t brackets, bracket_room;
    size_t depth; /* brackets that are open, bars not counted */
    size_t space; /* for the next atom */
    bool blank, edge;
    bool after_command; /* white space that comes now means nothing */
};

void row_init(struct row *row, struct canvas *canvas, bool tight, enum atom_kind before);
void row_release(struct row *row);
void row_add(struct row *row, struct atom atom);
/* The last atom changed its block. */
void row_touch(struct row *row);
/* ... or will be higher than one row. */
void row_touch_tall(struct row *row);

void row_open(struct row *row, enum bracket kind, struct block *sign);
/* Closes the innermost bracket; without one it stands for itself. */
void row_close(struct row *row, enum bracket kind, struct block *sign);
/* A bar: opens, closes or stands between. pairs: another one follows that could close it. */
void row_bar(struct row *row, enum bracket kind, struct block *sign, bool pairs);

/* Settles signs and integrals; afterwards no atom may be added. */
void row_settle(struct row *row);
/* The whole row as one block. */
struct block *row_join(struct row *row);
/* Cells in front of the first relation, with the gap; 0 if there is none. */
size_t row_left_side(const struct row *row);
/* The row in lines of at most `width` cells, relations at the column if it is not 0; NULL if that
 * cannot be done. */
struct block *row_break(struct row *row, size_t width, size_t column);
/* How its end looks to a cell behind it. */
enum atom_kind row_end(const struct row *row);

#endif
