/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line checker on workings from files (tests/maths/workings_*.jsonl) and on single manners of
 * writing. A wrong working must be caught at its line and named; a right one must pass.
 */
#include "app/maths/lines.h"

#include "app/maths/lines/messages.h"
#include "engine/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MISTAKES_SOLID = 15, EACH_MISTAKE = 30, RIGHT_WORKINGS = 300, UNDECIDED_PERCENT = 10 };

/* One line of a file: {"mistake": "sign-moving", "lines": ["...", "..."], "bad": 2} */
struct working {
    struct str text;
    char mistake[64];
    long bad;
};

static bool working_read(struct working *w, const char *json, size_t len)
{
    struct json_reader r;
    json_reader_init(&r, json, len);
    str_clear(&w->text);
    w->mistake[0] = '\0';
    w->bad = 0;
    if (json_next(&r) == JSON_OBJECT_BEGIN)
        while (json_next(&r) == JSON_KEY) {
            if (json_is(&r, "lines")) {
                json_next(&r);
                while (json_next(&r) == JSON_STRING) {
                    str_add(&w->text, r.text, r.len);
                    str_add_char(&w->text, '\n');
                }
            } else if (json_is(&r, "mistake")) {
                json_next(&r);
                snprintf(w->mistake, sizeof w->mistake, "%.*s", (int)r.len, r.text);
            } else if (json_is(&r, "bad")) {
                json_next(&r);
                w->bad = (long)r.integer;
            } else {
                json_skip(&r);
            }
        }
    bool fine = r.type == JSON_OBJECT_END;
    json_reader_release(&r);
    return fine;
}

static FILE *open_data(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "tests/maths/%s", name);
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("cannot read %s", path);
    return file;
}

static long first_bad(const struct lines_finding *f)
{
    return f->first_bad < f->n ? (long)f->first_bad + 1 : 0;
}

static const char *named(const struct lines_finding *f)
{
    return f->first_bad < f->n ? line_mistake_word(f->line[f->first_bad].mistake) : "-";
}

static void every_wrong_working__checked__caught_and_named(void **state)
{
    (void)state;
    FILE *file = open_data("workings_wrong.jsonl");
    struct working w = {.text = STR_EMPTY};
    unsigned total[MISTAKE_COUNT] = {0}, missed = 0;
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&line, &cap, file)) > 0;) {
        assert_true(working_read(&w, line, (size_t)n));
        struct lines_finding f;
        lines_check(&f, w.text.data, w.text.len, 0);
        if (first_bad(&f) != w.bad || strcmp(named(&f), w.mistake) != 0) {
            missed++;
            print_message("%s at %ld, found %s at %ld:\n%s", w.mistake, w.bad, named(&f),
                          first_bad(&f), w.text.data);
        } else {
            total[f.line[f.first_bad].mistake]++;
        }
        lines_release(&f);
    }
    free(line);
    fclose(file);
    str_release(&w.text);
    unsigned solid = 0;
    for (int m = 1; m < MISTAKE_COUNT; m++)
        solid += total[m] >= EACH_MISTAKE;
    assert_int_equal(missed, 0);
    assert_true(solid >= MISTAKES_SOLID);
}

static void every_right_working__checked__has_no_bad_line(void **state)
{
    (void)state;
    FILE *file = open_data("workings_right.jsonl");
    struct working w = {.text = STR_EMPTY};
    unsigned workings = 0, bad = 0, lines = 0, undecided = 0;
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&line, &cap, file)) > 0; workings++) {
        assert_true(working_read(&w, line, (size_t)n));
        struct lines_finding f;
        lines_check(&f, w.text.data, w.text.len, 0);
        for (size_t i = 0; i < f.n; i++) {
            enum line_status status = f.line[i].status;
            lines++;
            if (status == LINE_UNDECIDED || status == LINE_UNREADABLE) {
                undecided++;
                print_message("%s: %.*s\n", line_status_word(status), (int)f.line[i].len,
                              f.line[i].text);
            }
        }
        if (f.first_bad < f.n) {
            bad++;
            print_message("line %ld is %s (%s):\n%s", first_bad(&f),
                          line_status_word(f.line[f.first_bad].status), named(&f), w.text.data);
        }
        lines_release(&f);
    }
    free(line);
    fclose(file);
    str_release(&w.text);
    print_message("%u workings, %u lines, %u undecided\n", workings, lines, undecided);
    assert_int_equal(bad, 0);
    assert_true(workings >= RIGHT_WORKINGS);
    assert_true(undecided * 100 <= lines * UNDECIDED_PERCENT);
}

