/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several things at once: sets (order and repetition mean nothing, some of them may be missing),
 * tuples (order is everything) and ratios (only the proportion counts). Recursion goes through
 * judge_compare, so that a set may hold points and a point may hold expressions.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

/* --- sets --------------------------------------------------------------------------------------*/

/* Where one item of the attempt belongs. */
struct place {
    size_t at; /* index into the reference, or its length: nowhere */
    bool unsure;
    struct opinion opinion; /* about the item where it belongs, or the last one about it */
};

/* Two integers as they are written; most lists are made of them, and need no arithmetic. */
static bool are_plain_integers(const struct tree *a, const struct tree *b)
{
    return a->kind == TREE_NUMBER && b->kind == TREE_NUMBER && !strpbrk(a->text, ".(e") &&
           !strpbrk(b->text, ".(e");
}

static struct place find_place(struct judge *judge, const struct tree *item,
                               const struct tree *const *in, size_t n)
{
    struct place place = {.at = n};
    for (size_t i = 0; i < n; i++) {
        if (n > 1 && judge->form == FORM_ANY && are_plain_integers(item, in[i]) &&
            !tree_same(item, in[i])) {
            place.opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_NONE);
            continue;
        }
        struct opinion opinion = judge_compare(judge, item, in[i]);
        if (judge_agrees(opinion.kind)) {
            place.at = i;
            place.opinion = opinion;
            return place;
        }
        if (opinion.kind == VERDICT_UNREADABLE) {
            place.opinion = opinion;
            return place;
        }
        place.unsure |= opinion.kind != VERDICT_DIFFERENT && opinion.kind != VERDICT_PARTLY;
        place.opinion = opinion;
    }
    return place;
}

/* The items of the reference without repetitions. */
static size_t distinct(struct judge *judge, const struct tree *const *items, size_t n,
                       const struct tree **out)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool repeated = false;
        for (size_t k = 0; k < kept && !repeated; k++)
            repeated =
                tree_same(items[i], out[k]) ||
                (!are_plain_integers(items[i], out[k]) && items[i]->kind != TREE_TUPLE &&
                 !tree_has(items[i], TREE_RELATION) && values_equal(judge, items[i], out[k]));
        if (!repeated)
            out[kept++] = items[i];
    }
    return kept;
}

/* An item that belongs nowhere: with one expected answer, why that one is different; else that. */
static struct opinion stranger(struct judge *judge, const struct tree *item, size_t n,
                               const struct place *place)
{
    if (place->opinion.kind == VERDICT_UNREADABLE || (n == 1 && place->opinion.message))
        return place->opinion;
    return opinion_about(judge, VERDICT_DIFFERENT, MESSAGE_DIFFERENT_ITEM, item, NULL);
}

static struct opinion match(struct judge *judge, const struct tree *const *a, size_t n_a,
                            const struct tree *const *b, size_t n_b)
{
    const struct tree **expected = tree_arena_alloc(judge->arena, (n_b + 1) * sizeof *expected);
    size_t n = distinct(judge, b, n_b, expected);
    bool *seen = tree_arena_alloc(judge->arena, n + 1);
    memset(seen, 0, n + 1);
    struct opinion whole = opinion_of(VERDICT_EQUAL, MESSAGE_SAME_SET);
    bool unsure = false;
    for (size_t i = 0; i < n_a; i++) {
        struct place place = find_place(judge, a[i], expected, n);
        if (place.at < n) {
            seen[place.at] = true;
            opinion_join(judge, &whole, &place.opinion);
        } else if (place.unsure) {
            unsure = true;
        } else {
            struct opinion bad = stranger(judge, a[i], n_a == 1 ? n : 0, &place);
            opinion_join(judge, &whole, &bad);
        }
    }
    long right = 0;
    for (size_t i = 0; i < n; i++)
        right += seen[i];
    if (!judge_agrees(whole.kind))
        return whole;
    if (unsure)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    if (right < (long)n)
        return opinion_partly(judge, right, (long)n);
    if (whole.message == MESSAGE_SAME_SET) {
        whole.arg[0] = opinion_number(judge, (long)n);
        if (n == 1)
            whole.message = MESSAGE_SAME;
    }
    return whole;
}

static struct opinion ordered_for_set(struct judge *judge, const struct answer *a,
                                      const struct answer *b)
{
    /* ((1,2)) is one point of the expected points; (1, 2) for 1, 2 is a list in brackets */
    for (size_t i = 0; i < b->n; i++) {
        struct answer item;
        answer_read(judge, b->items[i], &item);
        if (item.type == ANSWER_TUPLE || item.type == ANSWER_RECORD)
            return match(judge, &a->tree, 1, b->items, b->n);
    }
    if (b->braces)
        return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_NO_ORDER);
    return match(judge, a->items, a->n, b->items, b->n);
}

/* a = 2, b = 3 for 2, 3: right in that order, and unclear in another. */
static struct opinion record_for_set(struct judge *judge, const struct answer *a,
                                     const struct tree *const *expected, size_t n)
{
    struct opinion as_item = match(judge, &a->tree, 1, expected, n);
    if (as_item.kind != VERDICT_DIFFERENT || a->n != n || expected[0]->kind == TREE_TUPLE ||
        expected[0]->kind == TREE_SYSTEM)
        return as_item;
    struct opinion ordered = tuples_compare(judge, a->written, a->n, expected, n);
    if (ordered.kind != VERDICT_DIFFERENT)
        return ordered;
    struct opinion listed = match(judge, a->items, a->n, expected, n);
    return judge_agrees(listed.kind) ? opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED) : ordered;
}

