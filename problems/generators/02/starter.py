def chunked(iterable, size):
    """Return an iterator of lists of size items each; the last may be shorter.

    Takes from the iterable only what the next chunk needs. Raises ValueError at once if
    size is below 1.
    """
    return iter([list(iterable)])
