/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the written notations (plain, ASCII, LaTeX) share: how tightly each kind binds, the names
 * of things, and a writer that puts brackets where a looser thing stands in a tighter place. The
 * bindings are those of the parser's grammar, so what is written without brackets reads back as it
 * was.
 */
#ifndef LEMMA_MATHS_PRINT_WRITE_H
#define LEMMA_MATHS_PRINT_WRITE_H

#include "app/base/audience.h"
#include "app/maths/tree.h"

enum notation { NOTATION_PLAIN, NOTATION_ASCII, NOTATION_LATEX, NOTATION_COUNT };

/* Loosest first. */
enum binding {
    BIND_STATEMENT, /* a => b */
    BIND_OR,
    BIND_LIST, /* a, b; also a and b */
    BIND_NOT,
    BIND_RELATION,
    BIND_UNION,
    BIND_INTERSECTION, /* and difference */
    BIND_RATIO,
    BIND_SUM,
    BIND_SIGN, /* -a as the first term of a sum */
    BIND_OPEN, /* sums, limits, integrals: their end is not marked */
    BIND_PRODUCT,
    BIND_FACTOR,  /* may be a factor but carries no exponent: a LaTeX fraction */
    BIND_POSTFIX, /* n! 50% */
    BIND_POWER,
    BIND_CALL, /* sin(x): may carry an exponent, but no sign of its own */
    BIND_ATOM
};

struct writer {
    struct str *out;
    enum notation notation;
    bool bars;         /* between | and |, where another | would be read as the end */
    bool commands;     /* a backslash occurs, so { } are braces of LaTeX and a set needs \\{ \\} */
    bool quoted_unit;  /* the next unit is written \\text{m} */
    bool rate;         /* above a stroke with a letter below: 2m/s would be a speed */
    bool control_word; /* LaTeX: the text ends in \word, so a letter needs a space before it */
    bool people;       /* plain words of `lang` and bare units: need not read back */
    enum lang lang;
};

/* Name of the piece, plain, ASCII, LaTeX. */
#define PIECES(X)                                      \
    X(MINUS, " - ", " - ", " - ")                      \
    X(SIGN, "-", "-", "-")                             \
    X(PLUS_MINUS, "±", "+-", "\\pm ")                  \
    X(MINUS_PLUS, "∓", "\\mp ", "\\mp ")               \
    X(DOT, "·", "*", " \\cdot ")                       \
    X(CROSS, " × ", " * ", " \\times ")                \
    X(OBELUS, " ÷ ", "/", " \\div ")                   \
    X(OR, " or ", " or ", " \\text{ or } ")            \
    X(AND, " and ", " and ", " \\text{ and } ")        \
    X(NOT, "not ", "not ", "\\neg ")                   \
    X(UNION, " ∪ ", " union ", " \\cup ")              \
    X(INTERSECTION, " ∩ ", " intersect ", " \\cap ")   \
    X(DIFFERENCE, " ∖ ", " setminus ", " \\setminus ") \
    X(ELLIPSIS, "…", "...", "\\dots")                  \
    X(BRACE, "{", "{", "\\{")                          \
    X(BRACE_END, "}", "}", "\\}")                      \
    X(EMPTY, "∅", "emptyset", "\\emptyset")            \
    X(SUCH_THAT, " | ", " | ", " \\mid ")              \
    X(PERCENT, "%", "%", "\\%")                        \
    X(SUM, "∑", "sum", "\\sum")                        \
    X(PRODUCT, "∏", "prod", "\\prod")                  \
    X(LIMIT, "lim", "lim", "\\lim")                    \
    X(INTEGRAL, "∫", "int", "\\int")                   \
    X(TO, " → ", " -> ", " \\to ")

enum piece {
#define X(name, plain, ascii, latex) PIECE_##name,
    PIECES(X)
#undef X
};

/* A whole tree. Appended to `out`. */
void writer_whole(struct str *out, const struct tree *t, enum notation notation);
/* Appends text; in LaTeX it is kept apart from a control word before it. */
void writer_add(struct writer *w, const char *text);
void writer_piece(struct writer *w, enum piece piece);
/* One node and what is below it, in brackets if it binds less tightly than `binding`. */
void writer_put(struct writer *w, const struct tree *t, enum binding binding);
/* The node without brackets around it. */
void writer_bare(struct writer *w, const struct tree *t);
/* In round brackets whatever it is. */
void writer_bracketed(struct writer *w, const struct tree *t);
/* children [from, n) with ", " between them. */
void writer_commas(struct writer *w, const struct tree *t, uint32_t from);

enum binding notation_binding(const struct tree *t, enum notation notation);
bool notation_is_statement(const struct tree *t);
/* The node is written higher than a line of text: brackets around it grow. */
bool notation_is_tall(const struct tree *t);
/* A quantity in degrees, whose sign is like an exponent. */
bool notation_is_degrees(const struct tree *t);
/* A number of digits only: 12, not 1.5, 0.1(6) or 6e23. */
bool notation_is_digits(const struct tree *t);

extern const char *const notation_constants[CONSTANT_COUNT][NOTATION_COUNT];
extern const char *const notation_functions[FUNCTION_COUNT][NOTATION_COUNT];
extern const char *const notation_relations[RELATION_COUNT][NOTATION_COUNT];
extern const char *const notation_numbers[][NOTATION_COUNT];
/* The LaTeX word of a Greek letter or other sign in UTF-8 without its backslash, or NULL. */
const char *notation_greek(const char *utf8);

/* Answers in words that the parser knows under an English name, in Korean; others as they are. */
const char *notation_korean_words(const char *text);
/* Letters that the parser takes for one word when they stand in plain text: otherwise, 속력. */
bool notation_reads_as_word(const char *text);
/* "vec v" is the word "vec" and its letters; NULL for a name without an accent. */
const char *notation_accent(const char *name, const char **letters);

/* A node without brackets: the kinds that look different in each notation (line.c, latex.c), and
 * those that do not. */
void line_write(struct writer *w, const struct tree *t);
void latex_write(struct writer *w, const struct tree *t);
void write_common(struct writer *w, const struct tree *t);
void write_sum(struct writer *w, const struct tree *t);
void write_negate(struct writer *w, const struct tree *t);
void write_plus_minus(struct writer *w, const struct tree *t);
void write_product(struct writer *w, const struct tree *t);
/* Factors i - 1 and i of a product need no sign between them. */
bool write_side_by_side(const struct tree *product, uint32_t i, enum notation notation);
void write_quotient(struct writer *w, const struct tree *t);

#endif
