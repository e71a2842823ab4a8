/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is an answer that is known to be right written as it was asked for? Only the tree counts, as it
 * was written: 2/4 is no fraction in lowest terms although its value has one.
 */
#include "app/maths/equal/judge.h"

#include <gmp.h>
#include <string.h>

/* --- numbers in a tree ------------------------------------------------------------------------ */

static bool is_integer(const struct tree *t)
{
    return t->kind == TREE_NUMBER && strspn(t->text, "0123456789") == strlen(t->text);
}

static const struct tree *positive(const struct tree *t)
{
    return t->kind == TREE_NEGATE ? t->child[0] : t;
}

static bool is_decimal(const struct tree *t)
{
    return t->kind == TREE_NUMBER && !is_integer(t);
}

static bool any(const struct tree *t, bool (*test)(const struct tree *))
{
    if (test(t))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (any(t->child[i], test))
            return true;
    return false;
}

/* The integer that divides t as it stands: 6 for 6√2, 2 for 2 + 4x, 1 where nothing is seen. */
static void content(mpz_t out, const struct tree *t)
{
    mpz_t part;
    mpz_init(part);
    mpz_set_ui(out, 1);
    switch (t->kind) {
    case TREE_NUMBER:
        if (is_integer(t))
            mpz_set_str(out, t->text, 10);
        break;
    case TREE_NEGATE:
        content(out, t->child[0]);
        break;
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++) {
            content(part, t->child[i]);
            mpz_mul(out, out, part);
        }
        break;
    case TREE_ADD:
        mpz_set_ui(out, 0);
        for (uint32_t i = 0; i < t->n; i++) {
            content(part, t->child[i]);
            mpz_gcd(out, out, part);
        }
        break;
    default:
        break;
    }
    mpz_clear(part);
}

/* --- fractions -------------------------------------------------------------------------------- */

/* Is numerator/denominator free of common factors, numbers and polynomials alike? */
static bool is_reduced(struct judge *judge, const struct tree *t)
{
    const struct tree *p = t->child[0], *q = t->child[1];
    mpz_t a, b;
    mpz_inits(a, b, NULL);
    content(a, p);
    content(b, q);
    mpz_gcd(a, a, b);
    bool reduced = mpz_cmp_ui(a, 1) == 0 && !tree_is_number(q, "1");
    mpz_clears(a, b, NULL);
    size_t n;
    tree_symbols(judge->arena, q, &n);
    const struct tree *up, *down;
    if (!reduced || n == 0 || !exact_quotient(judge->exact, t, &up, &down))
        return reduced;
    /* the written numerator is the reduced one times what could be cancelled */
    const struct tree *numerator, *denominator;
    if (!exact_quotient(judge->exact, judge_over(judge, q, down), &numerator, &denominator))
        return reduced;
    tree_symbols(judge->arena, numerator, &n);
    return n == 0;
}

static bool is_mixed(struct judge *judge, const struct tree *t)
{
    if (t->kind != TREE_MIXED)
        return false;
    const struct tree *fraction = tree_two(judge->arena, TREE_DIVIDE, 0, t->child[1], t->child[2]);
    return is_reduced(judge, fraction) && exact_order(judge->exact, t->child[1], t->child[2]) < 0;
}

static bool fractions_reduced(struct judge *judge, const struct tree *t)
{
    if (t->kind == TREE_DIVIDE && !is_reduced(judge, t))
        return false;
    if (t->kind == TREE_MIXED)
        return is_mixed(judge, t);
    for (uint32_t i = 0; i < t->n; i++)
        if (!fractions_reduced(judge, t->child[i]))
            return false;
    return true;
}

static bool is_fraction_sign(const struct tree *t)
{
    return t->kind == TREE_DIVIDE || t->kind == TREE_MIXED || t->kind == TREE_PERCENT ||
           is_decimal(t) || (t->kind == TREE_POWER && t->child[1]->kind == TREE_NEGATE);
}

/* Nothing, or one quotient at the top: no fraction inside it, none beside it. */
static bool is_single_fraction(const struct tree *t)
{
    t = positive(t);
    if (t->kind == TREE_DIVIDE)
        return !any(t->child[0], is_fraction_sign) && !any(t->child[1], is_fraction_sign);
    if (t->kind == TREE_MULTIPLY && t->n == 2 && t->child[0]->kind == TREE_DIVIDE)
        return is_single_fraction(t->child[0]) && !any(t->child[1], is_fraction_sign);
    return !any(t, is_fraction_sign);
}

static bool is_number_like(const struct tree *t)
{
    return is_integer(positive(t)) || positive(t)->kind == TREE_DIVIDE ||
           positive(t)->kind == TREE_MIXED;
}

