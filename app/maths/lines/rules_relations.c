/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules for equations and inequalities. Each function is one belief; the comment above it
 * is an example. A relation is looked at from both of its sides.
 */
#include "app/maths/lines/fingerprint.h"
#include "app/maths/lines/sides.h"

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
    rules_emit(r, sides_put(r, s, term_sum(r->arena, left, nl), term_sum(r->arena, wrong, nr)),
               sides_put(r, s, term_sum(r->arena, left, nl), term_sum(r->arena, good, nr)));
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
    rules_emit(r, sides_put(r, s, term_sum(r->arena, left, nl), term_sum(r->arena, right, nr)),
               NULL);
}

/* x + 3 = 5, so x = 5 + 3;  5x - 2 = 3x + 8, so 5x + 3x = 8 + 2 */
static void sign_moving(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct term a[TERMS_MAX], b[TERMS_MAX];
    for (int turned = 0; turned < 2; turned++) {
        if (!sides_read(t, turned, &s))
            return;
        size_t n = term_split(s.a, a), m = term_split(s.b, b);
        if (n == 0 || m == 0 || n > 5)
            continue;
        if (m == 1 && term_is_zero(b[0].t))
            m = 0;
        for (unsigned moved = 1; moved < 1u << n; moved++)
            move_terms(r, &s, a, n, b, m, moved);
    }
    if (!sides_read(t, false, &s))
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
        if (!sides_read(t, turned, &s))
            return;
        const struct tree *factor[TERMS_MAX];
        bool minus;
        size_t n = s.a->kind == TREE_MULTIPLY || s.a->kind == TREE_NEGATE
                       ? term_factors(s.a, factor, &minus)
                       : 0;
        for (size_t i = 0; i < n && n > 1; i++) {
            const struct tree *rest = term_product_without(arena, factor, n, i), *k = factor[i];
            if (rules_has_letters(r, k) && (term_is_zero(s.b) || !rules_has_letters(r, s.b)))
                continue;
            const struct tree *by = minus ? term_minus(arena, k) : k;
            const struct tree *right = sides_put(r, &s, rest, term_over(arena, s.b, by));
            const struct tree *wrong[] = {term_subtract(arena, s.b, k), term_add(arena, s.b, k),
                                          term_times(arena, s.b, by), term_times(arena, s.b, k)};
            for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++)
                rules_emit(r, sides_put(r, &s, rest, wrong[w]), right);
        }
        if (s.a->kind == TREE_DIVIDE) {
            const struct tree *up = s.a->child[0], *k = s.a->child[1];
            const struct tree *right = sides_put(r, &s, up, term_times(arena, s.b, k));
            const struct tree *wrong[] = {term_over(arena, s.b, k), term_subtract(arena, s.b, k),
                                          term_add(arena, s.b, k)};
            for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++)
                rules_emit(r, sides_put(r, &s, up, wrong[w]), right);
            /* k/x = b, so x = k·b */
            const struct tree *turned_over = sides_put(r, &s, k, term_over(arena, up, s.b));
            rules_emit(r, sides_put(r, &s, k, term_times(arena, s.b, up)), turned_over);
            rules_emit(r, sides_put(r, &s, k, term_over(arena, s.b, up)), turned_over);
        }
        struct term term[TERMS_MAX];
        size_t terms = s.a->kind == TREE_ADD ? term_split(s.a, term) : 0;
        for (size_t i = 0; i < terms; i++) {
            if (rules_has_letters(r, term[i].t))
                continue;
            const struct tree *rest = term_sum_without(arena, term, terms, i);
            rules_emit(r, sides_put(r, &s, rest, term_over(arena, s.b, term[i].t)), NULL);
            rules_emit(r, sides_put(r, &s, rest, term_times(arena, s.b, term[i].t)), NULL);
        }
        if (s.a->kind == TREE_POWER) {
            const struct tree *u = s.a->child[0], *e = s.a->child[1];
            rules_emit(r, sides_put(r, &s, u, term_over(arena, s.b, e)), NULL);
            rules_emit(r, sides_put(r, &s, u, term_power(arena, s.b, e)), NULL);
            rules_emit(r, sides_put(r, &s, u, term_subtract(arena, s.b, e)), NULL);
            if (!rules_has_letters(r, u) && rules_has_letters(r, e)) { /* 2^x = 8, so x = 8/2 */
                rules_emit(r, sides_put(r, &s, e, term_over(arena, s.b, u)), NULL);
                rules_emit(r, sides_put(r, &s, e, term_subtract(arena, s.b, u)), NULL);
            }
        }
        if (s.a->kind == TREE_ROOT && s.a->n == 1) {
            const struct tree *u = s.a->child[0];
            rules_emit(r, sides_put(r, &s, u, tree_one(arena, TREE_ROOT, 0, s.b)),
                       sides_put(r, &s, u, term_power(arena, s.b, rules_number(r, 2))));
            rules_emit(r, sides_put(r, &s, u, term_times(arena, s.b, rules_number(r, 2))), NULL);
        }
        if (s.a->kind == TREE_APPLY && s.a->detail == FUNCTION_LOG) {
            const struct tree *u = s.a->child[0];
            const struct tree *base = s.a->n > 1 ? s.a->child[1] : rules_number(r, 10);
            rules_emit(r, sides_put(r, &s, u, term_times(arena, base, s.b)), NULL);
            rules_emit(r, sides_put(r, &s, u, term_power(arena, s.b, base)), NULL);
            rules_emit(r, sides_put(r, &s, u, term_over(arena, s.b, base)), NULL);
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
        if (!sides_read(t, turned, &s))
            return;
        size_t n = s.a->kind == TREE_MULTIPLY || s.a->kind == TREE_NEGATE
                       ? term_factors(s.a, factor, &minus)
                       : 0;
        for (size_t i = 0; i < n && n > 1; i++) {
            if (rules_has_letters(r, factor[i]))
                continue;
            const struct tree *by = minus ? term_minus(r->arena, factor[i]) : factor[i];
            const struct tree *rest = term_product_without(r->arena, factor, n, i);
            rules_emit(r, sides_put(r, &s, rest, term_over(r->arena, by, s.b)),
                       sides_put(r, &s, rest, term_over(r->arena, s.b, by)));
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
        if (!sides_read(t, turned, &s) || !sides_equal(&s))
            return;
        size_t n = term_factors(s.a, factor, &minus);
        if (n == 0)
            continue;
        if (n == 1) {
            if (minus)
                rules_emit(r, sides_put(r, &s, factor[0], s.b),
                           sides_put(r, &s, factor[0], term_minus(r->arena, s.b)));
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            if (rules_has_letters(r, factor[i]))
                continue;
            const struct tree *value = term_over(r->arena, s.b, factor[i]);
            const struct tree *rest = term_product_without(r->arena, factor, n, i);
            const struct tree *other = term_minus(r->arena, value);
            rules_emit(r, sides_put(r, &s, rest, minus ? value : other),
                       sides_put(r, &s, rest, minus ? other : value));
        }
    }
}

