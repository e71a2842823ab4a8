# SPDX-License-Identifier: GPL-3.0-or-later
# lemma check: pairs, lines of JSON, workings, how an expression is read; exit codes, and that no
# input stops it.
. tests/e2e/lib.sh
export LC_ALL=C.UTF-8 TERM=xterm-256color
unset NO_COLOR CLICOLOR_FORCE LC_MESSAGES LANG COLUMNS
check="$lemma check"

# out EXPECTED: standard output is exactly that.
out() {
    printf '%s\n' "$1" | cmp -s - "$work/out" || fail "other text than expected: $1"
}

# --- pairs ------------------------------------------------------------------------------------
run 0 $check 16/625 256/10000
says '✓ equal'
says 'attempt     16/625'
run 0 $check '2x' 'x + x'
run 1 $check 2 3
says '✗ different'
run 1 $check --form lowest 2/4 1/2
says '! equal, in another form'
run 1 $check 1728 '1331 and 1728'
says '! partly right'
run 65 $check 'x(x+' 3
says '? not understood'
says '  x(x+'
says '      ^'
run 65 $check 1/0 3
run 0 $check --json 1/2 0.5
says '{"verdict":"equal","reason":"'
says '"a":"1/2","b":"0.5"'
run 65 $check --json '(' 1
says '"verdict":"unreadable"'
says '"a":null'

# a minus makes no option of an answer
run 0 $check -3 -3
run 0 $check -x -x
run 0 $check -- -x -x
run 0 $check '-√2' '-sqrt(2)'
run 1 $check -3 3

# languages
run 0 $check --lang ko 1/2 0.5
says '✓ 같아요'
run 0 $check '답: 2' 2
says '같아요'
run 0 $check --lang en '답: 2' 2
says 'equal'
run 0 env LC_ALL=ko_KR.UTF-8 $check 1 1
says '같아요'
mkdir -p "$XDG_CONFIG_HOME/lemma"
echo 'lang = ko' >"$XDG_CONFIG_HOME/lemma/config.ini"
run 0 $check 1 1
says '같아요'
echo 'lang = xx' >"$XDG_CONFIG_HOME/lemma/config.ini"
run 78 $check 1 1
rm "$XDG_CONFIG_HOME/lemma/config.ini"

# no colour in a pipe, on request only; words always
run 0 $check 1 1
grep -q "$(printf '\033')" "$work/out" && fail "control sequences in a pipe"
run 0 $check --color always 1 1
says "$(printf '\033[1;32m✓ equal\033[0m')"
run 0 env LC_ALL=C $check 'x^2' 'x*x'
says 'ok equal'
says 'attempt     x^2'

if command -v script >/dev/null; then
    run 0 env COLUMNS=60 script -qc "$check --lang ko 1728 1728" /dev/null
    says "$(printf '\033[1;32m✓ 같아요\033[0m')"
    run 0 env NO_COLOR=1 script -qc "$check 1 1" /dev/null
    grep -q "$(printf '\033')" "$work/out" && fail "colour in spite of NO_COLOR"
    run 0 env ACCESSIBLE=1 script -qc "$check 1 1" /dev/null
    grep -q "$(printf '\033')" "$work/out" && fail "colour in spite of ACCESSIBLE"
    # a long reason is wrapped, also when it is Korean
    run 0 script -qc "stty cols 40; $check --lang ko 333.33 '333 1/3'" /dev/null
    sed "s/$(printf '\033')\[[0-9;]*m//g; s/$(printf '\r')//" "$work/out" >"$work/text"
    if command -v python3 >/dev/null; then
        python3 -c '
import sys, unicodedata
for line in open(sys.argv[1], encoding="utf-8"):
    cells = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n"))
    assert cells <= 40, line' "$work/text" || fail "a line of more than 40 cells"
    fi
