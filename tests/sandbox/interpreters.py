"""Grades a walk through the standard library under every CPython that this machine has: nothing in it may be
refused. Usage: interpreters.py GRADE [PYTHON...]; more interpreters by GRADE_TEST_PYTHONS (colons between)."""

import glob
import json
import os
import re
import subprocess
import sys

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "interpreters")
OLDEST = (3, 9)
PLACES = ("/usr/bin/python3", "/usr/bin/python3.[0-9]*", "/usr/local/bin/python3.[0-9]*",
          "~/.pyenv/versions/3.*/bin/python", "/opt/python/*/bin/python3")


def interpreters(named):
    """Each interpreter once, by its real path, of a version that grade supports."""
    found = {}
    patterns = named or [*PLACES, *filter(None, os.environ.get("GRADE_TEST_PYTHONS", "").split(":"))]
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.expanduser(pattern))):
            real = os.path.realpath(path)
            told = subprocess.run([path, "-V"], capture_output=True, text=True).stdout
            version = re.match(r"Python (\d+)\.(\d+)", told)
            if version and tuple(map(int, version.groups())) >= OLDEST and real not in found:
                found[real] = told.strip()
    return found


def grade(program, python, tool=()):
    return subprocess.run(
        [*tool, program, "--python", python, "--report", "json", DATA, os.path.join(DATA, "workout.py")],
        capture_output=True, text=True, timeout=240)


def faults(done):
    """One line for each case that is not a pass."""
    if done.returncode not in (0, 1):
        return ["exit status %d: %s" % (done.returncode, done.stderr.strip())]
    cases = json.loads(done.stdout)["cases"]
    bad = ["%s: %s %s" % (case["name"], case["verdict"], case.get("violation") or case.get("detail") or "")
           for case in cases if case["verdict"] != "pass"]
    return bad if len(cases) >= 15 else ["only %d cases" % len(cases), *bad]


def main():
    program, *named = sys.argv[1:]
    failed = 0
    found = interpreters(named)
    for path, version in sorted(found.items()):
        bad = faults(grade(program, path))
        failed += bool(bad)
        print("%-14s %-50s %s" % (version, path, "; ".join(bad) or "ok"))
    if not found:
        sys.exit("no interpreter found")
    sys.exit(1 if failed else 0)


main()
