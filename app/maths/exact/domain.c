/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements become conditions on factors: a product is not zero when no factor is, and not
 * negative when the product of its odd factors is not. Domains with the same conditions are the
 * same; polynomials in one variable are compared on the cells between their roots (cells.c).
 * Factors that count twice are left out: sqrt(x^2 y) is said to need y >= 0, although at x = 0 it
 * is 0 for every y.
 */
#include "app/maths/exact/domain.h"

#include "app/base/die.h"
#include "app/maths/exact/build.h"
#include "app/maths/exact/cells.h"
#include "app/maths/exact/number.h"

#include <flint/fmpz_mpoly.h>
#include <stdlib.h>

/* --- signs that are given away ---------------------------------------------------------------- */

static bool add_sign(struct tower *t, const fmpz_mpoly_t f, int sign)
{
    struct hints *h = t->hints;
    const struct tree *key = tower_write_polynomial(t, f);
    if (!key || h->n_signs == HINTS_MAX)
        return false;
    for (size_t i = 0; i < h->n_signs; i++)
        if (tree_same(h->sign[i].key, key))
            return false;
    h->sign[h->n_signs].key = key;
    h->sign[h->n_signs++].sign = sign;
    return true;
}

static int sign_known(struct tower *t, const fmpz_mpoly_t f)
{
    int sign = tower_fixed_sign(t, f);
    if (sign || t->hints->n_signs == 0)
        return sign;
    const struct tree *key = tower_write_polynomial(t, f);
    for (size_t i = 0; key && i < t->hints->n_signs; i++)
        if (tree_same(t->hints->sign[i].key, key))
            return t->hints->sign[i].sign;
    return 0;
}

/* The odd factors of a value whose signs are not known; *sign: of all the rest. False when it has
 * complex factors or cannot be factored. */
static bool open_factors(struct tower *t, const fmpz_mpoly_q_t value, struct factors *factors,
                         slong *open, slong *n, int *sign)
{
    *n = 0;
    if (!tower_factor(t, value, factors))
        return false;
    *sign = fmpq_sgn(factors->content);
    for (slong i = 0; i < factors->n; i++) {
        if (factors->exponent[i] % 2 == 0)
            continue;
        if (!tower_real(t, factors->factor + i))
            return false;
        int s = sign_known(t, factors->factor + i);
        if (s)
            *sign *= s;
        else
            open[(*n)++] = i;
    }
    return *sign != 0;
}

bool domain_learn(struct tower *t)
{
    bool learnt = false;
    for (size_t i = 0; i < t->n_atoms; i++) {
        if (t->atom[i].kind != ATOM_POSITIVE && t->atom[i].kind != ATOM_NONNEGATIVE)
            continue;
        struct factors factors;
        slong open[64], n;
        int sign;
        if (open_factors(t, t->atom[i].value, &factors, open, &n, &sign) && n == 1)
            learnt |= add_sign(t, factors.factor + open[0], sign);
        tower_factors_release(t, &factors);
    }
    return learnt;
}

/* The last generator among the SIGNs of these factors is the product of the others. */
static void relate_signs(struct tower *t, const struct factors *factors, const slong *open, slong n,
                         int sign)
{
    slong last = -1, index[64];
    for (slong i = 0; i < n; i++) {
        index[i] = -1;
        for (slong k = 0; k < t->n; k++)
            if (t->generator[k].kind == GENERATOR_SIGN &&
                fmpz_mpoly_equal(&t->generator[k].argument[0].num, factors->factor + open[i],
                                 t->ctx))
                index[i] = k;
        if (index[i] < 0)
            return;
        last = index[i] > last ? index[i] : last;
    }
    if (last < 0 || t->generator[last].degree != 2)
        return;
    fmpz_mpoly_q_t value, s;
    fmpz_mpoly_q_init(value, t->ctx);
    fmpz_mpoly_q_init(s, t->ctx);
    fmpz_mpoly_q_set_si(value, sign, t->ctx);
    for (slong i = 0; i < n; i++)
        if (index[i] != last) {
            tower_take(t, s, index[i]);
            fmpz_mpoly_q_mul(value, value, s, t->ctx);
        }
    tower_relate(t, last, 1, value);
    fmpz_mpoly_q_clear(s, t->ctx);
    fmpz_mpoly_q_clear(value, t->ctx);
}

