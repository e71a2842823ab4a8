/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Relations, conditions, sets and tables as a Korean teacher reads them: x는 3보다 작거나 같다.
 */
#include "app/maths/print/speak_korean.h"

static void say(struct str *out, const struct tree *t)
{
    speak_korean(out, t);
}

/* --- relations and conditions ----------------------------------------------------------------- */

/* "b보다 작다", or "b보다 작고" when the chain goes on. */
static const struct {
    enum { ONE_IS, THAN, AS, BOTH, LINK } shape;
    const char *ends, *goes_on;
} relation_words[RELATION_COUNT] = {
    [RELATION_EQUAL] = {ONE_IS, "", ""},
    [RELATION_UNEQUAL] = {AS, "같지 않다", "같지 않고"},
    [RELATION_LESS] = {THAN, "작다", "작고"},
    [RELATION_LESS_EQUAL] = {THAN, "작거나 같다", "작거나 같고"},
    [RELATION_GREATER] = {THAN, "크다", "크고"},
    [RELATION_GREATER_EQUAL] = {THAN, "크거나 같다", "크거나 같고"},
    [RELATION_APPROX] = {ONE_IS, "약", "약"},
    [RELATION_EQUIVALENT] = {AS, "항등", "항등이고"},
    [RELATION_IN] = {LINK, "의 원소", "의 원소이고"},
    [RELATION_NOT_IN] = {LINK, "의 원소가 아니다", "의 원소가 아니고"},
    [RELATION_SUBSET] = {LINK, "의 진부분집합", "의 진부분집합이고"},
    [RELATION_SUBSET_EQUAL] = {LINK, "의 부분집합", "의 부분집합이고"},
    [RELATION_PARALLEL] = {BOTH, "평행", "평행이고"},
    [RELATION_PERPENDICULAR] = {BOTH, "수직", "수직이고"},
    [RELATION_SIMILAR] = {BOTH, "닮음", "닮음이고"},
    [RELATION_CONGRUENT] = {BOTH, "합동", "합동이고"},
    [RELATION_IMPLIES] = {ONE_IS, "그러면", "그러면"},
    [RELATION_IFF] = {ONE_IS, "필요충분조건은", "필요충분조건은"},
    [RELATION_TO] = {LINK, "", ""},
};

static void say_side(struct str *out, const struct tree *t)
{
    if (t->kind == TREE_LIST || t->kind == TREE_AND || t->kind == TREE_OR)
        korean_whole(out, t);
    else
        say(out, t);
}

/* One link of a chain: a is already said, or is said again where the chain needs it. */
static void say_link(struct str *out, const struct tree *b, unsigned relation, bool last)
{
    const char *words = last ? relation_words[relation].ends : relation_words[relation].goes_on;
    switch (relation_words[relation].shape) {
    case ONE_IS:
        if (relation == RELATION_IMPLIES || relation == RELATION_IFF)
            speak_mark(out, ",");
        else
            korean_topic(out);
        if (*words)
            speak(out, words);
        say_side(out, b);
        break;
    case THAN:
        korean_topic(out);
        say_side(out, b);
        korean_suffix(out, "보다");
        speak(out, words);
        break;
    case AS:
        korean_topic(out);
        say_side(out, b);
        korean_with(out);
        speak(out, words);
        break;
    case BOTH:
        korean_with(out);
        say_side(out, b);
        korean_topic(out);
        speak(out, words);
        break;
    case LINK:
        korean_topic(out);
        say_side(out, b);
        if (relation == RELATION_TO) {
            korean_towards(out);
            speak(out, last ? "간다" : "가고");
        } else {
            korean_suffix(out, words);
        }
        break;
    }
}

static void say_relation(struct str *out, const struct tree *t)
{
    say_side(out, t->child[0]);
    for (uint32_t i = 1; i < t->n; i++) {
        unsigned relation = t->relations[i - 1];
        if (i > 1 && relation_words[t->relations[i - 2]].shape != ONE_IS) {
            speak_mark(out, ",");
            say_side(out, t->child[i - 1]);
        }
        say_link(out, t->child[i], relation, i + 1 == t->n);
    }
}

