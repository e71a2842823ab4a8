/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A block is over when an empty line and then a line at the margin follow it, outside of a block
 * of code. Lines are judged one by one as they become complete; of the line after an empty one
 * the first visible character is enough.
 */
#include "app/sink/passage.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdlib.h>
#include <string.h>

void passage_init(struct passage *passage)
{
    *passage = (struct passage){.text = STR_EMPTY};
}

static void release_formula(struct passage_formula *formula)
{
    str_release(&formula->latex);
    str_release(&formula->source);
}

void passage_release(struct passage *passage)
{
    for (size_t i = 0; i < passage->n; i++)
        release_formula(&passage->formula[i]);
    free(passage->formula);
    str_release(&passage->text);
    passage_init(passage);
}

void passage_add_text(struct passage *passage, const char *s, size_t len)
{
    struct str clean = STR_EMPTY;
    text_clean(&clean, s, len);
    size_t kept = 0;
    for (size_t i = 0; i < clean.len; i++) {
        if ((unsigned char)clean.data[i] != PLACE_FIRST_BYTE)
            continue;
        str_add(&passage->text, clean.data + kept, i - kept);
        text_add_char(&passage->text, 0xFFFD);
        kept = i + 4;
    }
    if (kept < clean.len)
        str_add(&passage->text, clean.data + kept, clean.len - kept);
    str_release(&clean);
}

static struct passage_formula *push_formula(struct passage *passage)
{
    if (passage->n == passage->cap) {
        passage->cap = passage->cap ? 2 * passage->cap : 16;
        passage->formula = xrealloc(passage->formula, passage->cap * sizeof *passage->formula);
    }
    struct passage_formula *formula = &passage->formula[passage->n];
    *formula = (struct passage_formula){.latex = STR_EMPTY, .source = STR_EMPTY};
    text_add_char(&passage->text,
                  PLACE_FORMULA + (uint32_t)((passage->first + passage->n++) % PLACE_FORMULAS));
    return formula;
}

void passage_add_formula(struct passage *passage, const char *latex, size_t latex_len,
                         const char *source, size_t source_len, bool display)
{
    struct passage_formula *formula = push_formula(passage);
    str_add(&formula->latex, latex, latex_len);
    str_add(&formula->source, source, source_len);
    formula->display = display;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void passage_add_open(struct passage *passage, const char *source, size_t len)
{
    size_t blank = 0;
    passage->open_at = passage->text.len;
    while (blank < len && is_space(source[blank]))
        blank++;
    passage_add_text(passage, source, blank);
    struct passage_formula *formula = push_formula(passage);
    str_add(&formula->source, source + blank, len - blank);
    formula->open = true;
}

void passage_drop_open(struct passage *passage)
{
    release_formula(&passage->formula[--passage->n]);
    passage->text.len = passage->open_at;
    passage->text.data[passage->text.len] = '\0';
}

const struct passage_formula *passage_formula(const struct passage *passage, uint32_t c)
{
    if (c < PLACE_FORMULA || c >= PLACE_FORMULA + PLACE_FORMULAS)
        return NULL;
    size_t base = passage->first % PLACE_FORMULAS;
    size_t at = (c - PLACE_FORMULA + PLACE_FORMULAS - base) % PLACE_FORMULAS;
    return at < passage->n ? &passage->formula[at] : NULL;
}

/* A block of code that was cut begins again. */
static void open_fence(struct passage *passage)
{
    struct str text = STR_EMPTY;
    for (size_t i = 0; i < passage->fence_len; i++)
        str_add_char(&text, passage->fence);
    str_add_char(&text, '\n');
    passage->line += text.len;
    str_add_str(&text, &passage->text);
    str_release(&passage->text);
    passage->text = text;
}

void passage_drop(struct passage *passage, size_t n)
{
    size_t gone = 0;
    for (size_t i = 0; i < n && i < passage->text.len; i++) {
        uint32_t c;
        if ((unsigned char)passage->text.data[i] != PLACE_FIRST_BYTE)
            continue;
        text_decode(passage->text.data + i, passage->text.len - i, &c);
        gone += c < PLACE_FORMULA + PLACE_FORMULAS;
    }
    for (size_t i = 0; i < gone; i++)
        release_formula(&passage->formula[i]);
    if (gone)
        memmove(passage->formula, passage->formula + gone,
                (passage->n - gone) * sizeof *passage->formula);
    passage->first += gone;
    passage->n -= gone;
    str_drop(&passage->text, n);
    passage->line -= passage->line < n ? passage->line : n;
    if (passage->text.len == 0) {
        passage->some = passage->blank = passage->list = false;
        passage->fence = 0;
    } else if (passage->fence) {
        open_fence(passage);
    }
}

/* --- where a block ends --------------------------------------------------------------------- */

/* "- ", "* ", "+ ", "12. ", "12) " or "> ". */
static bool is_marker(const char *s, size_t len)
{
    size_t i = 0;
    while (i < len && i < 9 && s[i] >= '0' && s[i] <= '9')
        i++;
    bool mark = i ? i < len && (s[i] == '.' || s[i] == ')') : len && strchr("-*+>", s[0]);
    return mark && (i + 1 >= len || s[i + 1] == ' ' || s[i + 1] == '\t');
}

/* A complete line, from its first visible character. */
static void judge_line(struct passage *passage, const char *s, size_t len, size_t indent)
{
    size_t run = 0;
    while (run < len && s[run] == s[0])
        run++;
    bool ticks = run >= 3 && (s[0] == '`' || s[0] == '~');
    if (passage->fence) {
        size_t end = run;
        while (end < len && is_space(s[end]))
            end++;
        if (ticks && s[0] == passage->fence && run >= passage->fence_len && end == len)
            passage->fence = 0;
    } else if (ticks && indent < (passage->list ? 2 : 4)) {
        passage->fence = s[0];
        passage->fence_len = run;
    } else if (indent < 4 && is_marker(s, len)) {
        passage->list = true;
    }
    passage->some = true;
    passage->blank = false;
}

/* Where to cut a block that is too long: before the line that is not judged yet, or in it. */
static size_t cut_block(struct passage *passage)
{
    size_t least = passage->fence ? passage->fence_len + 1 : 0;
    if (passage->line > least)
        return passage->line;
    size_t n = passage->text.len;
    const char *s = passage->text.data;
    while (n > PASSAGE_BLOCK_MAX / 2 && s[n - 1] != ' ')
        n--;
    if (n > PASSAGE_BLOCK_MAX / 2)
        return n;
    n = passage->text.len;
    while (n > 0 && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
        n--;
    return n > 1 ? n - 1 : passage->text.len;
}

size_t passage_closed(struct passage *passage, bool *joined)
{
    const char *s = passage->text.data;
    size_t len = passage->text.len;
    *joined = false;
    for (;;) {
        size_t from = passage->line, i = from;
        while (i < len && is_space(s[i]) && s[i] != '\n')
            i++;
        if (i >= len)
            break;
        if (s[i] == '\n') {
            passage->blank = !passage->fence;
            passage->line = i + 1;
            continue;
        }
        if (passage->blank && passage->some && !(passage->list && i - from >= 2)) {
            passage->some = passage->blank = passage->list = false;
            return from;
        }
        const char *end = memchr(s + i, '\n', len - i);
        if (!end)
            break;
        judge_line(passage, s + i, (size_t)(end - s) - i, i - from);
        passage->line = (size_t)(end - s) + 1;
    }
    if (len <= PASSAGE_BLOCK_MAX)
        return 0;
    *joined = true;
    return cut_block(passage);
}
