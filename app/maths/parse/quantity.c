/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units and money: km/h, kg m^2/s^2, \frac{km}{h}, $5; and words that are names of quantities.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

const struct tree *parse_word(struct parser *p)
{
    const struct token *t = parser_look(p);
    if (t->text[strcspn(t->text, " ,.;:!?")] != '\0' || parser_ahead(p, 1)->kind == T_TEXT)
        return parser_fail(p, PARSE_NOT_MATHS, t, NULL);
    size_t first = p->i++;
    return parse_index(p, t->text, strlen(t->text), first);
}

static const struct tree *unit_leaf(struct parser *p, const char *name, size_t first)
{
    return parser_placed(p, tree_leaf(p->arena, TREE_UNIT, name, strlen(name)), first);
}

/* $5, ₩5,000 */
const struct tree *parse_currency(struct parser *p)
{
    const struct token *t = parser_look(p);
    size_t first = p->i++;
    const struct tree *unit = unit_leaf(p, t->text, first);
    bool minus = parser_takes(p, T_MINUS);
    if (!parser_sees(p, T_NUMBER))
        return parser_expected(p, "value");
    size_t at = p->i;
    const struct tree *value = parse_number(p);
    if (value && minus)
        value = parser_placed(p, tree_one(p->arena, TREE_NEGATE, 0, value), at);
    return value ? parser_placed(p, tree_two(p->arena, TREE_QUANTITY, 0, value, unit), first)
                 : NULL;
}

/* One unit with its exponent: m^2. */
static const struct tree *parse_unit_power(struct parser *p)
{
    const struct token *t = parser_look(p);
    size_t first = p->i++;
    bool sure;
    const char *known = t->kind == T_TEXT ? unit_find(t->text, strlen(t->text), &sure) : NULL;
    const struct tree *unit = unit_leaf(p, known ? known : t->text, first);
    if (!unit || !parser_takes(p, T_POWER))
        return unit;
    const struct tree *power = parse_exponent(p);
    return power ? parser_placed(p, tree_two(p->arena, TREE_POWER, 0, unit, power), first) : NULL;
}

static const struct tree *parse_unit_product(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_unit_power(p);
    while (t) {
        parser_push(p, t);
        bool times = parser_sees(p, T_TIMES) && parser_ahead(p, 1)->kind == T_UNIT;
        bool money = p->tokens->token[first].kind == T_CURRENCY; /* $/kg, but no $·kg */
        if (money || (!times && !parser_sees(p, T_UNIT)))
            break;
        p->i += times;
        t = parse_unit_power(p);
    }
    if (!t)
        return NULL;
    if (p->n_stack == base + 1)
        return p->stack[--p->n_stack];
    return parser_pop_node(p, base, TREE_MULTIPLY, WRITTEN_DOT, first);
}

/* \frac{km}{h} */
static const struct tree *parse_unit_fraction(struct parser *p)
{
    size_t first = p->i++;
    const struct tree *parts[2];
    for (int i = 0; i < 2; i++) {
        if (!parser_takes(p, T_OPEN) || !parser_sees(p, T_UNIT))
            return parser_expected(p, "unit");
        if (!(parts[i] = parse_unit_product(p)))
            return NULL;
        if (!parser_takes(p, T_CLOSE))
            return parser_expected(p, "}");
    }
    return parser_placed(p, tree_two(p->arena, TREE_DIVIDE, WRITTEN_PLAIN, parts[0], parts[1]),
                         first);
}

/* Pushes what stands below one stroke: mol, or (mol K). */
static bool parse_unit_below(struct parser *p)
{
    bool bracket = parser_takes(p, T_OPEN);
    const struct tree *t = bracket ? parse_unit_product(p) : parse_unit_power(p);
    if (!t)
        return false;
    if (bracket && !parser_takes(p, T_CLOSE)) {
        parser_expected(p, ")");
        return false;
    }
    if (t->kind == TREE_MULTIPLY)
        for (uint32_t i = 0; i < t->n; i++)
            parser_push(p, t->child[i]);
    else
        parser_push(p, t);
    return true;
}

/* a/b/c is a/(b c). */
const struct tree *parse_unit(struct parser *p)
{
    if (parser_sees(p, T_FRACTION))
        return parse_unit_fraction(p);
    size_t first = p->i;
    const struct tree *above = parse_unit_product(p);
    size_t base = p->n_stack;
    while (above && parser_sees(p, T_DIVIDE)) {
        const struct token *next = parser_ahead(p, 1);
        bool bracket = next->kind == T_OPEN && next->which == BRACKET_ROUND &&
                       parser_ahead(p, 2)->kind == T_UNIT;
        if (next->kind != T_UNIT && !bracket)
            break;
        p->i++;
        if (!parse_unit_below(p))
            return NULL;
    }
    if (p->n_stack == base)
        return above;
    const struct tree *below = p->stack[base];
    if (p->n_stack == base + 1)
        p->n_stack = base;
    else
        below = parser_pop_node(p, base, TREE_MULTIPLY, WRITTEN_DOT, first);
    return below ? parser_placed(p, tree_two(p->arena, TREE_DIVIDE, WRITTEN_SLASH, above, below),
                                 first)
                 : NULL;
}
