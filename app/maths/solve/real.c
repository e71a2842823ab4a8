/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact real numbers: born from trees, from roots of polynomials and from fractions; put in order,
 * separated by simple fractions, and written for people. Knows no conditions.
 */
#include "app/maths/exact/measure.h"
#include "app/maths/exact/number.h"
#include "app/maths/solve/solver.h"

#include "app/base/die.h"

#include <flint/fmpz_factor.h>
#include <stdlib.h>
#include <string.h>

bool solver_charge(struct solver *s, uint64_t steps)
{
    return exact_spend(s->exact, steps);
}

void solver_begin(struct solver *s, struct exact *exact)
{
    *s = (struct solver){.exact = exact, .arena = exact->arena, .ca = exact_constants(exact)};
}

void solver_end(struct solver *s)
{
    while (s->reals) {
        struct real *next = s->reals->next;
        qqbar_clear(s->reals->q);
        ca_clear(s->reals->value, s->ca);
        free(s->reals);
        s->reals = next;
    }
}

/* --- birth ------------------------------------------------------------------------------------ */

static struct real *real_new(struct solver *s)
{
    struct real *a = xcalloc(1, sizeof *a);
    qqbar_init(a->q);
    ca_init(a->value, s->ca);
    a->next = s->reals;
    s->reals = a;
    return a;
}

const struct real *real_of_qqbar(struct solver *s, const qqbar_t q)
{
    if (!qqbar_is_real(q))
        return NULL;
    struct real *a = real_new(s);
    a->algebraic = true;
    qqbar_set(a->q, q);
    ca_set_qqbar(a->value, q, s->ca);
    return a;
}

const struct real *real_of_fmpq(struct solver *s, const fmpq_t q)
{
    struct real *a = real_new(s);
    a->algebraic = true;
    qqbar_set_fmpq(a->q, q);
    ca_set_fmpq(a->value, q, s->ca);
    return a;
}

const struct real *real_of_tree(struct solver *s, const struct tree *t)
{
    if (!t)
        return NULL;
    ca_t value;
    ca_init(value, s->ca);
    struct real *a = NULL;
    if (point_value(s, t, NULL, false, value) == POINT_KNOWN && solver_charge(s, 50)) {
        a = real_new(s);
        ca_swap(a->value, value, s->ca);
        a->tree = t;
        a->algebraic = real_ca_is_light(s, a->value, 1) && ca_can_evaluate_qqbar(a->value, s->ca) &&
                       ca_get_qqbar(a->q, a->value, s->ca) && qqbar_is_real(a->q);
        if (a->algebraic && qqbar_is_rational(a->q))
            a->tree = NULL; /* 6/3 is shown as 2 */
    }
    ca_clear(value, s->ca);
    return a;
}

/* --- size ------------------------------------------------------------------------------------- */

bool real_ca_is_light(struct solver *s, const ca_t value, slong times)
{
    ulong degree = measure_times(measure_degree(value, s->ca), (ulong)times);
    return degree <= MEASURE_DEGREE_LIGHT && solver_charge(s, 5 + degree * degree / 4);
}

truth_t real_ca_is_zero(struct solver *s, const ca_t value)
{
    if (CA_IS_SPECIAL(value))
        return T_UNKNOWN;
    bool one_field = CA_IS_QQ(value, s->ca) || CA_FIELD_IS_NF(CA_FIELD(value, s->ca));
    if (!solver_charge(s, 10) || (!one_field && !real_ca_is_light(s, value, 1)))
        return T_UNKNOWN;
    return ca_check_is_zero(value, s->ca);
}

/* --- order ------------------------------------------------------------------------------------ */

int real_ca_sign(struct solver *s, const ca_t value)
{
    if (CA_IS_QQ(value, s->ca))
        return fmpq_sgn(CA_FMPQ(value));
    if (CA_IS_SPECIAL(value))
        return EXACT_SIGN_UNKNOWN;
    acb_t ball;
    acb_init(ball);
    int sign = EXACT_SIGN_UNKNOWN;
    for (slong bits = 64; bits <= SOLVE_SIGN_BITS && solver_charge(s, (uint64_t)bits / 32);
         bits *= 2) {
        ca_get_acb_raw(ball, value, bits, s->ca);
        if (!arb_contains_zero(acb_realref(ball))) {
            sign = arf_sgn(arb_midref(acb_realref(ball)));
            break;
        }
        if (bits > 64)
            continue;
        truth_t zero = real_ca_is_zero(s, value);
        if (zero == T_TRUE) {
            sign = 0;
            break;
        }
    }
    acb_clear(ball);
    return sign;
}

