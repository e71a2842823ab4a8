/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * f(2) + 1 is something although nothing is known about f. Calls become letters, so that what
 * stands around them can be compared; that they are letters is undone by nobody, because a letter
 * is called what the call looks like.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

/* 1 the same arguments, 0 others, -1 unknown. */
static int same_arguments(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (a->n != b->n || !tree_same(a->child[0], b->child[0]))
        return 0;
    int same = 1;
    for (uint32_t i = 1; i < a->n; i++) {
        if (tree_same(a->child[i], b->child[i]))
            continue;
        struct exact_finding finding = {.answer = EXACT_UNKNOWN};
        exact_compare(judge->exact, a->child[i], b->child[i], &finding);
        if (finding.answer == EXACT_DIFFERENT)
            return 0;
        if (finding.answer != EXACT_EQUAL)
            same = -1;
    }
    return same;
}

static const struct tree *letter_for(struct judge *judge, struct calls *calls,
                                     const struct tree *call)
{
    for (size_t i = 0; i < calls->n; i++) {
        int same = same_arguments(judge, call, calls->call[i]);
        if (same == 1)
            return calls->symbol[i];
        calls->unsure |= same < 0;
    }
    const struct tree *letter = tree_symbol(judge->arena, opinion_text(judge, call));
    for (size_t i = 0; i < calls->n; i++)
        if (tree_same(letter, calls->symbol[i]))
            return NULL; /* so long that they look the same when they are cut */
    if (calls->n == CALLS_MAX)
        return NULL;
    calls->call[calls->n] = call;
    calls->symbol[calls->n++] = letter;
    return letter;
}

const struct tree *calls_replace(struct judge *judge, struct calls *calls, const struct tree *t)
{
    if (!tree_has(t, TREE_CALL))
        return t;
    if (t->kind == TREE_CALL)
        return letter_for(judge, calls, t);
    if (t->kind == TREE_DERIVATIVE || t->kind == TREE_INTEGRAL || t->kind == TREE_BIG ||
        t->kind == TREE_LIMIT)
        return NULL; /* f(x) changes with the variable of these: no letter does that */
    const struct tree **child = tree_arena_alloc(judge->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++) {
        child[i] = calls_replace(judge, calls, t->child[i]);
        if (!child[i])
            return NULL;
    }
    return tree_with(judge->arena, t, child);
}
