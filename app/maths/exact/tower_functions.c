/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exp, ln, powers of absolute values and signs of elements: each is split along the factors or
 * terms of its argument into generators, by rules that hold wherever the left side has a value:
 *
 *   exp(sum c b) = product EXP(b)^(c N)      ln |product f^e| = sum e LOG(f)
 *   |product f^e|^r = product ROOT(f)^(e r N), with ROOT(f)^N = |f| = f·SIGN(f)
 *
 * A complex factor f (one with WAVEs in it) obeys |f|^2 = f·conj(f).
 */
#include "app/maths/exact/tower.h"

#include <flint/fmpz_factor.h>
#include <flint/fmpz_mpoly.h>
#include <stdlib.h>

enum { ROOT_MAX = 420, TERMS_MAX = 60, CONTENT_BITS_MAX = 70, TURNS_MAX = 1 << 20 };

/* --- roots that several places share ---------------------------------------------------------- */

/* The root N that a generator of this key should have: a multiple of `needed`. Asks for a new try
 * when one exists that does not fit. -1: failure. */
static slong agree_on_root(struct tower *t, enum generator_kind kind, const fmpz_mpoly_q_t key,
                           slong existing, slong needed)
{
    if (existing && existing % needed == 0)
        return existing;
    const struct tree *tree = tower_write(t, key);
    if (!tree) {
        tower_fail(t, TOWER_BIG);
        return -1;
    }
    struct hints *h = t->hints;
    size_t k = 0;
    while (k < h->n_roots && !(h->root[k].kind == kind && tree_same(h->root[k].key, tree)))
        k++;
    if (k == HINTS_MAX) {
        tower_fail(t, TOWER_BIG);
        return -1;
    }
    slong root = k < h->n_roots ? h->root[k].root : 1;
    fmpz_t lcm;
    fmpz_init_set_si(lcm, root);
    fmpz_lcm(lcm, lcm, (fmpz[]){needed});
    root = fmpz_cmp_ui(lcm, ROOT_MAX) > 0 ? ROOT_MAX + 1 : fmpz_get_si(lcm);
    fmpz_clear(lcm);
    if (root > ROOT_MAX) {
        tower_fail(t, TOWER_BIG);
        return -1;
    }
    if (k == h->n_roots)
        h->n_roots++;
    h->root[k].kind = kind;
    h->root[k].key = tree;
    h->root[k].root = root;
    if (existing) {
        tower_fail(t, TOWER_AGAIN);
        return -1;
    }
    return root;
}

static slong find(struct tower *t, enum generator_kind kind, const fmpz_mpoly_q_t argument)
{
    for (slong i = 0; i < t->n; i++)
        if (t->generator[i].kind == kind &&
            fmpz_mpoly_q_equal(&t->generator[i].argument[0], argument, t->ctx))
            return i;
    return -1;
}

static void as_element(struct tower *t, const fmpz_mpoly_t f, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_set(&out->num, f, t->ctx);
    fmpz_mpoly_one(&out->den, t->ctx);
}

static bool multiply_by(struct tower *t, fmpz_mpoly_q_t out, slong k, slong power)
{
    fmpz_mpoly_q_t g;
    fmpz_mpoly_q_init(g, t->ctx);
    tower_take(t, g, k);
    bool fine = tower_power(t, g, g, power) && tower_multiply(t, out, out, g);
    fmpz_mpoly_q_clear(g, t->ctx);
    return fine;
}

/* --- signs ------------------------------------------------------------------------------------ */

static int hinted_sign(struct tower *t, const fmpz_mpoly_t f)
{
    if (t->hints->n_signs == 0)
        return 0;
    const struct tree *tree = tower_write_polynomial(t, f);
    for (size_t i = 0; tree && i < t->hints->n_signs; i++)
        if (tree_same(t->hints->sign[i].key, tree))
            return t->hints->sign[i].sign;
    return 0;
}

