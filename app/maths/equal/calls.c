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

/* --- dy/dx ------------------------------------------------------------------------------------ */

static bool is_small_order(const struct tree *t)
{
    return t->kind == TREE_NUMBER && t->text[0] >= '1' && t->text[0] <= '3' && !t->text[1];
}

static const struct tree *primed(struct judge *judge, const char *name, char order)
{
    struct str text = STR_EMPTY;
    str_add_text(&text, name);
    for (char i = '0'; i < order; i++)
        str_add_char(&text, '\'');
    const struct tree *symbol = tree_symbol(judge->arena, text.data);
    str_release(&text);
    return symbol;
}

/* y'' for the second derivative by x, "dV/dt" for one by another letter. NULL: none of these. */
static const struct tree *derivative_letter(struct judge *judge, const struct tree *t)
{
    const struct tree *body = t->child[0], *by = t->child[1];
    if (body->kind != TREE_SYMBOL || by->kind != TREE_SYMBOL || body->n || by->n ||
        tree_same(body, by) || !is_small_order(t->child[2]))
        return NULL;
    if (tree_is_symbol(by, "x"))
        return primed(judge, body->text, t->child[2]->text[0]);
    struct str name = STR_EMPTY;
    str_printf(&name, "d%s/d%s", body->text, by->text);
    const struct tree *letter = t->child[2]->text[0] == '1'
                                    ? tree_symbol(judge->arena, name.data)
                                    : primed(judge, name.data, t->child[2]->text[0]);
    str_release(&name);
    return letter;
}

/* d/dx f(x) is f'(x). */
static const struct tree *derivative_call(struct judge *judge, const struct tree *t)
{
    const struct tree *call = t->child[0], *by = t->child[1];
    if (call->kind != TREE_CALL || call->n != 2 || !tree_same(call->child[1], by) ||
        call->child[0]->kind != TREE_SYMBOL || call->child[0]->n || !is_small_order(t->child[2]))
        return NULL;
    return tree_two(judge->arena, TREE_CALL, 0,
                    primed(judge, call->child[0]->text, t->child[2]->text[0]), by);
}

const struct tree *calls_name_derivatives(struct judge *judge, const struct tree *t)
{
    if (!tree_has(t, TREE_DERIVATIVE))
        return t;
    if (t->kind == TREE_DERIVATIVE) {
        const struct tree *named = derivative_letter(judge, t);
        named = named ? named : derivative_call(judge, t);
        if (named)
            return named;
    }
    const struct tree **child = tree_arena_alloc(judge->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = calls_name_derivatives(judge, t->child[i]);
    return tree_with(judge->arena, t, child);
}
