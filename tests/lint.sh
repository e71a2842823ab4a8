#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What can be said about the sources without running them: manual pages by mandoc, the layout of C
# files by clang-format, suspicious code by cppcheck, shell scripts by shellcheck. A tool that is
# not installed is named and left out.
set -u
bad=0
check() {
    tool=$1
    shift
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "lint: $tool is not installed, left out"
    elif ! "$tool" "$@"; then
        echo "lint: $tool found something" >&2
        bad=1
    fi
}
# shellcheck disable=SC2046
{
    check mandoc -T lint -W warning man/*.[1-9]
    check clang-format --dry-run -Werror $(git ls-files '*.c' '*.h')
    check cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr \
        --enable=warning,performance,portability -I. -D_GNU_SOURCE \
        $(git ls-files 'app/*.c' 'engine/*.c' 'kernels/*.c')
    check shellcheck -s sh -S warning -e SC1091,SC2154 $(git ls-files '*.sh')
}
[ $bad -eq 0 ] && echo "lint: ok"
exit $bad
