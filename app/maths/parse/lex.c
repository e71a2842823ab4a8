/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes to tokens, from left to right, each byte looked at a bounded number of times. What a sign
 * means here depends on its neighbours only; the table of names is in names.c, numbers are in
 * digits.c, commands with a backslash in command.c, runs of letters in letters.c. Afterwards the
 * brackets that may open or close ( ] [ < > ) are settled by what stands around them.
 */
#include "app/maths/parse/lexer.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdlib.h>
#include <string.h>

uint32_t lexer_peek(const struct lexer *l, size_t at, size_t *width)
{
    *width = 0;
    if (at >= l->to)
        return 0;
    unsigned char byte = (unsigned char)l->s[at];
    uint32_t c = byte;
    *width = 1;
    if (byte >= 0x80) {
        *width = text_decode(l->s + at, l->to - at, &c);
        c = character_fold(c);
    }
    return c;
}

/* Does a token keep a compound unit going: kg m^2 / s^2? */
static bool keeps_unit(const struct lexer *l, enum token_kind kind)
{
    enum token_kind before = l->out->n ? l->out->token[l->out->n - 1].kind : T_END;
    switch (kind) {
    case T_UNIT:
    case T_POWER:
        return true;
    case T_TIMES:
    case T_DIVIDE:
        return before == T_UNIT || before == T_NUMBER || before == T_CLOSE;
    case T_MINUS:
        return before == T_POWER || before == T_OPEN;
    case T_OPEN:
        return before == T_POWER || before == T_CLOSE || before == T_DIVIDE;
    case T_NUMBER:
        return before == T_POWER || before == T_OPEN || before == T_MINUS;
    case T_CLOSE:
        return l->depth > l->unit_depth &&
               (before == T_NUMBER || before == T_UNIT || before == T_CLOSE);
    default:
        return false;
    }
}

struct token *lexer_emit(struct lexer *l, enum token_kind kind, unsigned which, size_t from,
                         size_t to, const char *text)
{
    struct tokens *out = l->out;
    if (out->n == out->cap) {
        out->cap = out->cap ? 2 * out->cap : 64;
        out->token = xrealloc(out->token, out->cap * sizeof *out->token);
    }
    if (kind == T_UNIT && !l->unit) { /* \frac{km}{h} goes on behind its first brace */
        bool above = out->n > 1 && out->token[out->n - 2].kind == T_FRACTION;
        l->unit_depth = l->depth - above;
    }
    l->unit = kind == T_UNIT || (l->unit && keeps_unit(l, kind));
    struct token *token = &out->token[out->n++];
    out->words |= kind == T_TEXT && which == TEXT_PLAIN;
    *token = (struct token){.kind = (uint8_t)kind,
                            .which = (uint8_t)which,
                            .spaced = l->spaced,
                            .wide = l->wide,
                            .command = from < l->to && l->s[from] == '\\',
                            .at = (uint32_t)from,
                            .len = (uint32_t)(to - from),
                            .text = text};
    l->spaced = l->wide = false;
    if (kind == T_OPEN || kind == T_BEGIN)
        l->depth++;
    if ((kind == T_CLOSE || kind == T_FINISH) && l->depth)
        l->depth--;
    return token;
}

void lexer_bad(struct lexer *l, enum parse_status status, size_t at, size_t to)
{
    lexer_emit(l, T_BAD, status, at, to, NULL);
    l->at = l->to;
}

bool lexer_after_value(const struct lexer *l)
{
    return l->out->n && token_ends_value(&l->out->token[l->out->n - 1]);
}

bool lexer_phrase_place(const struct lexer *l)
{
    if (!l->out->n)
        return true;
    const struct token *t = &l->out->token[l->out->n - 1];
    switch (t->kind) {
    case T_COMMA:
    case T_SEMICOLON:
    case T_LINE:
    case T_CELL:
    case T_AND:
    case T_OR:
    case T_TEXT:
    case T_RELATION:
        return true;
    case T_OPEN:
        return t->which == BRACKET_ROUND || t->which == BRACKET_SOFT;
    default:
        return false;
    }
}

void lexer_named(struct lexer *l, const struct name *name, size_t from, size_t to)
{
    const char *text = name->kind == T_FUNCTION || !name->text ? name->name : name->text;
    lexer_emit(l, name->kind, name->which, from, to, text);
}

