/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: the tokenizer, in three ways told apart by the input.
 *   {...json...} NUL text   a tokenizer.json, then a text for it
 *   ! regex NUL text        a regex in the library's dialect, then a text to cut by it
 *   anything else           a text for the tokenizer of tests/golden
 * Ids must be tokens; where every byte has a token and nothing is dropped, their bytes must be the
 * text.
 */
#include "engine/tokenizer.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

/* Both ways through a text; with `whole` the plain ids must spell it. */
static void tokenize(const struct eng_tokenizer *tok, const char *text, size_t len, bool whole)
{
    struct eng_tokens ids = {.ids = NULL};
    struct eng_error error = {.text = ""};
    check(eng_tokenize(tok, text, len, true, &ids, &error) == ENG_OK || error.text[0]);
    ids.count = 0;
    if (eng_tokenize(tok, text, len, false, &ids, &error) == ENG_OK) {
        char *repaired = malloc(3 * len + 1);
        check(repaired != NULL);
        size_t n = utf8_repair(text, len, repaired), at = 0;
        for (size_t i = 0; i < ids.count; i++) {
            size_t token_len;
            const char *bytes = eng_token_bytes(tok, ids.ids[i], &token_len, NULL);
            check(bytes != NULL && token_len <= n - at);
            check(!whole || memcmp(repaired + at, bytes, token_len) == 0);
            at += token_len;
        }
        check(!whole || at == n);
        free(repaired);
    }
    eng_tokens_release(&ids);
}

static void load_and_tokenize(const char *json, size_t json_len, const char *text, size_t len)
{
    struct eng_error error = {.text = ""};
    struct eng_tokenizer *tok = calloc(1, sizeof *tok);
    check(tok != NULL);
    if (tok_load(tok, json, json_len, &error) == ENG_OK)
        tokenize(tok, text, len, false);
    else
        check(error.text[0] != '\0');
    eng_tokenizer_close(tok);
}

/* The golden tokenizer with another regex, which keeps everything. */
static void cut(const struct eng_tokenizer *golden, const char *regex, size_t regex_len,
                const char *text, size_t len)
{
    struct eng_error error = {.text = ""};
    struct eng_tokenizer changed = *golden;
    changed.n_stages = 1;
    changed.stages[0] = (struct tok_stage){.keep_matches = true, .keep_gaps = true};
    if (tok_regex_compile(&changed.stages[0].code, regex, regex_len, false, "fuzz", &error))
        check(error.text[0] != '\0');
    else
        tokenize(&changed, text, len, true);
    pcre2_code_free(changed.stages[0].code);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct eng_tokenizer *golden;
    if (!golden) { /* kept to the end; reachable, so no leak */
        struct eng_error error;
        check(eng_tokenizer_open(&golden, "tests/golden/tokenizer", &error) == ENG_OK);
    }
    const char *bytes = (const char *)data, *nul = size ? memchr(bytes, '\0', size) : NULL;
    size_t first = nul ? (size_t)(nul - bytes) : size;
    const char *text = nul ? nul + 1 : "";
    size_t len = nul ? size - first - 1 : 0;
    if (size && bytes[0] == '{')
        load_and_tokenize(bytes, first, text, len);
    else if (size && bytes[0] == '!' && utf8_valid_prefix(bytes, first) == first)
        cut(golden, bytes + 1, first - 1, text, len);
    else
        tokenize(golden, bytes, size, true);
    return 0;
}
