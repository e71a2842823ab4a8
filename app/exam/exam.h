/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Problems with known answers, to measure a model by: made by the generators, spread evenly, or
 * read from lines of JSON. A list of items and nothing else: who answers them, and how the answers
 * are judged (mark.h) and counted (tally.h), is not known here.
 */
#ifndef LEMMA_EXAM_EXAM_H
#define LEMMA_EXAM_EXAM_H

#include "app/base/audience.h"
#include "app/base/die.h"
#include "app/base/str.h"
#include "app/topics/topics.h"

#include <stdbool.h>
#include <stdint.h>

enum { EXAM_CHOICES_MAX = 26, EXAM_LINE_MAX = 1 << 20, EXAM_ITEMS_MAX = 1000000 };

struct exam_item {
    struct str id, problem, answer;
    struct str skill;    /* a label; empty: none */
    struct str *choices; /* (n_choices), owned; then `answer` is a letter */
    size_t n_choices;    /* 0: no multiple choice */
    enum lang lang;
    bool lang_is_open; /* the file does not say; for the caller to decide */
    enum level level;
    int difficulty; /* 0: not known */
    uint64_t seed;  /* of the problem and of all sampling for it */
    size_t line;    /* in the file; 0: generated */
};

/* Zero-initialise; end with exam_release. */
struct exam {
    struct exam_item *items; /* (count), owned */
    size_t count, cap;
};
void exam_release(struct exam *exam);

/* What to generate. Item i is the same whatever `count` is. */
struct exam_request {
    bool *skills; /* (topic_count): which take part; at least one */
    int easiest, hardest;
    uint64_t seed;
    size_t count;
};
void exam_make(struct exam *exam, const struct exam_request *request);

/* Marks the skills that a list names: "algebra.quadratic,calculus", a word before the dot meaning
 * all behind it. False with a sentence when a name is none. */
bool exam_choose_skills(bool *skills, const char *list, struct str *error);

/* Reads lines {"problem":, "answer":} and optionally id, skill, lang, level, difficulty, choices;
 * at most `most` of them (0: all). `name` stands for the file in messages, which name the line.
 * EXIT_CODE_OK, _DATA or _NOINPUT. */
enum exit_code exam_read(struct exam *exam, int fd, const char *name, uint64_t seed, size_t most,
                         struct str *error);

/* What is put before a model: the problem, with its choices as "A) ..." below. */
void exam_question(const struct exam_item *item, struct str *out);

/* A fingerprint of all that decides right and wrong. */
uint64_t exam_hash(const struct exam *exam);
uint64_t exam_hash_bytes(uint64_t hash, const void *bytes, size_t len);
#define EXAM_HASH_BEGIN UINT64_C(0xcbf29ce484222325)

#endif
