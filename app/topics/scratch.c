/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes arithmetic digit by digit; the notation is in scratch.h. Knows numbers only, no skill
 * and no language. Values are computed by the machine's own arithmetic, the trace is only told:
 * a test reads it back and judges every line.
 */
#include "app/topics/scratch.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define DIRECT_SUM 20    /* operands up to this are added in one go */
#define DIRECT_FACTOR 20 /* times one digit, likewise */
#define LARGEST_ROOT 60  /* and the square roots of perfect squares up to 60*60 */

static void begin_piece(struct str *out)
{
    char last = out->len ? out->data[out->len - 1] : '\n';
    if (last != '\n' && last != ':')
        str_add_char(out, ';');
}

void scratch_write_operand(struct str *out, int64_t n)
{
    str_printf(out, n < 0 ? "(%" PRId64 ")" : "%" PRId64, n);
}

void scratch_write_tenths(struct str *out, int64_t tenths)
{
    str_printf(out, "%" PRId64, tenths / 10);
    if (tenths % 10)
        str_printf(out, ".%" PRId64, tenths % 10);
}

/* What is written left of "=": one of "a+b", "a-b", "a-(-b)". */
struct sum {
    int64_t a, b; /* the value is a + b */
    bool minus_minus;
};

static void write_sum(struct str *out, struct sum s)
{
    if (s.minus_minus)
        str_printf(out, "%" PRId64 "-(%" PRId64 ")", s.a, -s.b);
    else
        str_printf(out, "%" PRId64 "%+" PRId64, s.a, s.b);
}

static void write_columns_plus(struct str *out, int64_t a, int64_t b)
{
    for (int64_t carry = 0; a || b; a /= 10, b /= 10) {
        begin_piece(out);
        int64_t column = a % 10 + b % 10 + carry;
        str_printf(out, "%" PRId64 "+%" PRId64 "+%" PRId64 "=%02" PRId64, a % 10, b % 10, carry,
                   column);
        carry = column / 10;
    }
}

static void write_columns_minus(struct str *out, int64_t a, int64_t b)
{
    for (int64_t borrow = 0; a || b; a /= 10, b /= 10) {
        begin_piece(out);
        int64_t column = 10 + a % 10 - b % 10 - borrow;
        str_printf(out, "1%" PRId64 "-%" PRId64 "-%" PRId64 "=%02" PRId64, a % 10, b % 10, borrow,
                   column);
        borrow = 1 - column / 10;
    }
}

static int64_t sum_with_trace(struct str *out, struct sum s)
{
    int64_t value = s.a + s.b, a = llabs(s.a), b = llabs(s.b);
    int64_t larger = a > b ? a : b, smaller = a > b ? b : a;
    bool same_sign = (s.a < 0) == (s.b < 0);

    begin_piece(out);
    write_sum(out, s);
    if (s.minus_minus)
        str_printf(out, "=%" PRId64 "+%" PRId64, s.a, s.b);
    bool short_sum = larger <= DIRECT_SUM || (larger <= 99 && smaller <= 9);
    if (short_sum || !smaller || !value) {
        str_printf(out, "=%" PRId64, value);
        return value;
    }
    if (same_sign && value < 0)
        str_printf(out, "=-(%" PRId64 "+%" PRId64 ")", a, b);
    else if (!same_sign && value < 0)
        str_printf(out, "=-(%" PRId64 "-%" PRId64 ")", larger, smaller);
    else if (!same_sign && s.a < 0)
        str_printf(out, "=%" PRId64 "-%" PRId64, larger, smaller);
    str_add_char(out, ':');
    if (same_sign)
        write_columns_plus(out, a, b);
    else
        write_columns_minus(out, larger, smaller);
    begin_piece(out);
    write_sum(out, s);
    str_printf(out, "=%" PRId64, value);
    return value;
}

int64_t scratch_add(struct str *out, int64_t a, int64_t b)
{
    return sum_with_trace(out, (struct sum){.a = a, .b = b});
}

int64_t scratch_subtract(struct str *out, int64_t a, int64_t b)
{
    return sum_with_trace(out, (struct sum){.a = a, .b = -b, .minus_minus = b < 0});
}

static void write_product(struct str *out, int64_t a, int64_t b)
{
    str_printf(out, "%" PRId64 "*", a);
    scratch_write_operand(out, b);
}

