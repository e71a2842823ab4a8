/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules for equations and inequalities. Each function is one belief; the comment above it
 * is an example. A relation is looked at from both of its sides.
 */
#include "app/maths/lines/fingerprint.h"
#include "app/maths/lines/rules.h"

/* A relation of two sides, seen from one of them. */
struct sides {
    const struct tree *a, *b;
    unsigned relation;
    bool turned; /* a stands on the right */
};

static bool sides_of(const struct tree *t, bool turned, struct sides *s)
{
    if (t->kind != TREE_RELATION || t->n != 2)
        return false;
    *s = (struct sides){t->child[turned], t->child[!turned], t->relations[0], turned};
    return s->relation <= RELATION_GREATER_EQUAL;
}

static bool is_equation(const struct sides *s)
{
    return s->relation == RELATION_EQUAL;
}

static const struct tree *put(struct rules *r, const struct sides *s, const struct tree *a,
                              const struct tree *b)
{
    return s->turned ? term_equation(r->arena, b, s->relation, a)
                     : term_equation(r->arena, a, s->relation, b);
}

static const struct tree *number(struct rules *r, int64_t value)
{
    return tree_integer(r->arena, value);
}

static bool has_letters(struct rules *r, const struct tree *t)
{
    return !term_is_numeric(r->arena, t);
}

/* Terms `moved` of a (bits) go to the side of b with the sign they had; `good` with the right one.
 */
static void move_terms(struct rules *r, const struct sides *s, const struct term *a, size_t n,
                       const struct term *b, size_t m, unsigned moved)
{
    struct term left[TERMS_MAX], wrong[TERMS_MAX], good[TERMS_MAX];
    size_t nl = 0, nr = 0;
    if (m + n > TERMS_MAX)
        return;
    for (size_t i = 0; i < m; i++)
        good[nr] = wrong[nr] = b[i], nr++;
    for (size_t i = 0; i < n; i++) {
        if (!(moved >> i & 1)) {
            left[nl++] = a[i];
            continue;
        }
        if (term_is_zero(a[i].t))
            return;
        wrong[nr] = a[i];
        good[nr++] = (struct term){a[i].t, !a[i].minus};
    }
    rules_emit(r, put(r, s, term_sum(r->arena, left, nl), term_sum(r->arena, wrong, nr)),
               put(r, s, term_sum(r->arena, left, nl), term_sum(r->arena, good, nr)));
}

/* Term i of a and term j of b change places; `keep`: which of the two keep their signs. */
static void swap_terms(struct rules *r, const struct sides *s, const struct term *a, size_t n,
                       size_t i, const struct term *b, size_t m, size_t j, unsigned keep)
{
    struct term left[TERMS_MAX], right[TERMS_MAX];
    size_t nl = 0, nr = 0;
    for (size_t k = 0; k < n; k++)
        if (k != i)
            left[nl++] = a[k];
    for (size_t k = 0; k < m; k++)
        if (k != j)
            right[nr++] = b[k];
    left[nl++] = (struct term){b[j].t, b[j].minus != !(keep & 2)};
    right[nr++] = (struct term){a[i].t, a[i].minus != !(keep & 1)};
    rules_emit(r, put(r, s, term_sum(r->arena, left, nl), term_sum(r->arena, right, nr)), NULL);
}

/* x + 3 = 5, so x = 5 + 3;  5x - 2 = 3x + 8, so 5x + 3x = 8 + 2 */
static void sign_moving(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct term a[TERMS_MAX], b[TERMS_MAX];
    for (int turned = 0; turned < 2; turned++) {
        if (!sides_of(t, turned, &s))
            return;
        size_t n = term_split(s.a, a), m = term_split(s.b, b);
        if (n == 0 || m == 0 || n > 5)
            continue;
        if (m == 1 && term_is_zero(b[0].t))
            m = 0;
        for (unsigned moved = 1; moved < 1u << n; moved++)
            move_terms(r, &s, a, n, b, m, moved);
    }
    if (!sides_of(t, false, &s))
        return;
    size_t n = term_split(s.a, a), m = term_split(s.b, b);
    for (size_t i = 0; i < n && n <= 3 && n + m > 2; i++)
        for (size_t j = 0; j < m && m <= 3; j++)
            for (unsigned keep = 1; keep < 4 && !term_is_zero(a[i].t) && !term_is_zero(b[j].t);
                 keep++)
                swap_terms(r, &s, a, n, i, b, m, j, keep);
}

