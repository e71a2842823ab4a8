/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writer of write.h: bindings, brackets, and the kinds that look alike in all written notations
 * but for a few signs. Where two factors may stand side by side is decided by how the first ends
 * and how the second begins: 2x and 2(x + 1), but 2·3 and x·(x + 1).
 */
#include "app/maths/print/write.h"

#include "app/maths/unit.h"

#include <string.h>

static const char *const pieces[][NOTATION_COUNT] = {
#define X(name, plain, ascii, latex) [PIECE_##name] = {plain, ascii, latex},
    PIECES(X)
#undef X
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* --- bindings -----------------------------------------------------------------------------------
 */

static const uint8_t bindings[TREE_KIND_COUNT] = {
    [TREE_NUMBER] = BIND_ATOM,
    [TREE_SYMBOL] = BIND_ATOM,
    [TREE_CONSTANT] = BIND_ATOM,
    [TREE_WORDS] = BIND_NOT,
    [TREE_ADD] = BIND_SUM,
    [TREE_NEGATE] = BIND_SIGN,
    [TREE_MULTIPLY] = BIND_PRODUCT,
    [TREE_DIVIDE] = BIND_PRODUCT,
    [TREE_MIXED] = BIND_PRODUCT,
    [TREE_PERCENT] = BIND_POSTFIX,
    [TREE_POWER] = BIND_POWER,
    [TREE_ROOT] = BIND_POWER,
    [TREE_FACTORIAL] = BIND_POSTFIX,
    [TREE_ABSOLUTE] = BIND_ATOM,
    [TREE_FLOOR] = BIND_ATOM,
    [TREE_CEILING] = BIND_ATOM,
    [TREE_BINOMIAL] = BIND_CALL,
    [TREE_PERMUTATION] = BIND_CALL,
    [TREE_APPLY] = BIND_CALL,
    [TREE_CALL] = BIND_CALL,
    [TREE_PLUS_MINUS] = BIND_SUM,
    [TREE_BIG] = BIND_OPEN,
    [TREE_LIMIT] = BIND_OPEN,
    [TREE_DERIVATIVE] = BIND_OPEN,
    [TREE_INTEGRAL] = BIND_OPEN,
    [TREE_RELATION] = BIND_RELATION,
    [TREE_SYSTEM] = BIND_LIST,
    [TREE_AND] = BIND_LIST,
    [TREE_OR] = BIND_OR,
    [TREE_NOT] = BIND_NOT,
    [TREE_LIST] = BIND_LIST,
    [TREE_ELEMENTS] = BIND_ATOM,
    [TREE_SUCH_THAT] = BIND_ATOM,
    [TREE_INTERVAL] = BIND_ATOM,
    [TREE_TUPLE] = BIND_ATOM,
    [TREE_NUMBERS] = BIND_ATOM,
    [TREE_UNION] = BIND_UNION,
    [TREE_INTERSECTION] = BIND_INTERSECTION,
    [TREE_DIFFERENCE] = BIND_INTERSECTION,
    [TREE_MATRIX] = BIND_ATOM,
    [TREE_TRANSPOSE] = BIND_POSTFIX,
    [TREE_CASES] = BIND_ATOM,
    [TREE_RATIO] = BIND_RATIO,
    [TREE_QUANTITY] = BIND_PRODUCT,
    [TREE_UNIT] = BIND_ATOM,
    [TREE_ELLIPSIS] = BIND_ATOM,
};

bool notation_is_statement(const struct tree *t)
{
    if (t->kind != TREE_RELATION)
        return false;
    for (uint32_t i = 0; i + 1 < t->n; i++)
        if (t->relations[i] == RELATION_IMPLIES || t->relations[i] == RELATION_IFF)
            return true;
    return false;
}

bool notation_is_degrees(const struct tree *t)
{
    return t->kind == TREE_QUANTITY && t->child[1]->kind == TREE_UNIT &&
           strcmp(t->child[1]->text, "°") == 0;
}

bool notation_is_digits(const struct tree *t)
{
    return t->kind == TREE_NUMBER && t->text[strspn(t->text, "0123456789")] == '\0';
}

enum binding notation_binding(const struct tree *t, enum notation notation)
{
    switch (t->kind) {
    case TREE_NUMBER:
        return strpbrk(t->text, "(e") ? BIND_FACTOR : BIND_ATOM;
    case TREE_DIVIDE:
        return notation == NOTATION_LATEX && t->detail != WRITTEN_OBELUS ? BIND_FACTOR
                                                                         : BIND_PRODUCT;
    case TREE_APPLY: /* a \\bmod b */
        return t->detail == FUNCTION_MOD && notation == NOTATION_LATEX ? BIND_PRODUCT : BIND_CALL;
    case TREE_QUANTITY:
        return notation_is_degrees(t) ? BIND_POSTFIX : BIND_PRODUCT;
    case TREE_PLUS_MINUS:
        return t->n == 1 ? BIND_SIGN : BIND_SUM;
    case TREE_RELATION:
        return notation_is_statement(t) ? BIND_STATEMENT : BIND_RELATION;
    default:
        return (enum binding)bindings[t->kind];
    }
}

bool notation_is_tall(const struct tree *t)
{
    switch (t->kind) {
    case TREE_DIVIDE:
    case TREE_MIXED:
    case TREE_BINOMIAL:
    case TREE_BIG:
    case TREE_INTEGRAL:
    case TREE_DERIVATIVE:
    case TREE_MATRIX:
    case TREE_CASES:
        return true;
    default:
        for (uint32_t i = 0; i < t->n; i++)
            if (notation_is_tall(t->child[i]))
                return true;
        return false;
    }
}

/* --- the writer ------------------------------------------------------------------------------- */

void writer_add(struct writer *w, const char *text)
{
    size_t len = strlen(text), letters = len;
    if (len == 0)
        return;
    if (w->control_word && is_letter(text[0]))
        str_add_char(w->out, ' ');
    str_add(w->out, text, len);
    if (w->notation != NOTATION_LATEX)
        return;
    while (letters > 0 && is_letter(text[letters - 1]))
        letters--;
    w->control_word = letters < len && (letters > 0 ? text[letters - 1] == '\\' : w->control_word);
}

void writer_piece(struct writer *w, enum piece piece)
{
    bool brace = piece == PIECE_BRACE || piece == PIECE_BRACE_END;
    bool joint = piece == PIECE_OR || piece == PIECE_AND;
    if (w->people && w->lang == LANG_KO && joint) {
        writer_add(w, piece == PIECE_OR ? " 또는 " : " 그리고 ");
        return;
    }
    writer_add(w, pieces[piece][brace && w->commands ? NOTATION_LATEX : w->notation]);
}

void writer_whole(struct str *out, const struct tree *t, enum notation notation)
{
    size_t before = out->len;
    struct writer w = {.out = out, .notation = notation};
    writer_bare(&w, t);
    if (notation == NOTATION_LATEX || !memchr(out->data + before, '\\', out->len - before))
        return;
    out->data[out->len = before] = '\0';
    w = (struct writer){.out = out, .notation = notation, .commands = true};
    writer_bare(&w, t);
}

void writer_bare(struct writer *w, const struct tree *t)
{
    if (w->notation == NOTATION_LATEX)
        latex_write(w, t);
    else
        line_write(w, t);
}

void writer_bracketed(struct writer *w, const struct tree *t)
{
    bool grow = w->notation == NOTATION_LATEX && notation_is_tall(t);
    writer_add(w, grow ? "\\left(" : "(");
    writer_bare(w, t);
    writer_add(w, grow ? "\\right)" : ")");
}

void writer_put(struct writer *w, const struct tree *t, enum binding binding)
{
    if (notation_binding(t, w->notation) < binding)
        writer_bracketed(w, t);
    else
        writer_bare(w, t);
}

void writer_commas(struct writer *w, const struct tree *t, uint32_t from)
{
    for (uint32_t i = from; i < t->n; i++) {
        if (i > from)
            writer_add(w, ", ");
        writer_put(w, t->child[i], BIND_NOT);
    }
}

/* --- sums and products ------------------------------------------------------------------------ */

void write_sum(struct writer *w, const struct tree *t)
{
    const struct tree *first = t->child[0];
    bool folded = first->kind == TREE_PLUS_MINUS && first->n == 2; /* a ± b + c */
    writer_put(w, first, folded ? BIND_SUM : BIND_SIGN);
    for (uint32_t i = 1; i < t->n; i++) {
        const struct tree *term = t->child[i];
        bool minus = term->kind == TREE_NEGATE;
        if (minus)
            writer_piece(w, PIECE_MINUS);
        else
            writer_add(w, " + ");
        writer_put(w, minus ? term->child[0] : term, BIND_OPEN);
    }
}

void write_negate(struct writer *w, const struct tree *t)
{
    const struct tree *a = t->child[0]; /* -7 mod 3 would be about -7 */
    bool mod = a->kind == TREE_APPLY && a->detail == FUNCTION_MOD;
    writer_piece(w, PIECE_SIGN);
    writer_put(w, a, mod ? BIND_CALL : BIND_OPEN);
}

void write_plus_minus(struct writer *w, const struct tree *t)
{
    enum piece sign = t->detail ? PIECE_MINUS_PLUS : PIECE_PLUS_MINUS;
    if (t->n == 2) {
        writer_put(w, t->child[0], BIND_SUM);
        writer_add(w, " ");
    }
    writer_piece(w, sign);
    if (t->n == 2 && w->notation != NOTATION_LATEX)
        writer_add(w, " ");
    writer_put(w, t->child[t->n - 1], BIND_OPEN);
}

enum edge {
    EDGE_DIGIT,
    EDGE_LETTER,
    EDGE_CALLER, /* a letter that a bracket behind it makes a function of */
    EDGE_NAME,
    EDGE_ROOT,
    EDGE_BRACKET,
    EDGE_TALL,
    EDGE_OTHER
};

/* A name that is read as one word after a number: a unit, or something we should not touch. */
static bool reads_as_unit(const char *name)
{
    bool sure = false;
    if (!unit_find(name, strlen(name), &sure))
        return false;
    return sure || strlen(name) > 1;
}

static enum edge edge_of_symbol(const struct tree *t, enum notation notation)
{
    bool one_letter = is_letter(t->text[0]) && t->text[1 + strspn(t->text + 1, "'")] == '\0';
    const char *greek = notation_greek(t->text);
    if (!one_letter && !greek)
        return EDGE_OTHER;
    bool unit =
        reads_as_unit(t->text) || (greek && notation == NOTATION_ASCII && reads_as_unit(greek));
    return unit ? EDGE_OTHER : EDGE_LETTER;
}

/* What the text of a factor begins with. */
static enum edge head(enum notation notation, const struct tree *t, enum binding binding)
{
    bool latex = notation == NOTATION_LATEX;
    if (notation_binding(t, notation) < binding)
        return EDGE_BRACKET;
    switch (t->kind) {
    case TREE_NUMBER:
        return EDGE_DIGIT;
    case TREE_SYMBOL:
        return edge_of_symbol(t, notation);
    case TREE_CONSTANT:
        return t->detail == CONSTANT_INFINITY ? EDGE_OTHER : EDGE_LETTER;
    case TREE_POWER:
        return head(notation, t->child[0], BIND_CALL);
    case TREE_CALL:
        return head(notation, t->child[0], BIND_ATOM);
    case TREE_FACTORIAL:
        return head(notation, t->child[0], BIND_ATOM);
    case TREE_APPLY:
        if (t->detail == FUNCTION_MOD || t->detail == FUNCTION_CONJ)
            return EDGE_OTHER;
        return reads_as_unit(notation_functions[t->detail][NOTATION_PLAIN]) ? EDGE_OTHER
                                                                            : EDGE_NAME;
    case TREE_ROOT:
        return notation == NOTATION_ASCII ? EDGE_NAME : EDGE_ROOT;
    case TREE_DIVIDE:
        return latex ? EDGE_TALL : EDGE_OTHER;
    default:
        return EDGE_OTHER;
    }
}

/* What the text of a factor ends with. */
static enum edge tail(enum notation notation, const struct tree *t, enum binding binding)
{
    bool latex = notation == NOTATION_LATEX;
    if (notation_binding(t, notation) < binding)
        return EDGE_BRACKET;
    switch (t->kind) {
    case TREE_NUMBER:
        return strpbrk(t->text, "(e") ? EDGE_OTHER : EDGE_DIGIT;
    case TREE_SYMBOL:
        if (!latex)
            return EDGE_OTHER;
        return strchr("fghFGHCPU", t->text[0]) ? EDGE_CALLER : edge_of_symbol(t, notation);
    case TREE_CONSTANT:
        return latex && t->detail != CONSTANT_INFINITY ? EDGE_LETTER : EDGE_OTHER;
    case TREE_POWER:
        if (tail(notation, t->child[0], BIND_CALL) == EDGE_BRACKET &&
            (latex || notation_is_digits(t->child[1])))
            return EDGE_BRACKET;
        if (latex && tail(notation, t->child[0], BIND_CALL) == EDGE_CALLER)
            return EDGE_CALLER;
        return latex ? EDGE_LETTER : EDGE_OTHER;
    case TREE_ROOT:
        return latex ? EDGE_LETTER : EDGE_OTHER;
    case TREE_DIVIDE:
        return latex ? EDGE_TALL : EDGE_OTHER;
    default:
        return EDGE_OTHER;
    }
}

static bool edges_meet(enum edge before, enum edge after, bool latex)
{
    switch (before) {
    case EDGE_DIGIT:
        return after == EDGE_LETTER || after == EDGE_NAME || after == EDGE_ROOT ||
               after == EDGE_BRACKET;
    case EDGE_BRACKET:
        return after == EDGE_BRACKET;
    case EDGE_LETTER:
    case EDGE_TALL:
        return latex && (after == EDGE_LETTER || after == EDGE_NAME || after == EDGE_ROOT ||
                         after == EDGE_BRACKET);
    case EDGE_CALLER:
        return latex && (after == EDGE_LETTER || after == EDGE_NAME || after == EDGE_ROOT);
    default:
        return false;
    }
}

/* May a quotient be the first factor as it is? 1/2·x and 6 ÷ 2 × 3, but (a/b)·c. */
static bool is_plain_quotient(const struct tree *t)
{
    if (t->kind != TREE_DIVIDE)
        return false;
    return t->detail == WRITTEN_OBELUS ||
           (notation_is_digits(t->child[0]) && notation_is_digits(t->child[1]));
}

static bool stands_bare(const struct tree *product, uint32_t i, enum notation notation)
{
    return i == 0 && notation_binding(product->child[0], notation) == BIND_PRODUCT &&
           is_plain_quotient(product->child[0]);
}

bool write_side_by_side(const struct tree *product, uint32_t i, enum notation notation)
{
    if (stands_bare(product, i - 1, notation))
        return false;
    return edges_meet(tail(notation, product->child[i - 1], BIND_FACTOR),
                      head(notation, product->child[i], BIND_FACTOR), notation == NOTATION_LATEX);
}

/* 2m/s, where the stroke stands behind factor i. */
static bool reads_as_rate(const struct writer *w, const struct tree *product, uint32_t i)
{
    return w->rate && i + 1 == product->n && product->child[i]->kind == TREE_SYMBOL;
}

void write_product(struct writer *w, const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0 && (reads_as_rate(w, t, i) || !write_side_by_side(t, i, w->notation)))
            writer_piece(w, t->detail == WRITTEN_CROSS ? PIECE_CROSS : PIECE_DOT);
        else if (i > 0 && is_letter(w->out->data[w->out->len - 1]) &&
                 head(w->notation, t->child[i], BIND_FACTOR) != EDGE_BRACKET)
            writer_add(w, " "); /* LaTeX: x y, not a name of two letters */
        writer_put(w, t->child[i], stands_bare(t, i, w->notation) ? BIND_PRODUCT : BIND_FACTOR);
    }
}

/* a/b and a ÷ b on one line. A product may stand above the stroke, nothing loose below. */
void write_quotient(struct writer *w, const struct tree *t)
{
    const struct tree *above = t->child[0];
    bool product = above->kind == TREE_MULTIPLY;
    const struct tree *below = t->child[1];
    below = below->kind == TREE_POWER ? below->child[0] : below;
    w->rate = product && below->kind == TREE_SYMBOL;
    writer_put(w, above, product ? BIND_PRODUCT : BIND_FACTOR);
    w->rate = false;
    if (t->detail == WRITTEN_OBELUS)
        writer_piece(w, PIECE_OBELUS);
    else
        writer_add(w, "/");
    writer_put(w, t->child[1], BIND_FACTOR);
}
