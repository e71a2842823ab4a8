/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: the line checker. Any bytes give lines in order, each with a status, and a reason
 * in both languages wherever one is called bad.
 */
#include "app/maths/exact.h"
#include "app/maths/lines.h"

#include <stdlib.h>

enum { SIZE_MAX_TRIED = 2048, STEPS = 20000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lines_finding f;
    const char *s = (const char *)data;
    if (size > SIZE_MAX_TRIED)
        return 0;
    lines_check(&f, s, size, STEPS);
    check(f.n <= LINES_MAX && f.first_bad <= f.n);
    for (size_t i = 0; i < f.n; i++) {
        const struct line_finding *line = &f.line[i];
        check(line->text >= s && line->text + line->len <= s + size);
        check(i == 0 || line->number >= f.line[i - 1].number);
        check(line->status < LINE_STATUS_COUNT && line->mistake < MISTAKE_COUNT);
        bool bad =
            line->status == LINE_GAINS || line->status == LINE_LOSES || line->status == LINE_BROKEN;
        check(bad == (i == f.first_bad) || i > f.first_bad);
        check(!bad || (line->reason[LANG_EN].len && line->reason[LANG_KO].len));
        check(bad || line->mistake == MISTAKE_NONE);
    }
    lines_release(&f);
    exact_thread_cleanup();
    return 0;
}
