/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about order of operations: the ways to ask, and the sentences of the explanation for
 * three readers, in English and Korean. Patterns as in phrase.h. The starter model learnt these
 * sentences: a change needs a new training run.
 */
#include "app/topics/words.h"

static const char *const asked_en[] = {
    "[Calculate|Compute|Evaluate|Work out|Find|Please calculate|Please compute|Simplify] @P[.|]",
    "[Calculate|Compute|Evaluate|Work out|Solve]: @P",
    "What is @P?",
    "What's @P?",
    "[What does|What would] @P [equal|give|come to|come out as|make]?",
    "How much is @P?",
    "[Find|Give|Determine|Write down] the [exact |]value of @P[.|]",
    "[Find|Give me|Tell me|I want|I need|Show me] the [result|answer|value] [of|to|for] @P[.|]",
    "[Can|Could|Would] you [please |][calculate|compute|evaluate|work out|solve|do] @P[ for me|]?",
    "[Help me|Let's|I have to|I need to|We must] [calculate|compute|evaluate|work out|solve] "
    "@P[.|]",
    "What [result|number|value|answer] [do you get|do I get|do we get|comes out] [for|from] @P?",
    "What do [you|I|we] get [if|when] [you|we|I] [work out|calculate|evaluate] @P?",
    "The expression is @P. [What is its value?|Evaluate it.|Compute it.|Find its value.]",
    "[Here is|This is|I was given] @P[. |; ][what is it?|what is the value?|what does it "
    "equal?|work it out]",
    "[Using|Use|Following] the order of operations, [evaluate|calculate|work out|find] @P[.|]",
    "[Evaluate|Calculate] the [following |numerical |]expression[:| ] @P[.|]",
    "[Evaluate|Work out|Calculate] @P [using|with] the [correct |]order of operations[.|]",
    "@P [equals what?|is what?|= what?|is how much?|makes what?]",
    "@P, [what is it?|how much is that?|answer?|please|what do you get?|can you do this?]",
    "[I can't do|I don't know how to do|I keep getting this wrong:|Check this for me:] @P",
    "[The value of|The result of] @P is [what?|?]",
    "[Simplify|Reduce] @P [fully|completely|to a single number|as far as possible][.|]",
    "[Do|Try] [this|this one|the sum|the calculation]: @P",
    "[Answer|Result|Value] of @P?",
    "If [you|we|I] [calculate|compute|work out] @P, what [is the result|do you get|comes out]?",
    "[Carry out|Perform|Do] the [calculation|operations|computation] @P[.|]",
    "[The value of|Value of|Work out the value of|value of|Find the value of|what is the value of] "
    "@P[.|?|]",
    "[work out|how much is|whats|what is|calculate|solve|evaluate|compute|simplify|find] @P[?|]",
    "[can you do|please work out|pls solve|plz solve|can u do|could u solve|pls do] @P[?|]",
    "@P =[ please| what?|?| ?][| Please answer.| What is the answer?| Can you do it?]",
    "What do you get [for|if you do|when you do|if you simplify|when you simplify|when you "
    "calculate] @P?",
    "[Simplify|Simplify the expression|Simplify the following|Simplify completely][:|] @P",
    "[Simplify|Evaluate|Calculate|Work out|Compute|Find|Solve][:|]\n@P",
    "[Without a calculator|No calculator|Mentally|By hand|Showing your working][, |: ][work "
    "out|calculate|evaluate|find] @P[.|]",
    "[Find|What is] the [result|value|final answer] [when you simplify|of simplifying|after "
    "simplifying] @P[.|?]",
    "[BODMAS|PEMDAS|BIDMAS|Order of operations][:|,|] @P",
    "[Use|Apply] [BODMAS|PEMDAS|BIDMAS|the order of operations] [to work out|to find|to "
    "evaluate|to calculate] @P[.|]",
    "[Fill in the blank|Complete|Complete the calculation|Fill in the missing number][:|.] @P = "
    "[?|__|___|...|□]",
    "[What is|Find|Give] the [numerical |exact |][value|result] of the [following "
    "|][expression|calculation][:|] @P[?|.|]",
    "[Show|Show me|Explain|Can you show me] how to [work out|calculate|do|evaluate] @P[.|]",
    "[Step by step|Slowly|Carefully][, |: ][calculate|work out|what is] @P[?|]",
    "[I got stuck on|I need the answer to|Need the answer for|Stuck on|What's the answer to|What "
    "is the answer to] @P[?|]",
    "[how many is|how much does|what number is] @P[ make|][?|]",
    NULL};

