/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of a working -> statements. The line is walked once and cut into pieces of mathematics
 * where words stand; each piece goes to the parser. Which words are words is decided by their
 * length and by the names that mathematics has.
 */
#include "app/maths/lines/read.h"

#include "app/base/text.h"
#include "app/maths/lines/evaluated.h"
#include "app/maths/lines/words.h"
#include "app/maths/parse.h"
#include "app/maths/unit.h"

#include <ctype.h>
#include <string.h>

enum { PIECES_MAX = 16, LINE_LENGTH_MAX = 4096 };

/* A piece of mathematics between words. */
struct piece {
    size_t begin, end; /* in the cleaned line */
    bool after_words, after_colon;
    bool condition; /* x > 0 in brackets behind an equation */
};

struct cut {
    const char *s;
    size_t len;
    struct piece piece[PIECES_MAX];
    size_t n;
    bool words; /* any */
    enum statement_role role;
    size_t since_end; /* pieces before this index are reasons or cases */
    bool labelled, explained, rejects;
};

static void note_role(struct cut *cut, enum statement_role role)
{
    if (role == ROLE_PLAIN)
        return;
    if (role == ROLE_SINCE || role == ROLE_IF)
        cut->since_end = cut->n;
    cut->role = role;
}

static void korean_words(struct cut *cut, const char *s, size_t len)
{
    note_role(cut, word_korean_role(s, len, &cut->rejects));
}

static void english_word(struct cut *cut, const char *s, size_t len)
{
    enum statement_role role = word_english_role(s, len, &cut->rejects);
    if (role == ROLE_SINCE || role == ROLE_IF) { /* they stand before what they are about */
        if (role == ROLE_SINCE || cut->n == 0)
            cut->role = role;
    } else {
        note_role(cut, role);
    }
}

/* --- cutting -----------------------------------------------------------------------------------
 */

static void end_piece(struct cut *cut, size_t *begin, size_t end, size_t next)
{
    size_t from = *begin;
    *begin = next;
    while (from < end && (strchr(" \t,;:", cut->s[from]) ||
                          (cut->s[from] == '.' && !isdigit((unsigned char)cut->s[from + 1]))))
        from++;
    while (end > from && strchr(" \t,;:", cut->s[end - 1]))
        end--;
    if (end > from && cut->s[end - 1] == '.')
        end--;
    if (from >= end || cut->n == PIECES_MAX)
        return;
    bool colon = false;
    for (size_t i = from; i > 0 && strchr(" \t,;:.", cut->s[i - 1]); i--)
        colon |= cut->s[i - 1] == ':';
    cut->piece[cut->n++] = (struct piece){from, end, cut->words, colon, false};
}

/* The end of a bracket or brace group that opens at i; len if it never closes. */
static size_t group_end(const char *s, size_t len, size_t i)
{
    char open = s[i], close = open == '(' ? ')' : open == '{' ? '}' : ']';
    int depth = 0;
    for (; i < len; i++) {
        if (s[i] == open)
            depth++;
        else if (s[i] == close && --depth == 0)
            return i + 1;
    }
    return len;
}

/* A LaTeX command at s: its name, and the group behind it when that holds a name as well. */
static size_t command(const char *s, size_t len)
{
    static const char *const naming[] = {
        "\\begin{",  "\\end{",    "\\mathrm{", "\\operatorname{", "\\text{",         "\\mbox{",
        "\\textbf{", "\\textrm{", "\\mathbf{", "\\mathbb{",       "\\operatorname*{"};
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++)
        if (word_starts(s, len, naming[i]))
            return group_end(s, len, strlen(naming[i]) - 1);
    size_t n = 1 + word_letters(s + 1, len - 1);
    return n == 1 && len > 1 ? 2 : n; /* an escaped sign */
}

static bool has_prose(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t n = text_decode(s + i, len - i, &c);
        if (word_is_hangul(c)) {
            size_t joint = word_korean_joint(s + i, len - i);
            if (!joint)
                return true;
            i += joint;
        } else if (s[i] == '\\') {
            i += command(s + i, len - i);
        } else if (isalpha((unsigned char)s[i])) {
            size_t run = word_letters(s + i, len - i);
            if (word_is_prose(s, i, run, len))
                return true;
            i += run;
        } else {
            i += n;
        }
    }
    return false;
}

