/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparison of conditions by their solutions: a table of pairs in both directions, every witness
 * put into both conditions, sets for people, polynomials made from chosen roots, the laws of sets
 * of intervals, and input that is made to take long.
 */
#include "app/maths/parse.h"
#include "app/maths/solve.h"
#include "tests/unit/solve_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct desk {
    struct tree_arena *arena;
    struct exact *exact;
};

static struct desk desk_open(void)
{
    struct desk d = {.arena = tree_arena_new()};
    d.exact = exact_new(d.arena, EXACT_STEPS_DEFAULT);
    return d;
}

static void desk_close(struct desk *d)
{
    exact_free(d->exact);
    tree_arena_free(d->arena);
}

static const struct tree *parse(struct desk *d, const char *text)
{
    struct parse_options options = {.commas = COMMAS_LIST, .answer = true};
    struct parse_result result;
    if (!maths_parse(d->arena, text, strlen(text), &options, &result)) {
        struct str message = STR_EMPTY;
        parse_error_write(&message, &result.error, LANG_EN);
        print_message("%s: %s\n", text, message.data);
        str_release(&message);
        fail();
    }
    return result.tree;
}

static char letter(enum solve_answer answer)
{
    return "SIFMOUN"[answer];
}

/* --- witnesses -------------------------------------------------------------------------------- */

static const struct tree *put(struct desk *d, const struct tree *t, const struct tree *witness)
{
    if (witness->kind == TREE_RELATION)
        return tree_substitute(d->arena, t, witness->child[0], witness->child[1]);
    for (size_t i = 0; i < witness->n; i++)
        t = put(d, t, witness->child[i]);
    return t;
}

/* Truth of a condition without unknowns by the order of numbers: 1, 0, or -1 when it is not made of
 * comparisons that have an answer. */
static int truth_by_order(struct desk *d, const struct tree *t)
{
    if (t->kind == TREE_RELATION) {
        for (size_t i = 0; i + 1 < t->n; i++) {
            if (t->relations[i] > RELATION_GREATER_EQUAL)
                return -1;
            int order = exact_order(d->exact, t->child[i], t->child[i + 1]);
            if (order == EXACT_SIGN_UNKNOWN)
                return -1;
            static const bool holds[][3] = {{0, 1, 0}, {1, 0, 1}, {1, 0, 0},
                                            {1, 1, 0}, {0, 0, 1}, {0, 1, 1}};
            if (!holds[t->relations[i]][order + 1])
                return 0;
        }
        return 1;
    }
    if (t->kind != TREE_SYSTEM && t->kind != TREE_OR)
        return -1;
    for (size_t i = 0; i < t->n; i++) {
        int part = truth_by_order(d, t->child[i]);
        if (part != (t->kind == TREE_SYSTEM))
            return part;
    }
    return t->kind == TREE_SYSTEM;
}

/* The same for everything that solve.h reads: like "0 = 0", or like no solution. */
static int truth(struct desk *d, const struct tree *t)
{
    int simple = truth_by_order(d, t);
    if (simple >= 0)
        return simple;
    struct solve_finding finding;
    solve_compare(d->exact, t, parse(d, "0 = 0"), &finding);
    if (finding.answer == SOLVE_SAME)
        return 1;
    return finding.answer == SOLVE_FEWER ? 0 : -1;
}

static unsigned witnesses, simple_witnesses;

/* A list of conditions with its commas as words: "or" when each gives the same unknown. */
static const struct tree *in_words(struct desk *d, const struct tree *t)
{
    if (t->kind != TREE_LIST)
        return t;
    bool alternatives = true;
    for (size_t i = 0; i < t->n; i++) {
        const struct tree *c = t->child[i];
        if (c->kind != TREE_RELATION)
            return t;
        alternatives = alternatives && c->relations[0] == RELATION_EQUAL &&
                       tree_same(c->child[0], t->child[0]->child[0]);
    }
    return tree_node(d->arena, alternatives ? TREE_OR : TREE_SYSTEM, 0, t->child, t->n);
}

