/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Order of operations with integers. An expression is a row of tokens; the generator draws one,
 * and the trace evaluates it as a pupil would: brackets from the inside, powers, times and
 * divided, plus and minus, from left to right, writing the shortened expression after each step.
 * Expressions whose trace would grow too long or whose numbers leave the ranges are drawn again.
 */
#include "app/topics/scratch.h"
#include "app/topics/spoken.h"
#include "app/topics/words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TOKENS = 48, MAX_THINK = 300, SPOKEN_PERCENT = 13 };

/* kind: 'n' number, or one of + - * / ^ ( ) */
struct token {
    char kind;
    int64_t value;
};

struct expression {
    struct token token[MAX_TOKENS];
    int count;
};

static void push(struct expression *e, char kind, int64_t value)
{
    if (e->count < MAX_TOKENS)
        e->token[e->count++] = (struct token){kind, value};
}

/* A negative number needs brackets unless it begins the expression or a bracket. */
static void write_expression(struct str *out, const struct expression *e)
{
    for (int i = 0; i < e->count; i++) {
        const struct token *t = &e->token[i];
        bool first = i == 0 || e->token[i - 1].kind == '(';
        bool power_next = i + 1 < e->count && e->token[i + 1].kind == '^';
        if (t->kind != 'n')
            str_add_char(out, t->kind);
        else if (first && !power_next)
            str_printf(out, "%" PRId64, t->value);
        else
            scratch_write_operand(out, t->value);
    }
}

/* What a difficulty allows. */
struct range {
    int fewest, most;                /* operations */
    int64_t addend, factor;          /* largest numbers in sums, in products */
    int brackets, negatives, powers; /* percent */
};

static const struct range ranges[TOPIC_DIFFICULTIES] = {
    {1, 2, 99, 9, 20, 5, 0},     {2, 3, 60, 12, 45, 12, 0},   {2, 3, 100, 20, 55, 25, 6},
    {3, 4, 100, 20, 60, 25, 15}, {1, 5, 999, 99, 60, 30, 15},
};

static int64_t draw_number(struct random_state *r, const struct range *range, bool factor)
{
    int64_t most = factor ? range->factor : range->addend;
    if (skill_chance(r, 45))
        most = 12;
    int64_t value = random_range(r, factor ? 2 : 1, most);
    return skill_chance(r, range->negatives) ? -value : value;
}

/* Draws a subexpression with `operations` operations. `binding`: 0 in a sum, 1 as a factor or
 * after a minus, 2 as a divisor's neighbour or right factor; larger needs brackets sooner. */
static void draw_part(struct expression *e, struct random_state *r, const struct range *range,
                      int operations, int binding)
{
    if (!operations) {
        if (binding && skill_chance(r, range->powers)) {
            push(e, 'n', random_range(r, 2, 9));
            push(e, '^', 0);
            push(e, 'n', e->token[e->count - 2].value <= 5 ? random_range(r, 2, 3) : 2);
        } else {
            push(e, 'n', draw_number(r, range, binding > 0));
        }
        return;
    }
    char sign = "++--**/"[random_range(r, 0, 6)];
    bool product = sign == '*' || sign == '/';
    if (binding && !product && !skill_chance(r, range->brackets)) {
        product = true;
        sign = "***/"[random_range(r, 0, 3)];
    }
    bool brackets =
        (!product && binding) || (product && binding == 2) || (operations && skill_chance(r, 4));
    int left = (int)random_range(r, 0, operations - 1);
    if (brackets)
        push(e, '(', 0);
    if (sign == '/' && left == 0) {
        int64_t divisor = random_range(r, 2, range->factor > 12 ? 12 : 9);
        int64_t most = range->addend / divisor < 2 ? 2 : range->addend / divisor;
        int64_t number = divisor * random_range(r, 2, most);
        push(e, 'n', skill_chance(r, range->negatives / 2) ? -number : number);
        push(e, '/', 0);
        if (operations == 1)
            push(e, 'n', divisor);
        else
            draw_part(e, r, range, operations - 1, 2);
    } else {
        draw_part(e, r, range, left, product ? 1 : 0);
        push(e, sign, 0);
        draw_part(e, r, range, operations - 1 - left, product ? 2 : sign == '-' ? 1 : 0);
    }
    if (brackets)
        push(e, ')', 0);
}

