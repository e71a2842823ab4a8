/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See cells.h. Signs at roots are balls; that a ball around zero means zero is proved by counting:
 * each polynomial must vanish at exactly as many of the roots as it has real roots.
 */
#include "app/maths/exact/cells.h"

#include "app/base/die.h"

#include <arb_fmpz_poly.h>
#include <flint/fmpz_mpoly.h>
#include <flint/fmpz_poly.h>
#include <stdlib.h>

enum { DEGREE_MAX = 40, PIECES_MAX = 2 * DEGREE_MAX + 1, PRECISION = 256 };

struct row {
    const struct condition *condition;
    bool holds[PIECES_MAX];
};

struct cells {
    size_t n_pieces;
    size_t n_a, n; /* rows of a come first */
    struct row row[2 * CONDITIONS_MAX];
};

/* The one symbol of all conditions; -1: none or several, or something else. */
static slong variable(const struct domain *a, const struct domain *b)
{
    struct tower *t = a->tower;
    const struct domain *both[] = {a, b};
    slong k = -1;
    int used[TOWER_GENERATORS_MAX];
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < both[side]->n; i++) {
            const struct condition *c = &both[side]->condition[i];
            if (c->kind == ATOM_INTEGER || !fmpz_mpoly_is_one(&c->value->den, t->ctx))
                return -1;
            fmpz_mpoly_used_vars(used, &c->value->num, t->ctx);
            for (slong j = 0; j < t->n; j++)
                if (used[j]) {
                    if ((k >= 0 && k != j) || t->generator[j].kind != GENERATOR_SYMBOL)
                        return -1;
                    k = j;
                }
        }
    return k;
}

static int by_position(const void *a, const void *b)
{
    return arb_lt((arb_srcptr)a, (arb_srcptr)b) ? -1 : 1;
}

/* Real roots of p in order, disjoint balls. */
static slong real_roots(const fmpz_poly_t p, arb_ptr out)
{
    slong degree = fmpz_poly_degree(p), n = 0;
    if (degree < 1)
        return 0;
    acb_ptr roots = _acb_vec_init(degree);
    arb_fmpz_poly_complex_roots(roots, p, 0, PRECISION);
    for (slong i = 0; i < degree; i++)
        if (arb_is_zero(acb_imagref(roots + i)))
            arb_set(out + n++, acb_realref(roots + i));
    _acb_vec_clear(roots, degree);
    qsort(out, (size_t)n, sizeof *out, by_position);
    for (slong i = 0; i + 1 < n; i++)
        if (!arb_lt(out + i, out + i + 1))
            return -1;
    return n;
}

static int sign_at(const fmpz_poly_t p, const arb_t x)
{
    arb_t y;
    arb_init(y);
    arb_fmpz_poly_evaluate_arb(y, p, x, PRECISION);
    int sign = arb_contains_zero(y) ? 0 : arb_is_positive(y) ? 1 : -1;
    arb_clear(y);
    return sign;
}

/* Signs of p on all pieces: before the first root, at it, after it ... False: not certain. */
static bool fill(struct row *row, const fmpz_poly_t p, arb_srcptr roots, slong n)
{
    bool nonzero = row->condition->kind == ATOM_NONZERO;
    slong zeros = 0;
    arb_t x;
    arb_init(x);
    bool fine = true;
    for (slong i = 0; fine && i < 2 * n + 1; i++) {
        slong right = i / 2;
        if (i % 2) {
            arb_set(x, roots + right);
        } else if (n == 0) {
            arb_zero(x);
        } else if (right == 0) {
            arb_sub_ui(x, roots, 1, PRECISION);
        } else if (right == n) {
            arb_add_ui(x, roots + n - 1, 1, PRECISION);
        } else {
            arb_add(x, roots + right - 1, roots + right, PRECISION);
            arb_mul_2exp_si(x, x, -1);
        }
        int sign = sign_at(p, x);
        zeros += i % 2 && sign == 0;
        fine = i % 2 || sign != 0;
        row->holds[i] = nonzero ? sign != 0 : sign >= 0;
    }
    arb_clear(x);
    /* p has no squares; as many zeros as it has real roots: then they are zeros */
    return fine && zeros == fmpz_poly_num_real_roots(p);
}

