/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs of letters in the lexer: ab is a and b, sinx is sin and x, speed is a word, km after a
 * number is a unit. A run is first tried as a whole, then cut into names and single letters; when
 * too many single letters are left over it was a word.
 */
#include "app/maths/parse/lexer.h"

#include "app/base/text.h"

#include <string.h>

enum {
    LONGEST_RUN = 48,    /* letters of a run that is looked at closely; longer ones are words */
    LONGEST_PRODUCT = 4, /* single letters in a row that are still a product */
    LONGEST_REST = 3     /* the same, beside a name: sinxyz */
};

/* A run of ASCII letters, full-width ones folded. */
struct run {
    char text[LONGEST_RUN + 1];
    size_t at[LONGEST_RUN + 1]; /* where each letter begins in the source; one more for the end */
    size_t n;
    size_t end; /* of the whole run, which may be longer than what is kept */
};

static bool is_letter(uint32_t c)
{
    return c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static void run_read(const struct lexer *l, size_t at, struct run *run)
{
    size_t width;
    run->n = 0;
    for (uint32_t c; is_letter(c = lexer_peek(l, at, &width)); at += width)
        if (run->n < LONGEST_RUN) {
            run->at[run->n] = at;
            run->text[run->n++] = (char)c;
        }
    run->at[run->n] = run->end = at;
    run->text[run->n] = '\0';
}

bool lexer_unit(struct lexer *l, const char *name, size_t len, size_t from, size_t to, bool alone)
{
    bool sure = false;
    if (l->options->units == UNITS_NEVER)
        return false;
    const char *unit = unit_find(name, len, &sure);
    if (!unit)
        return false;
    enum token_kind before = l->out->n ? l->out->token[l->out->n - 1].kind : T_END;
    if (before == T_TIMES && !l->unit && !sure && l->options->units != UNITS_ALWAYS)
        return false;
    bool compound = alone || l->unit || l->quoted || l->options->units == UNITS_ALWAYS;
    if (len == 1 && !compound && !sure) {
        size_t width;
        uint32_t next = lexer_peek(l, to, &width);
        if (next != '_' && !(next >= 0x80 && script_find(next, false))) /* F_k */
            l->out->notes |= NOTE_UNIT;
        return false;
    }
    if (!sure && !alone)
        l->out->notes |= NOTE_UNIT;
    if (strcmp(unit, "°") == 0 && !l->unit && lexer_after_value(l)) { /* sin 30도 */
        lexer_emit(l, T_DEGREE, 0, from, to, NULL);
        return true;
    }
    lexer_emit(l, T_UNIT, 0, from, to, unit);
    if (l->per) {
        const char *time = l->per;
        l->per = NULL;
        lexer_emit(l, T_DIVIDE, WRITTEN_SLASH, to, to, NULL);
        lexer_emit(l, T_UNIT, 0, to, to, unit_find(time, strlen(time), &sure));
    }
    return true;
}

/* The run behind `at`, which is a unit of more than one letter, or s or h. */
static bool unit_behind(const struct lexer *l, size_t at)
{
    struct run below;
    bool sure;
    run_read(l, at, &below);
    return below.n && below.n < 8 && (below.n > 1 || strchr("sh", below.text[0])) &&
           unit_find(below.text, below.n, &sure);
}

/* m/s behind a number, J/(mol K), 2 h 30 min: nobody means letters. */
static bool is_rate(const struct lexer *l, const struct run *run)
{
    size_t width, at = run->end, after;
    if (run->n != 1 || !strchr("mghNJL", run->text[0]))
        return false;
    uint32_t digit = lexer_peek(l, at, &width), next = lexer_peek(l, at + width, &after);
    if (run->text[0] == 'm' && (digit == '2' || digit == '3') && !is_digit(next) &&
        !is_letter(next) && !(next && strchr(".(^_", (int)next))) /* 12m2 */
        return true;
    if (lexer_peek(l, at, &width) == '/') {
        at += width;
        at += lexer_peek(l, at, &width) == '(';
        return unit_behind(l, at);
    }
    size_t from = at;
    while (lexer_peek(l, at, &width) == ' ')
        at++;
    size_t digits = at;
    while (is_digit(lexer_peek(l, at, &width)) && at < digits + 4)
        at += width;
    if (at == digits || digits == from)
        return false;
    while (lexer_peek(l, at, &width) == ' ')
        at++;
    return is_letter(lexer_peek(l, at + 1, &width)) && unit_behind(l, at);
}

/* A number, or something that may be one, stands directly in front. */
static bool after_number(const struct lexer *l)
{
    if (!l->out->n)
        return false;
    const struct token *t = &l->out->token[l->out->n - 1];
    switch (t->kind) {
    case T_NUMBER:
    case T_VULGAR:
    case T_UNIT:
        return true;
    case T_CONSTANT: /* 12π cm */
        return t->which == CONSTANT_PI;
    case T_CLOSE: /* (3 + √2) cm, but not (3+x)ab */
        return t->which == BRACKET_GROUP || t->which == BRACKET_SOFT ||
               (t->which == BRACKET_ROUND && l->spaced);
    case T_TIMES: /* 5*km */
        return l->unit || (l->out->n > 1 && t[-1].kind == T_NUMBER);
    case T_DIVIDE:
    case T_OPEN:
        return l->unit;
    default:
        return false;
    }
}

/* Is the word from `from` to `end` all that stands between two numbers? 3 대 5, 3 to 5 are ratios;
 * 3대 are three cars. */
static bool is_ratio_word(const struct lexer *l, size_t from, size_t end, const char *word)
{
    size_t at = end, width;
    if (end - from != strlen(word) || memcmp(l->s + from, word, end - from) != 0 ||
        !lexer_after_value(l))
        return false;
    while (text_is_space(lexer_peek(l, at, &width)) && width)
        at += width;
    return is_digit(lexer_peek(l, at, &width));
}

/* 3·bar x: a letter with a bar, not three bars. */
static bool is_accent(const struct lexer *l, const struct run *run)
{
    size_t width, at = run->end;
    const struct name *name = name_find(&l->names, run->text, run->n, AS_WORD);
    return name && name->kind == T_ACCENT && lexer_peek(l, at, &width) == ' ' &&
           is_letter(lexer_peek(l, at + 1, &width));
}

/* 5 in [1, 9], 5 in A: the word, not inches. */
static bool is_membership(const struct lexer *l, const struct run *run)
{
    size_t at = run->end, width;
    if (strcmp(run->text, "in") != 0)
        return false;
    while (lexer_peek(l, at, &width) == ' ')
        at++;
    uint32_t c = lexer_peek(l, at, &width);
    if (c == ']') { /* ]1, 9[ */
        c = lexer_peek(l, at + width, &width);
        return is_digit(c) || is_letter(c) || c == '-' || c >= 0x80;
    }
    return c >= 0x80 || is_letter(c) || (c && strchr("[({<\\", (int)c));
}

/* x between two numbers: 3 x 10^5, 3x4. */
static bool is_times(const struct lexer *l, const struct run *run)
{
    if (run->n != 1 || (run->text[0] | 0x20) != 'x' || !l->out->n ||
        l->out->token[l->out->n - 1].kind != T_NUMBER)
        return false;
    size_t at = run->end, width;
    bool space = false;
    while (text_is_space(lexer_peek(l, at, &width)) && width) {
        at += width;
        space = true;
    }
    return space == l->spaced && is_digit(lexer_peek(l, at, &width));
}

/* Sin, COS: functions with capitals. */
static const struct name *find_capitalised(const struct lexer *l, const struct run *run)
{
    char lower[LONGEST_RUN + 1];
    if (run->n < 2 || run->n > 8 || run->text[0] > 'Z')
        return NULL;
    for (size_t i = 0; i <= run->n; i++)
        lower[i] = run->text[i] ? (char)(run->text[i] | 0x20) : '\0';
    const struct name *name = name_find(&l->names, lower, run->n, AS_PIECE);
    return name && (name->kind == T_FUNCTION || name->kind == T_ROOT) ? name : NULL;
}

/* cm2 and m/s2: the 2 directly behind a unit of length or time, just read, is its exponent. */
static void read_unit_power(struct lexer *l, size_t at)
{
    static const char *const units[] = {"m", "cm", "mm", "km", "in", "ft", "yd", "mi", "s"};
    const struct token *unit = &l->out->token[l->out->n - 1];
    size_t width, after;
    uint32_t digit = lexer_peek(l, at, &width), next = lexer_peek(l, at + width, &after);
    if ((digit != '2' && digit != '3') || is_digit(next) || is_letter(next) ||
        (next && strchr(".(^", (int)next)) || unit->kind != T_UNIT)
        return;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit->text, units[i]) == 0) {
            lexer_emit(l, T_POWER, 0, at, at, NULL);
            lexer_emit(l, T_NUMBER, 0, at, at + width, digit == '2' ? "2" : "3");
            l->at = at + width;
            return;
        }
}

