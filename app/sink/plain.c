/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lesson as text. On a terminal reasoning is one line that counts up and is then replaced, and
 * the last block of the solution is drawn again while it grows; in a pipe the same text comes block
 * by block, without counters, colours and line breaks of our own. Everything that comes from the
 * problem or the model goes through text_clean on its way out.
 */
#include "app/sink/sink.h"

#include "app/base/die.h"
#include "app/base/text.h"
#include "app/base/text_wrap.h"
#include "app/sink/live.h"
#include "app/sink/markdown.h"
#include "app/tutor/wording.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define RESET "\033[0m"
#define ERASE_LINE "\r\033[K"

/* Counters are drawn so often at most, and reading only when it takes that long. */
enum { COUNTER_NS = 100 * 1000 * 1000, READING_NS = 300 * 1000 * 1000 };

/* The open block is drawn 30 times a second when text keeps coming, and at once when it has been
 * slower for a while; a large one is drawn less often. */
enum { DRAW_NS = 33 * 1000 * 1000, DRAWS_SAVED = 8, LARGE_BLOCK = 4096 };

/* Columns below which nothing is redrawn; and what is added to a passage at a time. */
enum { LEAST_WIDTH = 20, SLICE = 4096 };

struct plain {
    struct sink base; /* first, so that the two pointers are one */
    struct output *output;
    struct sink_plain_options options;
    struct look look;
    struct text_wrap wrap;    /* of all that is no solution */
    struct str text, scratch; /* what the wrapper has let go; a cleaned piece */
    struct passage passage;   /* the solution from its open block on */
    struct live live;         /* that block on the screen */
    struct str pending;       /* a formula that is not closed yet */
    unsigned number;          /* see markdown_render */
    size_t width;             /* of the open block */
    bool gap;                 /* an empty line is due before the next block */
    bool changed;             /* the open block is not drawn as it is */
    int64_t now_ns, drawn_ns, saved_ns;
    struct str answer;
    bool holding;                 /* an answer part has begun of which nothing is printed yet */
    struct str held, held_source; /* ... and its first formula */
    bool held_display;
    bool something; /* a block was printed */
    bool in_text;   /* the last block is part of the solution */
    bool counter;   /* the line at the cursor is a counter */
    bool cramped;   /* the terminal is too narrow to redraw anything */
    int64_t counter_ns, think_begin_ns;
};

static void send(struct plain *plain)
{
    output_add(plain->output, plain->text.data, plain->text.len);
    str_clear(&plain->text);
}

