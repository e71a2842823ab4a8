# SPDX-License-Identifier: GPL-3.0-or-later
# lemma eval with the starter model: the same bytes every time, also in pieces; interrupting and
# going on; problems of a file, and files that are refused before a model is looked for.
. tests/e2e/lib.sh
export LC_ALL=C.UTF-8
unset LEMMA_MODEL LC_MESSAGES LANG
eval="$lemma eval"

# --- made problems ----------------------------------------------------------------------------
run 0 $eval --seed 2000000 --count 12
says 'all                                           12'
says '  algebra.quadratic '
says '  beginner '
says 'Not counted as right:'
awk 'length > 80 { exit 1 }' "$work/out" || fail "a line of more than 80 columns"
[ ! -s "$work/err" ] || fail "progress without a terminal"
run 0 env LC_ALL=ko_KR.UTF-8 $eval --seed 2000000 --count 2
says '신뢰구간'
run 0 $eval --seed 2000000 --count 12 --json --sessions 1
cp "$work/out" "$work/one"
run 0 $eval --seed 2000000 --count 12 --json --sessions 5 --threads 2
cmp -s "$work/out" "$work/one" || fail "five sessions say otherwise than one"
run 0 $eval --topics calculus,algebra.quadratic --difficulty 2 --count 4 --json
says '"by":{"skill":{"algebra.quadratic":{"n":2,'
says '"difficulty":{"2":{"n":4,'
run 0 $eval --seed 5 --count 4 --samples 3 --temperature 0.9 --json
says '"samples":[{"answer":'
cp "$work/out" "$work/sampled"
run 0 $eval --seed 5 --count 4 --samples 3 --temperature 0.9 --json --sessions 2
cmp -s "$work/out" "$work/sampled" || fail "samples depend on the number of sessions"
run 0 $eval --seed 2000000 --count 2 --tokens 30
says 'cut or failed 2'
if command -v python3 >/dev/null; then
    python3 -c '
import json, sys
r = json.load(open(sys.argv[1]))
assert r["n"] == 12 == len(r["items"]) and r["complete"]
assert r["correct"] == sum(i["correct"] for i in r["items"]) >= 9
assert abs(r["accuracy"] - r["correct"] / r["n"]) < 1e-6 and r["accuracy"] == r["pass_at_1"]
assert r["interval"][0] <= r["accuracy"] <= r["interval"][1]
for key in ("skill", "lang", "level", "difficulty"):
    assert sum(g["n"] for g in r["by"][key].values()) == 12, key
    assert max(g["n"] for g in r["by"][key].values()) - min(g["n"] for g in r["by"][key].values()) <= 1
assert len({i["id"] for i in r["items"]}) == 12
k = json.load(open(sys.argv[2]))
assert all(len(i["samples"]) == 3 for i in k["items"])
' "$work/one" "$work/sampled" || fail "the numbers do not fit together"
fi

# on a terminal a line tells how far it is
if command -v script >/dev/null; then
    run 0 env TERM=xterm script -qc "$eval --seed 7 --count 12 >$work/report" /dev/null
    says 'of 12, '
    says ' tokens/s'
    grep -q 'tokens/s,' "$work/report" && fail "progress in the report"
fi

# --- interrupted and taken up -----------------------------------------------------------------
# with a file of its own: stopped when some answers are there
long="$eval --seed 7 --count 120 --json --sessions 3 --threads 1"
run 0 $long
cp "$work/out" "$work/whole"
[ -z "$(ls "$XDG_STATE_HOME/lemma/eval")" ] || fail "a run that is through leaves a record"
# stop SIGNAL CODE RECORD: waits for 8 lines in RECORD (a pattern), then signals
stop() {
    pid=$!
    tries=0
    # shellcheck disable=SC2086
    while [ "$(cat $3 2>/dev/null | wc -l)" -lt 8 ]; do
        tries=$((tries + 1))
        [ $tries -lt 3000 ] || fail "no answers in $3"
        sleep 0.02
    done
    kill -s "$1" $pid
    wait $pid
    status=$?
    [ $status -eq "$2" ] || fail "SIG$1: exit $status instead of $2"
}
# A job in the background of a script ignores SIGINT; a program that starts it can change that.
start() {
    if command -v python3 >/dev/null; then
        python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' "$@" >"$work/out" 2>"$work/err" </dev/null &
        signal=INT code=130
    else
        "$@" >"$work/out" 2>"$work/err" </dev/null &
        signal=TERM code=143
    fi
}
# shellcheck disable=SC2086
{
    start $long --out "$work/r.jsonl"
    stop $signal $code "$work/r.jsonl"
}
says 'of 120 problems done; the same command with --resume goes on'
says '"complete":false'
run 73 $long --out "$work/r.jsonl"
says 'is there already'
printf '{"item":120,"sample":1,"id":"120","answ' >>"$work/r.jsonl" # a torn line
run 65 $eval --seed 8 --count 120 --json --out "$work/r.jsonl" --resume
says 'these are results with another'
run 0 $long --out "$work/r.jsonl" --resume
cmp -s "$work/out" "$work/whole" || fail "in two pieces it is another result"
[ "$(wc -l <"$work/r.jsonl")" -eq 121 ] || fail "not one line for each answer"
run 0 $long --out "$work/r.jsonl" --resume
cmp -s "$work/out" "$work/whole" || fail "a record that is complete gives another result"
# without one: lemma keeps it
# shellcheck disable=SC2086
{
    start $long
    stop TERM 143 "$XDG_STATE_HOME/lemma/eval/*.jsonl"
}
run 0 $long --resume
cmp -s "$work/out" "$work/whole" || fail "taken up from the usual place it is another result"
[ -z "$(ls "$XDG_STATE_HOME/lemma/eval")" ] || fail "the usual record stays"
run 0 $eval --count 2 --resume
says 'nothing was kept'
run 73 $eval --count 2 --out "$work/missing/r.jsonl"
run 73 $eval --count 2 --out /dev/zero --resume
says 'is no file'

