"""Every problem that comes with grade: accepted solutions pass, the starter fails, and each wrong solution
fails where its misconception says and is told what it is; always, on every level and for every account."""

import json
import pathlib
import sys

import grader

# Each way of running, with the mode and the options; all must give the same.
WAYS = [
    ("plain", ("--require", grader.level("plain"))),
    ("plain", ("-j1", "--seed", "1")),
    ("plain", ("-j8", "--seed", "2")),
    ("baseline", ()),
    ("baseline", ("--require", "baseline", "-j1", "--seed", "2")),
    ("user", ("-j2",)),
    ("user-baseline", ("-j8", "--seed", "1")),
]
# Configuration runs nothing of the learner's: that it is the same at both levels is enough.
CONFIGURATION = {"dockerfile", "nginx", "supervisord", "env", "iam", "workflow", "gitlab"}


def libraries(about: dict) -> bool:
    """Whether each run begins by importing a large library, which costs more than all its cases."""
    standard = sys.stdlib_module_names
    loads = set(about.get("python", {}).get("preload", []))
    return "framework" in about["solution"] or not loads <= standard


def ways(about: dict, solution: pathlib.Path) -> list:
    if libraries(about):
        return WAYS[::6] if solution.stem == "reference" else WAYS[:1]
    return WAYS[::6] if about["solution"]["kind"] in CONFIGURATION else WAYS


def outcome(run: grader.Run) -> list:
    """What must not depend on the way of running."""
    report = run.report
    verdicts = [[case["name"], case["verdict"], case["points"]] for case in report["cases"]]
    return [run.status, report["verdict"], report["misconception"], report["hint"], verdicts]


def failed_parts(case: dict) -> set:
    """The case's name, or those of its rows where only rows failed."""
    rows = {failure["row"] for failure in case["failures"]}
    if case["verdict"] in ("pass", "skipped"):
        return set()
    return {f"{case['name']}[{row}]" for row in rows} if rows and None not in rows else {case["name"]}


class Problems(grader.Test):
    def grade_all_ways(self, problem: pathlib.Path, solution: pathlib.Path) -> grader.Run:
        usable = [way for way in ways(self.about, solution) if grader.available(way[0])]
        runs = [grader.report(*args, problem, solution, mode=mode) for mode, args in usable]
        for (mode, args), run in zip(usable, runs):
            self.assertEqual(outcome(runs[0]), outcome(run), f"{mode} {args}: {run}")
        return runs[0]

    def check_wrong(self, problem: pathlib.Path, about: dict, solution: pathlib.Path) -> None:
        run = self.grade_all_ways(problem, solution)
        report = run.report
        own = {entry["name"]: entry for entry in about["misconceptions"]}[solution.stem]
        failed = set().union(*(failed_parts(case) for case in report["cases"]))
        names = {case["name"] for case in report["cases"]}
        whole = {part if part in names else part.rpartition("[")[0] for part in failed}
        for part in own["fails"]:
            self.assertIn(part, failed | whole, str(run))
        for part in own.get("passes", []):
            self.assertNotIn(part, failed | whole, str(run))
        declared = {part if part in names else part.rpartition("[")[0] for part in own["fails"]}
        self.assertEqual(declared, whole, "what fails beside that is not declared\n" + str(run))
        self.assertEqual(own["hint"], report["hint"], str(run))
        self.assertStatus(run, "failed")

    def missing_module(self, problem: pathlib.Path) -> "str | None":
        """Why the problem is skipped on this machine."""
        if not libraries(self.about):
            return None
        (reference,) = problem.glob("solutions/reference.*")
        cases = grader.report(problem, reference).report["cases"]
        reasons = {case["reason"] for case in cases if case["verdict"] == "skipped"}
        return reasons.pop() if len(reasons) == 1 and "needs the Python module" in str(reasons) else None

    def check_problem(self, problem: pathlib.Path) -> None:
        about = self.about = json.loads((problem / "problem.json").read_text())
        accepted = sorted(path for path in problem.glob("solutions/*") if path.is_file())
        wrong = sorted(problem.glob("solutions/wrong/*.*"))
        (starter,) = problem.glob("starter.*")
        if missing := self.missing_module(problem):
            self.skipTest(missing)
        self.assertIn("reference", [path.stem for path in accepted])
        self.assertEqual({path.stem for path in wrong}, {entry["name"] for entry in about["misconceptions"]})
        for solution in accepted:
            with self.subTest(solution=solution.name):
                run = self.grade_all_ways(problem, solution)
                self.assertStatus(run, "passed")
                self.assertIsNone(run.report["misconception"])
        with self.subTest(solution="starter"):
            self.assertStatus(self.grade_all_ways(problem, starter), "failed")
        for solution in wrong:
            with self.subTest(solution=solution.name):
                self.check_wrong(problem, about, solution)


def add(problem: pathlib.Path) -> None:
    name = f"test_{problem.parent.name}_{problem.name}"
    setattr(Problems, name, lambda self: self.check_problem(problem))


for path in sorted(grader.PROBLEMS.glob("*/*/problem.json")):
    add(path.parent)
