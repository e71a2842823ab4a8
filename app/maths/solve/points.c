/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions in several unknowns with finitely many solutions (several.h). Unknowns are eliminated
 * by resultants until one is left; its roots are candidates for that coordinate, and every
 * combination of candidates is tried exactly in the conditions themselves.
 */
#include "app/maths/solve/several.h"

#include "app/maths/solve/line.h"

#include <calcium/ca_vec.h>

#include <stdlib.h>

enum { POLYNOMIALS = 16 };

struct system {
    struct field *f;
    fmpz_mpoly_struct p[POLYNOMIALS];
    slong n;
};

static void system_end(struct system *system)
{
    for (slong i = 0; i < system->n; i++)
        fmpz_mpoly_clear(&system->p[i], system->f->ring);
}

static void system_drop(struct system *system, slong i)
{
    fmpz_mpoly_swap(&system->p[i], &system->p[--system->n], system->f->ring);
    fmpz_mpoly_clear(&system->p[system->n], system->f->ring);
}

/* The equations of an alternative, if they hold nothing but unknowns. */
static bool system_begin(struct system *system, struct question *q, const struct alternative *from)
{
    system->f = &q->f;
    system->n = 0;
    for (size_t i = 0; i < from->n; i++) {
        const struct leaf *leaf = &q->leaf[from->leaf[i]];
        if (leaf->relation != RELATION_EQUAL || leaf->polynomial.length == 0)
            continue;
        int used[FIELD_GENERATORS];
        bool plain = true;
        fmpz_mpoly_used_vars(used, &leaf->polynomial, q->f.ring);
        for (slong k = 0; k < q->f.n; k++)
            plain = plain && (!used[k] || q->f.generator[k].kind == GENERATOR_SYMBOL);
        if (!plain || !field_is_small(&q->f, &leaf->polynomial))
            continue;
        fmpz_mpoly_init(&system->p[system->n], q->f.ring);
        fmpz_mpoly_set(&system->p[system->n++], &leaf->polynomial, q->f.ring);
    }
    return system->n > 0;
}

static slong degree(const struct system *system, slong i, slong v)
{
    return fmpz_mpoly_degree_si(&system->p[i], v, system->f->ring);
}

/* Takes v out of the system: the polynomial with the lowest degree in it against each other. */
static bool eliminate(struct system *system, slong v)
{
    slong pivot = -1;
    for (slong i = 0; i < system->n; i++)
        if (degree(system, i, v) > 0 &&
            (pivot < 0 || degree(system, i, v) < degree(system, pivot, v) ||
             (degree(system, i, v) == degree(system, pivot, v) &&
              system->p[i].length < system->p[pivot].length)))
            pivot = i;
    if (pivot < 0)
        return true;
    for (slong i = 0; i < system->n; i++) {
        slong a = degree(system, i, v), b = degree(system, pivot, v);
        if (i == pivot || a <= 0)
            continue;
        fmpz_mpoly_struct *p = &system->p[i], *by = &system->p[pivot];
        if (a * b > 36 || p->length > 80 || by->length > 80 || !field_is_small(system->f, p) ||
            !solver_charge(system->f->s, 50 + (uint64_t)(p->length * by->length * a * b)) ||
            !fmpz_mpoly_resultant(p, p, by, v, system->f->ring) || p->length == 0 ||
            !field_is_small(system->f, p))
            return false;
    }
    system_drop(system, pivot);
    return true;
}

