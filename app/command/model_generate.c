/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `lemma model generate`: continue ids or a text, with no lesson around it. With --print-ids it
 * works without a tokenizer.
 */
#include "app/command/command.h"
#include "app/command/model_common.h"
#include "engine/utf8.h"

#include "app/base/random.h"
#include "app/base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "usage: lemma model generate DIR (--ids 1,2,3 | --text TEXT) -n N [options]\n"
    "\n"
    "Continues a prompt by up to N tokens. The text is taken plainly, without turn tags.\n"
    "\n"
    "  --ids LIST           the prompt as token ids\n"
    "  --text TEXT          the prompt as text\n"
    "  -n N                 how many tokens at most\n"
    "  --greedy             always the likeliest token\n"
    "  --temperature T      (0.6)\n"
    "  --top-p P            (0.95)\n"
    "  --top-k K            (off)\n"
    "  --min-p P            (off)\n"
    "  --repeat-penalty R   (off)\n"
    "  --repeat-window N    (64)\n"
    "  --seed N             of the random numbers (1)\n"
    "  --ignore-stop        go on after a stop token\n"
    "  --print-ids          ids instead of text, comma between, newline at the end\n"
    "  --chunk N  --threads N  --isa NAME  --kv f32|f16   as for lemma model logits\n"
    "  -h, --help           this text\n";

struct job {
    struct eng_options open;
    struct eng_sampling sampling;
    struct eng_tokens prompt;
    const char *text;
    int64_t n;
    uint64_t seed;
    bool print_ids, ignore_stop;
};

/* What is left of a character whose last bytes have not come yet. */
struct tail {
    char bytes[512];
    size_t len;
};

static void put_text(const char *bytes, size_t len)
{
    if (!isatty(STDOUT_FILENO)) {
        fwrite(bytes, 1, len, stdout);
        return;
    }
    struct str clean = STR_EMPTY;
    text_clean(&clean, bytes, len);
    fwrite(clean.data, 1, clean.len, stdout);
    str_release(&clean);
}

static void put_token(struct tail *tail, const struct eng_tokenizer *tok, int32_t id)
{
    size_t len;
    bool special;
    const char *bytes = eng_token_bytes(tok, id, &len, &special);
    if (!bytes || special)
        return;
    struct str s = STR_EMPTY;
    str_add(&s, tail->bytes, tail->len);
    str_add(&s, bytes, len);
    tail->len = utf8_incomplete_tail(s.data, s.len);
    put_text(s.data, s.len - tail->len);
    memcpy(tail->bytes, s.data + s.len - tail->len, tail->len);
    str_release(&s);
    fflush(stdout);
}

static int run(const struct job *job, struct eng_model *model)
{
    struct eng_error error;
    struct eng_session *session;
    struct random_state random;
    struct tail tail = {.len = 0};
    const struct eng_tokenizer *tok = job->print_ids ? NULL : eng_model_tokenizer(model, &error);
    if (!job->print_ids && !tok)
        die(EXIT_CODE_NOMODEL, "%s (--print-ids works without a tokenizer)", error.text);
    model_check(eng_session_new(&session, model, &error), &error);
    model_check(eng_session_feed(session, job->prompt.ids, job->prompt.count, NULL, NULL, &error),
                &error);
    random_seed(&random, job->seed);
    for (int64_t i = 0; i < job->n; i++) {
        int32_t id;
        model_check(eng_session_sample(session, &job->sampling, random_next(&random), &id, &error),
                    &error);
        if (!job->ignore_stop && eng_is_stop(model, id))
            break;
        if (job->print_ids)
            printf("%s%ld", i ? "," : "", (long)id);
        else
            put_token(&tail, tok, id);
        if (ferror(stdout))
            break;
        if (i + 1 < job->n)
            model_check(eng_step(&session, &id, 1, &error), &error);
    }
    put_text(tail.bytes, tail.len);
    putchar('\n');
    eng_session_free(session);
    return model_end_output();
}

/* Options that the short list of letters maps to a field each. */
static void take_option(struct job *job, int c, char **argv)
{
    struct eng_sampling *s = &job->sampling;
    switch (c) {
    case 'g':
        s->temperature = 0;
        break;
    case 't':
        s->temperature = (float)argument_number("--temperature", optarg, 0, 100);
        break;
    case 'p':
        s->top_p = (float)argument_number("--top-p", optarg, 0, 1);
        break;
    case 'k':
        s->top_k = (int)argument_integer("--top-k", optarg, 0, INT32_MAX);
        break;
    case 'm':
        s->min_p = (float)argument_number("--min-p", optarg, 0, 1);
        break;
    case 'r':
        s->repeat_penalty = (float)argument_number("--repeat-penalty", optarg, 0.01, 100);
        break;
    case 'w':
        s->repeat_window = (int)argument_integer("--repeat-window", optarg, 0, INT32_MAX);
        break;
    case 's':
        job->seed = (uint64_t)argument_integer("--seed", optarg, INT64_MIN, INT64_MAX);
        break;
    case 'n':
        job->n = argument_integer("-n", optarg, 0, INT32_MAX);
        break;
    case 'i':
        model_ids("--ids", optarg, &job->prompt);
        break;
    case 'x':
        job->text = optarg;
        break;
    case 'P':
        job->print_ids = true;
        break;
    case 'S':
        job->ignore_stop = true;
        break;
    case 'h':
        argument_help(help);
    default:
        if (!model_take_option(&job->open, c))
            argument_usage("model generate", argv);
    }
}

int command_model_generate(int argc, char **argv)
{
    static const struct option options[] = {
        {"ids", required_argument, NULL, 'i'},
        {"text", required_argument, NULL, 'x'},
        {"greedy", no_argument, NULL, 'g'},
        {"temperature", required_argument, NULL, 't'},
        {"top-p", required_argument, NULL, 'p'},
        {"top-k", required_argument, NULL, 'k'},
        {"min-p", required_argument, NULL, 'm'},
        {"repeat-penalty", required_argument, NULL, 'r'},
        {"repeat-window", required_argument, NULL, 'w'},
        {"seed", required_argument, NULL, 's'},
        {"ignore-stop", no_argument, NULL, 'S'},
        {"print-ids", no_argument, NULL, 'P'},
        {"help", no_argument, NULL, 'h'},
        MODEL_OPTIONS,
        {NULL, 0, NULL, 0},
    };
    struct job job = {
        .sampling = {.temperature = 0.6f, .top_p = 0.95f, .repeat_window = 64},
        .n = -1,
        .seed = 1,
    };
    struct eng_error error;
    for (int c; (c = getopt_long(argc, argv, "hn:", options, NULL)) != -1;)
        take_option(&job, c, argv);
    job.open.dir = model_dir(argc, argv, optind, help);
    if (job.n < 0 || !job.prompt.count == !job.text)
        die(EXIT_CODE_USAGE, "-n and one of --ids and --text are needed; see lemma model generate "
                             "--help");
    struct eng_model *model = model_open_or_die(&job.open);
    if (job.text) {
        const struct eng_tokenizer *tok = eng_model_tokenizer(model, &error);
        if (!tok)
            die(EXIT_CODE_NOMODEL, "%s", error.text);
        model_check(eng_tokenize(tok, job.text, strlen(job.text), false, &job.prompt, &error),
                    &error);
        if (!job.prompt.count)
            die(EXIT_CODE_DATA, "--text is empty: a model needs at least one token to go on from");
    }
    int code = run(&job, model);
    eng_tokens_release(&job.prompt);
    eng_model_close(model);
    return code;
}
