/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands with arguments and the environments. Data; commands without arguments are symbols
 * (symbols.c), and the few that change how the source around them is read are in tex.c.
 */
#include "app/maths/box/tex.h"

#include <string.h>

/* clang-format off */
static const struct tex_command commands[] = {
    {"frac", TEX_FRACTION, "mm", 0},
    {"dfrac", TEX_FRACTION, "mm", 0},
    {"tfrac", TEX_FRACTION, "mm", 0},
    {"cfrac", TEX_FRACTION, "ymm", 0},
    {"nicefrac", TEX_FRACTION, "mm", 0},
    {"sfrac", TEX_FRACTION, "mm", 0},
    {"binom", TEX_BINOMIAL, "mm", 0},
    {"dbinom", TEX_BINOMIAL, "mm", 0},
    {"tbinom", TEX_BINOMIAL, "mm", 0},
    {"sqrt", TEX_ROOT, "om", 0},
    {"text", TEX_TEXT, "t", 0},
    {"textbf", TEX_TEXT, "t", 0},
    {"textit", TEX_TEXT, "t", 0},
    {"textrm", TEX_TEXT, "t", 0},
    {"textsf", TEX_TEXT, "t", 0},
    {"texttt", TEX_TEXT, "t", 0},
    {"textup", TEX_TEXT, "t", 0},
    {"textnormal", TEX_TEXT, "t", 0},
    {"emph", TEX_TEXT, "t", 0},
    {"textsc", TEX_TEXT, "t", 0},
    {"textmd", TEX_TEXT, "t", 0},
    {"textsl", TEX_TEXT, "t", 0},
    {"shortintertext", TEX_TEXT, "t", 0},
    {"textsuperscript", TEX_SCRIPT, "m", 1},
    {"textsubscript", TEX_SCRIPT, "m", 0},
    {"mbox", TEX_TEXT, "t", 0},
    {"hbox", TEX_TEXT, "t", 0},
    {"intertext", TEX_TEXT, "t", 0},
    {"mathrm", TEX_PLAIN, "m", 0},
    {"mathbf", TEX_PLAIN, "m", 0},
    {"mathit", TEX_PLAIN, "m", 0},
    {"mathsf", TEX_PLAIN, "m", 0},
    {"mathtt", TEX_PLAIN, "m", 0},
    {"mathcal", TEX_PLAIN, "m", 0},
    {"mathscr", TEX_PLAIN, "m", 0},
    {"mathfrak", TEX_PLAIN, "m", 0},
    {"mathnormal", TEX_PLAIN, "m", 0},
    {"mathup", TEX_PLAIN, "m", 0},
    {"mathbfit", TEX_PLAIN, "m", 0},
    {"bold", TEX_PLAIN, "m", 0},
    {"frak", TEX_PLAIN, "m", 0},
    {"vcenter", TEX_PLAIN, "m", 0},
    {"mathllap", TEX_PLAIN, "m", 0},
    {"mathrlap", TEX_PLAIN, "m", 0},
    {"mathclap", TEX_PLAIN, "m", 0},
    {"raisebox", TEX_PLAIN, "xm", 0},
    {"multicolumn", TEX_PLAIN, "xxm", 0},
    {"href", TEX_PLAIN, "xm", 0},
    {"cssId", TEX_PLAIN, "xm", 0},
    {"require", TEX_PLAIN, "x", 0},
    {"boldsymbol", TEX_PLAIN, "m", 0},
    {"bm", TEX_PLAIN, "m", 0},
    {"pmb", TEX_PLAIN, "m", 0},
    {"mathbin", TEX_PLAIN, "m", 0},
    {"mathrel", TEX_PLAIN, "m", 0},
    {"mathord", TEX_PLAIN, "m", 0},
    {"mathopen", TEX_PLAIN, "m", 0},
    {"mathclose", TEX_PLAIN, "m", 0},
    {"mathpunct", TEX_PLAIN, "m", 0},
    {"mathinner", TEX_PLAIN, "m", 0},
    {"ensuremath", TEX_PLAIN, "m", 0},
    {"smash", TEX_PLAIN, "m", 0},
    {"substack", TEX_PLAIN, "m", 0},
    {"textcolor", TEX_PLAIN, "yxm", 0},
    {"colorbox", TEX_PLAIN, "yxm", 0},
    {"color", TEX_PLAIN, "yx", 0},
    {"hspace", TEX_PLAIN, "sx", 1},
    {"vspace", TEX_PLAIN, "sx", 0},
    {"label", TEX_PLAIN, "x", 0},
    {"mathop", TEX_NAME, "m", 1},
    {"operatorname", TEX_NAME, "sm", 0},
    {"operatornamewithlimits", TEX_NAME, "m", 1},
    {"mathbb", TEX_BLACKBOARD, "m", 0},
    {"Bbb", TEX_BLACKBOARD, "m", 0},
    {"overline", TEX_ACCENT, "m", 0x305},
    {"bar", TEX_ACCENT, "m", 0x304},
    {"hat", TEX_ACCENT, "m", 0x302},
    {"widehat", TEX_ACCENT, "m", 0x302},
    {"vec", TEX_ACCENT, "m", 0x20D7},
    {"overrightarrow", TEX_ACCENT, "m", 0x20D7},
    {"overleftarrow", TEX_ACCENT, "m", 0x20D6},
    {"overleftrightarrow", TEX_ACCENT, "m", 0x20E1},
    {"tilde", TEX_ACCENT, "m", 0x303},
    {"widetilde", TEX_ACCENT, "m", 0x303},
    {"dot", TEX_ACCENT, "m", 0x307},
    {"ddot", TEX_ACCENT, "m", 0x308},
    {"dddot", TEX_ACCENT, "m", 0x20DB},
    {"wideparen", TEX_ACCENT, "m", 0x311},
    {"overparen", TEX_ACCENT, "m", 0x311},
    {"overarc", TEX_ACCENT, "m", 0x311},
    {"overgroup", TEX_ACCENT, "m", 0x311},
    {"check", TEX_ACCENT, "m", 0x30C},
    {"breve", TEX_ACCENT, "m", 0x306},
    {"acute", TEX_ACCENT, "m", 0x301},
    {"grave", TEX_ACCENT, "m", 0x300},
    {"mathring", TEX_ACCENT, "m", 0x30A},
    {"underline", TEX_UNDERLINE, "m", 0},
    {"overbrace", TEX_BRACE_OVER, "m", 0},
    {"overbracket", TEX_BRACE_OVER, "m", 0},
    {"underbrace", TEX_BRACE_UNDER, "m", 0},
    {"underbracket", TEX_BRACE_UNDER, "m", 0},
    {"boxed", TEX_FRAME, "m", 0},
    {"fbox", TEX_FRAME, "m", 0},
    {"cancel", TEX_CANCEL, "m", TEX_CANCEL_UP},
    {"bcancel", TEX_CANCEL, "m", TEX_CANCEL_DOWN},
    {"xcancel", TEX_CANCEL, "m", TEX_CANCEL_BOTH},
    {"cancelto", TEX_CANCEL, "mm", TEX_CANCEL_TO},
    {"sout", TEX_CANCEL, "m", TEX_CANCEL_UP},
    {"overset", TEX_STACK_OVER, "mm", 0},
    {"stackrel", TEX_STACK_OVER, "mm", 0},
    {"underset", TEX_STACK_UNDER, "mm", 0},
    {"xrightarrow", TEX_ARROW, "om", TEX_ARROW_RIGHT},
    {"xleftarrow", TEX_ARROW, "om", TEX_ARROW_LEFT},
    {"xleftrightarrow", TEX_ARROW, "om", TEX_ARROW_BOTH},
    {"xRightarrow", TEX_ARROW, "om", TEX_ARROW_DOUBLE},
    {"xlongequal", TEX_ARROW, "om", TEX_ARROW_EQUAL},
    {"pmod", TEX_MODULO, "m", 0},
    {"pod", TEX_TAG, "m", 0},
    {"tag", TEX_TAG, "sm", 0},
    {"not", TEX_NOT, "i", 0},
    {"phantom", TEX_PHANTOM, "m", 0},
    {"hphantom", TEX_PHANTOM, "m", 0},
    {"vphantom", TEX_PHANTOM, "m", 0},
};

