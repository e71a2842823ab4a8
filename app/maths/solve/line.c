/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the line has to be cut (line.h): all real zeros of a polynomial in generators, and some
 * more. Absolute values and roots are replaced by each of their branches, powers with the unknown
 * above and logarithms by one letter at a time. Knows no conditions.
 */
#include "app/maths/solve/line.h"

#include "app/maths/solve/field.h"

#include <flint/fmpz_mpoly_factor.h>
#include <stdlib.h>
#include <string.h>

enum { SEARCH_DEPTH = 14 };

struct search {
    struct line *line;
    struct field *f;
    slong x;   /* the generator of the unknown */
    int depth; /* of eliminations */
    bool norm; /* conjugates have been multiplied in: zero everywhere says nothing any more */
};

bool line_cut(struct line *l, const struct real *at)
{
    size_t low = 0, high = l->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = real_order(l->s, at, l->cut[middle]);
        if (order == EXACT_SIGN_UNKNOWN)
            return false;
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    if (l->n == LINE_CUTS)
        return false;
    memmove(l->cut + low + 1, l->cut + low, (l->n - low) * sizeof *l->cut);
    l->cut[low] = at;
    l->n++;
    return true;
}

const struct real *line_point(struct line *l, size_t piece)
{
    size_t i = piece / 2;
    if (piece % 2)
        return l->cut[i];
    return real_between(l->s, i > 0 ? l->cut[i - 1] : NULL, i < l->n ? l->cut[i] : NULL);
}

/* --- roots of one polynomial in one generator ------------------------------------------------- */

struct roots {
    const struct real *root[SOLVE_DEGREE_MAX];
    size_t n;
};

static void used_generators(const struct search *z, const fmpz_mpoly_t p,
                            int used[FIELD_GENERATORS])
{
    fmpz_mpoly_used_vars(used, p, z->f->ring);
}

static bool rational_roots_of(struct search *z, const fmpz_mpoly_t p, slong v, struct roots *out)
{
    fmpz_poly_t u;
    fmpz_poly_init(u);
    bool fine = fmpz_mpoly_get_fmpz_poly(u, p, v, z->f->ring) &&
                fmpz_poly_degree(u) <= SOLVE_DEGREE_MAX &&
                labs(fmpz_poly_max_bits(u)) <= SOLVE_BITS_MAX;
    slong n = fmpz_poly_degree(u);
    uint64_t price = (uint64_t)(n * n) * (uint64_t)(1 + labs(fmpz_poly_max_bits(u)) / 200);
    fine = fine && solver_charge(z->f->s, 10 + price);
    if (fine && n > 0) {
        qqbar_ptr q = _qqbar_vec_init(n);
        qqbar_roots_fmpz_poly(q, u, QQBAR_ROOTS_UNSORTED);
        for (slong i = 0; i < n; i++)
            if (qqbar_is_real(q + i))
                out->root[out->n++] = real_of_qqbar(z->f->s, q + i);
        _qqbar_vec_clear(q, n);
    }
    fmpz_poly_clear(u);
    return fine;
}

/* -t without a double sign. */
static const struct tree *minus(struct search *z, const struct tree *t)
{
    return t && t->kind == TREE_NEGATE ? t->child[0] : tree_one(z->f->s->arena, TREE_NEGATE, 0, t);
}

/* (-b + sign sqrt(d)) / (2 a), or -b / a without d. */
static const struct real *formula_root(struct search *z, const struct tree *a, const struct tree *b,
                                       const struct tree *d, int sign)
{
    struct tree_arena *arena = z->f->s->arena;
    const struct tree *above = minus(z, b);
    if (d) {
        const struct tree *root = tree_one(arena, TREE_ROOT, 0, d);
        if (sign < 0)
            root = minus(z, root);
        above = b && tree_is_number(b, "0") ? root : tree_two(arena, TREE_ADD, 0, above, root);
        a = a && tree_is_number(a, "1")
                ? tree_integer(arena, 2)
                : tree_two(arena, TREE_MULTIPLY, 0, tree_integer(arena, 2), a);
    }
    if (a && !tree_is_number(a, "1"))
        above = tree_two(arena, TREE_DIVIDE, 0, above, a);
    return real_of_tree(z->f->s, above);
}

