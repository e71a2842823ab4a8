/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Are two scalar expressions the same function? Numbers are the case without variables. The
 * answers are proofs or say that they are none:
 *
 *   exact rationals and rational functions over Q           FLINT (fmpq, fmpz_mpoly_q)
 *   roots, powers, exponentials, logarithms, trigonometry   a tower of generators over Q(i), with
 *     of variables                                          the conditions that its rules need
 *   algebraic and elementary constants                      Calcium (qqbar, ca)
 *   big rational functions                                  evaluation modulo primes
 *   a proof of difference                                   Arb: disjoint balls at one point where
 *                                                           both sides are certainly defined
 *   the rest                                                balls at many points overlap up to
 *                                                           4,096 bits: EXACT_NUMERIC, only when
 *                                                           no constant in it is so large or small
 *                                                           that it could hide a difference
 *
 * Variables are real unless i occurs; an expression is defined where all its parts are (real
 * logarithms of positive numbers, even roots of nonnegative ones, odd roots of all, no division by
 * zero). Everything costs steps; when the budget is spent the answer is EXACT_UNKNOWN. Steps do
 * not depend on time or load: the same call gives the same answer on every machine.
 *
 * A tree that is NULL has grown too big on the way here: nothing is known about it.
 */
#ifndef LEMMA_MATHS_EXACT_H
#define LEMMA_MATHS_EXACT_H

#include "app/maths/tree.h"

enum { EXACT_STEPS_DEFAULT = 200000 };

/* Budget and working space of one question; not shared between threads. */
struct exact;
struct exact *exact_new(struct tree_arena *arena, uint64_t steps);
void exact_free(struct exact *exact);
uint64_t exact_steps_left(const struct exact *exact);
/* Frees what FLINT and Calcium keep per thread; call when a thread is done with mathematics. */
void exact_thread_cleanup(void);

enum exact_answer {
    EXACT_EQUAL,       /* proved: same values, defined at the same points */
    EXACT_EQUAL_IF,    /* proved where `condition` holds; outside it one of them has no value, or
                          the rules that prove it do not hold (sqrt(1/n), n > 0) */
    EXACT_NUMERIC,     /* not proved; balls overlap at `points` points */
    EXACT_DIFFERENT,   /* proved: see witness */
    EXACT_UNKNOWN,     /* budget, or something without a value we know (a sum with letters, f(x)) */
    EXACT_A_UNDEFINED, /* proved: the first one has no value anywhere (1/0, ln(-1) over the reals)
                        */
    EXACT_B_UNDEFINED
};

struct exact_finding {
    enum exact_answer answer;
    unsigned points;
    const struct tree *condition; /* EQUAL_IF: RELATION or SYSTEM (all of them) */
    bool inherent; /* EQUAL_IF: both have values just where the condition holds; over the complex
                      numbers they would differ elsewhere */
    /* DIFFERENT: values for the variables (NULL without any: both are numbers), and both values
     * there, as exact or decimal numbers fit for a sentence. NULL value: it has none there, which
     * is said below, or it cannot be written (too large, out of budget). */
    const struct tree *witness; /* RELATION x = 2, or LIST of such */
    const struct tree *a_value, *b_value;
    bool a_undefined, b_undefined; /* has no value at the witness, where the other one has */
};

void exact_compare(struct exact *exact, const struct tree *a, const struct tree *b,
                   struct exact_finding *finding);

/* --- numbers: trees without variables --------------------------------------------------------- */

enum { EXACT_SIGN_UNKNOWN = 2 }; /* beside -1, 0, 1 */
/* Sign of a real constant, of a - b: -1, 0, 1 proved, or EXACT_SIGN_UNKNOWN (also: not real). */
int exact_sign(struct exact *exact, const struct tree *a);
int exact_order(struct exact *exact, const struct tree *a, const struct tree *b);
/* Certainly an integer, rational, real? 1 yes, 0 no, -1 unknown. */
int exact_is_integer(struct exact *exact, const struct tree *a);
int exact_is_rational(struct exact *exact, const struct tree *a);
int exact_is_real(struct exact *exact, const struct tree *a);
/* The value rounded half away from zero to `decimals` places, as NUMBER or NEGATE; NULL unknown. */
const struct tree *exact_round(struct exact *exact, const struct tree *a, int decimals);
const struct tree *exact_round_significant(struct exact *exact, const struct tree *a, int digits);
/* An approximation for sentences and sorting by eye, of the real part; 0 where there is none.
 * Never used to decide. */
double exact_approximate(struct exact *exact, const struct tree *a);

/* --- polynomials and the like ----------------------------------------------------------------- */

/* t as a quotient of two expanded polynomials in its variables, without common factor. Constants
 * that are not rational (sqrt 2, pi) stay as coefficients. False: it is none, or too big. */
bool exact_quotient(struct exact *exact, const struct tree *t, const struct tree **numerator,
                    const struct tree **denominator);
/* Coefficients of t, a polynomial in x, lowest first (may hold other variables); in the arena.
 * False if it is none. degree < 0: the zero polynomial. */
bool exact_coefficients(struct exact *exact, const struct tree *t, const struct tree *x,
                        const struct tree *const **coefficients, int *degree);
/* Irreducible factors over Q, with multiplicities, and the rational content. */
bool exact_factors(struct exact *exact, const struct tree *t, const struct tree **content,
                   const struct tree *const **factors, const unsigned **powers, size_t *n);
/* Condition under which t has a real value, as a system of relations g > 0, g >= 0, g != 0; NULL
 * with true: everywhere. False: not known. */
bool exact_domain(struct exact *exact, const struct tree *t, const struct tree **condition);

/* A matrix expression (sums, products, scalar multiples, integer powers, transposes of matrices)
 * as one MATRIX whose entries are simplified; NULL if it cannot be computed. */
const struct tree *exact_matrix(struct exact *exact, const struct tree *t);

/* dt/dx by the rules, lightly simplified; NULL for what has no rule. */
const struct tree *exact_differentiate(struct exact *exact, const struct tree *t,
                                       const struct tree *x);
/* The same value, tidier: numbers computed, like terms collected, 1·x and x^1 gone. For showing
 * corrections to people; t itself when nothing can be done. */
const struct tree *exact_simplify(struct exact *exact, const struct tree *t);

#endif
