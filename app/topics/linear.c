/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear equations in one unknown. Each side is a short row of terms k*(p*x+q)/d; the solution is
 * drawn first, then the sides, and the last constant is what makes the solution fit. The trace
 * clears denominators, opens brackets, collects, moves, divides and puts the solution back, always
 * in that order and skipping what the equation does not need.
 */
#include "app/topics/puzzle.h"
#include "app/topics/scratch.h"
#include "app/topics/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_TERMS = 4, MAX_THINK = 260 };

/* k*(p*x+q)/d. Without brackets either p = 1, q = 0 (a term in x) or p = 0, q = 1 (a number). */
struct term {
    int64_t k, p, q, d;
    bool brackets;
};

struct side {
    struct term term[MAX_TERMS];
    int count;
};

struct equation {
    struct side side[2];
    char letter;
};

/* A side after opening brackets: x*variable + number. */
struct line {
    int64_t x, number;
};

static void add_term(struct side *s, struct term t)
{
    int64_t common = t.d > 1 && !t.brackets ? rational_gcd(t.k, t.d) : 1;
    if (common > 1) {
        t.k /= common;
        t.d /= common;
    }
    if (t.k && s->count < MAX_TERMS)
        s->term[s->count++] = t;
}

static void add_x(struct side *s, int64_t k)
{
    add_term(s, (struct term){.k = k, .p = 1, .d = 1});
}

static void add_number(struct side *s, int64_t k)
{
    add_term(s, (struct term){.k = k, .q = 1, .d = 1});
}

static void write_linear(struct str *out, int64_t x, char letter, int64_t number)
{
    if (x == -1)
        str_add_char(out, '-');
    else if (x && x != 1)
        str_printf(out, "%" PRId64, x);
    if (x)
        str_add_char(out, letter);
    if (!x)
        str_printf(out, "%" PRId64, number);
    else if (number)
        str_printf(out, "%+" PRId64, number);
}

/* How fractions are typed. */
enum fraction_style { FRACTION_SLASH, FRACTION_LATEX, FRACTION_LATEX_FRONT, FRACTION_FRONT };

static void write_body(struct str *out, const struct term *t, char letter, bool needs_brackets)
{
    if (t->brackets) {
        if (needs_brackets)
            str_add_char(out, '(');
        write_linear(out, t->p, letter, t->q);
        if (needs_brackets)
            str_add_char(out, ')');
    } else if (t->p) {
        str_add_char(out, letter);
    }
}

static void write_term(struct str *out, const struct term *t, char letter,
                       enum fraction_style style)
{
    int64_t k = llabs(t->k);
    bool has_x = t->p != 0;
    bool latex = t->d > 1 && (style == FRACTION_LATEX || style == FRACTION_LATEX_FRONT);
    bool front = has_x && t->d > 1 && (style == FRACTION_FRONT || style == FRACTION_LATEX_FRONT);
    if (latex)
        str_add_text(out, "\\frac{");
    else if (front)
        str_add_char(out, '(');
    if (k != 1 || !has_x || front)
        str_printf(out, "%" PRId64, k);
    if (!front)
        write_body(out, t, letter, k != 1 || !latex);
    if (latex)
        str_printf(out, "}{%" PRId64 "}", t->d);
    else if (t->d > 1)
        str_printf(out, "/%" PRId64 "%s", t->d, front ? ")" : "");
    if (front)
        write_body(out, t, letter, true);
}

static void write_side(struct str *out, const struct side *s, char letter,
                       enum fraction_style style)
{
    if (!s->count)
        str_add_char(out, '0');
    for (int i = 0; i < s->count; i++) {
        const struct term *t = &s->term[i];
        if (t->k < 0)
            str_add_char(out, '-');
        else if (i)
            str_add_char(out, '+');
        write_term(out, t, letter, style);
    }
}

static void write_equation(struct str *out, const struct equation *e, enum fraction_style style)
{
    write_side(out, &e->side[0], e->letter, style);
    str_add_char(out, '=');
    write_side(out, &e->side[1], e->letter, style);
}

/* ---- drawing ---- */

