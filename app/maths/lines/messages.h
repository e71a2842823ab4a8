/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people are told about a line. Private to the line checker.
 */
#ifndef LEMMA_MATHS_LINES_MESSAGES_H
#define LEMMA_MATHS_LINES_MESSAGES_H

#include "app/base/audience.h"
#include "app/maths/lines.h"

/* Sentences without a mistake's name. Enumerator, English, Korean. A formula may follow the
 * sentence; it is set off by a colon, so that no particle hangs on it. */
#define LINE_REMARKS(X)                                                                            \
    X(GAINS, "This line has a solution that the line before does not have",                        \
      "앞줄에는 없던 해가 이 줄에서 생겼어요")                                                     \
    X(LOSES, "A solution of the line before is missing here", "앞줄의 해 가운데 빠진 것이 있어요") \
    X(BROKEN, "This line does not follow from the line before", "앞줄에서 이 줄이 나오지 않아요")  \
    X(NOT_EQUAL, "The two sides of this equation are not equal", "등호 양쪽의 값이 서로 달라요")   \
    X(CHECK,                                                                                       \
      "Do put your answers into the first line: squaring and multiplying can bring extra "         \
      "ones",                                                                                      \
      "구한 값을 처음 식에 넣어 확인해 보세요. 제곱하거나 곱하면 해가 더 생길 수 있어요")          \
    X(CHECKED,                                                                                     \
      "Extra solutions can come in at this step, and you sorted them out later. Well "             \
      "done",                                                                                      \
      "이 단계에서 해가 더 생길 수 있는데 뒤에서 잘 걸러 냈어요. 잘했어요")                        \
    X(ROUNDED, "This is a rounded value", "어림한 값이에요")                                       \
    X(ROUNDED_WRONGLY, "The rounded value does not fit", "어림한 값이 맞지 않아요")                \
    X(CONDITION, "This holds under a condition", "다음 조건에서 성립해요")                         \
    X(GIVEN, "Taken as given", "주어진 것으로 읽었어요")                                           \
    X(BRANCH, "One of the cases", "여러 경우 가운데 하나예요")                                     \
    X(WITNESS, "Try it with", "다음 값을 넣어 보세요")                                             \
    X(VALUES, "Before and now", "앞줄의 값과 이 줄의 값")                                          \
    X(RIGHT, "Right would be", "바르게 쓰면")                                                      \
    X(UNDECIDED, "I could not decide this step; look at it once more yourself",                    \
      "이 단계는 판단하지 못했어요. 한 번 더 확인해 보세요")

enum line_remark {
#define X(name, english, korean) REMARK_##name,
    LINE_REMARKS(X)
#undef X
        REMARK_COUNT
};

/* Appends a remark and a full stop; with formulas: "remark: a, b." (b may be NULL). */
void message_remark(struct str reason[LANG_COUNT], enum line_remark remark, const struct tree *a,
                    const struct tree *b);
/* Appends what is to be said about a mistake. */
void message_mistake(struct str reason[LANG_COUNT], enum line_mistake mistake);

#endif