/* \text{...}: the length of the whole when it holds prose, else 0. */
static size_t text_command(const char *s, size_t len)
{
    static const char *const commands[] = {"\\text{", "\\textbf{", "\\mbox{", "\\textrm{"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (word_starts(s, len, commands[i])) {
            size_t n = strlen(commands[i]), end = group_end(s, len, n - 1);
            return has_prose(s + n, end - n) ? end : 0;
        }
    return 0;
}

static size_t implication(const char *s, size_t len)
{
    static const char *const arrows[] = {"\\Longleftrightarrow",
                                         "\\Leftrightarrow",
                                         "\\Longrightarrow",
                                         "\\Rightarrow",
                                         "\\implies",
                                         "\\iff",
                                         "\\therefore",
                                         "\\because",
                                         "<=>",
                                         "==>",
                                         "=>",
                                         "⇒",
                                         "⇔",
                                         "⟹",
                                         "⟺",
                                         "∴",
                                         "∵"};
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (word_starts(s, len, arrows[i]))
            return strlen(arrows[i]);
    return 0;
}

/* "->" and its relatives mean "so" unless a limit or a map is written with them. */
static size_t arrow(const struct cut *cut, size_t at, size_t begin)
{
    const char *s = cut->s + at;
    size_t len = cut->len - at;
    size_t n = word_starts(s, len, "->")                                                    ? 2
               : word_starts(s, len, "→")                                                   ? 3
               : word_starts(s, len, "\\to") && (len == 3 || !isalpha((unsigned char)s[3])) ? 3
               : word_starts(s, len, "\\rightarrow")                                        ? 11
                                                                                            : 0;
    if (!n || memmem(cut->s, cut->len, "lim", 3))
        return 0;
    bool before = at == begin || memchr(cut->s + begin, '=', at - begin);
    return before && memchr(s + n, '=', len - n) ? n : 0;
}

/* "| -3", "/ :2", "[-7]" at the end of an equation: what will be done next. */
static size_t operation_note(const char *s, size_t len)
{
    for (size_t i = len; i-- > 1;) {
        if (s[i] != '|')
            continue;
        size_t k = i + 1;
        while (k < len && s[k] == ' ')
            k++;
        bool sign =
            k < len && (strchr("+-*/:", s[k]) || word_starts(s + k, len - k, "÷") ||
                        word_starts(s + k, len - k, "×") || word_starts(s + k, len - k, "−") ||
                        word_starts(s + k, len - k, "·"));
        size_t bars = 0;
        for (size_t j = 0; j < len; j++)
            bars += s[j] == '|';
        return sign && bars == 1 && memchr(s, '=', i) ? i : len;
    }
    return len;
}

/* "(x > 0)", "(∵ x > 0)" behind an equation: the length of the group, 0 when it is no condition. */
static size_t side_condition(const char *line, size_t at, size_t len)
{
    const char *s = line + at;
    size_t n = group_end(s, len - at, 0);
    if (at == 0 || line[at - 1] != ' ' || !memchr(line, '=', at) || s[n - 1] != ')')
        return 0;
    static const char *const signs[] = {"∵",    ">",    "<",    "≠",    "≥",    "≤",
                                        "\\ne", "\\ge", "\\le", "\\gt", "\\lt", "\\because"};
    size_t after = at + n;
    while (after < len && strchr(" .,$", line[after]))
        after++;
    if (after < len || has_prose(s, n))
        return 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (memmem(s, n, signs[i], strlen(signs[i])))
            return n;
    return 0;
}

static void walk(struct cut *cut)
{
    size_t begin = 0;
    for (size_t i = 0; i < cut->len;) {
        const char *s = cut->s + i;
        size_t left = cut->len - i, n;
        uint32_t c;
        size_t bytes = text_decode(s, left, &c);
        if (*s == '(' && (n = side_condition(cut->s, i, cut->len)) && cut->n + 1 < PIECES_MAX) {
            end_piece(cut, &begin, i, i + n); /* what stands in brackets is said first */
            struct piece main = cut->piece[cut->n - 1];
            cut->piece[cut->n - 1] =
                (struct piece){i + 1, i + n - 1, cut->words, false, .condition = true};
            cut->piece[cut->n++] = main;
            cut->explained = true;
            i += n;
        } else if ((n = text_command(s, left)) ||
                   ((*s == '(' || *s == '[') && has_prose(s, group_end(s, left, 0)) &&
                    (n = group_end(s, left, 0)))) {
            end_piece(cut, &begin, i, i + n);
            cut->explained = true;
            korean_words(cut, s, n);
            for (size_t k = 0; k < n; k++)
                if (isalpha((unsigned char)s[k]) && (k == 0 || !isalpha((unsigned char)s[k - 1])))
                    cut->rejects |= word_rejects(s + k, word_letters(s + k, n - k));
            cut->words = true;
            i += n;
        } else if ((n = implication(s, left)) || (n = arrow(cut, i, begin)) || c == ';') {
            end_piece(cut, &begin, i, i + (n ? n : 1));
            i += n ? n : 1;
        } else if (*s == '\\') {
            i += command(s, left);
        } else if (*s == ':' && i + 1 < cut->len && s[1] == ' ' && cut->words &&
                   !memchr(cut->s + begin, '=', i - begin)) {
            end_piece(cut, &begin, i, i + 1); /* Divide by 2: x = 4 */
            i++;
        } else if (*s == '$') {
            end_piece(cut, &begin, i, i + 1);
            i++;
        } else if (word_is_hangul(c)) {
            size_t run = 0, step;
            if ((n = word_korean_joint(s, left))) {
                i += n;
                continue;
            }
            while (run < left) {
                step = text_decode(s + run, left - run, &c);
                bool space = s[run] == ' ' && run + 1 < left;
                uint32_t next = 0;
                if (space)
                    text_decode(s + run + 1, left - run - 1, &next);
                if ((!word_is_hangul(c) && !(space && word_is_hangul(next))) ||
                    (run && word_korean_joint(s + run, left - run)))
                    break;
                run += step;
            }
            if ((n = word_korean_unit(cut->s, i, run))) {
                i += n;
                if (n == run)
                    continue;
                s += n;
                run -= n;
            }
            end_piece(cut, &begin, i, i + run);
            cut->words = true;
            cut->explained |= !word_korean_weak(s, run);
            korean_words(cut, s, run);
            i += run;
        } else if (isalpha((unsigned char)*s) && !(i && isdigit((unsigned char)s[-1]))) {
            n = word_letters(s, left);
            if (word_is_prose(cut->s, i, n, cut->len)) {
                end_piece(cut, &begin, i, i + n);
                english_word(cut, s, n);
                cut->explained |= !word_english_weak(s, n);
                cut->words = true;
            }
            i += n;
        } else {
            i += bytes;
        }
    }
    end_piece(cut, &begin, cut->len, cut->len);
}

/* --- numbering, marks --------------------------------------------------------------------------
 */

/* "1)", "(2)", "Step 3:", "2단계:", "①", "-", "•" in front; how many bytes. */
static size_t numbering(const char *s, size_t len, bool *label)
{
    size_t i = 0, digits = 0;
    uint32_t c;
    size_t n = text_decode(s, len, &c);
    if ((c >= 0x2460 && c <= 0x2473) || (c >= 0x3260 && c <= 0x327b)) {
        *label = true;
        return n;
    }
    if (c == 0x2022 || c == 0x25b6 || c == 0x25cf || c == 0x00b7 || c == 0x2023)
        return n;
    if (word_starts_folded(s, len, "step ") || word_starts_folded(s, len, "line "))
        i = 5;
    bool step = i > 0, open = i < len && s[i] == '(';
    i += open;
    for (; i < len && isdigit((unsigned char)s[i]); i++)
        digits++;
    if (digits == 0 || digits > 2)
        return 0;
    if (word_starts(s + i, len - i, "단계")) {
        i += strlen("단계");
        step = true;
    }
    bool close = i < len && (s[i] == ')' || (!open && s[i] == '.'));
    if (close)
        i++;
    if (step && i < len && s[i] == ':')
        i++;
    if (!close && !step)
        return 0;
    if (i < len && s[i] != ' ' && !step)
        return 0;
    while (i < len && s[i] == ' ')
        i++;
    /* "(2) + 3" goes on as mathematics */
    size_t colon = i;
    while (colon < len && strchr("()0123456789+-*x ", s[colon]))
        colon++;
    if (open && colon < len && s[colon] == ':') { /* (1) + (2): ... */
        *label = false;
        return colon + 1;
    }
    if (!step && (i == len || (open && strchr("+-*/=^", s[i]))))
        return 0;
    *label = open;
    return i;
}

/* "(cm²)" or "(cm^2)" at the end: its length. */
static size_t unit_in_brackets(const char *s, size_t len)
{
    if (len < 4 || s[len - 1] != ')')
        return 0;
    size_t open = len - 1;
    while (open > 0 && s[open] != '(')
        open--;
    size_t n = word_letters(s + open + 1, len - open - 2);
    size_t rest = len - open - 2 - n;
    const char *power = s + open + 1 + n;
    bool sure, plain = rest == 0 || (rest == 2 && power[0] == '^') ||
                       word_starts(power, rest, "²") || word_starts(power, rest, "³");
    bool apart = open > 0 && (s[open - 1] == ' ' || isdigit((unsigned char)s[open - 1]));
    return n && plain && apart && unit_find(s + open + 1, n, &sure) && (sure || n > 1 || rest)
               ? len - open
               : 0;
}

/* "... (1)", "⋯ ①", "\tag{2}", "✓" at the end: the length without. */
static size_t without_tail(const char *s, size_t len, struct cut *cut)
{
    static const char *const marks[] = {
        "✓",        "✔",           "☑",      "√ ",      "□",
        "■",        "∎",           "Q.E.D.", "QED",     "\\blacksquare",
        "\\square", "\\checkmark", "(OK)",   "(%)",     "…",
        "⋯",        "\\cdots",     "\\quad", "\\qquad", "\\ldots",
        "...",      "·",           "\\\\"};
    static const char *const wrong[] = {"✗", "✘", "×", "(×)", "\\times", "(X)"};
    for (bool more = true; more;) {
        more = false;
        while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
            len--;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t n = strlen(marks[i]);
            if (len > n && memcmp(s + len - n, marks[i], n) == 0) {
                len -= n;
                more = true;
            }
        }
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
            size_t n = strlen(wrong[i]);
            if (len > n && memcmp(s + len - n, wrong[i], n) == 0) {
                len -= n;
                cut->rejects = more = true;
            }
        }
        /* a number in a circle, or in brackets after dots or a wide gap */
        if (len > 3 && (unsigned char)s[len - 3] == 0xe2 && (unsigned char)s[len - 2] == 0x91 &&
            (unsigned char)s[len - 1] >= 0xa0) {
            len -= 3;
            cut->labelled = more = true;
        } else if (len > 3 && (unsigned char)s[len - 3] == 0xe3 &&
                   (unsigned char)s[len - 2] == 0x89) {
            len -= 3;
            cut->labelled = more = true;
        }
        size_t unit = unit_in_brackets(s, len);
        if (unit) {
            len -= unit;
            more = true;
        }
        const char *tag = memmem(s, len, "\\tag{", 5);
        if (tag) {
            len = (size_t)(tag - s);
            cut->labelled = more = true;
        }
        if (len > 6 && s[len - 1] == ')') {
            size_t at = len - 1;
            while (at > 0 && isdigit((unsigned char)s[at - 1]))
                at--;
            bool gap = at > 3 && at < len - 1 && s[at - 1] == '(' && s[at - 2] == ' ' &&
                       (s[at - 3] == ' ' || s[at - 3] == '.' || s[at - 3] == '\t' ||
                        (unsigned char)s[at - 3] >= 0x80 || memchr(s, '=', at));
            if (gap) {
                len = at - 1;
                cut->labelled = more = true;
            }
        }
    }
    return len;
}