int real_sign(struct solver *s, const struct real *a)
{
    return a->algebraic ? qqbar_sgn_re(a->q) : real_ca_sign(s, a->value);
}

int real_order(struct solver *s, const struct real *a, const struct real *b)
{
    if (a == b)
        return 0;
    if (!solver_charge(s, 5))
        return EXACT_SIGN_UNKNOWN;
    if (a->algebraic && b->algebraic) {
        if (qqbar_equal(a->q, b->q))
            return 0;
        return qqbar_cmp_re(a->q, b->q);
    }
    ca_t difference;
    ca_init(difference, s->ca);
    ca_sub(difference, a->value, b->value, s->ca);
    int sign = real_ca_sign(s, difference);
    ca_clear(difference, s->ca);
    return sign;
}

/* --- between ---------------------------------------------------------------------------------- */

/* Small enough to be written as a fraction: FLINT aborts when the exponent is too large. */
static bool is_moderate(const arf_t x)
{
    enum { EXPONENT_MAX = 100000 };
    return arf_is_zero(x) || (arf_is_finite(x) && arf_cmpabs_2exp_si(x, EXPONENT_MAX) < 0 &&
                              arf_cmpabs_2exp_si(x, -EXPONENT_MAX) > 0);
}

/* Fractions below and above a, 2^-bits apart or so; false: not known with so many bits. */
static bool enclose(struct solver *s, const struct real *a, slong bits, fmpq_t below, fmpq_t above)
{
    acb_t ball;
    arf_t low, high;
    bool known = true;
    acb_init(ball);
    arf_init(low);
    arf_init(high);
    if (a->algebraic && qqbar_is_rational(a->q)) {
        qqbar_get_fmpq(below, a->q);
        fmpq_set(above, below);
    } else {
        ca_get_acb_raw(ball, a->value, bits, s->ca);
        arb_get_interval_arf(low, high, acb_realref(ball), bits);
        known = is_moderate(low) && is_moderate(high);
        if (known) {
            arf_get_fmpq(below, low);
            arf_get_fmpq(above, high);
        }
    }
    acb_clear(ball);
    arf_clear(low);
    arf_clear(high);
    return known;
}

/* An integer beyond a (direction 1: above, -1: below); 0 when it will do. */
static bool beyond(struct solver *s, const struct real *a, int direction, fmpq_t out)
{
    fmpq_t below, above;
    fmpq_init(below);
    fmpq_init(above);
    bool known = enclose(s, a, 128, below, above);
    const fmpq *end = direction > 0 ? above : below;
    if (!known || fmpq_sgn(end) * direction < 0) {
        fmpq_zero(out);
    } else {
        fmpz_one(fmpq_denref(out));
        if (direction > 0)
            fmpz_fdiv_q(fmpq_numref(out), fmpq_numref(end), fmpq_denref(end));
        else
            fmpz_cdiv_q(fmpq_numref(out), fmpq_numref(end), fmpq_denref(end));
        fmpq_add_si(out, out, direction);
    }
    fmpq_clear(below);
    fmpq_clear(above);
    return known;
}

const struct real *real_between(struct solver *s, const struct real *low, const struct real *high)
{
    fmpq_t a, b, c, margin;
    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    fmpq_init(margin);
    bool found = true;
    if (low && high) {
        found = false;
        for (slong bits = 64; !found && bits <= SOLVE_SIGN_BITS && solver_charge(s, 5); bits *= 2) {
            found = enclose(s, low, bits, margin, a) && enclose(s, high, bits, b, margin) &&
                    fmpq_cmp(a, b) < 0;
        }
        if (found) { /* keep off the ends: simplest_between may take them */
            fmpq_sub(margin, b, a);
            fmpq_div_2exp(margin, margin, 3);
            fmpq_add(a, a, margin);
            fmpq_sub(b, b, margin);
            fmpq_simplest_between(c, a, b);
        }
    } else if (low) {
        found = beyond(s, low, 1, c);
    } else if (high) {
        found = beyond(s, high, -1, c);
    }
    const struct real *number = found ? real_of_fmpq(s, c) : NULL;
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
    fmpq_clear(margin);
    return number;
}

