/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a working has said about its letters: functions f(x) = ..., sequences a_n = ..., y = ... as
 * a function of x, and letters introduced on the way (let u = x^2). Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_KNOWN_H
#define LEMMA_MATHS_LINES_KNOWN_H

#include "app/maths/lines/term.h"

enum { KNOWN_MAX = 32 };

struct known_function {
    const char *name;            /* "f", "y", "f'" */
    const struct tree *variable; /* a symbol */
    const struct tree *body;
};

struct known {
    struct tree_arena *arena;
    struct known_function function[KNOWN_MAX];
    size_t n_functions;
    struct {
        const struct tree *symbol, *value;
    } definition[KNOWN_MAX];
    size_t n_definitions;
};

void known_function(struct known *known, const char *name, const struct tree *variable,
                    const struct tree *body);
void known_definition(struct known *known, const struct tree *symbol, const struct tree *value);
/* The function a left side stands for (f(x), f'(x), y', dy/dx, a_n): false when it is none. With
 * *body NULL nothing has been said about it. *derivative: body is the derivative of *of. */
bool known_left(struct known *known, const struct tree *left, const char **name,
                const struct tree **variable, const struct tree **body, const struct tree **of);
/* Calls, derivatives and definite integrals that are known, worked out; t itself otherwise. */
const struct tree *known_expand(struct known *known, const struct tree *t);
/* Letters introduced on the way replaced by what they stand for. */
const struct tree *known_replace(struct known *known, const struct tree *t);
/* Measures as products of numbers and base units; with `strip`, their numbers alone. */
const struct tree *known_measures(struct known *known, const struct tree *t, bool strip);

#endif
