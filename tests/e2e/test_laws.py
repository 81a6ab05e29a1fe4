"""Laws of classes: the example of `grade help cases`, and answers that are none; each law has its cases in
packages/laws."""

import json

import grader

RIGHT = """
import dataclasses, functools


@functools.total_ordering
@dataclasses.dataclass(frozen=True)
class Money:
    cents: int
    currency: str = "EUR"

    def __lt__(self, other):
        return self.cents < other.cents if isinstance(other, Money) else NotImplemented

    def __add__(self, other):
        return Money(self.cents + other.cents) if isinstance(other, Money) else NotImplemented


class Basket:
    def __init__(self, *items):
        self.items = list(items)

    def __eq__(self, other):
        return self.items == other.items if isinstance(other, Basket) else NotImplemented
"""
WRONG = [
    ("Money.__hash__ = object.__hash__", "what is equal has the same hash"),
    ("Money.__add__ = lambda self, other: self", "NotImplemented"),
    ("Money.__setattr__ = object.__setattr__", "cannot be changed"),
    ("Basket.__hash__ = lambda self: 1", "has no hash"),
]
CASE = {"name": "laws", "laws": {"values": [["Money(1)", "Money(1)"], ["Money(2)"]], "ordered": True, "hash": True,
                                 "foreign": ["1"], "frozen": ["cents"], "repr": True}}
# What a solution may say in the place of the facts.
LIES = [
    ("no facts", "None", "exited"),
    ("a list", "[1, 2]", "exited"),
    ("nothing in them", "{}", "wrong"),
    ("of other kinds", "dict.fromkeys(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'hash', 'foreign', 'frozen', 'repr'], 3)", "wrong"),
    ("too short", "{'eq': [[]], 'hash': [], 'foreign': {'eq': [[]]}}", "wrong"),
    ("too much", "{'eq': [['True'] * 99] * 99}", "wrong"),
]
SPEAKS = """
import sys
def lie():
    frame = sys._getframe()
    while not hasattr(frame.f_locals.get("self"), "laws"):
        frame = frame.f_back
    frame.f_locals["self"].laws.examine = lambda *_: {lie}
class Money:
    def __init__(self, cents):
        lie()
"""


class Laws(grader.Test):
    def test_help(self) -> None:
        text = grader.grade("help", "cases").out
        text = text[text.index("\nLAWS OF A CLASS"):]
        examples, _ = json.JSONDecoder().raw_decode(text[text.index('{"cases"'):])
        package = self.package(examples["cases"])
        self.assertStatus(grader.grade(package, self.write("right.py", RIGHT)), "passed")
        for change, says in WRONG:
            with self.subTest(change):
                run = grader.grade(package, self.write("wrong.py", RIGHT + "\n\n" + change + "\n"))
                self.assertStatus(run, "failed")
                self.assertIn(says, " ".join(run.out.replace("│", " ").split()))

    def test_lies(self) -> None:
        for label, lie, verdict in LIES:
            with self.subTest(label):
                run = grader.report(self.package([CASE]), self.write("lies.py", SPEAKS.format(lie=lie)))
                self.assertEqual(verdict, run.report["verdict"], str(run))
