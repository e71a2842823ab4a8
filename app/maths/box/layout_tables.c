/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows and columns: matrices, cases, arrays with lines between them, and equations aligned at
 * their relations. All cells are laid out first; then columns get their widths, rows their
 * heights, and everything its place.
 */
#include "app/maths/box/layout.h"

#include "app/base/die.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 64, ROWS_MAX = BOX_HEIGHT_MAX };

struct grid {
    struct canvas *canvas;
    const struct tex_node *table;
    enum tex_table kind;
    size_t rows, columns;
    struct block **cell;                           /* rows * columns; NULL: empty */
    bool rule[ROWS_MAX + 1];                       /* a line above this row */
    bool border[COLUMNS_MAX + 1];                  /* a line left of this column */
    bool joined[COLUMNS_MAX + 1];                  /* @{}: no gap left of this column */
    char align[COLUMNS_MAX];                       /* l, c, r */
    size_t width[COLUMNS_MAX], x[COLUMNS_MAX + 1]; /* of columns; x[columns]: the right edge */
    size_t above[ROWS_MAX], below[ROWS_MAX], y[ROWS_MAX];
    bool tall[ROWS_MAX];
    size_t total, height;
};

/* --- reading ---------------------------------------------------------------------------------- */

static bool is_empty_cell(const struct tex_node *cell)
{
    for (const struct tex_node *node = cell->first; node; node = node->next)
        if (node->kind != TEX_BLANK)
            return false;
    return true;
}

static bool is_empty_row(const struct tex_node *row)
{
    return row->first == row->last && is_empty_cell(row->first);
}

/* The letters, lines and @ of {|c|r@{}l|}. Widths are not kept, *{3}{c} is not taken apart. */
static void read_columns(struct grid *grid, const char *spec)
{
    size_t column = 0;
    for (int depth = 0; *spec; spec++) {
        depth += (*spec == '{') - (*spec == '}');
        if (depth > 0 || column >= COLUMNS_MAX)
            continue;
        if (*spec == '|')
            grid->border[column] = true;
        else if (*spec == '@')
            grid->joined[column] = true;
        else if (strchr("lcr", *spec))
            grid->align[column++] = *spec;
        else if (strchr("pmbX", *spec))
            grid->align[column++] = 'l';
    }
}

static bool is_three_columns(const struct grid *grid)
{
    return grid->table->environment &&
           strncmp(grid->table->environment->name, "eqnarray", strlen("eqnarray")) == 0;
}

static void set_alignment(struct grid *grid)
{
    for (size_t c = 0; c < COLUMNS_MAX; c++) {
        switch (grid->kind) {
        case TEX_TABLE_ALIGNED:
            grid->align[c] = is_three_columns(grid) ? "rcl"[c % 3] : "rl"[c % 2];
            break;
        case TEX_TABLE_LINES:
        case TEX_TABLE_CASES:
            grid->align[c] = 'l';
            break;
        default:
            grid->align[c] = 'c';
        }
    }
    if (grid->kind == TEX_TABLE_ARRAY && grid->table->columns)
        read_columns(grid, grid->table->columns);
}

/* Lays out one cell. In aligned rows it goes on where the cell before it ended. */
static struct block *layout_cell(struct grid *grid, const struct tex_node *cell, size_t column,
                                 enum layout_style style, enum atom_kind *before)
{
    bool goes_on = grid->kind == TEX_TABLE_ALIGNED && column % 2 == 1 && !is_three_columns(grid);
    enum atom_kind start = goes_on ? (*before == ATOM_NONE ? ATOM_ORDINARY : *before) : ATOM_NONE;
    struct row row;
    row_init(&row, grid->canvas, style == LAYOUT_SCRIPT, start);
    layout_items(&row, cell, style);
    row_settle(&row);
    *before = row_end(&row);
    struct block *block = row.count ? row_join(&row) : NULL;
    row_release(&row);
    return block;
}

