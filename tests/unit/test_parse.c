/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parser: every row of tests/maths/parse.tsv is read as the tree beside it (a line "@ words"
 * sets the options for the rows below it); errors name their place and what was expected in both
 * languages; and any bytes at all are read or refused in good order.
 */
#include "app/base/random.h"
#include "app/base/text.h"
#include "app/maths/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const char file_name[] = "tests/maths/parse.tsv";

static struct parse_options options_from(const char *words)
{
    struct parse_options options = {0};
    options.answer = strstr(words, "answer") != NULL;
    options.commas = strstr(words, "group")  ? COMMAS_GROUP
                     : strstr(words, "list") ? COMMAS_LIST
                                             : COMMAS_REPORT;
    options.units = strstr(words, "always")  ? UNITS_ALWAYS
                    : strstr(words, "never") ? UNITS_NEVER
                                             : UNITS_AUTO;
    options.calls = strstr(words, "product") ? CALLS_NEVER : CALLS_AUTO;
    return options;
}

/* Calls `row` for each row of the file; `want` is NULL-terminated like `input`. */
static size_t each_row(void (*row)(const char *input, const char *want,
                                   const struct parse_options *options))
{
    char *line = NULL;
    size_t room = 0, rows = 0;
    struct parse_options options = {0};
    FILE *f = fopen(file_name, "r");
    assert_non_null(f);
    while (getline(&line, &room, f) > 0) {
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (line[0] == '@' && !tab) {
            options = options_from(line);
            continue;
        }
        assert_non_null(tab);
        *tab = '\0';
        row(line, tab + 1, &options);
        rows++;
    }
    free(line);
    fclose(f);
    return rows;
}

/* --- rows ------------------------------------------------------------------------------------- */

static unsigned wrong;

static void check_row(const char *input, const char *want, const struct parse_options *options)
{
    struct tree_arena *arena = tree_arena_new();
    struct parse_result result;
    struct str got = STR_EMPTY;
    if (maths_parse(arena, input, strlen(input), options, &result))
        tree_dump(&got, result.tree);
    else
        parse_error_write(&got, &result.error, LANG_EN);
    if (strcmp(got.data, want) != 0) {
        print_error("%s\n  read as %s\n  want    %s\n", input, got.data, want);
        wrong++;
    }
    str_release(&got);
    tree_arena_free(arena);
}

static void parse__every_row_of_the_file__gives_its_tree(void **state)
{
    (void)state;
    wrong = 0;
    size_t rows = each_row(check_row);
    assert_true(rows > 800);
    assert_int_equal(wrong, 0);
}

static void parse__lines__stand_together(void **state)
{
    (void)state;
    const struct parse_options options = {0};
    check_row("x+y=1\nx-y=3", "(system (relation (add x y) = 1) (relation (add x (negate y)) = 3))",
              &options);
    check_row("x=1\n\n  =2\n", "(relation x = 1 = 2)", &options);
    check_row("\\begin{pmatrix}1&2\\\\\n3&4\\end{pmatrix}", "(matrix 2: 1 2 3 4)", &options);
    check_row("(1,\n2)", "(tuple 1 2)", &options);
    assert_int_equal(wrong, 0);
}

/* --- errors ----------------------------------------------------------------------------------- */

