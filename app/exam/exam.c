/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of items, and the spread of generated ones. Each item takes the cell of skill, language,
 * level and difficulty that is most behind: the counts of every single value, every pair, every
 * triple and every whole cell are kept, the smaller sets weighing most. So every beginning of an
 * endless list is even, and a longer one begins with the shorter.
 */
#include "app/exam/exam.h"

#include "app/exam/list.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void item_release(struct exam_item *item)
{
    str_release(&item->id);
    str_release(&item->problem);
    str_release(&item->answer);
    str_release(&item->skill);
    for (size_t i = 0; i < item->n_choices; i++)
        str_release(&item->choices[i]);
    free(item->choices);
}

void exam_release(struct exam *exam)
{
    for (size_t i = 0; i < exam->count; i++)
        item_release(&exam->items[i]);
    free(exam->items);
    *exam = (struct exam){.items = NULL};
}

struct exam_item *exam_add(struct exam *exam)
{
    if (exam->count == exam->cap) {
        exam->cap = exam->cap ? 2 * exam->cap : 64;
        exam->items = xrealloc(exam->items, exam->cap * sizeof *exam->items);
    }
    struct exam_item *item = &exam->items[exam->count++];
    *item = (struct exam_item){.level = LEVEL_INTERMEDIATE};
    str_init(&item->id);
    str_init(&item->problem);
    str_init(&item->answer);
    str_init(&item->skill);
    return item;
}

void exam_question(const struct exam_item *item, struct str *out)
{
    str_add_str(out, &item->problem);
    str_add_text(out, item->n_choices ? "\n" : "");
    for (size_t i = 0; i < item->n_choices; i++)
        str_printf(out, "\n%c) %s", 'A' + (int)i, item->choices[i].data);
}

