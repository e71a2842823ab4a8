/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A formula is put node by node into a `line`, which knows what it ended with: that decides spaces
 * and brackets. Arguments are formatted into lines of their own first, because a fraction must
 * know whether they are sums. Fractions, roots and tables are in one_line_shapes.c.
 */
#include "app/maths/one_line.h"

#include "app/base/text.h"
#include "app/maths/box/line.h"

#include <string.h>

/* --- the line --------------------------------------------------------------------------------- */

void line_init(struct line *line, enum box_set set)
{
    *line = (struct line){.set = set, .text = STR_EMPTY};
}

void line_release(struct line *line)
{
    str_release(&line->text);
}

static bool is_operand(enum line_last last)
{
    return last == LAST_DIGIT || last == LAST_LETTER || last == LAST_CLOSE ||
           last == LAST_FRACTION || last == LAST_TIGHT;
}

/* "1/2" before another factor becomes "(1/2)". */
static void bracket_from(struct line *line, size_t start)
{
    struct str rest = STR_EMPTY;
    str_add(&rest, line->text.data + start, line->text.len - start);
    line->text.len = start;
    str_add_char(&line->text, '(');
    str_add_str(&line->text, &rest);
    str_add_char(&line->text, ')');
    str_release(&rest);
    line->last = LAST_CLOSE;
}

void line_lead(struct line *line, enum line_next next)
{
    if (line->last == LAST_FRACTION &&
        (next == NEXT_ATOM || next == NEXT_OPEN || next == NEXT_WORD || next == NEXT_SCRIPT)) {
        bracket_from(line, line->fraction_at);
        line->fraction = false;
    }
    enum line_last last = line->last;
    bool space = line->pending;
    if (next == NEXT_SCRIPT || next == NEXT_CLOSE || last == LAST_OPEN)
        space = false;
    else if (line->after_command && next != NEXT_OPERATOR && next != NEXT_TEXT)
        space = false;
    else if (last == LAST_OPERATOR_COMMAND)
        space = space && line->operator_spaced;
    bool factor = next == NEXT_ATOM || next == NEXT_OPEN;
    if (factor &&
        (last == LAST_BIG || last == LAST_TIGHT || (last == LAST_WORD && next == NEXT_ATOM)))
        space = true;
    if (next == NEXT_WORD && (is_operand(last) || last == LAST_WORD || last == LAST_BIG))
        space = true;
    if (space && line->text.len && line->text.data[line->text.len - 1] != ' ')
        str_add_char(&line->text, ' ');
    line->operator_spaced = space;
    line->pending = line->after_command = false;
}

void line_put(struct line *line, enum line_next next, const char *text, size_t len,
              enum line_last last)
{
    line_lead(line, next);
    if (line->brackets == 0 && (next == NEXT_ATOM || next == NEXT_WORD))
        line->atoms++;
    if (next == NEXT_OPEN) {
        line->atoms += line->brackets == 0;
        line->brackets++;
    }
    if (next == NEXT_CLOSE && line->brackets > 0)
        line->brackets--;
    str_add(&line->text, text, len);
    line->last = last;
}

void line_put_text(struct line *line, enum line_next next, const char *text, enum line_last last)
{
    line_put(line, next, text, strlen(text), last);
}

void line_put_operator(struct line *line, const char *text, bool product, bool command)
{
    bool first = line->text.len == 0 || line->last == LAST_OPEN;
    size_t len = strlen(text);
    /* relations and signs between two operands have room on both sides, products as in the source
     */
    bool word = text[0] >= 'a' && text[0] <= 'z';
    line->named = line->named || word;
    bool roomy = word || (!product && text[0] != '|' && text[0] != ':' && is_operand(line->last));
    if (roomy)
        line->pending = true;
    line_put(line, NEXT_OPERATOR, text, len, command ? LAST_OPERATOR_COMMAND : LAST_OPERATOR);
    if (roomy)
        line->operator_spaced = line->pending = true;
    if (line->brackets)
        return;
    if (product)
        line->atoms++;
    else if (!first)
        line->sum = true;
    else
        line->sign = true;
    if (product && text[0] == '/')
        line->fraction = true;
}

/* --- items ------------------------------------------------------------------------------------ */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_digit_node(const struct tex_node *node)
{
    return node && node->kind == TEX_CHAR && node->len == 1 && is_digit(node->text[0]);
}

/* ',' and '.' inside a number: 3.14 and 1,000 but not (1,2). */
static bool is_inside_number(const struct line *line, const struct tex_node *node)
{
    if (line->last != LAST_DIGIT || line->pending)
        return false;
    size_t digits = 0;
    for (const struct tex_node *next = node->next; is_digit_node(next); next = next->next)
        digits++;
    return node->text[0] == '.' ? digits > 0 : digits == 3;
}

