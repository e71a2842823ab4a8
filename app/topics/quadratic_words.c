/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about quadratic equations: the ways to ask, and the sentences of the explanation for
 * three readers, in English and Korean. Patterns as in phrase.h. The starter model learnt these
 * sentences: a change needs a new training run.
 */
#include "app/topics/words.h"

static const char *const asked_en[] = {
    "[Solve|Please solve|Can you solve|Could you please solve|Help me solve|I need to solve|Try to "
    "solve|I want to solve|Let's solve] @P[ for @V|][.|]",
    "Solve for @V[:|] @P",
    "Solve[:| the equation| this equation:| the quadratic equation| the quadratic| the following "
    "equation:] @P[.|]",
    "[Find|Determine|Calculate|Work out|Compute|Give] [all |][solutions|roots|the roots|the "
    "solutions|both roots|all real and complex roots|every root] of [the equation |the quadratic "
    "equation |][: |]@P[.|]",
    "[Find|Determine|Calculate|Work out] @V [if|when|given that|given|such that|from|in] @P[.|]",
    "[Find|Determine|Give] [all |the |every |][values|value] of @V [for which|such that|with|that "
    "satisfy|where] @P[.|]",
    "What are the [roots|solutions|zeros|exact roots|exact solutions] [of|to] @P?",
    "[What|Which] [values|numbers] of @V [satisfy|solve|fulfil|make true] @P?",
    "If @P, [what is @V|find @V|then what is @V|what does @V equal|what's @V|what can @V be|what "
    "are the values of @V]?",
    "[What is|What's] @V [if|when|in|given] @P?",
    "[Use|Using|With|By] the [quadratic formula|discriminant|formula][ to|,] solve @P[.|]",
    "[Solve|Work out|Find the roots of] @P [using|with|by] the [quadratic "
    "formula|discriminant|formula][.|]",
    "Given @P, [find @V|what is @V|solve for @V|find the roots|determine all solutions][.|]",
    "@P, [find @V|what is @V|solve for @V|@V = ?|solve|roots?|solve it|what are the roots]",
    "@P. [Find @V.|What is @V?|Solve for @V.|Solve.|Find the roots.|What are the solutions?]",
    "[The equation is|Here is my equation:|I have|We have|Equation:|Quadratic:] @P[. |, ][Solve "
    "it.|What is @V?|solve for @V|find the roots|Find the solutions.]",
    "How [do I|do you|can I|would you|to] solve @P[ for @V|]?",
    "@P [solve|solve for @V|solve please|roots|find @V|solutions]",
    "[Does|Has] @P [have real roots|have real solutions|real roots]? [Find the roots.|Solve "
    "it.|Find them all.|Solve anyway.]",
    "[The roots of|The solutions of] @P [are what|are|are which numbers|?]",
    "[I'm trying to find|I'm looking for|Tell me|Show me] [the roots of|the solutions of|@V in] "
    "@P[.|]",
    "Solve @P [over the complex numbers|in the complex numbers|exactly|giving exact answers|and "
    "simplify|completely][.|]",
    "[When|For which @V] [is|does] @P [true|hold]?",
    "[Let|Suppose|Given that|Assume] @P. [Find @V.|What is @V?|Determine @V.|Find all possible "
    "@V.]",
    "[Solve it for me|Do this one|Answer this]: @P",
    "[solve|find @V|find @V in|whats @V if|what is @V when|work out @V|solve for @V|find the roots "
    "of|roots of|solutions of|zeros of][:|] @P",
    "[Solve|Solve the equation|Solve the following|Solve for @V|Find @V|Find the roots|Solve the "
    "quadratic equation][:|.]\n@P",
    "[For which|For what] @V [is @P[ true|]|does @P hold|do we have @P]?",
    "[Find|Determine|State|Write down|Give] [all|both|the] values of @V [for which|such that|that "
    "satisfy|with] @P[.|]",
    "[Find all @V|Find every @V|Find all real and complex @V|Find all numbers @V] [for which|such "
    "that|so that|with] @P[.|]",
    "@P[. |; |\n][Solve for @V|Find @V|Find the roots|Find all values of @V|Find both "
    "solutions|Determine the roots][.|?|]",
    "[I need help with|Help with|Stuck on|Can you help me with|Can u solve|could u do|Pls "
    "solve|Plz help me solve] [this equation: |the quadratic |]@P[?|.|]",
    "[Solve|Work out] [algebraically|step by step|without a calculator|by formula|exactly]: @P",
    "[Solve|Find the roots of] @P by [completing the square|the quadratic "
    "formula|formula|factoring if possible|using the discriminant][.|]",
    "[By completing the square|Using the quadratic formula|By the formula|By factorising or "
    "otherwise|By factoring or otherwise|Using the discriminant], solve @P[.|]",
    "@V [= ?|=?] [if|when|for|in|given] @P",
    "[Solve over the complex numbers|Solve in C|Solve over C|Solve for complex @V|Work over the "
    "complex numbers][:|] @P",
    "[Solve the quadratic|Solve this quadratic|Quadratic equation|Quadratic formula|quadratic][:|] "
    "@P",
    "[What is|What's] the solution [set |][of|to] [the equation |the quadratic |]@P?",
    "[Write down|Give|State|Leave in surd form:] the exact [solutions|roots] of @P[.|]",
    "[Show|Explain|Show me|Can you show me] how to [solve|find the roots of] @P[.|]",
    "In the equation @P, [what is @V|find @V|what can @V be|solve for @V][?|.|]",
    NULL};

