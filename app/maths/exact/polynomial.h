/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees as polynomials of FLINT, for whoever solves equations: in one unknown with rational
 * coefficients, in several unknowns, and back.
 */
#ifndef LEMMA_MATHS_EXACT_POLYNOMIAL_H
#define LEMMA_MATHS_EXACT_POLYNOMIAL_H

#include "app/maths/exact/room.h"

#include <calcium/fmpz_mpoly_q.h>
#include <flint/fmpq_poly.h>

/* t as a quotient of two polynomials in x with rational coefficients, without common factor.
 * False: other variables, irrational coefficients, other functions, too big. */
bool polynomial_quotient(struct exact *e, const struct tree *t, const struct tree *x,
                         fmpq_poly_t numerator, fmpq_poly_t denominator);
/* t, a polynomial in x with rational coefficients (a constant denominator is fine). */
bool polynomial_read(struct exact *e, const struct tree *t, const struct tree *x, fmpq_poly_t out);
const struct tree *polynomial_write(struct exact *e, const fmpq_poly_t a, const struct tree *x);

/* t as a quotient of polynomials in the n given symbols (generator i of ctx is symbols[i]). */
bool polynomial_quotient_several(struct exact *e, const struct tree *t,
                                 const struct tree *const *symbols, size_t n,
                                 const fmpz_mpoly_ctx_t ctx, fmpz_mpoly_q_t out);
const struct tree *polynomial_write_several(struct exact *e, const fmpz_mpoly_t a,
                                            const struct tree *const *symbols, size_t n,
                                            const fmpz_mpoly_ctx_t ctx);

#endif
