/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules for powers and roots. Each function is one belief; the comment above it is an
 * example.
 */
#include "app/maths/lines/rules.h"

static const struct tree *number(struct rules *r, int64_t value)
{
    return tree_integer(r->arena, value);
}

static bool half(const struct tree *t)
{
    return tree_is_number(t, "0.5") ||
           (t->kind == TREE_DIVIDE && tree_is_number(t->child[0], "1") &&
            tree_is_number(t->child[1], "2"));
}

/* The n-th root as people take it: of 9 it is 3, of x^2 it is x. */
static const struct tree *root_taken(struct rules *r, const struct tree *t,
                                     const struct tree *index)
{
    int64_t v, n = 2;
    if (index && !term_integer(index, &n))
        n = 0;
    if (t->kind == TREE_MULTIPLY) {
        const struct tree *factor[TERMS_MAX];
        if (t->n > TERMS_MAX)
            return NULL;
        for (uint32_t i = 0; i < t->n; i++)
            factor[i] = root_taken(r, t->child[i], index);
        return term_product(r->arena, factor, t->n);
    }
    if (t->kind == TREE_DIVIDE)
        return term_over(r->arena, root_taken(r, t->child[0], index),
                         root_taken(r, t->child[1], index));
    int64_t e;
    if (t->kind == TREE_POWER && term_integer(t->child[1], &e) && n > 0 && e % n == 0 && e > 0)
        return term_power(r->arena, t->child[0], number(r, e / n));
    if (term_integer(t, &v) && v >= 0 && n >= 2)
        for (int64_t k = 0; k <= 100; k++) {
            int64_t p = 1;
            for (int64_t i = 0; i < n && p <= v; i++)
                p *= k;
            if (p == v)
                return number(r, k);
        }
    return index ? tree_two(r->arena, TREE_ROOT, 0, t, index) : tree_one(r->arena, TREE_ROOT, 0, t);
}

static size_t sum_terms(const struct tree *t, struct term *term)
{
    return t->kind == TREE_ADD ? term_split(t, term) : 0;
}

/* (a + b)^2 = a^2 + b^2,  (2x - 3)^2 = 4x^2 - 9,  (2x + 3)^2 = 2x^2 + 9 */
static void exponent_over_sum(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    if (t->kind != TREE_POWER || half(t->child[1]) || tree_is_number(t->child[1], "1"))
        return;
    size_t n = sum_terms(t->child[0], term);
    if (n < 2)
        return;
    const struct tree *exponent = t->child[1];
    for (int lazy = 0; lazy < 2; lazy++)
        for (int sign = 0; sign < 3; sign++) {
            struct term wrong[TERMS_MAX];
            bool minus = false;
            for (size_t i = 0; i < n; i++) {
                const struct tree *u = term[i].t;
                minus |= term[i].minus;
                if (lazy && u->kind == TREE_MULTIPLY)
                    wrong[i].t = term_times(
                        r->arena, term_product_without(r->arena, u->child, u->n, u->n - 1),
                        term_power(r->arena, u->child[u->n - 1], exponent));
                else
                    wrong[i].t = term_power(r->arena, u, exponent);
                wrong[i].minus = sign == 0 ? term[i].minus : sign == 1 ? false : i > 0;
            }
            if (sign == 0 || minus)
                rules_emit(r, term_sum(r->arena, wrong, n), NULL);
        }
}

/* 2^(x + 1) = 2^x + 2 */
static void sum_in_exponent(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    size_t n = t->kind == TREE_POWER ? sum_terms(t->child[1], term) : 0;
    if (n < 2)
        return;
    const struct tree *right = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct tree *part = term_power(r->arena, t->child[0], term[i].t);
        right = i == 0          ? part
                : term[i].minus ? term_over(r->arena, right, part)
                                : term_times(r->arena, right, part);
        term[i].t = part;
    }
    rules_emit(r, term_sum(r->arena, term, n), right);
}

/* a^2 + b^2 = (a + b)^2,  a^2 - b^2 = (a - b)^2 */
static void sum_of_powers_joined(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    if (sum_terms(t, term) != 2)
        return;
    for (int64_t e = 2; e <= 3; e++) {
        const struct tree *index = e == 2 ? NULL : number(r, 3);
        const struct tree *a = root_taken(r, term[0].t, index);
        const struct tree *b = root_taken(r, term[1].t, index);
        if (!a || !b || a->kind == TREE_ROOT || b->kind == TREE_ROOT)
            continue;
        const struct term sum[] = {{a, term[0].minus}, {b, term[1].minus}};
        rules_emit(r, term_power(r->arena, term_sum(r->arena, sum, 2), number(r, e)), NULL);
        if (e == 2 && term[0].minus == term[1].minus)
            rules_emit(
                r, term_times(r->arena, term_add(r->arena, a, b), term_subtract(r->arena, a, b)),
                NULL);
    }
}

