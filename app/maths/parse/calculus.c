/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums, products, limits, integrals, derivatives as objects. Their bounds come in any order; their
 * body is a product, but that of an integral goes to its dx.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

/* --- variables -------------------------------------------------------------------------------- */

/* A name at token k from here that can be a variable: x, θ, i. */
static bool is_variable(struct parser *p, size_t k)
{
    const struct token *t = parser_ahead(p, k);
    return t->kind == T_NAME ||
           (t->kind == T_CONSTANT && (t->which == CONSTANT_I || t->which == CONSTANT_E));
}

static const struct tree *parse_variable(struct parser *p)
{
    size_t first = p->i, len;
    if (!is_variable(p, 0))
        return parser_expected(p, "variable");
    const struct token *t = parser_look(p);
    const char *text = parser_name(p, t, &len);
    p->i++;
    return parse_index(p, text, len, first);
}

static bool is_d(struct parser *p, size_t k)
{
    const struct token *t = parser_ahead(p, k);
    return t->kind == T_PARTIAL || parser_name_is(p, t, "d");
}

bool parser_sees_differential(struct parser *p)
{
    return p->integral && parser_name_is(p, parser_look(p), "d") &&
           parser_ahead(p, 1)->kind == T_NAME;
}

bool parser_take_differential(struct parser *p)
{
    if (!parser_sees_differential(p) || p->integral->variable)
        return false;
    p->i++;
    struct integral *integral = p->integral;
    integral->variable = parse_variable(p);
    return integral->variable != NULL;
}

/* --- bounds ----------------------------------------------------------------------------------- */

/* A bound without braces: a sign and one atom, as its exponent would be the other bound. */
static const struct tree *parse_bare_bound(struct parser *p)
{
    size_t first = p->i;
    bool minus = parser_takes(p, T_MINUS);
    if (!minus)
        parser_takes(p, T_PLUS);
    const struct tree *t = parse_argument(p, false, "value");
    return t && minus ? parser_placed(p, tree_one(p->arena, TREE_NEGATE, 0, t), first) : t;
}

/* The inside of _{...} as `read` reads it, or one atom. */
static const struct tree *parse_scripted(struct parser *p,
                                         const struct tree *(*read)(struct parser *))
{
    unsigned shape = parser_look(p)->which;
    bool round = parser_sees_open(p, BRACKET_ROUND);
    if (!round && !parser_sees_open(p, BRACKET_GROUP) && !parser_sees_open(p, BRACKET_SOFT))
        return read == parse_sum ? parse_bare_bound(p) : read(p);
    struct surroundings around = p->around;
    p->around = (struct surroundings){.cells = around.cells};
    p->i++;
    const struct tree *t = read(p);
    p->around = around;
    if (t && (!parser_sees(p, T_CLOSE) || parser_look(p)->which != shape))
        return parser_expected(p, round ? ")" : "}");
    p->i += t != NULL;
    return t;
}

/* An index i or e is a letter from here on, until `done`. */
static void bind(struct parser *p, const struct tree *variable, bool done)
{
    int step = done ? -1 : 1;
    if (tree_is_symbol(variable, "i"))
        p->bound_i += (unsigned)step;
    if (tree_is_symbol(variable, "e"))
        p->bound_e += (unsigned)step;
}

/* k = 1, or only k: pushes the variable (and the lower bound). */
static bool parse_index_bound(struct parser *p)
{
    const struct tree *variable = parse_variable(p);
    if (!variable)
        return false;
    parser_push(p, variable);
    const struct token *t = parser_look(p);
    if (t->kind != T_RELATION || t->which != RELATION_EQUAL)
        return true;
    p->i++;
    const struct tree *low = parse_sum(p);
    if (low)
        parser_push(p, low);
    return low != NULL;
}

static const struct tree *read_index_bound(struct parser *p)
{
    size_t base = p->n_stack;
    return parse_index_bound(p) ? p->stack[base] : NULL;
}

/* sum(k^2, k, 1, n) as computer algebra has it. */
static const struct tree *parse_big_call(struct parser *p, enum tree_big which, size_t first)
{
    size_t base = p->n_stack, n = parse_arguments(p);
    if (!n)
        return NULL;
    if (n != 4 || p->stack[base + 1]->kind != TREE_SYMBOL)
        return parser_fail(p, PARSE_NEEDS_ARGUMENT, &p->tokens->token[first], "sum");
    return parser_pop_node(p, base, TREE_BIG, which, first);
}

