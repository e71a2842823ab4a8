/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See build.h. A sum of sums becomes one sum, a product of products one product.
 */
#include "app/maths/exact/build.h"

#include "app/base/die.h"

#include <stdlib.h>
#include <string.h>

enum { FLAT_MAX = 512 };

const struct tree *build_integer(struct exact *e, int64_t value)
{
    return tree_integer(e->arena, value);
}

static bool is(const struct tree *t, const char *digits)
{
    return t && tree_is_number(t, digits);
}

const struct tree *build_negate(struct exact *e, const struct tree *a)
{
    if (!a || is(a, "0"))
        return a;
    return a->kind == TREE_NEGATE ? a->child[0] : tree_one(e->arena, TREE_NEGATE, 0, a);
}

/* One node of this kind for both, whose own children are taken over. */
static const struct tree *flat(struct exact *e, enum tree_kind kind, const struct tree *a,
                               const struct tree *b)
{
    const struct tree *child[FLAT_MAX];
    size_t n = 0;
    const struct tree *parts[] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        const struct tree *p = parts[i];
        if (!p)
            return NULL;
        if (p->kind == kind && n + p->n < FLAT_MAX) {
            memcpy(child + n, p->child, p->n * sizeof *child);
            n += p->n;
        } else {
            if (n == FLAT_MAX)
                return NULL;
            child[n++] = p;
        }
    }
    return tree_node(e->arena, kind, 0, child, n);
}

const struct tree *build_add(struct exact *e, const struct tree *a, const struct tree *b)
{
    if (is(a, "0"))
        return b;
    return is(b, "0") ? a : flat(e, TREE_ADD, a, b);
}

const struct tree *build_subtract(struct exact *e, const struct tree *a, const struct tree *b)
{
    return build_add(e, a, build_negate(e, b));
}

const struct tree *build_multiply(struct exact *e, const struct tree *a, const struct tree *b)
{
    if (is(a, "0") || is(b, "1"))
        return a;
    if (is(b, "0") || is(a, "1"))
        return b;
    if (a && a->kind == TREE_NEGATE)
        return build_negate(e, build_multiply(e, a->child[0], b));
    if (b && b->kind == TREE_NEGATE)
        return build_negate(e, build_multiply(e, a, b->child[0]));
    /* a quotient of something over something keeps its factors above the line: 2·(x/y) = 2x/y */
    if (a && b && b->kind == TREE_DIVIDE && is(b->child[0], "1"))
        return build_divide(e, a, b->child[1]);
    if (a && b && b->kind == TREE_NUMBER && a->kind != TREE_NUMBER)
        return flat(e, TREE_MULTIPLY, b, a);
    return flat(e, TREE_MULTIPLY, a, b);
}

const struct tree *build_divide(struct exact *e, const struct tree *a, const struct tree *b)
{
    if (is(b, "1"))
        return a;
    if (a && a->kind == TREE_NEGATE)
        return build_negate(e, build_divide(e, a->child[0], b));
    if (b && b->kind == TREE_NEGATE)
        return build_negate(e, build_divide(e, a, b->child[0]));
    return tree_two(e->arena, TREE_DIVIDE, 0, a, b);
}

const struct tree *build_power(struct exact *e, const struct tree *a, const struct tree *b)
{
    if (is(b, "1") || is(a, "1"))
        return a;
    return tree_two(e->arena, TREE_POWER, 0, a, b);
}

const struct tree *build_square(struct exact *e, const struct tree *a)
{
    return build_power(e, a, build_integer(e, 2));
}

const struct tree *build_root(struct exact *e, const struct tree *a)
{
    return tree_one(e->arena, TREE_ROOT, 0, a);
}

const struct tree *build_apply(struct exact *e, enum tree_function function, const struct tree *a)
{
    return tree_one(e->arena, TREE_APPLY, function, a);
}

static int in_order(const void *a, const void *b)
{
    return tree_compare(*(const struct tree *const *)a, *(const struct tree *const *)b);
}

const struct tree *exact_sorted(struct exact *e, const struct tree *t)
{
    if (t->n == 0 || t->kind == TREE_SYMBOL || !exact_spend(e, 1))
        return t;
    bool mixes = t->kind == TREE_ADD || t->kind == TREE_MULTIPLY;
    size_t n = 0, cap = t->n;
    const struct tree **child = xmalloc(cap * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *c = exact_sorted(e, t->child[i]);
        if (mixes && c->kind == t->kind) {
            cap += c->n;
            child = xrealloc(child, cap * sizeof *child);
            memcpy(child + n, c->child, c->n * sizeof *child);
            n += c->n;
        } else {
            child[n++] = c;
        }
    }
    if (mixes)
        qsort(child, n, sizeof *child, in_order);
    const struct tree *result =
        mixes ? tree_node(e->arena, t->kind, 0, child, n) : tree_with(e->arena, t, child);
    free(child);
    return result ? result : t;
}
