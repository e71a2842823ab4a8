/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The block that is redrawn while it grows, seen on a small terminal of our own: however the text
 * is cut, the screen and what scrolled off it end up the same as when it came at once.
 */
#include "app/base/text.h"
#include "app/sink/sink.h"
#include "app/tutor/lesson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* --- a terminal ----------------------------------------------------------------------------- */

enum { LINES_MAX = 4000, WIDTH_MAX = 100 };

/* Cells hold a character each; the second cell of a wide one holds 0. */
struct terminal {
    uint32_t (*cell)[WIDTH_MAX];
    size_t width, height;
    size_t top;         /* first line on the screen; those before have scrolled away */
    size_t row, column; /* column == width: behind the last cell, the next character wraps */
    size_t used;        /* lines that were ever reached */
    size_t rewritten;   /* cells erased */
};

static void terminal_init(struct terminal *t, size_t width, size_t height)
{
    *t = (struct terminal){.width = width, .height = height, .used = 1};
    t->cell = calloc(LINES_MAX, sizeof *t->cell);
}

static void line_feed(struct terminal *t)
{
    t->row++;
    t->column = 0;
    assert_true(t->row < LINES_MAX);
    if (t->row >= t->top + t->height)
        t->top++;
    t->used = t->row >= t->used ? t->row + 1 : t->used;
}

static void erase(struct terminal *t, size_t row, size_t from)
{
    for (size_t i = from; i < t->width; i++) {
        t->rewritten += t->cell[row][i] != 0;
        t->cell[row][i] = 0;
    }
}

static const char *control(struct terminal *t, const char *s)
{
    size_t n = 0;
    while (*s >= '0' && *s <= ';')
        n = *s >= '0' && *s <= '9' ? 10 * n + (size_t)(*s - '0') : 0, s++;
    size_t column = t->column < t->width ? t->column : t->width - 1;
    if (*s == 'A') {
        assert_true(n > 0 && t->row >= t->top + n); /* never above the screen */
        t->row -= n;
        t->column = column;
    } else if (*s == 'K') {
        erase(t, t->row, column);
    } else if (*s == 'J') {
        erase(t, t->row, column);
        for (size_t row = t->row + 1; row < t->used; row++)
            erase(t, row, 0);
    } else {
        assert_int_equal(*s, 'm');
    }
    return s + 1;
}

static void terminal_write(struct terminal *t, const char *s, size_t len)
{
    const char *end = s + len;
    while (s < end) {
        uint32_t c;
        if (*s == '\033') {
            assert_int_equal(s[1], '[');
            s = control(t, s + 2);
            continue;
        }
        s += text_decode(s, (size_t)(end - s), &c);
        size_t cells = (size_t)text_char_width(c);
        if (c == '\n') {
            line_feed(t);
        } else if (c == '\r') {
            t->column = 0;
        } else if (cells) {
            if (t->column + cells > t->width)
                line_feed(t);
            t->cell[t->row][t->column++] = c;
            if (cells == 2)
                t->cell[t->row][t->column++] = 0;
        }
    }
}

/* All lines, also those that scrolled away, without spaces at their ends. */
static char *terminal_text(const struct terminal *t)
{
    struct str text = STR_EMPTY;
    for (size_t row = 0; row < t->used; row++) {
        size_t kept = text.len;
        for (size_t i = 0; i < t->width; i++) {
            uint32_t c = t->cell[row][i];
            bool second = i > 0 && t->cell[row][i - 1] && text_char_width(t->cell[row][i - 1]) == 2;
            if (c)
                text_add_char(&text, c);
            else if (!second)
                str_add_char(&text, ' ');
            if (c && c != ' ')
                kept = text.len;
        }
        text.len = kept;
        str_add_char(&text, '\n');
    }
    return str_take(&text);
}

/* --- a lesson on it ------------------------------------------------------------------------- */

struct stage {
    struct terminal terminal;
    struct lesson_setup setup;
    struct prompt *prompt;
    struct lesson *lesson;
    struct output output;
    struct sink *sink;
    int fd;
    off_t seen;
    int64_t now_ns, step_ns;
};

/* What was written since the last time comes to the terminal. */
static void stage_read(struct stage *stage)
{
    char bytes[65536];
    ssize_t n;
    while ((n = pread(stage->fd, bytes, sizeof bytes, stage->seen)) > 0) {
        assert_true((size_t)n < sizeof bytes);
        terminal_write(&stage->terminal, bytes, (size_t)n);
        stage->seen += n;
    }
}

