/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader. The first pass (tex_partners.c) found the partner of every brace, \begin and \left,
 * so that this one never has to look for an end and never reads anything twice: an argument that
 * is missing makes a TEX_SOURCE of what was read so far. Linear time, whatever the input.
 */
#include "app/maths/box/tex.h"

#include "app/base/die.h"
#include "app/base/str.h"
#include "app/base/text.h"
#include "app/maths/box/tex_scan.h"

#include <stdlib.h>
#include <string.h>

enum {
    BARE_MAX = 4,       /* commands as arguments without braces: \frac\frac\frac... */
    OPTIONAL_MAX = 256, /* bytes between the brackets of an optional argument */
    COLUMNS_MAX = 256   /* bytes of the argument of an array */
};

struct reader {
    struct pool *pool;
    const char *s;
    size_t *match; /* by place of an opener: the place of its closer; 0: none */
    int depth;
    int bare;
};

/* --- nodes ------------------------------------------------------------------------------------ */

static struct tex_node *new_node(struct reader *r, enum tex_kind kind, size_t from, size_t to)
{
    struct tex_node *node = pool_take(r->pool, sizeof *node);
    node->kind = kind;
    node->text = r->s + from;
    node->len = to - from;
    return node;
}

static void append(struct tex_node *list, struct tex_node *item)
{
    if (list->last)
        list->last->next = item;
    else
        list->first = item;
    list->last = item;
}

static struct tex_node *list_of(struct reader *r, struct tex_node *item)
{
    struct tex_node *list = new_node(r, TEX_LIST, 0, 0);
    list->text = item->text;
    list->len = item->len;
    append(list, item);
    return list;
}

static struct tex_node *new_symbol(struct reader *r, const struct symbol *symbol, size_t from,
                                   size_t to)
{
    struct tex_node *node = new_node(r, TEX_SYMBOL, from, to);
    node->symbol = symbol;
    return node;
}

/* --- items ------------------------------------------------------------------------------------ */

static struct tex_node *read_rows(struct reader *r, size_t from, size_t to,
                                  const struct tex_environment *environment);
static struct tex_node *read_item(struct reader *r, size_t *i, size_t to);

/* The closing brace of the group at i, 0 if there is no group in front of `to`. */
static size_t group_end(const struct reader *r, size_t i, size_t to)
{
    return i < to && r->s[i] == '{' && r->match[i] < to ? r->match[i] : 0;
}

static bool is_row_end(const struct reader *r, size_t i, size_t to)
{
    return i + 1 < to && r->s[i] == '\\' && r->s[i + 1] == '\\';
}

/* NULL if there is none; *i is moved only over what was read. */
static struct tex_node *read_argument(struct reader *r, size_t *i, size_t to)
{
    size_t at = tex_skip_blanks(r->s, *i, to);
    if (at >= to || strchr("}&^_", r->s[at]) || is_row_end(r, at, to))
        return NULL;
    if (r->s[at] == '{') {
        size_t close = group_end(r, at, to);
        if (!close)
            return NULL;
        int bare = r->bare;
        r->bare = 0;
        struct tex_node *list = read_rows(r, at + 1, close, NULL);
        r->bare = bare;
        *i = close + 1;
        return list;
    }
    if (r->s[at] == '\\' && r->bare >= BARE_MAX)
        return NULL;
    r->bare++;
    *i = at;
    struct tex_node *item = read_item(r, i, to);
    r->bare--;
    return list_of(r, item);
}

/* The place of the ] that closes the bracket at i, 0 if there is none near by. */
static size_t bracket_end(const struct reader *r, size_t i, size_t to)
{
    if (i >= to || r->s[i] != '[')
        return 0;
    size_t depth = 0;
    for (size_t k = i + 1; k < to && k - i <= OPTIONAL_MAX;) {
        size_t close = group_end(r, k, to);
        if (close) {
            k = close + 1;
            continue;
        }
        if (r->s[k] == ']' && depth-- == 0)
            return k;
        depth += r->s[k] == '[';
        k += r->s[k] == '\\' ? 2 : 1;
    }
    return 0;
}

