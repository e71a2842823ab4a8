# SPDX-License-Identifier: GPL-3.0-or-later
# make install into a directory, use what is there from somewhere else, make uninstall.
. tests/e2e/lib.sh
unset LEMMA_DATA
root=$work/root
make -s BUILD="$build" DESTDIR="$root" prefix=/usr install >"$work/out" 2>"$work/err" </dev/null ||
    fail "make install"
[ -x "$root/usr/bin/lemma" ] || fail "no program was installed"

# Everything it needs came along: the tree it was built in may go.
cd "$work" || exit 1
run 0 "$root/usr/bin/lemma" --version
says "lemma "
run 0 "$root/usr/bin/lemma" --help
run 0 "$root/usr/bin/lemma" model info "$root/usr/share/lemma/data/starter/model"
says "starter"
run 0 "$root/usr/bin/lemma" solve "2x + 3 = 11"
says "x = 4"
cd "$OLDPWD" || exit 1

# The manual.
[ -f "$root/usr/share/man/man1/lemma.1" ] || fail "lemma.1 was not installed"
if command -v mandoc >/dev/null; then
    run 0 mandoc -T utf8 "$root/usr/share/man/man1/lemma.1"
    says "lemma"
fi

# Nobody but the owner may write what was installed, and everybody may read it.
find "$root/usr" -type f ! -perm -444 -o -type f -perm /022 >"$work/out"
[ ! -s "$work/out" ] || fail "files with odd rights"

make -s BUILD="$build" DESTDIR="$root" prefix=/usr uninstall >"$work/out" 2>"$work/err" ||
    fail "make uninstall"
find "$root" ! -type d >"$work/out"
[ ! -s "$work/out" ] || fail "uninstall left files behind"
[ ! -d "$root/usr/share/lemma" ] || fail "uninstall left its directory behind"
exit 0
