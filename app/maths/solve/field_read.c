/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expressions read into rational functions of generators (field.h): what is written becomes
 * generators here, so that equal things become the same ones (8^x is 2^x three times, ln 12 is
 * 2 ln 2 + ln 3, sin 2x is 2 sin x cos x). Searches nothing.
 */
#include "app/maths/solve/field.h"

#include <flint/fmpz_factor.h>
#include <flint/fmpz_mpoly_factor.h>
#include <stdlib.h>

/* --- roots and absolute values ---------------------------------------------------------------- */

/* The root of a rational number when it is rational. */
static bool rational_root(fmpq_t q, slong n)
{
    fmpz_t a, b;
    fmpz_init(a);
    fmpz_init(b);
    bool exact =
        fmpq_sgn(q) >= 0 && fmpz_root(a, fmpq_numref(q), n) && fmpz_root(b, fmpq_denref(q), n);
    if (exact) {
        fmpz_swap(fmpq_numref(q), a);
        fmpz_swap(fmpq_denref(q), b);
    }
    fmpz_clear(a);
    fmpz_clear(b);
    return exact;
}

static enum field_answer radical(struct field *f, fmpz_mpoly_q_t a, slong n)
{
    if (n < 2 || n > 12)
        return FIELD_UNKNOWN;
    fmpq_t q;
    fmpq_init(q);
    bool rational = field_get_fmpq(f, a, q) && rational_root(q, n);
    if (rational)
        fmpz_mpoly_q_set_fmpq(a, q, f->ring);
    fmpq_clear(q);
    if (rational)
        return FIELD_DONE;
    if (!field_watch_both(f, a))
        return FIELD_UNKNOWN;
    return field_set_generator(f, field_generator(f, GENERATOR_RADICAL, n, 0, a), a);
}

static enum field_answer absolute(struct field *f, fmpz_mpoly_q_t a)
{
    if (!field_watch_both(f, a))
        return FIELD_UNKNOWN;
    return field_set_generator(f, field_generator(f, GENERATOR_ABSOLUTE, 0, 0, a), a);
}

/* --- logarithms ------------------------------------------------------------------------------- */

/* sum += times·ln|p| for an irreducible or prime p. */
static enum field_answer logarithm_of(struct field *f, const fmpz_mpoly_t p, slong times,
                                      fmpz_mpoly_q_t sum)
{
    fmpz_mpoly_q_t argument;
    fmpz_mpoly_q_init(argument, f->ring);
    fmpz_mpoly_set(fmpz_mpoly_q_numref(argument), p, f->ring);
    fmpz_mpoly_one(fmpz_mpoly_q_denref(argument), f->ring);
    /* ln of e, and of base^h, is known */
    enum field_answer answer = FIELD_UNKNOWN;
    for (slong i = 0; i < f->n; i++) {
        struct generator *g = &f->generator[i];
        fmpz_mpoly_gen(fmpz_mpoly_q_denref(argument), i, f->ring);
        bool here = fmpz_mpoly_equal(fmpz_mpoly_q_denref(argument), p, f->ring);
        fmpz_mpoly_one(fmpz_mpoly_q_denref(argument), f->ring);
        if (here && g->kind == GENERATOR_CONSTANT && tree_is_constant(g->tree, CONSTANT_E)) {
            fmpz_mpoly_q_set_si(argument, 1, f->ring);
            answer = FIELD_DONE;
        } else if (here && g->kind == GENERATOR_EXPONENTIAL && g->base == 0) {
            fmpz_mpoly_q_set(argument, g->argument, f->ring);
            fmpz_mpoly_q_div_si(argument, argument, f->exponent_divisor, f->ring);
            answer = FIELD_DONE;
        }
        if (answer == FIELD_DONE)
            break;
    }
    if (answer != FIELD_DONE)
        answer = field_set_generator(f, field_generator(f, GENERATOR_LOGARITHM, 0, 0, argument),
                                     argument);
    if (answer == FIELD_DONE) {
        fmpz_mpoly_q_mul_si(argument, argument, times, f->ring);
        answer = field_add(f, sum, argument);
    }
    fmpz_mpoly_q_clear(argument, f->ring);
    return answer;
}

