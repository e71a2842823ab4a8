/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of Korean speech share: particles, which follow from how the last syllable ends,
 * and how parts are put so that they are heard as one.
 */
#ifndef LEMMA_MATHS_PRINT_SPEAK_KOREAN_H
#define LEMMA_MATHS_PRINT_SPEAK_KOREAN_H

#include "app/maths/print/speak.h"

/* Glued to what was said; a bracket that was closed becomes a thing first. */
void korean_suffix(struct str *out, const char *word);
void korean_topic(struct str *out);   /* 은/는 */
void korean_subject(struct str *out); /* 이/가 */
void korean_object(struct str *out);  /* 을/를 */
void korean_with(struct str *out);    /* 과/와 */
void korean_towards(struct str *out); /* 으로/로 */

/* One thing to the ear, or announced as one. */
void korean_whole(struct str *out, const struct tree *t);
/* As the base of a power, below a postfix, after the name of a function. */
void korean_closely(struct str *out, const struct tree *t);
/* Children from `from` on, with commas. */
void korean_list(struct str *out, const struct tree *t, uint32_t from);
void korean_joined(struct str *out, const struct tree *t, const char *word);

/* Relations, conditions, sets and tables. */
void korean_statement(struct str *out, const struct tree *t);

#endif
