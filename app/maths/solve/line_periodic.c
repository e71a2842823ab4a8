/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cuts that repeat for ever (line.h): collected as families and written out where it matters. Left
 * and right of the last cut that does not repeat, all conditions together have a common period, so
 * one period on each side shows everything that happens there.
 */
#include "app/maths/solve/line.h"

#include <stdlib.h>

enum { STEP_MAX = 1000, PERIODS_MAX = 24 };

/* q·unit as people write it. */
static const struct tree *multiple_tree(struct solver *s, const fmpq_t q, bool pi)
{
    if (!pi || fmpq_is_zero(q))
        return real_fmpq_tree(s, q);
    struct tree_arena *arena = s->arena;
    const struct tree *t = tree_detail(arena, TREE_CONSTANT, CONSTANT_PI);
    fmpz_t above;
    fmpz_init(above);
    fmpz_abs(above, fmpq_numref(q));
    if (!fmpz_is_one(above))
        t = tree_two(arena, TREE_MULTIPLY, 0, real_fmpz_tree(s, above), t);
    if (!fmpz_is_one(fmpq_denref(q)))
        t = tree_two(arena, TREE_DIVIDE, 0, t, real_fmpz_tree(s, fmpq_denref(q)));
    fmpz_clear(above);
    return fmpq_sgn(q) < 0 ? tree_one(arena, TREE_NEGATE, 0, t) : t;
}

/* t as a rational multiple of 1 or of π. */
static bool read_multiple(struct solver *s, const struct tree *t, fmpq_t q, bool *pi)
{
    const struct real *value = real_of_tree(s, t);
    if (!value)
        return false;
    *pi = !value->algebraic;
    if (value->algebraic) {
        if (!qqbar_is_rational(value->q))
            return false;
        qqbar_get_fmpq(q, value->q);
        return true;
    }
    ca_t ratio, unit;
    ca_init(ratio, s->ca);
    ca_init(unit, s->ca);
    ca_pi(unit, s->ca);
    ca_div(ratio, value->value, unit, s->ca);
    bool rational = CA_IS_QQ(ratio, s->ca);
    if (rational)
        fmpq_set(q, CA_FMPQ(ratio));
    ca_clear(ratio, s->ca);
    ca_clear(unit, s->ca);
    return rational;
}

bool line_add_family(struct line *l, const struct tree *offset, const struct tree *step)
{
    fmpq_t q;
    fmpq_init(q);
    bool pi;
    bool fine = offset && step && read_multiple(l->s, step, q, &pi) && !fmpq_is_zero(q) &&
                solver_within(fmpq_numref(q), STEP_MAX) &&
                fmpz_cmp_si(fmpq_denref(q), STEP_MAX) <= 0 && l->families < LINE_FAMILIES;
    if (fine)
        l->family[l->families++] = (struct family){.offset = offset,
                                                   .above = labs(fmpz_get_si(fmpq_numref(q))),
                                                   .below = fmpz_get_si(fmpq_denref(q)),
                                                   .pi = pi};
    fmpq_clear(q);
    return fine;
}

/* The least common multiple of all steps; false when there is none. */
static bool common_period(const struct line *l, fmpq_t period)
{
    fmpz_t n;
    fmpz_init(n);
    fmpq_set_si(period, l->family[0].above, (ulong)l->family[0].below);
    bool fine = true;
    for (size_t i = 1; fine && i < l->families; i++) {
        fine = l->family[i].pi == l->family[0].pi;
        fmpz_set_si(n, l->family[i].above);
        fmpz_lcm(fmpq_numref(period), fmpq_numref(period), n);
        fmpz_set_si(n, l->family[i].below);
        fmpz_gcd(fmpq_denref(period), fmpq_denref(period), n);
        fine = fine && solver_within(fmpq_numref(period), STEP_MAX);
    }
    fmpz_clear(n);
    return fine;
}

/* Integers around (bound - offset) / step; false when they are too many to matter. */
static bool count_steps(struct solver *s, const struct real *bound, const struct real *offset,
                        const struct real *step, slong *out)
{
    ca_t ratio;
    acb_t ball;
    ca_init(ratio, s->ca);
    acb_init(ball);
    ca_sub(ratio, bound->value, offset->value, s->ca);
    ca_div(ratio, ratio, step->value, s->ca);
    ca_get_acb_raw(ball, ratio, 64, s->ca);
    bool fine = arf_cmpabs_d(arb_midref(acb_realref(ball)), 1e6) < 0;
    if (fine)
        *out = arf_get_si(arb_midref(acb_realref(ball)), ARF_RND_NEAR);
    acb_clear(ball);
    ca_clear(ratio, s->ca);
    return fine;
}