static struct rational side_value(const struct side *s, struct rational x)
{
    struct rational sum = {0, 1};
    for (int i = 0; i < s->count; i++) {
        const struct term *t = &s->term[i];
        struct rational inner =
            rational_add(rational_multiply(rational_make(t->p, 1), x), rational_make(t->q, 1));
        sum = rational_add(sum, rational_multiply(rational_make(t->k, t->d), inner));
    }
    return sum;
}

static struct rational total_x(const struct equation *e)
{
    struct rational sum = {0, 1};
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < e->side[side].count; i++) {
            const struct term *t = &e->side[side].term[i];
            sum = rational_add(sum, rational_make((side ? -1 : 1) * t->k * t->p, t->d));
        }
    return sum;
}

static struct rational draw_solution(struct random_state *r, int difficulty)
{
    static const int fraction_percent[] = {12, 22, 30, 35, 30};
    if (skill_chance(r, fraction_percent[difficulty - 1]))
        return rational_make(skill_nonzero(r, -21, 21), random_range(r, 2, 8));
    int64_t most = difficulty <= 2 ? 15 : 12;
    return rational_make(random_range(r, -most, most), 1);
}

static struct term draw_brackets(struct random_state *r, int64_t d)
{
    return (struct term){.k = d > 1 && skill_chance(r, 70) ? 1 : skill_nonzero(r, -6, 7),
                         .p = skill_chance(r, 70) ? 1 : skill_nonzero(r, -4, 5),
                         .q = skill_nonzero(r, -9, 9),
                         .d = d,
                         .brackets = true};
}

static void swap_first_terms(struct side *s)
{
    if (s->count < 2)
        return;
    struct term first = s->term[0];
    s->term[0] = s->term[1];
    s->term[1] = first;
}

static void draw_flat_side(struct side *s, struct random_state *r, int64_t most)
{
    add_x(s, skill_nonzero(r, -most, most));
    if (skill_chance(r, 80))
        add_number(s, skill_nonzero(r, -20, 20));
    if (skill_chance(r, 12))
        add_x(s, skill_nonzero(r, -5, 5));
}

static void draw_fraction_side(struct side *s, struct random_state *r, bool must)
{
    static const int64_t dens[] = {2, 3, 4, 5, 6, 8};
    int64_t d = dens[random_range(r, 0, 5)];
    int64_t kind = random_range(r, 0, 3);
    if (kind == 0 && !must) {
        draw_flat_side(s, r, 6);
        return;
    }
    if (kind == 1)
        add_term(s, draw_brackets(r, d));
    else
        add_term(s, (struct term){.k = skill_nonzero(r, -5, 7), .p = 1, .d = d});
    if (skill_chance(r, 55)) {
        int64_t den = skill_chance(r, 35) ? dens[random_range(r, 0, 3)] : 1;
        add_term(s, (struct term){.k = skill_nonzero(r, -9, 9), .q = 1, .d = den});
    }
}

static void draw_sides(struct equation *e, struct random_state *r, int difficulty)
{
    struct side *left = &e->side[0], *right = &e->side[1];
    left->count = right->count = 0;
    switch (difficulty) {
    case 1:
        if (skill_chance(r, 45)) {
            add_x(left, skill_chance(r, 25) ? -1 : 1);
            add_number(left, skill_nonzero(r, -30, 30));
        } else if (skill_chance(r, 70)) {
            add_x(left, skill_nonzero(r, -9, 12));
        } else {
            add_term(left, (struct term){.k = 1, .p = 1, .d = random_range(r, 2, 9)});
        }
        break;
    case 2:
        if (skill_chance(r, 85))
            add_x(left, skill_nonzero(r, -9, 12));
        else
            add_term(left, (struct term){.k = 1, .p = 1, .d = random_range(r, 2, 9)});
        add_number(left, skill_nonzero(r, -40, 40));
        break;
    case 3:
        if (skill_chance(r, 30)) {
            add_term(left, draw_brackets(r, 1));
        } else {
            draw_flat_side(left, r, 9);
            add_x(right, skill_nonzero(r, -9, 9));
        }
        break;
    case 4:
        add_term(left, draw_brackets(r, 1));
        if (skill_chance(r, 35))
            add_number(left, skill_nonzero(r, -12, 12));
        if (skill_chance(r, 25))
            add_x(left, skill_nonzero(r, -5, 5));
        if (skill_chance(r, 40))
            add_term(right, draw_brackets(r, 1));
        else if (skill_chance(r, 80))
            add_x(right, skill_nonzero(r, -9, 9));
        break;
    default:
        draw_fraction_side(left, r, true);
        if (skill_chance(r, 60))
            draw_fraction_side(right, r, false);
    }
    if (skill_chance(r, difficulty == 1 ? 15 : 22))
        swap_first_terms(left);
}

