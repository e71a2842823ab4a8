/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From two texts to a verdict: reads both sides in every way they can be meant, asks for an
 * opinion about each pair of readings, and says the one that counts. Knows nothing of how things
 * are compared.
 *
 * The attempt has the benefit of the doubt: the reading that fits the reference best is taken.
 * The reference has not: when its readings lead to different verdicts, nobody can tell which of
 * them was meant, and that is said.
 */
#include "app/maths/verdict.h"

#include "app/base/text.h"
#include "app/maths/equal/judge.h"

#include <stdlib.h>
#include <string.h>

static const char *const kinds[VERDICT_COUNT] = {
#define X(name, word, meaning) [VERDICT_##name] = word,
    VERDICTS(X)
#undef X
};

static const struct {
    const char *word;
    bool number;
    const char *text[LANG_COUNT];
} forms[FORM_COUNT] = {
#define X(name, word, number, english, korean) \
    [FORM_##name] = {word, number, {[LANG_EN] = english, [LANG_KO] = korean}},
    VERDICT_FORMS(X)
#undef X
};

const char *verdict_word(enum verdict_kind kind)
{
    return kinds[kind];
}

const char *verdict_form_text(enum verdict_form form, enum lang lang)
{
    return forms[form].text[lang];
}

bool verdict_form_read(const char *text, struct verdict_options *options)
{
    size_t len = strcspn(text, ":");
    for (int i = 0; i < FORM_COUNT; i++) {
        if (strlen(forms[i].word) != len || strncmp(forms[i].word, text, len) != 0)
            continue;
        const char *digits = text[len] ? text + len + 1 : "";
        size_t n = strspn(digits, "0123456789");
        if (digits[n] || n > 2 || (n > 0) != forms[i].number || (text[len] && !n))
            return false;
        options->form = (enum verdict_form)i;
        options->digits = atoi(digits);
        return i != FORM_FIGURES || options->digits > 0;
    }
    return false;
}

/* --- reading ---------------------------------------------------------------------------------- */

enum { COMMA_WAYS = 2 };

/* One of the two texts, read in each way its commas can be meant. */
struct side {
    const char *text;
    size_t len;
    enum parse_commas commas[COMMA_WAYS];
    struct parse_result read[COMMA_WAYS];
    size_t n;
    struct parse_error error; /* when n is 0 */
};

static bool parse(struct tree_arena *arena, const struct side *side, enum parse_commas commas,
                  enum parse_units units, struct parse_result *result)
{
    struct parse_options options = {.commas = commas, .units = units, .answer = true};
    return maths_parse(arena, side->text, side->len, &options, result);
}

/* ① to ⑳, the numbers of choices, as plain numbers: "①③" as "1, 3". */
static void plain_choices(struct tree_arena *arena, struct side *side)
{
    struct str text = STR_EMPTY;
    bool found = false, after_choice = false;
    for (size_t at = 0; at < side->len;) {
        uint32_t c;
        size_t step = text_decode(side->text + at, side->len - at, &c);
        bool choice = c >= 0x2460 && c <= 0x2473;
        if (choice)
            str_printf(&text, "%s%d", after_choice ? ", " : "", (int)(c - 0x2460 + 1));
        else
            str_add(&text, side->text + at, step);
        found |= choice;
        after_choice = choice;
        at += step;
    }
    if (found) {
        side->text = tree_arena_text(arena, text.data, text.len);
        side->len = text.len;
    }
    str_release(&text);
}

static void read_side(struct tree_arena *arena, struct side *side)
{
    if (side->len <= PARSE_LENGTH_MAX)
        plain_choices(arena, side);
    if (parse(arena, side, COMMAS_REPORT, UNITS_AUTO, &side->read[0])) {
        side->commas[side->n++] = COMMAS_REPORT;
        return;
    }
    side->error = side->read[0].error;
    if (side->error.status != PARSE_AMBIGUOUS_COMMA)
        return;
    static const enum parse_commas ways[COMMA_WAYS] = {COMMAS_GROUP, COMMAS_LIST};
    for (size_t i = 0; i < COMMA_WAYS; i++) {
        if (!parse(arena, side, ways[i], UNITS_AUTO, &side->read[side->n]) ||
            (side->n && tree_same(side->read[0].tree, side->read[side->n].tree)))
            continue;
        side->commas[side->n++] = ways[i];
    }
}

/* --- pairs of readings ------------------------------------------------------------------------ */

struct pair {
    struct parse_result a, b;
    struct opinion opinion;
};

static void judge_pair(struct judge *judge, struct pair *pair)
{
    pair->opinion = judge_compare(judge, pair->a.tree, pair->b.tree);
}

static bool has_unit(const struct parse_result *result)
{
    return answer_has_unit(result->tree);
}

static bool has_letters(struct judge *judge, const struct parse_result *result)
{
    size_t n;
    tree_symbols(judge->arena, result->tree, &n);
    return n > 0;
}

/* Reads one side of the pair again; true when that made (or took away) a unit. */
static bool read_again(struct judge *judge, const struct side *side, size_t way,
                       enum parse_units units, struct parse_result *result)
{
    struct parse_result again;
    if (!parse(judge->arena, side, side->commas[way], units, &again) ||
        has_unit(&again) != (units == UNITS_ALWAYS))
        return false;
    *result = again;
    return true;
}

/* 5 m with a space: if not a product, then a length. */
static bool is_spaced(const struct side *side)
{
    static const char *const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (size_t i = 1; i + 1 < side->len; i++)
        if (side->text[i] == ' ' && strchr("0123456789)}]", side->text[i - 1]) &&
            (strchr(letters, side->text[i + 1]) || (unsigned char)side->text[i + 1] >= 0x80))
            return true;
    return false;
}

/* Neither side has a unit for certain, and as letters they do not agree. */
static bool spaced_units(struct judge *judge, const struct side *a, size_t i, const struct side *b,
                         size_t j, struct pair *pair)
{
    bool changed = is_spaced(a) && read_again(judge, a, i, UNITS_ALWAYS, &pair->a);
    changed |= is_spaced(b) && read_again(judge, b, j, UNITS_ALWAYS, &pair->b);
    if (!changed || (!has_unit(&pair->a) && has_letters(judge, &pair->a)) ||
        (!has_unit(&pair->b) && has_letters(judge, &pair->b)))
        return false;
    judge_pair(judge, pair);
    return true;
}

/* The opinion about reading i of the attempt and j of the reference. A unit on one side makes a
 * unit of what can be one on the other; where that does not fit, letters are letters. */
static struct pair compare_readings(struct judge *judge, const struct side *a, size_t i,
                                    const struct side *b, size_t j)
{
    struct pair pair = {.a = a->read[i], .b = b->read[j]};
    bool unit_a = has_unit(&pair.a), unit_b = has_unit(&pair.b);
    if (unit_b && !unit_a)
        read_again(judge, a, i, UNITS_ALWAYS, &pair.a);
    if (unit_a && !unit_b)
        read_again(judge, b, j, UNITS_ALWAYS, &pair.b);
    judge_pair(judge, &pair);
    if (judge_agrees(pair.opinion.kind))
        return pair;
    struct pair letters = pair;
    if (!unit_a && !unit_b)
        return spaced_units(judge, a, i, b, j, &letters) ? letters : pair;
    bool changed = unit_a && read_again(judge, a, i, UNITS_NEVER, &letters.a);
    if (!unit_a)
        letters.a = a->read[i];
    changed |= unit_b && read_again(judge, b, j, UNITS_NEVER, &letters.b);
    if (!unit_b)
        letters.b = b->read[j];
    if (!changed || !has_letters(judge, &letters.a) || !has_letters(judge, &letters.b))
        return pair;
    judge_pair(judge, &letters);
    return judge_agrees(letters.opinion.kind) ? letters : pair;
}

/* Which of two opinions about the same attempt is better for it. */
static bool is_better(enum verdict_kind a, enum verdict_kind b)
{
    static const int rank[VERDICT_COUNT] = {
        [VERDICT_EQUAL] = 7,     [VERDICT_EQUAL_NUMERIC] = 6, [VERDICT_EQUAL_IF] = 5,
        [VERDICT_FORM] = 4,      [VERDICT_PARTLY] = 3,        [VERDICT_UNDECIDED] = 2,
        [VERDICT_DIFFERENT] = 1, [VERDICT_UNREADABLE] = 0,
    };
    return rank[a] > rank[b];
}

/* Do the two sides go together as they were read? (1, 2) may be an interval. */
static bool fits(struct judge *judge, const struct pair *pair)
{
    struct answer a, b;
    answer_read(judge, pair->a.tree, &a);
    answer_read(judge, pair->b.tree, &b);
    bool from_a = a.type == ANSWER_RANGE || (a.type == ANSWER_TUPLE && a.n == 2);
    bool from_b = b.type == ANSWER_RANGE || (b.type == ANSWER_TUPLE && b.n == 2);
    return (from_a && from_b) || (a.type == ANSWER_CONDITION && from_b) ||
           (a.type == b.type && a.n == b.n);
}

static struct pair best_reading(struct judge *judge, const struct side *a, const struct side *b,
                                size_t j)
{
    struct pair best = compare_readings(judge, a, 0, b, j);
    for (size_t i = 1; i < a->n; i++) {
        struct pair other = compare_readings(judge, a, i, b, j);
        bool decided = judge_agrees(other.opinion.kind) || judge_agrees(best.opinion.kind);
        bool fit = fits(judge, &other), best_fit = fits(judge, &best);
        if (decided || fit == best_fit ? is_better(other.opinion.kind, best.opinion.kind) : fit)
            best = other;
    }
    return best;
}

static bool is_value(struct judge *judge, const struct pair *pair)
{
    struct answer b;
    answer_read(judge, pair->b.tree, &b);
    return b.type == ANSWER_VALUE;
}

static struct pair decide(struct judge *judge, const struct side *a, const struct side *b)
{
    struct pair first = best_reading(judge, a, b, 0);
    if (b->n == 1)
        return first;
    struct pair second = best_reading(judge, a, b, 1);
    if (first.opinion.kind == second.opinion.kind)
        return first;
    bool fits_first = fits(judge, &first), fits_second = fits(judge, &second);
    /* that 1 is not 1,234 is no proof that one number was meant */
    if (fits_first && !fits_second &&
        (judge_agrees(first.opinion.kind) || !is_value(judge, &first)))
        return first;
    if (fits_second && !fits_first &&
        (judge_agrees(second.opinion.kind) || !is_value(judge, &second)))
        return second;
    first.opinion = opinion_about(judge, VERDICT_UNDECIDED, MESSAGE_UNDECIDED_READING, first.b.tree,
                                  second.b.tree);
    return first;
}

/* --- the verdict ------------------------------------------------------------------------------ */

static void write_reasons(struct verdict *out, const struct opinion *opinion)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const char *args[3] = {opinion->arg[0], opinion->arg[1], opinion->arg[2]};
        if (lang == LANG_KO && opinion->korean_arg)
            args[0] = opinion->korean_arg;
        message_write(&out->reason[lang], opinion->message, args, 3, (enum lang)lang);
        if (opinion->hint == MESSAGE_NONE)
            continue;
        str_add_char(&out->reason[lang], ' ');
        message_write(&out->reason[lang], opinion->hint, opinion->hint_arg, 2, (enum lang)lang);
    }
}

