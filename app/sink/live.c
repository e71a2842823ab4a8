/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The new rows are compared with the old ones; from the first that differs on, the cursor goes up
 * and rewrites. A row is erased before it is written, never after: behind a full line the cursor
 * still stands on its last cell.
 */
#include "app/sink/live.h"

#include <string.h>

void live_init(struct live *live, struct output *output)
{
    *live = (struct live){.output = output, .height = 24};
}

void live_release(struct live *live)
{
    rows_release(&live->drawn);
}

bool live_is_open(const struct live *live)
{
    return live->drawn.count > 0;
}

void live_disturbed(struct live *live)
{
    live->fixed = live->drawn.count;
    live->below = false;
}

static void put(struct live *live, const char *s)
{
    output_add(live->output, s, strlen(s));
}

static void put_row(struct live *live, const struct row *row)
{
    output_add(live->output, row->text.data, row->text.len);
}

static bool same(const struct row *a, const struct row *b)
{
    return a->text.len == b->text.len && memcmp(a->text.data, b->text.data, a->text.len) == 0;
}

/* The first of the new rows that comes behind what is out of reach. Where the rows out of reach
 * are not what the block has there now, it goes on with the first row that says more. */
static size_t first_in_reach(struct live *live, const struct rows *rows)
{
    size_t n = live->fixed - live->stale, i = 0;
    while (i < n && live->from + i < rows->count &&
           same(&live->drawn.row[live->stale + i], &rows->row[live->from + i]))
        i++;
    if (i < n || (live->stale && live->stale == live->fixed)) {
        size_t shown = live->drawn.row[live->fixed - 1].source;
        live->stale = live->fixed;
        for (live->from = 0; live->from < rows->count; live->from++)
            if (rows->row[live->from].reach > shown)
                break;
    }
    return live->from + live->fixed - live->stale;
}

static void move_up(struct live *live, size_t n)
{
    struct str code = STR_EMPTY;
    str_add_char(&code, '\r');
    if (n)
        str_printf(&code, "\033[%zuA", n);
    output_add(live->output, code.data, code.len);
    str_release(&code);
}

/* Writes rows from `from` on over the old ones; nothing but erasing when there are none. */
static void rewrite(struct live *live, const struct rows *rows, size_t from)
{
    size_t old = live->drawn.count;
    move_up(live, old - from - !live->below);
    bool fewer = rows->count < old;
    if (fewer)
        put(live, "\033[J");
    for (size_t i = from; i < rows->count; i++) {
        bool there =
            i < old && !fewer && i + 1 < rows->count && same(&live->drawn.row[i], &rows->row[i]);
        if (!there) {
            put(live, i < old && !fewer ? "\033[K" : "");
            put_row(live, &rows->row[i]);
        }
        if (i + 1 < rows->count)
            put(live, "\n");
    }
    live->below = from == rows->count;
}

/* More rows, or more of the last row, need no cursor movement. */
static void append(struct live *live, const struct rows *rows, size_t from)
{
    size_t old = live->drawn.count;
    if (from < old) {
        size_t len = live->drawn.row[from].text.len;
        output_add(live->output, rows->row[from].text.data + len, rows->row[from].text.len - len);
        from++;
    }
    for (; from < rows->count; from++) {
        put(live, from && !live->below ? "\n" : "");
        put_row(live, &rows->row[from]);
        live->below = false;
    }
}

static void draw(struct live *live, const struct rows *rows)
{
    const struct rows *drawn = &live->drawn;
    size_t from = live->fixed;
    while (from < drawn->count && from < rows->count && same(&drawn->row[from], &rows->row[from]))
        from++;
    if (from == drawn->count && from == rows->count)
        return;
    const struct row *last = drawn->count ? &drawn->row[drawn->count - 1] : NULL;
    bool grows = from + 1 == drawn->count && !live->below && from < rows->count &&
                 rows->row[from].text.len >= last->text.len &&
                 memcmp(rows->row[from].text.data, last->text.data, last->text.len) == 0;
    if (from == drawn->count || grows)
        append(live, rows, from);
    else
        rewrite(live, rows, from);
}

static void rows_copy(struct rows *rows, const struct row *row)
{
    rows_add(rows, row->text.data, row->text.len, row->width, row->source);
    rows->row[rows->count - 1].reach = row->reach;
}

void live_show(struct live *live, const struct rows *rows)
{
    struct rows target = {.row = NULL};
    for (size_t i = 0; i < live->fixed; i++) {
        const struct row *row = &live->drawn.row[i];
        rows_copy(&target, row);
    }
    for (size_t i = first_in_reach(live, rows); i < rows->count; i++) {
        const struct row *row = &rows->row[i];
        rows_copy(&target, row);
    }
    draw(live, &target);
    rows_release(&live->drawn);
    live->drawn = target;
    size_t reach = live->height > 2 ? live->height - 1 : 1;
    if (target.count > reach && target.count - reach > live->fixed)
        live->fixed = target.count - reach;
}

void live_end(struct live *live, const struct rows *rows)
{
    live_show(live, rows);
    if (live->drawn.count && !live->below)
        put(live, "\n");
    rows_clear(&live->drawn);
    live->below = false;
    live->fixed = live->stale = live->from = 0;
}
