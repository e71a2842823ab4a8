/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees: what constructors keep and refuse, sameness and order, names that are bound, and the
 * dump that other tests read.
 */
#include "app/maths/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct tree_arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = tree_arena_new();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    tree_arena_free(arena);
    return 0;
}

static const struct tree *number(int64_t value)
{
    return tree_integer(arena, value);
}

static const struct tree *symbol(const char *name)
{
    return tree_symbol(arena, name);
}

static const struct tree *two(enum tree_kind kind, const struct tree *a, const struct tree *b)
{
    return tree_two(arena, kind, 0, a, b);
}

/* body, variable, from, to */
static const struct tree *bounded(enum tree_kind kind, const struct tree *body,
                                  const struct tree *variable, const struct tree *from,
                                  const struct tree *to)
{
    return tree_node(arena, kind, 0, (const struct tree *const[]){body, variable, from, to}, 4);
}

static void assert_dump(const struct tree *t, const char *expected)
{
    struct str text = STR_EMPTY;
    tree_dump(&text, t);
    assert_string_equal(text.data, expected);
    str_release(&text);
}

static void arena__texts_and_memory__live_side_by_side(void **state)
{
    (void)state;
    /* many small pieces around one that is bigger than a block */
    const char *texts[1000];
    unsigned char *big = NULL;
    for (size_t i = 0; i < 1000; i++) {
        char text[8] = {(char)('a' + i % 26), (char)('0' + i % 10), 0};
        texts[i] = tree_arena_text(arena, text, 2);
        if (i == 500) {
            big = tree_arena_alloc(arena, 100000);
            memset(big, 7, 100000);
        }
    }
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(texts[i][0], 'a' + i % 26);
        assert_int_equal(texts[i][1], '0' + i % 10);
        assert_int_equal(texts[i][2], 0);
    }
    assert_int_equal(big[0] + big[99999], 14);
    tree_arena_free(NULL);
}

static void integer__extremes__are_written_without_a_sign_of_their_own(void **state)
{
    (void)state;
    assert_dump(number(0), "0");
    assert_dump(number(-7), "(negate 7)");
    assert_dump(number(INT64_MAX), "9223372036854775807");
    assert_dump(number(INT64_MIN), "(negate 9223372036854775808)");
}

static void constructor__missing_child__gives_nothing(void **state)
{
    (void)state;
    assert_null(two(TREE_ADD, number(1), NULL));
    assert_null(tree_one(arena, TREE_NEGATE, 0, two(TREE_ADD, NULL, number(1))));
    assert_null(tree_substitute(arena, NULL, symbol("x"), number(1)));
    assert_null(tree_placed(arena, NULL, 0, 0));
    const struct tree *sides[] = {number(1), NULL};
    uint8_t relation = RELATION_EQUAL;
    assert_null(tree_relation(arena, sides, &relation, 2));
}

static void constructor__too_deep__gives_nothing(void **state)
{
    (void)state;
    const struct tree *t = number(1);
    for (unsigned depth = 2; depth <= TREE_DEPTH_MAX; depth++) {
        t = tree_one(arena, TREE_NEGATE, 0, t);
        assert_non_null(t);
        assert_int_equal(t->depth, depth);
    }
    assert_null(tree_one(arena, TREE_NEGATE, 0, t));
}

static void constructor__shared_nodes__count_each_time(void **state)
{
    (void)state;
    const struct tree *t = symbol("x");
    unsigned doublings = 0;
    for (const struct tree *next; (next = two(TREE_ADD, t, t)) != NULL; t = next)
        doublings++;
    assert_int_equal(doublings, 15); /* 2^16 - 1 nodes fit, 2^17 - 1 do not */
    assert_int_equal(t->size, 65535);
}

static void constructor__caller_s_array__is_copied(void **state)
{
    (void)state;
    const struct tree *sides[] = {symbol("a"), symbol("b"), symbol("c")};
    uint8_t relations[] = {RELATION_LESS, RELATION_LESS_EQUAL};
    char name[] = "x";
    const struct tree *chain = tree_relation(arena, sides, relations, 3);
    const struct tree *x = tree_symbol(arena, name);
    sides[0] = sides[1] = sides[2] = NULL;
    relations[0] = relations[1] = RELATION_IN;
    name[0] = 'y';
    assert_dump(chain, "(relation a < b <= c)");
    assert_dump(x, "x");
}

