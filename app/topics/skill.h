/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the generators of one strand share among themselves and with topics.c: the rows of the
 * table, and helpers that put wording into an item. For app/topics only.
 */
#ifndef LEMMA_TOPICS_SKILL_H
#define LEMMA_TOPICS_SKILL_H

#include "app/topics/phrase.h"
#include "app/topics/topics.h"

extern const struct topic topic_order_of_operations;   /* arithmetic.c */
extern const struct topic topic_linear_equation;       /* linear.c */
extern const struct topic topic_quadratic;             /* quadratic.c */
extern const struct topic topic_polynomial_derivative; /* calculus.c */
extern const struct topic topic_triangle_area;         /* geometry.c */

/* One sentence in both languages for the three readers; patterns as in phrase.h, no choices. */
struct skill_text {
    const char *pattern[LANG_COUNT][LEVEL_COUNT];
};

/* Appends the sentence to a part, for all three levels, in the language of the response. */
void skill_say(struct topic_item *item, enum topic_part part, const struct skill_text *text,
               const struct phrase_slots *slots);
/* The same as the next numbered line of the steps. */
void skill_step(struct topic_item *item, const struct skill_text *text,
                const struct phrase_slots *slots);

/* Wordings of one skill: patterns per language, NULL-terminated, and the bare forms. */
struct skill_wording {
    const char *const *asked[LANG_COUNT];
    const char *const *bare;
    int bare_percent;
};
/* Chooses a wording and writes item->problem, with what people type around it now and then: an
 * exercise number, a greeting, a wish, a slip (ask.c). */
void skill_ask(struct topic_item *item, const struct skill_wording *wording,
               const struct phrase_slots *slots, struct random_state *random);

/* True with the given chance. */
bool skill_chance(struct random_state *random, int percent);
/* A value of low..high that is not 0. */
int64_t skill_nonzero(struct random_state *random, int64_t low, int64_t high);

/* Fills an item with a question that is none of the skills (beyond.c). */
void skill_beyond(struct topic_item *item, struct random_state *random);

/* k * letter^power; k not 0. */
struct monomial {
    int64_t k;
    int power;
};
/* "-3x^2", with "+" in front of a positive one that is not the first. */
void skill_write_monomial(struct str *out, struct monomial t, bool first, char letter);

#endif
