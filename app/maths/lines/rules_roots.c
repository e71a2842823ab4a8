/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules that lose, gain or misplace the solutions of an equation: products that are zero,
 * squares, dividing by the unknown, the quadratic formula. The comment above each is an example.
 */
#include "app/maths/lines/sides.h"

/* x = -b/a where the factor is a·x + b; NULL when the factor is not of this kind. */
static const struct tree *zero_of(struct rules *r, const struct tree *factor,
                                  const struct tree **symbol, const struct tree **coefficient)
{
    size_t n_symbols;
    const struct tree *const *symbols = tree_symbols(r->arena, factor, &n_symbols);
    if (n_symbols != 1)
        return NULL;
    *symbol = symbols[0];
    struct term term[TERMS_MAX], rest[TERMS_MAX];
    size_t n = term_split(factor, term), m = 0;
    *coefficient = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!tree_mentions(term[i].t, *symbol)) {
            rest[m++] = (struct term){term[i].t, !term[i].minus};
            continue;
        }
        const struct tree *f[TERMS_MAX];
        bool minus;
        size_t k = term_factors(term[i].t, f, &minus), at = k;
        for (size_t j = 0; j < k; j++)
            if (tree_same(f[j], *symbol))
                at = j;
        if (*coefficient || at == k)
            return NULL;
        *coefficient = term_product_without(r->arena, f, k, at);
        if (term[i].minus != minus)
            *coefficient = term_minus(r->arena, *coefficient);
    }
    if (!*coefficient || tree_mentions(*coefficient, *symbol))
        return NULL;
    return term_over(r->arena, term_sum(r->arena, rest, m), *coefficient);
}

static const struct tree *alternatives(struct rules *r, const struct tree *const *one, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!one[i])
            return NULL;
    return n == 1 ? one[0] : tree_node(r->arena, TREE_OR, 0, one, n);
}

static size_t zero_factors(struct rules *r, const struct tree *product, const struct tree **factor)
{
    const struct tree *all[TERMS_MAX], *base;
    bool minus;
    size_t n = term_factors(product, all, &minus), m = 0;
    for (size_t i = 0; i < n; i++)
        if (rules_has_letters(r, all[i]))
            factor[m++] = sides_squares(all[i], &base) ? base : all[i];
    return m;
}

/* (x - 2)(x + 3) = 0, so x = -2 or x = 3;  (2x - 1)(x - 4) = 0, so x = 1 or x = 4 */
static void zero_product_sign(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    for (int turned = 0; turned < 2; turned++) {
        const struct tree *factor[TERMS_MAX], *root[TERMS_MAX], *symbol, *c[TERMS_MAX];
        if (!sides_read(t, turned, &s) || !sides_equal(&s))
            return;
        if (!term_is_zero(s.b) || (s.a->kind != TREE_MULTIPLY && s.a->kind != TREE_POWER))
            continue;
        size_t n = zero_factors(r, s.a, factor);
        if (n == 0 || n > 4)
            continue;
        const struct tree *right[4], *wrong[4];
        bool good = true;
        for (size_t i = 0; i < n && good; i++) {
            root[i] = zero_of(r, factor[i], &symbol, &c[i]);
            good = root[i] != NULL;
            right[i] = good ? term_equation(arena, symbol, RELATION_EQUAL, root[i]) : NULL;
        }
        if (!good)
            continue;
        for (int kind = 0; kind < 4; kind++)
            for (unsigned hit = (1u << n) - 1; hit > 0; hit--) {
                for (size_t i = 0; i < n; i++) {
                    const struct tree *v = root[i];
                    if (hit >> i & 1)
                        v = kind == 0   ? term_minus(arena, v)
                            : kind == 1 ? term_times(arena, v, c[i])
                            : kind == 2 ? term_minus(arena, term_times(arena, v, c[i]))
                                        : term_over(arena, rules_number(r, 1), v);
                    if (kind > 0 && hit >> i & 1 && tree_is_number(c[i], "1"))
                        v = NULL;
                    wrong[i] = v ? term_equation(arena, symbol, RELATION_EQUAL, v) : NULL;
                }
                rules_emit(r, alternatives(r, wrong, n), alternatives(r, right, n));
            }
    }
}

