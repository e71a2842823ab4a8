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
    {"α", "alpha"},   {"β", "beta"},  {"γ", "gamma"},  {"δ", "delta"},    {"ε", "epsilon"},
    {"ϵ", "epsilon"}, {"ζ", "zeta"},  {"η", "eta"},    {"θ", "theta"},    {"ϑ", "vartheta"},
    {"ι", "iota"},    {"κ", "kappa"}, {"λ", "lambda"}, {"μ", "mu"},       {"ν", "nu"},
    {"ξ", "xi"},      {"ρ", "rho"},   {"σ", "sigma"},  {"ς", "varsigma"}, {"τ", "tau"},
    {"υ", "upsilon"}, {"φ", "phi"},   {"ϕ", "phi"},    {"χ", "chi"},      {"ψ", "psi"},
    {"ω", "omega"},   {"Γ", "Gamma"}, {"Δ", "Delta"},  {"Θ", "Theta"},    {"Λ", "Lambda"},
    {"Ξ", "Xi"},      {"Π", "Pi"},    {"Σ", "Sigma"},  {"Υ", "Upsilon"},  {"Φ", "Phi"},
    {"Ψ", "Psi"},     {"Ω", "Omega"}, {"ℓ", "ell"},
};

const char *notation_greek(const char *utf8)
{
    for (size_t i = 0; i < sizeof greek / sizeof greek[0]; i++)
        if (strcmp(greek[i][0], utf8) == 0)
            return greek[i][1];
    return NULL;
}
