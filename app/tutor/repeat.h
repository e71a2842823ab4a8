/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Notices when a model goes round in circles: the same few bytes over and over, or the same
 * paragraph again and again. Made so that long columns of digits, tables and a frequent "wait,
 * let me check" do not trip it. Pure, constant memory, a few steps per byte.
 */
#ifndef LEMMA_TUTOR_REPEAT_H
#define LEMMA_TUTOR_REPEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    REPEAT_TAIL = 4096,          /* bytes in which a period is looked for */
    REPEAT_TIMES = 6,            /* a stretch this often in a row is a circle ... */
    REPEAT_BYTES = 480,          /* ... if it is at least so long altogether */
    REPEAT_PARAGRAPHS = 128,     /* lines that are remembered */
    REPEAT_PARAGRAPH_TIMES = 10, /* the same line so often among them is a circle ... */
    REPEAT_PARAGRAPH_BYTES = 40  /* ... if it is at least so long */
};

struct repeat {
    char tail[REPEAT_TAIL]; /* a ring */
    uint64_t seen;          /* bytes in all */
    uint64_t line_hash;
    size_t line_len;
    uint64_t lines[REPEAT_PARAGRAPHS]; /* a ring of hashes; 0: none */
    uint64_t n_lines;
};

void repeat_init(struct repeat *r);
/* True when the text has begun to go round in circles within these bytes. */
bool repeat_feed(struct repeat *r, const char *bytes, size_t len);

#endif
