/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two ways from turns to tokens. Plain: tags by their ids, contents by the tokenizer without
 * tags. Tagged: the whole prompt as one text, handed to the tokenizer the library's way.
 */
#include "app/tutor/dialogue.h"

#include "app/base/str.h"
#include "engine/utf8.h"

#include <stdio.h>
#include <string.h>

#define TAG_END "<|end|>"
#define TAG_EOS "<|endoftext|>"
#define TAG_TOOL "<|tool|>"
#define TAG_TOOL_END "<|/tool|>"
#define TAG_ASSISTANT "<|assistant|>"

/* Says which tag is missing and which ones there are, as far as the sentence has room. */
static enum eng_status missing_tag(const struct eng_tokenizer *tok, const char *tag,
                                   struct eng_error *error)
{
    struct str text = STR_EMPTY;
    const char *content;
    int32_t id;
    size_t n = 0;
    str_printf(&text, "the model has no turn tag %.60s; its tags:", tag);
    for (; eng_tag_at(tok, n, &content, &id) && text.len + strlen(content) < 480; n++)
        str_printf(&text, " %s", content);
    if (n == 0)
        str_add_text(&text, " none");
    else if (eng_tag_at(tok, n, &content, &id))
        str_add_text(&text, " ...");
    if (error) {
        error->status = ENG_BAD_ARGUMENT;
        snprintf(error->text, sizeof error->text, "%s", text.data);
    }
    str_release(&text);
    return ENG_BAD_ARGUMENT;
}

/* The id of a tag the template needs. */
static enum eng_status find_tag(const struct eng_tokenizer *tok, const char *tag, int32_t *id,
                                struct eng_error *error)
{
    *id = eng_tag_id(tok, tag);
    return *id < 0 ? missing_tag(tok, tag, error) : ENG_OK;
}

static enum eng_status role_tag(const struct eng_tokenizer *tok, const char *role, struct str *tag,
                                struct eng_error *error)
{
    int32_t id;
    str_clear(tag);
    str_printf(tag, "<|%s|>", role);
    return find_tag(tok, tag->data, &id, error);
}

/* White space that an added token swallows: Unicode's White_Space, as in the library; it is
 * narrower than what text_is_space() takes for blank. */
static bool is_swallowed(uint32_t c)
{
    return (c >= 0x9 && c <= 0xD) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static enum eng_status add_tag(const struct eng_tokenizer *tok, const char *tag,
                               struct eng_tokens *out, struct eng_error *error)
{
    int32_t id;
    enum eng_status status = find_tag(tok, tag, &id, error);
    return status ? status : eng_tokens_add(out, id, error);
}

/* A tag and the plain text behind it. */
static enum eng_status add_tagged_text(const struct eng_tokenizer *tok, const char *tag,
                                       const char *text, size_t len, struct eng_tokens *out,
                                       struct eng_error *error)
{
    enum eng_status status = add_tag(tok, tag, out, error);
    if (status)
        return status;
    if (eng_tag_strips_right(tok, eng_tag_id(tok, tag))) {
        while (len) {
            uint32_t c;
            size_t n = utf8_decode(text, len, &c, NULL);
            if (!is_swallowed(c))
                break;
            text += n;
            len -= n;
        }
    }
    return eng_tokenize(tok, text, len, false, out, error);
}

enum eng_status dialogue_turn(const struct eng_tokenizer *tok, const struct dialogue_turn *turn,
                              struct eng_tokens *out, struct eng_error *error)
{
    struct str tag = STR_EMPTY;
    size_t before = out->count;
    enum eng_status status = role_tag(tok, turn->role, &tag, error);
    if (!status)
        status = add_tagged_text(tok, tag.data, turn->content, turn->len, out, error);
    if (!status && turn->tools) {
        status = add_tagged_text(tok, TAG_TOOL, turn->tools, turn->tools_len, out, error);
        if (!status)
            status = add_tag(tok, TAG_TOOL_END, out, error);
    }
    if (!status)
        status = add_tag(tok, TAG_END, out, error);
    if (status)
        out->count = before;
    str_release(&tag);
    return status;
}

/* The library's way: the prompt as text, tags wherever they stand. */
static enum eng_status tagged_turns(const struct eng_tokenizer *tok,
                                    const struct dialogue_turn *turns, size_t n, const char *ending,
                                    struct eng_tokens *out, struct eng_error *error)
{
    struct str prompt = STR_EMPTY, tag = STR_EMPTY;
    enum eng_status status = ENG_OK;
    for (size_t i = 0; i < n && !status; i++) {
        status = role_tag(tok, turns[i].role, &tag, error);
        str_add_str(&prompt, &tag);
        str_add(&prompt, turns[i].content, turns[i].len);
        if (turns[i].tools) {
            str_add_text(&prompt, TAG_TOOL);
            str_add(&prompt, turns[i].tools, turns[i].tools_len);
            str_add_text(&prompt, TAG_TOOL_END);
        }
        str_add_text(&prompt, TAG_END);
    }
    str_add_text(&prompt, ending);
    if (!status)
        status = eng_tokenize(tok, prompt.data, prompt.len, true, out, error);
    str_release(&prompt);
    str_release(&tag);
    return status;
}

enum eng_status dialogue_turns(const struct eng_tokenizer *tok, const struct dialogue_turn *turns,
                               size_t n, bool generation_prompt, bool parse_tags,
                               struct eng_tokens *out, struct eng_error *error)
{
    const char *ending = generation_prompt ? TAG_ASSISTANT : TAG_EOS;
    size_t before = out->count;
    int32_t id;
    enum eng_status status = find_tag(tok, ending, &id, error);
    if (!status && parse_tags)
        return tagged_turns(tok, turns, n, ending, out, error);
    for (size_t i = 0; i < n && !status; i++)
        status = dialogue_turn(tok, &turns[i], out, error);
    if (!status)
        status = eng_tokens_add(out, id, error);
    if (status)
        out->count = before;
    return status;
}
