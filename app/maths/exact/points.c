/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points are tried in one fixed order: small numbers first, so that a witness reads well (x = 2),
 * then fractions, negative and large ones, then deterministic pseudo-random fractions.
 */
#include "app/maths/exact/points.h"

#include "app/maths/exact/build.h"
#include "app/maths/exact/number.h"
#include "app/maths/exact/residue.h"
#include "app/maths/exact/value.h"

#include <arb.h>

static const int16_t pleasant[][2] = {
    {2, 1},  {3, 1},  {5, 1},   {1, 2},   {4, 1},  {7, 1},   {1, 1},    {-1, 1}, {-2, 1}, {1, 3},
    {3, 2},  {-3, 1}, {10, 1},  {-1, 2},  {6, 1},  {9, 4},   {-5, 1},   {0, 1},  {8, 1},  {12, 1},
    {2, 3},  {-2, 3}, {100, 1}, {1, 10},  {20, 1}, {-7, 3},  {5, 4},    {1, 5},  {15, 1}, {1, 7},
    {-1, 4}, {25, 1}, {1, 50},  {-20, 1}, {9, 10}, {-9, 10}, {1000, 1},
};
enum {
    PLEASANT = sizeof pleasant / sizeof pleasant[0],
    TRIES_MAX = 160,
    CALM_WANTED = 4,
    GRID_VARIABLES_MAX = 3,
    SIZE_BITS = 300,     /* of a part at a point; agreement is to thousands */
    SATURATION_BITS = 7, /* 1 - tanh 128 is about 2^-368 */
    CONSTANT_BITS = 10   /* points go as far: where |x - 10^7| has its corner, there are none */
};

