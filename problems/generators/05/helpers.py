"""What the cases use: a look at the first items, and a class that is iterable the old way."""

import itertools


def seen(items, count=30):
    """Return the first items."""
    return list(itertools.islice(items, count))


class Letters:
    """Can be looped over, though it has no `__iter__`: `for` asks for [0], [1], [2] ... ."""

    def __getitem__(self, index):
        return ["a", ["b", [0]]][index]


class Page:
    """Can be looped over in principle, but not today."""

    def __iter__(self):
        raise ConnectionError("page 2")
