/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: UTF-8. The functions must agree with each other on any bytes.
 */
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    size_t valid = utf8_valid_prefix(s, size), at = 0, first_bad = size, repaired_len = 0;
    char *repaired = malloc(3 * size + 1), *expected = malloc(3 * size + 1);
    if (!repaired || !expected)
        goto done;
    while (at < size) {
        uint32_t c;
        bool ok;
        size_t n = utf8_decode(s + at, size - at, &c, &ok);
        check(n >= 1 && n <= 4 && n <= size - at);
        check(c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF));
        if (ok) {
            char bytes[4];
            check(utf8_encode(c, bytes) == n && memcmp(bytes, s + at, n) == 0);
        } else if (first_bad == size) {
            first_bad = at;
        }
        repaired_len += utf8_encode(c, expected + repaired_len);
        at += n;
    }
    check(valid == first_bad);
    size_t n = utf8_repair(s, size, repaired);
    check(n == repaired_len && memcmp(repaired, expected, n) == 0);
    check(utf8_valid_prefix(repaired, n) == n && utf8_incomplete_tail(repaired, n) == 0);
    size_t tail = utf8_incomplete_tail(s, size);
    check(tail <= 3 && tail <= size);
    if (valid + tail < size) /* only the end can be incomplete, and it is not valid by itself */
        check(tail == 0 || utf8_valid_prefix(s + size - tail, tail) == 0);
    if (tail)
        check(valid <= size - tail);
done:
    free(repaired);
    free(expected);
    return 0;
}
