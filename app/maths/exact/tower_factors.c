/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Factors of elements, signs that never change, complex conjugates: what roots, logarithms and
 * domains need to know about polynomials in the generators.
 */
#include "app/maths/exact/ball.h"
#include "app/maths/exact/tower.h"

#include "app/base/die.h"

#include <arb.h>
#include <flint/fmpz_mpoly_factor.h>
#include <flint/fmpz_poly.h>
#include <stdlib.h>

enum {
    FACTOR_TERMS_MAX = 160,
    FACTOR_BITS_MAX = 1500,
    FACTOR_DEGREE_MAX = 64,  /* one variable */
    FACTOR_DENSE_MAX = 1500, /* in several variables */
    STURM_DEGREE_MAX = 60,
    CONJUGATE_TERMS_MAX = 120,
    FACTORS_MAX = 64
};

/* --- factoring -------------------------------------------------------------------------------- */

bool tower_factorable(struct tower *t, const fmpz_mpoly_t a)
{
    slong degree[TOWER_GENERATORS_MAX];
    slong bits = fmpz_mpoly_max_bits(a);
    if (a->length > FACTOR_TERMS_MAX || labs(bits) > FACTOR_BITS_MAX ||
        !fmpz_mpoly_degrees_fit_si(a, t->ctx))
        return false;
    fmpz_mpoly_degrees_si(degree, a, t->ctx);
    double dense = 1;
    slong variables = 0, highest = 0;
    for (slong i = 0; i < t->n; i++) {
        dense *= (double)(degree[i] < 0 ? 1 : degree[i] + 1);
        variables += degree[i] > 0;
        highest = degree[i] > highest ? degree[i] : highest;
    }
    return highest <= FACTOR_DEGREE_MAX && (variables <= 1 || dense <= FACTOR_DENSE_MAX);
}

static void push(struct tower *t, struct factors *out, const fmpz_mpoly_t f, slong exponent)
{
    fmpz_mpoly_struct *g = out->factor + out->n;
    fmpz_mpoly_init(g, t->ctx);
    fmpz_mpoly_set(g, f, t->ctx);
    if (fmpz_sgn(g->coeffs) < 0) {
        fmpz_mpoly_neg(g, g, t->ctx);
        if (exponent % 2)
            fmpq_neg(out->content, out->content);
    }
    for (slong i = 0; i < out->n; i++)
        if (fmpz_mpoly_equal(out->factor + i, g, t->ctx)) {
            out->exponent[i] += exponent;
            fmpz_mpoly_clear(g, t->ctx);
            return;
        }
    out->exponent[out->n++] = exponent;
}

static void multiply_content(struct factors *out, const fmpz_t c, slong sign)
{
    if (sign > 0)
        fmpq_mul_fmpz(out->content, out->content, c);
    else
        fmpq_div_fmpz(out->content, out->content, c);
}

static bool factor_polynomial(struct tower *t, const fmpz_mpoly_t a, slong sign,
                              struct factors *out)
{
    fmpz_mpoly_factor_t f;
    fmpz_mpoly_t rest, part;
    fmpz_mpoly_factor_init(f, t->ctx);
    fmpz_mpoly_init(rest, t->ctx);
    fmpz_mpoly_init(part, t->ctx);
    bool fine = exact_spend(t->e, 20 + (uint64_t)a->length);
    if (fine && tower_factorable(t, a) && fmpz_mpoly_factor(f, a, t->ctx)) {
        multiply_content(out, f->constant, sign);
        fine = out->n + f->num < FACTORS_MAX;
        for (slong i = 0; fine && i < f->num; i++) {
            fine = fmpz_fits_si(f->exp + i) && fmpz_cmp_ui(f->exp + i, 1 << 24) < 0;
            if (fine)
                push(t, out, f->poly + i, sign * fmpz_get_si(f->exp + i));
        }
    } else if (fine) {
        /* too big to factor: the monomial content, and the rest in one piece */
        fmpz_mpoly_term_content(part, a, t->ctx);
        fmpz_mpoly_divexact(rest, a, part, t->ctx);
        multiply_content(out, part->coeffs, sign);
        for (slong i = 0; fine && i < t->n; i++) {
            slong d = fmpz_mpoly_degree_si(part, i, t->ctx);
            fine = out->n + 2 < FACTORS_MAX;
            if (fine && d > 0) {
                fmpz_mpoly_t g;
                fmpz_mpoly_init(g, t->ctx);
                fmpz_mpoly_gen(g, i, t->ctx);
                push(t, out, g, sign * d);
                fmpz_mpoly_clear(g, t->ctx);
            }
        }
        if (fine && fmpz_mpoly_is_fmpz(rest, t->ctx))
            multiply_content(out, rest->coeffs, sign);
        else if (fine)
            push(t, out, rest, sign);
    }
    fmpz_mpoly_clear(part, t->ctx);
    fmpz_mpoly_clear(rest, t->ctx);
    fmpz_mpoly_factor_clear(f, t->ctx);
    return fine || tower_fail(t, TOWER_BIG);
}