/* The operator to work out next: in the first innermost bracket, by rank, from the left. */
static int next_operator(const struct expression *e)
{
    int from = 0, to = e->count;
    for (int i = 0; i < to; i++) {
        if (e->token[i].kind == '(')
            from = i + 1;
        if (e->token[i].kind == ')')
            to = i;
    }
    static const char *const ranks[] = {"^", "*/", "+-"};
    for (int rank = 0; rank < 3; rank++)
        for (int i = from; i < to; i++)
            if (e->token[i].kind != 'n' && strchr(ranks[rank], e->token[i].kind))
                return i;
    return -1;
}

static bool operation_fits(char kind, int64_t a, int64_t b)
{
    int64_t larger = llabs(a) > llabs(b) ? llabs(a) : llabs(b);
    int64_t smaller = llabs(a) > llabs(b) ? llabs(b) : llabs(a);
    switch (kind) {
    case '*':
        return smaller <= 99 && larger <= 9999 && (smaller <= 9 || larger <= 999);
    case '/':
        return b && llabs(b) <= 12 && a % b == 0 && llabs(a) <= 9999;
    case '^':
        return a > 0;
    default:
        return larger <= 99999;
    }
}

static int64_t work_out(struct str *think, char kind, int64_t a, int64_t b)
{
    switch (kind) {
    case '*':
        return scratch_multiply(think, a, b);
    case '/':
        return scratch_divide(think, a, b);
    case '^':
        return scratch_power(think, a, b);
    case '+':
        return scratch_add(think, a, b);
    default:
        return scratch_subtract(think, a, b);
    }
}

/* Replaces tokens first..last by one number. */
static void fold(struct expression *e, int first, int last, int64_t value)
{
    e->token[first] = (struct token){'n', value};
    memmove(&e->token[first + 1], &e->token[last + 1],
            sizeof *e->token * (size_t)(e->count - last - 1));
    e->count -= last - first;
    if (first > 0 && e->token[first - 1].kind == '(' && e->token[first + 1].kind == ')')
        fold(e, first - 1, first + 1, value);
}

struct step {
    char kind;
    int64_t a, b, value;
    char left[160]; /* the expression that is left afterwards */
};

/* Evaluates, writing the trace; false if something leaves the allowed ranges. */
static bool evaluate(const struct expression *whole, struct str *think, struct step *steps,
                     int *step_count)
{
    struct expression e = *whole;
    *step_count = 0;
    for (int at; (at = next_operator(&e)) >= 0;) {
        struct step *s = &steps[(*step_count)++];
        s->kind = e.token[at].kind;
        s->a = e.token[at - 1].value;
        s->b = e.token[at + 1].value;
        if (!operation_fits(s->kind, s->a, s->b))
            return false;
        str_add_char(think, '\n');
        s->value = work_out(think, s->kind, s->a, s->b);
        if (llabs(s->value) > 99999)
            return false;
        fold(&e, at - 1, at + 1, s->value);
        struct str left = STR_EMPTY;
        write_expression(&left, &e);
        if (left.len < sizeof s->left)
            memcpy(s->left, left.data, left.len + 1);
        if (e.count > 1) {
            str_add_char(think, '\n');
            str_add_str(think, &left);
        }
        str_release(&left);
    }
    return think->len <= MAX_THINK;
}

/* ---- the item ---- */

