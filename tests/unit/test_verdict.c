/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verdicts: the complaints that other checkers got, with a word of the reason that a student must
 * find there; and every pair of tests/maths/pairs*.jsonl, of which none may be judged wrongly.
 */
#include "app/maths/exact.h"
#include "app/maths/verdict.h"
#include "engine/json.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *a, *b;
    enum verdict_kind want;
    const char *word, *form; /* in the English reason */
};

/* clang-format off */
static const struct row complaints[] = {
    {"16/625", "256/10000", VERDICT_EQUAL, "expected", NULL},
    {"97⁄100", "97/100", VERDICT_EQUAL, "expected", NULL},
    {"９７/１００", "97/100", VERDICT_EQUAL, "expected", NULL},
    {"6015/10,000", "6015/10000", VERDICT_EQUAL, "expected", NULL},
    {"58,500", "58500", VERDICT_EQUAL, "expected", NULL},
    {"10,\\!080", "10080", VERDICT_EQUAL, "expected", NULL},
    {"=0.815", "0.815", VERDICT_EQUAL, "expected", NULL},
    {"x = 2", "2", VERDICT_EQUAL, "expected", NULL},
    {"답: 2", "2", VERDICT_EQUAL, "expected", NULL},
    {"2입니다", "2", VERDICT_EQUAL, "expected", NULL},
    {"333.33", "333 1/3", VERDICT_DIFFERENT, "2 decimal places", NULL},
    {"1/2^{98}", "1/2^{99}", VERDICT_DIFFERENT, "twice", NULL},
    {"1+1/e", "1-1/e", VERDICT_DIFFERENT, "1.36788", NULL},
    {"sqrt(1/n)", "1/sqrt(n)", VERDICT_EQUAL_IF, "n > 0", NULL},
    {"4", "4\\sqrt(2)", VERDICT_DIFFERENT, "5.65685", NULL},
    {"1728", "1331 and 1728", VERDICT_PARTLY, "1 of 2", NULL},
    {"1,2,3", "2,3,4", VERDICT_DIFFERENT, "1 is not one", NULL},
    {"3,1,2", "1,2,3", VERDICT_EQUAL, "All 3", NULL},
    {"1+\\sqrt{19}, 1-\\sqrt{19}", "1\\pm\\sqrt{19}", VERDICT_EQUAL, "All 2", NULL},
    {"[-2,7]", "x\\in[-2,7]", VERDICT_EQUAL, "expected", NULL},
    {"(0,1.5)", "(0,1)", VERDICT_DIFFERENT, "Entry number 2", NULL},
    {"(4bc+ac(x+1)+5ab)/(abc)", "4/a+(x+1)/b+5/c", VERDICT_EQUAL, "expected", NULL},
    {"x²", "x^2", VERDICT_EQUAL, "expected", NULL},
    {"sin^2(x)", "sin(x)^2", VERDICT_EQUAL, "expected", NULL},
    {"ln*x", "ln(x)", VERDICT_UNREADABLE, "ln", NULL},
    {"|x|", "\\sqrt{x^2}", VERDICT_EQUAL, "expected", NULL},
    {"ln(x)+ln(y)", "ln(xy)", VERDICT_EQUAL_IF, "> 0", NULL},
    {"2x+C", "2x + K", VERDICT_EQUAL, "expected", NULL},
    {"2x", "2x + C", VERDICT_EQUAL_IF, "constant of integration", NULL},
    {"2x", "\\int 2 dx", VERDICT_EQUAL_IF, "constant of integration", NULL},
    {"x=8/3", "2/x=3/4", VERDICT_EQUAL, "solutions", NULL},
    {"5 cm", "5 cm", VERDICT_EQUAL, "quantity", NULL},
    {"0.05 m", "5 cm", VERDICT_EQUAL, "quantity", NULL},
    {"5", "5 cm", VERDICT_EQUAL_IF, "unit is missing: cm", NULL},
    {"2/4", "1/2", VERDICT_FORM, "lowest terms", "lowest"},
    {"0.667", "2/3", VERDICT_FORM, "2 decimal places", "places:2"},
    {"-3", "3", VERDICT_DIFFERENT, "sign", NULL},
    {"3/2", "2/3", VERDICT_DIFFERENT, "upside down", NULL},
    {"(2,1)", "(1,2)", VERDICT_DIFFERENT, "another order", NULL},
    {"x ≥ 2", "x > 2", VERDICT_DIFFERENT, "2", NULL},
    {"1/0", "3", VERDICT_UNREADABLE, "no value", NULL},
};
/* clang-format on */

