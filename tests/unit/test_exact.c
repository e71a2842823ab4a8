/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * app/maths/exact: no wrong verdict ever, few undecided ones. The pairs of tests/maths/exact.txt
 * are asked as they stand, turned round, with a tiny or a gross change on one side, and with
 * budgets that are too small; random rational functions are written in two ways; hostile ones must
 * end.
 */
#include "app/base/die.h"
#include "app/maths/exact.h"
#include "app/maths/parse.h"
#include "app/maths/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const words[] = {
    [EXACT_EQUAL] = "EQUAL",
    [EXACT_EQUAL_IF] = "EQUAL_IF",
    [EXACT_NUMERIC] = "NUMERIC",
    [EXACT_DIFFERENT] = "DIFFERENT",
    [EXACT_UNKNOWN] = "UNKNOWN",
    [EXACT_A_UNDEFINED] = "A_UNDEFINED",
    [EXACT_B_UNDEFINED] = "B_UNDEFINED",
};

static const struct tree *read_tree(struct tree_arena *arena, const char *text)
{
    struct parse_options options = {.commas = COMMAS_LIST};
    struct parse_result result;
    if (!maths_parse(arena, text, strlen(text), &options, &result))
        fail_msg("cannot read %s", text);
    return result.tree;
}

/* --- pairs from the file ---------------------------------------------------------------------- */

enum { PAIRS_MAX = 1000 };
static struct pair {
    char *a, *b;
    enum exact_answer answer;
} pairs[PAIRS_MAX];
static size_t n_pairs;

static char *trimmed(const char *from, const char *to)
{
    while (from < to && *from == ' ')
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    char *copy = xmalloc((size_t)(to - from) + 1);
    memcpy(copy, from, (size_t)(to - from));
    copy[to - from] = '\0';
    return copy;
}

static int load_pairs(void **state)
{
    (void)state;
    char line[4096];
    FILE *file = fopen("tests/maths/exact.txt", "r");
    if (!file)
        return -1;
    while (fgets(line, sizeof line, file) && n_pairs < PAIRS_MAX) {
        line[strcspn(line, "\n")] = '\0';
        if (!line[0] || line[0] == '#')
            continue;
        char *one = strstr(line, " ; "), *two = one ? strstr(one + 3, " ; ") : NULL;
        if (!two)
            return -1;
        struct pair *pair = &pairs[n_pairs++];
        pair->a = trimmed(line, one);
        pair->b = trimmed(one + 3, two);
        char *word = trimmed(two + 3, line + strlen(line));
        size_t k = 0;
        while (k < sizeof words / sizeof words[0] && strcmp(words[k], word) != 0)
            k++;
        free(word);
        if (k == sizeof words / sizeof words[0])
            return -1;
        pair->answer = (enum exact_answer)k;
    }
    fclose(file);
    return n_pairs > 400 ? 0 : -1;
}

static int drop_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_pairs; i++) {
        free(pairs[i].a);
        free(pairs[i].b);
    }
    exact_thread_cleanup();
    return 0;
}

static enum exact_answer ask(struct tree_arena *arena, const struct tree *a, const struct tree *b,
                             uint64_t steps)
{
    struct exact *exact = exact_new(arena, steps);
    struct exact_finding finding;
    exact_compare(exact, a, b, &finding);
    exact_free(exact);
    return finding.answer;
}

static enum exact_answer turned(enum exact_answer answer)
{
    return answer == EXACT_A_UNDEFINED   ? EXACT_B_UNDEFINED
           : answer == EXACT_B_UNDEFINED ? EXACT_A_UNDEFINED
                                         : answer;
}

static void compare__pairs_of_the_file__are_found_as_it_says_both_ways(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < n_pairs; i++) {
        struct tree_arena *arena = tree_arena_new();
        const struct tree *a = read_tree(arena, pairs[i].a), *b = read_tree(arena, pairs[i].b);
        enum exact_answer there = ask(arena, a, b, EXACT_STEPS_DEFAULT);
        enum exact_answer back = ask(arena, b, a, EXACT_STEPS_DEFAULT);
        if (there != pairs[i].answer || back != turned(pairs[i].answer)) {
            print_message("%s ; %s: %s, turned round %s, not %s\n", pairs[i].a, pairs[i].b,
                          words[there], words[back], words[pairs[i].answer]);
            wrong++;
        }
        tree_arena_free(arena);
    }
    assert_int_equal(wrong, 0);
}

