/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Formulas as one line: a table for each set of signs, and what must hold for any input.
 */
#include "app/base/text.h"
#include "app/maths/box/symbols.h"
#include "app/maths/one_line.h"
#include "engine/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

struct row {
    const char *latex, *line;
};

/* clang-format off */
static const struct row unicode_rows[] = {
    {"\\frac{1}{2}", "1/2"},
    {"\\frac12", "1/2"},
    {"\\frac{x+1}{2}", "(x + 1)/2"},
    {"\\frac{a}{bc}", "a/(bc)"},
    {"\\frac{2x}{3}", "2x/3"},
    {"\\frac{\\sqrt{2}}{2}", "√2/2"},
    {"-\\frac{1}{2}", "-1/2"},
    {"2\\frac{1}{3}", "2 1/3"},
    {"2\\frac13 x", "(2 1/3) x"},
    {"x\\frac{1}{2}", "x(1/2)"},
    {"\\frac{1}{2}x", "(1/2)x"},
    {"\\frac{1}{2} x^2", "(1/2) x²"},
    {"x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}", "x = (-b ± √(b² - 4ac))/(2a)"},
    {"x^2 + 5x + 6 = 0", "x² + 5x + 6 = 0"},
    {"x^{2}-5x+6=0", "x² - 5x + 6 = 0"},
    {"x^{10}", "x¹⁰"},
    {"x^{-1}", "x⁻¹"},
    {"x^{n+1}", "xⁿ⁺¹"},
    {"e^{i\\pi} + 1 = 0", "e^(iπ) + 1 = 0"},
    {"e^{x^2}", "e^(x²)"},
    {"x^\\frac{1}{2}", "x^(1/2)"},
    {"2^{\\frac{1}{2}}", "2^(1/2)"},
    {"a_1, a_2, \\ldots, a_n", "a₁, a₂, …, aₙ"},
    {"a_{ij}", "aᵢⱼ"},
    {"x_{max}", "xₘₐₓ"},
    {"v_{0y}", "v_(0y)"},
    {"\\sin x", "sin x"},
    {"\\sin(x)", "sin(x)"},
    {"2\\sin x\\cos x", "2 sin x cos x"},
    {"\\sin^2 x + \\cos^2 x = 1", "sin² x + cos² x = 1"},
    {"\\sin\\theta", "sin θ"},
    {"\\sin\\frac{\\pi}{6}", "sin(π/6)"},
    {"\\log_2 8 = 3", "log₂ 8 = 3"},
    {"\\log_{10} 100", "log₁₀ 100"},
    {"\\lim_{x \\to 0} \\frac{\\sin x}{x}", "lim_(x→0) (sin x)/x"},
    {"\\sum_{i=1}^{n} i^2", "∑ᵢ₌₁ⁿ i²"},
    {"\\sum_{k=0}^\\infty \\frac{x^k}{k!}", "∑ₖ₌₀^∞ xᵏ/k!"},
    {"\\int_0^1 x^2\\,dx", "∫₀¹ x² dx"},
    {"\\pi r^2", "πr²"},
    {"2\\pi r", "2πr"},
    {"\\alpha + 1", "α + 1"},
    {"\\alpha\\beta", "αβ"},
    {"x \\cdot y", "x · y"},
    {"x\\cdot y", "x·y"},
    {"3 \\times 4", "3 × 4"},
    {"3\\times4", "3×4"},
    {"x \\le 5", "x ≤ 5"},
    {"x\\leq 5", "x ≤ 5"},
    {"x \\neq 0", "x ≠ 0"},
    {"x \\in \\mathbb{R}", "x ∈ ℝ"},
    {"f: \\mathbb{R} \\to \\mathbb{R}", "f: ℝ → ℝ"},
    {"\\sqrt{2}", "√2"},
    {"\\sqrt{x}", "√x"},
    {"\\sqrt{x^2+1}", "√(x² + 1)"},
    {"\\sqrt[3]{27}", "∛27"},
    {"\\sqrt[n]{x}", "ⁿ√x"},
    {"x\\sqrt[n]{y}", "x·ⁿ√y"},
    {"2\\sqrt{3}x", "2√3 x"},
    {"\\boxed{42}", "42"},
    {"\\boxed{x = \\frac{1}{2}}", "x = 1/2"},
    {"\\text{답: } 42", "답: 42"},
    {"5\\text{ cm}", "5 cm"},
    {"x = 2 \\text{ or } x = 3", "x = 2 or x = 3"},
    {"30^\\circ", "30°"},
    {"30^{\\circ}\\text{C}", "30°C"},
    {"f'(x) = 2x", "f′(x) = 2x"},
    {"f''(x)", "f′′(x)"},
    {"\\left( \\frac{1}{2} \\right)^2", "(1/2)²"},
    {"\\left\\{ 1, 2, 3 \\right\\}", "{1, 2, 3}"},
    {"\\left. x \\right|_{0}^{1}", "x |₀¹"},
    {"|x - 3| < 2", "|x - 3| < 2"},
    {"\\lfloor x \\rfloor", "⌊x⌋"},
    {"\\binom{5}{2} = 10", "C(5, 2) = 10"},
    {"n! = 120", "n! = 120"},
    {"10{,}000", "10,000"},
    {"10,\\!000", "10,000"},
    {"1,000.50", "1,000.50"},
    {"(1,2)", "(1,2)"},
    {"\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "(1, 2; 3, 4)"},
    {"\\begin{vmatrix} a & b \\\\ c & d \\end{vmatrix} = ad - bc", "|a, b; c, d| = ad - bc"},
    {"\\begin{aligned} 2x &= 4 \\\\ x &= 2 \\end{aligned}", "2x = 4; x = 2"},
    {"\\begin{cases} x & \\text{if } x \\ge 0 \\\\ -x & \\text{if } x < 0 \\end{cases}",
     "{x, if x ≥ 0; -x, if x < 0}"},
    {"\\begin{cases} 2x+y=5 \\\\ x-y=1 \\end{cases}", "{2x + y = 5; x - y = 1}"},
    {"a \\equiv b \\pmod{7}", "a ≡ b (mod 7)"},
    {"17 \\bmod 5", "17 mod 5"},
    {"\\overline{AB}", "A̅B̅"},
    {"\\bar{x}", "x̄"},
    {"\\vec{v}", "v⃗"},
    {"0.\\overline{36}", "0.3̅6̅"},
    {"\\foo{a}{b} + 1", "\\foo{a}{b} + 1"},
    {"\\foo x", "\\foo x"},
    {"x \\not= 1", "x ≠ 1"},
    {"a \\mid b", "a | b"},
    {"\\frac{\\frac{1}{2}}{3}", "(1/2)/3"},
    {"\\frac{1}{\\frac{2}{3}}", "1/(2/3)"},
    {"\\frac{a}{b}\\frac{c}{d}", "(a/b)(c/d)"},
    {"\\frac{a}{b} \\cdot \\frac{c}{d}", "a/b · c/d"},
    {"\\frac{dy}{dx} = 2x", "dy/dx = 2x"},
    {"\\frac{d}{dx} x^2", "(d/dx) x²"},
    {"\\frac{3}{4} + \\frac{1}{4}", "3/4 + 1/4"},
    {"\\mathrm{d}x", "dx"},
    {"\\operatorname{lcm}(4, 6)", "lcm(4, 6)"},
    {"x \\Rightarrow y", "x ⇒ y"},
    {"\\therefore x = 1", "∴ x = 1"},
    {"1 + 2 = 3 \\\\ 4", "1 + 2 = 3; 4"},
    {"{unclosed", "{unclosed"},
    {"x^", "x^"},
    {"}", "}"},
    {"\\", "\\"},
    {"50\\%", "50%"},
    {"\\$5", "$5"},
    {"\\frac{1}", "\\frac{1}"},
    {"\\sqrt", "\\sqrt"},
    {"\\begin{foo} a \\end{foo}", "\\begin{foo} a \\end{foo}"},
    {"(x+1)(x-2)", "(x + 1)(x - 2)"},
    {"\\frac{1}{(x+1)}", "1/(x + 1)"},
    {"\\frac{1}{-2}", "1/(-2)"},
    {"\\frac{-1}{2}", "-1/2"},
    {"\\frac{f(x)}{g(x)}", "f(x)/(g(x))"},
    {"\\lambda_1 = 3", "λ₁ = 3"},
    {"\\det A = -2", "det A = -2"},
    {"\\det(A - \\lambda I) = 0", "det(A - λI) = 0"},
    {"A^{T}", "Aᵀ"},
    {"A^{-1}", "A⁻¹"},
    {"x^{2}y", "x²y"},
    {"x^2y^3", "x²y³"},
    {"\\frac{x^2}{y}", "x²/y"},
    {"\\frac{x^2 y}{z}", "x² y/z"},
    {"12 \\div 4", "12 ÷ 4"},
    {"25\\% \\times 80", "25% × 80"},
    {"\\triangle ABC", "△ABC"},
    {"\\angle ABC = 90^\\circ", "∠ABC = 90°"},
    {"2^{10} = 1024", "2¹⁰ = 1024"},
    {"넓이 = 3 \\times 4", "넓이 = 3 × 4"},
    {"\\text{넓이} = 3\\,\\text{cm}", "넓이 = 3 cm"},
    {"x^{\\text{max value}}", "x^(max value)"},
    {"\\lim_{n\\to\\infty} a_n = L", "lim_(n→∞) aₙ = L"},
    {"\\int x\\,dx = \\frac{x^2}{2} + C", "∫ x dx = x²/2 + C"},
    {"\\left|\\frac{x}{2}\\right|", "|x/2|"},
    {"\\frac{d^2y}{dx^2}", "d²y/dx²"},
    {"\\frac{\\partial f}{\\partial x}", "∂f/∂x"},
    {"x_1^2 + x_2^2", "x₁² + x₂²"},
    {"x^{2^3}", "x^(2³)"},
    {"\\sqrt{\\frac{1}{4}} = \\frac12", "√(1/4) = 1/2"},
    {"\\left(\\frac{a}{b}\\right)^{n}", "(a/b)ⁿ"},
    {"3\\tfrac{1}{2}", "3 1/2"},
    {"\\begin{array}{cc} 1 & 0 \\\\ 0 & 1 \\end{array}", "1, 0; 0, 1"},
    {"\\left[\\begin{array}{c|c} 1 & 2 \\end{array}\\right]", "[1, 2]"},
    {"a \\cdot b \\times c \\div d", "a · b × c ÷ d"},
    {"P(A \\cup B) = P(A) + P(B) - P(A \\cap B)", "P(A ∪ B) = P(A) + P(B) - P(A ∩ B)"},
    {"\\forall x \\in A \\; \\exists y", "∀ x ∈ A ∃ y"},
    {"\\mathbb{Z}_{7}", "ℤ₇"},
    {"\\langle u, v \\rangle", "⟨u, v⟩"},
    {"10^{-3}", "10⁻³"},
    {"\\text{50\\% of } 80", "50% of 80"},
    {"(2\\sqrt{3})^2", "(2√3)²"},
    {"\\underbrace{1+1}_{2}", "(1 + 1)₂"},
    {"\\hat{y} = \\bar{x} + 1", "ŷ = x̄ + 1"},
    {"한 변의 길이 = \\sqrt{2}", "한 변의 길이 = √2"},
    {"x^{\\prime}", "x′"},
    {"\\$12.50", "$12.50"},
};

static const struct row ascii_rows[] = {
    {"\\frac{\\sqrt{2}}{2}", "sqrt(2)/2"},
    {"x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}", "x = (-b +- sqrt(b^2 - 4ac))/(2a)"},
    {"x^{-1}", "x^(-1)"},
    {"e^{i\\pi} + 1 = 0", "e^(i pi) + 1 = 0"},
    {"x_{max}", "x_(max)"},
    {"\\lim_{x \\to 0} \\frac{\\sin x}{x}", "lim_(x->0) (sin x)/x"},
    {"\\sum_{i=1}^{n} i^2", "sum_(i=1)^n i^2"},
    {"2\\pi r", "2 pi r"},
    {"\\alpha\\beta", "alpha beta"},
    {"3\\times4", "3*4"},
    {"x \\le 5", "x <= 5"},
    {"x \\in \\mathbb{R}", "x in R"},
    {"\\sqrt[3]{27}", "root(3, 27)"},
    {"\\text{답: } 42", "답: 42"},
    {"30^\\circ", "30 deg"},
    {"f'(x) = 2x", "f'(x) = 2x"},
    {"\\lfloor x \\rfloor", "floor(x)"},
    {"\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "(1, 2; 3, 4)"},
    {"\\overline{AB}", "overline(AB)"},
    {"\\foo x", "\\foo x"},
    {"x^{2}y", "x^2 y"},
    {"12 \\div 4", "12 / 4"},
};
/* clang-format on */

static void assert_rows(const struct row *rows, size_t n, enum one_line_set set)
{
    for (size_t i = 0; i < n; i++) {
        struct str out = STR_EMPTY;
        one_line_format(&out, rows[i].latex, strlen(rows[i].latex), set);
        if (strcmp(out.data, rows[i].line) != 0)
            print_error("%s\n", rows[i].latex);
        assert_string_equal(out.data, rows[i].line);
        str_release(&out);
    }
}

static void one_line__table__in_unicode(void **state)
{
    (void)state;
    assert_rows(unicode_rows, sizeof unicode_rows / sizeof unicode_rows[0], ONE_LINE_UNICODE);
}

static void one_line__table__in_ascii(void **state)
{
    (void)state;
    assert_rows(ascii_rows, sizeof ascii_rows / sizeof ascii_rows[0], ONE_LINE_ASCII);
}

static void one_line__newlines__become_spaces(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a\n+\r\n b", "a + b"}, {"\n\nx\n", "x"}, {"", ""}, {"  ", ""}};
    assert_rows(rows, sizeof rows / sizeof rows[0], ONE_LINE_UNICODE);
}

/* Every letter and digit of the source is in the line, but for the names of known commands. */
static void one_line__unknown_things__are_never_dropped(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "\\frobnicate{12}[34]{56} + 7",
        "\\begin{tikzpicture}\\draw(0,0)--(1,1);\\end{tikzpicture}",
        "\\frac{1}",
        "\\sqrt",
        "\\text no group",
        "{{{open",
        "\\end{aligned}",
        "\\mystery",
    };
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        struct str out = STR_EMPTY;
        one_line_format(&out, sources[i], strlen(sources[i]), ONE_LINE_UNICODE);
        const char *at = out.data;
        for (const char *s = sources[i]; *s; s++) {
            if (*s == ' ' || strchr("[]{}\\", *s))
                continue;
            at = strchr(at, *s);
            assert_non_null(at);
            at++;
        }
        str_release(&out);
    }
}

