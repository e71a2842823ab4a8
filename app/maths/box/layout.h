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

/* list: a TEX_LIST or TEX_TABLE; NULL gives an empty block. */
struct block *layout_list(struct canvas *canvas, const struct tex_node *list,
                          enum layout_style style);
/* The items of a TEX_LIST, added to a row. */
void layout_items(struct row *row, const struct tex_node *list, enum layout_style style);

/* The one item of a list, blanks not counted; NULL if there are more or none. */
const struct tex_node *layout_only_item(const struct tex_node *list);
bool layout_is_symbol(const struct tex_node *node, const char *name);

/* --- atoms ------------------------------------------------------------------------------------ */

/* Each adds what stands for `node`, with the scripts behind it, and returns the last node that it
 * took. */
const struct tex_node *layout_put(struct row *row, enum atom_kind kind, struct block *block,
                                  const struct tex_node *node);
const struct tex_node *layout_put_char(struct row *row, const struct tex_node *node);
const struct tex_node *layout_put_symbol(struct row *row, const struct tex_node *node,
                                         enum layout_style *style);
/* Gives the last atom the scripts behind `node`: a bracket may be a part of something higher. */
const struct tex_node *layout_put_scripts(struct row *row, const struct tex_node *node);

/* The Unicode sign of a TEX_CHAR or TEX_SYMBOL. */
const char *layout_delimiter(const struct tex_node *node, size_t *len);
bool layout_is_digit(const struct tex_node *node); /* NULL is none */

/* --- scripts ---------------------------------------------------------------------------------- */

/* Is the one-line form as easy to read as the block? */
bool layout_is_clear(const struct tex_node *list, enum box_set set);

struct layout_scripts {
    const struct tex_node *raised, *lowered;
    size_t primes;
    bool limits, no_limits;
};

/* The scripts behind `node`; returns the last node that belongs to them, or `node`. */
const struct tex_node *layout_take_scripts(struct layout_scripts *scripts,
                                           const struct tex_node *node);
/* A script as a block of its own; NULL for none. */
struct block *layout_script(struct canvas *canvas, const struct tex_node *list);
struct block *layout_with_scripts(struct canvas *canvas, struct block *base,
                                  const struct layout_scripts *scripts);
/* Adds a sum sign and its like with its bounds; sign: the sign in Unicode if it may grow. */
void layout_big(struct row *row, struct atom atom, const struct layout_scripts *scripts,
                enum layout_style style, const char *sign);

/* --- tables and lines ------------------------------------------------------------------------- */

/* spread: two rows get an empty one between them, as a brace in front of them needs it. */
struct block *layout_table(struct canvas *canvas, const struct tex_node *table,
                           enum layout_style style, bool spread);

/* The whole formula at most `width` cells wide (0: any); NULL if it cannot be. */
struct block *layout_formula(struct canvas *canvas, const struct tex_node *root,
                             enum layout_style style, size_t width);

#endif
