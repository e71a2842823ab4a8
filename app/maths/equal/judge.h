/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of this room share: the working space of one question, an answer sorted into its
 * type, and the opinion that a comparison comes to. A verdict is the opinion about the whole,
 * written out in words.
 */
#ifndef LEMMA_MATHS_EQUAL_JUDGE_H
#define LEMMA_MATHS_EQUAL_JUDGE_H

#include "app/maths/equal/messages.h"
#include "app/maths/exact.h"
#include "app/maths/solve.h"
#include "app/maths/verdict.h"

enum { ITEMS_MAX = 256, COMPARISONS_MAX = 4096, SIGNED_ANSWERS_MAX = 16 };

struct judge {
    struct tree_arena *arena;
    struct exact *exact;
    enum verdict_form form;
    int digits;
    unsigned comparisons; /* of parts; when they are spent the rest is undecided */
};

struct opinion {
    enum verdict_kind kind;
    enum message message;
    const char *arg[3];     /* in the arena, safe for a terminal */
    const char *korean_arg; /* in place of arg[0] where that is words; NULL: the same */
    enum message hint;      /* a second sentence; MESSAGE_NONE: none */
    const char *hint_arg[2];
    unsigned points;
    long right, of;
    const struct tree *condition, *witness;
    bool reference_bad; /* UNREADABLE: it is the reference that has no value */
};

/* What an answer is. The reference's type says what is compared. */
enum answer_type {
    ANSWER_VALUE,     /* a number or an expression */
    ANSWER_SET,       /* some things in no order: 1, 2; {1, 2}; x = 1 or x = 2; ±2 */
    ANSWER_TUPLE,     /* some things in order: (1, 2) */
    ANSWER_RECORD,    /* x = 1, y = 2 */
    ANSWER_RANGE,     /* a set of numbers: [1, 2), R \ {0} */
    ANSWER_CONDITION, /* an equation or inequality that is not solved, or several */
    ANSWER_MATRIX,
    ANSWER_RATIO,
    ANSWER_QUANTITY, /* something with a unit */
    ANSWER_WORDS,
    ANSWER_OTHER /* what can only be compared as written */
};

struct answer {
    enum answer_type type;
    const struct tree *tree;           /* as written */
    const struct tree *name;           /* the x of x = 2 and x ∈ S; NULL: none */
    const struct tree *value;          /* without the name; the set of a RANGE */
    const struct tree *const *items;   /* SET, TUPLE, RECORD: the things */
    const struct tree *const *names;   /* RECORD: what they are called; sorted */
    const struct tree *const *written; /* RECORD: the things in the order they were written in */
    size_t n;
    bool braces;               /* SET: written { } */
    const struct tree *domain; /* "n ∈ Z" beside it, or NULL */
};

/* answer.c */
void answer_read(struct judge *judge, const struct tree *t, struct answer *answer);
/* Does it have a unit, not only inside of a function? */
bool answer_has_unit(const struct tree *t);

/* names.c */
bool answer_name_same(const struct tree *a, const struct tree *b);
/* The same, or x_1 and x_2 as names of several values of x. */
bool answer_names_alike(const struct tree *a, const struct tree *b);
/* Something that can stand left of "=" to say what the value is: x, f(x), AB, |AB|, (x, y). */
bool answer_is_name(const struct tree *t);
bool answer_is_segment(const struct tree *t); /* x, AB, ∠ABC */

/* signs.c: t with every choice of its ±; returns how many (0: more than fit). */
size_t answer_expand_signs(struct judge *judge, const struct tree *t, const struct tree **out);

/* compare.c: the opinion about attempt `a` when `b` is the reference */
struct opinion judge_compare(struct judge *judge, const struct tree *a, const struct tree *b);
/* Is this kind of verdict one that counts as the same thing? */
bool judge_agrees(enum verdict_kind kind);
/* The opinion about a whole from that about its parts, one after the other. */
void opinion_join(struct judge *judge, struct opinion *whole, const struct opinion *part);

/* values.c: two expressions */
struct opinion values_compare(struct judge *judge, const struct tree *a, const struct tree *b);
/* Proved equal, nothing said about it: for recognitions and constants of integration. */
bool values_equal(struct judge *judge, const struct tree *a, const struct tree *b);

/* calls.c: f(2), g(x) and the like, functions of which nothing is known: each is a letter of its
 * own, the same one for arguments that are proved equal. */