/* 2x = 6, so x = 6;  x + 3 = 5, so x = 5;  x^2 = 9, so x = 9 */
static void one_side_only(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    for (int turned = 0; turned < 2; turned++) {
        if (!sides_read(t, turned, &s))
            return;
        if (!rules_has_letters(r, s.a))
            continue;
        struct term term[TERMS_MAX];
        size_t n = s.a->kind == TREE_ADD ? term_split(s.a, term) : 0;
        for (size_t i = 0; i < n; i++)
            if (!rules_has_letters(r, term[i].t) || n > 1)
                rules_emit(r, sides_put(r, &s, term_sum_without(arena, term, n, i), s.b),
                           sides_put(r, &s, term_sum_without(arena, term, n, i),
                                     term[i].minus ? term_add(arena, s.b, term[i].t)
                                                   : term_subtract(arena, s.b, term[i].t)));
        const struct tree *factor[TERMS_MAX];
        bool minus;
        size_t m = s.a->kind == TREE_MULTIPLY || s.a->kind == TREE_NEGATE
                       ? term_factors(s.a, factor, &minus)
                       : 0;
        for (size_t i = 0; i < m && m > 1; i++)
            if (!rules_has_letters(r, factor[i]) && !term_is_zero(s.b))
                rules_emit(r, sides_put(r, &s, term_product_without(arena, factor, m, i), s.b),
                           sides_put(r, &s, term_product_without(arena, factor, m, i),
                                     term_over(arena, s.b,
                                               minus ? term_minus(arena, factor[i]) : factor[i])));
        if (s.a->kind == TREE_DIVIDE)
            rules_emit(r, sides_put(r, &s, s.a->child[0], s.b),
                       sides_put(r, &s, s.a->child[0], term_times(arena, s.b, s.a->child[1])));
        /* all terms of one side multiplied by a denominator, and the other side left */
        for (size_t i = 0; i < n; i++) {
            if (term[i].t->kind != TREE_DIVIDE || rules_has_letters(r, term[i].t->child[1]))
                continue;
            const struct tree *by = term[i].t->child[1];
            struct term scaled[TERMS_MAX];
            for (size_t k = 0; k < n; k++)
                scaled[k] = (struct term){term_times(arena, term[k].t, by), term[k].minus};
            rules_emit(r, sides_put(r, &s, term_sum(arena, scaled, n), s.b),
                       sides_put(r, &s, term_sum(arena, scaled, n), term_times(arena, s.b, by)));
        }
        if ((s.a->kind == TREE_POWER && !rules_has_letters(r, s.a->child[1])) ||
            s.a->kind == TREE_ROOT)
            rules_emit(r, sides_put(r, &s, s.a->child[0], s.b), NULL);
    }
}

