/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The type of the reference says how an attempt is compared. Here stands who compares what with
 * what; the comparisons themselves are in the other files.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

bool judge_agrees(enum verdict_kind kind)
{
    return kind == VERDICT_EQUAL || kind == VERDICT_EQUAL_NUMERIC || kind == VERDICT_EQUAL_IF ||
           kind == VERDICT_FORM;
}

/* --- joining ---------------------------------------------------------------------------------- */

/* One wrong part makes the whole wrong, whatever else could not be decided. */
static const int weight[VERDICT_COUNT] = {
    [VERDICT_EQUAL] = 0,     [VERDICT_EQUAL_NUMERIC] = 1, [VERDICT_EQUAL_IF] = 2,
    [VERDICT_FORM] = 3,      [VERDICT_UNDECIDED] = 4,     [VERDICT_PARTLY] = 5,
    [VERDICT_DIFFERENT] = 6, [VERDICT_UNREADABLE] = 7,
};

static const struct tree *both(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (!a || !b || tree_same(a, b))
        return a ? a : b;
    return tree_two(judge->arena, TREE_SYSTEM, 0, a, b);
}

void opinion_join(struct judge *judge, struct opinion *whole, const struct opinion *part)
{
    const struct tree *condition = both(judge, whole->condition, part->condition);
    unsigned points = whole->points > part->points ? whole->points : part->points;
    if (weight[part->kind] > weight[whole->kind])
        *whole = *part;
    whole->condition = condition;
    whole->points = points;
    if (whole->kind == VERDICT_EQUAL_IF && whole->message == MESSAGE_IF)
        whole->arg[0] = opinion_text(judge, condition);
}

/* --- plain values ----------------------------------------------------------------------------- */

/* The attempt is right as far as its value goes; does it look as it should? */
static struct opinion formed(struct judge *judge, const struct tree *a, struct opinion opinion)
{
    if (judge_agrees(opinion.kind))
        form_check(judge, a, &opinion);
    return opinion;
}

static struct opinion values(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (judge->form == FORM_PLACES || judge->form == FORM_FIGURES)
        return rounding_compare(judge, a, b);
    struct opinion opinion;
    if (constants_compare(judge, a, b, &opinion) || sums_compare(judge, a, b, &opinion))
        return formed(judge, a, opinion);
    return formed(judge, a, values_compare(judge, a, b));
}

/* 50 for 50 %, 50 % for 50: right in one way of asking. */
static void look_at_percent(struct judge *judge, const struct tree *a, const struct tree *b,
                            struct opinion *opinion)
{
    if (opinion->kind != VERDICT_DIFFERENT)
        return;
    if (b->kind == TREE_PERCENT && a->kind != TREE_PERCENT && values_equal(judge, a, b->child[0]))
        *opinion = opinion_of(VERDICT_EQUAL_IF, MESSAGE_IF_PERCENT_MISSING);
    else if (a->kind == TREE_PERCENT && b->kind != TREE_PERCENT &&
             values_equal(judge, a->child[0], b))
        *opinion = opinion_of(VERDICT_EQUAL_IF, MESSAGE_IF_PERCENT_ADDED);
}

/* ... = 2·3 = 6: the last sides are numbers and agree, so that the last one is the result. */
static bool ends_computed(struct judge *judge, const struct tree *t)
{
    if (t->n < 3)
        return false;
    size_t n, m;
    tree_symbols(judge->arena, t->child[t->n - 1], &n);
    tree_symbols(judge->arena, t->child[t->n - 2], &m);
    return n == 0 && m == 0 && values_equal(judge, t->child[t->n - 2], t->child[t->n - 1]);
}

/* f(1) + f(2), without letters of its own: the name of a value, not an equation to be solved. */
static bool is_about_calls(struct judge *judge, const struct tree *t)
{
    struct calls calls = {.n = 0};
    if (!tree_has(t, TREE_CALL))
        return false;
    const struct tree *replaced = calls_replace(judge, &calls, t);
    size_t n = 0;
    if (replaced)
        tree_symbols(judge->arena, replaced, &n);
    return replaced && n == calls.n;
}

/* What a chain of equalities comes to: its last side, or the last one before an "≈". NULL where the
 * chain is an equation to be solved, and not a computation. *holds: are all sides equal? */
