"""Static rules from the outside: what they come to for the whole solution, and solutions that are hard to look at."""

import grader

WORKS = {"name": "works", "call": "f", "args": [[3, 1]], "returns": [1, 3]}
NO_SORTED = {"name": "no sorted", "rule": {"forbid": "sorted()", "in": "f"}}
GOOD = "def f(xs):\n    xs = list(xs)\n    xs.sort()\n    return xs\n"
SORTED = "def f(xs):\n    return sorted(xs)\n"

# A solution, the verdict of the whole and of the rule's case, and the points of two.
WHOLES = [
    ("all holds", GOOD, "pass", "pass", 2),
    ("only the rule fails", SORTED, "rule", "rule", 1),
    ("both fail", "def f(xs):\n    return sorted(xs)[::-1]\n", "wrong", "rule", 0),
    ("only the behaviour fails", "def f(xs):\n    return xs\n", "wrong", "pass", 1),
    ("it raises, and the rule is judged all the same", "def f(xs):\n    sorted(xs)\n    raise ValueError\n",
     "error", "rule", 0),
    ("an import that fails, likewise", "import nothing_of_the_kind\n" + SORTED, "error", "rule", 0),
    ("a syntax error", "def f(xs)\n    return xs\n", "error", "error", 0),
]

# Sources that are hard to look at: one verdict of these, at the end of a rule or of the limits.
HARD = [
    ("many statements", "def f(xs):\n" + "    xs = xs + [1]\n" * 30000 + "    return sorted(xs)\n", ("rule", "memory-limit")),
    ("a long sum", "def f(xs):\n    return sorted(xs)\nx = " + "+".join(["1"] * 900) + "\n", ("rule", "error")),
    ("a very long sum", "def f(xs):\n    return sorted(xs)\nx = " + "+".join(["1"] * 100000) + "\n",
     ("rule", "error", "crashed")),
    ("a long chain of attributes", "def f(xs):\n    return sorted(xs)\ng = lambda a: a" + ".a" * 2000 + "\n",
     ("rule", "error", "crashed")),
    ("a long elif", "def f(xs):\n    if xs: return sorted(xs)\n" + "    elif xs: pass\n" * 1500,
     ("rule", "error", "crashed")),
    ("deep parentheses", "def f(xs):\n    return sorted(xs)\nx = " + "(" * 150 + ")" * 150 + "\n", ("rule", "error")),
    ("deep definitions", "".join("%sdef f():\n" % (" " * i) for i in range(90)) + " " * 90 + "sorted(1)\n",
     ("rule", "error")),
    ("a BOM", "\ufeff" + SORTED, ("rule",)),
    ("a lone carriage return", "x = 1\r" + SORTED, ("rule",)),
    ("a form feed", "\x0c" + SORTED, ("rule",)),
    ("no newline at the end", SORTED.rstrip("\n"), ("rule",)),
]


class Rules(grader.Test):
    def judge(self, source: str, cases: list, **problem: object) -> grader.Run:
        return grader.report(self.package(cases, **problem), self.write("solution.py", source))

    def test_whole(self) -> None:
        for label, source, whole, rule, points in WHOLES:
            with self.subTest(label):
                run = self.judge(source, [NO_SORTED, WORKS])
                self.assertEqual((whole, rule, points),
                                 (run.report["verdict"], grader.case_of(run, "no sorted")["verdict"], run.report["points"]))
                self.assertStatus(run, "passed" if whole == "pass" else "failed")

    def test_only_rules(self) -> None:
        run = self.judge(SORTED, [NO_SORTED])
        self.assertEqual("rule", run.report["verdict"])
        self.assertEqual({"file": "solution.py", "line": 2, "column": 12}, run.report["cases"][0]["location"])

    def test_hard(self) -> None:
        for label, source, verdicts in HARD:
            with self.subTest(label):
                run = self.judge(source, [NO_SORTED], limits={"cpu_ms": 3000})
                self.assertIn(run.report["verdict"], verdicts, str(run)[:2000])

    def test_misconceptions(self) -> None:
        """Recognised by a rule that holds of such a solution, with what fails or alone."""
        told = [{"name": "sorts", "hint": "Do not sort.", "fails": ["no sorted"], "rule": {"require": "sorted()"}},
                {"name": "reverses", "hint": "Not so.", "rule": {"require": {"node": "Slice"}, "forbid": "sorted()"}},
                {"name": "elsewhere", "hint": "Nor so.", "rule": {"forbid": "for", "in": "nobody"}}]
        for source, name in ((SORTED, "sorts"), ("def f(xs):\n    return xs[::-1] + xs\n", "reverses"),
                             ("def f(xs):\n    return 1\n", None), (GOOD, None)):
            run = self.judge(source, [NO_SORTED, WORKS], misconceptions=told)
            self.assertEqual(name, run.report["misconception"], str(run)[:2000])

    def test_one_case_alone(self) -> None:
        problem, solution = self.package([WORKS, NO_SORTED]), self.write("solution.py", SORTED)
        run = grader.grade(problem, solution, "--case", "2")
        self.assertIn("f must do without `sorted()`", run.out)
        self.assertIn("return sorted(xs)", run.out)
        self.assertStatus(run, "failed")
