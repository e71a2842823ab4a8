/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees as text. What is written as plain text, ASCII and LaTeX is read back as the same tree: for
 * sources of all kinds, and for thousands of random trees. MathML is escaped and balanced; speech
 * is compared with what a teacher would say.
 */
#include "app/maths/parse.h"
#include "app/maths/print.h"
#include "engine/json.h"
#include "tests/unit/random_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void print_function(struct str *, const struct tree *);

static const struct {
    const char *name;
    print_function *print;
} notations[] = {{"plain", print_plain}, {"ascii", print_ascii}, {"latex", print_latex}};
enum { NOTATIONS = sizeof notations / sizeof notations[0] };

static const struct parse_options reading = {.commas = COMMAS_LIST, .units = UNITS_AUTO};

static const struct tree *parse(struct tree_arena *arena, const char *source)
{
    struct parse_result result;
    maths_parse(arena, source, strlen(source), &reading, &result);
    return result.tree;
}

static const struct tree *must_parse(struct tree_arena *arena, const char *source)
{
    const struct tree *t = parse(arena, source);
    if (!t)
        fail_msg("not read: %s", source);
    return t;
}

/* True when all notations read back; tells what does not. */
static bool reads_back(struct tree_arena *arena, const struct tree *t)
{
    bool ok = true;
    struct str text = STR_EMPTY, dump = STR_EMPTY;
    for (size_t i = 0; i < NOTATIONS; i++) {
        str_clear(&text);
        notations[i].print(&text, t);
        const struct tree *back = parse(arena, text.data);
        if (back && tree_same(back, t))
            continue;
        ok = false;
        str_clear(&dump);
        tree_dump(&dump, t);
        str_add_text(&dump, "\n     as ");
        if (back)
            tree_dump(&dump, back);
        print_error("%s: %s\n  of    %s\n", notations[i].name, text.data, dump.data);
    }
    str_release(&text);
    str_release(&dump);
    return ok;
}

/* --- random trees ----------------------------------------------------------------------------- */

static void count_kinds(const struct tree *t, unsigned *seen)
{
    seen[t->kind]++;
    for (uint32_t i = 0; i < t->n; i++)
        count_kinds(t->child[i], seen);
}

/* AND is what SYSTEM is for conditions in other hands: it is never read. */
static void written__random_trees_of_every_kind__read_back(void **state)
{
    (void)state;
    enum { TREES = 20000, FAILURES_SHOWN = 12 };
    unsigned seen[TREE_KIND_COUNT] = {0}, failures = 0;
    const char *only = getenv("PRINT_TEST_TREE");
    for (unsigned i = 0; i < TREES && failures < FAILURES_SHOWN; i++) {
        struct tree_maker m = {.arena = tree_arena_new()};
        if (only && atoi(only) != (int)i)
            goto next;
        random_seed(&m.random, i);
        const struct tree *t = random_tree(&m, 1 + (int)(i % 4));
        assert_non_null(t);
        count_kinds(t, seen);
        if (!reads_back(m.arena, t)) {
            print_error("  tree %u\n", i);
            failures++;
        }
    next:
        tree_arena_free(m.arena);
    }
    assert_int_equal(failures, 0);
    for (int kind = 0; kind < TREE_KIND_COUNT; kind++)
        if (seen[kind] < 20 && kind != TREE_AND)
            fail_msg("only %u of %s", seen[kind], tree_kind_word((enum tree_kind)kind));
}

/* --- what people write ------------------------------------------------------------------------ */

