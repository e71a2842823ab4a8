/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The entry of the parser and the machine that its files share: looking at tokens, noting the first
 * error, collecting children. Knows no grammar.
 */
#include "app/maths/parse/parser.h"
#include "app/maths/parse/wrapper.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- tokens ----------------------------------------------------------------------------------- */

struct token *parser_ahead(struct parser *p, size_t n)
{
    size_t last = p->tokens->n - 1;
    return &p->tokens->token[p->i + n < last ? p->i + n : last];
}

struct token *parser_look(struct parser *p)
{
    while (p->around.cells && parser_ahead(p, 0)->kind == T_CELL)
        p->i++;
    return parser_ahead(p, 0);
}

bool parser_sees(struct parser *p, enum token_kind kind)
{
    return parser_look(p)->kind == kind;
}

bool parser_sees_open(struct parser *p, enum bracket shape)
{
    const struct token *t = parser_look(p);
    return t->kind == T_OPEN && t->which == shape;
}

bool parser_takes(struct parser *p, enum token_kind kind)
{
    if (!parser_sees(p, kind))
        return false;
    p->i++;
    return true;
}

const char *parser_name(struct parser *p, const struct token *t, size_t *len)
{
    *len = t->text ? strlen(t->text) : t->len;
    return t->text ? t->text : p->s + t->at;
}

bool parser_name_is(struct parser *p, const struct token *t, const char *name)
{
    size_t len;
    const char *text = parser_name(p, t, &len);
    return t->kind == T_NAME && len == strlen(name) && memcmp(text, name, len) == 0;
}

/* --- errors ----------------------------------------------------------------------------------- */

const struct tree *parser_fail(struct parser *p, enum parse_status status, const struct token *t,
                               const char *expected)
{
    if (p->error.status != PARSE_OK)
        return NULL;
    if (t->kind == T_BAD)
        status = t->which;
    p->error.status = status;
    p->error.expected = expected;
    p->error.at = t->at;
    if (t->kind == T_END)
        return NULL;
    /* cut at a character */
    size_t len = t->len < sizeof p->error.found - 1 ? t->len : sizeof p->error.found - 1;
    while (len < t->len && len > 0 && ((unsigned char)p->s[t->at + len] & 0xC0) == 0x80)
        len--;
    struct str clean = STR_EMPTY;
    text_clean_line(&clean, p->s + t->at, len);
    if (clean.len < sizeof p->error.found)
        memcpy(p->error.found, clean.data, clean.len + 1);
    str_release(&clean);
    return NULL;
}

const struct tree *parser_expected(struct parser *p, const char *expected)
{
    const struct token *t = parser_look(p);
    if (t->kind == T_TEXT)
        return parser_fail(p, PARSE_NOT_MATHS, t, NULL);
    return parser_fail(p, PARSE_EXPECTED, t, expected);
}

bool parser_enter(struct parser *p)
{
    if (p->depth >= PARSER_DEPTH_MAX) {
        parser_fail(p, PARSE_TOO_DEEP, parser_look(p), NULL);
        return false;
    }
    p->depth++;
    return true;
}

void parser_leave(struct parser *p)
{
    p->depth--;
}

/* --- trees ------------------------------------------------------------------------------------ */

const struct tree *parser_placed(struct parser *p, const struct tree *t, size_t first)
{
    const struct token *from = &p->tokens->token[first];
    const struct token *to = p->i > first ? &p->tokens->token[p->i - 1] : from;
    if (!t) {
        parser_fail(p, PARSE_TOO_DEEP, from, NULL);
        return NULL;
    }
    return tree_placed(p->arena, t, from->at, to->at + to->len - from->at);
}

void parser_push(struct parser *p, const struct tree *t)
{
    if (p->n_stack == p->cap_stack) {
        p->cap_stack = p->cap_stack ? 2 * p->cap_stack : 64;
        p->stack = xrealloc(p->stack, p->cap_stack * sizeof *p->stack);
    }
    p->stack[p->n_stack++] = t;
}

const struct tree *parser_pop_node(struct parser *p, size_t base, enum tree_kind kind,
                                   unsigned detail, size_t first)
{
    const struct tree *t = tree_node(p->arena, kind, detail, p->stack + base, p->n_stack - base);
    p->n_stack = base;
    return parser_placed(p, t, first);
}

const struct tree *parser_symbol(struct parser *p, const char *text, size_t len)
{
    return tree_leaf(p->arena, TREE_SYMBOL, text, len);
}

const struct tree *parser_as_name(struct parser *p, const struct tree *t)
{
    if (!t || t->kind != TREE_WORDS || strchr(t->text, ' '))
        return t;
    return tree_placed(p->arena, parser_symbol(p, t->text, strlen(t->text)), t->at, t->len);
}

/* --- entry ------------------------------------------------------------------------------------ */

static size_t column_of(const char *s, size_t at)
{
    size_t column = 1;
    for (size_t i = 0; i < at; column++) {
        uint32_t c;
        i += text_decode(s + i, at - i, &c);
    }
    return column;
}

static const struct tree *parse_whole(struct parser *p)
{
    if (parser_sees(p, T_END))
        return parser_fail(p, PARSE_EMPTY, parser_look(p), NULL);
    const struct tree *t = parse_statements(p);
    if (!t || parser_sees(p, T_END))
        return t;
    const struct token *at = parser_look(p);
    bool words = at->kind == T_TEXT || (p->i && p->tokens->token[p->i - 1].kind == T_TEXT);
    return parser_fail(p, words ? PARSE_NOT_MATHS : PARSE_UNEXPECTED, at, NULL);
}

/* Reads the bytes [from, to) of s; without `words`, none that are no names may be in it. */
static bool parse_range(struct tree_arena *arena, const char *s, size_t from, size_t to,
                        const struct parse_options *options, bool words,
                        struct parse_result *result)
{
    struct tokens tokens;
    tokens_read(&tokens, arena, s, from, to, options);
    struct parser p = {.arena = arena, .s = s, .options = options, .tokens = &tokens};
    const struct tree *t = parse_whole(&p);
    if (t && tokens.words && !words)
        t = parser_fail(&p, PARSE_NOT_MATHS, parser_look(&p), NULL);
    if (!t && p.error.status == PARSE_OK)
        parser_fail(&p, PARSE_TOO_DEEP, parser_look(&p), NULL);
    *result = (struct parse_result){
        .tree = p.error.status == PARSE_OK ? t : NULL, .notes = tokens.notes, .error = p.error};
    if (p.error.status != PARSE_OK)
        result->error.column = column_of(s, p.error.at);
    free(p.stack);
    tokens_release(&tokens);
    return result->tree != NULL;
}

bool maths_parse(struct tree_arena *arena, const char *s, size_t len,
                 const struct parse_options *options, struct parse_result *result)
{
    if (len > PARSE_LENGTH_MAX) {
        *result = (struct parse_result){
            .error = {.status = PARSE_TOO_LONG, .at = PARSE_LENGTH_MAX, .column = 1}};
        return false;
    }
    size_t from = 0, to = len;
    wrapper_strip(s, &from, &to, options->answer);
    if (parse_range(arena, s, from, to, options, true, result))
        return true;
    struct parse_result inside;
    if (!options->answer || !wrapper_find(s, &from, &to) ||
        !parse_range(arena, s, from, to, options, false, &inside))
        return false;
    *result = inside;
    return true;
}
