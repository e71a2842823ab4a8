/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole statements: relations and their chains, lists, "and", "or", rows. What a comma joins
 * depends on what stands on both sides, which is known when both have been read:
 *
 *   1, 2 and 3           LIST                x = 1, 2       x = LIST(1, 2)
 *   x = 1, y = 2         LIST of relations   x = 1 or 2     OR(x = 1, x = 2)
 *   x > 1 and x < 2      SYSTEM              1, 2 or 3      OR
 *   x = 1 and x = 2      LIST, as nobody means both at once
 */
#include "app/maths/parse/parser.h"

#include <string.h>

bool tree_is_condition(const struct tree *t)
{
    switch (t->kind) {
    case TREE_RELATION:
    case TREE_SYSTEM:
    case TREE_AND:
    case TREE_OR:
    case TREE_NOT:
        return true;
    default:
        return false;
    }
}

/* x = value, one relation with a symbol on the left. */
static const struct tree *assigned(const struct tree *t)
{
    bool is = t->kind == TREE_RELATION && t->n == 2 && t->relations[0] == RELATION_EQUAL &&
              t->child[0]->kind == TREE_SYMBOL;
    return is ? t->child[0] : NULL;
}

/* Is the same symbol given a value in each of them? */
static bool same_assigned(const struct tree *const *t, size_t n)
{
    const struct tree *symbol = assigned(t[0]);
    for (size_t i = 1; symbol && i < n; i++) {
        const struct tree *other = assigned(t[i]);
        if (!other || !tree_same(symbol, other))
            return false;
    }
    return symbol != NULL;
}

const struct tree *parser_pop_together(struct parser *p, size_t base, size_t first)
{
    size_t n = p->n_stack - base;
    bool conditions = true;
    for (size_t i = base; i < p->n_stack; i++)
        conditions &= tree_is_condition(p->stack[i]);
    bool system = conditions && !same_assigned(p->stack + base, n);
    return parser_pop_node(p, base, system ? TREE_SYSTEM : TREE_LIST, 0, first);
}

/* --- relations -------------------------------------------------------------------------------- */

/* U between two sets: [1,2] U [3,4]. */
static bool sees_union_letter(struct parser *p)
{
    const struct token *t = parser_look(p);
    if (t->kind != T_NAME || !parser_name_is(p, t, "U") || p->i == 0)
        return false;
    enum token_kind before = p->tokens->token[p->i - 1].kind;
    const struct token *next = parser_ahead(p, 1);
    return (before == T_CLOSE || before == T_NUMBERS) &&
           (next->kind == T_OPEN || next->kind == T_NUMBERS);
}

/* x ∈ R, R \\ {0}: the letter is a set of numbers there. */
static const struct tree *as_numbers(struct parser *p, const struct tree *t)
{
    static const char letters[] = "NZQRC";
    if (t->kind != TREE_SYMBOL || t->n || t->text[1] != '\0')
        return t;
    const char *found = strchr(letters, t->text[0]);
    if (!found || !*found)
        return t;
    const struct tree *set = tree_detail(p->arena, TREE_NUMBERS, (unsigned)(found - letters));
    return tree_placed(p->arena, set, t->at, t->len);
}

static const struct tree *parse_ratio(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_sum(p);
    if (!t || p->around.set || !parser_sees(p, T_COLON))
        return t;
    parser_push(p, t);
    while (parser_takes(p, T_COLON)) {
        if (!(t = parse_sum(p)))
            return NULL;
        parser_push(p, t);
    }
    return parser_pop_node(p, base, TREE_RATIO, 0, first);
}

static const struct tree *parse_intersection(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_ratio(p);
    while (t && (parser_sees(p, T_INTERSECTION) || parser_sees(p, T_DIFFERENCE))) {
        if (parser_takes(p, T_DIFFERENCE)) {
            const struct tree *right = parse_ratio(p);
            if (!right)
                return NULL;
            if (right->kind == TREE_ELEMENTS || right->kind == TREE_NUMBERS)
                t = as_numbers(p, t);
            t = parser_placed(p, tree_two(p->arena, TREE_DIFFERENCE, 0, t, right), first);
            continue;
        }
        for (parser_push(p, t); t && parser_takes(p, T_INTERSECTION);)
            if ((t = parse_ratio(p)))
                parser_push(p, t);
        if (t)
            t = parser_pop_node(p, base, TREE_INTERSECTION, 0, first);
    }
    return t;
}

