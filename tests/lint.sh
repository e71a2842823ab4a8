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
# What git tracks; without git, what is there. data/starter is C++ and Python of another kind.
sources() {
    git ls-files "$@" 2>/dev/null | grep -v '^data/' && return
    for pattern; do
        find app engine kernels tests -path "$pattern" | sort
    done
}
# shellcheck disable=SC2046
{
    check mandoc -T lint -W warning man/*.[1-9]
    check clang-format --dry-run -Werror $(sources '*.c' '*.h')
    check cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr \
        --enable=warning,performance,portability -I. -D_GNU_SOURCE \
        $(sources 'app/*.c' 'engine/*.c' 'kernels/*.c')
    check shellcheck -s sh -S warning -e SC1091,SC2034,SC2154 $(sources '*.sh')
}
[ $bad -eq 0 ] && echo "lint: ok"
exit $bad
