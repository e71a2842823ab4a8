/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each sign is drawn from a few characters in a table. The narrow set draws with ASCII, because
 * box drawing and half of the mathematical signs are of ambiguous width.
 */
#include "app/maths/box/signs.h"

#include "app/base/text.h"

#include <string.h>

static bool is_unicode(const struct canvas *canvas)
{
    return canvas->set == BOX_UNICODE;
}

/* --- brackets --------------------------------------------------------------------------------- */

/* one: at height 1. pair: upper and lower half at height 2. Then top, the part that repeats,
 * middle (NULL: repeats too) and bottom. */
struct bracket_signs {
    const char *one, *upper, *lower, *top, *repeat, *middle, *bottom;
};

static const struct bracket_signs unicode_brackets[][2] = {
    [BRACKET_ROUND] = {{"(", "⎛", "⎝", "⎛", "⎜", NULL, "⎝"}, {")", "⎞", "⎠", "⎞", "⎟", NULL, "⎠"}},
    [BRACKET_SQUARE] = {{"[", "⎡", "⎣", "⎡", "⎢", NULL, "⎣"}, {"]", "⎤", "⎦", "⎤", "⎥", NULL, "⎦"}},
    [BRACKET_BRACE] = {{"{", "⎰", "⎱", "⎧", "⎪", "⎨", "⎩"}, {"}", "⎱", "⎰", "⎫", "⎪", "⎬", "⎭"}},
    [BRACKET_BAR] = {{"|", "│", "│", "│", "│", NULL, "│"}, {"|", "│", "│", "│", "│", NULL, "│"}},
    [BRACKET_BARS] = {{"‖", "║", "║", "║", "║", NULL, "║"}, {"‖", "║", "║", "║", "║", NULL, "║"}},
    [BRACKET_FLOOR] = {{"⌊", "⎢", "⎣", "⎢", "⎢", NULL, "⎣"}, {"⌋", "⎥", "⎦", "⎥", "⎥", NULL, "⎦"}},
    [BRACKET_CEILING] = {{"⌈", "⎡", "⎢", "⎡", "⎢", NULL, "⎢"},
                         {"⌉", "⎤", "⎥", "⎤", "⎥", NULL, "⎥"}},
    [BRACKET_ANGLE] = {{"⟨", "╱", "╲", "╱", " ", "⟨", "╲"}, {"⟩", "╲", "╱", "╲", " ", "⟩", "╱"}},
};

static const struct bracket_signs ascii_brackets[][2] = {
    [BRACKET_ROUND] = {{"(", "/", "\\", "/", "|", NULL, "\\"},
                       {")", "\\", "/", "\\", "|", NULL, "/"}},
    [BRACKET_SQUARE] = {{"[", "[", "[", "[", "[", NULL, "["}, {"]", "]", "]", "]", "]", NULL, "]"}},
    [BRACKET_BRACE] = {{"{", "{", "{", "{", "{", NULL, "{"}, {"}", "}", "}", "}", "}", NULL, "}"}},
    [BRACKET_BAR] = {{"|", "|", "|", "|", "|", NULL, "|"}, {"|", "|", "|", "|", "|", NULL, "|"}},
    [BRACKET_BARS] = {{"||", "||", "||", "||", "||", NULL, "||"},
                      {"||", "||", "||", "||", "||", NULL, "||"}},
    [BRACKET_FLOOR] = {{"|_", "| ", "|_", "| ", "| ", NULL, "|_"},
                       {"_|", " |", "_|", " |", " |", NULL, "_|"}},
    [BRACKET_CEILING] = {{"|^", "|^", "| ", "|^", "| ", NULL, "| "},
                         {"^|", "^|", " |", "^|", " |", NULL, " |"}},
    [BRACKET_ANGLE] = {{"<", "/", "\\", "/", " ", "<", "\\"},
                       {">", "\\", "/", "\\", " ", ">", "/"}},
};

