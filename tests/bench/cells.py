"""What a cold run and each further case of one solution cost. Part of bench.py.

Whole processes are timed by hyperfine; the rest by running the same problem with few and with many cases.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

PYTHON = "/usr/bin/python3"
SOLUTION = '''\
import functools


def memoise(function):
    seen = {}

    @functools.wraps(function)
    def wrapper(*args):
        if args not in seen:
            seen[args] = function(*args)
        return seen[args]

    return wrapper


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()
'''

FORKS = '''\
import functools, gc, os, sys, time
source = open(sys.argv[1]).read()
exec(compile(source, "solution.py", "exec"), {})
gc.collect(); gc.freeze()
count = int(sys.argv[2])
start = time.perf_counter()
for _ in range(count):
    pid = os.fork()
    if pid == 0:
        names = {}
        exec(compile(source, "solution.py", "exec"), names)
        assert names["gcd"](12, 18) == 6
        os._exit(0)
    os.waitpid(pid, 0)
print((time.perf_counter() - start) / count)
'''


def package(folder, cases):
    """A plain problem with that many cases, all of them passed by SOLUTION."""
    path = os.path.join(folder, "plain", "%05d" % cases)
    os.makedirs(path)
    with open(os.path.join(path, "problem.json"), "w") as file:
        json.dump({"format": 1, "title": "Bench", "names": ["gcd", "memoise"],
                   "python": {"preload": ["functools"]}}, file)
    rows = [{"name": "case %d" % i, "call": "gcd", "args": [12 * i, 18 * i], "returns": 6 * i}
            for i in range(1, cases + 1)]
    with open(os.path.join(path, "cases.json"), "w") as file:
        json.dump({"cases": rows}, file)
    return path


ROUNDS = 6  # what a machine does beside changes from second to second: each round has a baseline of its own


def hyperfine(commands, runs, folder):
    """Median seconds and standard deviation of each command, one after the other."""
    out = os.path.join(folder, "hyperfine.json")
    subprocess.run(["hyperfine", "-N", "--style", "none", "--warmup", "3", "--runs", str(runs), "--export-json", out,
                    *commands], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(out) as file:
        return [(row["median"], row["stddev"]) for row in json.load(file)["results"]]


def seconds(command, pin=None):
    start = time.perf_counter()
    subprocess.run((["taskset", "-c", str(pin)] if pin is not None else []) + command, check=True,
                   stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def faults(command):
    """How many pages it touched for the first time, with all that it started: most of what a case costs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt - before


def bare_fork(forks, solution):
    """Seconds for a fork of an equally warm interpreter that runs the source, in nothing at all; on one core."""
    out = subprocess.run(["taskset", "-c", "0", PYTHON, "-I", "-S", forks, solution, "500"], check=True,
                         capture_output=True, text=True)
    return float(out.stdout)


def per_case(grade, one, many, solution):
    """Seconds for each of 499 further cases of a warm cell, on one core."""
    few, all_ = (seconds([grade, "-q", "-j", "1", path, solution], 0) for path in (one, many))
    return (all_ - few) / 499


def add(table, grade, folder, options):
    solution = os.path.join(folder, "solution.py")
    with open(solution, "w") as file:
        file.write(SOLUTION)
    forks = os.path.join(folder, "forks.py")
    with open(forks, "w") as file:
        file.write(FORKS)
    ten, one, many = package(folder, 10), package(folder, 1), package(folder, 500)

    bare = "%s -I -S -c pass" % PYTHON
    rounds = [hyperfine([bare, "%s -q %s %s" % (grade, ten, solution)], max(5, options.runs // ROUNDS), folder)
              for _ in range(ROUNDS)]
    start, cold = (statistics.median(each[i][0] for each in rounds) for i in (0, 1))
    ratios = [each[1][0] / each[0][0] for each in rounds]
    print("  (a bare start is %s: %.2f ms)" % (bare, start * 1e3))
    table.add("ten-case problem, cold, against a bare start", statistics.median(ratios), statistics.pstdev(ratios),
              "<= 2.5", "%.1f ms" % (cold * 1e3))

    start_pinned = statistics.median(seconds([PYTHON, "-I", "-S", "-c", "pass"], 0) for _ in range(options.runs))
    cases, forked = [], []
    for _ in range(options.repeats):
        cases.append(per_case(grade, one, many, solution))
        forked.append(bare_fork(forks, solution))
    warm, warm_dev = statistics.median(cases), statistics.pstdev(cases)
    few_pages, many_pages = (faults([grade, "-q", "-j", "1", path, solution]) for path in (one, many))
    pages = (many_pages - few_pages) / 499
    table.add("each further case, one core, against a bare start", warm / start_pinned, warm_dev / start_pinned,
              "<= 0.20", "%.2f ms, %d page faults" % (warm * 1e3, pages))

    ratios = [case / fork for case, fork in zip(cases, forked)]
    table.add("the same, against a bare fork + exec of the source", statistics.median(ratios),
              statistics.pstdev(ratios), "<= 1.5", "%.2f ms" % (statistics.median(forked) * 1e3))

    two_cores(table, grade, options, many, solution)
    if shutil.which("bwrap"):
        bubblewrap(table, options, solution, warm, warm_dev)
    where(table, grade, one, ten, start, options.runs, folder, solution)


def two_cores(table, grade, options, many, solution):
    """Two graders, each pinned to a core of its own, against one."""
    if os.cpu_count() < 2:
        return
    figures = []
    several = ["sh", "-c", 'for i in 1 2 3; do "$0" "$@" || exit; done', grade, "-q", "-j", "1", many, solution]
    for _ in range(options.repeats):
        alone = seconds(several, 0)
        start = time.perf_counter()
        both = [subprocess.Popen(["taskset", "-c", str(core), *several]) for core in (0, 1)]
        for process in both:
            process.wait()
        figures.append(2 * alone / (time.perf_counter() - start))
    table.add("two pinned jobs against one, throughput", statistics.median(figures), statistics.pstdev(figures), ">= 1.8")


def bubblewrap(table, options, solution, warm, warm_dev):
    """A fresh bwrap and interpreter for every case: how it would be done without a warm cell."""
    command = ["bwrap", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
               "--ro-bind", solution, "/solution.py", "--unshare-all", "--dev", "/dev", "--tmpfs", "/tmp", PYTHON, "-I",
               "-c", "exec(compile(open('/solution.py').read(), 's', 'exec')); assert gcd(12, 18) == 6"]
    try:
        each = [seconds(command, 0) for _ in range(options.runs)]
    except subprocess.CalledProcessError:
        print("  (bwrap does not work here: no figure against it)")
        return
    fresh = statistics.median(each)
    table.add("the same, throughput against a fresh bwrap + Python", fresh / warm, fresh / warm * warm_dev / warm, "-",
              "%.1f ms each" % (fresh * 1e3))


def where(table, grade, one, ten, start, runs, folder, solution):
    """Where the time of a cold run goes, from runs that differ in one thing."""
    (none, _), (single, _), (full, _) = hyperfine(
        ["%s --version" % grade, "%s -q %s %s" % (grade, one, solution), "%s -q %s %s" % (grade, ten, solution)], runs,
        folder)
    print("\nwhere a cold run of ten cases goes: %.1f ms" % (full * 1e3))
    for what, part in (("the program itself, its libraries", none), ("a bare interpreter start, in the cell", start),
                       ("the cell beyond that: namespaces, harness, compiling; the first case", single - none - start),
                       ("nine further cases", full - single)):
        print("  %-70s %6.1f ms  %3.0f %%" % (what, part * 1e3, 100 * part / full))
