/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sinks: a scripted answer as text for a terminal and for a pipe, as one JSON object and as lines
 * of JSON. The lesson and the script speaker are the real ones; the output is a file in memory.
 */
#include "app/sink/sink.h"
#include "app/tutor/lesson.h"
#include "engine/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char answer[] =
    "<think>\nadd \x1b[2J them\n</think>\n\n## Understand\nWe add \\(x^2\\) and $y$.\n\n## Steps\n"
    "1. First \\[ \\frac{1}{2} \\] then\n2. more \x1b]0;evil\x07 text\u202E.\n\n## Answer\n"
    "\\boxed{\\frac{1}{2}}\n";

/* Plays `text` word by word into a sink; returns what was written. */
static char *play(struct sink *(*make)(struct output *, const void *), const void *options,
                  const char *text, enum lang lang, enum lesson_reason end)
{
    static const char prompt_text[] = "[user]\n{{problem}}\n";
    struct str error = STR_EMPTY;
    struct lesson_setup setup = {.problem = "1 \"+\" 1",
                                 .problem_len = 7,
                                 .lang = lang,
                                 .model = "m",
                                 .family = "starter",
                                 .seed = 3,
                                 .budget = -1};
    struct prompt *prompt = prompt_parse("p", prompt_text, sizeof prompt_text - 1, &error);
    struct lesson *lesson = lesson_new(&setup, prompt);
    struct output output;
    int fd = memfd_create("sink", 0);
    assert_true(fd >= 0);
    output_init(&output, fd);
    struct sink *sink = make(&output, options);
    struct lesson_input input = {.kind = LESSON_BEGIN};
    for (;;) {
        const struct lesson_output *out = lesson_step(lesson, &input);
        for (size_t i = 0; i < out->count; i++)
            sink->ops->event(sink, &out->events[i]);
        if (sink->ops->settle)
            sink->ops->settle(sink, false);
        if (lesson_is_over(lesson))
            break;
        size_t n = strcspn(text + (*text != '\0'), " \n") + (*text != '\0');
        input = (struct lesson_input){.kind = *text ? LESSON_TEXT : LESSON_END,
                                      .now_ns = input.now_ns + 250000000,
                                      .text = text,
                                      .len = n,
                                      .tokens = 1,
                                      .reason = end};
        text += n;
    }
    sink->ops->free(sink);
    lesson_free(lesson);
    prompt_free(prompt);
    output_release(&output);
    off_t size = lseek(fd, 0, SEEK_END);
    char *written = calloc(1, (size_t)size + 1);
    assert_int_equal(pread(fd, written, (size_t)size, 0), size);
    close(fd);
    return written;
}

static struct sink *make_plain(struct output *output, const void *options)
{
    return sink_plain_new(output, options);
}

static struct sink *make_json(struct output *output, const void *options)
{
    (void)options;
    return sink_json_new(output);
}

static struct sink *make_jsonl(struct output *output, const void *options)
{
    (void)options;
    return sink_jsonl_new(output);
}

static void plain__answer_part__is_shown_when_it_holds_words(void **state)
{
    (void)state;
    struct sink_plain_options options = {.think = THINK_FOLD, .width = 80};
    char *text = play(make_plain, &options, "## Answer\nSo it is \\boxed{2}, twice one.", LANG_EN,
                      REASON_STOP);
    assert_non_null(strstr(text, "Answer\nSo it is 2, twice one.\n\nAnswer: 2\n"));
    free(text);
    text = play(make_plain, &options, "## Answer\n\\(1\\) or\n\\boxed{2}", LANG_EN, REASON_STOP);
    assert_non_null(strstr(text, "Answer\n1 or\n2\n\nAnswer: 2\n"));
    free(text);
    text = play(make_plain, &options, "## Answer\n\\(1\\)", LANG_EN, REASON_STOP);
    assert_non_null(strstr(text, "Answer\n1\n"));
    free(text);
}

static void plain__in_a_pipe__text_and_nothing_else(void **state)
{
    (void)state;
    struct sink_plain_options options = {.think = THINK_FOLD, .width = 80};
    char *text = play(make_plain, &options, answer, LANG_EN, REASON_STOP);
    assert_string_equal(
        text, "Understand\nWe add x² and y.\n\nSteps\n1. First\n       1\n       ─\n       2\n"
              "   then\n2. more "
              "␛]0;evil text.\n\nAnswer: 1/2\n31 tokens, 3.9 tokens/s, 8.0 s\n");
    free(text);
}