enum bracket sign_bracket_find(const char *sign, size_t len, bool *closes)
{
    for (int side = 0; side < 2; side++) {
        for (enum bracket kind = BRACKET_ROUND; kind < BRACKET_OTHER; kind++) {
            const char *known = unicode_brackets[kind][side].one;
            if (strlen(known) == len && memcmp(known, sign, len) == 0) {
                *closes = side == 1;
                return kind;
            }
        }
    }
    *closes = false;
    return len ? BRACKET_OTHER : BRACKET_NONE;
}

/* Two diagonals that meet at the left or right edge. */
static struct block *angle(struct canvas *canvas, const struct bracket_signs *signs, bool closes,
                           const struct block *like)
{
    size_t half = like->height / 2, width = half + like->height % 2;
    struct block *block = block_blank(canvas, width, like->height, like->baseline);
    for (size_t i = 0; i < half; i++) {
        size_t x = closes ? i : width - 1 - i;
        block_place(canvas, block, block_sign(canvas, signs->top), x, i);
        block_place(canvas, block, block_sign(canvas, signs->bottom), x, like->height - 1 - i);
    }
    if (like->height % 2)
        block_place(canvas, block, block_sign(canvas, signs->middle), closes ? half : 0, half);
    return block;
}

struct block *sign_bracket(struct canvas *canvas, enum bracket kind, bool closes,
                           const struct block *like)
{
    size_t height = like->height;
    const struct bracket_signs *signs =
        &(is_unicode(canvas) ? unicode_brackets : ascii_brackets)[kind][closes];
    if (canvas->failed || height > BOX_HEIGHT_MAX || height == 1)
        return block_sign(canvas,
                          canvas->set == BOX_NARROW &&
                                  !symbol_is_ambiguous(unicode_brackets[kind][closes].one,
                                                       strlen(unicode_brackets[kind][closes].one))
                              ? unicode_brackets[kind][closes].one
                              : signs->one);
    if (kind == BRACKET_ANGLE)
        return angle(canvas, signs, closes, like);
    size_t width = text_width(signs->one, strlen(signs->one));
    bool inside = like->baseline > 0 && like->baseline + 1 < height;
    size_t middle = inside ? like->baseline : (height - 1) / 2;
    struct block *block = block_blank(canvas, width, height, like->baseline);
    for (size_t y = 0; y < height; y++) {
        const char *sign = signs->repeat;
        if (height == 2)
            sign = y == 0 ? signs->upper : signs->lower;
        else if (y == 0)
            sign = signs->top;
        else if (y + 1 == height)
            sign = signs->bottom;
        else if (y == middle && signs->middle)
            sign = signs->middle;
        block_place(canvas, block, block_sign(canvas, sign), 0, y);
    }
    return block;
}

static struct block *delimiter(struct canvas *canvas, const struct tex_node *node, bool closes,
                               const struct block *like)
{
    if (!node)
        return NULL;
    const char *sign = node->text;
    size_t len = node->len;
    if (node->kind == TEX_SYMBOL) {
        sign = node->symbol->unicode;
        len = strlen(sign);
    }
    bool own_side;
    enum bracket kind = sign_bracket_find(sign, len, &own_side);
    if (kind == BRACKET_BAR || kind == BRACKET_BARS)
        own_side = closes;
    if (kind != BRACKET_OTHER && kind != BRACKET_NONE)
        return sign_bracket(canvas, kind, own_side, like);
    if (node->kind == TEX_SYMBOL)
        return block_sign(canvas, symbol_text(node->symbol, canvas->set));
    return block_text(canvas, sign, len);
}

static struct block *enclose(struct canvas *canvas, struct block *left, struct block *inside,
                             struct block *right)
{
    struct block *parts[3];
    const size_t gaps[3] = {0};
    size_t n = 0;
    if (left)
        parts[n++] = left;
    parts[n++] = inside;
    if (right)
        parts[n++] = right;
    return block_row(canvas, parts, gaps, n);
}