static void decide(struct verdict *verdict, const char *a, const char *b, const char *form)
{
    struct verdict_options options = {.form = FORM_ANY};
    if (form)
        assert_true(verdict_form_read(form, &options));
    verdict_decide(verdict, a, strlen(a), b, strlen(b), &options);
}

static void decide__rows_of_real_complaints__are_judged_and_explained(void **state)
{
    (void)state;
    size_t bad = 0;
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        const struct row *row = &complaints[i];
        struct verdict verdict;
        decide(&verdict, row->a, row->b, row->form);
        bool right = verdict.kind == row->want && strstr(verdict.reason[LANG_EN].data, row->word) &&
                     verdict.reason[LANG_KO].len > 0;
        if (!right) {
            print_message("%s | %s: %s, wanted %s with \"%s\": %s\n", row->a, row->b,
                          verdict_word(verdict.kind), verdict_word(row->want), row->word,
                          verdict.reason[LANG_EN].data);
            bad++;
        }
        verdict_release(&verdict);
    }
    assert_int_equal(bad, 0);
}

/* --- pairs ------------------------------------------------------------------------------------ */

struct counts {
    size_t pairs, wrong, undecided;
};

struct pair {
    char *a, *b, *form;
    bool want[VERDICT_COUNT];
    bool one_way; /* the reference's type makes a difference: 3, 2, 1 and (1, 2, 3) */
};

static char *text_of(const struct json_reader *reader)
{
    char *copy = malloc(reader->len + 1);
    memcpy(copy, reader->text, reader->len);
    copy[reader->len] = '\0';
    return copy;
}

static void read_want(struct json_reader *reader, struct pair *pair)
{
    assert_int_equal(json_next(reader), JSON_ARRAY_BEGIN);
    while (json_next(reader) == JSON_STRING)
        for (int i = 0; i < VERDICT_COUNT; i++)
            pair->want[i] |= json_is(reader, verdict_word((enum verdict_kind)i));
}

static void read_pair(const char *line, size_t len, struct pair *pair)
{
    struct json_reader reader;
    json_reader_init(&reader, line, len);
    assert_int_equal(json_next(&reader), JSON_OBJECT_BEGIN);
    while (json_next(&reader) == JSON_KEY) {
        char **field = json_is(&reader, "a")      ? &pair->a
                       : json_is(&reader, "b")    ? &pair->b
                       : json_is(&reader, "form") ? &pair->form
                                                  : NULL;
        if (field) {
            json_next(&reader);
            *field = text_of(&reader);
        } else if (json_is(&reader, "one_way")) {
            pair->one_way = json_next(&reader) == JSON_TRUE;
        } else if (json_is(&reader, "want")) {
            read_want(&reader, pair);
        } else {
            json_skip(&reader);
        }
    }
    assert_int_equal(reader.type, JSON_OBJECT_END);
    json_reader_release(&reader);
}

static bool agrees(enum verdict_kind kind)
{
    return kind == VERDICT_EQUAL || kind == VERDICT_EQUAL_NUMERIC || kind == VERDICT_EQUAL_IF;
}

