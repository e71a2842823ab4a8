/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every node becomes an atom of its row; a base takes the scripts that follow it along
 * (layout_scripts.c). Tables are in layout_tables.c, lines of a limited width in layout_lines.c.
 */
#include "app/maths/box/layout.h"

#include "app/base/text.h"
#include "app/maths/box/line.h"

#include <string.h>

static const struct tex_node *put_node(struct row *row, const struct tex_node *node,
                                       enum layout_style *style);

/* An atom with the scripts behind `node`. */
static const struct tex_node *put(struct row *row, enum atom_kind kind, struct block *block,
                                  const struct tex_node *node)
{
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    struct atom atom = {.left = kind, .right = kind, .block = block};
    atom.block = layout_with_scripts(row->canvas, block, &scripts);
    row_add(row, atom);
    return last;
}

/* Scripts behind a bracket, which may have become a part of something higher. */
static const struct tex_node *put_scripts(struct row *row, const struct tex_node *node)
{
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    struct atom *atom = &row->atom[row->count - 1];
    atom->block = layout_with_scripts(row->canvas, atom->block, &scripts);
    row_touch(row);
    return last;
}

static const char *delimiter_of(const struct tex_node *node, size_t *len)
{
    bool symbol = node->kind == TEX_SYMBOL;
    *len = symbol ? strlen(node->symbol->unicode) : node->len;
    return symbol ? node->symbol->unicode : node->text;
}

/* Is there another bar like this one, in the same brackets and the same side of a statement? */
static bool bar_follows(const struct tex_node *bar, enum bracket kind)
{
    size_t depth = 0, len;
    for (const struct tex_node *node = bar->next; node; node = node->next) {
        bool closes;
        if (node->kind != TEX_CHAR && node->kind != TEX_SYMBOL)
            continue;
        const char *sign = delimiter_of(node, &len);
        enum bracket other = sign_bracket_find(sign, len, &closes);
        bool relation = node->kind == TEX_SYMBOL ? node->symbol->kind == SYMBOL_RELATION
                                                 : len == 1 && strchr("=<>,;", *sign);
        if (other == kind && depth == 0)
            return true;
        if (relation || (closes && depth == 0))
            return false;
        if (other < BRACKET_OTHER && other != BRACKET_BAR && other != BRACKET_BARS)
            depth = closes ? depth - 1 : depth + 1;
    }
    return false;
}

