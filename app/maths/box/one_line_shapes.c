/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands: symbols from the table, and the few that have arguments. Each put_* takes the place
 * after the command's name and returns where its arguments end, or NONE when they are not what
 * they should be; the command is then shown as its source.
 */
#include "app/maths/box/one_line_line.h"

#include "app/base/text.h"

#include <stdint.h>
#include <string.h>

#define NONE LINE_NONE

/* --- fractions and roots -------------------------------------------------------------------- */

static bool is_number(const struct line *line)
{
    for (size_t i = 0; i < line->text.len; i++)
        if (line->text.data[i] < '0' || line->text.data[i] > '9')
            return false;
    return line->text.len > 0;
}

static void add_wrapped(struct str *out, const struct line *part, bool brackets)
{
    str_add_text(out, brackets ? "(" : "");
    str_add_str(out, &part->text);
    str_add_text(out, brackets ? ")" : "");
}

/* dy/dx: the whole of "dx" is one thing there. */
static bool is_differential(const struct line *top, const struct line *bottom)
{
    const char *const signs[] = {"d", "∂"};
    for (size_t i = 0; i < 2; i++)
        if (str_starts(&top->text, signs[i]) && str_starts(&bottom->text, signs[i]) &&
            bottom->atoms == 2 && !bottom->sum)
            return true;
    return false;
}

static void put_quotient(struct line *line, const struct line *top, const struct line *bottom)
{
    struct str text = STR_EMPTY;
    add_wrapped(&text, top, top->sum || top->fraction || top->words);
    str_add_char(&text, '/');
    add_wrapped(&text, bottom,
                bottom->sum || bottom->sign || bottom->fraction || bottom->words ||
                    (bottom->atoms > 1 && !is_differential(top, bottom)));
    bool mixed = line->last == LAST_DIGIT && is_number(top) && is_number(bottom);
    bool factor = !mixed && (line->last == LAST_LETTER || line->last == LAST_CLOSE ||
                             line->last == LAST_DIGIT || line->last == LAST_WORD ||
                             line->last == LAST_FRACTION || line->last == LAST_TIGHT);
    size_t start = line->number_at;
    if (factor) {
        line_put_text(line, NEXT_OPEN, "(", LAST_OPEN);
        str_add_str(&line->text, &text);
        line_put_text(line, NEXT_CLOSE, ")", LAST_CLOSE);
    } else {
        line->pending = line->pending || mixed;
        line->after_command = line->after_command && !mixed;
        line_lead(line, NEXT_ATOM);
        line->fraction_at = mixed ? start : line->text.len;
        line_put(line, NEXT_ATOM, text.data, text.len, LAST_FRACTION);
        line->fraction = line->fraction || line->brackets == 0;
    }
    str_release(&text);
}

static size_t put_fraction(struct job *job, struct line *line, size_t i, size_t to)
{
    struct line top, bottom;
    line_init(&bottom);
    bool ok = line_read_argument(job, &i, to, &top) && top.text.len &&
              line_read_argument(job, &i, to, &bottom) && bottom.text.len;
    if (ok)
        put_quotient(line, &top, &bottom);
    line_release(&top);
    line_release(&bottom);
    return ok ? i : NONE;
}

static bool is_single(const struct line *part)
{
    return is_number(part) || text_cluster(part->text.data, part->text.len) == part->text.len;
}

/* The sign of the root: "√", "∛", "ⁿ√". False if the index has no small form. */
static bool root_sign(struct str *out, const struct str *index)
{
    if (str_equal(index, "3") || str_equal(index, "4")) {
        str_add_text(out, index->data[0] == '3' ? "∛" : "∜");
        return true;
    }
    for (size_t i = 0; i < index->len;) {
        uint32_t c;
        i += text_decode(index->data + i, index->len - i, &c);
        uint32_t small = symbol_superscript(c);
        if (!small)
            return false;
        text_add_char(out, small);
    }
    str_add_text(out, "√");
    return true;
}

