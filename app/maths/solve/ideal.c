/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proofs that every solution of one condition solves another (several.h): conditions as systems of
 * polynomials in the unknowns and in roots, and membership in the ideal of the equations by a
 * bounded Gröbner basis. Proves inclusions only; what is not proved may still be true.
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

/* --- membership ------------------------------------------------------------------------------- */

struct basis {
    struct question *q;
    fmpz_mpoly_vec_t vector;
    bool known;
};

/* What ties a generator to others: index-th powers of roots, squares of absolute values. */
static void add_relations(struct question *q, fmpz_mpoly_vec_t equations)
{
    struct field *f = &q->f;
    fmpz_mpoly_t p, power;
    fmpz_mpoly_init(p, f->ring);
    fmpz_mpoly_init(power, f->ring);
    for (slong i = 0; i < f->n; i++) {
        const struct generator *g = &f->generator[i];
        if (g->kind != GENERATOR_RADICAL && g->kind != GENERATOR_ABSOLUTE)
            continue;
        ulong n = g->kind == GENERATOR_RADICAL ? (ulong)g->index : 2;
        ulong inner = g->kind == GENERATOR_RADICAL ? 1 : 2;
        if (!field_is_small(f, fmpz_mpoly_q_numref(g->argument)) ||
            !field_is_small(f, fmpz_mpoly_q_denref(g->argument)))
            continue;
        fmpz_mpoly_gen(p, i, f->ring);
        fmpz_mpoly_pow_ui(p, p, n, f->ring);
        fmpz_mpoly_pow_ui(power, fmpz_mpoly_q_denref(g->argument), inner, f->ring);
        fmpz_mpoly_mul(p, p, power, f->ring);
        fmpz_mpoly_pow_ui(power, fmpz_mpoly_q_numref(g->argument), inner, f->ring);
        fmpz_mpoly_sub(p, p, power, f->ring);
        fmpz_mpoly_vec_append(equations, p, f->ring);
    }
    fmpz_mpoly_clear(p, f->ring);
    fmpz_mpoly_clear(power, f->ring);
}

