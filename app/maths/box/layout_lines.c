/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole formula, and what is done when it is too wide: the items of a row, or of each row of
 * an aligned block, are broken into lines; a frame is drawn around the lines of what is in it.
 */
#include "app/maths/box/layout.h"

#include "app/base/die.h"

#include <stdlib.h>

static const struct tex_node *unwrap(const struct tex_node *list)
{
    for (;;) {
        const struct tex_node *only = NULL;
        if (list->kind != TEX_LIST)
            return list;
        for (const struct tex_node *node = list->first; node; node = node->next) {
            bool nothing = node->kind == TEX_BLANK || (node->kind == TEX_PLAIN && !node->part[0]) ||
                           (node->kind == TEX_SYMBOL && node->symbol->kind == SYMBOL_NOTHING);
            if (!nothing && only)
                return list;
            only = nothing ? only : node;
        }
        if (only && only->kind == TEX_PLAIN)
            list = only->part[0];
        else if (only && (only->kind == TEX_LIST || only->kind == TEX_TABLE))
            list = only;
        else
            return list;
    }
}

/* A row of one list of items, or with those of all the cells behind it. */
static void fill_row(struct row *row, struct canvas *canvas, const struct tex_node *list,
                     bool cells, enum layout_style style)
{
    row_init(row, canvas, false, ATOM_NONE);
    layout_items(row, list, style);
    for (const struct tex_node *cell = list->next; cells && cell; cell = cell->next)
        layout_items(row, cell, style);
    row_settle(row);
}

static struct block *break_list(struct canvas *canvas, const struct tex_node *list,
                                enum layout_style style, size_t width)
{
    struct row row;
    fill_row(&row, canvas, list, false, style);
    struct block *block = canvas->failed ? NULL : row_break(&row, width, 0);
    row_release(&row);
    return block;
}

/* The column for the relations of an aligned block: behind its longest short left side. */
static size_t relation_column(const struct row *row, size_t count, size_t width)
{
    size_t column = 0;
    for (size_t i = 0; i < count; i++) {
        size_t left = row_left_side(&row[i]);
        column = left > column && left <= width / 3 ? left : column;
    }
    return column;
}

/* The lines of an aligned block one by one, each broken where it must. */
static struct block *break_table(struct canvas *canvas, const struct tex_node *table,
                                 enum layout_style style, size_t width)
{
    size_t count = 0, placed = 0, rows = 0;
    for (const struct tex_node *node = table->first; node; node = node->next)
        rows++;
    struct row *row = xcalloc(rows, sizeof *row);
    struct block_at *line = xcalloc(rows, sizeof *line);
    bool aligned = false;
    for (const struct tex_node *node = table->first; node; node = node->next, count++) {
        fill_row(&row[count], canvas, node->first, true, style);
        aligned = aligned || node->first != node->last;
    }
    size_t column = aligned && !canvas->failed ? relation_column(row, count, width) : 0;
    bool fits = !canvas->failed;
    ptrdiff_t y = 0;
    for (size_t i = 0; i < count && fits; i++) {
        struct block *block = row[i].count ? row_break(&row[i], width, column) : NULL;
        fits = block || !row[i].count;
        if (!block)
            continue;
        y += placed > 0 && block_apart(line[placed - 1].block, block);
        line[placed++] = (struct block_at){block, 0, y};
        y += (ptrdiff_t)block->height;
    }
    struct block *block = fits && placed ? block_group(canvas, line, placed) : NULL;
    for (size_t i = 0; i < count; i++)
        row_release(&row[i]);
    free(row);
    free(line);
    return block;
}

struct block *layout_formula(struct canvas *canvas, const struct tex_node *root,
                             enum layout_style style, size_t width)
{
    struct block *block = layout_list(canvas, root, style);
    if (canvas->failed)
        return NULL;
    if (width == 0 || block->width <= width)
        return block;
    const struct tex_node *inside = unwrap(root), *only = layout_only_item(inside);
    if (only && only->kind == TEX_FRAME && width > 4) {
        block = layout_formula(canvas, only->part[0], style, width - 4);
        block = block ? sign_frame(canvas, block) : NULL;
    } else if (inside->kind == TEX_TABLE) {
        bool lines = !inside->environment || inside->environment->table <= TEX_TABLE_CENTRED;
        block = lines ? break_table(canvas, inside, style, width) : NULL;
    } else {
        block = break_list(canvas, inside, style, width);
    }
    return canvas->failed ? NULL : block;
}
