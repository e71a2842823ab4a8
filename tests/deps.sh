#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages that building and testing need and that are missing. On other
# systems it names what to install and stops, unless the compiler and headers are all there.
set -u
build="gcc libc6-dev pkg-config libpcre2-dev libreadline-dev libgmp-dev libmpfr-dev libflint-dev libflint-arb-dev libcalcium-dev libantic-dev libmd4c-dev"
test="libcmocka-dev mandoc tmux"
if ! command -v dpkg-query >/dev/null 2>&1; then
    missing=
    for h in pcre2.h readline/readline.h gmp.h mpfr.h flint/flint.h arb.h calcium/ca.h md4c.h cmocka.h; do
        printf '#define PCRE2_CODE_UNIT_WIDTH 8\n#include <stdarg.h>\n#include <stddef.h>\n#include <setjmp.h>\n#include <stdio.h>\n#include <stdint.h>\n#include <%s>\n' $h |
            ${CC:-cc} -fsyntax-only -xc - 2>/dev/null || missing="$missing $h"
    done
    [ -z "$missing" ] && exit 0
    echo "deps: this is not Debian; please install a C compiler and what provides:$missing" >&2
    echo "deps: (in Debian they come from: $build $test)" >&2
    exit 1
fi
missing=
for p in $build $test; do
    dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
[ -z "$missing" ] && exit 0
echo "deps: installing$missing"
root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "deps: please install, as root: apt-get install$missing" >&2
        exit 1
    fi
    root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 && exit 0
$root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
echo "deps: could not install:$missing" >&2
exit 1
