/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of LaTeX that stand for one symbol or name, and the small letters of Unicode. Data;
 * how they are put together is in one_line.c and layout.c. Private to this room.
 */
#ifndef LEMMA_MATHS_BOX_SYMBOLS_H
#define LEMMA_MATHS_BOX_SYMBOLS_H

#include "app/maths/box.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum symbol_class {
    SYMBOL_LETTER,   /* like a variable */
    SYMBOL_PRODUCT,  /* between factors */
    SYMBOL_SUM,      /* between terms */
    SYMBOL_RELATION, /* between the sides of a statement */
    SYMBOL_FUNCTION, /* sin, log: a name with its argument behind it */
    SYMBOL_BIG,      /* a sum sign, lim: with limits and a term behind it */
    SYMBOL_OPEN,
    SYMBOL_CLOSE,
    SYMBOL_MARK, /* punctuation, dots */
    SYMBOL_SPACE,
    SYMBOL_NOTHING, /* layout without meaning */
};

struct symbol {
    const char *name; /* without the backslash */
    enum symbol_class kind;
    const char *unicode, *ascii;
};

/* NULL for a command that is none of these. */
const struct symbol *symbol_find(const char *name, size_t len);
/* The symbol that the source writes as a character beyond ASCII; NULL if there is none. */
const struct symbol *symbol_find_character(const char *s, size_t len);
/* How it is written with the signs of a set. */
const char *symbol_text(const struct symbol *symbol, enum box_set set);

/* How the negation of a character or a symbol is written; NULL if not known. */
const char *symbol_negated_text(const char *unicode, enum box_set set);

/* May a terminal draw one of these characters two cells wide though text_width says one? */
bool symbol_is_ambiguous(const char *s, size_t len);

/* The raised or lowered form of a character, 0 if Unicode has none. */
uint32_t symbol_superscript(uint32_t c);
uint32_t symbol_subscript(uint32_t c);
/* The character that a raised digit, sign or n stands for; 0 for all others. */
char symbol_plain(uint32_t c);
/* The two numbers of a character like a half; false for all others. */
bool symbol_fraction(uint32_t c, char *top, char *bottom);
/* \mathbb; 0 for what is no capital letter. */
uint32_t symbol_blackboard(uint32_t c);

#endif
