/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takers of events: text for people, one JSON object, or a line of JSON per event. A sink decides
 * how things look and nothing else; it writes to an output and never asks the lesson back.
 */
#ifndef LEMMA_SINK_SINK_H
#define LEMMA_SINK_SINK_H

#include "app/maths/box.h"
#include "app/sink/output.h"
#include "app/tutor/event.h"

struct sink;

struct sink_ops {
    void (*event)(struct sink *sink, const struct event *event);
    /* The events of a step are through. True: something is not shown yet for lack of time; call
     * again later, with `now` to show it. May be NULL. */
    bool (*settle)(struct sink *sink, bool now);
    /* Somebody else wrote on the screen. May be NULL. */
    void (*disturb)(struct sink *sink);
    void (*free)(struct sink *sink);
};

struct sink {
    const struct sink_ops *ops;
};

enum sink_think { THINK_HIDE, THINK_FOLD, THINK_SHOW };

struct sink_plain_options {
    enum sink_think think;
    bool terminal; /* counters and blocks that are redrawn, lines wrapped at `width` */
    bool color;    /* bold, dim and the like */
    bool linear;   /* formulas on one line, for ears and for terminals without a cursor */
    enum box_set set;
    int width, height; /* cells of a line and lines when they cannot be asked of the terminal */
};

/* Each writes to `output`, which must outlive the sink; the sink is freed through its ops. */
struct sink *sink_plain_new(struct output *output, const struct sink_plain_options *options);
struct sink *sink_json_new(struct output *output);
struct sink *sink_jsonl_new(struct output *output);

#endif
