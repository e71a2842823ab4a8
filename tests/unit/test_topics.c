/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The problem generators: the same bytes everywhere, every item solved again from its canonical
 * form (topics_judge.h shares nothing with the generators), every "=" in the scratch judged, and
 * the judge itself tested with planted errors.
 */
#include "app/topics/phrase.h"
#include "app/topics/scratch.h"
#include "app/topics/topics.h"
#include "engine/utf8.h"
#include "tests/unit/topics_judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- items ---- */

/* Item i of a series that goes through all skills, difficulties and languages. */
static void make_item(struct topic_item *item, uint64_t seed, int i)
{
    struct topic_request request = {
        .difficulty = 1 + i / topic_count % TOPIC_DIFFICULTIES,
        .lang = (enum lang)(i / (topic_count * TOPIC_DIFFICULTIES) % LANG_COUNT),
        .seed = random_subseed(seed, (uint64_t)i),
    };
    request.response_lang = i % 20 ? request.lang : (enum lang) !request.lang;
    assert_true(topic_generate(topic_table[i % topic_count], &request, item));
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    return hash;
}

static uint64_t hash_item(uint64_t hash, const struct topic_item *item, struct str *text)
{
    hash = hash_bytes(hash, item->problem.data, item->problem.len);
    for (int level = 0; level < LEVEL_COUNT; level++) {
        str_clear(text);
        topic_assistant_text(item, (enum level)level, text);
        hash = hash_bytes(hash, text->data, text->len);
    }
    return hash;
}

static uint64_t hash_series(uint64_t seed, int count)
{
    uint64_t hash = 0xCBF29CE484222325u;
    struct topic_item item;
    struct str text = STR_EMPTY;
    topic_item_init(&item);
    for (int i = 0; i < count; i++) {
        make_item(&item, seed, i);
        hash = hash_item(hash, &item, &text);
    }
    topic_item_release(&item);
    str_release(&text);
    return hash;
}

static void generate__same_seed__same_bytes(void **state)
{
    (void)state;
    assert_true(hash_series(1, 300) == hash_series(1, 300));
    assert_true(hash_series(1, 300) != hash_series(2, 300));
}

/* The starter model learnt these texts: if this hash changes, its training text has changed. */
static void generate__thousand_items__known_hash(void **state)
{
    (void)state;
    assert_int_equal(hash_series(2026, 1000), UINT64_C(0x4326f242363746f7));
}

static void generate__used_again_or_fresh__same_item(void **state)
{
    (void)state;
    struct topic_item used, fresh;
    struct str a = STR_EMPTY, b = STR_EMPTY;
    topic_item_init(&used);
    topic_item_init(&fresh);
    for (int i = 0; i < 40; i++)
        make_item(&used, 7, i);
    make_item(&fresh, 7, 39);
    assert_true(hash_item(0, &used, &a) == hash_item(0, &fresh, &b));
    topic_item_release(&used);
    topic_item_release(&fresh);
    str_release(&a);
    str_release(&b);
}

static void generate__difficulty_outside__refused_and_empty(void **state)
{
    (void)state;
    struct topic_item item;
    topic_item_init(&item);
    for (int difficulty = -1; difficulty <= 6; difficulty += 7) {
        struct topic_request request = {.difficulty = difficulty, .seed = 1};
        assert_false(topic_generate(topic_table[0], &request, &item));
        assert_int_equal(item.problem.len, 0);
    }
    topic_item_release(&item);
}

static void every_item__solved_again__same_answer(void **state)
{
    (void)state;
    struct topic_item item;
    topic_item_init(&item);
    for (int i = 0; i < 12000; i++) {
        make_item(&item, 11, i);
        if (!solved(item.topic->name, item.canonical.data, item.answer.data))
            fail_msg("%s: %s -> %s", item.topic->name, item.canonical.data, item.answer.data);
    }
    topic_item_release(&item);
}

