/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the engine: how a failure becomes a status and a sentence, and how a file becomes
 * bytes. Names taken from files may hold any byte; whoever shows the sentence cleans it.
 */
#ifndef LEMMA_ENGINE_ERROR_H
#define LEMMA_ENGINE_ERROR_H

#include "engine/engine.h"

/* Fills error (unless NULL) and returns status, so that `return eng_fail(...)` reads well. */
enum eng_status eng_fail(struct eng_error *error, enum eng_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
enum eng_status eng_fail_memory(struct eng_error *error, const char *what);

/* DIR/NAME on the heap, NULL without memory. */
char *eng_join_path(const char *dir, const char *name);

/* True only if there is nothing by that name: any other trouble is for the open to tell. */
bool eng_file_absent(const char *path);

/* A whole file mapped read-only. An empty file maps to data = "", size = 0. */
struct eng_file {
    const unsigned char *data;
    size_t size;
};
/* `shown` names the file in messages. ENG_IO if it is missing or no plain file. */
enum eng_status eng_file_map(struct eng_file *file, const char *path, const char *shown,
                             struct eng_error *error);
void eng_file_unmap(struct eng_file *file);

#endif