/* What the brackets around a block are as high as. */
static const struct block *height_of(struct canvas *canvas, const struct block *inside)
{
    return inside->tall ? inside : block_blank(canvas, 0, 1, 0);
}

struct block *sign_fence(struct canvas *canvas, const struct tex_node *open, struct block *inside,
                         const struct tex_node *close)
{
    const struct block *like = height_of(canvas, inside);
    return enclose(canvas, delimiter(canvas, open, false, like), inside,
                   delimiter(canvas, close, true, like));
}

struct block *sign_fence_of(struct canvas *canvas, enum bracket open, struct block *inside,
                            enum bracket close)
{
    const struct block *like = height_of(canvas, inside);
    return enclose(canvas, open ? sign_bracket(canvas, open, false, like) : NULL, inside,
                   close ? sign_bracket(canvas, close, true, like) : NULL);
}

/* --- fractions and roots ---------------------------------------------------------------------- */

struct block *sign_fraction(struct canvas *canvas, struct block *top, struct block *bottom)
{
    size_t width = top->width > bottom->width ? top->width : bottom->width;
    /* the main bar is the longer one */
    if ((top->fraction && top->width == width) || (bottom->fraction && bottom->width == width))
        width += 2;
    struct block *bar = block_repeat(canvas, is_unicode(canvas) ? "─" : "-", width ? width : 1);
    struct block *block = block_stack(canvas, top, bar, bottom);
    block->fraction = true;
    return block;
}

/* √ with a line over the inside, which is one row. */
static struct block *low_root(struct canvas *canvas, struct block *index, struct block *inside)
{
    ptrdiff_t x = 1;
    struct block_at at[4] = {{inside, x, 0},
                             {block_sign(canvas, "√"), 0, 0},
                             {block_repeat(canvas, "_", inside->width), x, -1}};
    size_t count = 3;
    if (index)
        at[count++] =
            (struct block_at){index, x - (ptrdiff_t)index->width, -(ptrdiff_t)index->height};
    return block_group(canvas, at, count);
}

static struct block *high_root(struct canvas *canvas, struct block *index, struct block *inside)
{
    ptrdiff_t x = 3, last = (ptrdiff_t)inside->height - 1;
    struct block *stem = block_blank(canvas, 1, inside->height, 0);
    for (size_t y = 0; y < inside->height && !canvas->failed; y++)
        block_place(canvas, stem, block_sign(canvas, "│"), 0, y);
    struct block_at at[6] = {{inside, x, 0},
                             {stem, x - 2, 0},
                             {block_sign(canvas, "╲"), x - 3, last},
                             {block_sign(canvas, "┌"), x - 2, -1},
                             {block_repeat(canvas, "─", inside->width + 1), x - 1, -1}};
    size_t count = 5;
    if (index)
        at[count++] = (struct block_at){index, x - 2 - (ptrdiff_t)index->width,
                                        last - (ptrdiff_t)index->height};
    struct block *block = block_group(canvas, at, count);
    block->tall = true;
    return block;
}

struct block *sign_root(struct canvas *canvas, struct block *index, struct block *inside)
{
    if (is_unicode(canvas))
        return inside->height == 1 ? low_root(canvas, index, inside)
                                   : high_root(canvas, index, inside);
    if (index) {
        struct block *parts[] = {index, block_sign(canvas, ","), inside};
        inside = block_row(canvas, parts, (const size_t[]){0, 0, 1}, 3);
    }
    struct block *parts[] = {block_sign(canvas, index ? "root" : "sqrt"),
                             sign_fence_of(canvas, BRACKET_ROUND, inside, BRACKET_ROUND)};
    return block_row(canvas, parts, (const size_t[]){0, 0}, 2);
}

/* --- frames, braces, lines -------------------------------------------------------------------- */

