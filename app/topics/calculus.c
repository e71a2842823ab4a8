/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives of polynomials, and their value at a point. A polynomial is a row of terms in the
 * order typed; the trace differentiates term by term, then, if a value is asked, works it out by
 * Horner's rule (multiply by the point, add the next coefficient).
 */
#include "app/topics/scratch.h"
#include "app/topics/skill.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TERMS = 6, MAX_THINK = 300 };

struct term {
    int64_t k;
    int power;
};

struct polynomial {
    struct term term[MAX_TERMS];
    int count;
    char letter;
};

/* The task: a polynomial, or a product of two linear factors, and perhaps a point. */
struct task {
    struct polynomial poly;
    bool product;
    int64_t factor[4]; /* (f0 x + f1)(f2 x + f3) */
    bool at_point;
    int64_t point;
};

static void add_term(struct polynomial *p, int64_t k, int power)
{
    if (k && p->count < MAX_TERMS)
        p->term[p->count++] = (struct term){k, power};
}

static void write_term(struct str *out, struct term t, bool first, char letter)
{
    int64_t k = llabs(t.k);
    if (t.k < 0)
        str_add_char(out, '-');
    else if (!first)
        str_add_char(out, '+');
    if (k != 1 || !t.power)
        str_printf(out, "%" PRId64, k);
    if (t.power)
        str_add_char(out, letter);
    if (t.power > 1)
        str_printf(out, "^%d", t.power);
}

static void write_polynomial(struct str *out, const struct polynomial *p)
{
    if (!p->count)
        str_add_char(out, '0');
    for (int i = 0; i < p->count; i++)
        write_term(out, p->term[i], i == 0, p->letter);
}

/* A factor always in brackets. */
static void write_factor(struct str *out, int64_t slope, int64_t number, char letter)
{
    struct polynomial p = {.letter = letter};
    add_term(&p, slope, 1);
    add_term(&p, number, 0);
    str_add_char(out, '(');
    write_polynomial(out, &p);
    str_add_char(out, ')');
}

static void write_function(struct str *out, const struct task *t)
{
    if (!t->product) {
        write_polynomial(out, &t->poly);
        return;
    }
    write_factor(out, t->factor[0], t->factor[1], t->poly.letter);
    write_factor(out, t->factor[2], t->factor[3], t->poly.letter);
}

/* ---- drawing ---- */

static void draw_polynomial(struct polynomial *p, struct random_state *r, int difficulty)
{
    static const int lowest[] = {1, 2, 2, 3, 2}, highest[] = {2, 3, 4, 5, 5};
    int degree = (int)random_range(r, lowest[difficulty - 1], highest[difficulty - 1]);
    p->count = 0;
    int64_t most = difficulty <= 2 ? 9 : 12;
    int keep = degree >= 4 ? 45 : 72;
    for (int power = degree; power >= 0; power--)
        if (power == degree || skill_chance(r, keep)) {
            int64_t k = skill_nonzero(r, -most, most);
            if (difficulty == 1 && power == degree)
                k = llabs(k);
            if (skill_chance(r, 15))
                k = k < 0 ? -1 : 1;
            if (!power && skill_chance(r, 30))
                k = skill_nonzero(r, -40, 40);
            add_term(p, k, power);
        }
    if (difficulty >= 2 && skill_chance(r, 18))
        for (int i = p->count - 1; i > 0; i--) {
            int64_t j = random_range(r, 0, i);
            struct term t = p->term[i];
            p->term[i] = p->term[j];
            p->term[j] = t;
        }
}

static void draw_product(struct task *t, struct random_state *r)
{
    t->product = true;
    for (int i = 0; i < 4; i++)
        t->factor[i] = i % 2 ? skill_nonzero(r, -9, 9)
                             : skill_chance(r, 50) ? 1 : skill_nonzero(r, -4, 5);
}

static void draw_task(struct task *t, struct random_state *r, int difficulty)
{
    static const char letters[] = "xxxxxxxxxxxxxxxttttyzsuaw";
    static const int point_percent[] = {12, 25, 35, 35, 40};
    *t = (struct task){.product = false};
    draw_polynomial(&t->poly, r, difficulty);
    t->poly.letter = letters[random_range(r, 0, (int64_t)sizeof letters - 2)];
    if (difficulty == 5 && skill_chance(r, 45))
        draw_product(t, r);
    t->at_point = skill_chance(r, point_percent[difficulty - 1]);
    t->point = random_range(r, -3, 5);
}