/* out *= sgn f, of a real polynomial */
static bool multiply_by_sign(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_t f)
{
    slong k;
    if (tower_is_generator(t, f, &k) && t->generator[k].kind == GENERATOR_SIGN)
        return multiply_by(t, out, k, 1);
    int sign = tower_fixed_sign(t, f);
    if (!sign)
        sign = hinted_sign(t, f);
    if (sign < 0)
        fmpz_mpoly_q_neg(out, out, t->ctx);
    if (sign)
        return true;
    if (tower_constant(t, f))
        return tower_fail(t, TOWER_BIG);
    fmpz_mpoly_q_t a;
    fmpz_mpoly_q_init(a, t->ctx);
    as_element(t, f, a);
    k = tower_generator(t, GENERATOR_SIGN, NULL, a, 1, 1);
    if (k >= 0 && !t->generator[k].related) {
        fmpz_mpoly_q_one(a, t->ctx);
        tower_relate(t, k, 2, a);
    }
    fmpz_mpoly_q_clear(a, t->ctx);
    return k >= 0 && multiply_by(t, out, k, 1);
}

/* --- powers of absolute values ---------------------------------------------------------------- */

/* The representative of a complex factor and its conjugate: whichever has a generator already. */
static bool represent(struct tower *t, enum generator_kind kind, const fmpz_mpoly_t f,
                      fmpz_mpoly_q_t out)
{
    as_element(t, f, out);
    if (tower_real(t, f) || find(t, kind, out) >= 0)
        return true;
    fmpz_mpoly_q_t c;
    struct factors factors;
    fmpz_mpoly_q_init(c, t->ctx);
    bool fine = tower_conjugate(t, c, out);
    if (fine) {
        fine = tower_factor(t, c, &factors);
        for (slong i = 0; fine && i < factors.n; i++) {
            as_element(t, factors.factor + i, c);
            if (factors.factor[i].length > 1 && find(t, kind, c) >= 0)
                fmpz_mpoly_q_set(out, c, t->ctx);
        }
        tower_factors_release(t, &factors);
    }
    fmpz_mpoly_q_clear(c, t->ctx);
    return fine;
}

/* f conj(f) of a complex factor */
static bool norm(struct tower *t, const fmpz_mpoly_q_t f, fmpz_mpoly_q_t out)
{
    return tower_conjugate(t, out, f) && tower_multiply(t, out, out, f);
}

/* out *= |f|^r where that is no polynomial in what is there: through ROOT(f). */
static bool multiply_by_root(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_t f,
                             const fmpq_t r)
{
    fmpz_mpoly_q_t key, value;
    fmpz_mpoly_q_init(key, t->ctx);
    fmpz_mpoly_q_init(value, t->ctx);
    slong k = -1, root = -1;
    bool real = tower_real(t, f), fine = fmpz_cmp_ui(fmpq_denref(r), ROOT_MAX) <= 0;
    fine = (fine && represent(t, GENERATOR_ROOT, f, key)) || tower_fail(t, TOWER_BIG);
    if (fine) {
        k = find(t, GENERATOR_ROOT, key);
        root = agree_on_root(t, GENERATOR_ROOT, key, k >= 0 ? t->generator[k].root : 0,
                             fmpz_get_si(fmpq_denref(r)));
        fine = root > 0;
    }
    if (fine && k < 0) {
        if (real) {
            fmpz_mpoly_q_set(value, key, t->ctx);
            fine = multiply_by_sign(t, value, f);
        } else {
            fine = norm(t, key, value);
        }
        k = fine ? tower_generator(t, GENERATOR_ROOT, NULL, key, 1, root) : -1;
        fine = k >= 0;
        if (fine)
            tower_relate(t, k, real ? root : 2 * root, value);
    }
    if (fine) {
        fmpz_t power;
        fmpz_init(power);
        fmpz_divexact(power, (fmpz[]){root}, fmpq_denref(r));
        fmpz_mul(power, power, fmpq_numref(r));
        fine = fmpz_fits_si(power) && multiply_by(t, out, k, fmpz_get_si(power));
        fmpz_clear(power);
    }
    fmpz_mpoly_q_clear(value, t->ctx);
    fmpz_mpoly_q_clear(key, t->ctx);
    return fine || tower_fail(t, TOWER_BIG);
}

