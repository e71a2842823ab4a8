/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma eval: from the command line to problems, a model and a record; the asking is in eval_run.c,
 * the telling in eval_report.c. Whatever can be wrong with the problems is found before the model
 * is opened.
 */
#include "app/command/eval.h"

#include "app/base/paths.h"
#include "app/command/command.h"
#include "app/command/interrupt.h"
#include "app/command/problem.h"
#include "app/command/tutoring.h"
#include "app/maths/exact.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option_spec eval_options[EVAL_OPTION_COUNT] = {
#define X(name, word_, letter_, kind_, argument_, values_, low_, high_, place_, text_) \
    [EVAL_##name] = {.word = word_,                                                    \
                     .letter = letter_,                                                \
                     .kind = OPTION_##kind_,                                           \
                     .argument = argument_,                                            \
                     .values = values_,                                                \
                     .low = low_,                                                      \
                     .high = high_,                                                    \
                     .place = OPTION_##place_,                                         \
                     .text = text_},
    EVAL_OPTIONS(X)
#undef X
};

enum { SAMPLES_MAX = 10000000 }; /* answers of a run */

static const char help_head[] =
    "Measure a model over problems with known answers.\n"
    "\n"
    "Examples:\n"
    "  lemma eval --seed 7 --count 200\n"
    "  lemma eval --topics algebra,calculus --difficulty 1-5 --json > result.json\n"
    "  lemma eval problems.jsonl --samples 8 --temperature 0.6\n"
    "  lemma eval aime.jsonl --published --samples 64 --model DIR\n"
    "\n"
    "Usage: lemma eval [OPTION]... [FILE | -]\n"
    "  Without a FILE, problems of lemma topics are made. A line of a FILE is a JSON\n"
    "  object: {\"problem\":, \"answer\":} and if wanted id, skill, lang, level,\n"
    "  difficulty and choices (a list of texts; the answer is then a letter).\n"
    "\n"
    "Options:\n";

static const char help_tail[] =
    "\n"
    "Answers are compared by exact arithmetic, as lemma check does. What is undecided\n"
    "or not understood does not count as right; how many there are is told. Ctrl-C\n"
    "ends early and keeps what is done: the same command with --resume goes on. See\n"
    "lemma(1).\n";

static const struct option_value *option(const struct eval *eval, enum eval_option which)
{
    return &eval->options.values[which];
}

/* --- what is asked for ------------------------------------------------------------------------ */

static bool read_difficulty(const struct eval *eval, struct exam_request *request,
                            struct str *error)
{
    const struct option_value *value = option(eval, EVAL_DIFFICULTY);
    request->easiest = 1;
    request->hardest = 3;
    if (!value->set)
        return true;
    const char *s = value->text.data;
    bool range = value->text.len == 3 && s[1] == '-';
    if (value->text.len == 1 || range) {
        request->easiest = s[0] - '0';
        request->hardest = s[range ? 2 : 0] - '0';
    }
    if ((value->text.len == 1 || range) && request->easiest >= 1 &&
        request->hardest <= TOPIC_DIFFICULTIES && request->easiest <= request->hardest)
        return true;
    str_add_text(error, "--difficulty takes one of 1 to 5, or two such as 1-3");
    return false;
}

static enum exit_code make_problems(struct eval *eval, struct str *error)
{
    const struct option_value *topics = option(eval, EVAL_TOPICS);
    const struct option_value *count = option(eval, EVAL_COUNT);
    struct exam_request request = {.skills = xcalloc((size_t)topic_count, sizeof(bool)),
                                   .seed = eval->seed,
                                   .count = count->set ? (size_t)count->integer : 100};
    for (int i = 0; i < topic_count; i++)
        request.skills[i] = !topics->set;
    bool ok = read_difficulty(eval, &request, error) &&
              (!topics->set || exam_choose_skills(request.skills, topics->text.data, error));
    if (ok)
        exam_make(&eval->exam, &request);
    free(request.skills);
    return ok ? EXIT_CODE_OK : EXIT_CODE_USAGE;
}

