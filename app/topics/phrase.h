/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wording: patterns with choices and slots, Korean particles, and the many ways people type a
 * formula. A pattern is text with
 *   [a|b|]   one of these at random (may be nested, may be empty)
 *   @P       slot P (A to Z), inserted as it is
 *   ~은 ~이 ~을 ~과 ~으로 ~이야 ~이라 ~예요   the particle that fits the last sound written so far
 */
#ifndef LEMMA_TOPICS_PHRASE_H
#define LEMMA_TOPICS_PHRASE_H

#include "app/base/random.h"
#include "app/base/str.h"

struct phrase_slots {
    const char *value[26]; /* by letter; NULL: the pattern does not use it */
    bool units;            /* a letter m at the end is a metre, not the variable m */
};

#define PHRASE_SLOT(letter) value[(letter) - 'A']

/* random may be NULL when the pattern has no choices. */
void phrase_expand(struct str *out, const char *pattern, const struct phrase_slots *slots,
                   struct random_state *random);

/* The end of a text as it is read aloud in Korean. */
enum phrase_sound { PHRASE_VOWEL, PHRASE_RIEUL, PHRASE_CONSONANT };
enum phrase_sound phrase_last_sound(const char *text, size_t len, bool units);

/* How one person types formulas. Texts are static. */
struct phrase_style {
    const char *open, *close;           /* "", "$", "\(" ... around a formula */
    const char *times, *divide, *minus; /* "*", "/", "-" or another sign */
    enum { PHRASE_CARET, PHRASE_BRACES, PHRASE_RAISED, PHRASE_STARS } exponent;
    bool spaces;         /* around operators and "=" */
    bool latex;          /* fractions as \frac */
    bool explicit_times; /* 3*x instead of 3x */
    bool tight_slash;    /* "/" is a fraction bar: never restyled */
};

struct phrase_style phrase_style_draw(struct random_state *random);
/* canonical: ASCII without spaces, "3x^2+4x-5=1". Adds open and close around it. */
void phrase_formula(struct str *out, const char *canonical, const struct phrase_style *style);

#endif
