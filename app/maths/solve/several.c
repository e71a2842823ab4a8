/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions in several unknowns (several.h): asks for proofs in both directions, looks for points
 * that tell the two apart on slices where all unknowns but one have small rational values, and
 * concludes. What is solved for a letter of a formula (r = sqrt(A/π)) is the same formula where
 * that letter is not negative.
 */
#include "app/maths/solve/several.h"

#include "app/maths/solve/one.h"

#include <stdlib.h>
#include <string.h>

enum { SLICES = 9, SLICE_DIRECTIONS = 3 };

/* --- slices ----------------------------------------------------------------------------------- */

static const struct tree *slice_value(struct solver *s, size_t slice, size_t coordinate)
{
    static const struct {
        int above, below;
    } small[] = {{1, 1}, {2, 1}, {-1, 1}, {3, 1}, {1, 2}, {-2, 1}, {5, 1}, {-1, 3}};
    if (slice == SLICES - 1)
        return tree_integer(s->arena, 0);
    size_t i = (slice + 3 * coordinate) % (sizeof small / sizeof *small);
    const struct tree *t = tree_integer(s->arena, abs(small[i].above));
    if (small[i].below > 1)
        t = tree_two(s->arena, TREE_DIVIDE, 0, t, tree_integer(s->arena, small[i].below));
    return small[i].above < 0 ? tree_one(s->arena, TREE_NEGATE, 0, t) : t;
}

/* Both conditions with every coordinate but one replaced by a small number. */
static void try_slice(struct question *q, size_t free_one, size_t slice, struct inclusion result[2])
{
    struct solver *s = q->s;
    const struct tree *value[SEVERAL_UNKNOWNS];
    const struct claim *claim[2] = {q->side[0].claim, q->side[1].claim};
    for (size_t i = 0; i < s->coordinates; i++) {
        value[i] = slice_value(s, slice, i);
        for (int k = 0; k < 2 && i != free_one; k++)
            if (claim[k])
                claim[k] = claim_substitute(s, claim[k], s->coordinate[i], value[i]);
    }
    if (!claim[0] || !claim[1] || !solver_charge(s, 20))
        return;
    /* the slice is a question in one unknown */
    size_t coordinates = s->coordinates;
    s->unknown = s->coordinate[free_one];
    s->coordinates = 0;
    struct tally tally;
    bool known = one_tally(s, claim[0], claim[1], &tally);
    s->coordinates = coordinates;
    s->unknown = NULL;
    if (!known)
        return;
    const struct tree *from[2] = {tally.from_a, tally.from_b};
    long only[2] = {tally.only_a, tally.only_b};
    for (int k = 0; k < 2; k++) {
        if (!only[k])
            continue;
        result[k].disproved = true;
        value[free_one] = from[k];
        if (!result[k].witness && from[k])
            result[k].witness = several_point(s, value);
    }
}

static bool settled(const struct inclusion *r)
{
    return r->disproved || (r->proved && r->conditions == 0);
}

static void try_slices(struct question *q, struct inclusion result[2])
{
    if (q->s->coordinates == 1)
        return; /* the line has been tried */
    size_t directions = q->s->coordinates < SLICE_DIRECTIONS ? q->s->coordinates : SLICE_DIRECTIONS;
    for (size_t slice = 0; slice < SLICES; slice++)
        for (size_t k = 0; k < directions; k++) {
            if (settled(&result[0]) && settled(&result[1]))
                return;
            /* the last letters first: y before x, they are more often solved for */
            try_slice(q, q->s->coordinates - 1 - k, slice, result);
        }
}

/* --- formulas --------------------------------------------------------------------------------- */

/* Is t an even root, or a positive number times one? Then it is never negative. */
static bool is_even_root(const struct tree *t)
{
    switch (t->kind) {
    case TREE_ROOT:
        return t->n == 1;
    case TREE_DIVIDE:
    case TREE_MULTIPLY:
        for (size_t i = 0; i < t->n; i++)
            if (!is_even_root(t->child[i]) && t->child[i]->kind != TREE_NUMBER)
                return false;
        return true;
    default:
        return false;
    }
}

static bool is_usual_unknown(const struct tree *symbol)
{
    return tree_is_symbol(symbol, "x") || tree_is_symbol(symbol, "y") ||
           tree_is_symbol(symbol, "z");
}

