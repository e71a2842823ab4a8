/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quadratic equations by the discriminant, with rational, double, irrational and complex roots.
 * The standard form a*x^2+b*x+c=0 is drawn first (from its roots when they are rational), then it
 * is dressed: terms moved to the right, another order, factored form. The trace undoes the
 * dressing, then works out b*b-4*a*c, its root and the reduced fraction, always in that order.
 */
#include "app/topics/scratch.h"
#include "app/topics/skill.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_THINK = 400, POWERS = 3 };

enum root_kind { ROOTS_RATIONAL, ROOTS_DOUBLE, ROOTS_IRRATIONAL, ROOTS_COMPLEX, ROOT_KINDS };

struct term {
    int64_t k;
    int power;
};

struct side {
    struct term term[POWERS];
    int count;
};

struct equation {
    int64_t a, b, c; /* standard form, signs as in the problem: a may be negative */
    struct side side[2];
    bool factored;
    int64_t factor[4]; /* (f0 x + f1)(f2 x + f3) */
    char letter;
};

static void write_term(struct str *out, struct term t, bool first, char letter)
{
    int64_t k = llabs(t.k);
    if (t.k < 0)
        str_add_char(out, '-');
    else if (!first)
        str_add_char(out, '+');
    if (k != 1 || !t.power)
        str_printf(out, "%" PRId64, k);
    if (t.power)
        str_add_char(out, letter);
    if (t.power == 2)
        str_add_text(out, "^2");
}

static void write_side(struct str *out, const struct side *s, char letter)
{
    if (!s->count)
        str_add_char(out, '0');
    for (int i = 0; i < s->count; i++)
        write_term(out, s->term[i], i == 0, letter);
}

static void add_term(struct side *s, int64_t k, int power)
{
    if (k)
        s->term[s->count++] = (struct term){k, power};
}

static struct side standard_side(int64_t a, int64_t b, int64_t c)
{
    struct side s = {.count = 0};
    add_term(&s, a, 2);
    add_term(&s, b, 1);
    add_term(&s, c, 0);
    return s;
}

static void write_factor(struct str *out, int64_t slope, int64_t number, char letter)
{
    struct side s = standard_side(0, slope, number);
    if (!number) {
        write_side(out, &s, letter);
        return;
    }
    str_add_char(out, '(');
    write_side(out, &s, letter);
    str_add_char(out, ')');
}

static void write_equation(struct str *out, const struct equation *e)
{
    if (e->factored) {
        const int64_t *f = e->factor;
        bool square = f[0] == f[2] && f[1] == f[3];
        write_factor(out, f[0], f[1], e->letter);
        if (square)
            str_add_text(out, "^2");
        else
            write_factor(out, f[2], f[3], e->letter);
    } else {
        write_side(out, &e->side[0], e->letter);
    }
    str_add_char(out, '=');
    write_side(out, &e->side[1], e->letter);
}

/* ---- drawing ---- */

static enum root_kind kind_of(int64_t d)
{
    if (d < 0)
        return ROOTS_COMPLEX;
    if (!d)
        return ROOTS_DOUBLE;
    for (int64_t root = 1; root * root <= d; root++)
        if (root * root == d)
            return ROOTS_RATIONAL;
    return ROOTS_IRRATIONAL;
}

static enum root_kind draw_kind(struct random_state *r, int difficulty)
{
    static const int share[TOPIC_DIFFICULTIES][ROOT_KINDS] = {
        {80, 14, 4, 2}, {54, 20, 16, 10}, {32, 10, 32, 26}, {20, 6, 34, 40}, {16, 5, 29, 50}};
    int64_t draw = random_range(r, 0, 99);
    for (int kind = 0; kind < ROOT_KINDS; kind++) {
        draw -= share[difficulty - 1][kind];
        if (draw < 0)
            return (enum root_kind)kind;
    }
    return ROOTS_COMPLEX;
}

static bool coefficients_fit(const struct equation *e)
{
    int64_t d = e->b * e->b - 4 * e->a * e->c;
    return e->a && llabs(e->a) <= 6 && llabs(e->b) <= 20 && llabs(e->c) <= 60 && d <= 1600 &&
           d >= -600 && (!d || scratch_root_is_plain(llabs(d)));
}

/* The roots first: (p x + q)(s x + t). */
static void draw_from_roots(struct equation *e, struct random_state *r, int difficulty, bool twice)
{
    int64_t most = difficulty == 1 ? 1 : difficulty == 2 ? 2 : 4;
    int64_t p = random_range(r, 1, most), s = random_range(r, 1, difficulty <= 2 ? 1 : most);
    int64_t q = random_range(r, -10, 10), t = random_range(r, -10, 10);
    if (twice) {
        p = s = random_range(r, 1, difficulty == 1 ? 1 : 2);
        q = t;
    }
    e->a = p * s;
    e->b = p * t + q * s;
    e->c = q * t;
    e->factor[0] = p;
    e->factor[1] = q;
    e->factor[2] = s;
    e->factor[3] = t;
}

