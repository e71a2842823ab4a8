/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree as a Korean teacher would read it aloud: 2분의 1, x 제곱, x는 3보다 작거나 같다. The
 * particle after a letter or number follows from how that is pronounced.
 */
#include "app/maths/print/speak_korean.h"

#include "app/maths/print/write.h"
#include "app/maths/unit.h"

#include <string.h>

static void say(struct str *out, const struct tree *t)
{
    speak_korean(out, t);
}

/* --- wholes ----------------------------------------------------------------------------------- */

static void say_bracketed(struct str *out, const struct tree *t)
{
    speak(out, "괄호 열고");
    say(out, t);
    speak(out, "괄호 닫고");
}

/* One thing to the ear, or announced as one. */
void korean_whole(struct str *out, const struct tree *t)
{
    bool open = t->kind == TREE_BIG || t->kind == TREE_LIMIT || t->kind == TREE_DERIVATIVE ||
                t->kind == TREE_INTEGRAL;
    if (open || speech_falls_apart(t))
        say_bracketed(out, t);
    else
        say(out, t);
}

/* As the base of a power, below a postfix, after the name of a function. */
void korean_closely(struct str *out, const struct tree *t)
{
    if (speech_is_atom(t) || t->kind == TREE_ABSOLUTE)
        say(out, t);
    else
        say_bracketed(out, t);
}

static void say_term(struct str *out, const struct tree *t)
{
    if (t->kind == TREE_MULTIPLY || t->kind == TREE_MIXED || t->kind == TREE_QUANTITY)
        say(out, t);
    else
        korean_whole(out, t);
}

/* The argument of a function or root: 2 x as it is, x 더하기 1 in brackets. */
static void korean_argument(struct str *out, const struct tree *t)
{
    if (speech_is_simple(t))
        say(out, t);
    else
        say_bracketed(out, t);
}

void korean_list(struct str *out, const struct tree *t, uint32_t from)
{
    for (uint32_t i = from; i < t->n; i++) {
        if (i > from)
            speak_mark(out, ",");
        say(out, t->child[i]);
    }
}

void korean_joined(struct str *out, const struct tree *t, const char *word)
{
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            speak(out, word);
        korean_whole(out, t->child[i]);
    }
}

/* --- arithmetic ------------------------------------------------------------------------------- */

static void say_fraction(struct str *out, const struct tree *above, const struct tree *below)
{
    if (speech_is_atom(above) && speech_is_atom(below)) {
        say(out, below);
        korean_suffix(out, "분의");
        say(out, above);
        return;
    }
    speak(out, "분모는");
    say(out, below);
    speak_mark(out, ", 분자는");
    say(out, above);
    korean_suffix(out, "인 분수");
}

static void say_root(struct str *out, const struct tree *t)
{
    static const char *const names[] = {[3] = "세제곱근", [4] = "네제곱근"};
    int index = t->n == 2 ? speech_small(t->child[1], 4) : 2;
    if (index == 2) {
        speak(out, "루트");
    } else if (index > 2) {
        speak(out, names[index]);
    } else {
        korean_whole(out, t->child[1]);
        speak_mark(out, "제곱근");
    }
    korean_argument(out, t->child[0]);
}

static const char *const function_words[FUNCTION_COUNT] = {
    [FUNCTION_SIN] = "사인",
    [FUNCTION_COS] = "코사인",
    [FUNCTION_TAN] = "탄젠트",
    [FUNCTION_COT] = "코탄젠트",
    [FUNCTION_SEC] = "시컨트",
    [FUNCTION_CSC] = "코시컨트",
    [FUNCTION_ARCSIN] = "아크사인",
    [FUNCTION_ARCCOS] = "아크코사인",
    [FUNCTION_ARCTAN] = "아크탄젠트",
    [FUNCTION_ARCCOT] = "아크코탄젠트",
    [FUNCTION_ARCSEC] = "아크시컨트",
    [FUNCTION_ARCCSC] = "아크코시컨트",
    [FUNCTION_SINH] = "하이퍼볼릭 사인",
    [FUNCTION_COSH] = "하이퍼볼릭 코사인",
    [FUNCTION_TANH] = "하이퍼볼릭 탄젠트",
    [FUNCTION_COTH] = "하이퍼볼릭 코탄젠트",
    [FUNCTION_SECH] = "하이퍼볼릭 시컨트",
    [FUNCTION_CSCH] = "하이퍼볼릭 코시컨트",
    [FUNCTION_ARSINH] = "역 하이퍼볼릭 사인",
    [FUNCTION_ARCOSH] = "역 하이퍼볼릭 코사인",
    [FUNCTION_ARTANH] = "역 하이퍼볼릭 탄젠트",
    [FUNCTION_EXP] = "지수함수",
    [FUNCTION_LN] = "자연로그",
    [FUNCTION_LOG] = "로그",
    [FUNCTION_SGN] = "부호",
    [FUNCTION_GCD] = "최대공약수",
    [FUNCTION_LCM] = "최소공배수",
    [FUNCTION_MIN] = "최솟값",
    [FUNCTION_MAX] = "최댓값",
    [FUNCTION_DET] = "행렬식",
    [FUNCTION_TR] = "대각합",
    [FUNCTION_RE] = "실수부분",
    [FUNCTION_IM] = "허수부분",
    [FUNCTION_ARG] = "편각",
    [FUNCTION_CONJ] = "켤레",
};