/* --- statements --------------------------------------------------------------------------------
 */

static const struct tree *parse(struct reading *reading, const char *s, size_t len)
{
    struct parse_options options = {.commas = COMMAS_REPORT, .units = UNITS_AUTO, .answer = true};
    struct parse_result result;
    const struct tree *limits =
        memmem(s, len, "]_", 2) ? evaluated_parse(reading->arena, s, len) : NULL;
    if (limits)
        return limits;
    if (maths_parse(reading->arena, s, len, &options, &result))
        return result.tree;
    options.commas = COMMAS_GROUP;
    if (result.error.status == PARSE_AMBIGUOUS_COMMA &&
        maths_parse(reading->arena, s, len, &options, &result))
        return result.tree;
    return NULL;
}

/* "= ..." in front: which relation, and how long it is. */
static size_t continuation(const char *s, size_t len, unsigned *relation)
{
    *relation = RELATION_EQUAL;
    if (len > 1 && s[0] == '=' && s[1] != '=')
        return 1;
    static const char *const about[] = {"≈", "≒", "\\approx", "~="};
    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        if (word_starts(s, len, about[i])) {
            *relation = RELATION_APPROX;
            return strlen(about[i]);
        }
    return 0;
}

static bool is_statement(const struct tree *t)
{
    return t->kind == TREE_RELATION || t->kind == TREE_SYSTEM || t->kind == TREE_OR ||
           t->kind == TREE_AND || (t->kind == TREE_LIST && t->child[0]->kind == TREE_RELATION);
}