static bool draw_standard(struct equation *e, struct random_state *r, int difficulty,
                          enum root_kind kind)
{
    static const int64_t largest_a[] = {1, 3, 4, 5, 6};
    if (kind <= ROOTS_DOUBLE) {
        draw_from_roots(e, r, difficulty, kind == ROOTS_DOUBLE);
    } else {
        e->a = random_range(r, 1, largest_a[difficulty - 1]);
        if (skill_chance(r, 35))
            e->a = 1;
        e->b = skill_chance(r, 15) ? 0 : random_range(r, -12, 12);
        e->c = skill_nonzero(r, -20, 20);
        if (skill_chance(r, 15))
            e->c = skill_nonzero(r, -60, 60);
    }
    if (!coefficients_fit(e))
        return false;
    int64_t d = e->b * e->b - 4 * e->a * e->c;
    if (kind_of(d) != kind || (kind == ROOTS_DOUBLE && !e->b))
        return false;
    bool has_square = false;
    for (int64_t square = 2; square <= 5; square++)
        has_square = has_square || d % (square * square) == 0;
    if (kind >= ROOTS_IRRATIONAL && llabs(d) > 300 && !skill_chance(r, 30))
        return false;
    return kind != ROOTS_IRRATIONAL || has_square || skill_chance(r, 50);
}

static void shuffle(struct side *s, struct random_state *r)
{
    for (int i = s->count - 1; i > 0; i--) {
        int64_t j = random_range(r, 0, i);
        struct term t = s->term[i];
        s->term[i] = s->term[j];
        s->term[j] = t;
    }
}

/* Spreads the standard form over two sides. */
static void dress(struct equation *e, struct random_state *r, int difficulty)
{
    int64_t right[POWERS] = {0, 0, 0}, whole[POWERS] = {e->c, e->b, e->a};
    int64_t manner = random_range(r, 0, 99);
    if (manner < 30 + 4 * difficulty) { /* a number on the right */
        right[0] = skill_chance(r, 35) ? -e->c : random_range(r, -15, 15);
    } else if (manner < 36 + 7 * difficulty && difficulty >= 2) {
        right[0] = skill_chance(r, 50) ? -e->c : random_range(r, -12, 12);
        right[1] = skill_chance(r, 50) ? -e->b : random_range(r, -9, 9);
        if (difficulty >= 4 && skill_chance(r, 40))
            right[2] = random_range(r, -3, 3);
    }
    e->side[0].count = e->side[1].count = 0;
    for (int power = 2; power >= 0; power--) {
        add_term(&e->side[0], whole[power] + right[power], power);
        add_term(&e->side[1], right[power], power);
    }
    if (skill_chance(r, 12))
        shuffle(&e->side[0], r);
    if (skill_chance(r, 8) && e->side[0].count) {
        struct side first = e->side[0];
        e->side[0] = e->side[1];
        e->side[1] = first;
    }
}

/* A product of two factors, or a square, equal to a number. */
static bool draw_product_form(struct equation *e, struct random_state *r)
{
    int64_t *f = e->factor;
    bool square = skill_chance(r, 50);
    f[0] = skill_chance(r, 75) ? 1 : 2;
    f[1] = square || skill_chance(r, 70) ? skill_nonzero(r, -9, 9) : 0;
    f[2] = square || skill_chance(r, 75) ? f[0] : 2;
    f[3] = square ? f[1] : skill_nonzero(r, -9, 9);
    int64_t right = random_range(r, -20, 40);
    e->factored = true;
    e->a = f[0] * f[2];
    e->b = f[0] * f[3] + f[1] * f[2];
    e->c = f[1] * f[3] - right;
    e->side[0] = standard_side(e->a, e->b, f[1] * f[3]);
    e->side[1].count = 0;
    add_term(&e->side[1], right, 0);
    return coefficients_fit(e);
}

static bool draw_equation(struct equation *e, struct random_state *r, int difficulty)
{
    static const char letters[] = "xxxxxxxxxxxxyyyztnamkpwsu";
    e->letter = letters[random_range(r, 0, (int64_t)sizeof letters - 2)];
    e->factored = false;
    if (difficulty >= 2 && skill_chance(r, 8))
        return draw_product_form(e, r);
    enum root_kind kind = draw_kind(r, difficulty);
    if (!draw_standard(e, r, difficulty, kind))
        return false;
    if (difficulty >= 2 && skill_chance(r, 12)) {
        e->a = -e->a;
        e->b = -e->b;
        e->c = -e->c;
    } else if (kind <= ROOTS_DOUBLE && difficulty >= 2 && skill_chance(r, 12)) {
        e->factored = e->factor[3] != 0;
    }
    dress(e, r, difficulty);
    if (e->factored) {
        e->side[0] = standard_side(e->a, e->b, e->c);
        e->side[1].count = 0;
    }
    int64_t sides[2] = {0, 0};
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < e->side[side].count; i++)
            if (e->side[side].term[i].power == 2)
                sides[side] = e->side[side].term[i].k;
    return llabs(sides[0]) <= 9 && llabs(sides[1]) <= 9 && llabs(e->c) <= 60;
}

