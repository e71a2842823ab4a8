/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain text and ASCII: what looks different there than in LaTeX. One line; superscripts and
 * subscripts where Unicode has them, ^ and _ elsewhere. A few rare things have no plain form that
 * reads back; they are written as LaTeX.
 */
#include "app/maths/print.h"

#include "app/maths/print/write.h"
#include "app/maths/unit.h"

#include <string.h>

/* --- above and below -------------------------------------------------------------------------- */

enum { SHIFTED_MAX = 8 }; /* characters; longer ones stand better in brackets */

/* Adds what fits in small letters: digits, n, a sign between them. False: it does not. */
static bool compact(const struct tree *t, struct str *out)
{
    switch (t->kind) {
    case TREE_NUMBER:
        str_add_text(out, t->text);
        return notation_is_digits(t);
    case TREE_SYMBOL:
        str_add_text(out, t->text);
        return tree_is_symbol(t, "n");
    case TREE_NEGATE:
        str_add_char(out, '-');
        return t->child[0]->kind != TREE_ADD && t->child[0]->kind != TREE_NEGATE &&
               compact(t->child[0], out);
    case TREE_ADD:
        for (uint32_t i = 0; i < t->n; i++) {
            bool minus = t->child[i]->kind == TREE_NEGATE;
            if (i > 0 && !minus)
                str_add_char(out, '+');
            if (t->child[i]->kind == TREE_ADD || !compact(t->child[i], out))
                return false;
        }
        return true;
    case TREE_MULTIPLY: /* 2n */
        return t->n == 2 && t->child[0]->kind == TREE_NUMBER && t->child[1]->kind == TREE_SYMBOL &&
               compact(t->child[0], out) && compact(t->child[1], out);
    default:
        return false;
    }
}

static bool add_shifted(struct writer *w, const struct tree *t, bool raised)
{
    static const char *const digits[2][10] = {{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"},
                                              {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}};
    struct str text = STR_EMPTY;
    bool ok = w->notation == NOTATION_PLAIN && t->size < SHIFTED_MAX && compact(t, &text) &&
              text.len <= SHIFTED_MAX;
    for (const char *s = text.data; ok && *s; s++) {
        if (*s >= '0' && *s <= '9')
            writer_add(w, digits[raised][*s - '0']);
        else if (*s == 'n')
            writer_add(w, raised ? "ⁿ" : "ₙ");
        else if (*s == '+')
            writer_add(w, raised ? "⁺" : "₊");
        else
            writer_add(w, raised ? "⁻" : "₋");
    }
    str_release(&text);
    return ok;
}

/* A letter that a bracket behind it would make a call of, or T, which transposes. */
static bool is_claimed(const struct tree *t)
{
    return t->kind == TREE_SYMBOL && t->text[1] == '\0' && strchr("fghFGHCPT", t->text[0]);
}

/* What may stand after ^ or _ without brackets. */
static bool is_short(const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        return notation_binding(t, NOTATION_PLAIN) == BIND_ATOM;
    case TREE_SYMBOL:
        return t->n == 0 && !is_claimed(t) && !strpbrk(t->text, " '^");
    case TREE_CONSTANT:
        return true;
    default:
        return false;
    }
}

static void put_short(struct writer *w, const struct tree *t)
{
    if (is_short(t))
        writer_bare(w, t);
    else
        writer_bracketed(w, t);
}

static void put_raised(struct writer *w, const struct tree *t)
{
    if (add_shifted(w, t, true))
        return;
    writer_add(w, "^");
    put_short(w, t);
}

