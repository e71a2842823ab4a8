/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands with arguments as one line, and tables: aligned equations are joined by semicolons,
 * matrices keep their brackets, cases get braces. What has no one-line form is shown as its
 * source.
 */
#include "app/maths/box/line.h"

#include "app/base/text.h"

#include <string.h>

/* --- fractions and roots ---------------------------------------------------------------------- */

static bool is_number(const struct line *line)
{
    for (size_t i = 0; i < line->text.len; i++)
        if (line->text.data[i] < '0' || line->text.data[i] > '9')
            return false;
    return line->text.len > 0;
}

static void add_wrapped(struct str *out, const struct line *part, bool brackets)
{
    str_add_text(out, brackets ? "(" : "");
    str_add_str(out, &part->text);
    str_add_text(out, brackets ? ")" : "");
}

/* dy/dx: the whole of "dx" is one thing there. */
static bool is_differential(const struct line *top, const struct line *bottom)
{
    const char *const signs[] = {"d", "∂"};
    for (size_t i = 0; i < 2; i++)
        if (str_starts(&top->text, signs[i]) && str_starts(&bottom->text, signs[i]) &&
            bottom->atoms == 2 && !bottom->sum)
            return true;
    return false;
}

static void put_quotient(struct line *line, const struct line *top, const struct line *bottom)
{
    struct str text = STR_EMPTY;
    add_wrapped(&text, top, top->sum || top->fraction || top->words);
    str_add_char(&text, '/');
    add_wrapped(&text, bottom,
                bottom->sum || bottom->sign || bottom->fraction || bottom->words ||
                    (bottom->atoms > 1 && !is_differential(top, bottom)));
    bool mixed = line->last == LAST_DIGIT && is_number(top) && is_number(bottom);
    bool factor = !mixed && (line->last == LAST_LETTER || line->last == LAST_CLOSE ||
                             line->last == LAST_DIGIT || line->last == LAST_WORD ||
                             line->last == LAST_FRACTION || line->last == LAST_TIGHT);
    size_t start = line->number_at;
    if (factor) {
        line_put_text(line, NEXT_OPEN, "(", LAST_OPEN);
        str_add_str(&line->text, &text);
        line_put_text(line, NEXT_CLOSE, ")", LAST_CLOSE);
    } else {
        line->pending = line->pending || mixed;
        line->after_command = line->after_command && !mixed;
        line_lead(line, NEXT_ATOM);
        line->fraction_at = mixed ? start : line->text.len;
        line_put(line, NEXT_ATOM, text.data, text.len, LAST_FRACTION);
        line->fraction = line->fraction || line->brackets == 0;
    }
    str_release(&text);
}

static void put_source(struct line *line, const struct tex_node *node)
{
    bool has_groups = node->len && strchr("}]", node->text[node->len - 1]);
    line->after_command = false;
    line->words = true;
    line_put(line, NEXT_TEXT, node->text, node->len, has_groups ? LAST_CLOSE : LAST_WORD);
}

static void put_fraction(struct line *line, const struct tex_node *node)
{
    struct line top, bottom;
    line_init(&top, line->set);
    line_init(&bottom, line->set);
    line_put_list(&top, node->part[0]);
    line_put_list(&bottom, node->part[1]);
    if (top.text.len && bottom.text.len)
        put_quotient(line, &top, &bottom);
    else
        put_source(line, node);
    line_release(&top);
    line_release(&bottom);
}

static bool is_single(const struct line *part)
{
    return is_number(part) || text_cluster(part->text.data, part->text.len) == part->text.len;
}

/* The sign of the root: "√", "∛", "ⁿ√". False if the index has no small form. */
static bool root_sign(struct str *out, const struct str *index)
{
    if (str_equal(index, "3") || str_equal(index, "4")) {
        str_add_text(out, index->data[0] == '3' ? "∛" : "∜");
        return true;
    }
    if (index->len && !line_add_small(out, index, true))
        return false;
    str_add_text(out, "√");
    return true;
}

