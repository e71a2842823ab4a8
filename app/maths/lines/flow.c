/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Judges the statements of a working in order; flow.h has the rule. What needs the lines after it
 * (cases, answers checked in the end) is settled in settle.c.
 */
#include "app/maths/lines/flow.h"

#include <string.h>

enum { BACK_MAX = 10, SIDES_MAX = 16 };

static const struct tree *expanded(struct flow *flow, const struct tree *t)
{
    return known_replace(&flow->known, known_expand(&flow->known, t));
}

static bool is_condition(const struct tree *t)
{
    return t->kind == TREE_RELATION || t->kind == TREE_SYSTEM || t->kind == TREE_OR ||
           t->kind == TREE_NOT || (t->kind == TREE_ELEMENTS && t->n == 0);
}

static bool is_assignment(const struct tree *t)
{
    return t->kind == TREE_RELATION && t->n == 2 && t->child[0]->kind == TREE_SYMBOL &&
           (t->relations[0] == RELATION_EQUAL || t->relations[0] == RELATION_APPROX);
}

static size_t symbol_count(struct flow *flow, const struct tree *t)
{
    size_t n;
    tree_symbols(flow->arena, t, &n);
    return n;
}

static bool only_equal(const struct tree *t)
{
    for (uint32_t i = 0; i + 1 < t->n; i++)
        if (t->relations[i] != RELATION_EQUAL && t->relations[i] != RELATION_APPROX)
            return false;
    return true;
}

static int severity(enum line_status status)
{
    static const int order[LINE_STATUS_COUNT] = {
        [LINE_FIRST] = 0,      [LINE_EQUIVALENT] = 1, [LINE_FOLLOWS] = 2, [LINE_UNDECIDED] = 3,
        [LINE_UNREADABLE] = 3, [LINE_GAINS] = 4,      [LINE_LOSES] = 5,   [LINE_BROKEN] = 6};
    return order[status];
}

static void worse(struct outcome *o, enum line_status status)
{
    if (severity(status) > severity(o->status))
        o->status = status;
}

/* Letters that have been given a number, replaced by it; not by what `but` itself says. */
static const struct tree *with_values(struct flow *flow, const struct tree *t,
                                      const struct tree *but)
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

/* --- links of a chain --------------------------------------------------------------------------
 */

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
static enum relation_of_lines judge_link(struct flow *flow, struct outcome *o, const struct tree *a,
                                         const struct tree *b, bool about)
{
    struct comparison result = compare_values(&flow->compare, a, b, about);
    enum line_status old = o->status;
    switch (result.what) {
    case LINES_SAME:
        worse(o, LINE_EQUIVALENT);
        break;
    case LINES_SAME_IF:
        worse(o, LINE_EQUIVALENT);
        o->condition = result.condition;
        break;
    case LINES_ROUNDED:
        worse(o, LINE_FOLLOWS);
        o->remark = REMARK_ROUNDED;
        break;
    case LINES_NO_CONSTANT:
        worse(o, LINE_LOSES);
        o->match.mistake = MISTAKE_CONSTANT_MISSING;
        break;
    case LINES_DIFFERENT:
        worse(o, LINE_BROKEN);
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
        worse(o, LINE_UNDECIDED);
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
    worse(o, result.what == LINES_SAME      ? LINE_EQUIVALENT
             : result.what == LINES_UNKNOWN ? LINE_UNDECIDED
                                            : LINE_BROKEN);
    if (o->status == LINE_BROKEN)
        o->remark = REMARK_BROKEN;
}

static void judge_links(struct flow *flow, struct outcome *o, const struct tree *relation,
                        uint32_t from)
{
    for (uint32_t i = from; i + 1 < relation->n; i++)
        if (relation->relations[i] == RELATION_EQUAL || relation->relations[i] == RELATION_APPROX ||
            relation->relations[i] == RELATION_EQUIVALENT)
            judge_link(flow, o, relation->child[i], relation->child[i + 1],
                       relation->relations[i] == RELATION_APPROX);
        else
            judge_order(flow, o, relation, i);
}

/* --- expressions -------------------------------------------------------------------------------
 */

static const struct tree *last_side(const struct tree *t)
{
    return t->kind == TREE_RELATION ? t->child[t->n - 1] : t;
}

/* "= ..." after an expression, or after x = ... */
static void judge_continuation(struct flow *flow, struct outcome *o, const struct statement *s)
{
    const struct tree *t = o->tree;
    o->kind = STATEMENT_EXPRESSION;
    if (!flow->value) {
        o->status = LINE_FIRST;
    } else {
        const struct tree *first = t->kind == TREE_RELATION ? t->child[0] : t;
        judge_link(flow, o, flow->value, first, s->relation == RELATION_APPROX);
    }
    if (t->kind == TREE_RELATION && o->status != LINE_BROKEN)
        judge_links(flow, o, t, 0);
    flow->value = last_side(t);
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
    for (size_t back = flow->at; back-- > 0 && left; left--) {
        const struct outcome *old = &flow->outcome[back];
        if (!old->tree)
            continue;
        bool same =
            old->kind == STATEMENT_CONDITION
                ? answers(flow, old->tree, o->tree)
                : s->role == ROLE_ANSWER &&
                      compare_values(&flow->compare, last_side(old->tree), o->tree, false).what ==
                          LINES_SAME;
        if (same) {
            o->status = LINE_EQUIVALENT;
            return;
        }
    }
    if (s->role == ROLE_ANSWER && flow->at > 0)
        o->status = LINE_UNDECIDED;
}

static void judge_expression(struct flow *flow, struct outcome *o, const struct statement *s)
{
    o->kind = STATEMENT_EXPRESSION;
    if (flow->expression_run && flow->value && s->role != ROLE_ANSWER) {
        enum relation_of_lines what = judge_link(flow, o, flow->value, o->tree, false);
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
    } else {
        judge_answer(flow, o, s);
    }
    flow->value = last_side(o->tree);
    flow->subject = NULL;
    flow->expression_run = true;
}

/* --- claims: relations that say something about values -----------------------------------------
 */

/* Numbers on all sides, once what is known has been put in. A letter alone on the left is not
 * known but being found. */
static bool numbers_only(struct flow *flow, const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *side = expanded(flow, t->child[i]);
        if (!side || !term_is_numeric(flow->arena, side))
            return false;
    }
    return true;
}

