/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything works on the table; no option is named in code here.
 */
#include "app/options.h"

#include "app/base/config.h"
#include "app/base/text.h"
#include "app/base/text_wrap.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const struct option_spec solve_options[SOLVE_OPTION_COUNT] = {
#define X(name, word_, letter_, kind_, argument_, values_, low_, high_, place_, text_) \
    [SOLVE_##name] = {.word = word_,                                                   \
                      .letter = letter_,                                               \
                      .kind = OPTION_##kind_,                                          \
                      .argument = argument_,                                           \
                      .values = values_,                                               \
                      .low = low_,                                                     \
                      .high = high_,                                                   \
                      .place = OPTION_##place_,                                        \
                      .text = text_},
    SOLVE_OPTIONS(X)
#undef X
};

void options_init(struct options *options, const struct option_spec *specs, size_t n_specs)
{
    *options = (struct options){.specs = specs, .n_specs = n_specs};
    options->values = xcalloc(n_specs, sizeof *options->values);
    for (size_t i = 0; i < n_specs; i++)
        str_init(&options->values[i].text);
}

void options_release(struct options *options)
{
    for (size_t i = 0; i < options->n_specs; i++)
        str_release(&options->values[i].text);
    free(options->values);
    free(options->rest);
    *options = (struct options){.specs = NULL};
}

/* --- values --------------------------------------------------------------------------------- */

static int find_choice(const char *values, const char *text)
{
    int index = 0;
    for (const char *s = values; *s; index++) {
        size_t n = strcspn(s, ",");
        if (strlen(text) == n && memcmp(s, text, n) == 0)
            return index;
        s += n + (s[n] == ',');
    }
    return -1;
}

/* "a, b or c" */
static void list_choices(struct str *out, const char *values)
{
    for (const char *s = values; *s;) {
        size_t n = strcspn(s, ",");
        if (s != values)
            str_add_text(out, strchr(s, ',') ? ", " : " or ");
        str_add(out, s, n);
        s += n + (s[n] == ',');
    }
}

static bool parse_number(const struct option_spec *spec, struct option_value *value,
                         const char *text, struct str *error)
{
    char *end;
    errno = 0;
    bool plain = strspn(text, "0123456789.-+eE") == strlen(text);
    if (spec->kind == OPTION_INTEGER) {
        value->integer = strtoll(text, &end, 10);
        value->number = (double)value->integer;
    } else {
        value->number = strtod(text, &end);
    }
    bool ok = plain && *text && !*end && !errno && isfinite(value->number) &&
              value->number >= spec->low && value->number <= spec->high;
    if (!ok)
        str_printf(error, "%s takes a %snumber from %.0f to %.0f, not \"%s\"", spec->word,
                   spec->kind == OPTION_INTEGER ? "whole " : "", spec->low, spec->high, text);
    return ok;
}

static bool set_value(const struct option_spec *spec, struct option_value *value, const char *text,
                      struct str *error)
{
    bool ok = true;
    if (spec->kind == OPTION_CHOICE) {
        value->choice = find_choice(spec->values, text);
        ok = value->choice >= 0;
        if (!ok) {
            str_printf(error, "%s takes ", spec->word);
            list_choices(error, spec->values);
            str_printf(error, ", not \"%s\"", text);
        }
    } else if (spec->kind == OPTION_INTEGER || spec->kind == OPTION_NUMBER) {
        ok = parse_number(spec, value, text, error);
    } else if (spec->kind == OPTION_TEXT && !*text) {
        ok = false;
        str_printf(error, "%s takes %s, not an empty text", spec->word, spec->argument);
    }
    if (!ok)
        return false;
    str_clear(&value->text);
    str_add_text(&value->text, text);
    value->set = true;
    return true;
}

bool options_default(struct options *options, size_t option, const char *text, struct str *error)
{
    struct option_value *value = &options->values[option];
    return value->set || set_value(&options->specs[option], value, text, error);
}

/* --- command line --------------------------------------------------------------------------- */

static size_t find_word(const struct options *options, const char *word, size_t len)
{
    for (size_t i = 0; i < options->n_specs; i++)
        if (strlen(options->specs[i].word) == len && !memcmp(options->specs[i].word, word, len))
            return i;
    return options->n_specs;
}

static size_t find_letter(const struct options *options, char letter)
{
    for (size_t i = 0; i < options->n_specs; i++)
        if (options->specs[i].letter && options->specs[i].letter == letter)
            return i;
    return options->n_specs;
}

