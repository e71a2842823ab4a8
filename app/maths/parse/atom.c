/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The smallest parts: fractions, roots, counts, and which file reads what.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

/* --- fractions and roots ---------------------------------------------------------------------- */

const struct tree *parse_argument(struct parser *p, bool digit, const char *expected)
{
    size_t first = p->i;
    if (parser_sees_open(p, BRACKET_GROUP) || parser_sees_open(p, BRACKET_SOFT)) {
        unsigned shape = parser_look(p)->which;
        struct surroundings around = p->around;
        struct integral *integral = p->integral;
        p->around = (struct surroundings){.cells = around.cells};
        if (strcmp(expected, "numerator") != 0) /* \frac{dx}{x} */
            p->integral = NULL;
        p->i++;
        const struct token *close = parser_look(p);
        const struct tree *t =
            close->kind == T_CLOSE ? parser_expected(p, expected) : parse_connected(p);
        close = parser_look(p);
        if (t && (close->kind != T_CLOSE || close->which != shape))
            t = parser_expected(p, "}");
        p->around = around;
        p->integral = integral;
        p->i += t != NULL;
        /* \frac{\text{distance}}{\text{time}}: names of quantities, not answers in words */
        bool word = p->tokens->token[first + 1].kind == T_TEXT;
        bool value = t && t->kind != TREE_LIST && !tree_is_condition(t);
        if (t && !value && !p->index) /* \frac{x = 1}{2} */
            return parser_fail(p, PARSE_UNEXPECTED, &p->tokens->token[first + 1], NULL);
        return word ? parser_as_name(p, t) : t;
    }
    if (parser_sees(p, T_NUMBER)) {
        if (digit)
            return parse_first_digit(p);
        p->i++;
        return parser_number(p, p->tokens->token[first].text, first);
    }
    if (!token_begins_value(parser_look(p)))
        return parser_expected(p, expected);
    if (digit && parser_sees(p, T_NAME)) { /* \frac x2: the letter alone */
        size_t len;
        const char *name = parser_name(p, parser_look(p), &len);
        p->i++;
        return parser_placed(p, parser_symbol(p, name, len), first);
    }
    return parse_atom(p);
}

static const struct tree *parse_fraction(struct parser *p)
{
    bool found;
    const struct tree *derivative = parse_fraction_derivative(p, &found);
    if (found)
        return derivative;
    size_t first = p->i++;
    const struct tree *above = parse_argument(p, true, "numerator");
    const struct tree *below = above ? parse_argument(p, true, "denominator") : NULL;
    return below ? parser_placed(p, tree_two(p->arena, TREE_DIVIDE, WRITTEN_PLAIN, above, below),
                                 first)
                 : NULL;
}

/* \binom{n}{k}, \binom nk, binomial(n, k). */
static const struct tree *parse_binomial(struct parser *p)
{
    size_t first = p->i++, base = p->n_stack;
    if (p->tokens->token[first].which) {
        if (!parser_sees_open(p, BRACKET_ROUND))
            return parser_expected(p, "(");
        size_t n = parse_arguments(p);
        if (n != 2)
            return n ? parser_fail(p, PARSE_NEEDS_ARGUMENT, &p->tokens->token[first], "two") : NULL;
        return parser_pop_node(p, base, TREE_BINOMIAL, 0, first);
    }
    const struct tree *n = parse_argument(p, true, "value");
    const struct tree *k = n ? parse_argument(p, true, "value") : NULL;
    return k ? parser_placed(p, tree_two(p->arena, TREE_BINOMIAL, 0, n, k), first) : NULL;
}

static const struct tree *made_root(struct parser *p, const struct tree *radicand,
                                    const struct tree *index, size_t first)
{
    if (!radicand)
        return NULL;
    if (tree_is_condition(radicand))
        return parser_fail(p, PARSE_UNEXPECTED, &p->tokens->token[first + 1], NULL);
    const struct tree *t = index ? tree_two(p->arena, TREE_ROOT, 0, radicand, index)
                                 : tree_one(p->arena, TREE_ROOT, 0, radicand);
    return parser_placed(p, t, first);
}

/* What stands under a root sign without brackets: a sign and one atom. */
static const struct tree *parse_radicand(struct parser *p)
{
    size_t first = p->i;
    if (parser_takes(p, T_MINUS)) {
        const struct tree *t = parse_radicand(p);
        return t ? parser_placed(p, tree_one(p->arena, TREE_NEGATE, 0, t), first) : NULL;
    }
    return parse_argument(p, false, "value");
}

static const struct tree *parse_root(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct token *sign = parser_look(p);
    p->i++;
    const struct tree *index = NULL;
    if (sign->which > 2)
        index = tree_integer(p->arena, sign->which);
    if (parser_sees_open(p, BRACKET_SQUARE) && sign->command) {
        p->i++;
        if (!(index = parse_sum(p)))
            return NULL;
        if (!parser_takes(p, T_CLOSE))
            return parser_expected(p, "]");
    }
    if (parser_sees_open(p, BRACKET_ROUND)) {
        size_t n = parse_arguments(p);
        if (!n)
            return NULL;
        const struct tree *radicand = p->stack[base], *second = n > 1 ? p->stack[base + 1] : index;
        p->n_stack = base;
        if (n > 2 || (n == 2 && index))
            return parser_fail(p, PARSE_NEEDS_ARGUMENT, sign, "one");
        return made_root(p, radicand, second, first);
    }
    if (!token_begins_value(parser_look(p)) && !parser_sees(p, T_MINUS))
        return parser_fail(p, PARSE_NEEDS_ARGUMENT, sign, NULL);
    return made_root(p, parse_radicand(p), index, first);
}