# --- a file -----------------------------------------------------------------------------------
cat >"$work/paper.jsonl" <<'END'
{"problem": "2x + 3 = 11", "answer": "8/2", "skill": "mine", "id": 7}

{"problem": "100 - 7 × 8 을 계산하세요", "answer": 44, "level": "beginner"}
{"problem": "What is 2 + 2?", "answer": "b", "choices": ["3", "4"], "year": {"a": [1]}}
END
run 0 $eval "$work/paper.jsonl" --json
says '"id":"7","skill":"mine","lang":"en"'
says '"expected":"8/2","answer":"x=4","verdict":"equal","correct":true'
says '"id":"#3","skill":null,"lang":"ko","level":"beginner"'
says '"choices":["3","4"],"expected":"B"'
cp "$work/out" "$work/one"
$eval --json - <"$work/paper.jsonl" >"$work/out" 2>"$work/err" || fail "standard input: exit $?"
cmp -s "$work/out" "$work/one" || fail "from standard input it is another result"
run 0 $eval "$work/paper.jsonl" --count 1 --json
says '"n":1,'
# asked as the published measurements do: another model than the starter, by its family
mkdir "$work/other"
cp data/starter/model/* "$work/other"
sed 's/"starter"/"phi4flash"/' data/starter/model/lemma.json >"$work/other/lemma.json"
run 0 $eval "$work/paper.jsonl" --published --tokens 40 --samples 2 --model "$work/other" --json
says '"temperature":0.6,"top_p":0.95,"tokens":40'
says '"n":3,'

# --- refused, before a model is looked for ------------------------------------------------------
no_model="--model $work/none"
# refused LINE TEXT: a file of this content
refused() {
    printf "$2" >"$work/bad.jsonl"
    run 65 $eval "$work/bad.jsonl" $no_model
    says "$1"
}
refused 'holds no problem' ''
refused 'line 2: not a JSON object' '{"problem":"1","answer":"1"}\nnope\n'
refused 'line 1: the keys' '{"problem":"1"}\n'
refused 'line 1: not a JSON object' '{"problem":"\377","answer":"1"}\n'
refused 'line 2: the id "a" is that of line 1 too' \
    '{"problem":"1","answer":"1","id":"a"}\n{"problem":"2","answer":"1","id":"a"}\n'
refused 'must be a list of 2 to 26 texts' '{"problem":"1","answer":"A","choices":["x"]}\n'
head -c 3000000 /dev/zero | tr '\0' 1 >"$work/bad.jsonl"
run 65 $eval "$work/bad.jsonl" $no_model
says 'line 1: longer than 1,048,576 bytes'
run 66 $eval "$work/missing.jsonl" $no_model
run 69 $eval "$work/paper.jsonl" $no_model
run 2 $eval --topics nonsense $no_model
says 'there is no skill "nonsense"'
for wrong in 0 6 3-1 1-9 1,2 x; do
    run 2 $eval --difficulty $wrong $no_model
done
run 2 $eval --count 0
run 2 $eval a b
run 2 $eval --topics calculus "$work/paper.jsonl"
run 2 $eval --count 1000000 --samples 256 --topics calculus
says 'are more than 10000000 answers'
run 0 $eval --help
says 'Usage: lemma eval'
awk 'length > 80 { exit 1 }' "$work/out" || fail "--help has a line of more than 80 columns"
run 0 $lemma help eval
if [ -w /dev/full ]; then
    $eval --count 1 >/dev/full 2>"$work/err"
    [ $? -eq 73 ] || fail "a full disk is not told"
fi
$eval --count 2 --json | head -c 10 >/dev/null || fail "into head"
exit 0
