/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees into the tower. Each operation also states what it needs to have a value (tower_require);
 * those statements are the domain of the tree.
 */
#include "app/maths/exact/number.h"
#include "app/maths/exact/tower.h"

#include <flint/fmpz_mpoly.h>
#include <stdlib.h>

enum { EXPONENT_MAX = 1 << 22, SHIFT_MAX = 40, ROOT_MAX = 100, NUMBER_BITS_MAX = 20000 };

static bool unknown(struct tower *t)
{
    return tower_fail(t, TOWER_BIG);
}

/* --- opaque ----------------------------------------------------------------------------------- */

/* A generator for the node, known by its arguments. */
static bool opaque_with(struct tower *t, const struct tree *like, fmpz_mpoly_q_struct *arguments,
                        size_t n, fmpz_mpoly_q_t out)
{
    slong k = tower_generator(t, GENERATOR_OPAQUE, like, arguments, n, 1);
    if (k < 0)
        return false;
    tower_take(t, out, k);
    return true;
}

/* floor(5/2), gcd(4, 6) */
static bool number(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    fmpq_t q;
    fmpq_init(q);
    bool fine = exact_is_constant(tree) && number_evaluate(t->e, tree, q) == OUT_DONE &&
                number_bits(q) <= NUMBER_BITS_MAX;
    if (fine)
        fmpz_mpoly_q_set_fmpq(out, q, t->ctx);
    fmpq_clear(q);
    return fine;
}

static bool opaque(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_struct arguments[TOWER_ARGUMENTS_MAX];
    bool call = tree->kind == TREE_CALL;
    size_t first = call ? 1 : 0, n = tree->n - first;
    if (number(t, tree, out))
        return true;
    switch (tree->kind) {
    case TREE_BIG:
    case TREE_LIMIT:
    case TREE_DERIVATIVE:
    case TREE_INTEGRAL:
        return opaque_with(t, tree, NULL, 0, out);
    case TREE_POWER:
    case TREE_ROOT:
    case TREE_FACTORIAL:
    case TREE_ABSOLUTE:
    case TREE_FLOOR:
    case TREE_CEILING:
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
    case TREE_APPLY:
    case TREE_CALL:
        break;
    default:
        return unknown(t);
    }
    if (n > TOWER_ARGUMENTS_MAX)
        return unknown(t);
    bool fine = true;
    size_t made = 0;
    for (; fine && made < n; made++) {
        fmpz_mpoly_q_init(&arguments[made], t->ctx);
        fine = tower_read(t, tree->child[first + made], &arguments[made]);
    }
    fine = fine && opaque_with(t, tree, arguments, n, out);
    for (size_t i = 0; i < made; i++)
        fmpz_mpoly_q_clear(&arguments[i], t->ctx);
    return fine;
}

/* --- sums, products --------------------------------------------------------------------------- */

static bool several(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t sum, x;
    fmpz_mpoly_q_init(sum, t->ctx);
    fmpz_mpoly_q_init(x, t->ctx);
    bool fine = tower_read(t, tree->child[0], sum);
    for (uint32_t i = 1; fine && i < tree->n; i++) {
        fine = tower_read(t, tree->child[i], x);
        if (!fine)
            break;
        if (tree->kind == TREE_ADD)
            fine = tower_add(t, sum, sum, x);
        else if (tree->kind == TREE_MULTIPLY)
            fine = tower_multiply(t, sum, sum, x);
        else
            fine =
                tower_require(t, ATOM_NONZERO, x, tree->child[i]) && tower_divide(t, sum, sum, x);
    }
    fmpz_mpoly_q_swap(out, sum, t->ctx);
    fmpz_mpoly_q_clear(x, t->ctx);
    fmpz_mpoly_q_clear(sum, t->ctx);
    return fine;
}

/* --- powers ----------------------------------------------------------------------------------- */

static bool rational_element(struct tower *t, const fmpz_mpoly_q_t a, fmpq_t out)
{
    if (!fmpz_mpoly_q_is_fmpq(a, t->ctx))
        return false;
    fmpz_mpoly_get_fmpz(fmpq_numref(out), &a->num, t->ctx);
    fmpz_mpoly_get_fmpz(fmpq_denref(out), &a->den, t->ctx);
    fmpq_canonicalise(out);
    return true;
}

