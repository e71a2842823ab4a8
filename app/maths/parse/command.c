/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LaTeX commands in the lexer: those that stand for a token are in the table of names; here is what
 * those do that say something about the bytes behind them: fonts, text, delimiters, environments.
 */
#include "app/maths/parse/lexer.h"

#include "app/base/text.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void skip_blanks(struct lexer *l)
{
    while (l->at < l->to && (l->s[l->at] == ' ' || l->s[l->at] == '\t' || l->s[l->at] == '\n'))
        l->at++;
}

/* The inside of the { } at l->at, which is left behind it; a single character without braces. */
static bool read_argument(struct lexer *l, size_t *from, size_t *to)
{
    skip_blanks(l);
    *from = l->at;
    if (l->at >= l->to)
        return false;
    if (l->s[l->at] != '{') {
        size_t width;
        if (l->s[l->at] == '\\' || l->s[l->at] == '}')
            return false;
        lexer_peek(l, l->at, &width);
        *to = l->at += width;
        return true;
    }
    *from = ++l->at;
    for (size_t depth = 1; l->at < l->to; l->at++) {
        char c = l->s[l->at];
        if (c == '\\' && l->at + 1 < l->to)
            l->at++;
        else if (c == '{')
            depth++;
        else if (c == '}' && --depth == 0) {
            *to = l->at++;
            return true;
        }
    }
    return false;
}

static void trim(const struct lexer *l, size_t *from, size_t *to)
{
    const char *s = l->s;
    for (;;) {
        if (*from < *to && (s[*from] == ' ' || s[*from] == '~' || s[*from] == '\n'))
            ++*from;
        else if (*to - *from >= 2 && s[*from] == '\\' && strchr(",;:! ", s[*from + 1]))
            *from += 2;
        else
            break;
    }
    while (*from < *to && (s[*to - 1] == ' ' || s[*to - 1] == '~' || s[*to - 1] == '\n'))
        --*to;
}

/* May a unit stand here: behind a value, in a unit, in a fraction behind a value? */
static bool unit_place(const struct lexer *l)
{
    const struct tokens *out = l->out;
    size_t n = out->n;
    if (lexer_after_value(l) || l->unit)
        return true;
    return n > 2 && out->token[n - 1].kind == T_OPEN && out->token[n - 2].kind == T_FRACTION &&
           token_ends_value(&out->token[n - 3]);
}

/* \mathrm{d}x, \mathrm{d}\theta: a letter follows. */
static bool before_letter(const struct lexer *l)
{
    size_t at = l->at;
    while (at < l->to && l->s[at] == ' ')
        at++;
    if (at >= l->to || l->s[at] != '\\')
        return at < l->to && is_letter(l->s[at]);
    size_t end = ++at;
    while (end < l->to && is_letter(l->s[end]))
        end++;
    const struct name *name = name_find(&l->names, l->s + at, end - at, AS_COMMAND);
    return name && (name->kind == T_NAME || name->kind == L_FONT || name->kind == L_TEXT);
}

static bool has_controls(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < ' ' && text[i] != '\n')
            return true;
    return false;
}

/* What is inside \text{}, \mathrm{}, \operatorname{}: a name, a unit, a phrase, or words. */
static void read_text(struct lexer *l, size_t start, size_t from, size_t to)
{
    trim(l, &from, &to);
    size_t end = l->at, len = to - from, width = 0;
    const char *text = l->s + from;
    l->spaced |= from == to;
    if (from == to)
        return;
    uint32_t c = lexer_peek(l, from, &width);
    const struct name *name = name_find(&l->names, text, len, AS_WORD);
    bool letter = width == len && c < 0x80 && is_letter((char)c);
    if (letter && lexer_celsius(l, c, start, end))
        return;
    bool count = letter && end < l->to && l->s[end] == '_'; /* {}_5\mathrm{C}_2 */
    if (unit_place(l) && !count && !(letter && c == 'd' && before_letter(l)) &&
        (!name || letter || name->kind == T_RELATION || name->kind == T_UNION ||
         (name->kind == T_FUNCTION && name->which == FUNCTION_MIN)) &&
        lexer_unit(l, text, len, start, end, true))
        return;
    if (letter) {
        lexer_letter(l, c, from, to);
    } else if (phrase_find(text, len, &name) == len || (name && name->kind < L_SPACE)) {
        lexer_named(l, name, start, end);
    } else if (memchr(text, '\\', len) || memchr(text, '$', len) || text_has_hangul(text, len) ||
               strpbrk(tree_arena_text(l->arena, text, len), "0123456789/^()<>=°%")) {
        if (l->quoted) { /* text in text: once is enough */
            lexer_bad(l, PARSE_NOT_MATHS, start, end);
            return;
        }
        l->quoted = true;
        lexer_range(l, from, to);
        l->quoted = false;
    } else if (has_controls(text, len)) {
        lexer_bad(l, PARSE_UNEXPECTED, start, end);
    } else {
        lexer_emit(l, T_TEXT, TEXT_QUOTED, start, end, tree_arena_text(l->arena, text, len));
    }
}

