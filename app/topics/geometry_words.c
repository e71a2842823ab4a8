/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about areas of triangles: the ways to ask, and the sentences of the explanation for
 * three readers, in English and Korean. Patterns as in phrase.h. The starter model learnt these
 * sentences: a change needs a new training run.
 */
#include "app/topics/words.h"

/* @B base, @H height, @A area with their units; of these the wanted one is not used. */
static const char *const area_en[] = {
    "[A|The] triangle has [base @B and height @H|a base of @B and a height of @H|height @H and "
    "base @B|a height of @H and a base of @B]. [Find|Calculate|Work out|Determine|What is|Compute] "
    "[its area|the area|the area of the triangle][.|?]",
    "[What is|What's|Find|Calculate|Work out|Compute|Determine|Tell me] the area of [a|the] "
    "triangle [with|whose|having] [base @B and height @H|height @H and base @B|base @B, height "
    "@H]?",
    "[What is|What's|Find|Calculate|Work out|Give] the area of a triangle [whose|where the] base "
    "is @B and [whose |the |]height is @H[?|.]",
    "[What is|What's|Find|Calculate] the area of a triangle [whose|where the] height is @H and "
    "[whose |the |]base is @B[?|.]",
    "[Find|Calculate|Compute|Determine|What is] the area of [a triangle|this triangle|the "
    "triangle]: [base @B, height @H|base = @B, height = @H|height @H, base @B|b = @B, h = @H|h = "
    "@H, b = @B][.|]",
    "[The base of a triangle|A triangle's base|One side of a triangle] [is|measures] @B and the "
    "[height on it|height|altitude] [is|measures] @H. [What is its area?|Find the area.|How big is "
    "the area?|Calculate its area.]",
    "[The height of a triangle|The altitude of a triangle] [is|measures] @H and [its|the] base "
    "[is|measures] @B. [What is its area?|Find the area.|Calculate the area.|How large is it?]",
    "If a triangle has [base @B and height @H|height @H and base @B|a base of @B and a height of "
    "@H], [what is its area|find its area|what's the area|how large is its area]?",
    "[Triangle|triangle]: [base @B, height @H|height @H, base @B|base=@B height=@H|height=@H "
    "base=@B][.|,] [Area|area|Find the area|area please|What is the area]?",
    "[How big|How large] is [a triangle|the area of a triangle] with [base @B and height @H|height "
    "@H and base @B]?",
    "[Given|For] a triangle [with|of] [base @B and height @H|height @H and base @B], [find its "
    "area|compute the area|what is the area|determine the area][.|?]",
    "[Base|base] @B, [height|altitude] @H, [triangle area|area of the triangle|find the triangle's "
    "area|what is the area of the triangle]?",
    "[Height|height] @H, [base|with base] @B, [triangle area|area of the triangle|what is the area "
    "of the triangle]?",
    "[The triangle area|Area of a triangle|Triangle area] [for|with|when|given] [base @B and "
    "height @H|height @H and base @B]?",
    "A triangle is @B [wide|long] at the base and @H [high|tall]. [What is its area?|Find its "
    "area.|How much area does it cover?]",
    "A triangle is @H [high|tall] and its base is @B[ long|]. [What is its area?|Find its "
    "area.|Calculate the area.]",
    "[I have|There is|We have|Imagine] a triangle with [base @B and height @H|height @H and base "
    "@B]. [What is the area?|Find the area.|How do I get the area?]",
    "[How much area|What area] does a triangle with [base @B and height @H|height @H and base @B] "
    "[have|cover]?",
    "Use the formula for the area of a triangle: [base @B, height @H|height @H, base @B][.|]",
    "A triangular [garden|sail|sign|flag|piece of paper|field|roof|plot of "
    "land|window|sticker|banner|tile|road sign|patch of grass] has [a base of @B and a height of "
    "@H|base @B and height @H|a height of @H and a base of @B]. [What is its area?|Find its "
    "area.|How big is it?|Calculate the area.|What area does it cover?]",
    "[What is|Find|Calculate] the area of a triangular [garden|sail|sign|flag|piece of "
    "paper|field|roof|plot of land|window|sticker|banner|tile|road sign|patch of grass] [with|of] "
    "[base @B and height @H|height @H and base @B][?|.|]",
    "The base of a triangular [garden|sail|sign|flag|piece of paper|field|roof|plot of "
    "land|window|sticker|banner|tile|road sign|patch of grass] is @B and its height is @H. [Find "
    "its area.|What is the area?|Work out the area.|How large is it?]",
    "[area of triangle|find the area of a triangle|triangle area|area of a triangle|whats the area "
    "of a triangle|calculate the area of a triangle] [with |][base @B height @H|base @B and height "
    "@H|height @H base @B|b=@B h=@H|h=@H b=@B|base: @B height: @H|height: @H, base: @B]",
    "[Find the area|Find the area of the triangle|Calculate the area|Area of the triangle|Work out "
    "the area of this triangle][:|.]\n[base: @B\nheight: @H|height: @H\nbase: @B|base = @B, height "
    "= @H|base @B, height @H]",
    "[Triangle|A triangle|triangle] [(base @B, height @H)|(height @H, base @B)|(b = @B, h = @H)][. "
    "|, |: ][area|find the area|what is the area|A = |area = ]?",
    "[base|b] = @B[, |; | ][height|h] = @H[, |; |. ][find A|A = ?|area?|what is the area of the "
    "triangle?|find the area of the triangle]",
    "[height|h] = @H[, |; | ][base|b] = @B[, |; |. ][find A|A = ?|area?|what is the area of the "
    "triangle?|find the area of the triangle]",
    "A triangle has a base [that is |measuring |of length ]@B and [a height that is|a "
    "perpendicular height of|an altitude of] @H. [Find its area.|What is its area?|Determine its "
    "area.]",
    "[What is|Find|Work out] the area of a triangle @B [wide|long|across] and @H [high|tall][?|.|]",
    "The [perpendicular height|vertical height|height|altitude] of a triangle is @H[ and the|, "
    "the| and its] base is @B. [Find the area.|What is the area?|Work out its area.]",
    "[A|My] triangle is @H [tall|high] with a base of @B[. |, ][area|what is the area|find the "
    "area|how much area]?",
    "[How much|What area of] [paper|cloth|space|surface] does a triangle with [base @B and height "
    "@H|height @H and base @B] [take|cover|need]?",
    "Half of base times height: [base @B, height @H|height @H, base @B][.|?|]",
    NULL};

