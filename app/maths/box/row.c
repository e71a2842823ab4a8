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
    if (row->count && row->atom[row->count - 1].block->tall)
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
    atom.edge = atom.edge || row->edge;
    atom.depth = row->depth;
    row->space = 0;
    row->blank = row->edge = row->after_command = false;
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

/* --- brackets --------------------------------------------------------------------------------- */

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

void row_bar(struct row *row, enum bracket kind, struct block *sign, bool pairs)
{
    bool operand = is_operand(row_end(row));
    const struct row_bracket *top = row->brackets ? &row->bracket[row->brackets - 1] : NULL;
    if (top && top->bar && top->kind == kind && operand) {
        close_top(row, kind, sign);
    } else if (!operand || pairs) {
        row_add(row, (struct atom){.left = ATOM_OPEN, .right = ATOM_OPEN, .block = sign});
        push(row, kind, true);
    } else {
        row_add(row, (struct atom){.left = ATOM_AS_SOURCE, .right = ATOM_AS_SOURCE, .block = sign});
    }
}

/* --- settling --------------------------------------------------------------------------------- */

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
        bool next_integral = atom[i].minor && i + 1 < count && atom[i + 1].left == ATOM_BIG;
        if (atom[i].left == ATOM_RELATION || next_integral) {
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
            continue; /* an integral in front of this one is as high, not higher */
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

/* --- spaces ----------------------------------------------------------------------------------- */

/* Is the atom at i a plain letter that directly follows another? */
static bool goes_on_word(const struct row *row, size_t i)
{
    const struct atom *a = &row->atom[i - 1], *b = &row->atom[i];
    return !b->blank && b->space == 0 && a->left == ATOM_LETTER && b->left == ATOM_LETTER &&
           a->block->width == 1 && b->block->width == 1;
}

/* Letters that stand together without a space, the one at i among them: a word is kept apart. */
static size_t word_length(const struct row *row, size_t i)
{
    size_t first = i, last = i;
    while (first > 0 && goes_on_word(row, first))
        first--;
    while (last + 1 < row->count && goes_on_word(row, last + 1))
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
        return a->right == ATOM_CLOSE && a->block->tall && b->block->tall && b->left == ATOM_OPEN;
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
        return b->left != ATOM_OPEN || b->block->tall;
    if (b->left == ATOM_FUNCTION || b->left == ATOM_NAME)
        return is_operand(a->right);
    if (a->right == ATOM_ROOT)
        return is_operand(b->left) && b->left != ATOM_OPEN;
    if (is_either(a, b, ATOM_DOTS))
        return is_operand(a->right);
    if (a->right == ATOM_CLOSE && b->left == ATOM_OPEN)
        return a->block->tall && b->block->tall;
    if (a->right == ATOM_DIGIT && b->left == ATOM_DIGIT)
        return b->blank;
    return 0;
}

static size_t gap_before(const struct row *row, size_t i, enum atom_kind before)
{
    struct block none = {.height = 1};
    const struct atom *b = &row->atom[i];
    struct atom outside = {.left = before, .right = before, .block = &none};
    const struct atom *a = i ? &row->atom[i - 1] : &outside;
    size_t gap = natural_gap(row, a, b);
    if (i && a->right == ATOM_LETTER && b->left == ATOM_LETTER && b->blank)
        gap = word_length(row, i - 1) > 2 || word_length(row, i) > 2;
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

/* --- lines ------------------------------------------------------------------------------------ */

/* Where a line may end, the best places first. */
enum seam { SEAM_STATEMENT, SEAM_RELATION, SEAM_TERM, SEAM_LEFT_SIDE, SEAM_NONE };

/* The seam in front of an atom. */
static enum seam seam_before(const struct row *row, size_t i)
{
    const struct atom *atom = &row->atom[i], *last = &row->atom[i - 1];
    if (atom->depth > 0)
        return SEAM_NONE;
    if (last->right == ATOM_PUNCTUATION || atom->space > 1 ||
        (atom->edge && last->right != ATOM_DIGIT))
        return SEAM_STATEMENT;
    if (atom->left == ATOM_RELATION && last->right != ATOM_RELATION)
        return SEAM_RELATION;
    bool term = (atom->left == ATOM_BINARY && atom->minor) || atom->left == ATOM_REMARK ||
                atom->between_words;
    return term && last->right != ATOM_RELATION ? SEAM_TERM : SEAM_NONE;
}

static size_t width_of(const struct row *row, size_t from, size_t to)
{
    size_t width = 0;
    for (size_t i = from; i < to; i++)
        width += row->atom[i].block->width + (i > from ? gap_before(row, i, ATOM_NONE) : 0);
    return width;
}

static size_t first_relation(const struct row *row)
{
    size_t i = 0;
    while (i < row->count && (row->atom[i].depth > 0 || row->atom[i].left != ATOM_RELATION))
        i++;
    return i;
}

size_t row_left_side(const struct row *row)
{
    size_t i = first_relation(row);
    return i == 0 || i == row->count ? 0 : width_of(row, 0, i) + gap_before(row, i, ATOM_NONE);
}

/* Where lines begin: the first, those that go on with a relation, those with a term. */
struct indents {
    size_t first, relation, term;
    size_t from_relation; /* atoms behind this one belong to the right side */
    bool short_left;      /* the left side of the first relation is not worth a line */
};

static struct indents find_indents(const struct row *row, size_t width, size_t column)
{
    size_t i = first_relation(row), left = row_left_side(row);
    struct indents indents = {.relation = 2, .term = 2, .from_relation = i};
    if (i == row->count)
        return indents;
    indents.short_left = left <= width / 3;
    if (column > 0 && left <= column)
        indents.first = column - left;
    if (indents.short_left)
        indents.relation = indents.first + left;
    indents.term = indents.relation + row->atom[i].block->width + 1;
    return indents;
}

static size_t indent_of(const struct row *row, size_t from, const struct indents *indents)
{
    if (from == 0)
        return indents->first;
    switch (seam_before(row, from)) {
    case SEAM_STATEMENT:
        return 0;
    case SEAM_RELATION:
        return indents->relation;
    default:
        return from > indents->from_relation ? indents->term : indents->first + 2;
    }
}

/* The end of the line that begins at `from`: the last of the best seams that still fit; 0: none. */
static size_t line_end(const struct row *row, size_t from, size_t width,
                       const struct indents *indents)
{
    size_t end[SEAM_NONE] = {0}, cells = indent_of(row, from, indents);
    bool relation = row->atom[from].left == ATOM_RELATION;
    for (size_t i = from; i < row->count; i++) {
        if (i > from) {
            enum seam seam = seam_before(row, i);
            if (seam == SEAM_RELATION && !relation && indents->short_left && from == 0)
                seam = SEAM_LEFT_SIDE;
            relation = relation || row->atom[i].left == ATOM_RELATION;
            if (seam != SEAM_NONE)
                end[seam] = i;
            cells += gap_before(row, i, ATOM_NONE);
        }
        cells += row->atom[i].block->width;
        if (cells > width) {
            for (enum seam seam = SEAM_STATEMENT; seam < SEAM_NONE; seam++)
                if (end[seam])
                    return end[seam];
            return 0;
        }
    }
    return row->count;
}

struct block *row_break(struct row *row, size_t width, size_t column)
{
    struct block_at *line = xcalloc(row->count + 2, sizeof *line);
    struct indents indents = find_indents(row, width, column);
    size_t count = 0, from = 0;
    ptrdiff_t y = 0;
    while (from < row->count) {
        size_t end = line_end(row, from, width, &indents);
        if (!end)
            break;
        struct block *block = beside(row, from, end, ATOM_NONE, false);
        y += count > 0 && block_apart(line[count - 1].block, block);
        line[count++] = (struct block_at){block, (ptrdiff_t)indent_of(row, from, &indents), y};
        y += (ptrdiff_t)block->height;
        from = end;
    }
    line[count] = (struct block_at){block_blank(row->canvas, 0, 1, 0), 0, 0}; /* the margin */
    struct block *lines =
        from == row->count && count > 0 ? block_group(row->canvas, line, count + 1) : NULL;
    free(line);
    return lines;
}