bool tower_factor(struct tower *t, const fmpz_mpoly_q_t a, struct factors *out)
{
    fmpq_init(out->content);
    fmpq_one(out->content);
    out->n = 0;
    out->factor = xmalloc(FACTORS_MAX * sizeof *out->factor);
    out->exponent = xmalloc(FACTORS_MAX * sizeof *out->exponent);
    if (t->failure != TOWER_FINE)
        return false;
    if (fmpz_mpoly_is_zero(&a->num, t->ctx)) {
        fmpq_zero(out->content);
        return true;
    }
    return factor_polynomial(t, &a->num, 1, out) && factor_polynomial(t, &a->den, -1, out);
}

void tower_factors_release(struct tower *t, struct factors *factors)
{
    for (slong i = 0; i < factors->n; i++)
        fmpz_mpoly_clear(factors->factor + i, t->ctx);
    free(factors->factor);
    free(factors->exponent);
    fmpq_clear(factors->content);
}

/* --- signs ------------------------------------------------------------------------------------ */

/* A generator that is never negative. */
static bool never_negative(struct tower *t, slong k)
{
    const struct generator *g = &t->generator[k];
    if (g->kind == GENERATOR_ROOT || (g->kind == GENERATOR_EXP && g->real))
        return true;
    if (g->kind == GENERATOR_OPAQUE && g->n == 0 && g->like->kind == TREE_CONSTANT)
        return true; /* pi */
    if (g->kind == GENERATOR_OPAQUE && g->like->kind == TREE_FACTORIAL)
        return true;
    for (size_t i = 0; g->kind == GENERATOR_SYMBOL && i < t->hints->n_signs; i++)
        if (t->hints->sign[i].sign > 0 && tree_same(t->hints->sign[i].key, g->like))
            return true;
    return false;
}

/* A term that is never zero, such as the 1 in x^2 + 1. */
static bool lasting(struct tower *t, const ulong *exponent)
{
    for (slong k = 0; k < t->n; k++)
        if (exponent[k] && t->generator[k].kind != GENERATOR_EXP)
            return false;
    return true;
}

/* All terms have the same sign whatever the variables are; `strict`: and one is never zero. */
static int sign_by_terms(struct tower *t, const fmpz_mpoly_t a, bool strict)
{
    bool free_sign[TOWER_GENERATORS_MAX], lasts = false;
    int sign = 0;
    if (a->length > FACTOR_TERMS_MAX || a->bits > FLINT_BITS)
        return 0;
    for (slong k = 0; k < t->n; k++)
        free_sign[k] = never_negative(t, k);
    for (slong i = 0; i < a->length; i++) {
        ulong exponent[TOWER_GENERATORS_MAX];
        int s = fmpz_sgn(a->coeffs + i);
        if (sign && s != sign)
            return 0;
        sign = s;
        fmpz_mpoly_get_term_exp_ui(exponent, a, i, t->ctx);
        lasts = lasts || lasting(t, exponent);
        for (slong k = 0; k < t->n; k++)
            if (exponent[k] % 2 && !free_sign[k])
                return 0;
    }
    return lasts || !strict ? sign : 0;
}

