/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a block of a passage ready for a Markdown parser that knows neither arithmetic nor Korean:
 * 2*3*4, x**2 and 1~3 are no emphasis, 10 + 5 is no list, [2](3) no link, and **답(answer)**은 is
 * bold. What is no mark becomes a literal placeholder (passage.h), so every character can be put
 * back. Pure.
 */
#ifndef LEMMA_SINK_GUARD_H
#define LEMMA_SINK_GUARD_H

#include "app/base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the guarded form. `open`: the text goes on, so bold that is not closed yet counts as
 * if it were closed here. */
void guard_add(struct str *out, const char *s, size_t len, bool open);

#endif
