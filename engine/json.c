/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pull reader for JSON. Owns the grammar and one scratch buffer, nothing else; must not know
 * what the documents mean. The idea to read it by: r->expect says what may come next and
 * r->nest[] says which container it is in, so that one call looks at one token and returns.
 * Text without an escape is handed out where it lies in the document.
 */
#include "engine/json.h"

#include "engine/utf8.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the grammar wants next. */
enum {
    WANT_VALUE,
    WANT_VALUE_OR_END, /* just after [ */
    WANT_KEY_OR_END,   /* just after { */
    WANT_KEY,          /* after a comma in an object */
    WANT_COLON,        /* after a key */
    WANT_COMMA_OR_END, /* after a value */
    WANT_NOTHING       /* after an error */
};

void json_reader_init(struct json_reader *r, const char *bytes, size_t len)
{
    *r = (struct json_reader){.type = JSON_NULL,
                              .text = "",
                              .start = bytes,
                              .at = bytes,
                              .end = bytes + len,
                              .token_at = bytes,
                              .expect = WANT_VALUE};
}

void json_reader_release(struct json_reader *r)
{
    free(r->scratch);
    r->scratch = NULL;
    r->scratch_cap = 0;
}

static enum json_type fail(struct json_reader *r, const char *error, const char *where)
{
    if (r->type != JSON_ERROR) {
        r->error = error;
        r->error_at = (size_t)(where - r->start);
    }
    r->type = JSON_ERROR;
    r->expect = WANT_NOTHING;
    r->text = "";
    r->len = 0;
    return JSON_ERROR;
}

static bool reserve(struct json_reader *r, size_t size)
{
    if (size <= r->scratch_cap)
        return true;
    size_t cap = r->scratch_cap ? r->scratch_cap : 64;
    while (cap < size)
        cap = cap > SIZE_MAX / 2 ? size : cap * 2;
    char *scratch = realloc(r->scratch, cap);
    if (!scratch) {
        r->no_memory = true;
        fail(r, "not enough memory", r->token_at);
        return false;
    }
    r->scratch = scratch;
    r->scratch_cap = cap;
    return true;
}

static void skip_space(struct json_reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r'))
        r->at++;
}

/* --- strings -------------------------------------------------------------------------------- */

/* Four hexadecimal digits at s, or -1. */
static int32_t hex4(const char *s, const char *end)
{
    if (end - s < 4)
        return -1;
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = s[i] >= '0' && s[i] <= '9'   ? s[i] - '0'
                    : s[i] >= 'a' && s[i] <= 'f' ? s[i] - 'a' + 10
                    : s[i] >= 'A' && s[i] <= 'F' ? s[i] - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        value = value << 4 | digit;
    }
    return value;
}

/* Reads a \uXXXX whose digits start at s, with its second half if it is a surrogate pair.
 * Returns the bytes read after the u (4 or 10), or 0 if there are no four digits. */
static size_t read_unicode_escape(const char *s, const char *end, uint32_t *c)
{
    int32_t first = hex4(s, end);
    if (first < 0)
        return 0;
    *c = (uint32_t)first; /* utf8_encode makes U+FFFD of a lone surrogate */
    if (first >= 0xD800 && first <= 0xDBFF && end - s >= 6 && s[4] == '\\' && s[5] == 'u') {
        int32_t second = hex4(s + 6, end);
        if (second >= 0xDC00 && second <= 0xDFFF) {
            *c = 0x10000u + ((uint32_t)(first - 0xD800) << 10) + (uint32_t)(second - 0xDC00);
            return 10;
        }
    }
    return 4;
}

/* Unescapes from..to, which lies between the quotes, into the scratch buffer. */
static bool unescape(struct json_reader *r, const char *from, const char *to)
{
    static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    if (!reserve(r, (size_t)(to - from))) /* no escape is shorter than what it stands for */
        return false;
    char *out = r->scratch;
    while (from < to) {
        const char *escape = memchr(from, '\\', (size_t)(to - from));
        size_t plain = (size_t)((escape ? escape : to) - from);
        memcpy(out, from, plain);
        out += plain;
        from += plain;
        if (!escape)
            break;
        const char *letter = from[1] ? strchr(letters, from[1]) : NULL;
        if (letter) {
            *out++ = values[letter - letters];
            from += 2;
            continue;
        }
        uint32_t c;
        size_t used = from[1] == 'u' ? read_unicode_escape(from + 2, to, &c) : 0;
        if (!used) {
            fail(r,
                 from[1] == 'u' ? "expected four hexadecimal digits after \\u"
                                : "an unknown escape in a string",
                 from);
            return false;
        }
        out += utf8_encode(c, out);
        from += 2 + used;
    }
    r->text = r->scratch;
    r->len = (size_t)(out - r->scratch);
    return true;
}

