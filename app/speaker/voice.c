/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tokens wait to be fed, or one is sampled and shown and waits to be computed; when neither is so,
 * the next one is sampled. The prompt is read in slices, so that progress can be told and a stop is
 * quick.
 */
#include "app/speaker/voice.h"

#include "app/tutor/dialogue.h"
#include "engine/utf8.h"

#include <inttypes.h>
#include <string.h>

enum {
    SLICE = 256, /* prompt tokens between two reports of progress */
    SILENT = 64  /* tokens without text that are told in a piece without text */
};

void voice_init(struct voice *v, struct eng_model *model)
{
    struct eng_info info;
    *v = (struct voice){.model = model, .tok = eng_model_tokenizer(model, NULL), .next_id = -1};
    eng_model_describe(model, &info);
    v->context = info.context;
    v->end_tags[0] = eng_tag_id(v->tok, "<|end|>");
    v->end_tags[1] = eng_tag_id(v->tok, "<|endoftext|>");
    v->over = true; /* until it is started */
    str_init(&v->forced);
    str_init(&v->said);
}

void voice_release(struct voice *v)
{
    eng_session_free(v->session);
    eng_tokens_release(&v->waiting);
    str_release(&v->forced);
    str_release(&v->said);
}

static void note(struct voice *v, enum eng_status status)
{
    if (status != ENG_OK)
        v->failed = true;
}

/* The tokens of the turns, or the note of why there are none. */
static void read_turns(struct voice *v, const struct prompt_turns *turns)
{
    struct dialogue_turn turn[ROLE_COUNT];
    for (size_t i = 0; i < turns->count; i++)
        turn[i] = (struct dialogue_turn){
            .role = prompt_role_name(turns->turn[i].role),
            .content = turns->turn[i].text,
            .len = turns->turn[i].len,
        };
    note(v, dialogue_turns(v->tok, turn, turns->count, true, false, &v->waiting, &v->error));
    if (v->failed || (int64_t)v->waiting.count < v->context)
        return;
    v->failed = true;
    v->error.status = ENG_FULL;
    struct str text = STR_EMPTY;
    str_printf(&text, "the problem is too long: %zu tokens, and the model takes %" PRId64,
               v->waiting.count, v->context - 1);
    size_t len = text.len < sizeof v->error.text - 1 ? text.len : sizeof v->error.text - 1;
    memcpy(v->error.text, text.data, len);
    v->error.text[len] = '\0';
    str_release(&text);
}

void voice_start(struct voice *v, const struct prompt_turns *turns,
                 const struct speaker_sampling *sampling)
{
    struct eng_session *old = v->session;
    v->session = NULL; /* a signal handler may look at it */
    eng_session_free(old);
    v->failed = v->over = v->handed = v->has_read = false;
    v->cancelled = 0;
    v->waiting.count = v->fed = v->held = 0;
    v->tokens = 0;
    v->next_id = -1;
    str_clear(&v->forced);
    str_clear(&v->said);
    v->sampling = (struct eng_sampling){
        .temperature = (float)sampling->temperature,
        .top_p = (float)sampling->top_p,
    };
    random_seed(&v->random, sampling->seed);
    read_turns(v, turns);
    v->prompt_tokens = (int64_t)v->waiting.count;
    struct eng_session *session = NULL;
    if (!v->failed)
        note(v, eng_session_new(&session, v->model, &v->error));
    v->session = session;
}

size_t voice_feed(struct voice *v)
{
    size_t left = v->waiting.count - v->fed, n = left < SLICE ? left : SLICE;
    note(v, eng_session_feed(v->session, v->waiting.ids + v->fed, n, NULL, NULL, &v->error));
    v->fed += n;
    v->has_read = v->prompt_tokens > 0;
    return n;
}

void voice_step(struct voice *v)
{
    note(v, eng_step(&v->session, &v->next_id, 1, &v->error));
    v->next_id = -1;
}

void voice_stepped(struct voice *v)
{
    v->next_id = -1;
}

static bool is_end(const struct voice *v, int32_t id)
{
    return eng_is_stop(v->model, id) || id == v->end_tags[0] || id == v->end_tags[1];
}