/* ---- the trace ---- */

static void expand(struct task *t, struct str *think)
{
    const int64_t *f = t->factor;
    str_add_char(think, '\n');
    int64_t square = scratch_multiply(think, f[0], f[2]);
    int64_t outer = scratch_multiply(think, f[0], f[3]);
    int64_t inner = scratch_multiply(think, f[1], f[2]);
    int64_t number = scratch_multiply(think, f[1], f[3]);
    t->poly.count = 0;
    add_term(&t->poly, square, 2);
    add_term(&t->poly, scratch_add(think, outer, inner), 1);
    add_term(&t->poly, number, 0);
    str_add_text(think, "\n(");
    write_polynomial(think, &t->poly);
    str_add_text(think, ")'");
}

static struct term differentiate(struct term t, struct str *think, char letter)
{
    struct term d = {t.k * t.power, t.power - 1};
    write_term(think, t, true, letter);
    str_add_char(think, ':');
    if (t.power > 1) {
        scratch_multiply(think, t.k, t.power);
        str_add_char(think, ':');
    }
    if (t.power)
        write_term(think, d, true, letter);
    else
        str_add_char(think, '0');
    return d;
}

static void sort_terms(struct polynomial *p)
{
    for (int i = 1; i < p->count; i++)
        for (int j = i; j > 0 && p->term[j - 1].power < p->term[j].power; j--) {
            struct term t = p->term[j];
            p->term[j] = p->term[j - 1];
            p->term[j - 1] = t;
        }
}

static struct polynomial derive(const struct polynomial *p, struct str *think)
{
    struct polynomial d = {.letter = p->letter};
    for (int i = 0; i < p->count; i++) {
        str_add_char(think, '\n');
        struct term t = differentiate(p->term[i], think, p->letter);
        add_term(&d, t.k, t.power);
    }
    sort_terms(&d);
    str_add_text(think, "\n=");
    write_polynomial(think, &d);
    return d;
}

static int64_t coefficient(const struct polynomial *p, int power)
{
    for (int i = 0; i < p->count; i++)
        if (p->term[i].power == power)
            return p->term[i].k;
    return 0;
}

/* Horner's rule; false when a number leaves the ranges of the scratch. */
static bool evaluate(const struct polynomial *d, int64_t point, struct str *think, int64_t *value)
{
    int degree = d->count ? d->term[0].power : 0;
    *value = coefficient(d, degree);
    str_printf(think, "\n%c=%" PRId64, d->letter, point);
    if (degree)
        str_add_char(think, '\n');
    for (int power = degree - 1; power >= 0; power--) {
        *value = scratch_multiply(think, *value, point);
        *value = scratch_add(think, *value, coefficient(d, power));
        if (llabs(*value) > 9999)
            return false;
    }
    str_printf(think, "\n=%" PRId64, *value);
    return true;
}

/* ---- words ---- */

/* @P the polynomial, @E "f(x)=...", @Y "y=...", @D "d/dx (...)", @M "f'(x)", @B "dy/dx", @V x */
static const char *const asked_en[] = {
    "[Differentiate|Please differentiate|Can you differentiate|Could you differentiate|Help me "
    "differentiate|I need to differentiate|Let's differentiate|Derive] [@P|@E|@Y|the function @E|the polynomial @P][ with respect to "
    "@V|][.|]",
    "[Find|Compute|Calculate|Determine|Work out|Give|Take|Please find|Write down] the derivative of [@P|@E|@Y|the "
    "function @E|the polynomial @P][ with respect to @V|][.|]",
    "[Find|Compute|Calculate|Determine|Work out|What is|What's] @M [if|when|for|given|where|given that] @E[.|?]",
    "[Find|Compute|Calculate|Determine|What is] @B [if|when|for|given|where] @Y[.|?]",
    "[What is|What's] the derivative of [@P|@E|@Y|the function @E|the polynomial @P]?",
    "If @E, [what is @M|find @M|then what is @M|what's the derivative|determine @M|what is its derivative]?",
    "[Given|Let|Suppose|For|Given that] @E[. |, ][find @M|what is @M|compute @M|determine the derivative|"
    "calculate @M|differentiate it|find the derivative]",
    "[Given|Let|Suppose|For] @Y[. |, ][find @B|what is @B|compute @B|determine the derivative|differentiate]",
    "[Evaluate|Compute|Find|Calculate|Simplify|Work out] @D[.|]",
    "[What is|What's] @D?",
    "@E. [Find @M.|What is @M?|Differentiate.|Find the derivative.|Derivative?|Give the derived function.]",
    "@E, [find @M|what is @M|differentiate|derivative?|find f prime|@M = ?]",
    "[The function is|Here is my function:|I have|We have|Function:] @E[. |, ][Differentiate it.|Find @M.|What is "
    "its derivative?]",
    "How [do I|do you|can I|to] [differentiate|find the derivative of|derive] [@P|@E|@Y]?",
    "[Derivative of|derivative|diff|differentiate:|Derive] @P",
    "@P [differentiate|derivative|derivative please|derived by @V|, differentiate this]",
    "[Use|Using] the power rule[ to|,] [differentiate|find the derivative of] @P[.|]",
    "[Find|Give|Determine] the [derived function|gradient function|slope function|first derivative|rate of change function] "
    "[of|for] [@P|@E|@Y][.|]",
    "[Tell me|Show me|I want|I'm looking for] the derivative of [@P|@E|@Y][.|]",
    "[With respect to @V, differentiate|Differentiate with respect to @V:|Differentiate by @V:] @P[.|]",
    "[What do you get|What do I get|What comes out] when [you|I] differentiate [@P|@E]?",
    NULL};