/* --- single manners of writing: the text, and the statuses of its lines ------------------------
 */

struct manner {
    const char *text, *statuses; /* words of the statuses, joined by spaces */
};

static void expect_statuses(const struct manner *manner, size_t n)
{
    struct str found = STR_EMPTY;
    for (size_t k = 0; k < n; k++) {
        struct lines_finding f;
        lines_check(&f, manner[k].text, strlen(manner[k].text), 0);
        str_clear(&found);
        for (size_t i = 0; i < f.n; i++) {
            str_add_text(&found, i ? " " : "");
            str_add_text(&found, line_status_word(f.line[i].status));
        }
        if (!str_equal(&found, manner[k].statuses))
            fail_msg("%s\nexpected %s\nfound    %s", manner[k].text, manner[k].statuses,
                     found.len ? found.data : "");
        lines_release(&f);
    }
    str_release(&found);
}
#define EXPECT(...)                                                 \
    do {                                                            \
        static const struct manner manners[] = {__VA_ARGS__};       \
        expect_statuses(manners, sizeof manners / sizeof *manners); \
    } while (0)

static void lines__numbering_words_and_remarks__are_no_mathematics(void **state)
{
    (void)state;
    EXPECT({"1) x + 1 = 3\n2) x = 2", "first equivalent"},
           {"Step 1: x + 1 = 3\nStep 2: x = 2", "first equivalent"},
           {"x + 1 = 3\nThen I think about it.\ntherefore x = 2", "first text equivalent"},
           {"x + 1 = 3\n따라서 x = 2 (양변에서 1을 뺀다)", "first equivalent"},
           {"Subtract 1 from both sides: x = 2", "first"}, {"## Steps\nx = 2", "text first"},
           {"x + 1 = 3 | -1\nx = 2", "first equivalent"},
           {"∴ x + 1 = 3\n\\Rightarrow x = 2", "first equivalent"}, {"", ""}, {"\n\n  \n", ""});
}

static void lines__rows_of_latex__end_at_two_backslashes_outside_of_braces(void **state)
{
    (void)state;
    EXPECT({"\\begin{aligned} x + 1 &= 3 \\\\ x &= 2 \\end{aligned}", "first equivalent"},
           {"x + 1 = 3 \\\\\n x = 2", "first equivalent"},
           {"\\begin{cases} x + y = 3 \\\\ x - y = 1 \\end{cases}\n2x = 4", "first follows"},
           {"$$\nx + 1 = 3\n$$\nx = 2", "first equivalent"},
           {"$$\\begin{align*}\nx + 1 &= 3 \\\\\n&x = 2\n\\end{align*}$$", "first equivalent"},
           {"\\[\\begin{aligned}\nx + 1 &= 3\\\\\nx &= 3\n\\end{aligned}\\]", "first broken"});
}

static void lines__korean_task__begins_with_its_expression(void **state)
{
    (void)state;
    EXPECT({"(a + b)^2을 전개하면\n= a^2 + b^2", "first broken"},
           {"$x^2 - 5x + 6$ 을 인수분해하면\n(x - 2)(x - 3)", "first equivalent"},
           {"1/2 + 1/3의 값을 구하면\n= 5/6", "first equivalent"},
           {"3x^2을 미분하면\n6x", "text first"}, {"3x^2을 적분하면\nx^3 + C", "text first"},
           {"x^2 - 4을 정리하면\nx^2 = 4", "first first"},
           {"x^2 = 4\n2x를 더하면\nx^2 + 2x = 4 + 2x", "first text equivalent"});
}

static void lines__equals_sign_in_front__goes_on(void **state)
{
    (void)state;
    EXPECT({"2(x + 3)\n= 2x + 6", "first equivalent"}, {"2(x + 3)\n= 2x + 3", "first broken"},
           {"x = 6/2\n= 3", "first equivalent"}, {"√2\n≈ 1.414", "first follows"},
           {"2 + 3 = 5 + 1 = 6", "broken"}, {"2x + 3 = 7 ⇒ 2x = 4 ⇒ x = 2", "equivalent"});
}

static void lines__cases__follow_only_when_all_are_there(void **state)
{
    (void)state;
    EXPECT({"(x-1)(x-2) = 0\nx - 1 = 0\nx = 1\nx - 2 = 0\nx = 2",
            "first follows equivalent follows equivalent"},
           {"(x-1)(x-2) = 0\nx - 1 = 0\nx = 1", "first loses equivalent"},
           {"(x-1)(x-2) = 0\nx = 1 or x = 2\nx = 2 because 1 is too small: reject it",
            "first equivalent follows"});
}

