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


def trace():
    import tracemalloc
    tracemalloc.start(5)
    held = [bytes(n) for n in range(0, 6000, 7)]
    found = tracemalloc.take_snapshot()
    tracemalloc.stop()
    return len(found.traces) > 10


def interpreters():
    import _xxsubinterpreters as all
    for i in range(3):
        one = all.create()
        all.run_string(one, "import re; held = [bytes(n) for n in range(3000)]")
        all.destroy(one)
    return True


def threads():
    import threading
    done = []

    def work(k):
        held = {}
        for i in range(1000):
            held[i] = [k] * (i % 700)
            if i % 3 == 0:
                held.pop(i // 2, None)
        done.append(k)

    started = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return sorted(done) == list(range(8))


def growth():
    held = bytearray()
    for i in range(20000):
        held += b"x" * 7
    return len(held) == 140000 and [type("T%d" % i, (), {"x": i})().x for i in range(1000)] == list(range(1000))

"""
# What asks for memory of every size, in every way: of it nothing may be lost or given twice.
ALLOCATORS = {"trace": {}, "interpreters": {"limits": {"memory_mib": 128}}, "threads": {"profile": "threads"}, "growth": {}}


def write_package(folder):
    os.makedirs(os.path.join(folder, "pages", "01"))
    with open(os.path.join(folder, "pages", "01", "problem.json"), "w") as file:
        json.dump({"format": 1, "title": "Pages", "names": ["total", "squares", *ALLOCATORS]}, file)
    cases = [{"name": "state %d" % i, "call": "total", "args": [[i, 1]], "returns": {"$tuple": [i + 1, 1]}}
             for i in range(CASES)]
    cases += [{"name": "much", "eval": "sum(squares(200000))", "returns": sum(x * x for x in range(200000))},
              {"name": "a mistake", "call": "total", "args": [[1]], "returns": 3},
              {"name": "too much", "eval": "len(squares(10 ** 8))", "returns": 0, "limits": {"memory_mib": 32}}]
    cases += [{"name": name, "call": name, "returns": True, **more} for name, more in ALLOCATORS.items()]
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
    wanted += [(name, "pass") for name in ALLOCATORS]
    print("%d faults with large pages, %d without" % (fewer, more))
    for how, got in (("with", large), ("without", small)):
        if got != wanted:
            sys.exit("%s large pages: %s" % (how, [pair for pair in zip(got, wanted) if pair[0] != pair[1]]))
    with open("/sys/kernel/mm/transparent_hugepage/enabled") as file:
        offered = "[never]" not in file.read()
    if offered and fewer >= more:
        sys.exit("large pages spare a case nothing: are its objects in the block?")


main()
