/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma solve: a problem from the arguments or standard input, solved once.
 */
#include "app/command/command.h"

#include "app/command/interrupt.h"
#include "app/command/problem.h"
#include "app/command/tutoring.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help_head[] = "Solve a problem step by step.\n"
                                "\n"
                                "Examples:\n"
                                "  lemma solve \"Solve x^2 - 5x + 6 = 0\"\n"
                                "  lemma solve --level beginner \"12 - 3*(4 + 5)\"\n"
                                "  lemma solve --lang ko \"2x + 3 = 11\"\n"
                                "  lemma solve --json < problem.txt\n"
                                "\n"
                                "Usage: lemma solve [OPTION]... [PROBLEM | -]\n"
                                "  Several words are joined with spaces. Without a PROBLEM, or "
                                "with -, standard input is read.\n"
                                "  -- ends the options.\n"
                                "\n"
                                "Options:\n";

static const char help_tail[] =
    "\n"
    "Options but --json, --jsonl, --script and --help may stand in ~/.config/lemma/config.ini\n"
    "as lines such as \"level = advanced\". See lemma(1) for all else.\n";

static int print_help(const struct options *options)
{
    struct str text = STR_EMPTY;
    str_add_text(&text, help_head);
    options_help(options, &text);
    str_add_text(&text, help_tail);
    bool ok = fputs(text.data, stdout) >= 0 && fflush(stdout) == 0;
    str_release(&text);
    return ok ? EXIT_CODE_OK : EXIT_CODE_CANTCREAT;
}

/* Joins the arguments, or reads standard input. */
static enum exit_code get_problem(const struct options *options, struct str *problem,
                                  struct str *error)
{
    bool dash = options->n_rest == 1 && strcmp(options->rest[0], "-") == 0;
    if (options->n_rest == 0 && isatty(STDIN_FILENO)) {
        str_add_text(error, "there is no problem to solve; write it behind \"lemma solve\", or - "
                            "to type it and end with Ctrl-D");
        return EXIT_CODE_USAGE;
    }
    if (options->n_rest == 0 || dash) {
        if (!problem_read(problem, STDIN_FILENO, "standard input", error))
            return EXIT_CODE_NOINPUT;
    } else {
        for (size_t i = 0; i < options->n_rest; i++) {
            str_add_text(problem, i ? " " : "");
            str_add_text(problem, options->rest[i]);
        }
    }
    return problem_prepare(problem, "problem", error) ? EXIT_CODE_OK : EXIT_CODE_DATA;
}

static enum exit_code solve(struct options *options, struct str *error)
{
    struct str problem = STR_EMPTY;
    struct tutoring tutoring = {.data_dir = STR_EMPTY};
    enum exit_code code = tutoring_read_defaults(options, error);
    if (code == EXIT_CODE_OK && options->values[SOLVE_JSON].set &&
        options->values[SOLVE_JSONL].set) {
        str_add_text(error, "--json and --jsonl exclude each other");
        code = EXIT_CODE_USAGE;
    }
    if (code == EXIT_CODE_OK)
        code = get_problem(options, &problem, error);
    if (code == EXIT_CODE_OK)
        code = tutoring_open(&tutoring, options, error);
    if (code == EXIT_CODE_OK)
        code = tutoring_solve(&tutoring, &problem);
    tutoring_close(&tutoring);
    str_release(&problem);
    return code;
}

int command_solve(int argc, char **argv)
{
    struct options options;
    struct str error = STR_EMPTY;
    enum exit_code code = EXIT_CODE_USAGE;
    interrupt_install();
    options_init(&options, solve_options, SOLVE_OPTION_COUNT);
    if (!options_parse(&options, argc, argv, &error))
        str_add_text(&error, "; see \"lemma solve --help\"");
    else if (options.values[SOLVE_HELP].set)
        code = (enum exit_code)print_help(&options);
    else
        code = solve(&options, &error);
    if (error.len)
        warn("%s", error.data);
    options_release(&options);
    str_release(&error);
    return (int)code;
}
