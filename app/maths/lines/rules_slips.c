/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slips that follow no belief: a sign, a term or a point forgotten, a number off, a wrong
 * factorisation. They are tried last, and the claims among them ask for little distance between
 * what is written and what is right.
 */
#include "app/maths/lines/fingerprint.h"
#include "app/maths/lines/rules.h"

#include <stdlib.h>

static const struct tree *number(struct rules *r, int64_t value)
{
    return tree_integer(r->arena, value);
}

/* One sign of a sum copied wrongly; (-3)(-4) = -12;  3 - 7 = 4 */
static void sign_lost(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    size_t n = t->kind == TREE_ADD ? term_split(t, term) : 0;
    for (size_t i = 0; i < n; i++) {
        term[i].minus = !term[i].minus;
        rules_emit(r, term_sum(r->arena, term, n), t);
        term[i].minus = !term[i].minus;
    }
    if (t->kind == TREE_NEGATE)
        rules_emit(r, t->child[0], t);
    bool numeric = term_is_numeric(r->arena, t);
    if (n && numeric)
        rules_emit(r, term_minus(r->arena, t), NULL);
    if ((t->kind == TREE_MULTIPLY || t->kind == TREE_DIVIDE) && tree_has(t, TREE_NEGATE))
        rules_emit(r, term_minus(r->arena, t), NULL);
}

/* A term of a sum is gone. */
static void term_dropped(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    size_t n = t->kind == TREE_ADD ? term_split(t, term) : 0;
    for (size_t i = 0; i < n && n > 1; i++)
        rules_emit(r, term_sum_without(r->arena, term, n, i), NULL);
}

/* 5% of 40 = 5·40, = 0.5·40 */
static void percent(struct rules *r, const struct tree *t)
{
    if (t->kind != TREE_PERCENT)
        return;
    const struct tree *right = term_over(r->arena, t->child[0], number(r, 100));
    rules_emit(r, t->child[0], right);
    rules_emit(r, term_over(r->arena, t->child[0], number(r, 10)), right);
    rules_emit(r, term_over(r->arena, t->child[0], number(r, 1000)), right);
}

static bool has_point(const struct tree *t)
{
    if (t->kind == TREE_NUMBER)
        for (const char *s = t->text; *s; s++)
            if (*s == '.')
                return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (has_point(t->child[i]))
            return true;
    return false;
}

/* 0.3 · 0.2 = 0.6 */
static void decimal_point(struct rules *r, const struct tree *t)
{
    if ((t->kind != TREE_MULTIPLY && t->kind != TREE_DIVIDE && t->kind != TREE_POWER) ||
        !term_is_numeric(r->arena, t) || !has_point(t))
        return;
    for (int64_t shift = 10; shift <= 1000; shift *= 10) {
        rules_emit(r, term_times(r->arena, t, number(r, shift)), NULL);
        rules_emit(r, term_over(r->arena, t, number(r, shift)), NULL);
    }
}

/* --- numbers that are off ----------------------------------------------------------------------
 */

struct rational {
    int64_t top, bottom;
};

/* How often each decimal digit occurs, six bits a digit. */
static int64_t digits_of(int64_t v)
{
    int64_t count = 0;
    for (v = llabs(v); v; v /= 10)
        count += INT64_C(1) << (6 * (v % 10));
    return count;
}

/* Does a person who means `right` write `written` by a slip? */
static bool slip(struct rational right, struct rational written)
{
    if (right.bottom != written.bottom || right.top == written.top)
        return false;
    int64_t a = right.top, b = written.top, off = llabs(a - b);
    if (off <= 2 || a == -b)
        return true;
    for (int64_t ten = 10; ten <= 1000000; ten *= 10)
        if (off % ten == 0 && off / ten <= 9 && llabs(a) >= ten / 10)
            return true;
    return llabs(a) > 9 && digits_of(a) == digits_of(b);
}

/* Products also slip by one of their factors: 6·7 = 48. */
static bool product_slip(const struct tree *t, struct rational right, struct rational written)
{
    int64_t f;
    if (t->kind != TREE_MULTIPLY || right.bottom != 1 || written.bottom != 1)
        return false;
    for (uint32_t i = 0; i < t->n; i++)
        if (term_integer(t->child[i], &f) && f && llabs(right.top - written.top) == llabs(f))
            return true;
    return false;
}

static bool rational_of(const struct print *print, struct rational *out)
{
    return fingerprint_rational(print, &out->top, &out->bottom);
}

/* The side of the student's line that answers the side of the line before where the node stands,
 * provided that the other side did not change. */
