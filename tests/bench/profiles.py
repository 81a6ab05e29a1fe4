"""What a case of a warm profile costs against starting Python and importing the library for it, and what a call of a
probe costs. Part of bench.py.

Profiles are those of the bank's problems: their references, on their own cases several times over. Figures are medians of
runs that take turns, of CPU time: that of grade and all that it starts, which tells more than elapsed time where the
machine does something else, too.
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
HERE = os.path.dirname(os.path.abspath(__file__))
BANK = os.path.join(HERE, "../../problems")
# Problem, and what whoever has no warm profile imports for each of its cases.
PROFILES = [
    ("pandas/01", "import pandas"),
    ("django-orm/01", "import django.db.models, django.test"),
    ("fastapi/01", "import fastapi"),
    ("flask/01", "import flask"),
]
COPIES = 6  # of a problem's cases
CALLS = 4000  # of a probe; two cases, one with none


def cost(command):
    """Elapsed and CPU seconds of a command with all that it started and waited for."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit("bench: %s\n%s" % (" ".join(command), done.stdout))
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def several(problem, folder):
    """The problem with its cases that many times, each under a name of its own; how many those are."""
    path = os.path.join(folder, problem)
    shutil.copytree(os.path.join(BANK, problem), path)
    with open(os.path.join(path, "cases.json")) as file:
        cases = json.load(file)["cases"]
    copies = [{**{key: value for key, value in case.items() if key != "needs"}, "name": "%s (%d)" % (case["name"], copy)}
              for copy in range(COPIES) for case in cases]
    with open(os.path.join(path, "cases.json"), "w") as file:
        json.dump({"cases": copies}, file)
    with open(os.path.join(path, "problem.json")) as file:
        about = json.load(file)
    about["misconceptions"] = []
    with open(os.path.join(path, "problem.json"), "w") as file:
        json.dump(about, file)
    return path, len(cases), len(copies)


def alone(problem, folder):
    """The same with only the first case."""
    path = os.path.join(folder, "alone", problem)
    shutil.copytree(os.path.join(folder, problem), path)
    with open(os.path.join(path, "cases.json")) as file:
        cases = json.load(file)["cases"]
    with open(os.path.join(path, "cases.json"), "w") as file:
        json.dump({"cases": cases[:1]}, file)
    return path


def probes(folder):
    """Two problems that differ in how often a probe is called."""
    paths = []
    for calls in (0, CALLS):
        path = os.path.join(folder, "probe", "%05d" % calls)
        os.makedirs(path)
        with open(os.path.join(path, "problem.json"), "w") as file:
            json.dump({"format": 1, "title": "Probes", "limits": {"cpu_ms": 60000}}, file)
        with open(os.path.join(path, "cases.json"), "w") as file:
            json.dump({"cases": [{"name": "calls", "given": {"f": {"$function": {"return": 1}}},
                                  "exec": "for n in range(%d): f(n)" % calls, "eval": "7", "returns": 7}]}, file)
        paths.append(path)
    return paths


def solution_of(problem):
    folder = os.path.join(BANK, problem, "solutions")
    return os.path.join(folder, next(name for name in sorted(os.listdir(folder)) if name.startswith("reference.")))


def median_pairs(pairs):
    """Of (elapsed, CPU) pairs, each by itself, with its spread."""
    return [(statistics.median(side), statistics.pstdev(side)) for side in zip(*pairs)]


def profile(table, grade, folder, options, problem, imports):
    if subprocess.run([PYTHON, "-c", imports], capture_output=True).returncode:
        print("  %-52s not measured: `%s` fails here" % (problem, imports))
        return
    if not os.path.isdir(os.path.join(BANK, problem)):
        print("  %-52s not measured: the bank has no such problem" % problem)
        return
    many, few, count = several(problem, folder)
    one, solution = alone(problem, folder), solution_of(problem)
    cases, bare = [], []
    for _ in range(options.repeats):
        bare.append(cost([PYTHON, "-c", imports]))
        base, full = (cost([grade, "-q", "-j", "1", path, solution]) for path in (one, many))
        cases.append([(b - a) / (count - 1) for a, b in zip(base, full)])
    (wall, _), (cpu, spread) = median_pairs(cases)
    (import_wall, _), (import_cpu, _) = median_pairs(bare)
    table.add("%s: a case, against `%s`" % (problem, imports[:24]), cpu / import_cpu, spread / import_cpu, "<= 0.1",
              "%.1f ms against %.0f ms; %.2f elapsed" % (cpu * 1e3, import_cpu * 1e3, wall / import_wall))


def probe(table, grade, folder, options):
    solution = os.path.join(folder, "empty.py")
    with open(solution, "w"):
        pass
    none, many = probes(folder)
    figures = []
    for _ in range(options.repeats):
        base, full = (cost([grade, "-q", "-j", "1", path, solution]) for path in (none, many))
        figures.append([(b - a) / CALLS * 1e6 for a, b in zip(base, full)])
    (wall, _), (cpu, cpu_spread) = median_pairs(figures)
    table.add("a probe's call, there and back, against 60 us", cpu / 60, cpu_spread / 60, "<= 1",
              "%.0f us, %.0f us elapsed" % (cpu, wall))


def add(table, grade, folder, options):
    for problem, imports in PROFILES:
        profile(table, grade, folder, options, problem, imports)
    probe(table, grade, folder, options)
