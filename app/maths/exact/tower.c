/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Generators and arithmetic of the tower. Every product is paid for by its terms, every greatest
 * common divisor by the dense size of what could be in it.
 */
#include "app/maths/exact/tower.h"

#include "app/base/die.h"
#include "app/maths/exact/constant.h"

#include <flint/fmpz_mpoly.h>
#include <stdlib.h>

enum {
    TERMS_MAX = 20000,
    PRODUCT_MAX = 400000,
    DENSE_MAX = 250000,
    HIGH_DEGREE = 16,
    HIGH_MAX = 1000000,
    DEGREE_MAX = 1 << 24,
    COEFFICIENT_BITS_MAX = 20000,
    REDUCTIONS_MAX = 60
};

struct tower *tower_new(struct exact *e, bool plain, struct hints *hints)
{
    struct tower *t = xcalloc(1, sizeof *t);
    t->e = e;
    t->plain = plain;
    t->hints = hints;
    fmpz_mpoly_ctx_init(t->ctx, TOWER_GENERATORS_MAX, ORD_LEX);
    return t;
}

void tower_free(struct tower *t)
{
    for (slong i = 0; i < t->n; i++) {
        struct generator *g = &t->generator[i];
        for (size_t j = 0; j < g->n; j++)
            fmpz_mpoly_q_clear(&g->argument[j], t->ctx);
        if (g->related)
            fmpz_mpoly_q_clear(g->value, t->ctx);
    }
    for (size_t i = 0; i < t->n_atoms; i++)
        fmpz_mpoly_q_clear(t->atom[i].value, t->ctx);
    fmpz_mpoly_ctx_clear(t->ctx);
    free(t);
}

bool tower_fail(struct tower *t, enum tower_failure failure)
{
    if (t->failure == TOWER_FINE)
        t->failure = failure;
    return false;
}

/* --- cost ------------------------------------------------------------------------------------- */

static slong length(const fmpz_mpoly_q_t a)
{
    return a->num.length + a->den.length;
}

static bool degrees(struct tower *t, const fmpz_mpoly_t a, slong *out)
{
    if (!fmpz_mpoly_degrees_fit_si(a, t->ctx))
        return false;
    fmpz_mpoly_degrees_si(out, a, t->ctx);
    for (slong i = 0; i < TOWER_GENERATORS_MAX; i++) {
        if (out[i] > DEGREE_MAX)
            return false;
        if (out[i] < 0)
            out[i] = 0;
    }
    return true;
}

static slong bits(const fmpz_mpoly_t a)
{
    return labs(fmpz_mpoly_max_bits(a));
}

static bool monomial(const fmpz_mpoly_t a)
{
    return a->length <= 1;
}

/* Before a, b are multiplied, added or divided: terms, coefficients, and the gcds that cancel. */
static bool pay_for(struct tower *t, const fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b, bool quotient)
{
    slong da[TOWER_GENERATORS_MAX], db[TOWER_GENERATORS_MAX], dc[TOWER_GENERATORS_MAX];
    slong product = length(a) * length(b);
    slong size = bits(&a->num) + bits(&a->den) + bits(&b->num) + bits(&b->den);
    if (t->failure != TOWER_FINE)
        return false;
    if (length(a) > TERMS_MAX || length(b) > TERMS_MAX || product > PRODUCT_MAX ||
        size > 4 * COEFFICIENT_BITS_MAX)
        return tower_fail(t, TOWER_BIG);
    uint64_t dense = 1, high = 1;
    if (!degrees(t, &a->num, da) || !degrees(t, &b->num, db) || !degrees(t, &a->den, dc))
        return tower_fail(t, TOWER_BIG);
    for (slong i = 0; i < t->n; i++)
        da[i] = da[i] > dc[i] ? da[i] : dc[i];
    if (!degrees(t, &b->den, dc))
        return tower_fail(t, TOWER_BIG);
    bool divides = !monomial(&a->den) || !monomial(&b->den) || (quotient && !monomial(&b->num));
    for (slong i = 0; divides && i < t->n; i++) {
        db[i] = db[i] > dc[i] ? db[i] : dc[i];
        dense *= (uint64_t)(da[i] + db[i] + 1);
        if (dense > DENSE_MAX && i + 1 < t->n)
            dense = DENSE_MAX + 1;
        if (da[i] + db[i] > HIGH_DEGREE && high <= HIGH_MAX)
            high *= (uint64_t)(da[i] + db[i] + 1);
    }
    /* sparse things of high degree in many variables: gcds there can take for ever; and few terms
     * can become many when something is cancelled, as in (x^n - 1)/(x - 1) */
    if ((dense > DENSE_MAX && product > 600) || high > HIGH_MAX)
        return tower_fail(t, TOWER_BIG);
    if (dense > DENSE_MAX)
        dense = DENSE_MAX;
    if (!exact_spend(t->e, 2 + (uint64_t)product / 16 + (uint64_t)(size / 64) +
                               (divides ? (uint64_t)dense / 512 : 0)))
        return tower_fail(t, TOWER_BIG);
    return true;
}

