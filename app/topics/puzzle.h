/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Number puzzles: "Three times a number plus 5 is 20", "어떤 수에서 11을 빼면 10입니다". Draws the
 * numbers and words the question; linear.c makes the equation and solves it. For app/topics only.
 */
#ifndef LEMMA_TOPICS_PUZZLE_H
#define LEMMA_TOPICS_PUZZLE_H

#include "app/topics/skill.h"

enum puzzle_kind {
    PUZZLE_PLUS, /* x+b=c */
    PUZZLE_MINUS,
    PUZZLE_TIMES,      /* ax=c */
    PUZZLE_OVER,       /* x/a=c */
    PUZZLE_TIMES_PLUS, /* ax+b=c */
    PUZZLE_TIMES_MINUS,
    PUZZLE_OVER_PLUS, /* x/a+b=c */
    PUZZLE_OVER_MINUS,
    PUZZLE_GROUP_PLUS, /* a(x+b)=c */
    PUZZLE_GROUP_MINUS,
    PUZZLE_KINDS
};

struct puzzle {
    enum puzzle_kind kind;
    int64_t a, b, c; /* a and b above 0; b with a minus where the kind says so */
    char letter;     /* x unless the question names another */
    bool named;
};

void puzzle_draw(struct puzzle *p, struct random_state *r, int difficulty);
void puzzle_ask(struct topic_item *item, const struct puzzle *p, struct random_state *r);

#endif
