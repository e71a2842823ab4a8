/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree as an English teacher would read it aloud.
 */
#include "app/maths/print/speak_english.h"

#include "app/maths/unit.h"

#include <string.h>

static void say(struct str *out, const struct tree *t)
{
    speak_english(out, t);
}

/* Whatever it is, as one thing: "the quantity x plus 1, end of quantity". */
void english_whole(struct str *out, const struct tree *t)
{
    if (!speech_falls_apart(t)) {
        say(out, t);
        return;
    }
    speak(out, "the quantity");
    say(out, t);
    speak_mark(out, ", end of quantity,");
}

/* As the base of a power or below a postfix. */
static void say_base(struct str *out, const struct tree *t)
{
    if (speech_is_atom(t) || t->kind == TREE_CALL || t->kind == TREE_ABSOLUTE) {
        say(out, t);
        return;
    }
    speak(out, "the quantity");
    say(out, t);
    speak_mark(out, ", end of quantity,");
}

/* A term of a sum: what the words around it cannot tear apart stands as it is. */
void english_term(struct str *out, const struct tree *t)
{
    if (t->kind == TREE_MULTIPLY || t->kind == TREE_MIXED || t->kind == TREE_QUANTITY)
        say(out, t);
    else
        english_whole(out, t);
}

void english_until(struct str *out, const struct tree *t, const char *end)
{
    say(out, t);
    if (!speech_is_simple(t)) {
        speak_mark(out, ", end of ");
        str_add_text(out, end);
        speak_mark(out, ",");
    }
}

/* a, b and c */
void english_list(struct str *out, const struct tree *t, uint32_t from, const char *last)
{
    for (uint32_t i = from; i < t->n; i++) {
        if (i > from && i + 1 == t->n)
            speak(out, last);
        else if (i > from)
            speak_mark(out, ",");
        say(out, t->child[i]);
    }
}

void english_joined(struct str *out, const struct tree *t, const char *word)
{
    for (uint32_t i = 0; i < t->n; i++) {
        if (i > 0)
            speak(out, word);
        english_whole(out, t->child[i]);
    }
}

static const char *const counts[] = {"zero", "one",   "two",   "three", "four", "five",
                                     "six",  "seven", "eight", "nine",  "ten"};
static const char *const ordinals[] = {NULL,    NULL,       "half",    "third",  "quarter",
                                       "fifth", "sixth",    "seventh", "eighth", "ninth",
                                       "tenth", "eleventh", "twelfth"};

static void say_fraction(struct str *out, const struct tree *above, const struct tree *below)
{
    int n = speech_small(above, 10), d = speech_small(below, 12);
    if (n > 0 && d > 1) {
        speak(out, counts[n]);
        speak(out, n > 1 && d == 2 ? "halves" : ordinals[d]);
        if (n > 1 && d > 2)
            speak_mark(out, "s");
    } else if (speech_is_atom(above) && speech_is_atom(below)) {
        say(out, above);
        speak(out, "over");
        say(out, below);
    } else {
        speak(out, "the fraction with numerator");
        say(out, above);
        speak(out, "and denominator");
        say(out, below);
        speak_mark(out, ", end of fraction,");
    }
}

static void say_exponent(struct str *out, const struct tree *t)
{
    if (tree_is_number(t, "2")) {
        speak(out, "squared");
    } else if (tree_is_number(t, "3")) {
        speak(out, "cubed");
    } else {
        speak(out, "to the power");
        bool minus = t->kind == TREE_NEGATE && speech_is_atom(t->child[0]);
        if (minus)
            say(out, t);
        else
            english_until(out, t, "power");
    }
}