static const char *const asked_ko[] = {
    "@P[~을|을(를)|] [계산하시오|계산하세요|계산하라|계산해라|계산해 줘|계산해줘|계산해 "
    "주세요|계산해 봐|계산해 줄래?|계산해 주실래요?][.|]",
    "@P[~을|] [풀어 줘|풀어줘|풀어라|푸시오|풀어 봐|풀어 주세요|풀어 주시겠어요?|풀어줄래?][.|]",
    "@P[~은|] "
    "[얼마야?|얼마예요?|얼마인가요?|얼마입니까?|얼마지?|얼마니?|몇이야?|몇인가요?|뭐야?|뭐예요?|"
    "무엇인가?]",
    "@P의 값[을|] [구하시오|구하세요|구하여라|구해라|구해 줘|구해줘|구해 주세요|계산하시오|알려 "
    "줘|찾아 줘][.|]",
    "@P의 값[은|은 얼마인가요|은 얼마야|은 무엇인가|이 뭐야|은 뭐예요|이 얼마예요]?",
    "@P의 [계산 결과|결과|답][~은|~을 알려 줘|~을 구하시오|~이 뭐야?|~을 말해 줘|~은?|~이 궁금해]",
    "다음[을|| 식을| 식의 값을| 계산을] [계산하시오|구하시오|계산하세요|계산해 줘|구해 줘|풀어 "
    "주세요][.|:] @P",
    "다음 식을 [간단히 하시오|계산하여라|계산하라][.|:] @P",
    "[계산해 줘|계산해줘|계산해 주세요|계산|계산하기|계산하세요|구해 줘|풀어 줘][:|] @P",
    "식 @P[~을|] [계산하시오|계산해 줘|계산하면|풀어 줘|구해 보세요][.|]",
    "식 @P의 값을 [구하시오|구해 줘|알려 주세요|구하세요][.|]",
    "@P[~을|] 계산하면 [얼마야?|얼마인가요?|몇이 나와?|얼마가 나오나요?|뭐가 나와?|답이 "
    "뭐야?|얼마입니까?]",
    "@P 하면 [얼마야|몇이야|얼마예요|뭐가 나와]?",
    "@P 계산 [좀|좀 해 줘|좀 해줘|좀 부탁해|부탁해요|해 줄 수 있어?|해 봐|어떻게 해?]",
    "연산 순서에 [맞게|따라] @P[~을|] [계산하시오|계산해 줘|계산해 보세요|풀어 줘][.|]",
    "@P 이거 [얼마야|계산해 줘|어떻게 풀어|답이 뭐야|풀어 줘|몇이야][?|]",
    "[이거|이 식|이 문제] [계산해 줘|좀 풀어 줘|답 알려 줘|값이 뭐야][:|,|] @P",
    "@P[~은|=] [?|몇?|얼마?]",
    "@P의 값을 [순서대로|차근차근|차례대로|정확히] [계산하시오|구해 주세요|구해 줘][.|]",
    "@P[~이|] 얼마인지 [알려 줘|구하시오|계산해 줘|말해 줘|알려 주세요][.|]",
    "수식 @P[~을|의 값을|] [계산하시오|구하라|구하세요|계산해 줘][.|]",
    "@P [정답|답|값|결과][~은?|?|~이 뭐야?| 좀|~은 뭐예요?| 알려줘]",
    "@P =[ ?|?|] [얼마야?|답 좀|풀어 줘|계산해 줘|뭐예요?|몇이야?|답이 뭐예요?]",
    "다음을 [계산하시오|계산하여라|계산해 보세요|계산하세요][.|:|]\n@P",
    "다음 [식을|계산식을|수식을|혼합 계산을] [계산하시오|계산해 주세요|풀어 "
    "주세요|계산하세요][.|:] @P",
    "@P[~을|] [간단히 하면?|간단히 하시오.|간단히 나타내시오|정리하면?|간단히 해 줘|간단히 "
    "하여라.]",
    "@P[~을|] [계산한 값은?|계산한 값을 구하시오.|계산한 결과는?|계산하면 얼마일까요?|계산한 값이 "
    "얼마예요?|바르게 계산한 값은?|계산한 값을 쓰시오]",
    "[혼합 계산|사칙연산|사칙 계산|정수의 계산|계산 문제][:|,|] @P",
    "@P [값 구하기|계산해주세요|풀어줘요|풀어주세요|계산 부탁드립니다|답 "
    "구해주세요|얼마에요?|값좀|얼마죠?|얼마인지 알려줘|답 알려주세요]",
    "[계산기 없이|손으로|암산으로] @P[~을|] [계산해 줘|계산하시오|풀어 줘][.|]",
    "[빈칸에|□ 안에|( ) 안에] 알맞은 수[를 구하시오|는|를 써넣으시오][.|:|] @P = □",
    "[괄호를 먼저|괄호부터|순서대로] 계산해[ 줘| 주세요|서 답을 알려 줘][:|.] @P",
    "@P[~을|] [어떻게 계산해요?|어떻게 풀어요?|계산하는 방법 알려 줘|푸는 순서 알려 줘|계산해줄 수 "
    "있나요?]",
    "[이거 얼마예요?|이거 답 알려주세요.|이 계산 좀 해 주세요:|이 식의 값을 구해 주세요.|이거 "
    "계산이요.] @P",
    "@P의 [값을 알려 주세요|값이 몇인가요?|값을 계산하여라.|정답을 알려 줘|답은?]",
    NULL};

