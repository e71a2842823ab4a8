/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generators of a field (field.h), arithmetic in it, and polynomials written back as trees.
 * Knows no functions; every product is measured before it is made.
 */
#include "app/maths/solve/field.h"

#include <stdlib.h>

void field_begin(struct field *f, struct solver *s, const struct field *like)
{
    f->s = s;
    f->n = 0;
    f->n_watched = 0;
    f->touched = 0;
    f->exponent_divisor = like ? like->exponent_divisor : 1;
    f->angle_divisor = like ? like->angle_divisor : 1;
    f->angle_multiplier = like ? like->angle_multiplier : 1;
    f->angle_gcd = 0;
    f->imaginary = -1;
    fmpz_mpoly_ctx_init(f->ring, FIELD_GENERATORS, ORD_LEX);
}

void field_end(struct field *f)
{
    for (slong i = 0; i < f->n; i++)
        fmpz_mpoly_q_clear(f->generator[i].argument, f->ring);
    for (slong i = 0; i < f->n_watched; i++)
        fmpz_mpoly_clear(&f->watched[i], f->ring);
    fmpz_mpoly_ctx_clear(f->ring);
}

/* --- measures --------------------------------------------------------------------------------- */

bool field_is_fixed(const struct field *f, const fmpz_mpoly_t p)
{
    int used[FIELD_GENERATORS];
    fmpz_mpoly_used_vars(used, p, f->ring);
    for (slong i = 0; i < f->n; i++)
        if (used[i] && !f->generator[i].fixed)
            return false;
    return true;
}

static slong total_degree(const struct field *f, const fmpz_mpoly_t p)
{
    return fmpz_mpoly_total_degree_fits_si(p, f->ring) ? fmpz_mpoly_total_degree_si(p, f->ring)
                                                       : WORD_MAX / 4;
}

bool field_is_small(const struct field *f, const fmpz_mpoly_t p)
{
    return p->length <= FIELD_TERMS && labs(fmpz_mpoly_max_bits(p)) <= SOLVE_BITS_MAX &&
           total_degree(f, p) <= FIELD_DEGREE;
}

/* May these two be multiplied? Pays for it. */
static bool may_multiply(struct field *f, const fmpz_mpoly_t a, const fmpz_mpoly_t b)
{
    return field_is_small(f, a) && field_is_small(f, b) && a->length * b->length <= 4000 &&
           total_degree(f, a) + total_degree(f, b) <= FIELD_DEGREE &&
           solver_charge(f->s, 2 + (uint64_t)(a->length * b->length) / 20);
}

static bool may_combine(struct field *f, const fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b)
{
    const fmpz_mpoly_struct *an = fmpz_mpoly_q_numref(a), *ad = fmpz_mpoly_q_denref(a);
    const fmpz_mpoly_struct *bn = fmpz_mpoly_q_numref(b), *bd = fmpz_mpoly_q_denref(b);
    return may_multiply(f, an, bn) && may_multiply(f, an, bd) && may_multiply(f, ad, bn) &&
           may_multiply(f, ad, bd);
}

static bool watch(struct field *f, const fmpz_mpoly_t p, bool divisor)
{
    if (fmpz_mpoly_is_fmpz(p, f->ring))
        return true;
    if (f->n_watched == FIELD_WATCHED || !field_is_small(f, p))
        return false;
    f->divisor[f->n_watched] = divisor;
    fmpz_mpoly_init(&f->watched[f->n_watched], f->ring);
    fmpz_mpoly_set(&f->watched[f->n_watched++], p, f->ring);
    return true;
}

bool field_watch_both(struct field *f, const fmpz_mpoly_q_t a)
{
    return watch(f, fmpz_mpoly_q_numref(a), false) && watch(f, fmpz_mpoly_q_denref(a), true);
}

/* --- generators ------------------------------------------------------------------------------- */

static slong generator_add(struct field *f, enum generator_kind kind)
{
    if (f->n == FIELD_GENERATORS)
        return -1;
    f->generator[f->n] = (struct generator){.kind = kind};
    fmpz_mpoly_q_init(f->generator[f->n].argument, f->ring);
    return f->n++;
}

