/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements that claim values: bare expressions, "= ..." that goes on, equations between numbers,
 * functions and their derivatives, identities. What is to be solved is left to flow.c.
 */
#include "app/maths/lines/flow.h"

#include <string.h>

enum { BACK_MAX = 10 };

/* "= ..." after an expression, or after x = ... */
void claim_continuation(struct flow *flow, struct outcome *o, const struct statement *s)
{
    const struct tree *t = o->tree;
    o->kind = STATEMENT_EXPRESSION;
    if (!flow->value) {
        o->status = LINE_FIRST;
    } else {
        const struct tree *first = t->kind == TREE_RELATION ? t->child[0] : t;
        flow_link(flow, o, flow->value, first, s->relation == RELATION_APPROX);
        if (o->status == LINE_BROKEN && flow_is_instance(flow, flow->value, first))
            flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
    }
    if (t->kind == TREE_RELATION && o->status != LINE_BROKEN)
        flow_links(flow, o, t, 0);
    flow->value = flow_last_side(t);
    if (flow->subject) {
        o->kind = STATEMENT_CONDITION;
        o->tree = term_equation(flow->arena, flow->subject, RELATION_EQUAL, flow->value);
        flow->base = flow->at;
    }
}

/* Is the bare expression the solution of the condition p in one unknown? */
static bool answers(struct flow *flow, const struct tree *p, const struct tree *value)
{
    size_t n;
    const struct tree *const *symbols = tree_symbols(flow->arena, p, &n);
    if (n != 1 || tree_mentions(value, symbols[0]))
        return false;
    const struct tree *q =
        compare_normal(flow->arena, term_equation(flow->arena, symbols[0], RELATION_EQUAL, value));
    return q && compare_conditions(&flow->compare, p, q).what == LINES_SAME;
}

/* A bare expression after a condition or a finished calculation: an answer, or something new. */
static void judge_answer(struct flow *flow, struct outcome *o, const struct statement *s)
{
    size_t left = BACK_MAX;
    o->status = LINE_FIRST;
    /* 75/375 · 100 = 20, so 20% */
    const struct tree *value =
        s->role == ROLE_ANSWER && o->tree->kind == TREE_PERCENT ? o->tree->child[0] : o->tree;
    for (size_t back = flow->at; back-- > 0 && left; left--) {
        const struct outcome *old = &flow->outcome[back];
        if (!old->tree)
            continue;
        bool same =
            old->kind == STATEMENT_CONDITION
                ? answers(flow, old->tree, value)
                : s->role == ROLE_ANSWER &&
                      compare_values(&flow->compare, flow_last_side(old->tree), value, false)
                              .what == LINES_SAME;
        if (same) {
            o->status = LINE_EQUIVALENT;
            return;
        }
    }
    if (s->role == ROLE_ANSWER && flow->at > 0)
        o->status = LINE_UNDECIDED;
}

void claim_expression(struct flow *flow, struct outcome *o, const struct statement *s)
{
    o->kind = STATEMENT_EXPRESSION;
    if (flow->expression_run && flow->value && s->role != ROLE_ANSWER) {
        enum relation_of_lines what = flow_link(flow, o, flow->value, o->tree, false);
        for (size_t back = flow->at; what == LINES_DIFFERENT && back-- > 0;) {
            const struct outcome *old = &flow->outcome[back];
            if (old->kind != STATEMENT_EXPRESSION || !old->tree)
                break;
            if (compare_values(&flow->compare, old->tree, o->tree, false).what == LINES_SAME) {
                *o = (struct outcome){.status = LINE_EQUIVALENT,
                                      .kind = o->kind,
                                      .tree = o->tree,
                                      .base = NO_BASE,
                                      .remark = REMARK_COUNT};
                break;
            }
        }
        /* after an empty line another calculation may begin; a named mistake says that none does */
        if (o->status == LINE_BROKEN && s->gap &&
            !match_mistake(flow->arena, &flow->compare.steps, flow->value, o->tree, false).mistake)
            flow_found(o, LINE_FIRST, REMARK_COUNT);
    } else {
        judge_answer(flow, o, s);
    }
    flow->value = flow_last_side(o->tree);
    flow->subject = NULL;
    flow->expression_run = true;
}

/* Numbers on all sides, once what is known has been put in. A letter alone on the left is not
 * known but being found. */
bool claim_is_numbers(struct flow *flow, const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *side = flow_expand(flow, t->child[i]);
        if (!side || !term_is_numeric(flow->arena, side))
            return false;
    }
    return true;
}