/* out *= |f|^n, n an integer */
static bool multiply_by_integer_power(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_t f,
                                      slong n)
{
    fmpz_mpoly_q_t p;
    fmpq_t one;
    fmpz_mpoly_q_init(p, t->ctx);
    as_element(t, f, p);
    bool fine;
    if (tower_real(t, f)) {
        fine = tower_power(t, p, p, n) && tower_multiply(t, out, out, p) &&
               (n % 2 == 0 || multiply_by_sign(t, out, f));
    } else {
        slong half = n >= 0 ? n / 2 : -((1 - n) / 2); /* n = 2·half or 2·half + 1 */
        fine = norm(t, p, p) && tower_power(t, p, p, half) && tower_multiply(t, out, out, p);
        if (fine && n - 2 * half == 1) {
            fmpq_init(one);
            fmpq_one(one);
            fine = multiply_by_root(t, out, f, one);
            fmpq_clear(one);
        }
    }
    fmpz_mpoly_q_clear(p, t->ctx);
    return fine;
}

/* out *= exp(r·argument of EXP k / its root) */
static bool multiply_by_exp(struct tower *t, fmpz_mpoly_q_t out, slong k, const fmpq_t r)
{
    fmpz_mpoly_q_t a;
    fmpq_t c;
    fmpz_mpoly_q_init(a, t->ctx);
    fmpq_init(c);
    fmpq_div_fmpz(c, r, (fmpz[]){t->generator[k].root});
    bool fine = tower_scale(t, a, &t->generator[k].argument[0], c) && tower_exp(t, a, a) &&
                tower_multiply(t, out, out, a);
    fmpq_clear(c);
    fmpz_mpoly_q_clear(a, t->ctx);
    return fine;
}

static bool multiply_by_absolute(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_t f,
                                 const fmpq_t r)
{
    slong k;
    if (tower_is_generator(t, f, &k)) {
        struct generator *g = &t->generator[k];
        if (g->kind == GENERATOR_I || g->kind == GENERATOR_SIGN)
            return true;
        if (g->kind == GENERATOR_WAVE && tower_real(t, &g->argument[0].num) &&
            tower_real(t, &g->argument[0].den))
            return true;
        if (g->kind == GENERATOR_EXP && g->real && !fmpz_is_one(fmpq_denref(r)))
            return multiply_by_exp(t, out, k, r);
        if (g->kind == GENERATOR_ROOT && !fmpz_is_one(fmpq_denref(r))) {
            fmpq_t s;
            fmpq_init(s);
            fmpq_div_fmpz(s, r, (fmpz[]){g->root});
            bool fine = multiply_by_root(t, out, &g->argument[0].num, s);
            fmpq_clear(s);
            return fine;
        }
    }
    if (!fmpz_is_one(fmpq_denref(r)))
        return multiply_by_root(t, out, f, r);
    return fmpz_fits_si(fmpq_numref(r))
               ? multiply_by_integer_power(t, out, f, fmpz_get_si(fmpq_numref(r)))
               : tower_fail(t, TOWER_BIG);
}

