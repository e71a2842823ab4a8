/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Presentation MathML Core. Every node becomes exactly one element, so that a child can stand
 * wherever MathML wants one; text from outside is escaped. Brackets follow the levels of LaTeX.
 */
#include "app/maths/print.h"

#include "app/maths/print/write.h"

#include <string.h>

/* Signs that nobody sees, by their numbers: whoever copies the text keeps them. */
#define MULTIPLIED "<mo>&#x2062;</mo>"
#define APPLIED "<mo>&#x2061;</mo>"

static void put(struct str *out, const struct tree *t);

static void add_escaped(struct str *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        switch (s[i]) {
        case '&':
            str_add_text(out, "&amp;");
            break;
        case '<':
            str_add_text(out, "&lt;");
            break;
        case '>':
            str_add_text(out, "&gt;");
            break;
        case '"':
            str_add_text(out, "&quot;");
            break;
        default:
            if ((unsigned char)s[i] >= ' ') /* XML has no other controls */
                str_add_char(out, s[i]);
        }
    }
}

static void element(struct str *out, const char *tag, const char *text, size_t len)
{
    str_printf(out, "<%s>", tag);
    add_escaped(out, text, len);
    str_printf(out, "</%s>", tag);
}

static void mo(struct str *out, const char *sign)
{
    element(out, "mo", sign, strlen(sign));
}

static void mi(struct str *out, const char *name)
{
    element(out, "mi", name, strlen(name));
}

static void mn(struct str *out, const char *digits)
{
    element(out, "mn", digits, strlen(digits));
}

static void row(struct str *out)
{
    str_add_text(out, "<mrow>");
}

static void row_end(struct str *out)
{
    str_add_text(out, "</mrow>");
}

/* tag around two or three children */
static void structure(struct str *out, const char *tag, const struct tree *a, const struct tree *b)
{
    str_printf(out, "<%s>", tag);
    put(out, a);
    if (b)
        put(out, b);
    str_printf(out, "</%s>", tag);
}

static void put_bracketed(struct str *out, const struct tree *t)
{
    row(out);
    mo(out, "(");
    put(out, t);
    mo(out, ")");
    row_end(out);
}

static void put_bound(struct str *out, const struct tree *t, enum binding binding)
{
    if (notation_binding(t, NOTATION_LATEX) < binding)
        put_bracketed(out, t);
    else
        put(out, t);
}

static void put_commas(struct str *out, const struct tree *t, uint32_t from)
{
    for (uint32_t i = from; i < t->n; i++) {
        if (i > from)
            mo(out, ",");
        put_bound(out, t->child[i], BIND_OR);
    }
}

/* left children right, in a row */
static void put_enclosed(struct str *out, const struct tree *t, uint32_t from, const char *left,
                         const char *right)
{
    row(out);
    mo(out, left);
    put_commas(out, t, from);
    mo(out, right);
    row_end(out);
}

static void put_joined(struct str *out, const struct tree *t, const char *sign, bool words,
                       enum binding binding)
{
    row(out);
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            element(out, words ? "mtext" : "mo", sign, strlen(sign));
        put_bound(out, t->child[i], binding);
    }
    row_end(out);
}

/* --- leaves ----------------------------------------------------------------------------------- */

static void put_number(struct str *out, const struct tree *t)
{
    size_t digits = strcspn(t->text, "(e");
    const char *s = t->text + digits;
    if (!*s) {
        mn(out, t->text);
        return;
    }
    row(out);
    element(out, "mn", t->text, digits);
    if (*s == '(') {
        size_t end = strcspn(s, ")");
        str_add_text(out, "<mover>");
        element(out, "mn", s + 1, end - 1);
        mo(out, "‾");
        str_add_text(out, "</mover>");
        s += end + 1;
    }
    if (*s == 'e') {
        mo(out, "×");
        str_add_text(out, "<msup>");
        mn(out, "10");
        if (s[1] == '-') {
            row(out);
            mo(out, "−");
            mn(out, s + 2);
            row_end(out);
        } else {
            mn(out, s + 1);
        }
        str_add_text(out, "</msup>");
    }
    row_end(out);
}