/* Reads a string whose opening quote is at r->at. */
static enum json_type read_string(struct json_reader *r, enum json_type type)
{
    const char *from = r->at + 1, *s = from;
    bool escaped = false, ascii = true;
    for (; s < r->end && *s != '"'; s++) {
        unsigned char byte = (unsigned char)*s;
        if (byte < 0x20)
            return fail(r, "a control character in a string", s);
        if (byte == '\\') {
            escaped = true;
            if (++s == r->end)
                break;
        }
        if (byte >= 0x80 || (unsigned char)*s >= 0x80)
            ascii = false;
    }
    if (s >= r->end)
        return fail(r, "a string without its closing quote", r->at);
    size_t raw = (size_t)(s - from);
    size_t valid = ascii ? raw : utf8_valid_prefix(from, raw);
    if (valid < raw)
        return fail(r, "a string that is not UTF-8", from + valid);
    r->text = from;
    r->len = raw;
    if (escaped && !unescape(r, from, s))
        return JSON_ERROR;
    r->at = s + 1;
    r->type = type;
    return type;
}

/* --- numbers -------------------------------------------------------------------------------- */

static const char *skip_digits(const char *s, const char *end)
{
    while (s < end && *s >= '0' && *s <= '9')
        s++;
    return s;
}

/* The value of well-formed digits without fraction and exponent; false if it does not fit. */
static bool integer_value(const char *s, size_t len, int64_t *value)
{
    bool negative = *s == '-';
    uint64_t limit = negative ? UINT64_C(1) << 63 : INT64_MAX, sum = 0;
    for (size_t i = negative; i < len; i++) {
        uint64_t digit = (uint64_t)(s[i] - '0');
        if (sum > (limit - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    if (negative && sum == limit)
        *value = INT64_MIN;
    else
        *value = negative ? -(int64_t)sum : (int64_t)sum;
    return true;
}

/* strtod wants a terminator and follows the locale's decimal point: give it a copy, and C. */
static bool real_value(struct json_reader *r, const char *s, size_t len)
{
    char small[64], *copy = small;
    if (len >= sizeof small) {
        if (!reserve(r, len + 1))
            return false;
        copy = r->scratch;
    }
    memcpy(copy, s, len);
    copy[len] = '\0';
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0) {
        r->no_memory = true;
        fail(r, "not enough memory", s);
        return false;
    }
    r->number = strtod_l(copy, NULL, c_locale);
    freelocale(c_locale);
    if (isinf(r->number)) {
        fail(r, "a number that is too large", s);
        return false;
    }
    return true;
}

static enum json_type read_number(struct json_reader *r)
{
    const char *from = r->at, *s = from, *end = r->end;
    if (*s == '-')
        s++;
    const char *digits = s;
    s = skip_digits(s, end);
    if (s == digits)
        return fail(r, "expected a digit", s);
    if (*digits == '0' && s - digits > 1)
        return fail(r, "a number with a leading zero", digits);
    bool whole = true;
    if (s < end && *s == '.') {
        whole = false;
        const char *fraction = s + 1;
        s = skip_digits(fraction, end);
        if (s == fraction)
            return fail(r, "expected a digit after the decimal point", s);
    }
    if (s < end && (*s == 'e' || *s == 'E')) {
        whole = false;
        const char *exponent = s + 1;
        if (exponent < end && (*exponent == '+' || *exponent == '-'))
            exponent++;
        s = skip_digits(exponent, end);
        if (s == exponent)
            return fail(r, "expected a digit in the exponent", s);
    }
    size_t len = (size_t)(s - from);
    r->integer = 0;
    r->is_integer = whole && integer_value(from, len, &r->integer);
    if (r->is_integer && r->integer != 0)
        r->number = (double)r->integer;
    else if (!real_value(r, from, len)) /* here also for the sign of -0 */
        return JSON_ERROR;
    r->text = from;
    r->len = len;
    r->at = s;
    return r->type = JSON_NUMBER;
}

/* --- the grammar ---------------------------------------------------------------------------- */

static enum json_type read_word(struct json_reader *r, const char *word, enum json_type type)
{
    size_t len = strlen(word);
    if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0)
        return fail(r, "expected a value", r->at);
    r->at += len;
    return r->type = type;
}

static enum json_type open_container(struct json_reader *r, char kind)
{
    if (r->depth == JSON_MAX_DEPTH)
        return fail(r, "nested too deeply", r->at);
    r->nest[r->depth++] = (unsigned char)kind;
    r->at++;
    r->expect = kind == 'o' ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
    return r->type = kind == 'o' ? JSON_OBJECT_BEGIN : JSON_ARRAY_BEGIN;
}

static enum json_type close_container(struct json_reader *r)
{
    r->depth--;
    r->at++;
    r->expect = WANT_COMMA_OR_END;
    return r->type = r->nest[r->depth] == 'o' ? JSON_OBJECT_END : JSON_ARRAY_END;
}

static enum json_type read_value(struct json_reader *r)
{
    if (r->at == r->end)
        return fail(r, "the document ends where a value should be", r->at);
    char c = *r->at;
    if (c == '{' || c == '[')
        return open_container(r, c == '{' ? 'o' : 'a');
    r->expect = WANT_COMMA_OR_END; /* an error overrides it */
    if (c == '"')
        return read_string(r, JSON_STRING);
    if (c == '-' || (c >= '0' && c <= '9'))
        return read_number(r);
    if (c == 't')
        return read_word(r, "true", JSON_TRUE);
    if (c == 'f')
        return read_word(r, "false", JSON_FALSE);
    return c == 'n' ? read_word(r, "null", JSON_NULL) : fail(r, "expected a value", r->at);
}

static enum json_type read_key(struct json_reader *r)
{
    if (r->at == r->end || *r->at != '"')
        return fail(r, "expected a key in double quotes", r->at);
    r->expect = WANT_COLON;
    return read_string(r, JSON_KEY);
}

enum json_type json_next(struct json_reader *r)
{
    if (r->type == JSON_ERROR)
        return JSON_ERROR;
    r->text = "";
    r->len = 0;
    skip_space(r);
    r->token_at = r->at;
    char c = r->at < r->end ? *r->at : '\0';
    if (r->expect == WANT_COLON) {
        if (c != ':')
            return fail(r, "expected a colon after the key", r->at);
        r->at++;
        r->expect = WANT_VALUE;
    } else if (r->expect == WANT_COMMA_OR_END) {
        if (r->depth == 0)
            return r->at == r->end ? (r->type = JSON_END)
                                   : fail(r, "something follows the document", r->at);
        bool object = r->nest[r->depth - 1] == 'o';
        if (c == (object ? '}' : ']'))
            return close_container(r);
        if (c != ',')
            return fail(r,
                        object ? "expected a comma or a closing brace"
                               : "expected a comma or a closing bracket",
                        r->at);
        r->at++;
        r->expect = object ? WANT_KEY : WANT_VALUE;
    } else if ((r->expect == WANT_KEY_OR_END && c == '}') ||
               (r->expect == WANT_VALUE_OR_END && c == ']')) {
        return close_container(r);
    }
    skip_space(r);
    r->token_at = r->at;
    bool key = r->expect == WANT_KEY || r->expect == WANT_KEY_OR_END;
    return key ? read_key(r) : read_value(r);
}

bool json_skip(struct json_reader *r)
{
    if (r->type == JSON_KEY)
        json_next(r);
    if (r->type != JSON_OBJECT_BEGIN && r->type != JSON_ARRAY_BEGIN)
        return r->type != JSON_ERROR;
    int outside = r->depth - 1;
    while (r->depth > outside)
        if (json_next(r) == JSON_ERROR)
            return false;
    return true;
}

bool json_is(const struct json_reader *r, const char *text)
{
    return (r->type == JSON_KEY || r->type == JSON_STRING) && strlen(text) == r->len &&
           memcmp(r->text, text, r->len) == 0;
}

bool json_expect(struct json_reader *r, enum json_type type)
{
    static const char *const wanted[] = {
        [JSON_ERROR] = "expected an error",
        [JSON_END] = "expected the end of the document",
        [JSON_OBJECT_BEGIN] = "expected an object",
        [JSON_OBJECT_END] = "expected the end of the object",
        [JSON_ARRAY_BEGIN] = "expected an array",
        [JSON_ARRAY_END] = "expected the end of the array",
        [JSON_KEY] = "expected a key",
        [JSON_STRING] = "expected a string",
        [JSON_NUMBER] = "expected a number",
        [JSON_TRUE] = "expected true",
        [JSON_FALSE] = "expected false",
        [JSON_NULL] = "expected null",
    };
    enum json_type found = json_next(r);
    if (found == type)
        return true;
    if (found != JSON_ERROR)
        fail(r, wanted[type], r->token_at);
    return false;
}
