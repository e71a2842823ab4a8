/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/maths/exact/room.h"
bool exact_quotient(struct exact *exact, const struct tree *t, const struct tree **numerator,
                    const struct tree **denominator)
{
    (void)exact, (void)t, (void)numerator, (void)denominator;
    return false;
}
bool exact_coefficients(struct exact *exact, const struct tree *t, const struct tree *x,
                        const struct tree *const **coefficients, int *degree)
{
    (void)exact, (void)t, (void)x, (void)coefficients, (void)degree;
    return false;
}
bool exact_factors(struct exact *exact, const struct tree *t, const struct tree **content,
                   const struct tree *const **factors, const unsigned **powers, size_t *n)
{
    (void)exact, (void)t, (void)content, (void)factors, (void)powers, (void)n;
    return false;
}
bool exact_domain(struct exact *exact, const struct tree *t, const struct tree **condition)
{
    (void)exact, (void)t, (void)condition;
    return false;
}
const struct tree *exact_simplify(struct exact *exact, const struct tree *t)
{
    (void)exact;
    return t;
}
