/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules for sums, products, brackets and fractions. Each function is one belief; the comment
 * above it is an example.
 */
#include "app/maths/lines/rules.h"

#include <stdlib.h>

enum { SUBSET_TERMS = 5 }; /* brackets with more terms: one term at a time */

/* A bracket with what stands in front of it: ±M·(terms) or ±(terms)/M. */
struct bracket {
    bool minus, over;
    const struct tree *by; /* NULL: nothing but the sign */
    struct term term[TERMS_MAX];
    size_t n;
};

static bool bracket_read(struct rules *r, const struct tree *t, struct bracket *b)
{
    *b = (struct bracket){.minus = false};
    const struct tree *factor[TERMS_MAX];
    size_t n = term_factors(t, factor, &b->minus);
    for (size_t i = n; i-- > 0;) {
        const struct tree *f = factor[i];
        if (f->kind == TREE_DIVIDE && n == 1 && f->child[0]->kind == TREE_ADD) {
            b->over = true;
            b->by = f->child[1];
            b->n = term_split(f->child[0], b->term);
            return b->n > 1;
        }
        if (f->kind == TREE_ADD) {
            b->by = n > 1 ? term_product_without(r->arena, factor, n, i) : NULL;
            b->n = term_split(f, b->term);
            return b->n > 1;
        }
    }
    return false;
}

/* The term times (or over) what stands in front; numbers are multiplied out by the comparison. */
static const struct tree *scaled(struct rules *r, const struct bracket *b, const struct tree *t)
{
    if (!b->by)
        return t;
    return b->over ? term_over(r->arena, t, b->by) : term_times(r->arena, b->by, t);
}

static const struct tree *opened(struct rules *r, const struct bracket *b)
{
    struct term right[TERMS_MAX];
    for (size_t i = 0; i < b->n; i++)
        right[i] = (struct term){scaled(r, b, b->term[i].t), b->term[i].minus != b->minus};
    return term_sum(r->arena, right, b->n);
}

static unsigned subsets(size_t n)
{
    return n > SUBSET_TERMS ? 0 : 1u << n;
}

/* -(x - 2) = -x - 2,  5 - 2(x - 3) = 5 - 2x - 6 */
static void sign_distributing(struct rules *r, const struct tree *t)
{
    struct bracket b;
    if ((t->kind != TREE_NEGATE && t->kind != TREE_MULTIPLY) || !bracket_read(r, t, &b) || !b.minus)
        return;
    const struct tree *right = opened(r, &b);
    struct term wrong[TERMS_MAX];
    /* the more terms keep their old sign, the more common; the first one alone rarely does */
    for (unsigned keep = subsets(b.n); keep-- > 1;) {
        if (keep == 1)
            continue;
        for (size_t i = 0; i < b.n; i++)
            wrong[i] = (struct term){scaled(r, &b, b.term[i].t),
                                     b.term[i].minus != (b.minus && !(keep >> i & 1))};
        if ((keep & 1) == 0 || keep + 1 == subsets(b.n))
            rules_emit(r, term_sum(r->arena, wrong, b.n), right);
    }
}

/* 2(x + 3) = 2x + 3,  -2(x + 3) = -2x + 3 */
static void distributed_partly(struct rules *r, const struct tree *t)
{
    struct bracket b;
    if ((t->kind != TREE_NEGATE && t->kind != TREE_MULTIPLY) || !bracket_read(r, t, &b) || !b.by ||
        b.over)
        return;
    const struct tree *right = opened(r, &b);
    struct term wrong[TERMS_MAX];
    for (unsigned reached = 1; reached + 1 < subsets(b.n); reached++)
        for (int with_sign = 0; with_sign <= (int)b.minus; with_sign++) {
            for (size_t i = 0; i < b.n; i++) {
                bool hit = reached >> i & 1;
                wrong[i] = (struct term){hit ? scaled(r, &b, b.term[i].t) : b.term[i].t,
                                         b.term[i].minus != (b.minus && (hit || with_sign))};
            }
            rules_emit(r, term_sum(r->arena, wrong, b.n), right);
        }
}

