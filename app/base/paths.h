/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where things lie: the program's own data, and the user's files after the XDG base directory
 * specification (relative values there are ignored, as it asks). Only this file reads those
 * variables. It looks at the disk to choose the data directory and creates what must be written;
 * it never opens a file of content.
 */
#ifndef LEMMA_BASE_PATHS_H
#define LEMMA_BASE_PATHS_H

#include "app/base/str.h"

#include <stdbool.h>

/* The directory that holds prompts/ and data/: $LEMMA_DATA; else the source tree when the program
 * lies in its build/; else ../share/lemma beside the program; else the prefix it was built for.
 * The answer may not exist: opening a file in it then tells by name. */
void paths_data_dir(struct str *out);
/* The pure core of it: `exe` is the absolute path of the program or NULL, has_prompts tells
 * whether DIR/prompts is a directory. For tests. */
void paths_choose_data_dir(struct str *out, const char *env, const char *exe,
                           bool (*has_prompts)(const char *dir));

/* $XDG_CONFIG_HOME/lemma/NAME, $XDG_STATE_HOME/lemma/NAME with their defaults under $HOME; false
 * when there is no home either, and the thing then simply does not exist. */
bool paths_config_file(struct str *out, const char *name);
bool paths_state_file(struct str *out, const char *name);

/* Creates the directories above the file, mode 0700 for those that are new. */
bool paths_make_parents(const char *file);
bool paths_is_directory(const char *path);

#endif