/* Degree 1 or 2 with coefficients that hold fixed generators. */
static bool formula_roots_of(struct search *z, const fmpz_mpoly_t p, slong v, struct roots *out)
{
    const fmpz_mpoly_ctx_struct *ring = z->f->ring;
    slong degree = fmpz_mpoly_degree_si(p, v, ring);
    if (degree < 1 || degree > 2 || p->length > 30)
        return false;
    const struct tree *c[3] = {NULL};
    fmpz_mpoly_t part[3];
    for (ulong k = 0; k < 3; k++) {
        fmpz_mpoly_init(part[k], ring);
        fmpz_mpoly_get_coeff_vars_ui(part[k], p, &v, &k, 1, ring);
        c[k] = field_tree(z->f, part[k]);
    }
    fmpz_mpoly_t d;
    fmpz_mpoly_init(d, ring);
    fmpz_mpoly_mul(d, part[1], part[1], ring);
    fmpz_mpoly_mul(part[0], part[0], part[2], ring);
    fmpz_mpoly_scalar_mul_si(part[0], part[0], 4, ring);
    fmpz_mpoly_sub(d, d, part[0], ring);
    const struct tree *discriminant = degree == 2 ? field_tree(z->f, d) : NULL;
    fmpz_mpoly_clear(d, ring);
    for (int k = 0; k < 3; k++)
        fmpz_mpoly_clear(part[k], ring);

    const struct real *lead = real_of_tree(z->f->s, c[degree]);
    if (!lead)
        return false;
    int sign = real_sign(z->f->s, lead);
    if (sign == 0 || sign == EXACT_SIGN_UNKNOWN)
        return false;
    if (degree == 1) {
        out->root[out->n] = formula_root(z, c[1], c[0], NULL, 0);
        return out->root[out->n++] != NULL;
    }
    const struct real *value = real_of_tree(z->f->s, discriminant);
    sign = value ? real_sign(z->f->s, value) : EXACT_SIGN_UNKNOWN;
    if (sign == EXACT_SIGN_UNKNOWN)
        return false;
    for (int side = -1; side <= 1 && sign >= 0; side += 2) {
        out->root[out->n] = formula_root(z, c[2], c[1], discriminant, side);
        if (!out->root[out->n++])
            return false;
    }
    return true;
}

/* The zeros of p in generator v, when everything else in p is fixed. */
static bool roots_of(struct search *z, const fmpz_mpoly_t p, slong v, struct roots *out)
{
    int used[FIELD_GENERATORS];
    used_generators(z, p, used);
    bool alone = true;
    for (slong i = 0; i < z->f->n; i++)
        alone = alone && (i == v || !used[i]);
    out->n = 0;
    return alone ? rational_roots_of(z, p, v, out) : formula_roots_of(z, p, v, out);
}

/* --- elimination ------------------------------------------------------------------------------ */

static bool zeros(struct search *z, const fmpz_mpoly_t p);

/* Zeros of h - value. */
static bool zeros_of_equation(struct search *z, const fmpz_mpoly_q_t h, const struct tree *value)
{
    fmpz_mpoly_q_t e;
    fmpz_mpoly_q_init(e, z->f->ring);
    const struct real *number = real_of_tree(z->f->s, value);
    const struct tree *tidy = number ? real_tree(z->f->s, number) : NULL;
    bool fine = tidy && field_read(z->f, tidy, e) == FIELD_DONE &&
                field_is_small(z->f, fmpz_mpoly_q_numref(e)) &&
                field_is_small(z->f, fmpz_mpoly_q_numref(h)) &&
                field_is_small(z->f, fmpz_mpoly_q_denref(h));
    if (fine) {
        fmpz_mpoly_q_sub(e, h, e, z->f->ring);
        fine = zeros(z, fmpz_mpoly_q_numref(e));
    }
    fmpz_mpoly_q_clear(e, z->f->ring);
    return fine;
}

