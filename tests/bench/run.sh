#!/bin/sh
# Installs what the benchmarks need, builds the program, and prints their table.
#
#   sh tests/bench/run.sh [PART...] [OPTION...]      sh tests/bench/run.sh --help says which
#
# Best on a machine that does nothing else; the first line says how busy it was.
set -eu
cd "$(dirname "$0")/../.."

sh src/setup.sh --packages hyperfine bubblewrap util-linux python3-pytest python3-pandas python3-flask \
    python3-django python3-fastapi
sh src/setup.sh
exec /usr/bin/python3 tests/bench/bench.py "$@"
