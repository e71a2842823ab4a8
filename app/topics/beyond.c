/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Questions the starter model has not learnt: other mathematics, other subjects, small talk. The
 * reply says so in two lines and names what it can do; it never holds a box, so no program takes
 * it for an answer. The one idea: a small model must be taught where it ends.
 */
#include "app/topics/skill.h"

#include <inttypes.h>
#include <stdio.h>

/* @A @B @C @D @E @F numbers, @V a variable, @W a capital letter */
static const char *const asked_en[] = {
    "[Find|Calculate|Evaluate|Compute|What is] the integral of "
    "[@A@V^2+@B@V|@A@V^3-@B|sin(@V)|e^(@A@V)|1/@V|@A@V+@B][.|?]",
    "[∫|\\int |integrate ]@A@V^2 d@V",
    "[Integrate|Please integrate] [@A@V^2-@B@V|cos(@A@V)|@V e^@V] [from 0 to @B|with respect to "
    "@V|][.|]",
    "[Find|Calculate|What is] the [determinant|inverse|trace|rank|transpose] of the matrix [(@A, "
    "@B; @C, @D)|(@A @B; @C @D)][.|?]",
    "[Find|Calculate] the eigenvalues of \\begin{pmatrix}@A & @B\\\\ @C & @D\\end{pmatrix}[.|]",
    "Solve the system @A@V+@By=@C, @D@V-@Ey=@F[.|]",
    "[Solve|Find @V and y:] @A@V + @By = @C and @V - y = @D[.|]",
    "[Anna|Tom|A farmer|Mia|A shop] [has|buys|sells|eats] @A [apples|pens|eggs|books] and [gives "
    "away|loses|gets|sells] @B. How many [are left|does it make|now]?",
    "A train [travels|goes] @C km in @A hours. [What is its speed?|How fast is it?|How far does it "
    "go in @B hours?]",
    "A car needs @A litres for @C km. How much for @D km?",
    "[What is|Find|Calculate] @A% of @C[?|.]",
    "[What percent|What percentage] of @C is @A?",
    "[Differentiate|Find the derivative of] "
    "[sin(@A@V)|e^(@V)|ln(@V)|cos(@V)|tan(@V)|1/@V|sqrt(@V)|@V sin(@V)][.|]",
    "[What is|Find|Calculate] the [area|circumference|perimeter] of a [circle with radius "
    "@A|square with side @A|rectangle @A by @B|trapezoid with sides @A and @B][.|?]",
    "[Find|What is] the [volume|surface] of a [sphere|cube|cone|cylinder] with "
    "[radius|side|height] @A[.|?]",
    "[Find|What is] the hypotenuse of a right triangle with legs @A and @B[.|?]",
    "[Prove|Show] that [the square root of 2 is irrational|there are infinitely many primes|n^2+n "
    "is even|the sum of two odd numbers is even][.|]",
    "[Find|What is] the [limit|limit of] [sin(@V)/@V|(@V^2-@A)/(@V-@B)|1/@V] as @V [goes "
    "to|approaches|->] [0|infinity|@B][.|?]",
    "[Solve|Find @V:] "
    "[@V^3-@A@V+@B=0|@A^@V=@C|log(@V)=@A|sin(@V)=0|sqrt(@V)=@A|@V^4=@C|abs(@V-@A)=@B|@A@V+@B>@C|@A@"
    "V-@B<@C]",
    "[Factor|Factorise|Expand|Simplify] [@V^2-@A|(@V+@A)^3|@A@V^2+@B@V|(@V+@A)(@V-@B)(@V+@C)]",
    "[What is|Find] the [greatest common divisor|least common multiple|gcd|lcm] of @C and @D[?|.]",
    "[Is|Check whether] @C [is |]a prime number[?|.]",
    "[Convert|Change] @A [km to miles|feet to metres|hours to seconds|degrees Celsius to "
    "Fahrenheit|to binary][.|]",
    "[What is|Find] the [mean|median|average|standard deviation] of @A, @B, @C[?|.]",
    "[How many ways|In how many ways] can @A people sit [in a row|at a round table]?",
    "[What is the probability|What are the chances] of [rolling a @A|getting two heads|drawing an "
    "ace]?",
    "[Graph|Plot|Draw|Sketch] [y=@A@V+@B|y=@V^2|the function f(@V)=@A@V][.|]",
    "[What is|Find] [sin 30|cos 60|log 100|@A!|the square root of @C|the @Ath prime|pi|e^2][?|.|]",
    "[Hi|Hello|Hey|Hi there|Good morning|Good evening|Yo|Hello there][!|.|]",
    "[Thanks|Thank you|Thanks a lot|Great, thanks|ok|okay|bye|Goodbye|See you][!|.|]",
    "[Who are you|What is your name|What can you do|Are you a robot|How old are you|Who made "
    "you|Are you human|Do you like maths][?|]",
    "[Tell me a joke|Sing a song|Write a poem about [spring|cats|the sea]|Tell me a story|Play a "
    "game with me|Write me an essay][.|]",
    "[What is|What's] the [weather today|capital of [France|Korea|Japan|Spain]|time|meaning of "
    "life|news|best film|tallest mountain]?",
    "[Who was|Who is] [Newton|Einstein|Gauss|Euler|the president|Shakespeare|Marie Curie]?",
    "[When|Where|Why] did the [French Revolution|Second World War|Korean War|moon landing] "
    "[begin|end|happen]?",
    "[Translate|How do you say] [hello|good morning|I love you|thank you] [into|in] "
    "[French|Korean|German|Spanish][.|?]",
    "[What is|Explain|Describe] [photosynthesis|gravity|an atom|DNA|a black hole|Newton's second "
    "law|the water cycle|a noun|democracy|inflation][.|?]",
    "[Write|Give me] [a python program|some code|a function in C|an SQL query] [to sort a list|for "
    "fibonacci|that adds numbers][.|]",
    "[asdf|qwerty|blah blah|lorem ipsum|xyzzy|hmm|???|...|aaaa|test|123 abc|what|huh]",
    "[I hate maths|I am tired|I'm bored|I feel sad|Maths is fun|I have an exam tomorrow|My teacher "
    "is nice|I love pizza][.|!|]",
    "[How do I|How to|Help me] [cook rice|learn guitar|sleep better|make friends|lose weight|fix "
    "my computer][?|]",
    "[A right triangle|A triangle] has angles [@A and @B degrees|of @A degrees]. [Find the third "
    "angle.|What is the other angle?]",
    "[Find|What is] the [next number|pattern]: @A, @B, @C[, ...|]",
    "[Round|Write] @C.@D [to one decimal place|as a fraction|in words][.|]",
    "[Find|What is|Calculate|Compute] f(@A) [if|for|when] f(@V)=[@B@V+@E|@V^2-@B|@A@V^2+@B@V][.|?]",
    "[Find the second derivative of|Differentiate twice:|What is f''(@V) if f(@V)=] "
    "@A@V^3-@B@V^2+@E",
    "[Find|What is] the [perimeter|third side|hypotenuse|angle] of a triangle with sides @A, @B "
    "and @E[.|?]",
    "[Find|Write] the equation of the [tangent|normal] to y=@A@V^2-@B at @V=@E[.|]",
    "[Find|What is] the [vertex|axis of symmetry|minimum|discriminant] of [y=|]@V^2+@A@V-@B[.|?]",
    "[Simplify|Collect like terms:|Expand] [@A@V+@B@V-@E|@A(@V+@B)-@E|(@V+@A)(@V-@B)][.|]",
    "[Solve|Solve the inequality] [@A@V+@B<@C|@V-@A>@B|@A@V<=@C][.|]",
    "[Work out|Calculate|What is] [@A/@B + 1/@E|@A.@B x 0.@E|@A 1/2 - 1/@E as a fraction][.|?]",
    NULL};

