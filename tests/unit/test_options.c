/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options: the command line, the configuration file, what is printed from the list; and the
 * problem as `solve` takes it.
 */
#include "app/command/problem.h"
#include "app/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGS_MAX = 10 };

/* Parses up to ARGS_MAX words behind "solve"; the caller releases the options. */
static bool parse(struct options *options, const char *const *words, struct str *error)
{
    static char storage[ARGS_MAX][64];
    static char *argv[ARGS_MAX + 2];
    int argc = 0;
    argv[argc++] = (char *)"solve";
    for (int i = 0; i < ARGS_MAX && words[i]; i++) {
        snprintf(storage[i], sizeof storage[i], "%s", words[i]);
        argv[argc++] = storage[i];
    }
    argv[argc] = NULL;
    options_init(options, solve_options, SOLVE_OPTION_COUNT);
    return options_parse(options, argc, argv, error);
}

static void options__any_order__and_both_forms(void **state)
{
    (void)state;
    static const char *const ways[][ARGS_MAX] = {
        {"--level", "advanced", "--seed", "7", "1", "+", "1"},
        {"1", "--seed=7", "+", "--level=advanced", "1"},
        {"-l", "advanced", "1", "+", "-s7", "1"},
        {"1", "+", "1", "-ladvanced", "-s=7"},
        {"--level", "beginner", "--level", "advanced", "-s", "7", "--", "1", "+", "1"},
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct options o;
        struct str error = STR_EMPTY;
        assert_true(parse(&o, ways[i], &error));
        assert_int_equal(o.values[SOLVE_LEVEL].choice, 2);
        assert_int_equal(o.values[SOLVE_SEED].integer, 7);
        assert_false(o.values[SOLVE_MODEL].set);
        assert_int_equal(o.n_rest, 3);
        assert_string_equal(o.rest[1], "+");
        options_release(&o);
        str_release(&error);
    }
}

static void options__dashes__may_be_arguments(void **state)
{
    (void)state;
    static const char *const words[] = {"-",   "-3", "-(2)",    "-.5", "-\\frac12",
                                        "-√2", "--", "--level", "-x",  NULL};
    struct options o;
    struct str error = STR_EMPTY;
    assert_true(parse(&o, words, &error));
    assert_int_equal(o.n_rest, 8);
    assert_string_equal(o.rest[0], "-");
    assert_string_equal(o.rest[6], "--level");
    options_release(&o);
}

static void options__minus_and_letters__are_text_where_the_command_says_so(void **state)
{
    (void)state;
    static const char *const words[] = {"-x", "-hx", "-x+1", "-h", "-lx"};
    struct options o;
    struct str error = STR_EMPTY;
    options_init(&o, solve_options, SOLVE_OPTION_COUNT);
    o.minus_is_text = true;
    char *argv[6] = {(char *)"check"};
    for (size_t i = 0; i < 5; i++)
        argv[i + 1] = (char *)words[i];
    assert_true(options_parse(&o, 6, argv, &error));
    assert_true(o.values[SOLVE_HELP].set);
    assert_int_equal(o.n_rest, 4);
    assert_string_equal(o.rest[3], "-lx");
    argv[1] = (char *)"--xyz";
    assert_false(options_parse(&o, 2, argv, &error));
    options_release(&o);
    str_release(&error);
}

static void options__mistakes__get_a_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *words[4];
        const char *sentence;
    } cases[] = {
        {{"--lebel", "x"}, "there is no option --lebel; did you mean --level?"},
        {{"--js"}, "there is no option --js; did you mean --json?"},
        {{"--zzzzz=3"}, "there is no option --zzzzz"},
        {{"-x"}, "there is no option -x; a problem that begins with a minus goes after --"},
        {{"--level"}, "--level needs a value: LEVEL"},
        {{"--level", "expert"}, "--level takes beginner, intermediate or advanced, not \"expert\""},
        {{"--level="}, "--level takes beginner, intermediate or advanced, not \"\""},
        {{"--seed", "-1"}, "--seed takes a whole number from 0 to 9007199254740992, not \"-1\""},
        {{"--seed", "7x"}, "--seed takes a whole number from 0 to 9007199254740992, not \"7x\""},
        {{"--seed", "99999999999999999999"},
         "--seed takes a whole number from 0 to 9007199254740992, not \"99999999999999999999\""},
        {{"-t", "nan"}, "--temperature takes a number from 0 to 5, not \"nan\""},
        {{"-t", "5.01"}, "--temperature takes a number from 0 to 5, not \"5.01\""},
        {{"--model", ""}, "--model takes DIR, not an empty text"},
        {{"--json=1"}, "--json takes no value"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct options o;
        struct str error = STR_EMPTY;
        assert_false(parse(&o, cases[i].words, &error));
        assert_string_equal(error.data, cases[i].sentence);
        options_release(&o);
        str_release(&error);
    }
}

