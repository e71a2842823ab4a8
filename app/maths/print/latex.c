/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LaTeX: what looks different there than on one line. Arguments always stand in braces; brackets
 * grow where what they hold is higher than a line.
 */
#include "app/maths/print.h"

#include "app/maths/print/write.h"
#include "app/maths/unit.h"

#include <string.h>

/* A word alone in braces would be a name. */
static void put_braced(struct writer *w, const struct tree *t)
{
    writer_add(w, "{");
    if (t->kind == TREE_WORDS)
        writer_bracketed(w, t);
    else
        writer_bare(w, t);
    writer_add(w, "}");
}

static void put_raised(struct writer *w, const struct tree *t)
{
    writer_add(w, "^");
    if (tree_is_symbol(t, "T")) /* A^{T} is transposed */
        writer_add(w, "{(T)}");
    else
        put_braced(w, t);
}

static void put_lowered(struct writer *w, const struct tree *t)
{
    writer_add(w, "_");
    put_braced(w, t);
}

/* Text with what LaTeX would take for its own made harmless. */
static void add_text(struct writer *w, const char *text)
{
    for (const char *s = text; *s; s++) {
        if (strchr("#$%&_{}", *s))
            writer_add(w, "\\");
        writer_add(w, (char[]){*s, '\0'});
    }
}

static void put_number(struct writer *w, const struct tree *t)
{
    const char *repeating = strchr(t->text, '(');
    for (const char *s = t->text; *s; s++) {
        if (s == repeating)
            writer_add(w, "\\overline{");
        else
            writer_add(w, *s == ')' ? "}" : (char[]){*s, '\0'});
    }
}

static void add_name(struct writer *w, const char *name)
{
    const char *letters, *accent = notation_accent(name, &letters);
    const char *greek = notation_greek(name);
    size_t ascii = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (accent) { /* \\vec{v}' */
        size_t n = strcspn(letters, "'");
        writer_add(w, "\\");
        writer_add(w, accent);
        writer_add(w, "{");
        str_add(w->out, letters, n);
        writer_add(w, "}");
        writer_add(w, letters + n);
    } else if (greek) {
        struct str word = STR_EMPTY;
        str_printf(&word, "\\%s", greek);
        writer_add(w, word.data);
        str_release(&word);
    } else if (ascii > 1 && name[ascii] == '\0') {
        writer_add(w, "\\mathrm{");
        writer_add(w, name);
        writer_add(w, "}");
    } else if ((unsigned char)name[0] >= 0xEA) { /* Hangul */
        writer_add(w, "\\text{");
        writer_add(w, name);
        writer_add(w, "}");
    } else {
        writer_add(w, name);
    }
}

static void put_symbol(struct writer *w, const struct tree *t)
{
    add_name(w, t->text);
    if (t->n)
        put_lowered(w, t->child[0]);
}

static void put_fraction(struct writer *w, const char *word, const struct tree *above,
                         const struct tree *below)
{
    writer_add(w, word);
    put_braced(w, above);
    put_braced(w, below);
}

static void put_between(struct writer *w, const struct tree *t, const char *left, const char *right)
{
    bool grow = notation_is_tall(t);
    writer_add(w, grow ? "\\left" : "");
    writer_add(w, left);
    writer_commas(w, t, 0);
    writer_add(w, grow ? "\\right" : "");
    writer_add(w, right);
}

/* A line above several letters would be the name of a segment. */
static void put_conjugate(struct writer *w, const struct tree *t)
{
    const struct tree *inside = t->child[0];
    if (inside->kind == TREE_SYMBOL || inside->kind == TREE_ADD) {
        writer_add(w, "\\overline");
        put_braced(w, inside);
    } else {
        writer_add(w, "\\operatorname{conj}");
        put_between(w, t, "(", ")");
    }
}

/* sin^2(x): the exponent of the value, or NULL. */
static void put_apply(struct writer *w, const struct tree *t, const struct tree *exponent)
{
    if (t->detail == FUNCTION_MOD) {
        writer_put(w, t->child[0], BIND_FACTOR);
        writer_add(w, " \\bmod ");
        writer_put(w, t->child[1], BIND_FACTOR);
        return;
    }
    if (t->detail == FUNCTION_CONJ) {
        put_conjugate(w, t);
        return;
    }
    writer_add(w, notation_functions[t->detail][NOTATION_LATEX]);
    if (t->detail == FUNCTION_LOG && t->n == 2) {
        put_lowered(w, t->child[1]);
        writer_bracketed(w, t->child[0]);
        return;
    }
    if (exponent)
        put_raised(w, exponent);
    put_between(w, t, "(", ")");
}