static const char *const sources[] = {
    "0",
    "-3",
    "1/2",
    "-1/2",
    "2 1/3",
    "0.50",
    "0.1(6)",
    "6.02e23",
    "50%",
    "10*5",
    "2*3*5",
    "2x",
    "2x(x+1)",
    "a*c*(x+1)/(a*b*c)",
    "1/2x",
    "a/(bc)",
    "a/b/c",
    "(a/b)/(c/d)",
    "-(x+1)",
    "(-2)^2",
    "-2^2",
    "x^(-1)",
    "x^-1",
    "(a^b)^c",
    "a^b^c",
    "2^(3^2)",
    "(-x)^3",
    "(2x)^2",
    "2x^2",
    "e^(-x)",
    "e^(i pi) + 1",
    "x^(1/2)",
    "x^2y^3",
    "sin(x)^2",
    "sin^2 x",
    "sin(x^2)",
    "sin 2x + 1",
    "sin x cos x",
    "sin^{-1} x",
    "(sin x)^{-1}",
    "log_2 8",
    "\\log_{a+1}(x)",
    "ln(x)/x",
    "sqrt(2)",
    "2sqrt(3)",
    "\\sqrt[3]{x+1}",
    "\\sqrt[n]{x}",
    "sqrt(2)^2",
    "sqrt(x)/2",
    "n!",
    "(2n)!",
    "n!!",
    "(n!)!",
    "n!/(k!(n-k)!)",
    "\\binom{n}{k}",
    "5C2",
    "5P2",
    "|x|",
    "|x-|y||",
    "||x|-1|",
    "2|x|",
    "|x||y|",
    "|x|^2",
    "⌊x⌋",
    "⌈x/2⌉",
    "f(x)",
    "f(x+1)",
    "f'(x)",
    "f(x, y)",
    "f^{-1}(x)",
    "g(f(x))",
    "a(x)",
    "a*(x)",
    "x ± 1",
    "±2",
    "1 ± sqrt(19)",
    "a ± b + c",
    "a + b ± c",
    "\\mp x",
    "(-b ± sqrt(b^2-4ac))/(2a)",
    "x_1",
    "x_1^2",
    "x_{n+1}",
    "a_n",
    "v_{max}",
    "x_1 + x_2",
    "\\alpha",
    "2\\pi r",
    "\\vec{v}",
    "\\overline{z}",
    "\\overline{AB}",
    "A^T",
    "(A+B)^T",
    "x = 2",
    "x != 2",
    "a < b <= c",
    "0 < x",
    "x ≈ 3.14",
    "a ≡ b",
    "x → 0",
    "A ⊂ B",
    "x ∈ ℝ",
    "x ∉ A",
    "l ∥ m",
    "l ⊥ m",
    "a = b = c",
    "x = 1 or x = 2",
    "x = 1, 2",
    "x > 1 and x < 3",
    "x = 1, y = 2",
    "x + y = 3 and x - y = 1",
    "\\begin{cases} x+y=3 \\\\ x-y=1 \\end{cases}",
    "x = 2 => x^2 = 4",
    "x^2 = 4 <=> x = 2 or x = -2",
    "not x = 2",
    "1, 2, 3",
    "1, 2, ..., n",
    "1 + 2 + ... + n",
    "{1, 2}",
    "{1}",
    "{}",
    "{x | x > 1}",
    "{x ∈ ℝ | x^2 < 2}",
    "[1, 2]",
    "[1, 2)",
    "(1, 2]",
    "]1, 2[",
    "(1, 2)",
    "(1, 2, 3)",
    "(0, ∞)",
    "[1, ∞)",
    "ℕ",
    "ℤ",
    "ℚ",
    "ℝ",
    "ℂ",
    "A ∪ B",
    "A ∩ B ∪ C",
    "A ∩ (B ∪ C)",
    "A ∖ B",
    "(-∞, 1) ∪ (2, ∞)",
    "[1,2;3,4]",
    "[1;2]",
    "[[1,2]]",
    "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
    "[1,2;3,4]^2",
    "|[1,2;3,4]|",
    "\\begin{cases} x & x > 0 \\\\ -x & x \\le 0 \\end{cases}",
    "\\begin{cases} 1 & x = 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
    "2:3",
    "2:3:4",
    "a:b = c:d",
    "5 cm",
    "5 km/h",
    "9.8 m/s^2",
    "3 m",
    "5\\text{ m}",
    "20°",
    "20°C",
    "$5",
    "5원",
    "3 kg m/s^2",
    "2시간 30분",
    "3 apples",
    "-5 cm",
    "2x cm",
    "\\sum_{k=1}^n k^2",
    "\\sum_{k=1}^n (k+1)",
    "\\sum_{k=1}^{n+1} 2k + 1",
    "\\prod_{i=1}^n i",
    "\\lim_{x \\to 0} \\frac{\\sin x}{x}",
    "\\lim_{x \\to 0^+} 1/x",
    "\\lim_{n \\to \\infty} (1 + 1/n)^n",
    "\\int x^2 dx",
    "\\int_0^1 x^2 dx",
    "\\int_0^{\\pi/2} (\\sin x + 1) dx",
    "2\\int x dx",
    "\\int\\int xy dx dy",
    "d/dx x^2",
    "\\frac{d}{dx}(x^2+1)",
    "\\frac{d^2}{dx^2} \\sin x",
    "dy/dx",
    "e",
    "i",
    "pi",
    "2 + 3i",
    "1/(2i)",
    "infinity",
    "-∞",
    "min(1, 2)",
    "max(a, b, c)",
    "gcd(12, 18)",
    "7 mod 3",
    "x + 2 1/3",
    "1.5 × 10^3",
    "6 ÷ 2 × 3",
    "3 × 4",
    "x·y·z",
    "(x+1)(x-2)",
    "(x+1)^2(x-2)",
    "2(x+1)",
    "x(x+1)",
    "(a+b)/c",
    "a + b/c",
    "(a+b)/(c+d)",
    "((a))",
    "yes",
    "undefined",
    "speed = 5",
    "속력 = 거리/시간",
    "a - (b - c)",
    "a - (-b)",
    "a - b - c",
    "a + (b + c)",
    "--x",
    "2^x 3^y",
    "x^n",
    "x^{2n+1}",
    "-x^2",
    "-(x^2)",
    "(-1)^n",
    "a_n = 2n - 1",
    "y' + y = 0",
    "P(A)",
    "h(a+b)/2",
    "tan(x)/cot(x)",
    "arcsin(1/2)",
    "\\operatorname{arsinh}(x)",
    "log(100)",
    "9.81*m/s^2",
    "2·m/s",
    "(가) 2x + 1 = 7",
    "(yes)/x",
    "log(speed)",
    "√(속력)",
    "x^(speed)",
    "1, 2; 3, 4",
    "a_nπ",
};