/* (base)^(p/q) by a generator r with r^q = base: principal values of complex numbers. */
static bool root_opaque(struct tower *t, const struct tree *tree, const fmpz_mpoly_q_t base,
                        const fmpq_t exponent, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_struct arguments[2];
    fmpq_t part;
    fmpq_init(part);
    fmpz_one(fmpq_numref(part));
    fmpz_set(fmpq_denref(part), fmpq_denref(exponent));
    fmpz_mpoly_q_init(&arguments[0], t->ctx);
    fmpz_mpoly_q_init(&arguments[1], t->ctx);
    fmpz_mpoly_q_set(&arguments[0], base, t->ctx);
    fmpz_mpoly_q_set_fmpq(&arguments[1], part, t->ctx);
    /* even roots are the same whether written as roots or as powers */
    const struct tree *index = number_tree_integer(t->e, fmpq_denref(exponent));
    const struct tree *like =
        fmpz_equal_si(fmpq_denref(exponent), 2)
            ? tree_one(t->e->arena, TREE_ROOT, 0, tree->child[0])
        : tree->kind == TREE_ROOT || fmpz_is_even(fmpq_denref(exponent))
            ? tree_two(t->e->arena, TREE_ROOT, 0, tree->child[0], index)
            : tree_two(t->e->arena, TREE_POWER, 0, tree->child[0], number_tree(t->e, part));
    bool fine = like && fmpz_cmp_ui(fmpq_denref(exponent), ROOT_MAX) <= 0 &&
                fmpz_cmpabs(fmpq_numref(exponent), (fmpz[]){EXPONENT_MAX}) <= 0;
    slong k = fine ? tower_generator(t, GENERATOR_OPAQUE, like, arguments, 2, 1) : -1;
    if (k >= 0 && !t->generator[k].related)
        tower_relate(t, k, fmpz_get_si(fmpq_denref(exponent)), base);
    if (k >= 0) {
        tower_take(t, out, k);
        fine = tower_power(t, out, out, fmpz_get_si(fmpq_numref(exponent)));
    }
    fmpz_mpoly_q_clear(&arguments[1], t->ctx);
    fmpz_mpoly_q_clear(&arguments[0], t->ctx);
    fmpq_clear(part);
    return (k >= 0 && fine) || unknown(t);
}

static bool root_complex(struct tower *t, const struct tree *tree, const fmpz_mpoly_q_t base,
                         const fmpq_t exponent, fmpz_mpoly_q_t out)
{
    fmpq_t q;
    fmpz_mpoly_q_t i;
    fmpq_init(q);
    fmpz_mpoly_q_init(i, t->ctx);
    bool rational = rational_element(t, base, q), fine;
    bool positive = fmpz_mpoly_is_one(&base->den, t->ctx) && tower_strict_sign(t, &base->num) > 0;
    if ((rational && fmpq_sgn(q) > 0) || positive) {
        fine = tower_absolute_power(t, out, base, exponent);
    } else if (rational && fmpq_sgn(q) < 0 && fmpz_equal_si(fmpq_denref(exponent), 2) &&
               fmpz_fits_si(fmpq_numref(exponent))) {
        fine = tower_absolute_power(t, out, base, exponent) && tower_imaginary(t, i) &&
               tower_power(t, i, i, fmpz_get_si(fmpq_numref(exponent))) &&
               tower_multiply(t, out, out, i);
    } else {
        fine = root_opaque(t, tree, base, exponent, out);
    }
    fmpz_mpoly_q_clear(i, t->ctx);
    fmpq_clear(q);
    return fine;
}

/* base^(p/q), q > 1 */
static bool power_fraction(struct tower *t, const struct tree *tree, const fmpz_mpoly_q_t base,
                           const fmpq_t exponent, fmpz_mpoly_q_t out)
{
    bool falling = fmpq_sgn(exponent) < 0, even = fmpz_is_even(fmpq_denref(exponent));
    bool constant = tower_constant(t, &base->num) && tower_constant(t, &base->den);
    if (falling && !tower_require(t, ATOM_NONZERO, base, tree->child[0]))
        return false;
    if (t->plain && !constant)
        return root_opaque(t, tree, base, exponent, out);
    if (t->e->complex)
        return root_complex(t, tree, base, exponent, out);
    if (even)
        return tower_require(t, falling ? ATOM_POSITIVE : ATOM_NONNEGATIVE, base, tree->child[0]) &&
               tower_absolute_power(t, out, base, exponent);
    fmpz_mpoly_q_t sign;
    fmpz_mpoly_q_init(sign, t->ctx);
    bool fine = tower_absolute_power(t, out, base, exponent);
    if (fine && fmpz_is_odd(fmpq_numref(exponent)) && !fmpz_mpoly_q_is_zero(base, t->ctx))
        fine = tower_sign(t, sign, base) && tower_multiply(t, out, out, sign);
    fmpz_mpoly_q_clear(sign, t->ctx);
    return fine;
}

/* The exponent of a negative number is whole: all its variables are, when it is a polynomial with
 * whole coefficients. */
