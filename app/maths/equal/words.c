/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers in words. A table says which words mean the same in both languages; words that are not
 * in it are only ever equal to themselves, and what they mean is not guessed.
 */
#include "app/base/text.h"
#include "app/maths/equal/judge.h"

#include <string.h>

/* One meaning a line; words of one family (yes/no) exclude each other. */
static const struct {
    int family;
    const char *words[16];
} meanings[] = {
    {1,
     {"yes", "y", "네", "예", "그렇다", "맞다", "맞아요", "true", "참", "correct", "right", "옳다",
      "t", "o"}},
    {1,
     {"no", "아니오", "아니요", "아니다", "틀리다", "false", "거짓", "incorrect", "wrong",
      "옳지않다", "not", "f", "x"}},
    {2,
     {"none", "nosolution", "nosolutions", "nosol", "norealsolution", "norealsolutions", "해가없다",
      "해없음", "해는없다", "근이없다", "없다", "없음", "불능", "emptyset"}},
    {2,
     {"infinitelymanysolutions", "infinitelymany", "해가무수히많다", "무수히많다", "부정",
      "infinitesolutions"}},
    {2,
     {"all", "allrealnumbers", "allreals", "모든실수", "실수전체", "allrealnumbersx",
      "anyrealnumber"}},
    {2,
     {"undefined", "dne", "doesnotexist", "정의되지않는다", "정의되지않음", "존재하지않는다",
      "존재하지않음", "notdefined", "값이없다"}},
    {3, {"even", "짝수", "evennumber"}},
    {3, {"odd", "홀수", "oddnumber"}},
    {4, {"prime", "소수", "primenumber"}},
    {4, {"composite", "합성수", "compositenumber"}},
    {5, {"rational", "유리수", "rationalnumber"}},
    {5, {"irrational", "무리수", "irrationalnumber"}},
    {6, {"increasing", "증가", "증가한다", "증가함수"}},
    {6, {"decreasing", "감소", "감소한다", "감소함수"}},
    {7, {"maximum", "최댓값", "최대"}},
    {7, {"minimum", "최솟값", "최소"}},
    {8, {"acute", "예각", "acutetriangle", "예각삼각형"}},
    {8, {"right", "직각", "righttriangle", "직각삼각형"}},
    {8, {"obtuse", "둔각", "obtusetriangle", "둔각삼각형"}},
    {9, {"converges", "convergent", "수렴", "수렴한다"}},
    {9, {"diverges", "divergent", "발산", "발산한다"}},
    {10, {"positive", "양수"}},
    {10, {"negative", "음수"}},
    {11, {"monday", "월요일"}},
    {11, {"tuesday", "화요일"}},
    {11, {"wednesday", "수요일"}},
    {11, {"thursday", "목요일"}},
    {11, {"friday", "금요일"}},
    {11, {"saturday", "토요일"}},
    {11, {"sunday", "일요일"}},
};

/* Numbers in words: English ones are read as products of letters, Korean ones as words. */
static const struct {
    const char *word;
    int value;
} numbers[] = {
    {"zero", 0},     {"one", 1},      {"two", 2},     {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},   {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"twenty", 20}, {"thirty", 30},   {"hundred", 100},
    {"half", -2},    {"하나", 1},     {"둘", 2},      {"셋", 3},        {"넷", 4},
    {"다섯", 5},     {"여섯", 6},     {"일곱", 7},    {"여덟", 8},      {"아홉", 9},
    {"열", 10},      {"열하나", 11},  {"열둘", 12},   {"영", 0},        {"스물", 20},
    {"백", 100},     {"천", 1000},    {"절반", -2},   {"만", 10000},    {"일", 1},
    {"이", 2},       {"삼", 3},       {"사", 4},      {"오", 5},        {"육", 6},
    {"칠", 7},       {"팔", 8},       {"구", 9},      {"십", 10},
};

enum { MEANINGS = sizeof meanings / sizeof *meanings, NO_SOLUTION = 2, REALS = 4, UNDEFINED = 5 };

/* Lower case, without spaces, full stops and brackets around; in the arena. */
static const char *plain_words(struct judge *judge, const struct tree *t)
{
    struct str text = STR_EMPTY;
    const char *s = t->text && t->kind == TREE_WORDS ? t->text : opinion_text(judge, t);
    for (; *s; s++) {
        if (strchr(" \t\n.!,()'\"*_", *s))
            continue;
        if (strncmp(s, "·", strlen("·")) == 0) {
            s += strlen("·") - 1;
            continue;
        }
        str_add_char(&text, *s >= 'A' && *s <= 'Z' ? (char)(*s | 32) : *s);
    }
    const char *copy = tree_arena_text(judge->arena, text.data, text.len);
    str_release(&text);
    return copy;
}

