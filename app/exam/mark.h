/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Right or not: an answer to an item is judged by the exact verdicts (maths/verdict.h), one of a
 * multiple choice by its letter. Also the answer that most of several samples gave, where answers
 * that are equal count as one.
 */
#ifndef LEMMA_EXAM_MARK_H
#define LEMMA_EXAM_MARK_H

#include "app/exam/exam.h"
#include "app/maths/verdict.h"

/* Whether a verdict counts as right: equal in any way, also by numbers, under a condition that was
 * left out, or in another form. */
bool exam_is_right(enum verdict_kind verdict);

/* The verdict on an answer of any bytes. Two equal texts are equal also where they are no
 * mathematics. */
enum verdict_kind exam_mark(const struct exam_item *item, const char *answer, size_t len);

/* The index of the answer that stands for the most: the first of the biggest set of equal ones, of
 * several sets the one that began first. n when there is none; an answer whose `data` is NULL gives
 * no vote. */
struct exam_answer {
    const char *data;
    size_t len;
};
size_t exam_majority(const struct exam_item *item, const struct exam_answer *answers, size_t n);

#endif