/* A fixed sequence of 32-bit numbers that look random. */
static uint32_t mix(uint64_t k)
{
    k = (k + 1) * 0x9E3779B97F4A7C15u;
    k = (k ^ (k >> 30)) * 0xBF58476D1CE4E5B9u;
    k = (k ^ (k >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(k >> 32);
}

/* The value of variable j in the k-th try. */
static void choose(unsigned k, size_t j, fmpq_t out)
{
    if (k < PLEASANT) {
        const int16_t *q = pleasant[(k + j * (k + 1)) % PLEASANT];
        fmpq_set_si(out, q[0], (ulong)q[1]);
        return;
    }
    static const int16_t spans[][2] = {{200, 97}, {100, 101}, {3000, 89}, {60, 103}, {9999, 7}};
    const int16_t *span = spans[k % (sizeof spans / sizeof spans[0])];
    uint32_t r = mix(k * 64 + j);
    slong top = (slong)(r % (uint32_t)span[0]) + 1;
    fmpq_set_si(out, r >> 31 ? -top : top, (ulong)span[1]);
}

/* --- sentences -------------------------------------------------------------------------------- */

/* One part of a complex number as a decimal with `digits` significant digits. */
static const struct tree *part(struct exact *e, const arb_t x, slong digits)
{
    if (arb_is_zero(x))
        return build_integer(e, 0);
    fmpz_t man, two;
    arb_t scaled;
    fmpz_init(man);
    fmpz_init(two);
    arb_init(scaled);
    arf_abs_bound_lt_2exp_fmpz(two, arb_midref(x));
    const struct tree *t = NULL;
    if (fmpz_cmpabs(two, (fmpz[]){4000}) < 0) {
        slong decimals = digits - (slong)(fmpz_get_si(two) * 30103 / 100000);
        if (decimals < 0)
            decimals = 0;
        fmpz_set_ui(man, 10);
        fmpz_pow_ui(man, man, (ulong)decimals);
        arb_mul_fmpz(scaled, x, man, 8192);
        arf_get_fmpz(man, arb_midref(scaled), ARF_RND_NEAR);
        t = value_decimal(e, man, (int)decimals);
    }
    arb_clear(scaled);
    fmpz_clear(two);
    fmpz_clear(man);
    return t;
}

static const struct tree *show(struct exact *e, const struct tree *t, const struct place *place,
                               slong digits)
{
    const struct tree *at = t;
    for (size_t i = 0; place && at && i < place->n; i++)
        at = tree_substitute(e->arena, at, place->symbols[i], number_tree(e, place->values + i));
    fmpq_t q;
    acb_t x;
    fmpq_init(q);
    acb_init(x);
    const struct tree *result = NULL;
    if (at && exact_is_constant(at) && number_evaluate(e, at, q) == OUT_DONE &&
        number_bits(q) < 100) {
        result = number_tree(e, q);
    } else if (ball_evaluate(e, t, place, 4 * digits + 64, x) == OUT_DONE) {
        result = part(e, acb_realref(x), digits);
        if (!arb_is_zero(acb_imagref(x)))
            result = build_add(e, result,
                               build_multiply(e, part(e, acb_imagref(x), digits),
                                              tree_detail(e->arena, TREE_CONSTANT, CONSTANT_I)));
    }
    acb_clear(x);
    fmpq_clear(q);
    return result;
}

void points_show(struct exact *e, const struct tree *a, const struct tree *b,
                 const struct place *place, bool lonely, struct exact_finding *finding)
{
    const struct tree *relations[POINTS_VARIABLES_MAX];
    size_t n = place ? place->n : 0;
    for (size_t i = 0; i < n; i++)
        relations[i] = tree_relate(e->arena, place->symbols[i], RELATION_EQUAL,
                                   number_tree(e, place->values + i));
    finding->witness = n == 0   ? NULL
                       : n == 1 ? relations[0]
                                : tree_node(e->arena, TREE_LIST, 0, relations, n);
    for (slong digits = 6; digits <= 400; digits *= 4) {
        finding->a_value = show(e, a, place, digits);
        finding->b_value = show(e, b, place, digits);
        if (!finding->a_value || !finding->b_value ||
            !tree_same(finding->a_value, finding->b_value))
            break;
    }
    finding->a_undefined = lonely && !finding->a_value && finding->b_value;
    finding->b_undefined = lonely && !finding->b_value && finding->a_value;
}

/* --- trying ----------------------------------------------------------------------------------- */

static void keep(const struct place *place, struct place *out)
{
    if (out->values)
        return;
    fmpq *values = _fmpq_vec_init((slong)place->n + 1);
    for (size_t i = 0; i < place->n; i++)
        fmpq_set(values + i, place->values + i);
    *out = (struct place){place->n, place->symbols, values};
}

void evidence_release(struct evidence *evidence)
{
    struct place *place = &evidence->lonely;
    if (place->values)
        _fmpq_vec_clear((fmpq *)place->values, (slong)place->n + 1);
    place->values = NULL;
}

/* One point, with growing precision. */
static void look(struct exact *e, const struct tree *a, const struct tree *b,
                 const struct place *place, slong precision, struct evidence *out,
                 struct exact_finding *finding)
{
    acb_t x, y;
    acb_init(x);
    acb_init(y);
    enum outcome in_a = OUT_UNKNOWN, in_b = OUT_UNKNOWN;
    for (slong p = 64; p <= precision && e->steps; p *= 4) {
        in_a = ball_evaluate(e, a, place, p, x);
        in_b = ball_evaluate(e, b, place, p, y);
        bool settled = in_a != OUT_UNKNOWN && in_b != OUT_UNKNOWN;
        if (settled && (in_a != OUT_DONE || in_b != OUT_DONE))
            break;
        if (settled && !acb_overlaps(x, y)) {
            out->differ = true;
            finding->answer = EXACT_DIFFERENT;
            points_show(e, a, b, place, false, finding);
            break;
        }
    }
    if (!out->differ && in_a == OUT_DONE && in_b == OUT_DONE && residue_differ(e, a, b, place)) {
        out->differ = true;
        finding->answer = EXACT_DIFFERENT;
        points_show(e, a, b, place, false, finding);
    }
    if (!out->differ && e->steps) {
        if (in_a == OUT_DONE && in_b == OUT_DONE) {
            out->common++;
        } else if (in_a == OUT_DONE && in_b == OUT_UNDEFINED) {
            out->a_only++;
            keep(place, &out->lonely);
        } else if (in_a == OUT_UNDEFINED && in_b == OUT_DONE) {
            out->b_only++;
            keep(place, &out->lonely);
        }
    }
    acb_clear(y);
    acb_clear(x);
}

/* The variables of both; false: more than can be tried. */
static bool variables(struct exact *e, const struct tree *a, const struct tree *b,
                      const struct tree *const **symbols, size_t *n)
{
    const struct tree *both = tree_two(e->arena, TREE_LIST, 0, a, b);
    *symbols = both ? tree_symbols(e->arena, both, n) : NULL;
    return both && *n <= POINTS_VARIABLES_MAX;
}

void evidence_collect(struct exact *e, const struct tree *a, const struct tree *b, unsigned wanted,
                      slong precision, struct evidence *out, struct exact_finding *finding)
{
    *out = (struct evidence){.differ = false};
    size_t n;
    const struct tree *const *symbols;
    if (!variables(e, a, b, &symbols, &n))
        return;
    fmpq *values = _fmpq_vec_init((slong)n + 1);
    struct place place = {n, symbols, values};
    for (unsigned k = 0; k < TRIES_MAX && e->steps && !out->differ && out->common < wanted; k++) {
        for (size_t j = 0; j < n; j++)
            choose(k, j, values + j);
        look(e, a, b, &place, precision, out, finding);
    }
    _fmpq_vec_clear(values, (slong)n + 1);
}

/* A power whose base and exponent have letters; its base must be positive. */
static bool has_power(const struct tree *t)
{
    if (t->kind == TREE_POWER && !exact_is_constant(t->child[0]) && !exact_is_constant(t->child[1]))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (has_power(t->child[i]))
            return true;
    return false;
}

/* With numbers in place of the letters, (-1)^2 and (-8)^(1/3) have values, though x^y has none for
 * x < 0: ((-1)^2)^(1/2) is not (-1)^1. */
static bool differ_on_grid(struct exact *e, const struct tree *a, const struct tree *b,
                           const struct tree *const *symbols, size_t n)
{
    static const int8_t grid[][2] = {{-1, 1}, {2, 1}, {1, 2}, {-2, 1}, {3, 1}};
    enum { SIDE = sizeof grid / sizeof grid[0] };
    bool differ = false;
    acb_t x, y;
    acb_init(x);
    acb_init(y);
    size_t all = 1;
    for (size_t j = 0; j < n; j++)
        all *= SIDE;
    for (size_t k = 0; k < all && !differ && e->steps; k++) {
        const struct tree *at_a = a, *at_b = b;
        size_t rest = k;
        for (size_t j = 0; at_a && at_b && j < n; j++, rest /= SIDE) {
            const int8_t *q = grid[rest % SIDE];
            const struct tree *value = build_integer(e, q[0]);
            if (q[1] > 1)
                value = tree_two(e->arena, TREE_DIVIDE, 0, value, build_integer(e, q[1]));
            at_a = tree_substitute(e->arena, at_a, symbols[j], value);
            at_b = tree_substitute(e->arena, at_b, symbols[j], value);
        }
        differ = at_a && at_b && ball_evaluate(e, at_a, NULL, 128, x) == OUT_DONE &&
                 ball_evaluate(e, at_b, NULL, 128, y) == OUT_DONE && !acb_overlaps(x, y);
    }
    acb_clear(y);
    acb_clear(x);
    return differ;
}

bool points_lean(struct exact *e, const struct tree *a, const struct tree *b)
{
    size_t n;
    const struct tree *const *symbols;
    if (e->complex || !variables(e, a, b, &symbols, &n))
        return false;
    fmpq *values = _fmpq_vec_init((slong)n + 1);
    struct place place = {n, symbols, values};
    acb_t x, y;
    acb_init(x);
    acb_init(y);
    bool leans = false;
    for (unsigned k = 0; k < PLEASANT && e->steps && !leans; k++) {
        for (size_t j = 0; j < n; j++)
            choose(k, j, values + j);
        if (ball_evaluate(e, a, &place, 64, x) != OUT_UNDEFINED ||
            ball_evaluate(e, b, &place, 64, y) != OUT_UNDEFINED)
            continue;
        e->complex = true;
        leans = ball_evaluate(e, a, &place, 256, x) == OUT_DONE &&
                ball_evaluate(e, b, &place, 256, y) == OUT_DONE && !acb_overlaps(x, y);
        e->complex = false;
    }
    acb_clear(y);
    acb_clear(x);
    _fmpq_vec_clear(values, (slong)n + 1);
    return leans ||
           (n <= GRID_VARIABLES_MAX && has_power(a) && differ_on_grid(e, a, b, symbols, n));
}

/* --- what could hide -------------------------------------------------------------------------- */

/* Its value there (a constant's: place NULL) is not known, or its size is beyond 2^bits or below
 * 2^-bits. */
static bool extreme(struct exact *e, const struct tree *t, const struct place *place, slong bits)
{
    acb_t x;
    arf_t size;
    acb_init(x);
    arf_init(size);
    bool result = true;
    if (ball_evaluate(e, t, place, 128, x) == OUT_DONE) {
        acb_get_abs_ubound_arf(size, x, 64);
        bool small = arf_cmpabs_2exp_si(size, bits) < 0;
        acb_get_abs_lbound_arf(size, x, 64);
        bool large = arf_cmpabs_2exp_si(size, -bits) > 0;
        result = !acb_is_zero(x) && !(small && large);
    }
    arf_clear(size);
    acb_clear(x);
    return result;
}

/* Every part of t has a moderate size there, so that nothing is lost beside something else. What
 * tends to 1 or -1 as fast as tanh must have a moderate argument. */
static bool calm(struct exact *e, const struct tree *t, const struct place *place)
{
    if (t->n == 0)
        return true;
    bool saturates =
        t->kind == TREE_APPLY && (t->detail == FUNCTION_TANH || t->detail == FUNCTION_COTH);
    if (extreme(e, t, place, SIZE_BITS) ||
        (saturates && extreme(e, t->child[0], place, SATURATION_BITS)))
        return false;
    for (uint32_t i = 0; i < t->n; i++)
        if (!calm(e, t->child[i], place))
            return false;
    return true;
}

bool points_calm(struct exact *e, const struct tree *a, const struct tree *b)
{
    size_t n;
    const struct tree *both = tree_two(e->arena, TREE_LIST, 0, a, b);
    const struct tree *const *symbols = tree_symbols(e->arena, both, &n);
    if (n > POINTS_VARIABLES_MAX)
        return false;
    fmpq *values = _fmpq_vec_init((slong)n + 1);
    struct place place = {n, symbols, values};
    unsigned found = 0;
    for (unsigned k = 0; k < PLEASANT && e->steps && found < CALM_WANTED; k++) {
        for (size_t j = 0; j < n; j++)
            choose(k, j, values + j);
        found += calm(e, a, &place) && calm(e, b, &place);
    }
    _fmpq_vec_clear(values, (slong)n + 1);
    return found == CALM_WANTED;
}

static bool positive(struct exact *e, const struct tree *t)
{
    acb_t x;
    acb_init(x);
    bool result = ball_evaluate(e, t, NULL, 128, x) == OUT_DONE && arb_is_positive(acb_realref(x));
    acb_clear(x);
    return result;
}

bool points_may_hide(struct exact *e, const struct tree *t)
{
    if (!exact_spend(e, 2))
        return true;
    switch (t->kind) {
    case TREE_SYMBOL:
        return false;
    case TREE_FLOOR:
    case TREE_CEILING:
    case TREE_ABSOLUTE:
        return !exact_is_constant(t);
    case TREE_APPLY:
        if ((t->detail == FUNCTION_SGN || t->detail == FUNCTION_MOD) && !exact_is_constant(t))
            return true;
        break;
    case TREE_POWER: /* (-1)^n: seen at whole numbers only */
        if (exact_is_constant(t->child[0]) && !exact_is_constant(t->child[1]) &&
            !positive(e, t->child[0]))
            return true;
        break;
    default:
        break;
    }
    if (exact_is_constant(t) && extreme(e, t, NULL, CONSTANT_BITS))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (points_may_hide(e, t->child[i]))
            return true;
    return false;
}
