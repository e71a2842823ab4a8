/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `lemma model tokenize` and `detokenize`: JSON lines in, JSON lines out, one for one and in
 * order, so that another program can hold a conversation with them. A line that cannot be done
 * gives {"error": ...} in its place and exit code 65 at the end. Only the tokenizer is opened.
 */
#include "app/base/die.h"
#include "app/base/str.h"
#include "app/command/command.h"
#include "app/command/model_common.h"
#include "app/tutor/dialogue.h"
#include "engine/engine.h"
#include "engine/json.h"
#include "engine/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help_tokenize[] =
    "usage: lemma model tokenize DIR [--tags]\n"
    "\n"
    "Reads JSON lines and writes one line {\"ids\": [...]} for each. A line holds\n"
    "  {\"text\": \"...\"}                                     or\n"
    "  {\"messages\": [{\"role\": \"user\", \"content\": \"...\"}, ...]}\n"
    "Messages get the turn tags of the model and, unless \"add_generation_prompt\" is false, the\n"
    "tag that begins the answer; a system message may have \"tools\" (a string). Other keys are\n"
    "ignored.\n"
    "\n"
    "  --tags       tags such as <|user|> inside a text count; without it they are plain text\n"
    "  -h, --help   this text\n"
    "\n"
    "A line that cannot be tokenized gives {\"error\": \"...\"}, and the exit code is 65.\n";

static const char help_detokenize[] =
    "usage: lemma model detokenize DIR [--skip-special]\n"
    "\n"
    "Reads JSON lines {\"ids\": [...]} and writes one line {\"text\": \"...\"} for each. Bytes "
    "that\n"
    "are not UTF-8 become U+FFFD.\n"
    "\n"
    "  --skip-special   leave out the added tokens that are marked as special\n"
    "  -h, --help       this text\n"
    "\n"
    "A line that is not so, or names an id without a text, gives {\"error\": \"...\"}, and the "
    "exit\n"
    "code is 65.\n";

struct message {
    struct str role, content, tools;
    bool has_role, has_content, has_tools;
};

/* One line as read, and the work both commands share. */
struct job {
    struct eng_tokenizer *tok;
    bool parse_tags, skip_special;
    struct str repaired; /* the line, when it was not UTF-8 */
    struct str text;
    bool has_text;
    struct message *messages; /* (n_messages), room for cap_messages; owned */
    size_t n_messages, cap_messages;
    bool has_messages, generation_prompt;
    struct eng_tokens ids;
    bool has_ids;
    struct str out;
    char problem[640]; /* why this line failed */
};

/* --- reading a line -------------------------------------------------------------------------- */

static bool fail(struct job *job, const char *problem)
{
    snprintf(job->problem, sizeof job->problem, "%s", problem);
    return false;
}

static bool fail_json(struct job *job, const struct json_reader *r)
{
    if (r->no_memory)
        die_memory();
    snprintf(job->problem, sizeof job->problem, "byte %zu: %s", r->error_at, r->error);
    return false;
}

/* A string, or null where that is allowed. */
static bool read_string(struct job *job, struct json_reader *r, struct str *out, bool *present,
                        bool or_null)
{
    str_clear(out);
    *present = json_next(r) == JSON_STRING;
    if (*present)
        str_add(out, r->text, r->len);
    if (r->type == JSON_ERROR)
        return fail_json(job, r);
    if (!*present && !(or_null && r->type == JSON_NULL)) {
        snprintf(job->problem, sizeof job->problem, "byte %zu: expected a string",
                 (size_t)(r->token_at - r->start));
        return false;
    }
    return true;
}

static struct message *add_message(struct job *job)
{
    if (job->n_messages == job->cap_messages) {
        size_t cap = job->cap_messages ? job->cap_messages * 2 : 8;
        job->messages = xrealloc(job->messages, cap * sizeof *job->messages);
        for (size_t i = job->cap_messages; i < cap; i++) {
            struct message *m = &job->messages[i];
            str_init(&m->role);
            str_init(&m->content);
            str_init(&m->tools);
        }
        job->cap_messages = cap;
    }
    struct message *m = &job->messages[job->n_messages++];
    m->has_role = m->has_content = m->has_tools = false;
    return m;
}

static bool read_message(struct job *job, struct json_reader *r)
{
    struct message *m = add_message(job);
    bool ok = true;
    while (ok && json_next(r) == JSON_KEY) {
        if (json_is(r, "role"))
            ok = read_string(job, r, &m->role, &m->has_role, false);
        else if (json_is(r, "content"))
            ok = read_string(job, r, &m->content, &m->has_content, false);
        else if (json_is(r, "tools"))
            ok = read_string(job, r, &m->tools, &m->has_tools, true);
        else
            ok = json_skip(r) || fail_json(job, r);
    }
    if (!ok)
        return false;
    if (r->type != JSON_OBJECT_END)
        return fail_json(job, r);
    if (!m->has_role || !m->has_content)
        return fail(job, "a message needs a role and a content");
    if (memchr(m->role.data, '\0', m->role.len))
        return fail(job, "a role holds a NUL character");
    m->has_tools = m->has_tools && strcmp(m->role.data, "system") == 0;
    return true;
}

