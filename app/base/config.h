/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The configuration file as text: lines `key = value`, comments that start with # or ;, blank
 * lines. Which keys exist and what they may hold is the caller's business (options.h).
 */
#ifndef LEMMA_BASE_CONFIG_H
#define LEMMA_BASE_CONFIG_H

#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes one pair; on refusal adds a sentence without file and line to `error`. */
typedef bool config_take(void *context, const char *key, const char *value, struct str *error);

/* Calls `take` for each pair in order, until it refuses or a line is neither pair, comment nor
 * blank: then false and `error` = "NAME:LINE: sentence". Keys and values come trimmed. */
bool config_parse(const char *name, const char *text, size_t len, config_take *take, void *context,
                  struct str *error);

#endif