static const struct {
    const char *input, *options;
    enum parse_status status;
    size_t column;
    const char *english, *korean; /* a part of each sentence */
} errors[] = {
    {"", "", PARSE_EMPTY, 1, "nothing to read", "읽을 식이 없어요"},
    {"   ", "", PARSE_EMPTY, 4, "nothing to read", "읽을 식이 없어요"},
    {"x +", "", PARSE_EXPECTED, 4, "too soon", "중간에 끝났어요"},
    {"x = ", "answer", PARSE_EXPECTED, 4, "a number, a variable or a bracket", "수나 문자, 괄호"},
    {"(x+1", "", PARSE_EXPECTED, 5, "closing bracket )", "닫는 괄호 )"},
    {"[1,2", "", PARSE_EXPECTED, 5, "closing bracket ]", "닫는 괄호 ]"},
    {"{1,2", "", PARSE_EXPECTED, 5, "closing brace }", "닫는 중괄호 }"},
    {"|x", "", PARSE_EXPECTED, 3, "closing bar |", "닫는 세로줄 |"},
    {"\\left(x", "", PARSE_EXPECTED, 8, "closing bracket )", "닫는 괄호 )"},
    {"⌊x", "", PARSE_EXPECTED, 3, "⌋", "⌋"},
    {"x^", "", PARSE_EXPECTED, 3, "an exponent", "지수"},
    {"x^)", "", PARSE_EXPECTED, 3, "an exponent", "지수"},
    {"x_", "", PARSE_EXPECTED, 3, "an index", "아래 첨자"},
    {"\\frac{}{2}", "", PARSE_EXPECTED, 7, "a numerator", "분자"},
    {"\\frac{1}{}", "", PARSE_EXPECTED, 10, "a denominator", "분모"},
    {"\\frac", "", PARSE_EXPECTED, 6, "a numerator", "분자"},
    {"\\log_ 8", "", PARSE_NEEDS_ARGUMENT, 1, "log(x)", "log(x)"},
    {"\\int x^2", "", PARSE_EXPECTED, 9, "dx", "dx"},
    {"\\int_0 x dx", "", PARSE_EXPECTED, 8, "bounds", "범위"},
    {"\\sum k", "", PARSE_EXPECTED, 6, "bounds", "범위"},
    {"\\lim_{x} x", "", PARSE_EXPECTED, 8, "an arrow", "화살표"},
    {"\\begin{pmatrix}1&2\\\\3\\end{pmatrix}", "", PARSE_EXPECTED, 22, "rows of the same length",
     "길이가 같은 행"},
    {"[1,2;3]", "", PARSE_EXPECTED, 7, "rows of the same length", "길이가 같은 행"},
    {"\\begin{pmatrix}1&2", "", PARSE_EXPECTED, 19, "\\end", "\\end"},
    {"*3", "", PARSE_EXPECTED, 1, "a number", "수나 문자"},
    {"2**", "", PARSE_EXPECTED, 4, "an exponent", "지수"},
    {"가 + 나 +", "", PARSE_EXPECTED, 8, "too soon", "중간에 끝났어요"},
    {"½ + )", "", PARSE_EXPECTED, 5, "found ')'", "5번째 글자 ')'"},
    {"x)", "", PARSE_UNEXPECTED, 2, "')' does not fit", "')' 부분을 읽을 수 없어요"},
    {"x+1]", "", PARSE_UNEXPECTED, 4, "']'", "']'"},
    {"1,2)", "", PARSE_UNEXPECTED, 4, "')'", "')'"},
    {"π r² )", "", PARSE_UNEXPECTED, 6, "character 6", "6번째"},
    {"x & y", "", PARSE_UNEXPECTED, 3, "'&'", "'&'"},
    {"1.2.x", "", PARSE_UNEXPECTED, 4, "'.'", "'.'"},
    {"x @ y", "", PARSE_UNEXPECTED, 3, "'@'", "'@'"},
    {"0.333...", "", PARSE_UNEXPECTED, 6, "0.(3)", "순환소수"},
    {"1,234", "", PARSE_AMBIGUOUS_COMMA, 2, "comma", "쉼표"},
    {"x = 12,345", "", PARSE_AMBIGUOUS_COMMA, 7, "character 7", "7번째"},
    {"(1,234)", "", PARSE_AMBIGUOUS_COMMA, 3, "comma", "쉼표"},
    {"2 3", "", PARSE_AMBIGUOUS_NUMBERS, 3, "'3'", "'3'"},
    {"1 234", "", PARSE_AMBIGUOUS_NUMBERS, 3, "join the digits", "붙여 써 보세요"},
    {"2 5/3", "", PARSE_AMBIGUOUS_NUMBERS, 3, "'5'", "'5'"},
    {"x^2 3", "", PARSE_AMBIGUOUS_NUMBERS, 5, "'3'", "'3'"},
    {"\\foo", "", PARSE_UNKNOWN_COMMAND, 1, "'\\foo'", "\\foo"},
    {"2+\\foo{x}", "", PARSE_UNKNOWN_COMMAND, 3, "'\\foo'", "\\foo"},
    {"\\begin{tabular}1\\end{tabular}", "", PARSE_UNKNOWN_COMMAND, 1, "\\begin", "\\begin"},
    {"ln*x", "", PARSE_NEEDS_ARGUMENT, 1, "ln(x)", "ln(x)"},
    {"2 + ln * x", "", PARSE_NEEDS_ARGUMENT, 5, "ln needs", "ln 다음에"},
    {"sin + 2", "", PARSE_NEEDS_ARGUMENT, 1, "sin(x)", "sin(x)"},
    {"sin - 2", "", PARSE_NEEDS_ARGUMENT, 1, "sin(x)", "sin(x)"},
    {"sin", "", PARSE_NEEDS_ARGUMENT, 1, "sin(x)", "sin(x)"},
    {"\\cos = 1", "", PARSE_NEEDS_ARGUMENT, 1, "cos(x)", "cos(x)"},
    {"sqrt", "", PARSE_NEEDS_ARGUMENT, 1, "sqrt(x)", "sqrt(x)"},
    {"\\sqrt", "", PARSE_NEEDS_ARGUMENT, 1, "sqrt(x)", "sqrt(x)"},
    {"sin^2", "", PARSE_NEEDS_ARGUMENT, 1, "sin(x)", "sin(x)"},
    {"gcd(4)", "", PARSE_NEEDS_ARGUMENT, 1, "gcd(a, b)", "gcd(a, b)"},
    {"sin(1, 2)", "", PARSE_NEEDS_ARGUMENT, 1, "sin(x)", "sin(x)"},
    {"binomial(5)", "", PARSE_NEEDS_ARGUMENT, 1, "binomial(a, b)", "binomial(a, b)"},
    {"diff(x)", "", PARSE_NEEDS_ARGUMENT, 1, "diff(f, x)", "diff(f, x)"},
    {"Hello world", "", PARSE_NOT_MATHS, 1, "words", "글로 보여요"},
    {"We see that it grows", "", PARSE_NOT_MATHS, 4, "words", "글로 보여요"},
    {"x = 2 apples and pears here", "", PARSE_NOT_MATHS, 18, "'pears'", "'pears'"},
    {"삼각형의 넓이", "", PARSE_NOT_MATHS, 1, "words", "글로 보여요"},
    {"x의 제곱근", "", PARSE_NOT_MATHS, 2, "words", "글로 보여요"},
};