static const struct tree *answering_side(struct rules *r, const struct tree **before)
{
    const struct place *top = r->place;
    while (top && top->up)
        top = top->up;
    *before = r->before;
    if (r->before->kind != TREE_RELATION)
        return r->after->kind == TREE_RELATION ? NULL : r->after;
    if (!top || r->before->n != 2 || r->after->kind != TREE_RELATION || r->after->n != 2 ||
        r->before->relations[0] != r->after->relations[0])
        return NULL;
    struct print old = fingerprint(r->before->child[1 - top->i]);
    struct print now = fingerprint(r->after->child[1 - top->i]);
    *before = r->before->child[top->i];
    return fingerprint_same(&old, &now) ? r->after->child[top->i] : NULL;
}

/* The side with the node replaced by a number. */
static const struct tree *with_node(struct rules *r, const struct tree *side, int64_t value)
{
    const struct tree *t = number(r, value);
    if (r->node == side)
        return t;
    for (const struct place *place = r->place; place && t; place = place->up) {
        if (place->t->kind == TREE_RELATION)
            break;
        const struct tree **child = tree_arena_alloc(r->arena, place->t->n * sizeof *child);
        for (uint32_t i = 0; i < place->t->n; i++)
            child[i] = i == place->i ? t : place->t->child[i];
        t = tree_with(r->arena, place->t, child);
    }
    return t;
}

static bool plain_numbers(const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        const struct tree *child = t->child[i];
        while (child->kind == TREE_NEGATE)
            child = child->child[0];
        if (child->kind != TREE_NUMBER)
            return false;
    }
    return t->n > 0;
}

static const struct tree *as_tree(struct rules *r, struct rational v)
{
    const struct tree *top = number(r, v.top);
    return v.bottom == 1 ? top : term_over(r->arena, top, number(r, v.bottom));
}

/* One computation of numbers has a wrong result: 17 + 25 = 43, x = 12/4 = 4. */
static void arithmetic(struct rules *r, const struct tree *t)
{
    const struct tree *before;
    if (t->n == 0 || t->kind == TREE_NEGATE || t->kind == TREE_RELATION ||
        !term_is_numeric(r->arena, t))
        return;
    const struct tree *after = answering_side(r, &before);
    struct rational right, written;
    struct print value = fingerprint(t);
    if (!after || !rational_of(&value, &right))
        return;
    struct print at0 = fingerprint(with_node(r, before, 0));
    struct print at1 = fingerprint(with_node(r, before, 1)), target = fingerprint(after);
    struct print slope = fingerprint_subtract(&at1, &at0);
    struct print rest = fingerprint_subtract(&target, &at0);
    struct print wanted = fingerprint_divide(&rest, &slope);
    if (!rational_of(&wanted, &written) ||
        (right.top == written.top && right.bottom == written.bottom))
        return;
    /* a computation with two plain numbers that is the whole side: whatever stands there is one */
    bool whole = t == before && plain_numbers(t) && t->n == 2 && after->kind != TREE_ADD &&
                 written.bottom == right.bottom;
    if (whole || slip(right, written) || product_slip(t, right, written))
        rules_claim(r, as_tree(r, right));
}

/* The one letter of t, or NULL. */
static const struct tree *only_symbol(struct rules *r, const struct tree *t)
{
    size_t n;
    const struct tree *const *symbols = tree_symbols(r->arena, t, &n);
    return n == 1 ? symbols[0] : NULL;
}

static struct print at(struct rules *r, const struct tree *t, const struct tree *x, int64_t value)
{
    return fingerprint(tree_substitute(r->arena, t, x, number(r, value)));
}

/* t = c[0] + c[1] x + c[2] x^2 with rational coefficients? */
static bool quadratic(struct rules *r, const struct tree *t, const struct tree *x,
                      struct rational c[3])
{
    struct print f0 = at(r, t, x, 0), f1 = at(r, t, x, 1), m1 = at(r, t, x, -1);
    struct print f2 = at(r, t, x, 2), two = fingerprint(number(r, 2));
    struct print up = fingerprint_subtract(&f1, &f0), down = fingerprint_subtract(&f0, &m1);
    struct print second = fingerprint_subtract(&up, &down);
    struct print a = fingerprint_divide(&second, &two);
    struct print b = fingerprint_subtract(&up, &a);
    if (!rational_of(&f0, &c[0]) || !rational_of(&b, &c[1]) || !rational_of(&a, &c[2]))
        return false;
    /* f(2) = 4a + 2b + c, so f(2) - f(1) - b = 3a */
    struct print three = fingerprint(number(r, 3));
    struct print step = fingerprint_subtract(&f2, &f1), left = fingerprint_subtract(&step, &b);
    struct print a_again = fingerprint_divide(&left, &three);
    return fingerprint_same(&a, &a_again);
}