/* As lemma solve does it to what is typed. */
static enum exit_code prepare_problems(struct eval *eval, const char *name, struct str *error)
{
    struct str why = STR_EMPTY;
    enum exit_code code = EXIT_CODE_OK;
    for (size_t i = 0; i < eval->exam.count && code == EXIT_CODE_OK; i++) {
        struct exam_item *item = &eval->exam.items[i];
        if (!problem_prepare(&item->problem, "problem", &why)) {
            str_printf(error, "%s, line %zu: %s", name, item->line, why.data);
            code = EXIT_CODE_DATA;
        }
        if (item->lang_is_open)
            item->lang = problem_language(&item->problem, NULL);
    }
    str_release(&why);
    return code;
}

static enum exit_code read_problems(struct eval *eval, const char *path, struct str *error)
{
    bool dash = strcmp(path, "-") == 0;
    const char *name = dash ? "standard input" : path;
    const struct option_value *count = option(eval, EVAL_COUNT);
    int fd = dash ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        str_printf(error, "%s cannot be opened: %s", name, strerror(errno));
        return EXIT_CODE_NOINPUT;
    }
    enum exit_code code = exam_read(&eval->exam, fd, name, eval->seed,
                                    count->set ? (size_t)count->integer : 0, error);
    if (!dash)
        close(fd);
    return code == EXIT_CODE_OK ? prepare_problems(eval, name, error) : code;
}

static bool combination_is_fine(const struct eval *eval, struct str *error)
{
    if (eval->options.n_rest > 1)
        str_add_text(error, "lemma eval takes one FILE");
    else if (eval->options.n_rest == 1 && option(eval, EVAL_TOPICS)->set)
        str_add_text(error, "--topics is for problems that are made, not for a FILE");
    else if (eval->options.n_rest == 1 && option(eval, EVAL_DIFFICULTY)->set)
        str_add_text(error, "--difficulty is for problems that are made, not for a FILE");
    return !error->len;
}

static void read_settings(struct eval *eval)
{
    const struct option_value *seed = option(eval, EVAL_SEED), *k = option(eval, EVAL_SAMPLES);
    const struct option_value *t = option(eval, EVAL_TEMPERATURE), *p = option(eval, EVAL_TOP_P);
    const struct option_value *budget = option(eval, EVAL_BUDGET);
    const struct option_value *prompt = option(eval, EVAL_PROMPT);
    enum { AUTO, LESSON, EXAM }; /* the values of --prompt */
    bool published = option(eval, EVAL_PUBLISHED)->set;
    int way = prompt->set ? prompt->choice : published ? EXAM : AUTO;
    eval->seed = seed->set ? (uint64_t)seed->integer : 1;
    eval->n_samples = k->set ? (size_t)k->integer : 1;
    eval->temperature = t->set ? t->number : published ? 0.6 : 0;
    eval->top_p = eval->temperature <= 0 ? 0 : p->set ? p->number : 0.95;
    eval->budget = budget->set ? budget->integer : -1;
    eval->as_exam = way == EXAM || (way == AUTO && eval->options.n_rest == 1);
    eval->json = option(eval, EVAL_JSON)->set;
}

/* --- the model -------------------------------------------------------------------------------- */

/* As many sessions as take half of the memory when each comes to its limit. */
static size_t choose_sessions(const struct eval *eval, const struct eng_info *info)
{
    enum { USUAL = 16 };
    const struct option_value *asked = option(eval, EVAL_SESSIONS);
    if (asked->set)
        return (size_t)asked->integer;
    double memory = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE) / 2;
    double one = (double)info->state_bytes_fixed +
                 (double)info->state_bytes_per_token * (double)eval->max_tokens;
    double fit = one > 0 ? memory / one : USUAL;
    return fit >= USUAL ? USUAL : fit >= 1 ? (size_t)fit : 1;
}