/* 2x = 6, so x = 6 - 2, x = 12;  x/3 = 4, so x = 4/3;  x + 3 = 12, so x = 4 */
static void inverse_operation(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    for (int turned = 0; turned < 2; turned++) {
        if (!sides_of(t, turned, &s))
            return;
        const struct tree *factor[TERMS_MAX];
        bool minus;
        size_t n = s.a->kind == TREE_MULTIPLY || s.a->kind == TREE_NEGATE
                       ? term_factors(s.a, factor, &minus)
                       : 0;
        for (size_t i = 0; i < n && n > 1; i++) {
            const struct tree *rest = term_product_without(arena, factor, n, i), *k = factor[i];
            if (has_letters(r, k) && (term_is_zero(s.b) || !has_letters(r, s.b)))
                continue;
            const struct tree *by = minus ? term_minus(arena, k) : k;
            const struct tree *right = put(r, &s, rest, term_over(arena, s.b, by));
            const struct tree *wrong[] = {term_subtract(arena, s.b, k), term_add(arena, s.b, k),
                                          term_times(arena, s.b, by), term_times(arena, s.b, k)};
            for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++)
                rules_emit(r, put(r, &s, rest, wrong[w]), right);
        }
        if (s.a->kind == TREE_DIVIDE) {
            const struct tree *up = s.a->child[0], *k = s.a->child[1];
            const struct tree *right = put(r, &s, up, term_times(arena, s.b, k));
            const struct tree *wrong[] = {term_over(arena, s.b, k), term_subtract(arena, s.b, k),
                                          term_add(arena, s.b, k)};
            for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++)
                rules_emit(r, put(r, &s, up, wrong[w]), right);
            /* k/x = b, so x = k·b */
            const struct tree *turned_over = put(r, &s, k, term_over(arena, up, s.b));
            rules_emit(r, put(r, &s, k, term_times(arena, s.b, up)), turned_over);
            rules_emit(r, put(r, &s, k, term_over(arena, s.b, up)), turned_over);
        }
        struct term term[TERMS_MAX];
        size_t terms = s.a->kind == TREE_ADD ? term_split(s.a, term) : 0;
        for (size_t i = 0; i < terms; i++) {
            if (has_letters(r, term[i].t))
                continue;
            const struct tree *rest = term_sum_without(arena, term, terms, i);
            rules_emit(r, put(r, &s, rest, term_over(arena, s.b, term[i].t)), NULL);
            rules_emit(r, put(r, &s, rest, term_times(arena, s.b, term[i].t)), NULL);
        }
        if (s.a->kind == TREE_POWER) {
            const struct tree *u = s.a->child[0], *e = s.a->child[1];
            rules_emit(r, put(r, &s, u, term_over(arena, s.b, e)), NULL);
            rules_emit(r, put(r, &s, u, term_power(arena, s.b, e)), NULL);
            rules_emit(r, put(r, &s, u, term_subtract(arena, s.b, e)), NULL);
            if (!has_letters(r, u) && has_letters(r, e)) { /* 2^x = 8, so x = 8/2 */
                rules_emit(r, put(r, &s, e, term_over(arena, s.b, u)), NULL);
                rules_emit(r, put(r, &s, e, term_subtract(arena, s.b, u)), NULL);
            }
        }
        if (s.a->kind == TREE_ROOT && s.a->n == 1) {
            const struct tree *u = s.a->child[0];
            rules_emit(r, put(r, &s, u, tree_one(arena, TREE_ROOT, 0, s.b)),
                       put(r, &s, u, term_power(arena, s.b, number(r, 2))));
            rules_emit(r, put(r, &s, u, term_times(arena, s.b, number(r, 2))), NULL);
        }
        if (s.a->kind == TREE_APPLY && s.a->detail == FUNCTION_LOG) {
            const struct tree *u = s.a->child[0];
            const struct tree *base = s.a->n > 1 ? s.a->child[1] : number(r, 10);
            rules_emit(r, put(r, &s, u, term_times(arena, base, s.b)), NULL);
            rules_emit(r, put(r, &s, u, term_power(arena, s.b, base)), NULL);
            rules_emit(r, put(r, &s, u, term_over(arena, s.b, base)), NULL);
        }
    }
}

