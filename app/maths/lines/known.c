/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Definitions that a working has made, and what follows from them for a tree.
 */
#include "app/maths/lines/known.h"

#include "app/maths/lines/calculus.h"
#include "app/maths/unit.h"

#include <stdlib.h>
#include <string.h>

void known_function(struct known *known, const char *name, const struct tree *variable,
                    const struct tree *body)
{
    size_t i = 0;
    while (i < known->n_functions && strcmp(known->function[i].name, name) != 0)
        i++;
    if (i == KNOWN_MAX)
        return;
    known->function[i] = (struct known_function){name, variable, body};
    known->n_functions += i == known->n_functions;
}

void known_definition(struct known *known, const struct tree *symbol, const struct tree *value)
{
    if (known->n_definitions == KNOWN_MAX || tree_mentions(value, symbol))
        return;
    value = known_replace(known, value);
    if (!value || tree_mentions(value, symbol))
        return;
    known->definition[known->n_definitions].symbol = symbol;
    known->definition[known->n_definitions++].value = value;
}

static const struct known_function *find(const struct known *known, const char *name, size_t len)
{
    for (size_t i = 0; i < known->n_functions; i++)
        if (strlen(known->function[i].name) == len &&
            memcmp(known->function[i].name, name, len) == 0)
            return &known->function[i];
    return NULL;
}

static const struct tree *derive(struct known *known, const struct tree *t, const struct tree *x)
{
    struct calculus c = {.arena = known->arena, .x = x};
    return calculus_derive(&c, t);
}

/* f, f', f'': what has been said, or the derivative of what has been said about f. *of is the
 * function one derivative below, if that is where the body comes from. */
static const struct tree *body_of(struct known *known, const char *name,
                                  const struct tree **variable, const struct tree **of)
{
    size_t len = strlen(name);
    const struct known_function *f = find(known, name, len);
    *of = NULL;
    if (f) {
        *variable = f->variable;
        return f->body;
    }
    if (len < 2 || name[len - 1] != '\'')
        return NULL;
    const struct tree *below;
    const struct tree *body =
        body_of(known, tree_arena_text(known->arena, name, len - 1), variable, &below);
    if (!body)
        return NULL;
    *of = body;
    return derive(known, body, *variable);
}

/* The letter of a symbol with a subscript, as the name of a sequence: "a_". */
static const char *sequence_name(struct known *known, const struct tree *t)
{
    size_t len = strlen(t->text);
    char *name = tree_arena_alloc(known->arena, len + 2);
    memcpy(name, t->text, len);
    name[len] = '_';
    name[len + 1] = '\0';
    return name;
}

bool known_left(struct known *known, const struct tree *left, const char **name,
                const struct tree **variable, const struct tree **body, const struct tree **of)
{
    const struct tree *said;
    *of = *body = NULL;
    if (left->kind == TREE_CALL && left->n == 2 && left->child[0]->kind == TREE_SYMBOL &&
        left->child[1]->kind == TREE_SYMBOL) {
        *name = left->child[0]->text;
        *variable = left->child[1];
        *body = body_of(known, *name, &said, of);
        if (*body && !tree_same(said, *variable)) {
            *body = tree_substitute(known->arena, *body, said, *variable);
            *of = *of ? tree_substitute(known->arena, *of, said, *variable) : NULL;
        }
        return true;
    }
    if (left->kind == TREE_SYMBOL && left->n == 0 && strchr(left->text, '\'')) {
        *name = left->text;
        *body = body_of(known, *name, variable, of);
        return *body != NULL;
    }
    if (left->kind == TREE_SYMBOL && left->n == 1 && left->child[0]->kind == TREE_SYMBOL &&
        strlen(left->child[0]->text) == 1) {
        *name = sequence_name(known, left);
        *variable = left->child[0];
        *body = body_of(known, *name, &said, of);
        if (*body && !tree_same(said, *variable))
            *body = tree_substitute(known->arena, *body, said, *variable);
        return true;
    }
    if (left->kind == TREE_DERIVATIVE && left->child[1]->kind == TREE_SYMBOL &&
        tree_is_number(left->child[2], "1")) {
        const struct tree *inner = left->child[0];
        *variable = left->child[1];
        if (inner->kind == TREE_CALL && inner->n == 2 && inner->child[0]->kind == TREE_SYMBOL &&
            tree_same(inner->child[1], *variable))
            inner = inner->child[0];
        const struct tree *below;
        if (inner->kind == TREE_SYMBOL && inner->n == 0 && !tree_same(inner, *variable)) {
            size_t len = strlen(inner->text);
            char *prime = tree_arena_alloc(known->arena, len + 2);
            memcpy(prime, inner->text, len);
            prime[len] = '\'';
            prime[len + 1] = '\0';
            *name = prime;
            *of = body_of(known, inner->text, &said, &below);
        } else {
            *name = "";
            *of = known_expand(known, inner);
        }
        *body = *of ? derive(known, *of, *variable) : NULL;
        return *body != NULL;
    }
    return false;
}

static const struct tree *expand_integral(struct known *known, const struct tree *t)
{
    if (t->n != 4 || tree_has(t->child[2], TREE_CONSTANT) || tree_has(t->child[3], TREE_CONSTANT)) {
        bool infinite = t->n == 4;
        for (uint32_t i = 2; i < t->n && infinite; i++)
            infinite = !tree_is_constant(t->child[i], CONSTANT_PI) &&
                       !tree_is_constant(t->child[i], CONSTANT_E) && t->child[i]->n == 0 &&
                       t->child[i]->kind == TREE_CONSTANT;
        if (t->n != 4 || infinite)
            return t;
    }
    struct calculus c = {.arena = known->arena, .x = t->child[1]};
    const struct tree *f = calculus_integrate(&c, t->child[0]);
    const struct tree *value =
        term_subtract(known->arena, tree_substitute(known->arena, f, t->child[1], t->child[3]),
                      tree_substitute(known->arena, f, t->child[1], t->child[2]));
    return value ? value : t;
}

