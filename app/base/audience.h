/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is spoken to: in which language, and at which level. Generators, prompts, lessons and
 * commands all mean the same two lists.
 */
#ifndef LEMMA_BASE_AUDIENCE_H
#define LEMMA_BASE_AUDIENCE_H

/* enumerator, code as the command line and files have it */
#define LANGS(X) \
    X(EN, "en")  \
    X(KO, "ko")

enum lang {
#define X(name, code) LANG_##name,
    LANGS(X)
#undef X
        LANG_COUNT
};

/* enumerator, English word (also that of the command line), Korean word */
#define LEVELS(X)                           \
    X(BEGINNER, "beginner", "초급")         \
    X(INTERMEDIATE, "intermediate", "중급") \
    X(ADVANCED, "advanced", "고급")

enum level {
#define X(name, english, korean) LEVEL_##name,
    LEVELS(X)
#undef X
        LEVEL_COUNT
};

const char *lang_code(enum lang lang); /* "en" */
/* The level as a text in that language names it. */
const char *level_word(enum level level, enum lang lang);

#endif