static void put_root_of(struct line *line, const struct line *index, const struct line *inside)
{
    struct str text = STR_EMPTY;
    bool plain = index->text.len == 0 || str_equal(&index->text, "2");
    if (line->set != BOX_UNICODE ||
        !root_sign(&text, plain ? &(struct str)STR_EMPTY : &index->text)) {
        str_clear(&text);
        str_add_text(&text, plain ? "sqrt(" : "root(");
        if (!plain) {
            str_add_str(&text, &index->text);
            str_add_text(&text, ", ");
        }
        str_add_str(&text, &inside->text);
        str_add_char(&text, ')');
        line_put(line, NEXT_WORD, text.data, text.len, LAST_CLOSE);
    } else {
        bool single = is_single(inside);
        bool small_index = !plain && index->text.data[0] != '3' && index->text.data[0] != '4';
        if (small_index && line->last != LAST_OPERATOR && line->last != LAST_NONE)
            line_put_operator(line, "·", true, false); /* xⁿ√y would read as a power */
        add_wrapped(&text, inside, !single);
        line_put(line, NEXT_ATOM, text.data, text.len, single ? LAST_TIGHT : LAST_CLOSE);
        line->root_end = line->text.len;
        line->root_at = line->root_end - text.len;
    }
    str_release(&text);
}

static void put_root(struct line *line, const struct tex_node *node)
{
    struct line index, inside;
    line_init(&index, line->set);
    line_init(&inside, line->set);
    line_put_list(&index, node->part[0]);
    line_put_list(&inside, node->part[1]);
    if (inside.text.len)
        put_root_of(line, &index, &inside);
    else
        put_source(line, node);
    line_release(&index);
    line_release(&inside);
}

/* --- words, accents, small things ------------------------------------------------------------- */

static void put_words(struct line *line, const struct tex_node *node)
{
    bool ends_blank = node->len && node->text[node->len - 1] == ' ';
    line->pending = line->pending && !(node->len && node->text[0] == ' ');
    line->words = true;
    line->after_command = false;
    line_put(line, NEXT_TEXT, node->text, node->len, ends_blank ? LAST_MARK : LAST_LETTER);
    line->sum = line->sum || memchr(node->text, ' ', node->len) != NULL;
}

/* name(inside) */
static void put_call(struct line *line, const char *name, const struct line *inside)
{
    struct str text = STR_EMPTY;
    str_printf(&text, "%s(", name);
    str_add_str(&text, &inside->text);
    str_add_char(&text, ')');
    line_put(line, NEXT_WORD, text.data, text.len, LAST_CLOSE);
    str_release(&text);
}

/* Every character with one or two marks that combine with it. */
static void put_marked(struct line *line, const struct line *inside, uint32_t mark, uint32_t second)
{
    struct str text = STR_EMPTY;
    for (size_t k = 0; k < inside->text.len;) {
        size_t n = text_cluster(inside->text.data + k, inside->text.len - k);
        str_add(&text, inside->text.data + k, n);
        if (inside->text.data[k] != ' ' || mark == 0x305)
            text_add_char(&text, mark);
        if (second)
            text_add_char(&text, second);
        k += n;
    }
    line_put(line, NEXT_ATOM, text.data, text.len, LAST_LETTER);
    str_release(&text);
}

static void put_accent(struct line *line, const struct tex_node *node)
{
    /* the name that the source gave it */
    struct str name = STR_EMPTY;
    for (size_t i = 1; i < node->len && node->text[i] >= 'A'; i++) {
        if (node->text[i] == '{' || node->text[i] == '\\')
            break;
        str_add_char(&name, node->text[i]);
    }
    struct line inside;
    line_init(&inside, line->set);
    line_put_list(&inside, node->part[0]);
    bool small = text_width(inside.text.data, inside.text.len) <= 12 && !inside.words;
    if (line->set != BOX_UNICODE || !small)
        put_call(line, name.data, &inside);
    else
        put_marked(line, &inside, node->detail, 0);
    line_release(&inside);
    str_release(&name);
}

static void put_cancel(struct line *line, const struct tex_node *node)
{
    struct line inside;
    line_init(&inside, line->set);
    line_put_list(&inside, node->part[0]);
    if (line->set != BOX_UNICODE)
        put_call(line, "cancel", &inside);
    else
        put_marked(line, &inside, node->detail == TEX_CANCEL_DOWN ? 0x20E5 : 0x338,
                   node->detail == TEX_CANCEL_BOTH ? 0x20E5 : 0);
    line_release(&inside);
}

