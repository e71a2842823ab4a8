/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing collects every piece of text with its place, sorts them, and writes row after row: the
 * time depends on the pieces, not on how deep they were nested or how wide the page is.
 */
#include "app/maths/box/block.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdlib.h>
#include <string.h>

struct block_part {
    struct block_part *next;
    size_t x, y;
    const char *text; /* or NULL: a block */
    size_t len;
    const struct block *child;
    uint32_t mark, second;
};

struct block *block_blank(struct canvas *canvas, size_t width, size_t height, size_t baseline)
{
    struct block *block = pool_take(canvas->pool, sizeof *block);
    block->width = width;
    block->height = height;
    block->baseline = baseline;
    if (height > BOX_HEIGHT_MAX || width > BLOCK_WIDTH_MAX || canvas->parts > BLOCK_PARTS_MAX)
        canvas->failed = true;
    return block;
}

static struct block_part *add_part(struct canvas *canvas, struct block *block)
{
    struct block_part *part = pool_take(canvas->pool, sizeof *part);
    if (block->last)
        block->last->next = part;
    else
        block->first = part;
    block->last = part;
    canvas->parts++;
    return part;
}

struct block *block_text(struct canvas *canvas, const char *s, size_t len)
{
    struct str clean = STR_EMPTY;
    text_clean_line(&clean, s, len);
    struct block *block = block_blank(canvas, text_width(clean.data, clean.len), 1, 0);
    struct block_part *part = add_part(canvas, block);
    part->text = pool_copy(canvas->pool, clean.data, clean.len);
    part->len = clean.len;
    str_release(&clean);
    return block;
}

struct block *block_sign(struct canvas *canvas, const char *sign)
{
    return block_text(canvas, sign, strlen(sign));
}

struct block *block_repeat(struct canvas *canvas, const char *sign, size_t count)
{
    struct str text = STR_EMPTY;
    if (count > BLOCK_WIDTH_MAX) {
        canvas->failed = true;
        count = 0;
    }
    for (size_t i = 0; i < count; i++)
        str_add_text(&text, sign);
    struct block *block = block_text(canvas, text.data, text.len);
    str_release(&text);
    return block;
}

void block_place(struct canvas *canvas, struct block *block, struct block *child, size_t x,
                 size_t y)
{
    struct block_part *part = add_part(canvas, block);
    part->x = x;
    part->y = y;
    part->child = child;
    block->tall = block->tall || child->tall;
}

struct block *block_marked(struct canvas *canvas, struct block *block, uint32_t mark,
                           uint32_t second)
{
    struct block *marked = block_blank(canvas, block->width, block->height, block->baseline);
    block_place(canvas, marked, block, 0, 0);
    marked->last->mark = mark;
    marked->last->second = second;
    return marked;
}

struct block *block_group(struct canvas *canvas, const struct block_at *at, size_t count)
{
    ptrdiff_t left = at[0].x, top = at[0].y, right = left, bottom = top;
    for (size_t i = 0; i < count; i++) {
        ptrdiff_t end = at[i].x + (ptrdiff_t)at[i].block->width;
        ptrdiff_t under = at[i].y + (ptrdiff_t)at[i].block->height;
        left = at[i].x < left ? at[i].x : left;
        top = at[i].y < top ? at[i].y : top;
        right = end > right ? end : right;
        bottom = under > bottom ? under : bottom;
    }
    size_t baseline = (size_t)(at[0].y - top) + at[0].block->baseline;
    struct block *group =
        block_blank(canvas, (size_t)(right - left), (size_t)(bottom - top), baseline);
    for (size_t i = 0; i < count; i++)
        block_place(canvas, group, at[i].block, (size_t)(at[i].x - left), (size_t)(at[i].y - top));
    return group;
}