/* A Gröbner basis of the equations of an alternative and, if given, of one polynomial more. */
static void basis_begin(struct basis *b, struct question *q, const struct alternative *from,
                        const fmpz_mpoly_struct *more)
{
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    fmpz_mpoly_vec_t equations;
    fmpz_mpoly_vec_init(equations, 0, ring);
    fmpz_mpoly_vec_init(b->vector, 0, ring);
    b->q = q;
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

static void basis_end(struct basis *b)
{
    fmpz_mpoly_vec_clear(b->vector, b->q->f.ring);
}

/* Is p zero wherever the equations hold? */
static bool vanishes(struct basis *b, const fmpz_mpoly_t p)
{
    if (p->length == 0)
        return true;
    if (!b->known || !field_is_small(&b->q->f, p) || !solver_charge(b->q->s, 200))
        return false;
    if (b->vector->length == 0)
        return false;
    fmpz_mpoly_t rest;
    fmpz_mpoly_init(rest, b->q->f.ring);
    fmpz_mpoly_reduction_primitive_part(rest, p, b->vector, b->q->f.ring);
    bool zero = rest->length == 0;
    fmpz_mpoly_clear(rest, b->q->f.ring);
    return zero;
}

/* The equations contradict each other. */
static bool impossible(struct basis *b)
{
    for (slong i = 0; b->known && i < b->vector->length; i++)
        if (fmpz_mpoly_is_fmpz(b->vector->p + i, b->q->f.ring) && b->vector->p[i].length)
            return true;
    return false;
}

/* --- inclusion -------------------------------------------------------------------------------- */

/* The sign s with a = s·c·b for a positive c; 0: no such. */
static int proportional(struct question *q, const fmpz_mpoly_t a, const fmpz_mpoly_t b)
{
    if (a->length != b->length || a->length == 0)
        return 0;
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    fmpz_mpoly_t x, y;
    fmpz_mpoly_init(x, ring);
    fmpz_mpoly_init(y, ring);
    fmpz_mpoly_primitive_part(x, a, ring); /* with a positive leading coefficient */
    fmpz_mpoly_primitive_part(y, b, ring);
    int sign = fmpz_mpoly_equal(x, y, ring) ? fmpz_sgn(a->coeffs) * fmpz_sgn(b->coeffs) : 0;
    fmpz_mpoly_clear(x, ring);
    fmpz_mpoly_clear(y, ring);
    return sign;
}

/* Which signs of the polynomial a relation allows: bits 1 negative, 2 zero, 4 positive. */
static unsigned allowed(enum tree_relation relation, int sign)
{
    static const uint8_t table[] = {
        [RELATION_EQUAL] = 2,      [RELATION_UNEQUAL] = 5, [RELATION_LESS] = 1,
        [RELATION_LESS_EQUAL] = 3, [RELATION_GREATER] = 4, [RELATION_GREATER_EQUAL] = 6};
    unsigned bits = table[relation];
    return sign >= 0 ? bits : (bits & 2) | (bits & 1) << 2 | (bits & 4) >> 2;
}

static bool leaf_follows(struct question *q, struct basis *b, const struct alternative *from,
                         const struct leaf *leaf)
{
    if ((allowed(leaf->relation, 1) & 2) && vanishes(b, &leaf->polynomial))
        return true;
    for (size_t i = 0; i < from->n; i++) {
        const struct leaf *known = &q->leaf[from->leaf[i]];
        int sign = proportional(q, &known->polynomial, &leaf->polynomial);
        if (sign && (allowed(known->relation, sign) & ~allowed(leaf->relation, 1)) == 0)
            return true;
    }
    return false;
}

/* Is p not zero where the alternative holds? */
static bool nonzero(struct question *q, const struct alternative *from, const fmpz_mpoly_t p)
{
    for (size_t i = 0; i < from->n; i++) {
        const struct leaf *known = &q->leaf[from->leaf[i]];
        if (!(allowed(known->relation, 1) & 2) && proportional(q, &known->polynomial, p))
            return true;
        for (slong k = known->first; k < known->last; k++)
            if (proportional(q, &q->f.watched[k], p))
                return true;
    }
    struct basis with;
    basis_begin(&with, q, from, p);
    bool never = impossible(&with);
    basis_end(&with);
    return never;
}

/* p without what the basis knows to be zero. */
static void reduce(struct basis *b, fmpz_mpoly_t p)
{
    if (!b->known || b->vector->length == 0 || p->length == 0)
        return;
    fmpz_mpoly_t rest;
    fmpz_mpoly_init(rest, b->q->f.ring);
    fmpz_mpoly_reduction_primitive_part(rest, p, b->vector, b->q->f.ring);
    fmpz_mpoly_swap(rest, p, b->q->f.ring);
    fmpz_mpoly_clear(rest, b->q->f.ring);
}

/* Is square = c·p for a positive number c, as far as the basis knows? One more generator keeps the
 * two apart while they are reduced together. */
static bool multiple(struct basis *b, const fmpz_mpoly_t p, const fmpz_mpoly_t square)
{
    struct question *q = b->q;
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    slong spare = q->f.n;
    if (spare == FIELD_GENERATORS || p->length > 60 || square->length > 200 ||
        !solver_charge(q->s, 200))
        return false;
    fmpz_mpoly_t both, part[2];
    fmpz_mpoly_init(both, ring);
    fmpz_mpoly_gen(both, spare, ring);
    fmpz_mpoly_mul(both, both, p, ring);
    fmpz_mpoly_add(both, both, square, ring);
    reduce(b, both);
    for (ulong k = 0; k < 2; k++) {
        fmpz_mpoly_init(part[k], ring);
        fmpz_mpoly_get_coeff_vars_ui(part[k], both, &spare, &k, 1, ring);
    }
    bool positive = part[1]->length == 0 || proportional(q, part[0], part[1]) > 0;
    fmpz_mpoly_clear(part[0], ring);
    fmpz_mpoly_clear(part[1], ring);
    fmpz_mpoly_clear(both, ring);
    return positive;
}

/* A sum of even powers with positive coefficients. */
static bool is_sum_of_squares(const struct question *q, const fmpz_mpoly_t p)
{
    for (slong i = 0; i < p->length; i++) {
        ulong exponent[FIELD_GENERATORS];
        fmpz_mpoly_get_term_exp_ui(exponent, p, i, q->f.ring);
        bool even = fmpz_sgn(p->coeffs + i) > 0;
        for (slong k = 0; k < q->f.n; k++)
            even = even && exponent[k] % 2 == 0;
        if (!even)
            return false;
    }
    return true;
}

/* Under a root: never negative, as a sum of squares, or as the discriminant of an equation, which
 * is the square of its derivative where the equation holds. */
static bool is_nonnegative(struct question *q, struct basis *b, const struct alternative *from,
                           const fmpz_mpoly_t p)
{
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    fmpz_mpoly_t square;
    fmpz_mpoly_init(square, ring);
    bool proved = is_sum_of_squares(q, p);
    for (size_t i = 0; !proved && i < from->n; i++) {
        const struct leaf *leaf = &q->leaf[from->leaf[i]];
        for (slong v = 0; !proved && v < q->f.n && leaf->relation == RELATION_EQUAL; v++) {
            if (fmpz_mpoly_degree_si(&leaf->polynomial, v, ring) != 2 ||
                leaf->polynomial.length > 12)
                continue;
            fmpz_mpoly_derivative(square, &leaf->polynomial, v, ring);
            fmpz_mpoly_mul(square, square, square, ring);
            proved = multiple(b, p, square);
        }
    }
    fmpz_mpoly_clear(square, ring);
    return proved;
}

/* Has every root and logarithm of the leaf a value where the alternative holds? */
static bool generators_have_values(struct question *q, struct basis *b,
                                   const struct alternative *from, const struct leaf *leaf)
{
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    for (slong i = 0; i < q->f.n; i++) {
        const struct generator *g = &q->f.generator[i];
        bool even = g->kind == GENERATOR_RADICAL && g->index % 2 == 0;
        if (!(leaf->touched >> i & 1) || (!even && g->kind != GENERATOR_LOGARITHM))
            continue;
        if (g->fixed) {
            const struct real *value = real_of_tree(q->s, field_argument_tree(&q->f, i));
            int sign = value ? real_sign(q->s, value) : EXACT_SIGN_UNKNOWN;
            if (sign == EXACT_SIGN_UNKNOWN || sign < (even ? 0 : 1))
                return false;
            continue;
        }
        const fmpz_mpoly_struct *above = fmpz_mpoly_q_numref(g->argument);
        const fmpz_mpoly_struct *below = fmpz_mpoly_q_denref(g->argument);
        if (!even || !field_is_small(&q->f, above) || !field_is_small(&q->f, below) ||
            above->length * below->length > 400)
            return false;
        fmpz_mpoly_t product;
        fmpz_mpoly_init(product, ring);
        fmpz_mpoly_mul(product, above, below, ring);
        bool fine = is_nonnegative(q, b, from, product);
        fmpz_mpoly_clear(product, ring);
        if (!fine)
            return false;
    }
    return true;
}

static bool add_condition(struct question *q, struct inclusion *result, slong watched)
{
    fmpz_mpoly_t p;
    fmpz_mpoly_init(p, q->f.ring);
    fmpz_mpoly_primitive_part(p, &q->f.watched[watched], q->f.ring);
    const struct tree *t = field_tree(&q->f, p);
    fmpz_mpoly_clear(p, q->f.ring);
    for (size_t i = 0; t && i < result->conditions; i++)
        if (tree_same(result->condition[i], t))
            return true;
    if (!t || result->conditions == sizeof result->condition / sizeof *result->condition)
        return false;
    result->condition[result->conditions++] = t;
    return true;
}

static bool is_nonzero_number(struct question *q, const fmpz_mpoly_t p)
{
    const struct real *value = real_of_tree(q->s, field_tree(&q->f, p));
    int sign = value ? real_sign(q->s, value) : 0;
    return sign == 1 || sign == -1;
}

/* Has the leaf a value where the alternative holds? Divisors become conditions of the result. */
static bool leaf_has_value(struct question *q, struct basis *b, const struct alternative *from,
                           const struct leaf *leaf, struct inclusion *result)
{
    if (!generators_have_values(q, b, from, leaf))
        return false;
    for (slong w = leaf->first; w < leaf->last; w++) {
        const fmpz_mpoly_struct *p = &q->f.watched[w];
        if (!q->f.divisor[w])
            continue;
        bool fine = field_is_fixed(&q->f, p) ? is_nonzero_number(q, p)
                                             : nonzero(q, from, p) || add_condition(q, result, w);
        if (!fine)
            return false;
    }
    return true;
}

/* Is every solution of `from` one of `into`? Conditions are added to the result. */
static bool included(struct question *q, struct basis *b, const struct alternative *from,
                     const struct alternative *into, struct inclusion *result)
{
    for (size_t i = 0; i < into->n; i++) {
        const struct leaf *leaf = &q->leaf[into->leaf[i]];
        bool mine = false;
        for (size_t k = 0; k < from->n; k++)
            mine = mine || from->leaf[k] == into->leaf[i];
        if (mine)
            continue;
        if (!leaf_follows(q, b, from, leaf))
            return false;
        if (!leaf_has_value(q, b, from, leaf, result))
            return false;
    }
    return true;
}

/* Every solution of `from` makes one of the equations of `into` true: their product vanishes. */
static bool included_in_product(struct question *q, struct basis *b, const struct alternative *from,
                                const struct side *into, struct inclusion *result)
{
    if (into->n < 2 || into->n > 4)
        return false;
    fmpz_mpoly_t product;
    fmpz_mpoly_init(product, q->f.ring);
    fmpz_mpoly_one(product, q->f.ring);
    bool proved = true;
    for (size_t i = 0; proved && i < into->n; i++) {
        const struct leaf *leaf = &q->leaf[into->alternative[i].leaf[0]];
        proved = into->alternative[i].n == 1 && leaf->relation == RELATION_EQUAL &&
                 leaf->polynomial.length <= 12 && product->length <= 100 &&
                 solver_charge(q->s, 100) && leaf_has_value(q, b, from, leaf, result);
        if (proved)
            fmpz_mpoly_mul(product, product, &leaf->polynomial, q->f.ring);
    }
    proved = proved && vanishes(b, product);
    fmpz_mpoly_clear(product, q->f.ring);
    return proved;
}

/* The alternative, with its first product p1·p2 = 0 replaced by one factor at a time. */
static bool include_alternative(struct question *q, const struct alternative *from,
                                const struct side *into, struct inclusion *result, int depth)
{
    struct basis b;
    basis_begin(&b, q, from, NULL);
    bool proved = impossible(&b);
    for (size_t i = 0; !proved && i < into->n; i++) {
        size_t before = result->conditions;
        proved = included(q, &b, from, &into->alternative[i], result);
        if (!proved)
            result->conditions = before;
    }
    size_t conditions = result->conditions;
    proved = proved || included_in_product(q, &b, from, into, result);
    if (!proved)
        result->conditions = conditions;
    basis_end(&b);
    if (proved || depth == 0)
        return proved;
    for (size_t i = 0; i < from->n; i++) {
        const struct leaf *leaf = &q->leaf[from->leaf[i]];
        if (leaf->relation != RELATION_EQUAL || leaf->polynomial.length == 0 ||
            !field_is_small(&q->f, &leaf->polynomial) || !solver_charge(q->s, 200))
            continue;
        fmpz_mpoly_factor_t factors;
        fmpz_mpoly_factor_init(factors, q->f.ring);
        bool several = fmpz_mpoly_factor(factors, &leaf->polynomial, q->f.ring) &&
                       factors->num > 1 && factors->num <= 8;
        proved = several;
        for (slong k = 0; proved && k < factors->num; k++) {
            if (q->n_leaves == sizeof q->leaf / sizeof *q->leaf) {
                proved = false;
                break;
            }
            /* the factor with the domain of the whole */
            struct leaf *part = &q->leaf[q->n_leaves];
            *part = *leaf;
            part->claim = NULL;
            fmpz_mpoly_init(&part->polynomial, q->f.ring);
            fmpz_mpoly_set(&part->polynomial, factors->poly + k, q->f.ring);
            struct alternative one = *from;
            one.leaf[i] = q->n_leaves++;
            proved = include_alternative(q, &one, into, result, depth - 1);
        }
        fmpz_mpoly_factor_clear(factors, q->f.ring);
        if (several)
            return proved;
    }
    return false;
}

void ideal_include(struct question *q, const struct side *from, const struct side *into,
                   struct inclusion *result)
{
    bool proved = true;
    for (size_t i = 0; proved && i < from->n; i++)
        proved = include_alternative(q, &from->alternative[i], into, result, 3);
    result->proved = proved;
    if (!proved)
        result->conditions = 0;
}