static void parse__what_cannot_be_read__says_where_and_why(void **state)
{
    (void)state;
    unsigned bad = 0;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct parse_result result;
        struct parse_options options = options_from(errors[i].options);
        struct str text[LANG_COUNT] = {STR_EMPTY, STR_EMPTY};
        bool ok = maths_parse(arena, errors[i].input, strlen(errors[i].input), &options, &result);
        parse_error_write(&text[LANG_EN], &result.error, LANG_EN);
        parse_error_write(&text[LANG_KO], &result.error, LANG_KO);
        if (ok || result.tree || result.error.status != errors[i].status ||
            result.error.column != errors[i].column ||
            !strstr(text[LANG_EN].data, errors[i].english) ||
            !strstr(text[LANG_KO].data, errors[i].korean)) {
            print_error("%s: status %d column %zu (want %d, %zu)\n  %s\n  %s\n", errors[i].input,
                        (int)result.error.status, result.error.column, (int)errors[i].status,
                        errors[i].column, text[LANG_EN].data, text[LANG_KO].data);
            bad++;
        }
        str_release(&text[LANG_EN]);
        str_release(&text[LANG_KO]);
        tree_arena_free(arena);
    }
    assert_int_equal(bad, 0);
}

static void messages__every_status__has_a_sentence_in_both_languages(void **state)
{
    (void)state;
    for (int status = PARSE_OK + 1; status < PARSE_STATUS_COUNT; status++)
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            struct parse_error error = {.status = status, .column = 3, .found = "%s%n"};
            struct str text = STR_EMPTY;
            parse_error_write(&text, &error, lang);
            assert_true(text.len > 10);
            assert_int_equal(text_has_hangul(text.data, text.len), lang == LANG_KO);
            assert_null(strstr(text.data, "%zu"));
            str_release(&text);
        }
}