static bool read_grid(struct grid *grid, enum layout_style style)
{
    const struct tex_node *row = grid->table->first;
    for (; row; row = row->next) {
        size_t columns = 0;
        for (const struct tex_node *cell = row->first; cell; cell = cell->next)
            columns++;
        grid->rule[grid->rows] = row->rule;
        if (!row->next && is_empty_row(row))
            break;
        if (grid->rows >= ROWS_MAX || columns > COLUMNS_MAX)
            return false;
        grid->rows++;
        grid->columns = columns > grid->columns ? columns : grid->columns;
    }
    grid->cell = xcalloc(grid->rows * grid->columns + 1, sizeof *grid->cell);
    row = grid->table->first;
    for (size_t r = 0; r < grid->rows; r++, row = row->next) {
        enum atom_kind before = ATOM_NONE;
        size_t c = 0;
        for (const struct tex_node *cell = row->first; cell; cell = cell->next, c++)
            grid->cell[r * grid->columns + c] = layout_cell(grid, cell, c, style, &before);
    }
    return !grid->canvas->failed;
}

/* --- measuring -------------------------------------------------------------------------------- */

static void measure(struct grid *grid)
{
    for (size_t r = 0; r < grid->rows; r++) {
        grid->below[r] = 1;
        for (size_t c = 0; c < grid->columns; c++) {
            const struct block *cell = grid->cell[r * grid->columns + c];
            if (!cell)
                continue;
            size_t below = cell->height - cell->baseline;
            grid->tall[r] = grid->tall[r] || cell->tall;
            grid->above[r] = cell->baseline > grid->above[r] ? cell->baseline : grid->above[r];
            grid->below[r] = below > grid->below[r] ? below : grid->below[r];
            grid->width[c] = cell->width > grid->width[c] ? cell->width : grid->width[c];
        }
    }
}

static size_t column_gap(const struct grid *grid, size_t column)
{
    if (grid->kind != TEX_TABLE_ALIGNED)
        return grid->joined[column] ? 0 : 2;
    if (is_three_columns(grid))
        return 1;
    return column % 2 ? 0 : 3;
}

static void place_columns(struct grid *grid)
{
    size_t x = grid->border[0] ? 2 : 0;
    for (size_t c = 0; c < grid->columns; c++) {
        if (c > 0)
            x += grid->border[c] ? 3 : column_gap(grid, c);
        grid->x[c] = x;
        x += grid->width[c];
    }
    grid->total = x + (grid->border[grid->columns] ? 2 : 0);
}