static void plain__a_high_answer__is_one_line_in_a_pipe(void **state)
{
    (void)state;
    static const char matrix[] = "\\boxed{\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}}";
    struct sink_plain_options options = {.think = THINK_FOLD, .width = 80};
    char *text = play(make_plain, &options, matrix, LANG_EN, REASON_STOP);
    assert_non_null(strstr(text, "\nAnswer: "));
    assert_null(strstr(strstr(text, "\nAnswer: "), "⎝"));
    free(text);
    options.terminal = true;
    text = play(make_plain, &options, matrix, LANG_EN, REASON_STOP);
    assert_non_null(strstr(text, "Answer: ⎛1  2⎞\n        ⎝3  4⎠\n"));
    free(text);
}

static void plain__without_utf8__formulas_in_ascii(void **state)
{
    (void)state;
    struct sink_plain_options options = {.think = THINK_HIDE, .set = BOX_ASCII, .width = 80};
    char *text = play(make_plain, &options, "\\(x^2 \\le \\pi\\)", LANG_EN, REASON_STOP);
    assert_memory_equal(text, "x^2 <= pi\n", 10);
    free(text);
}

static void plain__on_a_terminal__counts_and_replaces(void **state)
{
    (void)state;
    struct sink_plain_options options = {
        .think = THINK_FOLD, .terminal = true, .color = true, .width = 80};
    char *text = play(make_plain, &options, answer, LANG_KO, REASON_STOP);
    assert_non_null(strstr(text, "\033[2m생각하는 중: 토큰 0개, 0.0초\033[0m\r\033[K"));
    assert_non_null(strstr(text, "\r\033[K\033[2m생각: 토큰 "));
    assert_non_null(strstr(text, "\n\n\033[1m이해\033[0m\nWe add x² and y.\n"));
    assert_non_null(
        strstr(text, "\033[1m답: 1/2\033[0m\n\033[2m토큰 31개, 초당 3.9개, 8.0초\033[0m\n"));
    assert_null(strstr(text, "\033[2J"));
    assert_null(strstr(text, "\033]"));
    free(text);
}

static void plain__thinking__is_shown_or_hidden_on_request(void **state)
{
    (void)state;
    struct sink_plain_options options = {.think = THINK_SHOW, .width = 80};
    char *text = play(make_plain, &options, answer, LANG_EN, REASON_STOP);
    assert_memory_equal(text, "add ␛[2J them\nthought: 4 tokens, 1.0 s\n\nUnderstand\n",
                        strlen("add ␛[2J them\nthought: 4 tokens, 1.0 s\n\nUnderstand\n"));
    free(text);
    options.think = THINK_HIDE;
    options.terminal = true;
    text = play(make_plain, &options, answer, LANG_EN, REASON_STOP);
    assert_memory_equal(text, "Understand\n", 11);
    free(text);
}

static void plain__early_ends__are_told(void **state)
{
    (void)state;
    static const struct {
        enum lesson_reason reason;
        enum lang lang;
        const char *text;
    } cases[] = {
        {REASON_CANCELLED, LANG_EN, "so far\n\nstopped\n2 tokens, "},
        {REASON_CANCELLED, LANG_KO, "so far\n\n중단했습니다\n토큰 2개, "},
        {REASON_FULL, LANG_EN, "so far\n\nstopped: the model has no room for more text\n"},
    };
    struct sink_plain_options options = {.width = 80};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = play(make_plain, &options, "so far", cases[i].lang, cases[i].reason);
        assert_memory_equal(text, cases[i].text, strlen(cases[i].text));
        free(text);
    }
}

static void plain__markdown__is_bold_or_gone(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"a **bold word** b", "a <bold word> b"},
        {"**Step 1:** go\n**2**", "<Step 1:> go\n<2>"},
        {"### Step one and\nmore", "<Step one and>\nmore"},
        {"**\\(x\\)** and **y**.", "<x> and <y>."},
        {"**더하기**를 합니다", "<더하기>를 합니다"},
        {"x**2 + 2 ** 3 ** b", "x**2 + 2 ** 3 ** b"},
        {"* item\n* **b** c", "• item\n• <b> c"},
        {"**open\nnext", "**open\nnext"},
        {"a # b #c\n#d", "a # b #c\n#d"},
        {"\\(a\\)**2", "a**2"},
        {"(**b**)", "(<b>)"},
        {"end **", "end **"},
        {"## **Both** here", "<Both here>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int color = 0; color < 2; color++) {
            struct sink_plain_options options = {.width = 80, .color = color};
            struct str expected = STR_EMPTY;
            for (const char *s = cases[i].shown; *s; s++) {
                if (*s != '<' && *s != '>')
                    str_add_char(&expected, *s);
                else if (color)
                    str_add_text(&expected, *s == '<' ? "\033[1m" : "\033[0m");
            }
            str_add_text(&expected, "\n\n");
            char *text = play(make_plain, &options, cases[i].text, LANG_EN, REASON_STOP);
            text[strlen(text) < expected.len ? strlen(text) : expected.len] = '\0';
            assert_string_equal(text, expected.data);
            free(text);
            str_release(&expected);
        }
    }
}

