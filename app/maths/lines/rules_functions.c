/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wrong rules for logarithms and other functions, and formulas remembered wrongly. Each function
 * is one belief; the comment above it is an example.
 */
#include "app/maths/lines/rules.h"

static const struct tree *number(struct rules *r, int64_t value)
{
    return tree_integer(r->arena, value);
}

static size_t sum_terms(const struct tree *t, struct term *term)
{
    return t->kind == TREE_ADD ? term_split(t, term) : 0;
}

static bool is_log(const struct tree *t)
{
    return t->kind == TREE_APPLY && (t->detail == FUNCTION_LN || t->detail == FUNCTION_LOG);
}

static const struct tree *same_log(struct rules *r, const struct tree *log, const struct tree *of)
{
    if (!of)
        return NULL;
    const struct tree *child[] = {of, log->n > 1 ? log->child[1] : of};
    return tree_with(r->arena, log, child);
}

static bool alike(const struct tree *a, const struct tree *b)
{
    return is_log(a) && is_log(b) && a->detail == b->detail && a->n == b->n &&
           (a->n == 1 || tree_same(a->child[1], b->child[1]));
}

/* log(a + b) = log a + log b,  log(ab) = log a · log b,  log(a/b) = log a / log b */
static void log_opened(struct rules *r, const struct tree *t)
{
    if (!is_log(t))
        return;
    const struct tree *of = t->child[0];
    struct term term[TERMS_MAX];
    size_t n = sum_terms(of, term);
    if (n >= 2) {
        struct term wrong[TERMS_MAX];
        for (size_t i = 0; i < n; i++)
            wrong[i] = (struct term){same_log(r, t, term[i].t), term[i].minus};
        rules_emit(r, term_sum(r->arena, wrong, n), NULL);
        if (n == 2 && wrong[1].t && term[1].minus)
            rules_emit(r, term_over(r->arena, wrong[0].t, wrong[1].t), NULL);
        else if (n == 2)
            rules_emit(r, term_times(r->arena, wrong[0].t, wrong[1].t), NULL);
    }
    if (of->kind == TREE_MULTIPLY && of->n == 2) {
        const struct tree *a = same_log(r, t, of->child[0]), *b = same_log(r, t, of->child[1]);
        rules_emit(r, term_times(r->arena, a, b), term_add(r->arena, a, b));
        rules_emit(r, term_times(r->arena, of->child[0], b), term_add(r->arena, a, b));
    }
    if (of->kind == TREE_DIVIDE) {
        const struct tree *a = same_log(r, t, of->child[0]), *b = same_log(r, t, of->child[1]);
        rules_emit(r, term_over(r->arena, a, b), term_subtract(r->arena, a, b));
    }
    if (of->kind == TREE_POWER) {
        const struct tree *a = same_log(r, t, of->child[0]);
        rules_emit(r, term_power(r->arena, a, of->child[1]), term_times(r->arena, of->child[1], a));
    }
}

/* log a + log b = log(a + b),  log a / log b = log a - log b,  (log a)^2 = 2 log a */
static void logs_joined(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX], rest[TERMS_MAX];
    size_t n = sum_terms(t, term);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const struct tree *a = term[i].t, *b = term[j].t;
            if (!alike(a, b))
                continue;
            bool apart = term[i].minus != term[j].minus;
            const struct term pair[] = {{a->child[0], false}, {b->child[0], apart}};
            const struct tree *one[] = {
                same_log(r, a, term_sum(r->arena, pair, 2)),
                apart ? term_over(r->arena, a, b) : term_times(r->arena, a, b),
                apart ? NULL : same_log(r, a, term_over(r->arena, a->child[0], b->child[0]))};
            for (size_t k = 0; k < 3; k++) {
                size_t m = 0;
                for (size_t q = 0; q < n; q++)
                    if (q != j)
                        rest[m++] = q == i ? (struct term){one[k], term[i].minus} : term[q];
                rules_emit(r, one[k] ? term_sum(r->arena, rest, m) : NULL, NULL);
            }
        }
    if (t->kind == TREE_DIVIDE && alike(t->child[0], t->child[1])) {
        const struct tree *a = t->child[0], *b = t->child[1];
        rules_emit(r, same_log(r, a, term_over(r->arena, a->child[0], b->child[0])), NULL);
        rules_emit(r, term_subtract(r->arena, a, b), NULL);
        rules_emit(r, term_over(r->arena, a->child[0], b->child[0]), NULL);
    }
    if (t->kind == TREE_MULTIPLY && t->n == 2 && alike(t->child[0], t->child[1])) {
        const struct tree *a = t->child[0], *b = t->child[1];
        rules_emit(r, same_log(r, a, term_times(r->arena, a->child[0], b->child[0])), NULL);
        rules_emit(r, term_add(r->arena, a, b), NULL);
    }
    if (t->kind == TREE_POWER && is_log(t->child[0]))
        rules_emit(r, term_times(r->arena, t->child[1], t->child[0]), NULL);
}