/* Cuts the line at every value that unknown `keep` can have. */
static bool candidates(struct question *q, const struct alternative *from, slong keep,
                       struct line *line)
{
    struct system system;
    bool fine = system_begin(&system, q, from);
    for (slong v = q->f.n - 1; fine && v >= 0; v--)
        if (v != keep)
            fine = eliminate(&system, v);
    fmpz_poly_t u, common;
    fmpz_poly_init(u);
    fmpz_poly_init(common);
    for (slong i = 0; fine && i < system.n; i++)
        if (fmpz_mpoly_get_fmpz_poly(u, &system.p[i], keep, q->f.ring))
            fmpz_poly_gcd(common, common, u);
    slong n = fmpz_poly_degree(common), bits = labs(fmpz_poly_max_bits(common));
    fine = fine && n >= 0 && n <= SOLVE_DEGREE_MAX && bits <= SOLVE_BITS_MAX &&
           solver_charge(q->s, 10 + (uint64_t)(n * n) * (uint64_t)(1 + bits / 200));
    if (fine && n > 0) {
        qqbar_ptr root = _qqbar_vec_init(n);
        qqbar_roots_fmpz_poly(root, common, 0);
        for (slong i = 0; fine && i < n; i++)
            fine = !qqbar_is_real(root + i) || line_cut(line, real_of_qqbar(q->s, root + i));
        _qqbar_vec_clear(root, n);
    }
    fmpz_poly_clear(u);
    fmpz_poly_clear(common);
    system_end(&system);
    return fine;
}

const struct tree *several_point(struct solver *s, const struct tree *const *value)
{
    const struct tree *relation[SEVERAL_UNKNOWNS];
    for (size_t i = 0; i < s->coordinates; i++)
        relation[i] = tree_relate(s->arena, s->coordinate[i], RELATION_EQUAL, value[i]);
    return several_all(s, relation, s->coordinates);
}

const struct tree *several_all(struct solver *s, const struct tree *const *condition, size_t n)
{
    return n == 1 ? condition[0] : tree_node(s->arena, TREE_SYSTEM, 0, condition, n);
}

/* One combination of candidates, tried in both. */
static bool try_point(struct question *q, const struct side *from, const struct side *into,
                      const struct real *const *at, struct inclusion *result)
{
    struct solver *s = q->s;
    ca_ptr value = _ca_vec_init((slong)s->coordinates, s->ca);
    for (size_t i = 0; i < s->coordinates; i++)
        ca_set(value + i, at[i]->value, s->ca);
    enum truth here = claim_at(s, from->claim, value, false);
    enum truth there = here == TRUTH_YES ? claim_at(s, into->claim, value, false) : TRUTH_NO;
    _ca_vec_clear(value, (slong)s->coordinates, s->ca);
    if (here == TRUTH_UNKNOWN || there == TRUTH_UNKNOWN || !solver_charge(s, 20))
        return false;
    if (here == TRUTH_NO)
        return true;
    result->count++;
    result->common += there == TRUTH_YES;
    if (there == TRUTH_NO && !result->witness) {
        const struct tree *tree[SEVERAL_UNKNOWNS];
        for (size_t i = 0; i < s->coordinates; i++)
            tree[i] = real_tree(s, at[i]);
        result->disproved = true;
        result->witness = several_point(s, tree);
    }
    return true;
}

void points_include(struct question *q, const struct side *from, const struct side *into,
                    struct inclusion *result)
{
    struct solver *s = q->s;
    struct line line[SEVERAL_UNKNOWNS];
    size_t combinations = 1;
    for (size_t i = 0; i < s->coordinates; i++) {
        line[i].s = s;
        line[i].n = 0;
        slong v = field_symbol(&q->f, s->coordinate[i]);
        for (size_t k = 0; k < from->n; k++)
            if (v < 0 || !candidates(q, &from->alternative[k], v, &line[i]))
                return;
        combinations *= line[i].n;
        if (combinations > SEVERAL_CANDIDATES)
            return;
    }
    struct inclusion found = {.count = 0, .common = 0};
    for (size_t c = 0; c < combinations; c++) {
        const struct real *at[SEVERAL_UNKNOWNS];
        size_t rest = c;
        for (size_t i = 0; i < s->coordinates; i++) {
            at[i] = line[i].cut[rest % line[i].n];
            rest /= line[i].n;
        }
        if (!try_point(q, from, into, at, &found))
            return;
    }
    *result = found;
    result->proved = !found.disproved;
}
