/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From words to a command. Everything a command does is in its own file; here are the table's
 * look-up, the overview and the version, and what must be right before any of them starts: the
 * locale and the three standard descriptors.
 */
#include "app/command/command.h"
#include "app/command/table.h"

#include "app/base/die.h"
#include "app/options.h"

#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A descriptor that is closed would be given to the next file that is opened, and messages would
 * land in it. It is filled the wrong way round, so that using it still fails. */
static void fill_closed_descriptors(void)
{
    for (int fd = 0; fd < 3; fd++) {
        if (fcntl(fd, F_GETFD) >= 0)
            continue;
        int opened = open("/dev/null", fd == 0 ? O_WRONLY : fd == 1 ? O_RDONLY : O_RDWR);
        if (opened < 0)
            _exit(EXIT_CODE_INTERNAL);
    }
}

/* A reader that has seen enough is no failure. Commands with work to end ignore the signal and
 * see EPIPE instead (command/interrupt.h). */
static void end_quietly(int number)
{
    (void)number;
    _exit(EXIT_CODE_OK);
}

static int finish_stdout(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_CODE_OK;
    warn("the text cannot be written");
    return EXIT_CODE_CANTCREAT;
}

static int print_version(void)
{
    puts("lemma " LEMMA_VERSION " (" LEMMA_COMMIT ")\n"
         "Licence GPL-3.0-or-later: you may change and share it; there is no warranty.");
    return finish_stdout();
}

static void print_table(FILE *out, const char *verb)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        struct str words = STR_EMPTY;
        if (verb && strcmp(verb, c->verb) != 0)
            continue;
        str_printf(&words, "%s%s%s", c->verb, c->sub ? " " : "", c->sub ? c->sub : "");
        fprintf(out, "  lemma %-18s %s\n", words.data, c->summary);
        str_release(&words);
    }
}

static int print_help(void)
{
    puts("A maths tutor for the terminal, with its own model and no network.\n"
         "\n"
         "Examples:\n"
         "  lemma                                   type problems, one after the other\n"
         "  lemma solve \"Solve x^2 - 5x + 6 = 0\"    solve one problem\n"
         "  echo \"2x + 3 = 11\" | lemma              solve what comes through a pipe\n"
         "\n"
         "Commands:");
    print_table(stdout, NULL);
    puts("\n"
         "lemma COMMAND --help tells more about each; lemma takes the options of lemma solve.\n"
         "lemma --version prints the version. The manual: man lemma.");
    return finish_stdout();
}

static void warn_unknown(const char *word, const char *verb)
{
    const char **names = xcalloc(command_count + 1, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < command_count; i++) {
        if (!verb)
            names[n++] = command_table[i].verb;
        else if (strcmp(verb, command_table[i].verb) == 0 && command_table[i].sub)
            names[n++] = command_table[i].sub;
    }
    const char *nearest = options_nearest(word, names, n);
    const char *space = verb ? " " : "";
    if (nearest)
        warn("there is no command \"%s%s%s\"; did you mean \"lemma %s%s%s\"?", verb ? verb : "",
             space, word, verb ? verb : "", space, nearest);
    else
        warn("there is no command \"%s%s%s\"; see \"lemma --help\", and to solve a problem: lemma "
             "solve \"%s\"",
             verb ? verb : "", space, word, word);
    free(names);
}

/* "lemma model" without or with a wrong second word. */
static int run_group(const char *verb, const char *sub)
{
    bool help = sub && (strcmp(sub, "--help") == 0 || strcmp(sub, "-h") == 0);
    if (help) {
        printf("Commands of lemma %s; each has --help:\n", verb);
        print_table(stdout, verb);
        return finish_stdout();
    }
    if (sub) {
        warn_unknown(sub, verb);
    } else {
        warn("lemma %s needs one more word:", verb);
        print_table(stderr, verb);
    }
    return EXIT_CODE_USAGE;
}

static int run_command(int argc, char **argv)
{
    bool group = false;
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        if (strcmp(argv[1], c->verb) != 0)
            continue;
        if (!c->sub)
            return c->run(argc - 1, argv + 1);
        group = true;
        if (argc > 2 && strcmp(argv[2], c->sub) == 0)
            return c->run(argc - 2, argv + 2);
    }
    if (group)
        return run_group(argv[1], argc > 2 ? argv[2] : NULL);
    warn_unknown(argv[1], NULL);
    return EXIT_CODE_USAGE;
}

/* "lemma help [WORD [WORD]]" is --help of those words. */
static int run_help(int argc, char **argv)
{
    if (argc < 3 || argv[2][0] == '-' || strcmp(argv[2], "help") == 0)
        return print_help();
    char *words[5] = {argv[0]};
    int n = 1;
    for (int i = 2; i < argc && n < 3; i++)
        words[n++] = argv[i];
    words[n++] = (char *)"--help";
    return run_command(n, words);
}

int main(int argc, char **argv)
{
    fill_closed_descriptors();
    signal(SIGPIPE, end_quietly);
    setlocale(LC_CTYPE, ""); /* and only that: numbers are written with a point everywhere */
    opterr = 0; /* getopt stays silent: our own messages name the thing (arguments.h) */
    if (argc == 0)
        return EXIT_CODE_USAGE;
    if (argc == 1)
        return command_prompt_loop(argc, argv);
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return print_version();
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_help();
    if (strcmp(argv[1], "help") == 0)
        return run_help(argc, argv);
    if (argv[1][0] == '-')
        return command_prompt_loop(argc, argv);
    return run_command(argc, argv);
}
