/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact fractions, see rational.h.
 */
#include "app/topics/rational.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#define LIMIT 1000000000 /* products of two numbers up to this stay far inside 64 bits */

int64_t rational_gcd(int64_t a, int64_t b)
{
    a = llabs(a);
    b = llabs(b);
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int64_t rational_lcm(int64_t a, int64_t b)
{
    assert(a > 0 && b > 0);
    return a / rational_gcd(a, b) * b;
}

struct rational rational_make(int64_t num, int64_t den)
{
    assert(den != 0);
    int64_t divisor = rational_gcd(num, den);
    if (den < 0)
        divisor = -divisor;
    struct rational value = {num / divisor, den / divisor};
    assert(llabs(value.num) < LIMIT && value.den < LIMIT);
    return value;
}

struct rational rational_add(struct rational a, struct rational b)
{
    return rational_make(a.num * b.den + b.num * a.den, a.den * b.den);
}

struct rational rational_multiply(struct rational a, struct rational b)
{
    return rational_make(a.num * b.num, a.den * b.den);
}

void rational_write_latex(struct str *out, struct rational value)
{
    if (value.den == 1)
        str_printf(out, "%" PRId64, value.num);
    else
        str_printf(out, "%s\\frac{%lld}{%" PRId64 "}", value.num < 0 ? "-" : "", llabs(value.num),
                   value.den);
}

void rational_write_plain(struct str *out, struct rational value)
{
    str_printf(out, "%" PRId64, value.num);
    if (value.den != 1)
        str_printf(out, "/%" PRId64, value.den);
}
