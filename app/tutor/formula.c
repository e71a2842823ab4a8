/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each answer depends only on the bytes in front of the deciding one, never on how many more are
 * already there; so any cutting of the stream finds the same formulas. A backslash and the byte
 * after it are always read as a pair.
 */
#include "app/tutor/formula.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static enum formula_answer opened(struct formula *f, enum formula_kind kind, size_t open_len)
{
    *f = (struct formula){.kind = kind, .open_len = open_len, .at = open_len};
    f->display = kind == FORMULA_BRACKET || kind == FORMULA_DOLLARS || kind == FORMULA_BEGIN;
    f->depth = kind == FORMULA_BOXED;
    return FORMULA_YES;
}

/* Does s begin with `word`? MAYBE when s is a beginning of it. */
static enum formula_answer begins(const char *s, size_t len, const char *word, bool ended)
{
    size_t n = strlen(word);
    if (memcmp(s, word, len < n ? len : n) != 0)
        return FORMULA_NO;
    return len >= n ? FORMULA_YES : ended ? FORMULA_NO : FORMULA_MAYBE;
}

static enum formula_answer open_boxed(struct formula *f, const char *s, size_t len, bool ended)
{
    enum formula_answer answer = begins(s, len, "\\boxed", ended);
    if (answer != FORMULA_YES)
        return answer;
    size_t i = 6;
    while (i < len && i < 10 && s[i] == ' ')
        i++;
    if (i == len)
        return ended ? FORMULA_NO : FORMULA_MAYBE;
    return s[i] == '{' ? opened(f, FORMULA_BOXED, i + 1) : FORMULA_NO;
}

static enum formula_answer open_begin(struct formula *f, const char *s, size_t len, bool ended)
{
    enum formula_answer answer = begins(s, len, "\\begin{", ended);
    if (answer != FORMULA_YES)
        return answer;
    size_t i = 7;
    while (i < len && i < 40 && (is_letter(s[i]) || s[i] == '*'))
        i++;
    if (i == len)
        return ended ? FORMULA_NO : FORMULA_MAYBE;
    return s[i] == '}' && i > 7 ? opened(f, FORMULA_BEGIN, i + 1) : FORMULA_NO;
}

enum formula_answer formula_open(struct formula *f, const char *s, size_t len, bool ended)
{
    if (s[0] != '\\' && s[0] != '$')
        return FORMULA_NO;
    if (len < 2)
        return ended ? FORMULA_NO : FORMULA_MAYBE;
    if (s[0] == '$') {
        if (s[1] == '$')
            return opened(f, FORMULA_DOLLARS, 2);
        return is_blank(s[1]) ? FORMULA_NO : opened(f, FORMULA_DOLLAR, 1);
    }
    if (s[1] == '(')
        return opened(f, FORMULA_PAREN, 2);
    if (s[1] == '[')
        return opened(f, FORMULA_BRACKET, 2);
    if (s[1] != 'b')
        return FORMULA_NO;
    enum formula_answer boxed = open_boxed(f, s, len, ended);
    return boxed != FORMULA_NO ? boxed : open_begin(f, s, len, ended);
}

/* The first byte of a Hangul syllable (or of a few neighbours that no formula holds). */
static bool is_hangul(char c)
{
    return (unsigned char)c >= 0xEA && (unsigned char)c <= 0xED;
}

/* "$5 and", "$1,200.50 per", "$5의": an amount, then a word. */
static bool is_money(const char *s, size_t len)
{
    size_t i = 1;
    if (i >= len || !is_digit(s[i]))
        return false;
    while (i < len && (is_digit(s[i]) || s[i] == '.' || s[i] == ','))
        i++;
    if (i < len && is_hangul(s[i]))
        return true;
    if (i + 2 >= len || s[i] != ' ')
        return false;
    return is_hangul(s[i + 1]) || (is_letter(s[i + 1]) && is_letter(s[i + 2]));
}