/* The whole run as one thing. */
static bool read_whole(struct lexer *l, const struct run *run)
{
    size_t width, from = l->at;
    const struct name *name = NULL;
    size_t phrase = lexer_phrase_place(l) ? phrase_find(l->s + from, l->to - from, &name) : 0;
    if (phrase) {
        lexer_named(l, name, from, from + phrase);
        l->at = from + phrase;
        return true;
    }
    bool called = lexer_peek(l, run->end, &width) == '('; /* 2 min(a, b) */
    if (called && (name = name_find(&l->names, run->text, run->n, AS_WORD)))
        called = name->kind == T_FUNCTION;
    else
        called = false;
    if (after_number(l) && run->n < 32 && !called && !is_accent(l, run) && !is_membership(l, run)) {
        bool count = run->n == 1 && !l->spaced && (run->text[0] == 'C' || run->text[0] == 'P') &&
                     l->out->token[l->out->n - 1].kind == T_NUMBER &&
                     is_digit(lexer_peek(l, run->end, &width));
        if (count) {
            lexer_emit(l, T_COUNT, run->text[0] == 'C' ? TREE_BINOMIAL : TREE_PERMUTATION, from,
                       run->end, NULL);
            return true;
        }
        if (lexer_unit(l, run->text, run->n, from, run->end, is_rate(l, run))) {
            read_unit_power(l, run->end);
            return true;
        }
    }
    if (l->unit && strcmp(run->text, "per") == 0) { /* 60 miles per hour */
        lexer_emit(l, T_DIVIDE, WRITTEN_SLASH, from, run->end, NULL);
        return true;
    }
    if (is_ratio_word(l, from, run->end, "to")) {
        lexer_emit(l, T_COLON, 0, from, run->end, NULL);
        return true;
    }
    if (is_times(l, run)) {
        l->out->notes |= NOTE_TIMES;
        lexer_emit(l, T_TIMES, WRITTEN_CROSS, from, run->end, NULL);
        return true;
    }
    if (run->n == 1 && lexer_celsius(l, (unsigned char)run->text[0], from, run->end))
        return true;
    if (run->n == 1) {
        lexer_letter(l, (unsigned char)run->text[0], from, run->end);
        return true;
    }
    if (strcmp(run->text, "nC") == 0 && is_digit(lexer_peek(l, run->end, &width))) { /* nC2 */
        lexer_letter(l, 'n', from, run->at[1]);
        lexer_emit(l, T_CHOOSE, 0, run->at[1], run->end, NULL);
        return true;
    }
    size_t after;
    bool index = l->out->n && l->out->token[l->out->n - 1].kind == T_SUB; /* log_oo(x) */
    if (!index && lexer_peek(l, run->end, &after) == '(')
        name = name_find(&l->names, run->text, run->n, AS_CALL);
    if (!name)
        name = name_find(&l->names, run->text, run->n, AS_WORD);
    if (!name)
        name = find_capitalised(l, run);
    if (!name && strcmp(run->text, "minf") == 0) { /* computer algebra's -∞ */
        lexer_emit(l, T_MINUS, 0, from, from, NULL);
        lexer_emit(l, T_CONSTANT, CONSTANT_INFINITY, from, run->end, NULL);
        return true;
    }
    if (name)
        lexer_named(l, name, from, run->end);
    return name != NULL;
}