static const char *const area_ko[] = {
    "밑변이 @B[이고|,|고] 높이가 @H인 삼각형의 넓이[는?|를 구하시오.|를 구해 줘|를 구하세요.|는 "
    "얼마인가요?|는 얼마야?|를 계산해 줘|는 얼마입니까?|를 구하여라.]",
    "높이가 @H[이고|,] 밑변이 @B인 삼각형의 넓이[는?|를 구하시오.|를 구해 줘|를 구하세요.|는 "
    "얼마인가요?|는 얼마야?|를 계산해 줘|를 구하여라.]",
    "밑변의 길이가 @B[이고|,] 높이가 @H인 삼각형의 [넓이|면적][~을|] [구하시오|구하세요|구해 "
    "줘|구해라|계산하시오|알려 줘][.|]",
    "높이가 @H[이고|,] 밑변의 길이가 @B인 삼각형의 [넓이|면적][~을|] [구하시오|구하세요|구해 "
    "줘|구해라|계산하시오|알려 줘][.|]",
    "삼각형의 밑변이 @B[이고|,] 높이가 @H[일 때|이면|~이라면], [넓이는?|넓이를 구하시오.|넓이는 "
    "얼마야?|넓이를 구해 줘|그 넓이를 구하세요.|넓이가 얼마예요?]",
    "삼각형의 높이가 @H[이고|,] 밑변이 @B[일 때|이면|~이라면], [넓이는?|넓이를 구하시오.|넓이는 "
    "얼마야?|넓이를 구해 줘|그 넓이를 구하세요.|넓이가 얼마예요?]",
    "[밑변|밑변은|밑변이] @B, [높이|높이는|높이가] @H[인|] 삼각형 [넓이|넓이는|넓이 구해 줘|넓이 "
    "좀|면적은|넓이 얼마야|넓이 알려 줘][?|]",
    "[높이|높이는|높이가] @H, [밑변|밑변은|밑변이] @B[인|] 삼각형 [넓이|넓이는|넓이 구해 줘|넓이 "
    "좀|면적은|넓이 얼마야|넓이 알려 줘][?|]",
    "삼각형 넓이 [구해 줘|구해줘|구하기|계산해 줘|좀 구해 줘|알려 주세요][:|.|,] [밑변 @B, 높이 "
    "@H|높이 @H, 밑변 @B|밑변은 @B, 높이는 @H|밑변 @B 높이 @H]",
    "[어떤|한] 삼각형의 밑변은 @B[이고|,] 높이는 @H[이다|입니다|~예요]. [넓이를 구하시오.|넓이는 "
    "얼마인가요?|넓이는?|넓이를 구해 주세요.]",
    "[어떤|한] 삼각형의 높이는 @H[이고|,] 밑변은 @B[이다|입니다|~예요]. [넓이를 구하시오.|넓이는 "
    "얼마인가요?|넓이는?|넓이를 구해 주세요.]",
    "[삼각형|삼각형이 있는데|삼각형이 하나 있어.] [밑변 @B|밑변이 @B][, | ][높이 @H|높이가 "
    "@H][.|,|일 때|] [넓이는|넓이가 얼마야|넓이 뭐야|넓이 구해]?",
    "밑변 @B, 높이 @H[일 때|이면|~이라면|] [삼각형의 넓이는|삼각형 면적은|삼각형 넓이 "
    "얼마야|삼각형 "
    "넓이 구해 줘][?|]",
    "높이 @H, 밑변 @B[일 때|이면|~이라면|] [삼각형의 넓이는|삼각형 면적은|삼각형 넓이 "
    "얼마야|삼각형 "
    "넓이 구해 줘][?|]",
    "다음 삼각형의 넓이를 [구하시오|구하세요|구하여라|구해 줘][.|:] [밑변 @B, 높이 @H|높이 @H, "
    "밑변 @B|밑변의 길이 @B, 높이 @H]",
    "삼각형[의|] [넓이|면적][~은| ][?|얼마?] [밑변 @B, 높이 @H|높이 @H, 밑변 @B]",
    "넓이를 [구하고 싶어요|알고 싶어|구해야 해요]. 삼각형이고 [밑변 @B, 높이 @H|높이 @H, 밑변 "
    "@B][~예요|~이야|입니다][.|]",
    "밑변이 @B[이고|,|고] 높이가 @H인 [삼각형 모양의 텃밭|삼각형 모양의 색종이|삼각형 모양 "
    "깃발|삼각형 모양의 도형|삼각형 표지판|삼각형 모양의 화단|삼각형 모양의 땅|삼각형 모양의 "
    "종이|삼각형 돛|삼각형 모양의 타일]의 [넓이는?|넓이를 구하시오.|넓이를 구해 줘|넓이는 "
    "얼마인가요?|넓이를 구하세요.]",
    "높이가 @H[이고|,] 밑변이 @B인 [삼각형 모양의 텃밭|삼각형 모양의 색종이|삼각형 모양 "
    "깃발|삼각형 모양의 도형|삼각형 표지판|삼각형 모양의 화단|삼각형 모양의 땅|삼각형 모양의 "
    "종이|삼각형 돛|삼각형 모양의 타일]의 [넓이는?|넓이를 구하시오.|넓이를 구해 줘|넓이는 "
    "얼마인가요?|넓이를 구하세요.]",
    "[삼각형 모양의 텃밭|삼각형 모양의 색종이|삼각형 모양 깃발|삼각형 모양의 도형|삼각형 "
    "표지판|삼각형 모양의 화단|삼각형 모양의 땅|삼각형 모양의 종이|삼각형 돛|삼각형 모양의 타일]의 "
    "밑변이 @B[이고|,] 높이가 @H[일 때|이다.|이면|~예요.] [넓이는?|넓이를 구하시오.|넓이는 "
    "얼마일까요?|넓이를 구해 주세요.]",
    "[삼각형의 넓이를 구하시오|삼각형 넓이를 구해 줘|삼각형의 넓이는|삼각형 넓이 구하기|다음 "
    "삼각형의 넓이를 구하여라] [(밑변 @B, 높이 @H)|(높이 @H, 밑변 @B)|(밑변: @B, 높이: @H)][.|?|]",
    "[삼각형|삼각형의 넓이|삼각형 넓이]\n밑변: @B\n높이: @H[\n넓이는?|\n넓이 = ?|]",
    "밑변 = @B[, | ]높이 = @H[, |. |일 때 ]삼각형[의|] 넓이[는?| = ?| 구하기|를 구해 줘]",
    "높이 = @H[, | ]밑변 = @B[, |. |일 때 ]삼각형[의|] 넓이[는?| = ?| 구하기|를 구해 줘]",
    "[밑변의 길이가|밑변 길이가|밑변길이] @B[, |이고 ]높이[가|는] @H[일때|인|인 경우] 삼각형[의 | "
    "]넓이[는?|를 구해주세요|를 구해줘요|구하는 법 알려 줘|가 얼마예요?|가 뭐예요?|를 알려주세요]",
    "높이[가|는] @H[, |이고 ]밑변[의 길이가|이|은] @B[일때|인|인 경우] 삼각형[의 | ]넓이[는?|를 "
    "구해주세요|를 구해줘요|가 얼마예요?|가 뭐예요?|를 알려주세요]",
    "밑변[~이|] @B[이고|에] 높이[가|] @H인 [세모|도형(삼각형)|삼각형 도형]의 [넓이|면적][~을 구해 "
    "줘|~은?|~은 몇인가요?|~을 구하시오.]",
    "[밑변이|한 변이] @B[이고|,] 그 변에 대한 높이가 @H인 삼각형의 넓이[는?|를 구하시오.|를 구해 "
    "줘|를 구하여라.]",
    "[b|밑변]=@B, [h|높이]=@H[인|일 때] 삼각형의 넓이[는?|를 구하시오.|를 구해 줘| A는?]",
    "[가로로 누운 밑변|밑변]이 @B, 수직 높이가 @H인 삼각형의 넓이[는?|를 구하시오.|를 구해 "
    "주세요.]",
    NULL};

