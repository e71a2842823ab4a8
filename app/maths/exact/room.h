/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of this room share: the question that is being answered, its budget, and how a
 * computation ends. Nothing in FLINT, Arb or Calcium can be interrupted, and they abort() when
 * numbers overflow: every piece of work is measured and paid for before it is begun.
 */
#ifndef LEMMA_MATHS_EXACT_ROOM_H
#define LEMMA_MATHS_EXACT_ROOM_H

#include "app/maths/exact.h"

#include <calcium/ca.h>

struct exact {
    struct tree_arena *arena;
    uint64_t steps;
    ca_ctx_t constants;
    bool has_constants;
    /* i occurs in the question, or an even root of a negative number: values are complex and
     * roots and logarithms are principal ones. Else everything is real. */
    bool complex;
};

enum outcome {
    OUT_UNKNOWN, /* too big, out of budget, or of a kind that is not known here */
    OUT_DONE,
    OUT_UNDEFINED /* proved: has no value */
};

/* False when the budget does not allow it; then nothing is left. */
static inline bool exact_spend(struct exact *e, uint64_t steps)
{
    if (steps > e->steps) {
        e->steps = 0;
        return false;
    }
    e->steps -= steps;
    return true;
}

/* The context for Calcium's numbers, made at the first use. */
ca_ctx_struct *exact_constants(struct exact *e);

/* Does the question need complex values? See struct exact. */
bool exact_needs_complex(struct exact *e, const struct tree *t);

/* Has t no variables (free symbols) and nothing of unknown value (f(2), words)? */
bool exact_is_constant(const struct tree *t);

/* The same value without what is only notation: finite sums with numeric bounds written out,
 * derivatives carried out, determinants and traces computed, mixed numbers and percentages as
 * sums and quotients, degrees as multiples of pi, exp as a power of e, logarithms as quotients of
 * natural ones. Never NULL: what cannot be written out stays. */
const struct tree *exact_prepare(struct exact *e, const struct tree *t);

/* t in the full tower, written again: powers with symbolic exponents cancel (2^(k+1)/2^k = 2).
 * For reading on, not for people. NULL: not possible. */
const struct tree *exact_ratio(struct exact *e, const struct tree *t);

/* The same tree with sums and products flattened and put in one order. */
const struct tree *exact_sorted(struct exact *e, const struct tree *t);

#endif
