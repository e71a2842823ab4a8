/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vectors: 3i - 2j + k is (3, -2, 1) where a vector is expected (the i among them has been read as
 * the imaginary unit), and what is computed with tuples, (3, 4) + 2(1, 2), is carried out.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

enum { BASIS_MAX = 3 };

/* Which of i, j, k is the symbol (also as a vector: "vec i", "hat i")? -1: none. */
static int basis_index(const struct tree *t)
{
    if (tree_is_constant(t, CONSTANT_I))
        return 0;
    if (t->kind != TREE_SYMBOL || t->n)
        return -1;
    const char *letter = strrchr(t->text, ' ');
    letter = letter ? letter + 1 : t->text;
    return letter[0] < 'i' || letter[0] > 'k' || letter[1] ? -1 : letter[0] - 'i';
}

static const struct tree *with_letters(struct judge *judge, const struct tree *t,
                                       const struct tree *const *letters, bool *seen)
{
    int index = basis_index(t);
    if (index >= 0) {
        seen[index] = true;
        return letters[index];
    }
    if (t->n == 0)
        return t;
    const struct tree **child = tree_arena_alloc(judge->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = with_letters(judge, t->child[i], letters, seen);
    return tree_with(judge->arena, t, child);
}

const struct tree *basis_components(struct judge *judge, const struct tree *t, size_t n)
{
    static const char *const names[BASIS_MAX] = {"first unit", "second unit", "third unit"};
    if (n < 2 || n > BASIS_MAX)
        return NULL;
    const struct tree *letters[BASIS_MAX], *component[BASIS_MAX];
    for (size_t i = 0; i < BASIS_MAX; i++)
        letters[i] = tree_symbol(judge->arena, names[i]);
    bool seen[BASIS_MAX] = {false};
    t = with_letters(judge, t, letters, seen);
    if (!t || (!seen[1] && !seen[2]) || (n == 2 && seen[2]))
        return NULL;
    const struct tree *rest = t;
    for (size_t i = 0; i < n; i++) {
        component[i] = exact_differentiate(judge->exact, t, letters[i]);
        if (!component[i])
            return NULL;
        component[i] = exact_simplify(judge->exact, component[i]);
        for (size_t k = 0; k < n; k++)
            if (tree_mentions(component[i], letters[k]))
                return NULL;
        rest = tree_substitute(judge->arena, rest, letters[i], tree_integer(judge->arena, 0));
    }
    if (!rest || !values_equal(judge, rest, tree_integer(judge->arena, 0)))
        return NULL;
    return tree_node(judge->arena, TREE_TUPLE, 0, component, n);
}

/* --- computing with tuples -------------------------------------------------------------------- */

static bool is_arithmetic(const struct tree *t)
{
    return t->kind == TREE_ADD || t->kind == TREE_NEGATE || t->kind == TREE_MULTIPLY ||
           t->kind == TREE_DIVIDE;
}

bool vectors_are_computed(const struct tree *t)
{
    for (uint32_t i = 0; is_arithmetic(t) && i < t->n; i++)
        if (t->child[i]->kind == TREE_TUPLE || vectors_are_computed(t->child[i]))
            return true;
    return false;
}

static const struct tree *with_columns(struct judge *judge, const struct tree *t)
{
    if (t->kind == TREE_TUPLE)
        return tree_matrix(judge->arena, t->child, t->n, 1);
    if (!is_arithmetic(t))
        return t;
    const struct tree **child = tree_arena_alloc(judge->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = with_columns(judge, t->child[i]);
    return tree_with(judge->arena, t, child);
}

/* (1, 2)·(3, 4) = 1·3 + 2·4 */
static const struct tree *dot_product(struct judge *judge, const struct tree *t)
{
    if (t->kind != TREE_MULTIPLY || t->n != 2 || t->detail != WRITTEN_DOT ||
        t->child[0]->kind != TREE_TUPLE || t->child[1]->kind != TREE_TUPLE ||
        t->child[0]->n != t->child[1]->n || t->child[0]->n < 2)
        return NULL;
    const struct tree **terms = tree_arena_alloc(judge->arena, t->child[0]->n * sizeof *terms);
    for (uint32_t i = 0; i < t->child[0]->n; i++)
        terms[i] = judge_times(judge, t->child[0]->child[i], t->child[1]->child[i]);
    return tree_node(judge->arena, TREE_ADD, 0, terms, t->child[0]->n);
}

const struct tree *vectors_compute(struct judge *judge, const struct tree *t)
{
    const struct tree *product = dot_product(judge, t);
    if (product)
        return product;
    const struct tree *columns = with_columns(judge, t);
    const struct tree *sum = columns ? exact_matrix(judge->exact, columns) : NULL;
    return sum && sum->n == sum->rows ? tree_node(judge->arena, TREE_TUPLE, 0, sum->child, sum->n)
                                      : NULL;
}
