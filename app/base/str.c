/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growable byte string: doubling growth, one byte kept for the terminator.
 */
#include "app/base/str.h"

#include "app/base/die.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_init(struct str *s)
{
    *s = (struct str)STR_EMPTY;
}

void str_release(struct str *s)
{
    if (s->cap)
        free(s->data);
    str_init(s);
}

void str_clear(struct str *s)
{
    s->len = 0;
    if (s->cap)
        s->data[0] = '\0';
}

void str_reserve(struct str *s, size_t extra)
{
    if (extra >= SIZE_MAX / 2 - s->len)
        die_memory();
    size_t need = s->len + extra + 1;
    if (need <= s->cap)
        return;
    size_t cap = s->cap ? s->cap : 32;
    while (cap < need)
        cap *= 2;
    char *data = realloc(s->cap ? s->data : NULL, cap);
    if (!data)
        die_memory();
    if (!s->cap)
        data[0] = '\0';
    s->data = data;
    s->cap = cap;
}

void str_add(struct str *s, const void *bytes, size_t len)
{
    if (!len)
        return;
    str_reserve(s, len);
    memcpy(s->data + s->len, bytes, len);
    s->len += len;
    s->data[s->len] = '\0';
}

void str_add_text(struct str *s, const char *text)
{
    str_add(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
    str_add(s, &c, 1);
}

void str_add_str(struct str *s, const struct str *other)
{
    str_add(s, other->data, other->len);
}

void str_vprintf(struct str *s, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n > 0) {
        str_reserve(s, (size_t)n);
        vsnprintf(s->data + s->len, (size_t)n + 1, format, again);
        s->len += (size_t)n;
    }
    va_end(again);
}

void str_printf(struct str *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_vprintf(s, format, args);
    va_end(args);
}

void str_drop(struct str *s, size_t n)
{
    if (n >= s->len) {
        str_clear(s);
        return;
    }
    if (!n)
        return;
    memmove(s->data, s->data + n, s->len - n + 1);
    s->len -= n;
}

bool str_equal(const struct str *s, const char *text)
{
    size_t n = strlen(text);
    return s->len == n && memcmp(s->data, text, n) == 0;
}

bool str_starts(const struct str *s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s->len >= n && memcmp(s->data, prefix, n) == 0;
}

char *str_take(struct str *s)
{
    str_reserve(s, 0);
    char *data = s->data;
    str_init(s);
    return data;
}
