/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree as text. Plain and LaTeX read back (maths_parse, UNITS_AUTO, COMMAS_LIST) as the same
 * tree, tree_same decides; brackets are added only where they are needed for that. Speech is for
 * ears: no brackets and no signs, structure is said in words.
 */
#ifndef LEMMA_MATHS_PRINT_H
#define LEMMA_MATHS_PRINT_H

#include "app/base/audience.h"
#include "app/maths/tree.h"

/* 3x² + 1/2: Unicode signs; powers as ^ where there is no superscript for them. */
void print_plain(struct str *out, const struct tree *t);
/* The same in ASCII: sqrt(2), <=, pi, x^2. Names in other scripts stay. Reads back too. */
void print_ascii(struct str *out, const struct tree *t);
/* Plain or ASCII for a reader of this language, who may be told 5 m where 5 metres reads back. */
void print_people(struct str *out, const struct tree *t, enum lang lang, bool ascii);
/* Inside of a formula, no delimiters. */
void print_latex(struct str *out, const struct tree *t);
/* Presentation MathML Core, one <math> element; `display` for a formula on its own line. */
void print_mathml(struct str *out, const struct tree *t, bool display);
/* As a person would read it aloud: "x equals, minus b plus or minus ..." */
void print_spoken(struct str *out, const struct tree *t, enum lang lang);

#endif
