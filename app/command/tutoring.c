/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one loop that drives a lesson: pull from the speaker, step the lesson, hand its events to
 * the sink, do what it requests.
 */
#include "app/command/tutoring.h"

#include "app/base/paths.h"
#include "app/command/interrupt.h"
#include "app/command/painter.h"
#include "app/command/problem.h"
#include "app/sink/sink.h"
#include "app/tutor/lesson.h"

#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The values of the choices in SOLVE_OPTIONS, in their order there. */
enum { CHOICE_LANG_AUTO, CHOICE_LANG_EN, CHOICE_LANG_KO };
enum { CHOICE_COLOR_AUTO, CHOICE_COLOR_ALWAYS, CHOICE_COLOR_NEVER };

static const struct option_value *option(const struct options *options, enum solve_option which)
{
    return &options->values[which];
}

enum exit_code tutoring_read_defaults(struct options *options, struct str *error)
{
    const char *model = getenv("LEMMA_MODEL"), *no_color = getenv("NO_COLOR");
    const char *force = getenv("CLICOLOR_FORCE");
    if (model && *model && !options_default(options, SOLVE_MODEL, model, error))
        return EXIT_CODE_USAGE;
    if (no_color && *no_color)
        options_default(options, SOLVE_COLOR, "never", error);
    else if (force && *force && strcmp(force, "0") != 0)
        options_default(options, SOLVE_COLOR, "always", error);
    struct str path = STR_EMPTY;
    bool ok =
        !paths_config_file(&path, "config.ini") || options_read_config(options, path.data, error);
    str_release(&path);
    return ok ? EXIT_CODE_OK : EXIT_CODE_CONFIG;
}

/* A path from the configuration file has met no shell that would know "~/". */
static void add_path(struct str *out, const struct str *path)
{
    const char *home = str_starts(path, "~/") ? getenv("HOME") : NULL;
    if (home)
        str_add_text(out, home);
    str_add(out, path->data + (home ? 1 : 0), path->len - (home ? 1 : 0));
}

enum exit_code tutoring_model_dir(const struct options *options, const char *data_dir,
                                  struct str *dir, struct str *error)
{
    bool chosen = option(options, SOLVE_MODEL)->set;
    if (chosen)
        add_path(dir, &option(options, SOLVE_MODEL)->text);
    else
        str_printf(dir, "%s/data/starter/model", data_dir);
    if (paths_is_directory(dir->data))
        return EXIT_CODE_OK;
    if (chosen)
        str_printf(error, "there is no model directory %s; see --model", dir->data);
    else
        str_printf(error,
                   "the model that comes with lemma is not at %s; reinstall lemma, set LEMMA_DATA "
                   "to its data directory, or choose a model with --model DIR",
                   dir->data);
    return EXIT_CODE_NOMODEL;
}

enum exit_code tutoring_open(struct tutoring *tutoring, struct options *options, struct str *error)
{
    enum exit_code code = EXIT_CODE_INTERNAL;
    *tutoring = (struct tutoring){.options = options, .data_dir = STR_EMPTY};
    paths_data_dir(&tutoring->data_dir);
    if (option(options, SOLVE_SCRIPT)->set) {
        tutoring->speaker =
            speaker_script_open(option(options, SOLVE_SCRIPT)->text.data, error, &code);
        return tutoring->speaker ? EXIT_CODE_OK : code;
    }
    struct str dir = STR_EMPTY;
    code = tutoring_model_dir(options, tutoring->data_dir.data, &dir, error);
    const struct option_value *isa = option(options, SOLVE_ISA);
    struct speaker_engine_options engine = {
        .dir = dir.data,
        .isa = isa->set ? isa->text.data : NULL,
        .threads = (int)option(options, SOLVE_THREADS)->integer,
    };
    if (code == EXIT_CODE_OK)
        tutoring->speaker = speaker_engine_open(&engine, error, &code);
    str_release(&dir);
    return tutoring->speaker ? EXIT_CODE_OK : code;
}

void tutoring_close(struct tutoring *tutoring)
{
    if (tutoring->speaker)
        tutoring->speaker->ops->free(tutoring->speaker);
    tutoring->speaker = NULL;
    str_release(&tutoring->data_dir);
}

