/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions in several unknowns. Two questions are asked in each direction: is every solution of
 * the one proved to be one of the other (ideal.c, points.c), and is there a point that solves one
 * and not the other (points.c, slices in several.c)? Private to solve/.
 */
#ifndef LEMMA_MATHS_SOLVE_SEVERAL_H
#define LEMMA_MATHS_SOLVE_SEVERAL_H

#include "app/maths/solve/claim.h"
#include "app/maths/solve/field.h"

#include <calcium/utils_flint.h>

enum {
    SEVERAL_UNKNOWNS = 8,
    SEVERAL_LEAVES = 12,       /* comparisons that hold together */
    SEVERAL_ALTERNATIVES = 16, /* joined by "or", or by factors of a product */
    SEVERAL_CONDITIONS = 6,
    SEVERAL_CANDIDATES = 256 /* points that are tried */
};

/* polynomial REL 0, where the divisors among the watched polynomials first..last-1 are not zero and
 * the generators have values. */
struct leaf {
    const struct claim *claim;
    fmpz_mpoly_struct polynomial;
    enum tree_relation relation;
    slong first, last;
    unsigned touched; /* generators that occur in it */
};

/* Leaves (indices into the question's) that hold together. */
struct alternative {
    size_t leaf[SEVERAL_LEAVES];
    size_t n;
};

/* One of the two conditions. */
struct side {
    const struct tree *tree;
    const struct claim *claim;
    struct alternative alternative[SEVERAL_ALTERNATIVES];
    size_t n;
    bool read; /* into alternatives, all of them with polynomials */
};

struct question {
    struct solver *s;
    struct field f;
    struct leaf leaf[4 * SEVERAL_LEAVES];
    size_t n_leaves;
    struct side side[2];
    bool positive; /* all letters are positive, as in formulas */
};

/* What is proved of one direction. */
struct inclusion {
    bool proved;                                      /* everything of this side is on the other */
    const struct tree *condition[SEVERAL_CONDITIONS]; /* ... where these hold */
    size_t conditions;
    bool disproved;             /* there is a point of this side that is not on the other */
    const struct tree *witness; /* one of them; NULL: not expressible */
    long count;                 /* of solutions of this side; -1: not known, not finite */
    long common;
};

/* ideal.c */
bool ideal_read(struct question *q, struct side *side);

/* The equations of an alternative, with a Gröbner basis if one was found within the limits. */
struct basis {
    struct question *q;
    const struct alternative *from;
    fmpz_mpoly_vec_t vector;
    bool known;
};
/* more: one equation besides, or NULL. */
void basis_begin(struct basis *b, struct question *q, const struct alternative *from,
                 const fmpz_mpoly_struct *more);
void basis_end(struct basis *b);
/* Is p zero wherever the equations hold? */
bool ideal_vanishes(struct basis *b, const fmpz_mpoly_t p);
bool ideal_is_multiple(struct basis *b, const fmpz_mpoly_t p);
/* The equations contradict each other. */
bool ideal_is_impossible(struct basis *b);
/* The sign that p has for positive letters; of a sum of even powers; 0: none is seen. */
int ideal_one_sign(const struct question *q, const fmpz_mpoly_t p);
int ideal_even_powers(const struct question *q, const fmpz_mpoly_t p);

/* inclusion.c */
void ideal_include(struct question *q, const struct side *from, const struct side *into,
                   struct inclusion *result);

/* points.c: finitely many solutions of `from`, each tried in `into`; counts them. */
void points_include(struct question *q, const struct side *from, const struct side *into,
                    struct inclusion *result);

/* x = 1, y = 2 as a SYSTEM, for the coordinates of the solver. */
const struct tree *several_point(struct solver *s, const struct tree *const *value);

/* All of the conditions: a SYSTEM, or the only one. */
const struct tree *several_all(struct solver *s, const struct tree *const *condition, size_t n);

/* parameter.c: t, which gives unknowns by letters that `other` has not (x = 2 + 3k, y = 1 - k),
 * without these letters; t itself when there are none, NULL when they cannot be taken out. */
const struct tree *parameter_eliminate(struct solver *s, const struct tree *t,
                                       const struct tree *other);

/* several.c: a and b have the coordinates of the solver. */
void several_compare(struct solver *s, const struct tree *a, const struct tree *b,
                     struct solve_finding *finding);

#endif
