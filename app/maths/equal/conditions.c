/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Equations, inequalities and sets of numbers: compared by what satisfies them. Whatever stands
 * on the other side (2 for x = 2, [1, 3) for 1 ≤ x < 3) is first made a condition, too.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

/* --- making conditions ------------------------------------------------------------------------ */

/* The unknown, when there is just one. */
static const struct tree *only_symbol(struct judge *judge, const struct tree *t)
{
    size_t n;
    const struct tree *const *symbols = tree_symbols(judge->arena, t, &n);
    return n == 1 ? symbols[0] : NULL;
}

static const struct tree *set_condition(struct judge *judge, const struct answer *answer,
                                        const struct tree *name)
{
    if (answer->n == 0)
        return answer->tree;
    const struct tree **parts = tree_arena_alloc(judge->arena, answer->n * sizeof *parts);
    for (size_t i = 0; i < answer->n; i++) {
        const struct tree *item = answer->items[i];
        bool whole = item->kind == TREE_RELATION || item->kind == TREE_SYSTEM;
        if (!whole && (!name || item->kind == TREE_TUPLE))
            return NULL;
        parts[i] = whole ? item : tree_relate(judge->arena, name, RELATION_EQUAL, item);
    }
    return answer->n == 1 ? parts[0] : tree_node(judge->arena, TREE_OR, 0, parts, answer->n);
}

static const struct tree *record_condition(struct judge *judge, const struct answer *answer)
{
    const struct tree **parts = tree_arena_alloc(judge->arena, answer->n * sizeof *parts);
    for (size_t i = 0; i < answer->n; i++)
        parts[i] = tree_relate(judge->arena, answer->names[i], RELATION_EQUAL, answer->items[i]);
    return tree_node(judge->arena, TREE_SYSTEM, 0, parts, answer->n);
}

/* a : b = c : d says a·d = b·c. */
static const struct tree *cross_multiplied(struct judge *judge, const struct tree *t)
{
    if (t->kind != TREE_RELATION || t->n != 2 || t->relations[0] != RELATION_EQUAL ||
        t->child[0]->kind != TREE_RATIO || t->child[1]->kind != TREE_RATIO || t->child[0]->n != 2 ||
        t->child[1]->n != 2)
        return t;
    const struct tree *left = t->child[0], *right = t->child[1];
    return tree_relate(judge->arena, judge_times(judge, left->child[0], right->child[1]),
                       RELATION_EQUAL, judge_times(judge, left->child[1], right->child[0]));
}

/* The answer as something that is true or not of `name`; NULL: it cannot be said that way. */
static const struct tree *as_condition(struct judge *judge, const struct answer *answer,
                                       const struct tree *name)
{
    if (answer->name && answer->name->kind == TREE_SYMBOL)
        name = answer->name;
    switch (answer->type) {
    case ANSWER_CONDITION:
    case ANSWER_RATIO:
        return answer->type == ANSWER_CONDITION || answer->name
                   ? cross_multiplied(judge, answer->tree)
                   : NULL;
    case ANSWER_SET:
        return set_condition(judge, answer, name);
    case ANSWER_RECORD:
        return record_condition(judge, answer);
    case ANSWER_VALUE:
        if (answer->name && name != answer->name)
            return answer->tree;
        return name ? tree_relate(judge->arena, name, RELATION_EQUAL, answer->value) : NULL;
    case ANSWER_TUPLE:
        if (answer->n != 2 || answer->value->kind != TREE_TUPLE)
            return NULL;
        return name ? tree_relate(judge->arena, name, RELATION_IN, answer->value) : NULL;
    case ANSWER_RANGE:
        return name ? tree_relate(judge->arena, name, RELATION_IN, answer->value) : NULL;
    default:
        return NULL;
    }
}

/* --- opinions --------------------------------------------------------------------------------- */

