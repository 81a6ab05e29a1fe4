"""The command line: which cases are run and how, where reports go, and what becomes of a run that is cut short."""

import json
import os
import pathlib
import signal
import subprocess
import time

import grader

CASES = [
    {"name": "first", "eval": "f(1)", "returns": 1},
    {"name": "second one", "eval": "f(2)", "returns": 3},
    {"name": "3", "eval": "f(3)", "returns": 3},
]


class Options(grader.Test):
    def setUp(self) -> None:
        super().setUp()
        self.problem = self.package(CASES)
        self.solution = self.write("solution.py", "def f(x):\n    return x\n")

    def refuse(self, *args: object, says: tuple) -> None:
        run = grader.grade(*args, timeout=30)
        self.assertStatus(run, "usage")
        self.assertSays(run, *says)
        self.assertEqual("", run.out)

    def test_jobs(self) -> None:
        """More than a cell takes at once, and one at a time; and that none is begun where nothing compiles."""
        many = self.package([{"name": "case %d" % i, "eval": "f(%d)" % i, "returns": i} for i in range(40)])
        broken = self.write("broken.py", "def f(x:\n    return x\n")
        for jobs in "1", "16", "256":
            run = grader.grade("-j", jobs, "--report", "json", many, self.solution)
            self.assertStatus(run, "passed")
            self.assertEqual(["pass"] * 40, [case["verdict"] for case in run.report["cases"]], str(run))
            run = grader.grade("-j", jobs, "--report", "json", many, broken)
            self.assertStatus(run, "failed")
            self.assertEqual(["error"] * 40, [case["verdict"] for case in run.report["cases"]], str(run))

    def test_usage(self) -> None:
        for args, says in [
            ((), ("no problem named",)),
            (("--reprot", "json"), ("unknown option '--reprot'", "--report")),
            (("-z",), ("unknown option '-z'",)),
            (("--report", "jsn"), ("'jsn' is unknown", "json")),
            (("--report", "json=", "a", "b"), ("file name",)),
            (("--report", "json", "--report", "text", "a", "b"), ("only one report can go to standard output",)),
            (("--limit", "cpu=1"), ("limit",)),
            (("--limit", "cpu_ms=-5"), ("between 10 and",)),
            (("--limit", "cpu_ms=99999999999999999999"), ("cpu_ms",)),
            (("--jobs", "0"), ("--jobs",)),
            (("--jobs", "1e3"), ("whole number",)),
            (("--seed", "-1"), ("whole number",)),
            (("--require", "ful"), ("full",)),
            (("--python", "", "a", "b"), ("--python",)),
        ]:
            with self.subTest(args=args):
                self.refuse(*args, says=says)

    def test_one_case(self) -> None:
        for word, number in (("second one", 2), ("2", 2), ("1", 1), ("3", 3)):
            with self.subTest(word):
                cases = grader.report("--case", word, self.problem, self.solution).report["cases"]
                ran = [case["number"] for case in cases if case["verdict"] != "skipped"]
                self.assertEqual([number], ran)
        self.assertStatus(grader.grade("--case", "1", "--case", "3", self.problem, self.solution), "passed")
        self.refuse("--case", "secnd one", self.problem, self.solution, says=("'second one'",))
        for word in ("0", "4", "-1", "1x", "18446744073709551617"):
            self.refuse("--case", word, self.problem, self.solution, says=("--case",))

    def test_a_need_that_was_not_asked_for(self) -> None:
        problem = self.package([{"name": "a", "eval": "1", "returns": 2}, {"name": "b", "needs": ["a"], "eval": "1", "returns": 1}])
        self.assertStatus(grader.grade("--case", "b", problem, self.solution), "passed")

    def test_limits_go_before_those_of_the_problem(self) -> None:
        slow = self.write("slow.py", "def f(x):\n    while True: pass\n")
        run = grader.report("--limit", "cpu_ms=60", "--limit", "wall_ms=9000", self.problem, slow)
        self.assertEqual(["cpu-limit"] * 3, [case["verdict"] for case in run.report["cases"]])
        self.assertIn("60 ms", run.report["cases"][0]["message"])

    def test_more_cases(self) -> None:
        extra = self.write("extra.json", json.dumps({"cases": [{"name": "added", "visibility": "hidden", "eval": "f(4)", "returns": 5}]}))
        run = grader.report("--cases", extra, self.problem, self.solution)
        self.assertEqual(["first", "second one", "3", "added"], [case["name"] for case in run.report["cases"]])
        self.assertEqual("wrong", run.report["cases"][3]["verdict"])
        clash = self.write("clash.json", json.dumps({"cases": [CASES[0]]}))
        for path, status in ((clash, "package"), (self.write("broken.json", "{"), "package"), (self.folder / "none.json", "usage")):
            run = grader.grade("--cases", path, self.problem, self.solution)
            self.assertIn(run.status, (2, 3), str(run))
            self.assertSays(run, path.name)

    def test_reports(self) -> None:
        first, second = self.folder / "a.json", self.folder / "b.jsonl"
        run = grader.grade("--report", f"json={first}", "--report", f"jsonl={second}", self.problem, self.solution)
        self.assertStatus(run, "failed")
        self.assertIn("2 of 3 cases pass", run.out)
        self.assertEqual("wrong", json.loads(first.read_text())["verdict"])
        lines = [json.loads(line) for line in second.read_text().splitlines()]
        self.assertEqual("wrong", lines[-1]["verdict"])
        self.assertEqual(["a.json", "b.jsonl", "bank", "solution.py"], sorted(os.listdir(self.folder)))
        self.refuse("--report", f"json={first}", "--report", f"text={first}", self.problem, self.solution, says=("one file",))

    def test_reports_that_cannot_be_written(self) -> None:
        run = grader.grade("--report", "json=/dev/full", self.problem, self.solution)
        self.assertStatus(run, "machine")
        self.assertSays(run, "/dev/full", "No space left")
        self.assertIn("2 of 3 cases pass", run.out)
        self.refuse("--report", f"json={self.folder}/none/a.json", self.problem, self.solution, says=("none/a.json",))
        self.refuse("--report", f"json={self.folder}", self.problem, self.solution, says=("is a folder",))

    def test_a_folder_that_cannot_be_written(self) -> None:
        if not grader.available("user"):
            self.skipTest("an ordinary user is needed")
        run = grader.grade("--report", f"json={self.folder}/a.json", self.problem, self.solution, mode="user")
        self.assertStatus(run, "usage")
        self.assertSays(run, "Permission denied")

    def test_a_report_is_whole_or_not_there(self) -> None:
        """A run that fails leaves the report of the run before."""
        path = self.write("a.json", "before")
        grader.grade("--report", f"json={path}", self.problem, self.folder / "nowhere.py")
        self.assertEqual("before", path.read_text())
        self.assertEqual(["a.json", "bank", "solution.py"], sorted(os.listdir(self.folder)))

    def test_standard_output_is_full(self) -> None:
        with open("/dev/full", "wb") as full:
            run = grader.grade(self.problem, self.solution, stdout=full)
        self.assertStatus(run, "machine")
        self.assertSays(run, "standard output", "No space left")

    def test_standard_output_is_closed(self) -> None:
        for args in ((self.problem, self.solution), ("--version",), ("--help",)):
            run = grader.grade(*args, stdout=None, preexec_fn=lambda: os.close(1))
            self.assertStatus(run, "machine")
            self.assertSays(run, "standard output")

    def test_nobody_reads_standard_output(self) -> None:
        read, write = os.pipe()
        os.close(read)
        run = grader.grade(self.problem, self.solution, stdout=write)
        os.close(write)
        self.assertStatus(run, "machine")
        self.assertSays(run, "standard output")

    def test_all_standard_descriptors_are_closed(self) -> None:
        shut = lambda: [os.close(fd) for fd in range(3)]  # noqa: E731
        path = self.folder / "a.json"
        run = grader.grade("--report", f"json={path}", self.problem, self.solution, stdin=None, stdout=None, stderr=None, preexec_fn=shut)
        self.assertStatus(run, "machine")
        self.assertEqual("wrong", json.loads(path.read_text())["verdict"])

    def test_quiet(self) -> None:
        run = grader.grade("-q", "--case", "1", self.problem, self.solution)
        self.assertEqual(("", 0), (run.out, run.status))
        self.assertIn("second one", grader.grade("-q", self.problem, self.solution).out)

    def test_verbose_tells_the_isolation(self) -> None:
        run = grader.grade("-v", self.problem, self.solution)
        self.assertIn("seccomp", run.out)

    def test_color(self) -> None:
        self.assertIn("\x1b[", grader.grade("--color", "always", self.problem, self.solution).out)
        self.assertNotIn("\x1b[", grader.grade(self.problem, self.solution).out)

    def test_seed(self) -> None:
        self.assertEqual(7, grader.report("--seed", "7", self.problem, self.solution).report["seed"])
        largest = grader.report("--seed", str(2**64 - 1), self.problem, self.solution)
        self.assertStatus(largest, "failed")
        problem = self.package([{"name": "a", "eval": "hash('a')", "returns": 0}])
        hashes = {grader.report("--seed", seed, problem, self.solution).report["cases"][0]["actual"] for seed in (0, 0, 1, 1)}
        self.assertEqual(2, len(hashes))


