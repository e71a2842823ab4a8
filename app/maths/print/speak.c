/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is simple enough to be said without announcing it, and the names of letters.
 */
#include "app/maths/print.h"

#include "app/maths/print/speak.h"
#include "app/maths/print/write.h"

#include <stdlib.h>
#include <string.h>

void speak(struct str *out, const char *words)
{
    if (out->len && out->data[out->len - 1] != ' ')
        str_add_char(out, ' ');
    str_add_text(out, words);
}

void speak_mark(struct str *out, const char *mark)
{
    str_add_text(out, mark);
}

bool speech_is_atom(const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        return !strpbrk(t->text, "(e");
    case TREE_SYMBOL:
        return t->n == 0 || speech_is_atom(t->child[0]);
    case TREE_CONSTANT:
    case TREE_WORDS:
    case TREE_UNIT:
    case TREE_ELLIPSIS:
    case TREE_NUMBERS:
        return true;
    default:
        return false;
    }
}

bool speech_is_vector(const struct tree *t)
{
    return t->kind == TREE_SYMBOL && strncmp(t->text, "vec ", strlen("vec ")) == 0;
}

/* 밑변, area, vector AB: more than a letter to the ear. */
static bool is_long_name(const struct tree *t)
{
    struct speech_name name;
    bool capital;
    if (t->kind != TREE_SYMBOL)
        return false;
    speech_take_name(t->text, &name);
    return name.accent ||
           (name.len > 1 && !speech_letter(name.letters, name.len, LANG_EN, &capital));
}

bool speech_runs_on(const struct tree *product)
{
    if (product->kind != TREE_MULTIPLY)
        return false;
    for (uint32_t i = 0; i < product->n; i++) {
        const struct tree *factor = product->child[i];
        if (i == 0 && factor->kind == TREE_DIVIDE && speech_is_simple(factor))
            continue; /* one half x */
        const struct tree *base = factor->kind == TREE_POWER ? factor->child[0] : factor;
        if (!speech_is_atom(base) || !speech_is_simple(factor))
            return false;
        if (i > 0 && base->kind != TREE_SYMBOL && base->kind != TREE_CONSTANT)
            return false;
        if (i == 0)
            continue;
        const struct tree *before = product->child[i - 1]; /* 2 벡터 a, but 밑변 곱하기 높이 */
        bool times = speech_is_vector(factor) && before->kind == TREE_NUMBER;
        if (is_long_name(before) || (is_long_name(factor) && !times))
            return false;
    }
    return true;
}

bool speech_is_simple(const struct tree *t)
{
    switch (t->kind) {
    case TREE_POWER:
        return speech_is_atom(t->child[0]) && speech_is_atom(t->child[1]);
    case TREE_MULTIPLY:
        return speech_runs_on(t);
    case TREE_FACTORIAL:
    case TREE_PERCENT:
        return speech_is_atom(t->child[0]);
    case TREE_ROOT:
        return t->n == 1 && speech_is_atom(t->child[0]);
    case TREE_DIVIDE:
        return speech_small(t->child[0], 10) > 0 && speech_small(t->child[1], 12) > 1;
    default:
        return speech_is_atom(t);
    }
}

bool speech_falls_apart(const struct tree *t)
{
    switch (t->kind) {
    case TREE_ADD:
    case TREE_NEGATE:
    case TREE_PLUS_MINUS:
    case TREE_MULTIPLY:
    case TREE_MIXED:
    case TREE_RELATION:
    case TREE_RATIO:
    case TREE_LIST:
    case TREE_AND:
    case TREE_OR:
    case TREE_NOT:
    case TREE_SYSTEM:
    case TREE_UNION:
    case TREE_INTERSECTION:
    case TREE_DIFFERENCE:
    case TREE_QUANTITY:
        return !speech_is_simple(t);
    default:
        return false;
    }
}

void speech_take_name(const char *name, struct speech_name *out)
{
    const char *letters = name, *accent = notation_accent(name, &letters);
    size_t len = strcspn(letters, "'^");
    *out = (struct speech_name){.letters = letters,
                                .len = len,
                                .primes = strspn(letters + len, "'"),
                                .accent = accent,
                                .inverse = letters[len] == '^'};
}

int speech_small(const struct tree *t, int most)
{
    if (t->kind != TREE_NUMBER || strlen(t->text) > 3 ||
        t->text[strspn(t->text, "0123456789")] != '\0')
        return -1;
    int value = atoi(t->text);
    return value <= most ? value : -1;
}

static const char *const letters[][4] = {
    {"α", "Α", "alpha", "알파"},
    {"β", "Β", "beta", "베타"},
    {"γ", "Γ", "gamma", "감마"},
    {"δ", "Δ", "delta", "델타"},
    {"ε", "Ε", "epsilon", "엡실론"},
    {"ζ", "Ζ", "zeta", "제타"},
    {"η", "Η", "eta", "에타"},
    {"θ", "Θ", "theta", "세타"},
    {"ι", "Ι", "iota", "요타"},
    {"κ", "Κ", "kappa", "카파"},
    {"λ", "Λ", "lambda", "람다"},
    {"μ", "Μ", "mu", "뮤"},
    {"ν", "Ν", "nu", "뉴"},
    {"ξ", "Ξ", "xi", "크시"},
    {"ο", "Ο", "omicron", "오미크론"},
    {"π", "Π", "pi", "파이"},
    {"ρ", "Ρ", "rho", "로"},
    {"σ", "Σ", "sigma", "시그마"},
    {"ς", "", "sigma", "시그마"},
    {"τ", "Τ", "tau", "타우"},
    {"υ", "Υ", "upsilon", "입실론"},
    {"φ", "Φ", "phi", "피"},
    {"χ", "Χ", "chi", "카이"},
    {"ψ", "Ψ", "psi", "프시"},
    {"ω", "Ω", "omega", "오메가"},
};

static bool is_letter(const char *row, const char *letter, size_t len)
{
    return strlen(row) == len && memcmp(row, letter, len) == 0;
}

const char *speech_letter(const char *letter, size_t len, enum lang lang, bool *capital)
{
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        *capital = len && is_letter(letters[i][1], letter, len);
        if (*capital || is_letter(letters[i][0], letter, len))
            return letters[i][lang == LANG_KO ? 3 : 2];
    }
    return NULL;
}

/* A mark that announced an end says nothing where another mark or the end itself follows. */
static void add_without_needless_marks(struct str *out, const struct str *words)
{
    for (size_t i = 0; i < words->len; i++)
        if (words->data[i] != ',' || (i + 1 < words->len && !strchr(",;", words->data[i + 1])))
            str_add_char(out, words->data[i]);
}

void print_spoken(struct str *out, const struct tree *t, enum lang lang)
{
    struct str words = STR_EMPTY;
    if (lang == LANG_KO)
        speak_korean(&words, t);
    else
        speak_english(&words, t);
    add_without_needless_marks(out, &words);
    str_release(&words);
}
