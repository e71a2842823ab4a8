/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What single characters stand for, full-width and typographic ones too, and the names of
 * environments. Only tables.
 */
#include "app/maths/parse/token.h"

#include <string.h>

#define VULGAR(c, numerator, denominator)                 \
    {                                                     \
        c, T_VULGAR, (numerator)*16 + (denominator), NULL \
    }

static const struct sign signs[] = {
    {'+', T_PLUS, 0, NULL},
    {'-', T_MINUS, 0, NULL},
    {0x2212, T_MINUS, 0, NULL},
    {0xB1, T_PLUS_MINUS, 0, NULL},
    {0x2213, T_PLUS_MINUS, 1, NULL},
    {'*', T_TIMES, WRITTEN_DOT, NULL},
    {0xB7, T_TIMES, WRITTEN_DOT, NULL},
    {0x2217, T_TIMES, WRITTEN_DOT, NULL},
    {0x2219, T_TIMES, WRITTEN_DOT, NULL},
    {0x22C5, T_TIMES, WRITTEN_DOT, NULL},
    {0x2022, T_TIMES, WRITTEN_DOT, NULL},
    {0xD7, T_TIMES, WRITTEN_CROSS, NULL},
    {0x2715, T_TIMES, WRITTEN_CROSS, NULL},
    {0x2A2F, T_TIMES, WRITTEN_CROSS, NULL},
    {'/', T_DIVIDE, WRITTEN_SLASH, NULL},
    {0x2044, T_DIVIDE, WRITTEN_SLASH, NULL},
    {0x2215, T_DIVIDE, WRITTEN_SLASH, NULL},
    {0xF7, T_DIVIDE, WRITTEN_OBELUS, NULL},
    {'^', T_POWER, 0, NULL},
    {'_', T_SUB, 0, NULL},
    {'!', T_FACTORIAL, 1, NULL},
    {0x203C, T_FACTORIAL, 2, NULL},
    {'%', T_PERCENT, 0, NULL},
    {'\'', T_PRIME, 1, NULL},
    {0x2019, T_PRIME, 1, NULL},
    {0x2032, T_PRIME, 1, NULL},
    {0x2033, T_PRIME, 2, NULL},
    {0x2034, T_PRIME, 3, NULL},
    {0xB0, T_DEGREE, 0, NULL},
    {0xBA, T_DEGREE, 0, NULL},
    {0x22BA, T_TRANSPOSE, 0, NULL},
    {0x1D40, T_TRANSPOSE, 0, NULL},
    {'=', T_RELATION, RELATION_EQUAL, NULL},
    {0x2254, T_RELATION, RELATION_EQUAL, NULL},
    {0x2260, T_RELATION, RELATION_UNEQUAL, NULL},
    {'#', T_RELATION, RELATION_UNEQUAL, NULL},
    {'<', T_RELATION, RELATION_LESS, NULL},
    {'>', T_RELATION, RELATION_GREATER, NULL},
    {0x2264, T_RELATION, RELATION_LESS_EQUAL, NULL},
    {0x2266, T_RELATION, RELATION_LESS_EQUAL, NULL},
    {0x2A7D, T_RELATION, RELATION_LESS_EQUAL, NULL},
    {0x2265, T_RELATION, RELATION_GREATER_EQUAL, NULL},
    {0x2267, T_RELATION, RELATION_GREATER_EQUAL, NULL},
    {0x2A7E, T_RELATION, RELATION_GREATER_EQUAL, NULL},
    {0x2248, T_RELATION, RELATION_APPROX, NULL},
    {0x2252, T_RELATION, RELATION_APPROX, NULL},
    {0x2243, T_RELATION, RELATION_APPROX, NULL},
    {0x2261, T_RELATION, RELATION_EQUIVALENT, NULL},
    {0x2208, T_RELATION, RELATION_IN, NULL},
    {0x220A, T_RELATION, RELATION_IN, NULL},
    {0x2209, T_RELATION, RELATION_NOT_IN, NULL},
    {0x2282, T_RELATION, RELATION_SUBSET, NULL},
    {0x2286, T_RELATION, RELATION_SUBSET_EQUAL, NULL},
    {0x21D2, T_RELATION, RELATION_IMPLIES, NULL},
    {0x27F9, T_RELATION, RELATION_IMPLIES, NULL},
    {0x21D4, T_RELATION, RELATION_IFF, NULL},
    {0x27FA, T_RELATION, RELATION_IFF, NULL},
    {0x2192, T_RELATION, RELATION_TO, NULL},
    {0x27F6, T_RELATION, RELATION_TO, NULL},
    {0x22A5, T_RELATION, RELATION_PERPENDICULAR, NULL},
    {0x27C2, T_RELATION, RELATION_PERPENDICULAR, NULL},
    {0x223C, T_RELATION, RELATION_SIMILAR, NULL},
    {0x223D, T_RELATION, RELATION_SIMILAR, NULL},
    {0x2245, T_RELATION, RELATION_CONGRUENT, NULL},
    {'(', T_OPEN, BRACKET_ROUND, NULL},
    {')', T_CLOSE, BRACKET_ROUND, NULL},
    {'[', T_OPEN, BRACKET_SQUARE, NULL},
    {']', T_CLOSE, BRACKET_SQUARE, NULL},
    {'{', T_OPEN, BRACKET_GROUP, NULL},
    {'}', T_CLOSE, BRACKET_GROUP, NULL},
    {0x27E8, T_OPEN, BRACKET_ANGLE, NULL},
    {0x27E9, T_CLOSE, BRACKET_ANGLE, NULL},
    {0x2329, T_OPEN, BRACKET_ANGLE, NULL},
    {0x232A, T_CLOSE, BRACKET_ANGLE, NULL},
    {0x230A, T_OPEN, BRACKET_FLOOR, NULL},
    {0x230B, T_CLOSE, BRACKET_FLOOR, NULL},
    {0x2308, T_OPEN, BRACKET_CEILING, NULL},
    {0x2309, T_CLOSE, BRACKET_CEILING, NULL},
    {'|', T_BAR, 0, NULL},
    {0x2223, T_BAR, 0, NULL},
    {0x2016, T_NORM, 0, NULL},
    {0x2225, T_NORM, 0, NULL},
    {',', T_COMMA, 0, NULL},
    {0x3001, T_COMMA, 0, NULL},
    {';', T_SEMICOLON, 0, NULL},
    {':', T_COLON, 0, NULL},
    {0x2236, T_COLON, 0, NULL},
    {'&', T_CELL, 0, NULL},
    {0x2227, T_AND, 0, NULL},
    {0x22C0, T_AND, 0, NULL},
    {0x2228, T_OR, 0, NULL},
    {0x22C1, T_OR, 0, NULL},
    {0xAC, T_NOT, 0, NULL},
    {0x221A, T_ROOT, 2, NULL},
    {0x221B, T_ROOT, 3, NULL},
    {0x221C, T_ROOT, 4, NULL},
    {0x2211, T_BIG, BIG_SUM, NULL},
    {0x220F, T_BIG, BIG_PRODUCT, NULL},
    {0x222B, T_INTEGRAL, 1, NULL},
    {0x222C, T_INTEGRAL, 2, NULL},
    {0x222D, T_INTEGRAL, 3, NULL},
    {0x2202, T_PARTIAL, 0, NULL},
    {0x2026, T_ELLIPSIS, 0, NULL},
    {0x22EF, T_ELLIPSIS, 0, NULL},
    {0x2205, T_EMPTY, 0, NULL},
    {0x2300, T_EMPTY, 0, NULL},
    {0x222A, T_UNION, 0, NULL},
    {0x22C3, T_UNION, 0, NULL},
    {0x2229, T_INTERSECTION, 0, NULL},
    {0x22C2, T_INTERSECTION, 0, NULL},
    {0x2216, T_DIFFERENCE, 0, NULL},
    {0x29F5, T_DIFFERENCE, 0, NULL},
    {0x211D, T_NUMBERS, NUMBERS_REAL, NULL},
    {0x2115, T_NUMBERS, NUMBERS_NATURAL, NULL},
    {0x2124, T_NUMBERS, NUMBERS_INTEGER, NULL},
    {0x211A, T_NUMBERS, NUMBERS_RATIONAL, NULL},
    {0x2102, T_NUMBERS, NUMBERS_COMPLEX, NULL},
    {0x3C0, T_CONSTANT, CONSTANT_PI, NULL},
    {0x221E, T_CONSTANT, CONSTANT_INFINITY, NULL},
    {0x2147, T_CONSTANT, CONSTANT_E, NULL},
    {0x2148, T_CONSTANT, CONSTANT_I, NULL},
    {0xB5, T_NAME, 0, "μ"},
    {0x3D5, T_NAME, 0, "φ"},
    {0x3F5, T_NAME, 0, "ε"},
    {0x3D1, T_NAME, 0, "θ"},
    {0x3F1, T_NAME, 0, "ρ"},
    {0x127, T_NAME, 0, "ħ"},
    {0x210F, T_NAME, 0, "ħ"},
    {0x2113, T_NAME, 0, "l"},
    {0x2135, T_NAME, 0, "ℵ"},
    {0x25A1, T_NAME, 0, "□"},
    {0x25B3, T_NAME, 0, "△"},
    {0x2220, T_NAME, 0, "∠"},
    {0x2234, L_SKIP, 0, NULL},
    {0x2235, L_SKIP, 0, NULL},
    {0x2061, L_SPACE, 0, NULL},
    {0x2062, L_SPACE, 0, NULL},
    {0x2063, L_SPACE, 0, NULL},
    {'~', L_SPACE, 0, NULL},
    VULGAR(0xBC, 1, 4),
    VULGAR(0xBD, 1, 2),
    VULGAR(0xBE, 3, 4),
    VULGAR(0x2150, 1, 7),
    VULGAR(0x2151, 1, 9),
    VULGAR(0x2152, 1, 10),
    VULGAR(0x2153, 1, 3),
    VULGAR(0x2154, 2, 3),
    VULGAR(0x2155, 1, 5),
    VULGAR(0x2156, 2, 5),
    VULGAR(0x2157, 3, 5),
    VULGAR(0x2158, 4, 5),
    VULGAR(0x2159, 1, 6),
    VULGAR(0x215A, 5, 6),
    VULGAR(0x215B, 1, 8),
    VULGAR(0x215C, 3, 8),
    VULGAR(0x215D, 5, 8),
    VULGAR(0x215E, 7, 8),
    {0x20AC, T_CURRENCY, 0, "€"},
    {0x20A9, T_CURRENCY, 0, "₩"},
    {0xA3, T_CURRENCY, 0, "£"},
    {0xA5, T_CURRENCY, 0, "¥"},
    {0x20B9, T_CURRENCY, 0, "₹"},
    {'$', T_CURRENCY, 0, "$"},
};

