/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See spoken.h. @A, @B, @C are the numbers. A chain is put together from its first operation (@U
 * at the beginning of a sentence, @X within one) and its second (@W), or from the second alone
 * with the first as a noun (@E, @F).
 */
#include "app/topics/spoken.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ASK                                                                                       \
    "[What is|What's|what is|whats|Calculate|Work out|Find|Compute|How much is|Evaluate|Tell me|" \
    "Please calculate|Can you work out|I need] "
#define DO(verb, Verb)                                                                      \
    "[Can you " verb "|Please " verb "|Could you " verb "|How do I " verb "|" Verb "|" Verb \
    "|" Verb "|" Verb "|" verb "]"
#define GET "[What do you get|What is the result|What's the answer] [if|when] you "
#define END "[.|?|]"
#define KO_END                                                                                                                    \
    "[?|~은?|~은 얼마예요?|~은 얼마야?|~은 얼마인가요?|~은 얼마입니까?|~을 구하시오.|~을 구해 줘|" \
    "~을 계산해 줘|~은 뭐야?|~은 몇이야?]"
#define KO_IF                                                                                                        \
    "[?| 얼마예요?| 얼마야?| 얼마인가요?| 얼마입니까?| 얼마가 되나요?| 몇이야?| 뭐야?| " \
    "얼마인지 구하시오.| 얼마인지 알려 줘]"
#define KO_DO "[시오.|세요.|면?|면 얼마예요?|면 얼마야?|면 얼마가 되나요?|면 몇인가요?]"

static const char *const plus_en[] = {ASK "@A plus @B" END,
                                      DO("add", "Add") " @A and @B" END,
                                      DO("add", "Add") " @B to @A" END,
                                      ASK "the [sum|total] of @A and @B" END,
                                      ASK "@B more than @A" END,
                                      ASK "@A increased by @B" END,
                                      "[The sum|Sum] of @A and @B[?|.|]",
                                      "@A plus @B[?|]",
                                      "[What number is|Which number is] @B more than @A?",
                                      GET "add @A and @B?",
                                      NULL};
static const char *const minus_en[] = {
    ASK "@A minus @B" END,
    ASK "@A minus @B" END,
    DO("subtract", "Subtract") " @B from @A" END,
    DO("subtract", "Subtract") " @B from @A" END,
    DO("take", "Take") " @B [away |]from @A" END,
    ASK "@A take away @B" END,
    ASK "the difference [between|of] @A and @B" END,
    ASK "@B less than @A" END,
    ASK "@A [decreased by|reduced by|less] @B" END,
    "@A minus @B[?|]",
    "[What number is|Which number is] @B less than @A?",
    GET "[subtract|take] @B from @A?",
    "[How much|What] is left [if|when] you take @B [away |]from @A?",
    "By how much is @A [greater|larger|more] than @B?",
    NULL};
static const char *const below_en[] = {
    ASK "@A minus @B" END,     DO("subtract", "Subtract") " @B from @A" END,
    "@A minus @B[?|]",         GET "[subtract|take] @B from @A?",
    ASK "@B less than @A" END, NULL};
static const char *const times_en[] = {ASK "@A times @B" END,
                                       ASK "@A times @B" END,
                                       DO("multiply", "Multiply") " @A [by|and|with] @B" END,
                                       ASK "the product of @A and @B" END,
                                       ASK "@A multiplied by @B" END,
                                       "@A times @B[?|]",
                                       GET "multiply @A by @B?",
                                       "[The product|Product] of @A and @B[?|.|]",
                                       NULL};
static const char *const over_en[] = {ASK "@A divided by @B" END,
                                      ASK "@A divided by @B" END,
                                      DO("divide", "Divide") " @A by @B" END,
                                      DO("divide", "Divide") " @A by @B" END,
                                      ASK "the quotient of @A and @B" END,
                                      ASK "the quotient when @A is divided by @B" END,
                                      "@A divided by @B[?|]",
                                      GET "divide @A by @B?",
                                      "How many times does @B go into @A?",
                                      NULL};
static const char *const double_en[] = {ASK "[double|twice|two times] @A" END,
                                        DO("double", "Double") " @A" END, ASK "@A doubled" END,
                                        NULL};
static const char *const triple_en[] = {ASK "[three times|triple] @A" END,
                                        DO("triple", "Triple") " @A" END, NULL};
static const char *const half_en[] = {ASK "half of @A" END, ASK "[half|one half of] @A" END,
                                      DO("halve", "Halve") " @A" END, NULL};
static const char *const square_en[] = {ASK "@A squared" END, ASK "the square of @A" END,
                                        DO("square", "Square") " @A" END, NULL};
