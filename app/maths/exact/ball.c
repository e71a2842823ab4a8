/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arb evaluates what it is given, defined or not; here every operation first makes sure that its
 * arguments are certainly inside its domain (or certainly outside). What cannot be told at this
 * precision is OUT_UNKNOWN.
 */
#include "app/maths/exact/ball.h"

#include "app/maths/exact/number.h"

#include <arb.h>

enum { EXPONENT_BITS_MAX = 64, ROOT_INDEX_MAX = 100, FACTORIAL_MAX = 100000, SUM_TERMS_MAX = 500 };

struct walk {
    struct exact *e;
    const struct place *place;
    slong precision;
};

static enum outcome evaluate(const struct walk *w, const struct tree *t, acb_t out);

static bool real(const acb_t x)
{
    return arb_is_zero(acb_imagref(x));
}

static enum outcome exactly_zero(const acb_t x)
{
    return acb_is_zero(x) ? OUT_UNDEFINED : OUT_UNKNOWN;
}

static enum outcome bounded(acb_t x)
{
    return acb_is_finite(x) ? OUT_DONE : OUT_UNKNOWN;
}

static enum outcome divide(const acb_t a, const acb_t b, slong precision, acb_t out)
{
    if (acb_contains_zero(b))
        return exactly_zero(b);
    acb_div(out, a, b, precision);
    return OUT_DONE;
}

/* Away from the cut of logarithm and root: certainly not on it, or exactly on the real line. */
static bool off_cut(const acb_t x)
{
    return arb_is_positive(acb_realref(x)) || !arb_contains_zero(acb_imagref(x)) ||
           (real(x) && arb_is_negative(acb_realref(x)));
}

/* --- powers ----------------------------------------------------------------------------------- */

/* size^exponent of something that is not negative */
static void power_of_size(arb_t size, const fmpq_t exponent, bool high, slong precision)
{
    if (arb_is_zero(size))
        return;
    if (high) {
        arb_log(size, size, precision);
        arb_mul_fmpz(size, size, fmpq_numref(exponent), precision);
        arb_div_fmpz(size, size, fmpq_denref(exponent), precision);
        arb_exp(size, size, precision);
    } else {
        arb_root_ui(size, size, fmpz_get_ui(fmpq_denref(exponent)), precision);
        arb_pow_fmpz(size, size, fmpq_numref(exponent), precision);
    }
}

/* base^(p/q), q > 1; `real_root`: see constant.c */
static enum outcome power_fraction(const struct walk *w, const acb_t base, const fmpq_t exponent,
                                   bool real_root, acb_t out)
{
    if (fmpz_bits(fmpq_denref(exponent)) > EXPONENT_BITS_MAX ||
        fmpz_bits(fmpq_numref(exponent)) > EXPONENT_BITS_MAX)
        return OUT_UNKNOWN;
    bool odd = fmpz_is_odd(fmpq_denref(exponent)), falling = fmpz_sgn(fmpq_numref(exponent)) < 0;
    bool high = fmpz_cmp_ui(fmpq_denref(exponent), ROOT_INDEX_MAX) > 0;
    if (falling && acb_contains_zero(base))
        return exactly_zero(base);
    if (real(base) && odd && !arb_is_nonnegative(acb_realref(base)) && w->e->complex && !real_root)
        return OUT_UNKNOWN;
    if (real(base) && (arb_is_nonnegative(acb_realref(base)) || odd)) {
        arb_t size, sign;
        arb_init(size);
        arb_init(sign);
        arb_abs(size, acb_realref(base));
        power_of_size(size, exponent, high, w->precision);
        if (!arb_is_nonnegative(acb_realref(base)) && fmpz_is_odd(fmpq_numref(exponent))) {
            arb_sgn(sign, acb_realref(base));
            arb_mul(size, size, sign, w->precision);
        }
        arb_set(acb_realref(out), size);
        arb_zero(acb_imagref(out));
        arb_clear(sign);
        arb_clear(size);
        return bounded(out);
    }
    if (!w->e->complex)
        return real(base) && arb_is_negative(acb_realref(base)) ? OUT_UNDEFINED : OUT_UNKNOWN;
    if (high || !off_cut(base))
        return OUT_UNKNOWN;
    acb_root_ui(out, base, fmpz_get_ui(fmpq_denref(exponent)), w->precision);
    acb_pow_fmpz(out, out, fmpq_numref(exponent), w->precision);
    return bounded(out);
}