static const char *const right_en[] = {
    "A right triangle has legs [of |]@B and @H. [Find its area.|What is its area?|Calculate the "
    "area.|Work out the area.]",
    "[What is|Find|Calculate|Determine] the area of a [right|right-angled] triangle [with "
    "legs|whose legs are|with perpendicular sides|with the legs] @B and @H[?|.]",
    "The [legs|perpendicular sides|two shorter sides] of a [right|right-angled] triangle "
    "[are|measure] @B and @H. [Find its area.|What is the area?|How big is its area?]",
    "[Right triangle|right triangle], [legs|sides at the right angle] @B and @H: [area|find the "
    "area|what is the area]?",
    "If the legs of a right triangle are @B and @H, [what is its area|find the area|what's the "
    "area]?",
    "A right[-angled|] triangle has [perpendicular sides|legs|the two shorter sides] of @B and @H. "
    "[area?|Find the area.|What area does it have?]",
    "[area of|find the area of|what is the area of] a right triangle with legs @B and @H[?|]",
    "[The two sides|Two sides] that [form|make|enclose] the right angle of a triangle are @B and "
    "@H[ long|]. [Find its area.|What is the area?]",
    NULL};

static const char *const right_ko[] = {
    "직각을 낀 두 변[이|의 길이가] @B, @H인 직각삼각형의 넓이[는?|를 구하시오.|를 구해 줘|는 "
    "얼마야?|를 구하세요.]",
    "직각을 [낀|이루는] 두 변의 길이가 [각각 |]@B~과 @H인 직각삼각형의 넓이[는?|를 구하시오.|를 "
    "구해 줘|는 얼마인가요?|를 구하여라.]",
    "직각삼각형의 직각을 [낀|이루는] 두 변이 @B, @H[일 때|이면|이다.|~이라면] 넓이[는?|를 "
    "구하시오.|는 얼마야?|를 구해 줘]",
    "직각삼각형[이고|,|인데] 직각을 낀 두 변이 @B, @H[.|~이야.|~예요.|일 때] 넓이[는?|는 "
    "얼마야?|를 "
    "구해 주세요.|구해 줘]",
    "직각삼각형의 [빗변이 아닌 두 변|직각을 낀 두 변|두 직각변]의 길이가 @B, @H일 때 넓이[는?|를 "
    "구하시오.|를 구해주세요|를 구하여라.]",
    "직각을 낀 두 변이 [각각 |]@B, @H인 [직각삼각형 모양의 종이|직각삼각형 모양의 땅|직각삼각형]의 "
    "넓이[는?|를 구해 줘|를 구하시오.]",
    NULL};

