/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parser says to people, in both languages: the errors, what it waited for, and how it
 * read what has two readings. Korean sentences put the source in quotes where no particle has to
 * agree with it.
 */
#include "app/maths/parse.h"

#include <string.h>

/* Keys of parse_error.expected, and what they are called. */
static const struct {
    const char *key, *text[LANG_COUNT];
} things[] = {
    {"value", {"a number, a variable or a bracket", "수나 문자, 괄호"}},
    {"exponent", {"an exponent", "지수"}},
    {"index", {"an index", "아래 첨자"}},
    {"numerator", {"a numerator", "분자"}},
    {"denominator", {"a denominator", "분모"}},
    {"base", {"a base", "밑"}},
    {"letter", {"a letter", "문자 하나"}},
    {"variable", {"a variable", "변수 이름"}},
    {"arrow", {"an arrow (->)", "화살표(->)"}},
    {"bounds", {"bounds (from ... to ...)", "범위(어디부터 어디까지)"}},
    {"dx", {"dx, which says what to integrate by", "dx(무엇으로 적분하는지)"}},
    {"unit", {"a unit", "단위"}},
    {"condition", {"a condition", "조건"}},
    {"row", {"rows of the same length", "길이가 같은 행"}},
    {"\\end", {"\\end{...}", "\\end{...}"}},
    {"\\right", {"\\right", "\\right"}},
    {"(", {"an opening bracket (", "여는 괄호 ("}},
    {")", {"a closing bracket )", "닫는 괄호 )"}},
    {"]", {"a closing bracket ]", "닫는 괄호 ]"}},
    {"}", {"a closing brace }", "닫는 중괄호 }"}},
    {">", {"a closing bracket >", "닫는 괄호 >"}},
    {"|", {"a closing bar |", "닫는 세로줄 |"}},
    {"floor", {"a closing bracket ⌋", "닫는 괄호 ⌋"}},
    {"ceiling", {"a closing bracket ⌉", "닫는 괄호 ⌉"}},
};

static const char *thing(const char *key, enum lang lang)
{
    for (size_t i = 0; key && i < sizeof things / sizeof *things; i++)
        if (strcmp(things[i].key, key) == 0)
            return things[i].text[lang];
    return things[0].text[lang];
}

/* How to write a function that has no argument, or too many or few. */
static void write_argument(struct str *out, const struct parse_error *error, enum lang lang)
{
    const char *name = error->found[0] == '\\' ? error->found + 1 : error->found;
    static const struct {
        const char *key, *example;
    } examples[] = {
        {"one", "x"},           {"two", "a, b"},      {"sum", "k^2, k, 1, n"},
        {"derivative", "f, x"}, {"integral", "f, x"}, {"limit", "f, x, 0"},
    };
    const char *inside = "x";
    for (size_t i = 0; error->expected && i < sizeof examples / sizeof *examples; i++)
        if (strcmp(examples[i].key, error->expected) == 0)
            inside = examples[i].example;
    if (lang == LANG_KO)
        str_printf(out, "%zu번째 글자: %s 다음에 무엇에 적용할지 써야 해요. %s(%s)처럼 써 보세요.",
                   error->column, name, name, inside);
    else
        str_printf(out,
                   "At character %zu: %s needs something to work on. Write it like this: %s(%s).",
                   error->column, name, name, inside);
}

static void write_expected(struct str *out, const struct parse_error *error, enum lang lang)
{
    const char *what = thing(error->expected, lang);
    if (lang == LANG_KO) {
        if (error->found[0])
            str_printf(out, "%zu번째 글자 '%s' 자리에는 다음이 필요해요: %s.", error->column,
                       error->found, what);
        else
            str_printf(out, "식이 중간에 끝났어요. 끝에 다음이 필요해요: %s.", what);
        return;
    }
    if (error->found[0])
        str_printf(out, "At character %zu: expected %s, but found '%s'.", error->column, what,
                   error->found);
    else
        str_printf(out, "The input ends too soon: expected %s at the end.", what);
}

static void write_unexpected(struct str *out, const struct parse_error *error, enum lang lang)
{
    bool dots = error->expected && strcmp(error->expected, "recurring") == 0;
    if (lang == LANG_KO) {
        str_printf(out, "%zu번째 글자 '%s' 부분을 읽을 수 없어요. %s", error->column, error->found,
                   dots ? "순환소수는 0.(3)처럼, 되풀이되는 숫자를 괄호로 묶어 써 보세요."
                        : "여기에 무엇을 쓰려고 했는지 다시 살펴보세요.");
        return;
    }
    str_printf(out, "At character %zu: '%s' does not fit here.", error->column, error->found);
    if (dots)
        str_add_text(out, " For a recurring decimal, put the digits that repeat in brackets: "
                          "0.(3).");
}

