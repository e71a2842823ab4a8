# SPDX-License-Identifier: GPL-3.0-or-later
# The commands of `lemma model` that need no tokenizer, on the golden models: the numbers they give,
# the same numbers however the work is cut, and how they refuse.
# shellcheck disable=SC2086
. tests/e2e/lib.sh
golden=tests/golden

# The list that follows KEY in golden.json, as 1,2,3.
list() {
    sed -n "s/.*\"$2\": \[\([0-9, ]*\)\].*/\1/p" "$golden/$1/golden.json" | head -n 1 | tr -d ' '
}

# near FILE EXPECTED...: as many f32 values as all the others together, none off by over 0.001.
near() {
    got=$1
    shift
    od -A n -v -t f4 -w4 "$got" >"$work/got"
    cat "$@" | od -A n -v -t f4 -w4 >"$work/expected"
    paste "$work/got" "$work/expected" | awk '
        NF != 2 || $1 - $2 > 0.001 || $2 - $1 > 0.001 { bad = 1; exit }
        END { exit bad || NR == 0 }' || fail "$got: not the expected logits"
}

for model in g1_bf16_L8 g2_f32_L4 g3_mixed_2shards_L12 g4_long_L8; do
    dir=$golden/$model
    ids=$(list $model prompt)
    then=$(list $model ids)
    run 0 "$lemma" model logits $dir --ids "$ids" --then "$then" --out "$work/first"
    near "$work/first" $dir/prefill_logits.f32 $dir/decode_logits.f32
    run 0 "$lemma" model logits $dir --ids "$ids" --out - --threads 1
    near "$work/out" $dir/prefill_logits.f32
    for options in "--chunk 1 --threads 2" "--chunk 7" "--threads 2 --chunk 4096" "--sessions 8" \
        "--isa scalar --chunk 64" "--sessions 3 --isa scalar --threads 2"; do
        run 0 "$lemma" model logits $dir --ids "$ids" --then "$then" --out "$work/again" $options
        cmp "$work/first" "$work/again" || fail "$model: $options: other bits"
    done
    for isa in avx2 avx512; do
        "$lemma" model logits $dir --ids "$ids" --then "$then" --out "$work/again" --isa $isa \
            2>"$work/err" || {
            says "cannot run $isa"
            continue
        }
        cmp "$work/first" "$work/again" || fail "$model: $isa: other bits"
    done
    # One row for each prompt position; the last is the row of the prompt.
    run 0 "$lemma" model logits $dir --ids "$ids" --all --then "$then" --out "$work/all"
    tail -c "$(wc -c <"$work/first")" "$work/all" | cmp - "$work/first" || fail "$model: --all"
    row=$(wc -c <$dir/prefill_logits.f32)
    n=$(echo "$ids,$then" | tr ',' '\n' | wc -l)
    [ "$(wc -c <"$work/all")" -eq $((n * row)) ] || fail "$model: --all gives too few rows"
    # The half-precision cache is near, and another set of bits.
    run 0 "$lemma" model logits $dir --ids "$ids" --out "$work/half" --kv f16
    cmp -s "$work/half" $dir/prefill_logits.f32 && fail "$model: --kv f16 changed nothing"
    # Greedy generation says the greedy ids.
    n=$(echo "$then" | tr ',' '\n' | wc -l)
    run 0 "$lemma" model generate $dir --ids "$ids" -n "$n" --greedy --print-ids --ignore-stop
    [ "$(cat "$work/out")" = "$then" ] || fail "$model: generate gave other ids"
    # What is read is what the directory says.
    run 0 "$lemma" model info $dir
    says "layers"
    run 0 "$lemma" model info $dir --json
    vocab=$((row / 4))
    says "\"vocab_size\":$vocab,"
    [ "$(wc -l <"$work/out")" -eq 1 ] || fail "model info --json: more than one line"
done

# A context that the prompt and --then just fill is enough, however many sessions there are.
mkdir "$work/short"
cp $golden/g1_bf16_L8/model.safetensors "$work/short"
sed 's/"max_position_embeddings": [0-9]*/"max_position_embeddings": 4/' \
    $golden/g1_bf16_L8/config.json >"$work/short/config.json"
run 0 "$lemma" model logits "$work/short" --ids 5 --then 6,7,8 --out "$work/one"
run 0 "$lemma" model logits "$work/short" --ids 5 --then 6,7,8 --out "$work/nine" --sessions 9
cmp "$work/one" "$work/nine" || fail "nine sessions in a short context: other bits"
run 65 "$lemma" model logits "$work/short" --ids 5 --then 6,7,8,9 --out "$work/one"