/* ---- the trace ---- */

static int64_t coefficient(const struct side *s, int power)
{
    for (int i = 0; i < s->count; i++)
        if (s->term[i].power == power)
            return s->term[i].k;
    return 0;
}

static void write_standard(struct str *out, const int64_t k[POWERS], char letter)
{
    struct side s = standard_side(k[2], k[1], k[0]);
    write_side(out, &s, letter);
    str_add_text(out, "=0");
}

static void expand_factors(const struct equation *e, struct str *think)
{
    const int64_t *f = e->factor;
    str_add_char(think, '\n');
    scratch_multiply(think, f[0], f[2]);
    int64_t outer = scratch_multiply(think, f[0], f[3]);
    if (f[1]) {
        int64_t inner = scratch_multiply(think, f[1], f[2]);
        scratch_multiply(think, f[1], f[3]);
        scratch_add(think, outer, inner);
    }
}

/* Everything to the left, highest power first, leading coefficient positive. k[power] */
static void make_standard(const struct equation *e, struct str *think, int64_t k[POWERS])
{
    struct str line = STR_EMPTY;
    bool moved = false;
    if (e->factored)
        expand_factors(e, think);
    for (int power = 2; power >= 0; power--) {
        k[power] = coefficient(&e->side[0], power);
        int64_t right = coefficient(&e->side[1], power);
        if (!right)
            continue;
        if (!moved)
            str_add_char(think, '\n');
        moved = true;
        k[power] = scratch_subtract(think, k[power], right);
    }
    write_equation(&line, e);
    size_t last_line = line.len;
    write_standard(&line, k, e->letter);
    bool same = last_line * 2 == line.len &&
                strncmp(line.data, line.data + last_line, last_line) == 0;
    if (!same) {
        str_add_char(think, '\n');
        str_add(think, line.data + last_line, line.len - last_line);
    }
    if (k[2] < 0) {
        for (int power = 0; power < POWERS; power++)
            k[power] = -k[power];
        str_add_char(think, '\n');
        write_standard(think, k, e->letter);
    }
    str_release(&line);
}

/* The roots (real +- outer*sqrt(inner)) / den, times i when d < 0. */
struct roots {
    int64_t d, square, four_ac; /* d = square - four_ac */
    int64_t real, outer, inner, den;
    struct rational low, high; /* when rational */
};

static void write_surd(struct str *out, int64_t outer, int64_t inner, bool imaginary, bool latex)
{
    if (outer != 1 || (inner == 1 && !imaginary))
        str_printf(out, "%" PRId64, outer);
    if (inner != 1)
        str_printf(out, latex ? "\\sqrt{%" PRId64 "}" : "sqrt(%" PRId64 ")", inner);
    if (imaginary)
        str_add_char(out, 'i');
}

static void write_roots(struct str *out, const struct roots *x, bool latex)
{
    bool fraction = x->den != 1;
    if (fraction)
        str_add_text(out, latex ? "\\frac{" : "(");
    bool outside = latex && fraction && !x->real; /* \pm\frac{...}: the sign stands in front */
    if (outside)
        out->len -= strlen("\\frac{");
    if (x->real)
        str_printf(out, "%" PRId64, x->real);
    str_add_text(out, latex ? "\\pm" : "+-");
    if (outside)
        str_add_text(out, "\\frac{");
    write_surd(out, x->outer, x->inner, x->d < 0, latex);
    if (fraction && latex)
        str_printf(out, "}{%" PRId64 "}", x->den);
    else if (fraction)
        str_printf(out, ")/%" PRId64, x->den);
}

static void find_discriminant(struct str *think, const int64_t k[POWERS], struct roots *x)
{
    str_printf(think, "\na=%" PRId64 ",b=%" PRId64 ",c=%" PRId64 "\n", k[2], k[1], k[0]);
    x->square = scratch_multiply(think, k[1], k[1]);
    str_add_char(think, '\n');
    int64_t product = scratch_multiply(think, k[0], k[2]);
    x->four_ac = scratch_multiply(think, product, 4);
    str_add_char(think, '\n');
    x->d = scratch_subtract(think, x->square, x->four_ac);
    str_printf(think, "\nD=%" PRId64, x->d);
}