static bool require_whole(struct tower *t, const fmpz_mpoly_q_t exponent, const struct tree *tree)
{
    int used[TOWER_GENERATORS_MAX];
    fmpz_mpoly_used_vars(used, &exponent->num, t->ctx);
    bool symbols = fmpz_mpoly_is_one(&exponent->den, t->ctx), fine = true;
    for (slong k = 0; symbols && k < t->n; k++)
        symbols = !used[k] || t->generator[k].kind == GENERATOR_SYMBOL;
    if (!symbols)
        return tower_require(t, ATOM_INTEGER, exponent, tree);
    fmpz_mpoly_q_t n;
    fmpz_mpoly_q_init(n, t->ctx);
    for (slong k = 0; fine && k < t->n; k++)
        if (used[k]) {
            tower_take(t, n, k);
            fine = tower_require(t, ATOM_INTEGER, n, t->generator[k].like);
        }
    fmpz_mpoly_q_clear(n, t->ctx);
    return fine;
}

/* base^exponent = exp(exponent ln base); a negative number to an exponent that must be whole is
 * e^(i pi exponent) |base|^exponent */
static bool power_general(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t base,
                          const fmpz_mpoly_q_t exponent, fmpz_mpoly_q_t out)
{
    fmpq_t q;
    fmpz_mpoly_q_t turn, i;
    fmpq_init(q);
    fmpz_mpoly_q_init(turn, t->ctx);
    fmpz_mpoly_q_init(i, t->ctx);
    bool fine = true, negative = rational_element(t, base, q) && fmpq_sgn(q) < 0;
    bool positive = tower_constant(t, &base->num) && fmpz_mpoly_is_one(&base->den, t->ctx) &&
                    tower_strict_sign(t, &base->num) > 0;
    positive = positive || (rational_element(t, base, q) && fmpq_sgn(q) > 0);
    if (t->e->complex && !positive) {
        fine = opaque(t, tree, out);
    } else {
        if (negative) {
            const struct tree *pi = tree_detail(t->e->arena, TREE_CONSTANT, CONSTANT_PI);
            fine = require_whole(t, exponent, tree->child[1]) && tower_read(t, pi, turn) &&
                   tower_imaginary(t, i) && tower_multiply(t, turn, turn, i) &&
                   tower_multiply(t, turn, turn, exponent);
        } else if (!positive) {
            fine = tower_require(t, ATOM_POSITIVE, base, tree->child[0]);
        }
        fine = fine && tower_log(t, out, base) && tower_multiply(t, out, out, exponent) &&
               tower_add(t, out, out, turn) && tower_exp(t, out, out);
    }
    fmpz_mpoly_q_clear(i, t->ctx);
    fmpz_mpoly_q_clear(turn, t->ctx);
    fmpq_clear(q);
    return fine;
}

/* base^n for a great n, known by a base with positive leading coefficient and by n. */
static bool power_huge(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t base,
                       const fmpq_t n, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_struct arguments[2];
    bool flip = base->num.length > 0 && fmpz_sgn(base->num.coeffs) < 0;
    if (flip)
        fmpz_mpoly_q_neg(base, base, t->ctx);
    fmpz_mpoly_q_init(&arguments[0], t->ctx);
    fmpz_mpoly_q_init(&arguments[1], t->ctx);
    fmpz_mpoly_q_set(&arguments[0], base, t->ctx);
    fmpz_mpoly_q_set_fmpq(&arguments[1], n, t->ctx);
    if (fmpq_sgn(n) < 0)
        fmpz_mpoly_q_neg(&arguments[1], &arguments[1], t->ctx);
    bool fine = number_bits(n) <= NUMBER_BITS_MAX && opaque_with(t, tree, arguments, 2, out);
    if (fine && flip && fmpz_is_odd(fmpq_numref(n)))
        fmpz_mpoly_q_neg(out, out, t->ctx);
    if (fine && fmpq_sgn(n) < 0)
        fine = tower_power(t, out, out, -1);
    fmpz_mpoly_q_clear(&arguments[1], t->ctx);
    fmpz_mpoly_q_clear(&arguments[0], t->ctx);
    return fine || unknown(t);
}

static bool power(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t base, exponent;
    fmpq_t q;
    fmpz_mpoly_q_init(base, t->ctx);
    fmpz_mpoly_q_init(exponent, t->ctx);
    fmpq_init(q);
    bool fine;
    bool number =
        exact_is_constant(tree->child[1]) && number_evaluate(t->e, tree->child[1], q) == OUT_DONE;
    if (tree_is_constant(tree->child[0], CONSTANT_E) && !t->plain) {
        fine = tower_read(t, tree->child[1], exponent) && tower_exp(t, out, exponent);
    } else if (number && fmpz_is_one(fmpq_denref(q))) {
        fine = tower_read(t, tree->child[0], base);
        if (fine && fmpq_sgn(q) <= 0)
            fine = tower_require(t, ATOM_NONZERO, base, tree->child[0]);
        if (fine && fmpz_cmpabs(fmpq_numref(q), (fmpz[]){EXPONENT_MAX}) <= 0 &&
            tower_power_fits(t, base, fmpz_get_si(fmpq_numref(q))))
            fine = tower_power(t, out, base, fmpz_get_si(fmpq_numref(q)));
        else
            fine = fine && power_huge(t, tree, base, q, out);
    } else if (number) {
        fine = tower_read(t, tree->child[0], base) && power_fraction(t, tree, base, q, out);
    } else if (t->plain) {
        fine = opaque(t, tree, out);
    } else {
        fine = tower_read(t, tree->child[0], base) && tower_read(t, tree->child[1], exponent) &&
               power_general(t, tree, base, exponent, out);
    }
    fmpq_clear(q);
    fmpz_mpoly_q_clear(exponent, t->ctx);
    fmpz_mpoly_q_clear(base, t->ctx);
    return fine;
}

