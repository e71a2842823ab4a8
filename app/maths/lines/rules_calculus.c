/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong derivatives and antiderivatives: the wrong ways of calculus.c tried one rule, one variant
 * and one place at a time, the most common first.
 */
#include "app/maths/lines/calculus.h"
#include "app/maths/lines/rules.h"

enum { VARIANTS_MAX = 8, SITES_MAX = 8 };

typedef const struct tree *calculus_function(struct calculus *c, const struct tree *t);

/* Between limits: F(b) - F(a) with a wrong F. */
static const struct tree *between(struct rules *r, const struct tree *t, const struct tree *f)
{
    if (!f || t->n < 4)
        return f;
    return term_subtract(r->arena, tree_substitute(r->arena, f, t->child[1], t->child[3]),
                         tree_substitute(r->arena, f, t->child[1], t->child[2]));
}

static void try_all(struct rules *r, const struct tree *t, calculus_function *work,
                    enum calculus_rule wrong)
{
    struct calculus right = {.arena = r->arena, .x = t->child[1]};
    const struct tree *correct = work(&right, t->child[0]);
    for (unsigned variant = 0; variant < VARIANTS_MAX; variant++) {
        int sites = 1;
        for (int site = -1; site < sites && site < SITES_MAX; site++) {
            struct calculus c = {.arena = r->arena,
                                 .x = t->child[1],
                                 .wrong = wrong,
                                 .variant = variant,
                                 .site = site};
            const struct tree *result = work(&c, t->child[0]);
            if (c.sites == 0)
                return;
            sites = c.sites > 1 ? c.sites : 0;
            if (!c.missing)
                rules_emit(r, between(r, t, result), between(r, t, correct));
        }
    }
}

static void derivative(struct rules *r, const struct tree *t, enum calculus_rule wrong)
{
    if (t->kind == TREE_DERIVATIVE && tree_is_number(t->child[2], "1"))
        try_all(r, t, calculus_derive, wrong);
}

static void integral(struct rules *r, const struct tree *t, enum calculus_rule wrong)
{
    if (t->kind == TREE_INTEGRAL)
        try_all(r, t, calculus_integrate, wrong);
}

static void product_rule(struct rules *r, const struct tree *t)
{
    derivative(r, t, CALCULUS_PRODUCT);
    integral(r, t, CALCULUS_PRODUCT);
}

static void quotient_rule(struct rules *r, const struct tree *t)
{
    derivative(r, t, CALCULUS_QUOTIENT);
}

static void chain_rule(struct rules *r, const struct tree *t)
{
    derivative(r, t, CALCULUS_CHAIN);
    integral(r, t, CALCULUS_CHAIN);
}

static void power_rule(struct rules *r, const struct tree *t)
{
    derivative(r, t, CALCULUS_POWER);
}

static void integral_power(struct rules *r, const struct tree *t)
{
    integral(r, t, CALCULUS_POWER);
}

static void constant_rule(struct rules *r, const struct tree *t)
{
    derivative(r, t, CALCULUS_CONSTANT);
    integral(r, t, CALCULUS_CONSTANT);
}

static void function_rule(struct rules *r, const struct tree *t)
{
    derivative(r, t, CALCULUS_FUNCTION);
    integral(r, t, CALCULUS_FUNCTION);
}

const struct rule rules_calculus[] = {
    {MISTAKE_PRODUCT_RULE, true, product_rule},
    {MISTAKE_QUOTIENT_RULE, true, quotient_rule},
    {MISTAKE_CHAIN_RULE, true, chain_rule},
    {MISTAKE_POWER_RULE, true, power_rule},
    {MISTAKE_INTEGRAL_POWER, true, integral_power},
    {MISTAKE_CONSTANT_RULE, true, constant_rule},
    {MISTAKE_FUNCTION_DERIVATIVE, true, function_rule},
};
const size_t rules_calculus_count = sizeof rules_calculus / sizeof *rules_calculus;