static void put_accented(struct str *out, const char *accent, const char *letters)
{
    static const char *const signs[][2] = {{"vec", "→"},   {"hat", "^"}, {"bar", "‾"},
                                           {"tilde", "~"}, {"dot", "˙"}, {"ddot", "¨"}};
    const char *sign = "‾"; /* overline */
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strcmp(signs[i][0], accent) == 0)
            sign = signs[i][1];
    str_add_text(out, "<mover accent=\"true\">");
    mi(out, letters);
    mo(out, sign);
    str_add_text(out, "</mover>");
}

static void put_name(struct str *out, const char *text)
{
    static const char inverse[] = "^{-1}";
    const char *letters, *accent = notation_accent(text, &letters);
    size_t plain = strcspn(text, "'^");
    if (accent) {
        put_accented(out, accent, letters);
        return;
    }
    if (!text[plain]) {
        mi(out, text);
        return;
    }
    str_add_text(out, "<msup>");
    element(out, "mi", text, plain);
    if (strcmp(text + plain, inverse) == 0) {
        str_add_text(out, "<mrow><mo>−</mo><mn>1</mn></mrow>");
    } else {
        str_add_text(out, "<mo>");
        for (const char *s = text + plain; *s == '\''; s++)
            str_add_text(out, "′");
        str_add_text(out, "</mo>");
    }
    str_add_text(out, "</msup>");
}

static void put_symbol(struct str *out, const struct tree *t)
{
    if (t->n)
        str_add_text(out, "<msub>");
    put_name(out, t->text);
    if (t->n) {
        put(out, t->child[0]);
        str_add_text(out, "</msub>");
    }
}

/* --- arithmetic ------------------------------------------------------------------------------- */

static void put_signed(struct str *out, const char *sign, const struct tree *t)
{
    row(out);
    mo(out, sign);
    put_bound(out, t, BIND_OPEN);
    row_end(out);
}

static void put_sum(struct str *out, const struct tree *t)
{
    const struct tree *first = t->child[0];
    row(out);
    put_bound(out, first, first->kind == TREE_PLUS_MINUS ? BIND_SUM : BIND_SIGN);
    for (uint32_t i = 1; i < t->n; i++) {
        bool minus = t->child[i]->kind == TREE_NEGATE;
        mo(out, minus ? "−" : "+");
        put_bound(out, minus ? t->child[i]->child[0] : t->child[i], BIND_OPEN);
    }
    row_end(out);
}

static void put_plus_minus(struct str *out, const struct tree *t)
{
    row(out);
    if (t->n == 2)
        put_bound(out, t->child[0], BIND_SUM);
    mo(out, t->detail ? "∓" : "±");
    put_bound(out, t->child[t->n - 1], BIND_OPEN);
    row_end(out);
}

static void put_product(struct str *out, const struct tree *t)
{
    row(out);
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0 && write_side_by_side(t, i, NOTATION_LATEX))
            str_add_text(out, MULTIPLIED);
        else if (i > 0)
            mo(out, t->detail == WRITTEN_CROSS ? "×" : "·");
        put_bound(out, t->child[i], BIND_FACTOR);
    }
    row_end(out);
}

static void put_divided(struct str *out, const struct tree *t)
{
    if (t->detail != WRITTEN_OBELUS) {
        structure(out, "mfrac", t->child[0], t->child[1]);
        return;
    }
    row(out);
    put_bound(out, t->child[0], t->child[0]->kind == TREE_MULTIPLY ? BIND_PRODUCT : BIND_FACTOR);
    mo(out, "÷");
    put_bound(out, t->child[1], BIND_FACTOR);
    row_end(out);
}

static void put_power(struct str *out, const struct tree *t)
{
    str_add_text(out, "<msup>");
    put_bound(out, t->child[0], BIND_CALL);
    put(out, t->child[1]);
    str_add_text(out, "</msup>");
}

static void put_postfix(struct str *out, const struct tree *t, const char *sign)
{
    row(out);
    put_bound(out, t->child[0], BIND_ATOM);
    mo(out, sign);
    row_end(out);
}