/* (x + 2)(x + 3) = x^2 + 6, or one of the four products forgotten */
static void products_forgotten(struct rules *r, const struct tree *t)
{
    const struct tree *factor[TERMS_MAX];
    bool minus;
    size_t n = t->kind == TREE_MULTIPLY ? term_factors(t, factor, &minus) : 0;
    const struct tree *square[2] = {t, t};
    if (t->kind == TREE_POWER && tree_is_number(t->child[1], "2")) {
        square[0] = square[1] = t->child[0];
        n = 2;
        minus = false;
    } else if (n == 2) {
        square[0] = factor[0];
        square[1] = factor[1];
    }
    struct term a[TERMS_MAX], b[TERMS_MAX];
    size_t na = n == 2 ? term_split(square[0], a) : 0, nb = n == 2 ? term_split(square[1], b) : 0;
    if (na < 2 || nb < 2 || na * nb > 9)
        return;
    struct term product[9];
    for (size_t i = 0; i < na; i++)
        for (size_t j = 0; j < nb; j++)
            product[i * nb + j] = (struct term){term_times(r->arena, a[i].t, b[j].t),
                                                (a[i].minus != b[j].minus) != minus};
    const struct tree *right = term_sum(r->arena, product, na * nb);
    if (na == nb) {
        struct term diagonal[3];
        for (size_t i = 0; i < na; i++)
            diagonal[i] = product[i * nb + i];
        if (t->kind == TREE_MULTIPLY)
            rules_emit(r, term_sum(r->arena, diagonal, na), right);
    }
    for (size_t out = 0; out < na * nb && t->kind == TREE_MULTIPLY; out++)
        rules_emit(r, term_sum_without(r->arena, product, na * nb, out), right);
}

/* A term as a fraction; false when it is certainly none that people would add across. */
static bool fraction(struct rules *r, const struct tree *t, const struct tree **top,
                     const struct tree **bottom, bool *whole)
{
    *whole = false;
    if (t->kind == TREE_DIVIDE && t->detail != WRITTEN_OBELUS) {
        *top = t->child[0];
        *bottom = t->child[1];
        return true;
    }
    if (t->kind == TREE_MIXED) {
        *top = term_add(r->arena, term_times(r->arena, t->child[0], t->child[2]), t->child[1]);
        *bottom = t->child[2];
        return true;
    }
    const struct tree *factor[TERMS_MAX];
    bool minus;
    size_t n = term_factors(t, factor, &minus);
    for (size_t i = 0; i < n && n > 1 && !minus; i++)
        if (factor[i]->kind == TREE_DIVIDE) {
            *bottom = factor[i]->child[1];
            *top = term_times(r->arena, term_product_without(r->arena, factor, n, i),
                              factor[i]->child[0]);
            return true;
        }
    *whole = true;
    *top = t;
    *bottom = tree_integer(r->arena, 1);
    return true;
}

/* Terms i and j of a sum replaced by one; the sign of term i stands in front of it. */
static const struct tree *joined(struct rules *r, const struct term *term, size_t n, size_t i,
                                 size_t j, const struct tree *one)
{
    struct term rest[TERMS_MAX];
    size_t m = 0;
    for (size_t k = 0; k < n; k++)
        if (k == i)
            rest[m++] = (struct term){one, false};
        else if (k != j)
            rest[m++] = term[k];
    return term_sum(r->arena, rest, m);
}

static const struct tree *signed_sum(struct rules *r, struct term a, struct term b)
{
    const struct term pair[] = {a, b};
    return term_sum(r->arena, pair, 2);
}