static bool equal(struct rational a, struct rational b)
{
    return a.top == b.top && a.bottom == b.bottom;
}

static bool up_to_sign(struct rational a, struct rational b)
{
    return llabs(a.top) == llabs(b.top) && a.bottom == b.bottom;
}

static bool is_product(const struct tree *t)
{
    const struct tree *factor[TERMS_MAX];
    bool minus;
    if (t->kind == TREE_POWER)
        return t->child[0]->kind == TREE_ADD;
    size_t n = t->kind == TREE_MULTIPLY ? term_factors(t, factor, &minus) : 0;
    for (size_t i = 0; i < n; i++)
        if (factor[i]->kind == TREE_ADD || is_product(factor[i]))
            return true;
    return false;
}

/* x^2 - 5x + 6 = (x - 1)(x - 6) */
static void factored_wrongly(struct rules *r, const struct tree *t)
{
    const struct tree *before;
    if (t->kind != TREE_ADD)
        return;
    const struct tree *after = answering_side(r, &before);
    if (!after || before != t || !is_product(after) || after->kind == TREE_ADD)
        return;
    const struct tree *x = only_symbol(r, t);
    struct rational c[3], d[3];
    struct term term[TERMS_MAX];
    size_t n = term_split(t, term);
    for (size_t i = 0; i < n; i++)
        if (is_product(term[i].t))
            return;
    size_t symbols, others;
    const struct tree *const *symbol = tree_symbols(r->arena, t, &symbols);
    tree_symbols(r->arena, after, &others);
    for (size_t i = 0; i < symbols; i++)
        if (!tree_mentions(after, symbol[i]))
            return;
    if (symbols != others || (!x && !tree_has(t, TREE_POWER)))
        return;
    if (x && quadratic(r, t, x, c) && quadratic(r, after, x, d)) {
        bool ends = up_to_sign(c[0], d[0]), middle = up_to_sign(c[1], d[1]);
        bool lead = equal(c[2], d[2]) && (c[2].top || equal(c[1], d[1]) || equal(c[0], d[0]));
        if (!(lead && (ends || middle)) && !(ends && middle))
            return;
    }
    rules_claim(r, NULL);
}

static int64_t square_root(int64_t v)
{
    int64_t k = 0;
    while (k * k < v && k < 100000)
        k++;
    return k * k == v ? k : -1;
}

/* x^2 - 5x + 6 = 0, so x = -2 or x = -3 */
void rules_roots_negated(struct rules *r, const struct tree *t)
{
    struct rational c[3];
    if (r->before != t || t->kind != TREE_RELATION || t->n != 2 || !term_is_zero(t->child[1]) ||
        t->child[0]->kind != TREE_ADD || tree_has(r->after, TREE_ROOT))
        return;
    const struct tree *x = only_symbol(r, t);
    if (!x || !quadratic(r, t->child[0], x, c) || !c[2].top)
        return;
    for (int i = 0; i < 3; i++)
        if (c[i].bottom != 1 || llabs(c[i].top) > 100000)
            return;
    int64_t b = c[1].top, root = square_root(b * b - 4 * c[2].top * c[0].top);
    if (root <= 0)
        return;
    const struct tree *one[2];
    for (int k = 0; k < 2; k++)
        one[k] = term_equation(
            r->arena, x, RELATION_EQUAL,
            term_over(r->arena, number(r, k ? b + root : b - root), number(r, 2 * c[2].top)));
    rules_emit(r, tree_node(r->arena, TREE_OR, 0, one, 2), NULL);
}

/* Sides that differ by one number or one coefficient: which? */
static void one_number_off(struct rules *r, const struct tree *t, enum line_mistake what)
{
    bool side = r->place && !r->place->up && r->place->t->kind == TREE_RELATION;
    if ((r->before != t && !side) || t->kind == TREE_RELATION)
        return;
    const struct tree *before, *after = answering_side(r, &before);
    if (!after || before != t)
        return;
    struct print a = fingerprint(t), b = fingerprint(after), off = fingerprint_subtract(&b, &a);
    struct rational v;
    if (!off.valid || fingerprint_is_zero(&off))
        return;
    if (what == MISTAKE_ARITHMETIC) {
        if (rational_of(&off, &v) && v.bottom == 1 && llabs(v.top) <= 10 &&
            !term_is_numeric(r->arena, t))
            rules_claim(r, NULL);
        return;
    }
    size_t n;
    const struct tree *const *symbols = tree_symbols(r->arena, t, &n);
    for (size_t i = 0; i < n && i < 4; i++)
        for (size_t j = i; j < n + 1 && j < 5; j++)
            for (int64_t e = 1; e <= 4; e++) {
                const struct tree *u = term_power(r->arena, symbols[i], number(r, e));
                if (j < n && j > i)
                    u = term_times(r->arena, u, symbols[j]);
                struct print p = fingerprint(u), k = fingerprint_divide(&off, &p);
                if (rational_of(&k, &v) && v.bottom <= 12 && llabs(v.top) <= 24) {
                    rules_claim(r, NULL);
                    return;
                }
            }
}

