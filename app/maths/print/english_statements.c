/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Relations, conditions, sets and tables as an English teacher reads them.
 */
#include "app/maths/print/speak_english.h"

static void say(struct str *out, const struct tree *t)
{
    speak_english(out, t);
}

static const char *const relation_words[RELATION_COUNT] = {
    [RELATION_EQUAL] = "equals",
    [RELATION_UNEQUAL] = "is not equal to",
    [RELATION_LESS] = "is less than",
    [RELATION_LESS_EQUAL] = "is less than or equal to",
    [RELATION_GREATER] = "is greater than",
    [RELATION_GREATER_EQUAL] = "is greater than or equal to",
    [RELATION_APPROX] = "is approximately",
    [RELATION_EQUIVALENT] = "is identical to",
    [RELATION_IN] = "is in",
    [RELATION_NOT_IN] = "is not in",
    [RELATION_SUBSET] = "is a proper subset of",
    [RELATION_SUBSET_EQUAL] = "is a subset of",
    [RELATION_IMPLIES] = "implies",
    [RELATION_IFF] = "if and only if",
    [RELATION_TO] = "tends to",
    [RELATION_PARALLEL] = "is parallel to",
    [RELATION_PERPENDICULAR] = "is perpendicular to",
    [RELATION_SIMILAR] = "is similar to",
    [RELATION_CONGRUENT] = "is congruent to",
};

static void say_relation(struct str *out, const struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++) {
        unsigned relation = i ? t->relations[i - 1] : 0;
        bool statement = relation == RELATION_IMPLIES || relation == RELATION_IFF;
        if (i > 1 && !statement && relation != RELATION_EQUAL)
            speak_mark(out, ", which");
        else if (statement)
            speak_mark(out, ",");
        if (i > 0)
            speak(out, relation_words[relation]);
        const struct tree *side = t->child[i];
        if (side->kind == TREE_ADD || side->kind == TREE_NEGATE || side->kind == TREE_PLUS_MINUS ||
            side->kind == TREE_MULTIPLY || side->kind == TREE_RELATION || side->kind == TREE_RATIO)
            say(out, side);
        else
            english_term(out, side);
    }
}

static void say_interval(struct str *out, const struct tree *t)
{
    static const char *const ends[] = {"both ends excluded", "the lower end included",
                                       "the upper end included", "both ends included"};
    speak(out, "the interval from");
    say(out, t->child[0]);
    speak(out, "to");
    say(out, t->child[1]);
    speak_mark(out, ",");
    speak(out, ends[t->detail & 3]);
}

static void say_matrix(struct str *out, const struct tree *t)
{
    uint32_t columns = t->n / t->rows;
    speak(out, "");
    str_printf(out, "the %u by %u matrix", (unsigned)t->rows, (unsigned)columns);
    for (uint32_t i = 0; i < t->n; i++) {
        speak_mark(out, i % columns ? "," : i ? ";" : ":");
        if (i % columns == 0) {
            speak(out, "");
            str_printf(out, "row %u:", (unsigned)(i / columns + 1));
        }
        say(out, t->child[i]);
    }
    speak_mark(out, "; end of matrix,");
}

static void say_cases(struct str *out, const struct tree *t)
{
    speak(out, "by cases:");
    for (uint32_t i = 0; i + 1 < t->n; i += 2) {
        say(out, t->child[i]);
        speak(out, t->child[i + 1]->kind == TREE_WORDS ? "" : "if");
        say(out, t->child[i + 1]);
        speak_mark(out, ";");
    }
    speak(out, "end of cases,");
}

static const char *const number_words[] = {
    [NUMBERS_NATURAL] = "the natural numbers",   [NUMBERS_INTEGER] = "the integers",
    [NUMBERS_RATIONAL] = "the rational numbers", [NUMBERS_REAL] = "the real numbers",
    [NUMBERS_COMPLEX] = "the complex numbers",
};

static void say_set(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_ELEMENTS:
        speak(out, t->n ? "the set of" : "the empty set");
        english_list(out, t, 0, "and");
        break;
    case TREE_SUCH_THAT:
        speak(out, "the set of all");
        if (t->child[0]->kind == TREE_RELATION && t->child[0]->n == 2 &&
            t->child[0]->relations[0] == RELATION_IN) { /* all x in the real numbers */
            say(out, t->child[0]->child[0]);
            speak(out, "in");
            say(out, t->child[0]->child[1]);
        } else {
            say(out, t->child[0]);
        }
        speak(out, "such that");
        say(out, t->child[1]);
        break;
    case TREE_INTERVAL:
        say_interval(out, t);
        break;
    case TREE_TUPLE:
        speak(out, t->n == 2 ? "the pair" : t->n == 3 ? "the triple" : "the tuple");
        english_list(out, t, 0, "and");
        break;
    case TREE_NUMBERS:
        speak(out, number_words[t->detail]);
        break;
    case TREE_UNION:
        english_joined(out, t, "union");
        break;
    case TREE_INTERSECTION:
        english_joined(out, t, "intersection");
        break;
    case TREE_DIFFERENCE:
        english_joined(out, t, "without");
        break;
    case TREE_MATRIX:
        say_matrix(out, t);
        break;
    case TREE_TRANSPOSE:
        speak(out, "the transpose of");
        english_until(out, t->child[0], "transpose");
        break;
    default:
        break;
    }
}

static void say_condition(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_RELATION:
        say_relation(out, t);
        break;
    case TREE_SYSTEM:
        speak(out, "the system");
        for (uint32_t i = 0; i < t->n; i++) {
            if (i > 0)
                speak_mark(out, ", and");
            say(out, t->child[i]);
        }
        break;
    case TREE_AND:
    case TREE_OR:
        for (uint32_t i = 0; i < t->n; i++) {
            if (i > 0)
                speak(out, t->kind == TREE_AND ? "and" : "or");
            say(out, t->child[i]);
        }
        break;
    case TREE_NOT:
        speak(out, "not");
        english_whole(out, t->child[0]);
        break;
    default:
        break;
    }
}

void english_statement(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_RELATION:
    case TREE_SYSTEM:
    case TREE_AND:
    case TREE_OR:
    case TREE_NOT:
        say_condition(out, t);
        break;
    case TREE_CASES:
        say_cases(out, t);
        break;
    default:
        say_set(out, t);
        break;
    }
}