static bool root(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    int64_t index = 2;
    if (tree->n > 1 && !number_small(t->e, tree->child[1], &index))
        return opaque(t, tree, out);
    if (index < 1 || index > ROOT_MAX)
        return tower_fail(t, index == 0 ? TOWER_UNDEFINED : TOWER_BIG);
    if (index == 1)
        return tower_read(t, tree->child[0], out);
    fmpz_mpoly_q_t base;
    fmpq_t q;
    fmpz_mpoly_q_init(base, t->ctx);
    fmpq_init(q);
    fmpq_set_si(q, 1, (ulong)index);
    bool fine = tower_read(t, tree->child[0], base) && power_fraction(t, tree, base, q, out);
    fmpq_clear(q);
    fmpz_mpoly_q_clear(base, t->ctx);
    return fine;
}

/* --- trigonometric and hyperbolic ------------------------------------------------------------- */

/* z = e^(iu): sine (z - 1/z)/2i and cosine (z + 1/z)/2; without i the hyperbolic ones. */
static bool wave_pair(struct tower *t, const fmpz_mpoly_q_t u, bool circular, fmpz_mpoly_q_t sine,
                      fmpz_mpoly_q_t cosine)
{
    fmpz_mpoly_q_t z, w, i;
    fmpq_t half;
    fmpz_mpoly_q_init(z, t->ctx);
    fmpz_mpoly_q_init(w, t->ctx);
    fmpz_mpoly_q_init(i, t->ctx);
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    fmpz_mpoly_q_one(i, t->ctx);
    bool fine = !circular || tower_imaginary(t, i);
    fine = fine && tower_multiply(t, w, u, i) && tower_exp(t, z, w);
    fmpz_mpoly_q_neg(w, w, t->ctx);
    fine = fine && tower_exp(t, w, w) && tower_add(t, cosine, z, w) &&
           tower_scale(t, cosine, cosine, half) && tower_subtract(t, sine, z, w) &&
           tower_scale(t, sine, sine, half) && tower_divide(t, sine, sine, i);
    fmpq_clear(half);
    fmpz_mpoly_q_clear(i, t->ctx);
    fmpz_mpoly_q_clear(w, t->ctx);
    fmpz_mpoly_q_clear(z, t->ctx);
    return fine;
}

static const struct {
    uint8_t circular, top, bottom; /* 0: one, 1: sine, 2: cosine */
} quotients[FUNCTION_COUNT] = {
    [FUNCTION_SIN] = {1, 1, 0},  [FUNCTION_COS] = {1, 2, 0},  [FUNCTION_TAN] = {1, 1, 2},
    [FUNCTION_COT] = {1, 2, 1},  [FUNCTION_SEC] = {1, 0, 2},  [FUNCTION_CSC] = {1, 0, 1},
    [FUNCTION_SINH] = {0, 1, 0}, [FUNCTION_COSH] = {0, 2, 0}, [FUNCTION_TANH] = {0, 1, 2},
    [FUNCTION_COTH] = {0, 2, 1}, [FUNCTION_SECH] = {0, 0, 2}, [FUNCTION_CSCH] = {0, 0, 1},
};

static bool quotient_function(struct tower *t, const struct tree *tree, const fmpz_mpoly_q_t u,
                              fmpz_mpoly_q_t out)
{
    unsigned f = tree->detail;
    fmpz_mpoly_q_t parts[3];
    for (int i = 0; i < 3; i++)
        fmpz_mpoly_q_init(parts[i], t->ctx);
    fmpz_mpoly_q_one(parts[0], t->ctx);
    bool fine = wave_pair(t, u, quotients[f].circular, parts[1], parts[2]);
    unsigned bottom = quotients[f].bottom;
    if (fine && bottom) {
        static const enum tree_function names[2][3] = {{0, FUNCTION_SINH, FUNCTION_COSH},
                                                       {0, FUNCTION_SIN, FUNCTION_COS}};
        const struct tree *below =
            tree_one(t->e->arena, TREE_APPLY, names[quotients[f].circular][bottom], tree->child[0]);
        fine = tower_require(t, ATOM_NONZERO, parts[bottom], below);
    }
    fine = fine && tower_divide(t, out, parts[quotients[f].top], parts[bottom]);
    for (int i = 0; i < 3; i++)
        fmpz_mpoly_q_clear(parts[i], t->ctx);
    return fine;
}

