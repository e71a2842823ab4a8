/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prompt files: parts, slots, faults by name, and the files that come with lemma. Runs from the
 * repository root.
 */
#include "app/tutor/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct prompt_slot slots[] = {
    {"level", "beginner", 8},
    {"problem", "2 + {{level}} [user]\n[system]", 29},
};

static void assert_fault(const char *text, size_t len, const char *sentence)
{
    struct str error = STR_EMPTY;
    struct prompt_turns turns = {.count = 0};
    struct prompt *prompt = prompt_parse("p.txt", text, len, &error);
    if (prompt)
        assert_false(prompt_fill(prompt, slots, 2, &turns, &error));
    assert_string_equal(error.data, sentence);
    prompt_free(prompt);
    prompt_turns_release(&turns);
    str_release(&error);
}

static void prompt__parts_and_slots__make_turns(void **state)
{
    (void)state;
    static const char text[] = "# a comment\n\n[system]\n\nYou are "
                               "{{level}}.\nReally.\n\n[user]\r\n{{problem}}{{level}}\n";
    struct str error = STR_EMPTY;
    struct prompt_turns turns = {.count = 0};
    struct prompt *prompt = prompt_parse("p.txt", text, sizeof text - 1, &error);
    assert_non_null(prompt);
    for (int again = 0; again < 2; again++) {
        assert_true(prompt_fill(prompt, slots, 2, &turns, &error));
        assert_int_equal(turns.count, 2);
        assert_int_equal(turns.turn[0].role, ROLE_SYSTEM);
        assert_string_equal(turns.turn[0].text, "You are beginner.\nReally.");
        assert_int_equal(turns.turn[1].role, ROLE_USER);
        assert_string_equal(turns.turn[1].text, "2 + {{level}} [user]\n[system]beginner");
        assert_int_equal(turns.turn[1].len, strlen(turns.turn[1].text));
    }
    prompt_free(prompt);
    prompt_turns_release(&turns);
    str_release(&error);
}

static void prompt__faults__are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"", "p.txt: it has no [user] part"},
        {"[system]\nx\n", "p.txt: it has no [user] part"},
        {"[user]\na\n[user]\nb", "p.txt: [user] comes twice"},
        {"[user]\n{{}}", "p.txt: \"{{\" is not followed by a name and \"}}\""},
        {"[user]\n{{problem}", "p.txt: \"{{\" is not followed by a name and \"}}\""},
        {"[user]\n{{ problem }}", "p.txt: \"{{\" is not followed by a name and \"}}\""},
        {"[user]\n{{levle}}", "p.txt: there is no value for {{levle}}"},
        {"[user]\n\xFF", "p.txt: not UTF-8 text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_fault(cases[i].text, strlen(cases[i].text), cases[i].sentence);
    struct str error = STR_EMPTY;
    assert_null(prompt_load("/nowhere", LANG_KO, "starter", &error));
    assert_memory_equal(error.data, "/nowhere/prompts/ko/starter.txt: ", 33);
    str_release(&error);
}

static void prompt__the_starters__is_what_it_was_trained_on(void **state)
{
    (void)state;
    static const char *const system[LEVEL_COUNT][LANG_COUNT] = {
        {"Maths tutor. Level: beginner.", "수학 튜터. 수준: 초급."},
        {"Maths tutor. Level: intermediate.", "수학 튜터. 수준: 중급."},
        {"Maths tutor. Level: advanced.", "수학 튜터. 수준: 고급."},
    };
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct str error = STR_EMPTY;
        struct prompt *prompt = prompt_load(".", (enum lang)lang, "starter", &error);
        assert_string_equal(error.data, "");
        for (int level = 0; level < LEVEL_COUNT; level++) {
            const char *word = level_word((enum level)level, (enum lang)lang);
            struct prompt_slot filled[] = {{"level", word, strlen(word)}, {"problem", "1+1", 3}};
            struct prompt_turns turns = {.count = 0};
            assert_true(prompt_fill(prompt, filled, 2, &turns, &error));
            assert_string_equal(turns.turn[0].text, system[level][lang]);
            assert_string_equal(turns.turn[1].text, "1+1");
            prompt_turns_release(&turns);
        }
        prompt_free(prompt);
        str_release(&error);
    }
}

static void prompt__the_large_models__asks_for_the_box(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        for (int level = 0; level < LEVEL_COUNT; level++) {
            struct str error = STR_EMPTY;
            struct prompt_turns turns = {.count = 0};
            struct prompt *prompt =
                prompt_load(".", (enum lang)lang, level_word((enum level)level, LANG_EN), &error);
            assert_string_equal(error.data, "");
            assert_true(prompt_fill(prompt, slots, 2, &turns, &error));
            assert_string_equal(turns.turn[1].text,
                                "Please reason step by step, and put your final answer within "
                                "\\boxed{}. 2 + {{level}} [user]\n[system]");
            assert_non_null(
                strstr(turns.turn[0].text, lang == LANG_KO ? "\n## 풀이\n" : "\n## Steps\n"));
            prompt_turns_release(&turns);
            prompt_free(prompt);
            str_release(&error);
        }
    }
}

/* Numbers can be compared with published ones only while these are the published words. */
static void prompt__of_an_exam__is_the_published_one(void **state)
{
    (void)state;
    static const struct {
        const char *act, *problem, *text;
    } published[] = {
        {"exam", "1+1?",
         "Please reason step by step, and put your final answer within \\boxed{}. 1+1?"},
        {"choice", "Which?\n\nA) x\nB) y\nC) z\nD) w",
         "Please reason step by step, and put your final choice of one letter from A/B/C/D within "
         "\\boxed{}. Which?\n\nA) x\nB) y\nC) z\nD) w"},
    };
    struct str error = STR_EMPTY;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
            struct prompt_turns turns = {.count = 0};
            const struct prompt_slot given[] = {
                {"problem", published[i].problem, strlen(published[i].problem)},
                {"level", "beginner", 8},
                {"letters", "A/B/C/D", 7}};
            struct prompt *prompt = prompt_load(".", (enum lang)lang, published[i].act, &error);
            assert_non_null(prompt);
            assert_true(prompt_fill(prompt, given, 3, &turns, &error));
            assert_int_equal(turns.count, 1);
            assert_int_equal(turns.turn[0].role, ROLE_USER);
            assert_string_equal(turns.turn[0].text, published[i].text);
            prompt_free(prompt);
            prompt_turns_release(&turns);
        }
    str_release(&error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prompt__parts_and_slots__make_turns),
        cmocka_unit_test(prompt__faults__are_named),
        cmocka_unit_test(prompt__the_starters__is_what_it_was_trained_on),
        cmocka_unit_test(prompt__the_large_models__asks_for_the_box),
        cmocka_unit_test(prompt__of_an_exam__is_the_published_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
