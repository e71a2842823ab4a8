/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text in cells: decoding, widths, cleaning, Hangul, wrapping; the configuration file's grammar
 * and the choice of the data directory, which are text work too.
 */
#include "app/base/config.h"
#include "app/base/paths.h"
#include "app/base/text.h"
#include "app/base/text_wrap.h"
#include "engine/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void decode__every_scalar_value__comes_back(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        struct str s = STR_EMPTY;
        uint32_t back;
        text_add_char(&s, c);
        assert_int_equal(text_decode(s.data, s.len, &back), s.len);
        assert_int_equal(back, c);
        str_release(&s);
    }
}

static void decode__ill_formed_bytes__give_a_replacement_and_go_on(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t taken;
    } cases[] = {
        {"\x80", 1},         {"\xC0\xAF", 1},     {"\xC1\x81", 1},         {"\xE0\x80\x80", 1},
        {"\xED\xA0\x80", 1}, {"\xF4\x90\x80", 1}, {"\xE2\x82", 2},         {"\xF0\x9F\x98", 3},
        {"\xFF", 1},         {"\xE2\x28\xA1", 1}, {"\xF0\x90\x28\xBC", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t c;
        size_t n = text_decode(cases[i].bytes, strlen(cases[i].bytes), &c);
        assert_int_equal(c, UTF8_REPLACEMENT);
        assert_int_equal(n, cases[i].taken);
        assert_int_equal(utf8_valid_prefix(cases[i].bytes, strlen(cases[i].bytes)), 0);
    }
    assert_int_equal(utf8_valid_prefix("ab\xEF\xBF\xBD"
                                       "c",
                                       6),
                     6);
}