/* x_1, x_max, x_{a + b}. */
static void put_lowered(struct writer *w, const struct tree *t)
{
    if (add_shifted(w, t, false))
        return;
    bool name = t->kind == TREE_SYMBOL && t->text[0] && t->text[1] && !notation_greek(t->text);
    bool word = name && t->n == 0 && !w->commands &&
                !t->text[strspn(t->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")];
    bool digits = t->kind != TREE_NUMBER || notation_is_digits(t);
    writer_add(w, "_");
    if (word) {
        writer_add(w, t->text);
    } else if (!name && digits && is_short(t)) {
        writer_bare(w, t);
    } else {
        writer_add(w, "{");
        writer_bare(w, t);
        writer_add(w, "}");
    }
}

/* --- leaves ----------------------------------------------------------------------------------- */

static void add_word(struct writer *w, const char *text)
{
    bool bare = notation_reads_as_word(text);
    bare |= w->people;
    writer_add(w, bare ? "" : "\\text{");
    writer_add(w, text);
    writer_add(w, bare ? "" : "}");
}

/* An answer in words. */
static void put_words(struct writer *w, const struct tree *t)
{
    add_word(w, w->people && w->lang == LANG_KO ? notation_korean_words(t->text) : t->text);
}

static void add_accented(struct writer *w, const char *accent, const char *letters)
{
    bool one = letters[0] && (letters[1] == '\0' || letters[1] == '\'');
    bool command = strcmp(accent, "overline") == 0;
    writer_add(w, command ? "\\" : "");
    writer_add(w, accent);
    writer_add(w, one && !command ? " " : "{");
    writer_add(w, letters);
    writer_add(w, one && !command ? "" : "}");
}

static void add_name(struct writer *w, const char *name)
{
    const char *letters, *accent = notation_accent(name, &letters);
    const char *greek = notation_greek(name);
    size_t ascii = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (accent)
        add_accented(w, accent, letters);
    else if (greek)
        writer_add(w, w->notation == NOTATION_ASCII ? greek : name);
    else if (ascii > 1 && name[ascii] == '\0')
        add_word(w, name);
    else
        writer_add(w, name);
}

static void put_symbol(struct writer *w, const struct tree *t)
{
    add_name(w, t->text);
    if (t->n)
        put_lowered(w, t->child[0]);
}

/* --- quantities ------------------------------------------------------------------------------- */

/* The unit that stands next to the number. */
static const struct tree *first_unit(const struct tree *unit)
{
    while (unit->n)
        unit = unit->child[0];
    return unit;
}

/* m/s, which is a speed wherever it stands. */
static bool is_rate(const struct tree *unit)
{
    if (unit->kind != TREE_DIVIDE || unit->child[0]->kind != TREE_UNIT ||
        unit->child[1]->kind != TREE_UNIT)
        return false;
    const char *above = unit->child[0]->text, *below = unit->child[1]->text;
    bool letters = !below[strspn(below, "abcdefghijklmnopqrstuvwxyzLHzJNWKPV")];
    return !above[1] && strchr("mgNJ", above[0]) && letters && (below[1] || strchr("sh", below[0]));
}

/* Would the parser see a unit here, and this one? */
static bool is_read_as_unit(const struct tree *value, const struct tree *unit)
{
    bool sure = false;
    const char *name = first_unit(unit)->text;
    const char *found = unit_find(name, strlen(name), &sure);
    if (value->kind != TREE_NUMBER)
        return false;
    if (!found) /* counted things: 3 apples */
        return notation_reads_as_word(name) && unit->kind == TREE_UNIT;
    bool greek = notation_greek(name) != NULL;
    return strcmp(found, name) == 0 && !greek && (sure || strlen(name) > 1 || is_rate(unit));
}

/* 2시간: times are written as words in Korean, but not below a stroke. */
static const char *korean_time(const struct tree *unit)
{
    static const char *const times[] = {"h", "min", "s", "d", "wk", "month", "yr"};
    for (size_t i = 0; unit->kind == TREE_UNIT && i < sizeof times / sizeof *times; i++)
        if (strcmp(unit->text, times[i]) == 0)
            return unit_spoken(unit->text, LANG_KO);
    return NULL;
}

static void put_quantity(struct writer *w, const struct tree *t)
{
    const struct tree *value = t->child[0], *unit = t->child[1];
    if (notation_is_degrees(t)) {
        writer_put(w, value, BIND_ATOM);
        writer_add(w, w->notation == NOTATION_ASCII ? "^\\circ " : "°");
        return;
    }
    if (unit->kind == TREE_UNIT && value->kind == TREE_NUMBER && strcmp(unit->text, "$") == 0) {
        writer_add(w, "$");
        writer_bare(w, value);
        return;
    }
    if (value->kind == TREE_ABSOLUTE) /* bars open as well as close */
        writer_bracketed(w, value);
    else
        writer_put(w, value, w->people ? BIND_PRODUCT : BIND_FACTOR);
    writer_add(w, " ");
    const char *word = w->people && w->lang == LANG_KO ? korean_time(unit) : NULL;
    w->quoted_unit = !is_read_as_unit(value, unit);
    if (word)
        writer_add(w, word);
    else
        writer_put(w, unit, BIND_PRODUCT);
    w->quoted_unit = false;
}

/* The word where m alone would be a variable: 5 metres; \text{km} behind anything but a number. */
static void put_unit(struct writer *w, const struct tree *t)
{
    const char *word = unit_spoken(t->text, LANG_EN);
    bool sure;
    const char *found = unit_find(word, strlen(word), &sure);
    bool same = found && strcmp(found, t->text) == 0 && strlen(word) > 1 && !strchr(word, ' ');
    if (w->people || !w->quoted_unit) {
        writer_add(w, t->text);
    } else if (same && w->out->len > 1 && w->out->data[w->out->len - 2] >= '0' &&
               w->out->data[w->out->len - 2] <= '9') {
        writer_add(w, word);
    } else {
        writer_add(w, "\\text{");
        writer_add(w, t->text);
        writer_add(w, "}");
    }
    w->quoted_unit = false; /* the others follow from the first */
}

/* --- functions and the like ------------------------------------------------------------------- */

/* name(a, b) */
static void put_call(struct writer *w, const char *name, const struct tree *t)
{
    bool bars = w->bars;
    w->bars = false;
    writer_add(w, name);
    writer_add(w, "(");
    writer_commas(w, t, 0);
    writer_add(w, ")");
    w->bars = bars;
}

static void put_root(struct writer *w, const struct tree *t)
{
    bool cube = t->n == 2 && tree_is_number(t->child[1], "3");
    bool fourth = t->n == 2 && tree_is_number(t->child[1], "4");
    if (t->n == 2 && (w->notation == NOTATION_ASCII || (!cube && !fourth))) {
        put_call(w, "root", t);
    } else if (w->notation == NOTATION_ASCII) {
        put_call(w, "sqrt", t);
    } else {
        writer_add(w, cube ? "∛" : fourth ? "∜" : "√");
        put_short(w, t->child[0]);
    }
}

static void put_between(struct writer *w, const struct tree *t, const char *left, const char *right)
{
    writer_add(w, left);
    writer_commas(w, t, 0);
    writer_add(w, right);
}

/* Bars do not say where they begin and end, so there is only ever one pair of them; those of a
 * matrix mean its determinant. */
static void put_absolute(struct writer *w, const struct tree *t)
{
    if (w->bars || t->child[0]->kind == TREE_MATRIX) {
        put_call(w, "abs", t);
        return;
    }
    w->bars = true;
    writer_add(w, "|");
    writer_put(w, t->child[0], BIND_SUM);
    writer_add(w, "|");
    w->bars = false;
}

static void put_rounded(struct writer *w, const struct tree *t, const char *left, const char *right,
                        const char *name)
{
    if (w->notation == NOTATION_ASCII)
        put_call(w, name, t);
    else
        put_between(w, t, left, right);
}

static void put_apply(struct writer *w, const struct tree *t)
{
    const char *name = notation_functions[t->detail][w->notation];
    if (t->detail == FUNCTION_LOG && t->n == 2) {
        writer_add(w, name);
        put_lowered(w, t->child[1]);
        writer_bracketed(w, t->child[0]);
    } else {
        put_call(w, name, t);
    }
}

/* --- sums, limits, integrals ------------------------------------------------------------------ */

static void put_big(struct writer *w, const struct tree *t)
{
    writer_piece(w, t->detail == BIG_PRODUCT ? PIECE_PRODUCT : PIECE_SUM);
    writer_add(w, "_(");
    writer_bare(w, t->child[1]);
    if (t->n > 2) {
        writer_add(w, " = ");
        writer_put(w, t->child[2], BIND_SUM);
    }
    writer_add(w, ")");
    if (t->n > 3) {
        writer_add(w, "^");
        put_short(w, t->child[3]);
    }
    writer_add(w, " ");
    writer_put(w, t->child[0], BIND_PRODUCT);
}

static void put_limit(struct writer *w, const struct tree *t)
{
    const struct tree *point = t->child[2];
    writer_piece(w, PIECE_LIMIT);
    writer_add(w, "_(");
    writer_bare(w, t->child[1]);
    writer_piece(w, PIECE_TO);
    if (!t->detail) {
        writer_put(w, point, BIND_SUM);
    } else if (is_short(point)) {
        writer_bare(w, point);
        writer_add(w, t->detail == '+' ? "^+" : "^-");
    } else {
        writer_bracketed(w, point);
        writer_add(w, t->detail == '+' ? "+" : "-");
    }
    writer_add(w, ") ");
    writer_put(w, t->child[0], BIND_PRODUCT);
}

/* dx; apart where the two letters are a unit or a word. */
static void put_differential(struct writer *w, const struct tree *variable)
{
    char name[8] = "d";
    bool sure, letter = variable->text[0] && variable->text[1] == '\0';
    if (letter)
        name[1] = variable->text[0];
    writer_add(w, "d");
    if ((letter && unit_find(name, 2, &sure)) ||
        notation_accent(variable->text, &(const char *){0}) ||
        (w->notation == NOTATION_ASCII && notation_greek(variable->text)))
        writer_add(w, " ");
    writer_bare(w, variable);
}

static void put_derivative(struct writer *w, const struct tree *t)
{
    bool first = tree_is_number(t->child[2], "1");
    writer_add(w, "d");
    if (!first)
        put_raised(w, t->child[2]);
    writer_add(w, "/");
    put_differential(w, t->child[1]);
    if (!first)
        put_raised(w, t->child[2]);
    writer_add(w, " ");
    writer_bracketed(w, t->child[0]);
}

static void put_integral(struct writer *w, const struct tree *t)
{
    writer_piece(w, PIECE_INTEGRAL);
    if (t->n == 4) {
        writer_add(w, "_");
        put_short(w, t->child[2]);
        writer_add(w, "^");
        put_short(w, t->child[3]);
    }
    writer_add(w, " ");
    writer_put(w, t->child[0], BIND_PRODUCT);
    writer_add(w, " ");
    put_differential(w, t->child[1]);
}

/* --- tables ----------------------------------------------------------------------------------- */

/* [1, 2; 3, 4]; a single row is [[1, 2]], because [1, 2] is an interval. */
static void put_matrix(struct writer *w, const struct tree *t)
{
    uint32_t columns = t->n / t->rows;
    writer_add(w, t->rows == 1 ? "[[" : "[");
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_add(w, i % columns ? ", " : "; ");
        writer_put(w, t->child[i], BIND_NOT);
    }
    writer_add(w, t->rows == 1 ? "]]" : "]");
}

static void put_cases(struct writer *w, const struct tree *t)
{
    writer_add(w, "\\begin{cases}");
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_add(w, i % 2 ? " & " : " \\\\ ");
        writer_put(w, t->child[i], i % 2 ? BIND_STATEMENT : BIND_NOT);
    }
    writer_add(w, "\\end{cases}");
}