/* A positive value w = c·product f^e with complex factors: the last ROOT(f) with e odd obeys
 * |f| = w / (|c| product of the other |f|^e). */
static void relate_roots(struct tower *t, const fmpz_mpoly_q_t w, const struct factors *factors)
{
    slong last = -1, which = -1;
    for (slong i = 0; i < factors->n; i++) {
        if (factors->exponent[i] % 2 == 0 || tower_real(t, factors->factor + i))
            continue;
        for (slong k = 0; k < t->n; k++)
            if (t->generator[k].kind == GENERATOR_ROOT && k > last &&
                fmpz_mpoly_equal(&t->generator[k].argument[0].num, factors->factor + i, t->ctx)) {
                last = k;
                which = i;
            }
    }
    if (last < 0 || t->generator[last].degree != 2 * t->generator[last].root)
        return;
    fmpz_mpoly_q_t all, own;
    fmpq_t one, less;
    fmpz_mpoly_q_init(all, t->ctx);
    fmpz_mpoly_q_init(own, t->ctx);
    fmpq_init(one);
    fmpq_init(less);
    fmpq_one(one);
    fmpz_mpoly_set(&own->num, factors->factor + which, t->ctx);
    fmpz_mpoly_one(&own->den, t->ctx);
    /* |w| / |f|^(e) is free of ROOT(f); then |f|^(e-1) = (f conj f)^((e-1)/2) is rational too */
    fmpq_set_si(less, factors->exponent[which] - 1, 1);
    bool fine = tower_power(t, all, own, -factors->exponent[which]) &&
                tower_multiply(t, all, all, w) && tower_absolute_power(t, all, all, one) &&
                tower_absolute_power(t, own, own, less) && tower_multiply(t, all, all, own) &&
                tower_divide(t, all, w, all);
    if (fine && fmpz_mpoly_degree_si(&all->num, last, t->ctx) <= 0 &&
        fmpz_mpoly_degree_si(&all->den, last, t->ctx) <= 0)
        tower_relate(t, last, t->generator[last].root, all);
    fmpq_clear(less);
    fmpq_clear(one);
    fmpz_mpoly_q_clear(own, t->ctx);
    fmpz_mpoly_q_clear(all, t->ctx);
}

/* All variables of the monomial pi·m are whole? */
static bool whole(struct tower *t, const fmpz_mpoly_q_t a)
{
    int used[TOWER_GENERATORS_MAX];
    bool turns = false;
    if (a->num.length != 1 || !fmpz_is_one(a->num.coeffs) || !fmpz_mpoly_is_one(&a->den, t->ctx))
        return false;
    fmpz_mpoly_used_vars(used, &a->num, t->ctx);
    for (slong k = 0; k < t->n; k++) {
        const struct generator *g = &t->generator[k];
        bool fine = !used[k];
        if (used[k] && g->kind == GENERATOR_OPAQUE && tree_is_constant(g->like, CONSTANT_PI))
            fine = turns = fmpz_mpoly_degree_si(&a->num, k, t->ctx) == 1;
        for (size_t i = 0; !fine && i < t->n_atoms; i++)
            fine = t->atom[i].kind == ATOM_INTEGER && g->kind == GENERATOR_SYMBOL &&
                   tree_same(t->atom[i].tree, g->like);
        if (!fine)
            return false;
    }
    return turns;
}

/* e^(i pi n) squared is 1 for whole n. */
static void relate_waves(struct tower *t)
{
    fmpz_mpoly_q_t one;
    fmpz_mpoly_q_init(one, t->ctx);
    fmpz_mpoly_q_one(one, t->ctx);
    for (slong k = 0; k < t->n; k++) {
        struct generator *g = &t->generator[k];
        if (g->kind == GENERATOR_WAVE && !g->related && whole(t, &g->argument[0]))
            tower_relate(t, k, 2 * g->root, one);
    }
    fmpz_mpoly_q_clear(one, t->ctx);
}

