/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a model's text while it streams: folds <think>...</think>, finds the headings of the five
 * parts and the formulas, remembers the last \boxed{}. However the text is cut into pieces, the
 * same things are found; only what could still become a tag, a heading or a formula is held back.
 * Pure; knows no tokens, no clock and no screen.
 */
#ifndef LEMMA_TUTOR_READER_H
#define LEMMA_TUTOR_READER_H

#include "app/base/str.h"
#include "app/tutor/event.h"

/* What is found. Fields as in struct event; `kind` is one of EVENT_THINK_BEGIN, EVENT_THINK,
 * EVENT_THINK_END, EVENT_SECTION, EVENT_TEXT, EVENT_FORMULA. Pointers live during the call. */
struct reader_find {
    enum event_kind kind;
    const char *text, *source;
    size_t len, source_len;
    enum lesson_part part;
    bool display;
};
typedef void reader_emit(void *context, const struct reader_find *find);

struct reader;

struct reader *reader_new(reader_emit *emit, void *context);
void reader_free(struct reader *reader);

/* Takes any bytes; ill-formed UTF-8 becomes U+FFFD. */
void reader_feed(struct reader *reader, const char *bytes, size_t len);
/* No more will come: what was held back is decided and emitted. */
void reader_end(struct reader *reader);

/* Appends the formula that is open, as far as it is there, with the white space that would be
 * shown before it; nothing when none is open. */
void reader_pending(const struct reader *reader, struct str *out);
enum lesson_part reader_part(const struct reader *reader);

bool reader_is_thinking(const struct reader *reader);
/* The inside of the last \boxed{} outside of <think>, or of all in the answer part, with commas
 * between; NULL if there was none. */
const struct str *reader_answer(const struct reader *reader);

#endif
