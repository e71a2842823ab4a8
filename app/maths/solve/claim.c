/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions read into claims (claim.h). Here stands what people mean: x = 1, 2 and x = 1 and
 * x = 2 are alternatives, x = 1, y = 2 are not, ± stands for both signs. What can be meant in two
 * ways is not read.
 */
#include "app/maths/solve/claim.h"

#include "app/maths/solve/field.h"

#include <string.h>

struct reader {
    struct solver *s;
    enum claim_status status;
};

static const struct claim *read_condition(struct reader *r, const struct tree *t, bool negated);
static const struct claim *member(struct reader *r, const struct tree *e, const struct tree *set,
                                  bool negated);

/* --- building --------------------------------------------------------------------------------- */

static struct claim *make(struct reader *r, enum claim_kind kind)
{
    struct claim *c = tree_arena_alloc(r->s->arena, sizeof *c);
    memset(c, 0, sizeof *c);
    c->kind = kind;
    return c;
}

static const struct claim *not_known(struct reader *r)
{
    if (r->status == CLAIM_READ)
        r->status = CLAIM_NOT_KNOWN;
    return NULL;
}

/* n parts, one of which may be NULL: then nothing is made. */
static const struct claim *join(struct reader *r, enum claim_kind kind, const struct claim **part,
                                size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!part[i])
            return not_known(r);
    if (n == 1)
        return part[0];
    struct claim *c = make(r, kind);
    c->part = tree_arena_alloc(r->s->arena, (n + 1) * sizeof *c->part);
    memcpy(c->part, part, n * sizeof *c->part);
    c->n = n;
    return c;
}

static const struct claim **room(struct reader *r, size_t n)
{
    return tree_arena_alloc(r->s->arena, (n + 1) * sizeof(struct claim *));
}

/* "All", or "any" under a negation. */
static enum claim_kind all(bool negated)
{
    return negated ? CLAIM_ANY : CLAIM_ALL;
}

static const struct claim *truth(struct reader *r, bool value)
{
    return make(r, value ? CLAIM_TRUE : CLAIM_FALSE);
}

/* --- comparisons ------------------------------------------------------------------------------ */

static enum tree_relation opposite(enum tree_relation relation)
{
    static const uint8_t table[] = {
        [RELATION_EQUAL] = RELATION_UNEQUAL,      [RELATION_UNEQUAL] = RELATION_EQUAL,
        [RELATION_LESS] = RELATION_GREATER_EQUAL, [RELATION_LESS_EQUAL] = RELATION_GREATER,
        [RELATION_GREATER] = RELATION_LESS_EQUAL, [RELATION_GREATER_EQUAL] = RELATION_LESS};
    return table[relation];
}

/* 1: infinity, -1: minus infinity, 0: something else. */
static int infinity(const struct tree *t)
{
    if (t->kind == TREE_NEGATE)
        return -infinity(t->child[0]);
    return tree_is_constant(t, CONSTANT_INFINITY);
}

static const struct tree *integer_in(const struct solver *s, const struct tree *t)
{
    for (size_t i = 0; i < s->integers; i++)
        if (tree_mentions(t, s->integer[i]))
            return s->integer[i];
    return NULL;
}

/* t with every (-1)^n replaced. */
static const struct tree *with_sign(struct reader *r, const struct tree *t, const struct tree *n,
                                    const struct tree *value, bool *found)
{
    if (t->kind == TREE_POWER && tree_same(t->child[1], n) && t->child[0]->kind == TREE_NEGATE &&
        tree_is_number(t->child[0]->child[0], "1")) {
        *found = true;
        return value;
    }
    if (t->n == 0)
        return t;
    const struct tree **child = tree_arena_alloc(r->s->arena, t->n * sizeof *child);
    for (size_t i = 0; i < t->n; i++)
        child[i] = with_sign(r, t->child[i], n, value, found);
    return tree_with(r->s->arena, t, child);
}

