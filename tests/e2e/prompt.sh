# SPDX-License-Identifier: GPL-3.0-or-later
# lemma alone on a terminal of 80x24, driven and read through tmux: Hangul, keys, stopping,
# leaving, the history. Every wait is for a text on the screen, never for a time alone.
. tests/e2e/lib.sh
if ! command -v tmux >/dev/null; then
    echo "note: no tmux, the prompt was not tried"
    exit 0
fi
unset TMUX LEMMA_MODEL NO_COLOR CLICOLOR_FORCE
export LC_ALL=C.UTF-8 LANG=C.UTF-8
tm() {
    tmux -L "lemma$$" -f /dev/null "$@"
}
trap 'tm kill-server 2>/dev/null; rm -rf "$work"' EXIT

cat >"$work/script" <<'END'
%%delay 20
<think>
1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
</think>

## 이해
\(x^2 - 5x + 6 = 0\)을 만족하는 모든 수를 구하는 문제입니다. 두 수의 곱과 두 수의 합을 함께 생각하면 쉽게 풀 수 있습니다.

## 답
\boxed{x = 2 \text{ 또는 } x = 3}
END
# half a minute if nobody stops it, so that a busy machine does
cat >"$work/slow" <<END
%%delay 100
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
$(seq -s ' ' 13 300)
END

screen() {
    tm capture-pane -p >"$work/out" 2>/dev/null
}
# shows TEXT: waits until the screen has it.
shows() {
    tries=0
    until screen && grep -qF -- "$1" "$work/out"; do
        tries=$((tries + 1))
        [ $tries -lt 150 ] || fail "the screen never shows: $1"
        sleep 0.1
    done
}
# cursor COLUMN: where the hardware cursor is, waited for too.
cursor() {
    tries=0
    until [ "$(tm display -p '#{cursor_x}')" = "$1" ]; do
        tries=$((tries + 1))
        [ $tries -lt 50 ] || fail "the cursor is at $(tm display -p '#{cursor_x}'), not $1"
        sleep 0.1
    done
}

tm new-session -d -x 80 -y 24 "env PS1='ready ' TERM=screen-256color sh" || fail "tmux"
shows "ready"
tm send-keys "clear; $lemma --script $work/script; echo status=\$?" Enter
shows "lemma>"
cursor 7

# Hangul is edited by syllable, and the cursor stands where it is drawn.
tm send-keys -l "x^2 - 5x + 6 = 0 풀어 주세용"
cursor 35
tm send-keys BSpace
cursor 33
tm send-keys -l "요"
cursor 35
tm send-keys Enter
shows "생각하는 중: 토큰"
shows "답: x = 2 또는 x = 3"
shows "생각: 토큰"
grep -q "생각하는 중" "$work/out" && fail "the counter was not replaced"
grep -qF "x² - 5x + 6 = 0을 만족하는 모든 수를 구하는 문제입니다. 두 수의 곱과 두 수의" "$work/out" ||
    fail "the text is not wrapped at a space before 80 cells"
grep -q '^합을 함께' "$work/out" || fail "the second line does not begin with the next word"

# Commands, mistakes in them, clearing a line.
tm send-keys -l ":lang xx"
tm send-keys Enter
shows "lang takes auto, en or ko"
tm send-keys -l ":hlep"
tm send-keys Enter
shows "did you mean :help?"
tm send-keys -l "half a problem"
shows "lemma> half a problem"
tm send-keys C-c
shows "half a problem^C"
cursor 7

# The history, newest first, over restarts too.
tm send-keys Up
shows "lemma> :hlep"
tm send-keys C-c
tm send-keys C-d
shows "status=0"
[ "$(stat -c %a "$XDG_STATE_HOME/lemma/history")" = 600 ] || fail "others may read the history"
grep -qxF "x^2 - 5x + 6 = 0 풀어 주세요" "$XDG_STATE_HOME/lemma/history" ||
    fail "the history lacks the problem"

# Ctrl-C stops an answer, keeps what was said, and the prompt comes back. Keys typed meanwhile
# do not get into the answer.
tm send-keys "clear; LC_ALL=ko_KR.UTF-8 $lemma --lang en --script $work/slow; echo status=\$?" Enter
shows "lemma>"
tm send-keys Up Up Up
shows "lemma> x^2 - 5x + 6"
tm send-keys C-u
tm send-keys -l "one"
tm send-keys Enter
shows "first second third"
tm send-keys -l "typed"
tm send-keys C-c
shows "stopped"
grep -q "typed.*fourth" "$work/out" && fail "keys were echoed into the answer"
grep -q " 299 300" "$work/out" && fail "it went on after Ctrl-C"
tm send-keys C-u
tm send-keys -l ":quit"
tm send-keys Enter
shows "status=0"

# solve on a terminal: Ctrl-C ends it with 130 and the text so far.
tm send-keys "clear; $lemma solve --script $work/slow two; echo status=\$?" Enter
shows "first second third"
tm send-keys C-c
shows "status=130"
grep -q "stopped" "$work/out" || fail "it does not say that it was stopped"

# Hangul comes in without a locale too.
tm send-keys "clear; LC_ALL=C $lemma --script $work/script; echo status=\$?" Enter
shows "lemma>"
tm send-keys -l "나누기"
tm send-keys Enter
shows "답: x = 2"
tm send-keys -l ":quit"
tm send-keys Enter
shows "status=0"
grep -qxF "나누기" "$XDG_STATE_HOME/lemma/history" || fail "Hangul is lost without a locale"

# A dumb terminal gets no control sequences: the counter would show them.
tm send-keys "clear; TERM=dumb $lemma solve --script $work/script 1 | cat; TERM=dumb $lemma solve --script $work/script 1; echo status=\$?" Enter
shows "status=0"
grep -q "생각하는\|thinking" "$work/out" && fail "a counter on a dumb terminal"
exit 0
