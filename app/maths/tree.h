/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A mathematical expression as a tree: what the parser makes, and what everything else (printing,
 * verdicts, lines, worksheets) takes. A tree keeps what was written, it is never simplified here:
 * 2/4 stays a quotient of two numbers and 0.50 keeps its zero.
 *
 * Nodes are immutable and live in an arena; they may be shared, so a "tree" is really a graph
 * without cycles. A node that would be too deep or too big is NULL, and a constructor that is
 * handed a NULL child returns NULL: long computations check once, at the end.
 */
#ifndef LEMMA_MATHS_TREE_H
#define LEMMA_MATHS_TREE_H

#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Kind, name in dumps, children.
 *
 * NUMBER    text: canonical digits, see below.
 * SYMBOL    text: the name in UTF-8 ("x", "α", "speed", "x'", "vec v"); child 0, if any: the
 *           subscript, a tree (x_1, a_{n+1}; x_{max} has the SYMBOL or WORDS max).
 * CONSTANT  detail: enum tree_constant.
 * WORDS     text: an answer in words that stands for nothing else ("yes", "A", "원").
 * ADD       2 or more terms; a - b is ADD(a, NEGATE b).
 * MULTIPLY  2 or more factors, as written. detail: enum tree_written, only for printing.
 * DIVIDE    numerator, denominator. detail: enum tree_written, only for printing.
 * MIXED     whole, numerator, denominator: three NUMBERs, 2 1/3.
 * POWER     base, exponent. sin^2 x is POWER(APPLY sin x, 2); sin^{-1} x is APPLY arcsin x.
 * ROOT      radicand[, index]; without an index the square root.
 * FACTORIAL argument. detail: how many signs (1 or 2).
 * APPLY     detail: enum tree_function; arguments. LOG: argument[, base], base 10 without.
 * CALL      function (a SYMBOL: f, g, f'), then its arguments.
 * PLUS_MINUS detail: 0 for ±, 1 for ∓. One child: ±a. Two: a ± b.
 * BIG       detail: enum tree_big. body, index variable (SYMBOL), from, to.
 * LIMIT     body, variable, point. detail: 0, '+' or '-' (from above, from below).
 * DERIVATIVE body, variable, order (NUMBER).
 * INTEGRAL  body, variable[, from, to].
 * RELATION  n + 1 sides; relations[0..n-1] stand between them: a < b <= c has three children.
 * SYSTEM    two or more conditions that hold together (cases, lines, "and" between relations).
 * AND, OR, NOT  conditions or alternatives as words: x = 1 or x = 2.
 * LIST      2 or more, joined by commas or "and" where no relation is involved.
 * ELEMENTS  { a, b }: a set given by its elements; 0 children: the empty set.
 * SUCH_THAT { element | condition }.
 * INTERVAL  lower, upper. detail: bits INTERVAL_LOWER_CLOSED, INTERVAL_UPPER_CLOSED.
 * TUPLE     ( a, b ): a point, a vector, or an open interval: whoever compares decides.
 * NUMBERS   detail: enum tree_numbers, a set of numbers.
 * UNION, INTERSECTION 2 or more; DIFFERENCE of sets: 2.
 * MATRIX    children row by row; rows says how many. A column has one child a row.
 * CASES     value, condition, value, condition ...; the condition of "otherwise" is WORDS.
 * RATIO     2 : 3 (: 4 ...).
 * QUANTITY  value, unit. The unit is a UNIT or MULTIPLY, DIVIDE, POWER of UNITs.
 * UNIT      text: its canonical name ("km", "°", "원"); app/maths/unit.h knows them.
 * ELLIPSIS  "..." in a list, a sum. */
#define TREE_KINDS(X)                        \
    X(NUMBER, "number", 0, 0)                \
    X(SYMBOL, "symbol", 0, 1)                \
    X(CONSTANT, "constant", 0, 0)            \
    X(WORDS, "words", 0, 0)                  \
    X(ADD, "add", 2, MANY)                   \
    X(NEGATE, "negate", 1, 1)                \
    X(MULTIPLY, "multiply", 2, MANY)         \
    X(DIVIDE, "divide", 2, 2)                \
    X(MIXED, "mixed", 3, 3)                  \
    X(PERCENT, "percent", 1, 1)              \
    X(POWER, "power", 2, 2)                  \
    X(ROOT, "root", 1, 2)                    \
    X(FACTORIAL, "factorial", 1, 1)          \
    X(ABSOLUTE, "absolute", 1, 1)            \
    X(FLOOR, "floor", 1, 1)                  \
    X(CEILING, "ceiling", 1, 1)              \
    X(BINOMIAL, "binomial", 2, 2)            \
    X(PERMUTATION, "permutation", 2, 2)      \
    X(APPLY, "apply", 1, MANY)               \
    X(CALL, "call", 2, MANY)                 \
    X(PLUS_MINUS, "plus-minus", 1, 2)        \
    X(BIG, "big", 2, 4)                      \
    X(LIMIT, "limit", 3, 3)                  \
    X(DERIVATIVE, "derivative", 3, 3)        \
    X(INTEGRAL, "integral", 2, 4)            \
    X(RELATION, "relation", 2, MANY)         \
    X(SYSTEM, "system", 2, MANY)             \
    X(AND, "and", 2, MANY)                   \
    X(OR, "or", 2, MANY)                     \
    X(NOT, "not", 1, 1)                      \
    X(LIST, "list", 2, MANY)                 \
    X(ELEMENTS, "elements", 0, MANY)         \
    X(SUCH_THAT, "such-that", 2, 2)          \
    X(INTERVAL, "interval", 2, 2)            \
    X(TUPLE, "tuple", 1, MANY)               \
    X(NUMBERS, "numbers", 0, 0)              \
    X(UNION, "union", 2, MANY)               \
    X(INTERSECTION, "intersection", 2, MANY) \
    X(DIFFERENCE, "difference", 2, 2)        \
    X(MATRIX, "matrix", 1, MANY)             \
    X(TRANSPOSE, "transpose", 1, 1)          \
    X(CASES, "cases", 2, MANY)               \
    X(RATIO, "ratio", 2, MANY)               \
    X(QUANTITY, "quantity", 2, 2)            \
    X(UNIT, "unit", 0, 0)                    \
    X(ELLIPSIS, "ellipsis", 0, 0)

enum tree_kind {
#define X(name, word, low, high) TREE_##name,
    TREE_KINDS(X)
#undef X
        TREE_KIND_COUNT
};

/* Name, plain text (parses back), LaTeX. */
#define TREE_CONSTANTS(X) \
    X(PI, "π", "\\pi")    \
    X(E, "e", "e")        \
    X(I, "i", "i")        \
    X(INFINITY, "∞", "\\infty")

enum tree_constant {
#define X(name, plain, latex) CONSTANT_##name,
    TREE_CONSTANTS(X)
#undef X
        CONSTANT_COUNT
};

/* Name, plain text, LaTeX, fewest and most arguments. */
#define TREE_FUNCTIONS(X)                               \
    X(SIN, "sin", "\\sin", 1, 1)                        \
    X(COS, "cos", "\\cos", 1, 1)                        \
    X(TAN, "tan", "\\tan", 1, 1)                        \
    X(COT, "cot", "\\cot", 1, 1)                        \
    X(SEC, "sec", "\\sec", 1, 1)                        \
    X(CSC, "csc", "\\csc", 1, 1)                        \
    X(ARCSIN, "arcsin", "\\arcsin", 1, 1)               \
    X(ARCCOS, "arccos", "\\arccos", 1, 1)               \
    X(ARCTAN, "arctan", "\\arctan", 1, 1)               \
    X(ARCCOT, "arccot", "\\operatorname{arccot}", 1, 1) \
    X(ARCSEC, "arcsec", "\\operatorname{arcsec}", 1, 1) \
    X(ARCCSC, "arccsc", "\\operatorname{arccsc}", 1, 1) \
    X(SINH, "sinh", "\\sinh", 1, 1)                     \
    X(COSH, "cosh", "\\cosh", 1, 1)                     \
    X(TANH, "tanh", "\\tanh", 1, 1)                     \
    X(COTH, "coth", "\\coth", 1, 1)                     \
    X(SECH, "sech", "\\operatorname{sech}", 1, 1)       \
    X(CSCH, "csch", "\\operatorname{csch}", 1, 1)       \
    X(ARSINH, "arsinh", "\\operatorname{arsinh}", 1, 1) \
    X(ARCOSH, "arcosh", "\\operatorname{arcosh}", 1, 1) \
    X(ARTANH, "artanh", "\\operatorname{artanh}", 1, 1) \
    X(EXP, "exp", "\\exp", 1, 1)                        \
    X(LN, "ln", "\\ln", 1, 1)                           \
    X(LOG, "log", "\\log", 1, 2)                        \
    X(SGN, "sgn", "\\operatorname{sgn}", 1, 1)          \
    X(GCD, "gcd", "\\gcd", 2, 64)                       \
    X(LCM, "lcm", "\\operatorname{lcm}", 2, 64)         \
    X(MIN, "min", "\\min", 1, 64)                       \
    X(MAX, "max", "\\max", 1, 64)                       \
    X(MOD, "mod", "\\bmod", 2, 2)                       \
    X(DET, "det", "\\det", 1, 1)                        \
    X(TR, "tr", "\\operatorname{tr}", 1, 1)             \
    X(RE, "Re", "\\operatorname{Re}", 1, 1)             \
    X(IM, "Im", "\\operatorname{Im}", 1, 1)             \
    X(ARG, "arg", "\\arg", 1, 1)                        \
    X(CONJ, "conj", "\\overline", 1, 1)

enum tree_function {
#define X(name, plain, latex, low, high) FUNCTION_##name,
    TREE_FUNCTIONS(X)
#undef X
        FUNCTION_COUNT
};

/* Name, plain text, ASCII, LaTeX. APPROX is ≈. */
#define TREE_RELATIONS(X)                          \
    X(EQUAL, "=", "=", "=")                        \
    X(UNEQUAL, "≠", "!=", "\\ne")                  \
    X(LESS, "<", "<", "<")                         \
    X(LESS_EQUAL, "≤", "<=", "\\le")               \
    X(GREATER, ">", ">", ">")                      \
    X(GREATER_EQUAL, "≥", ">=", "\\ge")            \
    X(APPROX, "≈", "~=", "\\approx")               \
    X(EQUIVALENT, "≡", "===", "\\equiv")           \
    X(IN, "∈", "in", "\\in")                       \
    X(NOT_IN, "∉", "not in", "\\notin")            \
    X(SUBSET, "⊂", "subset", "\\subset")           \
    X(SUBSET_EQUAL, "⊆", "subseteq", "\\subseteq") \
    X(IMPLIES, "⇒", "=>", "\\Rightarrow")          \
    X(IFF, "⇔", "<=>", "\\Leftrightarrow")         \
    X(TO, "→", "->", "\\to")                       \
    X(PARALLEL, "∥", "||", "\\parallel")           \
    X(PERPENDICULAR, "⊥", "perp", "\\perp")        \
    X(SIMILAR, "∼", "~", "\\sim")                  \
    X(CONGRUENT, "≅", "~==", "\\cong")

enum tree_relation {
#define X(name, plain, ascii, latex) RELATION_##name,
    TREE_RELATIONS(X)
#undef X
        RELATION_COUNT
};

enum tree_big { BIG_SUM, BIG_PRODUCT };

enum tree_numbers {
    NUMBERS_NATURAL,
    NUMBERS_INTEGER,
    NUMBERS_RATIONAL,
    NUMBERS_REAL,
    NUMBERS_COMPLEX
};

/* How a product or quotient was written; means nothing. */
enum tree_written { WRITTEN_PLAIN, WRITTEN_DOT, WRITTEN_CROSS, WRITTEN_SLASH, WRITTEN_OBELUS };

enum { INTERVAL_LOWER_CLOSED = 1, INTERVAL_UPPER_CLOSED = 2 };

enum {
    TREE_DEPTH_MAX = 200,   /* nodes from the root to a leaf */
    TREE_SIZE_MAX = 100000, /* nodes counted as a tree: shared ones each time */
    TREE_DIGITS_MAX = 20000 /* of one number */
};

struct tree {
    enum tree_kind kind;
    uint8_t detail;           /* see TREE_KINDS; else 0 */
    uint16_t depth;           /* 1 for a leaf */
    uint32_t n;               /* children */
    uint32_t rows;            /* MATRIX */
    uint32_t size;            /* nodes below and with this one */
    uint32_t at, len;         /* the bytes of the source it was read from; len 0: made, not read */
    const char *text;         /* NUL-terminated UTF-8, in the arena; NULL where the kind has none */
    const uint8_t *relations; /* RELATION: n - 1 of enum tree_relation */
    const struct tree *const *child;
};

/* Owns nodes and texts; everything goes at once. Not shared between threads. */
struct tree_arena;
struct tree_arena *tree_arena_new(void);
void tree_arena_free(struct tree_arena *arena); /* NULL is fine */
/* Memory and text that live as long as the arena. */
void *tree_arena_alloc(struct tree_arena *arena, size_t bytes);
const char *tree_arena_text(struct tree_arena *arena, const char *text, size_t len);

/* Constructors copy the array of children and the text. NULL: a child is NULL, or a limit. The
 * number of children must fit the kind (asserted). */
const struct tree *tree_leaf(struct tree_arena *arena, enum tree_kind kind, const char *text,
                             size_t len);
const struct tree *tree_detail(struct tree_arena *arena, enum tree_kind kind, unsigned detail);
const struct tree *tree_node(struct tree_arena *arena, enum tree_kind kind, unsigned detail,
                             const struct tree *const *child, size_t n);
const struct tree *tree_one(struct tree_arena *arena, enum tree_kind kind, unsigned detail,
                            const struct tree *a);
const struct tree *tree_two(struct tree_arena *arena, enum tree_kind kind, unsigned detail,
                            const struct tree *a, const struct tree *b);
const struct tree *tree_integer(struct tree_arena *arena, int64_t value); /* negative: NEGATE */
const struct tree *tree_symbol(struct tree_arena *arena, const char *name);
/* x_1: a SYMBOL and its subscript. */
const struct tree *tree_indexed(struct tree_arena *arena, const char *name,
                                const struct tree *subscript);
const struct tree *tree_relation(struct tree_arena *arena, const struct tree *const *sides,
                                 const uint8_t *relations, size_t n_sides);
/* a relation b. */
const struct tree *tree_relate(struct tree_arena *arena, const struct tree *a,
                               enum tree_relation relation, const struct tree *b);
const struct tree *tree_matrix(struct tree_arena *arena, const struct tree *const *child,
                               size_t rows, size_t columns);
/* The same node with other children (as many), or with another place in the source. */
const struct tree *tree_with(struct tree_arena *arena, const struct tree *like,
                             const struct tree *const *child);
const struct tree *tree_placed(struct tree_arena *arena, const struct tree *t, uint32_t at,
                               uint32_t len);

/* The same mathematics as written: kinds, details that mean something (not how a product was
 * written), texts, children in order. Not equality of values. */
bool tree_same(const struct tree *a, const struct tree *b);
/* A total order with tree_same as its equality; for sorting and tables. */
int tree_compare(const struct tree *a, const struct tree *b);
uint64_t tree_hash(const struct tree *t);

bool tree_is_number(const struct tree *t, const char *digits); /* NUMBER with just these digits */
bool tree_is_symbol(const struct tree *t, const char *name);   /* without subscript */
bool tree_is_constant(const struct tree *t, enum tree_constant which);
bool tree_is_relation(const struct tree *t, enum tree_relation which); /* of two sides */
/* The relation read from the right: > for <; = for =. */
enum tree_relation tree_mirrored(enum tree_relation relation);
bool tree_has_constant(const struct tree *t, enum tree_constant which);
/* Does a node of this kind (this symbol: tree_same) occur? */
bool tree_has(const struct tree *t, enum tree_kind kind);
bool tree_mentions(const struct tree *t, const struct tree *symbol);
/* Every free occurrence of `symbol` replaced; bound ones (index of a sum, variable of a definite
 * integral, of a limit) stay. */
const struct tree *tree_substitute(struct tree_arena *arena, const struct tree *t,
                                   const struct tree *symbol, const struct tree *value);
/* The free symbols in order of first appearance, each once; an array in the arena. NULL has none.
 */
const struct tree *const *tree_symbols(struct tree_arena *arena, const struct tree *t, size_t *n);

/* A nested list for tests and --show: (add 2 (multiply x y)). */
void tree_dump(struct str *out, const struct tree *t);

const char *tree_kind_word(enum tree_kind kind);

/* The text of a NUMBER: digits [ . digits ] [ ( repeating digits ) ] [ e [-] digits ], no leading
 * zeros before the first digit but one, no sign of its own: 0, 12, 0.50, 0.1(6), 6.02e23. */

#endif
