/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Problems from lines of JSON. The first bad line ends the reading, with its number: a measure over
 * what happens to be readable would not be the measure that was asked for.
 */
#include "app/exam/exam.h"

#include "app/base/random.h"
#include "app/base/text.h"
#include "app/exam/list.h"
#include "engine/json.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A line on its way to an item; `why` is the fault, without name and number. */
struct reading {
    struct json_reader r;
    struct exam_item *item;
    struct str *why;
    bool has_problem, has_answer;
};

static bool refuse(struct reading *in, const char *why)
{
    str_clear(in->why);
    str_add_text(in->why, why);
    return false;
}

/* --- values ----------------------------------------------------------------------------------- */

static void set(struct reading *in, struct str *out)
{
    str_clear(out);
    str_add(out, in->r.text, in->r.len);
}

static bool take_problem(struct reading *in)
{
    if (in->r.type != JSON_STRING || text_is_blank(in->r.text, in->r.len))
        return refuse(in, "\"problem\" must be a text");
    if (memchr(in->r.text, '\0', in->r.len))
        return refuse(in, "\"problem\" holds a NUL");
    set(in, &in->item->problem);
    return in->has_problem = true;
}

static bool take_answer(struct reading *in)
{
    bool number = in->r.type == JSON_NUMBER;
    if (!number && (in->r.type != JSON_STRING || text_is_blank(in->r.text, in->r.len)))
        return refuse(in, "\"answer\" must be a text or a number");
    set(in, &in->item->answer);
    return in->has_answer = true;
}

static bool take_id(struct reading *in)
{
    bool integer = in->r.type == JSON_NUMBER && in->r.is_integer;
    if (!integer && (in->r.type != JSON_STRING || !in->r.len || in->r.len > 200))
        return refuse(in, "\"id\" must be a text of 1 to 200 bytes or an integer");
    set(in, &in->item->id);
    return true;
}

static bool take_skill(struct reading *in)
{
    if (in->r.type != JSON_STRING || in->r.len > 200)
        return refuse(in, "\"skill\" must be a text of at most 200 bytes");
    set(in, &in->item->skill);
    return true;
}

static bool take_lang(struct reading *in)
{
    for (int lang = 0; in->r.type == JSON_STRING && lang < LANG_COUNT; lang++)
        if (json_is(&in->r, lang_code((enum lang)lang))) {
            in->item->lang = (enum lang)lang;
            in->item->lang_is_open = false;
            return true;
        }
    return refuse(in, "\"lang\" must be \"en\" or \"ko\"");
}

static bool take_difficulty(struct reading *in)
{
    if (in->r.type != JSON_NUMBER || !in->r.is_integer || in->r.integer < 1 ||
        in->r.integer > TOPIC_DIFFICULTIES)
        return refuse(in, "\"difficulty\" must be 1, 2, 3, 4 or 5");
    in->item->difficulty = (int)in->r.integer;
    return true;
}

/* A number is what some collections call a level: how hard it is. */
static bool take_level(struct reading *in)
{
    for (int level = 0; in->r.type == JSON_STRING && level < LEVEL_COUNT; level++)
        if (json_is(&in->r, level_word((enum level)level, LANG_EN))) {
            in->item->level = (enum level)level;
            return true;
        }
    if (in->r.type == JSON_NUMBER && take_difficulty(in))
        return true;
    return refuse(in, "\"level\" must be \"beginner\", \"intermediate\" or \"advanced\", or a "
                      "difficulty from 1 to 5");
}

