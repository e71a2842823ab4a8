/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One word is held together with the spaces before it; when it is complete it goes to this line
 * or to the next. A word already wider than a line is let go early, so a line of a megabyte costs
 * no more than a short one.
 */
#include "app/base/text_wrap.h"

#include "app/base/text.h"

#include <stdint.h>
#include <string.h>

void text_wrap_init(struct text_wrap *wrap, struct str *out, size_t width)
{
    *wrap = (struct text_wrap){.out = out, .width = width, .word = STR_EMPTY, .breaks = STR_EMPTY};
}

void text_wrap_release(struct text_wrap *wrap)
{
    str_release(&wrap->word);
    str_release(&wrap->breaks);
}

static size_t limit(const struct text_wrap *wrap)
{
    return wrap->width ? wrap->width : SIZE_MAX;
}

static void new_line(struct text_wrap *wrap)
{
    str_add_char(wrap->out, '\n');
    wrap->column = 0;
}

static void put_spaces(struct text_wrap *wrap)
{
    for (size_t i = 0; i < wrap->spaces; i++)
        str_add_char(wrap->out, ' ');
    wrap->column += wrap->spaces;
    wrap->spaces = 0;
}

/* What a byte of the held word is: the first of a character that may start a line, one that may
 * not, or part of a mark without width. */
enum { INSIDE, BREAK, MARK };

/* Writes the held word in pieces that may each start a line. */
static void put_broken(struct text_wrap *wrap)
{
    const char *s = wrap->word.data, *kind = wrap->breaks.data;
    for (size_t i = 0; i < wrap->word.len;) {
        size_t n = 1;
        while (i + n < wrap->word.len && kind[i + n] == (kind[i] == MARK ? MARK : INSIDE))
            n++;
        size_t cells = kind[i] == MARK ? 0 : text_width(s + i, n);
        if (kind[i] == BREAK && wrap->column > 0 && wrap->column + cells > limit(wrap)) {
            new_line(wrap);
        }
        str_add(wrap->out, s + i, n);
        wrap->column += cells;
        if (wrap->column > limit(wrap)) /* the terminal itself has gone on to the next line */
            wrap->column = (wrap->column - 1) % limit(wrap) + 1;
        i += n;
    }
}

static void put_word(struct text_wrap *wrap)
{
    bool fits = wrap->column + wrap->spaces + wrap->word_width <= limit(wrap);
    if (wrap->word_width > 0 && !fits && !wrap->in_wide_word) {
        if (wrap->column > 0)
            new_line(wrap);
        wrap->spaces = 0;
    }
    if (wrap->word_width > 0)
        put_spaces(wrap);
    put_broken(wrap);
    str_clear(&wrap->word);
    str_clear(&wrap->breaks);
    wrap->word_width = 0;
}

static void hold(struct text_wrap *wrap, const char *s, size_t len, int first, int rest)
{
    str_add(&wrap->word, s, len);
    for (size_t i = 0; i < len; i++)
        str_add_char(&wrap->breaks, (char)(i ? rest : first));
}

static void end_word(struct text_wrap *wrap)
{
    put_word(wrap);
    wrap->in_wide_word = false;
}

void text_wrap_text(struct text_wrap *wrap, const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t n = text_decode(s + i, len - i, &c);
        if (c == '\n') {
            end_word(wrap);
            wrap->spaces = 0;
            new_line(wrap);
        } else if (c == ' ' || c == '\t') {
            end_word(wrap);
            wrap->spaces += c == ' ' ? 1 : 2;
        } else {
            int cells = text_char_width(c);
            hold(wrap, s + i, n, cells ? BREAK : INSIDE, INSIDE);
            wrap->word_width += (size_t)cells;
            if (wrap->word_width > limit(wrap)) {
                put_word(wrap);
                wrap->in_wide_word = true;
            }
        }
        i += n;
    }
}

void text_wrap_mark(struct text_wrap *wrap, const char *s)
{
    hold(wrap, s, strlen(s), MARK, MARK);
}

void text_wrap_flush(struct text_wrap *wrap)
{
    end_word(wrap);
}