/* left = t for some integer n, which t holds linearly. */
static const struct claim *family(struct reader *r, const struct tree *left,
                                  enum tree_relation relation, const struct tree *t,
                                  const struct tree *n)
{
    struct tree_arena *arena = r->s->arena;
    struct field f;
    field_begin(&f, r->s, NULL);
    fmpz_mpoly_q_t e;
    fmpz_mpoly_q_init(e, f.ring);
    slong v = field_symbol(&f, n);
    bool linear = field_read(&f, t, e) == FIELD_DONE &&
                  field_is_small(&f, fmpz_mpoly_q_numref(e)) &&
                  field_is_fixed(&f, fmpz_mpoly_q_denref(e)) &&
                  fmpz_mpoly_degree_si(fmpz_mpoly_q_numref(e), v, f.ring) <= 1;
    for (slong i = 0; i < f.n; i++)
        linear = linear && (i == v || f.generator[i].fixed);
    fmpz_mpoly_q_clear(e, f.ring);
    field_end(&f);
    if (!linear)
        return not_known(r);
    struct claim *c = make(r, CLAIM_FAMILY);
    c->left = left;
    c->relation = relation;
    c->right = tree_substitute(arena, t, n, tree_integer(arena, 0));
    const struct tree *next = tree_substitute(arena, t, n, tree_integer(arena, 1));
    c->step = c->right && next
                  ? tree_two(arena, TREE_ADD, 0, next, tree_one(arena, TREE_NEGATE, 0, c->right))
                  : NULL;
    return c->step ? c : not_known(r);
}

/* left = t(n): with (-1)^n once for the even n and once for the odd ones. */
static const struct claim *families(struct reader *r, const struct tree *left,
                                    enum tree_relation relation, const struct tree *t,
                                    const struct tree *n)
{
    struct tree_arena *arena = r->s->arena;
    if ((relation != RELATION_EQUAL && relation != RELATION_UNEQUAL) || integer_in(r->s, left))
        return not_known(r);
    bool alternates = false;
    const struct tree *one = tree_integer(arena, 1);
    const struct tree *even = with_sign(r, t, n, one, &alternates);
    if (!alternates)
        return family(r, left, relation, t, n);
    const struct tree *odd = with_sign(r, t, n, tree_one(arena, TREE_NEGATE, 0, one), &alternates);
    const struct tree *twice = tree_two(arena, TREE_MULTIPLY, 0, tree_integer(arena, 2), n);
    even = even ? tree_substitute(arena, even, n, twice) : NULL;
    odd = odd ? tree_substitute(arena, odd, n, tree_two(arena, TREE_ADD, 0, twice, one)) : NULL;
    if (!even || !odd)
        return not_known(r);
    const struct claim *part[2] = {family(r, left, relation, even, n),
                                   family(r, left, relation, odd, n)};
    return join(r, relation == RELATION_EQUAL ? CLAIM_ANY : CLAIM_ALL, part, 2);
}

static const struct claim *leaf(struct reader *r, const struct tree *left,
                                enum tree_relation relation, const struct tree *right)
{
    left = exact_prepare(r->s->exact, left);
    right = exact_prepare(r->s->exact, right);
    const struct tree *n = integer_in(r->s, right);
    if (n)
        return families(r, left, relation, right, n);
    if (integer_in(r->s, left))
        return not_known(r);
    struct claim *c = make(r, CLAIM_COMPARE);
    c->left = left;
    c->relation = relation;
    c->right = right;
    return c;
}

static unsigned count_plus_minus(const struct tree *t, bool *other)
{
    unsigned n = t->kind == TREE_PLUS_MINUS;
    *other = *other || (n && t->detail == 1);
    for (size_t i = 0; i < t->n; i++)
        n += count_plus_minus(t->child[i], other);
    return n;
}

