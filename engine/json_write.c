/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The JSON writer: compact, one line, always valid UTF-8. Owns nothing, buffers nothing; every
 * piece goes to the caller's callback at once. The idea to read it by: `first` is true right
 * after an opening bracket and `after_key` right after a key, and those are the two places where
 * no comma goes.
 */
#include "engine/json.h"

#include "engine/utf8.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void json_writer_init(struct json_writer *w, void (*write)(void *, const char *, size_t),
                      void *context)
{
    *w = (struct json_writer){.write = write, .context = context, .first = true};
}

static void put(struct json_writer *w, const char *bytes, size_t len)
{
    if (len)
        w->write(w->context, bytes, len);
}

/* Before every value and key: the comma, unless this is the first or belongs to a key. */
static void begin_item(struct json_writer *w)
{
    if (!w->first && !w->after_key)
        put(w, ",", 1);
    w->first = false;
    w->after_key = false;
}

static void open_container(struct json_writer *w, const char *bracket)
{
    begin_item(w);
    put(w, bracket, 1);
    w->depth++;
    w->first = true;
}

static void close_container(struct json_writer *w, const char *bracket)
{
    put(w, bracket, 1);
    w->depth--;
    w->first = false;
    w->after_key = false;
}

void json_object_begin(struct json_writer *w)
{
    open_container(w, "{");
}

void json_object_end(struct json_writer *w)
{
    close_container(w, "}");
}

void json_array_begin(struct json_writer *w)
{
    open_container(w, "[");
}

void json_array_end(struct json_writer *w)
{
    close_container(w, "]");
}

/* The escape of one byte, in out; 0 if it stands for itself. U+007F is escaped as well: harmless
 * in JSON, but it is a control character on a terminal. */
static size_t escape_byte(unsigned char byte, char out[7])
{
    static const char letters[] = "btn\0fr"; /* for 08..0D */
    if (byte == '"' || byte == '\\') {
        out[0] = '\\';
        out[1] = (char)byte;
        return 2;
    }
    if (byte >= 0x08 && byte <= 0x0D && byte != 0x0B) {
        out[0] = '\\';
        out[1] = letters[byte - 0x08];
        return 2;
    }
    if (byte < 0x20 || byte == 0x7F)
        return (size_t)snprintf(out, 7, "\\u%04x", byte);
    return 0;
}

/* Valid UTF-8 between the quotes. */
static void put_escaped(struct json_writer *w, const char *text, size_t len)
{
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        char escape[7];
        size_t n = escape_byte((unsigned char)text[i], escape);
        if (!n)
            continue;
        put(w, text + done, i - done);
        put(w, escape, n);
        done = i + 1;
    }
    put(w, text + done, len - done);
}

void json_string(struct json_writer *w, const char *text, size_t len)
{
    begin_item(w);
    put(w, "\"", 1);
    while (len) {
        size_t good = utf8_valid_prefix(text, len);
        put_escaped(w, text, good);
        text += good;
        len -= good;
        if (len) {
            uint32_t c;
            size_t bad = utf8_decode(text, len, &c, NULL);
            put(w, "\xEF\xBF\xBD", 3);
            text += bad;
            len -= bad;
        }
    }
    put(w, "\"", 1);
}

void json_key(struct json_writer *w, const char *key)
{
    json_string(w, key, strlen(key));
    put(w, ":", 1);
    w->after_key = true;
}

void json_text(struct json_writer *w, const char *text)
{
    if (text)
        json_string(w, text, strlen(text));
    else
        json_null(w);
}

static void put_word(struct json_writer *w, const char *word)
{
    begin_item(w);
    put(w, word, strlen(word));
}

void json_bool(struct json_writer *w, bool value)
{
    put_word(w, value ? "true" : "false");
}

void json_null(struct json_writer *w)
{
    put_word(w, "null");
}

void json_integer(struct json_writer *w, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)value);
    put_word(w, text);
}

/* The shortest text that reads back as what `digits` of them would. More digits can be shorter:
 * 1e+02 and 100. */
static void shortest(double value, int digits, char *out, size_t size)
{
    char candidate[320]; /* %g of a double has at most 309 digits, as the compiler sees it */
    snprintf(out, size, "%.*g", digits, value);
    double target = strtod(out, NULL);
    for (int n = digits - 1; n > 0; n--) {
        int len = snprintf(candidate, sizeof candidate, "%.*g", n, value);
        if (strtod(candidate, NULL) != target)
            return;
        if ((size_t)len < strlen(out))
            memcpy(out, candidate, (size_t)len + 1); /* shorter than what is there */
    }
}

void json_number(struct json_writer *w, double value, int digits)
{
    if (!isfinite(value)) {
        json_null(w);
        return;
    }
    char text[48];
    digits = digits < 1 ? 1 : digits > 17 ? 17 : digits;
    /* The decimal point must be a point in every locale, for this thread and this moment. */
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t old = uselocale(c_locale);
    shortest(value, digits, text, sizeof text);
    uselocale(old);
    if (c_locale != (locale_t)0)
        freelocale(c_locale);
    put_word(w, text);
}