static void judge_numbers(struct flow *flow, struct outcome *o, const struct statement *s)
{
    const struct tree *t = o->tree;
    bool first = flow->at == 0;
    o->kind = STATEMENT_EXPRESSION;
    judge_links(flow, o, t, 0);
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
                worse(o, LINE_FOLLOWS);
            }
        }
    } else if (o->status == LINE_EQUIVALENT) {
        o->status = first ? LINE_FIRST : LINE_FOLLOWS;
    }
    flow->value = last_side(t);
    flow->subject = NULL;
    flow->expression_run = false;
}

static bool same_value(struct flow *flow, const struct tree *a, const struct tree *b)
{
    enum relation_of_lines what = compare_values(&flow->compare, a, b, false).what;
    return what == LINES_SAME || what == LINES_SAME_IF || what == LINES_ROUNDED;
}

static void found(struct outcome *o, enum line_status status, enum line_remark remark)
{
    o->status = status;
    o->remark = remark;
    o->pending = false;
    o->witness = o->before = o->after = NULL;
}

static bool seen_before(struct flow *flow, size_t i, const struct tree *symbol)
{
    for (size_t k = 0; k < i; k++)
        if (flow->statement[k].tree && tree_mentions(flow->statement[k].tree, symbol))
            return true;
    return false;
}

