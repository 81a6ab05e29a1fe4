#!/usr/bin/python3
"""Prints what grading costs, as ratios against a named baseline measured in the same run.

usage: bench.py [PART...] [--grade PATH] [--json FILE] [--markdown]      parts: cells watch profiles batch; none: all

run.sh beside it installs what this needs and builds the program. Nothing here passes or fails: the budget stands beside
each figure.
"""

import argparse
import os
import shutil
import sys
import tempfile

import batch
import cells
import profiles
import table
import watch

PARTS = {"cells": cells, "watch": watch, "profiles": profiles, "batch": batch}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help="of: %s; none: all" % " ".join(PARTS))
    parser.add_argument("--grade", default=os.path.join(here, "../../build/release/grade"))
    parser.add_argument("--runs", type=int, default=40, help="of what takes milliseconds")
    parser.add_argument("--repeats", type=int, default=7, help="of what takes seconds")
    parser.add_argument("--batches", type=int, default=3, help="of what takes tens of seconds")
    parser.add_argument("--submissions", type=int, default=200, help="in a batch, of %d cases each" % batch.CASES)
    parser.add_argument("--memory", type=int, nargs="?", const=100000, default=0, metavar="CASES",
                        help="of a batch with so many cases, too: 100,000 take minutes")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--markdown", action="store_true", help="the table once more, as README.md has it")
    options = parser.parse_args()
    grade = os.path.abspath(options.grade)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error("no part is called %s; parts: %s" % (", ".join(sorted(unknown)), " ".join(PARTS)))
    if not os.access(grade, os.X_OK) or not shutil.which("hyperfine"):
        sys.exit("bench.py: needs %s and hyperfine: sh tests/bench/run.sh gets both" % options.grade)
    print(table.machine())
    results = table.Table()
    for name in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            os.environ["XDG_STATE_HOME"] = folder  # runs are recorded as a learner's are, but not among theirs
            results.begin(name)
            PARTS[name].add(results, grade, folder, options)
    if options.json:
        results.write(options.json)
    if options.markdown:
        print("\n" + "\n".join(results.markdown()))


main()