/* a * digit, a of two or more digits. */
static void write_columns_times(struct str *out, int64_t a, int64_t digit)
{
    for (int64_t carry = 0; a; a /= 10) {
        begin_piece(out);
        int64_t column = a % 10 * digit + carry;
        str_printf(out, "%" PRId64 "*%" PRId64 "+%" PRId64 "=%02" PRId64, a % 10, digit, carry,
                   column);
        carry = column / 10;
    }
}

static void write_partial_products(struct str *out, int64_t a, int64_t b)
{
    int64_t parts[2] = {0, 0};
    for (int place = 0; place < 2; place++) {
        int64_t digit = place ? b / 10 : b % 10;
        if (!digit)
            continue;
        parts[place] = scratch_multiply(out, a, digit);
        if (place) {
            parts[place] *= 10;
            str_printf(out, ";%" PRId64 "*%" PRId64 "0=%" PRId64, a, digit, parts[place]);
        }
    }
    if (parts[0])
        scratch_add(out, parts[0], parts[1]);
}

int64_t scratch_multiply(struct str *out, int64_t a, int64_t b)
{
    int64_t value = a * b, larger = llabs(a), smaller = llabs(b);
    if (larger < smaller) {
        larger = llabs(b);
        smaller = llabs(a);
    }
    begin_piece(out);
    write_product(out, a, b);
    bool short_product = larger <= DIRECT_FACTOR && (smaller <= 9 || smaller == larger);
    if (short_product || smaller <= 1) {
        str_printf(out, "=%" PRId64, value);
        return value;
    }
    assert(smaller <= 99);
    if (a != larger || b != smaller)
        str_printf(out, value < 0 ? "=-(%" PRId64 "*%" PRId64 ")" : "=%" PRId64 "*%" PRId64, larger,
                   smaller);
    str_add_char(out, ':');
    if (smaller <= 9)
        write_columns_times(out, larger, smaller);
    else
        write_partial_products(out, larger, smaller);
    if (smaller <= 9 || smaller % 10 || larger != a || b != smaller) {
        begin_piece(out);
        write_product(out, a, b);
        str_printf(out, "=%" PRId64, value);
    }
    return value;
}

int64_t scratch_power(struct str *out, int64_t base, int64_t exponent)
{
    assert(exponent == 2 || exponent == 3);
    int64_t value = base * base;
    begin_piece(out);
    str_printf(out, "%" PRId64 "^%" PRId64 ":", base, exponent);
    scratch_multiply(out, base, base);
    if (exponent == 3)
        value = scratch_multiply(out, value, base);
    str_printf(out, ";%" PRId64 "^%" PRId64 "=%" PRId64, base, exponent, value);
    return value;
}

/* Long division, a >= 0, b > 0; returns the rest. */
static int64_t write_long_division(struct str *out, int64_t a, int64_t b)
{
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%" PRId64, a);
    int64_t rest = 0;
    bool begun = false;
    for (int i = 0; i < count; i++) {
        rest = rest * 10 + (digits[i] - '0');
        if (!begun && rest < b && i + 1 < count)
            continue;
        begun = true;
        begin_piece(out);
        str_printf(out, "%" PRId64 "=%" PRId64 "*%" PRId64 "+%" PRId64, rest, b, rest / b,
                   rest % b);
        rest %= b;
    }
    return rest;
}

static void write_quotient_sign(struct str *out, int64_t a, int64_t b)
{
    if (a < 0 || b < 0)
        str_printf(out, (a < 0) != (b < 0) ? "=-(%lld/%lld)" : "=%lld/%lld", llabs(a), llabs(b));
    str_add_char(out, ':');
}

static void write_quotient(struct str *out, int64_t a, int64_t b)
{
    str_printf(out, "%" PRId64 "/", a);
    scratch_write_operand(out, b);
}

int64_t scratch_divide(struct str *out, int64_t a, int64_t b)
{
    assert(b != 0 && a % b == 0);
    int64_t value = a / b;
    begin_piece(out);
    write_quotient(out, a, b);
    if (llabs(b) > 1 && a && (llabs(b) > 9 || llabs(value) > 9)) {
        write_quotient_sign(out, a, b);
        write_long_division(out, llabs(a), llabs(b));
        begin_piece(out);
        write_quotient(out, a, b);
    }
    str_printf(out, "=%" PRId64, value);
    return value;
}