static void with__other_children__keeps_everything_else(void **state)
{
    (void)state;
    const struct tree *cells[] = {number(1), number(2), number(3), number(4)};
    const struct tree *matrix = tree_placed(arena, tree_matrix(arena, cells, 2, 2), 5, 9);
    cells[0] = symbol("a");
    const struct tree *other = tree_with(arena, matrix, cells);
    assert_dump(other, "(matrix 2: a 2 3 4)");
    assert_int_equal(other->at, 5);
    assert_int_equal(other->len, 9);
    assert_false(tree_same(matrix, other));
}

/* --- sameness and order ----------------------------------------------------------------------- */

static void same__how_a_product_was_written__does_not_matter(void **state)
{
    (void)state;
    const struct tree *x = symbol("x"), *y = symbol("y");
    const struct tree *dot = tree_two(arena, TREE_MULTIPLY, WRITTEN_DOT, x, y);
    const struct tree *cross = tree_two(arena, TREE_MULTIPLY, WRITTEN_CROSS, x, y);
    assert_true(tree_same(dot, cross));
    assert_int_equal(tree_hash(dot), tree_hash(cross));
    assert_int_equal(tree_compare(dot, cross), 0);
    assert_false(tree_same(dot, two(TREE_MULTIPLY, y, x)));
}

static void same__where_it_stood__does_not_matter(void **state)
{
    (void)state;
    const struct tree *x = symbol("x");
    assert_true(tree_same(x, tree_placed(arena, x, 3, 1)));
    assert_int_equal(tree_hash(x), tree_hash(tree_placed(arena, x, 3, 1)));
}

/* Pairwise different in exactly one thing. */
static size_t different_trees(const struct tree **t)
{
    size_t n = 0;
    const struct tree *x = symbol("x"), *y = symbol("y");
    const struct tree *pair[] = {x, y};
    const struct tree *four[] = {x, y, x, y};
    uint8_t less = RELATION_LESS, more = RELATION_GREATER;
    t[n++] = x;
    t[n++] = y;
    t[n++] = tree_indexed(arena, "x", y);
    t[n++] = tree_indexed(arena, "x", x);
    t[n++] = number(2);
    t[n++] = tree_leaf(arena, TREE_NUMBER, "2.0", 3);
    t[n++] = tree_leaf(arena, TREE_WORDS, "x", 1);
    t[n++] = tree_leaf(arena, TREE_UNIT, "x", 1);
    t[n++] = tree_detail(arena, TREE_CONSTANT, CONSTANT_PI);
    t[n++] = tree_detail(arena, TREE_CONSTANT, CONSTANT_E);
    t[n++] = two(TREE_ADD, x, y);
    t[n++] = two(TREE_ADD, y, x);
    t[n++] = two(TREE_ADD, two(TREE_ADD, x, y), y);
    t[n++] = tree_node(arena, TREE_ADD, 0, (const struct tree *const[]){x, y, y}, 3);
    t[n++] = tree_relation(arena, pair, &less, 2);
    t[n++] = tree_relation(arena, pair, &more, 2);
    t[n++] = tree_two(arena, TREE_INTERVAL, INTERVAL_LOWER_CLOSED, x, y);
    t[n++] = tree_two(arena, TREE_INTERVAL, INTERVAL_UPPER_CLOSED, x, y);
    t[n++] = tree_matrix(arena, four, 2, 2);
    t[n++] = tree_matrix(arena, four, 1, 4);
    t[n++] = tree_matrix(arena, four, 4, 1);
    t[n++] = tree_one(arena, TREE_APPLY, FUNCTION_SIN, x);
    t[n++] = tree_one(arena, TREE_APPLY, FUNCTION_COS, x);
    return n;
}

