/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rational arithmetic on trees. Every operation bounds the bits of its result before it starts.
 */
#include "app/maths/exact/number.h"

#include "app/base/die.h"

#include <flint/fmpz.h>
#include <stdlib.h>
#include <string.h>

int64_t number_bits(const fmpq_t value)
{
    return (int64_t)(fmpz_bits(fmpq_numref(value)) + fmpz_bits(fmpq_denref(value)));
}

static bool pay(struct exact *e, int64_t bits, bool fraction)
{
    return bits <= (fraction ? FRACTION_BITS : NUMBER_BITS) &&
           exact_spend(e, 1 + (uint64_t)bits / (fraction ? 64 : 512));
}

static bool is_fraction(const fmpq_t value)
{
    return !fmpz_is_one(fmpq_denref(value));
}

/* --- digits ----------------------------------------------------------------------------------- */

static bool power_of_ten(struct exact *e, uint64_t exponent, fmpz_t out)
{
    if (exponent > NUMBER_BITS / 4 || !pay(e, (int64_t)exponent * 10 / 3, false))
        return false;
    fmpz_set_ui(out, 10);
    fmpz_pow_ui(out, out, exponent);
    return true;
}

/* digits, without the dot, up to `end` */
static void read_digits(const char *s, const char *end, fmpz_t out)
{
    char *copy = xmalloc((size_t)(end - s) + 2);
    size_t n = 0;
    copy[n++] = '0';
    for (; s < end; s++)
        if (*s >= '0' && *s <= '9')
            copy[n++] = *s;
    copy[n] = '\0';
    fmpz_set_str(out, copy, 10);
    free(copy);
}

bool number_read(struct exact *e, const char *text, fmpq_t out)
{
    size_t len = strlen(text);
    const char *end = text + strcspn(text, "(e"), *dot = strchr(text, '.');
    const char *repeat = strchr(text, '('), *exponent = strchr(text, 'e');
    uint64_t places = dot && dot < end ? (uint64_t)(end - dot - 1) : 0;
    if (len > TREE_DIGITS_MAX + 16 || !exact_spend(e, 1 + len / 16))
        return false;
    bool fine = true;
    fmpz_t ten, digits;
    fmpz_init(ten);
    fmpz_init(digits);
    read_digits(text, end, fmpq_numref(out));
    fmpz_one(fmpq_denref(out));
    if (places && (fine = power_of_ten(e, places, ten)))
        fmpq_div_fmpz(out, out, ten);
    if (fine && repeat) {
        /* 0.1(6): the repeating digits over 9...90...0 */
        const char *close = strchr(repeat, ')');
        uint64_t period = close ? (uint64_t)(close - repeat - 1) : 0;
        fine = period && power_of_ten(e, period, ten);
        if (fine) {
            fmpq_t part;
            fmpq_init(part);
            read_digits(repeat, close, digits);
            fmpz_sub_ui(ten, ten, 1);
            fmpz_set(fmpq_numref(part), digits);
            fmpz_set(fmpq_denref(part), ten);
            fine = power_of_ten(e, places, ten);
            if (fine) {
                fmpz_mul(fmpq_denref(part), fmpq_denref(part), ten);
                fmpq_canonicalise(part);
                fmpq_add(out, out, part);
            }
            fmpq_clear(part);
        }
    }
    if (fine && exponent) {
        bool negative = exponent[1] == '-';
        const char *s = exponent + 1 + (negative || exponent[1] == '+');
        uint64_t value = 0;
        for (; *s >= '0' && *s <= '9' && value < NUMBER_BITS; s++)
            value = 10 * value + (uint64_t)(*s - '0');
        fine = power_of_ten(e, value, ten) && (!negative || value < FRACTION_BITS / 4);
        if (fine && negative)
            fmpq_div_fmpz(out, out, ten);
        else if (fine)
            fmpq_mul_fmpz(out, out, ten);
    }
    fmpz_clear(digits);
    fmpz_clear(ten);
    return fine;
}

/* --- operations ------------------------------------------------------------------------------- */