/* A delimiter as it stands in the row; false if it is none. */
static bool put_delimiter(struct row *row, const struct tex_node *node, struct block *block)
{
    bool closes;
    size_t len;
    const char *sign = delimiter_of(node, &len);
    enum bracket kind = sign_bracket_find(sign, len, &closes);
    if (kind == BRACKET_OTHER || kind == BRACKET_NONE)
        return false;
    if (kind == BRACKET_BAR || kind == BRACKET_BARS)
        row_bar(row, kind, block, bar_follows(node, kind));
    else if (closes)
        row_close(row, kind, block);
    else
        row_open(row, kind, block);
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_digit_node(const struct tex_node *node)
{
    return node && node->kind == TEX_CHAR && node->len == 1 && is_digit(node->text[0]);
}

/* 1,000 but not (1,2) or 1,2345. */
static bool groups_digits(const struct row *row, const struct tex_node *comma)
{
    size_t digits = 0;
    for (const struct tex_node *next = comma->next; is_digit_node(next) && digits < 4;
         next = next->next)
        digits++;
    return row_end(row) == ATOM_DIGIT && !row->blank && digits == 3;
}

/* (n/2)! */
static void bracket_fraction(struct row *row)
{
    struct atom *last = row->count ? &row->atom[row->count - 1] : NULL;
    if (!last || !last->block->fraction)
        return;
    last->block = sign_fence_of(row->canvas, BRACKET_ROUND, last->block, BRACKET_ROUND);
    last->left = ATOM_OPEN;
    last->right = ATOM_CLOSE;
}

static const struct tex_node *put_ascii(struct row *row, const struct tex_node *node)
{
    char c = node->text[0];
    struct block *block = block_text(row->canvas, node->text, 1);
    const struct tex_node *next = node->next;
    if (is_digit(c))
        return put(row, ATOM_DIGIT, block, node);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return put(row, ATOM_LETTER, block, node);
    if (put_delimiter(row, node, block))
        return put_scripts(row, node);
    if (c == ':' && next && next->kind == TEX_CHAR && next->text[0] == '=')
        return put(row, ATOM_RELATION, block_sign(row->canvas, ":="), next);
    switch (c) {
    case '+':
    case '-':
    case '*':
        row_add(row,
                (struct atom){
                    .left = ATOM_BINARY, .right = ATOM_BINARY, .block = block, .minor = c != '*'});
        return node;
    case '=':
    case '<':
    case '>':
        return put(row, ATOM_RELATION, block, node);
    case '!':
        bracket_fraction(row);
        return put(row, ATOM_ORDINARY, block, node);
    case ',':
    case ';':
        return put(row, groups_digits(row, node) ? ATOM_DIGIT : ATOM_PUNCTUATION, block, node);
    case '.':
        return put(
            row, row_end(row) == ATOM_DIGIT || is_digit_node(next) ? ATOM_DIGIT : ATOM_PUNCTUATION,
            block, node);
    case ':':
    case '?':
        return put(row, ATOM_AS_SOURCE, block, node);
    default:
        return put(row, ATOM_ORDINARY, block, node);
    }
}

static const struct tex_node *put_char(struct row *row, const struct tex_node *node)
{
    if (node->len == 1 && (unsigned char)node->text[0] < 0x80)
        return put_ascii(row, node);
    struct block *block = block_text(row->canvas, node->text, node->len);
    if (block->width > 1)
        return put(row, ATOM_WIDE, block, node);
    return put(row, block->width ? ATOM_LETTER : ATOM_ORDINARY, block, node);
}

static const struct tex_node *put_known(struct row *row, const struct tex_node *node,
                                        enum layout_style *style)
{
    const struct symbol *symbol = node->symbol;
    const char *text = symbol_text(symbol, row->canvas->set);
    bool word = (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z');
    struct atom atom = {.word = word};
    struct layout_scripts scripts;
    switch (symbol->kind) {
    case SYMBOL_SPACE:
        row->space += strcmp(symbol->name, "quad") == 0 ? 2 : strcmp(symbol->name, "qquad") ? 1 : 4;
        return node;
    case SYMBOL_NOTHING:
        if (layout_is_symbol(node, "displaystyle"))
            *style = LAYOUT_DISPLAY;
        return node;
    default:
        break;
    }
    atom.block = block_sign(row->canvas, text);
    switch (symbol->kind) {
    case SYMBOL_LETTER:
        return put(row, word && text[1] ? ATOM_NAME : ATOM_LETTER, atom.block, node);
    case SYMBOL_FUNCTION:
        return put(row, ATOM_FUNCTION, atom.block, node);
    case SYMBOL_PRODUCT:
    case SYMBOL_SUM:
        atom.left = atom.right = ATOM_BINARY;
        atom.minor = symbol->kind == SYMBOL_SUM;
        row_add(row, atom);
        return put_scripts(row, node);
    case SYMBOL_RELATION:
        atom.left = atom.right = ATOM_RELATION;
        row_add(row, atom);
        return put_scripts(row, node);
    case SYMBOL_BIG:
        atom.left = atom.right = ATOM_BIG;
        node = layout_take_scripts(&scripts, node);
        layout_big(row, atom, &scripts, *style, symbol->unicode);
        return node;
    default:
        if (put_delimiter(row, node, atom.block))
            return put_scripts(row, node);
        return put(row, strstr(symbol->name, "dots") ? ATOM_DOTS : ATOM_ORDINARY, atom.block, node);
    }
}

/* White space behind a command only ended its name. */
static const struct tex_node *put_symbol(struct row *row, const struct tex_node *node,
                                         enum layout_style *style)
{
    const struct tex_node *last = put_known(row, node, style);
    row->after_command = last == node && node->text[0] == '\\';
    return last;
}

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
    return put(row, kind, block, node);
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
        return put(row, ATOM_ORDINARY, block_blank(row->canvas, 0, 1, 0), node);
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

static const struct tex_node *put_not(struct row *row, const struct tex_node *node)
{
    struct canvas *canvas = row->canvas;
    struct str text = STR_EMPTY;
    struct line line;
    line_init(&line, canvas->set);
    line_put_node(&line, node);
    str_add_str(&text, &line.text);
    line_release(&line);
    size_t from = 0;
    while (from < text.len && text.data[from] == ' ')
        from++;
    while (text.len > from && text.data[text.len - 1] == ' ')
        text.len--;
    struct atom atom = {.left = ATOM_RELATION, .right = ATOM_RELATION};
    atom.block = block_text(canvas, text.data + from, text.len - from);
    atom.word = canvas->set != BOX_UNICODE;
    str_release(&text);
    row_add(row, atom);
    return put_scripts(row, node);
}

static const struct tex_node *put_accent(struct row *row, const struct tex_node *node,
                                         enum layout_style style)
{
    struct block *inside = layout_list(row->canvas, node->part[0], inner(style));
    const struct tex_node *only = layout_only_item(node->part[0]);
    bool digits = true;
    if (node->part[0]->kind == TEX_LIST)
        for (const struct tex_node *item = node->part[0]->first; item; item = item->next)
            digits = digits && is_digit_node(item);
    enum atom_kind kind = only ? ATOM_LETTER : digits ? ATOM_DIGIT : ATOM_ORDINARY;
    return put(row, kind, sign_accent(row->canvas, inside, node->detail), node);
}

static const struct tex_node *put_root(struct row *row, const struct tex_node *node,
                                       enum layout_style style)
{
    struct canvas *canvas = row->canvas;
    const struct tex_node *only = layout_only_item(node->part[1]);
    struct str line = STR_EMPTY;
    line_format(&line, node->part[1], canvas->set);
    bool digits = line.len > 0;
    for (size_t i = 0; i < line.len; i++)
        digits = digits && is_digit(line.data[i]);
    bool single = digits || (only && only->kind != TEX_TABLE && line.len &&
                             text_cluster(line.data, line.len) == line.len);
    struct block *block = NULL;
    str_clear(&line);
    if (node->part[0])
        line_format(&line, node->part[0], canvas->set);
    bool plain =
        line.len == 0 || str_equal(&line, "2") || str_equal(&line, "3") || str_equal(&line, "4");
    enum atom_kind before = row_end(row);
    if (before == ATOM_NONE || before == ATOM_BINARY || before == ATOM_RELATION ||
        before == ATOM_OPEN) { /* elsewhere ⁿ√x would read as a power */
        struct str small = STR_EMPTY;
        plain = plain || line_add_small(&small, &line, true);
        str_release(&small);
    }
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    if (single && plain && last == node && canvas->set == BOX_UNICODE) {
        struct line text;
        line_init(&text, canvas->set);
        line_put_node(&text, node);
        block = block_text(canvas, text.text.data, text.text.len);
        line_release(&text);
    } else {
        struct block *index = layout_script(canvas, node->part[0]);
        index = index && index->width ? index : NULL;
        block = sign_root(canvas, index, layout_list(canvas, node->part[1], inner(style)));
    }
    str_release(&line);
    row_add(row, (struct atom){.left = canvas->set == BOX_UNICODE ? ATOM_ORDINARY : ATOM_FUNCTION,
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
    const char *text = delimiter_of(sign, &len);
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
    struct block *label = layout_script(canvas, over ? scripts.raised : scripts.lowered);
    struct block *block =
        sign_brace(canvas, layout_list(canvas, node->part[0], inner(style)), label, over);
    *(over ? &scripts.raised : &scripts.lowered) = NULL;
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
    return put(row, kind_of(node->part[1]),
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
        return put(row, ATOM_FUNCTION, name, node);
    layout_big(row, atom, &scripts, style, NULL);
    return last;
}

static struct block *blackboard(struct canvas *canvas, const struct tex_node *node)
{
    struct line line;
    line_init(&line, canvas->set);
    line_put_node(&line, node);
    struct block *block = block_text(canvas, line.text.data, line.text.len);
    line_release(&line);
    return block;
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
    return put(row, ATOM_ORDINARY, block_blank(row->canvas, like->width, 1, 0), node);
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
        return put_char(row, node);
    case TEX_SYMBOL:
        return put_symbol(row, node, style);
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
        return put(row, ATOM_ORDINARY, block_blank(canvas, 0, 1, 0), &before);
    }
    case TEX_FRACTION:
        return put(row, ATOM_SPACED,
                   sign_fraction(canvas, layout_list(canvas, node->part[0], in),
                                 layout_list(canvas, node->part[1], in)),
                   node);
    case TEX_BINOMIAL:
        return put(row, ATOM_SPACED, binomial(canvas, node, *style), node);
    case TEX_TABLE:
        return put(row, ATOM_SPACED, layout_table(canvas, node, in, false), node);
    case TEX_BLACKBOARD:
        return put(row, ATOM_LETTER, blackboard(canvas, node), node);
    case TEX_UNDERLINE:
        return put(row, ATOM_ORDINARY,
                   sign_underline(canvas, layout_list(canvas, node->part[0], in)), node);
    case TEX_FRAME:
        return put(row, ATOM_SPACED, sign_frame(canvas, layout_list(canvas, node->part[0], *style)),
                   node);
    case TEX_CANCEL:
        return put(row, canvas->set == BOX_UNICODE ? ATOM_ORDINARY : ATOM_FUNCTION,
                   sign_cancel(canvas, layout_list(canvas, node->part[0], in), node->detail), node);
    case TEX_ARROW:
        return put(row, ATOM_RELATION,
                   sign_arrow(canvas, node->detail, layout_script(canvas, node->part[1]),
                              layout_script(canvas, node->part[0])),
                   node);
    case TEX_MODULO:
        return put(row, ATOM_REMARK, remark(canvas, node, "mod"), node);
    case TEX_TAG:
        return put(row, ATOM_REMARK, remark(canvas, node, ""), node);
    default:
        return put(row, ATOM_SOURCE, block_text(canvas, node->text, node->len), node);
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
