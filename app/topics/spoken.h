/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arithmetic said in words: "Subtract 24 from 454", "264를 6으로 나누고 75를 더하면?". Draws the
 * numbers and the signs and words the question; arithmetic.c works it out. For app/topics only.
 */
#ifndef LEMMA_TOPICS_SPOKEN_H
#define LEMMA_TOPICS_SPOKEN_H

#include "app/topics/skill.h"

enum spoken_kind {
    SPOKEN_PLUS,
    SPOKEN_MINUS,
    SPOKEN_BELOW, /* a minus with a result below 0 */
    SPOKEN_TIMES,
    SPOKEN_OVER,
    SPOKEN_DOUBLE,
    SPOKEN_TRIPLE,
    SPOKEN_HALF,
    SPOKEN_SQUARE,
    SPOKEN_CUBE,
    SPOKEN_SHORT_KINDS,
    SPOKEN_CHAIN = SPOKEN_SHORT_KINDS, /* one after the other, the first in brackets if need be */
    SPOKEN_ALOUD                       /* an expression without brackets, read aloud */
};

enum { SPOKEN_NUMBERS = 4 };

struct spoken {
    enum spoken_kind kind;
    int count;
    int64_t number[SPOKEN_NUMBERS];
    char sign[SPOKEN_NUMBERS]; /* sign[i] stands before number[i]; the first is unused */
};

void spoken_draw(struct spoken *s, struct random_state *r, int difficulty);
void spoken_ask(struct topic_item *item, const struct spoken *s, struct random_state *r);

#endif
