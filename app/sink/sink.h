/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takers of events: text for people, one JSON object, or a line of JSON per event. A sink decides
 * how things look and nothing else; it writes to an output and never asks the lesson back.
 */
#ifndef LEMMA_SINK_SINK_H
#define LEMMA_SINK_SINK_H

#include "app/sink/output.h"
#include "app/tutor/event.h"

struct sink;

struct sink_ops {
    void (*event)(struct sink *sink, const struct event *event);
    void (*free)(struct sink *sink);
};

struct sink {
    const struct sink_ops *ops;
};

enum sink_think { THINK_HIDE, THINK_FOLD, THINK_SHOW };

struct sink_plain_options {
    enum sink_think think;
    bool terminal; /* counters that are replaced, lines wrapped at `width` */
    bool color;    /* bold and dim */
    bool unicode;  /* formulas with the signs of Unicode, else in ASCII */
    int width;     /* cells of a line when it cannot be asked of the terminal */
};

/* Each writes to `output`, which must outlive the sink; the sink is freed through its ops. */
struct sink *sink_plain_new(struct output *output, const struct sink_plain_options *options);
struct sink *sink_json_new(struct output *output);
struct sink *sink_jsonl_new(struct output *output);

#endif
