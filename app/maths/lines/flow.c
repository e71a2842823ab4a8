/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Judges the statements of a working in order; flow.h has the rule. Here are the conditions: what
 * follows from which, what is given, what is a case. Claims about values are in claims.c; what
 * needs the lines after it (cases, answers checked in the end) is settled in settle.c.
 */
#include "app/maths/lines/flow.h"

enum { BACK_MAX = 8 };

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
        if (!flow_seen_before(flow, flow->at, symbols[i]))
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
        if (flow_is_condition(t->child[i]) && has_equation(t->child[i]))
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
    const struct tree *a = flow_expand(flow, p), *b = flow_expand(flow, q);
    if (!a || !b)
        return false;
    return flow_symbol_count(flow, b) < flow_symbol_count(flow, a) || members(q) < members(p) ||
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
            flow_found(o, LINE_EQUIVALENT, REMARK_COUNT);
            return true;
        }
        if (result.what == LINES_GAINS && what != LINES_GAINS &&
            says_less(flow, old->tree, o->tree)) {
            flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
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
    const struct tree *t = flow_with_values(flow, o->tree, NULL);
    if (!t || t == o->tree || t->kind != TREE_RELATION || !flow_only_equal(t))
        return false;
    for (uint32_t i = 0; i + 1 < t->n; i++)
        if (!term_is_numeric(flow->arena, t->child[i]) ||
            !term_is_numeric(flow->arena, t->child[i + 1]) ||
            compare_values(&flow->compare, t->child[i], t->child[i + 1], false).what != LINES_SAME)
            return false;
    flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
    return true;
}

