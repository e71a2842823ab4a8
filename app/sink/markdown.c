/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parser reports blocks and spans as they begin and end; quotes and lists are a margin, a
 * paragraph is a flow that is laid out when it ends. Empty lines are where the source has them:
 * the parser's texts are pointers into it.
 */
#include "app/sink/markdown.h"

#include "app/base/die.h"
#include "app/base/text.h"
#include "app/sink/entity.h"
#include "app/sink/guard.h"
#include "app/sink/margin.h"
#include "app/sink/table.h"
#include "app/sink/verbatim.h"

#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct render {
    const struct markdown_options *options;
    const struct passage *passage;
    struct rows *rows;
    size_t first_row; /* rows there were before */
    struct str text;  /* the guarded block: what the parser reads */
    struct margin margin;
    struct flow flow, *current; /* current: of the paragraph, or of a cell */
    struct table table;
    struct verbatim code;
    struct str *link; /* targets of the links that are open */
    size_t *link_from, n_links;
    bool in_code, in_table, in_heading;
    unsigned bold, italic, strike, spans_code;
    size_t seen;              /* how far the guarded text has been reported */
    size_t place;             /* how far the passage is shown with what comes next */
    size_t mapped_at, mapped; /* a place in the guarded text, and the same in the passage */
    size_t begin;             /* where the paragraph begins, SIZE_MAX: not known yet */
    unsigned number;
};

/* The place in the passage of one in the guarded text, where literals take more bytes. */
static size_t source_at(struct render *r, size_t at)
{
    if (at < r->mapped_at)
        r->mapped_at = r->mapped = 0;
    while (r->mapped_at < at) {
        const char *s = r->text.data + r->mapped_at;
        uint32_t c = 0;
        size_t n = 1;
        if ((unsigned char)*s == PLACE_FIRST_BYTE)
            n = text_decode(s, r->text.len - r->mapped_at, &c);
        r->mapped_at += n;
        r->mapped += c < PLACE_LITERAL ? n : c < PLACE_JOIN;
    }
    return r->mapped;
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
        margin_add_empty_row(&r->margin, r->rows);
}

/* --- leaves --------------------------------------------------------------------------------- */

/* The paragraph is over; in a tight list it has no marks of its own. */
static void end_paragraph(struct render *r)
{
    if (!r->flow.count)
        return;
    struct margin_lines lines;
    margin_make_lines(&r->margin, &lines);
    flow_layout(&r->flow, &lines.frame, r->rows);
    margin_use_lines(&r->margin, &lines);
    flow_clear(&r->flow);
    r->begin = SIZE_MAX;
}

static void end_code(struct render *r)
{
    verbatim_layout(&r->code, &r->margin, r->rows);
    verbatim_clear(&r->code);
    r->in_code = false;
    r->begin = SIZE_MAX;
}

static void end_table(struct render *r)
{
    struct margin_lines lines;
    margin_make_lines(&r->margin, &lines);
    table_layout(&r->table, &lines.frame, r->rows);
    margin_use_lines(&r->margin, &lines);
    table_release(&r->table);
    r->in_table = false;
    r->current = &r->flow;
    r->begin = SIZE_MAX;
}

static void add_rule(struct render *r)
{
    enum { RULE = 40 };
    const struct look *look = r->options->look;
    struct margin_lines lines;
    margin_make_lines(&r->margin, &lines);
    size_t before = lines.frame.first_width, width = r->options->width;
    size_t n = width && width < before + RULE ? (width > before ? width - before : 1) : RULE;
    style_begin(&lines.first, look, STYLE_DIM);
    for (size_t i = 0; i < n; i++)
        str_add_text(&lines.first, look->set == BOX_UNICODE ? "─" : "-");
    style_end(&lines.first, look, STYLE_DIM);
    size_t source = r->rows->count > r->first_row ? r->rows->row[r->rows->count - 1].source : 0;
    rows_add(r->rows, lines.first.data, lines.first.len, before + n, source);
    margin_use_lines(&r->margin, &lines);
}

/* --- blocks --------------------------------------------------------------------------------- */

/* A list that begins a block and does not count higher than the last one goes on with it: the
 * source had an empty line between two items. */