struct block *block_row(struct canvas *canvas, struct block *const *block, const size_t *gap,
                        size_t count)
{
    size_t width = 0, above = 0, below = 0;
    for (size_t i = 0; i < count; i++) {
        size_t under = block[i]->height - block[i]->baseline;
        above = block[i]->baseline > above ? block[i]->baseline : above;
        below = under > below ? under : below;
        width += gap[i] + block[i]->width;
    }
    struct block *row = block_blank(canvas, width, above + (below ? below : 1), above);
    for (size_t i = 0, x = 0; i < count; i++) {
        x += gap[i];
        block_place(canvas, row, block[i], x, above - block[i]->baseline);
        x += block[i]->width;
    }
    return row;
}

struct block *block_stack(struct canvas *canvas, struct block *above, struct block *middle,
                          struct block *below)
{
    size_t width = middle->width;
    if (above && above->width > width)
        width = above->width;
    if (below && below->width > width)
        width = below->width;
    struct block_at at[3] = {{middle, (ptrdiff_t)((width - middle->width) / 2), 0}};
    size_t count = 1;
    if (above)
        at[count++] = (struct block_at){above, (ptrdiff_t)((width - above->width) / 2),
                                        -(ptrdiff_t)above->height};
    if (below)
        at[count++] = (struct block_at){below, (ptrdiff_t)((width - below->width) / 2),
                                        (ptrdiff_t)middle->height};
    struct block *stack = block_group(canvas, at, count);
    stack->tall = stack->tall || stack->height > 2;
    return stack;
}

bool block_apart(const struct block *upper, const struct block *lower)
{
    return upper->tall || lower->tall ||
           (upper->baseline + 1 < upper->height && lower->baseline > 0);
}

/* --- drawing ---------------------------------------------------------------------------------- */

struct piece {
    size_t x, y, order;
    const struct block_part *part;
    uint32_t mark, second;
};

struct pieces {
    struct piece *piece;
    size_t count, room;
};

static void collect(struct pieces *pieces, const struct block *block, struct piece at)
{
    for (const struct block_part *part = block->first; part; part = part->next) {
        struct piece piece = {.x = at.x + part->x,
                              .y = at.y + part->y,
                              .order = pieces->count,
                              .part = part,
                              .mark = part->mark ? part->mark : at.mark,
                              .second = part->mark ? part->second : at.second};
        if (part->child) {
            collect(pieces, part->child, piece);
            continue;
        }
        if (pieces->count == pieces->room) {
            pieces->room = pieces->room ? 2 * pieces->room : 64;
            pieces->piece = xrealloc(pieces->piece, pieces->room * sizeof *pieces->piece);
        }
        pieces->piece[pieces->count++] = piece;
    }
}

static int compare_places(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;
    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->order < q->order ? -1 : p->order > q->order;
}

static void add_spaces(struct str *row, size_t count)
{
    static const char spaces[] = "                                ";
    for (; count >= sizeof spaces - 1; count -= sizeof spaces - 1)
        str_add(row, spaces, sizeof spaces - 1);
    str_add(row, spaces, count);
}

static void add_marked(struct str *row, const struct piece *piece)
{
    const struct block_part *part = piece->part;
    for (size_t i = 0; i < part->len;) {
        size_t n = text_cluster(part->text + i, part->len - i);
        str_add(row, part->text + i, n);
        if (part->text[i] != ' ') {
            text_add_char(row, piece->mark);
            if (piece->second)
                text_add_char(row, piece->second);
        }
        i += n;
    }
}

void block_draw(const struct block *block, struct str *row)
{
    struct pieces pieces = {NULL, 0, 0};
    collect(&pieces, block, (struct piece){.x = 0});
    if (pieces.count)
        qsort(pieces.piece, pieces.count, sizeof *pieces.piece, compare_places);
    size_t next = 0;
    for (size_t y = 0; y < block->height; y++) {
        size_t x = 0;
        for (; next < pieces.count && pieces.piece[next].y == y; next++) {
            const struct piece *piece = &pieces.piece[next];
            if (piece->x > x) {
                add_spaces(&row[y], piece->x - x);
                x = piece->x;
            }
            if (piece->mark)
                add_marked(&row[y], piece);
            else
                str_add(&row[y], piece->part->text, piece->part->len);
            x += text_width(piece->part->text, piece->part->len);
        }
        add_spaces(&row[y], x < block->width ? block->width - x : 0);
    }
    free(pieces.piece);
}
