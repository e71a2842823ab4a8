/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of mathematics: what the lexer makes of bytes and the parser reads. \alpha, α and alpha
 * are one token, as are \le, ≤ and <=; after this stage nobody asks how something was spelt.
 */
#ifndef LEMMA_MATHS_PARSE_TOKEN_H
#define LEMMA_MATHS_PARSE_TOKEN_H

#include "app/maths/parse.h"
#include "app/maths/unit.h"

/* `which` says more: see each kind. `text` is what a name stands for; NULL: the bytes themselves.
 */
enum token_kind {
    T_END,
    T_BAD,      /* which: enum parse_status; the text ends here for the parser */
    T_NUMBER,   /* text: digits as in tree.h, but with leading zeros */
    T_NAME,     /* a variable */
    T_CONSTANT, /* enum tree_constant */
    T_FUNCTION, /* enum tree_function, enum own_function */
    T_TEXT,     /* words; which: enum text_way */
    T_UNIT,     /* text: canonical name */
    T_CURRENCY, /* the same, and it may stand in front of the number */
    T_PLUS,
    T_MINUS,
    T_PLUS_MINUS, /* 0: ±, 1: ∓ */
    T_TIMES,      /* enum tree_written */
    T_DIVIDE,     /* enum tree_written */
    T_POWER,
    T_SUB,
    T_FACTORIAL, /* how many signs */
    T_PERCENT,
    T_PRIME, /* how many */
    T_DEGREE,
    T_TRANSPOSE,
    T_RELATION, /* enum tree_relation */
    T_OPEN,     /* enum bracket */
    T_CLOSE,    /* enum bracket */
    T_BAR,
    T_NORM,
    T_MID,
    T_COMMA,
    T_SEMICOLON,
    T_COLON,
    T_LINE, /* a new line, or \\ */
    T_CELL, /* & */
    T_AND,
    T_OR,
    T_NOT,
    T_FRACTION,
    T_BINOMIAL,
    T_CHOOSE,
    T_COUNT,   /* the C or P of 5C2, ₅P₂; which: tree_kind */
    T_MODULUS, /* \\pmod */
    T_ROOT,    /* which: 2, 3, 4 */
    T_BIG,     /* enum tree_big */
    T_INTEGRAL,
    T_LIMIT,
    T_PARTIAL,
    T_ACCENT, /* text: its word */
    T_CONJUGATE,
    T_BEGIN, /* enum environment */
    T_FINISH,
    T_ELLIPSIS,
    T_VULGAR, /* ½: numerator * 16 + denominator */
    T_NUMBERS,
    T_EMPTY,
    T_UNION,
    T_INTERSECTION,
    T_DIFFERENCE,
    T_CALLED, /* enum called */
    /* never leave the lexer: what it does with the bytes that follow a command */
    L_SPACE, /* which: 1 when it is wide */
    L_SKIP,
    L_SKIP_ARGUMENT, /* which: how many */
    L_SOFT,          /* a group that is only decoration; which: arguments skipped before it */
    L_TEXT,
    L_FONT,
    L_BLACKBOARD,
    L_DELIMITER, /* \left, \right, \big ... */
    L_NOT
};

/* Functions that are kinds of nodes of their own, or that are written with others. */
enum own_function {
    FUNCTION_FLOOR = FUNCTION_COUNT,
    FUNCTION_CEILING,
    FUNCTION_ABSOLUTE,
    FUNCTION_TRANSPOSE,
    FUNCTION_ARTANH_OF_INVERSE, /* arcoth x is artanh 1/x */
    FUNCTION_ARCOSH_OF_INVERSE,
    FUNCTION_ARSINH_OF_INVERSE
};

enum text_way {
    TEXT_PLAIN, /* a word between the formulas */
    TEXT_IF,    /* if, when: in front of a condition */
    TEXT_QUOTED /* \text{...}, \mathrm{...} with more than a letter */
};

