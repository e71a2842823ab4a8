/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sum or product up to n against a formula for it, by induction: they agree where the sum begins
 * and grow by the same term from n - 1 to n. That they differ shows in one of the first values.
 */
#include "app/maths/equal/judge.h"

enum { FIRST_VALUES = 4 };

static bool is_open_sum(const struct tree *t)
{
    return t->kind == TREE_BIG && t->n == 4 && t->child[1]->kind == TREE_SYMBOL &&
           t->child[2]->kind == TREE_NUMBER && t->child[3]->kind == TREE_SYMBOL &&
           !tree_mentions(t->child[0], t->child[3]);
}

/* Are both equal for every n from `least` on? What other letters must be for that goes to
 * *condition. */
static bool agree_from(struct judge *judge, const struct tree *a, const struct tree *b,
                       const struct tree *n, const struct tree *least,
                       const struct tree **condition)
{
    if (!a || !b)
        return false;
    struct exact_finding finding = {.answer = EXACT_UNKNOWN};
    exact_compare(judge->exact, a, b, &finding);
    if (finding.answer != EXACT_EQUAL_IF || !finding.condition)
        return finding.answer == EXACT_EQUAL;
    if (!tree_mentions(finding.condition, n)) {
        *condition = finding.condition;
        return true;
    }
    const struct tree *const sides[] = {n, least};
    struct solve_finding implied = {.answer = SOLVE_UNKNOWN};
    solve_compare(judge->exact,
                  tree_relation(judge->arena, sides, (const uint8_t[]){RELATION_GREATER_EQUAL}, 2),
                  finding.condition, &implied);
    return implied.answer == SOLVE_SAME || implied.answer == SOLVE_FEWER;
}

static bool holds_by_induction(struct judge *judge, const struct tree *sum,
                               const struct tree *formula, const struct tree **condition)
{
    const struct tree *body = sum->child[0], *k = sum->child[1], *from = sum->child[2];
    const struct tree *n = sum->child[3];
    const struct tree *before = tree_substitute(
        judge->arena, formula, n, judge_minus(judge, n, tree_integer(judge->arena, 1)));
    const struct tree *term = tree_substitute(judge->arena, body, k, n);
    if (!before || !term)
        return false;
    const struct tree *next = sum->detail == BIG_SUM
                                  ? tree_two(judge->arena, TREE_ADD, 0, before, term)
                                  : judge_times(judge, before, term);
    const struct tree *second = exact_simplify(
        judge->exact, tree_two(judge->arena, TREE_ADD, 0, from, tree_integer(judge->arena, 1)));
    return agree_from(judge, tree_substitute(judge->arena, formula, n, from),
                      tree_substitute(judge->arena, body, k, from), n, from, condition) &&
           agree_from(judge, formula, next, n, second, condition);
}

/* The opinion about a and b when n is from, from + 1, ...: the first that proves a difference. */
static bool differs_early(struct judge *judge, const struct tree *a, const struct tree *b,
                          const struct tree *sum, struct opinion *opinion)
{
    const struct tree *n = sum->child[3];
    for (int i = 0; i < FIRST_VALUES; i++) {
        const struct tree *value =
            exact_simplify(judge->exact, tree_two(judge->arena, TREE_ADD, 0, sum->child[2],
                                                  tree_integer(judge->arena, i)));
        struct opinion at = values_compare(judge, tree_substitute(judge->arena, a, n, value),
                                           tree_substitute(judge->arena, b, n, value));
        if (at.kind != VERDICT_DIFFERENT)
            continue;
        const struct tree *const sides[] = {n, value};
        opinion->kind = VERDICT_DIFFERENT;
        opinion->witness = tree_relation(judge->arena, sides, (const uint8_t[]){RELATION_EQUAL}, 2);
        opinion->message = MESSAGE_DIFFERENT_AT;
        opinion->arg[0] = opinion_text(judge, opinion->witness);
        opinion->arg[1] = at.arg[0];
        opinion->arg[2] = at.arg[1];
        return true;
    }
    return false;
}

bool sums_compare(struct judge *judge, const struct tree *a, const struct tree *b,
                  struct opinion *opinion)
{
    const struct tree *sum = is_open_sum(a) ? a : is_open_sum(b) ? b : NULL;
    if (!sum || tree_same(a, b))
        return false;
    const struct tree *formula = sum == a ? b : a;
    if (tree_has(formula, TREE_BIG) || tree_mentions(formula, sum->child[1]))
        return false;
    *opinion = opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    const struct tree *condition = NULL;
    if (holds_by_induction(judge, sum, formula, &condition)) {
        *opinion = opinion_about(judge, condition ? VERDICT_EQUAL_IF : VERDICT_EQUAL,
                                 condition ? MESSAGE_IF : MESSAGE_SAME_VALUE, condition, NULL);
        opinion->condition = condition;
        return true;
    }
    differs_early(judge, a, b, sum, opinion);
    return true;
}

/* --- terms with an index ---------------------------------------------------------------------- */

static bool has_indexed_symbol(const struct tree *t, const struct tree *index)
{
    if (t->kind == TREE_SYMBOL)
        return t->n > 0 && tree_mentions(t->child[0], index);
    for (uint32_t i = 0; i < t->n; i++)
        if (has_indexed_symbol(t->child[i], index))
            return true;
    return false;
}

bool sums_have_indices(const struct tree *t)
{
    if (t->kind == TREE_BIG && t->child[1]->kind == TREE_SYMBOL &&
        has_indexed_symbol(t->child[0], t->child[1]))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (sums_have_indices(t->child[i]))
            return true;
    return false;
}

/* t with another letter for `index`, in subscripts too. */
static const struct tree *reindexed(struct judge *judge, const struct tree *t,
                                    const struct tree *index, const struct tree *letter)
{
    if (t->kind == TREE_SYMBOL && tree_same(t, index))
        return letter;
    if (t->n == 0)
        return t;
    const struct tree **child = tree_arena_alloc(judge->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = reindexed(judge, t->child[i], index, letter);
    return tree_with(judge->arena, t, child);
}

const struct tree *sums_with_plain_indices(struct judge *judge, const struct tree *t)
{
    if (!tree_has(t, TREE_BIG))
        return t;
    const struct tree **child = tree_arena_alloc(judge->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = sums_with_plain_indices(judge, t->child[i]);
    t = tree_with(judge->arena, t, child);
    if (!t || t->kind != TREE_BIG || t->child[1]->kind != TREE_SYMBOL)
        return t;
    const struct tree *letter = tree_symbol(judge->arena, "index");
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = i < 2 ? reindexed(judge, t->child[i], t->child[1], letter) : t->child[i];
    return tree_with(judge->arena, t, child);
}