/* "*" and "/" as they are set in a book. */
static void write_formula(struct str *out, const char *plain)
{
    static const struct phrase_style book = {
        .open = "", .close = "", .times = "\\times ", .divide = "\\div ", .minus = "-"};
    phrase_formula(out, plain, &book);
}

static void write_equation(struct str *out, char kind, int64_t a, int64_t b, int64_t value)
{
    struct str plain = STR_EMPTY;
    str_printf(&plain, "%" PRId64 "%c", a, kind);
    scratch_write_operand(&plain, b);
    str_printf(&plain, "=%" PRId64, value);
    write_formula(out, plain.data);
    str_release(&plain);
}

static void write_inverse(struct str *out, const struct step *s)
{
    switch (s->kind) {
    case '+':
        write_equation(out, '-', s->value, s->b, s->a);
        break;
    case '-':
        write_equation(out, '+', s->value, s->b, s->a);
        break;
    case '/':
        write_equation(out, '*', s->value, s->b, s->a);
        break;
    case '*':
        if (s->b)
            write_equation(out, '/', s->value, s->b, s->a);
        else
            write_equation(out, '*', s->b, s->a, s->value);
        break;
    default:
        if (s->b == 2)
            write_equation(out, '*', s->a, s->a, s->value);
        else
            write_equation(out, '/', s->value, s->a, s->a * s->a);
    }
}

static void explain(struct topic_item *item, const struct step *steps, int step_count)
{
    struct str problem = STR_EMPTY, equation = STR_EMPTY, left = STR_EMPTY, inverse = STR_EMPTY;
    write_formula(&problem, item->canonical.data);
    write_inverse(&inverse, &steps[step_count - 1]);
    struct phrase_slots slots = {.PHRASE_SLOT('P') = problem.data,
                                 .PHRASE_SLOT('C') = inverse.data};
    skill_say(item, TOPIC_UNDERSTAND, &arithmetic_words.understand, &slots);
    skill_say(item, TOPIC_PLAN, &arithmetic_words.plan, &slots);
    for (int i = 0; i < step_count; i++) {
        const struct step *s = &steps[i];
        str_clear(&equation);
        str_clear(&left);
        write_equation(&equation, s->kind, s->a, s->b, s->value);
        write_formula(&left, s->left);
        slots.PHRASE_SLOT('E') = equation.data;
        slots.PHRASE_SLOT('L') = left.data;
        skill_step(item,
                   i + 1 < step_count ? &arithmetic_words.step_middle : &arithmetic_words.step_last,
                   &slots);
    }
    skill_say(item, TOPIC_CHECK, &arithmetic_words.check, &slots);
    str_release(&problem);
    str_release(&equation);
    str_release(&left);
    str_release(&inverse);
}

/* ---- the question ---- */

enum { MAX_DEPTH = 8 };

/* The bracket at `at` closes behind how many nested pairs, itself included. */
static int bracket_height(const char *at)
{
    int depth = 0, most = 0;
    for (; *at; at++) {
        depth += *at == '(';
        most = depth > most ? depth : most;
        depth -= *at == ')';
        if (!depth)
            break;
    }
    return most;
}

/* Nested brackets in their shapes: from the inside "([{" in English, "({[" in Korean books. */
static void shape_brackets(struct str *out, const char *plain, enum lang lang, bool latex)
{
    static const char *const shapes[LANG_COUNT][2] = {{"([{", ")]}"}, {"({[", ")}]"}};
    char closing[MAX_DEPTH];
    int depth = 0;
    for (; *plain; plain++) {
        char c = *plain;
        if (c == '(' && depth < MAX_DEPTH) {
            int height = bracket_height(plain);
            int shape = height > 3 ? 0 : height - 1;
            c = shapes[lang][0][shape];
            closing[depth++] = shapes[lang][1][shape];
        } else if (c == ')' && depth) {
            c = closing[--depth];
        }
        if (latex && (c == '{' || c == '}'))
            str_add_char(out, '\\');
        str_add_char(out, c);
    }
}

