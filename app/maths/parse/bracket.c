/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Brackets: what they mean is known when they close and what stood between has been read.
 *
 *   (a) [a] {a}        a                    (a, b) <a, b>      TUPLE
 *   (a, b] [a, b) ]a,b[ [a, b]  INTERVAL    [a, b, c]          TUPLE
 *   {a, b}             ELEMENTS             {x | x > 1}        SUCH_THAT
 *   [[a, b], [c, d]] [a, b; c, d]  MATRIX   |a|                ABSOLUTE, of a matrix det
 */
#include "app/maths/parse/parser.h"

#include <string.h>

static const char *const closers[] = {
    [BRACKET_NONE] = "\\right", [BRACKET_ROUND] = ")",     [BRACKET_SQUARE] = "]",
    [BRACKET_CURLY] = "}",      [BRACKET_GROUP] = "}",     [BRACKET_SOFT] = "}",
    [BRACKET_ANGLE] = ">",      [BRACKET_FLOOR] = "floor", [BRACKET_CEILING] = "ceiling",
    [BRACKET_BAR] = "|",        [BRACKET_NORM] = "|",
};

/* The square bracket as it was drawn: the last byte of its token. */
static bool drawn_as(struct parser *p, const struct token *t, char c)
{
    return t->len && p->s[t->at + t->len - 1] == c;
}

/* --- what is between -------------------------------------------------------------------------- */

/* Children of a list as the elements of another kind of node. */
static const struct tree *regrouped(struct parser *p, enum tree_kind kind, unsigned detail,
                                    const struct tree *t, size_t first)
{
    bool list = t->kind == TREE_LIST;
    return parser_placed(
        p, tree_node(p->arena, kind, detail, list ? t->child : &t, list ? t->n : 1), first);
}

static bool has_conditions(const struct tree *list)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (tree_is_condition(list->child[i]))
            return true;
    return false;
}

static bool all_conditions(const struct tree *list)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (!tree_is_condition(list->child[i]))
            return false;
    return true;
}

/* Rows of the same length as a matrix. Each row is a LIST, TUPLE, or one value. */
const struct tree *parser_matrix(struct parser *p, const struct tree *const *row, size_t rows,
                                 size_t first)
{
    size_t base = p->n_stack, columns = 0;
    for (size_t i = 0; i < rows; i++) {
        const struct tree *t = row[i];
        bool many = t->kind == TREE_LIST || t->kind == TREE_TUPLE || t->kind == TREE_INTERVAL;
        size_t n = many ? t->n : 1;
        if (i == 0)
            columns = n;
        if (n != columns) {
            p->n_stack = base;
            return parser_expected(p, "row");
        }
        for (size_t k = 0; k < n; k++)
            parser_push(p, many ? t->child[k] : t);
    }
    const struct tree *t = tree_matrix(p->arena, p->stack + base, rows, columns);
    p->n_stack = base;
    return parser_placed(p, t, first);
}

/* Several rows, separated by semicolons, as they lie on the stack: [1,2;3,4] and (1;2;3). */
static const struct tree *rows_of(struct parser *p, enum bracket shape, size_t base, size_t first)
{
    size_t rows = p->n_stack - base;
    bool single = true;
    for (size_t i = base; i < p->n_stack; i++)
        single &= p->stack[i]->kind != TREE_LIST;
    if (shape == BRACKET_SQUARE) {
        const struct tree **row = tree_arena_alloc(p->arena, rows * sizeof *row);
        memcpy(row, p->stack + base, rows * sizeof *row);
        p->n_stack = base;
        return parser_matrix(p, row, rows, first);
    }
    bool set = shape == BRACKET_CURLY || shape == BRACKET_GROUP || shape == BRACKET_NONE;
    if (set && (single || has_conditions(p->stack[base])))
        return parser_pop_together(p, base, first);
    if (!single)
        return parser_fail(p, PARSE_UNEXPECTED, &p->tokens->token[first], NULL);
    return parser_pop_node(p, base, TREE_LIST, 0, first);
}

