/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Solutions given by parameters: x = 2 + 3k, y = 1 - k says that there is a k. A parameter that
 * stands linearly in one of the relations is computed from that one and put into the others, which
 * loses nothing. Knows only lists of relations that are solved for different letters.
 */
#include "app/maths/solve/several.h"

static bool is_list(const struct tree *t)
{
    return t->kind == TREE_LIST || t->kind == TREE_SYSTEM || t->kind == TREE_AND;
}

/* (x, y) = (2 + 3k, 1 - k) as a list. */
static const struct tree *spread(struct solver *s, const struct tree *t)
{
    if (t->kind != TREE_RELATION || t->n != 2 || t->relations[0] != RELATION_EQUAL ||
        t->child[0]->kind != TREE_TUPLE || t->child[1]->kind != TREE_TUPLE ||
        t->child[0]->n != t->child[1]->n || t->child[0]->n < 2 || t->child[0]->n > SEVERAL_UNKNOWNS)
        return t;
    const struct tree *part[SEVERAL_UNKNOWNS];
    const uint8_t equal = RELATION_EQUAL;
    for (size_t i = 0; i < t->child[0]->n; i++) {
        const struct tree *side[2] = {t->child[0]->child[i], t->child[1]->child[i]};
        part[i] = tree_relation(s->arena, side, &equal, 2);
    }
    return tree_node(s->arena, TREE_SYSTEM, 0, part, t->child[0]->n);
}

/* Stands the letter only on right sides of relations solved for different letters? */
static bool is_parameter(const struct tree *t, const struct tree *letter)
{
    for (size_t i = 0; i < t->n; i++) {
        if (!claim_is_solved(t->child[i]) || tree_same(t->child[i]->child[0], letter))
            return false;
        for (size_t k = 0; k < i; k++)
            if (tree_same(t->child[k]->child[0], t->child[i]->child[0]))
                return false;
    }
    return true;
}

/* The letter from left = right, where right holds it linearly with a number before it. */
static const struct tree *solve_for(struct solver *s, const struct tree *relation,
                                    const struct tree *letter)
{
    struct tree_arena *arena = s->arena;
    struct field f;
    field_begin(&f, s, NULL);
    fmpz_mpoly_q_t e;
    fmpz_mpoly_t c;
    fmpz_mpoly_q_init(e, f.ring);
    fmpz_mpoly_init(c, f.ring);
    slong v = field_symbol(&f, letter);
    bool linear = field_read(&f, relation->child[1], e) == FIELD_DONE &&
                  fmpz_mpoly_q_is_zero(e, f.ring) == 0 &&
                  fmpz_mpoly_is_fmpz(fmpz_mpoly_q_denref(e), f.ring) &&
                  fmpz_mpoly_degree_si(fmpz_mpoly_q_numref(e), v, f.ring) == 1;
    ulong power = 1;
    if (linear) {
        fmpz_mpoly_get_coeff_vars_ui(c, fmpz_mpoly_q_numref(e), &v, &power, 1, f.ring);
        linear = fmpz_mpoly_is_fmpz(c, f.ring);
    }
    for (slong i = 0; i < f.n; i++)
        linear = linear && (f.generator[i].fixed || f.generator[i].kind == GENERATOR_SYMBOL);
    fmpz_mpoly_q_clear(e, f.ring);
    fmpz_mpoly_clear(c, f.ring);
    field_end(&f);
    if (!linear)
        return NULL;
    const struct tree *start =
        tree_substitute(arena, relation->child[1], letter, tree_integer(arena, 0));
    const struct tree *next =
        tree_substitute(arena, relation->child[1], letter, tree_integer(arena, 1));
    if (!start || !next)
        return NULL;
    const struct tree *minus = tree_one(arena, TREE_NEGATE, 0, start);
    return tree_two(arena, TREE_DIVIDE, 0, tree_two(arena, TREE_ADD, 0, relation->child[0], minus),
                    tree_two(arena, TREE_ADD, 0, next, minus));
}

static const struct tree *eliminate(struct solver *s, const struct tree *t,
                                    const struct tree *letter)
{
    for (size_t i = 0; i < t->n; i++) {
        if (!tree_mentions(t->child[i], letter))
            continue;
        const struct tree *value = solve_for(s, t->child[i], letter);
        if (!value)
            continue;
        const struct tree *rest[SEVERAL_UNKNOWNS];
        size_t n = 0;
        for (size_t k = 0; k < t->n; k++)
            if (k != i)
                rest[n++] = tree_substitute(s->arena, t->child[k], letter, value);
        return n == 0 || !rest[0] ? NULL : several_all(s, rest, n);
    }
    return NULL;
}

const struct tree *parameter_eliminate(struct solver *s, const struct tree *t,
                                       const struct tree *other)
{
    const struct tree *list = spread(s, t);
    if (!list || !is_list(list) || list->n > SEVERAL_UNKNOWNS)
        return t;
    size_t n;
    const struct tree *const *symbol = tree_symbols(s->arena, list, &n);
    size_t unknowns = 0; /* relations left, each gives one unknown */
    for (size_t i = 0; i < n; i++) {
        if (tree_mentions(other, symbol[i]) || !is_parameter(list, symbol[i]))
            continue;
        if (++unknowns >= list->n)
            return NULL;
    }
    const struct tree *rest = list;
    for (size_t i = 0; i < n && rest; i++)
        if (!tree_mentions(other, symbol[i]) && is_parameter(list, symbol[i]))
            rest = is_list(rest) ? eliminate(s, rest, symbol[i]) : NULL;
    return unknowns ? rest : t;
}