struct block *sign_frame(struct canvas *canvas, struct block *inside)
{
    static const char *const signs[2][6] = {{"┌", "┐", "└", "┘", "─", "│"},
                                            {"+", "+", "+", "+", "-", "|"}};
    const char *const *sign = signs[!is_unicode(canvas)];
    size_t width = inside->width + 4, height = inside->height + 2;
    struct block *block = block_blank(canvas, width, height, inside->baseline + 1);
    if (canvas->failed)
        return block;
    for (size_t corner = 0; corner < 4; corner++)
        block_place(canvas, block, block_sign(canvas, sign[corner]), corner % 2 ? width - 1 : 0,
                    corner / 2 ? height - 1 : 0);
    for (size_t side = 0; side < 2; side++) {
        block_place(canvas, block, block_repeat(canvas, sign[4], width - 2), 1,
                    side ? height - 1 : 0);
        for (size_t y = 1; y + 1 < height; y++)
            block_place(canvas, block, block_sign(canvas, sign[5]), side ? width - 1 : 0, y);
    }
    block_place(canvas, block, inside, 2, 1);
    block->tall = true;
    return block;
}

struct block *sign_brace(struct canvas *canvas, struct block *inside, struct block *label,
                         bool over)
{
    static const char *const signs[2][2][4] = {{{"╰", "─", "┬", "╯"}, {"╭", "─", "┴", "╮"}},
                                               {{"\\", "_", "_", "/"}, {"/", "-", "-", "\\"}}};
    const char *const *sign = signs[!is_unicode(canvas)][over];
    size_t width = inside->width < 3 ? 3 : inside->width;
    size_t left = (width - 3) / 2, right = width - 3 - left;
    struct block *parts[] = {block_sign(canvas, sign[0]), block_repeat(canvas, sign[1], left),
                             block_sign(canvas, sign[2]), block_repeat(canvas, sign[1], right),
                             block_sign(canvas, sign[3])};
    struct block *brace = block_row(canvas, parts, (const size_t[5]){0}, 5);
    if (over && label)
        brace = block_stack(canvas, label, brace, NULL);
    else if (label)
        brace = block_stack(canvas, NULL, brace, label);
    return over ? block_stack(canvas, brace, inside, NULL)
                : block_stack(canvas, NULL, inside, brace);
}

struct block *sign_underline(struct canvas *canvas, struct block *inside)
{
    struct block *line = block_repeat(canvas, is_unicode(canvas) ? "‾" : "-", inside->width);
    return block_stack(canvas, NULL, inside, line);
}

/* --- accents ---------------------------------------------------------------------------------- */

/* A row above: left end, filling, right end; without filling it is one sign in the middle. */
static const struct accent {
    uint32_t mark;
    const char *unicode[3], *ascii[3];
} accents[] = {
    {0x305, {"", "_", ""}, {"", "_", ""}},      {0x304, {"", "_", ""}, {"", "_", ""}},
    {0x20D7, {"", "─", "→"}, {"", "-", ">"}},   {0x20D6, {"←", "─", ""}, {"<", "-", ""}},
    {0x20E1, {"←", "─", "→"}, {"<", "-", ">"}}, {0x302, {"^", "", ""}, {"^", "", ""}},
    {0x303, {"~", "", ""}, {"~", "", ""}},      {0x307, {".", "", ""}, {".", "", ""}},
    {0x308, {"..", "", ""}, {"..", "", ""}},    {0x30C, {"v", "", ""}, {"v", "", ""}},
    {0x306, {"u", "", ""}, {"u", "", ""}},      {0x301, {"/", "", ""}, {"/", "", ""}},
    {0x300, {"\\", "", ""}, {"\\", "", ""}},    {0x30A, {"o", "", ""}, {"o", "", ""}},
    {0x20DB, {"...", "", ""}, {"...", "", ""}}, {0x311, {"╭", "─", "╮"}, {"/", "-", "\\"}},
};

