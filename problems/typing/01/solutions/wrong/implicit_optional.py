"""The stock of a shop."""

from collections.abc import Callable, Iterable, Mapping
from typing import Optional


def parse(line: str) -> tuple[str, int]:
    """Name and count of a line such as "apples: 3"."""
    name, _, count = line.partition(":")
    return name.strip(), int(count)


def load(lines: Iterable[str]) -> dict[str, int]:
    """The stock that these lines tell; what comes twice is added up."""
    stock: dict[str, int] = {}
    for line in lines:
        name, count = parse(line)
        stock[name] = stock.get(name, 0) + count
    return stock


def find(stock: dict[str, int], name: str) -> Optional[int]:
    """How many there are, or None where the name is not known."""
    return stock.get(name)


def total(amounts: Iterable[float]) -> float:
    """The sum of the amounts."""
    return sum(amounts, 0.0)


def first(stock: Mapping[str, int], count: int = 3) -> list[str]:
    """The names of which there are most."""
    return sorted(stock, key=lambda name: -stock[name])[:count]


def rename(stock: Mapping[str, int], change: Callable[[str], str]) -> dict[str, int]:
    """The same stock under other names."""
    return {change(name): count for name, count in stock.items()}


class Shelf:
    """Holds items, at most as many as its capacity; None is no limit."""

    def __init__(self, name: str, capacity: int = None) -> None:
        self.name = name
        self.capacity = capacity
        self.items: list[str] = []

    def add(self, *names: str) -> None:
        """Put items on the shelf."""
        self.items.extend(names)

    def free(self) -> Optional[int]:
        """How many more there may be, or None without a limit."""
        if self.capacity is None:
            return None
        return self.capacity - len(self.items)