struct opinion opinion_from_solving(struct judge *judge, const struct solve_finding *finding,
                                    enum message same)
{
    struct opinion opinion = opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    switch (finding->answer) {
    case SOLVE_SAME:
        return opinion_of(VERDICT_EQUAL, same);
    case SOLVE_SAME_IF:
        opinion = opinion_about(judge, VERDICT_EQUAL_IF,
                                finding->condition ? MESSAGE_IF : MESSAGE_IF_UNNAMED,
                                finding->condition, NULL);
        opinion.condition = finding->condition;
        return opinion;
    case SOLVE_FEWER:
        if (finding->a_count > 0 && finding->b_count > finding->a_count) {
            opinion = opinion_partly(judge, finding->a_count, finding->b_count);
            opinion.witness = finding->witness;
            return opinion;
        }
        opinion =
            opinion_about(judge, VERDICT_DIFFERENT,
                          finding->witness ? MESSAGE_DIFFERENT_MISSES : MESSAGE_DIFFERENT_SOLUTIONS,
                          finding->witness, NULL);
        opinion.witness = finding->witness;
        return opinion;
    case SOLVE_MORE:
    case SOLVE_OTHER:
        opinion =
            opinion_about(judge, VERDICT_DIFFERENT,
                          finding->witness ? MESSAGE_DIFFERENT_SOLVES : MESSAGE_DIFFERENT_SOLUTIONS,
                          finding->witness, NULL);
        opinion.witness = finding->witness;
        return opinion;
    case SOLVE_UNKNOWN:
        if (finding->unequal) {
            opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_SOLUTIONS);
            opinion.witness = finding->witness;
        }
        break;
    case SOLVE_NOT_A_CONDITION:
        break;
    }
    return opinion;
}

/* --- conditions ------------------------------------------------------------------------------- */

/* Two equations whose differences of sides are proportional have the same solutions, whatever
 * occurs in them. */
static bool is_same_equation(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (!tree_is_relation(a, RELATION_EQUAL) || !tree_is_relation(b, RELATION_EQUAL))
        return false;
    const struct tree *left = judge_minus(judge, a->child[0], a->child[1]);
    const struct tree *right = judge_minus(judge, b->child[0], b->child[1]);
    if (!left || !right)
        return false;
    const struct tree *ratio = exact_simplify(judge->exact, judge_over(judge, left, right));
    size_t n;
    tree_symbols(judge->arena, ratio, &n);
    if (!ratio || n > 0 || tree_is_number(ratio, "0"))
        ratio = tree_integer(judge->arena, 1);
    struct exact_finding finding = {.answer = EXACT_UNKNOWN};
    exact_compare(judge->exact, left, judge_times(judge, ratio, right), &finding);
    if (finding.answer == EXACT_EQUAL)
        return true;
    exact_compare(judge->exact, left, tree_one(judge->arena, TREE_NEGATE, 0, right), &finding);
    return finding.answer == EXACT_EQUAL;
}

/* A condition about y where one about x is asked for. */
static bool other_unknown(struct judge *judge, const struct tree *a, const struct tree *b,
                          struct opinion *opinion)
{
    const struct tree *x = only_symbol(judge, a), *y = only_symbol(judge, b);
    if (!x || !y || answer_name_same(x, y))
        return false;
    *opinion = opinion_about(judge, VERDICT_DIFFERENT, MESSAGE_DIFFERENT_NAME, x, y);
    return true;
}

/* Calls become letters in what is to be solved: 0 < f(x) < 1 is about f(x). */
static bool without_calls(struct judge *judge, struct calls *calls, struct answer *answer)
{
    if (answer->type != ANSWER_CONDITION)
        return !tree_has(answer->tree, TREE_CALL) || answer->name != NULL;
    answer->tree = calls_replace(judge, calls, answer->tree);
    return answer->tree != NULL;
}

static struct opinion compare_as(struct judge *judge, const struct answer *attempt,
                                 const struct answer *reference)
{
    struct answer mine_only = *attempt, theirs_only = *reference;
    const struct answer *a = &mine_only, *b = &theirs_only;
    struct calls calls = {.n = 0};
    if (!without_calls(judge, &calls, &mine_only) || !without_calls(judge, &calls, &theirs_only))
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    const struct tree *name = b->name ? b->name : only_symbol(judge, b->tree);
    const struct tree *mine = a->name ? a->name : only_symbol(judge, a->tree);
    const struct tree *x = as_condition(judge, a, name ? name : mine);
    const struct tree *y = as_condition(judge, b, mine ? mine : name);
    if (!x || !y) {
        bool known = a->type == ANSWER_VALUE && b->type == ANSWER_CONDITION;
        return known ? opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE)
                     : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    }
    struct opinion opinion;
    if (other_unknown(judge, x, y, &opinion))
        return opinion;
    struct solve_finding finding = {.answer = SOLVE_UNKNOWN};
    solve_compare(judge->exact, x, y, &finding);
    if (finding.answer == SOLVE_UNKNOWN && is_same_equation(judge, x, y))
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME_SOLUTIONS);
    opinion = opinion_from_solving(judge, &finding, MESSAGE_SAME_SOLUTIONS);
    bool open = tree_has(x, TREE_CALL) || tree_has(y, TREE_CALL);
    if ((open || calls.n > 1) && !judge_agrees(opinion.kind))
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    return opinion;
}