static bool splits(const struct tree *t)
{
    return (t->kind == TREE_APPLY && t->n == 1 && !is_log(t)) || t->kind == TREE_ABSOLUTE ||
           (t->kind == TREE_CALL && t->n == 2);
}

static const struct tree *same_function(struct rules *r, const struct tree *f,
                                        const struct tree *of)
{
    if (!of)
        return NULL;
    const struct tree *child[2] = {of, of};
    if (f->kind == TREE_CALL)
        child[0] = f->child[0];
    return tree_with(r->arena, f, child);
}

/* sin(a + b) = sin a + sin b,  sin 2x = 2 sin x,  f(x + h) = f(x) + h */
static void function_over_sum(struct rules *r, const struct tree *t)
{
    if (!splits(t))
        return;
    const struct tree *of = t->child[t->n - 1];
    struct term term[TERMS_MAX], wrong[TERMS_MAX];
    size_t n = sum_terms(of, term);
    if (n >= 2) {
        for (size_t i = 0; i < n; i++)
            wrong[i] = (struct term){same_function(r, t, term[i].t), term[i].minus};
        rules_emit(r, term_sum(r->arena, wrong, n), NULL);
        if (t->kind == TREE_ABSOLUTE) {
            for (size_t i = 0; i < n; i++)
                wrong[i].minus = false;
            rules_emit(r, term_sum(r->arena, wrong, n), NULL);
        }
        if (t->kind == TREE_CALL)
            rules_emit(r,
                       term_add(r->arena, same_function(r, t, term[0].t),
                                term_sum_without(r->arena, term, n, 0)),
                       NULL);
    }
    if (t->kind == TREE_ABSOLUTE)
        return;
    if (of->kind == TREE_MULTIPLY)
        for (uint32_t i = 0; i < of->n; i++)
            if (i == 0 || t->kind != TREE_CALL)
                rules_emit(
                    r,
                    term_times(
                        r->arena, of->child[i],
                        same_function(r, t, term_product_without(r->arena, of->child, of->n, i))),
                    NULL);
    if (of->kind == TREE_DIVIDE)
        rules_emit(r, term_over(r->arena, same_function(r, t, of->child[0]), of->child[1]), NULL);
}

/* sin a + sin b = sin(a + b) */
static void functions_joined(struct rules *r, const struct tree *t)
{
    struct term term[TERMS_MAX];
    if (sum_terms(t, term) != 2)
        return;
    const struct tree *a = term[0].t, *b = term[1].t;
    if (!splits(a) || a->kind != b->kind || a->detail != b->detail || a->kind == TREE_CALL)
        return;
    const struct term of[] = {{a->child[0], term[0].minus}, {b->child[0], term[1].minus}};
    rules_emit(r, same_function(r, a, term_sum(r->arena, of, 2)), NULL);
}

