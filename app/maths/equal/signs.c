/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ± makes several answers of one: they are written out. Signs are chosen each for itself, but go
 * together where a ∓ says that they do.
 */
#include "app/maths/equal/judge.h"

enum { SIGNS_MAX = 4 };
_Static_assert(1 << SIGNS_MAX == SIGNED_ANSWERS_MAX, "a bit for each sign");

/* Counts the signs; *linked when a ∓ says that they go together. */
static unsigned count_signs(const struct tree *t, bool *linked)
{
    unsigned n = t->kind == TREE_PLUS_MINUS;
    if (n && t->detail)
        *linked = true;
    for (uint32_t i = 0; i < t->n && n <= SIGNS_MAX; i++)
        n += count_signs(t->child[i], linked);
    return n;
}

/* t with its k-th sign (from *next on) as bit k of `signs` says, or all as bit 0. */
static const struct tree *with_signs(struct judge *judge, const struct tree *t, unsigned signs,
                                     bool linked, unsigned *next)
{
    if (!tree_has(t, TREE_PLUS_MINUS))
        return t;
    bool minus = false;
    if (t->kind == TREE_PLUS_MINUS) {
        minus = (signs >> (linked ? 0 : (*next)++) & 1) != 0;
        minus ^= t->detail == 1;
    }
    const struct tree **child = tree_arena_alloc(judge->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = with_signs(judge, t->child[i], signs, linked, next);
    if (t->kind != TREE_PLUS_MINUS)
        return tree_with(judge->arena, t, child);
    const struct tree *last = child[t->n - 1];
    if (minus && last)
        last = tree_one(judge->arena, TREE_NEGATE, 0, last);
    return t->n == 1 ? last : tree_two(judge->arena, TREE_ADD, 0, child[0], last);
}

size_t answer_expand_signs(struct judge *judge, const struct tree *t, const struct tree **out)
{
    bool linked = false;
    unsigned n = count_signs(t, &linked);
    if (n > SIGNS_MAX)
        return 0;
    unsigned ways = linked ? 2 : 1u << n;
    for (unsigned signs = 0; signs < ways; signs++) {
        unsigned next = 0;
        out[signs] = with_signs(judge, t, signs, linked, &next);
    }
    return ways;
}
