/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8: decode, encode, validate, repair. Bad input follows the Unicode "maximal subpart"
 * practice (Unicode 15, section 3.9): each maximal ill-formed subpart becomes one U+FFFD.
 */
#ifndef LEMMA_ENGINE_UTF8_H
#define LEMMA_ENGINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* Decodes the character at s (len > 0 bytes are there). Returns the bytes consumed (1..4).
 * For an ill-formed sequence *c is UTF8_REPLACEMENT, *ok (if not NULL) is false, and the return
 * value is the length of the maximal subpart. */
size_t utf8_decode(const char *s, size_t len, uint32_t *c, bool *ok);
/* Writes c (a scalar value; anything else is written as U+FFFD) to out; returns 1..4. */
size_t utf8_encode(uint32_t c, char out[4]);
/* Length of the longest valid prefix. */
size_t utf8_valid_prefix(const char *s, size_t len);
/* Bytes at the end of s that begin a character which is still incomplete (0..3): what a
 * streaming writer holds back. */
size_t utf8_incomplete_tail(const char *s, size_t len);
/* Copies s to out with every ill-formed subpart replaced; out needs 3 * len bytes. Returns the
 * bytes written. */
size_t utf8_repair(const char *s, size_t len, char *out);

#endif