static bool is_lowest(struct judge *judge, const struct tree *t)
{
    size_t n;
    tree_symbols(judge->arena, t, &n);
    const struct tree *p = positive(t);
    bool rational = exact_is_rational(judge->exact, t) == 1;
    if (n == 0 && rational && !is_number_like(t))
        return false;
    if (n == 0 && rational && p->kind == TREE_DIVIDE &&
        !(is_integer(positive(p->child[0])) && is_integer(positive(p->child[1]))))
        return false;
    if (p->kind == TREE_MIXED)
        return is_mixed(judge, p);
    return is_single_fraction(t) && fractions_reduced(judge, t);
}

/* --- factors ---------------------------------------------------------------------------------- */

static bool is_prime(const struct tree *t)
{
    mpz_t value;
    mpz_init_set_str(value, t->text, 10);
    bool prime = mpz_cmp_ui(value, 1) == 0 || mpz_probab_prime_p(value, 30) > 0;
    mpz_clear(value);
    return prime;
}

static bool is_constant(struct judge *judge, const struct tree *t)
{
    size_t n;
    tree_symbols(judge->arena, t, &n);
    return n == 0;
}

/* One factor with variables: irreducible over Q and without a number in front. */
static bool is_irreducible(struct judge *judge, const struct tree *t)
{
    const struct tree *whole;
    const struct tree *const *factors;
    const unsigned *powers;
    size_t n;
    if (t->kind == TREE_SYMBOL)
        return true;
    if (!exact_factors(judge->exact, t, &whole, &factors, &powers, &n))
        return t->kind != TREE_MULTIPLY; /* roots in it, or functions: nothing more is asked */
    if (n != 1 || powers[0] != 1)
        return false;
    const struct tree *one = tree_integer(judge->arena, 1);
    return values_equal(judge, whole, one) ||
           values_equal(judge, whole, tree_one(judge->arena, TREE_NEGATE, 0, one));
}

static bool is_factored(struct judge *judge, const struct tree *t, bool numbers)
{
    switch (t->kind) {
    case TREE_NEGATE:
        return is_factored(judge, t->child[0], numbers);
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++)
            if (!is_factored(judge, t->child[i], numbers))
                return false;
        return true;
    case TREE_DIVIDE:
        return is_factored(judge, t->child[0], numbers) && is_factored(judge, t->child[1], numbers);
    case TREE_POWER:
        return is_factored(judge, t->child[0], numbers);
    case TREE_NUMBER:
        return !numbers || (is_integer(t) && is_prime(t));
    default:
        return is_constant(judge, t) ? t->kind != TREE_ADD : is_irreducible(judge, t);
    }
}

/* --- terms ------------------------------------------------------------------------------------ */

/* The factors of a term without its numbers, sorted: equal for like terms. */
struct term {
    const struct tree *factor[32];
    size_t n;
    unsigned numbers;
    bool good;
};

static void read_factors(struct judge *judge, struct term *term, const struct tree *t)
{
    switch (t->kind) {
    case TREE_NEGATE:
        read_factors(judge, term, t->child[0]);
        return;
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++)
            read_factors(judge, term, t->child[i]);
        return;
    case TREE_NUMBER:
    case TREE_MIXED:
        term->numbers++;
        return;
    case TREE_DIVIDE:
        if (is_integer(positive(t->child[1]))) {
            unsigned before = term->numbers;
            read_factors(judge, term, t->child[0]);
            term->numbers = before + 1;
            return;
        }
        break;
    case TREE_ADD:
        term->good = false;
        return;
    case TREE_POWER:
        if (positive(t->child[0])->kind == TREE_ADD && is_integer(t->child[1]))
            term->good = false;
        if (is_integer(t->child[0]) && is_integer(t->child[1]))
            term->good = false;
        break;
    default:
        break;
    }
    if (term->n == 32) {
        term->good = false;
        return;
    }
    size_t at = term->n++;
    while (at > 0 && tree_compare(term->factor[at - 1], t) > 0) {
        term->factor[at] = term->factor[at - 1];
        at--;
    }
    term->factor[at] = t;
}

static const struct tree *base_of(const struct tree *t)
{
    return t->kind == TREE_POWER ? t->child[0] : t;
}

static bool read_term(struct judge *judge, struct term *term, const struct tree *t)
{
    *term = (struct term){.good = true};
    read_factors(judge, term, t);
    for (size_t i = 0; i < term->n; i++)
        for (size_t k = 0; k < i; k++)
            if (tree_same(base_of(term->factor[i]), base_of(term->factor[k])))
                return false; /* x·x is not x² yet */
    return term->good && term->numbers <= 1;
}

static bool same_terms(const struct term *a, const struct term *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!tree_same(a->factor[i], b->factor[i]))
            return false;
    return true;
}

enum { TERMS_MAX = 200 };

