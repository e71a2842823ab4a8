/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The signs that grow with what they hold: brackets, fraction bars, roots, frames, braces, arrows
 * and accents, in the signs of each set. Private to this room.
 */
#ifndef LEMMA_MATHS_BOX_SIGNS_H
#define LEMMA_MATHS_BOX_SIGNS_H

#include "app/maths/box/block.h"
#include "app/maths/box/tex.h"

enum bracket {
    BRACKET_NONE,
    BRACKET_ROUND,
    BRACKET_SQUARE,
    BRACKET_BRACE,
    BRACKET_BAR,
    BRACKET_BARS,
    BRACKET_FLOOR,
    BRACKET_CEILING,
    BRACKET_ANGLE,
    BRACKET_OTHER /* does not grow */
};

/* By the sign in Unicode; *closes for ) and its like. */
enum bracket sign_bracket_find(const char *sign, size_t len, bool *closes);
/* Between two delimiters (TEX_CHAR, TEX_SYMBOL or NULL) that grow to the height of the inside. */
struct block *sign_fence(struct canvas *canvas, const struct tex_node *open, struct block *inside,
                         const struct tex_node *close);
struct block *sign_fence_of(struct canvas *canvas, enum bracket open, struct block *inside,
                            enum bracket close);
/* One delimiter as high as the block. */
struct block *sign_bracket(struct canvas *canvas, enum bracket kind, bool closes,
                           const struct block *like);

struct block *sign_fraction(struct canvas *canvas, struct block *top, struct block *bottom);
/* index may be NULL */
struct block *sign_root(struct canvas *canvas, struct block *index, struct block *inside);
struct block *sign_frame(struct canvas *canvas, struct block *inside);
/* A brace above or under the block, with its label (NULL: none) beyond. */
struct block *sign_brace(struct canvas *canvas, struct block *inside, struct block *label,
                         bool over);
struct block *sign_underline(struct canvas *canvas, struct block *inside);
/* The accent whose mark combines with one character; over more than one it is a row of its own. */
struct block *sign_accent(struct canvas *canvas, struct block *inside, uint32_t mark);
struct block *sign_cancel(struct canvas *canvas, struct block *inside, enum tex_cancel kind);
/* An arrow as long as its texts (NULL: none). */
struct block *sign_arrow(struct canvas *canvas, enum tex_arrow kind, struct block *above,
                         struct block *below);
/* An integral sign as high as what is behind it: `above` rows over and `below` rows under the
 * baseline. NULL where the set has no such sign. */
struct block *sign_integral(struct canvas *canvas, const char *sign, size_t above, size_t below);

#endif
