/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table: cells that are paragraphs, in columns that are made narrower until a line holds them.
 */
#ifndef LEMMA_SINK_TABLE_H
#define LEMMA_SINK_TABLE_H

#include "app/sink/flow.h"

enum table_align { TABLE_LEFT, TABLE_CENTER, TABLE_RIGHT };

struct table_cell {
    struct flow flow;
    enum table_align align;
};

struct table {
    const struct look *look;
    struct table_cell *cell; /* row by row; the first row is the heading */
    size_t count, cap;
    size_t columns;
};

void table_init(struct table *table, const struct look *look, size_t columns);
void table_release(struct table *table);
/* A new cell behind the last one; the pointer holds until the next call. */
struct table_cell *table_add(struct table *table);

/* Appends the rows; see flow_layout for the frame. */
void table_layout(struct table *table, const struct flow_frame *frame, struct rows *rows);

#endif
