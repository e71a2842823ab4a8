/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/maths/print.h"

void print_mathml(struct str *out, const struct tree *t, bool display)
{
    (void)display;
    tree_dump(out, t);
}
void print_spoken(struct str *out, const struct tree *t, enum lang lang)
{
    (void)lang;
    tree_dump(out, t);
}
