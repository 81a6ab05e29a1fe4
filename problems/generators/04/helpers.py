"""What the cases use: a look at windows as they come, and items that tell how many of them live."""

import gc
import itertools
import weakref


def seen(windows, count=20):
    """Return the first windows, each as it is when it comes."""
    return [tuple(window) for window in itertools.islice(windows, count)]


class Item:
    """Something that can be referred to weakly."""


class Tracked:
    """A source of items that knows how many of those it gave still exist."""

    def __init__(self, length):
        self._length = length
        self._alive = weakref.WeakSet()

    def items(self):
        for _ in range(self._length):
            yield self._new()

    def _new(self):
        item = Item()
        self._alive.add(item)
        return item

    def alive_after(self, windows):
        """Take a window, and count the items that exist while it does."""
        window = next(windows)
        gc.collect()
        return len(self._alive) if window else 0