static const struct tree *chain_result(struct judge *judge, const struct tree *t, bool *holds)
{
    if (t->kind != TREE_RELATION)
        return NULL;
    *holds = true;
    uint32_t last = t->n - 1;
    for (uint32_t i = t->n - 1; i-- > 0;) {
        if (t->relations[i] == RELATION_APPROX)
            last = i;
        else if (t->relations[i] != RELATION_EQUAL)
            return NULL;
        else
            *holds &= values_equal(judge, t->child[i], t->child[i + 1]);
    }
    size_t n;
    tree_symbols(judge->arena, t, &n);
    bool computed =
        n == 0 || *holds || ends_computed(judge, t) || is_about_calls(judge, t->child[0]);
    return computed ? t->child[last] : NULL;
}

static bool is_inequality(const struct tree *t)
{
    for (uint32_t i = 0; t->kind == TREE_RELATION && i + 1 < t->n; i++)
        if (t->relations[i] != RELATION_EQUAL && t->relations[i] != RELATION_APPROX)
            return true;
    return t->kind != TREE_RELATION;
}

/* An equation as the answer where a value is expected: 1/2 + 1/3 = 5/6 means its last side; an
 * equation with one unknown means its solution. */
static struct opinion equation_for_value(struct judge *judge, const struct answer *a,
                                         const struct answer *b)
{
    if (is_inequality(a->tree))
        return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
    bool holds;
    const struct tree *result = chain_result(judge, a->tree, &holds);
    size_t n, n_reference;
    const struct tree *const *symbols = tree_symbols(judge->arena, a->tree, &n);
    tree_symbols(judge->arena, b->value, &n_reference);
    if (result) {
        struct opinion opinion = judge_compare(judge, result, b->value);
        if (!holds && n == 0 && judge_agrees(opinion.kind))
            opinion.hint = MESSAGE_HINT_CHAIN;
        return opinion;
    }
    bool foreign = false; /* 2y - 3 = x says what y is, x^2 - 4 = 0 does not */
    for (size_t i = 0; i < n; i++)
        foreign |= !tree_mentions(b->value, symbols[i]);
    if (!foreign)
        return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
    if (n != 1 || n_reference != 0)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    struct answer named = *b;
    named.type = ANSWER_CONDITION;
    named.tree = tree_relate(judge->arena, symbols[0], RELATION_EQUAL, b->value);
    return conditions_compare(judge, a, &named);
}

static struct opinion compare_with_value(struct judge *judge, const struct answer *a,
                                         const struct answer *b)
{
    struct opinion opinion;
    const struct tree *vector;
    switch (a->type) {
    case ANSWER_VALUE:
        opinion = values(judge, a->value, b->value);
        look_at_percent(judge, a->value, b->value, &opinion);
        if (opinion.kind == VERDICT_DIFFERENT && words_same_name(judge, a->value, b->value))
            return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED_WORDS);
        return opinion;
    case ANSWER_SET:
        return sets_compare(judge, a, b);
    case ANSWER_QUANTITY:
        return quantities_compare(judge, a, b);
    case ANSWER_RATIO:
        if (a->value->n == 2)
            return values(judge, judge_over(judge, a->value->child[0], a->value->child[1]),
                          b->value);
        break;
    case ANSWER_CONDITION:
        return equation_for_value(judge, a, b);
    case ANSWER_RANGE:
        return ranges_compare(judge, a, b);
    case ANSWER_TUPLE:
        vector = basis_components(judge, b->value, a->n);
        if (vector)
            return tuples_compare(judge, a->items, a->n, vector->child, vector->n);
        break;
    case ANSWER_WORDS:
        return words_compare(judge, a, b);
    case ANSWER_MATRIX: /* I, AB */
        if (!answer_is_name(b->value))
            break;
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    case ANSWER_OTHER:
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    default:
        break;
    }
    return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
}

/* --- things in order -------------------------------------------------------------------------- */

/* A record of x, y and z: whatever order they are written in, a point has them sorted. */
static bool are_coordinates(const struct answer *record)
{
    for (size_t i = 0; i < record->n; i++)
        if (!record->written || record->names[i]->kind != TREE_SYMBOL ||
            !strchr("xyz", record->names[i]->text[0]) || record->names[i]->text[1])
            return false;
    return true;
}

/* One thing after the other. A record among them goes by the order of its names, or by that in
 * which it was written. */
