/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `lemma model bench`: speed on this machine, with the limit beside it. Generation reads every
 * weight once a step, so its ceiling is the read bandwidth, measured before and after in the same
 * run. A share over 100 % means the machine changed its speed meanwhile: the run is void.
 */
#include "app/command/command.h"
#include "app/command/model_common.h"
#include "engine/json.h"

#include "app/base/random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static const char help[] =
    "usage: lemma model bench DIR [-p N] [-n N] [options]\n"
    "\n"
    "Measures opening, prompt and generation, after one token that is not counted. The ids are\n"
    "random: speed does not depend on them.\n"
    "\n"
    "  -p N            prompt tokens (512)\n"
    "  -n N            tokens to generate (64)\n"
    "  -d DEPTH        tokens already there before measuring (0)\n"
    "  -t THREADS      worker threads (one per core)\n"
    "  -s SESSIONS     sessions stepped together (1)\n"
    "  --isa NAME      scalar, avx2 or avx512 (the best this machine has)\n"
    "  --kv f32|f16    type of cached keys and values (f32)\n"
    "  --chunk N       prompt tokens computed at a time\n"
    "  --json          one JSON object\n"
    "  -h, --help      this text\n";

struct job {
    struct eng_options open;
    size_t n_prompt, n_gen, depth, n_session;
    bool json;
};

struct result {
    double open_s, prompt_s, gen_s, bandwidth; /* seconds, GB/s */
    uint64_t hash;
    uint64_t peak;
};

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* FNV-1a (Fowler, Noll, Vo) of the bits of the logits. */
static uint64_t hash_logits(uint64_t h, const float *logits, int n)
{
    const unsigned char *p = (const unsigned char *)logits;
    for (size_t i = 0; i < (size_t)n * sizeof *logits; i++)
        h = (h ^ p[i]) * 0x100000001b3u;
    return h;
}

static int32_t *random_ids(size_t n, int vocab)
{
    struct random_state random;
    int32_t *ids = xcalloc(n, sizeof *ids);
    random_seed(&random, 1);
    for (size_t i = 0; i < n; i++)
        ids[i] = (int32_t)random_range(&random, 0, vocab - 1);
    return ids;
}

/* One token through a fork, so that the weights are in memory before the clock starts. */
static void warm_up(const struct eng_session *session, int32_t id)
{
    struct eng_error error;
    struct eng_session *fork;
    model_check(eng_session_fork(&fork, session, &error), &error);
    model_check(eng_step(&fork, &id, 1, &error), &error);
    eng_session_free(fork);
}

static void measure(const struct job *job, struct eng_model *model, int vocab, struct result *r)
{
    struct eng_error error;
    size_t n_sess = job->n_session, fed = job->depth + job->n_prompt;
    struct eng_session **sessions = xcalloc(n_sess, sizeof *sessions);
    int32_t *ids = random_ids(fed + job->n_gen * n_sess, vocab);
    for (size_t i = 0; i < n_sess; i++) {
        model_check(eng_session_new(&sessions[i], model, &error), &error);
        model_check(eng_session_feed(sessions[i], ids, job->depth, NULL, NULL, &error), &error);
    }
    warm_up(sessions[0], ids[0]);
    double from = seconds();
    for (size_t i = 0; i < n_sess; i++)
        model_check(
            eng_session_feed(sessions[i], ids + job->depth, job->n_prompt, NULL, NULL, &error),
            &error);
    r->prompt_s = seconds() - from;
    from = seconds();
    for (size_t i = 0; i < job->n_gen; i++)
        model_check(eng_step(sessions, ids + fed + i * n_sess, n_sess, &error), &error);
    r->gen_s = seconds() - from;
    r->hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < n_sess; i++) {
        const float *logits = eng_session_logits(sessions[i]);
        if (logits)
            r->hash = hash_logits(r->hash, logits, vocab);
        eng_session_free(sessions[i]);
    }
    free(sessions);
    free(ids);
}

/* Linux counts the peak since the last reset, so that the bandwidth probe stays out of it. */
static void reset_peak(void)
{
    FILE *f = fopen("/proc/self/clear_refs", "w");
    if (!f)
        return;
    fputs("5", f);
    fclose(f);
}

static uint64_t peak_bytes(void)
{
    char line[256];
    unsigned long kib = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f) && sscanf(line, "VmHWM: %lu", &kib) != 1)
        continue;
    if (f)
        fclose(f);
    if (kib)
        return (uint64_t)kib * 1024;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (uint64_t)usage.ru_maxrss * 1024;
}

static double rate(double amount, double time)
{
    return time > 0 && amount > 0 ? amount / time : 0;
}

