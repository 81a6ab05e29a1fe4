import itertools


def chunked(iterable, size):
    """Return an iterator of lists of size items each; the last may be shorter."""
    if size <= 0:
        raise ValueError(size)
    source = iter(iterable)
    return iter(lambda: list(itertools.islice(source, size)), [])
