/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mathematics said in Korean words, as pupils type it: 3분의 2, 2와 3분의 1, x의 세제곱,
 * 2의 10제곱, 1만 5천, 시속 60 km. The words become the tokens of what they mean, so that the
 * parser knows nothing of them. Names of one word (루트, 파이, 또는) are in names.c.
 */
#include "app/maths/parse/lexer.h"

#include "app/base/text.h"

#include <string.h>

static bool literal_at(const struct lexer *l, size_t at, const char *text)
{
    size_t n = strlen(text);
    return l->to - at >= n && memcmp(l->s + at, text, n) == 0;
}

static bool hangul_at(const struct lexer *l, size_t at)
{
    size_t width;
    lexer_peek(l, at, &width);
    return width && text_has_hangul(l->s + at, width);
}

static size_t skip_space(const struct lexer *l, size_t at)
{
    size_t width;
    while (text_is_space(lexer_peek(l, at, &width)) && width)
        at += width;
    return at;
}

static bool digit_at(const struct lexer *l, size_t at)
{
    size_t width;
    uint32_t c = lexer_peek(l, at, &width);
    return c >= '0' && c <= '9';
}

static void open_group(struct lexer *l, size_t at)
{
    lexer_emit(l, T_OPEN, BRACKET_GROUP, at, at, NULL);
}

static void close_group(struct lexer *l, size_t at)
{
    lexer_emit(l, T_CLOSE, BRACKET_GROUP, at, at, NULL);
}

/* 와 between a whole number and a fraction makes a mixed number: 2와 3분의 1. */
static void join_mixed(struct lexer *l)
{
    struct tokens *out = l->out;
    if (out->n < 2)
        return;
    const struct token *last = &out->token[out->n - 1];
    if (last->kind == T_AND && last[-1].kind == T_NUMBER && !last[-1].which &&
        (literal_at(l, last->at, "와") || literal_at(l, last->at, "과")))
        out->n--;
}

/* 3분의 2, and 2분의 루트 3, which is a half of it. */
static bool read_parts(struct lexer *l, size_t end)
{
    struct tokens *out = l->out;
    size_t at = skip_space(l, end);
    bool whole = digit_at(l, at);
    bool other = literal_at(l, at, "루트") || literal_at(l, at, "파이") || literal_at(l, at, "√") ||
                 literal_at(l, at, "π");
    if (end - l->at != strlen("분의") || !literal_at(l, l->at, "분의") || (!whole && !other) ||
        !out->n || out->token[out->n - 1].kind != T_NUMBER)
        return false;
    const struct token below = out->token[--out->n];
    const char *digits =
        below.text ? below.text : tree_arena_text(l->arena, l->s + below.at, below.len);
    join_mixed(l);
    l->spaced = below.spaced;
    lexer_emit(l, T_FRACTION, 0, below.at, end, NULL);
    open_group(l, end);
    l->at = at;
    if (whole)
        lexer_number(l);
    else
        lexer_emit(l, T_NUMBER, 0, end, end, "1");
    close_group(l, l->at);
    open_group(l, l->at);
    lexer_emit(l, T_NUMBER, 0, l->at, l->at, digits);
    close_group(l, l->at);
    return true;
}

/* 천, 만, 억 behind a number: how many times it that is; 1 for none of them. */
static uint64_t scale_at(const struct lexer *l, size_t *at)
{
    static const struct {
        const char *word;
        uint64_t times;
    } words[] = {{"천", 1000},  {"백", 100},       {"십", 10},
                 {"만", 10000}, {"억", 100000000}, {"조", 1000000000000}};
    uint64_t scale = 1;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if ((i < 3 ? scale == 1 : scale < 10000) && literal_at(l, *at, words[i].word)) {
            scale *= words[i].times;
            *at += strlen(words[i].word);
        }
    return scale;
}

/* 1만 5천, 1억 2천만, 3만 5000: groups that get smaller are one number. A single group is left as
 * it is: 5천원 is 5 of a unit. */