static const char *const height_en[] = {
    "A triangle has [an area of @A and a base of @B|area @A and base @B|base @B and area @A|a base "
    "of @B and an area of @A]. [Find its height.|What is its height?|Calculate the height.|How "
    "high is it?|Work out its height.|Determine the height.]",
    "The area of a triangle is @A [and its base is|, the base is|and the base measures] @B. [Find "
    "the height.|What is the height?|How tall is it?|Calculate its height.|Determine its "
    "altitude.]",
    "The base of a triangle is @B and its area is @A. [Find the height.|What is the height?|How "
    "high is it?|What is its altitude?]",
    "[What is|What's|Find|Calculate|Work out|Determine|Compute] the [height|altitude] of a "
    "triangle [with|whose|having] [area @A and base @B|base @B and area @A]?",
    "[What is|What's|Find|Calculate] the [height|altitude] of a triangle [if|when|given that] [its "
    "area is @A and its base is @B|its base is @B and its area is @A]?",
    "If a triangle has [area @A and base @B|base @B and area @A|an area of @A and a base of @B], "
    "[what is its height|find its height|how high is it]?",
    "[Triangle|triangle]: [area @A, base @B|base @B, area @A|area=@A base=@B]. [Height|Find the "
    "height|height|What is the height]?",
    "[How high|How tall] is a triangle [with|of] [area @A and base @B|base @B and area @A]?",
    "[Given|For] a triangle with [area @A and base @B|base @B and area @A], [find the "
    "height|compute its height|what is the height][.|?]",
    "[Area|area] @A, base @B, [triangle height|height of the triangle|what is the height of the "
    "triangle]?",
    "[Base|base] @B, area @A, [triangle height|height of the triangle|find the triangle's height]?",
    "[What height|Which height] does a triangle with [base @B and area @A|area @A and base @B] "
    "have?",
    "A triangular [garden|sail|sign|flag|piece of paper|field|roof|plot of "
    "land|window|sticker|banner|tile|road sign|patch of grass] has [an area of @A and a base of "
    "@B|base @B and area @A|area @A and base @B]. [Find its height.|What is its height?|How high "
    "is it?|Calculate the height.]",
    "The area of a triangular [garden|sail|sign|flag|piece of paper|field|roof|plot of "
    "land|window|sticker|banner|tile|road sign|patch of grass] is @A and its base is @B. [Find its "
    "height.|What is the height?|Work out the height.]",
    "[find the height of a triangle|height of a triangle|triangle height|whats the height of a "
    "triangle|calculate the height of a triangle] [with |if |][area @A base @B|area @A and base "
    "@B|base @B area @A|A=@A b=@B|area: @A base: @B|base: @B, area: @A]",
    "[Find the height|Find the height of the triangle|Calculate the height|Work out the height of "
    "this triangle][:|.]\n[area: @A\nbase: @B|base: @B\narea: @A|area = @A, base = @B|base @B, "
    "area @A]",
    "[Triangle|A triangle|triangle] [(area @A, base @B)|(base @B, area @A)|(A = @A, b = @B)][. |, "
    "|: ][height|find the height|what is the height|height = ]?",
    "[area|A] = @A[, |; | ][base|b] = @B[, |; |. ][find h|h = ?|height?|what is the height of the "
    "triangle?|find the triangle's height]",
    "[base|b] = @B[, |; | ][area|A] = @A[, |; |. ][find h|h = ?|height?|what is the height of the "
    "triangle?|find the triangle's height]",
    "A triangle [covers|has] @A[ of area|] and [its base is|has a base of|the base is] @B. [Find "
    "its height.|What is its height?|How high is it?]",
    "[I know|We know|Given] the area @A and the base @B of a triangle[. |, ][what is the "
    "height|find the height|how do I get the height][?|]",
    "[Work backwards|Going backwards]: [area @A, base @B|base @B, area @A], [find the height|what "
    "is the height] of the triangle[?|.|]",
    NULL};