static const char *const asked_ko[] = {
    "[방정식 |이차방정식 |다음 방정식 |]@P[~을|] [푸시오|푸세요|풀어라|풀어 줘|풀어줘|풀어 봐|풀어 "
    "주세요|풀어 줄래?|풀어 주시겠어요?|풀이해 줘|풀어 주실래요?|풀자][.|]",
    "[다음 |]이차방정식[~을|] [푸시오|풀어라|풀어 줘|풀어 주세요|푸세요][.|:] @P",
    "[다음 |]방정식을 [푸시오|풀어라|풀어 줘|풀어 주세요|푸세요][.|:] @P",
    "@P의 [해|근|두 근|모든 근|모든 해][~을|] [구하시오|구하세요|구하여라|구해 "
    "줘|구해줘|찾으시오|찾아 줘|알려 줘][.|]",
    "@P의 [해|근|두 근|모든 근][~은|~은 뭐야|~은 무엇인가|~이 뭐야|~은 무엇인가요|~은 얼마야][?|]",
    "[방정식|이차방정식] @P의 [해|근|두 근|모든 해][~을|] [구하시오|구하여라|구해 "
    "줘|구하세요|찾으시오|알려 주세요][.|]",
    "@P[일 때|이면|~이라면|~이라고 할 때|인 경우|일 때,] @V[~은|의 값은|~은 얼마|의 값은 "
    "무엇인가|~이 "
    "뭐야|~은 얼마야]?",
    "@P[일 때|일 때,|이면] @V[~을|의 값을|의 값을 모두] [구하시오|구하세요|구하여라|구해 "
    "줘|구해줘|찾아 줘|계산해 줘][.|]",
    "@P[~을|] 만족하는 @V[~을|의 값을|의 값을 모두|] [구하시오|구하세요|구해 줘|찾으시오|찾아 "
    "줘|찾아 주세요][.|]",
    "@P[~을|] 만족하는 @V의 값은[?| 얼마인가요?| 무엇인가?]",
    "@P에서 @V[~을|의 값을|] [구하시오|구해 줘|구하세요|구해줘|찾아 줘|알려 줘][.|]",
    "@V[~을|의 값을|] [구하시오|구해 줘|구하세요|구하라|구해줘|찾아 줘][.|:|,] @P",
    "근의 공식[을 이용하여|으로|을 써서| 써서|을 이용해] @P[~을|] [푸시오|풀어 줘|풀어라|풀어 "
    "주세요|풀이하시오][.|]",
    "@P[~을|] 근의 공식으로 [푸시오|풀어 줘|풀어라|풀어 주세요][.|]",
    "@P, [@V~은|@V의 값은|@V~이 뭐야|근은|해는|@V~을 구해 줘|두 근을 구하시오|@V 구해줘][?|]",
    "@P [근|해|두 근|@V 값|근의 값][ 구해 줘| 구해줘| 알려줘|~은| 좀|?]",
    "@P 풀[어|어 줘|어줘|면|이|어 주세요|어 줄 수 있어?| 수 있어?|어줄래?|어 봐]",
    "@P [좀 풀어 줘|좀 풀어줄래?|어떻게 풀어?|푸는 법 알려 줘|어떻게 푸나요?|답이 뭐야?|해 "
    "구해|이거 풀어 줘|풀이 부탁해]",
    "[이 방정식|이거|이 식|이 문제|이 이차방정식] [풀어 줘|좀 풀어 줘|풀어 주세요|어떻게 풀어?|근 "
    "구해 줘][:|,|] @P",
    "@P의 [실근이 있나요|근이 실수야|판별식과 근은|허근까지 모든 근은|근이 어떻게 돼]?",
    "복소수 범위에서 @P[~을|의 해를] [푸시오|풀어 줘|구하시오|구해 줘|구하세요][.|]",
    "@V에 대한 [방정식|이차방정식] @P[~을|] [풀어라|푸시오|풀어 주세요|풀어 줘][.|]",
    "@P[~을|] 풀면 @V[~은|~이|의 값은] [얼마야|얼마인가|뭐야|무엇인가요]?",
    "@V[~이|] 얼마[면|여야|일 때] @P[~이|] [돼|될까|성립해|되나요]?",
    "다음 [방정식|이차방정식]을 [푸시오|풀어라|풀어 주세요|푸세요][.|:|]\n@P",
    "[방정식 |이차방정식 |]@P[~을|] [풀면?|풀어보면?|풀어주세요|풀어줘요|푸는 과정을 쓰시오.|풀어 "
    "보세요.|풀어줄 수 있나요?|풀어라.]",
    "[방정식 |이차방정식 |등식 |]@P[~을|] [만족시키는|참이 되게 하는|성립시키는] @V[~을|의 값을|의 "
    "값을 모두] [구하시오|구하세요|구해 주세요|구해 줘|찾으시오][.|]",
    "@P[~을|] [만족시키는|만족하는] [모든 @V의 값은?|@V의 값을 모두 구하면?|모든 @V의 값을 "
    "구하시오.|실수 또는 복소수 @V~을 구하시오.]",
    "[방정식 |이차방정식 |]@P의 [근은?|두 근은?|두 근을 구하시오.|근을 구해 줘|해는?|근이 "
    "뭐야?|해를 구해주세요|근을 알려주세요|해를 쓰시오.]",
    "@P[일때|이면|일때,|일 때] @V[~은?|의 값은?|값은?|~을 구해줘|의값을 구하시오|값 구해주세요|값 "
    "좀]",
    "@V[~은?|의 값은?|~이 뭐야?| 값 구해 줘.|의 값을 모두 구하면?] @P",
    "@P [풀어줘요|풀어주세요|풀어 주실 수 있나요?|근 구해주세요|풀이 과정 알려 주세요|해를 "
    "구하시오|해 구하기|근 구하기|어떻게 풀어요?|답좀]",
    "[완전제곱식을 이용하여|근의 공식을 이용하여|판별식을 이용하여|짝수 공식이나 근의 "
    "공식으로|완전제곱식으로 고쳐서] @P[~을|] [푸시오|풀어 줘|풀어라|풀어 주세요][.|]",
    "[주어진|아래|다음] [방정식|이차방정식]의 [해를|근을|두 근을] [구하시오|구해 "
    "줘|구하세요|구하여라][.|:] @P",
    "[이차방정식 풀이|이차방정식|방정식 풀기|근의 공식|이차방정식의 근][:|,|] @P",
    "[복소수 범위에서|복소수의 범위에서|허근까지 포함하여] [방정식 |이차방정식 |]@P의 "
    "[해를|근을|모든 근을] [구하시오|구해 줘|구하여라][.|]",
    "@P[~이|] [되는|참이 되는|성립하는] @V의 값을 [모두 구하시오|모두 구하면|구하시오][.|]",
    NULL};