fi
if command -v bash >/dev/null; then
    $lemma completion bash >"$work/completion"
    # shellcheck disable=SC2016
    run 0 bash -e -c '. "$1"; COMP_WORDS=(lemma check --lang k); COMP_CWORD=3; _lemma
        [ "${COMPREPLY[*]}" = ko ]
        COMP_WORDS=(lemma check --sh); COMP_CWORD=2; _lemma; [ "${COMPREPLY[*]}" = --show ]' \
        bash "$work/completion"
fi

# wrong use
run 2 $check
run 2 $check 1
says 'quote what has spaces'
run 2 $check 1 2 3
run 2 $check --frob 1 2
says 'there is no option --frob'
run 2 $check --form nice 1 2
run 2 $check --jsonl 1 2
run 2 $check --jsonl --show 1
run 2 $check --form lowest --show 1
run 0 $check --help
says 'lemma check --form lowest 2/4 1/2'
run 0 $lemma help check

# --- lines of JSON: one out for each in, in order ----------------------------------------------
bulk() {
    $check --jsonl "$@" >"$work/out" 2>"$work/err" || fail "check --jsonl: exit $?"
}
words() {
    sed 's/^{"verdict":"\([a-z_]*\)",.*}$/\1/' "$work/out" | tr '\n' ' '
}
printf '%s\n' '{"a":"1/2","b":"0.5"}' '{"a":"1","b":"2","id":7,"more":[{"x":null}]}' '' 'no json' \
    '[1]' '{"a":"1"}' '{"a":1,"b":"1"}' '{"a":null,"b":"1"}' '{"b":"3","a":"3"} x' \
    '{"a":"2/4","b":"1/2","form":"lowest"}' '{"a":"1","b":"1","form":"nice"}' '{"a":"(","b":"1"}' \
    '  {"a": "2\u0078" , "b": "x·2"}' | bulk
[ "$(words)" = "equal different unreadable unreadable unreadable unreadable unreadable unreadable \
unreadable form unreadable unreadable equal " ] || fail "other verdicts: $(words)"
printf '{"a":"\377","b":"1"}\r\n{"a":"1","b":"1"}\r\n\000\n{"a":"a\\u0000b","b":"1"}\n' | bulk
[ "$(words)" = "unreadable equal unreadable unreadable " ] || fail "bytes: $(words)"
printf '{"a":"1","b":"1"}' | bulk # no newline at the end
[ "$(words)" = "equal " ] || fail "the last line: $(words)"
printf '' | bulk
[ ! -s "$work/out" ] || fail "something out for nothing in"
printf '{"a":"1","b":"2"}\n' | bulk --lang ko
says '"verdict":"different"'
says '정답'
if command -v python3 >/dev/null; then
    python3 -c '
import sys
sys.stdout.write("{\"a\":\"1\",\"b\":\"1\"}\n")
sys.stdout.write("{\"a\":\"" + "1" * 9000000 + "\",\"b\":\"2\"}\n")
sys.stdout.write("[" * 100000 + "\n")
sys.stdout.write("{\"a\":\"" + "(" * 60000 + "\",\"b\":\"2\"}\n")
sys.stdout.write("{\"a\":\"" + "2^" * 20000 + "2\",\"b\":\"2\"}\n")
sys.stdout.write("{\"a\":\"9\",\"b\":\"3*3\"}\n")' >"$work/in"
    bulk <"$work/in"
    [ "$(words)" = "equal unreadable unreadable unreadable unreadable equal " ] ||
        fail "hostile lines: $(words)"
    python3 -c 'import json, sys; [json.loads(l) for l in sys.stdin]' <"$work/out" ||
        fail "invalid JSON lines"
    # shellcheck disable=SC3045
    # memory has a bound (a build with sanitizers cannot run with one)
    if (ulimit -v 400000 && $lemma --version) >/dev/null 2>&1; then
        limit="ulimit -v 400000"
    else
        limit=:
    fi
    ($limit && head -c 300000000 /dev/zero | tr '\0' 1 | $check --jsonl >"$work/out") ||
        fail "a line of 300 MB"
    [ "$(words)" = "unreadable " ] || fail "a long line: $(words)"
