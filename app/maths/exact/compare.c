/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of the methods: identical trees, exact numbers, Calcium, the tower, points. A method
 * that cannot tell passes the question on; only what is proved is said.
 */
#include "app/maths/exact/ball.h"
#include "app/maths/exact/build.h"
#include "app/maths/exact/constant.h"
#include "app/maths/exact/domain.h"
#include "app/maths/exact/measure.h"
#include "app/maths/exact/number.h"
#include "app/maths/exact/points.h"
#include "app/maths/exact/residue.h"

#include "app/base/die.h"

#include <arb.h>
#include <stdlib.h>

enum { PRECISION_MAX = 4096, READINGS_MAX = 12, POINTS_QUICK = 6 };

/* --- constants -------------------------------------------------------------------------------- */

static enum exact_answer undefined(enum outcome a, enum outcome b)
{
    return a == OUT_UNDEFINED   ? EXACT_A_UNDEFINED
           : b == OUT_UNDEFINED ? EXACT_B_UNDEFINED
                                : EXACT_UNKNOWN;
}

static void different(struct exact *e, const struct tree *a, const struct tree *b,
                      struct exact_finding *finding)
{
    finding->answer = EXACT_DIFFERENT;
    points_show(e, a, b, NULL, false, finding);
}

static bool by_rationals(struct exact *e, const struct tree *a, const struct tree *b,
                         struct exact_finding *finding)
{
    fmpq_t x, y;
    fmpq_init(x);
    fmpq_init(y);
    enum outcome in_a = number_evaluate(e, a, x), in_b = number_evaluate(e, b, y);
    bool settled = in_a == OUT_DONE && in_b == OUT_DONE;
    if (settled && fmpq_equal(x, y))
        finding->answer = EXACT_EQUAL;
    else if (settled)
        different(e, a, b, finding);
    else
        finding->answer = undefined(in_a, in_b);
    fmpq_clear(y);
    fmpq_clear(x);
    return finding->answer != EXACT_UNKNOWN;
}

static bool by_calcium(struct exact *e, const struct tree *a, const struct tree *b,
                       struct exact_finding *finding)
{
    ca_ctx_struct *ctx = exact_constants(e);
    ca_t x, y;
    ca_init(x, ctx);
    ca_init(y, ctx);
    enum outcome in_a = constant_evaluate(e, a, x), in_b = constant_evaluate(e, b, y);
    if (in_a == OUT_DONE && in_b == OUT_DONE) {
        ca_sub(x, x, y, ctx);
        int same = measure_is_zero(e, x);
        if (same > 0)
            finding->answer = EXACT_EQUAL;
        else if (same == 0)
            different(e, a, b, finding);
    } else {
        finding->answer = undefined(in_a, in_b);
    }
    ca_clear(y, ctx);
    ca_clear(x, ctx);
    return finding->answer != EXACT_UNKNOWN;
}

static bool by_balls(struct exact *e, const struct tree *a, const struct tree *b, slong from,
                     slong to, struct exact_finding *finding)
{
    acb_t x, y;
    acb_init(x);
    acb_init(y);
    for (slong p = from; p <= to && e->steps && finding->answer == EXACT_UNKNOWN; p *= 4) {
        enum outcome in_a = ball_evaluate(e, a, NULL, p, x);
        enum outcome in_b = ball_evaluate(e, b, NULL, p, y);
        finding->answer = undefined(in_a, in_b);
        if (in_a == OUT_DONE && in_b == OUT_DONE && !acb_overlaps(x, y))
            different(e, a, b, finding);
    }
    acb_clear(y);
    acb_clear(x);
    return finding->answer != EXACT_UNKNOWN;
}

/* --- functions -------------------------------------------------------------------------------- */

struct proof {
    bool equal; /* wherever both have values */
    bool a_undefined, b_undefined;
    bool opaque; /* parts without a known value take part: f(x) */
    enum domain_answer domains;
    const struct tree *condition; /* domains differ by this */
    bool read;                    /* both were read, so `domains` means something */
};

/* The domains of both trees, once they are read. */
static void look_at_domains(struct tower *t, struct proof *out)
{
    struct domain a, b;
    out->read = domain_read(t, false, &a);
    out->read = domain_read(t, true, &b) && out->read;
    if (out->read) {
        out->a_undefined = a.empty;
        out->b_undefined = b.empty;
        out->domains = domain_compare(&a, &b);
        if (out->domains == DOMAIN_OTHER)
            out->condition = domain_difference(&a, &b);
        else if (t->hints->strict && out->domains == DOMAIN_SAME)
            out->condition = domain_write(&a);
    }
    domain_release(&b);
    domain_release(&a);
}

