/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text, Unicode or LaTeX, mixed as people mix them -> one tree. One grammar for all three. Nothing
 * is evaluated, nothing is guessed silently: what has two readings is reported, and the caller
 * chooses with the options. Any bytes may come in; time and memory grow about linearly.
 *
 * Conventions (also in the manual):
 * - ab is a·b, but known names (sin, log, alpha, pi, cm ...) and \text, \mathrm words are whole;
 *   2x(x+1) is a product; f(x), g(x), h(x) are calls unless the letter occurs without brackets.
 * - 1/2x is (1/2)·x, from left to right as calculators and Wolfram read it, with a note; so are
 *   a/bc and 1/2(x+1). In LaTeX \frac says it all.
 *   Behind ÷ it is otherwise: ÷ 2ab divides by 2ab and 1/2 ÷ 1/4 is 2, as in schoolbooks.
 * - sin 2x is sin(2x), sin x cos x is sin(x)·cos(x), sin 2x + 1 is sin(2x) + 1, sin x/2 is
 *   sin(x)/2 with a note.
 * - e, i, π are the constants; d in dx after an integral or in d/dx is the differential.
 * - -x^2 is -(x^2); 2^3^2 is 2^(3^2).
 * - log without a base: 10; ln: e; lg: 10; \log_2 8, log_2(8), log2(8): base 2.
 * - 2 1/3 and 2\frac13 are mixed numbers, x 1/3 is a product.
 * - x2 is x with the index 2, with a note; 3 x 4 and 3x4 are products of numbers, with a note; 2e-3
 *   is a power of ten, with a note; +- is ±, with a note. 0.333... is refused: 0.(3) says it.
 * - 10,000 is one number in any case but COMMAS_LIST (no number begins with 000), so is $1,234.
 * - x = 1, 2 is x = LIST(1, 2); x = 1 or 2 is OR(x = 1, x = 2); x = 1, y = 2 a LIST of relations;
 *   x > 0 and x < 1, rows and semicolons a SYSTEM, but x = 1 and x = 2 a LIST: nobody means both.
 * - (1,2) is a TUPLE, [1,2] an INTERVAL, [1,2,3] a TUPLE, {5} a set in plain text and a group in
 *   LaTeX; a comma inside \boxed{1, 2} makes the LIST that would stand there without the box.
 * - |A| of a matrix is its determinant, A^T the transpose of a capital letter or a matrix.
 * - 2 apples is a QUANTITY with the word as its unit; a word alone is WORDS, in a formula a SYMBOL.
 * - h(a+b) with nothing but letters is a product (a height), though h(x) is a call.
 * - 204_5 is what it stands for, 2·5^2 + 0·5^1 + 4·5^0; _nH_r is the binomial of n + r - 1 over r.
 */
#ifndef LEMMA_MATHS_PARSE_H
#define LEMMA_MATHS_PARSE_H

#include "app/base/audience.h"
#include "app/maths/tree.h"

/* 1,234: one number or two? Never guessed. */
enum parse_commas {
    COMMAS_REPORT, /* an error of its own: PARSE_AMBIGUOUS_COMMA */
    COMMAS_GROUP,  /* as a thousands separator wherever it can be one */
    COMMAS_LIST    /* never a thousands separator (10{,}080 and 10\,080 still are) */
};

/* 5 m: five metres or 5·m? \text{m}, \mathrm{m}, 5 km, 20°, $5 and 5원 are units in any case but
 * UNITS_NEVER; a name of one letter, or of letters that may be a product (cm), follows this. */
enum parse_units {
    UNITS_AUTO,   /* names of two letters or more after a number are units, one letter is a variable
                   */
    UNITS_ALWAYS, /* whatever can be a unit after a number is one */
    UNITS_NEVER
};

/* f(x), g(x), h(x) (and F, G, H): a function's value, or a product as for any other letter? */
enum parse_calls { CALLS_AUTO, CALLS_NEVER };

struct parse_options {
    enum parse_commas commas;
    enum parse_units units;
    enum parse_calls calls;
    bool answer; /* take off what people wrap answers in: "답:", "the answer is", \boxed{}, $ $,
                    "입니다", a final full stop, a leading "=" */
};

/* What went wrong; parse_error_write has the words for it. */
enum parse_status {
    PARSE_OK,
    PARSE_EMPTY,
    PARSE_EXPECTED,          /* `expected` at `at` */
    PARSE_UNEXPECTED,        /* something that fits nowhere, at `at` */
    PARSE_AMBIGUOUS_COMMA,   /* at `at`: 1,234 */
    PARSE_AMBIGUOUS_NUMBERS, /* at `at`: 1 234 */
    PARSE_UNKNOWN_COMMAND,   /* \foo */
    PARSE_NEEDS_ARGUMENT,    /* ln * x */
    PARSE_TOO_LONG,
    PARSE_TOO_DEEP,
    PARSE_NUMBER_TOO_LONG,
    PARSE_NOT_MATHS, /* prose */
    PARSE_STATUS_COUNT
};

/* Things that were read in one of several ways; bits. */
enum {
    NOTE_COMMA = 1, /* a comma between groups of three digits was taken as options.commas says */
    NOTE_UNIT = 2,  /* a name could be a unit or a product of variables */
    NOTE_SLASH_PRODUCT = 4, /* 1/2x */
    NOTE_CALL = 8,          /* a(x+1) was read as a product, f(x) as a call */
    NOTE_INTERVAL = 16,     /* (1,2) or [1,2] */
    NOTE_EXPONENT = 32,     /* 2e-3 was read as a power of ten, not as 2·e - 3 */
    NOTE_TIMES = 64,        /* x between two numbers was read as a multiplication sign */
    NOTE_PLUS_MINUS = 128,  /* +- was read as ± */
    NOTE_INDEX = 256        /* x2 was read as x with the index 2 */
};

struct parse_error {
    enum parse_status status;
    size_t at;            /* byte in the source; its length when the text ended too soon */
    size_t column;        /* the same counted in characters, from 1 */
    const char *expected; /* key of the parser's table; only parse_error_write reads it */
    char found[48];       /* what stood there, clean and cut; "" at the end */
};

struct parse_result {
    const struct tree *tree; /* NULL unless status is PARSE_OK; lives in the arena */
    unsigned notes;
    struct parse_error error;
};

enum { PARSE_LENGTH_MAX = 65536 };

/* False exactly when result->error.status is not PARSE_OK. */
bool maths_parse(struct tree_arena *arena, const char *s, size_t len,
                 const struct parse_options *options, struct parse_result *result);

/* One sentence: what, where, and what was expected. Already safe for a terminal. */
void parse_error_write(struct str *out, const struct parse_error *error, enum lang lang);
/* A sentence for each note, about how `tree` was read; nothing when there is none. */
void parse_notes_write(struct str *out, unsigned notes, enum lang lang);

#endif
