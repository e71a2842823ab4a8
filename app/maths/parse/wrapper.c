/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes off what an answer is wrapped in, from outside to inside, until nothing more comes off.
 * Works on bytes: what is left is still at its place in the source. Each step takes time in
 * proportion to what is there, and removes something, so a bounded number of steps is taken.
 */
#include "app/maths/parse/wrapper.h"

#include "app/base/text.h"

#include <string.h>

enum { STEPS = 32 };

/* A part of the source. */
struct span {
    const char *s;
    size_t from, to;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* `text` (in lower case) at `at`, without regard to capitals: where it ends, or 0. */
static size_t literal_at(const struct span *span, size_t at, const char *text)
{
    for (; *text; text++, at++)
        if (at >= span->to || lower(span->s[at]) != *text)
            return 0;
    return at;
}

static bool ends_with(const struct span *span, const char *text)
{
    size_t n = strlen(text);
    return span->to - span->from >= n && literal_at(span, span->to - n, text);
}

static bool is_letter(const struct span *span, size_t at)
{
    return at >= span->from && at < span->to && lower(span->s[at]) >= 'a' &&
           lower(span->s[at]) <= 'z';
}

static size_t last_character(const struct span *span, uint32_t *c)
{
    size_t at = span->to - 1;
    while (at > span->from && ((unsigned char)span->s[at] & 0xC0) == 0x80)
        at--;
    text_decode(span->s + at, span->to - at, c);
    return at;
}

static void trim(struct span *span)
{
    uint32_t c;
    while (span->from < span->to) {
        size_t n = text_decode(span->s + span->from, span->to - span->from, &c);
        if (!text_is_space(c) && c != 0xFEFF)
            break;
        span->from += n;
    }
    while (span->from < span->to) {
        size_t at = last_character(span, &c);
        if (!text_is_space(c))
            break;
        span->to = at;
    }
}

/* --- delimiters ------------------------------------------------------------------------------- */

/* The same signs on both sides, and nowhere between: $1$ and $2$ stays. */
static bool unwrap(struct span *span, const char *open, const char *close)
{
    size_t n = strlen(open), m = strlen(close);
    if (span->to - span->from < n + m + 1 || !literal_at(span, span->from, open) ||
        !ends_with(span, close))
        return false;
    size_t inside = span->from + n, end = span->to - m;
    for (size_t i = inside; i < end; i++) {
        if (span->s[i] == '\\' && close[0] != '\\')
            i++;
        else if (span->s[i] == close[0] && literal_at(span, i, close))
            return false;
    }
    if (close[0] != '\\' && span->s[end - 1] == '\\')
        return false; /* $5\$ */
    span->from = inside;
    span->to = end;
    return true;
}

static bool strip_delimiters(struct span *span)
{
    return unwrap(span, "$$", "$$") || unwrap(span, "$", "$") || unwrap(span, "\\(", "\\)") ||
           unwrap(span, "\\[", "\\]");
}

static bool strip_markdown(struct span *span)
{
    return unwrap(span, "**", "**") || unwrap(span, "```", "```") || unwrap(span, "`", "`") ||
           unwrap(span, "\"", "\"") || unwrap(span, "“", "”");
}

/* --- words ------------------------------------------------------------------------------------ */

/* Lower case. A colon, comma or space may follow. */
static const char *const prefixes[] = {
    "therefore",
    "thus",
    "hence",
    "so",
    "then",
    "finally",
    "we get",
    "we have",
    "we find",
    "it follows that",
    "solution",
    "result",
    "∴",
    "\\therefore",
    "따라서",
    "그러므로",
    "그래서",
    "그러면",
    "즉",
    "결론",
    "풀이",
    "답",
    "정답",
    "=",
    "≈",
    "\\approx",
    "⇒",
    "=>",
    "\\rightarrow",
    "\\implies",
    "⇔",
    "\\iff",
    "&",
    "####",
    "the solution is",
    "the solutions are",
    "the result is",
    "it is",
    "it's",
    "it’s",
    "its",
    "that is",
    "about",
    "approximately",
    "roughly",
    "약",
    "점",
    "기울기",
    "넓이",
    "부피",
    "길이",
    "거리",
    "높이",
    "둘레",
    "확률",
    "평균",
    "속력",
    "합",
    "i think",
    "해",
    "해는",
    "값은",
    "결과는",
    "결과",
};

/* Where the answer begins, wherever they stand: the last one counts. */
static const char *const markers[] = {
    "the final answer is",
    "final answer is",
    "final answer",
    "the answer is",
    "answer is",
    "answers are",
    "answer",
    "ans",
    "정답은",
    "정답",
    "답은",
    "답",
    "해는",
    "근은",
    "####",
};

static const char *const suffixes[] = {
    "입니다",
    "이에요",
    "예요",
    "이예요",
    "에요",
    "이다",
    "이야",
    "임",
    "이 됩니다",
    "가 됩니다",
    "이 된다",
    "가 된다",
    "이 정답입니다",
    "가 정답입니다",
    "이 답입니다",
    "가 답입니다",
    "이 답이다",
    "(repeated root)",
    "\\text{ (double root)}",
    "\\text{(중근)}",
    "is the answer",
    "is the solution",
    "is correct",
    "。",
    "\\\\",
    ",",
    ";",
};

/* What stands behind a prefix or marker: a colon, white space; where it ends, 0 if the word goes
 * on. */
static size_t prefix_end(const struct span *span, size_t at, bool colon)
{
    bool word = is_letter(span, at - 1);
    if (word && is_letter(span, at))
        return 0;
    size_t end = at;
    while (end < span->to && (span->s[end] == ' ' || span->s[end] == '*'))
        end++;
    bool found = end < span->to && (span->s[end] == ':' || span->s[end] == ',');
    size_t wide = literal_at(span, end, "：");
    if (found || wide) {
        end = wide ? wide : end + 1;
        while (end < span->to && (span->s[end] == '*' || span->s[end] == ' '))
            end++;
        return end;
    }
    if (end < span->to && span->s[end] == '}') /* \\text{The answer is } */
        return end + 1;
    /* a Korean word needs a space or the like behind it: 답 2, not 답안 */
    bool korean = (unsigned char)span->s[at - 1] >= 0x80;
    bool free = end > at || end >= span->to || (unsigned char)span->s[end] < 0x80;
    if (colon || (korean && !free))
        return 0;
    return end;
}

static bool strip_prefix(struct span *span)
{
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t at = literal_at(span, span->from, prefixes[i]), end;
        if (!at || !(end = prefix_end(span, at, false)))
            continue;
        /* a minus sign alone may not lose its left side: "so" and letters that are a product */
        if (is_letter(span, span->from) && end == at && end < span->to)
            continue;
        if (end >= span->to)
            return false;
        span->from = end;
        return true;
    }
    return false;
}

