/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules for powers, roots, logarithms and functions, and formulas remembered wrongly. Each
 * function is one belief; the comment above it is an example.
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

static bool is_log(const struct tree *t)
{
    return t->kind == TREE_APPLY && (t->detail == FUNCTION_LN || t->detail == FUNCTION_LOG);
}

static const struct tree *same_log(struct rules *r, const struct tree *log, const struct tree *of)
{
    if (!of)
        return NULL;
    const struct tree *child[] = {of, log->n > 1 ? log->child[1] : of};
    return tree_with(r->arena, log, child);
}

static bool alike(const struct tree *a, const struct tree *b)
{
    return is_log(a) && is_log(b) && a->detail == b->detail && a->n == b->n &&
           (a->n == 1 || tree_same(a->child[1], b->child[1]));
}

/* log(a + b) = log a + log b,  log(ab) = log a · log b,  log(a/b) = log a / log b */
static void log_opened(struct rules *r, const struct tree *t)
{
    if (!is_log(t))
        return;
    const struct tree *of = t->child[0];
    struct term term[TERMS_MAX];
    size_t n = sum_terms(of, term);
    if (n >= 2) {
        struct term wrong[TERMS_MAX];
        for (size_t i = 0; i < n; i++)
            wrong[i] = (struct term){same_log(r, t, term[i].t), term[i].minus};
        rules_emit(r, term_sum(r->arena, wrong, n), NULL);
        if (n == 2 && wrong[1].t && term[1].minus)
            rules_emit(r, term_over(r->arena, wrong[0].t, wrong[1].t), NULL);
        else if (n == 2)
            rules_emit(r, term_times(r->arena, wrong[0].t, wrong[1].t), NULL);
    }
    if (of->kind == TREE_MULTIPLY && of->n == 2) {
        const struct tree *a = same_log(r, t, of->child[0]), *b = same_log(r, t, of->child[1]);
        rules_emit(r, term_times(r->arena, a, b), term_add(r->arena, a, b));
        rules_emit(r, term_times(r->arena, of->child[0], b), term_add(r->arena, a, b));
    }
    if (of->kind == TREE_DIVIDE) {
        const struct tree *a = same_log(r, t, of->child[0]), *b = same_log(r, t, of->child[1]);
        rules_emit(r, term_over(r->arena, a, b), term_subtract(r->arena, a, b));
    }
    if (of->kind == TREE_POWER) {
        const struct tree *a = same_log(r, t, of->child[0]);
        rules_emit(r, term_power(r->arena, a, of->child[1]), term_times(r->arena, of->child[1], a));
    }
}

/* log a + log b = log(a + b),  log a / log b = log a - log b,  (log a)^2 = 2 log a */
static void logs_joined(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX], rest[TERMS_MAX];
    size_t n = sum_terms(t, term);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const struct tree *a = term[i].t, *b = term[j].t;
            if (!alike(a, b))
                continue;
            bool apart = term[i].minus != term[j].minus;
            const struct term pair[] = {{a->child[0], false}, {b->child[0], apart}};
            const struct tree *one[] = {
                same_log(r, a, term_sum(r->arena, pair, 2)),
                apart ? term_over(r->arena, a, b) : term_times(r->arena, a, b),
                apart ? NULL : same_log(r, a, term_over(r->arena, a->child[0], b->child[0]))};
            for (size_t k = 0; k < 3; k++) {
                size_t m = 0;
                for (size_t q = 0; q < n; q++)
                    if (q != j)
                        rest[m++] = q == i ? (struct term){one[k], term[i].minus} : term[q];
                rules_emit(r, one[k] ? term_sum(r->arena, rest, m) : NULL, NULL);
            }
        }
    if (t->kind == TREE_DIVIDE && alike(t->child[0], t->child[1])) {
        const struct tree *a = t->child[0], *b = t->child[1];
        rules_emit(r, same_log(r, a, term_over(r->arena, a->child[0], b->child[0])), NULL);
        rules_emit(r, term_subtract(r->arena, a, b), NULL);
        rules_emit(r, term_over(r->arena, a->child[0], b->child[0]), NULL);
    }
    if (t->kind == TREE_MULTIPLY && t->n == 2 && alike(t->child[0], t->child[1])) {
        const struct tree *a = t->child[0], *b = t->child[1];
        rules_emit(r, same_log(r, a, term_times(r->arena, a->child[0], b->child[0])), NULL);
        rules_emit(r, term_add(r->arena, a, b), NULL);
    }
    if (t->kind == TREE_POWER && is_log(t->child[0]))
        rules_emit(r, term_times(r->arena, t->child[1], t->child[0]), NULL);
}

