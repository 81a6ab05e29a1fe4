"""Runs the end-to-end tests of a built grade: run.py --program GRADE [--no-namespaces TOOL] [MODULE...]

A MODULE is the X of test_X.py; with none, all are run. Options that are unknown here go to unittest
(`-k PATTERN`, `-v`)."""

import argparse
import pathlib
import sys
import unittest

import grader


def main() -> int:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--program", required=True)
    parser.add_argument("--no-namespaces")
    parser.add_argument("modules", nargs="*")
    ours, theirs = parser.parse_known_args()
    grader.configure(ours.program, ours.no_namespaces)
    here = pathlib.Path(__file__).parent
    names = ours.modules or sorted(path.stem[5:] for path in here.glob("test_*.py"))
    modules = ["test_" + name for name in names]
    program = unittest.main(module=None, argv=["run.py", *theirs, *modules], exit=False)
    return not program.result.wasSuccessful()


sys.exit(main())
