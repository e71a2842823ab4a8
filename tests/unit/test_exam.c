/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Problems with known answers: how generated ones are spread, what lines of a file are taken or
 * refused, which answers are right, what most samples said, intervals, and records of runs.
 */
#include "app/exam/mark.h"
#include "app/exam/record.h"
#include "app/exam/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- generated ------------------------------------------------------------------------------- */

static void make(struct exam *exam, size_t count, uint64_t seed, int easiest, int hardest)
{
    bool skills[64];
    assert_true(topic_count <= 64);
    for (int i = 0; i < topic_count; i++)
        skills[i] = true;
    const struct exam_request request = {
        .skills = skills, .easiest = easiest, .hardest = hardest, .seed = seed, .count = count};
    exam_make(exam, &request);
}

/* The smallest and largest number of items in a cell of two features (or one, with b < 0). */
static int feature(const struct exam_item *item, int which)
{
    if (which == 1)
        return (int)item->lang;
    if (which == 2)
        return (int)item->level;
    if (which == 3)
        return item->difficulty - 1;
    for (int i = 0; i < topic_count; i++)
        if (str_equal(&item->skill, topic_table[i]->name))
            return i;
    fail_msg("no skill %s", item->skill.data);
    return -1;
}

static int unevenness(const struct exam *exam, int a, int b, int difficulties)
{
    const int sizes[] = {topic_count, LANG_COUNT, LEVEL_COUNT, difficulties};
    int counts[64][8] = {{0}}, least = 1 << 30, most = 0, n_b = b < 0 ? 1 : sizes[b];
    for (size_t i = 0; i < exam->count; i++)
        counts[feature(&exam->items[i], a)][b < 0 ? 0 : feature(&exam->items[i], b)]++;
    for (int x = 0; x < sizes[a]; x++)
        for (int y = 0; y < n_b; y++) {
            least = counts[x][y] < least ? counts[x][y] : least;
            most = counts[x][y] > most ? counts[x][y] : most;
        }
    return most - least;
}

static void make__any_number__is_even_over_each_and_pairs(void **state)
{
    (void)state;
    static const size_t numbers[] = {1, 7, 40, 100, 200, 201, 333};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        for (int hardest = 1; hardest <= 5; hardest += 2) {
            struct exam exam = {.count = 0};
            make(&exam, numbers[i], 5, 1, hardest);
            assert_int_equal(exam.count, numbers[i]);
            for (int a = 0; a < 4; a++) {
                assert_true(unevenness(&exam, a, -1, hardest) <= 1);
                for (int b = 0; b < a; b++)
                    assert_true(unevenness(&exam, b, a, hardest) <= 2);
            }
            exam_release(&exam);
        }
}

static void make__more_of_a_seed__begins_with_the_fewer(void **state)
{
    (void)state;
    struct exam few = {.count = 0}, many = {.count = 0}, other = {.count = 0};
    make(&few, 30, 9, 1, 3);
    make(&many, 60, 9, 1, 3);
    make(&other, 30, 10, 1, 3);
    for (size_t i = 0; i < few.count; i++) {
        assert_string_equal(few.items[i].problem.data, many.items[i].problem.data);
        assert_string_equal(few.items[i].answer.data, many.items[i].answer.data);
        assert_true(few.items[i].seed == many.items[i].seed);
        assert_true(few.items[i].answer.len > 0);
    }
    assert_true(exam_hash(&few) != exam_hash(&other));
    exam_release(&few);
    exam_release(&many);
    exam_release(&other);
}

