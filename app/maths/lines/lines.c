/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/maths/lines.h"

static const struct {
    const char *word, *mark, *meaning;
} statuses[LINE_STATUS_COUNT] = {
#define X(name, word, mark, meaning) [LINE_##name] = {word, mark, meaning},
    LINE_STATUSES(X)
#undef X
};
static const char *const mistakes[MISTAKE_COUNT] = {
#define X(name, word) [MISTAKE_##name] = word,
    LINE_MISTAKES(X)
#undef X
};
const char *line_status_word(enum line_status status)
{
    return statuses[status].word;
}
const char *line_status_mark(enum line_status status)
{
    return statuses[status].mark;
}
const char *line_status_meaning(enum line_status status)
{
    return statuses[status].meaning;
}
const char *line_mistake_word(enum line_mistake mistake)
{
    return mistakes[mistake];
}
void lines_check(struct lines_finding *out, const char *text, size_t len, uint64_t steps)
{
    (void)text, (void)len, (void)steps;
    *out = (struct lines_finding){0};
}
void lines_release(struct lines_finding *finding)
{
    tree_arena_free(finding->arena);
}