static const char *const function_words[FUNCTION_COUNT] = {
    [FUNCTION_SIN] = "sine",
    [FUNCTION_COS] = "cosine",
    [FUNCTION_TAN] = "tangent",
    [FUNCTION_COT] = "cotangent",
    [FUNCTION_SEC] = "secant",
    [FUNCTION_CSC] = "cosecant",
    [FUNCTION_ARCSIN] = "arc sine",
    [FUNCTION_ARCCOS] = "arc cosine",
    [FUNCTION_ARCTAN] = "arc tangent",
    [FUNCTION_ARCCOT] = "arc cotangent",
    [FUNCTION_ARCSEC] = "arc secant",
    [FUNCTION_ARCCSC] = "arc cosecant",
    [FUNCTION_SINH] = "hyperbolic sine",
    [FUNCTION_COSH] = "hyperbolic cosine",
    [FUNCTION_TANH] = "hyperbolic tangent",
    [FUNCTION_COTH] = "hyperbolic cotangent",
    [FUNCTION_SECH] = "hyperbolic secant",
    [FUNCTION_CSCH] = "hyperbolic cosecant",
    [FUNCTION_ARSINH] = "inverse hyperbolic sine",
    [FUNCTION_ARCOSH] = "inverse hyperbolic cosine",
    [FUNCTION_ARTANH] = "inverse hyperbolic tangent",
    [FUNCTION_EXP] = "the exponential",
    [FUNCTION_LN] = "the natural log",
    [FUNCTION_LOG] = "log",
    [FUNCTION_SGN] = "the sign",
    [FUNCTION_GCD] = "the greatest common divisor",
    [FUNCTION_LCM] = "the least common multiple",
    [FUNCTION_MIN] = "the minimum",
    [FUNCTION_MAX] = "the maximum",
    [FUNCTION_DET] = "the determinant",
    [FUNCTION_TR] = "the trace",
    [FUNCTION_RE] = "the real part",
    [FUNCTION_IM] = "the imaginary part",
    [FUNCTION_ARG] = "the argument",
    [FUNCTION_CONJ] = "the conjugate",
};

/* sine squared of x: the exponent, if any, belongs to the value. */
static void say_apply(struct str *out, const struct tree *t, const struct tree *exponent)
{
    if (t->detail == FUNCTION_MOD) {
        english_whole(out, t->child[0]);
        speak(out, "modulo");
        english_whole(out, t->child[1]);
        return;
    }
    speak(out, function_words[t->detail]);
    if (t->detail == FUNCTION_LOG && t->n == 2) {
        speak(out, "base");
        english_whole(out, t->child[1]);
    }
    if (exponent)
        say_exponent(out, exponent);
    speak(out, "of");
    if (t->n == 1 || t->detail == FUNCTION_LOG)
        english_until(out, t->child[0], "argument");
    else
        english_list(out, t, 0, "and");
}

static void say_power(struct str *out, const struct tree *t)
{
    const struct tree *base = t->child[0], *exponent = t->child[1];
    if (base->kind == TREE_APPLY && base->detail != FUNCTION_MOD && speech_is_atom(exponent)) {
        say_apply(out, base, exponent);
        return;
    }
    say_base(out, base);
    say_exponent(out, exponent);
}

static void say_root(struct str *out, const struct tree *t)
{
    int index = t->n == 2 ? speech_small(t->child[1], 12) : 2;
    if (index == 2) {
        speak(out, "the square root of");
    } else if (index == 3) {
        speak(out, "the cube root of");
    } else if (index > 3) {
        speak(out, "the");
        speak(out, index == 4 ? "fourth" : ordinals[index]);
        speak(out, "root of");
    } else {
        speak(out, "the root of order");
        english_whole(out, t->child[1]);
        speak(out, "of");
    }
    english_until(out, t->child[0], "root");
}

static void say_symbol(struct str *out, const struct tree *t)
{
    static const char *const accents[][3] = {
        {"vec", "vector", NULL},     {"overline", "segment", NULL}, {"hat", NULL, "hat"},
        {"bar", NULL, "bar"},        {"tilde", NULL, "tilde"},      {"dot", NULL, "dot"},
        {"ddot", NULL, "double dot"}};
    static const char *const primes[] = {"prime", "double prime", "triple prime"};
    struct speech_name name;
    const char *behind = NULL;
    bool capital = false;
    speech_take_name(t->text, &name);
    for (size_t i = 0; name.accent && i < sizeof accents / sizeof accents[0]; i++)
        if (strcmp(accents[i][0], name.accent) == 0) {
            if (accents[i][1])
                speak(out, accents[i][1]);
            behind = accents[i][2];
        }
    const char *word = speech_letter(name.letters, name.len, LANG_EN, &capital);
    if (capital)
        speak(out, "capital");
    speak(out, "");
    str_add(out, word ? word : name.letters, word ? strlen(word) : name.len);
    if (behind)
        speak(out, behind);
    if (name.primes)
        speak(out, primes[name.primes < 3 ? name.primes - 1 : 2]);
    if (name.inverse)
        speak(out, "inverse");
    if (t->n) {
        speak(out, "sub");
        english_until(out, t->child[0], "subscript");
    }
}