void domain_relate(struct tower *t)
{
    relate_waves(t);
    size_t n_atoms = t->n_atoms;
    for (size_t i = 0; i < n_atoms && t->failure == TOWER_FINE; i++) {
        if (t->atom[i].kind != ATOM_POSITIVE && t->atom[i].kind != ATOM_NONNEGATIVE)
            continue;
        struct factors factors;
        slong open[64], n;
        int sign;
        if (open_factors(t, t->atom[i].value, &factors, open, &n, &sign)) {
            if (n > 1)
                relate_signs(t, &factors, open, n, sign);
        } else if (t->failure == TOWER_FINE && fmpq_sgn(factors.content)) {
            relate_roots(t, t->atom[i].value, &factors);
        }
        tower_factors_release(t, &factors);
    }
}

/* --- conditions ------------------------------------------------------------------------------- */

static void add(struct domain *d, enum atom_kind kind, const fmpz_mpoly_q_t value,
                const struct atom *atom)
{
    struct tower *t = d->tower;
    for (size_t i = 0; i < d->n; i++)
        if (d->condition[i].kind == kind &&
            fmpz_mpoly_q_equal(d->condition[i].value, value, t->ctx))
            return;
    if (d->n == CONDITIONS_MAX) {
        tower_fail(t, TOWER_BIG);
        return;
    }
    struct condition *c = &d->condition[d->n++];
    c->kind = kind;
    c->atom = atom;
    fmpz_mpoly_q_init(c->value, t->ctx);
    fmpz_mpoly_q_set(c->value, value, t->ctx);
}

/* A constant that is certainly not zero, a polynomial without zeros, a generator that is never
 * zero. */
static bool never_zero(struct tower *t, const fmpz_mpoly_t f)
{
    slong k;
    if (tower_is_generator(t, f, &k)) {
        const struct generator *g = &t->generator[k];
        if (g->kind == GENERATOR_EXP || g->kind == GENERATOR_WAVE || g->kind == GENERATOR_I ||
            g->kind == GENERATOR_SIGN)
            return true;
        if (g->kind == GENERATOR_OPAQUE && g->like->kind == TREE_FACTORIAL)
            return true;
        if (g->kind == GENERATOR_ROOT)
            return never_zero(t, &g->argument[0].num);
    }
    if (tower_strict_sign(t, f) || (tower_constant(t, f) && tower_constant_nonzero(t, f)))
        return true;
    fmpz_mpoly_t simpler;
    fmpz_mpoly_init(simpler, t->ctx);
    bool never = tower_same_sign(t, f, simpler);
    fmpz_mpoly_clear(simpler, t->ctx);
    return never;
}

/* ROOT(f) is zero where f is. */
static void add_nonzero(struct domain *d, const fmpz_mpoly_t f, const struct atom *atom)
{
    struct tower *t = d->tower;
    slong k;
    fmpz_mpoly_q_t value;
    if (never_zero(t, f))
        return;
    fmpz_mpoly_q_init(value, t->ctx);
    bool root = tower_is_generator(t, f, &k) && t->generator[k].kind == GENERATOR_ROOT;
    fmpz_mpoly_set(&value->num, root ? &t->generator[k].argument[0].num : f, t->ctx);
    fmpz_mpoly_one(&value->den, t->ctx);
    add(d, ATOM_NONZERO, value, atom);
    fmpz_mpoly_q_clear(value, t->ctx);
}

/* -1 - x^2, and not -x^2: no factor of it has a zero. */
static bool strictly_negative(struct tower *t, const fmpz_mpoly_q_t a)
{
    return fmpz_mpoly_is_one(&a->den, t->ctx) && tower_strict_sign(t, &a->num) < 0;
}

/* Multiplies `product` by what has the sign of the factor f: |x| = x·sgn x counts as both, and
 * x + sqrt(x^2 - 1) as x. *sign takes the signs that never change. */