/* Sentences with nothing but a column and the source in them: %zu, then %s where there is one. */
static const struct {
    enum parse_status status;
    bool found;
    const char *text[LANG_COUNT];
} sentences[] = {
    {PARSE_EMPTY, false, {"There is nothing to read.", "읽을 식이 없어요."}},
    {PARSE_AMBIGUOUS_COMMA,
     false,
     {"At character %zu: this comma could join the digits of one number or separate two. Write "
      "one number without commas, or put a space after a comma that separates.",
      "%zu번째 글자의 쉼표는 한 수의 자릿수를 나누는지, 두 수를 나누는지 알 수 없어요. 한 수라면 "
      "쉼표를 빼고, 두 수라면 쉼표 뒤를 띄어 써 보세요."}},
    {PARSE_AMBIGUOUS_NUMBERS,
     true,
     {"At character %zu: '%s' follows another number with nothing in between. Write an operation "
      "or a comma, or join the digits.",
      "%zu번째 글자 '%s' 앞에 또 다른 수가 있어요. 사이에 연산 기호나 쉼표를 넣거나, 한 수라면 "
      "붙여 써 보세요."}},
    {PARSE_UNKNOWN_COMMAND,
     true,
     {"At character %zu: the command '%s' is not known.",
      "%zu번째 글자에 모르는 명령이 있어요: %s"}},
    {PARSE_TOO_LONG,
     false,
     {"The input is too long: at most 65536 bytes can be read.",
      "식이 너무 길어요. 65536바이트까지만 읽을 수 있어요."}},
    {PARSE_TOO_DEEP,
     false,
     {"At character %zu: too many things inside each other.",
      "%zu번째 글자: 괄호나 지수가 너무 깊이 겹쳐 있어요."}},
    {PARSE_NUMBER_TOO_LONG,
     false,
     {"At character %zu: this number has too many digits.",
      "%zu번째 글자: 자릿수가 너무 많은 수예요."}},
    {PARSE_NOT_MATHS,
     true,
     {"At character %zu: '%s' looks like words, not mathematics.",
      "%zu번째 글자 '%s' 부분은 식이 아니라 글로 보여요. 식만 써 보세요."}},
};

/* Appends `text` with %zu and %s filled in; the text is one of ours. */
static void fill(struct str *out, const char *text, const struct parse_error *error)
{
    for (; *text; text++) {
        if (strncmp(text, "%zu", 3) == 0) {
            str_printf(out, "%zu", error->column);
            text += 2;
        } else if (strncmp(text, "%s", 2) == 0) {
            str_add_text(out, error->found);
            text += 1;
        } else {
            str_add_char(out, *text);
        }
    }
}

void parse_error_write(struct str *out, const struct parse_error *error, enum lang lang)
{
    switch (error->status) {
    case PARSE_EXPECTED:
        write_expected(out, error, lang);
        return;
    case PARSE_UNEXPECTED:
        write_unexpected(out, error, lang);
        return;
    case PARSE_NEEDS_ARGUMENT:
        write_argument(out, error, lang);
        return;
    default:
        break;
    }
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (sentences[i].status == error->status)
            fill(out, sentences[i].text[lang], error);
}

static const struct {
    unsigned note;
    const char *text[LANG_COUNT];
} notes_text[] = {
    {NOTE_COMMA,
     {"A comma before three digits was taken as part of the number.",
      "세 자리마다 찍힌 쉼표는 한 수의 자릿수 구분으로 읽었어요."}},
    {NOTE_UNIT,
     {"A letter after a number could also be a unit.",
      "수 뒤의 글자는 단위로도, 문자로도 볼 수 있어요."}},
    {NOTE_SLASH_PRODUCT,
     {"A product after / was read from left to right: 1/2x is (1/2)·x.",
      "/ 뒤의 곱은 왼쪽부터 차례로 읽었어요. 1/2x는 (1/2)·x로 봐요."}},
    {NOTE_CALL,
     {"f(x) was read as a function, a(x+1) as a product.",
      "f(x)는 함수로, a(x+1)은 곱으로 읽었어요."}},
    {NOTE_INTERVAL,
     {"(1,2) can be a point or an interval, [1,2] an interval.",
      "(1,2)는 점일 수도 구간일 수도 있고, [1,2]는 구간으로 봐요."}},
    {NOTE_EXPONENT, {"2e-3 was read as 2·10^-3.", "2e-3은 2·10^-3으로 읽었어요."}},
    {NOTE_TIMES,
     {"x between two numbers was read as a multiplication sign.",
      "두 수 사이의 x는 곱하기 기호로 읽었어요."}},
    {NOTE_PLUS_MINUS, {"+- was read as ±.", "+-는 ±로 읽었어요."}},
    {NOTE_INDEX,
     {"x2 was read as x with the index 2; a power is written x^2.",
      "x2는 아래 첨자가 2인 x로 읽었어요. 거듭제곱은 x^2처럼 써요."}},
};

void parse_notes_write(struct str *out, unsigned notes, enum lang lang)
{
    bool any = false;
    for (size_t i = 0; i < sizeof notes_text / sizeof *notes_text; i++) {
        if (!(notes & notes_text[i].note))
            continue;
        if (any)
            str_add_char(out, ' ');
        str_add_text(out, notes_text[i].text[lang]);
        any = true;
    }
}
