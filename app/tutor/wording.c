/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One switch on the language for each sentence; formats are literals.
 */
#include "app/tutor/wording.h"

const char *wording_text(enum wording wording, enum lang lang)
{
    static const char *const texts[WORDING_COUNT][LANG_COUNT] = {
#define X(name, english, korean) [WORDING_##name] = {english, korean},
        WORDINGS(X)
#undef X
    };
    return texts[wording][lang];
}

static double seconds(int64_t ns)
{
    return (double)ns / 1e9;
}

void wording_reading(struct str *out, enum lang lang, int64_t tokens, int64_t total)
{
    int percent = total > 0 ? (int)(100 * tokens / total) : 100;
    if (lang == LANG_KO)
        str_printf(out, "문제를 읽는 중: %d%%", percent);
    else
        str_printf(out, "reading the problem: %d %%", percent);
}

void wording_thinking(struct str *out, enum lang lang, int64_t tokens, int64_t ns)
{
    if (lang == LANG_KO)
        str_printf(out, "생각하는 중: 토큰 %lld개, %.1f초", (long long)tokens, seconds(ns));
    else
        str_printf(out, "thinking: %lld token%s, %.1f s", (long long)tokens, tokens == 1 ? "" : "s",
                   seconds(ns));
}

void wording_thought(struct str *out, enum lang lang, int64_t tokens, int64_t ns, bool forced)
{
    if (lang == LANG_KO)
        str_printf(out, "생각: 토큰 %lld개, %.1f초%s", (long long)tokens, seconds(ns),
                   forced ? " (정한 만큼 생각하여 마침)" : "");
    else
        str_printf(out, "thought: %lld token%s, %.1f s%s", (long long)tokens,
                   tokens == 1 ? "" : "s", seconds(ns), forced ? " (budget spent)" : "");
}

double lesson_tokens_per_second(const struct lesson_totals *totals)
{
    int64_t ns = totals->total_ns - totals->first_ns;
    return totals->tokens > 1 && ns > 0 ? (double)(totals->tokens - 1) / seconds(ns) : 0;
}

void wording_totals(struct str *out, enum lang lang, const struct lesson_totals *totals)
{
    double rate = lesson_tokens_per_second(totals);
    if (lang == LANG_KO)
        str_printf(out, "토큰 %lld개, ", (long long)totals->tokens);
    else
        str_printf(out, "%lld token%s, ", (long long)totals->tokens,
                   totals->tokens == 1 ? "" : "s");
    if (rate > 0 && lang == LANG_KO)
        str_printf(out, "초당 %.1f개, ", rate);
    else if (rate > 0)
        str_printf(out, "%.1f tokens/s, ", rate);
    str_printf(out, lang == LANG_KO ? "%.1f초" : "%.1f s", seconds(totals->total_ns));
}

const char *wording_reason(enum lesson_reason reason, enum lang lang)
{
    switch (reason) {
    case REASON_LIMIT:
        return wording_text(WORDING_LIMIT, lang);
    case REASON_FULL:
        return wording_text(WORDING_FULL, lang);
    case REASON_REPETITION:
        return wording_text(WORDING_REPETITION, lang);
    case REASON_CANCELLED:
        return wording_text(WORDING_STOPPED, lang);
    case REASON_STOP:
    case REASON_FAILED:
    case REASON_COUNT:
        break;
    }
    return NULL;
}
