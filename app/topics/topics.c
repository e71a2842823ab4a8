/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of skills, the assembly of a reply from its parts, and the wording helpers shared by
 * the strands (skill.h). Knows no mathematics.
 */
#include "app/topics/topics.h"

#include "app/topics/skill.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const struct topic *const topic_table[] = {
    &topic_order_of_operations,   &topic_linear_equation, &topic_quadratic,
    &topic_polynomial_derivative, &topic_triangle_area,
};
const int topic_count = sizeof topic_table / sizeof *topic_table;

const struct topic *topic_find(const char *name)
{
    for (int i = 0; i < topic_count; i++)
        if (strcmp(topic_table[i]->name, name) == 0)
            return topic_table[i];
    return NULL;
}

const char *topic_part_heading(enum topic_part part, enum lang lang)
{
    static const char *const headings[LANG_COUNT][TOPIC_PARTS] = {
        [LANG_EN] = {"Understand", "Plan", "Steps", "Check", "Answer"},
        [LANG_KO] = {"이해", "계획", "풀이", "검산", "답"},
    };
    return headings[lang][part];
}

void topic_item_init(struct topic_item *item)
{
    memset(item, 0, sizeof *item);
    str_init(&item->problem);
    str_init(&item->canonical);
    str_init(&item->answer);
    str_init(&item->think);
    for (int level = 0; level < LEVEL_COUNT; level++)
        for (int part = 0; part < TOPIC_PARTS; part++)
            str_init(&item->section[level][part]);
}

void topic_item_release(struct topic_item *item)
{
    str_release(&item->problem);
    str_release(&item->canonical);
    str_release(&item->answer);
    str_release(&item->think);
    for (int level = 0; level < LEVEL_COUNT; level++)
        for (int part = 0; part < TOPIC_PARTS; part++)
            str_release(&item->section[level][part]);
}

static void clear_item(struct topic_item *item)
{
    str_clear(&item->problem);
    str_clear(&item->canonical);
    str_clear(&item->answer);
    str_clear(&item->think);
    for (int level = 0; level < LEVEL_COUNT; level++)
        for (int part = 0; part < TOPIC_PARTS; part++)
            str_clear(&item->section[level][part]);
    item->step_count = 0;
    item->topic = NULL;
}

bool topic_generate(const struct topic *topic, const struct topic_request *request,
                    struct topic_item *item)
{
    clear_item(item);
    if (request->difficulty < 1 || request->difficulty > TOPIC_DIFFICULTIES)
        return false;
    struct random_state random;
    random_seed(&random, request->seed);
    item->topic = topic;
    item->difficulty = request->difficulty;
    item->lang = request->lang;
    item->response_lang = request->response_lang;
    item->seed = request->seed;
    topic->generate(item, &random);
    return true;
}

void topic_generate_beyond(const struct topic_request *request, struct topic_item *item)
{
    clear_item(item);
    struct random_state random;
    random_seed(&random, request->seed);
    item->difficulty = request->difficulty;
    item->lang = request->lang;
    item->response_lang = request->response_lang;
    item->seed = request->seed;
    skill_beyond(item, &random);
}

void topic_assistant_text(const struct topic_item *item, enum level level, struct str *out)
{
    str_add_text(out, "<think>\n");
    str_add_str(out, &item->think);
    str_add_text(out, "\n</think>\n");
    for (int part = 0; part < TOPIC_PARTS; part++) {
        const struct str *text = &item->section[level][part];
        bool boxed = part == TOPIC_ANSWER && item->answer.len;
        if (!text->len && !boxed)
            continue;
        str_printf(out, "\n## %s\n", topic_part_heading(part, item->response_lang));
        str_add_str(out, text);
        if (boxed)
            str_printf(out, "\\boxed{%s}", item->answer.data);
        str_add_char(out, '\n');
    }
    out->data[--out->len] = '\0';
}

void skill_say(struct topic_item *item, enum topic_part part, const struct skill_text *text,
               const struct phrase_slots *slots)
{
    for (int level = 0; level < LEVEL_COUNT; level++)
        phrase_expand(&item->section[level][part], text->pattern[item->response_lang][level], slots,
                      NULL);
}

void skill_step(struct topic_item *item, const struct skill_text *text,
                const struct phrase_slots *slots)
{
    item->step_count++;
    for (int level = 0; level < LEVEL_COUNT; level++)
        str_printf(&item->section[level][TOPIC_STEPS], "%s%d. ", item->step_count > 1 ? "\n" : "",
                   item->step_count);
    skill_say(item, TOPIC_STEPS, text, slots);
}

bool skill_chance(struct random_state *random, int percent)
{
    return random_range(random, 0, 99) < percent;
}

int64_t skill_nonzero(struct random_state *random, int64_t low, int64_t high)
{
    int64_t value;
    do
        value = random_range(random, low, high);
    while (!value);
    return value;
}

void skill_write_monomial(struct str *out, struct monomial t, bool first, char letter)
{
    int64_t k = llabs(t.k);
    if (t.k < 0)
        str_add_char(out, '-');
    else if (!first)
        str_add_char(out, '+');
    if (k != 1 || !t.power)
        str_printf(out, "%" PRId64, k);
    if (t.power)
        str_add_char(out, letter);
    if (t.power > 1)
        str_printf(out, "^%d", t.power);
}