static void written__what_people_write__reads_back(void **state)
{
    (void)state;
    bool ok = true;
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        const struct tree *t = parse(arena, sources[i]);
        if (!t || !reads_back(arena, t)) {
            print_error("  source %s\n", sources[i]);
            ok = false;
        }
        tree_arena_free(arena);
    }
    assert_true(ok);
}

/* The answers that verdicts are tested with, as a student would have them read. */
static void written__answers_of_the_other_tests__read_back(void **state)
{
    (void)state;
    static const char *const keys[] = {"a", "b"};
    struct parse_options options = {.units = UNITS_AUTO, .answer = true};
    FILE *file = fopen("tests/maths/pairs.jsonl", "r");
    char *line = NULL;
    size_t cap = 0, read = 0, bad = 0;
    assert_non_null(file);
    while (getline(&line, &cap, file) > 0) {
        struct json_reader r;
        json_reader_init(&r, line, strlen(line));
        while (json_next(&r) != JSON_END && r.type != JSON_ERROR) {
            if (r.type != JSON_KEY || (!json_is(&r, keys[0]) && !json_is(&r, keys[1])))
                continue;
            struct tree_arena *arena = tree_arena_new();
            struct parse_result result;
            if (json_next(&r) == JSON_STRING &&
                maths_parse(arena, r.text, r.len, &options, &result)) {
                read++;
                bad += !reads_back(arena, result.tree);
            }
            tree_arena_free(arena);
        }
        json_reader_release(&r);
    }
    free(line);
    fclose(file);
    assert_int_equal(bad, 0);
    assert_true(read > 500);
}

/* The rows that the parser is tested with, wherever they can be read. */
static void written__rows_of_the_parser_s_test__read_back(void **state)
{
    (void)state;
    struct parse_options options = {.units = UNITS_AUTO};
    FILE *file = fopen("tests/maths/parse.tsv", "r");
    char *line = NULL;
    size_t cap = 0, read = 0, bad = 0;
    assert_non_null(file);
    while (getline(&line, &cap, file) > 0) {
        char *tab = strchr(line, '\t');
        struct tree_arena *arena = tree_arena_new();
        struct parse_result result;
        if (!tab)
            options.answer = strstr(line, "answer") != NULL;
        else if (maths_parse(arena, line, (size_t)(tab - line), &options, &result)) {
            read++;
            bad += !reads_back(arena, result.tree);
        }
        tree_arena_free(arena);
    }
    free(line);
    fclose(file);
    assert_int_equal(bad, 0);
    assert_true(read > 600);
}