/* Functions whose powers are written between name and argument. */
static bool takes_exponent(const struct tree *t)
{
    return t->kind == TREE_APPLY && t->n == 1 &&
           (t->detail <= FUNCTION_CSC || t->detail == FUNCTION_LN || t->detail == FUNCTION_LOG ||
            (t->detail >= FUNCTION_SINH && t->detail <= FUNCTION_CSCH));
}

static void put_power(struct writer *w, const struct tree *t)
{
    if (takes_exponent(t->child[0]) && notation_is_digits(t->child[1])) {
        put_apply(w, t->child[0], t->child[1]);
        return;
    }
    writer_put(w, t->child[0], BIND_CALL);
    put_raised(w, t->child[1]);
}

static void put_absolute(struct writer *w, const struct tree *t)
{
    if (t->child[0]->kind == TREE_MATRIX) { /* bars around a matrix are its determinant */
        writer_add(w, "\\operatorname{abs}");
        put_between(w, t, "(", ")");
        return;
    }
    writer_add(w, "\\left|");
    writer_bare(w, t->child[0]);
    writer_add(w, "\\right|");
}

static void put_big(struct writer *w, const struct tree *t)
{
    writer_piece(w, t->detail == BIG_PRODUCT ? PIECE_PRODUCT : PIECE_SUM);
    writer_add(w, "_{");
    writer_bare(w, t->child[1]);
    if (t->n > 2) {
        writer_add(w, " = ");
        writer_put(w, t->child[2], BIND_SUM);
    }
    writer_add(w, "}");
    if (t->n > 3)
        put_raised(w, t->child[3]);
    writer_add(w, " ");
    writer_put(w, t->child[0], BIND_PRODUCT);
}

static void put_limit(struct writer *w, const struct tree *t)
{
    const struct tree *point = t->child[2];
    bool plain = point->kind == TREE_NUMBER || point->kind == TREE_CONSTANT ||
                 (point->kind == TREE_SYMBOL && point->n == 0 &&
                  (point->text[1] == '\0' || notation_greek(point->text)));
    writer_add(w, "\\lim_{");
    writer_bare(w, t->child[1]);
    writer_piece(w, PIECE_TO);
    if (!t->detail) {
        writer_put(w, point, BIND_SUM);
    } else if (plain) {
        writer_bare(w, point);
        writer_add(w, t->detail == '+' ? "^{+}" : "^{-}");
    } else {
        writer_bracketed(w, point);
        writer_add(w, t->detail == '+' ? "+" : "-");
    }
    writer_add(w, "} ");
    writer_put(w, t->child[0], BIND_PRODUCT);
}

/* dx; apart where the two letters are a unit. */
static void put_differential(struct writer *w, const struct tree *variable)
{
    bool sure, letter = variable->text[0] && variable->text[1] == '\0';
    const char name[] = {'d', letter ? variable->text[0] : '\0', '\0'};
    writer_add(w, letter && unit_find(name, 2, &sure) ? "d " : "d");
    writer_bare(w, variable);
}

static void put_derivative(struct writer *w, const struct tree *t)
{
    bool first = tree_is_number(t->child[2], "1");
    writer_add(w, "\\frac{d");
    if (!first)
        put_raised(w, t->child[2]);
    writer_add(w, "}{");
    put_differential(w, t->child[1]);
    if (!first)
        put_raised(w, t->child[2]);
    writer_add(w, "} ");
    writer_bracketed(w, t->child[0]);
}

static void put_integral(struct writer *w, const struct tree *t)
{
    writer_add(w, "\\int");
    if (t->n == 4) {
        put_lowered(w, t->child[2]);
        put_raised(w, t->child[3]);
    }
    writer_add(w, " ");
    writer_put(w, t->child[0], BIND_PRODUCT);
    writer_add(w, " \\, ");
    put_differential(w, t->child[1]);
}