/* t with every ± read as + (upper) or -, and ∓ the other way. */
static const struct tree *choose_sign(struct reader *r, const struct tree *t, bool upper)
{
    if (!tree_has(t, TREE_PLUS_MINUS))
        return t;
    const struct tree **child = tree_arena_alloc(r->s->arena, t->n * sizeof *child);
    for (size_t i = 0; i < t->n; i++)
        child[i] = choose_sign(r, t->child[i], upper);
    if (t->kind != TREE_PLUS_MINUS)
        return tree_with(r->s->arena, t, child);
    const struct tree *last = child[t->n - 1];
    if (upper == (t->detail == 1))
        last = tree_one(r->s->arena, TREE_NEGATE, 0, last);
    return t->n == 1 ? last : tree_two(r->s->arena, TREE_ADD, 0, child[0], last);
}

static const struct claim *compare(struct reader *r, const struct tree *left,
                                   enum tree_relation relation, const struct tree *right,
                                   bool negated)
{
    if (negated)
        relation = opposite(relation);
    if (infinity(left) && !infinity(right)) {
        return compare(r, right, tree_mirrored(relation), left, false);
    }
    int end = infinity(right);
    if (end && !infinity(left)) {
        bool holds = relation == RELATION_UNEQUAL ||
                     (end > 0 ? relation == RELATION_LESS || relation == RELATION_LESS_EQUAL
                              : relation == RELATION_GREATER || relation == RELATION_GREATER_EQUAL);
        return holds ? leaf(r, left, RELATION_EQUAL, left) : truth(r, false);
    }
    bool minus_plus = false;
    unsigned n = count_plus_minus(left, &minus_plus) + count_plus_minus(right, &minus_plus);
    if (n == 0)
        return leaf(r, left, relation, right);
    if ((n > 1 && !minus_plus) || (relation != RELATION_EQUAL && relation != RELATION_UNEQUAL))
        return not_known(r);
    const struct claim *part[2];
    for (int i = 0; i < 2; i++) {
        const struct tree *a = choose_sign(r, left, i == 0), *b = choose_sign(r, right, i == 0);
        part[i] = a && b ? leaf(r, a, relation, b) : NULL;
    }
    return join(r, relation == RELATION_EQUAL ? CLAIM_ANY : CLAIM_ALL, part, 2);
}

/* x = 1, 2: one of them; with ≠ none of them. */
static const struct claim *compare_list(struct reader *r, const struct tree *left,
                                        enum tree_relation relation, const struct tree *list,
                                        bool negated)
{
    if (relation != RELATION_EQUAL && relation != RELATION_UNEQUAL)
        return not_known(r);
    const struct claim **part = room(r, list->n);
    for (size_t i = 0; i < list->n; i++) {
        if (list->child[i]->kind == TREE_ELLIPSIS)
            return not_known(r);
        part[i] = compare(r, left, relation, list->child[i], negated);
    }
    bool any = (relation == RELATION_EQUAL) != negated;
    return join(r, any ? CLAIM_ANY : CLAIM_ALL, part, list->n);
}

/* (x, y) = (1, 2), or x, y = 1, 2 */
static const struct claim *compare_each(struct reader *r, const struct tree *left,
                                        const struct tree *right, bool negated)
{
    const struct claim **part = room(r, left->n);
    for (size_t i = 0; i < left->n; i++)
        part[i] = compare(r, left->child[i], RELATION_EQUAL, right->child[i], negated);
    return join(r, all(negated), part, left->n);
}

/* (x, y) = (1, 2), (3, 4) */
static const struct claim *compare_points(struct reader *r, const struct tree *left,
                                          const struct tree *list, bool negated)
{
    const struct claim **part = room(r, list->n);
    for (size_t i = 0; i < list->n; i++) {
        const struct tree *point = list->child[i];
        if (point->kind != TREE_TUPLE || point->n != left->n)
            return not_known(r);
        part[i] = compare_each(r, left, point, negated);
    }
    return join(r, negated ? CLAIM_ALL : CLAIM_ANY, part, list->n);
}