static void multiply_sign(struct tower *t, fmpz_mpoly_q_t product, const fmpz_mpoly_t f, int *sign)
{
    slong k;
    fmpz_mpoly_q_t g;
    fmpz_mpoly_q_init(g, t->ctx);
    fmpz_mpoly_one(&g->den, t->ctx);
    fmpz_mpoly_set(&g->num, f, t->ctx);
    if (tower_is_generator(t, f, &k) && t->generator[k].kind == GENERATOR_SIGN)
        fmpz_mpoly_set(&g->num, &t->generator[k].argument[0].num, t->ctx);
    int s = tower_fixed_sign(t, &g->num);
    if (s) {
        *sign *= s;
    } else {
        fmpz_mpoly_t simpler, quotient;
        fmpz_mpoly_init(simpler, t->ctx);
        fmpz_mpoly_init(quotient, t->ctx);
        if (tower_same_sign(t, &g->num, simpler))
            fmpz_mpoly_set(&g->num, simpler, t->ctx);
        if (fmpz_mpoly_divides(quotient, &product->num, &g->num, t->ctx))
            fmpz_mpoly_swap(&product->num, quotient, t->ctx);
        else
            tower_multiply(t, product, product, g);
        fmpz_mpoly_clear(quotient, t->ctx);
        fmpz_mpoly_clear(simpler, t->ctx);
    }
    fmpz_mpoly_q_clear(g, t->ctx);
}

static void add_atom(struct domain *d, const struct atom *atom)
{
    struct tower *t = d->tower;
    if (atom->kind == ATOM_INTEGER) {
        add(d, ATOM_INTEGER, atom->value, atom);
        return;
    }
    struct factors factors;
    fmpz_mpoly_q_t product;
    fmpz_mpoly_q_init(product, t->ctx);
    if (tower_factor(t, atom->value, &factors)) {
        int sign = fmpq_sgn(factors.content);
        if (sign == 0)
            d->empty |= atom->kind != ATOM_NONNEGATIVE;
        fmpz_mpoly_q_one(product, t->ctx);
        for (slong i = 0; i < factors.n && t->failure == TOWER_FINE; i++) {
            const fmpz_mpoly_struct *f = factors.factor + i;
            if (atom->kind != ATOM_NONNEGATIVE && factors.exponent[i] > 0)
                add_nonzero(d, f, atom);
            if (factors.exponent[i] % 2)
                multiply_sign(t, product, f, &sign);
        }
        if (sign < 0)
            fmpz_mpoly_q_neg(product, product, t->ctx);
        if (atom->kind != ATOM_NONZERO && sign != 0) {
            if (!fmpz_mpoly_q_is_fmpq(product, t->ctx))
                add(d, ATOM_NONNEGATIVE, product, atom);
            else if (sign < 0)
                d->empty |= atom->kind == ATOM_POSITIVE || strictly_negative(t, atom->value);
        }
    }
    tower_factors_release(t, &factors);
    fmpz_mpoly_q_clear(product, t->ctx);
}

static bool mentions_i(struct tower *t, const fmpz_mpoly_t f)
{
    for (slong k = 0; k < t->n; k++)
        if (t->generator[k].kind == GENERATOR_I)
            return fmpz_mpoly_degree_si(f, k, t->ctx) > 0;
    return false;
}

/* 1 - sin x != 0 and 1 + sin x != 0 is cos x != 0: factors with i in them are multiplied, and
 * taken apart again when i is gone. */
static void join_complex(struct domain *d)
{
    struct tower *t = d->tower;
    fmpz_mpoly_q_t product;
    const struct atom *atom = NULL;
    size_t n = 0;
    fmpz_mpoly_q_init(product, t->ctx);
    fmpz_mpoly_q_one(product, t->ctx);
    for (size_t i = 0; i < d->n && t->failure == TOWER_FINE; i++)
        if (d->condition[i].kind == ATOM_NONZERO && mentions_i(t, &d->condition[i].value->num)) {
            tower_multiply(t, product, product, d->condition[i].value);
            atom = d->condition[i].atom;
            n++;
        }
    struct factors factors;
    if (n > 1 && t->failure == TOWER_FINE && !mentions_i(t, &product->num) &&
        !mentions_i(t, &product->den)) {
        for (size_t i = d->n; i-- > 0;)
            if (d->condition[i].kind == ATOM_NONZERO &&
                mentions_i(t, &d->condition[i].value->num)) {
                fmpz_mpoly_q_clear(d->condition[i].value, t->ctx);
                d->condition[i] = d->condition[--d->n];
            }
        if (tower_factor(t, product, &factors))
            for (slong i = 0; i < factors.n; i++)
                if (factors.exponent[i] > 0)
                    add_nonzero(d, factors.factor + i, atom);
        tower_factors_release(t, &factors);
    }
    fmpz_mpoly_q_clear(product, t->ctx);
}