/* 1/2 + 1/3 = 2/5,  1/2 + 1/3 = 2/6,  1 + 1/2 = 2/2 */
static void fractions_added_across(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    size_t n = t->kind == TREE_ADD ? term_split(t, term) : 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const struct tree *a, *b, *c, *d;
            bool whole_a, whole_c;
            if (!fraction(r, term[i].t, &a, &b, &whole_a) ||
                !fraction(r, term[j].t, &c, &d, &whole_c) || (whole_a && whole_c))
                continue;
            const struct tree *top =
                signed_sum(r, (struct term){a, term[i].minus}, (struct term){c, term[j].minus});
            const struct tree *cross =
                signed_sum(r, (struct term){term_times(r->arena, a, d), term[i].minus},
                           (struct term){term_times(r->arena, c, b), term[j].minus});
            const struct tree *bd = term_times(r->arena, b, d);
            const struct tree *right = joined(r, term, n, i, j, term_over(r->arena, cross, bd));
            const struct tree *bottom[] = {term_add(r->arena, b, d), bd,
                                           term_subtract(r->arena, b, d)};
            for (size_t k = 0; k < 3; k++)
                if (!(k == 1 && !whole_a && !whole_c && tree_same(b, d)))
                    rules_emit(r, joined(r, term, n, i, j, term_over(r->arena, top, bottom[k])),
                               right);
            /* over one denominator, the numerators as they were or one of them scaled */
            if (!whole_a && !whole_c) {
                const struct tree *half[] = {
                    top,
                    signed_sum(r, (struct term){term_times(r->arena, a, d), term[i].minus},
                               (struct term){c, term[j].minus}),
                    signed_sum(r, (struct term){a, term[i].minus},
                               (struct term){term_times(r->arena, c, b), term[j].minus})};
                const struct tree *under[] = {b, d, bd};
                for (size_t h = 0; h < 3; h++)
                    for (size_t k = h == 0 ? 0 : 2; k < (h == 0 ? 2 : 3); k++)
                        if (!tree_same(b, d))
                            rules_emit(
                                r, joined(r, term, n, i, j, term_over(r->arena, half[h], under[k])),
                                right);
                rules_emit(
                    r,
                    joined(r, term, n, i, j, term_over(r->arena, cross, term_add(r->arena, b, d))),
                    right);
            }
        }
}

/* 1/(a + b) = 1/a + 1/b */
static void fraction_split(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    size_t n =
        t->kind == TREE_DIVIDE && t->child[1]->kind == TREE_ADD ? term_split(t->child[1], term) : 0;
    if (n < 2)
        return;
    for (size_t i = 0; i < n; i++)
        term[i].t = term_over(r->arena, t->child[0], term[i].t);
    rules_emit(r, term_sum(r->arena, term, n), NULL);
}

static int64_t content(const struct tree *t)
{
    const struct tree *factor[TERMS_MAX];
    bool minus;
    int64_t c = 1, v;
    size_t n = term_factors(t, factor, &minus);
    for (size_t i = 0; i < n; i++)
        if (term_integer(factor[i], &v) && v && llabs(v) < 1000000 && llabs(c) < 1000000)
            c *= llabs(v);
    return c;
}

static int64_t common(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* One term of the numerator divided, the others left: (x + 2)/2 = x + 1, (x^2 + 3)/x = x + 3 */
static void cancel_in_one_term(struct rules *r, const struct tree *t, struct term *top, size_t n)
{
    const struct tree *by = t->child[1];
    int64_t c = content(by);
    struct term wrong[TERMS_MAX];
    for (unsigned hit = 1; hit + 1 < subsets(n); hit++)
        for (int whole = 1; whole >= 0; whole--) {
            int64_t g = c;
            for (size_t i = 0; i < n; i++)
                if (hit >> i & 1)
                    g = common(g, content(top[i].t));
            if (!whole && (g <= 1 || tree_is_number(by, "1")))
                continue;
            const struct tree *cut = whole ? by : tree_integer(r->arena, g);
            for (size_t i = 0; i < n; i++)
                wrong[i] = (struct term){
                    hit >> i & 1 ? term_over(r->arena, top[i].t, cut) : top[i].t, top[i].minus};
            const struct tree *sum = term_sum(r->arena, wrong, n);
            rules_emit(r, whole ? sum : term_over(r->arena, sum, term_over(r->arena, by, cut)),
                       NULL);
        }
}

/* (x + 2)/2 = x,  (x + 2)/(x + 5) = 2/5,  x/(x + 5) = 1/5 */
static void cancelled_term(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_DIVIDE)
        return;
    struct term top[TERMS_MAX], bottom[TERMS_MAX];
    size_t n = term_split(t->child[0], top), m = term_split(t->child[1], bottom);
    if (n + m < 3)
        return;
    if (n > 1)
        cancel_in_one_term(r, t, top, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) {
            if (!tree_same(top[i].t, bottom[j].t))
                continue;
            const struct tree *one = tree_integer(r->arena, 1);
            const struct tree *rest = term_sum_without(r->arena, top, n, i);
            const struct tree *below = term_sum_without(r->arena, bottom, m, j);
            if (m == 1)
                rules_emit(r, rest, NULL);
            else
                rules_emit(r, term_over(r->arena, n == 1 ? one : rest, below), NULL);
            if (m > 1)
                rules_emit(
                    r,
                    term_over(r->arena,
                              term_add(r->arena, one, n == 1 ? tree_integer(r->arena, 0) : rest),
                              term_add(r->arena, one, below)),
                    NULL);
        }
    /* (a b + c)/(a d + e) with the factor a struck out in two terms */
    for (size_t i = 0; i < n && m > 1; i++)
        for (size_t j = 0; j < m; j++) {
            struct term up[TERMS_MAX], down[TERMS_MAX];
            if (tree_same(top[i].t, bottom[j].t))
                continue;
            for (size_t k = 0; k < n; k++)
                up[k] = top[k];
            for (size_t k = 0; k < m; k++)
                down[k] = bottom[k];
            up[i].t = term_over(r->arena, top[i].t, bottom[j].t);
            down[j].t = tree_integer(r->arena, 1);
            rules_emit(r,
                       term_over(r->arena, term_sum(r->arena, up, n),
                                 term_sum_without(r->arena, down, m, j)),
                       NULL);
        }
}

