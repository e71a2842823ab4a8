/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spaces between atoms follow the habits of print, with cells for widths: one cell around
 * relations and operators, none between factors, and one wherever two things would run together
 * (fraction bars above all).
 */
#include "app/maths/box/row.h"

#include "app/base/die.h"

#include <stdlib.h>
#include <string.h>

void row_init(struct row *row, struct canvas *canvas, bool tight, enum atom_kind before)
{
    *row = (struct row){.canvas = canvas, .tight = tight, .before = before};
}

void row_release(struct row *row)
{
    free(row->atom);
    free(row->bracket);
    row->atom = NULL;
    row->bracket = NULL;
    row->count = row->room = row->brackets = row->bracket_room = 0;
}

void row_touch_tall(struct row *row)
{
    if (row->brackets)
        row->bracket[row->brackets - 1].tall = true;
}

void row_touch(struct row *row)
{
    if (row->count && row->atom[row->count - 1].block->height > 1)
        row_touch_tall(row);
}

void row_add(struct row *row, struct atom atom)
{
    if (row->count == row->room) {
        row->room = row->room ? 2 * row->room : 16;
        row->atom = xrealloc(row->atom, row->room * sizeof *row->atom);
    }
    atom.space = row->space;
    atom.blank = row->blank;
    atom.depth = row->depth;
    row->space = 0;
    row->blank = false;
    row->atom[row->count++] = atom;
    row_touch(row);
}

static bool is_operand(enum atom_kind kind)
{
    switch (kind) {
    case ATOM_NONE:
    case ATOM_FUNCTION:
    case ATOM_BIG:
    case ATOM_BINARY:
    case ATOM_SIGN:
    case ATOM_RELATION:
    case ATOM_OPEN:
    case ATOM_PUNCTUATION:
        return false;
    default:
        return true;
    }
}

enum atom_kind row_end(const struct row *row)
{
    return row->count ? row->atom[row->count - 1].right : row->before;
}

/* --- brackets ------------------------------------------------------------------------------------
 */

static void push(struct row *row, enum bracket kind, bool bar)
{
    if (row->brackets == row->bracket_room) {
        row->bracket_room = row->bracket_room ? 2 * row->bracket_room : 8;
        row->bracket = xrealloc(row->bracket, row->bracket_room * sizeof *row->bracket);
    }
    row->bracket[row->brackets++] =
        (struct row_bracket){.at = row->count - 1, .kind = kind, .bar = bar};
    row->depth += !bar;
}

void row_open(struct row *row, enum bracket kind, struct block *sign)
{
    row_add(row, (struct atom){.left = ATOM_OPEN, .right = ATOM_OPEN, .block = sign});
    push(row, kind, false);
}

static struct block *join(struct row *row, size_t from, size_t to, enum atom_kind before);

/* Ends the innermost bracket with `sign`; all of it becomes one atom if it is tall. */
static void close_top(struct row *row, enum bracket kind, struct block *sign)
{
    struct row_bracket top = row->bracket[--row->brackets];
    row->depth -= !top.bar;
    if (!top.tall) {
        row_add(row, (struct atom){.left = ATOM_CLOSE, .right = ATOM_CLOSE, .block = sign});
        return;
    }
    struct atom fence = row->atom[top.at];
    struct block *inside = join(row, top.at + 1, row->count, ATOM_OPEN);
    fence.block = sign_fence_of(row->canvas, top.kind, inside, kind);
    fence.left = ATOM_OPEN;
    fence.right = ATOM_CLOSE;
    row->count = top.at;
    row->space = fence.space;
    row->blank = fence.blank;
    row_add(row, fence);
}

/* Bars that were opened inside of a bracket do not reach over its end. */
static void drop_bars(struct row *row)
{
    while (row->brackets && row->bracket[row->brackets - 1].bar) {
        bool tall = row->bracket[--row->brackets].tall;
        if (row->brackets)
            row->bracket[row->brackets - 1].tall |= tall;
    }
}

void row_close(struct row *row, enum bracket kind, struct block *sign)
{
    drop_bars(row);
    if (row->brackets)
        close_top(row, kind, sign);
    else
        row_add(row, (struct atom){.left = ATOM_CLOSE, .right = ATOM_CLOSE, .block = sign});
}

void row_bar(struct row *row, enum bracket kind, struct block *sign)
{
    bool operand = is_operand(row_end(row));
    const struct row_bracket *top = row->brackets ? &row->bracket[row->brackets - 1] : NULL;
    if (top && top->bar && top->kind == kind && operand) {
        close_top(row, kind, sign);
    } else if (!operand) {
        row_add(row, (struct atom){.left = ATOM_OPEN, .right = ATOM_OPEN, .block = sign});
        push(row, kind, true);
    } else {
        row_add(row, (struct atom){.left = ATOM_AS_SOURCE, .right = ATOM_AS_SOURCE, .block = sign});
    }
}

/* --- settling
 * ------------------------------------------------------------------------------------- */

