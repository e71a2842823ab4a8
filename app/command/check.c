/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma check: two answers compared, or (in files of their own) many pairs, the lines of a
 * working, and how an expression is read.
 */
#include "app/command/check.h"

#include "app/base/text.h"
#include "app/base/text_wrap.h"
#include "app/command/command.h"
#include "app/command/tutoring.h"
#include "app/maths/exact.h"
#include "app/maths/print.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

const struct option_spec check_options[CHECK_OPTION_COUNT] = {
#define X(name, word_, letter_, kind_, argument_, values_, low_, high_, place_, text_) \
    [CHECK_##name] = {.word = word_,                                                   \
                      .letter = letter_,                                               \
                      .kind = OPTION_##kind_,                                          \
                      .argument = argument_,                                           \
                      .values = values_,                                               \
                      .low = low_,                                                     \
                      .high = high_,                                                   \
                      .place = OPTION_##place_,                                        \
                      .text = text_},
    CHECK_OPTIONS(X)
#undef X
};

const struct parse_options check_reading = {
    .commas = COMMAS_REPORT, .units = UNITS_AUTO, .answer = true};

static const char help_head[] =
    "Compare an answer with the right one, exactly; or check a working line by line.\n"
    "\n"
    "Examples:\n"
    "  lemma check 2/4 1/2\n"
    "  lemma check --form lowest 2/4 1/2\n"
    "  lemma check \"x = -1 or x = 3\" \"3, -1\"\n"
    "  lemma check --lines working.txt\n"
    "  lemma check --show \"sin^2 x / 2\"\n"
    "  lemma check --jsonl < pairs.jsonl > verdicts.jsonl\n"
    "\n"
    "Usage: lemma check [OPTION]... ATTEMPT REFERENCE\n"
    "       lemma check --jsonl | --lines FILE | --show EXPR\n"
    "  An answer may begin with a minus: lemma check -x \"0 - x\". -- ends the options.\n"
    "\n"
    "Options:\n";

static const char help_tail[] =
    "\n"
    "Exit codes: 0 equal (also by numbers, or under a condition); 1 not, only partly, in another\n"
    "form, or undecided; 65 not understood. With --lines: 1 when a line is wrong. With --jsonl: 0\n"
    "when every line was answered. See lemma(1).\n";

static enum exit_code print_help(struct check *check)
{
    struct str text = STR_EMPTY;
    str_add_text(&text, help_head);
    options_help(&check->options, &text);
    str_add_text(&text, help_tail);
    output_add(&check->output, text.data, text.len);
    str_release(&text);
    return EXIT_CODE_OK;
}

/* --- writing for people ----------------------------------------------------------------------- */

enum { LABEL_WIDTH = 12 };

enum lang check_language(const struct check *check, const char *text, size_t len)
{
    return check->lang_is_open && text_has_hangul(text, len) ? LANG_KO : check->lang;
}

void check_add(struct check *check, const char *text)
{
    output_add(&check->output, text, strlen(text));
}

void check_add_styled(struct check *check, enum check_style style, const char *text)
{
    static const char *const codes[] = {[STYLE_GOOD] = "\033[1;32m",
                                        [STYLE_BAD] = "\033[1;31m",
                                        [STYLE_MIDDLING] = "\033[1;33m",
                                        [STYLE_FAINT] = "\033[2m",
                                        [STYLE_STRONG] = "\033[1m"};
    check_add(check, check->color ? codes[style] : "");
    check_add(check, text);
    check_add(check, check->color ? "\033[0m" : "");
}

void check_add_wrapped(struct check *check, size_t indent, const char *text, size_t len)
{
    struct str clean = STR_EMPTY, out = STR_EMPTY;
    struct text_wrap wrap;
    text_clean(&clean, text, len);
    while (clean.len && clean.data[clean.len - 1] == '\n')
        clean.data[--clean.len] = '\0';
    text_wrap_init(&wrap, &out, check->width > indent + 20 ? check->width - indent : 0);
    text_wrap_text(&wrap, clean.data, clean.len);
    text_wrap_flush(&wrap);
    for (const char *line = out.data; *line;) {
        size_t n = strcspn(line, "\n");
        output_add(&check->output, line, n);
        line += n;
        if (*line == '\n' && *++line)
            for (output_add(&check->output, "\n", 1), n = 0; n < indent; n++)
                output_add(&check->output, " ", 1);
    }
    output_add(&check->output, "\n", 1);
    text_wrap_release(&wrap);
    str_release(&clean);
    str_release(&out);
}