/* out *= n^r, n a positive integer, by its prime factors */
static bool multiply_by_integer_root(struct tower *t, fmpz_mpoly_q_t out, const fmpz_t n,
                                     const fmpq_t r)
{
    if (fmpz_is_one(n))
        return true;
    fmpz_factor_t factors;
    fmpz_factor_init(factors);
    bool fine = exact_spend(t->e, 20) || tower_fail(t, TOWER_BIG);
    if (fine && fmpz_bits(n) <= CONTENT_BITS_MAX)
        fmpz_factor(factors, n);
    else if (fine)
        fmpz_factor_trial(factors, n, 200);
    fmpz_mpoly_t p;
    fmpq_t s, whole;
    fmpz_mpoly_q_t q;
    fmpz_mpoly_init(p, t->ctx);
    fmpq_init(s);
    fmpq_init(whole);
    fmpz_mpoly_q_init(q, t->ctx);
    for (slong i = 0; fine && i < factors->num; i++) {
        /* p^(e r) = p^whole · p^s, 0 <= s < 1 */
        fmpq_mul_ui(s, r, factors->exp[i]);
        fmpz_fdiv_q(fmpq_numref(whole), fmpq_numref(s), fmpq_denref(s));
        fmpq_sub_fmpz(s, s, fmpq_numref(whole));
        fmpz_mpoly_set_fmpz(p, factors->p + i, t->ctx);
        as_element(t, p, q);
        fine = fmpz_cmpabs(fmpq_numref(whole), (fmpz[]){4096}) < 0 || tower_fail(t, TOWER_BIG);
        fine = fine && tower_power(t, q, q, fmpz_get_si(fmpq_numref(whole))) &&
               tower_multiply(t, out, out, q);
        if (fine && !fmpq_is_zero(s))
            fine = multiply_by_root(t, out, p, s);
    }
    fmpz_mpoly_q_clear(q, t->ctx);
    fmpq_clear(whole);
    fmpq_clear(s);
    fmpz_mpoly_clear(p, t->ctx);
    fmpz_factor_clear(factors);
    return fine;
}

bool tower_absolute_power(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                          const fmpq_t exponent)
{
    struct factors factors;
    fmpz_mpoly_q_t result;
    fmpq_t r;
    fmpz_mpoly_q_init(result, t->ctx);
    fmpz_mpoly_q_one(result, t->ctx);
    fmpq_init(r);
    bool fine = tower_factor(t, a, &factors);
    if (fine && fmpq_is_zero(factors.content)) {
        fine = fmpq_sgn(exponent) > 0 || tower_fail(t, TOWER_UNDEFINED);
        fmpz_mpoly_q_zero(result, t->ctx);
    } else if (fine) {
        fmpq_abs(factors.content, factors.content);
        fmpq_neg(r, exponent);
        fine = multiply_by_integer_root(t, result, fmpq_numref(factors.content), exponent) &&
               multiply_by_integer_root(t, result, fmpq_denref(factors.content), r);
        for (slong i = 0; fine && i < factors.n; i++) {
            fmpq_mul_si(r, exponent, factors.exponent[i]);
            fine = multiply_by_absolute(t, result, factors.factor + i, r);
        }
    }
    fmpz_mpoly_q_swap(out, result, t->ctx);
    tower_factors_release(t, &factors);
    fmpq_clear(r);
    fmpz_mpoly_q_clear(result, t->ctx);
    return fine;
}

bool tower_sign(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a)
{
    struct factors factors;
    fmpz_mpoly_q_t result;
    fmpz_mpoly_q_init(result, t->ctx);
    fmpz_mpoly_q_one(result, t->ctx);
    bool fine = tower_factor(t, a, &factors), real = true;
    for (slong i = 0; fine && i < factors.n; i++)
        real = real && tower_real(t, factors.factor + i);
    if (fine && real) {
        fmpq_set_si(factors.content, fmpq_sgn(factors.content), 1);
        fmpz_mpoly_q_set_fmpq(result, factors.content, t->ctx);
        for (slong i = 0; fine && i < factors.n; i++)
            if (factors.exponent[i] % 2)
                fine = multiply_by_sign(t, result, factors.factor + i);
    } else if (fine) {
        /* a/|a| */
        fmpq_t one;
        fmpq_init(one);
        fmpq_one(one);
        fine = tower_absolute_power(t, result, a, one) && tower_divide(t, result, a, result);
        fmpq_clear(one);
    }
    fmpz_mpoly_q_swap(out, result, t->ctx);
    tower_factors_release(t, &factors);
    fmpz_mpoly_q_clear(result, t->ctx);
    return fine;
}

/* --- logarithms ------------------------------------------------------------------------------- */

