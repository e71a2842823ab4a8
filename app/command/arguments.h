/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the commands with getopt share: values of options, --help, and the way out of wrong use.
 * (`lemma solve` has a table of options of its own, see options.h.) Whatever is not as expected
 * ends the program with a usage message.
 */
#ifndef LEMMA_COMMAND_ARGUMENTS_H
#define LEMMA_COMMAND_ARGUMENTS_H

#include "app/base/die.h"

#include <stdint.h>

/* The value of an option, in low..high. */
int64_t argument_integer(const char *option, const char *text, int64_t low, int64_t high);
uint64_t argument_unsigned(const char *option, const char *text);
double argument_number(const char *option, const char *text, double low, double high);

/* Prints a help text and exits. */
_Noreturn void argument_help(const char *help);
/* After an error that getopt found (silently: main sets opterr to 0): names the word, points to the
 * help of the command and exits. */
_Noreturn void argument_usage(const char *command, char **argv);

#endif
