/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every node becomes an atom of its row. Here are the commands and groups; characters and symbols
 * are in layout_atoms.c, the scripts that a base takes along in layout_scripts.c, tables in
 * layout_tables.c, and lines of a limited width in layout_lines.c.
 */
#include "app/maths/box/layout.h"

#include "app/base/text.h"
#include "app/maths/box/line.h"

#include <string.h>

static const struct tex_node *put_node(struct row *row, const struct tex_node *node,
                                       enum layout_style *style);

const struct tex_node *layout_only_item(const struct tex_node *list)
{
    const struct tex_node *only = NULL;
    if (!list || list->kind != TEX_LIST)
        return NULL;
    for (const struct tex_node *node = list->first; node; node = node->next) {
        if (node->kind == TEX_BLANK)
            continue;
        if (only)
            return NULL;
        only = node;
    }
    return only;
}

/* What a list is to its neighbours, when one symbol is all of it. */
static enum atom_kind kind_of(const struct tex_node *list)
{
    const struct tex_node *only = layout_only_item(list);
    if (only && only->kind == TEX_SYMBOL) {
        switch (only->symbol->kind) {
        case SYMBOL_RELATION:
            return ATOM_RELATION;
        case SYMBOL_SUM:
        case SYMBOL_PRODUCT:
            return ATOM_BINARY;
        case SYMBOL_FUNCTION:
            return ATOM_FUNCTION;
        case SYMBOL_BIG:
            return ATOM_BIG;
        default:
            return ATOM_ORDINARY;
        }
    }
    if (only && only->kind == TEX_CHAR && only->len == 1)
        return strchr("=<>", only->text[0])   ? ATOM_RELATION
               : strchr("+-*", only->text[0]) ? ATOM_BINARY
                                              : ATOM_ORDINARY;
    return ATOM_ORDINARY;
}

