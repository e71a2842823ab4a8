/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the plumbing commands; knows the engine's face and the exit codes, nothing else.
 */
#include "app/command/model_common.h"

#include "app/speaker/speaker.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void model_check(enum eng_status status, const struct eng_error *error)
{
    if (status != ENG_OK)
        die(speaker_exit_code(status), "%s", error->text);
}

struct eng_model *model_open_or_die(const struct eng_options *options)
{
    struct eng_model *model;
    struct eng_error error;
    enum eng_status status = eng_model_open(&model, options, &error);
    if (status == ENG_IO)
        die(EXIT_CODE_NOMODEL, "no model there: %s", error.text);
    if (status == ENG_BAD_ARGUMENT)
        die(EXIT_CODE_USAGE, "%s", error.text);
    model_check(status, &error);
    return model;
}

void model_ids(const char *option, const char *text, struct eng_tokens *out)
{
    const char *p = text;
    struct eng_error error;
    for (;;) {
        char *end;
        errno = 0;
        long value = strtol(p, &end, 10);
        if (end == p || errno || value < 0 || value > INT32_MAX)
            die(EXIT_CODE_USAGE, "%s: expected token ids such as 1,2,3 at \"%.20s\"", option, p);
        model_check(eng_tokens_add(out, (int32_t)value, &error), &error);
        p = end + strspn(end, " \t\n");
        if (!*p)
            return;
        if (*p++ != ',')
            die(EXIT_CODE_USAGE, "%s: expected a comma at \"%.20s\"", option, p - 1);
    }
}

static enum eng_kv kv_type(const char *text)
{
    if (strcmp(text, "f32") == 0)
        return ENG_KV_F32;
    if (strcmp(text, "f16") == 0)
        return ENG_KV_F16;
    die(EXIT_CODE_USAGE, "--kv: expected f32 or f16, not \"%.40s\"", text);
}

bool model_take_option(struct eng_options *open, int c)
{
    switch (c) {
    case MODEL_OPTION_CHUNK:
        open->chunk = (int)argument_integer("--chunk", optarg, 1, 4096);
        return true;
    case MODEL_OPTION_THREADS:
        open->threads = (int)argument_integer("--threads", optarg, 1, 1024);
        return true;
    case MODEL_OPTION_ISA:
        open->backend = optarg;
        return true;
    case MODEL_OPTION_KV:
        open->kv = kv_type(optarg);
        return true;
    default:
        return false;
    }
}

int model_end_output(void)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        die(EXIT_CODE_CANTCREAT, "standard output: cannot write: %s", strerror(errno));
    return EXIT_CODE_OK;
}

const char *model_dir(int argc, char **argv, int first, const char *help)
{
    if (argc - first != 1)
        die(EXIT_CODE_USAGE, "expected one model directory; %.*s", (int)strcspn(help, "\n"), help);
    return argv[first];
}