/* f(x) = ..., f'(x) = ..., dy/dx = ..., a_n = ...; false: it is an equation to be solved */
static bool judge_function(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree, *variable = NULL, *body, *of;
    const char *name;
    if (!only_equal(t) || !known_left(&flow->known, t->child[0], &name, &variable, &body, &of))
        return false;
    const struct tree *first = t->child[1];
    if (!body) {
        if (!variable || (!tree_mentions(first, variable) && !term_is_numeric(flow->arena, first)))
            return false;
        worse(o, flow->at ? LINE_FOLLOWS : LINE_FIRST);
        judge_links(flow, o, t, 1);
        if (flow->at == 0 && o->status == LINE_EQUIVALENT)
            o->status = LINE_FIRST;
    } else {
        bool number = term_is_numeric(flow->arena, first);
        struct comparison result = compare_values(&flow->compare, body, first, false);
        const struct tree *put_in = with_values(flow, body, NULL);
        if (result.what == LINES_DIFFERENT && number && put_in && put_in != body &&
            same_value(flow, put_in, first)) { /* dy/dx = 12 at x = 2 */
            found(o, LINE_FOLLOWS, REMARK_COUNT);
            judge_links(flow, o, t, 1);
            o->kind = STATEMENT_OTHER;
            flow->value = last_side(t);
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
        judge_link(flow, o, before, first, t->relations[0] == RELATION_APPROX);
        if (o->status == LINE_BROKEN)
            o->remark = REMARK_BROKEN;
        judge_links(flow, o, t, 1);
        if (of && o->status == LINE_EQUIVALENT)
            o->status = LINE_FOLLOWS;
    }
    o->kind = STATEMENT_OTHER;
    if (*name)
        known_function(&flow->known, name, variable, last_side(t));
    flow->value = last_side(t);
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
    return next->tree && next->tree->kind == TREE_RELATION &&
           (tree_same(next->tree->child[0], t->child[0]) ||
            (next->tree->child[0]->size > 1 && tree_same(next->tree->child[0], t->child[1])));
}

/* f(x) = x^2, g(x) = x + 1: several definitions in one line */
static bool judge_functions(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree, *variable, *body, *of;
    const char *name;
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *one = t->child[i];
        if (one->kind != TREE_RELATION || one->n != 2 || !only_equal(one) ||
            one->child[0]->kind != TREE_CALL ||
            !known_left(&flow->known, one->child[0], &name, &variable, &body, &of) || body)
            return false;
    }
    for (uint32_t i = 0; i < t->n; i++) {
        known_left(&flow->known, t->child[i]->child[0], &name, &variable, &body, &of);
        known_function(&flow->known, name, variable, t->child[i]->child[1]);
    }
    found(o, flow->at ? LINE_FOLLOWS : LINE_FIRST, REMARK_COUNT);
    o->kind = STATEMENT_OTHER;
    return true;
}

/* u = x^2, du = 2x dx: the letter is new, the differential is not looked at */
static bool judge_substitution(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree, *first = t->child[0];
    if (t->kind != TREE_SYSTEM || !is_assignment(first) || first->child[0]->n ||
        term_is_numeric(flow->arena, first->child[1]) ||
        seen_before(flow, flow->at, first->child[0]) || !flow->value ||
        !tree_has(flow->value, TREE_INTEGRAL))
        return false;
    known_definition(&flow->known, first->child[0], first->child[1]);
    found(o, LINE_FOLLOWS, REMARK_COUNT);
    o->kind = STATEMENT_OTHER;
    return true;
}

/* (x + 1)^2 = x^2 + 2x + 1 as a step of a calculation; false: it is an equation */
static bool judge_identity(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree;
    if (!only_equal(t))
        return false;
    bool claim = is_claim_kind(t->child[0]) || is_claim_kind(t->child[1]);
    /* f(g(x)) = ... where both are known */
    if (t->child[0]->kind == TREE_CALL && !term_is_numeric(flow->arena, last_side(t))) {
        const struct tree *known = known_expand(&flow->known, t->child[0]);
        claim |= known && known->kind != TREE_CALL;
    }
    bool goes_on = false;
    bool number = term_is_numeric(flow->arena, last_side(t));
    if (!claim && flow->expression_run && flow->value && t->child[0]->size > 1)
        goes_on = (!number || t->n > 2) && same_value(flow, flow->value, t->child[0]);
    if (!claim && !goes_on) {
        /* the first line may be a claim on its own: then a wrong rule must have made it */
        if (flow->at > 0 && !flow->statement[flow->at].continues && flow->base != NO_BASE)
            return false;
        if (t->child[0]->size < 3 || !taken_as_identity(flow, flow->at))
            return false;
        bool continued = flow->at + 1 < flow->n && flow->statement[flow->at + 1].continues;
        if (!same_value(flow, t->child[0], t->child[1])) {
            struct match match =
                match_mistake(flow->arena, &flow->compare.steps, t->child[0], t->child[1], false);
            if (!match.mistake || (number && !continued) || match.mistake == MISTAKE_SIGN_LOST ||
                match.mistake == MISTAKE_TERM_DROPPED || match.mistake == MISTAKE_ARITHMETIC ||
                match.mistake == MISTAKE_COEFFICIENTS)
                return false;
        }
    }
    o->kind = STATEMENT_EXPRESSION;
    judge_links(flow, o, t, 0);
    if (flow->at == 0 && o->status == LINE_EQUIVALENT)
        o->status = LINE_FIRST;
    flow->value = last_side(t);
    flow->subject = NULL;
    flow->expression_run = goes_on;
    return true;
}