/* The inside of a bracket up to what closes it, which is not taken. */
static const struct tree *parse_inside(struct parser *p, enum bracket shape)
{
    size_t base = p->n_stack, first = p->i;
    const struct tree *t = parse_connected(p);
    if (!t || (!parser_sees(p, T_SEMICOLON) && !parser_sees(p, T_LINE)))
        return t;
    parser_push(p, t);
    while (parser_takes(p, T_SEMICOLON) || parser_takes(p, T_LINE)) {
        if (parser_sees(p, T_CLOSE))
            break;
        if (!(t = parse_connected(p)))
            return NULL;
        parser_push(p, t);
    }
    if (p->n_stack == base + 1)
        return p->stack[--p->n_stack];
    return rows_of(p, shape, base, first);
}

/* --- sets ------------------------------------------------------------------------------------- */

static bool takes_such_that(struct parser *p)
{
    return parser_takes(p, T_MID) || parser_takes(p, T_BAR) || parser_takes(p, T_COLON);
}

/* Conditions joined by commas hold together. */
static const struct tree *as_condition(struct parser *p, const struct tree *t)
{
    if (t->kind != TREE_LIST || !has_conditions(t))
        return t;
    return tree_placed(p->arena, tree_node(p->arena, TREE_SYSTEM, 0, t->child, t->n), t->at,
                       t->len);
}

/* Behind { : elements, or an element and its condition. A single thing is a set or only a group:
 * `group` says which. */
static const struct tree *parse_set(struct parser *p, bool group, size_t first)
{
    const struct tree *t = parse_inside(p, BRACKET_CURLY);
    if (!t)
        return NULL;
    if (takes_such_that(p)) {
        p->around.set = false;
        const struct tree *condition = parse_inside(p, BRACKET_CURLY);
        if (!condition || !(condition = as_condition(p, condition)))
            return NULL;
        return parser_placed(p, tree_two(p->arena, TREE_SUCH_THAT, 0, t, condition), first);
    }
    if (t->kind == TREE_SYSTEM || t->kind == TREE_CASES || (t->kind != TREE_LIST && group))
        return t;
    if (t->kind == TREE_LIST && all_conditions(t))
        return t;
    return regrouped(p, TREE_ELEMENTS, 0, t, first);
}

/* --- closing ---------------------------------------------------------------------------------- */

/* Is this [ ] a row of [[1,2],[3,4]]? */
static bool is_row(struct parser *p, size_t first, bool square)
{
    if (!square || first == 0)
        return false;
    const struct token *before = &p->tokens->token[first - 1], *after = parser_look(p);
    bool begins =
        before->kind == T_COMMA || (before->kind == T_OPEN && before->which == BRACKET_SQUARE);
    return begins &&
           (after->kind == T_COMMA || (after->kind == T_CLOSE && after->which == BRACKET_SQUARE));
}

static bool all_tuples(const struct tree *list)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (list->child[i]->kind != TREE_TUPLE)
            return false;
    return true;
}

/* ( ) and [ ] with `t` between. */
static const struct tree *close_plain(struct parser *p, const struct tree *t, size_t first,
                                      const struct token *close, bool in_square)
{
    const struct token *open = &p->tokens->token[first];
    bool square = open->which == BRACKET_SQUARE, both = square && close->which == BRACKET_SQUARE;
    if (both && is_row(p, first, in_square))
        return regrouped(p, TREE_TUPLE, 0, t, first);
    if (both && t->kind == TREE_TUPLE && p->tokens->token[first + 1].which == BRACKET_SQUARE &&
        p->tokens->token[first + 1].kind == T_OPEN)
        return parser_matrix(p, &t, 1, first);
    if (t->kind != TREE_LIST || has_conditions(t))
        return open->which == close->which || close->which == BRACKET_NONE
                   ? t
                   : parser_expected(p, closers[open->which]);
    if (both && all_tuples(t))
        return parser_matrix(p, t->child, t->n, first);
    if (t->n == 2 && (square || close->which == BRACKET_SQUARE)) {
        unsigned ends = 0;
        ends |= square && drawn_as(p, open, '[') ? INTERVAL_LOWER_CLOSED : 0;
        ends |=
            close->which == BRACKET_SQUARE && drawn_as(p, close, ']') ? INTERVAL_UPPER_CLOSED : 0;
        return regrouped(p, TREE_INTERVAL, ends, t, first);
    }
    return regrouped(p, TREE_TUPLE, 0, t, first);
}