static void add_piece(struct reading *reading, size_t line, const struct cut *cut, size_t i,
                      bool alone)
{
    const struct piece *piece = &cut->piece[i];
    const char *s = cut->s + piece->begin;
    size_t len = piece->end - piece->begin;
    struct statement statement = {.line = line,
                                  .labelled = cut->labelled,
                                  .explained = cut->explained,
                                  .rejects = cut->rejects};
    size_t because = word_starts(s, len, "∵")           ? strlen("∵")
                     : word_starts(s, len, "\\because") ? strlen("\\because")
                                                        : 0;
    s += because;
    len -= because;
    size_t n = continuation(s, len, &statement.relation);
    statement.continues = n > 0;
    statement.tree = parse(reading, s + n, len - n);
    if (piece->condition)
        statement.role = ROLE_SINCE;
    else if (cut->role == ROLE_SINCE || cut->role == ROLE_IF)
        statement.role = i < cut->since_end || (cut->since_end == 0 && i == 0 && cut->n > 1)
                             ? cut->role
                             : ROLE_PLAIN;
    else
        statement.role = cut->role;
    bool relational = statement.tree && is_statement(statement.tree);
    if (!alone && !relational && !statement.continues) {
        /* an expression among words counts only where it ends the sentence on purpose, or where a
         * Korean sentence begins the working with what is to be done with it */
        bool task = reading->n == 0 && cut->n == 1 && statement.tree && statement.tree->n > 0 &&
                    word_korean_task(cut->s + piece->end, cut->len - piece->end);
        if (!statement.tree || i + 1 != cut->n || (!task && piece->end + 2 < cut->len))
            return;
        if (!task && cut->role != ROLE_ANSWER && cut->explained &&
            !(piece->after_colon && statement.tree->size > 1))
            return;
    }
    if (reading->n < STATEMENTS_MAX)
        reading->statement[reading->n++] = statement;
}

