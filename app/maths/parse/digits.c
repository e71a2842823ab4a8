/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers in the lexer: 1 234 567 with the spaces that only numbers have, 10{,}080,
 * 0.1\overline{6}, 0.1(6), 6.02e23. A comma between groups of three digits is where people differ:
 * the options say, or nobody does.
 */
#include "app/maths/parse/lexer.h"

#include "app/base/text.h"

#include <string.h>

/* The digit at a place, or 0; full-width ones count. */
static char digit_at(const struct lexer *l, size_t at, size_t *width)
{
    uint32_t c = lexer_peek(l, at, width);
    return c >= '0' && c <= '9' ? (char)c : 0;
}

static bool literal_at(const struct lexer *l, size_t at, const char *text)
{
    size_t n = strlen(text);
    return l->to - at >= n && memcmp(l->s + at, text, n) == 0;
}

/* Appends the digits at `at` and returns where they end. */
static size_t digits_read(const struct lexer *l, size_t at, struct str *out)
{
    size_t width;
    for (char d; at < l->to && (d = digit_at(l, at, &width)); at += width)
        str_add_char(out, d);
    return at;
}

/* The end of exactly three digits at `at`, or 0. */
static size_t group_end(const struct lexer *l, size_t at)
{
    size_t width;
    for (int i = 0; i < 3; i++) {
        if (!digit_at(l, at, &width))
            return 0;
        at += width;
    }
    return digit_at(l, at, &width) ? 0 : at;
}

/* The bytes of a separator that stands only inside numbers. */
static size_t sure_separator(const struct lexer *l, size_t at)
{
    static const char *const separators[] = {
        "{,}\\!", "{,}", ",\\!", "\\,", "\\!", "\\:", "\\;", "\u2009", "\u202F", "\u00A0", "{\\,}",
    };
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (literal_at(l, at, separators[i]))
            return strlen(separators[i]);
    return 0;
}

static size_t space_at(const struct lexer *l, size_t at)
{
    return literal_at(l, at, " ") ? 1 : literal_at(l, at, "\\ ") ? 2 : literal_at(l, at, "~");
}

/* 1 000 000: a group that begins with 0 is no number of its own. The end, or 0. */
static size_t spaced_groups(const struct lexer *l, size_t at)
{
    size_t next, end = at, space;
    bool sure = false;
    while ((space = space_at(l, end)) && (next = group_end(l, end + space))) {
        sure |= l->s[end + space] == '0';
        end = next;
    }
    return sure ? end : 0;
}

/* An amount of money: $5,234 and 5,234원 are one number. */
static bool is_amount(const struct lexer *l, size_t end)
{
    static const char *const signs[] = {"원", "달러", "엔", "유로", "€", "£", "\\$", "₩"};
    const struct tokens *out = l->out;
    if (out->n && out->token[out->n - 1].kind == T_CURRENCY)
        return true;
    while (end < l->to && l->s[end] == ' ')
        end++;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (literal_at(l, end, signs[i]))
            return true;
    return false;
}

/* Groups of three behind the one to three digits of `digits`: returns where the number goes on.
 * *comma is the place of a comma that the options do not decide, or 0. */
static size_t groups_read(struct lexer *l, size_t at, struct str *digits, size_t *comma)
{
    size_t end = at, next, skip;
    while ((skip = sure_separator(l, end)) && (next = group_end(l, end + skip))) {
        digits_read(l, end + skip, digits);
        end = next;
    }
    if (end == at && (next = spaced_groups(l, at))) {
        for (size_t i = at; i < next;)
            i = digits_read(l, i + space_at(l, i), digits);
        return next;
    }
    if (end != at || l->options->commas == COMMAS_LIST || digits->data[0] == '0')
        return end;
    const struct tokens *out = l->out;
    size_t n = out->n;
    if (n > 1 && !l->spaced && out->token[n - 1].kind == T_COMMA && !out->token[n - 1].spaced &&
        out->token[n - 2].kind == T_NUMBER)
        return end; /* the tail of 12,34,567 */
    size_t width, first = at;
    while (end < l->to && lexer_peek(l, end, &width) == ',' && (next = group_end(l, end + width)))
        end = next;
    size_t after;
    if (end == at || (lexer_peek(l, end, &width) == ',' && digit_at(l, end + width, &after)))
        return at;
    lexer_peek(l, first, &width);
    bool sure = lexer_peek(l, first + width, &after) == '0' || is_amount(l, end);
    if (l->options->commas == COMMAS_REPORT && !sure) {
        *comma = first;
        return at;
    }
    for (size_t i = at; i < end;) {
        lexer_peek(l, i, &width);
        i = digits_read(l, i + width, digits);
    }
    l->out->notes |= NOTE_COMMA;
    return end;
}

/* \overline{6}, \bar{6}, \dot{6}, (6) behind the point: the end, or 0. */
static size_t repeating_read(const struct lexer *l, size_t at, struct str *digits)
{
    static const struct {
        const char *open, *close;
    } ways[] = {
        {"(", ")"}, {"\\overline{", "}"}, {"\\bar{", "}"}, {"\\overline ", ""}, {"\\bar ", ""}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!literal_at(l, at, ways[i].open))
            continue;
        struct str inside = STR_EMPTY;
        size_t end = digits_read(l, at + strlen(ways[i].open), &inside);
        bool found = inside.len > 0 && literal_at(l, end, ways[i].close);
        if (found)
            str_printf(digits, "(%s)", inside.data);
        str_release(&inside);
        if (found)
            return end + strlen(ways[i].close);
    }
    return 0;
}

