/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ways a formula can be shown, in the order in which they are tried: its block, the block
 * broken into lines, one line of text. What is not well formed is shown as it was written.
 */
#include "app/maths/box.h"

#include "app/base/die.h"
#include "app/base/text.h"
#include "app/maths/box/layout.h"
#include "app/maths/box/line.h"

#include <stdlib.h>

static void give_text(struct box *out, const char *s, size_t len)
{
    *out = (struct box){.height = 1, .row = xcalloc(1, sizeof(struct str))};
    str_init(out->row);
    text_clean_line(out->row, s, len);
    out->width = text_width(out->row->data, out->row->len);
}

static void give_line(struct box *out, const struct tex_node *root, enum box_set set)
{
    struct str line = STR_EMPTY;
    line_format(&line, root, set);
    give_text(out, line.data, line.len);
    str_release(&line);
}

static void give_block(struct box *out, const struct block *block)
{
    *out = (struct box){.width = block->width,
                        .height = block->height,
                        .baseline = block->baseline,
                        .row = xcalloc(block->height, sizeof(struct str))};
    for (size_t i = 0; i < block->height; i++)
        str_init(&out->row[i]);
    block_draw(block, out->row);
}

void box_layout(struct box *out, const char *latex, size_t len, const struct box_options *options)
{
    if (len > BOX_LATEX_MAX) {
        give_text(out, latex, len);
        return;
    }
    struct tex tex;
    tex_read(&tex, latex, len);
    struct canvas canvas = {.pool = &tex.pool, .set = options->set};
    const struct block *block = NULL;
    bool line = options->one_line || (options->flat && layout_is_clear(tex.root, options->set));
    if (tex.balanced && !line)
        block = layout_formula(&canvas, tex.root, options->flat ? LAYOUT_TEXT : LAYOUT_DISPLAY,
                               options->width);
    if (!tex.balanced)
        give_text(out, latex, len);
    else if (block)
        give_block(out, block);
    else
        give_line(out, tex.root, options->set);
    tex_release(&tex);
}

void box_release(struct box *box)
{
    for (size_t i = 0; i < box->height; i++)
        str_release(&box->row[i]);
    free(box->row);
    *box = (struct box){.width = 0};
}