static const char *const asked_ko[] = {
    "[함수 |다음 함수 |다항식 |다항함수 |][@P|@E|@Y][~을|] [미분하시오|미분하세요|미분하라|미분해라|미분해 줘|미분해줘|"
    "미분해 주세요|미분해 봐|미분해 줄래?|미분해 주실래요?][.|]",
    "[함수 |][@P|@E|@Y]의 도함수[를|] [구하시오|구하세요|구하여라|구해 줘|구해줘|구해라|구해 주세요|알려 줘|찾아 줘][.|]",
    "[함수 |][@P|@E|@Y]의 [도함수|미분][~은|~은 뭐야|~은 무엇인가|~은 무엇인가요|~이 뭐야|~은 어떻게 돼|~이 뭐예요]?",
    "@E[일 때|이면|라 할 때|라고 하면|일 때,|에 대하여|에 대해] @M[~을|] [구하시오|구하세요|구하여라|구해 줘|구해줘|계산해 줘][.|]",
    "@E[일 때|이면|일 때,|라 하면] @M[~은|~은 무엇인가|~이 뭐야|~은 뭐예요]?",
    "@Y[일 때|이면|라 할 때|일 때,|에서] @B[~을|] [구하시오|구하세요|구해 줘|구해줘|계산하시오][.|]",
    "@Y[일 때|이면|일 때,] @B[~은|~은 무엇인가|~이 뭐야]?",
    "@D[~을|] [계산하시오|구하시오|계산해 줘|구해 줘|구하세요|계산하세요|계산해 주세요][.|]",
    "@D[~은|~은 얼마|~은 뭐야|~이 뭐야|의 결과는]?",
    "[다음 함수를|다음을|다음 식을|아래 함수를] [미분하시오|미분하라|미분해 줘|미분하세요][.|:] [@P|@E|@Y]",
    "[미분해 줘|미분|미분하기|미분하시오|도함수 구하기|도함수 구해 줘][:|] [@P|@E|@Y]",
    "[@P|@E|@Y] 미분[하면|하면 뭐야?|하면 뭐가 나와?|하면 어떻게 돼?|하면 얼마예요?|한 식은?|해|값 말고 도함수]",
    "[@P|@E|@Y] [미분 좀|미분 좀 해 줘|미분 부탁해|어떻게 미분해?|미분하는 법 알려 줘|도함수 뭐야|도함수 좀|도함수|미분 어떻게 해요?]",
    "[@P|@E|@Y][~을|] @V에 대해[서|] 미분[하시오|해 줘|하세요|하면?|해 주세요|해라][.|]",
    "@E의 [도함수 |]@M[~을|] [구하시오|구해 줘|구하세요|써 줘|알려 줘][.|]",
    "[함수|다항함수] @E[~이|] 있다. [도함수를|@M~을] [구하시오|구하라|구해 줘][.|]",
    "@E, @M[~은|~은 뭐야|= ?| 구해 줘|~을 구해 줘| 구하기][?|]",
    "[거듭제곱의 미분법|미분 공식|미분법][을 써서|으로|을 이용하여] [@P|@E][~을|] 미분[하시오|해 줘|하세요][.|]",
    "[이 함수|이거|이 식|이 문제] 미분[해 줘|해 주세요|해줘|하면 뭐야][:|,|] [@P|@E|@Y]",
    "[@P|@E|@Y]의 [도함수|미분][ 좀 구해 줘| 부탁해요| 계산해 줘|~이 궁금해요|~을 알려 주세요][.|]",
    NULL};