static const char *const cube_en[] = {ASK "@A cubed" END, ASK "the cube of @A" END,
                                      DO("cube", "Cube") " @A" END, NULL};

static const char *const plus_ko[] = {
    "@A 더하기 @B" KO_END,     "@A~과 @B~을 더하" KO_DO,         "@A~과 @B~을 더하면" KO_IF,
    "@A에 @B~을 더하면" KO_IF, "@A~과 @B의 합" KO_END,           "@A보다 @B만큼 큰 수" KO_END,
    "@A보다 @B 큰 수" KO_END,  "@A에 @B~을 더한 [값|수]" KO_END, NULL};
static const char *const minus_ko[] = {
    "@A 빼기 @B" KO_END,        "@A에서 @B~을 빼" KO_DO,          "@A에서 @B~을 빼면" KO_IF,
    "@A에서 @B~을 빼면" KO_IF,  "@A~과 @B의 차" KO_END,           "@A보다 @B만큼 작은 수" KO_END,
    "@A보다 @B 작은 수" KO_END, "@A에서 @B~을 뺀 [값|수]" KO_END, NULL};
static const char *const below_ko[] = {"@A 빼기 @B" KO_END, "@A에서 @B~을 빼" KO_DO,
                                       "@A에서 @B~을 빼면" KO_IF, "@A보다 @B만큼 작은 수" KO_END,
                                       NULL};
static const char *const times_ko[] = {"@A 곱하기 @B" KO_END,
                                       "@A 곱하기 @B" KO_END,
                                       "@A에 @B~을 곱하" KO_DO,
                                       "@A에 @B~을 곱하면" KO_IF,
                                       "@A~과 @B~을 곱하면" KO_IF,
                                       "@A~과 @B의 곱" KO_END,
                                       "@A에 @B~을 곱한 [값|수]" KO_END,
                                       NULL};
static const char *const over_ko[] = {"@A 나누기 @B" KO_END,
                                      "@A 나누기 @B" KO_END,
                                      "@A~을 @B~으로 나누" KO_DO,
                                      "@A~을 @B~으로 나누면" KO_IF,
                                      "@A~을 @B~으로 나눈 [몫|값]" KO_END,
                                      NULL};
static const char *const double_ko[] = {"@A의 [2배|두 배|2 배]" KO_END, NULL};
static const char *const triple_ko[] = {"@A의 [3배|세 배]" KO_END, NULL};
static const char *const half_ko[] = {"@A의 [절반|반]" KO_END, NULL};
static const char *const square_ko[] = {"@A의 제곱" KO_END, "@A~을 제곱하" KO_DO, NULL};
static const char *const cube_ko[] = {"@A의 세제곱" KO_END, "@A~을 세제곱하" KO_DO, NULL};

static const struct skill_wording short_wordings[SPOKEN_SHORT_KINDS] = {
    [SPOKEN_PLUS] = {.asked = {plus_en, plus_ko}},
    [SPOKEN_MINUS] = {.asked = {minus_en, minus_ko}},
    [SPOKEN_BELOW] = {.asked = {below_en, below_ko}},
    [SPOKEN_TIMES] = {.asked = {times_en, times_ko}},
    [SPOKEN_OVER] = {.asked = {over_en, over_ko}},
    [SPOKEN_DOUBLE] = {.asked = {double_en, double_ko}},
    [SPOKEN_TRIPLE] = {.asked = {triple_en, triple_ko}},
    [SPOKEN_HALF] = {.asked = {half_en, half_ko}},
    [SPOKEN_SQUARE] = {.asked = {square_en, square_ko}},
    [SPOKEN_CUBE] = {.asked = {cube_en, cube_ko}},
};

static const char *const chain_en[] = {
    "@U[ and|, then|, and then|, and] @W[.|]",
    "@U. Then @W.",
    "@U[ and|, then|, and then] @W. [What do you get?|What is the result?|What's the answer?]",
    GET "@X[ and| and then|, then] @W?",
    "[If|When] you @X[ and| and then] @W, what [do you get|is the result|is the answer]?",
    "I @X[ and| and then] @W. What [do I get|is the result]?",
    "@E[.|]",
    GET "@F?",
    NULL};
static const char *const chain_ko[] = {"@U고[| 다시| 나서|,] @W" KO_DO,
                                       "@U고[| 다시|,] @W면" KO_IF,
                                       "@U고[| 다시] @W면" KO_IF,
                                       "@E" KO_DO,
                                       "@E면" KO_IF,
                                       NULL};
static const char *const aloud_en[] = {ASK "@F" END, "@F[?|]", "What does @F [equal|make]?", NULL};
static const char *const aloud_ko[] = {"@F" KO_END, NULL};
static const struct skill_wording chain_wording = {.asked = {chain_en, chain_ko}};
static const struct skill_wording aloud_wording = {.asked = {aloud_en, aloud_ko}};