/* One attempt; false: draw again. */
static bool draw_equation(struct equation *e, struct random_state *r, int difficulty)
{
    static const char letters[] = "xxxxxxxxxxyyyztnamkpwbuschdvqg";
    e->letter = letters[random_range(r, 0, (int64_t)sizeof letters - 2)];
    struct rational x = draw_solution(r, difficulty);
    draw_sides(e, r, difficulty);
    struct rational slope = total_x(e);
    if (!slope.num || llabs(slope.num) > 12 * slope.den)
        return false;
    struct rational left = side_value(&e->side[0], x), right = side_value(&e->side[1], x);
    right.num = -right.num;
    struct rational rest = rational_add(left, right);
    if (llabs(rest.num) > 130 || rest.den > (difficulty == 5 ? 6 : 1))
        return false;
    add_term(&e->side[1], (struct term){.k = rest.num, .q = 1, .d = rest.den});
    if (slope.num == slope.den && e->side[0].count == 1 && e->side[1].count <= 1 &&
        !e->side[0].term[0].brackets)
        return false; /* "x=5" */
    if (difficulty >= 3 && skill_chance(r, 20))
        swap_first_terms(&e->side[1]);
    if (skill_chance(r, 18)) {
        struct side first = e->side[0];
        e->side[0] = e->side[1];
        e->side[1] = first;
    }
    return true;
}

/* ---- the trace ---- */

static bool has_denominators(const struct equation *e)
{
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < e->side[side].count; i++)
            if (e->side[side].term[i].d > 1)
                return true;
    return false;
}

static bool has_brackets(const struct equation *e)
{
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < e->side[side].count; i++)
            if (e->side[side].term[i].brackets)
                return true;
    return false;
}

static int64_t clear_denominators(struct equation *e, struct str *think)
{
    int64_t common = 1;
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < e->side[side].count; i++)
            common = rational_lcm(common, e->side[side].term[i].d);
    str_printf(think, "\nlcm=%" PRId64, common);
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < e->side[side].count; i++) {
            struct term *t = &e->side[side].term[i];
            int64_t times = common;
            if (t->d > 1)
                times = scratch_divide(think, common, t->d);
            t->k = scratch_multiply(think, t->k, times);
            t->d = 1;
        }
    return common;
}

static void open_brackets(struct equation *e, struct str *think)
{
    str_add_char(think, '\n');
    for (int side = 0; side < 2; side++) {
        struct side opened = {.count = 0};
        for (int i = 0; i < e->side[side].count; i++) {
            const struct term *t = &e->side[side].term[i];
            if (!t->brackets) {
                add_term(&opened, *t);
                continue;
            }
            add_x(&opened, scratch_multiply(think, t->k, t->p));
            add_number(&opened, scratch_multiply(think, t->k, t->q));
        }
        e->side[side] = opened;
    }
}

static bool is_collected(const struct side *s)
{
    int count_x = 0;
    for (int i = 0; i < s->count; i++)
        count_x += s->term[i].p != 0;
    return count_x <= 1 && s->count - count_x <= 1;
}

/* Sums of like terms; writes nothing for a side that is collected already. */
static struct line collect(const struct side *s, struct str *think)
{
    struct line sum = {0, 0};
    bool any_x = false, any_number = false;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < s->count; i++) {
            const struct term *t = &s->term[i];
            if ((pass == 0) != (t->p != 0))
                continue;
            bool *any = pass ? &any_number : &any_x;
            int64_t *total = pass ? &sum.number : &sum.x;
            *total = *any ? scratch_add(think, *total, t->k) : t->k;
            *any = true;
        }
    return sum;
}