struct cells *cells_new(const struct domain *a, const struct domain *b)
{
    struct tower *t = a->tower;
    slong k = variable(a, b);
    if (k < 0 || a->n + b->n > 2 * CONDITIONS_MAX || !exact_spend(t->e, 200))
        return NULL;
    struct cells *cells = xcalloc(1, sizeof *cells);
    cells->n_a = a->n;
    for (size_t i = 0; i < a->n; i++)
        cells->row[cells->n++].condition = &a->condition[i];
    for (size_t i = 0; i < b->n; i++)
        cells->row[cells->n++].condition = &b->condition[i];
    fmpz_poly_t all, p, g;
    fmpz_poly_init(all);
    fmpz_poly_init(p);
    fmpz_poly_init(g);
    fmpz_poly_one(all);
    bool fine = true;
    for (size_t i = 0; fine && i < cells->n; i++) {
        const fmpz_mpoly_struct *f = &cells->row[i].condition->value->num;
        fine = fmpz_mpoly_degree_si(f, k, t->ctx) <= DEGREE_MAX &&
               labs(fmpz_mpoly_max_bits(f)) < 1000 && fmpz_mpoly_get_fmpz_poly(p, f, k, t->ctx) &&
               fmpz_poly_is_squarefree(p);
        if (!fine)
            break;
        fmpz_poly_gcd(g, all, p);
        fmpz_poly_div(p, p, g);
        fmpz_poly_mul(all, all, p);
        fine = fmpz_poly_degree(all) <= DEGREE_MAX;
    }
    arb_ptr roots = _arb_vec_init(DEGREE_MAX + 1);
    slong n = fine && exact_spend(t->e, 100 * (uint64_t)(fmpz_poly_degree(all) + 1))
                  ? real_roots(all, roots)
                  : -1;
    fine = n >= 0;
    cells->n_pieces = fine ? (size_t)(2 * n + 1) : 0;
    for (size_t i = 0; fine && i < cells->n; i++)
        fine = fmpz_mpoly_get_fmpz_poly(p, &cells->row[i].condition->value->num, k, t->ctx) &&
               fill(&cells->row[i], p, roots, n);
    _arb_vec_clear(roots, DEGREE_MAX + 1);
    fmpz_poly_clear(g);
    fmpz_poly_clear(p);
    fmpz_poly_clear(all);
    if (!fine) {
        free(cells);
        cells = NULL;
    }
    return cells;
}

void cells_free(struct cells *cells)
{
    free(cells);
}

static bool inside(const struct cells *cells, size_t from, size_t to, size_t piece)
{
    for (size_t i = from; i < to; i++)
        if (!cells->row[i].holds[piece])
            return false;
    return true;
}

bool cells_same(const struct cells *cells)
{
    for (size_t p = 0; p < cells->n_pieces; p++)
        if (inside(cells, 0, cells->n_a, p) != inside(cells, cells->n_a, cells->n, p))
            return false;
    return true;
}

bool cells_apart(const struct cells *cells)
{
    for (size_t p = 0; p < cells->n_pieces; p++)
        if (inside(cells, 0, cells->n, p))
            return false;
    return true;
}

static bool holds(const struct cells *cells, const struct condition *c, size_t piece)
{
    for (size_t i = 0; i < cells->n; i++)
        if (cells->row[i].condition == c)
            return cells->row[i].holds[piece];
    return false;
}

static bool follows(const struct cells *cells, const struct condition *const *list, size_t n,
                    size_t k, const struct condition *const *common, size_t n_common)
{
    for (size_t p = 0; p < cells->n_pieces; p++) {
        bool others = true;
        for (size_t i = 0; others && i < n; i++)
            others = i == k || holds(cells, list[i], p);
        for (size_t i = 0; others && i < n_common; i++)
            others = holds(cells, common[i], p);
        if (others && !holds(cells, list[k], p))
            return false;
    }
    return true;
}

size_t cells_prune(const struct cells *cells, const struct condition **list, size_t n,
                   const struct condition *const *common, size_t n_common)
{
    /* the later ones first: they come from inner parts */
    for (size_t k = n; k-- > 0;)
        if (follows(cells, list, n, k, common, n_common)) {
            for (size_t i = k; i + 1 < n; i++)
                list[i] = list[i + 1];
            n--;
        }
    return n;
}
