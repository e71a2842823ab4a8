/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of LaTeX that stand for one symbol or name, and the small letters of Unicode. Data;
 * how they are put into a line is in one_line.c.
 */
#ifndef LEMMA_MATHS_ONE_LINE_SYMBOLS_H
#define LEMMA_MATHS_ONE_LINE_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum symbol_class {
    SYMBOL_LETTER,   /* like a variable */
    SYMBOL_PRODUCT,  /* between factors */
    SYMBOL_SUM,      /* between terms, and every relation */
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

/* The raised or lowered form of a character, 0 if Unicode has none. */
uint32_t symbol_superscript(uint32_t c);
uint32_t symbol_subscript(uint32_t c);
/* \mathbb; 0 for what is no capital letter. */
uint32_t symbol_blackboard(uint32_t c);

#endif