static void compare__different_trees__are_in_one_total_order(void **state)
{
    (void)state;
    const struct tree *t[32];
    size_t n = different_trees(t);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            assert_int_equal(tree_compare(t[i], t[j]), -tree_compare(t[j], t[i]));
            assert_int_equal(tree_same(t[i], t[j]), i == j);
            assert_int_equal(tree_hash(t[i]) == tree_hash(t[j]), i == j);
            for (size_t k = 0; k < n; k++)
                if (tree_compare(t[i], t[j]) < 0 && tree_compare(t[j], t[k]) < 0)
                    assert_int_equal(tree_compare(t[i], t[k]), -1);
        }
    }
}

static void same__built_twice__is_the_same(void **state)
{
    (void)state;
    const struct tree *a[32], *b[32];
    size_t n = different_trees(a);
    different_trees(b);
    for (size_t i = 0; i < n; i++) {
        assert_true(tree_same(a[i], b[i]));
        assert_int_equal(tree_hash(a[i]), tree_hash(b[i]));
    }
}

/* --- questions -------------------------------------------------------------------------------- */

static void is__leaf__is_asked_for_exactly(void **state)
{
    (void)state;
    assert_true(tree_is_number(number(2), "2"));
    assert_false(tree_is_number(tree_leaf(arena, TREE_NUMBER, "2.0", 3), "2"));
    assert_false(tree_is_number(number(-2), "2"));
    assert_true(tree_is_symbol(symbol("x"), "x"));
    assert_false(tree_is_symbol(tree_indexed(arena, "x", number(1)), "x"));
    assert_null(tree_indexed(arena, "x", NULL));
    assert_true(tree_is_constant(tree_detail(arena, TREE_CONSTANT, CONSTANT_I), CONSTANT_I));
    assert_false(tree_is_constant(symbol("i"), CONSTANT_I));
}

static void has__kind_far_below__is_found(void **state)
{
    (void)state;
    const struct tree *t = two(TREE_ADD, symbol("x"), two(TREE_POWER, symbol("y"), number(-2)));
    assert_true(tree_has(t, TREE_NEGATE));
    assert_false(tree_has(t, TREE_DIVIDE));
    assert_true(tree_mentions(t, symbol("y")));
    assert_false(tree_mentions(t, symbol("z")));
}

static void relate__two_sides__are_read_from_both(void **state)
{
    (void)state;
    const struct tree *x = tree_symbol(arena, "x");
    const struct tree *pi = tree_detail(arena, TREE_CONSTANT, CONSTANT_PI);
    const struct tree *t = tree_relate(arena, x, RELATION_LESS, pi);
    assert_true(tree_is_relation(t, RELATION_LESS));
    assert_false(tree_is_relation(t, RELATION_GREATER));
    assert_false(tree_is_relation(x, RELATION_LESS));
    assert_int_equal(tree_mirrored(RELATION_LESS), RELATION_GREATER);
    assert_int_equal(tree_mirrored(RELATION_GREATER_EQUAL), RELATION_LESS_EQUAL);
    assert_int_equal(tree_mirrored(RELATION_EQUAL), RELATION_EQUAL);
    assert_true(tree_has_constant(t, CONSTANT_PI));
    assert_false(tree_has_constant(t, CONSTANT_E));
    assert_null(tree_relate(arena, NULL, RELATION_EQUAL, x));
}

static void substitute__free_symbol__is_replaced_everywhere(void **state)
{
    (void)state;
    const struct tree *x = symbol("x");
    const struct tree *t = two(TREE_ADD, two(TREE_MULTIPLY, x, x), symbol("y"));
    assert_dump(tree_substitute(arena, t, x, number(3)), "(add (multiply 3 3) y)");
    assert_ptr_equal(tree_substitute(arena, t, symbol("z"), number(3)), t);
}

static void substitute__bound_symbol__stays(void **state)
{
    (void)state;
    const struct tree *k = symbol("k"), *n = symbol("n");
    const struct tree *sum = bounded(TREE_BIG, k, k, number(1), n);
    assert_dump(tree_substitute(arena, sum, k, number(3)), "(big k k 1 n)");
    assert_dump(tree_substitute(arena, sum, n, number(3)), "(big k k 1 3)");
    /* the limits are outside: ∫_0^x x dx */
    const struct tree *x = symbol("x");
    const struct tree *integral = bounded(TREE_INTEGRAL, x, x, number(0), x);
    assert_dump(tree_substitute(arena, integral, x, number(3)), "(integral x x 0 3)");
    /* an indefinite integral is a function of its variable */
    assert_dump(tree_substitute(arena, two(TREE_INTEGRAL, x, x), x, n), "(integral n n)");
    const struct tree *limit =
        tree_node(arena, TREE_LIMIT, '+', (const struct tree *const[]){x, x, x}, 3);
    assert_dump(tree_substitute(arena, limit, x, n), "(limit:43 x x n)");
}

