/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about derivatives of polynomials: the ways to ask, and the sentences of the
 * explanation for three readers, in English and Korean. Patterns as in phrase.h. The starter model
 * learnt these sentences: a change needs a new training run.
 */
#include "app/topics/words.h"

/* @P the polynomial, @E "f(x)=...", @Y "y=...", @D "d/dx (...)", @M "f'(x)", @B "dy/dx", @N "y'",
 * @Q "(...)'",
 * @V x */
static const char *const asked_en[] = {
    "[Differentiate|Please differentiate|Can you differentiate|Could you differentiate|Help me "
    "differentiate|I need to differentiate|Let's differentiate|Derive] [@P|@E|@Y|the function "
    "@E|the polynomial @P][ with respect to @V|][.|]",
    "[Find|Compute|Calculate|Determine|Work out|Give|Take|Please find|Write down] the derivative "
    "of [@P|@E|@Y|the function @E|the polynomial @P][ with respect to @V|][.|]",
    "[Find|Compute|Calculate|Determine|Work out|What is|What's] @M [if|when|for|given|where|given "
    "that] @E[.|?]",
    "[Find|Compute|Calculate|Determine|What is] @B [if|when|for|given|where] @Y[.|?]",
    "[What is|What's] the derivative of [@P|@E|@Y|the function @E|the polynomial @P]?",
    "If @E, [what is @M|find @M|then what is @M|what's the derivative|determine @M|what is its "
    "derivative]?",
    "[Given|Let|Suppose|For|Given that] @E[. |, ][find @M|what is @M|compute @M|determine the "
    "derivative|calculate @M|differentiate it|find the derivative]",
    "[Given|Let|Suppose|For] @Y[. |, ][find @B|what is @B|compute @B|determine the "
    "derivative|differentiate]",
    "[Evaluate|Compute|Find|Calculate|Simplify|Work out] @D[.|]",
    "[What is|What's] @D?",
    "@E. [Find @M.|What is @M?|Differentiate.|Find the derivative.|Derivative?|Give the derived "
    "function.]",
    "@E, [find @M|what is @M|differentiate|derivative?|find f prime|@M = ?]",
    "[The function is|Here is my function:|I have|We have|Function:] @E[. |, ][Differentiate "
    "it.|Find @M.|What is its derivative?]",
    "How [do I|do you|can I|to] [differentiate|find the derivative of|derive] [@P|@E|@Y]?",
    "[Derivative of|derivative|diff|differentiate:|Derive] @P",
    "@P [differentiate|derivative|derivative please|derived by @V|, differentiate this]",
    "[Use|Using] the power rule[ to|,] [differentiate|find the derivative of] @P[.|]",
    "[Find|Give|Determine] the [derived function|gradient function|slope function|first "
    "derivative|rate of change function] [of|for] [@P|@E|@Y][.|]",
    "[Tell me|Show me|I want|I'm looking for] the derivative of [@P|@E|@Y][.|]",
    "[With respect to @V, differentiate|Differentiate with respect to @V:|Differentiate by @V:] "
    "@P[.|]",
    "[What do you get|What do I get|What comes out] when [you|I] differentiate [@P|@E]?",
    "[Find|What is|Determine|Calculate] the rate of change of [@P|@E|@Y] with respect to @V[.|?]",
    "[Differentiate|differentiate|diff] [@P|@E|@Y] [w.r.t. @V|wrt @V|with respect to @V|w.r.t "
    "@V|by @V]",
    "[@B|@N] [if|when|for|given|where] @Y[?|.|]",
    "@M [if|when|for|given|where] @E[?|.|]",
    "[@M =|@M=|@M] ? [when @E|for @E|if @E|given @E]",
    "@E[. |, |\n|; ][find the gradient function|what's the derivative|f prime?|derivative "
    "pls|differentiate it|take the derivative|find its derivative|find the slope function][.|?|]",
    "[Find|Find an expression for|Write down|State|Obtain|Work out] [the slope of the tangent "
    "to|the gradient of|the slope of] [the curve |the graph of |]@Y [at any point|as a function of "
    "@V|in terms of @V|for any @V][.|]",
    "[Find|Obtain|Work out|Write] [an expression for |][@B|@N][.|:|,] @Y",
    "[What is|Find|State] the [instantaneous rate of change|gradient function|slope "
    "function|derived function|first derivative] of [@P|@E|@Y][.|?]",
    "@Y[. |, |\n][Find|find|work out|what is|calculate] [@B|@N|the derivative|the gradient "
    "function][.|?|]",
    "[whats the derivative of|what is the derivative of|find the derivative of|find derivative "
    "of|derivative of|take the derivative of|how do i differentiate|differentiate|get the "
    "derivative of] [@P|@E|@Y]",
    "[Differentiate|Differentiate the following|Find the derivative|Find the derivative of the "
    "function|Find @M][:|.]\n@E",
    "@D[ =| = ?|=?| =?] [please|what?|]",
    "[Find|What is] the derivative of the [curve|function|polynomial] @Y[.|?]",
    "[Using first principles or rules|Using the power rule|Using the rules of "
    "differentiation|Without a calculator], [differentiate|find the derivative of] [@P|@E|@Y][.|]",
    "[Can you|Could you|pls|Can u] [find|take|do|work out] the derivative of [@P|@E|@Y][?|]",
    "[Find|Calculate|Compute] @Q[.|]",
    "[What is|What's] @Q?",
    "[Show|Explain|Show me] how to [differentiate|find the derivative of] [@P|@E|@Y][.|]",
    NULL};