static void add_hint(const struct options *options, const char *word, enum option_place place,
                     const char *dashes, struct str *error)
{
    const char **words = xcalloc(options->n_specs, sizeof *words);
    size_t n = 0;
    for (size_t i = 0; i < options->n_specs; i++)
        if (options->specs[i].place >= place)
            words[n++] = options->specs[i].word;
    const char *nearest = options_nearest(word, words, n);
    if (nearest)
        str_printf(error, "; did you mean %s%s?", dashes, nearest);
    free(words);
}

/* The option that argv[*at] names, with *value its argument when that is part of the same word. */
static size_t match_argument(const struct options *options, const char *word, const char **value)
{
    if (word[1] != '-') {
        *value = word[2] ? word + 2 + (word[2] == '=') : NULL;
        return find_letter(options, word[1]);
    }
    const char *equals = strchr(word, '=');
    *value = equals ? equals + 1 : NULL;
    return find_word(options, word + 2, equals ? (size_t)(equals - word) - 2 : strlen(word) - 2);
}

static bool parse_one(struct options *options, int argc, char **argv, int *at, struct str *error)
{
    const char *word = argv[*at], *value;
    size_t option = match_argument(options, word, &value);
    if (option == options->n_specs) {
        struct str name = STR_EMPTY;
        str_add(&name, word, strcspn(word, "="));
        str_printf(error, "there is no option %s", name.data);
        if (word[1] == '-')
            add_hint(options, name.data + 2, OPTION_ARGUMENT, "--", error);
        if (word[1] != '-')
            str_add_text(error, "; a problem that begins with a minus goes after --");
        str_release(&name);
        return false;
    }
    const struct option_spec *spec = &options->specs[option];
    if (spec->kind == OPTION_FLAG && value) {
        str_printf(error, "--%s takes no value", spec->word);
        return false;
    }
    if (spec->kind != OPTION_FLAG && !value) {
        if (*at + 1 >= argc) {
            str_printf(error, "--%s needs a value: %s", spec->word, spec->argument);
            return false;
        }
        value = argv[++*at];
    }
    size_t before = error->len;
    bool ok = set_value(spec, &options->values[option], value ? value : "", error);
    if (!ok) { /* the sentence begins with the word: make an option of it */
        struct str sentence = STR_EMPTY;
        str_add_text(&sentence, error->data + before);
        error->len = before;
        str_printf(error, "--%s", sentence.data);
        str_release(&sentence);
    }
    return ok;
}

static bool is_option(const struct options *options, const char *word)
{
    if (word[0] != '-' || !word[1])
        return false;
    if (word[1] == '-')
        return true;
    bool letter = (word[1] >= 'a' && word[1] <= 'z') || (word[1] >= 'A' && word[1] <= 'Z');
    if (!letter || !options->minus_is_text)
        return letter;
    return !word[2] && find_letter(options, word[1]) < options->n_specs;
}

bool options_parse(struct options *options, int argc, char **argv, struct str *error)
{
    bool more = true;
    free(options->rest);
    options->rest = xcalloc((size_t)argc + 1, sizeof *options->rest);
    options->n_rest = 0;
    for (int i = 1; i < argc; i++) {
        if (more && strcmp(argv[i], "--") == 0)
            more = false;
        else if (!more || !is_option(options, argv[i]))
            options->rest[options->n_rest++] = argv[i];
        else if (!parse_one(options, argc, argv, &i, error))
            return false;
    }
    return true;
}

/* --- configuration file --------------------------------------------------------------------- */

struct reading {
    struct options *options;
    bool *seen; /* (n_specs) */
};

static bool take_pair(void *context, const char *key, const char *value, struct str *error)
{
    struct reading *reading = context;
    struct options *options = reading->options;
    size_t option = find_word(options, key, strlen(key));
    if (option == options->n_specs || options->specs[option].place != OPTION_CONFIG) {
        str_printf(error, "there is no setting \"%s\"", key);
        add_hint(options, key, OPTION_CONFIG, "", error);
        return false;
    }
    if (reading->seen[option]) {
        str_printf(error, "%s is set a second time", key);
        return false;
    }
    reading->seen[option] = true;
    /* Checked even when the command line wins: a mistake should not wait to be found. */
    struct option_value checked = {.text = STR_EMPTY};
    bool ok = set_value(&options->specs[option], &checked, value, error);
    str_release(&checked.text);
    return ok && options_default(options, option, value, error);
}