struct expectation {
    const char *source, *expected;
};

static bool prints(const struct expectation *e, void (*print)(struct str *, const struct tree *))
{
    struct tree_arena *arena = tree_arena_new();
    struct str text = STR_EMPTY;
    str_add_text(&text, "before "); /* what is there stays */
    print(&text, must_parse(arena, e->source));
    bool ok = strncmp(text.data, "before ", 7) == 0 && strcmp(text.data + 7, e->expected) == 0;
    if (!ok)
        print_error("%s\n  gives    %s\n  not      %s\n", e->source, text.data + 7, e->expected);
    str_release(&text);
    tree_arena_free(arena);
    return ok;
}

#define ASSERT_PRINTS(table, print)                                 \
    do {                                                            \
        bool all = true;                                            \
        for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) \
            all &= prints(&table[i], print);                        \
        assert_true(all);                                           \
    } while (0)

static void plain__brackets__stand_only_where_they_are_needed(void **state)
{
    (void)state;
    static const struct expectation table[] = {
        {"3*x^2 + (1/2)", "3x² + 1/2"},
        {"2*3", "2·3"},
        {"((x+1))/((x-1))", "(x + 1)/(x - 1)"},
        {"a*c*(x+1)/(a*b*c)", "a·c·(x + 1)/(a·b·c)"},
        {"(x+1)*(x-2)", "(x + 1)(x - 2)"},
        {"2*(x+1)^2", "2(x + 1)²"},
        {"-(x+1)", "-(x + 1)"},
        {"(-2)^2", "(-2)²"},
        {"-2^2", "-2²"},
        {"x^{-1}", "x⁻¹"},
        {"x^{a+b}", "x^(a + b)"},
        {"x^{2n+1}", "x²ⁿ⁺¹"},
        {"(a^b)^c", "(a^b)^c"},
        {"\\sin^2 x", "sin(x)²"},
        {"\\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}", "(-b ± √(b² - 4a·c))/(2a)"},
        {"2\\sqrt{3}", "2√3"},
        {"2\\frac13", "2 1/3"},
        {"\\sqrt[3]{x+1}", "∛(x + 1)"},
        {"a - (b + c)", "a - (b + c)"},
        {"\\int_0^1 x^2 \\, dx", "∫_0^1 x² dx"},
        {"\\lim_{x\\to0^+} 1/x", "lim_(x → 0^+) 1/x"},
        {"x_{n+1} = 2x_n", "xₙ₊₁ = 2xₙ"},
        {"x \\le 2 \\text{ or } x > 3", "x ≤ 2 or x > 3"},
        {"\\{x \\mid |x| < 1\\}", "{x | abs(x) < 1}"},
        {"5\\,\\mathrm{cm}^2", "5 cm²"},
        {"5\\,\\mathrm{m}", "5 metres"},
    };
    ASSERT_PRINTS(table, print_plain);
}

static void ascii__signs__are_those_of_keyboards(void **state)
{
    (void)state;
    static const struct expectation table[] = {
        {"3x² ≤ √2", "3x^2 <= sqrt(2)"},
        {"2π·r", "2pi*r"},
        {"x ∈ {1, 2}", "x in {1, 2}"},
        {"∛x", "root(x, 3)"},
        {"a ± b", "a +- b"},
        {"α ≠ ∞", "alpha != oo"},
        {"⌊x⌋", "floor(x)"},
        {"6 ÷ 2", "6/2"},
        {"∑_(k=1)^n k", "sum_(k = 1)^n k"},
        {"\\angle", "∠"}, /* a letter that has no name stays */
    };
    ASSERT_PRINTS(table, print_ascii);
}