static const char *const asked_ko[] = {
    "[함수 |다음 함수 |다항식 |다항함수 |][@P|@E|@Y][~을|] "
    "[미분하시오|미분하세요|미분하라|미분해라|미분해 줘|미분해줘|미분해 주세요|미분해 봐|미분해 "
    "줄래?|미분해 주실래요?][.|]",
    "[함수 |][@P|@E|@Y]의 도함수[를|] [구하시오|구하세요|구하여라|구해 줘|구해줘|구해라|구해 "
    "주세요|알려 줘|찾아 줘][.|]",
    "[함수 |][@P|@E|@Y]의 [도함수|미분][~은|~은 뭐야|~은 무엇인가|~은 무엇인가요|~이 뭐야|~은 "
    "어떻게 돼|~이 뭐예요]?",
    "@E[일 때|이면|~이라 할 때|~이라고 하면|일 때,|에 대하여|에 대해] @M[~을|] "
    "[구하시오|구하세요|구하여라|구해 줘|구해줘|계산해 줘][.|]",
    "@E[일 때|이면|일 때,|~이라 하면] @M[~은|~은 무엇인가|~이 뭐야|~은 뭐예요]?",
    "@Y[일 때|이면|~이라 할 때|일 때,|에서] @B[~을|] [구하시오|구하세요|구해 "
    "줘|구해줘|계산하시오][.|]",
    "@Y[일 때|이면|일 때,] @B[~은|~은 무엇인가|~이 뭐야]?",
    "@D[~을|] [계산하시오|구하시오|계산해 줘|구해 줘|구하세요|계산하세요|계산해 주세요][.|]",
    "@D[~은|~은 얼마|~은 뭐야|~이 뭐야|의 결과는]?",
    "[다음 함수를|다음을|다음 식을|아래 함수를] [미분하시오|미분하라|미분해 줘|미분하세요][.|:] "
    "[@P|@E|@Y]",
    "[미분해 줘|미분|미분하기|미분하시오|도함수 구하기|도함수 구해 줘][:|] [@P|@E|@Y]",
    "[@P|@E|@Y] 미분[하면|하면 뭐야?|하면 뭐가 나와?|하면 어떻게 돼?|하면 얼마예요?|한 식은?|해|값 "
    "말고 도함수]",
    "[@P|@E|@Y] [미분 좀|미분 좀 해 줘|미분 부탁해|어떻게 미분해?|미분하는 법 알려 줘|도함수 "
    "뭐야|도함수 좀|도함수|미분 어떻게 해요?]",
    "[@P|@E|@Y][~을|] @V에 대해[서|] 미분[하시오|해 줘|하세요|하면?|해 주세요|해라][.|]",
    "@E의 [도함수 |]@M[~을|] [구하시오|구해 줘|구하세요|써 줘|알려 줘][.|]",
    "[함수|다항함수] @E[~이|] 있다. [도함수를|@M~을] [구하시오|구하라|구해 줘][.|]",
    "@E, @M[~은|~은 뭐야|= ?| 구해 줘|~을 구해 줘| 구하기][?|]",
    "[거듭제곱의 미분법|미분 공식|미분법][을 써서|으로|을 이용하여] [@P|@E][~을|] 미분[하시오|해 "
    "줘|하세요][.|]",
    "[이 함수|이거|이 식|이 문제] 미분[해 줘|해 주세요|해줘|하면 뭐야][:|,|] [@P|@E|@Y]",
    "[@P|@E|@Y]의 [도함수|미분][ 좀 구해 줘| 부탁해요| 계산해 줘|~이 궁금해요|~을 알려 주세요][.|]",
    "[@Y|@E|@P][~을|] @V에 [대하여|관하여] 미분[하시오.|하라.|하면?|해 줘|해주세요|하여라.]",
    "[함수 |]@Y[일 때|에서|에 대하여] [@N~을|도함수를|@B~을] [구하시오|구하여라|구해 "
    "줘|구해주세요][.|]",
    "[함수 |다항함수 |곡선 |][@E|@Y]의 [기울기 함수|접선의 기울기를 나타내는 "
    "식|변화율|순간변화율을 나타내는 식][~을|] [구하시오|구해 줘|알려 줘][.|]",
    "[@E|@Y|@P][~을|] [미분하면?|미분하면|미분하면 어떻게 되나요?|미분한 식은?|미분한 결과를 "
    "쓰시오|미분해주세요|미분좀 해줘|미분 해줘요|미분한 함수를 구하시오|미분하여라.|미분하기]",
    "다음 함수[를 미분하시오|의 도함수를 구하시오|를 미분하여라|의 도함수를 "
    "구하여라][.|:|]\n[@E|@Y]",
    "@E[일때|이면|일때,] @M[~을|] [구해줘|구해주세요|구하시오|구하면?]",
    "[함수 |다항함수 |]@E[일 때|에 대하여|에서] 도함수 @M[~은?|~을 구하시오.|~을 구해 줘]",
    "도함수[를 구해 줘:|를 구하시오.|는?|를 구하세요.| 구하기:| 좀:] [@E|@Y|@P]",
    "@M[~을|] [구하시오|구해 줘|구하세요|계산해 줘][.|:] @E",
    "@D[=|= ?| =| = ?] [답은?|계산해 줘|뭐야?|구하시오|]",
    "[@P|@E|@Y] [도함수 구해주세요|미분 부탁드려요|미분 어떻게 하나요?|미분 과정 알려 "
    "줘|미분법으로 풀어 줘|도함수는?|미분 결과는?|미분 풀어줘요|도함수 값 말고 식]",
    "@V에 [대해|대하여|관해] 미분[하시오.|해 줘:|하면?|하기:] [@P|@E|@Y]",
    "[@E|@Y|@P]의 [도함수|미분|미분한 식|도함수 식][~을 구하면?|~을 쓰시오.|~을 알려주세요| 구해 "
    "주세요|~은 무엇일까요?]",
    "@Q[~을|] [구하시오|구해 줘|계산하시오|계산해 줘][.|]",
    NULL};

