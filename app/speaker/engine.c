/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The built-in engine as a speaker: turns become tokens, tokens become text. Each conversation is
 * a session of its own. Text is handed out before the next token is computed, so what is seen is
 * never behind; the prompt is read in slices, so that progress can be told and a stop is quick.
 */
#include "app/speaker/speaker.h"

#include "app/base/random.h"
#include "app/tutor/dialogue.h"
#include "engine/engine.h"
#include "engine/utf8.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { SLICE = 256 }; /* prompt tokens between two reports of progress */

struct engine_speaker {
    struct speaker base; /* first, so that the two pointers are one */
    struct eng_model *model;
    const struct eng_tokenizer *tok;
    struct str name;
    int32_t end_tags[2];

    struct eng_session *session;
    struct eng_sampling sampling;
    struct random_state random;
    struct eng_tokens waiting; /* to be fed: the prompt, then forced text */
    size_t fed;
    int64_t prompt_tokens; /* while the prompt is read, else 0 */
    struct str forced;     /* text to hand out before anything else */
    struct str said;       /* the current piece, and the start of a character behind it */
    size_t held;           /* bytes at the end of `said` that wait for the rest */
    int32_t next_id;       /* sampled and shown, not computed yet; -1: none */
    struct eng_error error;
    bool failed, over;
    volatile sig_atomic_t cancelled;
};

enum exit_code speaker_exit_code(enum eng_status status)
{
    static const enum exit_code codes[] = {
        [ENG_OK] = EXIT_CODE_OK,
        [ENG_NO_MEMORY] = EXIT_CODE_BUSY,
        [ENG_IO] = EXIT_CODE_NOINPUT,
        [ENG_BAD_MODEL] = EXIT_CODE_NOMODEL,
        [ENG_UNSUPPORTED] = EXIT_CODE_NOMODEL,
        [ENG_BAD_ARGUMENT] = EXIT_CODE_DATA,
        [ENG_FULL] = EXIT_CODE_DATA,
        [ENG_CANCELLED] = EXIT_CODE_INTERRUPTED,
        [ENG_BAD_STATE] = EXIT_CODE_DATA,
    };
    return codes[status];
}

static void note(struct engine_speaker *e, enum eng_status status)
{
    if (status != ENG_OK)
        e->failed = true;
}

/* The tokens of the turns, or the note of why there are none. */
static void read_turns(struct engine_speaker *e, const struct prompt_turns *turns)
{
    struct dialogue_turn turn[ROLE_COUNT];
    for (size_t i = 0; i < turns->count; i++)
        turn[i] = (struct dialogue_turn){
            .role = prompt_role_name(turns->turn[i].role),
            .content = turns->turn[i].text,
            .len = turns->turn[i].len,
        };
    note(e, dialogue_turns(e->tok, turn, turns->count, true, false, &e->waiting, &e->error));
    if (e->failed || (int64_t)e->waiting.count < e->base.context)
        return;
    e->failed = true;
    e->error.status = ENG_FULL;
    struct str text = STR_EMPTY;
    str_printf(&text, "the problem is too long: %zu tokens, and the model takes %" PRId64,
               e->waiting.count, e->base.context - 1);
    size_t len = text.len < sizeof e->error.text - 1 ? text.len : sizeof e->error.text - 1;
    memcpy(e->error.text, text.data, len);
    e->error.text[len] = '\0';
    str_release(&text);
}

static void engine_start(struct speaker *speaker, const struct prompt_turns *turns,
                         const struct speaker_sampling *sampling)
{
    struct engine_speaker *e = (struct engine_speaker *)speaker;
    struct eng_session *old = e->session;
    e->session = NULL; /* a signal handler may look at it */
    eng_session_free(old);
    e->failed = e->over = false;
    e->cancelled = 0;
    e->waiting.count = e->fed = e->held = 0;
    e->next_id = -1;
    str_clear(&e->forced);
    str_clear(&e->said);
    e->sampling = (struct eng_sampling){
        .temperature = (float)sampling->temperature,
        .top_p = (float)sampling->top_p,
    };
    random_seed(&e->random, sampling->seed);
    read_turns(e, turns);
    e->prompt_tokens = (int64_t)e->waiting.count;
    struct eng_session *session = NULL;
    if (!e->failed)
        note(e, eng_session_new(&session, e->model, &e->error));
    e->session = session;
}

