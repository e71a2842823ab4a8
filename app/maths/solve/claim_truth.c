/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claims at a point (claim.h): their truth, and claims with a value put in. A comparison of which a
 * side has no value does not hold, whatever it compares.
 */
#include "app/maths/solve/claim.h"

const struct claim *claim_substitute(struct solver *s, const struct claim *c,
                                     const struct tree *symbol, const struct tree *value)
{
    if (!solver_charge(s, 2))
        return NULL;
    struct claim *copy = tree_arena_alloc(s->arena, sizeof *copy);
    *copy = *c;
    if (c->left) {
        copy->left = tree_substitute(s->arena, c->left, symbol, value);
        copy->right = tree_substitute(s->arena, c->right, symbol, value);
        return copy->left && copy->right ? copy : NULL;
    }
    if (c->n)
        copy->part = tree_arena_alloc(s->arena, c->n * sizeof *copy->part);
    for (size_t i = 0; i < c->n; i++) {
        copy->part[i] = claim_substitute(s, c->part[i], symbol, value);
        if (!copy->part[i])
            return NULL;
    }
    return copy;
}

static enum truth compare_at(struct solver *s, const struct claim *c, ca_srcptr at, bool complex)
{
    ca_t left, right;
    ca_init(left, s->ca);
    ca_init(right, s->ca);
    enum truth truth = TRUTH_UNKNOWN;
    enum point_answer a = point_value(s, c->left, at, complex, left);
    enum point_answer b = point_value(s, c->right, at, complex, right);
    if (a == POINT_UNDEFINED || b == POINT_UNDEFINED) {
        truth = TRUTH_NO;
    } else if (a == POINT_KNOWN && b == POINT_KNOWN) {
        ca_sub(left, left, right, s->ca);
        int sign = EXACT_SIGN_UNKNOWN;
        if (!complex) {
            sign = real_ca_sign(s, left);
        } else {
            truth_t zero = real_ca_is_zero(s, left);
            sign = zero == T_TRUE ? 0 : zero == T_FALSE ? 1 : EXACT_SIGN_UNKNOWN;
        }
        static const uint8_t holds[RELATION_GREATER_EQUAL + 1][3] = {
            /* -1, 0, 1 */
            [RELATION_EQUAL] = {0, 1, 0},   [RELATION_UNEQUAL] = {1, 0, 1},
            [RELATION_LESS] = {1, 0, 0},    [RELATION_LESS_EQUAL] = {1, 1, 0},
            [RELATION_GREATER] = {0, 0, 1}, [RELATION_GREATER_EQUAL] = {0, 1, 1},
        };
        if (sign != EXACT_SIGN_UNKNOWN)
            truth = holds[c->relation][sign + 1] ? TRUTH_YES : TRUTH_NO;
    }
    ca_clear(left, s->ca);
    ca_clear(right, s->ca);
    return truth;
}

static enum truth family_at(struct solver *s, const struct claim *c, ca_srcptr at)
{
    ca_t value, other;
    ca_init(value, s->ca);
    ca_init(other, s->ca);
    enum truth truth = TRUTH_UNKNOWN;
    enum point_answer answer = point_value(s, c->left, at, false, value);
    if (answer == POINT_UNDEFINED) {
        truth = TRUTH_NO;
    } else if (answer == POINT_KNOWN && solver_charge(s, 50) &&
               point_value(s, c->right, NULL, false, other) == POINT_KNOWN) {
        ca_sub(value, value, other, s->ca);
        if (point_value(s, c->step, NULL, false, other) == POINT_KNOWN) {
            ca_div(value, value, other, s->ca);
            truth_t integer =
                real_ca_is_light(s, value, 1) ? ca_check_is_integer(value, s->ca) : T_UNKNOWN;
            bool wanted = c->relation == RELATION_EQUAL;
            if (integer != T_UNKNOWN)
                truth = (integer == T_TRUE) == wanted ? TRUTH_YES : TRUTH_NO;
        }
    }
    ca_clear(value, s->ca);
    ca_clear(other, s->ca);
    return truth;
}

enum truth claim_at(struct solver *s, const struct claim *c, ca_srcptr at, bool complex)
{
    if (c->kind == CLAIM_TRUE || c->kind == CLAIM_FALSE)
        return c->kind == CLAIM_TRUE ? TRUTH_YES : TRUTH_NO;
    if (c->kind == CLAIM_COMPARE)
        return compare_at(s, c, at, complex);
    if (c->kind == CLAIM_FAMILY)
        return complex ? TRUTH_UNKNOWN : family_at(s, c, at);
    enum truth decisive = c->kind == CLAIM_ALL ? TRUTH_NO : TRUTH_YES;
    enum truth result = c->kind == CLAIM_ALL ? TRUTH_YES : TRUTH_NO;
    for (size_t i = 0; i < c->n; i++) {
        enum truth part = claim_at(s, c->part[i], at, complex);
        if (part == decisive)
            return decisive;
        if (part == TRUTH_UNKNOWN)
            result = TRUTH_UNKNOWN;
    }
    return result;
}
