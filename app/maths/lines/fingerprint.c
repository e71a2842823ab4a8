/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evaluation modulo p = 2^61 - 1. Knows the arithmetic of the tree and nothing of its meaning:
 * each function is a hash of its argument.
 */
#include "app/maths/lines/fingerprint.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define P ((UINT64_C(1) << 61) - 1)

static uint64_t add(uint64_t a, uint64_t b)
{
    uint64_t s = a + b;
    return s >= P ? s - P : s;
}

static uint64_t negate(uint64_t a)
{
    return a ? P - a : 0;
}

static uint64_t times(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    uint64_t low = (uint64_t)(product & P), high = (uint64_t)(product >> 61);
    return add(low, high % P);
}

static uint64_t power(uint64_t a, uint64_t n)
{
    uint64_t result = 1;
    for (; n; n >>= 1, a = times(a, a))
        if (n & 1)
            result = times(result, a);
    return result;
}

static uint64_t inverse(uint64_t a)
{
    return power(a, P - 2);
}

static uint64_t scramble(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (x ^ (x >> 31)) % P;
}

struct walk {
    uint64_t seed;
    bool atoms;
};

static bool value(struct walk *walk, const struct tree *t, uint64_t *out);

/* digits [. digits] [(digits)] [e [-] digits] */
static bool number(const char *s, uint64_t *out)
{
    uint64_t top = 0, bottom = 1;
    for (; isdigit((unsigned char)*s); s++)
        top = add(times(top, 10), (uint64_t)(*s - '0'));
    if (*s == '.')
        for (s++; isdigit((unsigned char)*s); s++) {
            top = add(times(top, 10), (uint64_t)(*s - '0'));
            bottom = times(bottom, 10);
        }
    if (*s == '(') {
        uint64_t repeat = 0, nines = 1;
        for (s++; isdigit((unsigned char)*s); s++) {
            repeat = add(times(repeat, 10), (uint64_t)(*s - '0'));
            nines = times(nines, 10);
        }
        nines = add(nines, P - 1);
        top = add(times(top, nines), repeat);
        bottom = times(bottom, nines);
        s += *s == ')';
    }
    if (*s == 'e') {
        bool below = s[1] == '-';
        uint64_t n = 0;
        for (s += 1 + below; isdigit((unsigned char)*s) && n < 100000; s++)
            n = n * 10 + (uint64_t)(*s - '0');
        if (below)
            bottom = times(bottom, power(10, n));
        else
            top = times(top, power(10, n));
    }
    if (bottom == 0)
        return false;
    *out = times(top, inverse(bottom));
    return true;
}

static bool atom(struct walk *walk, const struct tree *t, uint64_t *out)
{
    uint64_t hash = scramble(((uint64_t)t->kind << 32) ^ ((uint64_t)t->detail << 16) ^ t->n);
    for (uint32_t i = 0; i < t->n; i++) {
        uint64_t v;
        if (t->child[i]->kind == TREE_WORDS || !value(walk, t->child[i], &v))
            return false;
        hash = scramble(hash ^ v);
    }
    if (t->text)
        hash = scramble(hash ^ (tree_hash(t) % P));
    walk->atoms = true;
    *out = hash;
    return true;
}

/* Symbols at a point: a hash of the name; the same name has the same value everywhere. */
static bool symbol(const struct walk *walk, const struct tree *t, uint64_t *out)
{
    *out = scramble(tree_hash(t) ^ scramble(walk->seed));
    return true;
}

/* An exponent like 2·3, 1/2 - 1 or 0.5 as a fraction of small numbers in lowest terms. */
struct fraction {
    int64_t m, n;
};

static bool lowest(struct fraction *f)
{
    if (f->n == 0 || llabs(f->m) > 999999 || llabs(f->n) > 999999)
        return false;
    int64_t a = llabs(f->m), b = llabs(f->n);
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    if (f->n < 0)
        a = -a;
    f->m /= a;
    f->n /= a;
    return true;
}

