/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives and antiderivatives by the rules of a school book, rightly or with one rule wrong.
 * Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_CALCULUS_H
#define LEMMA_MATHS_LINES_CALCULUS_H

#include "app/maths/lines/term.h"

/* The rule that is applied wrongly. */
enum calculus_rule {
    CALCULUS_RIGHT,
    CALCULUS_PRODUCT,
    CALCULUS_QUOTIENT,
    CALCULUS_CHAIN,
    CALCULUS_POWER,
    CALCULUS_CONSTANT,
    CALCULUS_FUNCTION, /* the derivative of sin, cos, tan, ln, a^x */
    CALCULUS_RULES
};

struct calculus {
    struct tree_arena *arena;
    const struct tree *x;
    enum calculus_rule wrong;
    unsigned variant; /* which wrong way */
    int site;         /* at which use of the rule; -1: at all of them */
    int sites;        /* out: how often the rule was used */
    bool missing;     /* out: the variant does not exist at the site */
};

/* NULL: no rule. */
const struct tree *calculus_derive(struct calculus *c, const struct tree *t);
const struct tree *calculus_integrate(struct calculus *c, const struct tree *t);

#endif