static const struct tree *parse_union(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_intersection(p);
    if (!t || (!parser_sees(p, T_UNION) && !sees_union_letter(p)))
        return t;
    parser_push(p, t);
    while (parser_sees(p, T_UNION) || sees_union_letter(p)) {
        p->i++;
        if (!(t = parse_intersection(p)))
            return NULL;
        parser_push(p, t);
    }
    return parser_pop_node(p, base, TREE_UNION, 0, first);
}

static bool is_logic(unsigned relation)
{
    return relation == RELATION_IMPLIES || relation == RELATION_IFF;
}

/* The relation that stands here, taken; a new line in front of it does not end the chain. AB || CD
 * needs the spaces. */
static bool take_relation(struct parser *p, uint8_t *relation)
{
    const struct token *t = parser_look(p);
    if (t->kind == T_LINE && parser_ahead(p, 1)->kind == T_RELATION &&
        !is_logic(parser_ahead(p, 1)->which)) {
        p->i++;
        t = parser_look(p);
    }
    if (t->kind == T_NOT && t[1].kind == T_RELATION && t[1].which == RELATION_IN) { /* x not in A */
        p->i += 2;
        *relation = RELATION_NOT_IN;
        return true;
    }
    if (t->kind == T_NORM && !p->around.norms && t->spaced && t[1].spaced) { /* AB ∥ CD */
        p->i++;
        *relation = RELATION_PARALLEL;
        return true;
    }
    if (t->kind == T_BAR && !p->around.bars && !p->around.set && t->spaced && t[1].kind == T_BAR &&
        !t[1].spaced && parser_ahead(p, 2)->spaced) {
        p->i += 2;
        *relation = RELATION_PARALLEL;
        return true;
    }
    if (t->kind != T_RELATION || is_logic(t->which))
        return false;
    *relation = t->which;
    p->i++;
    return true;
}

const struct tree *parse_relation(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    if (parser_takes(p, T_NOT)) {
        if (!parser_enter(p))
            return NULL;
        const struct tree *denied = parse_relation(p);
        parser_leave(p);
        return denied ? parser_placed(p, tree_one(p->arena, TREE_NOT, 0, denied), first) : NULL;
    }
    const struct tree *t = parse_union(p);
    uint8_t relation;
    if (!t || !take_relation(p, &relation))
        return t;
    struct str relations = STR_EMPTY;
    parser_push(p, t);
    do {
        str_add_char(&relations, (char)relation);
        t = parse_union(p);
        if (t && (relation == RELATION_IN || relation == RELATION_NOT_IN))
            t = as_numbers(p, t);
        if (t)
            parser_push(p, t);
    } while (t && take_relation(p, &relation));
    if (t) {
        t = tree_relation(p->arena, p->stack + base, (const uint8_t *)relations.data,
                          p->n_stack - base);
        p->n_stack = base;
        t = parser_placed(p, t, first);
    }
    str_release(&relations);
    return t;
}

/* --- lists ------------------------------------------------------------------------------------ */

/* An element of a list; a word that stands alone is an answer in words. */
static const struct tree *parse_item(struct parser *p)
{
    const struct token *t = parser_look(p);
    if (t->kind != T_TEXT || !token_ends_item(t + 1))
        return parse_relation(p);
    size_t first = p->i++;
    return parser_placed(p, tree_leaf(p->arena, TREE_WORDS, t->text, strlen(t->text)), first);
}

/* The last side of a relation that may take more values: x = 1, 2. */
static bool takes_values(const struct tree *t)
{
    if (t->kind != TREE_RELATION)
        return false;
    switch (t->relations[t->n - 2]) {
    case RELATION_EQUAL:
    case RELATION_UNEQUAL:
    case RELATION_APPROX:
        return true;
    default:
        return false;
    }
}

/* relation with its last side replaced */
static const struct tree *with_last(struct parser *p, const struct tree *t, const struct tree *last)
{
    size_t base = p->n_stack;
    for (uint32_t i = 0; i + 1 < t->n; i++)
        parser_push(p, t->child[i]);
    parser_push(p, last);
    const struct tree *made = last ? tree_with(p->arena, t, p->stack + base) : NULL;
    p->n_stack = base;
    return made;
}

static uint32_t end_of(const struct tree *t)
{
    return t->at + t->len;
}

/* x = 1, 2, 3: values behind a relation belong to its last side. Works on the stack above base.
 * False: that is too deep. */