static void put_counted(struct str *out, const struct tree *t)
{
    if (t->kind == TREE_BINOMIAL) {
        row(out);
        mo(out, "(");
        str_add_text(out, "<mfrac linethickness=\"0\">");
        put(out, t->child[0]);
        put(out, t->child[1]);
        str_add_text(out, "</mfrac>");
        mo(out, ")");
        row_end(out);
        return;
    }
    str_add_text(out, "<mmultiscripts><mi>P</mi>");
    put(out, t->child[1]);
    str_add_text(out, "<mrow></mrow><mprescripts></mprescripts>");
    put(out, t->child[0]);
    str_add_text(out, "<mrow></mrow></mmultiscripts>");
}

static void put_apply(struct str *out, const struct tree *t)
{
    const char *name = notation_functions[t->detail][NOTATION_PLAIN];
    if (t->detail == FUNCTION_CONJ) {
        str_add_text(out, "<mover>");
        put(out, t->child[0]);
        mo(out, "‾");
        str_add_text(out, "</mover>");
        return;
    }
    row(out);
    if (t->detail == FUNCTION_MOD) {
        put_bound(out, t->child[0], BIND_FACTOR);
        mo(out, name);
        put_bound(out, t->child[1], BIND_FACTOR);
        row_end(out);
        return;
    }
    bool base = t->detail == FUNCTION_LOG && t->n == 2;
    if (base)
        str_add_text(out, "<msub>");
    mi(out, name);
    if (base) {
        put(out, t->child[1]);
        str_add_text(out, "</msub>");
    }
    str_add_text(out, APPLIED);
    if (base)
        put_bracketed(out, t->child[0]);
    else
        put_enclosed(out, t, 0, "(", ")");
    row_end(out);
}

/* --- sums, limits, integrals ------------------------------------------------------------------ */

static void put_big(struct str *out, const struct tree *t)
{
    row(out);
    str_add_text(out, t->n > 3 ? "<munderover>" : "<munder>");
    mo(out, t->detail == BIG_PRODUCT ? "∏" : "∑");
    row(out);
    put(out, t->child[1]);
    if (t->n > 2) {
        mo(out, "=");
        put(out, t->child[2]);
    }
    row_end(out);
    if (t->n > 3)
        put(out, t->child[3]);
    str_add_text(out, t->n > 3 ? "</munderover>" : "</munder>");
    put_bound(out, t->child[0], BIND_PRODUCT);
    row_end(out);
}

static void put_limit(struct str *out, const struct tree *t)
{
    row(out);
    str_add_text(out, "<munder><mo>lim</mo><mrow>");
    put(out, t->child[1]);
    mo(out, "→");
    if (t->detail)
        str_add_text(out, "<msup>");
    put_bound(out, t->child[2], t->detail ? BIND_ATOM : BIND_SUM);
    if (t->detail) {
        mo(out, t->detail == '+' ? "+" : "−");
        str_add_text(out, "</msup>");
    }
    str_add_text(out, "</mrow></munder>");
    put_bound(out, t->child[0], BIND_PRODUCT);
    row_end(out);
}

static void put_differential(struct str *out, const struct tree *order, const struct tree *variable,
                             bool below)
{
    row(out);
    const char *d = "<mi mathvariant=\"normal\">d</mi>";
    bool raised = order && !tree_is_number(order, "1");
    if (below || !raised)
        str_add_text(out, d);
    if (raised)
        str_add_text(out, "<msup>");
    if (below)
        put(out, variable);
    else if (raised)
        str_add_text(out, d);
    if (raised) {
        put(out, order);
        str_add_text(out, "</msup>");
    }
    row_end(out);
}

static void put_derivative(struct str *out, const struct tree *t)
{
    row(out);
    str_add_text(out, "<mfrac>");
    put_differential(out, t->child[2], t->child[1], false);
    put_differential(out, t->child[2], t->child[1], true);
    str_add_text(out, "</mfrac>");
    put_bracketed(out, t->child[0]);
    row_end(out);
}