static struct opinion compare_in_order(struct judge *judge, const struct answer *a,
                                       const struct answer *b)
{
    struct opinion sorted = tuples_compare(judge, a->items, a->n, b->items, b->n);
    if (judge_agrees(sorted.kind) || (!a->written && !b->written) || are_coordinates(a) ||
        are_coordinates(b))
        return sorted;
    struct opinion written = tuples_compare(judge, a->written ? a->written : a->items, a->n,
                                            b->written ? b->written : b->items, b->n);
    return judge_agrees(written.kind) ? written : sorted;
}

/* x + y = 3, x - y = 1 for (2, 1): the coordinates belong to the letters as they are sorted. */
static struct opinion system_for_tuple(struct judge *judge, const struct answer *a,
                                       const struct answer *b)
{
    size_t n;
    const struct tree *const *symbols = tree_symbols(judge->arena, a->tree, &n);
    if (n != b->n || tree_has(a->tree, TREE_CALL))
        return conditions_compare(judge, a, b);
    const struct tree **names = tree_arena_alloc(judge->arena, n * sizeof *names);
    memcpy(names, symbols, n * sizeof *names);
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && tree_compare(names[k - 1], names[k]) > 0; k--) {
            const struct tree *name = names[k];
            names[k] = names[k - 1];
            names[k - 1] = name;
        }
    struct answer record = *b;
    record.type = ANSWER_RECORD;
    record.names = names;
    record.written = record.items;
    return conditions_compare(judge, a, &record);
}

static bool is_real_pair(const struct answer *b)
{
    return b->type == ANSWER_TUPLE && b->n == 2 && b->value->kind == TREE_TUPLE;
}

static struct opinion compare_with_tuple(struct judge *judge, const struct answer *a,
                                         const struct answer *b)
{
    const struct tree *vector;
    switch (a->type) {
    case ANSWER_VALUE:
        vector = basis_components(judge, a->value, b->n);
        return vector ? tuples_compare(judge, vector->child, vector->n, b->items, b->n)
                      : opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
    case ANSWER_TUPLE:
        if (a->value->kind == TREE_MATRIX && b->value->kind == TREE_MATRIX &&
            a->value->rows != b->value->rows)
            return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_SHAPE);
        return compare_in_order(judge, a, b);
    case ANSWER_RECORD:
        return compare_in_order(judge, a, b);
    case ANSWER_SET:
        if (a->n == 1) /* { (1, 2) } */
            return judge_compare(judge, a->items[0], b->tree);
        if (a->braces)
            return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_ORDER);
        if (a->tree->kind == TREE_LIST && a->n == a->tree->n && a->n > 1 &&
            a->items[0]->kind != TREE_TUPLE)
            return tuples_compare(judge, a->items, a->n, b->items, b->n);
        return sets_compare(judge, a, b);
    case ANSWER_RANGE:
    case ANSWER_CONDITION:
        /* (1, 2) was an interval after all */
        if (is_real_pair(b) && b->tree == b->value &&
            (a->type == ANSWER_RANGE || a->tree->kind == TREE_RELATION))
            return ranges_compare(judge, a, b);
        if (a->type == ANSWER_RANGE && !a->name)
            return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
        return system_for_tuple(judge, a, b);
    case ANSWER_WORDS:
        return words_compare(judge, a, b);
    case ANSWER_OTHER:
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    default:
        return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
    }
}

/* The part of the record that has this name, or NULL. */
static const struct tree *record_find(const struct answer *record, const struct tree *name)
{
    for (size_t i = 0; i < record->n; i++)
        if (answer_name_same(record->names[i], name))
            return record->items[i];
    return NULL;
}

static struct opinion compare_records(struct judge *judge, const struct answer *a,
                                      const struct answer *b)
{
    struct opinion whole = opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    long found = 0;
    for (size_t i = 0; i < a->n; i++)
        if (!record_find(b, a->names[i]))
            return conditions_compare(judge, a, b);
    for (size_t i = 0; i < b->n; i++) {
        const struct tree *value = record_find(a, b->names[i]);
        if (!value)
            continue;
        struct opinion part = judge_compare(judge, value, b->items[i]);
        opinion_join(judge, &whole, &part);
        found++;
    }
    if (judge_agrees(whole.kind) && found < (long)b->n)
        whole = opinion_partly(judge, found, (long)b->n);
    return whole;
}

