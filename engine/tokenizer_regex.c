/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A regex of tokenizer.json for PCRE2. The library reads it with Oniguruma in Ruby syntax; the two
 * dialects agree on little more than they look. The idea to read it by: this is a list of what is
 * allowed. Each construct is either known to mean the same and copied, or rewritten to what it
 * means there (\s, \S, \w, \d, \h, \v, \uXXXX, script names, captures), or refused by name;
 * nothing passes unread. Knows nothing of tokens.
 */
#include "engine/tokenizer.h"

#include "engine/error.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

#define MAX_GROUPS 200

/* White space as the library has it; PCRE2 with UCP would add U+180E. */
#define SPACE_RANGES                                                                            \
    "\\x{9}-\\x{d}\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}" \
    "\\x{205f}\\x{3000}"
#define NON_SPACE_RANGES                                                                    \
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-"  \
    "\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}" \
    "\\x{3001}-\\x{10ffff}"
#define WORD_MEMBERS "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}"
/* Outside a class Oniguruma takes six more of Latin-1 for word characters. */
#define WORD_MEMBERS_ALONE WORD_MEMBERS "\\x{b2}\\x{b3}\\x{b9}\\x{bc}-\\x{be}"

struct rewriter {
    const char *start, *at, *end;
    struct tok_bytes *out;
    const char *where;
    struct eng_error *error;
    bool no_case;                /* inside (?i: */
    bool outer_case[MAX_GROUPS]; /* no_case outside each open group */
    int depth;
    uint32_t last_literal; /* just before, outside a class, within no_case; or 0 */
};

static enum eng_status refuse(struct rewriter *w, const char *what, const char *from)
{
    size_t shown = (size_t)(w->end - from);
    shown = utf8_valid_prefix(from, shown > 12 ? 12 : shown);
    return eng_fail(w->error, ENG_UNSUPPORTED,
                    "%s: the regex at byte %zu (\"%.*s\"): %s is not supported", w->where,
                    (size_t)(from - w->start), (int)shown, from, what);
}

static enum eng_status put(struct rewriter *w, const char *bytes, size_t len)
{
    return tok_bytes_add(w->out, bytes, len) ? ENG_OK : eng_fail_memory(w->error, "a regex");
}

static enum eng_status put_text(struct rewriter *w, const char *text)
{
    return put(w, text, strlen(text));
}

static int peek(const struct rewriter *w, size_t ahead)
{
    return (size_t)(w->end - w->at) > ahead ? (unsigned char)w->at[ahead] : -1;
}