static void put_integral(struct str *out, const struct tree *t)
{
    row(out);
    if (t->n == 4)
        str_add_text(out, "<msubsup>");
    mo(out, "∫");
    if (t->n == 4) {
        put(out, t->child[2]);
        put(out, t->child[3]);
        str_add_text(out, "</msubsup>");
    }
    put_bound(out, t->child[0], BIND_PRODUCT);
    put_differential(out, NULL, t->child[1], true);
    row_end(out);
}

/* --- sets, tables, conditions ----------------------------------------------------------------- */

static void put_relation(struct str *out, const struct tree *t)
{
    enum binding binding = notation_is_statement(t) ? BIND_OR : BIND_UNION;
    row(out);
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            mo(out, notation_relations[t->relations[i - 1]][NOTATION_PLAIN]);
        put_bound(out, t->child[i], binding);
    }
    row_end(out);
}

static void put_table(struct str *out, const struct tree *t, uint32_t columns, const char *left,
                      const char *right)
{
    row(out);
    mo(out, left);
    str_add_text(out, "<mtable>");
    for (uint32_t i = 0; i < t->n; i++) {
        if (i % columns == 0)
            str_add_text(out, i ? "</mtr><mtr>" : "<mtr>");
        str_add_text(out, "<mtd>");
        put(out, t->child[i]);
        str_add_text(out, "</mtd>");
    }
    str_add_text(out, "</mtr></mtable>");
    if (*right)
        mo(out, right);
    row_end(out);
}

static void put_set(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_ELEMENTS:
        if (t->n == 0)
            mi(out, "∅");
        else
            put_enclosed(out, t, 0, "{", "}");
        break;
    case TREE_SUCH_THAT:
        row(out);
        mo(out, "{");
        put_bound(out, t->child[0], BIND_UNION);
        mo(out, "|");
        put_bound(out, t->child[1], BIND_OR);
        mo(out, "}");
        row_end(out);
        break;
    case TREE_INTERVAL:
        put_enclosed(out, t, 0, t->detail & INTERVAL_LOWER_CLOSED ? "[" : "(",
                     t->detail & INTERVAL_UPPER_CLOSED ? "]" : ")");
        break;
    case TREE_TUPLE:
        put_enclosed(out, t, 0, "(", ")");
        break;
    case TREE_NUMBERS:
        mi(out, notation_numbers[t->detail][NOTATION_PLAIN]);
        break;
    case TREE_UNION:
        put_joined(out, t, "∪", false, BIND_INTERSECTION);
        break;
    case TREE_INTERSECTION:
        put_joined(out, t, "∩", false, BIND_RATIO);
        break;
    case TREE_DIFFERENCE:
        put_joined(out, t, "∖", false, BIND_RATIO);
        break;
    case TREE_MATRIX:
        put_table(out, t, t->n / t->rows, "(", ")");
        break;
    case TREE_TRANSPOSE:
        str_add_text(out, "<msup>");
        put_bound(out, t->child[0], BIND_ATOM);
        mi(out, "T");
        str_add_text(out, "</msup>");
        break;
    default:
        break;
    }
}

static void put_condition(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_RELATION:
        put_relation(out, t);
        break;
    case TREE_SYSTEM:
        put_table(out, t, 1, "{", "");
        break;
    case TREE_CASES:
        put_table(out, t, 2, "{", "");
        break;
    case TREE_AND:
        put_joined(out, t, " and ", true, BIND_NOT);
        break;
    case TREE_OR:
        put_joined(out, t, " or ", true, BIND_LIST);
        break;
    case TREE_NOT:
        row(out);
        mo(out, "¬");
        put_bound(out, t->child[0], BIND_ATOM);
        row_end(out);
        break;
    default:
        put_set(out, t);
        break;
    }
}

