/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of names, and numbers.
 */
#include "app/sink/entity.h"

#include "app/base/text.h"
#include "app/sink/passage.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    uint32_t c;
} names[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},     {"times", 0xD7},   {"divide", 0xF7},   {"minus", 0x2212}, {"plusmn", 0xB1},
    {"middot", 0xB7},   {"deg", 0xB0},     {"sup2", 0xB2},     {"sup3", 0xB3},    {"frac12", 0xBD},
    {"frac14", 0xBC},   {"frac34", 0xBE},  {"le", 0x2264},     {"ge", 0x2265},    {"ne", 0x2260},
    {"asymp", 0x2248},  {"equiv", 0x2261}, {"infin", 0x221E},  {"radic", 0x221A}, {"sum", 0x2211},
    {"prod", 0x220F},   {"int", 0x222B},   {"part", 0x2202},   {"isin", 0x2208},  {"cap", 0x2229},
    {"cup", 0x222A},    {"sub", 0x2282},   {"there4", 0x2234}, {"ang", 0x2220},   {"rarr", 0x2192},
    {"rArr", 0x21D2},   {"hArr", 0x21D4},  {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014},
    {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"bull", 0x2022},
    {"prime", 0x2032},  {"alpha", 0x3B1},  {"beta", 0x3B2},    {"gamma", 0x3B3},  {"delta", 0x3B4},
    {"epsilon", 0x3B5}, {"theta", 0x3B8},  {"lambda", 0x3BB},  {"mu", 0x3BC},     {"pi", 0x3C0},
    {"sigma", 0x3C3},   {"phi", 0x3C6},    {"omega", 0x3C9},   {"Delta", 0x394},  {"Sigma", 0x3A3},
    {"Omega", 0x3A9},
};

/* The number of "#955" or "#x3BB"; 0 when it is none that may be shown. */
static uint32_t number_of(const char *s)
{
    bool hex = s[1] == 'x' || s[1] == 'X';
    unsigned long c = strtoul(s + (hex ? 2 : 1), NULL, hex ? 16 : 10);
    bool character = c >= 0x20 && c < PLACE_FORMULA && (c < 0xD800 || c > 0xDFFF);
    return character ? (uint32_t)c : 0xFFFD;
}

void entity_add(struct str *out, const char *s, size_t len)
{
    char name[16];
    uint32_t c = 0;
    if (len > 2 && len - 2 < sizeof name) {
        memcpy(name, s + 1, len - 2);
        name[len - 2] = '\0';
        if (name[0] == '#')
            c = number_of(name);
        for (size_t i = 0; i < sizeof names / sizeof names[0] && !c; i++)
            if (strcmp(names[i].name, name) == 0)
                c = names[i].c;
    }
    struct str character = STR_EMPTY;
    if (c)
        text_add_char(&character, c);
    else
        str_add(&character, s, len);
    text_clean_line(out, character.data, character.len);
    str_release(&character);
}
