/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proofs that every solution of one condition solves another (several.h): its comparisons follow
 * from the equations, and everything in it has a value. Proves inclusions only; what is not proved
 * may still be true.
 */
#include "app/maths/solve/several.h"

#include <flint/fmpz_mpoly_factor.h>

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

/* With positive letters: p = A - B·r for a square root r vanishes when A^2 - B^2·r^2 does and
 * A + B·r has only terms of one sign. */
static bool vanishes_for_positive(struct basis *b, const fmpz_mpoly_t p)
{
    struct question *q = b->q;
    if (!q->positive || p->length > 30)
        return false;
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    fmpz_mpoly_t other, part;
    fmpz_mpoly_init(other, ring);
    fmpz_mpoly_init(part, ring);
    bool found = false;
    for (slong g = 0; !found && g < q->f.n; g++) {
        ulong power = 1;
        if (q->f.generator[g].kind != GENERATOR_RADICAL || q->f.generator[g].index != 2 ||
            fmpz_mpoly_degree_si(p, g, ring) != 1 || !solver_charge(q->s, 100))
            continue;
        fmpz_mpoly_get_coeff_vars_ui(part, p, &g, &power, 1, ring);
        power = 0;
        fmpz_mpoly_get_coeff_vars_ui(other, p, &g, &power, 1, ring);
        /* A and -B: the root itself is not negative */
        int sign = ideal_one_sign(q, other);
        if (sign == 0 || ideal_one_sign(q, part) != -sign)
            continue;
        fmpz_mpoly_gen(other, g, ring);
        fmpz_mpoly_mul(part, part, other, ring);
        fmpz_mpoly_scalar_mul_si(part, part, 2, ring);
        fmpz_mpoly_sub(other, p, part, ring);
        fmpz_mpoly_mul(other, other, p, ring);
        found = ideal_vanishes(b, other);
    }
    fmpz_mpoly_clear(other, ring);
    fmpz_mpoly_clear(part, ring);
    return found;
}

static bool leaf_follows(struct question *q, struct basis *b, const struct alternative *from,
                         const struct leaf *leaf)
{
    if ((allowed(leaf->relation, 1) & 2) &&
        (ideal_vanishes(b, &leaf->polynomial) || vanishes_for_positive(b, &leaf->polynomial)))
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
            if (q->f.divisor[k] && proportional(q, &q->f.watched[k], p))
                return true;
    }
    if (q->positive && ideal_one_sign(q, p))
        return true;
    struct basis with;
    basis_begin(&with, q, from, p);
    bool never = ideal_is_impossible(&with);
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

/* The same for c = 1, 4, 1/4 and without a basis: (2ax + b)^2 - (b^2 - 4ac) is a multiple of
 * ax^2 + bx + c. */
static bool differs_by_equation(struct basis *b, const fmpz_mpoly_t p, const fmpz_mpoly_t square)
{
    static const int times[][2] = {{1, 1}, {1, 4}, {4, 1}};
    const fmpz_mpoly_ctx_struct *ring = b->q->f.ring;
    fmpz_mpoly_t x, y;
    fmpz_mpoly_init(x, ring);
    fmpz_mpoly_init(y, ring);
    bool found = false;
    for (size_t i = 0; !found && i < sizeof times / sizeof *times; i++) {
        fmpz_mpoly_scalar_mul_si(x, square, times[i][0], ring);
        fmpz_mpoly_scalar_mul_si(y, p, times[i][1], ring);
        fmpz_mpoly_sub(x, x, y, ring);
        found = ideal_is_multiple(b, x);
    }
    fmpz_mpoly_clear(x, ring);
    fmpz_mpoly_clear(y, ring);
    return found;
}

/* Under a root: never negative, as a sum of squares, or as the discriminant of an equation, which
 * is the square of its derivative where the equation holds. */
static bool is_nonnegative(struct question *q, struct basis *b, const struct alternative *from,
                           const fmpz_mpoly_t p)
{
    const fmpz_mpoly_ctx_struct *ring = q->f.ring;
    fmpz_mpoly_t square;
    fmpz_mpoly_init(square, ring);
    bool proved = ideal_even_powers(q, p) == 1 || (q->positive && ideal_one_sign(q, p) == 1);
    for (size_t i = 0; !proved && i < from->n; i++) {
        const struct leaf *leaf = &q->leaf[from->leaf[i]];
        for (slong v = 0; !proved && v < q->f.n && leaf->relation == RELATION_EQUAL; v++) {
            if (fmpz_mpoly_degree_si(&leaf->polynomial, v, ring) != 2 ||
                leaf->polynomial.length > 12)
                continue;
            fmpz_mpoly_derivative(square, &leaf->polynomial, v, ring);
            fmpz_mpoly_mul(square, square, square, ring);
            proved = multiple(b, p, square) || differs_by_equation(b, p, square);
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
    unsigned known = 0; /* what occurs in a comparison that holds has a value */
    for (size_t i = 0; i < from->n; i++)
        known |= q->leaf[from->leaf[i]].touched;
    for (slong i = 0; i < q->f.n; i++) {
        const struct generator *g = &q->f.generator[i];
        bool even = g->kind == GENERATOR_RADICAL && g->index % 2 == 0;
        if (!((leaf->touched & ~known) >> i & 1) || (!even && g->kind != GENERATOR_LOGARITHM))
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

/* "is not zero" for one factor. */
static bool add_condition_of(struct question *q, struct inclusion *result, const fmpz_mpoly_t p)
{
    struct tree_arena *arena = q->s->arena;
    const struct tree *t =
        tree_relate(arena, field_tree(&q->f, p), RELATION_UNEQUAL, tree_integer(arena, 0));
    for (size_t i = 0; t && i < result->conditions; i++)
        if (tree_same(result->condition[i], t))
            return true;
    if (!t || result->conditions == SEVERAL_CONDITIONS)
        return false;
    result->condition[result->conditions++] = t;
    return true;
}

static bool add_condition(struct question *q, struct inclusion *result, const fmpz_mpoly_t p)
{
    if (!field_is_small(&q->f, p) || p->length > 60 || !solver_charge(q->s, 50))
        return false;
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_factor_init(factors, q->f.ring);
    bool fine = fmpz_mpoly_factor(factors, p, q->f.ring);
    for (slong i = 0; fine && i < factors->num; i++)
        fine = field_is_fixed(&q->f, factors->poly + i) ||
               add_condition_of(q, result, factors->poly + i);
    fmpz_mpoly_factor_clear(factors, q->f.ring);
    return fine;
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
                                             : nonzero(q, from, p) || add_condition(q, result, p);
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
    proved = proved && ideal_vanishes(b, product);
    fmpz_mpoly_clear(product, q->f.ring);
    return proved;
}

/* The alternative, with its first product p1·p2 = 0 replaced by one factor at a time. */
static bool include_alternative(struct question *q, const struct alternative *from,
                                const struct side *into, struct inclusion *result, int depth)
{
    struct basis b;
    basis_begin(&b, q, from, NULL);
    bool proved = ideal_is_impossible(&b);
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