static enum exit_code open_model(struct eval *eval, const char *data_dir, struct str *error)
{
    struct options defaults;
    struct str dir = STR_EMPTY;
    const struct option_value *model = option(eval, EVAL_MODEL), *isa = option(eval, EVAL_ISA);
    const struct option_value *tokens = option(eval, EVAL_TOKENS);
    options_init(&defaults, solve_options, SOLVE_OPTION_COUNT);
    if (model->set)
        options_default(&defaults, SOLVE_MODEL, model->text.data, error);
    enum exit_code code = tutoring_read_defaults(&defaults, error);
    eval->lang = tutoring_language(&defaults);
    if (code == EXIT_CODE_OK)
        code = tutoring_model_dir(&defaults, data_dir, &dir, error);
    const struct speaker_engine_options open = {
        .dir = dir.data,
        .isa = isa->set ? isa->text.data : NULL,
        .threads = (int)option(eval, EVAL_THREADS)->integer,
    };
    if (code == EXIT_CODE_OK)
        eval->model = speaker_model_open(&open, error, &code);
    if (eval->model) {
        struct eng_info info;
        eng_model_describe(eval->model, &info);
        speaker_model_name(&eval->model_name, dir.data);
        eval->family = info.prompt_family;
        bool short_answers =
            strcmp(eval->family, "starter") == 0 && !option(eval, EVAL_PUBLISHED)->set;
        eval->max_tokens = tokens->set     ? tokens->integer
                           : short_answers ? TUTORING_STARTER_TOKENS
                                           : TUTORING_TOKENS;
        eval->n_sessions = choose_sessions(eval, &info);
        exam_settings_add(&eval->settings, "model", "%016" PRIx64, info.hash);
    }
    str_release(&dir);
    options_release(&defaults);
    return code;
}

enum eval_act eval_act_of(const struct eval *eval, const struct exam_item *item)
{
    if (strcmp(eval->family, "starter") == 0)
        return ACT_STARTER;
    if (item->n_choices)
        return ACT_CHOICE;
    return eval->as_exam ? ACT_EXAM : (enum eval_act)(ACT_BEGINNER + (int)item->level);
}

/* Adds what this prompt says around a problem to the fingerprint of all prompts. */
static uint64_t hash_prompt(const struct prompt *prompt, uint64_t hash)
{
    static const struct prompt_slot slots[] = {
        {"problem", "?", 1}, {"level", "?", 1}, {"letters", "?", 1}};
    struct prompt_turns turns = {.count = 0};
    struct str error = STR_EMPTY;
    if (prompt_fill(prompt, slots, 3, &turns, &error))
        for (size_t i = 0; i < turns.count; i++)
            hash = exam_hash_bytes(hash, turns.turn[i].text, turns.turn[i].len);
    prompt_turns_release(&turns);
    str_release(&error);
    return hash;
}

/* The prompts that the items need. */
static enum exit_code load_prompts(struct eval *eval, const char *data_dir, struct str *error)
{
    static const char *const files[ACT_COUNT] = {
#define X(name, file) [ACT_##name] = file,
        EVAL_ACTS(X)
#undef X
    };
    uint64_t hash = EXAM_HASH_BEGIN;
    for (size_t i = 0; i < eval->exam.count; i++) {
        const struct exam_item *item = &eval->exam.items[i];
        enum eval_act act = eval_act_of(eval, item);
        struct prompt **prompt = &eval->prompts[act][item->lang];
        if (*prompt)
            continue;
        *prompt = prompt_load(data_dir, item->lang, files[act], error);
        if (!*prompt)
            return EXIT_CODE_NOMODEL;
        hash = hash_prompt(*prompt, hash);
    }
    exam_settings_add(&eval->settings, "prompts", "%016" PRIx64, hash);
    return EXIT_CODE_OK;
}

/* --- the record ------------------------------------------------------------------------------- */