static void latex__brackets_grow__and_names_are_commands(void **state)
{
    (void)state;
    static const struct expectation table[] = {
        {"3x² + 1/2", "3x^{2} + \\frac{1}{2}"},
        {"(1 + 1/n)^n", "\\left(1 + \\frac{1}{n}\\right)^{n}"},
        {"sin²(x)", "\\sin^{2}(x)"},
        {"sin(x)^(-1)", "\\sin(x)^{-1}"},
        {"a·b", "a b"},
        {"x·(x+1)", "x(x + 1)"},
        {"f·(x+1)", "f \\cdot (x + 1)"},
        {"2π·α·x", "2\\pi \\alpha x"},
        {"2·1/3", "\\frac{2 \\cdot 1}{3}"},
        {"2 1/3", "2\\frac{1}{3}"},
        {"x_12", "x_{12}"},
        {"0.1(6)", "0.1\\overline{6}"},
        {"5 km/h", "5\\,\\mathrm{km}/\\mathrm{h}"},
        {"20°", "20^\\circ"},
        {"∫_0^1 x² dx", "\\int_{0}^{1} x^{2} \\, dx"},
        {"x > 1 and y < 2", "\\begin{cases}x > 1 \\\\ y < 2\\end{cases}"},
        {"x = 1 or x = 2", "x = 1 \\text{ or } x = 2"},
        {"50%", "50\\%"},
        {"log_2(8)", "\\log_{2}(8)"},
        {"speed = 3", "\\mathrm{speed} = 3"},
        {"속력 = 3", "\\text{속력} = 3"},
    };
    ASSERT_PRINTS(table, print_latex);
}

/* --- speech ----------------------------------------------------------------------------------- */

static void say_english(struct str *out, const struct tree *t)
{
    print_spoken(out, t, LANG_EN);
}

static void say_korean(struct str *out, const struct tree *t)
{
    print_spoken(out, t, LANG_KO);
}

static void english__structure__is_heard(void **state)
{
    (void)state;
    static const struct expectation table[] = {
        {"1/2", "one half"},
        {"2/3", "two thirds"},
        {"3/4", "three quarters"},
        {"13/20", "13 over 20"},
        {"(a+b)/c", "the fraction with numerator a plus b and denominator c, end of fraction"},
        {"a+b/c", "a plus b over c"},
        {"x^2", "x squared"},
        {"x^3", "x cubed"},
        {"x^n", "x to the power n"},
        {"a:b = c:d", "a to b equals c to d"},
        {"\\vec a \\cdot \\vec b", "vector a dot vector b"},
        {"\\{x ∈ ℝ | x > 0\\}",
         "the set of all x in the real numbers such that x is greater than 0"},
        {"x^{-1}", "x to the power minus 1"},
        {"x^{n+1}", "x to the power n plus 1, end of power"},
        {"(x+1)^2", "the quantity x plus 1, end of quantity, squared"},
        {"\\sqrt2", "the square root of 2"},
        {"\\sqrt{x+1}", "the square root of x plus 1, end of root"},
        {"\\sqrt[3]{x}", "the cube root of x"},
        {"\\sqrt{x}+1", "the square root of x plus 1"},
        {"-b ± 2", "minus b plus or minus 2"},
        {"x <= 2", "x is less than or equal to 2"},
        {"0 < x < 5", "0 is less than x, which is less than 5"},
        {"x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}",
         "x equals the fraction with numerator minus b plus or minus the square root of b squared "
         "minus 4 a c, end of root, and denominator 2 a, end of fraction"},
        {"\\int_0^1 x^2 dx", "the integral from 0 to 1 of x squared d x"},
        {"\\sum_{k=1}^n k^2", "the sum from k equals 1 to n of k squared"},
        {"\\lim_{x\\to0} \\frac{\\sin x}{x}",
         "the limit as x approaches 0 of the fraction with numerator sine of x and denominator x, "
         "end of fraction, end of limit"},
        {"sin^2 x", "sine squared of x"},
        {"sin(x^2)", "sine of x squared"},
        {"log_2 8", "log base 2 of 8"},
        {"|x-1|", "the absolute value of x minus 1, end of absolute value"},
        {"2(x+1)", "2 times the quantity x plus 1, end of quantity"},
        {"2 1/3", "2 and one third"},
        {"f(x)", "f of x"},
        {"n!", "n factorial"},
        {"5 km/h", "5 kilometres per hour"},
        {"[1, 2)", "the interval from 1 to 2, the lower end included"},
        {"x = 1 or x = 2", "x equals 1 or x equals 2"},
        {"x ∈ ℝ", "x is in the real numbers"},
        {"2π", "2 pi"},
        {"x_1", "x sub 1"},
        {"\\frac{d}{dx} x^2", "the derivative of x squared with respect to x"},
    };
    ASSERT_PRINTS(table, say_english);
}