/* x : y : z = 1 : 2 : 3 */
static const struct claim *compare_ratios(struct reader *r, const struct tree *left,
                                          enum tree_relation relation, const struct tree *right,
                                          bool negated)
{
    if (relation != RELATION_EQUAL || left->n != right->n)
        return not_known(r);
    const struct claim **part = room(r, left->n);
    for (size_t i = 0; i + 1 < left->n; i++) {
        const struct tree *a =
            tree_two(r->s->arena, TREE_DIVIDE, 0, left->child[i], left->child[i + 1]);
        const struct tree *b =
            tree_two(r->s->arena, TREE_DIVIDE, 0, right->child[i], right->child[i + 1]);
        part[i] = a && b ? compare(r, a, RELATION_EQUAL, b, negated) : NULL;
    }
    return join(r, all(negated), part, left->n - 1);
}

static bool many(const struct tree *t)
{
    return t->kind == TREE_LIST || t->kind == TREE_OR || t->kind == TREE_AND;
}

static const struct claim *pair(struct reader *r, const struct tree *left,
                                enum tree_relation relation, const struct tree *right, bool negated)
{
    if (relation == RELATION_IN || relation == RELATION_NOT_IN)
        return member(r, left, right, negated != (relation == RELATION_NOT_IN));
    if (relation > RELATION_GREATER_EQUAL)
        return not_known(r);
    if (left->kind == TREE_RATIO && right->kind == TREE_RATIO)
        return compare_ratios(r, left, relation, right, negated);
    bool tuples = left->kind == TREE_TUPLE || left->kind == TREE_LIST;
    if (tuples && relation == RELATION_EQUAL) {
        if (right->kind == left->kind && right->n == left->n &&
            (right->n == 0 || right->child[0]->kind != TREE_TUPLE))
            return compare_each(r, left, right, negated);
        if (left->kind == TREE_TUPLE && many(right))
            return compare_points(r, left, right, negated);
        return not_known(r);
    }
    if (many(right))
        return compare_list(r, left, relation, right, negated);
    if (left->kind == TREE_TUPLE || right->kind == TREE_TUPLE || many(left))
        return not_known(r);
    return compare(r, left, relation, right, negated);
}

static const struct claim *chain(struct reader *r, const struct tree *t, bool negated)
{
    const struct claim **part = room(r, t->n);
    for (size_t i = 0; i + 1 < t->n; i++)
        part[i] = pair(r, t->child[i], t->relations[i], t->child[i + 1], negated);
    return join(r, all(negated), part, t->n - 1);
}

/* --- sets ------------------------------------------------------------------------------------- */

static const struct claim *member_interval(struct reader *r, const struct tree *e,
                                           const struct tree *set, bool negated)
{
    unsigned closed = set->kind == TREE_INTERVAL ? set->detail : 0;
    const struct claim *part[2] = {
        compare(r, e, closed & INTERVAL_LOWER_CLOSED ? RELATION_GREATER_EQUAL : RELATION_GREATER,
                set->child[0], negated),
        compare(r, e, closed & INTERVAL_UPPER_CLOSED ? RELATION_LESS_EQUAL : RELATION_LESS,
                set->child[1], negated)};
    return join(r, all(negated), part, 2);
}

/* { x | x > 1 }, { x ∈ R | x > 1 } */
static const struct claim *member_such_that(struct reader *r, const struct tree *e,
                                            const struct tree *set, bool negated)
{
    const struct tree *element = set->child[0];
    const struct tree *domain = NULL;
    if (tree_is_relation(element, RELATION_IN)) {
        domain = element->child[1];
        element = element->child[0];
    }
    if (element->kind != TREE_SYMBOL)
        return not_known(r);
    const struct tree *condition = tree_substitute(r->s->arena, set->child[1], element, e);
    if (!condition)
        return not_known(r);
    const struct claim *part[2] = {read_condition(r, condition, negated)};
    if (domain)
        part[1] = member(r, e, domain, negated);
    return join(r, all(negated), part, domain ? 2 : 1);
}

/* e ∈ Z; of a letter for any integer that says nothing new. */
static const struct claim *member_integer(struct reader *r, const struct tree *e, bool negated)
{
    for (size_t i = 0; i < r->s->integers; i++)
        if (tree_same(e, r->s->integer[i]))
            return truth(r, !negated);
    struct claim *c = make(r, CLAIM_FAMILY);
    c->left = e;
    c->relation = negated ? RELATION_UNEQUAL : RELATION_EQUAL;
    c->right = tree_integer(r->s->arena, 0);
    c->step = tree_integer(r->s->arena, 1);
    return c;
}

