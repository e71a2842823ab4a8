/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma alone on a terminal: a line to type problems into, one after the other, with the model
 * opened once. Readline edits the line through its callback interface, so that waiting for a key
 * is a poll of ours and Ctrl-C stays in our hands. Lines are kept in a history file.
 */
#include "app/command/command.h"

#include "app/base/paths.h"
#include "app/base/text.h"
#include "app/command/interrupt.h"
#include "app/command/problem.h"
#include "app/command/tutoring.h"
#include "app/tutor/wording.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <readline/history.h>
#include <readline/readline.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HISTORY_LINES = 1000 };

/* What readline's callback leaves for the loop: it has no context of its own. */
static struct {
    char *line; /* owned; NULL at end of input */
    bool ready;
} typed;

struct loop {
    struct options *options;
    struct tutoring tutoring;
    struct str history; /* its path; empty: none is kept */
    bool quit;
};

static void take_line(char *line)
{
    typed.line = line;
    typed.ready = true;
    rl_callback_handler_remove();
}

/* --- history -------------------------------------------------------------------------------- */

static void open_history(struct loop *loop)
{
    using_history();
    stifle_history(HISTORY_LINES);
    if (!paths_state_file(&loop->history, "history") || !paths_make_parents(loop->history.data)) {
        str_clear(&loop->history);
        return;
    }
    int fd = open(loop->history.data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        str_clear(&loop->history);
        return;
    }
    fchmod(fd, 0600); /* what a pupil asked is nobody else's business */
    close(fd);
    read_history(loop->history.data);
}

static void keep_line(const struct loop *loop, const char *line)
{
    struct str one = STR_EMPTY;
    text_clean_line(&one, line, strlen(line));
    HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
    if (!last || strcmp(last->line, one.data) != 0) {
        add_history(one.data);
        if (loop->history.len && append_history(1, loop->history.data) == 0)
            history_truncate_file(loop->history.data, HISTORY_LINES);
    }
    str_release(&one);
}

/* --- reading a line ------------------------------------------------------------------------- */

static void clear_line(void)
{
    rl_callback_sigcleanup();
    rl_free_line_state();
    rl_replace_line("", 1);
    fputs("^C\n", rl_outstream);
    rl_on_new_line();
    rl_redisplay();
}

static volatile sig_atomic_t stop_wanted;

static void note_stop(int number)
{
    (void)number;
    stop_wanted = 1;
}

/* Ctrl-Z: the shell must find its terminal as it was, and so must we when we come back. */
static void suspend(void)
{
    struct sigaction stop = {.sa_handler = SIG_DFL}, old;
    stop_wanted = 0;
    rl_deprep_term_function();
    sigemptyset(&stop.sa_mask);
    sigaction(SIGTSTP, &stop, &old);
    sigset_t open, before;
    sigemptyset(&open);
    sigaddset(&open, SIGTSTP);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &open, &before); /* stops here */
    sigprocmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &old, NULL);
    rl_prep_term_function(1);
    rl_forced_update_display();
}

/* One turn of waiting: a key goes to readline, a signal is acted upon. The signals are blocked
 * but while ppoll waits, so that none can slip in between looking and waiting. Returns the signal
 * that ends the program, or 0. */
static int wait_for_key(const sigset_t *open)
{
    struct pollfd key = {.fd = STDIN_FILENO, .events = POLLIN};
    int n = ppoll(&key, 1, NULL, open);
    bool failed = n < 0 && errno != EINTR;
    rl_check_signals(); /* the window's size */
    int number = interrupt_take();
    if (number == SIGINT) {
        clear_line();
        number = 0;
    } else if (stop_wanted) {
        suspend();
    } else if (n > 0 && !number) {
        rl_callback_read_char();
    }
    if (failed)
        take_line(NULL);
    return number;
}

/* Waits for a line. Returns 0, or the signal that ends the program. */
static int read_line(const char *prompt)
{
    sigset_t ours, open;
    struct sigaction stop = {.sa_handler = note_stop}, old;
    sigemptyset(&stop.sa_mask);
    sigaction(SIGTSTP, &stop, &old);
    sigemptyset(&ours);
    sigaddset(&ours, SIGINT);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGTSTP);
    sigprocmask(SIG_BLOCK, &ours, &open);
    int number = 0;
    typed.ready = false;
    rl_callback_handler_install(prompt, take_line);
    while (!typed.ready && !number)
        number = wait_for_key(&open);
    if (number)
        rl_callback_handler_remove();
    sigaction(SIGTSTP, &old, NULL);
    sigprocmask(SIG_SETMASK, &open, NULL);
    return number;
}

/* --- commands ------------------------------------------------------------------------------- */

static void set_option(struct loop *loop, enum solve_option option, const char *value)
{
    struct str error = STR_EMPTY;
    struct option_value old = loop->options->values[option];
    loop->options->values[option] = (struct option_value){.text = STR_EMPTY};
    if (options_default(loop->options, option, value, &error)) {
        str_release(&old.text);
    } else {
        warn("%s", error.data);
        str_release(&loop->options->values[option].text);
        loop->options->values[option] = old;
    }
    str_release(&error);
}

