/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A heading is: up to three spaces, marks (#, **, a number), a name from the list, closing marks
 * and a colon, then the end of the line, or text if there was a colon. Each piece is read through
 * peek(), which tells "nothing here yet" from "the line is over".
 */
#include "app/tutor/heading.h"

#include <string.h>

static const struct {
    enum lesson_part part;
    const char *name; /* lower case */
} names[] = {
    {PART_UNDERSTAND, "understand"},
    {PART_UNDERSTAND, "understanding"},
    {PART_UNDERSTAND, "understand the problem"},
    {PART_UNDERSTAND, "understanding the problem"},
    {PART_UNDERSTAND, "이해"},
    {PART_UNDERSTAND, "이해하기"},
    {PART_UNDERSTAND, "문제 이해"},
    {PART_UNDERSTAND, "문제 이해하기"},
    {PART_PLAN, "plan"},
    {PART_PLAN, "approach"},
    {PART_PLAN, "strategy"},
    {PART_PLAN, "계획"},
    {PART_PLAN, "계획 세우기"},
    {PART_PLAN, "풀이 계획"},
    {PART_STEPS, "steps"},
    {PART_STEPS, "solution"},
    {PART_STEPS, "solution steps"},
    {PART_STEPS, "step-by-step solution"},
    {PART_STEPS, "step by step solution"},
    {PART_STEPS, "proof"},
    {PART_STEPS, "풀이"},
    {PART_STEPS, "풀이 과정"},
    {PART_STEPS, "풀이 단계"},
    {PART_STEPS, "단계"},
    {PART_STEPS, "단계별 풀이"},
    {PART_STEPS, "증명"},
    {PART_CHECK, "check"},
    {PART_CHECK, "check the answer"},
    {PART_CHECK, "verify"},
    {PART_CHECK, "verification"},
    {PART_CHECK, "검산"},
    {PART_CHECK, "확인"},
    {PART_CHECK, "검증"},
    {PART_ANSWER, "answer"},
    {PART_ANSWER, "final answer"},
    {PART_ANSWER, "the answer"},
    {PART_ANSWER, "답"},
    {PART_ANSWER, "정답"},
    {PART_ANSWER, "최종 답"},
    {PART_ANSWER, "최종 정답"},
};

struct cursor {
    const char *s;
    size_t len, at;
    bool ended;
};

enum { MORE = -1, END_OF_LINE = '\n' };

static int peek(const struct cursor *c, size_t ahead)
{
    if (c->at + ahead < c->len)
        return (unsigned char)c->s[c->at + ahead];
    return c->ended ? END_OF_LINE : MORE;
}

static void skip(struct cursor *c, char what, size_t most)
{
    while (most-- && peek(c, 0) == what)
        c->at++;
}

/* "1. " or "2) " in front of a name. */
static void skip_number(struct cursor *c)
{
    size_t n = 0;
    while (n < 2 && peek(c, n) >= '0' && peek(c, n) <= '9')
        n++;
    if (n && (peek(c, n) == '.' || peek(c, n) == ')')) {
        c->at += n + 1;
        skip(c, ' ', 8);
    }
}

static bool skip_stars(struct cursor *c)
{
    if (peek(c, 0) != '*' || peek(c, 1) != '*')
        return false;
    c->at += 2;
    return true;
}

/* A full-width colon counts too. Returns MORE, 0 or 1. */
static int skip_colon(struct cursor *c)
{
    static const unsigned char wide[] = {0xEF, 0xBC, 0x9A};
    if (peek(c, 0) == ':') {
        c->at++;
        return 1;
    }
    for (size_t i = 0; i < sizeof wide; i++) {
        int b = peek(c, i);
        if (b == MORE)
            return MORE;
        if (b != wide[i])
            return 0;
    }
    c->at += sizeof wide;
    return 1;
}

/* "(Steps)" after a Korean name and the like. */
static enum heading_answer skip_bracket(struct cursor *c)
{
    if (peek(c, 0) != '(')
        return HEADING_YES;
    for (size_t n = 1; n < 40; n++) {
        int b = peek(c, n);
        if (b == MORE)
            return HEADING_MAYBE;
        if (b == END_OF_LINE)
            return HEADING_NO;
        if (b == ')') {
            c->at += n + 1;
            return HEADING_YES;
        }
    }
    return HEADING_NO;
}

/* The closing stars and a colon, in either order. False when more is needed to tell. */
static bool skip_closing(struct cursor *c, bool *open, bool *colon)
{
    for (int round = 0; round < 3; round++) {
        skip(c, ' ', 8);
        if (*open && skip_stars(c))
            *open = false;
        int found = *colon ? 0 : skip_colon(c);
        if (found == MORE)
            return false;
        *colon = *colon || found;
    }
    return true;
}

/* What follows a name: closing marks, with a bracket before or between them. */
static enum heading_answer match_tail(struct cursor *c, bool hashes, bool stars, size_t *consumed)
{
    bool open = stars, colon = false;
    for (int round = 0; round < 2; round++) {
        skip(c, ' ', 8);
        enum heading_answer bracket = colon ? HEADING_YES : skip_bracket(c);
        if (bracket != HEADING_YES)
            return bracket;
        if (!skip_closing(c, &open, &colon))
            return HEADING_MAYBE;
    }
    skip(c, ' ', 8);
    int next = peek(c, 0);
    if (next == MORE || (open && next == '*' && peek(c, 1) == MORE))
        return HEADING_MAYBE;
    if (next == '\r' && peek(c, 1) == MORE)
        return HEADING_MAYBE;
    if (next == '\r' && peek(c, 1) == END_OF_LINE)
        c->at++, next = END_OF_LINE;
    if (open)
        return HEADING_NO;
    if (next == END_OF_LINE) {
        if (!hashes && !stars && !colon)
            return HEADING_NO;
        *consumed = c->at + (c->at < c->len);
        return HEADING_YES;
    }
    *consumed = c->at;
    return colon ? HEADING_YES : HEADING_NO;
}

static enum heading_answer match_name(struct cursor *c, const char *name)
{
    for (; *name; name++, c->at++) {
        int b = peek(c, 0);
        if (b == MORE)
            return HEADING_MAYBE;
        if (b >= 'A' && b <= 'Z')
            b += 'a' - 'A';
        if (b != (unsigned char)*name)
            return HEADING_NO;
    }
    return HEADING_YES;
}

enum heading_answer heading_match(const char *line, size_t len, bool ended, enum lesson_part *part,
                                  size_t *consumed)
{
    bool cut = len > HEADING_MAX;
    if (cut)
        len = HEADING_MAX;
    ended = ended && !cut;
    struct cursor c = {.s = line, .len = len, .ended = ended};
    skip(&c, ' ', 3);
    bool hashes = peek(&c, 0) == '#';
    skip(&c, '#', 6);
    skip(&c, ' ', 8);
    skip_number(&c);
    bool stars = skip_stars(&c);
    skip(&c, ' ', 1);
    skip_number(&c);
    /* A mark that is still half there: "*", "1", "1." and the like. */
    int next = peek(&c, 0);
    if (next == MORE || ((next == '*' || (next >= '0' && next <= '9')) &&
                         (peek(&c, 1) == MORE || peek(&c, 2) == MORE)))
        return HEADING_MAYBE;
    bool maybe = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct cursor at = c;
        enum heading_answer answer = match_name(&at, names[i].name);
        if (answer == HEADING_YES)
            answer = match_tail(&at, hashes, stars, consumed);
        if (answer == HEADING_YES) {
            *part = names[i].part;
            return HEADING_YES;
        }
        maybe = maybe || answer == HEADING_MAYBE;
    }
    return maybe && len < HEADING_MAX ? HEADING_MAYBE : HEADING_NO;
}
