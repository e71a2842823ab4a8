/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The smallest parts: numbers and mixed numbers, names with their indices, functions with their
 * arguments, fractions, roots, units.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

/* --- numbers ---------------------------------------------------------------------------------- */

static const char *without_zeros(const char *digits)
{
    while (digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
        digits++;
    return digits;
}

static const struct tree *number_leaf(struct parser *p, const char *digits, size_t first)
{
    digits = without_zeros(digits);
    return parser_placed(p, tree_leaf(p->arena, TREE_NUMBER, digits, strlen(digits)), first);
}

static bool is_whole(const struct token *t)
{
    return t->kind == T_NUMBER && t->text[strspn(t->text, "0123456789")] == '\0';
}

/* Is a/b less than one, both without leading zeros? */
static bool is_proper(const char *a, const char *b)
{
    a = without_zeros(a);
    b = without_zeros(b);
    size_t n = strlen(a), m = strlen(b);
    return n != m ? n < m : strcmp(a, b) < 0;
}

/* \frac{a}{b} or \frac ab of two whole numbers at token k from here: its parts and its tokens. */
static size_t whole_fraction(struct parser *p, size_t k, const char *parts[2])
{
    size_t from = k;
    if (parser_ahead(p, k)->kind != T_FRACTION)
        return 0;
    k++;
    const struct token *t = parser_ahead(p, k);
    if (is_whole(t) && strlen(t->text) == 2 && t->len == 2) { /* \frac12 */
        parts[0] = tree_arena_text(p->arena, t->text, 1);
        parts[1] = t->text + 1;
        return k + 1 - from;
    }
    for (int i = 0; i < 2; i++) {
        t = parser_ahead(p, k);
        bool group = t->kind == T_OPEN && t->which == BRACKET_GROUP;
        const struct token *number = parser_ahead(p, k + group);
        if (!is_whole(number) || (!group && (strlen(number->text) != 1)))
            return 0;
        if (group && parser_ahead(p, k + 2)->kind != T_CLOSE)
            return 0;
        parts[i] = number->text;
        k += group ? 3 : 1;
    }
    return k - from;
}

static const struct tree *mixed(struct parser *p, const char *whole, const char *const parts[2],
                                size_t tokens, size_t first)
{
    size_t base = p->n_stack;
    p->i += tokens;
    const char *digits[] = {whole, parts[0], parts[1]};
    for (int i = 0; i < 3; i++)
        parser_push(p, number_leaf(p, digits[i], first));
    return parser_pop_node(p, base, TREE_MIXED, 0, first);
}

static void vulgar_parts(struct parser *p, const struct token *t, const char *parts[2])
{
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
    (void)p;
    parts[0] = digits[t->which >> 4];
    parts[1] = digits[t->which & 15];
}

static const struct tree *parse_vulgar(struct parser *p)
{
    const char *parts[2];
    size_t first = p->i++, base = p->n_stack;
    vulgar_parts(p, &p->tokens->token[first], parts);
    parser_push(p, number_leaf(p, parts[0], first));
    parser_push(p, number_leaf(p, parts[1], first));
    return parser_pop_node(p, base, TREE_DIVIDE, WRITTEN_SLASH, first);
}

/* 204_5, a number in another base, as what it stands for: 2*5^2 + 0*5 + 4. */
static const struct tree *parse_base_number(struct parser *p)
{
    enum { LONGEST = 64 };
    const struct token *t = parser_look(p);
    size_t first = p->i, base = p->n_stack, n = strlen(t->text);
    bool group = parser_ahead(p, 2)->kind == T_OPEN;
    const struct token *in = parser_ahead(p, 2 + group);
    if (!is_whole(in) || strlen(in->text) > 2 || n > LONGEST ||
        (group && parser_ahead(p, 4)->kind != T_CLOSE))
        return parser_fail(p, PARSE_UNEXPECTED, t + 1, NULL);
    int value = in->text[1] ? (in->text[0] - '0') * 10 + in->text[1] - '0' : in->text[0] - '0';
    p->i += group ? 5 : 3;
    for (size_t i = 0; i < n; i++) {
        int digit = t->text[i] - '0';
        if (digit >= value)
            return parser_fail(p, PARSE_UNEXPECTED, t + 1, NULL);
        const struct tree *power = tree_two(p->arena, TREE_POWER, 0, tree_integer(p->arena, value),
                                            tree_integer(p->arena, (int64_t)(n - 1 - i)));
        parser_push(p, tree_two(p->arena, TREE_MULTIPLY, WRITTEN_DOT, tree_integer(p->arena, digit),
                                power));
    }
    if (n == 1)
        return parser_placed(p, p->stack[--p->n_stack], first);
    return parser_pop_node(p, base, TREE_ADD, 0, first);
}

const struct tree *parse_number(struct parser *p)
{
    const struct token *t = parser_look(p), *next = parser_ahead(p, 1);
    size_t first = p->i, n;
    const char *parts[2];
    if (is_whole(t) && next->kind == T_SUB)
        return parse_base_number(p);
    if (is_whole(t)) {
        if (next->kind == T_VULGAR) {
            vulgar_parts(p, next, parts);
            return mixed(p, t->text, parts, 2, first);
        }
        if ((n = whole_fraction(p, 1, parts)) && is_proper(parts[0], parts[1]))
            return mixed(p, t->text, parts, 1 + n, first);
        const struct token *slash = parser_ahead(p, 2), *below = parser_ahead(p, 3);
        if (is_whole(next) && slash->kind == T_DIVIDE && slash->which == WRITTEN_SLASH &&
            is_whole(below) && is_proper(next->text, below->text)) {
            parts[0] = next->text;
            parts[1] = below->text;
            return mixed(p, t->text, parts, 4, first);
        }
    }
    p->i++;
    if (next->kind == T_COUNT) {
        p->i++;
        const struct tree *a = number_leaf(p, t->text, first);
        size_t second = p->i;
        if (!parser_sees(p, T_NUMBER))
            return parser_expected(p, "value");
        p->i++;
        const struct tree *b = number_leaf(p, p->tokens->token[second].text, second);
        return parser_placed(p, tree_two(p->arena, next->which, 0, a, b), first);
    }
    return number_leaf(p, t->text, first);
}

/* --- names ------------------------------------------------------------------------------------ */

/* An index of a single token: x_1, x_{max}, x_e. */
static const struct tree *lone_index(struct parser *p)
{
    const struct token *t = parser_look(p);
    size_t first = p->i, len;
    const char *text = parser_name(p, t, &len);
    switch (t->kind) {
    case T_NUMBER:
        p->i++;
        return number_leaf(p, t->text, first);
    case T_CONSTANT:
        if (t->which != CONSTANT_E && t->which != CONSTANT_I)
            return NULL;
        break;
    case T_FUNCTION:
    case T_TEXT:
    case T_UNIT:
    case T_NAME:
        break;
    default:
        return NULL;
    }
    p->i++;
    return parser_placed(p, parser_symbol(p, text, len), first);
}

/* x_max in plain text: the letters that stand together are one index. */
static const struct tree *word_index(struct parser *p)
{
    size_t first = p->i;
    const struct token *t = parser_look(p), *last = t;
    if (p->tokens->latex || t->kind != T_NAME || t->text)
        return NULL;
    while (!last[1].spaced && last[1].len == 1 &&
           (last[1].kind == T_NAME || last[1].kind == T_CONSTANT))
        last++;
    if (last == t)
        return NULL;
    p->i += (size_t)(last - t) + 1;
    return parser_placed(p, parser_symbol(p, p->s + t->at, last->at + last->len - t->at), first);
}

static const struct tree *index_after_sign(struct parser *p)
{
    const struct tree *t;
    bool round = parser_sees_open(p, BRACKET_ROUND);
    if (!round && !parser_sees_open(p, BRACKET_GROUP) && !parser_sees_open(p, BRACKET_SOFT)) {
        if ((t = word_index(p)) || (t = lone_index(p)))
            return t;
        return parser_expected(p, "index");
    }
    const struct token *inside = parser_ahead(p, 1), *close = parser_ahead(p, 2);
    if (close->kind == T_CLOSE && inside->kind != T_OPEN) {
        p->i++;
        if ((t = lone_index(p))) {
            p->i++;
            return t;
        }
        p->i--;
    }
    p->index++;
    t = round ? parse_bracket(p) : parse_argument(p, false, "index");
    p->index--;
    if (t && round && t->kind == TREE_TUPLE) /* x_(1, 2) */
        t = tree_placed(p->arena, tree_node(p->arena, TREE_LIST, 0, t->child, t->n), t->at, t->len);
    return t;
}

const struct tree *parse_index(struct parser *p, const char *name, size_t len, size_t first)
{
    struct str text = STR_EMPTY;
    const struct tree *index = NULL, *made = NULL;
    bool ok = true;
    str_add(&text, name, len);
    for (;;) {
        const struct token *t = parser_look(p);
        if (t->kind == T_PRIME || (t->kind == T_POWER && (parser_ahead(p, 1)->kind == T_PRIME))) {
            unsigned n = t->kind == T_PRIME ? t->which : parser_ahead(p, 1)->which;
            for (unsigned i = 0; i < n; i++)
                str_add_char(&text, '\'');
            p->i += t->kind == T_PRIME ? 1 : 2;
        } else if (t->kind == T_SUB && !index) {
            p->i++;
            if (!(index = index_after_sign(p))) {
                ok = false;
                break;
            }
        } else if (t->kind == T_OPEN && t->which == BRACKET_SQUARE && !t->spaced && !t->command &&
                   !index && is_whole(parser_ahead(p, 1)) && parser_ahead(p, 2)->kind == T_CLOSE &&
                   parser_ahead(p, 2)->which == BRACKET_SQUARE) { /* a[2] */
            p->i++;
            index = lone_index(p);
            p->i++;
        } else if (t->kind == T_NUMBER && is_whole(t) && !t->spaced && !index && p->i > first &&
                   t[-1].kind == T_NAME && !t[-1].command) {
            p->tokens->notes |= NOTE_INDEX;
            index = lone_index(p);
        } else {
            break;
        }
    }
    if (ok)
        made = index ? tree_one(p->arena, TREE_SYMBOL, 0, index)
                     : parser_symbol(p, text.data, text.len);
    if (made && index) {
        struct tree named = *made;
        named.text = tree_arena_text(p->arena, text.data, text.len);
        made = tree_placed(p->arena, &named, 0, 0);
    }
    str_release(&text);
    return ok ? parser_placed(p, made, first) : NULL;
}

/* C(5,2) and P(5,2): the counts when there are two arguments. */
static const struct tree *parse_count_call(struct parser *p, const struct tree *letter,
                                           enum tree_kind kind, size_t first)
{
    const struct tree *inside = parse_bracket(p);
    if (!inside)
        return NULL;
    if (inside->kind == TREE_TUPLE && inside->n == 2)
        return parser_placed(p,
                             tree_two(p->arena, kind, 0, parser_as_name(p, inside->child[0]),
                                      parser_as_name(p, inside->child[1])),
                             first);
    return parser_placed(p, tree_two(p->arena, TREE_MULTIPLY, 0, letter, inside), first);
}

/* h(a+b) in the area of a trapezium: a height times a sum of letters, not a value of h. */
static bool is_height(const struct tree *argument, const char *name)
{
    if (strcmp(name, "h") != 0 || argument->kind != TREE_ADD)
        return false;
    for (uint32_t i = 0; i < argument->n; i++)
        if (argument->child[i]->kind != TREE_SYMBOL)
            return false;
    return true;
}

static const struct tree *parse_call(struct parser *p, const struct tree *function, size_t first)
{
    size_t base = p->n_stack;
    parser_push(p, function);
    size_t n = parse_arguments(p);
    p->tokens->notes |= NOTE_CALL;
    if (!n)
        return NULL;
    if (n == 1 && is_height(p->stack[base + 1], function->text))
        return parser_pop_node(p, base, TREE_MULTIPLY, 0, first);
    return parser_pop_node(p, base, TREE_CALL, 0, first);
}

/* f^{-1}( : the name of an inverse function. */
static bool take_inverse(struct parser *p)
{
    size_t k = 1, open = 0;
    if (!parser_sees(p, T_POWER))
        return false;
    if (parser_ahead(p, k)->kind == T_OPEN && parser_ahead(p, k)->which == BRACKET_GROUP)
        open = k++;
    if (parser_ahead(p, k)->kind != T_MINUS || !is_whole(parser_ahead(p, k + 1)) ||
        strcmp(parser_ahead(p, k + 1)->text, "1") != 0)
        return false;
    k += 2;
    if (open && parser_ahead(p, k++)->kind != T_CLOSE)
        return false;
    const struct token *bracket = parser_ahead(p, k);
    if (bracket->kind != T_OPEN || bracket->which != BRACKET_ROUND)
        return false;
    p->i += k;
    return true;
}

const struct tree *parse_name(struct parser *p)
{
    const struct token *t = parser_look(p);
    size_t first = p->i, len;
    const char *text = parser_name(p, t, &len);
    if (parser_name_is(p, t, "d")) {
        bool found;
        const struct tree *derivative = parse_slash_derivative(p, &found);
        if (found)
            return derivative;
    }
    p->i++;
    const struct tree *symbol = parse_index(p, text, len, first);
    if (!symbol || len != 1)
        return symbol;
    const char *letter = strchr(CALL_LETTERS, text[0]);
    bool callable = letter && p->options->calls == CALLS_AUTO &&
                    !(p->tokens->bare_calls & (1u << (letter - CALL_LETTERS)));
    if (callable && take_inverse(p)) {
        struct str name = STR_EMPTY;
        str_printf(&name, "%s^{-1}", symbol->text);
        symbol = parser_placed(p, parser_symbol(p, name.data, name.len), first);
        str_release(&name);
    }
    if (!parser_sees_open(p, BRACKET_ROUND) || p->index)
        return symbol;
    if (callable)
        return parse_call(p, symbol, first);
    if (symbol->n == 0 && (strcmp(symbol->text, "C") == 0 || strcmp(symbol->text, "P") == 0))
        return parse_count_call(p, symbol, text[0] == 'C' ? TREE_BINOMIAL : TREE_PERMUTATION,
                                first);
    if (!parser_look(p)->spaced)
        p->tokens->notes |= NOTE_CALL;
    return symbol;
}

/* \vec{v}, \hat x, \overline{AB}: a name of its own; \overline{z+1} and \bar z: the conjugate. */
const struct tree *parse_accent(struct parser *p)
{
    const struct token *accent = parser_look(p);
    size_t first = p->i++;
    bool line = accent->kind == T_CONJUGATE;
    const char *word = line ? "overline" : accent->text;
    bool group = parser_sees_open(p, BRACKET_GROUP);
    size_t letters = 0;
    while (parser_ahead(p, group + letters)->kind == T_NAME)
        letters++;
    const struct token *from = parser_ahead(p, group);
    bool names = letters && (!group || parser_ahead(p, group + letters)->kind == T_CLOSE);
    bool complex = parser_name_is(p, from, "z") || parser_name_is(p, from, "w");
    bool conjugate = line ? letters < 2 || !group : strcmp(word, "bar") == 0 && complex;
    if (!names || conjugate) {
        if (!line && strcmp(word, "bar") != 0)
            return parser_expected(p, "letter");
        const struct tree *inside = parse_argument(p, true, "value");
        return inside
                   ? parser_placed(p, tree_one(p->arena, TREE_APPLY, FUNCTION_CONJ, inside), first)
                   : NULL;
    }
    struct str name = STR_EMPTY;
    str_printf(&name, "%s ", word);
    size_t n = group ? letters : 1;
    for (size_t i = 0; i < n; i++) {
        size_t len;
        const char *text = parser_name(p, parser_ahead(p, group + i), &len);
        str_add(&name, text, len);
    }
    p->i += group ? letters + 2 : 1;
    const struct tree *t = parse_index(p, name.data, name.len, first);
    str_release(&name);
    return t;
}

/* --- fractions and roots ---------------------------------------------------------------------- */

/* The first digit of a number as an argument of its own: \frac12. */
static const struct tree *first_digit(struct parser *p)
{
    struct token *t = parser_look(p);
    size_t first = p->i;
    if (!is_whole(t) || strlen(t->text) < 2 || t->len != strlen(t->text)) {
        p->i++;
        return number_leaf(p, t->text, first);
    }
    const struct tree *digit = tree_leaf(p->arena, TREE_NUMBER, t->text, 1);
    digit = tree_placed(p->arena, digit, t->at, 1);
    t->at++;
    t->len--;
    t->text++;
    t->spaced = false;
    return digit;
}

const struct tree *parse_argument(struct parser *p, bool digit, const char *expected)
{
    size_t first = p->i;
    if (parser_sees_open(p, BRACKET_GROUP) || parser_sees_open(p, BRACKET_SOFT)) {
        unsigned shape = parser_look(p)->which;
        struct surroundings around = p->around;
        p->around = (struct surroundings){.cells = around.cells};
        p->i++;
        const struct token *close = parser_look(p);
        const struct tree *t =
            close->kind == T_CLOSE ? parser_expected(p, expected) : parse_connected(p);
        close = parser_look(p);
        if (t && (close->kind != T_CLOSE || close->which != shape))
            t = parser_expected(p, "}");
        p->around = around;
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
            return first_digit(p);
        p->i++;
        return number_leaf(p, p->tokens->token[first].text, first);
    }
    if (!token_begins_value(parser_look(p)))
        return parser_expected(p, expected);
    return parse_atom(p);
}

const struct tree *parse_fraction(struct parser *p)
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

const struct tree *parse_root(struct parser *p)
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
    bool choose = parser_name_is(p, letter, "C");
    if ((!choose && !parser_name_is(p, letter, "P")) || parser_ahead(p, 1)->kind != T_SUB)
        return parser_fail(p, PARSE_UNEXPECTED, &p->tokens->token[first], NULL);
    p->i += 2;
    const struct tree *after = parse_argument(p, false, "index");
    return after ? parser_placed(p,
                                 tree_two(p->arena, choose ? TREE_BINOMIAL : TREE_PERMUTATION, 0,
                                          before, after),
                                 first)
                 : NULL;
}

/* --- words and quantities --------------------------------------------------------------------- */

static const struct tree *parse_word(struct parser *p)
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
static const struct tree *parse_currency(struct parser *p)
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
    const struct tree *unit = unit_leaf(p, t->text, first);
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

const struct tree *parse_unit(struct parser *p)
{
    if (parser_sees(p, T_FRACTION))
        return parse_unit_fraction(p);
    size_t first = p->i;
    const struct tree *t = parse_unit_product(p);
    while (t && parser_sees(p, T_DIVIDE)) {
        const struct token *next = parser_ahead(p, 1);
        bool bracket = next->kind == T_OPEN && next->which == BRACKET_ROUND &&
                       parser_ahead(p, 2)->kind == T_UNIT;
        if (next->kind != T_UNIT && !bracket)
            break;
        p->i += 1 + bracket;
        const struct tree *below = bracket ? parse_unit_product(p) : parse_unit_power(p);
        if (below && bracket && !parser_takes(p, T_CLOSE))
            return parser_expected(p, ")");
        t = below
                ? parser_placed(p, tree_two(p->arena, TREE_DIVIDE, WRITTEN_SLASH, t, below), first)
                : NULL;
    }
    return t;
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
