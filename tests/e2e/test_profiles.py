"""Interpreters and what is warm in them: versions and modules that a problem needs, what becomes of a
preload that fails, virtual environments, programs that are no Python."""

import json
import os
import pathlib
import shutil
import subprocess

import grader

SYSTEM = "/usr/bin/python3"
MODES = ("plain", "baseline", "user-baseline")  # both levels, both accounts
ONE = [{"name": "one", "eval": "f()", "returns": 1}, {"name": "two", "eval": "f() + 1", "returns": 2}]
PLAIN = "def f():\n    return 1\n"


def modes() -> list:
    return [mode for mode in MODES if grader.available(mode)]


class Profiles(grader.Test):
    def setUp(self) -> None:
        super().setUp()
        self.solution = self.write("solution.py", PLAIN)

    def environment_with(self, name: str, *options: str, **modules: str) -> pathlib.Path:
        """A virtual environment with these modules in it; its interpreter."""
        folder = self.folder / name
        subprocess.run([SYSTEM, "-m", "venv", "--without-pip", *options, folder], check=True)
        site = next((folder / "lib").glob("python3.*")) / "site-packages"
        for module, text in modules.items():
            (site / (module + ".py")).write_text(text)
        return folder / "bin" / "python"

    def skipped(self, run: grader.Run) -> str:
        """The one reason for which every case was skipped."""
        self.assertStatus(run, "machine")
        cases = run.report["cases"]
        self.assertEqual({"skipped"}, {case["verdict"] for case in cases})
        self.assertEqual(1, len({case["reason"] for case in cases}))
        return cases[0]["reason"]

    # What a problem needs

    def test_versions(self) -> None:
        for versions, fits in ((">=3.9", True), (">=3.9, <4", True), ("!=3.9.1", True), ("<3.9", False), (">=3.99", False)):
            with self.subTest(versions):
                run = grader.report(self.package(ONE, python={"versions": versions}), self.solution)
                if fits:
                    self.assertStatus(run, "passed")
                else:
                    self.assertIn(f"is for Python {versions}, and {SYSTEM} is Python 3.", self.skipped(run))

    def test_modules(self) -> None:
        """Asked for, preloaded or not: the reason says what to install."""
        for about in ({"modules": ["no_such_module.part"]}, {"preload": ["no_such_module"]},
                      {"modules": ["no_such_module"], "preload": ["json"]}, {"preload": ["json", "no_such_module.part"]}):
            with self.subTest(about):
                reason = self.skipped(grader.report(self.package(ONE, python=about), self.solution))
                self.assertIn("needs the Python module no_such_module", reason)
                self.assertTrue(reason.endswith(": apt install python3-no-such-module"), reason)
        self.assertStatus(grader.grade(self.package(ONE, python={"modules": ["json", "array", "sys"]}), self.solution), "passed")

    def test_the_summary_says_why(self) -> None:
        run = grader.grade(self.package(ONE, python={"modules": ["no_such_module"]}), self.solution)
        self.assertIn("– 0 of 2 cases pass, 2 skipped", run.out)
        self.assertEqual(1, run.out.count("needs the Python module no_such_module"), run.out)
        self.assertIn("needs the Python module", grader.grade("-q", self.package(ONE, python={"modules": ["no_such_module"]}), self.solution).out)

    def test_some_cases_are_skipped(self) -> None:
        """What is skipped does not fail the rest, and the last lines say what it was."""
        if not grader.available("baseline"):
            self.skipTest("needs level baseline")
        cases = [*ONE, {"name": "reads", "files": {"a.txt": "1"}, "eval": "int(open('a.txt').read())", "returns": 1}]
        run = grader.grade(self.package(cases), self.solution, mode="baseline")
        self.assertStatus(run, "passed")
        self.assertIn("– 2 of 3 cases pass, 1 skipped", run.out)
        self.assertIn("skipped: needs files, and at level baseline", " ".join(run.out.split()))

    # Preloads that fail

    def test_a_preload_that_fails(self) -> None:
        python = self.environment_with(
            "env", broken="import json\nraise ImportError('libmissing.so.1: no such file')\n", lacks="import no_such_part\n",
            leaves="import sys\nsys.exit(3)\n", dies="import ctypes\nctypes.string_at(0)\n", out="import os\nos._exit(0)\n")
        for module, says in (("broken", "importing it raised ImportError: libmissing.so.1"), ("leaves", "importing it raised SystemExit: 3"),
                             ("lacks", "importing it raised ModuleNotFoundError: No module named 'no_such_part'")):
            with self.subTest(module):
                run = grader.report("--python", python, self.package(ONE, python={"preload": [module]}), self.solution)
                reason = self.skipped(run)
                self.assertIn(f"needs the Python module {module}, which is there", reason)
                self.assertIn(says, reason)
        for module in ("dies", "out"):
            with self.subTest(module):
                run = grader.grade("--python", python, self.package(ONE, python={"preload": ["json", module]}), self.solution)
                self.assertStatus(run, "machine")
                self.assertSays(run, "ended while it imported what the problem preloads: json, " + module)

    def test_what_a_preload_leaves_behind(self) -> None:
        """What it printed is no output of a case; what it tried is no violation; what it holds of the clock is the
        case's; its own mess is every case's to start with."""
        python = self.environment_with("env", heavy=(
            "import socket, sys, time\nfrom time import time as now\nfrom time import sleep\n"
            "sys.stdout.write('loaded')\nsys.stderr.write('loaded')\n"
            "for family in (socket.AF_INET6, socket.AF_INET):\n"
            "    try:\n        socket.socket(family).close()\n    except OSError:\n        pass\n"
            "held = []\n"))
        text = "import heavy\ndef f():\n    heavy.held.append(1)\n    heavy.sleep(5)\n    return heavy.now()\n"
        cases = [{"name": name, "eval": "(f(), heavy.held)", "returns": {"$tuple": [1700000005.0, [1]]}, "stdout": "",
                  "then": {"clock.sleeps": [5]}} for name in "abc"]
        problem = self.package(cases, python={"preload": ["heavy"]})
        for mode in modes():
            with self.subTest(mode):
                run = grader.report("--python", python, problem, self.write("heavy_user.py", text), mode=mode)
                self.assertStatus(run, "passed")
                self.assertEqual([""] * 6, [case[stream] for case in run.report["cases"] for stream in ("stdout", "stderr")])

    def test_a_machine_that_is_asked_for_its_name(self) -> None:
        """numpy, pandas and others ask `platform`, which would run programs: that is nobody's violation."""
        text = "import platform\ndef f():\n    platform.uname().processor, platform.processor(), platform.architecture()\n    return 1\n"
        for mode in modes():
            for about in ({}, {"preload": ["platform"]}):
                with self.subTest(mode=mode, about=about):
                    run = grader.report(self.package(ONE, python=about), self.write("asks.py", text), mode=mode)
                    self.assertStatus(run, "passed")
                    self.assertEqual([None, None], [case["violation"] for case in run.report["cases"]])

    # Interpreters

    def test_environments(self) -> None:
        """Its own packages, and the system's only where it shares them; a link or a copy, however it is named."""
        problem = self.package([{"name": "finds it", "eval": "f()", "returns": 7}], python={"preload": ["mine"]})
        solution = self.write("mine_user.py", "import mine\ndef f():\n    return mine.X\n")
        outside = [path for path in pathlib.Path("/usr/lib/python3/dist-packages").glob("*.py")][:1]
        for name, options in (("plain", ()), ("copy", ("--copies",)), ("shares", ("--system-site-packages",))):
            python = self.environment_with(name, *options, mine="X = 7\n")
            for mode in modes() if name == "plain" else ["plain"]:
                with self.subTest(name, mode=mode):
                    self.assertStatus(grader.grade("--python", python, problem, solution, mode=mode), "passed")
            for path, folder in (("bin/python", python.parent.parent), ("./python", python.parent)):
                self.assertStatus(grader.grade("--python", path, problem, solution, cwd=folder), "passed")
            for found in outside:
                other = grader.make_package(self.folder / "other" / "01", ONE, python={"modules": [found.stem]})
                run = grader.report("--python", python, other, self.solution)
                self.assertEqual("shares" == name, run.status == 0, str(run))
                if name != "shares":
                    self.assertTrue(self.skipped(run).endswith(f"{python} -m pip install {found.stem}"), str(run))

    def test_an_environment_that_others_cannot_read(self) -> None:
        if os.geteuid() != 0 or not grader.available("baseline"):
            self.skipTest("needs root and level baseline")
        python = self.environment_with("env", mine="X = 7\n")
        problem = self.package(ONE, python={"preload": ["mine"]})
        next((self.folder / "env" / "lib").glob("python3.*")).chmod(0o700)
        run = grader.report("--python", python, problem, self.solution, mode="baseline")
        self.assertIn("mine, which is there, but not for the account that cases run as", self.skipped(run))

    def test_no_python(self) -> None:
        version = os.path.basename(os.path.realpath(SYSTEM))
        old = self.folder / "old" / "bin" / "python3.7"
        old.parent.mkdir(parents=True)
        old.write_bytes(pathlib.Path(SYSTEM).read_bytes()[:4096])
        old.chmod(0o755)
        lost = self.folder / "lost" / "bin" / version
        lost.parent.mkdir(parents=True)
        lost.symlink_to(old)
        script = self.write("shim", "#!/bin/sh\nexec python3 \"$@\"\n")
        script.chmod(0o755)
        for path, says in (("/bin/ls", "is a program, but not a Python interpreter"), (old, "Python 3.7 is too old: grade needs 3.9 or newer"),
                           (lost, "Python 3.7 is too old"), (script, "is a script"), (self.folder, "not a program"),
                           (self.folder / "nowhere", "No such file")):
            with self.subTest(str(path)):
                run = grader.grade("--python", path, self.package(ONE), self.solution)
                self.assertStatus(run, "usage")
                self.assertSays(run, "--python", says)

    def test_an_old_python_in_disguise(self) -> None:
        """Nothing about the file tells its version: the cell does, before it imports what an old one cannot read."""
        harness = pathlib.Path(grader.program).parent / "harness" / "cell.py"
        code = "import sys\nsys.version_info = (3, 6, 15, 'final', 0)\nexec(compile(open(sys.argv[1]).read(), 'cell.py', 'exec'))\n"
        done = subprocess.run([SYSTEM, "-c", code, harness], capture_output=True, text=True)
        self.assertEqual("Python 3.6 is too old: grade needs 3.9 or newer\n", done.stderr)


    def test_bundle_of_another_python(self) -> None:
        """The harness lies in one file for the interpreter that it was built with; others read it module by module."""
        built = pathlib.Path(grader.program).parent
        place = self.folder / "elsewhere"
        place.mkdir()
        for name in ("grade", "_grade.so"):
            shutil.copy(built / name, place)
        shutil.copytree(built / "harness", place / "harness")
        bundle = place / "harness" / "cell.bundle"
        held = bundle.read_bytes()
        for what, data in (("as built", held), ("another's", b"\0\0" + held[2:]), ("empty", b"")):
            with self.subTest(what):
                bundle.write_bytes(data)
                done = subprocess.run([place / "grade", self.package(ONE), self.solution], capture_output=True, text=True)
                self.assertEqual((0, ""), (done.returncode, done.stderr))


