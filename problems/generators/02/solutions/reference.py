from itertools import islice


def chunked(iterable, size):
    """Return an iterator of lists of size items each; the last may be shorter."""
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return _chunks(iter(iterable), size)


def _chunks(iterator, size):
    while chunk := list(islice(iterator, size)):
        yield chunk