static void stage_take(struct stage *stage, struct lesson_input input)
{
    input.now_ns = stage->now_ns += stage->step_ns;
    const struct lesson_output *out = lesson_step(stage->lesson, &input);
    for (size_t i = 0; i < out->count; i++)
        stage->sink->ops->event(stage->sink, &out->events[i]);
    stage->sink->ops->settle(stage->sink, false);
    stage_read(stage);
}

static void stage_begin(struct stage *stage, size_t width, size_t height, int64_t step_ns)
{
    static const char prompt_text[] = "[user]\n{{problem}}\n";
    struct str error = STR_EMPTY;
    *stage = (struct stage){.setup = {.problem = "p",
                                      .problem_len = 1,
                                      .model = "m",
                                      .family = "starter",
                                      .budget = -1},
                            .step_ns = step_ns};
    const struct sink_plain_options options = {
        .terminal = true, .color = true, .width = (int)width, .height = (int)height};
    terminal_init(&stage->terminal, width, height);
    stage->prompt = prompt_parse("p", prompt_text, sizeof prompt_text - 1, &error);
    stage->lesson = lesson_new(&stage->setup, stage->prompt);
    stage->fd = memfd_create("live", 0);
    assert_true(stage->fd >= 0);
    output_init(&stage->output, stage->fd);
    stage->sink = sink_plain_new(&stage->output, &options);
    stage_take(stage, (struct lesson_input){.kind = LESSON_BEGIN});
}

static void stage_say(struct stage *stage, const char *s, size_t len)
{
    stage_take(stage, (struct lesson_input){.kind = LESSON_TEXT, .text = s, .len = len});
}

static void stage_end(struct stage *stage)
{
    stage_take(stage, (struct lesson_input){.kind = LESSON_END, .reason = REASON_CANCELLED});
}

static void stage_release(struct stage *stage)
{
    stage->sink->ops->free(stage->sink);
    lesson_free(stage->lesson);
    prompt_free(stage->prompt);
    output_release(&stage->output);
    close(stage->fd);
    free(stage->terminal.cell);
}

/* What is on the screen in the end, without the line of totals, when the text comes in pieces. */
static char *play(const char *text, size_t len, size_t piece, size_t width, size_t height,
                  int64_t step_ns)
{
    struct stage stage;
    stage_begin(&stage, width, height, step_ns);
    for (size_t at = 0; at < len; at += piece)
        stage_say(&stage, text + at, len - at < piece ? len - at : piece);
    stage_end(&stage);
    char *shown = terminal_text(&stage.terminal), *end = strstr(shown, "stopped\n");
    assert_non_null(end);
    *end = '\0';
    stage_release(&stage);
    return shown;
}

enum { SLOW = 250000000, QUICK = 1000000 };

static const char *const texts[] = {
    "One paragraph with **bold words** and \\(x^2\\) in it, long enough to wrap twice or so.",
    "## 풀이\n1. 인수분해해요: \\[ (x-2)(x-3) = 0 \\]\n   따라서 **답(answer)**은 \\(x=2\\)예요.\n"
    "2. 다음\n\n- 하나\n  - 둘 셋 넷 다섯 여섯 일곱 여덟\n\n## 검산\n$$x$$.\n끝",
    "| a | 나 |\n|---|:-:|\n| one | 하나 |\n| two words here | $x^2$ |\n\nafter the *table*",
    "```c\nint main(void) { return 0; } // a long line of code\n```\nthen `x` and $5 or $6.",
    "# Title\n\n> quoted **text\n> goes** on\n\n---\n\ntail\n\n\n",
    "## Answer\n\\boxed{4}\nand a word",
    "a \\(open and never closed\n\nb $x$ c \\[ y",
    "x\n\n\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\n\\boxed{\\text{끝}}",
    "<think>\nhm\n</think>\nfirst\n<think>again</think>\nsecond",
    "12345678901234567890123456789012345678901234567890 가나다라마바사아자차카타파하",
};

static void live__any_pieces__the_same_screen(void **state)
{
    (void)state;
    static const struct {
        size_t width, height;
    } sizes[] = {{80, 24}, {40, 12}, {24, 50}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t len = strlen(texts[i]);
        for (size_t k = 0; k < 3; k++) {
            char *whole = play(texts[i], len, len, sizes[k].width, sizes[k].height, SLOW);
            for (size_t piece = 1; piece < 12; piece++) {
                for (int quick = 0; quick < 2; quick++) {
                    char *cut = play(texts[i], len, piece, sizes[k].width, sizes[k].height,
                                     quick ? QUICK : SLOW);
                    assert_string_equal(cut, whole);
                    free(cut);
                }
            }
            free(whole);
        }
    }
}