/* Only symbols in it: the polynomial reads better than what it came from. */
static bool plain(struct tower *t, const fmpz_mpoly_t f)
{
    int used[TOWER_GENERATORS_MAX];
    fmpz_mpoly_used_vars(used, f, t->ctx);
    for (slong i = 0; i < t->n; i++)
        if (used[i] && t->generator[i].kind != GENERATOR_SYMBOL)
            return false;
    return true;
}

/* a x + b >= 0 with a > 0 >= b: x is not negative. */
static bool symbol_not_negative(struct tower *t, const fmpz_mpoly_t f, slong *symbol)
{
    int used[TOWER_GENERATORS_MAX];
    slong k = -1;
    fmpz_mpoly_used_vars(used, f, t->ctx);
    for (slong i = 0; i < t->n; i++)
        if (used[i]) {
            if (k >= 0 || t->generator[i].kind != GENERATOR_SYMBOL)
                return false;
            k = i;
        }
    if (k < 0 || fmpz_mpoly_degree_si(f, k, t->ctx) != 1 || fmpz_sgn(f->coeffs) <= 0)
        return false;
    *symbol = k;
    return f->length == 1 || fmpz_sgn(f->coeffs + 1) <= 0;
}

/* While `on`, SIGNs that the hints tell are numbers. */
static void settle_signs(struct tower *t, bool on)
{
    fmpz_mpoly_q_t value;
    fmpz_mpoly_q_init(value, t->ctx);
    for (slong k = 0; k < t->n; k++) {
        if (t->generator[k].kind != GENERATOR_SIGN)
            continue;
        int sign = on ? sign_known(t, &t->generator[k].argument[0].num) : 0;
        fmpz_mpoly_q_set_si(value, sign ? sign : 1, t->ctx);
        tower_relate(t, k, sign ? 1 : 2, value);
    }
    fmpz_mpoly_q_clear(value, t->ctx);
}

/* Conditions on roots and the like that follow from the plain ones of the same tree, such as
 * x + 2 sqrt(x) + 1 >= 0 from x >= 0. The plain ones stay. */
static void drop_followers(struct domain *d)
{
    struct tower *t = d->tower;
    for (size_t i = 0; i < d->n; i++) {
        slong k;
        if (d->condition[i].kind == ATOM_NONNEGATIVE &&
            symbol_not_negative(t, &d->condition[i].value->num, &k)) {
            fmpz_mpoly_t x;
            fmpz_mpoly_init(x, t->ctx);
            fmpz_mpoly_gen(x, k, t->ctx);
            add_sign(t, x, 1);
            fmpz_mpoly_clear(x, t->ctx);
        }
    }
    if (t->hints->n_signs == 0)
        return;
    fmpz_mpoly_q_t value;
    fmpz_mpoly_q_init(value, t->ctx);
    settle_signs(t, true);
    for (size_t i = d->n; i-- > 0 && t->failure == TOWER_FINE;) {
        struct condition *c = &d->condition[i];
        if (c->kind == ATOM_INTEGER || plain(t, &c->value->num))
            continue;
        fmpz_mpoly_q_set(value, c->value, t->ctx);
        bool follows = tower_reduce(t, value) && fmpz_mpoly_is_one(&value->den, t->ctx) &&
                       (c->kind == ATOM_NONZERO ? never_zero(t, &value->num)
                                                : tower_fixed_sign(t, &value->num) > 0);
        if (follows) {
            fmpz_mpoly_q_clear(c->value, t->ctx);
            d->condition[i] = d->condition[--d->n];
        }
    }
    settle_signs(t, false);
    fmpz_mpoly_q_clear(value, t->ctx);
}

bool domain_read(struct tower *t, bool of_b, struct domain *out)
{
    *out = (struct domain){.tower = t};
    /* a domain must not be simplified by what the hints have learnt from it */
    struct hints *all = t->hints;
    struct hints *own = xcalloc(1, sizeof *own);
    *own = *all;
    own->n_signs = 0;
    t->hints = own;
    for (size_t i = 0; i < t->n_atoms && t->failure == TOWER_FINE; i++)
        if (t->atom[i].of_b == of_b)
            add_atom(out, &t->atom[i]);
    join_complex(out);
    if (t->failure == TOWER_FINE)
        drop_followers(out);
    t->hints = all;
    free(own);
    return t->failure == TOWER_FINE;
}

