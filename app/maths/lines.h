/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A working, line by line: does each line follow from the line before? Works for a student's lines
 * and for a model's. Where a line is broken, a table of rules that people wrongly apply is tried:
 * a rule that turns the line before into this one names the mistake.
 *
 * A line may also follow from an earlier one than the line before: people split a problem into
 * cases, solve one equation out of several, put values into a formula. Extra solutions of a squared
 * equation are no mistake when a later line has sorted them out; cases are none when all of them
 * are there. The rule in full stands in lines/flow.h.
 */
#ifndef LEMMA_MATHS_LINES_H
#define LEMMA_MATHS_LINES_H

#include "app/base/audience.h"
#include "app/maths/parse.h"

/* Enumerator, word in JSON, mark for people, what it means (for the reader of this). */
#define LINE_STATUSES(X)                                                        \
    X(FIRST, "first", " ", "nothing to compare with")                           \
    X(EQUIVALENT, "equivalent", "⇔", "says the same as the line before")        \
    X(FOLLOWS, "follows", "⇒", "follows from the line before, which says more") \
    X(GAINS, "gains", "!", "has solutions that the line before has not")        \
    X(LOSES, "loses", "!", "has lost solutions of the line before")             \
    X(BROKEN, "broken", "✗", "does not follow from the line before")            \
    X(UNDECIDED, "undecided", "?", "could not be decided")                      \
    X(UNREADABLE, "unreadable", "?", "not understood")                          \
    X(TEXT, "text", " ", "words, not mathematics")

enum line_status {
#define X(name, word, mark, meaning) LINE_##name,
    LINE_STATUSES(X)
#undef X
        LINE_STATUS_COUNT
};

/* Enumerator, word in JSON. What people are told stands in lines/messages.c, in both languages. */
#define LINE_MISTAKES(X)                                \
    X(NONE, "none")                                     \
    X(SIGN_MOVING, "sign-moving")                       \
    X(SIGN_DISTRIBUTING, "sign-distributing")           \
    X(SIGN_LOST, "sign-lost")                           \
    X(DISTRIBUTED_PARTLY, "distributed-partly")         \
    X(TERM_DROPPED, "term-dropped")                     \
    X(ROOT_LOST, "root-lost")                           \
    X(DIVIDED_BY_ZERO, "divided-by-zero")               \
    X(ROOT_GAINED, "root-gained")                       \
    X(EXPONENT_OVER_SUM, "exponent-over-sum")           \
    X(EXPONENT_PARTLY, "exponent-partly")               \
    X(ROOT_OVER_SUM, "root-over-sum")                   \
    X(FRACTIONS_ADDED_ACROSS, "fractions-added-across") \
    X(FRACTION_SPLIT, "fraction-split")                 \
    X(CANCELLED_TERM, "cancelled-term")                 \
    X(CROSS_MULTIPLIED, "cross-multiplied")             \
    X(INVERSE_OPERATION, "inverse-operation")           \
    X(ONE_SIDE_ONLY, "one-side-only")                   \
    X(INEQUALITY_NOT_FLIPPED, "inequality-not-flipped") \
    X(EXPONENTS_MULTIPLIED, "exponents-multiplied")     \
    X(EXPONENTS_ADDED, "exponents-added")               \
    X(EXPONENTS_DIVIDED, "exponents-divided")           \
    X(BASES_MULTIPLIED, "bases-multiplied")             \
    X(POWER_AS_PRODUCT, "power-as-product")             \
    X(ZERO_EXPONENT, "zero-exponent")                   \
    X(NEGATIVE_EXPONENT, "negative-exponent")           \
    X(FRACTIONAL_EXPONENT, "fractional-exponent")       \
    X(NEGATIVE_SQUARED, "negative-squared")             \
    X(LOG_OF_SUM, "log-of-sum")                         \
    X(FUNCTION_OVER_SUM, "function-over-sum")           \
    X(UNLIKE_TERMS, "unlike-terms")                     \
    X(COEFFICIENTS, "coefficients")                     \
    X(ORDER_OF_OPERATIONS, "order-of-operations")       \
    X(FACTORED_WRONGLY, "factored-wrongly")             \
    X(ZERO_PRODUCT_SIGN, "zero-product-sign")           \
    X(ZERO_PRODUCT_NONZERO, "zero-product-nonzero")     \
    X(DIVISION_INVERTED, "division-inverted")           \
    X(PRODUCT_RULE, "product-rule")                     \
    X(QUOTIENT_RULE, "quotient-rule")                   \
    X(CHAIN_RULE, "chain-rule")                         \
    X(POWER_RULE, "power-rule")                         \
    X(CONSTANT_RULE, "constant-rule")                   \
    X(FUNCTION_DERIVATIVE, "function-derivative")       \
    X(INTEGRAL_POWER, "integral-power")                 \
    X(CONSTANT_MISSING, "constant-missing")             \
    X(FORMULA_MISREMEMBERED, "formula-misremembered")   \
    X(PERCENT, "percent")                               \
    X(DECIMAL_POINT, "decimal-point")                   \
    X(ARITHMETIC, "arithmetic")

enum line_mistake {
#define X(name, word) MISTAKE_##name,
    LINE_MISTAKES(X)
#undef X
        MISTAKE_COUNT
};

struct line_finding {
    size_t number;    /* of the line in the text, from 1 */
    const char *text; /* the line as it stood, in the caller's text; trimmed */
    size_t len;
    enum line_status status;
    enum line_mistake mistake;
    struct str reason[LANG_COUNT]; /* one or two sentences; empty when there is nothing to say */
    const struct tree *tree;       /* as read; NULL for TEXT, UNREADABLE */
    const struct tree *witness;    /* GAINS, LOSES, BROKEN: where it shows; may be NULL */
};

struct lines_finding {
    struct line_finding *line; /* owned */
    size_t n;
    size_t first_bad; /* index of the first GAINS, LOSES or BROKEN line; n: none */
    struct tree_arena *arena;
};

enum { LINES_MAX = 200 };

/* Lines end with a newline or "\\" at brace level 0; empty ones are skipped. A line may start with
 * "=" (the expression before goes on), with "therefore", "⇔", "따라서", "1)". steps 0: default. */
void lines_check(struct lines_finding *out, const char *text, size_t len, uint64_t steps);
void lines_release(struct lines_finding *finding);

const char *line_status_word(enum line_status status);
const char *line_status_mark(enum line_status status);
const char *line_mistake_word(enum line_mistake mistake);

#endif