const struct tree *parse_big(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    enum tree_big which = parser_look(p)->which;
    p->i++;
    if (parser_sees_open(p, BRACKET_ROUND))
        return parse_big_call(p, which, first);
    const struct tree *high = NULL, *variable = NULL, *low = NULL;
    for (int i = 0; i < 2; i++) {
        if (parser_takes(p, T_SUB) && !variable) {
            if (!(variable = parse_scripted(p, read_index_bound)))
                return NULL;
            low = p->n_stack > base + 1 ? p->stack[base + 1] : NULL;
            p->n_stack = base;
        } else if (parser_sees(p, T_POWER) && !high) {
            p->i++;
            if (!(high = parse_scripted(p, parse_sum)))
                return NULL;
        }
    }
    if (!variable)
        return parser_expected(p, "bounds");
    if (high && !low)
        return parser_expected(p, "bounds");
    bind(p, variable, false);
    const struct tree *body = parse_product(p);
    bind(p, variable, true);
    if (!body)
        return NULL;
    const struct tree *children[] = {body, variable, low, high};
    for (int i = 0; i < 4 && children[i]; i++)
        parser_push(p, children[i]);
    return parser_pop_node(p, base, TREE_BIG, which, first);
}

/* --- limits ----------------------------------------------------------------------------------- */

/* + or - behind the point of a limit, with or without ^. */
static unsigned take_side(struct parser *p)
{
    size_t at = p->i;
    bool power = parser_takes(p, T_POWER);
    bool group = power && parser_sees_open(p, BRACKET_GROUP);
    p->i += group;
    unsigned side = parser_sees(p, T_PLUS) ? '+' : parser_sees(p, T_MINUS) ? '-' : 0;
    if (!side) {
        p->i = at;
        return 0;
    }
    p->i++;
    p->i += group;
    return side;
}

/* Does a sign that belongs to a limit stand behind this point? */
static bool sees_side(struct parser *p, size_t k)
{
    const struct token *t = parser_ahead(p, k);
    if (t->kind == T_POWER) {
        k++;
        k += parser_ahead(p, k)->kind == T_OPEN;
        t = parser_ahead(p, k);
        return (t->kind == T_PLUS || t->kind == T_MINUS) &&
               !token_begins_value(parser_ahead(p, k + 1));
    }
    return (t->kind == T_PLUS || t->kind == T_MINUS) && parser_ahead(p, k + 1)->kind == T_CLOSE;
}

static const struct tree *parse_point(struct parser *p)
{
    size_t first = p->i;
    if (sees_side(p, 1)) { /* one token, so that its exponent is not read */
        const struct tree *t = NULL;
        if (parser_sees(p, T_NUMBER))
            t = parse_argument(p, false, "value");
        else if (parser_sees(p, T_CONSTANT)) {
            p->i++;
            t = parser_placed(
                p, tree_detail(p->arena, TREE_CONSTANT, p->tokens->token[first].which), first);
        } else if (is_variable(p, 0))
            t = parse_variable(p);
        if (t)
            return t;
    }
    if (parser_sees(p, T_MINUS) && sees_side(p, 2)) {
        p->i++;
        const struct tree *t = parse_argument(p, false, "value");
        return t ? parser_placed(p, tree_one(p->arena, TREE_NEGATE, 0, t), first) : NULL;
    }
    return parse_sum(p);
}

/* sees x -> point with its side; pushes both. */
static bool parse_limit_bounds(struct parser *p, unsigned *side, bool bare)
{
    const struct tree *variable = parse_variable(p), *point;
    if (!variable)
        return false;
    const struct token *arrow = parser_look(p);
    if (arrow->kind != T_RELATION || arrow->which != RELATION_TO) {
        parser_expected(p, "arrow");
        return false;
    }
    p->i++;
    parser_push(p, variable);
    p->i += parser_sees(p, T_PLUS);
    size_t first = p->i;
    if (!bare) {
        point = parse_point(p);
    } else { /* lim x->0 f(x): one atom, with its sign */
        bool minus = parser_takes(p, T_MINUS);
        point = parse_argument(p, false, "value");
        if (point && minus)
            point = parser_placed(p, tree_one(p->arena, TREE_NEGATE, 0, point), first);
    }
    if (!point)
        return false;
    parser_push(p, point);
    if (!bare || parser_sees(p, T_POWER))
        *side = take_side(p);
    return true;
}

