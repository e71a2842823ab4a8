/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the program ends when it cannot go on, and the exit codes of every command. Only the app
 * layer uses this: engine and kernels return errors as values.
 */
#ifndef LEMMA_BASE_DIE_H
#define LEMMA_BASE_DIE_H

/* name, value, meaning: one list for the code, --help and the manual page */
#define EXIT_CODES(X)                                                      \
    X(OK, 0, "success")                                                    \
    X(FAILED, 1, "the task failed; the message says why")                  \
    X(USAGE, 2, "wrong use of the command line")                           \
    X(DATA, 65, "the input is not what it should be")                      \
    X(NOINPUT, 66, "an input file is missing or cannot be read")           \
    X(NOMODEL, 69, "no usable model")                                      \
    X(INTERNAL, 70, "an error of lemma itself")                            \
    X(CANTCREAT, 73, "an output cannot be written")                        \
    X(BUSY, 75, "temporary trouble, such as too little memory; try again") \
    X(CONFIG, 78, "a mistake in the configuration file")                   \
    X(INTERRUPTED, 130, "stopped by Ctrl-C")                               \
    X(TERMINATED, 143, "stopped by SIGTERM")

enum exit_code {
#define X(name, value, meaning) EXIT_CODE_##name = value,
    EXIT_CODES(X)
#undef X
};

/* Prints "lemma: <message>" on stderr and exits with the code. The format is a literal. */
_Noreturn void die(enum exit_code code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same without exiting. */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void die_memory(void);

/* Heap memory or the end of the program; the caller frees. */
void *xmalloc(unsigned long size);
void *xcalloc(unsigned long count, unsigned long size);
void *xrealloc(void *old, unsigned long size);
char *xstrdup(const char *text);

#endif