static void options__defaults__yield_to_what_was_given(void **state)
{
    (void)state;
    static const char *const words[] = {"--level", "advanced", NULL};
    struct options o;
    struct str error = STR_EMPTY;
    assert_true(parse(&o, words, &error));
    assert_true(options_default(&o, SOLVE_LEVEL, "beginner", &error));
    assert_int_equal(o.values[SOLVE_LEVEL].choice, 2);
    assert_true(options_default(&o, SOLVE_BUDGET, "12", &error));
    assert_int_equal(o.values[SOLVE_BUDGET].integer, 12);
    options_release(&o);
}

static void assert_config(const char *text, const char *sentence)
{
    static const char *const words[] = {"--lang", "ko", NULL};
    char path[] = "/tmp/lemma-options-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    struct options o;
    struct str error = STR_EMPTY, expected = STR_EMPTY;
    assert_true(parse(&o, words, &error));
    bool ok = options_read_config(&o, path, &error);
    if (sentence)
        str_printf(&expected, "%s:%s", path, sentence);
    assert_string_equal(error.data, expected.data);
    assert_int_equal(ok, sentence == NULL);
    assert_int_equal(o.values[SOLVE_LANG].choice, 2);
    if (ok && *text)
        assert_int_equal(o.values[SOLVE_LEVEL].choice, 1);
    options_release(&o);
    str_release(&error);
    str_release(&expected);
    unlink(path);
}

static void options__configuration_file__is_checked_line_by_line(void **state)
{
    (void)state;
    assert_config("", NULL);
    assert_config("# mine\nlevel = intermediate\nlang = en\ntemperature=0.5\n", NULL);
    assert_config("\nlevle = beginner\n", "2: there is no setting \"levle\"; did you mean level?");
    assert_config("json = 1\n", "1: there is no setting \"json\"");
    assert_config("lang = fr\n", "1: lang takes auto, en or ko, not \"fr\"");
    assert_config("seed = 1\nseed = 2\n", "2: seed is set a second time");
    assert_config("[solve]\n", "1: expected \"key = value\"");
    struct options o;
    struct str error = STR_EMPTY;
    options_init(&o, solve_options, SOLVE_OPTION_COUNT);
    assert_true(options_read_config(&o, "/nowhere/config.ini", &error));
    assert_false(options_read_config(&o, "/tmp", &error));
    assert_string_equal(error.data, "/tmp: cannot be read");
    options_release(&o);
    str_release(&error);
}

static void options__list__is_printed_in_full(void **state)
{
    (void)state;
    struct options o;
    struct str help = STR_EMPTY, manual = STR_EMPTY;
    options_init(&o, solve_options, SOLVE_OPTION_COUNT);
    options_help(&o, &help);
    options_manual(solve_options, SOLVE_OPTION_COUNT, &manual);
    for (size_t i = 0; i < SOLVE_OPTION_COUNT; i++) {
        struct str in_help = STR_EMPTY, in_manual = STR_EMPTY;
        str_printf(&in_help, "--%s", solve_options[i].word);
        str_printf(&in_manual, "Fl -%s", solve_options[i].word);
        assert_non_null(strstr(help.data, in_help.data));
        assert_non_null(strstr(manual.data, in_manual.data));
        str_release(&in_help);
        str_release(&in_manual);
        for (size_t k = 0; k < i; k++) { /* no word and no letter twice */
            assert_string_not_equal(solve_options[i].word, solve_options[k].word);
            assert_true(!solve_options[i].letter ||
                        solve_options[i].letter != solve_options[k].letter);
        }
    }
    for (const char *line = help.data; *line;) {
        size_t n = strcspn(line, "\n");
        assert_true(n <= 80);
        line += n + (line[n] == '\n');
    }
    options_release(&o);
    str_release(&help);
    str_release(&manual);
}