/* --- conditions --------------------------------------------------------------------------------
 */

static void add_fact(struct flow *flow, const struct tree *t)
{
    if (flow->n_facts < FACTS_MAX)
        flow->fact[flow->n_facts++] = t;
}

static const struct tree *together(struct flow *flow, const struct tree *p, size_t n_facts)
{
    const struct tree *part[FACTS_MAX + 1];
    size_t n = 0;
    if (p)
        part[n++] = p;
    for (size_t i = 0; i < n_facts && i < 6; i++)
        part[n++] = flow->fact[flow->n_facts - 1 - i];
    return n < 2 ? p : tree_node(flow->arena, TREE_SYSTEM, 0, part, n);
}

/* A letter of t that no earlier statement has. */
static const struct tree *new_symbol(struct flow *flow, const struct tree *t)
{
    size_t n;
    const struct tree *const *symbols = tree_symbols(flow->arena, t, &n);
    for (size_t i = 0; i < n; i++)
        if (!seen_before(flow, flow->at, symbols[i]))
            return symbols[i];
    return NULL;
}

static bool has_equation(const struct tree *t)
{
    if (t->kind == TREE_RELATION) {
        for (uint32_t i = 0; i + 1 < t->n; i++)
            if (t->relations[i] == RELATION_EQUAL)
                return true;
        return false;
    }
    for (uint32_t i = 0; i < t->n; i++)
        if (is_condition(t->child[i]) && has_equation(t->child[i]))
            return true;
    return t->kind == TREE_ELEMENTS;
}

static size_t members(const struct tree *t)
{
    return t->kind == TREE_SYSTEM ? t->n : 1;
}

/* q follows from p; does it say less on purpose? */
static bool says_less(struct flow *flow, const struct tree *p, const struct tree *q)
{
    const struct tree *a = expanded(flow, p), *b = expanded(flow, q);
    if (!a || !b)
        return false;
    return symbol_count(flow, b) < symbol_count(flow, a) || members(q) < members(p) ||
           (has_equation(p) && !has_equation(q));
}

static bool same(enum relation_of_lines what)
{
    return what == LINES_SAME || what == LINES_SAME_IF;
}

/* Looks further back than the line before. */
static bool search_back(struct flow *flow, struct outcome *o, enum relation_of_lines what)
{
    size_t left = BACK_MAX;
    for (size_t back = flow->at; back-- > 0 && left;) {
        const struct outcome *old = &flow->outcome[back];
        if (old->kind != STATEMENT_CONDITION || !old->tree || back == flow->base)
            continue;
        left--;
        struct comparison result = compare_conditions(&flow->compare, old->tree, o->tree);
        if (same(result.what)) {
            found(o, LINE_EQUIVALENT, REMARK_COUNT);
            return true;
        }
        if (result.what == LINES_GAINS && what != LINES_GAINS &&
            says_less(flow, old->tree, o->tree)) {
            found(o, LINE_FOLLOWS, REMARK_COUNT);
            return true;
        }
        if (result.what == LINES_LOSES && what == LINES_DIFFERENT && o->base == NO_BASE &&
            old->status != LINE_BROKEN) {
            o->base = back;
            o->pending = true;
        }
    }
    return false;
}

/* With the known numbers put in the line is a true statement about numbers. */
static bool true_with_values(struct flow *flow, struct outcome *o)
{
    const struct tree *t = with_values(flow, o->tree, NULL);
    if (!t || t == o->tree || t->kind != TREE_RELATION || !only_equal(t))
        return false;
    for (uint32_t i = 0; i + 1 < t->n; i++)
        if (!term_is_numeric(flow->arena, t->child[i]) ||
            !term_is_numeric(flow->arena, t->child[i + 1]) ||
            compare_values(&flow->compare, t->child[i], t->child[i + 1], false).what != LINES_SAME)
            return false;
    found(o, LINE_FOLLOWS, REMARK_COUNT);
    return true;
}