/* What a reading of both trees is for. */
enum purpose {
    FOR_DOMAINS, /* signs must not be known: they come from the domains */
    FOR_SIGNS,   /* learn them, and try */
    FOR_EQUALITY /* try with what is known */
};

/* One reading of both trees. False: to be done again with new hints. */
static bool read_both(struct exact *e, const struct tree *a, const struct tree *b,
                      struct hints *hints, enum purpose purpose, struct proof *out)
{
    struct tower *t = tower_new(e, false, hints);
    fmpz_mpoly_q_t x, y;
    fmpz_mpoly_q_init(x, t->ctx);
    fmpz_mpoly_q_init(y, t->ctx);
    bool fine = tower_read(t, a, x);
    if (!fine && t->failure == TOWER_UNDEFINED && purpose == FOR_DOMAINS)
        out->a_undefined = true;
    t->of_b = true;
    if (fine && !(fine = tower_read(t, b, y)) && t->failure == TOWER_UNDEFINED &&
        purpose == FOR_DOMAINS)
        out->b_undefined = true;
    bool again = t->failure == TOWER_AGAIN || (fine && purpose == FOR_SIGNS && domain_learn(t));
    if (fine && !again) {
        for (slong i = 0; i < t->n; i++)
            out->opaque |=
                t->generator[i].kind == GENERATOR_OPAQUE &&
                t->generator[i].like->kind != TREE_CONSTANT &&
                (t->generator[i].like->kind != TREE_APPLY || t->generator[i].like->n > 1);
        if (purpose == FOR_DOMAINS) {
            look_at_domains(t, out);
        } else {
            domain_relate(t);
            if (t->failure == TOWER_FINE && tower_reduce(t, x) && tower_reduce(t, y) &&
                tower_subtract(t, x, x, y))
                out->equal = tower_is_zero(t, x);
        }
    }
    fmpz_mpoly_q_clear(y, t->ctx);
    fmpz_mpoly_q_clear(x, t->ctx);
    tower_free(t);
    return !again;
}

static void prove_with(struct exact *e, const struct tree *a, const struct tree *b, bool strict,
                       struct proof *out)
{
    static const enum purpose steps[] = {FOR_DOMAINS, FOR_SIGNS, FOR_EQUALITY};
    struct hints *hints = xcalloc(1, sizeof *hints);
    hints->strict = strict;
    *out = (struct proof){.domains = DOMAIN_OTHER};
    for (size_t step = 0; step < 3 && !out->equal; step++) {
        if (step == 2) {
            if (!out->read || hints->n_roots == 0 || hints->n_signs == 0)
                break;
            hints->uniform = true;
        }
        bool done = false;
        for (int i = 0; !done && i < READINGS_MAX; i++)
            done = read_both(e, a, b, hints, steps[step], out);
        if (!done && step == 1)
            read_both(e, a, b, hints, FOR_EQUALITY, out);
        if (step == 0 && !out->read)
            break;
    }
    free(hints);
}

static bool has_signum(const struct tree *t)
{
    if (t->kind == TREE_APPLY && t->detail == FUNCTION_SGN)
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (has_signum(t->child[i]))
            return true;
    return false;
}

static void prove(struct exact *e, const struct tree *a, const struct tree *b, struct proof *out)
{
    prove_with(e, a, b, false, out);
    if (out->equal || !(has_signum(a) || has_signum(b)))
        return;
    struct proof away; /* from the zeros of what sgn is taken of */
    prove_with(e, a, b, true, &away);
    if (away.equal && away.read && away.condition) {
        *out = away;
        out->domains = DOMAIN_OTHER;
    }
}