bool number_factorial(struct exact *e, const fmpz_t n, unsigned step, fmpz_t out)
{
    if (fmpz_sgn(n) < 0 || fmpz_cmp_ui(n, 100000) > 0)
        return false;
    ulong k = fmpz_get_ui(n);
    if (!pay(e, (int64_t)(k * FLINT_BIT_COUNT(k)), false))
        return false;
    if (step == 1) {
        fmpz_fac_ui(out, k);
        return true;
    }
    if (!exact_spend(e, k))
        return false;
    fmpz_one(out);
    for (; k > 1; k -= k > 1 ? 2 : 1)
        fmpz_mul_ui(out, out, k);
    return true;
}

static bool number_binomial(struct exact *e, const fmpq_t n, const fmpz_t k, bool ordered,
                            fmpq_t out)
{
    if (fmpz_sgn(k) < 0) {
        fmpq_zero(out);
        return !ordered;
    }
    if (!is_fraction(n) && fmpz_sgn(fmpq_numref(n)) >= 0 && fmpz_cmp(k, fmpq_numref(n)) > 0) {
        fmpq_zero(out);
        return true;
    }
    fmpz_t fewer;
    fmpz_init_set(fewer, k);
    if (!ordered && !is_fraction(n) && fmpz_sgn(fmpq_numref(n)) >= 0) {
        fmpz_sub(fewer, fmpq_numref(n), k);
        if (fmpz_cmp(fewer, k) > 0)
            fmpz_set(fewer, k);
    }
    bool fine = fmpz_cmp_ui(fewer, 20000) <= 0;
    ulong count = fine ? fmpz_get_ui(fewer) : 0;
    fmpz_clear(fewer);
    /* every factor passes over all that is there already */
    int64_t bits = (int64_t)count * (number_bits(n) + 16);
    if (!fine || !pay(e, bits, is_fraction(n)) ||
        !exact_spend(e, count + count * ((uint64_t)bits / 100000)))
        return false;
    fmpq_t factor, product;
    fmpq_init(factor);
    fmpq_init(product);
    fmpq_one(product);
    /* n(n-1)...; with the smaller of k and n-k when both give the same */
    for (ulong i = 0; i < count; i++) {
        fmpq_sub_ui(factor, n, i);
        fmpq_mul(product, product, factor);
        if (!ordered) {
            fmpq_set_ui(factor, 1, i + 1);
            fmpq_mul(product, product, factor);
        }
    }
    fmpq_swap(out, product);
    fmpq_clear(product);
    fmpq_clear(factor);
    return true;
}

bool number_power(struct exact *e, const fmpq_t base, const fmpz_t exponent, fmpq_t out)
{
    if (fmpq_is_zero(base) || fmpq_is_one(base)) {
        fmpz_is_zero(exponent) ? fmpq_one(out) : fmpq_set(out, base);
        return true;
    }
    if (fmpz_is_pm1(fmpq_numref(base)) && !is_fraction(base)) {
        fmpq_set_si(out, fmpz_is_even(exponent) ? 1 : -1, 1);
        return true;
    }
    if (fmpz_cmpabs(exponent, (fmpz[]){NUMBER_BITS}) > 0)
        return false;
    int64_t n = fmpz_get_si(exponent);
    bool fraction = is_fraction(base) || n < 0;
    if (!pay(e, number_bits(base) * (n < 0 ? -n : n), fraction))
        return false;
    fmpq_pow_si(out, base, n);
    return true;
}

/* --- trees ------------------------------------------------------------------------------------ */

static enum outcome add(struct exact *e, const fmpq_t a, const fmpq_t b, fmpq_t out)
{
    if (!pay(e, number_bits(a) + number_bits(b), is_fraction(a) || is_fraction(b)))
        return OUT_UNKNOWN;
    fmpq_add(out, a, b);
    return OUT_DONE;
}

static enum outcome multiply(struct exact *e, const fmpq_t a, const fmpq_t b, fmpq_t out)
{
    if (!pay(e, number_bits(a) + number_bits(b), is_fraction(a) || is_fraction(b)))
        return OUT_UNKNOWN;
    fmpq_mul(out, a, b);
    return OUT_DONE;
}

static enum outcome divide(struct exact *e, const fmpq_t a, const fmpq_t b, fmpq_t out)
{
    if (fmpq_is_zero(b))
        return OUT_UNDEFINED;
    if (!pay(e, number_bits(a) + number_bits(b), true))
        return OUT_UNKNOWN;
    fmpq_div(out, a, b);
    return OUT_DONE;
}