void lexer_letter(struct lexer *l, uint32_t c, size_t from, size_t to)
{
    const char *text = NULL;
    if (c < 0x80 && to - from != 1)
        text = tree_arena_text(l->arena, &(char){(char)c}, 1);
    if (c == 'e')
        lexer_emit(l, T_CONSTANT, CONSTANT_E, from, to, "e");
    else if (c == 'i')
        lexer_emit(l, T_CONSTANT, CONSTANT_I, from, to, "i");
    else
        lexer_emit(l, T_NAME, 0, from, to, text);
}

/* --- signs ------------------------------------------------------------------------------------ */

/* Longer ones first. */
static const struct {
    const char *text;
    uint8_t kind, which;
    bool plain; /* not in LaTeX */
} digraphs[] = {
    {"<=>", T_RELATION, RELATION_IFF, false},
    {"<->", T_RELATION, RELATION_IFF, false},
    {"===", T_RELATION, RELATION_EQUIVALENT, false},
    {"~==", T_RELATION, RELATION_CONGRUENT, true},
    {"...", T_ELLIPSIS, 0, false},
    {"<=", T_RELATION, RELATION_LESS_EQUAL, false},
    {"=<", T_RELATION, RELATION_LESS_EQUAL, false},
    {">=", T_RELATION, RELATION_GREATER_EQUAL, false},
    {"=>", T_RELATION, RELATION_IMPLIES, false},
    {"!=", T_RELATION, RELATION_UNEQUAL, false},
    {"<>", T_RELATION, RELATION_UNEQUAL, false},
    {"/=", T_RELATION, RELATION_UNEQUAL, false},
    {"==", T_RELATION, RELATION_EQUAL, false},
    {":=", T_RELATION, RELATION_EQUAL, false},
    {"~=", T_RELATION, RELATION_APPROX, true},
    {"->", T_RELATION, RELATION_TO, false},
    {"**", T_POWER, 0, false},
    {"#pm#", T_PLUS_MINUS, 0, false},
    {"+/-", T_PLUS_MINUS, 0, false},
    {"-/+", T_PLUS_MINUS, 1, false},
    {"+-", T_PLUS_MINUS, 0, false},
    {"!!", T_FACTORIAL, 2, false},
    {"''", T_PRIME, 2, false},
    {"&&", T_AND, 0, false},
    {"~", T_RELATION, RELATION_SIMILAR, true},
};

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* %e, %i, %pi, %union as computer algebra has them; % behind a value is percent. */
static bool read_percent_name(struct lexer *l)
{
    static const struct {
        const char *text;
        enum tree_constant constant;
    } constants[] = {{"%pi", CONSTANT_PI}, {"%e", CONSTANT_E}, {"%i", CONSTANT_I}};
    if (lexer_after_value(l))
        return false;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        size_t n = strlen(constants[i].text);
        bool ends = l->to - l->at <= n || !is_ascii_letter(l->s[l->at + n]);
        if (l->to - l->at >= n && ends && memcmp(l->s + l->at, constants[i].text, n) == 0) {
            lexer_emit(l, T_CONSTANT, constants[i].constant, l->at, l->at + n, NULL);
            l->at += n;
            return true;
        }
    }
    if (l->to - l->at < 3 || !is_ascii_letter(l->s[l->at + 1]))
        return false;
    l->at++; /* %union */
    lexer_letters(l);
    return true;
}

/* "words" */
static bool read_quoted(struct lexer *l)
{
    const char *end = memchr(l->s + l->at + 1, '"', l->to - l->at - 1);
    if (!end)
        return false;
    size_t from = l->at, to = (size_t)(end - l->s);
    for (size_t i = from + 1; i < to; i++)
        if ((unsigned char)l->s[i] < 0x80 && !is_ascii_letter(l->s[i]) &&
            !strchr(" .,!?'-", l->s[i]))
            return false; /* a formula in quotes is not what words are */
    lexer_emit(l, T_TEXT, TEXT_QUOTED, from, to + 1,
               tree_arena_text(l->arena, l->s + from + 1, to - from - 1));
    l->at = to + 1;
    return true;
}

