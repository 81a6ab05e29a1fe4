import dataclasses
import functools
from typing import NamedTuple


@functools.total_ordering
@dataclasses.dataclass(frozen=True, eq=False)
class Money:
    cents: int
    currency: str = "EUR"

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return (self.currency, self.cents) == (other.currency, other.cents)

    def __hash__(self):
        return hash((self.currency, self.cents))

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return (self.currency, self.cents) < (other.currency, other.cents)

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents, self.currency)


class Pair(NamedTuple):
    x: int
    y: int


class Basket:
    """Equal by what is in it, and it can change: no hash."""

    def __init__(self, *items):
        self.items = list(items)

    def __eq__(self, other):
        return self.items == other.items if isinstance(other, Basket) else NotImplemented


class Broken(Money):
    """What a test breaks, one method at a time."""

    def __repr__(self):
        return f"Broken({self.cents})"


def broken(**methods):
    return type("Broken", (Broken,), methods)


class Open:
    def __init__(self, x):
        self.x = x


class HalfOpen:
    """Refuses to be set, and not to be deleted."""

    def __init__(self, x):
        self.__dict__["x"] = x

    def __setattr__(self, name, value):
        raise AttributeError(name)


class Slow:
    def __eq__(self, other):
        while True:
            pass
