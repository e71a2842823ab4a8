/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lemma completion SHELL: what bash, zsh and fish need to complete verbs, options and their
 * values, printed from the same tables the program itself uses. `lemma completion mdoc` prints
 * the lists of options and exit codes as they stand in the manual page; a test compares them.
 */
#include "app/command/command.h"

#include "app/command/check.h"
#include "app/command/eval.h"
#include "app/command/table.h"
#include "app/options.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "Print completions for a shell.\n"
    "\n"
    "Examples:\n"
    "  lemma completion bash > ~/.local/share/bash-completion/completions/lemma\n"
    "  lemma completion zsh > \"${fpath[1]}/_lemma\"\n"
    "  lemma completion fish > ~/.config/fish/completions/lemma.fish\n"
    "\n"
    "Usage: lemma completion bash|zsh|fish\n";

/* The first words, each once; with a verb: its second words. */
static void add_verbs(struct str *out, const char *verb)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        bool again = i > 0 && strcmp(c->verb, command_table[i - 1].verb) == 0;
        const char *word =
            !verb ? (again ? NULL : c->verb) : (strcmp(verb, c->verb) == 0 ? c->sub : NULL);
        if (word)
            str_printf(out, "%s%s", out->len ? " " : "", word);
    }
}

static void add_choices(struct str *out, const char *values)
{
    for (const char *s = values; *s; s++)
        str_add_char(out, *s == ',' ? ' ' : *s);
}

/* What stands behind an option, by the option before it; else the options themselves or files. */
static void add_bash_options(struct str *out, const struct option_spec *specs, size_t n)
{
    struct str words = STR_EMPTY;
    str_add_text(out, "        case $prev in\n");
    for (size_t i = 0; i < n; i++) {
        const struct option_spec *spec = &specs[i];
        str_printf(&words, "%s--%s", i ? " " : "", spec->word);
        if (!spec->argument)
            continue;
        str_printf(out, "        --%s%s%c) ", spec->word, spec->letter ? "|-" : "",
                   spec->letter ? spec->letter : ' ');
        if (spec->values) {
            str_add_text(out, "COMPREPLY=($(compgen -W \"");
            add_choices(out, spec->values);
            str_add_text(out, "\" -- \"$cur\")) ;;\n");
        } else if (strcmp(spec->argument, "DIR") == 0) {
            str_add_text(out, "COMPREPLY=($(compgen -d -- \"$cur\")) ;;\n");
        } else if (strcmp(spec->argument, "FILE") == 0) {
            str_add_text(out, "COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n");
        } else {
            str_add_text(out, "COMPREPLY=() ;;\n");
        }
    }
    str_printf(out,
               "        *) case $cur in\n"
               "            -*) COMPREPLY=($(compgen -W \"%s\" -- \"$cur\")) ;;\n"
               "            *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
               "            esac ;;\n"
               "        esac ;;\n",
               words.data);
    str_release(&words);
}

/* bash, which zsh understands too after bashcompinit. */
static void print_bash(struct str *out)
{
    struct str verbs = STR_EMPTY, subs = STR_EMPTY;
    add_verbs(&verbs, NULL);
    add_verbs(&subs, "model");
    str_printf(out,
               "_lemma() {\n"
               "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
               "    COMPREPLY=()\n"
               "    if [ \"$COMP_CWORD\" -eq 1 ] && [ \"${cur#-}\" = \"$cur\" ]; then\n"
               "        COMPREPLY=($(compgen -W \"%s help\" -- \"$cur\"))\n"
               "        return\n"
               "    fi\n"
               "    if [ \"$COMP_CWORD\" -eq 2 ]; then\n"
               "        local second=\n"
               "        case $prev in\n"
               "        model) second=\"%s\" ;;\n"
               "        topics) second=\"list corpus\" ;;\n"
               "        completion) second=\"bash zsh fish\" ;;\n"
               "        help) second=\"%s\" ;;\n"
               "        esac\n"
               "        if [ -n \"$second\" ]; then\n"
               "            COMPREPLY=($(compgen -W \"$second\" -- \"$cur\"))\n"
               "            return\n"
               "        fi\n"
               "    fi\n"
               "    case ${COMP_WORDS[1]} in\n"
               "    check)\n",
               verbs.data, subs.data, verbs.data);
    add_bash_options(out, check_options, CHECK_OPTION_COUNT);
    str_add_text(out, "    eval)\n");
    add_bash_options(out, eval_options, EVAL_OPTION_COUNT);
    str_add_text(out, "    solve|-*)\n");
    add_bash_options(out, solve_options, SOLVE_OPTION_COUNT);
    str_add_text(out, "    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
                      "    esac\n"
                      "}\n"
                      "complete -o filenames -F _lemma lemma\n");
    str_release(&verbs);
    str_release(&subs);
}