static void substitute__subscript__is_part_of_the_name(void **state)
{
    (void)state;
    const struct tree *n = symbol("n"), *a_n = tree_indexed(arena, "a", n);
    assert_dump(a_n, "(symbol a n)");
    assert_ptr_equal(tree_substitute(arena, a_n, n, number(3)), a_n);
}

static void symbols__free_ones__come_once_in_order(void **state)
{
    (void)state;
    const struct tree *x = symbol("x"), *y = symbol("y"), *k = symbol("k");
    const struct tree *sum = bounded(TREE_BIG, two(TREE_MULTIPLY, k, y), k, number(1), symbol("n"));
    const struct tree *t =
        tree_node(arena, TREE_ADD, 0, (const struct tree *const[]){x, sum, x}, 3);
    size_t n = 0;
    const struct tree *const *found = tree_symbols(arena, t, &n);
    assert_int_equal(n, 3);
    assert_dump(found[0], "x");
    assert_dump(found[1], "y");
    assert_dump(found[2], "n");
    /* outside the sum the same letter is free */
    found = tree_symbols(arena, two(TREE_ADD, sum, k), &n);
    assert_int_equal(n, 3);
    assert_dump(found[2], "k");
}

static void symbols__more_than_a_few__are_all_found(void **state)
{
    (void)state;
    const struct tree *terms[20];
    for (int i = 0; i < 20; i++)
        terms[i] = symbol((char[]){(char)('a' + i), 0});
    size_t n = 0;
    const struct tree *const *found =
        tree_symbols(arena, tree_node(arena, TREE_ADD, 0, terms, 20), &n);
    assert_int_equal(n, 20);
    for (int i = 0; i < 20; i++)
        assert_ptr_equal(found[i], terms[i]);
    tree_symbols(arena, number(1), &n);
    assert_int_equal(n, 0);
}

static void dump__kinds__have_words(void **state)
{
    (void)state;
    for (int kind = 0; kind < TREE_KIND_COUNT; kind++)
        assert_true(strlen(tree_kind_word((enum tree_kind)kind)) > 0);
    const struct tree *x = symbol("x");
    assert_dump(tree_two(arena, TREE_INTERVAL, INTERVAL_UPPER_CLOSED, number(0), x),
                "(interval:2 0 x)");
    assert_dump(tree_one(arena, TREE_APPLY, FUNCTION_LN, x), "(ln x)");
    assert_dump(tree_leaf(arena, TREE_UNIT, "cm", 2), "unit:cm");
    assert_dump(tree_node(arena, TREE_ELEMENTS, 0, NULL, 0), "(elements)");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(arena__texts_and_memory__live_side_by_side),
        TEST(integer__extremes__are_written_without_a_sign_of_their_own),
        TEST(constructor__missing_child__gives_nothing),
        TEST(constructor__too_deep__gives_nothing),
        TEST(constructor__shared_nodes__count_each_time),
        TEST(constructor__caller_s_array__is_copied),
        TEST(with__other_children__keeps_everything_else),
        TEST(same__how_a_product_was_written__does_not_matter),
        TEST(same__where_it_stood__does_not_matter),
        TEST(compare__different_trees__are_in_one_total_order),
        TEST(same__built_twice__is_the_same),
        TEST(is__leaf__is_asked_for_exactly),
        TEST(has__kind_far_below__is_found),
        TEST(relate__two_sides__are_read_from_both),
        TEST(substitute__free_symbol__is_replaced_everywhere),
        TEST(substitute__bound_symbol__stays),
        TEST(substitute__subscript__is_part_of_the_name),
        TEST(symbols__free_ones__come_once_in_order),
        TEST(symbols__more_than_a_few__are_all_found),
        TEST(dump__kinds__have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