/* p and the branch have a common zero only where their resultant has one. */
static bool zeros_on_branch(struct search *z, const fmpz_mpoly_t p, const fmpz_mpoly_t branch,
                            slong v)
{
    const fmpz_mpoly_ctx_struct *ring = z->f->ring;
    slong a = fmpz_mpoly_degree_si(p, v, ring), b = fmpz_mpoly_degree_si(branch, v, ring);
    if (b == 0)
        return true;
    if (a * b > 40 || p->length > 60 || branch->length > 60 ||
        !solver_charge(z->f->s, 20 + (uint64_t)(p->length * branch->length * a * b)))
        return false;
    fmpz_mpoly_t r;
    fmpz_mpoly_init(r, ring);
    bool fine = fmpz_mpoly_resultant(r, p, branch, v, ring);
    if (fine && r->length == 0) {
        fine = !z->norm; /* p is zero on the whole branch */
    } else if (fine) {
        struct search below = *z;
        below.norm = z->norm || b > 1;
        fine = zeros(&below, r);
    }
    fmpz_mpoly_clear(r, ring);
    return fine;
}

/* p with an absolute value or a root as generator v: for each branch of it. */
static bool zeros_by_branches(struct search *z, const fmpz_mpoly_t p, slong v)
{
    const fmpz_mpoly_ctx_struct *ring = z->f->ring;
    const struct generator *g = &z->f->generator[v];
    fmpz_mpoly_t relation, power;
    fmpz_mpoly_factor_t branches;
    fmpz_mpoly_init(relation, ring);
    fmpz_mpoly_init(power, ring);
    fmpz_mpoly_factor_init(branches, ring);
    /* denominator·g^n - numerator; |u| is a square root of u^2 */
    ulong n = g->kind == GENERATOR_ABSOLUTE ? 2 : (ulong)g->index;
    ulong inner = g->kind == GENERATOR_ABSOLUTE ? 2 : 1;
    bool fine = field_is_small(z->f, fmpz_mpoly_q_numref(g->argument)) &&
                field_is_small(z->f, fmpz_mpoly_q_denref(g->argument)) &&
                solver_charge(z->f->s, 20);
    if (fine) {
        fmpz_mpoly_gen(relation, v, ring);
        fine = fmpz_mpoly_pow_ui(relation, relation, n, ring) &&
               fmpz_mpoly_pow_ui(power, fmpz_mpoly_q_denref(g->argument), inner, ring);
        fmpz_mpoly_mul(relation, relation, power, ring);
        fine = fine && fmpz_mpoly_pow_ui(power, fmpz_mpoly_q_numref(g->argument), inner, ring);
        fmpz_mpoly_sub(relation, relation, power, ring);
        fine =
            fine && field_is_small(z->f, relation) && fmpz_mpoly_factor(branches, relation, ring);
    }
    for (slong i = 0; fine && i < branches->num; i++)
        fine = zeros_on_branch(z, p, branches->poly + i, v);
    fmpz_mpoly_clear(relation, ring);
    fmpz_mpoly_clear(power, ring);
    fmpz_mpoly_factor_clear(branches, ring);
    return fine;
}

/* --- powers with the unknown above ------------------------------------------------------------ */

static const struct tree *log_tree(struct search *z, const struct tree *t)
{
    return tree_one(z->f->s->arena, TREE_APPLY, FUNCTION_LN, t);
}

/* e^(h/divisor · scale) = value, with scale NULL for 1: zeros of h - divisor·ln(value)/scale. */
static bool zeros_of_exponent(struct search *z, const fmpz_mpoly_q_t h, const struct real *value,
                              const struct tree *scale)
{
    int sign = real_sign(z->f->s, value);
    if (sign == EXACT_SIGN_UNKNOWN)
        return false;
    const struct tree *t = real_tree(z->f->s, value);
    if (sign <= 0)
        return true;
    if (!t)
        return false;
    t = log_tree(z, t);
    if (z->f->exponent_divisor > 1)
        t = tree_two(z->f->s->arena, TREE_MULTIPLY, 0,
                     tree_integer(z->f->s->arena, z->f->exponent_divisor), t);
    if (scale)
        t = tree_two(z->f->s->arena, TREE_DIVIDE, 0, t, scale);
    return zeros_of_equation(z, h, t);
}

/* c·M + d·N = 0 for two products of powers with the same exponent h:
 * sum of (m_i - n_i) ln(base_i) · h/divisor = ln(-d/c). */
