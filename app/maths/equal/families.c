/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * General solutions: x = π/4 + nπ stands for one value for each integer n, and says the same as
 * x = 5π/4 + kπ. Both sides become conditions on x, which app/maths/solve.h compares.
 */
#include "app/maths/equal/judge.h"

static bool has_angle(const struct tree *t)
{
    if (tree_is_constant(t, CONSTANT_PI) || t->kind == TREE_UNIT)
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (has_angle(t->child[i]))
            return true;
    return false;
}

static bool is_listed(const struct answer *answer)
{
    return answer->type == ANSWER_VALUE || answer->type == ANSWER_SET ||
           answer->type == ANSWER_QUANTITY;
}

/* Values with a letter for any integer in them, and no other letters. */
static bool is_family(struct judge *judge, const struct answer *answer)
{
    if (!is_listed(answer))
        return false;
    size_t n;
    const struct tree *const *symbols = tree_symbols(judge->arena, answer->value, &n);
    bool counting = false;
    for (size_t i = 0; i < n; i++) {
        bool named = answer->name && tree_same(symbols[i], answer->name);
        if (!named && !solve_is_integer_letter(symbols[i]))
            return false;
        counting |= !named;
    }
    return counting && (answer->domain || has_angle(answer->value));
}

enum { LETTERS_MAX = 4 };

/* The answer as a condition on x; each of its letters is said to be an integer. */
static const struct tree *as_condition(struct judge *judge, const struct answer *answer,
                                       const struct tree *x)
{
    const struct tree *const *items = answer->type == ANSWER_SET ? answer->items : &answer->value;
    size_t n = answer->type == ANSWER_SET ? answer->n : 1, n_symbols;
    if (n == 0)
        return NULL;
    const struct tree **parts = tree_arena_alloc(judge->arena, n * sizeof *parts);
    for (size_t i = 0; i < n; i++)
        parts[i] = tree_relate(judge->arena, x, RELATION_EQUAL, items[i]);
    const struct tree *whole = n == 1 ? parts[0] : tree_node(judge->arena, TREE_OR, 0, parts, n);
    const struct tree *together[LETTERS_MAX + 1] = {whole};
    const struct tree *const *symbols = tree_symbols(judge->arena, answer->value, &n_symbols);
    const struct tree *integers = tree_detail(judge->arena, TREE_NUMBERS, NUMBERS_INTEGER);
    size_t count = 1;
    for (size_t i = 0; i < n_symbols; i++) {
        if (!solve_is_integer_letter(symbols[i]) || tree_same(symbols[i], x))
            continue;
        if (count > LETTERS_MAX)
            return NULL;
        together[count++] = answer->domain && tree_same(answer->domain->child[0], symbols[i])
                                ? answer->domain
                                : tree_relate(judge->arena, symbols[i], RELATION_IN, integers);
    }
    return count == 1 ? whole : tree_node(judge->arena, TREE_SYSTEM, 0, together, count);
}

bool families_compare(struct judge *judge, const struct answer *a, const struct answer *b,
                      struct opinion *opinion)
{
    if (!is_family(judge, b) ? !is_family(judge, a) || !is_listed(b) : !is_listed(a))
        return false;
    const struct tree *x = b->name && b->name->kind == TREE_SYMBOL ? b->name
                           : a->name && a->name->kind == TREE_SYMBOL
                               ? a->name
                               : tree_symbol(judge->arena, "x");
    const struct tree *mine = as_condition(judge, a, x), *theirs = as_condition(judge, b, x);
    if (!mine || !theirs)
        return false;
    struct solve_finding finding = {.answer = SOLVE_UNKNOWN};
    solve_compare(judge->exact, mine, theirs, &finding);
    if (finding.answer != SOLVE_UNKNOWN && finding.answer != SOLVE_NOT_A_CONDITION) {
        *opinion = opinion_from_solving(judge, &finding, MESSAGE_SAME_SOLUTIONS);
        size_t given = a->type == ANSWER_SET ? a->n : 1;
        if (finding.answer == SOLVE_FEWER && b->type == ANSWER_SET && given < b->n &&
            is_family(judge, a))
            *opinion = opinion_partly(judge, (long)given, (long)b->n);
        return true;
    }
    bool plain = a->type == ANSWER_VALUE && b->type == ANSWER_VALUE;
    *opinion = plain && values_equal(judge, a->value, b->value)
                   ? opinion_of(VERDICT_EQUAL, MESSAGE_SAME_VALUE)
                   : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    return true;
}
