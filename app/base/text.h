/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text as a terminal sees it: characters, their width in cells, and the one function that makes
 * text from outside harmless before it is shown. Independent of the locale. Everything takes any
 * bytes; what is not UTF-8 counts as U+FFFD, one per bad byte or cut sequence.
 * Knows nothing of lessons, colours or files.
 */
#ifndef LEMMA_BASE_TEXT_H
#define LEMMA_BASE_TEXT_H

#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at s (len > 0) and returns its bytes, 1..4; *c is U+FFFD and
 * the return value covers the ill-formed part when it is none. */
size_t text_decode(const char *s, size_t len, uint32_t *c);
/* Appends the UTF-8 form of c. */
void text_add_char(struct str *out, uint32_t c);

/* Cells of one character: 0 (combining marks, joiners, controls), 1 or 2. */
int text_char_width(uint32_t c);
size_t text_width(const char *s, size_t len);
/* Bytes of the character at s together with the zero-width ones that follow it. */
size_t text_cluster(const char *s, size_t len);

/* The gate in front of every terminal. Appends s without what could steer a terminal or hide
 * text: C0 but newline and tab, DEL, C1, bidirectional controls, line and paragraph separators,
 * tag characters, soft hyphens; ill-formed bytes become U+FFFD. ESC shows as U+241B, so that a
 * broken sequence is seen as what it is. CR LF becomes LF. s holds whole characters. */
void text_clean(struct str *out, const char *s, size_t len);
/* The same for a single line: newlines and tabs become spaces. */
void text_clean_line(struct str *out, const char *s, size_t len);

/* Appends s with conjoining Hangul (as macOS stores it) composed into syllables, so that the
 * model sees what a keyboard would have typed. All other characters are kept as they are. */
void text_compose_hangul(struct str *out, const char *s, size_t len);

bool text_has_hangul(const char *s, size_t len);
/* White space and nothing else (also the spaces of Unicode, and the empty text). */
bool text_is_blank(const char *s, size_t len);
bool text_is_space(uint32_t c);

#endif
