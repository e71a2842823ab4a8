/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people and models wrap an answer in: "답:", "the answer is", \boxed{}, $...$, "입니다".
 */
#ifndef LEMMA_MATHS_PARSE_WRAPPER_H
#define LEMMA_MATHS_PARSE_WRAPPER_H

#include <stdbool.h>
#include <stddef.h>

/* Narrows [*from, *to) of s to the mathematics. Delimiters of formulas around the whole go in any
 * case, words and \boxed only from answers. */
void wrapper_strip(const char *s, size_t *from, size_t *to, bool answer);
/* The same for a sentence that could not be read: its only formula between delimiters, or what
 * follows its only "is". False if there is no such thing. */
bool wrapper_find(const char *s, size_t *from, size_t *to);

#endif