static void width__of_texts__is_that_of_terminals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t cells;
    } cases[] = {
        {"", 0},        {"abc", 3},    {"한글", 4},           {"x²√2", 4},
        {"e\u0301", 1}, {"😀", 2},      {"가나다 a", 8},       {"\u1112\u1161\u11AB", 2},
        {"α×≤∞", 4},    {"（１）", 6}, {"A\u0305B\u0305", 2}, {"\t\x1b", 0},
        {"ｱ", 1},       {"中", 2},     {"\u200B\u200D", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(text_width(cases[i].text, strlen(cases[i].text)), cases[i].cells);
    assert_int_equal(text_cluster("e\u0301x", 4), 3);
    assert_int_equal(text_cluster("\u1112\u1161\u11ABx", 10), 9);
    assert_int_equal(text_cluster("a\n", 2), 1);
}

static void clean__what_steers_or_hides__is_gone_or_visible(void **state)
{
    (void)state;
    static const struct {
        const char *dirty, *clean;
    } cases[] = {
        {"plain 한글 ×²\n\tline", "plain 한글 ×²\n\tline"},
        {"\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
        {"\x1b]0;title\x07", "␛]0;title"},
        {"a\rb\r\nc", "ab\nc"},
        {"a\bb\x7f\x01\x0b\x0c", "ab"},
        {"\xC2\x9B"
         "31mx\xC2\x85y",
         "31mxy"},
        {"a\u202Eb\u202Cc\u2066d\u2069e", "abcde"},
        {"a\u200Eb\u200F\u061Cc", "abc"},
        {"one\u2028two\u2029three", "one two three"},
        {"x\u00ADy\uFEFFz", "xyz"},
        {"tag\U000E0041\U000E007F", "tag"},
        {"bad\xFF\xC3(", "bad\uFFFD\uFFFD("},
        {"\x9b"
         "31m",
         "\uFFFD31m"},
        {"\u2060\uFFF9a\uFFFB", "a"},
        {"👩\u200D🔬", "👩\u200D🔬"},
        {"e\u0301", "e\u0301"},
        {"kept \uFFFD", "kept \uFFFD"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str out = STR_EMPTY;
        text_clean(&out, cases[i].dirty, strlen(cases[i].dirty));
        assert_string_equal(out.data, cases[i].clean);
        str_release(&out);
    }
    struct str line = STR_EMPTY;
    text_clean_line(&line, "a\nb\tc\0d", 7);
    assert_string_equal(line.data, "a b cd");
    str_release(&line);
}

static void clean__any_bytes__leave_no_control(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        char bytes[24];
        struct str out = STR_EMPTY;
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        text_clean(&out, bytes, sizeof bytes);
        assert_int_equal(utf8_valid_prefix(out.data, out.len), out.len);
        for (size_t i = 0; i < out.len;) {
            uint32_t c;
            i += text_decode(out.data + i, out.len - i, &c);
            assert_true((c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0)) || c == '\n' ||
                        c == '\t');
        }
        str_release(&out);
    }
}

static void compose__decomposed_hangul__becomes_syllables(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글"},
        {"\u1100\u1161", "가"},
        {"가\u11A8", "각"},
        {"각\u11A8", "각\u11A8"},
        {"\u1100 \u1161", "\u1100 \u1161"},
        {"x^2 \u1103\u1161\u11B8: 3", "x^2 답: 3"},
        {"e\u0301 한글", "e\u0301 한글"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str out = STR_EMPTY;
        text_compose_hangul(&out, cases[i].from, strlen(cases[i].from));
        assert_string_equal(out.data, cases[i].to);
        str_release(&out);
    }
    assert_true(text_has_hangul("x는 3", 6));
    assert_false(text_has_hangul("x = 3 中", 9));
    assert_true(text_is_blank(" \n\t\u3000\u00A0", 8));
    assert_false(text_is_blank(" 0", 2));
}

/* --- wrapping ------------------------------------------------------------------------------- */

static char *wrapped(const char *text, size_t width)
{
    struct str out = STR_EMPTY;
    struct text_wrap wrap;
    text_wrap_init(&wrap, &out, width);
    text_wrap_text(&wrap, text, strlen(text));
    text_wrap_flush(&wrap);
    text_wrap_release(&wrap);
    return str_take(&out);
}

static void assert_wrapped(const char *text, size_t width, const char *expected)
{
    char *got = wrapped(text, width);
    assert_string_equal(got, expected);
    free(got);
}

static void wrap__breaks_at_spaces__and_keeps_newlines(void **state)
{
    (void)state;
    assert_wrapped("one two three", 7, "one two\nthree");
    assert_wrapped("one two three", 8, "one two\nthree");
    assert_wrapped("one two", 7, "one two");
    assert_wrapped("a\n\nb", 5, "a\n\nb");
    assert_wrapped("  - item one", 9, "  - item\none");
    assert_wrapped("trailing   \nnext", 20, "trailing\nnext");
    assert_wrapped("short", 0, "short");
    assert_wrapped("this line has no end at all", 0, "this line has no end at all");
}

static void wrap__hangul__breaks_at_spaces_and_counts_two_cells(void **state)
{
    (void)state;
    assert_wrapped("두 수의 합을 구합니다", 12, "두 수의 합을\n구합니다");
    assert_wrapped("두 수의 합을 구합니다", 11, "두 수의\n합을\n구합니다");
    assert_wrapped("가나다라마바사", 6, "가나다\n라마바\n사");
    assert_wrapped("가나다라마바사", 5, "가나\n다라\n마바\n사");
}

static void wrap__a_word_wider_than_the_line__breaks_between_clusters(void **state)
{
    (void)state;
    assert_wrapped("abcdefghij", 4, "abcd\nefgh\nij");
    assert_wrapped("x abcdefghij y", 4, "x\nabcd\nefgh\nij y");
    assert_wrapped("e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301\ne\u0301");
    assert_wrapped("😀😀😀", 4, "😀😀\n😀");
}

static void wrap__marks__take_no_cells(void **state)
{
    (void)state;
    struct str out = STR_EMPTY;
    struct text_wrap wrap;
    text_wrap_init(&wrap, &out, 12);
    text_wrap_text(&wrap, "so that ", 8);
    text_wrap_mark(&wrap, "\033[1m");
    text_wrap_text(&wrap, "bold", 4);
    text_wrap_mark(&wrap, "\033[0m");
    text_wrap_text(&wrap, ", and abcdefghij", 16);
    text_wrap_mark(&wrap, "\033[2m");
    text_wrap_text(&wrap, "klmnop\n", 7);
    text_wrap_flush(&wrap);
    assert_string_equal(out.data, "so that\n\033[1mbold\033[0m, and\nabcdefghij\033[2mkl\nmnop\n");
    text_wrap_release(&wrap);
    str_release(&out);
}

static void wrap__any_cutting__same_lines(void **state)
{
    (void)state;
    static const char text[] =
        "Für jede Zahl 하나의 곱을 구하면 e\u0301 x²\n\n  so a veryveryverylongword 끝.";
    size_t len = strlen(text);
    for (size_t width = 1; width < 30; width++) {
        char *whole = wrapped(text, width);
        for (size_t cut = 0; cut <= len; cut++) {
            if (cut < len && ((unsigned char)text[cut] & 0xC0) == 0x80)
                continue;
            struct str out = STR_EMPTY;
            struct text_wrap wrap;
            text_wrap_init(&wrap, &out, width);
            text_wrap_text(&wrap, text, cut);
            text_wrap_text(&wrap, text + cut, len - cut);
            text_wrap_flush(&wrap);
            assert_string_equal(out.data, whole);
            text_wrap_release(&wrap);
            str_release(&out);
        }
        free(whole);
    }
}

/* --- configuration and paths ---------------------------------------------------------------- */

static bool take(void *context, const char *key, const char *value, struct str *error)
{
    if (strcmp(key, "bad") == 0) {
        str_add_text(error, "no");
        return false;
    }
    str_printf(context, "[%s|%s]", key, value);
    return true;
}

static void assert_config(const char *text, const char *pairs, const char *message)
{
    struct str out = STR_EMPTY, error = STR_EMPTY;
    bool ok = config_parse("c.ini", text, strlen(text), take, &out, &error);
    assert_int_equal(ok, message == NULL);
    assert_string_equal(out.data, pairs);
    assert_string_equal(error.data, message ? message : "");
    str_release(&out);
    str_release(&error);
}

static void config__lines__give_pairs_or_name_the_fault(void **state)
{
    (void)state;
    assert_config("", "", NULL);
    assert_config("# c\n; c\n\n level = x \r\nmodel=/a b=c", "[level|x][model|/a b=c]", NULL);
    assert_config("\xEF\xBB\xBF"
                  "k = ",
                  "[k|]", NULL);
    assert_config("a = 1\nbad = 2\nb = 3", "[a|1]", "c.ini:2: no");
    assert_config("a\n", "", "c.ini:1: expected \"key = value\"");
    assert_config("\n= 3", "", "c.ini:2: expected \"key = value\"");
    assert_config("a = \xFF", "", "c.ini:1: not a line of UTF-8 text");
}

static bool only_in_r(const char *dir)
{
    return strcmp(dir, "/r") == 0 || strcmp(dir, "/opt/share/lemma") == 0;
}

static bool nowhere(const char *dir)
{
    (void)dir;
    return false;
}

static void paths__data_directory__is_found_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *env, *exe, *expected;
        bool (*has)(const char *);
    } cases[] = {
        {"/d", "/r/build/lemma", "/d", only_in_r},
        {"", "/r/build/lemma", "/r", only_in_r},
        {NULL, "/r/build/san-address/lemma", "/r", only_in_r},
        {NULL, "/opt/bin/lemma", "/opt/share/lemma", only_in_r},
        {NULL, "/r/other/lemma", "/usr/local/share/lemma", only_in_r},
        {NULL, "/r/build/lemma", "/usr/local/share/lemma", nowhere},
        {NULL, NULL, "/usr/local/share/lemma", only_in_r},
        {NULL, "/lemma", "/usr/local/share/lemma", only_in_r},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str out = STR_EMPTY;
        paths_choose_data_dir(&out, cases[i].env, cases[i].exe, cases[i].has);
        if (strstr(cases[i].expected, "/usr/local")) /* whatever prefix this was built for */
            assert_non_null(strstr(out.data, "/share/lemma"));
        else
            assert_string_equal(out.data, cases[i].expected);
        str_release(&out);
    }
}

