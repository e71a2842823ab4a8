# SPDX-License-Identifier: GPL-3.0-or-later
# The manual page holds what the program has: the lists of options and exit codes to the letter,
# every command and environment variable by name; and it is clean.
. tests/e2e/lib.sh
page=man/lemma.1
"$lemma" completion mdoc >"$work/lists" || fail "no lists"
awk '/^\.\\" options of check$/ { exit } { print }' "$work/lists" >"$work/options"
awk '/^\.\\" options of eval$/ { exit } on { print } /^\.\\" options of check$/ { on = 1 }' \
    "$work/lists" >"$work/check"
awk '/^\.\\" exit codes$/ { exit } on { print } /^\.\\" options of eval$/ { on = 1 }' \
    "$work/lists" >"$work/eval"
awk 'on { print } /^\.\\" exit codes$/ { on = 1 }' "$work/lists" >"$work/codes"

# between MARK FILE: the lines of the page between "MARK begin" and "MARK end" are those of FILE.
between() {
    awk -v mark="$1" '$0 == ".\\\" " mark " end" { on = 0 } on { print }
        $0 == ".\\\" " mark " begin" { on = 1 }' "$page" >"$work/out"
    diff "$2" "$work/out" >"$work/err" || fail "$page: $1 are not those of lemma completion mdoc"
}
between options "$work/options"
between "options of check" "$work/check"
between "options of eval" "$work/eval"
between "exit codes" "$work/codes"

"$lemma" --help | sed -n 's/^  lemma \(.*[^ ]\)   *[^ ].*$/\1/p' | sed 's/ *$//' |
    awk 'NF && $1 ~ /^[a-z]+$/ { print $1, $2 }' >"$work/commands"
[ -s "$work/commands" ] || fail "no commands in --help"
while read -r verb sub; do
    grep -q "Cm $verb" "$page" || fail "$page lacks the command $verb"
    case $sub in
    [a-z]*) [ "$verb" != model ] || grep -q "Cm model $sub" "$page" || fail "$page lacks $verb $sub" ;;
    esac
done <"$work/commands"
for name in $(grep -rhoE 'getenv\("[A-Z_]+"\)' app | sed 's/.*"\(.*\)".*/\1/' | sort -u); do
    grep -q "$name" "$page" || fail "$page lacks the variable $name"
done

if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$page" >"$work/out" 2>&1 || fail "$page: mandoc"
    [ ! -s "$work/out" ] || fail "$page: mandoc"
fi
exit 0
