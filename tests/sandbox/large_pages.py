"""With and without large pages cases end alike, and with them they touch less memory one page at a time.

Usage: large_pages.py GRADE"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile

PR_SET_THP_DISABLE = 41
CASES = 40
SOLUTION = """\
import sys

seen = []


def total(numbers):
    seen.append(numbers)
    return sum(numbers), len(seen)


def squares(n):
    return [x * x for x in range(n)]

"""


def write_package(folder):
    os.makedirs(os.path.join(folder, "pages", "01"))
    with open(os.path.join(folder, "pages", "01", "problem.json"), "w") as file:
        json.dump({"format": 1, "title": "Pages", "names": ["total", "squares"]}, file)
    cases = [{"name": "state %d" % i, "call": "total", "args": [[i, 1]], "returns": {"$tuple": [i + 1, 1]}}
             for i in range(CASES)]
    cases += [{"name": "much", "eval": "sum(squares(200000))", "returns": sum(x * x for x in range(200000))},
              {"name": "a mistake", "call": "total", "args": [[1]], "returns": 3},
              {"name": "too much", "eval": "len(squares(10 ** 8))", "returns": 0, "limits": {"memory_mib": 32}}]
    with open(os.path.join(folder, "pages", "01", "cases.json"), "w") as file:
        json.dump({"cases": cases}, file)
    with open(os.path.join(folder, "solution.py"), "w") as file:
        file.write(SOLUTION)


def without():
    """In the child, and in all that come of it."""
    ctypes.CDLL(None).prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)


def grade(program, folder, prepare):
    """(name, verdict) of each case, and how many pages were touched for the first time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    done = subprocess.run([program, "--report", "json", os.path.join(folder, "pages", "01"),
                           os.path.join(folder, "solution.py")],
                          capture_output=True, text=True, timeout=240, preexec_fn=prepare)
    if done.returncode != 1:
        sys.exit("exit status %d: %s%s" % (done.returncode, done.stdout, done.stderr))
    faults = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt - before
    return [(case["name"], case["verdict"]) for case in json.loads(done.stdout)["cases"]], faults


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        write_package(folder)
        large, fewer = grade(program, folder, None)
        small, more = grade(program, folder, without)
    wanted = [("state %d" % i, "pass") for i in range(CASES)]
    wanted += [("much", "pass"), ("a mistake", "wrong"), ("too much", "memory-limit")]
    print("%d faults with large pages, %d without" % (fewer, more))
    for how, got in (("with", large), ("without", small)):
        if got != wanted:
            sys.exit("%s large pages: %s" % (how, [pair for pair in zip(got, wanted) if pair[0] != pair[1]]))
    with open("/sys/kernel/mm/transparent_hugepage/enabled") as file:
        offered = "[never]" not in file.read()
    if offered and fewer >= more:
        sys.exit("large pages spare a case nothing: are its objects in the block?")


main()