static void put_root_of(const struct job *job, struct line *line, const struct line *index,
                        const struct line *inside)
{
    struct str text = STR_EMPTY;
    bool plain = index->text.len == 0 || str_equal(&index->text, "2");
    if (job->ascii || !root_sign(&text, plain ? &(struct str)STR_EMPTY : &index->text)) {
        str_clear(&text);
        str_add_text(&text, plain ? "sqrt(" : "root(");
        if (!plain) {
            str_add_str(&text, &index->text);
            str_add_text(&text, ", ");
        }
        str_add_str(&text, &inside->text);
        str_add_char(&text, ')');
        line_put(line, NEXT_WORD, text.data, text.len, LAST_CLOSE);
    } else {
        bool single = is_single(inside);
        bool small_index = !plain && index->text.data[0] != '3' && index->text.data[0] != '4';
        if (small_index && line->last != LAST_OPERATOR && line->last != LAST_NONE)
            line_put_operator(line, "·", true, false); /* xⁿ√y would read as a power */
        add_wrapped(&text, inside, !single);
        line_put(line, NEXT_ATOM, text.data, text.len, single ? LAST_TIGHT : LAST_CLOSE);
    }
    str_release(&text);
}

static size_t put_root(struct job *job, struct line *line, size_t i, size_t to)
{
    struct line index, inside;
    line_init(&index);
    i = line_skip_spaces(job, i, to);
    if (i < to && job->s[i] == '[') {
        size_t close = i + 1;
        while (close < to && job->s[close] != ']')
            close++;
        if (close < to) {
            line_put_range(job, &index, i + 1, close);
            i = close + 1;
        }
    }
    bool ok = line_read_argument(job, &i, to, &inside) && inside.text.len;
    if (ok)
        put_root_of(job, line, &index, &inside);
    line_release(&index);
    line_release(&inside);
    return ok ? i : NONE;
}

/* --- words, accents, small things ----------------------------------------------------------- */

/* \text{...}: spaces count, only the usual escapes mean something. */
static size_t put_words(struct job *job, struct line *line, size_t i, size_t to)
{
    i = line_skip_spaces(job, i, to);
    size_t close = line_group_end(job, i, to);
    if (!close)
        return NONE;
    struct str text = STR_EMPTY;
    for (i++; i < close; i++) {
        bool escape = job->s[i] == '\\' && i + 1 < close && strchr("%$&#_{} ,", job->s[i + 1]);
        if (escape && job->s[i + 1] != ',')
            str_add_char(&text, job->s[++i]);
        else if (escape)
            i++, str_add_char(&text, ' ');
        else if (job->s[i] == '~')
            str_add_char(&text, ' ');
        else if (job->s[i] != '$' && job->s[i] != '{' && job->s[i] != '}')
            str_add_char(&text, job->s[i]);
    }
    bool ends_blank = text.len && text.data[text.len - 1] == ' ';
    line->pending = line->pending && !(text.len && text.data[0] == ' ');
    line->words = true;
    line->after_command = false;
    line_put(line, NEXT_TEXT, text.data, text.len, ends_blank ? LAST_MARK : LAST_LETTER);
    line->sum = line->sum || memchr(text.data, ' ', text.len) != NULL;
    str_release(&text);
    return close + 1;
}

static size_t put_operator_name(struct job *job, struct line *line, size_t i, size_t to)
{
    struct line name;
    if (i < to && job->s[i] == '*')
        i++;
    bool ok = line_read_argument(job, &i, to, &name);
    if (ok)
        line_put(line, NEXT_WORD, name.text.data, name.text.len, LAST_WORD);
    line->words = true;
    line_release(&name);
    return ok ? i : NONE;
}

static size_t put_inside(struct job *job, struct line *line, size_t i, size_t to)
{
    i = line_skip_spaces(job, i, to);
    size_t close = line_group_end(job, i, to);
    line->after_command = false;
    if (close) {
        line_put_range(job, line, i + 1, close);
        return close + 1;
    }
    return i < to && job->s[i] != '}' ? line_put_item(job, line, i, to) : NONE;
}

static size_t skip_argument(struct job *job, size_t i, size_t to)
{
    struct line unused;
    bool ok = line_read_argument(job, &i, to, &unused);
    line_release(&unused);
    return ok ? i : NONE;
}

static const struct {
    const char *name;
    uint32_t mark; /* combining character */
} accents[] = {
    {"overline", 0x305}, {"bar", 0x304},       {"hat", 0x302},
    {"widehat", 0x302},  {"vec", 0x20D7},      {"overrightarrow", 0x20D7},
    {"tilde", 0x303},    {"widetilde", 0x303}, {"dot", 0x307},
    {"ddot", 0x308},     {"check", 0x30C},     {"mathring", 0x30A},
};