static bool is_letter_or_digit(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* One character, by its number: the same in a class and outside. */
static enum eng_status put_char(struct rewriter *w, uint32_t c)
{
    char text[16], *s = text + sizeof text;
    *--s = '}';
    do {
        *--s = "0123456789abcdef"[c & 15];
        c >>= 4;
    } while (c);
    *--s = '{';
    *--s = 'x';
    *--s = '\\';
    return put(w, s, (size_t)(text + sizeof text - s));
}

/* --- escapes --------------------------------------------------------------------------------- */

/* A member is one character (which may begin or end a range in a class) or a set of them. */
struct member {
    bool is_set;
    uint32_t c;
};

static int hex_digit(int c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* \xHH, \x{H...} and \uHHHH; w->at is on the letter. */
static enum eng_status read_number_escape(struct rewriter *w, uint32_t *c)
{
    const char *from = w->at - 1;
    bool braces = peek(w, 0) == 'x' && peek(w, 1) == '{';
    int digits = 0, most = braces ? 6 : peek(w, 0) == 'x' ? 2 : 4;
    *c = 0;
    w->at += braces ? 2 : 1;
    for (int d; digits < most && (d = hex_digit(peek(w, 0))) >= 0; digits++, w->at++)
        *c = *c << 4 | (uint32_t)d;
    bool complete = braces ? digits > 0 && peek(w, 0) == '}' : digits == most;
    w->at += braces && complete;
    /* \x80 and up without braces is a byte there, not a character */
    bool scalar = *c <= 0x10FFFF && (*c < 0xD800 || *c > 0xDFFF);
    if (!complete || !scalar || (most == 2 && *c >= 0x80))
        return refuse(w, "this character number", from);
    return ENG_OK;
}

/* \p{...} and \P{...}: general categories by their short names, scripts by theirs. */
static enum eng_status rewrite_property(struct rewriter *w)
{
    static const char categories[] = " C Cc Cf Cn Co L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc "
                                     "Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs ";
    const char *from = w->at - 1;
    bool negative = *w->at == 'P';
    w->at++;
    if (peek(w, 0) != '{')
        return refuse(w, "a property without braces", from);
    w->at++;
    if (peek(w, 0) == '^') {
        negative = !negative;
        w->at++;
    }
    char name[40] = " ";
    size_t n = 1;
    while (n < sizeof name - 2 && (is_letter_or_digit(peek(w, 0)) || peek(w, 0) == '_'))
        name[n++] = *w->at++;
    if (n < 2 || peek(w, 0) != '}')
        return refuse(w, "this property", from);
    w->at++;
    memcpy(name + n, " ", 2);
    bool category = strstr(categories, name) != NULL;
    if (w->no_case && strstr(" Lu Ll Lt ", name))
        return refuse(w, "a letter case without regard to case", from);
    name[n] = '\0';
    enum eng_status status = put_text(w, negative ? "\\P{" : "\\p{");
    if (!status && !category)
        status = put_text(w, "sc:"); /* a bare script name means script extensions to PCRE2 */
    if (!status)
        status = put_text(w, name + 1);
    return status ? status : put_text(w, "}");
}

/* A set of one letter, \s and its kin. */
static enum eng_status put_set(struct rewriter *w, int letter, bool in_class)
{
    static const struct {
        char letter;
        const char *members, *complement; /* complement: how to say the opposite inside a class */
    } sets[] = {{'s', SPACE_RANGES, NON_SPACE_RANGES},
                {'d', "\\p{Nd}", "\\P{Nd}"},
                {'w', WORD_MEMBERS, NULL},
                {'h', "0-9A-Fa-f", "\\x{0}-\\x{2f}:-@G-`g-\\x{10ffff}"}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        bool negative = letter == sets[i].letter - 'a' + 'A';
        if (letter != sets[i].letter && !negative)
            continue;
        if (in_class) {
            const char *text = negative ? sets[i].complement : sets[i].members;
            return text ? put_text(w, text) : refuse(w, "\\W in a class", w->at - 2);
        }
        enum eng_status status = put_text(w, negative ? "[^" : "[");
        if (!status)
            status = put_text(w, sets[i].letter == 'w' ? WORD_MEMBERS_ALONE : sets[i].members);
        return status ? status : put_text(w, "]");
    }
    return refuse(w, "this escape", w->at - 2);
}

/* An escape, w->at behind the backslash. A character is left to the caller in *m. */
static enum eng_status rewrite_escape(struct rewriter *w, bool in_class, struct member *m)
{
    static const char letters[] = "rntfaev", values[] = "\r\n\t\f\a\033\v";
    int c = peek(w, 0);
    *m = (struct member){.is_set = true};
    if (c == 'p' || c == 'P')
        return rewrite_property(w);
    if (c > 0 && strchr("sSdDwWhH", c)) {
        w->at++;
        return put_set(w, c, in_class);
    }
    if (!in_class && (c == 'A' || c == 'z')) {
        w->at++;
        return put_text(w, c == 'A' ? "\\A" : "\\z");
    }
    m->is_set = false;
    if (c == 'x' || c == 'u')
        return read_number_escape(w, &m->c);
    const char *letter = c > 0 ? strchr(letters, c) : NULL;
    if (letter) {
        m->c = (unsigned char)values[letter - letters];
        w->at++;
        return ENG_OK;
    }
    if (c < 0x20 || c >= 0x7F || is_letter_or_digit(c))
        return refuse(w, "this escape", w->at - 1);
    m->c = (uint32_t)c;
    w->at++;
    return ENG_OK;
}

/* Without regard to case, Oniguruma also matches across characters ("ss" and U+00DF); PCRE2 does
 * not. Refused are the characters that can have such a partner; the rest folds alike. */
static enum eng_status check_folding(struct rewriter *w, uint32_t c, const char *from)
{
    uint32_t last = w->last_literal | 0x20, now = c | 0x20;
    if ((c >= 0x80 && c < 0x2000) || (c >= 0xFB00 && c < 0xFB20))
        return refuse(w, "this letter without regard to case", from);
    if (w->last_literal && ((last == 's' && (now == 's' || now == 't')) ||
                            (last == 'f' && (now == 'f' || now == 'i' || now == 'l'))))
        return refuse(w, "\"ss\", \"st\", \"ff\", \"fi\" or \"fl\" without regard to case",
                      from - 1);
    return ENG_OK;
}

/* --- classes --------------------------------------------------------------------------------- */

/* One member of a class, not yet written when it is a character. */
static enum eng_status read_member(struct rewriter *w, struct member *m)
{
    const char *from = w->at;
    enum eng_status status = ENG_OK;
    int c = peek(w, 0);
    *m = (struct member){0};
    if (c == '[')
        return refuse(w, "a class within a class", from);
    if (c == '&' && peek(w, 1) == '&')
        return refuse(w, "an intersection of classes", from);
    if (c == '\\') {
        w->at++;
        status = rewrite_escape(w, true, m);
    } else {
        w->at += utf8_decode(w->at, (size_t)(w->end - w->at), &m->c, NULL);
    }
    if (!status && !m->is_set && w->no_case) {
        w->last_literal = 0;
        status = check_folding(w, m->c, from);
    }
    return status;
}

/* [...]; w->at behind the bracket. */
static enum eng_status rewrite_class(struct rewriter *w)
{
    const char *from = w->at - 1;
    enum eng_status status = put_text(w, "[");
    if (!status && peek(w, 0) == '^') {
        w->at++;
        status = put_text(w, "^");
    }
    if (peek(w, 0) == ']')
        return refuse(w, "an empty class", from);
    bool first = true;
    while (!status && peek(w, 0) != ']') {
        struct member low, high;
        const char *member_at = w->at;
        if (peek(w, 0) < 0)
            return refuse(w, "a class without its end", from);
        if (peek(w, 0) == '-' && !first && peek(w, 1) != ']')
            return refuse(w, "a hyphen here (write \\-)", w->at);
        first = false;
        status = read_member(w, &low);
        if (status || low.is_set) {
            if (!status && peek(w, 0) == '-' && peek(w, 1) != ']')
                return refuse(w, "a range from a set", member_at);
            continue;
        }
        status = put_char(w, low.c);
        if (status || peek(w, 0) != '-' || peek(w, 1) == ']' || peek(w, 1) < 0)
            continue;
        w->at++;
        status = read_member(w, &high);
        if (!status && (high.is_set || high.c < low.c))
            return refuse(w, "this range", member_at);
        if (!status)
            status = put_text(w, "-");
        if (!status)
            status = put_char(w, high.c);
    }
    if (status)
        return status;
    w->at++;
    return put_text(w, "]");
}

/* --- groups, repetition, the rest ------------------------------------------------------------ */

/* An opening parenthesis; w->at behind it. */
static enum eng_status rewrite_group(struct rewriter *w)
{
    static const char *const kinds[] = {"?:", "?=", "?!", "?>", "?<=", "?<!", "?i:", "?-i:"};
    const char *from = w->at - 1;
    size_t left = (size_t)(w->end - w->at);
    if (w->depth == MAX_GROUPS)
        return refuse(w, "nesting this deep", from);
    w->outer_case[w->depth++] = w->no_case;
    if (peek(w, 0) == '*')
        return refuse(w, "a verb", from);
    if (peek(w, 0) != '?')
        return put_text(w, "(?:"); /* nothing refers to what a group captured */
    if (from == w->start && left >= 3 && memcmp(w->at, "?i)", 3) == 0) {
        w->depth--;
        w->no_case = true;
        w->at += 3;
        return put_text(w, "(?i)");
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = strlen(kinds[i]);
        if (left < n || memcmp(w->at, kinds[i], n) != 0)
            continue;
        if (strchr(kinds[i], 'i'))
            w->no_case = !strchr(kinds[i], '-');
        w->at += n;
        enum eng_status status = put_text(w, "(");
        return status ? status : put_text(w, kinds[i]);
    }
    return refuse(w, "this kind of group", from);
}

/* {n}, {n,} or {n,m}; w->at behind the brace. */
static enum eng_status rewrite_count(struct rewriter *w)
{
    const char *from = w->at - 1;
    int digits = 0, commas = 0;
    for (; peek(w, 0) >= 0 && peek(w, 0) != '}'; w->at++) {
        int c = peek(w, 0);
        if (c == ',' && digits && !commas)
            commas++;
        else if (c >= '0' && c <= '9' && digits < 10)
            digits++;
        else
            return refuse(w, "this brace (write \\{)", from);
    }
    if (!digits || peek(w, 0) < 0)
        return refuse(w, "this brace (write \\{)", from);
    w->at++;
    if (peek(w, 0) == '+' || peek(w, 0) == '?') /* the dialects disagree on what it means */
        return refuse(w, "a mark after a counted repetition", from);
    return put(w, from, (size_t)(w->at - from));
}

static enum eng_status rewrite_literal(struct rewriter *w, uint32_t c, const char *from)
{
    enum eng_status status = w->no_case ? check_folding(w, c, from) : ENG_OK;
    w->last_literal = w->no_case ? c : 0;
    if (status)
        return status;
    if (is_letter_or_digit((int)c)) {
        char letter = (char)c;
        return put(w, &letter, 1);
    }
    return put_char(w, c);
}

static enum eng_status rewrite_item(struct rewriter *w)
{
    const char *from = w->at;
    int c = peek(w, 0);
    if (c == '\\') {
        struct member m;
        w->at++;
        enum eng_status status = rewrite_escape(w, false, &m);
        if (!status && !m.is_set)
            return rewrite_literal(w, m.c, from);
        w->last_literal = 0;
        return status;
    }
    if (!strchr("[(){.^$|*+?", c) || c == 0) {
        uint32_t code;
        w->at += utf8_decode(w->at, (size_t)(w->end - w->at), &code, NULL);
        return rewrite_literal(w, code, from);
    }
    w->last_literal = 0;
    w->at++;
    if (c == '[')
        return rewrite_class(w);
    if (c == '(')
        return rewrite_group(w);
    if (c == '{')
        return rewrite_count(w);
    if (c == ')') {
        if (w->depth == 0)
            return refuse(w, "a parenthesis that closes nothing", from);
        w->no_case = w->outer_case[--w->depth];
    }
    return put(w, from, 1);
}

enum eng_status tok_regex_rewrite(struct tok_bytes *out, const char *pattern, size_t len,
                                  const char *where, struct eng_error *error)
{
    struct rewriter w = {.start = pattern,
                         .at = pattern,
                         .end = pattern + len,
                         .out = out,
                         .where = where,
                         .error = error};
    enum eng_status status = ENG_OK;
    while (!status && w.at < w.end)
        status = rewrite_item(&w);
    return status;
}

/* The pattern with every character taken as itself. */
static enum eng_status rewrite_plain(struct tok_bytes *out, const char *pattern, size_t len,
                                     struct eng_error *error)
{
    struct rewriter w = {.out = out, .error = error};
    enum eng_status status = ENG_OK;
    for (size_t at = 0; at < len && !status;) {
        uint32_t c;
        at += utf8_decode(pattern + at, len - at, &c, NULL);
        status = put_char(&w, c);
    }
    return status;
}

enum eng_status tok_regex_compile(pcre2_code **out, const char *pattern, size_t len, bool literal,
                                  const char *where, struct eng_error *error)
{
    struct tok_bytes text = {0};
    pcre2_compile_context *context = NULL;
    if (len > TOK_MAX_PATTERN)
        return eng_fail(error, ENG_UNSUPPORTED, "%s: a pattern of more than %d bytes", where,
                        TOK_MAX_PATTERN);
    enum eng_status status = literal ? rewrite_plain(&text, pattern, len, error)
                                     : tok_regex_rewrite(&text, pattern, len, where, error);
    if (status)
        goto done;
    context = pcre2_compile_context_create(NULL);
    if (!context) {
        status = eng_fail_memory(error, "a regex");
        goto done;
    }
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    int code;
    PCRE2_SIZE at;
    /* In Ruby syntax ^ and $ stand at every line. */
    *out = pcre2_compile((PCRE2_SPTR)(text.data ? text.data : ""), text.len,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_MULTILINE, &code,
                         &at, context);
    if (!*out && code == PCRE2_ERROR_HEAP_FAILED) {
        status = eng_fail_memory(error, "a regex");
    } else if (!*out) {
        PCRE2_UCHAR message[160] = "";
        pcre2_get_error_message(code, message, sizeof message);
        status = eng_fail(error, ENG_UNSUPPORTED, "%s: the regex is refused by PCRE2: %s", where,
                          (const char *)message);
    }
done:
    pcre2_compile_context_free(context);
    tok_bytes_release(&text);
    return status;
}