static enum formula_answer closed(struct formula *f, size_t content_at, size_t content_end,
                                  size_t total, const char *s)
{
    while (content_at < content_end && is_blank(s[content_at]))
        content_at++;
    while (content_end > content_at && is_blank(s[content_end - 1]))
        content_end--;
    f->content_at = content_at;
    f->content_len = content_end - content_at;
    f->total_len = total;
    return FORMULA_YES;
}

/* A delimiter in \text{}: true if it opens or closes a formula in there, and f->at is behind it. */
static bool scan_inner(struct formula *f, char next)
{
    bool opens = next == '(' || next == '[', closes = next == ')' || next == ']';
    if (!opens && !(closes && f->inner))
        return false;
    f->inner += opens ? 1 : (size_t)-1;
    f->at += 2;
    return true;
}

/* s[f->at] is a backslash. On MAYBE nothing has moved, or f->at is past a harmless pair: the
 * caller tells the two apart by f->at. */
static enum formula_answer scan_backslash(struct formula *f, const char *s, size_t len, bool ended)
{
    size_t i = f->at;
    if (i + 1 >= len)
        return FORMULA_MAYBE;
    char next = s[i + 1];
    if (f->text && scan_inner(f, next))
        return FORMULA_MAYBE;
    bool fenced = f->kind == FORMULA_PAREN || f->kind == FORMULA_BRACKET;
    if ((f->kind == FORMULA_PAREN && next == ')') || (f->kind == FORMULA_BRACKET && next == ']'))
        return closed(f, f->open_len, i, i + 2, s);
    if ((fenced || f->kind == FORMULA_DOLLARS) && (next == '(' || next == '['))
        return FORMULA_NO;
    if (f->kind == FORMULA_BEGIN && next == 'e') {
        /* \end{name}: from its brace on it reads like the opener after \begin */
        enum formula_answer answer = begins(s + i, len - i, "\\end", ended);
        if (answer == FORMULA_MAYBE)
            return FORMULA_MAYBE;
        size_t brace = 6, n = f->open_len - brace, left = len - i - 4;
        if (answer == FORMULA_YES && !memcmp(s + i + 4, s + brace, left < n ? left : n)) {
            if (left < n)
                return FORMULA_MAYBE;
            return closed(f, 0, i + 4 + n, i + 4 + n, s);
        }
    }
    if (f->kind == FORMULA_BEGIN && next == 'b') {
        enum formula_answer answer = begins(s + i, len - i, "\\begin", ended);
        if (answer == FORMULA_MAYBE)
            return FORMULA_MAYBE;
        if (answer == FORMULA_YES && ++f->depth > FORMULA_NEST_MAX)
            return FORMULA_NO;
    }
    f->at = i + 2;
    return FORMULA_MAYBE;
}

/* s[f->at] is a newline. A paragraph ends every formula but a display one that merely begins or
 * ends with empty lines. */
static enum formula_answer scan_newline(struct formula *f, const char *s, size_t len)
{
    size_t i = f->at + 1, breaks = 1;
    f->text = f->inner = 0;
    while (i < len && is_blank(s[i]))
        breaks += s[i++] == '\n';
    if (f->kind == FORMULA_DOLLAR)
        return FORMULA_NO;
    if (i == len)
        return FORMULA_MAYBE;
    bool at_start = true;
    for (size_t k = f->open_len; k < f->at && at_start; k++)
        at_start = is_blank(s[k]);
    bool may_close = f->display && (at_start || s[i] == '\\' || s[i] == '$');
    if (breaks > 1 && !may_close)
        return FORMULA_NO;
    f->at = i;
    return FORMULA_MAYBE;
}

/* s[f->at] is a dollar inside $ $ or $$ $$. */
static enum formula_answer scan_dollar(struct formula *f, const char *s, size_t len, bool ended)
{
    size_t i = f->at;
    if (f->text) { /* of a formula in \text{} */
        f->at++;
        return FORMULA_MAYBE;
    }
    if (i + 1 >= len && (f->kind == FORMULA_DOLLARS || !ended))
        return FORMULA_MAYBE;
    if (f->kind == FORMULA_DOLLARS) {
        if (s[i + 1] == '$')
            return closed(f, 2, i, i + 2, s);
        f->at = i + 1;
        return FORMULA_MAYBE;
    }
    if (is_blank(s[i - 1]) || (i + 1 < len && is_digit(s[i + 1])))
        return FORMULA_NO;
    return closed(f, 1, i, i + 1, s);
}