/* `solved` says r = t with t >= 0, the other one is p·r^2 = q: the same where r >= 0. */
static const struct tree *solved_for_positive(struct question *q, int solved)
{
    const struct tree *t = q->side[solved].tree;
    const struct side *other = &q->side[1 - solved];
    if (!claim_is_solved(t) || is_usual_unknown(t->child[0]) || !is_even_root(t->child[1]) ||
        other->n != 1 || other->alternative[0].n != 1)
        return NULL;
    const struct leaf *leaf = &q->leaf[other->alternative[0].leaf[0]];
    slong v = field_symbol(&q->f, t->child[0]);
    if (v < 0 || leaf->relation != RELATION_EQUAL || leaf->first != leaf->last ||
        fmpz_mpoly_degree_si(&leaf->polynomial, v, q->f.ring) != 2)
        return NULL;
    fmpz_mpoly_t c;
    fmpz_mpoly_init(c, q->f.ring);
    ulong power = 1;
    fmpz_mpoly_get_coeff_vars_ui(c, &leaf->polynomial, &v, &power, 1, q->f.ring);
    bool pure = c->length == 0;
    power = 2;
    fmpz_mpoly_get_coeff_vars_ui(c, &leaf->polynomial, &v, &power, 1, q->f.ring);
    const struct tree *zero = tree_integer(q->s->arena, 0);
    const struct tree *condition =
        tree_relate(q->s->arena, t->child[0], RELATION_GREATER_EQUAL, zero);
    if (!field_is_fixed(&q->f, c)) {
        fmpz_mpoly_primitive_part(c, c, q->f.ring);
        const struct tree *lead =
            tree_relate(q->s->arena, field_tree(&q->f, c), RELATION_UNEQUAL, zero);
        condition = tree_two(q->s->arena, TREE_SYSTEM, 0, condition, lead);
    }
    fmpz_mpoly_clear(c, q->f.ring);
    return pure ? condition : NULL;
}

/* Where a solved relation holds its right side has a value: a condition that says no more than
 * that is none. */
static bool is_domain_of(struct question *q, const struct tree *condition, const struct tree *t)
{
    const struct tree *domain;
    return exact_domain(q->s->exact, t, &domain) && domain && condition &&
           tree_same(domain, condition);
}

/* Adds a condition, unless t has no value without it. */
static bool require(struct question *q, const struct tree *condition, const struct tree *t,
                    struct inclusion *result)
{
    if (!condition)
        return false;
    if (is_domain_of(q, condition, t))
        return true;
    for (size_t i = 0; i < result->conditions; i++)
        if (tree_same(result->condition[i], condition))
            return true;
    if (result->conditions == SEVERAL_CONDITIONS)
        return false;
    result->condition[result->conditions++] = condition;
    return true;
}

static bool require_domain(struct question *q, const struct tree *side, const struct tree *t,
                           struct inclusion *result)
{
    const struct tree *domain;
    return exact_domain(q->s->exact, side, &domain) && (!domain || require(q, domain, t, result));
}

/* Does the claim hold with t for v? Conditions are added to the result. */
static bool holds_with(struct question *q, const struct claim *c, const struct tree *v,
                       const struct tree *t, struct inclusion *result)
{
    if (c->kind == CLAIM_COMPARE) {
        const struct tree *left = tree_substitute(q->s->arena, c->left, v, t);
        const struct tree *right = tree_substitute(q->s->arena, c->right, v, t);
        if (c->relation != RELATION_EQUAL || !left || !right)
            return false;
        struct exact_finding found;
        exact_compare(q->s->exact, left, right, &found);
        if (found.answer != EXACT_EQUAL && found.answer != EXACT_EQUAL_IF)
            return false;
        return (found.answer == EXACT_EQUAL || require(q, found.condition, t, result)) &&
               require_domain(q, left, t, result) && require_domain(q, right, t, result);
    }
    size_t holding = 0;
    for (size_t i = 0; i < c->n; i++) {
        size_t before = result->conditions;
        if (holds_with(q, c->part[i], v, t, result))
            holding++;
        else
            result->conditions = before;
        if (holding && c->kind == CLAIM_ANY)
            return true;
    }
    return c->kind == CLAIM_TRUE || (c->kind == CLAIM_ALL && holding == c->n);
}