static void paths__relative_xdg_values__are_ignored(void **state)
{
    (void)state;
    struct str out = STR_EMPTY;
    setenv("HOME", "/home/kim", 1);
    setenv("XDG_CONFIG_HOME", "relative", 1);
    assert_true(paths_config_file(&out, "config.ini"));
    assert_string_equal(out.data, "/home/kim/.config/lemma/config.ini");
    setenv("XDG_CONFIG_HOME", "/conf", 1);
    assert_true(paths_config_file(&out, "config.ini"));
    assert_string_equal(out.data, "/conf/lemma/config.ini");
    unsetenv("XDG_STATE_HOME");
    assert_true(paths_state_file(&out, "history"));
    assert_string_equal(out.data, "/home/kim/.local/state/lemma/history");
    unsetenv("HOME");
    assert_false(paths_state_file(&out, "history"));
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decode__every_scalar_value__comes_back),
        cmocka_unit_test(decode__ill_formed_bytes__give_a_replacement_and_go_on),
        cmocka_unit_test(width__of_texts__is_that_of_terminals),
        cmocka_unit_test(clean__what_steers_or_hides__is_gone_or_visible),
        cmocka_unit_test(clean__any_bytes__leave_no_control),
        cmocka_unit_test(compose__decomposed_hangul__becomes_syllables),
        cmocka_unit_test(wrap__breaks_at_spaces__and_keeps_newlines),
        cmocka_unit_test(wrap__hangul__breaks_at_spaces_and_counts_two_cells),
        cmocka_unit_test(wrap__a_word_wider_than_the_line__breaks_between_clusters),
        cmocka_unit_test(wrap__marks__take_no_cells),
        cmocka_unit_test(wrap__any_cutting__same_lines),
        cmocka_unit_test(config__lines__give_pairs_or_name_the_fault),
        cmocka_unit_test(paths__data_directory__is_found_in_order),
        cmocka_unit_test(paths__relative_xdg_values__are_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