static bool absorb_values(struct parser *p, size_t base)
{
    size_t kept = base;
    for (size_t i = base; i < p->n_stack;) {
        const struct tree *t = p->stack[i++];
        size_t from = i;
        for (; takes_values(t) && i < p->n_stack && !tree_is_condition(p->stack[i]); i++)
            p->stack[i] = parser_as_name(p, p->stack[i]);
        if (i > from) {
            const struct tree *last = t->child[t->n - 1];
            const struct tree *saved = p->stack[from - 1];
            p->stack[from - 1] = last;
            const struct tree *values =
                tree_node(p->arena, TREE_LIST, 0, p->stack + from - 1, i - from + 1);
            p->stack[from - 1] = saved;
            uint32_t end = end_of(p->stack[i - 1]);
            values = tree_placed(p->arena, values, last->at, end - last->at);
            t = tree_placed(p->arena, with_last(p, t, values), t->at, end - t->at);
            if (!t)
                return false;
        }
        p->stack[kept++] = t;
    }
    p->n_stack = kept;
    return true;
}

/* a, b ∈ ℝ and x, y = 1, 2: names in front of a relation belong to its first side. */
static void absorb_names(struct parser *p, size_t base)
{
    size_t names = 0, n = p->n_stack - base;
    while (names < n && p->stack[base + names]->kind == TREE_SYMBOL)
        names++;
    if (!names || names + 1 != n || p->stack[base + names]->kind != TREE_RELATION)
        return;
    const struct tree *t = p->stack[base + names], *last = t->child[t->n - 1];
    bool many = last->kind == TREE_LIST && last->n == names + 1;
    if (t->n != 2 || t->child[0]->kind != TREE_SYMBOL ||
        (t->relations[0] == RELATION_EQUAL && !many))
        return;
    uint32_t at = p->stack[base]->at;
    p->stack[base + names] = t->child[0];
    const struct tree *list = tree_node(p->arena, TREE_LIST, 0, p->stack + base, names + 1);
    list = tree_placed(p->arena, list, at, end_of(t->child[0]) - at);
    p->n_stack = base;
    const struct tree *sides[] = {list, last};
    t = list ? tree_placed(p->arena, tree_with(p->arena, t, sides), at, end_of(t) - at) : NULL;
    parser_push(p, t);
}

/* Takes a comma, "and", or both, or what stands for one; *and says whether there was one. */
static bool take_separator(struct parser *p, bool *and)
{
    bool comma = false;
    if (parser_sees(p, T_TEXT) && parser_look(p)->which == TEXT_IF) { /* x = nπ where n ∈ ℤ */
        p->i++;
        return true;
    }
    if (parser_starts_condition(p))
        return true;
    if (parser_sees(p, T_COMMA)) {
        enum token_kind next = parser_ahead(p, 1)->kind;
        if (next == T_OR || next == T_CELL)
            return false;
        p->i++;
        comma = true;
    }
    *and |= parser_sees(p, T_AND);
    return parser_takes(p, T_AND) || comma;
}

static const struct tree *parse_list(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    bool and = false;
    const struct tree *t = parse_item(p);
    if (!t || !take_separator(p, &and))
        return t;
    parser_push(p, t);
    do {
        if (!(t = parse_item(p)))
            return NULL;
        parser_push(p, t);
    } while (take_separator(p, &and));
    if (!absorb_values(p, base))
        return parser_placed(p, NULL, first);
    absorb_names(p, base);
    if (p->n_stack == base + 1) {
        t = p->stack[--p->n_stack];
        return parser_placed(p, t, first);
    }
    return and? parser_pop_together(p, base, first) : parser_pop_node(p, base, TREE_LIST, 0, first);
}

/* --- or --------------------------------------------------------------------------------------- */

/* 1, 2 or 3: is the list in front of "or" part of the same enumeration? */
static bool enumerates(struct parser *p, size_t base)
{
    const struct tree *list = p->stack[base];
    if (list->kind != TREE_LIST)
        return false;
    bool assigned_all = assigned(list->child[0]) != NULL, values = true;
    for (uint32_t i = 0; i < list->n; i++)
        values &= !tree_is_condition(list->child[i]);
    assigned_all = assigned_all && same_assigned(list->child, list->n);
    for (size_t i = base + 1; i < p->n_stack; i++) {
        const struct tree *t = p->stack[i];
        values &= !tree_is_condition(t) && t->kind != TREE_LIST;
        assigned_all =
            assigned_all && assigned(t) && tree_same(assigned(t), list->child[0]->child[0]);
    }
    return values || assigned_all;
}

