/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where one line of a working ends and the next begins: at newlines, and at "\\" outside of
 * braces, cases and matrices. Environments that only align lines are taken off.
 */
#include "app/base/text.h"
#include "app/maths/lines/read.h"

#include <string.h>

static bool starts(const char *s, size_t len, const char *what)
{
    size_t n = strlen(what);
    return len >= n && memcmp(s, what, n) == 0;
}

/* \begin{aligned}, \end{align*}: 0 when it is none of those; else its length. $$ and \[ directly in
 * front of one belong to it. */
static size_t aligning(const char *s, size_t len)
{
    static const char *const names[] = {"aligned",  "align*",    "align",     "gather*",
                                        "gathered", "gather",    "eqnarray*", "eqnarray",
                                        "split",    "equation*", "equation",  "multline"};
    if (starts(s, len, "$$\\begin{") || starts(s, len, "\\[\\begin{")) {
        size_t inside = aligning(s + 2, len - 2);
        return inside ? inside + 2 : 0;
    }
    size_t at = starts(s, len, "\\begin{") ? 7 : starts(s, len, "\\end{") ? 5 : 0;
    for (size_t i = 0; at && i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (starts(s + at, len - at, names[i]) && at + n < len && s[at + n] == '}')
            return at + n + 1;
    }
    return 0;
}

static size_t trim(const char **s, size_t len)
{
    for (;;) {
        uint32_t c;
        size_t n = len ? text_decode(*s, len, &c) : 0;
        size_t skip = aligning(*s, len);
        if (skip)
            n = skip;
        else if (n && !text_is_space(c) && c != '\r')
            n = 0;
        if (n == 0)
            break;
        *s += n;
        len -= n;
    }
    while (len) {
        bool closes = len >= 3 && (*s)[len - 3] == '}' &&
                      (memcmp(*s + len - 2, "$$", 2) == 0 || memcmp(*s + len - 2, "\\]", 2) == 0);
        if (closes && memmem(*s, len, "\\end{", 5)) {
            len -= 2;
        } else if ((*s)[len - 1] == ' ' || (*s)[len - 1] == '\t' || (*s)[len - 1] == '\r') {
            len--;
        } else if (len >= 3 && memcmp(*s + len - 3, "\xe3\x80\x80", 3) == 0) {
            len -= 3;
        } else if ((*s)[len - 1] == '}') {
            size_t at = len - 1;
            while (at > 0 && (*s)[at] != '\\')
                at--;
            if (!starts(*s + at, len - at, "\\end{") || aligning(*s + at, len - at) != len - at)
                break;
            len = at;
        } else {
            break;
        }
    }
    return len;
}

/* Lines that only open or close a formula. */
static bool only_marks(const char *s, size_t len)
{
    static const char *const marks[] = {"$$", "$", "\\[", "\\]", "\\(", "\\)", "```", "---"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strlen(marks[i]) == len && memcmp(s, marks[i], len) == 0)
            return true;
    return len == 0 || starts(s, len, "```");
}

size_t read_lines(const char *text, size_t len, struct line_slice *out)
{
    size_t n = 0, begin = 0, number = 1;
    int braces = 0, rows = 0; /* environments whose "\\" is theirs */
    for (size_t i = 0; i <= len && n < LINES_MAX; i++) {
        const char *s = text + i;
        size_t left = len - i, cut = 0;
        if (left == 0) {
            cut = 1;
        } else if (*s == '\n') {
            if (rows == 0) {
                cut = 1;
                braces = 0;
            }
        } else if (starts(s, left, "\\begin{") && !aligning(s, left)) {
            rows++;
        } else if (starts(s, left, "\\end{") && !aligning(s, left)) {
            rows -= rows > 0;
        } else if (starts(s, left, "\\\\")) {
            if (rows == 0 && braces == 0)
                cut = 2;
            else
                i++;
        } else if (*s == '\\') {
            i++; /* an escaped brace is none */
        } else if (*s == '{') {
            braces++;
        } else if (*s == '}') {
            braces -= braces > 0;
        }
        if (!cut)
            continue;
        const char *line = text + begin;
        size_t length = trim(&line, i - begin);
        if (!only_marks(line, length))
            out[n++] = (struct line_slice){line, length, number};
        number++;
        i += cut - 1;
        if (cut == 2) { /* "\\\\" at the end of a line of text is one end, not two */
            size_t next = i + 1;
            while (next < len && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r'))
                next++;
            if (next < len && text[next] == '\n')
                i = next;
        }
        begin = i + 1;
    }
    return n;
}