/* --- logarithm and inverse functions ---------------------------------------------------------- */

static const struct tree *minus(struct tower *t, const struct tree *a)
{
    return tree_one(t->e->arena, TREE_NEGATE, 0, a);
}

static const struct tree *plus(struct tower *t, const struct tree *a, const struct tree *b)
{
    return tree_two(t->e->arena, TREE_ADD, 0, a, b);
}

static bool logarithm(struct tower *t, const struct tree *tree, const fmpz_mpoly_q_t u,
                      fmpz_mpoly_q_t out)
{
    if (!t->e->complex)
        return tower_require(t, ATOM_POSITIVE, u, tree->child[0]) && tower_log(t, out, u);
    fmpq_t q;
    fmpq_init(q);
    bool positive = rational_element(t, u, q) && fmpq_sgn(q) > 0;
    fmpq_clear(q);
    if (positive)
        return tower_log(t, out, u);
    return tower_require(t, ATOM_NONZERO, u, tree->child[0]) && opaque(t, tree, out);
}

/* An odd function of its argument, whose numerator is given a positive leading coefficient. */
static bool odd_opaque(struct tower *t, enum tree_function function, const struct tree *argument,
                       fmpz_mpoly_q_t u, fmpz_mpoly_q_t out)
{
    bool flip = u->num.length > 0 && fmpz_sgn(u->num.coeffs) < 0;
    if (flip) {
        fmpz_mpoly_q_neg(u, u, t->ctx);
        argument = minus(t, argument);
    }
    if (fmpz_mpoly_q_is_zero(u, t->ctx)) {
        fmpz_mpoly_q_zero(out, t->ctx);
        return true;
    }
    if (!opaque_with(t, tree_one(t->e->arena, TREE_APPLY, function, argument), u, 1, out))
        return false;
    if (flip)
        fmpz_mpoly_q_neg(out, out, t->ctx);
    return true;
}

/* out = pi/2 - out */
static bool complement(struct tower *t, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t quarter;
    fmpq_t half;
    fmpz_mpoly_q_init(quarter, t->ctx);
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    bool fine = tower_read(t, tree_detail(t->e->arena, TREE_CONSTANT, CONSTANT_PI), quarter) &&
                tower_scale(t, quarter, quarter, half) && tower_subtract(t, out, quarter, out);
    fmpq_clear(half);
    fmpz_mpoly_q_clear(quarter, t->ctx);
    return fine;
}

/* arcsin 1 = pi/2, arcsin 1/2 = pi/6, arctan 1 = pi/4: values that are met all the time */
static bool known_angle(struct tower *t, bool sine, const fmpz_mpoly_q_t u, fmpz_mpoly_q_t out)
{
    fmpq_t q, size;
    fmpq_init(q);
    fmpq_init(size);
    slong parts = 0;
    if (rational_element(t, u, q)) {
        fmpq_abs(size, q);
        if (fmpq_is_one(size))
            parts = sine ? 2 : 4;
        else if (sine && fmpz_is_one(fmpq_numref(size)) && fmpz_equal_si(fmpq_denref(size), 2))
            parts = 6;
    }
    bool found = parts != 0;
    if (found) {
        fmpq_set_si(q, fmpq_sgn(q), (ulong)parts);
        found = tower_read(t, tree_detail(t->e->arena, TREE_CONSTANT, CONSTANT_PI), out) &&
                tower_scale(t, out, out, q);
    }
    fmpq_clear(size);
    fmpq_clear(q);
    return found;
}

/* -1 <= u <= 1 */
static bool require_unit(struct tower *t, const struct tree *argument, const fmpz_mpoly_q_t u)
{
    const struct tree *one = tree_integer(t->e->arena, 1);
    fmpz_mpoly_q_t a;
    fmpz_mpoly_q_init(a, t->ctx);
    fmpz_mpoly_q_add_si(a, u, 1, t->ctx);
    bool fine = tower_require(t, ATOM_NONNEGATIVE, a, plus(t, argument, one));
    fmpz_mpoly_q_neg(a, u, t->ctx);
    fmpz_mpoly_q_add_si(a, a, 1, t->ctx);
    fine = fine && tower_require(t, ATOM_NONNEGATIVE, a, plus(t, one, minus(t, argument)));
    fmpz_mpoly_q_clear(a, t->ctx);
    return fine;
}

static bool inverse_sine(struct tower *t, const struct tree *argument, bool cosine,
                         fmpz_mpoly_q_t u, fmpz_mpoly_q_t out)
{
    bool fine = (t->e->complex || require_unit(t, argument, u)) &&
                (known_angle(t, true, u, out) ||
                 (t->failure == TOWER_FINE && odd_opaque(t, FUNCTION_ARCSIN, argument, u, out)));
    return fine && (!cosine || complement(t, out));
}

