/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stack. An item's marker waits until its first row is written, so that "- - a" is one row.
 */
#include "app/sink/margin.h"

#include "app/base/text.h"

#include <stdio.h>
#include <string.h>

/* Containers that indent, and their cells where lines have no end. */
enum { INDENTED_MAX = 12, CELLS_MAX = 60 };

static size_t most_cells(const struct margin *margin)
{
    return margin->width ? margin->width / 2 : CELLS_MAX;
}

/* NULL when it is too deep to be kept. */
static struct margin_container *push(struct margin *margin, enum margin_kind kind)
{
    if (margin->depth == MARGIN_DEPTH) {
        margin->deeper++;
        return NULL;
    }
    struct margin_container *c = &margin->container[margin->depth++];
    *c = (struct margin_container){.kind = kind, .used = kind == MARGIN_LIST};
    return c;
}

static void pop(struct margin *margin)
{
    if (margin->deeper)
        margin->deeper--;
    else
        margin->depth--;
}

/* How far a container may indent: `wanted`, or nothing when too little would be left. */
static size_t room_for(const struct margin *margin, size_t wanted)
{
    size_t taken = 0, indented = 0;
    for (size_t i = 0; i < margin->depth; i++) {
        taken += margin->container[i].indent;
        indented += margin->container[i].indent > 0;
    }
    return taken + wanted <= most_cells(margin) && indented < INDENTED_MAX ? wanted : 0;
}

/* --- lines ---------------------------------------------------------------------------------- */

static void add_spaces(struct str *out, size_t n)
{
    while (n--)
        str_add_char(out, ' ');
}

static void add_bar(const struct margin *margin, struct str *out)
{
    style_begin(out, margin->look, STYLE_DIM);
    str_add_text(out, margin->look->set == BOX_UNICODE ? "│" : "|");
    style_end(out, margin->look, STYLE_DIM);
    str_add_char(out, ' ');
}

void margin_make_lines(const struct margin *margin, struct margin_lines *lines)
{
    *lines = (struct margin_lines){.first = STR_EMPTY, .rest = STR_EMPTY};
    struct flow_frame *frame = &lines->frame;
    for (size_t i = 0; i < margin->depth; i++) {
        const struct margin_container *c = &margin->container[i];
        if (c->kind == MARGIN_QUOTE && c->indent) {
            add_bar(margin, &lines->first);
            add_bar(margin, &lines->rest);
        } else if (c->kind == MARGIN_ITEM) {
            if (c->used)
                add_spaces(&lines->first, c->indent);
            else
                str_add_text(&lines->first, c->marker);
            add_spaces(&lines->rest, c->indent);
        }
        frame->first_width += c->used || c->kind != MARGIN_ITEM ? c->indent : c->marker_width;
        frame->rest_width += c->indent;
    }
    frame->width = margin->width;
    frame->first = lines->first.data;
    frame->rest = lines->rest.data;
}

void margin_use_lines(struct margin *margin, struct margin_lines *lines)
{
    for (size_t i = 0; i < margin->depth; i++)
        margin->container[i].used = true;
    str_release(&lines->first);
    str_release(&lines->rest);
}

static size_t last_source(const struct rows *rows)
{
    return rows->count ? rows->row[rows->count - 1].source : 0;
}

/* What begins behind the empty row does not stand before it. */
void margin_add_empty_row(const struct margin *margin, struct rows *rows)
{
    struct str line = STR_EMPTY;
    for (size_t i = 0; i < margin->depth && margin->container[i].used; i++) {
        const struct margin_container *c = &margin->container[i];
        if (c->kind == MARGIN_QUOTE && c->indent)
            add_bar(margin, &line);
        else if (c->kind == MARGIN_ITEM)
            add_spaces(&line, c->indent);
    }
    row_trim(&line);
    rows_add(rows, line.data, line.len, 0, last_source(rows));
    str_release(&line);
}

/* A row of nothing but the markers that wait for text. */
static void add_markers(struct margin *margin, struct rows *rows)
{
    struct margin_lines lines;
    margin_make_lines(margin, &lines);
    row_trim(&lines.first);
    rows_add(rows, lines.first.data, lines.first.len, lines.frame.first_width, last_source(rows));
    margin_use_lines(margin, &lines);
}

/* --- containers ----------------------------------------------------------------------------- */

void margin_begin_quote(struct margin *margin)
{
    size_t indent = room_for(margin, 2);
    struct margin_container *quote = push(margin, MARGIN_QUOTE);
    if (quote)
        quote->indent = indent;
}

void margin_end_quote(struct margin *margin)
{
    pop(margin);
}

void margin_begin_list(struct margin *margin, unsigned number, char delimiter)
{
    struct margin_container *list = push(margin, MARGIN_LIST);
    if (!list)
        return;
    list->ordered = delimiter != 0;
    list->number = number;
    list->delimiter = delimiter;
}

unsigned margin_end_list(struct margin *margin)
{
    const struct margin_container *top = &margin->container[0];
    pop(margin);
    return margin->depth == 0 && top->ordered ? top->number : 0;
}

bool margin_begin_item(struct margin *margin, const char *task, char marker[MARGIN_MARKER],
                       struct rows *rows)
{
    size_t bullets = 0, waiting = 0;
    struct margin_container *list = NULL;
    for (size_t i = 0; i < margin->depth; i++) {
        struct margin_container *c = &margin->container[i];
        if (c->kind == MARGIN_LIST) {
            list = c;
            bullets += !c->ordered;
        }
        waiting += c->used ? c->indent : c->marker_width;
    }
    bool dot = margin->look->set == BOX_UNICODE && bullets % 2;
    if (list && list->ordered)
        snprintf(marker, MARGIN_MARKER, "%u%c %s", list->number++, list->delimiter, task);
    else
        snprintf(marker, MARGIN_MARKER, "%s %s", dot ? "•" : "-", task);
    size_t width = text_width(marker, strlen(marker));
    size_t indent = room_for(margin, width - strlen(task));
    if (!indent && margin->depth < MARGIN_DEPTH && waiting + width > most_cells(margin))
        add_markers(margin, rows);
    struct margin_container *item = push(margin, MARGIN_ITEM);
    if (!item)
        return false;
    memcpy(item->marker, marker, sizeof item->marker);
    item->marker_width = width;
    item->indent = indent;
    return true;
}

void margin_end_item(struct margin *margin, struct rows *rows)
{
    if (!margin->deeper && !margin->container[margin->depth - 1].used)
        add_markers(margin, rows);
    pop(margin);
}