static const char *const bare_forms[] = {"@P",       "@P", "@P", "@P", "@P[=| =|=?| = ?| = ]",
                                         "@P[=| =]", NULL};

const struct arithmetic_words arithmetic_words = {
    .asked = {.asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 27},
    .understand = {{
        {"We want the value of \\(@P\\).", "Evaluate \\(@P\\).",
         "Evaluate the integer expression \\(@P\\)."},
        {"\\(@P\\)~을 계산하는 문제예요.", "\\(@P\\)의 값을 구합니다.",
         "정수 식 \\(@P\\)의 값을 구한다."},
    }},
    .plan = {{
        {"Brackets come first, then powers, then \\(\\times\\) and \\(\\div\\), and last \\(+\\) "
         "and \\(-\\), from left to right.",
         "Follow the order of operations: brackets, powers, multiplication and division, then "
         "addition and subtraction.",
         "Reduce innermost subexpressions first, by precedence and from the left; each reduction "
         "keeps the value."},
        {"괄호 안을 먼저 풀고, 거듭제곱, 곱셈과 나눗셈, 덧셈과 뺄셈의 차례로 왼쪽부터 계산해요.",
         "괄호, 거듭제곱, 곱셈과 나눗셈, 덧셈과 뺄셈의 순서로 계산합니다.",
         "우선순위와 왼쪽 결합에 따라 안쪽 식부터 줄인다. 각 단계는 값을 보존한다."},
    }},
    .step_middle = {{
        {"\\(@E\\). Now \\(@L\\) is left.", "\\(@E\\), which leaves \\(@L\\).",
         "\\(@E\\), hence \\(@L\\)."},
        {"\\(@E\\)~예요. 이제 \\(@L\\)~이 남아요.", "\\(@E\\)이므로 \\(@L\\)~이 됩니다.",
         "\\(@E\\)이므로 \\(@L\\)이다."},
    }},
    .step_last = {{
        {"\\(@E\\), and we are done.", "\\(@E\\).", "\\(@E\\)."},
        {"\\(@E\\), 다 했어요.", "\\(@E\\)입니다.", "\\(@E\\)."},
    }},
    .check = {{
        {"Going back from the last step, \\(@C\\). It fits!",
         "Undoing the last step gives \\(@C\\), as it should.",
         "The inverse of the last operation returns \\(@C\\), as required."},
        {"마지막 계산을 거꾸로 하면 \\(@C\\)~이라서 맞아요!",
         "마지막 연산을 거꾸로 하면 \\(@C\\)이므로 맞습니다.",
         "마지막 연산의 역연산이 \\(@C\\)이므로 옳다."},
    }},
};