/* b with something done to it that makes it certainly another value. */
static const struct tree *spoilt(struct tree_arena *arena, const struct tree *b, int way)
{
    switch (way) {
    case 0:
        return tree_two(arena, TREE_ADD, 0, b, tree_leaf(arena, TREE_NUMBER, "1e-200", 6));
    case 1:
        return tree_two(arena, TREE_ADD, 0, tree_integer(arena, 1), b);
    default:
        return tree_two(arena, TREE_ADD, 0, b,
                        tree_one(arena, TREE_NEGATE, 0, tree_integer(arena, 3)));
    }
}

static void compare__near_misses__are_never_called_equal(void **state)
{
    (void)state;
    size_t asked = 0, unknown = 0;
    for (size_t i = 0; i < n_pairs; i++) {
        if (pairs[i].answer != EXACT_EQUAL && pairs[i].answer != EXACT_EQUAL_IF)
            continue;
        struct tree_arena *arena = tree_arena_new();
        const struct tree *a = read_tree(arena, pairs[i].a), *b = read_tree(arena, pairs[i].b);
        for (int way = 0; way < 3; way++) {
            enum exact_answer answer = ask(arena, a, spoilt(arena, b, way), EXACT_STEPS_DEFAULT);
            if (answer != EXACT_DIFFERENT && answer != EXACT_UNKNOWN)
                fail_msg("%s ; %s, spoilt in way %d: %s", pairs[i].a, pairs[i].b, way,
                         words[answer]);
            asked++;
            unknown += answer == EXACT_UNKNOWN;
        }
        tree_arena_free(arena);
    }
    print_message("%zu near misses, %zu undecided\n", asked, unknown);
    assert_true(unknown * 50 <= asked);
}

static void compare__too_small_budgets__leave_it_open_or_right(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_pairs; i++) {
        struct tree_arena *arena = tree_arena_new();
        const struct tree *a = read_tree(arena, pairs[i].a), *b = read_tree(arena, pairs[i].b);
        for (uint64_t steps = 1; steps < 30000; steps = steps * 3 + 1) {
            enum exact_answer answer = ask(arena, a, b, steps), right = pairs[i].answer;
            bool equal = right == EXACT_EQUAL || right == EXACT_EQUAL_IF;
            bool fine = answer == right || answer == EXACT_UNKNOWN ||
                        (equal && (answer == EXACT_NUMERIC || answer == EXACT_EQUAL_IF));
            if (!fine)
                fail_msg("%s ; %s with %u steps: %s", pairs[i].a, pairs[i].b, (unsigned)steps,
                         words[answer]);
        }
        tree_arena_free(arena);
    }
}

