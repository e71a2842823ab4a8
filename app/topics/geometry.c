/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Area of a triangle: from base and height, or back to one of them. Lengths, areas and
 * results are whole or halves; they are kept in tenths here so that 13.5 is exact. The trace
 * writes base, height and area in this fixed order, whatever the order in the question.
 */
#include "app/topics/scratch.h"
#include "app/topics/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct triangle {
    int64_t base, height, area; /* in tenths */
    enum wanted wanted;
    bool right_angled;
    const char *unit; /* "" or "cm" ... */
};

/* ---- drawing ---- */

static void draw_forward(struct triangle *t, struct random_state *r, int difficulty)
{
    static const int64_t most[] = {12, 20, 40, 80, 200};
    int64_t large = random_range(r, 2, most[difficulty - 1]);
    int64_t small = random_range(r, 2, difficulty <= 1 ? 12 : difficulty <= 2 ? 20 : 60);
    if (small > large && skill_chance(r, 50))
        small = random_range(r, 2, 12);
    bool wide = skill_chance(r, 55);
    large *= 10;
    small *= 10;
    if (difficulty >= 2 && skill_chance(r, 12)) { /* 7.5 times an even digit */
        large = large < 1000 ? large + 5 : 75;
        small = 20 * random_range(r, 1, 4);
    }
    t->base = wide ? large : small;
    t->height = wide ? small : large;
    t->area = t->base * t->height / 20;
}

/* A divisor the long division can manage, and a length that may be a half. */
static void draw_backward(struct triangle *t, struct random_state *r, int difficulty)
{
    static const int64_t divisors[] = {14, 15, 16, 18, 20, 24, 25, 30, 40, 50};
    int64_t known = random_range(r, 2, 12);
    if (difficulty >= 4 && skill_chance(r, 35))
        known = divisors[random_range(r, 0, 9)];
    int64_t other = 10 * random_range(r, 2, difficulty <= 2 ? 12 : difficulty <= 4 ? 30 : 60);
    if (difficulty >= 3 && skill_chance(r, 25))
        other += 5;
    t->area = known * other / 2;
    if (t->wanted == WANT_HEIGHT) {
        t->base = 10 * known;
        t->height = other;
    } else {
        t->height = 10 * known;
        t->base = other;
    }
}

static bool draw_triangle(struct triangle *t, struct random_state *r, int difficulty)
{
    static const int back_percent[] = {20, 40, 45, 50, 50};
    static const char *const units[] = {"", "", "cm", "cm", "cm", "m", "m", "mm"};
    t->wanted = WANT_AREA;
    if (skill_chance(r, back_percent[difficulty - 1]))
        t->wanted = skill_chance(r, 50) ? WANT_HEIGHT : WANT_BASE;
    if (t->wanted == WANT_AREA)
        draw_forward(t, r, difficulty);
    else
        draw_backward(t, r, difficulty);
    t->unit = units[random_range(r, 0, 7)];
    t->right_angled = t->wanted == WANT_AREA && difficulty >= 3 && skill_chance(r, 30);
    return t->area % 5 == 0 && t->area <= 99990;
}

/* ---- the trace ---- */

static void write_given(struct str *out, const char *name, int64_t tenths, bool wanted,
                        const char *unit)
{
    str_add_text(out, name);
    if (wanted) {
        str_add_char(out, '?');
        return;
    }
    scratch_write_tenths(out, tenths);
    str_add_text(out, unit);
}

static void write_canonical(struct str *out, const struct triangle *t)
{
    char square[8];
    snprintf(square, sizeof square, "%s%s", t->unit, *t->unit ? "^2" : "");
    write_given(out, "b=", t->base, t->wanted == WANT_BASE, t->unit);
    write_given(out, ",h=", t->height, t->wanted == WANT_HEIGHT, t->unit);
    write_given(out, ",A=", t->area, t->wanted == WANT_AREA, square);
}