static bool pay(struct tower *t, const fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b)
{
    return pay_for(t, a, b, false);
}

/* --- arithmetic ------------------------------------------------------------------------------- */

bool tower_add(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b)
{
    if (!pay(t, a, b))
        return false;
    fmpz_mpoly_q_add(out, a, b, t->ctx);
    return tower_reduce(t, out);
}

bool tower_subtract(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                    const fmpz_mpoly_q_t b)
{
    if (!pay(t, a, b))
        return false;
    fmpz_mpoly_q_sub(out, a, b, t->ctx);
    return tower_reduce(t, out);
}

bool tower_multiply(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                    const fmpz_mpoly_q_t b)
{
    if (!pay(t, a, b))
        return false;
    fmpz_mpoly_q_mul(out, a, b, t->ctx);
    return tower_reduce(t, out);
}

bool tower_divide(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                  const fmpz_mpoly_q_t b)
{
    if (t->failure != TOWER_FINE)
        return false;
    if (fmpz_mpoly_q_is_zero(b, t->ctx))
        return tower_fail(t, TOWER_UNDEFINED);
    if (!pay_for(t, a, b, true))
        return false;
    fmpz_mpoly_q_div(out, a, b, t->ctx);
    return tower_reduce(t, out);
}

bool tower_scale(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a, const fmpq_t factor)
{
    if (t->failure != TOWER_FINE || !exact_spend(t->e, 1 + (uint64_t)length(a) / 8))
        return tower_fail(t, TOWER_BIG);
    fmpz_mpoly_q_mul_fmpq(out, a, factor, t->ctx);
    return true;
}

/* Terms of the n-th power of l terms, at most; TERMS_MAX + 1 for more. */
static slong power_terms(slong l, slong n)
{
    double terms = 1;
    for (slong i = 1; i < l && terms <= TERMS_MAX; i++)
        terms = terms * (double)(n + i) / (double)i;
    return terms > TERMS_MAX ? TERMS_MAX + 1 : (slong)terms + 1;
}

static bool power_fits(struct tower *t, const fmpz_mpoly_t a, slong n)
{
    slong d[TOWER_GENERATORS_MAX];
    slong l = a->length, b = bits(a) + (slong)FLINT_BIT_COUNT((ulong)l);
    if (n > DEGREE_MAX || !degrees(t, a, d))
        return false;
    bool unit = fmpz_mpoly_is_fmpz(a, t->ctx) && bits(a) <= 1;
    double dense = 1;
    for (slong i = 0; i < t->n; i++) {
        if (d[i] && n > DEGREE_MAX / d[i])
            return false;
        dense *= (double)(d[i] * n + 1);
    }
    slong terms = power_terms(l, n);
    if (dense < (double)terms)
        terms = (slong)dense;
    if (unit || (l <= 1 && bits(a) <= 1))
        return exact_spend(t->e, 2);
    return terms <= TERMS_MAX / 4 && (double)b * (double)n <= COEFFICIENT_BITS_MAX &&
           (double)terms * (double)b * (double)n < 4e7 &&
           exact_spend(t->e, 2 + (uint64_t)terms * (1 + (uint64_t)(b * n) / 64) / 4);
}

bool tower_power_fits(struct tower *t, const fmpz_mpoly_q_t a, slong n)
{
    slong m = n < 0 ? -n : n;
    return m <= DEGREE_MAX && power_fits(t, &a->num, m) && power_fits(t, &a->den, m);
}

bool tower_power(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a, slong n)
{
    if (t->failure != TOWER_FINE)
        return false;
    if (n < 0 && fmpz_mpoly_q_is_zero(a, t->ctx))
        return tower_fail(t, TOWER_UNDEFINED);
    if (n < -DEGREE_MAX || !tower_power_fits(t, a, n))
        return tower_fail(t, TOWER_BIG);
    ulong m = (ulong)(n < 0 ? -n : n);
    fmpz_mpoly_q_t p;
    fmpz_mpoly_q_init(p, t->ctx);
    fmpz_mpoly_pow_ui(&p->num, &a->num, m, t->ctx);
    fmpz_mpoly_pow_ui(&p->den, &a->den, m, t->ctx);
    if (n < 0)
        fmpz_mpoly_q_inv(out, p, t->ctx);
    else
        fmpz_mpoly_q_swap(out, p, t->ctx);
    fmpz_mpoly_q_clear(p, t->ctx);
    return tower_reduce(t, out);
}