static void lines__squaring__is_bad_unless_the_answers_are_sorted_out(void **state)
{
    (void)state;
    EXPECT({"sqrt(x + 2) = x\nx + 2 = x^2\nx = 2 or x = -1", "first gains equivalent"},
           {"sqrt(x + 2) = x\nx + 2 = x^2\nx = 2 or x = -1\nx = 2",
            "first follows equivalent equivalent"},
           {"sqrt(x) = 3\nx = 9", "first equivalent"});
}

static void lines__letters__are_defined_and_put_in(void **state)
{
    (void)state;
    EXPECT({"x^4 - 5x^2 + 4 = 0\nlet u = x^2\nu^2 - 5u + 4 = 0", "first follows equivalent"},
           {"A = l w\nl = 4, w = 3\nA = 12", "first follows equivalent"},
           {"f(x) = x^2\nf'(x) = 2x\nf'(3) = 6", "first follows follows"},
           {"f(x) = x^2\nf'(x) = 2x\nf'(3) = 5", "first follows broken"},
           {"a^2 + b^2 = c^2\n3^2 + 4^2 = c^2\nc = 5", "first follows follows"});
}

static void lines__after_a_broken_line__go_on_from_it(void **state)
{
    (void)state;
    EXPECT({"x + 3 = 5\nx = 8\n2x = 16", "first broken equivalent"},
           {"x + 3 = 5\nx = 8\nx = 2", "first broken equivalent"});
}

static void lines__no_steps__undecided_and_never_broken(void **state)
{
    (void)state;
    const char *text = "x^2 - 5x + 6 = 0\nx = 2 or x = 3\n(x + 1)^2\n= x^2 + 1";
    struct lines_finding f;
    lines_check(&f, text, strlen(text), 1);
    assert_int_equal(f.n, 4);
    for (size_t i = 0; i < f.n; i++)
        assert_true(f.line[i].status != LINE_UNREADABLE && f.line[i].status != LINE_BROKEN);
    lines_release(&f);
}

static void lines__more_than_the_limit__are_left_out(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < LINES_MAX + 20; i++)
        str_add_text(&text, "x = 1\n");
    struct lines_finding f;
    lines_check(&f, text.data, text.len, 0);
    assert_int_equal(f.n, LINES_MAX);
    assert_int_equal(f.line[5].number, 6);
    lines_release(&f);
    str_release(&text);
}

static void lines__more_statements_than_there_is_room_for__are_not_understood(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 0; i < 60; i++)
        str_add_text(&text, "x = 1; x = 1; x = 1; x = 1; x = 1; x = 1; x = 1; x = 1; x = 1\n");
    for (int i = 0; i < 100; i++) {
        for (int k = 0; k < 2100; k++)
            str_add_text(&text, "1+");
        str_add_text(&text, "1\n");
    }
    struct lines_finding f;
    lines_check(&f, text.data, text.len, 20000);
    assert_int_equal(f.n, 160);
    assert_int_equal(f.line[159].status, LINE_UNREADABLE);
    lines_release(&f);
    str_release(&text);
}

static void every_mistake__has_words_in_both_languages(void **state)
{
    (void)state;
    for (int m = 0; m < MISTAKE_COUNT; m++) {
        struct str reason[LANG_COUNT] = {STR_EMPTY, STR_EMPTY};
        message_mistake(reason, (enum line_mistake)m);
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            assert_true((reason[lang].len > 0) == (m != MISTAKE_NONE));
            str_release(&reason[lang]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wrong_working__checked__caught_and_named),
        cmocka_unit_test(every_right_working__checked__has_no_bad_line),
        cmocka_unit_test(lines__numbering_words_and_remarks__are_no_mathematics),
        cmocka_unit_test(lines__rows_of_latex__end_at_two_backslashes_outside_of_braces),
        cmocka_unit_test(lines__korean_task__begins_with_its_expression),
        cmocka_unit_test(lines__equals_sign_in_front__goes_on),
        cmocka_unit_test(lines__cases__follow_only_when_all_are_there),
        cmocka_unit_test(lines__squaring__is_bad_unless_the_answers_are_sorted_out),
        cmocka_unit_test(lines__letters__are_defined_and_put_in),
        cmocka_unit_test(lines__after_a_broken_line__go_on_from_it),
        cmocka_unit_test(lines__no_steps__undecided_and_never_broken),
        cmocka_unit_test(lines__more_than_the_limit__are_left_out),
        cmocka_unit_test(lines__more_statements_than_there_is_room_for__are_not_understood),
        cmocka_unit_test(every_mistake__has_words_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
