/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quadratic equations by the discriminant, with rational, double, irrational and complex roots.
 * The standard form a*x^2+b*x+c=0 is drawn first (from its roots when they are rational), then it
 * is dressed: terms moved to the right, another order, factored form. The trace undoes the
 * dressing, then works out b*b-4*a*c, its root and the reduced fraction, always in that order.
 */
#include "app/topics/scratch.h"
#include "app/topics/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_THINK = 400, POWERS = 3 };

struct side {
    struct monomial term[POWERS];
    int count;
};

struct equation {
    int64_t a, b, c; /* standard form, signs as in the problem: a may be negative */
    struct side side[2];
    bool factored;
    int64_t factor[4]; /* (f0 x + f1)(f2 x + f3) */
    char letter;
};

static void write_side(struct str *out, const struct side *s, char letter)
{
    if (!s->count)
        str_add_char(out, '0');
    for (int i = 0; i < s->count; i++)
        skill_write_monomial(out, s->term[i], i == 0, letter);
}

static void add_term(struct side *s, int64_t k, int power)
{
    if (k)
        s->term[s->count++] = (struct monomial){k, power};
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
        struct monomial t = s->term[i];
        s->term[i] = s->term[j];
        s->term[j] = t;
    }
}

/* Spreads the standard form over two sides. */
static void dress(struct equation *e, struct random_state *r, int difficulty)
{
    const int64_t whole[POWERS] = {e->c, e->b, e->a};
    int64_t right[POWERS] = {0, 0, 0};
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
    if (skill_chance(r, 16))
        shuffle(&e->side[0], r);
    if (skill_chance(r, 14) && e->side[0].count) {
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
    static const char letters[] = "xxxxxxxxxxxxyyyztnvmkpwsu";
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
    bool same =
        last_line * 2 == line.len && strncmp(line.data, line.data + last_line, last_line) == 0;
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

/* "\\pm" in front of the surd; a bare letter i must not run into the command. */
static void write_plus_minus(struct str *out, const struct roots *x)
{
    bool bare = x->d < 0 && x->outer == 1 && x->inner == 1;
    str_add_text(out, bare ? "\\pm " : "\\pm");
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
    if (outside)
        str_add_text(out, "\\pm\\frac{");
    else if (latex)
        write_plus_minus(out, x);
    else
        str_add_text(out, "+-");
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

/* ---- the item ---- */

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
    write_plus_minus(out, x);
    write_surd(out, x->outer, x->inner, x->d < 0, true);
    str_printf(out, "}{%" PRId64 "}", x->den);
}

/* The texts behind the slots of the explanation. */
enum { STANDARD, A, B, C, D, DIFFERENCE, SURD, PLUS_MINUS, FORMULA, LEFT, TEXTS };

static void write_texts(struct str text[TEXTS], const int64_t k[POWERS], const struct roots *raw,
                        char letter)
{
    write_standard(&text[STANDARD], k, letter);
    for (int power = 0; power < POWERS; power++)
        str_printf(&text[C - power], "%" PRId64, k[power]);
    str_printf(&text[D], "%" PRId64, raw->d);
    str_printf(&text[DIFFERENCE], "%" PRId64 "-", raw->square);
    scratch_write_operand(&text[DIFFERENCE], raw->four_ac);
    str_printf(&text[DIFFERENCE], "=%" PRId64, raw->d);
    if (raw->d)
        write_surd(&text[SURD], raw->outer, raw->inner, raw->d < 0, true);
    else
        str_add_char(&text[SURD], '0');
    if (raw->d)
        write_plus_minus(&text[PLUS_MINUS], raw);
    str_add_str(&text[PLUS_MINUS], &text[SURD]);
    write_raw_formula(&text[FORMULA], raw);
    str_printf(&text[LEFT], "%" PRId64 "%c", raw->den, letter);
    if (k[1])
        str_printf(&text[LEFT], "%+" PRId64, k[1]);
}

static void explain(struct topic_item *item, const int64_t k[POWERS], const struct roots *raw,
                    char letter)
{
    const struct quadratic_words *words = &quadratic_words;
    struct str text[TEXTS];
    for (int i = 0; i < TEXTS; i++)
        str_init(&text[i]);
    write_texts(text, k, raw, letter);
    char variable[2] = {letter, 0};
    struct phrase_slots slots = {.PHRASE_SLOT('P') = item->canonical.data,
                                 .PHRASE_SLOT('V') = variable,
                                 .PHRASE_SLOT('S') = text[STANDARD].data,
                                 .PHRASE_SLOT('A') = text[A].data,
                                 .PHRASE_SLOT('B') = text[B].data,
                                 .PHRASE_SLOT('C') = text[C].data,
                                 .PHRASE_SLOT('D') = text[DIFFERENCE].data,
                                 .PHRASE_SLOT('N') = text[D].data,
                                 .PHRASE_SLOT('W') = text[SURD].data,
                                 .PHRASE_SLOT('F') = text[FORMULA].data,
                                 .PHRASE_SLOT('X') = item->answer.data,
                                 .PHRASE_SLOT('L') = text[LEFT].data};
    enum root_kind kind = kind_of(raw->d);
    bool plain = kind == ROOTS_IRRATIONAL && raw->outer == 1;
    bool reduced = strcmp(text[FORMULA].data, item->answer.data + 2) != 0;
    skill_say(item, TOPIC_UNDERSTAND, &words->understand, &slots);
    skill_say(item, TOPIC_PLAN, &words->plan, &slots);
    skill_step(item, &words->step_standard, &slots);
    skill_step(item, &words->step_discriminant, &slots);
    skill_step(item, plain ? &words->step_root_plain : &words->step_root[kind], &slots);
    skill_step(item, reduced ? &words->step_formula : &words->step_formula_once, &slots);
    slots.PHRASE_SLOT('W') = text[PLUS_MINUS].data;
    skill_say(item, TOPIC_CHECK, &words->check, &slots);
    for (int i = 0; i < TEXTS; i++)
        str_release(&text[i]);
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

/* ---- the question ---- */

/* "ax^2+bx+c=0" and "a=2, b=-3, c=1" */
static void ask_by_names(struct topic_item *item, const struct equation *e,
                         const struct phrase_style *style, struct random_state *r)
{
    struct str plain = STR_EMPTY, form = STR_EMPTY, names = STR_EMPTY;
    const int64_t k[POWERS] = {e->a, e->b, e->c};
    const char *is = style->spaces ? " = " : "=";
    bool last_and = item->lang == LANG_EN && skill_chance(r, 35);
    str_printf(&plain, "a%c^2+b%c+c=0", e->letter, e->letter);
    phrase_formula(&form, plain.data, style);
    for (int i = 0; i < POWERS; i++)
        str_printf(&names, "%s%s%c%s%s%lld%s",
                   !i                   ? ""
                   : i == 2 && last_and ? " and "
                                        : ", ",
                   style->open, 'a' + i, is, k[i] < 0 ? style->minus : "", llabs(k[i]),
                   style->close);
    char letter[2] = {e->letter, 0};
    struct phrase_slots slots = {
        .PHRASE_SLOT('F') = form.data, .PHRASE_SLOT('A') = names.data, .PHRASE_SLOT('V') = letter};
    skill_ask(item, &quadratic_words.asked_names, &slots, r);
    str_release(&plain);
    str_release(&form);
    str_release(&names);
}

static void ask(struct topic_item *item, const struct equation *e, struct random_state *r)
{
    struct phrase_style style = phrase_style_draw(r), open = style;
    open.open = open.close = "";
    struct str standard = STR_EMPTY, formula = STR_EMPTY, zero_side = STR_EMPTY, left = STR_EMPTY,
               graph = STR_EMPTY;
    const int64_t k[POWERS] = {e->c, e->b, e->a};
    write_standard(&standard, k, e->letter);
    bool zero = !e->side[1].count;
    bool plain = str_equal(&standard, item->canonical.data);
    bool crosses = zero && e->letter == 'x' && e->b * e->b >= 4 * e->a * e->c;
    phrase_formula(&formula, item->canonical.data, &style);
    str_add(&left, item->canonical.data, item->canonical.len - 2);
    phrase_formula(&zero_side, left.data, &style);
    str_printf(&graph, "%sy%s", style.open, style.spaces ? " = " : "=");
    phrase_formula(&graph, left.data, &open);
    str_add_text(&graph, style.close);
    char letter[2] = {e->letter, 0};
    struct phrase_slots slots = {.PHRASE_SLOT('P') = formula.data,
                                 .PHRASE_SLOT('Q') = zero_side.data,
                                 .PHRASE_SLOT('Y') = graph.data,
                                 .PHRASE_SLOT('V') = letter};
    int64_t draw = random_range(r, 0, 99);
    if (plain && draw < 9)
        ask_by_names(item, e, &style, r);
    else if (crosses && draw >= 9 && draw < 16)
        skill_ask(item, &quadratic_words.asked_graph, &slots, r);
    else
        skill_ask(item, zero && draw >= 85 ? &quadratic_words.asked_zeros : &quadratic_words.asked,
                  &slots, r);
    str_release(&standard);
    str_release(&formula);
    str_release(&zero_side);
    str_release(&left);
    str_release(&graph);
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

    ask(item, &e, r);
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
