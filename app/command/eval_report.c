/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report of `lemma eval`: a table of 80 columns, or one JSON object that holds nothing of the
 * clock, so that the same run prints the same bytes.
 */
#include "app/command/eval.h"

#include "app/base/text.h"
#include "engine/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static double share(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

/* --- JSON ------------------------------------------------------------------------------------- */

enum { DIGITS = 6 };

static void write_output(void *context, const char *bytes, size_t len)
{
    output_add(context, bytes, len);
}

static void add_count(struct json_writer *w, const char *key, size_t value)
{
    json_key(w, key);
    json_integer(w, (int64_t)value);
}

static void add_str(struct json_writer *w, const char *key, const struct str *value)
{
    json_key(w, key);
    if (value && value->len)
        json_string(w, value->data, value->len);
    else
        json_null(w);
}

/* A share of items and its interval. Samples of one item are no tries of their own, so n is always
 * the number of items. */
static void add_share(struct json_writer *w, const char *key, const char *interval, double p,
                      size_t n)
{
    double low, high;
    exam_wilson(p, (double)n, &low, &high);
    json_key(w, key);
    json_number(w, p, DIGITS);
    json_key(w, interval);
    json_array_begin(w);
    json_number(w, low, DIGITS);
    json_number(w, high, DIGITS);
    json_array_end(w);
}

static void add_counts(struct json_writer *w, const struct exam_count *count)
{
    add_count(w, "n", count->items);
    add_count(w, "correct", count->right);
    add_share(w, "accuracy", "interval", share(count->right, count->items), count->items);
    add_share(w, "pass_at_1", "pass_at_1_interval", share(count->samples_right, count->samples),
              count->items);
    add_count(w, "undecided", count->undecided);
    add_count(w, "unreadable", count->unreadable);
    add_count(w, "no_answer", count->silent);
    add_count(w, "cut", count->cut);
}

static void add_words(struct json_writer *w, const struct exam_count *count)
{
    json_key(w, "verdicts");
    json_object_begin(w);
    for (int i = 0; i < VERDICT_COUNT; i++)
        add_count(w, verdict_word((enum verdict_kind)i), count->verdicts[i]);
    json_object_end(w);
    json_key(w, "reasons");
    json_object_begin(w);
    for (int i = 0; i < REASON_COUNT; i++)
        if (i != REASON_CANCELLED)
            add_count(w, lesson_reason_word((enum lesson_reason)i), count->reasons[i]);
    json_object_end(w);
}

/* Fingerprints as texts, the rest as numbers. */
static void add_settings(struct json_writer *w, const struct eval *eval)
{
    json_key(w, "settings");
    json_object_begin(w);
    for (size_t i = 0; i < eval->settings.count && i < EVAL_FINGERPRINTS; i++)
        add_str(w, eval->settings.list[i].name, &eval->settings.list[i].value);
    json_key(w, "seed");
    json_integer(w, (int64_t)eval->seed);
    add_count(w, "samples", eval->n_samples);
    json_key(w, "temperature");
    json_number(w, eval->temperature, DIGITS);
    json_key(w, "top_p");
    json_number(w, eval->top_p, DIGITS);
    json_key(w, "tokens");
    json_integer(w, eval->max_tokens);
    json_key(w, "budget");
    if (eval->budget >= 0)
        json_integer(w, eval->budget);
    else
        json_null(w);
    json_object_end(w);
}

/* What a sample came to: answer, verdict, reason, whether it is right. */
static void add_finding(struct json_writer *w, const struct exam_sample *sample)
{
    bool counts = sample && exam_sample_counts(sample);
    json_key(w, "answer");
    if (sample && sample->has_answer)
        json_string(w, sample->answer.data, sample->answer.len);
    else
        json_null(w);
    json_key(w, "verdict");
    json_text(w, counts ? verdict_word(sample->verdict) : NULL);
    json_key(w, "correct");
    json_bool(w, sample && exam_sample_right(sample));
    json_key(w, "reason");
    json_text(w, !sample                         ? NULL
                 : counts                        ? "stop"
                 : sample->reason == REASON_STOP ? "no_answer"
                                                 : lesson_reason_word(sample->reason));
}

