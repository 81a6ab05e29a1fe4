"""What `grade batch` does in a second, against doing the same in the usual ways. Part of bench.py.

The same solutions, different files, of one problem; the same cases everywhere, as many at once as there are
processors. The others are run on a sample, as they take long.
"""

import csv
import json
import os
import shutil
import statistics
import subprocess
import time

PYTHON = "/usr/bin/python3"
CASES = 20  # of the problem
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


def batch(grade, folder, manifest, jobs, cores):
    """Seconds for the whole batch, with its journal on disk; on so many cores."""
    journal = os.path.join(folder, "journal.jsonl")
    start = time.perf_counter()
    subprocess.run([grade, "batch", manifest, "--problems", os.path.join(folder, "bank"), "--journal", journal,
                    "-q", "-j", str(jobs)], check=True, stdout=subprocess.DEVNULL,
                   preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:]))
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


def memory(grade, folder, manifest, jobs):
    """What the parent and the largest worker hold, in KiB, once 1,000 cases are graded, and at most until the end."""
    journal = os.path.join(folder, "journal.jsonl")
    process = subprocess.Popen([grade, "batch", manifest, "--problems", os.path.join(folder, "bank"), "-q", "-j",
                                str(jobs), "--journal", journal], stdout=subprocess.DEVNULL)
    early = late = (0, 0)
    with open(journal, "ab+") as lines:
        graded = 0
        while process.poll() is None:
            now = resident(process.pid), max([0, *map(resident, children(process.pid))])
            late = tuple(map(max, late, now))
            graded += lines.read().count(b"\n")
            early = early if graded * CASES >= 1000 and any(early) else late
            time.sleep(0.05)
    os.unlink(journal)
    return early, late


def spread(figures):
    return statistics.median(figures), statistics.pstdev(figures)


def add(table, grade, folder, options):
    """--memory N goes on with N cases, for minutes where N is large."""
    jobs = os.cpu_count()
    throughput(table, grade, folder, options, jobs)
    if options.memory:
        early, late = memory(grade, folder, make(folder, options.memory // CASES, CASES)[0], jobs)
        for name, i in (("the parent", 0), ("a worker", 1)):
            table.add("memory of %s, %d cases against 1,000" % (name, options.memory), late[i] / early[i], 0, "flat",
                      "%d KiB, %d KiB" % (early[i], late[i]))


def throughput(table, grade, folder, options, jobs):
    submissions, sample = options.submissions, max(20, options.submissions // 2)
    manifest, cases = make(folder, submissions, CASES)
    alone, roaming, all_jobs, wrapped, tested = [], [], [], [], []
    for _ in range(options.batches):  # in turn, so that whatever else the machine does meets all of them
        alone.append(batch(grade, folder, manifest, 1, 1))
        roaming.append(batch(grade, folder, manifest, 1, jobs))
        all_jobs.append(batch(grade, folder, manifest, jobs, jobs))
        if shutil.which("bwrap"):
            wrapped.append(bubblewrap(folder, cases, jobs, sample))
        tested.append(pytest(folder, cases, jobs, max(2, sample // 10)))
    each = statistics.median(all_jobs) / submissions
    table.add("batch -j%d against -j1 on one core" % jobs, *spread([a / b for a, b in zip(alone, all_jobs)]),
              ">= 1.8" if jobs == 2 else "-", "%.0f cases a second, %.1f solutions" % (CASES / each, 1 / each))
    # One job has a supervisor and a case or two: left alone, it uses more than a core by itself.
    table.add("batch -j%d against -j1 on all cores" % jobs, *spread([a / b for a, b in zip(roaming, all_jobs)]), "-")
    if wrapped:
        table.add("batch against a fresh bwrap + Python for every case", *spread([one * CASES / each for one in wrapped]),
                  ">= 12", "%.1f ms a case" % (statistics.median(wrapped) * 1e3))
    table.add("batch against pytest for every submission, without a sandbox", *spread([one / each for one in tested]),
              ">= 30", "%.0f ms a submission of %d cases" % (statistics.median(tested) * 1e3, CASES))