static void find_rational_roots(struct str *think, struct roots *x, char letter)
{
    str_add_char(think, '\n');
    x->low = rational_make(x->real - x->outer, x->den);
    x->high = rational_make(x->real + x->outer, x->den);
    if (!x->d) {
        scratch_fraction(think, x->real, x->den);
    } else {
        scratch_fraction(think, scratch_subtract(think, x->real, x->outer), x->den);
        str_add_char(think, '\n');
        scratch_fraction(think, scratch_add(think, x->real, x->outer), x->den);
    }
    str_printf(think, "\n%c=", letter);
    rational_write_plain(think, x->low);
    if (x->d) {
        str_printf(think, ",%c=", letter);
        rational_write_plain(think, x->high);
    }
}

static void reduce_roots(struct str *think, struct roots *x, char letter)
{
    str_printf(think, "\n%c=", letter);
    write_roots(think, x, false);
    int64_t divisor = x->den;
    if (x->real)
        divisor = rational_gcd(x->real, x->den);
    str_add_char(think, '\n');
    if (x->real)
        str_printf(think, "gcd(%lld,%" PRId64 ")=%" PRId64 ";", llabs(x->real), x->den, divisor);
    str_printf(think, "gcd(%" PRId64 ",%" PRId64 ")=%" PRId64, x->outer, divisor,
               rational_gcd(x->outer, divisor));
    divisor = rational_gcd(x->outer, divisor);
    if (divisor > 1) {
        if (x->real)
            x->real = scratch_divide(think, x->real, divisor);
        x->outer = scratch_divide(think, x->outer, divisor);
        x->den = scratch_divide(think, x->den, divisor);
    }
    str_printf(think, "\n%c=", letter);
    write_roots(think, x, false);
}

/* ---- words ---- */

static const char *const asked_en[] = {
    "[Solve|Please solve|Can you solve|Could you please solve|Help me solve|I need to solve|Try to solve|"
    "I want to solve|Let's solve] @P[ for @V|][.|]",
    "Solve for @V[:|] @P",
    "Solve[:| the equation| this equation:| the quadratic equation| the quadratic| the following "
    "equation:] @P[.|]",
    "[Find|Determine|Calculate|Work out|Compute|Give] [all |][solutions|roots|the roots|the solutions|both "
    "roots|all real and complex roots|every root] of [the equation |the quadratic equation |][: |]@P[.|]",
    "[Find|Determine|Calculate|Work out] @V [if|when|given that|given|such that|from|in] @P[.|]",
    "[Find|Determine|Give] [all |the |every |][values|value] of @V [for which|such that|with|that satisfy|where] @P[.|]",
    "What are the [roots|solutions|zeros|exact roots|exact solutions] [of|to] @P?",
    "[What|Which] [values|numbers] of @V [satisfy|solve|fulfil|make true] @P?",
    "If @P, [what is @V|find @V|then what is @V|what does @V equal|what's @V|what can @V be|what are the values of @V]?",
    "[What is|What's] @V [if|when|in|given] @P?",
    "[Use|Using|With|By] the [quadratic formula|discriminant|formula][ to|,] solve @P[.|]",
    "[Solve|Work out|Find the roots of] @P [using|with|by] the [quadratic formula|discriminant|formula][.|]",
    "Given @P, [find @V|what is @V|solve for @V|find the roots|determine all solutions][.|]",
    "@P, [find @V|what is @V|solve for @V|@V = ?|solve|roots?|solve it|what are the roots]",
    "@P. [Find @V.|What is @V?|Solve for @V.|Solve.|Find the roots.|What are the solutions?]",
    "[The equation is|Here is my equation:|I have|We have|Equation:|Quadratic:] @P[. |, ][Solve it.|What is @V?|"
    "solve for @V|find the roots|Find the solutions.]",
    "How [do I|do you|can I|would you|to] solve @P[ for @V|]?",
    "@P [solve|solve for @V|solve please|roots|find @V|solutions]",
    "[Does|Has] @P [have real roots|have real solutions|real roots]? [Find the roots.|Solve it.|Find them all.|Solve anyway.]",
    "[The roots of|The solutions of] @P [are what|are|are which numbers|?]",
    "[I'm trying to find|I'm looking for|Tell me|Show me] [the roots of|the solutions of|@V in] @P[.|]",
    "Solve @P [over the complex numbers|in the complex numbers|exactly|giving exact answers|and simplify|"
    "completely][.|]",
    "[When|For which @V] [is|does] @P [true|hold]?",
    "[Let|Suppose|Given that|Assume] @P. [Find @V.|What is @V?|Determine @V.|Find all possible @V.]",
    "[Solve it for me|Do this one|Answer this]: @P",
    NULL};

