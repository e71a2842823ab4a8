/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which runs of letters in a line are words and not mathematics, and what those words say about
 * the statement they stand at: a definition, a reason, a case, an answer, a check. Lists only.
 */
#include "app/maths/lines/words.h"

#include "app/maths/unit.h"

#include <ctype.h>
#include <string.h>

bool word_starts(const char *s, size_t len, const char *what)
{
    size_t n = strlen(what);
    return len >= n && memcmp(s, what, n) == 0;
}

bool word_starts_folded(const char *s, size_t len, const char *what)
{
    for (; *what; what++, s++, len--)
        if (len == 0 || tolower((unsigned char)*s) != *what)
            return false;
    return true;
}

static bool listed(const char *const *list, const char *s, size_t len)
{
    for (; *list; list++)
        if (strlen(*list) == len && word_starts_folded(s, len, *list))
            return true;
    return false;
}

static const char *const names[] = {
    "sin",    "cos",    "tan",     "cot",     "sec",     "csc",     "cosec", "arcsin",   "arccos",
    "arctan", "asin",   "acos",    "atan",    "sinh",    "cosh",    "tanh",  "ln",       "log",
    "lg",     "exp",    "sqrt",    "cbrt",    "root",    "abs",     "pi",    "lim",      "max",
    "min",    "gcd",    "lcm",     "mod",     "det",     "sgn",     "alpha", "beta",     "gamma",
    "delta",  "theta",  "phi",     "omega",   "lambda",  "mu",      "sigma", "infinity", "inf",
    "oo",     "or",     "and",     "in",      "dx",      "dy",      "dt",    "du",       "dv",
    "dz",     "dr",     "cis",     "floor",   "ceil",    "union",   "sum",   "int",      "prod",
    "choose", "km",     "cm",      "mm",      "kg",      "mg",      "ml",    "hours",    "min",
    "meters", "metres", "minutes", "seconds", "dollars", "degrees", "deg",   "tau",      "epsilon",
    "rho",    "psi",    "cents",   "percent", NULL};
static const char *const short_words[] = {
    "so",   "is",   "we",   "by",   "to",   "if",   "as",   "at",   "of",   "be",   "it",
    "on",   "no",   "do",   "an",   "the",  "add",  "get",  "let",  "for",  "now",  "has",
    "two",  "one",  "set",  "use",  "not",  "are",  "can",  "all",  "its",  "put",  "via",
    "say",  "but",  "was",  "our",  "who",  "how",  "each", "ok",   "yes",  "i'm",  "lhs",
    "rhs",  "ie",   "eg",   "than", "any",  "out",  "ans",  "both", "from", "also", "with",
    "then", "this", "that", "thus", "when", "side", "into", "here", "day",  "pay",  "way",
    "may",  "had",  "man",  "ask",  "bag",  "far",  "gas",  "map",  "half", "have", "gives",
    "per",  "must", "only", "find", "area", "sum",  "see",  "sub",  "try",  NULL};
static const char *const since_words[] = {"since", "because", "as", "given", NULL};
static const char *const if_words[] = {"if", "when", "case", "for", NULL};
static const char *const define_words[] = {"let",        "set",     "put",    "define", "where",
                                           "substitute", "writing", "denote", NULL};
static const char *const check_words[] = {"check", "checking", "verify", "test", "testing", NULL};
static const char *const answer_words[] = {"answer",    "ans",     "solution",
                                           "solutions", "answers", NULL};
static const char *const reject_words[] = {
    "reject",  "rejected", "extraneous", "discard",  "false",  "impossible", "not",     "cannot",
    "invalid", "acute",    "obtuse",     "quadrant", "length", "integer",    "natural", "ignore",
    "fails",   "positive", "negative",   "no",       "wrong",  NULL};
