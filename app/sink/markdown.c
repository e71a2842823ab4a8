/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parser reports blocks and spans as they begin and end; containers (quotes, lists) are a
 * stack of what stands before a line, a paragraph is a flow that is laid out when it ends. Empty
 * lines are where the source has them: the parser's texts are pointers into it.
 */
#include "app/sink/markdown.h"

#include "app/base/die.h"
#include "app/base/text.h"
#include "app/sink/entity.h"
#include "app/sink/guard.h"
#include "app/sink/table.h"

#include <md4c.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Containers deeper than INDENTED_MAX, or that would leave too little of a line, do not indent;
 * those deeper than DEPTH_MAX are no more than their markers. */
enum { INDENTED_MAX = 12, DEPTH_MAX = 64, PREFIX_MAX = 60 };
enum { CODE_INDENT = 4, CODE_LEAST = 20, TAB = 4 };

enum container_kind { QUOTE, LIST, ITEM };

struct container {
    enum container_kind kind;
    size_t indent;   /* cells before its lines; 0 also when there is no room for more */
    char marker[32]; /* ITEM: before its first row */
    size_t marker_width;
    bool used;       /* a row of it is out, and with it the marker */
    bool ordered;    /* LIST */
    unsigned number; /* LIST: of the next item */
    char delimiter;
};

struct render {
    const struct markdown_options *options;
    const struct passage *passage;
    struct rows *rows;
    size_t first_row; /* rows there were before */
    struct str text;  /* the guarded block: what the parser reads */
    struct container container[DEPTH_MAX];
    size_t depth, deeper;       /* containers; more that are open but not kept */
    struct flow flow, *current; /* current: of the paragraph, or of a cell */
    struct table table;
    struct str code;
    struct str *link; /* targets of the links that are open */
    size_t *link_from, n_links;
    bool in_code, in_table, in_heading;
    unsigned bold, italic, strike, spans_code;
    size_t seen;  /* how far the source has been reported */
    size_t place; /* how far it is shown with what comes next */
    size_t begin; /* where the paragraph begins, SIZE_MAX: not known yet */
    unsigned number;
};

/* --- what stands before a line -------------------------------------------------------------- */

struct prefix {
    struct str first, rest;
    struct flow_frame frame;
};

static void add_spaces(struct str *out, size_t n)
{
    while (n--)
        str_add_char(out, ' ');
}

static void trim(struct str *text)
{
    while (text->len && text->data[text->len - 1] == ' ')
        text->data[--text->len] = '\0';
}

static void add_bar(const struct render *r, struct str *out)
{
    const struct look *look = r->options->look;
    style_begin(out, look, STYLE_DIM);
    str_add_text(out, look->set == BOX_UNICODE ? "│" : "|");
    style_end(out, look, STYLE_DIM);
    str_add_char(out, ' ');
}

static void prefix_make(struct render *r, struct prefix *prefix)
{
    *prefix = (struct prefix){.first = STR_EMPTY, .rest = STR_EMPTY};
    struct flow_frame *frame = &prefix->frame;
    for (size_t i = 0; i < r->depth; i++) {
        const struct container *c = &r->container[i];
        if (c->kind == QUOTE && c->indent) {
            add_bar(r, &prefix->first);
            add_bar(r, &prefix->rest);
        } else if (c->kind == ITEM) {
            if (c->used)
                add_spaces(&prefix->first, c->indent);
            else
                str_add_text(&prefix->first, c->marker);
            add_spaces(&prefix->rest, c->indent);
        }
        frame->first_width += c->kind == ITEM && !c->used ? c->marker_width : c->indent;
        frame->rest_width += c->indent;
    }
    frame->width = r->options->width;
    frame->first = prefix->first.data;
    frame->rest = prefix->rest.data;
}

/* Rows were written with it: markers are out. */
static void prefix_used(struct render *r, struct prefix *prefix)
{
    for (size_t i = 0; i < r->depth; i++)
        r->container[i].used = true;
    str_release(&prefix->first);
    str_release(&prefix->rest);
}

static size_t last_source(const struct render *r)
{
    return r->rows->count > r->first_row ? r->rows->row[r->rows->count - 1].source : 0;
}

static void add_empty_row(struct render *r)
{
    struct str line = STR_EMPTY;
    bool open = true; /* what begins behind the empty row does not stand before it */
    for (size_t i = 0; i < r->depth && open; i++) {
        const struct container *c = &r->container[i];
        open = c->used;
        if (c->kind == QUOTE && c->indent && open)
            add_bar(r, &line);
        else if (c->kind == ITEM && open)
            add_spaces(&line, c->indent);
    }
    trim(&line);
    rows_add(r->rows, line.data, line.len, 0, last_source(r));
    str_release(&line);
}

