/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands before a line: the bars of quotes, the markers of lists and the spaces under them,
 * one container inside the other. Containers that are too deep, or would leave too little of a
 * line, indent no further.
 */
#ifndef LEMMA_SINK_MARGIN_H
#define LEMMA_SINK_MARGIN_H

#include "app/sink/flow.h"

enum { MARGIN_DEPTH = 64, MARGIN_MARKER = 32 };

enum margin_kind { MARGIN_QUOTE, MARGIN_LIST, MARGIN_ITEM };

struct margin_container {
    enum margin_kind kind;
    size_t indent;              /* cells before its lines */
    char marker[MARGIN_MARKER]; /* ITEM: before its first row */
    size_t marker_width;
    bool used;       /* a row of it is out, and with it the marker */
    bool ordered;    /* LIST */
    unsigned number; /* LIST: of the next item */
    char delimiter;
};

struct margin {
    const struct look *look;
    size_t width; /* cells of a line; 0: no limit */
    struct margin_container container[MARGIN_DEPTH];
    size_t depth, deeper; /* containers; more that are open but not kept */
};

/* A frame for flow_layout with the strings it points to. */
struct margin_lines {
    struct flow_frame frame;
    struct str first, rest;
};

void margin_begin_quote(struct margin *margin);
/* `number` of the first item; `delimiter` behind the numbers, 0 for bullets. */
void margin_begin_list(struct margin *margin, unsigned number, char delimiter);
/* `task` is shown behind the marker. False when the item is too deep to be kept: then `marker` is
 * text like any other. */
bool margin_begin_item(struct margin *margin, const char *task, char marker[MARGIN_MARKER],
                       struct rows *rows);
void margin_end_quote(struct margin *margin);
/* Returns the number that a next item would have; 0 for bullets and for lists inside of others. */
unsigned margin_end_list(struct margin *margin);
/* An item without content is its marker. */
void margin_end_item(struct margin *margin, struct rows *rows);

void margin_make_lines(const struct margin *margin, struct margin_lines *lines);
/* Rows were written with them: the markers are out. Releases them. */
void margin_use_lines(struct margin *margin, struct margin_lines *lines);
void margin_add_empty_row(const struct margin *margin, struct rows *rows);

#endif