static const char *const asked_ko[] = {
    "[방정식 |이차방정식 |다음 방정식 |]@P[~을|] [푸시오|푸세요|풀어라|풀어 줘|풀어줘|풀어 봐|풀어 주세요|"
    "풀어 줄래?|풀어 주시겠어요?|풀이해 줘|풀어 주실래요?|풀자][.|]",
    "[다음 |]이차방정식[~을|] [푸시오|풀어라|풀어 줘|풀어 주세요|푸세요][.|:] @P",
    "[다음 |]방정식을 [푸시오|풀어라|풀어 줘|풀어 주세요|푸세요][.|:] @P",
    "@P의 [해|근|두 근|모든 근|모든 해][~을|] [구하시오|구하세요|구하여라|구해 줘|구해줘|찾으시오|찾아 줘|알려 줘][.|]",
    "@P의 [해|근|두 근|모든 근][~은|~은 뭐야|~은 무엇인가|~이 뭐야|~은 무엇인가요|~은 얼마야][?|]",
    "[방정식|이차방정식] @P의 [해|근|두 근|모든 해][~을|] [구하시오|구하여라|구해 줘|구하세요|찾으시오|알려 주세요][.|]",
    "@P[일 때|이면|라면|라고 할 때|인 경우|일 때,] @V[~은|의 값은|~은 얼마|의 값은 무엇인가|~이 뭐야|~은 얼마야]?",
    "@P[일 때|일 때,|이면] @V[~을|의 값을|의 값을 모두] [구하시오|구하세요|구하여라|구해 줘|구해줘|찾아 줘|계산해 줘][.|]",
    "@P[~을|] 만족하는 @V[~을|의 값을|의 값을 모두|] [구하시오|구하세요|구해 줘|찾으시오|찾아 줘|찾아 주세요][.|]",
    "@P[~을|] 만족하는 @V의 값은[?| 얼마인가요?| 무엇인가?]",
    "@P에서 @V[~을|의 값을|] [구하시오|구해 줘|구하세요|구해줘|찾아 줘|알려 줘][.|]",
    "@V[~을|의 값을|] [구하시오|구해 줘|구하세요|구하라|구해줘|찾아 줘][.|:|,] @P",
    "근의 공식[을 이용하여|으로|을 써서| 써서|을 이용해] @P[~을|] [푸시오|풀어 줘|풀어라|풀어 주세요|풀이하시오][.|]",
    "@P[~을|] 근의 공식으로 [푸시오|풀어 줘|풀어라|풀어 주세요][.|]",
    "@P, [@V~은|@V의 값은|@V~이 뭐야|근은|해는|@V~을 구해 줘|두 근을 구하시오|@V 구해줘][?|]",
    "@P [근|해|두 근|@V 값| 근의 값][ 구해 줘| 구해줘| 알려줘|은| 좀|?]",
    "@P 풀[어|어 줘|어줘|면|이|어 주세요|어 줄 수 있어?| 수 있어?|어줄래?|어 봐]",
    "@P [좀 풀어 줘|좀 풀어줄래?|어떻게 풀어?|푸는 법 알려 줘|어떻게 푸나요?|답이 뭐야?|해 구해|이거 풀어 줘|풀이 부탁해]",
    "[이 방정식|이거|이 식|이 문제|이 이차방정식] [풀어 줘|좀 풀어 줘|풀어 주세요|어떻게 풀어?|근 구해 줘][:|,|] @P",
    "@P의 [실근이 있나요|근이 실수야|판별식과 근은|허근까지 모든 근은|근이 어떻게 돼]?",
    "복소수 범위에서 @P[~을|의 해를] [푸시오|풀어 줘|구하시오|구해 줘|구하세요][.|]",
    "@V에 대한 [방정식|이차방정식] @P[~을|] [풀어라|푸시오|풀어 주세요|풀어 줘][.|]",
    "@P[~을|] 풀면 @V[~은|~이|의 값은] [얼마야|얼마인가|뭐야|무엇인가요]?",
    "@V[~이|] 얼마[면|여야|일 때] @P[~이|] [돼|될까|성립해|되나요]?",
    NULL};

/* @Q: the left side alone, when the right side is 0. */
static const char *const zeros_en[] = {
    "[Find|Determine|Calculate|Give|Compute] [the|all] [roots|zeros|zeroes] of [the polynomial |the quadratic |the function |]@Q[.|]",
    "[What are|Which are] the [roots|zeros|zeroes] of [the polynomial |the quadratic |]@Q?",
    "[For which|For what values of] @V is @Q [equal to 0|zero|equal to zero]?",
    "[When|Where] [is @Q zero|does @Q equal 0|does @Q vanish]?",
    "[Roots|Zeros|roots|zeros] of @Q",
    NULL};
static const char *const zeros_ko[] = {
    "[이차식 |다항식 |]@Q의 [근|영점]~을 [구하시오|구해 줘|구하세요|찾아 줘][.|]",
    "@Q~이 0이 되는 @V의 값[을 구하시오.|은?|을 모두 구해 줘|을 구하세요.]",

    "[이차함수 |함수 ]@Q의 [영점|근]~은[?| 무엇인가?| 뭐야?]",
    NULL};