static bool read_digraph(struct lexer *l)
{
    for (size_t i = 0; i < sizeof digraphs / sizeof *digraphs; i++) {
        size_t n = strlen(digraphs[i].text);
        if (l->to - l->at < n || memcmp(l->s + l->at, digraphs[i].text, n) != 0 ||
            (digraphs[i].plain && l->out->latex))
            continue;
        if (digraphs[i].kind == T_PLUS_MINUS && n == 2)
            l->out->notes |= NOTE_PLUS_MINUS;
        lexer_emit(l, digraphs[i].kind, digraphs[i].which, l->at, l->at + n, NULL);
        l->at += n;
        return true;
    }
    return false;
}

static void push_group(struct lexer *l, enum bracket shape)
{
    if (l->n_groups == l->cap_groups) {
        l->cap_groups = l->cap_groups ? 2 * l->cap_groups : 16;
        l->group = xrealloc(l->group, l->cap_groups);
    }
    l->group[l->n_groups++] = (uint8_t)shape;
}

/* ² and ₁: a run of them is ^{...} or _{...}. */
static bool read_script(struct lexer *l)
{
    size_t width, at = l->at;
    uint32_t c = lexer_peek(l, at, &width);
    if (c < 0x80)
        return false;
    bool super = script_find(c, true) != 0;
    if (!super && !script_find(c, false))
        return false;
    lexer_emit(l, super ? T_POWER : T_SUB, 0, at, at, NULL);
    lexer_emit(l, T_OPEN, BRACKET_GROUP, at, at, NULL);
    size_t scratch_n = 0;
    for (char d; at < l->to && c >= 0x80 && (d = script_find(c, super));) {
        if (d >= '0' && d <= '9') {
            size_t from = at;
            struct str digits = STR_EMPTY;
            for (; at < l->to && c >= 0x80 && (d = script_find(c, super)) >= '0' && d <= '9';
                 c = lexer_peek(l, at += width, &width))
                str_add_char(&digits, d);
            lexer_emit(l, T_NUMBER, 0, from, at,
                       tree_arena_text(l->arena, digits.data, digits.len));
            str_release(&digits);
        } else {
            const struct sign *sign = sign_find((uint32_t)d);
            if (sign)
                lexer_emit(l, sign->kind, sign->which, at, at + width, NULL);
            else
                lexer_emit(l, T_NAME, 0, at, at + width, tree_arena_text(l->arena, &d, 1));
            c = lexer_peek(l, at += width, &width);
        }
        scratch_n++;
    }
    lexer_emit(l, T_CLOSE, BRACKET_GROUP, at, at, NULL);
    l->at = at;
    return scratch_n > 0;
}

/* A full stop: ... is read elsewhere; one at the end means nothing. */
static void read_stop(struct lexer *l, size_t width)
{
    if (text_is_blank(l->s + l->at + width, l->to - l->at - width))
        l->at = l->to;
    else
        lexer_bad(l, PARSE_UNEXPECTED, l->at, l->at + width);
}

bool lexer_celsius(struct lexer *l, uint32_t c, size_t from, size_t to)
{
    struct tokens *out = l->out;
    size_t n = out->n;
    if (c != 'C' && c != 'F')
        return false;
    bool group = n > 3 && out->token[n - 1].kind == T_CLOSE && out->token[n - 2].kind == T_DEGREE &&
                 out->token[n - 3].kind == T_OPEN && out->token[n - 4].kind == T_POWER;
    if (group)
        n -= 2;
    if (!group && (!n || out->token[n - 1].kind != T_DEGREE))
        return false;
    n -= 1;
    if (group)
        n -= 1;
    else if (n && out->token[n - 1].kind == T_POWER)
        n -= 1;
    out->n = n;
    lexer_emit(l, T_UNIT, 0, from, to, c == 'C' ? "°C" : "°F");
    return true;
}

/* A character that is a unit of its own: ℃, ㎝. */
static bool read_unit_sign(struct lexer *l, size_t width)
{
    size_t from = l->at;
    if (!lexer_after_value(l) || !lexer_unit(l, l->s + from, width, from, from + width, true))
        return false;
    l->at += width;
    return true;
}

