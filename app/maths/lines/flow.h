/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of a working while its statements are judged one after the other. Private to the line
 * checker.
 *
 * The rule, in one place. A statement is compared with the one before; where that does not decide,
 * with earlier ones, because people take a problem apart and come back to it:
 *
 *   expressions   equal to the one before, or to an earlier one of the same run
 *   conditions    the same solutions as the one before or an earlier one     -> equivalent
 *                 implied by an earlier one, and saying less on purpose: fewer unknowns, one
 *                 equation out of a system, a domain                         -> follows
 *                 implied by what is known together (values, several equations) -> follows
 *                 one case of an earlier one, and the other cases come later -> follows
 *                 more solutions, and a later line is back at the old ones   -> follows (checked)
 *                 a letter that is new: a definition, a formula, a given     -> first or follows
 *   after an empty line or words, and after a finished problem, another problem begins -> first
 *   what is left  more solutions: gains; fewer: loses; neither: broken
 */
#ifndef LEMMA_MATHS_LINES_FLOW_H
#define LEMMA_MATHS_LINES_FLOW_H

#include "app/maths/lines/compare.h"
#include "app/maths/lines/match.h"
#include "app/maths/lines/read.h"

enum statement_kind { STATEMENT_OTHER, STATEMENT_EXPRESSION, STATEMENT_CONDITION };

#define NO_BASE ((size_t)-1)

struct outcome {
    enum line_status status;
    enum statement_kind kind;
    const struct tree *tree; /* as compared: normal form */
    size_t base;             /* GAINS, LOSES: the statement it is about */
    bool pending;            /* LOSES against a line further back: BROKEN unless it is a case */
    const struct tree *before, *after; /* what a wrong rule must turn into what */
    const struct tree *witness, *a_value, *b_value, *condition;
    enum line_remark remark; /* REMARK_COUNT: none */
    struct match match;
};

enum { FACTS_MAX = 16 };

struct flow {
    struct tree_arena *arena;
    struct known known;
    struct compare compare;
    struct statement *statement;
    struct outcome *outcome;
    size_t n, at;
    const struct tree *value;   /* the expression that "= ..." would continue; NULL: none */
    const struct tree *subject; /* left side when the value belongs to a condition x = value */
    bool expression_run;        /* bare expressions: each must equal the one before */
    size_t base;                /* the condition to compare with; NO_BASE: none yet */
    const struct tree *fact[FACTS_MAX];
    size_t n_facts;
    bool lengths; /* unknowns are lengths: a formula with given values, or Pythagoras */
};

void flow_judge(struct flow *flow, size_t i);
/* When all are judged: cases and checked answers, then the names of mistakes. */
void flow_settle(struct flow *flow);

/* --- shared by the judges, links.c ------------------------------------------------------------ */

const struct tree *flow_expand(struct flow *flow, const struct tree *t);
bool flow_is_condition(const struct tree *t);
bool flow_is_assignment(const struct tree *t); /* x = ..., x ≈ ... */
size_t flow_symbol_count(struct flow *flow, const struct tree *t);
bool flow_only_equal(const struct tree *t); /* a RELATION with nothing but = and ≈ */
const struct tree *flow_last_side(const struct tree *t);
/* Letters that have been given a number, replaced by it; not by what `but` itself says. */
const struct tree *flow_with_values(struct flow *flow, const struct tree *t,
                                    const struct tree *but);
/* Is the expression q nothing but p with numbers for its letters? (flow.c) */
bool flow_is_instance(struct flow *flow, const struct tree *p, const struct tree *q);
bool flow_seen_before(struct flow *flow, size_t i, const struct tree *symbol);
bool flow_same_value(struct flow *flow, const struct tree *a, const struct tree *b);
int flow_severity(enum line_status status);
void flow_worse(struct outcome *o, enum line_status status); /* the worse of both stays */
/* The outcome, with nothing left over from what was tried before. */
void flow_found(struct outcome *o, enum line_status status, enum line_remark remark);
/* a = b, and all links of a chain from a side on, as claims about values. */
enum relation_of_lines flow_link(struct flow *flow, struct outcome *o, const struct tree *a,
                                 const struct tree *b, bool about);
void flow_links(struct flow *flow, struct outcome *o, const struct tree *relation, uint32_t from);

/* --- claims.c; the ones that give a bool: false, it is something else ------------------------- */

void claim_continuation(struct flow *flow, struct outcome *o, const struct statement *s);
void claim_expression(struct flow *flow, struct outcome *o, const struct statement *s);
bool claim_is_numbers(struct flow *flow, const struct tree *t);
void claim_numbers(struct flow *flow, struct outcome *o, const struct statement *s);
bool claim_function(struct flow *flow, struct outcome *o);
bool claim_functions(struct flow *flow, struct outcome *o);
bool claim_substitution(struct flow *flow, struct outcome *o);
bool claim_identity(struct flow *flow, struct outcome *o);
void claim_chain(struct flow *flow, struct outcome *o);

#endif