static const char *const bare_forms[] = {
    "@D",     "@D",     "@Q",          "@E, @M", "@E, @M=?",
    "@Y, @B", "@E; @M", "@D[=| =|=?]", "@Y, @N", "[diff|derivative] @P",
    NULL};

/* Besides: @A "f'(2)", @X "x=2", @K "2" */
static const char *const point_en[] = {
    "[Find|Compute|Calculate|Determine|Work out|Evaluate|Please find|What is] @A "
    "[if|when|for|given|where|given that] @E[.|?]",
    "If @E, [what is @A|find @A|then what is @A|calculate @A|determine @A|@A = ]?",
    "[Given|Let|Suppose|For|Given that] @E[. |, ][find @A|what is @A|compute @A|evaluate "
    "@A|calculate @A|determine @A]",
    "@E. [Find @A.|What is @A?|Evaluate @A.|Compute @A.|Give the value of @A.]",
    "@E, [find @A|what is @A|@A|@A = ?|calculate @A]",
    "[Find|Compute|Calculate|Determine|Give|What is] the [derivative|value of the "
    "derivative|slope|gradient|rate of change] of [@E|@P|@Y] at @X[.|?]",
    "[Find|Determine|What is] the [slope|gradient] of the [tangent|tangent line|curve|graph] "
    "[to|of] @Y at [the point |the point where |]@X[.|?]",
    "[Differentiate|Derive] [@E|@P|@Y] [and evaluate at|and put in|and then substitute|, then "
    "evaluate at|and find the value at] @X[.|]",
    "[What is|What's|Find] the [slope|gradient|derivative|rate of change] [when|at|where] @X "
    "[of|for|if|given] [@E|@Y]?",
    "[At|When] @X, [what is the derivative of|find the derivative of|how steep is|what is the "
    "slope of] [@E|@P|@Y]?",
    "[The value of|I need|Tell me|Give me] @A for @E[.|]",
    "How [do I|do you|to] find @A [if|when|for] @E?",
    "[What value does the derivative of|Which value has the derivative of] @P [take |]at @X?",
    "[The function is|I have|We have] @E[. |, ][What is @A?|find @A|I need @A.|Find the slope at "
    "@X.]",
    "[Evaluate|Compute] the derivative of [@P|@E] [at|for|when] @X[.|]",
    "Derivative of [@P|@E] at @X",
    "@A [if|when|for|given|where] @E[?|.|]",
    "@A = ? [@E|for @E|if @E|when @E]",
    "[slope|gradient|Slope|Gradient|Slope of the tangent|slope of the tangent line|derivative|rate "
    "of change] of [@E|@Y|@P] at @X[?|]",
    "[Find|Work out|Calculate|Determine|What is] the [slope|gradient] of the [tangent|tangent "
    "line] [to the curve |to the graph of |to |of ][@Y|@E] [at|when|where|at the point where] "
    "@X[.|?]",
    "[Find|What is|Calculate] the [instantaneous rate of change|rate of change|value of the "
    "derivative|gradient] of [@E|@P|@Y] [when|at] @X[.|?]",
    "@Y[. |, |\n][Find|find|Calculate|What is|what is] [@B|the gradient|the slope|the slope of the "
    "tangent|the derivative|the rate of change] [at|when] @X[.|?|]",
    "[Find|Evaluate|Calculate|Work out] [@B|@N] [at|when] @X [for|if|given|where] @Y[.|]",
    "[Evaluate|Find|Calculate|What is] @D [at|when|for] @X[.|?]",
    "@E[. |, |\n][derivative|slope|gradient|slope of the tangent|find the slope|find the "
    "derivative|rate of change] [at|when] @X[?|.|]",
    "How steep is [@Y|the curve @Y|the graph of @E] [at|when] @X?",
    "[Put|Plug|Substitute] @X into the derivative of [@E|@P|@Y][.|]",
    "[whats @A if|what is @A for|find @A when|find @A for|calculate @A if|get @A for] @E[?|]",
    "How fast is @P changing [at|when] @X?",
    "[Differentiate|differentiate] [@E|@Y|@P] [at|for] @X[.|]",
    "[Find|Work out] the [gradient|slope] of [the curve |]@Y at the point [with|where|given by] "
    "@X[.|]",
    "[Given|For|With] [@E|@Y], [find the derivative at|what is the slope at|find the gradient "
    "at|find the value of the derivative at] @X[.|?|]",
    "[Find the derivative|Find @A|Find the slope at @X][:|.]\n@E, @X",
    NULL};

