/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: a model's text on its way to the screen, through the reader, the blocks and
 * Markdown. However it is cut it gives the same rows; a row fits the width and holds nothing that
 * could steer a terminal but our own changes of style.
 */
#include "app/base/text.h"
#include "app/sink/markdown.h"
#include "app/tutor/reader.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WIDTH_LEAST = 20 };

struct shown {
    struct passage passage;
    struct rows rows;
    struct markdown_options options;
    unsigned number;
};

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void finish(struct shown *shown, size_t len)
{
    markdown_render(&shown->rows, &shown->passage, len, &shown->options, &shown->number);
    passage_drop(&shown->passage, len);
}

static void take_find(void *context, const struct reader_find *find)
{
    struct shown *shown = context;
    bool joined;
    if (find->kind == EVENT_TEXT || find->kind == EVENT_THINK)
        passage_add_text(&shown->passage, find->text, find->len);
    else if (find->kind == EVENT_FORMULA)
        passage_add_formula(&shown->passage, find->text, find->len, find->source, find->source_len,
                            find->display);
    for (size_t n; (n = passage_closed(&shown->passage, &joined)) > 0;)
        finish(shown, n);
}

/* The open block, as a screen would show it in between; it must change nothing. */
static void look(struct shown *shown, const struct reader *reader)
{
    struct str pending = STR_EMPTY;
    struct rows rows = {.row = NULL};
    struct markdown_options options = shown->options;
    unsigned number = shown->number;
    options.open = true;
    reader_pending(reader, &pending);
    if (pending.len)
        passage_add_open(&shown->passage, pending.data, pending.len);
    markdown_render(&rows, &shown->passage, shown->passage.text.len, &options, &number);
    if (pending.len)
        passage_drop_open(&shown->passage);
    rows_release(&rows);
    str_release(&pending);
}

static void show(struct shown *shown, const struct look *how, const char *text, size_t len,
                 size_t piece, size_t width)
{
    *shown = (struct shown){.options = {.look = how, .width = width}};
    passage_init(&shown->passage);
    struct reader *reader = reader_new(take_find, shown);
    for (size_t at = 0; at < len; at += piece) {
        reader_feed(reader, text + at, len - at < piece ? len - at : piece);
        if (piece < len)
            look(shown, reader);
    }
    reader_end(reader);
    finish(shown, shown->passage.text.len);
    reader_free(reader);
}

static void release(struct shown *shown)
{
    passage_release(&shown->passage);
    rows_release(&shown->rows);
}

static void check_row(const struct row *row, size_t width)
{
    const char *s = row->text.data, *end = s + row->text.len;
    check(row->shown <= width);
    check(!row->text.len || end[-1] != ' ');
    while (s < end) {
        uint32_t c;
        if (*s == '\033') {
            check(s[1] == '[');
            s += 2 + strspn(s + 2, "0123456789;");
            check(*s++ == 'm');
            continue;
        }
        s += text_decode(s, (size_t)(end - s), &c);
        check(c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0));
        check(c < PLACE_FORMULA && c != 0x202E && c != 0x2028);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const struct look how = {.set = (enum box_set)(data[0] % 3), .color = data[0] & 4};
    size_t width = WIDTH_LEAST + data[0] / 4, piece = 1 + data[1] % 16;
    const char *text = (const char *)data + 2;
    struct shown whole, cut;
    show(&whole, &how, text, size - 2, size, width);
    show(&cut, &how, text, size - 2, piece, width);
    check(whole.rows.count == cut.rows.count);
    for (size_t i = 0; i < whole.rows.count; i++) {
        const struct row *a = &whole.rows.row[i], *b = &cut.rows.row[i];
        check(a->text.len == b->text.len && memcmp(a->text.data, b->text.data, a->text.len) == 0);
        check_row(a, width);
    }
    release(&whole);
    release(&cut);
    return 0;
}