/* One side of the student's line is as it was, the other one more or less by a number. */
static void one_side_changed(struct rules *r, const struct tree *t)
{
    struct sides s, q;
    for (int turned = 0; turned < 2; turned++) {
        if (r->before != t || !sides_read(t, turned, &s) || !sides_read(r->after, turned, &q) ||
            !sides_equal(&s) || !rules_has_letters(r, s.a))
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
        if (grew || (sides_squares(q.a, &base) && !sides_squares(s.a, &base)))
            rules_claim(r, sides_put(r, &q, q.a,
                                     term_add(r->arena, s.b,
                                              term_over(r->arena, rules_number(r, top),
                                                        rules_number(r, bottom)))));
    }
}

/* x/2 + 1 = 3, so x + 1 = 6;  2x + 4 = 10, so x + 4 = 5 */
static void scaled_partly(struct rules *r, const struct tree *t)
{
    struct sides s;
    struct tree_arena *arena = r->arena;
    if (!sides_read(t, false, &s))
        return;
    struct term term[2 * TERMS_MAX];
    size_t n = term_split(s.a, term), m = n ? term_split(s.b, term + n) : 0;
    if (n == 0 || m == 0 || n + m > 6 || n + m < 3)
        return;
    for (size_t i = 0; i < n + m; i++)
        for (int over = 0; over < 2; over++) {
            const struct tree *by = NULL;
            if (over && term[i].t->kind == TREE_DIVIDE &&
                !rules_has_letters(r, term[i].t->child[1]))
                by = term[i].t->child[1];
            if (!over && term[i].t->kind == TREE_MULTIPLY &&
                !rules_has_letters(r, term[i].t->child[0]))
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
                rules_emit(
                    r, sides_put(r, &s, term_sum(arena, wrong, n), term_sum(arena, wrong + n, m)),
                    NULL);
            }
        }
}

/* a/b = c/d, so ac = bd */
static void cross_multiplied(struct rules *r, const struct tree *t)
{
    struct sides s;
    if (!sides_read(t, false, &s) || s.a->kind != TREE_DIVIDE || s.b->kind != TREE_DIVIDE)
        return;
    const struct tree *right = sides_put(r, &s, term_times(r->arena, s.a->child[0], s.b->child[1]),
                                         term_times(r->arena, s.a->child[1], s.b->child[0]));
    rules_emit(r,
               sides_put(r, &s, term_times(r->arena, s.a->child[0], s.b->child[0]),
                         term_times(r->arena, s.a->child[1], s.b->child[1])),
               right);
    rules_emit(r,
               sides_put(r, &s, term_times(r->arena, s.a->child[0], s.a->child[1]),
                         term_times(r->arena, s.b->child[0], s.b->child[1])),
               right);
    rules_emit(r, sides_put(r, &s, s.a->child[0], s.b->child[0]), right);
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
        turned[i] = (uint8_t)tree_mirrored(after->relations[i]);
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

const struct rule rules_relations[] = {
    {MISTAKE_INEQUALITY_NOT_FLIPPED, true, inequality_not_flipped},
    {MISTAKE_SIGN_MOVING, true, sign_moving},
    {MISTAKE_DIVISION_INVERTED, true, division_turned},
    {MISTAKE_ONE_SIDE_ONLY, true, one_side_only},
    {MISTAKE_ONE_SIDE_ONLY, true, one_side_changed},
    {MISTAKE_SIGN_LOST, true, sign_lost_in_division},
    {MISTAKE_DISTRIBUTED_PARTLY, true, scaled_partly},
    {MISTAKE_INVERSE_OPERATION, true, inverse_operation},
    {MISTAKE_CROSS_MULTIPLIED, true, cross_multiplied},
};
const size_t rules_relations_count = sizeof rules_relations / sizeof *rules_relations;