/* (a/b) : (c/d) = (a/b)(c/d), or with the wrong one turned over; 3 : 6 = 2 */
static void division_inverted(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_DIVIDE)
        return;
    const struct tree *a = t->child[0], *b = t->child[1], *top, *bottom;
    bool whole;
    const struct tree *right = NULL;
    bool fractions = a->kind == TREE_DIVIDE || b->kind == TREE_DIVIDE || b->kind == TREE_MIXED ||
                     a->kind == TREE_MIXED;
    if (fractions) {
        fraction(r, b, &top, &bottom, &whole);
        right = term_times(r->arena, a, term_over(r->arena, bottom, top));
        rules_emit(r, term_times(r->arena, a, b), right);
    }
    if (fractions || t->detail == WRITTEN_OBELUS)
        rules_emit(r, term_over(r->arena, b, a), right);
    if (fractions)
        rules_emit(r, term_over(r->arena, tree_integer(r->arena, 1), term_times(r->arena, a, b)),
                   right);
}

/* A term as number times the rest; the rest is NULL for a plain number. */
static bool coefficient(struct rules *r, const struct tree *t, const struct tree **number,
                        const struct tree **rest)
{
    const struct tree *factor[TERMS_MAX], *letters[TERMS_MAX], *digits[TERMS_MAX];
    bool minus;
    size_t n = term_factors(t, factor, &minus), n_letters = 0, n_digits = 0;
    if (n == 0 || minus)
        return false;
    for (size_t i = 0; i < n; i++) {
        bool plain = factor[i]->kind == TREE_NUMBER || factor[i]->kind == TREE_MIXED ||
                     (factor[i]->kind == TREE_DIVIDE && term_is_numeric(r->arena, factor[i]) &&
                      !tree_has(factor[i], TREE_ROOT));
        if (plain)
            digits[n_digits++] = factor[i];
        else
            letters[n_letters++] = factor[i];
    }
    *number = term_product(r->arena, digits, n_digits);
    *rest = n_letters ? term_product(r->arena, letters, n_letters) : NULL;
    return true;
}

static bool base_and_exponent(struct rules *r, const struct tree *t, const struct tree **base,
                              const struct tree **exponent)
{
    if (t->kind == TREE_POWER) {
        *base = t->child[0];
        *exponent = t->child[1];
    } else {
        *base = t;
        *exponent = tree_integer(r->arena, 1);
    }
    return true;
}

/* 2x + 3 = 5x,  3x^2 + 2x = 5x^3,  2x + 3y = 5xy,  x^2 + x^2 = x^4 */
static void unlike_terms(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    size_t n = t->kind == TREE_ADD ? term_split(t, term) : 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const struct tree *a, *u, *b, *v;
            if (!coefficient(r, term[i].t, &a, &u) || !coefficient(r, term[j].t, &b, &v) ||
                (!u && !v))
                continue;
            const struct tree *sum =
                signed_sum(r, (struct term){a, term[i].minus}, (struct term){b, term[j].minus});
            bool like = u && v && tree_same(u, v);
            if (u && v && tree_is_number(a, "1") && tree_is_number(b, "1"))
                rules_emit(r, joined(r, term, n, i, j, term_times(r->arena, u, v)), NULL);
            const struct tree *both = !u ? v : !v ? u : term_times(r->arena, u, v);
            if (like || both != u)
                rules_emit(r, joined(r, term, n, i, j, term_times(r->arena, sum, both)), NULL);
            if (like || !u || !v) {
                if (!like && both == u)
                    rules_emit(r, joined(r, term, n, i, j, term_times(r->arena, sum, u)), NULL);
                continue;
            }
            rules_emit(r, joined(r, term, n, i, j, term_times(r->arena, sum, u)), NULL);
            rules_emit(r, joined(r, term, n, i, j, term_times(r->arena, sum, v)), NULL);
        }
}