/* --- writing ---------------------------------------------------------------------------------- */

const struct tree *real_fmpz_tree(struct solver *s, const fmpz_t z)
{
    if (fmpz_sizeinbase(z, 10) > SOLVE_DIGITS_MAX)
        return NULL;
    char *text = fmpz_get_str(NULL, 10, z);
    bool negative = text[0] == '-';
    const struct tree *t =
        tree_leaf(s->arena, TREE_NUMBER, text + negative, strlen(text + negative));
    flint_free(text);
    return negative ? tree_one(s->arena, TREE_NEGATE, 0, t) : t;
}

const struct tree *real_fmpq_tree(struct solver *s, const fmpq_t q)
{
    fmpz_t numerator;
    fmpz_init(numerator);
    fmpz_abs(numerator, fmpq_numref(q));
    const struct tree *t = real_fmpz_tree(s, numerator);
    if (!fmpz_is_one(fmpq_denref(q)))
        t = tree_two(s->arena, TREE_DIVIDE, 0, t, real_fmpz_tree(s, fmpq_denref(q)));
    fmpz_clear(numerator);
    return fmpq_sgn(q) < 0 ? tree_one(s->arena, TREE_NEGATE, 0, t) : t;
}

/* c·t for a positive integer c, and the root of index n of a positive integer. */
static const struct tree *times(struct solver *s, const fmpz_t c, const struct tree *t)
{
    return fmpz_is_one(c) ? t : tree_two(s->arena, TREE_MULTIPLY, 0, real_fmpz_tree(s, c), t);
}

static const struct tree *root_tree(struct solver *s, const struct tree *radicand, slong index)
{
    if (index == 2)
        return tree_one(s->arena, TREE_ROOT, 0, radicand);
    return tree_two(s->arena, TREE_ROOT, 0, radicand, tree_integer(s->arena, index));
}

/* z = outer^2·inner with small squares taken out (z > 0). */
static void take_squares_out(const fmpz_t z, fmpz_t outer, fmpz_t inner)
{
    fmpz_factor_t f;
    fmpz_factor_init(f);
    fmpz_one(outer);
    fmpz_set(inner, z);
    if (fmpz_is_square(z)) {
        fmpz_sqrt(outer, z);
        fmpz_one(inner);
    } else if (fmpz_bits(z) <= 100) {
        fmpz_factor_trial_range(f, z, 0, 2000);
        fmpz_t p;
        fmpz_init(p);
        for (slong i = 0; i < f->num; i++) {
            fmpz_pow_ui(p, f->p + i, f->exp[i] / 2);
            fmpz_mul(outer, outer, p);
            fmpz_mul(p, p, p);
            fmpz_divexact(inner, inner, p);
        }
        fmpz_clear(p);
    }
    fmpz_factor_clear(f);
}