/* Is there an empty line in the source between two places? */
static bool has_gap(const struct render *r, size_t from, size_t to)
{
    const char *s = r->text.data;
    bool line_empty = false;
    for (size_t i = from; i < to; i++) {
        if (s[i] == '\n' && line_empty)
            return true;
        if (s[i] == '\n')
            line_empty = true;
        else if (!strchr(" \t>", s[i]))
            line_empty = false;
    }
    return false;
}

/* An empty row before what begins at `begin` where the source has one, and before a heading. */
static void separate(struct render *r, size_t begin, bool always)
{
    if (r->rows->count > r->first_row && (always || has_gap(r, r->seen, begin)))
        add_empty_row(r);
}

/* --- leaves --------------------------------------------------------------------------------- */

/* The paragraph is over; in a tight list it has no marks of its own. */
static void end_paragraph(struct render *r)
{
    if (!r->flow.count)
        return;
    struct prefix prefix;
    prefix_make(r, &prefix);
    flow_layout(&r->flow, &prefix.frame, r->rows);
    prefix_used(r, &prefix);
    flow_clear(&r->flow);
    r->begin = SIZE_MAX;
}

/* One line of code, in as many rows as it takes; a row that goes on says so. */
static void add_code_line(struct render *r, const char *s, size_t len)
{
    const struct look *look = r->options->look;
    struct prefix prefix;
    prefix_make(r, &prefix);
    size_t before = prefix.frame.first_width > prefix.frame.rest_width ? prefix.frame.first_width
                                                                       : prefix.frame.rest_width;
    size_t width = r->options->width ? r->options->width : SIZE_MAX / 2;
    size_t indent = before + CODE_INDENT + CODE_LEAST <= width ? CODE_INDENT : 0;
    size_t room = before + indent < width ? width - before - indent : 1, at = 0;
    struct str line = STR_EMPTY;
    do {
        size_t n = 0, cells = 0;
        while (at + n < len) {
            size_t cluster = text_cluster(s + at + n, len - at - n);
            size_t more = text_width(s + at + n, cluster);
            if (n && cells + more > room)
                break;
            n += cluster;
            cells += more;
        }
        str_clear(&line);
        str_add_str(&line, at ? &prefix.rest : &prefix.first);
        if (at && indent)
            str_add_text(&line, look->set == BOX_UNICODE ? "  ↪ " : "  \\ ");
        else
            add_spaces(&line, indent);
        size_t visible = n;
        while (visible && s[at + visible - 1] == ' ')
            visible--;
        style_begin(&line, look, visible ? STYLE_CODE : 0);
        str_add(&line, s + at, visible);
        style_end(&line, look, visible ? STYLE_CODE : 0);
        if (!visible)
            trim(&line);
        rows_add(r->rows, line.data, line.len, n ? before + indent + cells : 0, r->seen);
        at += n;
    } while (at < len);
    str_release(&line);
    prefix_used(r, &prefix);
}

static void end_code(struct render *r)
{
    struct str line = STR_EMPTY;
    const char *s = r->code.data, *end = s + r->code.len;
    while (s < end) {
        size_t column = 0;
        str_clear(&line);
        for (; s < end && *s != '\n'; s++) {
            size_t n = *s == '\t' ? TAB - column % TAB : 0;
            add_spaces(&line, n);
            if (!n)
                str_add_char(&line, *s);
            column += n ? n : ((unsigned char)*s & 0xC0) != 0x80;
        }
        s++;
        add_code_line(r, line.data, line.len);
    }
    str_clear(&r->code);
    str_release(&line);
    r->in_code = false;
    r->begin = SIZE_MAX;
}

static void end_table(struct render *r)
{
    struct prefix prefix;
    prefix_make(r, &prefix);
    table_layout(&r->table, &prefix.frame, r->rows);
    prefix_used(r, &prefix);
    table_release(&r->table);
    r->in_table = false;
    r->current = &r->flow;
    r->begin = SIZE_MAX;
}

static void add_rule(struct render *r)
{
    enum { RULE = 40 };
    const struct look *look = r->options->look;
    struct prefix prefix;
    prefix_make(r, &prefix);
    size_t before = prefix.frame.first_width, width = r->options->width;
    size_t n = width && width < before + RULE ? (width > before ? width - before : 1) : RULE;
    struct str line = STR_EMPTY;
    str_add_str(&line, &prefix.first);
    style_begin(&line, look, STYLE_DIM);
    for (size_t i = 0; i < n; i++)
        str_add_text(&line, look->set == BOX_UNICODE ? "─" : "-");
    style_end(&line, look, STYLE_DIM);
    rows_add(r->rows, line.data, line.len, before + n, last_source(r));
    str_release(&line);
    prefix_used(r, &prefix);
}