static void trace(struct str *think, const struct triangle *t)
{
    str_add_char(think, '\n');
    if (t->wanted == WANT_AREA) {
        int64_t product = scratch_multiply_tenths(think, t->base, t->height);
        str_add_char(think, '\n');
        scratch_divide_tenths(think, product, 2);
    } else {
        int64_t twice = scratch_double_tenths(think, t->area);
        str_add_char(think, '\n');
        scratch_divide_tenths(think, twice, (t->wanted == WANT_HEIGHT ? t->base : t->height) / 10);
    }
}

static void write_answer(struct str *out, const struct triangle *t)
{
    int64_t value = t->wanted == WANT_AREA     ? t->area
                    : t->wanted == WANT_HEIGHT ? t->height
                                               : t->base;
    scratch_write_tenths(out, value);
    if (*t->unit)
        str_printf(out, "\\text{ %s}%s", t->unit, t->wanted == WANT_AREA ? "^2" : "");
}

/* ---- the item ---- */

static void write_quantity(struct str *out, int64_t tenths, const char *unit, bool area)
{
    scratch_write_tenths(out, tenths);
    if (*unit)
        str_printf(out, "\\text{ %s}%s", unit, area ? "^2" : "");
}

static void explain(struct topic_item *item, const struct triangle *t)
{
    enum { B, H, A, PLAIN_KNOWN, PLAIN_OTHER, PLAIN_AREA, TWICE, TEXTS };
    struct str text[TEXTS];
    for (int i = 0; i < TEXTS; i++)
        str_init(&text[i]);
    bool area = t->wanted == WANT_AREA;
    bool base_first = t->wanted != WANT_BASE;
    write_quantity(&text[B], t->base, t->unit, false);
    write_quantity(&text[H], t->height, t->unit, false);
    write_quantity(&text[A], t->area, t->unit, true);
    scratch_write_tenths(&text[PLAIN_KNOWN], base_first ? t->base : t->height);
    scratch_write_tenths(&text[PLAIN_OTHER], base_first ? t->height : t->base);
    scratch_write_tenths(&text[PLAIN_AREA], t->area);
    scratch_write_tenths(&text[TWICE], 2 * t->area);
    struct phrase_slots slots = {.PHRASE_SLOT('B') = text[B].data,
                                 .PHRASE_SLOT('H') = text[H].data,
                                 .PHRASE_SLOT('A') = text[A].data,
                                 .PHRASE_SLOT('I') = text[PLAIN_KNOWN].data,
                                 .PHRASE_SLOT('J') = text[PLAIN_OTHER].data,
                                 .PHRASE_SLOT('K') = text[PLAIN_AREA].data,
                                 .PHRASE_SLOT('T') = text[TWICE].data,
                                 .PHRASE_SLOT('N') = t->wanted == WANT_HEIGHT ? "h" : "b",
                                 .units = true};
    skill_say(item, TOPIC_UNDERSTAND, &geometry_words.understand[t->wanted], &slots);
    skill_say(item, TOPIC_PLAN,
              area ? &geometry_words.plan_area : &geometry_words.plan_back[t->wanted], &slots);
    for (int i = 0; i < 2; i++)
        skill_step(item, area ? &geometry_words.step_area[i] : &geometry_words.step_back[i],
                   &slots);
    skill_say(item, TOPIC_CHECK, area ? &geometry_words.check_area : &geometry_words.check_back,
              &slots);
    for (int i = 0; i < TEXTS; i++)
        str_release(&text[i]);
}

/* How somebody types units; the signs have no space in front. */
enum manner {
    MANNER_RAISED, /* 24 cm² */
    MANNER_CARET,  /* 24cm^2 */
    MANNER_WORDS,  /* square centimetres, 제곱센티미터 */
    MANNER_US,     /* square centimeters */
    MANNER_SHORT,  /* sq cm, 제곱cm */
    MANNER_AFTER,  /* cm squared */
    MANNER_SIGN,   /* ㎠ */
    MANNER_LATEX   /* $24\text{ cm}^2$ */
};

static enum manner draw_manner(struct random_state *r)
{
    static const int share[] = {27, 27, 13, 7, 8, 3, 9, 6};
    int64_t draw = random_range(r, 0, 99);
    int manner = 0;
    while (draw >= share[manner])
        draw -= share[manner++];
    return (enum manner)manner;
}