static bool with_facts(struct flow *flow, struct outcome *o, const struct tree *p)
{
    if (p && flow->n_facts) { /* the numbers put in decide most */
        const struct tree *a = with_values(flow, p, p), *b = with_values(flow, o->tree, p);
        struct comparison result = {.what = LINES_UNKNOWN};
        if (a && b && (a != p || b != o->tree))
            result = compare_conditions(&flow->compare, a, b);
        if (same(result.what)) {
            found(o, LINE_EQUIVALENT, REMARK_COUNT);
            return true;
        }
    }
    for (size_t n = flow->n_facts; n > 0; n = n > 2 ? 2 : 0) {
        const struct tree *all = together(flow, p, n);
        struct comparison result = compare_conditions(&flow->compare, all, o->tree);
        if (same(result.what)) {
            found(o, LINE_EQUIVALENT, REMARK_COUNT);
            return true;
        }
        if (result.what == LINES_GAINS) {
            found(o, LINE_FOLLOWS, REMARK_COUNT);
            return true;
        }
    }
    return false;
}

/* The same with an earlier condition: a formula into which the given numbers are put now. */
static bool back_with_facts(struct flow *flow, struct outcome *o)
{
    size_t left = 4;
    for (size_t back = flow->at; back-- > 0 && left && flow->n_facts;) {
        const struct outcome *old = &flow->outcome[back];
        if (old->kind != STATEMENT_CONDITION || !old->tree || back == flow->base ||
            old->status == LINE_BROKEN)
            continue;
        left--;
        const struct tree *p = with_values(flow, old->tree, old->tree),
                          *q = with_values(flow, o->tree, old->tree);
        if (!p || !q || p == old->tree)
            continue;
        struct comparison result = compare_conditions(&flow->compare, p, q);
        if (same(result.what)) {
            found(o, LINE_FOLLOWS, REMARK_COUNT);
            return true;
        }
    }
    return false;
}

/* A number for a letter that the condition does not have and that has none yet. */
static bool is_new_value(struct flow *flow, const struct tree *p, const struct tree *q)
{
    if (!is_assignment(q) || !term_is_numeric(flow->arena, q->child[1]))
        return false;
    if (tree_mentions(p, q->child[0])) { /* y = x^3, and now x = 2 */
        const struct tree *pair[] = {p, q};
        const struct tree *none = tree_node(flow->arena, TREE_ELEMENTS, 0, NULL, 0);
        const struct tree *both =
            compare_normal(flow->arena, tree_node(flow->arena, TREE_SYSTEM, 0, pair, 2));
        if (p->kind != TREE_RELATION || symbol_count(flow, p) < 2 || !both ||
            compare_conditions(&flow->compare, both, none).what == LINES_SAME ||
            match_mistake(flow->arena, &flow->compare.steps, p, q, false).mistake)
            return false;
    }
    for (size_t i = 0; i < flow->n_facts; i++)
        if (is_assignment(flow->fact[i]) && tree_same(flow->fact[i]->child[0], q->child[0]))
            return false;
    for (size_t k = 0; k < flow->at; k++) {
        const struct outcome *old = &flow->outcome[k];
        if (old->kind == STATEMENT_CONDITION && old->tree && is_assignment(old->tree) &&
            tree_same(old->tree->child[0], q->child[0]) &&
            term_is_numeric(flow->arena, old->tree->child[1]))
            return false;
    }
    return true;
}

/* A second given equation: what comes next needs both. */
static bool is_given(struct flow *flow, const struct tree *p, const struct tree *q)
{
    const struct statement *s = &flow->statement[flow->at];
    const struct tree *pair[] = {p, q};
    const struct tree *both =
        compare_normal(flow->arena, tree_node(flow->arena, TREE_SYSTEM, 0, pair, 2));
    if (!both || symbol_count(flow, both) < 2 || !has_equation(q))
        return false;
    for (size_t k = 0; k < flow->at; k++)
        if (flow->outcome[k].status != LINE_FIRST && flow->outcome[k].kind == STATEMENT_CONDITION)
            return false;
    if (s->labelled)
        return true;
    for (size_t k = flow->at + 1, tries = 0; k < flow->n && tries < 4; k++) {
        const struct tree *next = compare_normal(flow->arena, flow->statement[k].tree);
        if (!next || !is_condition(next) || flow->statement[k].continues)
            continue;
        tries++;
        enum relation_of_lines with = compare_conditions(&flow->compare, both, next).what;
        enum relation_of_lines without = compare_conditions(&flow->compare, q, next).what;
        if ((same(with) || with == LINES_GAINS) && !same(without) && without != LINES_GAINS)
            return true;
    }
    return false;
}