/* The witness solves `yes` and does not solve `no`. */
static void check_witness(struct desk *d, const struct tree *witness, const struct tree *yes,
                          const struct tree *no, const struct solve_case *c)
{
    const struct tree *a = put(d, in_words(d, yes), witness);
    const struct tree *b = put(d, in_words(d, no), witness);
    assert_non_null(a);
    assert_non_null(b);
    size_t letters; /* left over: parameters, which the witness does not tell */
    tree_symbols(d->arena, tree_two(d->arena, TREE_LIST, 0, a, b), &letters);
    if (letters)
        return;
    int in = truth(d, a), out = truth(d, b);
    if (in == 0 || out == 1 || in == -1 || out == -1) {
        struct str text = STR_EMPTY;
        tree_dump(&text, witness);
        print_message("%s | %s: witness %s: %d %d\n", c->a, c->b, text.data, in, out);
        str_release(&text);
        fail();
    }
    witnesses++;
    simple_witnesses += truth_by_order(d, a) == 1 && truth_by_order(d, b) == 0;
}

static void check_case(const struct solve_case *c, bool turned)
{
    struct desk d = desk_open();
    const struct tree *a = parse(&d, turned ? c->b : c->a), *b = parse(&d, turned ? c->a : c->b);
    char expected = c->expected;
    if (turned && (expected == 'F' || expected == 'M'))
        expected = expected == 'F' ? 'M' : 'F';
    struct solve_finding finding;
    solve_compare(d.exact, a, b, &finding);
    if (letter(finding.answer) != expected) {
        print_message("%s | %s%s: %c, not %c\n", c->a, c->b, turned ? " (turned)" : "",
                      letter(finding.answer), expected);
        fail();
    }
    assert_int_equal(finding.condition != NULL, expected == 'I');
    if (finding.witness) {
        assert_true(expected == 'F' || expected == 'M' || expected == 'O');
        if (tree_has(a, TREE_SYMBOL) && !tree_has(a, TREE_TUPLE) && !tree_has(b, TREE_TUPLE) &&
            !tree_has(a, TREE_CONSTANT) && !tree_has(b, TREE_CONSTANT))
            check_witness(&d, finding.witness, expected == 'F' ? b : a, expected == 'F' ? a : b, c);
    }
    if (finding.a_count >= 0 && finding.b_count >= 0 && expected == 'F')
        assert_true(finding.common == finding.a_count && finding.a_count < finding.b_count);
    if (finding.a_count >= 0 && finding.b_count >= 0 && expected == 'O')
        assert_true(finding.common < finding.a_count && finding.common < finding.b_count);
    desk_close(&d);
}

static void compare__table_of_pairs__answers_in_both_directions(void **state)
{
    (void)state;
    witnesses = simple_witnesses = 0;
    for (size_t i = 0; i < COUNT(solve_cases); i++) {
        check_case(&solve_cases[i], false);
        check_case(&solve_cases[i], true);
    }
    assert_true(witnesses >= 90);
    assert_true(simple_witnesses >= 60);
}

static void compare_sets__table_of_pairs__answers_in_both_directions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(solve_set_cases); i++)
        for (int turned = 0; turned < 2; turned++) {
            const struct solve_case *c = &solve_set_cases[i];
            struct desk d = desk_open();
            const struct tree *a = parse(&d, turned ? c->b : c->a);
            const struct tree *b = parse(&d, turned ? c->a : c->b);
            struct solve_finding finding;
            solve_compare_sets(d.exact, a, b, &finding);
            char expected = c->expected;
            if (turned && (expected == 'F' || expected == 'M'))
                expected = expected == 'F' ? 'M' : 'F';
            if (letter(finding.answer) != expected)
                print_message("%s | %s: %c, not %c\n", c->a, c->b, letter(finding.answer),
                              expected);
            assert_int_equal(letter(finding.answer), expected);
            desk_close(&d);
        }
}

