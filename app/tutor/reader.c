/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `hold` is the text that is not decided yet; each advance_* decides a piece at its start or
 * reports that more is needed. White space is carried along in `blank` until something visible
 * follows, so that sections begin and end without empty lines; `skip` is source that belongs to
 * the next event but is not shown.
 */
#include "app/tutor/reader.h"

#include "app/base/die.h"
#include "app/tutor/formula.h"
#include "app/tutor/heading.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

#define THINK_OPEN "<think>"
#define THINK_CLOSE "</think>"

enum mode { MODE_TEXT, MODE_FORMULA, MODE_THINK };

struct reader {
    reader_emit *emit;
    void *context;
    struct str tail; /* an incomplete character */
    struct str hold;
    struct str skip, blank;
    struct str answer;
    bool has_answer, ended;
    bool answer_boxed_in_part; /* the answer so far is from the answer part */
    bool at_start;             /* nothing shown yet in this section or this thinking */
    bool line_start;           /* hold begins a line of text */
    char fence;                /* of the block of code it is in: no formulas, no headings */
    enum mode mode;
    enum lesson_part part;
    struct formula formula;
};

struct reader *reader_new(reader_emit *emit, void *context)
{
    struct reader *r = xcalloc(1, sizeof *r);
    r->emit = emit;
    r->context = context;
    r->at_start = r->line_start = true;
    str_init(&r->tail);
    str_init(&r->hold);
    str_init(&r->skip);
    str_init(&r->blank);
    str_init(&r->answer);
    return r;
}

void reader_free(struct reader *r)
{
    if (!r)
        return;
    str_release(&r->tail);
    str_release(&r->hold);
    str_release(&r->skip);
    str_release(&r->blank);
    str_release(&r->answer);
    free(r);
}

bool reader_is_thinking(const struct reader *r)
{
    return r->mode == MODE_THINK;
}

void reader_pending(const struct reader *r, struct str *out)
{
    if (r->mode != MODE_FORMULA || !r->hold.len)
        return;
    if (!r->at_start)
        str_add_str(out, &r->blank);
    str_add_str(out, &r->hold);
}

enum lesson_part reader_part(const struct reader *r)
{
    return r->part;
}

const struct str *reader_answer(const struct reader *r)
{
    return r->has_answer ? &r->answer : NULL;
}

/* --- emitting ------------------------------------------------------------------------------- */

/* Sends one find; its source is `skip` (used up) and then the given bytes. */
static void send(struct reader *r, struct reader_find find)
{
    find.part = find.kind == EVENT_SECTION ? find.part : r->part;
    if (r->skip.len) {
        str_add(&r->skip, find.source, find.source_len);
        find.source = r->skip.data;
        find.source_len = r->skip.len;
    }
    r->emit(r->context, &find);
    str_clear(&r->skip);
}

static void drop_blank(struct reader *r)
{
    str_add_str(&r->skip, &r->blank);
    str_clear(&r->blank);
}

static enum event_kind text_kind(const struct reader *r)
{
    return r->mode == MODE_THINK ? EVENT_THINK : EVENT_TEXT;
}