/* 2x = 6, so x = 2/6 */
static void division_turned(struct rules *r, const struct tree *t)
{
    struct sides s;
    for (int turned = 0; turned < 2; turned++) {
        const struct tree *factor[TERMS_MAX];
        bool minus;
        if (!sides_of(t, turned, &s))
            return;
        size_t n = s.a->kind == TREE_MULTIPLY || s.a->kind == TREE_NEGATE
                       ? term_factors(s.a, factor, &minus)
                       : 0;
        for (size_t i = 0; i < n && n > 1; i++) {
            if (has_letters(r, factor[i]))
                continue;
            const struct tree *by = minus ? term_minus(r->arena, factor[i]) : factor[i];
            const struct tree *rest = term_product_without(r->arena, factor, n, i);
            rules_emit(r, put(r, &s, rest, term_over(r->arena, by, s.b)),
                       put(r, &s, rest, term_over(r->arena, s.b, by)));
        }
    }
}

/* -2x = 6, so x = 3;  -x = 5, so x = 5 */
static void sign_lost_in_division(struct rules *r, const struct tree *t)
{
    struct sides s;
    for (int turned = 0; turned < 2; turned++) {
        const struct tree *factor[TERMS_MAX];
        bool minus;
        if (!sides_of(t, turned, &s) || !is_equation(&s))
            return;
        size_t n = term_factors(s.a, factor, &minus);
        if (n == 0)
            continue;
        if (n == 1) {
            if (minus)
                rules_emit(r, put(r, &s, factor[0], s.b),
                           put(r, &s, factor[0], term_minus(r->arena, s.b)));
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            if (has_letters(r, factor[i]))
                continue;
            const struct tree *value = term_over(r->arena, s.b, factor[i]);
            const struct tree *rest = term_product_without(r->arena, factor, n, i);
            const struct tree *other = term_minus(r->arena, value);
            rules_emit(r, put(r, &s, rest, minus ? value : other),
                       put(r, &s, rest, minus ? other : value));
        }
    }
}

static bool squares(const struct tree *t, const struct tree **base)
{
    int64_t e;
    if (t->kind != TREE_POWER || !term_integer(t->child[1], &e) || e < 2 || e % 2)
        return false;
    *base = t->child[0];
    return true;
}

/* 2x = 6, so x = 6;  x + 3 = 5, so x = 5;  x^2 = 9, so x = 9 */
static void one_side_only(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    for (int turned = 0; turned < 2; turned++) {
        if (!sides_of(t, turned, &s))
            return;
        if (!has_letters(r, s.a))
            continue;
        struct term term[TERMS_MAX];
        size_t n = s.a->kind == TREE_ADD ? term_split(s.a, term) : 0;
        for (size_t i = 0; i < n; i++)
            if (!has_letters(r, term[i].t) || n > 1)
                rules_emit(r, put(r, &s, term_sum_without(arena, term, n, i), s.b),
                           put(r, &s, term_sum_without(arena, term, n, i),
                               term[i].minus ? term_add(arena, s.b, term[i].t)
                                             : term_subtract(arena, s.b, term[i].t)));
        const struct tree *factor[TERMS_MAX];
        bool minus;
        size_t m = s.a->kind == TREE_MULTIPLY || s.a->kind == TREE_NEGATE
                       ? term_factors(s.a, factor, &minus)
                       : 0;
        for (size_t i = 0; i < m && m > 1; i++)
            if (!has_letters(r, factor[i]) && !term_is_zero(s.b))
                rules_emit(
                    r, put(r, &s, term_product_without(arena, factor, m, i), s.b),
                    put(r, &s, term_product_without(arena, factor, m, i),
                        term_over(arena, s.b, minus ? term_minus(arena, factor[i]) : factor[i])));
        if (s.a->kind == TREE_DIVIDE)
            rules_emit(r, put(r, &s, s.a->child[0], s.b),
                       put(r, &s, s.a->child[0], term_times(arena, s.b, s.a->child[1])));
        /* all terms of one side multiplied by a denominator, and the other side left */
        for (size_t i = 0; i < n; i++) {
            if (term[i].t->kind != TREE_DIVIDE || has_letters(r, term[i].t->child[1]))
                continue;
            const struct tree *by = term[i].t->child[1];
            struct term scaled[TERMS_MAX];
            for (size_t k = 0; k < n; k++)
                scaled[k] = (struct term){term_times(arena, term[k].t, by), term[k].minus};
            rules_emit(r, put(r, &s, term_sum(arena, scaled, n), s.b),
                       put(r, &s, term_sum(arena, scaled, n), term_times(arena, s.b, by)));
        }
        if ((s.a->kind == TREE_POWER && !has_letters(r, s.a->child[1])) || s.a->kind == TREE_ROOT)
            rules_emit(r, put(r, &s, s.a->child[0], s.b), NULL);
    }
}

