"""What the cases use: sources that count, and a way to look at chunks as they come."""

import copy
import itertools


class Source:
    """An iterator that counts the items taken from it, and gives up where nobody stops."""

    def __init__(self, items, limit=200):
        self._items = iter(items)
        self._limit = limit
        self.pulled = 0

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self._items)
        self.pulled += 1
        if self.pulled > self._limit:
            raise OverflowError(f"more than {self._limit} items were taken from the source")
        return item


def seen(chunks, count=20):
    """Return copies of the first chunks, each made when the chunk came."""
    return [copy.copy(chunk) for chunk in itertools.islice(chunks, count)]
