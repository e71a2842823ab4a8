/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of languages and levels, from the lists in the header.
 */
#include "app/base/audience.h"

const char *lang_code(enum lang lang)
{
    static const char *const codes[] = {
#define X(name, code) [LANG_##name] = code,
        LANGS(X)
#undef X
    };
    return codes[lang];
}

const char *level_word(enum level level, enum lang lang)
{
    static const char *const words[][LANG_COUNT] = {
#define X(name, english, korean) [LEVEL_##name] = {english, korean},
        LEVELS(X)
#undef X
    };
    return words[level][lang];
}
