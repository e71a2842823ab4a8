/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The verbs as a table: their words, their functions, one line about each.
 */
#ifndef LEMMA_COMMAND_TABLE_H
#define LEMMA_COMMAND_TABLE_H

#include <stddef.h>

struct command {
    const char *verb, *sub; /* sub: NULL for a verb of one word */
    int (*run)(int argc, char **argv);
    const char *summary; /* for lists */
};

extern const struct command command_table[];
extern const size_t command_count;

#endif