/* arsinh u = ln(u + sqrt(u^2 + 1)), arcosh u = ln(u + sqrt(u^2 - 1)), artanh u =
 * ln((1 + u)/(1 - u))/2 */
static bool inverse_hyperbolic(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t u,
                               fmpz_mpoly_q_t out)
{
    const struct tree *x = tree->child[0], *one = tree_integer(t->e->arena, 1);
    fmpz_mpoly_q_t a, b;
    fmpq_t half;
    fmpz_mpoly_q_init(a, t->ctx);
    fmpz_mpoly_q_init(b, t->ctx);
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    bool fine;
    if (t->e->complex) {
        fine = opaque(t, tree, out);
    } else if (tree->detail == FUNCTION_ARTANH) {
        fmpz_mpoly_q_add_si(a, u, 1, t->ctx);
        fmpz_mpoly_q_neg(b, u, t->ctx);
        fmpz_mpoly_q_add_si(b, b, 1, t->ctx);
        fine = tower_require(t, ATOM_POSITIVE, a, plus(t, x, one)) &&
               tower_require(t, ATOM_POSITIVE, b, plus(t, one, minus(t, x))) &&
               tower_divide(t, a, a, b) && tower_log(t, out, a) && tower_scale(t, out, out, half);
    } else {
        bool cosine = tree->detail == FUNCTION_ARCOSH;
        fine = tower_multiply(t, a, u, u);
        fmpz_mpoly_q_add_si(a, a, cosine ? -1 : 1, t->ctx);
        if (cosine) {
            fmpz_mpoly_q_add_si(b, u, -1, t->ctx);
            fine = fine && tower_require(t, ATOM_NONNEGATIVE, b, plus(t, x, minus(t, one)));
        }
        fine = fine && tower_absolute_power(t, a, a, half) && tower_add(t, a, a, u) &&
               tower_log(t, out, a);
    }
    fmpq_clear(half);
    fmpz_mpoly_q_clear(b, t->ctx);
    fmpz_mpoly_q_clear(a, t->ctx);
    return fine;
}

static bool inverse_secant(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t u,
                           fmpz_mpoly_q_t out)
{
    const struct tree *x = tree->child[0];
    const struct tree *inverse =
        tree_two(t->e->arena, TREE_DIVIDE, 0, tree_integer(t->e->arena, 1), x);
    return tower_require(t, ATOM_NONZERO, u, x) && tower_power(t, u, u, -1) &&
           inverse_sine(t, inverse, tree->detail == FUNCTION_ARCSEC, u, out);
}

/* Re, Im: (u + conj u)/2, (u - conj u)/2i */
static bool complex_part(struct tower *t, const struct tree *tree, const fmpz_mpoly_q_t u,
                         fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t c, i;
    fmpq_t half;
    fmpz_mpoly_q_init(c, t->ctx);
    fmpz_mpoly_q_init(i, t->ctx);
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    bool fine = tower_conjugate(t, c, u);
    if (fine && tree->detail == FUNCTION_CONJ)
        fmpz_mpoly_q_set(out, c, t->ctx);
    else if (fine && tree->detail == FUNCTION_RE)
        fine = tower_add(t, out, u, c) && tower_scale(t, out, out, half);
    else if (fine)
        fine = tower_subtract(t, out, u, c) && tower_scale(t, out, out, half) &&
               tower_imaginary(t, i) && tower_divide(t, out, out, i);
    fmpq_clear(half);
    fmpz_mpoly_q_clear(i, t->ctx);
    fmpz_mpoly_q_clear(c, t->ctx);
    return fine;
}

/* sgn u is 0 where u is; a SIGN never is. */
static bool signum(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t u, fmpz_mpoly_q_t out)
{
    if (t->e->complex)
        return opaque(t, tree, out);
    int sign = tower_strict_sign(t, &u->num) * tower_strict_sign(t, &u->den);
    if (sign) {
        fmpz_mpoly_q_set_si(out, sign, t->ctx);
        return true;
    }
    if (!t->hints->strict)
        return odd_opaque(t, FUNCTION_SGN, tree->child[0], u, out);
    return tower_require(t, ATOM_NONZERO, u, tree->child[0]) && tower_sign(t, out, u);
}

