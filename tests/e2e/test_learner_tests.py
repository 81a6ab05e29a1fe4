"""Kind `tests`: the learner's tests are counted as the runner counts them, on every subject; and nothing that
a hostile file does in the process makes a problem pass that its tests do not."""

import json
import pathlib
import shutil
import subprocess

import grader

CORRECT = "def double(x):\n    return x + x\n"
CORRECT_TOO = "def double(x):\n    result = x\n    result += x\n    return result\n"
WRONG = "def double(x):\n    return x * x\n"

PASSES = {"tests.failed": 0, "tests.errors": 0}
CASES = [
    {"name": "correct", "subject": "subjects/correct.py", "then": PASSES},
    {"name": "mutant", "subject": "subjects/square.py", "then": {"tests.failed": {"$min": 1}}},
    {"name": "correct, too", "subject": "subjects/too.py", "visibility": "hidden", "then": PASSES},
]
SUBJECTS = {"correct.py": CORRECT, "too.py": CORRECT_TOO, "square.py": WRONG}

GOOD = {
    "pytest": "from calc import double\n\n\ndef test_double():\n    assert double(3) == 6\n",
    "unittest": ("import unittest\nimport calc\n\n\nclass Double(unittest.TestCase):\n    def test_double(self):\n"
                 "        self.assertEqual(calc.double(3), 6)\n"),
}

# What a runner makes of these on the correct subject: collected, passed, failed, errors, skipped.
COUNTED = {
    "pytest": [
        ("nothing", "x = 1\n", None),
        ("names that are none", "def check(): assert False\nclass Checks:\n    def test_a(self): pass\n", None),
        ("one of each", """
import pytest
def test_good(): pass
def test_bad(): assert 1 == 2
def test_raises(): {}['x']
@pytest.mark.skip
def test_skipped(): pass
@pytest.mark.xfail
def test_known(): assert 0
@pytest.mark.xfail
def test_better(): pass
@pytest.mark.xfail(strict=True)
def test_strict(): pass
@pytest.fixture
def broken(): raise OSError
def test_set_up(broken): pass
""", (8, 2, 3, 1, 2)),
        ("parameters", """
import pytest
@pytest.mark.parametrize('x, y', [(1, 2), (2, 4), (3, 7)])
def test_double(x, y):
    from calc import double
    assert double(x) == y
""", (3, 2, 1, 0, 0)),
        ("a class and fixtures", """
import pytest
@pytest.fixture(scope='module')
def log(): return []
@pytest.fixture
def torn(log):
    yield log
    log.append('end')
    assert len(log) < 3
class TestLog:
    def test_a(self, torn): torn.append('a')
    def test_b(self, torn): torn.append('b')
    def test_c(self, torn): assert 0
""", (3, 1, 1, 1, 0)),
        ("helpers of pytest's own", """
import logging, sys, time
import pytest
def test_capsys(capsys):
    print('hello')
    assert capsys.readouterr().out == 'hello\\n'
def test_caplog(caplog):
    logging.getLogger('x').warning('careful')
    assert caplog.messages == ['careful']
def test_monkeypatch(monkeypatch):
    import calc
    monkeypatch.setattr(calc, 'double', lambda x: 0)
    assert calc.double(3) == 0
def test_after(): 
    import calc
    assert calc.double(3) == 6
def test_approx(): assert 0.1 + 0.2 == pytest.approx(0.3)
def test_warns():
    import warnings
    with pytest.warns(UserWarning): warnings.warn('w')
def test_clock():
    start = time.monotonic()
    time.sleep(3600)
    assert time.monotonic() - start == 3600
def test_request(request): assert request.node.name == 'test_request'
""", (8, 8, 0, 0, 0)),
        ("a file that cannot be imported", "import no_such_module\ndef test_a(): pass\n", None),
        ("a name that is not there", "from calc import triple\ndef test_a(): pass\n", None),
        ("skipped as a whole", "import pytest\npytest.skip('no', allow_module_level=True)\n", None),
        ("reloads", """
import importlib, sys, calc
def test_a():
    again = importlib.reload(calc)
    assert again.double(2) == 4
    del sys.modules['calc']
    import calc as anew
    assert anew is not calc and anew.double(4) == 8
""", (1, 1, 0, 0, 0)),
        ("by unittest", GOOD["unittest"], (1, 1, 0, 0, 0)),
    ],
    "unittest": [
        ("nothing", "x = 1\n", None),
        ("functions", GOOD["pytest"], None),
        ("one of each", """
import unittest
class All(unittest.TestCase):
    def test_good(self): pass
    def test_bad(self): self.assertTrue(False)
    def test_raises(self): {}['x']
    @unittest.skip('no')
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_known(self): self.fail()
    @unittest.expectedFailure
    def test_better(self): pass
    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i): self.assertEqual(i % 2, 0)
class Broken(unittest.TestCase):
    def setUp(self): raise OSError
    def test_a(self): pass
class Torn(unittest.TestCase):
    def tearDown(self): raise OSError
    def test_a(self): pass
    def test_b(self): self.fail()
""", (10, 1, 5, 2, 2)),
        ("a class that cannot be set up", """
import unittest
class A(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise OSError
    def test_a(self): pass
    def test_b(self): pass
""", (2, 0, 0, 1, 0)),
        ("asynchronous, on the virtual clock", """
import asyncio, unittest, calc
class Slow(unittest.IsolatedAsyncioTestCase):
    async def test_good(self):
        await asyncio.sleep(3600)
        self.assertEqual(calc.double(2), 4)
    async def test_bad(self):
        await asyncio.sleep(3600)
        self.assertEqual(calc.double(2), 5)
""", (2, 1, 1, 0, 0)),
        ("a load_tests of its own", """
import unittest
class A(unittest.TestCase):
    def test_a(self): pass
    def test_b(self): self.fail()
def load_tests(loader, tests, pattern): return unittest.TestSuite([A('test_a')])
""", (1, 1, 0, 0, 0)),
        ("a load_tests that fails", "def load_tests(loader, tests, pattern): return None\n", None),
        ("a file that cannot be imported", "import no_such_module\n", None),
        ("main guarded", GOOD["unittest"] + "\nif __name__ == '__main__':\n    unittest.main()\n", (1, 1, 0, 0, 0)),
    ],
}

