/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Formulas as boxes: pictures in tests/maths/boxes that a person has looked at, and what must hold
 * for any input. A file there has one formula after another:
 *
 *   latex: \frac{1}{2}
 *   with: ascii 30          (a set, flat, one_line, a width; the line may be missing)
 *     |1|
 *     >-|                   (the row of the baseline)
 *     |2|
 */
#include "app/base/text.h"
#include "app/maths/box.h"
#include "app/maths/box/symbols.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <string.h>

#define FOLDER "tests/maths/boxes"

enum { LINE_SIZE = 4096 };

static const enum box_set sets[] = {BOX_UNICODE, BOX_NARROW, BOX_ASCII};

/* --- pictures --------------------------------------------------------------------------------- */

struct picture {
    char latex[LINE_SIZE];
    struct box_options options;
    struct str rows; /* as in the file */
};

typedef void visit(const struct picture *picture, const char *file);

static void read_options(struct picture *picture, char *words)
{
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
        if (strcmp(word, "ascii") == 0)
            picture->options.set = BOX_ASCII;
        else if (strcmp(word, "narrow") == 0)
            picture->options.set = BOX_NARROW;
        else if (strcmp(word, "flat") == 0)
            picture->options.flat = true;
        else if (strcmp(word, "one_line") == 0)
            picture->options.one_line = true;
        else
            picture->options.width = strtoul(word, NULL, 10);
    }
}

static size_t visit_file(const char *name, visit *each)
{
    char path[512], line[LINE_SIZE];
    snprintf(path, sizeof path, FOLDER "/%s", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct picture picture = {.rows = STR_EMPTY};
    size_t count = 0;
    bool open = false;
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, file) != NULL;
        line[more ? strcspn(line, "\n") : 0] = '\0';
        if (open && line[0] == '\0') {
            each(&picture, name);
            count++;
            open = false;
        } else if (strncmp(line, "latex: ", 7) == 0) {
            strcpy(picture.latex, line + 7);
            picture.options = (struct box_options){.set = BOX_UNICODE};
            str_clear(&picture.rows);
            open = true;
        } else if (strncmp(line, "with: ", 6) == 0) {
            read_options(&picture, line + 6);
        } else if (open) {
            str_add_text(&picture.rows, line);
            str_add_char(&picture.rows, '\n');
        }
    }
    fclose(file);
    str_release(&picture.rows);
    return count;
}

static size_t visit_pictures(visit *each)
{
    size_t count = 0;
    DIR *folder = opendir(FOLDER);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (strstr(entry->d_name, ".txt"))
            count += visit_file(entry->d_name, each);
    closedir(folder);
    return count;
}

static void assert_picture(const struct picture *picture, const char *file)
{
    struct box box;
    struct str rows = STR_EMPTY;
    box_layout(&box, picture->latex, strlen(picture->latex), &picture->options);
    for (size_t i = 0; i < box.height; i++) {
        str_add_text(&rows, i == box.baseline ? "  >" : "  |");
        str_add_str(&rows, &box.row[i]);
        str_add_text(&rows, "|\n");
    }
    if (strcmp(rows.data, picture->rows.data) != 0)
        print_error("%s: %s\nis\n%sand should be\n%s", file, picture->latex, rows.data,
                    picture->rows.data);
    assert_string_equal(rows.data, picture->rows.data);
    str_release(&rows);
    box_release(&box);
}

static void layout__pictures__are_as_drawn(void **state)
{
    (void)state;
    assert_true(visit_pictures(assert_picture) >= 150);
}

/* --- what always holds ------------------------------------------------------------------------ */

/* Lays out with these options and checks the promises of box.h; the caller releases. */
static void layout_checked(struct box *box, const char *latex, size_t len,
                           const struct box_options *options)
{
    struct str clean = STR_EMPTY;
    box_layout(box, latex, len, options);
    assert_in_range(box->height, 1, BOX_HEIGHT_MAX);
    assert_true(box->baseline < box->height);
    assert_true(box->height == 1 || !options->width || box->width <= options->width);
    assert_true(box->height == 1 || !options->one_line);
    for (size_t i = 0; i < box->height; i++) {
        const struct str *row = &box->row[i];
        if (text_width(row->data, row->len) != box->width)
            print_error("%.*s\n", (int)len, latex);
        assert_int_equal(text_width(row->data, row->len), box->width);
        str_clear(&clean);
        text_clean_line(&clean, row->data, row->len);
        assert_int_equal(clean.len, row->len);
    }
    str_release(&clean);
}