/* --- relations -------------------------------------------------------------------------------- */

/* The last generator whose relation can be applied to a, or -1. */
static slong reducible(struct tower *t, const fmpz_mpoly_t a)
{
    slong d[TOWER_GENERATORS_MAX];
    if (!degrees(t, a, d)) {
        tower_fail(t, TOWER_BIG);
        return -1;
    }
    for (slong i = t->n - 1; i >= 0; i--)
        if (t->generator[i].related && d[i] >= t->generator[i].degree)
            return i;
    return -1;
}

/* a as a polynomial in generator k, with k^degree replaced. */
static bool replace(struct tower *t, const fmpz_mpoly_t a, slong k, fmpz_mpoly_q_t out)
{
    struct generator *g = &t->generator[k];
    fmpz_mpoly_univar_t parts;
    fmpz_mpoly_q_t term, power, sum;
    fmpz_mpoly_univar_init(parts, t->ctx);
    fmpz_mpoly_q_init(term, t->ctx);
    fmpz_mpoly_q_init(power, t->ctx);
    fmpz_mpoly_q_init(sum, t->ctx);
    fmpz_mpoly_to_univar(parts, a, k, t->ctx);
    bool fine = true;
    for (slong i = 0; fine && i < parts->length; i++) {
        ulong d = fmpz_get_ui(parts->exps + i);
        fmpz_mpoly_gen(&term->num, k, t->ctx);
        fmpz_mpoly_pow_ui(&term->num, &term->num, d % (ulong)g->degree, t->ctx);
        fmpz_mpoly_mul(&term->num, &term->num, parts->coeffs + i, t->ctx);
        fmpz_mpoly_one(&term->den, t->ctx);
        ulong m = d / (ulong)g->degree;
        /* not through tower_power: that would reduce again, deeper than the stack should go */
        fine = power_fits(t, &g->value->num, (slong)m) && power_fits(t, &g->value->den, (slong)m);
        if (!fine)
            break;
        fmpz_mpoly_pow_ui(&power->num, &g->value->num, m, t->ctx);
        fmpz_mpoly_pow_ui(&power->den, &g->value->den, m, t->ctx);
        fine = pay(t, term, power);
        if (fine)
            fmpz_mpoly_q_mul(term, term, power, t->ctx);
        fine = fine && pay(t, sum, term);
        if (fine)
            fmpz_mpoly_q_add(sum, sum, term, t->ctx);
    }
    fmpz_mpoly_q_swap(out, sum, t->ctx);
    fmpz_mpoly_q_clear(sum, t->ctx);
    fmpz_mpoly_q_clear(power, t->ctx);
    fmpz_mpoly_q_clear(term, t->ctx);
    fmpz_mpoly_univar_clear(parts, t->ctx);
    return fine || tower_fail(t, TOWER_BIG);
}

/* 1/(2ix) is -i/(2x): one form for both. */
static void lift_imaginary(struct tower *t, fmpz_mpoly_q_t a)
{
    if (a->den.length != 1)
        return;
    for (slong k = 0; k < t->n; k++)
        if (t->generator[k].kind == GENERATOR_I && fmpz_mpoly_degree_si(&a->den, k, t->ctx) == 1) {
            fmpz_mpoly_t i;
            fmpz_mpoly_init(i, t->ctx);
            fmpz_mpoly_gen(i, k, t->ctx);
            fmpz_mpoly_divexact(&a->den, &a->den, i, t->ctx);
            fmpz_mpoly_mul(&a->num, &a->num, i, t->ctx);
            fmpz_mpoly_neg(&a->num, &a->num, t->ctx);
            fmpz_mpoly_clear(i, t->ctx);
        }
}

