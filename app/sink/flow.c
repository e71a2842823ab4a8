/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Items between two spaces are one unit; a unit that does not fit goes to the next line, one that
 * fits no line is broken. A line is a list of pieces until it is full; then its rows are written,
 * each piece giving text, a row of its box, or room.
 */
#include "app/sink/flow.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* --- styles and rows ------------------------------------------------------------------------ */

void style_begin(struct str *out, const struct look *look, unsigned style)
{
    static const struct {
        unsigned style;
        const char *code;
    } codes[] = {{STYLE_BOLD, "1"},
                 {STYLE_DIM, "2"},
                 {STYLE_ITALIC, "3"},
                 {STYLE_STRIKE, "9"},
                 {STYLE_CODE, "36"}};
    const char *mark = "\033[";
    if (!look->color || !style)
        return;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (style & codes[i].style) {
            str_add_text(out, mark);
            str_add_text(out, codes[i].code);
            mark = ";";
        }
    }
    str_add_char(out, 'm');
}

void style_end(struct str *out, const struct look *look, unsigned style)
{
    if (look->color && style)
        str_add_text(out, "\033[0m");
}

void rows_add(struct rows *rows, const char *text, size_t len, size_t width, size_t source)
{
    if (rows->count == rows->cap) {
        rows->cap = rows->cap ? 2 * rows->cap : 16;
        rows->row = xrealloc(rows->row, rows->cap * sizeof *rows->row);
    }
    struct row *row = &rows->row[rows->count++];
    *row = (struct row){
        .text = STR_EMPTY, .width = width, .shown = width, .source = source, .reach = source};
    str_add(&row->text, text, len);
}

void row_trim(struct str *text)
{
    while (text->len && text->data[text->len - 1] == ' ')
        text->data[--text->len] = '\0';
}

void rows_clear(struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        str_release(&rows->row[i].text);
    rows->count = 0;
}

void rows_release(struct rows *rows)
{
    rows_clear(rows);
    free(rows->row);
    *rows = (struct rows){.row = NULL};
}

/* --- items ---------------------------------------------------------------------------------- */

void flow_init(struct flow *flow, const struct look *look)
{
    *flow = (struct flow){.look = look, .text = STR_EMPTY};
}

void flow_clear(struct flow *flow)
{
    for (size_t i = 0; i < flow->count; i++)
        if (flow->item[i].kind == FLOW_FORMULA || flow->item[i].kind == FLOW_DISPLAY)
            box_release(&flow->item[i].box);
    flow->count = 0;
    str_clear(&flow->text);
}

void flow_release(struct flow *flow)
{
    flow_clear(flow);
    str_release(&flow->text);
    free(flow->item);
    flow->item = NULL;
    flow->cap = 0;
}

static struct flow_item *add_item(struct flow *flow, struct flow_item item)
{
    if (flow->count == flow->cap) {
        flow->cap = flow->cap ? 2 * flow->cap : 16;
        flow->item = xrealloc(flow->item, flow->cap * sizeof *flow->item);
    }
    flow->item[flow->count] = item;
    return &flow->item[flow->count++];
}