void check_add_field(struct check *check, const char *label, const char *text, size_t len)
{
    check_add_styled(check, STYLE_FAINT, label);
    for (size_t cells = text_width(label, strlen(label)); cells < LABEL_WIDTH; cells++)
        check_add(check, " ");
    check_add_wrapped(check, LABEL_WIDTH, text, len);
}

void check_print(const struct check *check, struct str *out, const struct tree *t)
{
    if (check->unicode)
        print_plain(out, t);
    else
        print_ascii(out, t);
}

/* At most `width` cells of the line, with the caret's place among them. */
void check_add_caret(struct check *check, struct str *out, const char *source, size_t len,
                     size_t at)
{
    enum { MARGINS = 7 }; /* two spaces, two dots on each side, room for the caret at the end */
    size_t width = (check->width > 20 ? check->width : 80) - MARGINS;
    struct str before = STR_EMPTY, after = STR_EMPTY;
    at = at < len ? at : len;
    text_clean_line(&before, source, at);
    text_clean_line(&after, source + at, len - at);
    size_t cut = 0; /* bytes of `before` that do not fit */
    while (text_width(before.data + cut, before.len - cut) > width * 2 / 3)
        cut += text_cluster(before.data + cut, before.len - cut);
    size_t column = text_width(before.data + cut, before.len - cut), end = 0;
    while (end < after.len) {
        size_t n = text_cluster(after.data + end, after.len - end);
        if (column + text_width(after.data, end + n) > width)
            break;
        end += n;
    }
    str_printf(out, "  %s", cut ? ".." : "");
    str_add(out, before.data + cut, before.len - cut);
    str_add(out, after.data, end);
    str_printf(out, "%s\n  %s", end < after.len ? ".." : "", cut ? "  " : "");
    for (size_t i = 0; i < column; i++)
        str_add_char(out, ' ');
    str_add_text(out, "^");
    str_release(&before);
    str_release(&after);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void write_output(void *context, const char *bytes, size_t len)
{
    output_add(context, bytes, len);
}

void check_json_writer(struct check *check, struct json_writer *w)
{
    json_writer_init(w, write_output, &check->output);
}

void check_json_line_end(struct check *check)
{
    output_add(&check->output, "\n", 1);
}

void check_json_tree(struct json_writer *w, const char *key, const struct tree *t)
{
    struct str text = STR_EMPTY;
    json_key(w, key);
    if (t) {
        print_plain(&text, t);
        json_string(w, text.data, text.len);
    } else {
        json_null(w);
    }
    str_release(&text);
}

static void add_notes(struct json_writer *w, const char *key, unsigned notes, enum lang lang)
{
    struct str text = STR_EMPTY;
    parse_notes_write(&text, notes, lang);
    if (text.len) {
        json_key(w, key);
        json_string(w, text.data, text.len);
    }
    str_release(&text);
}

void check_json_verdict(struct json_writer *w, const struct verdict *verdict, enum lang lang)
{
    json_key(w, "verdict");
    json_text(w, verdict_word(verdict->kind));
    json_key(w, "reason");
    json_string(w, verdict->reason[lang].data, verdict->reason[lang].len);
    check_json_tree(w, "a", verdict->attempt);
    check_json_tree(w, "b", verdict->reference);
    add_notes(w, "a_notes", verdict->attempt_notes, lang);
    add_notes(w, "b_notes", verdict->reference_notes, lang);
    if (verdict->condition)
        check_json_tree(w, "condition", verdict->condition);
    if (verdict->witness)
        check_json_tree(w, "witness", verdict->witness);
    if (verdict->kind == VERDICT_EQUAL_NUMERIC) {
        json_key(w, "points");
        json_integer(w, verdict->points);
    }
    if (verdict->kind == VERDICT_PARTLY) {
        json_key(w, "right");
        json_integer(w, verdict->right);
        json_key(w, "of");
        json_integer(w, verdict->of);
    }
}

/* --- a pair ----------------------------------------------------------------------------------- */

static const struct {
    const char *mark, *ascii;
    enum check_style style;
    const char *words[LANG_COUNT];
} shown[VERDICT_COUNT] = {
    [VERDICT_EQUAL] = {"✓", "ok", STYLE_GOOD, {"equal", "같아요"}},
    [VERDICT_EQUAL_NUMERIC] = {"✓",
                               "ok",
                               STYLE_GOOD,
                               {"equal by numbers, without a proof",
                                "계산한 값이 같아요 (증명은 아니에요)"}},
    [VERDICT_EQUAL_IF] = {"✓",
                          "ok",
                          STYLE_GOOD,
                          {"equal under a condition", "조건이 맞으면 같아요"}},
    [VERDICT_FORM] = {"!",
                      "!",
                      STYLE_MIDDLING,
                      {"equal, in another form", "값은 같지만 꼴이 달라요"}},
    [VERDICT_PARTLY] = {"!", "!", STYLE_MIDDLING, {"partly right", "일부만 맞아요"}},
    [VERDICT_DIFFERENT] = {"✗", "x", STYLE_BAD, {"different", "달라요"}},
    [VERDICT_UNDECIDED] = {"?", "?", STYLE_MIDDLING, {"undecided", "판정하지 못했어요"}},
    [VERDICT_UNREADABLE] = {"?", "?", STYLE_MIDDLING, {"not understood", "읽지 못했어요"}},
};

static void add_reading(struct check *check, const char *label, const struct tree *t,
                        unsigned notes, enum lang lang)
{
    struct str text = STR_EMPTY;
    if (t) {
        print_people(&text, t, lang, !check->unicode);
        check_add_field(check, label, text.data, text.len);
    }
    str_clear(&text);
    parse_notes_write(&text, notes, lang);
    if (t && text.len)
        check_add_field(check, "", text.data, text.len);
    str_release(&text);
}

/* Where reading stopped, when that is why there is no verdict. */
static void add_place(struct check *check, const char *source)
{
    struct tree_arena *arena = tree_arena_new();
    struct parse_result result;
    if (!maths_parse(arena, source, strlen(source), &check_reading, &result) &&
        result.error.status != PARSE_EMPTY) {
        struct str place = STR_EMPTY;
        check_add_caret(check, &place, source, strlen(source), result.error.at);
        str_add_char(&place, '\n');
        output_add(&check->output, place.data, place.len);
        str_release(&place);
    }
    tree_arena_free(arena);
}

static void show_verdict(struct check *check, const struct verdict *v, const char *attempt,
                         const char *reference, enum lang lang)
{
    static const char *const labels[LANG_COUNT][2] = {{"attempt", "reference"}, {"답안", "정답"}};
    struct str head = STR_EMPTY;
    str_printf(&head, "%s %s", check->marks ? shown[v->kind].mark : shown[v->kind].ascii,
               shown[v->kind].words[lang]);
    check_add_styled(check, shown[v->kind].style, head.data);
    check_add(check, "\n");
    check_add_wrapped(check, 0, v->reason[lang].data, v->reason[lang].len);
    if (v->kind == VERDICT_UNREADABLE)
        add_place(check, v->attempt_unreadable ? attempt : reference);
    add_reading(check, labels[lang][0], v->attempt, v->attempt_notes, lang);
    add_reading(check, labels[lang][1], v->reference, v->reference_notes, lang);
    str_release(&head);
}

static enum exit_code code_of(enum verdict_kind kind)
{
    switch (kind) {
    case VERDICT_EQUAL:
    case VERDICT_EQUAL_NUMERIC:
    case VERDICT_EQUAL_IF:
        return EXIT_CODE_OK;
    case VERDICT_UNREADABLE:
        return EXIT_CODE_DATA;
    default:
        return EXIT_CODE_FAILED;
    }
}

static enum exit_code check_pair(struct check *check, const char *attempt, const char *reference)
{
    struct verdict verdict;
    struct json_writer w;
    verdict_decide(&verdict, attempt, strlen(attempt), reference, strlen(reference), &check->asked);
    enum lang lang = check_language(check, attempt, strlen(attempt));
    if (lang == check->lang)
        lang = check_language(check, reference, strlen(reference));
    if (check->json) {
        check_json_writer(check, &w);
        json_object_begin(&w);
        check_json_verdict(&w, &verdict, lang);
        json_object_end(&w);
        check_json_line_end(check);
    } else {
        show_verdict(check, &verdict, attempt, reference, lang);
    }
    enum exit_code code = code_of(verdict.kind);
    verdict_release(&verdict);
    return code;
}

/* --- the command line ------------------------------------------------------------------------- */

static size_t terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    long n = columns ? strtol(columns, NULL, 10) : 0;
    if (n >= 20 && n <= 1000)
        return (size_t)n;
    return 80;
}

