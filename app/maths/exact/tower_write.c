/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Elements as trees that people can read: terms by falling degree, the number in front, variables
 * in the order in which they appeared, roots as roots.
 */
#include "app/maths/exact/build.h"
#include "app/maths/exact/number.h"
#include "app/maths/exact/tower.h"

#include "app/base/die.h"

#include <stdlib.h>

enum { TERMS_MAX = 1500 };

/* n/root as a tree */
static const struct tree *fraction(struct exact *e, slong n, slong root)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, n, (ulong)root);
    const struct tree *tree = number_tree(e, q);
    fmpq_clear(q);
    return tree;
}

/* |f| or f, where it is never negative */
static const struct tree *size_of(struct tower *t, const fmpz_mpoly_q_t a)
{
    const struct tree *tree = tower_write(t, a);
    bool plain = tower_fixed_sign(t, &a->num) > 0;
    for (size_t i = 0; tree && !plain && i < t->hints->n_signs; i++)
        plain = t->hints->sign[i].sign > 0 && tree_same(t->hints->sign[i].key, tree);
    return tree && !plain ? tree_one(t->e->arena, TREE_ABSOLUTE, 0, tree) : tree;
}

/* Generator k to the n-th power, n > 0. */
static const struct tree *power(struct tower *t, slong k, slong n)
{
    struct generator *g = &t->generator[k];
    struct exact *e = t->e;
    const struct tree *base, *exponent;
    if (g->kind == GENERATOR_ROOT && n % g->root == 0)
        return build_power(e, size_of(t, &g->argument[0]), build_integer(e, n / g->root));
    switch (g->kind) {
    case GENERATOR_ROOT:
        exponent = fraction(e, n, g->root);
        base = size_of(t, &g->argument[0]);
        if (!exponent || exponent->kind != TREE_DIVIDE || !tree_is_number(exponent->child[0], "1"))
            return base && exponent ? build_power(e, base, exponent) : NULL;
        return tree_is_number(exponent->child[1], "2")
                   ? build_root(e, base)
                   : tree_two(e->arena, TREE_ROOT, 0, base, exponent->child[1]);
    case GENERATOR_EXP:
    case GENERATOR_WAVE:
        exponent = build_multiply(e, fraction(e, n, g->root), tower_write(t, &g->argument[0]));
        if (g->kind == GENERATOR_WAVE)
            exponent =
                build_multiply(e, tree_detail(e->arena, TREE_CONSTANT, CONSTANT_I), exponent);
        return build_power(e, tree_detail(e->arena, TREE_CONSTANT, CONSTANT_E), exponent);
    case GENERATOR_I:
        base = tree_detail(e->arena, TREE_CONSTANT, CONSTANT_I);
        break;
    case GENERATOR_SIGN:
        base = build_apply(e, FUNCTION_SGN, tower_write(t, &g->argument[0]));
        break;
    case GENERATOR_LOG:
        base = build_apply(e, FUNCTION_LN, size_of(t, &g->argument[0]));
        break;
    default:
        base = g->like;
    }
    return build_power(e, base, build_integer(e, n));
}

static const struct tree *term(struct tower *t, const fmpz_mpoly_t a, slong i)
{
    ulong exponent[TOWER_GENERATORS_MAX];
    fmpz_t c;
    fmpz_init(c);
    fmpz_mpoly_get_term_coeff_fmpz(c, a, i, t->ctx);
    bool minus = fmpz_sgn(c) < 0;
    fmpz_abs(c, c);
    const struct tree *tree = number_tree_integer(t->e, c);
    fmpz_clear(c);
    fmpz_mpoly_get_term_exp_ui(exponent, a, i, t->ctx);
    /* constants stand before variables: 2 sqrt(3) x */
    for (int pass = 0; pass < 2; pass++)
        for (slong k = 0; tree && k < t->n; k++)
            if (exponent[k] && t->generator[k].constant == (pass == 0))
                tree = build_multiply(t->e, tree, power(t, k, (slong)exponent[k]));
    return minus ? build_negate(t->e, tree) : tree;
}

struct order {
    slong index;
    ulong degree;
};

static int by_degree(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->degree != y->degree)
        return x->degree < y->degree ? 1 : -1;
    return x->index < y->index ? -1 : 1;
}

const struct tree *tower_write_polynomial(struct tower *t, const fmpz_mpoly_t a)
{
    if (fmpz_mpoly_is_zero(a, t->ctx))
        return build_integer(t->e, 0);
    if (a->length > TERMS_MAX || a->bits > FLINT_BITS ||
        !exact_spend(t->e, 2 + (uint64_t)a->length))
        return NULL;
    struct order *order = xmalloc((size_t)a->length * sizeof *order);
    const struct tree **terms = xmalloc((size_t)a->length * sizeof *terms);
    for (slong i = 0; i < a->length; i++) {
        ulong exponent[TOWER_GENERATORS_MAX];
        order[i] = (struct order){i, 0};
        fmpz_mpoly_get_term_exp_ui(exponent, a, i, t->ctx);
        for (slong k = 0; k < t->n; k++)
            if (!t->generator[k].constant)
                order[i].degree += exponent[k];
    }
    qsort(order, (size_t)a->length, sizeof *order, by_degree);
    bool fine = true;
    for (slong i = 0; fine && i < a->length; i++)
        fine = (terms[i] = term(t, a, order[i].index)) != NULL;
    const struct tree *tree = NULL;
    if (fine)
        tree = a->length == 1 ? terms[0]
                              : tree_node(t->e->arena, TREE_ADD, 0, terms, (size_t)a->length);
    free(terms);
    free(order);
    return tree;
}

const struct tree *tower_write(struct tower *t, const fmpz_mpoly_q_t a)
{
    const struct tree *top = tower_write_polynomial(t, &a->num);
    if (fmpz_mpoly_is_one(&a->den, t->ctx) || !top)
        return top;
    return build_divide(t->e, top, tower_write_polynomial(t, &a->den));
}