bool tower_reduce(struct tower *t, fmpz_mpoly_q_t a)
{
    fmpz_mpoly_q_t top, bottom;
    fmpz_mpoly_q_init(top, t->ctx);
    fmpz_mpoly_q_init(bottom, t->ctx);
    bool fine = t->failure == TOWER_FINE;
    for (int round = 0; fine; round++) {
        lift_imaginary(t, a);
        slong k = reducible(t, &a->num), l = reducible(t, &a->den);
        fine = t->failure == TOWER_FINE && round < REDUCTIONS_MAX;
        if (!fine || (k < 0 && l < 0))
            break;
        fmpz_mpoly_q_one(bottom, t->ctx);
        if (k >= 0) {
            fine = replace(t, &a->num, k, top);
        } else {
            fmpz_mpoly_set(&top->num, &a->num, t->ctx);
            fmpz_mpoly_one(&top->den, t->ctx);
        }
        if (fine && l >= 0)
            fine = replace(t, &a->den, l, bottom);
        else
            fmpz_mpoly_set(&bottom->num, &a->den, t->ctx);
        if (fine && fmpz_mpoly_q_is_zero(bottom, t->ctx))
            fine = tower_fail(t, TOWER_UNDEFINED);
        fine = fine && pay_for(t, top, bottom, true);
        if (fine)
            fmpz_mpoly_q_div(a, top, bottom, t->ctx);
    }
    fmpz_mpoly_q_clear(bottom, t->ctx);
    fmpz_mpoly_q_clear(top, t->ctx);
    return fine || tower_fail(t, TOWER_BIG);
}

/* --- generators ------------------------------------------------------------------------------- */

void tower_take(struct tower *t, fmpz_mpoly_q_t out, slong k)
{
    fmpz_mpoly_q_gen(out, k, t->ctx);
}

bool tower_is_generator(struct tower *t, const fmpz_mpoly_t a, slong *k)
{
    for (slong i = 0; i < t->n; i++)
        if (fmpz_mpoly_is_gen(a, i, t->ctx)) {
            *k = i;
            return true;
        }
    return false;
}

static bool all(struct tower *t, const fmpz_mpoly_t a, bool constant)
{
    int used[TOWER_GENERATORS_MAX];
    fmpz_mpoly_used_vars(used, a, t->ctx);
    for (slong i = 0; i < t->n; i++)
        if (used[i] && !(constant ? t->generator[i].constant : t->generator[i].real))
            return false;
    return true;
}

bool tower_constant(struct tower *t, const fmpz_mpoly_t a)
{
    return all(t, a, true);
}

bool tower_real(struct tower *t, const fmpz_mpoly_t a)
{
    return all(t, a, false);
}

static bool same(struct tower *t, const struct generator *g, enum generator_kind kind,
                 const struct tree *like, const fmpz_mpoly_q_struct *arguments, size_t n)
{
    if (g->kind != kind || g->n != n)
        return false;
    if (kind == GENERATOR_SYMBOL || (kind == GENERATOR_OPAQUE && n == 0))
        return tree_same(g->like, like);
    if (kind == GENERATOR_OPAQUE &&
        (g->like->kind != like->kind || g->like->detail != like->detail ||
         (like->kind == TREE_CALL && !tree_same(g->like->child[0], like->child[0]))))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!fmpz_mpoly_q_equal(&g->argument[i], &arguments[i], t->ctx))
            return false;
    return true;
}

slong tower_generator(struct tower *t, enum generator_kind kind, const struct tree *like,
                      const fmpz_mpoly_q_struct *arguments, size_t n, slong root)
{
    for (slong i = 0; i < t->n; i++)
        if (same(t, &t->generator[i], kind, like, arguments, n))
            return i;
    if (t->failure != TOWER_FINE || t->n == TOWER_GENERATORS_MAX || n > TOWER_ARGUMENTS_MAX ||
        !exact_spend(t->e, 10)) {
        tower_fail(t, TOWER_BIG);
        return -1;
    }
    struct generator *g = &t->generator[t->n];
    *g = (struct generator){.kind = kind, .like = like, .n = n, .root = root, .real = true};
    g->constant =
        n > 0 || kind == GENERATOR_I || (kind == GENERATOR_OPAQUE && exact_is_constant(like));
    for (size_t i = 0; i < n; i++) {
        fmpz_mpoly_q_init(&g->argument[i], t->ctx);
        fmpz_mpoly_q_set(&g->argument[i], &arguments[i], t->ctx);
        g->constant = g->constant && tower_constant(t, &arguments[i].num) &&
                      tower_constant(t, &arguments[i].den);
        g->real = g->real && tower_real(t, &arguments[i].num) && tower_real(t, &arguments[i].den);
    }
    if (kind == GENERATOR_ROOT || kind == GENERATOR_LOG || kind == GENERATOR_SIGN)
        g->real = true;
    if (kind == GENERATOR_I || kind == GENERATOR_WAVE ||
        (kind == GENERATOR_OPAQUE && t->e->complex && like->kind != TREE_CONSTANT))
        g->real = false;
    return t->n++;
}