static const char *const bare_forms[] = {"@D", "@D", "@Q", "@E, @M", "@E, @M=?", "@Y, @B", NULL};

/* Besides: @A "f'(2)", @X "x=2", @K "2" */
static const char *const point_en[] = {
    "[Find|Compute|Calculate|Determine|Work out|Evaluate|Please find|What is] @A [if|when|for|given|where|given that] @E[.|?]",
    "If @E, [what is @A|find @A|then what is @A|calculate @A|determine @A|@A = ]?",
    "[Given|Let|Suppose|For|Given that] @E[. |, ][find @A|what is @A|compute @A|evaluate @A|calculate @A|determine @A]",
    "@E. [Find @A.|What is @A?|Evaluate @A.|Compute @A.|Give the value of @A.]",
    "@E, [find @A|what is @A|@A|@A = ?|calculate @A]",
    "[Find|Compute|Calculate|Determine|Give|What is] the [derivative|value of the derivative|slope|gradient|rate of "
    "change] of [@E|@P|@Y] at @X[.|?]",
    "[Find|Determine|What is] the [slope|gradient] of the [tangent|tangent line|curve|graph] [to|of] @Y at [the point "
    "|the point where |]@X[.|?]",
    "[Differentiate|Derive] [@E|@P|@Y] [and evaluate at|and put in|and then substitute|, then evaluate at|and find the value at] @X[.|]",
    "[What is|What's|Find] the [slope|gradient|derivative|rate of change] [when|at|where] @X [of|for|if|given] [@E|@Y]?",
    "[At|When] @X, [what is the derivative of|find the derivative of|how steep is|what is the slope of] [@E|@P|@Y]?",
    "[The value of|I need|Tell me|Give me] @A for @E[.|]",
    "How [do I|do you|to] find @A [if|when|for] @E?",
    "[What value does the derivative of|Which value has the derivative of] @P [take |]at @X?",
    "[The function is|I have|We have] @E[. |, ][What is @A?|find @A|I need @A.|Find the slope at @X.]",
    "[Evaluate|Compute] the derivative of [@P|@E] [at|for|when] @X[.|]",
    "Derivative of [@P|@E] at @X",
    NULL};

static const char *const point_ko[] = {
    "@E[일 때|이면|라 할 때|라고 하면|일 때,|에 대하여|에서] @A[~을|의 값을|] [구하시오|구하세요|구하여라|구해 줘|구해줘|계산해 줘][.|]",
    "@E[일 때|이면|일 때,|라 하면] @A[~은|의 값은|~은 얼마|~은 얼마인가|~은 얼마야|~이 뭐야|의 값은 무엇인가]?",
    "[함수 |][@E|@Y]의 @X에서의 [미분계수|순간변화율|접선의 기울기|기울기|미분값][~을|] [구하시오|구하세요|구해 줘|구해줘|계산해 줘][.|]",
    "[함수 |][@E|@Y]의 @X에서의 [미분계수|순간변화율|접선의 기울기|기울기][~은|~은 얼마야|~은 얼마인가|~이 뭐야]?",
    "@X에서 [@E|@P|@Y]의 [미분계수|접선의 기울기|순간변화율|미분값][~을|] [구하시오|구해 줘|구하세요|알려 줘][.|]",
    "@E, @A[~은|~은 얼마야|= ?|의 값은| 구해 줘|~을 구해 줘][?|]",
    "[함수|다항함수] @E에 대하여 @A[~을|의 값을] [구하시오|구하여라|구하세요|구해 줘][.|]",
    "[@E|@P][~을|] 미분[하고|해서|한 뒤|한 다음] @X[~을|] [대입하시오|대입해 줘|대입하면?|넣어 줘|넣으면 얼마야?]",
    "@X일 때 [@E|@P]의 [미분계수|미분값|도함수의 값|도함수 값][~은|~을 구하시오|~을 구해 줘|~이 얼마야][?|.|]",
    "곡선 @Y의 @X인 점에서의 접선의 기울기[를 구하시오|는?|를 구해 줘|는 얼마인가|를 구하세요]",
    "@A[~을|의 값을] [구하시오|구해 줘|구하세요][.|,|:] @E",
    "[@E|@P]의 도함수에 @X[~을|] [대입한 값은|넣으면|대입하면 얼마야|넣은 값 구해 줘][?|]",
    "[@E|@P|@Y] @X에서 [미분계수|접선 기울기|기울기|미분값] [구해 줘|구해줘|얼마야|좀|구하시오]",
    "[함수 |]@E에서 @A[~은|의 값은|~이] [얼마야|얼마인가요|뭐야|무엇인가]?",
    NULL};

