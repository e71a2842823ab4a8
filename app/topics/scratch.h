/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scratch work: arithmetic written out so that a very small model can follow it, one table
 * look-up at a time and each at a fixed place. The notation (the same for every skill):
 *
 *   4+9=13, 48+7=55, 17*6=102, 14*14=196
 *                              sums up to 20 on both sides or of two digits and one, products of
 *                              numbers up to 20 with one digit, squares up to 20: directly
 *   48+57:8+7+0=15;4+5+1=10;48+57=105
 *                              columns, lowest digit first: digit+digit+carry = two digits
 *   62-48:12-8-0=04;16-4-1=11;62-48=14
 *                              always ten more on top: 0 in front of the result means "borrow 1
 *                              from the next column", 1 means "no borrow"; so no line is false
 *   48-62=-(62-48):...         sign and larger operand are decided in an announced rewrite
 *   6*48=48*6:8*6+0=48;4*6+4=28;6*48=288
 *                              digit*digit+carry = two digits
 *   96/4:9=4*2+1;16=4*4+0;96/4=24
 *                              long division: what is at hand = divisor*digit+rest
 *   84/8:8=8*1+0;4=8*0+4;gcd(8,4)=4;8/4=2;84/4:...;84/8=21/2
 *
 * Every "=" states something true. Pieces are parted by ';', lines by the caller.
 * Each function appends to `out`, puts a ';' in front unless a line or a label has just begun,
 * and returns the value.
 */
#ifndef LEMMA_TOPICS_SCRATCH_H
#define LEMMA_TOPICS_SCRATCH_H

#include "app/base/str.h"
#include "app/topics/rational.h"

#include <stdint.h>

int64_t scratch_add(struct str *out, int64_t a, int64_t b);
int64_t scratch_subtract(struct str *out, int64_t a, int64_t b);
int64_t scratch_multiply(struct str *out, int64_t a, int64_t b);
int64_t scratch_power(struct str *out, int64_t base, int64_t exponent); /* exponent 2 or 3 */
/* b divides a. */
int64_t scratch_divide(struct str *out, int64_t a, int64_t b);
/* num/den in lowest terms, den > 0. */
struct rational scratch_fraction(struct str *out, int64_t num, int64_t den);
/* a tenths * b tenths, the result in tenths; of a half and a whole number the latter is an even
 * digit (7.5*4 = 30: 75, 40 -> 300). */
int64_t scratch_multiply_tenths(struct str *out, int64_t a, int64_t b);
/* num tenths / den, num >= 0, the result in tenths; exact. (27.0/2 = 13.5: 270, 2 -> 135) */
int64_t scratch_divide_tenths(struct str *out, int64_t num, int64_t den);
/* tenths * 2, the result in tenths (13.5*2 = 27: 135 -> 270). */
int64_t scratch_double_tenths(struct str *out, int64_t tenths);

/* sqrt(n) = outer*sqrt(inner), n > 0; inner == 1 for a perfect square. Looks for the squares of
 * 2, 3 and 5 only: ask scratch_root_is_plain first. */
struct scratch_root {
    int64_t outer, inner;
};
struct scratch_root scratch_square_root(struct str *out, int64_t n);
bool scratch_root_is_plain(int64_t n);

/* "13" or "13.5" from 130 or 135. */
void scratch_write_tenths(struct str *out, int64_t tenths);
/* A number as an operand: brackets around a negative one. */
void scratch_write_operand(struct str *out, int64_t n);

#endif
