# SPDX-License-Identifier: GPL-3.0-or-later
# lemma solve with a scripted speaker: what it prints where, how it ends, what it refuses.
. tests/e2e/lib.sh
export LC_ALL=C.UTF-8 TERM=xterm-256color
unset LEMMA_MODEL NO_COLOR CLICOLOR_FORCE

cat >"$work/script" <<'END'
%%prompt 40
<think>
1+1=2
</think>

## Understand
Add \(1\) and \(1\).

## Answer
\boxed{\frac{4}{2}}
END
solve="$lemma solve --script $work/script"

# same EXPECTED: standard output is exactly that, but for the line of totals.
same() {
    sed '$d' "$work/out" >"$work/text"
    printf '%s\n' "$1" | cmp -s - "$work/text" || fail "other text than expected"
}

# --- text, JSON, JSON lines -------------------------------------------------------------------
run 0 $solve 1+1
same "Understand
Add 1 and 1.

Answer: 4/2"
tail -n 1 "$work/out" | grep -qE '^[0-9]+ tokens, .*[0-9]\.[0-9] s$' || fail "no totals"
[ ! -s "$work/err" ] || fail "something on standard error"
grep -q "$(printf '\033')" "$work/out" && fail "control sequences in a pipe"

run 0 $solve --lang ko --think show 1+1
says "생각: 토큰 "
says "이해"
says "답: 4/2"
run 0 $solve --color always 1+1
says "$(printf '\033[1mAnswer: 4/2\033[0m')"
run 0 env NO_COLOR=1 $solve 1+1
if command -v script >/dev/null; then
    run 0 env NO_COLOR=1 script -qc "$solve 1+1" /dev/null
    says "thought: "
    grep -q "$(printf '\033\[[0-9]*m')" "$work/out" && fail "dim text in spite of NO_COLOR"
fi
run 0 env CLICOLOR_FORCE=1 $solve 1+1
says "$(printf '\033[1m')"
run 0 env LC_ALL=C $solve 1+1

run 0 $solve --json --seed 7 --level advanced 1 + 1
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "not one line of JSON"
says '"problem":"1 + 1","level":"advanced","lang":"en","model":"script","seed":7'
says '"thinking":"1+1=2"'
says '"answer":"\\frac{4}{2}","reason":"stop","prompt_tokens":40'
if command -v python3 >/dev/null; then
    python3 -c 'import json, sys; json.load(sys.stdin)' <"$work/out" || fail "invalid JSON"
fi
run 0 $solve --jsonl 1+1
head -n 1 "$work/out" | grep -q '^{"event":"started",' || fail "the first line is not started"
tail -n 1 "$work/out" | grep -q '^{"event":"done",.*"reason":"stop"' || fail "no done at the end"
if command -v python3 >/dev/null; then
    python3 -c 'import json, sys; [json.loads(l) for l in sys.stdin]' <"$work/out" ||
        fail "invalid JSON lines"
fi

# --- where the problem comes from -------------------------------------------------------------
printf '2 + 2\r\n' | $solve --json >"$work/out" || fail "standard input"
says '"problem":"2 + 2"'
printf '2 + 3' | $solve --json - >"$work/out" || fail "standard input as -"
says '"problem":"2 + 3"'
printf '2 + 4' | $lemma --script "$work/script" --json >"$work/out" || fail "lemma alone in a pipe"
says '"problem":"2 + 4"'
run 0 $solve --json -- --not an option
says '"problem":"--not an option"'
run 0 $solve --json -3 + 5
says '"problem":"-3 + 5"'
run 0 $solve --json "합을 구하세요"
says '"lang":"ko"'

# --- what is refused --------------------------------------------------------------------------
run 65 $solve " "
says "the problem is empty"
run 65 $solve </dev/null
says "the problem is empty"
run 65 $solve "$(printf 'caf\351')"
says "not valid UTF-8 at byte 4"
printf '1+\0001' | $solve >"$work/out" 2>"$work/err"
[ $? -eq 65 ] || fail "a NUL is taken"
says "holds a NUL at byte 3"
head -c 1048577 /dev/zero | tr '\0' x | $solve >"$work/out" 2>"$work/err"
[ $? -eq 65 ] || fail "a problem over the limit is taken"
says "longer than 1048576 bytes"
head -c 1048576 /dev/zero | tr '\0' x | $solve --json >"$work/out" 2>"$work/err" ||
    fail "a problem at the limit is refused"