static bool small_number(const char *s, struct fraction *out)
{
    *out = (struct fraction){0, 1};
    bool point = false;
    if (strlen(s) > 7 || strspn(s, "0123456789.") != strlen(s))
        return false;
    for (; *s; s++) {
        if (*s == '.') {
            point = true;
            continue;
        }
        out->m = 10 * out->m + (*s - '0');
        out->n *= point ? 10 : 1;
    }
    return lowest(out);
}

static bool small_fraction(const struct tree *t, struct fraction *out)
{
    struct fraction a, b;
    switch (t->kind) {
    case TREE_NUMBER:
        return small_number(t->text, out);
    case TREE_NEGATE:
        if (!small_fraction(t->child[0], out))
            return false;
        out->m = -out->m;
        return true;
    case TREE_ADD:
    case TREE_MULTIPLY:
        *out = (struct fraction){t->kind == TREE_MULTIPLY, 1};
        for (uint32_t i = 0; i < t->n; i++) {
            if (!small_fraction(t->child[i], &a))
                return false;
            if (t->kind == TREE_MULTIPLY)
                *out = (struct fraction){out->m * a.m, out->n * a.n};
            else
                *out = (struct fraction){out->m * a.n + a.m * out->n, out->n * a.n};
            if (!lowest(out))
                return false;
        }
        return true;
    case TREE_DIVIDE:
        if (!small_fraction(t->child[0], &a) || !small_fraction(t->child[1], &b))
            return false;
        *out = (struct fraction){a.m * b.n, a.n * b.m};
        return lowest(out);
    default:
        return false;
    }
}

static bool small_root(uint64_t v, uint64_t *out)
{
    for (uint64_t r = 0; r <= 1000; r++)
        if (r * r == v) {
            *out = r;
            return true;
        }
    return false;
}

/* base^(m/n) as base^q times a power of the atom base^(1/n). */
static bool fraction_power(struct walk *walk, const struct tree *base, struct fraction e,
                           uint64_t *out)
{
    uint64_t v, root = 1;
    if (!value(walk, base, &v) || (v == 0 && e.m <= 0))
        return false;
    int64_t whole = e.m / e.n, rest = e.m % e.n;
    if (rest < 0) {
        rest += e.n;
        whole--;
    }
    if (rest && v && (e.n != 2 || !small_root(v, &root))) {
        root = scramble(v ^ scramble((uint64_t)e.n));
        walk->atoms = true;
    }
    uint64_t integer = power(v, (uint64_t)llabs(whole));
    *out = v ? times(whole < 0 ? inverse(integer) : integer, power(root, (uint64_t)rest)) : 0;
    return true;
}

static bool power_value(struct walk *walk, const struct tree *t, uint64_t *out)
{
    struct fraction e;
    return small_fraction(t->child[1], &e) ? fraction_power(walk, t->child[0], e, out)
                                           : atom(walk, t, out);
}

static bool root_value(struct walk *walk, const struct tree *t, uint64_t *out)
{
    struct fraction e = {2, 1};
    if (t->n == 2 && (!small_fraction(t->child[1], &e) || e.n != 1 || e.m < 2))
        return atom(walk, t, out);
    return fraction_power(walk, t->child[0], (struct fraction){1, e.m}, out);
}

static bool many(struct walk *walk, const struct tree *t, uint64_t *out)
{
    uint64_t v;
    *out = t->kind == TREE_MULTIPLY;
    for (uint32_t i = 0; i < t->n; i++) {
        if (!value(walk, t->child[i], &v))
            return false;
        *out = t->kind == TREE_MULTIPLY ? times(*out, v) : add(*out, v);
    }
    return true;
}