static void say_number(struct str *out, const struct tree *t)
{
    speak(out, "");
    const char *s = t->text;
    size_t digits = strcspn(s, "(e");
    bool bare = digits > 1 && s[digits - 1] == '.'; /* 0.(3) */
    str_add(out, s, digits - bare);
    str_add_text(out, bare ? " point," : "");
    s += digits;
    if (*s == '(') {
        speak(out, "with");
        speak(out, "");
        size_t end = strcspn(s, ")");
        str_add(out, s + 1, end - 1);
        speak(out, "repeating");
        s += end + 1;
    }
    if (*s == 'e') {
        speak(out, "times 10 to the power");
        speak(out, s[1] == '-' ? "minus " : "");
        str_add_text(out, s + (s[1] == '-' ? 2 : 1));
    }
}

static void say_sum(struct str *out, const struct tree *t)
{
    const struct tree *first = t->child[0];
    if (first->kind == TREE_NEGATE || first->kind == TREE_PLUS_MINUS)
        say(out, first);
    else
        english_term(out, first);
    for (uint32_t i = 1; i < t->n; i++) {
        bool minus = t->child[i]->kind == TREE_NEGATE;
        speak(out, minus ? "minus" : "plus");
        english_term(out, minus ? t->child[i]->child[0] : t->child[i]);
    }
}

static void say_plus_minus(struct str *out, const struct tree *t)
{
    if (t->n == 2) {
        if (t->child[0]->kind == TREE_NEGATE || t->child[0]->kind == TREE_ADD)
            say(out, t->child[0]);
        else
            english_term(out, t->child[0]);
    }
    speak(out, t->detail ? "minus or plus" : "plus or minus");
    english_term(out, t->child[t->n - 1]);
}

static void say_product(struct str *out, const struct tree *t)
{
    bool runs_on = speech_runs_on(t);
    for (uint32_t i = 0; i < t->n; i++) {
        bool dot = i > 0 && t->detail == WRITTEN_DOT && speech_is_vector(t->child[i]) &&
                   speech_is_vector(t->child[i - 1]);
        if (i > 0 && !runs_on)
            speak(out, dot ? "dot" : "times");
        english_whole(out, t->child[i]);
    }
}

static void say_big(struct str *out, const struct tree *t)
{
    const char *word = t->detail == BIG_PRODUCT ? "product" : "sum";
    speak(out, "the");
    speak(out, word);
    speak(out, t->n > 2 ? "from" : "over");
    say(out, t->child[1]);
    if (t->n > 2) {
        speak(out, "equals");
        say(out, t->child[2]);
    }
    if (t->n > 3) {
        speak(out, "to");
        say(out, t->child[3]);
    }
    speak(out, "of");
    english_until(out, t->child[0], word);
}

static void say_limit(struct str *out, const struct tree *t)
{
    speak(out, "the limit as");
    say(out, t->child[1]);
    speak(out, "approaches");
    say(out, t->child[2]);
    if (t->detail)
        speak(out, t->detail == '+' ? "from above" : "from below");
    speak(out, "of");
    english_until(out, t->child[0], "limit");
}

static void say_derivative(struct str *out, const struct tree *t)
{
    int order = speech_small(t->child[2], 12);
    speak(out, "the");
    if (order == 2)
        speak(out, "second");
    else if (order > 2)
        speak(out, order == 4 ? "fourth" : ordinals[order]);
    speak(out, "derivative of");
    say(out, t->child[0]);
    speak(out, "with respect to");
    say(out, t->child[1]);
    if (order < 1) {
        speak_mark(out, ", of order");
        say(out, t->child[2]);
    }
}

static void say_integral(struct str *out, const struct tree *t)
{
    speak(out, "the integral");
    if (t->n == 4) {
        speak(out, "from");
        say(out, t->child[2]);
        speak(out, "to");
        say(out, t->child[3]);
    }
    speak(out, "of");
    say(out, t->child[0]);
    speak(out, "d");
    say(out, t->child[1]);
}

