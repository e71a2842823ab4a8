/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tabs become spaces first; then each line is cut where it is full.
 */
#include "app/sink/verbatim.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdint.h>
#include <stdlib.h>

/* Where less than LEAST cells would be left, only rows that go on are indented, by the cells of
 * their sign. */
enum { INDENT = 4, LEAST = 20, SIGN = 2, TAB = 4 };

void verbatim_init(struct verbatim *code)
{
    *code = (struct verbatim){.text = STR_EMPTY};
}

void verbatim_clear(struct verbatim *code)
{
    str_clear(&code->text);
    code->lines = 0;
}

void verbatim_release(struct verbatim *code)
{
    str_release(&code->text);
    free(code->source);
    verbatim_init(code);
}

void verbatim_add(struct verbatim *code, const char *s, size_t len, size_t source)
{
    str_add(&code->text, s, len);
    for (size_t i = 0; i < len; i++) {
        if (s[i] != '\n')
            continue;
        if (code->lines == code->cap) {
            code->cap = code->cap ? 2 * code->cap : 32;
            code->source = xrealloc(code->source, code->cap * sizeof *code->source);
        }
        code->source[code->lines++] = source;
    }
}

static void add_spaces(struct str *out, size_t n)
{
    while (n--)
        str_add_char(out, ' ');
}

/* Bytes of s that fit `room` cells, at least one character; *cells is what they take. */
static size_t fitting(const char *s, size_t len, size_t room, size_t *cells)
{
    size_t n = 0;
    *cells = 0;
    while (n < len) {
        size_t cluster = text_cluster(s + n, len - n), more = text_width(s + n, cluster);
        if (n && *cells + more > room)
            break;
        n += cluster;
        *cells += more;
    }
    return n;
}

static void add_line(struct rows *rows, struct margin *margin, const struct str *text,
                     size_t source)
{
    const struct look *look = margin->look;
    struct margin_lines lines;
    margin_make_lines(margin, &lines);
    const struct flow_frame *frame = &lines.frame;
    size_t before = frame->first_width > frame->rest_width ? frame->first_width : frame->rest_width;
    size_t width = margin->width ? margin->width : SIZE_MAX / 2;
    size_t indent = before + INDENT + LEAST <= width ? INDENT : 0;
    size_t at = 0, shown = rows->count ? rows->row[rows->count - 1].source : 0;
    struct str row = STR_EMPTY;
    do {
        size_t room = before + indent < width ? width - before - indent : 1;
        size_t cells, n = fitting(text->data + at, text->len - at, room, &cells), visible = n;
        while (visible && text->data[at + visible - 1] == ' ')
            visible--;
        str_clear(&row);
        str_add_str(&row, at ? &lines.rest : &lines.first);
        add_spaces(&row, at ? indent - SIGN : indent);
        if (at)
            str_add_text(&row, look->set == BOX_UNICODE ? "↪ " : "\\ ");
        style_begin(&row, look, visible ? STYLE_CODE : 0);
        str_add(&row, text->data + at, visible);
        style_end(&row, look, visible ? STYLE_CODE : 0);
        if (!visible)
            row_trim(&row);
        at += n;
        rows_add(rows, row.data, row.len, n ? before + indent + cells : 0,
                 at < text->len ? shown : source);
        rows->row[rows->count - 1].reach = source;
        indent = indent ? indent : SIGN;
    } while (at < text->len);
    str_release(&row);
    margin_use_lines(margin, &lines);
}

void verbatim_layout(const struct verbatim *code, struct margin *margin, struct rows *rows)
{
    struct str line = STR_EMPTY;
    const char *s = code->text.data, *end = s + code->text.len;
    for (size_t i = 0; s < end; i++, s++) {
        size_t column = 0;
        str_clear(&line);
        for (; s < end && *s != '\n'; s++) {
            size_t n = *s == '\t' ? TAB - column % TAB : 0;
            add_spaces(&line, n);
            if (!n)
                str_add_char(&line, *s);
            column += n ? n : ((unsigned char)*s & 0xC0) != 0x80;
        }
        add_line(rows, margin, &line, i < code->lines ? code->source[i] : 0);
    }
    str_release(&line);
}
