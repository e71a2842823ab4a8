/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See puzzle.h. A puzzle is put together from what is done with the number: @O in a story
 * ("multiply it by 3 and add 5"), @L as a noun ("three times a number plus 5"; @S the same at the
 * beginning of a sentence), and how the number is asked for (@Q, within a sentence @Z). @A, @B, @C:
 * the numbers; @T "3 times", "twice" or "3배"; @N the number ("a number n", "어떤 수 n").
 */
#include "app/topics/puzzle.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>

static const char *const stories[LANG_COUNT][PUZZLE_KINDS] = {
    {"add @B[ to it|]", "subtract @B[ from it|]", "multiply it by @A", "divide it by @A",
     "multiply it by @A[ and|, then| and then] add @B",
     "multiply it by @A[ and|, then| and then] subtract @B",
     "divide it by @A[ and|, then| and then] add @B",
     "divide it by @A[ and|, then| and then] subtract @B",
     "add @B[ and|, then| and then] multiply [|the result ]by @A",
     "subtract @B[ and|, then| and then] multiply [|the result ]by @A"},
    {"@N에 @B~을 더하", "@N에서 @B~을 빼", "@N에 @A~을 곱하", "@N~을 @A~으로 나누",
     "[@N에 @A~을 곱하고[| 다시|,] @B~을 더하|@N~을 @T 하고 @B~을 더하|@N의 @T에 @B~을 더하]",
     "[@N에 @A~을 곱하고[| 다시|,] @B~을 빼|@N~을 @T 한 다음 @B~을 빼|@N의 @T에서 @B~을 빼]",
     "@N~을 @A~으로 나누고[| 다시|,] @B~을 더하", "@N~을 @A~으로 나누고[| 다시|,] @B~을 빼",
     "@N에 @B~을 더하고[| 그 결과에| 다시] @A~을 곱하",
     "@N에서 @B~을 빼고[| 그 결과에| 다시] @A~을 곱하"},
};
static const char *const nouns[LANG_COUNT][PUZZLE_KINDS] = {
    {"[@N plus @B|@N increased by @B|@B more than @N|the sum of @N and @B]",
     "[@N minus @B|@N decreased by @B|@B less than @N|@N less @B]",
     "[@T @N|@N multiplied by @A|the product of @A and @N]",
     "[@N divided by @A|the quotient of @N and @A]",
     "[@T @N plus @B|@T @N increased by @B|@B more than @T @N|the sum of @T @N and @B]",
     "[@T @N minus @B|@T @N decreased by @B|@B less than @T @N|@T @N less @B]",
     "[@N divided by @A, plus @B|@B more than the quotient of @N and @A]",
     "[@N divided by @A, minus @B|@B less than the quotient of @N and @A]",
     "[@T the sum of @N and @B|the sum of @N and @B, multiplied by @A]",
     "[@T the difference of @N and @B|the difference of @N and @B, multiplied by @A]"},
    {"[@N보다 @B만큼 큰 수|@N~과 @B의 합|@N에 @B~을 더한 [수|값]]",
     "[@N보다 @B만큼 작은 수|@N에서 @B~을 뺀 [수|값]]",
     "[@N의 @T|@N~과 @A의 곱|@N에 @A~을 곱한 수]", "@N~을 @A~으로 나눈 [수|값]",
     "[@N의 @T보다 @B만큼 큰 수|@N의 @T보다 @B 큰 수|@N의 @T에 @B~을 더한 [수|값]]",
     "[@N의 @T보다 @B만큼 작은 수|@N의 @T보다 @B 작은 수|@N의 @T에서 @B~을 뺀 [수|값]]",
     "@N~을 @A~으로 나눈 값에 @B~을 더한 [수|것]", "@N~을 @A~으로 나눈 값에서 @B~을 뺀 [수|것]",
     "[@N~과 @B의 합의 @T|@N에 @B~을 더한 [수|값]의 @T]",
     "[@N에서 @B~을 뺀 [수|값]의 @T|@N보다 @B만큼 작은 수의 @T]"},
};

