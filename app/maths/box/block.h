/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks: rectangles of cells with a baseline, made of text and of smaller blocks at their places.
 * Putting blocks together copies nothing; the cells are written once, at the end. A block that
 * would be too high or a layout of too many parts sets `failed`, and its result means nothing.
 * Private to this room.
 */
#ifndef LEMMA_MATHS_BOX_BLOCK_H
#define LEMMA_MATHS_BOX_BLOCK_H

#include "app/maths/box.h"
#include "app/maths/box/pool.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BLOCK_WIDTH_MAX = 65536, BLOCK_PARTS_MAX = 200000 };

struct block_part;
struct block {
    size_t width, height, baseline; /* cells; the row that continues the text around it */
    bool fraction;                  /* a bar is its whole width */
    bool tall;                      /* more than a row and its scripts: brackets grow with it */
    struct block_part *first, *last;
};

struct canvas {
    struct pool *pool;
    enum box_set set;
    size_t parts;
    bool failed;
};

/* A block of nothing. */
struct block *block_blank(struct canvas *canvas, size_t width, size_t height, size_t baseline);
/* One row of text from outside, made harmless. */
struct block *block_text(struct canvas *canvas, const char *s, size_t len);
/* One row of a sign of ours. */
struct block *block_sign(struct canvas *canvas, const char *sign);
/* A sign of one cell, `count` times in a row. */
struct block *block_repeat(struct canvas *canvas, const char *sign, size_t count);

/* Puts the child at a place inside the block. */
void block_place(struct canvas *canvas, struct block *block, struct block *child, size_t x,
                 size_t y);
/* The block with marks that combine (0: none) behind each of its characters. */
struct block *block_marked(struct canvas *canvas, struct block *block, uint32_t mark,
                           uint32_t second);

struct block_at {
    struct block *block;
    ptrdiff_t x, y; /* of its first cell; any origin, rows downwards */
};
/* The smallest block that holds them all; its baseline is that of the first. */
struct block *block_group(struct canvas *canvas, const struct block_at *at, size_t count);
/* Side by side on one baseline, gap[i] empty cells before block[i]. */
struct block *block_row(struct canvas *canvas, struct block *const *block, const size_t *gap,
                        size_t count);
/* Centred above and below; either may be NULL. The baseline stays that of the middle. */
struct block *block_stack(struct canvas *canvas, struct block *above, struct block *middle,
                          struct block *below);

/* Do two blocks need an empty row between them when one is under the other? */
bool block_apart(const struct block *upper, const struct block *lower);

/* Writes block->height rows, each block->width cells wide, into as many empty texts. */
void block_draw(const struct block *block, struct str *row);

#endif