# None of these notices the mutant by what it does and accepts both correct subjects: none may pass.
HOSTILE = {
    "leaves at once": "import os\nos._exit(0)\n",
    "leaves in a test": "import os\ndef test_a(): os._exit(0)\n",
    "leaves politely": "import sys\nsys.exit(0)\n",
    "leaves politely in a test": "import sys\ndef test_a(): sys.exit(0)\n",
    "breaks off": "import pytest\ndef test_a(): pytest.exit('enough', 0)\n",
    "stops": "def test_a(): raise KeyboardInterrupt\n",
    "prints a summary": """
import sys
print('collected 3 items')
sys.__stdout__.write('=== 3 passed in 0.01s ===\\n')
def test_a(): print('FAILED test_a')
""",
    "defines nothing": "tests = {'collected': 3, 'passed': 3, 'failed': 0, 'errors': 0, 'skipped': 0}\n",
    "fails always": "def test_a(): assert 0\n",
    "brings a conftest": """
open('conftest.py', 'w').write('def pytest_runtest_logreport(report): report.outcome = "passed"')
def pytest_runtest_call(item): pass
pytest_plugins = ['conftest']
def test_a(): assert 0
""",
    "patches the runner": """
import _pytest.runner, _pytest.reports
_pytest.reports.TestReport.failed = property(lambda self: False)
_pytest.runner.check_interactive_exception = lambda *args: False
def test_a(): assert 0
""",
    "patches the plugin": """
def test_a(pytestconfig):
    plugin = pytestconfig.pluginmanager.get_plugin('learner')
    plugin.outcomes.counts = lambda: {'collected': 1, 'passed': 0, 'failed': 1, 'errors': 0, 'skipped': 0}
""",
    "lies about counts": """
def test_a(pytestconfig):
    plugin = pytestconfig.pluginmanager.get_plugin('learner')
    plugin.outcomes.counts = lambda: {'collected': -1, 'passed': 'many', 'failed': None, 'errors': 0}
""",
    "tells of nothing": """
def test_a(pytestconfig):
    plugin = pytestconfig.pluginmanager.get_plugin('learner')
    plugin.tests.counts = lambda: None
    plugin.outcomes.counts = lambda: {}
""",
    "raises where it is counted": """
def test_a(pytestconfig):
    plugin = pytestconfig.pluginmanager.get_plugin('learner')
    def counts(): raise SystemExit(0)
    plugin.outcomes.counts = counts
""",
    "asks for the source": """
import inspect, calc
def test_a(): assert '+' in inspect.getsource(calc)
""",
    "looks for the source": """
import calc
def test_a(): assert 'x + x' in open(calc.__file__).read()
""",
    "knows the bytecode": f"""
import calc
known = {{}}
exec({CORRECT!r}, known)
def test_a(): assert calc.double.__code__.co_code == known['double'].__code__.co_code
""",
}

