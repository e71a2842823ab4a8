/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The problem as it comes in: read, checked, and made what the model was taught to read. Also
 * which language it is in. Knows nothing of options, models or lessons.
 */
#ifndef LEMMA_COMMAND_PROBLEM_H
#define LEMMA_COMMAND_PROBLEM_H

#include "app/base/die.h"
#include "app/base/str.h"
#include "app/tutor/prompt.h"

enum { PROBLEM_MAX = 1 << 20 };

/* All of a descriptor, but one byte more than PROBLEM_MAX at most. False: it cannot be read, and
 * `error` says so of `name`. */
bool problem_read(struct str *out, int fd, const char *name, struct str *error);

/* Checks and normalises in place: no NUL, valid UTF-8, not blank, not too long; line ends become
 * LF, decomposed Hangul is composed, white space around it goes. False: one sentence about the
 * `what` ("problem", "working"), and the program's exit code is EXIT_CODE_DATA. */
bool problem_prepare(struct str *problem, const char *what, struct str *error);

/* The language to answer in: Korean for a problem with Hangul, English for one with words, else
 * that of the locale (`locale` is a value such as "ko_KR.UTF-8", or NULL). */
enum lang problem_language(const struct str *problem, const char *locale);

#endif