/* Language, colour and width, from the command line, the environment and the configuration. */
static enum exit_code prepare(struct check *check, struct str *error)
{
    const struct option_value *lang = &check->options.values[CHECK_LANG];
    const struct option_value *color = &check->options.values[CHECK_COLOR];
    const struct option_value *signs = &check->options.values[CHECK_SIGNS];
    struct options defaults;
    options_init(&defaults, solve_options, SOLVE_OPTION_COUNT);
    if (lang->set)
        options_default(&defaults, SOLVE_LANG, lang->text.data, error);
    if (color->set)
        options_default(&defaults, SOLVE_COLOR, color->text.data, error);
    if (signs->set)
        options_default(&defaults, SOLVE_SIGNS, signs->text.data, error);
    enum exit_code code = tutoring_read_defaults(&defaults, error);
    check->lang = tutoring_language(&defaults);
    check->lang_is_open = defaults.values[SOLVE_LANG].choice == 0;
    check->color = tutoring_wants_color(&defaults);
    check->signs = tutoring_signs(&defaults);
    check->unicode = check->signs != BOX_ASCII;
    check->marks = check->signs == BOX_UNICODE;
    check->json = check->options.values[CHECK_JSON].set;
    const char *term = getenv("TERM");
    bool terminal = isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
    check->width = terminal && !tutoring_is_linear() ? terminal_width() : 0;
    options_release(&defaults);
    return code;
}

