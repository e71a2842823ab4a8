#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh [NAME...]: libFuzzer on tests/fuzz/fuzz_NAME.c (all of them without a name), each for
# FUZZ_SECONDS (60), from the seeds in tests/fuzz/corpus/NAME. Needs clang. What is new goes to
# build/fuzz/corpus_NAME; an input that crashes is left in build/fuzz and named.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build}/fuzz
seconds=${FUZZ_SECONDS:-60}
cc=${CLANG:-clang}
if ! command -v "$cc" >/dev/null 2>&1; then
    echo "fuzz: clang is missing (apt-get install clang)" >&2
    exit 1
fi
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(ls tests/fuzz/fuzz_*.c | sed 's/.*fuzz_\(.*\)\.c/\1/')
# The kernels read no files, and one of them crashes clang 14 under its sanitizers: plain compiler.
kernels=
for f in kernels/*.c; do
    kernels="$kernels $build/${f%.c}.o"
done
# shellcheck disable=SC2086
${MAKE:-make} --no-print-directory BUILD="$build" WERROR= $kernels || exit 1
${MAKE:-make} --no-print-directory BUILD="$build" CC="$cc" SAN=fuzzer-no-link,address,undefined \
    CFLAGS='-O1 -g -fno-sanitize-recover=undefined' WERROR= "$build/liblemma.a" || exit 1
bad=
for name in "$@"; do
    "$cc" -std=c11 -D_GNU_SOURCE -I. -O1 -g -fsanitize=fuzzer,address,undefined \
        -fno-sanitize-recover=undefined -o "$build/fuzz_$name" "tests/fuzz/fuzz_$name.c" \
        "$build/liblemma.a" -lcalcium -lflint-arb -lflint -lmpfr -lgmp -lmd4c -lpcre2-8 -lreadline \
        -lm -pthread || exit 1
    mkdir -p "$build/corpus_$name"
    set -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$build/${name}_"
    [ -f "tests/fuzz/$name.dict" ] && set -- "$@" -dict="tests/fuzz/$name.dict"
    if "$build/fuzz_$name" "$@" "$build/corpus_$name" "tests/fuzz/corpus/$name" \
        >"$build/log_$name" 2>&1; then
        printf '%-14s ok, %s inputs in %s s\n' "$name" \
            "$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/log_$name")" "$seconds"
    else
        bad="$bad $name"
        printf '%-14s FAILED, see %s\n' "$name" "$build/log_$name"
        grep -E 'SUMMARY|Test unit written|runtime error' "$build/log_$name" | head -n 5
    fi
done
[ -z "$bad" ]
