/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The working space of one question about solutions: budget, arena, Calcium's fields, and the exact
 * real numbers that are born on the way and die with it. Private to solve/.
 *
 * A number is algebraic (qqbar: comparisons always end) or a Calcium element with the tree that
 * gave it (logarithms, π, e: comparisons may end in "not known").
 */
#ifndef LEMMA_MATHS_SOLVE_SOLVER_H
#define LEMMA_MATHS_SOLVE_SOLVER_H

#include "app/maths/exact/room.h"
#include "app/maths/solve.h"

#include <calcium/ca.h>
#include <calcium/qqbar.h>

enum {
    SOLVE_DEGREE_MAX = 60,  /* of a polynomial whose roots are wanted */
    SOLVE_BITS_MAX = 4000,  /* of its coefficients */
    SOLVE_SIZE_MAX = 1500,  /* nodes of a condition */
    SOLVE_DIGITS_MAX = 400, /* of a number in it */
    SOLVE_INTEGERS = 3,     /* letters for any integer */
    SOLVE_SIGN_BITS = 2048  /* balls are refined up to here before a sign is not known */
};

struct real {
    struct real *next; /* the solver's chain */
    bool algebraic;
    qqbar_t q;               /* algebraic */
    ca_t value;              /* always */
    const struct tree *tree; /* NULL: made on demand (real_tree) */
};

struct solver {
    struct exact *exact;
    struct tree_arena *arena;
    ca_ctx_struct *ca; /* the question's, not ours */
    struct real *reals;
    const struct tree *unknown; /* the symbol that is solved for; NULL: none */
    /* Letters that stand for any integer: n in x = π/6 + 2πn. */
    const struct tree *integer[SOLVE_INTEGERS];
    size_t integers;
    bool alternatives; /* how claim_has_two_readings is read */
    /* With several unknowns: the symbols whose values a point lists in this order. */
    const struct tree *const *coordinate;
    size_t coordinates;
};

void solver_begin(struct solver *s, struct exact *exact);
void solver_end(struct solver *s);
/* Takes steps from the budget; false when it is spent. */
bool solver_charge(struct solver *s, uint64_t steps);

/* Numbers belong to the solver. NULL: not real, no value, or too big. */
const struct real *real_of_tree(struct solver *s, const struct tree *t);
const struct real *real_of_qqbar(struct solver *s, const qqbar_t q);
const struct real *real_of_fmpq(struct solver *s, const fmpq_t q);
/* -1, 0, 1, or EXACT_SIGN_UNKNOWN. */
int real_order(struct solver *s, const struct real *a, const struct real *b);
int real_sign(struct solver *s, const struct real *a);
/* A simple rational strictly between (NULL: no bound on that side), which must be in order. */
const struct real *real_between(struct solver *s, const struct real *low, const struct real *high);
/* For people: integers, fractions, surds, what was written. NULL: no such expression. */
const struct tree *real_tree(struct solver *s, const struct real *a);
const struct tree *real_fmpq_tree(struct solver *s, const fmpq_t q);
const struct tree *real_fmpz_tree(struct solver *s, const fmpz_t z);
/* The same for any algebraic number, complex ones too. */
const struct tree *real_qqbar_tree(struct solver *s, const qqbar_t q);
/* Is the degree of its field, times a root to be taken, small enough to compute with? Pays. */
bool real_ca_is_light(struct solver *s, const ca_t value, slong times);
/* ca_check_is_zero where that does not take long. */
truth_t real_ca_is_zero(struct solver *s, const ca_t value);
/* Sign of a Calcium element that is known to be real. */
int real_ca_sign(struct solver *s, const ca_t value);

static inline bool solver_within(const fmpz_t z, slong limit)
{
    return fmpz_cmp_si(z, limit) <= 0 && fmpz_cmp_si(z, -limit) >= 0;
}

/* --- point.c: expressions at a point ---------------------------------------------------------- */

enum point_answer { POINT_KNOWN, POINT_UNDEFINED, POINT_UNKNOWN };
/* The value of t where the solver's unknown has the value `at` (NULL: t is without it), or its
 * coordinates have the values at[0], at[1] .. Over the
 * reals; `complex`: over the complex numbers. */
enum point_answer point_value(struct solver *s, const struct tree *t, ca_srcptr at, bool complex,
                              ca_t out);
/* A NUMBER, its sign, a quotient of such: cheap and exact; false if it is something else. */
bool point_rational(struct solver *s, const struct tree *t, fmpq_t out);

#endif