/* What is different must not be equal when the two change places. */
static void check_reversed(const struct pair *pair, struct counts *counts)
{
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (pair->want[i] != (i == VERDICT_DIFFERENT))
            return;
    if (pair->form || pair->one_way)
        return;
    struct verdict verdict;
    decide(&verdict, pair->b, pair->a, NULL);
    if (agrees(verdict.kind)) {
        counts->wrong++;
        print_message("wrong when reversed: %s | %s\n", pair->a, pair->b);
    }
    verdict_release(&verdict);
}

static void check_pair(const char *line, size_t len, struct counts *counts)
{
    struct pair pair = {.a = NULL};
    read_pair(line, len, &pair);
    assert_non_null(pair.a);
    assert_non_null(pair.b);
    struct verdict verdict;
    decide(&verdict, pair.a, pair.b, pair.form);
    counts->pairs++;
    assert_true(verdict.reason[LANG_EN].len > 0 && verdict.reason[LANG_KO].len > 0);
    if (!pair.want[verdict.kind]) {
        bool unsure = verdict.kind == VERDICT_UNDECIDED;
        counts->undecided += unsure;
        counts->wrong += !unsure;
        print_message("%s: %.*s -> %s: %s\n", unsure ? "undecided" : "wrong", (int)len, line,
                      verdict_word(verdict.kind), verdict.reason[LANG_EN].data);
    }
    verdict_release(&verdict);
    check_reversed(&pair, counts);
    free(pair.a);
    free(pair.b);
    free(pair.form);
}

static void check_file(const char *path, struct counts *counts)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    while ((len = getline(&line, &cap, file)) > 0)
        if (len > 1)
            check_pair(line, (size_t)len, counts);
    free(line);
    fclose(file);
}

static void decide__pairs_of_the_files__are_never_judged_wrongly(void **state)
{
    (void)state;
    glob_t files;
    assert_int_equal(glob("tests/maths/pairs*.jsonl", 0, NULL, &files), 0);
    struct counts counts = {0};
    for (size_t i = 0; i < files.gl_pathc; i++)
        check_file(files.gl_pathv[i], &counts);
    globfree(&files);
    printf("note: %zu pairs, %zu wrong, %zu undecided\n", counts.pairs, counts.wrong,
           counts.undecided);
    assert_int_equal(counts.wrong, 0);
    assert_true(counts.undecided * 100 <= counts.pairs * 3);
}

/* --- the rest --------------------------------------------------------------------------------- */

static void form_read__words_and_numbers__or_nothing(void **state)
{
    (void)state;
    struct verdict_options options = {.form = FORM_ANY};
    assert_true(verdict_form_read("places:2", &options));
    assert_int_equal(options.form, FORM_PLACES);
    assert_int_equal(options.digits, 2);
    assert_true(verdict_form_read("lowest", &options));
    assert_int_equal(options.form, FORM_LOWEST);
    static const char *const none[] = {
        "",          "low",       "places",   "places:", "places:x",
        "places:2x", "figures:0", "lowest:2", "lowest:", "places:999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(verdict_form_read(none[i], &options));
}

static void decide__two_readings_of_the_reference__asks(void **state)
{
    (void)state;
    struct verdict verdict;
    decide(&verdict, "1", "1,234", NULL);
    assert_int_equal(verdict.kind, VERDICT_UNDECIDED);
    assert_non_null(strstr(verdict.reason[LANG_EN].data, "Which one"));
    verdict_release(&verdict);
}

static void decide__a_bad_reference__is_not_blamed_on_the_attempt(void **state)
{
    (void)state;
    struct verdict verdict;
    decide(&verdict, "5", "3+", NULL);
    assert_int_equal(verdict.kind, VERDICT_UNREADABLE);
    assert_false(verdict.attempt_unreadable);
    verdict_release(&verdict);
    decide(&verdict, "3+", "5", NULL);
    assert_true(verdict.attempt_unreadable);
    verdict_release(&verdict);
}

static void decide__no_steps__is_undecided_not_wrong(void **state)
{
    (void)state;
    struct verdict verdict;
    struct verdict_options options = {.steps = 1};
    const char *a = "(x+y+z)^{30}", *b = "(x+y+z)^{29}(x+y+z)";
    verdict_decide(&verdict, a, strlen(a), b, strlen(b), &options);
    assert_int_not_equal(verdict.kind, VERDICT_DIFFERENT);
    verdict_release(&verdict);
}

static void decide__hostile_text__is_shown_harmless(void **state)
{
    (void)state;
    static const char *const texts[] = {"\x1b[31m5", "\xff\xfe", "\"\\\"", "{{{{", "%s%n", ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct verdict verdict;
        decide(&verdict, texts[i], "5", NULL);
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            assert_null(strchr(verdict.reason[lang].data, '\x1b'));
            assert_true(verdict.reason[lang].len > 0);
        }
        verdict_release(&verdict);
    }
}

