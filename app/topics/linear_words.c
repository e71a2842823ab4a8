/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about linear equations: the ways to ask, and the sentences of the explanation for
 * three readers, in English and Korean. Patterns as in phrase.h. The starter model learnt these
 * sentences: a change needs a new training run.
 */
#include "app/topics/words.h"

static const char *const asked_en[] = {
    "[Solve|Please solve|Can you solve|Could you please solve|Help me solve|I need to solve|Try to "
    "solve|I want to solve|Let's solve] @P[ for @V|][.|]",
    "Solve for @V[:|] @P",
    "Solve[:| the equation| this equation:| the following equation:| the linear equation] @P[.|]",
    "[Find|Determine|Calculate|Work out|Compute] @V [if|when|given that|given|so that|such "
    "that|from|in] @P[.|]",
    "Find @V[: |, ]@P",
    "[Find|Determine|Work out|Give|Calculate] the value of @V [if|when|given that|such that|for "
    "which|in|that satisfies|satisfying] @P[.|]",
    "If @P, [what is @V|find @V|then what is @V|what does @V equal|what's @V|then @V = ]?",
    "[What is|What's] @V [if|when|in|given|given that] @P?",
    "[What is|What's|Find] the [solution|root] [of|to] @P[?|]",
    "[For what|For which|What|Which] value of @V [is @P true|does @P hold|satisfies @P|makes @P "
    "true|solves @P]?",
    "Given @P, [find @V|what is @V|solve for @V|determine @V|calculate the value of @V][.|]",
    "[Given that|Suppose|Suppose that|Assume|We know that|I know that] @P[. |, ][find @V|what is "
    "@V|solve for @V]",
    "@P, [find @V|what is @V|solve for @V|@V = ?|solve|solve it|how do I get @V|what's @V]",
    "@P. [Find @V.|What is @V?|Solve for @V.|Solve.|Find the unknown.]",
    "[The equation is|Here is my equation:|My equation is|I have|We have|Equation:] @P[. |, "
    "][Solve it.|What is @V?|solve for @V|find @V|Find the solution.]",
    "How [do I|do you|can I|would you|to] solve @P[ for @V|]?",
    "[What number is @V|What must @V be] if @P?",
    "[Find|Give|Determine] the [solution|root|unknown|solution set] of [the equation |]@P[.|]",
    "@P [solve|solve for @V|solve please|what is @V|find @V|@V=?]",
    "[Get|Isolate] @V [in|from] @P[.|]",
    "[Which @V|What @V] [solves|satisfies|fits] [the equation |]@P?",
    "[Solve it for me|Do this one|Number please|Answer this]: @P",
    "[Rearrange|Simplify and solve|Use algebra to solve] @P[ to find @V|][.|]",
    "[Let|Let now] @P. [Find @V.|What is @V?|Determine the value of @V.|Calculate @V.]",
    "[I'm trying to find|I'm looking for|I want to know|Tell me] @V [in|when|if] @P[.|]",
    "When @P, [what is @V|find @V|what value has @V|@V equals what]?",
    "[solve|find @V|find @V in|whats @V if|what is @V when|work out @V|solve for @V|get @V "
    "from][:|] @P",
    "[Solve|Solve the equation|Solve the following|Solve for @V|Find @V|Find the value of "
    "@V][:|.]\n@P",
    "[For which|For what] @V [is @P[ true|]|does @P hold|do we have @P]?",
    "[Find|Determine|State|Write down] [all|the] values of @V [for which|such that|that "
    "satisfy|with] @P[.|]",
    "[Find all values of @V|Find every @V|Find @V] [for which|such that|so that|with] @P[.|]",
    "@P[. |; |\n][Solve for @V|Find @V|Find the value of @V|What is the value of @V|Work out the "
    "value of @V|Determine @V][.|?|]",
    "[I need help with|Help with|Stuck on|Can you help me with|Can u solve|could u do|Pls "
    "solve|Plz help me solve] [this equation: |the equation |]@P[?|.|]",
    "[Solve|Work out] [algebraically|by balancing|step by step|without a calculator]: @P",
    "[Work out|Calculate|Find] the [number|value] @V [stands for|must have] [in|if|when] @P[.|]",
    "@V [= ?|=?] [if|when|for|in|given] @P",
    "[Is there a|What is the] value of @V [that makes|making] @P [true|a true statement]?",
    "[Balance the equation|Equation to solve|To solve|Linear equation|One variable][:] @P",
    "In the equation @P, [what is @V|find @V|what does @V equal|determine @V|solve for @V][?|.|]",
    "[What is the solution|What's the answer|What's the solution|What is the root] [of|to] @P[?|]",
    "[Show|Explain|Show me|Can you show me] how to [solve|find @V in|work out] @P[.|]",
    "[Solve the linear equation|Solve the following linear equation|Solve this linear equation] "
    "[for @V: |: |]@P[.|]",
    "[Roots|Root|Solution|solution|zero] of @P[?|]",
    NULL};