static bool closes(enum bracket open, enum bracket close)
{
    if (open == close)
        return true;
    bool plain = open == BRACKET_ROUND || open == BRACKET_SQUARE;
    if (plain && (close == BRACKET_ROUND || close == BRACKET_SQUARE))
        return true;
    return open == BRACKET_NONE || close == BRACKET_NONE;
}

static const struct tree *close_other(struct parser *p, const struct tree *t, enum bracket shape,
                                      size_t first)
{
    t = shape == BRACKET_ANGLE ? t : parser_as_name(p, t);
    switch (shape) {
    case BRACKET_ANGLE:
        return regrouped(p, TREE_TUPLE, 0, t, first);
    case BRACKET_FLOOR:
        return parser_placed(p, tree_one(p->arena, TREE_FLOOR, 0, t), first);
    case BRACKET_CEILING:
        return parser_placed(p, tree_one(p->arena, TREE_CEILING, 0, t), first);
    case BRACKET_BAR:
        if (t->kind == TREE_MATRIX)
            return parser_placed(p, tree_one(p->arena, TREE_APPLY, FUNCTION_DET, t), first);
        return parser_placed(p, tree_one(p->arena, TREE_ABSOLUTE, 0, t), first);
    case BRACKET_NORM:
        return parser_placed(p, tree_one(p->arena, TREE_ABSOLUTE, 0, t), first);
    default:
        return t;
    }
}

/* A single thing in { } is a group in LaTeX and inside a product, else a set. */
static bool is_group(struct parser *p, size_t first)
{
    enum token_kind before = first ? p->tokens->token[first - 1].kind : T_END;
    if (before == T_UNION || before == T_INTERSECTION || before == T_DIFFERENCE)
        return false;
    return p->tokens->latex || (first && token_ends_value(&p->tokens->token[first - 1]));
}

static const struct tree *parse_empty(struct parser *p, enum bracket shape, size_t first)
{
    if (shape == BRACKET_GROUP && parser_ahead(p, 1)->kind == T_SUB) { /* {}_5C_2 */
        p->i++;
        return parse_atom(p);
    }
    if (shape != BRACKET_CURLY && shape != BRACKET_SQUARE &&
        (shape != BRACKET_GROUP || p->tokens->latex))
        return parser_expected(p, "value");
    p->i++;
    return parser_placed(p, tree_detail(p->arena, TREE_ELEMENTS, 0), first);
}

