/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a question is typed around its formula: exercise numbers and marks, greetings and wishes,
 * misspelt words, missing spaces, no capitals. Knows no mathematics; formulas stay as they are.
 */
#include "app/topics/skill.h"

#include "engine/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* @N the number of the exercise, @L a letter, @M marks in brackets, @T a tag in brackets */
static const char *const labels[LANG_COUNT] = {
    [LANG_EN] = "[Q@N. |Q@N) |Q@N: |q@N: |@N) |@N. |(@L) |@L) |@N@L) |@N(@L) |Question @N. "
                "|Question @N: |Question @N @M. |Question @N @M: |Problem @N: |Problem @N. "
                "|Exercise @N. |Exercise @N: |Ex. @N: |Ex @N) |No. @N: |#@N: |Task @N: |@N@L. "
                "|Q@N (@L) |Example @N. |Problem @N @M: |@M |question @N: |Part (@L): |@T |@T |@T "
                "|@T |@T @N. |Ex @N@L |Ex @N@L: |Exercise @N@L. |Ex. @N@L) |q@N) |Q @N: ]",
    [LANG_KO] =
        "[@N. |@N) |(@N) |@N번. |@N번) |@N번: |@N번 |문제 @N) |문제 @N. |문제@N. |문제 "
        "@N: |예제 @N. |예제 @N) |유제 @N. |@N번 문제: |@N번 문제 |연습문제 @N. |확인 "
        "문제 @N. |Q@N. |서술형 @N. |서술형 @N @M |@N. @M |@N번 @M |@M |문제 @N "
        "@M. |보기 @N. |@T |@T |@T |@T |@T |@T @N. |@T @N번. |문제 @N번. |단답형 @N. |서술형 "
        "@N) ]",
};
static const char bare_labels[] =
    "[Q@N. |Q@N) |Q@N: |@N) |@N. |(@L) |@L) |#@N: |@N@L) |@T |@T |@T ]";

static const char *const openings[LANG_COUNT] = {
    [LANG_EN] = "[Hi! |Hello, |Hey, |Hi there. |I'm stuck. |Please help. |Can you help me? |Quick "
                "question: |Homework: |Question: |Q. |Exercise. |My homework says: |Next one: "
                "|OK, |I don't get this. |Next problem. |Sorry, one more. |For my test tomorrow: "
                "|Hmm, |Teacher asked: |Good morning. |Now |Please: |Problem: |Help! ]",
    [LANG_KO] =
        "[안녕하세요. |안녕! |도와주세요. |질문이요. |문제: |숙제인데요, |선생님, |이 문제 "
        "모르겠어요. |다음 문제. |저기요, |급해요! |음, |혹시 |이것 좀 봐 줘. |하나만 더요. |수학 "
        "숙제예요. |모르겠어. |내일 시험인데 |자, |문제입니다. |질문 있어요! |부탁드려요. ]",
};
static const char *const more_openings[LANG_COUNT] = {
    [LANG_EN] = "[homework: |hw: |no calculator: |No calculator! |Without a calculator: |pls help "
                "|pls help: |help me: |help me with this. |hi can u help? |hey can you help me? "
                "|My teacher asks: |My teacher asks this: |From my textbook: |From the exam: "
                "|urgent! |I need this fast. |Can u do this? |Non-calculator paper: |Revision: "
                "|Worksheet: |Hi, I have a question. |thanks in advance. |Excuse me, |One more: "
                "|another one: |I tried but failed: |my kid's homework: |Test review: |Hi tutor. ]",
    [LANG_KO] = "[숙제인데 |숙제: |숙제에요. |급해요 |급함. |도와주세요 |쌤 |쌤, |선생님이 내 준 "
                "문제예요. |선생님께서 내 주신 문제인데요. |계산기 없이 |이거 모르겠어요 |이거 좀 "
                "|교과서 문제예요. |문제집에 나온 문제인데요, |수행평가 문제인데요, |시험에 "
                "나왔어요. |안녕하세요 |저 좀 도와주세요. |모르는 문제예요. |학원 숙제인데 "
                "|기출문제: |질문드려요. |질문! |도와줘요. |다음 문제 풀어 주세요. |아이 "
                "숙제인데요. |복습 문제. ]",
};