static void assert_set(const struct picture *picture, const char *file)
{
    (void)file;
    for (size_t s = 1; s < 3; s++) {
        for (int way = 0; way < 4; way++) {
            const struct box_options options = {
                .set = sets[s], .flat = way == 1, .one_line = way == 2, .width = way == 3 ? 20 : 0};
            struct box box;
            layout_checked(&box, picture->latex, strlen(picture->latex), &options);
            for (size_t i = 0; i < box.height; i++) {
                const struct str *row = &box.row[i];
                for (size_t k = 0; k < row->len;) {
                    uint32_t c;
                    size_t n = text_decode(row->data + k, row->len - k, &c);
                    bool bad = sets[s] == BOX_NARROW ? symbol_is_ambiguous(row->data + k, n)
                                                     : c >= 0x80 && text_char_width(c) != 2;
                    if (bad)
                        print_error("%s\n%s\n", picture->latex, row->data);
                    assert_false(bad);
                    k += n;
                }
            }
            box_release(&box);
        }
    }
}

static void layout__narrow_and_ascii__hold_nothing_of_doubtful_width(void **state)
{
    (void)state;
    assert_true(visit_pictures(assert_set) > 0);
}

static void layout__every_symbol__has_a_form_in_every_set(void **state)
{
    (void)state;
    static const char *const names[] = {"alpha", "Omega",  "times", "div",  "cdot", "pm",   "leq",
                                        "neq",   "approx", "infty", "to",   "in",   "cup",  "cap",
                                        "ldots", "forall", "nabla", "cong", "circ", "angle"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct symbol *symbol = symbol_find(names[i], strlen(names[i]));
        assert_non_null(symbol);
        const char *narrow = symbol_text(symbol, BOX_NARROW),
                   *ascii = symbol_text(symbol, BOX_ASCII);
        assert_false(symbol_is_ambiguous(narrow, strlen(narrow)));
        for (const char *c = ascii; *c; c++)
            assert_true(*c > 0);
    }
}

/* --- nothing is lost -------------------------------------------------------------------------- */

/* Adds up how often each letter and digit stands in a text; small and double letters count as
 * what they stand for. */
static void count_letters(unsigned *count, const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c;
        i += text_decode(s + i, len - i, &c);
        for (uint32_t plain = '0'; plain <= 'z'; plain++) {
            bool letter = plain <= '9' || (plain >= 'A' && plain <= 'Z') || plain >= 'a';
            if (letter && (c == plain || symbol_superscript(plain) == c ||
                           symbol_subscript(plain) == c || symbol_blackboard(plain) == c))
                count[plain]++;
        }
    }
}

struct maker {
    uint32_t seed;
    struct str latex;
    struct str shown; /* the letters that must be found again */
};

static uint32_t next(struct maker *maker, uint32_t n)
{
    maker->seed = maker->seed * 1664525u + 1013904223u;
    return (maker->seed >> 16) % n;
}

/* A template: @ is a formula of its own, # a letter or digit, all else stands as it is. */
static void make(struct maker *maker, int depth)
{
    static const char *const templates[] = {
        "#",
        "#",
        "#+#",
        "#=#-#",
        "\\frac{@}{@}",
        "\\sqrt{@}",
        "\\sqrt[n#]{@}",
        "@^{@}",
        "{@}_{@}",
        "#_#^#",
        "\\left(@\\right)",
        "(@)",
        "|@|",
        "\\left\\{@\\right.",
        "\\sum_{#=@}^{@}@",
        "\\int_{@}^{@}@\\,#",
        "\\lim_{#\\to @}@",
        "\\begin{pmatrix}@&@\\\\@&@\\end{pmatrix}",
        "\\begin{cases}@&\\text{#}\\\\@\\end{cases}",
        "\\begin{aligned}@&=@\\\\&=@\\end{aligned}",
        "\\begin{array}{c|c}@&@\\\\\\hline @&@\\end{array}",
        "\\boxed{@}",
        "\\cancel{@}",
        "\\overline{@}",
        "\\vec{@}",
        "\\hat{#}",
        "\\underbrace{@}_{@}",
        "\\overset{@}{@}",
        "\\xrightarrow[@]{@}",
        "\\binom{@}{@}",
        "\\text{#한글 #}",
        "\\mathbb{#}",
        "\\mathbf{@}#",
        "@ \\pmod{@}",
        "@ \\quad @",
        "\\not= @",
        "\\operatorname{#}(@)",
        "@'",
        "\\mystery{@}",
        "{@ \\over @}",
        "\\stackrel{#}{=}",
        "\\tag{#}",
        "½#²",
    };
    const char *template =
        templates[next(maker, depth > 0 ? sizeof templates / sizeof *templates : 4)];
    for (const char *t = template; *t; t++) {
        if (*t == '@') {
            make(maker, depth - 1);
        } else if (*t == '#') {
            char c = "abcxyznkABNR0123456789"[next(maker, 22)];
            str_add_char(&maker->latex, c);
            str_add_char(&maker->shown, c);
        } else {
            str_add_char(&maker->latex, *t);
        }
    }
}

