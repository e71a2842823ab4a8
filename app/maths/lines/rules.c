/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walks the line before, asks every rule at every node, and puts what it says into the whole
 * line. A rule that fits at several places is also tried at all of them at once: who believes
 * 2(x+3) = 2x+3 believes it twice.
 */
#include "app/maths/lines/rules.h"

#include <string.h>

static const struct tree *rebuild(struct rules *r, const struct tree *t)
{
    for (const struct place *place = r->place; place && t; place = place->up) {
        const struct tree **child = tree_arena_alloc(r->arena, place->t->n * sizeof *child);
        memcpy(child, place->t->child, place->t->n * sizeof *child);
        child[place->i] = t;
        t = tree_with(r->arena, place->t, child);
    }
    return t;
}

static void add(struct rules *r, const struct tree *line, const struct tree *from,
                const struct tree *right)
{
    if (line && r->n < CANDIDATES_MAX)
        r->candidate[r->n++] = (struct candidate){line, r->mistake, from, right};
}

void rules_emit(struct rules *r, const struct tree *replacement, const struct tree *right)
{
    if (!replacement)
        return;
    if (r->catching) {
        if (!r->caught)
            r->caught = replacement;
        return;
    }
    add(r, rebuild(r, replacement), r->node, right);
}

void rules_claim(struct rules *r, const struct tree *right)
{
    if (!r->catching)
        add(r, r->after, r->node, right);
}

static void at_each(struct rules *r, rule_function *apply, const struct tree *t,
                    const struct place *up)
{
    r->place = up;
    r->node = t;
    apply(r, t);
    /* what stands under an integral is only rewritten there while the integral stays */
    bool bound = t->kind == TREE_INTEGRAL || t->kind == TREE_DERIVATIVE || t->kind == TREE_LIMIT ||
                 t->kind == TREE_BIG;
    if (t->kind == TREE_SYMBOL || (bound && !tree_has(r->after, t->kind)))
        return;
    for (uint32_t i = 0; i < t->n; i++) {
        struct place place = {up, t, i};
        at_each(r, apply, t->child[i], &place);
    }
}

static const struct tree *at_all(struct rules *r, rule_function *apply, const struct tree *t,
                                 size_t *places)
{
    r->node = t;
    r->caught = NULL;
    apply(r, t);
    if (r->caught) {
        ++*places;
        return r->caught;
    }
    if (t->n == 0 || t->kind == TREE_SYMBOL || t->kind == TREE_INTEGRAL ||
        t->kind == TREE_DERIVATIVE)
        return t;
    const struct tree **child = tree_arena_alloc(r->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        if (!(child[i] = at_all(r, apply, t->child[i], places)))
            return NULL;
    return tree_with(r->arena, t, child);
}

static void apply_table(struct rules *r, const struct rule *rule, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        r->mistake = rule[i].mistake;
        r->catching = false;
        at_each(r, rule[i].apply, r->before, NULL);
        if (rule[i].line_only)
            continue;
        r->catching = true;
        r->place = NULL;
        size_t places = 0;
        const struct tree *line = at_all(r, rule[i].apply, r->before, &places);
        r->catching = false;
        if (places > 1)
            add(r, line, NULL, NULL);
    }
}

void rules_collect(struct rules *r)
{
    r->n = 0;
    if (r->before->size > RULES_SIZE_MAX || r->after->size > RULES_SIZE_MAX)
        return;
    apply_table(r, rules_calculus, rules_calculus_count);
    apply_table(r, rules_powers, rules_powers_count);
    apply_table(r, rules_functions, rules_functions_count);
    apply_table(r, rules_algebra, rules_algebra_count);
    apply_table(r, rules_roots, rules_roots_count);
    apply_table(r, rules_relations, rules_relations_count);
    apply_table(r, rules_slips, rules_slips_count);
}