/* \text{...}: only the usual escapes mean something, and $ is no sign of its own. */
static bool read_text(struct reader *r, struct tex_node *node, size_t *i, size_t to)
{
    size_t at = tex_skip_blanks(r->s, *i, to), close = group_end(r, at, to);
    if (!close)
        return false;
    struct str text = STR_EMPTY;
    for (size_t k = at + 1; k < close; k++) {
        bool escape = r->s[k] == '\\' && k + 1 < close && strchr("%$&#_{} ,", r->s[k + 1]);
        if (escape) {
            k++;
            str_add_char(&text, r->s[k] == ',' ? ' ' : r->s[k]);
        } else if (r->s[k] == '~') {
            str_add_char(&text, ' ');
        } else if (!strchr("${}", r->s[k]) || r->s[k] == '\0') {
            str_add_char(&text, r->s[k]);
        }
    }
    node->text = pool_copy(r->pool, text.data, text.len);
    node->len = text.len;
    str_release(&text);
    *i = close + 1;
    return true;
}

static bool skip_group(const struct reader *r, size_t *i, size_t to)
{
    size_t close = group_end(r, tex_skip_blanks(r->s, *i, to), to);
    if (close)
        *i = close + 1;
    return close != 0;
}

/* An optional argument is part[0]; the others follow it. */
static bool read_arguments(struct reader *r, struct tex_node *node, const char *arguments,
                           size_t *i, size_t to)
{
    size_t n = 0;
    for (const char *a = arguments; *a; a++) {
        size_t bracket = strchr("oy", *a) ? bracket_end(r, tex_skip_blanks(r->s, *i, to), to) : 0;
        switch (*a) {
        case 's':
            node->starred = *i < to && r->s[*i] == '*';
            *i += node->starred;
            break;
        case 'o':
            if (bracket)
                node->part[n] = read_rows(r, tex_skip_blanks(r->s, *i, to) + 1, bracket, NULL);
            n++;
            /* fall through */
        case 'y':
            if (bracket)
                *i = bracket + 1;
            break;
        case 't':
            if (!read_text(r, node, i, to))
                return false;
            break;
        case 'x':
            if (!skip_group(r, i, to))
                return false;
            break;
        default:
            node->part[n] = read_argument(r, i, to);
            if (!node->part[n++])
                return false;
        }
    }
    return true;
}

/* Shown as it was written, with the groups that directly follow it. */
static struct tex_node *read_unknown(struct reader *r, size_t start, size_t *i, size_t to)
{
    for (;;) {
        size_t close = group_end(r, *i, to);
        close = close ? close : bracket_end(r, *i, to);
        if (!close)
            break;
        *i = close + 1;
    }
    return new_node(r, TEX_SOURCE, start, *i);
}

/* The delimiter behind \left and its like; NULL for the point that stands for none. */
static struct tex_node *read_delimiter(struct reader *r, size_t *i, size_t to)
{
    size_t at = tex_skip_blanks(r->s, *i, to);
    if (at >= to || strchr("&{}^_", r->s[at]) || is_row_end(r, at, to))
        return NULL;
    *i = at;
    if (r->s[at] == '.') {
        *i = at + 1;
        return NULL;
    }
    if (r->s[at] != '\\')
        return read_item(r, i, to);
    size_t end = tex_command_end(r->s, at, to);
    const struct symbol *symbol = symbol_find(r->s + at + 1, end - at - 1);
    if (!symbol)
        return NULL; /* it is read as what it is */
    *i = end;
    return new_symbol(r, symbol, at, end);
}

/* \left, \right, \middle and \big...; without its partner a delimiter stands for itself. */
static struct tex_node *read_fence(struct reader *r, size_t start, size_t *i, size_t to)
{
    size_t end = r->match[start];
    bool middle = tex_is_named(r->s, start, *i, "middle");
    struct tex_node *open = read_delimiter(r, i, to);
    if (!end || end >= to || end < *i) {
        struct tex_node *alone = open ? open : new_node(r, TEX_LIST, start, *i);
        if (!middle || !open)
            return alone;
        struct tex_node *node = new_node(r, TEX_MIDDLE, start, *i);
        node->part[0] = open;
        return node;
    }
    struct tex_node *inside = read_rows(r, *i, end, NULL);
    *i = tex_command_end(r->s, end, to);
    struct tex_node *close = read_delimiter(r, i, to);
    struct tex_node *fence = new_node(r, TEX_FENCE, start, *i);
    fence->part[0] = inside;
    fence->part[1] = open;
    fence->part[2] = close;
    return fence;
}