/* --- containers ----------------------------------------------------------------------------- */

/* NULL when it is too deep to be kept. */
static struct container *push(struct render *r, enum container_kind kind)
{
    if (r->depth == DEPTH_MAX) {
        r->deeper++;
        return NULL;
    }
    struct container *c = &r->container[r->depth++];
    *c = (struct container){.kind = kind, .used = kind == LIST};
    return c;
}

static void pop(struct render *r)
{
    if (r->deeper)
        r->deeper--;
    else
        r->depth--;
}

/* How far the container may indent: `wanted`, or nothing when too little would be left. */
static size_t room_for(const struct render *r, size_t wanted)
{
    size_t taken = 0, indented = 0;
    size_t most = r->options->width ? r->options->width / 2 : PREFIX_MAX;
    for (size_t i = 0; i < r->depth; i++) {
        taken += r->container[i].indent;
        indented += r->container[i].indent > 0;
    }
    return taken + wanted <= most && indented < INDENTED_MAX ? wanted : 0;
}

static void begin_quote(struct render *r)
{
    size_t indent = room_for(r, 2);
    struct container *quote = push(r, QUOTE);
    if (quote)
        quote->indent = indent;
}

/* A list that begins a block and does not count higher than the last one goes on with it: the
 * source had an empty line between two items. */
static void begin_list(struct render *r, const MD_BLOCK_OL_DETAIL *ordered)
{
    bool top = r->depth == 0 && r->rows->count == r->first_row;
    struct container *list = push(r, LIST);
    if (!ordered || !list)
        return;
    list->ordered = true;
    list->delimiter = ordered->mark_delimiter;
    list->number = top && r->number > ordered->start ? r->number : ordered->start;
}

/* A row of nothing but the markers that wait for text. */
static void add_markers(struct render *r)
{
    struct prefix prefix;
    prefix_make(r, &prefix);
    trim(&prefix.first);
    rows_add(r->rows, prefix.first.data, prefix.first.len, prefix.frame.first_width,
             last_source(r));
    prefix_used(r, &prefix);
}

static void begin_item(struct render *r, const MD_BLOCK_LI_DETAIL *detail)
{
    size_t bullets = 0, waiting = 0;
    struct container *list = NULL;
    for (size_t i = 0; i < r->depth; i++) {
        if (r->container[i].kind == LIST) {
            list = &r->container[i];
            bullets += !list->ordered;
        }
        waiting += r->container[i].used ? r->container[i].indent : r->container[i].marker_width;
    }
    char marker[32];
    const char *task = !detail->is_task ? "" : detail->task_mark == ' ' ? "[ ] " : "[x] ";
    bool dot = r->options->look->set == BOX_UNICODE && bullets % 2;
    if (list && list->ordered)
        snprintf(marker, sizeof marker, "%u%c %s", list->number++, list->delimiter, task);
    else
        snprintf(marker, sizeof marker, "%s %s", dot ? "•" : "-", task);
    if (r->depth == DEPTH_MAX) {
        r->deeper++;
        flow_text(&r->flow, 0, marker, strlen(marker), r->seen);
        return;
    }
    size_t width = text_width(marker, strlen(marker));
    size_t indent = room_for(r, width - strlen(task));
    if (!indent && waiting + width > (r->options->width ? r->options->width / 2 : PREFIX_MAX))
        add_markers(r);
    struct container *item = push(r, ITEM);
    memcpy(item->marker, marker, sizeof marker);
    item->marker_width = width;
    item->indent = indent;
}

