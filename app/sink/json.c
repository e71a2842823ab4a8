/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lesson for programs: sink_json_new collects it into one object, sink_jsonl_new writes every
 * event as it comes. Texts are given as the model wrote them; JSON's own escapes make them
 * harmless. The keys are described in the manual page.
 */
#include "app/sink/sink.h"

#include "app/base/die.h"
#include "app/tutor/wording.h"
#include "engine/json.h"

#include <stdlib.h>
#include <string.h>

enum { SECTIONS_MAX = 256 };

struct section {
    enum lesson_part part;
    struct str text;
};

struct collector {
    struct sink base; /* first, so that the two pointers are one */
    struct output *output;
    struct str thinking, text, answer;
    bool has_answer;
    struct section *sections; /* owned */
    size_t n_sections;
};

static void write_output(void *context, const char *bytes, size_t len)
{
    output_add(context, bytes, len);
}

static void write_seconds(struct json_writer *w, const char *key, int64_t ns)
{
    json_key(w, key);
    json_number(w, (double)ns / 1e9, 9);
}

static void write_integer(struct json_writer *w, const char *key, int64_t value)
{
    json_key(w, key);
    json_integer(w, value);
}

static void write_text(struct json_writer *w, const char *key, const char *text, size_t len)
{
    json_key(w, key);
    json_string(w, text, len);
}

static void write_setup(struct json_writer *w, const struct lesson_setup *setup)
{
    write_text(w, "problem", setup->problem, setup->problem_len);
    json_key(w, "level");
    json_text(w, level_word(setup->level, LANG_EN));
    json_key(w, "lang");
    json_text(w, lang_code(setup->lang));
    json_key(w, "model");
    json_text(w, setup->model);
    write_integer(w, "seed", (int64_t)setup->seed);
    json_key(w, "temperature");
    json_number(w, setup->temperature, 6);
}

static void write_end(struct json_writer *w, const struct event *event)
{
    const struct lesson_totals *totals = &event->totals;
    json_key(w, "reason");
    json_text(w, lesson_reason_word(event->reason));
    if (event->kind == EVENT_FAILED)
        write_text(w, "error", event->text, event->len);
    write_integer(w, "prompt_tokens", totals->prompt_tokens);
    write_integer(w, "think_tokens", totals->think_tokens);
    write_integer(w, "tokens", totals->tokens);
    json_key(w, "tokens_per_s");
    json_number(w, lesson_tokens_per_second(totals), 6);
    write_seconds(w, "first_text_s", totals->first_ns);
    write_seconds(w, "think_s", totals->think_ns);
    write_seconds(w, "total_s", totals->total_ns);
}

/* --- one object ----------------------------------------------------------------------------- */

static struct section *current_section(struct collector *c, enum lesson_part part, bool begin)
{
    if (begin && c->n_sections < SECTIONS_MAX) {
        c->sections = xrealloc(c->sections, (c->n_sections + 1) * sizeof *c->sections);
        c->sections[c->n_sections++] = (struct section){.part = part, .text = STR_EMPTY};
    }
    return c->n_sections ? &c->sections[c->n_sections - 1] : NULL;
}

/* Text without the white space around it. */
static void write_trimmed(struct json_writer *w, const struct str *s)
{
    size_t from = 0, to = s->len;
    while (from < to && strchr(" \t\r\n", s->data[from]) && s->data[from])
        from++;
    while (to > from && strchr(" \t\r\n", s->data[to - 1]) && s->data[to - 1])
        to--;
    json_string(w, s->data + from, to - from);
}

static void write_object(struct collector *c, const struct event *event)
{
    struct json_writer w;
    json_writer_init(&w, write_output, c->output);
    json_object_begin(&w);
    write_setup(&w, event->setup);
    json_key(&w, "thinking");
    write_trimmed(&w, &c->thinking);
    json_key(&w, "sections");
    json_array_begin(&w);
    for (size_t i = 0; i < c->n_sections; i++) {
        json_object_begin(&w);
        json_key(&w, "part");
        json_text(&w, lesson_part_word(c->sections[i].part));
        json_key(&w, "text");
        write_trimmed(&w, &c->sections[i].text);
        json_object_end(&w);
    }
    json_array_end(&w);
    json_key(&w, "text");
    write_trimmed(&w, &c->text);
    json_key(&w, "answer");
    if (c->has_answer)
        json_string(&w, c->answer.data, c->answer.len);
    else
        json_null(&w);
    write_end(&w, event);
    json_object_end(&w);
    output_add(c->output, "\n", 1);
    output_flush(c->output);
}

