/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the plumbing commands of `lemma model` share: id lists from the command line, and opening a
 * model or ending with a sentence and the documented exit code.
 */
#ifndef LEMMA_COMMAND_MODEL_COMMON_H
#define LEMMA_COMMAND_MODEL_COMMON_H

#include "app/command/arguments.h"
#include "engine/engine.h"

#include <getopt.h>

/* Ends the program with the engine's sentence unless status is ENG_OK. */
void model_check(enum eng_status status, const struct eng_error *error);

struct eng_model *model_open_or_die(const struct eng_options *options);

/* "1,2,3", white space allowed, appended to out. */
void model_ids(const char *option, const char *text, struct eng_tokens *out);

/* Options of getopt_long that say how a model is opened; every plumbing command has them. */
enum { MODEL_OPTION_CHUNK = 256, MODEL_OPTION_THREADS, MODEL_OPTION_ISA, MODEL_OPTION_KV };
/* clang-format off */
#define MODEL_OPTIONS                                                                              \
    {"chunk", required_argument, NULL, MODEL_OPTION_CHUNK},                                        \
    {"threads", required_argument, NULL, MODEL_OPTION_THREADS},                                    \
    {"isa", required_argument, NULL, MODEL_OPTION_ISA},                                            \
    {"kv", required_argument, NULL, MODEL_OPTION_KV}
/* clang-format on */
/* Takes the option c with its value optarg into `open`; false if it is none of these. */
bool model_take_option(struct eng_options *open, int c);

/* Writes out what stdout still holds: success, or the end of the program with a sentence. */
int model_end_output(void);

/* The one positional argument DIR after getopt, or a usage message. */
const char *model_dir(int argc, char **argv, int first, const char *help);

#endif
