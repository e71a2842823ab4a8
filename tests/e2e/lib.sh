# SPDX-License-Identifier: GPL-3.0-or-later
# For the end-to-end scripts, which source it from the top of the source tree: the program under
# test, a directory that goes away, and three words: run, says, fail.
set -u
build=${BUILD:-build}
case $build in /*) ;; *) build=$PWD/$build ;; esac
lemma=$build/lemma
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# Nothing of the user who runs this is read or written.
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data" \
    XDG_STATE_HOME="$work/home/state" XDG_CACHE_HOME="$work/home/cache"
mkdir -p "$HOME"
export LEMMA_DATA="$PWD"

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    [ ! -e "$work/out" ] || head -n 20 "$work/out" >&2
    [ ! -e "$work/err" ] || head -n 20 "$work/err" >&2
    exit 1
}

# run STATUS COMMAND...: stdin is empty; stdout and stderr go to $work/out and $work/err.
run() {
    expected=$1
    shift
    "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    [ "$status" -eq "$expected" ] || fail "$*: exit $status instead of $expected"
}

# says TEXT: the last run said it, on either stream.
says() {
    grep -qF -- "$1" "$work/out" "$work/err" || fail "it does not say: $1"
}
