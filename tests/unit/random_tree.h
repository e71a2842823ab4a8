/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random trees of every kind that the parser makes (all but AND, for which it makes SYSTEM), from
 * a seeded generator. What the parser reads in another way is not made: a word alone is an answer
 * in words and no name, {c} around cases is their brace, h(a + b) is an area.
 */
#ifndef LEMMA_TESTS_RANDOM_TREE_H
#define LEMMA_TESTS_RANDOM_TREE_H

#include "app/base/random.h"
#include "app/maths/tree.h"

#include <string.h>

struct tree_maker {
    struct tree_arena *arena;
    struct random_state random;
};

static const struct tree *value(struct tree_maker *m, int depth);
static const struct tree *condition(struct tree_maker *m, int depth);
static const struct tree *set(struct tree_maker *m, int depth);

static int pick(struct tree_maker *m, int n)
{
    return (int)random_range(&m->random, 0, n - 1);
}

#define ONE_OF(m, array) (array)[pick(m, (int)(sizeof(array) / sizeof *(array)))]

static const struct tree *number(struct tree_maker *m)
{
    static const char *const digits[] = {"0",
                                         "1",
                                         "2",
                                         "3",
                                         "7",
                                         "10",
                                         "12",
                                         "256",
                                         "1.5",
                                         "0.50",
                                         "0.1(6)",
                                         "0.(3)",
                                         "2e10",
                                         "6.02e23",
                                         "1e-5",
                                         "1000",
                                         "98765432109876543210"};
    const char *text = ONE_OF(m, digits);
    return tree_leaf(m->arena, TREE_NUMBER, text, strlen(text));
}

static const struct tree *whole(struct tree_maker *m, int low, int high)
{
    return tree_integer(m->arena, random_range(&m->random, low, high));
}

static const struct tree *variable(struct tree_maker *m)
{
    static const char *const names[] = {"x", "y", "z", "a", "b", "c", "k", "n", "m", "t", "s",
                                        "u", "A", "B", "N", "α", "θ", "μ", "Ω", "T", "V", "q"};
    return tree_symbol(m->arena, ONE_OF(m, names));
}

static const struct tree *symbol(struct tree_maker *m)
{
    static const char *const names[] = {"x'",    "y''",     "vec v", "vec AB", "overline AB",
                                        "hat x", "tilde y", "C",     "P",      "U"};
    switch (pick(m, 8)) {
    case 0:
        return tree_symbol(m->arena, ONE_OF(m, names));
    case 1:
        return tree_indexed(m->arena, "x", whole(m, 0, 12));
    case 2:
        return tree_indexed(m->arena, "a", pick(m, 2) ? tree_symbol(m->arena, "n") : variable(m));
    case 3:
        return tree_indexed(m->arena, "a",
                            tree_two(m->arena, TREE_ADD, 0, variable(m),
                                     pick(m, 2) ? whole(m, 1, 3) : whole(m, -3, -1)));
    case 4:
        return tree_indexed(m->arena, "v", tree_symbol(m->arena, "max"));
    case 5:
        return tree_indexed(m->arena, "v", tree_symbol(m->arena, "total"));
    default:
        return variable(m);
    }
}

static const struct tree *leaf(struct tree_maker *m)
{
    switch (pick(m, 8)) {
    case 0:
    case 1:
    case 2:
        return number(m);
    case 3:
        return symbol(m);
    case 4: {
        int which = pick(m, CONSTANT_COUNT);
        return tree_detail(m->arena, TREE_CONSTANT, (unsigned)which);
    }
    default:
        return variable(m);
    }
}

/* A name of several letters: alone in its place it would be an answer in words. */
static const struct tree *long_name(struct tree_maker *m)
{
    static const char *const names[] = {"speed", "vel", "속력", "area"};
    return tree_symbol(m->arena, ONE_OF(m, names));
}

static const struct tree *nary(struct tree_maker *m, enum tree_kind kind, int depth, int most,
                               const struct tree *(*make)(struct tree_maker *, int))
{
    const struct tree *child[4];
    size_t n = (size_t)random_range(&m->random, 2, most);
    for (size_t i = 0; i < n; i++)
        child[i] = make(m, depth - 1);
    if ((kind == TREE_ADD || kind == TREE_MULTIPLY) && pick(m, 16) == 0)
        child[pick(m, (int)n)] = long_name(m);
    unsigned written = kind == TREE_MULTIPLY ? (unsigned)pick(m, 3) : 0;
    return tree_node(m->arena, kind, written, child, n);
}

