/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers with units. Both sides are taken to base units, where they are plain values; what is
 * left to decide is what a missing, added or foreign unit means.
 */
#include "app/maths/equal/judge.h"
#include "app/maths/unit.h"

#include <string.h>

/* A value in base units and what those are. */
struct amount {
    const struct tree *value;
    struct unit unit;
};

/* --- to base units ---------------------------------------------------------------------------- */

/* A product of quantities as one value and one unit; *unit stays NULL without any. */
static bool separate(struct judge *judge, const struct tree *t, const struct tree **value,
                     const struct tree **unit)
{
    struct tree_arena *arena = judge->arena;
    *unit = NULL;
    *value = t;
    if (!answer_has_unit(t))
        return true;
    const struct tree *values[2], *units[2];
    switch (t->kind) {
    case TREE_QUANTITY:
        *value = t->child[0];
        *unit = t->child[1];
        return !answer_has_unit(t->child[0]);
    case TREE_NEGATE:
        if (!separate(judge, t->child[0], value, unit))
            return false;
        *value = tree_one(arena, TREE_NEGATE, 0, *value);
        return true;
    case TREE_POWER:
        if (!separate(judge, t->child[0], value, unit) || answer_has_unit(t->child[1]))
            return false;
        *value = tree_two(arena, TREE_POWER, 0, *value, t->child[1]);
        *unit = tree_two(arena, TREE_POWER, 0, *unit, t->child[1]);
        return true;
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
        for (uint32_t i = 0; i < t->n; i++) {
            if (!separate(judge, t->child[i], &values[i > 0], &units[i > 0]))
                return false;
            if (i == 0)
                continue;
            values[0] = tree_two(arena, t->kind, 0, values[0], values[1]);
            if (!units[0] && units[1] && t->kind == TREE_DIVIDE)
                units[0] = tree_two(arena, TREE_POWER, 0, units[1], tree_integer(arena, -1));
            else if (units[0] && units[1])
                units[0] = tree_two(arena, t->kind, 0, units[0], units[1]);
            else if (units[1])
                units[0] = units[1];
        }
        *value = values[0];
        *unit = units[0];
        return true;
    default:
        return false;
    }
}

static bool same_dimension(const struct unit *a, const struct unit *b)
{
    return memcmp(a->power, b->power, sizeof a->power) == 0 &&
           (a->money == b->money || (a->money && b->money && strcmp(a->money, b->money) == 0));
}

static const struct tree *number(struct judge *judge, const char *digits)
{
    return tree_leaf(judge->arena, TREE_NUMBER, digits, strlen(digits));
}

static bool reduce(struct judge *judge, const struct tree *t, struct amount *amount);

static bool reduce_sum(struct judge *judge, const struct tree *t, struct amount *amount)
{
    const struct tree **values = tree_arena_alloc(judge->arena, t->n * sizeof *values);
    for (uint32_t i = 0; i < t->n; i++) {
        struct amount part;
        if (!reduce(judge, t->child[i], &part) || part.unit.offset)
            return false;
        if (i > 0 && !same_dimension(&part.unit, &amount->unit))
            return false;
        if (i == 0)
            *amount = part;
        values[i] = part.value;
    }
    amount->value = tree_node(judge->arena, TREE_ADD, 0, values, t->n);
    return amount->value != NULL;
}

static bool reduce(struct judge *judge, const struct tree *t, struct amount *amount)
{
    if (t->kind == TREE_ADD)
        return reduce_sum(judge, t, amount);
    const struct tree *value, *unit;
    if (!separate(judge, t, &value, &unit) || !unit ||
        !unit_resolve(judge->arena, unit, &amount->unit))
        return false;
    const struct unit *u = &amount->unit;
    if (strcmp(u->numerator, "1") != 0)
        value = judge_times(judge, value, number(judge, u->numerator));
    if (strcmp(u->denominator, "1") != 0)
        value = judge_over(judge, value, number(judge, u->denominator));
    const struct tree *pi = tree_detail(judge->arena, TREE_CONSTANT, CONSTANT_PI);
    if (u->pi_power)
        value = judge_times(
            judge, value,
            tree_two(judge->arena, TREE_POWER, 0, pi, tree_integer(judge->arena, u->pi_power)));
    if (u->offset)
        value = tree_two(judge->arena, TREE_ADD, 0, value, u->offset);
    amount->value = value;
    return value != NULL;
}

/* --- what the dimension says ------------------------------------------------------------------ */

enum { DIMENSION_TIME = 2, DIMENSION_TEMPERATURE = 4, DIMENSION_ANGLE = 7, DIMENSION_MONEY = 8 };

static bool is_only(const struct unit *u, int dimension)
{
    for (int i = 0; i < UNIT_DIMENSIONS; i++)
        if (u->power[i] != (i == dimension))
            return false;
    return true;
}

static bool is_calendar(const struct unit *u)
{
    return is_only(u, DIMENSION_MONEY) && strcmp(u->money, "month") == 0;
}

/* 개 counts anything. */
static bool counts_alike(const struct unit *a, const struct unit *b)
{
    return is_only(a, DIMENSION_MONEY) && is_only(b, DIMENSION_MONEY) &&
           (strcmp(a->money, "개") == 0 || strcmp(b->money, "개") == 0 ||
            strcmp(a->money, "units") == 0 || strcmp(b->money, "units") == 0);
}

