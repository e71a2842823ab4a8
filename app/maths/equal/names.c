/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands left of "=" to say what a value is (x, f(x), AB, (x, y)), and when two such names
 * mean the same thing.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

bool answer_is_segment(const struct tree *t)
{
    if (t->kind == TREE_SYMBOL)
        return true;
    if (t->kind != TREE_MULTIPLY)
        return false;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *factor = t->child[i];
        bool letter =
            factor->kind == TREE_SYMBOL && factor->text[0] >= 'A' && factor->text[0] <= 'Z';
        bool sign = i == 0 && (tree_is_symbol(factor, "∠") || tree_is_symbol(factor, "△"));
        if (!letter && !sign)
            return false;
    }
    return true;
}

/* AB, but not x: |AB| = 1 says how long AB is, |x| = 1 is an equation. */
static bool is_length(const struct tree *t)
{
    return t->kind == TREE_MULTIPLY && answer_is_segment(t);
}

static bool all(const struct tree *t, bool (*test)(const struct tree *))
{
    for (uint32_t i = 0; i < t->n; i++)
        if (!test(t->child[i]))
            return false;
    return t->n > 0;
}

static bool is_call(const struct tree *t)
{
    if (t->kind != TREE_CALL)
        return false;
    for (uint32_t i = 1; i < t->n; i++)
        if (tree_has(t->child[i], TREE_CALL))
            return false;
    return true;
}

bool answer_is_name(const struct tree *t)
{
    switch (t->kind) {
    case TREE_SYMBOL:
    case TREE_WORDS:
    case TREE_INTEGRAL:
    case TREE_LIMIT:
    case TREE_BIG:
        return true;
    case TREE_CALL:
        return is_call(t);
    case TREE_MULTIPLY:
        return answer_is_segment(t);
    case TREE_ABSOLUTE:
    case TREE_DIVIDE:
        return all(t, is_length);
    case TREE_RATIO:
        return all(t, answer_is_segment);
    case TREE_DERIVATIVE:
        return t->child[0]->kind == TREE_SYMBOL || t->child[0]->kind == TREE_CALL;
    case TREE_TUPLE:
        return all(t, answer_is_segment);
    default:
        return false;
    }
}

static bool is_small(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

bool answer_name_same(const struct tree *a, const struct tree *b)
{
    if (tree_same(a, b))
        return true;
    if (a->kind == TREE_CALL && b->kind == TREE_CALL)
        return a->n == b->n && tree_same(a->child[0], b->child[0]) &&
               a->child[1]->kind == TREE_SYMBOL && b->child[1]->kind == TREE_SYMBOL;
    if (a->kind != TREE_SYMBOL || b->kind != TREE_SYMBOL)
        /* y, f(x), dy/dx: what a function is called is not what was asked for */
        return (a->kind == TREE_CALL || a->kind == TREE_DERIVATIVE || a->kind == TREE_WORDS ||
                b->kind == TREE_CALL || b->kind == TREE_DERIVATIVE || b->kind == TREE_WORDS);
    /* X and x, but not x and y; x_1 and x_2 name two values of one thing */
    return strlen(a->text) == 1 && strlen(b->text) == 1 && is_small(a->text[0]) &&
           (a->text[0] | 32) == (b->text[0] | 32) && a->n == b->n &&
           (a->n == 0 || tree_same(a->child[0], b->child[0]));
}

bool answer_names_alike(const struct tree *a, const struct tree *b)
{
    return answer_name_same(a, b) || (a->kind == TREE_SYMBOL && b->kind == TREE_SYMBOL && a->n &&
                                      b->n && strcmp(a->text, b->text) == 0);
}
