from collections.abc import Iterable
from typing import Protocol


class Named(Protocol):
    """Has a name that can be read."""

    @property
    def name(self) -> str: ...


class Sink(Protocol):
    """Can be written to."""

    def write(self, text: str, /) -> object: ...


class Closable(Protocol):
    """Can be closed."""

    def close(self) -> object: ...


def report(things: Iterable[Named], sink: Sink) -> int:
    """Write a numbered line for each thing into the sink; how many there were."""
    number = 0
    for number, thing in enumerate(things, start=1):
        sink.write(f"{number}. {thing.name}\n")
    return number


def close_all(things: Iterable[object]) -> int:
    """Close those that can be closed, the last one first; how many that were."""
    closable = [thing for thing in things if isinstance(thing, Closable)]
    for thing in reversed(closable):
        thing.close()
    return len(closable)
