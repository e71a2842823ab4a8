/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expressions as rational functions of generators: the variables, i, pi, and one generator for
 * each thing that is not rational in the others. An element is a quotient of two polynomials with
 * integer coefficients (fmpz_mpoly_q); generators may obey a relation (r^2 = x).
 *
 * The rule that makes it sound: wherever the tree has a value, the numerator over the denominator
 * has the same value there, and the denominator is not zero. So when the difference of two trees
 * has numerator zero, they agree wherever both have values. The form is not canonical: a numerator
 * that is not zero proves nothing.
 *
 * Generators of the full tower, for a factor f (a polynomial) or a base b (a monomial):
 *   SIGN  sgn f, square 1            ROOT  |f|^(1/N)         LOG   ln |f|
 *   EXP   e^(b/N)                    WAVE  e^(ib/N)          OPAQUE anything else, by its arguments
 * sin, cos, tan ... are rational in WAVE; sqrt(w) is a product of ROOTs, because the root of a
 * product that is not negative is the product of the roots of absolute values; the same for
 * logarithms. What a domain says about signs (x >= 0 under a root) turns SIGNs into 1.
 *
 * The plain tower knows only rational operations and roots of constants; the rest is OPAQUE.
 */
#ifndef LEMMA_MATHS_EXACT_TOWER_H
#define LEMMA_MATHS_EXACT_TOWER_H

#include "app/maths/exact/room.h"

#include <calcium/fmpz_mpoly_q.h>

enum generator_kind {
    GENERATOR_SYMBOL,
    GENERATOR_I,
    GENERATOR_SIGN,
    GENERATOR_ROOT,
    GENERATOR_LOG,
    GENERATOR_EXP,
    GENERATOR_WAVE,
    GENERATOR_OPAQUE
};

enum { TOWER_GENERATORS_MAX = 48, TOWER_ARGUMENTS_MAX = 4, TOWER_ATOMS_MAX = 96 };

struct generator {
    enum generator_kind kind;
    slong root;              /* N of ROOT, EXP, WAVE */
    const struct tree *like; /* OPAQUE: the node whose kind, detail it has; SYMBOL: itself */
    size_t n;
    fmpz_mpoly_q_struct argument[TOWER_ARGUMENTS_MAX];
    bool real, constant;
    bool related; /* generator^degree = value */
    slong degree;
    fmpz_mpoly_q_t value;
    const struct tree *tree; /* its value as a tree */
};

/* What a tree needs in order to have a value. */
enum atom_kind { ATOM_NONZERO, ATOM_NONNEGATIVE, ATOM_POSITIVE, ATOM_INTEGER };
struct atom {
    enum atom_kind kind;
    bool of_b; /* second tree of a comparison */
    fmpz_mpoly_q_t value;
    const struct tree *tree; /* the same, as it was written */
};

/* What one try at reading learns for the next: finer roots, known signs. */
enum { HINTS_MAX = 48 };
struct hints {
    bool uniform; /* variables are written as polynomials in their roots: x = r^2 for x >= 0 */
    bool strict;  /* sgn u as a SIGN, whose square is 1: u must not be 0 */
    size_t n_roots, n_signs;
    struct {
        enum generator_kind kind;
        const struct tree *key;
        slong root;
    } root[HINTS_MAX];
    struct {
        const struct tree *key;
        int sign;
    } sign[HINTS_MAX];
};

enum tower_failure {
    TOWER_FINE,
    TOWER_AGAIN,    /* a hint was added: read again from the start */
    TOWER_BIG,      /* too much work, or a kind that is not known */
    TOWER_UNDEFINED /* division by an expression that is zero everywhere */
};

struct tower {
    struct exact *e;
    bool plain;
    bool of_b;
    fmpz_mpoly_ctx_t ctx;
    struct hints *hints;
    enum tower_failure failure;
    slong n;
    struct generator generator[TOWER_GENERATORS_MAX];
    size_t n_atoms;
    struct atom atom[TOWER_ATOMS_MAX];
};