static void compare__finite_solutions__are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        long a_count, b_count, common;
    } table[] = {
        {"x = 2", "x^2 - 5x + 6 = 0", 1, 2, 1},
        {"x = 1, 2, 3", "x = 2, 3, 4, 5", 3, 4, 2},
        {"x^2 = -1", "no solution", 0, 0, 0},
        {"x > 1", "x = 2", -1, 1, -1},
        {"(3,4)", "x^2 + y^2 = 25 and x + y = 7", 1, 2, 1},
        {"x = i", "x^4 = 1", 1, 4, 1},
        {"x = \\pi/6", "\\sin x = 1/2, 0 <= x < 2\\pi", 1, 2, 1},
        {"\\sin x = 1/2", "x = \\pi/6", -1, 1, -1},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        struct desk d = desk_open();
        struct solve_finding finding;
        solve_compare(d.exact, parse(&d, table[i].a), parse(&d, table[i].b), &finding);
        if (finding.a_count != table[i].a_count || finding.b_count != table[i].b_count ||
            finding.common != table[i].common)
            print_message("%s | %s: %ld %ld %ld\n", table[i].a, table[i].b, finding.a_count,
                          finding.b_count, finding.common);
        assert_int_equal(finding.a_count, table[i].a_count);
        assert_int_equal(finding.b_count, table[i].b_count);
        assert_int_equal(finding.common, table[i].common);
        desk_close(&d);
    }
}

static void compare__no_condition__is_said(void **state)
{
    (void)state;
    static const char *const table[] = {"2", "x + 1", "1, 2", "yes"};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct desk d = desk_open();
        struct solve_finding finding;
        solve_compare(d.exact, parse(&d, table[i]), parse(&d, "x = 2"), &finding);
        if (finding.answer != SOLVE_NOT_A_CONDITION)
            print_message("%s: %c\n", table[i], letter(finding.answer));
        assert_int_equal(finding.answer, SOLVE_NOT_A_CONDITION);
        desk_close(&d);
    }
}

/* --- sets for people -------------------------------------------------------------------------- */

static void set__of_all_solutions__is_written_for_people(void **state)
{
    (void)state;
    static const struct {
        const char *condition, *set;
    } table[] = {
        {"x^2 - 5x + 6 = 0", "(elements 2 3)"},
        {"2x = 3", "(elements (divide 3 2))"},
        {"x^2 = 2", "(elements (negate (root 2)) (root 2))"},
        {"x^2 - 2x - 1 = 0", "(elements (add 1 (negate (root 2))) (add 1 (root 2)))"},
        {"x^2 + x - 1 = 0", "(elements (divide (add (negate 1) (negate (root 5))) 2) "
                            "(divide (add (negate 1) (root 5)) 2))"},
        {"x^3 = 2", "(elements (root 2 3))"},
        {"x^2 = 12", "(elements (negate (multiply 2 (root 3))) (multiply 2 (root 3)))"},
        {"x^2 = -1", "(elements)"},
        {"x + 1 = x + 1", "(numbers:3)"},
        {"2x + 3 > 7", "(interval 2 ∞)"},
        {"x^2 <= 4", "(interval:3 (negate 2) 2)"},
        {"(x-1)/(x+2) >= 0", "(union (interval (negate ∞) (negate 2)) (interval:1 1 ∞))"},
        {"x^2 (x-1) >= 0", "(union (interval:1 1 ∞) (elements 0))"},
        {"x != 1", "(union (interval (negate ∞) 1) (interval 1 ∞))"},
        {"e^x = 5", "(elements (ln 5))"},
        {"2\\cos x = 1, 0 <= x < \\pi", "(elements (divide π 3))"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        struct desk d = desk_open();
        const struct tree *set =
            solve_set(d.exact, parse(&d, table[i].condition), tree_symbol(d.arena, "x"), false);
        assert_non_null(set);
        struct str text = STR_EMPTY;
        tree_dump(&text, set);
        assert_string_equal(text.data, table[i].set);
        str_release(&text);
        desk_close(&d);
    }
}

static void set__complex__has_all_roots(void **state)
{
    (void)state;
    struct desk d = desk_open();
    const struct tree *set =
        solve_set(d.exact, parse(&d, "x^4 = 1"), tree_symbol(d.arena, "x"), true);
    assert_non_null(set);
    assert_int_equal(set->n, 4);
    desk_close(&d);
}

static void set__without_expression_or_end__is_not_known(void **state)
{
    (void)state;
    static const char *const table[] = {"x^5 - x - 1 = 0", "\\sin x = 0", "x^x = 2", "x = y"};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct desk d = desk_open();
        assert_null(solve_set(d.exact, parse(&d, table[i]), tree_symbol(d.arena, "x"), false));
        desk_close(&d);
    }
}