static bool read_messages(struct job *job, struct json_reader *r)
{
    job->n_messages = 0;
    job->has_messages = true;
    if (!json_expect(r, JSON_ARRAY_BEGIN))
        return fail_json(job, r);
    while (json_next(r) == JSON_OBJECT_BEGIN)
        if (!read_message(job, r))
            return false;
    if (r->type == JSON_ERROR)
        return fail_json(job, r);
    return r->type == JSON_ARRAY_END || fail(job, "a message is not an object");
}

static bool read_ids(struct job *job, struct json_reader *r)
{
    struct eng_error error;
    job->ids.count = 0;
    job->has_ids = true;
    if (!json_expect(r, JSON_ARRAY_BEGIN))
        return fail_json(job, r);
    while (json_next(r) == JSON_NUMBER) {
        if (!r->is_integer || r->integer < 0 || r->integer >= eng_tokenizer_size(job->tok)) {
            snprintf(job->problem, sizeof job->problem, "%.*s is not a token id (0..%d)",
                     (int)(r->len > 40 ? 40 : r->len), r->text, eng_tokenizer_size(job->tok) - 1);
            return false;
        }
        model_check(eng_tokens_add(&job->ids, (int32_t)r->integer, &error), &error);
    }
    if (r->type == JSON_ERROR)
        return fail_json(job, r);
    return r->type == JSON_ARRAY_END || fail(job, "ids must be numbers");
}

static bool read_key(struct job *job, struct json_reader *r)
{
    if (json_is(r, "text"))
        return read_string(job, r, &job->text, &job->has_text, false);
    if (json_is(r, "messages"))
        return read_messages(job, r);
    if (json_is(r, "ids"))
        return read_ids(job, r);
    if (!json_is(r, "add_generation_prompt"))
        return json_skip(r) || fail_json(job, r);
    enum json_type type = json_next(r);
    job->generation_prompt = type == JSON_TRUE;
    if (type == JSON_ERROR)
        return fail_json(job, r);
    return type == JSON_TRUE || type == JSON_FALSE ||
           fail(job, "add_generation_prompt must be true or false");
}

/* Fills the job from one line, which is repaired first: the reader wants UTF-8. */
static bool read_line(struct job *job, const char *line, size_t len)
{
    job->has_text = job->has_messages = job->has_ids = false;
    job->generation_prompt = true;
    if (utf8_valid_prefix(line, len) < len) {
        str_clear(&job->repaired);
        str_reserve(&job->repaired, 3 * len);
        len = utf8_repair(line, len, job->repaired.data);
        line = job->repaired.data;
    }
    struct json_reader r;
    json_reader_init(&r, line, len);
    bool ok = json_expect(&r, JSON_OBJECT_BEGIN) || fail_json(job, &r);
    while (ok && json_next(&r) == JSON_KEY)
        ok = read_key(job, &r);
    if (ok && (r.type != JSON_OBJECT_END || !json_expect(&r, JSON_END)))
        ok = fail_json(job, &r);
    json_reader_release(&r);
    return ok;
}

/* --- the work -------------------------------------------------------------------------------- */

static void add_output(void *context, const char *bytes, size_t len)
{
    str_add(context, bytes, len);
}

static enum eng_status tokenize_messages(struct job *job, struct eng_error *error)
{
    struct dialogue_turn *turns = xcalloc(job->n_messages, sizeof *turns);
    for (size_t i = 0; i < job->n_messages; i++) {
        const struct message *m = &job->messages[i];
        turns[i] = (struct dialogue_turn){.role = m->role.data,
                                          .content = m->content.data,
                                          .len = m->content.len,
                                          .tools = m->has_tools ? m->tools.data : NULL,
                                          .tools_len = m->tools.len};
    }
    enum eng_status status =
        dialogue_turns(job->tok, turns, job->n_messages, job->generation_prompt, job->parse_tags,
                       &job->ids, error);
    free(turns);
    return status;
}

static bool tokenize_line(struct job *job)
{
    if (job->has_text == job->has_messages)
        return fail(job, "expected either \"text\" or \"messages\"");
    struct eng_error error;
    job->ids.count = 0;
    enum eng_status status = job->has_text ? eng_tokenize(job->tok, job->text.data, job->text.len,
                                                          job->parse_tags, &job->ids, &error)
                                           : tokenize_messages(job, &error);
    if (status == ENG_NO_MEMORY)
        die_memory();
    if (status)
        return fail(job, error.text);
    struct json_writer w;
    json_writer_init(&w, add_output, &job->out);
    json_object_begin(&w);
    json_key(&w, "ids");
    json_array_begin(&w);
    for (size_t i = 0; i < job->ids.count; i++)
        json_integer(&w, job->ids.ids[i]);
    json_array_end(&w);
    json_object_end(&w);
    return true;
}

