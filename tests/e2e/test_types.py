"""Cases with "types": what mypy says of a solution that does not run. A cell that has mypy in it takes seconds
to get ready, so each level is tried once; where mypy is missing all are skipped, with the line that installs it."""

import json

import grader
import test_language

FOLDER = grader.HERE / "types"

RIGHT = """
from typing import Generic, TypeVar

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()
"""
WRONG = RIGHT.replace("item: T", "item: object").replace("append(item)", "append(item)  # type: ignore")


class Types(grader.Test):
    def check(self, mode: str) -> None:
        cases = json.loads((FOLDER / "cases.json").read_text())["cases"]
        run = grader.report(FOLDER, FOLDER / "solution.py", mode=mode)
        for case, told in zip(cases, run.report["cases"]):
            with self.subTest(case=case["name"], mode=mode):
                test_language.Language.check_case(self, case, told, mode)

    def test_full(self) -> None:
        self.check("plain")

    def test_baseline(self) -> None:
        if grader.available("baseline"):
            self.check("baseline")

    def test_help(self) -> None:
        text = grader.grade("help", "cases").out
        text = text[text.index("\nTYPES"):]
        examples, _ = json.JSONDecoder().raw_decode(text[text.index('{"cases"'):])
        package = self.package(examples["cases"])
        right = grader.grade(package, self.write("right.py", RIGHT))
        self.assertStatus(right, "passed")
        if "skipped" not in right.out:
            wrong = grader.report(package, self.write("wrong.py", WRONG)).report
            self.assertEqual(["wrong"] * len(examples["cases"]), [case["verdict"] for case in wrong["cases"]])

    def test_missing(self) -> None:
        """An interpreter without mypy: the problem is skipped and says how to install it."""
        package = self.package([{"name": "t", "types": True, "eval": "types.check()", "returns": []}],
                               python={"modules": ["no_such_mypy"]})
        run = grader.report(package, self.write("solution.py", "x = 1\n"))
        self.assertEqual("skipped", run.report["cases"][0]["verdict"], str(run))
        self.assertIn("apt", run.report["cases"][0]["reason"])