void claim_numbers(struct flow *flow, struct outcome *o, const struct statement *s)
{
    const struct tree *t = o->tree;
    bool first = flow->at == 0;
    o->kind = STATEMENT_EXPRESSION;
    flow_links(flow, o, t, 0);
    if (o->status == LINE_BROKEN && flow->base != NO_BASE && t->n == 2 &&
        compare_conditions(&flow->compare, flow->outcome[flow->base].tree, t).what == LINES_SAME) {
        *o = (struct outcome){.status = LINE_EQUIVALENT,
                              .kind = STATEMENT_CONDITION,
                              .tree = t,
                              .base = NO_BASE,
                              .remark = REMARK_COUNT};
        return;
    }
    if (o->status == LINE_BROKEN && s->rejects)
        o->status = LINE_FOLLOWS;
    if (o->status < LINE_GAINS && flow->expression_run && flow->value) {
        struct comparison link = compare_values(&flow->compare, flow->value, t->child[0], false);
        if (link.what == LINES_DIFFERENT) {
            /* true in itself, but is it about the line before? Only a named mistake says no. */
            struct match match =
                match_mistake(flow->arena, &flow->compare.steps, flow->value, t->child[0], false);
            if (match.mistake && match.mistake != MISTAKE_ARITHMETIC &&
                match.mistake != MISTAKE_TERM_DROPPED && match.mistake != MISTAKE_COEFFICIENTS) {
                o->status = LINE_BROKEN;
                o->match = match;
                o->remark = REMARK_BROKEN;
            } else {
                flow_worse(o, LINE_FOLLOWS);
            }
        }
    } else if (o->status == LINE_EQUIVALENT) {
        o->status = first ? LINE_FIRST : LINE_FOLLOWS;
    }
    flow->value = flow_last_side(t);
    flow->subject = NULL;
    flow->expression_run = false;
}

/* f(x) = ..., f'(x) = ..., dy/dx = ..., a_n = ...; false: it is an equation to be solved */
bool claim_function(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree, *variable = NULL, *body, *of;
    const char *name;
    if (!flow_only_equal(t) || !known_left(&flow->known, t->child[0], &name, &variable, &body, &of))
        return false;
    const struct tree *first = t->child[1];
    if (!body) {
        if (!variable || (!tree_mentions(first, variable) && !term_is_numeric(flow->arena, first)))
            return false;
        flow_worse(o, flow->at ? LINE_FOLLOWS : LINE_FIRST);
        flow_links(flow, o, t, 1);
        if (flow->at == 0 && o->status == LINE_EQUIVALENT)
            o->status = LINE_FIRST;
    } else {
        bool number = term_is_numeric(flow->arena, first);
        struct comparison result = compare_values(&flow->compare, body, first, false);
        const struct tree *put_in = flow_with_values(flow, body, NULL);
        if (result.what == LINES_DIFFERENT && number && put_in && put_in != body &&
            flow_same_value(flow, put_in, first)) { /* dy/dx = 12 at x = 2 */
            flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
            flow_links(flow, o, t, 1);
            o->kind = STATEMENT_OTHER;
            flow->value = flow_last_side(t);
            flow->subject = NULL;
            return true;
        }
        const struct tree *before =
            of ? tree_node(flow->arena, TREE_DERIVATIVE, 0,
                           (const struct tree *const[]){of, variable, tree_integer(flow->arena, 1)},
                           3)
               : body;
        if (result.what == LINES_DIFFERENT && number && tree_mentions(body, variable)) {
            /* f'(x) = 0 is an equation; f'(x) = 6 may be one, or a rule that went wrong */
            enum line_mistake m =
                of && !term_is_zero(first)
                    ? match_mistake(flow->arena, &flow->compare.steps, before, first, false).mistake
                    : MISTAKE_NONE;
            if (m != MISTAKE_PRODUCT_RULE && m != MISTAKE_QUOTIENT_RULE && m != MISTAKE_POWER_RULE)
                return false;
        }
        flow_link(flow, o, before, first, t->relations[0] == RELATION_APPROX);
        if (o->status == LINE_BROKEN)
            o->remark = REMARK_BROKEN;
        flow_links(flow, o, t, 1);
        if (of && o->status == LINE_EQUIVALENT)
            o->status = LINE_FOLLOWS;
    }
    o->kind = STATEMENT_OTHER;
    if (*name)
        known_function(&flow->known, name, variable, flow_last_side(t));
    flow->value = flow_last_side(t);
    flow->subject = NULL;
    flow->expression_run = false;
    return true;
}

static bool is_claim_kind(const struct tree *t)
{
    if (t->kind == TREE_INTEGRAL || (t->kind == TREE_DERIVATIVE && t->child[0]->size > 1))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (is_claim_kind(t->child[i]))
            return true;
    return false;
}

/* Does the statement after i take this relation for an identity? */
static bool taken_as_identity(struct flow *flow, size_t i)
{
    if (i + 1 >= flow->n) {
        /* nothing else in the working */
        for (size_t k = 0; k < i; k++)
            if (flow->statement[k].tree)
                return false;
        return true;
    }
    const struct statement *next = &flow->statement[i + 1];
    const struct tree *t = flow->statement[i].tree;
    if (next->continues)
        return true;
    return next->tree && next->tree->kind == TREE_RELATION && next->tree->child[0]->size > 1 &&
           tree_same(next->tree->child[0], t->child[1]);
}