static void korean__is_read_as_a_teacher_reads(void **state)
{
    (void)state;
    static const struct expectation table[] = {
        {"1/2", "2분의 1"},
        {"a/b", "b분의 a"},
        {"(a+b)/c", "분모는 c, 분자는 a 더하기 b인 분수"},
        {"x^2", "x 제곱"},
        {"x^3", "x의 세제곱"},
        {"x^5", "x의 5제곱"},
        {"x^n", "x의 n제곱"},
        {"(x+1)^2", "괄호 열고 x 더하기 1 괄호 닫고 제곱"},
        {"\\sqrt2", "루트 2"},
        {"2\\sqrt3", "2 루트 3"},
        {"x + 1", "x 더하기 1"},
        {"x - 1", "x 빼기 1"},
        {"2*3", "2 곱하기 3"},
        {"-3", "마이너스 3"},
        {"1 ± 2", "1 플러스 마이너스 2"},
        {"x = 2", "x는 2"},
        {"n = 2", "n은 2"},
        {"x <= 3", "x는 3보다 작거나 같다"},
        {"0 < x < 5", "0은 x보다 작고, x는 5보다 작다"},
        {"x != 2", "x는 2와 같지 않다"},
        {"x != 3", "x는 3과 같지 않다"},
        {"\\int_0^1 x^2 dx", "0부터 1까지 x 제곱을 x로 적분"},
        {"sin x", "사인 x"},
        {"sin^2 x", "사인 제곱 x"},
        {"log_2 8", "로그 2의 8"},
        {"|x|", "절댓값 x"},
        {"\\pi/2", "2분의 파이"},
        {"2 1/3", "2와 3분의 1"},
        {"\\lim_{x\\to0} f(x)", "x가 0으로 갈 때 극한 괄호 열고 함수 f x 괄호 닫고"},
        {"\\sum_{k=1}^n k", "시그마 k는 1부터 n까지, k"},
        {"[1, 2)", "1 이상 2 미만인 구간"},
        {"l ∥ m", "l과 m은 평행"},
        {"x ∈ ℝ", "x는 실수 전체의 집합의 원소"},
        {"x = 1 or x = 2", "x는 1, 또는 x는 2"},
        {"5 km", "5 킬로미터"},
        {"50%", "50 퍼센트"},
        {"2:3", "2 대 3"},
        {"a:b = c:d", "a 대 b는 c 대 d"},
        {"60 km/h", "시속 60 킬로미터"},
        {"0.(3)", "0점, 순환마디 3"},
        {"넓이 = 1/2 × 밑변 × 높이", "넓이는 2분의 1 곱하기 밑변 곱하기 높이"},
        {"\\vec a \\cdot \\vec b = 0", "벡터 a 내적 벡터 b는 0"},
        {"2\\vec a", "2 벡터 a"},
        {"\\{x ∈ ℝ | x > 0\\}", "조건은 x는 0보다 크다, 그러한 실수 전체의 집합의 원소 x의 집합"},
        {"d/dx x^2", "x로 미분한 x 제곱"},
        {"x(x+1) = 2", "x 곱하기 괄호 열고 x 더하기 1 괄호 닫은 것은 2"},
        {"[1,2;3,4]", "2행 2열 행렬: 1행은 1, 2; 2행은 3, 4; 행렬 끝"},
    };
    ASSERT_PRINTS(table, say_korean);
}