static void messages__every_note__has_a_sentence_in_both_languages(void **state)
{
    (void)state;
    for (unsigned note = 1; note <= NOTE_INDEX; note *= 2)
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            struct str text = STR_EMPTY;
            parse_notes_write(&text, note, lang);
            assert_true(text.len > 10);
            assert_int_equal(text_has_hangul(text.data, text.len), lang == LANG_KO);
            str_release(&text);
        }
    struct str none = STR_EMPTY;
    parse_notes_write(&none, 0, LANG_EN);
    assert_int_equal(none.len, 0);
    str_release(&none);
}

/* --- notes ------------------------------------------------------------------------------------ */

static const struct {
    const char *input, *options;
    unsigned notes;
} noted[] = {
    {"2x+1", "", 0},
    {"1/2x", "", NOTE_SLASH_PRODUCT},
    {"a/bc", "", NOTE_SLASH_PRODUCT},
    {"1/(2x)", "", 0},
    {"\\frac{1}{2}x", "", 0},
    {"sin x/2", "", NOTE_SLASH_PRODUCT},
    {"sin(x)/2", "", 0},
    {"1,234", "group", NOTE_COMMA},
    {"1,000", "", NOTE_COMMA},
    {"10{,}080", "", 0},
    {"5 m", "", NOTE_UNIT},
    {"5 km", "", 0},
    {"f(x)", "", NOTE_CALL},
    {"a(x+1)", "", NOTE_CALL},
    {"2(x+1)", "", 0},
    {"(1,2)", "", NOTE_INTERVAL},
    {"[1,2]", "", NOTE_INTERVAL},
    {"[1,2)", "", 0},
    {"(1,2,3)", "", 0},
    {"gcd(1,2)", "", 0},
    {"2e-3", "", NOTE_EXPONENT},
    {"2.5e-3", "", 0},
    {"3 x 4", "", NOTE_TIMES},
    {"3+-4", "", NOTE_PLUS_MINUS},
    {"3±4", "", 0},
    {"x2", "", NOTE_INDEX},
    {"x_2", "", 0},
};

static void parse__two_readings__are_noted(void **state)
{
    (void)state;
    unsigned bad = 0;
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct parse_result result;
        struct parse_options options = options_from(noted[i].options);
        if (!maths_parse(arena, noted[i].input, strlen(noted[i].input), &options, &result) ||
            result.notes != noted[i].notes) {
            print_error("%s: notes %u, want %u\n", noted[i].input, result.notes, noted[i].notes);
            bad++;
        }
        tree_arena_free(arena);
    }
    assert_int_equal(bad, 0);
}

/* --- places ----------------------------------------------------------------------------------- */

static void parse__nodes__know_where_they_stood(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    struct parse_result result;
    const struct parse_options options = {.answer = true};
    const char *s = "The answer is $x = \\frac{1}{12} + y$.";
    assert_true(maths_parse(arena, s, strlen(s), &options, &result));
    const struct tree *sum = result.tree->child[1];
    assert_int_equal(result.tree->at, strstr(s, "x =") - s);
    assert_int_equal(sum->child[0]->at, strstr(s, "\\frac") - s);
    assert_int_equal(sum->child[0]->len, strlen("\\frac{1}{12}"));
    assert_int_equal(sum->child[0]->child[1]->at, strstr(s, "12") - s);
    assert_int_equal(sum->child[0]->child[1]->len, 2);
    assert_int_equal(sum->child[1]->at, strstr(s, "y$") - s);
    tree_arena_free(arena);
}

