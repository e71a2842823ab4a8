#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh unit|e2e: runs every test program of that kind, shows what failed, adds up what passed.
# Unit programs print cmocka's own lines; an end-to-end script passes by exit status.
set -u
kind=$1
build=${BUILD:-build}
passed=0 failed=0
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
case $kind in
unit)
    for t in "$build"/tests/unit/test_*; do
        case $t in *.o | *.d) continue ;; esac
        "$t" >"$out" 2>&1
        rc=$?
        ok=$(grep -c '^\[       OK \]' "$out")
        bad=$(grep '^\[  FAILED  \] [a-z].*__' "$out" | sort -u | wc -l)
        passed=$((passed + ok))
        if [ $rc -ne 0 ]; then
            [ "$bad" -gt 0 ] || bad=1
            failed=$((failed + bad))
            printf 'FAILED %s (exit %d)\n' "$t" "$rc"
            grep -vE '^\[( RUN      |       OK )\]' "$out" | tail -n 60
        elif [ "$ok" -eq 0 ]; then
            failed=$((failed + 1))
            printf 'FAILED %s: it ran no test\n' "$t"
        else
            printf '%-28s [  PASSED  ] %d test(s).\n' "$(basename "$t")" "$ok"
            grep -E '^note: ' "$out"
        fi
    done
    for r in "$build"/tests/fuzz/replay_*; do
        case $r in *.o | *.d | *'*') continue ;; esac
        name=${r##*/replay_}
        if "$r" tests/fuzz/corpus/"$name" >"$out" 2>&1; then
            passed=$((passed + 1))
            printf '%-28s %s\n' "replay_$name" "$(tail -n 1 "$out")"
        else
            failed=$((failed + 1))
            printf 'FAILED %s\n' "$r"
            tail -n 40 "$out"
        fi
    done
    ;;
e2e)
    for t in tests/e2e/*.sh; do
        [ "${t##*/}" = lib.sh ] && continue
        if BUILD=$build sh "$t" >"$out" 2>&1; then
            passed=$((passed + 1))
            printf '%-28s ok\n' "$(basename "$t")"
        else
            failed=$((failed + 1))
            printf 'FAILED %s\n' "$t"
            tail -n 60 "$out"
        fi
    done
    ;;
esac
printf '%s: %d passed, %d failed\n' "$kind" "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