/* A binary operator that has not two operands is a sign. */
static void settle_signs(struct atom *atom, size_t count, enum atom_kind before)
{
    for (size_t i = 0; i < count; i++) {
        enum atom_kind left = i ? atom[i - 1].right : before;
        enum atom_kind right = i + 1 < count ? atom[i + 1].left : ATOM_NONE;
        if (atom[i].left != ATOM_BINARY)
            continue;
        bool ends = right == ATOM_NONE || right == ATOM_RELATION || right == ATOM_CLOSE ||
                    right == ATOM_PUNCTUATION;
        if (!is_operand(left) || (ends && !atom[i].word))
            atom[i].left = atom[i].right = ATOM_SIGN;
    }
}

/* Integral signs are as high as the terms behind them, up to the next relation. */
static void settle_integrals(struct row *row, struct atom *atom, size_t count)
{
    size_t above = 0, below = 0;
    for (size_t i = count; i-- > 0;) {
        if (atom[i].left == ATOM_RELATION) {
            above = below = 0;
            continue;
        }
        if (atom[i].integral) {
            struct block *sign = above + below > 0
                                     ? sign_integral(row->canvas, atom[i].integral, above, below)
                                     : NULL;
            sign = sign ? sign : atom[i].block;
            atom[i].block = block_stack(row->canvas, atom[i].above, sign, atom[i].below);
            atom[i].integral = NULL;
        }
        size_t under = atom[i].block->height - atom[i].block->baseline - 1;
        above = atom[i].block->baseline > above ? atom[i].block->baseline : above;
        below = under > below ? under : below;
    }
}

/* \middle is as high as everything around it. */
static void settle_middles(struct row *row, struct atom *atom, size_t count)
{
    size_t above = 0, below = 0;
    for (size_t i = 0; i < count; i++) {
        size_t under = atom[i].block->height - atom[i].block->baseline - 1;
        above = atom[i].block->baseline > above ? atom[i].block->baseline : above;
        below = under > below ? under : below;
    }
    for (size_t i = 0; i < count && above + below > 0; i++) {
        if (atom[i].middle == BRACKET_NONE || atom[i].middle == BRACKET_OTHER)
            continue;
        struct block *like = block_blank(row->canvas, 1, above + 1 + below, above);
        atom[i].block = sign_bracket(row->canvas, atom[i].middle, false, like);
        atom[i].middle = BRACKET_NONE;
    }
}

static void settle(struct row *row, size_t from, size_t to, enum atom_kind before)
{
    if (from == to)
        return;
    settle_signs(row->atom + from, to - from, before);
    settle_integrals(row, row->atom + from, to - from);
    settle_middles(row, row->atom + from, to - from);
}

void row_settle(struct row *row)
{
    drop_bars(row);
    settle(row, 0, row->count, row->before);
}

/* --- spaces
 * --------------------------------------------------------------------------------------- */

/* Letters that stand together without a space, the one at i among them: a word is kept apart. */
static size_t word_length(const struct row *row, size_t i)
{
    size_t first = i, last = i;
    while (first > 0 && !row->atom[first].blank && row->atom[first - 1].left == ATOM_LETTER)
        first--;
    while (last + 1 < row->count && !row->atom[last + 1].blank &&
           row->atom[last + 1].left == ATOM_LETTER)
        last++;
    return last - first + 1;
}

static bool is_either(const struct atom *a, const struct atom *b, enum atom_kind kind)
{
    return a->right == kind || b->left == kind;
}

/* Cells that the two atoms need between them, whatever the source says. */
static size_t natural_gap(const struct row *row, const struct atom *a, const struct atom *b)
{
    size_t roomy = row->tight ? (a->word || b->word) : 1;
    if (a->right == ATOM_NONE || a->right == ATOM_OPEN || b->left == ATOM_CLOSE ||
        b->left == ATOM_PUNCTUATION)
        return a->right == ATOM_CLOSE && a->block->height > 1 && b->block->height > 1 &&
               b->left == ATOM_OPEN;
    if (b->left == ATOM_REMARK)
        return 2;
    if (is_either(a, b, ATOM_RELATION))
        return a->right == b->left ? (size_t)(a->word || b->word) : roomy;
    if (is_either(a, b, ATOM_BINARY))
        return roomy;
    if (a->right == ATOM_PUNCTUATION)
        return !row->tight || b->left == ATOM_TEXT;
    if (is_either(a, b, ATOM_SPACED))
        return 1;
    if (is_either(a, b, ATOM_AS_SOURCE) || is_either(a, b, ATOM_TEXT) || is_either(a, b, ATOM_WIDE))
        return b->blank;
    if (is_either(a, b, ATOM_BIG) || is_either(a, b, ATOM_SOURCE))
        return a->right != ATOM_SIGN && (b->left != ATOM_OPEN || a->right == ATOM_BIG);
    if (a->right == ATOM_FUNCTION || a->right == ATOM_NAME)
        return b->left != ATOM_OPEN || b->block->height > 1;
    if (b->left == ATOM_FUNCTION || b->left == ATOM_NAME)
        return is_operand(a->right);
    if (a->right == ATOM_ROOT)
        return is_operand(b->left) && b->left != ATOM_OPEN;
    if (is_either(a, b, ATOM_DOTS))
        return is_operand(a->right);
    if (a->right == ATOM_CLOSE && b->left == ATOM_OPEN)
        return a->block->height > 1 && b->block->height > 1;
    if (a->right == ATOM_DIGIT && b->left == ATOM_DIGIT)
        return b->blank;
    return 0;
}

