/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of `lemma eval` share: how it was called, what is asked and what came out.
 */
#ifndef LEMMA_COMMAND_EVAL_H
#define LEMMA_COMMAND_EVAL_H

#include "app/exam/record.h"
#include "app/exam/tally.h"
#include "app/options.h"
#include "app/sink/output.h"
#include "app/tutor/prompt.h"
#include "engine/engine.h"

/* As SOLVE_OPTIONS in options.h. */
#define EVAL_OPTIONS(X)                                                                            \
    X(TOPICS, "topics", 0, TEXT, "LIST", NULL, 0, 0, ARGUMENT,                                     \
      "Skills to ask for, commas between; a word before a dot means all behind it. Without it: "   \
      "all.")                                                                                      \
    X(DIFFICULTY, "difficulty", 'd', TEXT, "A-B", NULL, 0, 0, ARGUMENT,                            \
      "Difficulties to ask for, from 1 to 5 (default 1-3).")                                       \
    X(COUNT, "count", 'n', INTEGER, "N", NULL, 1, 1000000, ARGUMENT,                               \
      "How many problems (default 100); of a FILE, only the first N.")                             \
    X(SEED, "seed", 's', INTEGER, "S", NULL, 0, 9007199254740992.0, ARGUMENT,                      \
      "Seed of the problems and of sampling: the same seed gives the same problems and, with "     \
      "the same model, the same answers (default 1).")                                             \
    X(MODEL, "model", 'm', TEXT, "DIR", NULL, 0, 0, ARGUMENT,                                      \
      "Directory of the model to measure instead of the one that comes with lemma.")               \
    X(SAMPLES, "samples", 'k', INTEGER, "K", NULL, 1, 256, ARGUMENT,                               \
      "Ask each problem K times (default 1); tells the mean of all samples, and of the answer "    \
      "that most of them gave.")                                                                   \
    X(TEMPERATURE, "temperature", 't', NUMBER, "T", NULL, 0, 5, ARGUMENT,                          \
      "How freely words are chosen; 0 (the default) always takes the likeliest.")                  \
    X(TOP_P, "top-p", 0, NUMBER, "P", NULL, 0, 1, ARGUMENT,                                        \
      "With a temperature: choose among the likeliest words that have this share (default "        \
      "0.95).")                                                                                    \
    X(TOKENS, "tokens", 0, INTEGER, "N", NULL, 1, 1000000, ARGUMENT,                               \
      "Most tokens of an answer (default 2048 for the starter model, 32768 for others); one "      \
      "that is cut counts as wrong.")                                                              \
    X(BUDGET, "budget", 'b', INTEGER, "N", NULL, 0, 1000000, ARGUMENT,                             \
      "End the reasoning after N tokens and go on to the solution.")                               \
    X(PROMPT, "prompt", 0, CHOICE, "HOW", "auto,lesson,exam", 0, 0, ARGUMENT,                      \
      "Ask as lemma solve does (lesson), as the published measurements do (exam), or auto (the "   \
      "default): exam for a FILE, else lesson. The starter model knows one way only.")             \
    X(PUBLISHED, "published", 0, FLAG, NULL, NULL, 0, 0, ARGUMENT,                                 \
      "The published protocol: --temperature 0.6 --top-p 0.95 --tokens 32768 --prompt exam; add "  \
      "--samples (64 for AIME, 8 for others).")                                                    \
    X(OUT, "out", 'o', TEXT, "FILE", NULL, 0, 0, ARGUMENT,                                         \
      "Keep the results in FILE, a line of JSON for each answer as it comes.")                     \
    X(RESUME, "resume", 'r', FLAG, NULL, NULL, 0, 0, ARGUMENT,                                     \
      "Go on where the same command was interrupted.")                                             \
    X(JSON, "json", 0, FLAG, NULL, NULL, 0, 0, ARGUMENT, "Print one JSON object instead of text.") \
    X(SESSIONS, "sessions", 0, INTEGER, "N", NULL, 1, 1024, ARGUMENT,                              \
      "Answers computed together (default: up to 16, as memory allows). The answers are the "      \
      "same with each.")                                                                           \
    X(THREADS, "threads", 'j', INTEGER, "N", NULL, 0, 1024, ARGUMENT,                              \
      "Threads to compute with; 0 (the default) means one for each core.")                         \
    X(ISA, "isa", 0, CHOICE, "NAME", "auto,scalar,avx2,avx512", 0, 0, ARGUMENT,                    \
      "Instructions to compute with: scalar, avx2, avx512, or auto (the default).")                \
    X(HELP, "help", 'h', FLAG, NULL, NULL, 0, 0, ARGUMENT, "Show help and exit.")

enum eval_option {
#define X(name, word, letter, kind, argument, values, low, high, place, text) EVAL_##name,
    EVAL_OPTIONS(X)
#undef X
        EVAL_OPTION_COUNT
};

extern const struct option_spec eval_options[EVAL_OPTION_COUNT];

/* The prompt files that an item may be asked with. */
#define EVAL_ACTS(X)                \
    X(STARTER, "starter")           \
    X(BEGINNER, "beginner")         \
    X(INTERMEDIATE, "intermediate") \
    X(ADVANCED, "advanced")         \
    X(EXAM, "exam")                 \
    X(CHOICE, "choice")

enum eval_act {
#define X(name, file) ACT_##name,
    EVAL_ACTS(X)
#undef X
        ACT_COUNT
};

struct eval {
    struct options options;
    struct exam exam;
    struct exam_outcome *outcomes; /* (exam.count) */
    size_t n_samples;
    uint64_t seed;
    double temperature, top_p;
    int64_t budget, max_tokens;
    bool as_exam, json;
    enum lang lang; /* of the report */

    struct eng_model *model;
    struct str model_name;
    const char *family;
    size_t n_sessions;
    struct prompt *prompts[ACT_COUNT][LANG_COUNT]; /* those that are needed */

    struct exam_settings settings;
    struct exam_record record;
    bool has_record;

    /* of this run: what was taken up from a record is not in it */
    size_t n_asked;
    int64_t tokens, elapsed_ns;
};

/* The first settings are fingerprints: of the model, the prompts and the problems. */
enum { EVAL_FINGERPRINTS = 3 };

enum eval_act eval_act_of(const struct eval *eval, const struct exam_item *item);

/* Asks what has not been asked yet. EXIT_CODE_OK, that of an interruption, or of trouble with a
 * sentence in `error`. */
enum exit_code eval_run(struct eval *eval, struct str *error);

void eval_report_text(const struct eval *eval, const struct exam_tally *tally,
                      struct output *output);
void eval_report_json(const struct eval *eval, const struct exam_tally *tally,
                      struct output *output);

#endif