/* °C is a unit, ° is one at the end of a number or an exponent. */
static void read_degree(struct lexer *l, size_t width)
{
    size_t after, further, from = l->at;
    uint32_t c = lexer_peek(l, from + width, &after);
    uint32_t next = lexer_peek(l, from + width + after, &further);
    bool letter = (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
    l->at += width;
    if ((c == 'C' || c == 'F') && !letter) {
        l->at += after;
        lexer_emit(l, T_UNIT, 0, from, l->at, c == 'C' ? "°C" : "°F");
    } else {
        lexer_emit(l, T_DEGREE, 0, from, l->at, NULL);
    }
}

/* Is the $ at l->at the delimiter of a formula, not a currency? It opens one when another $ closes
 * it: $1$ and $2$, but not $5 + $3. */
static bool dollar_delimits(struct lexer *l)
{
    size_t at = l->at + 1;
    if (l->formula || (at < l->to && l->s[at] == '$')) {
        l->formula = false;
        return true;
    }
    if (l->at && l->s[l->at - 1] == '$')
        return true;
    if (l->out->n && l->out->token[l->out->n - 1].kind == T_NUMBER)
        return false; /* 5 $ */
    size_t close = at;
    long open = 0, braces = 0; /* ]1,2[ and [1,2) are formulas as well, x) ( is none */
    for (; close < l->to && l->s[close] != '$' && braces >= 0; close++) {
        char c = l->s[close];
        open += (c == '(' || c == '[') - (c == ')' || c == ']');
        braces += (c == '{') - (c == '}');
        if (c == ')' && open < 0)
            return false;
        close += c == '\\';
    }
    if (close >= l->to || open != 0 || braces != 0 || text_is_blank(l->s + at, close - at))
        return false;
    bool digit = close + 1 < l->to && l->s[close + 1] >= '0' && l->s[close + 1] <= '9';
    l->formula = !digit && (l->s[close - 1] != ' ' || l->s[at] == ' ');
    return l->formula;
}

static void read_sign(struct lexer *l, const struct sign *sign, size_t width)
{
    size_t from = l->at;
    unsigned which = sign->which;
    if (sign->kind == T_DEGREE) {
        read_degree(l, width);
        return;
    }
    if (l->s[from] == '$' && dollar_delimits(l)) {
        l->at++;
        l->spaced = true;
        return;
    }
    l->at += width;
    if (sign->kind == L_SPACE) {
        l->spaced = true;
        return;
    }
    if (sign->kind == L_SKIP)
        return;
    if (which == BRACKET_GROUP && sign->kind == T_OPEN) {
        which = l->soft ? BRACKET_SOFT : BRACKET_GROUP;
        push_group(l, which);
    } else if (which == BRACKET_GROUP && sign->kind == T_CLOSE && l->n_groups) {
        which = l->group[--l->n_groups];
    }
    l->soft = false;
    const char *text = sign->text;
    if (sign->kind == T_CURRENCY) {
        bool sure;
        const char *found = unit_find(text, strlen(text), &sure);
        text = found ? found : text;
    }
    lexer_emit(l, sign->kind, which, from, l->at, text);
}

static void read_newline(struct lexer *l)
{
    size_t n = l->out->n;
    l->at++;
    l->spaced = true;
    if (l->depth == 0 && n && l->out->token[n - 1].kind != T_LINE)
        lexer_emit(l, T_LINE, 0, l->at - 1, l->at, NULL);
}

/* μm, kΩ behind a number. */
static bool read_greek_unit(struct lexer *l)
{
    enum { LONGEST = 4 };
    size_t end = l->at, width;
    bool greek = false;
    int n = 0;
    uint8_t before = l->out->n ? l->out->token[l->out->n - 1].kind : T_END;
    bool joined = l->unit && (before == T_DIVIDE || before == T_TIMES); /* m/μs */
    if (before != T_NUMBER && !joined)
        return false;
    for (; n < LONGEST; n++, end += width) {
        uint32_t c = lexer_peek(l, end, &width);
        bool other = c == 0xB5 || c == 0x3BC || c == 0x3A9 || c == 0x2126;
        if (!other && (c >= 0x80 || !is_ascii_letter((char)c)))
            break;
        greek |= other;
    }
    bool letter = n == 1 && l->options->units != UNITS_ALWAYS;
    if (!greek || letter || !lexer_unit(l, l->s + l->at, end - l->at, l->at, end, true))
        return false;
    l->at = end;
    return true;
}

static void read_one(struct lexer *l)
{
    size_t width;
    uint32_t c = lexer_peek(l, l->at, &width);
    const struct sign *sign;
    size_t remark = c == '(' && lexer_after_value(l) ? remark_find(l->s + l->at, l->to - l->at) : 0;
    if (remark) {
        l->at += remark;
        return;
    }
    if ((c >= 0x80 || is_ascii_letter((char)c)) && read_greek_unit(l))
        return;
    if (c == '\n') {
        read_newline(l);
    } else if (text_is_space(c)) {
        l->spaced = true;
        l->at += width;
    } else if (c == '\\') {
        lexer_command(l);
    } else if (lexer_number(l)) {
        return;
    } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80) {
        lexer_letters(l);
    } else if (text_has_hangul(l->s + l->at, width)) {
        lexer_hangul(l);
    } else if ((c == '%' && read_percent_name(l)) || (c == '"' && read_quoted(l))) {
        return;
    } else if (read_digraph(l) || read_script(l)) {
        return;
    } else if (c == '.') {
        read_stop(l, width);
    } else if ((sign = sign_find(c))) {
        read_sign(l, sign, width);
    } else if ((c >= 0x391 && c <= 0x3C9) || (c >= 0xC0 && c < 0x250) ||
               (c >= 0x400 && c < 0x530)) {
        if (!l->unit || !lexer_unit(l, l->s + l->at, width, l->at, l->at + width, true)) /* N/Ω */
            lexer_letter(l, c, l->at, l->at + width);
        l->at += width;
    } else if (c >= 0x80 && read_unit_sign(l, width)) {
        return;
    } else if (c >= 0x80 && text_char_width(c) == 0) {
        l->at += width;
    } else {
        lexer_bad(l, PARSE_UNEXPECTED, l->at, l->at + width);
    }
}