/* A root of a x^2 + b x + c: (-b ± outer sqrt(inner)) / (2a) in lowest terms. */
static const struct tree *surd_tree(struct solver *s, const qqbar_t q)
{
    const fmpz *c = QQBAR_COEFFS(q);
    fmpz_t rational, outer, inner, below, common;
    fmpz_init(rational);
    fmpz_init(outer);
    fmpz_init(inner);
    fmpz_init(below);
    fmpz_init(common);
    fmpz_mul(inner, c + 1, c + 1);
    fmpz_mul(common, c, c + 2);
    fmpz_mul_ui(common, common, 4);
    fmpz_sub(common, inner, common);
    bool imaginary = fmpz_sgn(common) < 0;
    fmpz_abs(common, common);
    take_squares_out(common, outer, inner);
    fmpz_neg(rational, c + 1);
    fmpz_mul_ui(below, c + 2, 2);
    fmpz_gcd3(common, rational, outer, below);
    fmpz_divexact(rational, rational, common);
    fmpz_divexact(outer, outer, common);
    fmpz_divexact(below, below, common);
    /* which of the two: the one above -b/2a, or above the real axis */
    fmpq_t half;
    fmpq_init(half);
    fmpq_set_fmpz_frac(half, rational, below);
    qqbar_t middle;
    qqbar_init(middle);
    qqbar_set_fmpq(middle, half);
    bool plus = imaginary ? qqbar_sgn_im(q) > 0 : qqbar_cmp_re(q, middle) > 0;
    qqbar_clear(middle);
    fmpq_clear(half);

    const struct tree *t = NULL;
    if (imaginary)
        t = tree_detail(s->arena, TREE_CONSTANT, CONSTANT_I);
    if (!fmpz_is_one(inner)) {
        const struct tree *root = root_tree(s, real_fmpz_tree(s, inner), 2);
        t = t ? tree_two(s->arena, TREE_MULTIPLY, 0, root, t) : root;
    }
    t = times(s, outer, t);
    bool alone = fmpz_is_zero(rational);
    if (!alone) {
        if (!plus)
            t = tree_one(s->arena, TREE_NEGATE, 0, t);
        t = tree_two(s->arena, TREE_ADD, 0, real_fmpz_tree(s, rational), t);
    }
    if (!fmpz_is_one(below))
        t = tree_two(s->arena, TREE_DIVIDE, 0, t, real_fmpz_tree(s, below));
    if (alone && !plus)
        t = tree_one(s->arena, TREE_NEGATE, 0, t);
    fmpz_clear(rational);
    fmpz_clear(outer);
    fmpz_clear(inner);
    fmpz_clear(below);
    fmpz_clear(common);
    return t;
}

/* A real root of a x^n + c. */
static const struct tree *pure_root_tree(struct solver *s, const qqbar_t q)
{
    slong n = qqbar_degree(q);
    for (slong i = 1; i < n; i++)
        if (!fmpz_is_zero(QQBAR_COEFFS(q) + i))
            return NULL;
    fmpq_t radicand;
    fmpq_init(radicand);
    fmpq_set_fmpz_frac(radicand, QQBAR_COEFFS(q), QQBAR_COEFFS(q) + n);
    fmpq_abs(radicand, radicand);
    const struct tree *t = root_tree(s, real_fmpq_tree(s, radicand), n);
    fmpq_clear(radicand);
    return qqbar_sgn_re(q) < 0 ? tree_one(s->arena, TREE_NEGATE, 0, t) : t;
}

/* A root of a x^4 + b x^2 + c: ± the root of a surd. */
static const struct tree *double_root_tree(struct solver *s, const qqbar_t q)
{
    if (qqbar_degree(q) != 4 || !fmpz_is_zero(QQBAR_COEFFS(q) + 1) ||
        !fmpz_is_zero(QQBAR_COEFFS(q) + 3))
        return NULL;
    qqbar_t square;
    qqbar_init(square);
    qqbar_sqr(square, q);
    const struct tree *t = root_tree(s, real_qqbar_tree(s, square), 2);
    qqbar_clear(square);
    return qqbar_sgn_re(q) < 0 ? tree_one(s->arena, TREE_NEGATE, 0, t) : t;
}

const struct tree *real_qqbar_tree(struct solver *s, const qqbar_t q)
{
    if (!solver_charge(s, 20))
        return NULL;
    if (qqbar_is_rational(q)) {
        fmpq_t value;
        fmpq_init(value);
        qqbar_get_fmpq(value, q);
        const struct tree *t = real_fmpq_tree(s, value);
        fmpq_clear(value);
        return t;
    }
    if (qqbar_degree(q) == 2)
        return surd_tree(s, q);
    if (!qqbar_is_real(q))
        return NULL;
    const struct tree *t = pure_root_tree(s, q);
    return t ? t : double_root_tree(s, q);
}

const struct tree *real_tree(struct solver *s, const struct real *a)
{
    const struct tree *t = a->algebraic ? real_qqbar_tree(s, a->q) : NULL;
    return t ? t : a->tree;
}

bool point_rational(struct solver *s, const struct tree *t, fmpq_t out)
{
    return t->size <= 60 && number_evaluate(s->exact, t, out) == OUT_DONE &&
           fmpz_bits(fmpq_numref(out)) <= SOLVE_BITS_MAX &&
           fmpz_bits(fmpq_denref(out)) <= SOLVE_BITS_MAX;
}