static bool take_choices(struct reading *in)
{
    static const char fault[] = "\"choices\" must be a list of 2 to 26 texts";
    struct exam_item *item = in->item;
    if (in->r.type != JSON_ARRAY_BEGIN || item->n_choices)
        return refuse(in, fault);
    item->choices = xcalloc(EXAM_CHOICES_MAX, sizeof *item->choices);
    while (json_next(&in->r) == JSON_STRING) {
        if (item->n_choices == EXAM_CHOICES_MAX || memchr(in->r.text, '\0', in->r.len))
            return refuse(in, fault);
        str_init(&item->choices[item->n_choices]);
        set(in, &item->choices[item->n_choices++]);
    }
    if (in->r.type != JSON_ARRAY_END || item->n_choices < 2)
        return in->r.type == JSON_ERROR ? false : refuse(in, fault);
    return true;
}

static const struct {
    const char *key;
    bool needed; /* null will not do */
    bool (*take)(struct reading *in);
} members[] = {
    {"problem", true, take_problem},  {"answer", true, take_answer},
    {"id", false, take_id},           {"skill", false, take_skill},
    {"lang", false, take_lang},       {"level", false, take_level},
    {"choices", false, take_choices}, {"difficulty", false, take_difficulty},
};

/* --- a line ----------------------------------------------------------------------------------- */

static bool take_member(struct reading *in)
{
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (!json_is(&in->r, members[i].key))
            continue;
        enum json_type type = json_next(&in->r);
        if (type == JSON_ERROR)
            return false;
        return (type == JSON_NULL && !members[i].needed) || members[i].take(in);
    }
    return json_skip(&in->r);
}

/* The answer of a multiple choice is the letter of one of them. */
static bool settle_choices(struct reading *in)
{
    struct str *answer = &in->item->answer;
    if (!in->item->n_choices)
        return true;
    char letter = answer->data[0];
    if (letter >= 'a' && letter <= 'z')
        letter = (char)(letter - 'a' + 'A');
    if (answer->len != 1 || letter < 'A' || letter >= 'A' + (int)in->item->n_choices) {
        str_clear(in->why);
        str_printf(in->why, "with these choices \"answer\" must be a letter from A to %c",
                   'A' + (int)in->item->n_choices - 1);
        return false;
    }
    str_clear(answer);
    str_add_char(answer, letter);
    return true;
}

static bool read_line(struct reading *in, const char *line, size_t len)
{
    json_reader_init(&in->r, line, len);
    bool ok = json_expect(&in->r, JSON_OBJECT_BEGIN);
    while (ok && json_next(&in->r) == JSON_KEY)
        ok = take_member(in);
    if (in->r.type == JSON_ERROR || (ok && json_next(&in->r) != JSON_END)) {
        str_clear(in->why);
        str_printf(in->why, "not a JSON object: %s, at byte %zu",
                   in->r.error ? in->r.error : "something follows it", in->r.error_at + 1);
        ok = false;
    }
    json_reader_release(&in->r);
    if (ok && !(in->has_problem && in->has_answer))
        ok = refuse(in, "the keys \"problem\" and \"answer\" are both needed");
    return ok && settle_choices(in);
}

static bool add_line(struct exam *exam, const char *line, size_t len, size_t number,
                     struct str *why)
{
    struct reading in = {.item = exam_add(exam), .why = why};
    in.item->line = number;
    in.item->lang_is_open = true;
    if (!read_line(&in, line, len))
        return false;
    if (!in.item->id.len)
        str_printf(&in.item->id, "#%zu", number);
    return true;
}

/* --- the file --------------------------------------------------------------------------------- */

struct lines {
    struct exam *exam;
    struct str partial; /* of a line that goes on in the next block */
    size_t number;      /* of the line that is being read */
    size_t most;
    struct str why;
};

static bool end_line(struct lines *in, const char *tail, size_t len)
{
    str_add(&in->partial, tail, len);
    const char *line = in->partial.data;
    size_t n = in->partial.len;
    if (in->number == 1 && n >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0)
        line += 3, n -= 3;
    bool ok = text_is_blank(line, n) || add_line(in->exam, line, n, in->number, &in->why);
    str_clear(&in->partial);
    in->number += ok;
    return ok;
}