static void add_samples(struct json_writer *w, const struct exam_outcome *outcome, size_t n)
{
    add_count(w, "samples_correct", outcome->n_right);
    json_key(w, "samples");
    json_array_begin(w);
    for (size_t k = 0; k < n; k++) {
        json_object_begin(w);
        add_finding(w, &outcome->samples[k]);
        json_key(w, "tokens");
        json_integer(w, outcome->samples[k].tokens);
        json_object_end(w);
    }
    json_array_end(w);
}

static void add_item(struct json_writer *w, const struct eval *eval, size_t i)
{
    const struct exam_item *item = &eval->exam.items[i];
    const struct exam_outcome *outcome = &eval->outcomes[i];
    size_t n = eval->n_samples;
    int64_t tokens = 0;
    char seed[24];
    for (size_t k = 0; k < n; k++)
        tokens += outcome->samples[k].tokens;
    snprintf(seed, sizeof seed, "%" PRIu64, item->seed);
    json_object_begin(w);
    add_str(w, "id", &item->id);
    add_str(w, "skill", &item->skill);
    json_key(w, "lang");
    json_text(w, lang_code(item->lang));
    json_key(w, "level");
    json_text(w, level_word(item->level, LANG_EN));
    json_key(w, "difficulty");
    if (item->difficulty)
        json_integer(w, item->difficulty);
    else
        json_null(w);
    json_key(w, "seed");
    json_text(w, seed);
    add_str(w, "problem", &item->problem);
    if (item->n_choices) {
        json_key(w, "choices");
        json_array_begin(w);
        for (size_t k = 0; k < item->n_choices; k++)
            json_string(w, item->choices[k].data, item->choices[k].len);
        json_array_end(w);
    }
    add_str(w, "expected", &item->answer);
    /* without an answer that counts, what the first sample was like */
    add_finding(w, &outcome->samples[outcome->chosen < n ? outcome->chosen : 0]);
    json_key(w, "tokens");
    json_integer(w, tokens);
    if (n > 1)
        add_samples(w, outcome, n);
    json_object_end(w);
}

static void add_groups(struct json_writer *w, const struct exam_tally *tally)
{
    struct str name = STR_EMPTY;
    json_key(w, "by");
    json_object_begin(w);
    for (enum exam_key key = EXAM_ALL + 1; key < EXAM_KEYS; key++) {
        json_key(w, exam_key_word(key));
        json_object_begin(w);
        for (size_t i = 0; i < tally->n_groups[key]; i++) {
            /* a NUL cannot stand in a key */
            text_clean_line(&name, tally->groups[key][i].name.data, tally->groups[key][i].name.len);
            json_key(w, name.data);
            str_clear(&name);
            json_object_begin(w);
            add_counts(w, &tally->groups[key][i].count);
            json_object_end(w);
        }
        json_object_end(w);
    }
    json_object_end(w);
    str_release(&name);
}

void eval_report_json(const struct eval *eval, const struct exam_tally *tally,
                      struct output *output)
{
    struct json_writer w;
    json_writer_init(&w, write_output, output);
    json_object_begin(&w);
    add_counts(&w, &tally->all);
    add_words(&w, &tally->all);
    json_key(&w, "complete");
    json_bool(&w, tally->all.items == eval->exam.count);
    add_count(&w, "of", eval->exam.count);
    add_str(&w, "model", &eval->model_name);
    add_settings(&w, eval);
    add_groups(&w, tally);
    json_key(&w, "items");
    json_array_begin(&w);
    for (size_t i = 0; i < eval->exam.count; i++)
        if (eval->outcomes[i].n_done == eval->n_samples)
            add_item(&w, eval, i);
    json_array_end(&w);
    json_object_end(&w);
    output_add(output, "\n", 1);
}

/* --- text ------------------------------------------------------------------------------------- */