static void check_places(const struct tree *t, size_t len)
{
    assert_true(t->at <= len && t->len <= len - t->at);
    for (uint32_t i = 0; i < t->n; i++)
        check_places(t->child[i], len);
}

/* Reads any bytes under many options; whatever comes out must be in order. */
static void read_anything(const char *s, size_t len)
{
    static const char *const ways[] = {"", "answer", "group always", "list never product answer"};
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, s, len);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct parse_result result;
        struct parse_options options = options_from(ways[i]);
        bool ok = maths_parse(arena, exact, len, &options, &result);
        assert_int_equal(ok, result.tree != NULL);
        assert_int_equal(ok, result.error.status == PARSE_OK);
        if (ok) {
            check_places(result.tree, len);
            assert_true(result.tree->depth <= TREE_DEPTH_MAX);
        } else {
            assert_true(result.error.at <= len && result.error.column >= 1);
            assert_true(strlen(result.error.found) < sizeof result.error.found);
        }
        tree_arena_free(arena);
    }
    free(exact);
}

static void read_prefixes(const char *input, const char *want, const struct parse_options *options)
{
    (void)want, (void)options;
    for (size_t len = 0; len <= strlen(input); len++)
        read_anything(input, len);
}

static void parse__every_beginning_of_every_row__is_read_or_refused(void **state)
{
    (void)state;
    each_row(read_prefixes);
}

static void parse__random_pieces__are_read_or_refused(void **state)
{
    (void)state;
    static const char *const pieces[] = {"x",
                                         "12",
                                         "3.5",
                                         "+",
                                         "-",
                                         "*",
                                         "/",
                                         "^",
                                         "_",
                                         "{",
                                         "}",
                                         "(",
                                         ")",
                                         "[",
                                         "]",
                                         "|",
                                         ",",
                                         ";",
                                         "=",
                                         "<",
                                         ">",
                                         "sin",
                                         "ln",
                                         "log",
                                         "\\frac",
                                         "\\sqrt",
                                         "\\left",
                                         "\\right",
                                         "\\int",
                                         "dx",
                                         "\\sum",
                                         "\\lim",
                                         "\\to",
                                         "\\begin{cases}",
                                         "\\end{cases}",
                                         "&",
                                         "\\\\",
                                         " ",
                                         "\n",
                                         "!",
                                         "'",
                                         "%",
                                         "°",
                                         "$",
                                         "\\text{",
                                         "또는",
                                         "없다",
                                         "km",
                                         "1,234",
                                         "√",
                                         "²",
                                         "₁",
                                         "½",
                                         "∞",
                                         "∈",
                                         "f(",
                                         "\\{",
                                         "\\}",
                                         "e",
                                         "i",
                                         "d",
                                         "\\",
                                         "\xff",
                                         "\xe3\x81",
                                         "\\boxed{",
                                         "답: ",
                                         "입니다",
                                         "...",
                                         "mod",
                                         "C",
                                         "||",
                                         "\\|",
                                         ":",
                                         "and",
                                         "or",
                                         "\\pm",
                                         "\\mathrm{",
                                         "matrix(",
                                         "oo(",
                                         "\"",
                                         "#",
                                         "~",
                                         "1e",
                                         "0.",
                                         "\\dot",
                                         "\\overline{"};
    struct random_state random;
    for (unsigned seed = 0; seed < 20000; seed++) {
        random_seed(&random, seed);
        struct str s = STR_EMPTY;
        unsigned n = 1 + (unsigned)(random_next(&random) % 14);
        for (unsigned i = 0; i < n; i++)
            str_add_text(&s, pieces[random_next(&random) % (sizeof pieces / sizeof *pieces)]);
        read_anything(s.data, s.len);
        str_release(&s);
    }
}

static void parse__random_bytes__are_read_or_refused(void **state)
{
    (void)state;
    struct random_state random;
    for (unsigned seed = 0; seed < 5000; seed++) {
        char bytes[40];
        random_seed(&random, seed);
        size_t len = random_next(&random) % sizeof bytes;
        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)random_next(&random);
        read_anything(bytes, len);
    }
}