/* The string value of a key on the first level of an object. */
static char *json_value(const char *json, const char *key)
{
    struct json_reader r;
    char *value = NULL;
    json_reader_init(&r, json, strlen(json));
    assert_int_equal(json_next(&r), JSON_OBJECT_BEGIN);
    while (json_next(&r) == JSON_KEY) {
        bool wanted = json_is(&r, key);
        if (!wanted) {
            assert_true(json_skip(&r));
            continue;
        }
        json_next(&r);
        value = r.type == JSON_NULL ? strdup("null") : strndup(r.text ? r.text : "", r.len);
        break;
    }
    json_reader_release(&r);
    return value;
}

static void assert_value(const char *json, const char *key, const char *expected)
{
    char *value = json_value(json, key);
    assert_non_null(value);
    assert_string_equal(value, expected);
    free(value);
}

static void json__one_object__holds_everything(void **state)
{
    (void)state;
    char *text = play(make_json, NULL, answer, LANG_EN, REASON_STOP);
    struct json_reader r;
    json_reader_init(&r, text, strlen(text));
    json_next(&r);
    assert_true(json_skip(&r));
    assert_int_equal(json_next(&r), JSON_END);
    json_reader_release(&r);
    assert_value(text, "problem", "1 \"+\" 1");
    assert_value(text, "level", "beginner");
    assert_value(text, "lang", "en");
    assert_value(text, "seed", "3");
    assert_value(text, "thinking", "add \x1b[2J them");
    assert_value(text, "answer", "\\frac{1}{2}");
    assert_value(text, "reason", "stop");
    assert_value(text, "tokens", "31");
    assert_non_null(strstr(
        text, "{\"part\":\"steps\",\"text\":\"1. First \\\\[ \\\\frac{1}{2} \\\\] then\\n2."));
    for (const char *s = text; *s; s++)
        assert_true((unsigned char)*s >= 0x20 || *s == '\n');
    free(text);
    text = play(make_json, NULL, "no box", LANG_EN, REASON_LIMIT);
    assert_value(text, "answer", "null");
    assert_value(text, "reason", "limit");
    free(text);
}

static void jsonl__a_line_an_event__each_valid(void **state)
{
    (void)state;
    char *text = play(make_jsonl, NULL, answer, LANG_EN, REASON_STOP);
    size_t lines = 0;
    char *last = NULL;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), lines++) {
        struct json_reader r;
        json_reader_init(&r, line, strlen(line));
        assert_int_equal(json_next(&r), JSON_OBJECT_BEGIN);
        assert_int_equal(json_next(&r), JSON_KEY);
        assert_true(json_is(&r, "event"));
        assert_int_equal(json_next(&r), JSON_STRING);
        while (json_next(&r) == JSON_KEY)
            assert_true(json_skip(&r));
        assert_int_equal(r.type, JSON_OBJECT_END);
        assert_int_equal(json_next(&r), JSON_END);
        json_reader_release(&r);
        last = line;
    }
    assert_true(lines > 15);
    assert_value(last, "event", "done");
    assert_value(last, "reason", "stop");
    free(text);
}

static void output__a_full_device__is_remembered(void **state)
{
    (void)state;
    struct output output;
    int fd = open("/dev/full", O_WRONLY);
    assert_true(fd >= 0);
    output_init(&output, fd);
    output_add(&output, "x", 1);
    assert_false(output_flush(&output));
    assert_int_equal(output.error, ENOSPC);
    output_add(&output, "y", 1);
    assert_int_equal(output.buffer.len, 0);
    output_release(&output);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain__in_a_pipe__text_and_nothing_else),
        cmocka_unit_test(plain__answer_part__is_shown_when_it_holds_words),
        cmocka_unit_test(plain__a_high_answer__is_one_line_in_a_pipe),
        cmocka_unit_test(plain__without_utf8__formulas_in_ascii),
        cmocka_unit_test(plain__on_a_terminal__counts_and_replaces),
        cmocka_unit_test(plain__thinking__is_shown_or_hidden_on_request),
        cmocka_unit_test(plain__early_ends__are_told),
        cmocka_unit_test(plain__markdown__is_bold_or_gone),
        cmocka_unit_test(json__one_object__holds_everything),
        cmocka_unit_test(jsonl__a_line_an_event__each_valid),
        cmocka_unit_test(output__a_full_device__is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