static bool apply(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    if (t->plain || tree->n != 1)
        return opaque(t, tree, out);
    fmpz_mpoly_q_t u;
    fmpz_mpoly_q_init(u, t->ctx);
    const struct tree *x = tree->child[0];
    bool fine = tower_read(t, x, u);
    if (fine) {
        switch (tree->detail) {
        case FUNCTION_LN:
            fine = logarithm(t, tree, u, out);
            break;
        case FUNCTION_ARCSIN:
        case FUNCTION_ARCCOS:
            fine = inverse_sine(t, x, tree->detail == FUNCTION_ARCCOS, u, out);
            break;
        case FUNCTION_ARCTAN:
        case FUNCTION_ARCCOT:
            fine = known_angle(t, false, u, out) ||
                   (t->failure == TOWER_FINE && odd_opaque(t, FUNCTION_ARCTAN, x, u, out));
            fine = fine && (tree->detail == FUNCTION_ARCTAN || complement(t, out));
            break;
        case FUNCTION_ARCSEC:
        case FUNCTION_ARCCSC:
            fine = inverse_secant(t, tree, u, out);
            break;
        case FUNCTION_ARSINH:
        case FUNCTION_ARCOSH:
        case FUNCTION_ARTANH:
            fine = inverse_hyperbolic(t, tree, u, out);
            break;
        case FUNCTION_SGN:
            fine = signum(t, tree, u, out);
            break;
        case FUNCTION_RE:
        case FUNCTION_IM:
        case FUNCTION_CONJ:
            fine = complex_part(t, tree, u, out);
            break;
        default:
            fine = quotients[tree->detail].top || quotients[tree->detail].bottom
                       ? quotient_function(t, tree, u, out)
                       : opaque(t, tree, out);
        }
    }
    fmpz_mpoly_q_clear(u, t->ctx);
    return fine;
}

static bool absolute(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t u;
    fmpq_t one;
    fmpz_mpoly_q_init(u, t->ctx);
    fmpq_init(one);
    fmpq_one(one);
    bool fine = tower_read(t, tree->child[0], u);
    bool real = fine && tower_real(t, &u->num) && tower_real(t, &u->den);
    bool constant = fine && tower_constant(t, &u->num) && tower_constant(t, &u->den);
    if (fine)
        fine = (t->plain && !constant) || (t->e->complex && !real)
                   ? opaque(t, tree, out)
                   : tower_absolute_power(t, out, u, one);
    fmpq_clear(one);
    fmpz_mpoly_q_clear(u, t->ctx);
    return fine;
}

/* --- factorials ------------------------------------------------------------------------------- */

/* out = (u)!: relative to a factorial that is there already when they differ by an integer. */
static bool factorial_of(struct tower *t, const fmpz_mpoly_q_t u, const struct tree *argument,
                         fmpz_mpoly_q_t out)
{
    fmpz_mpoly_q_t d, x;
    fmpq_t q;
    fmpz_mpoly_q_init(d, t->ctx);
    fmpz_mpoly_q_init(x, t->ctx);
    fmpq_init(q);
    bool fine = true, found = false;
    if (rational_element(t, u, q) && fmpz_is_one(fmpq_denref(q)) && fmpq_sgn(q) >= 0 &&
        fmpz_cmp_ui(fmpq_numref(q), 1000) < 0) {
        found = fine = number_factorial(t->e, fmpq_numref(q), 1, fmpq_numref(q)) || unknown(t);
        fmpz_mpoly_q_set_fmpq(out, q, t->ctx);
    }
    for (slong k = 0; fine && !found && k < t->n; k++) {
        struct generator *g = &t->generator[k];
        if (g->kind != GENERATOR_OPAQUE || g->like->kind != TREE_FACTORIAL || g->like->detail > 1)
            continue;
        fine = tower_subtract(t, d, u, &g->argument[0]);
        if (!fine || !rational_element(t, d, q) || !fmpz_is_one(fmpq_denref(q)) ||
            fmpz_cmpabs(fmpq_numref(q), (fmpz[]){SHIFT_MAX}) > 0)
            continue;
        found = true;
        slong shift = fmpz_get_si(fmpq_numref(q));
        tower_take(t, out, k);
        /* u = v + shift: u! = v! (v+1)...(v+shift), or v!/(v (v-1)...(v+shift+1)) */
        for (slong i = 1; fine && i <= labs(shift); i++) {
            fmpz_mpoly_q_add_si(x, &t->generator[k].argument[0], shift > 0 ? i : 1 - i, t->ctx);
            fine = shift > 0 ? tower_multiply(t, out, out, x) : tower_divide(t, out, out, x);
        }
    }
    if (fine && !found) {
        const struct tree *like = tree_one(t->e->arena, TREE_FACTORIAL, 1, argument);
        fmpz_mpoly_q_set(x, u, t->ctx);
        fine = like && opaque_with(t, like, x, 1, out);
    }
    fmpq_clear(q);
    fmpz_mpoly_q_clear(x, t->ctx);
    fmpz_mpoly_q_clear(d, t->ctx);
    return fine;
}

