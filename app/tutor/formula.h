/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where formulas begin and end in a text that may still be growing. Known are \( \), \[ \],
 * $$ $$, $ $ (unless it is money), \boxed{} and \begin{} \end{} without delimiters.
 * Pure; what a formula means is the business of app/maths.
 */
#ifndef LEMMA_TUTOR_FORMULA_H
#define LEMMA_TUTOR_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

enum formula_answer { FORMULA_NO, FORMULA_MAYBE, FORMULA_YES };

enum formula_kind {
    FORMULA_PAREN,   /* \( \) */
    FORMULA_BRACKET, /* \[ \] */
    FORMULA_DOLLAR,
    FORMULA_DOLLARS,
    FORMULA_BOXED, /* \boxed{ } on its own */
    FORMULA_BEGIN  /* \begin{name} \end{name} on its own */
};

/* A formula being read; offsets count from its opener. */
struct formula {
    enum formula_kind kind;
    size_t open_len; /* bytes of the opener: what turns into text if it never closes */
    bool display;
    size_t content_at, content_len, total_len; /* set by formula_scan on YES */

    /* private: how far it was read; open braces or environments; open braces of the \text{} it is
     * in, and formulas that are open in there */
    size_t at, depth, text, inner;
};

/* Does a formula begin at s[0] (len > 0)? On YES *f is ready for formula_scan. */
enum formula_answer formula_open(struct formula *f, const char *s, size_t len, bool ended);
/* Reads on; s is the text from the opener, longer with every call. NO: it cannot become a formula
 * any more (a paragraph, another opener, a backtick or the limit came first; or it was money).
 * Inside of \text{} there may be formulas with delimiters of their own. */
enum formula_answer formula_scan(struct formula *f, const char *s, size_t len, bool ended);

/* The inside of the last \boxed{} in a formula; false if there is none that is balanced. */
bool formula_last_boxed(const char *s, size_t len, size_t *at, size_t *n);

/* Longest formulas in bytes. What grows longer is shown as the text it is. */
enum {
    FORMULA_INLINE_MAX = 4096,
    FORMULA_DISPLAY_MAX = 16384,
    FORMULA_DOLLAR_MAX = 512,
    FORMULA_DEPTH_MAX = 64, /* braces */
    FORMULA_NEST_MAX = 16   /* environments */
};

#endif