/* @Q: the left side alone, when the right side is 0. */
static const char *const zeros_en[] = {
    "[Find|Determine|Calculate|Give|Compute] [the|all] [roots|zeros|zeroes] of [the polynomial "
    "|the quadratic |the function |]@Q[.|]",
    "[What are|Which are] the [roots|zeros|zeroes] of [the polynomial |the quadratic |]@Q?",
    "[For which|For what values of] @V is @Q [equal to 0|zero|equal to zero]?",
    "[When|Where] [is @Q zero|does @Q equal 0|does @Q vanish]?",
    "[Roots|Zeros|roots|zeros] of @Q",
    "[what are|find|give me|tell me] the [zeros|roots|zeroes] of [the polynomial |]@Q[?|]",
    "[Find|Determine] [all values of @V|every @V|all @V] [for which|such that|where] @Q [is "
    "zero|is 0|equals zero|equals 0|vanishes][.|]",
    "[Set|Put] @Q equal to [zero|0] and [solve|find @V|solve for @V][.|]",
    "[Solve|Find @V if|Find @V when] @Q [equals|is equal to|is] [zero|0][.|]",
    NULL};

static const char *const zeros_ko[] = {
    "[이차식 |다항식 |]@Q의 [근|영점]~을 [구하시오|구해 줘|구하세요|찾아 줘][.|]",
    "@Q~이 0이 되는 @V의 값[을 구하시오.|은?|을 모두 구해 줘|을 구하세요.]",
    "[이차함수 |함수 ]@Q의 [영점|근]~은[?| 무엇인가?| 뭐야?]",
    "[이차식 |다항식 |]@Q의 값이 0이 되[는|게 하는|도록 하는] @V[의 값을 모두 구하시오.|의 "
    "값은?|~을 구해 줘|~을 모두 구하시오.]",
    "@Q~이 0이면 @V[~은|의 값은] [얼마야|무엇인가|얼마인가요]?",
    "@Q~을 0으로 만드는 @V[~을 구하시오.|의 값은?|의 값을 모두 구해 줘]",
    NULL};

