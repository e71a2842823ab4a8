/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the brackets with two limits by hand and gives the pieces to the parser.
 */
#include "app/maths/lines/evaluated.h"

#include "app/maths/lines/term.h"
#include "app/maths/lines/words.h"
#include "app/maths/parse.h"

#include <ctype.h>
#include <string.h>

enum { SIDES_MAX = 12 };

static const struct tree *parse(struct tree_arena *arena, const char *s, size_t len)
{
    struct parse_options options = {.commas = COMMAS_LIST, .units = UNITS_AUTO};
    struct parse_result result;
    return maths_parse(arena, s, len, &options, &result) ? result.tree : NULL;
}

static void trim(const char **s, size_t *len)
{
    for (; *len && **s == ' '; ++*s)
        --*len;
    while (*len && (*s)[*len - 1] == ' ')
        --*len;
}

/* The bytes of a limit: {...}, a command, a number, a letter. */
static size_t limit_len(const char *s, size_t len)
{
    size_t n = 0;
    if (len && *s == '{') {
        int depth = 0;
        for (; n < len; n++) {
            depth += (s[n] == '{') - (s[n] == '}');
            if (depth == 0)
                return n + 1;
        }
        return 0;
    }
    n = len && (*s == '-' || *s == '\\');
    bool command = len && *s == '\\';
    while (n < len && (command ? isalpha((unsigned char)s[n]) : isdigit((unsigned char)s[n])))
        n++;
    if (!command && n < len && n == (size_t)(*s == '-'))
        n += word_starts(s + n, len - n, "π") ? strlen("π") : 1;
    return n;
}

/* \left[ F \right]_a^b or [F]_a^b */
static const struct tree *evaluated(struct tree_arena *arena, const char *s, size_t len)
{
    size_t open = word_starts(s, len, "\\left[")   ? 6
                  : word_starts(s, len, "\\bigl[") ? 6
                  : word_starts(s, len, "\\Big[")  ? 5
                  : word_starts(s, len, "[")       ? 1
                                                   : 0;
    size_t close = open;
    int depth = 1;
    for (; close < len; close++) {
        depth += (s[close] == '[') - (s[close] == ']');
        if (depth == 0)
            break;
    }
    if (!open || close + 1 >= len)
        return NULL;
    size_t inside = close - open;
    static const char *const closers[] = {"\\right", "\\bigr", "\\Big"};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++) {
        size_t n = strlen(closers[i]);
        if (inside > n && memcmp(s + open + inside - n, closers[i], n) == 0)
            inside -= n;
    }
    const struct tree *limit[2] = {NULL, NULL};
    size_t at = close + 1;
    for (int i = 0; i < 2; i++) {
        if (at >= len || (s[at] != '_' && s[at] != '^'))
            return NULL;
        bool upper = s[at++] == '^';
        size_t n = limit_len(s + at, len - at);
        bool group = n > 2 && s[at] == '{';
        limit[upper] = n ? parse(arena, s + at + group, n - 2 * (size_t)group) : NULL;
        at += n;
    }
    const struct tree *f = parse(arena, s + open, inside);
    if (at != len || !f || !limit[0] || !limit[1])
        return NULL;
    size_t n;
    const struct tree *const *symbols = tree_symbols(arena, f, &n);
    const struct tree *x = n == 1 ? symbols[0] : tree_symbol(arena, "x");
    return term_subtract(arena, tree_substitute(arena, f, x, limit[1]),
                         tree_substitute(arena, f, x, limit[0]));
}

const struct tree *evaluated_parse(struct tree_arena *arena, const char *s, size_t len)
{
    const struct tree *side[SIDES_MAX];
    uint8_t relations[SIDES_MAX];
    size_t n = 0, begin = 0;
    int depth = 0;
    bool any = false;
    for (size_t i = 0; i <= len; i++) {
        if (i < len) {
            depth += (strchr("([{", s[i]) != NULL) - (strchr(")]}", s[i]) != NULL);
            if (s[i] != '=' || depth > 0)
                continue;
        }
        const char *part = s + begin;
        size_t part_len = i - begin;
        trim(&part, &part_len);
        if (n == SIDES_MAX || part_len == 0)
            return NULL;
        side[n] = evaluated(arena, part, part_len);
        any |= side[n] != NULL;
        if (!side[n])
            side[n] = parse(arena, part, part_len);
        if (!side[n])
            return NULL;
        relations[n++] = RELATION_EQUAL;
        begin = i + 1;
    }
    if (!any)
        return NULL;
    return n == 1 ? side[0] : tree_relation(arena, side, relations, n);
}