/* "slope: 2", "넓이: 12 cm²": a word of letters only, a colon, and a value behind it. A ratio has
 * numbers or single letters on its left. */
static bool strip_label(struct span *span)
{
    enum { LONGEST = 48, LETTERS = 3 };
    size_t at = span->from, letters = 0;
    bool hangul = false;
    for (; at < span->to && at < span->from + LONGEST; letters++) {
        uint32_t c;
        size_t n = text_decode(span->s + at, span->to - at, &c);
        bool korean = text_has_hangul(span->s + at, n);
        if (!korean && !is_letter(span, at) && span->s[at] != ' ')
            break;
        hangul |= korean;
        at += n;
    }
    size_t wide = literal_at(span, at, "："), end = wide ? wide : literal_at(span, at, ":");
    while (end && end < span->to && span->s[end] == ' ')
        end++;
    if (!end || end >= span->to || letters < (hangul ? 2 : LETTERS) ||
        (!strchr("0123456789+-($\\.", span->s[end]) && !literal_at(span, end, "√") &&
         !literal_at(span, end, "−")))
        return false;
    span->from = end;
    return true;
}

static bool strip_suffix(struct span *span)
{
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (ends_with(span, suffixes[i]) && span->to - span->from > strlen(suffixes[i])) {
            size_t at = span->to - strlen(suffixes[i]);
            if (is_letter(span, at) && is_letter(span, at - 1))
                continue;
            span->to = at;
            return true;
        }
    if (ends_with(span, ".") && !ends_with(span, "..") && span->to - span->from > 1 &&
        !ends_with(span, "\\right.")) {
        span->to--;
        return true;
    }
    return false;
}

static bool holds_something(const struct span *span, size_t at)
{
    while (at < span->to && strchr(" .,:;*$\n", span->s[at]))
        at++;
    return at < span->to;
}

/* Behind the last "the answer is", if there is one. */
static bool strip_marker(struct span *span)
{
    size_t found = 0;
    for (size_t at = span->from; at < span->to; at++) {
        char c = lower(span->s[at]);
        bool may = c == 't' || c == 'f' || c == 'a' || c == '#' || (unsigned char)c >= 0xE0;
        if (!may || (at > span->from && is_letter(span, at - 1)))
            continue;
        if (at > span->from && span->s[at - 1] == '\\')
            continue;
        for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
            size_t word = literal_at(span, at, markers[i]);
            if (!word)
                continue;
            size_t end = prefix_end(span, word, false);
            if (end && holds_something(span, end)) {
                found = end;
                at = end - 1;
                break;
            }
        }
    }
    if (found)
        span->from = found;
    return found != 0;
}

/* --- boxes ------------------------------------------------------------------------------------ */

/* The bytes of \boxed{ at `at`, 0 if it is not there. */
static size_t box_at(const struct span *span, size_t at)
{
    size_t end = literal_at(span, at, "\\boxed");
    if (!end)
        end = literal_at(span, at, "\\fbox");
    while (end && end < span->to && span->s[end] == ' ')
        end++;
    return end && end < span->to && span->s[end] == '{' ? end + 1 - at : 0;
}

