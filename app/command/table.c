/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new verb is a line here, a function in command.h and a file of its own.
 */
#include "app/command/table.h"

#include "app/command/command.h"

const struct command command_table[] = {
    {"solve", NULL, command_solve, "solve a problem step by step"},
    {"check", NULL, command_check, "compare an answer with the right one; check a working"},
    {"eval", NULL, command_eval, "measure a model over problems with known answers"},
    {"topics", NULL, command_topics, "list the skills; write training text"},
    {"model", "info", command_model_info, "what a model is and what memory it takes"},
    {"model", "tokenize", command_model_tokenize, "text on standard input to token ids"},
    {"model", "detokenize", command_model_detokenize, "token ids on standard input to text"},
    {"model", "logits", command_model_logits, "write the logits for given tokens"},
    {"model", "generate", command_model_generate, "continue given tokens or text"},
    {"model", "bench", command_model_bench, "measure speed and memory"},
    {"completion", NULL, command_completion, "print completions for bash, zsh or fish"},
};
const size_t command_count = sizeof command_table / sizeof command_table[0];
