/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Relations, conditions, sets and the other kinds that all written notations put in the same
 * order with the same signs between the parts (write.h has the signs).
 */
#include "app/maths/print/write.h"

#include <string.h>

/* Children joined by a sign, each at `binding` or in brackets. */
static void put_joined(struct writer *w, const struct tree *t, enum piece piece,
                       enum binding binding)
{
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_piece(w, piece);
        writer_put(w, t->child[i], binding);
    }
}

/* "in" behind what has been written: anything but a letter, and pi, may have a unit. */
static bool reads_as_inches(const struct str *before)
{
    size_t n = before->len;
    char last = n > 1 ? before->data[n - 2] : '\0'; /* a space stands between */
    bool letter = (last | 0x20) >= 'a' && (last | 0x20) <= 'z';
    return !letter || (n > 2 && memcmp(before->data + n - 3, "pi ", 3) == 0);
}

/* The word for a relation. In ASCII "~" is a space where commands of LaTeX occur. */
static const char *relation_sign(const struct writer *w, unsigned relation)
{
    bool command = w->notation == NOTATION_ASCII &&
                   ((w->commands && notation_relations[relation][NOTATION_ASCII][0] == '~') ||
                    (relation == RELATION_IN && reads_as_inches(w->out)));
    return notation_relations[relation][command ? NOTATION_LATEX : w->notation];
}

/* x = 1, 2 and a, b ∈ ℝ: values and names that belong to the relation need no brackets. */
static void put_side(struct writer *w, const struct tree *t, uint32_t i, enum binding binding)
{
    bool end = i == 0 || i + 1 == t->n;
    if (end && t->child[i]->kind == TREE_LIST)
        writer_bare(w, t->child[i]);
    else
        writer_put(w, t->child[i], binding);
}

static void put_relation(struct writer *w, const struct tree *t)
{
    enum binding binding = notation_is_statement(t) ? BIND_OR : BIND_UNION;
    put_side(w, t, 0, binding);
    for (uint32_t i = 1; i < t->n; i++) {
        writer_add(w, " ");
        writer_add(w, relation_sign(w, t->relations[i - 1]));
        writer_add(w, " ");
        put_side(w, t, i, binding);
    }
}

static void put_ratio(struct writer *w, const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            writer_add(w, " : ");
        writer_put(w, t->child[i], BIND_SUM);
    }
}

static void put_such_that(struct writer *w, const struct tree *t)
{
    bool bars = w->bars;
    writer_piece(w, PIECE_BRACE);
    w->bars = true;
    writer_put(w, t->child[0], t->child[0]->kind == TREE_RATIO ? BIND_SUM : BIND_RELATION);
    writer_piece(w, PIECE_SUCH_THAT);
    writer_put(w, t->child[1], BIND_STATEMENT);
    w->bars = bars;
    writer_piece(w, PIECE_BRACE_END);
}

/* ]1, 2[ is open at both ends; (1, 2) would be a pair of numbers. */
static void put_interval(struct writer *w, const struct tree *t)
{
    bool lower = t->detail & INTERVAL_LOWER_CLOSED, upper = t->detail & INTERVAL_UPPER_CLOSED;
    bool open = !lower && !upper, grow = w->notation == NOTATION_LATEX && notation_is_tall(t);
    bool bars = w->bars;
    w->bars |= open; /* a bracket that looks the other way is told from what stands before it */
    writer_add(w, grow ? "\\left" : "");
    writer_add(w, lower ? "[" : open ? "]" : "(");
    writer_commas(w, t, 0);
    w->bars = bars;
    writer_add(w, grow ? "\\right" : "");
    writer_add(w, upper ? "]" : open ? "[" : ")");
}