/* Formulas with squares of sums: (a + b)^2 = a^2 + ab + b^2 and relatives */
static void square_misremembered(struct rules *r, const struct tree *t)
{
    struct tree_arena *arena = r->arena;
    const struct tree *a, *b;
    struct term term[TERMS_MAX];
    if (t->kind == TREE_POWER && tree_is_number(t->child[1], "2") &&
        sum_terms(t->child[0], term) == 2) {
        a = term[0].t;
        b = term[1].t;
        bool minus = term[0].minus != term[1].minus;
        const struct tree *two = number(r, 2), *aa = term_power(arena, a, two),
                          *bb = term_power(arena, b, two), *ab = term_times(arena, a, b),
                          *ab2 = term_times(arena, two, ab);
        const struct term right[] = {{aa, false}, {ab2, minus}, {bb, false}};
        const struct term wrong[][3] = {
            {{aa, false}, {ab, minus}, {bb, false}},
            {{aa, false}, {ab2, minus}, {bb, true}},
            {{aa, false}, {ab2, !minus}, {bb, false}},
            {{aa, false}, {term_times(arena, two, b), minus}, {bb, false}},
            {{aa, false}, {term_times(arena, two, a), minus}, {bb, false}},
            {{aa, false}, {ab2, minus}, {b, false}},
            {{aa, false}, {term_times(arena, two, ab2), minus}, {bb, false}},
        };
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
            rules_emit(r, term_sum(arena, wrong[i], 3), term_sum(arena, right, 3));
    }
    if (t->kind == TREE_POWER && tree_is_number(t->child[1], "3") &&
        sum_terms(t->child[0], term) == 2) {
        a = term[0].t;
        b = term[1].t;
        bool minus = term[0].minus != term[1].minus;
        const struct tree *three = number(r, 3), *two = number(r, 2);
        const struct tree *aab = term_times(arena, term_power(arena, a, two), b),
                          *abb = term_times(arena, a, term_power(arena, b, two));
        for (int k = 1; k <= 3; k++) {
            const struct tree *by = number(r, k);
            const struct term wrong[] = {{term_power(arena, a, three), false},
                                         {term_times(arena, by, aab), minus},
                                         {term_times(arena, by, abb), k == 3 && minus},
                                         {term_power(arena, b, three), minus}};
            if (k != 3 || minus)
                rules_emit(r, term_sum(arena, wrong, 4), NULL);
        }
    }
    if (t->kind == TREE_MULTIPLY && t->n == 2) {
        struct term other[TERMS_MAX];
        if (sum_terms(t->child[0], term) != 2 || sum_terms(t->child[1], other) != 2 ||
            !tree_same(term[0].t, other[0].t) || !tree_same(term[1].t, other[1].t))
            return;
        const struct tree *two = number(r, 2), *aa = term_power(arena, term[0].t, two),
                          *bb = term_power(arena, term[1].t, two);
        rules_emit(r, term_add(arena, aa, bb), term_subtract(arena, aa, bb));
    }
}

static const struct tree *apply(struct rules *r, enum tree_function f, const struct tree *of)
{
    return tree_one(r->arena, TREE_APPLY, f, of);
}

static bool is_squared(const struct tree *t, enum tree_function f)
{
    return t->kind == TREE_POWER && tree_is_number(t->child[1], "2") &&
           t->child[0]->kind == TREE_APPLY && t->child[0]->detail == f;
}

