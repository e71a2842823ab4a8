/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sorts an answer into its type: what is its name, what is the value, what are the single answers
 * in it. Looks at how things are written only, never at what they are worth.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

/* --- collecting ------------------------------------------------------------------------------- */

struct items {
    struct judge *judge;
    const struct tree *item[ITEMS_MAX];
    size_t n;
    const struct tree *name; /* of the last named one: in x = 1, 2 it goes on */
    bool bad;                /* too many, or something that is no single answer */
};

static void add_item(struct items *items, const struct tree *t)
{
    if (!t || items->n == ITEMS_MAX)
        items->bad = true;
    else
        items->item[items->n++] = t;
}

static void collect(struct items *items, const struct tree *t);

static void collect_signs(struct items *items, const struct tree *t)
{
    const struct tree *answers[SIGNED_ANSWERS_MAX];
    size_t n = answer_expand_signs(items->judge, t, answers);
    items->bad |= n == 0;
    for (size_t i = 0; i < n; i++)
        add_item(items, answers[i]);
}

static void collect_relation(struct items *items, const struct tree *t)
{
    struct answer answer;
    answer_read(items->judge, t, &answer);
    if (answer.type == ANSWER_CONDITION || answer.type == ANSWER_OTHER || !answer.name) {
        items->bad = true;
        return;
    }
    if (items->name && !answer_names_alike(items->name, answer.name)) {
        items->bad = true;
        return;
    }
    items->name = answer.name;
    if (answer.type == ANSWER_SET)
        for (size_t i = 0; i < answer.n; i++)
            add_item(items, answer.items[i]);
    else
        add_item(items, answer.value);
}

/* The single answers in t, one after the other. */
static void collect(struct items *items, const struct tree *t)
{
    struct answer answer;
    switch (t->kind) {
    case TREE_LIST:
    case TREE_SYSTEM:
        answer_read(items->judge, t, &answer);
        if (answer.type == ANSWER_RECORD) {
            add_item(items, tree_node(items->judge->arena, TREE_SYSTEM, 0, t->child, t->n));
            return;
        }
        if (t->kind == TREE_SYSTEM) {
            items->bad = true;
            return;
        }
        for (uint32_t i = 0; i < t->n; i++)
            collect(items, t->child[i]);
        return;
    case TREE_OR:
    case TREE_AND:
        for (uint32_t i = 0; i < t->n; i++)
            collect(items, t->child[i]);
        return;
    case TREE_RELATION:
        collect_relation(items, t);
        return;
    case TREE_ELLIPSIS:
        items->bad = true;
        return;
    default:
        if (tree_has(t, TREE_PLUS_MINUS))
            collect_signs(items, t);
        else
            add_item(items, t);
    }
}

static void take_items(struct items *items, struct answer *answer, enum answer_type type)
{
    const struct tree **copy = tree_arena_alloc(items->judge->arena, (items->n + 1) * sizeof *copy);
    memcpy(copy, items->item, items->n * sizeof *copy);
    answer->items = copy;
    answer->n = items->n;
    answer->type = type;
}

static bool is_infinite(const struct tree *t)
{
    if (t->kind == TREE_NEGATE || t->kind == TREE_ADD)
        return is_infinite(t->child[0]);
    return tree_is_constant(t, CONSTANT_INFINITY);
}

/* (-∞, 1), (2, 3], (4, ∞) listed: certainly intervals, because one of them can be nothing else. */
static bool are_intervals(const struct tree *t)
{
    bool certain = false;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *part = t->child[i];
        bool pair = part->kind == TREE_TUPLE && part->n == 2;
        if (!pair && part->kind != TREE_INTERVAL && part->kind != TREE_UNION)
            return false;
        certain |= !pair || is_infinite(part->child[0]) || is_infinite(part->child[1]);
    }
    return certain;
}

