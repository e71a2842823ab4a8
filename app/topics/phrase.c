/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expands wording patterns, chooses Korean particles, types formulas in somebody's manner; see
 * phrase.h. Knows no skill. The particle follows from the last sound, and the last sound from how
 * digits, letters, exponents, fractions and units are read in Korean.
 */
#include "app/topics/phrase.h"

#include "engine/utf8.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { MAX_CHOICES = 48 };

static bool ends_with(const char *text, size_t len, const char *tail)
{
    size_t n = strlen(tail);
    return len >= n && memcmp(text + len - n, tail, n) == 0;
}

/* Length without closing signs that are not read aloud. */
static size_t skip_silent(const char *text, size_t len)
{
    while (len && strchr(" )]$\\\"'.,:;", text[len - 1]))
        len--;
    return len;
}

/* The position of the brace that opens the group closed at text[len - 1], or len. */
static size_t open_brace(const char *text, size_t len)
{
    int depth = 0;
    for (size_t i = len; i-- > 0;) {
        depth += text[i] == '}';
        depth -= text[i] == '{';
        if (!depth)
            return i;
    }
    return len;
}

/* Cuts an exponent off the end: "x^2", "x^{2}", "x**2", "x²". */
static bool cut_exponent(const char *text, size_t *len)
{
    static const char *const raised[] = {"²", "³", "⁴", "⁵"};
    size_t n = *len;
    for (int i = 0; i < 4; i++)
        if (ends_with(text, n, raised[i])) {
            *len = n - strlen(raised[i]);
            return true;
        }
    if (n && text[n - 1] == '}')
        n--;
    while (n && isdigit((unsigned char)text[n - 1]))
        n--;
    if (n && n < *len && text[n - 1] == '{')
        n--;
    if (n && text[n - 1] == '^')
        *len = n - 1;
    else if (ends_with(text, n, "**"))
        *len = n - 2;
    else
        return false;
    return true;
}

static enum phrase_sound character_sound(const char *text, size_t len, bool units)
{
    static const char *const digits = "CRVCVVCRRV"; /* 영 일 이 삼 사 오 육 칠 팔 구 */
    unsigned char last = (unsigned char)text[len - 1];
    if (isdigit(last)) {
        char sound = digits[last - '0'];
        return sound == 'V' ? PHRASE_VOWEL : sound == 'R' ? PHRASE_RIEUL : PHRASE_CONSONANT;
    }
    if (last < 0x80) {
        int letter = tolower(last);
        if (letter == 'm' && units)
            return PHRASE_VOWEL;
        if (letter == 'l' || letter == 'r')
            return PHRASE_RIEUL;
        return letter == 'm' || letter == 'n' ? PHRASE_CONSONANT : PHRASE_VOWEL;
    }
    size_t start = len - 1;
    while (start && ((unsigned char)text[start] & 0xC0) == 0x80)
        start--;
    uint32_t c;
    utf8_decode(text + start, len - start, &c, NULL);
    if (c < 0xAC00 || c > 0xD7A3 || (c - 0xAC00) % 28 == 0)
        return PHRASE_VOWEL;
    return (c - 0xAC00) % 28 == 8 ? PHRASE_RIEUL : PHRASE_CONSONANT;
}

enum phrase_sound phrase_last_sound(const char *text, size_t len, bool units)
{
    for (;;) {
        len = skip_silent(text, len);
        if (!len)
            return PHRASE_VOWEL;
        if (cut_exponent(text, &len)) {
            if (units && len && (text[len - 1] == 'm' || text[len - 1] == '}'))
                return PHRASE_VOWEL; /* 제곱센티미터 */
            return PHRASE_CONSONANT; /* 제곱 */
        }
        if (text[len - 1] != '}')
            return character_sound(text, len, units);
        size_t brace = open_brace(text, len);
        if (brace < len && brace && text[brace - 1] == '}') {
            size_t numerator = open_brace(text, brace);
            if (ends_with(text, numerator, "\\frac")) {
                len = brace - 1; /* "2분의 3": the numerator is read last */
                continue;
            }
        }
        len--;
    }
}

struct particle {
    const char *mark, *after_consonant, *after_vowel;
    bool rieul_as_vowel;
};

static const struct particle particles[] = {
    {"으로", "으로", "로", true},  {"이라", "이라", "라", false}, {"예요", "이에요", "예요", false},
    {"이야", "이야", "야", false}, {"은", "은", "는", false},     {"이", "이", "가", false},
    {"을", "을", "를", false},     {"과", "과", "와", false},
};

/* mark points behind '~'; returns the bytes used. */
static size_t add_particle(struct str *out, const char *mark, bool units)
{
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        const struct particle *p = &particles[i];
        if (strncmp(mark, p->mark, strlen(p->mark)) != 0)
            continue;
        enum phrase_sound sound = phrase_last_sound(out->data, out->len, units);
        bool vowel = sound == PHRASE_VOWEL || (sound == PHRASE_RIEUL && p->rieul_as_vowel);
        str_add_text(out, vowel ? p->after_vowel : p->after_consonant);
        return strlen(p->mark);
    }
    assert(!"a particle mark that is not in the table");
    return 0;
}