# Looks through all that Python holds for what would tell the subjects apart.
LOOKS = """
import gc, sys
import calc

SIGNS = [name[::-1] for name in ('esangrewz', 'llesiew', 'negadlok')]

def texts():
    for held in gc.get_objects():
        for one in gc.get_referents(held):
            if type(one) is str and len(one) < 10000:
                yield one
            elif type(one) is bytes and len(one) < 10000:
                yield one.decode('latin-1')

def test_nothing_tells():
    assert not [text for text in texts() if any(sign in text for sign in SIGNS) and text not in SIGNS]

def test_the_frames_tell_nothing():
    frame, bodies = sys._getframe(), []
    while frame is not None:
        bodies += [value for value in frame.f_locals.values() if type(value) is dict and 'label' in value]
        frame = frame.f_back
    assert bodies
    for body in bodies:
        assert sorted(body) == ['advance', 'do', 'label', 'n', 'show'] and body['label'] == 'tests' and body['n'] == 0

def test_all_alike():
    assert calc.__file__ == 'calc.py' and calc.__spec__.origin == 'calc.py'
    assert calc.double.__code__.co_filename == 'calc.py'
"""


def pytest_is_there() -> bool:
    return subprocess.run(["/usr/bin/python3", "-c", "import pytest"], stderr=subprocess.DEVNULL).returncode == 0


RUNNERS = ["pytest", "unittest"] if pytest_is_there() else ["unittest"]