static void say_apply(struct str *out, const struct tree *t)
{
    if (t->detail == FUNCTION_MOD) {
        korean_whole(out, t->child[0]);
        korean_object(out);
        korean_whole(out, t->child[1]);
        korean_towards(out);
        speak(out, "나눈 나머지");
        return;
    }
    speak(out, function_words[t->detail]);
    if (t->detail == FUNCTION_LOG && t->n == 2) { /* 로그 2의 8 */
        korean_argument(out, t->child[1]);
        korean_suffix(out, "의");
    }
    if (t->n == 1 || t->detail == FUNCTION_LOG) {
        korean_argument(out, t->child[0]);
        return;
    }
    speak(out, "괄호 열고");
    korean_list(out, t, 0);
    speak(out, "괄호 닫고");
}

/* x 제곱, x의 세제곱, x의 n제곱 */
static void say_power(struct str *out, const struct tree *t)
{
    const struct tree *base = t->child[0], *exponent = t->child[1];
    bool minus = exponent->kind == TREE_NEGATE && speech_is_atom(exponent->child[0]);
    if (!speech_is_atom(exponent) && !minus) {
        speak(out, "밑은");
        say(out, base);
        speak_mark(out, ", 지수는");
        say(out, exponent);
        korean_suffix(out, "인 거듭제곱");
        return;
    }
    bool square = tree_is_number(exponent, "2");
    if (square && base->kind == TREE_APPLY && base->n == 1) { /* 사인 제곱 x */
        speak(out, function_words[base->detail]);
        speak(out, "제곱");
        korean_argument(out, base->child[0]);
        return;
    }
    korean_closely(out, base);
    if (square) {
        speak(out, "제곱");
        return;
    }
    speak_mark(out, base->kind == TREE_ABSOLUTE || speech_is_atom(base) ? "의" : ",");
    int small = speech_small(exponent, 4);
    if (small == 3 || small == 4) {
        speak(out, small == 3 ? "세제곱" : "네제곱");
        return;
    }
    say(out, exponent);
    speak_mark(out, "제곱");
}

static void say_symbol(struct str *out, const struct tree *t)
{
    static const char *const accents[][3] = {{"vec", "벡터", NULL},      {"overline", "선분", NULL},
                                             {"hat", NULL, "햇"},        {"bar", NULL, "바"},
                                             {"tilde", NULL, "틸데"},    {"dot", NULL, "도트"},
                                             {"ddot", NULL, "더블 도트"}};
    static const char *const primes[] = {"프라임", "더블 프라임", "트리플 프라임"};
    struct speech_name name;
    const char *behind = NULL;
    bool capital = false;
    speech_take_name(t->text, &name);
    for (size_t i = 0; name.accent && i < sizeof accents / sizeof accents[0]; i++)
        if (strcmp(accents[i][0], name.accent) == 0) {
            if (accents[i][1])
                speak(out, accents[i][1]);
            behind = accents[i][2];
        }
    const char *word = speech_letter(name.letters, name.len, LANG_KO, &capital);
    if (capital)
        speak(out, "대문자");
    speak(out, "");
    str_add(out, word ? word : name.letters, word ? strlen(word) : name.len);
    if (behind)
        speak(out, behind);
    if (name.primes)
        speak(out, primes[name.primes < 3 ? name.primes - 1 : 2]);
    if (name.inverse)
        speak_mark(out, "의 역함수");
    if (t->n) {
        speak(out, "아래첨자");
        korean_argument(out, t->child[0]);
    }
}