static const struct tree *apply(struct tree_maker *m, int depth)
{
    static const struct {
        int low, high;
    } arity[] = {
#define X(name, plain, latex, low, high) {low, high},
        TREE_FUNCTIONS(X)
#undef X
    };
    int which = pick(m, FUNCTION_COUNT);
    int n = arity[which].low + (arity[which].high > arity[which].low ? pick(m, 2) : 0);
    const struct tree *child[4];
    for (int i = 0; i < n; i++)
        child[i] = value(m, depth - 1);
    return tree_node(m->arena, TREE_APPLY, (unsigned)which, child, (size_t)n);
}

static const struct tree *call(struct tree_maker *m, int depth)
{
    static const char *const names[] = {"f", "g", "h", "f'", "F", "f^{-1}", "g''"};
    const struct tree *child[3] = {tree_symbol(m->arena, ONE_OF(m, names))};
    size_t n = 2 + (size_t)pick(m, 2);
    for (size_t i = 1; i < n; i++)
        child[i] = value(m, depth - 1);
    /* h(a + b) is an area */
    if (n == 2 && child[1]->kind == TREE_ADD)
        child[1] = number(m);
    return tree_node(m->arena, TREE_CALL, 0, child, n);
}

static const struct tree *mixed(struct tree_maker *m)
{
    int below = 2 + pick(m, 11);
    const struct tree *child[] = {whole(m, 1, 20), whole(m, 1, below - 1),
                                  tree_integer(m->arena, below)};
    return tree_node(m->arena, TREE_MIXED, 0, child, 3);
}

static const struct tree *bounded(struct tree_maker *m, int depth)
{
    static const char *const names[] = {"k", "n", "x", "t", "j", "m"};
    const struct tree *child[4];
    child[1] = tree_symbol(m->arena, ONE_OF(m, names));
    child[0] = value(m, depth - 1);
    child[2] = value(m, depth - 2);
    child[3] = value(m, depth - 2);
    switch (pick(m, 4)) {
    case 0:
        return tree_node(m->arena, TREE_BIG, (unsigned)pick(m, 2), child, 2 + (size_t)pick(m, 3));
    case 1: {
        static const unsigned sides[] = {0, '+', '-'};
        return tree_node(m->arena, TREE_LIMIT, ONE_OF(m, sides), child, 3);
    }
    case 2:
        if (pick(m, 4) == 0)
            child[1] = tree_indexed(m->arena, "x", whole(m, 1, 12));
        child[2] = whole(m, 1, 4);
        return tree_node(m->arena, TREE_DERIVATIVE, 0, child, 3);
    default:
        return tree_node(m->arena, TREE_INTEGRAL, 0, child, pick(m, 2) ? 2 : 4);
    }
}

static const struct tree *unit(struct tree_maker *m)
{
    static const char *const names[] = {"m",  "cm", "km", "g",   "kg", "s",  "h", "L", "N",
                                        "Hz", "원", "°C", "min", "J",  "개", "A", "Ω"};
    const char *name = ONE_OF(m, names);
    return tree_leaf(m->arena, TREE_UNIT, name, strlen(name));
}

static const struct tree *quantity(struct tree_maker *m, int depth)
{
    static const char *const alone[] = {"°", "$", "llamas", "€"};
    const struct tree *u = unit(m), *second = unit(m),
                      *v = pick(m, 3) ? number(m) : value(m, depth - 1);
    bool compound = strcmp(u->text, "°C") != 0 && strcmp(second->text, "°C") != 0;
    switch (compound ? pick(m, 6) : 5) {
    case 0:
        u = tree_two(m->arena, TREE_DIVIDE, 0, u, second);
        break;
    case 1:
        u = tree_two(m->arena, TREE_POWER, 0, u, whole(m, 2, 3));
        break;
    case 2:
        u = tree_two(m->arena, TREE_MULTIPLY, 0, u, second);
        break;
    case 3: {
        const char *name = ONE_OF(m, alone);
        u = tree_leaf(m->arena, TREE_UNIT, name, strlen(name));
        v = number(m);
        break;
    }
    default:
        break;
    }
    return tree_two(m->arena, TREE_QUANTITY, 0, v, u);
}

static const struct tree *matrix(struct tree_maker *m, int depth)
{
    const struct tree *child[9];
    size_t rows = 1 + (size_t)pick(m, 3), columns = 1 + (size_t)pick(m, 3);
    for (size_t i = 0; i < rows * columns; i++)
        child[i] = value(m, depth - 2);
    const struct tree *t = tree_matrix(m->arena, child, rows, columns);
    return pick(m, 4) ? t : tree_one(m->arena, TREE_TRANSPOSE, 0, t);
}

