/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns as wide as their cells if that fits. Else one cap for all of them is lowered until it
 * does: narrow columns keep their width, wide ones wrap.
 */
#include "app/sink/table.h"

#include "app/base/die.h"

#include <stdlib.h>
#include <string.h>

enum { SEPARATOR = 3, LEAST = 3, WORD_MAX = 16 };

void table_init(struct table *table, const struct look *look, size_t columns)
{
    *table = (struct table){.look = look, .columns = columns};
}

void table_release(struct table *table)
{
    for (size_t i = 0; i < table->count; i++)
        flow_release(&table->cell[i].flow);
    free(table->cell);
    *table = (struct table){.look = table->look};
}

struct table_cell *table_add(struct table *table)
{
    if (table->count == table->cap) {
        table->cap = table->cap ? 2 * table->cap : 32;
        table->cell = xrealloc(table->cell, table->cap * sizeof *table->cell);
    }
    struct table_cell *cell = &table->cell[table->count++];
    *cell = (struct table_cell){.align = TABLE_LEFT};
    flow_init(&cell->flow, table->look);
    return cell;
}

/* --- widths --------------------------------------------------------------------------------- */

struct column {
    size_t wanted, least, width;
    size_t down; /* rows above the cell that is being written */
};

static size_t capped_sum(struct column *column, size_t n, size_t cap)
{
    size_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        size_t width = column[i].wanted < cap ? column[i].wanted : cap;
        column[i].width = width > column[i].least ? width : column[i].least;
        sum += column[i].width;
    }
    return sum;
}

static void measure(const struct table *table, struct column *column)
{
    for (size_t i = 0; i < table->count; i++) {
        struct column *c = &column[i % table->columns];
        size_t wanted = flow_width(&table->cell[i].flow);
        size_t least = flow_longest(&table->cell[i].flow);
        c->wanted = wanted > c->wanted ? wanted : c->wanted;
        c->least = least > c->least ? least : c->least;
    }
}

/* Sets the widths; false when the columns cannot stand side by side. */
static bool fit(struct column *column, size_t n, size_t room)
{
    size_t cap = 0, sum = 0, least = 0;
    for (size_t i = 0; i < n; i++)
        cap = column[i].wanted > cap ? column[i].wanted : cap;
    if (capped_sum(column, n, cap) <= room)
        return true;
    if (room < LEAST * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        column[i].least = column[i].least < WORD_MAX ? column[i].least : WORD_MAX;
        least += column[i].least;
    }
    for (size_t i = 0; i < n && least > room; i++)
        column[i].least = column[i].least < LEAST ? column[i].least : LEAST;
    size_t low = 0, high = cap;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (capped_sum(column, n, middle) <= room)
            low = middle;
        else
            high = middle;
    }
    sum = capped_sum(column, n, low);
    for (size_t i = 0; i < n && sum < room; i++) {
        if (column[i].width < column[i].wanted && column[i].width == low) {
            column[i].width++;
            sum++;
        }
    }
    return true;
}

/* --- rows ----------------------------------------------------------------------------------- */

static void add_spaces(struct str *out, size_t n)
{
    while (n--)
        str_add_char(out, ' ');
}

static void add_sign(struct str *out, const struct look *look, const char *unicode,
                     const char *ascii)
{
    style_begin(out, look, STYLE_DIM);
    str_add_text(out, look->set == BOX_UNICODE ? unicode : ascii);
    style_end(out, look, STYLE_DIM);
}

static void finish(struct rows *rows, struct str *line, size_t width, size_t source)
{
    row_trim(line);
    rows_add(rows, line->data, line->len, width, source);
    str_clear(line);
}

/* A `k` that is none of the cell's rows, also one before the first, is an empty row. */
static void add_cell_row(struct str *line, const struct rows *cell, size_t k, size_t width,
                         enum table_align align)
{
    size_t used = k < cell->count ? cell->row[k].width : 0;
    size_t shown = k < cell->count ? cell->row[k].shown : 0;
    size_t left = used < width ? width - used : 0;
    size_t before = align == TABLE_RIGHT ? left : align == TABLE_CENTER ? left / 2 : 0;
    add_spaces(line, before);
    if (k < cell->count)
        str_add_str(line, &cell->row[k].text);
    if (before + shown < width)
        add_spaces(line, width - before - shown);
}

struct side {
    struct table *table;
    const struct flow_frame *frame;
    struct rows *rows, *cell; /* cell: (columns) */
    struct column *column;
    size_t total;
    bool any;
};