run 2 $solve --level expert 1
says 'beginner, intermediate or advanced, not "expert"'
run 2 $solve --isa quantum 1
says 'scalar, avx2 or avx512, not "quantum"'
run 2 $solve --lebel
says "did you mean --level?"
run 2 $solve -x=3
says "goes after --"
run 2 $solve --json --jsonl 1
run 2 $lemma sovle 1
says 'did you mean "lemma solve"'
run 2 $lemma model
run 2 $lemma model inof
says 'did you mean "lemma model info"'
run 66 $lemma solve --script "$work/nothing" 1
run 69 $lemma solve --model "$work/nothing" 1
says "there is no model directory"
run 69 env LEMMA_MODEL="$work/nowhere" $lemma solve 1
says "nowhere"
run 69 env LEMMA_DATA="$work/nodata" $lemma solve 1
says "reinstall lemma"
run 69 env LEMMA_DATA="$work/nodata" $solve 1
says "prompts/en/starter.txt"

# --- configuration: flag over environment over file -------------------------------------------
mkdir -p "$XDG_CONFIG_HOME/lemma"
printf 'level = intermediate\nmodel = /configured\n' >"$XDG_CONFIG_HOME/lemma/config.ini"
run 0 $solve --json 1
says '"level":"intermediate"'
run 0 $solve --json --level advanced 1
says '"level":"advanced"'
run 69 $lemma solve 1
says "/configured"
run 69 env LEMMA_MODEL=/fromenv $lemma solve 1
says "/fromenv"
run 69 env LEMMA_MODEL=/fromenv $lemma solve --model /fromflag 1
says "/fromflag"
printf 'color = always\n' >"$XDG_CONFIG_HOME/lemma/config.ini"
run 0 $solve 1
says "$(printf '\033')"
run 0 env NO_COLOR=1 $solve 1
grep -q "$(printf '\033')" "$work/out" && fail "the file has colour where NO_COLOR is set"
printf '\nlevle = beginner\n' >"$XDG_CONFIG_HOME/lemma/config.ini"
run 78 $solve 1
says 'config.ini:2: there is no setting "levle"; did you mean level?'
rm "$XDG_CONFIG_HOME/lemma/config.ini"

# --- help and version -------------------------------------------------------------------------
run 0 $lemma --help
says "lemma solve"
run 0 $lemma help solve
says "Examples:"
run 0 $lemma help help
run 0 $lemma help --help
run 0 $lemma solve -h
run 0 $lemma model --help
run 0 $lemma --version
grep -qE '^lemma [0-9]+\.[0-9]+\.[0-9]+ \(([0-9a-f]+|unknown)\)' "$work/out" || fail "no version"
for shell in bash zsh fish; do
    run 0 $lemma completion $shell
    says beginner
done
$lemma completion bash >"$work/completion"
if command -v bash >/dev/null; then
    # shellcheck disable=SC2016
    run 0 bash -e -c '. "$1"; COMP_WORDS=(lemma solve --level in); COMP_CWORD=3; _lemma
        [ "${COMPREPLY[*]}" = intermediate ]
        COMP_WORDS=(lemma topics ""); COMP_CWORD=2; _lemma; [ "${COMPREPLY[*]}" = "list corpus" ]
        COMP_WORDS=(lemma topics corpus --mo); COMP_CWORD=3; _lemma || :
        [ "${COMPREPLY[*]}" = "" ]' bash "$work/completion"
fi

# --- harmless output --------------------------------------------------------------------------
# Every control character, alone and as sequences, in text, formula, thinking and answer.
{
    printf '<think>\033[2J\007</think>\n\033]0;title\007 \233 31m \302\233 \342\200\256 x '
    printf '\\(\033[31m\\) \010\177\r \\boxed{\033c\0201}\n'
    i=1
    while [ $i -lt 32 ]; do
        # shellcheck disable=SC2059
        [ $i -eq 10 ] || printf "\\$(printf %o $i)"
        i=$((i + 1))
    done
} >"$work/evil"
run 0 $lemma solve --script "$work/evil" --think show "$(printf 'p \033[2J\302\233')"
if LC_ALL=C tr -d '\n\t\040-\176\200-\377' <"$work/out" | grep -q .; then
    fail "a control character got through"