static void begin_list(struct render *r, const MD_BLOCK_OL_DETAIL *ordered)
{
    bool goes_on = r->margin.depth == 0 && r->rows->count == r->first_row && ordered &&
                   r->number > ordered->start;
    margin_begin_list(&r->margin,
                      goes_on   ? r->number
                      : ordered ? ordered->start
                                : 0,
                      ordered ? ordered->mark_delimiter : 0);
}

static void begin_item(struct render *r, const MD_BLOCK_LI_DETAIL *detail)
{
    char marker[MARGIN_MARKER];
    const char *task = !detail->is_task ? "" : detail->task_mark == ' ' ? "[ ] " : "[x] ";
    if (!margin_begin_item(&r->margin, task, marker, r->rows))
        flow_text(&r->flow, 0, marker, strlen(marker), source_at(r, r->seen));
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct render *r = user;
    end_paragraph(r);
    switch (type) {
    case MD_BLOCK_QUOTE:
        margin_begin_quote(&r->margin);
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
        r->number = margin_end_list(&r->margin);
        break;
    case MD_BLOCK_LI:
        end_paragraph(r);
        margin_end_item(&r->margin, r->rows);
        break;
    case MD_BLOCK_QUOTE:
        end_paragraph(r);
        margin_end_quote(&r->margin);
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
    if (r->margin.depth == 0 && type != MD_BLOCK_OL && type != MD_BLOCK_DOC)
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
        verbatim_add(&r->code, s, len, r->place);
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
    size_t begin = r->seen - len;
    for (size_t i = 0; i < len;) {
        const char *place = memchr(s + i, PLACE_FIRST_BYTE, len - i);
        size_t n = place ? (size_t)(place - s) - i : len - i;
        size_t from = source_at(r, begin + i);
        r->place = source_at(r, begin + i + n);
        if (r->in_code)
            verbatim_add(&r->code, s + i, n, r->place);
        else
            flow_text(r->current, style_of(r), s + i, n, from);
        i += n;
        if (!place)
            break;
        uint32_t c;
        i += text_decode(s + i, len - i, &c);
        r->place = source_at(r, begin + i);
        const struct passage_formula *formula = passage_formula(r->passage, c);
        char literal = (char)(c - PLACE_LITERAL);
        if (formula)
            add_formula(r, formula);
        else if (c > PLACE_LITERAL && c < PLACE_JOIN)
            add_text(r, style_of(r), &literal, 1);
    }
}

/* Where the parser's text is in the guarded text; false: it made it up itself. */
static bool note_place(struct render *r, const char *s, size_t len)
{
    uintptr_t base = (uintptr_t)r->text.data, at = (uintptr_t)s;
    if (at < base || at + len > base + r->text.len)
        return false;
    size_t begin = at - base;
    if (r->begin == SIZE_MAX) {
        separate(r, begin, r->in_heading);
        r->begin = begin;
    }
    if (begin + len > r->seen)
        r->seen = begin + len;
    return true;
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE len, void *user)
{
    struct render *r = user;
    bool ours = note_place(r, s, len);
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        flow_break(r->current, r->place);
    } else if (type == MD_TEXT_ENTITY && !r->spans_code) {
        r->place = source_at(r, r->seen);
        struct str text = STR_EMPTY;
        entity_add(&text, s, len);
        add_text(r, style_of(r), text.data, text.len);
        str_release(&text);
    } else if (type == MD_TEXT_NULLCHAR) {
        add_text(r, style_of(r), "\uFFFD", 3);
    } else if (ours) {
        add_source(r, s, len);
    } else {
        add_text(r, style_of(r), s, len);
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
    verbatim_release(&r->code);
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
                       .margin = {.look = options->look, .width = options->width},
                       .first_row = rows->count,
                       .text = STR_EMPTY,
                       .begin = SIZE_MAX,
                       .number = *number};
    flow_init(&r.flow, options->look);
    verbatim_init(&r.code);
    r.current = &r.flow;
    guard_add(&r.text, passage->text.data, len, options->open);
    md_parse(r.text.data, (MD_SIZE)r.text.len, &parser, &r);
    end_paragraph(&r);
    *number = r.number;
    release(&r);
}
