/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The face of solve.h: finds out what is asked (how many unknowns, real or complex, a periodic
 * equation or not) and hands it to the file that can.
 */
#include "app/maths/solve.h"

#include "app/maths/solve/one.h"
#include "app/maths/solve/several.h"
#include "app/maths/solve/solver.h"

static bool mentions_i(const struct tree *t)
{
    if (tree_is_constant(t, CONSTANT_I))
        return true;
    for (size_t i = 0; i < t->n; i++)
        if (mentions_i(t->child[i]))
            return true;
    return false;
}

/* The free symbols of both, each once; false when that is too much. */
static bool symbols_of(struct solver *s, const struct tree *a, const struct tree *b,
                       const struct tree *const **symbol, size_t *n)
{
    const struct tree *both = tree_two(s->arena, TREE_LIST, 0, a, b);
    if (both)
        *symbol = tree_symbols(s->arena, both, n);
    return both;
}

static struct solve_finding nothing(enum solve_answer answer)
{
    return (struct solve_finding){.answer = answer, .a_count = -1, .b_count = -1, .common = -1};
}

static void compare_one(struct solver *s, const struct tree *a, const struct tree *b,
                        struct solve_finding *finding)
{
    enum claim_status status;
    const struct claim *first = claim_read(s, a, &status);
    if (status == CLAIM_NO_CONDITION)
        finding->answer = SOLVE_NOT_A_CONDITION;
    if (!first)
        return;
    const struct claim *second = claim_read(s, b, &status);
    if (status == CLAIM_NO_CONDITION)
        finding->answer = SOLVE_NOT_A_CONDITION;
    if (!second)
        return;
    if (mentions_i(a) || mentions_i(b))
        complex_compare(s, first, second, finding);
    else
        one_compare(s, first, second, finding);
}

void solve_compare(struct exact *exact, const struct tree *a, const struct tree *b,
                   struct solve_finding *finding)
{
    *finding = nothing(SOLVE_UNKNOWN);
    struct solver s;
    solver_begin(&s, exact);
    size_t n;
    const struct tree *const *symbol;
    if (!symbols_of(&s, a, b, &symbol, &n)) {
        /* too big */
    } else if (n <= 1) {
        s.unknown = n ? symbol[0] : tree_symbol(s.arena, "x");
        compare_one(&s, a, b, finding);
        if (n == 0)
            finding->witness = NULL;
    } else if (n >= 2 && n <= SEVERAL_UNKNOWNS && !mentions_i(a) && !mentions_i(b)) {
        s.coordinate = symbol;
        s.coordinates = n;
        several_compare(&s, a, b, finding);
    }
    solver_end(&s);
}

const struct tree *solve_set(struct exact *exact, const struct tree *condition,
                             const struct tree *x, bool complex)
{
    struct solver s;
    solver_begin(&s, exact);
    s.unknown = x;
    const struct tree *set = NULL;
    size_t n;
    const struct tree *const *symbol = tree_symbols(s.arena, condition, &n);
    enum claim_status status;
    const struct claim *claim = NULL;
    if (n == 0 || (n == 1 && tree_same(symbol[0], x)))
        claim = claim_read(&s, condition, &status);
    if (claim)
        set = complex ? complex_set(&s, claim) : one_set(&s, claim);
    solver_end(&s);
    return set;
}

void solve_compare_sets(struct exact *exact, const struct tree *a, const struct tree *b,
                        struct solve_finding *finding)
{
    *finding = nothing(SOLVE_UNKNOWN);
    struct solver s;
    solver_begin(&s, exact);
    size_t n;
    const struct tree *const *symbol;
    if (symbols_of(&s, a, b, &symbol, &n) && n == 0) {
        s.unknown = tree_symbol(s.arena, "x");
        const struct claim *first = claim_read_set(&s, a), *second = claim_read_set(&s, b);
        if (first && second)
            one_compare(&s, first, second, finding);
    }
    solver_end(&s);
}