/* {}_5C_2, ₅C₂, ³√x: what stands in front below or above. */
static const struct tree *parse_prescript(struct parser *p)
{
    size_t first = p->i;
    bool super = parser_sees(p, T_POWER);
    p->i++;
    const struct tree *before = parse_argument(p, false, "index");
    if (!before)
        return NULL;
    if (super && parser_sees(p, T_ROOT)) {
        p->i++;
        return made_root(p, parse_radicand(p), before, first);
    }
    const struct token *letter = parser_look(p);
    bool choose = parser_name_is(p, letter, "C"), repeated = parser_name_is(p, letter, "H");
    if ((!choose && !repeated && !parser_name_is(p, letter, "P")) ||
        parser_ahead(p, 1)->kind != T_SUB)
        return parser_fail(p, PARSE_UNEXPECTED, &p->tokens->token[first], NULL);
    p->i += 2;
    const struct tree *after = parse_argument(p, false, "index");
    if (after && repeated) { /* combinations with repetition: n + r - 1 over r */
        const struct tree *one = tree_integer(p->arena, -1);
        before =
            tree_node(p->arena, TREE_ADD, 0, (const struct tree *const[]){before, after, one}, 3);
        choose = true;
    }
    return after ? parser_placed(p,
                                 tree_two(p->arena, choose ? TREE_BINOMIAL : TREE_PERMUTATION, 0,
                                          before, after),
                                 first)
                 : NULL;
}

/* --- one atom --------------------------------------------------------------------------------- */

static const struct tree *parse_constant(struct parser *p)
{
    const struct token *t = parser_look(p);
    size_t first = p->i++;
    bool letter = (t->which == CONSTANT_I && (p->index || p->bound_i)) ||
                  (t->which == CONSTANT_E && (p->index || p->bound_e));
    if (letter)
        return parse_index(p, t->which == CONSTANT_I ? "i" : "e", 1, first);
    return parser_placed(p, tree_detail(p->arena, TREE_CONSTANT, t->which), first);
}

static const struct tree *parse_named_count(struct parser *p)
{
    const struct token *t = parser_look(p);
    size_t first = p->i++;
    if (!t->which)
        return parser_fail(p, PARSE_UNEXPECTED, t, NULL);
    enum tree_kind kind = t->which == 1 ? TREE_BINOMIAL : TREE_PERMUTATION;
    return parser_placed(
        p, tree_two(p->arena, kind, 0, tree_symbol(p->arena, "n"), tree_symbol(p->arena, "r")),
        first);
}

static const struct tree *leaf(struct parser *p, enum tree_kind kind, unsigned detail)
{
    size_t first = p->i++;
    return parser_placed(p, tree_detail(p->arena, kind, detail), first);
}

static const struct tree *atom(struct parser *p)
{
    const struct token *t = parser_look(p);
    switch (t->kind) {
    case T_NUMBER:
        return parse_number(p);
    case T_VULGAR:
        return parse_vulgar(p);
    case T_NAME:
        return parse_name(p);
    case T_CONSTANT:
        return parse_constant(p);
    case T_FUNCTION:
        return parse_function(p);
    case T_TEXT:
        return parse_word(p);
    case T_CURRENCY:
        return parse_currency(p);
    case T_OPEN:
        return parse_bracket(p);
    case T_BAR:
    case T_NORM:
        return parse_bars(p);
    case T_FRACTION:
        return parse_fraction(p);
    case T_BINOMIAL:
        return parse_binomial(p);
    case T_CHOOSE:
        return parse_named_count(p);
    case T_ROOT:
        return parse_root(p);
    case T_BIG:
        return parse_big(p);
    case T_INTEGRAL:
        return parse_integral(p);
    case T_LIMIT:
        return parse_limit(p);
    case T_PARTIAL: {
        bool found;
        const struct tree *derivative = parse_slash_derivative(p, &found);
        return found ? derivative : parser_fail(p, PARSE_UNEXPECTED, t, NULL);
    }
    case T_ACCENT:
    case T_CONJUGATE:
        return parse_accent(p);
    case T_BEGIN:
        return parse_environment(p);
    case T_CALLED:
        return parse_called(p);
    case T_ELLIPSIS:
        return leaf(p, TREE_ELLIPSIS, 0);
    case T_NUMBERS:
        return leaf(p, TREE_NUMBERS, t->which);
    case T_EMPTY:
        return leaf(p, TREE_ELEMENTS, 0);
    case T_SUB:
    case T_POWER:
        return parse_prescript(p);
    default:
        return parser_expected(p, "value");
    }
}

const struct tree *parse_atom(struct parser *p)
{
    if (!parser_enter(p))
        return NULL;
    const struct tree *t = atom(p);
    parser_leave(p);
    return t;
}
