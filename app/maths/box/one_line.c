/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A formula is read item by item (a character, a group, a command with its arguments) and put
 * into a `line`, which knows what it ended with: that decides spaces and brackets. Arguments are
 * formatted into lines of their own first, because a fraction must know whether they are sums.
 * Fractions, roots and other commands are in one_line_shapes.c, tables in one_line_tables.c.
 */
#include "app/maths/box/one_line_line.h"

#include "app/base/die.h"
#include "app/base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- the line ------------------------------------------------------------------------------- */

void line_init(struct line *line)
{
    *line = (struct line){.text = STR_EMPTY};
}

void line_release(struct line *line)
{
    str_release(&line->text);
}

static bool is_operand(enum line_last last)
{
    return last == LAST_DIGIT || last == LAST_LETTER || last == LAST_CLOSE ||
           last == LAST_FRACTION || last == LAST_TIGHT;
}

/* "1/2" before another factor becomes "(1/2)". */
static void bracket_fraction(struct line *line)
{
    struct str rest = STR_EMPTY;
    str_add(&rest, line->text.data + line->fraction_at, line->text.len - line->fraction_at);
    line->text.len = line->fraction_at;
    str_add_char(&line->text, '(');
    str_add_str(&line->text, &rest);
    str_add_char(&line->text, ')');
    str_release(&rest);
    line->last = LAST_CLOSE;
    line->fraction = false;
}

void line_lead(struct line *line, enum line_next next)
{
    if (line->last == LAST_FRACTION &&
        (next == NEXT_ATOM || next == NEXT_OPEN || next == NEXT_WORD || next == NEXT_SCRIPT))
        bracket_fraction(line);
    enum line_last last = line->last;
    bool space = line->pending;
    if (next == NEXT_SCRIPT || next == NEXT_CLOSE || last == LAST_OPEN)
        space = false;
    else if (line->after_command && next != NEXT_OPERATOR && next != NEXT_TEXT)
        space = false;
    else if (last == LAST_OPERATOR_COMMAND)
        space = space && line->operator_spaced;
    bool factor = next == NEXT_ATOM || next == NEXT_OPEN;
    if (factor &&
        (last == LAST_BIG || last == LAST_TIGHT || (last == LAST_WORD && next == NEXT_ATOM)))
        space = true;
    if (next == NEXT_WORD && (is_operand(last) || last == LAST_WORD || last == LAST_BIG))
        space = true;
    if (space && line->text.len && line->text.data[line->text.len - 1] != ' ')
        str_add_char(&line->text, ' ');
    line->operator_spaced = space;
    line->pending = line->after_command = false;
}

void line_put(struct line *line, enum line_next next, const char *text, size_t len,
              enum line_last last)
{
    line_lead(line, next);
    if (line->brackets == 0 && (next == NEXT_ATOM || next == NEXT_WORD))
        line->atoms++;
    if (next == NEXT_OPEN) {
        line->atoms += line->brackets == 0;
        line->brackets++;
    }
    if (next == NEXT_CLOSE && line->brackets > 0)
        line->brackets--;
    str_add(&line->text, text, len);
    line->last = last;
}

void line_put_text(struct line *line, enum line_next next, const char *text, enum line_last last)
{
    line_put(line, next, text, strlen(text), last);
}

void line_put_operator(struct line *line, const char *text, bool product, bool command)
{
    bool first = line->text.len == 0 || line->last == LAST_OPEN;
    size_t len = strlen(text);
    /* relations and signs between two operands have room on both sides, products as in the source
     */
    bool word = text[0] >= 'a' && text[0] <= 'z';
    bool roomy = word || (!product && text[0] != '|' && text[0] != ':' && is_operand(line->last));
    if (roomy)
        line->pending = true;
    line_put(line, NEXT_OPERATOR, text, len, command ? LAST_OPERATOR_COMMAND : LAST_OPERATOR);
    if (roomy)
        line->operator_spaced = line->pending = true;
    if (line->brackets)
        return;
    if (product)
        line->atoms++;
    else if (!first)
        line->sum = true;
    else
        line->sign = true;
    if (product && text[0] == '/')
        line->fraction = true;
}

/* --- items ---------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t line_skip_spaces(const struct job *job, size_t i, size_t to)
{
    while (i < to && is_blank(job->s[i]))
        i++;
    return i;
}

enum { BARE_MAX = 4 };

bool line_read_argument(struct job *job, size_t *i, size_t to, struct line *out)
{
    size_t at = line_skip_spaces(job, *i, to);
    line_init(out);
    if (at >= to || job->s[at] == '}' || job->s[at] == '&' || job->s[at] == '^' ||
        job->s[at] == '_')
        return false;
    if (job->s[at] == '{') {
        size_t close = line_group_end(job, at, to);
        if (!close)
            return false;
        int bare = job->bare;
        job->bare = 0;
        line_put_range(job, out, at + 1, close);
        job->bare = bare;
        *i = close + 1;
        return true;
    }
    /* \frac\frac\frac...: an argument that fails is read again as something else, so commands
     * without braces around them may only nest so far. */
    if (job->s[at] == '\\' && job->bare >= BARE_MAX)
        return false;
    job->bare++;
    *i = line_put_item(job, out, at, to);
    job->bare--;
    return true;
}