struct block *sign_accent(struct canvas *canvas, struct block *inside, uint32_t mark)
{
    if (is_unicode(canvas) && inside->width <= 1 && inside->height == 1)
        return block_marked(canvas, inside, mark, 0);
    const struct accent *accent = accents;
    while (accent->mark != mark)
        accent++;
    const char *const *sign = is_unicode(canvas) ? accent->unicode : accent->ascii;
    struct block *line;
    if (*sign[1]) {
        struct block *left = block_sign(canvas, sign[0]), *right = block_sign(canvas, sign[2]);
        size_t ends = left->width + right->width;
        size_t least = ends ? ends + (ends == 1 && !is_unicode(canvas)) : 1;
        size_t width = inside->width > least ? inside->width : least;
        struct block *parts[] = {left, block_repeat(canvas, sign[1], width - ends), right};
        line = block_row(canvas, parts, (const size_t[3]){0}, 3);
    } else {
        line = block_sign(canvas, sign[0]);
    }
    return block_stack(canvas, line, inside, NULL);
}

struct block *sign_cancel(struct canvas *canvas, struct block *inside, enum tex_cancel kind)
{
    enum { SLASH = 0x338, BACKSLASH = 0x20E5 };
    if (is_unicode(canvas))
        return block_marked(canvas, inside, kind == TEX_CANCEL_DOWN ? BACKSLASH : SLASH,
                            kind == TEX_CANCEL_BOTH ? BACKSLASH : 0);
    struct block *parts[] = {block_sign(canvas, "cancel"),
                             sign_fence_of(canvas, BRACKET_ROUND, inside, BRACKET_ROUND)};
    return block_row(canvas, parts, (const size_t[]){0, 0}, 2);
}

/* --- arrows and integrals --------------------------------------------------------------------- */

struct block *sign_arrow(struct canvas *canvas, enum tex_arrow kind, struct block *above,
                         struct block *below)
{
    static const char *const signs[][2][3] = {
        [TEX_ARROW_RIGHT] = {{"", "─", "→"}, {"", "-", ">"}},
        [TEX_ARROW_LEFT] = {{"←", "─", ""}, {"<", "-", ""}},
        [TEX_ARROW_BOTH] = {{"←", "─", "→"}, {"<", "-", ">"}},
        [TEX_ARROW_DOUBLE] = {{"", "═", "⇒"}, {"", "=", ">"}},
        [TEX_ARROW_EQUAL] = {{"", "═", ""}, {"", "=", ""}},
    };
    const char *const *sign = signs[kind][!is_unicode(canvas)];
    size_t width = above ? above->width : 0;
    if (below && below->width > width)
        width = below->width;
    struct block *parts[] = {block_sign(canvas, sign[0]), block_repeat(canvas, sign[1], width + 1),
                             block_sign(canvas, sign[2])};
    return block_stack(canvas, above, block_row(canvas, parts, (const size_t[3]){0}, 3), below);
}

struct block *sign_integral(struct canvas *canvas, const char *sign, size_t above, size_t below)
{
    static const struct {
        const char *sign;
        size_t count;
        bool closed;
    } kinds[] = {{"∫", 1, false}, {"∬", 2, false}, {"∭", 3, false}, {"∮", 1, true}, {"∯", 2, true}};
    if (!is_unicode(canvas))
        return NULL;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (strcmp(kinds[k].sign, sign) != 0)
            continue;
        struct block *block = block_blank(canvas, kinds[k].count, above + 1 + below, above);
        block->tall = true;
        for (size_t y = 0; y < block->height && !canvas->failed; y++) {
            const char *part = y == 0 ? "⌠" : y + 1 == block->height ? "⌡" : "⎮";
            if (kinds[k].closed && y == above && above && below)
                part = "∮";
            block_place(canvas, block, block_repeat(canvas, part, kinds[k].count), 0, y);
        }
        return block;
    }
    return NULL;
}
