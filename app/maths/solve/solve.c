/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The face of solve.h: finds out what is asked (how many unknowns, real or complex, a periodic
 * equation or not) and hands it to the file that can.
 */
#include "app/maths/solve.h"

#include "app/maths/solve/one.h"
#include "app/maths/solve/several.h"
#include "app/maths/solve/solver.h"

/* i, or the root of a negative number. */
static bool mentions_i(struct solver *s, const struct tree *t)
{
    if (tree_is_constant(t, CONSTANT_I))
        return true;
    if (t->kind == TREE_ROOT && t->n == 1 && exact_is_constant(t->child[0])) {
        const struct real *radicand = real_of_tree(s, t->child[0]);
        if (radicand && real_sign(s, radicand) == -1)
            return true;
    }
    for (size_t i = 0; i < t->n; i++)
        if (mentions_i(s, t->child[i]))
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

bool solve_is_integer_letter(const struct tree *t)
{
    static const char *const letters[] = {"n", "k", "m", "l", "N", "K"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (tree_is_symbol(t, letters[i]))
            return true;
    return false;
}

/* Does t speak of angles: π, degrees, trigonometric functions? */
static bool has_angle(const struct tree *t)
{
    if (tree_is_constant(t, CONSTANT_PI) || t->kind == TREE_UNIT ||
        (t->kind == TREE_APPLY && t->detail <= FUNCTION_CSC))
        return true;
    for (size_t i = 0; i < t->n; i++)
        if (has_angle(t->child[i]))
            return true;
    return false;
}

/* Is the letter said to be an integer somewhere, or does x = (something with it) stand where
 * angles are spoken of? */
static bool counts(const struct tree *t, const struct tree *letter, bool angles)
{
    if (claim_says_integer(t) && tree_same(t->child[0], letter))
        return true;
    if (t->kind == TREE_RELATION)
        return angles && t->n == 2 && t->relations[0] <= RELATION_UNEQUAL &&
               t->child[0]->kind == TREE_SYMBOL && !tree_same(t->child[0], letter) &&
               tree_mentions(t->child[1], letter);
    for (size_t i = 0; i < t->n; i++)
        if (counts(t->child[i], letter, angles))
            return true;
    return false;
}

/* One unknown, and letters for any integer: n in x = π/6 + 2πn. */
static bool find_integers(struct solver *s, const struct tree *a, const struct tree *b,
                          const struct tree *const *symbol, size_t n)
{
    s->unknown = NULL;
    bool angles = has_angle(a) || has_angle(b);
    for (size_t i = 0; i < n; i++) {
        bool counting = solve_is_integer_letter(symbol[i]) &&
                        (counts(a, symbol[i], angles) || counts(b, symbol[i], angles));
        if (counting && s->integers < SOLVE_INTEGERS)
            s->integer[s->integers++] = symbol[i];
        else if (counting || s->unknown)
            return false;
        else
            s->unknown = symbol[i];
    }
    return s->integers && s->unknown;
}

static struct solve_finding nothing(enum solve_answer answer)
{
    return (struct solve_finding){.answer = answer, .a_count = -1, .b_count = -1, .common = -1};
}

/* Sets { y | ... } with x for the letter that they bind. */
static const struct tree *bind(struct solver *s, const struct tree *t, const struct tree *x)
{
    if (!tree_has(t, TREE_SUCH_THAT))
        return t;
    const struct tree **child = tree_arena_alloc(s->arena, t->n * sizeof *child);
    for (size_t i = 0; i < t->n; i++)
        child[i] = bind(s, t->child[i], x);
    t = tree_with(s->arena, t, child);
    if (!t || t->kind != TREE_SUCH_THAT)
        return t;
    const struct tree *element = t->child[0];
    if (element->kind == TREE_RELATION)
        element = element->child[0];
    return element->kind == TREE_SYMBOL ? tree_substitute(s->arena, t, element, x) : t;
}

/* Two equations without real solutions are not the same for that: x^2 = -4 and x^2 = -9. */
static void compare_real(struct solver *s, const struct tree *a, const struct tree *b,
                         const struct claim *first, const struct claim *second,
                         struct solve_finding *finding)
{
    one_compare(s, first, second, finding);
    if (finding->answer != SOLVE_SAME || finding->a_count != 0 || s->integers ||
        !tree_mentions(a, s->unknown) || !tree_mentions(b, s->unknown))
        return;
    struct solve_finding complex = nothing(SOLVE_UNKNOWN);
    complex_compare(s, first, second, &complex);
    if (complex.answer != SOLVE_UNKNOWN)
        *finding = complex;
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
    if (mentions_i(s, a) || mentions_i(s, b))
        complex_compare(s, first, second, finding);
    else
        compare_real(s, a, b, first, second, finding);
}

static void compare_several(struct solver *s, const struct tree *a, const struct tree *b,
                            const struct tree *const *symbol, size_t n,
                            struct solve_finding *finding);

/* x = 3, y = 0: a value for each of the n unknowns, which nobody means as alternatives */
static bool is_one_point(const struct tree *t, size_t n)
{
    if (t->n != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct tree *each = t->child[i];
        if (each->kind != TREE_RELATION || each->n != 2 || each->relations[0] != RELATION_EQUAL ||
            each->child[0]->kind != TREE_SYMBOL || tree_has(each->child[1], TREE_SYMBOL))
            return false;
        for (size_t k = 0; k < i; k++)
            if (tree_same(t->child[k]->child[0], each->child[0]))
                return false;
    }
    return true;
}

/* y = 2x, y = -2x are two lines beside one equation, and a system beside a point. Beside another
 * such list both readings have to give the same answer. */
static void compare_readings(struct solver *s, const struct tree *a, const struct tree *b,
                             const struct tree *const *symbol, size_t n,
                             struct solve_finding *finding)
{
    bool two[2] = {claim_has_two_readings(s, a), claim_has_two_readings(s, b)};
    const struct tree *other = two[0] ? b : a;
    s->alternatives =
        (two[0] || two[1]) && other->kind == TREE_RELATION && other->child[0]->kind != TREE_TUPLE;
    compare_several(s, a, b, symbol, n, finding);
    if (!two[0] || !two[1] || is_one_point(a, n) || is_one_point(b, n))
        return;
    struct solve_finding second = nothing(SOLVE_UNKNOWN);
    s->alternatives = true;
    compare_several(s, a, b, symbol, n, &second);
    if (second.answer != finding->answer)
        *finding = nothing(SOLVE_UNKNOWN);
}

static void compare_several(struct solver *s, const struct tree *a, const struct tree *b,
                            const struct tree *const *symbol, size_t n,
                            struct solve_finding *finding)
{
    if (n > SEVERAL_UNKNOWNS || mentions_i(s, a) || mentions_i(s, b))
        return;
    s->unknown = NULL;
    s->integers = 0;
    const struct tree *first = parameter_eliminate(s, a, b);
    const struct tree *second = parameter_eliminate(s, b, a);
    if (!first || !second ||
        ((first != a || second != b) && !symbols_of(s, first, second, &symbol, &n)))
        return;
    s->coordinate = symbol;
    s->coordinates = n;
    several_compare(s, first, second, finding);
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
        else if (finding->answer == SOLVE_UNKNOWN) /* x = cos x: algebra may still say "same" */
            compare_several(&s, a, b, symbol, n, finding);
    } else if (n <= 1 + SOLVE_INTEGERS && find_integers(&s, a, b, symbol, n)) {
        compare_one(&s, a, b, finding);
    } else {
        compare_readings(&s, a, b, symbol, n, finding);
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
    /* under a name that nobody can write, so that what is left is free in the sets */
    s.unknown = tree_symbol(s.arena, " ");
    a = bind(&s, a, s.unknown);
    b = a ? bind(&s, b, s.unknown) : NULL;
    if (b && symbols_of(&s, a, b, &symbol, &n) &&
        (n == 0 || (n == 1 && tree_same(symbol[0], s.unknown)))) {
        const struct claim *first = claim_read_set(&s, a), *second = claim_read_set(&s, b);
        if (first && second)
            one_compare(&s, first, second, finding);
        if (finding->witness)
            finding->witness =
                tree_substitute(s.arena, finding->witness, s.unknown, tree_symbol(s.arena, "x"));
    }
    solver_end(&s);
}
