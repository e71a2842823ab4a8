/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The "pre_tokenizer" of tokenizer.json: any number of Split, then one ByteLevel, in a Sequence
 * or ByteLevel alone. Becomes the list of regex stages. Every key counts: one that is missing or
 * not known is refused, because it would change ids without a word.
 */
#include "engine/tokenizer.h"

#include "engine/error.h"

#include <string.h>

#define PLACE "tokenizer.json: pre_tokenizer"

/* What ByteLevel with use_regex cuts by: the pattern of GPT-2, fixed in the library. */
static const char gpt2_pattern[] =
    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

enum kind { KIND_MISSING, KIND_OTHER, KIND_SEQUENCE, KIND_SPLIT, KIND_BYTE_LEVEL };
enum flag { FLAG_MISSING, FLAG_FALSE, FLAG_TRUE };

/* One pre-tokenizer object as written. Texts point into the document where they have no escape,
 * so what must last is copied. */
struct part {
    enum kind kind;
    char type[40];
    struct tok_bytes pattern; /* owned */
    bool has_pattern, is_regex;
    char behavior[40];
    enum flag invert, add_prefix_space, use_regex;
    bool has_list;
};

static void copy_name(char out[40], const struct json_reader *r)
{
    size_t n = r->len < 39 ? r->len : 39;
    memcpy(out, r->text, n);
    out[n] = '\0';
}

static enum eng_status read_name(char out[40], struct json_reader *r, struct eng_error *error)
{
    if (!json_expect(r, JSON_STRING))
        return tok_json_fail(r, 0, error);
    copy_name(out, r);
    return ENG_OK;
}

static enum eng_status read_flag(enum flag *out, struct json_reader *r, struct eng_error *error)
{
    enum json_type type = json_next(r);
    if (type != JSON_TRUE && type != JSON_FALSE)
        return type == JSON_ERROR
                   ? tok_json_fail(r, 0, error)
                   : eng_fail(error, ENG_BAD_MODEL, PLACE ": byte %zu: expected true or false",
                              (size_t)(r->token_at - r->start));
    *out = type == JSON_TRUE ? FLAG_TRUE : FLAG_FALSE;
    return ENG_OK;
}

/* {"Regex": "..."} or {"String": "..."} */
static enum eng_status read_pattern(struct part *part, struct json_reader *r,
                                    struct eng_error *error)
{
    if (!json_expect(r, JSON_OBJECT_BEGIN) || !json_expect(r, JSON_KEY))
        return tok_json_fail(r, 0, error);
    part->is_regex = json_is(r, "Regex");
    if (part->has_pattern || (!part->is_regex && !json_is(r, "String")))
        return eng_fail(error, ENG_UNSUPPORTED, PLACE ": Split: pattern: expected Regex or String");
    if (!json_expect(r, JSON_STRING))
        return tok_json_fail(r, 0, error);
    part->has_pattern = true;
    if (!tok_bytes_add(&part->pattern, r->text, r->len))
        return eng_fail_memory(error, "a regex");
    return json_expect(r, JSON_OBJECT_END) ? ENG_OK : tok_json_fail(r, 0, error);
}

static enum kind kind_of(const char *type)
{
    return !strcmp(type, "Sequence")    ? KIND_SEQUENCE
           : !strcmp(type, "Split")     ? KIND_SPLIT
           : !strcmp(type, "ByteLevel") ? KIND_BYTE_LEVEL
                                        : KIND_OTHER;
}

/* Reads one object behind its opening brace. With `list` (which only the outermost may have) it
 * stops before the value of "pretokenizers", so that the caller can read that. */
static enum eng_status read_part(struct part *part, struct json_reader *r, bool list,
                                 struct eng_error *error)
{
    enum eng_status status = ENG_OK;
    while (!status && json_next(r) == JSON_KEY) {
        if (json_is(r, "type")) {
            status = read_name(part->type, r, error);
            part->kind = kind_of(part->type);
        } else if (json_is(r, "pattern")) {
            status = read_pattern(part, r, error);
        } else if (json_is(r, "behavior")) {
            status = read_name(part->behavior, r, error);
        } else if (json_is(r, "invert")) {
            status = read_flag(&part->invert, r, error);
        } else if (json_is(r, "add_prefix_space")) {
            status = read_flag(&part->add_prefix_space, r, error);
        } else if (json_is(r, "use_regex")) {
            status = read_flag(&part->use_regex, r, error);
        } else if (json_is(r, "trim_offsets")) {
            enum flag ignored; /* moves offsets, which nobody here asks for */
            status = read_flag(&ignored, r, error);
        } else if (list && json_is(r, "pretokenizers")) {
            part->has_list = true;
            return ENG_OK;
        } else if (part->kind == KIND_OTHER) {
            return eng_fail(error, ENG_UNSUPPORTED, PLACE ": the type %s is not supported",
                            part->type);
        } else {
            return eng_fail(error, ENG_UNSUPPORTED, PLACE ": the key %.*s is not supported",
                            (int)(r->len > 40 ? 40 : r->len), r->text);
        }
    }
    if (status)
        return status;
    return r->type == JSON_OBJECT_END ? ENG_OK : tok_json_fail(r, 0, error);
}

