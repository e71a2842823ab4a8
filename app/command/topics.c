/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `lemma topics`: the list of skills, and training text for the starter model made by their
 * generators. Line i of a corpus depends on the seed and on i alone, so a corpus can be made in
 * any number of pieces.
 */
#include "app/topics/topics.h"
#include "app/base/die.h"
#include "app/base/paths.h"
#include "app/command/arguments.h"
#include "app/command/command.h"
#include "app/tutor/prompt.h"
#include "engine/json.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: lemma topics list [--json]\n"
    "       lemma topics corpus [--seed S] [--count N] [options]\n"
    "\n"
    "list shows the skills and what their difficulties mean. corpus prints training text for the\n"
    "starter model, one JSON object a line; skills, languages, levels and difficulties are mixed\n"
    "evenly unless one is chosen.\n"
    "\n"
    "  --seed S             another seed, another corpus (1)\n"
    "  --count N            how many lines (10)\n"
    "  --skill NAME         one skill only\n"
    "  --lang en|ko         of the reply\n"
    "  --level LEVEL        beginner, intermediate or advanced\n"
    "  --difficulty D       1 to 5\n"
    "  --beyond PERCENT     questions that are none of the skills (0)\n"
    "  -h, --help           this text\n";

struct corpus_options {
    uint64_t seed;
    int64_t count;
    const struct topic *topic;   /* NULL: all */
    int lang, level, difficulty; /* -1: all */
    int beyond_percent;
};

static void write_stdout(void *context, const char *bytes, size_t len)
{
    fwrite(bytes, 1, len, context);
}

/* What corpus lines are written with: the prompt of each reply language, and scratch. */
struct corpus_writer {
    struct prompt *prompt[LANG_COUNT];
    struct prompt_turns turns;
    struct str text;
};

static void open_prompts(struct corpus_writer *cw)
{
    struct str dir = STR_EMPTY, error = STR_EMPTY;
    paths_data_dir(&dir);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        cw->prompt[lang] = prompt_load(dir.data, (enum lang)lang, "starter", &error);
        if (!cw->prompt[lang])
            die(EXIT_CODE_NOINPUT, "%s", error.data);
    }
    str_release(&dir);
    str_release(&error);
}

static void close_prompts(struct corpus_writer *cw)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        prompt_free(cw->prompt[lang]);
    prompt_turns_release(&cw->turns);
    str_release(&cw->text);
}

/* The turns before the reply, as `lemma solve` says them to the starter. */
static void fill_turns(struct corpus_writer *cw, const struct topic_item *item, enum level level)
{
    const char *word = level_word(level, item->response_lang);
    const struct prompt_slot slots[] = {
        {"level", word, strlen(word)},
        {"problem", item->problem.data, item->problem.len},
    };
    struct str error = STR_EMPTY;
    if (!prompt_fill(cw->prompt[item->response_lang], slots, 2, &cw->turns, &error))
        die(EXIT_CODE_NOINPUT, "%s", error.data);
}

static int parse_lang(const char *text)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (strcmp(text, lang_code((enum lang)lang)) == 0)
            return lang;
    die(EXIT_CODE_USAGE, "--lang wants en or ko, not \"%s\"", text);
}

static int parse_level(const char *text)
{
    for (int level = 0; level < LEVEL_COUNT; level++)
        if (strcmp(text, level_word((enum level)level, LANG_EN)) == 0)
            return level;
    die(EXIT_CODE_USAGE, "--level wants beginner, intermediate or advanced, not \"%s\"", text);
}

static const struct topic *parse_skill(const char *text)
{
    const struct topic *topic = topic_find(text);
    if (!topic)
        die(EXIT_CODE_USAGE, "there is no skill \"%s\"; `lemma topics list` shows them", text);
    return topic;
}

static struct corpus_options parse_corpus_options(int argc, char **argv)
{
    static const struct option options[] = {
        {"seed", required_argument, NULL, 's'},
        {"count", required_argument, NULL, 'n'},
        {"skill", required_argument, NULL, 'k'},
        {"lang", required_argument, NULL, 'l'},
        {"level", required_argument, NULL, 'v'},
        {"difficulty", required_argument, NULL, 'd'},
        {"beyond", required_argument, NULL, 'b'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    struct corpus_options o = {.seed = 1, .count = 10, .lang = -1, .level = -1, .difficulty = -1};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (c) {
        case 'h':
            argument_help(help);
        case 's':
            o.seed = argument_unsigned("--seed", optarg);
            break;
        case 'n':
            o.count = argument_integer("--count", optarg, 0, INT64_C(1000000000000));
            break;
        case 'k':
            o.topic = parse_skill(optarg);
            break;
        case 'l':
            o.lang = parse_lang(optarg);
            break;
        case 'v':
            o.level = parse_level(optarg);
            break;
        case 'd':
            o.difficulty = (int)argument_integer("--difficulty", optarg, 1, 5);
            break;
        case 'b':
            o.beyond_percent = (int)argument_integer("--beyond", optarg, 0, 100);
            break;
        default:
            argument_usage("topics", argv);
        }
    }
    if (optind < argc)
        die(EXIT_CODE_USAGE, "topics corpus takes options only, not \"%s\"", argv[optind]);
    return o;
}

static void write_message(struct json_writer *w, const char *role, const char *content, size_t len)
{
    json_object_begin(w);
    json_key(w, "role");
    json_text(w, role);
    json_key(w, "content");
    json_string(w, content, len);
    json_object_end(w);
}

static void write_corpus_line(const struct topic_item *item, enum level level,
                              struct corpus_writer *cw)
{
    struct json_writer w;
    json_writer_init(&w, write_stdout, stdout);
    json_object_begin(&w);
    json_key(&w, "messages");
    json_array_begin(&w);
    fill_turns(cw, item, level);
    for (size_t i = 0; i < cw->turns.count; i++) {
        const struct prompt_turn *turn = &cw->turns.turn[i];
        write_message(&w, prompt_role_name(turn->role), turn->text, turn->len);
    }
    str_clear(&cw->text);
    topic_assistant_text(item, level, &cw->text);
    write_message(&w, prompt_role_name(ROLE_ASSISTANT), cw->text.data, cw->text.len);
    json_array_end(&w);
    json_key(&w, "skill");
    json_text(&w, item->topic ? item->topic->name : "beyond");
    json_key(&w, "lang");
    json_text(&w, lang_code(item->response_lang));
    json_key(&w, "level");
    json_text(&w, level_word(level, LANG_EN));
    json_key(&w, "difficulty");
    json_integer(&w, item->difficulty);
    json_key(&w, "answer");
    json_text(&w, item->answer.data);
    json_key(&w, "seed");
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, item->seed);
    json_text(&w, seed);
    json_object_end(&w);
    fputc('\n', stdout);
}

