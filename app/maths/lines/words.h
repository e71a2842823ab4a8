/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words beside mathematics, English and Korean. Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_WORDS_H
#define LEMMA_MATHS_LINES_WORDS_H

#include "app/maths/lines/read.h"

bool word_starts(const char *s, size_t len, const char *what);
/* ASCII capitals in s count as small letters. */
bool word_starts_folded(const char *s, size_t len, const char *what);
/* Bytes of the run of ASCII letters at s; an apostrophe inside belongs to it. */
size_t word_letters(const char *s, size_t len);
/* Is the run of `len` letters at s[at] prose? Its neighbours in the line decide for short ones. */
bool word_is_prose(const char *s, size_t at, size_t len, size_t line_len);
bool word_is_hangul(uint32_t c);

/* Korean "or" and "and", which are mathematics: their length, 0 for anything else. */
size_t word_korean_joint(const char *s, size_t len);
/* How many bytes of the run of Hangul at s[at] are a unit of the number before it. */
size_t word_korean_unit(const char *s, size_t at, size_t run);

/* Do the Korean words behind an expression say what to do with it: (x + 1)^2을 전개하면? */
bool word_korean_task(const char *s, size_t len);
/* Words that only lead on: so, hence, 따라서, 정리하면. */
bool word_korean_weak(const char *s, size_t len);
bool word_english_weak(const char *s, size_t len);
/* What words say about the statement; *rejects is set, never cleared, by words like "reject". */
enum statement_role word_korean_role(const char *s, size_t len, bool *rejects);
enum statement_role word_english_role(const char *s, size_t len, bool *rejects);
bool word_rejects(const char *s, size_t len);

#endif