const struct tree *parse_limit(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    unsigned side = 0;
    p->i++;
    if (parser_sees_call(p))
        return parse_calculus_call(p, CALLED_LIMIT, first);
    struct surroundings around = p->around;
    if (parser_takes(p, T_SUB)) {
        unsigned shape = parser_look(p)->which;
        if (!parser_takes(p, T_OPEN))
            return parser_expected(p, "bounds");
        p->around = (struct surroundings){.cells = around.cells, .limit = true};
        if (!parse_limit_bounds(p, &side, false))
            return NULL;
        p->around = around;
        if (!parser_sees(p, T_CLOSE) || parser_look(p)->which != shape)
            return parser_expected(p, shape == BRACKET_ROUND ? ")" : "}");
        p->i++;
    } else if (!parse_limit_bounds(p, &side, true)) {
        return NULL;
    }
    const struct tree *body = parse_product(p);
    if (!body)
        return NULL;
    const struct tree *variable = p->stack[base], *point = p->stack[base + 1];
    p->n_stack = base;
    return parser_placed(p,
                         tree_node(p->arena, TREE_LIMIT, side,
                                   (const struct tree *const[]){body, variable, point}, 3),
                         first);
}

/* --- integrals -------------------------------------------------------------------------------- */

static const struct tree *parse_one_integral(struct parser *p, size_t first, unsigned more)
{
    struct integral here = {0}, *outer = p->integral;
    struct surroundings around = p->around;
    p->integral = &here;
    const struct tree *body = more > 1 ? parse_one_integral(p, first, more - 1) : parse_sum(p);
    if (body && !here.variable)
        parser_take_differential(p);
    p->integral = outer;
    p->around = around;
    if (!body)
        return NULL;
    if (!here.variable)
        return parser_expected(p, "dx");
    return parser_placed(p, tree_two(p->arena, TREE_INTEGRAL, 0, body, here.variable), first);
}

const struct tree *parse_integral(struct parser *p)
{
    size_t first = p->i;
    unsigned times = parser_look(p)->which;
    const struct tree *low = NULL, *high = NULL;
    p->i++;
    if (!p->tokens->token[first].command && parser_sees_call(p))
        return parse_calculus_call(p, CALLED_INTEGRAL, first);
    struct integral *outer = p->integral;
    p->integral = NULL;
    for (int i = 0; i < 2; i++) {
        if (parser_sees(p, T_SUB) && !low) {
            p->i++;
            if (!(low = parse_scripted(p, parse_sum)))
                return NULL;
        } else if (parser_sees(p, T_POWER) && !high) {
            p->i++;
            if (!(high = parse_scripted(p, parse_sum)))
                return NULL;
        }
    }
    p->integral = outer;
    if (!low != !high)
        return parser_expected(p, "bounds");
    const struct tree *t = parse_one_integral(p, first, times);
    if (!t || !low)
        return t;
    const struct tree *children[] = {t->child[0], t->child[1], low, high};
    return parser_placed(p, tree_node(p->arena, TREE_INTEGRAL, 0, children, 4), first);
}

/* --- derivatives ------------------------------------------------------------------------------ */

/* The order behind d or dx: 2, {2}; tokens it takes, 0 when there is none. Sets *digits. */
static size_t order_at(struct parser *p, size_t k, const char **digits)
{
    if (parser_ahead(p, k)->kind != T_POWER)
        return 0;
    const struct token *t = parser_ahead(p, k + 1);
    bool group = t->kind == T_OPEN && t->which == BRACKET_GROUP;
    t = parser_ahead(p, k + 1 + group);
    if (t->kind != T_NUMBER || t->which || (group && parser_ahead(p, k + 3)->kind != T_CLOSE))
        return 0;
    *digits = t->text;
    return group ? 4 : 2;
}