/* A polynomial in one real symbol without real roots. */
static int sign_by_sturm(struct tower *t, const fmpz_mpoly_t a)
{
    int used[TOWER_GENERATORS_MAX];
    slong k = -1;
    fmpz_mpoly_used_vars(used, a, t->ctx);
    for (slong i = 0; i < t->n; i++)
        if (used[i]) {
            if (k >= 0 || t->generator[i].kind != GENERATOR_SYMBOL)
                return 0;
            k = i;
        }
    if (k < 0 || !fmpz_mpoly_is_fmpz_poly(a, k, t->ctx) ||
        fmpz_mpoly_degree_si(a, k, t->ctx) > STURM_DEGREE_MAX || labs(fmpz_mpoly_max_bits(a)) > 500)
        return 0;
    fmpz_poly_t p;
    fmpz_poly_init(p);
    int sign = 0;
    if (fmpz_mpoly_get_fmpz_poly(p, a, k, t->ctx) && fmpz_poly_degree(p) % 2 == 0 &&
        exact_spend(t->e, 20) && fmpz_poly_is_squarefree(p) && fmpz_poly_num_real_roots(p) == 0)
        sign = fmpz_sgn(fmpz_poly_lead(p));
    fmpz_poly_clear(p);
    return sign;
}

static int fixed(struct tower *t, const fmpz_mpoly_t a, int depth, bool strict);

/* b^2·p - 4·a·c or b^2·p - a^2, for the two rules below */
static void combine(struct tower *t, fmpz_mpoly_t out, const fmpz_mpoly_t b, const fmpz_mpoly_t p,
                    ulong factor, const fmpz_mpoly_t a, const fmpz_mpoly_t c)
{
    fmpz_mpoly_t product;
    fmpz_mpoly_init(product, t->ctx);
    fmpz_mpoly_mul(out, b, b, t->ctx);
    fmpz_mpoly_mul(out, out, p, t->ctx);
    fmpz_mpoly_mul(product, a, c, t->ctx);
    fmpz_mpoly_scalar_mul_ui(product, product, factor, t->ctx);
    fmpz_mpoly_sub(out, out, product, t->ctx);
    fmpz_mpoly_clear(product, t->ctx);
}

/* a k^2 + b k + c in one symbol k, where b^2 - 4ac is always negative */
static int sign_by_discriminant(struct tower *t, const fmpz_mpoly_t a, int depth, bool strict)
{
    int sign = 0;
    fmpz_mpoly_t c[3], d, one;
    for (int i = 0; i < 3; i++)
        fmpz_mpoly_init(c[i], t->ctx);
    fmpz_mpoly_init(d, t->ctx);
    fmpz_mpoly_init(one, t->ctx);
    fmpz_mpoly_one(one, t->ctx);
    for (slong k = 0; sign == 0 && a->length <= 40 && k < t->n; k++) {
        if (t->generator[k].kind != GENERATOR_SYMBOL || fmpz_mpoly_degree_si(a, k, t->ctx) != 2 ||
            !exact_spend(t->e, 10))
            continue;
        for (ulong i = 0; i < 3; i++)
            fmpz_mpoly_get_coeff_vars_ui(c[i], a, &k, &i, 1, t->ctx);
        combine(t, d, c[1], one, 4, c[0], c[2]);
        if (fixed(t, d, depth - 1, strict) < 0)
            sign = fixed(t, c[2], depth - 1, strict);
    }
    fmpz_mpoly_clear(one, t->ctx);
    fmpz_mpoly_clear(d, t->ctx);
    for (int i = 0; i < 3; i++)
        fmpz_mpoly_clear(c[i], t->ctx);
    return sign;
}

/* p + q r with a square root r: where q^2 r^2 - p^2 keeps its sign, the larger of the two decides.
 * `larger` gets p or q r's factor q; 0: no such root. */