static const char *const closings[LANG_COUNT] = {
    [LANG_EN] = "[ Thanks!| Thank you.| Please show the steps.| Show your work.| Explain step by "
                "step.| Thanks in advance.| I need the steps.| Please explain.| Help please.| "
                "Please.| Explain it simply.| Show all working.| Give the exact answer.| :)| "
                "Cheers| pls| How does it work?| Walk me through it.]",
    [LANG_KO] =
        "[ 감사합니다.| 고마워.| 풀이도 보여 줘.| 과정도 알려 주세요.| 부탁해.| 부탁드려요.| "
        "자세히 설명해 줘.| 풀이 과정을 쓰시오.| 단계별로 설명해 주세요.| 쉽게 설명해 줘.| 제발| "
        "ㅠㅠ| 어떻게 푸는 거예요?| 도와줘.| 설명 부탁드립니다.| 풀이 과정도요.| ㅎㅎ]",
};
static const char *const more_closings[LANG_COUNT] = {
    [LANG_EN] = "[ please| plz| thx| thanks| ty| @M| @M| @M| No calculator.| Do not use a "
                "calculator.| (no calculator)| asap| I need help| help| I'm lost.| Show full "
                "working.| step by step| with steps| for homework| (homework)| I have no idea.| "
                "please help me| help me pls| Show me how.]",
    [LANG_KO] = "[ 좀 알려 줘| 알려 주세요| 알려주세요ㅠㅠ| 빨리요| 급해요| 급해요!| 플리즈| "
                "도와주세요| ㅜㅜ| 제발요| 감사합니다!| 부탁드립니다| @M| @M| @M| (계산기 사용 "
                "금지)| 숙제예요| 숙제예요 ㅠ| 풀이도 부탁해요| 과정까지요| 모르겠어요| 설명해 "
                "주세요.| 답이랑 풀이 부탁드려요.]",
};

/* Words as they are misspelt; several rows for one word are all possible. */
struct slip {
    const char *right, *wrong;
};

static const struct slip slips_en[] = {
    {"olve", "ovle"},
    {"olve", "love"},
    {"hat's", "hats"},
    {"hat is", "hats"},
    {"hat is", "ats"},
    {"derivative", "dervative"},
    {"derivative", "derivitive"},
    {"derivative", "derivate"},
    {"erivative", "erivaitve"},
    {"riangle", "riangel"},
    {"triangle", "traingle"},
    {"equation", "equasion"},
    {"equation", "eqution"},
    {"ifferentiate", "iferentiate"},
    {"ifferentiate", "ifferenciate"},
    {"alculate", "alcualte"},
    {"alculate", "aculate"},
    {"quadratic", "quadradic"},
    {"valuate", "valute"},
    {"height", "hieght"},
    {"height", "heigth"},
    {"area", "aera"},
    {"value", "vlaue"},
    {"Find", "Fnid"},
    {"ind the", "ind teh"},
    {"the ", "teh "},
    {"roots", "rots"},
    {"solution", "soluton"},
    {"slope", "slop"},
    {"gradient", "gradiant"},
    {"tangent", "tangant"},
    {"polynomial", "polynominal"},
    {"lease", "leese"},
    {"implify", "implfy"},
    {"ompute", "ompte"},
    {"you", "u"},
    {"answer", "anwser"},
    {"function", "fucntion"},
    {"base", "bsae"},
    {"does", "dose"},
};

static const struct slip slips_ko[] = {
    {"해 줘", "해죠"},
    {"풀어 줘", "풀어줘요"},
    {"풀어 줘", "풀어죠"},
    {"구해 줘", "구해줘요"},
    {"구해 줘", "구해죠"},
    {"해 주세요", "해주세여"},
    {"주세요", "주세욤"},
    {"구하시오", "구하시요"},
    {"계산하시오", "계산하시요"},
    {"푸시오", "푸시요"},
    {"얼마예요", "얼마에요"},
    {"뭐예요", "뭐에요"},
    {"뭐야", "머야"},
    {"얼마야", "얼마얌"},
    {"어떻게", "어케"},
    {"어떻게", "어떡게"},
    {"이차방정식", "2차방정식"},
    {"일차방정식", "1차방정식"},
    {"삼각형", "세모"},
    {"넓이", "널이"},
    {"높이", "노피"},
    {"밑변", "밋변"},
    {"밑변", "민변"},
    {"도함수", "도함스"},
    {"미분", "미뷴"},
    {"계산", "계삼"},
    {"의 값", "값"},
    {"인가요", "인가여"},
};