static enum outcome power(struct exact *e, const fmpq_t a, const fmpq_t b, fmpq_t out)
{
    if (is_fraction(b))
        return OUT_UNKNOWN;
    if (fmpq_is_zero(a) && fmpq_sgn(b) <= 0)
        return fmpq_is_zero(b) ? OUT_UNKNOWN : OUT_UNDEFINED;
    return number_power(e, a, fmpq_numref(b), out) ? OUT_DONE : OUT_UNKNOWN;
}

static void round_down(const fmpq_t a, fmpq_t out)
{
    fmpz_fdiv_q(fmpq_numref(out), fmpq_numref(a), fmpq_denref(a));
    fmpz_one(fmpq_denref(out));
}

static enum outcome remainder_of(struct exact *e, const fmpq_t a, const fmpq_t b, fmpq_t out)
{
    fmpq_t q;
    fmpq_init(q);
    enum outcome outcome = divide(e, a, b, q);
    if (outcome == OUT_DONE) {
        round_down(q, q);
        fmpq_mul(q, q, b);
        fmpq_sub(out, a, q);
    }
    fmpq_clear(q);
    return outcome;
}

/* gcd, lcm, min, max over all arguments; a holds the result so far. */
static enum outcome gather(struct exact *e, unsigned function, fmpq_t a, const fmpq_t b)
{
    if (!pay(e, number_bits(a) + number_bits(b), true))
        return OUT_UNKNOWN;
    if (function == FUNCTION_MIN || function == FUNCTION_MAX) {
        if ((fmpq_cmp(b, a) < 0) == (function == FUNCTION_MIN))
            fmpq_set(a, b);
        return OUT_DONE;
    }
    if (is_fraction(a) || is_fraction(b))
        return OUT_UNKNOWN;
    if (function == FUNCTION_GCD)
        fmpz_gcd(fmpq_numref(a), fmpq_numref(a), fmpq_numref(b));
    else
        fmpz_lcm(fmpq_numref(a), fmpq_numref(a), fmpq_numref(b));
    return OUT_DONE;
}

static enum outcome apply(struct exact *e, const struct tree *t, fmpq_t out)
{
    enum outcome outcome = OUT_UNKNOWN;
    fmpq_t b;
    fmpq_init(b);
    switch (t->detail) {
    case FUNCTION_GCD:
    case FUNCTION_LCM:
    case FUNCTION_MIN:
    case FUNCTION_MAX:
        outcome = number_evaluate(e, t->child[0], out);
        for (uint32_t i = 1; outcome == OUT_DONE && i < t->n; i++) {
            outcome = number_evaluate(e, t->child[i], b);
            if (outcome == OUT_DONE)
                outcome = gather(e, t->detail, out, b);
        }
        break;
    case FUNCTION_MOD:
        outcome = number_evaluate(e, t->child[0], out);
        if (outcome == OUT_DONE)
            outcome = number_evaluate(e, t->child[1], b);
        if (outcome == OUT_DONE)
            outcome = remainder_of(e, out, b, out);
        break;
    case FUNCTION_SGN:
        outcome = number_evaluate(e, t->child[0], out);
        if (outcome == OUT_DONE)
            fmpq_set_si(out, fmpq_sgn(out), 1);
        break;
    default:
        break;
    }
    fmpq_clear(b);
    return outcome;
}

static enum outcome two(struct exact *e, const struct tree *t, fmpq_t out)
{
    fmpq_t b;
    fmpq_init(b);
    enum outcome outcome = number_evaluate(e, t->child[0], out);
    for (uint32_t i = 1; outcome == OUT_DONE && i < t->n; i++) {
        outcome = number_evaluate(e, t->child[i], b);
        if (outcome != OUT_DONE)
            break;
        switch (t->kind) {
        case TREE_ADD:
            outcome = add(e, out, b, out);
            break;
        case TREE_MULTIPLY:
            outcome = multiply(e, out, b, out);
            break;
        case TREE_DIVIDE:
            outcome = divide(e, out, b, out);
            break;
        case TREE_POWER:
            outcome = power(e, out, b, out);
            break;
        default: /* BINOMIAL, PERMUTATION */
            outcome = !is_fraction(b) && number_binomial(e, out, fmpq_numref(b),
                                                         t->kind == TREE_PERMUTATION, out)
                          ? OUT_DONE
                          : OUT_UNKNOWN;
        }
    }
    fmpq_clear(b);
    return outcome;
}