/* out += r·ln |f| */
static bool add_log(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_t f, const fmpq_t r)
{
    slong k;
    fmpz_mpoly_q_t a;
    fmpq_t c;
    bool fine = true;
    fmpz_mpoly_q_init(a, t->ctx);
    fmpq_init(c);
    bool single = tower_is_generator(t, f, &k);
    struct generator *g = single ? &t->generator[k] : NULL;
    if (g && (g->kind == GENERATOR_I || g->kind == GENERATOR_SIGN ||
              (g->kind == GENERATOR_WAVE && tower_real(t, &g->argument[0].num) &&
               tower_real(t, &g->argument[0].den)))) {
        fmpq_zero(c);
    } else if (g && g->kind == GENERATOR_EXP && g->real) {
        fmpq_div_fmpz(c, r, (fmpz[]){g->root});
        fmpz_mpoly_q_set(a, &g->argument[0], t->ctx);
    } else if (g && g->kind == GENERATOR_ROOT) {
        fmpq_div_fmpz(c, r, (fmpz[]){g->root});
        fmpz_mpoly_t inner;
        fmpz_mpoly_init(inner, t->ctx);
        fmpz_mpoly_set(inner, &g->argument[0].num, t->ctx);
        fine = add_log(t, out, inner, c);
        fmpq_zero(c);
        fmpz_mpoly_clear(inner, t->ctx);
    } else {
        fmpq_set(c, r);
        fine = represent(t, GENERATOR_LOG, f, a);
        k = fine ? tower_generator(t, GENERATOR_LOG, NULL, a, 1, 1) : -1;
        fine = k >= 0;
        if (fine)
            tower_take(t, a, k);
    }
    if (fine && !fmpq_is_zero(c))
        fine = tower_scale(t, a, a, c) && tower_add(t, out, out, a);
    fmpq_clear(c);
    fmpz_mpoly_q_clear(a, t->ctx);
    return fine;
}

static bool add_log_of_integer(struct tower *t, fmpz_mpoly_q_t out, const fmpz_t n, slong sign)
{
    if (fmpz_is_one(n))
        return true;
    fmpz_factor_t factors;
    fmpz_factor_init(factors);
    bool fine = exact_spend(t->e, 20) || tower_fail(t, TOWER_BIG);
    if (fine && fmpz_bits(n) <= CONTENT_BITS_MAX)
        fmpz_factor(factors, n);
    else if (fine)
        fmpz_factor_trial(factors, n, 200);
    fmpz_mpoly_t p;
    fmpq_t r;
    fmpz_mpoly_init(p, t->ctx);
    fmpq_init(r);
    for (slong i = 0; fine && i < factors->num; i++) {
        fmpz_mpoly_set_fmpz(p, factors->p + i, t->ctx);
        fmpq_set_si(r, sign * (slong)factors->exp[i], 1);
        fine = add_log(t, out, p, r);
    }
    fmpq_clear(r);
    fmpz_mpoly_clear(p, t->ctx);
    fmpz_factor_clear(factors);
    return fine;
}

bool tower_log(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a)
{
    struct factors factors;
    fmpz_mpoly_q_t result;
    fmpq_t r;
    fmpz_mpoly_q_init(result, t->ctx);
    fmpq_init(r);
    bool fine = tower_factor(t, a, &factors);
    if (fine && fmpq_is_zero(factors.content))
        fine = tower_fail(t, TOWER_UNDEFINED);
    if (fine) {
        fmpq_abs(factors.content, factors.content);
        fine = add_log_of_integer(t, result, fmpq_numref(factors.content), 1) &&
               add_log_of_integer(t, result, fmpq_denref(factors.content), -1);
    }
    for (slong i = 0; fine && i < factors.n; i++) {
        fmpq_set_si(r, factors.exponent[i], 1);
        fine = add_log(t, result, factors.factor + i, r);
    }
    fmpz_mpoly_q_swap(out, result, t->ctx);
    tower_factors_release(t, &factors);
    fmpq_clear(r);
    fmpz_mpoly_q_clear(result, t->ctx);
    return fine;
}

