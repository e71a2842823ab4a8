/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8 by the table of well-formed byte sequences (Unicode 15, table 3-7). The idea to read it
 * by: the first byte fixes the length and the range of the second byte; everything after that is
 * 80..BF. A sequence that breaks off anywhere is one maximal subpart, as long as it got. Knows no
 * text, only bytes; keeps no state and takes no memory.
 */
#include "engine/utf8.h"

#include <string.h>

/* What may follow a first byte: how many bytes in all (0: it begins nothing), and the range of
 * the second one, which is what shuts out overlong forms, surrogates and anything past 10FFFF. */
struct lead {
    unsigned char length, low, high;
};

static struct lead lead_of(unsigned char first)
{
    if (first < 0x80)
        return (struct lead){1, 0, 0};
    if (first < 0xC2 || first > 0xF4)
        return (struct lead){0, 0, 0};
    if (first < 0xE0)
        return (struct lead){2, 0x80, 0xBF};
    if (first < 0xF0)
        return (struct lead){3, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF};
    return (struct lead){4, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF};
}

/* Counts the bytes that agree with the table, at most lead.length. */
static size_t agreeing_bytes(const unsigned char *s, size_t len, struct lead lead)
{
    if (lead.length < 2 || len < 2 || s[1] < lead.low || s[1] > lead.high)
        return 1;
    size_t n = 2;
    while (n < lead.length && n < len && s[n] >= 0x80 && s[n] <= 0xBF)
        n++;
    return n;
}

size_t utf8_decode(const char *s, size_t len, uint32_t *c, bool *ok)
{
    const unsigned char *u = (const unsigned char *)s;
    struct lead lead = lead_of(u[0]);
    size_t n = agreeing_bytes(u, len, lead);
    bool whole = n == lead.length;
    if (ok)
        *ok = whole;
    if (!whole) {
        *c = UTF8_REPLACEMENT;
        return n;
    }
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t value = u[0] & lead_bits[n];
    for (size_t i = 1; i < n; i++)
        value = value << 6 | (u[i] & 0x3Fu);
    *c = value;
    return n;
}

size_t utf8_encode(uint32_t c, char out[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = UTF8_REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead_mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)(lead_mark[n] | c);
    return n;
}

/* Length of the ASCII run at s, eight bytes at a time. */
static size_t ascii_prefix(const char *s, size_t len)
{
    size_t n = 0;
    uint64_t word;
    while (len - n >= sizeof word) {
        memcpy(&word, s + n, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        n += sizeof word;
    }
    while (n < len && !((unsigned char)s[n] & 0x80))
        n++;
    return n;
}

size_t utf8_valid_prefix(const char *s, size_t len)
{
    size_t at = 0;
    while (at < len) {
        at += ascii_prefix(s + at, len - at);
        if (at == len)
            break;
        const unsigned char *u = (const unsigned char *)s + at;
        struct lead lead = lead_of(u[0]);
        size_t n = agreeing_bytes(u, len - at, lead);
        if (n != lead.length)
            break;
        at += n;
    }
    return at;
}

size_t utf8_incomplete_tail(const char *s, size_t len)
{
    const unsigned char *u = (const unsigned char *)s;
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        unsigned char byte = u[len - back];
        if (byte >= 0x80 && byte <= 0xBF)
            continue;
        struct lead lead = lead_of(byte);
        bool begun = lead.length > back && agreeing_bytes(u + len - back, back, lead) == back;
        return begun ? back : 0;
    }
    return 0;
}

size_t utf8_repair(const char *s, size_t len, char *out)
{
    size_t at = 0, written = 0;
    while (at < len) {
        size_t good = utf8_valid_prefix(s + at, len - at);
        if (good)
            memcpy(out + written, s + at, good);
        at += good;
        written += good;
        if (at < len) {
            uint32_t c;
            at += utf8_decode(s + at, len - at, &c, NULL);
            written += utf8_encode(UTF8_REPLACEMENT, out + written);
        }
    }
    return written;
}
