/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An answer is proved wrong; what may have happened? A table of near misses, tried in order. The
 * verdict stands whatever is found here, and the budget of the question is not touched: the
 * recognitions have a small one of their own.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

enum { HINT_STEPS = 20000 };

/* What the attempt would be if the mistake had been made in the right answer. */
static const struct tree *negated(struct judge *judge, const struct tree *b)
{
    return tree_one(judge->arena, TREE_NEGATE, 0, b);
}

static const struct tree *reciprocal(struct judge *judge, const struct tree *b)
{
    return judge_over(judge, tree_integer(judge->arena, 1), b);
}

static const struct tree *times_integer(struct judge *judge, const struct tree *b, int64_t n)
{
    return judge_times(judge, tree_integer(judge->arena, n), b);
}

static const struct tree *twice(struct judge *judge, const struct tree *b)
{
    return times_integer(judge, b, 2);
}

static const struct tree *half(struct judge *judge, const struct tree *b)
{
    return judge_over(judge, b, tree_integer(judge->arena, 2));
}

static const struct tree *hundred(struct judge *judge, const struct tree *b)
{
    return times_integer(judge, b, 100);
}

static const struct tree *hundredth(struct judge *judge, const struct tree *b)
{
    return judge_over(judge, b, tree_integer(judge->arena, 100));
}

static const struct tree *ten(struct judge *judge, const struct tree *b)
{
    return times_integer(judge, b, 10);
}

static const struct tree *tenth(struct judge *judge, const struct tree *b)
{
    return judge_over(judge, b, tree_integer(judge->arena, 10));
}

static const struct tree *thousand(struct judge *judge, const struct tree *b)
{
    return times_integer(judge, b, 1000);
}

static const struct tree *thousandth(struct judge *judge, const struct tree *b)
{
    return judge_over(judge, b, tree_integer(judge->arena, 1000));
}

static const struct tree *half_turn(struct judge *judge)
{
    return judge_over(judge, tree_detail(judge->arena, TREE_CONSTANT, CONSTANT_PI),
                      tree_integer(judge->arena, 180));
}

static const struct tree *as_degrees(struct judge *judge, const struct tree *b)
{
    return judge_over(judge, b, half_turn(judge));
}

static const struct tree *as_radians(struct judge *judge, const struct tree *b)
{
    return judge_times(judge, b, half_turn(judge));
}

static const struct tree *squared(struct judge *judge, const struct tree *b)
{
    return tree_two(judge->arena, TREE_POWER, 0, b, tree_integer(judge->arena, 2));
}

static const struct {
    const struct tree *(*make)(struct judge *, const struct tree *);
    enum message hint;
} mistakes[] = {
    {negated, MESSAGE_HINT_SIGN},
    {reciprocal, MESSAGE_HINT_RECIPROCAL},
    {hundred, MESSAGE_HINT_PERCENT},
    {hundredth, MESSAGE_HINT_PERCENT},
    {ten, MESSAGE_HINT_TEN},
    {tenth, MESSAGE_HINT_TEN},
    {thousand, MESSAGE_HINT_TEN},
    {thousandth, MESSAGE_HINT_TEN},
    {as_degrees, MESSAGE_HINT_DEGREES},
    {as_radians, MESSAGE_HINT_DEGREES},
    {twice, MESSAGE_HINT_TWICE},
    {half, MESSAGE_HINT_HALF},
    {squared, MESSAGE_HINT_SQUARE},
};

/* Decimals of a number written as a decimal, or -1. */
static int decimals(const struct tree *t)
{
    if (t->kind == TREE_NEGATE)
        t = t->child[0];
    if (t->kind != TREE_NUMBER || strpbrk(t->text, "(e"))
        return -1;
    const char *point = strchr(t->text, '.');
    return point ? (int)strlen(point + 1) : 0;
}

static bool is_rounded(struct judge *judge, const struct tree *a, const struct tree *b,
                       struct opinion *opinion)
{
    int places = decimals(a);
    if (places < 1 || places > 30)
        return false;
    const struct tree *rounded = exact_round(judge->exact, b, places);
    if (!rounded || !values_equal(judge, a, rounded))
        return false;
    opinion->hint = MESSAGE_HINT_ROUNDED;
    struct str text = STR_EMPTY;
    str_printf(&text, "%d decimal place%s", places, places == 1 ? "" : "s");
    opinion->hint_arg[0] = tree_arena_text(judge->arena, text.data, text.len);
    opinion->hint_arg[1] = opinion_number(judge, places);
    str_release(&text);
    return true;
}

void recognise_values(struct judge *judge, const struct tree *a, const struct tree *b,
                      struct opinion *opinion)
{
    if (a->size > 400 || b->size > 400)
        return;
    struct exact *whole = judge->exact;
    judge->exact = exact_new(judge->arena, HINT_STEPS);
    bool zero = exact_sign(judge->exact, b) == 0;
    bool found = zero || is_rounded(judge, a, b, opinion);
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes && !found; i++) {
        if (!values_equal(judge, a, mistakes[i].make(judge, b)))
            continue;
        opinion->hint = mistakes[i].hint;
        found = true;
    }
    if (!found && values_equal(judge, squared(judge, a), b))
        opinion->hint = MESSAGE_HINT_ROOT;
    exact_free(judge->exact);
    judge->exact = whole;
}