static void say_unreadable(struct verdict *out, const struct side *side, bool attempt)
{
    out->kind = VERDICT_UNREADABLE;
    out->attempt_unreadable = attempt;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        if (!attempt) {
            message_write(&out->reason[lang], MESSAGE_REFERENCE_UNREADABLE, NULL, 0,
                          (enum lang)lang);
            str_add_char(&out->reason[lang], ' ');
        }
        parse_error_write(&out->reason[lang], &side->error, (enum lang)lang);
    }
}

static void say(struct verdict *out, const struct pair *pair)
{
    const struct opinion *opinion = &pair->opinion;
    out->kind = opinion->kind;
    out->points = opinion->points;
    out->right = opinion->right;
    out->of = opinion->of;
    out->condition = opinion->kind == VERDICT_EQUAL_IF ? opinion->condition : NULL;
    out->witness = opinion->witness;
    out->attempt = pair->a.tree;
    out->reference = pair->b.tree;
    out->attempt_notes = pair->a.notes;
    out->reference_notes = pair->b.notes;
    out->attempt_unreadable = opinion->kind == VERDICT_UNREADABLE && !opinion->reference_bad;
    write_reasons(out, opinion);
}

/* 1,22 for 1.22, as half the world writes it: the same text with a point, or false when it cannot
 * be meant so (two commas, or three digits behind it). */
