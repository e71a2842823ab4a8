/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two expressions: what app/maths/exact.h finds, turned into an opinion. Infinity is no number
 * there, so that it is looked at here.
 */
#include "app/maths/equal/judge.h"

#include <math.h>
#include <string.h>

const struct tree *judge_minus(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (!b)
        return NULL;
    return tree_two(judge->arena, TREE_ADD, 0, a, tree_one(judge->arena, TREE_NEGATE, 0, b));
}

const struct tree *judge_times(struct judge *judge, const struct tree *a, const struct tree *b)
{
    return tree_two(judge->arena, TREE_MULTIPLY, 0, a, b);
}

const struct tree *judge_over(struct judge *judge, const struct tree *a, const struct tree *b)
{
    return tree_two(judge->arena, TREE_DIVIDE, 0, a, b);
}

/* --- infinity --------------------------------------------------------------------------------- */

/* 1, -1 for ∞ and -∞ with nothing around; 0 for anything else. */
static int infinite_sign(const struct tree *t)
{
    if (t->kind == TREE_NEGATE)
        return -infinite_sign(t->child[0]);
    if (t->kind == TREE_MULTIPLY && t->n == 2 && tree_is_number(t->child[0], "1"))
        return infinite_sign(t->child[1]);
    return tree_is_constant(t, CONSTANT_INFINITY);
}

/* Nothing in it is a limit, open or hidden, or a function that is not known. */
static bool is_finite(const struct tree *t)
{
    switch (t->kind) {
    case TREE_LIMIT:
    case TREE_BIG:
    case TREE_INTEGRAL:
    case TREE_DERIVATIVE:
    case TREE_CALL:
        return false;
    default:
        break;
    }
    for (uint32_t i = 0; i < t->n; i++)
        if (!is_finite(t->child[i]))
            return false;
    return !tree_is_constant(t, CONSTANT_INFINITY);
}

/* Infinity stands only where a variable goes to. */
static bool only_in_bounds(const struct tree *t)
{
    uint32_t n =
        t->kind == TREE_LIMIT || t->kind == TREE_INTEGRAL || t->kind == TREE_BIG ? 1 : t->n;
    for (uint32_t i = 0; i < n; i++)
        if (!only_in_bounds(t->child[i]))
            return false;
    return !tree_is_constant(t, CONSTANT_INFINITY);
}

static struct opinion infinite_compare(struct judge *judge, const struct tree *a,
                                       const struct tree *b)
{
    int sign_a = infinite_sign(a), sign_b = infinite_sign(b);
    if (sign_a && sign_a == sign_b)
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    if (tree_same(a, b) && only_in_bounds(a))
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    bool known_a = sign_a || is_finite(a), known_b = sign_b || is_finite(b);
    if (!known_a || !known_b)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    return opinion_about(judge, VERDICT_DIFFERENT, MESSAGE_DIFFERENT_NUMBERS, a, b);
}

/* --- what to say about a difference ----------------------------------------------------------- */

/* Short exact numbers as they are; others as decimals, with as many digits as it takes to see
 * that they differ. */
static const char *number_text(struct judge *judge, const struct tree *t, double value, int digits)
{
    const struct tree *plain = t->kind == TREE_NEGATE ? t->child[0] : t;
    bool computed = plain->kind == TREE_NUMBER && plain->len == 0 && strchr(plain->text, '.');
    size_t letters;
    tree_symbols(judge->arena, t, &letters);
    letters += exact_is_real(judge->exact, t) != 1; /* the approximation is that of the real part */
    if ((t->size <= 3 && !computed) || !isfinite(value) || letters > 0)
        return opinion_text(judge, t);
    struct str text = STR_EMPTY;
    str_printf(&text, "%.*g", digits, value);
    const char *copy = tree_arena_text(judge->arena, text.data, text.len);
    str_release(&text);
    return copy;
}

static void say_values(struct judge *judge, const struct tree *a, const struct tree *b,
                       struct opinion *opinion, size_t at)
{
    double x = exact_approximate(judge->exact, a), y = exact_approximate(judge->exact, b);
    for (int digits = 6; digits <= 15; digits += 3) {
        opinion->arg[at] = number_text(judge, a, x, digits);
        opinion->arg[at + 1] = number_text(judge, b, y, digits);
        if (strcmp(opinion->arg[at], opinion->arg[at + 1]) != 0)
            return;
    }
    opinion->arg[at] = opinion_text(judge, a);
    opinion->arg[at + 1] = opinion_text(judge, b);
}

static struct opinion different(struct judge *judge, const struct tree *a, const struct tree *b,
                                const struct exact_finding *finding)
{
    struct opinion opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT);
    opinion.witness = finding->witness;
    bool undefined = finding->a_undefined || finding->b_undefined;
    bool values = finding->a_value && finding->b_value;
    if (!finding->witness || (!undefined && !values) ||
        (a->kind == TREE_SYMBOL && b->kind == TREE_SYMBOL)) {
        opinion.message = MESSAGE_DIFFERENT_NUMBERS;
        say_values(judge, a, b, &opinion, 0);
    } else {
        opinion.arg[0] = opinion_text(judge, finding->witness);
        opinion.message = finding->a_undefined   ? MESSAGE_DIFFERENT_UNDEFINED_A
                          : finding->b_undefined ? MESSAGE_DIFFERENT_UNDEFINED_B
                                                 : MESSAGE_DIFFERENT_AT;
        if (values)
            say_values(judge, finding->a_value, finding->b_value, &opinion, 1);
    }
    recognise_values(judge, a, b, &opinion);
    return opinion;
}

/* --- all ---------------------------------------------------------------------------------------*/

