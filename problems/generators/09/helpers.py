"""What the cases use: reading in a given order, and items that tell how many of them live."""

import gc
import weakref


def read(a, b, order):
    """Read from a and b in turn as order says; a capital letter closes. Return what happened."""
    seen = []
    for name in order:
        reader = a if name in "aA" else b
        if name.isupper():
            reader.close()
            seen.append(f"{name}:closed")
            continue
        try:
            seen.append(f"{name}:{next(reader, 'end')}")
        except BufferError:
            seen.append(f"{name}:wait")
    return " ".join(seen)


def ahead(a, b):
    """Return how many items the first reader can take before it has to wait."""
    taken = 0
    try:
        for _ in a:
            taken += 1
    except BufferError:
        return taken
    return "never had to wait"


class Item:
    """Something that can be referred to weakly."""


class Tracked:
    """A supply of items that knows how many of those it gave still exist."""

    def __init__(self):
        self._alive = weakref.WeakSet()

    def items(self, length):
        for _ in range(length):
            yield self._new()

    def _new(self):
        item = Item()
        self._alive.add(item)
        return item

    def alive_after(self, a, b, order):
        """Let a and b read as order says, and count the items that are left."""
        for name in order:
            next(a if name == "a" else b)
        gc.collect()
        return len(self._alive)
