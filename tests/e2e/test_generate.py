"""Cases whose inputs are drawn, and cases that bound the growth of a count."""

import json
import signal
import subprocess
import time

import grader

REFERENCE = """\
def largest(xs, n=1):
    if not xs:
        raise ValueError("nothing in it")
    return sorted(xs)[-n:]
"""
LARGEST = {
    "name": "any list",
    "call": "largest",
    "generate": {
        "args": [{"list": {"of": {"int": {"min": -50, "max": 50}}, "max_len": 8}}],
        "kwargs": {"n": {"int": {"min": 1, "max": 3}}},
        "edges": [{"args": [[]], "kwargs": {"n": 1}}, [[5]]],
        "raises": "ValueError",
    },
}
HARD_CODED = """\
KNOWN = {(1, 2, 3): [3], (5,): [5]}
def largest(xs, n=1):
    if not xs:
        raise ValueError("nothing in it")
    return KNOWN.get(tuple(xs), xs[-n:])
"""
CRASHES_ON_EMPTY = """\
def largest(xs, n=1):
    if not xs and n > 1:
        return xs[0]
    if not xs:
        raise ValueError("nothing in it")
    return sorted(xs)[-n:]
"""
OFF_BY_ONE = """\
def largest(xs, n=1):
    if not xs:
        raise ValueError("nothing in it")
    if 20 < xs[0]:
        n += 1
    return sorted(xs)[-n:]
"""
SPIES = '''\
import builtins, gc, os, sys

def looks_like_it(thing):
    return "nothing" + " in it" in str(thing)

def search():
    for root, folders, files in os.walk("/"):
        for name in files:
            if name in ("cases.json", "problem.json") or (name == "reference.py" and root.endswith("solutions")):
                return [os.path.join(root, name)]
    for thing in gc.get_objects():
        if type(thing) in (bytes, str) and looks_like_it(thing):
            return [thing]
    for name in list(sys.modules):
        if "reference" in name:
            return [name]
    frame = sys._getframe()
    while frame:
        for thing in list(frame.f_locals.values()):
            if type(thing) in (dict, list) and "'returns'" in str(thing):
                return ["returns"]
        frame = frame.f_back
    for pid in range(1, 50):
        for what in ("mem", "cmdline", "environ"):
            try:
                with open("/proc/%d/%s" % (pid, what), "rb") as file:
                    file.read(100)
                if pid != os.getpid():
                    return [pid]
            except OSError:
                pass
    return ["nothing found"]

def largest(xs, n=1):
    return search()
'''


