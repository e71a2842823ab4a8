/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks names up in the table and multiplies meanings out. Exact: a unit is a quotient of two
 * integers times a power of π; nothing here is a floating-point number.
 */
#include "app/maths/unit.h"

#include "app/base/die.h"
#include "app/maths/unit/table.h"

#include <gmp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { POWER_MAX = 12, MONIES_MAX = 4, NAME_MAX_BYTES = 40 };

/* --- names ------------------------------------------------------------------------------------ */

/* The table by name; made once, and kept as long as the table itself. */
static const struct unit_name **sorted;
static pthread_once_t sorted_once = PTHREAD_ONCE_INIT;

/* Rows with one name keep the order of the table: the first one is the one that counts. */
static int by_name(const void *a, const void *b)
{
    const struct unit_name *const *x = a, *const *y = b;
    int order = strcmp((*x)->name, (*y)->name);
    return order ? order : (*x > *y) - (*x < *y);
}

static void sort_names(void)
{
    const struct unit_name **rows = xmalloc(unit_names_count * sizeof *rows);
    for (size_t i = 0; i < unit_names_count; i++)
        rows[i] = &unit_names[i];
    qsort(rows, unit_names_count, sizeof *rows, by_name);
    sorted = rows;
}

static const struct unit_name *look_up(const char *name, size_t len)
{
    if (len == 0 || len > NAME_MAX_BYTES)
        return NULL;
    pthread_once(&sorted_once, sort_names);
    size_t low = 0, high = unit_names_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *row = sorted[middle]->name;
        int order = strncmp(row, name, len);
        if (order == 0)
            order = row[len] != '\0';
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == unit_names_count)
        return NULL;
    const struct unit_name *row = sorted[low];
    return strlen(row->name) == len && memcmp(row->name, name, len) == 0 ? row : NULL;
}

const char *unit_find(const char *name, size_t len, bool *sure)
{
    const struct unit_name *row = look_up(name, len);
    if (!row)
        return NULL;
    *sure = row->sure;
    return row->canonical;
}

const char *unit_spoken(const char *canonical, enum lang lang)
{
    const struct unit_name *row = look_up(canonical, strlen(canonical));
    const char *word = !row ? NULL : lang == LANG_KO ? row->korean : row->english;
    return word ? word : canonical;
}

void unit_write_latex(struct str *out, const char *canonical)
{
    if (strcmp(canonical, "°") == 0) {
        str_add_text(out, "^\\circ");
        return;
    }
    if (strcmp(canonical, "$") == 0) {
        str_add_text(out, "\\$");
        return;
    }
    if (strcmp(canonical, "°C") == 0 || strcmp(canonical, "°F") == 0) {
        str_printf(out, "^\\circ\\mathrm{%s}", canonical + strlen("°"));
        return;
    }
    size_t letters = 0;
    while ((canonical[letters] | 32) >= 'a' && (canonical[letters] | 32) <= 'z')
        letters++;
    str_printf(out, canonical[letters] ? "\\text{%s}" : "\\mathrm{%s}", canonical);
}

/* --- meanings --------------------------------------------------------------------------------- */

/* A currency or a counted thing, and to what power it occurs. */
struct money {
    const char *name;
    int power;
};

/* A unit while it is being multiplied out. */
struct product {
    int power[UNIT_DIMENSIONS]; /* that of money is kept in `monies` */
    int pi_power;
    mpz_t numerator, denominator;
    struct money monies[MONIES_MAX];
    size_t n_monies;
    const char *offset; /* of a unit that stands alone */
    size_t n_units;
};

static bool add_money(struct product *product, const char *name, int power)
{
    for (size_t i = 0; i < product->n_monies; i++)
        if (strcmp(product->monies[i].name, name) == 0) {
            product->monies[i].power += power;
            return true;
        }
    if (product->n_monies == MONIES_MAX)
        return false;
    product->monies[product->n_monies].name = name;
    product->monies[product->n_monies++].power = power;
    return true;
}

static void scale(struct product *product, const char *numerator, const char *denominator, int tens,
                  int power)
{
    mpz_t up, down;
    mpz_init_set_str(up, numerator, 10);
    mpz_init_set_str(down, denominator, 10);
    mpz_t ten;
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, (unsigned long)abs(tens));
    mpz_mul(tens > 0 ? up : down, tens > 0 ? up : down, ten);
    mpz_pow_ui(up, up, (unsigned long)abs(power));
    mpz_pow_ui(down, down, (unsigned long)abs(power));
    mpz_mul(product->numerator, product->numerator, power > 0 ? up : down);
    mpz_mul(product->denominator, product->denominator, power > 0 ? down : up);
    mpz_clears(up, down, ten, NULL);
}

