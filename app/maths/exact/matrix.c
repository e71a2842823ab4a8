/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See matrix.h. Determinants by expansion along the first row: exact for any entries, and bounded
 * to sizes where that is cheap.
 */
#include "app/maths/exact/matrix.h"

#include "app/maths/exact/build.h"
#include "app/maths/exact/number.h"

enum { SIZE_MAX_DETERMINANT = 6, SIDE_MAX = 12, ENTRY_SIZE_MAX = 4000, POWER_MAX = 64 };

static size_t columns(const struct tree *m)
{
    return m->n / m->rows;
}

static const struct tree *entry(const struct tree *m, size_t row, size_t column)
{
    return m->child[row * columns(m) + column];
}

/* Determinant of the rows from `row` on and the columns in `left` (a bit each). */
static const struct tree *minor_of(struct exact *e, const struct tree *m, size_t row, unsigned left)
{
    size_t n = columns(m);
    const struct tree *result = build_integer(e, 0);
    bool minus = false;
    if (row == n)
        return build_integer(e, 1);
    if (!exact_spend(e, 4))
        return NULL;
    for (size_t j = 0; j < n; j++) {
        if (!(left >> j & 1))
            continue;
        const struct tree *a = entry(m, row, j);
        if (!tree_is_number(a, "0")) {
            const struct tree *term =
                build_multiply(e, a, minor_of(e, m, row + 1, left & ~(1u << j)));
            result = minus ? build_subtract(e, result, term) : build_add(e, result, term);
        }
        minus = !minus;
    }
    return result;
}

static const struct tree *determinant(struct exact *e, const struct tree *m)
{
    return m->rows == columns(m) && m->rows <= SIZE_MAX_DETERMINANT
               ? minor_of(e, m, 0, (1u << m->rows) - 1)
               : NULL;
}

/* --- matrices --------------------------------------------------------------------------------- */

static const struct tree *make(struct exact *e, const struct tree **entries, size_t rows,
                               size_t width)
{
    for (size_t i = 0; i < rows * width; i++) {
        if (!entries[i])
            return NULL;
        entries[i] = exact_simplify(e, entries[i]);
        if (entries[i]->size > ENTRY_SIZE_MAX)
            return NULL;
    }
    return tree_matrix(e->arena, entries, rows, width);
}

static const struct tree **space(struct exact *e, size_t n)
{
    return tree_arena_alloc(e->arena, n * sizeof(const struct tree *));
}

static const struct tree *identity(struct exact *e, size_t n)
{
    const struct tree **entries = space(e, n * n);
    for (size_t i = 0; i < n * n; i++)
        entries[i] = build_integer(e, i % (n + 1) == 0);
    return make(e, entries, n, n);
}

static const struct tree *add(struct exact *e, const struct tree *a, const struct tree *b)
{
    if (a->rows != b->rows || a->n != b->n)
        return NULL;
    const struct tree **entries = space(e, a->n);
    for (uint32_t i = 0; i < a->n; i++)
        entries[i] = build_add(e, a->child[i], b->child[i]);
    return make(e, entries, a->rows, columns(a));
}

static const struct tree *scale(struct exact *e, const struct tree *factor, const struct tree *m)
{
    const struct tree **entries = space(e, m->n);
    for (uint32_t i = 0; i < m->n; i++)
        entries[i] = build_multiply(e, factor, m->child[i]);
    return make(e, entries, m->rows, columns(m));
}

static const struct tree *multiply(struct exact *e, const struct tree *a, const struct tree *b)
{
    size_t inner = columns(a), width = columns(b);
    if (inner != b->rows || !exact_spend(e, a->rows * inner * width))
        return NULL;
    const struct tree **entries = space(e, a->rows * width);
    for (size_t i = 0; i < a->rows; i++)
        for (size_t j = 0; j < width; j++) {
            const struct tree *sum = build_integer(e, 0);
            for (size_t k = 0; k < inner; k++)
                sum = build_add(e, sum, build_multiply(e, entry(a, i, k), entry(b, k, j)));
            entries[i * width + j] = sum;
        }
    return make(e, entries, a->rows, width);
}

static const struct tree *transpose(struct exact *e, const struct tree *m)
{
    size_t width = columns(m);
    const struct tree **entries = space(e, m->n);
    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < width; j++)
            entries[j * m->rows + i] = entry(m, i, j);
    return make(e, entries, width, m->rows);
}

