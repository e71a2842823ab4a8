/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules: each looks at one node of the line before and says what somebody who believes in
 * the rule would write there. The driver puts that into the whole line and collects the
 * candidates; match.c finds the one that the student wrote. Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_RULES_H
#define LEMMA_MATHS_LINES_RULES_H

#include "app/maths/lines.h"
#include "app/maths/lines/term.h"

enum { CANDIDATES_MAX = 3000, RULES_SIZE_MAX = 400 };

struct candidate {
    const struct tree *line; /* the whole line, rewritten */
    enum line_mistake mistake;
    const struct tree *from, *right; /* the place, and what would be right there; may be NULL */
};

struct place {
    const struct place *up; /* NULL: the root */
    const struct tree *t;   /* the node above */
    uint32_t i;             /* which child of it */
};

struct rules {
    struct tree_arena *arena;
    const struct tree *before, *after;
    struct candidate *candidate; /* CANDIDATES_MAX of them, owned by the caller */
    size_t n;
    /* while a rule runs */
    enum line_mistake mistake;
    const struct place *place;
    const struct tree *node;
    const struct tree *caught; /* the first replacement, when all places are done at once */
    bool catching;
    bool line_only; /* a rule about whole relations: not done at several places at once */
};

/* What the rule would write in place of the node; `right` may be NULL. NULLs are ignored. */
void rules_emit(struct rules *r, const struct tree *replacement, const struct tree *right);
/* The student's line is what this mistake gives; for rules that look at both lines. */
void rules_claim(struct rules *r, const struct tree *right);

typedef void rule_function(struct rules *r, const struct tree *t);
struct rule {
    enum line_mistake mistake;
    bool line_only;
    rule_function *apply;
};

/* Tables by subject, the most specific rule first; rules.c says in which order they are tried. */
extern const struct rule rules_algebra[], rules_powers[], rules_functions[], rules_roots[],
    rules_relations[], rules_calculus[], rules_slips[];
extern const size_t rules_algebra_count, rules_powers_count, rules_functions_count,
    rules_roots_count, rules_relations_count, rules_calculus_count, rules_slips_count;

/* Lives with the slips, which know polynomials, and is tried with the relations. */
rule_function rules_roots_negated;

/* Fills r->candidate from r->before. */
void rules_collect(struct rules *r);

#endif