/* u^2 = 3^2 + 4^2 and the like: Pythagoras. */
static bool two_squares(const struct tree *t, unsigned *numbers)
{
    if (t->kind == TREE_POWER && tree_is_number(t->child[1], "2") &&
        t->child[0]->kind == TREE_NUMBER)
        ++*numbers;
    for (uint32_t i = 0; i < t->n; i++)
        two_squares(t->child[i], numbers);
    return *numbers >= 2;
}

/* cos^2 t = 16/25 out of sin t = 3/5: another function of the same unknown */
static bool other_function(const struct tree *p, const struct tree *q)
{
    if (p->kind != TREE_RELATION || q->kind != TREE_RELATION)
        return false;
    const struct tree *f = p->child[0], *g = q->child[0];
    f = f->kind == TREE_POWER ? f->child[0] : f;
    g = g->kind == TREE_POWER ? g->child[0] : g;
    return f->kind == TREE_APPLY && g->kind == TREE_APPLY && f->detail != g->detail &&
           tree_same(f->child[0], g->child[0]);
}

static bool is_positive_choice(struct flow *flow, const struct outcome *o)
{
    if (!flow->lengths || !o->witness || o->witness->kind != TREE_RELATION)
        return false;
    const struct tree *value = o->witness->child[1];
    return value->kind == TREE_NEGATE;
}

/* Letters that are new, values that are put in, reasons and cases: nothing to compare with. */
static bool judge_declaration(struct flow *flow, struct outcome *o, const struct statement *s)
{
    const struct tree *t = o->tree, *fresh = new_symbol(flow, t);
    bool assignment = is_assignment(t);
    if (s->role == ROLE_SINCE || s->role == ROLE_IF) {
        add_fact(flow, t);
        found(o, LINE_FOLLOWS, REMARK_COUNT);
        o->kind = STATEMENT_OTHER;
        return true;
    }
    if (s->role == ROLE_DEFINES ||
        (fresh && flow->at > 0 && assignment && tree_same(fresh, t->child[0]))) {
        const struct tree *symbol = t->kind == TREE_RELATION && t->n == 2 ? t->child[0] : NULL;
        const struct tree *value = symbol ? t->child[1] : NULL;
        if (symbol && symbol->kind != TREE_SYMBOL && value->kind == TREE_SYMBOL) {
            const struct tree *other = symbol;
            symbol = value;
            value = other;
        }
        if (symbol && symbol->kind == TREE_SYMBOL && fresh && tree_same(symbol, fresh) &&
            !tree_mentions(value, symbol)) {
            if (term_is_numeric(flow->arena, value))
                add_fact(flow, t);
            else if (!new_symbol(flow, value))
                known_definition(&flow->known, symbol, value);
            found(o, flow->at ? LINE_FOLLOWS : LINE_FIRST, REMARK_COUNT);
            o->kind = STATEMENT_OTHER;
            return true;
        }
        if (s->role == ROLE_DEFINES && flow->base == NO_BASE && symbol)
            return false;
        if (s->role == ROLE_DEFINES && assignment) {
            /* a known letter gets a value */
            struct comparison result =
                compare_conditions(&flow->compare, flow->outcome[flow->base].tree, t);
            if (same(result.what))
                return false;
            add_fact(flow, t);
            found(o, LINE_FOLLOWS, REMARK_GIVEN);
            o->kind = STATEMENT_OTHER;
            return true;
        }
    }
    if (fresh && flow->base != NO_BASE && has_equation(t)) { /* a formula */
        for (size_t k = 0; k < flow->at; k++)
            if (flow->outcome[k].kind == STATEMENT_CONDITION &&
                is_assignment(flow->outcome[k].tree))
                add_fact(flow, flow->outcome[k].tree);
        flow->lengths |= flow->n_facts > 0;
        found(o, LINE_FIRST, REMARK_COUNT);
        flow->base = flow->at;
        return true;
    }
    return false;
}

