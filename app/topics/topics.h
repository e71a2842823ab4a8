/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Problem generators: one call gives a problem, its exact answer, the scratch work and a worked
 * solution for three kinds of reader, in English or Korean. Pure: no files, no clock, no globals;
 * the same request gives the same bytes on every machine.
 */
#ifndef LEMMA_TOPICS_TOPICS_H
#define LEMMA_TOPICS_TOPICS_H

#include "app/base/audience.h"
#include "app/base/random.h"
#include "app/base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum topic_part {
    TOPIC_UNDERSTAND,
    TOPIC_PLAN,
    TOPIC_STEPS,
    TOPIC_CHECK,
    TOPIC_ANSWER, /* the closing line; the box is made from `answer` */
    TOPIC_PARTS
};

enum { TOPIC_DIFFICULTIES = 5 };

struct topic_item;

/* One row a skill. `generate` fills everything but the request's own fields. */
struct topic {
    const char *name;                                   /* "algebra.quadratic" */
    const char *title[LANG_COUNT];                      /* for lists and worksheets */
    const char *difficulty_meaning[TOPIC_DIFFICULTIES]; /* English, one line each */
    void (*generate)(struct topic_item *item, struct random_state *random);
};

/* An item. Begin with topic_item_init, use it for any number of topic_generate calls, end with
 * topic_item_release. The texts belong to the item and live until the next call. */
struct topic_item {
    const struct topic *topic; /* NULL: beyond what the starter knows */
    int difficulty;            /* 1..5 */
    enum lang lang;            /* of the problem's words */
    enum lang response_lang;
    uint64_t seed;
    struct str problem;   /* as somebody would type it */
    struct str canonical; /* the same, normalised: the first line of the scratch */
    struct str answer;    /* LaTeX, what stands in \boxed{}; empty for TOPIC_BEYOND */
    struct str think;     /* scratch lines, no trailing newline */
    struct str section[LEVEL_COUNT][TOPIC_PARTS]; /* UTF-8, LaTeX between \( and \) */
    int step_count;
};

struct topic_request {
    int difficulty; /* 1..5 */
    enum lang lang, response_lang;
    uint64_t seed;
};

/* The skills, in teaching order. */
extern const struct topic *const topic_table[];
extern const int topic_count;
const struct topic *topic_find(const char *name); /* NULL if there is none */

void topic_item_init(struct topic_item *item);
void topic_item_release(struct topic_item *item);

/* Returns false, with the item empty, only for a difficulty outside 1..5. */
bool topic_generate(const struct topic *topic, const struct topic_request *request,
                    struct topic_item *item);
/* A question that is none of the skills; item->topic is NULL, item->answer empty. */
void topic_generate_beyond(const struct topic_request *request, struct topic_item *item);

/* Appends the whole reply: <think>, the five parts under their headings, \boxed{answer}. */
void topic_assistant_text(const struct topic_item *item, enum level level, struct str *out);

const char *topic_part_heading(enum topic_part part, enum lang lang); /* "풀이" */

#endif