static void set_line(struct side *s, struct line l)
{
    s->count = 0;
    add_x(s, l.x);
    add_number(s, l.number);
}

static void write_line_equation(struct str *out, struct line left, struct line right, char letter)
{
    write_linear(out, left.x, letter, left.number);
    str_add_char(out, '=');
    write_linear(out, right.x, letter, right.number);
}

/* The value of one side at x, times the denominator of x. */
static int64_t put_back(struct str *think, struct line l, struct rational x)
{
    int64_t value = 0;
    if (l.x)
        value = scratch_multiply(think, l.x, x.num);
    int64_t number = l.number;
    if (x.den > 1 && number)
        number = scratch_multiply(think, number, x.den);
    if (!l.x)
        return number;
    return number ? scratch_add(think, value, number) : value;
}

/* ---- the item ---- */

/* Work on one equation: what the trace and the explanation share. */
struct work {
    struct topic_item *item;
    struct equation now;
    struct phrase_slots slots;
    struct str equation; /* the line reached, behind slot E */
    char letter[2];
};

static void reach_line(struct work *w, const struct skill_text *text)
{
    str_clear(&w->equation);
    write_equation(&w->equation, &w->now, FRACTION_SLASH);
    str_add_char(&w->item->think, '\n');
    str_add_str(&w->item->think, &w->equation);
    w->slots.PHRASE_SLOT('E') = w->equation.data;
    skill_step(w->item, text, &w->slots);
}

static void clear_open_collect(struct work *w, struct line sides[2])
{
    struct str *think = &w->item->think;
    if (has_denominators(&w->now)) {
        char common[24];
        snprintf(common, sizeof common, "%" PRId64, clear_denominators(&w->now, think));
        w->slots.PHRASE_SLOT('M') = common;
        reach_line(w, &linear_words.step_clear);
    }
    if (has_brackets(&w->now)) {
        open_brackets(&w->now, think);
        reach_line(w, &linear_words.step_open);
    }
    bool ready = is_collected(&w->now.side[0]) && is_collected(&w->now.side[1]);
    if (!ready)
        str_add_char(think, '\n');
    for (int side = 0; side < 2; side++) {
        sides[side] = collect(&w->now.side[side], think);
        if (!ready)
            set_line(&w->now.side[side], sides[side]);
    }
    if (!ready)
        reach_line(w, &linear_words.step_collect);
}

/* Brings the line to a*x = b with a > 0. */
static struct line move_terms(struct work *w, struct line left, struct line right)
{
    struct str *think = &w->item->think;
    struct line moved = {left.x, right.number};
    bool swapped = !left.x;
    if (swapped)
        moved = (struct line){right.x, left.number};
    bool work_x = !swapped && right.x, work_number = swapped ? right.number : left.number;
    if (work_x || work_number)
        str_add_char(think, '\n');
    if (work_x)
        moved.x = scratch_subtract(think, left.x, right.x);
    if (work_number)
        moved.number = scratch_subtract(think, moved.number, swapped ? right.number : left.number);
    if (work_x || work_number || swapped) {
        set_line(&w->now.side[0], (struct line){moved.x, 0});
        set_line(&w->now.side[1], (struct line){0, moved.number});
        reach_line(w, &linear_words.step_move);
    }
    return moved;
}

static struct rational divide(struct work *w, struct line moved)
{
    struct str *think = &w->item->think;
    if (moved.x < 0) {
        moved.x = -moved.x;
        moved.number = -moved.number;
        str_add_char(think, '\n');
        write_line_equation(think, (struct line){moved.x, 0}, (struct line){0, moved.number},
                            w->now.letter);
    }
    struct rational x = rational_make(moved.number, moved.x);
    if (moved.x == 1)
        return x; /* the line reached says so already */
    str_add_char(think, '\n');
    scratch_fraction(think, moved.number, moved.x);
    str_printf(think, "\n%c=", w->now.letter);
    rational_write_plain(think, x);
    return x;
}

