/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees taken apart as people see them: a sum as signed terms, a product as a sign, a number and
 * factors; and put together again. Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_TERM_H
#define LEMMA_MATHS_LINES_TERM_H

#include "app/maths/tree.h"

enum { TERMS_MAX = 24 };

struct term {
    const struct tree *t;
    bool minus;
};

/* Terms of a sum (one for what is no sum), signs pulled out of NEGATE; 0 if there are too many. */
size_t term_split(const struct tree *t, struct term *out);
const struct tree *term_sum(struct tree_arena *arena, const struct term *term, size_t n);
/* Sum without term `out`; 0 when it was the only one. */
const struct tree *term_sum_without(struct tree_arena *arena, const struct term *term, size_t n,
                                    size_t out);
/* Factors of a product (one for what is none), sign pulled out; 0 if there are too many. */
size_t term_factors(const struct tree *t, const struct tree **out, bool *minus);
const struct tree *term_product(struct tree_arena *arena, const struct tree *const *factor,
                                size_t n);
const struct tree *term_product_without(struct tree_arena *arena, const struct tree *const *factor,
                                        size_t n, size_t out);

const struct tree *term_add(struct tree_arena *arena, const struct tree *a, const struct tree *b);
const struct tree *term_subtract(struct tree_arena *arena, const struct tree *a,
                                 const struct tree *b);
const struct tree *term_times(struct tree_arena *arena, const struct tree *a, const struct tree *b);
const struct tree *term_over(struct tree_arena *arena, const struct tree *a, const struct tree *b);
const struct tree *term_minus(struct tree_arena *arena, const struct tree *a);
const struct tree *term_power(struct tree_arena *arena, const struct tree *a, const struct tree *b);
const struct tree *term_equation(struct tree_arena *arena, const struct tree *a, unsigned relation,
                                 const struct tree *b);

/* A NUMBER or its NEGATE that is a small integer. */
bool term_integer(const struct tree *t, int64_t *value);
/* No free symbol in it, and nothing but a scalar. */
bool term_is_numeric(struct tree_arena *arena, const struct tree *t);
bool term_is_zero(const struct tree *t);

#endif