static void choose_skills__words__mean_all_behind_the_dot(void **state)
{
    (void)state;
    bool skills[64] = {false};
    struct str error = STR_EMPTY;
    assert_true(exam_choose_skills(skills, "algebra,calculus.polynomial_derivative", &error));
    for (int i = 0; i < topic_count; i++) {
        const char *name = topic_table[i]->name;
        bool wanted = strncmp(name, "algebra.", 8) == 0 ||
                      strcmp(name, "calculus.polynomial_derivative") == 0;
        assert_int_equal(skills[i], wanted);
    }
    static const char *const wrong[] = {
        "", "algebr", "algebra,", "algebra,,calculus", "x", "algebra.quadratic.x"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        str_clear(&error);
        assert_false(exam_choose_skills(skills, wrong[i], &error));
        assert_non_null(strstr(error.data, "there is no skill"));
    }
    str_release(&error);
}

/* --- files ------------------------------------------------------------------------------------ */

static enum exit_code read_bytes(struct exam *exam, const char *bytes, size_t len, size_t most,
                                 struct str *error)
{
    int fd = memfd_create("exam", 0);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), (ssize_t)len);
    lseek(fd, 0, SEEK_SET);
    enum exit_code code = exam_read(exam, fd, "file", 3, most, error);
    close(fd);
    return code;
}

static void read__lines_of_all_kinds__become_items(void **state)
{
    (void)state;
    static const char text[] =
        "\xEF\xBB\xBF{\"problem\": \"1 + 1\", \"answer\": \"2\"}\r\n"
        "\n"
        "{\"answer\": 204, \"problem\": \"a\\nb\", \"id\": 60, \"skill\": \"AIME\", \"year\": "
        "[1]}\n"
        "{\"problem\": \"\\ud55c\", \"answer\": \"c\", \"choices\": [\"x\", \"y\", \"z\"], "
        "\"id\": \"q\"}\n"
        "{\"problem\": \"p\", \"answer\": \"1\", \"lang\": \"ko\", \"level\": \"advanced\", "
        "\"difficulty\": 4, \"id\": null}\n"
        "{\"problem\": \"m\", \"answer\": \"1\", \"level\": 5}";
    struct exam exam = {.count = 0};
    struct str error = STR_EMPTY, question = STR_EMPTY;
    assert_int_equal(read_bytes(&exam, text, sizeof text - 1, 0, &error), EXIT_CODE_OK);
    assert_int_equal(exam.count, 5);
    const struct exam_item *item = exam.items;
    assert_string_equal(item[0].id.data, "#1");
    assert_true(item[0].lang_is_open);
    assert_int_equal(item[0].level, LEVEL_INTERMEDIATE);
    assert_string_equal(item[1].answer.data, "204");
    assert_string_equal(item[1].id.data, "60");
    assert_string_equal(item[1].skill.data, "AIME");
    assert_int_equal(item[1].line, 3);
    assert_string_equal(item[2].answer.data, "C");
    assert_int_equal(item[2].n_choices, 3);
    exam_question(&item[2], &question);
    assert_string_equal(question.data, "한\n\nA) x\nB) y\nC) z");
    assert_int_equal(item[3].lang, LANG_KO);
    assert_false(item[3].lang_is_open);
    assert_int_equal(item[3].level, LEVEL_ADVANCED);
    assert_int_equal(item[3].difficulty, 4);
    assert_string_equal(item[3].id.data, "#5");
    assert_int_equal(item[4].difficulty, 5);
    assert_true(item[0].seed != item[1].seed);
    exam_release(&exam);
    assert_int_equal(read_bytes(&exam, text, sizeof text - 1, 2, &error), EXIT_CODE_OK);
    assert_int_equal(exam.count, 2);
    exam_release(&exam);
    str_release(&question);
}

