/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader: what it finds in texts of models, and that it finds the same however the text is
 * cut. Finds are written as one line each, so that a test reads like the text it is about.
 */
#include "app/tutor/formula.h"
#include "app/tutor/heading.h"
#include "app/tutor/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The finds as text; neighbouring pieces of text or thinking count as one. */
struct log {
    struct str finds, sources;
    enum event_kind last;
};

static void add_escaped(struct str *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] == '\n')
            str_add_text(out, "\\n");
        else
            str_add_char(out, s[i]);
}

static void log_find(void *context, const struct reader_find *find)
{
    struct log *log = context;
    str_add(&log->sources, find->source, find->source_len);
    bool text = find->kind == EVENT_TEXT || find->kind == EVENT_THINK;
    if (text && !find->len)
        return;
    if (!text || log->last != find->kind) {
        str_add_text(&log->finds, log->finds.len ? "\n" : "");
        switch (find->kind) {
        case EVENT_SECTION:
            str_printf(&log->finds, "# %s", lesson_part_word(find->part));
            break;
        case EVENT_FORMULA:
            str_add_text(&log->finds, find->display ? "$$ " : "$ ");
            break;
        case EVENT_THINK_BEGIN:
            str_add_text(&log->finds, "<");
            break;
        case EVENT_THINK_END:
            str_add_text(&log->finds, ">");
            break;
        default:
            str_add_text(&log->finds, find->kind == EVENT_THINK ? "~ " : "| ");
        }
    }
    log->last = find->kind;
    add_escaped(&log->finds, find->text, find->len);
}

/* Reads `text` in pieces that end at the given cuts (two at most), or byte by byte. */
static void read_cut(struct log *log, const char *text, size_t len, size_t a, size_t b, bool bytes,
                     char **answer)
{
    *log = (struct log){.finds = STR_EMPTY, .sources = STR_EMPTY, .last = EVENT_KIND_COUNT};
    struct reader *reader = reader_new(log_find, log);
    if (bytes) {
        for (size_t i = 0; i < len; i++)
            reader_feed(reader, text + i, 1);
    } else {
        reader_feed(reader, text, a);
        reader_feed(reader, text + a, b - a);
        reader_feed(reader, text + b, len - b);
    }
    reader_end(reader);
    const struct str *found = reader_answer(reader);
    *answer = found ? strdup(found->data) : NULL;
    reader_free(reader);
}

static void release(struct log *log)
{
    str_release(&log->finds);
    str_release(&log->sources);
}

static void assert_reads(const char *text, const char *finds, const char *answer)
{
    struct log log;
    char *got;
    size_t len = strlen(text);
    read_cut(&log, text, len, len, len, false, &got);
    assert_string_equal(log.finds.data, finds);
    if (answer)
        assert_non_null(got);
    assert_string_equal(got ? got : "(none)", answer ? answer : "(none)");
    assert_string_equal(log.sources.data, text);
    release(&log);
    free(got);
}

/* --- what is found -------------------------------------------------------------------------- */

static const char starter[] =
    "<think>\nx^2-5x+6=0\n25-24=1\n</think>\n\n## Understand\nWe look for \\(x\\) with \\(x^2 - 5x "
    "+ 6 = 0\\).\n\n## Plan\nFactor.\n\n## Steps\n1. \\((x-2)(x-3) = 0\\)\n2. So $x=2$ or $x=3$.\n"
    "\n## Check\n\\[ 2^2 - 5\\cdot 2 + 6 = 0 \\]\n\n## Answer\n\\boxed{x = 2, 3}";

static void reader__the_starters_answer__five_parts(void **state)
{
    (void)state;
    assert_reads(starter,
                 "<\n~ x^2-5x+6=0\\n25-24=1\n>\n# understand\n| We look for \n$ x\n|  with \n"
                 "$ x^2 - 5x + 6 = 0\n| .\n# plan\n| Factor.\n# steps\n| 1. \n$ (x-2)(x-3) = 0\n"
                 "| \\n2. So \n$ x=2\n|  or \n$ x=3\n| .\n# check\n$$ 2^2 - 5\\cdot 2 + 6 = 0\n"
                 "# answer\n$ \\boxed{x = 2, 3}",
                 "x = 2, 3");
}

static const char korean[] =
    "<think>생각</think>\n**이해**\n두 수의 합을 구합니다.\n\n### 풀이 계획:\n더합니다.\n"
    "## 3. 풀이 (Steps)\n\\(3+4=7\\)입니다.\n**검산:** \\(7-4=3\\)\n답: \\boxed{7}\n";