/* Two things that a listener must not take for each other. */
static void speech__different_trees__sound_different(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"(a+b)/c", "a+b/c"},
        {"a/(b+c)", "a/b+c"},
        {"(a+b)c", "a+bc"},
        {"(a+b)^2", "a+b^2"},
        {"x^{n+1}", "x^n+1"},
        {"sqrt(x+1)", "sqrt(x)+1"},
        {"sin(x)^2", "sin(x^2)"},
        {"sin(x+1)", "sin(x)+1"},
        {"|x-1|", "|x|-1"},
        {"-(a+b)", "-a+b"},
        {"(-2)^2", "-2^2"},
        {"2(x+1)", "2x+1"},
        {"a-(b-c)", "a-b-c"},
        {"(ab)^2", "ab^2"},
        {"(a^b)^c", "a^(b^c)"},
        {"sum_(k=1)^n k + 1", "sum_(k=1)^n (k + 1)"},
        {"(n!)^2", "n!^2+0"},
        {"1/(2x)", "1/2*x"},
        {"x_{n+1}", "x_n+1"},
        {"f(x+1)", "f(x)+1"},
        {"\\int x dx + 1", "\\int (x + 1) dx"},
        {"log_2(8)", "log(2*8)"},
        {"x'", "x"},
        {"2 1/3", "2*1/3"},
        {"α", "A"},
        {"[1,2]", "(1,2)"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct tree_arena *arena = tree_arena_new();
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            struct str a = STR_EMPTY, b = STR_EMPTY;
            print_spoken(&a, must_parse(arena, pairs[i][0]), (enum lang)lang);
            print_spoken(&b, must_parse(arena, pairs[i][1]), (enum lang)lang);
            if (strcmp(a.data, b.data) == 0)
                fail_msg("%s and %s are both \"%s\"", pairs[i][0], pairs[i][1], a.data);
            str_release(&a);
            str_release(&b);
        }
        tree_arena_free(arena);
    }
}

/* No signs, no brackets, no double spaces, no mark at the end. */
static void speech__of_random_trees__is_only_words(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 4000; i++) {
        struct tree_maker m = {.arena = tree_arena_new()};
        random_seed(&m.random, i);
        const struct tree *t = random_tree(&m, 1 + (int)(i % 3));
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            struct str text = STR_EMPTY;
            print_spoken(&text, t, (enum lang)lang);
            assert_true(text.len > 0);
            if (strpbrk(text.data, "()[]{}^_=+*/<>\\|") || strstr(text.data, "  ") ||
                strstr(text.data, ",,") || strchr(",; ", text.data[text.len - 1]) ||
                text.data[0] == ' ')
                fail_msg("tree %u: \"%s\"", i, text.data);
            str_release(&text);
        }
        tree_arena_free(m.arena);
    }
}

/* --- MathML ----------------------------------------------------------------------------------- */

/* Tags open and close in order, entities are whole, and nothing else has & or <. */
static bool well_formed(const char *s)
{
    const char *open[256];
    size_t depth = 0, elements = 0;
    for (; *s; s++) {
        if (*s == '&') {
            const char *end = strchr(s, ';');
            if (!end || end - s > 8)
                return false;
        }
        if (*s == '>')
            return false;
        if (*s != '<')
            continue;
        const char *name = s + 1 + (s[1] == '/'), *end = strchr(s, '>');
        size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz");
        if (!end || !len)
            return false;
        if (s[1] == '/') {
            if (!depth || strncmp(open[--depth], name, len) != 0)
                return false;
        } else {
            if (depth == 256)
                return false;
            open[depth++] = name;
            elements++;
        }
        s = end;
    }
    return depth == 0 && elements > 1;
}

static void mathml__random_trees__are_well_formed(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 4000; i++) {
        struct tree_maker m = {.arena = tree_arena_new()};
        random_seed(&m.random, i);
        const struct tree *t = random_tree(&m, 1 + (int)(i % 4));
        struct str text = STR_EMPTY;
        print_mathml(&text, t, i % 2);
        if (!well_formed(text.data))
            fail_msg("tree %u: %s", i, text.data);
        str_release(&text);
        tree_arena_free(m.arena);
    }
}

