/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown as rows: what each mark becomes, at which width, with formulas in it, and that hostile
 * text takes no more than its share of time. The texts go through the reader as in a lesson.
 */
#include "app/sink/markdown.h"
#include "app/tutor/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct shown {
    struct passage passage;
    struct rows rows;
    struct markdown_options options;
    struct look look;
    unsigned number;
    bool some, gap;
};

static void finish(struct shown *shown, size_t len, bool joined)
{
    if (shown->gap)
        rows_add(&shown->rows, "", 0, 0, 0);
    markdown_render(&shown->rows, &shown->passage, len, &shown->options, &shown->number);
    passage_drop(&shown->passage, len);
    shown->gap = !joined;
}

static void take_find(void *context, const struct reader_find *find)
{
    struct shown *shown = context;
    bool joined;
    if (find->kind == EVENT_TEXT)
        passage_add_text(&shown->passage, find->text, find->len);
    else if (find->kind == EVENT_FORMULA)
        passage_add_formula(&shown->passage, find->text, find->len, find->source, find->source_len,
                            find->display);
    for (size_t n; (n = passage_closed(&shown->passage, &joined)) > 0;)
        finish(shown, n, joined);
}

/* Shows a text that comes in pieces of `piece` bytes. */
static void show(struct shown *shown, const char *text, size_t len, size_t piece, size_t width,
                 struct look look)
{
    *shown = (struct shown){.look = look};
    shown->options = (struct markdown_options){.look = &shown->look, .width = width};
    passage_init(&shown->passage);
    struct reader *reader = reader_new(take_find, shown);
    for (size_t at = 0; at < len; at += piece)
        reader_feed(reader, text + at, len - at < piece ? len - at : piece);
    reader_end(reader);
    if (shown->passage.text.len)
        finish(shown, shown->passage.text.len, false);
    reader_free(reader);
}

static void release(struct shown *shown)
{
    passage_release(&shown->passage);
    rows_release(&shown->rows);
}

static char *joined(const struct rows *rows)
{
    struct str text = STR_EMPTY;
    for (size_t i = 0; i < rows->count; i++) {
        str_add_text(&text, i ? "\n" : "");
        str_add_str(&text, &rows->row[i].text);
    }
    return str_take(&text);
}

static void assert_shows(const char *text, size_t width, struct look look, const char *expected)
{
    struct shown shown;
    show(&shown, text, strlen(text), 7, width, look);
    char *got = joined(&shown.rows);
    if (strcmp(got, expected) != 0)
        print_error("source:\n%s\n", text);
    assert_string_equal(got, expected);
    free(got);
    release(&shown);
}

struct sample {
    const char *text;
    size_t width;
    const char *expected;
};

static void assert_samples(const struct sample *samples, size_t count, struct look look)
{
    for (size_t i = 0; i < count; i++)
        assert_shows(samples[i].text, samples[i].width, look, samples[i].expected);
}

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

/* --- what is shown -------------------------------------------------------------------------- */

static void markdown__blocks__are_laid_out(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"", 20, ""},
        {"one\ntwo\n\n\n\nthree", 20, "one\ntwo\n\nthree"},
        {"### Step 1\nGo.\n#### Step 2\nOn.", 20, "Step 1\nGo.\n\nStep 2\nOn."},
        {"a paragraph that wraps here", 12, "a paragraph\nthat wraps\nhere"},
        {"- one two three\n- four", 10, "• one two\n  three\n• four"},
        {"1. a\n2. b\n   - c\n     - d\n3. e", 20, "1. a\n2. b\n   • c\n     - d\n3. e"},
        {"9. nine is long\n10. ten is long", 12, "9. nine is\n   long\n10. ten is\n    long"},
        {"1. a\n\n2. b\n\n   more\n\n3. c", 20, "1. a\n\n2. b\n\n   more\n\n3. c"},
        {"1. a\n\n1. b\n\n1. c", 20, "1. a\n\n2. b\n\n3. c"},
        {"1. a\n\n3. c\n\ntext\n\n1. d", 20, "1. a\n\n3. c\n\ntext\n\n1. d"},
        {"3) x\n4) y", 20, "3) x\n4) y"},
        {"- [ ] do\n- [x] done", 20, "• [ ] do\n• [x] done"},
        {"-\n- b", 20, "•\n• b"},
        {"> quoted words\n> again\n>\n> > deep", 12, "│ quoted\n│ words\n│ again\n│\n│ │ deep"},
        {"text\n---\nmore\n\n***\n\nend", 10, "text\n──────────\nmore\n\n──────────\n\nend"},
        {"text\n===\nmore", 20, "text\n===\nmore"},
        {"    four spaces are no code", 40, "four spaces are no code"},
        {"```c\nint x;\n\n\tdone\n```\nafter", 40, "    int x;\n\n        done\nafter"},
        {"~~~\n# no $x$ heading\n~~~", 40, "    # no $x$ heading"},
        {"```\nnever closed\n# still", 40, "    never closed\n    # still"},
        {"```\n0123456789012345678901234567\n```", 24, "    01234567890123456789\n  ↪ 01234567"},
        {"```\n012345678901234567890\n\n0123\n```", 20, "01234567890123456789\n↪ 0\n\n0123"},
        {"* a\n  ```\n  code\n  ```\n* b", 30, "• a\n      code\n• b"},
        {"line one  \nline two\\\nline three", 40, "line one\nline two\nline three"},
    };
    assert_samples(samples, COUNT(samples), (struct look){.set = BOX_UNICODE});
}