static const struct {
    const char *text, *says;
} bad_files[] = {
    {"", "file holds no problem"},
    {"\n \n", "file holds no problem"},
    {"{\"problem\":\"a\",\"answer\":\"1\"}\nno\n", "file, line 2: not a JSON object"},
    {"{\"problem\":\"a\",\"answer\":\"1\"} x\n", "line 1: not a JSON object"},
    {"{\"problem\":\"a\",\"answer\":\"1\"", "line 1: not a JSON object"},
    {"[1]", "line 1: not a JSON object"},
    {"{\"problem\":\"a\"}", "line 1: the keys \"problem\" and \"answer\" are both needed"},
    {"{\"answer\":\"1\"}", "are both needed"},
    {"{\"problem\":null,\"answer\":\"1\"}", "\"problem\" must be"},
    {"{\"problem\":\" \",\"answer\":\"1\"}", "\"problem\" must be"},
    {"{\"problem\":\"a\\u0000\",\"answer\":\"1\"}", "\"problem\" holds a NUL"},
    {"{\"problem\":\"a\xff\",\"answer\":\"1\"}", "line 1: not a JSON object"},
    {"{\"problem\":\"a\",\"answer\":[1]}", "\"answer\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"\"}", "\"answer\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"id\":1.5}", "\"id\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"id\":\"\"}", "\"id\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"skill\":1}", "\"skill\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"lang\":\"de\"}", "\"lang\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"level\":\"x\"}", "\"level\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"level\":9}", "\"level\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"difficulty\":0}", "\"difficulty\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"A\",\"choices\":[]}", "\"choices\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"A\",\"choices\":[\"x\"]}", "\"choices\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"A\",\"choices\":[\"x\",1]}", "\"choices\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"A\",\"choices\":\"x\"}", "\"choices\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"A\",\"choices\":[\"x\",\"y\"],\"choices\":[\"x\",\"y\"]}",
     "\"choices\" must be"},
    {"{\"problem\":\"a\",\"answer\":\"C\",\"choices\":[\"x\",\"y\"]}", "a letter from A to B"},
    {"{\"problem\":\"a\",\"answer\":\"x\",\"choices\":[\"x\",\"y\"]}", "a letter from A to B"},
    {"{\"problem\":\"a\",\"answer\":\"AB\",\"choices\":[\"x\",\"y\"]}", "a letter from A to B"},
    {"{\"problem\":\"a\",\"answer\":\"1\",\"id\":\"x\"}\n\n{\"problem\":\"b\",\"answer\":\"1\","
     "\"id\":\"x\"}",
     "file, line 3: the id \"x\" is that of line 1 too"},
};

static void read__bad_lines__are_refused_with_their_number(void **state)
{
    (void)state;
    struct str error = STR_EMPTY;
    for (size_t i = 0; i < sizeof bad_files / sizeof bad_files[0]; i++) {
        struct exam exam = {.count = 0};
        str_clear(&error);
        enum exit_code code =
            read_bytes(&exam, bad_files[i].text, strlen(bad_files[i].text), 0, &error);
        if (code != EXIT_CODE_DATA || !strstr(error.data, bad_files[i].says))
            fail_msg("%s: %d, %s", bad_files[i].text, (int)code, error.data);
        exam_release(&exam);
    }
    str_release(&error);
}

static void read__lines_of_odd_size__are_refused(void **state)
{
    (void)state;
    struct str text = STR_EMPTY, error = STR_EMPTY;
    struct exam exam = {.count = 0};
    str_add_text(&text, "{\"problem\":\"a\",\"answer\":\"1\"}\n{\"problem\":\"");
    for (int i = 0; i < EXAM_LINE_MAX / 8 + 10; i++)
        str_add_text(&text, "12345678");
    assert_int_equal(read_bytes(&exam, text.data, text.len, 0, &error), EXIT_CODE_DATA);
    assert_string_equal(error.data, "file, line 2: longer than 1,048,576 bytes");
    exam_release(&exam);
    /* 27 choices */
    str_clear(&text);
    str_clear(&error);
    str_add_text(&text, "{\"problem\":\"a\",\"answer\":\"A\",\"choices\":[\"0\"");
    for (int i = 0; i < 26; i++)
        str_add_text(&text, ",\"x\"");
    str_add_text(&text, "]}");
    assert_int_equal(read_bytes(&exam, text.data, text.len, 0, &error), EXIT_CODE_DATA);
    assert_non_null(strstr(error.data, "2 to 26 texts"));
    exam_release(&exam);
    str_release(&text);
    str_release(&error);
}