static void put_unit(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_UNIT:
        element(out, "mtext", t->text, strlen(t->text));
        break;
    case TREE_MULTIPLY:
        row(out);
        for (uint32_t i = 0; i < t->n; i++) {
            if (i > 0)
                mo(out, "·");
            put_unit(out, t->child[i]);
        }
        row_end(out);
        break;
    case TREE_DIVIDE:
        row(out);
        put_unit(out, t->child[0]);
        mo(out, "/");
        put_unit(out, t->child[1]);
        row_end(out);
        break;
    case TREE_POWER:
        str_add_text(out, "<msup>");
        put_unit(out, t->child[0]);
        put(out, t->child[1]);
        str_add_text(out, "</msup>");
        break;
    default:
        put(out, t);
        break;
    }
}

static void put_quantity(struct str *out, const struct tree *t)
{
    row(out);
    put_bound(out, t->child[0], BIND_FACTOR);
    str_add_text(out, "<mspace width=\"0.17em\"></mspace>");
    put_unit(out, t->child[1]);
    row_end(out);
}

static void put_mixed(struct str *out, const struct tree *t)
{
    row(out);
    put(out, t->child[0]);
    structure(out, "mfrac", t->child[1], t->child[2]);
    row_end(out);
}

static void put_between(struct str *out, const struct tree *t)
{
    static const char *const signs[][2] = {
        [TREE_ABSOLUTE] = {"|", "|"}, [TREE_FLOOR] = {"⌊", "⌋"}, [TREE_CEILING] = {"⌈", "⌉"}};
    put_enclosed(out, t, 0, signs[t->kind][0], signs[t->kind][1]);
}

static void put(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        put_number(out, t);
        break;
    case TREE_SYMBOL:
        put_symbol(out, t);
        break;
    case TREE_CONSTANT:
        mi(out, notation_constants[t->detail][NOTATION_PLAIN]);
        break;
    case TREE_WORDS:
        element(out, "mtext", t->text, strlen(t->text));
        break;
    case TREE_ADD:
        put_sum(out, t);
        break;
    case TREE_NEGATE:
        put_signed(out, "−", t->child[0]);
        break;
    case TREE_MULTIPLY:
        put_product(out, t);
        break;
    case TREE_DIVIDE:
        put_divided(out, t);
        break;
    case TREE_MIXED:
        put_mixed(out, t);
        break;
    case TREE_PERCENT:
        put_postfix(out, t, "%");
        break;
    case TREE_POWER:
        put_power(out, t);
        break;
    case TREE_ROOT:
        structure(out, t->n == 2 ? "mroot" : "msqrt", t->child[0], t->n == 2 ? t->child[1] : NULL);
        break;
    case TREE_FACTORIAL:
        put_postfix(out, t, t->detail == 2 ? "!!" : "!");
        break;
    case TREE_ABSOLUTE:
    case TREE_FLOOR:
    case TREE_CEILING:
        put_between(out, t);
        break;
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        put_counted(out, t);
        break;
    case TREE_APPLY:
        put_apply(out, t);
        break;
    case TREE_CALL:
        row(out);
        put(out, t->child[0]);
        str_add_text(out, APPLIED);
        put_enclosed(out, t, 1, "(", ")");
        row_end(out);
        break;
    case TREE_PLUS_MINUS:
        put_plus_minus(out, t);
        break;
    case TREE_BIG:
        put_big(out, t);
        break;
    case TREE_LIMIT:
        put_limit(out, t);
        break;
    case TREE_DERIVATIVE:
        put_derivative(out, t);
        break;
    case TREE_INTEGRAL:
        put_integral(out, t);
        break;
    case TREE_LIST:
        row(out);
        put_commas(out, t, 0);
        row_end(out);
        break;
    case TREE_RATIO:
        put_joined(out, t, ":", false, BIND_SUM);
        break;
    case TREE_QUANTITY:
        put_quantity(out, t);
        break;
    case TREE_UNIT:
        put_unit(out, t);
        break;
    case TREE_ELLIPSIS:
        mo(out, "…");
        break;
    default:
        put_condition(out, t);
        break;
    }
}

void print_mathml(struct str *out, const struct tree *t, bool display)
{
    str_printf(out, "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"%s>",
               display ? " display=\"block\"" : "");
    put(out, t);
    str_add_text(out, "</math>");
}
