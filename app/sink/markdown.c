/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A character at a time; runs of * and # are counted and settled by what follows them.
 */
#include "app/sink/markdown.h"

#include <string.h>

void markdown_init(struct markdown *m, struct text_wrap *wrap, const char *on, const char *off)
{
    *m = (struct markdown){.wrap = wrap, .on = on, .off = off, .after_space = true};
}

static void put(struct markdown *m, const char *s, size_t len)
{
    text_wrap_text(m->wrap, s, len);
}

static void put_many(struct markdown *m, char c, unsigned n)
{
    while (n--)
        put(m, &c, 1);
}

static void switch_bold(struct markdown *m, bool bold)
{
    if (bold != (m->bold || m->heading))
        text_wrap_mark(m->wrap, bold ? m->on : m->off);
}

static void end_bold(struct markdown *m)
{
    switch_bold(m, false);
    m->bold = m->heading = false;
}

/* The run of stars is over. Two close what two opened; they open only in front of a word and not
 * behind one, where they would be a power. */
static void settle_stars(struct markdown *m, bool space_follows)
{
    unsigned n = m->stars;
    m->stars = 0;
    if (n == 2 && m->bold && !m->after_space) {
        m->bold = false;
        if (!m->heading)
            text_wrap_mark(m->wrap, m->off);
    } else if (n == 2 && !m->bold && !space_follows && !m->after_word) {
        switch_bold(m, true);
        m->bold = true;
        m->inside_line = true;
    } else if (n) {
        put_many(m, '*', n);
        m->inside_line = true;
        m->after_space = m->after_word = false;
    }
}

static void settle_hashes(struct markdown *m, bool space_follows)
{
    unsigned n = m->hashes;
    m->hashes = 0;
    if (n && n <= 6 && space_follows) {
        switch_bold(m, true);
        m->heading = true;
    } else if (n) {
        put_many(m, '#', n);
        m->inside_line = true;
    }
}

static bool is_word(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           c >= 0x80 || c == ')' || c == ']' || c == '}' || c == '_';
}

void markdown_text(struct markdown *m, const char *s, size_t len)
{
    size_t from = 0; /* s[from..i) is plain and not put yet */
    for (size_t i = 0; i < len; i++) {
        char c = s[i];
        bool space = c == ' ' || c == '\t' || c == '\n';
        if (c == '*' || (c == '#' && !m->inside_line && !m->stars)) {
            put(m, s + from, i - from);
            from = i + 1;
            if (c == '#') {
                m->hashes++;
            } else {
                settle_hashes(m, false);
                m->stars++;
            }
            continue;
        }
        bool heading = m->hashes && c == ' ';
        settle_hashes(m, heading);
        settle_stars(m, space);
        if (heading) { /* its space goes with the marks */
            from = i + 1;
            m->inside_line = true;
            continue;
        }
        if (c == '\n') {
            put(m, s + from, i - from);
            end_bold(m);
            from = i;
        }
        m->inside_line = c != '\n' && (m->inside_line || !space);
        m->after_space = space;
        m->after_word = is_word((unsigned char)c);
    }
    put(m, s + from, len - from);
}

void markdown_before_formula(struct markdown *m)
{
    settle_hashes(m, false);
    settle_stars(m, false);
    m->inside_line = m->after_word = true;
    m->after_space = false;
}

void markdown_end(struct markdown *m)
{
    settle_hashes(m, false);
    settle_stars(m, true);
    end_bold(m);
    m->inside_line = m->after_word = false;
    m->after_space = true;
}
