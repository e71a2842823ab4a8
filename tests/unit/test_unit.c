/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units: names as people write them, and what they mean in base units.
 */
#include "app/maths/unit.h"
#include "app/maths/unit/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void find__names_as_written__are_canonical(void **state)
{
    (void)state;
    static const struct {
        const char *name, *canonical;
        bool sure;
    } rows[] = {
        {"km", "km", true},       {"kilometers", "km", true}, {"kilometre", "km", true},
        {"킬로미터", "km", true}, {"㎝", "cm", true},         {"°", "°", true},
        {"원", "원", true},       {"m", "m", false},          {"s", "s", false},
        {"nm", "nm", false},      {"nanometers", "nm", true}, {"min", "min", true},
        {"₩", "원", true},        {"달러", "$", true},        {"시간", "h", true},
        {"ml", "mL", true},       {"kg", "kg", true},         {"℃", "°C", true},
        {"명", "명", true},       {"people", "명", true},     {"feet", "ft", true},
        {"μm", "μm", true},       {"µm", "μm", true},         {"kPa", "kPa", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool sure = !rows[i].sure;
        const char *found = unit_find(rows[i].name, strlen(rows[i].name), &sure);
        if (!found)
            fail_msg("%s is not known", rows[i].name);
        assert_string_equal(found, rows[i].canonical);
        if (sure != rows[i].sure)
            fail_msg("%s: sure %d", rows[i].name, sure);
    }
    bool sure;
    static const char *const none[] = {"", "ab", "x", "kmm", "K m", "mmin", "sin"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (unit_find(none[i], strlen(none[i]), &sure))
            fail_msg("%s is a unit", none[i]);
    assert_null(unit_find("km\0", 3, &sure));
    assert_string_equal(unit_find("kmX", 2, &sure), "km");
}

static void find__every_canonical_name__is_its_own(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    for (size_t i = 0; i < unit_names_count; i++) {
        bool sure;
        const char *canonical = unit_names[i].canonical;
        const char *found = unit_find(canonical, strlen(canonical), &sure);
        if (!found || strcmp(found, canonical) != 0)
            fail_msg("%s is found as %s", canonical, found ? found : "nothing");
        struct unit meaning;
        assert_true(unit_resolve(arena, tree_leaf(arena, TREE_UNIT, canonical, strlen(canonical)),
                                 &meaning));
    }
    tree_arena_free(arena);
}

static const struct tree *unit(struct tree_arena *arena, const char *name)
{
    return tree_leaf(arena, TREE_UNIT, name, strlen(name));
}

static void resolve__products_and_powers__multiply(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    struct unit u;
    assert_true(unit_resolve(
        arena, tree_two(arena, TREE_DIVIDE, 0, unit(arena, "km"), unit(arena, "h")), &u));
    assert_string_equal(u.numerator, "5");
    assert_string_equal(u.denominator, "18");
    assert_int_equal(u.power[0], 1);
    assert_int_equal(u.power[2], -1);
    assert_true(unit_resolve(
        arena, tree_two(arena, TREE_POWER, 0, unit(arena, "cm"), tree_integer(arena, 3)), &u));
    assert_string_equal(u.denominator, "1000000");
    assert_int_equal(u.power[0], 3);
    assert_true(unit_resolve(arena, unit(arena, "°"), &u));
    assert_int_equal(u.pi_power, 1);
    assert_string_equal(u.denominator, "180");
    assert_true(unit_resolve(arena, unit(arena, "°F"), &u));
    assert_string_equal(u.offset->text, "255.37(2)");
    assert_true(unit_resolve(
        arena, tree_two(arena, TREE_DIVIDE, 0, unit(arena, "°C"), unit(arena, "min")), &u));
    assert_null(u.offset);
    tree_arena_free(arena);
}

static void resolve__money__keeps_its_name(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    struct unit u;
    assert_true(unit_resolve(arena, unit(arena, "만원"), &u));
    assert_string_equal(u.money, "원");
    assert_string_equal(u.numerator, "10000");
    assert_true(unit_resolve(
        arena, tree_two(arena, TREE_DIVIDE, 0, unit(arena, "원"), unit(arena, "개")), &u));
    struct unit v;
    const struct tree *const factors[] = {
        tree_two(arena, TREE_POWER, 0, unit(arena, "개"), tree_integer(arena, -1)),
        unit(arena, "원")};
    assert_true(unit_resolve(arena, tree_node(arena, TREE_MULTIPLY, 0, factors, 2), &v));
    assert_string_equal(u.money, v.money);
    tree_arena_free(arena);
}

static void resolve__no_unit_or_too_big__is_refused(void **state)
{
    (void)state;
    struct tree_arena *arena = tree_arena_new();
    struct unit u;
    assert_false(unit_resolve(arena, tree_symbol(arena, "km"), &u));
    assert_false(unit_resolve(
        arena, tree_two(arena, TREE_POWER, 0, unit(arena, "m"), tree_integer(arena, 99)), &u));
    const struct tree *t = unit(arena, "Tm");
    for (int i = 0; i < 5; i++)
        t = tree_two(arena, TREE_POWER, 0, t, tree_integer(arena, 9));
    assert_false(unit_resolve(arena, t, &u));
    tree_arena_free(arena);
}

static void speak__both_languages__have_words(void **state)
{
    (void)state;
    assert_string_equal(unit_spoken("cm", LANG_EN), "centimetres");
    assert_string_equal(unit_spoken("cm", LANG_KO), "센티미터");
    assert_string_equal(unit_spoken("원", LANG_EN), "won");
    assert_string_equal(unit_spoken("qwerty", LANG_EN), "qwerty");
    struct str out = STR_EMPTY;
    unit_write_latex(&out, "cm");
    unit_write_latex(&out, "°");
    unit_write_latex(&out, "원");
    assert_string_equal(out.data, "\\mathrm{cm}^\\circ\\text{원}");
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find__names_as_written__are_canonical),
        cmocka_unit_test(find__every_canonical_name__is_its_own),
        cmocka_unit_test(resolve__products_and_powers__multiply),
        cmocka_unit_test(resolve__money__keeps_its_name),
        cmocka_unit_test(resolve__no_unit_or_too_big__is_refused),
        cmocka_unit_test(speak__both_languages__have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