static void read_set(struct judge *judge, const struct tree *t, struct answer *answer)
{
    struct items items = {.judge = judge, .name = answer->name};
    if (t->n > 1 && t->kind != TREE_ELEMENTS && are_intervals(t)) {
        answer->type = ANSWER_RANGE;
        answer->value = tree_node(judge->arena, TREE_UNION, 0, t->child, t->n);
        return;
    }
    if (t->kind == TREE_ELEMENTS || t->kind == TREE_LIST || t->kind == TREE_OR ||
        t->kind == TREE_AND || t->kind == TREE_SYSTEM)
        for (uint32_t i = 0; i < t->n; i++)
            collect(&items, t->child[i]);
    else
        collect(&items, t);
    if (items.bad) {
        bool condition = t->kind == TREE_OR || t->kind == TREE_AND || t->kind == TREE_SYSTEM;
        bool relations = t->kind == TREE_LIST;
        for (uint32_t i = 0; relations && i < t->n; i++)
            relations = t->child[i]->kind == TREE_RELATION || t->child[i]->kind == TREE_SYSTEM;
        answer->type = condition || relations ? ANSWER_CONDITION : ANSWER_OTHER;
        if (answer->type == ANSWER_OTHER && !tree_has(t, TREE_ELLIPSIS) &&
            (t->kind == TREE_LIST || t->kind == TREE_ELEMENTS)) {
            answer->type = ANSWER_SET; /* {1, x > 2}: each as it is */
            answer->items = t->child;
            answer->n = t->n;
            answer->braces = t->kind == TREE_ELEMENTS;
        }
        return;
    }
    answer->name = items.name;
    answer->braces = t->kind == TREE_ELEMENTS;
    take_items(&items, answer, ANSWER_SET);
}

/* --- x = 1, y = 2 ----------------------------------------------------------------------------- */

/* x_1 = 2, x_2 = 3 are two values of x in no order; a_1, a_2 are terms of a sequence. */
static bool are_roots(const struct tree *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (names[i]->kind != TREE_SYMBOL || names[i]->n != 1 ||
            !strchr("xyzt", names[i]->text[0]) || strcmp(names[i]->text, names[0]->text) != 0 ||
            names[i]->child[0]->kind != TREE_NUMBER)
            return false;
    return n > 1;
}

/* Sorted by name, so that (1, 2) and y = 2, x = 1 can be the same. */
static void sort_record(const struct tree **names, const struct tree **values, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && tree_compare(names[k - 1], names[k]) > 0; k--) {
            const struct tree *name = names[k], *value = values[k];
            names[k] = names[k - 1];
            values[k] = values[k - 1];
            names[k - 1] = name;
            values[k - 1] = value;
        }
}

static void set_record(struct judge *judge, struct answer *answer, const struct tree **names,
                       const struct tree **values, size_t n)
{
    const struct tree **written = tree_arena_alloc(judge->arena, n * sizeof *written);
    memcpy(written, values, n * sizeof *written);
    sort_record(names, values, n);
    *answer = (struct answer){.type = ANSWER_RECORD,
                              .tree = answer->tree,
                              .value = answer->tree,
                              .items = values,
                              .names = names,
                              .written = written,
                              .n = n};
}

/* A system of named values. Distinct names: a record; one name throughout: a set; the same names
 * again and again (x = 1, y = 2, x = 2, y = 1): a set of records. */
static bool read_record(struct judge *judge, const struct tree *t, struct answer *answer)
{
    size_t n = t->n, width = 0;
    if (n > ITEMS_MAX)
        return false;
    const struct tree **names = tree_arena_alloc(judge->arena, n * sizeof *names);
    const struct tree **values = tree_arena_alloc(judge->arena, n * sizeof *values);
    for (size_t i = 0; i < n; i++) {
        struct answer part;
        if (t->child[i]->kind != TREE_RELATION)
            return false;
        answer_read(judge, t->child[i], &part);
        if (!part.name || part.type == ANSWER_CONDITION || part.type == ANSWER_RANGE ||
            part.type == ANSWER_SET || part.type == ANSWER_RECORD)
            return false;
        names[i] = part.name;
        values[i] = part.value;
        if (i > 0 && width == 0 && tree_same(part.name, names[0]))
            width = i;
    }
    if (width == 0)
        width = n;
    if (width < 2 || n % width)
        return false;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < width; k++)
            if (tree_same(names[i], names[k]) != (i % width == k))
                return false;
    if (are_roots(names, n)) {
        answer->type = ANSWER_SET;
        answer->items = values;
        answer->n = n;
        answer->name = tree_symbol(judge->arena, names[0]->text);
        return true;
    }
    if (width == n) {
        set_record(judge, answer, names, values, n);
        answer->value = t;
        return true;
    }
    const struct tree **records = tree_arena_alloc(judge->arena, n / width * sizeof *records);
    for (size_t i = 0; i < n / width; i++)
        records[i] = tree_node(judge->arena, TREE_SYSTEM, 0, t->child + i * width, width);
    answer->type = ANSWER_SET;
    answer->items = records;
    answer->n = n / width;
    return true;
}

/* --- relations -------------------------------------------------------------------------------- */