static const char *const asked_ko[] = {
    "[방정식 |일차방정식 |다음 방정식 |]@P[~을|] [푸시오|푸세요|풀어라|풀어 줘|풀어줘|풀어 봐|풀어 "
    "주세요|풀어 줄래?|풀어 주시겠어요?|풀이해 줘|풀어 주실래요?|풀자][.|]",
    "[다음 |]방정식[~을|] [푸시오|풀어라|풀어 줘|풀어 주세요|푸세요][.|:] @P",
    "@P[일 때|이면|~이라면|~이라고 할 때|인 경우|일 때,|이면,] @V[~은|의 값은|~은 얼마|의 값은 "
    "얼마인가|~이 뭐야|의 값은 무엇인가|~은 얼마야|~은 몇이야]?",
    "@P[일 때|일 때,|이면] @V[~을|의 값을] [구하시오|구하세요|구하여라|구해 줘|구해줘|구해라|찾아 "
    "줘|계산해 줘][.|]",
    "@P[~을|] 만족하는 @V[~을|의 값을|] [구하시오|구하세요|구해 줘|구해라|찾으시오|찾아 줘|찾아 "
    "주세요][.|]",
    "@P[~을|] 만족하는 @V의 값은[?| 얼마인가요?| 무엇인가?| 얼마야?]",
    "@P의 해[는|는 뭐야|는 무엇인가|를 구하시오|를 구해 줘|를 구하세요|가 뭐야|는 얼마인가요|를 "
    "알려 줘][?|]",
    "[방정식|일차방정식] @P의 [해를|근을|해를 바르게] [구하시오|구하여라|구해 "
    "줘|구하세요|찾으시오|알려 주세요][.|]",
    "@P에서 @V[~을|의 값을|] [구하시오|구해 줘|구하세요|구해라|구해줘|찾아 줘|알려 줘][.|]",
    "@P에서 @V[~은|의 값은|~이] [얼마야|얼마인가요|뭐야|무엇인가|몇이야]?",
    "@V[~을|의 값을|] [구하시오|구해 줘|구하세요|구하라|구해줘|찾아 줘][.|:|,] @P",
    "@P, @V[~은|의 값은|~이 뭐야|~은 얼마|~을 구해 줘|의 값을 구하시오|~은 몇][?|]",
    "@P @V[~은|의 값| 구해 줘| 구해줘| 값은| 얼마| 뭐야|~을 구하면][?|]",
    "@P 풀[어|어 줘|어줘|면|이|어 주세요|어 줄 수 있어?| 수 있어?|어줄래?|어 봐]",
    "@P [좀 풀어 줘|좀 풀어줄래?|어떻게 풀어?|푸는 법 알려 줘|어떻게 푸나요?|답이 뭐야?|해 "
    "구해|이거 풀어 줘|풀이 부탁해]",
    "[이 방정식|이거|이 식|이 문제|아래 식] [풀어 줘|좀 풀어 줘|풀어 주세요|어떻게 풀어?|어떻게 "
    "푸나요?][:|,|] @P",
    "[등식|식] @P[~이|] [성립할 때|참일 때|성립하도록] @V[~을|의 값을] [구하시오|구해 "
    "줘|구하세요][.|]",
    "@V에 대한 [방정식|일차방정식] @P[~을|의 해를] [풀어라|구하시오|풀어 주세요|구해 "
    "줘|푸시오][.|]",
    "@P[~을|] 풀면 @V[~은|~이|의 값은] [얼마야|얼마인가|얼마예요|뭐야|몇이야|몇인가요]?",
    "@P[~을|] @V에 대해 [풀어 줘|푸시오|풀어라|풀어 주세요][.|]",
    "[미지수|문자] @V[~을|의 값을] [구하시오|구해 줘|구하세요][.|:] @P",
    "@V[~이|] 얼마[면|여야|일 때] @P[~이|] [돼|될까|성립해|되나요]?",
    "다음 [방정식|일차방정식|식]을 [푸시오|풀어라|풀어 주세요|푸세요][.|:|]\n@P",
    "[방정식 |일차방정식 |]@P[~을|] [풀면?|풀어보면?|풀어주세요|풀어줘요|푸는 과정을 쓰시오.|풀고 "
    "검산하시오|풀어 보세요.|풀어줄 수 있나요?|풀어라.]",
    "[방정식 |일차방정식 |등식 |]@P[~을|] [만족시키는|참이 되게 하는|성립시키는] @V[~을|의 값을|의 "
    "값을 모두] [구하시오|구하세요|구해 주세요|구해 줘|찾으시오][.|]",
    "@P[~을|] [만족시키는|참이 되게 하는|성립하게 하는] @V의 값은[?| 얼마인가?| 얼마예요?]",
    "[방정식 |일차방정식 |]@P의 [근은?|근을 구하시오.|근을 구해 줘|해는?|근이 뭐야?|해를 "
    "구해주세요|해를 알려주세요|해를 쓰시오.]",
    "@P[일때|이면|일때,|일 때] @V[~은?|의 값은?|값은?|~을 구해줘|의값을 구하시오|값 구해주세요|값 "
    "좀]",
    "@V[~은?|의 값은?|~이 뭐야?| 값 구해 줘.|~은 얼마?] @P",
    "@P [풀어줘요|풀어주세요|풀어 주실 수 있나요?|답 구해주세요|풀이 과정 알려 주세요|해를 "
    "구하시오|해 구하기|푸는 법|어떻게 풀어요?|풀어주실 분|답좀]",
    "[등식의 성질을 이용하여|이항하여|양변을 정리하여|등식의 성질로] @P[~을|] [푸시오|풀어 "
    "줘|풀어라|풀어 주세요][.|]",
    "[주어진|아래|다음] [방정식|일차방정식]의 [해를|근을] [구하시오|구해 "
    "줘|구하세요|구하여라][.|:] @P",
    "[일차방정식 풀이|일차방정식|방정식 풀기|방정식의 해|방정식 문제][:|,|] @P",
    "@P[~이|] 참이 되[는|도록 하는] @V의 값[은?|을 구하시오.|을 구해 줘]",
    "@V[=?|= ?| = ?] @P",
    NULL};

