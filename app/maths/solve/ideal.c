/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions in several unknowns as systems of polynomials (several.h): read into alternatives, and
 * membership in the ideal of their equations, by division or by a bounded Gröbner basis. "No" means
 * only that nothing was proved.
 */
#include "app/maths/solve/several.h"

#include <flint/fmpz_mpoly_factor.h>

enum { BASIS_LENGTH = 24, BASIS_TERMS = 80, BASIS_BITS = 800 };

/* --- reading ---------------------------------------------------------------------------------- */

/* The product of the different irreducible factors that can be zero. */
static bool square_free(struct field *f, fmpz_mpoly_t p)
{
    if (p->length == 0 || fmpz_mpoly_is_fmpz(p, f->ring))
        return true;
    if (!field_is_small(f, p) || p->length > 120 || !solver_charge(f->s, 100))
        return false;
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_factor_init(factors, f->ring);
    bool fine = fmpz_mpoly_factor(factors, p, f->ring);
    if (fine)
        fmpz_mpoly_one(p, f->ring);
    for (slong i = 0; fine && i < factors->num; i++)
        fmpz_mpoly_mul(p, p, factors->poly + i, f->ring);
    fmpz_mpoly_factor_clear(factors, f->ring);
    return fine;
}

static bool leaf_read(struct question *q, const struct claim *claim, size_t *index)
{
    for (*index = 0; *index < q->n_leaves; ++*index)
        if (q->leaf[*index].claim == claim)
            return true;
    if (q->n_leaves == sizeof q->leaf / sizeof *q->leaf)
        return false;
    struct leaf *leaf = &q->leaf[q->n_leaves];
    fmpz_mpoly_q_t e;
    fmpz_mpoly_q_init(e, q->f.ring);
    slong first = q->f.n_watched;
    q->f.touched = 0;
    bool fine = field_read_difference(&q->f, claim->left, claim->right, e) == FIELD_DONE;
    bool equation = claim->relation == RELATION_EQUAL || claim->relation == RELATION_UNEQUAL;
    /* the sign of a quotient is the sign of the product */
    if (fine && !equation && !fmpz_mpoly_is_one(fmpz_mpoly_q_denref(e), q->f.ring)) {
        fine = field_is_small(&q->f, fmpz_mpoly_q_numref(e)) &&
               field_is_small(&q->f, fmpz_mpoly_q_denref(e)) && solver_charge(q->s, 100);
        if (fine)
            fmpz_mpoly_mul(fmpz_mpoly_q_numref(e), fmpz_mpoly_q_numref(e), fmpz_mpoly_q_denref(e),
                           q->f.ring);
    }
    if (fine) {
        *leaf = (struct leaf){.claim = claim,
                              .relation = claim->relation,
                              .first = first,
                              .last = q->f.n_watched,
                              .touched = q->f.touched};
        fmpz_mpoly_init(&leaf->polynomial, q->f.ring);
        fmpz_mpoly_set(&leaf->polynomial, fmpz_mpoly_q_numref(e), q->f.ring);
        q->n_leaves++;
        fine = !equation || square_free(&q->f, &leaf->polynomial);
    }
    fmpz_mpoly_q_clear(e, q->f.ring);
    return fine;
}

/* Every alternative of `list` together with every one of the claim. */
static bool distribute(struct question *q, const struct claim *claim, struct alternative *list,
                       size_t *n)
{
    switch (claim->kind) {
    case CLAIM_TRUE:
        return true;
    case CLAIM_FALSE:
        *n = 0;
        return true;
    case CLAIM_COMPARE: {
        size_t leaf;
        if (!leaf_read(q, claim, &leaf))
            return false;
        for (size_t i = 0; i < *n; i++) {
            if (list[i].n == SEVERAL_LEAVES)
                return false;
            list[i].leaf[list[i].n++] = leaf;
        }
        return true;
    }
    case CLAIM_ALL:
        for (size_t i = 0; i < claim->n; i++)
            if (!distribute(q, claim->part[i], list, n))
                return false;
        return true;
    case CLAIM_FAMILY:
        return false;
    case CLAIM_ANY:
        break;
    }
    struct alternative all[SEVERAL_ALTERNATIVES], part[SEVERAL_ALTERNATIVES];
    size_t total = 0;
    for (size_t i = 0; i < claim->n; i++) {
        size_t count = *n;
        for (size_t k = 0; k < count; k++)
            part[k] = list[k];
        if (!distribute(q, claim->part[i], part, &count) || total + count > SEVERAL_ALTERNATIVES)
            return false;
        for (size_t k = 0; k < count; k++)
            all[total++] = part[k];
    }
    for (size_t k = 0; k < total; k++)
        list[k] = all[k];
    *n = total;
    return true;
}