/* (x, y) = (1, 2) says x = 1, y = 2. */
static bool read_pairs(struct judge *judge, const struct tree *names, const struct tree *values,
                       struct answer *answer)
{
    if (names->kind != TREE_TUPLE || values->kind != TREE_TUPLE || names->n != values->n)
        return false;
    const struct tree **name = tree_arena_alloc(judge->arena, names->n * sizeof *name);
    const struct tree **value = tree_arena_alloc(judge->arena, names->n * sizeof *value);
    memcpy(name, names->child, names->n * sizeof *name);
    memcpy(value, values->child, names->n * sizeof *value);
    set_record(judge, answer, name, value, names->n);
    answer->value = values;
    return true;
}

static bool is_equality(const struct tree *t)
{
    for (uint32_t i = 0; i + 1 < t->n; i++)
        if (t->relations[i] != RELATION_EQUAL && t->relations[i] != RELATION_APPROX)
            return false;
    return true;
}

static bool mentions_name(const struct tree *value, const struct tree *name)
{
    return name->kind == TREE_SYMBOL && tree_mentions(value, name);
}

static void read_named(struct judge *judge, const struct tree *name, const struct tree *value,
                       struct answer *answer)
{
    const struct tree *whole = answer->tree;
    if (name->kind == TREE_TUPLE && read_pairs(judge, name, value, answer))
        return;
    answer_read(judge, value, answer);
    answer->tree = whole;
    answer->name = name;
    if (name->kind == TREE_TUPLE && answer->type == ANSWER_SET)
        answer->name = NULL; /* (x, y) = (1, 2), (2, 1) */
}

static void read_relation(struct judge *judge, const struct tree *t, struct answer *answer)
{
    const struct tree *first = t->child[0], *last = t->child[t->n - 1];
    answer->type = ANSWER_CONDITION;
    /* x = 1/3 ≈ 0.33 means 1/3 */
    for (uint32_t i = 1; i + 1 < t->n; i++)
        if (t->relations[i] == RELATION_APPROX) {
            last = t->child[i];
            break;
        }
    if (t->n == 2 && t->relations[0] == RELATION_IN && answer_is_name(first)) {
        read_named(judge, first, last, answer);
        if (answer->type == ANSWER_TUPLE && answer->n == 2) {
            answer->type = ANSWER_RANGE; /* x in (1, 2): nothing else can be meant */
            answer->value = last;
        }
        return;
    }
    if (!is_equality(t))
        return;
    /* the first equality of 3 = x is turned round; x = 2·3 = 6 counts by its last part */
    if (answer_is_name(first) && !mentions_name(last, first))
        read_named(judge, first, last, answer);
    else if (t->n == 2 && last->kind == TREE_SYMBOL && !mentions_name(first, last))
        read_named(judge, last, first, answer);
}

/* --- all ---------------------------------------------------------------------------------------*/

static void read_tuple(struct judge *judge, const struct tree *t, struct answer *answer)
{
    if (t->n == 1) {
        answer_read(judge, t->child[0], answer);
        return;
    }
    if (tree_has(t, TREE_PLUS_MINUS)) {
        read_set(judge, t, answer);
        return;
    }
    answer->type = ANSWER_TUPLE;
    answer->items = t->child;
    answer->n = t->n;
    if (t->n == 2 && (is_infinite(t->child[0]) || is_infinite(t->child[1])))
        answer->type = ANSWER_RANGE;
}

/* det M is a number, 2M and M^2 are matrices. */
static bool is_matrix(const struct tree *t)
{
    switch (t->kind) {
    case TREE_MATRIX:
        return true;
    case TREE_ADD:
    case TREE_NEGATE:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
    case TREE_POWER:
    case TREE_TRANSPOSE:
        for (uint32_t i = 0; i < t->n; i++)
            if (is_matrix(t->child[i]))
                return true;
        return false;
    default:
        return false;
    }
}

static bool is_vector(const struct tree *t)
{
    return t->kind == TREE_MATRIX && (t->rows == 1 || t->rows == t->n);
}

bool answer_has_unit(const struct tree *t)
{
    if (t->kind == TREE_QUANTITY)
        return true;
    if (t->kind == TREE_APPLY || t->kind == TREE_CALL)
        return false; /* sin 30° is a number */
    for (uint32_t i = 0; i < t->n; i++)
        if (answer_has_unit(t->child[i]))
            return true;
    return false;
}

/* R - {1}: all real numbers but 1. */
static const struct tree *reals_without(struct judge *judge, const struct tree *t)
{
    if (t->kind != TREE_ADD || t->n != 2 || t->child[1]->kind != TREE_NEGATE ||
        t->child[1]->child[0]->kind != TREE_ELEMENTS ||
        !(tree_is_symbol(t->child[0], "R") || t->child[0]->kind == TREE_NUMBERS))
        return NULL;
    const struct tree *reals = t->child[0]->kind == TREE_NUMBERS
                                   ? t->child[0]
                                   : tree_detail(judge->arena, TREE_NUMBERS, NUMBERS_REAL);
    return tree_two(judge->arena, TREE_DIFFERENCE, 0, reals, t->child[1]->child[0]);
}