struct rational scratch_fraction(struct str *out, int64_t num, int64_t den)
{
    assert(den > 0);
    struct rational value = rational_make(num, den);
    begin_piece(out);
    write_quotient(out, num, den);
    if (den == 1 || !num) {
        str_printf(out, "=%" PRId64, value.num);
        return value;
    }
    write_quotient_sign(out, num, den);
    int64_t rest = write_long_division(out, llabs(num), den);
    if (rest) {
        int64_t divisor = rational_gcd(den, rest);
        str_printf(out, ";gcd(%" PRId64 ",%" PRId64 ")=%" PRId64, den, rest, divisor);
        if (divisor == 1)
            return value;
        scratch_divide(out, den, divisor);
        scratch_divide(out, llabs(num), divisor);
    }
    begin_piece(out);
    write_quotient(out, num, den);
    str_add_char(out, '=');
    rational_write_plain(out, value);
    return value;
}

int64_t scratch_divide_tenths(struct str *out, int64_t num, int64_t den)
{
    assert(num >= 0 && num % 10 == 0 && den > 0 && num % den == 0);
    begin_piece(out);
    str_printf(out, "%" PRId64 "/%" PRId64 ":", num / 10, den);
    int64_t rest = write_long_division(out, num / 10, den);
    if (rest)
        write_long_division(out, rest * 10, den);
    str_printf(out, ";%" PRId64 "/%" PRId64 "=", num / 10, den);
    scratch_write_tenths(out, num / den);
    return num / den;
}

int64_t scratch_double_tenths(struct str *out, int64_t tenths)
{
    if (tenths % 10 == 0)
        return 10 * scratch_multiply(out, tenths / 10, 2);
    begin_piece(out);
    scratch_write_tenths(out, tenths);
    str_add_text(out, "*2:");
    write_columns_times(out, tenths, 2);
    begin_piece(out);
    scratch_write_tenths(out, tenths);
    str_add_text(out, "*2=");
    scratch_write_tenths(out, 2 * tenths);
    return 2 * tenths;
}

int64_t scratch_multiply_tenths(struct str *out, int64_t a, int64_t b)
{
    if (a % 10 == 0 && b % 10 == 0)
        return 10 * scratch_multiply(out, a / 10, b / 10);
    int64_t half = a % 10 ? a : b, whole = (a % 10 ? b : a) / 10, value = half * whole;
    assert(whole > 0 && whole <= 9 && value % 10 == 0);
    for (int pass = 0; pass < 2; pass++) {
        begin_piece(out);
        scratch_write_tenths(out, a);
        str_add_char(out, '*');
        scratch_write_tenths(out, b);
        if (pass) {
            str_printf(out, "=%" PRId64, value / 10);
            break;
        }
        if (a != half) {
            str_add_char(out, '=');
            scratch_write_tenths(out, half);
            str_printf(out, "*%" PRId64, whole);
        }
        str_add_char(out, ':');
        write_columns_times(out, half, whole);
    }
    return value;
}

static int64_t exact_root(int64_t n)
{
    for (int64_t root = 0; root <= LARGEST_ROOT; root++)
        if (root * root == n)
            return root;
    return 0;
}

bool scratch_root_is_plain(int64_t n)
{
    if (exact_root(n))
        return true;
    for (int64_t root = 7; root * root <= n; root++)
        if (root % 2 && root % 3 && root % 5 && n % (root * root) == 0)
            return false;
    for (int64_t root = 2; root <= 5; root++)
        while (root != 4 && n % (root * root) == 0)
            n /= root * root;
    return n > 1;
}

struct scratch_root scratch_square_root(struct str *out, int64_t n)
{
    static const int64_t trials[] = {2, 3, 5};
    struct scratch_root value = {.outer = exact_root(n), .inner = 1};
    if (!value.outer) {
        value = (struct scratch_root){.outer = 1, .inner = n};
        for (int i = 0; i < 3; i++) {
            int64_t square = trials[i] * trials[i];
            while (value.inner >= square) {
                begin_piece(out);
                str_printf(out, "%" PRId64 "/%" PRId64 ":", value.inner, square);
                if (write_long_division(out, value.inner, square))
                    break;
                str_printf(out, ";%" PRId64 "/%" PRId64 "=%" PRId64, value.inner, square,
                           value.inner / square);
                value.inner /= square;
                if (value.outer > 1)
                    scratch_multiply(out, value.outer, trials[i]);
                value.outer *= trials[i];
            }
        }
    }
    return value;
}