static void markdown__spans__are_shown_or_stay(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"**b** *i* ***bi*** __b__ _i_ ~~s~~ `c`", 0, "b i bi b i ~~s~~ `c`"},
        {"[name](https://a.example/b) <https://c.example>", 0,
         "name (https://a.example/b) https://c.example"},
        {"![a cat](cat.png)", 0, "a cat (cat.png)"},
        {"<b>no</b> <script> & &amp; &lt; &nosuch; &#955; &#x3c0;", 0,
         "<b>no</b> <script> & & < &nosuch; λ π"},
        {"&#27;[2J &#x100001; &#0; &#xD800; &#9999999;", 0,
         "\uFFFD[2J \uFFFD \uFFFD \uFFFD \uFFFD"},
        {"\\*no\\* 1\\. \\# \\_", 0, "*no* 1. # _"},
        {"(1)**First** (2)**둘째**입니다, 답은**5**입니다", 0,
         "(1)First (2)둘째입니다, 답은5입니다"},
        {"an open **mark and `tick", 0, "an open **mark and `tick"},
        {"private \U00100001 and \U0010FFFD", 0, "private \uFFFD and \uFFFD"},
    };
    assert_samples(samples, COUNT(samples), (struct look){.set = BOX_UNICODE});
    assert_shows("**b *bi* b** `c` ~~s~~ x", 0, (struct look){.color = true},
                 "\033[1mb\033[0m \033[1;3mbi\033[0m \033[1mb\033[0m \033[36mc\033[0m "
                 "\033[9ms\033[0m x");
}

static void markdown__arithmetic__is_no_markup(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "2*3*4 = 24 and 2 * 3 * 4",
        "x**2 + y**2 = z**2",
        "(a+b)*(a-b)*c",
        "a_1 + a_2 and x_i y_i",
        "1~3, 5~7 and ~5 to ~6",
        "f[2](3) and [1](2)",
        "[Note]: this stays",
        "[a]: b",
        "x = ____ and ___ + ___ = 5, (___) + (___)",
        "\\{1, 2\\} and \\(open and \\\\ and \\frac",
        "|x| = |y|",
        "5! * 3! < 7 > 2",
        "a ` tick and \\(open",
        "5\n+ 17\n-- 3",
        "n! = n*(n-1)*...*1",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_shows(texts[i], 0, (struct look){.set = BOX_UNICODE}, texts[i]);
}

static void markdown__korean__bold_ends_before_a_particle(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"**답(answer)**은 **\"둘\"**이고 그래서**(참)**입니다. **더하기**를", 0,
         "답(answer)은 \"둘\"이고 그래서(참)입니다. 더하기를"},
        {"**\\(x\\)**의 값은 **$y=2$**입니다", 0, "x의 값은 y = 2입니다"},
        {"두 수의 곱과 합을 함께 생각해요", 12, "두 수의 곱과\n합을 함께\n생각해요"},
        {"이차방정식의근과계수의관계", 12, "이차방정식의\n근과계수의관\n계"},
        {"여기서 \\(x+1\\)의 값을 구해요", 14, "여기서 x + 1의\n값을 구해요"},
        {"그러면 \\(x+1\\)입니다", 13, "그러면\nx + 1입니다"},
    };
    assert_samples(samples, COUNT(samples), (struct look){.set = BOX_UNICODE});
}

