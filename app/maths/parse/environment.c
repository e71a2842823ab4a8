/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * \begin{...} ... \end{...}: matrices, cases, aligned rows. Rows end with \\ and cells with &; an
 * array of relations is a system, as is a brace of cases without conditions.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

static bool at_end(struct parser *p)
{
    enum token_kind kind = parser_look(p)->kind;
    return kind == T_FINISH || kind == T_END || kind == T_BAD;
}

static void skip_if(struct parser *p)
{
    while (parser_sees(p, T_TEXT) && parser_look(p)->which == TEXT_IF)
        p->i++;
}

/* Rows of cells; children lie on the stack above base, *columns is that of the first row. */
static bool parse_cells(struct parser *p, size_t base, size_t *rows, size_t *columns)
{
    *rows = *columns = 0;
    while (!at_end(p)) {
        size_t row = p->n_stack;
        do {
            const struct tree *t = parse_connected(p);
            if (!t)
                return false;
            parser_push(p, t);
        } while (parser_takes(p, T_CELL));
        if (++*rows == 1)
            *columns = p->n_stack - base;
        if (p->n_stack - row != *columns) {
            parser_expected(p, "row");
            return false;
        }
        if (!parser_takes(p, T_LINE))
            break;
        while (parser_takes(p, T_LINE))
            continue;
    }
    if (*rows)
        return true;
    parser_expected(p, "value");
    return false;
}

/* Values beside conditions, row by row. */
static bool are_cases(const struct tree *const *t, size_t rows)
{
    for (size_t i = 0; i < rows; i++, t += 2)
        if (tree_is_condition(t[0]) || (!tree_is_condition(t[1]) && t[1]->kind != TREE_WORDS))
            return false;
    return true;
}

static const struct tree *parse_matrix(struct parser *p, enum environment environment, size_t first)
{
    size_t base = p->n_stack, rows, columns;
    if (!parse_cells(p, base, &rows, &columns))
        return NULL;
    if (environment == ENVIRONMENT_ARRAY && columns == 1 && tree_is_condition(p->stack[base]))
        return rows == 1 ? p->stack[--p->n_stack] : parser_pop_together(p, base, first);
    if (environment == ENVIRONMENT_ARRAY && columns == 2 && are_cases(p->stack + base, rows))
        return parser_pop_node(p, base, TREE_CASES, 0, first);
    const struct tree *t = tree_matrix(p->arena, p->stack + base, rows, columns);
    p->n_stack = base;
    t = parser_placed(p, t, first);
    if (t && environment == ENVIRONMENT_DETERMINANT)
        t = parser_placed(p, tree_one(p->arena, TREE_APPLY, FUNCTION_DET, t), first);
    return t;
}

/* value, condition in one row: with & between, or only a comma or "if". Pushes one or two. */
static bool parse_case(struct parser *p)
{
    const struct tree *value = parse_connected(p);
    if (!value)
        return false;
    parser_takes(p, T_COMMA);
    if (!parser_takes(p, T_CELL)) {
        bool pair = value->kind == TREE_LIST && value->n == 2 &&
                    !tree_is_condition(value->child[0]) &&
                    (tree_is_condition(value->child[1]) || value->child[1]->kind == TREE_WORDS);
        parser_push(p, pair ? value->child[0] : value);
        if (pair)
            parser_push(p, value->child[1]);
        return true;
    }
    parser_push(p, value);
    skip_if(p);
    if (parser_sees(p, T_LINE) || at_end(p))
        return true;
    const struct tree *condition = parse_connected(p);
    if (condition)
        parser_push(p, condition);
    return condition != NULL;
}

static const struct tree *parse_cases(struct parser *p, size_t first)
{
    size_t base = p->n_stack, rows = 0, pairs = 0;
    while (!at_end(p)) {
        size_t row = p->n_stack;
        if (!parse_case(p))
            return NULL;
        rows++;
        pairs += p->n_stack - row == 2;
        if (!parser_takes(p, T_LINE))
            break;
        while (parser_takes(p, T_LINE))
            continue;
    }
    if (!rows)
        return parser_expected(p, "value");
    if (pairs == rows)
        return parser_pop_node(p, base, TREE_CASES, 0, first);
    if (pairs)
        return parser_expected(p, "condition");
    if (rows == 1)
        return p->stack[--p->n_stack];
    return parser_pop_together(p, base, first);
}

const struct tree *parse_environment(struct parser *p)
{
    size_t first = p->i;
    enum environment environment = parser_look(p)->which;
    struct surroundings around = p->around;
    struct integral *integral = p->integral;
    p->around = (struct surroundings){.cells = environment == ENVIRONMENT_ROWS};
    p->integral = NULL;
    p->i++;
    while (parser_takes(p, T_LINE))
        continue;
    const struct tree *t;
    if (environment == ENVIRONMENT_CASES)
        t = parse_cases(p, first);
    else if (environment == ENVIRONMENT_ROWS)
        t = parse_statements(p);
    else
        t = parse_matrix(p, environment, first);
    if (t && !parser_sees(p, T_FINISH))
        t = parser_expected(p, "\\end");
    p->around = around;
    p->integral = integral;
    p->i += t != NULL;
    return t;
}