const struct tree *words_number(struct judge *judge, const struct tree *t)
{
    if (t->kind == TREE_MULTIPLY) {
        for (uint32_t i = 0; i < t->n; i++)
            if (t->child[i]->kind != TREE_SYMBOL && t->child[i]->kind != TREE_CONSTANT)
                return NULL;
        if (t->n < 3 || t->n > 8)
            return NULL;
    } else if (t->kind != TREE_WORDS) {
        return NULL;
    }
    const char *word = plain_words(judge, t);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(numbers[i].word, word) == 0)
            return numbers[i].value >= 0
                       ? tree_integer(judge->arena, numbers[i].value)
                       : judge_over(judge, tree_integer(judge->arena, 1),
                                    tree_integer(judge->arena, -numbers[i].value));
    return NULL;
}

const struct tree *words_as_condition(struct judge *judge, const struct tree *t)
{
    static const struct {
        const char *word;
        bool always;
    } truths[] = {
        {"true", true},   {"all", true},   {"always", true}, {"참", true},    {"항상", true},
        {"false", false}, {"none", false}, {"never", false}, {"거짓", false}, {"없음", false},
    };
    if (t->kind != TREE_WORDS && t->kind != TREE_MULTIPLY)
        return NULL;
    const char *word = plain_words(judge, t);
    const struct tree *zero = tree_integer(judge->arena, 0);
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (strcmp(truths[i].word, word) == 0)
            return truths[i].always
                       ? tree_relation(judge->arena, (const struct tree *const[]){zero, zero},
                                       (const uint8_t[]){RELATION_EQUAL}, 2)
                       : tree_node(judge->arena, TREE_ELEMENTS, 0, NULL, 0);
    return NULL;
}

/* Row of the table, or -1. */
static int meaning_of(const char *words)
{
    for (int i = 0; i < (int)MEANINGS; i++)
        for (int k = 0; k < 16 && meanings[i].words[k]; k++)
            if (strcmp(meanings[i].words[k], words) == 0)
                return i;
    return -1;
}

static int meaning_of_answer(struct judge *judge, const struct answer *answer)
{
    if (answer->type == ANSWER_SET && answer->n == 0)
        return NO_SOLUTION;
    if (answer->type == ANSWER_RANGE && answer->value->kind == TREE_NUMBERS &&
        answer->value->detail == NUMBERS_REAL)
        return REALS;
    return meaning_of(plain_words(judge, answer->value));
}

static struct opinion other_words(struct judge *judge, const struct tree *b)
{
    return opinion_about(judge, VERDICT_DIFFERENT, MESSAGE_DIFFERENT_WORDS, b, NULL);
}

/* Can the answer be said in words at all? A number is no "yes". */
static bool is_mathematics(const struct answer *answer)
{
    if (answer->type == ANSWER_WORDS || answer->type == ANSWER_OTHER ||
        answer->type == ANSWER_CONDITION)
        return false; /* 1 = 2 is false */
    return !(answer->value->kind == TREE_SYMBOL || answer->value->kind == TREE_MULTIPLY ||
             answer->value->kind == TREE_CONSTANT);
}

static bool is_word(const struct answer *answer)
{
    return answer->type != ANSWER_WORDS || !strpbrk(answer->value->text, " \t\n");
}

/* "increase" and "increasing" may well be meant to be the same. */
static bool share_a_stem(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n >= (text_has_hangul(a, n) ? 6 : 4);
}

bool words_same_name(struct judge *judge, const struct tree *a, const struct tree *b)
{
    for (int side = 0; side < 2; side++) {
        const struct tree *t = side ? b : a;
        if (t->kind != TREE_MULTIPLY || t->n < 3)
            return false;
        for (uint32_t i = 0; i < t->n; i++)
            if (t->child[i]->n ||
                (t->child[i]->kind != TREE_SYMBOL && t->child[i]->kind != TREE_CONSTANT))
                return false;
    }
    return strcmp(plain_words(judge, a), plain_words(judge, b)) == 0;
}

struct opinion words_compare(struct judge *judge, const struct answer *a, const struct answer *b)
{
    const char *mine = plain_words(judge, a->value), *theirs = plain_words(judge, b->value);
    if (strcmp(mine, theirs) == 0)
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    int x = meaning_of_answer(judge, a), y = meaning_of_answer(judge, b);
    if (x >= 0 && x == y)
        return opinion_of(VERDICT_EQUAL, MESSAGE_SAME);
    if (x >= 0 && y >= 0)
        return meanings[x].family == meanings[y].family
                   ? other_words(judge, b->value)
                   : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED_WORDS);
    if (y == UNDEFINED && a->type == ANSWER_VALUE) {
        struct opinion itself = values_compare(judge, a->value, a->value);
        if (itself.kind == VERDICT_UNREADABLE)
            return itself;
    }
    if ((x >= 0 && is_mathematics(b)) || (y >= 0 && is_mathematics(a)))
        return other_words(judge, b->value);
    bool one_script =
        text_has_hangul(mine, strlen(mine)) == text_has_hangul(theirs, strlen(theirs));
    if (one_script && is_word(a) && is_word(b) && !is_mathematics(a) && !is_mathematics(b) &&
        a->type != ANSWER_OTHER && !share_a_stem(mine, theirs))
        return other_words(judge, b->value);
    return opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED_WORDS);
}