static const struct tree *member_tree(struct solver *s, const struct family *f, slong k)
{
    fmpq_t step, offset;
    fmpq_init(step);
    fmpq_init(offset);
    fmpq_set_si(step, f->above, (ulong)f->below);
    fmpq_mul_si(step, step, k);
    bool pi;
    const struct tree *t;
    if (read_multiple(s, f->offset, offset, &pi) && (pi == f->pi || fmpq_is_zero(offset))) {
        fmpq_add(step, step, offset);
        t = multiple_tree(s, step, f->pi);
    } else {
        t = f->offset;
        if (k)
            t = tree_two(s->arena, TREE_ADD, 0, t, multiple_tree(s, step, f->pi));
    }
    fmpq_clear(step);
    fmpq_clear(offset);
    return t;
}

static bool unroll_family(struct line *l, const struct family *f, const struct real *low,
                          const struct real *high)
{
    struct solver *s = l->s;
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, f->above, (ulong)f->below);
    const struct real *step = real_of_tree(s, multiple_tree(s, q, f->pi));
    const struct real *offset = real_of_tree(s, f->offset);
    fmpq_clear(q);
    slong from, to;
    if (!step || !offset || !count_steps(s, low, offset, step, &from) ||
        !count_steps(s, high, offset, step, &to) || to - from > LINE_CUTS)
        return false;
    for (slong k = from - 1; k <= to + 1; k++) {
        const struct real *at = real_of_tree(s, member_tree(s, f, k));
        if (!at || !solver_charge(s, 20) || !line_cut(l, at))
            return false;
    }
    return true;
}

static const struct real *zero(struct solver *s)
{
    fmpq_t q;
    fmpq_init(q);
    const struct real *r = real_of_fmpq(s, q);
    fmpq_clear(q);
    return r;
}

/* bound + times·period */
static const struct real *shifted(struct solver *s, const struct real *bound, int times,
                                  const struct tree *period)
{
    if (times < 0)
        period = tree_one(s->arena, TREE_NEGATE, 0, period);
    return real_of_tree(s, tree_two(s->arena, TREE_ADD, 0, real_tree(s, bound), period));
}

static size_t index_of(const struct line *l, const struct real *at)
{
    size_t i = 0;
    while (i < l->n && real_order(l->s, l->cut[i], at) != 0)
        i++;
    return i;
}

bool line_unroll(struct line *l)
{
    l->first = 0;
    l->last = l->n;
    if (l->families == 0)
        return true;
    struct solver *s = l->s;
    fmpq_t q;
    fmpq_init(q);
    const struct tree *period = common_period(l, q) ? multiple_tree(s, q, l->family[0].pi) : NULL;
    fmpq_clear(q);
    if (!period)
        return false;
    /* rational bounds strictly beyond what does not repeat */
    l->inner_low = l->n ? real_between(s, NULL, l->cut[0]) : zero(s);
    l->inner_high = l->n ? real_between(s, l->cut[l->n - 1], NULL) : zero(s);
    if (!l->inner_low || !l->inner_high)
        return false;
    const struct real *low = shifted(s, l->inner_low, -1, period);
    const struct real *high = shifted(s, l->inner_high, 1, period);
    slong periods;
    if (!low || !high || !count_steps(s, high, low, real_of_tree(s, period), &periods) ||
        periods > PERIODS_MAX)
        return false;
    for (size_t i = 0; i < l->families; i++)
        if (!unroll_family(l, &l->family[i], low, high))
            return false;
    if (!line_cut(l, low) || !line_cut(l, high) || !line_cut(l, l->inner_low) ||
        !line_cut(l, l->inner_high))
        return false;
    l->first = index_of(l, low);
    l->last = index_of(l, high);
    return l->last < l->n;
}

bool line_is_outer(struct line *l, const struct real *point)
{
    if (!l->inner_low)
        return false;
    int low = real_order(l->s, point, l->inner_low), high = real_order(l->s, point, l->inner_high);
    return low != 1 || high != -1;
}