/* @Y: "y=..." */
static const char *const graph_en[] = {
    "[Where|At which points|At what x|For which x] does [the graph of |the parabola |the curve "
    "|]@Y [cross|meet|cut|intersect] the x-axis?",
    "[Find|Determine|What are|Work out] the x-intercepts of [the graph of |the parabola |the curve "
    "|]@Y[.|?]",
    "[Find|Calculate|What are] the [zeros|roots|zeroes] of [the function |the parabola |]@Y[.|?]",
    "[x-intercepts|zeros|roots] of @Y[?|]",
    "[Find|Determine] the x-values where [the graph of |the parabola |]@Y [crosses|meets|cuts] the "
    "x-axis[.|]",
    NULL};

static const char *const graph_ko[] = {
    "[이차함수 |포물선 |그래프 |]@Y[~이|] x축과 만나는 점의 x좌표[를 구하시오.|는?|를 모두 구해 "
    "줘|를 구하세요.]",
    "[이차함수 |함수 |]@Y의 그래프가 x축과 만나는 [점의 x좌표를|x의 값을] [구하시오|구해 줘|모두 "
    "구하시오|구하여라][.|]",
    "[이차함수 |포물선 |]@Y의 [x절편|영점][~을 구하시오.|~은?|~을 구해 줘|~을 모두 구하시오.]",
    NULL};

/* @F: "ax^2+bx+c=0", @A: "a=2, b=-3, c=1" */
static const char *const names_en[] = {
    "[Solve|Find the roots of|Find the solutions of|Work out the roots of|solve] @F "
    "[with|where|for|when|if|given] @A[.|]",
    "@F, @A[. |, |; |\n][find @V|solve|roots?|what is @V?|solve for @V|find the roots]",
    "@A. [Solve|Find the roots of|What are the solutions of] @F[.|]",
    "[Find|Determine|What are] the [roots|solutions|zeros] of @F [with|when|if|for|where] @A[.|?]",
    "[Use|Apply] the quadratic formula [to|and] solve @F [with|for|where] @A[.|]",
    "[Quadratic formula|quadratic formula|Use the formula]: @F, @A",
    "If @A in @F, [what is @V|find @V|what are the roots]?",
    "[What|Which] values of @V satisfy @F [if|when|for] @A?",
    "[The quadratic|The equation] @F has [the coefficients |coefficients |]@A. [Find the "
    "roots.|Solve it.|Find @V.|What are its roots?]",
    "[Given|With|For|Let] @A, [solve|find the roots of|find the solutions of] @F[.|]",
    NULL};