void lexer_range(struct lexer *l, size_t from, size_t to)
{
    size_t kept_at = l->at, kept_to = l->to;
    l->at = from;
    l->to = to;
    while (l->at < l->to)
        read_one(l);
    l->at = kept_at;
    l->to = kept_to;
    if (l->out->n && l->out->token[l->out->n - 1].kind == T_BAD)
        l->at = l->to;
}

/* --- brackets that go both ways --------------------------------------------------------------- */

bool token_ends_value(const struct token *t)
{
    switch (t->kind) {
    case T_NUMBER:
    case T_NAME:
    case T_CONSTANT:
    case T_TEXT:
    case T_UNIT:
    case T_CURRENCY:
    case T_FACTORIAL:
    case T_PERCENT:
    case T_PRIME:
    case T_DEGREE:
    case T_TRANSPOSE:
    case T_CLOSE:
    case T_FINISH:
    case T_ELLIPSIS:
    case T_VULGAR:
    case T_NUMBERS:
    case T_EMPTY:
        return true;
    default:
        return false;
    }
}

bool token_begins_value(const struct token *t)
{
    switch (t->kind) {
    case T_NUMBER:
    case T_NAME:
    case T_CONSTANT:
    case T_FUNCTION:
    case T_TEXT:
    case T_CURRENCY:
    case T_OPEN:
    case T_BAR:
    case T_NORM:
    case T_FRACTION:
    case T_BINOMIAL:
    case T_ROOT:
    case T_BIG:
    case T_INTEGRAL:
    case T_LIMIT:
    case T_PARTIAL:
    case T_ACCENT:
    case T_CONJUGATE:
    case T_BEGIN:
    case T_CALLED:
    case T_ELLIPSIS:
    case T_VULGAR:
    case T_NUMBERS:
    case T_EMPTY:
    case T_SUB:
        return true;
    default:
        return false;
    }
}

bool token_ends_item(const struct token *t)
{
    switch (t->kind) {
    case T_END:
    case T_BAD:
    case T_COMMA:
    case T_SEMICOLON:
    case T_LINE:
    case T_CLOSE:
    case T_CELL:
    case T_FINISH:
    case T_AND:
    case T_OR:
        return true;
    default:
        return false;
    }
}