/* Is the condition nothing but what t needs to have a value? */
static bool holds_wherever_defined(struct judge *judge, const struct tree *t,
                                   const struct tree *condition)
{
    const struct tree *domain;
    if (!exact_domain(judge->exact, t, &domain) || !domain)
        return false;
    struct solve_finding finding = {.answer = SOLVE_UNKNOWN};
    solve_compare(judge->exact, domain, condition, &finding);
    return finding.answer == SOLVE_SAME || finding.answer == SOLVE_FEWER;
}

/* Re z, Im z, the conjugate of z and the like, of something with letters. */
static bool conjugates(struct judge *judge, const struct tree *t)
{
    size_t n;
    if (t->kind == TREE_APPLY && t->detail >= FUNCTION_RE && t->detail <= FUNCTION_CONJ) {
        tree_symbols(judge->arena, t, &n);
        return n > 0;
    }
    for (uint32_t i = 0; i < t->n; i++)
        if (conjugates(judge, t->child[i]))
            return true;
    return false;
}

static struct opinion same(const struct tree *a, const struct tree *b)
{
    return opinion_of(VERDICT_EQUAL, tree_same(a, b) ? MESSAGE_SAME : MESSAGE_SAME_VALUE);
}

/* With functions of which nothing is known. Equal is equal whatever they are; that two expressions
 * differ is certain only where both speak of the same values, or of nothing but other ones. */
static struct opinion compare_with_calls(struct judge *judge, const struct tree *a,
                                         const struct tree *b)
{
    if (tree_same(a, b))
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    struct calls calls = {.n = 0};
    const struct tree *y = calls_replace(judge, &calls, b);
    size_t of_reference = calls.n;
    const struct tree *x = calls_replace(judge, &calls, a);
    if (!x || !y || tree_has(x, TREE_CALL) || tree_has(y, TREE_CALL))
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    struct opinion opinion = values_compare(judge, x, y);
    bool foreign = of_reference == 0 || !tree_has(a, TREE_CALL);
    if (opinion.kind == VERDICT_DIFFERENT && (calls.unsure || foreign))
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    return opinion;
}

/* A segment by its ends, \overline{AB}, that the other side does not name so: AB may be the same
 * length or a product of two letters. */
static bool names_other_segment(const struct tree *t, const struct tree *other)
{
    if (t->kind == TREE_SYMBOL && strncmp(t->text, "overline ", 9) == 0)
        return !tree_mentions(other, t);
    for (uint32_t i = 0; i < t->n; i++)
        if (names_other_segment(t->child[i], other))
            return true;
    return false;
}

struct opinion values_compare(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (!a || !b || judge->comparisons == 0)
        return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED_BIG);
    judge->comparisons--;
    if (tree_has_constant(a, CONSTANT_INFINITY) || tree_has_constant(b, CONSTANT_INFINITY))
        return infinite_compare(judge, a, b);
    if (sums_have_indices(a) || sums_have_indices(b)) {
        const struct tree *x = sums_with_plain_indices(judge, a);
        const struct tree *y = sums_with_plain_indices(judge, b);
        return x && y && tree_same(x, y) ? opinion_of(VERDICT_EQUAL, MESSAGE_SAME)
                                         : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    }
    if (tree_has(a, TREE_CALL) || tree_has(b, TREE_CALL))
        return compare_with_calls(judge, a, b);
    struct exact_finding finding = {.answer = EXACT_UNKNOWN};
    exact_compare(judge->exact, a, b, &finding);
    struct opinion opinion;
    switch (finding.answer) {
    case EXACT_EQUAL:
        /* letters are real there; who writes a conjugate does not mean that */
        if (conjugates(judge, a) != conjugates(judge, b))
            break;
        return same(a, b);
    case EXACT_EQUAL_IF:
        if (finding.condition && !finding.inherent &&
            holds_wherever_defined(judge, a, finding.condition) &&
            holds_wherever_defined(judge, b, finding.condition))
            return same(a, b);
        opinion = opinion_about(judge, VERDICT_EQUAL_IF,
                                finding.inherent    ? MESSAGE_IF_DEFINED
                                : finding.condition ? MESSAGE_IF
                                                    : MESSAGE_IF_UNNAMED,
                                finding.condition, NULL);
        opinion.condition = finding.condition;
        return opinion;
    case EXACT_NUMERIC:
        opinion = opinion_of(VERDICT_EQUAL_NUMERIC, MESSAGE_NUMERIC);
        opinion.points = finding.points;
        opinion.arg[0] = opinion_number(judge, (long)finding.points);
        return opinion;
    case EXACT_DIFFERENT:
        if (names_other_segment(a, b) || names_other_segment(b, a))
            break;
        return different(judge, a, b, &finding);
    case EXACT_A_UNDEFINED:
        return opinion_about(judge, VERDICT_UNREADABLE, MESSAGE_UNDEFINED, a, NULL);
    case EXACT_B_UNDEFINED:
        opinion = opinion_about(judge, VERDICT_UNREADABLE, MESSAGE_UNDEFINED_REFERENCE, b, NULL);
        opinion.reference_bad = true;
        return opinion;
    case EXACT_UNKNOWN:
        break;
    }
    return tree_same(a, b) ? same(a, b) : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
}

bool values_equal(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (!a || !b || tree_has_constant(a, CONSTANT_INFINITY) ||
        tree_has_constant(b, CONSTANT_INFINITY) || sums_have_indices(a) || sums_have_indices(b))
        return false;
    struct exact_finding finding = {.answer = EXACT_UNKNOWN};
    exact_compare(judge->exact, a, b, &finding);
    return finding.answer == EXACT_EQUAL || finding.answer == EXACT_EQUAL_IF;
}
