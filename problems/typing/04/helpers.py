"""What the cases use: mypy's word on a few lines of code, and classes that know nothing of the solution."""

from dataclasses import dataclass
from typing import NamedTuple


def refused(types, source):
    """The lines in which mypy finds an error."""
    lines = source.split("\n")
    return [lines[number - 1].strip() for number in sorted({line for line, _ in types.codes(source)})]


@dataclass(frozen=True)
class Person:
    name: str


class Town(NamedTuple):
    name: str


class Only:
    """Can be written to, and nothing else; it says so if somebody tries."""

    def __init__(self):
        self.text = ""

    def write(self, anything):
        self.text += anything

    def __getattr__(self, name):
        raise RuntimeError(f"somebody asked the sink for {name}")


class Door:
    """Can be closed, and writes down when."""

    def __init__(self, log, name):
        self.log = log
        self.name = name

    def close(self, slowly=False):
        self.log.append(self.name)
        return slowly


def doors(kinds):
    """Things of which some can be closed; which of them were, and how many it was said to be."""
    log = []
    things = [Door(log, number) if kind else Town(str(number)) for number, kind in enumerate(kinds)]
    return things, log