/* Every variable in it is whole at this place. */
static bool whole_symbols(const struct walk *w, const struct tree *t)
{
    if (t->kind == TREE_SYMBOL) {
        for (size_t i = 0; w->place && i < w->place->n; i++)
            if (tree_same(w->place->symbols[i], t))
                return fmpz_is_one(fmpq_denref(w->place->values + i));
        return false;
    }
    for (uint32_t i = 0; i < t->n; i++)
        if (!whole_symbols(w, t->child[i]))
            return false;
    return true;
}

static enum outcome power_general(const struct walk *w, const struct tree *t, const acb_t base,
                                  const acb_t exponent, acb_t out)
{
    if (acb_is_zero(base)) {
        if (!exact_is_constant(t->child[1]) || !real(exponent))
            return OUT_UNKNOWN;
        if (arb_is_negative(acb_realref(exponent)))
            return OUT_UNDEFINED;
        if (!arb_is_positive(acb_realref(exponent)))
            return OUT_UNKNOWN;
        acb_zero(out);
        return OUT_DONE;
    }
    if (real(base) && real(exponent) && !arb_is_positive(acb_realref(base))) {
        /* (-1)^n at integers */
        if (arb_is_negative(acb_realref(base)) && exact_is_constant(t->child[0]) &&
            whole_symbols(w, t->child[1]) && arb_is_exact(acb_realref(exponent)) &&
            arb_is_int(acb_realref(exponent))) {
            acb_pow(out, base, exponent, w->precision);
            arb_zero(acb_imagref(out));
            return bounded(out);
        }
        if (!w->e->complex)
            return OUT_UNKNOWN;
    }
    if (!off_cut(base))
        return OUT_UNKNOWN;
    bool stays_real = real(base) && real(exponent) && arb_is_positive(acb_realref(base));
    acb_t log;
    acb_init(log);
    acb_log(log, base, w->precision);
    acb_mul(log, log, exponent, w->precision);
    acb_exp(out, log, w->precision);
    acb_clear(log);
    if (stays_real)
        arb_zero(acb_imagref(out));
    return bounded(out);
}

static enum outcome power_whole(const struct walk *w, const acb_t base, const fmpz_t exponent,
                                acb_t out)
{
    if (fmpz_sgn(exponent) <= 0 && acb_contains_zero(base))
        return fmpz_is_zero(exponent) ? OUT_UNKNOWN : exactly_zero(base);
    if (fmpz_bits(exponent) > EXPONENT_BITS_MAX)
        return OUT_UNKNOWN;
    acb_pow_fmpz(out, base, exponent, w->precision);
    return bounded(out);
}

static enum outcome power_of_e(const struct walk *w, const struct tree *exponent, acb_t out)
{
    enum outcome outcome = evaluate(w, exponent, out);
    if (outcome != OUT_DONE)
        return outcome;
    acb_exp(out, out, w->precision);
    return bounded(out);
}

static enum outcome power(const struct walk *w, const struct tree *t, acb_t out)
{
    if (tree_is_constant(t->child[0], CONSTANT_E))
        return power_of_e(w, t->child[1], out);
    fmpq_t q;
    acb_t base, exponent;
    fmpq_init(q);
    acb_init(base);
    acb_init(exponent);
    enum outcome outcome = evaluate(w, t->child[0], base);
    bool number = outcome == OUT_DONE && exact_is_constant(t->child[1]) &&
                  number_evaluate(w->e, t->child[1], q) == OUT_DONE;
    if (number) {
        outcome = fmpz_is_one(fmpq_denref(q)) ? power_whole(w, base, fmpq_numref(q), out)
                                              : power_fraction(w, base, q, false, out);
    } else if (outcome == OUT_DONE) {
        outcome = evaluate(w, t->child[1], exponent);
        if (outcome == OUT_DONE)
            outcome = power_general(w, t, base, exponent, out);
    }
    acb_clear(exponent);
    acb_clear(base);
    fmpq_clear(q);
    return outcome;
}

static enum outcome root(const struct walk *w, const struct tree *t, const acb_t x, acb_t out)
{
    int64_t index = 2;
    if (t->n > 1 && !number_small(w->e, t->child[1], &index))
        return OUT_UNKNOWN;
    if (index < 1)
        return index == 0 ? OUT_UNDEFINED : OUT_UNKNOWN;
    if (index == 1) {
        acb_set(out, x);
        return OUT_DONE;
    }
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, 1, (ulong)index);
    enum outcome outcome = power_fraction(w, x, q, true, out);
    fmpq_clear(q);
    return outcome;
}

