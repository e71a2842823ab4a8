/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text -> lines -> statements -> outcomes -> what is said about each line. The parts are in
 * read_lines.c and read.c (what stands there), flow.c and settle.c (does it follow), rules*.c and
 * match.c (which mistake).
 */
#include "app/maths/lines.h"

#include "app/base/die.h"
#include "app/maths/exact.h"
#include "app/maths/lines/flow.h"

#include <stdlib.h>

enum { STEPS_FACTOR = 40 }; /* the default budget, in those of one comparison */

static const struct {
    const char *word, *mark;
} statuses[LINE_STATUS_COUNT] = {
#define X(name, word, mark, meaning) [LINE_##name] = {word, mark},
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

const char *line_mistake_word(enum line_mistake mistake)
{
    return mistakes[mistake];
}

static bool is_bad(enum line_status status)
{
    return status == LINE_GAINS || status == LINE_LOSES || status == LINE_BROKEN;
}

/* Numbers worked out, as a person would write it. */
static const struct tree *tidy(struct tree_arena *arena, const struct tree *t)
{
    if (t->kind == TREE_RELATION || t->kind == TREE_OR || t->kind == TREE_SYSTEM) {
        const struct tree **child = tree_arena_alloc(arena, t->n * sizeof *child);
        for (uint32_t i = 0; i < t->n; i++)
            child[i] = tidy(arena, t->child[i]);
        const struct tree *result = tree_with(arena, t, child);
        return result ? result : t;
    }
    struct exact *exact = exact_new(arena, EXACT_STEPS_DEFAULT);
    const struct tree *result = exact_simplify(exact, t);
    exact_free(exact);
    return result ? result : t;
}

static void explain(struct tree_arena *arena, struct line_finding *line, const struct outcome *o)
{
    struct str *reason = line->reason;
    if (is_bad(o->status)) {
        enum line_remark remark = o->status == LINE_GAINS     ? REMARK_GAINS
                                  : o->status == LINE_LOSES   ? REMARK_LOSES
                                  : o->remark == REMARK_COUNT ? REMARK_BROKEN
                                                              : o->remark;
        bool sides = o->status == LINE_BROKEN && o->a_value && o->b_value;
        if (o->match.mistake)
            message_mistake(reason, o->match.mistake);
        else
            message_remark(reason, remark, NULL, NULL);
        if (o->match.right)
            message_remark(reason, REMARK_RIGHT, tidy(arena, o->match.right), NULL);
        else if (o->witness)
            message_remark(reason, REMARK_WITNESS, o->witness, NULL);
        else if (sides && !o->match.mistake)
            message_remark(reason, REMARK_VALUES, o->a_value, o->b_value);
        return;
    }
    if (o->status == LINE_UNDECIDED)
        message_remark(reason, REMARK_UNDECIDED, NULL, NULL);
    else if (o->condition)
        message_remark(reason, REMARK_CONDITION, o->condition, NULL);
    else if (o->remark != REMARK_COUNT)
        message_remark(reason, o->remark, NULL, NULL);
}

static int weight(enum line_status status)
{
    static const int order[LINE_STATUS_COUNT] = {
        [LINE_UNREADABLE] = 1, [LINE_FIRST] = 2, [LINE_EQUIVALENT] = 3, [LINE_FOLLOWS] = 4,
        [LINE_UNDECIDED] = 5,  [LINE_GAINS] = 6, [LINE_LOSES] = 7,      [LINE_BROKEN] = 8};
    return order[status];
}

/* The worst statement of a line speaks for it; one that was not understood beside others that
 * were is taken for words. */
static void fold(struct lines_finding *out, const struct flow *flow)
{
    for (size_t i = 0; i < out->n; i++) {
        struct line_finding *line = &out->line[i];
        const struct outcome *worst = NULL;
        for (size_t k = 0; k < flow->n; k++)
            if (flow->statement[k].line == i &&
                (!worst || weight(flow->outcome[k].status) > weight(worst->status))) {
                worst = &flow->outcome[k];
                if (flow->statement[k].tree)
                    line->tree = flow->statement[k].tree;
            }
        if (!worst)
            continue;
        line->status = worst->status;
        line->mistake = is_bad(worst->status) ? worst->match.mistake : MISTAKE_NONE;
        line->witness = is_bad(worst->status) ? worst->witness : NULL;
        explain(out->arena, line, worst);
        if (is_bad(line->status) && out->first_bad == out->n)
            out->first_bad = i;
    }
}

void lines_check(struct lines_finding *out, const char *text, size_t len, uint64_t steps)
{
    *out = (struct lines_finding){.arena = tree_arena_new()};
    struct line_slice *slice = xmalloc(LINES_MAX * sizeof *slice);
    struct statement *statement = xmalloc(STATEMENTS_MAX * sizeof *statement);
    struct reading reading = {.arena = out->arena, .statement = statement};
    out->n = read_lines(text, len, slice);
    out->line = xcalloc(out->n ? out->n : 1, sizeof *out->line);
    for (size_t i = 0; i < out->n; i++) {
        struct line_finding *line = &out->line[i];
        line->number = slice[i].number;
        line->text = slice[i].s;
        line->len = slice[i].len;
        for (int lang = 0; lang < LANG_COUNT; lang++)
            str_init(&line->reason[lang]);
        line->status =
            read_line(&reading, i, slice[i].s, slice[i].len) ? LINE_UNREADABLE : LINE_TEXT;
    }
    out->first_bad = out->n;
    struct flow *flow = xcalloc(1, sizeof *flow);
    flow->arena = flow->known.arena = flow->compare.arena = out->arena;
    flow->compare.known = &flow->known;
    flow->compare.steps = steps ? steps : (uint64_t)STEPS_FACTOR * EXACT_STEPS_DEFAULT;
    flow->statement = statement;
    flow->n = reading.n;
    flow->base = NO_BASE;
    flow->outcome = xcalloc(reading.n ? reading.n : 1, sizeof *flow->outcome);
    for (size_t i = 0; i < flow->n; i++) {
        size_t line = statement[i].line;
        statement[i].gap = line > 0 && (slice[line].number > slice[line - 1].number + 1 ||
                                        out->line[line - 1].status == LINE_TEXT);
    }
    for (size_t i = 0; i < flow->n; i++)
        flow_judge(flow, i);
    flow_settle(flow);
    fold(out, flow);
    free(flow->outcome);
    free(flow);
    free(statement);
    free(slice);
}

void lines_release(struct lines_finding *finding)
{
    for (size_t i = 0; i < finding->n; i++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            str_release(&finding->line[i].reason[lang]);
    free(finding->line);
    tree_arena_free(finding->arena);
    *finding = (struct lines_finding){0};
}
