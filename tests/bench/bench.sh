#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of the engine on this machine, as a small table: the starter model, or MODEL=DIR and
# THREADS=N. Each row is one `lemma model bench`, which has more to say when called by itself.
set -u
build=${BUILD:-build}
model=${MODEL:-data/starter/model}
threads=${THREADS:-0}
if [ ! -f "$model/config.json" ]; then
    echo "bench: $model holds no model; name one with MODEL=DIR" >&2
    exit 69
fi
[ "$threads" -gt 0 ] || threads=$(nproc)
printf '%s, %s\n' "$model" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
printf '%-34s %12s %12s %10s %10s\n' "" "prompt tok/s" "gen. tok/s" "GB/s" "peak MB"
failed=0
# row WHAT OPTIONS...
row() {
    what=$1
    shift
    "$build/lemma" model bench "$model" "$@" >"$out" || failed=1
    awk -v what="$what" '
        /^prompt / { prompt = $2 }
        /^generation / { generation = $2 }
        /^weights / { weights = $2 }
        /^peak / { peak = $3 }
        END { printf "%-34s %12s %12s %10s %10s\n", what, prompt, generation, weights, peak }' "$out"
}
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
row "1 thread" -p 512 -n 64 -t 1
[ "$threads" -eq 1 ] || row "$threads threads" -p 512 -n 64 -t "$threads"
row "$threads threads, 8 sessions" -p 512 -n 64 -t "$threads" -s 8
row "$threads threads, after 3,000 tokens" -p 512 -n 64 -t "$threads" -d 3000
exit $failed
