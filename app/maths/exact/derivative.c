/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dt/dx by the rules. A result holds for every x where t has a derivative.
 */
#include "app/maths/exact/build.h"
#include "app/maths/exact/number.h"

#include <string.h>

static const struct tree *d(struct exact *e, const struct tree *t, const struct tree *x);

static const struct tree *sum(struct exact *e, const struct tree *t, const struct tree *x)
{
    const struct tree *result = build_integer(e, 0);
    for (uint32_t i = 0; result && i < t->n; i++)
        result = build_add(e, result, d(e, t->child[i], x));
    return result;
}

static const struct tree *product(struct exact *e, const struct tree *t, const struct tree *x)
{
    const struct tree *result = build_integer(e, 0);
    for (uint32_t i = 0; result && i < t->n; i++) {
        const struct tree *term = d(e, t->child[i], x);
        if (term && tree_is_number(term, "0"))
            continue;
        const struct tree *others = build_integer(e, 1);
        for (uint32_t j = 0; j < t->n; j++)
            if (j != i)
                others = build_multiply(e, others, t->child[j]);
        result = build_add(e, result, build_multiply(e, others, term));
    }
    return result;
}

/* (u/v)' = (u'v - uv')/v^2 */
static const struct tree *quotient(struct exact *e, const struct tree *t, const struct tree *x)
{
    const struct tree *u = t->child[0], *v = t->child[1];
    if (!tree_mentions(v, x))
        return build_divide(e, d(e, u, x), v);
    return build_divide(
        e, build_subtract(e, build_multiply(e, d(e, u, x), v), build_multiply(e, u, d(e, v, x))),
        build_square(e, v));
}

/* (u^n)' = n u^(n-1) u', (a^v)' = a^v ln a v', (u^v)' = u^v (v' ln u + v u'/u) */
static const struct tree *power(struct exact *e, const struct tree *t, const struct tree *x)
{
    const struct tree *u = t->child[0], *v = t->child[1];
    if (!tree_mentions(v, x)) {
        fmpq_t q;
        fmpq_init(q);
        const struct tree *less = NULL;
        if (number_evaluate(e, v, q) == OUT_DONE) {
            fmpq_sub_ui(q, q, 1);
            less = number_tree(e, q);
        } else {
            less = build_subtract(e, v, build_integer(e, 1));
        }
        fmpq_clear(q);
        const struct tree *lower =
            less && tree_is_number(less, "0") ? build_integer(e, 1) : build_power(e, u, less);
        return build_multiply(e, build_multiply(e, v, lower), d(e, u, x));
    }
    bool natural = tree_is_constant(u, CONSTANT_E);
    const struct tree *log = natural ? NULL : build_apply(e, FUNCTION_LN, u);
    if (!tree_mentions(u, x)) {
        const struct tree *inner = d(e, v, x);
        return build_multiply(e, natural ? t : build_multiply(e, t, log), inner);
    }
    return build_multiply(e, t,
                          build_add(e, build_multiply(e, d(e, v, x), log),
                                    build_divide(e, build_multiply(e, v, d(e, u, x)), u)));
}

static const struct tree *root(struct exact *e, const struct tree *t, const struct tree *x)
{
    const struct tree *u = t->child[0];
    if (t->n == 1)
        return build_divide(e, d(e, u, x), build_multiply(e, build_integer(e, 2), t));
    if (tree_mentions(t->child[1], x))
        return NULL;
    /* (u^(1/n))' = u' / (n (u^(1/n))^(n-1)) */
    return build_divide(
        e, d(e, u, x),
        build_multiply(e, t->child[1],
                       build_power(e, t, build_subtract(e, t->child[1], build_integer(e, 1)))));
}