static void collect(struct sink *sink, const struct event *event)
{
    struct collector *c = (struct collector *)sink;
    struct section *section = NULL;
    switch (event->kind) {
    case EVENT_THINK:
        str_add(&c->thinking, event->text, event->len);
        break;
    case EVENT_SECTION:
        current_section(c, event->part, true);
        str_add(&c->text, event->source, event->source_len);
        break;
    case EVENT_TEXT:
    case EVENT_FORMULA:
        str_add(&c->text, event->source, event->source_len);
        section = current_section(c, event->part, false);
        if (section)
            str_add(&section->text, event->source, event->source_len);
        break;
    case EVENT_ANSWER:
        c->has_answer = true;
        str_add(&c->answer, event->text, event->len);
        break;
    case EVENT_DONE:
    case EVENT_FAILED:
        write_object(c, event);
        break;
    case EVENT_STARTED:
    case EVENT_READING:
    case EVENT_THINK_BEGIN:
    case EVENT_THINK_END:
    case EVENT_PENDING:
    case EVENT_KIND_COUNT:
        break;
    }
}

static void collector_free(struct sink *sink)
{
    struct collector *c = (struct collector *)sink;
    for (size_t i = 0; i < c->n_sections; i++)
        str_release(&c->sections[i].text);
    free(c->sections);
    str_release(&c->thinking);
    str_release(&c->text);
    str_release(&c->answer);
    free(c);
}

struct sink *sink_json_new(struct output *output)
{
    static const struct sink_ops ops = {.event = collect, .free = collector_free};
    struct collector *c = xcalloc(1, sizeof *c);
    c->base.ops = &ops;
    c->output = output;
    str_init(&c->thinking);
    str_init(&c->text);
    str_init(&c->answer);
    return &c->base;
}

/* --- a line an event ------------------------------------------------------------------------ */

struct lines {
    struct sink base;
    struct output *output;
};

static void write_details(struct json_writer *w, const struct event *event)
{
    switch (event->kind) {
    case EVENT_STARTED:
        write_setup(w, event->setup);
        break;
    case EVENT_READING:
        write_integer(w, "tokens", event->tokens);
        write_integer(w, "total", event->total);
        break;
    case EVENT_THINK:
        write_text(w, "text", event->text, event->len);
        write_integer(w, "tokens", event->tokens);
        break;
    case EVENT_THINK_END:
        write_integer(w, "tokens", event->tokens);
        json_key(w, "forced");
        json_bool(w, event->forced);
        break;
    case EVENT_SECTION:
        json_key(w, "part");
        json_text(w, lesson_part_word(event->part));
        break;
    case EVENT_FORMULA:
        json_key(w, "display");
        json_bool(w, event->display);
        write_text(w, "text", event->text, event->len);
        break;
    case EVENT_TEXT:
    case EVENT_ANSWER:
        write_text(w, "text", event->text, event->len);
        break;
    case EVENT_DONE:
    case EVENT_FAILED:
        write_end(w, event);
        break;
    case EVENT_THINK_BEGIN:
    case EVENT_PENDING:
    case EVENT_KIND_COUNT:
        break;
    }
}

static void write_line(struct sink *sink, const struct event *event)
{
    struct lines *lines = (struct lines *)sink;
    if (event->kind == EVENT_PENDING || (event->kind == EVENT_TEXT && !event->len))
        return;
    struct json_writer w;
    json_writer_init(&w, write_output, lines->output);
    json_object_begin(&w);
    json_key(&w, "event");
    json_text(&w, event_kind_word(event->kind));
    write_seconds(&w, "t", event->t_ns);
    write_details(&w, event);
    json_object_end(&w);
    output_add(lines->output, "\n", 1);
    output_flush(lines->output);
}

static void lines_free(struct sink *sink)
{
    free(sink);
}

struct sink *sink_jsonl_new(struct output *output)
{
    static const struct sink_ops ops = {.event = write_line, .free = lines_free};
    struct lines *lines = xcalloc(1, sizeof *lines);
    lines->base.ops = &ops;
    lines->output = output;
    return &lines->base;
}