enum { CALLS_MAX = 16 };
struct calls {
    const struct tree *call[CALLS_MAX], *symbol[CALLS_MAX];
    size_t n;
    bool unsure; /* two calls of one function may have the same arguments, or not */
};
/* NULL: too many. */
const struct tree *calls_replace(struct judge *judge, struct calls *calls, const struct tree *t);
/* dy/dx as the letter y', d/dx f(x) as f'(x): y and f depend on x although nothing says how. */
const struct tree *calls_name_derivatives(struct judge *judge, const struct tree *t);

/* vectors.c: 2i + 3j as the tuple (2, 3); NULL: it is no such sum */
const struct tree *basis_components(struct judge *judge, const struct tree *t, size_t n);
/* (3, 4) + 2(1, 2) as one tuple, (1, 2)·(3, 4) as a number; NULL: that cannot be computed. */
bool vectors_are_computed(const struct tree *t);
const struct tree *vectors_compute(struct judge *judge, const struct tree *t);

/* collections.c */
struct opinion sets_compare(struct judge *judge, const struct answer *a, const struct answer *b);
struct opinion tuples_compare(struct judge *judge, const struct tree *const *a, size_t n_a,
                              const struct tree *const *b, size_t n_b);
struct opinion ratios_compare(struct judge *judge, const struct tree *a, const struct tree *b);

/* conditions.c: equations, inequalities, sets of numbers */
struct opinion conditions_compare(struct judge *judge, const struct answer *a,
                                  const struct answer *b);
struct opinion opinion_from_solving(struct judge *judge, const struct solve_finding *finding,
                                    enum message same);
struct opinion ranges_compare(struct judge *judge, const struct answer *a, const struct answer *b);

/* families.c: x = π/4 + nπ for all integers n; false: none of these */
bool families_compare(struct judge *judge, const struct answer *a, const struct answer *b,
                      struct opinion *opinion);

/* quantities.c */
struct opinion quantities_compare(struct judge *judge, const struct answer *a,
                                  const struct answer *b);

/* constants.c: antiderivatives and other answers with an arbitrary constant */
bool constants_compare(struct judge *judge, const struct tree *a, const struct tree *b,
                       struct opinion *opinion);

/* sums.c: a sum up to n against a formula for it */
bool sums_compare(struct judge *judge, const struct tree *a, const struct tree *b,
                  struct opinion *opinion);
/* Sums over a_k: what a_k is, is not known; with one letter for the index they can be compared as
 * they are written. */
bool sums_have_indices(const struct tree *t);
const struct tree *sums_with_plain_indices(struct judge *judge, const struct tree *t);

/* logic.c: two statements made of letters with and, or, not, implies; false: they are none */
bool logic_compare(const struct tree *a, const struct tree *b, struct opinion *opinion);

/* words.c */
/* "true", "all" beside a condition: 0 = 0; "false", "none": the empty set; else NULL */
const struct tree *words_as_condition(struct judge *judge, const struct tree *t);
struct opinion words_compare(struct judge *judge, const struct answer *a, const struct answer *b);

/* The number that t says in words ("two", "둘"), or NULL. */
const struct tree *words_number(struct judge *judge, const struct tree *t);

/* John and john: names that have been read as products of letters. */
bool words_same_name(struct judge *judge, const struct tree *a, const struct tree *b);

/* forms.c and rounding.c: is the attempt, known to be equal, written as asked? */
void form_check(struct judge *judge, const struct tree *attempt, struct opinion *opinion);
void form_check_ratio(struct judge *judge, const struct tree *attempt, struct opinion *opinion);
/* PLACES and FIGURES replace the comparison itself. */
struct opinion rounding_compare(struct judge *judge, const struct tree *a, const struct tree *b);

/* recognise.c: what may have gone wrong; never changes the verdict */
void recognise_values(struct judge *judge, const struct tree *a, const struct tree *b,
                      struct opinion *opinion);

/* messages.c: an opinion with a message, and text for its arguments */
struct opinion opinion_of(enum verdict_kind kind, enum message message);
struct opinion opinion_about(struct judge *judge, enum verdict_kind kind, enum message message,
                             const struct tree *a, const struct tree *b);
struct opinion opinion_partly(struct judge *judge, long right, long of);
const char *opinion_text(struct judge *judge, const struct tree *t);
const char *opinion_number(struct judge *judge, long number);

/* verdict.c: the words for a form, as in "another form was asked for: ..." */
const char *verdict_form_text(enum verdict_form form, enum lang lang);

/* Small builders. */
const struct tree *judge_minus(struct judge *judge, const struct tree *a, const struct tree *b);
const struct tree *judge_times(struct judge *judge, const struct tree *a, const struct tree *b);
const struct tree *judge_over(struct judge *judge, const struct tree *a, const struct tree *b);

#endif