/* Text between single quotes. */
static void add_quoted(struct str *out, const char *text)
{
    for (; *text; text++)
        str_add_text(out, *text == '\'' ? "\\'" : (char[]){*text, '\0'});
}

/* With a verb: offered behind that verb only. */
static void add_fish_options(struct str *out, const char *verb, const struct option_spec *specs,
                             size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct option_spec *spec = &specs[i];
        str_add_text(out, "complete -c lemma");
        if (verb)
            str_printf(out, " -n '__fish_seen_subcommand_from %s'", verb);
        str_printf(out, " -l %s", spec->word);
        if (spec->letter)
            str_printf(out, " -s %c", spec->letter);
        if (spec->values) {
            str_add_text(out, " -x -a '");
            add_choices(out, spec->values);
            str_add_char(out, '\'');
        } else if (spec->argument) {
            str_add_text(out, " -r");
        }
        str_add_text(out, " -d '");
        add_quoted(out, spec->text);
        str_add_text(out, "'\n");
    }
}

static void print_fish(struct str *out)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        if (c->sub)
            str_printf(out, "complete -c lemma -n '__fish_seen_subcommand_from %s' -f -a %s -d '",
                       c->verb, c->sub);
        else
            str_printf(out, "complete -c lemma -n __fish_use_subcommand -f -a %s -d '", c->verb);
        add_quoted(out, c->summary);
        str_add_text(out, "'\n");
    }
    str_add_text(out, "complete -c lemma -n __fish_use_subcommand -f -a model -d 'the engine'\n");
    add_fish_options(out, "check", check_options, CHECK_OPTION_COUNT);
    add_fish_options(out, "eval", eval_options, EVAL_OPTION_COUNT);
    add_fish_options(out, NULL, solve_options, SOLVE_OPTION_COUNT);
}

static void print_mdoc(struct str *out)
{
    options_manual(solve_options, SOLVE_OPTION_COUNT, out);
    str_add_text(out, ".\\\" options of check\n");
    options_manual(check_options, CHECK_OPTION_COUNT, out);
    str_add_text(out, ".\\\" options of eval\n");
    options_manual(eval_options, EVAL_OPTION_COUNT, out);
    str_add_text(out, ".\\\" exit codes\n.Bl -tag -width 143\n");
#define X(name, value, meaning) str_printf(out, ".It %d\n%s\n", value, meaning);
    EXIT_CODES(X)
#undef X
    str_add_text(out, ".El\n");
}

int command_completion(int argc, char **argv)
{
    struct str out = STR_EMPTY;
    const char *shell = argc == 2 ? argv[1] : "";
    if (strcmp(shell, "--help") == 0 || strcmp(shell, "-h") == 0)
        str_add_text(&out, help);
    else if (strcmp(shell, "bash") == 0)
        print_bash(&out);
    else if (strcmp(shell, "zsh") == 0)
        str_add_text(&out, "#compdef lemma\nautoload -U +X bashcompinit && bashcompinit\n"),
            print_bash(&out);
    else if (strcmp(shell, "fish") == 0)
        print_fish(&out);
    else if (strcmp(shell, "mdoc") == 0)
        print_mdoc(&out);
    if (!out.len) {
        warn("lemma completion takes one shell: bash, zsh or fish");
        return EXIT_CODE_USAGE;
    }
    bool ok = fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    if (!ok)
        warn("the completions cannot be written");
    str_release(&out);
    return ok ? EXIT_CODE_OK : EXIT_CODE_CANTCREAT;
}