struct tower *tower_new(struct exact *e, bool plain, struct hints *hints);
void tower_free(struct tower *t);
/* Always false, for `return tower_fail(...)`. */
bool tower_fail(struct tower *t, enum tower_failure failure);

/* Reading a prepared tree. False: see failure. */
bool tower_read(struct tower *t, const struct tree *tree, fmpz_mpoly_q_t out);
/* And back: sums by falling degree, 2x not x·2. NULL when too big. */
const struct tree *tower_write(struct tower *t, const fmpz_mpoly_q_t a);
const struct tree *tower_write_polynomial(struct tower *t, const fmpz_mpoly_t a);

/* Arithmetic with relations applied; false when it would be too much work. */
bool tower_add(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a, const fmpz_mpoly_q_t b);
bool tower_subtract(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                    const fmpz_mpoly_q_t b);
bool tower_multiply(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                    const fmpz_mpoly_q_t b);
bool tower_divide(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                  const fmpz_mpoly_q_t b);
bool tower_power(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a, slong n);
bool tower_power_fits(struct tower *t, const fmpz_mpoly_q_t a, slong n); /* small enough? */
bool tower_scale(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a, const fmpq_t factor);
bool tower_reduce(struct tower *t, fmpz_mpoly_q_t a);

/* The generator of this description, made if it is new; -1: failure. Arguments are copied. */
slong tower_generator(struct tower *t, enum generator_kind kind, const struct tree *like,
                      const fmpz_mpoly_q_struct *arguments, size_t n, slong root);
/* From now on generator k to this power is `value`. Always true. */
bool tower_relate(struct tower *t, slong k, slong degree, const fmpz_mpoly_q_t value);
bool tower_imaginary(struct tower *t, fmpz_mpoly_q_t out); /* i */
/* out = generator k */
void tower_take(struct tower *t, fmpz_mpoly_q_t out, slong k);
bool tower_is_generator(struct tower *t, const fmpz_mpoly_t a, slong *k);
/* Only constant generators, only real ones? */
bool tower_constant(struct tower *t, const fmpz_mpoly_t a);
bool tower_real(struct tower *t, const fmpz_mpoly_t a);

bool tower_require(struct tower *t, enum atom_kind kind, const fmpz_mpoly_q_t value,
                   const struct tree *tree);

/* Functions of elements (tower_functions.c). */
bool tower_exp(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a);
bool tower_log(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a);
bool tower_absolute_power(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a,
                          const fmpq_t exponent);
bool tower_sign(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a);
bool tower_conjugate(struct tower *t, fmpz_mpoly_q_t out, const fmpz_mpoly_q_t a);
/* Sign of a real polynomial that never changes it: 1, -1; 0: it does, or not known. */
int tower_fixed_sign(struct tower *t, const fmpz_mpoly_t a);

/* The same for one that is never zero either. */
int tower_strict_sign(struct tower *t, const fmpz_mpoly_t a);
/* A polynomial of constants, perhaps complex, that is certainly not zero. */
bool tower_constant_nonzero(struct tower *t, const fmpz_mpoly_t a);
/* A simpler polynomial that has the same sign everywhere, while a is never zero: x for
 * x + sqrt(x^2 - 1). */
bool tower_same_sign(struct tower *t, const fmpz_mpoly_t a, fmpz_mpoly_t simpler);

/* Factors of numerator and denominator (these with negative exponents), primitive with positive
 * leading coefficient, and the rational content. Not always irreducible. */
struct factors {
    fmpq_t content;
    slong n;
    fmpz_mpoly_struct *factor;
    slong *exponent;
};
bool tower_factor(struct tower *t, const fmpz_mpoly_q_t a, struct factors *out);
/* Small enough for the factors to be irreducible? */
bool tower_factorable(struct tower *t, const fmpz_mpoly_t a);
void tower_factors_release(struct tower *t, struct factors *factors);

/* The element is zero wherever it has a value: proved. */
bool tower_is_zero(struct tower *t, const fmpz_mpoly_q_t a);

#endif