static enum eng_status add_stage(struct eng_tokenizer *tok, const char *pattern, size_t len,
                                 bool literal, bool matches, bool gaps, struct eng_error *error)
{
    if (tok->n_stages == TOK_MAX_STAGES)
        return eng_fail(error, ENG_UNSUPPORTED, PLACE ": more than %d regexes", TOK_MAX_STAGES);
    struct tok_stage *stage = &tok->stages[tok->n_stages++];
    *stage = (struct tok_stage){.keep_matches = matches, .keep_gaps = gaps};
    return tok_regex_compile(&stage->code, pattern, len, literal, PLACE, error);
}

static enum eng_status add_split(struct eng_tokenizer *tok, const struct part *part,
                                 struct eng_error *error)
{
    const char *missing = !part->has_pattern             ? "pattern"
                          : !part->behavior[0]           ? "behavior"
                          : part->invert == FLAG_MISSING ? "invert"
                                                         : NULL;
    if (missing)
        return eng_fail(error, ENG_BAD_MODEL, PLACE ": Split: %s is missing", missing);
    bool isolated = !strcmp(part->behavior, "Isolated");
    if (!isolated && strcmp(part->behavior, "Removed") != 0)
        return eng_fail(error, ENG_UNSUPPORTED, PLACE ": Split: the behavior %s is not supported",
                        part->behavior);
    bool inverted = part->invert == FLAG_TRUE; /* the matches are what stays */
    return add_stage(tok, part->pattern.data, part->pattern.len, !part->is_regex,
                     isolated || inverted, isolated || !inverted, error);
}

static enum eng_status add_byte_level(struct eng_tokenizer *tok, const struct part *part,
                                      struct eng_error *error)
{
    if (part->add_prefix_space == FLAG_MISSING)
        return eng_fail(error, ENG_BAD_MODEL, PLACE ": ByteLevel: add_prefix_space is missing");
    if (part->add_prefix_space == FLAG_TRUE)
        return eng_fail(error, ENG_UNSUPPORTED,
                        PLACE ": ByteLevel: add_prefix_space true is not supported");
    if (part->use_regex == FLAG_FALSE)
        return ENG_OK;
    return add_stage(tok, gpt2_pattern, strlen(gpt2_pattern), false, true, true, error);
}

static enum eng_status add_part(struct eng_tokenizer *tok, const struct part *part,
                                struct eng_error *error)
{
    if (part->kind == KIND_SPLIT)
        return add_split(tok, part, error);
    if (part->kind == KIND_BYTE_LEVEL)
        return add_byte_level(tok, part, error);
    if (part->kind == KIND_MISSING)
        return eng_fail(error, ENG_BAD_MODEL, PLACE ": type is missing");
    return eng_fail(error, ENG_UNSUPPORTED, PLACE ": the type %s is not supported here",
                    part->type);
}

/* The elements of a Sequence, behind the name of the list. */
static enum eng_status read_list(struct eng_tokenizer *tok, struct json_reader *r,
                                 struct eng_error *error)
{
    bool byte_level = false;
    if (!json_expect(r, JSON_ARRAY_BEGIN))
        return tok_json_fail(r, 0, error);
    while (json_next(r) == JSON_OBJECT_BEGIN) {
        struct part part = {0};
        enum eng_status status = read_part(&part, r, false, error);
        if (!status && byte_level)
            status = eng_fail(error, ENG_UNSUPPORTED, PLACE ": something follows ByteLevel");
        if (!status)
            status = add_part(tok, &part, error);
        byte_level = part.kind == KIND_BYTE_LEVEL;
        tok_bytes_release(&part.pattern);
        if (status)
            return status;
    }
    if (r->type == JSON_ERROR)
        return tok_json_fail(r, 0, error);
    if (r->type != JSON_ARRAY_END)
        return eng_fail(error, ENG_BAD_MODEL, PLACE ": pretokenizers: expected objects");
    if (!byte_level)
        return eng_fail(error, ENG_UNSUPPORTED, PLACE ": a Sequence must end with ByteLevel");
    return ENG_OK;
}

enum eng_status tok_read_pre_tokenizer(struct eng_tokenizer *tok, struct json_reader *r,
                                       struct eng_error *error)
{
    struct part part = {0};
    enum json_type type = json_next(r);
    if (type == JSON_ERROR)
        return tok_json_fail(r, 0, error);
    if (type == JSON_NULL)
        return eng_fail(error, ENG_UNSUPPORTED,
                        PLACE " is null: only byte-level tokenizers are supported");
    if (type != JSON_OBJECT_BEGIN)
        return eng_fail(error, ENG_BAD_MODEL, PLACE ": expected an object");
    enum eng_status status = read_part(&part, r, true, error);
    if (!status && part.has_list) {
        status = read_list(tok, r, error);
        if (!status) /* keys behind the list, such as a type that comes last */
            status = read_part(&part, r, false, error);
        if (!status && part.kind != KIND_SEQUENCE)
            status = eng_fail(error, ENG_BAD_MODEL,
                              PLACE ": pretokenizers belongs to the type Sequence");
    } else if (!status && part.kind == KIND_SPLIT) {
        status = eng_fail(error, ENG_UNSUPPORTED, PLACE ": Split without ByteLevel");
    } else if (!status) {
        status = add_part(tok, &part, error);
    }
    tok_bytes_release(&part.pattern);
    return status;
}
