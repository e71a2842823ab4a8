/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums as signed terms, products as factors, and back. Nothing is computed but signs: what a
 * student wrote stays recognisable.
 */
#include "app/maths/lines/term.h"

#include <stdlib.h>
#include <string.h>

static bool split(const struct tree *t, bool minus, struct term *out, size_t *n)
{
    if (t->kind == TREE_NEGATE)
        return split(t->child[0], !minus, out, n);
    if (t->kind == TREE_ADD) {
        for (uint32_t i = 0; i < t->n; i++)
            if (!split(t->child[i], minus, out, n))
                return false;
        return true;
    }
    if (*n == TERMS_MAX)
        return false;
    out[(*n)++] = (struct term){t, minus};
    return true;
}

/* Brackets stay: only the outermost sum is opened, so that -(a + b) is one term. */
size_t term_split(const struct tree *t, struct term *out)
{
    size_t n = 0;
    if (t->kind != TREE_ADD) {
        bool minus = false;
        while (t->kind == TREE_NEGATE) {
            minus = !minus;
            t = t->child[0];
        }
        out[0] = (struct term){t, minus};
        return 1;
    }
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *child = t->child[i];
        bool minus = false;
        while (child->kind == TREE_NEGATE) {
            minus = !minus;
            child = child->child[0];
        }
        if (child->kind == TREE_ADD && !minus) {
            if (!split(child, false, out, &n))
                return 0;
        } else if (n == TERMS_MAX) {
            return 0;
        } else {
            out[n++] = (struct term){child, minus};
        }
    }
    return n;
}

const struct tree *term_sum(struct tree_arena *arena, const struct term *term, size_t n)
{
    if (n == 0)
        return tree_integer(arena, 0);
    const struct tree *child[TERMS_MAX + 1];
    for (size_t i = 0; i < n; i++)
        child[i] = term[i].minus ? tree_one(arena, TREE_NEGATE, 0, term[i].t) : term[i].t;
    return n == 1 ? child[0] : tree_node(arena, TREE_ADD, 0, child, n);
}

const struct tree *term_sum_without(struct tree_arena *arena, const struct term *term, size_t n,
                                    size_t out)
{
    struct term rest[TERMS_MAX];
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (i != out)
            rest[m++] = term[i];
    return term_sum(arena, rest, m);
}

static bool split_factors(const struct tree *t, const struct tree **out, size_t *n, bool *minus)
{
    if (t->kind == TREE_NEGATE) {
        *minus = !*minus;
        return split_factors(t->child[0], out, n, minus);
    }
    if (t->kind == TREE_MULTIPLY) {
        for (uint32_t i = 0; i < t->n; i++)
            if (!split_factors(t->child[i], out, n, minus))
                return false;
        return true;
    }
    if (*n == TERMS_MAX)
        return false;
    out[(*n)++] = t;
    return true;
}

size_t term_factors(const struct tree *t, const struct tree **out, bool *minus)
{
    size_t n = 0;
    *minus = false;
    return split_factors(t, out, &n, minus) ? n : 0;
}

const struct tree *term_product(struct tree_arena *arena, const struct tree *const *factor,
                                size_t n)
{
    if (n == 0)
        return tree_integer(arena, 1);
    return n == 1 ? factor[0] : tree_node(arena, TREE_MULTIPLY, WRITTEN_PLAIN, factor, n);
}

const struct tree *term_product_without(struct tree_arena *arena, const struct tree *const *factor,
                                        size_t n, size_t out)
{
    const struct tree *rest[TERMS_MAX];
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (i != out)
            rest[m++] = factor[i];
    return term_product(arena, rest, m);
}

const struct tree *term_add(struct tree_arena *arena, const struct tree *a, const struct tree *b)
{
    if (!a || !b)
        return NULL;
    if (term_is_zero(a))
        return b;
    if (term_is_zero(b))
        return a;
    return tree_two(arena, TREE_ADD, 0, a, b);
}

const struct tree *term_subtract(struct tree_arena *arena, const struct tree *a,
                                 const struct tree *b)
{
    if (!a || !b)
        return NULL;
    if (term_is_zero(b))
        return a;
    return term_add(arena, a, term_minus(arena, b));
}

const struct tree *term_times(struct tree_arena *arena, const struct tree *a, const struct tree *b)
{
    if (!a || !b)
        return NULL;
    if (tree_is_number(a, "1"))
        return b;
    if (tree_is_number(b, "1"))
        return a;
    return tree_two(arena, TREE_MULTIPLY, WRITTEN_PLAIN, a, b);
}

const struct tree *term_over(struct tree_arena *arena, const struct tree *a, const struct tree *b)
{
    if (!a || !b)
        return NULL;
    if (tree_is_number(b, "1"))
        return a;
    return tree_two(arena, TREE_DIVIDE, WRITTEN_SLASH, a, b);
}

const struct tree *term_minus(struct tree_arena *arena, const struct tree *a)
{
    if (a && a->kind == TREE_NEGATE)
        return a->child[0];
    return tree_one(arena, TREE_NEGATE, 0, a);
}

const struct tree *term_power(struct tree_arena *arena, const struct tree *a, const struct tree *b)
{
    if (a && b && tree_is_number(b, "1"))
        return a;
    return tree_two(arena, TREE_POWER, 0, a, b);
}

const struct tree *term_equation(struct tree_arena *arena, const struct tree *a, unsigned relation,
                                 const struct tree *b)
{
    return tree_relate(arena, a, relation, b);
}

bool term_integer(const struct tree *t, int64_t *value)
{
    bool minus = false;
    while (t->kind == TREE_NEGATE) {
        minus = !minus;
        t = t->child[0];
    }
    if (t->kind != TREE_NUMBER || strlen(t->text) > 15 ||
        strspn(t->text, "0123456789") != strlen(t->text))
        return false;
    *value = strtoll(t->text, NULL, 10);
    if (minus)
        *value = -*value;
    return true;
}

bool term_is_numeric(struct tree_arena *arena, const struct tree *t)
{
    static const enum tree_kind none[] = {TREE_RELATION, TREE_SYSTEM, TREE_OR,    TREE_AND,
                                          TREE_LIST,     TREE_WORDS,  TREE_TUPLE, TREE_CALL};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (tree_has(t, none[i]))
            return false;
    size_t n;
    tree_symbols(arena, t, &n);
    return n == 0;
}

bool term_is_zero(const struct tree *t)
{
    while (t->kind == TREE_NEGATE)
        t = t->child[0];
    return t->kind == TREE_NUMBER && t->text[strspn(t->text, "0.")] == '\0';
}
