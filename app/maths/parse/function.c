/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Functions and how far their argument goes: sin(x)y is sin(x)·y, sin 2x is sin(2x), sin x cos x a
 * product of two sines and cosines, sin^2 x a square, sin^{-1} x the inverse.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

/* Functions of the vocabulary that are kinds of nodes of their own. */
static const enum tree_kind own_kinds[] = {
    [FUNCTION_FLOOR - FUNCTION_COUNT] = TREE_FLOOR,
    [FUNCTION_CEILING - FUNCTION_COUNT] = TREE_CEILING,
    [FUNCTION_ABSOLUTE - FUNCTION_COUNT] = TREE_ABSOLUTE,
    [FUNCTION_TRANSPOSE - FUNCTION_COUNT] = TREE_TRANSPOSE,
};

/* Functions that are written as another one of 1/x. */
static bool of_inverse(unsigned which, unsigned *function)
{
    switch (which) {
    case FUNCTION_ARTANH_OF_INVERSE:
        *function = FUNCTION_ARTANH;
        return true;
    case FUNCTION_ARCOSH_OF_INVERSE:
        *function = FUNCTION_ARCOSH;
        return true;
    case FUNCTION_ARSINH_OF_INVERSE:
        *function = FUNCTION_ARSINH;
        return true;
    default:
        return false;
    }
}

static const struct {
    enum tree_function function, inverse;
} inverses[] = {
    {FUNCTION_SIN, FUNCTION_ARCSIN},  {FUNCTION_COS, FUNCTION_ARCCOS},
    {FUNCTION_TAN, FUNCTION_ARCTAN},  {FUNCTION_COT, FUNCTION_ARCCOT},
    {FUNCTION_SEC, FUNCTION_ARCSEC},  {FUNCTION_CSC, FUNCTION_ARCCSC},
    {FUNCTION_SINH, FUNCTION_ARSINH}, {FUNCTION_COSH, FUNCTION_ARCOSH},
    {FUNCTION_TANH, FUNCTION_ARTANH},
};

static const struct {
    uint8_t low, high;
} arities[FUNCTION_COUNT] = {
#define X(name, plain, latex, low, high) [FUNCTION_##name] = {low, high},
    TREE_FUNCTIONS(X)
#undef X
};

static bool is_minus_one(const struct tree *t)
{
    return t->kind == TREE_NEGATE && tree_is_number(t->child[0], "1");
}

static bool has_inverse(unsigned function, unsigned *inverse)
{
    for (size_t i = 0; i < sizeof inverses / sizeof *inverses; i++)
        if (inverses[i].function == function) {
            *inverse = inverses[i].inverse;
            return true;
        }
    return false;
}

/* log_2, log_{2}, \log_28 (base 2), log2(8), log2 8. Sets *base; false after an error. */
static bool parse_base(struct parser *p, const struct token *function, const struct tree **base)
{
    const struct token *t = parser_look(p);
    if (t->kind == T_SUB) {
        p->i++;
        bool digit = function->command && !parser_look(p)->spaced;
        *base = parse_argument(p, digit, "base");
        return *base != NULL;
    }
    if (t->kind != T_NUMBER || t->spaced || t->which)
        return true;
    const struct token *next = parser_ahead(p, 1);
    bool bracket = next->kind == T_OPEN && next->which == BRACKET_ROUND && !next->spaced;
    if (bracket || (next->spaced && token_begins_value(next) && next->kind != T_FUNCTION)) {
        *base = parse_argument(p, false, "base");
        return *base != NULL;
    }
    return true;
}

/* May this factor go on with an argument that has begun? */
static bool goes_on(struct parser *p, bool numbers_only)
{
    const struct token *t = parser_look(p);
    if (!parser_sees_factor(p))
        return false;
    switch (t->kind) {
    case T_FUNCTION:
    case T_BIG:
    case T_INTEGRAL:
    case T_LIMIT:
    case T_BEGIN:
        return false;
    case T_OPEN:
    case T_BAR:
    case T_NORM:
        return numbers_only;
    default:
        return true;
    }
}

static bool begins_argument(struct parser *p)
{
    enum token_kind kind = parser_look(p)->kind;
    return (token_begins_value(parser_look(p)) && kind != T_CURRENCY) || kind == T_MINUS ||
           kind == T_PLUS || kind == T_PLUS_MINUS;
}

