/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/maths/box.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdlib.h>

void box_layout(struct box *out, const char *latex, size_t len, const struct box_options *options)
{
    (void)options;
    *out = (struct box){.height = 1, .row = xcalloc(1, sizeof(struct str))};
    str_init(out->row);
    str_add(out->row, latex, len);
    out->width = text_width(latex, len);
}
void box_release(struct box *box)
{
    for (size_t i = 0; i < box->height; i++)
        str_release(&box->row[i]);
    free(box->row);
}
