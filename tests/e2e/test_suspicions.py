"""What a failure looks like, from the outside; each kind of it is in packages/suspicions."""

import grader

CASE = {"name": "sorts", "call": "f", "args": [[3, 1]], "returns": [1, 3]}
IN_PLACE = "def f(xs):\n    xs.sort()\n"
LEFT = "a result that is left in the argument, and not returned"

# A solution that fails and then waits for the question about its arguments.
WAITS = """
import os, sys
def watch(frame, event, arg):
    if event == "call" and frame.f_code.co_name == "tell_arguments":
        sys.setprofile(None)
        case = frame.f_locals["self"]
        {act}
def f(xs):
    sys.setprofile(watch)
    return 17
"""
# What it does then, and the verdict: an answer that is none changes nothing, a forged one is no answer.
ACTS = [
    ("ends", "os._exit(0)", "wrong"),
    ("crashes", "os.abort()", "wrong"),
    ("closes the channel", "os.close(case.channel.fd)", "wrong"),
    ("raises", "raise SystemExit", "wrong"),
    ("does not end", "while True: pass", "wrong"),
    ("answers the step again", "case.channel.send('done', {'n': 0, 'value': [1, 3], 'unawaited': False})", "exited"),
    ("answers junk", "case.channel.send('args', {'args': 1, 'kwargs': [2]})", "wrong"),
    ("answers twice", "case.channel.send('args', {'args': [[1, 3]]})", "wrong"),
    ("says something else", "case.channel.send('begun', {})", "exited"),
]


class Suspicions(grader.Test):
    def judge(self, source: str, cases: list, **problem: object) -> dict:
        return grader.report(self.package(cases, **problem), self.write("solution.py", source)).report

    def test_shown(self) -> None:
        run = grader.grade(self.package([CASE]), self.write("solution.py", IN_PLACE))
        self.assertIn("this looks like " + LEFT, run.out)

    def test_of_a_program(self) -> None:
        report = self.judge("print('Seven')\n", [{"name": "says", "stdin": "", "stdout": "seven\n"}])
        self.assertEqual("the right text but for upper and lower case", report["cases"][0]["suspicion"])

    def test_of_a_program_that_raises(self) -> None:
        report = self.judge("next(iter([]))\n", [{"name": "says", "stdin": "", "stdout": "seven\n"}])
        self.assertIn("nothing left", report["cases"][0]["suspicion"])

    def test_the_author_knows_better(self) -> None:
        told = [{"name": "in_place", "hint": "Sort a copy.", "fails": ["sorts"]}]
        report = self.judge(IN_PLACE, [CASE], misconceptions=told)
        self.assertEqual("in_place", report["misconception"])
        self.assertIsNone(report["cases"][0]["suspicion"])

    def test_hidden(self) -> None:
        report = self.judge(IN_PLACE, [{**CASE, "visibility": "hidden"}])
        self.assertEqual("wrong", report["verdict"])
        self.assertNotIn("left in the argument", str(report))

    def test_rows_go_on(self) -> None:
        table = [[[[3, 1]], [1, 3]], [[[2]], [2]], [[[5]], None]]
        report = self.judge(IN_PLACE, [{"name": "sorts", "call": "f", "table": table}])
        failures = report["cases"][0]["failures"]
        self.assertEqual([1, 2], [failure["row"] for failure in failures])
        self.assertEqual(LEFT, failures[0]["suspicion"])

    def test_hostile(self) -> None:
        for label, act, verdict in ACTS:
            with self.subTest(label):
                report = self.judge(WAITS.format(act=act), [CASE], limits={"cpu_ms": 300})
                self.assertEqual(verdict, report["verdict"], report["cases"][0]["message"])
                self.assertEqual(0, report["points"])