static const char *const names_ko[] = {
    "@A일 때 [이차방정식 |방정식 |]@F의 [해는?|근은?|해를 구하시오.|근을 구해 줘|두 근을 "
    "구하시오.|해|근]",
    "@A일 때[,|] [이차방정식 |방정식 |]@F[~을|] [푸시오|풀어 줘|풀어라|풀어 주세요][.|]",
    "[이차방정식 |]@F에서 @A[일 때|이면|~이라고 하면] [@V의 값|근|해][~은?|~을 구하시오.|~을 구해 "
    "줘]",
    "[이차방정식 |]@F의 계수가 @A[일 때|이면] [근은?|해를 구하시오.|근을 구해 줘|해는?]",
    "근의 공식에 @A[~을|] [넣어서|대입해서|대입하여] @F의 [근을|해를] [구해 "
    "줘|구하시오|구하세요][.|]",
    "@F, @A[. |, ][근을 구해 줘|해를 구하시오.|근은?|@V의 값은?]",
    "[이차방정식|방정식] @F (@A)의 [근을 구하시오.|해는?|해를 구해 줘]",
    NULL};

static const char *const bare_forms[] = {"@P", "@P", "@P", "@P", "@P, @V=?", "@P; @V[= ?|=?]",
                                         NULL};

static const char *const names_bare[] = {"@F, @A", "@A, @F", "@F; @A", "@F (@A)", NULL};