/* (2x)^3 = 2x^3,  (x/2)^2 = x^2/2 */
static void exponent_partly(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_POWER)
        return;
    const struct tree *base = t->child[0], *e = t->child[1];
    if (base->kind == TREE_NEGATE)
        base = base->child[0];
    if (base->kind != TREE_MULTIPLY && base->kind != TREE_DIVIDE)
        return;
    if (base->n > 4)
        return;
    for (unsigned hit = 1; hit + 1 < 1u << base->n; hit++) {
        const struct tree *child[4];
        for (uint32_t i = 0; i < base->n; i++)
            child[i] = hit >> i & 1 ? term_power(r->arena, base->child[i], e) : base->child[i];
        rules_emit(r, tree_with(r->arena, base, child), NULL);
    }
}

/* sqrt(x^2 + 9) = x + 3 */
static void root_over_sum(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    bool root = t->kind == TREE_ROOT, power = t->kind == TREE_POWER && half(t->child[1]);
    size_t n = root || power ? sum_terms(t->child[0], term) : 0;
    if (n < 2)
        return;
    struct term wrong[TERMS_MAX], plain[TERMS_MAX];
    for (size_t i = 0; i < n; i++) {
        const struct tree *index = root && t->n == 2 ? t->child[1] : NULL;
        wrong[i] = (struct term){root_taken(r, term[i].t, index), term[i].minus};
        plain[i] = (struct term){index ? tree_two(r->arena, TREE_ROOT, 0, term[i].t, index)
                                       : tree_one(r->arena, TREE_ROOT, 0, term[i].t),
                                 term[i].minus};
    }
    rules_emit(r, term_sum(r->arena, wrong, n), NULL);
    rules_emit(r, term_sum(r->arena, plain, n), NULL);
}

/* sqrt 2 + sqrt 3 = sqrt 5 */
static void roots_added(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX], rest[TERMS_MAX];
    size_t n = sum_terms(t, term);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const struct tree *a = term[i].t, *b = term[j].t;
            if (a->kind != TREE_ROOT || b->kind != TREE_ROOT || a->n != b->n)
                continue;
            const struct term pair[] = {{a->child[0], false},
                                        {b->child[0], term[i].minus != term[j].minus}};
            const struct tree *one = term_sum(r->arena, pair, 2);
            one = a->n == 2 ? tree_two(r->arena, TREE_ROOT, 0, one, a->child[1])
                            : tree_one(r->arena, TREE_ROOT, 0, one);
            size_t m = 0;
            for (size_t k = 0; k < n; k++)
                if (k != j)
                    rest[m++] = k == i ? (struct term){one, term[i].minus} : term[k];
            rules_emit(r, term_sum(r->arena, rest, m), NULL);
        }
}

static void base_exponent(struct rules *r, const struct tree *t, const struct tree **base,
                          const struct tree **exponent)
{
    bool power = t->kind == TREE_POWER;
    *base = power ? t->child[0] : t;
    *exponent = power ? t->child[1] : number(r, 1);
}

/* The factors of a product with i replaced and j gone. */
static const struct tree *fused(struct rules *r, const struct tree *const *factor, size_t n,
                                size_t i, size_t j, const struct tree *one, bool minus)
{
    const struct tree *rest[TERMS_MAX];
    size_t m = 0;
    for (size_t k = 0; k < n; k++)
        if (k != j)
            rest[m++] = k == i ? one : factor[k];
    const struct tree *product = one ? term_product(r->arena, rest, m) : NULL;
    return minus ? term_minus(r->arena, product) : product;
}

/* x^3 · x^4 = x^12 */
static void exponents_multiplied(struct rules *r, const struct tree *t)
{
    const struct tree *factor[TERMS_MAX], *a, *b, *m, *n;
    bool minus;
    size_t count = t->kind == TREE_MULTIPLY ? term_factors(t, factor, &minus) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            base_exponent(r, factor[i], &a, &m);
            base_exponent(r, factor[j], &b, &n);
            if (!tree_same(a, b) ||
                (factor[i]->kind != TREE_POWER && factor[j]->kind != TREE_POWER))
                continue;
            const struct tree *right = fused(
                r, factor, count, i, j, term_power(r->arena, a, term_add(r->arena, m, n)), minus);
            rules_emit(r,
                       fused(r, factor, count, i, j,
                             term_power(r->arena, a, term_times(r->arena, m, n)), minus),
                       right);
        }
}

