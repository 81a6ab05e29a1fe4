from typing import TypeVar

T = TypeVar("T")


class Stack:
    """A stack of items of one type."""

    def __init__(self, items=()):
        self._items = items

    def push(self, item):
        """Put an item on top."""

    def pop(self):
        """Take the item on top; IndexError if there is none."""

    def peek(self):
        """The item on top, or None."""

    def __len__(self):
        """How many items there are."""
        return 0

    def __iter__(self):
        """From top to bottom."""
        return iter(())

    def map(self, change):
        """A new stack of what change makes of each item."""


def pairs(left, right):
    """A stack of pairs: the tops together, and so on downwards."""