static void reader__korean_headings__are_the_same_parts(void **state)
{
    (void)state;
    assert_reads(korean,
                 "<\n~ 생각\n>\n# understand\n| 두 수의 합을 구합니다.\n# plan\n| 더합니다.\n"
                 "# steps\n$ 3+4=7\n| 입니다.\n# check\n$ 7-4=3\n# answer\n$ \\boxed{7}",
                 "7");
}

static const char big[] =
    "<think>\nOkay, so $x$ and </thin king.\nWait. \\boxed{9}\n</think>\n\n"
    "To solve this, we use **Vieta's formulas**.\n\n1. The sum is \\( -\\frac{b}{a} \\).\n\n"
    "$$\nx_1 + x_2 = 5\n$$\n\n\\[\n\\begin{aligned}\na &= 1 \\\\[2pt]\nb &= "
    "2\n\\end{aligned}\n\\]\n"
    "Tickets cost $5 and $6, or $12.50 each.\n\n**Final Answer:** The answer is $\\boxed{5}$, or "
    "\\boxed{\\frac{10}{2}}.\n";

static void reader__free_markdown__formulas_and_last_box(void **state)
{
    (void)state;
    assert_reads(big,
                 "<\n~ Okay, so $x$ and </thin king.\\nWait. \\boxed{9}\n>\n"
                 "| To solve this, we use **Vieta's formulas**.\\n\\n1. The sum is \n"
                 "$ -\\frac{b}{a}\n| .\\n\\n\n$$ x_1 + x_2 = 5\n| \\n\\n\n"
                 "$$ \\begin{aligned}\\na &= 1 \\\\[2pt]\\nb &= 2\\n\\end{aligned}\n"
                 "| \\nTickets cost $5 and $6, or $12.50 each.\n# answer\n| The answer is \n"
                 "$ \\boxed{5}\n| , or \n$ \\boxed{\\frac{10}{2}}\n| .",
                 "5, \\frac{10}{2}");
    assert_reads("\\boxed{1}\n## Answer\n\\boxed{2}", "$ \\boxed{1}\n# answer\n$ \\boxed{2}", "2");
    assert_reads("## Answer\n\\boxed{2}\n\\boxed{2}", "# answer\n$ \\boxed{2}\n| \\n\n$ \\boxed{2}",
                 "2");
}

static void reader__thinking__may_be_open_twice_or_stray(void **state)
{
    (void)state;
    assert_reads("<think>never closed", "<\n~ never closed\n>", NULL);
    assert_reads("<think></think>", "<\n>", NULL);
    assert_reads("a</think>b", "| ab", NULL);
    assert_reads("<think>a</think>b<think>c</think>d", "<\n~ a\n>\n| b\n<\n~ c\n>\n| d", NULL);
    assert_reads("\n <think>a <b </think", "<\n~ a <b </think\n>", NULL);
    assert_reads("a < b <thin", "| a < b <thin", NULL);
    assert_reads("<think>\\boxed{1}</think>no box", "<\n~ \\boxed{1}\n>\n| no box", NULL);
    assert_reads("x</think>\n\n## Plan\ny", "| x\n# plan\n| y", NULL);
}

static void reader__formulas__open_close_or_stay_text(void **state)
{
    (void)state;
    assert_reads("\\(a", "| \\(a", NULL);
    assert_reads("\\( a \\( b \\) c \\)", "| \\( a \n$ b\n|  c \\)", NULL);
    assert_reads("\\[ a\n\nb \\]", "| \\[ a\\n\\nb \\]", NULL);
    assert_reads("\\[\n\na\n\n\\]", "$$ a", NULL);
    assert_reads("$$a$ b$$", "$$ a$ b", NULL);
    assert_reads("$$a", "| $$a", NULL);
    assert_reads("$a\nb$", "| $a\\nb$", NULL);
    assert_reads("a \\$5 and $x$", "| a $5 and \n$ x", NULL);
    assert_reads("\\\\(a\\\\)", "| \\\\(a\\\\)", NULL);
    assert_reads("\\text{x}", "| \\text{x}", NULL);
    assert_reads("\\", "| \\", NULL);
    assert_reads("$", "| $", NULL);
    assert_reads("\\boxed{a{b}c}d}", "$ \\boxed{a{b}c}\n| d}", "a{b}c");
    assert_reads("\\boxed {7}", "$ \\boxed {7}", "7");
    assert_reads("\\boxed{\\{1, 2\\}}", "$ \\boxed{\\{1, 2\\}}", "\\{1, 2\\}");
    assert_reads("\\boxed{open", "| \\boxed{open", NULL);
    assert_reads("\\boxed{\\boxed{3}}", "$ \\boxed{\\boxed{3}}", "3");
    assert_reads("\\[ \\boxed{42}", "| \\[ \n$ \\boxed{42}", "42");
    assert_reads("\\begin{align*}\na&=b\n\\end{align*}.",
                 "$$ \\begin{align*}\\na&=b\\n\\end{align*}\n| .", NULL);
    assert_reads("\\begin{align}a\\end{alig", "| \\begin{align}a\\end{alig", NULL);
    assert_reads("\\beginning \\boxes", "| \\beginning \\boxes", NULL);
}

