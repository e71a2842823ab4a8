/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the characters. Each rule looks at what stands before and behind a mark, at most
 * a line far, and either lets it through or writes its literal form.
 */
#include "app/sink/guard.h"

#include "app/base/text.h"
#include "app/sink/passage.h"

#include <string.h>

/* A table wider than this is text, a link longer than this is none. */
enum { COLUMNS_MAX = 32, LINK_MAX = 256 };

struct guard {
    struct str *out;
    const char *s;
    size_t len, at;
    bool bold, italic; /* opened in this line and not closed yet */
    bool ticked;       /* inside `code` */
    bool line_before;  /* the line before this one is text, and it is this: */
    size_t before_at, before_len;
    size_t columns; /* of the table that the lines are rows of */
    char fence;
};

static void put(struct guard *g, size_t n)
{
    str_add(g->out, g->s + g->at, n);
    g->at += n;
}

static void put_literal(struct guard *g, size_t n)
{
    for (; n; n--)
        text_add_char(g->out, PLACE_LITERAL + (unsigned char)g->s[g->at++]);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static char byte_at(const struct guard *g, size_t at)
{
    return at < g->len ? g->s[at] : '\n';
}

static size_t run_len(const struct guard *g, char c)
{
    size_t n = 0;
    while (g->at + n < g->len && g->s[g->at + n] == c)
        n++;
    return n;
}

static bool is_formula(char c)
{
    return (unsigned char)c == PLACE_FIRST_BYTE;
}

/* The character before `at`: decoded, 0 at the start. */
static uint32_t char_before(const struct guard *g, size_t at)
{
    uint32_t c = 0;
    size_t n = at;
    if (!at)
        return 0;
    while (--n > 0 && ((unsigned char)g->s[n] & 0xC0) == 0x80)
        ;
    text_decode(g->s + n, at - n, &c);
    return c;
}

static uint32_t char_at(const struct guard *g, size_t at)
{
    uint32_t c = 0;
    if (at < g->len)
        text_decode(g->s + at, g->len - at, &c);
    return c;
}

/* Letters of scripts that put no space between a word and its particle. */
static bool is_east(uint32_t c)
{
    return (c >= 0x1100 && c < 0x1200) || (c >= 0x3040 && c < 0xA000) ||
           (c >= 0xAC00 && c < 0xD7B0);
}

static bool is_punctuation(uint32_t c)
{
    return (c > 0x20 && c < 0x30) || (c >= 0x3A && c <= 0x40) || (c >= 0x5B && c <= 0x60) ||
           (c >= 0x7B && c < 0x7F) || (c >= 0x2010 && c <= 0x2027) ||
           (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F);
}

/* What an operator may stand behind, and before. */
static bool ends_operand(uint32_t c)
{
    return c < 0x80 ? is_digit((char)c) || is_letter((char)c) || (c && strchr(")]}!|", (char)c))
                    : c >= PLACE_FORMULA || c == 0xB2 || c == 0xB3;
}

static bool begins_operand(uint32_t c)
{
    return c < 0x80 ? is_digit((char)c) || is_letter((char)c) || (c && strchr("([{\\-+.|", (char)c))
                    : c >= PLACE_FORMULA || c == 0x221A || (c >= 0x391 && c <= 0x3C9);
}

/* A run of stars: operator, or mark. */
static void guard_stars(struct guard *g)
{
    size_t n = run_len(g, '*');
    uint32_t before = char_before(g, g->at), after = char_at(g, g->at + n);
    bool *opened = n == 1 ? &g->italic : &g->bold;
    bool space_before = !before || before == ' ' || before == '\n' || before == '\t';
    bool space_after = !after || after == ' ' || after == '\n' || after == '\t';
    bool word_after = is_letter(byte_at(g, g->at + n)) && is_letter(byte_at(g, g->at + n + 1));
    bool power_of_word = n == 2 && word_after; /* rather a bold word */
    if (!*opened && ends_operand(before) && begins_operand(after) && !power_of_word) {
        put_literal(g, n);
    } else if (*opened && !space_before) {
        if (is_punctuation(before) && is_east(after))
            text_add_char(g->out, PLACE_JOIN);
        *opened = false;
        put(g, n);
    } else {
        bool join = is_east(before) && is_punctuation(after);
        *opened = *opened || !space_after;
        put(g, n);
        if (join)
            text_add_char(g->out, PLACE_JOIN);
    }
}

/* "[text](target)" is a link only if the target looks like one. */
static bool is_link(const struct guard *g)
{
    bool sign = false;
    for (size_t i = g->at + 2; i < g->len && i < g->at + LINK_MAX; i++) {
        if (g->s[i] == ')')
            return sign;
        if (is_space(g->s[i]))
            return sign;
        sign = sign || strchr(":/#.?", g->s[i]);
    }
    return false;
}

static void guard_bracket(struct guard *g)
{
    char next = byte_at(g, g->at + 1);
    bool literal = next == ':' || (next == '(' && !is_link(g));
    put(g, 1);
    if (literal)
        put_literal(g, 1);
}

/* Backslashes of Markdown escape its own marks; those of mathematics stay to be seen. */
static void guard_backslash(struct guard *g)
{
    char next = byte_at(g, g->at + 1);
    if (next == '\\')
        put_literal(g, 2);
    else if (strchr("()[]{},;:!", next))
        put_literal(g, 1);
    else
        put(g, g->at + 1 < g->len && next != '\n' && !is_formula(next) ? 2 : 1);
}

static size_t line_len(const struct guard *g)
{
    const char *end = memchr(g->s + g->at, '\n', g->len - g->at);
    return end ? (size_t)(end - g->s) - g->at : g->len - g->at;
}

/* Does the line consist of these characters alone? */
static bool line_is(const struct guard *g, size_t n, const char *set)
{
    for (size_t i = 0; i < n; i++)
        if (!strchr(set, g->s[g->at + i]))
            return false;
    return n > 0;
}

static size_t count(const struct guard *g, size_t n, char c)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += g->s[g->at + i] == c;
    return found;
}