/* cos(x ± y) for cos x cos y ± sin x sin y: both have the same two values, but not in step. */
static bool out_of_step(struct judge *judge, const struct answer *a, const struct answer *b)
{
    size_t n;
    tree_symbols(judge->arena, b->value, &n);
    if (a->n != 2 || b->n != 2 || n == 0 || a->name || b->name ||
        !tree_has(a->tree, TREE_PLUS_MINUS) || !tree_has(b->tree, TREE_PLUS_MINUS))
        return false;
    return judge_compare(judge, a->items[0], b->items[0]).kind == VERDICT_DIFFERENT;
}

struct opinion sets_compare(struct judge *judge, const struct answer *a, const struct answer *b)
{
    const struct tree *const *expected = b->type == ANSWER_SET ? b->items : &b->value;
    size_t n = b->type == ANSWER_SET ? b->n : 1;
    switch (a->type) {
    case ANSWER_SET:
        if (a->n == 0 && n > 0)
            return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_EMPTY);
        if (a->n > 0 && n == 0)
            return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_NOT_EMPTY);
        if (a->n == 0)
            return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
        if (b->type == ANSWER_SET && out_of_step(judge, a, b)) {
            struct opinion as_sets = match(judge, a->items, a->n, expected, n);
            return judge_agrees(as_sets.kind) ? opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED)
                                              : as_sets;
        }
        return match(judge, a->items, a->n, expected, n);
    case ANSWER_TUPLE:
        if (n > 0)
            return ordered_for_set(judge, a, b);
        break;
    case ANSWER_RECORD:
        if (n > 0)
            return record_for_set(judge, a, expected, n);
        break;
    case ANSWER_RANGE:
        return a->name || b->name ? conditions_compare(judge, a, b) : ranges_compare(judge, a, b);
    case ANSWER_CONDITION:
        return conditions_compare(judge, a, b);
    case ANSWER_WORDS:
        for (size_t i = 0; i < n; i++)
            if (expected[i]->kind == TREE_WORDS || expected[i]->kind == TREE_SYMBOL)
                return match(judge, &a->value, 1, expected, n);
        return words_compare(judge, a, b);
    case ANSWER_OTHER:
        return tree_same(a->tree, b->tree) ? opinion_of(VERDICT_EQUAL, MESSAGE_SAME)
                                           : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    default:
        if (n > 0)
            return match(judge, &a->value, 1, expected, n);
    }
    return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_NOT_EMPTY);
}

/* --- tuples ------------------------------------------------------------------------------------*/

struct opinion tuples_compare(struct judge *judge, const struct tree *const *a, size_t n_a,
                              const struct tree *const *b, size_t n_b)
{
    if (n_a != n_b) {
        struct opinion opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_COUNT);
        opinion.arg[0] = opinion_number(judge, (long)n_b);
        opinion.arg[1] = opinion_number(judge, (long)n_a);
        return opinion;
    }
    struct opinion whole = opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    size_t wrong = n_a;
    for (size_t i = 0; i < n_a; i++) {
        struct opinion part = judge_compare(judge, a[i], b[i]);
        if (part.kind == VERDICT_PARTLY)
            part = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT);
        if (part.kind == VERDICT_DIFFERENT && wrong == n_a)
            wrong = i;
        opinion_join(judge, &whole, &part);
    }
    if (whole.kind != VERDICT_DIFFERENT)
        return whole;
    whole.message = MESSAGE_DIFFERENT_ENTRY;
    whole.arg[0] = opinion_number(judge, (long)wrong + 1);
    if (n_a == 2 && judge_agrees(judge_compare(judge, a[0], b[1]).kind) &&
        judge_agrees(judge_compare(judge, a[1], b[0]).kind))
        whole.hint = MESSAGE_HINT_SWAPPED;
    return whole;
}

/* --- ratios ------------------------------------------------------------------------------------*/

/* a : b : c is proportional to d : e : f when a·e = b·d and a·f = c·d, and so on. */
static struct opinion proportional(struct judge *judge, const struct tree *const *a,
                                   const struct tree *const *b, size_t n)
{
    struct opinion whole = opinion_of(VERDICT_EQUAL, MESSAGE_SAME_RATIO);
    for (size_t i = 0; i + 1 < n; i++) {
        struct opinion part = values_compare(judge, judge_over(judge, a[i], a[i + 1]),
                                             judge_over(judge, b[i], b[i + 1]));
        opinion_join(judge, &whole, &part);
    }
    return whole;
}

struct opinion ratios_compare(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (tree_same(a, b)) /* 12:00 is no quotient */
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    if (a->n != b->n)
        return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_RATIO);
    struct opinion opinion = proportional(judge, a->child, b->child, b->n);
    if (opinion.kind != VERDICT_DIFFERENT)
        return opinion;
    opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_RATIO);
    const struct tree **turned = tree_arena_alloc(judge->arena, a->n * sizeof *turned);
    for (uint32_t i = 0; i < a->n; i++)
        turned[i] = a->child[a->n - 1 - i];
    if (judge_agrees(proportional(judge, turned, b->child, b->n).kind))
        opinion.hint = MESSAGE_HINT_COLON;
    return opinion;
}