/* --- properties ------------------------------------------------------------------------------- */

static uint64_t seed;

static int pick(int low, int high)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return low + (int)((seed >> 33) % (uint64_t)(high - low + 1));
}

/* Expanded product of (x - root_i). */
static void write_polynomial(struct str *out, const int *root, int n)
{
    int64_t c[16] = {1};
    for (int i = 0; i < n; i++)
        for (int k = i + 1; k >= 0; k--)
            c[k] = (k > 0 ? c[k - 1] : 0) - root[i] * (k <= i ? c[k] : 0);
    for (int k = n; k > 0; k--)
        str_printf(out, "%lld x^%d + ", (long long)c[k], k);
    str_printf(out, "%lld", (long long)c[0]);
}

static enum solve_answer answer_of(const char *a, const char *b)
{
    struct desk d = desk_open();
    struct solve_finding finding;
    solve_compare(d.exact, parse(&d, a), parse(&d, b), &finding);
    desk_close(&d);
    return finding.answer;
}

static void polynomial__from_chosen_roots__has_just_these(void **state)
{
    (void)state;
    seed = 1;
    for (int round = 0; round < 60; round++) {
        int n = pick(1, 6), root[6];
        struct str equation = STR_EMPTY, all = STR_EMPTY, fewer = STR_EMPTY, other = STR_EMPTY;
        for (int i = 0; i < n; i++)
            root[i] = pick(-9, 9);
        write_polynomial(&equation, root, n);
        str_add_text(&equation, " = 0");
        for (int i = 0; i < n; i++)
            str_printf(&all, "%sx = %d", i ? " or " : "", root[i]);
        str_printf(&other, "%s or x = 1/2", all.data);
        assert_int_equal(answer_of(equation.data, all.data), SOLVE_SAME);
        assert_int_equal(answer_of(equation.data, other.data), SOLVE_FEWER);
        str_printf(&fewer, "(%s) and x != %d", all.data, root[0]);
        assert_int_equal(answer_of(equation.data, fewer.data), SOLVE_MORE);
        str_release(&equation);
        str_release(&all);
        str_release(&fewer);
        str_release(&other);
    }
}

/* Sign of the product at p/2, without the code that is tested. */
static int sign_at(const int *root, int n, int p)
{
    int sign = 1;
    for (int i = 0; i < n; i++)
        sign *= (p > 2 * root[i]) - (p < 2 * root[i]);
    return sign;
}

static void inequality__from_chosen_roots__agrees_with_signs(void **state)
{
    (void)state;
    seed = 2;
    static const char *const signs[] = {"<", "<=", ">", ">="};
    for (int round = 0; round < 60; round++) {
        int n = pick(1, 4), root[4], kind = pick(0, 3);
        struct str condition = STR_EMPTY, both = STR_EMPTY, point = STR_EMPTY;
        for (int i = 0; i < n; i++)
            root[i] = pick(-4, 4);
        write_polynomial(&condition, root, n);
        str_printf(&condition, " %s 0", signs[kind]);
        for (int p = -10; p <= 10; p += 1 + round % 3) {
            int sign = sign_at(root, n, p);
            bool holds = kind == 0   ? sign < 0
                         : kind == 1 ? sign <= 0
                         : kind == 2 ? sign > 0
                                     : sign >= 0;
            str_clear(&point);
            str_clear(&both);
            str_printf(&point, "x = %d/2", p);
            str_printf(&both, "%s and x = %d/2", condition.data, p);
            assert_int_equal(answer_of(both.data, point.data), holds ? SOLVE_SAME : SOLVE_FEWER);
        }
        str_release(&condition);
        str_release(&both);
        str_release(&point);
    }
}