static struct opinion compare_with_record(struct judge *judge, const struct answer *a,
                                          const struct answer *b)
{
    if (a->type == ANSWER_RECORD)
        return compare_records(judge, a, b);
    if (a->type == ANSWER_TUPLE || (a->type == ANSWER_SET && a->tree->kind == TREE_LIST))
        return compare_in_order(judge, a, b);
    if (a->type == ANSWER_CONDITION)
        return conditions_compare(judge, a, b);
    if (a->type == ANSWER_WORDS)
        return words_compare(judge, a, b);
    if (a->name) { /* x = 1 where x = 1, y = 2 is expected */
        struct answer one = *a;
        one.names = &a->name;
        one.items = &a->value;
        one.n = 1;
        return compare_records(judge, &one, b);
    }
    return opinion_of(a->type == ANSWER_OTHER ? VERDICT_UNDECIDED : VERDICT_DIFFERENT,
                      a->type == ANSWER_OTHER ? MESSAGE_UNDECIDED : MESSAGE_DIFFERENT_TYPE);
}

/* --- matrices, ratios, the rest --------------------------------------------------------------- */

static struct opinion compare_matrices(struct judge *judge, const struct tree *a,
                                       const struct tree *b)
{
    const struct tree *x = exact_matrix(judge->exact, a), *y = exact_matrix(judge->exact, b);
    if (!x || !y)
        return tree_same(a, b) ? opinion_of(VERDICT_EQUAL, MESSAGE_SAME)
                               : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    if (x->rows != y->rows || x->n != y->n)
        return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_SHAPE);
    return tuples_compare(judge, x->child, x->n, y->child, y->n);
}

static struct opinion compare_with_matrix(struct judge *judge, const struct answer *a,
                                          const struct answer *b)
{
    if (a->type == ANSWER_MATRIX || (a->type == ANSWER_TUPLE && a->value->kind == TREE_MATRIX))
        return compare_matrices(judge, a->value, b->value);
    bool letters = a->type == ANSWER_VALUE && answer_is_name(a->value); /* I, AB */
    if (a->type == ANSWER_OTHER || a->type == ANSWER_WORDS || a->type == ANSWER_TUPLE || letters)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
}

static struct opinion compare_with_ratio(struct judge *judge, const struct answer *a,
                                         const struct answer *b)
{
    if (a->type == ANSWER_RATIO) {
        struct opinion opinion = ratios_compare(judge, a->value, b->value);
        if (judge_agrees(opinion.kind))
            form_check_ratio(judge, a->value, &opinion);
        return opinion;
    }
    if (a->type == ANSWER_VALUE && b->value->n == 2)
        return values(judge, a->value, judge_over(judge, b->value->child[0], b->value->child[1]));
    if (a->type == ANSWER_OTHER || a->type == ANSWER_WORDS || a->type == ANSWER_QUANTITY)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED); /* 3:30 is a time, too */
    return opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
}

/* --- all ---------------------------------------------------------------------------------------*/

/* y = 2 is no answer to "x = ?". */
static bool names_differ(const struct answer *a, const struct answer *b)
{
    if (!a->name || !b->name || answer_name_same(a->name, b->name))
        return false;
    return a->type != ANSWER_CONDITION && b->type != ANSWER_CONDITION;
}

/* f(t) = t + 1 is f(x) = x + 1: the argument of the attempt takes the name of the reference's. */
static void rename_arguments(struct judge *judge, struct answer *a, const struct answer *b)
{
    if (!a->name || !b->name || a->name->kind != TREE_CALL || b->name->kind != TREE_CALL ||
        a->name->n != b->name->n || a->type != ANSWER_VALUE)
        return;
    const struct tree *value = a->value;
    for (uint32_t i = 1; value && i < a->name->n; i++) {
        const struct tree *mine = a->name->child[i], *theirs = b->name->child[i];
        if (tree_same(mine, theirs))
            continue;
        if (mine->kind != TREE_SYMBOL || theirs->kind != TREE_SYMBOL ||
            tree_mentions(value, theirs) || tree_mentions(a->name, theirs))
            return;
        value = tree_substitute(judge->arena, value, mine, theirs);
    }
    if (value)
        a->value = value;
}

static bool is_condition(const struct tree *t)
{
    return t->kind == TREE_RELATION || t->kind == TREE_SYSTEM || t->kind == TREE_OR;
}