bool options_read_config(struct options *options, const char *path, struct str *error)
{
    FILE *file = fopen(path, "rb");
    if (!file && (errno == ENOENT || errno == ENOTDIR))
        return true;
    struct stat st;
    struct str text = STR_EMPTY;
    char block[4096];
    size_t n;
    bool ok = file && fstat(fileno(file), &st) == 0 && !S_ISDIR(st.st_mode);
    while (ok && text.len < 1 << 20 && (n = fread(block, 1, sizeof block, file)) > 0)
        str_add(&text, block, n);
    if (!ok || ferror(file)) {
        str_printf(error, "%s: %s", path, file ? "cannot be read" : strerror(errno));
        ok = false;
    } else {
        struct reading reading = {options, xcalloc(options->n_specs, sizeof *reading.seen)};
        ok = config_parse(path, text.data, text.len, take_pair, &reading, error);
        free(reading.seen);
    }
    if (file)
        fclose(file);
    str_release(&text);
    return ok;
}

/* --- printing ------------------------------------------------------------------------------- */

void options_help(const struct options *options, struct str *out)
{
    enum { INDENT = 24, WIDTH = 80 };
    for (size_t i = 0; i < options->n_specs; i++) {
        const struct option_spec *spec = &options->specs[i];
        struct str left = STR_EMPTY, text = STR_EMPTY;
        if (spec->letter)
            str_printf(&left, "  -%c, --%s", spec->letter, spec->word);
        else
            str_printf(&left, "      --%s", spec->word);
        if (spec->argument)
            str_printf(&left, " %s", spec->argument);
        struct text_wrap wrap;
        text_wrap_init(&wrap, &text, WIDTH - INDENT);
        text_wrap_text(&wrap, spec->text, strlen(spec->text));
        text_wrap_flush(&wrap);
        text_wrap_release(&wrap);
        const char *line = text.data;
        str_printf(out, "%-*s", INDENT, left.data);
        if (left.len >= INDENT)
            str_printf(out, "\n%-*s", INDENT, "");
        for (bool first = true; *line; first = false) {
            size_t n = strcspn(line, "\n");
            str_printf(out, "%*s%.*s\n", first ? 0 : INDENT, "", (int)n, line);
            line += n + (line[n] == '\n');
        }
        str_release(&left);
        str_release(&text);
    }
}

void options_manual(const struct option_spec *specs, size_t n_specs, struct str *out)
{
    str_add_text(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < n_specs; i++) {
        str_add_text(out, ".It ");
        if (specs[i].letter)
            str_printf(out, "Fl %c%s%s , ", specs[i].letter, specs[i].argument ? " Ar " : "",
                       specs[i].argument ? specs[i].argument : "");
        str_printf(out, "Fl -%s%s%s\n", specs[i].word, specs[i].argument ? " Ar " : "",
                   specs[i].argument ? specs[i].argument : "");
        struct str text = STR_EMPTY; /* every sentence begins a line */
        for (const char *s = specs[i].text; *s; s++) {
            str_add_char(&text, *s);
            if (s[0] == '.' && s[1] == ' ' && s[2] >= 'A' && s[2] <= 'Z')
                str_add_char(&text, '\n'), s++;
        }
        struct text_wrap wrap;
        text_wrap_init(&wrap, out, 78);
        text_wrap_text(&wrap, text.data, text.len);
        text_wrap_flush(&wrap);
        text_wrap_release(&wrap);
        str_release(&text);
        str_add_char(out, '\n');
    }
    str_add_text(out, ".El\n");
}

/* Edit distance where swapping two neighbours counts once; words here are short. */
static size_t distance(const char *a, const char *b)
{
    enum { MAX = 32 };
    size_t d[MAX + 1][MAX + 1], n = strlen(a), m = strlen(b);
    if (n > MAX || m > MAX)
        return MAX;
    for (size_t i = 0; i <= n; i++) {
        for (size_t j = 0; j <= m; j++) {
            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            size_t best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (d[i - 1][j] + 1 < best)
                best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best)
                best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    }
    return d[n][m];
}

const char *options_nearest(const char *word, const char *const *candidates, size_t n)
{
    const char *nearest = NULL;
    size_t best = strlen(word) < 4 ? 2 : 3; /* fewer changes than this */
    for (size_t i = 0; i < n; i++) {
        size_t d = distance(word, candidates[i]);
        bool beginning = strlen(word) >= 2 && strncmp(word, candidates[i], strlen(word)) == 0;
        if (beginning)
            d = 1;
        if (d < best) {
            best = d;
            nearest = candidates[i];
        }
    }
    return nearest;
}