bool ideal_read(struct question *q, struct side *side)
{
    side->n = 1;
    side->alternative[0].n = 0;
    side->read = distribute(q, side->claim, side->alternative, &side->n);
    return side->read;
}

/* --- signs ------------------------------------------------------------------------------------ */

int ideal_even_powers(const struct question *q, const fmpz_mpoly_t p)
{
    for (slong i = 0; i < p->length; i++) {
        ulong exponent[FIELD_GENERATORS];
        fmpz_mpoly_get_term_exp_ui(exponent, p, i, q->f.ring);
        for (slong k = 0; k < q->f.n; k++)
            if (exponent[k] % 2)
                return 0;
        if (fmpz_sgn(p->coeffs + i) != fmpz_sgn(p->coeffs))
            return 0;
    }
    return p->length ? fmpz_sgn(p->coeffs) : 0;
}

/* x^2 + 4 */
static bool is_never_zero(const struct question *q, const fmpz_mpoly_t p)
{
    ulong none[FIELD_GENERATORS] = {0};
    fmpz_t c;
    fmpz_init(c);
    fmpz_mpoly_get_coeff_fmpz_ui(c, p, none, q->f.ring);
    bool never = ideal_even_powers(q, p) != 0 && !fmpz_is_zero(c);
    fmpz_clear(c);
    return never;
}

int ideal_one_sign(const struct question *q, const fmpz_mpoly_t p)
{
    int sign = p->length ? fmpz_sgn(p->coeffs) : 0;
    for (slong i = 1; i < p->length; i++)
        if (fmpz_sgn(p->coeffs + i) != sign)
            return 0;
    int used[FIELD_GENERATORS];
    fmpz_mpoly_used_vars(used, p, q->f.ring);
    for (slong i = 0; i < q->f.n; i++) {
        const struct generator *g = &q->f.generator[i];
        bool positive = g->kind == GENERATOR_SYMBOL || g->kind == GENERATOR_EXPONENTIAL ||
                        (g->kind == GENERATOR_CONSTANT && (tree_is_constant(g->tree, CONSTANT_PI) ||
                                                           tree_is_constant(g->tree, CONSTANT_E)));
        if (used[i] && !positive)
            return 0;
    }
    return sign;
}

/* --- membership ------------------------------------------------------------------------------- */

/* What ties a generator to others: the n-th power of a root, the square of an absolute value. */
static bool relation_of(struct question *q, slong i, fmpz_mpoly_t p, slong *n)
{
    struct field *f = &q->f;
    const struct generator *g = &f->generator[i];
    if (!field_is_small(f, fmpz_mpoly_q_numref(g->argument)) ||
        !field_is_small(f, fmpz_mpoly_q_denref(g->argument)))
        return false;
    fmpz_mpoly_t power;
    fmpz_mpoly_init(power, f->ring);
    *n = g->kind == GENERATOR_RADICAL ? g->index : 2;
    ulong inner = g->kind == GENERATOR_RADICAL ? 1 : 2;
    fmpz_mpoly_gen(p, i, f->ring);
    fmpz_mpoly_pow_ui(p, p, (ulong)*n, f->ring);
    fmpz_mpoly_pow_ui(power, fmpz_mpoly_q_denref(g->argument), inner, f->ring);
    fmpz_mpoly_mul(p, p, power, f->ring);
    fmpz_mpoly_pow_ui(power, fmpz_mpoly_q_numref(g->argument), inner, f->ring);
    fmpz_mpoly_sub(p, p, power, f->ring);
    fmpz_mpoly_clear(power, f->ring);
    return true;
}

