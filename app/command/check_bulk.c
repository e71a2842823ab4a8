/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma check --jsonl: a line of JSON out for each line in, in order, whatever the line holds. No
 * line stops the rest; one that is too long is skipped as it comes, so that memory has a bound.
 */
#include "app/command/check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Two answers of PARSE_LENGTH_MAX bytes fit, even when every byte is written as an escape. */
enum { LINE_BYTES_MAX = 1 << 20 };

struct pair {
    struct str a, b, form;
    bool has_a, has_b, has_form;
};

static void pair_release(struct pair *pair)
{
    str_release(&pair->a);
    str_release(&pair->b);
    str_release(&pair->form);
}

/* Why a line has no verdict, in both languages. */
static void refuse(struct verdict *out, const char *english, const char *korean)
{
    *out = (struct verdict){.kind = VERDICT_UNREADABLE,
                            .reason = {[LANG_EN] = STR_EMPTY, [LANG_KO] = STR_EMPTY}};
    str_add_text(&out->reason[LANG_EN], english);
    str_add_text(&out->reason[LANG_KO], korean);
}

/* The text of a key that should hold one; false with a refusal when it does not. */
static bool take_text(struct json_reader *r, struct str *text, bool *has, const char *key,
                      struct verdict *refusal)
{
    if (json_next(r) == JSON_STRING) {
        str_clear(text);
        str_add(text, r->text, r->len);
        *has = true;
        return true;
    }
    if (r->type == JSON_ERROR)
        return true; /* told by the caller, with the place */
    char english[64], korean[64];
    snprintf(english, sizeof english, "\"%s\" must be a string.", key);
    snprintf(korean, sizeof korean, "\"%s\" 값은 문자열이어야 해요.", key);
    refuse(refusal, english, korean);
    return false;
}

static bool take_member(struct json_reader *r, struct pair *pair, struct verdict *refusal)
{
    if (json_is(r, "a"))
        return take_text(r, &pair->a, &pair->has_a, "a", refusal);
    if (json_is(r, "b"))
        return take_text(r, &pair->b, &pair->has_b, "b", refusal);
    if (json_is(r, "form"))
        return take_text(r, &pair->form, &pair->has_form, "form", refusal);
    json_skip(r);
    return true;
}

static void refuse_json(struct verdict *refusal, const struct json_reader *r)
{
    struct str english = STR_EMPTY, korean = STR_EMPTY;
    str_printf(&english, "This line is not JSON: %s, at byte %zu.",
               r->error ? r->error : "an object is expected", r->error_at + 1);
    str_printf(&korean, "이 줄은 올바른 JSON이 아니에요. %zu번째 바이트를 확인해 보세요.",
               r->error_at + 1);
    refuse(refusal, english.data, korean.data);
    str_release(&english);
    str_release(&korean);
}

/* Reads one object; false with a refusal when it does not hold a pair. */
static bool read_pair(struct pair *pair, const char *line, size_t len, struct verdict *refusal)
{
    struct json_reader r;
    bool ok = true;
    json_reader_init(&r, line, len);
    if (json_expect(&r, JSON_OBJECT_BEGIN))
        while (ok && json_next(&r) == JSON_KEY)
            ok = take_member(&r, pair, refusal);
    if (ok && (r.type == JSON_ERROR || json_next(&r) != JSON_END)) {
        refuse_json(refusal, &r);
        ok = false;
    }
    json_reader_release(&r);
    if (ok && !(pair->has_a && pair->has_b)) {
        refuse(refusal, "The keys \"a\" (attempt) and \"b\" (reference) are both needed.",
               "\"a\"(답안)와 \"b\"(기준) 키가 모두 있어야 해요.");
        ok = false;
    }
    return ok;
}

static void decide(struct check *check, struct pair *pair, struct verdict *verdict)
{
    struct verdict_options asked = check->asked;
    bool form_ok = !pair->has_form || (strlen(pair->form.data) == pair->form.len &&
                                       verdict_form_read(pair->form.data, &asked));
    if (!form_ok)
        refuse(verdict, "The \"form\" is none that can be asked for; see lemma check --help.",
               "\"form\"에 쓸 수 없는 꼴이에요. lemma check --help에서 확인해 보세요.");
    else
        verdict_decide(verdict, pair->a.data, pair->a.len, pair->b.data, pair->b.len, &asked);
}

static void answer(struct check *check, const struct verdict *verdict, enum lang lang)
{
    struct json_writer w;
    check_json_writer(check, &w);
    json_object_begin(&w);
    check_json_verdict(&w, verdict, lang);
    json_object_end(&w);
    check_json_line_end(check);
}

static void check_line(struct check *check, const char *line, size_t len)
{
    struct pair pair = {.a = STR_EMPTY, .b = STR_EMPTY, .form = STR_EMPTY};
    struct verdict verdict;
    if (read_pair(&pair, line, len, &verdict))
        decide(check, &pair, &verdict);
    answer(check, &verdict, check_language(check, pair.a.data, pair.a.len));
    verdict_release(&verdict);
    pair_release(&pair);
}

static void check_long_line(struct check *check)
{
    struct verdict verdict;
    refuse(&verdict, "This line is longer than 1,048,576 bytes.",
           "이 줄은 1,048,576바이트보다 길어요.");
    answer(check, &verdict, check->lang);
    verdict_release(&verdict);
}

/* The line that is being read, in pieces. */
struct partial {
    struct str text;
    bool began, too_long;
};

static void add_piece(struct partial *line, const char *bytes, size_t len)
{
    line->began = true;
    line->too_long |= line->text.len + len > LINE_BYTES_MAX;
    if (line->too_long)
        str_clear(&line->text);
    else
        str_add(&line->text, bytes, len);
}

static void end_line(struct check *check, struct partial *line)
{
    if (line->too_long)
        check_long_line(check);
    else
        check_line(check, line->text.data, line->text.len);
    str_clear(&line->text);
    line->began = line->too_long = false;
}

enum exit_code check_bulk(struct check *check, int fd)
{
    enum { BLOCK = 65536 };
    char *block = xmalloc(BLOCK);
    struct partial line = {.text = STR_EMPTY};
    ssize_t n = 0;
    /* what is answered goes out before more is waited for */
    while (output_flush(&check->output) && (n = read(fd, block, BLOCK)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        const char *at = block, *end = block + n;
        for (const char *newline; (newline = memchr(at, '\n', (size_t)(end - at)));
             at = newline + 1) {
            add_piece(&line, at, (size_t)(newline - at));
            end_line(check, &line);
            if (check->output.buffer.len >= BLOCK)
                output_flush(&check->output);
        }
        if (at < end)
            add_piece(&line, at, (size_t)(end - at));
    }
    if (n == 0 && line.began)
        end_line(check, &line);
    enum exit_code code = EXIT_CODE_OK;
    if (n < 0) {
        warn("standard input cannot be read: %s", strerror(errno));
        code = EXIT_CODE_NOINPUT;
    }
    str_release(&line.text);
    free(block);
    return code;
}
