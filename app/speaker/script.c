/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A speaker that reads its part from a file. The same file gives the same pieces every time; with
 * a delay it behaves like a slow model, so that stopping can be tested.
 */
#include "app/speaker/speaker.h"

#include "app/base/str.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SCRIPT_MAX = 64 << 20 };

struct script {
    struct speaker base; /* first, so that the two pointers are one */
    struct str text, family;
    size_t at, piece;
    int64_t delay_ms, prompt;
    int prompt_told;
    struct str forced, said, error;
    enum lesson_reason end;
    bool over;
    volatile sig_atomic_t cancelled;
};

static void script_start(struct speaker *speaker, const struct prompt_turns *turns,
                         const struct speaker_sampling *sampling)
{
    struct script *script = (struct script *)speaker;
    (void)turns;
    (void)sampling;
    script->at = script->piece = 0;
    script->delay_ms = script->prompt = 0;
    script->prompt_told = 0;
    script->end = REASON_STOP;
    script->over = false;
    script->cancelled = 0;
    str_clear(&script->forced);
    str_clear(&script->error);
}

/* Sleeps in short naps, since a signal may arrive just before one. */
static void wait_delay(const struct script *script)
{
    for (int64_t left = script->delay_ms; left > 0 && !script->cancelled; left -= 10) {
        struct timespec nap = {.tv_nsec = (left < 10 ? left : 10) * 1000000};
        nanosleep(&nap, NULL);
    }
}

static bool reason_from_word(const char *word, enum lesson_reason *reason)
{
    for (int r = 0; r < REASON_COUNT; r++) {
        if (strcmp(word, lesson_reason_word((enum lesson_reason)r)) == 0) {
            *reason = (enum lesson_reason)r;
            return true;
        }
    }
    return false;
}

/* Obeys the line at `at`, which begins with %%. */
static void take_directive(struct script *script)
{
    const char *line = script->text.data + script->at;
    size_t len = strcspn(line, "\n");
    struct str word = STR_EMPTY;
    str_add(&word, line + 2, len - 2);
    script->at += len + (script->at + len < script->text.len);
    char *value = word.len ? strchr(word.data, ' ') : NULL;
    if (value)
        *value++ = '\0';
    const char *name = word.data;
    long long number = value ? strtoll(value, NULL, 10) : 0;
    if (strcmp(name, "piece") == 0 && number >= 0) {
        script->piece = (size_t)number;
    } else if (strcmp(name, "delay") == 0) {
        script->delay_ms = number;
    } else if (strcmp(name, "prompt") == 0) {
        script->prompt = number;
        script->prompt_told = 0;
    } else if (strcmp(name, "end") == 0 && value && reason_from_word(value, &script->end)) {
        script->at = script->text.len;
    } else if (strcmp(name, "fail") == 0) {
        str_add_text(&script->error, value ? value : "the script says so");
        script->at = script->text.len;
    } else if (strcmp(name, "family") != 0) {
        str_printf(&script->error, "the script holds a line that means nothing: %%%%%s", name);
        script->at = script->text.len;
    }
    str_release(&word);
}

static bool at_directive(const struct script *script, size_t at)
{
    const struct str *text = &script->text;
    return (at == 0 || text->data[at - 1] == '\n') && at + 1 < text->len && text->data[at] == '%' &&
           text->data[at + 1] == '%';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static size_t piece_len(const struct script *script)
{
    const char *s = script->text.data + script->at;
    size_t left = script->text.len - script->at, n = 0;
    bool word = false;
    while (n < left && (script->piece ? n < script->piece : !(word && is_space(s[n])))) {
        if (n > 0 && at_directive(script, script->at + n))
            break;
        word = word || !is_space(s[n]);
        n++;
    }
    return n;
}

/* The pieces of a prompt being read: half of it, then all. True if one was made. */
static bool tell_prompt(struct script *script, struct speaker_piece *piece)
{
    if (script->prompt <= 0 || script->prompt_told >= 2)
        return false;
    script->prompt_told++;
    *piece = (struct speaker_piece){.kind = SPEAKER_READING,
                                    .tokens = script->prompt * script->prompt_told / 2,
                                    .total = script->prompt};
    return true;
}

static void script_next(struct speaker *speaker, struct speaker_piece *piece)
{
    struct script *script = (struct script *)speaker;
    *piece = (struct speaker_piece){.kind = SPEAKER_END, .reason = REASON_CANCELLED};
    while (at_directive(script, script->at))
        take_directive(script);
    if (tell_prompt(script, piece))
        return;
    wait_delay(script);
    if (script->cancelled)
        return;
    str_clear(&script->said);
    if (script->forced.len) {
        str_add_str(&script->said, &script->forced);
        str_clear(&script->forced);
        piece->tokens = 0;
    } else if (script->at < script->text.len) {
        size_t n = piece_len(script);
        str_add(&script->said, script->text.data + script->at, n);
        script->at += n;
        piece->tokens = 1;
    }
    if (script->said.len) {
        piece->kind = SPEAKER_TEXT;
        piece->text = script->said.data;
        piece->len = script->said.len;
    } else if (script->error.len) {
        *piece = (struct speaker_piece){.kind = SPEAKER_FAILED,
                                        .code = EXIT_CODE_FAILED,
                                        .text = script->error.data,
                                        .len = script->error.len};
    } else {
        piece->reason = script->end;
    }
}

/* What a model would do: it goes on after the forced text, so the rest of the thinking in the
 * file is left out. */
static void script_force(struct speaker *speaker, const char *text, size_t len)
{
    struct script *script = (struct script *)speaker;
    static const char close[] = "</think>";
    const char *left = script->text.data + script->at;
    const char *found = memmem(left, script->text.len - script->at, close, sizeof close - 1);
    if (found)
        script->at = (size_t)(found - script->text.data) + sizeof close - 1;
    str_add(&script->forced, text, len);
}

static void script_cancel(struct speaker *speaker)
{
    ((struct script *)speaker)->cancelled = 1;
}

static void script_free(struct speaker *speaker)
{
    struct script *script = (struct script *)speaker;
    str_release(&script->text);
    str_release(&script->family);
    str_release(&script->forced);
    str_release(&script->said);
    str_release(&script->error);
    free(script);
}

static const struct speaker_ops script_ops = {
    .start = script_start,
    .next = script_next,
    .force = script_force,
    .cancel = script_cancel,
    .free = script_free,
};

struct speaker *speaker_script_open(const char *path, struct str *error, enum exit_code *code)
{
    static const char family[] = "%%family ";
    struct script *script = xcalloc(1, sizeof *script);
    str_init(&script->text);
    str_init(&script->family);
    str_init(&script->forced);
    str_init(&script->said);
    str_init(&script->error);
    FILE *file = fopen(path, "rb");
    char block[65536];
    size_t n;
    while (file && script->text.len < SCRIPT_MAX && (n = fread(block, 1, sizeof block, file)) > 0)
        str_add(&script->text, block, n);
    bool ok = file && !ferror(file);
    if (!ok)
        str_printf(error, "%s: %s", path, strerror(errno));
    if (file)
        fclose(file);
    str_add_text(&script->family, "starter");
    if (ok && str_starts(&script->text, family)) {
        const char *name = script->text.data + sizeof family - 1;
        str_clear(&script->family);
        str_add(&script->family, name, strcspn(name, "\n"));
    }
    script->base =
        (struct speaker){.ops = &script_ops, .model = "script", .family = script->family.data};
    if (ok)
        return &script->base;
    *code = EXIT_CODE_NOINPUT;
    script_free(&script->base);
    return NULL;
}