static void say_number(struct str *out, const struct tree *t)
{
    const char *s = t->text;
    size_t digits = strcspn(s, "(e");
    speak(out, "");
    bool bare = digits > 1 && s[digits - 1] == '.'; /* 0.(3) */
    str_add(out, s, digits - bare);
    str_add_text(out, bare ? "점" : "");
    s += digits;
    if (*s == '(') {
        size_t end = strcspn(s, ")");
        speak_mark(out, ", 순환마디 ");
        str_add(out, s + 1, end - 1);
        s += end + 1;
    }
    if (*s == 'e') {
        speak(out, s[1] == '-' ? "곱하기 10의 마이너스 " : "곱하기 10의 ");
        str_add_text(out, s + (s[1] == '-' ? 2 : 1));
        str_add_text(out, "제곱");
    }
}

static void say_sum(struct str *out, const struct tree *t)
{
    const struct tree *first = t->child[0];
    if (first->kind == TREE_NEGATE || first->kind == TREE_PLUS_MINUS)
        say(out, first);
    else
        say_term(out, first);
    for (uint32_t i = 1; i < t->n; i++) {
        bool minus = t->child[i]->kind == TREE_NEGATE;
        speak(out, minus ? "빼기" : "더하기");
        say_term(out, minus ? t->child[i]->child[0] : t->child[i]);
    }
}

static void say_plus_minus(struct str *out, const struct tree *t)
{
    if (t->n == 2) {
        if (t->child[0]->kind == TREE_NEGATE || t->child[0]->kind == TREE_ADD)
            say(out, t->child[0]);
        else
            say_term(out, t->child[0]);
    }
    speak(out, t->detail ? "마이너스 플러스" : "플러스 마이너스");
    say_term(out, t->child[t->n - 1]);
}

static void say_product(struct str *out, const struct tree *t)
{
    bool runs_on = speech_runs_on(t);
    for (uint32_t i = 0; i < t->n; i++) {
        bool named = t->child[i]->kind == TREE_ROOT || t->child[i]->kind == TREE_APPLY;
        bool dot = i > 0 && t->detail == WRITTEN_DOT && speech_is_vector(t->child[i]) &&
                   speech_is_vector(t->child[i - 1]);
        if (i > 0 && !runs_on && !named) /* 2 루트 3, x 사인 x */
            speak(out, dot ? "내적" : "곱하기");
        korean_whole(out, t->child[i]);
    }
}

/* --- sums, limits, integrals ------------------------------------------------------------------ */

static void say_big(struct str *out, const struct tree *t)
{
    speak(out, t->detail == BIG_PRODUCT ? "곱의 기호" : "시그마");
    say(out, t->child[1]);
    if (t->n > 2) {
        korean_topic(out);
        say(out, t->child[2]);
        korean_suffix(out, "부터");
    }
    if (t->n > 3) {
        say(out, t->child[3]);
        korean_suffix(out, "까지");
    }
    speak_mark(out, ",");
    korean_argument(out, t->child[0]);
}

static void say_limit(struct str *out, const struct tree *t)
{
    say(out, t->child[1]);
    korean_subject(out);
    if (t->detail)
        speak(out, t->detail == '+' ? "오른쪽에서" : "왼쪽에서");
    say(out, t->child[2]);
    korean_towards(out);
    speak(out, "갈 때");
    speak(out, "극한");
    korean_argument(out, t->child[0]);
}

static void say_derivative(struct str *out, const struct tree *t)
{
    say(out, t->child[1]);
    korean_towards(out);
    if (!tree_is_number(t->child[2], "1")) {
        say(out, t->child[2]);
        speak_mark(out, "번");
    }
    speak(out, "미분한");
    korean_argument(out, t->child[0]);
}

static void say_integral(struct str *out, const struct tree *t)
{
    if (t->n == 4) { /* 0부터 1까지 x 제곱을 x로 적분 */
        say(out, t->child[2]);
        korean_suffix(out, "부터");
        say(out, t->child[3]);
        korean_suffix(out, "까지");
        say(out, t->child[0]);
        korean_object(out);
        say(out, t->child[1]);
        korean_towards(out);
        speak(out, "적분");
        return;
    }
    speak(out, "인테그랄");
    say(out, t->child[0]);
    speak(out, "d");
    say(out, t->child[1]);
}

static void say_unit(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_POWER:
        if (tree_is_number(t->child[1], "2") || tree_is_number(t->child[1], "3")) {
            speak(out, tree_is_number(t->child[1], "2") ? "제곱" : "세제곱");
            struct str name = STR_EMPTY;
            say_unit(&name, t->child[0]);
            str_add_str(out, &name);
            str_release(&name);
            return;
        }
        say_unit(out, t->child[0]);
        speak_mark(out, "의");
        say(out, t->child[1]);
        speak_mark(out, "제곱");
        return;
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++)
            say_unit(out, t->child[i]);
        return;
    case TREE_DIVIDE:
        say_unit(out, t->child[0]);
        speak(out, "매");
        say_unit(out, t->child[1]);
        return;
    case TREE_UNIT:
        speak(out, unit_spoken(t->text, LANG_KO));
        return;
    default:
        say(out, t);
        return;
    }
}