/* Computes what waits: a slice of the prompt or of forced text, or the token shown last. */
static void compute(struct engine_speaker *e)
{
    if (e->next_id >= 0) {
        note(e, eng_step(&e->session, &e->next_id, 1, &e->error));
        e->next_id = -1;
        return;
    }
    size_t left = e->waiting.count - e->fed, n = left < SLICE ? left : SLICE;
    note(e, eng_session_feed(e->session, e->waiting.ids + e->fed, n, NULL, NULL, &e->error));
    e->fed += n;
}

static bool is_end(const struct engine_speaker *e, int32_t id)
{
    return eng_is_stop(e->model, id) || id == e->end_tags[0] || id == e->end_tags[1];
}

/* Adds the text of one more token to `said`; false at the end of the answer. */
static bool say_token(struct engine_speaker *e)
{
    int32_t id;
    size_t len;
    bool special;
    note(e, eng_session_sample(e->session, &e->sampling, random_next(&e->random), &id, &e->error));
    if (e->failed)
        return true;
    if (is_end(e, id))
        return false;
    e->next_id = id;
    const char *bytes = eng_token_bytes(e->tok, id, &len, &special);
    if (bytes && !special)
        str_add(&e->said, bytes, len);
    e->held = utf8_incomplete_tail(e->said.data, e->said.len);
    return true;
}

/* What ended it, from the engine's status. */
static void end_piece(struct engine_speaker *e, struct speaker_piece *piece)
{
    e->over = true;
    if (e->failed && e->error.status == ENG_CANCELLED)
        e->cancelled = 1;
    if (e->cancelled) {
        *piece = (struct speaker_piece){.kind = SPEAKER_END, .reason = REASON_CANCELLED};
    } else if (e->failed && e->error.status == ENG_FULL && e->fed > 0) {
        *piece = (struct speaker_piece){.kind = SPEAKER_END, .reason = REASON_FULL};
    } else if (e->failed) {
        *piece = (struct speaker_piece){
            .kind = SPEAKER_FAILED,
            .text = e->error.text,
            .len = strlen(e->error.text),
            .reason = REASON_FAILED,
            .code = speaker_exit_code(e->error.status),
        };
    } else {
        *piece = (struct speaker_piece){.kind = SPEAKER_END, .reason = REASON_STOP};
    }
}

static void text_piece(struct engine_speaker *e, struct speaker_piece *piece, int64_t tokens)
{
    *piece = (struct speaker_piece){
        .kind = SPEAKER_TEXT,
        .text = e->said.data,
        .len = e->said.len - e->held,
        .tokens = tokens,
    };
}

/* Drops what the last piece handed out; what was held back begins the next one. */
static void next_piece(struct engine_speaker *e)
{
    str_drop(&e->said, e->said.len - e->held);
}

/* The prompt, a slice at a time; true while it was being read. */
static bool reading_piece(struct engine_speaker *e, struct speaker_piece *piece)
{
    if (e->prompt_tokens == 0)
        return false;
    compute(e);
    if (e->failed)
        return false;
    *piece = (struct speaker_piece){
        .kind = SPEAKER_READING, .tokens = (int64_t)e->fed, .total = e->prompt_tokens};
    if (e->fed == e->waiting.count)
        e->prompt_tokens = 0;
    return true;
}

