/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of the lists in event.h.
 */
#include "app/tutor/event.h"

const char *event_kind_word(enum event_kind kind)
{
    static const char *const words[] = {
#define X(name, word, meaning) [EVENT_##name] = word,
        EVENT_KINDS(X)
#undef X
    };
    return words[kind];
}

const char *lesson_part_word(enum lesson_part part)
{
    static const char *const words[PART_COUNT] = {
#define X(name, word, english, korean) [PART_##name] = word,
        LESSON_PARTS(X)
#undef X
    };
    return words[part];
}

const char *lesson_part_heading(enum lesson_part part, enum lang lang)
{
    static const char *const headings[PART_COUNT][LANG_COUNT] = {
        [PART_NONE] = {"", ""},
#define X(name, word, english, korean) [PART_##name] = {english, korean},
        LESSON_PARTS(X)
#undef X
    };
    return headings[part][lang];
}

const char *lesson_reason_word(enum lesson_reason reason)
{
    static const char *const words[] = {
#define X(name, word, meaning) [REASON_##name] = word,
        LESSON_REASONS(X)
#undef X
    };
    return words[reason];
}
