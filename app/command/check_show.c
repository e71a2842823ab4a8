/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma check --show: one expression as it was read, in every notation; or the place where
 * reading it stopped.
 */
#include "app/command/check.h"

#include "app/maths/box.h"
#include "app/maths/print.h"

#include <string.h>
#include <unistd.h>

enum field { FIELD_TEXT, FIELD_DRAWN, FIELD_ENGLISH, FIELD_KOREAN, FIELD_NOTES, FIELD_COUNT };

static const char *const labels[FIELD_COUNT][LANG_COUNT] = {
    [FIELD_TEXT] = {"read as", "읽은 식"},   [FIELD_DRAWN] = {"drawn", "모양"},
    [FIELD_ENGLISH] = {"English", "영어로"}, [FIELD_KOREAN] = {"Korean", "한국어로"},
    [FIELD_NOTES] = {"note", "참고"},
};

/* What is meant to be copied is never broken. */
static void add_solid(struct check *check, const char *label, const struct str *text)
{
    size_t width = check->width;
    check->width = 0;
    check_add_field(check, label, text->data, text->len);
    check->width = width;
}

static void add_drawing(struct check *check, const char *latex, size_t len, enum lang lang)
{
    struct box box;
    struct box_options options = {.set = check->signs,
                                  .width = check->width > 32 ? check->width - 12 : 0};
    box_layout(&box, latex, len, &options);
    for (size_t i = 0; i < box.height; i++) {
        struct str *row = &box.row[i];
        while (row->len && row->data[row->len - 1] == ' ')
            row->data[--row->len] = '\0';
        add_solid(check, i == box.baseline ? labels[FIELD_DRAWN][lang] : "", row);
    }
    box_release(&box);
}

static void show_people(struct check *check, const struct parse_result *result, enum lang lang)
{
    struct str text = STR_EMPTY;
    check_print(check, &text, result->tree);
    check_add_field(check, labels[FIELD_TEXT][lang], text.data, text.len);
    str_clear(&text);
    print_latex(&text, result->tree);
    add_drawing(check, text.data, text.len, lang);
    add_solid(check, "LaTeX", &text);
    for (int spoken = 0; spoken < LANG_COUNT; spoken++) {
        str_clear(&text);
        print_spoken(&text, result->tree, (enum lang)spoken);
        check_add_field(check, labels[FIELD_ENGLISH + spoken][lang], text.data, text.len);
    }
    str_clear(&text);
    print_mathml(&text, result->tree, true);
    add_solid(check, "MathML", &text);
    str_clear(&text);
    parse_notes_write(&text, result->notes, lang);
    if (text.len)
        check_add_field(check, labels[FIELD_NOTES][lang], text.data, text.len);
    str_release(&text);
}

static void write_text(struct json_writer *w, const char *key, struct str *text)
{
    json_key(w, key);
    json_string(w, text->data, text->len);
    str_clear(text);
}

static void write_drawing(struct json_writer *w, const struct str *latex)
{
    struct box box;
    struct box_options options = {.set = BOX_UNICODE};
    box_layout(&box, latex->data, latex->len, &options);
    json_key(w, "box");
    json_array_begin(w);
    for (size_t i = 0; i < box.height; i++)
        json_string(w, box.row[i].data, box.row[i].len);
    json_array_end(w);
    json_key(w, "baseline");
    json_integer(w, (int64_t)box.baseline);
    box_release(&box);
}

static void show_json(struct check *check, const struct parse_result *result, enum lang lang)
{
    struct json_writer w;
    struct str text = STR_EMPTY;
    check_json_writer(check, &w);
    json_object_begin(&w);
    check_json_tree(&w, "plain", result->tree);
    print_ascii(&text, result->tree);
    write_text(&w, "ascii", &text);
    print_latex(&text, result->tree);
    write_drawing(&w, &text);
    write_text(&w, "latex", &text);
    print_mathml(&text, result->tree, true);
    write_text(&w, "mathml", &text);
    json_key(&w, "spoken");
    json_object_begin(&w);
    for (int spoken = 0; spoken < LANG_COUNT; spoken++) {
        print_spoken(&text, result->tree, (enum lang)spoken);
        write_text(&w, lang_code((enum lang)spoken), &text);
    }
    json_object_end(&w);
    tree_dump(&text, result->tree);
    write_text(&w, "tree", &text);
    parse_notes_write(&text, result->notes, lang);
    write_text(&w, "notes", &text);
    json_object_end(&w);
    check_json_line_end(check);
    str_release(&text);
}

/* On standard error, as wide as the terminal. */
static void tell_error(const struct check *check, const char *source,
                       const struct parse_error *error, const struct str *sentence)
{
    struct check errors = *check;
    struct str text = STR_EMPTY;
    output_init(&errors.output, STDERR_FILENO);
    str_printf(&text, "lemma: %s", sentence->data);
    check_add_wrapped(&errors, 0, text.data, text.len);
    str_clear(&text);
    if (error->status != PARSE_EMPTY) {
        check_add_caret(&errors, &text, source, strlen(source), error->at);
        str_add_char(&text, '\n');
    }
    output_add(&errors.output, text.data, text.len);
    output_flush(&errors.output);
    output_release(&errors.output);
    str_release(&text);
}

static void show_error(struct check *check, const char *source, const struct parse_error *error,
                       enum lang lang)
{
    struct str text = STR_EMPTY;
    parse_error_write(&text, error, lang);
    if (check->json) {
        struct json_writer w;
        check_json_writer(check, &w);
        json_object_begin(&w);
        write_text(&w, "error", &text);
        json_key(&w, "at");
        json_integer(&w, (int64_t)error->at);
        json_key(&w, "column");
        json_integer(&w, (int64_t)error->column);
        json_object_end(&w);
        check_json_line_end(check);
    } else {
        tell_error(check, source, error, &text);
    }
    str_release(&text);
}

enum exit_code check_show(struct check *check, const char *expression)
{
    struct tree_arena *arena = tree_arena_new();
    struct parse_result result;
    enum lang lang = check_language(check, expression, strlen(expression));
    bool ok = maths_parse(arena, expression, strlen(expression), &check_reading, &result);
    if (!ok)
        show_error(check, expression, &result.error, lang);
    else if (check->json)
        show_json(check, &result, lang);
    else
        show_people(check, &result, lang);
    tree_arena_free(arena);
    return ok ? EXIT_CODE_OK : EXIT_CODE_DATA;
}
