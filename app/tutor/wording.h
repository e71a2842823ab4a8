/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lemma itself says to a learner around a lesson, in both languages. Sentences with numbers
 * are functions, since word order differs. Messages about wrong use are English and stay with
 * the code that finds the mistake.
 */
#ifndef LEMMA_TUTOR_WORDING_H
#define LEMMA_TUTOR_WORDING_H

#include "app/base/str.h"
#include "app/tutor/event.h"

/* name, English, Korean */
#define WORDINGS(X)                                                                              \
    X(ANSWER, "Answer", "답")                                                                    \
    X(STOPPED, "stopped", "중단했습니다")                                                        \
    X(LIMIT, "stopped: the answer grew too long", "답이 너무 길어져 멈췄습니다")                 \
    X(FULL, "stopped: the model has no room for more text",                                      \
      "모델이 더 이어 쓸 자리가 없어 멈췄습니다")                                                \
    X(REPETITION, "stopped: the model was repeating itself",                                     \
      "모델이 같은 말을 되풀이하여 멈췄습니다")                                                  \
    X(NOTHING, "the model gave no answer; other words for the problem may help",                 \
      "모델이 답하지 못했습니다. 문제를 다른 말로 써 보세요")                                    \
    X(WELCOME, "Type a problem. :help shows more, Ctrl-D leaves.",                               \
      "문제를 쓰세요. :help는 도움말, Ctrl-D는 끝내기입니다.")                                   \
    X(HELP,                                                                                      \
      "  a problem     solve it; \\sqrt{x}, x^2 and words are all fine\n"                        \
      "  :level LEVEL  beginner, intermediate or advanced\n"                                     \
      "  :lang LANG    en, ko, or auto: as the problem is written\n"                             \
      "  :think HOW    hide, fold or show the model's reasoning\n"                               \
      "  :help         this list\n"                                                              \
      "  :quit         leave, as Ctrl-D does\n"                                                  \
      "  Ctrl-C        stop an answer, or clear the line\n",                                     \
      "  문제          풀어 줍니다. \\sqrt{x}, x^2, 말로 쓴 문제 모두 됩니다\n" \
      "  :level 수준   beginner(초급), intermediate(중급), advanced(고급)\n"             \
      "  :lang 언어    en, ko, 또는 문제를 따르는 auto\n"                              \
      "  :think 방법   모델의 생각을 hide(숨김), fold(접음), show(보임)\n"         \
      "  :help         이 도움말\n"                                                          \
      "  :quit         끝내기 (Ctrl-D와 같음)\n"                                           \
      "  Ctrl-C        답을 멈추거나 줄을 지웁니다\n")

enum wording {
#define X(name, english, korean) WORDING_##name,
    WORDINGS(X)
#undef X
        WORDING_COUNT
};

const char *wording_text(enum wording wording, enum lang lang);

/* "reading the problem: 40 %" */
void wording_reading(struct str *out, enum lang lang, int64_t tokens, int64_t total);
/* "thinking: 120 tokens, 0.4 s" */
void wording_thinking(struct str *out, enum lang lang, int64_t tokens, int64_t ns);
/* "thought: 120 tokens, 0.4 s", and that its budget was spent */
void wording_thought(struct str *out, enum lang lang, int64_t tokens, int64_t ns, bool forced);
/* "312 tokens, 85.3 tokens/s, 3.7 s"; the rate is left out when there is nothing to measure. */
void wording_totals(struct str *out, enum lang lang, const struct lesson_totals *totals);
/* Why it ended; NULL when the model simply finished, or failed with a sentence of its own. */
const char *wording_reason(enum lesson_reason reason, enum lang lang);

/* Generated tokens a second after the first, 0 if there are none. */
double lesson_tokens_per_second(const struct lesson_totals *totals);

#endif
