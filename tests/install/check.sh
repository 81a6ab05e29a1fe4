#!/bin/sh
# sh check.sh BUILD CMAKE PYTHON: installs BUILD, and grades from the tree, from the tree moved
# elsewhere, from a staged one (DESTDIR) and from the build folder; as nobody where that can be.
set -eu
build=$1 cmake=$2 python=$3
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
failures=0

# check LABEL STATUS COMMAND...: it must end with the status.
check() {
    label=$1 want=$2
    shift 2
    got=0
    "$@" >"$root/out" 2>&1 || got=$?
    if [ "$got" = "$want" ]; then
        echo "ok: $label"
    else
        failures=$((failures + 1))
        echo "FAILED: $label: status $got, not $want"
        sed 's/^/    /' "$root/out"
    fi
}

# Whoever installs as root does so for others: they must be able to read it all.
as_other() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups env -u HOME "$@"
    else
        "$@"
    fi
}

# grades LABEL PROGRAM: from a folder that has no bank, with the installed solutions.
grades() {
    bank=$3/problems/decorators/01/solutions
    check "$1: the right solution passes" 0 as_other "$2" decorators/01 "$bank/reference.py"
    check "$1: a wrong one fails" 1 as_other "$2" decorators/01 "$bank/wrong/drops_kwargs.py"
}

# The bytecode must be there for the interpreter it was made for, and be used without a look at the
# source's time, which packaging changes.
bytecode() {
    "$python" -I - "$1" <<'END'
import importlib.util, pathlib, sys
folder = pathlib.Path(sys.argv[1])
sources = sorted(folder.glob("*.py"))
assert sources, "no harness in %s" % folder
for source in sources:
    cached = folder / "__pycache__" / ("%s.%s.pyc" % (source.stem, sys.implementation.cache_tag))
    head = cached.read_bytes()[:16]
    assert head[:4] == importlib.util.MAGIC_NUMBER, "%s: for another interpreter" % cached
    assert head[4:8] == b"\1\0\0\0", "%s: not unchecked-hash" % cached
    assert head[8:] == importlib.util.source_hash(source.read_bytes()), "%s: stale" % cached
END
}

no_bytecode() {
    rm -r "$lib"/harness/__pycache__
    grades "without bytecode" "$root/moved/bin/grade" "$root/moved/share/grade"
}

cd "$root"
# Into a tree such as /usr/local; a strict umask must not make parts that only root can use.
mkdir -p tree/bin tree/lib tree/share/man/man1
check "install" 0 sh -c "umask 077; '$cmake' --install '$build' --prefix '$root/tree'"
grades "installed" "$root/tree/bin/grade" "$root/tree/share/grade"
check "installed: attacks are contained" 0 as_other "$root/tree/bin/grade" selftest forging

mv "$root/tree" "$root/moved"
grades "moved" "$root/moved/bin/grade" "$root/moved/share/grade"
ln -s "$root/moved/bin/grade" "$root/link"
grades "through a link" "$root/link" "$root/moved/share/grade"

lib=$(dirname "$(find "$root/moved" -name _grade.so)")
check "bytecode" 0 bytecode "$lib/harness"
check "schema" 0 test -s "$root/moved/share/grade/schema/result.schema.json"
check "schemas of packages" 0 test -s "$root/moved/share/grade/schema/cases.schema.json" -a \
    -s "$root/moved/share/grade/schema/problem.schema.json"
check "a new problem" 0 sh -c "cd '$root' && '$root/moved/bin/grade' new made/01 --problems bank && \
    test -s bank/made/01/solutions/reference.py"
check "manual" 0 grep -q '^\.SH OPTIONS' "$root/moved/share/man/man1/grade.1"
check "manual of the cases" 0 grep -q '^\.SH A TABLE' "$root/moved/share/man/man5/grade-cases.5"
check "nothing of the build in the manual" 1 grep -qrF "$build" "$root/moved/share/man"
for script in bash-completion/completions/grade zsh/site-functions/_grade \
    fish/vendor_completions.d/grade.fish; do
    check "completion: $script" 0 test -s "$root/moved/share/$script"
done
check "the help names the schema" 0 sh -c \
    "'$root/moved/bin/grade' help reports | grep -qF '$root/moved/share/grade/schema'"
no_bytecode

check "install, staged" 0 env DESTDIR="$root/stage" "$cmake" --install "$build"
staged=$(find "$root/stage" -path '*/bin/grade')
grades "staged" "$staged" "${staged%/bin/grade}/share/grade"

# The way to the build folder may be closed to others.
check "build folder: passes" 0 "$build/grade" decorators/01 \
    "$build/share/problems/decorators/01/solutions/reference.py"

rm -r "$lib/harness"
check "without its parts it says so" 4 "$root/moved/bin/grade" decorators/01 \
    "$root/moved/share/grade/problems/decorators/01/solutions/reference.py"

echo "$failures checks failed"
[ "$failures" = 0 ]