static enum outcome mixed(struct exact *e, const struct tree *t, fmpq_t out)
{
    fmpq_t n, d;
    fmpq_init(n);
    fmpq_init(d);
    enum outcome outcome = OUT_UNKNOWN;
    if (number_evaluate(e, t->child[0], out) == OUT_DONE &&
        number_evaluate(e, t->child[1], n) == OUT_DONE &&
        number_evaluate(e, t->child[2], d) == OUT_DONE) {
        outcome = divide(e, n, d, n);
        if (outcome == OUT_DONE)
            outcome = add(e, out, n, out);
    }
    fmpq_clear(d);
    fmpq_clear(n);
    return outcome;
}

enum outcome number_evaluate(struct exact *e, const struct tree *t, fmpq_t out)
{
    enum outcome outcome;
    if (!t || !exact_spend(e, 1))
        return OUT_UNKNOWN;
    switch (t->kind) {
    case TREE_NUMBER:
        return number_read(e, t->text, out) ? OUT_DONE : OUT_UNKNOWN;
    case TREE_ADD:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
    case TREE_POWER:
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        return two(e, t, out);
    case TREE_MIXED:
        return mixed(e, t, out);
    case TREE_APPLY:
        return apply(e, t, out);
    case TREE_NEGATE:
    case TREE_ABSOLUTE:
    case TREE_PERCENT:
    case TREE_FLOOR:
    case TREE_CEILING:
    case TREE_FACTORIAL:
        outcome = number_evaluate(e, t->child[0], out);
        break;
    default:
        return OUT_UNKNOWN;
    }
    if (outcome != OUT_DONE)
        return outcome;
    switch (t->kind) {
    case TREE_NEGATE:
        fmpq_neg(out, out);
        return OUT_DONE;
    case TREE_ABSOLUTE:
        fmpq_abs(out, out);
        return OUT_DONE;
    case TREE_PERCENT:
        fmpq_div_fmpz(out, out, (fmpz[]){100});
        return OUT_DONE;
    case TREE_FLOOR:
        round_down(out, out);
        return OUT_DONE;
    case TREE_CEILING:
        fmpz_cdiv_q(fmpq_numref(out), fmpq_numref(out), fmpq_denref(out));
        fmpz_one(fmpq_denref(out));
        return OUT_DONE;
    default:
        if (is_fraction(out) || fmpq_sgn(out) < 0)
            return OUT_UNDEFINED;
        return number_factorial(e, fmpq_numref(out), t->detail == 2 ? 2 : 1, fmpq_numref(out))
                   ? OUT_DONE
                   : OUT_UNKNOWN;
    }
}

bool number_small(struct exact *e, const struct tree *t, int64_t *out)
{
    fmpq_t q;
    fmpq_init(q);
    bool fine =
        number_evaluate(e, t, q) == OUT_DONE && !is_fraction(q) && fmpz_fits_si(fmpq_numref(q));
    if (fine)
        *out = fmpz_get_si(fmpq_numref(q));
    fmpq_clear(q);
    return fine;
}

const struct tree *number_tree_integer(struct exact *e, const fmpz_t value)
{
    if (fmpz_bits(value) > TREE_DIGITS_MAX * 3)
        return NULL;
    char *digits = fmpz_get_str(NULL, 10, value);
    const char *s = digits + (digits[0] == '-');
    const struct tree *t = tree_leaf(e->arena, TREE_NUMBER, s, strlen(s));
    if (digits[0] == '-')
        t = tree_one(e->arena, TREE_NEGATE, 0, t);
    flint_free(digits);
    return t;
}

const struct tree *number_tree(struct exact *e, const fmpq_t value)
{
    if (!is_fraction(value))
        return number_tree_integer(e, fmpq_numref(value));
    fmpz_t top;
    fmpz_init(top);
    fmpz_abs(top, fmpq_numref(value));
    const struct tree *t = tree_two(e->arena, TREE_DIVIDE, 0, number_tree_integer(e, top),
                                    number_tree_integer(e, fmpq_denref(value)));
    fmpz_clear(top);
    return fmpq_sgn(value) < 0 ? tree_one(e->arena, TREE_NEGATE, 0, t) : t;
}
