/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the lines; every complaint carries the file and the line.
 */
#include "app/base/config.h"

#include "app/base/text.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

static void trim(const char **s, size_t *len)
{
    while (*len && strchr(" \t\r", (*s)[0]) && (*s)[0])
        (*s)++, (*len)--;
    while (*len && strchr(" \t\r", (*s)[*len - 1]) && (*s)[*len - 1])
        (*len)--;
}

static bool take_line(const char *line, size_t len, config_take *take, void *context,
                      struct str *error)
{
    trim(&line, &len);
    if (!len || line[0] == '#' || line[0] == ';')
        return true;
    if (memchr(line, '\0', len) || utf8_valid_prefix(line, len) < len) {
        str_add_text(error, "not a line of UTF-8 text");
        return false;
    }
    const char *equals = memchr(line, '=', len);
    const char *key = line;
    size_t key_len = equals ? (size_t)(equals - line) : 0;
    trim(&key, &key_len);
    if (!key_len) {
        str_add_text(error, "expected \"key = value\"");
        return false;
    }
    const char *value = equals + 1;
    size_t value_len = (size_t)(line + len - value);
    trim(&value, &value_len);
    struct str k = STR_EMPTY, v = STR_EMPTY;
    str_add(&k, key, key_len);
    str_add(&v, value, value_len);
    bool ok = take(context, k.data, v.data, error);
    str_release(&k);
    str_release(&v);
    return ok;
}

bool config_parse(const char *name, const char *text, size_t len, config_take *take, void *context,
                  struct str *error)
{
    struct str why = STR_EMPTY;
    bool ok = true;
    size_t number = 0;
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3, len -= 3;
    while (ok && len) {
        const char *end = memchr(text, '\n', len);
        size_t n = end ? (size_t)(end - text) : len;
        number++;
        ok = take_line(text, n, take, context, &why);
        if (!ok)
            str_printf(error, "%s:%zu: %s", name, number, why.data);
        n += end != NULL;
        text += n;
        len -= n;
    }
    str_release(&why);
    return ok;
}