/* The adjugate over the determinant; NULL when the determinant is zero. */
static const struct tree *inverse(struct exact *e, const struct tree *m)
{
    size_t n = columns(m);
    if (m->rows != n || n > SIZE_MAX_DETERMINANT)
        return NULL;
    const struct tree *det = determinant(e, m);
    det = det ? exact_simplify(e, det) : NULL;
    if (!det || tree_is_number(det, "0"))
        return NULL;
    const struct tree **entries = space(e, n * n), **rest = space(e, n * n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            size_t k = 0;
            for (size_t r = 0; r < n; r++)
                for (size_t c = 0; c < n; c++)
                    if (r != j && c != i)
                        rest[k++] = entry(m, r, c);
            const struct tree *cofactor =
                n == 1 ? build_integer(e, 1)
                       : determinant(e, tree_matrix(e->arena, rest, n - 1, n - 1));
            entries[i * n + j] =
                build_divide(e, (i + j) % 2 ? build_negate(e, cofactor) : cofactor, det);
        }
    return make(e, entries, n, n);
}

static const struct tree *power(struct exact *e, const struct tree *m, const struct tree *exponent)
{
    int64_t n;
    if (m->rows != columns(m) || !number_small(e, exponent, &n) || n > POWER_MAX || n < -POWER_MAX)
        return NULL;
    if (n < 0) {
        m = inverse(e, m);
        n = -n;
    }
    const struct tree *result = m ? identity(e, m->rows) : NULL;
    for (; result && m && n > 0; n /= 2) {
        if (n % 2)
            result = multiply(e, result, m);
        if (n > 1)
            m = multiply(e, m, m);
    }
    return n > 0 ? NULL : result;
}

/* The matrix that t stands for; a scalar comes back as itself in *scalar; NULL and no scalar: it
 * cannot be computed. */
static const struct tree *compute(struct exact *e, const struct tree *t, const struct tree **scalar)
{
    const struct tree *a, *b, *factor = NULL;
    *scalar = NULL;
    if (!t || !exact_spend(e, 1))
        return NULL;
    if (!tree_has(t, TREE_MATRIX)) {
        *scalar = t;
        return NULL;
    }
    switch (t->kind) {
    case TREE_MATRIX:
        return t->rows && t->rows <= SIDE_MAX && columns(t) <= SIDE_MAX ? t : NULL;
    case TREE_TRANSPOSE:
        a = compute(e, t->child[0], scalar);
        return a ? transpose(e, a) : NULL;
    case TREE_NEGATE:
        a = compute(e, t->child[0], scalar);
        if (*scalar)
            *scalar = build_negate(e, *scalar);
        return a ? scale(e, tree_one(e->arena, TREE_NEGATE, 0, build_integer(e, 1)), a) : NULL;
    case TREE_POWER:
        a = compute(e, t->child[0], scalar);
        if (*scalar)
            *scalar = build_power(e, *scalar, t->child[1]);
        return a ? power(e, a, t->child[1]) : NULL;
    case TREE_DIVIDE:
        a = compute(e, t->child[0], scalar);
        if (*scalar || tree_has(t->child[1], TREE_MATRIX)) {
            *scalar = NULL;
            return NULL;
        }
        return a ? scale(e, build_divide(e, build_integer(e, 1), t->child[1]), a) : NULL;
    case TREE_ADD:
        a = compute(e, t->child[0], scalar);
        for (uint32_t i = 1; a && i < t->n; i++) {
            b = compute(e, t->child[i], scalar);
            a = b ? add(e, a, b) : NULL;
        }
        *scalar = NULL;
        return a;
    case TREE_MULTIPLY:
        a = NULL;
        for (uint32_t i = 0; i < t->n; i++) {
            b = compute(e, t->child[i], scalar);
            if (*scalar)
                factor = factor ? build_multiply(e, factor, *scalar) : *scalar;
            else
                a = a && b ? multiply(e, a, b) : b;
            if (*scalar ? !factor : !a)
                return NULL;
        }
        *scalar = a ? NULL : factor;
        return a && factor ? scale(e, factor, a) : a;
    case TREE_APPLY:
        *scalar = matrix_scalar(e, t);
        if (*scalar == t)
            *scalar = NULL;
        return NULL;
    default:
        return NULL;
    }
}

const struct tree *exact_matrix(struct exact *exact, const struct tree *t)
{
    const struct tree *scalar;
    return compute(exact, t, &scalar);
}

const struct tree *matrix_scalar(struct exact *e, const struct tree *t)
{
    const struct tree *m = exact_matrix(e, t->child[0]), *result = NULL;
    if (!m || m->rows != columns(m))
        return t;
    if (t->detail == FUNCTION_DET) {
        result = determinant(e, m);
    } else {
        result = build_integer(e, 0);
        for (size_t i = 0; i < m->rows; i++)
            result = build_add(e, result, entry(m, i, i));
    }
    return result ? result : t;
}