static void reader__text_in_formulas__may_hold_formulas(void **state)
{
    (void)state;
    assert_reads("$a \\text{ if $x$ is } b$.", "$ a \\text{ if $x$ is } b\n| .", NULL);
    assert_reads("\\[ a \\text{ if \\(x\\) } \\].", "$$ a \\text{ if \\(x\\) }\n| .", NULL);
    assert_reads("\\( \\text{cut \\) and \\(x\\)", "$ \\text{cut\n|  and \n$ x", NULL);
    assert_reads("$$\\text{``$x$''}$$", "$$ \\text{``$x$''}", NULL);
    assert_reads("$\\frac{1}{2$ and $x$", "$ \\frac{1}{2\n|  and \n$ x", NULL);
}

static void reader__dollars__are_money_or_formulas(void **state)
{
    (void)state;
    assert_reads("It costs $5.", "| It costs $5.", NULL);
    assert_reads("$5 and $x$", "| $5 and \n$ x", NULL);
    assert_reads("between $10 and $20", "| between $10 and $20", NULL);
    assert_reads("$1,200.50 per year, $3", "| $1,200.50 per year, $3", NULL);
    assert_reads("$5의 두 배는 $10입니다", "| $5의 두 배는 $10입니다", NULL);
    assert_reads("$2x + 3$ is", "$ 2x + 3\n|  is", NULL);
    assert_reads("$2$ and $3$", "$ 2\n|  and \n$ 3", NULL);
    assert_reads("$ x$", "| $ x$", NULL);
    assert_reads("$x $y", "| $x $y", NULL);
    assert_reads("$2π$.", "$ 2π\n| .", NULL);
    assert_reads("US$5 and US$6.", "| US$5 and US$6.", NULL);
    assert_reads("$x$와 $y$의 합", "$ x\n| 와 \n$ y\n| 의 합", NULL);
    assert_reads("$5, $6, $7; $5-$10, $3/$4 and 5$", "| $5, $6, $7; $5-$10, $3/$4 and 5$", NULL);
    assert_reads("A is $3. B is $4.", "| A is $3. B is $4.", NULL);
    assert_reads("$10k or $20k a year", "| $10k or $20k a year", NULL);
    assert_reads("$5$ and $6$", "$ 5\n|  and \n$ 6", NULL);
    assert_reads("$3 < x$ or $5 \\text{ kg}$", "$ 3 < x\n|  or \n$ 5 \\text{ kg}", NULL);
}

static void reader__code_blocks__hold_no_formulas(void **state)
{
    (void)state;
    assert_reads("```sh\necho $HOME $x$\n## Plan\n```\n$y$",
                 "| ```sh\\necho $HOME $x$\\n## Plan\\n```\\n\n$ y", NULL);
    assert_reads("~~~\n$a$ ```\n## Plan\n```\n~~~\n$y$",
                 "| ~~~\\n$a$ ```\\n## Plan\\n```\\n~~~\\n\n$ y", NULL);
    assert_reads("`code` $x$", "| `code` \n$ x", NULL);
    assert_reads("`$HOME` or `$PATH`", "| `$HOME` or `$PATH`", NULL);
    assert_reads("`\\(` and `\\)`", "| `\\(` and `\\)`", NULL);
}