/* 시속 60 킬로미터; other quotients are said one unit by the other: 그램 매 리터. */
static void say_quantity(struct str *out, const struct tree *t)
{
    static const struct {
        const char *below, *word;
    } speeds[] = {{"h", "시속"}, {"min", "분속"}, {"s", "초속"}};
    static const char *const lengths[] = {"m", "km", "cm", "mm", "mi", "ft"};
    const struct tree *unit = t->child[1];
    const char *speed = NULL;
    if (unit->kind == TREE_DIVIDE && unit->child[0]->kind == TREE_UNIT &&
        unit->child[1]->kind == TREE_UNIT)
        for (size_t i = 0; i < 3 * (sizeof lengths / sizeof *lengths); i++)
            if (strcmp(unit->child[0]->text, lengths[i / 3]) == 0 &&
                strcmp(unit->child[1]->text, speeds[i % 3].below) == 0)
                speed = speeds[i % 3].word;
    if (speed)
        speak(out, speed);
    korean_whole(out, t->child[0]);
    say_unit(out, speed ? unit->child[0] : unit);
}

static const char *const constant_words[CONSTANT_COUNT] = {
    [CONSTANT_PI] = "파이", [CONSTANT_E] = "e", [CONSTANT_I] = "i", [CONSTANT_INFINITY] = "무한대"};

static void say_prefix(struct str *out, const char *words, const struct tree *t)
{
    speak(out, words);
    korean_argument(out, t);
}

void speak_korean(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        say_number(out, t);
        break;
    case TREE_SYMBOL:
        say_symbol(out, t);
        break;
    case TREE_CONSTANT:
        speak(out, constant_words[t->detail]);
        break;
    case TREE_WORDS:
        speak(out, notation_korean_words(t->text));
        break;
    case TREE_ADD:
        say_sum(out, t);
        break;
    case TREE_NEGATE:
        speak(out, "마이너스");
        say_term(out, t->child[0]);
        break;
    case TREE_MULTIPLY:
        say_product(out, t);
        break;
    case TREE_DIVIDE:
        say_fraction(out, t->child[0], t->child[1]);
        break;
    case TREE_MIXED:
        say(out, t->child[0]);
        korean_with(out);
        say_fraction(out, t->child[1], t->child[2]);
        break;
    case TREE_PERCENT:
        korean_closely(out, t->child[0]);
        speak(out, "퍼센트");
        break;
    case TREE_POWER:
        say_power(out, t);
        break;
    case TREE_ROOT:
        say_root(out, t);
        break;
    case TREE_FACTORIAL:
        korean_closely(out, t->child[0]);
        speak(out, t->detail == 2 ? "더블 팩토리얼" : "팩토리얼");
        break;
    case TREE_ABSOLUTE:
        say_prefix(out, "절댓값", t->child[0]);
        break;
    case TREE_FLOOR:
        say_prefix(out, "내림", t->child[0]);
        break;
    case TREE_CEILING:
        say_prefix(out, "올림", t->child[0]);
        break;
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        korean_whole(out, t->child[0]);
        speak(out, t->kind == TREE_BINOMIAL ? "콤비네이션" : "퍼뮤테이션");
        korean_whole(out, t->child[1]);
        break;
    case TREE_APPLY:
        say_apply(out, t);
        break;
    case TREE_CALL:
        speak(out, "함수");
        say(out, t->child[0]);
        if (t->n == 2) {
            korean_argument(out, t->child[1]);
        } else {
            speak(out, "괄호 열고");
            korean_list(out, t, 1);
            speak(out, "괄호 닫고");
        }
        break;
    case TREE_PLUS_MINUS:
        say_plus_minus(out, t);
        break;
    case TREE_BIG:
        say_big(out, t);
        break;
    case TREE_LIMIT:
        say_limit(out, t);
        break;
    case TREE_DERIVATIVE:
        say_derivative(out, t);
        break;
    case TREE_INTEGRAL:
        say_integral(out, t);
        break;
    case TREE_LIST:
        korean_list(out, t, 0);
        break;
    case TREE_RATIO:
        korean_joined(out, t, "대");
        break;
    case TREE_QUANTITY:
        say_quantity(out, t);
        break;
    case TREE_UNIT:
        say_unit(out, t);
        break;
    case TREE_ELLIPSIS:
        speak(out, "점점점");
        break;
    default:
        korean_statement(out, t);
        break;
    }
}
