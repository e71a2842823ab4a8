/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A segment of text into pieces, by the regexes of the model. The regex is hostile: somebody
 * else's file runs over the learner's text. The idea to read it by: almost every match takes a
 * handful of steps, so each is tried first with a small limit; only where that fails are steps
 * drawn from a budget in proportion to the text. Time is bounded by counting, never by a clock.
 */
#include "engine/tokenizer.h"

#include "engine/error.h"
#include "engine/utf8.h"

#define FREE_STEPS 500            /* a match may use them without being counted */
#define BUDGET_BASE 1000000       /* for one call */
#define BUDGET_PER_BYTE 64        /* and this for every byte of its text */
#define HEAP_LIMIT_KIB (32 << 10) /* memory of one match */
#define DEPTH_LIMIT 1000000

enum eng_status tok_run_begin(struct tok_run *run, const struct eng_tokenizer *tok, size_t len,
                              struct eng_tokens *out, struct eng_error *error)
{
    *run = (struct tok_run){.tok = tok, .out = out, .error = error};
    run->budget = BUDGET_BASE + (uint64_t)BUDGET_PER_BYTE * len;
    run->match = pcre2_match_data_create(1, NULL);
    run->limits = pcre2_match_context_create(NULL);
    if (!run->match || !run->limits)
        return eng_fail_memory(error, "splitting a text");
    pcre2_set_heap_limit(run->limits, HEAP_LIMIT_KIB);
    pcre2_set_depth_limit(run->limits, DEPTH_LIMIT);
    return ENG_OK;
}

void tok_run_end(struct tok_run *run)
{
    pcre2_match_data_free(run->match);
    pcre2_match_context_free(run->limits);
    tok_bpe_scratch_release(run);
}

/* One call of PCRE2: > 0 matched, 0 no match, < 0 its error. The text is valid UTF-8. */
static int match_once(struct tok_run *run, const pcre2_code *code, const char *text, size_t len,
                      size_t at, uint32_t options, uint32_t steps)
{
    pcre2_set_match_limit(run->limits, steps);
    int rc = pcre2_match(code, (PCRE2_SPTR)text, len, at, options | PCRE2_NO_UTF_CHECK, run->match,
                         run->limits);
    return rc == PCRE2_ERROR_NOMATCH ? 0 : rc < 0 ? rc : 1;
}

/* A match that begins exactly at `at`, with as many steps as it needs and the budget allows.
 * *expensive tells that it needed more than the free ones. */
static int match_here(struct tok_run *run, const pcre2_code *code, const char *text, size_t len,
                      size_t at, bool *expensive)
{
    uint32_t steps = FREE_STEPS;
    for (*expensive = false;; *expensive = true) {
        int rc = match_once(run, code, text, len, at, PCRE2_ANCHORED, steps);
        if (rc != PCRE2_ERROR_MATCHLIMIT || run->budget == 0)
            return rc;
        uint64_t more = steps < UINT32_MAX / 4 ? (uint64_t)steps * 4 : UINT32_MAX;
        steps = (uint32_t)(more < run->budget ? more : run->budget);
        run->budget -= steps;
    }
}

/* The next match at or after `at`. PCRE2 does not say which place was too expensive, so the walk
 * to it is made character by character, and from there on it searches by itself again. */
static int find_match(struct tok_run *run, const pcre2_code *code, const char *text, size_t len,
                      size_t at)
{
    for (;;) {
        int rc = match_once(run, code, text, len, at, 0, FREE_STEPS);
        if (rc != PCRE2_ERROR_MATCHLIMIT)
            return rc;
        for (bool expensive = false; !expensive;) {
            rc = match_here(run, code, text, len, at, &expensive);
            if (rc != 0 || at == len)
                return rc;
            uint32_t c;
            at += utf8_decode(text + at, len - at, &c, NULL);
        }
    }
}

static enum eng_status match_failure(struct tok_run *run, int rc)
{
    if (rc == PCRE2_ERROR_NOMEMORY)
        return eng_fail_memory(run->error, "splitting a text");
    const char *what = rc == PCRE2_ERROR_MATCHLIMIT   ? "takes too many steps"
                       : rc == PCRE2_ERROR_HEAPLIMIT  ? "takes too much memory"
                       : rc == PCRE2_ERROR_DEPTHLIMIT ? "nests too deeply"
                                                      : "fails";
    return eng_fail(run->error, ENG_BAD_MODEL,
                    "tokenizer.json: pre_tokenizer: the regex %s on this text (PCRE2 error %d)",
                    what, rc);
}

enum eng_status tok_match_here(struct tok_run *run, const pcre2_code *code, const char *text,
                               size_t len, size_t at, bool *matches)
{
    bool expensive;
    int rc = match_here(run, code, text, len, at, &expensive);
    *matches = rc > 0;
    return rc < 0 ? match_failure(run, rc) : ENG_OK;
}

/* What one stage found goes to the next, what the last one found to the merges. */
static enum eng_status pass_on(struct tok_run *run, size_t stage, bool keep, const char *text,
                               size_t len)
{
    if (!keep || len == 0)
        return ENG_OK;
    return tok_split(run, stage + 1, text, len);
}

/* Empty matches follow the library: one is accepted where it cuts a gap in two, but not right
 * behind another match; there the search goes on with the next character. */
enum eng_status tok_split(struct tok_run *run, size_t stage, const char *text, size_t len)
{
    if (stage == run->tok->n_stages)
        return tok_bpe(run, text, len);
    const struct tok_stage *s = &run->tok->stages[stage];
    enum eng_status status = ENG_OK;
    size_t done = 0, from = 0;
    bool any = false; /* whether `done` is the end of a match */
    while (!status && from <= len) {
        int rc = find_match(run, s->code, text, len, from);
        if (rc == 0)
            break;
        if (rc < 0)
            return match_failure(run, rc);
        const PCRE2_SIZE *span = pcre2_get_ovector_pointer(run->match);
        size_t begin = span[0], end = span[1];
        if (begin == end && any && begin == done) {
            uint32_t c;
            from += from < len ? utf8_decode(text + from, len - from, &c, NULL) : 1;
            continue;
        }
        status = pass_on(run, stage, s->keep_gaps, text + done, begin - done);
        if (!status)
            status = pass_on(run, stage, s->keep_matches, text + begin, end - begin);
        done = from = end;
        any = true;
    }
    return status ? status : pass_on(run, stage, s->keep_gaps, text + done, len - done);
}
