/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small exact fractions for the problem generators: numerator and denominator in 64 bits, always
 * in lowest terms with a positive denominator. The generators keep their numbers under a million,
 * so nothing here can overflow; asserts say so.
 */
#ifndef LEMMA_TOPICS_RATIONAL_H
#define LEMMA_TOPICS_RATIONAL_H

#include "app/base/str.h"

#include <stdint.h>

struct rational {
    int64_t num, den; /* den > 0, gcd(num, den) == 1 */
};

int64_t rational_gcd(int64_t a, int64_t b);              /* never negative; gcd(0, 0) is 0 */
int64_t rational_lcm(int64_t a, int64_t b);              /* of positive numbers */
struct rational rational_make(int64_t num, int64_t den); /* den != 0 */
struct rational rational_add(struct rational a, struct rational b);
struct rational rational_multiply(struct rational a, struct rational b);

/* "3", "-\frac{7}{2}" */
void rational_write_latex(struct str *out, struct rational value);
/* "3", "-7/2" */
void rational_write_plain(struct str *out, struct rational value);

#endif