/* From v = t, or several such alternatives, by substitution. */
static bool include_by_substitution(struct question *q, const struct claim *from,
                                    const struct claim *into, struct inclusion *result)
{
    if (from->kind == CLAIM_ANY) {
        for (size_t i = 0; i < from->n; i++)
            if (!include_by_substitution(q, from->part[i], into, result))
                return false;
        return true;
    }
    return from->kind == CLAIM_COMPARE && from->relation == RELATION_EQUAL &&
           from->left->kind == TREE_SYMBOL && !tree_mentions(from->right, from->left) &&
           holds_with(q, into, from->left, from->right, result);
}

static void include(struct question *q, int k, bool read, struct inclusion *result)
{
    if (read)
        ideal_include(q, &q->side[k], &q->side[1 - k], result);
    if (result->proved || result->disproved)
        return;
    struct inclusion found = *result;
    if (include_by_substitution(q, q->side[k].claim, q->side[1 - k].claim, &found)) {
        *result = found;
        result->proved = true;
    }
}

/* --- positive letters ------------------------------------------------------------------------- */

/* Two formulas that are the same when all their letters are positive, as lengths and times are:
 * the condition; NULL when that is not proved, or when x, y, z occur. */
static const struct tree *same_for_positive(struct question *q)
{
    struct solver *s = q->s;
    const struct tree *positive[SEVERAL_UNKNOWNS];
    for (size_t i = 0; i < s->coordinates; i++) {
        positive[i] =
            tree_relate(s->arena, s->coordinate[i], RELATION_GREATER, tree_integer(s->arena, 0));
        if (is_usual_unknown(s->coordinate[i]))
            return NULL;
    }
    if (q->side[0].claim->kind != CLAIM_COMPARE || q->side[1].claim->kind != CLAIM_COMPARE)
        return NULL;
    q->positive = true;
    bool proved = true;
    for (int k = 0; k < 2 && proved; k++) {
        struct inclusion r = {.count = -1};
        ideal_include(q, &q->side[k], &q->side[1 - k], &r);
        proved = r.proved && r.conditions == 0;
    }
    q->positive = false;
    return proved ? several_all(s, positive, s->coordinates) : NULL;
}

/* --- conclusion ------------------------------------------------------------------------------- */

static void add_once(const struct tree *all[4 * SEVERAL_CONDITIONS], size_t *n,
                     const struct tree *t)
{
    for (size_t i = 0; i < *n; i++)
        if (tree_same(all[i], t))
            return;
    if (*n < 4 * SEVERAL_CONDITIONS)
        all[(*n)++] = t;
}

static const struct tree *conditions_tree(struct question *q, const struct inclusion r[2])
{
    const struct tree *all[4 * SEVERAL_CONDITIONS];
    size_t n = 0;
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < r[k].conditions; i++) {
            const struct tree *t = r[k].condition[i];
            if (t->kind == TREE_SYSTEM)
                for (size_t j = 0; j < t->n; j++)
                    add_once(all, &n, t->child[j]);
            else
                add_once(all, &n, t);
        }
    return several_all(q->s, all, n);
}

static void conclude(struct question *q, const struct inclusion r[2], struct solve_finding *finding)
{
    bool sure[2];
    for (int k = 0; k < 2; k++)
        sure[k] = r[k].proved && r[k].conditions == 0;
    if (sure[0] && sure[1]) {
        finding->answer = SOLVE_SAME;
    } else if (r[0].disproved && r[1].disproved) {
        finding->answer = SOLVE_OTHER;
        finding->witness = r[0].witness;
    } else if (r[0].proved && r[1].proved) {
        finding->answer = SOLVE_SAME_IF;
        finding->condition = conditions_tree(q, r);
    } else if (sure[0] && r[1].disproved) {
        finding->answer = SOLVE_FEWER;
        finding->witness = r[1].witness;
    } else if (sure[1] && r[0].disproved) {
        finding->answer = SOLVE_MORE;
        finding->witness = r[0].witness;
    } else if (r[0].disproved || (r[1].disproved && r[0].count < 0)) {
        finding->unequal = true; /* few of many points may still be a part of the answer */
        finding->witness = r[r[0].disproved ? 0 : 1].witness;
    }
    finding->a_count = r[0].count;
    finding->b_count = r[1].count;
    if (r[0].count >= 0 && r[1].count >= 0)
        finding->common = r[0].common;
}

