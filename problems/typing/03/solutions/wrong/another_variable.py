from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Optional, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Stack(Generic[T]):
    """A stack of items of one type."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items = list(items)

    def push(self, item: U) -> None:
        """Put an item on top."""
        self._items.append(item)

    def pop(self) -> T:
        """Take the item on top; IndexError if there is none."""
        return self._items.pop()

    def peek(self) -> Optional[T]:
        """The item on top, or None."""
        return self._items[-1] if self._items else None

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        """From top to bottom."""
        return reversed(self._items)

    def map(self, change: Callable[[T], U]) -> "Stack[U]":
        """A new stack of what change makes of each item."""
        return Stack(map(change, self._items))


def pairs(left: Stack[T], right: Stack[U]) -> Stack[tuple[T, U]]:
    """A stack of pairs: the tops together, and so on downwards."""
    return Stack(reversed(list(zip(left, right))))
