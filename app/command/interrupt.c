/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The handler does only what a handler may: atomic loads and stores, the speaker's cancel, _exit.
 */
#include "app/command/interrupt.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <termios.h>
#include <unistd.h>

static struct speaker *_Atomic watched;
static atomic_int caught;
static atomic_bool note_signals;

static struct termios terminal;
static atomic_bool keys_hidden;
static atomic_bool continued, hide_again;
static const char *_Atomic last_words;

/* In the background the terminal is somebody else's. tcgetpgrp and tcsetattr are allowed in a
 * signal handler. */
static bool owns_terminal(void)
{
    return tcgetpgrp(STDIN_FILENO) == getpgrp();
}

static void show_keys(void)
{
    if (atomic_exchange(&keys_hidden, false) && owns_terminal())
        tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
}

void interrupt_hide_keys(bool hide)
{
    struct termios silent;
    if (!hide) {
        show_keys();
    } else if (owns_terminal() && tcgetattr(STDIN_FILENO, &silent) == 0) {
        terminal = silent;
        atomic_store(&keys_hidden, true);
        silent.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
}

void interrupt_last_words(const char *words)
{
    atomic_store(&last_words, words);
}

static void say_last_words(void)
{
    const char *words = atomic_load(&last_words);
    size_t len = 0;
    while (words && words[len])
        len++;
    if (len && tcgetpgrp(STDOUT_FILENO) == getpgrp() && write(STDOUT_FILENO, words, len) < 0)
        return; /* there is nobody left to tell */
}

static void handle(int number)
{
    int saved = errno;
    struct speaker *speaker = atomic_load(&watched);
    bool again = atomic_exchange(&caught, number) != 0;
    if (speaker && !again) {
        speaker->ops->cancel(speaker);
    } else if (speaker || !atomic_load(&note_signals)) {
        say_last_words();
        show_keys();
        _exit(128 + number);
    }
    errno = saved;
}

/* Ctrl-Z: the shell gets its terminal as it was. */
static void stop(int number)
{
    (void)number;
    int saved = errno;
    bool hidden = atomic_load(&keys_hidden);
    struct sigaction action = {.sa_handler = SIG_DFL}, old;
    sigset_t open, before;
    sigemptyset(&action.sa_mask);
    sigemptyset(&open);
    sigaddset(&open, SIGTSTP);
    show_keys();
    sigaction(SIGTSTP, &action, &old);
    raise(SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &open, &before); /* stops here */
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &old, NULL);
    atomic_store(&hide_again, hidden);
    errno = saved;
}

static void note_continued(int number)
{
    (void)number;
    atomic_store(&continued, true);
}

bool interrupt_was_continued(void)
{
    if (!atomic_exchange(&continued, false))
        return false;
    if (atomic_exchange(&hide_again, false))
        interrupt_hide_keys(true);
    return true;
}

void interrupt_install(void)
{
    static const struct {
        int number;
        void (*handler)(int);
        int flags;
    } signals[] = {{SIGINT, handle, 0},
                   {SIGTERM, handle, 0},
                   {SIGTSTP, stop, SA_RESTART},
                   {SIGCONT, note_continued, SA_RESTART}};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction action = {.sa_handler = signals[i].handler, .sa_flags = signals[i].flags};
        struct sigaction old;
        sigemptyset(&action.sa_mask);
        if (sigaction(signals[i].number, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i].number, &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
}

void interrupt_watch(struct speaker *speaker)
{
    atomic_store(&watched, speaker);
}

void interrupt_note_only(bool note_only)
{
    atomic_store(&note_signals, note_only);
}

int interrupt_take(void)
{
    return atomic_exchange(&caught, 0);
}