static void constant_off(struct rules *r, const struct tree *t)
{
    one_number_off(r, t, MISTAKE_ARITHMETIC);
}

static void coefficient_off(struct rules *r, const struct tree *t)
{
    one_number_off(r, t, MISTAKE_COEFFICIENTS);
}

/* f = f0 + f1·x for left minus right; false when it is not linear in its one letter. */
static bool linear(struct rules *r, const struct tree *t, const struct tree *x,
                   struct rational *slope, struct rational *rest)
{
    struct rational c[3];
    const struct tree *f = term_subtract(r->arena, t->child[0], t->child[1]);
    if (!f || !quadratic(r, f, x, c) || c[2].top)
        return false;
    *rest = c[0];
    *slope = c[1];
    return c[1].top != 0;
}

static bool times(struct rational a, struct rational b, struct rational *out)
{
    if (llabs(a.top) > 1000000000 || llabs(b.top) > 1000000000)
        return false;
    int64_t top = a.top * b.top, bottom = a.bottom * b.bottom, p = llabs(top), q = bottom;
    while (q) {
        int64_t s = p % q;
        p = q;
        q = s;
    }
    *out = p ? (struct rational){top / p, bottom / p} : (struct rational){0, 1};
    return true;
}

/* 3x = 12, so x = 5: the right side or the coefficient of x is a little off. */
static void result_off(struct rules *r, const struct tree *t, enum line_mistake what)
{
    const struct tree *q = r->after;
    if (r->before != t || t->kind != TREE_RELATION || t->n != 2 || q->kind != TREE_RELATION ||
        q->n != 2)
        return;
    const struct tree *x = only_symbol(r, t);
    struct rational a, b, c, d, minus_b, inverse, value, want;
    if (!x || !tree_mentions(q, x) || only_symbol(r, q) == NULL || !linear(r, t, x, &a, &b) ||
        !linear(r, q, x, &c, &d))
        return;
    if (!term_is_numeric(r->arena, q->child[1]) || tree_has(q->child[0], TREE_ADD))
        return;
    minus_b = (struct rational){-b.top, b.bottom};
    inverse = (struct rational){a.top < 0 ? -a.bottom : a.bottom, llabs(a.top)};
    d.top = -d.top;
    if (!times(minus_b, inverse, &value))
        return;
    if (what == MISTAKE_ARITHMETIC) {
        if (times(value, c, &want) && slip(want, d))
            rules_claim(r, term_equation(r->arena, q->child[0], RELATION_EQUAL, as_tree(r, want)));
    } else if (value.top) {
        struct rational over = {value.top < 0 ? -value.bottom : value.bottom, llabs(value.top)};
        if (times(d, over, &want) && slip(want, c) && !tree_same(q->child[0], x))
            rules_claim(r, NULL);
    }
}

static void value_off(struct rules *r, const struct tree *t)
{
    result_off(r, t, MISTAKE_ARITHMETIC);
}

static void slope_off(struct rules *r, const struct tree *t)
{
    result_off(r, t, MISTAKE_COEFFICIENTS);
}

const struct rule rules_slips[] = {
    {MISTAKE_PERCENT, false, percent},
    {MISTAKE_DECIMAL_POINT, true, decimal_point},
    {MISTAKE_FACTORED_WRONGLY, true, factored_wrongly},
    {MISTAKE_SIGN_LOST, true, sign_lost},
    {MISTAKE_ARITHMETIC, true, arithmetic},
    {MISTAKE_TERM_DROPPED, true, term_dropped},
    {MISTAKE_COEFFICIENTS, true, coefficient_off},
    {MISTAKE_ARITHMETIC, true, constant_off},
    {MISTAKE_ARITHMETIC, true, value_off},
    {MISTAKE_COEFFICIENTS, true, slope_off},
};
const size_t rules_slips_count = sizeof rules_slips / sizeof *rules_slips;