/* How many single letters in a row are left when the known names are taken out, and whether any
 * name was found. */
static size_t longest_rest(const struct lexer *l, const struct run *run, bool *named, bool *upper)
{
    size_t longest = 0, rest = 0;
    *named = false;
    *upper = true;
    for (size_t i = 0; i < run->n;) {
        const struct name *piece = name_find_piece(&l->names, run->text + i, run->n - i);
        if (piece) {
            *named = true;
            rest = 0;
            i += strlen(piece->name);
            continue;
        }
        *upper &= run->text[i] <= 'Z';
        rest++;
        longest = rest > longest ? rest : longest;
        i++;
    }
    return longest;
}

static void read_pieces(struct lexer *l, const struct run *run)
{
    for (size_t i = 0; i < run->n;) {
        const struct name *piece = name_find_piece(&l->names, run->text + i, run->n - i);
        size_t n = piece ? strlen(piece->name) : 1;
        if (piece)
            lexer_named(l, piece, run->at[i], run->at[i + n]);
        else
            lexer_letter(l, (unsigned char)run->text[i], run->at[i], run->at[i + 1]);
        i += n;
    }
}

/* Two words of small letters side by side, "we see", are no product. dx is none of them. */
static bool is_prose(struct lexer *l, const struct run *run)
{
    if (run->n < 2 || run->text[1] < 'a' || (run->n == 2 && run->text[0] == 'd'))
        return false;
    const struct token *last = l->out->n ? &l->out->token[l->out->n - 1] : NULL;
    bool beside = l->spaced && last && last->at + last->len == l->wordy && !l->formula;
    l->wordy = run->end;
    return beside;
}