/* How many bars a row of a table begins with, behind the marks of quotes and lists: 0 or 1. */
static size_t leading_bar(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && strchr(" \t>", s[i]))
        i++;
    size_t mark = i;
    while (i < n && is_digit(s[i]))
        i++;
    bool marked = i + 1 < n && strchr(i > mark ? ".)" : "-*+", s[i]) && s[i + 1] == ' ';
    for (i = marked ? i + 1 : mark; i < n && is_space(s[i]); i++)
        ;
    return i < n && s[i] == '|';
}

/* Bars that divide cells, or end the row. */
static size_t dividing_bars(const char *s, size_t n)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\\')
            i++;
        else
            found += s[i] == '|';
    }
    return found - leading_bar(s, n);
}

static size_t columns_of(const char *s, size_t n)
{
    while (n && is_space(s[n - 1]))
        n--;
    return dividing_bars(s, n) + !(n && s[n - 1] == '|');
}

/* The line under the heading of a table. One dash a column is enough, but not for the parser. A
 * heading with more cells than columns makes no table: the parser would drop what is too much. */
static void put_table_rule(struct guard *g, size_t n)
{
    size_t columns = columns_of(g->s + g->at, n);
    if (columns_of(g->s + g->before_at, g->before_len) > columns) {
        put_literal(g, n);
        return;
    }
    g->columns = columns;
    for (size_t end = g->at + n; g->at < end;) {
        size_t dashes = run_len(g, '-');
        for (size_t i = dashes; dashes && i < 3; i++)
            str_add_char(g->out, '-');
        put(g, dashes ? dashes : 1);
    }
}

