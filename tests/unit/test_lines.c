/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line checker on workings from files (tests/maths/workings_*.jsonl) and on single manners of
 * writing. A wrong working must be caught at its line and named; a right one must pass.
 */
#include "app/maths/lines.h"

#include "app/base/die.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wrong_working__checked__caught_and_named),
        cmocka_unit_test(every_right_working__checked__has_no_bad_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
