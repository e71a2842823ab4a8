/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/maths/solve.h"

static void unknown(struct solve_finding *finding)
{
    *finding =
        (struct solve_finding){.answer = SOLVE_UNKNOWN, .a_count = -1, .b_count = -1, .common = -1};
}
void solve_compare(struct exact *exact, const struct tree *a, const struct tree *b,
                   struct solve_finding *finding)
{
    (void)exact, (void)a, (void)b;
    unknown(finding);
}
const struct tree *solve_set(struct exact *exact, const struct tree *condition,
                             const struct tree *x, bool complex)
{
    (void)exact, (void)condition, (void)x, (void)complex;
    return NULL;
}
void solve_compare_sets(struct exact *exact, const struct tree *a, const struct tree *b,
                        struct solve_finding *finding)
{
    (void)exact, (void)a, (void)b;
    unknown(finding);
}
