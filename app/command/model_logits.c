/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `lemma model logits`: raw logits for given ids, the tool by which exactness is shown. Rows are
 * little-endian f32, vocab_size wide: one after the prompt (or one for each prompt position with
 * --all), one more after each id of --then. However the work is cut, the bytes are the same.
 */
#include "app/command/command.h"
#include "app/command/model_common.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: lemma model logits DIR --ids 1,2,3 --out FILE [options]\n"
    "\n"
    "Writes raw little-endian f32 rows of logits: one after the prompt, one more after each id\n"
    "of --then. No tokenizer is needed.\n"
    "\n"
    "  --ids LIST      the prompt's token ids\n"
    "  --then LIST     ids fed one by one after it\n"
    "  --all           a row for every prompt position\n"
    "  --out FILE      where to write; - is stdout\n"
    "  --chunk N       prompt tokens computed at a time\n"
    "  --sessions N    N sessions, started one after another and stepped together; the rows are\n"
    "                  those of the last\n"
    "  --threads N     worker threads (one per core)\n"
    "  --isa NAME      scalar, avx2 or avx512 (the best this machine has)\n"
    "  --kv f32|f16    type of cached keys and values (f32)\n"
    "  -h, --help      this text\n";

struct job {
    struct eng_options open;
    struct eng_tokens prompt, then;
    const char *out;
    bool all;
    size_t n_session;

    FILE *file;
    size_t row_bytes;
    int64_t context;
    struct eng_session **sessions;
};

static void write_rows(struct job *job, const float *rows, size_t n)
{
    if (n && fwrite(rows, job->row_bytes, n, job->file) != n)
        die(EXIT_CODE_CANTCREAT, "%s: cannot write: %s", job->out, strerror(errno));
}

static bool on_rows(void *context, size_t done, size_t total, const float *logits, size_t first,
                    size_t n_rows)
{
    (void)done, (void)total, (void)first;
    write_rows(context, logits, n_rows);
    return true;
}

/* The other sessions run on any ids that are valid: those of the job, each from another place. */
static int32_t other_id(const struct job *job, size_t session, size_t step)
{
    size_t n = job->prompt.count, at = (session * 7 + step) % (n + job->then.count);
    return at < n ? job->prompt.ids[at] : job->then.ids[at - n];
}

/* The next id of session k, one of the others; one whose context is full begins anew. */
static int32_t next_other(struct job *job, size_t k, size_t step, struct eng_model *model,
                          struct eng_error *error)
{
    size_t count;
    eng_session_tokens(job->sessions[k], &count);
    if ((int64_t)count >= job->context) {
        eng_session_free(job->sessions[k]);
        model_check(eng_session_new(&job->sessions[k], model, error), error);
    }
    return other_id(job, k, step);
}

/* Starts all sessions but the last, each after the one before has moved on. */
static void start_others(struct job *job, struct eng_model *model, struct eng_error *error)
{
    for (size_t i = 0; i + 1 < job->n_session; i++) {
        size_t some = 1 + i % job->prompt.count;
        model_check(eng_session_feed(job->sessions[i], job->prompt.ids, some, NULL, NULL, error),
                    error);
        for (size_t k = 0; k <= i; k++) {
            int32_t id = next_other(job, k, i, model, error);
            model_check(eng_step(&job->sessions[k], &id, 1, error), error);
        }
    }
}

static void run(struct job *job, struct eng_model *model)
{
    struct eng_error error;
    struct eng_session *last = job->sessions[job->n_session - 1];
    int32_t *ids = xcalloc(job->n_session, sizeof *ids);
    start_others(job, model, &error);
    model_check((job->all ? eng_session_feed_all
                          : eng_session_feed)(last, job->prompt.ids, job->prompt.count,
                                              job->all ? on_rows : NULL, job, &error),
                &error);
    if (!job->all)
        write_rows(job, eng_session_logits(last), 1);
    for (size_t step = 0; step < job->then.count; step++) {
        for (size_t k = 0; k + 1 < job->n_session; k++)
            ids[k] = next_other(job, k, job->n_session + step, model, &error);
        ids[job->n_session - 1] = job->then.ids[step];
        model_check(eng_step(job->sessions, ids, job->n_session, &error), &error);
        write_rows(job, eng_session_logits(last), 1);
    }
    free(ids);
}

static void parse(struct job *job, int argc, char **argv)
{
    static const struct option options[] = {
        {"ids", required_argument, NULL, 'i'},
        {"then", required_argument, NULL, 't'},
        {"all", no_argument, NULL, 'a'},
        {"out", required_argument, NULL, 'o'},
        {"sessions", required_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'},
        MODEL_OPTIONS,
        {NULL, 0, NULL, 0},
    };
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (c) {
        case 'i':
            model_ids("--ids", optarg, &job->prompt);
            break;
        case 't':
            model_ids("--then", optarg, &job->then);
            break;
        case 'a':
            job->all = true;
            break;
        case 'o':
            job->out = optarg;
            break;
        case 's':
            job->n_session = (size_t)argument_integer("--sessions", optarg, 1, 1024);
            break;
        case 'h':
            argument_help(help);
        default:
            if (!model_take_option(&job->open, c))
                argument_usage("model logits", argv);
        }
    }
    job->open.dir = model_dir(argc, argv, optind, help);
    if (!job->prompt.count || !job->out)
        die(EXIT_CODE_USAGE, "--ids and --out are needed; see lemma model logits --help");
}

/* Before the output file is touched. */
static void check_ids(const struct eng_tokens *tokens, int vocab)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->ids[i] >= vocab)
            die(EXIT_CODE_DATA, "token id %ld is outside 0..%d", (long)tokens->ids[i], vocab - 1);
}

int command_model_logits(int argc, char **argv)
{
    struct job job = {.n_session = 1};
    struct eng_info info;
    struct eng_error error;
    parse(&job, argc, argv);
    struct eng_model *model = model_open_or_die(&job.open);
    eng_model_describe(model, &info);
    job.row_bytes = (size_t)info.vocab_size * sizeof(float);
    job.context = info.context;
    job.sessions = xcalloc(job.n_session, sizeof *job.sessions);
    for (size_t i = 0; i < job.n_session; i++)
        model_check(eng_session_new(&job.sessions[i], model, &error), &error);
    check_ids(&job.prompt, info.vocab_size);
    check_ids(&job.then, info.vocab_size);
    job.file = strcmp(job.out, "-") == 0 ? stdout : fopen(job.out, "wb");
    if (!job.file)
        die(EXIT_CODE_CANTCREAT, "%s: cannot write: %s", job.out, strerror(errno));
    run(&job, model);
    if ((job.file == stdout ? fflush : fclose)(job.file) != 0)
        die(EXIT_CODE_CANTCREAT, "%s: cannot write: %s", job.out, strerror(errno));
    for (size_t i = 0; i < job.n_session; i++)
        eng_session_free(job.sessions[i]);
    free(job.sessions);
    eng_tokens_release(&job.prompt);
    eng_tokens_release(&job.then);
    eng_model_close(model);
    return EXIT_CODE_OK;
}
