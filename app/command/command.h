/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every verb of the program as one function. The table that maps words to them is in main.c; the
 * file that holds a command also holds its --help text. A command gets its own words only:
 * argv[0] is the last word of the verb ("solve", "info"), the rest are its arguments.
 * It returns one of EXIT_CODES (base/die.h) and leaves stdout flushed.
 */
#ifndef LEMMA_COMMAND_COMMAND_H
#define LEMMA_COMMAND_COMMAND_H

int command_solve(int argc, char **argv);
/* `lemma` without a verb: a prompt on a terminal, in a pipe the problem on stdin is solved. */
int command_prompt_loop(int argc, char **argv);
int command_completion(int argc, char **argv);

int command_check(int argc, char **argv);
int command_eval(int argc, char **argv);
int command_topics(int argc, char **argv);

/* The engine, plainly. */
int command_model_info(int argc, char **argv);
int command_model_tokenize(int argc, char **argv);
int command_model_detokenize(int argc, char **argv);
int command_model_logits(int argc, char **argv);
int command_model_generate(int argc, char **argv);
int command_model_bench(int argc, char **argv);

#endif
