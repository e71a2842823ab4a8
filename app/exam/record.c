/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading trusts nothing: a line that is no result of this run ends it with its number.
 */
#include "app/exam/record.h"

#include "engine/json.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void exam_settings_add(struct exam_settings *settings, const char *name, const char *format, ...)
{
    va_list args;
    settings->list[settings->count].name = name;
    str_init(&settings->list[settings->count].value);
    va_start(args, format);
    str_vprintf(&settings->list[settings->count++].value, format, args);
    va_end(args);
}

void exam_settings_release(struct exam_settings *settings)
{
    for (size_t i = 0; i < settings->count; i++)
        str_release(&settings->list[i].value);
    settings->count = 0;
}

/* --- writing ---------------------------------------------------------------------------------- */

static void write_str(void *context, const char *bytes, size_t len)
{
    str_add(context, bytes, len);
}

static bool write_all(int fd, const struct str *line)
{
    for (size_t done = 0; done < line->len;) {
        ssize_t n = write(fd, line->data + done, line->len - done);
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool write_head(int fd, const struct exam_settings *settings)
{
    struct json_writer w;
    struct str line = STR_EMPTY;
    json_writer_init(&w, write_str, &line);
    json_object_begin(&w);
    json_key(&w, "lemma_eval");
    json_integer(&w, 1);
    json_key(&w, "settings");
    json_object_begin(&w);
    for (size_t i = 0; i < settings->count; i++) {
        json_key(&w, settings->list[i].name);
        json_string(&w, settings->list[i].value.data, settings->list[i].value.len);
    }
    json_object_end(&w);
    json_object_end(&w);
    str_add_char(&line, '\n');
    bool ok = write_all(fd, &line);
    str_release(&line);
    return ok;
}

bool exam_record_add(struct exam_record *record, const struct exam *exam, size_t item,
                     size_t sample, const struct exam_sample *result)
{
    struct json_writer w;
    struct str line = STR_EMPTY;
    json_writer_init(&w, write_str, &line);
    json_object_begin(&w);
    json_key(&w, "item");
    json_integer(&w, (int64_t)item + 1);
    json_key(&w, "sample");
    json_integer(&w, (int64_t)sample + 1);
    json_key(&w, "id");
    json_string(&w, exam->items[item].id.data, exam->items[item].id.len);
    json_key(&w, "answer");
    if (result->has_answer)
        json_string(&w, result->answer.data, result->answer.len);
    else
        json_null(&w);
    json_key(&w, "reason");
    json_text(&w, lesson_reason_word(result->reason));
    json_key(&w, "verdict");
    json_text(&w, exam_sample_counts(result) ? verdict_word(result->verdict) : NULL);
    json_key(&w, "tokens");
    json_integer(&w, result->tokens);
    json_object_end(&w);
    str_add_char(&line, '\n');
    bool ok = write_all(record->fd, &line);
    str_release(&line);
    return ok;
}

/* --- reading ---------------------------------------------------------------------------------- */

struct reading {
    const struct exam_settings *settings;
    const struct exam *exam;
    struct exam_outcome *outcomes;
    size_t n_samples;
    struct str *why; /* of a refusal, without name and line */
};

/* One setting of the file against this run's; false with the reason when it differs. */
static bool same_setting(struct reading *in, struct json_reader *r, size_t *seen)
{
    for (size_t i = 0; i < in->settings->count; i++) {
        if (!json_is(r, in->settings->list[i].name))
            continue;
        const struct str *value = &in->settings->list[i].value;
        ++*seen;
        if (json_next(r) != JSON_STRING)
            return false;
        if (r->len == value->len && memcmp(r->text, value->data, r->len) == 0)
            return true;
        struct str other = STR_EMPTY;
        str_add(&other, r->text, r->len < 60 ? r->len : 60);
        str_printf(in->why, "these are results with another %s: %s, and now it is %s",
                   in->settings->list[i].name, other.data, value->data);
        str_release(&other);
        return false;
    }
    return false;
}

static bool read_head(struct reading *in, const char *line, size_t len)
{
    struct json_reader r;
    size_t seen = 0;
    json_reader_init(&r, line, len);
    bool ok = json_expect(&r, JSON_OBJECT_BEGIN) && json_expect(&r, JSON_KEY) &&
              json_is(&r, "lemma_eval") && json_expect(&r, JSON_NUMBER) && r.integer == 1 &&
              json_expect(&r, JSON_KEY) && json_is(&r, "settings") &&
              json_expect(&r, JSON_OBJECT_BEGIN);
    while (ok && json_next(&r) == JSON_KEY)
        ok = same_setting(in, &r, &seen);
    ok = ok && r.type == JSON_OBJECT_END && seen == in->settings->count;
    json_reader_release(&r);
    if (!ok && !in->why->len)
        str_add_text(in->why, "this is not the beginning of a file of lemma eval");
    return ok;
}

/* A line as read; item and sample count from 1. */
struct result {
    int64_t item, sample;
    int reason;
    bool has_id;
    struct exam_sample found;
};

static bool read_reason(const struct json_reader *r, struct result *out)
{
    for (int i = 0; i < REASON_COUNT; i++)
        if (json_is(r, lesson_reason_word((enum lesson_reason)i)))
            out->reason = i;
    return out->reason >= 0;
}

static bool read_member(struct reading *in, struct json_reader *r, struct result *out)
{
    static const char *const keys[] = {"item", "sample", "tokens", "id", "answer", "reason"};
    size_t key = 0;
    while (key < sizeof keys / sizeof keys[0] && !json_is(r, keys[key]))
        key++;
    if (key == sizeof keys / sizeof keys[0])
        return json_skip(r);
    enum json_type type = json_next(r);
    if (key <= 2) {
        int64_t *numbers[] = {&out->item, &out->sample, &out->found.tokens};
        *numbers[key] = r->integer;
        return type == JSON_NUMBER && r->is_integer && r->integer >= 0;
    }
    if (key == 3) { /* behind "item", as it is written */
        bool known = out->item >= 1 && (size_t)out->item <= in->exam->count;
        const struct str *id = known ? &in->exam->items[out->item - 1].id : NULL;
        return out->has_id = type == JSON_STRING && id && id->len == r->len &&
                             memcmp(id->data, r->text, r->len) == 0;
    }
    if (key == 4 && type == JSON_STRING) {
        out->found.has_answer = true;
        str_clear(&out->found.answer);
        str_add(&out->found.answer, r->text, r->len);
    }
    return key == 4 ? type == JSON_STRING || type == JSON_NULL : read_reason(r, out);
}

static bool read_result(struct reading *in, const char *line, size_t len)
{
    struct json_reader r;
    struct result out = {.reason = -1, .found = {.done = true, .answer = STR_EMPTY}};
    json_reader_init(&r, line, len);
    bool ok = json_expect(&r, JSON_OBJECT_BEGIN);
    while (ok && json_next(&r) == JSON_KEY)
        ok = read_member(in, &r, &out);
    ok = ok && r.type == JSON_OBJECT_END && json_next(&r) == JSON_END && out.has_id &&
         out.reason >= 0 && out.sample >= 1 && (size_t)out.sample <= in->n_samples;
    json_reader_release(&r);
    if (!ok) {
        str_release(&out.found.answer);
        str_add_text(in->why, "this is no result of this run");
        return false;
    }
    size_t item = (size_t)out.item - 1;
    struct exam_sample *sample = &in->outcomes[item].samples[out.sample - 1];
    str_release(&sample->answer);
    *sample = out.found;
    sample->reason = (enum lesson_reason)out.reason;
    if (exam_sample_counts(sample))
        sample->verdict =
            exam_mark(&in->exam->items[item], sample->answer.data, sample->answer.len);
    return true;
}

/* All complete lines; *good is where they end. */
static bool read_lines(struct reading *in, const struct str *text, size_t *good, size_t *number)
{
    *good = *number = 0;
    while (*good < text->len) {
        const char *line = text->data + *good;
        const char *newline = memchr(line, '\n', text->len - *good);
        if (!newline)
            return true; /* torn */
        size_t len = (size_t)(newline - line);
        ++*number;
        if (!(*number == 1 ? read_head(in, line, len) : read_result(in, line, len)))
            return false;
        *good += len + 1;
    }
    return true;
}

static bool read_all(int fd, struct str *text)
{
    char block[16384];
    for (;;) {
        ssize_t n = read(fd, block, sizeof block);
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            str_add(text, block, (size_t)n);
    }
}

static enum exit_code take_up(int fd, const char *path, struct reading *in, struct str *error)
{
    struct str text = STR_EMPTY;
    size_t good, number;
    enum exit_code code = EXIT_CODE_OK;
    if (!read_all(fd, &text)) {
        str_printf(error, "%s cannot be read: %s", path, strerror(errno));
        code = EXIT_CODE_NOINPUT;
    } else if (!read_lines(in, &text, &good, &number)) {
        str_printf(error, "%s, line %zu: %s", path, number, in->why->data);
        code = EXIT_CODE_DATA;
    } else if (ftruncate(fd, (off_t)good) != 0 || (good == 0 && !write_head(fd, in->settings))) {
        str_printf(error, "%s cannot be written: %s", path, strerror(errno));
        code = EXIT_CODE_CANTCREAT;
    }
    str_release(&text);
    return code;
}

static bool is_file(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

enum exit_code exam_record_open(struct exam_record *record, const char *path,
                                enum exam_record_mode mode, const struct exam_settings *settings,
                                const struct exam *exam, struct exam_outcome *outcomes,
                                size_t n_samples, struct str *error)
{
    struct str why = STR_EMPTY;
    struct reading in = {.settings = settings,
                         .exam = exam,
                         .outcomes = outcomes,
                         .n_samples = n_samples,
                         .why = &why};
    int flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | (mode == EXAM_RECORD_NEW ? O_EXCL : 0);
    enum exit_code code = EXIT_CODE_CANTCREAT;
    record->fd = open(path, flags, 0666);
    if (record->fd < 0 && errno == EEXIST && mode == EXAM_RECORD_NEW)
        str_printf(error, "%s is there already; --resume goes on with it", path);
    else if (record->fd < 0)
        str_printf(error, "%s cannot be opened: %s", path, strerror(errno));
    else if (!is_file(record->fd))
        str_printf(error, "%s is no file that could be gone on with", path);
    else if (flock(record->fd, LOCK_EX | LOCK_NB) != 0) {
        str_printf(error, "%s is in use by another run", path);
        code = EXIT_CODE_BUSY;
    } else if (mode == EXAM_RECORD_REPLACE && ftruncate(record->fd, 0) != 0)
        str_printf(error, "%s cannot be written: %s", path, strerror(errno));
    else
        code = take_up(record->fd, path, &in, error);
    if (code != EXIT_CODE_OK)
        exam_record_close(record);
    str_release(&why);
    return code;
}

void exam_record_close(struct exam_record *record)
{
    if (record->fd >= 0)
        close(record->fd);
    record->fd = -1;
}
