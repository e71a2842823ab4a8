/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the plumbing commands of `lemma model` share: numbers and id lists from the command line,
 * and opening a model or ending with a sentence and the documented exit code.
 */
#ifndef LEMMA_COMMAND_MODEL_COMMON_H
#define LEMMA_COMMAND_MODEL_COMMON_H

#include "app/base/die.h"
#include "engine/engine.h"

#include <getopt.h>

/* Ends the program with the engine's sentence unless status is ENG_OK. */
void model_check(enum eng_status status, const struct eng_error *error);

struct eng_model *model_open_or_die(const struct eng_options *options);

/* The value of an option, in low..high; anything else ends with a usage message. */
int64_t model_integer(const char *option, const char *text, int64_t low, int64_t high);
double model_number(const char *option, const char *text, double low, double high);
/* "1,2,3", white space allowed, appended to out. */
void model_ids(const char *option, const char *text, struct eng_tokens *out);
enum eng_kv model_kv(const char *text);

/* The one positional argument DIR after getopt, or a usage message. */
const char *model_dir(int argc, char **argv, int first, const char *help);
/* Prints the help text and exits with EXIT_CODE_OK. */
_Noreturn void model_help(const char *help);
/* A getopt error: getopt has printed the sentence; points to --help and exits. */
_Noreturn void model_usage(const char *verb);

#endif