class Generated(grader.Test):
    def setUp(self) -> None:
        super().setUp()
        self.problem = self.package([LARGEST])
        self.write("bank/tests/01/solutions/reference.py", REFERENCE)

    def cases(self, *cases: dict) -> None:
        (self.problem / "cases.json").write_text(json.dumps({"cases": cases}))

    def run_with(self, source: str, *args: object, **options: object) -> grader.Run:
        return grader.report(self.problem, self.write("solution.py", source), *args, **options)

    def failure(self, source: str, *args: object) -> dict:
        run = self.run_with(source, *args)
        self.assertStatus(run, "failed")
        return grader.case_of(run, "any list")["failures"][0]

    def test_reference_passes(self) -> None:
        for mode in grader.modes():
            with self.subTest(mode=mode):
                run = self.run_with(REFERENCE, mode=mode)
                self.assertStatus(run, "passed")

    def test_seeds_differ_and_repeat(self) -> None:
        seeds = {self.run_with(REFERENCE).report["seed"] for _ in range(3)}
        self.assertEqual(3, len(seeds))
        first, again = (self.run_with(OFF_BY_ONE, "--seed", "7").report for _ in range(2))
        self.assertEqual(7, first["seed"])
        keys = ("action", "expected_text", "actual_text", "verdict")
        self.assertEqual([first["cases"][0][key] for key in keys], [again["cases"][0][key] for key in keys])

    def test_off_by_one_is_shrunk(self) -> None:
        for seed in range(4):
            failure = self.failure(OFF_BY_ONE, "--seed", seed)
            self.assertEqual("largest([21, 0], n=1)", failure["action"])
            self.assertEqual(([21], [0, 21]), (failure["expected"], failure["actual"]))
            self.assertEqual(52, failure["generated"]["count"])

    def test_hard_coded_answers(self) -> None:
        for seed in range(3):
            failure = self.failure(HARD_CODED, "--seed", seed)
            self.assertEqual("wrong", failure["verdict"])
            self.assertEqual([2, 1], [len(failure["action"].split(",")) - 1, len(failure["expected"])])

    def test_crash_on_empty(self) -> None:
        case = dict(LARGEST, generate=dict(LARGEST["generate"], count=400))
        self.cases(case)
        failure = self.failure(CRASHES_ON_EMPTY, "--seed", 3)
        self.assertEqual("largest([], n=2)", failure["action"])
        self.assertEqual(("IndexError", "ValueError"), (failure["exception"]["type"], failure["expected_text"]))

    def test_edge(self) -> None:
        failure = self.failure("def largest(xs, n=1):\n    return sorted(xs)[-n:]\n")
        self.assertEqual("largest([], n=1)", failure["action"])
        self.assertTrue(failure["generated"]["edge"])
        self.assertEqual(1, failure["generated"]["input"])
        self.assertIn("raised nothing", failure["message"])

    def test_state_between_inputs(self) -> None:
        failure = self.failure("calls = []\n" + REFERENCE.replace("    if not xs", "    calls.append(1)\n"
                               "    if len(calls) > 9:\n        return None\n    if not xs"))
        self.assertTrue(failure["generated"]["not_alone"])
        self.assertEqual(10, failure["generated"]["input"])

    def test_crash_and_limits(self) -> None:
        for body, verdict in (("import os; os._exit(0)", "exited"), ("import os; os.abort()", "crashed"),
                              ("while True: pass", "cpu-limit")):
            with self.subTest(body):
                source = REFERENCE.replace("    return", "    if sum(xs) > 9:\n        " + body + "\n    return")
                failure = self.failure(source, "--limit", "cpu_ms=300", "--seed", 1)
                self.assertEqual(verdict, failure["verdict"])
                self.assertIn("largest([", failure["action"])

    def test_interrupted(self) -> None:
        """In the middle of an endless input: what is known is told, and nothing is left behind."""
        source = REFERENCE.replace("    return", "    while True: pass\n    return")
        process = grader.start("--report", "json", self.problem, self.write("solution.py", source), "--limit",
                               "cpu_ms=60000", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(5, process.returncode, err)
        report = json.loads(out)
        self.assertTrue(report["interrupted"])
        self.assertEqual("skipped", report["cases"][0]["verdict"])

    def test_text(self) -> None:
        solution = self.write("solution.py", OFF_BY_ONE)
        run = grader.grade(self.problem, solution, "--seed", "5")
        self.assertStatus(run, "failed")
        self.assertRegex(run.out, r"generated input \d+ of 52, seed 5; shrunk from largest\(\[")
        self.assertIn("inputs were drawn with --seed 5", run.out)
        self.assertIn("--seed 5 --case 1", " ".join(run.out.replace("│", "").split()))

    def test_spy_finds_nothing(self) -> None:
        for mode in grader.modes():
            with self.subTest(mode=mode):
                run = self.run_with(SPIES, "--limit", "cpu_ms=5000", "--limit", "wall_ms=60000", mode=mode)
                failure = grader.case_of(run, "any list")["failures"][0]
                self.assertEqual(["nothing found"], failure["actual"], failure)

    def test_reference_of_two_cells(self) -> None:
        """What a solution leaves behind, the reference does not see: they share no process."""
        source = "import builtins\nbuiltins.sorted = lambda xs: [0]\n" + REFERENCE
        self.assertEqual([0], self.failure(source)["actual"])

    def test_hidden_tells_nothing(self) -> None:
        self.cases(dict(LARGEST, visibility="hidden"))
        kept = self.folder / "kept.json"
        run = self.run_with(OFF_BY_ONE, "--keep-failing", kept)
        self.assertStatus(run, "failed")
        self.assertNotIn("largest(", run.out.replace("def largest(", ""))
        self.assertFalse(kept.exists())
        text = grader.grade("-v", self.problem, self.folder / "solution.py")
        self.assertNotIn("largest(", text.out)
        self.assertIn("wrong", text.out)

    def test_kept_case_fails_and_passes(self) -> None:
        kept = self.folder / "kept.json"
        for label, case, source in (
            ("call", LARGEST, OFF_BY_ONE),
            ("raises", LARGEST, "def largest(xs, n=1):\n    return sorted(xs)[-n:]\n"),
            ("eval", {"name": "any list", "eval": "largest(*args, **kwargs)", "exec": "x = 1",
                      "generate": LARGEST["generate"]}, OFF_BY_ONE),
            ("state", LARGEST, "calls = []\n" + REFERENCE.replace("    if not xs", "    calls.append(1)\n"
             "    if len(calls) > 4:\n        return None\n    if not xs")),
        ):
            with self.subTest(label):
                self.cases(case)
                self.run_with(source, "--keep-failing", kept)
                document = json.loads(kept.read_text())
                self.assertEqual(1, len(document["cases"]))
                name = document["cases"][0]["name"]
                self.assertRegex(name, r"^any list, input \d+ of seed \d+$")
                run = self.run_with(source, "--cases", kept, "--case", name)
                self.assertStatus(run, "failed")
                self.assertStatus(self.run_with(REFERENCE, "--cases", kept, "--case", name), "passed")
                kept.unlink()

    def test_kept_where_nothing_can_be_written(self) -> None:
        run = grader.grade(self.problem, self.write("solution.py", OFF_BY_ONE), "--keep-failing", "/nowhere/kept.json")
        self.assertStatus(run, "usage")
        self.assertEqual("", run.out)

    def test_nothing_kept_where_nothing_fails(self) -> None:
        self.assertStatus(self.run_with(REFERENCE, "--keep-failing", self.folder / "kept.json"), "passed")
        self.assertFalse((self.folder / "kept.json").exists())

    def test_broken_reference(self) -> None:
        for label, source, says in (
            ("syntax", "def largest(", ["solutions/reference.py", "line 1", "SyntaxError"]),
            ("import", "1 / 0", ["solutions/reference.py", "ZeroDivisionError"]),
            ("undeclared", "def largest(xs, n=1):\n    return xs[0]",
             ["largest([], n=1)", "IndexError", "\"raises\" of generate"]),
            ("endless", "def largest(xs, n=1):\n    while True: pass", ["largest([], n=1)", "CPU"]),
            ("opaque", "def largest(xs, n=1):\n    x = []\n    x.append(x)\n    return x",
             ["largest([], n=1)", "cannot be compared"]),
            ("exits", "import os\ndef largest(xs, n=1):\n    os._exit(3)", ["largest([], n=1)", "status 3"]),
        ):
            with self.subTest(label):
                self.write("bank/tests/01/solutions/reference.py", source)
                run = grader.grade(self.problem, self.write("solution.py", REFERENCE), "--limit", "cpu_ms=300")
                self.assertStatus(run, "package")
                self.assertSays(run, "'any list'" if label != "syntax" else "tests/01", *says)

    def test_no_reference(self) -> None:
        (self.problem / "solutions" / "reference.py").unlink()
        run = grader.grade(self.problem, self.write("solution.py", REFERENCE))
        self.assertStatus(run, "package")
        self.assertSays(run, "solutions/reference.py: no such file")
        outside = self.write("outside.py", REFERENCE)
        (self.problem / "solutions" / "reference.py").symlink_to(outside)
        run = grader.grade(self.problem, self.folder / "solution.py")
        self.assertStatus(run, "package")
        self.assertSays(run, "symbolic link")

    def test_loader(self) -> None:
        base = {"name": "a", "call": "f"}
        for label, keys, says in (
            ("unknown strategy", {"generate": {"args": [{"itn": {}}]}}, ["generate", "item 1", "'itn'", "'int'"]),
            ("unknown key", {"generate": {"args": [{"int": {"mn": 1}}]}}, ["'mn'", "'min'"]),
            ("no args", {"generate": {}}, ["'args' is missing"]),
            ("empty range", {"generate": {"args": [{"int": {"min": 5, "max": 4}}]}}, ["int: max", "less than min"]),
            ("lengths", {"generate": {"args": [{"str": {"min_len": 5, "max_len": 4}}]}}, ["str: max_len"]),
            ("a set of lists", {"generate": {"args": [{"set": {"of": {"list": {"of": 1}}}}]}}, ["set: of"]),
            ("sorted dicts", {"generate": {"args": [{"list": {"of": {"dict": {"keys": 1, "values": 1}}, "sorted": True}}]}},
             ["sorted"]),
            ("too much", {"generate": {"args": [{"list": {"of": {"list": {"of": 1, "min_len": 900}}, "min_len": 900}}]}},
             ["more than 5000 values"]),
            ("a count", {"generate": {"args": [], "count": 0}}, ["count", "between 1 and"]),
            ("returns beside", {"generate": {"args": []}, "returns": 1}, ["'returns' beside 'generate'"]),
            ("table beside", {"generate": {"args": []}, "table": []}, ["excludes"]),
            ("a path", {"generate": {"args": []}, "reference": "../x.py"}, ["reference", "leads out"]),
            ("reference alone", {"args": [], "reference": "x.py"}, ["'reference' belongs to 'generate'"]),
            ("an empty alphabet", {"generate": {"args": [{"str": {"alphabet": ""}}]}}, ["alphabet"]),
            ("nothing to choose", {"generate": {"args": [{"one_of": []}]}}, ["one_of", "must not be empty"]),
            ("a matcher", {"generate": {"args": [{"$any": True}]}}, ["$any is a matcher"]),
            ("sizes alone", {"sizes": [10, 20]}, ["belong together"]),
            ("growth of a call", {"sizes": [10, 40], "growth": {"max": "n"}}, ["'call' beside 'growth'"]),
        ):
            with self.subTest(label):
                self.cases(dict(base, **keys))
                run = grader.grade(self.problem, self.write("solution.py", ""))
                self.assertStatus(run, "package")
                self.assertSays(run, "case 1 'a'", *says)

    def test_items_that_run_out(self) -> None:
        self.cases({"name": "a", "call": "largest", "generate":
                    {"args": [{"list": {"of": {"bool": True}, "unique": True, "min_len": 3}}]}})
        run = grader.grade(self.problem, self.write("solution.py", REFERENCE))
        self.assertStatus(run, "package")
        self.assertSays(run, "not enough different items")

    def test_misconception(self) -> None:
        about = json.loads((self.problem / "problem.json").read_text())
        about["misconceptions"] = [{"name": "off_by_one", "hint": "count again", "fails": ["any list"]}]
        (self.problem / "problem.json").write_text(json.dumps(about))
        self.assertEqual("count again", self.run_with(OFF_BY_ONE).report["hint"])

    def test_every_strategy(self) -> None:
        """Strategies of all kinds, held against what they promise by a reference that checks them."""
        args = {
            "type(x) is int and 3 <= x <= 5": {"int": {"min": 3, "max": 5}},
            "type(x) is float and -1.5 <= x <= 2.5": {"float": {"min": -1.5, "max": 2.5}},
            "type(x) is bool": {"bool": True},
            "type(x) is str and 1 <= len(x) <= 4 and set(x) <= set('aéz')":
                {"str": {"alphabet": "aéz", "min_len": 1, "max_len": 4}},
            "type(x) is list and x == sorted(set(x)) and len(x) <= 6":
                {"list": {"of": {"int": {}}, "unique": True, "sorted": True, "max_len": 6}},
            "type(x) is tuple and type(x[0]) is bool and x[1] == 'k'": {"tuple": [{"bool": True}, "k"]},
            "type(x) is dict and len(x) <= 3 and all(type(k) is str for k in x)":
                {"dict": {"keys": {"str": {"max_len": 2}}, "values": {"optional": {"int": {}}}, "max_len": 3}},
            "type(x) is set and 2 <= len(x) <= 3": {"set": {"of": {"int": {"min": 0, "max": 9}}, "min_len": 2, "max_len": 3}},
            "type(x) is frozenset": {"frozenset": {"of": {"tuple": [{"bool": {}}]}, "max_len": 2}},
            "x in (1, 'a', None, (1, 2))": {"one_of": [1, "a", None, {"$tuple": [1, 2]}]},
            "x == {'int': 3}": {"just": {"int": 3}},
        }
        checks = ", ".join(f"(lambda x: {check})(args[{i}])" for i, check in enumerate(args))
        self.cases({"name": "all", "call": "f", "generate": {"args": list(args.values()), "count": 200}})
        reference = f"def f(*args):\n    oks = [{checks}]\n    assert all(oks), (oks, args)\n    return list(args)\n"
        self.write("bank/tests/01/solutions/reference.py", reference)
        self.assertStatus(self.run_with(reference), "passed")


class Help(grader.Test):
    """The examples of `grade help cases`, with a solution that is right and one that is wrong."""

    def example(self, heading: str) -> str:
        text = grader.grade("help", "cases").out
        section = text[text.index("\n" + heading + "\n"):]
        return section[section.index('  {"cases": ['):section.index("\n  ]}\n") + 5]

    def verdicts(self, solution: str) -> list:
        run = grader.report(self.problem, self.write("solution.py", solution))
        return [case["verdict"] for case in run.report["cases"]]

    def test_generated(self) -> None:
        self.problem = self.package(self.example("GENERATED INPUTS"))
        right = "from math import gcd\ndef longest(words):\n    return max(words, key=len)\n"
        self.write("bank/tests/01/solutions/reference.py", right)
        self.assertEqual(["pass", "pass"], self.verdicts(right))
        wrong = right.replace("from math import gcd", "def gcd(a, b): return a or b").replace("max(", "1 / len(words) and max(")
        self.assertEqual(["wrong", "wrong"], self.verdicts(wrong))

    def test_growth(self) -> None:
        self.problem = self.package(self.example("HOW FAST A COUNT GROWS"))
        (self.problem / "helpers.py").write_text(SORTS)
        self.assertEqual(["pass"], self.verdicts(BUILTIN))
        self.assertEqual(["wrong"], self.verdicts(BUBBLE))


SORTS = '''\
class Counted:
    counts = 0
    def __init__(self, x):
        self.x = x
    def __lt__(self, other):
        Counted.counts += 1
        return self.x < other.x

def comparisons(sort, n):
    Counted.counts = 0
    xs = [Counted(i * 7919 % n) for i in range(n)]
    sort(xs)
    return Counted.counts
'''
BUBBLE = "def sort(xs):\n    for i in range(len(xs)):\n        for k in range(len(xs) - 1):\n" \
         "            if xs[k + 1] < xs[k]:\n                xs[k], xs[k + 1] = xs[k + 1], xs[k]\n"
BUILTIN = "def sort(xs):\n    return sorted(xs)\n"
UNCOUNTED = "def sort(xs):\n    return sorted(xs, key=lambda c: c.x)\n"


class Growth(grader.Test):
    def check(self, growth: dict, source: str, sizes: list) -> "tuple[str, dict]":
        problem = self.package([{"name": "grows", "eval": "comparisons(sort, n)", "sizes": sizes, "growth": growth}])
        (problem / "helpers.py").write_text(SORTS)
        run = grader.report(problem, self.write("solution.py", source))
        case = grader.case_of(run, "grows")
        return case["verdict"], case

    def test_classes(self) -> None:
        sizes = [50, 100, 200, 400]
        for growth, source, verdict in (
            ({"max": "n log n"}, BUILTIN, "pass"),
            ({"max": "n log n"}, BUBBLE, "wrong"),
            ({"max": "n"}, BUILTIN, "wrong"),
            ({"max": "n^2"}, BUBBLE, "pass"),
            ({"max_ratio": 3}, BUILTIN, "pass"),
            ({"max_ratio": 3}, BUBBLE, "wrong"),
            ({"max": "n log n"}, UNCOUNTED, "wrong"),
        ):
            with self.subTest(growth=growth, source=source):
                self.assertEqual(verdict, self.check(growth, source, sizes)[0])

    def test_failure_shows_sizes_and_counts(self) -> None:
        case = self.check({"max": "n log n"}, BUBBLE, [50, 100, 200, 400])[1]
        self.assertEqual("growth", case["aspect"])
        self.assertIn("2450 for 50, 9900 for 100, 39800 for 200, 159600 for 400", case["actual_text"])
        self.assertIn("grows faster than n log n: from n = 50 to 400 by 65.1", case["message"])
        self.assertEqual("comparisons(sort, n)", case["action"])

    def test_no_number(self) -> None:
        problem = self.package([{"name": "grows", "eval": "f(n)", "sizes": [8, 64], "growth": {"max": "n"}}])
        for body, says in (("return 'x'", "must be a number"), ("return -1", "must be a number"),
                           ("return True", "must be a number"), ("return float('nan')", "must be a number"),
                           ("raise KeyError(n)", "KeyError"), ("return 0", "nothing was counted")):
            with self.subTest(body):
                run = grader.report(problem, self.write("solution.py", f"def f(n):\n    {body}\n"))
                self.assertStatus(run, "failed")
                case = run.report["cases"][0]
                self.assertIn(says, case["message"])
                if "counted" not in says:
                    self.assertEqual("f(n), n = 8", case["action"])

    def test_loader(self) -> None:
        for growth, sizes, says in (
            ({"max": "n log"}, [10, 80], "growth: max: must be"),
            ({"max": "n", "max_ratio": 2}, [10, 80], "either"),
            ({"max": "n"}, [10, 20], "4 times the first"),
            ({"max": "n"}, [10], "2 to 12"),
            ({"max": "n"}, [20, 10], "item 2"),
            ({"max_ratio": 0.5}, [10, 20], "max_ratio"),
        ):
            with self.subTest(growth=growth, sizes=sizes):
                problem = self.package([{"name": "a", "eval": "f(n)", "sizes": sizes, "growth": growth}])
                run = grader.grade(problem, self.write("solution.py", ""))
                self.assertStatus(run, "package")
                self.assertSays(run, "case 1 'a'", says)