static const char *const bare_forms[] = {"@P", "@P", "@P", "@P", "@P, @V=?", "@P; @V[= ?|=?]",
                                         NULL};

/* @L and @R: the sides of the equation */
static const char *const sides_en[] = {
    "@L [equals|is equal to] @R[. |, ][Find @V|What is @V?|Solve for @V|What is the value of @V?]",
    "[Solve|Find @V:|Find @V if|Solve for @V:|Find @V when] @L [equals|is equal to] @R[.|]",
    "[What must @V be|What is @V|Find @V] [so that|if|when] @L [equals|is equal to|is the same as] "
    "@R[?|]",
    "[For which|For what value of|For what] @V [is @L equal to @R|does @L equal @R]?",
    "[The left side|The left-hand side|The left hand side|LHS] is @L[ and the right side is |, the "
    "right side is |, the right-hand side is ]@R. [Find @V.|Solve for @V.|Solve the "
    "equation.|What is @V?]",
    "Left side @L, right side @R[. |: ][solve|find @V|what is @V?]",
    "[Solve|What is @V in] the equation with left side @L and right side @R[.|]",
    "[When|If] [the expressions |]@L and @R are equal, [what is @V?|find @V]",
    "@L and @R are equal. [What is @V?|Find @V.|Find the value of @V.]",
    NULL};
static const char *const sides_ko[] = {
    "좌변이 @L, 우변이 @R인 [방정식을|일차방정식을] [푸시오.|풀어 줘|풀어 주세요|풀어라.]",
    "좌변이 @L[이고|,] 우변이 @R인 [방정식의|일차방정식의] [해는?|해를 구하시오.|해를 구해 줘]",
    "[좌변은 @L, 우변은|왼쪽은 @L, 오른쪽은] @R[입니다. |~이야. ]@V~은?",
    "@L~과 @R~이 같[을 때|다면|을 때,] @V[~은 얼마인가요?|의 값은?|의 값을 구하시오.|~을 구해 줘]",
    "@L~이 @R~과 같[을 때|다면|아지는] @V[의 값은?|의 값을 구하시오.|~을 구하시오.]",
    "@L~이 @R~이 [되려면|되게 하려면] @V~은 [얼마여야 하나요?|얼마인가요?|얼마여야 해?]",
    "@L~과 @R~이 [같아지는|같게 되는|같도록 하는] @V의 값[은?|을 구하시오.|은 얼마야?]",
    NULL};
/* @L the formula, @Y "y=" and the formula */
static const char *const zero_en[] = {
    "[Where|At what @V] does [the line |the graph of |]@Y [cross|meet|cut] the [x-axis|x axis]?",
    "[Find|What is] the x-intercept of @Y[.|?|]",
    "[For which|For what value of] @V is @L [zero|equal to zero|equal to 0]?",
    "[Find|What is] the zero of @Y[.|?|]",
    "[What must @V be so that|Find @V so that|Find @V if] @L is [zero|0|equal to 0][.|?|]",
    NULL};