static void begin_row(struct side *side, struct str *line)
{
    str_add_text(line, side->any ? side->frame->rest : side->frame->first);
    side->any = true;
}

static void add_rule(struct side *side)
{
    const struct look *look = side->table->look;
    struct str line = STR_EMPTY;
    begin_row(side, &line);
    style_begin(&line, look, STYLE_DIM);
    bool unicode = look->set == BOX_UNICODE;
    for (size_t i = 0; i < side->table->columns; i++) {
        if (i)
            str_add_text(&line, unicode ? "─┼─" : "-+-");
        for (size_t k = 0; k < side->column[i].width; k++)
            str_add_text(&line, unicode ? "─" : "-");
    }
    style_end(&line, look, STYLE_DIM);
    size_t source = side->rows->count ? side->rows->row[side->rows->count - 1].source : 0;
    finish(side->rows, &line, side->total, source);
    str_release(&line);
}

static void add_row(struct side *side, size_t first)
{
    size_t columns = side->table->columns, height = 1, source = 0, baseline = 0;
    size_t shown = side->rows->count ? side->rows->row[side->rows->count - 1].source : 0;
    for (size_t i = 0; i < columns; i++) {
        const struct flow_frame frame = {
            .width = side->column[i].width ? side->column[i].width : 1, .first = "", .rest = ""};
        struct rows *cell = &side->cell[i];
        rows_clear(cell);
        size_t own = flow_layout(&side->table->cell[first + i].flow, &frame, cell);
        side->column[i].down = own;
        baseline = own > baseline ? own : baseline;
        size_t end = cell->count ? cell->row[cell->count - 1].source : 0;
        source = end > source ? end : source;
    }
    for (size_t i = 0; i < columns; i++) { /* first lines stand side by side */
        size_t down = side->column[i].down = baseline - side->column[i].down;
        height = side->cell[i].count + down > height ? side->cell[i].count + down : height;
    }
    struct str line = STR_EMPTY;
    for (size_t k = 0; k < height; k++) {
        begin_row(side, &line);
        for (size_t i = 0; i < columns; i++) {
            if (i)
                add_sign(&line, side->table->look, " │ ", " | ");
            add_cell_row(&line, &side->cell[i], k - side->column[i].down, side->column[i].width,
                         side->table->cell[first + i].align);
        }
        finish(side->rows, &line, side->total, k + 1 < height ? shown : source);
        side->rows->row[side->rows->count - 1].reach = source;
    }
    str_release(&line);
}

/* A table with more columns than a line can hold: a cell a line, a rule after each row. */
static void add_list(struct side *side)
{
    struct table *table = side->table;
    for (size_t i = 0; i < table->count; i++) {
        struct flow_frame frame = *side->frame;
        if (side->any) {
            frame.first = frame.rest;
            frame.first_width = frame.rest_width;
        }
        size_t before = side->rows->count;
        flow_layout(&table->cell[i].flow, &frame, side->rows);
        side->any = side->any || side->rows->count > before;
        if ((i + 1) % table->columns == 0 && i + 1 < table->count && side->any) {
            struct str line = STR_EMPTY;
            str_add_text(&line, side->frame->rest);
            add_sign(&line, table->look, "──", "--");
            finish(side->rows, &line, side->frame->rest_width + 2,
                   side->rows->row[side->rows->count - 1].source);
            str_release(&line);
        }
    }
}

void table_layout(struct table *table, const struct flow_frame *frame, struct rows *rows)
{
    size_t columns = table->columns;
    if (!columns || !table->count)
        return;
    while (table->count % columns)
        table_add(table);
    struct side side = {.table = table, .frame = frame, .rows = rows};
    side.column = xcalloc(columns, sizeof *side.column);
    side.cell = xcalloc(columns, sizeof *side.cell);
    measure(table, side.column);
    size_t before = frame->first_width > frame->rest_width ? frame->first_width : frame->rest_width;
    size_t taken = before + SEPARATOR * (columns - 1);
    size_t room = !frame->width ? (size_t)-1 : frame->width > taken ? frame->width - taken : 0;
    if (fit(side.column, columns, room)) {
        side.total = taken;
        for (size_t i = 0; i < columns; i++)
            side.total += side.column[i].width;
        for (size_t i = 0; i < table->count; i += columns) {
            add_row(&side, i);
            if (i == 0)
                add_rule(&side);
        }
    } else {
        add_list(&side);
    }
    for (size_t i = 0; i < columns; i++)
        rows_release(&side.cell[i]);
    free(side.cell);
    free(side.column);
}