static const char *const asked_ko[] = {
    "[@A@V^2+@B@V|@A@V^3-@B|sin(@V)|e^(@A@V)|1/@V|@A@V+@B][~을|의 부정적분을|~을 @V에 대해] "
    "[적분하시오|적분해 줘|구하시오|구해 줘][.|]",
    "[∫|\\int ]@A@V^2 d@V[ 계산해 줘| 구하시오|]",
    "정적분 [∫_0^@B @A@V d@V|0부터 @B까지 @A@V^2]의 값[은?|을 구하시오.|을 구해 줘]",
    "행렬 [(@A, @B; @C, @D)|(@A @B; @C @D)]의 [행렬식|역행렬|고윳값|대각합][을 구하시오.|은?| 구해 "
    "줘]",
    "연립방정식 @A@V+@By=@C, @D@V-@Ey=@F[~을|] [푸시오|풀어 줘|풀어라][.|]",
    "[사과|연필|구슬|사탕|책]~이 @A개 있는데 @B개를 [먹었다|주었다|더 샀다|잃어버렸다]. [몇 "
    "개인가?|남은 것은 몇 개야?|모두 몇 개예요?]",
    "[철수|영희|민수|지우]는 @A[원|개|살]이고 [동생|친구|언니]~은 @B[원|개|살]이다. [합은?|차이는 "
    "얼마야?|모두 얼마인가?]",
    "기차가 @A시간에 @Ckm를 간다. [속력은?|속력을 구하시오.|@B시간에는 얼마나 갈까?]",
    "@C의 @A%는 [얼마야|얼마인가|몇이야]?",
    "@A~은 @C의 몇 퍼센트[야|인가요]?",
    "[sin(@A@V)|e^@V|ln(@V)|cos(@V)|tan(@V)|1/@V|sqrt(@V)][~을|] 미분[하시오|해 줘][.|]",
    "[반지름이 @A인 원|한 변이 @A인 정사각형|가로 @A, 세로 @B인 직사각형|윗변 @A, 아랫변 @B인 "
    "사다리꼴]의 [넓이|둘레][는?|를 구하시오.|를 구해 줘]",
    "[반지름이 @A인 구|한 모서리가 @A인 정육면체|높이가 @A인 원뿔|밑면의 반지름이 @A인 원기둥]의 "
    "[부피|겉넓이][는?|를 구하시오.]",
    "직각삼각형의 두 변이 @A, @B일 때 빗변의 길이[는?|를 구하시오.]",
    "[루트 2가 무리수임|소수가 무한히 많음|두 홀수의 합은 짝수임][을 증명하시오.|을 증명해 줘|을 "
    "보여라.]",
    "극한 [lim_{@V->0} sin(@V)/@V|lim_{@V->@A} (@V^2-@B)/(@V-@A)][을 구하시오.|의 값은?| 구해 줘]",
    "[@V^3-@A@V+@B=0|@A^@V=@C|log @V=@A|sin(@V)=0|sqrt(@V)=@A|@V^4=@C|@A@V+@B>@C|@A@V-@B<@C][~을|] "
    "[푸시오|풀어 줘][.|]",
    "[@V^2-@A|@A@V^2+@B@V|@V^3+@A][~을|] 인수분해[하시오|해 줘][.|]",
    "@C~과 @D의 [최대공약수|최소공배수][는?|를 구하시오.|를 구해 줘]",
    "@C~은 소수[야|인가]?",
    "[@Akm는 몇 마일이야|@A시간은 몇 초야|섭씨 @A도는 화씨로 몇 도야|@C~을 이진수로 바꿔 줘]?",
    "@A, @B, @C의 [평균|중앙값|표준편차][~은?|~을 구하시오.|~을 구해 줘]",
    "@A명이 [한 줄로 서는|원탁에 앉는] 경우의 수[는?|를 구하시오.]",
    "[주사위에서 @A가 나올|동전 두 개가 모두 앞면일] 확률[은?|을 구하시오.]",
    "[y=@A@V+@B|y=@V^2]의 그래프를 그려[라|줘][.|]",
    "[sin 30도|cos 60도|log 100|@A 팩토리얼|루트 @C|원주율][~은|의 값은|~은 얼마야]?",
    "[안녕|안녕하세요|하이|반가워|좋은 아침|안녕히 주무셨어요|여보세요][!|.|]",
    "[고마워|감사합니다|수고했어|잘 있어|안녕히 계세요|알겠어|응|네|다음에 봐][!|.|]",
    "[넌 누구야|이름이 뭐야|뭘 할 수 있어|너 로봇이야|몇 살이야|누가 만들었어|수학 "
    "좋아해|사람이야][?|]",
    "[농담 해 줘|노래 불러 줘|[봄|고양이|바다]에 대한 시를 써 줘|이야기 해 줘|게임하자|독후감 써 "
    "줘][.|]",
    "[오늘 날씨 어때|[프랑스|한국|일본|스페인]의 수도는|지금 몇 시야|인생의 의미는|뉴스 알려 "
    "줘|제일 높은 산은][?|]",
    "[뉴턴|아인슈타인|가우스|오일러|대통령|세종대왕|이순신][~은 누구야|에 대해 알려 줘][?|.|]",
    "[임진왜란|프랑스 혁명|제2차 세계 대전|한국 전쟁]은 [언제|왜] [일어났어|시작됐어|끝났어]?",
    "[안녕|좋은 아침|사랑해|고마워][~을 영어로|~을 프랑스어로|~을 일본어로] [뭐라고 해|번역해 "
    "줘][?|]",
    "[광합성|중력|원자|블랙홀|민주주의|물의 순환|명사|뉴턴의 제2법칙][~이 뭐야|~을 설명해 줘|에 "
    "대해 알려 줘][?|.|]",
    "[파이썬 코드|정렬 프로그램|C 함수] [짜 줘|써 줘|만들어 줘][.|]",
    "[ㅋㅋㅋ|ㅎㅎ|ㅠㅠ|아아아|뭐|음|???|ㅁㄴㅇㄹ|테스트|몰라]",
    "[수학 싫어|피곤해|심심해|슬퍼|수학 재밌어|내일 시험이야|배고파|피자 먹고 싶어][.|!|]",
    "[밥 짓는 법|기타 배우는 법|잠 잘 자는 법|친구 사귀는 법|컴퓨터 고치는 법] [알려 줘|이 "
    "뭐야][?|]",
    "삼각형의 두 각이 @A도, @B도일 때 나머지 각[은?|을 구하시오.]",
    "다음에 올 수[는|를 구하시오]: @A, @B, @C[, ...|]",
    "@C.@D[~을|] [반올림해 줘|분수로 나타내시오][.|]",
    "f(@V)=[@B@V+@E|@V^2-@B|@A@V^2+@B@V]일 때 f(@A)[의 값은?|를 구하시오.|의 값을 구해 줘]",
    "@A@V^3-@B@V^2+@E의 [이계도함수|두 번 미분한 식][~을 구하시오.|~은?|~을 구해 줘]",
    "세 변의 길이가 @A, @B, @E인 삼각형의 [둘레|각의 크기][는?|를 구하시오.]",
    "곡선 y=@A@V^2-@B 위의 @V=@E인 점에서의 [접선의 방정식|법선의 방정식][을 구하시오.|은?|을 구해 "
    "줘]",
    "이차함수 y=@V^2+@A@V-@B의 [꼭짓점|축의 방정식|최솟값|판별식][~을 구하시오.|~은?|~을 구해 줘]",
    "[@A@V+@B@V-@E|@A(@V+@B)-@E|(@V+@A)(@V-@B)][~을|] [간단히 하시오.|전개하시오.|전개해 줘|간단히 "
    "해 줘]",
    "[부등식 |일차부등식 ][@A@V+@B<@C|@V-@A>@B|@A@V<=@C][~을|] [푸시오|풀어 줘|풀어라][.|]",
    NULL};

