/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers among the tokens: 2 1/3 and 2\frac13 as mixed numbers, ½, 204_5 in another base, 5C2, and
 * the first digit that \frac12 takes.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

static const char *without_zeros(const char *digits)
{
    while (digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
        digits++;
    return digits;
}

const struct tree *parser_number(struct parser *p, const char *digits, size_t first)
{
    digits = without_zeros(digits);
    return parser_placed(p, tree_leaf(p->arena, TREE_NUMBER, digits, strlen(digits)), first);
}

bool token_is_whole(const struct token *t)
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
    if (token_is_whole(t) && strlen(t->text) == 2 && t->len == 2) { /* \frac12 */
        parts[0] = tree_arena_text(p->arena, t->text, 1);
        parts[1] = t->text + 1;
        return k + 1 - from;
    }
    for (int i = 0; i < 2; i++) {
        t = parser_ahead(p, k);
        bool group = t->kind == T_OPEN && t->which == BRACKET_GROUP;
        const struct token *number = parser_ahead(p, k + group);
        if (!token_is_whole(number) || (!group && (strlen(number->text) != 1)))
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
        parser_push(p, parser_number(p, digits[i], first));
    return parser_pop_node(p, base, TREE_MIXED, 0, first);
}

static void vulgar_parts(struct parser *p, const struct token *t, const char *parts[2])
{
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
    (void)p;
    parts[0] = digits[t->which >> 4];
    parts[1] = digits[t->which & 15];
}

const struct tree *parse_vulgar(struct parser *p)
{
    const char *parts[2];
    size_t first = p->i++, base = p->n_stack;
    vulgar_parts(p, &p->tokens->token[first], parts);
    parser_push(p, parser_number(p, parts[0], first));
    parser_push(p, parser_number(p, parts[1], first));
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
    if (!token_is_whole(in) || strlen(in->text) > 2 || n > LONGEST ||
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
    if (token_is_whole(t) && next->kind == T_SUB)
        return parse_base_number(p);
    if (token_is_whole(t)) {
        if (next->kind == T_VULGAR) {
            vulgar_parts(p, next, parts);
            return mixed(p, t->text, parts, 2, first);
        }
        if ((n = whole_fraction(p, 1, parts)) && is_proper(parts[0], parts[1]))
            return mixed(p, t->text, parts, 1 + n, first);
        const struct token *slash = parser_ahead(p, 2), *below = parser_ahead(p, 3);
        if (token_is_whole(next) && slash->kind == T_DIVIDE && slash->which == WRITTEN_SLASH &&
            token_is_whole(below) && is_proper(next->text, below->text)) {
            parts[0] = next->text;
            parts[1] = below->text;
            return mixed(p, t->text, parts, 4, first);
        }
    }
    p->i++;
    if (next->kind == T_COUNT) {
        p->i++;
        const struct tree *a = parser_number(p, t->text, first);
        size_t second = p->i;
        if (!parser_sees(p, T_NUMBER))
            return parser_expected(p, "value");
        p->i++;
        const struct tree *b = parser_number(p, p->tokens->token[second].text, second);
        return parser_placed(p, tree_two(p->arena, next->which, 0, a, b), first);
    }
    return parser_number(p, t->text, first);
}

/* The first digit of a number as an argument of its own: \frac12. */
const struct tree *parse_first_digit(struct parser *p)
{
    struct token *t = parser_look(p);
    size_t first = p->i;
    if (!token_is_whole(t) || strlen(t->text) < 2 || t->len != strlen(t->text)) {
        p->i++;
        return parser_number(p, t->text, first);
    }
    const struct tree *digit = tree_leaf(p->arena, TREE_NUMBER, t->text, 1);
    digit = tree_placed(p->arena, digit, t->at, 1);
    t->at++;
    t->len--;
    t->text++;
    t->spaced = false;
    return digit;
}
