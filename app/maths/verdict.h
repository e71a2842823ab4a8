/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is an answer right? Never a boolean: a verdict, how sure it is, and a sentence that a student
 * can read. The reference fixes the type: (1,2) is a point when the reference is one, and an
 * interval when the reference is; 2 answers x = 2.
 *
 * Pure: the same two texts and options give the same verdict on every machine at any load.
 */
#ifndef LEMMA_MATHS_VERDICT_H
#define LEMMA_MATHS_VERDICT_H

#include "app/base/audience.h"
#include "app/maths/parse.h"

/* Enumerator, word on the command line and in JSON, what it means (for the reader of this). */
#define VERDICTS(X)                                                                              \
    X(EQUAL, "equal", "proved: the same, defined at the same points")                            \
    X(EQUAL_NUMERIC, "equal_numeric", "agree at many points to thousands of bits; no proof")     \
    X(EQUAL_IF, "equal_if", "the same under a condition; a constant, unit or domain is missing") \
    X(FORM, "form", "equal, but not in the form that was asked for")                             \
    X(PARTLY, "partly", "some of the answers, and nothing wrong added")                          \
    X(DIFFERENT, "different", "proved: not the same")                                            \
    X(UNDECIDED, "undecided", "could not be decided; never counts as wrong")                     \
    X(UNREADABLE, "unreadable", "not understood, or undefined like 1/0")

enum verdict_kind {
#define X(name, word, meaning) VERDICT_##name,
    VERDICTS(X)
#undef X
        VERDICT_COUNT
};

/* Enumerator, word for --form, takes a number, what is asked for (English, Korean). */
#define VERDICT_FORMS(X)                                                                     \
    X(ANY, "any", false, "any form", "아무 꼴")                                              \
    X(LOWEST, "lowest", false, "a fraction in lowest terms", "기약분수")                     \
    X(FACTORED, "factored", false, "factored completely", "완전히 인수분해한 꼴")            \
    X(EXPANDED, "expanded", false, "expanded, like terms collected", "전개하여 정리한 꼴")   \
    X(SIMPLIFIED, "simplified", false, "simplified", "간단히 한 꼴")                         \
    X(RATIONALISED, "rationalised", false, "no root in a denominator", "분모를 유리화한 꼴") \
    X(MIXED, "mixed", false, "a mixed number", "대분수")                                     \
    X(IMPROPER, "improper", false, "a single fraction", "하나의 분수")                       \
    X(DECIMAL, "decimal", false, "a decimal number", "소수")                                 \
    X(PLACES, "places", true, "rounded to this many decimal places",                         \
      "소수점 아래 자릿수로 반올림")                                                         \
    X(FIGURES, "figures", true, "rounded to this many significant figures",                  \
      "유효숫자 개수로 반올림")                                                              \
    X(SCIENTIFIC, "scientific", false, "in scientific notation", "과학적 표기")

enum verdict_form {
#define X(name, word, number, english, korean) FORM_##name,
    VERDICT_FORMS(X)
#undef X
        FORM_COUNT
};

struct verdict_options {
    enum verdict_form form;
    int digits;     /* PLACES, FIGURES */
    uint64_t steps; /* budget; 0: the default */
};

struct verdict {
    enum verdict_kind kind;
    struct str reason[LANG_COUNT]; /* one or two sentences, safe for a terminal; never empty */
    unsigned points;               /* EQUAL_NUMERIC */
    long right, of;                /* PARTLY: right of the reference's `of` */
    const struct tree *condition;  /* EQUAL_IF; may be NULL (a missing unit) */
    const struct tree *witness;    /* DIFFERENT: where they differ; NULL if the values say it */
    /* As read, whichever reading decided; NULL when unreadable. In the verdict's arena. */
    const struct tree *attempt, *reference;
    unsigned attempt_notes, reference_notes; /* see parse.h */
    bool attempt_unreadable;                 /* UNREADABLE: which of the two */
    struct tree_arena *arena;                /* owned; trees above live in it */
};

/* Fills *out, which the caller releases with verdict_release in every case. options may be NULL. */
void verdict_decide(struct verdict *out, const char *attempt, size_t attempt_len,
                    const char *reference, size_t reference_len,
                    const struct verdict_options *options);
void verdict_release(struct verdict *verdict);

const char *verdict_word(enum verdict_kind kind);
/* "places:2", "lowest" -> form; false if it is none. */
bool verdict_form_read(const char *text, struct verdict_options *options);

#endif