static enum layout_style inner(enum layout_style style)
{
    return style == LAYOUT_SCRIPT ? LAYOUT_SCRIPT : LAYOUT_TEXT;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Each word of a text is an atom: a line may end between them. */
static const struct tex_node *put_text(struct row *row, const struct tex_node *node)
{
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    size_t end = node->len, i = 0;
    while (end > 0 && is_blank(node->text[end - 1]))
        end--;
    do {
        size_t start = i;
        while (i < end && is_blank(node->text[i]))
            i++;
        size_t word = i;
        while (i < end && !is_blank(node->text[i]))
            i++;
        struct atom atom = {.left = ATOM_TEXT, .right = ATOM_TEXT};
        atom.between_words = word > start;
        atom.edge = start == 0 && word > 0;
        atom.block = block_text(row->canvas, node->text + word, i - word);
        if (i == end)
            atom.block = layout_with_scripts(row->canvas, atom.block, &scripts);
        row->space = word - start > row->space ? word - start : row->space;
        row_add(row, atom);
    } while (i < end);
    row->space = node->len - end;
    row->edge = row->space > 0;
    return last;
}

/* A group of one is what is in it, but no operator: {,} and {=} have no spaces around them. */
static const struct tex_node *put_group(struct row *row, const struct tex_node *group,
                                        const struct tex_node *node, enum layout_style style)
{
    struct block *block = layout_list(row->canvas, group, style);
    const struct tex_node *only = layout_only_item(group);
    enum atom_kind kind = ATOM_ORDINARY;
    if (group && group->kind == TEX_TABLE)
        kind = ATOM_SPACED;
    else if (block->fraction)
        kind = ATOM_SPACED;
    else if (only && only->kind == TEX_TEXT)
        kind = ATOM_TEXT;
    else if (group && !group->first && node->next &&
             (node->next->kind == TEX_SCRIPT || node->next->kind == TEX_PRIME))
        kind = ATOM_ORDINARY;
    else if (block->width == 0)
        return node;
    return layout_put(row, kind, block, node);
}

/* \mathbf{...}: the items stand in the row as if the command were not there; what follows the
 * command belongs to the last of them. */
static const struct tex_node *put_plain(struct row *row, const struct tex_node *node,
                                        enum layout_style *style)
{
    const struct tex_node *list = node->part[0];
    if (!list) {
        row->space += node->detail;
        return node;
    }
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    if (list->kind != TEX_LIST || (last != node && !layout_only_item(list)))
        return put_group(row, list, node, *style);
    size_t count = row->count;
    layout_items(row, list, *style);
    if (last == node)
        return node;
    if (row->count == count) /* nothing was in it */
        return layout_put(row, ATOM_ORDINARY, block_blank(row->canvas, 0, 1, 0), node);
    struct atom *atom = &row->atom[row->count - 1];
    atom->block = layout_with_scripts(row->canvas, atom->block, &scripts);
    row_touch(row);
    return last;
}

static struct block *remark(struct canvas *canvas, const struct tex_node *node, const char *lead)
{
    struct block *inside = layout_list(canvas, node->part[0], LAYOUT_TEXT);
    struct block *parts[] = {block_sign(canvas, lead), inside};
    if (*lead)
        inside = block_row(canvas, parts, (const size_t[]){0, 1}, 2);
    return sign_fence_of(canvas, BRACKET_ROUND, inside, BRACKET_ROUND);
}

static bool is_number(const struct tex_node *list)
{
    if (list->kind != TEX_LIST || !list->first)
        return false;
    for (const struct tex_node *item = list->first; item; item = item->next)
        if (!layout_is_digit(item))
            return false;
    return true;
}

static const struct tex_node *put_accent(struct row *row, const struct tex_node *node,
                                         enum layout_style style)
{
    struct block *inside = layout_list(row->canvas, node->part[0], inner(style));
    enum atom_kind kind = ATOM_ORDINARY;
    if (layout_only_item(node->part[0]))
        kind = ATOM_LETTER;
    else if (is_number(node->part[0]))
        kind = ATOM_DIGIT;
    return layout_put(row, kind, sign_accent(row->canvas, inside, node->detail), node);
}

/* A number or one character, whose root needs no line over it. */
static bool is_single(const struct tex_node *list)
{
    if (is_number(list))
        return true;
    if (!layout_only_item(list))
        return false;
    struct str line = STR_EMPTY;
    line_format(&line, list, BOX_UNICODE);
    bool single = line.len && text_cluster(line.data, line.len) == line.len;
    str_release(&line);
    return single;
}

/* Is there a root sign with this index (NULL: none)? ⁿ√x would read as a power behind a factor. */
static bool has_root_sign(const struct tex_node *index, enum atom_kind before)
{
    struct str line = STR_EMPTY, small = STR_EMPTY;
    if (index)
        line_format(&line, index, BOX_UNICODE);
    bool free = before == ATOM_NONE || before == ATOM_BINARY || before == ATOM_RELATION ||
                before == ATOM_OPEN;
    bool has = line.len == 0 || str_equal(&line, "2") || str_equal(&line, "3") ||
               str_equal(&line, "4") || (free && line_add_small(&small, &line, true));
    str_release(&line);
    str_release(&small);
    return has;
}

/* What the one-line form makes of a node. */
static struct block *as_line(struct canvas *canvas, const struct tex_node *node)
{
    struct line line;
    line_init(&line, canvas->set);
    line_put_node(&line, node);
    const char *text = line.text.data;
    size_t len = line.text.len;
    for (; len > 0 && *text == ' '; len--)
        text++;
    while (len > 0 && text[len - 1] == ' ')
        len--;
    struct block *block = block_text(canvas, text, len);
    line_release(&line);
    return block;
}

static const struct tex_node *put_not(struct row *row, const struct tex_node *node)
{
    row_add(row, (struct atom){.left = ATOM_RELATION,
                               .right = ATOM_RELATION,
                               .block = as_line(row->canvas, node),
                               .word = row->canvas->set != BOX_UNICODE});
    return layout_put_scripts(row, node);
}

static const struct tex_node *put_root(struct row *row, const struct tex_node *node,
                                       enum layout_style style)
{
    struct canvas *canvas = row->canvas;
    bool unicode = canvas->set == BOX_UNICODE;
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    struct block *block;
    if (unicode && last == node && is_single(node->part[1]) &&
        has_root_sign(node->part[0], row_end(row))) {
        block = as_line(canvas, node);
    } else {
        struct block *index = layout_script(canvas, node->part[0]);
        index = index && index->width ? index : NULL;
        block = sign_root(canvas, index, layout_list(canvas, node->part[1], inner(style)));
    }
    row_add(row, (struct atom){.left = unicode ? ATOM_ORDINARY : ATOM_FUNCTION,
                               .right = ATOM_ROOT,
                               .block = layout_with_scripts(canvas, block, &scripts)});
    return last;
}

static const struct tex_node *put_fence(struct row *row, const struct tex_node *node,
                                        enum layout_style style)
{
    struct canvas *canvas = row->canvas;
    const struct tex_node *only = layout_only_item(node->part[0]);
    const struct tex_node *open = node->part[1], *close = node->part[2];
    if (node->part[0]->kind == TEX_TABLE)
        only = node->part[0];
    bool brace = (open && layout_is_symbol(open, "{")) || (close && layout_is_symbol(close, "}"));
    struct block *inside = only && only->kind == TEX_TABLE
                               ? layout_table(canvas, only, inner(style), brace)
                               : layout_list(canvas, node->part[0], style);
    if (!inside->tall) { /* scripts behind a bracket of one row belong to it */
        if (open)
            put_node(row, open, &style);
        if (inside->width)
            row_add(row,
                    (struct atom){.left = ATOM_ORDINARY, .right = ATOM_ORDINARY, .block = inside});
        if (!close)
            return node;
        struct tex_node end = *close;
        end.next = node->next;
        const struct tex_node *last = put_node(row, &end, &style);
        return last == &end ? node : last;
    }
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    struct block *fence = sign_fence(canvas, open, inside, close);
    row_add(row, (struct atom){.left = open ? ATOM_OPEN : ATOM_ORDINARY,
                               .right = close ? ATOM_CLOSE : ATOM_ORDINARY,
                               .block = layout_with_scripts(canvas, fence, &scripts)});
    return last;
}

static const struct tex_node *put_middle(struct row *row, const struct tex_node *node)
{
    const struct tex_node *sign = node->part[0];
    bool closes;
    size_t len;
    const char *text = layout_delimiter(sign, &len);
    struct atom atom = {.left = ATOM_RELATION, .right = ATOM_RELATION};
    atom.middle = sign_bracket_find(text, len, &closes);
    atom.block = sign->kind == TEX_SYMBOL
                     ? block_sign(row->canvas, symbol_text(sign->symbol, row->canvas->set))
                     : block_text(row->canvas, sign->text, sign->len);
    row_add(row, atom);
    return node;
}

static const struct tex_node *put_brace(struct row *row, const struct tex_node *node,
                                        enum layout_style style)
{
    struct canvas *canvas = row->canvas;
    bool over = node->kind == TEX_BRACE_OVER;
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    const struct tex_node **named = over ? &scripts.raised : &scripts.lowered;
    struct block *label = layout_script(canvas, *named);
    *named = NULL; /* it is no script of the whole */
    struct block *block =
        sign_brace(canvas, layout_list(canvas, node->part[0], inner(style)), label, over);
    row_add(row, (struct atom){.left = ATOM_SPACED,
                               .right = ATOM_SPACED,
                               .block = layout_with_scripts(canvas, block, &scripts)});
    return last;
}

static const struct tex_node *put_stack(struct row *row, const struct tex_node *node,
                                        enum layout_style style)
{
    struct canvas *canvas = row->canvas;
    struct block *small = layout_script(canvas, node->part[0]);
    struct block *base = layout_list(canvas, node->part[1], inner(style));
    bool over = node->kind == TEX_STACK_OVER;
    return layout_put(row, kind_of(node->part[1]),
                      block_stack(canvas, over ? small : NULL, base, over ? NULL : small), node);
}

static const struct tex_node *put_name(struct row *row, const struct tex_node *node,
                                       enum layout_style style)
{
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    struct block *name = layout_list(row->canvas, node->part[0], LAYOUT_SCRIPT);
    struct atom atom = {.left = ATOM_FUNCTION, .right = ATOM_FUNCTION, .block = name};
    if (!node->starred && !node->detail && !scripts.limits)
        return layout_put(row, ATOM_FUNCTION, name, node);
    layout_big(row, atom, &scripts, style, NULL);
    return last;
}

static struct block *binomial(struct canvas *canvas, const struct tex_node *node,
                              enum layout_style style)
{
    struct block *top = layout_list(canvas, node->part[0], inner(style));
    struct block *bottom = layout_list(canvas, node->part[1], inner(style));
    struct block *stack = block_stack(canvas, top, block_blank(canvas, 0, 1, 0), bottom);
    return sign_fence_of(canvas, BRACKET_ROUND, stack, BRACKET_ROUND);
}

static const struct tex_node *put_phantom(struct row *row, const struct tex_node *node,
                                          enum layout_style style)
{
    const struct block *like = layout_list(row->canvas, node->part[0], inner(style));
    return layout_put(row, ATOM_ORDINARY, block_blank(row->canvas, like->width, 1, 0), node);
}

static const struct tex_node *put_node(struct row *row, const struct tex_node *node,
                                       enum layout_style *style)
{
    struct canvas *canvas = row->canvas;
    enum layout_style in = inner(*style);
    switch (node->kind) {
    case TEX_BLANK:
        row->blank = row->blank || !row->after_command;
        return node;
    case TEX_CHAR:
        return layout_put_char(row, node);
    case TEX_SYMBOL:
        return layout_put_symbol(row, node, style);
    case TEX_LIST:
        return put_group(row, node, node, *style);
    case TEX_PLAIN:
        return put_plain(row, node, style);
    case TEX_TEXT:
        return put_text(row, node);
    case TEX_NAME:
        return put_name(row, node, *style);
    case TEX_NOT:
        return put_not(row, node);
    case TEX_ACCENT:
        return put_accent(row, node, *style);
    case TEX_ROOT:
        return put_root(row, node, *style);
    case TEX_FENCE:
        return put_fence(row, node, *style);
    case TEX_MIDDLE:
        return put_middle(row, node);
    case TEX_BRACE_OVER:
    case TEX_BRACE_UNDER:
        return put_brace(row, node, *style);
    case TEX_STACK_OVER:
    case TEX_STACK_UNDER:
        return put_stack(row, node, *style);
    case TEX_PHANTOM:
        return put_phantom(row, node, *style);
    case TEX_SCRIPT: /* nothing is in front of it */
    case TEX_PRIME: {
        struct tex_node before = {.kind = TEX_LIST, .next = (struct tex_node *)node};
        return layout_put(row, ATOM_ORDINARY, block_blank(canvas, 0, 1, 0), &before);
    }
    case TEX_FRACTION:
        return layout_put(row, ATOM_SPACED,
                          sign_fraction(canvas, layout_list(canvas, node->part[0], in),
                                        layout_list(canvas, node->part[1], in)),
                          node);
    case TEX_BINOMIAL:
        return layout_put(row, ATOM_SPACED, binomial(canvas, node, *style), node);
    case TEX_TABLE:
        return layout_put(row, ATOM_SPACED, layout_table(canvas, node, in, false), node);
    case TEX_BLACKBOARD:
        return layout_put(row, ATOM_LETTER, as_line(canvas, node), node);
    case TEX_UNDERLINE:
        return layout_put(row, ATOM_ORDINARY,
                          sign_underline(canvas, layout_list(canvas, node->part[0], in)), node);
    case TEX_FRAME:
        return layout_put(row, ATOM_SPACED,
                          sign_frame(canvas, layout_list(canvas, node->part[0], *style)), node);
    case TEX_CANCEL:
        return layout_put(row, canvas->set == BOX_UNICODE ? ATOM_ORDINARY : ATOM_FUNCTION,
                          sign_cancel(canvas, layout_list(canvas, node->part[0], in), node->detail),
                          node);
    case TEX_ARROW:
        return layout_put(row, ATOM_RELATION,
                          sign_arrow(canvas, node->detail, layout_script(canvas, node->part[1]),
                                     layout_script(canvas, node->part[0])),
                          node);
    case TEX_MODULO:
        return layout_put(row, ATOM_REMARK, remark(canvas, node, "mod"), node);
    case TEX_TAG:
        return layout_put(row, ATOM_REMARK, remark(canvas, node, ""), node);
    default:
        return layout_put(row, ATOM_SOURCE, block_text(canvas, node->text, node->len), node);
    }
}

void layout_items(struct row *row, const struct tex_node *list, enum layout_style style)
{
    for (const struct tex_node *node = list->first; node && !row->canvas->failed; node = node->next)
        node = put_node(row, node, &style);
}

struct block *layout_list(struct canvas *canvas, const struct tex_node *list,
                          enum layout_style style)
{
    if (!list || canvas->failed)
        return block_blank(canvas, 0, 1, 0);
    if (list->kind == TEX_TABLE)
        return layout_table(canvas, list, style, false);
    if (style == LAYOUT_SCRIPT && layout_is_clear(list, canvas->set)) {
        struct str line = STR_EMPTY;
        line_format_tight(&line, list, canvas->set);
        struct block *block = block_text(canvas, line.data, line.len);
        str_release(&line);
        return block;
    }
    struct row row;
    row_init(&row, canvas, style == LAYOUT_SCRIPT, ATOM_NONE);
    layout_items(&row, list, style);
    row_settle(&row);
    struct block *block = row_join(&row);
    row_release(&row);
    return block;
}
