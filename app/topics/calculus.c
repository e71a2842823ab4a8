/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives of polynomials, and their value at a point. A polynomial is a row of terms in the
 * order typed; the trace differentiates term by term, then, if a value is asked, works it out by
 * Horner's rule (multiply by the point, add the next coefficient).
 */
#include "app/topics/scratch.h"
#include "app/topics/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TERMS = 6, MAX_THINK = 300 };

struct polynomial {
    struct monomial term[MAX_TERMS];
    int count;
    char letter;
};

/* The task: a polynomial, or a product of two linear factors, and perhaps a point. */
struct task {
    struct polynomial poly;
    bool product;
    int64_t factor[4]; /* (f0 x + f1)(f2 x + f3) */
    bool at_point;
    int64_t point;
};

static void add_term(struct polynomial *p, int64_t k, int power)
{
    if (k && p->count < MAX_TERMS)
        p->term[p->count++] = (struct monomial){k, power};
}

static void write_polynomial(struct str *out, const struct polynomial *p)
{
    if (!p->count)
        str_add_char(out, '0');
    for (int i = 0; i < p->count; i++)
        skill_write_monomial(out, p->term[i], i == 0, p->letter);
}

/* A factor always in brackets. */
static void write_factor(struct str *out, int64_t slope, int64_t number, char letter)
{
    struct polynomial p = {.letter = letter};
    add_term(&p, slope, 1);
    add_term(&p, number, 0);
    str_add_char(out, '(');
    write_polynomial(out, &p);
    str_add_char(out, ')');
}

static void write_function(struct str *out, const struct task *t)
{
    if (!t->product) {
        write_polynomial(out, &t->poly);
        return;
    }
    write_factor(out, t->factor[0], t->factor[1], t->poly.letter);
    write_factor(out, t->factor[2], t->factor[3], t->poly.letter);
}

/* ---- drawing ---- */

static void draw_polynomial(struct polynomial *p, struct random_state *r, int difficulty)
{
    static const int lowest[] = {1, 2, 2, 3, 2}, highest[] = {2, 3, 4, 5, 5};
    int degree = (int)random_range(r, lowest[difficulty - 1], highest[difficulty - 1]);
    p->count = 0;
    int64_t most = difficulty <= 2 ? 9 : 12;
    int keep = degree >= 4 ? 45 : 72;
    for (int power = degree; power >= 0; power--)
        if (power == degree || skill_chance(r, keep)) {
            int64_t k = skill_nonzero(r, -most, most);
            if (difficulty == 1 && power == degree)
                k = llabs(k);
            if (skill_chance(r, 15))
                k = k < 0 ? -1 : 1;
            if (!power && skill_chance(r, 30))
                k = skill_nonzero(r, -40, 40);
            add_term(p, k, power);
        }
    if (difficulty >= 2 && skill_chance(r, 18))
        for (int i = p->count - 1; i > 0; i--) {
            int64_t j = random_range(r, 0, i);
            struct monomial t = p->term[i];
            p->term[i] = p->term[j];
            p->term[j] = t;
        }
}

static void draw_product(struct task *t, struct random_state *r)
{
    t->product = true;
    for (int i = 0; i < 4; i++)
        t->factor[i] = i % 2                 ? skill_nonzero(r, -9, 9)
                       : skill_chance(r, 50) ? 1
                                             : skill_nonzero(r, -4, 5);
}

static void draw_task(struct task *t, struct random_state *r, int difficulty)
{
    static const char letters[] = "xxxxxxxxxxxxxxxttttyzsuaw";
    static const int point_percent[] = {12, 25, 35, 35, 40};
    *t = (struct task){.product = false};
    draw_polynomial(&t->poly, r, difficulty);
    t->poly.letter = letters[random_range(r, 0, (int64_t)sizeof letters - 2)];
    if (difficulty == 5 && skill_chance(r, 45))
        draw_product(t, r);
    t->at_point = skill_chance(r, point_percent[difficulty - 1]);
    t->point = random_range(r, -3, 5);
}

/* ---- the trace ---- */

static void expand(struct task *t, struct str *think)
{
    const int64_t *f = t->factor;
    str_add_char(think, '\n');
    int64_t square = scratch_multiply(think, f[0], f[2]);
    int64_t outer = scratch_multiply(think, f[0], f[3]);
    int64_t inner = scratch_multiply(think, f[1], f[2]);
    int64_t number = scratch_multiply(think, f[1], f[3]);
    t->poly.count = 0;
    add_term(&t->poly, square, 2);
    add_term(&t->poly, scratch_add(think, outer, inner), 1);
    add_term(&t->poly, number, 0);
    str_add_text(think, "\n(");
    write_polynomial(think, &t->poly);
    str_add_text(think, ")'");
}