/* A block keeps its width, unless its lines would not fit any more. */
static void ask_width(struct plain *plain)
{
    struct winsize size;
    if (!plain->options.terminal)
        return;
    bool known = ioctl(plain->output->fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    int width = known ? size.ws_col : plain->options.width;
    plain->cramped = width < LEAST_WIDTH;
    plain->wrap.width = (size_t)(plain->cramped ? LEAST_WIDTH : width);
    int height = known && size.ws_row > 0 ? size.ws_row : plain->options.height;
    plain->live.height = (size_t)(height > 0 ? height : 24);
    if (live_is_open(&plain->live) && plain->wrap.width < plain->width)
        live_disturbed(&plain->live);
    if (!live_is_open(&plain->live) || plain->wrap.width < plain->width)
        plain->width = plain->wrap.width;
}

static void add_mark(struct plain *plain, const char *mark)
{
    if (plain->options.color)
        text_wrap_mark(&plain->wrap, mark);
}

static void add_words(struct plain *plain, const char *s, size_t len)
{
    str_clear(&plain->scratch);
    text_clean(&plain->scratch, s, len);
    text_wrap_text(&plain->wrap, plain->scratch.data, plain->scratch.len);
}

/* --- blocks of the solution ----------------------------------------------------------------- */

static void make_rows(struct plain *plain, struct rows *rows, size_t len, bool open,
                      unsigned *number)
{
    const struct markdown_options options = {
        .look = &plain->look, .width = plain->width, .open = open};
    markdown_render(rows, &plain->passage, len, &options, number);
    if (rows->count && plain->gap) {
        output_add(plain->output, "\n", 1);
        plain->gap = false;
    }
}

/* The first `len` bytes of the passage are final. */
static void finish_block(struct plain *plain, size_t len, bool joined)
{
    struct rows rows = {.row = NULL};
    make_rows(plain, &rows, len, false, &plain->number);
    live_end(&plain->live, &rows);
    passage_drop(&plain->passage, len);
    plain->gap = rows.count ? !joined : plain->gap;
    plain->width = plain->wrap.width;
    rows_release(&rows);
}

static void finish_closed(struct plain *plain)
{
    bool joined;
    for (size_t n; (n = passage_closed(&plain->passage, &joined)) > 0;)
        finish_block(plain, n, joined);
}

static void finish_text(struct plain *plain)
{
    if (plain->passage.text.len)
        finish_block(plain, plain->passage.text.len, false);
    plain->gap = plain->changed = false;
    plain->number = 0;
}

static void draw_open(struct plain *plain)
{
    struct rows rows = {.row = NULL};
    unsigned number = plain->number;
    if (plain->pending.len)
        passage_add_open(&plain->passage, plain->pending.data, plain->pending.len);
    make_rows(plain, &rows, plain->passage.text.len, true, &number);
    live_show(&plain->live, &rows);
    if (plain->pending.len)
        passage_drop_open(&plain->passage);
    rows_release(&rows);
    plain->changed = false;
}

/* Time is saved up while nothing is drawn and spent by drawing. */
static bool may_draw(struct plain *plain)
{
    int64_t cost = DRAW_NS * (int64_t)(1 + plain->passage.text.len / LARGE_BLOCK);
    plain->saved_ns += plain->now_ns - plain->drawn_ns;
    plain->drawn_ns = plain->now_ns;
    if (plain->saved_ns > DRAWS_SAVED * cost)
        plain->saved_ns = DRAWS_SAVED * cost;
    if (plain->saved_ns < cost)
        return false;
    plain->saved_ns -= cost;
    return true;
}

/* Ends the line if one is open. */
static void end_line(struct plain *plain)
{
    text_wrap_flush(&plain->wrap);
    if (plain->wrap.column > 0)
        text_wrap_text(&plain->wrap, "\n", 1);
}

/* Begins a block: an empty line after whatever came before. */
static void begin_block(struct plain *plain)
{
    finish_text(plain);
    end_line(plain);
    if (plain->something)
        text_wrap_text(&plain->wrap, "\n", 1);
    plain->something = true;
}

/* --- counters ------------------------------------------------------------------------------- */

static void erase_counter(struct plain *plain)
{
    if (plain->counter)
        output_add(plain->output, ERASE_LINE, strlen(ERASE_LINE));
    plain->counter = false;
}

static void draw_counter(struct plain *plain, const struct str *text, int64_t now_ns)
{
    if (plain->counter && now_ns - plain->counter_ns < COUNTER_NS)
        return;
    erase_counter(plain);
    send(plain);
    size_t n = 0, cells = 0;
    while (n < text->len) { /* a counter that wraps could not be erased */
        size_t cluster = text_cluster(text->data + n, text->len - n);
        cells += text_width(text->data + n, cluster);
        if (cells >= plain->wrap.width)
            break;
        n += cluster;
    }
    if (plain->options.color)
        output_add(plain->output, DIM, strlen(DIM));
    output_add(plain->output, text->data, n);
    if (plain->options.color)
        output_add(plain->output, RESET, strlen(RESET));
    plain->counter = true;
    plain->counter_ns = now_ns;
}

static bool counts(const struct plain *plain)
{
    return plain->options.terminal && plain->options.think == THINK_FOLD;
}

static void show_reading(struct plain *plain, const struct event *event)
{
    if (!plain->options.terminal || event->t_ns < READING_NS)
        return;
    struct str text = STR_EMPTY;
    wording_reading(&text, event->setup->lang, event->tokens, event->total);
    draw_counter(plain, &text, event->t_ns);
    str_release(&text);
}

static void show_thinking(struct plain *plain, const struct event *event)
{
    if (plain->options.think == THINK_SHOW) {
        add_words(plain, event->text, event->len);
    } else if (counts(plain)) {
        struct str text = STR_EMPTY;
        wording_thinking(&text, event->setup->lang, event->tokens,
                         event->t_ns - plain->think_begin_ns);
        draw_counter(plain, &text, event->t_ns);
        str_release(&text);
    }
}

static void begin_thinking(struct plain *plain, const struct event *event)
{
    plain->think_begin_ns = event->t_ns;
    plain->in_text = false;
    erase_counter(plain);
    if (plain->options.think == THINK_SHOW) {
        begin_block(plain);
        add_mark(plain, DIM);
    } else {
        finish_text(plain);
        end_line(plain);
    }
}

static void end_thinking(struct plain *plain, const struct event *event)
{
    erase_counter(plain);
    if (plain->options.think == THINK_HIDE ||
        !(plain->options.terminal || plain->options.think == THINK_SHOW))
        return;
    if (plain->options.think == THINK_SHOW) {
        add_mark(plain, RESET);
        end_line(plain);
    } else {
        begin_block(plain);
    }
    struct str text = STR_EMPTY;
    wording_thought(&text, event->setup->lang, event->tokens, event->t_ns - plain->think_begin_ns,
                    event->forced);
    add_mark(plain, DIM);
    text_wrap_text(&plain->wrap, text.data, text.len);
    add_mark(plain, RESET);
    end_line(plain);
    str_release(&text);
}

/* --- the solution --------------------------------------------------------------------------- */

static void show_heading(struct plain *plain, enum lesson_part part, enum lang lang)
{
    const char *heading = lesson_part_heading(part, lang);
    erase_counter(plain);
    begin_block(plain);
    add_mark(plain, BOLD);
    text_wrap_text(&plain->wrap, heading, strlen(heading));
    add_mark(plain, RESET);
    end_line(plain);
    plain->in_text = true;
}

/* Text that does not follow a heading begins a block of its own. */
static void begin_text(struct plain *plain)
{
    erase_counter(plain);
    if (!plain->in_text)
        begin_block(plain);
    plain->in_text = true;
    send(plain);
}

static void put_formula(struct plain *plain, const struct event *event)
{
    begin_text(plain);
    passage_add_formula(&plain->passage, event->text, event->len, event->source, event->source_len,
                        event->display);
    finish_closed(plain);
    plain->changed = true;
}

/* The answer part waits until it holds more than one formula: that one is the answer, and the
 * closing line says it. */
static void show_held(struct plain *plain, enum lang lang)
{
    if (!plain->holding)
        return;
    plain->holding = false;
    show_heading(plain, PART_ANSWER, lang);
    if (plain->held.len) {
        const struct event held = {.text = plain->held.data,
                                   .len = plain->held.len,
                                   .source = plain->held_source.data,
                                   .source_len = plain->held_source.len,
                                   .display = plain->held_display};
        put_formula(plain, &held);
    }
}

static void show_section(struct plain *plain, const struct event *event)
{
    show_held(plain, event->setup->lang);
    plain->holding = event->part == PART_ANSWER;
    str_clear(&plain->held);
    if (!plain->holding)
        show_heading(plain, event->part, event->setup->lang);
}

static void show_text(struct plain *plain, const struct event *event)
{
    const char *s = event->text;
    size_t len = event->len;
    if (!len || (plain->holding && text_is_blank(s, len)))
        return;
    show_held(plain, event->setup->lang);
    begin_text(plain);
    while (len) {
        size_t n = len < SLICE ? len : SLICE;
        while (n < len && ((unsigned char)s[n] & 0xC0) == 0x80)
            n--;
        passage_add_text(&plain->passage, s, n);
        finish_closed(plain);
        s += n;
        len -= n;
    }
    plain->changed = true;
}

static void show_formula(struct plain *plain, const struct event *event)
{
    if (plain->holding && !plain->held.len) {
        str_add(&plain->held, event->text, event->len);
        str_add(&plain->held_source, event->source, event->source_len);
        plain->held_display = event->display;
        return;
    }
    show_held(plain, event->setup->lang);
    put_formula(plain, event);
}

/* Where it is not known yet whether anything of the part will be shown, nothing is. */
static void show_pending(struct plain *plain, const struct event *event)
{
    if (plain->holding || !plain->options.terminal)
        return;
    begin_text(plain);
    str_add(&plain->pending, event->text, event->len);
    plain->changed = true;
}

/* In a pipe the answer is one line, for whoever looks for it there. */
static void show_answer(struct plain *plain, enum lang lang)
{
    const char *word = wording_text(WORDING_ANSWER, lang);
    struct look look = plain->look;
    look.linear = look.linear || !plain->options.terminal;
    struct flow flow;
    struct rows rows = {.row = NULL};
    const struct flow_frame frame = {.width = plain->wrap.width, .first = "", .rest = ""};
    flow_init(&flow, &look);
    flow_text(&flow, STYLE_BOLD, word, strlen(word), 0);
    flow_text(&flow, STYLE_BOLD, ": ", 2, 0);
    flow_formula(&flow, FLOW_FORMULA, true, STYLE_BOLD, plain->answer.data, plain->answer.len, 0);
    flow_layout(&flow, &frame, &rows);
    send(plain);
    live_end(&plain->live, &rows);
    rows_release(&rows);
    flow_release(&flow);
}

static void show_end(struct plain *plain, const struct event *event)
{
    enum lang lang = event->setup->lang;
    if (plain->answer.len && plain->held.len)
        plain->holding = false;
    show_held(plain, lang);
    erase_counter(plain);
    begin_block(plain);
    if (plain->answer.len)
        show_answer(plain, lang);
    const char *reason = wording_reason(event->reason, lang);
    if (!reason && !plain->in_text && !plain->answer.len)
        reason = wording_text(WORDING_NOTHING, lang);
    if (reason) {
        text_wrap_text(&plain->wrap, reason, strlen(reason));
        end_line(plain);
    }
    struct str totals = STR_EMPTY;
    wording_totals(&totals, lang, &event->totals);
    add_mark(plain, DIM);
    text_wrap_text(&plain->wrap, totals.data, totals.len);
    add_mark(plain, RESET);
    end_line(plain);
    str_release(&totals);
}

static void plain_event(struct sink *sink, const struct event *event)
{
    struct plain *plain = (struct plain *)sink;
    plain->now_ns = event->t_ns;
    ask_width(plain);
    if (plain->pending.len) {
        str_clear(&plain->pending);
        plain->changed = true;
    }
    switch (event->kind) {
    case EVENT_READING:
        show_reading(plain, event);
        break;
    case EVENT_THINK_BEGIN:
        begin_thinking(plain, event);
        show_thinking(plain, event);
        break;
    case EVENT_THINK:
        show_thinking(plain, event);
        break;
    case EVENT_THINK_END:
        end_thinking(plain, event);
        break;
    case EVENT_SECTION:
        show_section(plain, event);
        break;
    case EVENT_TEXT:
        show_text(plain, event);
        break;
    case EVENT_FORMULA:
        show_formula(plain, event);
        break;
    case EVENT_ANSWER:
        str_clear(&plain->answer);
        str_add(&plain->answer, event->text, event->len);
        break;
    case EVENT_DONE:
        show_end(plain, event);
        break;
    case EVENT_FAILED:
        show_held(plain, event->setup->lang);
        erase_counter(plain);
        finish_text(plain);
        end_line(plain);
        break;
    case EVENT_PENDING:
        show_pending(plain, event);
        break;
    case EVENT_STARTED:
    case EVENT_KIND_COUNT:
        break;
    }
    send(plain);
    output_flush(plain->output);
}

static bool plain_settle(struct sink *sink, bool now)
{
    struct plain *plain = (struct plain *)sink;
    if (!plain->changed || !plain->options.terminal || plain->cramped)
        return false;
    if (!may_draw(plain) && !now)
        return true;
    draw_open(plain);
    output_flush(plain->output);
    return false;
}

static void plain_disturb(struct sink *sink)
{
    struct plain *plain = (struct plain *)sink;
    live_disturbed(&plain->live);
    plain->counter = false;
}

static void plain_free(struct sink *sink)
{
    struct plain *plain = (struct plain *)sink;
    text_wrap_release(&plain->wrap);
    str_release(&plain->text);
    str_release(&plain->scratch);
    str_release(&plain->answer);
    str_release(&plain->held);
    str_release(&plain->held_source);
    str_release(&plain->pending);
    passage_release(&plain->passage);
    live_release(&plain->live);
    free(plain);
}

struct sink *sink_plain_new(struct output *output, const struct sink_plain_options *options)
{
    static const struct sink_ops ops = {
        .event = plain_event, .settle = plain_settle, .disturb = plain_disturb, .free = plain_free};
    struct plain *plain = xcalloc(1, sizeof *plain);
    plain->base.ops = &ops;
    plain->output = output;
    plain->options = *options;
    str_init(&plain->text);
    str_init(&plain->scratch);
    str_init(&plain->held);
    str_init(&plain->answer);
    str_init(&plain->held_source);
    str_init(&plain->pending);
    plain->look =
        (struct look){.set = options->set, .color = options->color, .linear = options->linear};
    plain->saved_ns = DRAWS_SAVED * (int64_t)DRAW_NS;
    passage_init(&plain->passage);
    live_init(&plain->live, output);
    text_wrap_init(&plain->wrap, &plain->text, 0);
    return &plain->base;
}