/* sum += times·ln|z| by primes. */
static enum field_answer logarithm_of_integer(struct field *f, const fmpz_t z, slong times,
                                              fmpz_mpoly_q_t sum)
{
    if (fmpz_bits(z) > 60 || fmpz_is_zero(z) || !solver_charge(f->s, 20))
        return FIELD_UNKNOWN;
    fmpz_factor_t factors;
    fmpz_mpoly_t p;
    fmpz_factor_init(factors);
    fmpz_mpoly_init(p, f->ring);
    fmpz_factor(factors, z);
    enum field_answer answer = FIELD_DONE;
    for (slong i = 0; i < factors->num && answer == FIELD_DONE; i++) {
        fmpz_mpoly_set_fmpz(p, factors->p + i, f->ring);
        answer = logarithm_of(f, p, times * (slong)factors->exp[i], sum);
    }
    fmpz_mpoly_clear(p, f->ring);
    fmpz_factor_clear(factors);
    return answer;
}

/* sum += times·ln|p| by factors. */
static enum field_answer logarithm_of_polynomial(struct field *f, const fmpz_mpoly_t p, slong times,
                                                 fmpz_mpoly_q_t sum)
{
    if (!field_is_small(f, p) || p->length > 60 || !solver_charge(f->s, 50))
        return FIELD_UNKNOWN;
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_factor_init(factors, f->ring);
    enum field_answer answer = FIELD_UNKNOWN;
    if (fmpz_mpoly_factor(factors, p, f->ring))
        answer = logarithm_of_integer(f, factors->constant, times, sum);
    for (slong i = 0; i < factors->num && answer == FIELD_DONE; i++)
        answer = logarithm_of(f, factors->poly + i, times * fmpz_get_si(factors->exp + i), sum);
    fmpz_mpoly_factor_clear(factors, f->ring);
    return answer;
}

static enum field_answer logarithm(struct field *f, fmpz_mpoly_q_t a)
{
    if (fmpz_mpoly_q_is_zero(a, f->ring))
        return FIELD_UNDEFINED;
    if (!field_watch_both(f, a))
        return FIELD_UNKNOWN;
    fmpz_mpoly_q_t sum;
    fmpz_mpoly_q_init(sum, f->ring);
    enum field_answer answer = logarithm_of_polynomial(f, fmpz_mpoly_q_numref(a), 1, sum);
    if (answer == FIELD_DONE)
        answer = logarithm_of_polynomial(f, fmpz_mpoly_q_denref(a), -1, sum);
    if (answer == FIELD_DONE)
        fmpz_mpoly_q_swap(a, sum, f->ring);
    fmpz_mpoly_q_clear(sum, f->ring);
    return answer;
}

/* ln(argument) / ln(base) */
static enum field_answer logarithm_to(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t base;
    fmpz_mpoly_q_init(base, f->ring);
    enum field_answer answer = FIELD_DONE;
    if (t->n == 2)
        answer = field_read(f, t->child[1], base);
    else
        fmpz_mpoly_q_set_si(base, 10, f->ring);
    if (answer == FIELD_DONE)
        answer = logarithm(f, base);
    if (answer == FIELD_DONE)
        answer = field_invert(f, base);
    if (answer == FIELD_DONE)
        answer = field_read(f, t->child[0], out);
    if (answer == FIELD_DONE)
        answer = logarithm(f, out);
    if (answer == FIELD_DONE)
        answer = field_multiply(f, out, base);
    fmpz_mpoly_q_clear(base, f->ring);
    return answer;
}

/* --- powers with a letter above --------------------------------------------------------------- */

/* out *= base^q for a prime base (0: e) and a rational q. */
static enum field_answer times_fixed_power(struct field *f, ulong base, const fmpq_t q,
                                           fmpz_mpoly_q_t out)
{
    if (!solver_within(fmpq_numref(q), 200) || fmpz_cmp_ui(fmpq_denref(q), 12) > 0)
        return FIELD_UNKNOWN;
    fmpz_mpoly_q_t value;
    fmpz_mpoly_q_init(value, f->ring);
    enum field_answer answer = FIELD_DONE;
    if (base)
        fmpz_mpoly_q_set_si(value, (slong)base, f->ring);
    else
        answer = field_set_generator(
            f, field_constant(f, tree_detail(f->s->arena, TREE_CONSTANT, CONSTANT_E)), value);
    if (answer == FIELD_DONE && !fmpz_is_one(fmpq_denref(q)))
        answer = radical(f, value, fmpz_get_si(fmpq_denref(q)));
    if (answer == FIELD_DONE)
        answer = field_power(f, value, fmpz_get_si(fmpq_numref(q)));
    if (answer == FIELD_DONE)
        answer = field_multiply(f, out, value);
    fmpz_mpoly_q_clear(value, f->ring);
    return answer;
}

