/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is this the heading of one of the five parts? Decided on the start of a line that may still be
 * growing. Pure; knows the ways in which models write headings and nothing else.
 */
#ifndef LEMMA_TUTOR_HEADING_H
#define LEMMA_TUTOR_HEADING_H

#include "app/tutor/event.h"

enum heading_answer {
    HEADING_NO,
    HEADING_MAYBE, /* more of the line is needed; never said of a line of HEADING_MAX bytes */
    HEADING_YES
};

#define HEADING_MAX 160

/* Looks at the `len` bytes of a line that are there; `ended`: no more will come. Accepted are
 * "## Understand", "**Plan**", "### 3. Steps:", "**Answer:** x = 2", "답: 2", "## 풀이 (Steps)"
 * and common other words for the same parts. On YES *consumed is what belongs to the heading,
 * with its newline if nothing else is on the line. */
enum heading_answer heading_match(const char *line, size_t len, bool ended, enum lesson_part *part,
                                  size_t *consumed);

#endif
