/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Judges items of the problem generators: a small algebra of its own (polynomials in one variable
 * over fractions) solves the canonical form again and writes the answer as it must stand, and
 * reads back every "=" of a scratch. Shares no function with the generators.
 */
#ifndef LEMMA_TESTS_TOPICS_JUDGE_H
#define LEMMA_TESTS_TOPICS_JUDGE_H

#include "app/base/str.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- fractions and polynomials ---- */

struct fraction {
    int64_t top, bottom; /* bottom > 0, lowest terms */
};

static struct fraction make(int64_t top, int64_t bottom)
{
    int64_t a = llabs(top), b = llabs(bottom);
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    if (bottom < 0)
        a = -a;
    return (struct fraction){top / a, bottom / a};
}

static struct fraction plus(struct fraction a, struct fraction b)
{
    return make(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

static struct fraction times(struct fraction a, struct fraction b)
{
    return make(a.top * b.top, a.bottom * b.bottom);
}

static struct fraction over(struct fraction a, struct fraction b)
{
    return make(a.top * b.bottom, a.bottom * b.top);
}

static bool same(struct fraction a, struct fraction b)
{
    return a.top == b.top && a.bottom == b.bottom;
}

enum { DEGREE = 8 };

struct poly {
    struct fraction c[DEGREE + 1];
};

static struct poly constant(struct fraction value)
{
    struct poly p;
    for (int i = 0; i <= DEGREE; i++)
        p.c[i] = make(0, 1);
    p.c[0] = value;
    return p;
}

static int degree(const struct poly *p)
{
    int d = DEGREE;
    while (d && !p->c[d].top)
        d--;
    return d;
}

static struct poly poly_plus(struct poly a, struct poly b, int sign)
{
    for (int i = 0; i <= DEGREE; i++)
        a.c[i] = plus(a.c[i], make(sign * b.c[i].top, b.c[i].bottom));
    return a;
}

static struct poly poly_times(struct poly a, struct poly b)
{
    struct poly p = constant(make(0, 1));
    for (int i = 0; i <= degree(&a); i++)
        for (int j = 0; j <= degree(&b) && i + j <= DEGREE; j++)
            p.c[i + j] = plus(p.c[i + j], times(a.c[i], b.c[j]));
    return p;
}

static struct fraction value_at(const struct poly *p, struct fraction x)
{
    struct fraction sum = make(0, 1);
    for (int i = DEGREE; i >= 0; i--)
        sum = plus(times(sum, x), p->c[i]);
    return sum;
}

/* ---- reading: sum = term (+- term)*, products also by juxtaposition ---- */

struct reader {
    const char *at, *end;
    char letter; /* the one variable met so far, or 0 */
    bool failed;
};

static struct poly read_sum(struct reader *r);

static char peek(const struct reader *r)
{
    return r->at < r->end ? *r->at : '\0';
}

static struct poly read_number(struct reader *r)
{
    int64_t top = 0, bottom = 1;
    bool point = false;
    for (; isdigit((unsigned char)peek(r)) || (peek(r) == '.' && !point); r->at++) {
        if (*r->at == '.') {
            point = true;
            continue;
        }
        top = top * 10 + (*r->at - '0');
        bottom *= point ? 10 : 1;
    }
    return constant(make(top, bottom));
}

static struct poly read_atom(struct reader *r)
{
    struct poly p = constant(make(0, 1));
    char c = peek(r);
    if (isdigit((unsigned char)c)) {
        p = read_number(r);
    } else if (islower((unsigned char)c)) {
        r->failed = r->failed || (r->letter && r->letter != c);
        r->letter = c;
        p.c[1] = make(1, 1);
        r->at++;
    } else if (c == '(') {
        r->at++;
        p = read_sum(r);
        r->failed = r->failed || peek(r) != ')';
        r->at++;
    } else {
        r->failed = true;
    }
    if (!r->failed && peek(r) == '^') {
        r->at++;
        int64_t exponent = read_number(r).c[0].top;
        struct poly base = p;
        for (int64_t i = 1; i < exponent; i++)
            p = poly_times(p, base);
    }
    return p;
}

static struct poly read_product(struct reader *r)
{
    struct poly p = read_atom(r);
    while (!r->failed) {
        char c = peek(r);
        if (c == '*' || c == '/')
            r->at++;
        else if (!islower((unsigned char)c) && c != '(')
            break;
        struct poly next = read_atom(r);
        if (c == '/') {
            if (degree(&next) || !next.c[0].top) {
                r->failed = true;
                break;
            }
            next.c[0] = over(make(1, 1), next.c[0]);
        }
        p = poly_times(p, next);
    }
    return p;
}

static struct poly read_sum(struct reader *r)
{
    int sign = 1;
    struct poly sum = constant(make(0, 1));
    if (peek(r) == '-') {
        sign = -1;
        r->at++;
    }
    for (;;) {
        sum = poly_plus(sum, read_product(r), sign);
        char c = peek(r);
        if (r->failed || (c != '+' && c != '-'))
            return sum;
        sign = c == '+' ? 1 : -1;
        r->at++;
    }
}

/* Reads all of the text, or fails. letter may be NULL: then no variable is allowed. */
static bool read_poly(const char *text, size_t len, struct poly *p, char *letter)
{
    struct reader r = {.at = text, .end = text + len};
    *p = read_sum(&r);
    if (letter && r.letter)
        *letter = r.letter;
    return !r.failed && r.at == r.end && (letter || !r.letter);
}

/* left - right of "left=right" */
static bool read_equation(const char *text, struct poly *p, char *letter)
{
    const char *equals = strchr(text, '=');
    struct poly left, right;
    if (!equals || !read_poly(text, (size_t)(equals - text), &left, letter) ||
        !read_poly(equals + 1, strlen(equals + 1), &right, letter))
        return false;
    *p = poly_plus(left, right, -1);
    return true;
}

/* "-\frac{7}{2}", "3": how a rational answer is written, and nothing else. */
static void write_latex(struct str *out, struct fraction f)
{
    if (f.bottom == 1)
        str_printf(out, "%" PRId64, f.top);
    else
        str_printf(out, "%s\\frac{%lld}{%" PRId64 "}", f.top < 0 ? "-" : "", llabs(f.top),
                   f.bottom);
}

/* ---- judging the scratch ---- */

static bool gcd_holds(const char *text)
{
    int64_t a, b, divisor;
    if (sscanf(text, "gcd(%" SCNd64 ",%" SCNd64 ")=%" SCNd64, &a, &b, &divisor) != 3)
        return true;
    return b ? divisor == b / make(a, b).bottom : divisor == a;
}

/* A piece "a=b=c": every side that is a number must be the same number. */
static bool piece_holds(const char *text, size_t len)
{
    bool known = false;
    struct fraction first = make(0, 1);
    const char *end = text + len;
    for (const char *at = text; at < end;) {
        const char *equals = memchr(at, '=', (size_t)(end - at));
        const char *stop = equals ? equals : end;
        struct poly p;
        if (read_poly(at, (size_t)(stop - at), &p, NULL)) {
            if (known && !same(first, p.c[0]))
                return false;
            first = p.c[0];
            known = true;
        }
        at = stop + 1;
    }
    return true;
}

static bool scratch_holds(const char *think)
{
    while (*think) {
        size_t len = strcspn(think, ";:,\n");
        if (!piece_holds(think, len) || !gcd_holds(think))
            return false;
        think += len;
        think += *think != '\0';
    }
    return true;
}

/* ---- solving again ---- */

static bool solved_arithmetic(const char *canonical, const char *answer)
{
    struct poly p;
    char text[32];
    if (!read_poly(canonical, strlen(canonical), &p, NULL) || p.c[0].bottom != 1)
        return false;
    snprintf(text, sizeof text, "%" PRId64, p.c[0].top);
    return strcmp(text, answer) == 0;
}

static bool solved_linear(const char *canonical, const char *answer)
{
    struct poly p;
    char letter = 0;
    if (!read_equation(canonical, &p, &letter) || degree(&p) != 1)
        return false;
    struct str expected = STR_EMPTY;
    str_printf(&expected, "%c=", letter);
    write_latex(&expected, over(make(-p.c[0].top, p.c[0].bottom), p.c[1]));
    bool ok = str_equal(&expected, answer);
    str_release(&expected);
    return ok;
}

static int64_t whole_root(int64_t n)
{
    int64_t root = 0;
    while (root * root < n)
        root++;
    return root * root == n ? root : -1;
}

/* The only right way to write (real +- sqrt(square)) with the root not rational. */
static void write_surds(struct str *out, struct fraction real, struct fraction square)
{
    bool imaginary = square.top < 0;
    int64_t den = square.bottom; /* sqrt(t/b) = sqrt(t*b)/b */
    int64_t inner = llabs(square.top) * square.bottom, outer = 1;
    for (int64_t k = 2; k * k <= inner; k++)
        while (inner % (k * k) == 0) {
            inner /= k * k;
            outer *= k;
        }
    struct fraction factor = make(outer, den);
    int64_t common = real.bottom * make(factor.bottom, real.bottom).top; /* the lcm */
    int64_t a = real.top * (common / real.bottom), b = factor.top * (common / factor.bottom);
    bool bare = imaginary && b == 1 && inner == 1; /* \pmi would be another command */
    if (!real.top)
        str_add_text(out, bare && common == 1 ? "\\pm " : "\\pm");
    if (common > 1)
        str_add_text(out, "\\frac{");
    if (real.top)
        str_printf(out, "%" PRId64 "\\pm%s", a, bare ? " " : "");
    if (b != 1 || (inner == 1 && !imaginary))
        str_printf(out, "%" PRId64, b);
    if (inner != 1)
        str_printf(out, "\\sqrt{%" PRId64 "}", inner);
    if (imaginary)
        str_add_char(out, 'i');
    if (common > 1)
        str_printf(out, "}{%" PRId64 "}", common);
}

static bool solved_quadratic(const char *canonical, const char *answer)
{
    struct poly p;
    char letter = 0;
    if (!read_equation(canonical, &p, &letter) || degree(&p) != 2)
        return false;
    struct fraction twice = times(make(2, 1), p.c[2]);
    struct fraction real = over(make(-p.c[1].top, p.c[1].bottom), twice);
    struct fraction square =
        plus(times(real, real), over(make(-p.c[0].top, p.c[0].bottom), p.c[2]));
    int64_t top = square.top < 0 ? -1 : whole_root(square.top), bottom = whole_root(square.bottom);
    struct str expected = STR_EMPTY;
    str_printf(&expected, "%c=", letter);
    if (top >= 0 && bottom >= 0) {
        struct fraction root = make(top, bottom);
        write_latex(&expected, plus(real, make(-root.top, root.bottom)));
        if (top) {
            str_printf(&expected, ", %c=", letter);
            write_latex(&expected, plus(real, root));
        }
    } else {
        write_surds(&expected, real, square);
    }
    bool ok = str_equal(&expected, answer);
    str_release(&expected);
    return ok;
}

static void write_poly(struct str *out, const struct poly *p, char letter)
{
    for (int i = DEGREE; i >= 0; i--) {
        int64_t k = p->c[i].top;
        if (!k)
            continue;
        if (k < 0 || out->len)
            str_add_char(out, k < 0 ? '-' : '+');
        if (llabs(k) != 1 || !i)
            str_printf(out, "%lld", llabs(k));
        if (i)
            str_add_char(out, letter);
        if (i > 1)
            str_printf(out, "^%d", i);
    }
    if (!out->len)
        str_add_char(out, '0');
}

/* "(3x^2+1)'", "(3x^2+1)',x=2" */
static bool solved_derivative(const char *canonical, const char *answer)
{
    const char *prime = strchr(canonical, '\'');
    struct poly p, d = constant(make(0, 1));
    char letter = 0, at_letter = 0;
    int64_t point;
    if (!prime || !read_poly(canonical, (size_t)(prime - canonical), &p, &letter) || !letter)
        return false;
    for (int i = 1; i <= DEGREE; i++)
        d.c[i - 1] = times(make(i, 1), p.c[i]);
    struct str expected = STR_EMPTY;
    if (sscanf(prime + 1, ",%c=%" SCNd64, &at_letter, &point) == 2)
        str_printf(&expected, "%" PRId64, value_at(&d, make(point, 1)).top);
    else
        write_poly(&expected, &d, letter);
    bool ok = str_equal(&expected, answer) && (!at_letter || at_letter == letter);
    str_release(&expected);
    return ok;
}

/* "b=6cm,h=4cm,A=?" */
static bool solved_triangle(const char *canonical, const char *answer)
{
    struct fraction given[3];
    int wanted = -1;
    char unit[8] = "";
    const char *at = canonical;
    for (int i = 0; i < 3; i++) {
        if (*at != "bhA"[i] || at[1] != '=')
            return false;
        at += 2;
        size_t len = strspn(at, "0123456789.");
        struct poly p = constant(make(0, 1));
        if (*at == '?')
            wanted = i;
        else if (!read_poly(at, len, &p, NULL))
            return false;
        given[i] = p.c[0];
        at += len;
        if (len && isalpha((unsigned char)*at) && sscanf(at, "%7[a-z]", unit) != 1)
            return false;
        at += strcspn(at, ",");
        at += *at == ',';
    }
    if (wanted < 0)
        return false;
    struct fraction value = wanted == 2 ? times(make(1, 2), times(given[0], given[1]))
                                        : over(times(make(2, 1), given[2]), given[1 - wanted]);
    struct str expected = STR_EMPTY;
    str_printf(&expected, "%" PRId64, value.top / value.bottom);
    if (value.bottom == 2)
        str_add_text(&expected, ".5");
    if (*unit)
        str_printf(&expected, "\\text{ %s}%s", unit, wanted == 2 ? "^2" : "");
    bool ok = value.bottom <= 2 && str_equal(&expected, answer);
    str_release(&expected);
    return ok;
}

static bool solved(const char *skill, const char *canonical, const char *answer)
{
    if (strcmp(skill, "arithmetic.order_of_operations") == 0)
        return solved_arithmetic(canonical, answer);
    if (strcmp(skill, "algebra.linear_equation") == 0)
        return solved_linear(canonical, answer);
    if (strcmp(skill, "algebra.quadratic") == 0)
        return solved_quadratic(canonical, answer);
    if (strcmp(skill, "calculus.polynomial_derivative") == 0)
        return solved_derivative(canonical, answer);
    if (strcmp(skill, "geometry.triangle_area") == 0)
        return solved_triangle(canonical, answer);
    return false;
}

#endif