static const char *const bare_forms[] = {"@P", "@P", "@P", "@P", "@P, @V=?", NULL};

static const struct skill_wording wording = {
    .asked = {asked_en, asked_ko}, .bare = bare_forms, .bare_percent = 27};

static const struct skill_wording zeros_wording = {
    .asked = {zeros_en, zeros_ko}, .bare = bare_forms, .bare_percent = 0};

static const struct skill_text understand = {{
    {"We look for every number @V with \\(@P\\).", "Solve the quadratic equation \\(@P\\).",
     "Solve \\(@P\\) over \\(\\mathbb{C}\\)."},
    {"\\(@P\\)~이 되는 수 @V~을 모두 찾는 문제예요.", "이차방정식 \\(@P\\)의 근을 구합니다.",
     "\\(\\mathbb{C}\\)에서 \\(@P\\)~을 푼다."},
}};
static const struct skill_text plan = {{
    {"Bring everything to one side and use the formula \\(@V=\\frac{-b\\pm\\sqrt{D}}{2a}\\) with "
     "\\(D=b^2-4ac\\).",
     "Write it in standard form, find the discriminant \\(D=b^2-4ac\\) and use the quadratic formula.",
     "Multiplying by \\(4a\\) and completing the square gives the equivalent \\((2a@V+b)^2=D\\), "
     "\\(D=b^2-4ac\\)."},
    {"모두 한쪽으로 모으고 공식 \\(@V=\\frac{-b\\pm\\sqrt{D}}{2a}\\), \\(D=b^2-4ac\\)를 써요.",
     "표준형으로 고친 뒤 판별식 \\(D=b^2-4ac\\)와 근의 공식을 씁니다.",
     "\\(4a\\)를 곱해 완전제곱식으로 고치면 동치인 \\((2a@V+b)^2=D\\), \\(D=b^2-4ac\\)를 얻는다."},
}};
static const struct skill_text step_standard = {{
    {"On one side: \\(@S\\), so \\(a=@A\\), \\(b=@B\\), \\(c=@C\\).",
     "Standard form: \\(@S\\), so \\(a=@A\\), \\(b=@B\\), \\(c=@C\\).",
     "\\(@S\\): \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)."},
    {"한쪽으로 모으면 \\(@S\\), 그래서 \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)~예요.",
     "표준형은 \\(@S\\)이고 \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)입니다.",
     "\\(@S\\), 곧 \\(a=@A\\), \\(b=@B\\), \\(c=@C\\)."},
}};
static const struct skill_text step_discriminant = {{
    {"\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\)."},
    {"\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\).", "\\(D=b^2-4ac=@D\\)."},
}};
static const struct skill_text step_root[ROOT_KINDS] = {
    [ROOTS_RATIONAL] = {{
        {"\\(\\sqrt{@N}=@W\\), so there are two answers.", "\\(\\sqrt{@N}=@W\\): two rational roots.",
         "\\(D\\) is a perfect square, \\(\\sqrt{@N}=@W\\): two rational roots."},
        {"\\(\\sqrt{@N}=@W\\)이므로 답이 두 개예요.", "\\(\\sqrt{@N}=@W\\)이므로 두 유리근을 갖습니다.",
         "\\(\\sqrt{@N}=@W\\)이므로 \\(D\\)는 완전제곱수이고 두 유리근을 갖는다."},
    }},
    [ROOTS_DOUBLE] = {{
        {"\\(D=0\\), so there is just one answer.", "\\(D=0\\): one double root.",
         "\\(D=0\\): a root of multiplicity two."},
        {"\\(D=0\\)이므로 답이 하나예요.", "\\(D=0\\)이므로 중근을 갖습니다.",
         "\\(D=0\\)이므로 중근을 갖는다."},
    }},
    [ROOTS_IRRATIONAL] = {{
        {"\\(\\sqrt{@N}=@W\\), so there are two answers.", "\\(\\sqrt{@N}=@W\\): two real roots.",
         "\\(\\sqrt{@N}=@W\\): two irrational conjugate roots."},
        {"\\(\\sqrt{@N}=@W\\)이므로 답이 두 개예요.", "\\(\\sqrt{@N}=@W\\)이므로 서로 다른 두 실근을 갖습니다.",
         "\\(\\sqrt{@N}=@W\\)이므로 켤레인 두 무리근을 갖는다."},
    }},
    [ROOTS_COMPLEX] = {{
        {"\\(D\\) is negative: no real number works, but with \\(i^2=-1\\), \\(\\sqrt{@N}=@W\\).",
         "\\(D<0\\): no real roots; \\(\\sqrt{@N}=@W\\).",
         "\\(D<0\\): \\(\\sqrt{@N}=@W\\), two conjugate complex roots."},
        {"\\(D\\)가 음수라 실수 답은 없지만 \\(i^2=-1\\)을 쓰면 \\(\\sqrt{@N}=@W\\)~예요.",
         "\\(D<0\\)이므로 실근은 없고 \\(\\sqrt{@N}=@W\\)입니다.",
         "\\(D<0\\), \\(\\sqrt{@N}=@W\\)이므로 켤레 복소근을 갖는다."},
    }},
};
static const struct skill_text step_root_plain = {{
    {"\\(\\sqrt{@N}\\) cannot be made simpler; there are two answers.",
     "\\(\\sqrt{@N}\\) is in lowest terms: two real roots.",
     "\\(@N\\) is square-free: two irrational conjugate roots."},
    {"\\(\\sqrt{@N}\\)~은 더 간단히 할 수 없고 답은 두 개예요.",
     "\\(\\sqrt{@N}\\)~은 더 간단히 되지 않으며 서로 다른 두 실근을 갖습니다.",
     "\\(@N\\)에는 제곱인수가 없고 켤레인 두 무리근을 갖는다."},
}};
static const struct skill_text step_formula_once = {{
    {"So \\(@X\\), and no number divides all parts.", "So \\(@X\\), already in lowest terms.",
     "Hence \\(@X\\), in lowest terms."},
    {"그래서 \\(@X\\)이고 더 약분되지 않아요.", "따라서 \\(@X\\)이고 이미 기약입니다.",
     "따라서 \\(@X\\), 이미 기약이다."},
}};
static const struct skill_text step_formula = {{
    {"\\(@V=@F\\), so \\(@X\\).", "\\(@V=@F\\), so \\(@X\\).", "\\(@V=@F\\), hence \\(@X\\)."},
    {"\\(@V=@F\\), 그래서 \\(@X\\).", "\\(@V=@F\\), 따라서 \\(@X\\).", "\\(@V=@F\\), 따라서 \\(@X\\)."},
}};
static const struct skill_text check = {{
    {"Put back in, \\(@L\\) becomes \\(@W\\), and its square is \\(@N\\), the same as \\(D\\). It fits!",
     "For these values \\(@L=@W\\), and \\((@W)^2=@N=D\\), as it must be.",
     "Indeed \\(@L=@W\\) and \\((@W)^2=@N=D\\); every step was an equivalence."},
    {"다시 넣으면 \\(@L\\)의 값은 \\(@W\\)이고, 제곱하면 \\(@N\\), \\(D\\)와 같아서 맞아요!",
     "이 값에서 \\(@L=@W\\)이고 \\((@W)^2=@N=D\\)이므로 맞습니다.",
     "\\(@L=@W\\), \\((@W)^2=@N=D\\)이며 모든 변형은 동치이다."},
}};

