/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: exact arithmetic. A line is read as one expression; whatever it is, nothing aborts,
 * it is never different from itself, never the same as itself and a little more, and turned round
 * the answer is the same.
 */
#include "app/maths/exact.h"
#include "app/maths/parse.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

static enum exact_answer ask(struct tree_arena *arena, const struct tree *a, const struct tree *b)
{
    struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT / 4);
    struct exact_finding finding;
    exact_compare(exact, a, b, &finding);
    exact_free(exact);
    return finding.answer;
}

/* Every question about one expression; the answers are for other tests. */
static void ask_all(struct tree_arena *arena, const struct tree *t)
{
    struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT / 4);
    const struct tree *x = tree_symbol(arena, "x"), *top, *bottom, *const * list;
    const unsigned *powers;
    int degree;
    size_t n;
    exact_sign(exact, t);
    exact_is_integer(exact, t);
    exact_is_rational(exact, t);
    exact_round(exact, t, 5);
    exact_round_significant(exact, t, 5);
    exact_approximate(exact, t);
    if (exact_quotient(exact, t, &top, &bottom))
        check(top && bottom);
    exact_coefficients(exact, t, x, &list, &degree);
    exact_factors(exact, t, &top, &list, &powers, &n);
    exact_domain(exact, t, &top);
    exact_differentiate(exact, t, x);
    exact_matrix(exact, t);
    check(exact_simplify(exact, t) != NULL);
    exact_free(exact);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 400)
        return 0;
    struct tree_arena *arena = tree_arena_new();
    const struct parse_options options = {.commas = COMMAS_LIST};
    struct parse_result result;
    if (maths_parse(arena, (const char *)data, size, &options, &result)) {
        const struct tree *t = result.tree;
        const struct tree *more =
            tree_two(arena, TREE_ADD, 0, t, tree_leaf(arena, TREE_NUMBER, "1e-90", 5));
        ask_all(arena, t);
        check(ask(arena, t, t) != EXACT_DIFFERENT);
        enum exact_answer answer = more ? ask(arena, t, more) : EXACT_UNKNOWN;
        check(answer != EXACT_EQUAL && answer != EXACT_EQUAL_IF && answer != EXACT_NUMERIC);
        if (more && answer == EXACT_DIFFERENT)
            check(ask(arena, more, t) == EXACT_DIFFERENT);
    }
    tree_arena_free(arena);
    exact_thread_cleanup();
    return 0;
}
