/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lesson as text. On a terminal reasoning is one line that counts up and is then replaced; in a
 * pipe the same text comes without counters, colours and line breaks of our own. Everything that
 * comes from the problem or the model goes through text_clean on its way out.
 */
#include "app/sink/sink.h"

#include "app/base/die.h"
#include "app/base/text.h"
#include "app/base/text_wrap.h"
#include "app/maths/one_line.h"
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

struct plain {
    struct sink base; /* first, so that the two pointers are one */
    struct output *output;
    struct sink_plain_options options;
    struct text_wrap wrap;
    struct markdown markdown; /* of the solution; reasoning is shown as it is */
    struct str text, scratch; /* what the wrapper has let go; a cleaned piece */
    struct str answer;
    bool holding;    /* an answer part has begun of which nothing is printed yet */
    struct str held; /* ... and its first formula */
    bool held_display;
    bool something;     /* a block was printed */
    bool in_text;       /* the last block is part of the solution */
    bool counter;       /* the line at the cursor is a counter */
    bool after_display; /* a displayed formula ended without a newline yet */
    int64_t counter_ns, think_begin_ns;
};

static void send(struct plain *plain)
{
    output_add(plain->output, plain->text.data, plain->text.len);
    str_clear(&plain->text);
}

static void ask_width(struct plain *plain)
{
    struct winsize size;
    if (!plain->options.terminal)
        return;
    bool known = ioctl(plain->output->fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    int width = known ? size.ws_col : plain->options.width;
    plain->wrap.width = (size_t)(width < 20 ? 20 : width);
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

/* A formula stays whole; only one that no line has room for breaks at its spaces, with `indent`
 * before every line of it. */
static void add_formula(struct plain *plain, const char *latex, size_t len, size_t indent)
{
    struct str line = STR_EMPTY;
    one_line_format(&line, latex, len, plain->options.unicode ? ONE_LINE_UNICODE : ONE_LINE_ASCII);
    str_clear(&plain->scratch);
    text_clean_line(&plain->scratch, line.data, line.len);
    const char *s = plain->scratch.data;
    size_t cells = text_width(s, plain->scratch.len), width = plain->wrap.width;
    if (!width || indent + cells <= width) {
        text_wrap_solid(&plain->wrap, s, plain->scratch.len);
    } else {
        plain->wrap.indent = indent;
        text_wrap_text(&plain->wrap, s, plain->scratch.len);
        text_wrap_flush(&plain->wrap);
        plain->wrap.indent = 0;
    }
    str_release(&line);
}

/* Ends the line if one is open. */
static void end_line(struct plain *plain)
{
    text_wrap_flush(&plain->wrap);
    if (plain->wrap.column > 0)
        text_wrap_text(&plain->wrap, "\n", 1);
    plain->after_display = false;
}

/* Begins a block: an empty line after whatever came before. */
static void begin_block(struct plain *plain)
{
    markdown_end(&plain->markdown);
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
        markdown_end(&plain->markdown);
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
}

static void put_formula(struct plain *plain, const char *latex, size_t len, bool display)
{
    begin_text(plain);
    markdown_before_formula(&plain->markdown);
    enum { INDENT = 4 };
    if (display) {
        end_line(plain);
        text_wrap_text(&plain->wrap, "    ", INDENT);
    } else if (plain->after_display) {
        end_line(plain);
    }
    add_formula(plain, latex, len, display ? INDENT : 0);
    plain->after_display = display;
}

/* The answer part waits until it holds more than one formula: that one is the answer, and the
 * closing line says it. */
static void show_held(struct plain *plain, enum lang lang)
{
    if (!plain->holding)
        return;
    plain->holding = false;
    show_heading(plain, PART_ANSWER, lang);
    if (plain->held.len)
        put_formula(plain, plain->held.data, plain->held.len, plain->held_display);
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
    if (plain->after_display) { /* its line ends here, or with a full stop that belongs to it */
        while (len && (*s == ' ' || *s == '\t'))
            s++, len--;
        if (len && !strchr("\n.,;:", *s))
            text_wrap_text(&plain->wrap, "\n", 1);
        if (len)
            plain->after_display = false;
    }
    str_clear(&plain->scratch);
    text_clean(&plain->scratch, s, len);
    markdown_text(&plain->markdown, plain->scratch.data, plain->scratch.len);
}

static void show_formula(struct plain *plain, const struct event *event)
{
    if (plain->holding && !plain->held.len) {
        str_add(&plain->held, event->text, event->len);
        plain->held_display = event->display;
        return;
    }
    show_held(plain, event->setup->lang);
    put_formula(plain, event->text, event->len, event->display);
}

static void show_end(struct plain *plain, const struct event *event)
{
    enum lang lang = event->setup->lang;
    if (plain->answer.len && plain->held.len)
        plain->holding = false;
    show_held(plain, lang);
    erase_counter(plain);
    begin_block(plain);
    if (plain->answer.len) {
        const char *word = wording_text(WORDING_ANSWER, lang);
        add_mark(plain, BOLD);
        text_wrap_text(&plain->wrap, word, strlen(word));
        text_wrap_text(&plain->wrap, ": ", 2);
        add_formula(plain, plain->answer.data, plain->answer.len, 0);
        add_mark(plain, RESET);
        end_line(plain);
    }
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
    ask_width(plain);
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
        markdown_end(&plain->markdown);
        end_line(plain);
        break;
    case EVENT_STARTED:
    case EVENT_KIND_COUNT:
        break;
    }
    send(plain);
    output_flush(plain->output);
}

static void plain_free(struct sink *sink)
{
    struct plain *plain = (struct plain *)sink;
    text_wrap_release(&plain->wrap);
    str_release(&plain->text);
    str_release(&plain->scratch);
    str_release(&plain->answer);
    str_release(&plain->held);
    free(plain);
}

struct sink *sink_plain_new(struct output *output, const struct sink_plain_options *options)
{
    static const struct sink_ops ops = {.event = plain_event, .free = plain_free};
    struct plain *plain = xcalloc(1, sizeof *plain);
    plain->base.ops = &ops;
    plain->output = output;
    plain->options = *options;
    str_init(&plain->text);
    str_init(&plain->scratch);
    str_init(&plain->held);
    str_init(&plain->answer);
    text_wrap_init(&plain->wrap, &plain->text, 0);
    markdown_init(&plain->markdown, &plain->wrap, options->color ? BOLD : "",
                  options->color ? RESET : "");
    return &plain->base;
}