static void print_text(const struct job *job, const struct eng_info *info, const struct result *r)
{
    double prompt = rate((double)(job->n_prompt * job->n_session), r->prompt_s);
    double gen = rate((double)(job->n_gen * job->n_session), r->gen_s);
    double gbs = rate((double)info->step_bytes * (double)job->n_gen, r->gen_s) / 1e9;
    double share = r->bandwidth > 0 ? 100 * gbs / r->bandwidth : 0;
    printf("backend      %s, %d thread%s\n", info->backend, info->threads,
           info->threads == 1 ? "" : "s");
    printf("open         %.1f ms\n", 1e3 * r->open_s);
    printf("prompt       %.1f tokens/s (%zu tokens, depth %zu, %zu session%s)\n", prompt,
           job->n_prompt, job->depth, job->n_session, job->n_session == 1 ? "" : "s");
    printf("generation   %.1f tokens/s (%zu steps)\n", gen, job->n_gen);
    printf("weights      %.2f GB/s, %.0f %% of the read bandwidth of %.2f GB/s%s\n", gbs, share,
           r->bandwidth,
           share > 100 ? " (over 100 %: weights fit the cache, or the run is void)" : "");
    printf("peak memory  %.1f MB\n", (double)r->peak / 1e6);
    printf("logits       %016" PRIx64 "\n", r->hash);
}

static void write_stdout(void *context, const char *bytes, size_t len)
{
    (void)context;
    fwrite(bytes, 1, len, stdout);
}

static void print_json(const struct job *job, const struct eng_info *info, const struct result *r)
{
    double gbs = rate((double)info->step_bytes * (double)job->n_gen, r->gen_s) / 1e9;
    const struct {
        const char *key;
        double value;
    } pairs[] = {
        {"threads", info->threads},
        {"sessions", (double)job->n_session},
        {"depth", (double)job->depth},
        {"prompt_tokens", (double)job->n_prompt},
        {"generated_tokens", (double)(job->n_gen * job->n_session)},
        {"open_seconds", r->open_s},
        {"prompt_tokens_per_second", rate((double)(job->n_prompt * job->n_session), r->prompt_s)},
        {"tokens_per_second", rate((double)(job->n_gen * job->n_session), r->gen_s)},
        {"gigabytes_per_second", gbs},
        {"read_bandwidth", r->bandwidth},
        {"share_of_bandwidth", r->bandwidth > 0 ? gbs / r->bandwidth : 0},
        {"peak_rss_bytes", (double)r->peak},
    };
    struct json_writer w;
    char hash[17];
    json_writer_init(&w, write_stdout, NULL);
    json_object_begin(&w);
    json_key(&w, "backend");
    json_text(&w, info->backend);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        json_key(&w, pairs[i].key);
        json_number(&w, pairs[i].value, 12);
    }
    snprintf(hash, sizeof hash, "%016" PRIx64, r->hash);
    json_key(&w, "logits_hash");
    json_text(&w, hash);
    json_object_end(&w);
    putchar('\n');
}

static void parse(struct job *job, int argc, char **argv)
{
    static const struct option options[] = {
        {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},
        MODEL_OPTIONS,
        {NULL, 0, NULL, 0},
    };
    for (int c; (c = getopt_long(argc, argv, "hp:n:d:t:s:", options, NULL)) != -1;) {
        switch (c) {
        case 'p':
            job->n_prompt = (size_t)argument_integer("-p", optarg, 1, 1 << 24);
            break;
        case 'n':
            job->n_gen = (size_t)argument_integer("-n", optarg, 0, 1 << 24);
            break;
        case 'd':
            job->depth = (size_t)argument_integer("-d", optarg, 0, 1 << 24);
            break;
        case 't':
            job->open.threads = (int)argument_integer("-t", optarg, 1, 1024);
            break;
        case 's':
            job->n_session = (size_t)argument_integer("-s", optarg, 1, 1024);
            break;
        case 'j':
            job->json = true;
            break;
        case 'h':
            argument_help(help);
        default:
            if (!model_take_option(&job->open, c))
                argument_usage("model bench", argv);
        }
    }
    job->open.dir = model_dir(argc, argv, optind, help);
}

int command_model_bench(int argc, char **argv)
{
    struct job job = {.n_prompt = 512, .n_gen = 64, .n_session = 1};
    struct result r;
    struct eng_info info;
    parse(&job, argc, argv);
    double from = seconds();
    struct eng_model *model = model_open_or_die(&job.open);
    r.open_s = seconds() - from;
    eng_model_describe(model, &info);
    double first = eng_read_bandwidth(model);
    reset_peak();
    measure(&job, model, info.vocab_size, &r);
    r.peak = peak_bytes();
    double second = eng_read_bandwidth(model);
    r.bandwidth = first > second ? first : second;
    (job.json ? print_json : print_text)(&job, &info, &r);
    eng_model_close(model);
    return model_end_output();
}