static void options__nearest__is_near(void **state)
{
    (void)state;
    static const char *const words[] = {"solve", "model", "topics", "completion"};
    assert_string_equal(options_nearest("sovle", words, 4), "solve");
    assert_string_equal(options_nearest("modle", words, 4), "model");
    assert_string_equal(options_nearest("comp", words, 4), "completion");
    assert_string_equal(options_nearest("topic", words, 4), "topics");
    assert_null(options_nearest("banana", words, 4));
    assert_null(options_nearest("", words, 4));
}

/* --- the problem ---------------------------------------------------------------------------- */

static void problem__good_ones__are_normalised(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"2+2", "2+2"},
        {"  2+2 \n\n", "2+2"},
        {"\xEF\xBB\xBF"
         "2+2\r\nand\r3",
         "2+2\nand\n3"},
        {"\u1103\u1161\u11B8", "답"},
        {"a\tb", "a\tb"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str problem = STR_EMPTY, error = STR_EMPTY;
        str_add_text(&problem, cases[i].from);
        assert_true(problem_prepare(&problem, "problem", &error));
        assert_string_equal(problem.data, cases[i].to);
        str_release(&problem);
    }
}

static void problem__bad_ones__are_refused_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *sentence;
    } cases[] = {
        {"", 0, "the problem is empty"},
        {" \n\t\xE3\x80\x80", 6, "the problem is empty"},
        {"2+\0002", 4, "the problem holds a NUL at byte 3; it is not a text"},
        {"caf\xE9", 4,
         "the problem is not valid UTF-8 at byte 4; convert it first, for example with iconv"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str problem = STR_EMPTY, error = STR_EMPTY;
        str_add(&problem, cases[i].bytes, cases[i].len);
        assert_false(problem_prepare(&problem, "problem", &error));
        assert_string_equal(error.data, cases[i].sentence);
        str_release(&problem);
        str_release(&error);
    }
    struct str problem = STR_EMPTY, error = STR_EMPTY;
    for (size_t i = 0; i <= PROBLEM_MAX; i++)
        str_add_char(&problem, 'x');
    assert_false(problem_prepare(&problem, "problem", &error));
    assert_non_null(strstr(error.data, "longer than 1048576 bytes"));
    problem.len--;
    str_clear(&error);
    assert_true(problem_prepare(&problem, "problem", &error));
    str_release(&problem);
    str_release(&error);
}

static void problem__language__by_words_then_by_locale(void **state)
{
    (void)state;
    static const struct {
        const char *problem, *locale;
        enum lang lang;
    } cases[] = {
        {"x^2 = 4를 푸세요", NULL, LANG_KO},
        {"2+2", NULL, LANG_EN},
        {"2+2", "ko_KR.UTF-8", LANG_KO},
        {"2+2", "ko", LANG_KO},
        {"2+2", "kok_IN", LANG_EN},
        {"2+2", "en_GB.UTF-8", LANG_EN},
        {"Solve x^2 = 4", "ko_KR", LANG_EN},
        {"x^2 - 5x + 6 = 0", "ko_KR", LANG_KO},
        {"\\frac{1}{2} + \\sin x", "ko", LANG_KO},
        {"sin(x) dx", "ko", LANG_KO},
        {"find it", "ko", LANG_EN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str problem = STR_EMPTY;
        str_add_text(&problem, cases[i].problem);
        assert_int_equal(problem_language(&problem, cases[i].locale), cases[i].lang);
        str_release(&problem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options__any_order__and_both_forms),
        cmocka_unit_test(options__dashes__may_be_arguments),
        cmocka_unit_test(options__minus_and_letters__are_text_where_the_command_says_so),
        cmocka_unit_test(options__mistakes__get_a_sentence),
        cmocka_unit_test(options__defaults__yield_to_what_was_given),
        cmocka_unit_test(options__configuration_file__is_checked_line_by_line),
        cmocka_unit_test(options__list__is_printed_in_full),
        cmocka_unit_test(options__nearest__is_near),
        cmocka_unit_test(problem__good_ones__are_normalised),
        cmocka_unit_test(problem__bad_ones__are_refused_in_words),
        cmocka_unit_test(problem__language__by_words_then_by_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