static const struct claim *member(struct reader *r, const struct tree *e, const struct tree *set,
                                  bool negated)
{
    const struct claim **part = room(r, set->n);
    switch (set->kind) {
    case TREE_ELEMENTS:
        if (set->n == 0)
            return truth(r, negated);
        for (size_t i = 0; i < set->n; i++)
            part[i] = set->child[i]->kind == TREE_ELLIPSIS
                          ? NULL
                          : pair(r, e, RELATION_EQUAL, set->child[i], negated);
        return join(r, all(!negated), part, set->n);
    case TREE_INTERVAL:
        return member_interval(r, e, set, negated);
    case TREE_TUPLE:
        return set->n == 2 ? member_interval(r, e, set, negated) : not_known(r);
    case TREE_UNION:
    case TREE_OR:
        for (size_t i = 0; i < set->n; i++)
            part[i] = member(r, e, set->child[i], negated);
        return join(r, all(!negated), part, set->n);
    case TREE_INTERSECTION:
        for (size_t i = 0; i < set->n; i++)
            part[i] = member(r, e, set->child[i], negated);
        return join(r, all(negated), part, set->n);
    case TREE_DIFFERENCE:
        part[0] = member(r, e, set->child[0], negated);
        part[1] = member(r, e, set->child[1], !negated);
        return join(r, all(negated), part, 2);
    case TREE_SUCH_THAT:
        return member_such_that(r, e, set, negated);
    case TREE_NUMBERS:
        if (set->detail == NUMBERS_INTEGER)
            return member_integer(r, e, negated);
        if (set->detail != NUMBERS_REAL && set->detail != NUMBERS_COMPLEX)
            return not_known(r);
        return negated ? truth(r, false) : leaf(r, e, RELATION_EQUAL, e);
    default:
        return not_known(r);
    }
}

static bool is_set(const struct tree *t)
{
    switch (t->kind) {
    case TREE_ELEMENTS:
    case TREE_SUCH_THAT:
    case TREE_INTERVAL:
    case TREE_TUPLE:
    case TREE_NUMBERS:
    case TREE_UNION:
    case TREE_INTERSECTION:
    case TREE_DIFFERENCE:
        return true;
    default:
        return false;
    }
}

/* --- several conditions ----------------------------------------------------------------------- */

bool claim_is_solved(const struct tree *t)
{
    return tree_is_relation(t, RELATION_EQUAL) && t->child[0]->kind == TREE_SYMBOL &&
           !tree_mentions(t->child[1], t->child[0]);
}

bool claim_says_integer(const struct tree *t)
{
    return tree_is_relation(t, RELATION_IN) && t->child[0]->kind == TREE_SYMBOL &&
           t->child[1]->kind == TREE_NUMBERS && t->child[1]->detail == NUMBERS_INTEGER;
}

/* Are the right sides of solved relations numbers (or letters for any integer)? */
static bool right_sides_are_numbers(const struct solver *s, const struct tree *t)
{
    for (size_t i = 0; i < t->n; i++) {
        size_t n;
        const struct tree *const *symbol = tree_symbols(s->arena, t->child[i]->child[1], &n);
        for (size_t k = 0; k < n; k++)
            if (!integer_in(s, symbol[k]))
                return false;
    }
    return true;
}

bool claim_has_two_readings(const struct solver *s, const struct tree *t)
{
    if (t->kind != TREE_LIST && t->kind != TREE_AND)
        return false;
    bool repeated = false;
    for (size_t i = 0; i < t->n; i++) {
        if (!claim_is_solved(t->child[i]))
            return false;
        for (size_t k = 0; k < i; k++)
            repeated = repeated || tree_same(t->child[i]->child[0], t->child[k]->child[0]);
    }
    return repeated && !right_sides_are_numbers(s, t);
}