static int larger_part(struct tower *t, const fmpz_mpoly_t a, int depth, fmpz_mpoly_t larger)
{
    int sign = 0;
    fmpz_mpoly_t p, q;
    fmpz_mpoly_q_t d;
    fmpz_mpoly_init(p, t->ctx);
    fmpz_mpoly_init(q, t->ctx);
    fmpz_mpoly_q_init(d, t->ctx);
    for (slong k = t->n - 1; sign == 0 && a->length <= 40 && k >= 0; k--) {
        const struct generator *g = &t->generator[k];
        if (g->kind != GENERATOR_ROOT || !g->related || g->degree != 2 ||
            !fmpz_mpoly_is_one(&g->value->den, t->ctx) || fmpz_mpoly_degree_si(a, k, t->ctx) != 1 ||
            !exact_spend(t->e, 10))
            continue;
        ulong zero = 0, one = 1;
        fmpz_mpoly_get_coeff_vars_ui(p, a, &k, &zero, 1, t->ctx);
        fmpz_mpoly_get_coeff_vars_ui(q, a, &k, &one, 1, t->ctx);
        combine(t, &d->num, q, &g->value->num, 1, p, p);
        fmpz_mpoly_one(&d->den, t->ctx);
        if (!tower_reduce(t, d))
            break;
        if (fmpz_mpoly_is_one(&d->den, t->ctx))
            sign = fixed(t, &d->num, depth - 1, true);
        fmpz_mpoly_set(larger, sign > 0 ? q : p, t->ctx);
    }
    fmpz_mpoly_q_clear(d, t->ctx);
    fmpz_mpoly_clear(q, t->ctx);
    fmpz_mpoly_clear(p, t->ctx);
    return sign;
}

bool tower_same_sign(struct tower *t, const fmpz_mpoly_t a, fmpz_mpoly_t simpler)
{
    return tower_real(t, a) && larger_part(t, a, 2, simpler) != 0;
}

static int sign_of_constant(struct tower *t, const fmpz_mpoly_t a)
{
    const struct tree *tree = tower_write_polynomial(t, a);
    acb_t x;
    acb_init(x);
    int sign = 0;
    for (slong p = 64; tree && !sign && p <= 1024; p *= 4)
        if (ball_evaluate(t->e, tree, NULL, p, x) == OUT_DONE && arb_is_zero(acb_imagref(x)) &&
            !arb_contains_zero(acb_realref(x)))
            sign = arb_is_positive(acb_realref(x)) ? 1 : -1;
    acb_clear(x);
    return sign;
}

bool tower_constant_nonzero(struct tower *t, const fmpz_mpoly_t a)
{
    const struct tree *tree = tower_write_polynomial(t, a);
    acb_t x;
    acb_init(x);
    bool complex = t->e->complex, nonzero = false;
    t->e->complex = true;
    for (slong p = 64; tree && !nonzero && p <= 1024; p *= 4)
        nonzero = ball_evaluate(t->e, tree, NULL, p, x) == OUT_DONE && !acb_contains_zero(x);
    t->e->complex = complex;
    acb_clear(x);
    return nonzero;
}

static int fixed(struct tower *t, const fmpz_mpoly_t a, int depth, bool strict)
{
    if (fmpz_mpoly_is_fmpz(a, t->ctx))
        return fmpz_mpoly_is_zero(a, t->ctx) ? 0 : fmpz_sgn(a->coeffs);
    int sign = sign_by_terms(t, a, strict);
    if (!sign && tower_constant(t, a))
        sign = sign_of_constant(t, a);
    if (!sign)
        sign = sign_by_sturm(t, a);
    if (!sign && depth > 0)
        sign = sign_by_discriminant(t, a, depth, strict);
    if (!sign && depth > 0) {
        fmpz_mpoly_t larger;
        fmpz_mpoly_init(larger, t->ctx);
        if (larger_part(t, a, depth, larger))
            sign = fixed(t, larger, depth - 1, strict);
        fmpz_mpoly_clear(larger, t->ctx);
    }
    return sign;
}

int tower_fixed_sign(struct tower *t, const fmpz_mpoly_t a)
{
    return tower_real(t, a) ? fixed(t, a, 2, false) : 0;
}

int tower_strict_sign(struct tower *t, const fmpz_mpoly_t a)
{
    return tower_real(t, a) ? fixed(t, a, 2, true) : 0;
}

/* --- conjugates ------------------------------------------------------------------------------- */