/* FNV-1a (Fowler, Noll, Vo). */
uint64_t exam_hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ p[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t hash_str(uint64_t hash, const struct str *s)
{
    return exam_hash_bytes(hash, s->data, s->len + 1); /* the terminator parts them */
}

uint64_t exam_hash(const struct exam *exam)
{
    uint64_t hash = EXAM_HASH_BEGIN;
    for (size_t i = 0; i < exam->count; i++) {
        const struct exam_item *item = &exam->items[i];
        const unsigned char numbers[] = {(unsigned char)item->lang, (unsigned char)item->level,
                                         (unsigned char)item->difficulty,
                                         (unsigned char)item->n_choices};
        hash = hash_str(hash_str(hash, &item->id), &item->problem);
        hash = hash_str(hash_str(hash, &item->answer), &item->skill);
        hash = exam_hash_bytes(hash, numbers, sizeof numbers);
        for (size_t k = 0; k < item->n_choices; k++)
            hash = hash_str(hash, &item->choices[k]);
    }
    return hash;
}

/* --- skills ----------------------------------------------------------------------------------- */

static bool names(const char *word, size_t len, const char *skill)
{
    return strncmp(word, skill, len) == 0 && (skill[len] == '\0' || skill[len] == '.');
}

bool exam_choose_skills(bool *skills, const char *list, struct str *error)
{
    for (const char *word = list;; word++) {
        size_t len = strcspn(word, ",");
        bool found = false;
        for (int i = 0; i < topic_count && len; i++)
            if (names(word, len, topic_table[i]->name))
                found = skills[i] = true;
        if (!found) {
            str_add_text(error, "there is no skill \"");
            str_add(error, word, len < 60 ? len : 60);
            str_add_text(error, "\"; \"lemma topics list\" shows them");
            return false;
        }
        word += len;
        if (!*word)
            return true;
    }
}

/* --- spread ----------------------------------------------------------------------------------- */

enum { DIMENSIONS = 4, SUBSETS = 1 << DIMENSIONS };

/* Counts of one subset of the dimensions, for each combination of its values. */
struct spread {
    int size[DIMENSIONS]; /* skills, languages, levels, difficulties */
    uint32_t *count[SUBSETS];
    int64_t weight[SUBSETS];
};

static size_t place(const struct spread *s, unsigned subset, const int *cell)
{
    size_t at = 0;
    for (int d = 0; d < DIMENSIONS; d++)
        if (subset >> d & 1)
            at = at * (size_t)s->size[d] + (size_t)cell[d];
    return at;
}

static void spread_init(struct spread *s, int n_skill, int n_difficulty)
{
    *s = (struct spread){.size = {n_skill, LANG_COUNT, LEVEL_COUNT, n_difficulty}};
    for (unsigned subset = 1; subset < SUBSETS; subset++) {
        size_t cells = 1;
        int dimensions = 0;
        for (int d = 0; d < DIMENSIONS; d++)
            if (subset >> d & 1) {
                cells *= (size_t)s->size[d];
                dimensions++;
            }
        s->count[subset] = xcalloc(cells, sizeof *s->count[subset]);
        s->weight[subset] = (int64_t)1 << (6 * (DIMENSIONS - dimensions));
    }
}

static void spread_release(struct spread *s)
{
    for (unsigned subset = 1; subset < SUBSETS; subset++)
        free(s->count[subset]);
}

static int64_t load(const struct spread *s, const int *cell)
{
    int64_t sum = 0;
    for (unsigned subset = 1; subset < SUBSETS; subset++)
        sum += s->weight[subset] * (int64_t)s->count[subset][place(s, subset, cell)];
    return sum;
}

/* The next cell; of several that are as far behind, the first. */
static void spread_next(struct spread *s, int *best)
{
    int64_t least = INT64_MAX;
    int cell[DIMENSIONS];
    for (cell[0] = 0; cell[0] < s->size[0]; cell[0]++)
        for (cell[1] = 0; cell[1] < s->size[1]; cell[1]++)
            for (cell[2] = 0; cell[2] < s->size[2]; cell[2]++)
                for (cell[3] = 0; cell[3] < s->size[3]; cell[3]++) {
                    int64_t sum = load(s, cell);
                    if (sum >= least)
                        continue;
                    least = sum;
                    memcpy(best, cell, sizeof cell);
                }
    for (unsigned subset = 1; subset < SUBSETS; subset++)
        s->count[subset][place(s, subset, best)]++;
}

static void add_generated(struct exam *exam, const struct topic *topic, const int *cell,
                          const struct exam_request *request, struct topic_item *made)
{
    struct exam_item *item = exam_add(exam);
    item->lang = (enum lang)cell[1];
    item->level = (enum level)cell[2];
    item->difficulty = request->easiest + cell[3];
    item->seed = random_subseed(request->seed, exam->count - 1);
    const struct topic_request wanted = {.difficulty = item->difficulty,
                                         .lang = item->lang,
                                         .response_lang = item->lang,
                                         .seed = item->seed};
    topic_generate(topic, &wanted, made);
    str_printf(&item->id, "%zu", exam->count);
    str_add_text(&item->skill, topic->name);
    str_add_str(&item->problem, &made->problem);
    str_add_str(&item->answer, &made->answer);
}

void exam_make(struct exam *exam, const struct exam_request *request)
{
    const struct topic **topics = xcalloc((size_t)topic_count, sizeof *topics);
    struct topic_item made;
    struct spread spread;
    int n = 0, cell[DIMENSIONS];
    for (int i = 0; i < topic_count; i++)
        if (request->skills[i])
            topics[n++] = topic_table[i];
    topic_item_init(&made);
    spread_init(&spread, n, request->hardest - request->easiest + 1);
    for (size_t i = 0; i < request->count; i++) {
        spread_next(&spread, cell);
        add_generated(exam, topics[cell[0]], cell, request, &made);
    }
    spread_release(&spread);
    topic_item_release(&made);
    free(topics);
}