fi
LC_ALL=C grep -q "$(printf '\302\233')" "$work/out" && fail "C1 got through"
grep -q "$(printf '\342\200\256')" "$work/out" && fail "a bidirectional control got through"

# --- how it ends ------------------------------------------------------------------------------
cat >"$work/slow" <<'END'
%%delay 50
<think>
thinking
</think>

one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty and many more words that will not be waited for in this test
END
timeout --preserve-status -s INT 0.7 "$lemma" solve --script "$work/slow" 1 >"$work/out" 2>"$work/err"
[ $? -eq 130 ] || fail "SIGINT does not end with 130"
says "one two"
says "stopped"
grep -q "for in this test" "$work/out" && fail "it went on after SIGINT"
timeout --preserve-status -s TERM 0.7 "$lemma" solve --jsonl --script "$work/slow" 1 >"$work/out" 2>"$work/err"
[ $? -eq 143 ] || fail "SIGTERM does not end with 143"
tail -n 1 "$work/out" | grep -q '"reason":"cancelled"' || fail "no end after SIGTERM"

printf 'a\n%%%%fail the well is dry\n' >"$work/broken"
run 1 $lemma solve --script "$work/broken" 1
says "lemma: the well is dry"
run 1 $lemma solve --json --script "$work/broken" 1
says '"reason":"failed","error":"the well is dry"'
printf '<think>\nnever closed\n' >"$work/silent"
run 0 $lemma solve --script "$work/silent" 1
says "the model gave no answer"
printf 'a \\boxed{1}\n%%%%end full\n' >"$work/full"
run 1 $lemma solve --script "$work/full" 1
says "no room for more text"
says "Answer: 1"
{
    printf '<think>\n'
    i=0
    while [ $i -lt 200 ]; do
        printf 'Wait, let me look at this once more. '
        i=$((i + 1))
    done
    printf '</think>never seen\n'
} >"$work/circle"
run 1 $lemma solve --script "$work/circle" 1
says "repeating itself"
run 0 $solve --jsonl --budget 1 1
says '"forced":true'
says '"text":"Add"'

# A reader that leaves, a full device, closed descriptors.
(
    $lemma solve --script "$work/slow" 1 2>"$work/err"
    echo $? >"$work/code"
) | head -n 1 >"$work/out"
[ "$(cat "$work/code")" -eq 0 ] || fail "a broken pipe is an error"
[ ! -s "$work/err" ] || fail "a broken pipe is complained about"
(
    $lemma topics corpus --count 5000 2>"$work/err"
    echo $? >"$work/code"
) | head -n 1 >"$work/out"
[ "$(cat "$work/code")" -eq 0 ] || fail "a broken pipe is an error of topics corpus"
if [ -w /dev/full ]; then
    for how in "" --json --jsonl; do
        # shellcheck disable=SC2086
        $solve $how 1 >/dev/full 2>"$work/err"
        [ $? -eq 73 ] || fail "a full device is not 73 with $how"
        says "cannot be written"
    done
    $lemma --help >/dev/full 2>"$work/err"
    [ $? -eq 73 ] || fail "help to a full device is not 73"
fi
$solve 1 >&- 2>"$work/err"
[ $? -eq 73 ] || fail "closed standard output is not 73"
$solve <&- >"$work/out" 2>"$work/err"
[ $? -eq 66 ] || fail "closed standard input is not 66"
$solve 1 2>&- >"$work/out" || fail "closed standard error"
says "Answer: 4/2"

# The same each time.
run 0 $solve --json 1
sed 's/"tokens_per_s.*//' "$work/out" >"$work/first"
run 0 $solve --json 1
sed 's/"tokens_per_s.*//' "$work/out" | cmp -s - "$work/first" || fail "two runs differ"
exit 0
