/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of the line checker, in both languages: what probably happened and what would be
 * right. They stand beside a student's own line, so they are short and speak to that student.
 */
#include "app/maths/lines/messages.h"

#include "app/base/text.h"
#include "app/maths/print.h"

#include <string.h>

static const char *const remarks[REMARK_COUNT][LANG_COUNT] = {
#define X(name, english, korean) [REMARK_##name] = {english, korean},
    LINE_REMARKS(X)
#undef X
};

static const char *const mistakes[MISTAKE_COUNT][LANG_COUNT] = {
    [MISTAKE_NONE] = {"", ""},
    [MISTAKE_SIGN_MOVING] = {"A term that moves to the other side changes its sign: what was added "
                             "is subtracted there.",
                             "항을 다른 변으로 옮길 때는 부호가 바뀌어요. 더해져 있던 항은 옮기면 "
                             "빼야 해요."},
    [MISTAKE_SIGN_DISTRIBUTING] =
        {"A minus in front of brackets turns the sign of every term "
         "inside, not only of the first.",
         "괄호 앞의 마이너스 부호는 괄호 안의 모든 항의 부호를 바꿔요. 첫 항만 바꾸면 안 돼요."},
    [MISTAKE_SIGN_LOST] = {"A sign went wrong here. Compare the plus and minus signs with the line "
                           "before.",
                           "여기서 부호가 틀렸어요. 앞줄의 +와 − 부호를 다시 비교해 보세요."},
    [MISTAKE_DISTRIBUTED_PARTLY] = {"The factor has to multiply every term: a(b + c) is ab + ac.",
                                    "곱하는 수는 모든 항에 곱해야 해요. a(b + c)를 풀면 ab + "
                                    "ac예요."},
    [MISTAKE_TERM_DROPPED] = {"A term got lost on the way. Count the terms of the line before.",
                              "항 하나가 사라졌어요. 앞줄의 항을 하나씩 세어 보세요."},
    [MISTAKE_ROOT_LOST] = {"A solution got lost: x² = 9 has the solutions 3 and -3, and a product "
                           "is zero when any of its factors is.",
                           "놓친 해가 있어요. x² = 9의 해는 3과 -3이고, 곱이 0이면 인수 가운데 "
                           "어느 것이든 0일 수 있어요."},
    [MISTAKE_DIVIDED_BY_ZERO] = {"You divided by something that may be zero, and that solution got "
                                 "lost. Bring everything to one side and factor instead.",
                                 "0이 될 수 있는 식으로 나누어서 해를 잃었어요. 모두 한쪽으로 "
                                 "옮긴 다음 인수분해해 보세요."},
    [MISTAKE_ROOT_GAINED] = {"Squaring, or multiplying by the unknown, brought a solution that the "
                             "line before does not have. Check your answers in the original.",
                             "양변을 제곱하거나 미지수를 곱하면서 원래 없던 해가 생겼어요. 구한 "
                             "값을 처음 식에 넣어 확인해 보세요."},
    [MISTAKE_EXPONENT_OVER_SUM] = {"A power of a sum is not the sum of the powers: (a + b)² is a² "
                                   "+ 2ab + b².",
                                   "합의 거듭제곱은 거듭제곱의 합과 달라요. (a + b)²을 전개하면 a² "
                                   "+ 2ab + b²이에요."},
    [MISTAKE_EXPONENT_PARTLY] =
        {"The exponent belongs to every factor in the brackets: (2x)² is "
         "4x².",
         "지수는 괄호 안의 모든 인수에 붙어요. (2x)²을 계산하면 4x²이에요."},
    [MISTAKE_ROOT_OVER_SUM] = {"The root of a sum is not the sum of the roots: √(9 + 16) is 5, not "
                               "3 + 4.",
                               "합의 제곱근은 제곱근의 합과 달라요. √(9 + 16)의 값은 3 + 4가 "
                               "아니라 5예요."},
    [MISTAKE_FRACTIONS_ADDED_ACROSS] = {"Fractions need a common denominator before the numerators "
                                        "are added; denominators are never added.",
                                        "분수는 먼저 통분한 다음 분자끼리 더해야 해요. 분모끼리는 "
                                        "더하지 않아요."},
    [MISTAKE_FRACTION_SPLIT] =
        {"A fraction can be split along its numerator, not along its "
         "denominator: 1/(a + b) is not 1/a + 1/b.",
         "분수는 분자가 합일 때만 나누어 쓸 수 있어요. 1/(a + b)와 1/a + 1/b는 달라요."},
    [MISTAKE_CANCELLED_TERM] = {"Only factors of the whole numerator and denominator cancel, never "
                                "single terms of a sum.",
                                "약분은 분자 전체와 분모 전체의 공통인수로만 할 수 있어요. 합의 항 "
                                "하나만 지울 수는 없어요."},
    [MISTAKE_CROSS_MULTIPLIED] = {"Crosswise: from a/b = c/d comes ad = bc.",
                                  "엇갈려 곱해야 해요. a/b = c/d에서 ad = bc가 나와요."},
    [MISTAKE_INVERSE_OPERATION] = {"Undo each operation by its opposite: adding by subtracting, "
                                   "multiplying by dividing, a square by a root.",
                                   "연산은 그 반대 연산으로 되돌려요. 덧셈은 뺄셈으로, 곱셈은 "
                                   "나눗셈으로, 제곱은 제곱근으로 풀어 보세요."},
    [MISTAKE_ONE_SIDE_ONLY] = {"What you do to one side has to be done to the other side too.",
                               "한 변에 한 일은 다른 변에도 똑같이 해야 해요."},
    [MISTAKE_INEQUALITY_NOT_FLIPPED] = {"The inequality sign turns round when both sides are "
                                        "multiplied or divided by a negative number, and only "
                                        "then.",
                                        "부등식의 양변에 음수를 곱하거나 음수로 나눌 때, 그리고 "
                                        "그때만 부등호의 방향이 바뀌어요."},
    [MISTAKE_EXPONENTS_MULTIPLIED] = {"Multiplying powers of one base adds the exponents: x³·x⁴ is "
                                      "x⁷.",
                                      "밑이 같은 거듭제곱을 곱할 때는 지수를 더해요. x³·x⁴을 "
                                      "계산하면 x⁷이에요."},
    [MISTAKE_EXPONENTS_ADDED] = {"A power of a power multiplies the exponents: (x³)² is x⁶.",
                                 "거듭제곱의 거듭제곱은 지수를 곱해요. (x³)²을 계산하면 x⁶이에요."},
    [MISTAKE_EXPONENTS_DIVIDED] = {"Dividing powers of one base subtracts the exponents: x⁶/x² is "
                                   "x⁴.",
                                   "밑이 같은 거듭제곱을 나눌 때는 지수를 빼요. x⁶/x²을 계산하면 "
                                   "x⁴이에요."},
    [MISTAKE_BASES_MULTIPLIED] =
        {"The base stays as it is when powers are multiplied: 2³·2⁴ is "
         "2⁷, not 4⁷.",
         "거듭제곱을 곱할 때 밑은 그대로예요. 2³·2⁴을 계산하면 4⁷이 아니라 "
         "2⁷이에요."},
    [MISTAKE_POWER_AS_PRODUCT] = {"An exponent says how often the base is a factor: 2³ is 2·2·2, "
                                  "not 2·3; and a square root is no half.",
                                  "지수는 밑을 몇 번 곱하는지 나타내요. 2³은 2·3이 아니라 "
                                  "2·2·2예요. 제곱근도 2로 나누는 것이 아니에요."},
    [MISTAKE_ZERO_EXPONENT] = {"Anything but 0 to the power 0 is 1.",
                               "0이 아닌 수의 0제곱은 1이에요."},
    [MISTAKE_NEGATIVE_EXPONENT] =
        {"A negative exponent means the reciprocal, not a negative "
         "number: x⁻² is 1/x².",
         "음의 지수는 음수가 아니라 역수를 뜻해요. x⁻²을 바꾸면 1/x²이에요."},
    [MISTAKE_FRACTIONAL_EXPONENT] = {"In a fractional exponent the denominator is the root and the "
                                     "numerator the power: x^(2/3) is ∛(x²).",
                                     "분수 지수에서 분모는 거듭제곱근, 분자는 거듭제곱을 뜻해요. "
                                     "x^(2/3)을 바꾸면 ∛(x²)이에요."},
    [MISTAKE_NEGATIVE_SQUARED] = {"Brackets decide: (-3)² is 9, but -3² is -9.",
                                  "괄호가 있는지가 중요해요. (-3)²은 9이고 -3²은 -9예요."},
    [MISTAKE_LOG_OF_SUM] = {"A logarithm turns products into sums, powers into factors and "
                            "quotients into differences; it does nothing to a sum: log(ab) is log "
                            "a + log b.",
                            "로그는 곱을 합으로, 몫을 차로, 지수를 곱으로 바꿔요. 진수의 합은 "
                            "나누어 쓸 수 없어요. log(ab)를 풀면 log a + log b예요."},
    [MISTAKE_FUNCTION_OVER_SUM] =
        {"A function cannot be split over a sum, nor a factor pulled out "
         "of it: sin(a + b) is not sin a + sin b, and sin 2x is not 2 "
         "sin x.",
         "함수는 합에 따라 나누어 쓸 수 없고, 안의 수를 밖으로 꺼낼 수도 없어요. sin(a + b)와 sin "
         "a + sin b는 다르고, sin 2x와 2 sin x도 달라요."},
    [MISTAKE_UNLIKE_TERMS] = {"Only like terms can be added: 2x + 3 stays as it is, and x² + x² is "
                              "2x².",
                              "동류항끼리만 더할 수 있어요. 2x + 3은 더 줄일 수 없고, x² + x²은 "
                              "2x²이에요."},
    [MISTAKE_COEFFICIENTS] = {"A coefficient is off. Collect the like terms once more.",
                              "계수가 맞지 않아요. 동류항을 다시 모아 보세요."},
    [MISTAKE_ORDER_OF_OPERATIONS] = {"Brackets come first, then powers, then products and "
                                     "quotients from left to right, sums last.",
                                     "괄호, 거듭제곱, 곱셈과 나눗셈, 덧셈과 뺄셈의 차례로 "
                                     "계산해요. 같은 단계는 왼쪽부터예요."},
    [MISTAKE_FACTORED_WRONGLY] = {"Multiply your factors out again: they do not give what stood "
                                  "before.",
                                  "인수분해한 식을 다시 전개해 보세요. 앞줄의 식이 나오지 않아요."},
    [MISTAKE_ZERO_PRODUCT_SIGN] = {"A factor x - 2 is zero for x = 2: set each factor equal to "
                                   "zero and solve it.",
                                   "인수 x - 2는 x = 2일 때 0이에요. 인수마다 0으로 놓고 풀어 "
                                   "보세요."},
    [MISTAKE_ZERO_PRODUCT_NONZERO] =
        {"A product tells about its factors only when it equals zero. "
         "Bring everything to one side first.",
         "곱이 0일 때만 인수마다 따로 풀 수 있어요. 먼저 모두 한쪽으로 "
         "옮겨 보세요."},
    [MISTAKE_DIVISION_INVERTED] = {"Dividing means multiplying by the reciprocal of the divisor: "
                                   "only what you divide by is turned over.",
                                   "나눗셈은 나누는 수의 역수를 곱하는 것이에요. 나누는 쪽만 "
                                   "뒤집어 보세요."},
    [MISTAKE_PRODUCT_RULE] =
        {"A product has its own rule: (uv)' is u'v + uv', not u'v'.",
         "곱에는 곱의 법칙을 써야 해요. (uv)'은 u'v'이 아니라 u'v + uv'이에요."},
    [MISTAKE_QUOTIENT_RULE] = {"The quotient rule: (u/v)' is (u'v - uv')/v².",
                               "몫의 미분법을 써 보세요. (u/v)'은 (u'v - uv')/v²이에요."},
    [MISTAKE_CHAIN_RULE] = {"The inner function counts too: the derivative of f(g(x)) is "
                            "f'(g(x))·g'(x).",
                            "안쪽 함수도 살펴야 해요. f(g(x))를 미분하면 f'(g(x))·g'(x)예요."},
    [MISTAKE_POWER_RULE] = {"The power rule: the derivative of xⁿ is n·xⁿ⁻¹, the exponent comes "
                            "down and gets one less.",
                            "거듭제곱의 미분은 지수를 앞에 곱하고 지수를 하나 줄여요. xⁿ을 "
                            "미분하면 n·xⁿ⁻¹이에요."},
    [MISTAKE_CONSTANT_RULE] =
        {"A constant has derivative 0, and its integral is the constant "
         "times x.",
         "상수를 미분하면 0이고, 상수를 적분하면 그 상수에 x를 곱한 것이에요."},
    [MISTAKE_FUNCTION_DERIVATIVE] = {"Look up this function again: sin becomes cos, and cos "
                                     "becomes -sin; for integrals the other way round.",
                                     "이 함수의 미분을 다시 떠올려 보세요. sin은 cos으로, cos은 "
                                     "-sin으로 바뀌고, 적분은 그 반대예요."},
    [MISTAKE_INTEGRAL_POWER] = {"Integrating raises the exponent by one and divides by the new "
                                "exponent: xⁿ gives xⁿ⁺¹/(n + 1).",
                                "적분할 때는 지수를 하나 늘리고 새 지수로 나누어요. xⁿ을 적분하면 "
                                "xⁿ⁺¹/(n + 1)이에요."},
    [MISTAKE_CONSTANT_MISSING] = {"Nearly: an indefinite integral needs its constant, + C.",
                                  "거의 다 했어요. 부정적분에는 적분상수 + C를 붙여야 해요."},
    [MISTAKE_FORMULA_MISREMEMBERED] =
        {"The formula is not quite this one. Look it up again before "
         "you put numbers in.",
         "공식이 조금 달라요. 수를 넣기 전에 공식을 다시 확인해 보세요."},
    [MISTAKE_PERCENT] = {"Per cent means hundredths: 5% is 0.05.",
                         "퍼센트는 100분의 몇인지 나타내요. 5%는 0.05예요."},
    [MISTAKE_DECIMAL_POINT] = {"The decimal point is in the wrong place. Estimate how big the "
                               "result should be.",
                               "소수점의 자리가 틀렸어요. 값이 얼마쯤일지 먼저 어림해 보세요."},
    [MISTAKE_ARITHMETIC] = {"The way is fine, only a number is off. Calculate it once more.",
                            "방법은 좋은데 계산이 조금 틀렸어요. 다시 계산해 보세요."},
};