class Where(grader.Test):
    """Problems and programs that are found, wherever one stands."""

    def setUp(self) -> None:
        super().setUp()
        self.problem = self.package(CASES[:1])
        self.bank = self.problem.parent.parent
        self.solution = self.write("solution.py", "def f(x):\n    return x\n")

    def passes(self, *args: object, **options: object) -> None:
        self.assertStatus(grader.grade(*args, **options), "passed")

    def test_banks(self) -> None:
        env = grader.environment(GRADE_PROBLEMS=f"/nowhere:{self.bank}")
        self.passes("tests/01", self.solution, env=env)
        self.passes("tests/01/", self.solution, env=env)
        self.passes("--problems", self.bank, "tests/01", self.solution)
        self.passes("bank/tests/01", "solution.py", cwd=self.folder)
        self.passes(".", "../../../solution.py", cwd=self.problem)
        run = grader.grade("--problems", self.folder, "tests/01", self.solution, env=env)
        self.assertStatus(run, "usage")

    def test_the_program_through_a_link(self) -> None:
        link = self.folder / "g"
        link.symlink_to(grader.program)
        run = subprocess.run([link, self.problem, self.solution], env=grader.environment(), cwd="/", check=False, timeout=60,
                             stdout=subprocess.DEVNULL)
        self.assertEqual(0, run.returncode)

    def test_no_environment(self) -> None:
        self.passes(self.problem, self.solution, env={})

    def test_a_strange_environment(self) -> None:
        env = grader.environment(PYTHONPATH="/nowhere", PYTHONSTARTUP="/nowhere", PYTHONHOME="/nowhere", LD_LIBRARY_PATH="/nowhere",
                                 HOME="/nowhere", TZ="Asia/Tokyo", LC_ALL="xx_YY", TMPDIR="/nowhere", PYTHONHASHSEED="random")
        self.passes(self.problem, self.solution, env=env)

    def test_the_caller_is_not_seen(self) -> None:
        problem = self.package([{"name": "a", "exec": "import os, sys", "eval": "[sorted(os.environ.items()), sys.argv, sys.path]", "returns": 0}])
        env = grader.environment(GRADE_E2E_SECRET="hunter2", TZ="Asia/Tokyo")
        run = grader.report(problem, self.solution, env=env)
        self.assertNotIn("hunter2", json.dumps(run.report["cases"][0]["actual"]))
        self.assertNotIn(str(self.folder), json.dumps(run.report["cases"][0]["actual"]))

    def test_a_folder_that_is_gone(self) -> None:
        gone = self.folder / "gone"
        gone.mkdir()
        run = grader.grade(self.problem, self.solution, cwd=gone, preexec_fn=lambda: os.rmdir(gone))
        self.assertStatus(run, "passed")


