/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What computer algebra systems write as calls: matrix([1,2],[3,4]), oo(1,2), union(A,B),
 * diff(x^2,x), int(x^2,x,0,1), limit(f,x,0). They become the same trees as everything else.
 */
#include "app/maths/parse/parser.h"

/* Does the bracket that is looked at hold a comma of its own? Looks a bounded way ahead. */
bool parser_sees_call(struct parser *p)
{
    enum { LONGEST = 256 };
    size_t depth = 0;
    if (!parser_sees_open(p, BRACKET_ROUND) || parser_look(p)->spaced)
        return false;
    for (size_t k = 0; k < LONGEST; k++) {
        const struct token *t = parser_ahead(p, k);
        if (t->kind == T_END || t->kind == T_BAD)
            return false;
        depth += t->kind == T_OPEN;
        depth -= t->kind == T_CLOSE;
        if (!depth)
            return false;
        if (depth == 1 && t->kind == T_COMMA)
            return true;
    }
    return false;
}

static const struct tree *wrong_number(struct parser *p, size_t first, const char *expected)
{
    return parser_fail(p, PARSE_NEEDS_ARGUMENT, &p->tokens->token[first], expected);
}

/* diff(f, x[, n]), int(f, x[, a, b]), limit(f, x, a): the bracket is looked at. */
const struct tree *parse_calculus_call(struct parser *p, enum called which, size_t first)
{
    size_t base = p->n_stack, n = parse_arguments(p);
    if (!n)
        return NULL;
    bool variable = n > 1 && p->stack[base + 1]->kind == TREE_SYMBOL;
    switch (which) {
    case CALLED_DERIVATIVE:
        if (!variable || n > 3 || (n == 3 && p->stack[base + 2]->kind != TREE_NUMBER))
            return wrong_number(p, first, "derivative");
        if (n == 2)
            parser_push(p, tree_integer(p->arena, 1));
        return parser_pop_node(p, base, TREE_DERIVATIVE, 0, first);
    case CALLED_INTEGRAL:
        if (!variable || (n != 2 && n != 4))
            return wrong_number(p, first, "integral");
        return parser_pop_node(p, base, TREE_INTEGRAL, 0, first);
    default:
        if (!variable || n != 3)
            return wrong_number(p, first, "limit");
        return parser_pop_node(p, base, TREE_LIMIT, 0, first);
    }
}

static const struct tree *parse_set_call(struct parser *p, enum tree_kind kind, size_t first)
{
    size_t base = p->n_stack, n = parse_arguments(p);
    if (n == 1)
        return p->stack[--p->n_stack];
    if (!n || (kind == TREE_DIFFERENCE && n != 2))
        return n ? wrong_number(p, first, "two") : NULL;
    return parser_pop_node(p, base, kind, 0, first);
}

const struct tree *parse_called(struct parser *p)
{
    size_t first = p->i, base = p->n_stack, n;
    enum called which = parser_look(p)->which;
    p->i++;
    switch (which) {
    case CALLED_MATRIX: {
        if (!(n = parse_arguments(p)))
            return NULL;
        const struct tree **row = tree_arena_alloc(p->arena, n * sizeof *row);
        for (size_t i = 0; i < n; i++)
            row[i] = p->stack[base + i];
        p->n_stack = base;
        return parser_matrix(p, row, n, first);
    }
    case CALLED_OPEN:
    case CALLED_CLOSED_OPEN:
    case CALLED_OPEN_CLOSED:
    case CALLED_CLOSED:
        n = parse_arguments(p);
        if (n != 2)
            return n ? wrong_number(p, first, "two") : NULL;
        return parser_pop_node(p, base, TREE_INTERVAL, which - CALLED_OPEN, first);
    case CALLED_UNION:
        return parse_set_call(p, TREE_UNION, first);
    case CALLED_INTERSECTION:
        return parse_set_call(p, TREE_INTERSECTION, first);
    case CALLED_DIFFERENCE:
        return parse_set_call(p, TREE_DIFFERENCE, first);
    default:
        return parse_calculus_call(p, which, first);
    }
}