struct piece {
    int low, high; /* in halves */
    bool low_closed, high_closed;
};

static void write_set(struct str *out, const struct piece *p, int n)
{
    str_clear(out);
    for (int i = 0; i < n; i++)
        str_printf(out, "%s%c%d/2, %d/2%c", i ? " \\cup " : "", p[i].low_closed ? '[' : '(',
                   p[i].low, p[i].high, p[i].high_closed ? ']' : ')');
}

static bool contains(const struct piece *p, int n, int point)
{
    for (int i = 0; i < n; i++)
        if ((point > p[i].low || (point == p[i].low && p[i].low_closed)) &&
            (point < p[i].high || (point == p[i].high && p[i].high_closed)))
            return true;
    return false;
}

static void make_set(struct piece *p, int n)
{
    for (int i = 0; i < n; i++) {
        p[i].low = pick(-8, 8);
        p[i].high = p[i].low + pick(0, 6);
        p[i].low_closed = pick(0, 1);
        p[i].high_closed = pick(0, 1);
    }
}

static enum solve_answer sets_answer(const char *a, const char *b)
{
    struct desk d = desk_open();
    struct solve_finding finding;
    solve_compare_sets(d.exact, parse(&d, a), parse(&d, b), &finding);
    desk_close(&d);
    return finding.answer;
}

/* Points at quarters see every end and every gap of sets with ends at halves. */
static enum solve_answer by_points(const struct piece *a, int n, const struct piece *b, int m)
{
    bool only_a = false, only_b = false;
    struct piece fine_a[4], fine_b[4];
    for (int i = 0; i < n; i++)
        fine_a[i] = (struct piece){2 * a[i].low, 2 * a[i].high, a[i].low_closed, a[i].high_closed};
    for (int i = 0; i < m; i++)
        fine_b[i] = (struct piece){2 * b[i].low, 2 * b[i].high, b[i].low_closed, b[i].high_closed};
    for (int point = -40; point <= 40; point++) {
        bool in_a = contains(fine_a, n, point), in_b = contains(fine_b, m, point);
        only_a = only_a || (in_a && !in_b);
        only_b = only_b || (in_b && !in_a);
    }
    return only_a ? (only_b ? SOLVE_OTHER : SOLVE_MORE) : only_b ? SOLVE_FEWER : SOLVE_SAME;
}

static void sets__of_random_intervals__obey_their_laws(void **state)
{
    (void)state;
    seed = 3;
    for (int round = 0; round < 60; round++) {
        struct piece a[4], b[4];
        int n = pick(1, 4), m = pick(1, 4);
        make_set(a, n);
        make_set(b, m);
        struct str x = STR_EMPTY, y = STR_EMPTY, left = STR_EMPTY, right = STR_EMPTY;
        write_set(&x, a, n);
        write_set(&y, b, m);
        assert_int_equal(sets_answer(x.data, y.data), by_points(a, n, b, m));
        str_printf(&left, "\\mathbb{R} \\setminus ((%s) \\cup (%s))", x.data, y.data);
        str_printf(&right, "(\\mathbb{R} \\setminus (%s)) \\cap (\\mathbb{R} \\setminus (%s))",
                   x.data, y.data);
        assert_int_equal(sets_answer(left.data, right.data), SOLVE_SAME);
        str_clear(&left);
        str_printf(&left, "((%s) \\setminus (%s)) \\cup ((%s) \\cap (%s))", x.data, y.data, x.data,
                   y.data);
        assert_int_equal(sets_answer(left.data, x.data), SOLVE_SAME);
        str_release(&x);
        str_release(&y);
        str_release(&left);
        str_release(&right);
    }
}

/* --- what must not hang ----------------------------------------------------------------------- */

static void repeat(struct str *out, const char *before, int n, const char *inside,
                   const char *after)
{
    for (int i = 0; i < n; i++)
        str_add_text(out, before);
    str_add_text(out, inside);
    for (int i = 0; i < n; i++)
        str_add_text(out, after);
    str_add_text(out, " = 2");
}