class Machine(grader.Test):
    """What is asked of the machine, and what is left on it."""

    def setUp(self) -> None:
        super().setUp()
        self.problem = self.package(CASES[:1])
        self.solution = self.write("solution.py", "def f(x):\n    return x\n")

    def test_require_full(self) -> None:
        self.assertStatus(grader.grade("--require", "full", self.problem, self.solution), "passed")
        for mode in ("baseline", "user-baseline"):
            if grader.available(mode):
                run = grader.grade("--require", "full", self.problem, self.solution, mode=mode)
                self.assertStatus(run, "machine")
                self.assertSays(run, "full")
                self.assertEqual("", run.out)

    def test_many_at_the_same_time(self) -> None:
        running = [grader.start(self.problem, self.solution, stdout=subprocess.DEVNULL, mode=mode) for mode in grader.modes() * 2]
        self.assertEqual([0] * len(running), [process.wait(60) for process in running])

    def test_nothing_is_left(self) -> None:
        """No mount, no System V memory, no file in /tmp, no process of ours."""
        before = self.machine()
        problem = self.package([{"name": "a", "exec": "import os\nif os.fork() == 0: os.setsid(); os.execv('/bin/sleep', ['sleep', '99'])",
                                 "profile": "processes"}, *CASES])
        for mode in grader.modes():
            grader.grade(problem, self.solution, mode=mode)
        self.assertEqual(before, self.machine())

    @staticmethod
    def machine() -> tuple:
        mounts = pathlib.Path("/proc/self/mounts").read_text()
        shared = pathlib.Path("/proc/sysvipc/shm").read_text()
        files = sorted(name for name in os.listdir("/tmp") if name.startswith("grade") and not name.startswith("grade-"))
        return mounts, shared, files


