from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Optional, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Stack(Generic[T]):
    """A stack of items of one type."""

    def __init__(self, items: Iterable[object] = ()) -> None:
        self._items: list[object] = list(items)

    def push(self, item: object) -> None:
        """Put an item on top."""
        self._items.append(item)

    def pop(self) -> object:
        """Take the item on top; IndexError if there is none."""
        return self._items.pop()

    def peek(self) -> Optional[object]:
        """The item on top, or None."""
        return self._items[-1] if self._items else None

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[object]:
        """From top to bottom."""
        return reversed(self._items)

    def map(self, change: Callable[[object], U]) -> "Stack[U]":
        """A new stack of what change makes of each item."""
        return Stack(map(change, self._items))


def pairs(left: Stack[T], right: Stack[U]) -> Stack[tuple[T, U]]:
    """A stack of pairs: the tops together, and so on downwards."""
    return Stack(reversed(list(zip(left, right))))
