/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes notation away (see exact_prepare), so that everything after it knows fewer kinds of
 * nodes. Bottom up; a node that cannot be written out within the limits stays as it is.
 */
#include "app/base/die.h"
#include "app/maths/exact/closed.h"
#include "app/maths/exact/matrix.h"
#include "app/maths/exact/number.h"

#include <stdlib.h>
#include <string.h>

enum { BIG_TERMS_MAX = 400, CHOOSE_MAX = 24, DERIVATIVE_MAX = 12 };

ca_ctx_struct *exact_constants(struct exact *e)
{
    if (!e->has_constants) {
        ca_ctx_init(e->constants);
        ca_ctx_set_option(e->constants, CA_OPT_PREC_LIMIT, 1024);
        ca_ctx_set_option(e->constants, CA_OPT_QQBAR_DEG_LIMIT, 40);
        e->has_constants = true;
    }
    return e->constants;
}

bool exact_is_constant(const struct tree *t)
{
    if (!t)
        return false;
    switch (t->kind) {
    case TREE_NUMBER:
        return true;
    case TREE_CONSTANT:
        return t->detail != CONSTANT_INFINITY;
    case TREE_ADD:
    case TREE_NEGATE:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
    case TREE_MIXED:
    case TREE_PERCENT:
    case TREE_POWER:
    case TREE_ROOT:
    case TREE_FACTORIAL:
    case TREE_ABSOLUTE:
    case TREE_FLOOR:
    case TREE_CEILING:
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
    case TREE_APPLY:
        for (uint32_t i = 0; i < t->n; i++)
            if (!exact_is_constant(t->child[i]))
                return false;
        return true;
    default:
        return false;
    }
}

/* Sum or product with numeric bounds, written out. */
static const struct tree *write_out(struct exact *e, const struct tree *t)
{
    int64_t from, to;
    if (t->n < 4 || !number_small(e, t->child[2], &from) || !number_small(e, t->child[3], &to)) {
        const struct tree *sum = closed_sum(e, t);
        return sum ? sum : t;
    }
    if (to < from)
        return tree_integer(e->arena, t->detail == BIG_SUM ? 0 : 1);
    /* as unsigned numbers: the bounds may be as far apart as they can be */
    if ((uint64_t)to - (uint64_t)from >= BIG_TERMS_MAX) {
        const struct tree *sum = closed_sum(e, t);
        return sum ? sum : t;
    }
    size_t n = (size_t)(to - from + 1);
    if (!exact_spend(e, n * t->child[0]->size))
        return t;
    const struct tree **terms = tree_arena_alloc(e->arena, n * sizeof *terms);
    for (size_t i = 0; i < n; i++)
        terms[i] = exact_prepare(e, tree_substitute(e->arena, t->child[0], t->child[1],
                                                    tree_integer(e->arena, from + (int64_t)i)));
    if (n == 1)
        return terms[0];
    return tree_node(e->arena, t->detail == BIG_SUM ? TREE_ADD : TREE_MULTIPLY, 0, terms, n);
}

/* n(n-1)...(n-k+1) [/ k!] for a small number k */
static const struct tree *choose(struct exact *e, const struct tree *t)
{
    int64_t k;
    if (!number_small(e, t->child[1], &k) || k < 1 || k > CHOOSE_MAX ||
        exact_is_constant(t->child[0]))
        return t;
    const struct tree *factors[CHOOSE_MAX], *n = t->child[0];
    for (int64_t i = 0; i < k; i++)
        factors[i] = i == 0
                         ? n
                         : tree_two(e->arena, TREE_ADD, 0, n,
                                    tree_one(e->arena, TREE_NEGATE, 0, tree_integer(e->arena, i)));
    const struct tree *product =
        k == 1 ? n : tree_node(e->arena, TREE_MULTIPLY, 0, factors, (size_t)k);
    if (t->kind == TREE_PERMUTATION)
        return product;
    return tree_two(e->arena, TREE_DIVIDE, 0, product,
                    tree_one(e->arena, TREE_FACTORIAL, 1, tree_integer(e->arena, k)));
}

static const struct tree *differentiate(struct exact *e, const struct tree *t)
{
    int64_t order;
    if (!number_small(e, t->child[2], &order) || order < 0 || order > DERIVATIVE_MAX)
        return t;
    const struct tree *result = t->child[0];
    for (int64_t i = 0; result && i < order; i++)
        result = exact_differentiate(e, result, t->child[1]);
    return result;
}