/* Replaces one of the words that occur, chosen by drawing rows until one fits. */
static void misspell(struct str *text, size_t from, enum lang lang, struct random_state *r)
{
    const struct slip *slips = lang == LANG_KO ? slips_ko : slips_en;
    int count = lang == LANG_KO ? (int)(sizeof slips_ko / sizeof *slips_ko)
                                : (int)(sizeof slips_en / sizeof *slips_en);
    for (int tries = 0; tries < 40; tries++) {
        const struct slip *slip = &slips[random_range(r, 0, count - 1)];
        const char *found = strstr(text->data + from, slip->right);
        if (!found)
            continue;
        struct str changed = STR_EMPTY;
        str_add(&changed, text->data, (size_t)(found - text->data));
        str_add_text(&changed, slip->wrong);
        str_add_text(&changed, found + strlen(slip->right));
        str_clear(text);
        str_add_str(text, &changed);
        str_release(&changed);
        return;
    }
}

/* Three bytes of UTF-8 that are a Hangul syllable. */
static bool is_syllable(const char *at)
{
    uint32_t c = 0;
    if ((unsigned char)*at < 0xE0)
        return false;
    utf8_decode(at, strlen(at), &c, NULL);
    return c >= 0xAC00 && c <= 0xD7A3;
}

/* Takes out spaces between Hangul words, each with the given chance. */
static void close_up(struct str *text, size_t from, int percent, struct random_state *r)
{
    size_t to = from;
    for (size_t i = from; i < text->len; i++) {
        bool between = text->data[i] == ' ' && i >= from + 3 && is_syllable(&text->data[i - 3]) &&
                       is_syllable(&text->data[i + 1]);
        if (between && skill_chance(r, percent))
            continue;
        text->data[to++] = text->data[i];
    }
    text->len = to;
    text->data[to] = '\0';
}

/* Capitals that belong to a word; "A=?" and a lone "I" stay. */
static void lower_words(struct str *text, size_t from)
{
    for (size_t i = from; i < text->len; i++) {
        char *at = &text->data[i];
        if (isupper((unsigned char)*at) &&
            (islower((unsigned char)at[1]) || (at[1] == ' ' && i == from)))
            *at = (char)tolower(*at);
    }
}

static void soften_ending(struct str *text, struct random_state *random)
{
    char last = text->data[text->len - 1];
    if ((last == '.' || last == '?') && skill_chance(random, 25))
        text->data[--text->len] = '\0';
}

/* The words of one question, behind `start`, as a hurried person types them. */
static void hurry(struct str *text, size_t start, bool greeted, enum lang lang,
                  struct random_state *r)
{
    if (lang == LANG_KO && skill_chance(r, 9))
        close_up(text, start, skill_chance(r, 50) ? 100 : 45, r);
    if (skill_chance(r, 5))
        misspell(text, start, lang, r);
    char *first = &text->data[start];
    bool word = isupper((unsigned char)first[0]) && islower((unsigned char)first[1]);
    if (word && skill_chance(r, greeted ? 50 : 25))
        *first = (char)tolower(*first);
    if (skill_chance(r, 6))
        lower_words(text, start);
    soften_ending(text, r);
}

/* "[3 marks]", "(2점)" */
static void write_marks(char *out, size_t size, enum lang lang, struct random_state *r)
{
    static const char *const names[LANG_COUNT][4] = {{" marks", " marks", " pts", " points"},
                                                     {"점", "점", "점", " 점"}};
    int64_t marks = random_range(r, 1, 6);
    const char *name = names[lang][random_range(r, 0, 3)];
    if (lang == LANG_EN && marks == 1)
        name = " mark";
    bool square = skill_chance(r, 60);
    snprintf(out, size, "%c%d%s%c", square ? '[' : '(', (int)marks, name, square ? ']' : ')');
}