static struct tex_node *read_environment(struct reader *r, size_t start, size_t *i, size_t to)
{
    size_t end = r->match[start], name, len, end_name, end_len;
    if (!end || end >= to || !tex_environment_name(r->s, *i, to, &name, &len) ||
        !tex_environment_name(r->s, end + strlen("\\end"), to, &end_name, &end_len))
        return read_unknown(r, start, i, to);
    size_t body = name + len + 1;
    *i = end_name + end_len + 1;
    const struct tex_environment *known = tex_environment_find(r->s + name, len);
    if (!known)
        return new_node(r, TEX_SOURCE, start, *i);
    const char *columns = NULL;
    if (bracket_end(r, body, end)) /* [t] */
        body = bracket_end(r, body, end) + 1;
    size_t close = known->has_argument ? group_end(r, body, end) : 0;
    if (close) {
        size_t given = close - body - 1;
        columns = pool_copy(r->pool, r->s + body + 1, given < COLUMNS_MAX ? given : COLUMNS_MAX);
        body = close + 1;
    }
    struct tex_node *table = read_rows(r, body, end, known);
    table->columns = columns;
    return table;
}

/* \cancelto{0}{x}: the value is a power of what is cancelled. */
static struct tex_node *cancel_to(struct reader *r, struct tex_node *node)
{
    struct tex_node *group = list_of(r, node);
    struct tex_node *value = new_node(r, TEX_SCRIPT, 0, 0);
    value->raised = true;
    value->part[0] = node->part[0];
    node->part[0] = node->part[1];
    node->part[1] = NULL;
    node->detail = TEX_CANCEL_UP;
    append(group, value);
    return group;
}

static struct tex_node *read_command(struct reader *r, size_t *i, size_t to)
{
    size_t start = *i;
    *i = tex_command_end(r->s, start, to);
    const char *name = r->s + start + 1;
    size_t len = *i - start - 1;
    if (r->depth >= TEX_DEPTH_MAX)
        return read_unknown(r, start, i, to);
    r->depth++;
    struct tex_node *node;
    const struct tex_command *command = tex_command_find(name, len);
    if (tex_is_named(r->s, start, *i, "begin")) {
        node = read_environment(r, start, i, to);
    } else if (tex_is_named(r->s, start, *i, "left") || tex_is_named(r->s, start, *i, "right") ||
               tex_is_named(r->s, start, *i, "middle") || tex_big_side(r->s, start, *i)) {
        node = read_fence(r, start, i, to);
    } else if (command) {
        node = new_node(r, command->kind, start, *i);
        node->detail = command->detail;
        bool ok = read_arguments(r, node, command->arguments, i, to);
        if (!ok)
            node = start + 1 + len == *i ? read_unknown(r, start, i, to)
                                         : new_node(r, TEX_SOURCE, start, *i);
        else if (node->kind != TEX_TEXT)
            node->len = *i - start;
        if (node->kind == TEX_SCRIPT)
            node->raised = node->detail;
        if (node->kind == TEX_CANCEL && node->detail == TEX_CANCEL_TO)
            node = cancel_to(r, node);
    } else {
        const struct symbol *symbol = len ? symbol_find(name, len) : NULL;
        node = symbol ? new_symbol(r, symbol, start, *i) : read_unknown(r, start, i, to);
    }
    r->depth--;
    return node;
}

/* --- characters beyond ASCII that are more than a letter -------------------------------------- */

/* A character that the source does not have as such. */
static struct tex_node *new_char(struct reader *r, char c, size_t from, size_t to)
{
    struct tex_node *node = new_node(r, TEX_CHAR, from, to);
    node->text = pool_copy(r->pool, &c, 1);
    node->len = 1;
    return node;
}