/* Tall rows, and rows whose scripts would meet, have an empty row between them. */
static void place_rows(struct grid *grid, bool spread)
{
    size_t y = 0;
    for (size_t r = 0; r < grid->rows; r++) {
        bool apart = r > 0 && (grid->tall[r] || grid->tall[r - 1] ||
                               (grid->above[r] > 0 && grid->below[r - 1] > 1) ||
                               (spread && grid->rows == 2));
        y += grid->rule[r] || apart;
        grid->y[r] = y;
        y += grid->above[r] + grid->below[r];
    }
    grid->height = y + grid->rule[grid->rows];
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* Where lines cross: by the directions up, down, left and right. */
static const char *crossing(const struct grid *grid, bool up, bool down, bool left, bool right)
{
    static const char *const signs[2][2][2][2] = {
        /* [up][down][left][right] */
        {{{" ", "─"}, {"─", "─"}}, {{"│", "┌"}, {"┐", "┬"}}},
        {{{"│", "└"}, {"┘", "┴"}}, {{"│", "├"}, {"┤", "┼"}}},
    };
    return grid->canvas->set == BOX_UNICODE ? signs[up][down][left][right] : "+";
}

static size_t border_x(const struct grid *grid, size_t column)
{
    if (column == 0)
        return 0;
    return column == grid->columns ? grid->total - 1 : grid->x[column] - 2;
}

static void draw_lines(struct grid *grid, struct block *block)
{
    bool plain = grid->canvas->set != BOX_UNICODE;
    for (size_t r = 0; r <= grid->rows; r++) {
        if (!grid->rule[r])
            continue;
        size_t y = r < grid->rows ? grid->y[r] - 1 : grid->height - 1;
        size_t from = 0;
        for (size_t c = 0; c <= grid->columns; c++) {
            size_t to = c < grid->columns || grid->border[c] ? border_x(grid, c) : grid->total;
            if (c < grid->columns && !grid->border[c])
                continue;
            if (to > from)
                block_place(grid->canvas, block,
                            block_repeat(grid->canvas, plain ? "-" : "─", to - from), from, y);
            if (to < grid->total)
                block_place(grid->canvas, block,
                            block_sign(grid->canvas, crossing(grid, y > 0, y + 1 < grid->height,
                                                              to > 0, to + 1 < grid->total)),
                            to, y);
            from = to + 1;
        }
    }
    for (size_t c = 0; c <= grid->columns; c++) {
        if (!grid->border[c])
            continue;
        for (size_t y = 0; y < grid->height && !grid->canvas->failed; y++) {
            bool crossed = false;
            for (size_t r = 0; r <= grid->rows; r++)
                crossed = crossed || (grid->rule[r] &&
                                      y == (r < grid->rows ? grid->y[r] - 1 : grid->height - 1));
            if (!crossed)
                block_place(grid->canvas, block, block_sign(grid->canvas, plain ? "|" : "│"),
                            border_x(grid, c), y);
        }
    }
}

static struct block *draw(struct grid *grid)
{
    size_t height = grid->height ? grid->height : 1;
    struct block *block = block_blank(grid->canvas, grid->total, height, (height - 1) / 2);
    for (size_t r = 0; r < grid->rows; r++) {
        for (size_t c = 0; c < grid->columns; c++) {
            struct block *cell = grid->cell[r * grid->columns + c];
            if (!cell)
                continue;
            size_t room = grid->width[c] - cell->width;
            /* numbers without a sign stand over the digits of those with one */
            size_t shift = grid->align[c] == 'r'   ? room
                           : grid->align[c] == 'l' ? 0
                           : grid->kind == TEX_TABLE_MATRIX || grid->kind == TEX_TABLE_ARRAY
                               ? (room + 1) / 2
                               : room / 2;
            block_place(grid->canvas, block, cell, grid->x[c] + shift,
                        grid->y[r] + grid->above[r] - cell->baseline);
        }
    }
    if (grid->rows == 1)
        block->baseline = grid->y[0] + grid->above[0];
    block->tall = block->tall || grid->rows > 1;
    draw_lines(grid, block);
    return block;
}

static enum bracket bracket_of(const char *sign)
{
    bool closes;
    return sign ? sign_bracket_find(sign, strlen(sign), &closes) : BRACKET_NONE;
}

struct block *layout_table(struct canvas *canvas, const struct tex_node *table,
                           enum layout_style style, bool spread)
{
    const struct tex_environment *known = table->environment;
    struct grid grid = {.canvas = canvas, .table = table};
    if (known) {
        grid.kind = known->table;
    } else {
        grid.kind = TEX_TABLE_LINES;
        for (const struct tex_node *row = table->first; row; row = row->next)
            if (row->first != row->last)
                grid.kind = TEX_TABLE_ALIGNED;
        if (style == LAYOUT_SCRIPT && grid.kind == TEX_TABLE_LINES)
            grid.kind = TEX_TABLE_CENTRED; /* \substack */
    }
    bool is_equation = grid.kind <= TEX_TABLE_CENTRED;
    set_alignment(&grid);
    if (style == LAYOUT_TEXT && is_equation)
        style = LAYOUT_DISPLAY;
    if (!read_grid(&grid, style)) {
        canvas->failed = true;
        free(grid.cell);
        return block_blank(canvas, 0, 1, 0);
    }
    measure(&grid);
    place_columns(&grid);
    place_rows(&grid, spread || grid.kind == TEX_TABLE_CASES);
    struct block *block = draw(&grid);
    free(grid.cell);
    if (known)
        block = sign_fence_of(canvas, bracket_of(known->open), block, bracket_of(known->close));
    return block;
}
