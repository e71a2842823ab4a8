/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counting, and nothing but counting: every number here can be had again from the items.
 */
#include "app/exam/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void exam_wilson(double share, double n, double *low, double *high)
{
    static const double z = 1.959963984540054; /* 97.5 % of the normal distribution */
    if (n <= 0) {
        *low = 0;
        *high = 1;
        return;
    }
    double spread = z * z / n, centre = (share + spread / 2) / (1 + spread);
    double half = z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread);
    *low = share <= 0 || centre - half < 0 ? 0 : centre - half;
    *high = share >= 1 || centre + half > 1 ? 1 : centre + half;
}

bool exam_sample_counts(const struct exam_sample *sample)
{
    return sample->done && sample->has_answer && sample->reason == REASON_STOP;
}

bool exam_sample_right(const struct exam_sample *sample)
{
    return exam_sample_counts(sample) && exam_is_right(sample->verdict);
}

void exam_outcome_settle(struct exam_outcome *outcome, const struct exam_item *item,
                         size_t n_samples)
{
    struct exam_answer *answers = xcalloc(n_samples, sizeof *answers);
    outcome->n_done = outcome->n_right = 0;
    for (size_t k = 0; k < n_samples; k++) {
        const struct exam_sample *sample = &outcome->samples[k];
        outcome->n_done += sample->done;
        outcome->n_right += exam_sample_right(sample);
        if (exam_sample_counts(sample))
            answers[k] =
                (struct exam_answer){.data = sample->answer.data, .len = sample->answer.len};
    }
    outcome->chosen = exam_majority(item, answers, n_samples);
    outcome->right =
        outcome->chosen < n_samples && exam_sample_right(&outcome->samples[outcome->chosen]);
    free(answers);
}

const char *exam_key_word(enum exam_key key)
{
    static const char *const words[EXAM_KEYS] = {[EXAM_BY_SKILL] = "skill",
                                                 [EXAM_BY_LANG] = "lang",
                                                 [EXAM_BY_LEVEL] = "level",
                                                 [EXAM_BY_DIFFICULTY] = "difficulty"};
    return words[key];
}

static void add(struct exam_count *count, const struct exam_outcome *outcome, size_t n_samples)
{
    count->items++;
    count->right += outcome->right;
    for (size_t k = 0; k < n_samples; k++) {
        const struct exam_sample *sample = &outcome->samples[k];
        bool counts = exam_sample_counts(sample);
        count->samples++;
        count->samples_right += exam_sample_right(sample);
        count->reasons[sample->reason]++;
        count->cut += sample->reason != REASON_STOP;
        count->silent += sample->reason == REASON_STOP && !sample->has_answer;
        count->undecided += counts && sample->verdict == VERDICT_UNDECIDED;
        count->unreadable += counts && sample->verdict == VERDICT_UNREADABLE;
        if (counts)
            count->verdicts[sample->verdict]++;
    }
}

/* The name of the item's group; false when it is in none. */
static bool name_group(const struct exam_item *item, enum exam_key key, struct str *name)
{
    str_clear(name);
    if (key == EXAM_BY_SKILL)
        str_add_str(name, &item->skill);
    else if (key == EXAM_BY_LANG)
        str_add_text(name, lang_code(item->lang));
    else if (key == EXAM_BY_LEVEL)
        str_add_text(name, level_word(item->level, LANG_EN));
    else if (item->difficulty)
        str_printf(name, "%d", item->difficulty);
    return name->len > 0;
}

/* Where a group stands: skills of the table in its order, before labels of a file; levels from
 * beginner on; the rest by name. */
static int rank(enum exam_key key, const struct str *name)
{
    for (int i = 0; key == EXAM_BY_SKILL && i < topic_count; i++)
        if (str_equal(name, topic_table[i]->name))
            return i;
    for (int i = 0; key == EXAM_BY_LEVEL && i < LEVEL_COUNT; i++)
        if (str_equal(name, level_word((enum level)i, LANG_EN)))
            return i;
    return topic_count;
}

static struct exam_count *find_group(struct exam_tally *tally, enum exam_key key,
                                     const struct str *name)
{
    size_t n = tally->n_groups[key];
    for (size_t i = 0; i < n; i++) {
        const struct str *other = &tally->groups[key][i].name;
        if (other->len == name->len && memcmp(other->data, name->data, name->len) == 0)
            return &tally->groups[key][i].count;
    }
    tally->groups[key] = xrealloc(tally->groups[key], (n + 1) * sizeof *tally->groups[key]);
    struct exam_group *group = &tally->groups[key][tally->n_groups[key]++];
    *group = (struct exam_group){.name = STR_EMPTY, .rank = rank(key, name)};
    str_add_str(&group->name, name);
    return &group->count;
}

static int compare_groups(const void *x, const void *y)
{
    const struct exam_group *a = x, *b = y;
    size_t len = a->name.len < b->name.len ? a->name.len : b->name.len;
    int order = a->rank != b->rank ? a->rank - b->rank : memcmp(a->name.data, b->name.data, len);
    return order ? order : (a->name.len > b->name.len) - (a->name.len < b->name.len);
}

void exam_tally_make(struct exam_tally *tally, const struct exam *exam,
                     const struct exam_outcome *outcomes, size_t n_samples)
{
    struct str name = STR_EMPTY;
    *tally = (struct exam_tally){.all = {.items = 0}};
    for (size_t i = 0; i < exam->count; i++) {
        if (outcomes[i].n_done < n_samples)
            continue;
        add(&tally->all, &outcomes[i], n_samples);
        for (enum exam_key key = EXAM_ALL + 1; key < EXAM_KEYS; key++)
            if (name_group(&exam->items[i], key, &name))
                add(find_group(tally, key, &name), &outcomes[i], n_samples);
    }
    for (enum exam_key key = EXAM_ALL + 1; key < EXAM_KEYS; key++)
        if (tally->n_groups[key])
            qsort(tally->groups[key], tally->n_groups[key], sizeof *tally->groups[key],
                  compare_groups);
    str_release(&name);
}

void exam_tally_release(struct exam_tally *tally)
{
    for (enum exam_key key = EXAM_ALL; key < EXAM_KEYS; key++) {
        for (size_t i = 0; i < tally->n_groups[key]; i++)
            str_release(&tally->groups[key][i].name);
        free(tally->groups[key]);
    }
}