/* f'(u) of the functions of one argument; NULL where there is none. */
static const struct tree *outer(struct exact *e, const struct tree *t)
{
    const struct tree *u = t->child[0], *one = build_integer(e, 1);
    const struct tree *square = build_square(e, u);
#define F(name) build_apply(e, FUNCTION_##name, u)
    switch (t->detail) {
    case FUNCTION_SIN:
        return F(COS);
    case FUNCTION_COS:
        return build_negate(e, F(SIN));
    case FUNCTION_TAN:
        return build_divide(e, one, build_square(e, F(COS)));
    case FUNCTION_COT:
        return build_negate(e, build_divide(e, one, build_square(e, F(SIN))));
    case FUNCTION_SEC:
        return build_multiply(e, F(SEC), F(TAN));
    case FUNCTION_CSC:
        return build_negate(e, build_multiply(e, F(CSC), F(COT)));
    case FUNCTION_ARCSIN:
        return build_divide(e, one, build_root(e, build_subtract(e, one, square)));
    case FUNCTION_ARCCOS:
        return build_negate(e, build_divide(e, one, build_root(e, build_subtract(e, one, square))));
    case FUNCTION_ARCTAN:
        return build_divide(e, one, build_add(e, square, one));
    case FUNCTION_ARCCOT:
        return build_negate(e, build_divide(e, one, build_add(e, square, one)));
    case FUNCTION_ARCSEC:
    case FUNCTION_ARCCSC: {
        const struct tree *f =
            build_divide(e, one,
                         build_multiply(e, tree_one(e->arena, TREE_ABSOLUTE, 0, u),
                                        build_root(e, build_subtract(e, square, one))));
        return t->detail == FUNCTION_ARCSEC ? f : build_negate(e, f);
    }
    case FUNCTION_SINH:
        return F(COSH);
    case FUNCTION_COSH:
        return F(SINH);
    case FUNCTION_TANH:
        return build_divide(e, one, build_square(e, F(COSH)));
    case FUNCTION_COTH:
        return build_negate(e, build_divide(e, one, build_square(e, F(SINH))));
    case FUNCTION_SECH:
        return build_negate(e, build_multiply(e, F(SECH), F(TANH)));
    case FUNCTION_CSCH:
        return build_negate(e, build_multiply(e, F(CSCH), F(COTH)));
    case FUNCTION_ARSINH:
        return build_divide(e, one, build_root(e, build_add(e, square, one)));
    case FUNCTION_ARCOSH:
        return build_divide(e, one,
                            build_multiply(e, build_root(e, build_subtract(e, u, one)),
                                           build_root(e, build_add(e, u, one))));
    case FUNCTION_ARTANH:
        return build_divide(e, one, build_subtract(e, one, square));
    case FUNCTION_EXP:
        return t;
    case FUNCTION_LN:
        return build_divide(e, one, u);
    default:
        return NULL;
    }
#undef F
}

static const struct tree *apply(struct exact *e, const struct tree *t, const struct tree *x)
{
    if (t->detail == FUNCTION_LOG) {
        const struct tree *base = t->n > 1 ? t->child[1] : build_integer(e, 10);
        return d(e,
                 build_divide(e, build_apply(e, FUNCTION_LN, t->child[0]),
                              build_apply(e, FUNCTION_LN, base)),
                 x);
    }
    if (t->n != 1)
        return NULL;
    const struct tree *inner = d(e, t->child[0], x);
    if (inner && tree_is_number(inner, "0"))
        return inner;
    const struct tree *f = outer(e, t);
    if (!inner || !f)
        return NULL;
    /* u'/v rather than u'·(1/v) */
    if (f->kind == TREE_DIVIDE && tree_is_number(f->child[0], "1"))
        return build_divide(e, inner, f->child[1]);
    return build_multiply(e, inner, f);
}

/* f(u) -> f'(u) u' where f has one argument and no index. */
static const struct tree *call(struct exact *e, const struct tree *t, const struct tree *x)
{
    if (t->n != 2 || t->child[0]->kind != TREE_SYMBOL || t->child[0]->n > 0)
        return NULL;
    size_t len = strlen(t->child[0]->text);
    char *name = tree_arena_alloc(e->arena, len + 2);
    memcpy(name, t->child[0]->text, len);
    memcpy(name + len, "'", 2);
    return build_multiply(
        e, d(e, t->child[1], x),
        tree_two(e->arena, TREE_CALL, 0, tree_symbol(e->arena, name), t->child[1]));
}

static const struct tree *d(struct exact *e, const struct tree *t, const struct tree *x)
{
    if (!t || !exact_spend(e, 2 + t->size / 8))
        return NULL;
    if (t->kind == TREE_SYMBOL)
        return build_integer(e, tree_same(t, x));
    if (!tree_mentions(t, x))
        return build_integer(e, 0);
    switch (t->kind) {
    case TREE_ADD:
        return sum(e, t, x);
    case TREE_NEGATE:
        return build_negate(e, d(e, t->child[0], x));
    case TREE_MULTIPLY:
        return product(e, t, x);
    case TREE_DIVIDE:
        return quotient(e, t, x);
    case TREE_PERCENT:
        return build_divide(e, d(e, t->child[0], x), build_integer(e, 100));
    case TREE_POWER:
        return power(e, t, x);
    case TREE_ROOT:
        return root(e, t, x);
    case TREE_ABSOLUTE:
        return build_multiply(e, d(e, t->child[0], x), build_divide(e, t, t->child[0]));
    case TREE_APPLY:
        return apply(e, t, x);
    case TREE_CALL:
        return call(e, t, x);
    default:
        return NULL;
    }
}

const struct tree *exact_differentiate(struct exact *exact, const struct tree *t,
                                       const struct tree *x)
{
    return d(exact, t, x);
}
