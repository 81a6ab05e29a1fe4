#!/usr/bin/python3
"""Prints what `grade batch` does in a second, against doing the same in the usual ways, in one run.

usage: batch.py [--grade PATH] [--submissions N] [--cases N] [--repeats N] [--memory [N]] [--json FILE]

The same solutions, different files, of one problem; the same cases everywhere, as many at once as there are
processors. The others are run on a sample, as they take long. --memory goes on with 100,000 cases (or N), for minutes.
Nothing here passes or fails: the aim stands beside each figure.
"""

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PYTHON = "/usr/bin/python3"
SOLUTION = '''\
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
'''
# What a fresh interpreter for every case would do: read the solution, call it, compare.
ONE_CASE = '''\
import json, sys
names = {}
exec(compile(open("/solution.py").read(), "solution.py", "exec"), names)
case = json.loads(sys.argv[1])
sys.exit(names[case["call"]](*case["args"]) != case["returns"])
'''
TESTS = '''\
import json, pathlib, pytest
from solution import gcd

@pytest.mark.parametrize("case", json.loads(pathlib.Path(__file__).with_name("cases.json").read_text())["cases"],
                         ids=lambda case: case["name"])
def test_case(case):
    assert gcd(*case["args"]) == case["returns"]
'''


def make(folder, submissions, cases):
    """A bank with one problem, that many submissions, and the manifest of them."""
    problem = os.path.join(folder, "bank", "plain", "01")
    os.makedirs(problem, exist_ok=True)
    rows = [{"name": "case %d" % i, "call": "gcd", "args": [12 * i, 18 * i], "returns": 6 * i} for i in range(1, cases + 1)]
    with open(os.path.join(problem, "problem.json"), "w") as file:
        json.dump({"format": 1, "title": "Bench", "names": ["gcd"]}, file)
    with open(os.path.join(problem, "cases.json"), "w") as file:
        json.dump({"cases": rows}, file)
    manifest = os.path.join(folder, "%d.csv" % submissions)
    os.makedirs(os.path.join(folder, "subs"), exist_ok=True)
    with open(manifest, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "problem", "solution"])
        for i in range(submissions):
            with open(os.path.join(folder, "subs", "%d.py" % i), "w") as solution:
                solution.write(SOLUTION + "# %d\n" % i)
            writer.writerow(["s%06d" % i, "plain/01", "subs/%d.py" % i])
    return manifest, rows


def batch(options, folder, manifest, jobs, cores=None):
    """Seconds for the whole batch, with its journal on disk; on so many cores."""
    journal = os.path.join(folder, "journal.jsonl")
    start = time.perf_counter()
    subprocess.run([options.grade, "batch", manifest, "--problems", os.path.join(folder, "bank"), "--journal", journal,
                    "-q", "-j", str(jobs)], check=True, stdout=subprocess.DEVNULL,
                   preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-(cores or jobs):]))
    took = time.perf_counter() - start
    os.unlink(journal)
    return took


