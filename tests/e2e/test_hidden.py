"""Hidden cases: whatever goes wrong in them, no report tells their inputs, their outputs or where it happened,
although the solution does what it can to have it told."""

import json

import grader

SECRET, WANTED, NUMBER = "s3cret-input", "w4nted-output", 424242

SOLUTION = f'''
import os
import sys
import warnings


def tell(x):
    print("told", x)
    print("told", x, file=sys.stderr)
    os.write(1, str(x).encode())
    warnings.warn(str(x))
    return x


def fail(x):
    tell(x)
    raise ValueError(x)


def fail_with_notes(x):
    error = KeyError(x)
    error.add_note(str(x))
    raise error from ValueError(x)


def violate(x):
    os.kill({NUMBER}, 0)


def leave(x):
    tell(x)
    os._exit({NUMBER} % 256)


def exit_with(x):
    sys.exit(x)


def crash(x):
    tell(x)
    os.abort()


def spin(x):
    tell(x)
    while True:
        pass


def name_of(x):
    raise type(x, (Exception,), {{}})


if __name__ == "__main__":
    fail(input())
'''

# Cases, all hidden, all failing; each mentions what must not be told.
CASES = [
    {"call": "tell", "args": [SECRET], "returns": WANTED},
    {"call": "tell", "args": [[1, {"a": SECRET}]], "returns": [1, {"a": WANTED}]},
    {"call": "tell", "table": [[[SECRET], WANTED], [[SECRET], WANTED]]},
    {"call": "fail", "args": [SECRET], "returns": WANTED},
    {"call": "fail", "args": [SECRET], "raises": {"type": "KeyError", "match": WANTED}},
    {"call": "fail", "args": [SECRET], "raises": {"args": [WANTED]}},
    {"call": "fail_with_notes", "args": [SECRET], "returns": 1},
    {"call": "violate", "args": [SECRET], "returns": 1},
    {"call": "leave", "args": [SECRET], "returns": 1},
    {"call": "exit_with", "args": [SECRET], "returns": 1},
    {"call": "crash", "args": [SECRET], "returns": 1},
    {"call": "spin", "args": [SECRET], "returns": 1, "limits": {"cpu_ms": 100}},
    {"call": "name_of", "args": [SECRET], "returns": 1},
    {"exec": f"x = '{SECRET}'", "eval": "tell(x)", "returns": WANTED},
    {"exec": f"tell('{SECRET}')", "stdout": WANTED},
    {"exec": f"tell('{SECRET}')", "stderr": {"lines": [WANTED]}},
    {"exec": f"tell('{SECRET}')", "warns": [["UserWarning", WANTED]]},
    {"steps": [{"exec": f"import time; time.sleep({NUMBER})"}], "then": {"clock.elapsed": 1}},
    {"eval": f"await __import__('asyncio').get_running_loop().create_future(), '{SECRET}'"},
    {"stdin": f"{SECRET}\n", "stdout": f"{WANTED}\n"},
    {"eval": f"absent_{NUMBER}"},
]


class Hidden(grader.Test):
    def setUp(self) -> None:
        super().setUp()
        cases = [{"name": "visible", "eval": "1", "returns": 2}]
        for number, case in enumerate(CASES):
            cases.append({"name": f"hidden {number}", "visibility": "hidden", **case})
        self.problem = self.package(cases)
        self.solution = self.write("solution.py", SOLUTION)

    def check(self, text: str) -> None:
        for secret in (SECRET, WANTED, str(NUMBER), "told", "solution.py:", "absent_"):
            self.assertNotIn(secret, text.replace(str(self.solution), ""))

    def test_no_report_tells(self) -> None:
        for mode in grader.modes():
            for args in ((), ("-v",), ("-q",), ("--report", "json"), ("--report", "jsonl"), ("-j8", "-v")):
                with self.subTest(mode=mode, args=args):
                    run = grader.grade(*args, self.problem, self.solution, mode=mode)
                    self.assertStatus(run, "failed")
                    self.check(run.out + run.err)

    def test_only_the_hidden_case_asked_for(self) -> None:
        for number in range(len(CASES)):
            run = grader.grade("-v", "--case", f"hidden {number}", self.problem, self.solution)
            self.assertStatus(run, "failed")
            self.check(run.out + run.err)

    def test_what_is_told(self) -> None:
        """The name, the verdict and the points; nothing else says anything."""
        run = grader.report(self.problem, self.solution)
        for case in run.report["cases"][1:]:
            self.assertTrue(case["hidden"])
            self.assertNotIn(case["verdict"], ("pass", "skipped"), json.dumps(case))
            for key in ("step", "action", "message", "expected", "actual", "exception", "location", "violation", "reason"):
                self.assertIsNone(case[key], f"{key} of {case}")
            self.assertEqual((None, None, []), (case["stdout"], case["stderr"], case["failures"]))