const struct tree *known_expand(struct known *known, const struct tree *t)
{
    const char *name;
    const struct tree *variable, *body, *of;
    if (!t)
        return NULL;
    if (t->kind == TREE_CALL && t->n == 2 && t->child[0]->kind == TREE_SYMBOL) {
        body = body_of(known, t->child[0]->text, &variable, &of);
        const struct tree *argument = known_expand(known, t->child[1]);
        if (body && argument)
            return tree_substitute(known->arena, body, variable, argument);
        return t;
    }
    if (t->kind == TREE_SYMBOL) {
        if (t->n == 1) {
            body = body_of(known, sequence_name(known, t), &variable, &of);
            return body ? tree_substitute(known->arena, body, variable, t->child[0]) : t;
        }
        return known_left(known, t, &name, &variable, &body, &of) ? body : t;
    }
    if (t->kind == TREE_DERIVATIVE) {
        if (known_left(known, t, &name, &variable, &body, &of))
            return body;
        int64_t order;
        const struct tree *inner = known_expand(known, t->child[0]);
        if (!term_integer(t->child[2], &order) || order < 1 || order > 6 ||
            t->child[1]->kind != TREE_SYMBOL || !inner || !tree_mentions(inner, t->child[1]))
            return t;
        for (; order > 0 && inner; order--)
            inner = derive(known, inner, t->child[1]);
        return inner ? inner : t;
    }
    if (t->n == 0)
        return t;
    const struct tree **child = tree_arena_alloc(known->arena, t->n * sizeof *child);
    bool changed = false;
    for (uint32_t i = 0; i < t->n; i++) {
        child[i] = known_expand(known, t->child[i]);
        changed |= child[i] != t->child[i];
    }
    const struct tree *result = changed ? tree_with(known->arena, t, child) : t;
    return result && result->kind == TREE_INTEGRAL ? expand_integral(known, result) : result;
}

/* An indefinite integral over u where u = v(x): the same over x. */
static const struct tree *change_variable(struct known *known, const struct tree *t)
{
    if (!t || !tree_has(t, TREE_INTEGRAL))
        return t;
    const struct tree **child = tree_arena_alloc(known->arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = change_variable(known, t->child[i]);
    t = tree_with(known->arena, t, child);
    for (size_t i = 0; t && t->kind == TREE_INTEGRAL && t->n == 2 && i < known->n_definitions;
         i++) {
        const struct tree *u = known->definition[i].symbol, *v = known->definition[i].value;
        size_t n;
        const struct tree *const *symbols = tree_symbols(known->arena, v, &n);
        if (n != 1 || !tree_same(t->child[1], u))
            continue;
        const struct tree *body =
            term_times(known->arena, tree_substitute(known->arena, t->child[0], u, v),
                       derive(known, v, symbols[0]));
        return tree_two(known->arena, TREE_INTEGRAL, 0, body, symbols[0]);
    }
    return t;
}

const struct tree *known_replace(struct known *known, const struct tree *t)
{
    t = known->n_definitions ? change_variable(known, t) : t;
    for (size_t i = known->n_definitions; i-- > 0 && t;)
        t = tree_substitute(known->arena, t, known->definition[i].symbol,
                            known->definition[i].value);
    return t;
}

/* Base units as letters that nobody writes. */
static const struct tree *base_units(struct known *known, const struct unit *unit)
{
    static const char *const names[UNIT_DIMENSIONS] = {"[m]",   "[kg]", "[s]",   "[A]",    "[K]",
                                                       "[mol]", "[cd]", "[rad]", "[money]"};
    struct tree_arena *arena = known->arena;
    const struct tree *product = tree_integer(arena, 1);
    for (int i = 0; i < UNIT_DIMENSIONS; i++) {
        if (!unit->power[i])
            continue;
        const struct tree *base =
            tree_symbol(arena, i == UNIT_DIMENSIONS - 1 && unit->money ? unit->money : names[i]);
        product = term_times(arena, product,
                             term_power(arena, base, tree_integer(arena, unit->power[i])));
    }
    return product;
}

const struct tree *known_measures(struct known *known, const struct tree *t, bool strip)
{
    struct tree_arena *arena = known->arena;
    if (!t || t->n == 0 || !tree_has(t, TREE_QUANTITY))
        return t;
    if (t->kind == TREE_QUANTITY) {
        struct unit unit;
        const struct tree *value = known_measures(known, t->child[0], strip);
        bool degrees = t->child[1]->kind == TREE_UNIT && strcmp(t->child[1]->text, "°") == 0;
        if (strip && !degrees)
            return value;
        if (!unit_resolve(arena, t->child[1], &unit) || unit.offset)
            return value;
        value = term_times(arena, value,
                           tree_leaf(arena, TREE_NUMBER, unit.numerator, strlen(unit.numerator)));
        value =
            term_over(arena, value,
                      tree_leaf(arena, TREE_NUMBER, unit.denominator, strlen(unit.denominator)));
        if (unit.pi_power)
            value = term_times(arena, value,
                               term_power(arena, tree_detail(arena, TREE_CONSTANT, CONSTANT_PI),
                                          tree_integer(arena, unit.pi_power)));
        if (degrees)
            return value;
        return term_times(arena, value, base_units(known, &unit));
    }
    const struct tree **child = tree_arena_alloc(arena, t->n * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = known_measures(known, t->child[i], strip);
    return tree_with(arena, t, child);
}