static bool with_facts(struct flow *flow, struct outcome *o, const struct tree *p)
{
    if (p && flow->n_facts) { /* the numbers put in decide most */
        const struct tree *a = flow_with_values(flow, p, p),
                          *b = flow_with_values(flow, o->tree, p);
        struct comparison result = {.what = LINES_UNKNOWN};
        if (a && b && (a != p || b != o->tree))
            result = compare_conditions(&flow->compare, a, b);
        if (same(result.what)) {
            flow_found(o, LINE_EQUIVALENT, REMARK_COUNT);
            return true;
        }
    }
    for (size_t n = flow->n_facts; n > 0; n = n > 2 ? 2 : 0) {
        const struct tree *all = together(flow, p, n);
        struct comparison result = compare_conditions(&flow->compare, all, o->tree);
        if (same(result.what)) {
            flow_found(o, LINE_EQUIVALENT, REMARK_COUNT);
            return true;
        }
        if (result.what == LINES_GAINS) {
            flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
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
        const struct tree *p = flow_with_values(flow, old->tree, old->tree),
                          *q = flow_with_values(flow, o->tree, old->tree);
        if (!p || !q || p == old->tree)
            continue;
        struct comparison result = compare_conditions(&flow->compare, p, q);
        if (same(result.what)) {
            flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
            return true;
        }
    }
    return false;
}

/* q is p with numbers in place of letters: 6^2 + 8^2 = c^2 out of a^2 + b^2 = c^2. The numbers are
 * put down as facts. */
static bool instance(struct flow *flow, const struct tree *p, const struct tree *q,
                     const struct tree **fact, size_t *n)
{
    if (tree_same(p, q))
        return true;
    bool stands_for_number =
        p->kind == TREE_SYMBOL || (p->kind == TREE_APPLY && q->kind != p->kind);
    if (stands_for_number && term_is_numeric(flow->arena, q)) {
        const struct tree *said = flow_with_values(flow, p, NULL);
        if (said != p && !(said && flow_same_value(flow, said, q)))
            return false;
        for (size_t i = 0; i < *n; i++)
            if (tree_same(fact[i]->child[0], p))
                return tree_same(fact[i]->child[1], q);
        if (*n == 6)
            return false;
        fact[*n] = term_equation(flow->arena, p, RELATION_EQUAL, q);
        return fact[*n] && ++*n;
    }
    if (p->kind != q->kind || p->n != q->n || p->n == 0 || p->kind == TREE_SYMBOL ||
        (p->kind == TREE_APPLY && p->detail != q->detail))
        return false;
    for (uint32_t i = 0; i < p->n; i++)
        if (!instance(flow, p->child[i], q->child[i], fact, n))
            return false;
    return true;
}

bool flow_is_instance(struct flow *flow, const struct tree *p, const struct tree *q)
{
    const struct tree *fact[6];
    size_t n = 0;
    return p->size > 2 && !term_is_numeric(flow->arena, p) && term_is_numeric(flow->arena, q) &&
           instance(flow, p, q, fact, &n) && n > 0;
}

static bool is_instance(struct flow *flow, const struct tree *p, const struct tree *q)
{
    const struct tree *fact[6];
    size_t n = 0;
    if (p->kind != TREE_RELATION || q->kind != TREE_RELATION || p->n != q->n ||
        p->child[0]->size < 2 + (p->child[1]->size < 4) || flow_symbol_count(flow, p) < 3 ||
        !instance(flow, p, q, fact, &n) || n == 0)
        return false;
    for (size_t i = 0; i < n; i++)
        add_fact(flow, fact[i]);
    flow->lengths = true;
    return true;
}

/* m = 2, h = 5: numbers for some of the letters of a formula */
static bool are_new_values(struct flow *flow, const struct tree *p, const struct tree *q)
{
    if (q->kind != TREE_SYSTEM || p->kind != TREE_RELATION || q->n >= flow_symbol_count(flow, p))
        return false;
    for (uint32_t i = 0; i < q->n; i++)
        if (!flow_is_assignment(q->child[i]) ||
            !term_is_numeric(flow->arena, q->child[i]->child[1]))
            return false;
    for (uint32_t i = 0; i < q->n; i++)
        add_fact(flow, q->child[i]);
    return true;
}

static bool has_no_solution(struct flow *flow, const struct tree *a, const struct tree *b)
{
    /* y = 7, y = 8 would be read as two answers: as y - 8 = 0 it is a condition */
    if (flow_is_assignment(b))
        b = term_equation(flow->arena, term_subtract(flow->arena, b->child[0], b->child[1]),
                          RELATION_EQUAL, tree_integer(flow->arena, 0));
    const struct tree *pair[] = {a, b};
    const struct tree *none = tree_node(flow->arena, TREE_ELEMENTS, 0, NULL, 0);
    const struct tree *both =
        compare_normal(flow->arena, tree_node(flow->arena, TREE_SYSTEM, 0, pair, 2));
    return both && compare_conditions(&flow->compare, both, none).what == LINES_SAME;
}

/* Does an earlier condition that has the letter of q leave no room for it? */
static bool is_contradicted(struct flow *flow, const struct tree *q)
{
    for (size_t k = flow->at; k-- > 0;) {
        const struct outcome *old = &flow->outcome[k];
        if (old->kind != STATEMENT_CONDITION || !old->tree || old->status == LINE_BROKEN)
            continue;
        const struct tree *p = flow_with_values(flow, old->tree, NULL);
        if (p && tree_mentions(p, q->child[0]) && has_no_solution(flow, p, q))
            return true;
    }
    return false;
}

/* A number for a letter that the condition does not have and that has none yet. */
static bool is_new_value(struct flow *flow, const struct tree *p, const struct tree *q)
{
    if (q->kind == TREE_SYSTEM)
        return are_new_values(flow, p, q);
    if (!flow_is_assignment(q) || !term_is_numeric(flow->arena, q->child[1]))
        return false;
    if (tree_mentions(p, q->child[0])) { /* y = x^3, and now x = 2 */
        if (p->kind != TREE_RELATION || flow_symbol_count(flow, p) < 2 ||
            match_mistake(flow->arena, &flow->compare.steps, p, q, false).mistake)
            return false;
    }
    if (is_contradicted(flow, q))
        return false;
    for (size_t i = 0; i < flow->n_facts; i++)
        if (flow_is_assignment(flow->fact[i]) && tree_same(flow->fact[i]->child[0], q->child[0]))
            return false;
    for (size_t k = 0; k < flow->at; k++) {
        const struct outcome *old = &flow->outcome[k];
        if (old->kind == STATEMENT_CONDITION && old->tree && flow_is_assignment(old->tree) &&
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
    if (!both || flow_symbol_count(flow, both) < 2 || !has_equation(q))
        return false;
    for (size_t k = 0; k < flow->at; k++)
        if (flow->outcome[k].status != LINE_FIRST && flow->outcome[k].kind == STATEMENT_CONDITION)
            return false;
    if (s->labelled)
        return true;
    if (has_no_solution(flow, p, q))
        return false;
    if (members(p) >= flow_symbol_count(flow, both))
        return false;        /* as many equations as unknowns */
    bool eliminates = false; /* an unknown less in the lines to come */
    for (size_t k = flow->at + 1, tries = 0; k < flow->n && tries < 4; k++) {
        const struct tree *next = compare_normal(flow->arena, flow->statement[k].tree);
        if (!next || !flow_is_condition(next) || flow->statement[k].continues)
            continue;
        tries++;
        eliminates |= flow_symbol_count(flow, next) > 0 &&
                      flow_symbol_count(flow, next) < flow_symbol_count(flow, q);
        enum relation_of_lines with = compare_conditions(&flow->compare, both, next).what;
        enum relation_of_lines without = compare_conditions(&flow->compare, q, next).what;
        if ((same(with) || with == LINES_GAINS) && !same(without) && without != LINES_GAINS)
            return true;
    }
    return eliminates && flow_symbol_count(flow, p) == flow_symbol_count(flow, q) &&
           !match_mistake(flow->arena, &flow->compare.steps, p, q, false).mistake;
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

/* π r^2 = 36π: r is a length */
static bool is_circle(const struct tree *t)
{
    bool pi = false, radius = false;
    for (uint32_t i = 0; t->kind == TREE_MULTIPLY && i < t->n; i++) {
        const struct tree *f = t->child[i];
        pi |= tree_is_constant(f, CONSTANT_PI);
        radius |= f->kind == TREE_POWER && tree_is_symbol(f->child[0], "r");
    }
    for (uint32_t i = 0; i < t->n && !(pi && radius); i++)
        if (is_circle(t->child[i]))
            return true;
    return pi && radius;
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
    bool assignment = flow_is_assignment(t);
    if (s->role == ROLE_SINCE || s->role == ROLE_IF) {
        add_fact(flow, t);
        flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
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
            flow_found(o, flow->at ? LINE_FOLLOWS : LINE_FIRST, REMARK_COUNT);
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
            flow_found(o, LINE_FOLLOWS, REMARK_GIVEN);
            o->kind = STATEMENT_OTHER;
            return true;
        }
    }
    if (fresh && flow->base != NO_BASE && has_equation(t)) { /* a formula */
        const struct tree *p = flow->outcome[flow->base].tree;
        if (same(compare_conditions(&flow->compare, p, t).what)) { /* x = π/4 + nπ */
            flow_found(o, LINE_EQUIVALENT, REMARK_COUNT);
            flow->base = flow->at;
            return true;
        }
        for (size_t k = 0; k < flow->at; k++)
            if (flow->outcome[k].kind == STATEMENT_CONDITION &&
                flow_is_assignment(flow->outcome[k].tree))
                add_fact(flow, flow->outcome[k].tree);
        flow->lengths |= flow->n_facts > 0;
        flow_found(o, LINE_FIRST, REMARK_COUNT);
        flow->base = flow->at;
        return true;
    }
    return false;
}

/* x = 3, x = 1 or x = 2: nothing is left to do. */
static bool is_solved(struct flow *flow, const struct tree *t)
{
    if (t->kind == TREE_OR || t->kind == TREE_SYSTEM) {
        for (uint32_t i = 0; i < t->n; i++)
            if (!is_solved(flow, t->child[i]))
                return false;
        return true;
    }
    return flow_is_assignment(t) && term_is_numeric(flow->arena, t->child[1]);
}

/* Another problem begins: the one before is solved, and something stands between them. */
static bool is_new_problem(struct flow *flow, const struct tree *p, const struct tree *q)
{
    if (!flow->statement[flow->at].gap || !is_solved(flow, p) || is_solved(flow, q))
        return false;
    flow->n_facts = 0;
    flow->lengths = false;
    return true;
}

/* Says the line the same as, or less than, an earlier one, with what is given? */
static bool is_found_elsewhere(struct flow *flow, struct outcome *o, const struct tree *p,
                               enum relation_of_lines what)
{
    return search_back(flow, o, what) || with_facts(flow, o, p) || back_with_facts(flow, o) ||
           true_with_values(flow, o);
}

/* The line is given, and no step: what is said before stays what the next one goes on from. */
static void take_as_given(struct flow *flow, struct outcome *o, const struct tree *fact)
{
    if (fact)
        add_fact(flow, fact);
    flow_found(o, LINE_FOLLOWS, REMARK_GIVEN);
    o->kind = STATEMENT_OTHER;
}

/* The line has solutions that the one before has not. */
static void judge_gains(struct flow *flow, struct outcome *o, const struct tree *p,
                        const struct comparison *result)
{
    const struct tree *q = o->tree;
    if (!search_back(flow, o, LINES_GAINS) && !with_facts(flow, o, p)) {
        o->status = LINE_GAINS;
        o->base = flow->base;
        if (says_less(flow, p, q) || other_function(p, q))
            flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
    } else if (o->status == LINE_FOLLOWS && !says_less(flow, p, q)) {
        o->status = LINE_GAINS;
        o->base = flow->base;
        o->before = p;
        o->after = q;
        o->witness = result->witness;
    }
}

/* Nothing is common to the two lines, or nothing is known about them. False: the line is given,
 * and no step. */
static bool judge_unlike(struct flow *flow, struct outcome *o, const struct tree *p,
                         enum relation_of_lines what)
{
    const struct tree *q = o->tree;
    if (is_found_elsewhere(flow, o, p, what))
        return true;
    if (is_new_value(flow, p, q)) {
        take_as_given(flow, o, q->kind == TREE_RELATION ? q : NULL);
        return false;
    }
    if (is_instance(flow, p, q)) {
        flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
    } else if (what == LINES_DIFFERENT && is_new_problem(flow, p, q)) {
        flow_found(o, LINE_FIRST, REMARK_COUNT);
    } else if (is_given(flow, p, q)) {
        const struct tree *pair[] = {p, q};
        flow_found(o, LINE_FIRST, REMARK_COUNT);
        o->tree = compare_normal(flow->arena, tree_node(flow->arena, TREE_SYSTEM, 0, pair, 2));
    } else if (what == LINES_DIFFERENT) {
        o->status = o->pending ? LINE_LOSES : LINE_BROKEN;
        o->remark = REMARK_BROKEN;
    } else {
        o->status = LINE_UNDECIDED;
    }
    return true;
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
        /* from what has no solution everything follows; a number for another letter is given */
        if (flow_is_assignment(q) && !tree_mentions(p, q->child[0]) && is_new_value(flow, p, q)) {
            take_as_given(flow, o, q);
            return;
        }
        if (domain)
            flow_found(o, LINE_FOLLOWS, REMARK_COUNT);
        else
            judge_gains(flow, o, p, &result);
        break;
    case LINES_LOSES:
        if (search_back(flow, o, result.what) || with_facts(flow, o, p))
            break;
        o->status = LINE_LOSES;
        o->base = flow->base;
        if (s->rejects || is_positive_choice(flow, o))
            flow_found(o, LINE_FOLLOWS, REMARK_BRANCH);
        break;
    default:
        if (!judge_unlike(flow, o, p, result.what))
            return;
    }
    /* a domain that the equation does not imply is an assumption about the unknown */
    if (domain) {
        if (o->status == LINE_BROKEN || o->status == LINE_LOSES)
            flow_found(o, LINE_FOLLOWS, REMARK_GIVEN);
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
    if (!flow_is_assignment(q) || !term_is_numeric(flow->arena, q->child[1]))
        return false;
    bool about = q->relations[0] == RELATION_APPROX;
    const struct tree *alternatives[] = {p};
    const struct tree *const *one = p->kind == TREE_OR ? p->child : alternatives;
    uint32_t n = p->kind == TREE_OR ? p->n : 1;
    for (uint32_t i = 0; i < n; i++) {
        if (!flow_is_assignment(one[i]) || !tree_same(one[i]->child[0], q->child[0]) ||
            !term_is_numeric(flow->arena, one[i]->child[1]))
            continue;
        if (compare_values(&flow->compare, one[i]->child[1], q->child[1], about).what ==
            LINES_ROUNDED) {
            flow_found(o, LINE_FOLLOWS, REMARK_ROUNDED);
            flow->base = flow->at;
            return true;
        }
    }
    return false;
}

static void judge_condition(struct flow *flow, struct outcome *o, const struct statement *s)
{
    o->kind = STATEMENT_CONDITION;
    if (o->tree->kind == TREE_RELATION) {
        unsigned squares = 0;
        flow->lengths |= two_squares(o->tree, &squares) && flow_symbol_count(flow, o->tree) == 1;
        flow->lengths |= is_circle(o->tree);
        if (claim_is_numbers(flow, o->tree)) {
            claim_numbers(flow, o, s);
            return;
        }
        if (claim_function(flow, o) || claim_identity(flow, o))
            return;
        claim_chain(flow, o);
    }
    if (o->tree->kind == TREE_SYSTEM && (claim_functions(flow, o) || claim_substitution(flow, o)))
        return;
    const struct tree *t = o->tree;
    if (flow_is_assignment(t) && flow_symbol_count(flow, t->child[1]) == 1) {
        size_t n;
        const struct tree *x = tree_symbols(flow->arena, t->child[1], &n)[0];
        if (!tree_same(x, t->child[0]) && t->child[0]->n == 0)
            known_function(&flow->known, t->child[0]->text, x, t->child[1]);
    }
    const struct tree *value = flow->value, *subject = flow->subject;
    bool run = flow->expression_run;
    flow->value = t->kind == TREE_RELATION && flow_only_equal(t) ? flow_last_side(t) : NULL;
    flow->subject = flow_is_assignment(t) ? t->child[0] : NULL;
    flow->expression_run = false;
    struct outcome chain = *o; /* what the chain inside the line says */
    if (judge_declaration(flow, o, s)) {
        if (value && tree_has(value, TREE_INTEGRAL)) { /* let u = x^2: the integral goes on */
            flow->value = value;
            flow->subject = subject;
            flow->expression_run = run;
        }
        if (flow_severity(chain.status) > LINE_FOLLOWS)
            *o = chain;
        return;
    }
    if (flow->base == NO_BASE) {
        flow_found(o, LINE_FIRST, REMARK_COUNT);
        flow->base = flow->at;
        if (flow_is_assignment(t) && term_is_numeric(flow->arena, t->child[1]))
            add_fact(flow, t);
    } else if (!judge_rounding(flow, o)) {
        judge_step(flow, o, s);
    }
    if (flow_severity(chain.status) > flow_severity(o->status) && chain.status != LINE_EQUIVALENT) {
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
        claim_continuation(flow, o, s);
    else if (flow_is_condition(o->tree))
        judge_condition(flow, o, s);
    else
        claim_expression(flow, o, s);
}