/* --- marks ------------------------------------------------------------------------------------ */

static void set_item(struct exam_item *item, const char *answer, size_t n_choices)
{
    *item = (struct exam_item){.n_choices = n_choices};
    str_init(&item->answer);
    str_add_text(&item->answer, answer);
}

static const struct {
    const char *attempt, *reference;
    size_t n_choices;
    enum verdict_kind verdict;
} marks[] = {
    {"1/2", "0.5", 0, VERDICT_EQUAL},
    {"x = 3", "3", 0, VERDICT_EQUAL},
    {"2", "3", 0, VERDICT_DIFFERENT},
    {"3", "3, -1", 0, VERDICT_PARTLY},
    {"x(x+", "3", 0, VERDICT_UNREADABLE},
    {"x( x +", "x(x+", 0, VERDICT_EQUAL},
    {"B", "B", 4, VERDICT_EQUAL},
    {"b", "B", 4, VERDICT_EQUAL},
    {"(B)", "B", 4, VERDICT_EQUAL},
    {"\\text{B}", "B", 4, VERDICT_EQUAL},
    {"\\mathbf{(B)}", "B", 4, VERDICT_EQUAL},
    {"$B$", "B", 4, VERDICT_EQUAL},
    {"B) 42 metres", "B", 4, VERDICT_EQUAL},
    {"B.", "B", 4, VERDICT_EQUAL},
    {" B ", "B", 4, VERDICT_EQUAL},
    {"A", "B", 4, VERDICT_DIFFERENT},
    {"E", "B", 4, VERDICT_UNREADABLE},
    {"Because", "B", 4, VERDICT_UNREADABLE},
    {"A triangle", "A", 4, VERDICT_UNREADABLE},
    {"42", "B", 4, VERDICT_UNREADABLE},
    {"", "B", 4, VERDICT_UNREADABLE},
    {"\\text{", "B", 4, VERDICT_UNREADABLE},
};

static void mark__answers__get_exact_verdicts_or_letters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        struct exam_item item;
        set_item(&item, marks[i].reference, marks[i].n_choices);
        enum verdict_kind kind = exam_mark(&item, marks[i].attempt, strlen(marks[i].attempt));
        if (kind != marks[i].verdict)
            fail_msg("%s for %s: %s", marks[i].attempt, marks[i].reference, verdict_word(kind));
        str_release(&item.answer);
    }
}

static void is_right__verdicts__only_those_that_say_equal(void **state)
{
    (void)state;
    for (int i = 0; i < VERDICT_COUNT; i++)
        assert_int_equal(exam_is_right((enum verdict_kind)i),
                         i == VERDICT_EQUAL || i == VERDICT_EQUAL_NUMERIC ||
                             i == VERDICT_EQUAL_IF || i == VERDICT_FORM);
}

static const struct {
    const char *answers[7]; /* "-": none */
    size_t n, chosen, n_choices;
} votes[] = {
    {{"1/2"}, 1, 0, 0},
    {{"-"}, 1, 1, 0},
    {{"2", "1/2", "0.5"}, 3, 1, 0},
    {{"2", "1/2", "0.5", "\\frac{2}{4}", "2", "4/2"}, 6, 0, 0},
    {{"1", "2", "3"}, 3, 0, 0},
    {{"-", "2", "-", "-"}, 4, 1, 0},
    {{"3, -1", "x = -1 or x = 3", "3"}, 3, 0, 0},
    {{"x(", "x(", "2"}, 3, 0, 0},
    {{"C", "(b)", "\\text{B}"}, 3, 1, 4},
};