static void write_answer(struct str *out, const struct roots *x, char letter)
{
    str_printf(out, "%c=", letter);
    if (kind_of(x->d) > ROOTS_DOUBLE) {
        write_roots(out, x, true);
        return;
    }
    rational_write_latex(out, x->low);
    if (x->d) {
        str_printf(out, ", %c=", letter);
        rational_write_latex(out, x->high);
    }
}

static void write_raw_formula(struct str *out, const struct roots *x)
{
    str_add_text(out, "\\frac{");
    if (x->real)
        str_printf(out, "%" PRId64, x->real);
    str_add_text(out, "\\pm");
    write_surd(out, x->outer, x->inner, x->d < 0, true);
    str_printf(out, "}{%" PRId64 "}", x->den);
}

enum { NUMBERS = 6 };

static void explain(struct topic_item *item, const int64_t k[POWERS], const struct roots *raw,
                    char letter)
{
    struct str standard = STR_EMPTY, surd = STR_EMPTY, formula = STR_EMPTY, left = STR_EMPTY,
               difference = STR_EMPTY;
    char number[NUMBERS][24], variable[2] = {letter, 0};
    enum root_kind kind = kind_of(raw->d);
    for (int power = 0; power < POWERS; power++)
        snprintf(number[power], sizeof number[power], "%" PRId64, k[power]);
    snprintf(number[3], sizeof number[3], "%" PRId64, raw->d);
    write_standard(&standard, k, letter);
    str_printf(&difference, raw->four_ac < 0 ? "%" PRId64 "-(%" PRId64 ")=%" PRId64
                                             : "%" PRId64 "-%" PRId64 "=%" PRId64,
               raw->square, raw->four_ac, raw->d);
    if (raw->d)
        write_surd(&surd, raw->outer, raw->inner, raw->d < 0, true);
    else
        str_add_char(&surd, '0');
    write_raw_formula(&formula, raw);
    str_printf(&left, "%" PRId64 "%c", raw->den, letter);
    if (k[1])
        str_printf(&left, "%+" PRId64, k[1]);
    struct str plus_minus = STR_EMPTY;
    str_printf(&plus_minus, "%s%s", raw->d ? "\\pm" : "", surd.data);

    struct phrase_slots slots = {.PHRASE_SLOT('P') = item->canonical.data,
                                 .PHRASE_SLOT('V') = variable,
                                 .PHRASE_SLOT('S') = standard.data,
                                 .PHRASE_SLOT('A') = number[2],
                                 .PHRASE_SLOT('B') = number[1],
                                 .PHRASE_SLOT('C') = number[0],
                                 .PHRASE_SLOT('D') = difference.data,
                                 .PHRASE_SLOT('N') = number[3],
                                 .PHRASE_SLOT('W') = surd.data,
                                 .PHRASE_SLOT('F') = formula.data,
                                 .PHRASE_SLOT('X') = item->answer.data,
                                 .PHRASE_SLOT('L') = left.data};
    skill_say(item, TOPIC_UNDERSTAND, &understand, &slots);
    skill_say(item, TOPIC_PLAN, &plan, &slots);
    skill_step(item, &step_standard, &slots);
    skill_step(item, &step_discriminant, &slots);
    bool plain = kind == ROOTS_IRRATIONAL && raw->outer == 1;
    skill_step(item, plain ? &step_root_plain : &step_root[kind], &slots);
    bool reduced = strcmp(formula.data, item->answer.data + 2) != 0;
    skill_step(item, reduced ? &step_formula : &step_formula_once, &slots);
    slots.PHRASE_SLOT('W') = plus_minus.data;
    skill_say(item, TOPIC_CHECK, &check, &slots);
    str_release(&standard);
    str_release(&surd);
    str_release(&formula);
    str_release(&left);
    str_release(&difference);
    str_release(&plus_minus);
}