static bool value(struct walk *walk, const struct tree *t, uint64_t *out)
{
    uint64_t a, b, c;
    switch (t->kind) {
    case TREE_NUMBER:
        return number(t->text, out);
    case TREE_SYMBOL:
        return symbol(walk, t, out);
    case TREE_CONSTANT:
        walk->atoms |= t->detail == CONSTANT_I;
        *out = scramble(1000003u * (t->detail + 1u));
        return t->detail != CONSTANT_INFINITY;
    case TREE_ADD:
    case TREE_MULTIPLY:
        return many(walk, t, out);
    case TREE_NEGATE:
        if (!value(walk, t->child[0], &a))
            return false;
        *out = negate(a);
        return true;
    case TREE_DIVIDE:
        if (!value(walk, t->child[0], &a) || !value(walk, t->child[1], &b) || b == 0)
            return false;
        *out = times(a, inverse(b));
        return true;
    case TREE_MIXED:
        if (!value(walk, t->child[0], &a) || !value(walk, t->child[1], &b) ||
            !value(walk, t->child[2], &c) || c == 0)
            return false;
        *out = add(a, times(b, inverse(c)));
        return true;
    case TREE_PERCENT:
        if (!value(walk, t->child[0], &a))
            return false;
        *out = times(a, inverse(100));
        return true;
    case TREE_POWER:
        return power_value(walk, t, out);
    case TREE_ROOT:
        return root_value(walk, t, out);
    case TREE_FACTORIAL:
    case TREE_ABSOLUTE:
    case TREE_FLOOR:
    case TREE_CEILING:
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
    case TREE_APPLY:
    case TREE_CALL:
    case TREE_DERIVATIVE:
    case TREE_INTEGRAL:
    case TREE_BIG:
    case TREE_LIMIT:
    case TREE_UNIT:
        return atom(walk, t, out);
    case TREE_QUANTITY:
        if (!value(walk, t->child[0], &a) || !value(walk, t->child[1], &b))
            return false;
        *out = times(a, b);
        return true;
    default:
        return false;
    }
}

struct print fingerprint(const struct tree *t)
{
    struct print print = {.valid = t != NULL};
    struct walk walk = {.atoms = false};
    for (int i = 0; i < PRINT_POINTS && print.valid; i++) {
        walk.seed = 77 + (uint64_t)i;
        print.valid = value(&walk, t, &print.at[i]);
    }
    print.atoms = walk.atoms;
    return print;
}

bool fingerprint_same(const struct print *a, const struct print *b)
{
    return a->valid && b->valid && memcmp(a->at, b->at, sizeof a->at) == 0;
}

struct print fingerprint_subtract(const struct print *a, const struct print *b)
{
    struct print c = {.valid = a->valid && b->valid, .atoms = a->atoms || b->atoms};
    for (int i = 0; i < PRINT_POINTS; i++)
        c.at[i] = add(a->at[i], negate(b->at[i]));
    return c;
}

bool fingerprint_is_zero(const struct print *a)
{
    for (int i = 0; i < PRINT_POINTS; i++)
        if (a->at[i])
            return false;
    return a->valid;
}

struct print fingerprint_divide(const struct print *a, const struct print *b)
{
    struct print c = {.valid = a->valid && b->valid, .atoms = a->atoms || b->atoms};
    for (int i = 0; i < PRINT_POINTS; i++) {
        c.valid &= b->at[i] != 0;
        c.at[i] = times(a->at[i], inverse(b->at[i]));
    }
    return c;
}

/* Rational reconstruction: the one fraction of numbers below 2^30 that is v modulo p. */
static bool reconstruct(uint64_t v, int64_t *numerator, int64_t *denominator)
{
    const int64_t limit = INT64_C(1) << 30;
    int64_t r0 = (int64_t)P, r1 = (int64_t)v, t0 = 0, t1 = 1;
    while (r1 >= limit) {
        int64_t q = r0 / r1, r2 = r0 - q * r1, t2 = t0 - q * t1;
        r0 = r1, r1 = r2, t0 = t1, t1 = t2;
    }
    if (t1 == 0 || t1 >= limit || t1 <= -limit)
        return false;
    *numerator = t1 < 0 ? -r1 : r1;
    *denominator = t1 < 0 ? -t1 : t1;
    return true;
}

bool fingerprint_rational(const struct print *a, int64_t *numerator, int64_t *denominator)
{
    for (int i = 1; i < PRINT_POINTS; i++)
        if (a->at[i] != a->at[0])
            return false;
    return a->valid && reconstruct(a->at[0], numerator, denominator);
}

int fingerprint_ratio(const struct print *a, const struct print *b)
{
    struct print ratio = fingerprint_divide(a, b);
    int64_t numerator, denominator;
    if (!fingerprint_rational(&ratio, &numerator, &denominator) || numerator == 0)
        return 0;
    return numerator < 0 ? -1 : 1;
}
