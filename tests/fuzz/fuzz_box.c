/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a formula. The first byte chooses the set of signs and the kind, the second the
 * width. Every row is exactly as wide as the box says, holds nothing that steers a terminal, and a
 * box that is wider than asked is a single line.
 */
#include "app/base/text.h"
#include "app/maths/box.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const struct box_options options = {.set = (enum box_set)(data[0] % 3),
                                        .one_line = data[0] / 3 % 4 == 1,
                                        .flat = data[0] / 3 % 4 == 2,
                                        .width = data[1]};
    struct box box;
    struct str clean = STR_EMPTY;
    box_layout(&box, (const char *)data + 2, size - 2, &options);
    require(box.height > 0 && box.height <= BOX_HEIGHT_MAX, "height");
    require(box.baseline < box.height, "baseline");
    require(box.height == 1 || !options.width || box.width <= options.width, "too wide");
    for (size_t i = 0; i < box.height; i++) {
        const struct str *row = &box.row[i];
        require(text_width(row->data, row->len) == box.width, "width of a row");
        str_clear(&clean);
        text_clean_line(&clean, row->data, row->len);
        require(clean.len == row->len, "not clean");
    }
    box_release(&box);
    str_release(&clean);
    return 0;
}