/* a = h·q + constant with h primitive and without constant term. */
static void split_exponent(struct field *f, const fmpz_mpoly_q_t a, fmpz_mpoly_q_t h, fmpq_t q,
                           fmpq_t constant)
{
    fmpq_zero(constant);
    fmpz_mpoly_q_set(h, a, f->ring);
    if (fmpz_mpoly_is_fmpz(fmpz_mpoly_q_denref(a), f->ring)) {
        ulong none[FIELD_GENERATORS] = {0};
        fmpz_t c, d;
        fmpz_init(c);
        fmpz_init(d);
        fmpz_mpoly_get_coeff_fmpz_ui(c, fmpz_mpoly_q_numref(a), none, f->ring);
        fmpz_mpoly_get_fmpz(d, fmpz_mpoly_q_denref(a), f->ring);
        fmpq_set_fmpz_frac(constant, c, d);
        fmpz_mpoly_q_sub_fmpq(h, h, constant, f->ring);
        fmpz_clear(c);
        fmpz_clear(d);
    }
    fmpq_one(q);
    if (fmpz_mpoly_q_is_zero(h, f->ring))
        return;
    fmpz_mpoly_q_content(q, h, f->ring);
    fmpz_t lead;
    fmpz_init(lead);
    fmpz_mpoly_get_term_coeff_fmpz(lead, fmpz_mpoly_q_numref(h), 0, f->ring);
    if (fmpz_sgn(lead) < 0)
        fmpq_neg(q, q);
    fmpz_clear(lead);
    fmpz_mpoly_q_div_fmpq(h, h, q, f->ring);
}

/* out *= base^(h·q) */
static enum field_answer times_power(struct field *f, ulong base, const fmpz_mpoly_q_t h,
                                     const fmpq_t q, fmpz_mpoly_q_t out)
{
    if (fmpz_mpoly_q_is_zero(h, f->ring))
        return FIELD_DONE;
    fmpq_t steps; /* the power of the generator */
    fmpz_t grown;
    fmpq_init(steps);
    fmpz_init(grown);
    enum field_answer answer = FIELD_UNKNOWN;
    fmpq_mul_si(steps, q, f->exponent_divisor);
    if (!fmpz_is_one(fmpq_denref(steps))) {
        fmpz_mul_si(grown, fmpq_denref(steps), f->exponent_divisor);
        if (fmpz_cmp_ui(grown, 12) <= 0) {
            f->exponent_divisor = fmpz_get_si(grown);
            answer = FIELD_AGAIN;
        }
    } else if (solver_within(fmpq_numref(steps), FIELD_DEGREE)) {
        fmpz_mpoly_q_t t;
        fmpz_mpoly_q_init(t, f->ring);
        answer = field_set_generator(f, field_generator(f, GENERATOR_EXPONENTIAL, 0, base, h), t);
        if (answer == FIELD_DONE)
            answer = field_power(f, t, fmpz_get_si(fmpq_numref(steps)));
        if (answer == FIELD_DONE)
            answer = field_multiply(f, out, t);
        fmpz_mpoly_q_clear(t, f->ring);
    }
    fmpq_clear(steps);
    fmpz_clear(grown);
    return answer;
}

/* out *= z^(times·exponent) by primes, for an integer z > 0. */
static enum field_answer times_integer_power(struct field *f, const fmpz_t z, int times,
                                             const fmpz_mpoly_q_t h, const fmpq_t q,
                                             const fmpq_t constant, fmpz_mpoly_q_t out)
{
    if (fmpz_bits(z) > 60 || !solver_charge(f->s, 20))
        return FIELD_UNKNOWN;
    fmpz_factor_t factors;
    fmpq_t part;
    fmpz_factor_init(factors);
    fmpq_init(part);
    fmpz_factor(factors, z);
    enum field_answer answer = FIELD_DONE;
    for (slong i = 0; i < factors->num && answer == FIELD_DONE; i++) {
        slong e = times * (slong)factors->exp[i];
        ulong p = fmpz_get_ui(factors->p + i);
        fmpq_mul_si(part, q, e);
        answer = times_power(f, p, h, part, out);
        fmpq_mul_si(part, constant, e);
        if (answer == FIELD_DONE)
            answer = times_fixed_power(f, p, part, out);
    }
    fmpq_clear(part);
    fmpz_factor_clear(factors);
    return answer;
}