static void write_over(struct str *out, int64_t num, int64_t den)
{
    if (den == 1)
        str_printf(out, "%" PRId64, num);
    else
        str_printf(out, "%s\\frac{%lld}{%" PRId64 "}", num < 0 ? "-" : "", llabs(num), den);
}

static void verify(struct work *w, const struct line sides[2], struct rational x)
{
    struct str *think = &w->item->think;
    struct str value[2] = {STR_EMPTY, STR_EMPTY};
    for (int side = 0; side < 2; side++) {
        str_add_text(think, side ? "\nR:" : "\nL:");
        size_t before = think->len;
        int64_t num = put_back(think, sides[side], x);
        if (think->len == before)
            str_printf(think, "%" PRId64, num);
        write_over(&value[side], num, x.den);
    }
    w->slots.PHRASE_SLOT('L') = value[0].data;
    w->slots.PHRASE_SLOT('R') = value[1].data;
    skill_say(w->item, TOPIC_CHECK, &linear_words.check, &w->slots);
    str_release(&value[0]);
    str_release(&value[1]);
}

static void clear_texts(struct topic_item *item)
{
    str_clear(&item->think);
    str_clear(&item->canonical);
    str_clear(&item->answer);
    item->step_count = 0;
    for (int level = 0; level < LEVEL_COUNT; level++)
        for (int part = 0; part < TOPIC_PARTS; part++)
            str_clear(&item->section[level][part]);
}

static void solve(struct topic_item *item, const struct equation *e)
{
    struct work w = {.item = item, .now = *e, .equation = STR_EMPTY, .letter = {e->letter, 0}};
    struct line sides[2];
    char coefficient[24];
    clear_texts(item);
    write_equation(&item->canonical, e, FRACTION_SLASH);
    str_add_str(&item->think, &item->canonical);
    w.slots.PHRASE_SLOT('P') = item->canonical.data;
    w.slots.PHRASE_SLOT('V') = w.letter;
    skill_say(item, TOPIC_UNDERSTAND, &linear_words.understand, &w.slots);
    skill_say(item, TOPIC_PLAN, &linear_words.plan, &w.slots);
    clear_open_collect(&w, sides);
    struct str before = STR_EMPTY;
    write_equation(&before, &w.now, FRACTION_SLASH);
    struct line moved = move_terms(&w, sides[0], sides[1]);
    struct rational x = divide(&w, moved);

    str_printf(&item->answer, "%c=", e->letter);
    rational_write_latex(&item->answer, x);
    snprintf(coefficient, sizeof coefficient, "%" PRId64, moved.x);
    w.slots.PHRASE_SLOT('A') = coefficient;
    w.slots.PHRASE_SLOT('X') = item->answer.data;
    if (moved.x != 1)
        skill_step(item, &linear_words.step_divide, &w.slots);
    w.slots.PHRASE_SLOT('E') = before.data;
    verify(&w, sides, x);
    str_release(&before);
    str_release(&w.equation);
}

/* ---- the question ---- */

enum manner { AS_EQUATION, AS_PUZZLE, AS_SIDES, AS_ZERO };

static enum manner draw_manner(struct random_state *r)
{
    int64_t draw = random_range(r, 0, 99);
    return draw < 10 ? AS_PUZZLE : draw < 16 ? AS_SIDES : draw < 19 ? AS_ZERO : AS_EQUATION;
}

static void write_puzzle(struct equation *e, const struct puzzle *p)
{
    static const bool below[PUZZLE_KINDS] = {[PUZZLE_MINUS] = true,
                                             [PUZZLE_TIMES_MINUS] = true,
                                             [PUZZLE_OVER_MINUS] = true,
                                             [PUZZLE_GROUP_MINUS] = true};
    struct side *left = &e->side[0];
    int64_t b = below[p->kind] ? -p->b : p->b;
    left->count = e->side[1].count = 0;
    e->letter = p->letter;
    add_number(&e->side[1], p->c);
    switch (p->kind) {
    case PUZZLE_GROUP_PLUS:
    case PUZZLE_GROUP_MINUS:
        add_term(left, (struct term){.k = p->a, .p = 1, .q = b, .d = 1, .brackets = true});
        return;
    case PUZZLE_OVER:
    case PUZZLE_OVER_PLUS:
    case PUZZLE_OVER_MINUS:
        add_term(left, (struct term){.k = 1, .p = 1, .d = p->a});
        break;
    default:
        add_x(left, p->kind == PUZZLE_PLUS || p->kind == PUZZLE_MINUS ? 1 : p->a);
    }
    if (p->kind != PUZZLE_TIMES && p->kind != PUZZLE_OVER)
        add_number(left, b);
}

