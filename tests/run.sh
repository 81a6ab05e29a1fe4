#!/bin/sh
# Installs what building and testing need, builds with warnings as errors, and runs all tests.
#
#   sh tests/run.sh [CTEST_OPTION...]     for example: sh tests/run.sh -R unit/
#
# Packages come from apt, as root or through sudo, and only those that are missing. What each is for
# stands in README.md. The results are also written to build/dev/tests.xml, as JUnit has it.
set -eu
cd "$(dirname "$0")/.."

TEST_PACKAGES="check hyperfine python3-jsonschema python3-yaml cmark-gfm libxml2-utils perl python3-pytest
    python3-pandas python3-flask python3-django python3-fastapi python3-dotenv supervisor nginx-light mypy"

# shellcheck disable=SC2086
sh src/setup.sh --packages $TEST_PACKAGES
mkdir -p build
echo "tests: building"
if ! { cmake --preset dev -D GRADE_TESTS=ON && cmake --build --preset dev; } >build/dev.log 2>&1; then
    cat build/dev.log >&2
    echo "tests: the build failed, as told above" >&2
    exit 1
fi
# One more than there are processors: a test that waits for a limit leaves its own idle.
exec ctest --preset dev -j $(($(nproc) + 1)) --no-tests=error --output-junit tests.xml "$@"