/* Does the brace at s[i] open a \text{}, \textbf{}, \mbox{}? */
static bool opens_text(const char *s, size_t i)
{
    size_t word = i;
    while (word > 0 && i - word < 12 && is_letter(s[word - 1]))
        word--;
    bool command = word > 0 && s[word - 1] == '\\' && i - word >= 4;
    return command && (memcmp(s + word, "text", 4) == 0 || memcmp(s + word, "mbox", 4) == 0);
}

static enum formula_answer scan_brace(struct formula *f, const char *s)
{
    size_t i = f->at++;
    if (s[i] == '{' && (f->text || opens_text(s, i)))
        f->text++;
    else if (s[i] == '}' && f->text && --f->text == 0)
        f->inner = 0;
    if (f->kind != FORMULA_BOXED)
        return FORMULA_MAYBE;
    if (s[i] == '{')
        return ++f->depth > FORMULA_DEPTH_MAX ? FORMULA_NO : FORMULA_MAYBE;
    return --f->depth == 0 ? closed(f, 0, i + 1, i + 1, s) : FORMULA_MAYBE;
}

enum formula_answer formula_scan(struct formula *f, const char *s, size_t len, bool ended)
{
    size_t most = f->kind == FORMULA_DOLLAR ? FORMULA_DOLLAR_MAX
                  : f->display              ? FORMULA_DISPLAY_MAX
                                            : FORMULA_INLINE_MAX;
    if (f->kind == FORMULA_DOLLAR && is_money(s, len))
        return FORMULA_NO;
    while (f->at < len && f->at < most) {
        size_t before = f->at;
        char c = s[f->at];
        enum formula_answer answer = FORMULA_MAYBE;
        if (c == '\\')
            answer = scan_backslash(f, s, len, ended);
        else if (c == '\n')
            answer = scan_newline(f, s, len);
        else if (c == '$' && (f->kind == FORMULA_DOLLAR || f->kind == FORMULA_DOLLARS))
            answer = scan_dollar(f, s, len, ended);
        else if (c == '{' || c == '}')
            answer = scan_brace(f, s);
        else if (c == '`' && !f->text && f->kind != FORMULA_BOXED && f->kind != FORMULA_BEGIN)
            answer = FORMULA_NO;
        else
            f->at++;
        if (answer != FORMULA_MAYBE)
            return answer;
        if (f->at == before)
            break;
    }
    return ended || f->at >= most ? FORMULA_NO : FORMULA_MAYBE;
}

/* Length of the balanced group whose brace opens at s[0], both braces counted; 0: unbalanced. */
static size_t group_len(const char *s, size_t len)
{
    size_t depth = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\\')
            i++;
        else if (s[i] == '{')
            depth++;
        else if (s[i] == '}' && --depth == 0)
            return i + 1;
    }
    return 0;
}

bool formula_last_boxed(const char *s, size_t len, size_t *at, size_t *n)
{
    bool found = false;
    size_t tries = 0;
    for (size_t i = 0; i < len;) {
        struct formula f;
        if (s[i] == '\\' && open_boxed(&f, s + i, len - i, true) == FORMULA_YES) {
            size_t brace = i + f.open_len - 1;
            size_t group = ++tries > FORMULA_DEPTH_MAX ? 0 : group_len(s + brace, len - brace);
            if (group) {
                found = true;
                *at = brace + 1;
                *n = group - 2;
                i = brace + group;
                continue;
            }
        }
        i += s[i] == '\\' ? 2 : 1;
    }
    size_t inner_at, inner_n; /* \boxed{\boxed{3}} */
    if (found && formula_last_boxed(s + *at, *n, &inner_at, &inner_n) && *n - inner_n < 9 &&
        inner_at + inner_n + 1 == *n) {
        *at += inner_at;
        *n = inner_n;
    }
    return found;
}