/* An environment whose cells are the children, `columns` to a row. */
static void put_rows(struct writer *w, const struct tree *t, const char *environment,
                     uint32_t columns)
{
    writer_add(w, "\\begin{");
    writer_add(w, environment);
    writer_add(w, "}");
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_add(w, i % columns ? " & " : " \\\\ ");
        writer_put(w, t->child[i], BIND_NOT);
    }
    writer_add(w, "\\end{");
    writer_add(w, environment);
    writer_add(w, "}");
}

/* m/s on one line, whatever quotients look like elsewhere. */
static void put_unit(struct writer *w, const struct tree *t)
{
    struct str name = STR_EMPTY;
    switch (t->kind) {
    case TREE_DIVIDE:
        put_unit(w, t->child[0]);
        writer_add(w, "/");
        writer_add(w, t->child[1]->kind == TREE_MULTIPLY ? "(" : "");
        put_unit(w, t->child[1]);
        writer_add(w, t->child[1]->kind == TREE_MULTIPLY ? ")" : "");
        break;
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++) {
            writer_add(w, i ? " \\cdot " : "");
            put_unit(w, t->child[i]);
        }
        break;
    case TREE_POWER:
        put_unit(w, t->child[0]);
        put_raised(w, t->child[1]);
        break;
    case TREE_UNIT:
        unit_write_latex(&name, t->text);
        writer_add(w, name.data);
        break;
    default:
        writer_put(w, t, BIND_ATOM);
        break;
    }
    str_release(&name);
}

static void put_quantity(struct writer *w, const struct tree *t)
{
    const struct tree *value = t->child[0], *unit = t->child[1];
    bool degrees = notation_is_degrees(t);
    if (unit->kind == TREE_UNIT && value->kind == TREE_NUMBER && strcmp(unit->text, "$") == 0) {
        writer_add(w, "\\$");
        writer_bare(w, value);
        return;
    }
    writer_put(w, value, degrees ? BIND_ATOM : BIND_FACTOR);
    if (!degrees)
        writer_add(w, "\\,");
    put_unit(w, unit);
}

void latex_write(struct writer *w, const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        put_number(w, t);
        break;
    case TREE_SYMBOL:
        put_symbol(w, t);
        break;
    case TREE_WORDS:
        writer_add(w, "\\text{");
        add_text(w, t->text);
        writer_add(w, "}");
        break;
    case TREE_UNIT:
        put_unit(w, t);
        break;
    case TREE_DIVIDE:
        if (t->detail == WRITTEN_OBELUS)
            write_common(w, t);
        else
            put_fraction(w, "\\frac", t->child[0], t->child[1]);
        break;
    case TREE_MIXED:
        writer_bare(w, t->child[0]);
        put_fraction(w, "\\frac", t->child[1], t->child[2]);
        break;
    case TREE_POWER:
        put_power(w, t);
        break;
    case TREE_ROOT:
        writer_add(w, "\\sqrt");
        if (t->n == 2) {
            writer_add(w, "[");
            writer_bare(w, t->child[1]);
            writer_add(w, "]");
        }
        put_braced(w, t->child[0]);
        break;
    case TREE_ABSOLUTE:
        put_absolute(w, t);
        break;
    case TREE_FLOOR:
        put_between(w, t, "\\lfloor ", "\\rfloor ");
        break;
    case TREE_CEILING:
        put_between(w, t, "\\lceil ", "\\rceil ");
        break;
    case TREE_BINOMIAL:
        put_fraction(w, "\\binom", t->child[0], t->child[1]);
        break;
    case TREE_PERMUTATION:
        writer_add(w, "{}");
        put_lowered(w, t->child[0]);
        writer_add(w, "P");
        put_lowered(w, t->child[1]);
        break;
    case TREE_APPLY:
        put_apply(w, t, NULL);
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
    case TREE_SYSTEM:
        put_rows(w, t, "cases", 1);
        break;
    case TREE_MATRIX:
        put_rows(w, t, "pmatrix", t->n / t->rows);
        break;
    case TREE_TRANSPOSE:
        writer_put(w, t->child[0], BIND_ATOM);
        writer_add(w, "^{\\top}");
        break;
    case TREE_CASES:
        put_rows(w, t, "cases", 2);
        break;
    case TREE_QUANTITY:
        put_quantity(w, t);
        break;
    default:
        write_common(w, t);
        break;
    }
}

void print_latex(struct str *out, const struct tree *t)
{
    writer_whole(out, t, NOTATION_LATEX);
}
