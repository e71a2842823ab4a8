/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of English speech share: how parts are put so that they are heard as one.
 */
#ifndef LEMMA_MATHS_PRINT_SPEAK_ENGLISH_H
#define LEMMA_MATHS_PRINT_SPEAK_ENGLISH_H

#include "app/maths/print/speak.h"

/* Whatever it is, as one thing: "the quantity x plus 1, end of quantity". */
void english_whole(struct str *out, const struct tree *t);
/* A term of a sum: what the words around it cannot tear apart stands as it is. */
void english_term(struct str *out, const struct tree *t);
/* With its end told unless it is simple: "x plus 1, end of root". */
void english_until(struct str *out, const struct tree *t, const char *end);
/* a, b and c: children from `from` on. */
void english_list(struct str *out, const struct tree *t, uint32_t from, const char *last);
void english_joined(struct str *out, const struct tree *t, const char *word);

/* Relations, conditions, sets and tables. */
void english_statement(struct str *out, const struct tree *t);

#endif
