"""Every problem that comes with grade is good, by what `grade verify` means by that, and so it is on every
level and for every account."""

import os
import unittest

import grader

# Where all is slow, as under sanitizers, a few of each sort do: what is looked at there is grade.
QUICK = ["decorators/01", "generators/02", "async/02", "concurrency/01", "pytest/01", "aws-iam/01"]
SOME = [*QUICK, "--no-mutants"] if grader.quick() else []


class Problems(grader.Test):
    def verify(self, *args: object, mode: str = "plain") -> grader.Run:
        run = grader.grade("verify", *SOME, *args, "--problems", grader.PROBLEMS, mode=mode, timeout=600)
        self.assertStatus(run, "passed")
        return run

    def test_all_are_good(self) -> None:
        """Warnings are for those who change a problem to weigh; they are shown."""
        run = self.verify("--report", "json", "--require", grader.level("plain"))
        packages = run.report["packages"]
        if not SOME:
            self.assertEqual(len(list(grader.PROBLEMS.glob("*/*/problem.json"))), len(packages))
        for note in (note for package in packages for note in package["notes"]):
            print(f"{note['file']}:{note['line']}: {note['kind']}: {note['what']}")

    def test_at_level_baseline(self) -> None:
        if not grader.available("baseline"):
            raise unittest.SkipTest("no tool that refuses namespaces")
        self.verify(*([] if SOME else QUICK), "--no-mutants", "-q", mode="baseline")

    def test_as_another_user(self) -> None:
        if not grader.available("user"):
            raise unittest.SkipTest("not root, or no setpriv")
        if not os.access(grader.PROBLEMS, os.R_OK):
            raise unittest.SkipTest("the bank is not for others to read")
        self.verify(*([] if SOME else QUICK), "--no-mutants", "-q", mode="user")