/* At the first visible character of a line that is no code; true if all of it is written. */
static bool guard_line(struct guard *g)
{
    size_t n = line_len(g), run = run_len(g, g->s[g->at]);
    bool under = g->line_before && line_is(g, n, g->s[g->at] == '=' ? "= " : "- ");
    if (under && g->s[g->at] == '=') { /* underlined text is no heading */
        put_literal(g, n);
    } else if (under && run >= 3 && run == n) { /* nor is text before a rule */
        for (size_t i = 0; i < n; i++)
            str_add_char(g->out, '*');
        g->at += n;
    } else if (under && run == n) {
        put_literal(g, n);
    } else if (line_is(g, n, "|:- \t") && count(g, n, '|') > COLUMNS_MAX) {
        put_literal(g, n);
    } else if (g->line_before && line_is(g, n, "|:- \t") && memchr(g->s + g->at, '|', n)) {
        put_table_rule(g, n);
    } else if (line_is(g, n, "_ ")) {
        put(g, n);
    } else if (g->s[g->at] == '+' && byte_at(g, g->at + 1) == ' ' &&
               begins_operand(char_at(g, g->at + 2)) && !is_letter(byte_at(g, g->at + 2))) {
        put_literal(g, 1);
        return false;
    } else if (strchr("*+-", g->s[g->at]) && run == 1) { /* a bullet, or what md4c takes it for */
        if (is_space(byte_at(g, g->at + 1)))
            put(g, 1);
        return false;
    } else {
        return false;
    }
    return true;
}

static void guard_char(struct guard *g)
{
    char c = g->s[g->at];
    size_t run = strchr("`*~_", c) ? run_len(g, c) : 1;
    if (c == '`') {
        g->ticked = !g->ticked;
        put(g, run);
    } else if (c == '*' && g->ticked) {
        put(g, run);
    } else if (c == '*') {
        guard_stars(g);
    } else if (c == '~') {
        if (run == 2)
            put(g, run);
        else
            put_literal(g, run);
    } else if (c == '_' && run >= 3) {
        put_literal(g, run);
    } else if (c == ']') {
        guard_bracket(g);
    } else if (c == '\\') {
        guard_backslash(g);
    } else {
        put(g, 1);
    }
}

/* In code the parser would leave the backslash that a row needs. */
static void put_escaped_bar(struct guard *g)
{
    g->at++;
    put_literal(g, 1);
}

/* A row of a table: what is behind the last column belongs to it. */
static bool guard_row(struct guard *g)
{
    size_t n = line_len(g), end = g->at + n, bars = 0;
    size_t most = g->columns - 1 + leading_bar(g->s + g->at, n), last = end;
    if (!memchr(g->s + g->at, '|', n))
        return false;
    while (is_space(g->s[last - 1])) /* ends at the bar that is there */
        last--;
    while (g->at < end) {
        bool bar = g->s[g->at] == '|' && g->at + 1 != last;
        if (bar && ++bars > most)
            put_literal(g, 1);
        else if (g->ticked && g->s[g->at] == '\\' && byte_at(g, g->at + 1) == '|')
            put_escaped_bar(g);
        else
            guard_char(g);
    }
    return true;
}

/* A line that opens or closes a block of code, or is inside of one, goes through as it is. */
static bool guard_code(struct guard *g)
{
    char c = g->s[g->at];
    bool mark = (c == '`' || c == '~') && run_len(g, c) >= 3;
    bool inside = g->fence != 0;
    if (mark && g->columns) /* the parser takes it for a row */
        str_add_char(g->out, '\n');
    if (mark && (!g->fence || g->fence == c))
        g->fence = inside ? 0 : c;
    if (!mark && !inside)
        return false;
    put(g, line_len(g));
    return true;
}

void guard_add(struct str *out, const char *s, size_t len, bool open)
{
    struct guard g = {.out = out, .s = s, .len = len};
    while (g.at < len) {
        while (g.at < len && (s[g.at] == ' ' || s[g.at] == '\t'))
            put(&g, 1);
        bool some = g.at < len && s[g.at] != '\n';
        size_t from = g.at;
        g.columns = some ? g.columns : 0;
        if (some && !guard_code(&g) && !(g.columns && guard_row(&g)) && !guard_line(&g))
            while (g.at < len && s[g.at] != '\n')
                guard_char(&g);
        g.line_before = some && !g.fence;
        g.before_at = from;
        g.before_len = g.at - from;
        g.columns = g.fence ? 0 : g.columns;
        bool last = g.at >= len;
        if (!last) {
            put(&g, 1);
            g.bold = g.italic = g.ticked = false;
        }
    }
    if (!open || g.fence || (!g.bold && !g.ticked))
        return;
    while (out->len && strchr("* ", out->data[out->len - 1]))
        out->data[--out->len] = '\0';
    str_add_text(out, g.ticked ? "`" : "**");
}
