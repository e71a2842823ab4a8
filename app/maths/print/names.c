/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The names of constants, functions, relations, sets of numbers and Greek letters in the written
 * notations, as tables.
 */
#include "app/maths/print/write.h"

#include <string.h>

const char *const notation_constants[CONSTANT_COUNT][NOTATION_COUNT] = {
    [CONSTANT_PI] = {"π", "pi", "\\pi"},
    [CONSTANT_E] = {"e", "e", "e"},
    [CONSTANT_I] = {"i", "i", "i"},
    [CONSTANT_INFINITY] = {"∞", "oo", "\\infty"},
};

const char *const notation_functions[FUNCTION_COUNT][NOTATION_COUNT] = {
#define X(name, plain, latex, low, high) [FUNCTION_##name] = {plain, plain, latex},
    TREE_FUNCTIONS(X)
#undef X
};

const char *const notation_relations[RELATION_COUNT][NOTATION_COUNT] = {
#define X(name, plain, ascii, latex) [RELATION_##name] = {plain, ascii, latex},
    TREE_RELATIONS(X)
#undef X
};

const char *const notation_numbers[][NOTATION_COUNT] = {
    [NUMBERS_NATURAL] = {"ℕ", "\\mathbb{N}", "\\mathbb{N}"},
    [NUMBERS_INTEGER] = {"ℤ", "\\mathbb{Z}", "\\mathbb{Z}"},
    [NUMBERS_RATIONAL] = {"ℚ", "\\mathbb{Q}", "\\mathbb{Q}"},
    [NUMBERS_REAL] = {"ℝ", "\\mathbb{R}", "\\mathbb{R}"},
    [NUMBERS_COMPLEX] = {"ℂ", "\\mathbb{C}", "\\mathbb{C}"},
};

static const char *const greek[][2] = {
    {"α", "alpha"},  {"β", "beta"},  {"γ", "gamma"},   {"δ", "delta"}, {"ε", "epsilon"},
    {"ζ", "zeta"},   {"η", "eta"},   {"θ", "theta"},   {"ι", "iota"},  {"κ", "kappa"},
    {"λ", "lambda"}, {"μ", "mu"},    {"ν", "nu"},      {"ξ", "xi"},    {"ρ", "rho"},
    {"σ", "sigma"},  {"τ", "tau"},   {"υ", "upsilon"}, {"φ", "phi"},   {"χ", "chi"},
    {"ψ", "psi"},    {"ω", "omega"}, {"Γ", "Gamma"},   {"Δ", "Delta"}, {"Θ", "Theta"},
    {"Λ", "Lambda"}, {"Ξ", "Xi"},    {"Π", "Pi"},      {"Σ", "Sigma"}, {"Φ", "Phi"},
    {"Ψ", "Psi"},    {"Ω", "Omega"},
};

const char *notation_greek(const char *utf8)
{
    for (size_t i = 0; i < sizeof greek / sizeof greek[0]; i++)
        if (strcmp(greek[i][0], utf8) == 0)
            return greek[i][1];
    return NULL;
}

/* Names of functions and letters that are found inside a run of letters. */
static bool holds_name(const char *text)
{
    for (int i = 0; i < FUNCTION_COUNT; i++)
        if (strstr(text, notation_functions[i][NOTATION_PLAIN]))
            return true;
    for (size_t i = 0; i < sizeof greek / sizeof greek[0]; i++)
        if (strstr(text, greek[i][1]))
            return true;
    return strstr(text, "pi") || strstr(text, "sqrt") || strstr(text, "cbrt");
}

bool notation_reads_as_word(const char *text)
{
    static const char *const words[] = {"yes", "no",   "true", "false",   "even",
                                        "odd", "none", "both", "neither", "undefined"};
    enum { LETTERS_OF_A_WORD = 5 }; /* fewer are a product: abcd */
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], text) == 0)
            return true;
    if ((unsigned char)text[0] >= 0xEA) /* Hangul */
        return true;
    if (strcmp(text, "does not exist") == 0 || strcmp(text, "infinitely many") == 0)
        return true;
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    return !text[letters] && letters >= LETTERS_OF_A_WORD && !holds_name(text);
}

const char *notation_accent(const char *name, const char **letters)
{
    static const char *const accents[] = {"vec", "overline", "hat", "bar", "tilde", "dot", "ddot"};
    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        size_t n = strlen(accents[i]);
        if (strncmp(name, accents[i], n) == 0 && name[n] == ' ') {
            *letters = name + n + 1;
            return accents[i];
        }
    }
    return NULL;
}

const char *notation_korean_words(const char *text)
{
    static const char *const words[][2] = {
        {"none", "없음"},
        {"even", "짝수"},
        {"odd", "홀수"},
        {"yes", "예"},
        {"no", "아니요"},
        {"true", "참"},
        {"false", "거짓"},
        {"undefined", "정의되지 않음"},
        {"does not exist", "존재하지 않음"},
        {"infinitely many", "무수히 많음"},
        {"otherwise", "그 외"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i][0]) == 0)
            return words[i][1];
    return text;
}