/* The same but for what does not happen to lengths, times and so on. */
static void forgive(struct question *q, struct solve_finding *finding)
{
    const struct tree *condition = NULL;
    for (int k = 0; k < 2 && !condition; k++)
        if (finding->answer == (k == 0 ? SOLVE_FEWER : SOLVE_MORE))
            condition = solved_for_positive(q, k);
    if (!condition && finding->answer != SOLVE_SAME && finding->answer != SOLVE_SAME_IF)
        condition = same_for_positive(q);
    if (!condition)
        return;
    finding->answer = SOLVE_SAME_IF;
    finding->condition = condition;
    finding->witness = NULL;
    finding->unequal = false;
}

static void decide(struct question *q, struct solve_finding *finding)
{
    struct inclusion r[2] = {{.count = -1}, {.count = -1}};
    bool read = ideal_read(q, &q->side[0]);
    read = ideal_read(q, &q->side[1]) && read;
    for (int k = 0; k < 2; k++) {
        if (q->side[k].read)
            points_include(q, &q->side[k], &q->side[1 - k], &r[k]);
        if (!settled(&r[k]))
            include(q, k, read, &r[k]);
    }
    bool same_somewhere = r[0].proved && r[1].proved && !r[0].disproved && !r[1].disproved;
    if (!same_somewhere)
        try_slices(q, r);
    conclude(q, r, finding);
    if (read)
        forgive(q, finding);
}

/* --- points ----------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return tree_compare(*(const struct tree *const *)a, *(const struct tree *const *)b);
}

static bool is_point(const struct solver *s, const struct tree *t)
{
    return t->kind == TREE_TUPLE && t->n == s->coordinates;
}

/* (1, 2), or several of them, about the coordinates in the order of their names. */
static const struct tree *bind_points(struct solver *s, const struct tree *t)
{
    const struct tree *names = tree_node(s->arena, TREE_TUPLE, 0, s->coordinate, s->coordinates);
    if (is_point(s, t))
        return tree_relate(s->arena, names, RELATION_EQUAL, t);
    if (t->kind != TREE_LIST && t->kind != TREE_OR && t->kind != TREE_AND &&
        t->kind != TREE_ELEMENTS)
        return t;
    if (t->n == 0)
        return t;
    const struct tree **each = tree_arena_alloc(s->arena, t->n * sizeof *each);
    for (size_t i = 0; i < t->n; i++) {
        if (!is_point(s, t->child[i]))
            return t;
        each[i] = tree_relate(s->arena, names, RELATION_EQUAL, t->child[i]);
    }
    return t->n == 1 ? each[0] : tree_node(s->arena, TREE_OR, 0, each, t->n);
}

void several_compare(struct solver *s, const struct tree *a, const struct tree *b,
                     struct solve_finding *finding)
{
    const struct tree *names[SEVERAL_UNKNOWNS];
    memcpy(names, s->coordinate, s->coordinates * sizeof *names);
    qsort(names, s->coordinates, sizeof *names, by_name);
    s->coordinate = names;
    struct question *q = tree_arena_alloc(s->arena, sizeof *q);
    memset(q, 0, sizeof *q);
    q->s = s;
    q->side[0].tree = bind_points(s, a);
    q->side[1].tree = bind_points(s, b);
    for (int k = 0; k < 2; k++) {
        enum claim_status status = CLAIM_NOT_KNOWN;
        if (q->side[k].tree)
            q->side[k].claim = claim_read(s, q->side[k].tree, &status);
        if (status == CLAIM_NO_CONDITION)
            finding->answer = SOLVE_NOT_A_CONDITION;
    }
    if (q->side[0].claim && q->side[1].claim) {
        field_begin(&q->f, s, NULL);
        for (size_t i = 0; i < s->coordinates; i++)
            field_symbol(&q->f, names[i]);
        decide(q, finding);
        for (size_t i = 0; i < q->n_leaves; i++)
            fmpz_mpoly_clear(&q->leaf[i].polynomial, q->f.ring);
        field_end(&q->f);
    }
    s->coordinate = NULL;
}