/* "of" after a percentage or a fraction, "의" between two numbers: how long the words are. */
static size_t of_phrase(const char *s, size_t len, size_t i, const char *out, size_t n)
{
    while (n > 0 && out[n - 1] == ' ')
        n--;
    bool number = n > 0 && (out[n - 1] == '%' || isdigit((unsigned char)out[n - 1]));
    size_t words = word_starts(s + i, len - i, "of ")   ? 3
                   : word_starts(s + i, len - i, "의 ") ? 4
                                                        : 0;
    return number && words && i + words < len && isdigit((unsigned char)s[i + words]) ? words : 0;
}

/* "..." behind a decimal whose last digits repeat: 0.333..., 0.1818...  The digits are already in
 * out; they are replaced. */
static size_t recurring(const char *s, size_t len, size_t i, char *out, size_t *n)
{
    size_t dots = word_starts(s + i, len - i, "...") || word_starts(s + i, len - i, "…") ? 3 : 0;
    size_t digits = 0;
    while (dots && digits < *n && isdigit((unsigned char)out[*n - 1 - digits]))
        digits++;
    if (digits < 2 || digits >= *n || out[*n - 1 - digits] != '.')
        return 0;
    const char *end = out + *n;
    for (size_t period = 1; 2 * period <= digits; period++) {
        if (memcmp(end - period, end - 2 * period, period) != 0)
            continue;
        char repeat[16];
        if (period > 9)
            return 0;
        memcpy(repeat, end - period, period);
        *n -= period;
        while (*n > period && out[*n - 1] != '.' &&
               memcmp(out + *n - period, repeat, period) == 0 &&
               !memchr(out + *n - period, '.', period))
            *n -= period;
        memcpy(out + *n, "\\overline{", 10);
        memcpy(out + *n + 10, repeat, period);
        out[*n + 10 + period] = '}';
        *n += 11 + period;
        return dots;
    }
    return 0;
}