/* x^6 / x^2 = x^3 */
static void exponents_divided(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_DIVIDE)
        return;
    const struct tree *a, *b, *m, *n, *up[TERMS_MAX], *down[TERMS_MAX];
    bool minus, below;
    size_t nu = term_factors(t->child[0], up, &minus), nd = term_factors(t->child[1], down, &below);
    for (size_t i = 0; i < nu; i++)
        for (size_t j = 0; j < nd; j++) {
            base_exponent(r, up[i], &a, &m);
            base_exponent(r, down[j], &b, &n);
            if (!tree_same(a, b) || tree_is_number(n, "1") || tree_is_number(m, "1"))
                continue;
            const struct tree *wrong[] = {term_over(r->arena, m, n), term_add(r->arena, m, n)};
            const struct tree *rest = term_product_without(r->arena, down, nd, j);
            const struct tree *keep = up[i];
            for (size_t k = 0; k < 2; k++) {
                up[i] = term_power(r->arena, a, wrong[k]);
                const struct tree *top = up[i] ? term_product(r->arena, up, nu) : NULL;
                if (minus != below)
                    top = term_minus(r->arena, top);
                rules_emit(r, term_over(r->arena, top, rest),
                           nu == 1 && nd == 1
                               ? term_power(r->arena, a, term_subtract(r->arena, m, n))
                               : NULL);
                up[i] = keep;
            }
        }
}

/* (x^2)^3 = x^5,  (x^3)^2 = x^9 */
static void exponents_added(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_POWER)
        return;
    const struct tree *outer = t->child[1], *base = t->child[0];
    bool product = base->kind == TREE_MULTIPLY && base->n <= TERMS_MAX;
    uint32_t n = product ? base->n : 1;
    const struct tree *added[TERMS_MAX], *raised[TERMS_MAX];
    bool any = false;
    for (uint32_t i = 0; i < n; i++) {
        const struct tree *f = product ? base->child[i] : base;
        added[i] = raised[i] = term_power(r->arena, f, outer);
        if (f->kind == TREE_POWER) {
            any = true;
            added[i] = term_power(r->arena, f->child[0], term_add(r->arena, f->child[1], outer));
            raised[i] = term_power(r->arena, f->child[0], term_power(r->arena, f->child[1], outer));
        }
    }
    if (!any)
        return;
    const struct tree *right =
        product ? NULL
                : term_power(r->arena, base->child[0], term_times(r->arena, base->child[1], outer));
    rules_emit(r, term_product(r->arena, added, n), right);
    rules_emit(r, term_product(r->arena, raised, n), right);
}

/* 2^3 · 2^4 = 4^7,  2^3 · 3^2 = 6^5 */
static void bases_multiplied(struct rules *r, const struct tree *t)
{
    const struct tree *factor[TERMS_MAX], *a, *b, *m, *n;
    bool minus;
    size_t count = t->kind == TREE_MULTIPLY ? term_factors(t, factor, &minus) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            base_exponent(r, factor[i], &a, &m);
            base_exponent(r, factor[j], &b, &n);
            if (factor[i]->kind != TREE_POWER || factor[j]->kind != TREE_POWER)
                continue;
            const struct tree *base = term_times(r->arena, a, b);
            rules_emit(r,
                       fused(r, factor, count, i, j,
                             term_power(r->arena, base, term_add(r->arena, m, n)), minus),
                       NULL);
            rules_emit(r,
                       fused(r, factor, count, i, j,
                             term_power(r->arena, base, term_times(r->arena, m, n)), minus),
                       NULL);
        }
}

/* x^-2 = -x^2,  2^-3 = -8,  3x^-2 = 1/(3x^2) */
static void negative_exponent(struct rules *r, const struct tree *t)
{
    if (t->kind == TREE_POWER && t->child[1]->kind == TREE_NEGATE) {
        const struct tree *n = t->child[1]->child[0];
        const struct tree *plain = term_power(r->arena, t->child[0], n);
        const struct tree *right = term_over(r->arena, number(r, 1), plain);
        rules_emit(r, term_minus(r->arena, plain), right);
        rules_emit(r, term_minus(r->arena, right), right);
        rules_emit(r, plain, right);
        if (t->child[0]->kind == TREE_DIVIDE) /* (a/b)^-n = -(a/b)^n, with one part turned over */
            rules_emit(r,
                       term_over(r->arena, t->child[0]->child[0],
                                 term_power(r->arena, t->child[0]->child[1], n)),
                       right);
    }
    const struct tree *factor[TERMS_MAX];
    bool minus;
    size_t count = t->kind == TREE_MULTIPLY ? term_factors(t, factor, &minus) : 0;
    for (size_t i = 0; i < count; i++)
        if (factor[i]->kind == TREE_POWER && factor[i]->child[1]->kind == TREE_NEGATE) {
            factor[i] = term_power(r->arena, factor[i]->child[0], factor[i]->child[1]->child[0]);
            if (!factor[i])
                return;
            const struct tree *over =
                term_over(r->arena, number(r, 1), term_product(r->arena, factor, count));
            rules_emit(r, minus ? term_minus(r->arena, over) : over, NULL);
            return;
        }
}

