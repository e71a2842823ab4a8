/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma check --lines: a working with a mark before each line, and below a wrong one what is
 * wrong with it.
 */
#include "app/command/check.h"

#include "app/base/text.h"
#include "app/command/problem.h"
#include "app/maths/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool read_working(struct str *text, const char *path, struct str *error)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0;
    if (!ok)
        str_printf(error, "%s: %s", path, strerror(errno));
    else
        ok = problem_read(text, fd, standard ? "standard input" : path, error);
    if (!standard && fd >= 0)
        close(fd);
    return ok;
}

static enum check_style style_of(enum line_status status)
{
    switch (status) {
    case LINE_EQUIVALENT:
    case LINE_FOLLOWS:
        return STYLE_GOOD;
    case LINE_GAINS:
    case LINE_LOSES:
    case LINE_BROKEN:
        return STYLE_BAD;
    case LINE_UNDECIDED:
    case LINE_UNREADABLE:
        return STYLE_MIDDLING;
    default:
        return STYLE_FAINT;
    }
}

/* Words for the statuses that need some beside their mark. */
static const char *status_words(enum line_status status, enum lang lang)
{
    static const char *const words[LINE_STATUS_COUNT][LANG_COUNT] = {
        [LINE_GAINS] = {"gains solutions", "해가 늘어났어요"},
        [LINE_LOSES] = {"loses solutions", "해가 사라졌어요"},
        [LINE_BROKEN] = {"does not follow", "앞줄에서 나오지 않아요"},
        [LINE_UNDECIDED] = {"undecided", "판정하지 못했어요"},
        [LINE_UNREADABLE] = {"not understood", "읽지 못했어요"},
    };
    return words[status][lang];
}

static const char *mark_of(const struct check *check, enum line_status status)
{
    static const char *const ascii[LINE_STATUS_COUNT] = {
        [LINE_FIRST] = "   ",     [LINE_EQUIVALENT] = "<=>", [LINE_FOLLOWS] = " =>",
        [LINE_GAINS] = " ! ",     [LINE_LOSES] = " ! ",      [LINE_BROKEN] = " x ",
        [LINE_UNDECIDED] = " ? ", [LINE_UNREADABLE] = " ? ", [LINE_TEXT] = "   ",
    };
    return check->marks ? line_status_mark(status) : ascii[status];
}

static void show_line(struct check *check, const struct line_finding *line, enum lang lang)
{
    enum { INDENT = 8 };
    struct str head = STR_EMPTY, text = STR_EMPTY;
    const char *mark = mark_of(check, line->status);
    check_add_styled(check, style_of(line->status), mark);
    for (size_t cells = text_width(mark, strlen(mark)); cells < 3; cells++)
        check_add(check, " ");
    str_printf(&head, "%3zu  ", line->number);
    check_add(check, head.data);
    text_clean_line(&text, line->text, line->len);
    check_add_wrapped(check, INDENT, text.data, text.len);
    str_clear(&text);
    const char *words = status_words(line->status, lang);
    if (words || line->reason[lang].len) {
        check_add(check, "        ");
        if (words)
            str_printf(&text, "%s%s", words, line->reason[lang].len ? ": " : "");
        str_add_str(&text, &line->reason[lang]);
        check_add_wrapped(check, INDENT, text.data, text.len);
    }
    str_release(&head);
    str_release(&text);
}

static bool any_read(const struct lines_finding *finding)
{
    for (size_t i = 0; i < finding->n; i++)
        if (finding->line[i].tree)
            return true;
    return false;
}

static void show_lines(struct check *check, const struct lines_finding *finding, enum lang lang)
{
    static const char *const fine[LANG_COUNT] = {"No wrong line.", "틀린 줄이 없어요."};
    static const char *const nothing[LANG_COUNT] = {
        "There is no line that could be read as mathematics.", "식으로 읽을 수 있는 줄이 없어요."};
    for (size_t i = 0; i < finding->n; i++)
        show_line(check, &finding->line[i], lang);
    struct str last = STR_EMPTY;
    if (!any_read(finding))
        str_add_text(&last, nothing[lang]);
    else if (finding->first_bad >= finding->n)
        str_add_text(&last, fine[lang]);
    else if (lang == LANG_KO)
        str_printf(&last, "%zu번째 줄부터 다시 살펴보세요.",
                   finding->line[finding->first_bad].number);
    else
        str_printf(&last, "Look at line %zu again.", finding->line[finding->first_bad].number);
    check_add(check, "\n");
    check_add_styled(check, STYLE_STRONG, last.data);
    check_add(check, "\n");
    str_release(&last);
}

static void write_line(struct json_writer *w, const struct line_finding *line, enum lang lang)
{
    json_object_begin(w);
    json_key(w, "line");
    json_integer(w, (int64_t)line->number);
    json_key(w, "text");
    json_string(w, line->text, line->len);
    json_key(w, "status");
    json_text(w, line_status_word(line->status));
    json_key(w, "mistake");
    if (line->mistake == MISTAKE_NONE)
        json_null(w);
    else
        json_text(w, line_mistake_word(line->mistake));
    json_key(w, "reason");
    json_string(w, line->reason[lang].data, line->reason[lang].len);
    check_json_tree(w, "read", line->tree);
    if (line->witness)
        check_json_tree(w, "witness", line->witness);
    json_object_end(w);
}

static void write_lines(struct check *check, const struct lines_finding *finding, enum lang lang)
{
    struct json_writer w;
    check_json_writer(check, &w);
    json_object_begin(&w);
    json_key(&w, "first_bad");
    if (finding->first_bad < finding->n)
        json_integer(&w, (int64_t)finding->line[finding->first_bad].number);
    else
        json_null(&w);
    json_key(&w, "lines");
    json_array_begin(&w);
    for (size_t i = 0; i < finding->n; i++)
        write_line(&w, &finding->line[i], lang);
    json_array_end(&w);
    json_object_end(&w);
    check_json_line_end(check);
}

enum exit_code check_lines(struct check *check, const char *path)
{
    struct str text = STR_EMPTY, error = STR_EMPTY;
    struct lines_finding finding;
    enum exit_code code = EXIT_CODE_OK;
    if (!read_working(&text, path, &error)) {
        code = EXIT_CODE_NOINPUT;
    } else if (!problem_prepare(&text, "working", &error)) {
        code = EXIT_CODE_DATA;
    } else {
        enum lang lang = check_language(check, text.data, text.len);
        lines_check(&finding, text.data, text.len, 0);
        if (check->json)
            write_lines(check, &finding, lang);
        else
            show_lines(check, &finding, lang);
        code = finding.first_bad < finding.n ? EXIT_CODE_FAILED
               : any_read(&finding)          ? EXIT_CODE_OK
                                             : EXIT_CODE_DATA;
        lines_release(&finding);
    }
    if (error.len)
        warn("%s", error.data);
    str_release(&text);
    str_release(&error);
    return code;
}