/* White space between two visible things is shown, at the start of a section it is not. */
static void show_blank(struct reader *r)
{
    if (r->at_start || !r->blank.len) {
        drop_blank(r);
        return;
    }
    send(r, (struct reader_find){.kind = text_kind(r),
                                 .text = r->blank.data,
                                 .len = r->blank.len,
                                 .source = r->blank.data,
                                 .source_len = r->blank.len});
    str_clear(&r->blank);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void show_text(struct reader *r, const char *s, size_t len)
{
    size_t end = len, start = 0;
    while (end > 0 && is_space(s[end - 1]))
        end--;
    if (end > 0) {
        if (r->at_start) {
            while (is_space(s[start]))
                start++;
            str_add(&r->blank, s, start);
        }
        show_blank(r);
        r->at_start = false;
        send(r, (struct reader_find){.kind = text_kind(r),
                                     .text = s + start,
                                     .len = end - start,
                                     .source = s + start,
                                     .source_len = end - start});
    }
    str_add(&r->blank, s + end, len - end);
}

/* A tag or a heading: ends what was before it, begins something new. */
static void show_mark(struct reader *r, enum event_kind kind, const char *s, size_t len)
{
    drop_blank(r);
    send(r, (struct reader_find){.kind = kind, .source = s, .source_len = len, .part = r->part});
    r->at_start = true;
    r->line_start = true;
}

/* The last box is the answer; several boxes in the answer part are its several values. */
static void take_answer(struct reader *r, const char *box, size_t len)
{
    bool goes_on = r->has_answer && r->answer_boxed_in_part && r->part == PART_ANSWER;
    bool again = r->answer.len == len && memcmp(r->answer.data, box, len) == 0;
    if (goes_on && again)
        return;
    if (goes_on)
        str_add_text(&r->answer, ", ");
    else
        str_clear(&r->answer);
    str_add(&r->answer, box, len);
    r->has_answer = true;
    r->answer_boxed_in_part = r->part == PART_ANSWER;
}

static void show_formula(struct reader *r, const char *s)
{
    const struct formula *f = &r->formula;
    show_blank(r);
    r->at_start = false;
    size_t at, n;
    if (formula_last_boxed(s + f->content_at, f->content_len, &at, &n)) {
        take_answer(r, s + f->content_at + at, n);
    }
    send(r, (struct reader_find){.kind = EVENT_FORMULA,
                                 .text = s + f->content_at,
                                 .len = f->content_len,
                                 .source = s,
                                 .source_len = f->total_len,
                                 .display = f->display});
}

/* --- deciding ------------------------------------------------------------------------------- */

/* How many bytes of `tag` s begins with: all of them, 0 for "it is not the tag", or -1 for "it
 * may become the tag". */
static int match_tag(const struct reader *r, const char *s, size_t len, const char *tag)
{
    size_t n = strlen(tag);
    if (memcmp(s, tag, len < n ? len : n) != 0)
        return 0;
    return len >= n ? (int)n : r->ended ? 0 : -1;
}

static bool advance_think(struct reader *r, size_t *pos)
{
    const char *s = r->hold.data + *pos;
    size_t len = r->hold.len - *pos;
    if (!len)
        return false;
    const char *angle = memchr(s, '<', len);
    size_t n = angle ? (size_t)(angle - s) : len;
    if (n == 0) {
        int tag = match_tag(r, s, len, THINK_CLOSE);
        if (tag < 0)
            return false;
        if (tag > 0) {
            show_mark(r, EVENT_THINK_END, s, (size_t)tag);
            r->mode = MODE_TEXT;
            *pos += (size_t)tag;
            return true;
        }
        n = 1;
    }
    show_text(r, s, n);
    *pos += n;
    return true;
}

static bool advance_formula(struct reader *r, size_t *pos)
{
    const char *s = r->hold.data + *pos;
    enum formula_answer answer = formula_scan(&r->formula, s, r->hold.len - *pos, r->ended);
    if (answer == FORMULA_MAYBE)
        return false;
    r->mode = MODE_TEXT;
    if (answer == FORMULA_YES) {
        show_formula(r, s);
        *pos += r->formula.total_len;
    } else {
        show_text(r, s, r->formula.open_len);
        *pos += r->formula.open_len;
    }
    return true;
}

/* Three backticks or tildes open a block of code, and the same close it. HEADING_* as the answer's
 * names; on YES *fence is the character. */
static enum heading_answer match_fence(const struct reader *r, const char *s, size_t len,
                                       char *fence)
{
    size_t i = 0;
    while (i < len && i < 3 && s[i] == ' ')
        i++;
    size_t first = i;
    for (size_t k = 0; k < 3; k++, i++) {
        if (i >= len)
            return r->ended ? HEADING_NO : HEADING_MAYBE;
        bool mark = s[i] == '`' || s[i] == '~';
        if (!mark || s[i] != s[first] || (r->fence && s[i] != r->fence))
            return HEADING_NO;
    }
    *fence = s[first];
    return HEADING_YES;
}

/* At the start of a line. Returns false if more is needed; true with *pos moved past a heading,
 * or with line_start cleared because the line is an ordinary one. */
static bool advance_line_start(struct reader *r, size_t *pos)
{
    const char *s = r->hold.data + *pos;
    size_t len = r->hold.len - *pos, consumed = 0;
    char mark = 0;
    enum heading_answer fence = match_fence(r, s, len, &mark);
    enum lesson_part part = PART_NONE;
    enum heading_answer heading =
        r->fence ? HEADING_NO : heading_match(s, len, r->ended, &part, &consumed);
    if (heading == HEADING_YES) {
        bool line_over = s[consumed - 1] == '\n';
        r->part = part;
        show_mark(r, EVENT_SECTION, s, consumed);
        r->line_start = line_over;
        *pos += consumed;
        return true;
    }
    if (fence == HEADING_MAYBE || heading == HEADING_MAYBE)
        return false;
    if (fence == HEADING_YES)
        r->fence = r->fence ? 0 : mark;
    r->line_start = false;
    return true;
}

/* s[0] is a backslash or a dollar. */
static bool advance_opener(struct reader *r, const char *s, size_t len, size_t *pos)
{
    enum formula_answer answer = formula_open(&r->formula, s, len, r->ended);
    if (answer == FORMULA_MAYBE)
        return false;
    if (answer == FORMULA_YES) {
        r->mode = MODE_FORMULA;
        return true;
    }
    if (s[0] == '\\' && len >= 2 && s[1] == '$') { /* an escaped dollar is a dollar */
        show_blank(r);
        r->at_start = false;
        send(r, (struct reader_find){
                    .kind = EVENT_TEXT, .text = s + 1, .len = 1, .source = s, .source_len = 2});
        *pos += 2;
        return true;
    }
    size_t n = s[0] == '\\' && len >= 2 && s[1] == '\\' ? 2 : 1;
    show_text(r, s, n);
    *pos += n;
    return true;
}

static bool advance_tag(struct reader *r, const char *s, size_t len, size_t *pos)
{
    int open = match_tag(r, s, len, THINK_OPEN), close = match_tag(r, s, len, THINK_CLOSE);
    if (open < 0 || close < 0)
        return false;
    if (open > 0) {
        show_mark(r, EVENT_THINK_BEGIN, s, (size_t)open);
        r->mode = MODE_THINK;
    } else if (close > 0) { /* nothing to close: not worth showing */
        show_blank(r);
        str_add(&r->skip, s, (size_t)close);
        r->line_start = true;
    } else {
        show_text(r, s, 1);
    }
    *pos += (size_t)(open > 0 ? open : close > 0 ? close : 1);
    return true;
}

static bool advance_text(struct reader *r, size_t *pos)
{
    if (*pos >= r->hold.len)
        return false;
    if (r->line_start)
        return advance_line_start(r, pos);
    const char *s = r->hold.data + *pos;
    size_t len = r->hold.len - *pos, n = 0;
    while (n < len && s[n] != '\n' && s[n] != '<' && (r->fence || (s[n] != '\\' && s[n] != '$')))
        n++;
    if (n == 0 && s[0] == '<')
        return advance_tag(r, s, len, pos);
    if (n == 0 && s[0] != '\n')
        return advance_opener(r, s, len, pos);
    if (n < len && s[n] == '\n') {
        n++;
        r->line_start = true;
    }
    show_text(r, s, n);
    *pos += n;
    return true;
}

static void run(struct reader *r)
{
    static bool (*const advance[])(struct reader *, size_t *) = {
        [MODE_TEXT] = advance_text,
        [MODE_FORMULA] = advance_formula,
        [MODE_THINK] = advance_think,
    };
    size_t pos = 0;
    while (advance[r->mode](r, &pos))
        ;
    str_drop(&r->hold, pos);
}

void reader_feed(struct reader *r, const char *bytes, size_t len)
{
    str_add(&r->tail, bytes, len);
    size_t cut = utf8_incomplete_tail(r->tail.data, r->tail.len);
    size_t whole = r->tail.len - cut;
    str_reserve(&r->hold, 3 * whole);
    r->hold.len += utf8_repair(r->tail.data, whole, r->hold.data + r->hold.len);
    r->hold.data[r->hold.len] = '\0';
    str_drop(&r->tail, whole);
    run(r);
}

/* A heading that was cut off after its marks is nothing to show. */
static void drop_bare_marks(struct reader *r)
{
    bool bare = r->mode == MODE_TEXT && r->line_start && r->hold.len > 0;
    for (size_t i = 0; bare && i < r->hold.len; i++)
        bare = strchr("#* ", r->hold.data[i]) != NULL && r->hold.data[i] != '\0';
    if (!bare)
        return;
    drop_blank(r);
    str_add_str(&r->skip, &r->hold);
    str_clear(&r->hold);
}

void reader_end(struct reader *r)
{
    if (r->ended)
        return;
    drop_bare_marks(r);
    str_reserve(&r->hold, 3 * r->tail.len);
    r->hold.len += utf8_repair(r->tail.data, r->tail.len, r->hold.data + r->hold.len);
    r->hold.data[r->hold.len] = '\0';
    r->ended = true;
    run(r);
    if (r->mode == MODE_THINK) {
        show_mark(r, EVENT_THINK_END, "", 0);
        r->mode = MODE_TEXT;
    }
    drop_blank(r);
    if (r->skip.len)
        send(r, (struct reader_find){.kind = EVENT_TEXT, .text = "", .source = ""});
}