static bool zeros_of_two_powers(struct search *z, const fmpz_mpoly_t p,
                                const int used[FIELD_GENERATORS])
{
    struct tree_arena *arena = z->f->s->arena;
    ulong m[FIELD_GENERATORS], n[FIELD_GENERATORS];
    fmpz_mpoly_get_term_exp_ui(m, p, 0, z->f->ring);
    fmpz_mpoly_get_term_exp_ui(n, p, 1, z->f->ring);
    const struct generator *first = NULL;
    const struct tree *scale = tree_integer(arena, 0);
    for (slong i = 0; i < z->f->n; i++) {
        const struct generator *g = &z->f->generator[i];
        if (!used[i])
            continue;
        if (g->kind != GENERATOR_EXPONENTIAL ||
            (first && !fmpz_mpoly_q_equal(first->argument, g->argument, z->f->ring)))
            return false;
        first = g;
        const struct tree *base =
            g->base ? log_tree(z, tree_integer(arena, (int64_t)g->base)) : tree_integer(arena, 1);
        base = tree_two(arena, TREE_MULTIPLY, 0, tree_integer(arena, (int64_t)m[i] - (int64_t)n[i]),
                        base);
        scale = tree_two(arena, TREE_ADD, 0, scale, base);
    }
    fmpq_t ratio;
    fmpq_init(ratio);
    fmpz_mpoly_get_term_coeff_fmpz(fmpq_numref(ratio), p, 1, z->f->ring);
    fmpz_mpoly_get_term_coeff_fmpz(fmpq_denref(ratio), p, 0, z->f->ring);
    fmpq_canonicalise(ratio);
    fmpq_neg(ratio, ratio);
    const struct real *value = real_of_fmpq(z->f->s, ratio);
    fmpq_clear(ratio);
    return first && zeros_of_exponent(z, first->argument, value, scale);
}

static bool zeros_of_powers(struct search *z, const fmpz_mpoly_t p,
                            const int used[FIELD_GENERATORS])
{
    slong only = -1, n = 0;
    for (slong i = 0; i < z->f->n; i++)
        if (used[i] && !z->f->generator[i].fixed) {
            only = i;
            n++;
        }
    if (n > 1)
        return p->length == 2 && zeros_of_two_powers(z, p, used);
    struct roots roots;
    if (!roots_of(z, p, only, &roots))
        return false;
    ulong base = z->f->generator[only].base;
    const struct tree *scale =
        base ? log_tree(z, tree_integer(z->f->s->arena, (int64_t)base)) : NULL;
    bool fine = true;
    for (size_t i = 0; fine && i < roots.n; i++)
        fine = zeros_of_exponent(z, z->f->generator[only].argument, roots.root[i], scale);
    return fine;
}

/* --- logarithms ------------------------------------------------------------------------------- */

/* Zeros of |a| - e^exponent. */
static bool zeros_of_argument(struct search *z, const fmpz_mpoly_q_t a, const struct tree *exponent)
{
    struct tree_arena *arena = z->f->s->arena;
    const struct tree *value =
        tree_two(arena, TREE_POWER, 0, tree_detail(arena, TREE_CONSTANT, CONSTANT_E), exponent);
    return zeros_of_equation(z, a, value) && zeros_of_equation(z, a, minus(z, value));
}

/* Σ c_i ln|a_i| + c = 0 with integers c_i: the product of the a_i^c_i is ± e^-c. */
static bool zeros_of_log_sum(struct search *z, const fmpz_mpoly_t p)
{
    const fmpz_mpoly_ctx_struct *ring = z->f->ring;
    struct tree_arena *arena = z->f->s->arena;
    fmpz_mpoly_q_t product;
    fmpz_t c;
    fmpz_mpoly_q_init(product, ring);
    fmpz_init(c);
    fmpz_mpoly_q_set_si(product, 1, ring);
    const struct tree *rest = tree_integer(arena, 0);
    bool fine = p->length <= 12;
    for (slong i = 0; fine && i < p->length; i++) {
        ulong exponent[FIELD_GENERATORS];
        fmpz_mpoly_get_term_exp_ui(exponent, p, i, ring);
        fmpz_mpoly_get_term_coeff_fmpz(c, p, i, ring);
        slong at = -1, letters = 0;
        for (slong k = 0; k < z->f->n; k++)
            if (exponent[k]) {
                at = k;
                letters += (slong)exponent[k];
            }
        fine = letters <= 1 && (at < 0 || z->f->generator[at].kind == GENERATOR_LOGARITHM);
        if (fine && at < 0) {
            rest = minus(z, real_fmpz_tree(z->f->s, c));
        } else if (fine) {
            fine = solver_within(c, 20);
            for (slong k = fine ? labs(fmpz_get_si(c)) : 0; fine && k > 0; k--) {
                const fmpz_mpoly_q_struct *a = z->f->generator[at].argument;
                fine = field_is_small(z->f, fmpz_mpoly_q_numref(product)) &&
                       field_is_small(z->f, fmpz_mpoly_q_denref(product)) &&
                       solver_charge(z->f->s, 10);
                if (fine && fmpz_sgn(c) > 0)
                    fmpz_mpoly_q_mul(product, product, a, ring);
                else if (fine)
                    fmpz_mpoly_q_div(product, product, a, ring);
            }
        }
    }
    fine = fine && zeros_of_argument(z, product, rest);
    fmpz_mpoly_q_clear(product, ring);
    fmpz_clear(c);
    return fine;
}