static bool splits(const struct tree *t)
{
    return (t->kind == TREE_APPLY && t->n == 1 && !is_log(t)) || t->kind == TREE_ABSOLUTE ||
           (t->kind == TREE_CALL && t->n == 2);
}

static const struct tree *same_function(struct rules *r, const struct tree *f,
                                        const struct tree *of)
{
    if (!of)
        return NULL;
    const struct tree *child[2] = {of, of};
    if (f->kind == TREE_CALL)
        child[0] = f->child[0];
    return tree_with(r->arena, f, child);
}

/* sin(a + b) = sin a + sin b,  sin 2x = 2 sin x,  f(x + h) = f(x) + h */
static void function_over_sum(struct rules *r, const struct tree *t)
{
    if (!splits(t))
        return;
    const struct tree *of = t->child[t->n - 1];
    struct term term[TERMS_MAX], wrong[TERMS_MAX];
    size_t n = sum_terms(of, term);
    if (n >= 2) {
        for (size_t i = 0; i < n; i++)
            wrong[i] = (struct term){same_function(r, t, term[i].t), term[i].minus};
        rules_emit(r, term_sum(r->arena, wrong, n), NULL);
        if (t->kind == TREE_ABSOLUTE) {
            for (size_t i = 0; i < n; i++)
                wrong[i].minus = false;
            rules_emit(r, term_sum(r->arena, wrong, n), NULL);
        }
        if (t->kind == TREE_CALL)
            rules_emit(r,
                       term_add(r->arena, same_function(r, t, term[0].t),
                                term_sum_without(r->arena, term, n, 0)),
                       NULL);
    }
    if (t->kind == TREE_ABSOLUTE)
        return;
    if (of->kind == TREE_MULTIPLY)
        for (uint32_t i = 0; i < of->n; i++)
            if (i == 0 || t->kind != TREE_CALL)
                rules_emit(
                    r,
                    term_times(
                        r->arena, of->child[i],
                        same_function(r, t, term_product_without(r->arena, of->child, of->n, i))),
                    NULL);
    if (of->kind == TREE_DIVIDE)
        rules_emit(r, term_over(r->arena, same_function(r, t, of->child[0]), of->child[1]), NULL);
}

/* sin a + sin b = sin(a + b) */
static void functions_joined(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    if (sum_terms(t, term) != 2)
        return;
    const struct tree *a = term[0].t, *b = term[1].t;
    if (!splits(a) || a->kind != b->kind || a->detail != b->detail || a->kind == TREE_CALL)
        return;
    const struct term of[] = {{a->child[0], term[0].minus}, {b->child[0], term[1].minus}};
    rules_emit(r, same_function(r, a, term_sum(r->arena, of, 2)), NULL);
}