/* "[서술형 2]", "[기출]", "[Past paper 2019]" */
static void write_tag(char *out, size_t size, enum lang lang, struct random_state *r)
{
    static const char *const names[LANG_COUNT][12] = {
        {"Q", "Q", "Question", "Ex", "Exam", "Past paper", "Short answer", "Long answer", "Problem",
         "Homework", "Practice", "Level"},
        {"서술형", "서술형", "단답형", "단답형", "기출", "주관식", "객관식", "문제", "예제", "유형",
         "심화", "기본"}};
    const char *name = names[lang][random_range(r, 0, 11)];
    int64_t manner = random_range(r, 0, 99);
    bool round = skill_chance(r, 15);
    char number[8] = "";
    if (manner < 65)
        snprintf(number, sizeof number, "%d",
                 (int)random_range(r, 1, skill_chance(r, 70) ? 9 : 30));
    else if (manner < 75)
        snprintf(number, sizeof number, "%d", (int)random_range(r, 2005, 2026));
    bool tight = !number[0] || skill_chance(r, strcmp(name, "Q") == 0 ? 90 : 15);
    snprintf(out, size, "%c%s%s%s%c", round ? '(' : '[', name, tight ? "" : " ", number,
             round ? ')' : ']');
}

enum front { FRONT_NOTHING, FRONT_LABEL, FRONT_GREETING };

static enum front draw_front(struct random_state *r, bool bare)
{
    int64_t draw = random_range(r, 0, 99);
    if (draw < (bare ? 6 : 14))
        return FRONT_LABEL;
    return draw < (bare ? 9 : 22) ? FRONT_GREETING : FRONT_NOTHING;
}

static void add_front(struct str *out, enum front front, enum lang lang, bool bare,
                      const struct phrase_slots *noise, struct random_state *r)
{
    const char *pattern = openings[lang];
    if (front == FRONT_LABEL)
        pattern = bare ? bare_labels : labels[lang];
    else if (skill_chance(r, 55))
        pattern = more_openings[lang];
    phrase_expand(out, pattern, noise, r);
    if (out->data[out->len - 1] == ' ' && skill_chance(r, 15))
        out->data[out->len - 1] = '\n';
}

static int count_patterns(const char *const *patterns)
{
    int count = 0;
    while (patterns[count])
        count++;
    return count;
}

void skill_ask(struct topic_item *item, const struct skill_wording *wording,
               const struct phrase_slots *slots, struct random_state *random)
{
    bool bare = skill_chance(random, wording->bare_percent);
    const char *const *patterns = bare ? wording->bare : wording->asked[item->lang];
    const char *pattern = patterns[random_range(random, 0, count_patterns(patterns) - 1)];
    char number[8], letter[2] = {0}, marks[24], tag[40];
    snprintf(number, sizeof number, "%d", (int)random_range(random, 1, 30));
    letter[0] = "aabbccdef"[random_range(random, 0, 8)];
    write_marks(marks, sizeof marks, item->lang, random);
    write_tag(tag, sizeof tag, item->lang, random);
    struct phrase_slots noise = {.PHRASE_SLOT('N') = number,
                                 .PHRASE_SLOT('L') = letter,
                                 .PHRASE_SLOT('M') = marks,
                                 .PHRASE_SLOT('T') = tag};
    enum front front = draw_front(random, bare);
    if (front != FRONT_NOTHING)
        add_front(&item->problem, front, item->lang, bare, &noise, random);
    size_t start = item->problem.len;
    phrase_expand(&item->problem, pattern, slots, random);
    if (!bare)
        hurry(&item->problem, start, front == FRONT_GREETING, item->lang, random);
    if (!skill_chance(random, bare ? 4 : 11))
        return;
    size_t end = item->problem.len;
    phrase_expand(&item->problem, (skill_chance(random, 50) ? closings : more_closings)[item->lang],
                  &noise, random);
    if (item->problem.data[end] == ' ' && skill_chance(random, 10))
        item->problem.data[end] = '\n';
}