/* exp of the conjugate of the argument of EXP or WAVE, over its root */
static bool conjugate_exponential(struct tower *t, slong k, fmpz_mpoly_q_t out)
{
    struct generator *g = &t->generator[k];
    fmpz_mpoly_q_t a;
    fmpq_t part;
    fmpz_mpoly_q_init(a, t->ctx);
    fmpq_init(part);
    fmpq_set_si(part, g->kind == GENERATOR_WAVE ? -1 : 1, (ulong)g->root);
    bool wave = g->kind == GENERATOR_WAVE;
    bool fine = tower_conjugate(t, a, &g->argument[0]) && tower_scale(t, a, a, part);
    if (fine && wave) {
        fmpz_mpoly_q_t i;
        fmpz_mpoly_q_init(i, t->ctx);
        fine = tower_imaginary(t, i) && tower_multiply(t, a, a, i);
        fmpz_mpoly_q_clear(i, t->ctx);
    }
    fine = fine && tower_exp(t, out, a);
    fmpq_clear(part);
    fmpz_mpoly_q_clear(a, t->ctx);
    return fine;
}

static bool conjugate_generator(struct tower *t, slong k, fmpz_mpoly_q_t out)
{
    struct generator *g = &t->generator[k];
    tower_take(t, out, k);
    if (g->real)
        return true;
    if (g->kind == GENERATOR_I) {
        fmpz_mpoly_q_neg(out, out, t->ctx);
        return true;
    }
    if (g->kind == GENERATOR_WAVE && tower_real(t, &g->argument[0].num) &&
        tower_real(t, &g->argument[0].den)) {
        fmpz_mpoly_q_inv(out, out, t->ctx);
        return true;
    }
    if (g->kind == GENERATOR_WAVE || g->kind == GENERATOR_EXP)
        return conjugate_exponential(t, k, out);
    return tower_fail(t, TOWER_BIG);
}

static bool conjugate_polynomial(struct tower *t, const fmpz_mpoly_t a, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t term, factor, sum;
    fmpq_t c;
    bool fine = a->length <= CONJUGATE_TERMS_MAX || tower_fail(t, TOWER_BIG);
    fmpz_mpoly_q_init(term, t->ctx);
    fmpz_mpoly_q_init(factor, t->ctx);
    fmpz_mpoly_q_init(sum, t->ctx);
    fmpq_init(c);
    slong n = t->n;
    for (slong i = 0; fine && i < a->length; i++) {
        ulong exponent[TOWER_GENERATORS_MAX];
        fmpz_mpoly_get_term_exp_ui(exponent, a, i, t->ctx);
        fmpz_mpoly_get_term_coeff_fmpz(fmpq_numref(c), a, i, t->ctx);
        fmpz_one(fmpq_denref(c));
        fmpz_mpoly_q_set_fmpq(term, c, t->ctx);
        for (slong k = 0; fine && k < n; k++)
            if (exponent[k])
                fine = conjugate_generator(t, k, factor) &&
                       tower_power(t, factor, factor, (slong)exponent[k]) &&
                       tower_multiply(t, term, term, factor);
        fine = fine && tower_add(t, sum, sum, term);
    }
    fmpz_mpoly_q_swap(out, sum, t->ctx);
    fmpq_clear(c);
    fmpz_mpoly_q_clear(sum, t->ctx);
    fmpz_mpoly_q_clear(factor, t->ctx);
    fmpz_mpoly_q_clear(term, t->ctx);
    return fine;
}

bool tower_conjugate(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a)
{
    if (tower_real(t, &a->num) && tower_real(t, &a->den)) {
        fmpz_mpoly_q_set(out, a, t->ctx);
        return t->failure == TOWER_FINE;
    }
    fmpz_mpoly_q_t top, bottom;
    fmpz_mpoly_q_init(top, t->ctx);
    fmpz_mpoly_q_init(bottom, t->ctx);
    bool fine = conjugate_polynomial(t, &a->num, top) && conjugate_polynomial(t, &a->den, bottom) &&
                tower_divide(t, out, top, bottom);
    fmpz_mpoly_q_clear(bottom, t->ctx);
    fmpz_mpoly_q_clear(top, t->ctx);
    return fine;
}