void domain_release(struct domain *domain)
{
    for (size_t i = 0; i < domain->n; i++)
        fmpz_mpoly_q_clear(domain->condition[i].value, domain->tower->ctx);
    domain->n = 0;
}

static bool contains(const struct domain *d, const struct condition *c)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->condition[i].kind == c->kind &&
            fmpz_mpoly_q_equal(d->condition[i].value, c->value, d->tower->ctx))
            return true;
    return false;
}

enum domain_answer domain_compare(const struct domain *a, const struct domain *b)
{
    bool same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = contains(b, &a->condition[i]);
    if (same)
        return DOMAIN_SAME;
    struct cells *cells = cells_new(a, b);
    enum domain_answer answer = DOMAIN_OTHER;
    if (cells) {
        if (cells_same(cells))
            answer = DOMAIN_SAME;
        else if (cells_apart(cells))
            answer = DOMAIN_APART;
    }
    cells_free(cells);
    return answer;
}

/* --- for people ------------------------------------------------------------------------------- */

/* a x + b as x and -b/a; *flip when a < 0 */
static const struct tree *linear(struct tower *t, const fmpz_mpoly_t f, const struct tree **x,
                                 bool *flip)
{
    int used[TOWER_GENERATORS_MAX];
    slong k = -1;
    fmpz_mpoly_used_vars(used, f, t->ctx);
    for (slong i = 0; i < t->n; i++)
        if (used[i]) {
            if (k >= 0)
                return NULL;
            k = i;
        }
    if (k < 0 || fmpz_mpoly_degree_si(f, k, t->ctx) != 1)
        return NULL;
    fmpz_mpoly_t gen;
    fmpq_t q;
    fmpz_mpoly_init(gen, t->ctx);
    fmpq_init(q);
    fmpz_mpoly_gen(gen, k, t->ctx);
    fmpz_mpoly_get_coeff_fmpz_monomial(fmpq_denref(q), f, gen, t->ctx);
    fmpz_mpoly_one(gen, t->ctx);
    fmpz_mpoly_get_coeff_fmpz_monomial(fmpq_numref(q), f, gen, t->ctx);
    *flip = fmpz_sgn(fmpq_denref(q)) < 0;
    fmpq_canonicalise(q);
    fmpq_neg(q, q);
    *x = t->generator[k].like;
    const struct tree *value = number_tree(t->e, q);
    fmpq_clear(q);
    fmpz_mpoly_clear(gen, t->ctx);
    return value;
}

static const struct tree *relation_of(struct tower *t, const struct condition *c, bool strict)
{
    struct exact *e = t->e;
    const struct tree *x, *value;
    bool flip;
    if (c->kind == ATOM_INTEGER)
        return tree_relate(e->arena, c->atom->tree, RELATION_IN,
                           tree_detail(e->arena, TREE_NUMBERS, NUMBERS_INTEGER));
    if (!plain(t, &c->value->num)) {
        enum tree_relation as_written[] = {[ATOM_NONZERO] = RELATION_UNEQUAL,
                                           [ATOM_NONNEGATIVE] = RELATION_GREATER_EQUAL,
                                           [ATOM_POSITIVE] = RELATION_GREATER};
        return tree_relate(e->arena, c->atom->tree, as_written[c->atom->kind], build_integer(e, 0));
    }
    value = linear(t, &c->value->num, &x, &flip);
    if (value && c->kind == ATOM_NONZERO)
        return tree_relate(e->arena, x, RELATION_UNEQUAL, value);
    if (value)
        return tree_relate(e->arena, x,
                           flip ? (strict ? RELATION_LESS : RELATION_LESS_EQUAL)
                                : (strict ? RELATION_GREATER : RELATION_GREATER_EQUAL),
                           value);
    enum tree_relation relation = c->kind == ATOM_NONZERO ? RELATION_UNEQUAL
                                  : strict                ? RELATION_GREATER
                                                          : RELATION_GREATER_EQUAL;
    return tree_relate(e->arena, tower_write_polynomial(t, &c->value->num), relation,
                       build_integer(e, 0));
}

