/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions in one real unknown (one.h). The line is cut for both (line.h), each piece is asked
 * at one point, and the answers are counted.
 */
#include "app/maths/solve/one.h"

#include "app/maths/solve/line.h"

void tally_conclude(struct solver *s, const struct tally *t, struct solve_finding *finding)
{
    if (t->unknown && !(t->only_a && t->only_b))
        return;
    const struct tree *witness = NULL;
    if (t->only_a) {
        finding->answer = t->only_b ? SOLVE_OTHER : SOLVE_MORE;
        witness = t->from_a;
    } else if (t->only_b) {
        finding->answer = SOLVE_FEWER;
        witness = t->from_b;
    } else {
        finding->answer = SOLVE_SAME;
    }
    if (witness && s->unknown)
        finding->witness = tree_relate(s->arena, s->unknown, RELATION_EQUAL, witness);
    if (t->unknown)
        return;
    if (t->finite_a)
        finding->a_count = t->only_a + t->both;
    if (t->finite_b)
        finding->b_count = t->only_b + t->both;
    if (t->finite_a && t->finite_b)
        finding->common = t->both;
}

static bool cut(struct line *l, const struct claim *c)
{
    if (c->kind == CLAIM_FAMILY)
        return tree_same(c->left, l->s->unknown) && line_add_family(l, c->right, c->step);
    if (c->kind == CLAIM_COMPARE) {
        if (!tree_mentions(c->left, l->s->unknown) && !tree_mentions(c->right, l->s->unknown))
            return true;
        return line_cut_difference(l, c->left, c->right);
    }
    for (size_t i = 0; i < c->n; i++)
        if (!cut(l, c->part[i]))
            return false;
    return true;
}

static void tally_add(struct tally *t, enum truth a, enum truth b, bool single)
{
    if (a == TRUTH_YES && !single)
        t->finite_a = false;
    if (b == TRUTH_YES && !single)
        t->finite_b = false;
    if (a == TRUTH_UNKNOWN || b == TRUTH_UNKNOWN)
        t->unknown++;
    else if (a == TRUTH_YES && b == TRUTH_YES)
        t->both++;
    else if (a == TRUTH_YES)
        t->only_a++;
    else if (b == TRUTH_YES)
        t->only_b++;
}

/* The pieces that have to be looked at. */
static void range(const struct line *l, size_t *first, size_t *last)
{
    *first = l->families ? 2 * l->first + 2 : 0;
    *last = 2 * l->last;
}

/* The first one that can be written; of angles rather one that is not negative. */
static void choose_witness(struct solver *s, const struct tree **witness, const struct real *point,
                           bool periodic)
{
    if (!*witness || (periodic && (*witness)->kind == TREE_NEGATE && real_sign(s, point) >= 0)) {
        const struct tree *t = real_tree(s, point);
        if (t)
            *witness = t;
    }
}

bool one_tally(struct solver *s, const struct claim *a, const struct claim *b, struct tally *tally)
{
    struct line line = {.s = s};
    if (!cut(&line, a) || !cut(&line, b) || !line_unroll(&line))
        return false;
    *tally = (struct tally){.finite_a = true, .finite_b = true};
    size_t first, last;
    range(&line, &first, &last);
    for (size_t piece = first; piece <= last; piece++) {
        const struct real *point = line_point(&line, piece);
        if (!point || !solver_charge(s, 10))
            return false;
        enum truth in_a = claim_at(s, a, point->value, false);
        enum truth in_b = claim_at(s, b, point->value, false);
        tally_add(tally, in_a, in_b, piece % 2 && !line_is_outer(&line, point));
        if (in_a == TRUTH_YES && in_b == TRUTH_NO)
            choose_witness(s, &tally->from_a, point, line.families);
        if (in_b == TRUTH_YES && in_a == TRUTH_NO)
            choose_witness(s, &tally->from_b, point, line.families);
    }
    return true;
}