static void markdown__formulas__are_whole_everywhere(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"### With $x^2$\n- item \\(y\\), **\\(z\\)**", 0, "With x²\n• item y, z"},
        {"`$x$` and ``a `\\(b\\)` ``", 0, "`$x$` and `a `\\(b\\)` `"},
        {"so \\(a_1 * b * c_2\\) and \\(x*y*z\\)", 0, "so a₁ * b * c₂ and x*y*z"},
        {"so \\[ x = 1 \\], then\n\\[ y \\]\nend", 0, "so\n    x = 1,\nthen\n    y\nend"},
        {"1. \\[ x \\]\n   done", 0, "1.     x\n   done"},
        {"$$\nx\n$$.", 20, "    x."},
        {"a\n\n\\[ x \\]\n\nb", 20, "a\n\n    x\n\nb"},
        {"pay $5 and $6 for $x$ pens, US$5, \\$7", 0, "pay $5 and $6 for x pens, US$5, $7"},
        {"sum \\(1+2+3+4+5+6+7+8+9\\) end", 20, "sum\n1 + 2 + 3 + 4 + 5 +\n6 + 7 + 8 + 9 end"},
        {"[$x$](https://a.example)", 0, "x (https://a.example)"},
    };
    assert_samples(samples, COUNT(samples), (struct look){.set = BOX_UNICODE});
}

static void markdown__high_formulas__make_their_line_high(void **state)
{
    (void)state;
    static const char fraction[] = "with \\(\\begin{pmatrix}1\\\\2\\end{pmatrix}\\)의 합";
    static const struct sample samples[] = {
        {fraction, 0, "with ⎛1⎞의 합\n     ⎝2⎠"},
        {"\\[ \\frac{1}{2} \\].\n- \\[ \\frac{x}{y} = 1 \\]", 40,
         "    1\n    ─.\n    2\n      x\n•     ─ = 1\n      y"},
        {"| a | b |\n|---|---|\n| x | $$\\frac{1}{2}$$ |", 40, "a │ b\n──┼──\n  │ 1\nx │ ─\n  │ 2"},
    };
    assert_samples(samples, COUNT(samples), (struct look){.set = BOX_UNICODE});
    assert_shows("\\[ \\frac{1}{2} \\]", 40, (struct look){.linear = true}, "    1/2");
    assert_shows("\\[ \\frac{1}{2} \\]", 40, (struct look){.set = BOX_ASCII},
                 "    1\n    -\n    2");
}

static void markdown__tables__fit_the_width(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"| 이름 | n |\n|:--|--:|\n| 가나다 | 5 |\n| \\(x^2\\) | 10 |", 40,
         "이름   │  n\n───────┼───\n가나다 │  5\nx²     │ 10"},
        {"a | b\n:-:|---\nlong cell here | x", 13,
         "    a     │ b\n──────────┼──\nlong cell │ x\n  here    │"},
        {"|a|b|c|\n|-|-|-|\n|1|2|3|", 8, "a\nb\nc\n──\n1\n2\n3"},
        {"|a|b|\n|-|-|\n|1|2|3|4|\n|1|", 40, "a │ b\n──┼──────\n1 │ 2|3|4\n1 │"},
        {"- |a|b|\n  |-|-|\n  |1|2|", 40, "• a │ b\n  ──┼──\n  1 │ 2"},
        {"| a | b | c |\n|---|---|\n| 1 | 2 |", 40, "| a | b | c |\n|---|---|\n| 1 | 2 |"},
        {"| a |\n|---|\n| \\(|x|\\) and `a \\| b` |", 40, "a\n───────────────\n|x| and `a | b`"},
    };
    assert_samples(samples, COUNT(samples), (struct look){.set = BOX_UNICODE});
    assert_shows(samples[2].text, 8, (struct look){.set = BOX_UNICODE}, samples[2].expected);
    assert_shows("|a|b|\n|-|-|\n|1|2|\n\n- x\n\n> q\n\n---", 40, (struct look){.set = BOX_ASCII},
                 "a | b\n--+--\n1 | 2\n\n- x\n\n| q\n\n----------------------------------------");
    /* More columns than anybody reads are no table. */
    struct str wide = STR_EMPTY;
    for (int line = 0; line < 2; line++) {
        for (int i = 0; i < 40; i++)
            str_add_text(&wide, line ? "|-" : "|x");
        str_add_text(&wide, "|\n");
    }
    struct shown shown;
    show(&shown, wide.data, wide.len, 50, 40, (struct look){.set = BOX_UNICODE});
    char *got = joined(&shown.rows);
    assert_non_null(strstr(got, "|x|x|x|"));
    free(got);
    release(&shown);
    str_release(&wide);
}