static void one_line__hostile_input__ends_in_time(void **state)
{
    (void)state;
    static const char *const units[] = {
        "\\frac",
        "{",
        "}",
        "\\frac{",
        "x^",
        "\\sqrt[3]",
        "\\mathbf",
        "^{",
        "\\left(",
        "\\not",
        "\\overline{",
        "\\begin{cases}",
        "\\\\ & ",
        "\\text{",
        "\\",
        "|",
        "\\begin{aligned}a&b\\\\",
        "\\frac12",
        "x_{",
        "'",
        "1/2",
        "\\frac{1}{2}x",
    };
    clock_t begin = clock();
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct str in = STR_EMPTY, out = STR_EMPTY;
        while (in.len + strlen(units[i]) <= ONE_LINE_MAX)
            str_add_text(&in, units[i]);
        one_line_format(&out, in.data, in.len, ONE_LINE_UNICODE);
        assert_true(out.len <= 40 * in.len + 100);
        str_add_text(&in, "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
        str_clear(&out);
        one_line_format(&out, in.data, in.len, ONE_LINE_ASCII);
        str_release(&in);
        str_release(&out);
    }
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 20);
}

static void one_line__random_pieces__stay_valid_text(void **state)
{
    (void)state;
    static const char *const units[] = {
        "\\frac",
        "{",
        "}",
        "\\sqrt",
        "[",
        "]",
        "^",
        "_",
        "&",
        "\\\\",
        "x",
        "2",
        " ",
        "\\left",
        "\\right",
        "(",
        ")",
        "|",
        "\\text",
        "한",
        "\\boxed",
        "\\overline",
        "\\not",
        "\\pmod",
        "\\",
        ".",
        ",",
        "=",
        "\\sin",
        "\\sum",
        "\\pi",
        "\\mathbb",
        "'",
        "\\begin{cases}",
        "\\end{cases}",
        "\\begin{aligned}",
        "\\end{aligned}",
        "\\foo",
        "~",
        "\\,",
        "-",
        "\n",
    };
    uint32_t seed = 3;
    for (int round = 0; round < 20000; round++) {
        struct str in = STR_EMPTY, out = STR_EMPTY;
        for (int k = 0; k < 14; k++) {
            seed = seed * 1664525u + 1013904223u;
            str_add_text(&in, units[(seed >> 16) % (sizeof units / sizeof units[0])]);
        }
        one_line_format(&out, in.data, in.len, round % 2 ? ONE_LINE_ASCII : ONE_LINE_UNICODE);
        assert_int_equal(utf8_valid_prefix(out.data, out.len), out.len);
        assert_null(memchr(out.data, '\n', out.len));
        str_release(&in);
        str_release(&out);
    }
}

static void symbols__small_letters__are_one_cell_wide(void **state)
{
    (void)state;
    for (uint32_t c = 0x20; c < 0x400; c++) {
        assert_true(!symbol_superscript(c) || text_char_width(symbol_superscript(c)) == 1);
        assert_true(!symbol_subscript(c) || text_char_width(symbol_subscript(c)) == 1);
    }
    assert_int_equal(symbol_superscript('2'), 0xB2);
    assert_int_equal(symbol_subscript('n'), 0x2099);
    assert_int_equal(symbol_superscript('q'), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line__table__in_unicode),
        cmocka_unit_test(one_line__table__in_ascii),
        cmocka_unit_test(one_line__newlines__become_spaces),
        cmocka_unit_test(one_line__unknown_things__are_never_dropped),
        cmocka_unit_test(one_line__hostile_input__ends_in_time),
        cmocka_unit_test(one_line__random_pieces__stay_valid_text),
        cmocka_unit_test(symbols__small_letters__are_one_cell_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
