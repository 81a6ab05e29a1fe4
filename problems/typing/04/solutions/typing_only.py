import typing
from typing import Iterable, List


class Named(typing.Protocol):
    @property
    def name(self) -> str:
        raise NotImplementedError


class Sink(typing.Protocol):
    def write(self, __text: str) -> object:
        """Two underscores make a parameter positional for mypy, too."""


@typing.runtime_checkable
class Closable(typing.Protocol):
    def close(self) -> object:
        raise NotImplementedError


def report(things: Iterable[Named], sink: Sink) -> int:
    lines: List[str] = []
    for thing in things:
        lines.append(f"{len(lines) + 1}. {thing.name}\n")
    sink.write("".join(lines))
    return len(lines)


def close_all(things: Iterable[object]) -> int:
    count = 0
    for thing in list(things)[::-1]:
        if isinstance(thing, Closable):
            thing.close()
            count += 1
    return count