static void put_digit(struct line *line, char digit)
{
    if (line->last == LAST_DIGIT && !line->pending) {
        str_add_char(&line->text, digit);
        return;
    }
    line_lead(line, NEXT_ATOM);
    line->number_at = line->text.len;
    line_put(line, NEXT_ATOM, &digit, 1, LAST_DIGIT);
}

static void put_prime(struct line *line)
{
    line_put_text(line, NEXT_SCRIPT, line->set == BOX_UNICODE ? "′" : "'",
                  line->last == LAST_WORD ? LAST_WORD : LAST_CLOSE);
}

/* A bar opens, closes or stands between; only the last needs the spaces of the source. */
static void put_bar(struct line *line)
{
    if (line->bar_open && is_operand(line->last)) {
        line_put_text(line, NEXT_CLOSE, "|", LAST_CLOSE);
        line->bar_open = false;
    } else if (!is_operand(line->last)) {
        line_put_text(line, NEXT_OPEN, "|", LAST_OPEN);
        line->bar_open = true;
    } else {
        line_put_operator(line, "|", false, false);
    }
}

static void put_other_script(struct line *line, const struct tex_node *node)
{
    uint32_t c;
    text_decode(node->text, node->len, &c);
    if (text_char_width(c) == 0)
        str_add(&line->text, node->text, node->len);
    else
        line_put(line, text_width(node->text, node->len) > 1 ? NEXT_TEXT : NEXT_ATOM, node->text,
                 node->len, LAST_LETTER);
}

static void put_char(struct line *line, const struct tex_node *node)
{
    char c = node->text[0];
    char text[2] = {c, '\0'};
    if (node->len > 1 || (unsigned char)c >= 0x80) {
        put_other_script(line, node);
    } else if (is_digit(c)) {
        put_digit(line, c);
    } else if ((c == '.' || c == ',') && is_inside_number(line, node)) {
        str_add_char(&line->text, c);
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        line_put(line, NEXT_ATOM, text, 1, LAST_LETTER);
    } else if (c == '(' || c == '[') {
        line_put(line, NEXT_OPEN, text, 1, LAST_OPEN);
    } else if (c == ')' || c == ']' || c == '}') {
        line_put(line, NEXT_CLOSE, text, 1, LAST_CLOSE);
    } else if (c == '|') {
        put_bar(line);
    } else if (c && strchr("+-=<>:", c)) {
        line_put_operator(line, text, false, false);
    } else if (c == '*' || c == '/') {
        line_put_operator(line, text, true, false);
    } else if (c == '!') {
        line_put(line, NEXT_SCRIPT, text, 1, LAST_CLOSE);
    } else {
        line->sum = line->sum || line->brackets == 0;
        line_put(line, NEXT_MARK, text, 1, LAST_MARK);
    }
}

/* --- symbols ---------------------------------------------------------------------------------- */

static void put_symbol(struct line *line, const struct tex_node *node)
{
    const struct symbol *symbol = node->symbol;
    const char *text = symbol_text(symbol, line->set);
    bool command = node->text[0] == '\\';
    bool long_name = strlen(text) > 1 && text[0] >= 'A' && text[0] <= 'z';
    switch (symbol->kind) {
    case SYMBOL_LETTER:
        line_put_text(line, long_name ? NEXT_WORD : NEXT_ATOM, text,
                      long_name ? LAST_WORD : LAST_LETTER);
        line->named = line->named || long_name;
        line->after_command = command;
        break;
    case SYMBOL_PRODUCT:
    case SYMBOL_SUM:
    case SYMBOL_RELATION:
        line_put_operator(line, text, symbol->kind == SYMBOL_PRODUCT, command);
        break;
    case SYMBOL_FUNCTION:
    case SYMBOL_BIG:
        line_put_text(line, NEXT_WORD, text, symbol->kind == SYMBOL_BIG ? LAST_BIG : LAST_WORD);
        line->after_command = command;
        line->words = true;
        break;
    case SYMBOL_OPEN:
        line_put_text(line, NEXT_OPEN, text, LAST_OPEN);
        break;
    case SYMBOL_CLOSE:
        line_put_text(line, NEXT_CLOSE, text, LAST_CLOSE);
        break;
    case SYMBOL_MARK:
        line_put_text(line, NEXT_MARK, text, LAST_MARK);
        line->after_command = command;
        break;
    case SYMBOL_SPACE:
        line->pending = true;
        line->after_command = false;
        break;
    case SYMBOL_NOTHING:
        break;
    }
}

/* --- scripts ---------------------------------------------------------------------------------- */