static struct monomial differentiate(struct monomial t, struct str *think, char letter)
{
    struct monomial d = {t.k * t.power, t.power - 1};
    skill_write_monomial(think, t, true, letter);
    str_add_char(think, ':');
    if (t.power > 1) {
        scratch_multiply(think, t.k, t.power);
        str_add_char(think, ':');
    }
    if (t.power)
        skill_write_monomial(think, d, true, letter);
    else
        str_add_char(think, '0');
    return d;
}

static void sort_terms(struct polynomial *p)
{
    for (int i = 1; i < p->count; i++)
        for (int j = i; j > 0 && p->term[j - 1].power < p->term[j].power; j--) {
            struct monomial t = p->term[j];
            p->term[j] = p->term[j - 1];
            p->term[j - 1] = t;
        }
}

static struct polynomial derive(const struct polynomial *p, struct str *think)
{
    struct polynomial d = {.letter = p->letter};
    for (int i = 0; i < p->count; i++) {
        str_add_char(think, '\n');
        struct monomial t = differentiate(p->term[i], think, p->letter);
        add_term(&d, t.k, t.power);
    }
    sort_terms(&d);
    str_add_text(think, "\n=");
    write_polynomial(think, &d);
    return d;
}

static int64_t coefficient(const struct polynomial *p, int power)
{
    for (int i = 0; i < p->count; i++)
        if (p->term[i].power == power)
            return p->term[i].k;
    return 0;
}

/* Horner's rule; false when a number leaves the ranges of the scratch. */
static bool evaluate(const struct polynomial *d, int64_t point, struct str *think, int64_t *value)
{
    int degree = d->count ? d->term[0].power : 0;
    *value = coefficient(d, degree);
    str_printf(think, "\n%c=%" PRId64, d->letter, point);
    if (degree)
        str_add_char(think, '\n');
    for (int power = degree - 1; power >= 0; power--) {
        *value = scratch_multiply(think, *value, point);
        *value = scratch_add(think, *value, coefficient(d, power));
        if (llabs(*value) > 9999)
            return false;
    }
    str_printf(think, "\n=%" PRId64, *value);
    return true;
}

/* ---- the item ---- */

/* "(3x^2)'=6x, (-4x)'=-4" */
static void write_term_rules(struct str *out, const struct polynomial *p)
{
    for (int i = 0; i < p->count; i++) {
        struct monomial t = p->term[i], d = {t.k * t.power, t.power - 1};
        str_add_text(out, i ? ", (" : "(");
        skill_write_monomial(out, t, true, p->letter);
        str_add_text(out, ")'=");
        if (t.power)
            skill_write_monomial(out, d, true, p->letter);
        else
            str_add_char(out, '0');
    }
}

static struct monomial leading_term(const struct polynomial *p)
{
    struct monomial lead = {0, -1};
    for (int i = 0; i < p->count; i++)
        if (p->term[i].power > lead.power)
            lead = p->term[i];
    return lead;
}

static void explain(struct topic_item *item, const struct task *t, const struct polynomial *d,
                    int64_t value)
{
    struct str function = STR_EMPTY, expanded = STR_EMPTY, rules = STR_EMPTY, result = STR_EMPTY,
               last = STR_EMPTY, highest = STR_EMPTY, inverse = STR_EMPTY;
    char letter[2] = {t->poly.letter, 0}, point[32], number[24];
    struct monomial lead = leading_term(&t->poly), derived = {lead.k * lead.power, lead.power - 1};
    write_function(&function, t);
    write_polynomial(&expanded, &t->poly);
    write_term_rules(&rules, &t->poly);
    write_polynomial(&result, d);
    skill_write_monomial(&last, derived, true, t->poly.letter);
    skill_write_monomial(&highest, lead, true, t->poly.letter);
    str_printf(&inverse, "%" PRId64 "\\div %d=%" PRId64, derived.k, lead.power, lead.k);
    snprintf(point, sizeof point, "%c=%" PRId64, t->poly.letter, t->point);
    snprintf(number, sizeof number, "%" PRId64, value);
    struct phrase_slots slots = {.PHRASE_SLOT('P') = function.data,
                                 .PHRASE_SLOT('V') = letter,
                                 .PHRASE_SLOT('Q') = expanded.data,
                                 .PHRASE_SLOT('T') = rules.data,
                                 .PHRASE_SLOT('R') = result.data,
                                 .PHRASE_SLOT('X') = point,
                                 .PHRASE_SLOT('Z') = number,
                                 .PHRASE_SLOT('L') = last.data,
                                 .PHRASE_SLOT('H') = highest.data,
                                 .PHRASE_SLOT('I') = inverse.data};
    skill_say(item, TOPIC_UNDERSTAND,
              t->at_point ? &calculus_words.understand_point : &calculus_words.understand, &slots);
    skill_say(item, TOPIC_PLAN, t->at_point ? &calculus_words.plan_point : &calculus_words.plan,
              &slots);
    if (t->product)
        skill_step(item, &calculus_words.step_expand, &slots);
    skill_step(item, &calculus_words.step_terms, &slots);
    skill_step(item, &calculus_words.step_sum, &slots);
    if (t->at_point)
        skill_step(item, &calculus_words.step_point, &slots);
    skill_say(item, TOPIC_CHECK, &calculus_words.check, &slots);
    str_release(&function);
    str_release(&expanded);
    str_release(&rules);
    str_release(&result);
    str_release(&last);
    str_release(&highest);
    str_release(&inverse);
}