static const char *const point_bare[] = {"@E, @A", "@E, @A=?", "@A, @E", "@A=? @E", "@E; @A", NULL};

static const struct skill_wording wording = {
    .asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 25};
static const struct skill_wording point_wording = {
    .asked = {point_en, point_ko}, .bare = point_bare, .bare_percent = 20};

static const struct skill_text understand = {{
    {"We want the derivative of \\(@P\\), the rule for its slope.",
     "Differentiate \\(@P\\) with respect to \\(@V\\).", "Find \\(\\frac{d}{d@V}\\left(@P\\right)\\)."},
    {"\\(@P\\)의 도함수, 곧 기울기의 식을 구하는 문제예요.", "\\(@P\\)~을 \\(@V\\)에 대해 미분합니다.",
     "\\(\\frac{d}{d@V}\\left(@P\\right)\\)를 구한다."},
}};
static const struct skill_text understand_point = {{
    {"We want the slope of \\(@P\\) at \\(@X\\).", "Find the derivative of \\(@P\\) at \\(@X\\).",
     "Evaluate the derivative of \\(@P\\) at \\(@X\\)."},
    {"\\(@X\\)에서 \\(@P\\)의 기울기를 구하는 문제예요.", "\\(@X\\)에서 \\(@P\\)의 미분계수를 구합니다.",
     "\\(@X\\)에서 \\(@P\\)의 미분계수를 구한다."},
}};
static const struct skill_text plan = {{
    {"In each term the exponent comes down as a factor and then drops by one; a number alone gives "
     "\\(0\\).",
     "Use the power rule \\((@V^n)'=n@V^{n-1}\\) term by term.",
     "By linearity, apply \\((@V^n)'=n@V^{n-1}\\) to each term."},
    {"각 항에서 지수를 앞에 곱하고 지수를 하나 줄여요. 수만 있는 항은 \\(0\\)이 돼요.",
     "각 항에 \\((@V^n)'=n@V^{n-1}\\)을 씁니다.", "미분의 선형성에 따라 각 항에 \\((@V^n)'=n@V^{n-1}\\)을 쓴다."},
}};
static const struct skill_text plan_point = {{
    {"First the derivative: bring each exponent down and lower it by one. Then put in \\(@X\\).",
     "Differentiate with the power rule, then substitute \\(@X\\).",
     "Differentiate by linearity and the power rule, then evaluate at \\(@X\\) by Horner's rule."},
    {"먼저 지수를 앞에 곱하고 하나 줄여 미분한 다음 \\(@X\\)~을 넣어요.",
     "거듭제곱의 미분법으로 미분한 뒤 \\(@X\\)~을 대입합니다.",
     "선형성과 거듭제곱의 미분법으로 미분하고 \\(@X\\)에서 호너의 방법으로 값을 구한다."},
}};
static const struct skill_text step_expand = {{
    {"Multiply out: \\(@Q\\).", "Expand the product: \\(@Q\\).", "Expand: \\(@Q\\)."},
    {"괄호를 풀면 \\(@Q\\)~예요.", "곱을 전개하면 \\(@Q\\)입니다.", "전개하면 \\(@Q\\)."},
}};
static const struct skill_text step_terms = {{
    {"Term by term: \\(@T\\).", "Term by term: \\(@T\\).", "Term by term: \\(@T\\)."},
    {"항마다 미분하면 \\(@T\\).", "항별로 미분하면 \\(@T\\).", "항별로 \\(@T\\)."},
}};
static const struct skill_text step_sum = {{
    {"Together: \\(@R\\).", "The derivative is \\(@R\\).", "Hence the derivative is \\(@R\\)."},
    {"모으면 \\(@R\\)~예요.", "도함수는 \\(@R\\)입니다.", "따라서 도함수는 \\(@R\\)."},
}};
static const struct skill_text step_point = {{
    {"Put in \\(@X\\): the value is \\(@Z\\).", "At \\(@X\\) its value is \\(@Z\\).",
     "At \\(@X\\) this equals \\(@Z\\)."},
    {"\\(@X\\)~을 넣으면 \\(@Z\\)~예요.", "\\(@X\\)~을 대입하면 \\(@Z\\)입니다.", "\\(@X\\)에서 값은 \\(@Z\\)."},
}};
static const struct skill_text check = {{
    {"Going backwards, \\(@L\\) belongs to \\(@H\\), because \\(@I\\). It fits!",
     "Integrating the leading term \\(@L\\) returns \\(@H\\), since \\(@I\\).",
     "An antiderivative of the leading term \\(@L\\) is \\(@H\\), since \\(@I\\)."},
    {"거꾸로 보면 \\(@L\\)~은 \\(@H\\)에서 왔고 \\(@I\\)이므로 맞아요!",
     "최고차항 \\(@L\\)~을 적분하면 \\(@I\\)이므로 \\(@H\\)~이 되어 맞습니다.",
     "최고차항 \\(@L\\)의 한 부정적분은 \\(@I\\)이므로 \\(@H\\)이다."},
}};