/* base^exponent; base NULL: e. */
static enum field_answer exponential(struct field *f, const struct tree *base,
                                     const struct tree *exponent, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t a, h;
    fmpq_t q, constant, number;
    fmpz_mpoly_q_init(a, f->ring);
    fmpz_mpoly_q_init(h, f->ring);
    fmpq_init(q);
    fmpq_init(constant);
    fmpq_init(number);
    enum field_answer answer = field_read(f, exponent, a);
    if (answer != FIELD_DONE)
        goto done;
    split_exponent(f, a, h, q, constant);
    fmpz_mpoly_q_set_si(out, 1, f->ring);
    if (!base) {
        answer = times_power(f, 0, h, q, out);
        if (answer == FIELD_DONE)
            answer = times_fixed_power(f, 0, constant, out);
        goto done;
    }
    answer = FIELD_UNKNOWN;
    if (point_rational(f->s, base, number) && fmpq_sgn(number) > 0) {
        answer = times_integer_power(f, fmpq_numref(number), 1, h, q, constant, out);
        if (answer == FIELD_DONE)
            answer = times_integer_power(f, fmpq_denref(number), -1, h, q, constant, out);
    }
done:
    fmpz_mpoly_q_clear(a, f->ring);
    fmpz_mpoly_q_clear(h, f->ring);
    fmpq_clear(q);
    fmpq_clear(constant);
    fmpq_clear(number);
    return answer;
}

/* sqrt(2)^x is 2^(x/2). */
static enum field_answer power_with_letter(struct field *f, const struct tree *base,
                                           const struct tree *exponent, fmpz_mpoly_q_t out)
{
    struct tree_arena *arena = f->s->arena;
    if (tree_is_constant(base, CONSTANT_E))
        return exponential(f, NULL, exponent, out);
    if (base->kind == TREE_ROOT) {
        const struct tree *index = base->n == 2 ? base->child[1] : tree_integer(arena, 2);
        exponent = tree_two(arena, TREE_DIVIDE, 0, exponent, index);
        base = base->child[0];
    }
    return exponent ? exponential(f, base, exponent, out) : FIELD_UNKNOWN;
}

static enum field_answer read_power(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    fmpq_t n;
    fmpq_init(n);
    enum field_answer answer = FIELD_UNKNOWN;
    if (point_rational(f->s, t, n)) { /* 2^250 */
        fmpz_mpoly_q_set_fmpq(out, n, f->ring);
        answer = FIELD_DONE;
    } else if (!point_rational(f->s, t->child[1], n)) {
        answer = power_with_letter(f, t->child[0], t->child[1], out);
    } else if (solver_within(fmpq_numref(n), 2000) && fmpz_cmp_ui(fmpq_denref(n), 12) <= 0) {
        answer = field_read(f, t->child[0], out);
        if (answer == FIELD_DONE && !fmpz_is_one(fmpq_denref(n)))
            answer = radical(f, out, fmpz_get_si(fmpq_denref(n)));
        if (answer == FIELD_DONE)
            answer = field_power(f, out, fmpz_get_si(fmpq_numref(n)));
    }
    fmpq_clear(n);
    return answer;
}

/* --- reading ---------------------------------------------------------------------------------- */

static enum field_answer read_fold(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t next;
    fmpz_mpoly_q_init(next, f->ring);
    enum field_answer answer = field_read(f, t->child[0], out);
    for (size_t i = 1; i < t->n && answer == FIELD_DONE; i++) {
        answer = field_read(f, t->child[i], next);
        if (answer == FIELD_DONE && t->kind == TREE_DIVIDE)
            answer = field_invert(f, next);
        if (answer == FIELD_DONE)
            answer = t->kind == TREE_ADD ? field_add(f, out, next) : field_multiply(f, out, next);
    }
    fmpz_mpoly_q_clear(next, f->ring);
    return answer;
}