static const struct tree *in_degrees(struct exact *e, const struct tree *t)
{
    if (t->child[1]->kind != TREE_UNIT)
        return t;
    if (strcmp(t->child[1]->text, "rad") == 0)
        return t->child[0];
    if (strcmp(t->child[1]->text, "°") != 0)
        return t;
    return tree_two(e->arena, TREE_DIVIDE, 0,
                    tree_two(e->arena, TREE_MULTIPLY, 0, t->child[0],
                             tree_detail(e->arena, TREE_CONSTANT, CONSTANT_PI)),
                    tree_integer(e->arena, 180));
}

/* max(a, b) = (a + b + |a - b|)/2, and so on */
static const struct tree *extreme(struct exact *e, const struct tree *t)
{
    const struct tree *result = t->child[0];
    for (uint32_t i = 1; i < t->n; i++) {
        const struct tree *b = t->child[i];
        const struct tree *size = tree_one(
            e->arena, TREE_ABSOLUTE, 0,
            tree_two(e->arena, TREE_ADD, 0, result, tree_one(e->arena, TREE_NEGATE, 0, b)));
        if (t->detail == FUNCTION_MIN)
            size = tree_one(e->arena, TREE_NEGATE, 0, size);
        const struct tree *sum[] = {result, b, size};
        result = tree_two(e->arena, TREE_DIVIDE, 0, tree_node(e->arena, TREE_ADD, 0, sum, 3),
                          tree_integer(e->arena, 2));
    }
    return result;
}

static const struct tree *logarithm(struct exact *e, const struct tree *t)
{
    const struct tree *base = t->n > 1 ? t->child[1] : tree_integer(e->arena, 10);
    return tree_two(e->arena, TREE_DIVIDE, 0,
                    tree_one(e->arena, TREE_APPLY, FUNCTION_LN, t->child[0]),
                    tree_one(e->arena, TREE_APPLY, FUNCTION_LN, base));
}

static const struct tree *apply(struct exact *e, const struct tree *t)
{
    switch (t->detail) {
    case FUNCTION_EXP:
        return tree_two(e->arena, TREE_POWER, 0, tree_detail(e->arena, TREE_CONSTANT, CONSTANT_E),
                        t->child[0]);
    case FUNCTION_LOG:
        return logarithm(e, t);
    case FUNCTION_MIN:
    case FUNCTION_MAX:
        return extreme(e, t);
    case FUNCTION_DET:
    case FUNCTION_TR:
        return matrix_scalar(e, t);
    default:
        return t;
    }
}

static const struct tree *rewrite(struct exact *e, const struct tree *t)
{
    const struct tree *closed;
    switch (t->kind) {
    case TREE_MIXED:
        return tree_two(e->arena, TREE_ADD, 0, t->child[0],
                        tree_two(e->arena, TREE_DIVIDE, 0, t->child[1], t->child[2]));
    case TREE_PERCENT:
        return tree_two(e->arena, TREE_DIVIDE, 0, t->child[0], tree_integer(e->arena, 100));
    case TREE_QUANTITY:
        return in_degrees(e, t);
    case TREE_BIG:
        return write_out(e, t);
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        return choose(e, t);
    case TREE_DERIVATIVE:
        return differentiate(e, t);
    case TREE_APPLY:
        return apply(e, t);
    case TREE_LIMIT:
        closed = closed_limit(e, t);
        return closed ? closed : t;
    case TREE_INTEGRAL:
        closed = closed_integral(e, t);
        return closed ? closed : t;
    default:
        return t;
    }
}

const struct tree *exact_prepare(struct exact *e, const struct tree *t)
{
    if (!t || t->n == 0 || t->kind == TREE_SYMBOL || !exact_spend(e, 1))
        return t;
    const struct tree *like = t;
    if (t->kind != TREE_UNIT) {
        const struct tree **child = xmalloc(t->n * sizeof *child);
        bool changed = false;
        for (uint32_t i = 0; i < t->n; i++) {
            child[i] = exact_prepare(e, t->child[i]);
            changed |= child[i] != t->child[i];
        }
        if (changed)
            like = tree_with(e->arena, t, child);
        free(child);
    }
    const struct tree *result = like ? rewrite(e, like) : NULL;
    return result ? result : t;
}