/* A run of characters that are raised already: x², 10⁻³. */
static struct tex_node *read_raised(struct reader *r, size_t *i, size_t to)
{
    size_t start = *i;
    struct tex_node *inside = new_node(r, TEX_LIST, start, start);
    for (;;) {
        uint32_t c;
        size_t n = *i < to ? text_decode(r->s + *i, to - *i, &c) : 0;
        char plain = n ? symbol_plain(c) : '\0';
        if (!plain)
            break;
        append(inside, new_char(r, plain, *i, *i + n));
        *i += n;
    }
    struct tex_node *node = new_node(r, TEX_SCRIPT, start, *i);
    node->raised = true;
    node->part[0] = inside;
    return node;
}

/* √2, √x: a number or a letter is what it is the root of; NULL before anything else. */
static struct tex_node *read_root_sign(struct reader *r, uint32_t c, size_t start, size_t *i,
                                       size_t to)
{
    size_t at = *i;
    while (at < to && r->s[at] >= '0' && r->s[at] <= '9')
        at++;
    if (at == *i && at < to && tex_is_letter(r->s[at]))
        at++;
    if (at == *i || c < 0x221A || c > 0x221C)
        return NULL;
    struct tex_node *node = new_node(r, TEX_ROOT, start, at);
    struct tex_node *inside = new_node(r, TEX_LIST, *i, at);
    for (size_t k = *i; k < at; k++)
        append(inside, new_node(r, TEX_CHAR, k, k + 1));
    if (c > 0x221A)
        node->part[0] = list_of(r, new_char(r, c == 0x221B ? '3' : '4', start, *i));
    node->part[1] = inside;
    *i = at;
    return node;
}

static struct tex_node *read_half(struct reader *r, char top, char bottom, size_t start, size_t end)
{
    struct tex_node *node = new_node(r, TEX_FRACTION, start, end);
    node->part[0] = list_of(r, new_char(r, top, start, end));
    node->part[1] = list_of(r, new_char(r, bottom, start, end));
    return node;
}

static struct tex_node *read_char(struct reader *r, size_t *i, size_t to)
{
    size_t start = *i;
    uint32_t c;
    *i += text_decode(r->s + start, to - start, &c);
    if (c < 0x80) {
        if (*i < to && (unsigned char)r->s[*i] >= 0x80) /* marks that combine with it */
            *i = start + text_cluster(r->s + start, to - start);
        return new_node(r, TEX_CHAR, start, *i);
    }
    if (symbol_plain(c)) {
        *i = start;
        return read_raised(r, i, to);
    }
    char top, bottom;
    if (symbol_fraction(c, &top, &bottom))
        return read_half(r, top, bottom, start, *i);
    struct tex_node *root = read_root_sign(r, c, start, i, to);
    if (root)
        return root;
    const struct symbol *symbol = symbol_find_character(r->s + start, *i - start);
    if (symbol)
        return new_symbol(r, symbol, start, *i);
    *i = start + text_cluster(r->s + start, to - start);
    return new_node(r, TEX_CHAR, start, *i);
}

static struct tex_node *read_script(struct reader *r, size_t *i, size_t to)
{
    size_t start = (*i)++;
    struct tex_node *node = new_node(r, TEX_SCRIPT, start, *i);
    if (r->depth >= TEX_DEPTH_MAX) {
        node->kind = TEX_CHAR;
        return node;
    }
    r->depth++;
    node->part[0] = read_argument(r, i, to);
    r->depth--;
    node->raised = r->s[start] == '^';
    node->kind = node->part[0] ? TEX_SCRIPT : TEX_CHAR;
    node->len = *i - start;
    return node;
}