/* By sign, in the order of signs[]. */
static const char signs[] = "+-*/";
static const char *const first[LANG_COUNT][4] = {
    {"[add @A and @B|add @B to @A]", "[subtract @B from @A|take @B [away |]from @A]",
     "multiply @A by @B", "divide @A by @B"},
    {"[@A~과 @B~을 더하|@A에 @B~을 더하]", "@A에서 @B~을 빼", "[@A에|@A~과] @B~을 곱하",
     "@A~을 @B~으로 나누"},
};
static const char *const second[LANG_COUNT][4] = {
    {"add @C", "[subtract|take away] @C", "multiply [the result |]by @C",
     "divide [the result |]by @C"},
    {"@C~을 더하", "@C~을 빼", "@C~을 곱하", "@C~으로 나누"},
};
static const char *const noun[LANG_COUNT][4] = {
    {"the sum of @A and @B", "the difference [of|between] @A and @B", "the product of @A and @B",
     "the quotient of @A and @B"},
    {"@A~과 @B의 합", "@A~과 @B의 차", "@A~과 @B의 곱", "@A~을 @B~으로 나눈 [몫|값]"},
};
static const char *const second_of_noun[LANG_COUNT][4] = {
    {"add @C to @N", "subtract @C from @N", "multiply @N by @C", "divide @N by @C"},
    {"@N에 @C~을 더하", "@N에서 @C~을 빼", "@N에 @C~을 곱하", "@N~을 @C~으로 나누"},
};
static const char *const operator_words[LANG_COUNT][4] = {
    {"plus", "minus", "[times|times|multiplied by]", "divided by"},
    {"더하기", "빼기", "곱하기", "나누기"},
};

static int sign_index(char sign)
{
    return (int)(strchr(signs, sign) - signs);
}

/* ---- numbers ---- */

static int64_t draw_addend(struct random_state *r, int difficulty)
{
    static const int64_t most[] = {20, 99, 99, 500, 999, 999};
    int64_t value = random_range(r, 1, most[random_range(r, 0, 5)]);
    return difficulty >= 3 && skill_chance(r, 6) ? -value : value;
}

static int64_t draw_factor(struct random_state *r, int difficulty)
{
    int64_t most = skill_chance(r, 60) ? 12 : skill_chance(r, 70) ? 99 : 300;
    return random_range(r, 2, difficulty == 1 && most > 99 ? 99 : most);
}

static void draw_operation(struct spoken *s, int at, struct random_state *r, int difficulty)
{
    char sign = signs[random_range(r, 0, 3)];
    int64_t value = sign == '+' || sign == '-' ? draw_addend(r, difficulty)
                                               : random_range(r, 2, sign == '/' ? 12 : 15);
    s->sign[at] = sign;
    s->number[at] = value;
    if (at > 1)
        return;
    if (sign == '*') {
        s->number[0] = draw_factor(r, difficulty);
        if (skill_chance(r, 12))
            s->number[1] = draw_factor(r, difficulty);
        else if (skill_chance(r, 35)) {
            s->number[1] = s->number[0];
            s->number[0] = value;
        }
    } else if (sign == '/') {
        s->number[0] = value * draw_factor(r, difficulty);
    } else {
        s->number[0] = draw_addend(r, difficulty);
    }
}

static void larger_first(struct spoken *s)
{
    if (s->number[0] >= s->number[1])
        return;
    int64_t smaller = s->number[0];
    s->number[0] = s->number[1];
    s->number[1] = smaller;
}

static void draw_special(struct spoken *s, struct random_state *r)
{
    s->kind = (enum spoken_kind)random_range(r, SPOKEN_DOUBLE, SPOKEN_CUBE);
    int64_t value = random_range(r, 2, skill_chance(r, 50) ? 50 : 250);
    s->number[1] = s->kind == SPOKEN_TRIPLE || s->kind == SPOKEN_CUBE ? 3 : 2;
    s->sign[1] = '*';
    if (s->kind == SPOKEN_HALF) {
        value *= 2;
        s->sign[1] = '/';
    } else if (s->kind == SPOKEN_SQUARE || s->kind == SPOKEN_CUBE) {
        s->sign[1] = '^';
        value = random_range(r, 2, s->kind == SPOKEN_CUBE ? 10 : 20);
    }
    s->number[0] = value;
}