static const char *const height_ko[] = {
    "넓이가 @A[이고|,] 밑변이 @B인 삼각형의 높이[는?|를 구하시오.|를 구해 줘|를 구하세요.|는 "
    "얼마인가요?|는 얼마야?|를 구하여라.]",
    "밑변이 @B[이고|,] 넓이가 @A인 삼각형의 높이[는?|를 구하시오.|를 구해 줘|를 구하세요.|는 "
    "얼마인가요?|는 얼마야?|를 구하여라.]",
    "삼각형의 넓이가 @A[이고|,] 밑변의 길이가 @B[일 때|이면|~이라면], 높이[는?|를 구하시오.|를 "
    "구해 "
    "줘|는 얼마예요?|를 구하세요.]",
    "삼각형의 밑변이 @B[이고|,] 넓이가 @A[일 때|이면|~이라면], 높이[는?|를 구하시오.|를 구해 줘|는 "
    "얼마예요?|를 구하세요.]",
    "[넓이|넓이는|넓이가] @A, [밑변|밑변은|밑변이] @B[인|] 삼각형 높이[는|| 구해 줘| 얼마야| 좀 "
    "구해 줘| 알려 줘][?|]",
    "[밑변|밑변은|밑변이] @B, [넓이|넓이는|넓이가] @A[인|] 삼각형 높이[는|| 구해 줘| 얼마야| 좀 "
    "구해 줘| 알려 줘][?|]",
    "삼각형 높이 [구해 줘|구해줘|구하기|계산해 줘|알려 주세요][:|.|,] [넓이 @A, 밑변 @B|밑변 @B, "
    "넓이 @A]",
    "[어떤|한] 삼각형의 넓이는 @A[이고|,] 밑변은 @B[이다|입니다|~예요]. 높이[를 구하시오.|는 "
    "얼마인가요?|는?|를 구해 주세요.]",
    "밑변이 @B인 삼각형의 넓이가 @A[이다.|일 때|이면|~예요.] 높이[는?|를 구하시오.|를 구해 줘|는 "
    "얼마인가?]",
    "넓이가 @A인 삼각형의 밑변이 @B[이다.|일 때|이면|~예요.] 높이[는?|를 구하시오.|를 구해 줘|는 "
    "얼마인가?]",
    "다음 삼각형의 높이를 [구하시오|구하세요|구해 줘][.|:] [넓이 @A, 밑변 @B|밑변 @B, 넓이 @A]",
    "넓이가 @A[이고|,] 밑변이 @B인 [삼각형 모양의 텃밭|삼각형 모양의 색종이|삼각형 모양 "
    "깃발|삼각형 모양의 도형|삼각형 표지판|삼각형 모양의 화단|삼각형 모양의 땅|삼각형 모양의 "
    "종이|삼각형 돛|삼각형 모양의 타일]의 높이[는?|를 구하시오.|를 구해 줘|는 얼마인가요?]",
    "[삼각형 모양의 텃밭|삼각형 모양의 색종이|삼각형 모양 깃발|삼각형 모양의 도형|삼각형 "
    "표지판|삼각형 모양의 화단|삼각형 모양의 땅|삼각형 모양의 종이|삼각형 돛|삼각형 모양의 타일]의 "
    "넓이가 @A[이고|,] 밑변이 @B[일 때|이다.|이면|~예요.] 높이[는?|를 구하시오.|를 구해 주세요.]",
    "[삼각형의 높이를 구하시오|삼각형 높이를 구해 줘|삼각형의 높이는|삼각형 높이 구하기] [(넓이 "
    "@A, 밑변 @B)|(밑변 @B, 넓이 @A)|(넓이: @A, 밑변: @B)][.|?|]",
    "[삼각형|삼각형의 높이|삼각형 높이]\n넓이: @A\n밑변: @B\n높이[는?| = ?]",
    "넓이 = @A[, | ]밑변 = @B[, |. |일 때 ]삼각형[의|] 높이[는?| = ?| 구하기|를 구해 줘]",
    "밑변 = @B[, | ]넓이 = @A[, |. |일 때 ]삼각형[의|] 높이[는?| = ?| 구하기|를 구해 줘]",
    "밑변[의 길이가|이|은] @B[, |이고 ]넓이[가|는] @A[일때|인|인 경우] 삼각형[의 | ]높이[는?|를 "
    "구해주세요|를 구해줘요|가 얼마예요?|를 알려주세요]",
    "넓이[가|는] @A[, |이고 ]밑변[의 길이가|이|은] @B[일때|인|인 경우] 삼각형[의 | ]높이[는?|를 "
    "구해주세요|를 구해줘요|가 얼마예요?|를 알려주세요]",
    "밑변이 @B인 [세모|삼각형]의 면적이 @A[~이라면|일 때|이면] 높이[는?|를 구해 줘|는 몇인가요?]",
    "삼각형의 [면적|넓이]~이 @A[~으로 주어지고|이고] 밑변이 @B[일 때|~이라면] 높이[를 "
    "구하여라.|는?|를 구하시오.]",
    NULL};