static void majority__equal_answers__count_as_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof votes / sizeof votes[0]; i++) {
        struct exam_answer answers[7];
        struct exam_item item;
        set_item(&item, "B", votes[i].n_choices);
        for (size_t k = 0; k < votes[i].n; k++) {
            const char *text = votes[i].answers[k];
            bool none = strcmp(text, "-") == 0;
            answers[k] = (struct exam_answer){.data = none ? NULL : text, .len = strlen(text)};
        }
        size_t chosen = exam_majority(&item, answers, votes[i].n);
        if (chosen != votes[i].chosen)
            fail_msg("votes %zu: %zu instead of %zu", i, chosen, votes[i].chosen);
        str_release(&item.answer);
    }
}

/* --- counts ----------------------------------------------------------------------------------- */

static void wilson__known_shares__give_known_intervals(void **state)
{
    (void)state;
    static const struct {
        double right, n, low, high; /* of a table made with 30 digits */
    } cases[] = {
        {0, 10, 0, 0.277533},        {10, 10, 0.722467, 1},          {5, 10, 0.236593, 0.763407},
        {1, 10, 0.017876, 0.404150}, {187, 200, 0.891981, 0.961624}, {1, 1, 0.206549, 1},
    };
    double low, high;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        exam_wilson(cases[i].right / cases[i].n, cases[i].n, &low, &high);
        assert_true(low > cases[i].low - 1e-6 && low < cases[i].low + 1e-6);
        assert_true(high > cases[i].high - 1e-6 && high < cases[i].high + 1e-6);
    }
    exam_wilson(0, 0, &low, &high);
    assert_true(low == 0 && high == 1);
}

static void put(struct exam_sample *sample, const char *answer, enum lesson_reason reason,
                const struct exam_item *item)
{
    str_release(&sample->answer);
    *sample = (struct exam_sample){.done = true, .has_answer = answer != NULL, .reason = reason};
    str_init(&sample->answer);
    str_add_text(&sample->answer, answer ? answer : "");
    if (exam_sample_counts(sample))
        sample->verdict = exam_mark(item, sample->answer.data, sample->answer.len);
}

static struct exam_outcome *new_outcomes(size_t n, size_t n_samples)
{
    struct exam_outcome *outcomes = xcalloc(n, sizeof *outcomes);
    for (size_t i = 0; i < n; i++) {
        outcomes[i].samples = xcalloc(n_samples, sizeof *outcomes[i].samples);
        for (size_t k = 0; k < n_samples; k++)
            str_init(&outcomes[i].samples[k].answer);
    }
    return outcomes;
}

static void free_outcomes(struct exam_outcome *outcomes, size_t n, size_t n_samples)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n_samples; k++)
            str_release(&outcomes[i].samples[k].answer);
        free(outcomes[i].samples);
    }
    free(outcomes);
}

static const char paper[] =
    "{\"problem\":\"a\",\"answer\":\"2\",\"skill\":\"x\",\"lang\":\"en\",\"id\":\"one\"}\n"
    "{\"problem\":\"b\",\"answer\":\"1/2\",\"skill\":\"algebra.quadratic\",\"lang\":\"ko\"}\n"
    "{\"problem\":\"c\",\"answer\":\"3\",\"lang\":\"ko\",\"difficulty\":2}\n";