static void space(struct str *out)
{
    if (out->len)
        str_add_char(out, ' ');
}

/* The printer writes "or" and "and" between conditions; Korean has its own words. */
static void add_formula(struct str *out, const struct str *formula, enum lang lang)
{
    static const char *const words[][2] = {{" or ", " 또는 "}, {" and ", " 그리고 "}};
    size_t from = 0;
    for (size_t i = 0; lang == LANG_KO && i < formula->len; i++)
        for (size_t w = 0; w < 2; w++) {
            size_t n = strlen(words[w][0]);
            if (formula->len - i < n || memcmp(formula->data + i, words[w][0], n) != 0)
                continue;
            text_clean_line(out, formula->data + from, i - from);
            str_add_text(out, words[w][1]);
            from = i + n;
        }
    text_clean_line(out, formula->data + from, formula->len - from);
}

void message_remark(struct str reason[LANG_COUNT], enum line_remark remark, const struct tree *a,
                    const struct tree *b)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct str formula = STR_EMPTY;
        space(&reason[lang]);
        str_add_text(&reason[lang], remarks[remark][lang]);
        if (a)
            print_people(&formula, a, (enum lang)lang, false);
        if (a && b) {
            str_add_text(&formula, ", ");
            print_people(&formula, b, (enum lang)lang, false);
        }
        if (formula.len) {
            str_add_text(&reason[lang], ": ");
            add_formula(&reason[lang], &formula, lang);
        }
        str_add_char(&reason[lang], '.');
        str_release(&formula);
    }
}

void message_mistake(struct str reason[LANG_COUNT], enum line_mistake mistake)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        space(&reason[lang]);
        str_add_text(&reason[lang], mistakes[mistake][lang]);
    }
}