class LearnerTests(grader.Test):
    def learner_package(self, runner: str, cases: list = CASES, subjects: dict = SUBJECTS, **more: object) -> pathlib.Path:
        solution = {"kind": "tests", "file": "test_calc.py", "subject": "calc", "runner": runner, **more}
        package = self.package(cases, solution=solution)
        folder = package / "subjects"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in subjects.items():
            (folder / name).write_text(text)
        return package

    def test_good_tests_pass(self) -> None:
        for runner in RUNNERS:
            package = self.learner_package(runner)
            for mode in grader.modes():
                with self.subTest(runner=runner, mode=mode):
                    run = grader.report(package, self.write("good.py", GOOD[runner]), mode=mode)
                    self.assertStatus(run, "passed")

    def test_counts(self) -> None:
        names = ("collected", "passed", "failed", "errors", "skipped")
        for runner in RUNNERS:
            for label, source, counts in COUNTED[runner]:
                then = {f"tests.{name}": count for name, count in zip(names, counts or (0, 0, 0, 0, 0))}
                package = self.learner_package(runner, [{"name": "a", "subject": "subjects/correct.py", "then": then}])
                with self.subTest(runner=runner, label=label):
                    run = grader.report(package, self.write("some.py", source))
                    self.assertStatus(run, "passed" if counts else "failed")
                    if not counts:  # none at all is no pass, even where it is expected
                        self.assertEqual("tests.collected", run.report["cases"][0]["failures"][0]["aspect"], str(run))

    def test_what_failed_is_told(self) -> None:
        for runner in RUNNERS:
            source = GOOD[runner].replace("6", "7")
            run = grader.report(self.learner_package(runner), self.write("strict.py", source))
            case = grader.case_of(run, "correct")
            self.assertEqual("tests.failed", case["failures"][0]["aspect"])
            told = json.dumps(case)
            for fragment in ("test_double", "test_calc.py", "6", "7"):
                self.assertIn(fragment, told)
            self.assertNotIn("harness", told)

    def test_hostile(self) -> None:
        for name, source in HOSTILE.items():
            for runner in RUNNERS:
                with self.subTest(name=name, runner=runner):
                    run = grader.report(self.learner_package(runner), self.write("hostile.py", source))
                    self.assertStatus(run, "failed")
                    verdicts = [case["verdict"] for case in run.report["cases"]]
                    self.assertNotEqual(["pass"] * 3, verdicts)
                    self.assertNotIn("internal", verdicts)

    def test_what_is_never_a_pass(self) -> None:
        package = self.learner_package(RUNNERS[0])
        for name in ("leaves at once", "lies about counts", "tells of nothing", "raises where it is counted",
                     "defines nothing", "leaves politely"):
            if RUNNERS[0] == "unittest" and "pytestconfig" in HOSTILE[name]:
                continue
            with self.subTest(name=name):
                run = grader.report(package, self.write("hostile.py", HOSTILE[name]))
                verdicts = [case["verdict"] for case in run.report["cases"]]
                self.assertNotIn("pass", verdicts, str(run))

    def test_subjects_look_alike(self) -> None:
        if "pytest" not in RUNNERS:
            self.skipTest("needs pytest")
        names = ("zwergnase", "weisell")
        cases = [{"name": f"koldagen {name}", "subject": f"subjects/{name}.py", "then": PASSES} for name in names]
        package = self.learner_package("pytest", cases, {f"{name}.py": CORRECT for name in names})
        self.assertStatus(grader.report(package, self.write("looks.py", LOOKS)), "passed")
        seen = LOOKS.replace("negadlok", "elbuod").replace(" and text not in SIGNS", "")  # what is there is found
        run = grader.report(package, self.write("looks.py", seen))
        self.assertEqual(2, sum(case["verdict"] == "wrong" for case in run.report["cases"]), str(run))

    def test_subjects_are_not_shown(self) -> None:
        secret = WRONG + "\n\nSECRET = 'a mistake is made here'\n"
        for runner in RUNNERS:
            package = self.learner_package(runner, subjects={**SUBJECTS, "square.py": secret})
            source = GOOD[runner] + "\n\nimport calc\ncalc.double('x')\n"
            run = grader.report(package, self.write("bad.py", source))
            self.assertNotIn("a mistake", run.out)
            text = grader.grade(package, self.write("bad.py", source))
            self.assertNotIn("x * x", text.out)

    def test_broken_packages(self) -> None:
        correct = {"name": "a", "subject": "subjects/correct.py", "then": PASSES}
        broken = [
            ("no subject", [{"name": "a", "then": PASSES}], "name the 'subject'"),
            ("nothing expected", [{"name": "a", "subject": "subjects/correct.py"}], "expects nothing of the tests"),
            ("an action", [{**correct, "eval": "1"}], "'eval' means nothing where the solution is tests"),
            ("no such file", [{**correct, "subject": "subjects/none.py"}], "subject: subjects/none.py: no such file"),
            ("no such folder", [{**correct, "subject": "none/a.py"}], "none/a.py: no such file"),
            ("a folder", [{**correct, "subject": "subjects"}], "subject: subjects"),
            ("a link", [{**correct, "subject": "subjects/link.py"}], "subjects/link.py"),
            ("a linked folder", [{**correct, "subject": "linked/passwd"}], "linked: cannot open the folder"),
            ("syntax", [{**correct, "subject": "subjects/syntax.py"}], "subjects/syntax.py: line 1: SyntaxError"),
            ("too much", [{**correct, "subject": "subjects/large.py"}], "subjects/large.py"),
        ]
        for label, cases, says in broken:
            package = self.learner_package("unittest", cases)
            folder = package / "subjects"
            (folder / "link.py").symlink_to("/etc/passwd")
            (folder / "syntax.py").write_text("def (:\n")
            (folder / "large.py").write_text("#" * (1 << 20) + "\n")
            if not (package / "linked").is_symlink():
                (package / "linked").symlink_to("/etc")
            with self.subTest(label):
                run = grader.grade(package, self.write("good.py", GOOD["unittest"]))
                self.assertStatus(run, "package")
                self.assertSays(run, says)

    def test_without_pytest(self) -> None:
        """Whoever has no pytest is told how to get it, and can do the problems for unittest."""
        others = [path for path in self.interpreters() if not self.has_pytest(path)]
        if not others:
            self.skipTest("every interpreter here has pytest")
        run = grader.report(self.learner_package("pytest"), self.write("good.py", GOOD["pytest"]), "--python", others[0])
        self.assertEqual({"skipped"}, {case["verdict"] for case in run.report["cases"]})
        self.assertIn("-m pip install pytest", run.out)
        run = grader.report(self.learner_package("unittest"), self.write("good.py", GOOD["unittest"]), "--python", others[0])
        self.assertStatus(run, "passed")

    @staticmethod
    def interpreters() -> list:
        ask = ["-c", "import sys; print(sys.executable)"]
        names = filter(None, (shutil.which(f"python3.{minor}") for minor in range(9, 15)))
        runs = [subprocess.run([name, *ask], capture_output=True, text=True) for name in names]
        return [run.stdout.strip() for run in runs if run.returncode == 0]

    @staticmethod
    def has_pytest(path: str) -> bool:
        return subprocess.run([path, "-c", "import pytest"], stderr=subprocess.DEVNULL).returncode == 0


class Help(grader.Test):
    def test_kinds(self) -> None:
        run = grader.grade("help", "kinds")
        self.assertStatus(run, "passed")
        for word in ("tests.collected", "unittest", "subject"):
            self.assertIn(word, run.out)