/* --- functions -------------------------------------------------------------------------------- */

/* Is the real x certainly at least `low` (1), certainly below (0), or unknown (-1)? */
static int at_least(const arb_t x, slong low, slong precision)
{
    arb_t d;
    arb_init(d);
    arb_sub_si(d, x, low, precision);
    int result = arb_is_nonnegative(d) ? 1 : arb_is_negative(d) ? 0 : -1;
    arb_clear(d);
    return result;
}

static enum outcome inverse_sine(const struct walk *w, bool cosine, const acb_t x, acb_t out)
{
    if (!real(x))
        return OUT_UNKNOWN;
    arb_t size;
    arb_init(size);
    arb_neg(size, acb_realref(x));
    int above = at_least(acb_realref(x), -1, w->precision),
        below = at_least(size, -1, w->precision);
    arb_clear(size);
    if (above != 1 || below != 1)
        return !w->e->complex && (above == 0 || below == 0) ? OUT_UNDEFINED : OUT_UNKNOWN;
    arb_zero(acb_imagref(out));
    if (cosine)
        arb_acos(acb_realref(out), acb_realref(x), w->precision);
    else
        arb_asin(acb_realref(out), acb_realref(x), w->precision);
    return bounded(out);
}

static enum outcome inverse_hyperbolic(const struct walk *w, unsigned function, const acb_t x,
                                       acb_t out)
{
    if (!real(x) || w->e->complex)
        return OUT_UNKNOWN;
    arb_zero(acb_imagref(out));
    if (function == FUNCTION_ARSINH) {
        arb_asinh(acb_realref(out), acb_realref(x), w->precision);
    } else if (function == FUNCTION_ARCOSH) {
        int inside = at_least(acb_realref(x), 1, w->precision);
        if (inside != 1)
            return inside == 0 ? OUT_UNDEFINED : OUT_UNKNOWN;
        arb_acosh(acb_realref(out), acb_realref(x), w->precision);
    } else {
        arb_t a, b;
        arb_init(a);
        arb_init(b);
        arb_add_si(a, acb_realref(x), 1, w->precision);
        arb_sub_si(b, acb_realref(x), 1, w->precision);
        arb_neg(b, b);
        bool inside = arb_is_positive(a) && arb_is_positive(b);
        bool outside = arb_is_nonpositive(a) || arb_is_nonpositive(b);
        arb_clear(b);
        arb_clear(a);
        if (!inside)
            return outside ? OUT_UNDEFINED : OUT_UNKNOWN;
        arb_atanh(acb_realref(out), acb_realref(x), w->precision);
    }
    return bounded(out);
}

static enum outcome quotient_function(const struct walk *w, unsigned function, const acb_t x,
                                      acb_t out)
{
    acb_t s, c, one;
    acb_init(s);
    acb_init(c);
    acb_init(one);
    acb_one(one);
    switch (function) {
    case FUNCTION_TAN:
    case FUNCTION_COT:
    case FUNCTION_SEC:
    case FUNCTION_CSC:
        acb_sin_cos(s, c, x, w->precision);
        break;
    default:
        acb_sinh_cosh(s, c, x, w->precision);
    }
    enum outcome outcome;
    switch (function) {
    case FUNCTION_TAN:
    case FUNCTION_TANH:
        outcome = divide(s, c, w->precision, out);
        break;
    case FUNCTION_COT:
    case FUNCTION_COTH:
        outcome = divide(c, s, w->precision, out);
        break;
    case FUNCTION_SEC:
    case FUNCTION_SECH:
        outcome = divide(one, c, w->precision, out);
        break;
    default:
        outcome = divide(one, s, w->precision, out);
    }
    acb_clear(one);
    acb_clear(c);
    acb_clear(s);
    return outcome;
}

static enum outcome logarithm(const struct walk *w, const acb_t x, acb_t out)
{
    if (acb_contains_zero(x))
        return exactly_zero(x);
    if (!w->e->complex) {
        if (!real(x) || !arb_is_positive(acb_realref(x)))
            return real(x) && arb_is_negative(acb_realref(x)) ? OUT_UNDEFINED : OUT_UNKNOWN;
        arb_log(acb_realref(out), acb_realref(x), w->precision);
        arb_zero(acb_imagref(out));
        return bounded(out);
    }
    if (!off_cut(x))
        return OUT_UNKNOWN;
    acb_log(out, x, w->precision);
    return bounded(out);
}

