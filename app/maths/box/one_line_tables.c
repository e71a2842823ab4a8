/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Environments: rows and cells as one line. Aligned equations are joined by semicolons, matrices
 * keep their brackets, cases get braces. An environment that is not known is left to the caller,
 * who shows its source.
 */
#include "app/maths/box/one_line_line.h"

#include <string.h>

/* How the rows of an environment are written. */
enum table_shape { TABLE_ALIGNED, TABLE_MATRIX, TABLE_CASES };

static const struct environment {
    const char *name;
    enum table_shape shape;
    const char *open, *close;
    bool has_argument; /* {cc} of an array */
} environments[] = {
    {"aligned", TABLE_ALIGNED, "", "", false},      {"align", TABLE_ALIGNED, "", "", false},
    {"align*", TABLE_ALIGNED, "", "", false},       {"alignat", TABLE_ALIGNED, "", "", true},
    {"alignat*", TABLE_ALIGNED, "", "", true},      {"gather", TABLE_ALIGNED, "", "", false},
    {"gather*", TABLE_ALIGNED, "", "", false},      {"gathered", TABLE_ALIGNED, "", "", false},
    {"split", TABLE_ALIGNED, "", "", false},        {"multline", TABLE_ALIGNED, "", "", false},
    {"multline*", TABLE_ALIGNED, "", "", false},    {"equation", TABLE_ALIGNED, "", "", false},
    {"equation*", TABLE_ALIGNED, "", "", false},    {"eqnarray", TABLE_ALIGNED, "", "", false},
    {"eqnarray*", TABLE_ALIGNED, "", "", false},    {"matrix", TABLE_MATRIX, "(", ")", false},
    {"smallmatrix", TABLE_MATRIX, "(", ")", false}, {"pmatrix", TABLE_MATRIX, "(", ")", false},
    {"bmatrix", TABLE_MATRIX, "[", "]", false},     {"Bmatrix", TABLE_MATRIX, "{", "}", false},
    {"vmatrix", TABLE_MATRIX, "|", "|", false},     {"Vmatrix", TABLE_MATRIX, "||", "||", false},
    {"array", TABLE_MATRIX, "", "", true},          {"cases", TABLE_CASES, "{", "}", false},
    {"dcases", TABLE_CASES, "{", "}", false},       {"rcases", TABLE_CASES, "{", "}", false},
};

/* Is the command at i one with this name? */
static bool is_command(const struct job *job, size_t i, size_t to, const char *name)
{
    size_t n = strlen(name);
    return i + n < to && job->s[i] == '\\' && memcmp(job->s + i + 1, name, n) == 0;
}

/* The end of the cell or row that starts at i: an & or \\ that is in no group and no inner
 * environment, or `to`. */
static size_t cell_end(const struct job *job, size_t i, size_t to)
{
    int inner = 0;
    while (i < to) {
        size_t close = line_group_end(job, i, to);
        if (close) {
            i = close + 1;
        } else if (job->s[i] == '\\') {
            inner += is_command(job, i, to, "begin{");
            inner -= is_command(job, i, to, "end{");
            if (inner <= 0 && is_command(job, i, to, "\\"))
                return i;
            i += 2;
        } else if (job->s[i] == '&' && inner <= 0) {
            return i;
        } else {
            i++;
        }
    }
    return to;
}

void line_end_row(struct line *line, bool first, const char *separator)
{
    while (line->text.len && line->text.data[line->text.len - 1] == ' ')
        line->text.data[--line->text.len] = '\0';
    if (!first)
        str_add_text(&line->text, separator);
    line->last = LAST_OPEN;
    line->pending = line->after_command = false;
}

static bool ends_with_comma(const struct line *line)
{
    return line->text.len && strchr(",;", line->text.data[line->text.len - 1]);
}

static void put_rows(struct job *job, struct line *line, const struct environment *env, size_t i,
                     size_t to)
{
    bool first_row = true, first_cell = true;
    while (i < to) {
        struct line cell;
        line_init(&cell);
        size_t end = cell_end(job, i, to);
        bool row_over = end >= to || job->s[end] == '\\';
        if (env->shape == TABLE_ALIGNED && !first_cell) {
            line_put_range(job, line, i, end);
        } else {
            line_put_range(job, &cell, i, end);
            if (cell.text.len && first_cell)
                line_end_row(line, first_row, "; ");
            else if (cell.text.len)
                line_end_row(line, ends_with_comma(line), ends_with_comma(line) ? "" : ", ");
            if (cell.text.len && !first_cell && ends_with_comma(line))
                str_add_char(&line->text, ' ');
            str_add_str(&line->text, &cell.text);
            first_row = first_row && !cell.text.len;
            if (cell.text.len)
                line->last = cell.last == LAST_FRACTION ? LAST_CLOSE : cell.last;
            line->pending = cell.pending;
        }
        first_cell = row_over;
        i = end + (end < to) + (end < to && job->s[end] == '\\');
        line_release(&cell);
    }
}

size_t line_put_environment(struct job *job, struct line *line, size_t i, size_t to)
{
    size_t close = line_group_end(job, i, to);
    if (!close)
        return LINE_NONE;
    const char *name = job->s + i + 1;
    size_t len = close - i - 1, n = sizeof environments / sizeof environments[0], e = 0;
    while (e < n &&
           (strlen(environments[e].name) != len || memcmp(environments[e].name, name, len)))
        e++;
    if (e == n)
        return LINE_NONE;
    const struct environment *env = &environments[e];
    size_t body = close + 1, end = body;
    if (env->has_argument && line_group_end(job, body, to))
        body = line_group_end(job, body, to) + 1;
    for (int depth = 1; end < to; end++) {
        depth += is_command(job, end, to, "begin{");
        depth -= is_command(job, end, to, "end{");
        if (depth == 0)
            break;
    }
    size_t end_close = end < to ? line_group_end(job, end + 4, to) : 0;
    if (!end_close || body > end || job->depth >= ONE_LINE_DEPTH)
        return LINE_NONE;
    job->depth++;
    if (*env->open)
        line_put_text(line, NEXT_OPEN, env->open, LAST_OPEN);
    put_rows(job, line, env, body, end);
    if (*env->close)
        line_put_text(line, NEXT_CLOSE, env->close, LAST_CLOSE);
    job->depth--;
    return end_close + 1;
}