/* How many different unknowns x = .., y = .., x = .., y = .. are told in turn; 0: not of the kind.
 * n of them: each once. Where an unknown comes again these are alternatives; y = 2x, y = x + 1 are
 * that only when the solver says so. */
static size_t turn(struct reader *r, const struct tree *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (!claim_is_solved(t->child[i]))
            return 0;
    size_t k = 1;
    while (k < t->n && !tree_same(t->child[k]->child[0], t->child[0]->child[0]))
        k++;
    for (size_t i = 0; i < k; i++)
        for (size_t j = i + 1; j < k; j++)
            if (tree_same(t->child[i]->child[0], t->child[j]->child[0]))
                return 0;
    for (size_t i = k; i < t->n; i++)
        if (!tree_same(t->child[i]->child[0], t->child[i - k]->child[0]))
            return 0;
    if (k < t->n && !right_sides_are_numbers(r->s, t) &&
        (t->kind == TREE_SYSTEM || !r->s->alternatives))
        return 0;
    return t->n % k == 0 ? k : 0;
}

static const struct claim *read_parts(struct reader *r, const struct tree *t, size_t from, size_t n,
                                      enum claim_kind kind, bool negated)
{
    const struct claim **part = room(r, n);
    for (size_t i = 0; i < n; i++)
        part[i] = read_condition(r, t->child[from + i], negated);
    return join(r, kind, part, n);
}

/* Solved relations: alternatives when an unknown comes again, components when it does not. */
static const struct claim *read_solved(struct reader *r, const struct tree *t, size_t k,
                                       bool negated)
{
    const struct claim **part = room(r, t->n / k);
    for (size_t i = 0; i < t->n / k; i++)
        part[i] = read_parts(r, t, i * k, k, all(negated), negated);
    return join(r, all(!negated), part, t->n / k);
}

/* 1: t says that its symbol is above something, -1: below; 0: something else. */
static int side_of(const struct tree *t)
{
    if (t->kind != TREE_RELATION || t->n != 2 || t->child[0]->kind != TREE_SYMBOL ||
        tree_mentions(t->child[1], t->child[0]))
        return 0;
    switch (t->relations[0]) {
    case RELATION_LESS:
    case RELATION_LESS_EQUAL:
        return -1;
    case RELATION_GREATER:
    case RELATION_GREATER_EQUAL:
        return 1;
    default:
        return 0;
    }
}

/* x > 1, x < 3 is between, x < 1, x > 3 is outside: the other reading would say nothing. */
static const struct claim *read_two_sides(struct reader *r, const struct tree *t, bool negated)
{
    for (size_t i = 1; i < t->n; i++) /* x >= 0, y >= 0 */
        if (!tree_same(t->child[0]->child[0], t->child[i]->child[0]))
            return read_parts(r, t, 0, t->n, all(negated), negated);
    if (t->n != 2 || side_of(t->child[0]) * side_of(t->child[1]) != -1)
        return not_known(r);
    bool low_first = side_of(t->child[0]) > 0;
    const struct real *low = real_of_tree(r->s, t->child[low_first ? 0 : 1]->child[1]);
    const struct real *high = real_of_tree(r->s, t->child[low_first ? 1 : 0]->child[1]);
    int order = low && high ? real_order(r->s, low, high) : EXACT_SIGN_UNKNOWN;
    if (order == EXACT_SIGN_UNKNOWN || order == 0)
        return not_known(r);
    return read_parts(r, t, 0, 2, all((order > 0) != negated), negated);
}

static bool is_condition(const struct tree *t)
{
    if (t->kind == TREE_LIST)
        return is_condition(t->child[0]);
    return t->kind == TREE_RELATION || t->kind == TREE_SYSTEM || t->kind == TREE_AND ||
           t->kind == TREE_OR || t->kind == TREE_NOT;
}