/* ]1,2[ and [1,2[ : a bracket that cannot be what it looks like is the other one. */
static void settle_squares(struct tokens *out)
{
    for (size_t i = 0; i + 1 < out->n; i++) {
        struct token *t = &out->token[i];
        const struct token *next = &out->token[i + 1];
        bool value = i && (token_ends_value(&out->token[i - 1]) ||
                           (i > 1 && out->token[i - 2].kind == T_SUB)); /* v_max */
        if (t->which != BRACKET_SQUARE || t->command)
            continue;
        bool begins = token_begins_value(next) || next->kind == T_MINUS || next->kind == T_PLUS ||
                      next->kind == T_PLUS_MINUS;
        if (t->kind == T_CLOSE && !value && begins)
            t->kind = T_OPEN;
        else if (t->kind == T_OPEN && value && !token_begins_value(next) &&
                 (next->kind != T_MINUS || !begins))
            t->kind = T_CLOSE;
    }
}

/* <1,2>: < where a value should begin, and the next > behind which none does. */
static void settle_angles(struct tokens *out)
{
    struct token *open = NULL;
    for (size_t i = 0; i + 1 < out->n; i++) {
        struct token *t = &out->token[i];
        if (t->kind != T_RELATION || t->command)
            continue;
        bool value = i && token_ends_value(&out->token[i - 1]);
        if (t->which == RELATION_LESS && !value &&
            (token_begins_value(t + 1) || t[1].kind == T_MINUS)) {
            open = t;
        } else if (t->which == RELATION_GREATER && open && value && !token_begins_value(t + 1)) {
            open->kind = T_OPEN;
            t->kind = T_CLOSE;
            open->which = t->which = BRACKET_ANGLE;
            open = NULL;
        }
    }
}

static bool ends(const struct token *t)
{
    return t->kind == T_END || t->kind == T_BAD;
}

/* Behind primes, indices and exponents of a few tokens: f', f_1, f^{-1}. */
static const struct token *token_after_scripts(const struct token *t)
{
    enum { LONGEST = 8 };
    while (t->kind == T_PRIME || t->kind == T_POWER || t->kind == T_SUB) {
        bool script = t++->kind != T_PRIME;
        if (script && t->kind == T_OPEN && t->which == BRACKET_GROUP)
            for (int i = 0; i < LONGEST && t->kind != T_CLOSE && !ends(t); i++)
                t++;
        if (script && !ends(t))
            t++;
    }
    return t;
}

/* x &= 1: an & beside a relation only aligns. */
static void drop_alignment(struct tokens *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++) {
        const struct token *t = &out->token[i];
        bool beside = (kept && out->token[kept - 1].kind == T_RELATION) ||
                      (i + 1 < out->n && t[1].kind == T_RELATION);
        if (t->kind != T_CELL || !beside)
            out->token[kept++] = *t;
    }
    out->n = kept;
}

/* Which letters of CALL_LETTERS occur without a bracket behind them? */
static void count_calls(struct tokens *out, const char *s)
{
    for (size_t i = 0; i + 1 < out->n; i++) {
        const struct token *t = &out->token[i];
        if (t->kind != T_NAME || t->len != 1)
            continue;
        const char *letter = strchr(CALL_LETTERS, s[t->at]);
        if (!letter || !*letter)
            continue;
        const struct token *next = token_after_scripts(t + 1);
        if (next->kind != T_OPEN || next->which != BRACKET_ROUND)
            out->bare_calls |= 1u << (letter - CALL_LETTERS);
    }
}

void tokens_read(struct tokens *out, struct tree_arena *arena, const char *s, size_t from,
                 size_t to, const struct parse_options *options)
{
    *out = (struct tokens){.latex = to > from && memchr(s + from, '\\', to - from) != NULL};
    struct lexer l = {.out = out, .arena = arena, .options = options, .s = s, .to = to};
    name_index_build(&l.names);
    l.twice = out->latex && lexer_escaped_twice(&l, from, to);
    lexer_range(&l, from, to);
    while (out->n && out->token[out->n - 1].kind == T_LINE)
        out->n--;
    if (!out->n || out->token[out->n - 1].kind != T_BAD)
        lexer_emit(&l, T_END, 0, to, to, NULL);
    free(l.group);
    drop_alignment(out);
    settle_squares(out);
    settle_angles(out);
    count_calls(out, s);
}

void tokens_release(struct tokens *tokens)
{
    free(tokens->token);
    *tokens = (struct tokens){0};
}