static void compare_functions(struct exact *e, const struct tree *a, const struct tree *b,
                              struct exact_finding *finding)
{
    struct evidence evidence;
    struct proof proof;
    evidence_collect(e, a, b, POINTS_QUICK, 256, &evidence, finding);
    if (!evidence.differ) {
        prove(e, a, b, &proof);
        bool met = evidence.common > 0 || proof.opaque;
        if (proof.a_undefined && evidence.common == 0 && evidence.a_only == 0) {
            finding->answer = EXACT_A_UNDEFINED;
        } else if (proof.b_undefined && evidence.common == 0 && evidence.b_only == 0) {
            finding->answer = EXACT_B_UNDEFINED;
        } else if (tree_same(exact_sorted(e, a), exact_sorted(e, b))) {
            finding->answer = EXACT_EQUAL;
        } else if (proof.equal && met && proof.read) {
            if (proof.domains == DOMAIN_SAME && !evidence.a_only && !evidence.b_only) {
                finding->answer = EXACT_EQUAL;
                if (points_lean(e, a, b) && exact_domain(e, a, &proof.condition) &&
                    proof.condition) {
                    finding->answer = EXACT_EQUAL_IF;
                    finding->condition = proof.condition;
                    finding->inherent = true;
                }
            } else if (proof.domains == DOMAIN_OTHER) {
                finding->answer = EXACT_EQUAL_IF;
                finding->condition = proof.condition;
            }
        } else if (proof.read && proof.domains == DOMAIN_APART && evidence.common == 0 &&
                   evidence.lonely.values) {
            finding->answer = EXACT_DIFFERENT;
            points_show(e, a, b, &evidence.lonely, true, finding);
        } else if (!proof.equal) {
            evidence_release(&evidence);
            evidence_collect(e, a, b, POINTS_WANTED, PRECISION_MAX, &evidence, finding);
            if (!evidence.differ && evidence.common >= POINTS_WANTED && !evidence.a_only &&
                !evidence.b_only && !points_may_hide(e, a) && !points_may_hide(e, b) &&
                points_calm(e, a, b)) {
                finding->answer = EXACT_NUMERIC;
                finding->points = evidence.common;
            }
        }
    }
    evidence_release(&evidence);
}

/* Products of roots and the like that Calcium cannot join. */
static void by_tower(struct exact *e, const struct tree *a, const struct tree *b,
                     struct exact_finding *finding)
{
    struct proof proof;
    acb_t x, y;
    acb_init(x);
    acb_init(y);
    if (ball_evaluate(e, a, NULL, 256, x) == OUT_DONE &&
        ball_evaluate(e, b, NULL, 256, y) == OUT_DONE) {
        prove(e, a, b, &proof);
        if (proof.equal)
            finding->answer = EXACT_EQUAL;
    }
    acb_clear(y);
    acb_clear(x);
}

static void compare_constants(struct exact *e, const struct tree *a, const struct tree *b,
                              struct exact_finding *finding)
{
    if (by_rationals(e, a, b, finding) || by_balls(e, a, b, 64, 256, finding) ||
        by_calcium(e, a, b, finding) || by_balls(e, a, b, 1024, PRECISION_MAX, finding))
        return;
    if (tree_same(exact_sorted(e, a), exact_sorted(e, b)))
        finding->answer = EXACT_EQUAL;
    else if (residue_differ(e, a, b, NULL))
        different(e, a, b, finding);
    else
        by_tower(e, a, b, finding);
}

bool exact_domain(struct exact *exact, const struct tree *t, const struct tree **condition)
{
    struct hints *hints = xcalloc(1, sizeof *hints);
    t = exact_prepare(exact, t);
    exact->complex = exact_needs_complex(exact, t);
    bool fine = false, again = true;
    for (int i = 0; again && i < READINGS_MAX; i++) {
        struct tower *tower = tower_new(exact, false, hints);
        fmpz_mpoly_q_t a;
        struct domain domain;
        fmpz_mpoly_q_init(a, tower->ctx);
        fine = tower_read(tower, t, a);
        again = tower->failure == TOWER_AGAIN;
        if (fine) {
            fine = domain_read(tower, false, &domain) && !domain.empty;
            *condition = fine ? domain_write(&domain) : NULL;
            domain_release(&domain);
        }
        fmpz_mpoly_q_clear(a, tower->ctx);
        tower_free(tower);
    }
    free(hints);
    return fine;
}

void exact_compare(struct exact *exact, const struct tree *a, const struct tree *b,
                   struct exact_finding *finding)
{
    *finding = (struct exact_finding){.answer = EXACT_UNKNOWN};
    a = exact_prepare(exact, a);
    b = exact_prepare(exact, b);
    if (!a || !b)
        return;
    exact->complex = exact_needs_complex(exact, a) || exact_needs_complex(exact, b);
    if (exact_is_constant(a) && exact_is_constant(b))
        compare_constants(exact, a, b, finding);
    else
        compare_functions(exact, a, b, finding);
    if (exact->steps == 0 && finding->answer != EXACT_DIFFERENT)
        *finding = (struct exact_finding){.answer = EXACT_UNKNOWN};
}
