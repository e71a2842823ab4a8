/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/maths/exact.h"

#include "app/base/die.h"

#include <stdlib.h>

struct exact {
    struct tree_arena *arena;
    uint64_t steps;
};

struct exact *exact_new(struct tree_arena *arena, uint64_t steps)
{
    struct exact *e = xcalloc(1, sizeof *e);
    e->arena = arena;
    e->steps = steps;
    return e;
}
void exact_free(struct exact *exact)
{
    free(exact);
}
uint64_t exact_steps_left(const struct exact *exact)
{
    return exact->steps;
}
void exact_thread_cleanup(void)
{
}
void exact_compare(struct exact *exact, const struct tree *a, const struct tree *b,
                   struct exact_finding *finding)
{
    (void)exact, (void)a, (void)b;
    *finding = (struct exact_finding){.answer = EXACT_UNKNOWN};
}
int exact_sign(struct exact *exact, const struct tree *a)
{
    (void)exact, (void)a;
    return EXACT_SIGN_UNKNOWN;
}
int exact_order(struct exact *exact, const struct tree *a, const struct tree *b)
{
    (void)exact, (void)a, (void)b;
    return EXACT_SIGN_UNKNOWN;
}
int exact_is_integer(struct exact *exact, const struct tree *a)
{
    (void)exact, (void)a;
    return -1;
}
int exact_is_rational(struct exact *exact, const struct tree *a)
{
    (void)exact, (void)a;
    return -1;
}
int exact_is_real(struct exact *exact, const struct tree *a)
{
    (void)exact, (void)a;
    return -1;
}
const struct tree *exact_round(struct exact *exact, const struct tree *a, int decimals)
{
    (void)exact, (void)a, (void)decimals;
    return NULL;
}
const struct tree *exact_round_significant(struct exact *exact, const struct tree *a, int digits)
{
    (void)exact, (void)a, (void)digits;
    return NULL;
}
const struct tree *exact_rational(struct exact *exact, const struct tree *a)
{
    (void)exact, (void)a;
    return NULL;
}
double exact_approximate(struct exact *exact, const struct tree *a)
{
    (void)exact, (void)a;
    return 0;
}
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
const struct tree *exact_differentiate(struct exact *exact, const struct tree *t,
                                       const struct tree *x)
{
    (void)exact, (void)t, (void)x;
    return NULL;
}
const struct tree *exact_simplify(struct exact *exact, const struct tree *t)
{
    (void)exact;
    return t;
}
