/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of the methods: identical trees, exact numbers, Calcium, the tower, points. A method
 * that cannot tell passes the question on; only what is proved is said.
 */
#include "app/maths/exact/ball.h"
#include "app/maths/exact/build.h"
#include "app/maths/exact/constant.h"
#include "app/maths/exact/number.h"
#include "app/maths/exact/points.h"

#include <arb.h>

enum { PRECISION_MAX = 4096 };

/* --- constants -------------------------------------------------------------------------------- */

static enum exact_answer undefined(enum outcome a, enum outcome b)
{
    return a == OUT_UNDEFINED   ? EXACT_A_UNDEFINED
           : b == OUT_UNDEFINED ? EXACT_B_UNDEFINED
                                : EXACT_UNKNOWN;
}

static void different(struct exact *e, const struct tree *a, const struct tree *b,
                      struct exact_finding *finding)
{
    finding->answer = EXACT_DIFFERENT;
    points_show(e, a, b, NULL, finding);
}

static bool by_rationals(struct exact *e, const struct tree *a, const struct tree *b,
                         struct exact_finding *finding)
{
    fmpq_t x, y;
    fmpq_init(x);
    fmpq_init(y);
    enum outcome in_a = number_evaluate(e, a, x), in_b = number_evaluate(e, b, y);
    bool settled = in_a == OUT_DONE && in_b == OUT_DONE;
    if (settled && fmpq_equal(x, y))
        finding->answer = EXACT_EQUAL;
    else if (settled)
        different(e, a, b, finding);
    else
        finding->answer = undefined(in_a, in_b);
    fmpq_clear(y);
    fmpq_clear(x);
    return finding->answer != EXACT_UNKNOWN;
}

static bool by_calcium(struct exact *e, const struct tree *a, const struct tree *b,
                       struct exact_finding *finding)
{
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t x, y;
    ca_init(x, ctx);
    ca_init(y, ctx);
    enum outcome in_a = constant_evaluate(e, a, x), in_b = constant_evaluate(e, b, y);
    if (in_a == OUT_DONE && in_b == OUT_DONE && exact_spend(e, 100)) {
        truth_t same = ca_check_equal(x, y, ctx);
        if (same == T_TRUE)
            finding->answer = EXACT_EQUAL;
        else if (same == T_FALSE)
            different(e, a, b, finding);
    } else {
        finding->answer = undefined(in_a, in_b);
    }
    ca_clear(y, ctx);
    ca_clear(x, ctx);
    return finding->answer != EXACT_UNKNOWN;
}

static bool by_balls(struct exact *e, const struct tree *a, const struct tree *b, slong from,
                     slong to, struct exact_finding *finding)
{
    acb_t x, y;
    acb_init(x);
    acb_init(y);
    for (slong p = from; p <= to && e->steps && finding->answer == EXACT_UNKNOWN; p *= 4) {
        enum outcome in_a = ball_evaluate(e, a, NULL, p, x);
        enum outcome in_b = ball_evaluate(e, b, NULL, p, y);
        finding->answer = undefined(in_a, in_b);
        if (in_a == OUT_DONE && in_b == OUT_DONE && !acb_overlaps(x, y))
            different(e, a, b, finding);
    }
    acb_clear(y);
    acb_clear(x);
    return finding->answer != EXACT_UNKNOWN;
}

static void compare_constants(struct exact *e, const struct tree *a, const struct tree *b,
                              struct exact_finding *finding)
{
    if (by_rationals(e, a, b, finding) || by_balls(e, a, b, 64, 256, finding) ||
        by_calcium(e, a, b, finding) || by_balls(e, a, b, 1024, PRECISION_MAX, finding))
        return;
    if (tree_same(a, b))
        finding->answer = EXACT_EQUAL;
}

/* --- functions -------------------------------------------------------------------------------- */

static void compare_functions(struct exact *e, const struct tree *a, const struct tree *b,
                              struct exact_finding *finding)
{
    struct evidence evidence;
    if (tree_same(a, b)) {
        finding->answer = EXACT_EQUAL;
        return;
    }
    evidence_collect(e, a, b, 8, 1024, &evidence, finding);
    evidence_release(&evidence);
}

void exact_compare(struct exact *exact, const struct tree *a, const struct tree *b,
                   struct exact_finding *finding)
{
    *finding = (struct exact_finding){.answer = EXACT_UNKNOWN};
    a = exact_prepare(exact, a);
    b = exact_prepare(exact, b);
    exact->complex = exact_needs_complex(exact, a) || exact_needs_complex(exact, b);
    if (exact_is_constant(a) && exact_is_constant(b))
        compare_constants(exact, a, b, finding);
    else
        compare_functions(exact, a, b, finding);
    if (exact->steps == 0 && finding->answer != EXACT_DIFFERENT)
        *finding = (struct exact_finding){.answer = EXACT_UNKNOWN};
}