slong field_symbol(struct field *f, const struct tree *symbol)
{
    for (slong i = 0; i < f->n; i++)
        if (f->generator[i].kind == GENERATOR_SYMBOL && tree_same(f->generator[i].tree, symbol))
            return i;
    slong i = generator_add(f, GENERATOR_SYMBOL);
    if (i >= 0)
        f->generator[i].tree = symbol;
    return i;
}

slong field_constant(struct field *f, const struct tree *value)
{
    for (slong i = 0; i < f->n; i++)
        if (f->generator[i].kind == GENERATOR_CONSTANT && tree_same(f->generator[i].tree, value))
            return i;
    slong i = generator_add(f, GENERATOR_CONSTANT);
    if (i >= 0) {
        f->generator[i].tree = value;
        f->generator[i].fixed = true;
    }
    return i;
}

/* The generator of this kind with this argument. */
slong field_generator(struct field *f, enum generator_kind kind, slong index, ulong base,
                      const fmpz_mpoly_q_t argument)
{
    for (slong i = 0; i < f->n; i++) {
        const struct generator *g = &f->generator[i];
        if (g->kind == kind && g->index == index && g->base == base &&
            fmpz_mpoly_q_equal(g->argument, argument, f->ring))
            return i;
    }
    slong i = generator_add(f, kind);
    if (i >= 0) {
        struct generator *g = &f->generator[i];
        g->index = index;
        g->base = base;
        fmpz_mpoly_q_set(g->argument, argument, f->ring);
        g->fixed = field_is_fixed(f, fmpz_mpoly_q_numref(argument)) &&
                   field_is_fixed(f, fmpz_mpoly_q_denref(argument));
    }
    return i;
}

enum field_answer field_set_generator(struct field *f, slong i, fmpz_mpoly_q_t out)
{
    if (i < 0)
        return FIELD_UNKNOWN;
    f->touched |= 1u << i;
    fmpz_mpoly_gen(fmpz_mpoly_q_numref(out), i, f->ring);
    fmpz_mpoly_one(fmpz_mpoly_q_denref(out), f->ring);
    return FIELD_DONE;
}

/* --- arithmetic ------------------------------------------------------------------------------- */

enum field_answer field_multiply(struct field *f, fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b)
{
    if (!may_combine(f, a, b))
        return FIELD_UNKNOWN;
    fmpz_mpoly_q_mul(a, a, b, f->ring);
    return FIELD_DONE;
}

enum field_answer field_add(struct field *f, fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b)
{
    if (!may_combine(f, a, b))
        return FIELD_UNKNOWN;
    fmpz_mpoly_q_add(a, a, b, f->ring);
    return FIELD_DONE;
}

enum field_answer field_invert(struct field *f, fmpz_mpoly_q_t a)
{
    if (fmpz_mpoly_q_is_zero(a, f->ring))
        return FIELD_UNDEFINED;
    if (!watch(f, fmpz_mpoly_q_numref(a), true))
        return FIELD_UNKNOWN;
    fmpz_mpoly_q_inv(a, a, f->ring);
    return FIELD_DONE;
}

/* a^n by repeated multiplication: n is small, and every step is measured. */
enum field_answer field_power(struct field *f, fmpz_mpoly_q_t a, slong n)
{
    enum field_answer answer = n <= 0 ? field_invert(f, a) : FIELD_DONE;
    if (labs(n) > FIELD_DEGREE)
        answer = FIELD_UNKNOWN;
    if (answer != FIELD_DONE)
        return answer;
    fmpz_mpoly_q_t base;
    fmpz_mpoly_q_init(base, f->ring);
    fmpz_mpoly_q_set(base, a, f->ring);
    fmpz_mpoly_q_set_si(a, 1, f->ring);
    for (slong i = 0; i < labs(n) && answer == FIELD_DONE; i++)
        answer = field_multiply(f, a, base);
    fmpz_mpoly_q_clear(base, f->ring);
    return answer;
}

bool field_get_fmpq(struct field *f, const fmpz_mpoly_q_t a, fmpq_t out)
{
    if (!fmpz_mpoly_q_is_fmpq(a, f->ring))
        return false;
    fmpz_mpoly_get_fmpz(fmpq_numref(out), fmpz_mpoly_q_numref(a), f->ring);
    fmpz_mpoly_get_fmpz(fmpq_denref(out), fmpz_mpoly_q_denref(a), f->ring);
    return true;
}

/* --- writing ---------------------------------------------------------------------------------- */

