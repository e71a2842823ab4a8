/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options: one list is the parser, --help, the keys of the configuration file, the option text
 * of the manual page and the completions. A new option is one line in SOLVE_OPTIONS.
 */
#ifndef LEMMA_OPTIONS_H
#define LEMMA_OPTIONS_H

#include "app/base/die.h"
#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_CHOICE, /* one of `values` */
    OPTION_INTEGER,
    OPTION_NUMBER
};

/* Where an option may stand: on the command line only, or in the configuration file too. */
enum option_place { OPTION_ARGUMENT, OPTION_CONFIG };

/* name, word, letter, kind, argument, values (of a choice, commas between), low, high, place,
 * what it does: one sentence for --help and the manual page */
#define SOLVE_OPTIONS(X)                                                                        \
    X(LEVEL, "level", 'l', CHOICE, "LEVEL", "beginner,intermediate,advanced", 0, 0, CONFIG,     \
      "Who is spoken to: beginner (the default), intermediate or advanced.")                    \
    X(LANG, "lang", 0, CHOICE, "LANG", "auto,en,ko", 0, 0, CONFIG,                              \
      "Language of the solution: en, ko, or auto (the default): that of the problem, or of "    \
      "the locale when the problem has no words.")                                              \
    X(MODEL, "model", 'm', TEXT, "DIR", NULL, 0, 0, CONFIG,                                     \
      "Directory of the model to use instead of the one that comes with lemma.")                \
    X(THINK, "think", 0, CHOICE, "HOW", "hide,fold,show", 0, 0, CONFIG,                         \
      "Show the model's reasoning: hide it, fold it to one line (the default), or show it.")    \
    X(BUDGET, "budget", 'b', INTEGER, "N", NULL, 0, 1000000, CONFIG,                            \
      "End the reasoning after N tokens and go on to the solution.")                            \
    X(SEED, "seed", 's', INTEGER, "N", NULL, 0, 9007199254740992.0, CONFIG,                     \
      "Seed of the random choices: the same seed gives the same answer (default 1).")           \
    X(TEMPERATURE, "temperature", 't', NUMBER, "T", NULL, 0, 5, CONFIG,                         \
      "How freely words are chosen; 0 always takes the likeliest (the default for the starter " \
      "model, 0.6 for others).")                                                                \
    X(THREADS, "threads", 'j', INTEGER, "N", NULL, 0, 1024, CONFIG,                             \
      "Threads to compute with; 0 (the default) means one for each core.")                      \
    X(ISA, "isa", 0, CHOICE, "NAME", "auto,scalar,avx2,avx512", 0, 0, CONFIG,                   \
      "Instructions to compute with: scalar, avx2, avx512, or auto (the default). The answer "  \
      "is the same with each.")                                                                 \
    X(JSON, "json", 0, FLAG, NULL, NULL, 0, 0, ARGUMENT,                                        \
      "Print one JSON object at the end instead of text.")                                      \
    X(JSONL, "jsonl", 0, FLAG, NULL, NULL, 0, 0, ARGUMENT,                                      \
      "Print every event as a line of JSON while it happens.")                                  \
    X(COLOR, "color", 0, CHOICE, "WHEN", "auto,always,never", 0, 0, CONFIG,                     \
      "Use bold and dim text: always, never, or auto (the default): on a terminal.")            \
    X(SIGNS, "signs", 0, CHOICE, "SET", "auto,unicode,narrow,ascii", 0, 0, CONFIG,              \
      "Signs of formulas and tables: unicode; narrow, where a terminal makes some of them "     \
      "two cells wide; ascii; or auto (the default): as the locale has it.")                    \
    X(SCRIPT, "script", 0, TEXT, "FILE", NULL, 0, 0, ARGUMENT,                                  \
      "Play what FILE says instead of asking a model. For testing.")                            \
    X(HELP, "help", 'h', FLAG, NULL, NULL, 0, 0, ARGUMENT, "Show help and exit.")

enum solve_option {
#define X(name, word, letter, kind, argument, values, low, high, place, text) SOLVE_##name,
    SOLVE_OPTIONS(X)
#undef X
        SOLVE_OPTION_COUNT
};

struct option_spec {
    const char *word;
    char letter; /* 0: none */
    enum option_kind kind;
    const char *argument, *values;
    double low, high;
    enum option_place place;
    const char *text;
};

extern const struct option_spec solve_options[SOLVE_OPTION_COUNT];

struct option_value {
    bool set;
    struct str text; /* as given */
    int choice;      /* index in values */
    int64_t integer;
    double number;
};

/* A table and what was given for it. Strings in rest belong to argv. */
struct options {
    const struct option_spec *specs;
    size_t n_specs;
    struct option_value *values; /* (n_specs), owned */
    bool minus_is_text;          /* -x is an argument unless x alone is the letter of an option */
    char **rest;                 /* arguments that are no options, in order; owned array */
    size_t n_rest;
};

void options_init(struct options *options, const struct option_spec *specs, size_t n_specs);
void options_release(struct options *options);

/* argv[1..argc), options anywhere, "--" ends them; "-" and a minus before anything but a letter or
 * a minus (-3, -√2, -(x+1)) are arguments. False with a sentence in `error`. The last of several
 * wins. */
bool options_parse(struct options *options, int argc, char **argv, struct str *error);
/* Gives a value to an option that has none yet (flag > environment > file); checks it. */
bool options_default(struct options *options, size_t option, const char *text, struct str *error);
/* Reads a configuration file; a missing one is empty. False: a mistake, named with its line. */
bool options_read_config(struct options *options, const char *path, struct str *error);

/* " --level LEVEL   text", wrapped. */
void options_help(const struct options *options, struct str *out);
/* The same as an mdoc list. */
void options_manual(const struct option_spec *specs, size_t n_specs, struct str *out);

/* The candidate that `word` most likely meant, or NULL if none is near. */
const char *options_nearest(const char *word, const char *const *candidates, size_t n);

#endif