static bool zeros_of_logarithms(struct search *z, const fmpz_mpoly_t p,
                                const int used[FIELD_GENERATORS])
{
    slong only = -1, n = 0;
    for (slong i = 0; i < z->f->n; i++)
        if (used[i] && !z->f->generator[i].fixed) {
            only = i;
            n++;
        }
    if (n > 1)
        return zeros_of_log_sum(z, p);
    struct roots roots;
    if (!roots_of(z, p, only, &roots))
        return false;
    bool fine = true;
    for (size_t i = 0; fine && i < roots.n; i++) {
        const struct tree *t = real_tree(z->f->s, roots.root[i]);
        fine = t && zeros_of_argument(z, z->f->generator[only].argument, t);
    }
    return fine;
}

/* --- angles ----------------------------------------------------------------------------------- */

static const struct tree *tree_of_pi(struct search *z, slong above, ulong below)
{
    struct tree_arena *arena = z->f->s->arena;
    const struct tree *t = tree_detail(arena, TREE_CONSTANT, CONSTANT_PI);
    if (above != 1)
        t = tree_two(arena, TREE_MULTIPLY, 0, tree_integer(arena, above), t);
    if (below == 1)
        return t;
    return tree_two(arena, TREE_DIVIDE, 0, t, tree_integer(arena, (int64_t)below));
}

/* x·multiplier/divisor = sign·angle + half turns: a family of cuts. */
static bool cut_at_angle(struct search *z, const struct tree *angle, int sign, int half_turns,
                         int period_halves)
{
    struct tree_arena *arena = z->f->s->arena;
    slong divisor = z->f->angle_divisor, multiplier = z->f->angle_multiplier;
    if (sign < 0)
        angle = minus(z, angle);
    if (half_turns)
        angle = tree_two(arena, TREE_ADD, 0, tree_of_pi(z, 1, 1), angle);
    if (divisor > 1)
        angle = tree_two(arena, TREE_MULTIPLY, 0, tree_integer(arena, divisor), angle);
    if (multiplier > 1)
        angle = tree_two(arena, TREE_DIVIDE, 0, angle, tree_integer(arena, multiplier));
    return line_add_family(z->line, angle,
                           tree_of_pi(z, period_halves * divisor, (ulong)multiplier));
}

/* sin, cos = value. */
static bool cut_at_value(struct search *z, enum generator_kind kind, const struct real *value)
{
    struct solver *s = z->f->s;
    fmpq_t one;
    fmpq_init(one);
    fmpq_set_si(one, 1, 1);
    int above = real_order(s, value, real_of_fmpq(s, one));
    fmpq_set_si(one, -1, 1);
    int below = real_order(s, value, real_of_fmpq(s, one));
    fmpq_clear(one);
    if (above == EXACT_SIGN_UNKNOWN || below == EXACT_SIGN_UNKNOWN || !solver_charge(s, 50))
        return false;
    if (above == 1 || below == -1)
        return true;
    bool sine = kind == GENERATOR_SINE;
    slong p;
    ulong q;
    const struct tree *angle;
    if (value->algebraic &&
        (sine ? qqbar_asin_pi(&p, &q, value->q) : qqbar_acos_pi(&p, &q, value->q)))
        angle = tree_of_pi(z, p, q);
    else
        angle = tree_one(s->arena, TREE_APPLY, sine ? FUNCTION_ARCSIN : FUNCTION_ARCCOS,
                         real_tree(s, value));
    return angle && cut_at_angle(z, angle, 1, 0, 2) && cut_at_angle(z, angle, -1, sine, 2);
}

