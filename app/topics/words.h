/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wording of every skill, apart from its mathematics: one struct a skill, filled in
 * <skill>_words.c. The letters of the slots are explained beside the patterns that use them.
 */
#ifndef LEMMA_TOPICS_WORDS_H
#define LEMMA_TOPICS_WORDS_H

#include "app/topics/skill.h"

/* arithmetic_words.c */
struct arithmetic_words {
    struct skill_wording asked;
    struct skill_text understand;
    struct skill_text plan;
    struct skill_text step_middle;
    struct skill_text step_last;
    struct skill_text check;
};
extern const struct arithmetic_words arithmetic_words;

/* linear_words.c */
struct linear_words {
    struct skill_wording asked;
    struct skill_wording asked_sides; /* the two sides apart */
    struct skill_wording asked_zero;  /* y = the left side, the right side is 0 */
    struct skill_text understand;
    struct skill_text plan;
    struct skill_text step_clear;
    struct skill_text step_open;
    struct skill_text step_collect;
    struct skill_text step_move;
    struct skill_text step_divide;
    struct skill_text check;
};
extern const struct linear_words linear_words;

/* quadratic_words.c */
enum root_kind { ROOTS_RATIONAL, ROOTS_DOUBLE, ROOTS_IRRATIONAL, ROOTS_COMPLEX, ROOT_KINDS };

struct quadratic_words {
    struct skill_wording asked;
    struct skill_wording asked_zeros; /* the right side is 0 */
    struct skill_wording asked_graph; /* and the roots are real */
    struct skill_wording asked_names; /* standard form, its coefficients by name */
    struct skill_text understand;
    struct skill_text plan;
    struct skill_text step_standard;
    struct skill_text step_discriminant;
    struct skill_text step_root[ROOT_KINDS];
    struct skill_text step_root_plain;
    struct skill_text step_formula_once;
    struct skill_text step_formula;
    struct skill_text check;
};
extern const struct quadratic_words quadratic_words;

/* calculus_words.c */
struct calculus_words {
    struct skill_wording asked;
    struct skill_wording asked_point;
    struct skill_text understand;
    struct skill_text understand_point;
    struct skill_text plan;
    struct skill_text plan_point;
    struct skill_text step_expand;
    struct skill_text step_terms;
    struct skill_text step_sum;
    struct skill_text step_point;
    struct skill_text check;
};
extern const struct calculus_words calculus_words;

/* geometry_words.c */
enum wanted { WANT_AREA, WANT_HEIGHT, WANT_BASE, WANTS };

struct geometry_words {
    struct skill_wording asked[WANTS];
    struct skill_wording asked_right;
    struct skill_text understand[WANTS];
    struct skill_text plan_area;
    struct skill_text plan_back[WANTS];
    struct skill_text step_area[2];
    struct skill_text step_back[2];
    struct skill_text check_area;
    struct skill_text check_back;
};
extern const struct geometry_words geometry_words;

#endif
