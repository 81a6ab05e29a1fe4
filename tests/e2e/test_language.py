"""The language of cases, run end to end: each folder of packages/ is a problem with a solution, whose
cases say themselves what must come of them.

    x-verdict    the verdict; `pass` where not given. x-verdict-baseline where that level has another
    x-says       fragments of the case's report: all must be there
    x-silent     fragments that must not
    x-rows       the rows of the table that fail, all of them
    x-points     the points that are given
    x-may-skip   where the machine cannot give it what it needs, with a reason that has this
"""

import json

import grader


def wanted_verdict(case: dict, mode: str) -> str:
    verdict = case.get("x-verdict", "pass")
    return case.get("x-verdict-baseline", verdict) if grader.level(mode) == "baseline" else verdict


def holds(text: str, fragment: str) -> bool:
    """Whether the case's JSON has it, as it stands or within a string."""
    return fragment in text or json.dumps(fragment, ensure_ascii=False)[1:-1] in text


class Language(grader.Test):
    def check_case(self, case: dict, told: dict, mode: str) -> None:
        text = json.dumps(told, ensure_ascii=False)
        if told["verdict"] == "skipped" and case.get("x-may-skip", "\0") in (told["reason"] or ""):
            return
        self.assertEqual(wanted_verdict(case, mode), told["verdict"], text)
        for fragment in case.get("x-says", []):
            self.assertTrue(holds(text, fragment), f"{fragment!r} is not in {text}")
        for fragment in case.get("x-silent", []):
            self.assertFalse(holds(text, fragment), f"{fragment!r} is in {text}")
        if "x-rows" in case:
            self.assertEqual(case["x-rows"], [failure["row"] for failure in told["failures"]], text)
        if "x-points" in case:
            self.assertEqual(case["x-points"], told["points"])

    def check_package(self, name: str, mode: str, *args: str) -> None:
        folder = grader.PACKAGES / name
        cases = json.loads((folder / "cases.json").read_text())["cases"]
        run = grader.report(*args, folder, folder / "solution.py", mode=mode)
        report = run.report
        self.assertEqual(grader.level(mode), report["isolation"]["level"])
        self.assertEqual([case["name"] for case in cases], [case["name"] for case in report["cases"]])
        for case, told in zip(cases, report["cases"]):
            with self.subTest(package=name, case=case["name"], mode=mode, args=args):
                self.check_case(case, told, mode)
        failed = any(wanted_verdict(case, mode) not in ("pass", "skipped") and told["verdict"] != "skipped"
                     for case, told in zip(cases, report["cases"]))
        self.assertStatus(run, "failed" if failed else "passed")


def add(name: str, mode: str, args: tuple) -> None:
    label = "_".join(["test", name, mode, *(arg.strip("-") for arg in args)]).replace("-", "_")
    setattr(Language, label, lambda self: self.check_package(name, mode, *args))


for package in sorted(path.parent.name for path in grader.PACKAGES.glob("*/cases.json")):
    for mode in grader.modes():
        add(package, mode, ("-j8", "--seed=1") if mode == "user" else ())