static void tally__samples_of_all_kinds__are_counted_in_their_groups(void **state)
{
    (void)state;
    struct exam exam = {.count = 0};
    struct str error = STR_EMPTY;
    struct exam_tally tally;
    assert_int_equal(read_bytes(&exam, paper, sizeof paper - 1, 0, &error), EXIT_CODE_OK);
    struct exam_outcome *outcomes = new_outcomes(3, 3);
    put(&outcomes[0].samples[0], "3", REASON_STOP, &exam.items[0]);
    put(&outcomes[0].samples[1], "2", REASON_STOP, &exam.items[0]);
    put(&outcomes[0].samples[2], "4/2", REASON_STOP, &exam.items[0]);
    put(&outcomes[1].samples[0], "1/2", REASON_LIMIT, &exam.items[1]); /* right, but cut */
    put(&outcomes[1].samples[1], NULL, REASON_STOP, &exam.items[1]);
    put(&outcomes[1].samples[2], "(", REASON_STOP, &exam.items[1]);
    put(&outcomes[2].samples[0], "3", REASON_STOP, &exam.items[2]); /* two are not done */
    for (size_t i = 0; i < 3; i++)
        exam_outcome_settle(&outcomes[i], &exam.items[i], 3);
    assert_int_equal(outcomes[0].chosen, 1);
    assert_true(outcomes[0].right);
    assert_int_equal(outcomes[0].n_right, 2);
    assert_int_equal(outcomes[1].chosen, 2);
    assert_false(outcomes[1].right);
    exam_tally_make(&tally, &exam, outcomes, 3);
    assert_int_equal(tally.all.items, 2);
    assert_int_equal(tally.all.right, 1);
    assert_int_equal(tally.all.samples, 6);
    assert_int_equal(tally.all.samples_right, 2);
    assert_int_equal(tally.all.cut, 1);
    assert_int_equal(tally.all.silent, 1);
    assert_int_equal(tally.all.unreadable, 1);
    assert_int_equal(tally.all.undecided, 0);
    assert_int_equal(tally.all.verdicts[VERDICT_EQUAL], 2);
    assert_int_equal(tally.all.reasons[REASON_LIMIT], 1);
    assert_int_equal(tally.n_groups[EXAM_BY_SKILL], 2); /* that of the table first */
    assert_string_equal(tally.groups[EXAM_BY_SKILL][0].name.data, "algebra.quadratic");
    assert_string_equal(tally.groups[EXAM_BY_SKILL][1].name.data, "x");
    assert_int_equal(tally.groups[EXAM_BY_SKILL][1].count.right, 1);
    assert_int_equal(tally.n_groups[EXAM_BY_LANG], 2);
    assert_int_equal(tally.n_groups[EXAM_BY_LEVEL], 1);
    assert_int_equal(tally.n_groups[EXAM_BY_DIFFICULTY], 0);
    exam_tally_release(&tally);
    free_outcomes(outcomes, 3, 3);
    exam_release(&exam);
}

/* --- records ---------------------------------------------------------------------------------- */

struct run {
    char dir[64], path[96];
    struct exam exam;
    struct exam_settings settings;
    struct exam_outcome *outcomes;
    struct exam_record record;
    struct str error;
};
enum { RUN_SAMPLES = 2 };

static void run_begin(struct run *run, int temperature)
{
    *run = (struct run){.record = {.fd = -1}, .error = STR_EMPTY};
    strcpy(run->dir, "/tmp/test_exam_XXXXXX");
    assert_non_null(mkdtemp(run->dir));
    snprintf(run->path, sizeof run->path, "%s/r.jsonl", run->dir);
    read_bytes(&run->exam, paper, sizeof paper - 1, 0, &run->error);
    exam_settings_add(&run->settings, "model", "%s", "abc");
    exam_settings_add(&run->settings, "temperature", "%d", temperature);
    run->outcomes = new_outcomes(run->exam.count, RUN_SAMPLES);
}

static void run_forget(struct run *run)
{
    exam_record_close(&run->record);
    free_outcomes(run->outcomes, run->exam.count, RUN_SAMPLES);
    run->outcomes = new_outcomes(run->exam.count, RUN_SAMPLES);
    str_clear(&run->error);
}

static void run_end(struct run *run)
{
    run_forget(run);
    free_outcomes(run->outcomes, run->exam.count, RUN_SAMPLES);
    exam_settings_release(&run->settings);
    exam_release(&run->exam);
    str_release(&run->error);
    unlink(run->path);
    rmdir(run->dir);
}