static const struct tree *cases(struct tree_maker *m, int depth)
{
    const struct tree *child[] = {value(m, depth - 1), condition(m, 1), value(m, depth - 1),
                                  pick(m, 2) ? condition(m, 1)
                                             : tree_leaf(m->arena, TREE_WORDS, "otherwise", 9)};
    return tree_node(m->arena, TREE_CASES, 0, child, 4);
}

static const struct tree *rare(struct tree_maker *m, int depth)
{
    switch (pick(m, 8)) {
    case 0:
        return call(m, depth);
    case 1:
    case 2:
        return bounded(m, depth);
    case 3:
        return quantity(m, depth);
    case 4:
        return matrix(m, depth);
    case 5:
        return cases(m, depth);
    case 6:
        return tree_one(m->arena, TREE_TRANSPOSE, 0, variable(m));
    default:
        return mixed(m);
    }
}

static const struct tree *unary(struct tree_maker *m, int depth)
{
    static const enum tree_kind kinds[] = {TREE_NEGATE,   TREE_NEGATE, TREE_ROOT,   TREE_PERCENT,
                                           TREE_ABSOLUTE, TREE_FLOOR,  TREE_CEILING};
    switch (pick(m, 10)) {
    case 0:
        return tree_one(m->arena, TREE_FACTORIAL, 1 + (unsigned)pick(m, 2), value(m, depth - 1));
    case 1:
        return tree_one(m->arena, TREE_PLUS_MINUS, (unsigned)pick(m, 2), value(m, depth - 1));
    case 2:
        return tree_two(m->arena, TREE_ROOT, 0, value(m, depth - 1),
                        pick(m, 2) ? whole(m, 3, 5) : value(m, depth - 1));
    default:
        return tree_one(m->arena, ONE_OF(m, kinds), 0, value(m, depth - 1));
    }
}

static const struct tree *value(struct tree_maker *m, int depth)
{
    static const enum tree_kind pairs[] = {TREE_POWER, TREE_POWER, TREE_POWER, TREE_BINOMIAL,
                                           TREE_PERMUTATION};
    if (depth <= 0)
        return leaf(m);
    switch (pick(m, 16)) {
    case 0:
    case 1:
    case 2:
        return nary(m, TREE_ADD, depth, 4, value);
    case 3:
    case 4:
    case 5:
        return nary(m, TREE_MULTIPLY, depth, 4, value);
    case 6:
    case 7:
        return tree_two(m->arena, TREE_DIVIDE, pick(m, 3) ? WRITTEN_SLASH : WRITTEN_OBELUS,
                        value(m, depth - 1), value(m, depth - 1));
    case 8:
    case 9:
        return tree_two(m->arena, ONE_OF(m, pairs), 0, value(m, depth - 1), value(m, depth - 1));
    case 10:
    case 11:
        return unary(m, depth);
    case 12:
        return apply(m, depth);
    case 13:
        return tree_two(m->arena, TREE_PLUS_MINUS, (unsigned)pick(m, 2), value(m, depth - 1),
                        value(m, depth - 1));
    case 14:
        return rare(m, depth);
    default:
        return leaf(m);
    }
}

static const struct tree *relation(struct tree_maker *m, int depth)
{
    const struct tree *sides[3];
    uint8_t relations[2];
    size_t n = 2 + (size_t)(pick(m, 4) == 0);
    for (size_t i = 0; i < n; i++) {
        sides[i] = value(m, depth - 1);
        /* of the signs for sets only "is a subset": x ∈ N is about numbers */
        do
            relations[i % 2] = (uint8_t)pick(m, RELATION_COUNT);
        while (relations[i % 2] == RELATION_IMPLIES || relations[i % 2] == RELATION_IFF ||
               relations[i % 2] == RELATION_IN || relations[i % 2] == RELATION_NOT_IN);
    }
    if (n == 2 && pick(m, 4) == 0)
        relations[0] = pick(m, 2) ? RELATION_IN : RELATION_NOT_IN;
    if (n == 2 && (relations[0] == RELATION_IN || relations[0] == RELATION_NOT_IN ||
                   relations[0] == RELATION_SUBSET))
        sides[1] = set(m, depth - 1);
    return tree_relation(m->arena, sides, relations, n);
}