static size_t put_accent(struct job *job, struct line *line, size_t i, size_t to, size_t accent)
{
    struct line inside;
    bool ok = line_read_argument(job, &i, to, &inside);
    struct str text = STR_EMPTY;
    bool small = text_width(inside.text.data, inside.text.len) <= 12 && !inside.words;
    if (ok && (job->ascii || !small)) {
        str_printf(&text, "%s(", accents[accent].name);
        str_add_str(&text, &inside.text);
        str_add_char(&text, ')');
        line_put(line, NEXT_WORD, text.data, text.len, LAST_CLOSE);
    } else if (ok) {
        for (size_t k = 0; k < inside.text.len;) {
            size_t n = text_cluster(inside.text.data + k, inside.text.len - k);
            str_add(&text, inside.text.data + k, n);
            text_add_char(&text, accents[accent].mark);
            k += n;
        }
        line_put(line, NEXT_ATOM, text.data, text.len, LAST_LETTER);
    }
    str_release(&text);
    line_release(&inside);
    return ok ? i : NONE;
}

static size_t put_blackboard(struct job *job, struct line *line, size_t i, size_t to)
{
    struct line inside;
    struct str text = STR_EMPTY;
    bool ok = line_read_argument(job, &i, to, &inside);
    for (size_t k = 0; k < inside.text.len;) {
        uint32_t c;
        k += text_decode(inside.text.data + k, inside.text.len - k, &c);
        uint32_t to_c = job->ascii ? 0 : symbol_blackboard(c);
        text_add_char(&text, to_c ? to_c : c);
    }
    if (ok)
        line_put(line, NEXT_ATOM, text.data, text.len, LAST_LETTER);
    str_release(&text);
    line_release(&inside);
    return ok ? i : NONE;
}

static size_t put_binomial(struct job *job, struct line *line, size_t i, size_t to)
{
    struct line top, bottom;
    line_init(&bottom);
    bool ok = line_read_argument(job, &i, to, &top) && line_read_argument(job, &i, to, &bottom);
    if (ok) {
        line_put_text(line, NEXT_ATOM, "C", LAST_LETTER);
        line_put_text(line, NEXT_OPEN, "(", LAST_OPEN);
        str_add_str(&line->text, &top.text);
        str_add_text(&line->text, ", ");
        str_add_str(&line->text, &bottom.text);
        line_put_text(line, NEXT_CLOSE, ")", LAST_CLOSE);
    }
    line_release(&top);
    line_release(&bottom);
    return ok ? i : NONE;
}

/* " (mod 7)", " (1)": an argument in brackets behind a space. */
static size_t put_remark(struct job *job, struct line *line, size_t i, size_t to, const char *lead)
{
    struct line inside;
    struct str text = STR_EMPTY;
    bool ok = line_read_argument(job, &i, to, &inside);
    str_printf(&text, "(%s", lead);
    str_add_str(&text, &inside.text);
    str_add_char(&text, ')');
    if (ok) {
        line->pending = true;
        line->after_command = false;
        line_put(line, NEXT_TEXT, text.data, text.len, LAST_CLOSE);
    }
    str_release(&text);
    line_release(&inside);
    return ok ? i : NONE;
}

static size_t put_not(struct job *job, struct line *line, size_t i, size_t to)
{
    i = line_skip_spaces(job, i, to);
    if (i < to && job->s[i] == '=') {
        line_put_operator(line, job->ascii ? "!=" : "≠", false, true);
        return i + 1;
    }
    if (job->ascii || i >= to || job->s[i] == '}')
        return NONE;
    i = line_put_item(job, line, i, to);
    text_add_char(&line->text, 0x338);
    return i;
}

/* --- dispatch ------------------------------------------------------------------------------- */

enum shape {
    SHAPE_FRACTION,
    SHAPE_ROOT,
    SHAPE_WORDS,
    SHAPE_INSIDE,
    SHAPE_BRACKETS, /* what stands under a brace */
    SHAPE_NAME,
    SHAPE_BLACKBOARD,
    SHAPE_BINOMIAL,
    SHAPE_MODULO,
    SHAPE_TAG,
    SHAPE_NOT,
    SHAPE_DROP, /* layout with an argument */
    SHAPE_BEGIN,
    SHAPE_DELIMITER /* \left and \right: a point behind them is no point */
};