/* In exponents and indices spaces only cost room, unless words are in it. */
static void strip_spaces(struct line *line)
{
    size_t kept = 0;
    if (line->words || line->named)
        return;
    for (size_t i = 0; i < line->text.len; i++)
        if (line->text.data[i] != ' ')
            line->text.data[kept++] = line->text.data[i];
    line->text.len = kept;
    if (line->text.cap)
        line->text.data[kept] = '\0';
}

bool line_add_small(struct str *out, const struct str *text, bool raised)
{
    struct str small = STR_EMPTY;
    bool ok = text->len > 0;
    for (size_t i = 0; ok && i < text->len;) {
        uint32_t c;
        i += text_decode(text->data + i, text->len - i, &c);
        uint32_t to = raised ? symbol_superscript(c) : symbol_subscript(c);
        ok = to != 0;
        text_add_char(&small, to);
    }
    if (ok)
        str_add_str(out, &small);
    str_release(&small);
    return ok;
}

static bool is_one_word(const struct str *text)
{
    bool digits = true;
    for (size_t i = 0; i < text->len; i++)
        digits = digits && is_digit(text->data[i]);
    return text->len && (digits || text_cluster(text->data, text->len) == text->len);
}

void line_put_script(struct line *line, struct line *argument, bool raised)
{
    strip_spaces(argument);
    if (line->root_end && line->root_end == line->text.len)
        bracket_from(line, line->root_at); /* √x² would be the root of x² */
    line_lead(line, NEXT_SCRIPT);
    bool keeps = line->last == LAST_WORD || line->last == LAST_BIG;
    if (line->set != BOX_UNICODE && raised &&
        (str_equal(&argument->text, "o") || str_equal(&argument->text, "∘"))) {
        str_add_text(&line->text, " deg");
        line->last = LAST_TIGHT;
    } else if (line->set == BOX_UNICODE && line_add_small(&line->text, &argument->text, raised)) {
        line->last = keeps ? line->last : LAST_CLOSE;
    } else {
        bool bare = is_one_word(&argument->text);
        str_add_char(&line->text, raised ? '^' : '_');
        str_add_text(&line->text, bare ? "" : "(");
        str_add_str(&line->text, &argument->text);
        str_add_text(&line->text, bare ? "" : ")");
        line->last = keeps ? line->last : LAST_TIGHT;
    }
}

/* --- nodes ------------------------------------------------------------------------------------ */

void line_put_node(struct line *line, const struct tex_node *node)
{
    struct line argument;
    switch (node->kind) {
    case TEX_BLANK:
        line->pending = true;
        break;
    case TEX_CHAR:
        put_char(line, node);
        break;
    case TEX_SYMBOL:
        put_symbol(line, node);
        break;
    case TEX_PRIME:
        put_prime(line);
        break;
    case TEX_SCRIPT:
        line_init(&argument, line->set);
        line_put_list(&argument, node->part[0]);
        line_put_script(line, &argument, node->raised);
        line_release(&argument);
        break;
    case TEX_LIST:
        line_put_list(line, node);
        break;
    default:
        line_put_shape(line, node);
    }
}

void line_put_list(struct line *line, const struct tex_node *list)
{
    if (!list)
        return;
    if (list->kind == TEX_TABLE) {
        line_put_shape(line, list);
        return;
    }
    for (const struct tex_node *node = list->first; node; node = node->next)
        line_put_node(line, node);
}

static void finish(struct str *out, struct line *line)
{
    for (size_t i = 0; i < line->text.len; i++)
        if (strchr("\t\r\n", line->text.data[i]) && line->text.data[i])
            line->text.data[i] = ' ';
    while (line->text.len && line->text.data[line->text.len - 1] == ' ')
        line->text.len--;
    str_add_str(out, &line->text);
    line_release(line);
}

void line_format(struct str *out, const struct tex_node *list, enum box_set set)
{
    struct line line;
    line_init(&line, set);
    line_put_list(&line, list);
    finish(out, &line);
}

void line_format_tight(struct str *out, const struct tex_node *list, enum box_set set)
{
    struct line line;
    line_init(&line, set);
    line_put_list(&line, list);
    strip_spaces(&line);
    finish(out, &line);
}

_Static_assert(ONE_LINE_MAX == (int)TEX_LENGTH_MAX && ONE_LINE_DEPTH == (int)TEX_DEPTH_MAX,
               "the limits of one_line.h are those of the reader");

void one_line_format(struct str *out, const char *latex, size_t len, enum one_line_set set)
{
    struct tex tex;
    tex_read(&tex, latex, len);
    line_format(out, tex.root, set == ONE_LINE_ASCII ? BOX_ASCII : BOX_UNICODE);
    tex_release(&tex);
}
