/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names: variables with their indices and primes, accents, and what a name makes of a bracket
 * behind it: f(x) a call, C(5,2) a count, a(x+1) a product.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

/* An index of a single token: x_1, x_{max}, x_e. */
static const struct tree *lone_index(struct parser *p)
{
    const struct token *t = parser_look(p);
    size_t first = p->i, len;
    const char *text = parser_name(p, t, &len);
    switch (t->kind) {
    case T_NUMBER:
        p->i++;
        return parser_number(p, t->text, first);
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
                   !index && token_is_whole(parser_ahead(p, 1)) &&
                   parser_ahead(p, 2)->kind == T_CLOSE &&
                   parser_ahead(p, 2)->which == BRACKET_SQUARE) { /* a[2] */
            p->i++;
            index = lone_index(p);
            p->i++;
        } else if (t->kind == T_NUMBER && token_is_whole(t) && !t->spaced && !index &&
                   p->i > first && t[-1].kind == T_NAME && !t[-1].command) {
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
    if (parser_ahead(p, k)->kind != T_MINUS || !token_is_whole(parser_ahead(p, k + 1)) ||
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

/* \vec{i}: the constants are letters below an accent. */
static bool is_letter(const struct token *t)
{
    return t->kind == T_NAME ||
           (t->kind == T_CONSTANT && (t->which == CONSTANT_I || t->which == CONSTANT_E));
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
    while (is_letter(parser_ahead(p, group + letters)))
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