static void add_settings(struct eval *eval)
{
    struct exam_settings *s = &eval->settings;
    exam_settings_add(s, "problems", "%016" PRIx64, exam_hash(&eval->exam));
    exam_settings_add(s, "seed", "%" PRIu64, eval->seed);
    exam_settings_add(s, "samples", "%zu", eval->n_samples);
    exam_settings_add(s, "temperature", "%g", eval->temperature);
    exam_settings_add(s, "top_p", "%g", eval->top_p);
    exam_settings_add(s, "tokens", "%" PRId64, eval->max_tokens);
    exam_settings_add(s, "budget", "%" PRId64, eval->budget);
}

/* Where a run without --out keeps its results until it is through: named after its settings. */
static bool usual_record(const struct eval *eval, struct str *path)
{
    struct str name = STR_EMPTY;
    uint64_t hash = EXAM_HASH_BEGIN;
    for (size_t i = 0; i < eval->settings.count; i++)
        hash = exam_hash_bytes(hash, eval->settings.list[i].value.data,
                               eval->settings.list[i].value.len + 1);
    str_printf(&name, "eval/%016" PRIx64 ".jsonl", hash);
    bool ok = paths_state_file(path, name.data) && paths_make_parents(path->data);
    str_release(&name);
    return ok;
}

static enum exit_code open_record(struct eval *eval, struct str *path, struct str *error)
{
    const struct option_value *out = option(eval, EVAL_OUT);
    bool resume = option(eval, EVAL_RESUME)->set;
    enum exam_record_mode mode = resume     ? EXAM_RECORD_RESUME
                                 : out->set ? EXAM_RECORD_NEW
                                            : EXAM_RECORD_REPLACE;
    if (out->set)
        str_add_str(path, &out->text);
    else if (!usual_record(eval, path))
        return EXIT_CODE_OK; /* no home to keep anything in */
    enum exit_code code = exam_record_open(&eval->record, path->data, mode, &eval->settings,
                                           &eval->exam, eval->outcomes, eval->n_samples, error);
    eval->has_record = code == EXIT_CODE_OK;
    if (code != EXIT_CODE_OK && !out->set && !resume) {
        str_clear(error); /* it is only for a case that may never come */
        code = EXIT_CODE_OK;
    }
    return code;
}

/* --- the command ------------------------------------------------------------------------------ */

static size_t count_finished(const struct eval *eval)
{
    size_t n = 0;
    for (size_t i = 0; i < eval->exam.count; i++)
        n += eval->outcomes[i].n_done == eval->n_samples;
    return n;
}

static void report(struct eval *eval, struct output *output)
{
    struct exam_tally tally;
    exam_tally_make(&tally, &eval->exam, eval->outcomes, eval->n_samples);
    if (eval->json)
        eval_report_json(eval, &tally, output);
    else
        eval_report_text(eval, &tally, output);
    exam_tally_release(&tally);
}

static enum exit_code ask_and_tell(struct eval *eval, const struct str *record,
                                   struct output *output, struct str *error)
{
    enum exit_code code = eval_run(eval, error);
    size_t finished = count_finished(eval);
    if (code == EXIT_CODE_OK && eval->has_record && !option(eval, EVAL_OUT)->set)
        unlink(record->data);
    report(eval, output);
    if (!output_flush(output) && output->error != EPIPE) {
        str_clear(error);
        str_printf(error, "the results cannot be written: %s", strerror(output->error));
        return EXIT_CODE_CANTCREAT;
    }
    if (code != EXIT_CODE_OK) {
        str_printf(error, "%sstopped with %zu of %zu problems done", error->len ? "; " : "",
                   finished, eval->exam.count);
        if (eval->has_record)
            str_add_text(error, "; the same command with --resume goes on");
    }
    return code;
}

static size_t count_answers(const struct eval *eval)
{
    size_t n = 0;
    for (size_t i = 0; i < eval->exam.count; i++)
        for (size_t k = 0; k < eval->n_samples; k++)
            n += eval->outcomes[i].samples[k].done;
    return n;
}