/* n!, n!/(n-k)!, n!/(k! (n-k)!) */
static bool factorials(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    if (tree->kind == TREE_FACTORIAL && tree->detail > 1)
        return opaque(t, tree, out);
    fmpz_mpoly_q_t n, k, f;
    fmpz_mpoly_q_init(n, t->ctx);
    fmpz_mpoly_q_init(k, t->ctx);
    fmpz_mpoly_q_init(f, t->ctx);
    bool fine = tower_read(t, tree->child[0], n) && factorial_of(t, n, tree->child[0], out);
    if (fine && tree->kind != TREE_FACTORIAL) {
        const struct tree *left = plus(t, tree->child[0], minus(t, tree->child[1]));
        fine = tower_read(t, tree->child[1], k) && tower_subtract(t, n, n, k) &&
               factorial_of(t, n, left, f) && tower_divide(t, out, out, f);
        if (fine && tree->kind == TREE_BINOMIAL)
            fine = factorial_of(t, k, tree->child[1], f) && tower_divide(t, out, out, f);
    }
    fmpz_mpoly_q_clear(f, t->ctx);
    fmpz_mpoly_q_clear(k, t->ctx);
    fmpz_mpoly_q_clear(n, t->ctx);
    return fine;
}

/* --- leaves ----------------------------------------------------------------------------------- */

/* x = (r^N - b)/a for a root r of a x + b that is known to be not negative; then sums under other
 * roots can turn out to be squares: x + 2 sqrt(x) + 1. False: no such root. */
static bool uniform(struct tower *t, const struct tree *x, fmpz_mpoly_q_t out)
{
    const struct hints *h = t->hints;
    for (size_t i = 0; i < h->n_roots; i++) {
        const struct tree *key = h->root[i].key, *const * c;
        int degree, sign = 0;
        for (size_t j = 0; j < h->n_signs; j++)
            if (tree_same(h->sign[j].key, key))
                sign = h->sign[j].sign;
        if (h->root[i].kind != GENERATOR_ROOT || sign <= 0 || !tree_mentions(key, x) ||
            !exact_coefficients(t->e, key, x, &c, &degree) || degree != 1)
            continue;
        fmpq_t a, b;
        fmpz_mpoly_q_t argument;
        fmpq_init(a);
        fmpq_init(b);
        fmpz_mpoly_q_init(argument, t->ctx);
        bool fine = number_evaluate(t->e, c[0], b) == OUT_DONE &&
                    number_evaluate(t->e, c[1], a) == OUT_DONE;
        slong k = fine ? tower_generator(t, GENERATOR_SYMBOL, x, NULL, 0, 1) : -1;
        if (k >= 0) {
            tower_take(t, argument, k);
            fmpz_mpoly_q_mul_fmpq(argument, argument, a, t->ctx);
            fmpz_mpoly_q_add_fmpq(argument, argument, b, t->ctx);
            k = tower_generator(t, GENERATOR_ROOT, NULL, argument, 1, h->root[i].root);
        }
        fine = k >= 0;
        if (fine) {
            tower_take(t, out, k);
            fine = tower_power(t, out, out, h->root[i].root);
            fmpz_mpoly_q_sub_fmpq(out, out, b, t->ctx);
            fmpz_mpoly_q_div_fmpq(out, out, a, t->ctx);
        }
        fmpz_mpoly_q_clear(argument, t->ctx);
        fmpq_clear(b);
        fmpq_clear(a);
        return fine;
    }
    return false;
}

static bool leaf(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    slong k;
    if (tree->kind == TREE_SYMBOL) {
        if (t->hints->uniform && uniform(t, tree, out))
            return true;
        k = tower_generator(t, GENERATOR_SYMBOL, tree, NULL, 0, 1);
        if (k >= 0)
            tower_take(t, out, k);
        return k >= 0;
    }
    if (tree->kind == TREE_CONSTANT) {
        if (tree->detail == CONSTANT_I)
            return tower_imaginary(t, out);
        if (tree->detail == CONSTANT_INFINITY)
            return unknown(t);
        if (tree->detail == CONSTANT_E && !t->plain) {
            fmpz_mpoly_q_one(out, t->ctx);
            return tower_exp(t, out, out);
        }
        return opaque_with(t, tree, NULL, 0, out);
    }
    return number(t, tree, out) || unknown(t);
}

bool tower_read(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out)
{
    if (t->failure != TOWER_FINE)
        return false;
    if (!tree || !exact_spend(t->e, 4))
        return unknown(t);
    switch (tree->kind) {
    case TREE_NUMBER:
    case TREE_SYMBOL:
    case TREE_CONSTANT:
        return leaf(t, tree, out);
    case TREE_ADD:
    case TREE_MULTIPLY:
    case TREE_DIVIDE:
        return several(t, tree, out);
    case TREE_NEGATE:
        if (!tower_read(t, tree->child[0], out))
            return false;
        fmpz_mpoly_q_neg(out, out, t->ctx);
        return true;
    case TREE_POWER:
        return power(t, tree, out);
    case TREE_ROOT:
        return root(t, tree, out);
    case TREE_ABSOLUTE:
        return absolute(t, tree, out);
    case TREE_FACTORIAL:
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        return factorials(t, tree, out);
    case TREE_APPLY:
        return apply(t, tree, out);
    default:
        return opaque(t, tree, out);
    }
}