/* --- choices -------------------------------------------------------------------------------- */

static const char *locale_of_messages(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

static enum lang choose_language(const struct options *options, const struct str *problem)
{
    int choice = option(options, SOLVE_LANG)->choice; /* 0 while not set: auto */
    if (choice == CHOICE_LANG_AUTO)
        return problem_language(problem, locale_of_messages());
    return choice == CHOICE_LANG_KO ? LANG_KO : LANG_EN;
}

enum lang tutoring_language(const struct options *options)
{
    return choose_language(options, &(struct str)STR_EMPTY);
}

/* Standard output is a terminal that takes control sequences. */
static bool moves_cursor(void)
{
    const char *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

bool tutoring_is_linear(void)
{
    const char *accessible = getenv("ACCESSIBLE");
    return accessible && *accessible && strcmp(accessible, "0") != 0;
}

bool tutoring_wants_color(const struct options *options)
{
    const struct option_value *color = option(options, SOLVE_COLOR);
    if (color->set && color->choice != CHOICE_COLOR_AUTO)
        return color->choice == CHOICE_COLOR_ALWAYS;
    return moves_cursor() && !tutoring_is_linear();
}

enum box_set tutoring_signs(const struct options *options)
{
    static const enum box_set sets[] = {BOX_UNICODE, BOX_UNICODE, BOX_NARROW, BOX_ASCII};
    int choice = option(options, SOLVE_SIGNS)->choice; /* 0 while not set: auto */
    if (choice == 0 && strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return BOX_ASCII;
    return sets[choice];
}

static int columns(void)
{
    const char *value = getenv("COLUMNS");
    long n = value ? strtol(value, NULL, 10) : 0;
    return n >= 20 && n <= 1000 ? (int)n : 80;
}

static struct sink *make_sink(const struct options *options, struct output *output)
{
    if (option(options, SOLVE_JSONL)->set)
        return sink_jsonl_new(output);
    if (option(options, SOLVE_JSON)->set)
        return sink_json_new(output);
    bool tty = isatty(STDOUT_FILENO), terminal = moves_cursor();
    bool linear = tutoring_is_linear() || (tty && !terminal);
    const struct option_value *think = option(options, SOLVE_THINK);
    struct sink_plain_options plain = {
        .think = think->set ? (enum sink_think)think->choice : THINK_FOLD,
        .terminal = terminal && !linear,
        .color = tutoring_wants_color(options),
        .linear = linear,
        .set = tutoring_signs(options),
        .width = columns(),
    };
    return sink_plain_new(output, &plain);
}

static struct lesson_setup make_setup(const struct tutoring *tutoring, const struct str *problem)
{
    const struct options *options = tutoring->options;
    const struct option_value *temperature = option(options, SOLVE_TEMPERATURE);
    const struct option_value *budget = option(options, SOLVE_BUDGET);
    const struct option_value *seed = option(options, SOLVE_SEED);
    bool starter = strcmp(tutoring->speaker->family, "starter") == 0;
    return (struct lesson_setup){
        .problem = problem->data,
        .problem_len = problem->len,
        .level = (enum level)option(options, SOLVE_LEVEL)->choice,
        .lang = choose_language(options, problem),
        .model = tutoring->speaker->model,
        .family = tutoring->speaker->family,
        .seed = seed->set ? (uint64_t)seed->integer : 1,
        .temperature = temperature->set ? temperature->number
                       : starter        ? 0
                                        : 0.6,
        .budget = budget->set ? budget->integer : -1,
        .max_tokens = starter ? TUTORING_STARTER_TOKENS : TUTORING_TOKENS,
    };
}

/* --- a lesson ------------------------------------------------------------------------------- */

static int64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static struct lesson_input input_from_piece(const struct speaker_piece *piece)
{
    static const enum lesson_input_kind kinds[] = {
        [SPEAKER_READING] = LESSON_READING,
        [SPEAKER_TEXT] = LESSON_TEXT,
        [SPEAKER_END] = LESSON_END,
        [SPEAKER_FAILED] = LESSON_FAILED,
    };
    return (struct lesson_input){.kind = kinds[piece->kind],
                                 .now_ns = clock_ns(),
                                 .text = piece->text,
                                 .len = piece->len,
                                 .tokens = piece->tokens,
                                 .total = piece->total,
                                 .reason = piece->reason};
}

static enum exit_code code_of_reason(enum lesson_reason reason)
{
    if (reason == REASON_STOP)
        return EXIT_CODE_OK;
    if (reason == REASON_CANCELLED) {
        int number = interrupt_take();
        return (enum exit_code)(128 + (number ? number : 2));
    }
    return EXIT_CODE_FAILED;
}

/* Hands the events on; notes how it ended. */
static void deliver(const struct lesson_output *out, struct sink *sink, enum exit_code *code)
{
    if (interrupt_was_continued() && sink->ops->disturb)
        sink->ops->disturb(sink);
    for (size_t i = 0; i < out->count; i++) {
        const struct event *event = &out->events[i];
        sink->ops->event(sink, event);
        if (event->kind == EVENT_DONE)
            *code = code_of_reason(event->reason);
        else if (event->kind == EVENT_FAILED)
            warn("%s", event->text);
    }
}

static void obey(const struct lesson_output *out, struct speaker *speaker,
                 const struct speaker_sampling *sampling)
{
    if (out->request == LESSON_SAY) {
        speaker->ops->start(speaker, out->turns, sampling);
        interrupt_watch(speaker);
    } else if (out->request == LESSON_FORCE) {
        speaker->ops->force(speaker, out->force, strlen(out->force));
    }
}

static enum exit_code run_lesson(struct lesson *lesson, struct speaker *speaker,
                                 const struct lesson_setup *setup, struct sink *sink,
                                 const struct output *output)
{
    struct speaker_sampling sampling = {.temperature = setup->temperature,
                                        .top_p = setup->temperature > 0 ? 0.95 : 0,
                                        .seed = setup->seed};
    enum exit_code code = EXIT_CODE_INTERNAL;
    struct lesson_input input = {.kind = LESSON_BEGIN, .now_ns = clock_ns()};
    struct painter *painter = painter_new(sink);
    for (;;) {
        const struct lesson_output *out = lesson_step(lesson, &input);
        painter_lock(painter);
        deliver(out, sink, &code);
        bool over = lesson_is_over(lesson) || output->error;
        painter_unlock(painter);
        if (over)
            break;
        obey(out, speaker, &sampling);
        struct speaker_piece piece;
        speaker->ops->next(speaker, &piece);
        if (piece.kind == SPEAKER_FAILED)
            code = piece.code;
        input = input_from_piece(&piece);
    }
    interrupt_watch(NULL);
    painter_free(painter);
    return code;
}

enum exit_code tutoring_solve(struct tutoring *tutoring, const struct str *problem)
{
    struct lesson_setup setup = make_setup(tutoring, problem);
    bool starter = strcmp(setup.family, "starter") == 0;
    const char *act = starter ? "starter" : level_word(setup.level, LANG_EN);
    struct str error = STR_EMPTY;
    struct prompt *prompt = prompt_load(tutoring->data_dir.data, setup.lang, act, &error);
    if (!prompt) {
        warn("%s", error.data);
        str_release(&error);
        return EXIT_CODE_NOMODEL;
    }
    struct output output;
    output_init(&output, STDOUT_FILENO);
    struct sink *sink = make_sink(tutoring->options, &output);
    struct lesson *lesson = lesson_new(&setup, prompt);
    interrupt_hide_keys(isatty(STDOUT_FILENO));
    interrupt_last_words(moves_cursor() ? "\033[0m\033[J\n" : NULL);
    enum exit_code code = run_lesson(lesson, tutoring->speaker, &setup, sink, &output);
    interrupt_hide_keys(false);
    interrupt_last_words(NULL);
    if (output.error == EPIPE) {
        code = EXIT_CODE_OK;
    } else if (output.error) {
        warn("the solution cannot be written: %s", strerror(output.error));
        code = EXIT_CODE_CANTCREAT;
    }
    lesson_free(lesson);
    sink->ops->free(sink);
    output_release(&output);
    prompt_free(prompt);
    str_release(&error);
    return code;
}