/* a·sin + b·cos = 0 with fixed a and b: the tangent is -b/a. */
static bool zeros_of_tangent(struct search *z, const fmpz_mpoly_t p, slong sine, slong cosine)
{
    const fmpz_mpoly_ctx_struct *ring = z->f->ring;
    struct tree_arena *arena = z->f->s->arena;
    const struct tree *part[2];
    fmpz_mpoly_t c;
    fmpz_mpoly_init(c, ring);
    for (int k = 0; k < 2; k++) {
        slong v = k ? cosine : sine;
        ulong power = 1;
        fmpz_mpoly_get_coeff_vars_ui(c, p, &v, &power, 1, ring);
        part[k] = field_tree(z->f, c);
    }
    fmpz_mpoly_clear(c, ring);
    const struct real *value =
        real_of_tree(z->f->s, tree_two(arena, TREE_DIVIDE, 0, minus(z, part[1]), part[0]));
    if (!value || !solver_charge(z->f->s, 50))
        return false;
    slong n;
    ulong q;
    const struct tree *angle =
        value->algebraic && qqbar_atan_pi(&n, &q, value->q)
            ? tree_of_pi(z, n, q)
            : tree_one(arena, TREE_APPLY, FUNCTION_ARCTAN, real_tree(z->f->s, value));
    return angle && cut_at_angle(z, angle, 1, 0, 1);
}

static bool is_homogeneous_linear(const struct search *z, const fmpz_mpoly_t p, slong sine,
                                  slong cosine)
{
    for (slong i = 0; i < p->length; i++) {
        ulong exponent[FIELD_GENERATORS];
        fmpz_mpoly_get_term_exp_ui(exponent, p, i, z->f->ring);
        if (exponent[sine] + exponent[cosine] != 1)
            return false;
    }
    return true;
}

static bool zeros_of_angles(struct search *z, const fmpz_mpoly_t p, unsigned kinds,
                            const int used[FIELD_GENERATORS])
{
    slong at[2] = {-1, -1}; /* cosine, sine */
    for (slong i = 0; i < z->f->n; i++)
        if (used[i] && !z->f->generator[i].fixed)
            at[z->f->generator[i].kind == GENERATOR_SINE] = i;
    if (at[0] >= 0 && at[1] >= 0) {
        if (is_homogeneous_linear(z, p, at[1], at[0]))
            return zeros_of_tangent(z, p, at[1], at[0]);
        fmpz_mpoly_t circle, square;
        fmpz_mpoly_init(circle, z->f->ring);
        fmpz_mpoly_init(square, z->f->ring);
        fmpz_mpoly_gen(circle, at[0], z->f->ring);
        fmpz_mpoly_mul(circle, circle, circle, z->f->ring);
        fmpz_mpoly_gen(square, at[1], z->f->ring);
        fmpz_mpoly_mul(square, square, square, z->f->ring);
        fmpz_mpoly_add(circle, circle, square, z->f->ring);
        fmpz_mpoly_sub_si(circle, circle, 1, z->f->ring);
        bool fine = zeros_on_branch(z, p, circle, at[1]);
        fmpz_mpoly_clear(circle, z->f->ring);
        fmpz_mpoly_clear(square, z->f->ring);
        return fine;
    }
    struct roots roots;
    bool sine = kinds == 1u << GENERATOR_SINE;
    if (!roots_of(z, p, at[sine], &roots))
        return false;
    for (size_t i = 0; i < roots.n; i++)
        if (!cut_at_value(z, sine ? GENERATOR_SINE : GENERATOR_COSINE, roots.root[i]))
            return false;
    return true;
}

/* --- all together ----------------------------------------------------------------------------- */

/* Which kinds of generators that are not fixed occur in p, and the last root or absolute value. */
static unsigned kinds_of(const struct search *z, const int used[FIELD_GENERATORS], slong *branched)
{
    unsigned kinds = 0;
    *branched = -1;
    for (slong i = 0; i < z->f->n; i++) {
        const struct generator *g = &z->f->generator[i];
        if (!used[i])
            continue;
        if (!g->fixed)
            kinds |= 1u << g->kind;
        if (g->kind == GENERATOR_RADICAL || g->kind == GENERATOR_ABSOLUTE)
            *branched = i;
    }
    return kinds;
}