/* 12-3*(4+5) as 12-3(4+5). Not behind a product or a quotient: 6/2(1+2) would be a quarrel. */
static void imply_products(struct str *out, const char *plain)
{
    for (size_t i = 0; plain[i]; i++) {
        size_t number = i;
        while (plain[i] == '*' && number > 0 && plain[number - 1] >= '0' &&
               plain[number - 1] <= '9')
            number--;
        bool begins = number < i && (number == 0 || strchr("(+-", plain[number - 1]));
        if (!(plain[i] == '*' && plain[i + 1] == '(' && begins))
            str_add_char(out, plain[i]);
    }
}

static void ask(struct topic_item *item, struct random_state *r)
{
    struct phrase_style style = phrase_style_draw(r);
    struct str implied = STR_EMPTY;
    if (skill_chance(r, 20))
        imply_products(&implied, item->canonical.data);
    else
        str_add_str(&implied, &item->canonical);
    const char *plain = implied.data;
    bool shaped = skill_chance(r, 40);
    if (!style.latex && skill_chance(r, 8)) {
        style.times = "x";
        style.spaces = strchr(plain, '(') || skill_chance(r, 50);
    }
    struct str brackets = STR_EMPTY, formula = STR_EMPTY;
    if (shaped)
        shape_brackets(&brackets, plain, item->lang, style.latex);
    else
        str_add_text(&brackets, plain);
    phrase_formula(&formula, brackets.data, &style);
    struct phrase_slots slots = {.PHRASE_SLOT('P') = formula.data};
    skill_ask(item, &arithmetic_words.asked, &slots, r);
    str_release(&implied);
    str_release(&brackets);
    str_release(&formula);
}

/* What was said, as an expression. */
static void write_spoken(struct expression *e, const struct spoken *s)
{
    bool sum_first = s->sign[1] == '+' || s->sign[1] == '-';
    bool brackets = s->kind == SPOKEN_CHAIN && sum_first && strchr("*/", s->sign[2]);
    if (brackets)
        push(e, '(', 0);
    for (int i = 0; i < s->count; i++) {
        if (i)
            push(e, s->sign[i], 0);
        push(e, 'n', s->number[i]);
        if (brackets && i == 1)
            push(e, ')', 0);
    }
}

static void generate(struct topic_item *item, struct random_state *r)
{
    bool in_words = skill_chance(r, SPOKEN_PERCENT);
    struct spoken said;
    const struct range *range = &ranges[item->difficulty - 1];
    struct expression e;
    struct step steps[8];
    int step_count;
    do {
        e.count = 0;
        str_clear(&item->think);
        str_clear(&item->canonical);
        int most = range->most;
        if (in_words) {
            spoken_draw(&said, r, item->difficulty);
            write_spoken(&e, &said);
        } else {
            draw_part(&e, r, range, (int)random_range(r, range->fewest, most), 0);
        }
        write_expression(&item->canonical, &e);
        str_add_str(&item->think, &item->canonical);
    } while (e.count >= 30 || !evaluate(&e, &item->think, steps, &step_count));

    str_printf(&item->answer, "%" PRId64, steps[step_count - 1].value);
    str_printf(&item->think, "\n=%s", item->answer.data);
    explain(item, steps, step_count);
    if (in_words)
        spoken_ask(item, &said, r);
    else
        ask(item, r);
}

const struct topic topic_order_of_operations = {
    .name = "arithmetic.order_of_operations",
    .title = {"Order of operations", "사칙연산의 순서"},
    .difficulty_meaning =
        {
            "one or two operations, numbers up to 99, one-digit products",
            "two or three operations with brackets, numbers up to 60",
            "two or three operations, numbers up to 100, negative numbers, a few powers",
            "three or four operations, nested brackets, powers, numbers up to 100",
            "one to five operations, numbers up to 999, products up to three by two digits",
        },
    .generate = generate,
};
