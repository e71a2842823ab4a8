/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Relations of two sides: taken apart and put together again.
 */
#include "app/maths/lines/sides.h"

bool sides_read(const struct tree *t, bool turned, struct sides *s)
{
    if (t->kind != TREE_RELATION || t->n != 2)
        return false;
    *s = (struct sides){t->child[turned], t->child[!turned], t->relations[0], turned};
    return s->relation <= RELATION_GREATER_EQUAL;
}

bool sides_equal(const struct sides *s)
{
    return s->relation == RELATION_EQUAL;
}

const struct tree *sides_put(struct rules *r, const struct sides *s, const struct tree *a,
                             const struct tree *b)
{
    return s->turned ? term_equation(r->arena, b, s->relation, a)
                     : term_equation(r->arena, a, s->relation, b);
}

const struct tree *rules_number(struct rules *r, int64_t value)
{
    return tree_integer(r->arena, value);
}

bool rules_has_letters(struct rules *r, const struct tree *t)
{
    return !term_is_numeric(r->arena, t);
}

bool sides_squares(const struct tree *t, const struct tree **base)
{
    int64_t e;
    if (t->kind != TREE_POWER || !term_integer(t->child[1], &e) || e < 2 || e % 2)
        return false;
    *base = t->child[0];
    return true;
}