static void reader__headings__only_those_of_the_five_parts(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum heading_answer answer;
        enum lesson_part part;
    } cases[] = {
        {"## Understand\n", HEADING_YES, PART_UNDERSTAND},
        {"##Understand\n", HEADING_YES, PART_UNDERSTAND},
        {"  ### **Plan** \n", HEADING_YES, PART_PLAN},
        {"**Steps:**\n", HEADING_YES, PART_STEPS},
        {"**Steps**:\n", HEADING_YES, PART_STEPS},
        {"1. **Check**\n", HEADING_YES, PART_CHECK},
        {"## 4) CHECK\n", HEADING_YES, PART_CHECK},
        {"Answer: 5", HEADING_YES, PART_ANSWER},
        {"답：5", HEADING_YES, PART_ANSWER},
        {"최종 답:\n", HEADING_YES, PART_ANSWER},
        {"## 풀이 과정\n", HEADING_YES, PART_STEPS},
        {"## Final Answer\r\n", HEADING_YES, PART_ANSWER},
        {"**풀이** (Steps):\n", HEADING_YES, PART_STEPS},
        {"Plan\n", HEADING_NO, PART_NONE},
        {"## Planning the trip\n", HEADING_NO, PART_NONE},
        {"## Understanding quadratics\n", HEADING_NO, PART_NONE},
        {"**Answer** is 5\n", HEADING_NO, PART_NONE},
        {"**Answer: 5**\n", HEADING_NO, PART_NONE},
        {"답은 5", HEADING_NO, PART_NONE},
        {"The plan is", HEADING_NO, PART_NONE},
        {"##", HEADING_MAYBE, PART_NONE},
        {"## Und", HEADING_MAYBE, PART_NONE},
        {"## Understand", HEADING_MAYBE, PART_NONE},
        {"**", HEADING_MAYBE, PART_NONE},
        {"1", HEADING_MAYBE, PART_NONE},
        {"", HEADING_MAYBE, PART_NONE},
        {"Answer (which", HEADING_MAYBE, PART_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum lesson_part part = PART_NONE;
        size_t consumed = 0, len = strlen(cases[i].line);
        enum heading_answer answer = heading_match(cases[i].line, len, false, &part, &consumed);
        if (answer != cases[i].answer)
            print_error("%s\n", cases[i].line);
        assert_int_equal(answer, cases[i].answer);
        assert_int_equal(part, cases[i].part);
        /* An ended line is never undecided. */
        assert_int_not_equal(heading_match(cases[i].line, len, true, &part, &consumed),
                             HEADING_MAYBE);
    }
}

/* --- properties ----------------------------------------------------------------------------- */

static void assert_every_cut(const char *text, size_t len, bool pairs)
{
    struct log whole, cut;
    char *answer, *other;
    read_cut(&whole, text, len, len, len, false, &answer);
    for (size_t a = 0; a <= len + 1; a++) {
        for (size_t b = a; b <= (pairs ? len : a); b++) {
            bool bytes = a > len;
            read_cut(&cut, text, len, a, b, bytes, &other);
            assert_string_equal(cut.finds.data, whole.finds.data);
            assert_int_equal(cut.sources.len, whole.sources.len);
            assert_memory_equal(cut.sources.data, whole.sources.data, whole.sources.len);
            assert_string_equal(other ? other : "", answer ? answer : "");
            release(&cut);
            free(other);
        }
    }
    release(&whole);
    free(answer);
}

static void reader__any_cut__same_events(void **state)
{
    (void)state;
    const char *const texts[] = {starter, korean, big};
    for (size_t i = 0; i < 3; i++)
        assert_every_cut(texts[i], strlen(texts[i]), false);
    assert_every_cut(korean, strlen(korean), true);
}

static void reader__any_pieces__same_events(void **state)
{
    (void)state;
    static const char *const units[] = {
        "<think>", "</think>", "## Plan\n", "**Check**",  ":",        "\n",   "\n\n",
        "\\(",     "\\)",      "\\[",       "\\]",        "$",        "$$",   "\\boxed{",
        "}",       "{",        "x",         "5",          " ",        "\\",   "답",
        "```",     "~~~",      "Answer: ",  "\\begin{a}", "\\end{a}", "#",    "*",
        "<",       "\\\\",     "\xEA\xB0",  "\x80",       "\xFF",     "\r\n", "1. ",
        " and ",   "(a)",      "\\text{",
    };
    uint32_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        struct str text = STR_EMPTY;
        for (int k = 0; k < 12; k++) {
            seed = seed * 1664525u + 1013904223u;
            str_add_text(&text, units[(seed >> 16) % (sizeof units / sizeof units[0])]);
        }
        assert_every_cut(text.data, text.len, false);
        str_release(&text);
    }
}

static void reader__broken_utf8__becomes_replacements(void **state)
{
    (void)state;
    struct log log;
    char *answer;
    static const char text[] = "a\xEA\xB0 \\(x\xFF\\) \xE2\x82";
    read_cut(&log, text, sizeof text - 1, 3, 10, false, &answer);
    assert_string_equal(log.finds.data, "| a\uFFFD \n$ x\uFFFD\n|  \uFFFD");
    release(&log);
    free(answer);
}

