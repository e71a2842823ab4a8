/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the source is spelt: commands, environments and what belongs together. Between tex.c and
 * tex_partners.c.
 */
#ifndef LEMMA_MATHS_BOX_TEX_SCAN_H
#define LEMMA_MATHS_BOX_TEX_SCAN_H

#include <stdbool.h>
#include <stddef.h>

bool tex_is_letter(char c);
bool tex_is_blank(char c);
size_t tex_skip_blanks(const char *s, size_t i, size_t to);
/* The end of the command whose backslash is at `start`: behind its letters, or its one sign. */
size_t tex_command_end(const char *s, size_t start, size_t to);
/* Is the command in [start, end) this one? */
bool tex_is_named(const char *s, size_t start, size_t end, const char *name);
/* "{name}" at i. */
bool tex_environment_name(const char *s, size_t i, size_t to, size_t *name, size_t *len);
/* \big, \Bigl, ...: 'l', 'r', 'm', '-' without a side, 0 for another command. */
char tex_big_side(const char *s, size_t start, size_t end);

/* Sets match[i] to the place of the closer for every opener at i that has one; the others stay as
 * they are. True if all braces and environments have their partner. */
bool tex_find_partners(const char *s, size_t len, size_t *match);

#endif