static void every_item__scratch__every_equation_true(void **state)
{
    (void)state;
    struct topic_item item;
    topic_item_init(&item);
    for (int i = 0; i < 12000; i++) {
        make_item(&item, 12, i);
        if (!scratch_holds(item.think.data))
            fail_msg("%s", item.think.data);
        assert_memory_equal(item.think.data, item.canonical.data, item.canonical.len);
    }
    topic_item_release(&item);
}

/* "\times " and "\div " as "*" and "/", what stands between \( and \) as pieces. */
static bool formulas_hold(const char *text)
{
    bool ok = true;
    struct str plain = STR_EMPTY;
    for (const char *at = text; ok && (at = strstr(at, "\\(")) != NULL;) {
        const char *end = strstr(at += 2, "\\)");
        if (!end)
            return false;
        str_clear(&plain);
        while (at < end) {
            static const char *const words[][2] = {
                {"\\times ", "*"}, {"\\div ", "/"}, {"\\cdot ", "*"}};
            int word = 0;
            while (word < 3 && strncmp(at, words[word][0], strlen(words[word][0])) != 0)
                word++;
            if (word < 3) {
                str_add_text(&plain, words[word][1]);
                at += strlen(words[word][0]);
            } else {
                str_add_char(&plain, *at++);
            }
        }
        ok = scratch_holds(plain.data);
    }
    str_release(&plain);
    return ok;
}

static void every_item__explanation__true_formulas_and_valid_text(void **state)
{
    (void)state;
    struct topic_item item;
    topic_item_init(&item);
    for (int i = 0; i < 4000; i++) {
        make_item(&item, 13, i);
        assert_int_equal(utf8_valid_prefix(item.problem.data, item.problem.len), item.problem.len);
        for (int level = 0; level < LEVEL_COUNT; level++)
            for (int part = 0; part < TOPIC_ANSWER; part++) {
                const struct str *text = &item.section[level][part];
                assert_true(text->len > 0);
                assert_int_equal(utf8_valid_prefix(text->data, text->len), text->len);
                assert_null(strpbrk(text->data, "@~"));
                if (!formulas_hold(text->data))
                    fail_msg("%s", text->data);
            }
    }
    topic_item_release(&item);
}

static void every_item__reply__one_box_with_the_answer_at_the_end(void **state)
{
    (void)state;
    struct topic_item item;
    struct str text = STR_EMPTY, box = STR_EMPTY;
    topic_item_init(&item);
    for (int i = 0; i < 2000; i++) {
        make_item(&item, 14, i);
        str_clear(&text);
        str_clear(&box);
        topic_assistant_text(&item, (enum level)(i % LEVEL_COUNT), &text);
        str_printf(&box, "\\boxed{%s}", item.answer.data);
        const char *found = strstr(text.data, "\\boxed{");
        assert_non_null(found);
        assert_string_equal(found, box.data);
        assert_true(str_starts(&text, "<think>\n"));
        assert_non_null(strstr(text.data, "\n</think>\n\n## "));
    }
    topic_item_release(&item);
    str_release(&text);
    str_release(&box);
}

static void judge__planted_error__caught(void **state)
{
    (void)state;
    assert_true(scratch_holds("48+57:8+7+0=15;4+5+1=10;48+57=105"));
    assert_false(scratch_holds("48+57:8+7+0=15;4+5+1=11;48+57=105"));
    assert_false(scratch_holds("48-62=-(62-48):12-8-0=04;16-4-1=11;48-62=14"));
    assert_false(scratch_holds("9=4*2+2"));
    assert_false(formulas_hold("so \\(3\\times 4=13\\)."));
    assert_true(solved("algebra.quadratic", "3x^2+4x+5=1", "x=\\frac{-2\\pm2\\sqrt{2}i}{3}"));
    assert_false(solved("algebra.quadratic", "3x^2+4x+5=1", "x=\\frac{-2\\pm2\\sqrt{3}i}{3}"));
    assert_false(solved("algebra.quadratic", "3x^2+4x+5=1", "x=\\frac{-4\\pm4\\sqrt{2}i}{6}"));
    assert_false(solved("algebra.quadratic", "x^2=4", "x=2, x=-2"));
    assert_true(solved("algebra.quadratic", "x^2-7=0", "x=\\pm\\sqrt{7}"));
    assert_true(solved("algebra.quadratic", "9x^2-7=0", "x=\\pm\\frac{\\sqrt{7}}{3}"));
    assert_true(solved("algebra.linear_equation", "3(x-2)=2x+5", "x=11"));
    assert_false(solved("algebra.linear_equation", "3(x-2)=2x+5", "x=10"));
    assert_false(solved("calculus.polynomial_derivative", "(x^3)',x=2", "3x^2"));
    assert_true(solved("geometry.triangle_area", "b=3cm,h=9cm,A=?", "13.5\\text{ cm}^2"));
    assert_false(solved("geometry.triangle_area", "b=3cm,h=9cm,A=?", "27\\text{ cm}^2"));
}