static const char *const weak_words[] = {
    "so",        "therefore",     "thus",      "hence",      "then",
    "gives",     "get",           "becomes",   "obtain",     "we",
    "that",      "implies",       "which",     "means",      "finally",
    "simplify",  "expand",        "factor",    "evaluate",   "compute",
    "calculate", "differentiate", "integrate", "simplified", "is",
    "have",      "result",        NULL};

/* Korean endings and words, found inside a run of Hangul. */
static const struct {
    const char *text;
    enum statement_role role;
    bool rejects;
} korean[] = {
    {"이므로", ROLE_SINCE, false},    {"므로", ROLE_SINCE, false},
    {"이니까", ROLE_SINCE, false},    {"일 때", ROLE_IF, false},
    {"일때", ROLE_IF, false},         {"이면", ROLE_IF, false},
    {"라면", ROLE_IF, false},         {"경우", ROLE_IF, false},
    {"라 하자", ROLE_DEFINES, false}, {"라고 하자", ROLE_DEFINES, false},
    {"라 하면", ROLE_DEFINES, false}, {"라고 하면", ROLE_DEFINES, false},
    {"라하", ROLE_DEFINES, false},    {"두면", ROLE_DEFINES, false},
    {"놓으면", ROLE_DEFINES, false},  {"두자", ROLE_DEFINES, false},
    {"놓자", ROLE_DEFINES, false},    {"치환", ROLE_DEFINES, false},
    {"검산", ROLE_CHECK, false},      {"확인", ROLE_CHECK, false},
    {"정답", ROLE_ANSWER, false},     {"답", ROLE_ANSWER, false},
    {"거짓", ROLE_CHECK, true},       {"버린", ROLE_PLAIN, true},
    {"버려", ROLE_PLAIN, true},       {"무연근", ROLE_PLAIN, true},
    {"부적합", ROLE_PLAIN, true},     {"양수", ROLE_PLAIN, true},
    {"길이", ROLE_PLAIN, true},       {"아니", ROLE_PLAIN, true},
    {"예각", ROLE_PLAIN, true},       {"둔각", ROLE_PLAIN, true},
    {"사분면", ROLE_PLAIN, true},     {"자연수", ROLE_PLAIN, true},
    {"정수", ROLE_PLAIN, true},       {"음수", ROLE_PLAIN, true},
    {"제외", ROLE_PLAIN, true},       {"안 된다", ROLE_PLAIN, true},
};

bool word_is_hangul(uint32_t c)
{
    return (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x3131 && c <= 0x318e);
}