/* f(x) = x^2, g(x) = x + 1: several definitions in one line */
bool claim_functions(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree, *variable, *body, *of;
    const char *name;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *one = t->child[i];
        if (one->kind != TREE_RELATION || one->n != 2 || !flow_only_equal(one) ||
            one->child[0]->kind != TREE_CALL ||
            !known_left(&flow->known, one->child[0], &name, &variable, &body, &of) || body)
            return false;
    }
    for (uint32_t i = 0; i < t->n; i++) {
        known_left(&flow->known, t->child[i]->child[0], &name, &variable, &body, &of);
        known_function(&flow->known, name, variable, t->child[i]->child[1]);
    }
    flow_found(o, flow->at ? LINE_FOLLOWS : LINE_FIRST, REMARK_COUNT);
    o->kind = STATEMENT_OTHER;
    return true;
}

/* u = x^2, du = 2x dx: the letter is new, the differential is not looked at */
bool claim_substitution(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree, *first = t->child[0];
    if (t->kind != TREE_SYSTEM || !flow_is_assignment(first) || first->child[0]->n ||
        term_is_numeric(flow->arena, first->child[1]) ||
        flow_seen_before(flow, flow->at, first->child[0]) || !flow->value ||
        !tree_has(flow->value, TREE_INTEGRAL))
        return false;
    known_definition(&flow->known, first->child[0], first->child[1]);
    flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
    o->kind = STATEMENT_OTHER;
    return true;
}

/* (x + 1)^2 = x^2 + 2x + 1 as a step of a calculation; false: it is an equation */
bool claim_identity(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree;
    if (!flow_only_equal(t))
        return false;
    bool claim = is_claim_kind(t->child[0]) || is_claim_kind(t->child[1]);
    /* f(g(x)) = ... where both are known */
    if (t->child[0]->kind == TREE_CALL && !term_is_numeric(flow->arena, flow_last_side(t))) {
        const struct tree *known = known_expand(&flow->known, t->child[0]);
        claim |= known && known->kind != TREE_CALL;
    }
    bool goes_on = false;
    bool number = term_is_numeric(flow->arena, flow_last_side(t));
    if (!claim && flow->expression_run && flow->value && t->child[0]->size > 1)
        goes_on = (!number || t->n > 2) && flow_same_value(flow, flow->value, t->child[0]);
    if (!claim && !goes_on) {
        /* the first line may be a claim on its own: then a wrong rule must have made it */
        if (flow->at > 0 && !flow->statement[flow->at].continues && flow->base != NO_BASE)
            return false;
        if (t->child[0]->size < 3 || !taken_as_identity(flow, flow->at))
            return false;
        bool continued = flow->at + 1 < flow->n && flow->statement[flow->at + 1].continues;
        if (!flow_same_value(flow, t->child[0], t->child[1])) {
            struct match match =
                match_mistake(flow->arena, &flow->compare.steps, t->child[0], t->child[1], false);
            bool powers = tree_has(t->child[0], TREE_POWER);
            if (!match.mistake || (number && !continued) ||
                (match.mistake == MISTAKE_FACTORED_WRONGLY && !powers) ||
                match.mistake == MISTAKE_SIGN_LOST || match.mistake == MISTAKE_TERM_DROPPED ||
                match.mistake == MISTAKE_ARITHMETIC ||
                (match.mistake == MISTAKE_COEFFICIENTS && (number || continued)))
                return false;
        }
    }
    o->kind = STATEMENT_EXPRESSION;
    flow_links(flow, o, t, 0);
    if (flow->at == 0 && o->status == LINE_EQUIVALENT)
        o->status = LINE_FIRST;
    flow->value = flow_last_side(t);
    flow->subject = NULL;
    flow->expression_run = goes_on;
    return true;
}

/* Several sides: x = (4 + 2)/2 = 3 is the condition x = 3, and claims that the rest is equal. */
void claim_chain(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree;
    if (t->kind != TREE_RELATION || t->n < 3 || !flow_only_equal(t))
        return;
    size_t n = flow_symbol_count(flow, t->child[1]);
    bool differ = false;
    for (uint32_t i = 2; i < t->n; i++)
        differ |= t->child[i - 1]->kind == TREE_SYMBOL || flow_symbol_count(flow, t->child[i]) != n;
    if (differ) { /* D = b^2 - 4ac = 25 - 24, but not x = y = 2 or x/2 = y/3 = z/4 */
        const struct tree **side = tree_arena_alloc(flow->arena, t->n * sizeof *side);
        side[0] = t->child[0];
        for (uint32_t i = 1; i < t->n; i++) {
            side[i] = flow_with_values(flow, t->child[i], NULL);
            if (!side[i] || !term_is_numeric(flow->arena, side[i]))
                return;
        }
        t = tree_with(flow->arena, t, side);
        n = 0;
        if (!t)
            return;
    }
    if (n > 0 && t->child[0]->kind != TREE_SYMBOL &&
        !flow_same_value(flow, t->child[1], t->child[2]))
        return;
    flow_links(flow, o, t, 1);
    o->tree = term_equation(flow->arena, t->child[0], RELATION_EQUAL, flow_last_side(t));
    if (o->status == LINE_FOLLOWS) /* rounded at the end: what was before is the condition */
        o->tree = term_equation(flow->arena, t->child[0], RELATION_EQUAL, t->child[1]);
}