static size_t gap_before(const struct row *row, size_t i, enum atom_kind before)
{
    static const struct block none = {.height = 1};
    const struct atom *b = &row->atom[i];
    struct atom outside = {.left = before, .right = before, .block = (struct block *)&none};
    const struct atom *a = i ? &row->atom[i - 1] : &outside;
    size_t gap = natural_gap(row, a, b);
    if (i && a->right == ATOM_LETTER && b->left == ATOM_LETTER && b->blank)
        gap = word_length(row, i - 1) > 2 || word_length(row, i) > 2;
    if (a->ends_blank || b->starts_blank)
        gap = 0;
    return b->space > gap ? b->space : gap;
}

/* The atoms [from, to) side by side; `before` is what stands in front of them. */
static struct block *beside(struct row *row, size_t from, size_t to, enum atom_kind before,
                            bool first_gap)
{
    size_t count = to - from;
    struct block **block = xcalloc(count + 1, sizeof *block);
    size_t *gap = xcalloc(count + 1, sizeof *gap);
    for (size_t i = from; i < to; i++) {
        block[i - from] = row->atom[i].block;
        gap[i - from] = i == from && !first_gap ? 0 : gap_before(row, i, before);
    }
    struct block *joined = block_row(row->canvas, block, gap, count);
    if (count == 1 && gap[0] == 0)
        joined->fraction = block[0]->fraction;
    free(block);
    free(gap);
    return joined;
}

static struct block *join(struct row *row, size_t from, size_t to, enum atom_kind before)
{
    settle(row, from, to, before);
    return beside(row, from, to, before, false);
}

struct block *row_join(struct row *row)
{
    return beside(row, 0, row->count, row->before, row->before != ATOM_NONE);
}

/* --- lines
 * ---------------------------------------------------------------------------------------- */

static bool may_break(const struct atom *atom, bool minor)
{
    if (atom->depth > 0)
        return false;
    return atom->left == ATOM_RELATION || (minor && atom->left == ATOM_BINARY && atom->minor);
}

static size_t width_of(const struct row *row, size_t from, size_t to)
{
    size_t width = 0;
    for (size_t i = from; i < to; i++)
        width += row->atom[i].block->width + (i > from ? gap_before(row, i, ATOM_NONE) : 0);
    return width;
}

struct lines {
    struct block_at *at;
    size_t count;
    ptrdiff_t y;
    bool tall; /* the line before was higher than one row */
};

/* Tall lines have an empty row between them. */
static void add_line(struct lines *lines, struct block *block, size_t x)
{
    if (lines->count && (lines->tall || block->height > 1))
        lines->y++;
    lines->at[lines->count++] = (struct block_at){block, (ptrdiff_t)x, lines->y};
    lines->y += (ptrdiff_t)block->height;
    lines->tall = block->height > 1;
}

/* Where continued lines begin: under the first relation, and behind it. */
static void find_indents(const struct row *row, size_t width, size_t *relation, size_t *term)
{
    size_t i = 0;
    while (i < row->count && !may_break(&row->atom[i], false))
        i++;
    *relation = *term = 2;
    if (i == row->count)
        return;
    size_t left = i ? width_of(row, 0, i) + gap_before(row, i, ATOM_NONE) : 0;
    if (left > width / 3)
        left = 2;
    *relation = left;
    *term = left + row->atom[i].block->width + 1;
}

struct block *row_break(struct row *row, size_t width)
{
    size_t relation, term;
    struct lines lines = {.at = xcalloc(row->count + 1, sizeof *lines.at)};
    find_indents(row, width, &relation, &term);
    bool fits = row->count > 0;
    for (size_t from = 0; from < row->count && fits;) {
        bool starts_relation = row->atom[from].left == ATOM_RELATION;
        size_t indent = from == 0 ? 0 : starts_relation ? relation : term;
        /* the last place that still fits: before a relation, else a sum; the left side of the
         * first relation only stands alone when there is no other way */
        size_t end = 0;
        for (int pass = 0; pass < 3 && !end; pass++) {
            size_t cells = indent;
            for (size_t i = from; i <= row->count && cells <= width; i++) {
                bool alone = from == 0 && relation > 2 && cells < relation && pass < 2;
                if (i == row->count || (i > from && !alone && may_break(&row->atom[i], pass > 0)))
                    end = i;
                if (i < row->count)
                    cells +=
                        row->atom[i].block->width + (i > from ? gap_before(row, i, ATOM_NONE) : 0);
            }
        }
        fits = end > 0;
        if (fits)
            add_line(&lines, beside(row, from, end, ATOM_NONE, false), indent);
        from = end;
    }
    struct block *block = fits ? block_group(row->canvas, lines.at, lines.count) : NULL;
    free(lines.at);
    return block;
}
