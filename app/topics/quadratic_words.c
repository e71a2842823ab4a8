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
    "@P[일 때|이면|라면|라고 할 때|인 경우|일 때,] @V[~은|의 값은|~은 얼마|의 값은 무엇인가|~이 "
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
    NULL};

/* @Q: the left side alone, when the right side is 0. */
static const char *const zeros_en[] = {
    "[Find|Determine|Calculate|Give|Compute] [the|all] [roots|zeros|zeroes] of [the polynomial "
    "|the quadratic |the function |]@Q[.|]",
    "[What are|Which are] the [roots|zeros|zeroes] of [the polynomial |the quadratic |]@Q?",
    "[For which|For what values of] @V is @Q [equal to 0|zero|equal to zero]?",
    "[When|Where] [is @Q zero|does @Q equal 0|does @Q vanish]?",
    "[Roots|Zeros|roots|zeros] of @Q",
    NULL};

static const char *const zeros_ko[] = {
    "[이차식 |다항식 |]@Q의 [근|영점]~을 [구하시오|구해 줘|구하세요|찾아 줘][.|]",
    "@Q~이 0이 되는 @V의 값[을 구하시오.|은?|을 모두 구해 줘|을 구하세요.]",
    "[이차함수 |함수 ]@Q의 [영점|근]~은[?| 무엇인가?| 뭐야?]", NULL};

static const char *const bare_forms[] = {"@P", "@P", "@P", "@P", "@P, @V=?", NULL};

const struct quadratic_words quadratic_words = {
    .asked = {.asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 27},
    .asked_zeros = {.asked = {zeros_en, zeros_ko}, .bare = bare_forms, .bare_percent = 0},
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