/* The terms of a sum, with sums in brackets after a sign or under a number taken apart. */
static bool collect_terms(struct judge *judge, const struct tree *t, struct term *terms, size_t *n)
{
    if (t->kind == TREE_ADD) {
        for (uint32_t i = 0; i < t->n; i++)
            if (positive(t->child[i])->kind == TREE_ADD ||
                !collect_terms(judge, t->child[i], terms, n))
                return false;
        return true;
    }
    return *n < TERMS_MAX && read_term(judge, &terms[(*n)++], t);
}

static bool is_expanded(struct judge *judge, const struct tree *t)
{
    if (t->kind == TREE_DIVIDE)
        return (t->child[0]->kind != TREE_ADD || !is_integer(t->child[1])
                    ? is_expanded(judge, t->child[0])
                    : fractions_reduced(judge, t) && is_expanded(judge, t->child[0])) &&
               is_expanded(judge, t->child[1]);
    struct term *terms = tree_arena_alloc(judge->arena, TERMS_MAX * sizeof *terms);
    size_t n = 0;
    if (!collect_terms(judge, t, terms, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (same_terms(&terms[i], &terms[k]))
                return false;
    return true;
}

/* --- simplified ------------------------------------------------------------------------------- */

/* √8, √(1/2), √4: something can be taken out of the root. */
static bool root_can_shrink(const struct tree *t)
{
    const struct tree *inside = t->child[0];
    bool square = t->n == 1 || tree_is_number(t->child[1], "2");
    if (inside->kind == TREE_DIVIDE && is_integer(inside->child[0]) && is_integer(inside->child[1]))
        return true;
    if (!is_integer(inside) || strlen(inside->text) > 12)
        return false;
    unsigned long power = square ? 2 : 3;
    if (t->n == 2 && !square && !tree_is_number(t->child[1], "3"))
        return tree_is_number(inside, "1");
    mpz_t value, divisor;
    mpz_init_set_str(value, inside->text, 10);
    mpz_init(divisor);
    bool shrinks = mpz_cmp_ui(value, 1) <= 0;
    for (unsigned long k = 2; !shrinks && k < 100000; k++) {
        mpz_ui_pow_ui(divisor, k, power);
        if (mpz_cmp(divisor, value) > 0)
            break;
        shrinks = mpz_divisible_p(value, divisor) != 0;
    }
    mpz_clears(value, divisor, NULL);
    return shrinks;
}

static bool is_trivial_node(const struct tree *t)
{
    switch (t->kind) {
    case TREE_NEGATE:
        return t->child[0]->kind == TREE_NEGATE || tree_is_number(t->child[0], "0");
    case TREE_POWER:
        return (is_integer(positive(t->child[0])) && is_integer(t->child[1])) ||
               tree_is_number(t->child[1], "1") || tree_is_number(t->child[1], "0") ||
               (tree_is_constant(t->child[0], CONSTANT_I) && is_integer(t->child[1]));
    case TREE_ROOT:
        return root_can_shrink(t);
    case TREE_FACTORIAL:
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        return is_integer(t->child[0]);
    case TREE_ABSOLUTE:
        return is_integer(positive(t->child[0]));
    case TREE_DIVIDE:
        return any(t->child[0], is_fraction_sign) || any(t->child[1], is_fraction_sign) ||
               t->child[1]->kind == TREE_NEGATE;
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++)
            if (tree_is_number(t->child[i], "1") || tree_is_number(t->child[i], "0"))
                return true;
        return false;
    case TREE_ADD:
        for (uint32_t i = 0; i < t->n; i++)
            if (tree_is_number(positive(t->child[i]), "0") ||
                positive(t->child[i])->kind == TREE_ADD)
                return true;
        return false;
    default:
        return false;
    }
}

/* In every sum the terms are unlike, in every product the bases. */
static bool is_collected(struct judge *judge, const struct tree *t)
{
    if (t->kind == TREE_ADD) {
        struct term *terms = tree_arena_alloc(judge->arena, TERMS_MAX * sizeof *terms);
        if (t->n > TERMS_MAX)
            return true;
        for (uint32_t i = 0; i < t->n; i++) {
            terms[i] = (struct term){.good = true};
            read_factors(judge, &terms[i], t->child[i]);
            for (uint32_t k = 0; k < i; k++)
                if (terms[i].good && terms[k].good && same_terms(&terms[i], &terms[k]))
                    return false;
        }
    }
    if (t->kind == TREE_MULTIPLY) {
        unsigned numbers = 0;
        for (uint32_t i = 0; i < t->n; i++) {
            numbers += t->child[i]->kind == TREE_NUMBER;
            for (uint32_t k = 0; k < i; k++)
                if (tree_same(base_of(t->child[i]), base_of(t->child[k])))
                    return false;
        }
        if (numbers > 1)
            return false;
    }
    for (uint32_t i = 0; i < t->n; i++)
        if (!is_collected(judge, t->child[i]))
            return false;
    return true;
}

static bool is_simplified(struct judge *judge, const struct tree *t)
{
    return !any(t, is_trivial_node) && fractions_reduced(judge, t) && is_collected(judge, t);
}

/* --- denominators ----------------------------------------------------------------------------- */

static bool is_root(const struct tree *t)
{
    return t->kind == TREE_ROOT || tree_is_constant(t, CONSTANT_I) ||
           (t->kind == TREE_POWER && any(t->child[1], is_fraction_sign));
}

static bool has_root_below(const struct tree *t)
{
    if (t->kind == TREE_DIVIDE)
        return any(t->child[1], is_root);
    if (t->kind == TREE_POWER && t->child[1]->kind == TREE_NEGATE)
        return any(t, is_root);
    return t->kind == TREE_ROOT && any(t->child[0], is_fraction_sign);
}

/* --- decimals --------------------------------------------------------------------------------- */

static bool is_scientific(const struct tree *t)
{
    t = positive(t);
    const char *digits = t->kind == TREE_NUMBER ? t->text : NULL;
    if (t->kind == TREE_POWER)
        return tree_is_number(t->child[0], "10") && is_integer(positive(t->child[1]));
    if (t->kind == TREE_MULTIPLY && t->n == 2 && t->child[0]->kind == TREE_NUMBER &&
        t->child[1]->kind == TREE_POWER && is_scientific(t->child[1]))
        digits = t->child[0]->text;
    else if (!digits || !strchr(digits, 'e'))
        return false;
    return digits[0] >= '1' && digits[0] <= '9' &&
           (digits[1] == '.' || digits[1] == 'e' || !digits[1]);
}

static bool is_plain_decimal(const struct tree *t)
{
    return positive(t)->kind == TREE_NUMBER && !strchr(positive(t)->text, 'e');
}

/* --- all ---------------------------------------------------------------------------------------*/

static bool looks_right(struct judge *judge, const struct tree *t)
{
    switch (judge->form) {
    case FORM_LOWEST:
        return is_lowest(judge, t);
    case FORM_FACTORED:
        return is_factored(judge, t, is_constant(judge, t));
    case FORM_EXPANDED:
        return is_expanded(judge, t);
    case FORM_SIMPLIFIED:
        return is_simplified(judge, t);
    case FORM_RATIONALISED:
        return !any(t, has_root_below);
    case FORM_MIXED:
        return is_mixed(judge, positive(t)) || is_integer(positive(t));
    case FORM_IMPROPER:
        return is_single_fraction(t);
    case FORM_DECIMAL:
        return is_plain_decimal(t);
    case FORM_SCIENTIFIC:
        return is_scientific(t);
    default:
        return true;
    }
}

static const enum message complaints[FORM_COUNT] = {
    [FORM_LOWEST] = MESSAGE_FORM_REDUCE,     [FORM_FACTORED] = MESSAGE_FORM_FACTOR,
    [FORM_EXPANDED] = MESSAGE_FORM_EXPAND,   [FORM_SIMPLIFIED] = MESSAGE_FORM_SIMPLIFY,
    [FORM_RATIONALISED] = MESSAGE_FORM_ROOT,
};

/* 6 : 4 could be 3 : 2. */
void form_check_ratio(struct judge *judge, const struct tree *attempt, struct opinion *opinion)
{
    if (judge->form != FORM_LOWEST && judge->form != FORM_SIMPLIFIED)
        return;
    mpz_t common, part;
    mpz_inits(common, part, NULL);
    bool integers = true;
    for (uint32_t i = 0; i < attempt->n; i++) {
        content(part, attempt->child[i]);
        mpz_gcd(common, common, part);
        integers &= !any(attempt->child[i], is_fraction_sign);
    }
    if (!integers || mpz_cmp_ui(common, 1) != 0)
        *opinion = opinion_of(VERDICT_FORM, MESSAGE_FORM_REDUCE);
    mpz_clears(common, part, NULL);
}

void form_check(struct judge *judge, const struct tree *attempt, struct opinion *opinion)
{
    if (judge->form == FORM_ANY) {
        const struct tree *p = positive(attempt);
        if (opinion->message == MESSAGE_SAME_VALUE && p->kind == TREE_DIVIDE &&
            is_integer(p->child[0]) && is_integer(p->child[1]) && !is_reduced(judge, p))
            opinion->message = MESSAGE_SAME_LOWEST;
        return;
    }
    if (looks_right(judge, attempt))
        return;
    enum message message = complaints[judge->form];
    *opinion = opinion_of(VERDICT_FORM, message ? message : MESSAGE_FORM_ASKED);
    opinion->arg[0] = verdict_form_text(judge->form, LANG_EN);
    opinion->korean_arg = verdict_form_text(judge->form, LANG_KO);
}