static void expand_range(struct str *out, const char *at, const char *end,
                         const struct phrase_slots *slots, struct random_state *random);

/* at points behind '['; returns the place behind the matching ']'. */
static const char *expand_choice(struct str *out, const char *at, const char *end,
                                 const struct phrase_slots *slots, struct random_state *random)
{
    const char *starts[MAX_CHOICES + 1];
    int count = 0, depth = 0;
    starts[count++] = at;
    for (; at < end && (depth || *at != ']'); at++) {
        depth += (*at == '[') - (*at == ']');
        if (*at == '|' && !depth) {
            assert(count < MAX_CHOICES);
            starts[count++] = at + 1;
        }
    }
    assert(at < end);
    starts[count] = at + 1;
    int64_t chosen = random ? random_range(random, 0, count - 1) : 0;
    expand_range(out, starts[chosen], starts[chosen + 1] - 1, slots, random);
    return at + 1;
}

static void expand_range(struct str *out, const char *at, const char *end,
                         const struct phrase_slots *slots, struct random_state *random)
{
    while (at < end) {
        size_t plain = 0;
        while (at + plain < end && !strchr("[@~", at[plain]))
            plain++;
        str_add(out, at, plain);
        at += plain;
        if (at == end)
            break;
        char mark = *at++;
        if (mark == '[') {
            at = expand_choice(out, at, end, slots, random);
        } else if (mark == '@') {
            const char *text = slots->value[*at++ - 'A'];
            assert(text);
            str_add_text(out, text);
        } else {
            at += add_particle(out, at, slots->units);
        }
    }
}

void phrase_expand(struct str *out, const char *pattern, const struct phrase_slots *slots,
                   struct random_state *random)
{
    expand_range(out, pattern, pattern + strlen(pattern), slots, random);
}

struct phrase_style phrase_style_draw(struct random_state *random)
{
    struct phrase_style style = {
        .open = "", .close = "", .times = "*", .divide = "/", .minus = "-", .spaces = false};
    int64_t manner = random_range(random, 0, 99);
    style.spaces = random_range(random, 0, 99) < 45;
    if (manner < 55) { /* plain keyboard */
        style.times = random_range(random, 0, 9) < 2 ? "×" : "*";
        style.explicit_times = random_range(random, 0, 99) < 5;
        if (random_range(random, 0, 9) < 1)
            style.exponent = PHRASE_RAISED;
    } else if (manner < 75) { /* typographer */
        style.times = random_range(random, 0, 3) ? "×" : "·";
        style.divide = random_range(random, 0, 3) ? "÷" : "/";
        style.minus = random_range(random, 0, 1) ? "−" : "-";
        style.exponent = random_range(random, 0, 3) ? PHRASE_RAISED : PHRASE_CARET;
    } else if (manner < 94) { /* LaTeX */
        style.latex = true;
        style.times = random_range(random, 0, 2) ? "\\times " : "\\cdot ";
        style.divide = random_range(random, 0, 3) ? "\\div " : "/";
        style.exponent = random_range(random, 0, 1) ? PHRASE_BRACES : PHRASE_CARET;
        int64_t wrap = random_range(random, 0, 9);
        style.open = wrap < 5 ? "$" : wrap < 9 ? "\\(" : "";
        style.close = wrap < 5 ? "$" : wrap < 9 ? "\\)" : "";
    } else { /* programmer */
        style.exponent = PHRASE_STARS;
        style.explicit_times = random_range(random, 0, 1);
    }
    return style;
}

static void add_exponent(struct str *out, char digit, const struct phrase_style *style)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    switch (style->exponent) {
    case PHRASE_CARET:
        str_printf(out, "^%c", digit);
        break;
    case PHRASE_BRACES:
        str_printf(out, "^{%c}", digit);
        break;
    case PHRASE_RAISED:
        str_add_text(out, raised[digit - '0']);
        break;
    case PHRASE_STARS:
        str_printf(out, "**%c", digit);
        break;
    }
}

static void add_operator(struct str *out, char sign, bool binary, const struct phrase_style *style)
{
    const char *text = sign == '*'   ? style->times
                       : sign == '/' ? style->divide
                       : sign == '-' ? style->minus
                       : sign == '+' ? "+"
                                     : "=";
    bool spaces = style->spaces && binary;
    if (spaces)
        str_add_char(out, ' ');
    str_add_text(out, text);
    if (spaces && text[strlen(text) - 1] != ' ')
        str_add_char(out, ' ');
}

void phrase_formula(struct str *out, const char *canonical, const struct phrase_style *style)
{
    str_add_text(out, style->open);
    char before = '(';
    for (const char *at = canonical; *at; before = *at++) {
        if (*at == '^') {
            add_exponent(out, *++at, style);
        } else if (*at == '/' && style->tight_slash) {
            str_add_char(out, '/');
        } else if (strchr("+-*/=", *at)) {
            bool binary = !strchr("([=+-*/{,", before);
            add_operator(out, *at, binary, style);
        } else {
            bool juxtaposed =
                isdigit((unsigned char)before) && (islower((unsigned char)*at) || *at == '(');
            if (style->explicit_times && juxtaposed)
                str_add_char(out, '*');
            str_add_char(out, *at);
        }
    }
    str_add_text(out, style->close);
}