/* Adds the text of one more token to `said`; false at the end of the answer. */
static bool say_token(struct voice *v)
{
    int32_t id;
    size_t len;
    bool special;
    note(v, eng_session_sample(v->session, &v->sampling, random_next(&v->random), &id, &v->error));
    if (v->failed)
        return true;
    if (is_end(v, id))
        return false;
    v->next_id = id;
    v->tokens++;
    const char *bytes = eng_token_bytes(v->tok, id, &len, &special);
    if (bytes && !special)
        str_add(&v->said, bytes, len);
    v->held = utf8_incomplete_tail(v->said.data, v->said.len);
    return true;
}

/* What ended it, from the engine's status. */
static void end_piece(struct voice *v, struct speaker_piece *piece)
{
    v->over = true;
    if (v->failed && v->error.status == ENG_CANCELLED)
        v->cancelled = 1;
    if (v->cancelled) {
        *piece = (struct speaker_piece){.kind = SPEAKER_END, .reason = REASON_CANCELLED};
    } else if (v->failed && v->error.status == ENG_FULL && v->fed > 0) {
        *piece = (struct speaker_piece){.kind = SPEAKER_END, .reason = REASON_FULL};
    } else if (v->failed) {
        *piece = (struct speaker_piece){
            .kind = SPEAKER_FAILED,
            .text = v->error.text,
            .len = strlen(v->error.text),
            .reason = REASON_FAILED,
            .code = speaker_exit_code(v->error.status),
        };
    } else {
        *piece = (struct speaker_piece){.kind = SPEAKER_END, .reason = REASON_STOP};
    }
}

static void text_piece(struct voice *v, struct speaker_piece *piece)
{
    *piece = (struct speaker_piece){
        .kind = SPEAKER_TEXT,
        .text = v->said.data,
        .len = v->said.len - v->held,
        .tokens = v->tokens,
    };
    v->tokens = 0;
    v->handed = true;
}

/* Drops what the last piece handed out; what was held back begins the next one. */
static void next_piece(struct voice *v)
{
    str_drop(&v->said, v->said.len - v->held);
}

static void reading_piece(struct voice *v, struct speaker_piece *piece)
{
    *piece = (struct speaker_piece){
        .kind = SPEAKER_READING, .tokens = (int64_t)v->fed, .total = v->prompt_tokens};
    v->has_read = false;
    if (v->fed == v->waiting.count)
        v->prompt_tokens = 0;
}

enum voice_need voice_next(struct voice *v, struct speaker_piece *piece)
{
    if (v->handed)
        next_piece(v);
    v->handed = false;
    while (!v->cancelled && !v->failed && !v->over) {
        if (v->has_read) {
            reading_piece(v, piece);
            return VOICE_PIECE;
        }
        if (v->prompt_tokens)
            return VOICE_FEED;
        if (v->forced.len) {
            v->held = 0; /* half a character has no other half any more */
            str_clear(&v->said);
            str_add_str(&v->said, &v->forced);
            str_clear(&v->forced);
            text_piece(v, piece);
            return VOICE_PIECE;
        }
        if (v->said.len > v->held || v->tokens >= SILENT) {
            text_piece(v, piece);
            return VOICE_PIECE;
        }
        if (v->next_id >= 0)
            return VOICE_STEP;
        if (v->fed < v->waiting.count)
            return VOICE_FEED;
        v->over = !say_token(v);
    }
    v->held = 0;
    end_piece(v, piece);
    return VOICE_PIECE;
}

void voice_force(struct voice *v, const char *text, size_t len)
{
    if (v->failed || v->over)
        return;
    /* the token shown last is computed before the forced ones */
    if (v->next_id >= 0)
        note(v, eng_tokens_add(&v->waiting, v->next_id, &v->error));
    v->next_id = -1;
    if (!v->failed)
        note(v, eng_tokenize(v->tok, text, len, false, &v->waiting, &v->error));
    str_add(&v->forced, text, len);
}

void voice_cancel(struct voice *v)
{
    v->cancelled = 1;
    if (v->session)
        eng_session_cancel(v->session);
}
