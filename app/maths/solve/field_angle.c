/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trigonometric functions read into a field (field.h): of angles m·y + b with integers m, where y
 * is the greatest common part of all angles (x/2, 3x), as polynomials in cos y and sin y, so that
 * equations between them become algebraic.
 */
#include "app/maths/solve/field.h"

#include <flint/ulong_extras.h>
#include <stdlib.h>

enum { MULTIPLE_MAX = 24, EXPANDED_MAX = 12 };

/* An angle, and its cosine and sine. */
struct angle {
    slong x;        /* generator of the symbol */
    slong multiple; /* m */
    bool shifted;   /* b is not zero */
    const struct tree *shift;
    fmpz_mpoly_q_t cosine, sine;
};

/* a = m·y + b with y = x·multiplier/divisor. */
static enum field_answer split(struct field *f, const fmpz_mpoly_q_t a, struct angle *angle)
{
    const fmpz_mpoly_struct *above = fmpz_mpoly_q_numref(a);
    int used[FIELD_GENERATORS];
    fmpz_mpoly_used_vars(used, above, f->ring);
    angle->x = -1;
    for (slong i = 0; i < f->n; i++) {
        if (!used[i] || f->generator[i].fixed)
            continue;
        if (angle->x >= 0 || f->generator[i].kind != GENERATOR_SYMBOL)
            return FIELD_UNKNOWN;
        angle->x = i;
    }
    if (angle->x < 0 || fmpz_mpoly_degree_si(above, angle->x, f->ring) != 1 ||
        !fmpz_mpoly_is_fmpz(fmpz_mpoly_q_denref(a), f->ring))
        return FIELD_UNKNOWN;
    enum field_answer answer = FIELD_UNKNOWN;
    fmpz_mpoly_t part;
    fmpq_t m, grown;
    fmpz_mpoly_init(part, f->ring);
    fmpq_init(m);
    fmpq_init(grown);
    ulong power = 1;
    fmpz_mpoly_get_coeff_vars_ui(part, above, &angle->x, &power, 1, f->ring);
    if (!fmpz_mpoly_is_fmpz(part, f->ring))
        goto done;
    fmpz_mpoly_get_fmpz(fmpq_numref(m), part, f->ring);
    fmpz_mpoly_get_fmpz(fmpq_denref(m), fmpz_mpoly_q_denref(a), f->ring);
    fmpq_canonicalise(m);
    fmpq_mul_si(m, m, f->angle_divisor);
    if (!fmpz_is_one(fmpq_denref(m))) {
        if (fmpz_cmp_si(fmpq_denref(m), MULTIPLE_MAX / f->angle_divisor) > 0)
            goto done;
        f->angle_divisor *= fmpz_get_si(fmpq_denref(m));
        answer = FIELD_AGAIN;
        goto done;
    }
    if (!solver_within(fmpq_numref(m), MULTIPLE_MAX))
        goto done;
    angle->multiple = fmpz_get_si(fmpq_numref(m));
    f->angle_gcd = (slong)n_gcd((ulong)f->angle_gcd, (ulong)labs(angle->multiple));
    if (angle->multiple % f->angle_multiplier) {
        f->angle_multiplier = 1;
        answer = FIELD_AGAIN;
        goto done;
    }
    angle->multiple /= f->angle_multiplier;
    if (labs(angle->multiple) > EXPANDED_MAX) {
        if (f->angle_gcd > f->angle_multiplier) {
            f->angle_multiplier = f->angle_gcd;
            answer = FIELD_AGAIN;
        }
        goto done;
    }
    power = 0;
    fmpz_mpoly_get_coeff_vars_ui(part, above, &angle->x, &power, 1, f->ring);
    angle->shifted = part->length != 0;
    if (angle->shifted) {
        angle->shift = field_tree(f, part);
        if (!fmpz_mpoly_is_one(fmpz_mpoly_q_denref(a), f->ring))
            angle->shift = tree_two(f->s->arena, TREE_DIVIDE, 0, angle->shift,
                                    field_tree(f, fmpz_mpoly_q_denref(a)));
        if (!angle->shift)
            goto done;
    }
    answer = FIELD_DONE;
done:
    fmpz_mpoly_clear(part, f->ring);
    fmpq_clear(m);
    fmpq_clear(grown);
    return answer;
}