static const struct tree *quotient_tree(struct field *f, const fmpz_mpoly_q_t a)
{
    const struct tree *t = field_tree(f, fmpz_mpoly_q_numref(a));
    if (fmpz_mpoly_is_one(fmpz_mpoly_q_denref(a), f->ring))
        return t;
    return tree_two(f->s->arena, TREE_DIVIDE, 0, t, field_tree(f, fmpz_mpoly_q_denref(a)));
}

const struct tree *field_argument_tree(struct field *f, slong i)
{
    return quotient_tree(f, f->generator[i].argument);
}

static const struct tree *generator_tree(struct field *f, slong i)
{
    struct tree_arena *arena = f->s->arena;
    const struct generator *g = &f->generator[i];
    if (g->tree)
        return g->tree;
    const struct tree *inside = quotient_tree(f, g->argument);
    switch (g->kind) {
    case GENERATOR_RADICAL:
        return g->index == 2 ? tree_one(arena, TREE_ROOT, 0, inside)
                             : tree_two(arena, TREE_ROOT, 0, inside, tree_integer(arena, g->index));
    case GENERATOR_ABSOLUTE:
        return tree_one(arena, TREE_ABSOLUTE, 0, inside);
    case GENERATOR_LOGARITHM:
        if (!fmpz_mpoly_q_is_fmpq(g->argument, f->ring))
            inside = tree_one(arena, TREE_ABSOLUTE, 0, inside);
        return tree_one(arena, TREE_APPLY, FUNCTION_LN, inside);
    case GENERATOR_COSINE:
    case GENERATOR_SINE:
        if (f->angle_multiplier > 1)
            inside =
                tree_two(arena, TREE_MULTIPLY, 0, tree_integer(arena, f->angle_multiplier), inside);
        if (f->angle_divisor > 1)
            inside = tree_two(arena, TREE_DIVIDE, 0, inside, tree_integer(arena, f->angle_divisor));
        return tree_one(arena, TREE_APPLY, g->kind == GENERATOR_SINE ? FUNCTION_SIN : FUNCTION_COS,
                        inside);
    default:
        if (f->exponent_divisor > 1)
            inside =
                tree_two(arena, TREE_DIVIDE, 0, inside, tree_integer(arena, f->exponent_divisor));
        return tree_two(arena, TREE_POWER, 0,
                        g->base ? tree_integer(arena, (int64_t)g->base)
                                : tree_detail(arena, TREE_CONSTANT, CONSTANT_E),
                        inside);
    }
}

static const struct tree *term_tree(struct field *f, const fmpz_mpoly_t p, slong i)
{
    struct tree_arena *arena = f->s->arena;
    const struct tree *factor[FIELD_GENERATORS + 1];
    size_t n = 0;
    ulong exponent[FIELD_GENERATORS];
    fmpz_t c;
    fmpz_init(c);
    fmpz_mpoly_get_term_coeff_fmpz(c, p, i, f->ring);
    fmpz_mpoly_get_term_exp_ui(exponent, p, i, f->ring);
    bool negative = fmpz_sgn(c) < 0;
    fmpz_abs(c, c);
    if (!fmpz_is_one(c))
        factor[n++] = real_fmpz_tree(f->s, c);
    fmpz_clear(c);
    for (slong k = 0; k < f->n; k++) {
        if (!exponent[k])
            continue;
        factor[n] = generator_tree(f, k);
        if (exponent[k] > 1)
            factor[n] = tree_two(arena, TREE_POWER, 0, factor[n],
                                 tree_integer(arena, (int64_t)exponent[k]));
        n++;
    }
    const struct tree *t = n == 0   ? tree_integer(arena, 1)
                           : n == 1 ? factor[0]
                                    : tree_node(arena, TREE_MULTIPLY, 0, factor, n);
    return negative ? tree_one(arena, TREE_NEGATE, 0, t) : t;
}

const struct tree *field_tree(struct field *f, const fmpz_mpoly_t p)
{
    if (p->length == 0)
        return tree_integer(f->s->arena, 0);
    if (p->length > 40 || !solver_charge(f->s, 5))
        return NULL;
    const struct tree *term[40];
    for (slong i = 0; i < p->length; i++)
        term[i] = term_tree(f, p, i);
    return p->length == 1 ? term[0] : tree_node(f->s->arena, TREE_ADD, 0, term, (size_t)p->length);
}