/* A dotted digit \dot{6} or \dot6, or one with a combining dot or line: its end, or 0. */
static size_t dotted_read(const struct lexer *l, size_t at, char *digit)
{
    size_t width, after;
    if (literal_at(l, at, "\\dot")) {
        at += 4;
        bool group = at < l->to && l->s[at] == '{';
        at += group || (at < l->to && l->s[at] == ' ');
        if (at >= l->to || !(*digit = digit_at(l, at, &width)))
            return 0;
        at += width;
        if (!group)
            return at;
        return at < l->to && l->s[at] == '}' ? at + 1 : 0;
    }
    if (at >= l->to || !(*digit = digit_at(l, at, &width)))
        return 0;
    uint32_t mark = lexer_peek(l, at + width, &after);
    return mark == 0x305 || mark == 0x307 || mark == 0x304 ? at + width + after : 0;
}

/* 0.\dot1 4 \dot2 and 0.3̅: the digits from the first marked one to the last. */
static size_t marks_read(const struct lexer *l, size_t at, struct str *digits)
{
    char digit;
    size_t end = dotted_read(l, at, &digit), last = end, width;
    if (!end)
        return 0;
    struct str inside = STR_EMPTY;
    str_add_char(&inside, digit);
    size_t kept = 1;
    for (size_t i = end;;) {
        size_t next = dotted_read(l, i, &digit);
        if (next) {
            str_add_char(&inside, digit);
            last = i = next;
            kept = inside.len;
        } else if (i < l->to && (digit = digit_at(l, i, &width))) {
            str_add_char(&inside, digit);
            i += width;
        } else {
            break;
        }
    }
    str_printf(digits, "(%.*s)", (int)kept, inside.data);
    str_release(&inside);
    return last;
}

static size_t fraction_read(const struct lexer *l, size_t at, struct str *digits)
{
    size_t width, end;
    for (;;) {
        if ((end = marks_read(l, at, digits)) || (end = repeating_read(l, at, digits)))
            return end;
        char d = at < l->to ? digit_at(l, at, &width) : 0;
        if (!d)
            return at;
        str_add_char(digits, d);
        at += width;
    }
}

/* Is there a decimal point at `at`, with something of a number behind it? */
static bool point_at(const struct lexer *l, size_t at)
{
    size_t width, after;
    if (lexer_peek(l, at, &width) != '.')
        return false;
    struct str scratch = STR_EMPTY;
    bool found = digit_at(l, at + width, &after) || repeating_read(l, at + width, &scratch) ||
                 (literal_at(l, at + width, "\\dot") && marks_read(l, at + width, &scratch));
    str_release(&scratch);
    return found;
}

/* e23, E-7, e-7 behind the digits: appended to `digits`; the end, or `at` when there is none. */
static size_t exponent_read(struct lexer *l, size_t at, struct str *digits, bool decimal)
{
    size_t width, after, sign = 0;
    uint32_t c = lexer_peek(l, at, &width);
    if (c != 'e' && c != 'E')
        return at;
    size_t from = at + width;
    uint32_t next = lexer_peek(l, from, &after);
    if (next == '-' || next == 0x2212 || (next == '+' && (decimal || c == 'E'))) {
        sign = after;
        if (!digit_at(l, from + sign, &after))
            return at;
    }
    struct str exponent = STR_EMPTY;
    size_t end = digits_read(l, from + sign, &exponent);
    size_t zeros = strspn(exponent.data, "0");
    if (exponent.len) {
        str_printf(digits, "e%s%s", sign && next != '+' ? "-" : "",
                   zeros == exponent.len ? "0" : exponent.data + zeros);
        if (sign && next != '+' && !decimal && c == 'e')
            l->out->notes |= NOTE_EXPONENT;
    } else {
        end = at;
    }
    str_release(&exponent);
    return end;
}

/* Powers of ten that could not be written out are refused here, before anyone tries. */
static bool too_long(const struct str *digits)
{
    const char *e = strchr(digits->data, 'e');
    if (!e)
        return digits->len > TREE_DIGITS_MAX;
    unsigned long power = 0;
    for (const char *p = e + 1; *p; p++)
        if (*p != '-' && power <= TREE_DIGITS_MAX)
            power = power * 10 + (unsigned long)(*p - '0');
    return (size_t)(e - digits->data) > TREE_DIGITS_MAX || power > TREE_DIGITS_MAX;
}

bool lexer_number(struct lexer *l)
{
    size_t from = l->at, width, at = from, comma = 0;
    bool point = point_at(l, from);
    if (!point && !digit_at(l, from, &width))
        return false;
    struct str digits = STR_EMPTY;
    if (point)
        str_add_char(&digits, '0');
    else
        at = digits_read(l, at, &digits);
    if (!point && digits.len <= 3)
        at = groups_read(l, at, &digits, &comma);
    bool decimal = !comma && point_at(l, at);
    if (decimal) {
        lexer_peek(l, at, &width);
        str_add_char(&digits, '.');
        at = fraction_read(l, at + width, &digits);
    }
    if (!comma && !strchr(digits.data, '('))
        at = exponent_read(l, at, &digits, decimal);
    if (too_long(&digits)) {
        lexer_bad(l, PARSE_NUMBER_TOO_LONG, from, at);
    } else {
        lexer_emit(l, T_NUMBER, decimal, from, at,
                   tree_arena_text(l->arena, digits.data, digits.len));
        l->at = at;
        if (comma)
            lexer_bad(l, PARSE_AMBIGUOUS_COMMA, comma, comma + 1);
    }
    str_release(&digits);
    return true;
}