/* 3x + 4x = 12x,  5x - 3x = 2,  3x · 4x = 7x^2,  3x · 4x = 12x */
static void coefficients(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    size_t n = t->kind == TREE_ADD ? term_split(t, term) : 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const struct tree *a, *u, *b, *v;
            if (!coefficient(r, term[i].t, &a, &u) || !coefficient(r, term[j].t, &b, &v) || !u ||
                !v || !tree_same(u, v))
                continue;
            struct term first = {a, term[i].minus}, second = {b, term[j].minus};
            const struct tree *sum = signed_sum(r, first, second);
            const struct tree *right = joined(r, term, n, i, j, term_times(r->arena, sum, u));
            second.minus = !second.minus;
            const struct tree *wrong[] = {
                sum,
                term_times(r->arena, term_times(r->arena, a, b), u),
                term_times(r->arena, signed_sum(r, first, second), u),
                term_times(r->arena, term_times(r->arena, a, b), term_times(r->arena, u, u)),
            };
            for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
                rules_emit(r, joined(r, term, n, i, j, wrong[k]), right);
        }
    const struct tree *factor[TERMS_MAX];
    bool minus;
    size_t m = t->kind == TREE_MULTIPLY ? term_factors(t, factor, &minus) : 0;
    for (size_t i = 0; i < m; i++)
        for (size_t j = i + 1; j < m; j++) {
            const struct tree *p, *q, *e, *f;
            if (factor[i]->kind == TREE_NUMBER && factor[j]->kind == TREE_NUMBER && m > 2) {
                struct term pair[] = {{factor[i], false}, {factor[j], false}};
                const struct tree *rest[TERMS_MAX];
                for (size_t k = 0; k < m; k++)
                    rest[k] = k == i   ? term_sum(r->arena, pair, 2)
                              : k == j ? tree_integer(r->arena, 1)
                                       : factor[k];
                const struct tree *product = term_product(r->arena, rest, m);
                rules_emit(r, minus ? term_minus(r->arena, product) : product, NULL);
            }
            if (!base_and_exponent(r, factor[i], &p, &e) ||
                !base_and_exponent(r, factor[j], &q, &f) || p->kind == TREE_NUMBER ||
                !tree_same(p, q) || !tree_is_number(e, "1") || !tree_is_number(f, "1"))
                continue;
            rules_emit(r,
                       minus ? term_minus(r->arena, term_product_without(r->arena, factor, m, j))
                             : term_product_without(r->arena, factor, m, j),
                       NULL);
        }
}

/* The first factor of a product, and the rest of it (1 when there is none). */
static const struct tree *head_and_tail(struct rules *r, const struct tree *t,
                                        const struct tree **tail)
{
    if (t->kind == TREE_MULTIPLY) {
        *tail = term_product_without(r->arena, t->child, t->n, 0);
        return t->child[0];
    }
    if (t->kind == TREE_DIVIDE) {
        *tail = term_over(r->arena, tree_integer(r->arena, 1), t->child[1]);
        return t->child[0];
    }
    *tail = NULL;
    return t;
}