static enum field_answer read_root(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    fmpq_t n;
    fmpq_init(n);
    fmpq_set_si(n, 2, 1);
    enum field_answer answer = FIELD_UNKNOWN;
    if ((t->n == 1 || point_rational(f->s, t->child[1], n)) && fmpz_is_one(fmpq_denref(n)) &&
        solver_within(fmpq_numref(n), 12)) {
        answer = field_read(f, t->child[0], out);
        if (answer == FIELD_DONE)
            answer = radical(f, out, fmpz_get_si(fmpq_numref(n)));
    }
    fmpq_clear(n);
    return answer;
}

enum field_answer field_read_constant(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    size_t n;
    tree_symbols(f->s->arena, t, &n);
    if (n)
        return FIELD_UNKNOWN;
    const struct real *value = real_of_tree(f->s, t);
    if (!value)
        return FIELD_UNKNOWN;
    if (value->algebraic && qqbar_is_rational(value->q)) {
        fmpq_t q;
        fmpq_init(q);
        qqbar_get_fmpq(q, value->q);
        fmpz_mpoly_q_set_fmpq(out, q, f->ring);
        fmpq_clear(q);
        return FIELD_DONE;
    }
    /* cos(π/6) is a surd */
    const struct tree *surd = value->algebraic ? real_qqbar_tree(f->s, value->q) : NULL;
    if (surd && t->kind == TREE_APPLY)
        return field_read(f, surd, out);
    return field_set_generator(f, field_constant(f, t), out);
}

static enum field_answer read_apply(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    enum field_answer answer;
    switch (t->detail) {
    case FUNCTION_EXP:
        return exponential(f, NULL, t->child[0], out);
    case FUNCTION_LN:
        answer = field_read(f, t->child[0], out);
        return answer == FIELD_DONE ? logarithm(f, out) : answer;
    case FUNCTION_LOG:
        return logarithm_to(f, t, out);
    case FUNCTION_SIN:
    case FUNCTION_COS:
    case FUNCTION_TAN:
    case FUNCTION_COT:
    case FUNCTION_SEC:
    case FUNCTION_CSC:
        return field_read_angle(f, t, out);
    default:
        return field_read_constant(f, t, out);
    }
}

enum field_answer field_read(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    if (!solver_charge(f->s, 2))
        return FIELD_UNKNOWN;
    enum field_answer answer;
    switch (t->kind) {
    case TREE_NUMBER:
    case TREE_MIXED:
    case TREE_PERCENT: {
        fmpq_t q;
        fmpq_init(q);
        answer = point_rational(f->s, t, q) ? FIELD_DONE : FIELD_UNKNOWN;
        if (answer == FIELD_DONE)
            fmpz_mpoly_q_set_fmpq(out, q, f->ring);
        fmpq_clear(q);
        return answer;
    }
    case TREE_SYMBOL:
        return field_set_generator(f, field_symbol(f, t), out);
    case TREE_CONSTANT:
        if (t->detail == CONSTANT_I && f->imaginary >= 0)
            return field_set_generator(f, f->imaginary, out);
        if (t->detail != CONSTANT_PI && t->detail != CONSTANT_E)
            return FIELD_UNKNOWN;
        return field_set_generator(f, field_constant(f, t), out);
    case TREE_NEGATE:
        answer = field_read(f, t->child[0], out);
        if (answer == FIELD_DONE)
            fmpz_mpoly_q_neg(out, out, f->ring);
        return answer;
    case TREE_ADD:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
        return read_fold(f, t, out);
    case TREE_POWER:
        return read_power(f, t, out);
    case TREE_ROOT:
        return read_root(f, t, out);
    case TREE_ABSOLUTE:
        answer = field_read(f, t->child[0], out);
        return answer == FIELD_DONE ? absolute(f, out) : answer;
    case TREE_APPLY:
        return read_apply(f, t, out);
    default:
        return field_read_constant(f, t, out);
    }
}

enum field_answer field_read_difference(struct field *f, const struct tree *left,
                                        const struct tree *right, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t b;
    fmpz_mpoly_q_init(b, f->ring);
    enum field_answer answer = field_read(f, left, out);
    if (answer == FIELD_DONE)
        answer = field_read(f, right, b);
    if (answer == FIELD_DONE) {
        fmpz_mpoly_q_neg(b, b, f->ring);
        answer = field_add(f, out, b);
    }
    fmpz_mpoly_q_clear(b, f->ring);
    return answer;
}
