/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/maths/parse.h"

bool maths_parse(struct tree_arena *arena, const char *s, size_t len,
                 const struct parse_options *options, struct parse_result *result)
{
    (void)arena, (void)s, (void)len, (void)options;
    *result = (struct parse_result){.error = {.status = PARSE_NOT_MATHS}};
    return false;
}
void parse_error_write(struct str *out, const struct parse_error *error, enum lang lang)
{
    (void)error, (void)lang;
    str_add_text(out, "not read");
}
void parse_notes_write(struct str *out, unsigned notes, enum lang lang)
{
    (void)out, (void)notes, (void)lang;
}