const struct quadratic_words quadratic_words = {
    .asked = {.asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 27},
    .asked_zeros = {.asked = {zeros_en, zeros_ko}, .bare = bare_forms, .bare_percent = 0},
    .asked_graph = {.asked = {graph_en, graph_ko}, .bare = bare_forms, .bare_percent = 0},
    .asked_names = {.asked = {names_en, names_ko}, .bare = names_bare, .bare_percent = 15},
    .understand = {{
        {"We look for every number @V with \\(@P\\).", "Solve the quadratic equation \\(@P\\).",
         "Solve \\(@P\\) over \\(\\mathbb{C}\\)."},
        {"\\(@P\\)~이 되는 수 @V~을 모두 찾는 문제예요.", "이차방정식 \\(@P\\)의 근을 구합니다.",
         "\\(\\mathbb{C}\\)에서 \\(@P\\)~을 푼다."},
    }},
    .plan = {{
        {"Bring everything to one side and use the formula \\(@V=\\frac{-b\\pm\\sqrt{D}}{2a}\\) "
         "with \\(D=b^2-4ac\\).",
         "Write it in standard form, find the discriminant \\(D=b^2-4ac\\) and use the quadratic "
         "formula.",
         "Multiplying by \\(4a\\) and completing the square gives the equivalent "
         "\\((2a@V+b)^2=D\\), \\(D=b^2-4ac\\)."},
        {"모두 한쪽으로 모으고 공식 \\(@V=\\frac{-b\\pm\\sqrt{D}}{2a}\\), \\(D=b^2-4ac\\)를 써요.",
         "표준형으로 고친 뒤 판별식 \\(D=b^2-4ac\\)와 근의 공식을 씁니다.",
         "\\(4a\\)를 곱해 완전제곱식으로 고치면 동치인 \\((2a@V+b)^2=D\\), \\(D=b^2-4ac\\)를 "
         "얻는다."},
    }},
    .step_standard = {{
        {"On one side: \\(@S\\), so \\(a=@A\\), \\(b=@B\\), \\(c=@C\\).",
         "Standard form: \\(@S\\), so \\(a=@A\\), \\(b=@B\\), \\(c=@C\\).",
         "\\(@S\\): \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)."},
        {"한쪽으로 모으면 \\(@S\\), 그래서 \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)~예요.",
         "표준형은 \\(@S\\)이고 \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)입니다.",
         "\\(@S\\), 곧 \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)."},
    }},
    .step_discriminant = {{
        {"\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\)."},
        {"\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\)."},
    }},
    .step_root =
        {
            [ROOTS_RATIONAL] = {{
                {"\\(\\sqrt{@N}=@W\\), so there are two answers.",
                 "\\(\\sqrt{@N}=@W\\): two rational roots.",
                 "\\(D\\) is a perfect square, \\(\\sqrt{@N}=@W\\): two rational roots."},
                {"\\(\\sqrt{@N}=@W\\)이므로 답이 두 개예요.",
                 "\\(\\sqrt{@N}=@W\\)이므로 두 유리근을 갖습니다.",
                 "\\(\\sqrt{@N}=@W\\)이므로 \\(D\\)는 완전제곱수이고 두 유리근을 갖는다."},
            }},
            [ROOTS_DOUBLE] = {{
                {"\\(D=0\\), so there is just one answer.", "\\(D=0\\): one double root.",
                 "\\(D=0\\): a root of multiplicity two."},
                {"\\(D=0\\)이므로 답이 하나예요.", "\\(D=0\\)이므로 중근을 갖습니다.",
                 "\\(D=0\\)이므로 중근을 갖는다."},
            }},
            [ROOTS_IRRATIONAL] = {{
                {"\\(\\sqrt{@N}=@W\\), so there are two answers.",
                 "\\(\\sqrt{@N}=@W\\): two real roots.",
                 "\\(\\sqrt{@N}=@W\\): two irrational conjugate roots."},
                {"\\(\\sqrt{@N}=@W\\)이므로 답이 두 개예요.",
                 "\\(\\sqrt{@N}=@W\\)이므로 서로 다른 두 실근을 갖습니다.",
                 "\\(\\sqrt{@N}=@W\\)이므로 켤레인 두 무리근을 갖는다."},
            }},
            [ROOTS_COMPLEX] = {{
                {"\\(D\\) is negative: no real number works, but with \\(i^2=-1\\), "
                 "\\(\\sqrt{@N}=@W\\).",
                 "\\(D<0\\): no real roots; \\(\\sqrt{@N}=@W\\).",
                 "\\(D<0\\): \\(\\sqrt{@N}=@W\\), two conjugate complex roots."},
                {"\\(D\\)가 음수라 실수 답은 없지만 \\(i^2=-1\\)을 쓰면 \\(\\sqrt{@N}=@W\\)~예요.",
                 "\\(D<0\\)이므로 실근은 없고 \\(\\sqrt{@N}=@W\\)입니다.",
                 "\\(D<0\\), \\(\\sqrt{@N}=@W\\)이므로 켤레 복소근을 갖는다."},
            }},
        },
    .step_root_plain = {{
        {"\\(\\sqrt{@N}\\) cannot be made simpler; there are two answers.",
         "\\(\\sqrt{@N}\\) is in lowest terms: two real roots.",
         "\\(@N\\) is square-free: two irrational conjugate roots."},
        {"\\(\\sqrt{@N}\\)~은 더 간단히 할 수 없고 답은 두 개예요.",
         "\\(\\sqrt{@N}\\)~은 더 간단히 되지 않으며 서로 다른 두 실근을 갖습니다.",
         "\\(@N\\)에는 제곱인수가 없고 켤레인 두 무리근을 갖는다."},
    }},
    .step_formula_once = {{
        {"So \\(@X\\), and no number divides all parts.", "So \\(@X\\), already in lowest terms.",
         "Hence \\(@X\\), in lowest terms."},
        {"그래서 \\(@X\\)이고 더 약분되지 않아요.", "따라서 \\(@X\\)이고 이미 기약입니다.",
         "따라서 \\(@X\\), 이미 기약이다."},
    }},
    .step_formula = {{
        {"\\(@V=@F\\), so \\(@X\\).", "\\(@V=@F\\), so \\(@X\\).", "\\(@V=@F\\), hence \\(@X\\)."},
        {"\\(@V=@F\\), 그래서 \\(@X\\).", "\\(@V=@F\\), 따라서 \\(@X\\).",
         "\\(@V=@F\\), 따라서 \\(@X\\)."},
    }},
    .check = {{
        {"Put back in, \\(@L\\) becomes \\(@W\\), and its square is \\(@N\\), the same as \\(D\\). "
         "It fits!",
         "For these values \\(@L=@W\\), and \\((@W)^2=@N=D\\), as it must be.",
         "Indeed \\(@L=@W\\) and \\((@W)^2=@N=D\\); every step was an equivalence."},
        {"다시 넣으면 \\(@L\\)의 값은 \\(@W\\)이고, 제곱하면 \\(@N\\), \\(D\\)와 같아서 맞아요!",
         "이 값에서 \\(@L=@W\\)이고 \\((@W)^2=@N=D\\)이므로 맞습니다.",
         "\\(@L=@W\\), \\((@W)^2=@N=D\\)이며 모든 변형은 동치이다."},
    }},
};
