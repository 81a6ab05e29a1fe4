"""Kind `tests`: the solution is tests, run on a subject that the case puts in place. Runs in case
processes; `warm_up` in the cell.

The counts are taken where the runner reports each outcome, by an object that is made before the
learner's file is imported. They stay the word of a process that the learner's code shares; what
keeps that from being worth anything is that nothing here tells one subject from another.
"""

import marshal
import sys
from _frozen_importlib import ModuleSpec

from . import learner_unittest, setup

_exec = exec
_loads = marshal.loads

TOLD = 5  # failures that are printed
TEXT = 1500  # characters of one


def warm_up(with_pytest: bool) -> None:
    if with_pytest:
        from . import learner_pytest

        learner_pytest.warm_up()


class SubjectFinder:
    """Finds the module under test, as often as it is imported or reloaded. It has no source: all
    subjects look alike but for what they do."""

    def __init__(self, name: str, code: bytes) -> None:
        self.name = name
        self.code = code

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name != self.name:
            return None
        spec = ModuleSpec(name, self, origin=name + ".py")
        spec.has_location = True
        return spec

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: object) -> None:
        _exec(_loads(self.code), module.__dict__)


class Outcomes:
    """What became of each test: one outcome for each, the worst of those that were reported."""

    RANK = {"passed": 0, "skipped": 1, "errors": 2, "failed": 3}

    def __init__(self) -> None:
        self.collected = 0
        self.broken = 0  # errors that belong to no test
        self.of: dict = {}
        self.told: list = []  # [name, text] of the first that did not pass

    def add(self, test: str, outcome: str, text: str = "") -> None:
        known = self.of.get(test)
        if known is None or self.RANK[outcome] > self.RANK[known]:
            self.of[test] = outcome
        if self.RANK[outcome] > 1:
            self.tell(test, text)

    def broke(self, what: str, text: str) -> None:
        self.broken += 1
        self.tell(what, text)

    def tell(self, name: str, text: str) -> None:
        if len(self.told) < TOLD:
            self.told.append([name, text[-TEXT:]])

    def counts(self) -> dict:
        found = dict.fromkeys(self.RANK, 0)
        for outcome in self.of.values():
            found[outcome] += 1
        found["errors"] += self.broken
        found["collected"] = self.collected
        return found


class Tests:
    """The learner's tests and their subject."""

    def __init__(self, body: dict) -> None:
        self.file = body["file"]
        self.source = body["source"]
        self.code = body["code"]
        self.runner = body["tests"]["runner"]
        self.outcomes = Outcomes()
        self.print = sys.stdout.write
        sys.meta_path.insert(0, SubjectFinder(body["tests"]["subject"], body["tests"]["code"]))

    def module(self) -> object:
        """An empty module for the learner's file."""
        return setup.make_module(self.file[:-3], self.file, self.source)

    def run(self) -> None:
        """Runs the tests, and prints what did not pass: for people, nobody counts it."""
        if self.runner == "pytest":
            from . import learner_pytest

            learner_pytest.run(self)
        else:
            learner_unittest.run(self)
        for name, text in self.outcomes.told:
            self.print("FAILED %s\n%s\n" % (name, text.strip("\n")))

    def counts(self) -> dict:
        return self.outcomes.counts()
