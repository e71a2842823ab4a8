/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8: every character there and back, the maximal subparts of Unicode 15 section 3.9 (its
 * tables 3-8 to 3-11), what a stream must hold back. Every input stands in a block of exactly its
 * size, so that the sanitizer sees a byte read behind it.
 */
#include "engine/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define R "\xEF\xBF\xBD"

static char *exact(const char *bytes, size_t len)
{
    char *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    return copy;
}

static void decode__every_character__comes_back(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        size_t n = utf8_encode(c, bytes);
        uint32_t back;
        bool ok, surrogate = c >= 0xD800 && c <= 0xDFFF;
        size_t m = utf8_decode(bytes, n, &back, &ok);
        if (m != n || !ok || back != (surrogate ? UTF8_REPLACEMENT : c) ||
            utf8_valid_prefix(bytes, n) != n ||
            n != (c < 0x80      ? 1
                  : c < 0x800   ? 2
                  : c < 0x10000 ? 3
                                : 4))
            fail_msg("U+%04X: %zu bytes, back U+%04X", (unsigned)c, n, (unsigned)back);
    }
    char bytes[4];
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
    assert_memory_equal(bytes, R, 3);
    assert_int_equal(utf8_encode(UINT32_MAX, bytes), 3);
}

static void repair__bad_input__follows_the_maximal_subparts(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *repaired;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"\xED\x95\x9C\xF0\x9F\x98\x80", "\xED\x95\x9C\xF0\x9F\x98\x80"},
        /* table 3-8: non-shortest forms */
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", R R R R R R R R "A"},
        /* table 3-9: surrogates */
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", R R R R R R R R "A"},
        /* table 3-10: other */
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", R R R R R "A" R R "B"},
        /* table 3-11: truncated sequences */
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", R R R R "A"},
        {"\x80", R},
        {"\xC3", R},
        {"a\xC3z", "a" R "z"},
        {"\xC3\xC3\xA9", R "\xC3\xA9"},
        {"\xE2\x82", R},
        {"\xF0\x9F\x98", R},
        {"\xF0\x9F\x98\xF0\x9F\x98\x80", R "\xF0\x9F\x98\x80"},
        {"\xF4\x8F\xBF\xBF\xF4\x90\x80\x80", "\xF4\x8F\xBF\xBF" R R R R},
        {"\xF5\xF8\xFC\xFE\xFF", R R R R R},
        {"\xC1\x81", R R},
        {"12345678\xFF"
         "12345678",
         "12345678" R "12345678"},
        {"1234567\xE2\x82", "1234567" R},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = strlen(rows[i].bytes);
        char *bytes = exact(rows[i].bytes, len), *out = malloc(3 * len + 1);
        size_t n = utf8_repair(bytes, len, out);
        if (n != strlen(rows[i].repaired) || memcmp(out, rows[i].repaired, n) != 0)
            fail_msg("row %zu: %zu bytes", i, n);
        assert_int_equal(utf8_valid_prefix(out, n), n);
        free(bytes);
        free(out);
    }
}

/* Against the definition: a string of four bytes is one character or it is not, by brute force. */
static void decode__all_pairs_and_some_quadruples__agree_with_the_table(void **state)
{
    (void)state;
    static const unsigned char some[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                         0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
                                         0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
    enum { N = sizeof some };
    for (size_t i = 0; i < (size_t)N * N * N * N; i++) {
        unsigned char s[4] = {some[i % N], some[i / N % N], some[i / N / N % N],
                              some[i / N / N / N]};
        uint32_t c, value = 0;
        bool ok;
        size_t n = utf8_decode((char *)s, 4, &c, &ok);
        size_t want = s[0] < 0x80       ? 1
                      : s[0] >> 5 == 6  ? 2
                      : s[0] >> 4 == 14 ? 3
                      : s[0] >> 3 == 30 ? 4
                                        : 0;
        bool tails = want > 0;
        for (size_t k = 1; k < want; k++)
            tails = tails && s[k] >> 6 == 2;
        if (want == 1)
            value = s[0];
        else if (want)
            value = s[0] & (0x7F >> want);
        for (size_t k = 1; k < want; k++)
            value = value << 6 | (s[k] & 0x3F);
        static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
        bool good = tails && value >= least[want] && value <= 0x10FFFF &&
                    (value < 0xD800 || value > 0xDFFF);
        if (good ? !(ok && n == want && c == value) : ok || c != UTF8_REPLACEMENT || n < 1 || n > 3)
            fail_msg("%02X %02X %02X %02X: ok %d, %zu bytes", s[0], s[1], s[2], s[3], ok, n);
    }
}

static void incomplete_tail__is_what_could_still_become_a_character(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t tail;
    } rows[] = {
        {"", 0},
        {"a", 0},
        {"a\xC3", 1},
        {"\xC3\xA9", 0},
        {"\xE2", 1},
        {"\xE2\x82", 2},
        {"\xE2\x82\xAC", 0},
        {"x\xF0", 1},
        {"x\xF0\x9F", 2},
        {"x\xF0\x9F\x98", 3},
        {"x\xF0\x9F\x98\x80", 0},
        {"\x80", 0},
        {"a\x80\x80", 0},
        {"\x80\x80\x80\x80", 0},
        {"\xC0", 0},
        {"\xF5", 0},
        {"\xED\xA0", 0},
        {"\xED\x9F", 2},
        {"\xE0\x80", 0},
        {"\xE0\xA0", 2},
        {"\xF4\x90", 0},
        {"\xF4\x8F", 2},
        {"\xF0\x80", 0},
        {"\xE2\x82\x41", 0},
        {"\xFF", 0},
        {"\xC3\x80\x80", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = strlen(rows[i].bytes);
        char *bytes = exact(rows[i].bytes, len);
        if (utf8_incomplete_tail(bytes, len) != rows[i].tail)
            fail_msg("row %zu: %zu", i, utf8_incomplete_tail(bytes, len));
        free(bytes);
    }
}

static void valid_prefix__stops_at_the_first_fault(void **state)
{
    (void)state;
    char text[64];
    memset(text, 'a', sizeof text);
    for (size_t at = 0; at < sizeof text; at++) {
        text[at] = (char)0xFF;
        for (size_t len = 0; len <= sizeof text; len++) {
            char *bytes = exact(text, len);
            assert_int_equal(utf8_valid_prefix(bytes, len), len < at ? len : at);
            free(bytes);
        }
        text[at] = 'a';
    }
    assert_int_equal(utf8_valid_prefix("a\0b\xC3", 4), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decode__every_character__comes_back),
        cmocka_unit_test(repair__bad_input__follows_the_maximal_subparts),
        cmocka_unit_test(decode__all_pairs_and_some_quadruples__agree_with_the_table),
        cmocka_unit_test(incomplete_tail__is_what_could_still_become_a_character),
        cmocka_unit_test(valid_prefix__stops_at_the_first_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