void spoken_draw(struct spoken *s, struct random_state *r, int difficulty)
{
    int64_t draw = random_range(r, 0, 99);
    s->count = 2;
    if (draw < 7) {
        draw_special(s, r);
        return;
    }
    draw_operation(s, 1, r, difficulty);
    if (draw < 65) {
        s->kind = s->sign[1] == '+'   ? SPOKEN_PLUS
                  : s->sign[1] == '-' ? SPOKEN_MINUS
                  : s->sign[1] == '*' ? SPOKEN_TIMES
                                      : SPOKEN_OVER;
        if (s->kind == SPOKEN_MINUS && s->number[0] < s->number[1] && skill_chance(r, 25))
            s->kind = SPOKEN_BELOW;
        else if (s->kind == SPOKEN_MINUS)
            larger_first(s);
        return;
    }
    s->kind = draw < 88 ? SPOKEN_CHAIN : SPOKEN_ALOUD;
    if (s->sign[1] == '-')
        larger_first(s);
    s->count = s->kind == SPOKEN_ALOUD && skill_chance(r, 25) ? 4 : 3;
    for (int i = 2; i < s->count; i++)
        draw_operation(s, i, r, difficulty);
}

/* ---- words ---- */

static bool write_word(char *out, size_t size, int64_t n, enum lang lang)
{
    static const char *const small[] = {"zero",    "one",     "two",       "three",    "four",
                                        "five",    "six",     "seven",     "eight",    "nine",
                                        "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                       "fifty", "sixty", "seventy", "eighty", "ninety"};
    static const char *const digits[] = {"", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"};
    if (n < 1 || n > 99)
        return false;
    if (lang == LANG_KO)
        snprintf(out, size, "%s%s%s", n >= 20 ? digits[n / 10] : "", n >= 10 ? "십" : "",
                 digits[n % 10]);
    else if (n < 20)
        snprintf(out, size, "%s", small[n]);
    else
        snprintf(out, size, "%s%s%s", tens[n / 10], n % 10 ? "-" : "", n % 10 ? small[n % 10] : "");
    return true;
}

static void write_numbers(char out[][40], const struct spoken *s, enum lang lang,
                          struct random_state *r)
{
    bool words = skill_chance(r, 24);
    for (int i = 0; words && i < s->count; i++)
        words = write_word(out[i], sizeof out[i], s->number[i], lang);
    for (int i = 0; !words && i < s->count; i++)
        snprintf(out[i], sizeof out[i], "%" PRId64, s->number[i]);
}

static void write_aloud(struct str *out, const struct spoken *s, char number[][40], enum lang lang,
                        struct random_state *r)
{
    static const struct phrase_slots none;
    str_add_text(out, number[0]);
    for (int i = 1; i < s->count; i++) {
        str_add_char(out, ' ');
        phrase_expand(out, operator_words[lang][sign_index(s->sign[i])], &none, r);
        str_printf(out, " %s", number[i]);
    }
}

void spoken_ask(struct topic_item *item, const struct spoken *s, struct random_state *r)
{
    char number[SPOKEN_NUMBERS][40];
    enum lang lang = item->lang;
    write_numbers(number, s, lang, r);
    struct phrase_slots slots = {.PHRASE_SLOT('A') = number[0],
                                 .PHRASE_SLOT('B') = number[1],
                                 .PHRASE_SLOT('C') = s->count > 2 ? number[2] : NULL};
    if (s->kind < SPOKEN_SHORT_KINDS) {
        skill_ask(item, &short_wordings[s->kind], &slots, r);
        return;
    }
    struct str u = STR_EMPTY, x = STR_EMPTY, w = STR_EMPTY, n = STR_EMPTY, e = STR_EMPTY,
               f = STR_EMPTY;
    if (s->kind == SPOKEN_ALOUD) {
        write_aloud(&f, s, number, lang, r);
    } else {
        int one = sign_index(s->sign[1]), two = sign_index(s->sign[2]);
        phrase_expand(&x, first[lang][one], &slots, r);
        phrase_expand(&w, second[lang][two], &slots, r);
        phrase_expand(&n, noun[lang][one], &slots, r);
        slots.PHRASE_SLOT('N') = n.data;
        phrase_expand(&f, second_of_noun[lang][two], &slots, r);
        str_add_str(&u, &x);
        str_add_str(&e, &f);
        if (lang == LANG_EN) {
            u.data[0] = (char)toupper((unsigned char)u.data[0]);
            e.data[0] = (char)toupper((unsigned char)e.data[0]);
        }
        slots.PHRASE_SLOT('U') = u.data;
        slots.PHRASE_SLOT('X') = x.data;
        slots.PHRASE_SLOT('W') = w.data;
        slots.PHRASE_SLOT('E') = e.data;
    }
    slots.PHRASE_SLOT('F') = f.data;
    skill_ask(item, s->kind == SPOKEN_ALOUD ? &aloud_wording : &chain_wording, &slots, r);
    str_release(&u);
    str_release(&x);
    str_release(&w);
    str_release(&n);
    str_release(&e);
    str_release(&f);
}