static const struct {
    const char *name;
    enum shape shape;
} shapes[] = {
    {"frac", SHAPE_FRACTION},
    {"dfrac", SHAPE_FRACTION},
    {"tfrac", SHAPE_FRACTION},
    {"cfrac", SHAPE_FRACTION},
    {"sqrt", SHAPE_ROOT},
    {"text", SHAPE_WORDS},
    {"textbf", SHAPE_WORDS},
    {"textit", SHAPE_WORDS},
    {"textrm", SHAPE_WORDS},
    {"textsf", SHAPE_WORDS},
    {"texttt", SHAPE_WORDS},
    {"textnormal", SHAPE_WORDS},
    {"mbox", SHAPE_WORDS},
    {"hbox", SHAPE_WORDS},
    {"boxed", SHAPE_INSIDE},
    {"fbox", SHAPE_INSIDE},
    {"mathrm", SHAPE_INSIDE},
    {"mathbf", SHAPE_INSIDE},
    {"mathit", SHAPE_INSIDE},
    {"mathsf", SHAPE_INSIDE},
    {"mathtt", SHAPE_INSIDE},
    {"mathcal", SHAPE_INSIDE},
    {"mathscr", SHAPE_INSIDE},
    {"mathfrak", SHAPE_INSIDE},
    {"mathnormal", SHAPE_INSIDE},
    {"boldsymbol", SHAPE_INSIDE},
    {"bm", SHAPE_INSIDE},
    {"mathop", SHAPE_INSIDE},
    {"mathbin", SHAPE_INSIDE},
    {"mathrel", SHAPE_INSIDE},
    {"mathord", SHAPE_INSIDE},
    {"ensuremath", SHAPE_INSIDE},
    {"underline", SHAPE_INSIDE},
    {"underbrace", SHAPE_BRACKETS},
    {"overbrace", SHAPE_BRACKETS},
    {"operatorname", SHAPE_NAME},
    {"mathbb", SHAPE_BLACKBOARD},
    {"binom", SHAPE_BINOMIAL},
    {"dbinom", SHAPE_BINOMIAL},
    {"tbinom", SHAPE_BINOMIAL},
    {"pmod", SHAPE_MODULO},
    {"tag", SHAPE_TAG},
    {"not", SHAPE_NOT},
    {"phantom", SHAPE_DROP},
    {"hphantom", SHAPE_DROP},
    {"vphantom", SHAPE_DROP},
    {"hspace", SHAPE_DROP},
    {"vspace", SHAPE_DROP},
    {"label", SHAPE_DROP},
    {"begin", SHAPE_BEGIN},
    {"left", SHAPE_DELIMITER},
    {"right", SHAPE_DELIMITER},
    {"middle", SHAPE_DELIMITER},
};

static size_t put_shape(struct job *job, struct line *line, enum shape shape, size_t i, size_t to)
{
    switch (shape) {
    case SHAPE_FRACTION:
        return put_fraction(job, line, i, to);
    case SHAPE_ROOT:
        return put_root(job, line, i, to);
    case SHAPE_WORDS:
        return put_words(job, line, i, to);
    case SHAPE_INSIDE:
        return put_inside(job, line, i, to);
    case SHAPE_BRACKETS:
        line_put_text(line, NEXT_OPEN, "(", LAST_OPEN);
        i = put_inside(job, line, i, to);
        line_put_text(line, NEXT_CLOSE, ")", LAST_CLOSE);
        return i;
    case SHAPE_NAME:
        return put_operator_name(job, line, i, to);
    case SHAPE_BLACKBOARD:
        return put_blackboard(job, line, i, to);
    case SHAPE_BINOMIAL:
        return put_binomial(job, line, i, to);
    case SHAPE_MODULO:
        return put_remark(job, line, i, to, "mod ");
    case SHAPE_TAG:
        return put_remark(job, line, i, to, "");
    case SHAPE_NOT:
        return put_not(job, line, i, to);
    case SHAPE_DROP:
        return skip_argument(job, i, to);
    case SHAPE_BEGIN:
        return line_put_environment(job, line, i, to);
    case SHAPE_DELIMITER:
        i = line_skip_spaces(job, i, to);
        return i < to && job->s[i] == '.' ? i + 1 : i;
    }
    return NONE;
}