static const struct tree *parse_any(struct parser *p)
{
    size_t first = p->i;
    enum bracket shape = parser_look(p)->which;
    struct surroundings around = p->around;
    bool set = shape == BRACKET_CURLY || shape == BRACKET_GROUP;
    p->i++;
    p->around = (struct surroundings){.set = shape == BRACKET_CURLY || (set && !p->tokens->latex),
                                      .square = shape == BRACKET_SQUARE,
                                      .cells = around.cells && shape == BRACKET_SOFT};
    struct integral *integral = p->integral; /* its dx does not stand in brackets */
    p->integral = NULL;
    const struct tree *t;
    if (parser_sees(p, T_CLOSE)) {
        t = parse_empty(p, shape, first);
        p->around = around;
        p->integral = integral;
        return t;
    }
    t = set ? parse_set(p, shape == BRACKET_GROUP && is_group(p, first), first)
            : parse_inside(p, shape);
    p->around = around;
    p->integral = integral;
    const struct token *close = parser_look(p);
    if (!t)
        return NULL;
    if (close->kind != T_CLOSE || !closes(shape, close->which))
        return parser_expected(p, closers[shape]);
    p->i++;
    if (shape == BRACKET_ROUND || shape == BRACKET_SQUARE)
        return close_plain(p, t, first, close, around.square);
    if (set || shape == BRACKET_SOFT || shape == BRACKET_NONE) {
        bool placed = t->kind == TREE_ELEMENTS || t->kind == TREE_SUCH_THAT;
        return placed ? parser_placed(p, t, first) : t;
    }
    return close_other(p, t, shape, first);
}

/* Is the bracket from token `first` on all there is of an element: (yes), but not 2(yes)? */
static bool is_alone(struct parser *p, size_t first)
{
    if (!token_ends_item(parser_look(p)))
        return false;
    if (first == 0)
        return true;
    const struct token *before = &p->tokens->token[first - 1];
    return before->kind == T_OPEN || (token_ends_item(before) && before->kind != T_CLOSE);
}

/* x = \boxed{1, 2}: the values of a whole statement, not a part of a formula. */
static bool is_last_side(struct parser *p, size_t first)
{
    const struct token *after = parser_look(p);
    enum token_kind before = first ? p->tokens->token[first - 1].kind : T_END;
    bool ends = token_ends_item(after) && after->kind != T_COMMA && after->kind != T_AND &&
                after->kind != T_OR;
    return ends && (first == 0 || before == T_RELATION || before == T_OPEN || before == T_LINE ||
                    before == T_SEMICOLON);
}

const struct tree *parse_bracket(struct parser *p)
{
    const struct token *open = parser_look(p);
    size_t first = p->i;
    const struct tree *t = parse_any(p);
    if (t && !is_alone(p, first))
        t = parser_as_name(p, t);
    if (t && t->kind == TREE_LIST && open->which == BRACKET_SOFT && !is_last_side(p, first))
        t = regrouped(p, TREE_TUPLE, 0, t, first);
    bool point = t && t->kind == TREE_TUPLE && t->n == 2 && open->which == BRACKET_ROUND;
    bool closed = t && t->kind == TREE_INTERVAL && open->which == BRACKET_SQUARE &&
                  t->detail == (INTERVAL_LOWER_CLOSED | INTERVAL_UPPER_CLOSED);
    if (point || closed)
        p->tokens->notes |= NOTE_INTERVAL;
    return t;
}

/* |a| and ‖a‖: the same sign opens and closes. */
const struct tree *parse_bars(struct parser *p)
{
    size_t first = p->i;
    enum token_kind sign = parser_look(p)->kind;
    struct surroundings around = p->around;
    p->around = (struct surroundings){.bars = sign == T_BAR, .norms = sign == T_NORM};
    p->i++;
    const struct tree *t = parse_sum(p);
    p->around = around;
    if (!t)
        return NULL;
    if (!parser_takes(p, sign))
        return parser_expected(p, "|");
    return close_other(p, t, BRACKET_BAR, first);
}

size_t parse_arguments(struct parser *p)
{
    bool round = parser_sees_open(p, BRACKET_ROUND); /* max\{1, 2\}, but f({1, 2}) */
    size_t base = p->n_stack;
    const struct tree *t = parser_as_name(p, parse_any(p));
    if (!t)
        return 0;
    if (t->kind == TREE_TUPLE || (t->kind == TREE_ELEMENTS && !round))
        for (uint32_t i = 0; i < t->n; i++)
            parser_push(p, parser_as_name(p, t->child[i]));
    else
        parser_push(p, t);
    return p->n_stack - base;
}