static bool decimal_comma(struct tree_arena *arena, const struct side *side, struct side *point)
{
    const char *comma = memchr(side->text, ',', side->len);
    if (!comma || comma == side->text || comma + 1 == side->text + side->len)
        return false;
    size_t before = (size_t)(comma - side->text), after = 0;
    while (before + 1 + after < side->len && comma[1 + after] >= '0' && comma[1 + after] <= '9')
        after++;
    size_t digits = 0;
    while (digits < before && comma[-1 - (ptrdiff_t)digits] >= '0' &&
           comma[-1 - (ptrdiff_t)digits] <= '9')
        digits++;
    bool zero = digits == 1 && comma[-1] == '0';
    if (!digits || !after || (after == 3 && !zero) ||
        memchr(comma + 1, ',', side->len - before - 1))
        return false;
    char *text = tree_arena_alloc(arena, side->len + 1);
    memcpy(text, side->text, side->len);
    text[before] = '.';
    *point = (struct side){.text = text, .len = side->len};
    read_side(arena, point);
    return point->n == 1;
}

static struct pair decide_with_commas(struct judge *judge, const struct side *a,
                                      const struct side *b)
{
    struct pair pair = decide(judge, a, b);
    struct side point;
    if (judge_agrees(pair.opinion.kind))
        return pair;
    struct pair other = pair;
    if (decimal_comma(judge->arena, a, &point))
        other = decide(judge, &point, b);
    else if (decimal_comma(judge->arena, b, &point))
        other = decide(judge, a, &point);
    if (!judge_agrees(other.opinion.kind) || !fits(judge, &other))
        return pair;
    /* 1,2 as a reference is a list as well as a number, if not a list in the first place */
    const char *comma = memchr(b->text, ',', b->len);
    if (comma && comma + 2 == b->text + b->len && comma[-1] != '0')
        pair.opinion = opinion_about(judge, VERDICT_UNDECIDED, MESSAGE_UNDECIDED_READING,
                                     pair.b.tree, other.b.tree);
    else
        pair = other;
    return pair;
}

