"""What the cases use to look at iterables, without ever running away with an endless one."""

import itertools


def first(count, iterable):
    """Return a list of the first items, count at most."""
    return list(itertools.islice(iterable, count))
