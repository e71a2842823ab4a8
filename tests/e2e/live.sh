# SPDX-License-Identifier: GPL-3.0-or-later
# lemma solve on terminals of 80x24 and 40x12 while the text still comes: Hangul cut between bytes,
# a formula that is open and then replaced, a table that gets wider, stopping, suspending, resizing.
. tests/e2e/lib.sh
if ! command -v tmux >/dev/null; then
    echo "note: no tmux, drawing was not tried"
    exit 0
fi
unset TMUX LEMMA_MODEL NO_COLOR CLICOLOR_FORCE ACCESSIBLE
export LC_ALL=C.UTF-8 LANG=C.UTF-8
server=0
tm() {
    tmux -L "lemma$$.$server" -f /dev/null "$@"
}
trap 'tm kill-server 2>/dev/null; rm -rf "$work"' EXIT

screen() {
    tm capture-pane -p "$@" >"$work/out" 2>/dev/null
}
# shows TEXT [OPTION]: waits until the screen has it.
shows() {
    text=$1
    shift
    tries=0
    until screen "$@" && grep -qF -- "$text" "$work/out"; do
        tries=$((tries + 1))
        [ $tries -lt 150 ] || fail "the screen never shows: $text"
        sleep 0.1
    done
}
# start WIDTH HEIGHT: a terminal of that size, in place of the last one.
start() {
    tm kill-server 2>/dev/null
    server=$((server + 1))
    tm new-session -d -x "$1" -y "$2" "env PS1='ready ' TERM=screen-256color sh" || fail "tmux"
    shows "ready"
}
# ends EXPECTED: when the program is through, that is what is above the totals.
ends() {
    shows "status=0"
    screen -S -
    sed -n '/^풀이/,/^토큰/p' "$work/out" | sed '$d' >"$work/text"
    printf '%s\n' "$1" | cmp -s - "$work/text" || {
        diff "$work/text" - >&2
        fail "another screen than expected"
    }
}

cat >"$work/script" <<'END'
%%piece 1
%%delay 2
## 풀이
1. **인수분해(둘로 나누기)**를 하면 \(x^2 - 5x + 6 = (x-2)(x-3)\)이고, 그러면 두 수가 나와요.
2. 정리하면
   \[ x = \frac{5 \pm
%%delay 400
1}{2}
%%delay 2
\]

| 식 | 값 |
|---|--:|
| $x-2$ | 0 |
| 아주 긴 이름을 가진 식 하나 | $\frac{1}{2}$ |

가격은 $5이고 `$x$`는 그대로예요.

## 답
\boxed{x = 2}
END

start 80 24
tm send-keys "clear; $lemma solve --lang ko --script $work/script 1 2; echo status=\$?" Enter
# shellcheck disable=SC1003
shows '\[ x = \frac{5 \pm'
screen -e
grep -q "$(printf '\033\[2m')"'.*frac' "$work/out" || fail "the open formula is not dim"
shows "x = ─────"
ends "풀이
1. 인수분해(둘로 나누기)를 하면 x² - 5x + 6 = (x - 2)(x - 3)이고, 그러면 두 수가
   나와요.
2. 정리하면
           5 ± 1
       x = ─────
             2

식                          │  값
────────────────────────────┼────
x - 2                       │   0
아주 긴 이름을 가진 식 하나 │ 1/2

가격은 \$5이고 \$x\$는 그대로예요.

답: x = 2"

start 40 12
tm send-keys "clear; $lemma solve --lang ko --script $work/script 1 2; echo status=\$?" Enter
ends "풀이
1. 인수분해(둘로 나누기)를 하면
   x² - 5x + 6 = (x - 2)(x - 3)이고,
   그러면 두 수가 나와요.
2. 정리하면
           5 ± 1
       x = ─────
             2

식                          │  값
────────────────────────────┼────
x - 2                       │   0
아주 긴 이름을 가진 식 하나 │ 1/2

가격은 \$5이고 \$x\$는 그대로예요.

답: x = 2"

# Starts an answer once what was on the screen is gone, or its text would be taken for the new one.
round=0
solves_on_a_clean_screen() {
    round=$((round + 1))
    tm send-keys "clear; echo begin\$((100 + $round))" Enter
    shows "begin$((100 + round))"
    tm send-keys "$lemma solve --lang ko --script $work/script 1 2; echo status=\$?" Enter
    shows '\pm'
}

# Ctrl-C while a block is drawn: what was said stays, the rest follows on lines of its own.
solves_on_a_clean_screen
tm send-keys C-c
shows "status=130"
grep -q "^중단했습니다" "$work/out" || fail "the end does not begin a line"
# Twice: the program is gone at once, the next line begins at the margin.
solves_on_a_clean_screen
tm send-keys C-c C-c
shows "status=130"
grep -q "^status=130" "$work/out" || fail "the shell does not begin a line"

# Ctrl-Z and back: what the shell wrote meanwhile is left alone.
solves_on_a_clean_screen
tm send-keys C-z
shows "Stopped"
tm send-keys "echo meanwhile; fg" Enter
shows "답: x = 2"
screen -S -
grep -q "^meanwhile" "$work/out" || fail "the shell's lines are gone"
grep -qF "x = ─────" "$work/out" || fail "the formula is gone"

# Many words at once and then silence: the last of them are shown before it ends.
{
    printf '%%%%piece 1\nmany words that come all at once and \\( x^2 +\n'
    printf '%%%%delay 3000\n1 \\)\n'
} >"$work/stall"
tm send-keys "clear; $lemma solve --script $work/stall 1 2" Enter
shows 'x^2 +'
tm send-keys C-c
shows "stopped"

# A window that gets narrow in the middle of a block.
start 80 24
solves_on_a_clean_screen
tm resize-window -x 40 -y 24
shows "status=0"
screen -S -
grep -qF "x = ─────" "$work/out" || fail "the formula is gone"
grep -qF '그대로예요.' "$work/out" || fail "the end is gone"

# No cursor, no drawing: formulas on one line, nothing but text.
run 0 env ACCESSIBLE=1 $lemma solve --script "$work/script" 1 2
says "x = (5 ± 1)/2"
grep -q "$(printf '\033')" "$work/out" && fail "control sequences"
exit 0
