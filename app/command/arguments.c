/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers from the command line: the whole text must be one, and in range.
 */
#include "app/command/arguments.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int64_t argument_integer(const char *option, const char *text, int64_t low, int64_t high)
{
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end || errno || value < low || value > high)
        die(EXIT_CODE_USAGE, "%s: expected a whole number from %lld to %lld, not \"%.40s\"", option,
            (long long)low, (long long)high, text);
    return value;
}

uint64_t argument_unsigned(const char *option, const char *text)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (end == text || *end || errno || *text < '0' || *text > '9')
        die(EXIT_CODE_USAGE, "%s: expected a whole number from 0, not \"%.40s\"", option, text);
    return value;
}

double argument_number(const char *option, const char *text, double low, double high)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !isfinite(value) || value < low || value > high)
        die(EXIT_CODE_USAGE, "%s: expected a number from %g to %g, not \"%.40s\"", option, low,
            high, text);
    return value;
}

void argument_help(const char *help)
{
    fputs(help, stdout);
    exit(fflush(stdout) == 0 ? EXIT_CODE_OK : EXIT_CODE_CANTCREAT);
}

void argument_usage(const char *command, char **argv)
{
    die(EXIT_CODE_USAGE,
        "%.80s: no option of lemma %s, or its value is missing; see lemma %s --help",
        argv[optind - 1], command, command);
}