enum word {
    WORD_ALL,
    WORD_SINGLE,
    WORD_N,
    WORD_RIGHT,
    WORD_INTERVAL,
    WORD_TO,
    WORD_COUNTED_WRONG,
    WORD_UNDECIDED,
    WORD_UNREADABLE,
    WORD_SILENT,
    WORD_CUT,
    WORD_DONE,
    WORD_ANSWERS,
    WORD_TOKENS,
    WORD_PER_SECOND,
    WORD_MAJORITY,
    WORD_COUNT
};

static const char *const words[WORD_COUNT][LANG_COUNT] = {
    [WORD_ALL] = {"all", "전체"},
    [WORD_SINGLE] = {"pass@1 (mean of all samples)", "pass@1 (모든 풀이의 평균)"},
    [WORD_N] = {"n", "문제"},
    [WORD_RIGHT] = {"right", "정답"},
    [WORD_INTERVAL] = {"95 % interval", "95% 신뢰구간"},
    [WORD_TO] = {"to", "~"},
    [WORD_COUNTED_WRONG] = {"Not counted as right", "정답으로 세지 않은 답"},
    [WORD_UNDECIDED] = {"undecided", "판정하지 못함"},
    [WORD_UNREADABLE] = {"not understood", "읽지 못함"},
    [WORD_SILENT] = {"without an answer", "답이 없음"},
    [WORD_CUT] = {"cut or failed", "중간에 끊김"},
    [WORD_DONE] = {"Problems done", "푼 문제"},
    [WORD_ANSWERS] = {"answers", "답"},
    [WORD_TOKENS] = {"tokens", "토큰"},
    [WORD_PER_SECOND] = {"tokens/s", "토큰/초"},
    [WORD_MAJORITY] = {"right: the answer that most of the samples gave",
                       "정답: 가장 많이 나온 답이 맞은 문제"},
};

static const char *const key_titles[EXAM_KEYS][LANG_COUNT] = {
    [EXAM_BY_SKILL] = {"skill", "영역"},
    [EXAM_BY_LANG] = {"language", "언어"},
    [EXAM_BY_LEVEL] = {"level", "수준"},
    [EXAM_BY_DIFFICULTY] = {"difficulty", "난이도"},
};

/* Columns: name, n, right, per cent, interval; 79 cells. */
enum { NAME_WIDTH = 40, COUNT_WIDTH = 8, SHARE_WIDTH = 8, INTERVAL_WIDTH = 15 };

struct page {
    struct str text;
    enum lang lang;
};

static const char *say(const struct page *page, enum word word)
{
    return words[word][page->lang];
}

static void pad(struct page *page, size_t cells)
{
    for (size_t i = 0; i < cells; i++)
        str_add_char(&page->text, ' ');
}

static void add_right(struct page *page, size_t cells, const char *text)
{
    size_t width = text_width(text, strlen(text));
    pad(page, width < cells ? cells - width : 1);
    str_add_text(&page->text, text);
}

/* A name in its column; what is longer is cut. */
static void add_name(struct page *page, size_t indent, const char *name, size_t len)
{
    struct str clean = STR_EMPTY;
    size_t end = 0, cells = NAME_WIDTH - indent;
    text_clean_line(&clean, name, len);
    while (end < clean.len) {
        size_t n = text_cluster(clean.data + end, clean.len - end);
        if (text_width(clean.data, end + n) > cells)
            break;
        end += n;
    }
    pad(page, indent);
    str_add(&page->text, clean.data, end);
    pad(page, cells - text_width(clean.data, end));
    str_release(&clean);
}

static void add_share_columns(struct page *page, double p, size_t n)
{
    double low, high;
    char cell[64];
    exam_wilson(p, (double)n, &low, &high);
    snprintf(cell, sizeof cell, "%.1f", 100 * p);
    add_right(page, SHARE_WIDTH, n ? cell : "-");
    snprintf(cell, sizeof cell, "%.1f %s %.1f", 100 * low, say(page, WORD_TO), 100 * high);
    add_right(page, INTERVAL_WIDTH, n ? cell : "-");
    str_add_char(&page->text, '\n');
}