static struct tex_node *read_item(struct reader *r, size_t *i, size_t to)
{
    size_t start = *i;
    char c = r->s[start];
    if (tex_is_blank(c)) {
        *i = tex_skip_blanks(r->s, start, to);
        return new_node(r, TEX_BLANK, start, *i);
    }
    if (c == '~') {
        ++*i;
        return new_symbol(r, symbol_find("nobreakspace", strlen("nobreakspace")), start, *i);
    }
    if (c == '^' || c == '_')
        return read_script(r, i, to);
    if (c == '\'') {
        ++*i;
        return new_node(r, TEX_PRIME, start, *i);
    }
    if (c == '\\')
        return read_command(r, i, to);
    size_t close = group_end(r, start, to);
    if (!close)
        return read_char(r, i, to);
    *i = close + 1;
    return read_rows(r, start + 1, close, NULL);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* \\ with its [2pt]. */
static size_t row_end(const struct reader *r, size_t i, size_t to)
{
    i += 2;
    i += i < to && r->s[i] == '*';
    size_t close = bracket_end(r, tex_skip_blanks(r->s, i, to), to);
    return close ? close + 1 : i;
}

/* A line between rows; returns where it ends, or i if there is none. */
static size_t rule_end(const struct reader *r, size_t i, size_t to)
{
    static const char *const names[] = {"hline", "toprule", "midrule", "bottomrule", "cline"};
    if (r->s[i] != '\\')
        return i;
    size_t end = tex_command_end(r->s, i, to);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (!tex_is_named(r->s, i, end, names[k]))
            continue;
        size_t close = group_end(r, end, to); /* the columns of \cline */
        return close ? close + 1 : end;
    }
    return i;
}

/* {a \over b}: what was read so far is the upper part, what follows the lower. */
static struct tex_node *split_cell(struct reader *r, struct tex_node *cell, size_t *i, size_t to)
{
    size_t end = r->s[*i] == '\\' ? tex_command_end(r->s, *i, to) : *i;
    bool over = end > *i && tex_is_named(r->s, *i, end, "over");
    if (!over && (end == *i || !tex_is_named(r->s, *i, end, "choose")))
        return NULL;
    struct tex_node *node = new_node(r, over ? TEX_FRACTION : TEX_BINOMIAL, *i, end);
    node->part[0] = new_node(r, TEX_LIST, *i, end);
    node->part[1] = new_node(r, TEX_LIST, *i, end);
    node->part[0]->first = cell->first;
    node->part[0]->last = cell->last;
    cell->first = cell->last = NULL;
    append(cell, node);
    *i = end;
    return node->part[1];
}

/* One row of one cell is given as that cell, a TEX_LIST, unless it is an environment. */
static struct tex_node *read_rows(struct reader *r, size_t from, size_t to,
                                  const struct tex_environment *environment)
{
    if (r->depth >= TEX_DEPTH_MAX)
        return list_of(r, new_node(r, TEX_SOURCE, from, to));
    r->depth++;
    struct tex_node *table = new_node(r, TEX_TABLE, from, to);
    struct tex_node *row = new_node(r, TEX_ROW, from, to);
    struct tex_node *cell = new_node(r, TEX_LIST, from, to), *only = cell;
    append(table, row);
    append(row, cell);
    bool split = false;
    for (size_t i = from; i < to;) {
        size_t after_rule = environment && !cell->first ? rule_end(r, i, to) : i;
        struct tex_node *lower = split ? NULL : split_cell(r, cell, &i, to);
        if (lower) {
            cell = lower;
            split = true;
        } else if (r->s[i] == '&' || is_row_end(r, i, to)) {
            bool ends = r->s[i] != '&';
            i = ends ? row_end(r, i, to) : i + 1;
            cell = new_node(r, TEX_LIST, i, to);
            if (ends)
                append(table, row = new_node(r, TEX_ROW, i, to));
            append(row, cell);
            only = NULL;
            split = false;
        } else if (after_rule > i) {
            row->rule = true;
            i = after_rule;
        } else {
            struct tex_node *item = read_item(r, &i, to);
            if (cell->first || !environment || item->kind != TEX_BLANK)
                append(cell, item);
        }
    }
    r->depth--;
    table->environment = environment;
    return only && !environment ? only : table;
}

void tex_read(struct tex *tex, const char *source, size_t len)
{
    *tex = (struct tex){.balanced = true};
    struct reader r = {.pool = &tex->pool, .s = source};
    if (len > TEX_LENGTH_MAX) {
        tex->root = list_of(&r, new_node(&r, TEX_SOURCE, 0, len));
        return;
    }
    r.match = xcalloc(len + 1, sizeof *r.match);
    tex->balanced = tex_find_partners(source, len, r.match);
    tex->root = read_rows(&r, 0, len, NULL);
    free(r.match);
}

void tex_release(struct tex *tex)
{
    pool_release(&tex->pool);
    tex->root = NULL;
}