class Pandas(grader.Test):
    """With the library itself, where it is installed."""

    def setUp(self) -> None:
        super().setUp()
        if subprocess.run([SYSTEM, "-c", "import pandas"], capture_output=True).returncode:
            self.skipTest("python3-pandas is not installed")

    def test_frames(self) -> None:
        """Given, returned, changed and kept; at every level, preloaded and not."""
        packages = grader.HERE / "packages" / "frames"
        about = json.loads((packages / "problem.json").read_text())
        bare = grader.make_package(self.folder / "bare" / "01", (packages / "cases.json").read_text(),
                                   names=about["names"], limits=about["limits"])
        wanted = {case["name"]: case["x-verdict"] for case in json.loads((packages / "cases.json").read_text())["cases"]}
        for problem, ways in ((packages, ("plain", modes()[-1])), (bare, ["plain"])):
            for mode in ways:
                with self.subTest(problem=problem, mode=mode):
                    run = grader.report(problem, packages / "solution.py", mode=mode)
                    self.assertEqual(wanted, {case["name"]: case["verdict"] for case in run.report["cases"]}, run.out[:4000])
        says = {case["name"]: case["difference"] for case in run.report["cases"] if case["verdict"] == "wrong"}
        for name, difference in json.loads((packages / "problem.json").read_text())["x-differences"].items():
            self.assertEqual(difference, says[name])
