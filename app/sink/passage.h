/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a solution while it grows: Markdown in which every formula is one character, a
 * placeholder that no input can hold, so that no Markdown is found inside of a formula. Knows
 * where a block is over: nothing that comes later changes how it is shown. The answer depends on
 * the text alone and not on the pieces in which it came.
 */
#ifndef LEMMA_SINK_PASSAGE_H
#define LEMMA_SINK_PASSAGE_H

#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Characters of ours, all in the last private plane; the input's own become U+FFFD. */
enum {
    PLACE_FORMULA = 0x100000, /* and the number of a formula */
    PLACE_FORMULAS = 0x8000,
    PLACE_LITERAL = 0x108000, /* and an ASCII character that is no mark of Markdown here */
    PLACE_JOIN = 0x108080,    /* nothing, but a letter to Markdown */
    PLACE_FIRST_BYTE = 0xF4   /* of all of them in UTF-8, and of nothing else in a passage */
};

enum { PASSAGE_BLOCK_MAX = 32768 }; /* bytes; a longer block is cut */

struct passage_formula {
    struct str latex, source; /* the inside; the exact bytes with delimiters. Not cleaned. */
    bool display;
    bool open; /* it is not closed yet: source is what is there */
};

struct passage {
    struct str text; /* from the first open block on */

    /* private */
    struct passage_formula *formula; /* (n) */
    size_t n, cap, first;            /* number of formula[0] */
    size_t line;                     /* where the line begins that is not judged yet */
    size_t open_at;                  /* length of the text without the open formula */
    bool some, blank;                /* the block holds a line; an empty line came last */
    bool list;
    char fence; /* of the open block of code, or 0 */
    size_t fence_len;
};

void passage_init(struct passage *passage);
void passage_release(struct passage *passage);

/* Text as the model wrote it, whole characters. */
void passage_add_text(struct passage *passage, const char *s, size_t len);
void passage_add_formula(struct passage *passage, const char *latex, size_t latex_len,
                         const char *source, size_t source_len, bool display);

/* Bytes of the first block in `text` if it is over, else 0; `joined`: it was cut for its length
 * and the next one goes on with it. */
size_t passage_closed(struct passage *passage, bool *joined);
/* Forgets these bytes, which passage_closed told or which are all. */
void passage_drop(struct passage *passage, size_t n);

/* Puts the start of a formula behind the text, and takes it away again; nothing else in between
 * but looking. The white space before it belongs to it. */
void passage_add_open(struct passage *passage, const char *source, size_t len);
void passage_drop_open(struct passage *passage);

/* The formula of a placeholder; NULL if c is none. */
const struct passage_formula *passage_formula(const struct passage *passage, uint32_t c);

#endif
