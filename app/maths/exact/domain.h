/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a tree has a value: the statements that reading it left in the tower, brought into one
 * form so that two domains can be compared, and written for people.
 */
#ifndef LEMMA_MATHS_EXACT_DOMAIN_H
#define LEMMA_MATHS_EXACT_DOMAIN_H

#include "app/maths/exact/tower.h"

enum { CONDITIONS_MAX = 64 };

/* polynomial != 0 (a factor), polynomial >= 0 (a product of factors without squares, with its
 * sign), or an element that is whole. */
struct condition {
    enum atom_kind kind; /* NONZERO, NONNEGATIVE, INTEGER */
    fmpz_mpoly_q_t value;
    const struct atom *atom; /* where it comes from */
};

struct domain {
    struct tower *tower;
    bool empty; /* proved: defined nowhere */
    size_t n;
    struct condition condition[CONDITIONS_MAX];
};

/* Signs that the domains of both trees give away. True: new ones; read again. */
bool domain_learn(struct tower *t);
/* Relations between several signs at once (xy >= 0), for the last reduction. */
void domain_relate(struct tower *t);

bool domain_read(struct tower *t, bool of_b, struct domain *out);
void domain_release(struct domain *domain);

enum domain_answer { DOMAIN_SAME, DOMAIN_OTHER, DOMAIN_APART /* proved: no common point */ };
enum domain_answer domain_compare(const struct domain *a, const struct domain *b);
/* What must hold, beside what both need, for both to have values: RELATION or SYSTEM; NULL when
 * nothing is left or it cannot be written. */
const struct tree *domain_difference(const struct domain *a, const struct domain *b);
/* All conditions of one domain; NULL: none. */
const struct tree *domain_write(const struct domain *a);

#endif