/* 2 + 3·4 = 20,  10 - 3 + 2 = 5,  2·3^2 = 36,  12/2·3 = 2 */
static void order_of_operations(struct rules *r, const struct tree *t)
{
    struct tree_arena *arena = r->arena;
    if (!term_is_numeric(arena, t) || tree_has(t, TREE_ROOT) || tree_has(t, TREE_APPLY) ||
        tree_has(t, TREE_CONSTANT))
        return;
    struct term term[TERMS_MAX];
    size_t n = t->kind == TREE_ADD ? term_split(t, term) : 0;
    for (size_t i = 0; i + 1 < n; i++) {
        struct term a = term[i], b = term[i + 1];
        const struct tree *tail, *head = head_and_tail(r, b.t, &tail);
        if (tail) /* from left to right: (a + b)·c; with all that came before, too */
            for (size_t from = 0; from <= i; from += i ? i : 1) {
                struct term first[TERMS_MAX], rest[TERMS_MAX];
                size_t m = 0, k = 0;
                for (size_t q = from; q <= i; q++)
                    first[m++] = term[q];
                first[m++] = (struct term){head, b.minus};
                for (size_t q = 0; q < from; q++)
                    rest[k++] = term[q];
                rest[k++] =
                    (struct term){term_times(arena, term_sum(arena, first, m), tail), false};
                for (size_t q = i + 2; q < n; q++)
                    rest[k++] = term[q];
                rules_emit(r, term_sum(arena, rest, k), NULL);
                if (i == 0)
                    break;
            }
        if (a.t->kind == TREE_MULTIPLY) { /* a·(b + c) */
            size_t last = a.t->n - 1;
            const struct tree *inner =
                signed_sum(r, (struct term){a.t->child[last], false}, (struct term){b.t, b.minus});
            const struct tree *one =
                term_times(arena, term_product_without(arena, a.t->child, a.t->n, last), inner);
            rules_emit(r, joined(r, term, n, i, i + 1, a.minus ? term_minus(arena, one) : one),
                       NULL);
        }
        if (a.t->kind == TREE_DIVIDE) {
            const struct tree *one = term_over(
                arena, a.t->child[0],
                signed_sum(r, (struct term){a.t->child[1], false}, (struct term){b.t, b.minus}));
            rules_emit(r, joined(r, term, n, i, i + 1, a.minus ? term_minus(arena, one) : one),
                       NULL);
        }
        if (a.minus && i > 0) { /* a - (b + c) */
            a.minus = false;
            const struct tree *one = term_minus(arena, signed_sum(r, a, b));
            rules_emit(r, joined(r, term, n, i, i + 1, one), NULL);
        }
    }
    if (t->kind == TREE_MULTIPLY) {
        const struct tree *first = t->child[0], *last = t->child[t->n - 1];
        if (last->kind == TREE_POWER) {
            const struct tree *factor[TERMS_MAX];
            for (uint32_t i = 0; i < t->n && i < TERMS_MAX; i++)
                factor[i] = i + 1 == t->n ? last->child[0] : t->child[i];
            if (t->n <= TERMS_MAX)
                rules_emit(r, term_power(arena, term_product(arena, factor, t->n), last->child[1]),
                           NULL);
        }
        if (first->kind == TREE_DIVIDE)
            rules_emit(r,
                       term_over(arena, first->child[0],
                                 term_times(arena, first->child[1],
                                            term_product_without(arena, t->child, t->n, 0))),
                       NULL);
    }
    if (t->kind == TREE_DIVIDE && t->child[0]->kind == TREE_DIVIDE)
        rules_emit(r,
                   term_over(arena, t->child[0]->child[0],
                             term_over(arena, t->child[0]->child[1], t->child[1])),
                   NULL);
}

/* Numbers only: (2 + 3)·4 = 2 + 3·4 */
static void brackets_ignored(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_MULTIPLY || t->n != 2 || !term_is_numeric(r->arena, t))
        return;
    for (uint32_t i = 0; i < 2; i++) {
        if (t->child[i]->kind != TREE_ADD)
            continue;
        struct term term[TERMS_MAX];
        size_t n = term_split(t->child[i], term);
        if (n < 2)
            continue;
        size_t k = i == 0 ? n - 1 : 0;
        term[k].t = term_times(r->arena, term[k].t, t->child[1 - i]);
        rules_emit(r, term_sum(r->arena, term, n), NULL);
    }
}

const struct rule rules_algebra[] = {
    {MISTAKE_FRACTIONS_ADDED_ACROSS, false, fractions_added_across},
    {MISTAKE_DIVISION_INVERTED, false, division_inverted},
    {MISTAKE_ORDER_OF_OPERATIONS, false, order_of_operations},
    {MISTAKE_ORDER_OF_OPERATIONS, false, brackets_ignored},
    {MISTAKE_SIGN_DISTRIBUTING, false, sign_distributing},
    {MISTAKE_DISTRIBUTED_PARTLY, false, distributed_partly},
    {MISTAKE_DISTRIBUTED_PARTLY, false, products_forgotten},
    {MISTAKE_CANCELLED_TERM, false, cancelled_term},
    {MISTAKE_FRACTION_SPLIT, false, fraction_split},
    {MISTAKE_UNLIKE_TERMS, false, unlike_terms},
    {MISTAKE_COEFFICIENTS, false, coefficients},
};
const size_t rules_algebra_count = sizeof rules_algebra / sizeof *rules_algebra;