static void compare__hostile_conditions__come_back(void **state)
{
    (void)state;
    static const char *const table[] = {
        "x^{1000000000000} = 2",
        "2^{2^{2^{2^x}}} = 16",
        "(x+y+z+w)^{30} = 1",
        "(x^{20}+x+1)^5 = 7",
        "x^{59} + 123456789123456789 x^{31} - 98765432198765432198765 x^3 + 1 = 0",
        "\\sqrt{x}+\\sqrt{x+1}+\\sqrt{x+2}+\\sqrt{x+3}+\\sqrt{x+4}+\\sqrt{x+5} = 30",
        "|x|+|x-1|+|x-2|+|x-3|+|x-4|+|x-5|+|x-6|+|x-7|+|x-8|+|x-9|+|x-10| = 70",
        "x^5 + y^5 + z^5 = 1, x^4 + y^4 + z^4 = 2, x^3 + y^3 + z^3 = 5",
        "\\sin(12x) + \\cos(11x) = \\sin(7x)",
        "\\sin x = 1, 0 <= x <= 1000000",
        "x = 10^{10^{10^{10}}}",
        "\\sin(1000000 x) = 1",
        "x^{12}+x^{11}y+x^{10}y^2+3y^{12}=1, y^{11} + x^9 y = 2",
        "\\ln(\\ln(\\ln(\\ln x))) = 1",
        "(a+b+c+d+f+g+h)^{12} = 1",
        "x^{1/11} + x^{1/12} = 3",
        "e^{e^{e^x}} = 2",
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        answer_of(table[i], "x = 1");
        answer_of("x = 1", table[i]);
        answer_of(table[i], table[(i + 1) % COUNT(table)]);
    }
    struct str text = STR_EMPTY;
    repeat(&text, "\\sqrt{1+", 30, "x", "}");
    answer_of(text.data, "x = 1");
    str_clear(&text);
    repeat(&text, "|1-", 40, "x", "|");
    answer_of(text.data, "x = 1");
    str_clear(&text);
    repeat(&text, "1/(1+", 60, "x", ")");
    answer_of(text.data, "x = 1");
    str_release(&text);
}

static void compare__spent_budget__is_unknown(void **state)
{
    (void)state;
    struct desk d = desk_open();
    for (uint64_t steps = 0; steps < 600; steps += 7) {
        struct exact *small = exact_new(d.arena, steps);
        struct solve_finding finding;
        solve_compare(small, parse(&d, "x^2 - 5x + 6 = 0"), parse(&d, "x = 2, 3"), &finding);
        assert_true(finding.answer == SOLVE_SAME || finding.answer == SOLVE_UNKNOWN);
        solve_compare(small, parse(&d, "x + y = 3, x - y = 1"), parse(&d, "(2,1)"), &finding);
        assert_true(finding.answer == SOLVE_SAME || finding.answer == SOLVE_UNKNOWN);
        exact_free(small);
    }
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compare__table_of_pairs__answers_in_both_directions),
        cmocka_unit_test(compare_sets__table_of_pairs__answers_in_both_directions),
        cmocka_unit_test(compare__finite_solutions__are_counted),
        cmocka_unit_test(compare__no_condition__is_said),
        cmocka_unit_test(set__of_all_solutions__is_written_for_people),
        cmocka_unit_test(set__complex__has_all_roots),
        cmocka_unit_test(set__without_expression_or_end__is_not_known),
        cmocka_unit_test(polynomial__from_chosen_roots__has_just_these),
        cmocka_unit_test(inequality__from_chosen_roots__agrees_with_signs),
        cmocka_unit_test(sets__of_random_intervals__obey_their_laws),
        cmocka_unit_test(compare__hostile_conditions__come_back),
        cmocka_unit_test(compare__spent_budget__is_unknown),
    };
    int rc = cmocka_run_group_tests(tests, NULL, NULL);
    exact_thread_cleanup();
    return rc;
}
