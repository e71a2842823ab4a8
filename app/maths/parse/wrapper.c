/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes off what an answer is wrapped in, from outside to inside, until nothing more comes off.
 * Works on bytes: what is left is still at its place in the source.
 */
#include "app/maths/parse/wrapper.h"

#include "app/base/text.h"

#include <string.h>

static bool starts(const char *s, size_t from, size_t to, const char *text)
{
    size_t n = strlen(text);
    return to - from >= n && memcmp(s + from, text, n) == 0;
}

static bool ends(const char *s, size_t from, size_t to, const char *text)
{
    size_t n = strlen(text);
    return to - from >= n && memcmp(s + to - n, text, n) == 0;
}

static bool trim(const char *s, size_t *from, size_t *to)
{
    size_t before = *to - *from;
    while (*from < *to) {
        uint32_t c;
        size_t n = text_decode(s + *from, *to - *from, &c);
        if (!text_is_space(c) && c != 0xFEFF)
            break;
        *from += n;
    }
    while (*from < *to) {
        size_t at = *to - 1;
        while (at > *from && ((unsigned char)s[at] & 0xC0) == 0x80)
            at--;
        uint32_t c;
        text_decode(s + at, *to - at, &c);
        if (!text_is_space(c))
            break;
        *to = at;
    }
    return *to - *from != before;
}

/* A delimiter on both sides. The inside must not hold it again: $1$ and $2$. */
static bool unwrap(const char *s, size_t *from, size_t *to, const char *open, const char *close)
{
    size_t n = strlen(open), m = strlen(close);
    if (*to - *from < n + m || !starts(s, *from, *to, open) || !ends(s, *from, *to, close))
        return false;
    size_t inside = *from + n, end = *to - m;
    for (size_t i = inside; i + m <= end; i++)
        if (memcmp(s + i, close, m) == 0 && !(s[i] == '$' && i && s[i - 1] == '\\'))
            return false;
    *from = inside;
    *to = end;
    return true;
}

static bool strip_delimiters(const char *s, size_t *from, size_t *to)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (unwrap(s, from, to, pairs[i].open, pairs[i].close))
            return true;
    return false;
}

void wrapper_strip(const char *s, size_t *from, size_t *to, bool answer)
{
    (void)answer;
    for (bool more = true; more;) {
        more = trim(s, from, to);
        more |= strip_delimiters(s, from, to);
    }
}