static bool detokenize_line(struct job *job)
{
    if (!job->has_ids)
        return fail(job, "expected \"ids\"");
    str_clear(&job->text);
    for (size_t i = 0; i < job->ids.count; i++) {
        size_t len;
        bool special;
        const char *bytes = eng_token_bytes(job->tok, job->ids.ids[i], &len, &special);
        if (!bytes) {
            snprintf(job->problem, sizeof job->problem, "%d is not a token id: it has no text",
                     job->ids.ids[i]);
            return false;
        }
        if (!(special && job->skip_special))
            str_add(&job->text, bytes, len);
    }
    struct json_writer w;
    json_writer_init(&w, add_output, &job->out);
    json_object_begin(&w);
    json_key(&w, "text");
    json_string(&w, job->text.data, job->text.len);
    json_object_end(&w);
    return true;
}

static void write_problem(struct job *job)
{
    struct json_writer w;
    str_clear(&job->out);
    json_writer_init(&w, add_output, &job->out);
    json_object_begin(&w);
    json_key(&w, "error");
    json_text(&w, job->problem);
    json_object_end(&w);
}

/* --- lines in, lines out --------------------------------------------------------------------- */

/* False when the reader of our output has gone, which is no trouble of ours. */
static bool put_line(struct str *line, bool at_once)
{
    str_add_char(line, '\n');
    errno = 0;
    if (fwrite(line->data, 1, line->len, stdout) == line->len && (!at_once || !fflush(stdout)))
        return true;
    if (errno != EPIPE)
        die(EXIT_CODE_CANTCREAT, "cannot write the output: %s", strerror(errno));
    return false;
}

/* Answers every line of stdin. A reader that waits for each answer gets it at once; a file is
 * written in blocks. */
static int answer_lines(struct job *job, bool (*answer)(struct job *))
{
    struct stat st;
    bool at_once = fstat(STDOUT_FILENO, &st) != 0 || !S_ISREG(st.st_mode);
    char *line = NULL;
    size_t cap = 0, number = 0, failed = 0;
    ssize_t len;
    bool wanted = true;
    errno = 0;
    while (wanted && (len = getline(&line, &cap, stdin)) >= 0) {
        size_t n = (size_t)len;
        n -= n > 0 && line[n - 1] == '\n';
        n -= n > 0 && line[n - 1] == '\r';
        number++;
        str_clear(&job->out);
        if (!read_line(job, line, n) || !answer(job)) {
            if (failed++ == 0)
                warn("line %zu: %s", number, job->problem);
            write_problem(job);
        }
        wanted = put_line(&job->out, at_once);
    }
    bool read_error = wanted && !feof(stdin);
    int why = errno;
    free(line);
    if (read_error)
        die(EXIT_CODE_NOINPUT, "cannot read the input: %s", strerror(why));
    if (wanted && fflush(stdout) != 0 && errno != EPIPE)
        die(EXIT_CODE_CANTCREAT, "cannot write the output: %s", strerror(errno));
    if (failed > 1)
        warn("%zu of %zu lines failed", failed, number);
    return failed ? EXIT_CODE_DATA : EXIT_CODE_OK;
}

static void release_job(struct job *job)
{
    for (size_t i = 0; i < job->cap_messages; i++) {
        str_release(&job->messages[i].role);
        str_release(&job->messages[i].content);
        str_release(&job->messages[i].tools);
    }
    free(job->messages);
    str_release(&job->repaired);
    str_release(&job->text);
    str_release(&job->out);
    eng_tokens_release(&job->ids);
    eng_tokenizer_close(job->tok);
}

static int run(struct job *job, const char *dir, bool (*answer)(struct job *))
{
    struct eng_error error;
    enum eng_status status = eng_tokenizer_open(&job->tok, dir, &error);
    if (status == ENG_IO)
        die(EXIT_CODE_NOMODEL, "no tokenizer there: %s", error.text);
    model_check(status, &error);
    int code = answer_lines(job, answer);
    release_job(job);
    return code;
}

static struct job new_job(void)
{
    struct job job = {.parse_tags = false};
    str_init(&job.repaired);
    str_init(&job.text);
    str_init(&job.out);
    return job;
}

int command_model_tokenize(int argc, char **argv)
{
    static const struct option options[] = {
        {"tags", no_argument, NULL, 't'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    struct job job = new_job();
    optind = 0;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            argument_help(help_tokenize);
        if (c != 't')
            argument_usage("model tokenize", argv);
        job.parse_tags = true;
    }
    return run(&job, model_dir(argc, argv, optind, help_tokenize), tokenize_line);
}

int command_model_detokenize(int argc, char **argv)
{
    static const struct option options[] = {{"skip-special", no_argument, NULL, 's'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    struct job job = new_job();
    optind = 0;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            argument_help(help_detokenize);
        if (c != 's')
            argument_usage("model detokenize", argv);
        job.skip_special = true;
    }
    return run(&job, model_dir(argc, argv, optind, help_detokenize), detokenize_line);
}