/* cos 2x = sin^2 x - cos^2 x,  sin 2x = sin x cos x,  1 - sin^2 x = sin^2 x ... */
static void trigonometry_misremembered(struct rules *r, const struct tree *t)
{
    struct tree_arena *arena = r->arena;
    const struct tree *two = number(r, 2), *one = number(r, 1);
    if (t->kind == TREE_POWER && (is_squared(t, FUNCTION_SIN) || is_squared(t, FUNCTION_COS))) {
        enum tree_function f = t->child[0]->detail == FUNCTION_SIN ? FUNCTION_COS : FUNCTION_SIN;
        const struct tree *other = term_power(arena, apply(r, f, t->child[0]->child[0]), two);
        const struct tree *right = term_subtract(arena, one, other);
        rules_emit(r, term_add(arena, one, other), right);
        rules_emit(r, term_subtract(arena, other, one), right);
        rules_emit(r, term_subtract(arena, one, apply(r, f, t->child[0]->child[0])), right);
    }
    if (t->kind == TREE_APPLY && t->detail == FUNCTION_TAN) {
        const struct tree *s = apply(r, FUNCTION_SIN, t->child[0]),
                          *c = apply(r, FUNCTION_COS, t->child[0]);
        rules_emit(r, term_over(arena, c, s), term_over(arena, s, c));
        rules_emit(r, term_times(arena, s, c), term_over(arena, s, c));
    }
    if (t->kind != TREE_APPLY || (t->detail != FUNCTION_SIN && t->detail != FUNCTION_COS))
        return;
    bool is_sin = t->detail == FUNCTION_SIN;
    const struct tree *of = t->child[0], *factor[TERMS_MAX];
    bool minus;
    size_t n = of->kind == TREE_MULTIPLY ? term_factors(of, factor, &minus) : 0;
    if (n >= 2 && !minus && tree_is_number(factor[0], "2")) {
        const struct tree *x = term_product_without(arena, factor, n, 0);
        const struct tree *s = apply(r, FUNCTION_SIN, x), *c = apply(r, FUNCTION_COS, x);
        const struct tree *ss = term_power(arena, s, two), *cc = term_power(arena, c, two);
        if (is_sin) {
            rules_emit(r, term_times(arena, s, c), term_times(arena, two, term_times(arena, s, c)));
            rules_emit(r, ss, NULL);
        } else {
            const struct tree *right = term_subtract(arena, cc, ss);
            const struct tree *wrong[] = {
                term_subtract(arena, ss, cc),
                term_add(arena, cc, ss),
                term_subtract(arena, one, term_times(arena, two, cc)),
                term_subtract(arena, term_times(arena, two, ss), one),
                term_subtract(arena, one, ss),
                term_add(arena, term_times(arena, two, cc), one),
                term_add(arena, one, term_times(arena, two, ss)),
                term_times(arena, two, term_times(arena, s, c)),
            };
            for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
                rules_emit(r, wrong[i], right);
        }
    }
    struct term term[TERMS_MAX];
    if (sum_terms(of, term) == 2) {
        const struct tree *a = term[0].t, *b = term[1].t;
        bool apart = term[1].minus;
        const struct tree *sc = term_times(arena, apply(r, FUNCTION_SIN, a),
                                           apply(r, FUNCTION_COS, b)),
                          *cs = term_times(arena, apply(r, FUNCTION_COS, a),
                                           apply(r, FUNCTION_SIN, b)),
                          *ss = term_times(arena, apply(r, FUNCTION_SIN, a),
                                           apply(r, FUNCTION_SIN, b)),
                          *cc = term_times(arena, apply(r, FUNCTION_COS, a),
                                           apply(r, FUNCTION_COS, b));
        const struct term sine[] = {{sc, false}, {cs, apart}},
                          cosine[] = {{cc, false}, {ss, !apart}};
        const struct tree *right = term_sum(arena, is_sin ? sine : cosine, 2);
        const struct term wrong[][2] = {{{sc, false}, {cs, !apart}}, {{ss, false}, {cc, apart}},
                                        {{cc, false}, {ss, apart}},  {{sc, false}, {cs, apart}},
                                        {{cc, false}, {ss, !apart}}, {{ss, false}, {cc, !apart}}};
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
            if (i != (is_sin ? 3u : 4u))
                rules_emit(r, term_sum(arena, wrong[i], 2), right);
    }
}

const struct rule rules_functions[] = {
    {MISTAKE_LOG_OF_SUM, false, log_opened},
    {MISTAKE_LOG_OF_SUM, false, logs_joined},
    {MISTAKE_FUNCTION_OVER_SUM, false, function_over_sum},
    {MISTAKE_FUNCTION_OVER_SUM, false, functions_joined},
    {MISTAKE_FORMULA_MISREMEMBERED, false, square_misremembered},
    {MISTAKE_FORMULA_MISREMEMBERED, false, trigonometry_misremembered},
};
const size_t rules_functions_count = sizeof rules_functions / sizeof *rules_functions;