struct typist {
    enum manner manner;
    bool space;
    enum lang lang;
};

/* Which row of the tables of units. */
static int unit_row(const char *unit)
{
    return strcmp(unit, "cm") == 0 ? 0 : strcmp(unit, "m") == 0 ? 1 : 2;
}

static void type_unit_words(struct str *out, int row, bool area, const struct typist *typist)
{
    static const char *const british[] = {"centimetres", "metres", "millimetres"};
    static const char *const american[] = {"centimeters", "meters", "millimeters"};
    static const char *const korean[] = {"센티미터", "미터", "밀리미터"};
    if (typist->lang == LANG_KO)
        str_printf(out, "%s%s", area ? "제곱" : "", korean[row]);
    else
        str_printf(out, "%s%s", area ? "square " : "",
                   (typist->manner == MANNER_US ? american : british)[row]);
}

/* A length or an area as somebody types it. */
static void type_quantity(struct str *out, int64_t tenths, const char *unit, bool area,
                          const struct typist *typist)
{
    static const char *const signs[2][3] = {{"㎝", "m", "㎜"}, {"㎠", "㎡", "㎟"}};
    bool korean = typist->lang == LANG_KO;
    bool latex = typist->manner == MANNER_LATEX;
    if (latex)
        str_add_char(out, '$');
    scratch_write_tenths(out, tenths);
    if (*unit && latex)
        str_printf(out, "\\text{ %s}%s", unit, area ? "^2" : "");
    if (latex)
        str_add_char(out, '$');
    if (!*unit || latex)
        return;
    bool words = typist->manner == MANNER_WORDS || typist->manner == MANNER_US;
    if (typist->manner != MANNER_SIGN && (words ? !korean : typist->space))
        str_add_char(out, ' ');
    if (words)
        type_unit_words(out, unit_row(unit), area, typist);
    else if (typist->manner == MANNER_SIGN)
        str_add_text(out, signs[area][unit_row(unit)]);
    else if (area && typist->manner == MANNER_SHORT)
        str_printf(out, "%s%s", korean ? "제곱" : "sq ", unit);
    else if (area && typist->manner == MANNER_AFTER && !korean)
        str_printf(out, "%s squared", unit);
    else
        str_printf(out, "%s%s", unit, !area ? "" : typist->manner == MANNER_RAISED ? "²" : "^2");
}

static void ask(struct topic_item *item, const struct triangle *t, struct random_state *r)
{
    struct str base = STR_EMPTY, height = STR_EMPTY, area = STR_EMPTY;
    struct typist typist = {
        .manner = draw_manner(r), .space = skill_chance(r, 45), .lang = item->lang};
    type_quantity(&base, t->base, t->unit, false, &typist);
    type_quantity(&height, t->height, t->unit, false, &typist);
    type_quantity(&area, t->area, t->unit, true, &typist);
    struct phrase_slots slots = {.PHRASE_SLOT('B') = base.data,
                                 .PHRASE_SLOT('H') = height.data,
                                 .PHRASE_SLOT('A') = area.data,
                                 .units = true};
    skill_ask(item,
              t->right_angled ? &geometry_words.asked_right : &geometry_words.asked[t->wanted],
              &slots, r);
    str_release(&base);
    str_release(&height);
    str_release(&area);
}

static void generate(struct topic_item *item, struct random_state *r)
{
    struct triangle t;
    while (!draw_triangle(&t, r, item->difficulty))
        ;
    write_canonical(&item->canonical, &t);
    str_add_str(&item->think, &item->canonical);
    trace(&item->think, &t);
    write_answer(&item->answer, &t);
    explain(item, &t);
    ask(item, &t, r);
}

const struct topic topic_triangle_area = {
    .name = "geometry.triangle_area",
    .title = {"Area of a triangle", "삼각형의 넓이"},
    .difficulty_meaning =
        {
            "base and height up to 12; sometimes back to a side",
            "lengths up to 20; two in five go back to height or base",
            "lengths up to 60, halves, right triangles by their legs",
            "lengths up to 80, two-digit divisors going back",
            "lengths up to 200, halves, two-digit divisors",
        },
    .generate = generate,
};