static const char *const zero_ko[] = {
    "[직선 |함수 |일차함수 |]@Y의 [그래프가 |]x축과 만나는 점의 x좌표[는?|를 구하시오.|를 구해 줘]",
    "[일차함수 |함수 |]@Y의 x절편[은?|을 구하시오.|을 구해 줘|은 얼마야?]",
    "@L~이 0이 되[는 @V의 값은?|는 @V의 값을 구하시오.|려면 @V~은 얼마여야 하나요?]",
    "@L의 값이 0일 때 @V의 값[은?|을 구하시오.]", NULL};

const struct linear_words linear_words = {
    .asked = {.asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 27},
    .asked_sides = {.asked = {sides_en, sides_ko}},
    .asked_zero = {.asked = {zero_en, zero_ko}},
    .understand = {{
        {"We look for the number @V that makes \\(@P\\) true.", "Solve \\(@P\\) for \\(@V\\).",
         "Solve the linear equation \\(@P\\) over \\(\\mathbb{Q}\\)."},
        {"\\(@P\\)~이 참이 되는 수 @V~을 찾는 문제예요.", "방정식 \\(@P\\)의 해를 구합니다.",
         "일차방정식 \\(@P\\)~을 \\(\\mathbb{Q}\\)에서 푼다."},
    }},
    .plan = {{
        {"We do the same to both sides until \\(@V\\) stands alone.",
         "Collect the terms with \\(@V\\) on one side and the numbers on the other, then divide.",
         "Apply equivalent transformations; dividing by a non-zero coefficient keeps the solution "
         "set."},
        {"양쪽에 똑같은 계산을 해서 \\(@V\\)만 남겨요.",
         "\\(@V\\)~이 있는 항은 한쪽으로, 수는 다른 쪽으로 이항한 뒤 계수로 나눕니다.",
         "동치 변형만 쓴다. 0이 아닌 계수로 나누므로 해집합은 변하지 않는다."},
    }},
    .step_clear = {{
        {"Multiply both sides by \\(@M\\) to lose the fractions: \\(@E\\).",
         "Multiply both sides by \\(@M\\): \\(@E\\).", "Multiply by \\(@M\\): \\(@E\\)."},
        {"분수를 없애려고 양쪽에 \\(@M\\)~을 곱해요: \\(@E\\).",
         "양변에 \\(@M\\)~을 곱하면 \\(@E\\).", "양변에 \\(@M\\)~을 곱하면 \\(@E\\)."},
    }},
    .step_open = {{
        {"Multiply out the brackets: \\(@E\\).", "Expand the brackets: \\(@E\\).",
         "Expand: \\(@E\\)."},
        {"괄호를 풀어요: \\(@E\\).", "괄호를 풀면 \\(@E\\).", "전개하면 \\(@E\\)."},
    }},
    .step_collect = {{
        {"Put like things together: \\(@E\\).", "Collect like terms: \\(@E\\).",
         "Collect: \\(@E\\)."},
        {"같은 것끼리 모아요: \\(@E\\).", "동류항을 정리하면 \\(@E\\).", "정리하면 \\(@E\\)."},
    }},
    .step_move = {{
        {"Move \\(@V\\) to one side and the numbers to the other: \\(@E\\).",
         "Bring the terms to their sides: \\(@E\\).", "Subtracting on both sides: \\(@E\\)."},
        {"\\(@V\\)~은 한쪽에, 수는 다른 쪽에 모아요: \\(@E\\).", "이항하면 \\(@E\\).",
         "양변에서 빼면 \\(@E\\)."},
    }},
    .step_divide = {{
        {"Divide both sides by \\(@A\\): \\(@X\\).", "Divide by \\(@A\\): \\(@X\\).",
         "Since \\(@A\\ne0\\), division gives \\(@X\\)."},
        {"양쪽을 \\(@A\\)~으로 나눠요: \\(@X\\).", "양변을 \\(@A\\)~으로 나누면 \\(@X\\).",
         "\\(@A\\ne0\\)이므로 나누면 \\(@X\\)."},
    }},
    .check = {{
        {"Put it into \\(@E\\): left \\(@L\\), right \\(@R\\). They agree!",
         "In \\(@E\\) the left side is \\(@L\\) and the right side is \\(@R\\).",
         "Substituting into \\(@E\\): left \\(@L\\), right \\(@R\\); the slope differs from 0, so "
         "the solution is unique."},
        {"\\(@E\\)에 넣으면 왼쪽은 \\(@L\\), 오른쪽은 \\(@R\\), 서로 같아요!",
         "\\(@E\\)에 대입하면 좌변은 \\(@L\\), 우변은 \\(@R\\)~으로 같습니다.",
         "\\(@E\\)에 대입하면 좌변 \\(@L\\), 우변 \\(@R\\). 일차항의 계수가 0이 아니므로 해는 "
         "하나뿐이다."},
    }},
};
