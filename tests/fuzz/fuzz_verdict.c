/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: verdicts. The first byte chooses the form that is asked for, the first line is the
 * attempt, the rest the reference. Whatever comes in: there is a verdict with a reason in both
 * languages that may be shown on a terminal, and nothing is ever different from itself.
 */
#include "app/maths/exact.h"
#include "app/maths/verdict.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST = 2000, STEPS = 20000 };

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void check_verdict(const struct verdict *verdict)
{
    check((unsigned)verdict->kind < VERDICT_COUNT);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const struct str *reason = &verdict->reason[lang];
        check(reason->len > 0 && reason->len < 4000);
        for (size_t i = 0; i < reason->len; i++)
            check((unsigned char)reason->data[i] >= 0x20);
    }
    check(verdict->kind != VERDICT_PARTLY || (verdict->right > 0 && verdict->right < verdict->of));
    check((verdict->kind == VERDICT_EQUAL_NUMERIC) == (verdict->points > 0) ||
          verdict->kind != VERDICT_EQUAL_NUMERIC);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > LONGEST)
        return 0;
    struct verdict_options options = {.form = (enum verdict_form)(data[0] % FORM_COUNT),
                                      .digits = data[0] / FORM_COUNT,
                                      .steps = STEPS};
    const char *attempt = (const char *)data + 1;
    const char *line = memchr(attempt, '\n', size - 1);
    const char *reference = line ? line + 1 : attempt;
    size_t attempt_len = line ? (size_t)(line - attempt) : size - 1;
    size_t reference_len = size - 1 - (size_t)(reference - attempt);
    struct verdict verdict;
    verdict_decide(&verdict, attempt, attempt_len, reference, reference_len, &options);
    check_verdict(&verdict);
    verdict_release(&verdict);
    options.form = FORM_ANY;
    verdict_decide(&verdict, attempt, attempt_len, attempt, attempt_len, &options);
    check_verdict(&verdict);
    check(verdict.kind != VERDICT_DIFFERENT && verdict.kind != VERDICT_PARTLY);
    verdict_release(&verdict);
    exact_thread_cleanup();
    return 0;
}
