/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said to the model: a text file per act of teaching under prompts/LANG/, filled with
 * values. A file has the parts [system] and [user], each once at most, on lines of their own;
 * {{name}} stands for a value. What is put into a slot is never scanned for slots again, so a
 * problem that holds "{{level}}" stays as it was typed. Lines before the first part are comments.
 */
#ifndef LEMMA_TUTOR_PROMPT_H
#define LEMMA_TUTOR_PROMPT_H

#include "app/base/audience.h"
#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define PROMPT_ROLES(X) \
    X(SYSTEM, "system") \
    X(USER, "user")     \
    X(ASSISTANT, "assistant")

enum prompt_role {
#define X(name, word) ROLE_##name,
    PROMPT_ROLES(X)
#undef X
        ROLE_COUNT
};

const char *prompt_role_name(enum prompt_role role);

/* One turn of a conversation; the text is owned by whoever owns the list. */
struct prompt_turn {
    enum prompt_role role;
    const char *text;
    size_t len;
};

/* A filled prompt: what the speaker is to be told, in order. Zero-initialise. */
struct prompt_turns {
    struct prompt_turn turn[ROLE_COUNT];
    size_t count;
    struct str text[ROLE_COUNT]; /* owned */
};
void prompt_turns_release(struct prompt_turns *turns);

struct prompt; /* a file, parsed */

/* The file DATA_DIR/prompts/LANG/ACT.txt. NULL and a sentence in `error` when it is missing or
 * broken. Free with prompt_free (NULL is fine). */
struct prompt *prompt_load(const char *data_dir, enum lang lang, const char *act,
                           struct str *error);
/* The same from memory; `name` stands for the file in messages. */
struct prompt *prompt_parse(const char *name, const char *text, size_t len, struct str *error);
void prompt_free(struct prompt *prompt);

struct prompt_slot {
    const char *name, *text;
    size_t len;
};

/* Fills every slot, or returns false with a sentence that names the slot without a value. */
bool prompt_fill(const struct prompt *prompt, const struct prompt_slot *slots, size_t n_slots,
                 struct prompt_turns *out, struct str *error);

#endif
