/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every 64 bytes the end of the text is looked at backwards: with the prefix function of Knuth,
 * Morris and Pratt, i - pi[i] is the shortest period of the last i bytes.
 */
#include "app/tutor/repeat.h"

#include <string.h>

enum { EVERY = 64 };

void repeat_init(struct repeat *r)
{
    memset(r, 0, sizeof *r);
}

static bool tail_is_periodic(const struct repeat *r)
{
    static _Thread_local char back[REPEAT_TAIL];
    static _Thread_local uint16_t pi[REPEAT_TAIL + 1];
    size_t n = r->seen < REPEAT_TAIL ? (size_t)r->seen : REPEAT_TAIL;
    for (size_t i = 0; i < n; i++)
        back[i] = r->tail[(r->seen - 1 - i) % REPEAT_TAIL];
    size_t k = 0;
    pi[0] = pi[1] = 0;
    for (size_t i = 1; i < n; i++) {
        while (k && back[i] != back[k])
            k = pi[k];
        k += back[i] == back[k];
        size_t len = i + 1, period = len - k;
        pi[len] = (uint16_t)k;
        if (len >= REPEAT_BYTES && len >= REPEAT_TIMES * period)
            return true;
    }
    return false;
}

static bool line_is_old(struct repeat *r)
{
    size_t count = 0;
    if (r->line_len >= REPEAT_PARAGRAPH_BYTES) {
        r->lines[r->n_lines++ % REPEAT_PARAGRAPHS] = r->line_hash;
        for (size_t i = 0; i < REPEAT_PARAGRAPHS; i++)
            count += r->lines[i] == r->line_hash;
    }
    r->line_len = 0;
    r->line_hash = 0;
    return count >= REPEAT_PARAGRAPH_TIMES;
}

bool repeat_feed(struct repeat *r, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        r->tail[r->seen++ % REPEAT_TAIL] = bytes[i];
        if (bytes[i] == '\n') {
            if (line_is_old(r))
                return true;
        } else {
            r->line_hash = (r->line_hash ^ (unsigned char)bytes[i]) * 0x100000001B3u + 1;
            r->line_len++;
        }
        if (r->seen % EVERY == 0 && r->seen >= REPEAT_BYTES && tail_is_periodic(r))
            return true;
    }
    return false;
}
