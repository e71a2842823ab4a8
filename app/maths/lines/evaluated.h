/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * [F(x)]_a^b, the step of a definite integral that is no expression of its own. Private to the
 * line checker.
 */
#ifndef LEMMA_MATHS_LINES_EVALUATED_H
#define LEMMA_MATHS_LINES_EVALUATED_H

#include "app/maths/tree.h"

/* Reads a chain of equal sides of which one or more are [F]_a^b, each as F(b) - F(a). NULL when
 * there is none, or when a part cannot be read. */
const struct tree *evaluated_parse(struct tree_arena *arena, const char *s, size_t len);

#endif