void lexer_letters(struct lexer *l)
{
    struct run run;
    run_read(l, l->at, &run);
    bool whole = run.at[run.n] == run.end && run.n < LONGEST_RUN, named, upper;
    size_t from = l->at;
    if (whole && read_whole(l, &run)) {
        if (l->at == from)
            l->at = run.end;
        return;
    }
    size_t rest = longest_rest(l, &run, &named, &upper);
    bool prose = !named && is_prose(l, &run);
    if (whole && !prose && (rest <= (named ? LONGEST_REST : LONGEST_PRODUCT) || (upper && !named)))
        read_pieces(l, &run);
    else
        lexer_emit(l, T_TEXT, TEXT_PLAIN, from, run.end,
                   tree_arena_text(l->arena, l->s + from, run.end - from));
    l->at = run.end;
}

/* --- Hangul ----------------------------------------------------------------------------------- */

static size_t hangul_end(const struct lexer *l)
{
    size_t at = l->at, width;
    while (at < l->to && (unsigned char)l->s[at] >= 0x80) {
        lexer_peek(l, at, &width);
        if (!text_has_hangul(l->s + at, width))
            break;
        at += width;
    }
    return at;
}

void lexer_hangul(struct lexer *l)
{
    enum { LONGEST_UNIT = 36 }; /* bytes: twelve syllables */
    size_t from = l->at, end = hangul_end(l);
    const struct name *name = NULL;
    size_t phrase = lexer_phrase_place(l) ? phrase_find(l->s + from, l->to - from, &name) : 0;
    if (phrase) {
        lexer_named(l, name, from, from + phrase);
        l->at = from + phrase;
        return;
    }
    name = name_find(&l->names, l->s + from, end - from, AS_WORD);
    if (name) {
        lexer_named(l, name, from, end);
        l->at = end;
        return;
    }
    if (is_ratio_word(l, from, end, "대")) {
        lexer_emit(l, T_COLON, 0, from, end, NULL);
        l->at = end;
        return;
    }
    if (lexer_korean(l, end))
        return;
    if (lexer_after_value(l) || l->unit)
        for (size_t n = end - from < LONGEST_UNIT ? end - from : LONGEST_UNIT; n >= 3; n -= 3)
            if (lexer_unit(l, l->s + from, n, from, from + n, true)) {
                l->at = from + n;
                return;
            }
    lexer_emit(l, T_TEXT, TEXT_PLAIN, from, end,
               tree_arena_text(l->arena, l->s + from, end - from));
    l->at = end;
}
