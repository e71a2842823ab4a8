/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that asks for polynomials goes through the plain tower: sums, products, quotients and
 * integer powers are expanded, roots of constants obey their relations, the rest is opaque and
 * refused where a polynomial is wanted.
 */
#include "app/base/die.h"
#include "app/maths/exact/build.h"
#include "app/maths/exact/number.h"
#include "app/maths/exact/tower.h"

#include <flint/fmpz_mpoly.h>
#include <stdlib.h>

enum { READINGS_MAX = 8, COEFFICIENTS_MAX = 2000 };

/* A tree that was read. */
struct reading {
    struct tower *tower;
    struct hints *hints;
    fmpz_mpoly_q_t value;
};

static void leave(struct reading *r)
{
    fmpz_mpoly_q_clear(r->value, r->tower->ctx);
    tower_free(r->tower);
    free(r->hints);
}

/* False: too big or unknown, and then there is nothing to leave. */
static bool enter_as(struct exact *e, const struct tree *t, bool plain, struct reading *r)
{
    bool complex = e->complex;
    t = exact_prepare(e, t);
    r->hints = xcalloc(1, sizeof *r->hints);
    for (int i = 0; i < READINGS_MAX; i++) {
        r->tower = tower_new(e, plain, r->hints);
        fmpz_mpoly_q_init(r->value, r->tower->ctx);
        e->complex = exact_needs_complex(e, t);
        bool read = tower_read(r->tower, t, r->value);
        e->complex = complex;
        if (read)
            return true;
        bool again = r->tower->failure == TOWER_AGAIN;
        fmpz_mpoly_q_clear(r->value, r->tower->ctx);
        tower_free(r->tower);
        if (!again)
            break;
    }
    free(r->hints);
    return false;
}

static bool enter(struct exact *e, const struct tree *t, struct reading *r)
{
    return enter_as(e, t, true, r);
}

/* Nothing opaque with variables in it. */
static bool transparent(struct tower *t, const fmpz_mpoly_t a)
{
    int used[TOWER_GENERATORS_MAX];
    fmpz_mpoly_used_vars(used, a, t->ctx);
    for (slong i = 0; i < t->n; i++)
        if (used[i] && !t->generator[i].constant && t->generator[i].kind != GENERATOR_SYMBOL)
            return false;
    return true;
}

static slong generator_of(struct tower *t, const struct tree *symbol)
{
    for (slong i = 0; i < t->n; i++)
        if (t->generator[i].kind == GENERATOR_SYMBOL && tree_same(t->generator[i].like, symbol))
            return i;
    return -1;
}

bool exact_quotient(struct exact *exact, const struct tree *t, const struct tree **numerator,
                    const struct tree **denominator)
{
    struct reading reading;
    if (!enter(exact, t, &reading))
        return false;
    struct tower *tower = reading.tower;
    const fmpz_mpoly_q_struct *a = reading.value;
    bool fine = transparent(tower, &a->num) && transparent(tower, &a->den);
    if (fine) {
        *numerator = tower_write_polynomial(tower, &a->num);
        *denominator = tower_write_polynomial(tower, &a->den);
        fine = *numerator && *denominator;
    }
    leave(&reading);
    return fine;
}

bool exact_coefficients(struct exact *exact, const struct tree *t, const struct tree *x,
                        const struct tree *const **coefficients, int *degree)
{
    struct reading reading;
    if (!enter(exact, t, &reading))
        return false;
    struct tower *tower = reading.tower;
    const fmpz_mpoly_q_struct *a = reading.value;
    fmpz_mpoly_q_t c;
    slong k = generator_of(tower, x), n = -1;
    if (!fmpz_mpoly_is_zero(&a->num, tower->ctx))
        n = k < 0 ? 0 : fmpz_mpoly_degree_si(&a->num, k, tower->ctx);
    bool fine = n < COEFFICIENTS_MAX && exact_spend(exact, (uint64_t)(n + 1) * 4) &&
                (k < 0 || fmpz_mpoly_degree_si(&a->den, k, tower->ctx) == 0);
    /* x must not hide in anything opaque */
    int used[TOWER_GENERATORS_MAX], below[TOWER_GENERATORS_MAX];
    fmpz_mpoly_used_vars(used, &a->num, tower->ctx);
    fmpz_mpoly_used_vars(below, &a->den, tower->ctx);
    for (slong i = 0; fine && i < tower->n; i++)
        if ((used[i] || below[i]) && tower->generator[i].kind != GENERATOR_SYMBOL &&
            !tower->generator[i].constant)
            fine = !tree_mentions(tower->generator[i].like, x);
    const struct tree **list = tree_arena_alloc(exact->arena, (size_t)(n + 2) * sizeof *list);
    fmpz_mpoly_q_init(c, tower->ctx);
    for (slong i = 0; fine && i <= n; i++) {
        ulong d = (ulong)i;
        if (k < 0)
            fmpz_mpoly_set(&c->num, &a->num, tower->ctx);
        else
            fmpz_mpoly_get_coeff_vars_ui(&c->num, &a->num, &k, &d, 1, tower->ctx);
        fmpz_mpoly_set(&c->den, &a->den, tower->ctx);
        fmpz_mpoly_q_canonicalise(c, tower->ctx);
        fine = (list[i] = tower_write(tower, c)) != NULL;
    }
    fmpz_mpoly_q_clear(c, tower->ctx);
    leave(&reading);
    *coefficients = list;
    *degree = (int)n;
    return fine;
}

bool exact_factors(struct exact *exact, const struct tree *t, const struct tree **content,
                   const struct tree *const **factors, const unsigned **powers, size_t *n)
{
    struct reading reading;
    if (!enter(exact, t, &reading))
        return false;
    struct tower *tower = reading.tower;
    const fmpz_mpoly_q_struct *a = reading.value;
    struct factors found;
    bool fine = transparent(tower, &a->num) && fmpz_mpoly_is_fmpz(&a->den, tower->ctx) &&
                tower_factorable(tower, &a->num);
    if (fine) {
        fine = tower_factor(tower, a, &found);
        const struct tree **list =
            tree_arena_alloc(exact->arena, (size_t)(found.n + 1) * sizeof *list);
        unsigned *exponents =
            tree_arena_alloc(exact->arena, (size_t)(found.n + 1) * sizeof *exponents);
        *content = number_tree(exact, found.content);
        *n = (size_t)found.n;
        fine = fine && *content;
        for (slong i = 0; fine && i < found.n; i++) {
            exponents[i] = (unsigned)found.exponent[i];
            fine = (list[i] = tower_write_polynomial(tower, found.factor + i)) != NULL;
        }
        *factors = list;
        *powers = exponents;
        tower_factors_release(tower, &found);
    }
    leave(&reading);
    return fine;
}

const struct tree *exact_simplify(struct exact *exact, const struct tree *t)
{
    struct reading reading;
    const struct tree *result = NULL;
    if (enter(exact, t, &reading)) {
        result = tower_write(reading.tower, reading.value);
        leave(&reading);
    }
    return result && result->size <= 4 * t->size + 40 ? result : t;
}

const struct tree *exact_ratio(struct exact *e, const struct tree *t)
{
    struct reading reading;
    const struct tree *result = NULL;
    if (enter_as(e, t, false, &reading)) {
        result = tower_write(reading.tower, reading.value);
        leave(&reading);
    }
    return result;
}