/* "(3x^2)'=6x, (-4x)'=-4" */
static void write_term_rules(struct str *out, const struct polynomial *p)
{
    for (int i = 0; i < p->count; i++) {
        struct term t = p->term[i], d = {t.k * t.power, t.power - 1};
        str_add_text(out, i ? ", (" : "(");
        write_term(out, t, true, p->letter);
        str_add_text(out, ")'=");
        if (t.power)
            write_term(out, d, true, p->letter);
        else
            str_add_char(out, '0');
    }
}

static struct term leading_term(const struct polynomial *p)
{
    struct term lead = {0, -1};
    for (int i = 0; i < p->count; i++)
        if (p->term[i].power > lead.power)
            lead = p->term[i];
    return lead;
}

static void explain(struct topic_item *item, const struct task *t, const struct polynomial *d,
                    int64_t value)
{
    struct str function = STR_EMPTY, expanded = STR_EMPTY, rules = STR_EMPTY, result = STR_EMPTY,
               last = STR_EMPTY, highest = STR_EMPTY, inverse = STR_EMPTY;
    char letter[2] = {t->poly.letter, 0}, point[32], number[24];
    struct term lead = leading_term(&t->poly), derived = {lead.k * lead.power, lead.power - 1};
    write_function(&function, t);
    write_polynomial(&expanded, &t->poly);
    write_term_rules(&rules, &t->poly);
    write_polynomial(&result, d);
    write_term(&last, derived, true, t->poly.letter);
    write_term(&highest, lead, true, t->poly.letter);
    str_printf(&inverse, "%" PRId64 "\\div %d=%" PRId64, derived.k, lead.power, lead.k);
    snprintf(point, sizeof point, "%c=%" PRId64, t->poly.letter, t->point);
    snprintf(number, sizeof number, "%" PRId64, value);
    struct phrase_slots slots = {.PHRASE_SLOT('P') = function.data, .PHRASE_SLOT('V') = letter,
                                 .PHRASE_SLOT('Q') = expanded.data, .PHRASE_SLOT('T') = rules.data,
                                 .PHRASE_SLOT('R') = result.data,   .PHRASE_SLOT('X') = point,
                                 .PHRASE_SLOT('Z') = number,        .PHRASE_SLOT('L') = last.data,
                                 .PHRASE_SLOT('H') = highest.data,  .PHRASE_SLOT('I') = inverse.data};
    skill_say(item, TOPIC_UNDERSTAND, t->at_point ? &understand_point : &understand, &slots);
    skill_say(item, TOPIC_PLAN, t->at_point ? &plan_point : &plan, &slots);
    if (t->product)
        skill_step(item, &step_expand, &slots);
    skill_step(item, &step_terms, &slots);
    skill_step(item, &step_sum, &slots);
    if (t->at_point)
        skill_step(item, &step_point, &slots);
    skill_say(item, TOPIC_CHECK, &check, &slots);
    str_release(&function);
    str_release(&expanded);
    str_release(&rules);
    str_release(&result);
    str_release(&last);
    str_release(&highest);
    str_release(&inverse);
}

static void add_wrapped(struct str *out, const struct phrase_style *style, const char *text)
{
    str_printf(out, "%s%s%s", style->open, text, style->close);
}