void one_compare(struct solver *s, const struct claim *a, const struct claim *b,
                 struct solve_finding *finding)
{
    struct tally tally;
    if (one_tally(s, a, b, &tally))
        tally_conclude(s, &tally, finding);
}

/* --- sets for people -------------------------------------------------------------------------- */

struct region {
    struct solver *s;
    const struct tree *interval[LINE_CUTS + 1];
    const struct tree *point[LINE_CUTS];
    size_t intervals, points;
    bool fine;
};

static const struct tree *end_tree(struct region *r, const struct line *l, size_t piece, int side)
{
    /* side -1: the lower end of the piece, 1: the upper */
    struct tree_arena *arena = r->s->arena;
    size_t i = piece / 2;
    const struct real *end = NULL;
    if (piece % 2)
        end = l->cut[i];
    else if (side < 0 && i > 0)
        end = l->cut[i - 1];
    else if (side > 0 && i < l->n)
        end = l->cut[i];
    if (end)
        return real_tree(r->s, end);
    const struct tree *infinite = tree_detail(arena, TREE_CONSTANT, CONSTANT_INFINITY);
    return side < 0 ? tree_one(arena, TREE_NEGATE, 0, infinite) : infinite;
}

/* Pieces first..last all belong to the set, their neighbours do not. */
static void region_add(struct region *r, const struct line *l, size_t first, size_t last)
{
    const struct tree *low = end_tree(r, l, first, -1), *high = end_tree(r, l, last, 1);
    r->fine = r->fine && low && high;
    if (first == last && first % 2) {
        r->point[r->points++] = low;
        return;
    }
    unsigned closed =
        (first % 2 ? INTERVAL_LOWER_CLOSED : 0u) | (last % 2 ? INTERVAL_UPPER_CLOSED : 0u);
    r->interval[r->intervals++] = tree_two(r->s->arena, TREE_INTERVAL, closed, low, high);
}

static const struct tree *region_tree(struct region *r, const struct line *l)
{
    struct tree_arena *arena = r->s->arena;
    if (!r->fine)
        return NULL;
    if (r->intervals == 0)
        return tree_node(arena, TREE_ELEMENTS, 0, r->point, r->points);
    if (r->intervals == 1 && r->points == 0) {
        const struct tree *t = r->interval[0];
        bool all = l->n == 0 || (t->child[0]->kind == TREE_NEGATE &&
                                 tree_is_constant(t->child[0]->child[0], CONSTANT_INFINITY) &&
                                 tree_is_constant(t->child[1], CONSTANT_INFINITY));
        return all ? tree_detail(arena, TREE_NUMBERS, NUMBERS_REAL) : t;
    }
    if (r->points)
        r->interval[r->intervals++] = tree_node(arena, TREE_ELEMENTS, 0, r->point, r->points);
    return tree_node(arena, TREE_UNION, 0, r->interval, r->intervals);
}

const struct tree *one_set(struct solver *s, const struct claim *claim)
{
    struct line line = {.s = s};
    if (!cut(&line, claim) || !line_unroll(&line))
        return NULL;
    struct region region = {.s = s, .fine = true};
    size_t start = 0;
    bool open = false;
    size_t first, last;
    range(&line, &first, &last);
    for (size_t piece = first; piece <= last; piece++) {
        const struct real *point = line_point(&line, piece);
        enum truth truth =
            point && solver_charge(s, 10) ? claim_at(s, claim, point->value, false) : TRUTH_UNKNOWN;
        if (truth == TRUTH_UNKNOWN || (truth == TRUTH_YES && line_is_outer(&line, point)))
            return NULL; /* not known, or there is no end of it */
        if (truth == TRUTH_YES && !open)
            start = piece;
        if (truth == TRUTH_NO && open)
            region_add(&region, &line, start, piece - 1);
        open = truth == TRUTH_YES;
    }
    if (open)
        region_add(&region, &line, start, last);
    return region_tree(&region, &line);
}