bool tower_require(struct tower *t, enum atom_kind kind, const fmpz_mpoly_q_t value,
                   const struct tree *tree)
{
    if (t->failure != TOWER_FINE)
        return false;
    for (size_t i = 0; i < t->n_atoms; i++)
        if (t->atom[i].kind == kind && t->atom[i].of_b == t->of_b &&
            fmpz_mpoly_q_equal(t->atom[i].value, value, t->ctx))
            return true;
    if (t->n_atoms == TOWER_ATOMS_MAX)
        return tower_fail(t, TOWER_BIG);
    struct atom *atom = &t->atom[t->n_atoms++];
    atom->kind = kind;
    atom->of_b = t->of_b;
    atom->tree = tree;
    fmpz_mpoly_q_init(atom->value, t->ctx);
    fmpz_mpoly_q_set(atom->value, value, t->ctx);
    return true;
}

bool tower_relate(struct tower *t, slong k, slong degree, const fmpz_mpoly_q_t value)
{
    struct generator *g = &t->generator[k];
    if (!g->related)
        fmpz_mpoly_q_init(g->value, t->ctx);
    g->related = true;
    g->degree = degree;
    fmpz_mpoly_q_set(g->value, value, t->ctx);
    return true;
}

bool tower_imaginary(struct tower *t, fmpz_mpoly_q_t out)
{
    slong k = tower_generator(t, GENERATOR_I, NULL, NULL, 0, 0);
    if (k < 0)
        return false;
    if (!t->generator[k].related) {
        fmpz_mpoly_q_set_si(out, -1, t->ctx);
        tower_relate(t, k, 2, out);
    }
    tower_take(t, out, k);
    return true;
}

/* --- zero ------------------------------------------------------------------------------------- */

/* A polynomial in constant generators: zero, as Calcium says. */
static bool constant_is_zero(struct tower *t, const fmpz_mpoly_t a)
{
    if (a->length > 60)
        return false;
    const struct tree *tree = tower_write_polynomial(t, a);
    if (!tree)
        return false;
    ca_ctx_struct *ctx = exact_constants(t->e);
    ca_t x;
    ca_init(x, ctx);
    bool zero = constant_evaluate(t->e, tree, x) == OUT_DONE && exact_spend(t->e, 100) &&
                ca_check_is_zero(x, ctx) == T_TRUE;
    ca_clear(x, ctx);
    return zero;
}

bool tower_is_zero(struct tower *t, const fmpz_mpoly_q_t a)
{
    if (fmpz_mpoly_is_zero(&a->num, t->ctx))
        return true;
    /* the coefficients with respect to what varies, one after the other */
    bool some = false;
    for (slong i = 0; i < t->n; i++)
        some |= t->generator[i].constant;
    if (!some || a->num.length > 400)
        return false;
    fmpz_mpoly_t rest, term, coefficient;
    fmpz_mpoly_init(rest, t->ctx);
    fmpz_mpoly_init(term, t->ctx);
    fmpz_mpoly_init(coefficient, t->ctx);
    fmpz_mpoly_set(rest, &a->num, t->ctx);
    slong variable[TOWER_GENERATORS_MAX];
    slong n = 0;
    for (slong i = 0; i < t->n; i++)
        if (!t->generator[i].constant)
            variable[n++] = i;
    bool zero = true;
    while (zero && !fmpz_mpoly_is_zero(rest, t->ctx)) {
        ulong all_exponents[TOWER_GENERATORS_MAX], exponents[TOWER_GENERATORS_MAX];
        fmpz_mpoly_get_term_exp_ui(all_exponents, rest, 0, t->ctx);
        for (slong i = 0; i < n; i++)
            exponents[i] = all_exponents[variable[i]];
        fmpz_mpoly_get_coeff_vars_ui(coefficient, rest, variable, exponents, n, t->ctx);
        zero = constant_is_zero(t, coefficient);
        /* take it away: coefficient times the monomial */
        fmpz_mpoly_set(term, coefficient, t->ctx);
        for (slong i = 0; i < n; i++) {
            fmpz_mpoly_t power;
            fmpz_mpoly_init(power, t->ctx);
            fmpz_mpoly_gen(power, variable[i], t->ctx);
            fmpz_mpoly_pow_ui(power, power, exponents[i], t->ctx);
            fmpz_mpoly_mul(term, term, power, t->ctx);
            fmpz_mpoly_clear(power, t->ctx);
        }
        fmpz_mpoly_sub(rest, rest, term, t->ctx);
    }
    fmpz_mpoly_clear(coefficient, t->ctx);
    fmpz_mpoly_clear(term, t->ctx);
    fmpz_mpoly_clear(rest, t->ctx);
    return zero;
}