size_t line_group_end(const struct job *job, size_t at, size_t to)
{
    if (at >= to || job->s[at] != '{' || job->match[at] == 0 || job->match[at] >= to)
        return 0;
    return job->match[at];
}

/* ',' and '.' inside a number: 3.14 and 1,000 but not (1,2). */
static bool is_inside_number(const struct job *job, const struct line *line, size_t i, size_t to)
{
    if (line->last != LAST_DIGIT || line->pending)
        return false;
    size_t digits = 0;
    while (i + 1 + digits < to && is_digit(job->s[i + 1 + digits]))
        digits++;
    return job->s[i] == '.' ? digits > 0 : digits == 3;
}

static size_t put_digit(const struct job *job, struct line *line, size_t i)
{
    if (line->last == LAST_DIGIT && !line->pending) {
        str_add_char(&line->text, job->s[i]);
        return i + 1;
    }
    line_lead(line, NEXT_ATOM);
    line->number_at = line->text.len;
    line_put(line, NEXT_ATOM, job->s + i, 1, LAST_DIGIT);
    return i + 1;
}

static size_t put_prime(const struct job *job, struct line *line, size_t i)
{
    line_put_text(line, NEXT_SCRIPT, job->ascii ? "'" : "′",
                  line->last == LAST_WORD ? LAST_WORD : LAST_CLOSE);
    return i + 1;
}

/* A bar opens, closes or stands between; only the last needs the spaces of the source. */
static void put_bar(struct line *line)
{
    if (line->bar_open && is_operand(line->last)) {
        line_put_text(line, NEXT_CLOSE, "|", LAST_CLOSE);
        line->bar_open = false;
    } else if (!is_operand(line->last)) {
        line_put_text(line, NEXT_OPEN, "|", LAST_OPEN);
        line->bar_open = true;
    } else {
        line_put_operator(line, "|", false, false);
    }
}

static size_t put_other_script(const struct job *job, struct line *line, size_t i, size_t to)
{
    static const char *const operators[] = {"×", "·", "÷", "±", "−", "≤", "≥",
                                            "≠", "→", "⇒", "∈", "≈", "≡", NULL};
    uint32_t c;
    size_t n = text_decode(job->s + i, to - i, &c);
    for (size_t k = 0; operators[k]; k++) {
        if (strlen(operators[k]) == n && memcmp(operators[k], job->s + i, n) == 0) {
            line_put_operator(line, operators[k], k < 3, false);
            return i + n;
        }
    }
    if (text_char_width(c) == 0)
        str_add(&line->text, job->s + i, n);
    else
        line_put(line, text_width(job->s + i, n) > 1 ? NEXT_TEXT : NEXT_ATOM, job->s + i, n,
                 LAST_LETTER);
    return i + n;
}

static size_t put_char(const struct job *job, struct line *line, size_t i, size_t to)
{
    char c = job->s[i];
    if (is_digit(c))
        return put_digit(job, line, i);
    if ((c == '.' || c == ',') && is_inside_number(job, line, i, to)) {
        str_add_char(&line->text, c);
        return i + 1;
    }
    if ((unsigned char)c >= 0x80)
        return put_other_script(job, line, i, to);
    char text[2] = {c, '\0'};
    if (is_letter(c)) {
        line_put(line, NEXT_ATOM, text, 1, LAST_LETTER);
    } else if (c == '(' || c == '[') {
        line_put(line, NEXT_OPEN, text, 1, LAST_OPEN);
    } else if (c == ')' || c == ']' || c == '}') {
        line_put(line, NEXT_CLOSE, text, 1, LAST_CLOSE);
    } else if (c == '|') {
        put_bar(line);
    } else if (strchr("+-=<>:", c) && c) {
        line_put_operator(line, text, false, false);
    } else if (c == '*' || c == '/') {
        line_put_operator(line, text, true, false);
    } else if (c == '!') {
        line_put(line, NEXT_SCRIPT, text, 1, LAST_CLOSE);
    } else {
        line->sum = line->sum || line->brackets == 0;
        line_put(line, NEXT_MARK, text, 1, LAST_MARK);
    }
    return i + 1;
}