/* (x - 1)(x - 2) = 6, so x - 1 = 6 or x - 2 = 6 */
static void zero_product_nonzero(struct rules *r, const struct tree *t)
{
    struct sides s;
    for (int turned = 0; turned < 2; turned++) {
        const struct tree *factor[TERMS_MAX];
        if (!sides_read(t, turned, &s) || !sides_equal(&s))
            return;
        if (term_is_zero(s.b) || rules_has_letters(r, s.b) || s.a->kind != TREE_MULTIPLY)
            continue;
        size_t n = zero_factors(r, s.a, factor);
        if (n < 2 || n > 4)
            continue;
        const struct tree *wrong[4], *zero[4];
        for (size_t i = 0; i < n; i++) {
            wrong[i] = term_equation(r->arena, factor[i], RELATION_EQUAL, s.b);
            zero[i] = term_equation(r->arena, factor[i], RELATION_EQUAL, rules_number(r, 0));
        }
        rules_emit(r, alternatives(r, wrong, n), NULL);
        rules_emit(r, alternatives(r, zero, n), NULL);
        for (size_t i = 0; i < n; i++)
            rules_emit(r, wrong[i], NULL);
        int64_t value;
        if (n != 2 || !term_integer(s.b, &value))
            continue;
        for (int64_t d = -30; d <= 30; d++) {
            if (d == 0 || value % d)
                continue;
            const struct tree *pair[] = {
                term_equation(r->arena, factor[0], RELATION_EQUAL, rules_number(r, d)),
                term_equation(r->arena, factor[1], RELATION_EQUAL, rules_number(r, value / d))};
            rules_emit(r, alternatives(r, pair, 2), NULL);
        }
    }
}

/* x^2 = 9, so x = 3 */
static void root_lost(struct rules *r, const struct tree *t)
{
    struct sides s;
    for (int turned = 0; turned < 2; turned++) {
        const struct tree *u, *v;
        if (!sides_read(t, turned, &s))
            return;
        if (!sides_equal(&s)) { /* x^2 < 9, so x < 3 */
            if (sides_squares(s.a, &u) && tree_is_number(s.a->child[1], "2"))
                rules_emit(r, sides_put(r, &s, u, tree_one(r->arena, TREE_ROOT, 0, s.b)), NULL);
            if (s.a->kind == TREE_ABSOLUTE)
                rules_emit(r, sides_put(r, &s, s.a->child[0], s.b), NULL);
            continue;
        }
        if (s.a->kind == TREE_ABSOLUTE) {
            const struct tree *right[] = {
                sides_put(r, &s, s.a->child[0], s.b),
                sides_put(r, &s, s.a->child[0], term_minus(r->arena, s.b))};
            rules_emit(r, right[0], alternatives(r, right, 2));
            rules_emit(r, right[1], alternatives(r, right, 2));
        }
        if (!sides_squares(s.a, &u) || !tree_is_number(s.a->child[1], "2"))
            continue;
        v = sides_squares(s.b, &v) && tree_is_number(s.b->child[1], "2")
                ? v
                : tree_one(r->arena, TREE_ROOT, 0, s.b);
        const struct tree *right[] = {sides_put(r, &s, u, v),
                                      sides_put(r, &s, u, term_minus(r->arena, v))};
        rules_emit(r, right[0], alternatives(r, right, 2));
        rules_emit(r, right[1], alternatives(r, right, 2));
    }
}