static const char *const base_en[] = {
    "A triangle has [an area of @A and a height of @H|area @A and height @H|height @H and area "
    "@A|a height of @H and an area of @A]. [Find its base.|What is its base?|Calculate the "
    "base.|How long is the base?|Work out its base.|Determine the base.]",
    "The area of a triangle is @A [and its height is|, the height is|and the height measures] @H. "
    "[Find the base.|What is the base?|How long is its base?|Calculate the base.]",
    "The height of a triangle is @H and its area is @A. [Find the base.|What is the base?|How long "
    "is the base?|Determine the base.]",
    "[What is|What's|Find|Calculate|Work out|Determine|Compute] the base of a triangle "
    "[with|whose|having] [area @A and height @H|height @H and area @A]?",
    "[What is|What's|Find|Calculate] the [base|base length] of a triangle [if|when|given that] "
    "[its area is @A and its height is @H|its height is @H and its area is @A]?",
    "If a triangle has [area @A and height @H|height @H and area @A|an area of @A and a height of "
    "@H], [what is its base|find its base|how long is its base]?",
    "[Triangle|triangle]: [area @A, height @H|height @H, area @A|area=@A height=@H]. [Base|Find "
    "the base|base|What is the base]?",
    "How [long|wide] is the base of a triangle [with|of] [area @A and height @H|height @H and area "
    "@A]?",
    "[Given|For] a triangle with [area @A and height @H|height @H and area @A], [find the "
    "base|compute its base|what is the base][.|?]",
    "[Area|area] @A, height @H, [triangle base|base of the triangle|what is the base of the "
    "triangle]?",
    "[Height|height] @H, area @A, [triangle base|base of the triangle|find the triangle's base]?",
    "[What base|Which base] does a triangle with [height @H and area @A|area @A and height @H] "
    "have?",
    "A triangular [garden|sail|sign|flag|piece of paper|field|roof|plot of "
    "land|window|sticker|banner|tile|road sign|patch of grass] has [an area of @A and a height of "
    "@H|height @H and area @A|area @A and height @H]. [Find its base.|What is its base?|How long "
    "is the base?|Calculate the base.]",
    "The area of a triangular [garden|sail|sign|flag|piece of paper|field|roof|plot of "
    "land|window|sticker|banner|tile|road sign|patch of grass] is @A and its height is @H. [Find "
    "its base.|What is the base?|Work out the base.]",
    "[find the base of a triangle|base of a triangle|triangle base|whats the base of a "
    "triangle|calculate the base of a triangle] [with |if |][area @A height @H|area @A and height "
    "@H|height @H area @A|A=@A h=@H|area: @A height: @H|height: @H, area: @A]",
    "[Find the base|Find the base of the triangle|Calculate the base|Work out the base of this "
    "triangle][:|.]\n[area: @A\nheight: @H|height: @H\narea: @A|area = @A, height = @H|height @H, "
    "area @A]",
    "[Triangle|A triangle|triangle] [(area @A, height @H)|(height @H, area @A)|(A = @A, h = @H)][. "
    "|, |: ][base|find the base|what is the base|base = ]?",
    "[area|A] = @A[, |; | ][height|h] = @H[, |; |. ][find b|b = ?|base?|what is the base of the "
    "triangle?|find the triangle's base]",
    "[height|h] = @H[, |; | ][area|A] = @A[, |; |. ][find b|b = ?|base?|what is the base of the "
    "triangle?|find the triangle's base]",
    "A triangle [covers|has] @A[ of area|] and [its height is|has a height of|the height is] @H. "
    "[Find its base.|What is its base?|How long is the base?]",
    "[I know|We know|Given] the area @A and the height @H of a triangle[. |, ][what is the "
    "base|find the base|how do I get the base][?|]",
    "[Work backwards|Going backwards]: [area @A, height @H|height @H, area @A], [find the "
    "base|what is the base] of the triangle[?|.|]",
    NULL};

static const char *const base_ko[] = {
    "넓이가 @A[이고|,] 높이가 @H인 삼각형의 밑변[은?|을 구하시오.|을 구해 줘|의 길이를 "
    "구하세요.|은 얼마인가요?|은 얼마야?|의 길이는?]",
    "높이가 @H[이고|,] 넓이가 @A인 삼각형의 밑변[은?|을 구하시오.|을 구해 줘|의 길이를 "
    "구하세요.|은 얼마인가요?|은 얼마야?|의 길이는?]",
    "삼각형의 넓이가 @A[이고|,] 높이가 @H[일 때|이면|~이라면], 밑변[은?|을 구하시오.|의 길이를 "
    "구해 "
    "줘|은 얼마예요?|의 길이를 구하세요.]",
    "삼각형의 높이가 @H[이고|,] 넓이가 @A[일 때|이면|~이라면], 밑변[은?|을 구하시오.|의 길이를 "
    "구해 "
    "줘|은 얼마예요?|의 길이를 구하세요.]",
    "[넓이|넓이는|넓이가] @A, [높이|높이는|높이가] @H[인|] 삼각형 밑변[은|| 구해 줘| 얼마야| "
    "길이는| 알려 줘][?|]",
    "[높이|높이는|높이가] @H, [넓이|넓이는|넓이가] @A[인|] 삼각형 밑변[은|| 구해 줘| 얼마야| "
    "길이는| 알려 줘][?|]",
    "삼각형 밑변 [구해 줘|구해줘|구하기|계산해 줘|알려 주세요][:|.|,] [넓이 @A, 높이 @H|높이 @H, "
    "넓이 @A]",
    "[어떤|한] 삼각형의 넓이는 @A[이고|,] 높이는 @H[이다|입니다|~예요]. 밑변[을 구하시오.|은 "
    "얼마인가요?|은?|의 길이를 구해 주세요.]",
    "높이가 @H인 삼각형의 넓이가 @A[이다.|일 때|이면|~예요.] 밑변[은?|을 구하시오.|의 길이를 구해 "
    "줘|은 얼마인가?]",
    "넓이가 @A인 삼각형의 높이가 @H[이다.|일 때|이면|~예요.] 밑변[은?|을 구하시오.|의 길이를 구해 "
    "줘|은 얼마인가?]",
    "다음 삼각형의 밑변을 [구하시오|구하세요|구해 줘][.|:] [넓이 @A, 높이 @H|높이 @H, 넓이 @A]",
    "넓이가 @A[이고|,] 높이가 @H인 [삼각형 모양의 텃밭|삼각형 모양의 색종이|삼각형 모양 "
    "깃발|삼각형 모양의 도형|삼각형 표지판|삼각형 모양의 화단|삼각형 모양의 땅|삼각형 모양의 "
    "종이|삼각형 돛|삼각형 모양의 타일]의 밑변[은?|을 구하시오.|을 구해 줘|은 얼마인가요?]",
    "[삼각형 모양의 텃밭|삼각형 모양의 색종이|삼각형 모양 깃발|삼각형 모양의 도형|삼각형 "
    "표지판|삼각형 모양의 화단|삼각형 모양의 땅|삼각형 모양의 종이|삼각형 돛|삼각형 모양의 타일]의 "
    "넓이가 @A[이고|,] 높이가 @H[일 때|이다.|이면|~예요.] 밑변[은?|을 구하시오.|을 구해 주세요.]",
    "[삼각형의 밑변을 구하시오|삼각형 밑변을 구해 줘|삼각형의 밑변은|삼각형 밑변 구하기] [(넓이 "
    "@A, 높이 @H)|(높이 @H, 넓이 @A)|(넓이: @A, 높이: @H)][.|?|]",
    "[삼각형|삼각형의 밑변|삼각형 밑변]\n넓이: @A\n높이: @H\n밑변[은?| = ?]",
    "넓이 = @A[, | ]높이 = @H[, |. |일 때 ]삼각형[의|] 밑변[은?| = ?| 구하기|을 구해 줘]",
    "높이 = @H[, | ]넓이 = @A[, |. |일 때 ]삼각형[의|] 밑변[은?| = ?| 구하기|을 구해 줘]",
    "높이[가|는] @H[, |이고 ]넓이[가|는] @A[일때|인|인 경우] 삼각형[의 | ]밑변[은?|을 "
    "구해주세요|을 구해줘요|이 얼마예요?|을 알려주세요]",
    "넓이[가|는] @A[, |이고 ]높이[가|는] @H[일때|인|인 경우] 삼각형[의 | ]밑변[은?|을 "
    "구해주세요|을 구해줘요|이 얼마예요?|을 알려주세요]",
    "높이가 @H인 [세모|삼각형]의 면적이 @A[~이라면|일 때|이면] 밑변[은?|을 구해 줘|은 몇인가요?]",
    "삼각형의 [면적|넓이]~이 @A[~으로 주어지고|이고] 높이가 @H[일 때|~이라면] 밑변[을 "
    "구하여라.|은?|을 구하시오.]",
    NULL};