static void put_blackboard(struct line *line, const struct tex_node *node)
{
    struct line inside;
    struct str text = STR_EMPTY;
    line_init(&inside, line->set);
    line_put_list(&inside, node->part[0]);
    for (size_t k = 0; k < inside.text.len;) {
        uint32_t c;
        k += text_decode(inside.text.data + k, inside.text.len - k, &c);
        uint32_t to = line->set == BOX_ASCII ? 0 : symbol_blackboard(c);
        text_add_char(&text, to ? to : c);
    }
    line_put(line, NEXT_ATOM, text.data, text.len, LAST_LETTER);
    str_release(&text);
    line_release(&inside);
}

static void put_binomial(struct line *line, const struct tex_node *node)
{
    line_put_text(line, NEXT_ATOM, "C", LAST_LETTER);
    line_put_text(line, NEXT_OPEN, "(", LAST_OPEN);
    line_format(&line->text, node->part[0], line->set);
    str_add_text(&line->text, ", ");
    line_format(&line->text, node->part[1], line->set);
    line_put_text(line, NEXT_CLOSE, ")", LAST_CLOSE);
}

/* " (mod 7)", " (1)": an argument in brackets behind a space. */
static void put_remark(struct line *line, const struct tex_node *node, const char *lead)
{
    struct str text = STR_EMPTY;
    str_printf(&text, "(%s", lead);
    line_format(&text, node->part[0], line->set);
    str_add_char(&text, ')');
    line->pending = true;
    line->after_command = false;
    line_put(line, NEXT_TEXT, text.data, text.len, LAST_CLOSE);
    str_release(&text);
}

static void put_not(struct line *line, const struct tex_node *node)
{
    const struct tex_node *item = node->part[0]->first;
    struct str plain = STR_EMPTY;
    if (item && item->kind == TEX_SYMBOL)
        str_add_text(&plain, item->symbol->unicode);
    else if (item && item->kind == TEX_CHAR)
        str_add(&plain, item->text, item->len);
    const char *text = symbol_negated_text(plain.data, line->set);
    str_release(&plain);
    if (text) {
        line_put_operator(line, text, false, true);
    } else if (line->set == BOX_UNICODE) {
        line_put_list(line, node->part[0]);
        text_add_char(&line->text, 0x338);
    } else {
        line_put_text(line, NEXT_WORD, "not", LAST_WORD);
        line->pending = true;
        line_put_list(line, node->part[0]);
    }
}

/* part[0] as a script of part[1]. */
static void put_stack(struct line *line, const struct tex_node *node)
{
    struct line small;
    line_init(&small, line->set);
    line_put_list(&small, node->part[0]);
    line_put_list(line, node->part[1]);
    line_put_script(line, &small, node->kind == TEX_STACK_OVER);
    line->pending = true;
    line_release(&small);
}

static void put_arrow(struct line *line, const struct tex_node *node)
{
    static const char *const signs[][2] = {[TEX_ARROW_RIGHT] = {"→", "-->"},
                                           [TEX_ARROW_LEFT] = {"←", "<--"},
                                           [TEX_ARROW_BOTH] = {"↔", "<->"},
                                           [TEX_ARROW_DOUBLE] = {"⇒", "==>"},
                                           [TEX_ARROW_EQUAL] = {"=", "="}};
    line_put_operator(line, signs[node->detail][line->set != BOX_UNICODE], false, false);
    bool spaced = line->pending;
    line->pending = false;
    for (size_t i = 0; i < 2; i++) {
        struct line small;
        line_init(&small, line->set);
        line_put_list(&small, node->part[i]);
        if (small.text.len)
            line_put_script(line, &small, i == 1);
        line_release(&small);
    }
    line->last = LAST_OPERATOR;
    line->pending = spaced;
}

static void put_name(struct line *line, const struct tex_node *node)
{
    struct str name = STR_EMPTY;
    line_format(&name, node->part[0], line->set);
    line_put(line, NEXT_WORD, name.data, name.len, LAST_WORD);
    line->words = true;
    str_release(&name);
}

/* A group behind a command, so that a space in front of it ended the command's name. */
static void put_inside(struct line *line, const struct tex_node *inside)
{
    line->after_command = false;
    line_put_list(line, inside);
}

static void put_fence(struct line *line, const struct tex_node *node)
{
    if (node->part[1])
        line_put_node(line, node->part[1]);
    line_put_list(line, node->part[0]);
    if (node->part[2])
        line_put_node(line, node->part[2]);
}

/* --- tables ----------------------------------------------------------------------------------- */

static bool ends_with_comma(const struct line *line)
{
    return line->text.len && strchr(",;", line->text.data[line->text.len - 1]);
}