/* x^2 = 3x, so x = 3 */
static void divided_by_zero(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    size_t n_symbols;
    if (!sides_read(t, false, &s) || !sides_equal(&s))
        return;
    const struct tree *const *symbol = tree_symbols(arena, t, &n_symbols);
    const struct tree *by[TERMS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < n_symbols && n < 4; i++)
        by[n++] = symbol[i];
    for (int side = 0; side < 2; side++) {
        const struct tree *factor[TERMS_MAX], *base;
        bool minus;
        size_t m = term_factors(t->child[side], factor, &minus);
        for (size_t i = 0; i < m && n < TERMS_MAX; i++) {
            base = factor[i]->kind == TREE_POWER ? factor[i]->child[0] : factor[i];
            if (rules_has_letters(r, base) && base->kind != TREE_SYMBOL)
                by[n++] = base;
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct tree *zero = term_equation(arena, by[i], RELATION_EQUAL, rules_number(r, 0));
        const struct tree *wrong = term_equation(arena, term_over(arena, s.a, by[i]),
                                                 RELATION_EQUAL, term_over(arena, s.b, by[i]));
        const struct tree *both[] = {wrong, zero};
        /* with a zero on one side this is dividing only where x itself goes */
        if ((term_is_zero(s.a) || term_is_zero(s.b)) && by[i]->kind != TREE_SYMBOL)
            continue;
        rules_emit(r, wrong, alternatives(r, both, 2));
    }
}

/* sqrt(x + 6) = x, so x + 6 = x^2 */
static void root_gained(struct rules *r, const struct tree *t)
{
    struct sides s;
    const struct tree *two = rules_number(r, 2);
    if (sides_read(t, false, &s) && sides_equal(&s))
        rules_emit(r,
                   sides_put(r, &s, term_power(r->arena, s.a, two), term_power(r->arena, s.b, two)),
                   NULL);
}

/* x = (-b ± sqrt(b^2 - 4ac))/(2a) with a sign, a factor or a bracket forgotten */
static void quadratic_formula(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    if (!sides_read(t, false, &s) || !sides_equal(&s) || !term_is_zero(s.b))
        return;
    size_t n_symbols;
    const struct tree *const *symbols = tree_symbols(arena, s.a, &n_symbols);
    struct term term[TERMS_MAX];
    size_t n = term_split(s.a, term);
    if (n_symbols != 1 || n < 2 || n > 3)
        return;
    const struct tree *x = symbols[0], *abc[3] = {NULL, NULL, NULL};
    for (size_t i = 0; i < n; i++) {
        const struct tree *f[TERMS_MAX];
        bool minus;
        size_t k = term_factors(term[i].t, f, &minus), degree = 0, at = k;
        for (size_t j = 0; j < k; j++) {
            if (tree_same(f[j], x))
                degree = 1, at = j;
            else if (f[j]->kind == TREE_POWER && tree_same(f[j]->child[0], x) &&
                     tree_is_number(f[j]->child[1], "2"))
                degree = 2, at = j;
            else if (tree_mentions(f[j], x))
                return;
        }
        const struct tree *c =
            at < k ? term_product_without(arena, f, k, at) : term_product(arena, f, k);
        if (abc[2 - degree])
            return;
        abc[2 - degree] = term[i].minus != minus ? term_minus(arena, c) : c;
    }
    if (!abc[0])
        return;
    const struct tree *a = abc[0], *b = abc[1] ? abc[1] : rules_number(r, 0),
                      *c = abc[2] ? abc[2] : rules_number(r, 0);
    const struct tree *two = rules_number(r, 2), *bb = term_power(arena, b, two),
                      *ac4 = term_times(arena, rules_number(r, 4), term_times(arena, a, c)),
                      *right_inside = term_subtract(arena, bb, ac4),
                      *two_a = term_times(arena, two, a), *minus_b = term_minus(arena, b);
    struct {
        const struct tree *b, *inside, *by;
        bool only_root, no_root, only_b;
    } ways[] = {
        {minus_b, right_inside, two_a, false, false, false},
        {b, right_inside, two_a, false, false, false},
        {minus_b, term_add(arena, bb, ac4), two_a, false, false, false},
        {minus_b, right_inside, two, false, false, false},
        {minus_b, right_inside, a, false, false, false},
        {minus_b, right_inside, rules_number(r, 1), false, false, false},
        {minus_b, right_inside, two_a, true, false, false},
        {minus_b, right_inside, two_a, false, false, true},
        {minus_b, right_inside, two_a, false, true, false},
        {minus_b, term_subtract(arena, term_minus(arena, bb), ac4), two_a, false, false, false},
        {minus_b, term_subtract(arena, bb, term_times(arena, a, c)), two_a, false, false, false},
        {minus_b, term_subtract(arena, bb, term_times(arena, two, term_times(arena, a, c))), two_a,
         false, false, false},
        {minus_b, term_subtract(arena, b, ac4), two_a, false, false, false},
        {b, term_add(arena, bb, ac4), two_a, false, false, false},
        {minus_b, term_subtract(arena, ac4, bb), two_a, false, false, false},
    };
    const struct tree *right = NULL;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct tree *root =
            ways[i].no_root ? ways[i].inside : tree_one(arena, TREE_ROOT, 0, ways[i].inside);
        const struct tree *one[2];
        for (int minus = 0; minus < 2; minus++) {
            const struct tree *signed_root = minus ? term_minus(arena, root) : root;
            const struct tree *value =
                ways[i].only_root
                    ? term_add(arena, ways[i].b, term_over(arena, signed_root, ways[i].by))
                : ways[i].only_b
                    ? term_add(arena, term_over(arena, ways[i].b, ways[i].by), signed_root)
                    : term_over(arena, term_add(arena, ways[i].b, signed_root), ways[i].by);
            one[minus] = term_equation(arena, x, RELATION_EQUAL, value);
        }
        if (i == 0)
            right = alternatives(r, one, 2);
        else
            rules_emit(r, alternatives(r, one, 2), right);
    }
}

const struct rule rules_roots[] = {
    {MISTAKE_DIVIDED_BY_ZERO, true, divided_by_zero},
    {MISTAKE_ROOT_LOST, true, root_lost},
    {MISTAKE_ROOT_GAINED, true, root_gained},
    {MISTAKE_ZERO_PRODUCT_SIGN, true, zero_product_sign},
    {MISTAKE_ZERO_PRODUCT_NONZERO, true, zero_product_nonzero},
    {MISTAKE_ZERO_PRODUCT_SIGN, true, rules_roots_negated},
    {MISTAKE_FORMULA_MISREMEMBERED, true, quadratic_formula},
};
const size_t rules_roots_count = sizeof rules_roots / sizeof *rules_roots;
