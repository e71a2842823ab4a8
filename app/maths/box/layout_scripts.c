/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exponents, indices and bounds: raised or lowered letters of Unicode where all of a script has
 * them, else rows above and below. And when the one-line form is clear enough to be used.
 */
#include "app/maths/box/layout.h"
#include "app/maths/box/line.h"

#include <string.h>

/* --- what is clear in one line ---------------------------------------------------------------- */

enum { CLEAR_MAX = 1, CLEAR_NEVER = 100, SHORT_MAX = 4 };

/* A few characters and symbols and nothing else. */
static bool is_short(const struct tex_node *list)
{
    int items = 0;
    if (!list)
        return true;
    if (list->kind != TEX_LIST)
        return false;
    for (const struct tex_node *node = list->first; node; node = node->next) {
        if (node->kind != TEX_CHAR && node->kind != TEX_SYMBOL && node->kind != TEX_BLANK)
            return false;
        items += node->kind != TEX_BLANK;
    }
    return items <= SHORT_MAX;
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

/* How deep fractions, roots and bracketed scripts nest. */
static int nesting(const struct tex_node *node, enum box_set set);

static int nesting_of_parts(const struct tex_node *node, enum box_set set)
{
    int most = 0;
    for (size_t i = 0; i < 3; i++)
        if (node->part[i])
            most = greater(most, nesting(node->part[i], set));
    return most;
}

static int nesting_of_items(const struct tex_node *list, enum box_set set)
{
    int most = 0;
    for (const struct tex_node *node = list->first; node && most <= CLEAR_MAX; node = node->next)
        most = greater(most, nesting(node, set));
    return most;
}

static int nesting(const struct tex_node *node, enum box_set set)
{
    switch (node->kind) {
    case TEX_LIST:
    case TEX_ROW:
        return nesting_of_items(node, set);
    case TEX_TABLE:
        return node->first && node->first->next ? CLEAR_NEVER : nesting_of_items(node, set);
    case TEX_FRACTION:
        return nesting_of_parts(node, set) + !(is_short(node->part[0]) && is_short(node->part[1]));
    case TEX_ROOT:
        return nesting_of_parts(node, set) + !is_short(node->part[1]);
    case TEX_SCRIPT:
        return nesting_of_parts(node, set) + !is_short(node->part[0]);
    case TEX_BINOMIAL:
        return nesting_of_parts(node, set) + 1;
    case TEX_STACK_OVER:
    case TEX_STACK_UNDER:
    case TEX_ARROW:
    case TEX_BRACE_OVER:
    case TEX_BRACE_UNDER:
        return CLEAR_NEVER;
    default:
        return nesting_of_parts(node, set);
    }
}

bool layout_is_clear(const struct tex_node *list, enum box_set set)
{
    return !list || nesting(list, set) <= CLEAR_MAX;
}

/* --- scripts ---------------------------------------------------------------------------------- */

bool layout_is_symbol(const struct tex_node *node, const char *name)
{
    return node->kind == TEX_SYMBOL && strcmp(node->symbol->name, name) == 0;
}

const struct tex_node *layout_take_scripts(struct layout_scripts *scripts,
                                           const struct tex_node *node)
{
    *scripts = (struct layout_scripts){.raised = NULL};
    for (const struct tex_node *next = node->next; next; next = next->next) {
        if (next->kind == TEX_BLANK)
            continue;
        if (next->kind == TEX_PRIME && !scripts->raised)
            scripts->primes++;
        else if (next->kind == TEX_SCRIPT && next->raised && !scripts->raised)
            scripts->raised = next->part[0];
        else if (next->kind == TEX_SCRIPT && !next->raised && !scripts->lowered)
            scripts->lowered = next->part[0];
        else if (layout_is_symbol(next, "limits"))
            scripts->limits = true;
        else if (layout_is_symbol(next, "nolimits"))
            scripts->no_limits = true;
        else
            break;
        node = next;
    }
    return node;
}

/* A script as a row of its own. */
struct block *layout_script(struct canvas *canvas, const struct tex_node *list)
{
    return list ? layout_list(canvas, list, LAYOUT_SCRIPT) : NULL;
}

/* A script in small letters; NULL if they do not exist. */
static struct block *small_block(struct canvas *canvas, const struct tex_node *list, bool raised)
{
    if (!list || canvas->set != BOX_UNICODE || !layout_is_clear(list, canvas->set))
        return NULL;
    struct str plain = STR_EMPTY, small = STR_EMPTY;
    line_format_tight(&plain, list, canvas->set);
    struct block *block = NULL;
    if (line_add_small(&small, &plain, raised))
        block = block_text(canvas, small.data, small.len);
    str_release(&plain);
    str_release(&small);
    return block;
}

/* "30^\circ" where there is no small circle. */
static bool is_degree(const struct canvas *canvas, const struct tex_node *list)
{
    return canvas->set != BOX_UNICODE && list && list->kind == TEX_LIST && list->first &&
           !list->first->next && layout_is_symbol(list->first, "circ");
}

struct block *layout_with_scripts(struct canvas *canvas, struct block *base,
                                  const struct layout_scripts *scripts)
{
    bool none = !scripts->raised && !scripts->lowered && !scripts->primes;
    if (base->fraction && !none) /* else the power would be that of the numerator */
        base = sign_fence_of(canvas, BRACKET_ROUND, base, BRACKET_ROUND);
    struct block_at at[4] = {{base, 0, 0}};
    size_t count = 1;
    ptrdiff_t x = (ptrdiff_t)base->width, last = (ptrdiff_t)base->height - 1;
    if (scripts->primes) {
        struct block *primes =
            block_repeat(canvas, canvas->set == BOX_UNICODE ? "′" : "'", scripts->primes);
        at[count++] = (struct block_at){primes, x, 0};
        x += (ptrdiff_t)primes->width;
    }
    struct block *low = small_block(canvas, scripts->lowered, false);
    struct block *high = is_degree(canvas, scripts->raised)
                             ? block_sign(canvas, " deg")
                             : small_block(canvas, scripts->raised, true);
    /* both small, or neither */
    if (low && (high || !scripts->raised)) {
        at[count++] = (struct block_at){low, x, last};
        x += last == 0 ? (ptrdiff_t)low->width : 0;
    } else if (scripts->lowered) {
        low = layout_script(canvas, scripts->lowered);
        at[count++] = (struct block_at){low, x, last == 0 ? 1 : last};
        high = NULL;
    }
    if (high) {
        at[count++] = (struct block_at){high, x, 0};
    } else if (scripts->raised) {
        high = layout_script(canvas, scripts->raised);
        at[count++] = (struct block_at){high, x, (last == 0 ? 0 : 1) - (ptrdiff_t)high->height};
    }
    return count == 1 ? base : block_group(canvas, at, count);
}

/* A sum sign and its like with its bounds. */
void layout_big(struct row *row, struct atom atom, const struct layout_scripts *scripts,
                enum layout_style style, const char *sign)
{
    struct canvas *canvas = row->canvas;
    bool beside = scripts->no_limits || (style != LAYOUT_DISPLAY && !scripts->limits);
    if (beside && !scripts->no_limits)
        beside = (!scripts->lowered || small_block(canvas, scripts->lowered, false)) &&
                 (!scripts->raised || small_block(canvas, scripts->raised, true));
    if (beside) {
        atom.block = layout_with_scripts(canvas, atom.block, scripts);
    } else {
        atom.above = layout_script(canvas, scripts->raised);
        atom.below = layout_script(canvas, scripts->lowered);
        if (scripts->primes)
            atom.block = layout_with_scripts(canvas, atom.block,
                                             &(struct layout_scripts){.primes = scripts->primes});
        if (sign && style == LAYOUT_DISPLAY)
            atom.integral = sign;
        else
            atom.block = block_stack(canvas, atom.above, atom.block, atom.below);
    }
    row_add(row, atom);
    if (atom.integral && (atom.above || atom.below))
        row_touch_tall(row);
}