/* (cosine, sine) of the angle += those of another: both pairs are multiplied. */
static enum field_answer turn(struct field *f, struct angle *angle, const fmpz_mpoly_q_t cosine,
                              const fmpz_mpoly_q_t sine)
{
    fmpz_mpoly_q_t a, b, c;
    fmpz_mpoly_q_init(a, f->ring);
    fmpz_mpoly_q_init(b, f->ring);
    fmpz_mpoly_q_init(c, f->ring);
    fmpz_mpoly_q_set(a, angle->cosine, f->ring);
    fmpz_mpoly_q_set(b, angle->sine, f->ring);
    fmpz_mpoly_q_set(c, angle->sine, f->ring);
    /* sine·c + cosine·s, cosine·c - sine·s */
    enum field_answer answer = field_multiply(f, c, cosine);
    if (answer == FIELD_DONE)
        answer = field_multiply(f, a, sine);
    if (answer == FIELD_DONE)
        answer = field_add(f, c, a);
    if (answer == FIELD_DONE)
        answer = field_multiply(f, angle->cosine, cosine);
    if (answer == FIELD_DONE)
        answer = field_multiply(f, b, sine);
    if (answer == FIELD_DONE) {
        fmpz_mpoly_q_neg(b, b, f->ring);
        answer = field_add(f, angle->cosine, b);
    }
    fmpz_mpoly_q_swap(angle->sine, c, f->ring);
    fmpz_mpoly_q_clear(a, f->ring);
    fmpz_mpoly_q_clear(b, f->ring);
    fmpz_mpoly_q_clear(c, f->ring);
    return answer;
}

static enum field_answer turn_by_constant(struct field *f, struct angle *angle)
{
    fmpz_mpoly_q_t c, s;
    fmpz_mpoly_q_init(c, f->ring);
    fmpz_mpoly_q_init(s, f->ring);
    enum field_answer answer =
        field_read_constant(f, tree_one(f->s->arena, TREE_APPLY, FUNCTION_COS, angle->shift), c);
    if (answer == FIELD_DONE)
        answer = field_read_constant(
            f, tree_one(f->s->arena, TREE_APPLY, FUNCTION_SIN, angle->shift), s);
    if (answer == FIELD_DONE)
        answer = turn(f, angle, c, s);
    fmpz_mpoly_q_clear(c, f->ring);
    fmpz_mpoly_q_clear(s, f->ring);
    return answer;
}

static enum field_answer expand(struct field *f, struct angle *angle)
{
    fmpz_mpoly_q_t c, s;
    fmpz_mpoly_q_init(c, f->ring);
    fmpz_mpoly_q_init(s, f->ring);
    fmpz_mpoly_gen(fmpz_mpoly_q_numref(angle->cosine), angle->x, f->ring);
    slong cosine = field_generator(f, GENERATOR_COSINE, 0, 0, angle->cosine);
    slong sine = field_generator(f, GENERATOR_SINE, 0, 0, angle->cosine);
    fmpz_mpoly_q_set_si(angle->cosine, 1, f->ring);
    fmpz_mpoly_q_set_si(angle->sine, 0, f->ring);
    enum field_answer answer = field_set_generator(f, cosine, c);
    if (answer == FIELD_DONE)
        answer = field_set_generator(f, sine, s);
    for (slong i = 0; i < labs(angle->multiple) && answer == FIELD_DONE; i++)
        answer = turn(f, angle, c, s);
    if (angle->multiple < 0)
        fmpz_mpoly_q_neg(angle->sine, angle->sine, f->ring);
    if (answer == FIELD_DONE && angle->shifted)
        answer = turn_by_constant(f, angle);
    fmpz_mpoly_q_clear(c, f->ring);
    fmpz_mpoly_q_clear(s, f->ring);
    return answer;
}

/* out = above / below, either of which may be 1 (NULL). */
static enum field_answer quotient(struct field *f, fmpz_mpoly_q_t out,
                                  const fmpz_mpoly_q_struct *above,
                                  const fmpz_mpoly_q_struct *below)
{
    fmpz_mpoly_q_set_si(out, 1, f->ring);
    enum field_answer answer = FIELD_DONE;
    if (below) {
        fmpz_mpoly_q_set(out, below, f->ring);
        answer = field_invert(f, out);
    }
    return answer == FIELD_DONE && above ? field_multiply(f, out, above) : answer;
}

enum field_answer field_read_angle(struct field *f, const struct tree *t, fmpz_mpoly_q_t out)
{
    size_t symbols;
    tree_symbols(f->s->arena, t, &symbols);
    if (symbols == 0)
        return field_read_constant(f, t, out);
    struct angle angle = {.x = -1};
    fmpz_mpoly_q_init(angle.cosine, f->ring);
    fmpz_mpoly_q_init(angle.sine, f->ring);
    enum field_answer answer = field_read(f, t->child[0], out);
    if (answer == FIELD_DONE)
        answer = split(f, out, &angle);
    if (answer == FIELD_DONE)
        answer = expand(f, &angle);
    if (answer == FIELD_DONE) {
        const fmpz_mpoly_q_struct *c = angle.cosine, *s = angle.sine;
        switch (t->detail) {
        case FUNCTION_SIN:
            answer = quotient(f, out, s, NULL);
            break;
        case FUNCTION_COS:
            answer = quotient(f, out, c, NULL);
            break;
        case FUNCTION_TAN:
            answer = quotient(f, out, s, c);
            break;
        case FUNCTION_COT:
            answer = quotient(f, out, c, s);
            break;
        case FUNCTION_SEC:
            answer = quotient(f, out, NULL, c);
            break;
        default:
            answer = quotient(f, out, NULL, s);
            break;
        }
    }
    fmpz_mpoly_q_clear(angle.cosine, f->ring);
    fmpz_mpoly_q_clear(angle.sine, f->ring);
    return answer;
}