/* Does the factor of this condition != 0 divide the polynomial of one >= 0? */
static bool divides(struct tower *t, const struct condition *nonzero, const struct condition *sign)
{
    fmpz_mpoly_t q;
    fmpz_mpoly_init(q, t->ctx);
    bool result = fmpz_mpoly_divides(q, &sign->value->num, &nonzero->value->num, t->ctx);
    fmpz_mpoly_clear(q, t->ctx);
    return result;
}

/* xy >= 0 follows from x >= 0 and y >= 0. */
static bool product_of_others(struct tower *t, const struct condition *const *list, size_t n,
                              size_t k)
{
    fmpz_mpoly_t rest, quotient;
    fmpz_mpoly_init(rest, t->ctx);
    fmpz_mpoly_init(quotient, t->ctx);
    fmpz_mpoly_set(rest, &list[k]->value->num, t->ctx);
    for (size_t i = 0; i < n; i++)
        if (i != k && list[i]->kind == ATOM_NONNEGATIVE &&
            fmpz_mpoly_divides(quotient, rest, &list[i]->value->num, t->ctx))
            fmpz_mpoly_swap(rest, quotient, t->ctx);
    bool result = fmpz_mpoly_is_fmpz(rest, t->ctx) && fmpz_sgn(rest->coeffs) > 0;
    fmpz_mpoly_clear(quotient, t->ctx);
    fmpz_mpoly_clear(rest, t->ctx);
    return result;
}

static const struct tree *write_all(struct tower *t, const struct condition *const *list, size_t n)
{
    const struct tree *relations[2 * CONDITIONS_MAX];
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        const struct condition *c = list[i];
        bool strict = false, covered = false;
        if (c->kind == ATOM_NONNEGATIVE)
            strict = c->atom->kind == ATOM_POSITIVE;
        for (size_t j = 0; c->kind == ATOM_NONNEGATIVE && !strict && j < n; j++)
            strict = list[j]->kind == ATOM_NONZERO &&
                     fmpz_mpoly_degrees_fit_si(&c->value->num, t->ctx) && divides(t, list[j], c) &&
                     divides(t, c, list[j]);
        /* f != 0 is said already by f > 0 */
        for (size_t j = 0; c->kind == ATOM_NONZERO && !covered && j < n; j++)
            covered = list[j]->kind == ATOM_NONNEGATIVE && divides(t, c, list[j]) &&
                      (list[j]->atom->kind == ATOM_POSITIVE || divides(t, list[j], c));
        if (c->kind == ATOM_NONNEGATIVE)
            covered = product_of_others(t, list, n, i);
        if (covered)
            continue;
        const struct tree *relation = relation_of(t, c, strict);
        bool again = false;
        for (size_t j = 0; relation && !again && j < m; j++)
            again = tree_same(relations[j], relation);
        if (relation && !again)
            relations[m++] = relation;
    }
    if (m < 2)
        return m ? relations[0] : NULL;
    return tree_node(t->e->arena, TREE_SYSTEM, 0, relations, m);
}

const struct tree *domain_difference(const struct domain *a, const struct domain *b)
{
    const struct condition *list[2 * CONDITIONS_MAX], *common[CONDITIONS_MAX];
    size_t n = 0, n_common = 0;
    for (size_t i = 0; i < a->n; i++)
        if (!contains(b, &a->condition[i]))
            list[n++] = &a->condition[i];
        else
            common[n_common++] = &a->condition[i];
    for (size_t i = 0; i < b->n; i++)
        if (!contains(a, &b->condition[i]))
            list[n++] = &b->condition[i];
    struct cells *cells = cells_new(a, b);
    if (cells)
        n = cells_prune(cells, list, n, common, n_common);
    cells_free(cells);
    return write_all(a->tower, list, n);
}

const struct tree *domain_write(const struct domain *a)
{
    const struct condition *list[CONDITIONS_MAX];
    size_t n = a->n;
    for (size_t i = 0; i < n; i++)
        list[i] = &a->condition[i];
    struct cells *cells = cells_new(a, a);
    if (cells)
        n = cells_prune(cells, list, n, NULL, 0);
    cells_free(cells);
    return write_all(a->tower, list, n);
}
