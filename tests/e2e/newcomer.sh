# SPDX-License-Identifier: GPL-3.0-or-later
# What README.md promises to somebody who has just cloned this: the one command, and the transcript
# with which it opens. There `$ ` starts a command; what follows must be in its output in this
# order. A line "..." stands for any lines, and "..." inside a line for any text.
. tests/e2e/lib.sh

# A problem is data, whatever it holds.
run 0 make -s BUILD="$build" run PROBLEM='2x + 3 = 11'
says "x = 4"
# shellcheck disable=SC2016
make -s BUILD="$build" run PROBLEM='`touch $(HOME)/a` $$(touch b) "; touch c #' >"$work/out" \
    2>"$work/err" </dev/null
for file in "$HOME/a" a b c; do
    [ ! -e "$file" ] || fail "a problem was run as a command: $file"
done

# Every command of the first block of README.md that starts with lemma or make run.
awk '/^```/ { if (seen++) exit; next } seen' README.md >"$work/transcript"
grep -q '^\$ ' "$work/transcript" || fail "README.md opens with no transcript"
mkdir "$work/bin"
ln -s "$lemma" "$work/bin/lemma"
PATH=$work/bin:$PATH

# shown COMMAND: runs it and holds the lines in $work/lines against what it prints.
shown() {
    case $1 in
    lemma* | echo*) sh -c "$1" ;;
    build/lemma*) sh -c "${1#build/}" ;;
    "make run PROBLEM"*) sh -c "make -s BUILD='$build' run ${1#make run}" ;;
    *) return 0 ;;
    esac >"$work/out" 2>"$work/err" </dev/null || fail "README.md: $1"
    awk -v shown="$work/lines" '
        function fits(pattern, line,    at) {
            at = index(pattern, "...")
            if (!at) return pattern == line
            return substr(line, 1, at - 1) == substr(pattern, 1, at - 1) &&
                substr(line, length(line) - (length(pattern) - at - 3)) == substr(pattern, at + 3)
        }
        BEGIN {
            while ((getline text < shown) > 0)
                if (text != "..." && text != "")
                    want[++n] = text
            i = 1
        }
        { sub(/[ \t]+$/, "") }
        i <= n && fits(want[i], $0) { i++ }
        END { if (i <= n) { print "missing: " want[i] > "/dev/stderr"; exit 1 } }' "$work/out" ||
        fail "README.md shows other output of: $1"
}

command=
: >"$work/lines"
while IFS= read -r line; do
    case $line in
    '$ '*)
        [ -z "$command" ] || shown "$command"
        command=${line#'$ '}
        : >"$work/lines"
        ;;
    *) printf '%s\n' "$line" >>"$work/lines" ;;
    esac
done <"$work/transcript"
[ -z "$command" ] || shown "$command"
exit 0
