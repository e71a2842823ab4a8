/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An expression as a rational function of generators: the unknowns, and everything in it that is
 * not rational (roots, absolute values, logarithms, powers with a letter above, π, e). Generators
 * stand in order: what is under a root knows only earlier ones. Private to solve/.
 *
 * The rational function equals the expression wherever the expression has a value; where that is
 * not, is told by the polynomials that are watched on the way: divisors, radicands, arguments.
 */
#ifndef LEMMA_MATHS_SOLVE_FIELD_H
#define LEMMA_MATHS_SOLVE_FIELD_H

#include "app/maths/solve/solver.h"

#include <calcium/fmpz_mpoly_q.h>

enum { FIELD_GENERATORS = 14, FIELD_WATCHED = 48, FIELD_DEGREE = 100, FIELD_TERMS = 400 };

enum generator_kind {
    GENERATOR_SYMBOL,
    GENERATOR_RADICAL,     /* the root with this index of the argument */
    GENERATOR_ABSOLUTE,    /* |argument| */
    GENERATOR_LOGARITHM,   /* ln |argument|: a prime, or an irreducible polynomial */
    GENERATOR_EXPONENTIAL, /* base^(argument / exponent_divisor) */
    GENERATOR_COSINE,      /* cos(argument·angle_multiplier/angle_divisor), a symbol */
    GENERATOR_SINE,
    GENERATOR_CONSTANT /* the value of the tree */
};

struct generator {
    enum generator_kind kind;
    fmpz_mpoly_q_t argument;
    slong index;             /* RADICAL */
    ulong base;              /* EXPONENTIAL: a prime, or 0 for e */
    const struct tree *tree; /* SYMBOL, CONSTANT */
    bool fixed;              /* no symbol in it */
};

struct field {
    struct solver *s;
    fmpz_mpoly_ctx_t ring;
    struct generator generator[FIELD_GENERATORS];
    slong n;
    slong exponent_divisor; /* common divisor of exponents such as x/2 */
    slong angle_divisor;    /* and of angles */
    slong angle_multiplier; /* all angles are multiples of angle_multiplier/angle_divisor ... */
    slong angle_gcd;        /* ... and of this over angle_divisor, as far as they have been read */
    fmpz_mpoly_struct watched[FIELD_WATCHED];
    bool divisor[FIELD_WATCHED]; /* the watched one must not be zero */
    slong n_watched;
    unsigned touched; /* bits: generators met since the reader last cleared this */
    slong imaginary;  /* the generator that stands for i; -1: i has no place here */
};

enum field_answer {
    FIELD_DONE,
    FIELD_UNDEFINED, /* a divisor is zero everywhere */
    FIELD_UNKNOWN,
    FIELD_AGAIN /* a divisor has grown: start again with a fresh field that has it */
};

/* like: the field whose divisors are taken over; NULL: 1. */
void field_begin(struct field *f, struct solver *s, const struct field *like);
void field_end(struct field *f);
enum field_answer field_read(struct field *f, const struct tree *t, fmpz_mpoly_q_t out);
/* left - right */
enum field_answer field_read_difference(struct field *f, const struct tree *left,
                                        const struct tree *right, fmpz_mpoly_q_t out);
/* The generator that stands for a symbol, for a number; -1: no room. */
slong field_symbol(struct field *f, const struct tree *symbol);
slong field_constant(struct field *f, const struct tree *value);
/* Does p hold a symbol, directly or inside a generator? */
bool field_is_fixed(const struct field *f, const fmpz_mpoly_t p);
/* Small enough to be factored, multiplied and so on. */
bool field_is_small(const struct field *f, const fmpz_mpoly_t p);
/* The argument of generator i as an expression. */
const struct tree *field_argument_tree(struct field *f, slong i);
/* The polynomial as an expression; NULL if too big. */
const struct tree *field_tree(struct field *f, const fmpz_mpoly_t p);

/* --- between field.c and those who read: all pay and measure before they compute -------------- */

enum field_answer field_multiply(struct field *f, fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b);
enum field_answer field_add(struct field *f, fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b);
enum field_answer field_invert(struct field *f, fmpz_mpoly_q_t a);
enum field_answer field_power(struct field *f, fmpz_mpoly_q_t a, slong n);
bool field_get_fmpq(struct field *f, const fmpz_mpoly_q_t a, fmpq_t out);
/* Numerator and denominator of what stands under a root or in a logarithm. */
bool field_watch_both(struct field *f, const fmpz_mpoly_q_t a);
/* The generator of this kind with this argument, made if needed; -1: no room. */
slong field_generator(struct field *f, enum generator_kind kind, slong index, ulong base,
                      const fmpz_mpoly_q_t argument);
enum field_answer field_set_generator(struct field *f, slong i, fmpz_mpoly_q_t out);
/* What holds no symbol and has no better reading: a number of its own. */
enum field_answer field_read_constant(struct field *f, const struct tree *t, fmpz_mpoly_q_t out);
/* field_angle.c: sin, cos .. of an angle that is linear in a symbol. */
enum field_answer field_read_angle(struct field *f, const struct tree *t, fmpz_mpoly_q_t out);

#endif
