/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: the parser of mathematics and what prints its trees. Any bytes are read under all
 * kinds of options; a tree stays within its limits and its places within the source, an
 * error names a place and has a sentence in both languages; what is printed of a tree in plain
 * text and in LaTeX is read as the same tree again.
 */
#include "app/maths/parse.h"
#include "app/maths/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void check_tree(const struct tree *t, size_t size)
{
    check(t->depth <= TREE_DEPTH_MAX && t->size <= TREE_SIZE_MAX);
    check(t->at <= size && t->len <= size - t->at);
    for (uint32_t i = 0; i < t->n; i++) {
        check(t->child[i] && t->child[i]->depth < t->depth);
        check_tree(t->child[i], size);
    }
}

static void check_error(const struct parse_error *error, size_t size)
{
    check(error->status > PARSE_OK && error->status < PARSE_STATUS_COUNT);
    check(error->at <= size && error->column >= 1 && error->column <= size + 1);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        struct str text = STR_EMPTY;
        parse_error_write(&text, error, (enum lang)lang);
        check(text.len > 0);
        for (size_t i = 0; i < text.len; i++)
            check((unsigned char)text.data[i] >= 0x20);
        str_release(&text);
    }
}

/* What is printed may be refused where it has two readings or is too deep, never read as another
 * tree. */
static void check_printed(struct tree_arena *arena, const struct tree *t,
                          void (*print)(struct str *, const struct tree *))
{
    struct str text = STR_EMPTY;
    struct parse_result again;
    const struct parse_options options = {.commas = COMMAS_LIST};
    print(&text, t);
    if (maths_parse(arena, text.data, text.len, &options, &again) && !tree_same(again.tree, t)) {
        struct str dump = STR_EMPTY;
        tree_dump(&dump, t);
        str_add_text(&dump, "\n");
        tree_dump(&dump, again.tree);
        fprintf(stderr, "%s\n%s\n", text.data, dump.data);
        abort();
    }
    str_release(&text);
}

/* A list of values and conditions came from semicolons; it is printed with commas, which join a
 * value to the relation before it. */
static bool mixes(const struct tree *t)
{
    unsigned relations = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        if (mixes(t->child[i]))
            return true;
        relations += t->child[i]->kind == TREE_RELATION;
    }
    return t->kind == TREE_LIST && relations > 0 && relations < t->n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct parse_options ways[] = {
        {.commas = COMMAS_LIST},
        {.commas = COMMAS_REPORT, .answer = true},
        {.commas = COMMAS_GROUP, .units = UNITS_ALWAYS, .answer = true},
        {.commas = COMMAS_LIST, .units = UNITS_NEVER, .calls = CALLS_NEVER},
    };
    const char *s = (const char *)data;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct tree_arena *arena = tree_arena_new();
        struct parse_result result;
        bool ok = maths_parse(arena, s, size, &ways[i], &result);
        check(ok == (result.tree != NULL) && ok == (result.error.status == PARSE_OK));
        if (!ok)
            check_error(&result.error, size);
        else
            check_tree(result.tree, size);
        if (ok && i == 0 && !mixes(result.tree)) {
            check_printed(arena, result.tree, print_plain);
            check_printed(arena, result.tree, print_latex);
        }
        tree_arena_free(arena);
    }
    return 0;
}