static const char *const puzzle_en[] = {
    "I[ think|'m thinking| am thinking] of @N, @O[; | and |. ][the result is|I get|the answer is] "
    "@C. @Q",
    "[Think of|Take|Start with|Choose] @N, @O[; | and |. ][the result is|you get|it gives] @C. @Q",
    "[If|When] [you|I|we] take @N and @O, [the result is|the answer is|it gives] @C. @Q",
    "I [had|wrote down|chose] @N. I @O and [got|get|the result is] @C. @Q",
    "@S [is|is|equals|is equal to|gives|makes] @C. @Q",
    "@S [is|is|equals|is equal to|gives] @C[. |, ]@Z",
    "[If|When|Given that|Suppose] @L [is|equals|is equal to] @C, @Z",
    NULL};
static const char *const puzzle_ko[] = {"@O면 @C~이 [됩니다|된다|돼요|나온다|나옵니다]. @Q",
                                        "@O면 @C입니다. @Q",
                                        "@O면 @C이다. @Q",
                                        "@O면 @C~예요. @Q",
                                        "@L[~은|~이] @C입니다. @Q",
                                        "@L[~은|~이] @C이다. @Q",
                                        "@L[~은|~이] @C~과 같[다|습니다|아요]. @Q",
                                        "@L~이 @C일 때[,|] @Q",
                                        NULL};
static const struct skill_wording puzzle_wording = {.asked = {puzzle_en, puzzle_ko}};

/* unnamed, named; the second row for the middle of a sentence */
static const char *const asked_for[LANG_COUNT][2][2] = {
    {{"[What is the number?|Find the number.|What number is it?|What is my number?|Which number is "
      "it?|What was the number?]",
      "[What is @V?|Find @V.|What is the value of @V?|Find the value of @V.|What is the number "
      "@V?]"},
     {"[what is the number?|find the number|what number is it?|which number is it?]",
      "[what is @V?|find @V|what is the value of @V?|find the value of @V]"}},
    {{"[어떤 수는?|어떤 수는 얼마인가요?|어떤 수를 구하시오.|어떤 수는 얼마입니까?|어떤 수는 "
      "무엇인가요?|어떤 수를 구해 줘|어떤 수는 얼마예요?|그 수는?|어떤 수를 구하세요.]",
      "[@V~은 얼마인가요?|@V의 값은?|@V~을 구하시오.|@V의 값을 구하시오.|@V~은?|@V의 값을 구해 "
      "줘]"},
     {"", ""}},
};

static const char *const numbers[LANG_COUNT][2][2] = {
    {{"a number", "a number"}, {"a number @V", "[a number @V|@V|the number @V]"}},
    {{"어떤 수", "어떤 수"}, {"[어떤 수 @V|@V]", "[어떤 수 @V|@V]"}},
};

void puzzle_draw(struct puzzle *p, struct random_state *r, int difficulty)
{
    static const enum puzzle_kind easy[] = {PUZZLE_PLUS, PUZZLE_MINUS, PUZZLE_MINUS, PUZZLE_TIMES,
                                            PUZZLE_OVER};
    static const enum puzzle_kind longer[] = {
        PUZZLE_TIMES_PLUS, PUZZLE_TIMES_PLUS,  PUZZLE_TIMES_MINUS, PUZZLE_TIMES_MINUS,
        PUZZLE_GROUP_PLUS, PUZZLE_GROUP_MINUS, PUZZLE_OVER_PLUS,   PUZZLE_OVER_MINUS};
    p->kind = skill_chance(r, difficulty == 1 ? 90 : 30) ? easy[random_range(r, 0, 4)]
                                                         : longer[random_range(r, 0, 7)];
    p->named = skill_chance(r, 30);
    p->letter = 'x';
    if (p->named && skill_chance(r, 50))
        p->letter = "nnykmpzt"[random_range(r, 0, 7)];
    p->a = random_range(r, 2, 12);
    p->b = random_range(r, 1, skill_chance(r, 60) ? 12 : 40);
    int64_t x = skill_chance(r, 12) ? -random_range(r, 1, 9) : random_range(r, 1, 24);
    switch (p->kind) {
    case PUZZLE_PLUS:
    case PUZZLE_MINUS:
        p->c = skill_chance(r, 90) ? x + 10 : x;
        break;
    case PUZZLE_TIMES:
        p->c = p->a * x;
        break;
    case PUZZLE_OVER:
        p->c = x;
        break;
    case PUZZLE_TIMES_PLUS:
    case PUZZLE_TIMES_MINUS:
        if (skill_chance(r, 12))
            p->c = random_range(r, 1, 60); /* the number may be a fraction */
        else
            p->c = p->a * x + (p->kind == PUZZLE_TIMES_PLUS ? p->b : -p->b);
        break;
    case PUZZLE_OVER_PLUS:
    case PUZZLE_OVER_MINUS:
        p->c = x % 10 + (p->kind == PUZZLE_OVER_PLUS ? p->b : -p->b);
        break;
    default:
        p->c = p->a * (x + (p->kind == PUZZLE_GROUP_PLUS ? p->b : -p->b));
    }
}

