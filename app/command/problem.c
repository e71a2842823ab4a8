/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Refusing is kinder than repairing here: a problem with a damaged character is another problem.
 */
#include "app/command/problem.h"

#include "app/base/text.h"
#include "engine/utf8.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool problem_read(struct str *out, int fd, const char *name, struct str *error)
{
    char block[65536];
    while (out->len <= PROBLEM_MAX) {
        ssize_t n = read(fd, block, sizeof block);
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR) {
            str_printf(error, "%s cannot be read: %s", name, strerror(errno));
            return false;
        }
        if (n > 0)
            str_add(out, block, (size_t)n);
    }
    return true;
}

static void normalise(struct str *problem)
{
    struct str clean = STR_EMPTY;
    const char *s = problem->data;
    size_t len = problem->len, from = 0;
    if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
        from = 3;
    for (size_t i = from; i < len; i++) {
        if (s[i] == '\r' && i + 1 < len && s[i + 1] == '\n')
            continue;
        str_add_char(&clean, s[i] == '\r' ? '\n' : s[i]);
    }
    str_clear(problem);
    text_compose_hangul(problem, clean.data, clean.len);
    str_release(&clean);
    size_t lead = 0;
    while (lead < problem->len && strchr(" \t\n", problem->data[lead]))
        lead++;
    str_drop(problem, lead);
    while (problem->len && strchr(" \t\n", problem->data[problem->len - 1]))
        problem->data[--problem->len] = '\0';
}

bool problem_prepare(struct str *problem, const char *what, struct str *error)
{
    if (problem->len > PROBLEM_MAX) {
        str_printf(error, "the %s is longer than %d bytes; that is no single %s", what, PROBLEM_MAX,
                   what);
        return false;
    }
    const char *nul = memchr(problem->data, '\0', problem->len);
    if (nul) {
        str_printf(error, "the %s holds a NUL at byte %zu; it is not a text", what,
                   (size_t)(nul - problem->data) + 1);
        return false;
    }
    size_t bad = utf8_valid_prefix(problem->data, problem->len);
    if (bad < problem->len) {
        str_printf(error,
                   "the %s is not valid UTF-8 at byte %zu; convert it first, for example "
                   "with iconv",
                   what, bad + 1);
        return false;
    }
    if (text_is_blank(problem->data, problem->len)) {
        str_printf(error, "the %s is empty", what);
        return false;
    }
    normalise(problem);
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Two letters or more that are neither a LaTeX command nor a name of mathematics. */
static bool has_words(const struct str *problem)
{
    static const char *const maths[] = {
        "sin", "cos", "tan", "cot",  "sec", "csc", "log", "ln", "exp", "lim", "det", "gcd", "lcm",
        "max", "min", "mod", "sqrt", "pi",  "dx",  "dy",  "dt", "xy",  "ab",  "ac",  "bc",  NULL};
    const char *s = problem->data;
    for (size_t i = 0; i < problem->len;) {
        size_t n = 0;
        while (i + n < problem->len && is_letter(s[i + n]))
            n++;
        bool command = i > 0 && s[i - 1] == '\\';
        bool known = n < 2 || command;
        for (size_t k = 0; maths[k] && !known; k++)
            known = strlen(maths[k]) == n && memcmp(maths[k], s + i, n) == 0;
        if (!known)
            return true;
        i += n ? n : 1;
    }
    return false;
}

enum lang problem_language(const struct str *problem, const char *locale)
{
    if (text_has_hangul(problem->data, problem->len))
        return LANG_KO;
    bool korean =
        locale && strncmp(locale, "ko", 2) == 0 && !(locale[2] >= 'a' && locale[2] <= 'z');
    return korean && !has_words(problem) ? LANG_KO : LANG_EN;
}