static const char *const point_ko[] = {
    "@E[일 때|이면|~이라 할 때|~이라고 하면|일 때,|에 대하여|에서] @A[~을|의 값을|] "
    "[구하시오|구하세요|구하여라|구해 줘|구해줘|계산해 줘][.|]",
    "@E[일 때|이면|일 때,|~이라 하면] @A[~은|의 값은|~은 얼마|~은 얼마인가|~은 얼마야|~이 뭐야|의 "
    "값은 무엇인가]?",
    "[함수 |][@E|@Y]의 @X에서의 [미분계수|순간변화율|접선의 기울기|기울기|미분값][~을|] "
    "[구하시오|구하세요|구해 줘|구해줘|계산해 줘][.|]",
    "[함수 |][@E|@Y]의 @X에서의 [미분계수|순간변화율|접선의 기울기|기울기][~은|~은 얼마야|~은 "
    "얼마인가|~이 뭐야]?",
    "@X에서 [@E|@P|@Y]의 [미분계수|접선의 기울기|순간변화율|미분값][~을|] [구하시오|구해 "
    "줘|구하세요|알려 줘][.|]",
    "@E, @A[~은|~은 얼마야|= ?|의 값은| 구해 줘|~을 구해 줘][?|]",
    "[함수|다항함수] @E에 대하여 @A[~을|의 값을] [구하시오|구하여라|구하세요|구해 줘][.|]",
    "[@E|@P][~을|] 미분[하고|해서|한 뒤|한 다음] @X[~을|] [대입하시오|대입해 줘|대입하면?|넣어 "
    "줘|넣으면 얼마야?]",
    "@X일 때 [@E|@P]의 [미분계수|미분값|도함수의 값|도함수 값][~은|~을 구하시오|~을 구해 줘|~이 "
    "얼마야][?|.|]",
    "곡선 @Y의 @X인 점에서의 접선의 기울기[를 구하시오|는?|를 구해 줘|는 얼마인가|를 구하세요]",
    "@A[~을|의 값을] [구하시오|구해 줘|구하세요][.|,|:] @E",
    "[@E|@P]의 도함수에 @X[~을|] [대입한 값은|넣으면|대입하면 얼마야|넣은 값 구해 줘][?|]",
    "[@E|@P|@Y] @X에서 [미분계수|접선 기울기|기울기|미분값] [구해 줘|구해줘|얼마야|좀|구하시오]",
    "[함수 |]@E에서 @A[~은|의 값은|~이] [얼마야|얼마인가요|뭐야|무엇인가]?",
    "@E[일때|이면|일때,] @A[~은?|값은?|의값은?|~을 구해줘|의 값 구해주세요]",
    "[곡선 |함수 |][@Y|@E] 위의 @X인 점에서의 [접선의 기울기|접선 기울기][는?|를 구하시오.|를 구해 "
    "줘|를 구하세요.]",
    "@X에서의 [미분계수|접선의 기울기|순간변화율|기울기][~을 구해 줘:|~을 구하시오.|~은?] [@E|@Y]",
    "@X일 때 [@Y|@E|@P]의 [순간변화율|미분계수|변화율|접선의 기울기][~은?|~을 구하시오.|~은 "
    "얼마인가요?|~을 구해 줘]",
    "[함수 |][@E|@Y]의 그래프에서 @X일 때[의|] 접선의 기울기[는?|를 구하시오.|를 구해 주세요.|는 "
    "얼마야?]",
    "@A[= ?|=?| = ?|의 값은?|~은?] [단, |]@E",
    "[@E|@Y], @X[일 때|에서] [미분계수는?|미분값은?|기울기는?|접선의 기울기는?|변화율은?|미분계수 "
    "구해줘]",
    "@E의 @X에서의 [미분계수|미분값] @A[~을|의 값을|] [구하시오|구해 줘|구하여라][.|]",
    "[@E|@Y|@P] 미분해서 @X [넣어줘|대입해주세요|넣으면?|대입하면 얼마예요?|넣은 값]",
    "[함수 |][@E|@Y|@P]의 @X에서의 [미분계수는?|미분계수|미분계수를 구하면?|미분계수를 "
    "구해주세요|순간변화율은?|기울기 좀]",
    "[@E|@Y][~을|] @X에서 미분[하면?|하시오.|한 값은?|하면 얼마야?]",
    "[함수 |]@E에 [대하여|대해|대해서] @A의 값[은?|을 구하면?|을 알려 주세요|은 얼마인가?]",
    NULL};