static void layout__random_formulas__lose_nothing(void **state)
{
    (void)state;
    struct maker maker = {.seed = 7, .latex = STR_EMPTY, .shown = STR_EMPTY};
    for (int round = 0; round < 6000; round++) {
        str_clear(&maker.latex);
        str_clear(&maker.shown);
        make(&maker, 1 + round % 4);
        const struct box_options options = {.set = sets[round % 3],
                                            .flat = round / 3 % 3 == 1,
                                            .one_line = round / 9 % 7 == 1,
                                            .width =
                                                round / 27 % 2 ? 10 + (size_t)(round % 50) : 0};
        struct box box;
        unsigned wanted[128] = {0}, found[128] = {0};
        layout_checked(&box, maker.latex.data, maker.latex.len, &options);
        count_letters(wanted, maker.shown.data, maker.shown.len);
        for (size_t i = 0; i < box.height; i++)
            count_letters(found, box.row[i].data, box.row[i].len);
        for (size_t c = 0; c < 128; c++) {
            if (found[c] < wanted[c])
                print_error("%s lost %c\n", maker.latex.data, (int)c);
            assert_true(found[c] >= wanted[c]);
        }
        box_release(&box);
    }
    str_release(&maker.latex);
    str_release(&maker.shown);
}

/* --- limits ----------------------------------------------------------------------------------- */

static void layout__too_long__is_the_source_in_one_row(void **state)
{
    (void)state;
    struct str latex = STR_EMPTY;
    while (latex.len <= BOX_LATEX_MAX)
        str_add_text(&latex, "\\frac{1}{2}");
    struct box box;
    layout_checked(&box, latex.data, latex.len, &(struct box_options){.width = 40});
    assert_int_equal(box.height, 1);
    assert_string_equal(box.row[0].data, latex.data);
    box_release(&box);
    str_release(&latex);
}

static void layout__too_high__is_one_line(void **state)
{
    (void)state;
    struct str latex = STR_EMPTY;
    struct box box;
    str_add_text(&latex, "\\begin{pmatrix}");
    for (int i = 0; i < BOX_HEIGHT_MAX; i++)
        str_add_text(&latex, "1\\\\");
    str_add_text(&latex, "\\end{pmatrix}");
    layout_checked(&box, latex.data, latex.len, &(struct box_options){.width = 0});
    assert_int_equal(box.height, BOX_HEIGHT_MAX);
    box_release(&box);
    str_drop(&latex, strlen("\\begin{pmatrix}"));
    struct str more = STR_EMPTY;
    str_add_text(&more, "\\begin{pmatrix}2\\\\");
    str_add_str(&more, &latex);
    layout_checked(&box, more.data, more.len, &(struct box_options){.width = 0});
    assert_int_equal(box.height, 1);
    assert_true(strncmp(box.row[0].data, "(2; 1; 1", 8) == 0);
    box_release(&box);
    str_release(&latex);
    str_release(&more);
}

static void layout__repeated_pieces__keep_every_promise(void **state)
{
    (void)state;
    static const char *const units[] = {
        "\\frac",     "{",       "}",        "\\frac{",         "x^",       "\\sqrt[3]",
        "^{",         "\\left(", "\\not",    "\\begin{cases}",  "\\\\ & ",  "\\text{",
        "\\",         "|",       "\\frac12", "\\frac{1}{2}x",   "(",        "\\int_0^1 ",
        "\\foo[",     "{a}",     "&",        "\\sum_{i}^{q}",   "\\quad",   "\\middle|",
        "\\binom{",   "\\big(",  "+1",       "a \\over ",       "가",       "\\boxed{",
        "\\sqrt{",    "²",       "ab c ",    "\\left(\\right)", "\\end{a}", "\\begin{array}{|c|}",
        "\\hat{",     "\\right", "\x1b[31m", "\xff\xfe",        "\u0301",   "\u202e",
        "\\vec\\bar", "x|(",     "√",        "\\text{a b "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct str latex = STR_EMPTY;
        while (latex.len + strlen(units[i]) <= BOX_LATEX_MAX)
            str_add_text(&latex, units[i]);
        for (size_t s = 0; s < 3; s++) {
            struct box box;
            layout_checked(&box, latex.data, latex.len,
                           &(struct box_options){.set = sets[s], .width = s == 1 ? 40 : 0});
            box_release(&box);
            size_t closers = 0;
            struct str closed = STR_EMPTY;
            str_add(&closed, latex.data, 20 * strlen(units[i]));
            for (size_t k = 0; k < closed.len; k++)
                closers += closed.data[k] == '{';
            str_add_text(&closed, "x");
            while (closers-- > 0)
                str_add_text(&closed, "}");
            layout_checked(&box, closed.data, closed.len, &(struct box_options){.set = sets[s]});
            box_release(&box);
            str_release(&closed);
        }
        str_release(&latex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout__pictures__are_as_drawn),
        cmocka_unit_test(layout__narrow_and_ascii__hold_nothing_of_doubtful_width),
        cmocka_unit_test(layout__every_symbol__has_a_form_in_every_set),
        cmocka_unit_test(layout__random_formulas__lose_nothing),
        cmocka_unit_test(layout__too_long__is_the_source_in_one_row),
        cmocka_unit_test(layout__too_high__is_one_line),
        cmocka_unit_test(layout__repeated_pieces__keep_every_promise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
