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
enum eng_kv model_kv(const char *text);

/* Writes out what stdout still holds: success, or the end of the program with a sentence. */
int model_end_output(void);

/* The one positional argument DIR after getopt, or a usage message. */
const char *model_dir(int argc, char **argv, int first, const char *help);

#endif