static const char *const point_bare[] = {"@E, @A", "@E, @A=?", "@A, @E",          "@A=? @E",
                                         "@E; @A", "@D, @X",   "@E, @A[ =| = ?]", "@Y, @X, @B",
                                         "@E\n@A", NULL};

const struct calculus_words calculus_words = {
    .asked = {.asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 25},
    .asked_point = {.asked = {point_en, point_ko}, .bare = point_bare, .bare_percent = 20},
    .understand = {{
        {"We want the derivative of \\(@P\\), the rule for its slope.",
         "Differentiate \\(@P\\) with respect to \\(@V\\).",
         "Find \\(\\frac{d}{d@V}\\left(@P\\right)\\)."},
        {"\\(@P\\)의 도함수, 곧 기울기의 식을 구하는 문제예요.",
         "\\(@P\\)~을 \\(@V\\)에 대해 미분합니다.",
         "\\(\\frac{d}{d@V}\\left(@P\\right)\\)를 구한다."},
    }},
    .understand_point = {{
        {"We want the slope of \\(@P\\) at \\(@X\\).",
         "Find the derivative of \\(@P\\) at \\(@X\\).",
         "Evaluate the derivative of \\(@P\\) at \\(@X\\)."},
        {"\\(@X\\)에서 \\(@P\\)의 기울기를 구하는 문제예요.",
         "\\(@X\\)에서 \\(@P\\)의 미분계수를 구합니다.",
         "\\(@X\\)에서 \\(@P\\)의 미분계수를 구한다."},
    }},
    .plan = {{
        {"In each term the exponent comes down as a factor and then drops by one; a number alone "
         "gives \\(0\\).",
         "Use the power rule \\((@V^n)'=n@V^{n-1}\\) term by term.",
         "By linearity, apply \\((@V^n)'=n@V^{n-1}\\) to each term."},
        {"각 항에서 지수를 앞에 곱하고 지수를 하나 줄여요. 수만 있는 항은 \\(0\\)이 돼요.",
         "각 항에 \\((@V^n)'=n@V^{n-1}\\)을 씁니다.",
         "미분의 선형성에 따라 각 항에 \\((@V^n)'=n@V^{n-1}\\)을 쓴다."},
    }},
    .plan_point = {{
        {"First the derivative: bring each exponent down and lower it by one. Then put in "
         "\\(@X\\).",
         "Differentiate with the power rule, then substitute \\(@X\\).",
         "Differentiate by linearity and the power rule, then evaluate at \\(@X\\) by Horner's "
         "rule."},
        {"먼저 지수를 앞에 곱하고 하나 줄여 미분한 다음 \\(@X\\)~을 넣어요.",
         "거듭제곱의 미분법으로 미분한 뒤 \\(@X\\)~을 대입합니다.",
         "선형성과 거듭제곱의 미분법으로 미분하고 \\(@X\\)에서 호너의 방법으로 값을 구한다."},
    }},
    .step_expand = {{
        {"Multiply out: \\(@Q\\).", "Expand the product: \\(@Q\\).", "Expand: \\(@Q\\)."},
        {"괄호를 풀면 \\(@Q\\)~예요.", "곱을 전개하면 \\(@Q\\)입니다.", "전개하면 \\(@Q\\)."},
    }},
    .step_terms = {{
        {"Term by term: \\(@T\\).", "Term by term: \\(@T\\).", "Term by term: \\(@T\\)."},
        {"항마다 미분하면 \\(@T\\).", "항별로 미분하면 \\(@T\\).", "항별로 \\(@T\\)."},
    }},
    .step_sum = {{
        {"Together: \\(@R\\).", "The derivative is \\(@R\\).", "Hence the derivative is \\(@R\\)."},
        {"모으면 \\(@R\\)~예요.", "도함수는 \\(@R\\)입니다.", "따라서 도함수는 \\(@R\\)."},
    }},
    .step_point = {{
        {"Put in \\(@X\\): the value is \\(@Z\\).", "At \\(@X\\) its value is \\(@Z\\).",
         "At \\(@X\\) this equals \\(@Z\\)."},
        {"\\(@X\\)~을 넣으면 \\(@Z\\)~예요.", "\\(@X\\)~을 대입하면 \\(@Z\\)입니다.",
         "\\(@X\\)에서 값은 \\(@Z\\)."},
    }},
    .check = {{
        {"Going backwards, \\(@L\\) belongs to \\(@H\\), because \\(@I\\). It fits!",
         "Integrating the leading term \\(@L\\) returns \\(@H\\), since \\(@I\\).",
         "An antiderivative of the leading term \\(@L\\) is \\(@H\\), since \\(@I\\)."},
        {"거꾸로 보면 \\(@L\\)~은 \\(@H\\)에서 왔고 \\(@I\\)이므로 맞아요!",
         "최고차항 \\(@L\\)~을 적분하면 \\(@I\\)이므로 \\(@H\\)~이 되어 맞습니다.",
         "최고차항 \\(@L\\)의 한 부정적분은 \\(@I\\)이므로 \\(@H\\)이다."},
    }},
};
