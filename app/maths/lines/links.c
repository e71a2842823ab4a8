/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the judges of statements share: the worst status wins, letters with known numbers, and the
 * links a = b of a chain as claims about values.
 */
#include "app/maths/lines/flow.h"

const struct tree *flow_expand(struct flow *flow, const struct tree *t)
{
    return known_replace(&flow->known, known_expand(&flow->known, t));
}

bool flow_is_condition(const struct tree *t)
{
    return t->kind == TREE_RELATION || t->kind == TREE_SYSTEM || t->kind == TREE_OR ||
           t->kind == TREE_NOT || (t->kind == TREE_ELEMENTS && t->n == 0);
}

bool flow_is_assignment(const struct tree *t)
{
    return t->kind == TREE_RELATION && t->n == 2 && t->child[0]->kind == TREE_SYMBOL &&
           (t->relations[0] == RELATION_EQUAL || t->relations[0] == RELATION_APPROX);
}

size_t flow_symbol_count(struct flow *flow, const struct tree *t)
{
    size_t n;
    tree_symbols(flow->arena, t, &n);
    return n;
}

bool flow_only_equal(const struct tree *t)
{
    for (uint32_t i = 0; i + 1 < t->n; i++)
        if (t->relations[i] != RELATION_EQUAL && t->relations[i] != RELATION_APPROX)
            return false;
    return true;
}

int flow_severity(enum line_status status)
{
    static const int order[LINE_STATUS_COUNT] = {
        [LINE_FIRST] = 0,      [LINE_EQUIVALENT] = 1, [LINE_FOLLOWS] = 2, [LINE_UNDECIDED] = 3,
        [LINE_UNREADABLE] = 3, [LINE_GAINS] = 4,      [LINE_LOSES] = 5,   [LINE_BROKEN] = 6};
    return order[status];
}

void flow_worse(struct outcome *o, enum line_status status)
{
    if (flow_severity(status) > flow_severity(o->status))
        o->status = status;
}

/* Letters that have been given a number, replaced by it; not by what `but` itself says. */
const struct tree *flow_with_values(struct flow *flow, const struct tree *t, const struct tree *but)
{
    for (size_t i = 0; i < flow->n_facts && t; i++) {
        const struct tree *fact = flow->fact[i];
        if (!(but && tree_same(fact, but)) && fact->kind == TREE_RELATION && fact->n == 2 &&
            fact->child[0]->kind == TREE_SYMBOL && fact->relations[0] == RELATION_EQUAL &&
            term_is_numeric(flow->arena, fact->child[1]))
            t = tree_substitute(flow->arena, t, fact->child[0], fact->child[1]);
    }
    return t;
}

const struct tree *flow_last_side(const struct tree *t)
{
    return t->kind == TREE_RELATION ? t->child[t->n - 1] : t;
}

void flow_found(struct outcome *o, enum line_status status, enum line_remark remark)
{
    o->status = status;
    o->remark = remark;
    o->pending = false;
    o->witness = o->before = o->after = NULL;
}

bool flow_seen_before(struct flow *flow, size_t i, const struct tree *symbol)
{
    for (size_t k = 0; k < i; k++)
        if (flow->statement[k].tree && tree_mentions(flow->statement[k].tree, symbol))
            return true;
    return false;
}

bool flow_same_value(struct flow *flow, const struct tree *a, const struct tree *b)
{
    enum relation_of_lines what = compare_values(&flow->compare, a, b, false).what;
    return what == LINES_SAME || what == LINES_SAME_IF || what == LINES_ROUNDED;
}

/* b without the letters that a lacks: an antiderivative without its + C. */
static const struct tree *without_constant(struct flow *flow, const struct tree *a,
                                           const struct tree *b)
{
    size_t n;
    const struct tree *const *symbols = tree_symbols(flow->arena, b, &n);
    for (size_t i = 0; i < n; i++)
        if (!tree_mentions(a, symbols[i]))
            b = tree_substitute(flow->arena, b, symbols[i], tree_integer(flow->arena, 0));
    return b;
}

/* a = b as a claim about values. */
enum relation_of_lines flow_link(struct flow *flow, struct outcome *o, const struct tree *a,
                                 const struct tree *b, bool about)
{
    struct comparison result = compare_values(&flow->compare, a, b, about);
    enum line_status old = o->status;
    switch (result.what) {
    case LINES_SAME:
        flow_worse(o, LINE_EQUIVALENT);
        break;
    case LINES_SAME_IF:
        flow_worse(o, LINE_EQUIVALENT);
        o->condition = result.condition;
        break;
    case LINES_ROUNDED:
        flow_worse(o, LINE_FOLLOWS);
        o->remark = REMARK_ROUNDED;
        break;
    case LINES_NO_CONSTANT:
        flow_worse(o, LINE_LOSES);
        o->match.mistake = MISTAKE_CONSTANT_MISSING;
        break;
    case LINES_DIFFERENT:
        flow_worse(o, LINE_BROKEN);
        if (old != LINE_BROKEN) {
            o->before = a;
            o->after = tree_has(a, TREE_INTEGRAL) ? without_constant(flow, a, b) : b;
            o->witness = result.witness;
            o->a_value = result.a_value;
            o->b_value = result.b_value;
            o->remark = about ? REMARK_ROUNDED_WRONGLY : REMARK_NOT_EQUAL;
        }
        break;
    default:
        flow_worse(o, LINE_UNDECIDED);
    }
    return result.what;
}

/* Inequalities between numbers: 3 < 5. */
static void judge_order(struct flow *flow, struct outcome *o, const struct tree *relation,
                        uint32_t i)
{
    const struct tree *one = term_equation(flow->arena, relation->child[i], relation->relations[i],
                                           relation->child[i + 1]);
    const struct tree *zero = tree_integer(flow->arena, 0);
    const struct tree *truth = term_equation(flow->arena, zero, RELATION_EQUAL, zero);
    struct comparison result = compare_conditions(&flow->compare, truth, one);
    flow_worse(o, result.what == LINES_SAME      ? LINE_EQUIVALENT
                  : result.what == LINES_UNKNOWN ? LINE_UNDECIDED
                                                 : LINE_BROKEN);
    if (o->status == LINE_BROKEN)
        o->remark = REMARK_BROKEN;
}

void flow_links(struct flow *flow, struct outcome *o, const struct tree *relation, uint32_t from)
{
    for (uint32_t i = from; i + 1 < relation->n; i++)
        if (relation->relations[i] == RELATION_EQUAL || relation->relations[i] == RELATION_APPROX ||
            relation->relations[i] == RELATION_EQUIVALENT)
            flow_link(flow, o, relation->child[i], relation->child[i + 1],
                      relation->relations[i] == RELATION_APPROX);
        else
            judge_order(flow, o, relation, i);
}