static size_t clean(char *out, const char *s, size_t len)
{
    size_t n = 0, n2;
    int rows = 0;
    for (size_t i = 0; i < len && n + 40 < LINE_LENGTH_MAX; i++) {
        if (word_starts(s + i, len - i, "\\begin{"))
            rows++;
        if (word_starts(s + i, len - i, "\\end{"))
            rows -= rows > 0;
        if (word_starts(s + i, len - i, "\\(") || word_starts(s + i, len - i, "\\)") ||
            word_starts(s + i, len - i, "\\[") || word_starts(s + i, len - i, "\\]")) {
            out[n++] = '$';
            i++;
        } else if (word_starts(s + i, len - i, "**") &&
                   (i == 0 || i + 2 == len || s[i + 2] == ' ')) {
            i++;                                                   /* bold text of Markdown */
        } else if (n > 0 && (n2 = of_phrase(s, len, i, out, n))) { /* 15% of 80, 80의 15% */
            memcpy(out + n, " * ", 3);
            n += 3;
            i += n2 - 1;
        } else if ((n2 = recurring(s, len, i, out, &n))) { /* 0.333... */
            i += n2 - 1;
        } else if (s[i] == '&' && rows == 0) {
            out[n++] = ' ';
        } else if (s[i] == '\\' && i + 1 < len && !isalpha((unsigned char)s[i + 1])) {
            out[n++] = s[i++];
            out[n++] = s[i];
        } else {
            out[n++] = s[i];
        }
    }
    return n;
}

static bool says_no_solution(const char *s, size_t len)
{
    static const char *const phrases[] = {"no solution", "no real solution", "no real root",
                                          "해가 없",     "해는 없",          "근이 없",
                                          "실근이 없",   "근은 없",          "no roots"};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        for (size_t k = 0; k + strlen(phrases[i]) <= len; k++)
            if (word_starts_folded(s + k, len - k, phrases[i]) ||
                word_starts(s + k, len - k, phrases[i]))
                return true;
    return false;
}

bool read_line(struct reading *reading, size_t line, const char *s, size_t len)
{
    char text[LINE_LENGTH_MAX];
    struct cut cut = {.role = ROLE_PLAIN};
    size_t before = reading->n;
    if (reading->n == STATEMENTS_MAX)
        return true;
    if (len >= LINE_LENGTH_MAX) {
        reading->statement[reading->n++] = (struct statement){.line = line};
        return true;
    }
    len = clean(text, s, len);
    text[len] = '\0';
    if (len > 1 && text[0] == '#' && (text[1] == '#' || text[1] == ' ')) /* a heading */
        return false;
    size_t skip = numbering(text, len, &cut.labelled);
    cut.s = text + skip;
    cut.len = without_tail(cut.s, len - skip, &cut);
    cut.len = operation_note(cut.s, cut.len);
    walk(&cut);
    bool alone = !cut.words;
    for (size_t i = 0; i < cut.n; i++)
        add_piece(reading, line, &cut, i, alone);
    if (cut.words && reading->n < STATEMENTS_MAX && says_no_solution(text, len))
        reading->statement[reading->n++] = (struct statement){
            .line = line, .tree = tree_node(reading->arena, TREE_ELEMENTS, 0, NULL, 0)};
    return reading->n > before || alone;
}