static void add_wrapped(struct str *out, const struct phrase_style *style, const char *text)
{
    str_printf(out, "%s%s%s", style->open, text, style->close);
}

enum { ASK_SLOTS = 26 };

static void ask(struct topic_item *item, const struct task *t, struct random_state *r)
{
    struct str text[ASK_SLOTS];
    for (int i = 0; i < ASK_SLOTS; i++)
        str_init(&text[i]);
    struct str plain = STR_EMPTY, inside = STR_EMPTY;
    struct phrase_style style = phrase_style_draw(r), open = style;
    open.open = open.close = "";
    char letter = t->poly.letter, name = "fffffffffghp"[random_range(r, 0, 11)];
    char letter_text[2] = {letter, 0};
    const char *is = style.spaces ? " = " : "=";
    const char *minus = t->point < 0 ? style.minus : "";
    bool capital_y = letter == 'y';
    write_function(&plain, t);
    phrase_formula(&inside, plain.data, &open);
    bool brackets = !t->product;

#define TEXT(c) text[(c) - 'A']
    add_wrapped(&TEXT('P'), &style, inside.data);
    str_printf(&TEXT('E'), "%s%c(%c)%s%s%s", style.open, name, letter, is, inside.data,
               style.close);
    str_printf(&TEXT('Y'), "%s%c%s%s%s", style.open, capital_y ? 's' : 'y', is, inside.data,
               style.close);
    str_printf(&TEXT('D'), style.latex ? "%s\\frac{d}{d%c}%s%s%s%s" : "%sd/d%c%s%s%s%s", style.open,
               letter, style.latex || !skill_chance(r, 60) ? "" : " ", brackets ? "(" : "",
               inside.data, brackets ? ")" : "");
    str_add_text(&TEXT('D'), style.close);
    str_printf(&TEXT('Q'), "%s%s%s%s'%s", style.open, "(", inside.data, ")", style.close);
    str_printf(&TEXT('M'), "%s%c'(%c)%s", style.open, name, letter, style.close);
    str_printf(&TEXT('B'), style.latex ? "%s\\frac{d%c}{d%c}%s" : "%sd%c/d%c%s", style.open,
               capital_y ? 's' : 'y', letter, style.close);
    str_printf(&TEXT('N'), "%s%c'%s", style.open, capital_y ? 's' : 'y', style.close);
    str_printf(&TEXT('A'), "%s%c'(%s%lld)%s", style.open, name, minus, llabs(t->point),
               style.close);
    str_printf(&TEXT('X'), "%s%c%s%s%lld%s", style.open, letter, is, minus, llabs(t->point),
               style.close);
    struct phrase_slots slots = {.PHRASE_SLOT('V') = letter_text};
    for (const char *c = "PEYDQMBNAX"; *c; c++)
        slots.value[*c - 'A'] = TEXT(*c).data;
#undef TEXT
    skill_ask(item, t->at_point ? &calculus_words.asked_point : &calculus_words.asked, &slots, r);
    for (int i = 0; i < ASK_SLOTS; i++)
        str_release(&text[i]);
    str_release(&plain);
    str_release(&inside);
}

static void generate(struct topic_item *item, struct random_state *r)
{
    struct task t;
    struct polynomial d;
    int64_t value;
    bool fits;
    do {
        draw_task(&t, r, item->difficulty);
        value = 0;
        str_clear(&item->think);
        str_clear(&item->canonical);
        str_add_char(&item->canonical, '(');
        write_function(&item->canonical, &t);
        str_add_text(&item->canonical, ")'");
        if (t.at_point)
            str_printf(&item->canonical, ",%c=%" PRId64, t.poly.letter, t.point);
        str_add_str(&item->think, &item->canonical);
        if (t.product)
            expand(&t, &item->think);
        d = derive(&t.poly, &item->think);
        fits = !t.at_point || evaluate(&d, t.point, &item->think, &value);
    } while (!fits || item->think.len > MAX_THINK);

    if (t.at_point)
        str_printf(&item->answer, "%" PRId64, value);
    else
        write_polynomial(&item->answer, &d);
    explain(item, &t, &d, value);
    ask(item, &t, r);
}

const struct topic topic_polynomial_derivative = {
    .name = "calculus.polynomial_derivative",
    .title = {"Derivatives of polynomials", "다항함수의 미분"},
    .difficulty_meaning =
        {
            "degree 1 or 2, small positive leading coefficient",
            "degree up to 3, a quarter asks for the value at a point",
            "degree up to 4, coefficients up to 12, terms in any order",
            "degree 3 to 5 with missing terms",
            "degree up to 5 and products of two linear factors",
        },
    .generate = generate,
};