/* One side of the student's line is as it was, the other one more or less by a number. */
static void one_side_changed(struct rules *r, const struct tree *t)
{
    struct sides s, q;
    for (int turned = 0; turned < 2; turned++) {
        if (r->before != t || !sides_of(t, turned, &s) || !sides_of(r->after, turned, &q) ||
            !is_equation(&s) || !has_letters(r, s.a))
            return;
        struct print a = fingerprint(s.a), b = fingerprint(s.b), qa = fingerprint(q.a),
                     qb = fingerprint(q.b);
        int64_t top, bottom;
        struct print more = fingerprint_subtract(&qa, &a);
        if (!fingerprint_same(&b, &qb) || fingerprint_same(&a, &qa) ||
            !fingerprint_rational(&more, &top, &bottom))
            continue;
        /* completing the square on one side, or a number that stands there in so many words */
        const struct tree *base;
        bool grew = false;
        struct term old[TERMS_MAX], now[TERMS_MAX];
        size_t n = term_split(s.a, old), m = term_split(q.a, now);
        if (m > n && q.a->kind == TREE_ADD && n) {
            grew = true;
            for (size_t i = 0; i < n; i++)
                grew &= tree_same(old[i].t, now[i].t) && old[i].minus == now[i].minus;
        }
        if (grew || (squares(q.a, &base) && !squares(s.a, &base)))
            rules_claim(r, put(r, &q, q.a,
                               term_add(r->arena, s.b,
                                        term_over(r->arena, number(r, top), number(r, bottom)))));
    }
}

/* x/2 + 1 = 3, so x + 1 = 6;  2x + 4 = 10, so x + 4 = 5 */
static void scaled_partly(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    if (!sides_of(t, false, &s))
        return;
    struct term term[2 * TERMS_MAX];
    size_t n = term_split(s.a, term), m = n ? term_split(s.b, term + n) : 0;
    if (n == 0 || m == 0 || n + m > 6 || n + m < 3)
        return;
    for (size_t i = 0; i < n + m; i++)
        for (int over = 0; over < 2; over++) {
            const struct tree *by = NULL;
            if (over && term[i].t->kind == TREE_DIVIDE && !has_letters(r, term[i].t->child[1]))
                by = term[i].t->child[1];
            if (!over && term[i].t->kind == TREE_MULTIPLY && !has_letters(r, term[i].t->child[0]))
                by = term[i].t->child[0];
            if (!by)
                continue;
            for (unsigned hit = 1; hit + 1 < 1u << (n + m); hit++) {
                struct term wrong[2 * TERMS_MAX];
                if (!(hit >> i & 1))
                    continue;
                /* a side that is not touched at all is another mistake */
                if (!(hit & ((1u << n) - 1)) || !(hit >> n))
                    continue;
                for (size_t k = 0; k < n + m; k++)
                    wrong[k] = (struct term){!(hit >> k & 1) ? term[k].t
                                             : over          ? term_times(arena, term[k].t, by)
                                                             : term_over(arena, term[k].t, by),
                                             term[k].minus};
                rules_emit(r, put(r, &s, term_sum(arena, wrong, n), term_sum(arena, wrong + n, m)),
                           NULL);
            }
        }
}

