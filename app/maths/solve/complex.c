/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Equations in one complex unknown (one.h). Candidates are the zeros of the norms of all
 * equations, which have rational coefficients; each is then tried in the claims themselves.
 */
#include "app/maths/solve/field.h"
#include "app/maths/solve/one.h"

#include <stdlib.h>

enum { CANDIDATES = 200 };

struct candidates {
    struct solver *s;
    qqbar_ptr root;
    slong n;
};

static bool add_roots(struct candidates *c, struct field *f, const fmpz_mpoly_t p, slong x)
{
    fmpz_poly_t u;
    fmpz_poly_init(u);
    bool fine = p->length > 0 && fmpz_mpoly_get_fmpz_poly(u, p, x, f->ring);
    slong degree = fmpz_poly_degree(u);
    fine = fine && degree <= SOLVE_DEGREE_MAX && labs(fmpz_poly_max_bits(u)) <= SOLVE_BITS_MAX &&
           solver_charge(f->s, 10 + (uint64_t)(degree * degree));
    if (fine && degree > 0) {
        fmpz_poly_t simple; /* each root once */
        fmpz_poly_init(simple);
        fmpz_poly_derivative(simple, u);
        fmpz_poly_gcd(simple, u, simple);
        fmpz_poly_div(u, u, simple);
        fmpz_poly_clear(simple);
        degree = fmpz_poly_degree(u);
        qqbar_ptr root = _qqbar_vec_init(degree);
        qqbar_roots_fmpz_poly(root, u, 0);
        for (slong i = 0; i < degree && fine; i++) {
            bool known = false;
            for (slong k = 0; k < c->n && !known; k++)
                known = qqbar_equal(c->root + k, root + i);
            fine = known || c->n < CANDIDATES;
            if (fine && !known)
                qqbar_set(c->root + c->n++, root + i);
        }
        _qqbar_vec_clear(root, degree);
    }
    fmpz_poly_clear(u);
    return fine;
}

/* Conjugates multiplied in, until only the unknown is left. */
static bool norm_of(struct field *f, fmpz_mpoly_t p, slong i_symbol, slong x)
{
    fmpz_mpoly_t relation;
    fmpz_mpoly_init(relation, f->ring);
    bool fine = true;
    for (slong v = f->n - 1; fine && v >= 0; v--) {
        const struct generator *g = &f->generator[v];
        slong degree = fmpz_mpoly_degree_si(p, v, f->ring);
        if (v == x || degree <= 0)
            continue;
        bool unit = v == i_symbol;
        fine = (unit || (g->kind == GENERATOR_RADICAL && g->fixed)) && field_is_small(f, p) &&
               p->length <= 60 && degree <= 12 && solver_charge(f->s, 100);
        if (!fine)
            break;
        fmpz_mpoly_gen(relation, v, f->ring);
        fmpz_mpoly_pow_ui(relation, relation, unit ? 2 : (ulong)g->index, f->ring);
        if (unit) {
            fmpz_mpoly_add_si(relation, relation, 1, f->ring);
        } else {
            fmpz_mpoly_mul(relation, relation, fmpz_mpoly_q_denref(g->argument), f->ring);
            fmpz_mpoly_sub(relation, relation, fmpz_mpoly_q_numref(g->argument), f->ring);
        }
        fine = fmpz_mpoly_resultant(p, p, relation, v, f->ring);
    }
    fmpz_mpoly_clear(relation, f->ring);
    return fine;
}

static bool add_equation(struct candidates *c, const struct claim *claim)
{
    struct tree_arena *arena = c->s->arena;
    const struct tree *i = tree_symbol(arena, "i");
    struct field f;
    field_begin(&f, c->s, NULL);
    fmpz_mpoly_q_t e;
    fmpz_mpoly_q_init(e, f.ring);
    slong x = field_symbol(&f, c->s->unknown), unit = field_symbol(&f, i);
    f.imaginary = unit;
    bool fine = field_read_difference(&f, claim->left, claim->right, e) == FIELD_DONE &&
                norm_of(&f, fmpz_mpoly_q_numref(e), unit, x) &&
                add_roots(c, &f, fmpz_mpoly_q_numref(e), x);
    fmpz_mpoly_q_clear(e, f.ring);
    field_end(&f);
    return fine;
}

static bool add_claim(struct candidates *c, const struct claim *claim)
{
    if (claim->kind == CLAIM_COMPARE)
        return claim->relation == RELATION_EQUAL && add_equation(c, claim);
    if (claim->kind == CLAIM_TRUE || claim->kind == CLAIM_FAMILY)
        return false;
    for (size_t i = 0; i < claim->n; i++)
        if (!add_claim(c, claim->part[i]))
            return false;
    return true;
}

static bool candidates_find(struct candidates *c, struct solver *s, const struct claim *a,
                            const struct claim *b)
{
    c->s = s;
    c->n = 0;
    c->root = _qqbar_vec_init(CANDIDATES);
    return add_claim(c, a) && (!b || add_claim(c, b));
}

static enum truth holds(struct candidates *c, const struct claim *claim, slong i)
{
    ca_t at;
    ca_init(at, c->s->ca);
    ca_set_qqbar(at, c->root + i, c->s->ca);
    enum truth truth = claim_at(c->s, claim, at, true);
    ca_clear(at, c->s->ca);
    return truth;
}

void complex_compare(struct solver *s, const struct claim *a, const struct claim *b,
                     struct solve_finding *finding)
{
    struct candidates c;
    struct tally tally = {.finite_a = true, .finite_b = true};
    bool fine = candidates_find(&c, s, a, b);
    for (slong i = 0; fine && i < c.n; i++) {
        enum truth in_a = holds(&c, a, i), in_b = holds(&c, b, i);
        if (in_a == TRUTH_UNKNOWN || in_b == TRUTH_UNKNOWN)
            tally.unknown++;
        else if (in_a == TRUTH_YES && in_b == TRUTH_YES)
            tally.both++;
        tally.only_a += in_a == TRUTH_YES && in_b == TRUTH_NO;
        tally.only_b += in_b == TRUTH_YES && in_a == TRUTH_NO;
        if (in_a == TRUTH_YES && in_b == TRUTH_NO && !tally.from_a)
            tally.from_a = real_qqbar_tree(s, c.root + i);
        if (in_b == TRUTH_YES && in_a == TRUTH_NO && !tally.from_b)
            tally.from_b = real_qqbar_tree(s, c.root + i);
    }
    if (fine)
        tally_conclude(s, &tally, finding);
    _qqbar_vec_clear(c.root, CANDIDATES);
}

const struct tree *complex_set(struct solver *s, const struct claim *claim)
{
    struct candidates c;
    const struct tree *element[CANDIDATES];
    size_t n = 0;
    bool fine = candidates_find(&c, s, claim, NULL);
    for (slong i = 0; fine && i < c.n; i++) {
        enum truth truth = holds(&c, claim, i);
        if (truth == TRUTH_YES)
            element[n++] = real_qqbar_tree(s, c.root + i);
        fine = truth != TRUTH_UNKNOWN && (truth == TRUTH_NO || element[n - 1]);
    }
    _qqbar_vec_clear(c.root, CANDIDATES);
    return fine ? tree_node(s->arena, TREE_ELEMENTS, 0, element, n) : NULL;
}
