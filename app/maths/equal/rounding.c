/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "To two decimal places", "to three significant figures": the attempt must be the rounded
 * reference, digit for digit. What is right but written with more or fewer digits is a matter of
 * form; what is rounded wrongly is wrong.
 */
#include "app/maths/equal/judge.h"

#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 60 };

/* How a number was written. */
struct written {
    const char *digits; /* its mantissa */
    int places;         /* after the point, the power of ten counted in */
    int figures;        /* significant ones; zeros before a missing point may or may not count */
    int figures_least;
};

static void count_figures(struct written *written)
{
    const char *s = written->digits;
    int figures = 0, zeros = 0;
    bool point = false, started = false;
    for (; *s && *s != 'e'; s++) {
        if (*s == '.') {
            point = true;
            continue;
        }
        started |= *s != '0';
        figures += started;
        zeros = *s == '0' ? zeros + started : 0;
    }
    written->figures = figures;
    written->figures_least = point ? figures : figures - zeros;
}

/* The exponent of a power of ten that is written as a product, or 0 with false. */
static bool power_of_ten(const struct tree *t, int *exponent)
{
    if (t->kind != TREE_POWER || !tree_is_number(t->child[0], "10"))
        return false;
    const struct tree *e = t->child[1];
    bool minus = e->kind == TREE_NEGATE;
    if (minus)
        e = e->child[0];
    if (e->kind != TREE_NUMBER || strlen(e->text) > 4 ||
        strspn(e->text, "0123456789") < strlen(e->text))
        return false;
    *exponent = minus ? -atoi(e->text) : atoi(e->text);
    return true;
}

static bool read_written(const struct tree *t, struct written *written)
{
    int exponent = 0;
    if (t->kind == TREE_NEGATE)
        t = t->child[0];
    if (t->kind == TREE_MULTIPLY && t->n == 2 && power_of_ten(t->child[1], &exponent))
        t = t->child[0];
    if (t->kind != TREE_NUMBER || strchr(t->text, '('))
        return false;
    written->digits = t->text;
    const char *e = strchr(t->text, 'e'), *point = strchr(t->text, '.');
    if (e)
        exponent += atoi(e + 1);
    size_t end = e ? (size_t)(e - t->text) : strlen(t->text);
    written->places = (point ? (int)(end - (size_t)(point - t->text) - 1) : 0) - exponent;
    if (written->places < 0)
        written->places = 0;
    count_figures(written);
    return true;
}

static const struct tree *rounded(struct judge *judge, const struct tree *t, int digits)
{
    if (digits < (judge->form == FORM_FIGURES) || digits > DIGITS_MAX)
        return NULL;
    return judge->form == FORM_PLACES ? exact_round(judge->exact, t, digits)
                                      : exact_round_significant(judge->exact, t, digits);
}

static const char *asked(struct judge *judge, enum lang lang)
{
    struct str text = STR_EMPTY;
    bool places = judge->form == FORM_PLACES;
    if (lang == LANG_KO)
        str_printf(&text, places ? "소수점 아래 %d자리" : "유효숫자 %d개", judge->digits);
    else
        str_printf(&text, "%d %s%s", judge->digits, places ? "decimal place" : "significant figure",
                   judge->digits == 1 ? "" : "s");
    const char *copy = tree_arena_text(judge->arena, text.data, text.len);
    str_release(&text);
    return copy;
}

static struct opinion about_digits(struct judge *judge, enum verdict_kind kind,
                                   enum message message)
{
    struct opinion opinion = opinion_of(kind, message);
    opinion.arg[0] = asked(judge, LANG_EN);
    opinion.korean_arg = asked(judge, LANG_KO);
    return opinion;
}

struct opinion rounding_compare(struct judge *judge, const struct tree *a, const struct tree *b)
{
    if (a->kind == TREE_PERCENT) { /* the digits are those of the percentage */
        a = a->child[0];
        b = b->kind == TREE_PERCENT ? b->child[0]
                                    : judge_times(judge, b, tree_integer(judge->arena, 100));
    }
    struct opinion plain = values_compare(judge, a, b);
    if (plain.kind == VERDICT_UNREADABLE)
        return plain;
    const struct tree *expected = rounded(judge, b, judge->digits);
    if (!expected)
        return judge_agrees(plain.kind) ? plain : opinion_of(VERDICT_UNDECIDED, MESSAGE_UNDECIDED);
    struct written written;
    if (!read_written(a, &written))
        return judge_agrees(plain.kind)
                   ? about_digits(judge, VERDICT_FORM, MESSAGE_FORM_MORE_DIGITS)
                   : about_digits(judge, VERDICT_DIFFERENT, MESSAGE_DIFFERENT_ROUNDED);
    bool places = judge->form == FORM_PLACES;
    int most = places ? written.places : written.figures;
    int least = places ? written.places : written.figures_least;
    bool enough = least <= judge->digits && judge->digits <= most;
    if (values_equal(judge, a, expected))
        return enough ? opinion_of(VERDICT_EQUAL, MESSAGE_SAME_ROUNDED)
                      : about_digits(judge, VERDICT_FORM, MESSAGE_FORM_DIGITS);
    bool right = judge_agrees(plain.kind);
    for (int digits = least; !enough && !right && digits <= most; digits++) {
        const struct tree *other = rounded(judge, b, digits);
        right = other && values_equal(judge, a, other);
    }
    if (!enough && right)
        return about_digits(judge, VERDICT_FORM,
                            most > judge->digits ? MESSAGE_FORM_MORE_DIGITS
                                                 : MESSAGE_FORM_FEWER_DIGITS);
    return about_digits(judge, VERDICT_DIFFERENT, MESSAGE_DIFFERENT_ROUNDED);
}