enum bracket {
    BRACKET_NONE, /* \left. and \right. */
    BRACKET_ROUND,
    BRACKET_SQUARE,
    BRACKET_CURLY, /* \{ */
    BRACKET_GROUP, /* { */
    BRACKET_SOFT,  /* { of \boxed{ and the like: not there */
    BRACKET_ANGLE,
    BRACKET_FLOOR,
    BRACKET_CEILING,
    BRACKET_BAR,
    BRACKET_NORM
};

/* MATRIX: brackets are in the name; PLAIN: rows that follow each other. */
enum environment {
    ENVIRONMENT_MATRIX,
    ENVIRONMENT_DETERMINANT,
    ENVIRONMENT_ARRAY,
    ENVIRONMENT_CASES,
    ENVIRONMENT_ROWS
};

/* Names that mean something only in front of a bracket, as computer algebra has them. */
enum called {
    CALLED_MATRIX,
    CALLED_OPEN, /* oo(a,b), oc, co, cc: intervals, in the order of their bits */
    CALLED_CLOSED_OPEN,
    CALLED_OPEN_CLOSED,
    CALLED_CLOSED,
    CALLED_UNION,
    CALLED_INTERSECTION,
    CALLED_DIFFERENCE,
    CALLED_DERIVATIVE,
    CALLED_INTEGRAL,
    CALLED_LIMIT
};

struct token {
    uint8_t kind, which;
    bool spaced;  /* white space in front */
    bool command; /* written with a backslash */
    bool wide;    /* \quad in front */
    uint32_t at, len;
    const char *text;
};

struct tokens {
    struct token *token; /* owned; the last one is T_END or T_BAD */
    size_t n, cap;
    unsigned notes;
    bool latex;          /* a backslash occurs */
    bool words;          /* so does a word that is no name */
    unsigned bare_calls; /* bits of letters of CALL_LETTERS that stand without brackets */
};

#define CALL_LETTERS "fghFGH"

/* Bytes [from, to) of s as tokens. */
void tokens_read(struct tokens *out, struct tree_arena *arena, const char *s, size_t from,
                 size_t to, const struct parse_options *options);
void tokens_release(struct tokens *tokens);
/* Does an expression end with this token, or begin with it? */
bool token_ends_value(const struct token *token);
bool token_begins_value(const struct token *token);
/* Does it stand behind a whole element of a list, a row, a bracket? */
bool token_ends_item(const struct token *token);

/* --- names.c, characters.c: the tables
 * ---------------------------------------------------------------------- */

/* How a name may be written. */
enum {
    AS_COMMAND = 1, /* \name */
    AS_WORD = 2,    /* a run of letters that is this and nothing else */
    AS_PIECE = 4,   /* also inside a run: sinx, 2pir */
    AS_CALL = 8     /* like a word, with a bracket directly behind */
};

struct name {
    const char *name;
    uint8_t kind, which, ways;
    const char *text;
};

/* The entries that begin with each byte: chains of positions, counted from 1. */
enum { NAMES_MAX = 512 };
struct name_index {
    uint16_t first[256], next[NAMES_MAX];
};
void name_index_build(struct name_index *index);
/* The entry whose name is exactly these bytes and that may be written in this way. */
const struct name *name_find(const struct name_index *index, const char *s, size_t len,
                             unsigned way);
/* The longest entry that s begins with and that may stand inside a run of letters. */
const struct name *name_find_piece(const struct name_index *index, const char *s, size_t len);

struct sign {
    uint32_t c;
    uint8_t kind, which;
    const char *text;
};
const struct sign *sign_find(uint32_t c);
/* ASCII of a superscript or subscript character, 0 if it is none. */
char script_find(uint32_t c, bool super);

/* A phrase that stands for a value: "no solution", "모든 실수". Returns the bytes of s that it
 * takes, 0 if there is none. */
size_t phrase_find(const char *s, size_t len, const struct name **meaning);
/* A remark in brackets that says nothing about the value: "(double root)", "(중근)". Returns its
 * bytes, 0 if there is none. */
size_t remark_find(const char *s, size_t len);

/* Full-width forms, dashes and the like as the character that they stand for. */
uint32_t character_fold(uint32_t c);
/* What a name of an environment means; false if it is not known. */
bool environment_find(const char *s, size_t len, enum environment *environment);

#endif
