/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From nodes to blocks. Private to this room.
 */
#ifndef LEMMA_MATHS_BOX_LAYOUT_H
#define LEMMA_MATHS_BOX_LAYOUT_H

#include "app/maths/box/block.h"
#include "app/maths/box/row.h"
#include "app/maths/box/tex.h"

enum layout_style {
    LAYOUT_DISPLAY, /* bounds stand above and below their signs */
    LAYOUT_TEXT,    /* beside, where there are small letters for them */
    LAYOUT_SCRIPT   /* an exponent or a bound: one row where that is clear, no spaces to spare */
};

/* Is the one-line form as easy to read as the block? */
bool layout_is_clear(const struct tex_node *list, enum box_set set);

/* list: a TEX_LIST or TEX_TABLE; NULL gives an empty block. */
struct block *layout_list(struct canvas *canvas, const struct tex_node *list,
                          enum layout_style style);
/* The items of a TEX_LIST, added to a row. */
void layout_items(struct row *row, const struct tex_node *list, enum layout_style style);

/* spread: two rows get an empty one between them, as a brace in front of them needs it. */
struct block *layout_table(struct canvas *canvas, const struct tex_node *table,
                           enum layout_style style, bool spread);

/* The whole formula at most `width` cells wide (0: any); NULL if it cannot be. */
struct block *layout_formula(struct canvas *canvas, const struct tex_node *root,
                             enum layout_style style, size_t width);

#endif