static bool read_form(struct check *check, struct str *error)
{
    const struct option_value *form = &check->options.values[CHECK_FORM];
    if (!form->set || verdict_form_read(form->text.data, &check->asked))
        return true;
    str_printf(error, "--form does not know \"%s\"", form->text.data);
    return false;
}

static bool combination_is_fine(const struct check *check, struct str *error)
{
    static const enum check_option ways[] = {CHECK_JSONL, CHECK_LINES, CHECK_SHOW};
    const struct options *options = &check->options;
    unsigned n_ways = 0;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        n_ways += options->values[ways[i]].set;
    if (n_ways > 1)
        str_add_text(error, "--jsonl, --lines and --show exclude each other");
    else if (n_ways == 1 && options->n_rest)
        str_printf(error, "--%s takes no ATTEMPT and REFERENCE",
                   options->values[CHECK_JSONL].set   ? "jsonl"
                   : options->values[CHECK_LINES].set ? "lines"
                                                      : "show");
    else if (n_ways == 0 && options->n_rest != 2)
        str_printf(error,
                   "an ATTEMPT and a REFERENCE are needed, not %zu word%s; quote what has spaces",
                   options->n_rest, options->n_rest == 1 ? "" : "s");
    else if (options->values[CHECK_FORM].set &&
             (options->values[CHECK_LINES].set || options->values[CHECK_SHOW].set))
        str_add_text(error, "--form goes with an ATTEMPT and a REFERENCE");
    return !error->len;
}

static enum exit_code run(struct check *check, struct str *error)
{
    const struct option_value *values = check->options.values;
    if (values[CHECK_HELP].set)
        return print_help(check);
    if (!combination_is_fine(check, error) || !read_form(check, error)) {
        str_add_text(error, "; see \"lemma check --help\"");
        return EXIT_CODE_USAGE;
    }
    enum exit_code code = prepare(check, error);
    if (code != EXIT_CODE_OK)
        return code;
    if (values[CHECK_JSONL].set)
        return check_bulk(check, STDIN_FILENO);
    if (values[CHECK_LINES].set)
        return check_lines(check, values[CHECK_LINES].text.data);
    if (values[CHECK_SHOW].set)
        return check_show(check, values[CHECK_SHOW].text.data);
    return check_pair(check, check->options.rest[0], check->options.rest[1]);
}

int command_check(int argc, char **argv)
{
    struct check check = {.asked = {.form = FORM_ANY}};
    struct str error = STR_EMPTY;
    enum exit_code code = EXIT_CODE_USAGE;
    output_init(&check.output, STDOUT_FILENO);
    options_init(&check.options, check_options, CHECK_OPTION_COUNT);
    check.options.minus_is_text = true; /* -x is an ordinary answer */
    if (options_parse(&check.options, argc, argv, &error))
        code = run(&check, &error);
    else
        str_add_text(&error, "; see \"lemma check --help\"");
    if (error.len)
        warn("%s", error.data);
    if (!output_flush(&check.output)) {
        warn("the verdict cannot be written: %s", strerror(check.output.error));
        code = EXIT_CODE_CANTCREAT;
    }
    exact_thread_cleanup();
    output_release(&check.output);
    options_release(&check.options);
    str_release(&error);
    return (int)code;
}