/* Ends a row or a cell: no space at its end, then the separator. */
static void end_row(struct line *line, const char *separator)
{
    while (line->text.len && line->text.data[line->text.len - 1] == ' ')
        line->text.data[--line->text.len] = '\0';
    str_add_text(&line->text, separator);
    line->last = LAST_OPEN;
    line->pending = line->after_command = false;
}

/* Cells run on in aligned rows; elsewhere each is a line of its own, and commas are between them.
 */
static void put_rows(struct line *line, const struct tex_node *table, bool aligned)
{
    bool first_row = true;
    for (const struct tex_node *row = table->first; row; row = row->next) {
        bool begun = false; /* this row has shown something */
        for (const struct tex_node *list = row->first; list; list = list->next) {
            if (aligned && begun) {
                line_put_list(line, list);
                continue;
            }
            struct line cell;
            line_init(&cell, line->set);
            line_put_list(&cell, list);
            bool comma = ends_with_comma(line);
            if (cell.text.len && !begun && !first_row)
                end_row(line, "; ");
            else if (cell.text.len && begun)
                end_row(line, comma ? " " : ", ");
            else if (cell.text.len)
                line_lead(line, NEXT_TEXT);
            str_add_str(&line->text, &cell.text);
            if (cell.text.len) {
                line->last = cell.last == LAST_FRACTION ? LAST_CLOSE : cell.last;
                line->pending = cell.pending;
                line->sum = line->sum || cell.sum || !first_row;
                line->atoms += cell.atoms;
                line->words = line->words || cell.words;
                first_row = false;
                begun = true;
            }
            line_release(&cell);
        }
    }
}

static void put_table(struct line *line, const struct tex_node *table)
{
    const struct tex_environment *known = table->environment;
    bool aligned = !known || known->table <= TEX_TABLE_CENTRED;
    const char *open = "", *close = "";
    if (known && known->table == TEX_TABLE_CASES) {
        open = "{";
        close = "}";
    } else if (known && known->table == TEX_TABLE_MATRIX) {
        open = known->open ? known->open : "(";
        close = known->close ? known->close : ")";
        if ((unsigned char)open[0] >= 0x80 && line->set != BOX_UNICODE)
            open = close = "||";
    }
    if (*open)
        line_put_text(line, NEXT_OPEN, open, LAST_OPEN);
    put_rows(line, table, aligned);
    if (*close)
        line_put_text(line, NEXT_CLOSE, close, LAST_CLOSE);
}

/* --- dispatch --------------------------------------------------------------------------------- */

void line_put_shape(struct line *line, const struct tex_node *node)
{
    switch (node->kind) {
    case TEX_FRACTION:
        put_fraction(line, node);
        break;
    case TEX_BINOMIAL:
        put_binomial(line, node);
        break;
    case TEX_ROOT:
        put_root(line, node);
        break;
    case TEX_TEXT:
        put_words(line, node);
        break;
    case TEX_NAME:
        put_name(line, node);
        break;
    case TEX_BLACKBOARD:
        put_blackboard(line, node);
        break;
    case TEX_ACCENT:
        put_accent(line, node);
        break;
    case TEX_CANCEL:
        put_cancel(line, node);
        break;
    case TEX_BRACE_OVER:
    case TEX_BRACE_UNDER:
        line_put_text(line, NEXT_OPEN, "(", LAST_OPEN);
        put_inside(line, node->part[0]);
        line_put_text(line, NEXT_CLOSE, ")", LAST_CLOSE);
        break;
    case TEX_STACK_OVER:
    case TEX_STACK_UNDER:
        put_stack(line, node);
        break;
    case TEX_ARROW:
        put_arrow(line, node);
        break;
    case TEX_MODULO:
        put_remark(line, node, "mod ");
        break;
    case TEX_TAG:
        put_remark(line, node, "");
        break;
    case TEX_NOT:
        put_not(line, node);
        break;
    case TEX_FENCE:
        put_fence(line, node);
        break;
    case TEX_MIDDLE:
        line_put_node(line, node->part[0]);
        break;
    case TEX_TABLE:
        put_table(line, node);
        break;
    case TEX_PLAIN:
        line->pending = line->pending || node->detail;
        put_inside(line, node->part[0]);
        break;
    case TEX_UNDERLINE:
    case TEX_FRAME:
        put_inside(line, node->part[0]);
        break;
    case TEX_PHANTOM:
        break;
    default:
        put_source(line, node);
    }
}
