/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain text and ASCII: what looks different there than in LaTeX. One line; superscripts and
 * subscripts where Unicode has them, ^ and _ elsewhere.
 */
#include "app/maths/print.h"

#include "app/maths/print/write.h"

#include <string.h>

/* The digits and the minus of `text`, raised or lowered. */
static void add_shifted(struct writer *w, const char *text, const char *const digits[10],
                        const char *minus)
{
    for (const char *s = text; *s; s++)
        writer_add(w, *s == '-' ? minus : digits[*s - '0']);
}

static void add_raised(struct writer *w, const char *text)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    add_shifted(w, text, digits, "⁻");
}

static void add_lowered(struct writer *w, const char *text)
{
    static const char *const digits[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    add_shifted(w, text, digits, "₋");
}

/* What may stand after ^ or _ without brackets. */
static bool is_short(const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        return notation_binding(t, NOTATION_PLAIN) == BIND_ATOM;
    case TREE_SYMBOL:
        return t->n == 0 && (t->text[1] == '\0' || notation_greek(t->text));
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
    bool minus = t->kind == TREE_NEGATE;
    const struct tree *digits = minus ? t->child[0] : t;
    if (w->notation == NOTATION_PLAIN && notation_is_digits(digits)) {
        add_raised(w, minus ? "-" : "");
        add_raised(w, digits->text);
        return;
    }
    writer_add(w, "^");
    put_short(w, t);
}

static void put_lowered(struct writer *w, const struct tree *t)
{
    if (w->notation == NOTATION_PLAIN && notation_is_digits(t)) {
        add_lowered(w, t->text);
        return;
    }
    writer_add(w, "_");
    put_short(w, t);
}

static void put_symbol(struct writer *w, const struct tree *t)
{
    const char *greek = w->notation == NOTATION_ASCII ? notation_greek(t->text) : NULL;
    writer_add(w, greek ? greek : t->text);
    if (t->n)
        put_lowered(w, t->child[0]);
}

/* name(a, b) */
static void put_call(struct writer *w, const char *name, const struct tree *t)
{
    writer_add(w, name);
    writer_add(w, "(");
    writer_commas(w, t, 0);
    writer_add(w, ")");
}

static void put_root(struct writer *w, const struct tree *t)
{
    const struct tree *radicand = t->child[0];
    const char *sign = "√";
    if (t->n == 2)
        sign = tree_is_number(t->child[1], "3")   ? "∛"
               : tree_is_number(t->child[1], "4") ? "∜"
                                                  : NULL;
    if (w->notation == NOTATION_ASCII && t->n == 1) {
        put_call(w, "sqrt", t);
    } else if (w->notation == NOTATION_ASCII || !sign) {
        writer_add(w, "\\sqrt[");
        writer_bare(w, t->child[1]);
        writer_add(w, "]{");
        writer_bare(w, radicand);
        writer_add(w, "}");
    } else {
        writer_add(w, sign);
        put_short(w, radicand);
    }
}

static void put_between(struct writer *w, const struct tree *t, const char *left, const char *right)
{
    writer_add(w, left);
    writer_commas(w, t, 0);
    writer_add(w, right);
}

/* Bars do not say where they begin and end, so there is only ever one pair of them. */
static void put_absolute(struct writer *w, const struct tree *t)
{
    if (w->bars) {
        put_call(w, "abs", t);
        return;
    }
    w->bars = true;
    put_between(w, t, "|", "|");
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
    writer_add(w, notation_functions[t->detail][w->notation]);
    if (t->detail == FUNCTION_LOG && t->n == 2) {
        put_lowered(w, t->child[1]);
        writer_bracketed(w, t->child[0]);
        return;
    }
    writer_add(w, "(");
    writer_commas(w, t, 0);
    writer_add(w, ")");
}

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
    writer_piece(w, PIECE_LIMIT);
    writer_add(w, "_(");
    writer_bare(w, t->child[1]);
    writer_piece(w, PIECE_TO);
    writer_put(w, t->child[2], BIND_SUM);
    if (t->detail)
        writer_add(w, t->detail == '+' ? "^+" : "^-");
    writer_add(w, ") ");
    writer_put(w, t->child[0], BIND_PRODUCT);
}

static void put_derivative(struct writer *w, const struct tree *t)
{
    bool first = tree_is_number(t->child[2], "1");
    writer_add(w, "d");
    if (!first)
        put_raised(w, t->child[2]);
    writer_add(w, "/d");
    writer_bare(w, t->child[1]);
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
    writer_add(w, " d");
    writer_bare(w, t->child[1]);
}

/* [1, 2; 3, 4] */
static void put_matrix(struct writer *w, const struct tree *t)
{
    uint32_t columns = t->n / t->rows;
    writer_add(w, "[");
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_add(w, i % columns ? ", " : "; ");
        writer_put(w, t->child[i], BIND_OR);
    }
    writer_add(w, "]");
}

static void put_cases(struct writer *w, const struct tree *t)
{
    writer_add(w, "\\begin{cases}");
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_add(w, i % 2 ? " & " : " \\\\ ");
        writer_put(w, t->child[i], BIND_OR);
    }
    writer_add(w, "\\end{cases}");
}

static void put_system(struct writer *w, const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_piece(w, PIECE_AND);
        writer_put(w, t->child[i], BIND_NOT);
    }
}

static void put_transposed(struct writer *w, const struct tree *t)
{
    writer_put(w, t->child[0], BIND_ATOM);
    writer_add(w, "^T");
}

static void put_quantity(struct writer *w, const struct tree *t)
{
    writer_put(w, t->child[0], BIND_FACTOR);
    writer_add(w, " ");
    writer_put(w, t->child[1], BIND_PRODUCT);
}

void line_write(struct writer *w, const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
    case TREE_WORDS:
    case TREE_UNIT:
        writer_add(w, t->text);
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
        put_call(w, "perm", t);
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
    case TREE_SYSTEM:
        put_system(w, t);
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
    default:
        write_common(w, t);
        break;
    }
}

void print_plain(struct str *out, const struct tree *t)
{
    struct writer w;
    writer_init(&w, out, NOTATION_PLAIN);
    writer_bare(&w, t);
}

void print_ascii(struct str *out, const struct tree *t)
{
    struct writer w;
    writer_init(&w, out, NOTATION_ASCII);
    writer_bare(&w, t);
}
