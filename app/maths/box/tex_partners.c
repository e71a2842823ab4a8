/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first pass over the source: finds the partner of every brace, \begin and \left with one
 * stack, and knows how commands are spelt. What has no partner stands for itself.
 */
#include "app/maths/box/tex_scan.h"

#include "app/base/die.h"
#include "app/base/text.h"
#include "app/maths/box/symbols.h"

#include <stdlib.h>
#include <string.h>

/* --- words of the source ---------------------------------------------------------------------- */

bool tex_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool tex_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t tex_skip_blanks(const char *s, size_t i, size_t to)
{
    while (i < to && tex_is_blank(s[i]))
        i++;
    return i;
}

size_t tex_command_end(const char *s, size_t start, size_t to)
{
    size_t i = start + 1;
    while (i < to && tex_is_letter(s[i]))
        i++;
    if (i == start + 1 && i < to) {
        uint32_t c;
        i += text_decode(s + i, to - i, &c);
    }
    return i;
}

bool tex_is_named(const char *s, size_t start, size_t end, const char *name)
{
    size_t len = strlen(name);
    return end - start == len + 1 && memcmp(s + start + 1, name, len) == 0;
}

bool tex_environment_name(const char *s, size_t i, size_t to, size_t *name, size_t *len)
{
    enum { NAME_MAX_LEN = 32 };
    if (i >= to || s[i] != '{')
        return false;
    for (size_t k = i + 1; k < to && k <= i + 1 + NAME_MAX_LEN && s[k] != '{' && s[k] != '\\';
         k++) {
        if (s[k] == '}') {
            *name = i + 1;
            *len = k - i - 1;
            return true;
        }
    }
    return false;
}

char tex_big_side(const char *s, size_t start, size_t end)
{
    size_t i = start + 1;
    if (end - i < 3 || (s[i] != 'b' && s[i] != 'B') || s[i + 1] != 'i' || s[i + 2] != 'g')
        return 0;
    i += 3;
    i += i < end && s[i] == 'g';
    if (i == end)
        return '-';
    return i + 1 == end && strchr("lrm", s[i]) ? s[i] : 0;
}

/* --- partners --------------------------------------------------------------------------------- */

enum opener { OPENER_BRACE, OPENER_BEGIN, OPENER_LEFT, OPENER_BIG };

struct open {
    size_t at;
    enum opener kind;
    size_t name, name_len; /* of an environment */
};

struct matcher {
    const char *s;
    size_t len, *match;
    struct open *open;
    size_t n, braces;
    bool balanced;
};

static void push(struct matcher *m, enum opener kind, size_t at)
{
    m->open[m->n++] = (struct open){.at = at, .kind = kind};
    m->braces += kind == OPENER_BRACE;
}

static bool top_is(const struct matcher *m, enum opener kind)
{
    return m->n > 0 && m->open[m->n - 1].kind == kind;
}

/* A delimiter that was opened does not reach over the end of what it stands in. */
static void drop_delimiters(struct matcher *m)
{
    while (top_is(m, OPENER_LEFT) || top_is(m, OPENER_BIG))
        m->n--;
}

/* ... nor over the end of a cell of an environment. */
static void end_cell(struct matcher *m)
{
    size_t n = m->n;
    while (n > 0 && m->open[n - 1].kind >= OPENER_LEFT)
        n--;
    if (n > 0 && m->open[n - 1].kind == OPENER_BEGIN)
        m->n = n;
}

static void close_brace(struct matcher *m, size_t i)
{
    m->balanced = m->balanced && m->braces > 0;
    if (m->braces == 0)
        return;
    while (!top_is(m, OPENER_BRACE)) {
        m->balanced = m->balanced && !top_is(m, OPENER_BEGIN);
        m->n--;
    }
    m->match[m->open[--m->n].at] = i;
    m->braces--;
}

static size_t match_environment(struct matcher *m, size_t at, size_t i, bool begins)
{
    size_t name, len;
    if (!tex_environment_name(m->s, i, m->len, &name, &len)) {
        m->balanced = false;
        return i;
    }
    if (begins) {
        push(m, OPENER_BEGIN, at);
        m->open[m->n - 1].name = name;
        m->open[m->n - 1].name_len = len;
    } else {
        drop_delimiters(m);
        if (top_is(m, OPENER_BEGIN)) {
            const struct open *open = &m->open[--m->n];
            m->match[open->at] = at;
            m->balanced = m->balanced && open->name_len == len &&
                          memcmp(m->s + open->name, m->s + name, len) == 0;
        } else {
            m->balanced = false;
        }
    }
    return name + len + 1;
}

/* What a delimiter does: '(' opens, ')' closes, 0 for neither. */
static char delimiter_side(const char *s, size_t i, size_t to)
{
    i = tex_skip_blanks(s, i, to);
    if (i >= to)
        return 0;
    if (s[i] != '\\')
        return s[i] == '(' || s[i] == '[' ? '(' : s[i] == ')' || s[i] == ']' ? ')' : 0;
    size_t end = tex_command_end(s, i, to);
    const struct symbol *symbol = symbol_find(s + i + 1, end - i - 1);
    if (!symbol)
        return 0;
    return symbol->kind == SYMBOL_OPEN ? '(' : symbol->kind == SYMBOL_CLOSE ? ')' : 0;
}

static size_t match_command(struct matcher *m, size_t at)
{
    size_t i = tex_command_end(m->s, at, m->len);
    char side = tex_big_side(m->s, at, i);
    if (side == '-') {
        side = delimiter_side(m->s, i, m->len);
        side = side == '(' ? 'l' : side == ')' ? 'r' : 'm';
    }
    if (tex_is_named(m->s, at, i, "begin"))
        return match_environment(m, at, i, true);
    if (tex_is_named(m->s, at, i, "end"))
        return match_environment(m, at, i, false);
    if (tex_is_named(m->s, at, i, "left"))
        push(m, OPENER_LEFT, at);
    else if (side == 'l')
        push(m, OPENER_BIG, at);
    else if (tex_is_named(m->s, at, i, "right") && top_is(m, OPENER_LEFT))
        m->match[m->open[--m->n].at] = at;
    else if (side == 'r' && top_is(m, OPENER_BIG))
        m->match[m->open[--m->n].at] = at;
    else if (tex_is_named(m->s, at, i, "\\"))
        end_cell(m);
    return i;
}

bool tex_find_partners(const char *s, size_t len, size_t *match)
{
    struct matcher m = {.s = s, .len = len, .match = match, .balanced = true};
    m.open = xmalloc((len + 1) * sizeof *m.open);
    for (size_t i = 0; i < len;) {
        if (s[i] == '\\') {
            i = match_command(&m, i);
            continue;
        }
        if (s[i] == '{')
            push(&m, OPENER_BRACE, i);
        else if (s[i] == '}')
            close_brace(&m, i);
        else if (s[i] == '&')
            end_cell(&m);
        i++;
    }
    drop_delimiters(&m);
    free(m.open);
    return m.balanced && m.n == 0;
}
