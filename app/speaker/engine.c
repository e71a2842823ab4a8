/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The built-in engine as a speaker: a model and one voice. Each conversation is a session of its
 * own.
 */
#include "app/speaker/speaker.h"

#include "app/speaker/voice.h"

#include <stdlib.h>
#include <string.h>

struct engine_speaker {
    struct speaker base; /* first, so that the two pointers are one */
    struct eng_model *model;
    struct str name;
    struct voice voice;
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

static struct voice *voice_of(struct speaker *speaker)
{
    return &((struct engine_speaker *)speaker)->voice;
}

static void engine_start(struct speaker *speaker, const struct prompt_turns *turns,
                         const struct speaker_sampling *sampling)
{
    voice_start(voice_of(speaker), turns, sampling);
}

static void engine_next(struct speaker *speaker, struct speaker_piece *piece)
{
    struct voice *voice = voice_of(speaker);
    for (enum voice_need need; (need = voice_next(voice, piece)) != VOICE_PIECE;) {
        if (need == VOICE_FEED)
            voice_feed(voice);
        else
            voice_step(voice);
    }
}

static void engine_force(struct speaker *speaker, const char *text, size_t len)
{
    voice_force(voice_of(speaker), text, len);
}

static void engine_cancel(struct speaker *speaker)
{
    voice_cancel(voice_of(speaker));
}

static void engine_free(struct speaker *speaker)
{
    struct engine_speaker *e = (struct engine_speaker *)speaker;
    voice_release(&e->voice);
    eng_model_close(e->model);
    str_release(&e->name);
    free(e);
}

static const struct speaker_ops engine_ops = {
    .start = engine_start,
    .next = engine_next,
    .force = engine_force,
    .cancel = engine_cancel,
    .free = engine_free,
};

void speaker_model_name(struct str *name, const char *dir)
{
    size_t end = strlen(dir);
    while (end > 1 && dir[end - 1] == '/')
        end--;
    size_t begin = end;
    while (begin > 0 && dir[begin - 1] != '/')
        begin--;
    str_add(name, dir + begin, end - begin);
}

struct eng_model *speaker_model_open(const struct speaker_engine_options *options,
                                     struct str *error, enum exit_code *code)
{
    struct eng_options open = {
        .dir = options->dir,
        .backend = options->isa,
        .threads = options->threads,
    };
    struct eng_error why;
    struct eng_model *model;
    enum eng_status status = eng_model_open(&model, &open, &why);
    if (status == ENG_OK && eng_model_tokenizer(model, &why))
        return model;
    str_printf(error, "the model in %s cannot be used: %s", options->dir, why.text);
    *code = why.status == ENG_BAD_ARGUMENT ? EXIT_CODE_USAGE
            : why.status == ENG_NO_MEMORY  ? EXIT_CODE_BUSY
                                           : EXIT_CODE_NOMODEL;
    if (status == ENG_OK)
        eng_model_close(model);
    return NULL;
}

struct speaker *speaker_engine_open(const struct speaker_engine_options *options, struct str *error,
                                    enum exit_code *code)
{
    struct eng_model *model = speaker_model_open(options, error, code);
    struct eng_info info;
    if (!model)
        return NULL;
    struct engine_speaker *e = xcalloc(1, sizeof *e);
    eng_model_describe(model, &info);
    e->model = model;
    str_init(&e->name);
    speaker_model_name(&e->name, options->dir);
    voice_init(&e->voice, model);
    e->base = (struct speaker){
        .ops = &engine_ops,
        .model = e->name.data,
        .family = info.prompt_family,
        .context = info.context,
    };
    return &e->base;
}
