"""How long after a save `grade watch` shows the verdict, against what grading alone takes in the same warm cell. Part of
bench.py."""

import json
import os
import re
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))

from terminal import Terminal  # noqa: E402

TOLD = re.compile(r"cases? pass(?:es)?, .*?, (\d+) ms")
SOLUTION = "def gcd(a, b):\n    while b:\n        a, b = b, a %% b\n    return a\n\n\n# %d\n"


def package(folder):
    path = os.path.join(folder, "t", "01")
    os.makedirs(path)
    with open(os.path.join(path, "problem.json"), "w") as file:
        json.dump({"format": 1, "title": "Bench", "names": ["gcd"]}, file)
    with open(os.path.join(path, "cases.json"), "w") as file:
        json.dump({"cases": [{"name": "case %d" % i, "call": "gcd", "args": [12 * i, 18 * i], "returns": 6 * i}
                             for i in range(1, 11)]}, file)
    return path


def until_told(terminal):
    """Seconds since the epoch when the verdict was on the screen, and the milliseconds that it names."""
    while True:
        terminal.read(5)
        told = TOLD.search(terminal.screen)
        if told:
            return time.perf_counter(), int(told.group(1))


def measure(grade, folder, runs):
    """Milliseconds of each run: from save to verdict, from the key r to verdict, and of grading as it says itself."""
    saved, pressed, told = [], [], []
    solution = os.path.join(folder, "solution.py")
    words = [grade, "watch", "--no-progress", package(folder), solution]
    with open(solution, "w") as file:
        file.write(SOLUTION % 0)
    with Terminal(words) as terminal:
        until_told(terminal)
        for run in range(1, runs + 1):
            time.sleep(0.05)
            terminal.forget()
            with open(solution, "w") as file:
                file.write(SOLUTION % run)
            start = time.perf_counter()
            end, ms = until_told(terminal)
            saved.append((end - start) * 1e3)
            told.append(ms)
            time.sleep(0.05)
            terminal.forget()
            start = time.perf_counter()
            terminal.press("r")
            pressed.append((until_told(terminal)[0] - start) * 1e3)
        terminal.press("q")
        terminal.end()
    return saved, pressed, told


def add(table, grade, folder, options):
    saved, pressed, told = measure(grade, folder, options.runs)
    # What it says is rounded to milliseconds: so the sums are compared.
    table.add("grade watch: from save to verdict, against grading alone", sum(saved) / sum(told),
              statistics.pstdev(saved) / statistics.mean(told), "<= 1.2",
              "%.1f ms, at most %.1f" % (statistics.median(saved), max(saved)))
    table.add("the same, against the key r", statistics.median(saved) / statistics.median(pressed),
              statistics.pstdev(saved) / statistics.median(pressed), "-", "%.1f ms" % statistics.median(pressed))