/* --- exponentials ----------------------------------------------------------------------------- */

/* out *= EXP(base)^c or WAVE(base)^c */
static bool multiply_by_general(struct tower *t, fmpz_mpoly_q_t out, enum generator_kind kind,
                                const fmpz_mpoly_q_t base, const fmpq_t c)
{
    if (fmpz_cmp_ui(fmpq_denref(c), ROOT_MAX) > 0)
        return tower_fail(t, TOWER_BIG);
    slong k = find(t, kind, base);
    slong root = agree_on_root(t, kind, base, k >= 0 ? t->generator[k].root : 0,
                               fmpz_get_si(fmpq_denref(c)));
    if (root < 0)
        return false;
    if (k < 0)
        k = tower_generator(t, kind, NULL, base, 1, root);
    if (k < 0)
        return false;
    fmpz_t power;
    fmpz_init(power);
    fmpz_divexact(power, (fmpz[]){root}, fmpq_denref(c));
    fmpz_mul(power, power, fmpq_numref(c));
    bool fine =
        fmpz_fits_si(power) ? multiply_by(t, out, k, fmpz_get_si(power)) : tower_fail(t, TOWER_BIG);
    fmpz_clear(power);
    return fine;
}

/* out *= e^(i pi k/12) = (e^(i pi/3))^k (e^(-i pi/4))^k, in radicals */
static bool multiply_by_twelfth(struct tower *t, fmpz_mpoly_q_t out, slong k)
{
    fmpz_mpoly_q_t i, z, root;
    fmpq_t half, n;
    fmpz_mpoly_q_init(i, t->ctx);
    fmpz_mpoly_q_init(z, t->ctx);
    fmpz_mpoly_q_init(root, t->ctx);
    fmpq_init(half);
    fmpq_init(n);
    fmpq_set_si(half, 1, 2);
    bool fine = tower_imaginary(t, i);
    if (fine && k % 6 != 0) {
        fmpq_set_si(n, 3, 1);
        fmpz_mpoly_q_set_fmpq(root, n, t->ctx);
        /* (1 + i sqrt 3)/2 */
        fine = tower_absolute_power(t, root, root, half) && tower_multiply(t, z, root, i);
        fmpz_mpoly_q_add_si(z, z, 1, t->ctx);
        fine = fine && tower_scale(t, z, z, half) && tower_power(t, z, z, k % 6) &&
               tower_multiply(t, out, out, z);
    }
    if (fine && k % 8 != 0) {
        fmpq_set_si(n, 2, 1);
        fmpz_mpoly_q_set_fmpq(root, n, t->ctx);
        /* (1 - i) sqrt 2/2 */
        fine = tower_absolute_power(t, root, root, half);
        fmpz_mpoly_q_neg(z, i, t->ctx);
        fmpz_mpoly_q_add_si(z, z, 1, t->ctx);
        fine = fine && tower_multiply(t, z, z, root) && tower_scale(t, z, z, half) &&
               tower_power(t, z, z, k % 8) && tower_multiply(t, out, out, z);
    }
    fmpq_clear(n);
    fmpq_clear(half);
    fmpz_mpoly_q_clear(root, t->ctx);
    fmpz_mpoly_q_clear(z, t->ctx);
    fmpz_mpoly_q_clear(i, t->ctx);
    return fine;
}

/* out *= e^(i pi c) */
static bool multiply_by_unity(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t pi,
                              const fmpq_t c)
{
    fmpz_t k, q;
    fmpz_init(k);
    fmpz_init(q);
    fmpz_fdiv_qr(q, k, (fmpz[]){12}, fmpq_denref(c));
    bool fine;
    if (fmpz_is_zero(k)) {
        fmpz_mul(k, fmpq_numref(c), q);
        fine = multiply_by_twelfth(t, out, (slong)fmpz_fdiv_ui(k, 24));
    } else {
        slong before = find(t, GENERATOR_WAVE, pi);
        fine = multiply_by_general(t, out, GENERATOR_WAVE, pi, c);
        slong index = find(t, GENERATOR_WAVE, pi);
        if (fine && before < 0 && index >= 0) {
            fmpz_mpoly_q_t minus;
            fmpz_mpoly_q_init(minus, t->ctx);
            fmpz_mpoly_q_set_si(minus, -1, t->ctx);
            tower_relate(t, index, t->generator[index].root, minus);
            t->generator[index].constant = true;
            fmpz_mpoly_q_clear(minus, t->ctx);
            fine = tower_reduce(t, out);
        }
    }
    fmpz_clear(q);
    fmpz_clear(k);
    return fine;
}