static void judge_step(struct flow *flow, struct outcome *o, const struct statement *s)
{
    const struct tree *p = flow->outcome[flow->base].tree, *q = o->tree;
    struct comparison result = compare_conditions(&flow->compare, p, q);
    o->before = p;
    o->after = q;
    o->witness = result.witness;
    o->condition = result.condition;
    bool domain = has_equation(p) && !has_equation(q);
    switch (result.what) {
    case LINES_SAME:
    case LINES_SAME_IF:
        o->status = LINE_EQUIVALENT;
        o->witness = NULL;
        break;
    case LINES_GAINS:
        if (domain) {
            found(o, LINE_FOLLOWS, REMARK_COUNT);
        } else if (!search_back(flow, o, result.what) && !with_facts(flow, o, p)) {
            o->status = LINE_GAINS;
            o->base = flow->base;
            if (says_less(flow, p, q) || other_function(p, q))
                found(o, LINE_FOLLOWS, REMARK_COUNT);
        } else if (o->status == LINE_FOLLOWS && !says_less(flow, p, q)) {
            o->status = LINE_GAINS;
            o->base = flow->base;
            o->before = p;
            o->after = q;
            o->witness = result.witness;
        }
        break;
    case LINES_LOSES:
        if (search_back(flow, o, result.what) || with_facts(flow, o, p))
            break;
        o->status = LINE_LOSES;
        o->base = flow->base;
        if (s->rejects || is_positive_choice(flow, o))
            found(o, LINE_FOLLOWS, REMARK_BRANCH);
        break;
    case LINES_DIFFERENT:
        if (search_back(flow, o, result.what) || with_facts(flow, o, p) ||
            back_with_facts(flow, o) || true_with_values(flow, o))
            break;
        if (is_new_value(flow, p, q)) {
            add_fact(flow, q);
            found(o, LINE_FOLLOWS, REMARK_GIVEN);
            o->kind = STATEMENT_OTHER;
            return;
        }
        if (is_given(flow, p, q)) {
            const struct tree *pair[] = {p, q};
            found(o, LINE_FIRST, REMARK_COUNT);
            o->tree = compare_normal(flow->arena, tree_node(flow->arena, TREE_SYSTEM, 0, pair, 2));
            break;
        }
        o->status = o->pending ? LINE_LOSES : LINE_BROKEN;
        o->remark = REMARK_BROKEN;
        break;
    default:
        if (!search_back(flow, o, result.what) && !with_facts(flow, o, p) &&
            !back_with_facts(flow, o) && !true_with_values(flow, o)) {
            if (is_new_value(flow, p, q)) {
                add_fact(flow, q);
                found(o, LINE_FOLLOWS, REMARK_GIVEN);
                o->kind = STATEMENT_OTHER;
                return;
            }
            if (is_given(flow, p, q)) {
                const struct tree *pair[] = {p, q};
                found(o, LINE_FIRST, REMARK_COUNT);
                o->tree =
                    compare_normal(flow->arena, tree_node(flow->arena, TREE_SYSTEM, 0, pair, 2));
            } else {
                o->status = LINE_UNDECIDED;
            }
        }
    }
    /* a domain that the equation does not imply is an assumption about the unknown */
    if (domain) {
        if (o->status == LINE_BROKEN || o->status == LINE_LOSES)
            found(o, LINE_FOLLOWS, REMARK_GIVEN);
        add_fact(flow, q);
        o->kind = STATEMENT_OTHER;
        return;
    }
    flow->base = flow->at;
}

/* x ≈ 1.41 after x = sqrt 2 */
static bool judge_rounding(struct flow *flow, struct outcome *o)
{
    const struct tree *q = o->tree, *p = flow->outcome[flow->base].tree;
    if (!is_assignment(q) || !term_is_numeric(flow->arena, q->child[1]))
        return false;
    bool about = q->relations[0] == RELATION_APPROX;
    const struct tree *alternatives[] = {p};
    const struct tree *const *one = p->kind == TREE_OR ? p->child : alternatives;
    uint32_t n = p->kind == TREE_OR ? p->n : 1;
    for (uint32_t i = 0; i < n; i++) {
        if (!is_assignment(one[i]) || !tree_same(one[i]->child[0], q->child[0]) ||
            !term_is_numeric(flow->arena, one[i]->child[1]))
            continue;
        if (compare_values(&flow->compare, one[i]->child[1], q->child[1], about).what ==
            LINES_ROUNDED) {
            found(o, LINE_FOLLOWS, REMARK_ROUNDED);
            flow->base = flow->at;
            return true;
        }
    }
    return false;
}