/* x < 1, x > 5: a comma may mean "and" or "or"; whichever fits is meant. */
static struct opinion compare_list(struct judge *judge, const struct answer *a,
                                   const struct answer *b, bool attempt)
{
    const struct tree *list = attempt ? a->tree : b->tree;
    struct answer joined = attempt ? *a : *b;
    struct opinion opinion[2];
    static const enum tree_kind kinds[] = {TREE_SYSTEM, TREE_OR};
    for (int i = 0; i < 2; i++) {
        joined.tree = joined.value = tree_node(judge->arena, kinds[i], 0, list->child, list->n);
        opinion[i] = conditions_compare(judge, attempt ? &joined : a, attempt ? b : &joined);
        bool point = (attempt ? b : a)->type == ANSWER_RECORD; /* x = 3, y = 0 solves a system */
        if (judge_agrees(opinion[i].kind) || point)
            return opinion[i];
    }
    return opinion[0].kind == opinion[1].kind ? opinion[0]
                                              : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
}

struct opinion conditions_compare(struct judge *judge, const struct answer *a,
                                  const struct answer *b)
{
    if (tree_same(a->tree, b->tree))
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    if (a->type == ANSWER_WORDS)
        return words_compare(judge, a, b);
    if (a->type == ANSWER_CONDITION && a->tree->kind == TREE_LIST)
        return compare_list(judge, a, b, true);
    if (b->type == ANSWER_CONDITION && b->tree->kind == TREE_LIST)
        return compare_list(judge, a, b, false);
    return compare_as(judge, a, b);
}

/* --- sets of numbers -------------------------------------------------------------------------- */

static const struct tree *as_set(struct judge *judge, const struct answer *answer)
{
    switch (answer->type) {
    case ANSWER_RANGE:
        return answer->value;
    case ANSWER_TUPLE:
        return answer->n == 2 && answer->value->kind == TREE_TUPLE ? answer->value : NULL;
    case ANSWER_SET:
        /* (0, 1), (2, 3): intervals where a set of numbers is expected */
        for (size_t i = 0; i < answer->n; i++)
            if (answer->items[i]->kind != TREE_TUPLE || answer->items[i]->n != 2)
                return tree_node(judge->arena, TREE_ELEMENTS, 0, answer->items, answer->n);
        return answer->n < 2 ? NULL
                             : tree_node(judge->arena, TREE_UNION, 0, answer->items, answer->n);
    case ANSWER_VALUE:
        return tree_one(judge->arena, TREE_ELEMENTS, 0, answer->value);
    default:
        return NULL;
    }
}

/* Do two intervals have the same ends, so that only brackets can differ? */
static bool same_ends(struct judge *judge, const struct tree *a, const struct tree *b)
{
    bool pairs = (a->kind == TREE_INTERVAL || a->kind == TREE_TUPLE) &&
                 (b->kind == TREE_INTERVAL || b->kind == TREE_TUPLE) && a->n == 2 && b->n == 2;
    for (uint32_t i = 0; pairs && i < 2; i++)
        pairs =
            tree_same(a->child[i], b->child[i]) || values_equal(judge, a->child[i], b->child[i]);
    return pairs;
}

struct opinion ranges_compare(struct judge *judge, const struct answer *a, const struct answer *b)
{
    if (a->type == ANSWER_CONDITION || a->type == ANSWER_WORDS || a->type == ANSWER_OTHER)
        return conditions_compare(judge, a, b);
    const struct tree *x = as_set(judge, a), *y = as_set(judge, b);
    size_t letters = 0;
    if (a->type == ANSWER_VALUE || b->type == ANSWER_VALUE)
        tree_symbols(judge->arena, a->type == ANSWER_VALUE ? a->value : b->value, &letters);
    if (!x || !y || letters > 0)
        return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
    if (tree_same(x, y))
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    struct solve_finding finding = {.answer = SOLVE_UNKNOWN};
    solve_compare_sets(judge->exact, x, y, &finding);
    struct opinion opinion = opinion_from_solving(judge, &finding, MESSAGE_SAME_NUMBERS);
    if (opinion.kind == VERDICT_DIFFERENT && same_ends(judge, x, y))
        opinion.hint = MESSAGE_HINT_ENDS;
    return opinion;
}