static enum outcome apply_real(const struct walk *w, unsigned function, const acb_t x, acb_t out)
{
    if (!real(x))
        return OUT_UNKNOWN;
    arb_zero(acb_imagref(out));
    switch (function) {
    case FUNCTION_ARCTAN:
        arb_atan(acb_realref(out), acb_realref(x), w->precision);
        return bounded(out);
    case FUNCTION_ARCCOT: {
        if (!arb_is_positive(acb_realref(x)))
            return OUT_UNKNOWN; /* two conventions */
        arb_inv(acb_realref(out), acb_realref(x), w->precision);
        arb_atan(acb_realref(out), acb_realref(out), w->precision);
        return bounded(out);
    }
    default: /* SGN */
        if (arb_contains_zero(acb_realref(x)) && !arb_is_zero(acb_realref(x)))
            return OUT_UNKNOWN;
        arb_sgn(acb_realref(out), acb_realref(x));
        return OUT_DONE;
    }
}

static enum outcome apply(const struct walk *w, const struct tree *t, acb_t x, acb_t out)
{
    acb_t one;
    switch (t->detail) {
    case FUNCTION_SIN:
        acb_sin(out, x, w->precision);
        return bounded(out);
    case FUNCTION_COS:
        acb_cos(out, x, w->precision);
        return bounded(out);
    case FUNCTION_SINH:
        acb_sinh(out, x, w->precision);
        return bounded(out);
    case FUNCTION_COSH:
        acb_cosh(out, x, w->precision);
        return bounded(out);
    case FUNCTION_TAN:
    case FUNCTION_COT:
    case FUNCTION_SEC:
    case FUNCTION_CSC:
    case FUNCTION_TANH:
    case FUNCTION_COTH:
    case FUNCTION_SECH:
    case FUNCTION_CSCH:
        return quotient_function(w, t->detail, x, out);
    case FUNCTION_ARCSIN:
    case FUNCTION_ARCCOS:
        return inverse_sine(w, t->detail == FUNCTION_ARCCOS, x, out);
    case FUNCTION_ARCSEC:
    case FUNCTION_ARCCSC: {
        acb_init(one);
        acb_one(one);
        enum outcome outcome = divide(one, x, w->precision, x);
        acb_clear(one);
        return outcome == OUT_DONE ? inverse_sine(w, t->detail == FUNCTION_ARCSEC, x, out)
                                   : outcome;
    }
    case FUNCTION_ARSINH:
    case FUNCTION_ARCOSH:
    case FUNCTION_ARTANH:
        return inverse_hyperbolic(w, t->detail, x, out);
    case FUNCTION_LN:
        return logarithm(w, x, out);
    case FUNCTION_ARCTAN:
    case FUNCTION_ARCCOT:
    case FUNCTION_SGN:
        return apply_real(w, t->detail, x, out);
    case FUNCTION_RE:
        acb_set_arb(out, acb_realref(x));
        return OUT_DONE;
    case FUNCTION_IM:
        acb_set_arb(out, acb_imagref(x));
        return OUT_DONE;
    case FUNCTION_CONJ:
        acb_conj(out, x);
        return OUT_DONE;
    case FUNCTION_ARG:
        if (acb_contains_zero(x) || !off_cut(x))
            return OUT_UNKNOWN;
        acb_arg(acb_realref(out), x, w->precision);
        arb_zero(acb_imagref(out));
        return bounded(out);
    default:
        return OUT_UNKNOWN;
    }
}

/* An integer that is exactly known. */
static bool integer(const acb_t x, fmpz_t out)
{
    return real(x) && arb_is_exact(acb_realref(x)) && arb_is_int(acb_realref(x)) &&
           arf_cmpabs_2exp_si(arb_midref(acb_realref(x)), 62) < 0 &&
           arb_get_unique_fmpz(out, acb_realref(x));
}