static void say_condition(struct str *out, const struct tree *t)
{
    const char *word = t->kind == TREE_OR ? ", 또는" : ", 그리고";
    if (t->kind == TREE_NOT) {
        korean_whole(out, t->child[0]);
        korean_subject(out);
        speak(out, "아님");
        return;
    }
    if (t->kind == TREE_SYSTEM)
        speak(out, "연립,");
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            speak_mark(out, word);
        say(out, t->child[i]);
    }
}

/* --- sets ------------------------------------------------------------------------------------- */

static void say_matrix(struct str *out, const struct tree *t)
{
    uint32_t columns = t->n / t->rows;
    speak(out, "");
    str_printf(out, "%u행 %u열 행렬", (unsigned)t->rows, (unsigned)columns);
    for (uint32_t i = 0; i < t->n; i++) {
        speak_mark(out, i % columns ? "," : i ? ";" : ":");
        if (i % columns == 0) {
            speak(out, "");
            str_printf(out, "%u행은", (unsigned)(i / columns + 1));
        }
        say(out, t->child[i]);
    }
    speak_mark(out, "; 행렬 끝");
}

static void say_cases(struct str *out, const struct tree *t)
{
    speak(out, "경우를 나누어,");
    for (uint32_t i = 0; i + 1 < t->n; i += 2) {
        say(out, t->child[i]);
        speak_mark(out, t->child[i + 1]->kind == TREE_WORDS ? "," : ", 조건은");
        say(out, t->child[i + 1]);
        speak_mark(out, ";");
    }
    speak(out, "경우 끝");
}

static bool relation_is_in(const struct tree *t)
{
    return t->kind == TREE_RELATION && t->n == 2 && t->relations[0] == RELATION_IN;
}

static void say_set(struct str *out, const struct tree *t)
{
    static const char *const numbers[] = {
        [NUMBERS_NATURAL] = "자연수 전체의 집합",  [NUMBERS_INTEGER] = "정수 전체의 집합",
        [NUMBERS_RATIONAL] = "유리수 전체의 집합", [NUMBERS_REAL] = "실수 전체의 집합",
        [NUMBERS_COMPLEX] = "복소수 전체의 집합",
    };
    switch (t->kind) {
    case TREE_ELEMENTS:
        speak(out, t->n ? "원소는" : "공집합");
        korean_list(out, t, 0);
        if (t->n)
            korean_suffix(out, "인 집합");
        break;
    case TREE_SUCH_THAT:
        speak(out, "조건은");
        say(out, t->child[1]);
        speak_mark(out, ", 그러한");
        if (relation_is_in(t->child[0])) { /* 실수 전체의 집합의 원소 x */
            say(out, t->child[0]->child[1]);
            korean_suffix(out, "의 원소");
            say(out, t->child[0]->child[0]);
        } else {
            say(out, t->child[0]);
        }
        korean_suffix(out, "의 집합");
        break;
    case TREE_INTERVAL:
        korean_whole(out, t->child[0]);
        speak(out, t->detail & INTERVAL_LOWER_CLOSED ? "이상" : "초과");
        korean_whole(out, t->child[1]);
        speak(out, t->detail & INTERVAL_UPPER_CLOSED ? "이하인 구간" : "미만인 구간");
        break;
    case TREE_TUPLE:
        speak(out, "순서쌍 괄호 열고");
        korean_list(out, t, 0);
        speak(out, "괄호 닫고");
        break;
    case TREE_NUMBERS:
        speak(out, numbers[t->detail]);
        break;
    case TREE_UNION:
        korean_joined(out, t, "합집합");
        break;
    case TREE_INTERSECTION:
        korean_joined(out, t, "교집합");
        break;
    case TREE_DIFFERENCE:
        korean_joined(out, t, "차집합");
        break;
    case TREE_MATRIX:
        say_matrix(out, t);
        break;
    case TREE_TRANSPOSE:
        korean_closely(out, t->child[0]);
        speak(out, "전치");
        break;
    default:
        break;
    }
}

void korean_statement(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_RELATION:
        say_relation(out, t);
        break;
    case TREE_SYSTEM:
    case TREE_AND:
    case TREE_OR:
    case TREE_NOT:
        say_condition(out, t);
        break;
    case TREE_CASES:
        say_cases(out, t);
        break;
    default:
        say_set(out, t);
        break;
    }
}