static int clean_up(void **state)
{
    (void)state;
    exact_thread_cleanup();
    return 0;
}

/* One sign more a level: the limit of a tree is met by each of the nodes that are put on top. */
static void decide__trees_as_deep_as_can_be__have_a_verdict(void **state)
{
    (void)state;
    static const char *const patterns[] = {"%s", "x=1, %s", "x,y=1,%s", "%s=0", "x=%s or 2"};
    for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++)
        for (size_t n = TREE_DEPTH_MAX - 8; n <= TREE_DEPTH_MAX + 2; n++) {
            struct str a = STR_EMPTY, b = STR_EMPTY;
            size_t at = strcspn(patterns[p], "%");
            str_add(&a, patterns[p], at);
            str_add_char(&a, 'x');
            str_add(&b, patterns[p], at);
            str_add_char(&b, 'y');
            for (size_t i = 0; i < n; i++) {
                str_add_text(&a, "! ");
                str_add_text(&b, "! ");
            }
            str_add_text(&a, patterns[p] + at + 2);
            str_add_text(&b, patterns[p] + at + 2);
            struct verdict verdict;
            verdict_decide(&verdict, a.data, a.len, b.data, b.len, NULL);
            assert_int_not_equal(verdict.kind, VERDICT_EQUAL);
            assert_true(n < TREE_DEPTH_MAX || verdict.kind == VERDICT_UNREADABLE);
            verdict_release(&verdict);
            verdict_decide(&verdict, a.data, a.len, "x=1", 3, NULL);
            verdict_release(&verdict);
            str_release(&a);
            str_release(&b);
        }
}

/* The equation holds where n is e to a power of e: a number that no fraction is near to. */
static void decide__a_number_too_large_for_a_fraction__has_a_verdict(void **state)
{
    (void)state;
    static const char attempt[] = "x^2=-((\\ln(\\ln(n)))^{0.5})";
    static const char reference[] = "(0.5,((\\frac{\\ln(1)}{\\ln(1)}+x))((0.5)(x)))";
    struct verdict verdict;
    verdict_decide(&verdict, attempt, strlen(attempt), reference, strlen(reference), NULL);
    assert_false(verdict.kind == VERDICT_EQUAL || verdict.kind == VERDICT_EQUAL_IF);
    verdict_release(&verdict);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decide__rows_of_real_complaints__are_judged_and_explained),
        cmocka_unit_test(decide__pairs_of_the_files__are_never_judged_wrongly),
        cmocka_unit_test(form_read__words_and_numbers__or_nothing),
        cmocka_unit_test(decide__two_readings_of_the_reference__asks),
        cmocka_unit_test(decide__a_bad_reference__is_not_blamed_on_the_attempt),
        cmocka_unit_test(decide__no_steps__is_undecided_not_wrong),
        cmocka_unit_test(decide__trees_as_deep_as_can_be__have_a_verdict),
        cmocka_unit_test(decide__a_number_too_large_for_a_fraction__has_a_verdict),
        cmocka_unit_test(decide__hostile_text__is_shown_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, clean_up);
}
