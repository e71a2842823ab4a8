/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ctrl-C and SIGTERM. While a speaker is watched they cancel it, and the lesson ends as lessons
 * do, with what was said so far; a second signal ends the program at once, as does the first one
 * when there is nothing to save. Ctrl-Z gives the shell its terminal back. SIGPIPE is ignored:
 * writing then reports EPIPE.
 */
#ifndef LEMMA_COMMAND_INTERRUPT_H
#define LEMMA_COMMAND_INTERRUPT_H

#include "app/speaker/speaker.h"

/* Installs the handlers; a signal that was ignored when the program began stays ignored. */
void interrupt_install(void);
/* NULL: nothing to cancel any more. */
void interrupt_watch(struct speaker *speaker);
/* Instead of ending the program, only note signals: for the prompt, which waits for keys. */
void interrupt_note_only(bool note_only);
/* The signal that came since the last call, or 0. */
int interrupt_take(void);

/* While an answer is written, keys do not echo into it: they wait for the next prompt. Only when
 * standard input is our terminal; undone on every way out that a program can still see. */
void interrupt_hide_keys(bool hide);
/* What is written to the terminal when a second signal ends the program in the middle of drawing;
 * NULL: nothing. Lives as long as the program. */
void interrupt_last_words(const char *words);
/* The program was stopped and goes on since the last call: the screen is not as it was. */
bool interrupt_was_continued(void);

#endif