static void put_symbol(const struct job *job, struct line *line, const struct symbol *symbol)
{
    const char *text = job->ascii ? symbol->ascii : symbol->unicode;
    bool long_name = strlen(text) > 1 && text[0] >= 'A' && text[0] <= 'z';
    switch (symbol->kind) {
    case SYMBOL_LETTER:
        line_put_text(line, long_name ? NEXT_WORD : NEXT_ATOM, text,
                      long_name ? LAST_WORD : LAST_LETTER);
        line->named = line->named || long_name;
        line->after_command = true;
        break;
    case SYMBOL_PRODUCT:
    case SYMBOL_SUM:
        line_put_operator(line, text, symbol->kind == SYMBOL_PRODUCT, true);
        break;
    case SYMBOL_FUNCTION:
    case SYMBOL_BIG:
        line_put_text(line, NEXT_WORD, text, symbol->kind == SYMBOL_BIG ? LAST_BIG : LAST_WORD);
        line->after_command = true;
        line->words = true;
        break;
    case SYMBOL_OPEN:
        line_put_text(line, NEXT_OPEN, text, LAST_OPEN);
        break;
    case SYMBOL_CLOSE:
        line_put_text(line, NEXT_CLOSE, text, LAST_CLOSE);
        break;
    case SYMBOL_MARK:
        line_put_text(line, NEXT_MARK, text, LAST_MARK);
        line->after_command = true;
        break;
    case SYMBOL_SPACE:
        line->pending = true;
        line->after_command = false;
        break;
    case SYMBOL_NOTHING:
        break;
    }
}

/* Shown as it was written, with the groups that directly follow it. */
static size_t put_unknown(const struct job *job, struct line *line, size_t start, size_t i,
                          size_t to)
{
    bool has_groups = false;
    for (;;) {
        size_t close = line_group_end(job, i, to);
        if (!close && i < to && job->s[i] == '[') {
            const char *bracket = memchr(job->s + i, ']', to - i);
            close = bracket ? (size_t)(bracket - job->s) : 0;
        }
        if (!close)
            break;
        has_groups = true;
        i = close + 1;
    }
    line->after_command = false;
    line->words = true;
    line_put(line, NEXT_TEXT, job->s + start, i - start, has_groups ? LAST_CLOSE : LAST_WORD);
    return i;
}

size_t line_put_command(struct job *job, struct line *line, size_t start, size_t to)
{
    size_t i = start + 1;
    while (i < to &&
           ((job->s[i] >= 'a' && job->s[i] <= 'z') || (job->s[i] >= 'A' && job->s[i] <= 'Z')))
        i++;
    if (i == start + 1 && i < to) {
        uint32_t c;
        i += text_decode(job->s + i, to - i, &c);
    }
    const char *name = job->s + start + 1;
    size_t len = i - start - 1;
    if (len == 1 && *name == '\\') { /* a new line outside of any table */
        size_t bracket = line_skip_spaces(job, i, to);
        const char *close = bracket < to && job->s[bracket] == '['
                                ? memchr(job->s + bracket, ']', to - bracket)
                                : NULL;
        line_end_row(line, line->text.len == 0, "; ");
        return close ? (size_t)(close - job->s) + 1 : i;
    }
    size_t after = NONE;
    if (job->depth >= ONE_LINE_DEPTH)
        return put_unknown(job, line, start, i, to);
    job->depth++;
    for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++)
        if (strlen(shapes[k].name) == len && memcmp(shapes[k].name, name, len) == 0)
            after = put_shape(job, line, shapes[k].shape, i, to);
    for (size_t k = 0; k < sizeof accents / sizeof accents[0]; k++)
        if (strlen(accents[k].name) == len && memcmp(accents[k].name, name, len) == 0)
            after = put_accent(job, line, i, to, k);
    job->depth--;
    if (after != NONE)
        return after;
    const struct symbol *symbol = len ? symbol_find(name, len) : NULL;
    if (!symbol)
        return put_unknown(job, line, start, i, to);
    put_symbol(job, line, symbol);
    return i;
}
