/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What came out of each item, and the counts of it: over all, and by skill, language, level and
 * difficulty, with 95 % intervals.
 */
#ifndef LEMMA_EXAM_TALLY_H
#define LEMMA_EXAM_TALLY_H

#include "app/exam/mark.h"
#include "app/tutor/event.h"

/* One answer of the model. */
struct exam_sample {
    bool done;
    bool has_answer;
    struct str answer; /* what it boxed last */
    enum lesson_reason reason;
    enum verdict_kind verdict; /* meaningful with has_answer and REASON_STOP */
    int64_t tokens;
};

/* All samples of an item, and what they come to. With one sample it is that sample. */
struct exam_outcome {
    struct exam_sample *samples; /* (n_samples) */
    size_t n_done, n_right;      /* samples */
    size_t chosen;               /* which sample's answer most gave; n_samples: there is none */
    bool right;                  /* that answer is */
};

/* Answered in full: a generation that was cut, failed or went in circles has no answer. */
bool exam_sample_counts(const struct exam_sample *sample);
bool exam_sample_right(const struct exam_sample *sample);
/* Fills in the counts once samples are done. */
void exam_outcome_settle(struct exam_outcome *outcome, const struct exam_item *item,
                         size_t n_samples);

/* Counts of items all of whose samples are done, and of their samples. */
struct exam_count {
    size_t items, right; /* right: the answer most gave is */
    size_t samples, samples_right;
    size_t undecided, unreadable;   /* samples with that verdict; never counted as right */
    size_t silent;                  /* samples that stopped without an answer */
    size_t cut;                     /* samples that did not stop by themselves */
    size_t verdicts[VERDICT_COUNT]; /* samples */
    size_t reasons[REASON_COUNT];   /* samples */
};

enum exam_key {
    EXAM_ALL,
    EXAM_BY_SKILL,
    EXAM_BY_LANG,
    EXAM_BY_LEVEL,
    EXAM_BY_DIFFICULTY,
    EXAM_KEYS
};
const char *exam_key_word(enum exam_key key); /* "skill"; NULL for EXAM_ALL */

struct exam_group {
    struct str name; /* "algebra.quadratic", "ko", "beginner", "3" */
    int rank;        /* where it stands among the others */
    struct exam_count count;
};

/* The groups of each key, skills and levels in the order of their tables, the
 * rest by name. Items without a skill
 * or difficulty are in no group of that key. */
struct exam_tally {
    struct exam_count all;
    struct exam_group *groups[EXAM_KEYS];
    size_t n_groups[EXAM_KEYS];
};
void exam_tally_make(struct exam_tally *tally, const struct exam *exam,
                     const struct exam_outcome *outcomes, size_t n_samples);
void exam_tally_release(struct exam_tally *tally);

/* The 95 % interval of a share seen in n tries (Wilson 1927), within 0..1; n may be 0. */
void exam_wilson(double share, double n, double *low, double *high);

#endif