class Interpreters(grader.Test):
    def setUp(self) -> None:
        super().setUp()
        self.problem = self.package([{"name": "a", "exec": "import sys", "eval": "list(sys.version_info[:2])", "returns": [0, 0]}])
        self.solution = self.write("solution.py", "")

    def test_other_versions(self) -> None:
        for python in sorted(pathlib.Path.home().glob(".pyenv/versions/*/bin/python")):
            with self.subTest(python=str(python)):
                if tuple(map(int, python.parts[-3].split(".")[:2])) < (3, 9):
                    self.refuse_old(python)
                    continue
                asked = subprocess.run([python, "-c", "import sys; print(list(sys.version_info[:2]))"], capture_output=True, check=True)
                run = grader.report("--python", python, self.problem, self.solution)
                self.assertEqual(json.loads(asked.stdout), run.report["cases"][0]["actual"], str(run))

    def refuse_old(self, python: pathlib.Path) -> None:
        run = grader.grade("--python", python, self.problem, self.solution)
        self.assertStatus(run, "usage")
        self.assertSays(run, "grade needs 3.9 or newer")

    def test_what_is_no_interpreter(self) -> None:
        shim = self.write("python", "#!/bin/sh\nexec /usr/bin/python3 \"$@\"\n")
        shim.chmod(0o755)
        cases = [("a script", shim), ("not there", self.folder / "none"), ("a folder", self.folder), ("not executable", self.solution),
                 ("another program", "/bin/true"), ("a device", "/dev/zero")]
        for label, path in cases:
            with self.subTest(label):
                run = grader.grade("--python", path, self.problem, self.solution, timeout=60)
                self.assertIn(run.status, (2, 4), str(run))
                self.assertSays(run, str(path))
                self.assertEqual(1, len(run.err.splitlines()), str(run))


class Interruption(grader.Test):
    """Ctrl-C in the middle: what had ended is kept, and nothing is left running."""

    def start(self, *args: object) -> subprocess.Popen:
        cases = [{"name": "quick", "eval": "1", "returns": 1},
                 {"name": "slow", "exec": "import time; time.sleep(50)", "clock": "real", "limits": {"wall_ms": 60000}},
                 {"name": "never", "needs": ["slow"], "eval": "1", "returns": 1}]
        problem, solution = self.package(cases), self.write("solution.py", "")
        process = grader.start(*args, problem, solution, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(2.5)
        return process

    def check_children(self, group: int) -> None:
        """Nothing of the run is left in its process group or session."""
        for _ in range(50):
            left = [path for path in pathlib.Path("/proc").glob("[0-9]*/stat") if self.in_session(path, group)]
            if not left:
                return
            time.sleep(0.1)
        self.fail(f"still there: {left}")

    @staticmethod
    def in_session(path: pathlib.Path, session: int) -> bool:
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            return False
        return fields[3] == str(session) and fields[0] != "Z"

    def test_interrupted(self) -> None:
        for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(sig=sig.name):
                process = self.start("--report", "json")
                process.send_signal(sig)
                out, err = process.communicate(timeout=10)
                self.assertEqual(5, process.returncode, err)
                report = json.loads(out)
                self.assertTrue(report["interrupted"])
                self.assertEqual(["pass", "skipped", "skipped"], [case["verdict"] for case in report["cases"]])
                self.check_children(process.pid)

    def test_killed(self) -> None:
        """Even SIGKILL leaves no process behind."""
        process = self.start()
        process.kill()
        process.communicate(timeout=10)
        self.check_children(process.pid)

    def test_twice(self) -> None:
        process = self.start()
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
        self.assertIn(process.returncode, (5, -signal.SIGINT))
        self.check_children(process.pid)