static void say_unit(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_POWER:
        if (tree_is_number(t->child[1], "2") || tree_is_number(t->child[1], "3")) {
            speak(out, tree_is_number(t->child[1], "2") ? "square" : "cubic");
            say_unit(out, t->child[0]);
            return;
        }
        say_unit(out, t->child[0]);
        say_exponent(out, t->child[1]);
        return;
    case TREE_MULTIPLY:
        for (uint32_t i = 0; i < t->n; i++)
            say_unit(out, t->child[i]);
        return;
    case TREE_DIVIDE: {
        say_unit(out, t->child[0]);
        speak(out, "per");
        say_unit(out, t->child[1]);
        /* per hour: the table has the plural */
        if (out->len > 2 && out->data[out->len - 1] == 's' && out->data[out->len - 2] != 's' &&
            t->child[1]->kind == TREE_UNIT)
            out->data[--out->len] = '\0';
        return;
    }
    case TREE_UNIT:
        speak(out, unit_spoken(t->text, LANG_EN));
        return;
    default:
        say(out, t);
        return;
    }
}

static const char *const constant_words[CONSTANT_COUNT] = {
    [CONSTANT_PI] = "pi", [CONSTANT_E] = "e", [CONSTANT_I] = "i", [CONSTANT_INFINITY] = "infinity"};

static void say_prefix(struct str *out, const char *words, const struct tree *t, const char *end)
{
    speak(out, words);
    english_until(out, t, end);
}

void speak_english(struct str *out, const struct tree *t)
{
    switch (t->kind) {
    case TREE_NUMBER:
        say_number(out, t);
        break;
    case TREE_SYMBOL:
        say_symbol(out, t);
        break;
    case TREE_CONSTANT:
        speak(out, constant_words[t->detail]);
        break;
    case TREE_WORDS:
        speak(out, t->text);
        break;
    case TREE_ADD:
        say_sum(out, t);
        break;
    case TREE_NEGATE:
        speak(out, "minus");
        english_term(out, t->child[0]);
        break;
    case TREE_MULTIPLY:
        say_product(out, t);
        break;
    case TREE_DIVIDE:
        say_fraction(out, t->child[0], t->child[1]);
        break;
    case TREE_MIXED:
        say(out, t->child[0]);
        speak(out, "and");
        say_fraction(out, t->child[1], t->child[2]);
        break;
    case TREE_PERCENT:
        say_base(out, t->child[0]);
        speak(out, "percent");
        break;
    case TREE_POWER:
        say_power(out, t);
        break;
    case TREE_ROOT:
        say_root(out, t);
        break;
    case TREE_FACTORIAL:
        say_base(out, t->child[0]);
        speak(out, t->detail == 2 ? "double factorial" : "factorial");
        break;
    case TREE_ABSOLUTE:
        say_prefix(out, "the absolute value of", t->child[0], "absolute value");
        break;
    case TREE_FLOOR:
        say_prefix(out, "the floor of", t->child[0], "floor");
        break;
    case TREE_CEILING:
        say_prefix(out, "the ceiling of", t->child[0], "ceiling");
        break;
    case TREE_BINOMIAL:
    case TREE_PERMUTATION:
        english_whole(out, t->child[0]);
        speak(out, t->kind == TREE_BINOMIAL ? "choose" : "permute");
        english_whole(out, t->child[1]);
        break;
    case TREE_APPLY:
        say_apply(out, t, NULL);
        break;
    case TREE_CALL:
        say(out, t->child[0]);
        speak(out, "of");
        if (t->n == 2)
            english_until(out, t->child[1], "argument");
        else
            english_list(out, t, 1, "and");
        break;
    case TREE_PLUS_MINUS:
        say_plus_minus(out, t);
        break;
    case TREE_BIG:
        say_big(out, t);
        break;
    case TREE_LIMIT:
        say_limit(out, t);
        break;
    case TREE_DERIVATIVE:
        say_derivative(out, t);
        break;
    case TREE_INTEGRAL:
        say_integral(out, t);
        break;
    case TREE_LIST:
        english_list(out, t, 0, "and");
        break;
    case TREE_RATIO:
        english_joined(out, t, "to");
        break;
    case TREE_QUANTITY:
        english_whole(out, t->child[0]);
        say_unit(out, t->child[1]);
        break;
    case TREE_UNIT:
        say_unit(out, t);
        break;
    case TREE_ELLIPSIS:
        speak(out, "and so on");
        break;
    default:
        english_statement(out, t);
        break;
    }
}