static bool is_full(const struct lines *in)
{
    return in->most && in->exam->count >= in->most;
}

/* Takes a block apart; false with `why` at a bad line. */
static bool take_block(struct lines *in, const char *at, const char *end)
{
    while (at < end && !is_full(in)) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((newline ? newline : end) - at);
        if (in->partial.len + len > EXAM_LINE_MAX || in->exam->count == EXAM_ITEMS_MAX) {
            str_printf(&in->why, "%s",
                       in->exam->count == EXAM_ITEMS_MAX ? "more than 1,000,000 problems"
                                                         : "longer than 1,048,576 bytes");
            return false;
        }
        if (!newline) {
            str_add(&in->partial, at, len);
            return true;
        }
        if (!end_line(in, at, len))
            return false;
        at = newline + 1;
    }
    return true;
}

static enum exit_code read_lines(struct lines *in, int fd, const char *name, struct str *error)
{
    enum { BLOCK = 65536 };
    char *block = xmalloc(BLOCK);
    bool ok = true;
    ssize_t n = 0;
    while (ok && !is_full(in) && (n = read(fd, block, BLOCK)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        ok = take_block(in, block, block + n);
    }
    if (n < 0)
        str_printf(error, "%s cannot be read: %s", name, strerror(errno));
    else if (ok && !is_full(in) && in->partial.len)
        ok = end_line(in, "", 0);
    if (!ok)
        str_printf(error, "%s, line %zu: %s", name, in->number, in->why.data);
    free(block);
    return n < 0 ? EXIT_CODE_NOINPUT : ok ? EXIT_CODE_OK : EXIT_CODE_DATA;
}

static int compare_ids(const void *a, const void *b)
{
    const struct exam_item *x = *(const struct exam_item *const *)a;
    const struct exam_item *y = *(const struct exam_item *const *)b;
    size_t len = x->id.len < y->id.len ? x->id.len : y->id.len;
    int order = memcmp(x->id.data, y->id.data, len);
    if (order == 0 && x->id.len != y->id.len)
        order = x->id.len < y->id.len ? -1 : 1;
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* An id names one problem. */
static bool ids_differ(const struct exam *exam, const char *name, struct str *error)
{
    const struct exam_item **sorted = xcalloc(exam->count + 1, sizeof *sorted);
    bool ok = true;
    for (size_t i = 0; i < exam->count; i++)
        sorted[i] = &exam->items[i];
    qsort(sorted, exam->count, sizeof *sorted, compare_ids);
    for (size_t i = 1; i < exam->count && ok; i++) {
        const struct str *a = &sorted[i - 1]->id, *b = &sorted[i]->id;
        ok = a->len != b->len || memcmp(a->data, b->data, a->len) != 0;
        if (!ok) {
            struct str id = STR_EMPTY;
            text_clean_line(&id, b->data, b->len);
            str_printf(error, "%s, line %zu: the id \"%s\" is that of line %zu too", name,
                       sorted[i]->line, id.data, sorted[i - 1]->line);
            str_release(&id);
        }
    }
    free(sorted);
    return ok;
}

enum exit_code exam_read(struct exam *exam, int fd, const char *name, uint64_t seed, size_t most,
                         struct str *error)
{
    struct lines in = {
        .exam = exam, .partial = STR_EMPTY, .number = 1, .most = most, .why = STR_EMPTY};
    enum exit_code code = read_lines(&in, fd, name, error);
    str_release(&in.partial);
    str_release(&in.why);
    if (code == EXIT_CODE_OK && !exam->count) {
        str_printf(error, "%s holds no problem", name);
        code = EXIT_CODE_DATA;
    }
    if (code == EXIT_CODE_OK && !ids_differ(exam, name, error))
        code = EXIT_CODE_DATA;
    for (size_t i = 0; i < exam->count; i++)
        exam->items[i].seed = random_subseed(seed, i);
    return code;
}