/* Korean "or" and "and" are mathematics to the parser. */
size_t word_korean_joint(const char *s, size_t len)
{
    static const char *const joints[] = {"또는", "그리고", "혹은", "이거나", "거나"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (word_starts(s, len, joints[i]))
            return strlen(joints[i]);
    return 0;
}

/* Hangul right after a number may be a unit: 5개, 3시간. How many bytes of the run are one. */
size_t word_korean_unit(const char *s, size_t at, size_t run)
{
    size_t best = 0, digit = at;
    bool sure;
    while (digit > 0 && s[digit - 1] == ' ')
        digit--;
    if (digit == 0 || !isdigit((unsigned char)s[digit - 1]))
        return 0;
    for (size_t n = 3; n <= run && n <= 15; n += 3)
        if (unit_find(s + at, n, &sure))
            best = n;
    return best;
}

bool word_korean_task(const char *s, size_t len)
{
    static const char *const tasks[] = {"전개", "계산", "인수분해", "간단히",
                                        "정리", "약분", "통분",     "유리화"};
    static const char *const others[] = {"미분", "적분"}; /* they give another value */
    while (len && (*s == ' ' || *s == '$'))
        s++, len--;
    bool value = word_starts(s, len, "의 값을");
    bool task = value && memmem(s, len, "구하", strlen("구하"));
    if (!value && !word_starts(s, len, "을") && !word_starts(s, len, "를"))
        return false;
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
        task |= memmem(s, len, tasks[i], strlen(tasks[i])) != NULL;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        task &= memmem(s, len, others[i], strlen(others[i])) == NULL;
    return task;
}

/* Korean words that only lead on: 따라서, 정리하면. */
bool word_korean_weak(const char *s, size_t len)
{
    static const char *const words[] = {
        "따라서",       "그러므로", "즉",       "그래서",   "그러면",   "고로",
        "결국",         "이때",     "여기서",   "식",       "식은",     "식을",
        "정리하면",     "계산하면", "전개하면", "풀면",     "간단히",   "하면",
        "다시",         "먼저",     "이제",     "주어진",   "값은",     "결과는",
        "인수분해하면", "미분하면", "적분하면", "통분하면", "약분하면", "정리",
        "계산",         "전개",     "답",       "정답",     "정답은",   "답은"};
    for (size_t i = 0; i < len;) {
        size_t n = 0, best = 0;
        while (i < len && s[i] == ' ')
            i++;
        while (i + n < len && s[i + n] != ' ')
            n++;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (strlen(words[k]) == n && memcmp(s + i, words[k], n) == 0)
                best = n;
        if (n && !best)
            return false;
        i += n;
    }
    return true;
}

/* What a run of Hangul makes of the statement it stands at. */
enum statement_role word_korean_role(const char *s, size_t len, bool *rejects)
{
    enum statement_role role = ROLE_PLAIN;
    for (size_t i = 0; i < sizeof korean / sizeof *korean; i++)
        if (memmem(s, len, korean[i].text, strlen(korean[i].text))) {
            *rejects |= korean[i].rejects;
            role = role == ROLE_PLAIN ? korean[i].role : role;
        }
    return role;
}

bool word_rejects(const char *s, size_t len)
{
    return listed(reject_words, s, len);
}

bool word_english_weak(const char *s, size_t len)
{
    return listed(weak_words, s, len);
}

enum statement_role word_english_role(const char *s, size_t len, bool *rejects)
{
    static const struct {
        const char *const *list;
        enum statement_role role;
    } lists[] = {{define_words, ROLE_DEFINES},
                 {check_words, ROLE_CHECK},
                 {answer_words, ROLE_ANSWER},
                 {since_words, ROLE_SINCE},
                 {if_words, ROLE_IF}};
    *rejects |= word_rejects(s, len);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (listed(lists[i].list, s, len))
            return lists[i].role;
    return ROLE_PLAIN;
}

/* A product of letters is written in their order, and hardly with a vowel: abcd, xyz. */
static bool letter_product(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strchr("eiouEIOU", s[i]) || (i && s[i - 1] > s[i]))
            return false;
    return true;
}

/* Is the run of letters at `at` a word of prose? */
bool word_is_prose(const char *s, size_t at, size_t len, size_t line_len)
{
    const char *word = s + at;
    bool sure;
    if (len < 2 || listed(names, word, len))
        return false;
    if (len <= 3) { /* "by" in ax + by is a product, so is mgh behind an equals sign */
        size_t before = at, after = at + len;
        while (before > 0 && s[before - 1] == ' ')
            before--;
        while (after < line_len && s[after] == ' ')
            after++;
        bool beside = (before > 0 && strchr("+-*/=^(<>", s[before - 1])) ||
                      (after < line_len && strchr("+*/=^)<>", s[after]));
        if (len == 2 || (beside && !strpbrk((char[]){word[0], word[1], word[2], 0}, "eiou")))
            return !beside && listed(short_words, word, len);
    }
    if (listed(short_words, word, len))
        return true;
    if (unit_find(word, len, &sure) && sure)
        return false;
    return !letter_product(word, len);
}

size_t word_letters(const char *s, size_t len)
{
    size_t n = 0;
    while (n < len && (isalpha((unsigned char)s[n]) ||
                       (s[n] == '\'' && n + 1 < len && n > 1 && isalpha((unsigned char)s[n + 1]))))
        n++;
    return n;
}