static const struct claim *read_list(struct reader *r, const struct tree *t, bool negated)
{
    size_t conditions = 0, equations = 0, sides = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct tree *c = t->child[i];
        conditions += is_condition(c);
        equations += tree_is_relation(c, RELATION_EQUAL);
        sides += side_of(c) != 0;
    }
    if (conditions == 0) {
        r->status = CLAIM_NO_CONDITION;
        return NULL;
    }
    if (conditions == 1 && claim_is_solved(t->child[0])) { /* x = 1, 2 */
        const struct claim **part = room(r, t->n);
        part[0] = read_condition(r, t->child[0], negated);
        for (size_t i = 1; i < t->n; i++)
            part[i] = pair(r, t->child[0]->child[0], RELATION_EQUAL, t->child[i], negated);
        return join(r, all(!negated), part, t->n);
    }
    if (conditions < t->n)
        return not_known(r);
    size_t k = turn(r, t);
    if (k)
        return read_solved(r, t, k, negated);
    if (sides == t->n)
        return read_two_sides(r, t, negated);
    size_t n;
    tree_symbols(r->s->arena, t, &n);
    if (equations == t->n && n < 2)
        return not_known(r); /* x^2 = 4, x = 2: together, or one after the other? */
    return read_parts(r, t, 0, t->n, all(negated), negated);
}

/* A list of conditions without "n is an integer". */
static const struct tree *without_integers(struct reader *r, const struct tree *t)
{
    const struct tree **child = tree_arena_alloc(r->s->arena, t->n * sizeof *child);
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        if (!claim_says_integer(t->child[i]) || !integer_in(r->s, t->child[i]))
            child[n++] = t->child[i];
    if (n == t->n || n == 0)
        return t;
    return n == 1 ? child[0] : tree_node(r->s->arena, t->kind, t->detail, child, n);
}

static const struct claim *read_condition(struct reader *r, const struct tree *t, bool negated)
{
    if (!solver_charge(r->s, 2))
        return not_known(r);
    if (r->s->integers && (t->kind == TREE_LIST || t->kind == TREE_SYSTEM || t->kind == TREE_AND)) {
        const struct tree *rest = without_integers(r, t);
        if (rest != t)
            return read_condition(r, rest, negated);
    }
    if (t->kind == TREE_ELEMENTS && t->n == 0)
        return truth(r, negated);
    if (is_set(t)) {
        if (!r->s->unknown)
            return not_known(r);
        return member(r, r->s->unknown, t, negated);
    }
    switch (t->kind) {
    case TREE_RELATION:
        return chain(r, t, negated);
    case TREE_SYSTEM:
    case TREE_AND: {
        size_t k = turn(r, t);
        if (k && k < t->n) /* x = 1 and x = 2 are two solutions */
            return read_solved(r, t, k, negated);
        return read_parts(r, t, 0, t->n, all(negated), negated);
    }
    case TREE_OR: {
        if (!is_condition(t->child[0]) && !is_set(t->child[0]))
            break;
        const struct claim **part = room(r, t->n);
        for (size_t i = 0; i < t->n; i++) /* x = 1 or 2 */
            part[i] = i > 0 && claim_is_solved(t->child[0]) && !is_condition(t->child[i])
                          ? pair(r, t->child[0]->child[0], RELATION_EQUAL, t->child[i], negated)
                          : read_condition(r, t->child[i], negated);
        return join(r, all(!negated), part, t->n);
    }
    case TREE_NOT:
        return read_condition(r, t->child[0], !negated);
    case TREE_LIST:
        return read_list(r, t, negated);
    default:
        break;
    }
    r->status = CLAIM_NO_CONDITION;
    return NULL;
}

const struct claim *claim_read(struct solver *s, const struct tree *t, enum claim_status *status)
{
    struct reader r = {.s = s, .status = CLAIM_READ};
    const struct claim *c =
        t->size <= SOLVE_SIZE_MAX ? read_condition(&r, t, false) : not_known(&r);
    *status = r.status;
    return c;
}

const struct claim *claim_read_set(struct solver *s, const struct tree *t)
{
    struct reader r = {.s = s, .status = CLAIM_READ};
    return t->size <= SOLVE_SIZE_MAX ? member(&r, s->unknown, t, false) : NULL;
}