/* An item without content is its marker. */
static void end_item(struct render *r)
{
    end_paragraph(r);
    if (!r->deeper && !r->container[r->depth - 1].used)
        add_markers(r);
    pop(r);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct render *r = user;
    end_paragraph(r);
    switch (type) {
    case MD_BLOCK_QUOTE:
        begin_quote(r);
        break;
    case MD_BLOCK_UL:
        begin_list(r, NULL);
        break;
    case MD_BLOCK_OL:
        begin_list(r, detail);
        break;
    case MD_BLOCK_LI:
        begin_item(r, detail);
        break;
    case MD_BLOCK_HR:
        add_rule(r);
        break;
    case MD_BLOCK_H:
        r->in_heading = true;
        r->bold++;
        break;
    case MD_BLOCK_CODE:
        r->in_code = true;
        break;
    case MD_BLOCK_TABLE:
        r->in_table = true;
        table_init(&r->table, r->options->look, ((MD_BLOCK_TABLE_DETAIL *)detail)->col_count);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: {
        static const enum table_align align[] = {TABLE_LEFT, TABLE_LEFT, TABLE_CENTER, TABLE_RIGHT};
        struct table_cell *cell = table_add(&r->table);
        cell->align = align[((MD_BLOCK_TD_DETAIL *)detail)->align];
        r->current = &cell->flow;
        r->bold += type == MD_BLOCK_TH;
        break;
    }
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct render *r = user;
    (void)detail;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        pop(r);
        r->number = r->depth == 0 && type == MD_BLOCK_OL ? r->container[0].number : 0;
        break;
    case MD_BLOCK_LI:
        end_item(r);
        break;
    case MD_BLOCK_QUOTE:
        end_paragraph(r);
        pop(r);
        break;
    case MD_BLOCK_H:
        r->bold--;
        end_paragraph(r);
        r->in_heading = false;
        break;
    case MD_BLOCK_CODE:
        end_code(r);
        break;
    case MD_BLOCK_TABLE:
        end_table(r);
        break;
    case MD_BLOCK_TH:
        r->bold--;
        break;
    case MD_BLOCK_P:
        end_paragraph(r);
        break;
    default:
        break;
    }
    if (r->depth == 0 && type != MD_BLOCK_OL && type != MD_BLOCK_DOC)
        r->number = 0;
    return 0;
}

/* --- text ----------------------------------------------------------------------------------- */

static unsigned style_of(const struct render *r)
{
    return (r->bold ? STYLE_BOLD : 0u) | (r->italic ? STYLE_ITALIC : 0u) |
           (r->strike ? STYLE_STRIKE : 0u) | (r->spans_code ? STYLE_CODE : 0u);
}

/* Text that stands for something at one place of the source. */
static void add_text(struct render *r, unsigned style, const char *s, size_t len)
{
    if (r->in_code) {
        str_add(&r->code, s, len);
        return;
    }
    size_t from = r->current->count;
    flow_text(r->current, style, s, len, 0);
    for (size_t i = from; i < r->current->count; i++)
        r->current->item[i].source = r->place;
}

static void add_formula(struct render *r, const struct passage_formula *formula)
{
    bool verbatim = r->in_code || r->spans_code;
    if (verbatim || formula->open) {
        struct str clean = STR_EMPTY;
        text_clean(&clean, formula->source.data, formula->source.len);
        r->place -= formula->open; /* it is not shown for good */
        add_text(r, style_of(r) | (verbatim ? 0u : STYLE_DIM), clean.data, clean.len);
        str_release(&clean);
        return;
    }
    bool own_lines = formula->display && !r->in_table;
    flow_formula(r->current, own_lines ? FLOW_DISPLAY : FLOW_FORMULA, !formula->display,
                 style_of(r), formula->latex.data, formula->latex.len, r->place);
}

/* Text with our placeholders in it. */
static void add_source(struct render *r, const char *s, size_t len)
{
    size_t begin = r->seen - len; /* of the text in the source */
    for (size_t i = 0; i < len;) {
        const char *place = memchr(s + i, PLACE_FIRST_BYTE, len - i);
        size_t n = place ? (size_t)(place - s) - i : len - i;
        if (r->in_code)
            str_add(&r->code, s + i, n);
        else
            flow_text(r->current, style_of(r), s + i, n, begin + i);
        i += n;
        if (!place)
            break;
        uint32_t c;
        i += text_decode(s + i, len - i, &c);
        r->place = begin + i;
        const struct passage_formula *formula = passage_formula(r->passage, c);
        char literal = (char)(c - PLACE_LITERAL);
        if (formula)
            add_formula(r, formula);
        else if (c > PLACE_LITERAL && c < PLACE_JOIN)
            add_text(r, style_of(r), &literal, 1);
    }
}

/* Where the parser's text is in the source; what it made up itself is nowhere. */
static void note_place(struct render *r, const char *s, size_t len)
{
    uintptr_t base = (uintptr_t)r->text.data, at = (uintptr_t)s;
    if (at < base || at + len > base + r->text.len)
        return;
    size_t begin = at - base;
    if (r->begin == SIZE_MAX) {
        separate(r, begin, r->in_heading);
        r->begin = begin;
    }
    if (begin + len > r->seen)
        r->seen = begin + len;
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE len, void *user)
{
    struct render *r = user;
    note_place(r, s, len);
    r->place = r->seen;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        flow_break(r->current, r->seen);
    } else if (type == MD_TEXT_ENTITY && !r->spans_code) {
        struct str text = STR_EMPTY;
        entity_add(&text, s, len);
        add_text(r, style_of(r), text.data, text.len);
        str_release(&text);
    } else if (type == MD_TEXT_NULLCHAR) {
        add_text(r, style_of(r), "\uFFFD", 3);
    } else {
        add_source(r, s, len);
    }
    return 0;
}