static const char *const bare_forms[] = {"∫ @A@V^2 d@V",
                                         "\\int @A@V d@V",
                                         "@V^3-@A@V+@B=0",
                                         "@A@V+@By=@C, @D@V-y=@E",
                                         "sin(@A@V)=0",
                                         "@A@V+@B>@C",
                                         "log_@A(@C)",
                                         "@A% of @C",
                                         "lim @V->0 sin(@V)/@V",
                                         "d/d@V sin(@A@V)",
                                         "@A!",
                                         "sqrt(@C)",
                                         "abs(@V-@A)=@B",
                                         "@A^@V=@C",
                                         NULL};

static const struct skill_wording wording = {
    .asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 12};

static const struct skill_text understand = {{
    {"This is not a kind of problem I have learnt yet, so I will not guess.",
     "I have not learnt this kind of problem, so I will not guess an answer.",
     "This lies beyond the kinds of problem I have learnt; I will not guess."},
    {"아직 배우지 않은 문제라서 짐작으로 답하지 않을게요.",
     "제가 배운 유형의 문제가 아니어서 짐작으로 답하지 않겠습니다.",
     "배운 유형을 벗어난 문제이므로 추측하여 답하지 않는다."},
}};
static const struct skill_text answer = {{
    {"I can help with sums and brackets, linear and quadratic equations, derivatives of "
     "polynomials, and the area of a triangle.",
     "I can do order of operations, linear and quadratic equations, derivatives of polynomials, "
     "and the area of a triangle.",
     "I cover integer arithmetic, linear and quadratic equations, derivatives of polynomials, and "
     "the area of a triangle."},
    {"사칙연산, 일차방정식, 이차방정식, 다항함수의 미분, 삼각형의 넓이는 도와줄 수 있어요.",
     "사칙연산, 일차방정식, 이차방정식, 다항함수의 미분, 삼각형의 넓이를 풀 수 있습니다.",
     "정수의 사칙연산, 일차방정식, 이차방정식, 다항함수의 미분, 삼각형의 넓이를 다룬다."},
}};

void skill_beyond(struct topic_item *item, struct random_state *random)
{
    char number[6][24];
    struct phrase_slots slots = {.units = false};
    for (int i = 0; i < 6; i++) {
        int64_t most = i == 2 || i == 3 ? 99 : 12;
        snprintf(number[i], sizeof number[i], "%" PRId64, random_range(random, 2, most));
        slots.value[i] = number[i];
    }
    char letter[2] = {"xxxxxtnz"[random_range(random, 0, 7)], 0};
    slots.PHRASE_SLOT('V') = letter;
    skill_ask(item, &wording, &slots, random);
    str_add_char(&item->think, '?');
    skill_say(item, TOPIC_UNDERSTAND, &understand, &slots);
    skill_say(item, TOPIC_ANSWER, &answer, &slots);
}
