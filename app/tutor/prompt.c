/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A parsed prompt is the text of its parts; slots are found again when it is filled, which is
 * cheap and needs no second form of the same thing. Parsing already checks their syntax.
 */
#include "app/tutor/prompt.h"

#include "app/base/die.h"
#include "app/base/text.h"
#include "engine/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct prompt {
    struct str name;
    struct str part[ROLE_COUNT];
    bool has[ROLE_COUNT];
};

const char *prompt_role_name(enum prompt_role role)
{
    static const char *const names[] = {
#define X(name, word) [ROLE_##name] = word,
        PROMPT_ROLES(X)
#undef X
    };
    return names[role];
}

void prompt_turns_release(struct prompt_turns *turns)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        str_release(&turns->text[r]);
    turns->count = 0;
}

void prompt_free(struct prompt *prompt)
{
    if (!prompt)
        return;
    str_release(&prompt->name);
    for (int r = 0; r < ROLE_COUNT; r++)
        str_release(&prompt->part[r]);
    free(prompt);
}

/* The next {{name}} at or after s; false when there is none. *broken: "{{" without a name. */
static bool find_slot(const char *s, const char *end, const char **open, const char **name,
                      size_t *name_len, const char **after, bool *broken)
{
    *broken = false;
    const char *at = end - s >= 2 ? memmem(s, (size_t)(end - s), "{{", 2) : NULL;
    if (!at)
        return false;
    const char *p = at + 2;
    while (p < end && ((*p >= 'a' && *p <= 'z') || *p == '_'))
        p++;
    *broken = p == at + 2 || end - p < 2 || p[0] != '}' || p[1] != '}';
    *open = at;
    *name = at + 2;
    *name_len = (size_t)(p - *name);
    *after = *broken ? p : p + 2;
    return true;
}

static bool check_slots(const struct prompt *prompt, const struct str *part, struct str *error)
{
    const char *s = part->data, *end = part->data + part->len, *open, *name;
    size_t name_len;
    bool broken;
    while (find_slot(s, end, &open, &name, &name_len, &s, &broken)) {
        if (broken) {
            str_printf(error, "%s: \"{{\" is not followed by a name and \"}}\"", prompt->name.data);
            return false;
        }
    }
    return true;
}

static int role_of_line(const char *line, size_t len)
{
    while (len && (line[len - 1] == ' ' || line[len - 1] == '\r'))
        len--;
    if (len < 3 || line[0] != '[' || line[len - 1] != ']')
        return -1;
    for (int r = 0; r < ROLE_COUNT; r++) {
        const char *name = prompt_role_name((enum prompt_role)r);
        if (strlen(name) == len - 2 && memcmp(name, line + 1, len - 2) == 0)
            return r;
    }
    return -1;
}

static void trim_newlines(struct str *s)
{
    size_t first = 0;
    while (first < s->len && strchr("\r\n", s->data[first]))
        first++;
    str_drop(s, first);
    while (s->len && strchr("\r\n", s->data[s->len - 1]))
        s->data[--s->len] = '\0';
}

static bool parse_parts(struct prompt *prompt, const char *text, size_t len, struct str *error)
{
    int role = -1;
    while (len) {
        const char *end = memchr(text, '\n', len);
        size_t n = end ? (size_t)(end - text) + 1 : len;
        int head = role_of_line(text, end ? n - 1 : n);
        if (head >= 0 && prompt->has[head]) {
            str_printf(error, "%s: [%s] comes twice", prompt->name.data,
                       prompt_role_name((enum prompt_role)head));
            return false;
        }
        if (head >= 0) {
            role = head;
            prompt->has[role] = true;
        } else if (role >= 0) {
            str_add(&prompt->part[role], text, n);
        }
        text += n;
        len -= n;
    }
    if (!prompt->has[ROLE_USER]) {
        str_printf(error, "%s: it has no [user] part", prompt->name.data);
        return false;
    }
    return true;
}

struct prompt *prompt_parse(const char *name, const char *text, size_t len, struct str *error)
{
    struct prompt *prompt = xcalloc(1, sizeof *prompt);
    str_add_text(&prompt->name, name);
    for (int r = 0; r < ROLE_COUNT; r++)
        str_init(&prompt->part[r]);
    bool ok = utf8_valid_prefix(text, len) == len;
    if (!ok)
        str_printf(error, "%s: not UTF-8 text", name);
    ok = ok && parse_parts(prompt, text, len, error);
    for (int r = 0; ok && r < ROLE_COUNT; r++) {
        trim_newlines(&prompt->part[r]);
        ok = check_slots(prompt, &prompt->part[r], error);
    }
    if (ok)
        return prompt;
    prompt_free(prompt);
    return NULL;
}

struct prompt *prompt_load(const char *data_dir, enum lang lang, const char *act, struct str *error)
{
    struct prompt *prompt = NULL;
    struct str path = STR_EMPTY, text = STR_EMPTY;
    str_printf(&path, "%s/prompts/%s/%s.txt", data_dir, lang_code(lang), act);
    FILE *file = fopen(path.data, "rb");
    char block[4096];
    size_t n;
    while (file && (n = fread(block, 1, sizeof block, file)) > 0)
        str_add(&text, block, n);
    if (!file || ferror(file))
        str_printf(error, "%s: %s; reinstall lemma, or set LEMMA_DATA to its data directory",
                   path.data, strerror(errno));
    else
        prompt = prompt_parse(path.data, text.data, text.len, error);
    if (file)
        fclose(file);
    str_release(&text);
    str_release(&path);
    return prompt;
}

static bool fill_part(const struct prompt *prompt, const struct str *part,
                      const struct prompt_slot *slots, size_t n_slots, struct str *out,
                      struct str *error)
{
    const char *s = part->data, *end = part->data + part->len, *open, *name, *after;
    size_t name_len;
    bool broken;
    while (find_slot(s, end, &open, &name, &name_len, &after, &broken)) {
        const struct prompt_slot *slot = NULL;
        for (size_t i = 0; i < n_slots && !slot; i++)
            if (strlen(slots[i].name) == name_len && !memcmp(slots[i].name, name, name_len))
                slot = &slots[i];
        if (!slot) {
            str_printf(error, "%s: there is no value for {{%.*s}}", prompt->name.data,
                       (int)name_len, name);
            return false;
        }
        str_add(out, s, (size_t)(open - s));
        str_add(out, slot->text, slot->len);
        s = after;
    }
    str_add(out, s, (size_t)(end - s));
    return true;
}

bool prompt_fill(const struct prompt *prompt, const struct prompt_slot *slots, size_t n_slots,
                 struct prompt_turns *out, struct str *error)
{
    prompt_turns_release(out);
    for (int r = 0; r < ROLE_COUNT; r++) {
        if (!prompt->has[r])
            continue;
        struct str *text = &out->text[out->count];
        if (!fill_part(prompt, &prompt->part[r], slots, n_slots, text, error)) {
            prompt_turns_release(out);
            return false;
        }
        out->turn[out->count++] =
            (struct prompt_turn){.role = (enum prompt_role)r, .text = text->data, .len = text->len};
    }
    return true;
}