/* --- spans ---------------------------------------------------------------------------------- */

static void begin_link(struct render *r, const MD_ATTRIBUTE *target)
{
    r->link = xrealloc(r->link, (r->n_links + 1) * sizeof *r->link);
    r->link_from = xrealloc(r->link_from, (r->n_links + 1) * sizeof *r->link_from);
    r->link_from[r->n_links] = r->current->text.len;
    struct str *link = &r->link[r->n_links++];
    str_init(link);
    for (size_t i = 0; i < target->size;) {
        uint32_t c;
        size_t n = text_decode(target->text + i, target->size - i, &c);
        const struct passage_formula *formula = passage_formula(r->passage, c);
        if (formula)
            text_clean_line(link, formula->source.data, formula->source.len);
        else if (c > PLACE_LITERAL && c < PLACE_JOIN)
            str_add_char(link, (char)(c - PLACE_LITERAL));
        else if (c < PLACE_FORMULA)
            text_clean_line(link, target->text + i, n);
        i += n;
    }
}

/* The target in brackets, unless it is what the link says. */
static void end_link(struct render *r)
{
    struct str *link = &r->link[--r->n_links];
    const struct str *said = &r->current->text;
    size_t from = r->link_from[r->n_links];
    bool same = said->len - from == link->len && link->len &&
                memcmp(said->data + from, link->data, link->len) == 0;
    if (link->len && !same) {
        add_text(r, style_of(r), " (", 2);
        add_text(r, style_of(r), link->data, link->len);
        add_text(r, style_of(r), ")", 1);
    }
    str_release(link);
}

/* Without colour, marks that mean something stay. */
static void add_mark(struct render *r, const char *mark)
{
    if (!r->options->look->color)
        add_text(r, style_of(r), mark, strlen(mark));
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct render *r = user;
    switch (type) {
    case MD_SPAN_STRONG:
        r->bold++;
        break;
    case MD_SPAN_EM:
        r->italic++;
        break;
    case MD_SPAN_DEL:
        add_mark(r, "~~");
        r->strike++;
        break;
    case MD_SPAN_CODE:
        add_mark(r, "`");
        r->spans_code++;
        break;
    case MD_SPAN_A:
        begin_link(r, &((MD_SPAN_A_DETAIL *)detail)->href);
        break;
    case MD_SPAN_IMG:
        begin_link(r, &((MD_SPAN_IMG_DETAIL *)detail)->src);
        break;
    default:
        break;
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct render *r = user;
    (void)detail;
    switch (type) {
    case MD_SPAN_STRONG:
        r->bold--;
        break;
    case MD_SPAN_EM:
        r->italic--;
        break;
    case MD_SPAN_DEL:
        r->strike--;
        add_mark(r, "~~");
        break;
    case MD_SPAN_CODE:
        r->spans_code--;
        add_mark(r, "`");
        break;
    case MD_SPAN_A:
    case MD_SPAN_IMG:
        end_link(r);
        break;
    default:
        break;
    }
    return 0;
}

/* --- the whole ------------------------------------------------------------------------------ */

static void release(struct render *r)
{
    for (size_t i = 0; i < r->n_links; i++)
        str_release(&r->link[i]);
    free(r->link);
    free(r->link_from);
    table_release(&r->table);
    flow_release(&r->flow);
    str_release(&r->text);
    str_release(&r->code);
}

void markdown_render(struct rows *rows, const struct passage *passage, size_t len,
                     const struct markdown_options *options, unsigned *number)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                 MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = take_text,
    };
    struct render r = {.options = options,
                       .passage = passage,
                       .rows = rows,
                       .first_row = rows->count,
                       .text = STR_EMPTY,
                       .code = STR_EMPTY,
                       .begin = SIZE_MAX,
                       .number = *number};
    flow_init(&r.flow, options->look);
    r.current = &r.flow;
    guard_add(&r.text, passage->text.data, len, options->open);
    md_parse(r.text.data, (MD_SIZE)r.text.len, &parser, &r);
    end_paragraph(&r);
    *number = r.number;
    release(&r);
}
