"""Whole reports, byte for byte, but for what differs from run to run: folders of reports/ hold a package's
cases.json, solution.py, the arguments and what must come out. To see what changed after a change that is
meant, run with GRADE_E2E_WRITE=1 and look at the difference."""

import json
import os
import pathlib
import re

import grader

REPORTS = grader.HERE / "reports"

# What varies, and what stands for it.
MASKS = [
    (r"(?m)^(  \S+ +[a-z-]+  .*?) +[\d.]+ m?s$", r"\1"),  # of cases that take long
    (r"\b\d+(\.\d+)? (ms|s)\b(?! of)", "N ms"),
    (r"(\.\.\.|Calls left out:) \d+( more of the same)?", r"\1 N\2"),  # of a recursion, which ends where it can
    (r"Python 3\.\d+\.\d+", "Python 3.N"),
    (r'"(duration_ms|cpu_ms|peak_kib)": [\d.]+', r'"\1": 0'),
    (r'"(solution_digest|problem_digest)": "[0-9a-f]{64}"', r'"\1": "..."'),
    (r'"python_version": "[\d.]+"', '"python_version": "3.N"'),
    (r'"peak_source": "[^"]*"', '"peak_source": "..."'),
    (r'"isolation": \{.*?\n  \},', '"isolation": {},'),
    (r'"isolation": \{.*?\]\},', '"isolation": {},'),
]


def masked(text: str) -> str:
    for pattern, instead in MASKS:
        text = re.sub(pattern, instead, text, flags=re.DOTALL)
    return text


class Reports(grader.Test):
    def check_report(self, folder: pathlib.Path) -> None:
        about = json.loads((folder / "problem.json").read_text())
        args = about["x-arguments"]
        run = grader.grade(*args, ".", "solution.py", cwd=folder)
        self.assertEqual("", run.err)
        self.assertEqual(about["x-status"], run.status)
        got, expected = masked(run.out), folder / "expected.txt"
        if os.environ.get("GRADE_E2E_WRITE"):
            expected.write_text(got)
        self.assertEqual(expected.read_text(), got)


def add(folder: pathlib.Path) -> None:
    setattr(Reports, f"test_{folder.name}", lambda self: self.check_report(folder))


for path in sorted(REPORTS.glob("*/problem.json")):
    add(path.parent)