/* The number that stands before the unit, when there is one number and one unit. */
static const struct tree *bare_number(struct judge *judge, const struct tree *t)
{
    const struct tree *value, *unit;
    return separate(judge, t, &value, &unit) && unit ? value : NULL;
}

static const char *unit_text(struct judge *judge, const struct tree *t)
{
    const struct tree *value, *unit;
    while (t->kind == TREE_ADD)
        t = t->child[t->n - 1];
    return separate(judge, t, &value, &unit) && unit ? opinion_text(judge, unit) : "?";
}

/* --- comparing -------------------------------------------------------------------------------- */

static struct opinion values_of_unit(struct judge *judge, const struct tree *a,
                                     const struct tree *b, enum message same)
{
    struct opinion opinion;
    bool rounding = judge->form == FORM_PLACES || judge->form == FORM_FIGURES;
    opinion = rounding ? rounding_compare(judge, a, b) : values_compare(judge, a, b);
    if (judge_agrees(opinion.kind) && !rounding)
        form_check(judge, a, &opinion);
    if (opinion.kind == VERDICT_EQUAL && !rounding)
        opinion.message = same;
    return opinion;
}

/* The attempt has no unit. */
static struct opinion unit_missing(struct judge *judge, const struct answer *a,
                                   const struct answer *b, const struct amount *expected)
{
    struct unit none = {.power = {0}};
    if (same_dimension(&expected->unit, &none)) /* 1 million */
        return values_compare(judge, a->value, expected->value);
    if (is_only(&expected->unit, DIMENSION_ANGLE)) {
        struct opinion radians = values_compare(judge, a->value, expected->value);
        if (judge_agrees(radians.kind))
            return radians;
    }
    const struct tree *plain = bare_number(judge, b->value);
    if (!plain)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    struct opinion opinion = values_of_unit(judge, a->value, plain, MESSAGE_SAME_QUANTITY);
    if (opinion.kind == VERDICT_EQUAL || opinion.kind == VERDICT_EQUAL_NUMERIC) {
        opinion = opinion_of(VERDICT_EQUAL_IF, MESSAGE_IF_UNIT);
        opinion.arg[0] = unit_text(judge, b->value);
    }
    return opinion;
}

/* The reference has no unit. */
static struct opinion unit_added(struct judge *judge, const struct answer *a,
                                 const struct answer *b)
{
    struct amount amount;
    const struct tree *plain = bare_number(judge, a->value);
    if (plain) {
        struct opinion opinion = values_of_unit(judge, plain, b->value, MESSAGE_SAME_UNIT_ADDED);
        if (opinion.kind != VERDICT_DIFFERENT)
            return opinion;
    }
    if (!reduce(judge, a->value, &amount))
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    struct unit none = {.power = {0}};
    if (is_only(&amount.unit, DIMENSION_ANGLE) || same_dimension(&amount.unit, &none))
        return values_compare(judge, amount.value, b->value);
    if (!plain)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    return values_compare(judge, plain, b->value);
}

static struct opinion amounts_compare(struct judge *judge, const struct answer *a,
                                      const struct answer *b, const struct amount *expected)
{
    struct amount amount;
    if (!reduce(judge, a->value, &amount))
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    const struct tree *mine = bare_number(judge, a->value), *plain = bare_number(judge, b->value);
    bool degrees_meant = expected->unit.offset && is_only(&amount.unit, DIMENSION_ANGLE);
    if (mine && plain &&
        (degrees_meant ||
         tree_same(a->value->child[a->value->n - 1], b->value->child[b->value->n - 1])))
        return values_of_unit(judge, mine, plain, MESSAGE_SAME_QUANTITY);
    if ((is_calendar(&amount.unit) && is_only(&expected->unit, DIMENSION_TIME)) ||
        (is_calendar(&expected->unit) && is_only(&amount.unit, DIMENSION_TIME)))
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    if (!same_dimension(&amount.unit, &expected->unit) &&
        !counts_alike(&amount.unit, &expected->unit)) {
        struct opinion opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_KIND_OF_UNIT);
        opinion.arg[0] = unit_text(judge, b->value);
        return opinion;
    }
    struct opinion opinion = values_compare(judge, amount.value, expected->value);
    if (opinion.kind == VERDICT_EQUAL)
        opinion.message = MESSAGE_SAME_QUANTITY;
    if (opinion.kind == VERDICT_DIFFERENT && !opinion.witness)
        opinion.message = MESSAGE_DIFFERENT_QUANTITY;
    if (judge_agrees(opinion.kind) && mine)
        form_check(judge, mine, &opinion);
    return opinion;
}

struct opinion quantities_compare(struct judge *judge, const struct answer *a,
                                  const struct answer *b)
{
    if (b->type == ANSWER_VALUE)
        return unit_added(judge, a, b);
    if (a->type == ANSWER_SET)
        return sets_compare(judge, a, b);
    if (a->type == ANSWER_WORDS)
        return words_compare(judge, a, b);
    struct amount expected;
    if (!reduce(judge, b->value, &expected))
        return tree_same(a->value, b->value) ? opinion_of(VERDICT_EQUAL, MESSAGE_SAME)
                                             : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    if (a->type == ANSWER_VALUE)
        return unit_missing(judge, a, b, &expected);
    if (a->type == ANSWER_QUANTITY)
        return amounts_compare(judge, a, b, &expected);
    return a->type == ANSWER_OTHER || a->type == ANSWER_RATIO
               ? opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED)
               : opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT_TYPE);
}
