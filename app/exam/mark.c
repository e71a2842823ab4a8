/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A letter is found in "B", "(b)", "\text{B}", "B) 42" and nowhere else: what is longer than a
 * letter and not marked as one is no choice.
 */
#include "app/exam/mark.h"

#include <stdlib.h>
#include <string.h>

bool exam_is_right(enum verdict_kind verdict)
{
    return verdict == VERDICT_EQUAL || verdict == VERDICT_EQUAL_NUMERIC ||
           verdict == VERDICT_EQUAL_IF || verdict == VERDICT_FORM;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Skips brackets, dollars, spaces and commands such as \text before the letter. */
static size_t skip_wrapping(const char *s, size_t len)
{
    size_t i = 0;
    while (i < len && (s[i] == '\\' || memchr("{}()[]$*. \t\n", s[i], 12))) {
        bool command = s[i++] == '\\';
        while (command && i < len && is_letter(s[i]))
            i++;
    }
    return i;
}

/* 'A', 'B', ... or 0. */
static char letter_of(const struct exam_item *item, const char *s, size_t len)
{
    size_t at = skip_wrapping(s, len);
    if (at >= len || !is_letter(s[at]))
        return 0;
    char letter = s[at] >= 'a' ? (char)(s[at] - 'a' + 'A') : s[at];
    bool alone = at + 1 == len || memchr(")}].:,$*\\ \n", s[at + 1], 11);
    /* "a triangle" is no choice, "a) triangle" is */
    if (alone && at + 2 < len && s[at + 1] == ' ')
        alone = skip_wrapping(s + at + 1, len - at - 1) == len - at - 1;
    return alone && letter < 'A' + (int)item->n_choices ? letter : 0;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The same bytes, white space aside. */
static bool same_text(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a_len && is_space(a[i]))
            i++;
        while (k < b_len && is_space(b[k]))
            k++;
        if (i == a_len || k == b_len)
            return i == a_len && k == b_len;
        if (a[i++] != b[k++])
            return false;
    }
}

static enum verdict_kind compare(const char *attempt, size_t len, const char *reference,
                                 size_t reference_len)
{
    struct verdict verdict;
    verdict_decide(&verdict, attempt, len, reference, reference_len, NULL);
    enum verdict_kind kind = verdict.kind;
    verdict_release(&verdict);
    if ((kind == VERDICT_UNREADABLE || kind == VERDICT_UNDECIDED) &&
        same_text(attempt, len, reference, reference_len))
        return VERDICT_EQUAL;
    return kind;
}

enum verdict_kind exam_mark(const struct exam_item *item, const char *answer, size_t len)
{
    if (!item->n_choices)
        return compare(answer, len, item->answer.data, item->answer.len);
    char letter = letter_of(item, answer, len);
    return !letter                          ? VERDICT_UNREADABLE
           : letter == item->answer.data[0] ? VERDICT_EQUAL
                                            : VERDICT_DIFFERENT;
}

/* Equal both ways, since a reference fixes the type. */
static bool agree(const struct exam_item *item, const struct exam_answer *a,
                  const struct exam_answer *b)
{
    if (same_text(a->data, a->len, b->data, b->len))
        return true;
    if (item->n_choices) {
        char letter = letter_of(item, a->data, a->len);
        return letter && letter == letter_of(item, b->data, b->len);
    }
    enum verdict_kind there = compare(a->data, a->len, b->data, b->len);
    if (there != VERDICT_EQUAL && there != VERDICT_EQUAL_NUMERIC)
        return false;
    enum verdict_kind back = compare(b->data, b->len, a->data, a->len);
    return back == VERDICT_EQUAL || back == VERDICT_EQUAL_NUMERIC;
}

size_t exam_majority(const struct exam_item *item, const struct exam_answer *answers, size_t n)
{
    size_t *votes = xcalloc(n + 1, sizeof *votes), best = n;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        if (!answers[i].data)
            continue;
        while (k < i && !(votes[k] && agree(item, &answers[i], &answers[k])))
            k++;
        votes[k]++; /* k is i for an answer that nobody gave before */
    }
    for (size_t i = 0; i < n; i++)
        if (votes[i] && (best == n || votes[i] > votes[best]))
            best = i;
    free(votes);
    return best;
}