# Sampling: one seed, one text; another seed, another text. A stop token ends it.
dir=$golden/g1_bf16_L8
generate="model generate $dir --ids 1,2,3 -n 60 --print-ids --ignore-stop --temperature 1.5"
run 0 "$lemma" $generate --seed 7 --threads 1
cp "$work/out" "$work/seven"
run 0 "$lemma" $generate --seed 7 --isa scalar --chunk 2 --threads 2
cmp "$work/out" "$work/seven" || fail "the same seed gave other ids"
run 0 "$lemma" $generate --seed 8
cmp -s "$work/out" "$work/seven" && fail "another seed gave the same ids"
# --greedy leaves the repetition penalty as it is, wherever it stands.
greedy="model generate $dir --ids 1,2,3 -n 40 --print-ids --ignore-stop --repeat-penalty 3"
run 0 "$lemma" $greedy --temperature 0
cp "$work/out" "$work/cold"
run 0 "$lemma" $greedy --greedy
cmp "$work/out" "$work/cold" || fail "--greedy after --repeat-penalty gave other ids"
run 0 "$lemma" model generate $dir --greedy --ids 1,2,3 -n 40 --print-ids --ignore-stop
cmp -s "$work/out" "$work/cold" && fail "--repeat-penalty changed nothing"
model=g3_mixed_2shards_L12
run 0 "$lemma" model generate $golden/$model --ids "$(list $model prompt)" -n 16 --greedy --print-ids
case $(cat "$work/out") in 38 | 38,2) ;; *) fail "the stop token 2 did not end it" ;; esac

run 0 "$lemma" model bench $dir -p 20 -n 5
says "tokens/s"
run 0 "$lemma" model bench $dir -p 20 -n 5 -d 300 -s 3 -t 2 --kv f16 --json
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "model bench --json: more than one line"

# Wrong use of the command line: 2.
run 2 "$lemma" model
run 2 "$lemma" model nosuchthing
for verb in info logits generate bench; do
    run 2 "$lemma" model $verb
    run 2 "$lemma" model $verb --nosuchoption $dir
    run 2 "$lemma" model $verb $dir $dir
    run 0 "$lemma" model $verb --help
    says "usage: lemma model $verb"
done
run 2 "$lemma" model logits $dir --out "$work/x"
run 2 "$lemma" model logits $dir --ids 1,2
for ids in "" "1,,2" "1,x" "-1" "1;2" "99999999999"; do
    run 2 "$lemma" model logits $dir --ids "$ids" --out "$work/x"
    says "ids"
done
run 2 "$lemma" model logits $dir --ids 1 --out "$work/x" --chunk 0
run 2 "$lemma" model logits $dir --ids 1 --out "$work/x" --threads many
run 2 "$lemma" model logits $dir --ids 1 --out "$work/x" --kv q3
run 2 "$lemma" model logits $dir --ids 1 --out "$work/x" --isa quantum
says "quantum"
[ ! -e "$work/x" ] || fail "a refused call left an output behind"

# Data that cannot be: 65.
run 65 "$lemma" model logits $dir --ids 1,96 --out "$work/x"
says "96"
run 65 "$lemma" model generate $dir --ids 5000 -n 3 --print-ids
many=$(awk 'BEGIN { for (i = 0; i < 4097; i++) printf "%s1", i ? "," : "" }')
run 65 "$lemma" model logits $dir --ids "$many" --out "$work/x"
says "4096"

# No usable model: 69, and why.
run 69 "$lemma" model info "$work/nothing"
says "$work/nothing"
mkdir "$work/empty" "$work/broken" "$work/foreign"
run 69 "$lemma" model logits "$work/empty" --ids 1 --out "$work/x"
says "config.json"
cp $dir/config.json "$work/broken"
head -c 5000 $dir/model.safetensors >"$work/broken/model.safetensors"
run 69 "$lemma" model bench "$work/broken"
says "model.safetensors"
sed 's/phi4flash/gpt2/' $dir/config.json >"$work/foreign/config.json"
cp $dir/model.safetensors "$work/foreign"
run 69 "$lemma" model info "$work/foreign" --json
says "gpt2"
[ ! -s "$work/out" ] || fail "a failed --json printed something"
run 69 "$lemma" model generate $dir --text "no tokenizer here" -n 3
says "tokenizer.json"

# Output that cannot be written: 73.
run 73 "$lemma" model logits $dir --ids 1 --out "$work/none/x"
says "$work/none/x"
run 73 "$lemma" model logits $dir --ids 1 --out /dev/full
"$lemma" model info $dir >/dev/full 2>"$work/err"
[ $? -eq 73 ] || fail "model info to a full device: not 73"
: >"$work/out"
says "standard output"
"$lemma" model generate $dir --ids 1 -n 3 --greedy --print-ids >/dev/full 2>"$work/err"
[ $? -eq 73 ] || fail "model generate to a full device: not 73"
exit 0