/* A(1, 2): the point (1, 2) with its name. */
static bool is_named_point(const struct tree *t)
{
    return t->kind == TREE_MULTIPLY && t->n == 2 && answer_is_segment(t->child[0]) &&
           t->child[0]->text && t->child[0]->text[0] <= 'Z' && t->child[1]->kind == TREE_TUPLE;
}

/* What stands before ", n ∈ Z": only which n are meant, no answer of its own. NULL: none. */
static const struct tree *without_domain(struct judge *judge, const struct tree *t)
{
    const struct tree *last = t->child[t->n - 1];
    if (last->kind != TREE_RELATION || last->n != 2 || last->relations[0] != RELATION_IN ||
        last->child[1]->kind != TREE_NUMBERS)
        return NULL;
    for (uint32_t i = 0; i + 1 < t->n; i++) {
        const struct tree *part = t->child[i];
        /* in 1 < x < 5, x ∈ Z it is a condition like the other one */
        bool solved = part->kind != TREE_RELATION ||
                      (is_equality(part) && !tree_same(part->child[0], last->child[0]));
        if (!solved || !tree_mentions(part, last->child[0]))
            return NULL;
    }
    return t->n == 2 ? t->child[0]
                     : tree_node(judge->arena, t->kind, t->detail, t->child, t->n - 1);
}

/* What is meant by t where it is only another way to write it, or NULL. */
static const struct tree *inner_answer(struct judge *judge, const struct tree *t)
{
    if (t->kind == TREE_LIST || t->kind == TREE_SYSTEM)
        return without_domain(judge, t);
    if (is_named_point(t))
        return t->child[1];
    if (vectors_are_computed(t))
        return vectors_compute(judge, t);
    const struct tree *number = words_number(judge, t);
    return number ? number : reals_without(judge, t);
}

void answer_read(struct judge *judge, const struct tree *t, struct answer *answer)
{
    const struct tree *inner = inner_answer(judge, t);
    if (inner) {
        answer_read(judge, inner, answer);
        if (t->kind == TREE_LIST || t->kind == TREE_SYSTEM)
            answer->domain = t->child[t->n - 1];
        return;
    }
    *answer = (struct answer){.type = ANSWER_VALUE, .tree = t, .value = t};
    switch (t->kind) {
    case TREE_WORDS:
        answer->type = ANSWER_WORDS;
        break;
    case TREE_LIST:
    case TREE_SYSTEM:
        if (!read_record(judge, t, answer))
            read_set(judge, t, answer);
        break;
    case TREE_ELEMENTS:
    case TREE_OR:
    case TREE_AND:
        read_set(judge, t, answer);
        break;
    case TREE_NOT:
        answer->type = ANSWER_CONDITION;
        break;
    case TREE_RELATION:
        read_relation(judge, t, answer);
        break;
    case TREE_TUPLE:
        read_tuple(judge, t, answer);
        break;
    case TREE_UNION:
    case TREE_INTERSECTION:
    case TREE_DIFFERENCE:
        answer->type = ANSWER_RANGE;
        for (uint32_t i = 0; i < t->n; i++)
            if (t->child[i]->kind == TREE_NUMBER)
                answer->type = ANSWER_OTHER; /* (1, 2) ∪ 3 */
        break;
    case TREE_INTERVAL:
    case TREE_NUMBERS:
    case TREE_SUCH_THAT:
        answer->type = ANSWER_RANGE;
        break;
    case TREE_RATIO:
        answer->type = ANSWER_RATIO;
        break;
    case TREE_ELLIPSIS:
    case TREE_CASES:
        answer->type = ANSWER_OTHER;
        break;
    default:
        if (answer_has_unit(t))
            answer->type = ANSWER_QUANTITY;
        else if (tree_has(t, TREE_PLUS_MINUS))
            read_set(judge, t, answer);
        else if (is_matrix(t))
            answer->type = ANSWER_MATRIX;
        else if (tree_has(t, TREE_ELLIPSIS) || tree_has(t, TREE_WORDS) || vectors_are_computed(t))
            answer->type = ANSWER_OTHER;
        break;
    }
    if (is_vector(t) && t->n > 1) {
        answer->type = ANSWER_TUPLE;
        answer->items = t->child;
        answer->n = t->n;
    }
}
