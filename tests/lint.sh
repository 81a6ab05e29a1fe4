#!/bin/sh
# Static analysis of the C sources: clang-format, clang-tidy, cppcheck, gcc -fanalyzer; and valgrind over the
# supervisor, whose children it does not follow (the sandbox's filter would end them).
#
#   tests/lint.sh [STEP...]    steps: format tidy cppcheck analyze valgrind; none named: all
#
# Any finding fails. What is left out, and why, stands in .clang-tidy and tests/cppcheck.txt.
set -u
cd "$(dirname "$0")/.." || exit 1
jobs=$(nproc)
failed=""

have() {
    for tool; do
        command -v "$tool" >/dev/null || { echo "lint: $tool is missing (apt install clang-format clang-tidy cppcheck valgrind)"; return 1; }
    done
}

sources() {
    find src include tests -name '*.[ch]' "$@" | sort
}

build() { # PRESET [OPTION...]
    preset=$1
    shift
    cmake --preset "$preset" "$@" >"build/lint-$preset.log" 2>&1 &&
        cmake --build --preset "$preset" >>"build/lint-$preset.log" 2>&1 ||
        { grep -E -A 20 'warning|error|FAILED' "build/lint-$preset.log" | head -n 200; return 1; }
}

step_format() {
    have clang-format && sources | xargs -d '\n' clang-format --dry-run -Werror 2>&1 | head -n 50 | { ! grep .; }
}

step_tidy() {
    have run-clang-tidy clang-tidy && build dev || return 1
    # It ends in the file that was asked for: generated and test sources are not of the program.
    # A third of the analyzer's usual steps in one function: gcc -fanalyzer goes through all paths once more.
    run-clang-tidy -quiet -extra-arg=-Xclang -extra-arg=-analyzer-config -extra-arg=-Xclang \
        -extra-arg=max-nodes=75000 -p build/dev -j "$jobs" "$PWD/src/.*\.c$" >build/tidy.txt 2>build/tidy.err
    status=$?
    grep -E -A 6 'warning:|error:' build/tidy.txt
    return $status
}

step_cppcheck() {
    have cppcheck && build dev || return 1
    cppcheck --project=build/dev/compile_commands.json --enable=warning,performance,portability --inline-suppr \
        --suppressions-list=tests/cppcheck.txt --suppress='*:*/build/*' --std=c11 -q -j "$jobs" \
        --template='{file}:{line}: {severity}: {message} [{id}]' --error-exitcode=1
}

step_analyze() {
    build analyze
}

step_valgrind() {
    have valgrind && build dev || return 1
    status=0
    for solution in reference.py wrong/drops_kwargs.py; do
        valgrind --quiet --error-exitcode=99 --leak-check=full --trace-children=no --child-silent-after-fork=yes \
            --log-file=build/valgrind.txt build/dev/grade --report json problems/decorators/01 \
            "problems/decorators/01/solutions/$solution" >/dev/null
        case $? in
        0 | 1) ;;
        *) cat build/valgrind.txt; status=1 ;;
        esac
    done
    return $status
}

mkdir -p build
for step in ${*:-format tidy cppcheck analyze valgrind}; do
    echo "lint: $step"
    "step_$step" || failed="$failed $step"
done
[ -z "$failed" ] || { echo "lint: failed:$failed"; exit 1; }