static void mathml__text_from_outside__is_escaped(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    static const char hostile[] = "</math><script a=\"&\x01'>";
    static const enum tree_kind kinds[] = {TREE_WORDS, TREE_SYMBOL, TREE_UNIT, TREE_NUMBER};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct str text = STR_EMPTY;
        print_mathml(&text, tree_leaf(arena, kinds[i], hostile, strlen(hostile)), false);
        assert_true(well_formed(text.data));
        assert_null(strstr(text.data, "<script"));
        assert_non_null(strstr(text.data, "&lt;/math&gt;&lt;script a=&quot;"));
        assert_null(strchr(text.data, 1));
        str_release(&text);
    }
    tree_arena_free(arena);
}

static void put_mathml(struct str *out, const struct tree *t)
{
    struct str all = STR_EMPTY;
    static const char head[] = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
    print_mathml(&all, t, false);
    assert_true(str_starts(&all, head));
    str_add(out, all.data + strlen(head), all.len - strlen(head) - strlen("</math>"));
    str_release(&all);
}

static void mathml__elements__are_those_of_core(void **state)
{
    (void)state;
    static const struct expectation table[] = {
        {"x^2", "<msup><mi>x</mi><mn>2</mn></msup>"},
        {"1/2", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"},
        {"√2", "<msqrt><mn>2</mn></msqrt>"},
        {"∛x", "<mroot><mi>x</mi><mn>3</mn></mroot>"},
        {"x_1", "<msub><mi>x</mi><mn>1</mn></msub>"},
        {"x < 1", "<mrow><mi>x</mi><mo>&lt;</mo><mn>1</mn></mrow>"},
        {"2x", "<mrow><mn>2</mn><mo>&#x2062;</mo><mi>x</mi></mrow>"},
        {"sin x", "<mrow><mi>sin</mi><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>"
                  "</mrow>"},
        {"\\vec v", "<mover accent=\"true\"><mi>v</mi><mo>→</mo></mover>"},
        {"[1;2]", "<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd></mtr><mtr><mtd><mn>2</mn>"
                  "</mtd></mtr></mtable><mo>)</mo></mrow>"},
    };
    ASSERT_PRINTS(table, put_mathml);
}

static void put_korean(struct str *out, const struct tree *t)
{
    print_people(out, t, LANG_KO, false);
}

static void put_english(struct str *out, const struct tree *t)
{
    print_people(out, t, LANG_EN, false);
}

static void people__words_and_units__are_theirs(void **state)
{
    (void)state;
    static const struct expectation korean[] = {
        {"x = 2 or x = 3", "x = 2 또는 x = 3"},
        {"2시간 30분", "2 시간 + 30 분"},
        {"60 km/h", "60 km/h"},
        {"5 \\text{m}^3", "5 m³"},
        {"none", "없음"},
        {"짝수", "짝수"},
    };
    static const struct expectation english[] = {
        {"x = 2 or x = 3", "x = 2 or x = 3"},
        {"5 세제곱미터", "5 ㎥"},
        {"3 1/2 hours", "3 1/2 h"},
        {"25π cm^2", "25π cm²"},
        {"2 hours 30 minutes", "2 h + 30 min"},
        {"없음", "none"},
    };
    ASSERT_PRINTS(korean, put_korean);
    ASSERT_PRINTS(english, put_english);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written__what_people_write__reads_back),
        cmocka_unit_test(written__rows_of_the_parser_s_test__read_back),
        cmocka_unit_test(written__answers_of_the_other_tests__read_back),
        cmocka_unit_test(written__random_trees_of_every_kind__read_back),
        cmocka_unit_test(plain__brackets__stand_only_where_they_are_needed),
        cmocka_unit_test(people__words_and_units__are_theirs),
        cmocka_unit_test(ascii__signs__are_those_of_keyboards),
        cmocka_unit_test(latex__brackets_grow__and_names_are_commands),
        cmocka_unit_test(english__structure__is_heard),
        cmocka_unit_test(korean__is_read_as_a_teacher_reads),
        cmocka_unit_test(speech__different_trees__sound_different),
        cmocka_unit_test(speech__of_random_trees__is_only_words),
        cmocka_unit_test(mathml__random_trees__are_well_formed),
        cmocka_unit_test(mathml__text_from_outside__is_escaped),
        cmocka_unit_test(mathml__elements__are_those_of_core),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