static void compare__different__shows_a_witness_and_two_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_pairs; i++) {
        if (pairs[i].answer != EXACT_DIFFERENT)
            continue;
        struct tree_arena *arena = tree_arena_new();
        const struct tree *a = read_tree(arena, pairs[i].a), *b = read_tree(arena, pairs[i].b);
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        struct exact_finding finding;
        size_t variables;
        tree_symbols(arena, tree_two(arena, TREE_LIST, 0, a, b), &variables);
        exact_compare(exact, a, b, &finding);
        if (variables == 1)
            assert_int_equal(finding.witness->kind, TREE_RELATION);
        if (variables > 1)
            assert_int_equal(finding.witness->kind, TREE_LIST);
        if (finding.a_value && finding.b_value)
            assert_false(tree_same(finding.a_value, finding.b_value));
        assert_false(finding.a_undefined && (finding.a_value || finding.b_undefined));
        assert_false(finding.b_undefined && finding.b_value);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void compare__a_tree_that_grew_too_big__is_unknown(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
    const struct tree *x = tree_symbol(arena, "x"), *condition;
    struct exact_finding finding;
    size_t n = 1;
    exact_compare(exact, NULL, x, &finding);
    assert_int_equal(finding.answer, EXACT_UNKNOWN);
    exact_compare(exact, x, NULL, &finding);
    assert_int_equal(finding.answer, EXACT_UNKNOWN);
    assert_int_equal(exact_sign(exact, NULL), EXACT_SIGN_UNKNOWN);
    assert_int_equal(exact_order(exact, NULL, x), EXACT_SIGN_UNKNOWN);
    assert_int_equal(exact_is_real(exact, NULL), -1);
    assert_false(exact_domain(exact, NULL, &condition));
    assert_null(exact_simplify(exact, NULL));
    assert_null(exact_matrix(exact, NULL));
    assert_null(exact_round(exact, NULL, 2));
    tree_symbols(arena, NULL, &n);
    assert_int_equal(n, 0);
    exact_free(exact);
    tree_arena_free(arena);
}

/* --- conditions ------------------------------------------------------------------------------- */

static const char *plain(struct tree_arena *arena, const struct tree *t)
{
    struct str s = STR_EMPTY;
    if (t)
        print_ascii(&s, t);
    const char *text = tree_arena_text(arena, s.data, s.len);
    str_release(&s);
    return text;
}

static void compare__equal_under_a_condition__says_which(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"x^2/x", "x", "x != 0"},
        {"\\frac{x^2-1}{x-1}", "x+1", "x != 1"},
        {"e^{\\ln x}", "x", "x > 0"},
        {"\\sqrt x\\sqrt x", "x", "x >= 0"},
        {"\\ln x+\\ln(x+1)", "\\ln(x(x+1))", "x > 0"},
        {"\\ln(x^2)", "2\\ln x", "x > 0"},
        {"\\ln(xy)", "\\ln x+\\ln y", "x > 0 and y > 0"},
        {"\\sqrt{x-1}\\sqrt{x+1}", "\\sqrt{x^2-1}", "x >= 1"},
        {"\\tan x\\cos x", "\\sin x", "cos(x) != 0"},
        {"\\frac{x-1}{\\sqrt x-1}", "\\sqrt x+1", "sqrt(x) - 1 != 0"},
        {"\\cos(n\\pi)", "(-1)^n", "n in \\mathbb{Z}"},
        {"\\frac{x}{x^2-4}(x-2)", "\\frac{x}{x+2}", "x != 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        struct exact_finding finding;
        exact_compare(exact, read_tree(arena, cases[i][0]), read_tree(arena, cases[i][1]),
                      &finding);
        assert_int_equal(finding.answer, EXACT_EQUAL_IF);
        assert_string_equal(plain(arena, finding.condition), cases[i][2]);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void domain__of_functions__is_written_shortly(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"x^2+1", ""},
        {"1/x", "x != 0"},
        {"\\frac{x}{x^2+1}", ""},
        {"\\sqrt{x-3}", "x >= 3"},
        {"\\sqrt{3-x}", "x <= 3"},
        {"\\ln(2x+1)", "x > -1/2"},
        {"\\frac{1}{\\sqrt{x}}", "x > 0"},
        {"\\frac{\\sqrt{x-1}}{x-2}", "x >= 1 and x != 2"},
        {"\\tan x", "cos(x) != 0"},
        {"\\sqrt[3]{x}", ""},
        {"\\arcsin x", "x >= -1 and x <= 1"},
        {"\\ln(x^2+1)", ""},
        {"\\sqrt{x^2-2x+1}", ""},
        {"x^{-1/3}", "x != 0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        const struct tree *condition = NULL;
        assert_true(exact_domain(exact, read_tree(arena, cases[i][0]), &condition));
        assert_string_equal(plain(arena, condition), cases[i][1]);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

/* --- random rational functions ---------------------------------------------------------------- */

static uint32_t random_state = 12345;

static uint32_t draw(uint32_t n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % n;
}

static const struct tree *random_polynomial(struct tree_arena *arena, int depth)
{
    static const char *const names[] = {"x", "y", "z"};
    if (depth == 0 || draw(5) == 0)
        return draw(3) ? tree_symbol(arena, names[draw(3)])
                       : tree_integer(arena, (int64_t)draw(19) - 9);
    const struct tree *a = random_polynomial(arena, depth - 1);
    const struct tree *b = random_polynomial(arena, depth - 1);
    switch (draw(4)) {
    case 0:
        return tree_two(arena, TREE_MULTIPLY, 0, a, b);
    case 1:
        return tree_two(arena, TREE_POWER, 0, a, tree_integer(arena, 2));
    case 2:
        return tree_two(arena, TREE_ADD, 0, a, tree_one(arena, TREE_NEGATE, 0, b));
    default:
        return tree_two(arena, TREE_ADD, 0, a, b);
    }
}

static void quotient__of_random_expressions__is_equal_to_them_and_not_to_others(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, 2000000);
        const struct tree *a = random_polynomial(arena, 3), *b = random_polynomial(arena, 2);
        const struct tree *c = random_polynomial(arena, 2), *d = random_polynomial(arena, 2);
        const struct tree *one = tree_integer(arena, 1);
        /* denominators that are not zero everywhere */
        b = tree_two(arena, TREE_ADD, 0, tree_symbol(arena, "w"), b);
        d = tree_two(arena, TREE_ADD, 0, tree_symbol(arena, "w"), d);
        const struct tree *sum = tree_two(arena, TREE_ADD, 0, tree_two(arena, TREE_DIVIDE, 0, a, b),
                                          tree_two(arena, TREE_DIVIDE, 0, c, d));
        const struct tree *top, *bottom;
        assert_true(exact_quotient(exact, sum, &top, &bottom));
        const struct tree *again = tree_two(arena, TREE_DIVIDE, 0, top, bottom);
        struct exact_finding finding;
        exact_compare(exact, sum, again, &finding);
        assert_true(finding.answer == EXACT_EQUAL || finding.answer == EXACT_EQUAL_IF);
        exact_compare(
            exact, sum,
            tree_two(arena, TREE_DIVIDE, 0, tree_two(arena, TREE_ADD, 0, top, one), bottom),
            &finding);
        assert_int_equal(finding.answer, EXACT_DIFFERENT);
        exact_compare(exact, sum, exact_simplify(exact, sum), &finding);
        assert_true(finding.answer == EXACT_EQUAL || finding.answer == EXACT_EQUAL_IF);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void factors__of_random_polynomials__multiply_back(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, 2000000);
        const struct tree *t = tree_two(arena, TREE_MULTIPLY, 0, random_polynomial(arena, 2),
                                        random_polynomial(arena, 2));
        const struct tree *content, *const *factors;
        const unsigned *powers;
        size_t n;
        assert_true(exact_factors(exact, t, &content, &factors, &powers, &n));
        const struct tree *product = content;
        for (size_t k = 0; k < n; k++)
            product = tree_two(
                arena, TREE_MULTIPLY, 0, product,
                tree_two(arena, TREE_POWER, 0, factors[k], tree_integer(arena, powers[k])));
        struct exact_finding finding;
        exact_compare(exact, t, product, &finding);
        assert_int_equal(finding.answer, EXACT_EQUAL);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void coefficients__of_a_polynomial__come_lowest_first(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
    const struct tree *x = tree_symbol(arena, "x"), *const * c;
    int degree;
    assert_true(exact_coefficients(exact, read_tree(arena, "(ax+1)^2-\\sqrt2x"), x, &c, &degree));
    assert_int_equal(degree, 2);
    assert_string_equal(plain(arena, c[0]), "1");
    assert_string_equal(plain(arena, c[1]), "2a - sqrt(2)");
    assert_string_equal(plain(arena, c[2]), "a^2");
    assert_true(exact_coefficients(exact, read_tree(arena, "x-x"), x, &c, &degree));
    assert_true(degree < 0);
    assert_false(exact_coefficients(exact, read_tree(arena, "\\sin x"), x, &c, &degree));
    assert_false(exact_coefficients(exact, read_tree(arena, "1/x"), x, &c, &degree));
    exact_free(exact);
    tree_arena_free(arena);
}

/* --- numbers ---------------------------------------------------------------------------------- */

static void sign__of_constants__is_proved(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int sign;
    } cases[] = {
        {"0", 0},
        {"\\sqrt2-1.41421356237309504880168872420969807856967187537694", 1},
        {"e^\\pi-\\pi^e", 1},
        {"\\sqrt{3+2\\sqrt2}-1-\\sqrt2", 0},
        {"\\sin\\pi", 0},
        {"\\ln 2-1", -1},
        {"\\frac{22}{7}-\\pi", 1},
        {"2^{100}-3^{63}", 1},
        {"i", EXACT_SIGN_UNKNOWN},
        {"x", EXACT_SIGN_UNKNOWN},
        {"1/0", EXACT_SIGN_UNKNOWN},
        {"\\cos 36°-\\frac{1+\\sqrt5}{4}", 0},
        {"\\sqrt[3]{-8}", -1},
        {"e^{-1000}", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        if (exact_sign(exact, read_tree(arena, cases[i].text)) != cases[i].sign)
            fail_msg("sign of %s", cases[i].text);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void kinds__of_numbers__are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int integer, rational, real;
    } cases[] = {
        {"4/2", 1, 1, 1},           {"1/3", 0, 1, 1},
        {"\\sqrt2", 0, 0, 1},       {"\\sqrt2\\cdot\\sqrt8", 1, 1, 1},
        {"\\pi", 0, 0, 1},          {"i", 0, 0, 0},
        {"i^2", 1, 1, 1},           {"e^{i\\pi}", 1, 1, 1},
        {"\\ln 8/\\ln 2", 1, 1, 1}, {"\\sin 30°", 0, 1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        const struct tree *t = read_tree(arena, cases[i].text);
        if (exact_is_integer(exact, t) != cases[i].integer ||
            exact_is_rational(exact, t) != cases[i].rational ||
            exact_is_real(exact, t) != cases[i].real)
            fail_msg("kind of %s: %d %d %d", cases[i].text, exact_is_integer(exact, t),
                     exact_is_rational(exact, t), exact_is_real(exact, t));
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void round__of_constants__is_half_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int decimals; /* < 0 with `figures`: significant figures */
        bool figures;
        const char *rounded;
    } cases[] = {
        {"0.125", 2, false, "0.13"},
        {"-0.125", 2, false, "-0.13"},
        {"2.5", 0, false, "3"},
        {"1/3", 4, false, "0.3333"},
        {"2/3", 4, false, "0.6667"},
        {"\\pi", 2, false, "3.14"},
        {"\\sqrt2", 10, false, "1.4142135624"},
        {"1234", -2, false, "1200"},
        {"0", 2, false, "0.00"},
        {"\\sqrt{1/4}", 0, false, "1"},
        {"\\pi", 3, true, "3.14"},
        {"0.00123456", 3, true, "0.00123"},
        {"999.5", 3, true, "1000"},
        {"123456", 2, true, "120000"},
        {"0.99996", 4, true, "1.000"},
        {"-e", 4, true, "-2.718"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        const struct tree *t = read_tree(arena, cases[i].text);
        const struct tree *rounded = cases[i].figures
                                         ? exact_round_significant(exact, t, cases[i].decimals)
                                         : exact_round(exact, t, cases[i].decimals);
        assert_string_equal(plain(arena, rounded), cases[i].rounded);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void simplify__for_people__is_tidy(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"2x+3x", "5x"},
        {"x\\cdot2", "2x"},
        {"x^1+0", "x"},
        {"\\frac{6}{4}", "3/2"},
        {"3+x^2-x", "x^2 - x + 3"},
        {"\\sqrt8x", "2sqrt(2)*x"},
        {"\\sin x+\\sin x", "2sin(x)"},
        {"(x+1)^2-x^2", "2x + 1"},
        {"2-5", "-3"},
        {"f(x)", "f(x)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        assert_string_equal(plain(arena, exact_simplify(exact, read_tree(arena, cases[i][0]))),
                            cases[i][1]);
        exact_free(exact);
        tree_arena_free(arena);
    }
}

static void matrix__expressions__are_computed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}+\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}",
         "\\begin{pmatrix}2&2\\\\3&5\\end{pmatrix}"},
        {"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}\\begin{pmatrix}x\\\\y\\end{pmatrix}",
         "\\begin{pmatrix}x+2y\\\\3x+4y\\end{pmatrix}"},
        {"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}^{-1}",
         "\\begin{pmatrix}-2&1\\\\3/2&-1/2\\end{pmatrix}"},
        {"\\begin{pmatrix}1&1\\\\0&1\\end{pmatrix}^{10}",
         "\\begin{pmatrix}1&10\\\\0&1\\end{pmatrix}"},
        {"2\\begin{pmatrix}a&b\\end{pmatrix}", "\\begin{pmatrix}2a&2b\\end{pmatrix}"},
        {"\\begin{pmatrix}a&b\\end{pmatrix}^T", "\\begin{pmatrix}a\\\\b\\end{pmatrix}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
        const struct tree *m = exact_matrix(exact, read_tree(arena, cases[i][0]));
        const struct tree *right = read_tree(arena, cases[i][1]);
        assert_non_null(m);
        assert_int_equal(m->rows, right->rows);
        assert_int_equal(m->n, right->n);
        for (uint32_t k = 0; k < m->n; k++)
            assert_int_equal(ask(arena, m->child[k], right->child[k], EXACT_STEPS_DEFAULT),
                             EXACT_EQUAL);
        exact_free(exact);
        tree_arena_free(arena);
    }
    struct tree_arena *arena = tree_arena_new();
    struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
    assert_null(
        exact_matrix(exact, read_tree(arena, "\\begin{pmatrix}1&2\\\\2&4\\end{pmatrix}^{-1}")));
    exact_free(exact);
    tree_arena_free(arena);
}

/* --- hostile ---------------------------------------------------------------------------------- */

static void compare__hostile_expressions__end_within_the_budget(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "9^{9^{9^9}}+1",
        "2^{10^9}+1",
        "1000000!+1",
        "x^{10^{100}}x",
        "(x+1)^{5000}+(x+2)^{5000}",
        "(x+y+z+a+b+c+d)^{60}",
        "\\frac{x^{100000}-1}{x-1}",
        "\\ln(x^{120}-1)",
        "\\sqrt{x^{60}+y^{60}+1}",
        "(((x+1)^{10}+1)^{10}+1)^{10}",
        "\\sqrt{1+\\sqrt{2+\\sqrt{3+\\sqrt{4+\\sqrt{5+\\sqrt{6+\\sqrt{7+\\sqrt8}}}}}}}",
        "\\sqrt2+\\sqrt3+\\sqrt5+\\sqrt7+\\sqrt{11}+\\sqrt{13}+\\sqrt{17}+\\sqrt{19}+\\sqrt{23}",
        "2^{1/97}+3^{1/89}",
        "e^{\\sqrt2}+e^{\\sqrt3}+e^{\\sqrt5}+e^{\\sqrt7}+e^{\\sqrt{11}}+e^{\\sqrt{13}}",
        "e^{e^{e^{e^{e^{10}}}}}",
        "\\sin(10^{10000})",
        "\\sin(e^{10^9})",
        "\\binom{1000000}{500000}",
        "(1+i)^{100000}",
        "\\frac{d^{10}}{dx^{10}}\\tan x",
        "\\sum_{k=1}^{100000}\\sqrt k",
        "\\tan(100x)+\\tan(99x)+\\tan(98x)",
        "(\\sqrt x+\\sqrt y+\\sqrt z+\\sqrt w)^{12}",
        "\\ln(\\ln(\\ln(\\ln(\\ln(\\ln(x+3)+3)+3)+3)+3)+3)",
        "\\binom{10^{120}}{19000}",
        "\\sum_{k=-1}^{9223372036854775807}(-k)",
        "\\cos(9223372036854775808\\arcsin x)",
        "\\frac{(x^{3000}-1)(y^{3000}-1)}{(x-1)(y-1)}",
        "\\frac{x^{3000000}-1}{x^{2999999}-1}",
        /* doubles with every argument: together the two are too big for one tree */
        "\\max(x,x+1,x+2,x+3,x+4,x+5,x+6,x+7,x+8,x+9,x+10,x+11,x+12)",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        const struct tree *a = read_tree(arena, cases[i]);
        const struct tree *more = tree_two(arena, TREE_ADD, 0, a, tree_symbol(arena, "q"));
        enum exact_answer answer = ask(arena, a, a, EXACT_STEPS_DEFAULT);
        assert_true(answer == EXACT_EQUAL || answer == EXACT_UNKNOWN);
        answer = ask(arena, a, more, EXACT_STEPS_DEFAULT);
        assert_true(answer == EXACT_DIFFERENT || answer == EXACT_UNKNOWN);
        tree_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compare__pairs_of_the_file__are_found_as_it_says_both_ways),
        cmocka_unit_test(compare__near_misses__are_never_called_equal),
        cmocka_unit_test(compare__too_small_budgets__leave_it_open_or_right),
        cmocka_unit_test(compare__different__shows_a_witness_and_two_values),
        cmocka_unit_test(compare__a_tree_that_grew_too_big__is_unknown),
        cmocka_unit_test(compare__equal_under_a_condition__says_which),
        cmocka_unit_test(domain__of_functions__is_written_shortly),
        cmocka_unit_test(quotient__of_random_expressions__is_equal_to_them_and_not_to_others),
        cmocka_unit_test(factors__of_random_polynomials__multiply_back),
        cmocka_unit_test(coefficients__of_a_polynomial__come_lowest_first),
        cmocka_unit_test(sign__of_constants__is_proved),
        cmocka_unit_test(kinds__of_numbers__are_told_apart),
        cmocka_unit_test(round__of_constants__is_half_away_from_zero),
        cmocka_unit_test(simplify__for_people__is_tidy),
        cmocka_unit_test(matrix__expressions__are_computed),
        cmocka_unit_test(compare__hostile_expressions__end_within_the_budget),
    };
    return cmocka_run_group_tests(tests, load_pairs, drop_pairs);
}
