/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can only be said when the whole working is known: whether a line with fewer solutions is
 * one of several cases, whether an extra solution was sorted out in the end, and which mistake a
 * bad line is.
 */
#include "app/maths/lines/flow.h"

enum { CASES_MAX = 12 };

static bool is_case(const struct flow *flow, size_t i, size_t base)
{
    const struct outcome *o = &flow->outcome[i];
    return o->kind == STATEMENT_CONDITION && o->status == LINE_LOSES && o->base == base;
}

/* The statements that each have a part of the solutions of `base`: together all of them? */
static void settle_cases(struct flow *flow, size_t base)
{
    const struct tree *part[CASES_MAX];
    size_t n = 0;
    for (size_t i = base + 1; i < flow->n && n < CASES_MAX; i++)
        if (is_case(flow, i, base))
            part[n++] = flow->outcome[i].tree;
    if (n < 2)
        return;
    const struct tree *all =
        compare_normal(flow->arena, tree_node(flow->arena, TREE_OR, 0, part, n));
    if (!all ||
        compare_conditions(&flow->compare, flow->outcome[base].tree, all).what != LINES_SAME)
        return;
    for (size_t i = base + 1; i < flow->n; i++)
        if (is_case(flow, i, base)) {
            struct outcome *o = &flow->outcome[i];
            o->status = LINE_FOLLOWS;
            o->remark = REMARK_BRANCH;
            o->pending = false;
            o->witness = NULL;
        }
}

/* Can a right step bring solutions in? Squaring roots, joining logarithms, multiplying by what may
 * be zero; a linear inequality has no such excuse. */
static bool can_gain(struct flow *flow, const struct tree *t)
{
    if (t->kind == TREE_ROOT || t->kind == TREE_APPLY || t->kind == TREE_ABSOLUTE ||
        t->kind == TREE_POWER)
        return t->kind != TREE_POWER || t->child[1]->kind == TREE_DIVIDE;
    if (t->kind == TREE_DIVIDE && !term_is_numeric(flow->arena, t->child[1]))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (can_gain(flow, t->child[i]))
            return true;
    return false;
}

/* A later line has the solutions of the line before the extra ones came in. */
static void settle_gain(struct flow *flow, size_t i)
{
    struct outcome *o = &flow->outcome[i];
    if (!can_gain(flow, flow->outcome[o->base].tree))
        return;
    for (size_t k = flow->n; k-- > i + 1;) {
        const struct outcome *later = &flow->outcome[k];
        if (later->kind != STATEMENT_CONDITION || !later->tree)
            continue;
        if (compare_conditions(&flow->compare, flow->outcome[o->base].tree, later->tree).what ==
            LINES_SAME) {
            o->status = LINE_FOLLOWS;
            o->remark = REMARK_CHECKED;
            o->witness = NULL;
            return;
        }
        break;
    }
}

static bool one_unknown(struct flow *flow, const struct tree *t)
{
    size_t n;
    tree_symbols(flow->arena, t, &n);
    return n == 1;
}

static void settle_name(struct flow *flow, struct outcome *o)
{
    if (o->match.mistake || !o->before || !o->after)
        return;
    o->match = match_mistake(flow->arena, &flow->compare.steps, o->before, o->after,
                             o->status != LINE_BROKEN);
    /* a wrong rule that happens to leave some of the solutions is still a wrong rule */
    if (o->status == LINE_LOSES && o->match.mistake && o->match.mistake != MISTAKE_ROOT_LOST &&
        o->match.mistake != MISTAKE_DIVIDED_BY_ZERO)
        o->status = LINE_BROKEN;
    if (o->match.mistake || o->kind != STATEMENT_CONDITION || !one_unknown(flow, o->before) ||
        !o->witness)
        return;
    if (o->status == LINE_LOSES)
        o->match.mistake = MISTAKE_ROOT_LOST;
    if (o->status == LINE_GAINS && o->before->kind == TREE_RELATION &&
        o->before->relations[0] == RELATION_EQUAL)
        o->match.mistake = MISTAKE_ROOT_GAINED;
}

void flow_settle(struct flow *flow)
{
    for (size_t i = 0; i < flow->n; i++)
        if (flow->outcome[i].kind == STATEMENT_CONDITION)
            settle_cases(flow, i);
    for (size_t i = 0; i < flow->n; i++)
        if (flow->outcome[i].status == LINE_GAINS)
            settle_gain(flow, i);
    for (size_t i = 0; i < flow->n; i++) {
        struct outcome *o = &flow->outcome[i];
        if (o->status == LINE_LOSES && o->pending) {
            o->status = LINE_BROKEN;
            o->remark = REMARK_BROKEN;
        }
        if (o->status == LINE_BROKEN || o->status == LINE_LOSES || o->status == LINE_GAINS)
            settle_name(flow, o);
    }
}
