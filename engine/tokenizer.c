/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tokenizer as engine.h shows it: opening and closing, asking about tokens, and the way of a
 * text through repair, added tokens, regexes and merges (engine/tokenizer.h names the files).
 * The idea to read it by: plain text never meets the added tokens at all, so that nobody can
 * write a turn tag into a conversation; only parse_tags looks for them.
 */
#include "engine/tokenizer.h"

#include "engine/error.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

/* --- opening and closing --------------------------------------------------------------------- */

enum eng_status eng_tokenizer_open(struct eng_tokenizer **out, const char *dir,
                                   struct eng_error *error)
{
    struct eng_tokenizer *tok = NULL;
    struct eng_file file = {.data = NULL, .size = 0};
    enum eng_status status = ENG_OK;
    *out = NULL;
    char *path = eng_join_path(dir, "tokenizer.json");
    if (!path) {
        status = eng_fail_memory(error, "a file name");
        goto done;
    }
    status = eng_file_map(&file, path, path, error);
    if (status)
        goto done;
    tok = calloc(1, sizeof *tok);
    if (!tok) {
        status = eng_fail_memory(error, "the tokenizer");
        goto done;
    }
    status = tok_load(tok, (const char *)file.data, file.size, error);
    if (status)
        goto done;
    *out = tok;
    tok = NULL;
done:
    eng_tokenizer_close(tok);
    eng_file_unmap(&file);
    free(path);
    return status;
}

void eng_tokenizer_close(struct eng_tokenizer *tok)
{
    if (!tok)
        return;
    tok_vocab_release(&tok->vocab);
    tok_merges_release(&tok->merges);
    tok_added_release(tok);
    tok_bytes_release(&tok->text_pool);
    free(tok->texts);
    for (size_t i = 0; i < tok->n_stages; i++)
        pcre2_code_free(tok->stages[i].code);
    free(tok);
}

/* --- lists of ids ---------------------------------------------------------------------------- */

void eng_tokens_release(struct eng_tokens *tokens)
{
    free(tokens->ids);
    *tokens = (struct eng_tokens){.ids = NULL};
}

enum eng_status eng_tokens_add(struct eng_tokens *tokens, int32_t id, struct eng_error *error)
{
    if (tokens->count == tokens->cap) {
        size_t cap = tokens->cap ? tokens->cap * 2 : 64;
        int32_t *ids =
            cap > SIZE_MAX / sizeof *ids ? NULL : realloc(tokens->ids, cap * sizeof *ids);
        if (!ids)
            return eng_fail_memory(error, "a list of tokens");
        tokens->ids = ids;
        tokens->cap = cap;
    }
    tokens->ids[tokens->count++] = id;
    return ENG_OK;
}

/* --- text to ids ----------------------------------------------------------------------------- */

enum eng_status eng_tokenize(const struct eng_tokenizer *tok, const char *text, size_t len,
                             bool parse_tags, struct eng_tokens *out, struct eng_error *error)
{
    char *repaired = NULL;
    struct tok_run run = {.tok = tok};
    size_t before = out->count;
    enum eng_status status = ENG_OK;
    if (len == 0)
        goto done;
    if (len > TOK_MAX_TEXT) {
        status = eng_fail(error, ENG_BAD_ARGUMENT, "a text of more than %u MB is not tokenized",
                          TOK_MAX_TEXT >> 20);
        goto done;
    }
    if (utf8_valid_prefix(text, len) < len) {
        repaired = malloc(3 * len);
        if (!repaired) {
            status = eng_fail_memory(error, "a text");
            goto done;
        }
        len = utf8_repair(text, len, repaired);
        text = repaired;
    }
    status = tok_run_begin(&run, tok, len, out, error);
    if (!status)
        status = parse_tags ? tok_tagged(&run, 0, text, len) : tok_split(&run, 0, text, len);
done:
    tok_run_end(&run);
    free(repaired);
    if (status)
        out->count = before;
    return status;
}

/* --- asking about tokens --------------------------------------------------------------------- */

int32_t eng_tokenizer_size(const struct eng_tokenizer *tok)
{
    return tok->size;
}

int32_t eng_tag_id(const struct eng_tokenizer *tok, const char *content)
{
    for (size_t i = 0; i < tok->n_added; i++)
        if (strcmp(tok->added_pool.data + tok->added[i].offset, content) == 0)
            return tok->added[i].id;
    return -1;
}

bool eng_tag_strips_right(const struct eng_tokenizer *tok, int32_t id)
{
    for (size_t i = 0; i < tok->n_added; i++)
        if (tok->added[i].id == id)
            return tok->added[i].rstrip;
    return false;
}

bool eng_tag_at(const struct eng_tokenizer *tok, size_t n, const char **content, int32_t *id)
{
    if (n >= tok->n_added)
        return false;
    *content = tok->added_pool.data + tok->added[n].offset;
    *id = tok->added[n].id;
    return true;
}

const char *eng_token_bytes(const struct eng_tokenizer *tok, int32_t id, size_t *len, bool *special)
{
    if (id < 0 || id >= tok->size || tok->texts[id].offset == TOK_NO_TEXT)
        return NULL;
    *len = tok->texts[id].len;
    if (special)
        *special = tok->texts[id].special;
    return tok->text_pool.data + tok->texts[id].offset;
}
