/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers in words: "no solution", "모든 실수", "yes". A phrase is found where a word begins,
 * without regard to capitals, with any white space between its words, and only when a word ends
 * behind it. And remarks in brackets beside an answer, found in the same way.
 */
#include "app/maths/parse/token.h"

#include "app/base/text.h"

#include <string.h>

#define NOTHING(phrase)                   \
    {                                     \
        phrase, T_EMPTY, 0, AS_WORD, NULL \
    }
#define REALS(phrase)                                  \
    {                                                  \
        phrase, T_NUMBERS, NUMBERS_REAL, AS_WORD, NULL \
    }
#define SAID(phrase, text)                         \
    {                                              \
        phrase, T_TEXT, TEXT_QUOTED, AS_WORD, text \
    }

/* Longer ones before those that they begin with. */
static const struct name phrases[] = {
    NOTHING("there are no real solutions"),
    NOTHING("there is no real solution"),
    NOTHING("there are no solutions"),
    NOTHING("there is no solution"),
    NOTHING("has no real solutions"),
    NOTHING("has no solution"),
    NOTHING("no real solutions"),
    NOTHING("no real solution"),
    NOTHING("no real roots"),
    NOTHING("no solutions"),
    NOTHING("no solution"),
    NOTHING("no roots"),
    NOTHING("empty set"),
    NOTHING("the empty set"),
    REALS("all real numbers"),
    REALS("all reals"),
    REALS("every real number"),
    REALS("any real number"),
    REALS("real numbers"),
    {"all integers", T_NUMBERS, NUMBERS_INTEGER, AS_WORD, NULL},
    {"all complex numbers", T_NUMBERS, NUMBERS_COMPLEX, AS_WORD, NULL},
    SAID("does not exist", "does not exist"),
    SAID("doesn't exist", "does not exist"),
    SAID("dne", "does not exist"),
    SAID("not defined", "undefined"),
    SAID("undefined", "undefined"),
    SAID("infinitely many solutions", "infinitely many"),
    SAID("infinitely many", "infinitely many"),
    SAID("infinite solutions", "infinitely many"),
    SAID("otherwise", "otherwise"),
    SAID("yes", "yes"),
    SAID("no", "no"),
    SAID("true", "true"),
    SAID("false", "false"),
    SAID("even", "even"),
    SAID("odd", "odd"),
    SAID("none", "none"),
    SAID("neither", "neither"),
    SAID("both", "both"),
    NOTHING("실근이 없습니다"),
    NOTHING("실근이 없다"),
    NOTHING("근이 없습니다"),
    NOTHING("근이 없다"),
    NOTHING("해가 없습니다"),
    NOTHING("해가 없어요"),
    NOTHING("해가 없다"),
    NOTHING("해가 없음"),
    NOTHING("해는 없다"),
    NOTHING("해 없음"),
    NOTHING("해없음"),
    NOTHING("공집합"),
    NOTHING("불능"),
    REALS("모든 실수"),
    REALS("실수 전체의 집합"),
    REALS("실수 전체"),
    {"모든 정수", T_NUMBERS, NUMBERS_INTEGER, AS_WORD, NULL},
    {"모든 복소수", T_NUMBERS, NUMBERS_COMPLEX, AS_WORD, NULL},
    SAID("존재하지 않습니다", "does not exist"),
    SAID("존재하지 않는다", "does not exist"),
    SAID("존재하지 않음", "does not exist"),
    SAID("정의되지 않습니다", "undefined"),
    SAID("정의되지 않는다", "undefined"),
    SAID("정의되지 않음", "undefined"),
    SAID("해가 무수히 많습니다", "infinitely many"),
    SAID("해가 무수히 많다", "infinitely many"),
    SAID("무수히 많다", "infinitely many"),
    SAID("부정", "infinitely many"),
    SAID("그 외", "otherwise"),
    SAID("없습니다", "none"),
    SAID("없어요", "none"),
    SAID("없다", "none"),
    SAID("없음", "none"),
    SAID("참", "true"),
    SAID("거짓", "false"),
    SAID("아니오", "no"),
    SAID("아니요", "no"),
    SAID("예", "yes"),
    SAID("네", "yes"),
    SAID("짝수", "even"),
    SAID("홀수", "odd"),
};

/* Does a letter, ASCII or Hangul, stand here? */
static bool letter_at(const char *s, size_t len)
{
    if (!len)
        return false;
    char low = (char)(*s | 0x20);
    if ((unsigned char)*s < 0x80)
        return low >= 'a' && low <= 'z';
    uint32_t c;
    size_t width = text_decode(s, len, &c);
    return text_has_hangul(s, width);
}

/* The bytes of s that are this phrase, or 0. */
static size_t match(const char *phrase, const char *s, size_t len)
{
    size_t at = 0;
    for (const char *p = phrase; *p; p++) {
        if (*p == ' ') {
            size_t from = at;
            while (at < len && (s[at] == ' ' || s[at] == '\n' || s[at] == '\t' || s[at] == '~'))
                at++;
            if (at == from)
                return 0;
            continue;
        }
        if (at >= len)
            return 0;
        char c = s[at] >= 'A' && s[at] <= 'Z' ? (char)(s[at] | 0x20) : s[at];
        if (c != *p)
            return 0;
        at++;
    }
    return letter_at(s + at, len - at) ? 0 : at;
}

size_t phrase_find(const char *s, size_t len, const struct name **meaning)
{
    size_t longest = 0;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        size_t n = match(phrases[i].name, s, len < 256 ? len : 256);
        if (n > longest) {
            longest = n;
            *meaning = &phrases[i];
        }
    }
    return longest;
}

size_t remark_find(const char *s, size_t len)
{
    static const char *const remarks[] = {
        "(double root)", "(a double root)", "(repeated root)",  "(double)",
        "(twice)",       "(triple root)",   "(multiplicity 2)", "(중근)",
        "(이중근)",      "(삼중근)",        "(서로 같은 근)",
    };
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++) {
        size_t n = match(remarks[i], s, len < 256 ? len : 256);
        if (n)
            return n;
    }
    return 0;
}