/* Line `index`: everything about it is drawn from its own sub-seed. */
static void make_corpus_line(const struct corpus_options *o, uint64_t index,
                             struct topic_item *item, struct corpus_writer *cw)
{
    struct random_state r;
    random_seed(&r, random_subseed(o->seed, index));
    const struct topic *topic = topic_table[random_range(&r, 0, topic_count - 1)];
    int lang = (int)random_range(&r, 0, LANG_COUNT - 1);
    int level = (int)random_range(&r, 0, LEVEL_COUNT - 1);
    int difficulty = (int)random_range(&r, 1, TOPIC_DIFFICULTIES);
    bool beyond = random_range(&r, 0, 99) < o->beyond_percent;
    bool other_lang = random_range(&r, 0, 99) < 5;
    if (o->topic)
        topic = o->topic;
    if (o->lang >= 0)
        lang = o->lang;
    if (o->level >= 0)
        level = o->level;
    if (o->difficulty > 0)
        difficulty = o->difficulty;
    struct topic_request request = {
        .difficulty = difficulty,
        .lang = (enum lang)(other_lang ? !lang : lang),
        .response_lang = (enum lang)lang,
        .seed = random_next(&r),
    };
    if (beyond)
        topic_generate_beyond(&request, item);
    else
        topic_generate(topic, &request, item);
    write_corpus_line(item, (enum level)level, cw);
}

static int run_corpus(int argc, char **argv)
{
    struct corpus_options o = parse_corpus_options(argc, argv);
    struct topic_item item;
    struct corpus_writer cw = {.text = STR_EMPTY};
    open_prompts(&cw);
    topic_item_init(&item);
    for (int64_t i = 0; i < o.count && !ferror(stdout); i++)
        make_corpus_line(&o, (uint64_t)i, &item, &cw);
    topic_item_release(&item);
    close_prompts(&cw);
    if (fflush(stdout) != 0 || ferror(stdout))
        die(EXIT_CODE_CANTCREAT, "cannot write the corpus: %s", strerror(errno));
    return EXIT_CODE_OK;
}

static void write_topic_json(struct json_writer *w, const struct topic *topic)
{
    json_object_begin(w);
    json_key(w, "name");
    json_text(w, topic->name);
    json_key(w, "title");
    json_object_begin(w);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        json_key(w, lang_code((enum lang)lang));
        json_text(w, topic->title[lang]);
    }
    json_object_end(w);
    json_key(w, "difficulties");
    json_array_begin(w);
    for (int i = 0; i < TOPIC_DIFFICULTIES; i++)
        json_text(w, topic->difficulty_meaning[i]);
    json_array_end(w);
    json_object_end(w);
}

static void run_list(int argc, char **argv)
{
    static const struct option options[] = {
        {"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    bool json = false;
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (c == 'h')
            argument_help(help);
        if (c != 'j')
            argument_usage("topics", argv);
        json = true;
    }
    if (optind < argc)
        die(EXIT_CODE_USAGE, "topics list takes options only, not \"%s\"", argv[optind]);
    if (json) {
        struct json_writer w;
        json_writer_init(&w, write_stdout, stdout);
        json_array_begin(&w);
        for (int i = 0; i < topic_count; i++)
            write_topic_json(&w, topic_table[i]);
        json_array_end(&w);
        fputc('\n', stdout);
        return;
    }
    for (int i = 0; i < topic_count; i++) {
        const struct topic *topic = topic_table[i];
        printf("%s  %s  %s\n", topic->name, topic->title[LANG_EN], topic->title[LANG_KO]);
        for (int d = 0; d < TOPIC_DIFFICULTIES; d++)
            printf("  %d  %s\n", d + 1, topic->difficulty_meaning[d]);
    }
}

int command_topics(int argc, char **argv)
{
    if (argc >= 2 && strcmp(argv[1], "corpus") == 0)
        return run_corpus(argc - 1, argv + 1);
    if (argc >= 2 && strcmp(argv[1], "list") == 0) {
        run_list(argc - 1, argv + 1);
        if (fflush(stdout) != 0)
            die(EXIT_CODE_CANTCREAT, "cannot write the list: %s", strerror(errno));
        return EXIT_CODE_OK;
    }
    if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        argument_help(help);
    die(EXIT_CODE_USAGE, "topics wants one of: list, corpus");
}