/* Formulas with squares of sums: (a + b)^2 = a^2 + ab + b^2 and relatives */
static void square_misremembered(struct rules *r, const struct tree *t)
{
    struct tree_arena *arena = r->arena;
    const struct tree *a, *b;
    struct term term[TERMS_MAX];
    if (t->kind == TREE_POWER && tree_is_number(t->child[1], "2") &&
        sum_terms(t->child[0], term) == 2) {
        a = term[0].t;
        b = term[1].t;
        bool minus = term[0].minus != term[1].minus;
        const struct tree *two = number(r, 2), *aa = term_power(arena, a, two),
                          *bb = term_power(arena, b, two), *ab = term_times(arena, a, b),
                          *ab2 = term_times(arena, two, ab);
        const struct term right[] = {{aa, false}, {ab2, minus}, {bb, false}};
        const struct term wrong[][3] = {
            {{aa, false}, {ab, minus}, {bb, false}},
            {{aa, false}, {ab2, minus}, {bb, true}},
            {{aa, false}, {ab2, !minus}, {bb, false}},
            {{aa, false}, {term_times(arena, two, b), minus}, {bb, false}},
            {{aa, false}, {term_times(arena, two, a), minus}, {bb, false}},
            {{aa, false}, {ab2, minus}, {b, false}},
            {{aa, false}, {term_times(arena, two, ab2), minus}, {bb, false}},
        };
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
            rules_emit(r, term_sum(arena, wrong[i], 3), term_sum(arena, right, 3));
    }
    if (t->kind == TREE_POWER && tree_is_number(t->child[1], "3") &&
        sum_terms(t->child[0], term) == 2) {
        a = term[0].t;
        b = term[1].t;
        bool minus = term[0].minus != term[1].minus;
        const struct tree *three = number(r, 3), *two = number(r, 2);
        const struct tree *aab = term_times(arena, term_power(arena, a, two), b),
                          *abb = term_times(arena, a, term_power(arena, b, two));
        for (int k = 1; k <= 3; k++) {
            const struct tree *by = number(r, k);
            const struct term wrong[] = {{term_power(arena, a, three), false},
                                         {term_times(arena, by, aab), minus},
                                         {term_times(arena, by, abb), k == 3 && minus},
                                         {term_power(arena, b, three), minus}};
            if (k != 3 || minus)
                rules_emit(r, term_sum(arena, wrong, 4), NULL);
        }
    }
    if (t->kind == TREE_MULTIPLY && t->n == 2) {
        struct term other[TERMS_MAX];
        if (sum_terms(t->child[0], term) != 2 || sum_terms(t->child[1], other) != 2 ||
            !tree_same(term[0].t, other[0].t) || !tree_same(term[1].t, other[1].t))
            return;
        const struct tree *two = number(r, 2), *aa = term_power(arena, term[0].t, two),
                          *bb = term_power(arena, term[1].t, two);
        rules_emit(r, term_add(arena, aa, bb), term_subtract(arena, aa, bb));
    }
}

static const struct tree *apply(struct rules *r, enum tree_function f, const struct tree *of)
{
    return tree_one(r->arena, TREE_APPLY, f, of);
}

static bool is_squared(const struct tree *t, enum tree_function f)
{
    return t->kind == TREE_POWER && tree_is_number(t->child[1], "2") &&
           t->child[0]->kind == TREE_APPLY && t->child[0]->detail == f;
}