/* Relations that are not all of one symbol: x = 1 and x = 2 would be a list. */
static const struct tree *condition(struct tree_maker *m, int depth)
{
    if (depth <= 0)
        return relation(m, 1);
    switch (pick(m, 8)) {
    case 0:
        return nary(m, TREE_SYSTEM, depth, 3, condition);
    case 1:
        return nary(m, TREE_OR, depth, 3, condition);
    case 2:
        return tree_one(m->arena, TREE_NOT, 0, condition(m, depth - 1));
    case 3: {
        const struct tree *sides[] = {condition(m, depth - 1), condition(m, depth - 1)};
        uint8_t logic = pick(m, 2) ? RELATION_IMPLIES : RELATION_IFF;
        return tree_relation(m->arena, sides, &logic, 2);
    }
    default:
        return relation(m, depth);
    }
}

static const struct tree *pair(struct tree_maker *m, int depth)
{
    const struct tree *child[4];
    size_t n = 2 + (size_t)pick(m, 2);
    for (size_t i = 0; i < n; i++)
        child[i] = value(m, depth - 1);
    return tree_node(m->arena, TREE_TUPLE, 0, child, n);
}

static const struct tree *set(struct tree_maker *m, int depth)
{
    int most = depth > 0 ? 10 : 6;
    switch (pick(m, most)) {
    case 0: {
        const struct tree *low = value(m, depth - 1), *high = value(m, depth - 1);
        if (low->kind == TREE_MATRIX || high->kind == TREE_MATRIX) /* [[1, 2], 3] */
            low = high = number(m);
        return tree_two(m->arena, TREE_INTERVAL, (unsigned)pick(m, 4), low, high);
    }
    case 1:
        return tree_detail(m->arena, TREE_NUMBERS, (unsigned)pick(m, 5));
    case 2:
        return tree_node(m->arena, TREE_ELEMENTS, 0, NULL, 0);
    case 3: {
        const struct tree *one = pick(m, 3) ? value(m, depth - 1) : pair(m, depth - 1);
        if (one->kind == TREE_CASES) /* { } around cases is their brace */
            one = number(m);
        return tree_one(m->arena, TREE_ELEMENTS, 0, one);
    }
    case 4:
        return nary(m, TREE_ELEMENTS, depth, 3, value);
    case 5: {
        const struct tree *element = variable(m);
        uint8_t in = RELATION_IN;
        const struct tree *sides[] = {element, tree_detail(m->arena, TREE_NUMBERS, NUMBERS_REAL)};
        return tree_two(m->arena, TREE_SUCH_THAT, 0,
                        pick(m, 2) ? element : tree_relation(m->arena, sides, &in, 2),
                        condition(m, depth - 1));
    }
    case 6:
        return nary(m, TREE_UNION, depth, 3, set);
    case 7:
        return nary(m, TREE_INTERSECTION, depth, 3, set);
    case 8:
        return tree_two(m->arena, TREE_DIFFERENCE, 0, set(m, depth - 1), set(m, depth - 1));
    default:
        return pair(m, depth);
    }
}

static const struct tree *words(struct tree_maker *m)
{
    static const char *const texts[] = {"yes",  "undefined", "Tuesday",  "does not exist",
                                        "blue", "삼각형",    "otherwise"};
    const char *text = ONE_OF(m, texts);
    return tree_leaf(m->arena, TREE_WORDS, text, strlen(text));
}

static const struct tree *listed(struct tree_maker *m, int depth)
{
    const struct tree *child[4];
    size_t n = 2 + (size_t)pick(m, 2);
    bool conditions = pick(m, 4) == 0;
    for (size_t i = 0; i < n; i++) {
        child[i] = conditions ? relation(m, depth - 1) : value(m, depth - 1);
        if (child[i]->kind == TREE_SYMBOL && pick(m, 4))
            child[i] = number(m);
    }
    if (!conditions && pick(m, 4) == 0)
        child[1] = tree_detail(m->arena, TREE_ELLIPSIS, 0);
    return tree_node(m->arena, TREE_LIST, 0, child, n);
}

static const struct tree *random_tree(struct tree_maker *m, int depth)
{
    switch (pick(m, 12)) {
    case 0:
        return relation(m, depth);
    case 1:
        return condition(m, 2);
    case 2:
    case 3:
        return set(m, depth);
    case 4:
        return listed(m, depth);
    case 5:
        return nary(m, TREE_RATIO, depth, 3, value);
    case 6:
        return words(m);
    case 7: { /* x = 1, 2 */
        const struct tree *sides[] = {variable(m), NULL};
        uint8_t equal = RELATION_EQUAL;
        sides[1] = nary(m, TREE_LIST, 1, 3, value);
        return tree_relation(m->arena, sides, &equal, 2);
    }
    case 8:
        return tree_one(m->arena, TREE_TUPLE, 0, value(m, depth));
    default:
        return value(m, depth);
    }
}

#endif