/* The } that closes what begins at `at`; the end when there is none. */
static size_t closing(const struct span *span, size_t at)
{
    size_t depth = 1;
    for (; at < span->to; at++) {
        if (span->s[at] == '\\')
            at++;
        else if (span->s[at] == '{')
            depth++;
        else if (span->s[at] == '}' && --depth == 0)
            return at;
    }
    return span->to;
}

/* Only signs and words that join answers: between two boxes. */
static bool joins(const struct span *span)
{
    static const char *const words[] = {
        "\\quad", "\\qquad", "\\text", "\\,",  "\\;",    "\\ ", "\\(", "\\)",  "\\[",
        "\\]",    "and",     "or",     "또는", "그리고", "와",  "과",  "이고", "혹은",
        "이거나", "$",       ",",      ";",    "{",      "}",   " ",   "\n",
    };
    for (size_t at = span->from; at < span->to;) {
        size_t end = 0;
        for (size_t i = 0; i < sizeof words / sizeof *words && !end; i++)
            end = literal_at(span, at, words[i]);
        if (!end)
            return false;
        at = end;
    }
    return true;
}

/* $\boxed{28}$ percent: where a percent sign behind a box ends, or 0. */
static size_t percent_at(const struct span *span, size_t at)
{
    static const char *const signs[] = {"%", "\\%", "percent", "pct", "퍼센트"};
    while (at < span->to && (span->s[at] == ' ' || span->s[at] == '$'))
        at++;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t end = literal_at(span, at, signs[i]);
        if (end)
            return end;
    }
    return 0;
}

/* The last box, or all from the first one on when only "and", "or" and commas join them. */
static bool find_box(struct span *span)
{
    size_t first = 0, open = 0, end = 0;
    bool found = false;
    for (size_t at = span->from; at < span->to;) {
        size_t n = box_at(span, at);
        if (!n) {
            at++;
            continue;
        }
        struct span between = {span->s, end, at};
        if (!found || !joins(&between))
            first = at;
        open = at + n;
        end = closing(span, open);
        at = end < span->to ? ++end : end;
        found = true;
    }
    if (!found)
        return false;
    bool one = box_at(span, first) + first == open, closed = span->s[end - 1] == '}';
    size_t percent = percent_at(span, end);
    first -= percent && first > span->from && span->s[first - 1] == '$';
    span->from = one && !percent ? open : first;
    span->to = percent ? percent : one && closed ? end - 1 : end;
    return true;
}

/* --- all of it -------------------------------------------------------------------------------- */

void wrapper_strip(const char *s, size_t *from, size_t *to, bool answer)
{
    struct span span = {s, *from, *to};
    trim(&span);
    if (answer && !find_box(&span))
        strip_marker(&span);
    for (int i = 0; i < STEPS; i++) {
        trim(&span);
        bool more = strip_delimiters(&span);
        if (!more && answer)
            more = strip_markdown(&span) || strip_prefix(&span) || strip_label(&span) ||
                   strip_suffix(&span);
        if (!more)
            break;
    }
    *from = span.from;
    *to = span.to;
}

static bool has_digits(const struct span *span, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        if (span->s[at] >= '0' && span->s[at] <= '9')
            return true;
    return false;
}

/* The only formula between delimiters, with nothing outside that could be the answer. */
static bool find_formula(struct span *span)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}};
    struct span found = {0};
    size_t n = 0;
    for (size_t at = span->from; at < span->to;) {
        size_t open = 0, pair = 0;
        for (; pair < sizeof pairs / sizeof *pairs && !open; pair += !open)
            open = literal_at(span, at, pairs[pair].open);
        if (!open) {
            at += span->s[at] == '\\' ? 2 : 1;
            continue;
        }
        size_t close = open;
        while (close < span->to && !literal_at(span, close, pairs[pair].close))
            close += span->s[close] == '\\' && pair < 2 ? 2 : 1;
        if (close >= span->to)
            break;
        found = (struct span){span->s, open, close};
        at = literal_at(span, close, pairs[pair].close);
        n++;
    }
    if (n != 1 || has_digits(span, span->from, found.from) || has_digits(span, found.to, span->to))
        return false;
    *span = found;
    return true;
}

/* What follows "is" when nothing before it is mathematics. */
static bool find_predicate(struct span *span)
{
    static const char *const verbs[] = {" is ", " are ", "는 ", "은 ", " equals "};
    size_t end = 0;
    for (size_t at = span->from; at < span->to; at++) {
        if (strchr("0123456789=<>^\\{}+*/|", span->s[at]))
            break;
        for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
            size_t behind = literal_at(span, at, verbs[i]);
            end = behind ? behind : end;
        }
    }
    if (end)
        span->from = end;
    return end != 0;
}

bool wrapper_find(const char *s, size_t *from, size_t *to)
{
    struct span span = {s, *from, *to};
    if (!find_formula(&span) && !find_predicate(&span))
        return false;
    *from = span.from;
    *to = span.to;
    wrapper_strip(s, from, to, true);
    return true;
}
