/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See residue.h. A quotient whose denominator vanishes modulo the prime has no residue, and then
 * nothing is said; so a residue is that of a number whose denominator is prime to p.
 */
#include "app/maths/exact/residue.h"

#include "app/maths/exact/number.h"

#include <flint/fmpz.h>
#include <flint/nmod_vec.h>
#include <flint/ulong_extras.h>

struct walk {
    struct exact *e;
    const struct place *place;
};

static bool evaluate(const struct walk *w, const struct tree *t, nmod_t m, bool prime, ulong *out);

static bool from_rational(const fmpq_t q, nmod_t m, bool prime, ulong *out)
{
    ulong top = fmpz_fdiv_ui(fmpq_numref(q), m.n), bottom = fmpz_fdiv_ui(fmpq_denref(q), m.n);
    if (bottom != 1 && (!prime || bottom == 0))
        return false;
    *out = bottom == 1 ? top : nmod_div(top, bottom, m);
    return true;
}

static bool leaf(const struct walk *w, const struct tree *t, nmod_t m, bool prime, ulong *out)
{
    for (size_t i = 0; t->kind == TREE_SYMBOL && w->place && i < w->place->n; i++)
        if (tree_same(w->place->symbols[i], t))
            return from_rational(w->place->values + i, m, prime, out);
    if (t->kind != TREE_NUMBER)
        return false;
    fmpq_t q;
    fmpq_init(q);
    bool fine = number_read(w->e, t->text, q) && from_rational(q, m, prime, out);
    fmpq_clear(q);
    return fine;
}

/* An exponent that is a whole number from 0: a number as it stands, or a power of such. */
static bool whole(struct exact *e, const struct tree *t)
{
    int64_t n;
    if (t->kind == TREE_POWER)
        return whole(e, t->child[0]) && whole(e, t->child[1]);
    return number_small(e, t, &n) && n >= 0;
}

/* base^exponent: the exponent itself, or what is left of it modulo p - 1 (Fermat). */
static bool power(const struct walk *w, const struct tree *t, nmod_t m, bool prime, ulong *out)
{
    ulong base, exponent;
    fmpq_t q;
    if (!evaluate(w, t->child[0], m, prime, &base))
        return false;
    fmpq_init(q);
    bool number =
        exact_is_constant(t->child[1]) && number_evaluate(w->e, t->child[1], q) == OUT_DONE;
    bool fine = number && fmpz_is_one(fmpq_denref(q));
    if (fine && fmpq_sgn(q) < 0) {
        fine = prime && base != 0;
        if (fine)
            base = nmod_inv(base, m);
        fmpq_neg(q, q);
    }
    if (fine && (base != 0 || fmpq_sgn(q) > 0)) {
        *out = 1;
        for (slong i = (slong)fmpz_bits(fmpq_numref(q)) - 1; i >= 0; i--) {
            *out = nmod_mul(*out, *out, m);
            if (fmpz_tstbit(fmpq_numref(q), (ulong)i))
                *out = nmod_mul(*out, base, m);
        }
    } else if (!number && prime && base != 0 && whole(w->e, t->child[1])) {
        nmod_t less;
        nmod_init(&less, m.n - 1);
        fine = evaluate(w, t->child[1], less, false, &exponent);
        if (fine)
            *out = nmod_pow_ui(base, exponent, m);
    } else {
        fine = false;
    }
    fmpq_clear(q);
    return fine;
}

static bool several(const struct walk *w, const struct tree *t, nmod_t m, bool prime, ulong *out)
{
    ulong x;
    if (!evaluate(w, t->child[0], m, prime, out))
        return false;
    for (uint32_t i = 1; i < t->n; i++) {
        if (!evaluate(w, t->child[i], m, prime, &x))
            return false;
        if (t->kind == TREE_ADD) {
            *out = nmod_add(*out, x, m);
        } else if (t->kind == TREE_MULTIPLY) {
            *out = nmod_mul(*out, x, m);
        } else {
            if (!prime || x == 0)
                return false;
            *out = nmod_div(*out, x, m);
        }
    }
    return true;
}

static bool factorial(const struct walk *w, const struct tree *t, nmod_t m, ulong *out)
{
    int64_t n;
    if (t->detail > 1 || !number_small(w->e, t->child[0], &n) || n < 0 || n > 20000000 ||
        !exact_spend(w->e, (uint64_t)n / 400))
        return false;
    *out = 1;
    for (int64_t i = 2; i <= n; i++)
        *out = nmod_mul(*out, (ulong)i, m);
    return true;
}

static bool evaluate(const struct walk *w, const struct tree *t, nmod_t m, bool prime, ulong *out)
{
    if (!exact_spend(w->e, 1))
        return false;
    switch (t->kind) {
    case TREE_NUMBER:
    case TREE_SYMBOL:
        return leaf(w, t, m, prime, out);
    case TREE_ADD:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
        return several(w, t, m, prime, out);
    case TREE_NEGATE:
        if (!evaluate(w, t->child[0], m, prime, out))
            return false;
        *out = nmod_neg(*out, m);
        return true;
    case TREE_POWER:
        return power(w, t, m, prime, out);
    case TREE_FACTORIAL:
        return factorial(w, t, m, out);
    default:
        return false;
    }
}

bool residue_differ(struct exact *e, const struct tree *a, const struct tree *b,
                    const struct place *place)
{
    struct walk w = {e, place};
    ulong x, y;
    nmod_t m;
    nmod_init(&m, n_nextprime((ulong)1 << 60, 1));
    return evaluate(&w, a, m, true, &x) && evaluate(&w, b, m, true, &y) && x != y;
}