enum { ASK_SLOTS = 26 };

static void ask(struct topic_item *item, const struct task *t, struct random_state *r)
{
    struct str text[ASK_SLOTS];
    for (int i = 0; i < ASK_SLOTS; i++)
        str_init(&text[i]);
    struct str plain = STR_EMPTY, inside = STR_EMPTY;
    struct phrase_style style = phrase_style_draw(r), open = style;
    open.open = open.close = "";
    char letter = t->poly.letter, name = "fffffffffghp"[random_range(r, 0, 11)];
    char letter_text[2] = {letter, 0};
    const char *is = style.spaces ? " = " : "=";
    const char *minus = t->point < 0 ? style.minus : "";
    bool capital_y = letter == 'y';
    write_function(&plain, t);
    phrase_formula(&inside, plain.data, &open);
    bool brackets = !t->product;

#define TEXT(c) text[(c) - 'A']
    add_wrapped(&TEXT('P'), &style, inside.data);
    str_printf(&TEXT('E'), "%s%c(%c)%s%s%s", style.open, name, letter, is, inside.data, style.close);
    str_printf(&TEXT('Y'), "%s%c%s%s%s", style.open, capital_y ? 's' : 'y', is, inside.data,
               style.close);
    str_printf(&TEXT('D'), style.latex ? "%s\\frac{d}{d%c}%s%s%s%s" : "%sd/d%c%s%s%s%s", style.open,
               letter, style.latex || !skill_chance(r, 60) ? "" : " ", brackets ? "(" : "",
               inside.data, brackets ? ")" : "");
    str_add_text(&TEXT('D'), style.close);
    str_printf(&TEXT('Q'), "%s%s%s%s'%s", style.open, "(", inside.data, ")", style.close);
    str_printf(&TEXT('M'), "%s%c'(%c)%s", style.open, name, letter, style.close);
    str_printf(&TEXT('B'), style.latex ? "%s\\frac{d%c}{d%c}%s" : "%sd%c/d%c%s", style.open,
               capital_y ? 's' : 'y', letter, style.close);
    str_printf(&TEXT('A'), "%s%c'(%s%lld)%s", style.open, name, minus, llabs(t->point), style.close);
    str_printf(&TEXT('X'), "%s%c%s%s%lld%s", style.open, letter, is, minus, llabs(t->point),
               style.close);
    struct phrase_slots slots = {.PHRASE_SLOT('V') = letter_text};
    for (const char *c = "PEYDQMBAX"; *c; c++)
        slots.value[*c - 'A'] = TEXT(*c).data;
#undef TEXT
    skill_ask(item, t->at_point ? &point_wording : &wording, &slots, r);
    for (int i = 0; i < ASK_SLOTS; i++)
        str_release(&text[i]);
    str_release(&plain);
    str_release(&inside);
}

static void generate(struct topic_item *item, struct random_state *r)
{
    struct task t;
    struct polynomial d;
    int64_t value;
    bool fits;
    do {
        draw_task(&t, r, item->difficulty);
        value = 0;
        str_clear(&item->think);
        str_clear(&item->canonical);
        str_add_char(&item->canonical, '(');
        write_function(&item->canonical, &t);
        str_add_text(&item->canonical, ")'");
        if (t.at_point)
            str_printf(&item->canonical, ",%c=%" PRId64, t.poly.letter, t.point);
        str_add_str(&item->think, &item->canonical);
        if (t.product)
            expand(&t, &item->think);
        d = derive(&t.poly, &item->think);
        fits = !t.at_point || evaluate(&d, t.point, &item->think, &value);
    } while (!fits || item->think.len > MAX_THINK);

    if (t.at_point)
        str_printf(&item->answer, "%" PRId64, value);
    else
        write_polynomial(&item->answer, &d);
    explain(item, &t, &d, value);
    ask(item, &t, r);
}

const struct topic topic_polynomial_derivative = {
    .name = "calculus.polynomial_derivative",
    .title = {"Derivatives of polynomials", "다항함수의 미분"},
    .difficulty_meaning =
        {
            "degree 1 or 2, small positive leading coefficient",
            "degree up to 3, a quarter asks for the value at a point",
            "degree up to 4, coefficients up to 12, terms in any order",
            "degree 3 to 5 with missing terms",
            "degree up to 5 and products of two linear factors",
        },
    .generate = generate,
};
