/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fills the sentences of messages.h. What stands in them from outside has gone through the printer
 * and the gate of text.h, and is cut to a length that a sentence can bear.
 */
#include "app/maths/equal/messages.h"

#include "app/base/text.h"
#include "app/maths/equal/judge.h"
#include "app/maths/print.h"

#include <string.h>

enum { SHOWN_CELLS = 80 };

static const char *const sentences[MESSAGE_COUNT][LANG_COUNT] = {
#define X(name, english, korean) [MESSAGE_##name] = {[LANG_EN] = english, [LANG_KO] = korean},
    MESSAGES(X)
#undef X
};

void message_write(struct str *out, enum message message, const char *const *arg, size_t n,
                   enum lang lang)
{
    for (const char *p = sentences[message][lang]; *p; p++) {
        size_t place = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? (size_t)(p[1] - '1') : SIZE_MAX;
        if (place < n && arg[place]) {
            str_add_text(out, arg[place]);
            p++;
        } else {
            str_add_char(out, *p);
        }
    }
}

/* The text cut at SHOWN_CELLS, with "..." where something is missing. */
static const char *cut(struct tree_arena *arena, const char *s, size_t len)
{
    size_t cells = 0, at = 0;
    while (at < len) {
        size_t step = text_cluster(s + at, len - at);
        size_t width = text_width(s + at, step);
        if (cells + width > SHOWN_CELLS)
            break;
        cells += width;
        at += step;
    }
    if (at == len)
        return tree_arena_text(arena, s, len);
    struct str shown = STR_EMPTY;
    str_add(&shown, s, at);
    str_add_text(&shown, "...");
    const char *text = tree_arena_text(arena, shown.data, shown.len);
    str_release(&shown);
    return text;
}

const char *opinion_text(struct judge *judge, const struct tree *t)
{
    if (!t)
        return NULL;
    struct str plain = STR_EMPTY, clean = STR_EMPTY;
    if (t->kind == TREE_WORDS) {
        str_add_text(&plain, t->text);
    } else if (t->kind == TREE_SYSTEM) { /* no "and": the sentence may be Korean */
        for (uint32_t i = 0; i < t->n; i++) {
            str_add_text(&plain, i ? ", " : "");
            print_people(&plain, t->child[i], LANG_EN, false);
        }
    } else {
        print_people(&plain, t, LANG_EN, false);
    }
    text_clean_line(&clean, plain.data, plain.len);
    const char *text = cut(judge->arena, clean.data, clean.len);
    str_release(&plain);
    str_release(&clean);
    return text;
}

const char *opinion_number(struct judge *judge, long number)
{
    struct str text = STR_EMPTY;
    str_printf(&text, "%ld", number);
    const char *copy = tree_arena_text(judge->arena, text.data, text.len);
    str_release(&text);
    return copy;
}

struct opinion opinion_of(enum verdict_kind kind, enum message message)
{
    return (struct opinion){.kind = kind, .message = message};
}

struct opinion opinion_about(struct judge *judge, enum verdict_kind kind, enum message message,
                             const struct tree *a, const struct tree *b)
{
    struct opinion opinion = opinion_of(kind, message);
    opinion.arg[0] = opinion_text(judge, a);
    opinion.arg[1] = opinion_text(judge, b);
    return opinion;
}

struct opinion opinion_partly(struct judge *judge, long right, long of)
{
    struct opinion opinion = opinion_of(VERDICT_PARTLY, MESSAGE_PARTLY);
    opinion.right = right;
    opinion.of = of;
    opinion.arg[0] = opinion_number(judge, right);
    opinion.arg[1] = opinion_number(judge, of);
    return opinion;
}