/* out *= e^(i n arcsin u) or e^(i n arctan u): (sqrt(1-u^2) + iu)^n, ((1+iu)/sqrt(1+u^2))^n */
static bool multiply_by_inverse(struct tower *t, fmpz_mpoly_q_t out, bool sine,
                                const fmpz_mpoly_q_t u, slong n)
{
    fmpz_mpoly_q_t z, w;
    fmpq_t half;
    fmpz_mpoly_q_init(z, t->ctx);
    fmpz_mpoly_q_init(w, t->ctx);
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    bool fine = tower_imaginary(t, z) && tower_multiply(t, z, z, u) && tower_multiply(t, w, u, u);
    if (n < 0) { /* the inverse of a number of modulus 1 is its conjugate */
        fmpz_mpoly_q_neg(z, z, t->ctx);
        n = -n;
    }
    if (fine && sine)
        fmpz_mpoly_q_neg(w, w, t->ctx);
    if (fine)
        fmpz_mpoly_q_add_si(w, w, 1, t->ctx);
    fine = fine && tower_absolute_power(t, w, w, half);
    if (fine && sine) {
        fine = tower_add(t, z, z, w);
    } else if (fine) {
        fmpz_mpoly_q_add_si(z, z, 1, t->ctx);
        fine = tower_divide(t, z, z, w);
    }
    fine = fine && tower_power(t, z, z, n) && tower_multiply(t, out, out, z);
    fmpq_clear(half);
    fmpz_mpoly_q_clear(w, t->ctx);
    fmpz_mpoly_q_clear(z, t->ctx);
    return fine;
}

/* out *= e^(c m) or e^(i c m), m a monomial (over a denominator) without rational factor */
static bool multiply_by_part(struct tower *t, fmpz_mpoly_q_t out, bool wave, const fmpz_mpoly_q_t m,
                             const fmpq_t c)
{
    slong k;
    enum generator_kind kind = wave ? GENERATOR_WAVE : GENERATOR_EXP;
    if (!fmpz_mpoly_is_one(&m->den, t->ctx) || !tower_is_generator(t, &m->num, &k))
        return multiply_by_general(t, out, kind, m, c);
    struct generator *g = &t->generator[k];
    if (!wave && g->kind == GENERATOR_LOG) {
        fmpz_mpoly_t f;
        fmpz_mpoly_init(f, t->ctx);
        fmpz_mpoly_set(f, &g->argument[0].num, t->ctx);
        bool number = fmpz_mpoly_is_fmpz(f, t->ctx);
        bool fine = number ? multiply_by_integer_root(t, out, f->coeffs, c)
                           : multiply_by_absolute(t, out, f, c);
        fmpz_mpoly_clear(f, t->ctx);
        return fine;
    }
    if (wave && g->kind == GENERATOR_OPAQUE) {
        if (g->n == 0 && tree_is_constant(g->like, CONSTANT_PI))
            return multiply_by_unity(t, out, m, c);
        bool sine = g->like->kind == TREE_APPLY && g->like->detail == FUNCTION_ARCSIN;
        bool tangent = g->like->kind == TREE_APPLY && g->like->detail == FUNCTION_ARCTAN;
        if ((sine || tangent) && fmpz_is_one(fmpq_denref(c)) &&
            fmpz_cmpabs(fmpq_numref(c), (fmpz[]){TURNS_MAX}) <= 0)
            return multiply_by_inverse(t, out, sine, &g->argument[0], fmpz_get_si(fmpq_numref(c)));
    }
    return multiply_by_general(t, out, kind, m, c);
}