static const char *const area_bare[] = {"b=@B, h=@H, A=?",
                                        "A=?, b=@B, h=@H",
                                        "h=@H, b=@B, A=?",
                                        "b=@B h=@H",
                                        "b=@B, h=@H",
                                        "h=@H b=@B",
                                        "b = @B, h = @H, A = ?",
                                        "base=@B, height=@H, area=?",
                                        "b: @B h: @H A: ?",
                                        NULL};

static const char *const height_bare[] = {"b=@B, A=@A, h=?",       "A=@A, b=@B, h=?",
                                          "h=?, A=@A, b=@B",       "b=@B A=@A h=?",
                                          "b = @B, A = @A, h = ?", "base=@B, area=@A, height=?",
                                          "A: @A b: @B h: ?",      NULL};

static const char *const base_bare[] = {"h=@H, A=@A, b=?",       "A=@A, h=@H, b=?",
                                        "b=?, A=@A, h=@H",       "h=@H A=@A b=?",
                                        "h = @H, A = @A, b = ?", "height=@H, area=@A, base=?",
                                        "A: @A h: @H b: ?",      NULL};

const struct geometry_words geometry_words = {
    .asked =
        {
            [WANT_AREA] = {{area_en, area_ko}, area_bare, 12},
            [WANT_HEIGHT] = {{height_en, height_ko}, height_bare, 12},
            [WANT_BASE] = {{base_en, base_ko}, base_bare, 12},
        },
    .asked_right = {{right_en, right_ko}, area_bare, 0},
    /* In the parts: @B @H @A numbers with units in LaTeX, @I @J @K plain numbers. */
    .understand =
        {
            [WANT_AREA] = {{
                {"The triangle is \\(@B\\) wide and \\(@H\\) high. How much space does it cover?",
                 "Base \\(b=@B\\), height \\(h=@H\\); we want the area \\(A\\).",
                 "Given \\(b=@B\\), \\(h=@H\\), find \\(A\\)."},
                {"밑변이 \\(@B\\)이고 높이가 \\(@H\\)인 삼각형의 넓이를 구해요.",
                 "밑변 \\(b=@B\\), 높이 \\(h=@H\\)일 때 넓이 \\(A\\)를 구합니다.",
                 "\\(b=@B\\), \\(h=@H\\)일 때 \\(A\\)를 구한다."},
            }},
            [WANT_HEIGHT] = {{
                {"The triangle is \\(@B\\) wide and covers \\(@A\\). How high is it?",
                 "Base \\(b=@B\\), area \\(A=@A\\); we want the height \\(h\\).",
                 "Given \\(b=@B\\), \\(A=@A\\), find \\(h\\)."},
                {"밑변이 \\(@B\\)이고 넓이가 \\(@A\\)인 삼각형의 높이를 구해요.",
                 "밑변 \\(b=@B\\), 넓이 \\(A=@A\\)일 때 높이 \\(h\\)를 구합니다.",
                 "\\(b=@B\\), \\(A=@A\\)일 때 \\(h\\)를 구한다."},
            }},
            [WANT_BASE] = {{
                {"The triangle is \\(@H\\) high and covers \\(@A\\). How long is its base?",
                 "Height \\(h=@H\\), area \\(A=@A\\); we want the base \\(b\\).",
                 "Given \\(h=@H\\), \\(A=@A\\), find \\(b\\)."},
                {"높이가 \\(@H\\)이고 넓이가 \\(@A\\)인 삼각형의 밑변을 구해요.",
                 "높이 \\(h=@H\\), 넓이 \\(A=@A\\)일 때 밑변 \\(b\\)를 구합니다.",
                 "\\(h=@H\\), \\(A=@A\\)일 때 \\(b\\)를 구한다."},
            }},
        },
    .plan_area = {{
        {"The triangle is half of a box with the same base and height: multiply, then halve.",
         "Use \\(A=\\frac{bh}{2}\\).",
         "Two copies form a parallelogram, so \\(A=\\frac{1}{2}bh\\)."},
        {"밑변과 높이가 같은 사각형의 절반이니까 곱한 뒤 2로 나눠요.",
         "\\(A=\\frac{bh}{2}\\)를 씁니다.",
         "합동인 두 삼각형이 평행사변형을 이루므로 \\(A=\\frac{1}{2}bh\\)이다."},
    }},
    .plan_back =
        {
            [WANT_HEIGHT] = {{
                {"Go backwards: double the area, then divide by the base.",
                 "From \\(A=\\frac{bh}{2}\\) we get \\(h=\\frac{2A}{b}\\).",
                 "\\(A=\\frac{1}{2}bh\\) is equivalent to \\(h=\\frac{2A}{b}\\), as \\(b\\ne0\\)."},
                {"거꾸로 생각해서 넓이를 두 배 한 뒤 밑변으로 나눠요.",
                 "\\(A=\\frac{bh}{2}\\)에서 \\(h=\\frac{2A}{b}\\)입니다.",
                 "\\(b\\ne0\\)이므로 \\(A=\\frac{1}{2}bh\\)는 \\(h=\\frac{2A}{b}\\)와 동치이다."},
            }},
            [WANT_BASE] = {{
                {"Go backwards: double the area, then divide by the height.",
                 "From \\(A=\\frac{bh}{2}\\) we get \\(b=\\frac{2A}{h}\\).",
                 "\\(A=\\frac{1}{2}bh\\) is equivalent to \\(b=\\frac{2A}{h}\\), as \\(h\\ne0\\)."},
                {"거꾸로 생각해서 넓이를 두 배 한 뒤 높이로 나눠요.",
                 "\\(A=\\frac{bh}{2}\\)에서 \\(b=\\frac{2A}{h}\\)입니다.",
                 "\\(h\\ne0\\)이므로 \\(A=\\frac{1}{2}bh\\)는 \\(b=\\frac{2A}{h}\\)와 동치이다."},
            }},
        },
    .step_area =
        {
            {{{"Multiply: \\(@I\\times @J=@T\\).", "\\(bh=@I\\times @J=@T\\).",
               "\\(bh=@I\\cdot @J=@T\\)."},
              {"곱하면 \\(@I\\times @J=@T\\).", "\\(bh=@I\\times @J=@T\\).",
               "\\(bh=@I\\cdot @J=@T\\)."}}},
            {{{"Take half: \\(@T\\div 2=@K\\).", "\\(A=@T\\div 2=@K\\).",
               "\\(A=\\frac{@T}{2}=@K\\)."},
              {"반으로 나누면 \\(@T\\div 2=@K\\).", "\\(A=@T\\div 2=@K\\).",
               "\\(A=\\frac{@T}{2}=@K\\)."}}},
        },
    .step_back =
        {
            {{{"Double the area: \\(@K\\times 2=@T\\).", "\\(2A=2\\times @K=@T\\).",
               "\\(2A=2\\cdot @K=@T\\)."},
              {"넓이를 두 배 하면 \\(@K\\times 2=@T\\).", "\\(2A=2\\times @K=@T\\).",
               "\\(2A=2\\cdot @K=@T\\)."}}},
            {{{"Divide: \\(@T\\div @I=@J\\).", "\\(@N=@T\\div @I=@J\\).",
               "\\(@N=\\frac{@T}{@I}=@J\\)."},
              {"나누면 \\(@T\\div @I=@J\\).", "\\(@N=@T\\div @I=@J\\).",
               "\\(@N=\\frac{@T}{@I}=@J\\)."}}},
        },
    .check_area = {{
        {"Two such triangles cover \\(2\\times @K=@T\\), just the box. It fits!",
         "Twice the area is \\(2\\times @K=@T\\), the product \\(bh\\).",
         "\\(2A=2\\cdot @K=@T=bh\\), as required."},
        {"삼각형 두 개는 \\(2\\times @K=@T\\), 사각형과 같아서 맞아요!",
         "넓이의 두 배는 \\(2\\times @K=@T\\)~으로 \\(bh\\)와 같습니다.",
         "\\(2A=2\\cdot @K=@T=bh\\)이므로 옳다."},
    }},
    .check_back = {{
        {"Base times height is \\(@I\\times @J=@T\\), twice the area. It fits!",
         "\\(bh=@I\\times @J=@T\\), twice the area.", "\\(bh=@I\\cdot @J=@T=2A\\), as required."},
        {"밑변과 높이를 곱하면 \\(@I\\times @J=@T\\), 넓이의 두 배라서 맞아요!",
         "\\(bh=@I\\times @J=@T\\)~으로 넓이의 두 배입니다.",
         "\\(bh=@I\\cdot @J=@T=2A\\)이므로 옳다."},
    }},
};