static void run_command(struct loop *loop, const char *line)
{
    static const char *const names[] = {"help", "quit", "level", "lang", "think"};
    struct str word = STR_EMPTY;
    size_t n = strcspn(line, " \t");
    str_add(&word, line, n);
    const char *value = line + n + strspn(line + n, " \t");
    if (str_equal(&word, "help")) {
        fputs(wording_text(WORDING_HELP, tutoring_language(loop->options)), stdout);
    } else if (str_equal(&word, "quit")) {
        loop->quit = true;
    } else if (str_equal(&word, "level")) {
        set_option(loop, SOLVE_LEVEL, value);
    } else if (str_equal(&word, "lang")) {
        set_option(loop, SOLVE_LANG, value);
    } else if (str_equal(&word, "think")) {
        set_option(loop, SOLVE_THINK, value);
    } else {
        const char *nearest = options_nearest(word.data, names, sizeof names / sizeof names[0]);
        if (nearest)
            warn("there is no command :%s; did you mean :%s?", word.data, nearest);
        else
            warn("there is no command :%s; :help lists them", word.data);
    }
    fflush(stdout);
    str_release(&word);
}

/* Solves a line or obeys it. Returns the signal that ends the program, or 0. */
static int take_input(struct loop *loop, char *line)
{
    struct str problem = STR_EMPTY, error = STR_EMPTY;
    size_t len = strlen(line);
    while (len && strchr(" \t\n", line[len - 1]))
        line[--len] = '\0';
    line += strspn(line, " \t\n");
    enum exit_code code = EXIT_CODE_OK;
    if (!text_is_blank(line, strlen(line)))
        keep_line(loop, line);
    if (line[0] == ':') {
        run_command(loop, line + 1);
    } else if (!text_is_blank(line, strlen(line))) {
        str_add_text(&problem, line);
        if (problem_prepare(&problem, "problem", &error)) {
            code = tutoring_solve(&loop->tutoring, &problem);
            fputs("\n", stdout);
            fflush(stdout);
        } else {
            warn("%s", error.data);
        }
    }
    str_release(&problem);
    str_release(&error);
    int number = interrupt_take();
    if (code == EXIT_CODE_CANTCREAT)
        loop->quit = true;
    return code == EXIT_CODE_TERMINATED || number == SIGTERM ? SIGTERM : 0;
}

static int run_loop(struct loop *loop)
{
    bool color = tutoring_wants_color(loop->options);
    /* Readline must not count the bytes between \1 and \2. */
    const char *prompt = color ? "\1\033[1m\2lemma>\1\033[0m\2 " : "lemma> ";
    int number = 0;
    puts(wording_text(WORDING_WELCOME, tutoring_language(loop->options)));
    fflush(stdout);
    while (!loop->quit && !number) {
        interrupt_note_only(true);
        number = read_line(prompt);
        interrupt_note_only(false);
        if (number)
            break;
        if (!typed.line) { /* Ctrl-D */
            puts("");
            break;
        }
        number = take_input(loop, typed.line);
        free(typed.line);
        typed.line = NULL;
    }
    fflush(stdout);
    return number ? 128 + number : EXIT_CODE_OK;
}

static int start(struct options *options, struct str *error)
{
    struct loop loop = {.options = options, .history = STR_EMPTY};
    enum exit_code code = tutoring_read_defaults(options, error);
    if (code == EXIT_CODE_OK)
        code = tutoring_open(&loop.tutoring, options, error);
    if (code == EXIT_CODE_OK) {
        rl_readline_name = "lemma";
        rl_catch_signals = 0;              /* they are ours, */
        rl_catch_sigwinch = 1;             /* but for the size of the window, */
        rl_persistent_signal_handlers = 1; /* which counts also while we wait */
        rl_variable_bind("enable-bracketed-paste", "on");
        if (MB_CUR_MAX == 1) { /* without a locale Hangul still comes in, byte by byte */
            rl_initialize();
            rl_variable_bind("convert-meta", "off");
            rl_variable_bind("input-meta", "on");
            rl_variable_bind("output-meta", "on");
        }
        rl_bind_key('\t', rl_insert); /* there is nothing to complete */
        open_history(&loop);
        code = (enum exit_code)run_loop(&loop);
    }
    tutoring_close(&loop.tutoring);
    str_release(&loop.history);
    return (int)code;
}

int command_prompt_loop(int argc, char **argv)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return command_solve(argc, argv);
    struct options options;
    struct str error = STR_EMPTY;
    int code = EXIT_CODE_USAGE;
    interrupt_install();
    options_init(&options, solve_options, SOLVE_OPTION_COUNT);
    if (!options_parse(&options, argc, argv, &error))
        str_add_text(&error, "; see \"lemma --help\"");
    else if (options.n_rest)
        str_add_text(&error, "to solve one problem, use \"lemma solve PROBLEM\"");
    else if (options.values[SOLVE_JSON].set || options.values[SOLVE_JSONL].set)
        str_add_text(&error, "--json and --jsonl are for \"lemma solve\"");
    else
        code = start(&options, &error);
    if (error.len)
        warn("%s", error.data);
    options_release(&options);
    str_release(&error);
    return code;
}