static void engine_next(struct speaker *speaker, struct speaker_piece *piece)
{
    struct engine_speaker *e = (struct engine_speaker *)speaker;
    int64_t tokens = 0;
    next_piece(e);
    if (e->cancelled || e->failed || e->over) {
        end_piece(e, piece);
        return;
    }
    if (reading_piece(e, piece))
        return;
    if (!e->failed && e->forced.len) {
        e->held = 0; /* half a character has no other half any more */
        str_clear(&e->said);
        str_add_str(&e->said, &e->forced);
        str_clear(&e->forced);
        text_piece(e, piece, 0);
        return;
    }
    bool more = true;
    while (!e->failed && !e->cancelled && more && e->said.len == e->held) {
        while (!e->failed && !e->cancelled && (e->next_id >= 0 || e->fed < e->waiting.count))
            compute(e);
        if (e->failed || e->cancelled)
            break;
        more = say_token(e);
        tokens += more;
    }
    if (e->failed || e->cancelled)
        e->held = 0;
    if (more && !e->failed && !e->cancelled) {
        text_piece(e, piece, tokens);
        return;
    }
    end_piece(e, piece);
}

static void engine_force(struct speaker *speaker, const char *text, size_t len)
{
    struct engine_speaker *e = (struct engine_speaker *)speaker;
    if (e->failed || e->over)
        return;
    /* the token shown last is computed before the forced ones */
    if (e->next_id >= 0)
        note(e, eng_tokens_add(&e->waiting, e->next_id, &e->error));
    e->next_id = -1;
    if (!e->failed)
        note(e, eng_tokenize(e->tok, text, len, false, &e->waiting, &e->error));
    str_add(&e->forced, text, len);
}

static void engine_cancel(struct speaker *speaker)
{
    struct engine_speaker *e = (struct engine_speaker *)speaker;
    e->cancelled = 1;
    if (e->session)
        eng_session_cancel(e->session);
}

static void engine_free(struct speaker *speaker)
{
    struct engine_speaker *e = (struct engine_speaker *)speaker;
    eng_session_free(e->session);
    eng_tokens_release(&e->waiting);
    eng_model_close(e->model);
    str_release(&e->name);
    str_release(&e->forced);
    str_release(&e->said);
    free(e);
}

static const struct speaker_ops engine_ops = {
    .start = engine_start,
    .next = engine_next,
    .force = engine_force,
    .cancel = engine_cancel,
    .free = engine_free,
};

/* The last part of the path, without slashes behind it. */
static void name_from_dir(struct str *name, const char *dir)
{
    size_t end = strlen(dir);
    while (end > 1 && dir[end - 1] == '/')
        end--;
    size_t begin = end;
    while (begin > 0 && dir[begin - 1] != '/')
        begin--;
    str_add(name, dir + begin, end - begin);
}

struct speaker *speaker_engine_open(const struct speaker_engine_options *options, struct str *error,
                                    enum exit_code *code)
{
    struct eng_options open = {
        .dir = options->dir,
        .backend = options->isa,
        .threads = options->threads,
    };
    struct eng_error why;
    struct eng_info info;
    struct eng_model *model;
    enum eng_status status = eng_model_open(&model, &open, &why);
    const struct eng_tokenizer *tok = status == ENG_OK ? eng_model_tokenizer(model, &why) : NULL;
    if (!tok) {
        str_printf(error, "the model in %s cannot be used: %s", options->dir, why.text);
        *code = why.status == ENG_BAD_ARGUMENT ? EXIT_CODE_USAGE
                : why.status == ENG_NO_MEMORY  ? EXIT_CODE_BUSY
                                               : EXIT_CODE_NOMODEL;
        if (status == ENG_OK)
            eng_model_close(model);
        return NULL;
    }
    struct engine_speaker *e = xcalloc(1, sizeof *e);
    eng_model_describe(model, &info);
    e->model = model;
    e->tok = tok;
    e->next_id = -1;
    e->over = true; /* until it is started */
    str_init(&e->name);
    str_init(&e->forced);
    str_init(&e->said);
    name_from_dir(&e->name, options->dir);
    e->end_tags[0] = eng_tag_id(tok, "<|end|>");
    e->end_tags[1] = eng_tag_id(tok, "<|endoftext|>");
    e->base = (struct speaker){
        .ops = &engine_ops,
        .model = e->name.data,
        .family = info.prompt_family,
        .context = info.context,
    };
    return &e->base;
}