static const struct tex_environment environments[] = {
    {"aligned", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"align", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"align*", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"alignat", TEX_TABLE_ALIGNED, NULL, NULL, true},
    {"alignat*", TEX_TABLE_ALIGNED, NULL, NULL, true},
    {"alignedat", TEX_TABLE_ALIGNED, NULL, NULL, true},
    {"flalign", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"flalign*", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"split", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"eqnarray", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"eqnarray*", TEX_TABLE_ALIGNED, NULL, NULL, false},
    {"gather", TEX_TABLE_CENTRED, NULL, NULL, false},
    {"gather*", TEX_TABLE_CENTRED, NULL, NULL, false},
    {"gathered", TEX_TABLE_CENTRED, NULL, NULL, false},
    {"multline", TEX_TABLE_LINES, NULL, NULL, false},
    {"multline*", TEX_TABLE_LINES, NULL, NULL, false},
    {"equation", TEX_TABLE_LINES, NULL, NULL, false},
    {"equation*", TEX_TABLE_LINES, NULL, NULL, false},
    {"displaymath", TEX_TABLE_LINES, NULL, NULL, false},
    {"math", TEX_TABLE_LINES, NULL, NULL, false},
    {"matrix", TEX_TABLE_MATRIX, NULL, NULL, false},
    {"smallmatrix", TEX_TABLE_MATRIX, NULL, NULL, false},
    {"pmatrix", TEX_TABLE_MATRIX, "(", ")", false},
    {"bmatrix", TEX_TABLE_MATRIX, "[", "]", false},
    {"Bmatrix", TEX_TABLE_MATRIX, "{", "}", false},
    {"vmatrix", TEX_TABLE_MATRIX, "|", "|", false},
    {"Vmatrix", TEX_TABLE_MATRIX, "‖", "‖", false},
    {"array", TEX_TABLE_ARRAY, NULL, NULL, true},
    {"tabular", TEX_TABLE_ARRAY, NULL, NULL, true},
    {"subarray", TEX_TABLE_ARRAY, NULL, NULL, true},
    {"cases", TEX_TABLE_CASES, "{", NULL, false},
    {"dcases", TEX_TABLE_CASES, "{", NULL, false},
    {"cases*", TEX_TABLE_CASES, "{", NULL, false},
    {"rcases", TEX_TABLE_CASES, NULL, "}", false},
};
/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static bool is_name(const char *known, const char *name, size_t len)
{
    return strlen(known) == len && memcmp(known, name, len) == 0;
}

const struct tex_command *tex_command_find(const char *name, size_t len)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (is_name(commands[i].name, name, len))
            return &commands[i];
    return NULL;
}

const struct tex_environment *tex_environment_find(const char *name, size_t len)
{
    for (size_t i = 0; i < COUNT(environments); i++)
        if (is_name(environments[i].name, name, len))
            return &environments[i];
    return NULL;
}