static bool read_groups(struct lexer *l)
{
    enum { DIGITS = 6, LEAST = 100 };
    struct tokens *out = l->out;
    struct token *number = out->n ? &out->token[out->n - 1] : NULL;
    if (!number || number->kind != T_NUMBER || number->which || number->at + number->len != l->at)
        return false;
    uint64_t total = 0, scale = UINT64_MAX;
    size_t at = number->at, end = at, groups = 0;
    while (scale > 1 && digit_at(l, at)) {
        uint64_t value = 0, before = scale;
        size_t width, digits = 0;
        for (; digit_at(l, at) && digits <= DIGITS; at += width, digits++)
            value = value * 10 + (lexer_peek(l, at, &width) - '0');
        scale = scale_at(l, &at);
        if (digits > DIGITS || value * scale >= before || (scale == 1 && value < LEAST))
            return false;
        total += value * scale;
        end = at;
        at = skip_space(l, at);
        groups++;
    }
    if (groups < 2 || end <= l->at) /* or they were read before */
        return false;
    struct str text = STR_EMPTY;
    str_printf(&text, "%llu", (unsigned long long)total);
    number->text = tree_arena_text(l->arena, text.data, text.len);
    number->len = (uint32_t)(end - number->at);
    str_release(&text);
    l->at = end;
    return true;
}

/* 12제곱 센티미터: a unit with a space in it. */
static bool read_spaced_unit(struct lexer *l, size_t end)
{
    enum { LONGEST = 64 };
    char name[LONGEST];
    size_t next = skip_space(l, end), to = next, from = l->at, n = end - from;
    while (hangul_at(l, to))
        to += 3;
    if (next == end || to == next || to > l->to || n + (to - next) > LONGEST)
        return false;
    memcpy(name, l->s + from, n);
    memcpy(name + n, l->s + next, to - next);
    if (!lexer_unit(l, name, n + (to - next), from, to, true))
        return false;
    l->at = to;
    return true;
}

/* x제곱, x의 세제곱, 2의 10제곱. */
static bool read_power(struct lexer *l)
{
    static const struct {
        const char *word, *exponent;
    } words[] = {{"제곱", "2"}, {"세제곱", "3"}, {"네제곱", "4"}};
    enum { DIGITS = 4 };
    size_t from = l->at, at = from, digits = 0, end = 0;
    const char *exponent = NULL;
    if (!lexer_after_value(l))
        return false;
    if (literal_at(l, at, "의"))
        at = skip_space(l, at + strlen("의"));
    size_t number = at;
    while (at > from && digits <= DIGITS && digit_at(l, at)) {
        size_t width;
        lexer_peek(l, at, &width);
        at += width;
        digits++;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words && !end; i++)
        if (literal_at(l, at, words[i].word)) {
            end = at + strlen(words[i].word);
            exponent = words[i].exponent;
        }
    if (!end || hangul_at(l, end) || digits > DIGITS ||
        (digits && (l->s[at - 1] < '0' || l->s[at - 1] > '9' || !literal_at(l, at, "제곱"))))
        return false;
    if (at == from && read_spaced_unit(l, end))
        return true;
    if (digits)
        exponent = tree_arena_text(l->arena, l->s + number, at - number);
    lexer_emit(l, T_POWER, 0, from, at, NULL);
    lexer_emit(l, T_NUMBER, 0, at, end, exponent);
    l->at = end;
    return true;
}

/* 시속 60 km: the unit that comes gets "per hour"; see lexer_unit. */
static bool read_speed(struct lexer *l, size_t end)
{
    static const struct {
        const char *word, *time;
    } words[] = {{"시속", "h"}, {"분속", "min"}, {"초속", "s"}};
    if (!digit_at(l, skip_space(l, end)))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (end - l->at == strlen(words[i].word) && literal_at(l, l->at, words[i].word)) {
            l->per = words[i].time;
            l->at = end;
            return true;
        }
    return false;
}

bool lexer_korean(struct lexer *l, size_t end)
{
    return read_parts(l, end) || read_power(l) || read_groups(l) || read_speed(l, end);
}