fi
# an answer comes before the next question
mkfifo "$work/questions" "$work/answers"
$check --jsonl <"$work/questions" >"$work/answers" &
exec 3>"$work/questions" 4<"$work/answers"
for i in 1 2 3; do
    printf '{"a":"%s","b":"2"}\n' "$i" >&3
    read -r answer <&4 || fail "no answer"
    case $answer in *"\"a\":\"$i\""*) ;; *) fail "another answer: $answer" ;; esac
done
exec 3>&- 4<&-
wait $! || fail "check --jsonl after the questions: exit $?"
# a reader that has seen enough is no failure
yes '{"a":"1","b":"1"}' | head -n 5000 | $check --jsonl | head -n 1 >"$work/out"
[ "$(words)" = "equal " ] || fail "into head: $(words)"
if [ -w /dev/full ]; then
    echo '{"a":"1","b":"1"}' | $check --jsonl >/dev/full 2>"$work/err"
    [ $? -eq 73 ] || fail "a full disk is not told"
fi

# --- a working --------------------------------------------------------------------------------
printf '2(x + 3) = 14\n2x + 6 = 14\n2x = 8\nx = 4\n' >"$work/good"
printf '2(x + 3) = 14\n2x + 3 = 14\n2x = 11\n' >"$work/bad"
run 0 $check --lines "$work/good"
says '⇔    2  2x + 6 = 14'
says 'No wrong line.'
run 1 $check --lines "$work/bad"
says '✗    2  2x + 3 = 14'
says 'does not follow: '
says 'Look at line 2 again.'
run 1 $check --lang ko --lines "$work/bad"
says '2번째 줄부터'
run 1 $check --json --lines "$work/bad"
says '{"first_bad":2,"lines":[{"line":1,"text":"2(x + 3) = 14","status":"first","mistake":null'
says '"mistake":"distributed-partly"'
$check --lines - <"$work/good" >"$work/out" || fail "a working from standard input"
# signs that are one cell wide everywhere, and none but ASCII
run 0 $check --signs narrow --lines "$work/good"
says '<=>'
run 0 $check --signs narrow 'x^2' 'x*x'
says 'ok equal'
says 'attempt     x²'
run 0 $check --signs ascii 'x^2' 'x*x'
says 'attempt     x^2'
run 2 $check --signs wide 1 1
run 0 env LC_ALL=C $check --lines "$work/good"
says '<=>  2'
run 66 $check --lines "$work/missing"
printf '\377\n' >"$work/bytes"
run 65 $check --lines "$work/bytes"
printf 'hello there\n' >"$work/words"
run 65 $check --lines "$work/words"

# --- how it is read ---------------------------------------------------------------------------
run 0 $check --show '1/2x + \sqrt{2}'
says 'read as     1/2·x + √2'
says 'LaTeX       \frac{1}{2}x + \sqrt{2}'
says 'English     one half x plus the square root of 2'
says 'Korean      2분의 1 x 더하기 루트 2'
says 'MathML      <math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow>'
says 'note        '
run 0 $check --show -3
run 0 $check --lang ko --show 'x²'
says '읽은 식     x²'
run 0 $check --json --show 'x^2/2'
says '"plain":"x²/2","ascii":"x^2/2","box":['
says '"latex":"\\frac{x^{2}}{2}"'
says '"spoken":{"en":"the fraction with numerator x squared and denominator 2, end of fraction"'
if command -v python3 >/dev/null; then
    python3 -c '
import json, sys, xml.dom.minidom
xml.dom.minidom.parseString(json.load(sys.stdin)["mathml"])' <"$work/out" || fail "invalid MathML"
fi
run 65 $check --show '2 + '
run 65 $check --show '속력 + ('
says '  속력 + ('
says '          ^'
run 65 $check --json --show '('
says '{"error":"'
exit 0
