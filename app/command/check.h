/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the four ways of `lemma check` share: how it was called, and how a finding is written.
 */
#ifndef LEMMA_COMMAND_CHECK_H
#define LEMMA_COMMAND_CHECK_H

#include "app/maths/box.h"
#include "app/maths/verdict.h"
#include "app/options.h"
#include "app/sink/output.h"
#include "engine/json.h"

/* As SOLVE_OPTIONS in options.h. */
#define CHECK_OPTIONS(X)                                                                           \
    X(FORM, "form", 0, TEXT, "FORM", NULL, 0, 0, ARGUMENT,                                         \
      "Ask for a form too: lowest, factored, expanded, simplified, rationalised, mixed, "          \
      "improper, decimal, places:N, figures:N or scientific.")                                     \
    X(JSONL, "jsonl", 0, FLAG, NULL, NULL, 0, 0, ARGUMENT,                                         \
      "Read lines of JSON with the keys a (attempt) and b (reference), and form if one is asked "  \
      "for; print one line of JSON for each.")                                                     \
    X(LINES, "lines", 0, TEXT, "FILE", NULL, 0, 0, ARGUMENT,                                       \
      "Check a working line by line; - is standard input.")                                        \
    X(SHOW, "show", 0, TEXT, "EXPR", NULL, 0, 0, ARGUMENT,                                         \
      "Show how an expression is read: as text, LaTeX, MathML, drawn and spoken.")                 \
    X(JSON, "json", 0, FLAG, NULL, NULL, 0, 0, ARGUMENT, "Print one JSON object instead of text.") \
    X(LANG, "lang", 0, CHOICE, "LANG", "auto,en,ko", 0, 0, ARGUMENT,                               \
      "Language of the reasons: en, ko, or auto (the default): Korean for answers with Hangul, "   \
      "else that of the locale.")                                                                  \
    X(COLOR, "color", 0, CHOICE, "WHEN", "auto,always,never", 0, 0, ARGUMENT,                      \
      "Use colours: always, never, or auto (the default): on a terminal.")                         \
    X(SIGNS, "signs", 0, CHOICE, "SET", "auto,unicode,narrow,ascii", 0, 0, ARGUMENT,               \
      "Signs of formulas and marks: unicode; narrow, where a terminal makes some of them two "     \
      "cells wide; ascii; or auto (the default): as the locale has it.")                           \
    X(HELP, "help", 'h', FLAG, NULL, NULL, 0, 0, ARGUMENT, "Show help and exit.")

enum check_option {
#define X(name, word, letter, kind, argument, values, low, high, place, text) CHECK_##name,
    CHECK_OPTIONS(X)
#undef X
        CHECK_OPTION_COUNT
};

extern const struct option_spec check_options[CHECK_OPTION_COUNT];

struct check {
    struct options options;
    struct verdict_options asked; /* the form */
    enum lang lang;               /* that of the locale, or the one asked for */
    bool lang_is_open;            /* auto: what is checked may change it */
    bool color, json;
    enum box_set signs;
    bool unicode;         /* formulas on one line have signs beyond ASCII */
    bool marks;           /* so have the marks before them */
    size_t width;         /* cells of a line; 0: lines have no end */
    struct output output; /* standard output */
};

/* Korean when the text has Hangul and nobody asked for a language. */
enum lang check_language(const struct check *check, const char *text, size_t len);

/* --- people ----------------------------------------------------------------------------------- */

enum check_style { STYLE_GOOD, STYLE_BAD, STYLE_MIDDLING, STYLE_FAINT, STYLE_STRONG };

void check_add(struct check *check, const char *text);
void check_add_styled(struct check *check, enum check_style style, const char *text);
/* Text at an indent, wrapped at the width; the first line goes on where the caller is. */
void check_add_wrapped(struct check *check, size_t indent, const char *text, size_t len);
/* "label    text", wrapped; labels are LABEL_WIDTH wide. */
void check_add_field(struct check *check, const char *label, const char *text, size_t len);
/* A tree as one line: plain text, or ASCII where the terminal has no Unicode. */
void check_print(const struct check *check, struct str *out, const struct tree *t);
/* The source of something that was not read, and a caret below the place. */
void check_add_caret(struct check *check, struct str *out, const char *source, size_t len,
                     size_t at);

/* How answers are read when nothing else is known. */
extern const struct parse_options check_reading;

/* --- JSON ------------------------------------------------------------------------------------- */

void check_json_writer(struct check *check, struct json_writer *w);
void check_json_line_end(struct check *check);
/* "key": the tree as plain text, or null. */
void check_json_tree(struct json_writer *w, const char *key, const struct tree *t);
/* The members of a verdict's object. */
void check_json_verdict(struct json_writer *w, const struct verdict *verdict, enum lang lang);

/* --- the ways --------------------------------------------------------------------------------- */

enum exit_code check_bulk(struct check *check, int fd);
enum exit_code check_lines(struct check *check, const char *path);
enum exit_code check_show(struct check *check, const char *expression);

#endif