static void reader__plain_text__is_not_held_back(void **state)
{
    (void)state;
    struct log log = {.finds = STR_EMPTY, .sources = STR_EMPTY, .last = EVENT_KIND_COUNT};
    struct reader *reader = reader_new(log_find, &log);
    reader_feed(reader, "The sum of", 10);
    assert_string_equal(log.finds.data, "| The sum of");
    reader_feed(reader, " \\(3 + 4", 8);
    assert_string_equal(log.finds.data, "| The sum of");
    reader_feed(reader, "\\)", 2);
    assert_string_equal(log.finds.data, "| The sum of \n$ 3 + 4");
    reader_feed(reader, " costs $7 at", 12);
    assert_string_equal(log.finds.data, "| The sum of \n$ 3 + 4\n|  costs $7 at");
    reader_free(reader);
    release(&log);
}

static void assert_pending(struct reader *reader, const char *fed, const char *expected)
{
    struct str pending = STR_EMPTY;
    reader_feed(reader, fed, strlen(fed));
    reader_pending(reader, &pending);
    assert_string_equal(pending.data, expected);
    str_release(&pending);
}

static void reader__an_open_formula__can_be_looked_at(void **state)
{
    (void)state;
    struct log log = {.finds = STR_EMPTY, .sources = STR_EMPTY, .last = EVENT_KIND_COUNT};
    struct reader *reader = reader_new(log_find, &log);
    assert_pending(reader, "So \\", "");
    assert_pending(reader, "(x", " \\(x");
    assert_pending(reader, "^2", " \\(x^2");
    assert_pending(reader, "\\) is ", "");
    assert_pending(reader, "$5", " $5");
    assert_pending(reader, " in all", "");
    assert_pending(reader, "\n## Plan\n\n\\boxed{", "\\boxed{");
    assert_pending(reader, "1}", "");
    assert_pending(reader, "<think>$x", "");
    reader_end(reader);
    assert_pending(reader, "", "");
    reader_free(reader);
    release(&log);
}

static void reader__huge_lines__take_little_time(void **state)
{
    (void)state;
    static const char *const units[] = {
        "x",
        "x ",
        "\\(",
        "\\[ ",
        "$",
        "$a ",
        "$$ ",
        "\\boxed{",
        "<think>",
        "</think>",
        "\\begin{a}",
        "## ",
        "**",
        "\n",
        "{",
        "\\",
        "$$a\n",
        "\\boxed{}",
        "\\(\\boxed{\\)",
        "`",
        "\n```\n",
        "가",
        "<",
    };
    enum { BYTES = 1 << 20 };
    clock_t begin = clock();
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct str text = STR_EMPTY;
        struct log log = {.finds = STR_EMPTY, .sources = STR_EMPTY};
        while (text.len < BYTES)
            str_add_text(&text, units[i]);
        struct reader *reader = reader_new(log_find, &log);
        for (size_t at = 0; at < text.len; at += 1000)
            reader_feed(reader, text.data + at, text.len - at < 1000 ? text.len - at : 1000);
        reader_end(reader);
        assert_int_equal(log.sources.len, text.len);
        reader_free(reader);
        release(&log);
        str_release(&text);
    }
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 60);
}

static void reader__long_formulas__end_at_the_limit(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    char *answer;
    struct log log;
    str_add_text(&text, "\\(");
    while (text.len < FORMULA_INLINE_MAX + 10)
        str_add_char(&text, 'x');
    str_add_text(&text, "\\) \\boxed{1}");
    read_cut(&log, text.data, text.len, 100, 4100, false, &answer);
    assert_memory_equal(log.finds.data, "| \\(xxx", 7);
    assert_string_equal(answer, "1");
    free(answer);
    release(&log);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reader__the_starters_answer__five_parts),
        cmocka_unit_test(reader__korean_headings__are_the_same_parts),
        cmocka_unit_test(reader__free_markdown__formulas_and_last_box),
        cmocka_unit_test(reader__thinking__may_be_open_twice_or_stray),
        cmocka_unit_test(reader__formulas__open_close_or_stay_text),
        cmocka_unit_test(reader__text_in_formulas__may_hold_formulas),
        cmocka_unit_test(reader__dollars__are_money_or_formulas),
        cmocka_unit_test(reader__code_blocks__hold_no_formulas),
        cmocka_unit_test(reader__headings__only_those_of_the_five_parts),
        cmocka_unit_test(reader__any_cut__same_events),
        cmocka_unit_test(reader__any_pieces__same_events),
        cmocka_unit_test(reader__broken_utf8__becomes_replacements),
        cmocka_unit_test(reader__plain_text__is_not_held_back),
        cmocka_unit_test(reader__an_open_formula__can_be_looked_at),
        cmocka_unit_test(reader__huge_lines__take_little_time),
        cmocka_unit_test(reader__long_formulas__end_at_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