static enum outcome whole(const struct walk *w, const struct tree *t, const acb_t x, acb_t out)
{
    if (t->kind == TREE_FLOOR || t->kind == TREE_CEILING) {
        if (!real(x))
            return OUT_UNKNOWN;
        arb_zero(acb_imagref(out));
        if (t->kind == TREE_FLOOR)
            arb_floor(acb_realref(out), acb_realref(x), w->precision);
        else
            arb_ceil(acb_realref(out), acb_realref(x), w->precision);
        return arb_is_exact(acb_realref(out)) ? OUT_DONE : OUT_UNKNOWN;
    }
    fmpz_t n, value;
    fmpz_init(n);
    fmpz_init(value);
    enum outcome outcome = OUT_UNKNOWN;
    /* n! outside the whole numbers from 0 has no value, but n is meant to be such a number */
    bool constant = exact_is_constant(t->child[0]);
    if (!integer(x, n)) {
        outcome =
            constant && real(x) && !arb_contains_int(acb_realref(x)) ? OUT_UNDEFINED : OUT_UNKNOWN;
    } else if (fmpz_sgn(n) < 0) {
        outcome = constant ? OUT_UNDEFINED : OUT_UNKNOWN;
    } else if (t->detail < 2 && fmpz_cmp_ui(n, FACTORIAL_MAX) < 0) {
        arb_fac_ui(acb_realref(out), fmpz_get_ui(n), w->precision);
        arb_zero(acb_imagref(out));
        outcome = OUT_DONE;
    } else if (fmpz_cmp_ui(n, 2000) < 0 && number_factorial(w->e, n, t->detail, value)) {
        acb_set_round_fmpz(out, value, w->precision);
        outcome = OUT_DONE;
    }
    fmpz_clear(value);
    fmpz_clear(n);
    return outcome;
}

/* n over k, n!/(n-k)!: k a number that is exactly known */
static enum outcome choose(const struct walk *w, const struct tree *t, acb_t out)
{
    acb_t n, k;
    fmpz_t count;
    acb_init(n);
    acb_init(k);
    fmpz_init(count);
    enum outcome outcome = evaluate(w, t->child[0], n);
    if (outcome == OUT_DONE)
        outcome = evaluate(w, t->child[1], k);
    if (outcome == OUT_DONE) {
        outcome = OUT_UNKNOWN;
        if (integer(k, count) && fmpz_sgn(count) >= 0 && fmpz_cmp_ui(count, 1000) <= 0 &&
            exact_spend(w->e, fmpz_get_ui(count))) {
            acb_one(out);
            for (ulong i = 0, to = fmpz_get_ui(count); i < to; i++) {
                acb_mul(out, out, n, w->precision);
                acb_sub_ui(n, n, 1, w->precision);
                if (t->kind == TREE_BINOMIAL)
                    acb_div_ui(out, out, i + 1, w->precision);
            }
            outcome = OUT_DONE;
        }
    }
    fmpz_clear(count);
    acb_clear(k);
    acb_clear(n);
    return outcome;
}

/* Sum or product whose bounds are integers here; the index becomes one more variable. */
static enum outcome big(const struct walk *w, const struct tree *t, acb_t out)
{
    if (t->n < 4)
        return OUT_UNKNOWN;
    acb_t x;
    fmpz_t from, to;
    acb_init(x);
    fmpz_init(from);
    fmpz_init(to);
    enum outcome outcome = evaluate(w, t->child[2], x);
    bool fine = outcome == OUT_DONE && integer(x, from);
    if (fine)
        outcome = evaluate(w, t->child[3], x);
    fine = fine && outcome == OUT_DONE && integer(x, to);
    size_t n = w->place ? w->place->n : 0;
    if (fine) {
        fmpz_sub(to, to, from);
        fine = fmpz_cmp_si(to, SUM_TERMS_MAX) < 0 && fmpz_cmp_si(to, -1) >= 0;
    }
    if (fine) {
        const struct tree **symbols = tree_arena_alloc(w->e->arena, (n + 1) * sizeof *symbols);
        fmpq *values = _fmpq_vec_init((slong)n + 1);
        symbols[0] = t->child[1]; /* first: it hides an outer variable of the same name */
        for (size_t i = 0; i < n; i++) {
            symbols[i + 1] = w->place->symbols[i];
            fmpq_set(values + i + 1, w->place->values + i);
        }
        struct place place = {n + 1, symbols, values};
        struct walk inner = {w->e, &place, w->precision};
        slong count = fmpz_get_si(to);
        t->detail == BIG_SUM ? acb_zero(out) : acb_one(out);
        outcome = OUT_DONE;
        for (slong i = 0; outcome == OUT_DONE && i <= count; i++) {
            fmpz_add_si(fmpq_numref(values), from, i);
            outcome = evaluate(&inner, t->child[0], x);
            if (outcome == OUT_DONE && t->detail == BIG_SUM)
                acb_add(out, out, x, w->precision);
            else if (outcome == OUT_DONE)
                acb_mul(out, out, x, w->precision);
        }
        _fmpq_vec_clear(values, (slong)n + 1);
    } else {
        outcome = OUT_UNKNOWN;
    }
    fmpz_clear(to);
    fmpz_clear(from);
    acb_clear(x);
    return outcome;
}