static bool cut_at_roots(struct search *z, const fmpz_mpoly_t p)
{
    struct roots roots;
    if (!roots_of(z, p, z->x, &roots))
        return false;
    for (size_t i = 0; i < roots.n; i++)
        if (!line_cut(z->line, roots.root[i]))
            return false;
    return true;
}

/* p is irreducible and holds the unknown in some way. */
static bool zeros_of_factor(struct search *z, const fmpz_mpoly_t p)
{
    int used[FIELD_GENERATORS];
    used_generators(z, p, used);
    slong branched;
    unsigned kinds = kinds_of(z, used, &branched);
    if (kinds == 1u << GENERATOR_SYMBOL && fmpz_mpoly_degree_si(p, z->x, z->f->ring) <= 2 &&
        cut_at_roots(z, p))
        return true;
    if (branched >= 0)
        return zeros_by_branches(z, p, branched);
    switch (kinds) {
    case 1u << GENERATOR_SYMBOL:
        return cut_at_roots(z, p);
    case 1u << GENERATOR_EXPONENTIAL:
        return zeros_of_powers(z, p, used);
    case 1u << GENERATOR_LOGARITHM:
        return zeros_of_logarithms(z, p, used);
    case 1u << GENERATOR_SINE:
    case 1u << GENERATOR_COSINE:
    case 1u << GENERATOR_SINE | 1u << GENERATOR_COSINE:
        return zeros_of_angles(z, p, kinds, used);
    default:
        return false;
    }
}

static bool zeros(struct search *z, const fmpz_mpoly_t p)
{
    if (p->length == 0 || fmpz_mpoly_is_fmpz(p, z->f->ring) || field_is_fixed(z->f, p))
        return true;
    if (z->depth > SEARCH_DEPTH || !field_is_small(z->f, p) ||
        !solver_charge(z->f->s, 20 + (uint64_t)p->length * 5))
        return false;
    struct search below = *z;
    below.depth++;
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_factor_init(factors, z->f->ring);
    bool fine = fmpz_mpoly_factor(factors, p, z->f->ring);
    for (slong i = 0; fine && i < factors->num; i++)
        fine =
            field_is_fixed(z->f, factors->poly + i) || zeros_of_factor(&below, factors->poly + i);
    fmpz_mpoly_factor_clear(factors, z->f->ring);
    return fine;
}

static enum field_answer cut_difference(struct line *l, const struct tree *left,
                                        const struct tree *right, struct field *divisors)
{
    struct field f;
    field_begin(&f, l->s, divisors);
    fmpz_mpoly_q_t e;
    fmpz_mpoly_q_init(e, f.ring);
    struct search z = {.line = l, .f = &f, .x = field_symbol(&f, l->s->unknown)};
    enum field_answer answer = field_read_difference(&f, left, right, e);
    divisors->exponent_divisor = f.exponent_divisor;
    divisors->angle_divisor = f.angle_divisor;
    divisors->angle_multiplier = f.angle_multiplier;
    if (answer == FIELD_DONE && f.angle_gcd > f.angle_multiplier) {
        divisors->angle_multiplier = f.angle_gcd;
        answer = FIELD_AGAIN;
    }
    if (answer == FIELD_DONE) {
        bool fine = zeros(&z, fmpz_mpoly_q_numref(e)) && zeros(&z, fmpz_mpoly_q_denref(e));
        /* the list may grow while it is worked off */
        for (slong i = 0; fine && i < f.n_watched; i++)
            fine = zeros(&z, &f.watched[i]);
        answer = fine ? FIELD_DONE : FIELD_UNKNOWN;
    }
    fmpz_mpoly_q_clear(e, f.ring);
    field_end(&f);
    return answer;
}

bool line_cut_difference(struct line *l, const struct tree *left, const struct tree *right)
{
    struct field divisors = {.exponent_divisor = 1, .angle_divisor = 1, .angle_multiplier = 1};
    enum field_answer answer = FIELD_AGAIN;
    for (int i = 0; i < 6 && answer == FIELD_AGAIN; i++)
        answer = cut_difference(l, left, right, &divisors);
    return answer == FIELD_DONE || answer == FIELD_UNDEFINED;
}
