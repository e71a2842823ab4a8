/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of places is the contract in paths.h; this file only joins strings and asks stat.
 */
#include "app/base/paths.h"

#include "app/base/die.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef LEMMA_PREFIX
#define LEMMA_PREFIX "/usr/local"
#endif

bool paths_is_directory(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool dir_has_prompts(const char *dir)
{
    struct str path = STR_EMPTY;
    str_printf(&path, "%s/prompts", dir);
    bool there = paths_is_directory(path.data);
    str_release(&path);
    return there;
}

/* Cuts the last component off: "/a/b" -> "/a"; false when there is none left. */
static bool cut_component(struct str *path)
{
    const char *slash = path->len ? strrchr(path->data, '/') : NULL;
    if (!slash || slash == path->data)
        return false;
    path->len = (size_t)(slash - path->data);
    path->data[path->len] = '\0';
    return true;
}

static bool last_component_is(const struct str *path, const char *name)
{
    const char *slash = path->len ? strrchr(path->data, '/') : NULL;
    return slash && strcmp(slash + 1, name) == 0;
}

/* R for R/build/lemma and R/build/KIND/lemma. */
static bool source_tree_of(struct str *out, const char *exe)
{
    bool found = false;
    struct str path = STR_EMPTY;
    str_add_text(&path, exe);
    if (cut_component(&path)) {
        found = last_component_is(&path, "build");
        if (!found && cut_component(&path))
            found = last_component_is(&path, "build");
    }
    found = found && cut_component(&path);
    if (found)
        str_add_str(out, &path);
    str_release(&path);
    return found;
}

void paths_choose_data_dir(struct str *out, const char *env, const char *exe,
                           bool (*has_prompts)(const char *dir))
{
    str_clear(out);
    if (env && *env) {
        str_add_text(out, env);
        return;
    }
    if (exe && source_tree_of(out, exe) && has_prompts(out->data))
        return;
    str_clear(out);
    if (exe) {
        str_add_text(out, exe);
        if (cut_component(out) && cut_component(out)) {
            str_add_text(out, "/share/lemma");
            if (has_prompts(out->data))
                return;
        }
        str_clear(out);
    }
    str_add_text(out, LEMMA_PREFIX "/share/lemma");
}

void paths_data_dir(struct str *out)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    bool known = n > 0 && (size_t)n < sizeof exe - 1;
    if (known)
        exe[n] = '\0';
    paths_choose_data_dir(out, getenv("LEMMA_DATA"), known ? exe : NULL, dir_has_prompts);
}

static bool xdg_file(struct str *out, const char *variable, const char *default_dir,
                     const char *name)
{
    const char *base = getenv(variable);
    const char *home = getenv("HOME");
    str_clear(out);
    if (base && base[0] == '/')
        str_printf(out, "%s/lemma/%s", base, name);
    else if (home && home[0] == '/')
        str_printf(out, "%s/%s/lemma/%s", home, default_dir, name);
    return out->len > 0;
}

bool paths_config_file(struct str *out, const char *name)
{
    return xdg_file(out, "XDG_CONFIG_HOME", ".config", name);
}

bool paths_state_file(struct str *out, const char *name)
{
    return xdg_file(out, "XDG_STATE_HOME", ".local/state", name);
}

bool paths_make_parents(const char *file)
{
    char *path = xstrdup(file);
    bool ok = true;
    for (char *p = path + 1; ok && *p; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        ok = mkdir(path, 0700) == 0 || errno == EEXIST || paths_is_directory(path);
        *p = '/';
    }
    free(path);
    return ok;
}