/* One digit changed in a trace or an answer is noticed. */
static void judge__one_digit_changed_in_an_item__caught(void **state)
{
    (void)state;
    struct topic_item item;
    int caught = 0, tried = 0;
    topic_item_init(&item);
    for (int i = 0; i < 500; i++) {
        make_item(&item, 15, i);
        char *last = NULL;
        for (char *at = item.answer.data; *at; at++)
            if (isdigit((unsigned char)*at))
                last = at;
        if (!last)
            continue;
        tried++;
        *last = *last == '7' ? '8' : '7';
        caught += !solved(item.topic->name, item.canonical.data, item.answer.data);
    }
    assert_true(tried > 400);
    assert_int_equal(caught, tried);
    topic_item_release(&item);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void thousand_items__problems__at_least_95_percent_distinct(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    char *texts[COUNT];
    struct topic_item item;
    topic_item_init(&item);
    for (int i = 0; i < COUNT; i++) {
        make_item(&item, 16, i);
        texts[i] = strdup(item.problem.data);
        assert_non_null(texts[i]);
    }
    qsort(texts, COUNT, sizeof *texts, compare_texts);
    int distinct = 1;
    for (int i = 1; i < COUNT; i++)
        distinct += strcmp(texts[i - 1], texts[i]) != 0;
    assert_true(distinct >= 950);
    for (int i = 0; i < COUNT; i++)
        free(texts[i]);
    topic_item_release(&item);
}

/* What somebody typed, back to plain ASCII: the styles of phrase_style undone one by one. A "*"
 * stays only where the canonical form has products. */
static void undo_style(struct str *out, const char *typed, bool products)
{
    static const char *const signs[][2] = {
        {"\\times ", "*"}, {"\\cdot ", "*"}, {"\\div ", "/"}, {"×", "*"},  {"·", "*"},  {"÷", "/"},
        {"−", "-"},        {"**", "^"},      {"²", "^2"},     {"³", "^3"}, {"⁴", "^4"}, {"⁵", "^5"},
        {"$", ""},         {"\\(", ""},      {"\\)", ""},     {"^{", "^"}, {" ", ""}};
    enum { SIGNS = sizeof signs / sizeof *signs };
    bool raised = false;
    while (*typed) {
        int i = 0;
        while (i < SIGNS && strncmp(typed, signs[i][0], strlen(signs[i][0])) != 0)
            i++;
        bool times_x = products && *typed == 'x' && out->len &&
                       isdigit((unsigned char)out->data[out->len - 1]) &&
                       (isdigit((unsigned char)typed[1]) || typed[1] == '(');
        bool open = products && strchr("[{", *typed), close = products && strchr("]}", *typed);
        bool skipped =
            (raised && *typed == '}') || (!products && typed[0] == '*' && typed[1] != '*');
        if (products && strncmp(typed, " x ", 3) == 0) {
            str_add_char(out, '*');
            typed += 3;
        } else if (skipped) {
            raised = raised && *typed != '}';
            typed++;
        } else if (times_x) {
            str_add_char(out, '*');
            typed++;
        } else if (i == SIGNS && products && typed[0] == '\\' && strchr("{}", typed[1])) {
            typed++;
        } else if (i == SIGNS && (open || close)) {
            if (open && out->len && isdigit((unsigned char)out->data[out->len - 1]))
                str_add_char(out, '*');
            str_add_char(out, open ? '(' : ')');
            typed++;
        } else if (i < SIGNS) {
            raised = raised || strcmp(signs[i][0], "^{") == 0;
            str_add_text(out, signs[i][1]);
            typed += strlen(signs[i][0]);
        } else {
            bool implied = products && *typed == '(' && out->len &&
                           isdigit((unsigned char)out->data[out->len - 1]);
            str_add_text(out, implied ? "*" : "");
            str_add_char(out, *typed++);
        }
    }
}

/* "ax^2+bx+c=0" with "a=2,b=-3,c=1", or "and" for a comma: true when they make the formula. The
 * formula may have lost its "=0". */
static bool reads_as_names(const char *plain, const struct str *formula)
{
    const char *form = strstr(plain, "+c=0"), *names = strstr(plain, "a=");
    long long a, b, c;
    if (!form || !names || form - plain < 6)
        return false;
    char letter = form[-1];
    if (sscanf(names, "a=%lld,b=%lld,c=%lld", &a, &b, &c) != 3 &&
        sscanf(names, "a=%lld,b=%lldandc=%lld", &a, &b, &c) != 3)
        return false;
    struct str made = STR_EMPTY;
    struct poly p = constant(make(c, 1));
    p.c[1] = make(b, 1);
    p.c[2] = make(a, 1);
    write_poly(&made, &p, letter);
    bool ok = strncmp(made.data, formula->data, made.len) == 0;
    str_release(&made);
    return ok;
}

static const char *const number_words[][2] = {
    {"one", "일"},         {"two", "이"},        {"three", "삼"},     {"four", "사"},
    {"five", "오"},        {"six", "육"},        {"seven", "칠"},     {"eight", "팔"},
    {"nine", "구"},        {"ten", "십"},        {"eleven", "십일"},  {"twelve", "십이"},
    {"thir", "십삼"},      {"fourteen", "십사"}, {"fif", "십오"},     {"sixteen", "십육"},
    {"seventeen", "십칠"}, {"eighteen", "십팔"}, {"nineteen", "십구"}};

/* The number stands in the text, in digits or as a word, or as "twice", "세 배", "제곱" and such.
 */
static bool number_said(const char *plain, long long n)
{
    static const char *const others[][8] = {
        [0] = {"zero", "x축", "x-axis", "xaxis", "x-intercept", "x절편"},
        [2] = {"wice", "ouble", "two", "두배", "al", "절반", "반", "quare"},
        [3] = {"riple", "hree", "세배", "ube", "세제곱"},
        [4] = {"네배"},
        [5] = {"다섯배"},
        [6] = {"여섯배"},
        [7] = {"일곱배"},
        [8] = {"여덟배"},
        [9] = {"아홉배"},
        [10] = {"열배"}};
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", n);
    for (const char *at = plain; (at = strstr(at, digits)) != NULL; at++)
        if (!isdigit((unsigned char)at[strlen(digits)]) &&
            (at == plain || !isdigit((unsigned char)at[-1])))
            return true;
    for (int i = 0; n <= 10 && i < 8 && others[n][i]; i++)
        if (strstr(plain, others[n][i]))
            return true;
    if (n == 2 && strstr(plain, "제곱"))
        return true;
    if (n >= 1 && n <= 19)
        return strstr(plain, number_words[n - 1][0] + 1) || strstr(plain, number_words[n - 1][1]);
    return n < 100 && (strstr(plain, "ty") || strstr(plain, "십"));
}

/* A question in words, without the formula itself: every number of the formula is there. */
static bool reads_as_words(const char *plain, const char *formula)
{
    for (const char *at = formula; *at;) {
        char *end = NULL;
        long long n = isdigit((unsigned char)*at) ? strtoll(at, &end, 10) : 0;
        if (end && !number_said(plain, n))
            return false;
        at = end ? end : at + 1;
    }
    return true;
}

static void every_item__problem_as_typed__reads_as_the_canonical_one(void **state)
{
    (void)state;
    struct topic_item item;
    struct str plain = STR_EMPTY, formula = STR_EMPTY;
    int named = 0, said = 0;
    topic_item_init(&item);
    for (int i = 0; i < 10000; i++) {
        make_item(&item, 19, i);
        bool arithmetic = item.topic == topic_find("arithmetic.order_of_operations");
        if (strstr(item.canonical.data, "A=") || (!arithmetic && strchr(item.canonical.data, '/')))
            continue;
        str_clear(&plain);
        str_clear(&formula);
        undo_style(&plain, item.problem.data, arithmetic);
        str_add_str(&formula, &item.canonical);
        char *prime = strchr(formula.data, '\'');
        if (prime) {
            formula.len = (size_t)(prime - formula.data) - 1;
            formula.data[formula.len] = '\0';
            str_drop(&formula, 1);
        }
        size_t len = formula.len;
        if (len > 2 && strcmp(formula.data + len - 2, "=0") == 0 &&
            !strstr(plain.data, formula.data))
            formula.data[len - 2] = '\0';
        bool by_names = reads_as_names(plain.data, &formula);
        bool linear = item.topic == topic_find("algebra.linear_equation");
        bool in_words = !strstr(plain.data, formula.data) && (arithmetic || linear);
        if (in_words) {
            if (!reads_as_words(plain.data, formula.data))
                fail_msg("%s is not said in: %s", formula.data, item.problem.data);
            said++;
        } else if (!by_names && !strstr(plain.data, formula.data))
            fail_msg("%s is not in: %s", formula.data, item.problem.data);
        named += by_names;
    }
    assert_true(named > 20);
    assert_in_range(said, 300, 800);
    topic_item_release(&item);
    str_release(&plain);
    str_release(&formula);
}

/* Both given numbers of a triangle stand in the question, each as often as it is given. */
static void every_triangle__problem_as_typed__has_the_given_numbers(void **state)
{
    (void)state;
    struct topic_item item;
    topic_item_init(&item);
    for (int i = 0; i < 10000; i++) {
        make_item(&item, 20, i);
        double given[3];
        int count = 0;
        const char *at = item.canonical.data;
        if (!strstr(at, "A="))
            continue;
        for (; *at; at++)
            if (at[0] == '=' && at[1] != '?')
                given[count++] = strtod(at + 1, NULL);
        assert_int_equal(count, 2);
        int seen[2] = {0, 0};
        for (at = item.problem.data; *at;) {
            char *end = NULL;
            bool number = isdigit((unsigned char)*at);
            double value = number ? strtod(at, &end) : 0;
            for (int k = 0; number && k < 2; k++)
                seen[k] += value == given[k];
            at = number ? end : at + 1;
        }
        int least = given[0] == given[1] ? 2 : 1;
        if (seen[0] < least || seen[1] < least)
            fail_msg("%s is not in: %s", item.canonical.data, item.problem.data);
    }
    topic_item_release(&item);
}

/* About a quarter of the questions are formulas alone, one in ten of those with a label. */
static void every_item__problems__a_quarter_bare(void **state)
{
    (void)state;
    enum { COUNT = 4000 };
    struct topic_item item;
    int bare = 0;
    topic_item_init(&item);
    for (int i = 0; i < COUNT; i++) {
        struct topic_request request = {.difficulty = 1 + i % TOPIC_DIFFICULTIES,
                                        .lang = LANG_KO,
                                        .seed = random_subseed(21, (uint64_t)i)};
        assert_true(topic_generate(topic_table[i % (topic_count - 1)], &request, &item));
        bool hangul = false;
        for (const char *at = item.problem.data; *at; at++)
            hangul = hangul || (unsigned char)*at >= 0xEA;
        bare += !hangul;
    }
    assert_in_range(bare, COUNT * 18 / 100, COUNT * 30 / 100);
    topic_item_release(&item);
}

static void every_item__problem__does_not_give_the_answer_away(void **state)
{
    (void)state;
    struct topic_item item;
    topic_item_init(&item);
    for (int i = 0; i < 5000; i++) {
        make_item(&item, 17, i);
        assert_null(strstr(item.problem.data, "boxed"));
        bool length = strstr(item.canonical.data, "A=") != NULL; /* may equal the one given */
        if (!length && item.answer.len >= 8 && strstr(item.problem.data, item.answer.data))
            fail_msg("%s gives away %s", item.problem.data, item.answer.data);
    }
    topic_item_release(&item);
}

static void beyond__any_question__two_parts_and_no_box(void **state)
{
    (void)state;
    struct topic_item item;
    struct str text = STR_EMPTY;
    topic_item_init(&item);
    for (int i = 0; i < 2000; i++) {
        struct topic_request request = {.difficulty = 1 + i % 5,
                                        .lang = (enum lang)(i % 2),
                                        .response_lang = (enum lang)(i % 2),
                                        .seed = random_subseed(18, (uint64_t)i)};
        topic_generate_beyond(&request, &item);
        assert_null(item.topic);
        assert_int_equal(item.answer.len, 0);
        assert_true(item.problem.len > 0);
        str_clear(&text);
        topic_assistant_text(&item, (enum level)(i % LEVEL_COUNT), &text);
        assert_null(strstr(text.data, "boxed"));
        assert_null(strstr(text.data, i % 2 ? "## 풀이" : "## Steps"));
        assert_non_null(strstr(text.data, i % 2 ? "## 답\n" : "## Answer\n"));
    }
    topic_item_release(&item);
    str_release(&text);
}

/* ---- particles, patterns, traces ---- */

static void check_particle(const char *word, const char *mark, const char *expected, bool units)
{
    struct phrase_slots slots = {.PHRASE_SLOT('A') = word, .units = units};
    struct str text = STR_EMPTY, pattern = STR_EMPTY;
    str_printf(&pattern, "@A~%s", mark);
    phrase_expand(&text, pattern.data, &slots, NULL);
    assert_true(str_starts(&text, word));
    assert_string_equal(text.data + strlen(word), expected);
    str_release(&text);
    str_release(&pattern);
}

static void particle__last_sound_as_read_aloud__fits(void **state)
{
    (void)state;
    static const struct {
        const char *word, *mark, *expected;
        bool units;
    } rows[] = {
        {"10", "은", "은", false},
        {"2", "은", "는", false},
        {"3", "이", "이", false},
        {"4", "이", "가", false},
        {"5", "을", "를", false},
        {"6", "을", "을", false},
        {"7", "과", "과", false},
        {"9", "과", "와", false},
        {"1", "으로", "로", false},
        {"7", "으로", "로", false},
        {"8", "으로", "로", false},
        {"3", "으로", "으로", false},
        {"0", "으로", "으로", false},
        {"2", "으로", "로", false},
        {"100", "을", "을", false},
        {"13.5", "은", "는", false},
        {"x", "은", "는", false},
        {"n", "은", "은", false},
        {"m", "을", "을", false},
        {"5 m", "을", "를", true},
        {"6cm", "은", "는", true},
        {"24 cm^2", "은", "는", true},
        {"24 cm²", "이", "가", true},
        {"x^2", "을", "을", false},
        {"x²", "은", "은", false},
        {"x^{3}", "이", "이", false},
        {"x**2", "을", "을", false},
        {"x^2+4x", "을", "를", false},
        {"(x+3)", "은", "은", false},
        {"$x=4$", "이", "가", false},
        {"\\(x=6\\)", "을", "을", false},
        {"\\frac{3}{4}", "은", "은", false},
        {"\\frac{2}{3}", "을", "를", false},
        {"\\(\\sqrt{7}\\)", "은", "은", false},
        {"2i", "은", "는", false},
        {"f'(2)", "을", "를", false},
        {"f'(x)", "은", "는", false},
        {"사과", "을", "를", false},
        {"값", "이", "이", false},
        {"연필", "으로", "로", false},
        {"3", "예요", "이에요", false},
        {"2", "예요", "예요", false},
        {"3", "이라", "이라", false},
        {"9", "이라", "라", false},
        {"\\(24\\text{ cm}^2\\)", "은", "는", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_particle(rows[i].word, rows[i].mark, rows[i].expected, rows[i].units);
}

static void pattern__choices__nested_and_empty(void **state)
{
    (void)state;
    struct random_state random;
    struct phrase_slots slots = {.PHRASE_SLOT('P') = "[x|y]"};
    struct str text = STR_EMPTY;
    int seen[4] = {0};
    random_seed(&random, 3);
    for (int i = 0; i < 200; i++) {
        static const char *const expected[] = {"a[x|y].", "bc.", "bd.", "."};
        str_clear(&text);
        phrase_expand(&text, "[a@P|b[c|d]|].", &slots, &random);
        int which = 0;
        while (which < 4 && !str_equal(&text, expected[which]))
            which++;
        assert_true(which < 4);
        seen[which]++;
    }
    for (int i = 0; i < 4; i++)
        assert_true(seen[i] > 10);
    str_release(&text);
}

static void formula__typed_in_many_manners__same_formula(void **state)
{
    (void)state;
    struct phrase_style keyboard = {
        .open = "", .close = "", .times = "*", .divide = "/", .minus = "-"};
    struct phrase_style book = {.open = "$",
                                .close = "$",
                                .times = "\\times ",
                                .divide = "\\div ",
                                .minus = "-",
                                .exponent = PHRASE_BRACES,
                                .latex = true};
    struct phrase_style wide = keyboard, code = keyboard;
    wide.times = "×";
    wide.minus = "−";
    wide.exponent = PHRASE_RAISED;
    wide.spaces = true;
    code.exponent = PHRASE_STARS;
    code.explicit_times = true;
    struct str text = STR_EMPTY;
    phrase_formula(&text, "3x^2-4*2=-1", &keyboard);
    assert_string_equal(text.data, "3x^2-4*2=-1");
    str_clear(&text);
    phrase_formula(&text, "3x^2-4*2=-1", &book);
    assert_string_equal(text.data, "$3x^{2}-4\\times 2=-1$");
    str_clear(&text);
    phrase_formula(&text, "3x^2-4*2=-1", &wide);
    assert_string_equal(text.data, "3x² − 4 × 2 = −1");
    str_clear(&text);
    phrase_formula(&text, "3x^2-4*2=-1", &code);
    assert_string_equal(text.data, "3*x**2-4*2=-1");
    str_release(&text);
}

static void scratch__notation__as_documented(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    assert_int_equal(scratch_add(&text, 48, 57), 105);
    assert_string_equal(text.data, "48+57:8+7+0=15;4+5+1=10;48+57=105");
    str_clear(&text);
    assert_int_equal(scratch_subtract(&text, 48, 62), -14);
    assert_string_equal(text.data, "48-62=-(62-48):12-8-0=04;16-4-1=11;48-62=-14");
    str_clear(&text);
    assert_int_equal(scratch_subtract(&text, 5, -12), 17);
    assert_string_equal(text.data, "5-(-12)=5+12=17");
    str_clear(&text);
    assert_int_equal(scratch_multiply(&text, 6, -48), -288);
    assert_string_equal(text.data, "6*(-48)=-(48*6):8*6+0=48;4*6+4=28;6*(-48)=-288");
    str_clear(&text);
    assert_int_equal(scratch_divide(&text, 96, 4), 24);
    assert_string_equal(text.data, "96/4:9=4*2+1;16=4*4+0;96/4=24");
    str_clear(&text);
    struct rational value = scratch_fraction(&text, 84, 8);
    assert_int_equal(value.num, 21);
    assert_int_equal(value.den, 2);
    assert_string_equal(text.data, "84/8:8=8*1+0;4=8*0+4;gcd(8,4)=4;8/4=2;84/4:8=4*2+0;4=4*1+0;"
                                   "84/4=21;84/8=21/2");
    str_clear(&text);
    struct scratch_root root = scratch_square_root(&text, 72);
    assert_int_equal(root.outer, 6);
    assert_int_equal(root.inner, 2);
    str_clear(&text);
    assert_int_equal(scratch_divide_tenths(&text, 270, 2), 135);
    assert_string_equal(text.data, "27/2:2=2*1+0;7=2*3+1;10=2*5+0;27/2=13.5");
    str_clear(&text);
    assert_int_equal(scratch_multiply_tenths(&text, 40, 75), 300);
    assert_string_equal(text.data, "4*7.5=7.5*4:5*4+0=20;7*4+2=30;4*7.5=30");
    str_release(&text);
}

/* Every value of the primitives, and every line they write, over a grid with both signs. */
static void scratch__all_operands__right_and_true(void **state)
{
    (void)state;
    struct str text = STR_EMPTY;
    for (int64_t a = -1230; a <= 1230; a += 7)
        for (int64_t b = -99; b <= 99; b++) {
            str_clear(&text);
            assert_int_equal(scratch_add(&text, a, b), a + b);
            assert_int_equal(scratch_subtract(&text, a, b), a - b);
            assert_int_equal(scratch_multiply(&text, a, b), a * b);
            if (b)
                assert_int_equal(scratch_divide(&text, a * b, b), a);
            if (b > 0)
                assert_int_equal(scratch_fraction(&text, a, b).num, make(a, b).top);
            if (!scratch_holds(text.data))
                fail_msg("%s", text.data);
        }
    str_release(&text);
}

static void table__names__found_and_titled(void **state)
{
    (void)state;
    assert_int_equal(topic_count, 5);
    for (int i = 0; i < topic_count; i++) {
        assert_ptr_equal(topic_find(topic_table[i]->name), topic_table[i]);
        for (int lang = 0; lang < LANG_COUNT; lang++)
            assert_true(topic_table[i]->title[lang][0] != '\0');
        for (int d = 0; d < TOPIC_DIFFICULTIES; d++)
            assert_non_null(topic_table[i]->difficulty_meaning[d]);
    }
    assert_null(topic_find("algebra.nothing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(generate__same_seed__same_bytes),
        cmocka_unit_test(generate__thousand_items__known_hash),
        cmocka_unit_test(generate__used_again_or_fresh__same_item),
        cmocka_unit_test(generate__difficulty_outside__refused_and_empty),
        cmocka_unit_test(every_item__solved_again__same_answer),
        cmocka_unit_test(every_item__scratch__every_equation_true),
        cmocka_unit_test(every_item__explanation__true_formulas_and_valid_text),
        cmocka_unit_test(every_item__reply__one_box_with_the_answer_at_the_end),
        cmocka_unit_test(every_item__problem_as_typed__reads_as_the_canonical_one),
        cmocka_unit_test(every_triangle__problem_as_typed__has_the_given_numbers),
        cmocka_unit_test(every_item__problems__a_quarter_bare),
        cmocka_unit_test(every_item__problem__does_not_give_the_answer_away),
        cmocka_unit_test(judge__planted_error__caught),
        cmocka_unit_test(judge__one_digit_changed_in_an_item__caught),
        cmocka_unit_test(thousand_items__problems__at_least_95_percent_distinct),
        cmocka_unit_test(beyond__any_question__two_parts_and_no_box),
        cmocka_unit_test(particle__last_sound_as_read_aloud__fits),
        cmocka_unit_test(pattern__choices__nested_and_empty),
        cmocka_unit_test(formula__typed_in_many_manners__same_formula),
        cmocka_unit_test(scratch__notation__as_documented),
        cmocka_unit_test(scratch__all_operands__right_and_true),
        cmocka_unit_test(table__names__found_and_titled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