/* The parts of one polynomial over scale·denominator. */
static bool multiply_by_terms(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_t a,
                              const fmpz_t scale, const fmpz_mpoly_t denominator)
{
    fmpz_mpoly_q_t m;
    fmpq_t c;
    fmpz_mpoly_q_init(m, t->ctx);
    fmpq_init(c);
    bool fine = a->length <= TERMS_MAX || tower_fail(t, TOWER_BIG);
    for (slong i = 0; fine && i < a->length; i++) {
        ulong exponent[TOWER_GENERATORS_MAX];
        bool wave = false;
        fmpz_mpoly_get_term_coeff_fmpz(fmpq_numref(c), a, i, t->ctx);
        fmpz_set(fmpq_denref(c), scale);
        fmpq_canonicalise(c);
        fmpz_mpoly_get_term_exp_ui(exponent, a, i, t->ctx);
        for (slong k = 0; k < t->n; k++)
            if (t->generator[k].kind == GENERATOR_I && exponent[k]) {
                wave = true;
                exponent[k] = 0;
            }
        fmpz_mpoly_zero(&m->num, t->ctx);
        fmpz_mpoly_set_coeff_ui_ui(&m->num, 1, exponent, t->ctx);
        fmpz_mpoly_set(&m->den, denominator, t->ctx);
        fmpz_mpoly_q_canonicalise(m, t->ctx);
        fine = multiply_by_part(t, out, wave, m, c);
    }
    fmpq_clear(c);
    fmpz_mpoly_q_clear(m, t->ctx);
    return fine;
}

bool tower_exp(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a)
{
    if (t->failure != TOWER_FINE)
        return false;
    fmpz_mpoly_t quotient, rest, bottom, one;
    fmpz_mpoly_q_t result;
    fmpz_t scale, content;
    fmpz_mpoly_init(quotient, t->ctx);
    fmpz_mpoly_init(rest, t->ctx);
    fmpz_mpoly_init(bottom, t->ctx);
    fmpz_mpoly_init(one, t->ctx);
    fmpz_mpoly_q_init(result, t->ctx);
    fmpz_init(scale);
    fmpz_init(content);
    fmpz_mpoly_one(one, t->ctx);
    fmpz_mpoly_q_one(result, t->ctx);
    /* a = quotient/scale + rest/(scale content bottom), bottom primitive: the same split for every
     * argument over this denominator */
    _fmpz_vec_content(content, a->den.coeffs, a->den.length);
    fmpz_mpoly_scalar_divexact_fmpz(bottom, &a->den, content, t->ctx);
    bool fine = exact_spend(t->e, 4 + (uint64_t)(a->num.length * a->den.length) / 4) &&
                a->num.length <= TERMS_MAX && a->den.length <= TERMS_MAX;
    if (fine && fmpz_mpoly_is_one(bottom, t->ctx)) {
        fmpz_mpoly_set(quotient, &a->num, t->ctx);
        fmpz_one(scale);
    } else if (fine) {
        fmpz_mpoly_quasidivrem(scale, quotient, rest, &a->num, bottom, t->ctx);
    } else {
        tower_fail(t, TOWER_BIG);
    }
    if (fine) {
        fmpz_mul(scale, scale, content);
        fine = multiply_by_terms(t, result, quotient, scale, one) &&
               multiply_by_terms(t, result, rest, scale, bottom);
    }
    fmpz_mpoly_q_swap(out, result, t->ctx);
    fmpz_clear(content);
    fmpz_clear(scale);
    fmpz_mpoly_q_clear(result, t->ctx);
    fmpz_mpoly_clear(one, t->ctx);
    fmpz_mpoly_clear(bottom, t->ctx);
    fmpz_mpoly_clear(rest, t->ctx);
    fmpz_mpoly_clear(quotient, t->ctx);
    return fine;
}