static void live__random_markdown__the_same_screen(void **state)
{
    (void)state;
    static const char *const units[] = {
        "- ",  "1. ", "\n",       "\n\n",      "**",    "*",    "`",     "```\n", "| a ",
        "|",   "> ",  "# ",       "가나 ",     "word ", "$x$",  "$$y$$", "[a](",  "b.c)",
        "   ", "_",   "\\[z\\] ", "## Plan\n", "---\n", "    ", "&lt;",  "\\(",   "끝",
    };
    uint32_t seed = 9;
    for (int round = 0; round < 400; round++) {
        struct str text = STR_EMPTY;
        for (int k = 0; k < 24; k++) {
            seed = seed * 1664525u + 1013904223u;
            str_add_text(&text, units[(seed >> 16) % (sizeof units / sizeof units[0])]);
        }
        char *whole = play(text.data, text.len, text.len, 30, 60, SLOW);
        char *cut = play(text.data, text.len, 1 + (seed >> 20) % 4, 30, 60, SLOW);
        if (strcmp(cut, whole) != 0)
            print_error("%s\n", text.data);
        assert_string_equal(cut, whole);
        free(whole);
        free(cut);
        str_release(&text);
    }
}

static void live__a_block_higher_than_the_screen__loses_nothing(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int i = 1; i <= 60; i++)
        str_printf(&text, "%d. item number %d **bold%s** \\(x_%d\\)\n", i, i * 37,
                   i % 3 ? "" : " two", i);
    char *whole = play(text.data, text.len, text.len, 24, 8, SLOW);
    for (size_t piece = 1; piece < 9; piece += 2) {
        char *cut = play(text.data, text.len, piece, 24, 8, SLOW);
        assert_string_equal(cut, whole);
        free(cut);
    }
    free(whole);
    /* The columns of a table get other widths when half of it is out of reach. */
    str_clear(&text);
    str_add_text(&text, "| n | what |\n|---|---|\n");
    for (int i = 1; i <= 40; i++)
        str_printf(&text, "| w%d | %.*s |\n", i, i, "oooooooooooooooooooooooooooooooooooooooo");
    char *cut = play(text.data, text.len, 3, 60, 8, SLOW);
    for (int i = 1; i <= 40; i++) {
        char word[16];
        snprintf(word, sizeof word, "\nw%d ", i);
        assert_non_null(strstr(cut, word));
    }
    free(cut);
    str_release(&text);
}

/* Takes away what stands between the parts of a word that is broken at the end of a line. */
static void drop_breaks(char *text)
{
    static const char *const breaks[] = {"\n", " ", "↪", "│"};
    char *to = text;
    while (*text) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++)
            if (strncmp(text, breaks[i], strlen(breaks[i])) == 0)
                skip = strlen(breaks[i]);
        if (!skip)
            *to++ = *text;
        text += skip ? skip : 1;
    }
    *to = '\0';
}

static void live__random_high_blocks__lose_no_word(void **state)
{
    (void)state;
    static const char *const units[] = {"- ",       "1. ",           "\n", "\n   ", "**",    "*",
                                        "`",        "| a ",          "|",  "\n> ",  "가나 ", "$x$",
                                        "$$y$$",    "\n|---|---|\n", "_",  "\n\n",  "\\(",   "\\)",
                                        "\\[z\\] ", "\n```\n"};
    uint32_t seed = 77;
    for (int round = 0; round < 300; round++) {
        struct str text = STR_EMPTY;
        for (int k = 0; k < 60; k++) {
            seed = seed * 1664525u + 1013904223u;
            str_add_text(&text, units[(seed >> 16) % (sizeof units / sizeof units[0])]);
            if (k % 2)
                str_printf(&text, " w%dx ", k);
        }
        char *cut = play(text.data, text.len, 1 + (seed >> 20) % 5, 30, 6, SLOW);
        drop_breaks(cut);
        for (int k = 1; k < 60; k += 2) {
            char word[16];
            snprintf(word, sizeof word, "w%dx", k);
            if (!strstr(cut, word))
                print_error("%s is lost from\n%s\nshown as\n%s\n", word, text.data, cut);
            assert_non_null(strstr(cut, word));
        }
        free(cut);
        str_release(&text);
    }
}

static void assert_now(const struct stage *stage, const char *shown)
{
    char *text = terminal_text(&stage->terminal);
    size_t len = strlen(text);
    while (len && text[len - 1] == '\n')
        text[--len] = '\0';
    assert_string_equal(text, shown);
    free(text);
}

