/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `solve` and the prompt share: from options to a speaker that is ready, and one lesson from
 * problem to exit code. The speaker is opened once and used for any number of problems.
 */
#ifndef LEMMA_COMMAND_TUTORING_H
#define LEMMA_COMMAND_TUTORING_H

#include "app/base/str.h"
#include "app/maths/box.h"
#include "app/options.h"
#include "app/speaker/speaker.h"

/* Limits of one answer, in tokens, of the starter model and of others; see the manual page. */
enum { TUTORING_STARTER_TOKENS = 2048, TUTORING_TOKENS = 32768 };

struct tutoring {
    struct options *options; /* the caller's; may be changed between problems */
    struct str data_dir;
    struct speaker *speaker;
};

/* Fills in what the command line left open: $LEMMA_MODEL, then the configuration file. */
enum exit_code tutoring_read_defaults(struct options *options, struct str *error);

/* The directory of the model to use, which exists; else a sentence and EXIT_CODE_NOMODEL. */
enum exit_code tutoring_model_dir(const struct options *options, const char *data_dir,
                                  struct str *dir, struct str *error);
/* Finds the data directory and opens the speaker. On failure a sentence in `error`; close it in
 * any case. */
enum exit_code tutoring_open(struct tutoring *tutoring, struct options *options, struct str *error);
void tutoring_close(struct tutoring *tutoring);

/* Solves one problem (see problem.h) to standard output. Errors are told on standard error. */
enum exit_code tutoring_solve(struct tutoring *tutoring, const struct str *problem);

/* Whether text on standard output is to be bold and dim. */
bool tutoring_wants_color(const struct options *options);
/* The signs that the terminal can show, as asked for or as the locale has it. */
enum box_set tutoring_signs(const struct options *options);
/* ACCESSIBLE is set: lines are neither wrapped nor coloured. */
bool tutoring_is_linear(void);
/* The language of messages around lessons when there is no problem to go by. */
enum lang tutoring_language(const struct options *options);

#endif