/* 8^(2/3) = 8^(3/2),  x^(1/2) = 1/x^2 */
static void fractional_exponent(struct rules *r, const struct tree *t)
{
    if (t->kind == TREE_ROOT && t->n == 1 && t->child[0]->kind == TREE_POWER) {
        rules_emit(r, t->child[0], NULL);
        return;
    }
    if (t->kind != TREE_POWER || t->child[1]->kind != TREE_DIVIDE)
        return;
    const struct tree *m = t->child[1]->child[0], *n = t->child[1]->child[1];
    rules_emit(r, term_power(r->arena, t->child[0], term_over(r->arena, n, m)), NULL);
    rules_emit(r, term_over(r->arena, number(r, 1), term_power(r->arena, t->child[0], n)), NULL);
    rules_emit(r, term_over(r->arena, term_power(r->arena, t->child[0], m), n), NULL);
}

/* (-3)^2 = -9,  -3^2 = 9 */
static void negative_squared(struct rules *r, const struct tree *t)
{
    int64_t e;
    const struct tree *power = t->kind == TREE_NEGATE ? t->child[0] : t;
    if (power->kind != TREE_POWER || !term_integer(power->child[1], &e) || e < 2)
        return;
    const struct tree *base = power->child[0];
    if (t == power && base->kind == TREE_NEGATE) {
        const struct tree *plain = term_power(r->arena, base->child[0], power->child[1]);
        if (e % 2 == 0)
            rules_emit(r, term_minus(r->arena, plain), plain);
        else
            rules_emit(r, plain, term_minus(r->arena, plain));
    }
    if (t != power && e % 2 == 0 && base->kind != TREE_NEGATE)
        rules_emit(r, power, NULL);
}

/* 2^3 = 6,  sqrt 50 = 25 */
static void power_as_product(struct rules *r, const struct tree *t)
{
    if (t->kind == TREE_POWER)
        rules_emit(r, term_times(r->arena, t->child[0], t->child[1]), NULL);
    if (t->kind == TREE_ROOT && t->n == 1)
        rules_emit(r, term_over(r->arena, t->child[0], number(r, 2)), NULL);
}

/* 5^0 = 0 */
static void zero_exponent(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_POWER || !term_is_zero(t->child[1]))
        return;
    rules_emit(r, number(r, 0), number(r, 1));
    rules_emit(r, t->child[0], number(r, 1));
}

const struct rule rules_powers[] = {
    {MISTAKE_EXPONENT_OVER_SUM, false, exponent_over_sum},
    {MISTAKE_EXPONENT_OVER_SUM, false, sum_in_exponent},
    {MISTAKE_EXPONENT_PARTLY, false, exponent_partly},
    {MISTAKE_ROOT_OVER_SUM, false, root_over_sum},
    {MISTAKE_ROOT_OVER_SUM, false, roots_added},
    {MISTAKE_NEGATIVE_SQUARED, false, negative_squared},
    {MISTAKE_EXPONENTS_MULTIPLIED, false, exponents_multiplied},
    {MISTAKE_EXPONENTS_DIVIDED, false, exponents_divided},
    {MISTAKE_EXPONENTS_ADDED, false, exponents_added},
    {MISTAKE_NEGATIVE_EXPONENT, false, negative_exponent},
    {MISTAKE_ZERO_EXPONENT, false, zero_exponent},
    {MISTAKE_POWER_AS_PRODUCT, false, power_as_product},
    {MISTAKE_FRACTIONAL_EXPONENT, false, fractional_exponent},
    {MISTAKE_BASES_MULTIPLIED, false, bases_multiplied},
    {MISTAKE_FACTORED_WRONGLY, false, sum_of_powers_joined},
};
const size_t rules_powers_count = sizeof rules_powers / sizeof *rules_powers;
