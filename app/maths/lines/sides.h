/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Relations of two sides as the rules for equations see them. Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_SIDES_H
#define LEMMA_MATHS_LINES_SIDES_H

#include "app/maths/lines/rules.h"

/* A relation of two sides, seen from one of them. */
struct sides {
    const struct tree *a, *b;
    unsigned relation;
    bool turned; /* a stands on the right */
};

/* False for what is no equation or inequality of two sides. */
bool sides_read(const struct tree *t, bool turned, struct sides *s);
bool sides_equal(const struct sides *s); /* an equation */
/* The same relation between other sides; a goes where s->a stood. */
const struct tree *sides_put(struct rules *r, const struct sides *s, const struct tree *a,
                             const struct tree *b);
bool sides_squares(const struct tree *t, const struct tree **base); /* an even power */
const struct tree *rules_number(struct rules *r, int64_t value);
bool rules_has_letters(struct rules *r, const struct tree *t);

#endif