/* In exponents and indices spaces only cost room, unless words are in it. */
static void strip_spaces(struct line *line)
{
    size_t kept = 0;
    if (line->words || line->named)
        return;
    for (size_t i = 0; i < line->text.len; i++)
        if (line->text.data[i] != ' ')
            line->text.data[kept++] = line->text.data[i];
    line->text.len = kept;
    if (line->text.cap)
        line->text.data[kept] = '\0';
}

/* Raises or lowers a whole text; false, with nothing added, if one character has no such form. */
static bool add_small(struct str *out, const struct str *text, bool raised)
{
    struct str small = STR_EMPTY;
    bool ok = text->len > 0;
    for (size_t i = 0; ok && i < text->len;) {
        uint32_t c;
        i += text_decode(text->data + i, text->len - i, &c);
        uint32_t to = raised ? symbol_superscript(c) : symbol_subscript(c);
        ok = to != 0;
        text_add_char(&small, to);
    }
    if (ok)
        str_add_str(out, &small);
    str_release(&small);
    return ok;
}

static bool is_one_word(const struct str *text)
{
    bool digits = true;
    for (size_t i = 0; i < text->len; i++)
        digits = digits && is_digit(text->data[i]);
    return text->len && (digits || text_cluster(text->data, text->len) == text->len);
}

static size_t put_script(struct job *job, struct line *line, size_t i, size_t to)
{
    struct line argument;
    bool raised = job->s[i] == '^';
    size_t after = i + 1;
    if (!line_read_argument(job, &after, to, &argument)) {
        line_put(line, NEXT_MARK, job->s + i, 1, LAST_MARK);
        line_release(&argument);
        return i + 1;
    }
    strip_spaces(&argument);
    line_lead(line, NEXT_SCRIPT);
    bool keeps = line->last == LAST_WORD || line->last == LAST_BIG;
    if (job->ascii && str_equal(&argument.text, "o")) {
        str_add_text(&line->text, " deg");
        line->last = LAST_TIGHT;
    } else if (!job->ascii && add_small(&line->text, &argument.text, raised)) {
        line->last = keeps ? line->last : LAST_CLOSE;
    } else {
        bool bare = is_one_word(&argument.text);
        str_add_char(&line->text, raised ? '^' : '_');
        str_add_text(&line->text, bare ? "" : "(");
        str_add_str(&line->text, &argument.text);
        str_add_text(&line->text, bare ? "" : ")");
        line->last = keeps ? line->last : LAST_TIGHT;
    }
    line_release(&argument);
    return after;
}

size_t line_put_item(struct job *job, struct line *line, size_t i, size_t to)
{
    char c = job->s[i];
    if (is_blank(c) || c == '~') {
        line->pending = true;
        line->after_command = line->after_command && c != '~';
        return i + 1;
    }
    if (c == '&')
        return i + 1;
    if (c == '^' || c == '_')
        return put_script(job, line, i, to);
    if (c == '\'')
        return put_prime(job, line, i);
    if (c == '\\')
        return line_put_command(job, line, i, to);
    size_t close = line_group_end(job, i, to);
    if (close) {
        line_put_range(job, line, i + 1, close);
        return close + 1;
    }
    return put_char(job, line, i, to);
}

void line_put_range(struct job *job, struct line *line, size_t from, size_t to)
{
    if (job->depth >= ONE_LINE_DEPTH) {
        line_put(line, NEXT_TEXT, job->s + from, to - from, LAST_CLOSE);
        return;
    }
    job->depth++;
    for (size_t i = from; i < to;)
        i = line_put_item(job, line, i, to);
    job->depth--;
}

/* match[i] is the closing brace of the one that opens at i, 0 if there is none. */
static void match_braces(struct job *job, size_t len)
{
    size_t *open = xmalloc((len + 1) * sizeof *open), n = 0;
    for (size_t i = 0; i < len; i++) {
        if (job->s[i] == '\\')
            i++;
        else if (job->s[i] == '{')
            open[n++] = i;
        else if (job->s[i] == '}' && n > 0)
            job->match[open[--n]] = i;
    }
    free(open);
}

void one_line_format(struct str *out, const char *latex, size_t len, enum one_line_set set)
{
    struct line line;
    line_init(&line);
    if (len > ONE_LINE_MAX) {
        str_add(&line.text, latex, len);
    } else {
        struct job job = {.s = latex, .ascii = set == ONE_LINE_ASCII};
        job.match = xcalloc(len + 1, sizeof *job.match);
        match_braces(&job, len);
        line_put_range(&job, &line, 0, len);
        free(job.match);
    }
    for (size_t i = 0; i < line.text.len; i++)
        if (is_blank(line.text.data[i]))
            line.text.data[i] = ' ';
    while (line.text.len && line.text.data[line.text.len - 1] == ' ')
        line.text.len--;
    str_add_str(out, &line.text);
    line_release(&line);
}