/* An equation looks as it was asked for when both its sides do. */
static struct opinion formed_sides(struct judge *judge, const struct answer *a,
                                   struct opinion opinion)
{
    if (judge->form == FORM_ANY || a->type != ANSWER_CONDITION || a->tree->kind != TREE_RELATION)
        return opinion;
    for (uint32_t i = 0; i < a->tree->n && judge_agrees(opinion.kind); i++)
        if (!tree_is_number(a->tree->child[i], "0"))
            form_check(judge, a->tree->child[i], &opinion);
    return opinion;
}

static struct opinion judge_answers(struct judge *judge, const struct answer *attempt,
                                    const struct answer *b)
{
    struct answer renamed = *attempt, *a = &renamed;
    if (names_differ(a, b)) {
        if (tree_mentions(a->tree, b->name) || tree_mentions(b->tree, a->name))
            return conditions_compare(judge, a, b);
        return opinion_about(judge, VERDICT_DIFFERENT, MESSAGE_DIFFERENT_NAME, a->name, b->name);
    }
    rename_arguments(judge, a, b);
    bool holds;
    const struct tree *result = b->type == ANSWER_CONDITION && a->type == ANSWER_VALUE
                                    ? chain_result(judge, b->tree, &holds)
                                    : NULL;
    if (result)
        return judge_compare(judge, a->tree, result);
    struct opinion families;
    if (families_compare(judge, a, b, &families))
        return families;
    /* an equation where solutions are expected is judged by its solutions */
    if (a->type == ANSWER_CONDITION && b->type != ANSWER_CONDITION && b->type != ANSWER_RANGE &&
        is_condition(b->tree))
        return conditions_compare(judge, a, b);
    switch (b->type) {
    case ANSWER_VALUE:
        return compare_with_value(judge, a, b);
    case ANSWER_SET:
        return sets_compare(judge, a, b);
    case ANSWER_TUPLE:
        return compare_with_tuple(judge, a, b);
    case ANSWER_RECORD:
        return compare_with_record(judge, a, b);
    case ANSWER_RANGE:
        return ranges_compare(judge, a, b);
    case ANSWER_CONDITION:
        return formed_sides(judge, a, conditions_compare(judge, a, b));
    case ANSWER_MATRIX:
        return compare_with_matrix(judge, a, b);
    case ANSWER_RATIO:
        return compare_with_ratio(judge, a, b);
    case ANSWER_QUANTITY:
        return quantities_compare(judge, a, b);
    case ANSWER_WORDS:
        return words_compare(judge, a, b);
    case ANSWER_OTHER:
        break;
    }
    return tree_same(a->tree, b->tree) ? opinion_of(VERDICT_EQUAL, MESSAGE_SAME)
                                       : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
}

/* R where the other side is all real numbers or an interval: the set, written without its bars. */
static const struct tree *letter_as_numbers(struct judge *judge, const struct tree *t,
                                            const struct answer *other)
{
    static const char letters[] = "NZQRC";
    const char *found = t->kind == TREE_SYMBOL && !t->n && t->text[1] == '\0' && t->text[0]
                            ? strchr(letters, t->text[0])
                            : NULL;
    if (!found || other->type != ANSWER_RANGE)
        return NULL;
    return tree_detail(judge->arena, TREE_NUMBERS, (unsigned)(found - letters));
}

/* R, "all", "none" as what they are beside a set or a condition; NULL: as they stand. */
static const struct tree *beside_condition(struct judge *judge, const struct tree *t,
                                           const struct answer *other)
{
    const struct tree *meant = other->type == ANSWER_CONDITION || other->type == ANSWER_RANGE
                                   ? words_as_condition(judge, t)
                                   : NULL;
    if (meant && other->type == ANSWER_RANGE && meant->kind == TREE_RELATION)
        return tree_detail(judge->arena, TREE_NUMBERS, NUMBERS_REAL);
    return meant ? meant : letter_as_numbers(judge, t, other);
}

struct opinion judge_compare(struct judge *judge, const struct tree *a, const struct tree *b)
{
    struct answer x, y;
    a = calls_name_derivatives(judge, a);
    b = calls_name_derivatives(judge, b);
    if (!a || !b)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED_BIG);
    struct opinion opinion;
    if (logic_compare(a, b, &opinion))
        return opinion;
    answer_read(judge, a, &x);
    answer_read(judge, b, &y);
    const struct tree *first = beside_condition(judge, a, &y);
    const struct tree *second = beside_condition(judge, b, &x);
    if (first)
        answer_read(judge, first, &x);
    if (second)
        answer_read(judge, second, &y);
    return judge_answers(judge, &x, &y);
}
