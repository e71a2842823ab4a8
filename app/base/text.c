/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Widths by binary search in two tables, and cleaning. UTF-8 itself is the business of
 * engine/utf8.h.
 */
#include "app/base/text.h"

#include "app/base/text_tables.h"
#include "engine/utf8.h"

#include <string.h>

size_t text_decode(const char *s, size_t len, uint32_t *c)
{
    return utf8_decode(s, len, c, NULL);
}

void text_add_char(struct str *out, uint32_t c)
{
    char bytes[4];
    str_add(out, bytes, utf8_encode(c, bytes));
}

static bool in_ranges(const struct range *table, size_t count, uint32_t c)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c < table[middle].first)
            high = middle;
        else if (c > table[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

int text_char_width(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return 0;
    if (c < 0x300)
        return 1;
    if (in_ranges(zero_width, COUNT(zero_width), c))
        return 0;
    return in_ranges(double_width, COUNT(double_width), c) ? 2 : 1;
}

size_t text_width(const char *s, size_t len)
{
    size_t width = 0;
    for (size_t i = 0; i < len;) {
        uint32_t c;
        i += text_decode(s + i, len - i, &c);
        width += (size_t)text_char_width(c);
    }
    return width;
}

size_t text_cluster(const char *s, size_t len)
{
    uint32_t c;
    size_t n = text_decode(s, len, &c);
    while (n < len) {
        size_t step = text_decode(s + n, len - n, &c);
        if (c < 0x20 || text_char_width(c) != 0)
            break;
        n += step;
    }
    return n;
}

/* Characters without a picture of their own that steer the direction or the lines of a text, or
 * can carry text nobody sees. Joiners and variation selectors stay: scripts and emoji need them. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x200E ||
           c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

static void clean(struct str *out, const char *s, size_t len, bool one_line)
{
    size_t kept = 0; /* s[kept..i) is harmless and not copied yet */
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t n = text_decode(s + i, len - i, &c);
        bool white = c == '\n' || c == '\t';
        bool keep = white ? !one_line : !is_hidden(c) && c != UTF8_REPLACEMENT;
        if (!keep) {
            str_add(out, s + kept, i - kept);
            if (white || c == 0x2028 || c == 0x2029)
                str_add_char(out, ' ');
            else if (c == 0x1B)
                text_add_char(out, 0x241B);
            else if (c == UTF8_REPLACEMENT)
                text_add_char(out, c);
            kept = i + n;
        }
        i += n;
    }
    str_add(out, s + kept, len - kept);
}

void text_clean(struct str *out, const char *s, size_t len)
{
    clean(out, s, len, false);
}

void text_clean_line(struct str *out, const char *s, size_t len)
{
    clean(out, s, len, true);
}

/* Unicode 15, section 3.12: the arithmetic of Hangul composition. */
enum {
    LEAD = 0x1100,
    VOWEL = 0x1161,
    TAIL = 0x11A7,
    SYLLABLE = 0xAC00,
    N_LEAD = 19,
    N_VOWEL = 21,
    N_TAIL = 28
};

void text_compose_hangul(struct str *out, const char *s, size_t len)
{
    uint32_t held = 0; /* a lead or a syllable that may still grow */
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t n = text_decode(s + i, len - i, &c);
        bool open = held >= SYLLABLE && (held - SYLLABLE) % N_TAIL == 0;
        if (held >= LEAD && held < LEAD + N_LEAD && c >= VOWEL && c < VOWEL + N_VOWEL) {
            held = SYLLABLE + ((held - LEAD) * N_VOWEL + (c - VOWEL)) * N_TAIL;
        } else if (open && c > TAIL && c < TAIL + N_TAIL) {
            held += c - TAIL;
        } else {
            if (held)
                text_add_char(out, held);
            held = (c >= LEAD && c < LEAD + N_LEAD) || (c >= SYLLABLE && c <= 0xD7A3) ? c : 0;
            if (!held)
                str_add(out, s + i, n);
        }
        i += n;
    }
    if (held)
        text_add_char(out, held);
}

bool text_has_hangul(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c;
        i += text_decode(s + i, len - i, &c);
        if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
            (c >= 0x3130 && c <= 0x318F) || (c >= 0xA960 && c <= 0xA97F) ||
            (c >= 0xD7B0 && c <= 0xD7FF))
            return true;
    }
    return false;
}

bool text_is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool text_is_blank(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c;
        i += text_decode(s + i, len - i, &c);
        if (!text_is_space(c) && text_char_width(c) != 0)
            return false;
    }
    return true;
}