/* --- trees ------------------------------------------------------------------------------------ */

static enum outcome leaf(const struct walk *w, const struct tree *t, acb_t out)
{
    if (t->kind == TREE_CONSTANT) {
        if (t->detail == CONSTANT_PI)
            acb_const_pi(out, w->precision);
        else if (t->detail == CONSTANT_E)
            acb_set_si(out, 1), acb_exp(out, out, w->precision);
        else if (t->detail == CONSTANT_I)
            acb_onei(out);
        else
            return OUT_UNKNOWN;
        return OUT_DONE;
    }
    if (t->kind == TREE_SYMBOL) {
        for (size_t i = 0; w->place && i < w->place->n; i++)
            if (tree_same(w->place->symbols[i], t)) {
                acb_set_fmpq(out, w->place->values + i, w->precision);
                return OUT_DONE;
            }
        return OUT_UNKNOWN;
    }
    fmpq_t q;
    fmpq_init(q);
    bool fine = number_read(w->e, t->text, q);
    if (fine)
        acb_set_fmpq(out, q, w->precision);
    fmpq_clear(q);
    return fine ? OUT_DONE : OUT_UNKNOWN;
}

static enum outcome several(const struct walk *w, const struct tree *t, acb_t out)
{
    acb_t x, sum;
    acb_init(x);
    acb_init(sum);
    enum outcome outcome = evaluate(w, t->child[0], sum);
    for (uint32_t i = 1; outcome == OUT_DONE && i < t->n; i++) {
        outcome = evaluate(w, t->child[i], x);
        if (outcome != OUT_DONE)
            break;
        if (t->kind == TREE_ADD)
            acb_add(sum, sum, x, w->precision);
        else if (t->kind == TREE_MULTIPLY)
            acb_mul(sum, sum, x, w->precision);
        else
            outcome = divide(sum, x, w->precision, sum);
    }
    acb_swap(out, sum);
    acb_clear(sum);
    acb_clear(x);
    return outcome;
}

static enum outcome one(const struct walk *w, const struct tree *t, acb_t out)
{
    acb_t x;
    acb_init(x);
    enum outcome outcome = evaluate(w, t->child[0], x);
    if (outcome == OUT_DONE) {
        switch (t->kind) {
        case TREE_NEGATE:
            acb_neg(out, x);
            break;
        case TREE_ABSOLUTE:
            acb_abs(acb_realref(out), x, w->precision);
            arb_zero(acb_imagref(out));
            break;
        case TREE_ROOT:
            outcome = root(w, t, x, out);
            break;
        case TREE_APPLY:
            outcome = t->n == 1 ? apply(w, t, x, out) : OUT_UNKNOWN;
            break;
        default:
            outcome = whole(w, t, x, out);
        }
    }
    acb_clear(x);
    return outcome;
}

/* gcd(4, 6), 7 mod 3: rational or nothing */
static enum outcome rational(const struct walk *w, const struct tree *t, acb_t out)
{
    fmpq_t q;
    fmpq_init(q);
    enum outcome outcome = number_evaluate(w->e, t, q);
    if (outcome == OUT_DONE)
        acb_set_fmpq(out, q, w->precision);
    fmpq_clear(q);
    return outcome;
}

static enum outcome evaluate(const struct walk *w, const struct tree *t, acb_t out)
{
    if (!t || !exact_spend(w->e, 1 + (uint64_t)w->precision / 512))
        return OUT_UNKNOWN;
    switch (t->kind) {
    case TREE_NUMBER:
    case TREE_SYMBOL:
    case TREE_CONSTANT:
        return leaf(w, t, out);
    case TREE_ADD:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
        return several(w, t, out);
    case TREE_POWER:
        return power(w, t, out);
    case TREE_APPLY:
        return t->n == 1 ? one(w, t, out) : rational(w, t, out);
    case TREE_NEGATE:
    case TREE_ABSOLUTE:
    case TREE_ROOT:
    case TREE_FLOOR:
    case TREE_CEILING:
    case TREE_FACTORIAL:
        return one(w, t, out);
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        return choose(w, t, out);
    case TREE_BIG:
        return big(w, t, out);
    default:
        return OUT_UNKNOWN;
    }
}

enum outcome ball_evaluate(struct exact *e, const struct tree *t, const struct place *place,
                           slong precision, acb_t out)
{
    struct walk w = {e, place, precision};
    return evaluate(&w, t, out);
}
