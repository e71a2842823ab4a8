/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements of logic: "not A or B" says the same as "A implies B". Letters and relations are the
 * atoms; two statements are the same when they are true for the same choices of what is true.
 */
#include "app/maths/equal/judge.h"

#include <string.h>

enum { ATOMS_MAX = 8 };

struct logic {
    const struct tree *atom[ATOMS_MAX];
    size_t n;
    bool words;  /* not, implies: these are statements, and not lists of answers */
    bool tuples; /* (A and B) is read like the point (A, B) */
    bool fine;
};

static bool is_atom_relation(const struct tree *t)
{
    return t->kind == TREE_RELATION && t->relations[0] != RELATION_IMPLIES &&
           t->relations[0] != RELATION_IFF;
}

static bool is_capital(const struct tree *t)
{
    return t->kind == TREE_SYMBOL && t->n == 0 && t->text[0] >= 'A' && t->text[0] <= 'Z' &&
           !t->text[1];
}

/* true and false, or 2 */
static int truth_word(const struct tree *t)
{
    if (t->kind != TREE_WORDS)
        return 2;
    return strcmp(t->text, "true") == 0 ? 1 : strcmp(t->text, "false") == 0 ? 0 : 2;
}

/* B = C is C = B. */
static bool same_atom(const struct tree *a, const struct tree *b)
{
    if (tree_same(a, b))
        return true;
    return a->kind == TREE_RELATION && b->kind == TREE_RELATION && a->n == 2 && b->n == 2 &&
           a->relations[0] == RELATION_EQUAL && b->relations[0] == RELATION_EQUAL &&
           tree_same(a->child[0], b->child[1]) && tree_same(a->child[1], b->child[0]);
}

static size_t atom_index(struct logic *logic, const struct tree *t)
{
    size_t i = 0;
    while (i < logic->n && !same_atom(logic->atom[i], t))
        i++;
    if (i == logic->n && i < ATOMS_MAX)
        logic->atom[logic->n++] = t;
    logic->fine = logic->fine && i < ATOMS_MAX;
    return i;
}

/* A xor B, read as a product of letters */
static bool is_xor(const struct tree *t)
{
    return t->kind == TREE_MULTIPLY && t->n == 5 && is_capital(t->child[0]) &&
           is_capital(t->child[4]) && tree_is_symbol(t->child[1], "x") &&
           tree_is_symbol(t->child[2], "o") && tree_is_symbol(t->child[3], "r");
}

/* Looks at every part once: what it is made of. */
static void survey(struct logic *logic, const struct tree *t)
{
    if (truth_word(t) != 2)
        return;
    if (is_capital(t) || is_atom_relation(t)) {
        atom_index(logic, t);
        return;
    }
    if (is_xor(t)) {
        logic->words = true;
        atom_index(logic, t->child[0]);
        atom_index(logic, t->child[4]);
        return;
    }
    switch (t->kind) {
    case TREE_NOT:
        logic->words = true;
        break;
    case TREE_RELATION:
        logic->words = true;
        logic->fine = logic->fine && t->n == 2;
        break;
    case TREE_TUPLE:
        logic->tuples = true;
        break;
    case TREE_AND:
    case TREE_SYSTEM:
    case TREE_OR:
    case TREE_LIST:
        break;
    default:
        logic->fine = false;
        return;
    }
    for (uint32_t i = 0; i < t->n && logic->fine; i++)
        survey(logic, t->child[i]);
}

/* Is it true when the atoms are as the bits of `choice` say? */
static bool holds(struct logic *logic, const struct tree *t, unsigned choice)
{
    if (truth_word(t) != 2)
        return truth_word(t) == 1;
    if (is_capital(t) || is_atom_relation(t))
        return choice >> atom_index(logic, t) & 1;
    bool first = holds(logic, t->child[0], choice);
    if (t->kind == TREE_MULTIPLY)
        return first != holds(logic, t->child[4], choice);
    if (t->kind == TREE_NOT)
        return !first;
    if (t->kind == TREE_RELATION) {
        bool second = holds(logic, t->child[1], choice);
        return t->relations[0] == RELATION_IFF ? first == second : !first || second;
    }
    for (uint32_t i = 1; i < t->n; i++)
        if (t->kind == TREE_OR)
            first = holds(logic, t->child[i], choice) || first;
        else
            first = holds(logic, t->child[i], choice) && first;
    return first;
}

static bool is_joined(const struct tree *t)
{
    return t->kind == TREE_LIST || t->kind == TREE_OR || t->kind == TREE_AND ||
           t->kind == TREE_NOT || (t->kind == TREE_RELATION && !is_atom_relation(t));
}

bool logic_compare(const struct tree *a, const struct tree *b, struct opinion *opinion)
{
    struct logic mine = {.fine = (is_joined(a) || is_joined(b)) && !tree_same(a, b)};
    survey(&mine, a);
    struct logic both = mine;
    survey(&both, b);
    bool letters = false;
    for (size_t i = 0; i < both.n; i++)
        letters |= is_capital(both.atom[i]);
    bool constant = both.n == 0; /* true and false */
    if (!both.fine || a->kind == TREE_TUPLE || b->kind == TREE_TUPLE || !(letters || constant))
        return false;
    bool same = true;
    for (unsigned choice = 0; choice < 1u << both.n && same; choice++)
        same = holds(&both, a, choice) == holds(&both, b, choice);
    if (same)
        *opinion = both.tuples && !both.words ? opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED)
                                              : opinion_of(VERDICT_EQUAL, MESSAGE_SAME_VALUE);
    else if (both.words)
        *opinion = opinion_of(VERDICT_DIFFERENT, MESSAGE_DIFFERENT);
    return same || both.words;
}