static void add_row(struct page *page, size_t indent, const char *name, size_t len,
                    const struct exam_count *count)
{
    char cell[32];
    add_name(page, indent, name, len);
    snprintf(cell, sizeof cell, "%zu", count->items);
    add_right(page, COUNT_WIDTH, cell);
    snprintf(cell, sizeof cell, "%zu", count->right);
    add_right(page, COUNT_WIDTH, cell);
    add_share_columns(page, share(count->right, count->items), count->items);
}

static void add_head(struct page *page, const struct eval *eval)
{
    add_name(page, 0, eval->model_name.data, eval->model_name.len);
    add_right(page, COUNT_WIDTH, say(page, WORD_N));
    add_right(page, COUNT_WIDTH, say(page, WORD_RIGHT));
    add_right(page, SHARE_WIDTH, "%");
    add_right(page, INTERVAL_WIDTH, say(page, WORD_INTERVAL));
    str_add_char(&page->text, '\n');
}

static void add_all(struct page *page, const struct eval *eval, const struct exam_count *all)
{
    const char *name = say(page, WORD_ALL), *single = say(page, WORD_SINGLE);
    add_row(page, 0, name, strlen(name), all);
    if (eval->n_samples == 1)
        return;
    add_name(page, 0, single, strlen(single));
    pad(page, 2 * COUNT_WIDTH);
    add_share_columns(page, share(all->samples_right, all->samples), all->items);
}

static void add_table(struct page *page, const struct exam_tally *tally, enum exam_key key)
{
    const struct exam_group *groups = tally->groups[key];
    if (!tally->n_groups[key])
        return;
    str_printf(&page->text, "\n%s\n", key_titles[key][page->lang]);
    for (size_t i = 0; i < tally->n_groups[key]; i++)
        add_row(page, 2, groups[i].name.data, groups[i].name.len, &groups[i].count);
}

static void add_wrong(struct page *page, const struct exam_count *all)
{
    const struct {
        enum word word;
        size_t count;
    } kinds[] = {{WORD_UNDECIDED, all->undecided},
                 {WORD_UNREADABLE, all->unreadable},
                 {WORD_SILENT, all->silent},
                 {WORD_CUT, all->cut}};
    str_printf(&page->text, "\n%s:\n ", say(page, WORD_COUNTED_WRONG));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        str_printf(&page->text, "%s %s %zu", i ? "," : "", say(page, kinds[i].word),
                   kinds[i].count);
    str_add_char(&page->text, '\n');
}

static void add_speed(struct page *page, const struct eval *eval)
{
    double seconds = 1e-9 * (double)eval->elapsed_ns;
    if (!eval->n_asked)
        return;
    str_printf(&page->text, "%s %zu, %s %" PRId64 ", %.1f s, %.0f %s\n", say(page, WORD_ANSWERS),
               eval->n_asked, say(page, WORD_TOKENS), eval->tokens, seconds,
               seconds > 0 ? (double)eval->tokens / seconds : 0, say(page, WORD_PER_SECOND));
}

void eval_report_text(const struct eval *eval, const struct exam_tally *tally,
                      struct output *output)
{
    struct page page = {.text = STR_EMPTY, .lang = eval->lang};
    add_head(&page, eval);
    add_all(&page, eval, &tally->all);
    for (enum exam_key key = EXAM_ALL + 1; key < EXAM_KEYS; key++)
        add_table(&page, tally, key);
    add_wrong(&page, &tally->all);
    if (eval->n_samples > 1)
        str_printf(&page.text, "%s\n", say(&page, WORD_MAJORITY));
    if (tally->all.items < eval->exam.count)
        str_printf(&page.text, "%s: %zu / %zu\n", say(&page, WORD_DONE), tally->all.items,
                   eval->exam.count);
    add_speed(&page, eval);
    output_add(output, page.text.data, page.text.len);
    str_release(&page.text);
}
