/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Characters and symbols as atoms: what each is to its neighbours.
 */
#include "app/maths/box/layout.h"

#include <string.h>

const struct tex_node *layout_put(struct row *row, enum atom_kind kind, struct block *block,
                                  const struct tex_node *node)
{
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    struct atom atom = {.left = kind, .right = kind, .block = block};
    atom.block = layout_with_scripts(row->canvas, block, &scripts);
    row_add(row, atom);
    return last;
}

const struct tex_node *layout_put_scripts(struct row *row, const struct tex_node *node)
{
    struct layout_scripts scripts;
    const struct tex_node *last = layout_take_scripts(&scripts, node);
    struct atom *atom = &row->atom[row->count - 1];
    atom->block = layout_with_scripts(row->canvas, atom->block, &scripts);
    row_touch(row);
    return last;
}

const char *layout_delimiter(const struct tex_node *node, size_t *len)
{
    bool symbol = node->kind == TEX_SYMBOL;
    *len = symbol ? strlen(node->symbol->unicode) : node->len;
    return symbol ? node->symbol->unicode : node->text;
}

/* Is there another bar like this one, in the same brackets and the same side of a statement? */
static bool bar_follows(const struct tex_node *bar, enum bracket kind)
{
    enum { NEAR = 100 }; /* items: all bars together take linear time */
    size_t depth = 0, len, seen = 0;
    for (const struct tex_node *node = bar->next; node && seen < NEAR; node = node->next, seen++) {
        bool closes;
        if (node->kind != TEX_CHAR && node->kind != TEX_SYMBOL)
            continue;
        const char *sign = layout_delimiter(node, &len);
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
    const char *sign = layout_delimiter(node, &len);
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

bool layout_is_digit(const struct tex_node *node)
{
    return node && node->kind == TEX_CHAR && node->len == 1 && is_digit(node->text[0]);
}

/* 1,000 but not (1,2) or 1,2345. */
static bool groups_digits(const struct row *row, const struct tex_node *comma)
{
    size_t digits = 0;
    for (const struct tex_node *next = comma->next; layout_is_digit(next) && digits < 4;
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
        return layout_put(row, ATOM_DIGIT, block, node);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return layout_put(row, ATOM_LETTER, block, node);
    if (put_delimiter(row, node, block))
        return layout_put_scripts(row, node);
    if (c == ':' && next && next->kind == TEX_CHAR && next->text[0] == '=')
        return layout_put(row, ATOM_RELATION, block_sign(row->canvas, ":="), next);
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
        return layout_put(row, ATOM_RELATION, block, node);
    case '!':
        bracket_fraction(row);
        return layout_put(row, ATOM_ORDINARY, block, node);
    case ',':
    case ';':
        return layout_put(row, groups_digits(row, node) ? ATOM_DIGIT : ATOM_PUNCTUATION, block,
                          node);
    case '.':
        return layout_put(row,
                          row_end(row) == ATOM_DIGIT || layout_is_digit(next) ? ATOM_DIGIT
                                                                              : ATOM_PUNCTUATION,
                          block, node);
    case ':':
    case '?':
        return layout_put(row, ATOM_AS_SOURCE, block, node);
    default:
        return layout_put(row, ATOM_ORDINARY, block, node);
    }
}

const struct tex_node *layout_put_char(struct row *row, const struct tex_node *node)
{
    if (node->len == 1 && (unsigned char)node->text[0] < 0x80)
        return put_ascii(row, node);
    struct block *block = block_text(row->canvas, node->text, node->len);
    if (block->width > 1)
        return layout_put(row, ATOM_WIDE, block, node);
    return layout_put(row, block->width ? ATOM_LETTER : ATOM_ORDINARY, block, node);
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
        return layout_put(row, word && text[1] ? ATOM_NAME : ATOM_LETTER, atom.block, node);
    case SYMBOL_FUNCTION:
        return layout_put(row, ATOM_FUNCTION, atom.block, node);
    case SYMBOL_PRODUCT:
    case SYMBOL_SUM:
        atom.left = atom.right = ATOM_BINARY;
        atom.minor = symbol->kind == SYMBOL_SUM;
        row_add(row, atom);
        return layout_put_scripts(row, node);
    case SYMBOL_RELATION:
        atom.left = atom.right = ATOM_RELATION;
        row_add(row, atom);
        return layout_put_scripts(row, node);
    case SYMBOL_BIG:
        atom.left = atom.right = ATOM_BIG;
        node = layout_take_scripts(&scripts, node);
        layout_big(row, atom, &scripts, *style, symbol->unicode);
        return node;
    default:
        if (put_delimiter(row, node, atom.block))
            return layout_put_scripts(row, node);
        return layout_put(row, strstr(symbol->name, "dots") ? ATOM_DOTS : ATOM_ORDINARY, atom.block,
                          node);
    }
}

/* White space behind a command only ended its name. */
const struct tex_node *layout_put_symbol(struct row *row, const struct tex_node *node,
                                         enum layout_style *style)
{
    const struct tex_node *last = put_known(row, node, style);
    row->after_command = last == node && node->text[0] == '\\';
    return last;
}
