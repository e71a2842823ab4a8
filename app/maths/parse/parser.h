/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parser's state and the functions that its files share. It goes through the tokens once, from
 * left to right; each function reads one level of the grammar and returns its tree, or NULL after
 * the first error has been noted. Nothing is ever read twice: where two readings are possible, a
 * few tokens ahead decide.
 *
 *   statements   connected ; connected            statement.c
 *   connected    list or list => ...
 *   list         relation , relation and ...
 *   relation     union < union = ...
 *   union        ratio ∪ ratio ∩ ...
 *   ratio        sum : sum
 *   sum          product + product ± ...          expression.c
 *   product      power power · power / power unit
 *   power        atom ^ power ! % ° '
 *   atom         fractions, roots                 atom.c
 *                numbers                          number.c
 *                names                            name.c
 *                functions                        function.c
 *                units, money                     quantity.c
 *                brackets of all kinds            bracket.c
 *                sums, limits, integrals          calculus.c
 *                environments                     environment.c
 *                matrix(...), diff(...)           called.c
 */
#ifndef LEMMA_MATHS_PARSE_PARSER_H
#define LEMMA_MATHS_PARSE_PARSER_H

#include "app/maths/parse/token.h"

enum { PARSER_DEPTH_MAX = 150 }; /* brackets, functions and exponents inside each other */

/* The innermost integral that is being read, waiting for its dx. */
struct integral {
    const struct tree *variable;
};

/* What brackets around a place say about it. */
struct surroundings {
    unsigned bars, norms; /* | and ‖ open at this level: the next one behind a value closes */
    bool set;             /* directly inside { }: | and : come before a condition */
    bool square;          /* directly inside [ ] */
    bool cells;           /* & means nothing (aligned rows) */
    bool limit;           /* a sign before the end is the side: x -> 0+ */
};

struct parser {
    struct tree_arena *arena;
    const char *s;
    const struct parse_options *options;
    struct tokens *tokens;
    size_t i; /* the token that is looked at */
    struct parse_error error;
    struct surroundings around;
    struct integral *integral;
    unsigned depth;
    unsigned index;            /* inside an index: i and e are letters */
    unsigned bound_i;          /* inside a sum over i, */
    unsigned bound_e;          /* or e */
    const struct tree **stack; /* owned: children that are being collected */
    size_t n_stack, cap_stack;
};

/* --- parse.c: the machine --------------------------------------------------------------------- */

struct token *parser_look(struct parser *p);
/* The one behind it. */
struct token *parser_ahead(struct parser *p, size_t n);
bool parser_sees(struct parser *p, enum token_kind kind);
bool parser_sees_open(struct parser *p, enum bracket shape);
bool parser_takes(struct parser *p, enum token_kind kind);
/* Notes the first error; returns NULL. */
const struct tree *parser_fail(struct parser *p, enum parse_status status, const struct token *t,
                               const char *expected);
/* `expected` should stand where the parser is. */
const struct tree *parser_expected(struct parser *p, const char *expected);
/* The tree with its place in the source, from token `first` to the one just read. NULL: too deep.
 */
const struct tree *parser_placed(struct parser *p, const struct tree *t, size_t first);
bool parser_enter(struct parser *p);
void parser_leave(struct parser *p);

/* Children are pushed on the stack and taken off as one node; `base` is n_stack before. */
void parser_push(struct parser *p, const struct tree *t);
const struct tree *parser_pop_node(struct parser *p, size_t base, enum tree_kind kind,
                                   unsigned detail, size_t first);
const struct tree *parser_symbol(struct parser *p, const char *text, size_t len);
/* A word that is part of something bigger is a name: (time)^2. */
const struct tree *parser_as_name(struct parser *p, const struct tree *t);
/* The text of a name token. */
const char *parser_name(struct parser *p, const struct token *t, size_t *len);
bool parser_name_is(struct parser *p, const struct token *t, const char *name);

/* --- the grammar ------------------------------------------------------------------------------ */

const struct tree *parse_statements(struct parser *p);
const struct tree *parse_connected(struct parser *p);
const struct tree *parse_relation(struct parser *p);
const struct tree *parse_sum(struct parser *p);
const struct tree *parse_product(struct parser *p);
const struct tree *parse_power(struct parser *p);
const struct tree *parse_exponent(struct parser *p);
const struct tree *parse_atom(struct parser *p);

/* Does a factor without a sign before it begin here? */
bool parser_sees_factor(struct parser *p);
/* Does a condition begin here that only white space or brackets set off: x + 1 (x ≠ 1),
 * x = 3 \quad y = 2, x = 3 y = 2? */
bool parser_starts_condition(struct parser *p);
/* n > 1 conditions or values from the stack that stand together: rows, "and". */
const struct tree *parser_pop_together(struct parser *p, size_t base, size_t first);
/* Conditions: RELATION and what is made of them. */
bool tree_is_condition(const struct tree *t);

const struct tree *parse_bracket(struct parser *p);
/* Rows of the same length; each is a list, or one value. */
const struct tree *parser_matrix(struct parser *p, const struct tree *const *row, size_t rows,
                                 size_t first);
/* matrix([1,2],[3,4]), oo(1,2), diff(f,x): see enum called. */
const struct tree *parse_called(struct parser *p);
/* The same behind int and lim, when there is a comma in their bracket. */
bool parser_sees_call(struct parser *p);
const struct tree *parse_calculus_call(struct parser *p, enum called which, size_t first);
const struct tree *parse_bars(struct parser *p);
/* The inside of { }, or a single atom as LaTeX takes it. `digit`: of a number only its first. */
const struct tree *parse_argument(struct parser *p, bool digit, const char *expected);
/* A bracket whose inside are arguments: pushed; their number, 0 after an error. */
size_t parse_arguments(struct parser *p);
/* number.c: digits without sign as a leaf; is a token only digits? */
const struct tree *parser_number(struct parser *p, const char *digits, size_t first);
bool token_is_whole(const struct token *t);
const struct tree *parse_number(struct parser *p);
const struct tree *parse_vulgar(struct parser *p);
const struct tree *parse_first_digit(struct parser *p);
/* name.c */
const struct tree *parse_name(struct parser *p);
const struct tree *parse_accent(struct parser *p);
/* Index and primes behind a name that has been read. */
const struct tree *parse_index(struct parser *p, const char *name, size_t len, size_t first);
const struct tree *parse_function(struct parser *p);
/* quantity.c */
const struct tree *parse_unit(struct parser *p);
const struct tree *parse_currency(struct parser *p);
const struct tree *parse_word(struct parser *p);
const struct tree *parse_big(struct parser *p);
const struct tree *parse_limit(struct parser *p);
const struct tree *parse_integral(struct parser *p);
/* d/dx, dy/dx as a derivative; *found says whether there is one. */
const struct tree *parse_slash_derivative(struct parser *p, bool *found);
const struct tree *parse_fraction_derivative(struct parser *p, bool *found);
/* Is dx next, inside an integral? Takes it. */
bool parser_sees_differential(struct parser *p);
bool parser_take_differential(struct parser *p);
const struct tree *parse_environment(struct parser *p);

#endif
