"""What the cases use: functions with hints of every kind, all of which are texts at run time."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import List, Literal, Optional

Level = Literal["low", "high"]
Pence = Decimal


class Celsius:
    """A type that knows nothing of command lines."""

    def __init__(self, text):
        if not text.endswith("C"):
            raise ValueError("no degrees")
        self.degrees = int(text[:-1])

    def __repr__(self):
        return f"{self.degrees} C"


def heat(room, degrees: Celsius, level: Level = "low"):
    return f"{room!r} {degrees} {level}"


def pay(amount: Pence, times: Optional[int] = None, *, to_whom: str, dry_run: bool = False):
    return f"{amount * 2} {times!r} {to_whom!r} {dry_run!r}"


def collect(first: int, numbers: List[int] = (), flags: Optional[List[bool]] = None, scale: float = 2):
    return [first, list(numbers), flags, scale]


def picky(number: int):
    raise ValueError(f"{number} is no good")


def plain(*, a=1, b: int = 0):
    return [a, b]


class Everything:
    """A default that is equal to whatever it is compared with."""

    def __eq__(self, other):
        return True

    def __str__(self):
        return "all"


def search(word, among=Everything()):
    return f"{word} among {among}"


def logged(function):
    """A decorator that hides the parameters, as far as it can."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return ["logged", function(*args, **kwargs)]

    return wrapper


shown = logged(collect)


class Shop:
    def sell(self, item: str, count: int = 1):
        return [item, count]


def outcome(solution, function, argv):
    """What a run returned, or the name of what it raised, with the `name` of a UsageError."""
    try:
        return solution.run(function, list(argv))
    except Exception as error:
        if isinstance(error, solution.UsageError):
            return ["UsageError", error.name]
        return [type(error).__name__, str(error)]