/* Writes the trace; the roots before they are reduced go to raw, the final ones to x. */
static void trace(struct topic_item *item, const struct equation *e, int64_t k[POWERS],
                  struct roots *raw, struct roots *x)
{
    struct str *think = &item->think;
    make_standard(e, think, k);
    find_discriminant(think, k, x);
    if (x->d) {
        str_add_char(think, '\n');
        struct scratch_root root = scratch_square_root(think, llabs(x->d));
        x->outer = root.outer;
        x->inner = root.inner;
        if (think->data[think->len - 1] != '\n')
            str_add_char(think, '\n');
        str_printf(think, "sqrt(%" PRId64 ")=", x->d);
        write_surd(think, x->outer, x->inner, x->d < 0, false);
    } else {
        x->outer = 0;
        x->inner = 1;
    }
    x->real = -k[1];
    x->den = 2 * k[2];
    str_printf(think, "\n-b=%" PRId64 ",2a=%" PRId64, x->real, x->den);
    *raw = *x;
    if (kind_of(x->d) <= ROOTS_DOUBLE)
        find_rational_roots(think, x, e->letter);
    else
        reduce_roots(think, x, e->letter);
}

static void generate(struct topic_item *item, struct random_state *r)
{
    struct equation e;
    struct roots raw, x;
    int64_t k[POWERS];
    do {
        while (!draw_equation(&e, r, item->difficulty))
            ;
        str_clear(&item->think);
        str_clear(&item->canonical);
        write_equation(&item->canonical, &e);
        str_add_str(&item->think, &item->canonical);
        trace(item, &e, k, &raw, &x);
    } while (item->think.len > MAX_THINK);
    write_answer(&item->answer, &x, e.letter);
    explain(item, k, &raw, e.letter);

    struct phrase_style style = phrase_style_draw(r);
    struct str formula = STR_EMPTY;
    phrase_formula(&formula, item->canonical.data, &style);
    char letter[2] = {e.letter, 0};
    struct str zero_side = STR_EMPTY, left = STR_EMPTY;
    str_add(&left, item->canonical.data, item->canonical.len - 2);
    phrase_formula(&zero_side, left.data, &style);
    struct phrase_slots slots = {.PHRASE_SLOT('P') = formula.data,
                                 .PHRASE_SLOT('Q') = zero_side.data,
                                 .PHRASE_SLOT('V') = letter};
    bool zeros = !e.side[1].count && skill_chance(r, 15);
    skill_ask(item, zeros ? &zeros_wording : &wording, &slots, r);
    str_release(&formula);
    str_release(&zero_side);
    str_release(&left);
}

const struct topic topic_quadratic = {
    .name = "algebra.quadratic",
    .title = {"Quadratic equations", "이차방정식"},
    .difficulty_meaning =
        {
            "leading coefficient 1, mostly whole-number roots",
            "whole-number, double and some irrational roots, terms on both sides",
            "fractions, irrational and complex roots, small coefficients",
            "mostly irrational and complex roots, terms on both sides in any order",
            "all kinds with leading coefficients up to 6, half of them complex",
        },
    .generate = generate,
};