static bool multiply_unit(struct product *product, const char *canonical, int power)
{
    const struct unit_name *row = look_up(canonical, strlen(canonical));
    if (!row || ++product->n_units > POWER_MAX)
        return false;
    const struct unit_measure *measure = row->measure;
    for (int i = 0; i < UNIT_DIMENSIONS; i++) {
        product->power[i] += measure->power[i] * power;
        if (abs(product->power[i]) > 4 * POWER_MAX)
            return false;
    }
    if (measure->money && !add_money(product, measure->money, power))
        return false;
    product->pi_power += measure->pi_power * power;
    product->offset = measure->offset;
    scale(product, measure->numerator, measure->denominator, row->tens, power);
    return true;
}

/* The small integer that the exponent of a unit must be. */
static bool read_power(const struct tree *t, int *power)
{
    int sign = 1;
    if (t->kind == TREE_NEGATE) {
        sign = -1;
        t = t->child[0];
    }
    if (t->kind != TREE_NUMBER || strlen(t->text) > 2 ||
        strspn(t->text, "0123456789") != strlen(t->text))
        return false;
    *power = sign * atoi(t->text);
    return abs(*power) <= POWER_MAX;
}

static bool multiply_tree(struct product *product, const struct tree *t, int power)
{
    int inner;
    if (power == 0 || abs(power) > POWER_MAX)
        return false;
    switch (t->kind) {
    case TREE_UNIT:
        return multiply_unit(product, t->text, power);
    case TREE_POWER:
        product->n_units++; /* what carries a power has no zero point of its own */
        return read_power(t->child[1], &inner) &&
               multiply_tree(product, t->child[0], power * inner);
    case TREE_DIVIDE:
        product->n_units++;
        return (tree_is_number(t->child[0], "1") || multiply_tree(product, t->child[0], power)) &&
               multiply_tree(product, t->child[1], -power);
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++)
            if (!multiply_tree(product, t->child[i], power))
                return false;
        return true;
    default:
        return false;
    }
}

static int by_money(const void *a, const void *b)
{
    const struct money *x = a, *y = b;
    return strcmp(x->name, y->name);
}

/* Several counted things in one unit (원/개) get one name that says them all. */
static void name_money(struct tree_arena *arena, struct product *product, struct unit *out)
{
    qsort(product->monies, product->n_monies, sizeof *product->monies, by_money);
    struct str name = STR_EMPTY;
    size_t used = 0;
    for (size_t i = 0; i < product->n_monies; i++) {
        const struct money *money = &product->monies[i];
        if (!money->power)
            continue;
        used++;
        out->power[UNIT_DIMENSIONS - 1] = money->power;
        out->money = money->name;
        str_printf(&name, "%s^%d ", money->name, money->power);
    }
    if (used > 1) {
        out->power[UNIT_DIMENSIONS - 1] = 1;
        out->money = tree_arena_text(arena, name.data, name.len);
    }
    str_release(&name);
}

static const char *integer_text(struct tree_arena *arena, const mpz_t value)
{
    char *text = tree_arena_alloc(arena, mpz_sizeinbase(value, 10) + 2);
    return mpz_get_str(text, 10, value);
}

bool unit_resolve(struct tree_arena *arena, const struct tree *unit, struct unit *out)
{
    struct product product = {.n_units = 0};
    mpz_init_set_ui(product.numerator, 1);
    mpz_init_set_ui(product.denominator, 1);
    bool good = multiply_tree(&product, unit, 1);
    *out = (struct unit){.pi_power = product.pi_power};
    if (good) {
        mpz_t common;
        mpz_init(common);
        mpz_gcd(common, product.numerator, product.denominator);
        mpz_divexact(product.numerator, product.numerator, common);
        mpz_divexact(product.denominator, product.denominator, common);
        mpz_clear(common);
        memcpy(out->power, product.power, sizeof out->power);
        name_money(arena, &product, out);
        out->numerator = integer_text(arena, product.numerator);
        out->denominator = integer_text(arena, product.denominator);
        if (product.n_units == 1 && product.offset)
            out->offset = tree_leaf(arena, TREE_NUMBER, product.offset, strlen(product.offset));
    }
    mpz_clears(product.numerator, product.denominator, NULL);
    return good;
}
