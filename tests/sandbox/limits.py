"""Limits that are right: what is reported against what control groups say, and verdicts on a loaded machine.

usage: limits.py GRADE PROBLEMS    as ctest runs it; the first part needs control groups that can be made
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import unittest

GRADE, PROBLEMS = sys.argv[1:3]

# Ways of using memory: blocks, many small objects, blocks given back, modules, writing to what was inherited.
WORK = {
    "nothing": "def work(): return 1\n",
    "one block": "def work():\n    x = bytearray(50 << 20)\n    return 1\n",
    "small objects": "def work():\n    x = [object() for _ in range(200000)]\n    return 1\n",
    "given back": "def work():\n    for _ in range(50):\n        x = bytearray(2 << 20)\n    return 1\n",
    "modules": "import decimal, json, typing\ndef work(): return 1\n",
    "inherited pages": "import gc\ndef work():\n    gc.unfreeze()\n    gc.collect()\n    return 1\n",
}
CASES = {"cases": [
    {"name": "group", "eval": "work()", "returns": 1, "profile": "processes"},
    {"name": "plain", "eval": "work()", "returns": 1},
]}
SPIN = "def work():\n    while True:\n        pass\n"


def grade(*args):
    run = subprocess.run([GRADE, "--report", "json", *args], capture_output=True, text=True, timeout=300)
    if run.returncode not in (0, 1):
        raise AssertionError("status %d: %s" % (run.returncode, run.stderr))
    return json.loads(run.stdout)


def place(folder, cases, source):
    package = os.path.join(folder, "limits", "01")
    os.makedirs(package, exist_ok=True)
    for name, text in (("problem.json", json.dumps({"format": 1, "title": "Limits"})), ("cases.json", json.dumps(cases)),
                       ("solution.py", source)):
        with open(os.path.join(package, name), "w") as file:
            file.write(text)
    return package, os.path.join(package, "solution.py")


def spin():
    while True:
        pass


class Load:
    """Four busy processes, as long as the block lasts."""

    def __enter__(self):
        self.busy = [multiprocessing.Process(target=spin, daemon=True) for _ in range(4)]
        for process in self.busy:
            process.start()

    def __exit__(self, *unused):
        for process in self.busy:
            process.kill()
            process.join()


class Limits(unittest.TestCase):
    def test_peak_memory(self):
        """Within 10 % or 2 MiB of what the memory control group says."""
        for name, source in WORK.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                group, plain = grade(*place(folder, CASES, source))["cases"]
                if group["verdict"] == "skipped":
                    self.skipTest("no control group can be made here")
                self.assertEqual((group["verdict"], plain["verdict"]), ("pass", "pass"))
                self.assertIn("cgroup", group["peak_source"])
                self.assertNotIn("cgroup", plain["peak_source"])
                off = abs(group["peak_kib"] - plain["peak_kib"])
                self.assertTrue(off <= 2048 or off <= group["peak_kib"] / 10,
                                "%d KiB reported, %d KiB counted" % (plain["peak_kib"], group["peak_kib"]))

    def test_cpu_limit_under_load(self):
        """A limit of 500 ms ends the case between 500 and 530 ms of CPU time, on a busy machine too."""
        cases = {"cases": [{"name": "spin", "eval": "work()", "returns": 1, "limits": {"cpu_ms": 500}}]}
        with tempfile.TemporaryDirectory() as folder, Load():
            for _ in range(3):
                case = grade(*place(folder, cases, SPIN))["cases"][0]
                self.assertEqual(case["verdict"], "cpu-limit")
                self.assertTrue(500 <= case["cpu_ms"] <= 530, case["cpu_ms"])

    def test_load_changes_no_verdict(self):
        """Solutions of the bank, alone and beside four busy processes; with GRADE_LONG=1 every one."""
        solutions = []
        for folder, _, files in sorted(os.walk(PROBLEMS)):
            head, _, tail = folder.partition("/solutions")
            if "/solutions" in folder and tail in ("", "/wrong"):
                solutions += [(head, os.path.join(folder, name)) for name in sorted(files) if name.endswith(".py")]
        self.assertGreater(len(solutions), 50)
        if not os.environ.get("GRADE_LONG"):
            solutions = solutions[::9]  # of each topic some; all take a quarter of an hour

        def verdicts():
            return {path: [case["verdict"] for case in grade("--seed", "0", problem, path)["cases"]]
                    for problem, path in solutions}

        alone = verdicts()
        with Load():
            self.assertEqual(alone, verdicts())

    def test_cannot_serve_under_load(self):
        """A cell that lacks a module says so and ends, on one busy core: what it said counts, not that it ended."""
        def on_one_core():
            os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])

        with tempfile.TemporaryDirectory() as folder:
            package, solution = place(folder, {"cases": [{"name": "one", "eval": "1", "returns": 1}]}, "")
            with open(os.path.join(package, "problem.json"), "w") as file:
                json.dump({"format": 1, "title": "Limits", "python": {"preload": ["no_such_module"]}}, file)
            with Load():
                for _ in range(12):
                    run = subprocess.run([GRADE, "--report", "json", package, solution], preexec_fn=on_one_core,
                                         capture_output=True, text=True, timeout=300)
                    self.assertEqual(run.returncode, 4, run.stderr)
                    case = json.loads(run.stdout)["cases"][0]
                    self.assertEqual(case["verdict"], "skipped")
                    self.assertIn("no_such_module", case["reason"])


unittest.main(argv=sys.argv[:1], verbosity=2)