static void add_relations(struct question *q, fmpz_mpoly_vec_t equations)
{
    fmpz_mpoly_t p;
    fmpz_mpoly_init(p, q->f.ring);
    for (slong i = 0; i < q->f.n; i++) {
        enum generator_kind kind = q->f.generator[i].kind;
        slong n;
        if ((kind == GENERATOR_RADICAL || kind == GENERATOR_ABSOLUTE) && relation_of(q, i, p, &n))
            fmpz_mpoly_vec_append(equations, p, q->f.ring);
    }
    fmpz_mpoly_clear(p, q->f.ring);
}

/* A Gröbner basis of the equations of an alternative and, if given, of one polynomial more. */
void basis_begin(struct basis *b, struct question *q, const struct alternative *from,
                 const fmpz_mpoly_struct *more)
{
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    fmpz_mpoly_vec_t equations;
    fmpz_mpoly_vec_init(equations, 0, ring);
    fmpz_mpoly_vec_init(b->vector, 0, ring);
    b->q = q;
    b->from = from;
    add_relations(q, equations);
    b->known = true;
    for (size_t i = 0; i < from->n; i++) {
        const struct leaf *leaf = &q->leaf[from->leaf[i]];
        if (leaf->relation == RELATION_EQUAL && leaf->polynomial.length)
            fmpz_mpoly_vec_append(equations, &leaf->polynomial, ring);
    }
    if (more)
        fmpz_mpoly_vec_append(equations, more, ring);
    slong degree = 0;
    for (slong i = 0; i < equations->length; i++) {
        const fmpz_mpoly_struct *p = equations->p + i;
        b->known = b->known && field_is_small(&q->f, p) && p->length <= 40;
        degree += b->known ? fmpz_mpoly_total_degree_si(p, ring) : 0;
    }
    b->known = b->known && equations->length <= 8 && degree <= 24 &&
               solver_charge(q->s, 500 + (uint64_t)(degree * 100));
    if (b->known && equations->length)
        b->known = fmpz_mpoly_buchberger_naive_with_limits(b->vector, equations, BASIS_LENGTH,
                                                           BASIS_TERMS, BASIS_BITS, ring);
    fmpz_mpoly_vec_clear(equations, ring);
}

void basis_end(struct basis *b)
{
    fmpz_mpoly_vec_clear(b->vector, b->q->f.ring);
}

/* p with g^n, for a root or absolute value g, replaced by what it is, multiplied by what stands
 * below it. */
static bool replace_powers(struct question *q, fmpz_mpoly_t p, slong g)
{
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    fmpz_mpoly_t relation, lead, power;
    fmpz_mpoly_init(relation, ring);
    fmpz_mpoly_init(lead, ring);
    fmpz_mpoly_init(power, ring);
    slong n = 0;
    bool fine = relation_of(q, g, relation, &n);
    slong degree;
    while (fine && (degree = fmpz_mpoly_degree_si(p, g, ring)) >= n) {
        ulong top = (ulong)degree;
        fmpz_mpoly_get_coeff_vars_ui(lead, p, &g, &top, 1, ring);
        fmpz_mpoly_gen(power, g, ring);
        fmpz_mpoly_pow_ui(power, power, top - (ulong)n, ring);
        fine = field_is_small(&q->f, p) && lead->length * relation->length <= 400 &&
               solver_charge(q->s, 20 + (uint64_t)p->length);
        if (!fine)
            break;
        fmpz_mpoly_mul(lead, lead, power, ring);
        fmpz_mpoly_mul(lead, lead, relation, ring);
        top = (ulong)n;
        fmpz_mpoly_get_coeff_vars_ui(power, relation, &g, &top, 1, ring);
        fmpz_mpoly_mul(p, p, power, ring);
        fmpz_mpoly_sub(p, p, lead, ring);
    }
    fmpz_mpoly_clear(relation, ring);
    fmpz_mpoly_clear(lead, ring);
    fmpz_mpoly_clear(power, ring);
    return fine;
}