/* Several sides: x = (4 + 2)/2 = 3 is the condition x = 3, and claims that the rest is equal. */
static void judge_chain(struct flow *flow, struct outcome *o)
{
    const struct tree *t = o->tree;
    if (t->kind != TREE_RELATION || t->n < 3 || !only_equal(t))
        return;
    size_t n = symbol_count(flow, t->child[1]);
    bool differ = false;
    for (uint32_t i = 2; i < t->n; i++)
        differ |= t->child[i - 1]->kind == TREE_SYMBOL || symbol_count(flow, t->child[i]) != n;
    if (differ) { /* D = b^2 - 4ac = 25 - 24, but not x = y = 2 or x/2 = y/3 = z/4 */
        const struct tree **side = tree_arena_alloc(flow->arena, t->n * sizeof *side);
        side[0] = t->child[0];
        for (uint32_t i = 1; i < t->n; i++) {
            side[i] = with_values(flow, t->child[i], NULL);
            if (!side[i] || !term_is_numeric(flow->arena, side[i]))
                return;
        }
        t = tree_with(flow->arena, t, side);
        n = 0;
        if (!t)
            return;
    }
    if (n > 0 && t->child[0]->kind != TREE_SYMBOL && !same_value(flow, t->child[1], t->child[2]))
        return;
    judge_links(flow, o, t, 1);
    o->tree = term_equation(flow->arena, t->child[0], RELATION_EQUAL, last_side(t));
    if (o->status == LINE_FOLLOWS) /* rounded at the end: what was before is the condition */
        o->tree = term_equation(flow->arena, t->child[0], RELATION_EQUAL, t->child[1]);
}

static void judge_condition(struct flow *flow, struct outcome *o, const struct statement *s)
{
    o->kind = STATEMENT_CONDITION;
    if (o->tree->kind == TREE_RELATION) {
        unsigned squares = 0;
        flow->lengths |= two_squares(o->tree, &squares) && symbol_count(flow, o->tree) == 1;
        if (numbers_only(flow, o->tree)) {
            judge_numbers(flow, o, s);
            return;
        }
        if (judge_function(flow, o) || judge_identity(flow, o))
            return;
        judge_chain(flow, o);
    }
    if (o->tree->kind == TREE_SYSTEM && (judge_functions(flow, o) || judge_substitution(flow, o)))
        return;
    const struct tree *t = o->tree;
    if (is_assignment(t) && symbol_count(flow, t->child[1]) == 1) {
        size_t n;
        const struct tree *x = tree_symbols(flow->arena, t->child[1], &n)[0];
        if (!tree_same(x, t->child[0]) && t->child[0]->n == 0)
            known_function(&flow->known, t->child[0]->text, x, t->child[1]);
    }
    const struct tree *value = flow->value, *subject = flow->subject;
    bool run = flow->expression_run;
    flow->value = t->kind == TREE_RELATION && only_equal(t) ? last_side(t) : NULL;
    flow->subject = is_assignment(t) ? t->child[0] : NULL;
    flow->expression_run = false;
    struct outcome chain = *o; /* what the chain inside the line says */
    if (judge_declaration(flow, o, s)) {
        if (value && tree_has(value, TREE_INTEGRAL)) { /* let u = x^2: the integral goes on */
            flow->value = value;
            flow->subject = subject;
            flow->expression_run = run;
        }
        if (severity(chain.status) > LINE_FOLLOWS)
            *o = chain;
        return;
    }
    if (flow->base == NO_BASE) {
        found(o, LINE_FIRST, REMARK_COUNT);
        flow->base = flow->at;
        if (is_assignment(t) && term_is_numeric(flow->arena, t->child[1]))
            add_fact(flow, t);
    } else if (!judge_rounding(flow, o)) {
        judge_step(flow, o, s);
    }
    if (severity(chain.status) > severity(o->status) && chain.status != LINE_EQUIVALENT) {
        chain.tree = o->tree;
        chain.kind = o->kind;
        *o = chain;
    }
}

void flow_judge(struct flow *flow, size_t i)
{
    const struct statement *s = &flow->statement[i];
    struct outcome *o = &flow->outcome[i];
    *o = (struct outcome){.status = LINE_FIRST, .base = NO_BASE, .remark = REMARK_COUNT};
    flow->at = i;
    o->tree = compare_normal(flow->arena, s->tree);
    if (!o->tree) {
        o->status = LINE_UNREADABLE;
        return;
    }
    if (s->continues)
        judge_continuation(flow, o, s);
    else if (is_condition(o->tree))
        judge_condition(flow, o, s);
    else
        judge_expression(flow, o, s);
}
