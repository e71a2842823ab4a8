/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Character references such as &lt; and &#955;. Those that a text about mathematics may hold are
 * known by name, any other stays as it is written. What comes out is harmless on a terminal.
 */
#ifndef LEMMA_SINK_ENTITY_H
#define LEMMA_SINK_ENTITY_H

#include "app/base/str.h"

#include <stddef.h>

/* Appends what the reference s, from & to ;, stands for. */
void entity_add(struct str *out, const char *s, size_t len);

#endif
