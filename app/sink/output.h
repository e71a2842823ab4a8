/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes on their way to a file descriptor. The first error is kept and everything after it
 * dropped, so that writers need not check: whoever runs the show looks at `error` now and then.
 */
#ifndef LEMMA_SINK_OUTPUT_H
#define LEMMA_SINK_OUTPUT_H

#include "app/base/str.h"

#include <stdbool.h>

struct output {
    int fd;
    struct str buffer; /* not yet written */
    int error;         /* errno of the first write that failed; EPIPE: nobody listens any more */
};

void output_init(struct output *output, int fd);
/* Drops what was not flushed. */
void output_release(struct output *output);
void output_add(struct output *output, const char *bytes, size_t len);
/* Writes all that was added; waits for a slow reader. False on error. */
bool output_flush(struct output *output);

#endif