/* a/b = c/d, so ac = bd */
static void cross_multiplied(struct rules *r, const struct tree *t)
{
    struct sides s;
    if (!sides_of(t, false, &s) || s.a->kind != TREE_DIVIDE || s.b->kind != TREE_DIVIDE)
        return;
    const struct tree *right = put(r, &s, term_times(r->arena, s.a->child[0], s.b->child[1]),
                                   term_times(r->arena, s.a->child[1], s.b->child[0]));
    rules_emit(r,
               put(r, &s, term_times(r->arena, s.a->child[0], s.b->child[0]),
                   term_times(r->arena, s.a->child[1], s.b->child[1])),
               right);
    rules_emit(r,
               put(r, &s, term_times(r->arena, s.a->child[0], s.a->child[1]),
                   term_times(r->arena, s.b->child[0], s.b->child[1])),
               right);
    rules_emit(r, put(r, &s, s.a->child[0], s.b->child[0]), right);
}

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
        if (has_letters(r, all[i]))
            factor[m++] = squares(all[i], &base) ? base : all[i];
    return m;
}

/* (x - 2)(x + 3) = 0, so x = -2 or x = 3;  (2x - 1)(x - 4) = 0, so x = 1 or x = 4 */
static void zero_product_sign(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    for (int turned = 0; turned < 2; turned++) {
        const struct tree *factor[TERMS_MAX], *root[TERMS_MAX], *symbol, *c[TERMS_MAX];
        if (!sides_of(t, turned, &s) || !is_equation(&s))
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
                                        : term_over(arena, number(r, 1), v);
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
        if (!sides_of(t, turned, &s) || !is_equation(&s))
            return;
        if (term_is_zero(s.b) || has_letters(r, s.b) || s.a->kind != TREE_MULTIPLY)
            continue;
        size_t n = zero_factors(r, s.a, factor);
        if (n < 2 || n > 4)
            continue;
        const struct tree *wrong[4], *zero[4];
        for (size_t i = 0; i < n; i++) {
            wrong[i] = term_equation(r->arena, factor[i], RELATION_EQUAL, s.b);
            zero[i] = term_equation(r->arena, factor[i], RELATION_EQUAL, number(r, 0));
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
                term_equation(r->arena, factor[0], RELATION_EQUAL, number(r, d)),
                term_equation(r->arena, factor[1], RELATION_EQUAL, number(r, value / d))};
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
        if (!sides_of(t, turned, &s))
            return;
        if (!is_equation(&s)) { /* x^2 < 9, so x < 3 */
            if (squares(s.a, &u) && tree_is_number(s.a->child[1], "2"))
                rules_emit(r, put(r, &s, u, tree_one(r->arena, TREE_ROOT, 0, s.b)), NULL);
            if (s.a->kind == TREE_ABSOLUTE)
                rules_emit(r, put(r, &s, s.a->child[0], s.b), NULL);
            continue;
        }
        if (s.a->kind == TREE_ABSOLUTE) {
            const struct tree *right[] = {put(r, &s, s.a->child[0], s.b),
                                          put(r, &s, s.a->child[0], term_minus(r->arena, s.b))};
            rules_emit(r, right[0], alternatives(r, right, 2));
            rules_emit(r, right[1], alternatives(r, right, 2));
        }
        if (!squares(s.a, &u) || !tree_is_number(s.a->child[1], "2"))
            continue;
        v = squares(s.b, &v) && tree_is_number(s.b->child[1], "2")
                ? v
                : tree_one(r->arena, TREE_ROOT, 0, s.b);
        const struct tree *right[] = {put(r, &s, u, v), put(r, &s, u, term_minus(r->arena, v))};
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
    if (!sides_of(t, false, &s) || !is_equation(&s))
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
            if (has_letters(r, base) && base->kind != TREE_SYMBOL)
                by[n++] = base;
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct tree *zero = term_equation(arena, by[i], RELATION_EQUAL, number(r, 0));
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
    const struct tree *two = number(r, 2);
    if (sides_of(t, false, &s) && is_equation(&s))
        rules_emit(r, put(r, &s, term_power(r->arena, s.a, two), term_power(r->arena, s.b, two)),
                   NULL);
}

static unsigned mirrored(unsigned relation)
{
    switch (relation) {
    case RELATION_LESS:
        return RELATION_GREATER;
    case RELATION_LESS_EQUAL:
        return RELATION_GREATER_EQUAL;
    case RELATION_GREATER:
        return RELATION_LESS;
    case RELATION_GREATER_EQUAL:
        return RELATION_LESS_EQUAL;
    default:
        return relation;
    }
}

/* -2x < 6, so x < -3: what the student wrote, with the sign turned round, would be right */
static void inequality_not_flipped(struct rules *r, const struct tree *t)
{
    const struct tree *after = r->after;
    if (r->before != t || t->kind != TREE_RELATION || after->kind != TREE_RELATION ||
        t->n != after->n)
        return;
    uint8_t turned[8];
    if (after->n > 8)
        return;
    for (uint32_t i = 0; i + 1 < after->n; i++) {
        turned[i] = (uint8_t)mirrored(after->relations[i]);
        if (turned[i] == after->relations[i])
            return;
    }
    const struct tree *right = tree_relation(r->arena, after->child, turned, after->n);
    struct print a = fingerprint(t->child[0]), b = fingerprint(t->child[1]);
    struct print c = fingerprint(after->child[0]), d = fingerprint(after->child[1]);
    struct print before = fingerprint_subtract(&a, &b), now = fingerprint_subtract(&c, &d);
    int ratio = fingerprint_ratio(&before, &now);
    if (t->n == 3 && ratio) {
        struct print e = fingerprint(t->child[2]), f = fingerprint(after->child[2]);
        struct print before2 = fingerprint_subtract(&b, &e), now2 = fingerprint_subtract(&d, &f);
        ratio = fingerprint_ratio(&before2, &now2) == ratio ? ratio : 0;
    }
    if (!ratio)
        return;
    bool same_way = t->relations[0] == after->relations[0];
    if (same_way ? ratio < 0 : t->relations[0] == turned[0] && ratio > 0)
        rules_claim(r, right);
}

/* x = (-b ± sqrt(b^2 - 4ac))/(2a) with a sign, a factor or a bracket forgotten */
static void quadratic_formula(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    if (!sides_of(t, false, &s) || !is_equation(&s) || !term_is_zero(s.b))
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
    const struct tree *a = abc[0], *b = abc[1] ? abc[1] : number(r, 0),
                      *c = abc[2] ? abc[2] : number(r, 0);
    const struct tree *two = number(r, 2), *bb = term_power(arena, b, two),
                      *ac4 = term_times(arena, number(r, 4), term_times(arena, a, c)),
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
        {minus_b, right_inside, number(r, 1), false, false, false},
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

const struct rule rules_relations[] = {
    {MISTAKE_INEQUALITY_NOT_FLIPPED, true, inequality_not_flipped},
    {MISTAKE_SIGN_MOVING, true, sign_moving},
    {MISTAKE_DIVIDED_BY_ZERO, true, divided_by_zero},
    {MISTAKE_ROOT_LOST, true, root_lost},
    {MISTAKE_ROOT_GAINED, true, root_gained},
    {MISTAKE_ZERO_PRODUCT_SIGN, true, zero_product_sign},
    {MISTAKE_ZERO_PRODUCT_NONZERO, true, zero_product_nonzero},
    {MISTAKE_ZERO_PRODUCT_SIGN, true, rules_roots_negated},
    {MISTAKE_FORMULA_MISREMEMBERED, true, quadratic_formula},
    {MISTAKE_DIVISION_INVERTED, true, division_turned},
    {MISTAKE_ONE_SIDE_ONLY, true, one_side_only},
    {MISTAKE_ONE_SIDE_ONLY, true, one_side_changed},
    {MISTAKE_SIGN_LOST, true, sign_lost_in_division},
    {MISTAKE_DISTRIBUTED_PARTLY, true, scaled_partly},
    {MISTAKE_INVERSE_OPERATION, true, inverse_operation},
    {MISTAKE_CROSS_MULTIPLIED, true, cross_multiplied},
};
const size_t rules_relations_count = sizeof rules_relations / sizeof *rules_relations;