static void put_transposed(struct writer *w, const struct tree *t)
{
    const struct tree *matrix = t->child[0];
    bool capital = matrix->kind == TREE_SYMBOL && matrix->text[0] >= 'A' && matrix->text[0] <= 'Z';
    if (matrix->kind != TREE_MATRIX && !capital) {
        put_call(w, "transpose", t);
        return;
    }
    writer_bare(w, matrix);
    writer_add(w, "^T");
}

void line_write(struct writer *w, const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        writer_add(w, t->text);
        break;
    case TREE_WORDS:
        put_words(w, t);
        break;
    case TREE_SYMBOL:
        put_symbol(w, t);
        break;
    case TREE_MIXED:
        writer_bare(w, t->child[0]);
        writer_add(w, " ");
        writer_bare(w, t->child[1]);
        writer_add(w, "/");
        writer_bare(w, t->child[2]);
        break;
    case TREE_POWER:
        writer_put(w, t->child[0], BIND_CALL);
        put_raised(w, t->child[1]);
        break;
    case TREE_ROOT:
        put_root(w, t);
        break;
    case TREE_ABSOLUTE:
        put_absolute(w, t);
        break;
    case TREE_FLOOR:
        put_rounded(w, t, "⌊", "⌋", "floor");
        break;
    case TREE_CEILING:
        put_rounded(w, t, "⌈", "⌉", "ceil");
        break;
    case TREE_BINOMIAL:
        put_call(w, "binom", t);
        break;
    case TREE_PERMUTATION:
        put_call(w, "P", t);
        break;
    case TREE_APPLY:
        put_apply(w, t);
        break;
    case TREE_BIG:
        put_big(w, t);
        break;
    case TREE_LIMIT:
        put_limit(w, t);
        break;
    case TREE_DERIVATIVE:
        put_derivative(w, t);
        break;
    case TREE_INTEGRAL:
        put_integral(w, t);
        break;
    case TREE_MATRIX:
        put_matrix(w, t);
        break;
    case TREE_TRANSPOSE:
        put_transposed(w, t);
        break;
    case TREE_CASES:
        put_cases(w, t);
        break;
    case TREE_QUANTITY:
        put_quantity(w, t);
        break;
    case TREE_UNIT:
        put_unit(w, t);
        break;
    default:
        write_common(w, t);
        break;
    }
}

void print_plain(struct str *out, const struct tree *t)
{
    writer_whole(out, t, NOTATION_PLAIN);
}

void print_people(struct str *out, const struct tree *t, enum lang lang, bool ascii)
{
    struct writer w = {.out = out,
                       .notation = ascii ? NOTATION_ASCII : NOTATION_PLAIN,
                       .people = true,
                       .lang = lang};
    writer_bare(&w, t);
}

void print_ascii(struct str *out, const struct tree *t)
{
    writer_whole(out, t, NOTATION_ASCII);
}