const struct sign *sign_find(uint32_t c)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].c == c)
            return &signs[i];
    return NULL;
}

char script_find(uint32_t c, bool super)
{
    static const struct {
        uint32_t c;
        char super, sub;
    } scripts[] = {
        {0xB2, '2', 0},   {0xB3, '3', 0},   {0xB9, '1', 0},   {0x2071, 'i', 0}, {0x207F, 'n', 0},
        {0x207A, '+', 0}, {0x207B, '-', 0}, {0x207D, '(', 0}, {0x207E, ')', 0}, {0x208A, 0, '+'},
        {0x208B, 0, '-'}, {0x208D, 0, '('}, {0x208E, 0, ')'}, {0x2090, 0, 'a'}, {0x2091, 0, 'e'},
        {0x2092, 0, 'o'}, {0x2093, 0, 'x'}, {0x2095, 0, 'h'}, {0x2096, 0, 'k'}, {0x2097, 0, 'l'},
        {0x2098, 0, 'm'}, {0x2099, 0, 'n'}, {0x209A, 0, 'p'}, {0x209B, 0, 's'}, {0x209C, 0, 't'},
        {0x1D62, 0, 'i'}, {0x2C7C, 0, 'j'}, {0x1D63, 0, 'r'}, {0x1D64, 0, 'u'}, {0x1D65, 0, 'v'},
        {0x1D43, 'a', 0}, {0x1D47, 'b', 0}, {0x1D9C, 'c', 0}, {0x1D48, 'd', 0}, {0x1D49, 'e', 0},
        {0x1DA0, 'f', 0}, {0x1D4D, 'g', 0}, {0x02B0, 'h', 0}, {0x02B2, 'j', 0}, {0x1D4F, 'k', 0},
        {0x02E1, 'l', 0}, {0x1D50, 'm', 0}, {0x1D52, 'o', 0}, {0x1D56, 'p', 0}, {0x02B3, 'r', 0},
        {0x02E2, 's', 0}, {0x1D57, 't', 0}, {0x1D58, 'u', 0}, {0x1D5B, 'v', 0}, {0x02B7, 'w', 0},
        {0x02E3, 'x', 0}, {0x02B8, 'y', 0}, {0x1DBB, 'z', 0},
    };
    if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079))
        return super ? (char)('0' + (c - 0x2070)) : 0;
    if (c >= 0x2080 && c <= 0x2089)
        return super ? 0 : (char)('0' + (c - 0x2080));
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (scripts[i].c == c)
            return super ? scripts[i].super : scripts[i].sub;
    return 0;
}

