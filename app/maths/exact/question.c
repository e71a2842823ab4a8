/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of a question: budget, contexts, and whether it is about real or complex numbers.
 */
#include "app/base/die.h"
#include "app/maths/exact/ball.h"
#include "app/maths/exact/number.h"

#include <flint/flint.h>
#include <stdlib.h>

struct exact *exact_new(struct tree_arena *arena, uint64_t steps)
{
    struct exact *e = xcalloc(1, sizeof *e);
    e->arena = arena;
    e->steps = steps;
    return e;
}

void exact_free(struct exact *exact)
{
    if (!exact)
        return;
    if (exact->has_constants)
        ca_ctx_clear(exact->constants);
    free(exact);
}

uint64_t exact_steps_left(const struct exact *exact)
{
    return exact->steps;
}

void exact_thread_cleanup(void)
{
    flint_cleanup();
}

/* An even root of a number that is certainly negative. */
static bool even_root_of_negative(struct exact *e, const struct tree *t)
{
    bool even = false;
    if (t->kind == TREE_ROOT) {
        int64_t index = 2;
        even = t->n == 1 || (number_small(e, t->child[1], &index) && index > 0 && index % 2 == 0);
    } else if (t->kind == TREE_POWER && t->child[1]->kind == TREE_DIVIDE) {
        fmpq_t q;
        fmpq_init(q);
        even = number_evaluate(e, t->child[1], q) == OUT_DONE && fmpz_is_even(fmpq_denref(q));
        fmpq_clear(q);
    }
    if (!even || !exact_is_constant(t->child[0]))
        return false;
    acb_t x;
    acb_init(x);
    bool negative = ball_evaluate(e, t->child[0], NULL, 128, x) == OUT_DONE &&
                    arb_is_zero(acb_imagref(x)) && arb_is_negative(acb_realref(x));
    acb_clear(x);
    return negative;
}

bool exact_needs_complex(struct exact *e, const struct tree *t)
{
    if (!t)
        return false;
    if (tree_is_constant(t, CONSTANT_I) || !exact_spend(e, 1))
        return true;
    if (t->kind == TREE_SYMBOL)
        return false;
    if (t->kind == TREE_APPLY && (t->detail == FUNCTION_RE || t->detail == FUNCTION_IM ||
                                  t->detail == FUNCTION_ARG || t->detail == FUNCTION_CONJ))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (exact_needs_complex(e, t->child[i]))
            return true;
    return even_root_of_negative(e, t);
}