/* \left( and \big|: the sign behind it is a bracket that opens or closes for certain. */
static void read_delimiter(struct lexer *l, unsigned side, size_t start)
{
    static const struct {
        const char *text;
        enum bracket shape;
    } shapes[] = {
        {"(", BRACKET_ROUND},         {")", BRACKET_ROUND},         {"[", BRACKET_SQUARE},
        {"]", BRACKET_SQUARE},        {"\\{", BRACKET_CURLY},       {"\\}", BRACKET_CURLY},
        {"\\lbrace", BRACKET_CURLY},  {"\\rbrace", BRACKET_CURLY},  {"\\lbrack", BRACKET_SQUARE},
        {"\\rbrack", BRACKET_SQUARE}, {"\\langle", BRACKET_ANGLE},  {"\\rangle", BRACKET_ANGLE},
        {"<", BRACKET_ANGLE},         {">", BRACKET_ANGLE},         {"\\lfloor", BRACKET_FLOOR},
        {"\\rfloor", BRACKET_FLOOR},  {"\\lceil", BRACKET_CEILING}, {"\\rceil", BRACKET_CEILING},
        {"\\lvert", BRACKET_BAR},     {"\\rvert", BRACKET_BAR},     {"\\vert", BRACKET_BAR},
        {"|", BRACKET_BAR},           {"\\|", BRACKET_NORM},        {"\\lVert", BRACKET_NORM},
        {"\\rVert", BRACKET_NORM},    {"\\Vert", BRACKET_NORM},     {".", BRACKET_NONE},
        {"{", BRACKET_CURLY},         {"}", BRACKET_CURLY},
    };
    skip_blanks(l);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t n = strlen(shapes[i].text);
        if (l->to - l->at < n || memcmp(l->s + l->at, shapes[i].text, n) != 0)
            continue;
        if (side == 1 || side == 2) {
            l->at += n;
            lexer_emit(l, side == 1 ? T_OPEN : T_CLOSE, shapes[i].shape, start, l->at, NULL);
        } else if (side == 3 && shapes[i].shape == BRACKET_BAR) {
            l->at += n;
            lexer_emit(l, T_MID, 0, start, l->at, NULL);
        }
        return; /* \big says nothing: the sign is read as if it stood alone */
    }
}

/* \mathbb{R} and the other sets of numbers; any other letter is a letter. */
static void read_blackboard(struct lexer *l, size_t start)
{
    static const char letters[] = "NZQRC";
    size_t from, to;
    if (!read_argument(l, &from, &to) || to - from != 1) {
        lexer_bad(l, PARSE_UNKNOWN_COMMAND, start, l->at);
        return;
    }
    const char *found = strchr(letters, l->s[from]);
    if (found && *found)
        lexer_emit(l, T_NUMBERS, (unsigned)(found - letters), start, l->at, NULL);
    else
        lexer_letter(l, (unsigned char)l->s[from], from, to);
}

/* \begin{name}, with the {cc} of an array; \end{name}. */
static void read_environment(struct lexer *l, bool begins, size_t start)
{
    size_t from, to;
    enum environment environment = ENVIRONMENT_ROWS;
    if (!read_argument(l, &from, &to) || !environment_find(l->s + from, to - from, &environment)) {
        lexer_bad(l, PARSE_UNKNOWN_COMMAND, start, l->at);
        return;
    }
    if (begins && environment == ENVIRONMENT_ARRAY) {
        size_t end = l->at;
        if (l->at < l->to && l->s[l->at] == '{' && !read_argument(l, &from, &to))
            l->at = end;
    }
    lexer_emit(l, begins ? T_BEGIN : T_FINISH, environment, start, l->at, NULL);
}

/* \not=, \not\in: the relation behind it, denied. */
static void read_not(struct lexer *l, size_t start)
{
    skip_blanks(l);
    static const struct {
        const char *text;
        enum tree_relation relation;
    } denied[] = {{"=", RELATION_UNEQUAL},
                  {"\\in", RELATION_NOT_IN},
                  {"<", RELATION_GREATER_EQUAL},
                  {">", RELATION_LESS_EQUAL}};
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) {
        size_t n = strlen(denied[i].text);
        if (l->to - l->at >= n && memcmp(l->s + l->at, denied[i].text, n) == 0) {
            l->at += n;
            lexer_emit(l, T_RELATION, denied[i].relation, start, l->at, NULL);
            return;
        }
    }
    lexer_bad(l, PARSE_UNKNOWN_COMMAND, start, l->at);
}