/* --- properties ----------------------------------------------------------------------------- */

static void assert_fits(const struct shown *shown, size_t width)
{
    for (size_t i = 0; i < shown->rows.count; i++)
        assert_true(shown->rows.row[i].shown <= width);
}

static void markdown__any_pieces__the_same_rows(void **state)
{
    (void)state;
    static const char *const units[] = {
        "- ",  "1. ",   "\n", "\n\n", "**",    "*",     "`",        "```\n", "~~~\n", "| a ",
        "|",   "|-|\n", "> ", "# ",   "가나 ", "word ", "\\(x\\)",  "$$y$$", "[a](",  "b.c)",
        "   ", "_",     "\\", "&lt;", "---\n", "    ",  "\\[z\\] ", "[ ] ",  "+ 3",   "\t",
    };
    uint32_t seed = 5;
    for (int round = 0; round < 2000; round++) {
        struct str text = STR_EMPTY;
        for (int k = 0; k < 20; k++) {
            seed = seed * 1664525u + 1013904223u;
            str_add_text(&text, units[(seed >> 16) % COUNT(units)]);
        }
        struct shown whole, cut;
        struct look look = {.set = BOX_UNICODE};
        show(&whole, text.data, text.len, text.len, 24, look);
        show(&cut, text.data, text.len, 1 + (seed >> 20) % 5, 24, look);
        char *a = joined(&whole.rows), *b = joined(&cut.rows);
        assert_string_equal(a, b);
        assert_fits(&whole, 24);
        free(a);
        free(b);
        release(&whole);
        release(&cut);
        str_release(&text);
    }
}

static void markdown__hostile_text__takes_little_time(void **state)
{
    (void)state;
    static const char *const units[] = {
        "x",   "word ",    "가",        "**",      "*a ",        "_",
        "`",   "[",        "](",        "![",      "[a](b.c)",   "> ",
        "- ",  "1. ",      "#",         "|",       "|\n",        "|-|\n",
        "&",   "&lt;",     "<a ",       "~~",      "\\",         "\n\n",
        "\n",  "$x$ ",     "\\[x\\]\n", "```\n",   "- a\n",      "> > > a\n",
        "\t",  "   - a\n", "a\n---\n",  "* * *\n", "\U00100001", "|a|b|\n|-|-|\n",
        "**a", "*a_ ",     "1. a\n\n",
    };
    enum { BYTES = 1 << 18 };
    clock_t begin = clock();
    for (size_t i = 0; i < COUNT(units); i++) {
        struct str text = STR_EMPTY;
        struct shown shown;
        clock_t from = clock();
        while (text.len < BYTES)
            str_add_text(&text, units[i]);
        show(&shown, text.data, text.len, 1000, 60, (struct look){.set = BOX_UNICODE});
        assert_fits(&shown, 60);
        release(&shown);
        str_release(&text);
        if (getenv("SHOW_TIME"))
            print_message("%-12.12s %.2f s\n", units[i], (double)(clock() - from) / CLOCKS_PER_SEC);
    }
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 120);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown__blocks__are_laid_out),
        cmocka_unit_test(markdown__spans__are_shown_or_stay),
        cmocka_unit_test(markdown__arithmetic__is_no_markup),
        cmocka_unit_test(markdown__korean__bold_ends_before_a_particle),
        cmocka_unit_test(markdown__formulas__are_whole_everywhere),
        cmocka_unit_test(markdown__high_formulas__make_their_line_high),
        cmocka_unit_test(markdown__tables__fit_the_width),
        cmocka_unit_test(markdown__any_pieces__the_same_rows),
        cmocka_unit_test(markdown__hostile_text__takes_little_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