/* The tokens of an index behind the name of a variable: _1, _{12}, or digits right behind it. */
static size_t index_at(struct parser *p, size_t k)
{
    enum { LONGEST = 8 };
    const struct token *t = parser_ahead(p, k);
    if (t->kind == T_NUMBER && !t->spaced && !t->which)
        return 1;
    if (t->kind != T_SUB)
        return 0;
    if (parser_ahead(p, k + 1)->kind != T_OPEN)
        return 2;
    for (size_t n = 2; n < LONGEST; n++)
        if (parser_ahead(p, k + n)->kind == T_CLOSE)
            return n + 1;
    return 0;
}

/* d x ^n at token k: its tokens, 0 if it is not there. */
static size_t differential_at(struct parser *p, size_t k, const char **order)
{
    if (!is_d(p, k) || parser_ahead(p, k + 1)->kind != T_NAME)
        return 0;
    size_t n = 2 + index_at(p, k + 2);
    return n + order_at(p, k + n, order);
}

static bool same_order(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static const struct tree *made_derivative(struct parser *p, const struct tree *body,
                                          const struct tree *variable, const char *order,
                                          size_t first)
{
    if (!body || !variable)
        return NULL;
    order = order ? order : "1";
    const struct tree *children[] = {body, variable,
                                     tree_leaf(p->arena, TREE_NUMBER, order, strlen(order))};
    return parser_placed(p, tree_node(p->arena, TREE_DERIVATIVE, 0, children, 3), first);
}

/* d/dx f, dy/dx, d^2y/dx^2: `d` is the token that is looked at. */
const struct tree *parse_slash_derivative(struct parser *p, bool *found)
{
    const char *above = NULL, *below = NULL;
    size_t first = p->i, k = 1 + order_at(p, 1, &above);
    bool named = parser_ahead(p, k)->kind == T_NAME;
    size_t slash = k + named;
    const struct token *t = parser_ahead(p, slash);
    size_t n = t->kind == T_DIVIDE ? differential_at(p, slash + 1, &below) : 0;
    *found = n && same_order(above, below);
    if (!*found)
        return NULL;
    p->i += k;
    const struct tree *body = named ? parse_variable(p) : NULL;
    if (named && !body)
        return NULL;
    p->i = first + slash + 2;
    const struct tree *variable = parse_variable(p);
    p->i += order_at(p, 0, &below);
    if (!named)
        body = parse_product(p);
    return made_derivative(p, body, variable, below, first);
}

/* \frac{d}{dx}, \frac{d^2 y}{dx^2}, \frac{d f(x)}{dx}; \frac is the token that is looked at. */
const struct tree *parse_fraction_derivative(struct parser *p, bool *found)
{
    enum { LONGEST = 64 }; /* tokens of a numerator that is looked through */
    const char *above = NULL, *below = NULL;
    size_t first = p->i;
    *found = false;
    const struct token *open = parser_ahead(p, 1);
    if (open->kind != T_OPEN || open->which != BRACKET_GROUP || !is_d(p, 2))
        return NULL;
    size_t k = 3 + order_at(p, 3, &above), close = k;
    for (size_t depth = 1; close < k + LONGEST; close++) {
        enum token_kind kind = parser_ahead(p, close)->kind;
        if (kind == T_END || kind == T_BAD)
            return NULL;
        depth += kind == T_OPEN;
        depth -= kind == T_CLOSE;
        if (!depth)
            break;
    }
    if (parser_ahead(p, close)->kind != T_CLOSE || parser_ahead(p, close + 1)->kind != T_OPEN)
        return NULL;
    size_t n = differential_at(p, close + 2, &below);
    if (!n || parser_ahead(p, close + 2 + n)->kind != T_CLOSE || !same_order(above, below))
        return NULL;
    *found = true;
    const struct tree *body = NULL;
    if (k < close) {
        p->i = first + k;
        if (!(body = parse_product(p)))
            return NULL;
        if (p->i != first + close)
            return parser_expected(p, "}");
    }
    p->i = first + close + 3;
    const struct tree *variable = parse_variable(p);
    p->i += order_at(p, 0, &below);
    if (variable && !parser_takes(p, T_CLOSE))
        return parser_expected(p, "}");
    if (!body && variable)
        body = parse_product(p);
    return made_derivative(p, body, variable, below, first);
}