/* --- limits ----------------------------------------------------------------------------------- */

static enum parse_status status_of_many(const char *piece, size_t len)
{
    struct str s = STR_EMPTY;
    while (s.len + strlen(piece) <= len)
        str_add_text(&s, piece);
    struct tree_arena *arena = tree_arena_new();
    struct parse_result result;
    const struct parse_options options = {.commas = COMMAS_LIST};
    maths_parse(arena, s.data, s.len, &options, &result);
    tree_arena_free(arena);
    str_release(&s);
    return result.error.status;
}

static void parse__hostile_texts__end_with_a_status(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        enum parse_status status;
    } hostile[] = {
        {"(", PARSE_TOO_DEEP},
        {"[", PARSE_TOO_DEEP},
        {"{", PARSE_TOO_DEEP},
        {"|", PARSE_TOO_DEEP},
        {"-", PARSE_TOO_DEEP},
        {"x^", PARSE_TOO_DEEP},
        {"sin ", PARSE_TOO_DEEP},
        {"\\frac", PARSE_TOO_DEEP},
        {"√", PARSE_TOO_DEEP},
        {"\\sqrt{", PARSE_TOO_DEEP},
        {"f(", PARSE_TOO_DEEP},
        {"1/", PARSE_TOO_DEEP},
        {"x'", PARSE_OK},
        {"\\int ", PARSE_TOO_DEEP},
        {"\\lim_{x\\to0}", PARSE_TOO_DEEP},
        {"not ", PARSE_TOO_DEEP},
        {"9", PARSE_NUMBER_TOO_LONG},
        {"0.", PARSE_AMBIGUOUS_NUMBERS},
        {"1,", PARSE_EXPECTED},
        {"x ", PARSE_OK},
        {"x+", PARSE_EXPECTED},
        {"x<", PARSE_EXPECTED},
        {"\\text{", PARSE_UNKNOWN_COMMAND},
        {"$5 ", PARSE_UNEXPECTED},
        {"3시간 ", PARSE_OK},
        {"x!", PARSE_OK},
        {"\\begin{cases}", PARSE_TOO_DEEP},
        {"d/dx ", PARSE_TOO_DEEP},
        {"\\boxed{", PARSE_TOO_DEEP},
        {"1e99999", PARSE_NUMBER_TOO_LONG},
    };
    unsigned bad = 0;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        enum parse_status got = status_of_many(hostile[i].piece, PARSE_LENGTH_MAX);
        if (got != hostile[i].status) {
            print_error("%s...: status %d, want %d\n", hostile[i].piece, (int)got,
                        (int)hostile[i].status);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

static void parse__lengths__have_limits(void **state)
{
    (void)state;
    assert_int_equal(status_of_many("9", TREE_DIGITS_MAX), PARSE_OK);
    assert_int_equal(status_of_many("9", TREE_DIGITS_MAX + 1), PARSE_NUMBER_TOO_LONG);
    assert_int_equal(status_of_many("x ", PARSE_LENGTH_MAX), PARSE_OK);
    assert_int_equal(status_of_many("x ", PARSE_LENGTH_MAX + 2), PARSE_TOO_LONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse__every_row_of_the_file__gives_its_tree),
        cmocka_unit_test(parse__lines__stand_together),
        cmocka_unit_test(parse__what_cannot_be_read__says_where_and_why),
        cmocka_unit_test(messages__every_status__has_a_sentence_in_both_languages),
        cmocka_unit_test(messages__every_note__has_a_sentence_in_both_languages),
        cmocka_unit_test(parse__two_readings__are_noted),
        cmocka_unit_test(parse__nodes__know_where_they_stood),
        cmocka_unit_test(parse__every_beginning_of_every_row__is_read_or_refused),
        cmocka_unit_test(parse__random_pieces__are_read_or_refused),
        cmocka_unit_test(parse__random_bytes__are_read_or_refused),
        cmocka_unit_test(parse__hostile_texts__end_with_a_status),
        cmocka_unit_test(parse__lengths__have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