static enum exit_code run_open(struct run *run, enum exam_record_mode mode)
{
    return exam_record_open(&run->record, run->path, mode, &run->settings, &run->exam,
                            run->outcomes, RUN_SAMPLES, &run->error);
}

static void run_add(struct run *run, size_t item, size_t sample, const char *answer,
                    enum lesson_reason reason)
{
    struct exam_sample *s = &run->outcomes[item].samples[sample];
    put(s, answer, reason, &run->exam.items[item]);
    s->tokens = 17;
    assert_true(exam_record_add(&run->record, &run->exam, item, sample, s));
}

static void append(const struct run *run, const char *text)
{
    int fd = open(run->path, O_WRONLY | O_APPEND);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static off_t size_of(const struct run *run)
{
    struct stat st;
    assert_int_equal(stat(run->path, &st), 0);
    return st.st_size;
}

static void record__interrupted__is_taken_up_without_the_torn_line(void **state)
{
    (void)state;
    struct run run;
    run_begin(&run, 0);
    assert_int_equal(run_open(&run, EXAM_RECORD_NEW), EXIT_CODE_OK);
    run_add(&run, 0, 1, "4/2 \"\n", REASON_STOP);
    run_add(&run, 1, 0, "1/2", REASON_LIMIT);
    run_add(&run, 2, 0, NULL, REASON_STOP);
    run_forget(&run);
    off_t whole = size_of(&run);
    append(&run, "{\"item\":1,\"sample\":1,\"id\":\"one\",\"ans");
    assert_int_equal(run_open(&run, EXAM_RECORD_RESUME), EXIT_CODE_OK);
    assert_int_equal(size_of(&run), whole);
    assert_false(run.outcomes[0].samples[0].done);
    const struct exam_sample *s = &run.outcomes[0].samples[1];
    assert_true(s->done && s->has_answer);
    assert_string_equal(s->answer.data, "4/2 \"\n");
    assert_int_equal(s->tokens, 17);
    s = &run.outcomes[1].samples[0];
    assert_true(s->done);
    assert_int_equal(s->reason, REASON_LIMIT);
    assert_false(exam_sample_right(s));
    s = &run.outcomes[2].samples[0];
    assert_true(s->done && !s->has_answer);
    run_add(&run, 0, 0, "2", REASON_STOP);
    run_forget(&run);
    assert_int_equal(run_open(&run, EXAM_RECORD_RESUME), EXIT_CODE_OK);
    assert_true(exam_sample_right(&run.outcomes[0].samples[0]));
    run_end(&run);
}

static void record__modes__refuse_replace_or_begin(void **state)
{
    (void)state;
    struct run run;
    run_begin(&run, 0);
    assert_int_equal(run_open(&run, EXAM_RECORD_RESUME), EXIT_CODE_OK); /* there is none yet */
    run_add(&run, 0, 0, "2", REASON_STOP);
    run_forget(&run);
    assert_int_equal(run_open(&run, EXAM_RECORD_NEW), EXIT_CODE_CANTCREAT);
    assert_non_null(strstr(run.error.data, "--resume goes on with it"));
    run_forget(&run);
    assert_int_equal(run_open(&run, EXAM_RECORD_REPLACE), EXIT_CODE_OK);
    assert_false(run.outcomes[0].samples[0].done);
    struct run other = run;
    other.record.fd = -1;
    str_init(&other.error);
    assert_int_equal(run_open(&other, EXAM_RECORD_RESUME), EXIT_CODE_BUSY);
    str_release(&other.error);
    run_end(&run);
}

static void record__of_another_run__is_refused_with_the_reason(void **state)
{
    (void)state;
    struct run run, other;
    run_begin(&run, 0);
    run_begin(&other, 1);
    assert_int_equal(run_open(&run, EXAM_RECORD_NEW), EXIT_CODE_OK);
    run_forget(&run);
    char own[96];
    strcpy(own, other.path);
    strcpy(other.path, run.path);
    assert_int_equal(run_open(&other, EXAM_RECORD_RESUME), EXIT_CODE_DATA);
    assert_non_null(strstr(other.error.data, "line 1: these are results with another temperature: "
                                             "0, and now it is 1"));
    strcpy(other.path, own);
    run_end(&other);
    run_end(&run);
}

static void record__damaged__is_refused_and_left_alone(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "nonsense\n",
        "{}\n",
        "\n",
        "{\"item\":4,\"sample\":1,\"id\":\"one\",\"answer\":\"2\",\"reason\":\"stop\",\"tokens\":1}"
        "\n",
        "{\"item\":1,\"sample\":3,\"id\":\"one\",\"answer\":\"2\",\"reason\":\"stop\",\"tokens\":1}"
        "\n",
        "{\"item\":1,\"sample\":0,\"id\":\"one\",\"answer\":\"2\",\"reason\":\"stop\",\"tokens\":1}"
        "\n",
        "{\"item\":1,\"sample\":1,\"id\":\"two\",\"answer\":\"2\",\"reason\":\"stop\",\"tokens\":1}"
        "\n",
        "{\"item\":1,\"sample\":1,\"id\":\"one\",\"answer\":7,\"reason\":\"stop\",\"tokens\":1}\n",
        "{\"item\":1,\"sample\":1,\"id\":\"one\",\"answer\":\"2\",\"reason\":\"why\",\"tokens\":1}"
        "\n",
        "{\"item\":1,\"sample\":1,\"id\":\"one\",\"answer\":\"2\",\"tokens\":1}\n",
        "{\"item\":1,\"sample\":1,\"id\":\"one\",\"answer\":\"2\",\"answer\":\"3\"}\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct run run;
        run_begin(&run, 0);
        assert_int_equal(run_open(&run, EXAM_RECORD_NEW), EXIT_CODE_OK);
        run_forget(&run);
        append(&run, lines[i]);
        off_t before = size_of(&run);
        if (run_open(&run, EXAM_RECORD_RESUME) != EXIT_CODE_DATA)
            fail_msg("taken: %s", lines[i]);
        assert_non_null(strstr(run.error.data, "line 2: this is no result of this run"));
        assert_int_equal(size_of(&run), before);
        run_end(&run);
    }
    struct run run;
    run_begin(&run, 0);
    int fd = open(run.path, O_CREAT | O_WRONLY, 0600);
    close(fd);
    append(&run, "{\"problem\":\"a\"}\n");
    assert_int_equal(run_open(&run, EXAM_RECORD_RESUME), EXIT_CODE_DATA);
    assert_non_null(strstr(run.error.data, "not the beginning of a file of lemma eval"));
    run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(make__any_number__is_even_over_each_and_pairs),
        cmocka_unit_test(make__more_of_a_seed__begins_with_the_fewer),
        cmocka_unit_test(choose_skills__words__mean_all_behind_the_dot),
        cmocka_unit_test(read__lines_of_all_kinds__become_items),
        cmocka_unit_test(read__bad_lines__are_refused_with_their_number),
        cmocka_unit_test(read__lines_of_odd_size__are_refused),
        cmocka_unit_test(mark__answers__get_exact_verdicts_or_letters),
        cmocka_unit_test(is_right__verdicts__only_those_that_say_equal),
        cmocka_unit_test(majority__equal_answers__count_as_one),
        cmocka_unit_test(wilson__known_shares__give_known_intervals),
        cmocka_unit_test(tally__samples_of_all_kinds__are_counted_in_their_groups),
        cmocka_unit_test(record__interrupted__is_taken_up_without_the_torn_line),
        cmocka_unit_test(record__modes__refuse_replace_or_begin),
        cmocka_unit_test(record__of_another_run__is_refused_with_the_reason),
        cmocka_unit_test(record__damaged__is_refused_and_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
