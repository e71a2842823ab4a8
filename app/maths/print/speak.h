/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the spoken notations share. A listener has no brackets: whatever is not simple is announced
 * before it begins and when it ends, and what is simple is said as a teacher says it.
 */
#ifndef LEMMA_MATHS_PRINT_SPEAK_H
#define LEMMA_MATHS_PRINT_SPEAK_H

#include "app/base/audience.h"
#include "app/maths/tree.h"

/* Appends words with one space before them, unless nothing was said yet. */
void speak(struct str *out, const char *words);
/* Appends a mark (a comma) without a space. */
void speak_mark(struct str *out, const char *mark);

/* One thing to the ear, whatever is said around it: a number, a letter, |x|, a set. */
bool speech_is_atom(const struct tree *t);
/* 2 x, a b, x squared: no signs between the parts, so nothing can be taken apart. */
bool speech_is_simple(const struct tree *t);
/* What would be heard in pieces between other words, unless it is announced: x plus 1. */
bool speech_falls_apart(const struct tree *t);
bool speech_is_vector(const struct tree *t);
/* A product whose factors are said without a word between them: 2 x y, but 2 times 3. */
bool speech_runs_on(const struct tree *product);
/* A number of digits only, small enough for words; -1 if it is none. */
int speech_small(const struct tree *t, int most);
/* The English or Korean name of a letter that has one ("alpha", "알파"); NULL if it is Latin. */
const char *speech_letter(const char *letter, size_t len, enum lang lang, bool *capital);

/* A name in its parts: how many letters, primes, the word of its accent or NULL. */
struct speech_name {
    const char *letters;
    size_t len, primes;
    const char *accent; /* as in notation_accent */
    bool inverse;       /* f^{-1} */
};
void speech_take_name(const char *name, struct speech_name *out);

void speak_english(struct str *out, const struct tree *t);
void speak_korean(struct str *out, const struct tree *t);

#endif