/* 1/2x meant as 1/(2x): quotients on a line take in the product that follows. */
static const struct tree *with_long_slashes(struct judge *judge, const struct tree *t)
{
    const struct tree **child = tree_arena_alloc(judge->arena, (t->n + 1) * sizeof *child);
    for (uint32_t i = 0; i < t->n; i++)
        child[i] = with_long_slashes(judge, t->child[i]);
    if (t->kind != TREE_MULTIPLY || t->detail != WRITTEN_PLAIN ||
        t->child[0]->kind != TREE_DIVIDE || t->child[0]->detail == WRITTEN_PLAIN || !child[0])
        return t->n ? tree_with(judge->arena, t, child) : t;
    const struct tree *numerator = child[0]->child[0];
    child[0] = child[0]->child[1];
    return judge_over(judge, numerator, tree_node(judge->arena, TREE_MULTIPLY, 0, child, t->n));
}

/* A wrong answer that would be right with another reading of its slashes is not wrong for certain.
 */
static void look_at_slashes(struct judge *judge, struct pair *pair)
{
    if (pair->opinion.kind != VERDICT_DIFFERENT || !(pair->a.notes & NOTE_SLASH_PRODUCT))
        return;
    const struct tree *other = with_long_slashes(judge, pair->a.tree);
    if (other && judge_agrees(judge_compare(judge, other, pair->b.tree).kind))
        pair->opinion =
            opinion_about(judge, VERDICT_UNDECIDED, MESSAGE_UNDECIDED_SLASH, pair->a.tree, other);
}

/* Where an answer is wrong as it was read, but could have been meant in another way, that is said.
 */
static void say_reading(struct judge *judge, struct pair *pair)
{
    unsigned notes = pair->a.notes & (NOTE_SLASH_PRODUCT | NOTE_CALL | NOTE_COMMA | NOTE_UNIT);
    if (pair->opinion.kind != VERDICT_DIFFERENT || !notes || pair->opinion.hint)
        return;
    pair->opinion.hint = MESSAGE_HINT_READ;
    pair->opinion.hint_arg[0] = opinion_text(judge, pair->a.tree);
}

void verdict_decide(struct verdict *out, const char *attempt, size_t attempt_len,
                    const char *reference, size_t reference_len,
                    const struct verdict_options *options)
{
    *out = (struct verdict){.reason = {STR_EMPTY, STR_EMPTY}, .arena = tree_arena_new()};
    struct side a = {.text = attempt, .len = attempt_len};
    struct side b = {.text = reference, .len = reference_len};
    read_side(out->arena, &a);
    read_side(out->arena, &b);
    if (a.n == 0 || b.n == 0) {
        say_unreadable(out, a.n == 0 ? &a : &b, a.n == 0);
        out->attempt = a.n ? a.read[0].tree : NULL;
        out->reference = b.n ? b.read[0].tree : NULL;
        return;
    }
    uint64_t steps = options && options->steps ? options->steps : EXACT_STEPS_DEFAULT;
    struct judge judge = {.arena = out->arena,
                          .exact = exact_new(out->arena, steps),
                          .form = options ? options->form : FORM_ANY,
                          .digits = options ? options->digits : 0,
                          .comparisons = COMPARISONS_MAX};
    struct pair pair = decide_with_commas(&judge, &a, &b);
    look_at_slashes(&judge, &pair);
    say_reading(&judge, &pair);
    say(out, &pair);
    exact_free(judge.exact);
}

void verdict_release(struct verdict *verdict)
{
    for (int i = 0; i < LANG_COUNT; i++)
        str_release(&verdict->reason[i]);
    tree_arena_free(verdict->arena);
    verdict->arena = NULL;
}