static void make_outcomes(struct eval *eval)
{
    eval->outcomes = xcalloc(eval->exam.count, sizeof *eval->outcomes);
    for (size_t i = 0; i < eval->exam.count; i++) {
        eval->outcomes[i].samples = xcalloc(eval->n_samples, sizeof *eval->outcomes[i].samples);
        for (size_t k = 0; k < eval->n_samples; k++)
            str_init(&eval->outcomes[i].samples[k].answer);
    }
}

static enum exit_code evaluate(struct eval *eval, struct output *output, struct str *error)
{
    struct str data_dir = STR_EMPTY, record = STR_EMPTY;
    paths_data_dir(&data_dir);
    read_settings(eval);
    enum exit_code code = eval->options.n_rest ? read_problems(eval, eval->options.rest[0], error)
                                               : make_problems(eval, error);
    if (code == EXIT_CODE_OK && eval->exam.count > SAMPLES_MAX / eval->n_samples) {
        str_printf(error, "%zu problems with %zu samples each are more than %d answers",
                   eval->exam.count, eval->n_samples, SAMPLES_MAX);
        code = EXIT_CODE_USAGE;
    }
    if (code == EXIT_CODE_OK)
        code = open_model(eval, data_dir.data, error);
    if (code == EXIT_CODE_OK)
        code = load_prompts(eval, data_dir.data, error);
    if (code == EXIT_CODE_OK) {
        add_settings(eval);
        make_outcomes(eval);
        code = open_record(eval, &record, error);
    }
    if (code == EXIT_CODE_OK && option(eval, EVAL_RESUME)->set && !count_answers(eval))
        warn("nothing was kept of a run like this; it begins with the first problem");
    if (code == EXIT_CODE_OK)
        code = ask_and_tell(eval, &record, output, error);
    str_release(&data_dir);
    str_release(&record);
    return code;
}

static void release(struct eval *eval)
{
    for (size_t i = 0; eval->outcomes && i < eval->exam.count; i++) {
        for (size_t k = 0; k < eval->n_samples; k++)
            str_release(&eval->outcomes[i].samples[k].answer);
        free(eval->outcomes[i].samples);
    }
    free(eval->outcomes);
    exam_release(&eval->exam);
    for (int act = 0; act < ACT_COUNT; act++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            prompt_free(eval->prompts[act][lang]);
    exam_record_close(&eval->record);
    exam_settings_release(&eval->settings);
    eng_model_close(eval->model);
    str_release(&eval->model_name);
    options_release(&eval->options);
}

static void add_help(const struct eval *eval, struct output *output)
{
    struct str text = STR_EMPTY;
    str_add_text(&text, help_head);
    options_help(&eval->options, &text);
    str_add_text(&text, help_tail);
    output_add(output, text.data, text.len);
    str_release(&text);
}

int command_eval(int argc, char **argv)
{
    struct eval eval = {.model_name = STR_EMPTY, .record = {.fd = -1}};
    struct output output;
    struct str error = STR_EMPTY;
    enum exit_code code = EXIT_CODE_USAGE;
    interrupt_install();
    output_init(&output, STDOUT_FILENO);
    options_init(&eval.options, eval_options, EVAL_OPTION_COUNT);
    if (!options_parse(&eval.options, argc, argv, &error))
        str_add_text(&error, "; see \"lemma eval --help\"");
    else if (option(&eval, EVAL_HELP)->set) {
        add_help(&eval, &output);
        code = output_flush(&output) ? EXIT_CODE_OK : EXIT_CODE_CANTCREAT;
    } else if (combination_is_fine(&eval, &error)) {
        code = evaluate(&eval, &output, &error);
    }
    if (error.len)
        warn("%s", error.data);
    release(&eval);
    exact_thread_cleanup();
    output_release(&output);
    str_release(&error);
    return (int)code;
}
