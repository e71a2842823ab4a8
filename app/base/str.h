/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A growable byte string. Lengths are explicit: the text may hold NUL bytes. `data` is always
 * NUL-terminated as well, so that it can be handed to C functions when it is known to hold none.
 * Running out of memory ends the program with a sentence (see die.h): the app layer has no use
 * for a half-built text.
 */
#ifndef LEMMA_BASE_STR_H
#define LEMMA_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
    char *data; /* owned; never NULL after the first append; "" while empty */
    size_t len; /* bytes, terminator not counted */
    size_t cap;
};

#define STR_EMPTY                              \
    {                                          \
        .data = (char *)"", .len = 0, .cap = 0 \
    }

void str_init(struct str *s);    /* same as STR_EMPTY; takes no memory */
void str_release(struct str *s); /* frees and leaves an empty, usable string */
void str_clear(struct str *s);   /* keeps the memory */
void str_reserve(struct str *s, size_t extra);

void str_add(struct str *s, const void *bytes, size_t len);
void str_add_text(struct str *s, const char *text);
void str_add_char(struct str *s, char c);
void str_add_str(struct str *s, const struct str *other);
/* The format is always a literal of ours, never text from outside. */
void str_printf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_vprintf(struct str *s, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Removes the first n bytes (all when n >= len). */
void str_drop(struct str *s, size_t n);
bool str_equal(const struct str *s, const char *text);
bool str_starts(const struct str *s, const char *prefix);

/* Gives the heap text to the caller, who frees it; s is empty afterwards. Never NULL. */
char *str_take(struct str *s);

#endif