void flow_break(struct flow *flow, size_t source)
{
    add_item(flow, (struct flow_item){.kind = FLOW_BREAK, .source = source});
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

void flow_text(struct flow *flow, unsigned style, const char *s, size_t len, size_t source)
{
    for (size_t i = 0; i < len;) {
        size_t n = 0;
        if (s[i] == '\n') {
            flow_break(flow, source + ++i);
            continue;
        }
        bool blank = is_blank(s[i]);
        while (i + n < len && s[i + n] != '\n' && is_blank(s[i + n]) == blank)
            n++;
        struct flow_item item = {.kind = blank ? FLOW_SPACE : FLOW_TEXT,
                                 .style = style,
                                 .at = flow->text.len,
                                 .len = blank ? 0 : n,
                                 .width = blank ? 1 : text_width(s + i, n),
                                 .source = source + i + n};
        if (!blank)
            str_add(&flow->text, s + i, n);
        add_item(flow, item);
        i += n;
    }
}

/* The rows of a box come from LaTeX that is already clean; this is the gate all the same. */
static void lay_box(const struct flow *flow, struct flow_item *item, size_t width, bool one_line)
{
    const struct box_options options = {.set = flow->look->set,
                                        .one_line = one_line || flow->look->linear,
                                        .flat = item->flat,
                                        .width = width};
    box_layout(&item->box, flow->text.data + item->at, item->len, &options);
    for (size_t i = 0; i < item->box.height; i++) {
        struct str *row = &item->box.row[i], clean = STR_EMPTY;
        text_clean_line(&clean, row->data, row->len);
        str_release(row);
        *row = clean;
    }
    item->width = item->box.width;
}

static void lay_again(const struct flow *flow, struct flow_item *item, size_t width, bool one_line)
{
    box_release(&item->box);
    lay_box(flow, item, width, one_line);
}

void flow_formula(struct flow *flow, enum flow_kind kind, bool flat, unsigned style,
                  const char *latex, size_t len, size_t source)
{
    struct flow_item item = {
        .kind = kind, .flat = flat, .style = style, .at = flow->text.len, .source = source};
    text_clean_line(&flow->text, latex, len);
    item.len = flow->text.len - item.at;
    lay_box(flow, add_item(flow, item), 0, false);
}

size_t flow_width(const struct flow *flow)
{
    size_t widest = 0, line = 0;
    for (size_t i = 0; i < flow->count; i++) {
        const struct flow_item *item = &flow->item[i];
        bool own_line = item->kind == FLOW_BREAK || item->kind == FLOW_DISPLAY;
        line = own_line ? 0 : line + item->width;
        size_t here = item->kind == FLOW_DISPLAY ? item->width + FLOW_DISPLAY_INDENT : line;
        widest = here > widest ? here : widest;
    }
    return widest;
}

size_t flow_longest(const struct flow *flow)
{
    size_t longest = 0, unit = 0;
    for (size_t i = 0; i < flow->count; i++) {
        const struct flow_item *item = &flow->item[i];
        unit = item->kind == FLOW_TEXT || item->kind == FLOW_FORMULA ? unit + item->width : 0;
        longest = unit > longest ? unit : longest;
    }
    return longest;
}

/* --- lines ---------------------------------------------------------------------------------- */

struct piece {
    const char *s; /* text, when there is no box */
    size_t len, width;
    size_t spaces; /* before it */
    unsigned style;
    const struct box *box;
};

struct layout {
    struct flow *flow;
    const struct flow_frame *frame;
    struct rows *rows;
    struct piece *piece;
    size_t n_pieces, cap;
    size_t column, spaces; /* cells of the pieces; spaces that come before the next */
    size_t limit;          /* cells that a line has for pieces */
    size_t hang;           /* spaces before a line that wrapping begins */
    size_t source;
    size_t baseline; /* of the first line, in rows from the first */
    bool any;        /* a line is out */
};

/* Writes one row; spaces wait until something visible follows. */
struct pen {
    const struct look *look;
    struct str *out;
    unsigned style;
    size_t spaces, cells;
};

static void pen_text(struct pen *pen, unsigned style, const char *s, size_t len, size_t width)
{
    if (!len)
        return;
    bool change = style != pen->style;
    pen->cells += pen->spaces + width;
    if (change)
        style_end(pen->out, pen->look, pen->style);
    for (; pen->spaces; pen->spaces--)
        str_add_char(pen->out, ' ');
    if (change)
        style_begin(pen->out, pen->look, style);
    pen->style = style;
    str_add(pen->out, s, len);
}

static void pen_box_row(struct pen *pen, unsigned style, const struct str *row)
{
    size_t from = 0, to = row->len;
    while (from < to && row->data[from] == ' ')
        from++;
    while (to > from && row->data[to - 1] == ' ')
        to--;
    pen->spaces += from;
    pen_text(pen, style, row->data + from, to - from, text_width(row->data + from, to - from));
    pen->spaces += row->len - to;
}

static void add_prefix(const struct layout *lay, struct str *out, bool first)
{
    const struct flow_frame *frame = lay->frame;
    str_add_text(out, first ? frame->first : frame->rest);
    if (!lay->any && !first)
        for (size_t i = frame->rest_width; i < frame->first_width; i++)
            str_add_char(out, ' ');
}

/* The line is complete: its rows go out. */
static void end_line(struct layout *lay)
{
    size_t above = 0, below = 0;
    for (size_t i = 0; i < lay->n_pieces; i++) {
        const struct box *box = lay->piece[i].box;
        if (box && box->baseline > above)
            above = box->baseline;
        if (box && box->height - 1 - box->baseline > below)
            below = box->height - 1 - box->baseline;
    }
    size_t before = lay->any ? lay->frame->rest_width : lay->frame->first_width;
    if (!lay->any)
        lay->baseline = above;
    size_t shown = lay->rows->count ? lay->rows->row[lay->rows->count - 1].source : 0;
    struct str text = STR_EMPTY;
    for (size_t k = 0; k <= above + below; k++) {
        str_clear(&text);
        add_prefix(lay, &text, !lay->any && k == above);
        struct pen pen = {.look = lay->flow->look, .out = &text};
        for (size_t i = 0; i < lay->n_pieces; i++) {
            const struct piece *piece = &lay->piece[i];
            pen.spaces += piece->spaces;
            if (!piece->box && k == above)
                pen_text(&pen, piece->style, piece->s, piece->len, piece->width);
            else if (piece->box && k + piece->box->baseline >= above &&
                     k + piece->box->baseline - above < piece->box->height)
                pen_box_row(&pen, piece->style, &piece->box->row[k + piece->box->baseline - above]);
            else
                pen.spaces += piece->width;
        }
        style_end(&text, lay->flow->look, pen.style);
        row_trim(&text);
        rows_add(lay->rows, text.data, text.len, before + lay->column,
                 k == above + below ? lay->source : shown);
        struct row *row = &lay->rows->row[lay->rows->count - 1];
        row->shown = pen.cells ? before + pen.cells : 0;
        row->reach = lay->source;
    }
    str_release(&text);
    lay->any = true;
    lay->n_pieces = lay->column = lay->spaces = 0;
}

static void set_limit(struct layout *lay)
{
    size_t before = lay->any ? lay->frame->rest_width : lay->frame->first_width;
    size_t width = lay->frame->width;
    lay->limit = !width ? SIZE_MAX / 2 : width > before + 1 ? width - before : 1;
}

static void wrap(struct layout *lay)
{
    end_line(lay);
    set_limit(lay);
    lay->spaces = lay->hang;
}

static void add_piece(struct layout *lay, struct piece piece, size_t source)
{
    if (lay->n_pieces == lay->cap) {
        lay->cap = lay->cap ? 2 * lay->cap : 16;
        lay->piece = xrealloc(lay->piece, lay->cap * sizeof *lay->piece);
    }
    piece.spaces = lay->spaces;
    lay->column += piece.spaces + piece.width;
    lay->spaces = 0;
    lay->source = source;
    lay->piece[lay->n_pieces++] = piece;
}

static bool fits(const struct layout *lay, size_t width)
{
    return lay->column + lay->spaces + width <= lay->limit;
}

/* As many characters as the line has room for, then the next line. */
static void add_broken(struct layout *lay, const char *s, size_t len, unsigned style, size_t source)
{
    while (len) {
        size_t n = 0, cells = 0;
        while (n < len) {
            size_t cluster = text_cluster(s + n, len - n);
            size_t more = text_width(s + n, cluster);
            if (!fits(lay, cells + more) && (n || lay->column))
                break;
            n += cluster;
            cells += more;
        }
        if (n)
            add_piece(lay, (struct piece){.s = s, .len = n, .width = cells, .style = style},
                      source - (len - n));
        s += n;
        len -= n;
        if (len)
            wrap(lay);
    }
}

/* A formula that no line has room for is text that breaks at its spaces. */
static void add_words(struct layout *lay, const struct str *row, unsigned style, size_t source)
{
    const char *s = row->data, *end = row->data + row->len;
    while (s < end) {
        size_t n = strcspn(s, " ");
        n = n < (size_t)(end - s) ? n : (size_t)(end - s);
        size_t cells = text_width(s, n);
        if (n && lay->column && !fits(lay, cells))
            wrap(lay);
        add_broken(lay, s, n, style, source);
        s += n;
        for (; s < end && *s == ' '; s++)
            lay->spaces++;
    }
}

static void add_wide(struct layout *lay, struct flow_item *item)
{
    if (item->kind == FLOW_TEXT) {
        add_broken(lay, lay->flow->text.data + item->at, item->len, item->style, item->source);
        return;
    }
    if (lay->column && !fits(lay, item->width))
        wrap(lay);
    if (item->width > lay->limit)
        lay_again(lay->flow, item, lay->limit, false);
    if (item->width > lay->limit && item->box.height > 1)
        lay_again(lay->flow, item, 0, true);
    if (item->width > lay->limit)
        add_words(lay, &item->box.row[0], item->style, item->source);
    else
        add_piece(lay,
                  (struct piece){.box = &item->box, .width = item->width, .style = item->style},
                  item->source);
}

static void add_unit(struct layout *lay, struct flow_item *item, size_t count)
{
    size_t width = 0;
    for (size_t i = 0; i < count; i++)
        width += item[i].width;
    if (!fits(lay, width) && lay->column)
        wrap(lay);
    if (!lay->column)
        lay->spaces = 0;
    bool wide = width > lay->limit;
    for (size_t i = 0; i < count; i++) {
        if (wide)
            add_wide(lay, &item[i]);
        else
            add_piece(lay,
                      (struct piece){.s = lay->flow->text.data + item[i].at,
                                     .len = item[i].len,
                                     .width = item[i].width,
                                     .style = item[i].style,
                                     .box = item[i].kind == FLOW_FORMULA ? &item[i].box : NULL},
                      item[i].source);
    }
}

/* How much of the text belongs to the displayed formula before it: its full stop. */
static size_t closing_len(const struct flow *flow, const struct flow_item *item)
{
    return item->kind == FLOW_TEXT ? strspn(flow->text.data + item->at, ".,;:") : 0;
}

/* Lays out a displayed formula and returns how many items after it are used up. */
static size_t add_display(struct layout *lay, struct flow_item *item, size_t left)
{
    struct flow *flow = lay->flow;
    if (lay->column)
        wrap(lay);
    size_t used = 1, stop = left > 1 ? closing_len(flow, &item[1]) : 0;
    stop = stop && stop < item[1].len ? stop : stop ? item[1].len : 0;
    size_t indent = FLOW_DISPLAY_INDENT, room = lay->limit > indent ? lay->limit - indent : 1;
    if (item->width + stop > room)
        lay_again(flow, item, room > stop ? room - stop : 1, false);
    if (item->width + stop > room && item->width <= lay->limit)
        indent = 0;
    lay->spaces = indent;
    if (item->width > lay->limit) {
        lay_again(flow, item, 0, true);
        lay->hang = indent;
        add_words(lay, &item->box.row[0], item->style, item->source);
        lay->hang = 0;
    } else {
        add_piece(lay,
                  (struct piece){.box = &item->box, .width = item->width, .style = item->style},
                  item->source);
    }
    if (stop) {
        size_t source = item[1].source - (item[1].len - stop);
        add_broken(lay, flow->text.data + item[1].at, stop, item[1].style, source);
        item[1].at += stop;
        item[1].len -= stop;
        item[1].width -= stop;
        used = item[1].len ? 1 : 2;
    }
    wrap(lay);
    while (used < left && item[used].kind == FLOW_SPACE)
        used++;
    if (used < left && item[used].kind == FLOW_BREAK)
        used++;
    return used;
}

size_t flow_layout(struct flow *flow, const struct flow_frame *frame, struct rows *rows)
{
    struct layout lay = {.flow = flow, .frame = frame, .rows = rows};
    set_limit(&lay);
    bool open = true; /* a line that something may still be put into */
    for (size_t i = 0; i < flow->count;) {
        struct flow_item *item = &flow->item[i];
        size_t n = 1;
        open = true;
        if (item->kind == FLOW_SPACE) {
            lay.spaces += lay.column > 0;
        } else if (item->kind == FLOW_BREAK) {
            lay.source = item->source;
            wrap(&lay);
        } else if (item->kind == FLOW_DISPLAY) {
            n = add_display(&lay, item, flow->count - i);
            open = false;
        } else {
            while (i + n < flow->count &&
                   (flow->item[i + n].kind == FLOW_TEXT || flow->item[i + n].kind == FLOW_FORMULA))
                n++;
            add_unit(&lay, item, n);
        }
        i += n;
    }
    if (flow->count && open && (lay.column || !lay.any))
        end_line(&lay);
    free(lay.piece);
    return lay.baseline;
}