/* Arguments and tuples; a tuple of one is ⟨a⟩, because (a) is a. */
static void put_enclosed(struct writer *w, const struct tree *t, uint32_t from)
{
    bool grow = w->notation == NOTATION_LATEX && notation_is_tall(t);
    bool angle = t->kind == TREE_TUPLE && t->n == 1;
    if (angle)
        writer_add(w, w->notation == NOTATION_PLAIN ? "⟨" : "\\langle ");
    else
        writer_add(w, grow ? "\\left(" : "(");
    writer_commas(w, t, from);
    if (angle)
        writer_add(w, w->notation == NOTATION_PLAIN ? "⟩" : "\\rangle ");
    else
        writer_add(w, grow ? "\\right)" : ")");
}

/* 1, 2; 3, 4: lists in a list are told from each other by semicolons. */
static void put_list(struct writer *w, const struct tree *t)
{
    bool lists = false;
    for (uint32_t i = 0; i < t->n; i++)
        lists |= t->child[i]->kind == TREE_LIST;
    if (!lists) {
        writer_commas(w, t, 0);
        return;
    }
    for (uint32_t i = 0; i < t->n; i++) {
        writer_add(w, i ? "; " : "");
        writer_bare(w, t->child[i]);
    }
}

static void put_elements(struct writer *w, const struct tree *t)
{
    if (t->n == 0) {
        writer_piece(w, PIECE_EMPTY);
        return;
    }
    writer_piece(w, PIECE_BRACE);
    writer_commas(w, t, 0);
    writer_piece(w, PIECE_BRACE_END);
}

void write_common(struct writer *w, const struct tree *t)
{
    switch (t->kind) {
    case TREE_CONSTANT:
        writer_add(w, notation_constants[t->detail][w->notation]);
        break;
    case TREE_ADD:
        write_sum(w, t);
        break;
    case TREE_NEGATE:
        write_negate(w, t);
        break;
    case TREE_PLUS_MINUS:
        write_plus_minus(w, t);
        break;
    case TREE_MULTIPLY:
        write_product(w, t);
        break;
    case TREE_DIVIDE:
        write_quotient(w, t);
        break;
    case TREE_PERCENT:
        writer_put(w, t->child[0], BIND_ATOM);
        writer_piece(w, PIECE_PERCENT);
        break;
    case TREE_FACTORIAL:
        writer_put(w, t->child[0], BIND_ATOM);
        writer_add(w, t->detail == 2 ? "!!" : "!");
        break;
    case TREE_CALL:
        writer_put(w, t->child[0], BIND_ATOM);
        put_enclosed(w, t, 1);
        break;
    case TREE_RELATION:
        put_relation(w, t);
        break;
    case TREE_SYSTEM:
    case TREE_AND:
        put_joined(w, t, PIECE_AND, BIND_NOT);
        break;
    case TREE_OR:
        put_joined(w, t, PIECE_OR, BIND_LIST);
        break;
    case TREE_NOT:
        writer_piece(w, PIECE_NOT);
        writer_put(w, t->child[0], BIND_NOT);
        break;
    case TREE_LIST:
        put_list(w, t);
        break;
    case TREE_ELEMENTS:
        put_elements(w, t);
        break;
    case TREE_SUCH_THAT:
        put_such_that(w, t);
        break;
    case TREE_INTERVAL:
        put_interval(w, t);
        break;
    case TREE_TUPLE:
        put_enclosed(w, t, 0);
        break;
    case TREE_NUMBERS:
        writer_add(w, notation_numbers[t->detail][w->notation]);
        break;
    case TREE_UNION:
        put_joined(w, t, PIECE_UNION, BIND_INTERSECTION);
        break;
    case TREE_INTERSECTION:
        put_joined(w, t, PIECE_INTERSECTION, BIND_RATIO);
        break;
    case TREE_DIFFERENCE:
        put_joined(w, t, PIECE_DIFFERENCE, BIND_RATIO);
        break;
    case TREE_RATIO:
        put_ratio(w, t);
        break;
    case TREE_ELLIPSIS:
        writer_piece(w, PIECE_ELLIPSIS);
        break;
    default: /* the kinds of line.c and latex.c */
        break;
    }
}