static void say(struct stage *stage, const char *text)
{
    stage_say(stage, text, strlen(text));
}

static void live__words_and_open_formulas__are_shown_at_once(void **state)
{
    (void)state;
    struct stage stage;
    stage_begin(&stage, 40, 10, SLOW);
    say(&stage, "The **sum");
    assert_now(&stage, "The sum");
    say(&stage, " of** \\(x^");
    assert_now(&stage, "The sum of \\(x^");
    say(&stage, "2 + 1");
    assert_now(&stage, "The sum of \\(x^2 + 1");
    say(&stage, "\\)의 값");
    assert_now(&stage, "The sum of x² + 1의 값");
    say(&stage, "\n\n\\[ y");
    assert_now(&stage, "The sum of x² + 1의 값\n\n\\[ y");
    say(&stage, " = 2 \\]");
    assert_now(&stage, "The sum of x² + 1의 값\n\n    y = 2");
    say(&stage, " costs $5");
    assert_now(&stage, "The sum of x² + 1의 값\n\n    y = 2\ncosts $5");
    say(&stage, " in all");
    assert_now(&stage, "The sum of x² + 1의 값\n\n    y = 2\ncosts $5 in all");
    stage_end(&stage);
    stage_release(&stage);
}

static void live__only_what_differs__is_rewritten(void **state)
{
    (void)state;
    struct stage stage;
    stage_begin(&stage, 40, 30, SLOW);
    for (int i = 0; i < 20; i++)
        say(&stage, "- an item of a list\n");
    say(&stage, "- the last");
    stage.terminal.rewritten = 0;
    for (int i = 0; i < 5; i++)
        say(&stage, " word");
    assert_int_equal(stage.terminal.rewritten, 0);
    say(&stage, " \\(x");
    say(&stage, "\\)");
    assert_true(stage.terminal.rewritten < 41);
    stage_end(&stage);
    stage_release(&stage);
}

static void live__what_comes_too_quickly__is_shown_when_asked(void **state)
{
    (void)state;
    struct stage stage;
    stage_begin(&stage, 40, 10, QUICK);
    static const char words[] = "Pack my box with five dozen liquor jugs";
    for (size_t i = 0; words[i]; i++)
        stage_say(&stage, words + i, 1);
    char *text = terminal_text(&stage.terminal);
    assert_true(strlen(text) < sizeof words - 1);
    free(text);
    assert_true(stage.sink->ops->settle(stage.sink, false));
    assert_false(stage.sink->ops->settle(stage.sink, true));
    stage_read(&stage);
    assert_now(&stage, words);
    assert_false(stage.sink->ops->settle(stage.sink, true));
    stage_end(&stage);
    stage_release(&stage);
}

static void live__a_disturbed_screen__is_left_alone(void **state)
{
    (void)state;
    struct stage stage;
    stage_begin(&stage, 40, 10, SLOW);
    say(&stage, "one **two");
    terminal_write(&stage.terminal, "\nshell\n", 7);
    stage.sink->ops->disturb(stage.sink);
    say(&stage, " three** four");
    stage_end(&stage);
    char *text = terminal_text(&stage.terminal);
    assert_memory_equal(text, "one two\nshell\n", 14);
    assert_non_null(strstr(text, "three four\n"));
    free(text);
    stage_release(&stage);
}

static void live__an_open_formula__outlives_a_disturbance(void **state)
{
    (void)state;
    struct stage stage;
    stage_begin(&stage, 40, 12, SLOW);
    say(&stage, "so \\[ \\frac{1}");
    terminal_write(&stage.terminal, "\n", 1);
    stage.sink->ops->disturb(stage.sink);
    say(&stage, "{2");
    say(&stage, "} = x \\]");
    say(&stage, " end");
    stage_end(&stage);
    char *text = terminal_text(&stage.terminal);
    assert_non_null(strstr(text, "    1\n    ─ = x\n    2\nend\n"));
    free(text);
    stage_release(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(live__any_pieces__the_same_screen),
        cmocka_unit_test(live__random_markdown__the_same_screen),
        cmocka_unit_test(live__a_block_higher_than_the_screen__loses_nothing),
        cmocka_unit_test(live__random_high_blocks__lose_no_word),
        cmocka_unit_test(live__words_and_open_formulas__are_shown_at_once),
        cmocka_unit_test(live__only_what_differs__is_rewritten),
        cmocka_unit_test(live__what_comes_too_quickly__is_shown_when_asked),
        cmocka_unit_test(live__a_disturbed_screen__is_left_alone),
        cmocka_unit_test(live__an_open_formula__outlives_a_disturbance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