uint32_t character_fold(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    switch (c) {
    case 0x2010: /* hyphens and dashes */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0xFE63:
    case 0xFF0D:
        return '-';
    case 0xFFE5:
        return 0xA5;
    case 0xFFE6:
        return 0x20A9;
    case 0xFFE1:
        return 0xA3;
    case 0x2018:
    case 0xB4:
    case 0x2B9:
        return '\'';
    case 0x3008:
        return 0x27E8;
    case 0x3009:
        return 0x27E9;
    default:
        return c;
    }
}

bool environment_find(const char *s, size_t len, enum environment *environment)
{
    static const struct {
        const char *name;
        enum environment environment;
    } environments[] = {
        {"matrix", ENVIRONMENT_MATRIX},      {"pmatrix", ENVIRONMENT_MATRIX},
        {"bmatrix", ENVIRONMENT_MATRIX},     {"Bmatrix", ENVIRONMENT_MATRIX},
        {"smallmatrix", ENVIRONMENT_MATRIX}, {"vmatrix", ENVIRONMENT_DETERMINANT},
        {"Vmatrix", ENVIRONMENT_MATRIX},     {"array", ENVIRONMENT_ARRAY},
        {"cases", ENVIRONMENT_CASES},        {"dcases", ENVIRONMENT_CASES},
        {"rcases", ENVIRONMENT_CASES},       {"aligned", ENVIRONMENT_ROWS},
        {"align", ENVIRONMENT_ROWS},         {"align*", ENVIRONMENT_ROWS},
        {"alignedat", ENVIRONMENT_ROWS},     {"gathered", ENVIRONMENT_ROWS},
        {"gather", ENVIRONMENT_ROWS},        {"gather*", ENVIRONMENT_ROWS},
        {"split", ENVIRONMENT_ROWS},         {"equation", ENVIRONMENT_ROWS},
        {"equation*", ENVIRONMENT_ROWS},     {"multline", ENVIRONMENT_ROWS},
        {"multline*", ENVIRONMENT_ROWS},     {"eqnarray", ENVIRONMENT_ROWS},
        {"eqnarray*", ENVIRONMENT_ROWS},
    };
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++)
        if (strlen(environments[i].name) == len && memcmp(environments[i].name, s, len) == 0) {
            *environment = environments[i].environment;
            return true;
        }
    return false;
}