/* [4pt] behind \\ */
static void skip_row_space(struct lexer *l)
{
    size_t at = l->at;
    if (at >= l->to || l->s[at] != '[')
        return;
    for (at++; at < l->to && at < l->at + 12 && l->s[at] != ']'; at++)
        if (!is_letter(l->s[at]) && !strchr("-.0123456789 ", l->s[at]))
            return;
    if (at < l->to && l->s[at] == ']' && at > l->at + 2 && is_letter(l->s[at - 1]) &&
        is_letter(l->s[at - 2]))
        l->at = at + 1;
}

static void read_meaning(struct lexer *l, const struct name *name, size_t start)
{
    size_t from, to;
    switch (name->kind) {
    case L_SPACE:
        l->spaced = true;
        l->wide |= name->which == 1;
        return;
    case L_SKIP:
        return;
    case L_SKIP_ARGUMENT:
        if (l->at < l->to && l->s[l->at] == '*')
            l->at++;
        read_argument(l, &from, &to);
        l->spaced = true;
        return;
    case L_SOFT:
        if (name->which)
            read_argument(l, &from, &to);
        skip_blanks(l);
        l->soft = l->at < l->to && l->s[l->at] == '{';
        return;
    case L_FONT:
        skip_blanks(l);
        if (l->to - l->at >= 3 && l->s[l->at] == '{' && is_letter(l->s[l->at + 1]) &&
            l->s[l->at + 2] == '}') { /* \mathbf{x} is x */
            l->at += 3;
            lexer_letter(l, (unsigned char)l->s[l->at - 2], l->at - 2, l->at - 1);
            return;
        }
        l->soft = l->at < l->to && l->s[l->at] == '{';
        return;
    case L_TEXT:
        if (l->at < l->to && l->s[l->at] == '*')
            l->at++;
        if (read_argument(l, &from, &to))
            read_text(l, start, from, to);
        else
            lexer_bad(l, PARSE_UNKNOWN_COMMAND, start, l->at);
        return;
    case L_BLACKBOARD:
        read_blackboard(l, start);
        return;
    case L_DELIMITER:
        read_delimiter(l, name->which, start);
        return;
    case L_NOT:
        read_not(l, start);
        return;
    case T_BEGIN:
    case T_FINISH:
        read_environment(l, name->kind == T_BEGIN, start);
        return;
    case T_LINE:
        skip_row_space(l);
        break;
    case T_CURRENCY: {
        bool sure;
        const char *found = unit_find("$", 1, &sure);
        lexer_emit(l, T_CURRENCY, 0, start, l->at, found ? found : "$");
        return;
    }
    default:
        break;
    }
    lexer_named(l, name, start, l->at);
}

/* \\frac{1}{2}: a backslash too many, as texts that went through JSON have it. Known by a command
 * behind two backslashes when there is none behind one. */
bool lexer_escaped_twice(const struct lexer *l, size_t from, size_t to)

{
    const char *s = l->s;
    bool twice = false;
    for (size_t at = from; at + 1 < to; at++) {
        if (s[at] != '\\')
            continue;
        if (s[at + 1] != '\\')
            return false;
        size_t end = at += 2;
        while (end < to && end - at < 20 && is_letter(s[end]))
            end++;
        twice |= end - at > 1 && name_find(&l->names, s + at, end - at, AS_COMMAND);
        at--;
    }
    return twice;
}

void lexer_command(struct lexer *l)
{
    enum { LONGEST = 24 };
    size_t start = l->at, at = start + 1;
    if (l->twice && at + 1 < l->to && l->s[at] == '\\')
        at++;
    size_t end = at;
    while (end < l->to && end - at < LONGEST && is_letter(l->s[end]))
        end++;
    if (end == at && end < l->to) {
        size_t width;
        lexer_peek(l, end, &width);
        end += width;
    }
    const struct name *name = NULL;
    size_t shortest = is_letter(at < l->to ? l->s[at] : 0) && end - at > 2 ? at + 2 : end;
    for (size_t tried = end; tried > at && tried >= shortest && !name; tried--)
        if ((name = name_find(&l->names, l->s + at, tried - at, AS_COMMAND)))
            end = tried;
    l->at = end;
    if (!name)
        lexer_bad(l, PARSE_UNKNOWN_COMMAND, start, end);
    else
        read_meaning(l, name, start);
}