/* An argument without brackets: factors side by side. */
static const struct tree *parse_bare(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct token *sign = parser_look(p);
    if (sign->kind == T_MINUS || sign->kind == T_PLUS || sign->kind == T_PLUS_MINUS) {
        p->i++;
        const struct tree *t = begins_argument(p) ? parse_bare(p) : parser_expected(p, "value");
        if (!t || sign->kind == T_PLUS)
            return t;
        bool minus = sign->kind == T_MINUS;
        return parser_placed(
            p,
            tree_one(p->arena, minus ? TREE_NEGATE : TREE_PLUS_MINUS, minus ? 0 : sign->which, t),
            first);
    }
    bool numbers = true;
    do {
        const struct token *t = parser_look(p);
        if (t->kind == T_NUMBER && p->n_stack > base && t[-1].kind == T_NUMBER)
            return parser_fail(p, PARSE_AMBIGUOUS_NUMBERS, t, NULL);
        const struct tree *factor = parse_power(p);
        if (!factor)
            return NULL;
        numbers &= factor->kind == TREE_NUMBER;
        parser_push(p, factor);
    } while (goes_on(p, numbers));
    if (p->n_stack == base + 1)
        return p->stack[--p->n_stack];
    return parser_pop_node(p, base, TREE_MULTIPLY, WRITTEN_PLAIN, first);
}

/* Pushes the arguments; their number, 0 after an error. */
static size_t parse_function_arguments(struct parser *p, const struct token *function)
{
    size_t base = p->n_stack;
    const struct token *t = parser_look(p);
    if (t->kind == T_OPEN && t->which != BRACKET_NONE &&
        (t->which == BRACKET_ROUND || t->which == BRACKET_GROUP || t->which == BRACKET_CURLY ||
         t->which == BRACKET_SOFT || t->which == BRACKET_SQUARE))
        return parse_arguments(p);
    const struct token *next = parser_ahead(p, 1);
    bool sign = !token_begins_value(t); /* sin -x, but not sin - x */
    if (!begins_argument(p) || t->kind == T_PLUS ||
        (sign && (!token_begins_value(next) || (t->spaced && next->spaced)))) {
        parser_fail(p, PARSE_NEEDS_ARGUMENT, function, NULL);
        return 0;
    }
    const struct tree *argument = parse_bare(p);
    if (!argument)
        return 0;
    if (parser_sees(p, T_DIVIDE))
        p->tokens->notes |= NOTE_SLASH_PRODUCT;
    parser_push(p, argument);
    return p->n_stack - base;
}

static const struct tree *made_function(struct parser *p, const struct token *function,
                                        unsigned which, const struct tree *log_base, size_t base,
                                        size_t first)
{
    size_t n = p->n_stack - base;
    if (which >= FUNCTION_COUNT) {
        if (n != 1)
            return parser_fail(p, PARSE_NEEDS_ARGUMENT, function, "one");
        unsigned other;
        if (!of_inverse(which, &other))
            return parser_pop_node(p, base, own_kinds[which - FUNCTION_COUNT], 0, first);
        p->stack[base] = parser_placed(
            p, tree_two(p->arena, TREE_DIVIDE, 0, tree_integer(p->arena, 1), p->stack[base]),
            first);
        return parser_pop_node(p, base, TREE_APPLY, other, first);
    }
    if (log_base) {
        parser_push(p, log_base);
        n++;
    }
    if (n == 1 && arities[which].low > 1 && p->stack[base]->kind == TREE_LIST) {
        const struct tree *list = p->stack[--p->n_stack];
        for (uint32_t i = 0; i < list->n; i++)
            parser_push(p, list->child[i]);
        n = list->n;
    }
    if (n < arities[which].low || n > arities[which].high)
        return parser_fail(p, PARSE_NEEDS_ARGUMENT, function,
                           arities[which].high == 1  ? "one"
                           : arities[which].low == 2 ? "two"
                                                     : NULL);
    return parser_pop_node(p, base, TREE_APPLY, which, first);
}

const struct tree *parse_function(struct parser *p)
{
    const struct token *function = parser_look(p);
    size_t first = p->i++, base = p->n_stack;
    unsigned which = function->which;
    const struct tree *power = NULL, *log_base = NULL;
    for (int i = 0; i < 2; i++) { /* \log_2^3 and \log^3_2 */
        if (parser_sees(p, T_POWER) && !power) {
            p->i++;
            if (!(power = parse_exponent(p)))
                return NULL;
        }
        if (which == FUNCTION_LOG && !log_base && !parse_base(p, function, &log_base))
            return NULL;
    }
    if (power && is_minus_one(power) && has_inverse(which, &which))
        power = NULL;
    if (!parse_function_arguments(p, function))
        return NULL;
    const struct tree *t = made_function(p, function, which, log_base, base, first);
    return t && power ? parser_placed(p, tree_two(p->arena, TREE_POWER, 0, t, power), first) : t;
}
