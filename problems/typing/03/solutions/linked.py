from __future__ import annotations

from typing import Callable, Generic, Iterable, Iterator, Optional, Tuple, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Node(Generic[A]):
    def __init__(self, item: A, below: Optional[Node[A]]) -> None:
        self.item = item
        self.below = below


class Stack(Generic[A]):
    """Each item knows the one below."""

    def __init__(self, items: Iterable[A] = ()) -> None:
        self.top: Optional[Node[A]] = None
        for item in items:
            self.push(item)

    def push(self, item: A) -> None:
        self.top = Node(item, self.top)

    def pop(self) -> A:
        if self.top is None:
            raise IndexError("pop from an empty stack")
        top, self.top = self.top, self.top.below
        return top.item

    def peek(self) -> A | None:
        return None if self.top is None else self.top.item

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[A]:
        node = self.top
        while node is not None:
            yield node.item
            node = node.below

    def map(self, change: Callable[[A], B]) -> Stack[B]:
        changed: Stack[B] = Stack()
        for item in list(self)[::-1]:
            changed.push(change(item))
        return changed


def pairs(left: Stack[A], right: Stack[B]) -> Stack[Tuple[A, B]]:
    both = list(zip(left, right))
    both.reverse()
    return Stack(both)