/* ax+b=0 */
static void draw_zero(struct equation *e, struct random_state *r)
{
    e->letter = 'x';
    e->side[0].count = e->side[1].count = 0;
    int64_t a = skill_nonzero(r, -9, 12);
    add_x(&e->side[0], a);
    int64_t b = skill_chance(r, 80) ? a * skill_nonzero(r, -12, 12) : skill_nonzero(r, -30, 30);
    add_number(&e->side[0], b);
}

static void draw_any(struct equation *e, struct puzzle *p, enum manner manner,
                     struct random_state *r, int difficulty)
{
    if (manner == AS_PUZZLE) {
        puzzle_draw(p, r, difficulty);
        write_puzzle(e, p);
    } else if (manner == AS_ZERO) {
        draw_zero(e, r);
    } else {
        while (!draw_equation(e, r, difficulty))
            ;
    }
}

static void ask_formula(struct topic_item *item, const struct equation *e, enum manner manner,
                        struct random_state *r)
{
    struct phrase_style style = phrase_style_draw(r);
    enum fraction_style fractions = FRACTION_SLASH;
    if (style.latex)
        fractions = skill_chance(r, 70) ? FRACTION_LATEX : FRACTION_LATEX_FRONT;
    else if (skill_chance(r, 15))
        fractions = FRACTION_FRONT;
    style.tight_slash = true;
    struct str typed = STR_EMPTY, formula = STR_EMPTY, sides[2] = {STR_EMPTY, STR_EMPTY};
    char letter[2] = {e->letter, 0};
    struct phrase_slots slots = {.PHRASE_SLOT('V') = letter};
    const struct skill_wording *wording = &linear_words.asked;
    if (manner == AS_EQUATION) {
        write_equation(&typed, e, fractions);
        phrase_formula(&formula, typed.data, &style);
        slots.PHRASE_SLOT('P') = formula.data;
    } else {
        wording = manner == AS_SIDES ? &linear_words.asked_sides : &linear_words.asked_zero;
        for (int side = 0; side < 2; side++) {
            str_clear(&typed);
            write_side(&typed, &e->side[side], e->letter, fractions);
            phrase_formula(&sides[side], typed.data, &style);
        }
        str_clear(&typed);
        str_add_text(&typed, "y=");
        write_side(&typed, &e->side[0], e->letter, fractions);
        phrase_formula(&formula, typed.data, &style);
        slots.PHRASE_SLOT('L') = sides[0].data;
        slots.PHRASE_SLOT('R') = sides[1].data;
        slots.PHRASE_SLOT('Y') = formula.data;
    }
    skill_ask(item, wording, &slots, r);
    str_release(&typed);
    str_release(&formula);
    str_release(&sides[0]);
    str_release(&sides[1]);
}

static void generate(struct topic_item *item, struct random_state *r)
{
    struct equation e;
    struct puzzle puzzle;
    enum manner manner = draw_manner(r);
    do {
        draw_any(&e, &puzzle, manner, r, item->difficulty);
        solve(item, &e);
    } while (item->think.len > MAX_THINK);
    if (manner == AS_PUZZLE)
        puzzle_ask(item, &puzzle, r);
    else
        ask_formula(item, &e, manner, r);
}

const struct topic topic_linear_equation = {
    .name = "algebra.linear_equation",
    .title = {"Linear equations", "일차방정식"},
    .difficulty_meaning =
        {
            "one step: x+b=c, ax=c, x/d=c",
            "two steps: ax+b=c in any order, x/d+b=c",
            "the unknown on both sides, or one pair of brackets",
            "brackets on one or both sides, like terms to collect",
            "fractions as coefficients",
        },
    .generate = generate,
};