def parallel(commands, jobs, cwd=None):
    """Seconds for all commands, that many at once."""
    start = time.perf_counter()
    running, queue = [], list(reversed(commands))
    while queue or running:
        while queue and len(running) < jobs:
            running.append(subprocess.Popen(queue.pop(), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        pid, status = os.wait()
        running = [process for process in running if process.pid != pid]
        if status != 0:
            raise SystemExit("batch.py: a baseline failed with status %d" % status)
    return time.perf_counter() - start


def bubblewrap(folder, rows, jobs, count):
    """Seconds for each case in a fresh bubblewrap and interpreter."""
    script = os.path.join(folder, "one_case.py")
    with open(script, "w") as file:
        file.write(ONE_CASE)
    command = ["bwrap", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
               "--ro-bind", os.path.join(folder, "subs", "0.py"), "/solution.py", "--ro-bind", script, "/one_case.py",
               "--unshare-all", "--dev", "/dev", "--tmpfs", "/tmp", PYTHON, "-I", "/one_case.py"]
    return parallel([command + [json.dumps(rows[i % len(rows)])] for i in range(count)], jobs) / count


def pytest(folder, rows, jobs, count):
    """Seconds for each submission that pytest runs all cases on, in nothing at all."""
    commands = []
    for i in range(count):
        place = os.path.join(folder, "pytest", str(i))
        os.makedirs(place, exist_ok=True)
        shutil.copy(os.path.join(folder, "subs", "%d.py" % i), os.path.join(place, "solution.py"))
        shutil.copy(os.path.join(folder, "bank", "plain", "01", "cases.json"), place)
        with open(os.path.join(place, "test_it.py"), "w") as file:
            file.write(TESTS)
        commands.append([PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", place])
    return parallel(commands, jobs, folder) / count


def resident(pid):
    try:
        with open("/proc/%d/status" % pid) as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


def children(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def memory(options, folder, manifest, jobs):
    """What the parent and the largest worker hold, in KiB, once 1,000 cases are graded, and at most until the end."""
    journal = os.path.join(folder, "journal.jsonl")
    process = subprocess.Popen([options.grade, "batch", manifest, "--problems", os.path.join(folder, "bank"), "-q", "-j",
                                str(jobs), "--journal", journal], stdout=subprocess.DEVNULL)
    early = late = (0, 0)
    with open(journal, "ab+") as lines:
        graded = 0
        while process.poll() is None:
            now = resident(process.pid), max([0, *map(resident, children(process.pid))])
            late = tuple(map(max, late, now))
            graded += lines.read().count(b"\n")
            early = early if graded * options.cases >= 1000 and any(early) else late
            time.sleep(0.05)
    os.unlink(journal)
    return early, late


def tell(rows, what, value, aim, note=""):
    rows.append({"what": what, "value": round(value, 2), "aim": aim, "note": note})
    print("  %-62s %9.2f   %-8s %s" % (what, value, aim, note), flush=True)


def bench(options, folder, rows):
    jobs = os.cpu_count()
    if not options.only_memory:
        throughput(options, folder, rows, jobs)
    if options.memory:
        early, late = memory(options, folder, make(folder, options.memory // options.cases, options.cases)[0], jobs)
        for name, i in (("the parent", 0), ("a worker", 1)):
            tell(rows, "memory of %s, %d cases against 1,000" % (name, options.memory), late[i] / early[i], "flat",
                 "%d KiB, %d KiB" % (early[i], late[i]))


def throughput(options, folder, rows, jobs):
    manifest, cases = make(folder, options.submissions, options.cases)
    alone, roaming, all_jobs, wrapped, tested = [], [], [], [], []
    for _ in range(options.repeats):  # in turn, so that whatever else the machine does meets all of them
        alone.append(batch(options, folder, manifest, 1))
        roaming.append(batch(options, folder, manifest, 1, jobs))
        all_jobs.append(batch(options, folder, manifest, jobs))
        if shutil.which("bwrap"):
            wrapped.append(bubblewrap(folder, cases, jobs, options.sample))
        tested.append(pytest(folder, cases, jobs, max(2, options.sample // 10)))
    one, many = statistics.median(alone), statistics.median(all_jobs)
    print("%d submissions of %d cases, %d processors, medians of %d" % (options.submissions, options.cases, jobs, options.repeats))
    tell(rows, "solutions a second, -j%d" % jobs, options.submissions / many, "-")
    tell(rows, "cases a second, -j%d" % jobs, options.submissions * options.cases / many, "-")
    tell(rows, "-j%d against -j1 on one core, throughput" % jobs, statistics.median(a / b for a, b in zip(alone, all_jobs)),
         ">= 1.8" if jobs == 2 else "-", "%.2f s, %.2f s" % (one, many))
    # One job has a supervisor and a case or two: left alone, it uses more than a core by itself.
    tell(rows, "-j%d against -j1 on all cores" % jobs, statistics.median(a / b for a, b in zip(roaming, all_jobs)), "-",
         "%.2f s" % statistics.median(roaming))
    each = many / options.submissions
    if wrapped:
        tell(rows, "against a fresh bwrap + Python for every case", statistics.median(wrapped) * options.cases / each, ">= 12",
             "%.1f ms a case" % (statistics.median(wrapped) * 1e3))
    tell(rows, "against pytest for every submission, without any sandbox", statistics.median(tested) / each, ">= 30",
         "%.0f ms a submission" % (statistics.median(tested) * 1e3))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--grade", default=os.path.join(here, "../../build/release/grade"))
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--sample", type=int, default=100, help="cases in bwrap; a tenth of it are submissions for pytest")
    parser.add_argument("--memory", type=int, nargs="?", const=100000, default=0, metavar="N")
    parser.add_argument("--only-memory", action="store_true")
    parser.add_argument("--json")
    options = parser.parse_args()
    options.grade = os.path.abspath(options.grade)
    if not os.access(options.grade, os.X_OK):
        sys.exit("batch.py: %s: build the release preset first, or name the program with --grade" % options.grade)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        bench(options, folder, rows)
    if options.json:
        with open(options.json, "w") as file:
            json.dump(rows, file, indent=1)


main()