/* "3 times", "three times", "twice"; "3배", "세 배" */
static void write_times(char *out, size_t size, int64_t a, enum lang lang, struct random_state *r)
{
    static const char *const words[LANG_COUNT][13] = {
        {"", "", "twice", "three times", "four times", "five times", "six times", "seven times",
         "eight times", "nine times", "ten times", "eleven times", "twelve times"},
        {"", "", "두 배", "세 배", "네 배", "다섯 배", "여섯 배", "일곱 배", "여덟 배", "아홉 배",
         "열 배", "11배", "12배"}};
    if (skill_chance(r, 45))
        snprintf(out, size, "%s", words[lang][a]);
    else
        snprintf(out, size, "%" PRId64 "%s", a, lang == LANG_KO ? "배" : " times");
}

void puzzle_ask(struct topic_item *item, const struct puzzle *p, struct random_state *r)
{
    char a[24], b[24], c[24], times[24], letter[2] = {p->letter, 0};
    enum lang lang = item->lang;
    struct str number = STR_EMPTY, story = STR_EMPTY, noun = STR_EMPTY, start = STR_EMPTY,
               asked = STR_EMPTY, asked_within = STR_EMPTY;
    snprintf(a, sizeof a, "%" PRId64, p->a);
    snprintf(b, sizeof b, "%" PRId64, p->b);
    snprintf(c, sizeof c, "%" PRId64, p->c);
    write_times(times, sizeof times, p->a, lang, r);
    struct phrase_slots slots = {.PHRASE_SLOT('A') = a,
                                 .PHRASE_SLOT('B') = b,
                                 .PHRASE_SLOT('C') = c,
                                 .PHRASE_SLOT('T') = times,
                                 .PHRASE_SLOT('V') = letter};
    phrase_expand(&number, numbers[lang][p->named][1], &slots, r);
    slots.PHRASE_SLOT('N') = number.data;
    phrase_expand(&noun, nouns[lang][p->kind], &slots, r);
    str_add_str(&start, &noun);
    bool begins_with_letter = p->named && noun.data[0] == p->letter && noun.data[1] == ' ';
    if (!begins_with_letter && lang == LANG_EN)
        start.data[0] = (char)toupper((unsigned char)start.data[0]);
    str_clear(&number);
    phrase_expand(&number, numbers[lang][p->named][0], &slots, r);
    slots.PHRASE_SLOT('N') = number.data;
    phrase_expand(&story, stories[lang][p->kind], &slots, r);
    phrase_expand(&asked, asked_for[lang][0][p->named], &slots, r);
    phrase_expand(&asked_within, asked_for[LANG_EN][1][p->named], &slots, r);
    slots.PHRASE_SLOT('L') = noun.data;
    slots.PHRASE_SLOT('S') = start.data;
    slots.PHRASE_SLOT('O') = story.data;
    slots.PHRASE_SLOT('Q') = asked.data;
    slots.PHRASE_SLOT('Z') = asked_within.data;
    skill_ask(item, &puzzle_wording, &slots, r);
    str_release(&number);
    str_release(&story);
    str_release(&noun);
    str_release(&start);
    str_release(&asked);
    str_release(&asked_within);
}
