/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything a verdict can say, in both languages. %1 %2 %3 stand for formulas and numbers; a
 * sentence is worded so that whatever stands there, it stays right (no particle after them).
 */
#ifndef LEMMA_MATHS_EQUAL_MESSAGES_H
#define LEMMA_MATHS_EQUAL_MESSAGES_H

#include "app/base/audience.h"
#include "app/base/str.h"

/* clang-format off */
#define MESSAGES(X) \
    X(NONE, "", "") \
    /* equal */ \
    X(SAME, "This is the expected answer.", "정답과 같아요.") \
    X(SAME_VALUE, "This is the expected answer, written in another way.", \
      "모양은 다르지만 정답과 같은 값이에요.") \
    X(SAME_LOWEST, "This is the expected value; it could still be reduced to lowest terms.", \
      "값은 정답과 같아요. 약분해서 더 간단히 쓸 수 있어요.") \
    X(SAME_SET, "All %1 answers are there.", "답 %1개를 모두 찾았어요.") \
    X(SAME_SOLUTIONS, "This has exactly the same solutions as the expected answer.", \
      "정답과 해가 똑같아요.") \
    X(SAME_NUMBERS, "This is the same set of numbers.", "정답과 같은 수의 집합이에요.") \
    X(SAME_RATIO, "This is the same ratio.", "정답과 같은 비예요.") \
    X(SAME_QUANTITY, "This is the same quantity.", "정답과 같은 양이에요.") \
    X(SAME_UNIT_ADDED, "The value is right. The expected answer has no unit.", \
      "값이 맞아요. 정답에는 단위가 없어요.") \
    X(SAME_CONSTANT, "This is right: it differs from the expected answer only by a constant.", \
      "맞아요. 정답과 상수만큼만 차이가 나요.") \
    X(SAME_RENAMED, "This is right; only the arbitrary constant has another name.", \
      "맞아요. 임의의 상수를 나타내는 문자만 달라요.") \
    X(SAME_DERIVATIVE, "This is right: its derivative is what was to be integrated.", \
      "맞아요. 미분하면 적분하려던 식이 나와요.") \
    X(SAME_ROUNDED, "Correctly rounded.", "알맞게 반올림했어요.") \
    X(NUMERIC, "This agrees with the expected answer at %1 points, to a great many digits. " \
      "That is no proof, but it is very likely right.", \
      "점 %1개에서 아주 여러 자리까지 정답과 일치해요. 증명은 아니지만 거의 확실히 맞아요.") \
    /* equal under a condition */ \
    X(IF, "This is right as long as %1.", "다음 조건에서 맞아요: %1.") \
    X(IF_DEFINED, "This is right: equal for %1, and only there do the two have a value.", \
      "맞아요. %1일 때 값이 있고, 그때 두 식은 같아요.") \
    X(IF_UNNAMED, "This is right, but not everywhere: the two are not defined in the same places.", \
      "맞지만 어디서나 그런 것은 아니에요. 두 식이 정의되는 범위가 달라요.") \
    X(IF_CONSTANT, "Almost: the constant of integration (+ C) is missing.", \
      "거의 다 됐어요. 적분상수(+ C)가 빠졌어요.") \
    X(IF_UNIT, "The number is right, but the unit is missing: %1.", \
      "수는 맞는데 단위가 빠졌어요. 필요한 단위: %1.") \
    X(IF_PERCENT_MISSING, "The number is right, but the percent sign is missing.", \
      "수는 맞는데 퍼센트 기호(%)가 빠졌어요.") \
    X(IF_PERCENT_ADDED, "The number is right if it is meant in percent; none was expected.", \
      "퍼센트로 나타낸 수라면 맞아요. 정답에는 퍼센트 기호가 없어요.") \
    /* form */ \
    X(FORM_ASKED, "The value is right, but another form was asked for: %1.", \
      "값은 맞지만 다른 꼴로 써야 해요. 필요한 꼴: %1.") \
    X(FORM_REDUCE, "The value is right, but the fraction is not in lowest terms yet.", \
      "값은 맞아요. 하지만 아직 기약분수가 아니에요. 더 약분해 보세요.") \
    X(FORM_FACTOR, "This is equal, but not factored completely yet.", \
      "값은 같지만 아직 인수분해가 끝나지 않았어요.") \
    X(FORM_EXPAND, "This is equal, but not expanded with like terms collected yet.", \
      "값은 같지만 아직 전개해서 동류항까지 정리한 꼴이 아니에요.") \
    X(FORM_SIMPLIFY, "This is equal, but can still be simplified.", \
      "값은 같지만 더 간단히 할 수 있어요.") \
    X(FORM_ROOT, "This is equal, but there is still a root (or i) in a denominator.", \
      "값은 같지만 아직 분모에 근호나 i가 남아 있어요. 분모를 유리화해 보세요.") \
    X(FORM_MORE_DIGITS, "This is right, but was to be rounded to %1.", \
      "맞지만 반올림해서 써야 해요. 필요한 자리: %1.") \
    X(FORM_FEWER_DIGITS, "This is rounded too far; asked for: %1.", \
      "너무 많이 반올림했어요. 필요한 자리: %1.") \
    X(FORM_DIGITS, "The value is right, but it is to be written with %1.", \
      "값은 맞지만 자릿수를 맞춰 써야 해요. 필요한 자리: %1.") \
    /* partly */ \
    X(PARTLY, "%1 of %2 answers are right and nothing is wrong. Look for the rest.", \
      "답 %2개 가운데 %1개를 맞게 찾았고 틀린 것은 없어요. 나머지도 찾아보세요.") \
    /* different */ \
    X(DIFFERENT, "This is not the expected answer.", "정답과 달라요.") \
    X(DIFFERENT_NUMBERS, "This is not the expected answer: yours is %1, the expected one %2.", \
      "정답과 달라요. 쓴 답: %1, 정답: %2.") \
    X(DIFFERENT_AT, "This is not the expected answer: for %1 yours is %2, the expected one %3.", \
      "정답과 달라요. %1일 때를 살펴보세요. 쓴 답의 값: %2, 정답의 값: %3.") \
    X(DIFFERENT_UNDEFINED_A, "This is not the expected answer: for %1 yours has no value.", \
      "정답과 달라요. %1일 때 쓴 답은 값이 없어요.") \
    X(DIFFERENT_UNDEFINED_B, "This is not the expected answer: for %1 it should have no value.", \
      "정답과 달라요. %1일 때는 값이 없어야 해요.") \
    X(DIFFERENT_ITEM, "%1 is not one of the answers.", "답이 아닌 것이 있어요: %1.") \
    X(DIFFERENT_TYPE, "This is another kind of answer than the one that is expected.", \
      "정답과 종류가 다른 답이에요.") \
    X(DIFFERENT_NAME, "This says what %1 is; asked for was %2.", \
      "이 답은 %1의 값인데, 구하는 것은 %2의 값이에요.") \
    X(DIFFERENT_COUNT, "%1 entries were expected, yours has %2.", \
      "성분의 개수가 달라요. 정답은 %1개, 쓴 답은 %2개예요.") \
    X(DIFFERENT_ENTRY, "Entry number %1 is not right.", "%1번째 성분이 맞지 않아요.") \
    X(DIFFERENT_SHAPE, "The matrix has another shape than the expected one.", \
      "행렬의 크기가 정답과 달라요.") \
    X(DIFFERENT_RATIO, "This is not the expected ratio.", "정답과 다른 비예요.") \
    X(DIFFERENT_SOLVES, \
      "This is not the expected answer: for %1 yours holds, the expected one does not.", \
      "정답과 달라요. 다음은 쓴 답에는 들어가지만 정답에는 들어가지 않아요: %1.") \
    X(DIFFERENT_MISSES, \
      "This is not the expected answer: for %1 the expected one holds, yours does not.", \
      "정답과 달라요. 다음은 정답에는 들어가지만 쓴 답에는 빠졌어요: %1.") \
    X(DIFFERENT_SOLUTIONS, "This does not have the same solutions as the expected answer.", \
      "정답과 해가 달라요.") \
    X(DIFFERENT_KIND_OF_UNIT, "The unit does not fit: %1 was expected, for example.", \
      "단위가 맞지 않아요. 예를 들면 이런 단위가 필요해요: %1.") \
    X(DIFFERENT_QUANTITY, "This is not the expected quantity.", "정답과 다른 양이에요.") \
    X(DIFFERENT_WORDS, "This is not the expected answer: %1 was expected.", \
      "정답과 달라요. 정답: %1.") \
    X(DIFFERENT_DERIVATIVE, "The derivative of this is not what was to be integrated.", \
      "미분해도 적분하려던 식이 나오지 않아요.") \
    X(DIFFERENT_ROUNDED, "This is not the expected answer, rounded to %1.", \
      "반올림한 정답과 달라요. 필요한 자리: %1.") \
    X(DIFFERENT_ORDER, "Order matters here; a set in braces has none.", \
      "여기서는 순서가 중요해요. 중괄호로 쓴 집합에는 순서가 없어요.") \
    X(DIFFERENT_NO_ORDER, "A set was expected, for example { } with the elements inside.", \
      "집합이 필요해요. 원소를 중괄호 { } 안에 써 보세요.") \
    X(DIFFERENT_EMPTY, "There are solutions.", "해가 있어요.") \
    X(DIFFERENT_NOT_EMPTY, "There should be no solution.", "해가 없어야 해요.") \
    /* what may have gone wrong */ \
    X(HINT_SIGN, "Only the sign is wrong.", "부호만 달라요.") \
    X(HINT_RECIPROCAL, "It is upside down: the reciprocal is right.", "역수를 썼어요. 뒤집어 보세요.") \
    X(HINT_ROUNDED, "It is right to %1, but not exact.", \
      "소수점 아래 %2자리까지는 맞지만 정확한 값은 아니에요.") \
    X(HINT_PERCENT, "It is off by a factor of 100; was percent meant?", \
      "100배 차이가 나요. 퍼센트와 헷갈린 것은 아닌지 살펴보세요.") \
    X(HINT_DEGREES, "Degrees and radians seem to be mixed up.", \
      "도와 라디안을 섞어 쓴 것 같아요.") \
    X(HINT_TWICE, "It is twice the expected answer.", "정답의 2배예요.") \
    X(HINT_HALF, "It is half the expected answer.", "정답의 절반이에요.") \
    X(HINT_TEN, "The digits are right; look at the decimal point.", \
      "숫자는 맞아요. 소수점의 위치를 살펴보세요.") \
    X(HINT_SQUARE, "It is the square of the expected answer.", "정답을 제곱한 값이에요.") \
    X(HINT_ROOT, "Its square is the expected answer.", "제곱하면 정답이 돼요.") \
    X(HINT_SWAPPED, "The entries are right, but in another order.", \
      "성분은 맞지만 순서가 달라요.") \
    X(HINT_COLON, "The ratio is turned round.", "비의 순서가 바뀌었어요.") \
    X(HINT_ENDS, "Look at the ends: are they included?", \
      "끝점이 포함되는지 살펴보세요.") \
    X(HINT_READ, "It was read as %1.", "이렇게 읽었어요: %1.") \
    X(HINT_CHAIN, "But the chain of equations before it does not hold throughout.", \
      "다만 앞에 쓴 등식들이 모두 성립하지는 않아요.") \
    /* undecided */ \
    X(UNDECIDED, "This could not be decided exactly; it is not counted as wrong.", \
      "맞는지 정확히 판정하지 못했어요. 틀린 것으로 치지는 않아요.") \
    X(UNDECIDED_READING, "The expected answer can be read in more than one way: %1 or %2. " \
      "Which one is meant?", \
      "정답을 두 가지로 읽을 수 있어요: %1 또는 %2. 어느 쪽인지 알려 주세요.") \
    X(UNDECIDED_SLASH, "This was read as %1, which is not the expected answer; %2 would be. " \
      "Brackets say which one is meant.", \
      "이렇게 읽으면 정답과 달라요: %1. 이런 뜻이라면 맞아요: %2. 괄호를 써서 분명하게 나타내 보세요.") \
    X(UNDECIDED_WORDS, "Words could not be compared with certainty; this is not counted as wrong.", \
      "말로 쓴 답이라 정확히 판정하지 못했어요. 틀린 것으로 치지는 않아요.") \
    X(UNDECIDED_BIG, "This is too big to decide here; it is not counted as wrong.", \
      "식이 너무 커서 판정하지 못했어요. 틀린 것으로 치지는 않아요.") \
    /* unreadable */ \
    X(UNDEFINED, "%1 has no value: it is not defined.", "값이 정의되지 않아요: %1.") \
    X(UNDEFINED_REFERENCE, "The expected answer has no value: %1 is not defined.", \
      "정답의 값이 정의되지 않아요: %1.") \
    X(REFERENCE_UNREADABLE, "The expected answer could not be read.", "정답을 읽지 못했어요.")
/* clang-format on */

enum message {
#define X(name, english, korean) MESSAGE_##name,
    MESSAGES(X)
#undef X
        MESSAGE_COUNT
};

/* Appends the sentence; arg may hold NULL where it has no such place. */
void message_write(struct str *out, enum message message, const char *const *arg, size_t n,
                   enum lang lang);

#endif