/* x = 1 or 2, x = 1, 2 or 3: each value becomes a relation of its own. */
static void spread_relation(struct parser *p, size_t base)
{
    const struct tree *t = p->stack[base];
    if (!takes_values(t))
        return;
    for (size_t i = base + 1; i < p->n_stack; i++)
        if (tree_is_condition(p->stack[i]) || p->stack[i]->kind == TREE_LIST)
            return;
    const struct tree *last = t->child[t->n - 1];
    size_t from = p->n_stack;
    if (last->kind == TREE_LIST)
        for (uint32_t i = 0; i < last->n; i++)
            parser_push(p, last->child[i]);
    else
        parser_push(p, last);
    for (size_t i = base + 1; i < from; i++)
        parser_push(p, p->stack[i]);
    size_t n = p->n_stack - from;
    for (size_t i = 0; i < n; i++) {
        const struct tree *value = parser_as_name(p, p->stack[from + i]);
        const struct tree *one = with_last(p, t, value);
        p->stack[base + i] = tree_placed(p->arena, one, value->at, value->len);
    }
    p->n_stack = base + n;
}

/* Lists of the same length: x = 1, y = 2 or x = 2, y = 1. */
static bool are_lists_alike(const struct tree *const *t, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (t[i]->kind != TREE_LIST || t[i]->n != t[0]->n)
            return false;
    return true;
}

/* x^2 = 9, x = 3 or x = -3: only the last one of the list has alternatives. */
static const struct tree *last_alternatives(struct parser *p, size_t base, size_t first)
{
    const struct tree *list = p->stack[base];
    p->stack[base] = list->child[list->n - 1];
    spread_relation(p, base);
    const struct tree *last = parser_pop_node(p, base, TREE_OR, 0, first);
    for (uint32_t i = 0; i + 1 < list->n; i++)
        parser_push(p, list->child[i]);
    parser_push(p, last);
    return parser_pop_node(p, base, TREE_LIST, 0, first);
}

/* "or", or a comma and "or". */
static bool sees_or(struct parser *p)
{
    return parser_sees(p, T_OR) || (parser_sees(p, T_COMMA) && parser_ahead(p, 1)->kind == T_OR);
}

static const struct tree *parse_or(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_list(p);
    if (!t || !sees_or(p))
        return t;
    parser_push(p, t);
    while (sees_or(p)) {
        p->i += parser_sees(p, T_COMMA) ? 2 : 1;
        if (!(t = parse_list(p)))
            return NULL;
        parser_push(p, t);
    }
    const struct tree *list = p->stack[base];
    if (enumerates(p, base)) {
        size_t from = p->n_stack;
        for (uint32_t i = 0; i < list->n; i++)
            parser_push(p, list->child[i]);
        for (size_t i = base + 1; i < from; i++)
            parser_push(p, p->stack[i]);
        memmove(p->stack + base, p->stack + from, (p->n_stack - from) * sizeof *p->stack);
        p->n_stack -= from - base;
    } else if (list->kind == TREE_LIST && !are_lists_alike(p->stack + base, p->n_stack - base)) {
        return last_alternatives(p, base, first);
    } else {
        spread_relation(p, base);
    }
    return parser_pop_node(p, base, TREE_OR, 0, first);
}

static const struct tree *parse_logic(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_or(p);
    if (!t || !parser_sees(p, T_RELATION))
        return t;
    struct str relations = STR_EMPTY;
    parser_push(p, t);
    while (t && parser_sees(p, T_RELATION)) {
        str_add_char(&relations, (char)parser_look(p)->which);
        p->i++;
        if ((t = parse_or(p)))
            parser_push(p, t);
    }
    if (t) {
        t = tree_relation(p->arena, p->stack + base, (const uint8_t *)relations.data,
                          p->n_stack - base);
        p->n_stack = base;
        t = parser_placed(p, t, first);
    }
    str_release(&relations);
    return t;
}

const struct tree *parse_connected(struct parser *p)
{
    if (!parser_enter(p))
        return NULL;
    const struct tree *t = parse_logic(p);
    parser_leave(p);
    return t;
}

static bool skip_separators(struct parser *p)
{
    bool any = false;
    while (parser_sees(p, T_SEMICOLON) || parser_sees(p, T_LINE)) {
        p->i++;
        any = true;
    }
    return any;
}

const struct tree *parse_statements(struct parser *p)
{
    skip_separators(p);
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_connected(p);
    while (t) {
        parser_push(p, t);
        const struct token *after;
        bool more = skip_separators(p);
        after = parser_look(p);
        if (!more || after->kind == T_END || after->kind == T_FINISH || after->kind == T_CLOSE)
            break;
        t = parse_connected(p);
    }
    if (!t)
        return NULL;
    if (p->n_stack == base + 1)
        return p->stack[--p->n_stack];
    return parser_pop_together(p, base, first);
}