/* p is a multiple of one of the equations, when powers of roots are replaced: needs no basis. */
bool ideal_is_multiple(struct basis *b, const fmpz_mpoly_t p)
{
    struct question *q = b->q;
    fmpz_mpoly_t rest, quotient;
    fmpz_mpoly_init(rest, q->f.ring);
    fmpz_mpoly_init(quotient, q->f.ring);
    fmpz_mpoly_set(rest, p, q->f.ring);
    bool fine = field_is_small(&q->f, rest);
    for (slong i = q->f.n - 1; fine && i >= 0; i--) {
        enum generator_kind kind = q->f.generator[i].kind;
        if (kind == GENERATOR_RADICAL || kind == GENERATOR_ABSOLUTE)
            fine = replace_powers(q, rest, i);
    }
    bool found = fine && rest->length == 0;
    for (size_t i = 0; fine && !found && i < b->from->n; i++) {
        const struct leaf *leaf = &q->leaf[b->from->leaf[i]];
        found = leaf->relation == RELATION_EQUAL && leaf->polynomial.length &&
                solver_charge(q->s, 20) &&
                fmpz_mpoly_divides(quotient, rest, &leaf->polynomial, q->f.ring);
    }
    fmpz_mpoly_clear(rest, q->f.ring);
    fmpz_mpoly_clear(quotient, q->f.ring);
    return found;
}

static bool reduces_to_zero(struct basis *b, const fmpz_mpoly_t p)
{
    if (!b->known || b->vector->length == 0 || !field_is_small(&b->q->f, p) ||
        !solver_charge(b->q->s, 200))
        return false;
    fmpz_mpoly_t rest;
    fmpz_mpoly_init(rest, b->q->f.ring);
    fmpz_mpoly_reduction_primitive_part(rest, p, b->vector, b->q->f.ring);
    bool zero = rest->length == 0;
    fmpz_mpoly_clear(rest, b->q->f.ring);
    return zero;
}

/* Is p zero wherever the equations hold? Or p times divisors, which are not zero there? */
bool ideal_vanishes(struct basis *b, const fmpz_mpoly_t p)
{
    struct question *q = b->q;
    if (p->length == 0 || ideal_is_multiple(b, p) || reduces_to_zero(b, p))
        return true;
    fmpz_mpoly_t product;
    fmpz_mpoly_init(product, q->f.ring);
    fmpz_mpoly_set(product, p, q->f.ring);
    bool more = false;
    for (size_t i = 0; i < b->from->n; i++) {
        const struct leaf *leaf = &q->leaf[b->from->leaf[i]];
        for (slong w = leaf->first; w < leaf->last; w++) {
            const fmpz_mpoly_struct *divisor = &q->f.watched[w];
            if (!q->f.divisor[w] || product->length * divisor->length > 400 ||
                !field_is_small(&q->f, product) || !field_is_small(&q->f, divisor))
                continue;
            fmpz_mpoly_mul(product, product, divisor, q->f.ring);
            more = true;
        }
    }
    more = more && reduces_to_zero(b, product);
    fmpz_mpoly_clear(product, q->f.ring);
    return more;
}

/* The equations contradict each other. */
bool ideal_is_impossible(struct basis *b)
{
    for (size_t i = 0; i < b->from->n; i++) {
        const struct leaf *leaf = &b->q->leaf[b->from->leaf[i]];
        if (leaf->relation == RELATION_EQUAL && is_never_zero(b->q, &leaf->polynomial))
            return true;
    }
    for (slong i = 0; b->known && i < b->vector->length; i++)
        if (fmpz_mpoly_is_fmpz(b->vector->p + i, b->q->f.ring) && b->vector->p[i].length)
            return true;
    return false;
}