/* cos 2x = sin^2 x - cos^2 x,  sin 2x = sin x cos x,  1 - sin^2 x = sin^2 x ... */
static void trigonometry_misremembered(struct rules *r, const struct tree *t)
{
    struct tree_arena *arena = r->arena;
    const struct tree *two = number(r, 2), *one = number(r, 1);
    if (t->kind == TREE_POWER && (is_squared(t, FUNCTION_SIN) || is_squared(t, FUNCTION_COS))) {
        enum tree_function f = t->child[0]->detail == FUNCTION_SIN ? FUNCTION_COS : FUNCTION_SIN;
        const struct tree *other = term_power(arena, apply(r, f, t->child[0]->child[0]), two);
        const struct tree *right = term_subtract(arena, one, other);
        rules_emit(r, term_add(arena, one, other), right);
        rules_emit(r, term_subtract(arena, other, one), right);
        rules_emit(r, term_subtract(arena, one, apply(r, f, t->child[0]->child[0])), right);
    }
    if (t->kind == TREE_APPLY && t->detail == FUNCTION_TAN) {
        const struct tree *s = apply(r, FUNCTION_SIN, t->child[0]),
                          *c = apply(r, FUNCTION_COS, t->child[0]);
        rules_emit(r, term_over(arena, c, s), term_over(arena, s, c));
        rules_emit(r, term_times(arena, s, c), term_over(arena, s, c));
    }
    if (t->kind != TREE_APPLY || (t->detail != FUNCTION_SIN && t->detail != FUNCTION_COS))
        return;
    bool is_sin = t->detail == FUNCTION_SIN;
    const struct tree *of = t->child[0], *factor[TERMS_MAX];
    bool minus;
    size_t n = of->kind == TREE_MULTIPLY ? term_factors(of, factor, &minus) : 0;
    if (n >= 2 && !minus && tree_is_number(factor[0], "2")) {
        const struct tree *x = term_product_without(arena, factor, n, 0);
        const struct tree *s = apply(r, FUNCTION_SIN, x), *c = apply(r, FUNCTION_COS, x);
        const struct tree *ss = term_power(arena, s, two), *cc = term_power(arena, c, two);
        if (is_sin) {
            rules_emit(r, term_times(arena, s, c), term_times(arena, two, term_times(arena, s, c)));
            rules_emit(r, ss, NULL);
        } else {
            const struct tree *right = term_subtract(arena, cc, ss);
            const struct tree *wrong[] = {
                term_subtract(arena, ss, cc),
                term_add(arena, cc, ss),
                term_subtract(arena, one, term_times(arena, two, cc)),
                term_subtract(arena, term_times(arena, two, ss), one),
                term_subtract(arena, one, ss),
                term_add(arena, term_times(arena, two, cc), one),
                term_add(arena, one, term_times(arena, two, ss)),
                term_times(arena, two, term_times(arena, s, c)),
            };
            for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
                rules_emit(r, wrong[i], right);
        }
    }
    struct term term[TERMS_MAX];
    if (sum_terms(of, term) == 2) {
        const struct tree *a = term[0].t, *b = term[1].t;
        bool apart = term[1].minus;
        const struct tree *sc = term_times(arena, apply(r, FUNCTION_SIN, a),
                                           apply(r, FUNCTION_COS, b)),
                          *cs = term_times(arena, apply(r, FUNCTION_COS, a),
                                           apply(r, FUNCTION_SIN, b)),
                          *ss = term_times(arena, apply(r, FUNCTION_SIN, a),
                                           apply(r, FUNCTION_SIN, b)),
                          *cc = term_times(arena, apply(r, FUNCTION_COS, a),
                                           apply(r, FUNCTION_COS, b));
        const struct term sine[] = {{sc, false}, {cs, apart}},
                          cosine[] = {{cc, false}, {ss, !apart}};
        const struct tree *right = term_sum(arena, is_sin ? sine : cosine, 2);
        const struct term wrong[][2] = {{{sc, false}, {cs, !apart}}, {{ss, false}, {cc, apart}},
                                        {{cc, false}, {ss, apart}},  {{sc, false}, {cs, apart}},
                                        {{cc, false}, {ss, !apart}}, {{ss, false}, {cc, !apart}}};
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
            if (i != (is_sin ? 3u : 4u))
                rules_emit(r, term_sum(arena, wrong[i], 2), right);
    }
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
    {MISTAKE_LOG_OF_SUM, false, log_opened},
    {MISTAKE_LOG_OF_SUM, false, logs_joined},
    {MISTAKE_FUNCTION_OVER_SUM, false, function_over_sum},
    {MISTAKE_FUNCTION_OVER_SUM, false, functions_joined},
    {MISTAKE_FORMULA_MISREMEMBERED, false, square_misremembered},
    {MISTAKE_FORMULA_MISREMEMBERED, false, trigonometry_misremembered},
    {MISTAKE_FACTORED_WRONGLY, false, sum_of_powers_joined},
};
const size_t rules_powers_count = sizeof rules_powers / sizeof *rules_powers;
